//! Sites are written as text here: `index.html=one a/x.html=two` is a site of two files.

mod folder;
mod kill;
mod lock;
mod notes;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;

/// Path → contents.
type Files = BTreeMap<String, String>;

/// An empty folder, in memory where there is such a place: a manifest waits for the disk.
fn temp() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn files(text: &str) -> Files {
    let pair = |word: &str| word.split_once('=').map(|(path, text)| (path.into(), text.into()));
    text.split_whitespace().map(|word| pair(word).unwrap()).collect()
}

fn show(files: &Files) -> String {
    files.iter().map(|(path, text)| format!("{path}={text}")).collect::<Vec<_>>().join(" ")
}

fn record() -> BuildRecord {
    let report = serde_json::json!({"warnings": ["ē"]});
    BuildRecord { fingerprint: "f".into(), built_at: 1_370_000_000, valid_until: None, report }
}

/// A program that another test starts shares every lock of this process until it runs.
const A_MOMENT: Duration = Duration::from_secs(10);

fn begin_now(output: &Path) -> Session {
    begin(output, A_MOMENT).unwrap()
}

fn path(path: &str) -> OutputPath {
    OutputPath::new(path).unwrap()
}

fn put_all(session: &Session, site: &str) {
    for (name, text) in files(site) {
        session.put(&path(&name), text.as_bytes()).unwrap();
    }
}

fn build(output: &Path, site: &str) -> Result<Published, PublishError> {
    let session = begin_now(output);
    put_all(&session, site);
    session.commit(record())
}

/// Writes files as somebody else would.
fn write(output: &Path, text: &str) {
    for (path, text) in files(text) {
        let path = output.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// All that is in the folder but the bookkeeping; empty folders and links too.
fn tree(output: &Path) -> Files {
    let mut found = Files::new();
    for item in walkdir(output) {
        let name = item.strip_prefix(output).unwrap().to_str().unwrap().replace('\\', "/");
        let about = fs::symlink_metadata(&item).unwrap();
        if name.contains(BOOKKEEPING) {
            continue;
        }
        if about.is_symlink() {
            found.insert(name, "@".into());
        } else if about.is_file() {
            found.insert(name, fs::read_to_string(&item).unwrap());
        } else if fs::read_dir(&item).unwrap().next().is_none() {
            found.insert(format!("{name}/"), String::new());
        }
    }
    found
}

fn walkdir(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        found.push(item.path());
        if item.file_type().unwrap().is_dir() {
            found.extend(walkdir(&item.path()));
        }
    }
    found
}

/// Dates every file of the site back and the manifest to now, so that a test need not wait for
/// the clock of the file system to move on.
fn age(output: &Path) -> SystemTime {
    let past = SystemTime::now() - Duration::from_secs(1000);
    for file in walkdir(output).into_iter().filter(|file| file.is_file()) {
        let time = if file.ends_with("manifest") { past + Duration::from_secs(10) } else { past };
        fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
    }
    past
}

fn modified(file: &Path) -> SystemTime {
    fs::metadata(file).unwrap().modified().unwrap()
}

fn counts(published: Published) -> (usize, usize, usize, u64) {
    let Published { written, unchanged, removed, bytes } = published;
    (written, unchanged, removed, bytes)
}

#[test]
fn first_build_and_the_next_ones() {
    let folder = temp();
    let output = folder.path().join("deep/output");
    let first = build(&output, "index.html=one a/b/x.html=two a/c/y.html=three s.css=s").unwrap();
    assert_eq!(counts(first), (4, 0, 0, 12));
    let old = age(&output);

    let second = build(&output, "index.html=ONE a/b/x.html=two a/d/z.html=four s.css=s").unwrap();
    assert_eq!(counts(second), (2, 2, 1, 7));
    assert_eq!(show(&tree(&output)), "a/b/x.html=two a/d/z.html=four index.html=ONE s.css=s");
    assert_eq!(modified(&output.join("s.css")), old);
    assert_eq!(modified(&output.join("a/b/x.html")), old);
    assert!(modified(&output.join("index.html")) > old);

    let third = build(&output, "").unwrap();
    assert_eq!(counts(third), (0, 0, 4, 0));
    assert_eq!(tree(&output), Files::new());
}

#[test]
fn an_unchanged_build_touches_nothing_at_all() {
    let folder = temp();
    build(folder.path(), "a=1 b/c=2").unwrap();
    age(folder.path());
    let dates = || {
        let all = walkdir(folder.path()).into_iter().filter(|file| !file.ends_with("lock"));
        all.map(|file| (modified(&file), file)).collect::<Vec<_>>()
    };
    let before = dates();
    assert_eq!(counts(build(folder.path(), "a=1 b/c=2").unwrap()), (0, 2, 0, 0));
    assert_eq!(dates(), before);
}

#[test]
fn files_and_folders_change_places() {
    let folder = temp();
    for site in ["a=1 x/y/z=1 x/w=1", "a/b=1 a/c/d=1 x=1", "a=2 x/y/z=2 x/w=3", "a/b=1 x/y=2"] {
        build(folder.path(), site).unwrap();
        assert_eq!(tree(folder.path()), files(site));
    }
}

#[test]
fn a_session_that_is_dropped_changes_nothing() {
    let folder = temp();
    build(folder.path(), "a=1 b=2").unwrap();
    let session = begin_now(folder.path());
    put_all(&session, "a=new c/d=3");
    assert!(folder.path().join(".pressroom/staging/c/d").exists());
    drop(session);
    assert_eq!(show(&tree(folder.path())), "a=1 b=2");
    assert!(!folder.path().join(".pressroom/staging").exists());
    assert!(is_intact(folder.path(), &read_manifest(folder.path())));
}

#[test]
fn copies() {
    let folder = temp();
    let (source, output) = (folder.path().join("picture"), folder.path().join("output"));
    let copy = || {
        let session = begin_now(&output);
        session.put_copy(&path("p/1.jpg"), &source).unwrap();
        counts(session.commit(record()).unwrap())
    };
    let long = "é".repeat(200_000);
    fs::write(&source, &long).unwrap();
    assert_eq!(copy(), (1, 0, 0, 400_000));
    assert_eq!(copy(), (0, 1, 0, 0));
    assert_eq!(fs::read_to_string(output.join("p/1.jpg")).unwrap(), long);
    fs::write(&source, "short").unwrap();
    assert_eq!(copy(), (1, 0, 0, 5));
    assert_eq!(show(&tree(&output)), "p/1.jpg=short");
    assert_eq!(counts(build(&output, "p/1.jpg=short").unwrap()), (0, 1, 0, 0));

    let session = begin_now(&output);
    let missing = session.put_copy(&path("q"), &folder.path().join("nothing")).unwrap_err();
    assert!(missing.to_string().ends_with("nothing"), "{missing}");
    assert!(session.put_copy(&path("q"), folder.path()).is_err());
}

#[test]
fn keeping_what_was_not_touched() {
    let folder = temp();
    build(folder.path(), "a=1 b=2 c=3").unwrap();
    age(folder.path());
    write(folder.path(), "b=X");
    let session = begin_now(folder.path());
    assert!(session.has(&path("a")).unwrap() && !session.has(&path("b")).unwrap());
    assert!(session.keep(&path("a")).unwrap());
    assert!(!session.keep(&path("b")).unwrap());
    assert!(!session.keep(&path("new")).unwrap());
    session.commit(record()).unwrap();
    assert_eq!(show(&tree(folder.path())), "a=1");
}

#[test]
fn from_many_threads() {
    let folder = temp();
    let name = |n: usize| path(&format!("{}/{n}/index.html", n % 7));
    for round in ["one", "two"] {
        let session = begin_now(folder.path());
        (0..500).into_par_iter().for_each(|n| {
            let text = if n % 5 == 0 { round } else { "same" };
            session.put(&name(n), text.as_bytes()).unwrap();
        });
        session.commit(record()).unwrap();
    }
    let all = tree(folder.path());
    assert_eq!(all.len(), 500);
    assert_eq!(all.values().filter(|text| *text == "two").count(), 100);
}
