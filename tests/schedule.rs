//! When the site changes by itself, as a scheduler reads it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use common::Folder;
use serde_json::Value;

const NOW: &str = "2026-06-15T12:00";

/// A newsroom with something of every kind to come.
fn newsroom() -> Folder {
    let folder = Folder::plain();
    folder.release(
        "tour.md",
        "title: Tour\ndate: 2026-06-01\nexhibition: Threads\nopens: 2026-07-01\ncloses: 2026-07-10
events: [{name: Opening, starts: 2026-07-01T13:00, ends: 2026-07-01T14:30}]
updates: [{date: 2026-06-20, note: NovemberNote}]
withdrawn: {date: 2026-09-01, reason: NovemberReason}\n",
        "",
    );
    folder.release(
        "due.md",
        "title: OscarTitle\ndate: 2026-06-16T09:00\nexhibition: OscarShow
opens: 2026-06-10\ncloses: 2026-07-20
events: [{name: OscarTalk, starts: 2026-06-15, ends: 2026-06-18}]
updates: [{date: 2026-06-15, note: OscarOld}, {date: 2026-06-22, note: OscarNote}]
withdrawn: {date: 2026-08-01, reason: OscarReason}\n",
        "OscarText",
    );
    folder.release(
        "embargo.md",
        "title: OscarEmbargo\ndate: 2026-06-01\nembargo: 2026-06-17T10:00\n",
        "",
    );
    folder.release("draft.md", "title: OscarDraft\ndate: 2026-12-24\ndraft: true\n", "");
    folder
}

fn schedule(folder: &Folder) -> Value {
    serde_json::from_str(&folder.text("schedule.json")).unwrap()
}

/// Each change as `instant kind`.
fn changes(schedule: &Value) -> Vec<String> {
    let line = |change: &Value| {
        assert_eq!(change.as_object().unwrap().len(), 2, "an instant and a kind, nothing else");
        format!("{} {}", change["at"].as_str().unwrap(), change["kind"].as_str().unwrap())
    };
    schedule["changes"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn every_change_to_come_is_told_and_nothing_of_its_reason() {
    let folder = newsroom();
    let run = folder.build(&["--now", NOW, "--schedule", "schedule.json", "--format", "json"]);
    let found = schedule(&folder);
    let zone = chrono_offset(&folder);
    assert_eq!(zone, "+03:00", "the newsroom's summer time");
    assert_eq!(
        changes(&found),
        [
            "2026-06-16T06:00:00Z release-due",
            "2026-06-17T07:00:00Z embargo-lifted",
            "2026-06-18T06:00:00Z news-sitemap-old",
            "2026-06-18T21:00:00Z event-over",
            "2026-06-19T07:00:00Z news-sitemap-old",
            "2026-06-19T21:00:00Z update-due",
            "2026-06-21T21:00:00Z update-due",
            "2026-06-30T21:00:00Z exhibition-opens",
            "2026-07-01T10:00:00Z event-begins",
            "2026-07-01T11:30:00Z event-over",
            "2026-07-10T21:00:00Z exhibition-closes",
            "2026-07-20T21:00:00Z exhibition-closes",
            "2026-07-31T21:00:00Z withdrawal-due",
            "2026-08-31T21:00:00Z withdrawal-due",
        ]
    );
    assert_eq!(found["built_at"], "2026-06-15T09:00:00Z");
    assert_eq!(found["complete"], true);
    assert_eq!(found["next"], run.json()["next_change"]);
    let text = folder.text("schedule.json").to_lowercase();
    assert!(!text.contains("oscar") && !text.contains("november"), "{text}");
}

/// The newsroom's offset, from the page of a release.
fn chrono_offset(folder: &Folder) -> String {
    let feed = folder.page("feed.xml");
    let at = feed.find("<published>").expect("a release") + "<published>2026-06-01T00:00:00".len();
    feed[at..at + 6].to_owned()
}

#[test]
fn the_site_differs_at_each_of_the_moments_and_at_no_other() {
    let folder = newsroom();
    folder.build(&["--now", NOW, "--schedule", "schedule.json"]);
    let found = schedule(&folder);
    let known = changes(&found);
    let mut before = folder.site_files();
    for change in found["changes"].as_array().unwrap() {
        let at = chrono::DateTime::parse_from_rfc3339(change["at"].as_str().unwrap()).unwrap();
        let second_before = (at - chrono::TimeDelta::seconds(1)).to_rfc3339();
        folder.build(&["--now", &second_before]);
        assert_eq!(common::differing(&before, &folder.site_files()), Vec::<String>::new(), "{at}");
        folder.build(&["--now", &at.to_rfc3339(), "--schedule", "schedule.json"]);
        // The first list was complete: nothing comes that was not in it.
        let new: Vec<String> =
            changes(&schedule(&folder)).into_iter().filter(|it| !known.contains(it)).collect();
        assert_eq!(new, Vec::<String>::new(), "{at}");
        let after = folder.site_files();
        assert_ne!(common::differing(&before, &after), Vec::<String>::new(), "{at}");
        before = after;
    }
}

#[test]
fn what_a_held_back_release_will_change_is_not_in_the_site() {
    let folder = newsroom();
    folder.build(&["--now", NOW]);
    let with = folder.site_files();
    folder.release("due.md", "title: OscarTitle\ndate: 2026-06-16T09:00\n", "OscarText");
    folder.build(&["--now", NOW]);
    assert_eq!(common::differing(&with, &folder.site_files()), Vec::<String>::new());
}

#[test]
fn a_build_with_nothing_to_do_tells_the_same() {
    let folder = Folder::plain();
    folder.release(
        "tour.md",
        "date: 2026-06-01\nexhibition: Threads\nopens: 2026-07-01\ncloses: 2026-07-10\n",
        "",
    );
    folder.build(&["--now", NOW, "--schedule", "first.json"]);
    let run =
        folder.build(&["--now", "2026-06-16", "--schedule", "schedule.json", "--format", "json"]);
    assert_eq!(run.json()["published"]["up_to_date"], true);
    let first: Value = serde_json::from_str(&folder.text("first.json")).unwrap();
    assert_eq!(changes(&schedule(&folder)), changes(&first));
    assert_eq!(changes(&first).len(), 2);
    folder.build(&["--now", "2026-08-01", "--schedule", "schedule.json"]);
    assert_eq!(schedule(&folder)["next"], Value::Null);
}

#[test]
fn the_file_is_never_where_the_site_or_the_content_is() {
    let folder = newsroom();
    folder.build(&["--now", NOW]);
    for file in
        ["output/schedule.json", "output/new/s.json", "./output/../output/s.json", "content/s.json"]
    {
        let run = folder.run(&["build", "--now", NOW, "--schedule", file]).failed();
        assert!(run.stderr.contains("name a file outside it"), "{}", run.stderr);
    }
    let run = folder.run(&["build", "--now", NOW, "--schedule", "nowhere/s.json"]).failed();
    assert!(run.stderr.contains("nowhere/s.json"), "{}", run.stderr);
}

#[test]
fn nothing_is_scheduled_for_a_site_that_was_not_published() {
    let folder = newsroom();
    folder.release("wrong.md", "titel: Wrong\n", "");
    folder.run(&["build", "--now", NOW, "--schedule", "schedule.json"]).refused();
    assert!(!folder.has("schedule.json"));
}
