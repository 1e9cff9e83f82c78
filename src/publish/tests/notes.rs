//! The manifest: its text, what is damaged, what it vouches for.

use super::*;
use crate::publish::manifest::Entry;

fn sample() -> Manifest {
    let entry =
        |name: &str| Entry { path: path(name), sum: Checksum::of(name.as_bytes()), size: 7 };
    let entries = vec![entry("a b.pdf"), entry("ē/x.html"), entry("ē/y.html")];
    Manifest { entries, record: Some(record()), written_at: None }
}

#[test]
fn text_and_back() {
    let manifest = sample();
    let text = manifest.to_text();
    assert_eq!(text.lines().next(), Some("pressroom manifest 2"));
    assert!(text.lines().nth(2).unwrap().ends_with(" 7 a b.pdf"), "{text}");
    assert!(Manifest::from_text(&text).unwrap().says_the_same(&manifest));
    for part in [Manifest { record: None, ..sample() }, Manifest { entries: vec![], ..sample() }] {
        assert!(Manifest::from_text(&part.to_text()).unwrap().says_the_same(&part));
    }
}

#[test]
fn any_damage_is_seen() {
    let text = sample().to_text();
    for end in 0..text.len() {
        assert!(Manifest::from_text(text.get(..end).unwrap_or("")).is_none(), "cut at {end}");
    }
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let read = String::from_utf8(bytes).ok().and_then(|text| Manifest::from_text(&text));
        assert!(read.is_none(), "changed at {at}");
    }
}

/// With a right sum at the end, so that it is the rest that is refused.
fn signed(body: &str) -> String {
    let mut text = Manifest { entries: vec![], record: None, written_at: None }.to_text();
    text.clear();
    text.push_str(body);
    format!("{text}end {}\n", Checksum::of(body.as_bytes()))
}

#[test]
fn a_manifest_is_not_trusted() {
    let hash = "00".repeat(16);
    let line = |path: &str| format!("{hash} 1 {path}\n");
    let check = |lines: &str, good: bool| {
        let text = signed(&format!("pressroom manifest 2\nnull\n{lines}"));
        assert_eq!(Manifest::from_text(&text).is_some(), good, "{text}");
    };
    check(&line("a"), true);
    check("", true);
    for bad in ["../x", "/etc/passwd", "a/../../x", ".pressroom/lock", ".git/config", "a\\b", ""] {
        check(&line(bad), false);
    }
    check(&(line("b") + &line("a")), false);
    check(&(line("a") + &line("a")), false);
    check(&line("a").replace(" 1 ", " -1 "), false);
    check(&line("a").replace("00 1", "0 1"), false);
    check(&line("a").replace("00 1", "0é 1"), false);
    assert!(Manifest::from_text(&signed("pressroom manifest 1\nnull\n")).is_none());
}

#[test]
fn a_path_out_of_the_folder_removes_nothing() {
    let folder = temp();
    let output = folder.path().join("output");
    write(folder.path(), "precious=1");
    build(&output, "a=1").unwrap();
    let line = format!("{} 1 ../precious\n", "00".repeat(16));
    let text = signed(&format!("pressroom manifest 2\nnull\n{line}"));
    fs::write(output.join(".pressroom/manifest"), text).unwrap();
    build(&output, "a=1").unwrap();
    assert_eq!(show(&tree(folder.path())), "output/a=1 precious=1");
}

#[test]
fn damaged_or_of_another_version_is_as_lost() {
    let folder = temp();
    for text in ["", "x", "pressroom manifest 9\nnull\nend 00\n", "\0\u{fffd}"] {
        build(folder.path(), "a=1").unwrap();
        fs::write(folder.path().join(".pressroom/manifest"), text).unwrap();
        assert!(read_manifest(folder.path()).is_empty());
        assert_eq!(counts(build(folder.path(), "a=1").unwrap()), (0, 1, 0, 0));
    }
}

#[test]
fn gives_the_record_back() {
    let folder = temp();
    assert_eq!(read_manifest(folder.path()).record(), None);
    assert!(!is_intact(folder.path(), &read_manifest(folder.path())));
    build(folder.path(), "a=1 b=2").unwrap();
    let manifest = read_manifest(folder.path());
    assert_eq!(manifest.record(), Some(&record()));
    assert_eq!((manifest.len(), manifest.contains(&path("b"))), (2, true));
    assert!(is_intact(folder.path(), &manifest));
}

#[test]
fn two_folders_of_one_site_are_the_same_to_the_byte() {
    let bytes = |sites: &[&str]| {
        let folder = temp();
        for site in sites {
            build(folder.path(), site).unwrap();
        }
        let all = walkdir(folder.path()).into_iter().filter(|file| file.is_file());
        let relative = |file: &Path| file.strip_prefix(folder.path()).unwrap().to_owned();
        all.map(|file| (relative(&file), fs::read(&file).unwrap())).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(bytes(&["a=1 b/c=2"]), bytes(&["a=2 x/y=1", "a=1 b/c=2"]));
}

#[test]
fn what_is_younger_than_the_manifest_is_not_intact() {
    let folder = temp();
    build(folder.path(), "a=1 b=2").unwrap();
    age(folder.path());
    let manifest = read_manifest(folder.path());
    assert!(is_intact(folder.path(), &manifest));
    write(folder.path(), "a=X");
    assert!(!is_intact(folder.path(), &manifest));
    // The same bytes with a new date: read once, then vouched for by a new manifest.
    write(folder.path(), "a=1");
    assert!(!is_intact(folder.path(), &manifest));
    assert_eq!(counts(build(folder.path(), "a=1 b=2").unwrap()), (0, 2, 0, 0));
    assert!(is_intact(folder.path(), &read_manifest(folder.path())));
}
