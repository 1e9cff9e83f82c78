//! What is said about mistakes: every one of a run, each at its place, in words for people.
//!
//! `tests/mistakes/*.txt` hold small newsrooms with a mistake, and beside each what is said about it.
//! To add a case, write its files and run `SNAPSHOTS=overwrite cargo test --test mistakes`; then
//! read what was added.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::fmt::Write as _;

use common::{Folder, Found, SITE, split_files};
use snapbox::data::DataFormat;
use snapbox::{Data, IntoData as _, assert_data_eq};

/// What stands above each case, and between its files and its messages.
const CASE: &str = "\n######## ";
const SAYS: &str = "\n-------- says\n";

/// Runs every case of a file, and compares the file with itself as it would be written now.
fn check(name: &str) {
    let path = common::repository().join(format!("tests/mistakes/{name}.txt"));
    let text = std::fs::read_to_string(&path).unwrap();
    let mut parts = text.split(CASE);
    let mut actual = parts.next().unwrap().to_owned();
    let mut count = 0;
    for case in parts {
        let (name, rest) = case.split_once('\n').unwrap();
        let files = rest.split(SAYS).next().unwrap().trim_end_matches('\n');
        let _ = write!(actual, "{CASE}{name}\n{files}{SAYS}{}", said(files));
        count += 1;
    }
    assert!(count > 0, "there are no cases");
    let expected = Data::read_from(&path, Some(DataFormat::Text));
    assert_data_eq!(actual.into_data().raw(), expected.raw());
}

/// What `pressroom check` says about a newsroom.
fn said(files: &str) -> String {
    let folder = Folder::empty();
    for (path, contents) in split_files(files) {
        folder.write(path, unescaped(contents));
    }
    if !folder.has("content/site.yaml") {
        folder.write("content/site.yaml", SITE);
    }
    let run = folder.run(&["check", "--format", "json"]);
    let errors = run.json()["errors"].as_u64().unwrap();
    assert_eq!(run.status, Some(i32::from(errors > 0)), "the status must tell of errors");
    let found = run.found();
    if found.is_empty() {
        return "nothing\n".to_owned();
    }
    found.iter().map(written).collect::<Vec<_>>().join("\n")
}

fn written(found: &Found) -> String {
    let Found { severity, code, message, places, help, .. } = found;
    let mut out = format!("{severity}[{code}]: {message}\n");
    for (place, words) in places {
        let _ = writeln!(out, "  {}", format!("{place} {words}").trim_end());
    }
    if !help.is_empty() {
        let _ = writeln!(out, "  help: {}", help.replace('\n', "\n    "));
    }
    out
}

/// `\xff` stands for a byte, and every file ends with a line break.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut parts = text.split("\\x");
    bytes.extend(parts.next().unwrap().bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    bytes.push(b'\n');
    bytes
}

macro_rules! cases {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            check(stringify!($name));
        }
    )*};
}

cases! { yaml keys dates names files links addresses data theme }
