//! No input makes the program panic: what is wrong becomes a message with a place in the file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use common::{Folder, SITE};
use pressroom::diagnostic::{self, FilePath, Severity, Texts};
use pressroom::pipeline::{self, Now, Progress, Request, Stage};
use proptest::prelude::*;
use proptest::sample::select;

struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage, _: usize) {}
    fn item(&self) {}
}

/// The files of the newsroom, as messages show them.
struct Files;

impl Texts for Files {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        let bytes = std::fs::read(file).ok()?;
        Some(String::from_utf8_lossy(&bytes).into())
    }
}

/// Builds a newsroom of these files in this process, and writes its messages in every format.
fn build(files: &[(&str, &[u8])]) {
    let folder = Folder::empty();
    folder.write("content/site.yaml", SITE);
    folder.write("content/towns.yaml", "riga: {name: Rīga, spellings: [Riga]}\n");
    folder.write(
        "content/releases/known.md",
        "---\ntitle: Known\ndate: 2026-05-01\ntown: Riga\n---\n## Part\n",
    );
    folder.write("content/releases/known.jpg", "picture");
    for (path, bytes) in files {
        folder.write(&format!("content/{path}"), bytes);
    }
    let request = Request {
        content: folder.at("content"),
        themes: folder.at("themes"),
        base_url: None,
        now: Now::Instant(DateTime::<Utc>::from_timestamp(1_781_524_800, 0).unwrap()),
        drafts: true,
        portable: false,
    };
    let sources = pipeline::sources(&request).unwrap();
    let mut outcome =
        pipeline::build(&request, sources, &Silent, |_| Ok(false), |_, _| Ok(())).unwrap();
    diagnostic::sort(&mut outcome.diagnostics, &Files);
    let mut text = String::new();
    diagnostic::human(&outcome.diagnostics, &Files, false, &mut text);
    diagnostic::github(&outcome.diagnostics, &Files, &mut text);
    diagnostic::sarif(&outcome.diagnostics, &Files);
    let shown = diagnostic::json(&outcome.diagnostics, &Files);
    for (diagnostic, shown) in outcome.diagnostics.iter().zip(shown.as_array().unwrap()) {
        let file: &FilePath = &diagnostic.place.file;
        assert!(!diagnostic.message.is_empty() && !diagnostic.code.is_empty());
        let lines = Files.text(file).map_or(1, |text| text.split('\n').count() as u64);
        assert!(shown["line"].as_u64().is_none_or(|line| (1..=lines).contains(&line)), "{shown}");
        // A template of the default theme is never to blame for what an author wrote.
        let theme = diagnostic.code == "template" && diagnostic.severity == Severity::Error;
        assert!(!theme, "{}: {}", diagnostic.place.file, diagnostic.message);
    }
}

/// Values as people and machines write them where they should not.
fn value() -> impl Strategy<Value = String> {
    let known = select(vec![
        "",
        "~",
        "true",
        "0",
        "-1.5e9",
        ".nan",
        ".inf",
        "2026-05-01",
        "2026-02-30",
        "2026-03-29T03:30",
        "2026-10-25 03:30",
        "9999-12-31T23:59",
        "1000-01-01",
        "2026-06-20T13:00+99:99",
        "Riga",
        "Rīga",
        "Rga",
        "known",
        "known.jpg",
        "../x",
        "/",
        "[]",
        "{}",
        "[Riga, Riga]",
        "[[x]]",
        "{name: x}",
        "{file: known.jpg}",
        "[{file: known.jpg, alt: x, credit: y}]",
        "[{name: x, starts: 2026-06-20}]",
        "[{name: x, starts: 2026-06-20T13:00, ends: 2026-06-19, status: cancelled}]",
        "[{date: 2026-05-02, note: x}]",
        "{date: 2026-05-02, reason: x}",
        "{name: x, latitude: 91, longitude: .inf}",
        "!tag x",
        "&a [*a]",
        "|\n  text\n  more",
        "\"\\u0000\"",
        "'",
        "\"",
        "- x",
        "https://a.example/",
        "javascript:x",
        "{en: x, lv: y}",
        "\u{feff}x",
        "\u{202e}x",
        "<b>x</b>",
        "{{ x }}",
    ])
    .prop_map(str::to_owned);
    prop_oneof![6 => known, 1 => "\\PC{0,12}", 1 => any::<i64>().prop_map(|number| number.to_string())]
}

fn front_matter() -> impl Strategy<Value = String> {
    let key = select(vec![
        "title",
        "date",
        "town",
        "venue",
        "exhibition",
        "opens",
        "closes",
        "events",
        "summary",
        "embargo",
        "draft",
        "slug",
        "contact",
        "boilerplate",
        "funder",
        "images",
        "attachments",
        "topics",
        "aliases",
        "updates",
        "withdrawn",
        "extra",
        "titel",
        "name",
        "menu",
        "stops",
        "spellings",
        "1",
        "~",
        "[x]",
    ]);
    let line = (key, value()).prop_map(|(key, value)| format!("{key}: {value}\n"));
    let good = "title: A title\ndate: 2026-05-01\ntown: Riga\n";
    (any::<bool>(), prop::collection::vec(line, 0..8)).prop_map(move |(complete, lines)| {
        format!("{}{}", if complete { good } else { "" }, lines.concat())
    })
}

fn body() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "text ",
        "\n",
        "\n\n",
        "# ",
        "## Part\n",
        "- ",
        "1. ",
        "2013. ",
        "> ",
        "    ",
        "\t",
        "```\n",
        "| a | b |\n|---|---|\n",
        "[x](known.md#part)",
        "[x](nowhere.md)",
        "[x](#part)",
        "![x](known.jpg)",
        "![](known.jpg)",
        "[^1]",
        "\n[^1]: note\n",
        "<b>",
        "</b>",
        "<script>",
        "<!-- ",
        "-->",
        "<a href='x'>",
        "&amp;",
        "&#0;",
        "\"",
        "'",
        "*",
        "_",
        "~~",
        "`",
        "\\",
        "[",
        "](",
        "{{ x }}",
        "{% if %}",
        "{{< img >}}",
        "<http://a.example>",
        "javascript:x",
        "\u{1}",
        "\u{feff}",
        "č",
        "\u{1F600}",
        "\r\n",
        "---\n",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn document() -> impl Strategy<Value = Vec<u8>> {
    let shaped = (front_matter(), body())
        .prop_map(|(front, body)| format!("---\n{front}---\n{body}").into_bytes());
    let spoiled = (front_matter(), body(), any::<prop::sample::Index>(), any::<u8>()).prop_map(
        |(front, body, at, byte)| {
            let mut bytes = format!("---\n{front}---\n{body}").into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes
        },
    );
    let random = prop::collection::vec(any::<u8>(), 0..200);
    prop_oneof![6 => shaped, 3 => spoiled, 1 => random]
}

const SETTINGS: &[&str] = &[
    "name",
    "base_url",
    "languages",
    "timezone",
    "theme",
    "description",
    "notice",
    "organisation",
    "paths",
    "defaults",
    "home",
    "feed",
    "quotes",
    "html",
    "strict",
    "extra",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn releases(first in document(), second in document()) {
        build(&[("releases/2026-05-01-first.md", &first), ("releases/second/index.md", &second)]);
    }

    #[test]
    fn shared_texts(page in document(), exhibition in document(), boilerplate in document()) {
        build(&[("pages/x.md", &page), ("exhibitions/x.md", &exhibition), ("boilerplates/x.md", &boilerplate)]);
    }

    #[test]
    fn data_files(entries in prop::collection::vec((value(), front_matter()), 0..4), file in 0..5_usize) {
        let mut text = String::new();
        for (key, front) in entries {
            text.extend([key.replace(['\n', ':'], "").as_str(), ":\n"]);
            text.extend(front.lines().flat_map(|line| ["  ", line, "\n"]));
        }
        let file = ["towns.yaml", "venues.yaml", "contacts.yaml", "funders.yaml", "site.yaml"][file];
        build(&[(file, text.as_bytes())]);
    }

    #[test]
    fn settings(lines in prop::collection::vec((select(SETTINGS), value()), 0..6)) {
        let mut text = String::new();
        for (key, value) in &lines {
            text.extend([key, ": ", value, "\n"]);
        }
        let is_replaced = |line: &str| lines.iter().any(|(key, _)| line.split(':').next() == Some(key));
        text.extend(SITE.lines().filter(|line| !is_replaced(line)).flat_map(|line| [line, "\n"]));
        build(&[("site.yaml", text.as_bytes())]);
    }
}
