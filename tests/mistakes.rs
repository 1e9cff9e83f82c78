//! What is said about mistakes: every one of a run, each at its place, in words for people.
//!
//! `tests/mistakes/*.txt` hold small newsrooms with a mistake, and beside each what is said about it.
//! To add a case, write its files and run `SNAPSHOTS=overwrite cargo test --test mistakes`; then
//! read what was added.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
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
    // What a template may name is in `docs/themes.md`, and grows.
    let message = message.split("Available fields:").next().unwrap().trim_end();
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

/// Ten mistakes in one release and one in every other file.
mod all_at_once {
    use std::collections::BTreeMap;

    use super::*;

    fn run(format: &str) -> String {
        let folder = Folder::site("mistakes");
        let run = folder.run(&["build", "--format", format]).refused();
        assert!(!folder.has("output/index.html"), "something was published");
        run.stdout
    }

    fn expected(name: &str) -> Data {
        let path = common::repository().join("tests/sites").join(name);
        Data::read_from(&path, Some(DataFormat::Text)).raw()
    }

    #[test]
    fn for_people() {
        assert_data_eq!(run("human").into_data().raw(), expected("mistakes.human.txt"));
    }

    #[test]
    fn ten_in_the_release_and_one_in_every_other_file() {
        let found = Folder::site("mistakes").check();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for found in found {
            let (file, _) = found.place().split_once(':').expect("a place has a line");
            *count.entry(file.strip_prefix("content/").unwrap().to_owned()).or_default() += 1;
        }
        let expected = [
            ("boilerplates/centre.md", 1),
            ("contacts.yaml", 1),
            ("exhibitions/tirkultura.md", 1),
            ("funders.yaml", 1),
            ("pages/about.md", 1),
            ("releases/2013-05-31-tirkultura-aluksne.md", 10),
            ("site.yaml", 1),
            ("towns.yaml", 1),
            ("venues.yaml", 1),
        ];
        let expected = expected.map(|(file, count)| (file.to_owned(), count));
        assert_eq!(count, BTreeMap::from(expected));
    }

    /// What every format says of a message: severity, code, place, and the words.
    type Said = (String, String, String, String);

    #[test]
    fn every_format_says_the_same() {
        let json = json();
        assert_eq!(json.len(), 18);
        assert_eq!(human(), json);
        assert_eq!(github(), json);
        assert_eq!(sarif(), json);
    }

    fn json() -> Vec<Said> {
        let found = Folder::site("mistakes").check();
        let said = |found: &Found| {
            let place = found.place().to_owned();
            (found.severity.clone(), found.code.clone(), place, found.message.clone())
        };
        found.iter().map(said).collect()
    }

    fn human() -> Vec<Said> {
        let text = run("human");
        let mut lines = text.lines();
        let mut said = Vec::new();
        while let Some(line) = lines.next() {
            let Some((head, message)) = line.split_once("]: ") else { continue };
            let (severity, code) = head.split_once('[').unwrap();
            let place = lines.next().unwrap().trim().strip_prefix("--> ").unwrap();
            said.push((severity.into(), code.into(), place.into(), message.into()));
        }
        said
    }

    fn github() -> Vec<Said> {
        let text = run("github");
        text.lines()
            .map(|line| {
                let (head, words) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
                let (severity, properties) = head.split_once(' ').unwrap();
                let properties: BTreeMap<&str, &str> =
                    properties.split(',').map(|one| one.split_once('=').unwrap()).collect();
                let place =
                    format!("{}:{}:{}", properties["file"], properties["line"], properties["col"]);
                let message = words.split("%0A").next().unwrap().replace("%25", "%");
                (severity.into(), properties["title"].into(), place, message)
            })
            .collect()
    }

    fn sarif() -> Vec<Said> {
        let log: serde_json::Value = serde_json::from_str(&run("sarif")).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = &run["tool"]["driver"]["rules"];
        let said = |result: &serde_json::Value| {
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            let at = &result["locations"][0]["physicalLocation"];
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[rule]["id"], result["ruleId"]);
            let place = format!(
                "{}:{}:{}",
                text(&at["artifactLocation"]["uri"]),
                at["region"]["startLine"],
                at["region"]["startColumn"]
            );
            let words = text(&result["message"]["text"]);
            let message = words.split("\n\nhelp: ").next().unwrap().to_owned();
            (text(&result["level"]), text(&result["ruleId"]), place, message)
        };
        run["results"].as_array().unwrap().iter().map(said).collect()
    }
}

#[test]
fn there_are_no_settings() {
    let folder = Folder::empty();
    folder.release("x.md", "", "");
    let found = folder.check();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place(), "content/site.yaml");
    assert_eq!(found[0].message, "there is no site.yaml");
}
