//! Builds that are killed before any of their steps, and the ones after them.

use super::*;

const THEIRS: &str = ".git/config=g CNAME=c gone/note=n keep/note=n";

/// Changes of every kind: new, changed, same, gone, a folder gone, file to folder and back.
const OLD: &str = "changed=1 same=1 gone/a=1 gone/b/c=1 keep/x=1 file=1 folder/a=1 folder/b/c=1 \
                   old/deep/x=1 Case.JPG=1";
const NEW: &str = "changed=2 same=1 keep/x=2 keep/y=2 file/a=2 file/b/c=2 folder=2 \
                   new/deep/x=2 new/y=2 case.jpg=2";

/// A build that is killed before the step of that number; says whether it was.
fn build_killed(output: &Path, site: &str, kill_before: usize) -> bool {
    let mut left = kill_before;
    let mut watch = |_: &dyn std::fmt::Debug| match left.checked_sub(1) {
        Some(less) => {
            left = less;
            Ok(())
        }
        None => Err(PublishError::io("live on", output)(std::io::ErrorKind::Other.into())),
    };
    let session = match begin_watched(output, A_MOMENT, &mut watch) {
        Err(PublishError::Io { action: "live on", .. }) => return true,
        begun => begun.unwrap(),
    };
    put_all(&session, site);
    let result = session.publish(record(), &mut watch);
    // The killed process does not clear the staging folder, but it lets go of the lock.
    let Session { staging, .. } = session;
    match result {
        Err(PublishError::Io { action: "live on", .. }) => {
            mem::forget(staging);
            true
        }
        result => {
            result.unwrap();
            false
        }
    }
}

/// Every file is an old one or a new one, whole; what is not ours is as it was.
#[track_caller]
fn check_whole(output: &Path, sites: &[&str]) {
    let mut found = tree(output);
    for (path, text) in files(THEIRS) {
        assert_eq!(found.remove(&path), Some(text), "{path}");
    }
    found.retain(|path, _| !path.ends_with('/'));
    for (path, text) in &found {
        assert!(sites.iter().any(|site| files(site).get(path) == Some(text)), "{path}={text}");
    }
    // What both sites have is there at every moment.
    for path in files(sites[0]).keys() {
        let everywhere = sites.iter().all(|site| files(site).contains_key(path));
        assert!(!everywhere || found.contains_key(path), "{path} is lost");
    }
}

/// Builds `site` and expects it to be just as if it were built alone.
#[track_caller]
fn check_mended(output: &Path, site: &str) {
    build(output, site).unwrap();
    assert_eq!(tree(output), files(&format!("{site} {THEIRS}")));
    let clean = temp();
    build(clean.path(), site).unwrap();
    let notes = |folder: &Path| {
        let notes = walkdir(&folder.join(".pressroom")).into_iter();
        notes
            .map(|note| fs::read_to_string(note).unwrap())
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(notes(output), notes(clean.path()));
    assert!(is_intact(output, &read_manifest(output)));
}

fn old_site() -> TempDir {
    let folder = temp();
    write(folder.path(), THEIRS);
    build(folder.path(), OLD).unwrap();
    folder
}

#[test]
fn once_then_built_again_or_undone_or_changed() {
    let mut steps = 0;
    while build_killed(old_site().path(), NEW, steps) {
        // The third shares nothing with either: all that was moved in must be known to be ours.
        for next in [NEW, OLD, "index.html=3 new=3"] {
            let folder = old_site();
            assert!(build_killed(folder.path(), NEW, steps));
            check_whole(folder.path(), &[OLD, NEW]);
            // Before the first step, which is to look for what a killed build left.
            let intact = is_intact(folder.path(), &read_manifest(folder.path()));
            assert_eq!(intact, steps == 0, "{steps}");
            check_mended(folder.path(), next);
        }
        steps += 1;
    }
    assert!(steps > 20, "{steps}");
}

#[test]
fn twice_while_mending() {
    let other = "changed=3 same=1 gone/a=3 file=3 folder/a=3 keep/z=3 new=3";
    let mut first = 0;
    while build_killed(old_site().path(), NEW, first) {
        let mut second = 0;
        loop {
            let folder = old_site();
            assert!(build_killed(folder.path(), NEW, first));
            let killed = build_killed(folder.path(), other, second);
            check_whole(folder.path(), &[OLD, NEW, other]);
            check_mended(folder.path(), "index.html=4 file/a=4 same=1");
            if !killed {
                break;
            }
            second += 1;
        }
        first += 1;
    }
}

#[test]
fn then_dropped_without_a_commit() {
    let mut steps = 0;
    while build_killed(old_site().path(), NEW, steps) {
        let folder = old_site();
        assert!(build_killed(folder.path(), NEW, steps));
        let half = tree(folder.path());
        put_all(&begin_now(folder.path()), "index.html=3");
        assert_eq!(tree(folder.path()), half);
        // What was mended is a list of what is ours; it vouches for no contents.
        let intact = is_intact(folder.path(), &read_manifest(folder.path()));
        assert!(!intact || half == files(&format!("{OLD} {THEIRS}")), "{steps}");
        check_mended(folder.path(), OLD);
        steps += 1;
    }
}

#[test]
fn what_somebody_put_there_since_is_not_overwritten() {
    let mut steps = 0;
    while build_killed(old_site().path(), NEW, steps) {
        let folder = old_site();
        assert!(build_killed(folder.path(), NEW, steps));
        let place = folder.path().join("new/y");
        if !place.exists() {
            write(folder.path(), "new/y=theirs");
            assert!(matches!(build(folder.path(), NEW), Err(PublishError::InTheWay { .. })));
            assert_eq!(fs::read_to_string(&place).unwrap(), "theirs");
        }
        steps += 1;
    }
}

/// Sites, kills and changes by hand at random, from a fixed seed.
#[test]
fn at_random() {
    let mut state = 0x2013_0531_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..150 {
        let folder = temp();
        write(folder.path(), THEIRS);
        for _ in 0..6 {
            let mut site: Vec<String> = Vec::new();
            for name in ["a", "b", "c"] {
                let inside = [name.into(), format!("{name}/x"), format!("{name}/x/y")];
                match random(5) {
                    0 => {}
                    1 => site.push(format!("{name}/z={}", random(3))),
                    n => site.push(format!("{}={}", inside[n - 2], random(3))),
                }
            }
            let site = site.join(" ");
            build_killed(folder.path(), &site, random(12));
            if let (0, Some(file)) = (random(3), files(&site).keys().next()) {
                let _ = fs::remove_file(folder.path().join(file));
            }
            if random(2) == 0 {
                check_mended(folder.path(), &site);
            }
        }
    }
}
