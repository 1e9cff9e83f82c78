//! README's five-minute guide, followed to the letter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use common::{Folder, repository};

const RELEASE: &str = "content/releases/2013-05-31-clean-culture.md";

/// The blocks of one kind between two headings of README, in order.
fn blocks<'a>(guide: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}\n");
    guide.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// What a run says, without how long it took.
fn said(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(arguments);
    let time =
        |line: &str| line.split_once(" files in ").map(|(before, _)| format!("{before} files"));
    run.stdout.lines().map(|line| time(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

fn without_time(printed: &str) -> String {
    printed.replace(" in 0.02 s", "")
}

#[test]
fn the_guide_says_what_the_program_says() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let guide = readme.split("## Publishing").next().unwrap();
    let [data, texts, printed] = ["yaml", "markdown", "text"].map(|kind| blocks(guide, kind));
    let folder = Folder::empty();
    folder.write_as_is("content/site.yaml", data[0]).write_as_is(RELEASE, texts[0]);
    let now = ["build", "--now", "2013-06-04"];
    assert_eq!(said(&folder, &now), without_time(printed[0]), "correct README");

    folder.write_as_is("content/towns.yaml", data[1]).write_as_is("content/venues.yaml", data[2]);
    folder.write_as_is("content/exhibitions/clean-culture.md", texts[1]);
    folder.write_as_is(RELEASE, texts[2]);
    folder.write_as_is(&RELEASE.replace(".md", ".lv.md"), texts[3]);
    folder.write_as_is("content/exhibitions/clean-culture.lv.md", texts[4]);
    folder.write("content/releases/opening.jpg", common::pictures::jpeg(600, 400));
    let with = |more: &str| texts[2].replacen("events:", &format!("{more}events:"), 1);
    for more in [data[3], data[4]] {
        folder.write_as_is(RELEASE, with(more));
        let said = said(&folder, &["build", "--now", "2013-06-04", "--format", "human"]);
        assert!(said.starts_with("Built 2 releases, 2 towns, 1 exhibition: "), "{said}");
    }

    let wrong = texts[2].replace("date: 2013-05-31", "date: 2013-06-31").replace("venue:", "venu:");
    folder.write_as_is(RELEASE, wrong);
    assert_eq!(said(&folder, &["build"]), printed[1], "correct README");
}
