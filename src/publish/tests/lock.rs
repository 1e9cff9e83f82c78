//! Two builds at once, and a machine that says no.

use std::process::{Command, Stdio};
use std::thread;

use super::*;

#[test]
fn the_second_says_so_or_waits() {
    let folder = temp();
    let first = begin_now(folder.path());
    put_all(&first, "a=1");
    let error = begin(folder.path(), Duration::ZERO).unwrap_err();
    let us = std::process::id();
    assert!(matches!(error, PublishError::Locked { pid: Some(pid), .. } if pid == us), "{error}");
    assert!(error.to_string().contains(&format!("(process {us})")), "{error}");

    thread::scope(|scope| {
        let second = scope.spawn(|| {
            let session = begin(folder.path(), Duration::from_mins(1)).unwrap();
            assert_eq!(session.manifest().len(), 1);
            put_all(&session, "a=1 b=2");
            session.commit(record()).unwrap()
        });
        thread::sleep(Duration::from_millis(120));
        first.commit(record()).unwrap();
        assert_eq!(counts(second.join().unwrap()), (1, 1, 0, 1));
    });
}

/// Not a test: the other process of the next one. It builds until it is killed.
#[test]
#[ignore = "run by `a_killed_process_leaves_no_lock`"]
fn a_build_without_end() {
    let Ok(output) = std::env::var("PRESSROOM_TEST_OUTPUT") else { return };
    let session = begin_now(Path::new(&output));
    put_all(&session, "a=2 b=2");
    thread::sleep(Duration::from_mins(1));
}

#[test]
fn a_killed_process_leaves_no_lock() {
    let folder = temp();
    build(folder.path(), "a=1").unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "a_build_without_end"])
        .env("PRESSROOM_TEST_OUTPUT", folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let staged = folder.path().join(".pressroom/staging/b");
    for _ in 0..600 {
        if staged.exists() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let locked = begin(folder.path(), Duration::ZERO);
    child.kill().unwrap();
    child.wait().unwrap();
    let id = child.id();
    assert!(matches!(locked, Err(PublishError::Locked { pid: Some(pid), .. }) if pid == id));
    assert!(staged.exists() && read_manifest(folder.path()).record().is_none());
    assert!(!is_intact(folder.path(), &read_manifest(folder.path())));

    let session = begin_now(folder.path());
    assert!(!staged.exists());
    drop(session);
    assert_eq!(show(&tree(folder.path())), "a=1");
    assert!(is_intact(folder.path(), &read_manifest(folder.path())));
}

#[test]
fn an_output_that_is_a_file() {
    let folder = temp();
    write(folder.path(), "output=1");
    let error = begin(&folder.path().join("output"), Duration::ZERO).unwrap_err();
    assert!(error.to_string().ends_with("output"), "{error}");
}

/// A failure that the superuser meets too.
#[test]
fn a_file_that_cannot_be_staged() {
    let folder = temp();
    build(folder.path(), "a=1").unwrap();
    let session = begin_now(folder.path());
    put_all(&session, "a=2 b=2");
    let error = session.put(&path("b/c"), b"3").unwrap_err();
    assert!(error.to_string().contains("staging"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    drop(session);
    assert_eq!(show(&tree(folder.path())), "a=1");
    assert!(!folder.path().join(".pressroom/staging").exists());
}

#[test]
fn handed_over_twice() {
    let folder = temp();
    let session = begin_now(folder.path());
    put_all(&session, "a=1");
    assert!(matches!(session.put(&path("a"), b"2"), Err(PublishError::Twice(_))));
    drop(session);
    build(folder.path(), "a=1").unwrap();
    let session = begin_now(folder.path());
    put_all(&session, "a=1");
    put_all(&session, "a=1");
    assert!(matches!(session.commit(record()), Err(PublishError::Twice(_))));
}

#[cfg(unix)]
#[test]
fn without_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = temp();
    let mode = |path: &str, mode| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    build(folder.path(), "a/x=1 a/y=1 b/x=1 index.html=1").unwrap();
    mode("b", 0o555);
    if fs::write(folder.path().join("b/probe"), "").is_ok() {
        // The superuser may do all; `a_file_that_cannot_be_staged` shows the rest.
        return;
    }
    // A step in the middle fails: what it names can be mended, then the next build ends the work.
    let error = build(folder.path(), "a/x=2 b/x=2 index.html=2").unwrap_err();
    assert!(error.to_string().ends_with("b/x"), "{error}");
    assert!(!is_intact(folder.path(), &read_manifest(folder.path())));
    mode("b", 0o755);
    build(folder.path(), "a/x=2 b/x=2 index.html=2").unwrap();
    assert_eq!(show(&tree(folder.path())), "a/x=2 b/x=2 index.html=2");

    mode("", 0o555);
    let error = begin(folder.path(), Duration::ZERO)
        .and_then(|session| session.put(&path("c"), b"").map(|()| session)?.commit(record()));
    mode("", 0o755);
    assert!(error.unwrap_err().to_string().contains("cannot write"));
}
