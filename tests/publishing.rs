//! What a build does to `output/`: the same bytes every time, nothing touched without need, nothing
//! lost, nobody else's files changed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::{Instant, SystemTime};

use common::{Folder, NOW, differing, finish};

/// The moment at which the sample is built here.
const SAMPLE_NOW: &str = "2026-11-20T12:00Z";

/// A newsroom with two towns, an exhibition, a page and four releases.
fn newsroom() -> Folder {
    let folder = Folder::plain();
    let stop = "exhibition: Nine Threads\nopens: 2026-06-10\ncloses: 2026-06-20\n";
    folder
        .release("2026/first.md", "title: First\ndate: 2026-05-01\n", "The first text.\n")
        .release("2026/second.md", "title: Second\ndate: 2026-05-02\n", "The second text.\n")
        .release("2025/old.md", "title: Old\ndate: 2025-05-01\ntown: Cēsis\n", "An old text.\n")
        .release("2026/stop.md", &format!("title: Stop\n{stop}town: Cēsis\n"), "On show.\n")
        .write("content/pages/about.md", "---\ntitle: About\n---\nAbout us.\n");
    folder
}

fn modified(folder: &Folder) -> BTreeMap<String, SystemTime> {
    let paths = folder.site_files().into_keys();
    paths
        .map(|path| {
            let file = folder.at("output").join(&path);
            (path, fs::metadata(file).unwrap().modified().unwrap())
        })
        .collect()
}

/// `written, unchanged, removed` of a build.
fn changes(folder: &Folder, arguments: &[&str]) -> (u64, u64, u64) {
    let run = folder.build(&[&["--format", "json"], arguments].concat());
    let published = &run.json()["published"];
    let number = |key: &str| published[key].as_u64().unwrap();
    (number("written"), number("unchanged"), number("removed"))
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let folder = Folder::sample();
    for (output, threads) in [("one", "1"), ("four", "4")] {
        let mut program = folder.program(&["build", "--now", SAMPLE_NOW, "--output", output]);
        program.env("RAYON_NUM_THREADS", threads);
        finish(program).done();
    }
    let (one, four) = (common::files(&folder.at("one")), common::files(&folder.at("four")));
    assert!(one.len() > 200);
    assert_eq!(differing(&one, &four), Vec::<String>::new());
}

#[test]
fn the_same_bytes_wherever_the_content_is() {
    let (here, there) = (Folder::sample(), Folder::empty());
    here.build(&["--now", SAMPLE_NOW]);
    let content = here.at("content");
    let arguments = ["--content", content.to_str().unwrap(), "--now", SAMPLE_NOW];
    there.build(&arguments);
    assert_eq!(differing(&here.site_files(), &there.site_files()), Vec::<String>::new());
}

/// The note of the last build keeps its warnings, and tells nothing of the machine.
#[test]
fn the_same_note_wherever_the_content_is() {
    let (here, there) = (newsroom(), Folder::empty());
    here.release("2026/warned.md", "title: Warned\n", "A text.\n\n2013. gadā.\n");
    here.build(&[]);
    let content = here.at("content");
    let arguments = ["--content", content.to_str().unwrap()];
    there.build(&arguments);
    assert_eq!(differing(&here.output(), &there.output()), Vec::<String>::new());
    let note = String::from_utf8(there.output()[".pressroom/manifest"].clone()).unwrap();
    assert!(note.contains("number-begins-list"), "the warning is kept");
    assert!(!note.contains(content.to_str().unwrap()), "the folder is not");
    // The second build says it again, with the folder of its own run.
    let again = there.build(&arguments);
    let shown = content.join("releases/2026/warned.md:8:1");
    assert!(again.stdout.contains(shown.to_str().unwrap()), "{}", again.stdout);
    assert!(again.stdout.contains("nothing has changed"), "{}", again.stdout);
    assert!(here.build(&[]).stdout.contains("--> content/releases/2026/warned.md:8:1"));
}

#[test]
fn the_clock_may_come_from_the_environment() {
    let folder = newsroom();
    folder.build(&["--now", "2026-06-15T12:00Z"]);
    let expected = folder.output();
    let mut program = folder.program(&["build", "--output", "other"]);
    program.env("SOURCE_DATE_EPOCH", "1781524800");
    finish(program).done();
    assert_eq!(differing(&expected, &common::files(&folder.at("other"))), Vec::<String>::new());
    // The option goes before the variable.
    let mut program = folder.program(&["build", "--output", "third", "--now", NOW]);
    program.env("SOURCE_DATE_EPOCH", "0");
    finish(program).done();
    assert_eq!(differing(&expected, &common::files(&folder.at("third"))), Vec::<String>::new());
}

#[test]
fn a_second_build_writes_nothing_and_says_so() {
    for now in ["2026-06-15T12:00Z", "2026-06-15T15:00", "2026-06-15"] {
        let folder = newsroom();
        let first = folder.build(&["--now", now]);
        let files = folder.site_files().len();
        let line = format!("{files} written, 0 unchanged, 0 removed in output");
        assert!(first.stdout.contains(&line), "{}", first.stdout);
        let (before, times) = (folder.output(), modified(&folder));
        let second = folder.build(&["--now", now]);
        let line = format!(
            "0 written, {files} unchanged, 0 removed in output (nothing has changed since the last build)"
        );
        assert!(second.stdout.contains(&line), "{}", second.stdout);
        assert_eq!(differing(&before, &folder.output()), Vec::<String>::new());
        assert_eq!(times, modified(&folder), "a file was touched");
    }
}

#[test]
fn a_second_build_says_the_same_of_the_newsroom() {
    let folder = Folder::sample();
    let lines = |run: common::Run| -> Vec<String> {
        let timed = |line: &&str| !line.contains(" in ") || line.starts_with("The site");
        run.stdout.lines().filter(timed).map(str::to_owned).collect()
    };
    let first = lines(folder.build(&["--now", SAMPLE_NOW]));
    let second = lines(folder.build(&["--now", SAMPLE_NOW]));
    assert!(first.iter().any(|line| line.starts_with("warning[")), "{first:?}");
    assert_eq!(first, second);
}

#[test]
fn an_edit_touches_what_shows_it_and_undoing_it_gives_the_first_output() {
    let folder = newsroom();
    folder.build(&[]);
    let (first, times) = (folder.site_files(), modified(&folder));
    folder.replace("content/releases/2026/first.md", "The first text.", "Another text.");
    let (written, _, removed) = changes(&folder, &[]);
    let edited = folder.site_files();
    let changed = differing(&first, &edited);
    assert!(changed.contains(&"releases/2026/first/index.html".to_owned()), "{changed:?}");
    assert!(
        !changed.iter().any(|path| path.contains("old") || path.contains("second")),
        "{changed:?}"
    );
    assert_eq!((written, removed), (changed.len() as u64, 0));
    for (path, time) in modified(&folder) {
        assert_eq!(time == times[&path], !changed.contains(&path), "{path}");
    }
    folder.replace("content/releases/2026/first.md", "Another text.", "The first text.");
    folder.build(&[]);
    assert_eq!(differing(&first, &folder.site_files()), Vec::<String>::new());
}

#[test]
fn a_build_goes_by_the_bytes_and_not_by_the_dates_of_files() {
    let folder = newsroom();
    folder.build(&[]);
    let before = folder.site_files();
    // The same length and an old date: only the bytes differ.
    let path = "content/releases/2026/first.md";
    let date = fs::metadata(folder.at(path)).unwrap().modified().unwrap();
    folder.replace(path, "The first text.", "The first TEXT.");
    fs::File::options().write(true).open(folder.at(path)).unwrap().set_modified(date).unwrap();
    folder.build(&[]);
    assert!(!differing(&before, &folder.site_files()).is_empty());
    assert!(folder.page("releases/2026/first/index.html").contains("The first TEXT."));
}

#[test]
fn a_file_that_somebody_changed_or_removed_is_made_again() {
    let folder = newsroom();
    folder.build(&[]);
    let before = folder.site_files();
    folder.write("output/index.html", "spoiled");
    folder.remove("output/feed.xml");
    folder.build(&[]);
    assert_eq!(differing(&before, &folder.site_files()), Vec::<String>::new());
}

#[test]
fn files_of_others_stay() {
    let folder = newsroom();
    let foreign = ["CNAME", ".git/config", ".well-known/security.txt", "releases/2026/notes.txt"];
    for path in foreign {
        folder.write(&format!("output/{path}"), path);
    }
    folder.build(&[]);
    folder.remove("content/releases/2026/first.md");
    folder.build(&[]);
    for path in foreign {
        assert_eq!(folder.page(path), path);
    }
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let folder = newsroom();
    folder.write("output/index.html", "mine");
    let run = folder.run(&["build"]).failed();
    assert!(run.stderr.contains("index.html"), "{}", run.stderr);
    assert_eq!(folder.page("index.html"), "mine");
    assert!(!folder.has("output/releases"), "a part of the site was published");
}

#[test]
fn what_no_longer_belongs_goes_with_its_folders() {
    let folder = newsroom();
    folder.release(
        "2024/gone.md",
        "title: Gone\ndate: 2024-05-01\ntown: Ogre\n",
        "![Sea](sea.jpg)\n",
    );
    folder.write("content/releases/2024/sea.jpg", "picture");
    folder.build(&[]);
    for path in ["releases/2024/gone/index.html", "releases/2024", "towns/ogre", "media/2024"] {
        assert!(folder.has(&format!("output/{path}")), "{path}");
    }
    let expected = newsroom();
    expected.build(&[]);
    folder.remove("content/releases/2024/gone.md").remove("content/releases/2024/sea.jpg");
    let (_, _, removed) = changes(&folder, &[]);
    assert!(removed >= 5, "{removed}");
    assert_eq!(differing(&expected.site_files(), &folder.site_files()), Vec::<String>::new());
    for path in ["releases/2024", "towns/ogre", "media"] {
        assert!(!folder.has(&format!("output/{path}")), "the empty folder {path} stayed");
    }
}

#[test]
fn a_build_with_errors_leaves_the_old_site() {
    let folder = newsroom();
    folder.build(&[]);
    let (before, times) = (folder.output(), modified(&folder));
    folder.replace("content/releases/2026/first.md", "title: First", "titel: First");
    folder.release("2026/third.md", "title: Third\n", "");
    let run = folder.run(&["build"]).refused();
    assert!(run.stdout.ends_with("1 error; nothing was published\n"), "{}", run.stdout);
    let after = folder.output();
    let notes = |path: &String| path != ".pressroom/lock";
    let changed: Vec<String> = differing(&before, &after).into_iter().filter(notes).collect();
    assert_eq!(changed, Vec::<String>::new());
    assert_eq!(times, modified(&folder));
}

#[test]
fn a_check_writes_nothing() {
    let folder = newsroom();
    let run = folder.run(&["check"]).done();
    assert!(
        run.stdout.starts_with("Checked 4 releases, 2 towns, 1 exhibition: "),
        "{}",
        run.stdout
    );
    assert!(!folder.has("output"));
    assert_eq!(run.stderr, "");
}

#[test]
fn a_day_later_only_the_pages_of_what_opened_differ() {
    let folder = newsroom();
    let build = |now: &str| {
        folder.build(&["--now", now]);
        folder.site_files()
    };
    let before = build("2026-06-09T12:00");
    // Nothing begins or ends in between.
    assert_eq!(differing(&before, &build("2026-06-09T23:59")), Vec::<String>::new());
    let open = build("2026-06-10T00:00");
    let expected = [
        "exhibitions/index.html",
        "exhibitions/nine-threads/index.html",
        "index.html",
        "releases/2026/stop/index.html",
        "towns/cesis/index.html",
    ];
    assert_eq!(differing(&before, &open), expected);
    let last_day = build("2026-06-20T23:59");
    assert_eq!(differing(&open, &last_day), Vec::<String>::new());
    assert!(!differing(&last_day, &build("2026-06-21T00:00")).is_empty());
}

#[test]
fn a_build_says_when_the_site_next_differs_and_it_does() {
    let folder = Folder::sample();
    let mut now = "2026-11-19T12:00:00Z".to_owned();
    folder.build(&["--now", &now]);
    let mut before = folder.site_files();
    for _ in 0..6 {
        let run = folder.build(&["--now", &now, "--format", "json"]);
        let json = run.json();
        let next = json["next_change"].as_str().unwrap().to_owned();
        assert!(next > now, "{next} is not after {now}");
        let moment = chrono::DateTime::parse_from_rfc3339(&next).unwrap();
        let eve = (moment - chrono::TimeDelta::seconds(1)).to_rfc3339();
        folder.build(&["--now", &eve]);
        assert_eq!(differing(&before, &folder.site_files()), Vec::<String>::new(), "at {eve}");
        folder.build(&["--now", &next]);
        let after = folder.site_files();
        assert!(!differing(&before, &after).is_empty(), "nothing differs at {next}");
        (before, now) = (after, next);
    }
}

#[test]
fn the_exit_status_tells_what_happened() {
    let folder = newsroom();
    folder.run(&["build"]).done();
    folder.run(&["check"]).done();
    folder.run(&["--help"]).done();
    folder.run(&["build", "--help"]).done();
    folder.run(&["--version"]).done();
    folder.run(&[]).failed();
    folder.run(&["publish"]).failed();
    folder.run(&["build", "--nwo"]).failed();
    folder.run(&["build", "--now", "tomorrow"]).failed();
    folder.run(&["build", "--base-url", "newsroom.example"]).failed();
    folder.run(&["build", "--content", "nowhere"]).failed();
    folder.write("content/releases/x.md", "no front matter");
    folder.run(&["build"]).refused();
    folder.run(&["check"]).refused();
    folder.run(&["check", "--format", "sarif"]).refused();
}

#[test]
fn what_a_machine_cannot_do_names_the_path() {
    let folder = newsroom();
    folder.write("site/output", "a file");
    let run = folder.run(&["build", "--output", "site/output"]).failed();
    assert!(run.stderr.contains("site/output"), "{}", run.stderr);
    assert_eq!(folder.text("site/output"), "a file");
    let run = folder.run(&["build", "--content", "nowhere"]).failed();
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}

#[test]
fn a_quiet_build_says_nothing_but_what_is_wrong() {
    let folder = newsroom();
    let run = folder.build(&["--quiet"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    folder.release("2026/first.md", "summary:\n", "");
    let run = folder.build(&["--quiet"]);
    assert!(run.stdout.starts_with("warning[empty-value]"), "{}", run.stdout);
    assert!(!run.stdout.contains("Built"), "{}", run.stdout);
}

#[test]
fn two_builds_at_once_both_end_well() {
    let folder = Folder::sample();
    let start = || {
        let mut program = folder.program(&["build", "--now", SAMPLE_NOW]);
        program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let builds = [start(), start(), start()];
    for build in builds {
        let ended = build.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    let alone = Folder::sample();
    alone.build(&["--now", SAMPLE_NOW]);
    assert_eq!(differing(&alone.output(), &folder.output()), Vec::<String>::new());
}

/// Builds that are killed after any time leave nothing that the next one does not mend.
#[test]
fn a_build_that_is_killed_is_mended_by_the_next() {
    let clean = Folder::sample();
    let began = Instant::now();
    clean.build(&["--now", SAMPLE_NOW]);
    let whole = began.elapsed();
    let expected = clean.output();

    let folder = Folder::sample();
    folder.write("output/CNAME", "newsroom.example");
    let (mut killed, steps) = (0, 16);
    for step in 0..=steps {
        // Each killed build would change the site from one look to another.
        let now = if step % 2 == 0 { SAMPLE_NOW } else { "2027-02-01T12:00Z" };
        let mut program = folder.program(&["build", "--now", now]);
        let mut build = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let until = Instant::now() + whole * step / steps;
        while Instant::now() < until && build.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        build.kill().unwrap();
        killed += u32::from(build.wait().unwrap().code().is_none());
        assert_eq!(folder.page("CNAME"), "newsroom.example");
    }
    assert!(killed > 0, "no build was killed in time");
    folder.build(&["--now", SAMPLE_NOW]);
    folder.remove("output/CNAME");
    assert_eq!(differing(&expected, &folder.output()), Vec::<String>::new());
}

#[test]
fn a_site_is_not_written_into_its_sources() {
    let folder = Folder::plain();
    folder.release("x.md", "", "Text.");
    folder.write("themes/own/theme.yaml", "name: Own\nparent: default\n");
    for output in ["content/out", "content/a/b", "themes/own/out", "new/../content/out", "content"]
    {
        let run = folder.run(&["build", "--output", output]).failed();
        assert!(run.stderr.contains("where the sources are"), "{output}: {}", run.stderr);
    }
    assert!(!folder.has("content/out") && !folder.has("content/a") && !folder.has("new"));
    folder.build(&["--output", "content-out/x"]);
}
