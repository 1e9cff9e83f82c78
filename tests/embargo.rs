//! Nothing of what is held back is in any byte of the output before its moment, and all of it is after.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeMap;

use common::Folder;
use common::pictures::{exif, jpeg, with_segments};

/// Before everything that is to come, and after it.
const BEFORE: &str = "2026-06-15T12:00";
const AFTER: &str = "2027-06-15T12:00";

const SITE: &str = "\
name: {lv: Preses telpa, en: Newsroom}
base_url: https://newsroom.example/
languages: [lv, en]
timezone: Europe/Riga
";

/// A newsroom with public releases, and held-back ones whose every word begins with the mark of what
/// holds them back.
fn newsroom() -> Folder {
    let folder = Folder::empty();
    folder.write("content/site.yaml", SITE);
    folder.release("2026/public.md", "title: Public title\ntown: Rīga\n", "Public text.\n");
    for mark in ["Alfa", "Bravo", "Charlie"] {
        held_back(&folder, mark);
    }
    one_translation_under_embargo(&folder);
    a_translation_held_back(&folder);
    notes_to_come(&folder);
    folder
}

/// A release that alone names a town, a venue, an exhibition, a topic, and files.
fn held_back(folder: &Folder, mark: &str) {
    let why = match mark {
        "Alfa" => "date: 2026-05-01\ndraft: true",
        "Bravo" => "date: 2027-01-01",
        "Charlie" => "date: 2026-05-01\nembargo: 2027-01-01T10:00",
        _ => unreachable!(),
    };
    let small = mark.to_lowercase();
    let front = format!(
        "title: {mark}Title
{why}
town: {mark}ville
venue: {{name: {mark}Hall, address: {mark} Street 1}}
exhibition: {mark}Show
opens: 2027-02-01
closes: 2027-02-20
events:
  - {{name: {mark}Opening, starts: 2027-02-01T13:00, description: {mark}Event, venue: {mark}Room}}
summary: {mark}Summary
topics: [{mark}Topic]
aliases: [/{small}-old/]
contact: {{name: {mark}Person, email: {small}@newsroom.example}}
images:
  - {{file: {small}-lead.jpg, alt: {mark}Alt, caption: {mark}Caption, credit: {mark}Credit}}
attachments:
  - {{file: {small}-paper.pdf, title: {mark}Paper}}
extra: {{note: {mark}Extra}}
"
    );
    let body = format!("{mark}Text.\n\n## {mark}Heading\n\n![{mark}Inside]({small}-inside.jpg)\n");
    folder.release(&format!("2026/{small}-file/index.md"), &front, &body);
    for file in ["lead.jpg", "paper.pdf", "inside.jpg"] {
        folder.write(
            &format!("content/releases/2026/{small}-file/{small}-{file}"),
            format!("{mark}Bytes"),
        );
    }
}

/// Where one language is under embargo, all are.
fn one_translation_under_embargo(folder: &Folder) {
    let event = "events: [{name: DeltaOpening, starts: 2027-02-01T13:00}]";
    folder.release(
        "2026/delta.md",
        &format!(
            "title: DeltaTitle\ndate: 2026-05-01\ntown: Deltaville\ntopics: [DeltaTopic]\n{event}\n"
        ),
        "DeltaText\n",
    );
    folder.release(
        "2026/delta.en.md",
        "title: DeltaEnglish\ndate: 2026-05-01\ntown: Deltaville\nembargo: 2027-01-01T10:00\n",
        "DeltaText\n",
    );
}

/// A public release whose translation is not public yet and has other names for everything.
fn a_translation_held_back(folder: &Folder) {
    folder.write("content/releases/2026/echo-picture.jpg", "EchoBytes");
    folder.release(
        "2026/both.md",
        "title: Izstāde\ndate: 2026-05-01\ntown: Cēsis\nexhibition: Pavedieni\nopens: 2026-06-01\ncloses: 2026-12-31
events: [{name: Atklāšana, starts: 2026-06-20T13:00}]\n",
        "Teksts.\n",
    );
    folder.release(
        "2026/both.en.md",
        "title: EchoTitle\ndate: 2027-01-01\ntown: EchoTown\nexhibition: EchoThreads\nopens: 2026-06-01\ncloses: 2026-12-31
slug: echo-slug\ntopics: [EchoTopic]\nvenue: EchoHall
images: [{file: echo-picture.jpg, alt: EchoAlt, credit: EchoCredit}]
events: [{name: EchoOpening, starts: 2026-06-20T13:00, description: EchoEvent}]\n",
        "EchoText.\n",
    );
}

/// Updates and a withdrawal dated in the future.
fn notes_to_come(folder: &Folder) {
    folder.release(
        "2026/notes.md",
        "title: With notes\ntown: Rīga
updates:
  - {date: 2026-05-10, note: The room was corrected}
  - {date: 2027-01-01, note: FoxtrotUpdate}
withdrawn: {date: 2027-02-01, reason: FoxtrotReason}\n",
        "Text with notes.\n",
    );
}

const MARKS: &[&str] = &["Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"];

/// Which marks are where: in the names of files or in their bytes, in any case.
fn marks(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&'static str, Vec<String>> {
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, bytes) in files {
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        for mark in MARKS.iter().filter(|mark| text.contains(&mark.to_lowercase())) {
            found.entry(mark).or_default().push(path.clone());
        }
    }
    found
}

#[test]
fn nothing_is_public_before_its_moment() {
    let folder = newsroom();
    folder.build(&["--now", BEFORE]);
    let output = folder.output();
    assert!(output.contains_key(".pressroom/manifest"), "the notes are looked at as well");
    assert!(output.contains_key("releases/2026/public/index.html"));
    assert_eq!(marks(&output), BTreeMap::new());
}

#[test]
fn nothing_stays_of_what_was_public_by_mistake() {
    let folder = newsroom();
    folder.build(&["--now", AFTER, "--drafts"]);
    assert_eq!(marks(&folder.output()).len(), MARKS.len());
    folder.build(&["--now", BEFORE]);
    assert_eq!(marks(&folder.output()), BTreeMap::new());
}

#[test]
fn all_of_it_is_public_after_its_moment() {
    let folder = newsroom();
    folder.build(&["--now", AFTER]);
    let found = marks(&folder.output());
    assert!(!found.contains_key("Alfa"), "a draft never is");
    for path in [
        "releases/2026/delta/index.html",
        "en/releases/2026/delta/index.html",
        "towns/deltaville/index.html",
        "topics/deltatopic/index.html",
    ] {
        assert!(found["Delta"].iter().any(|found| found == path), "{path}: {:?}", found["Delta"]);
    }
    for mark in ["bravo", "charlie"] {
        let year = if mark == "bravo" { "2027" } else { "2026" };
        for path in [
            format!("releases/{year}/{mark}-file/index.html"),
            format!("towns/{mark}ville/index.html"),
            format!("towns/{mark}ville/feed.xml"),
            format!("exhibitions/{mark}show/index.html"),
            format!("topics/{mark}topic/index.html"),
            format!("media/2026/{mark}-file/{mark}-lead.jpg"),
            format!("media/2026/{mark}-file/{mark}-inside.jpg"),
            format!("media/2026/{mark}-file/{mark}-paper.pdf"),
            format!("{mark}-old/index.html"),
        ] {
            assert!(folder.has(&format!("output/{path}")), "{path}");
        }
    }
    let english = folder.page("en/releases/2027/echo-slug/index.html");
    for word in ["EchoTitle", "EchoText", "EchoOpening", "EchoHall"] {
        assert!(english.contains(word), "{word}");
    }
    let notes = folder.page("releases/2026/notes/index.html");
    assert!(notes.contains("FoxtrotReason") && notes.contains("FoxtrotUpdate"));
    assert!(!folder.page("releases/2026/index.html").contains("With notes"));
}

#[test]
fn every_moment_is_kept_to_the_second() {
    let folder = newsroom();
    let is_public = |now: &str, mark: &str| {
        folder.build(&["--now", now]);
        marks(&folder.output()).contains_key(mark)
    };
    for (mark, moment, eve) in [
        ("Bravo", "2027-01-01T00:00:00+02:00", "2026-12-31T23:59:59+02:00"),
        ("Charlie", "2027-01-01T10:00:00+02:00", "2027-01-01T09:59:59+02:00"),
        ("Delta", "2027-01-01T10:00:00+02:00", "2027-01-01T09:59:59+02:00"),
        ("Echo", "2027-01-01T00:00:00+02:00", "2026-12-31T23:59:59+02:00"),
        ("Foxtrot", "2027-01-01T00:00:00+02:00", "2026-12-31T23:59:59+02:00"),
    ] {
        assert!(!is_public(eve, mark), "{mark} is public at {eve}");
        assert!(is_public(moment, mark), "{mark} is not public at {moment}");
    }
}

#[test]
fn the_build_says_when_the_next_one_is_lifted() {
    let folder = newsroom();
    let run = folder.build(&["--now", "2026-12-31T22:00", "--format", "json"]);
    assert_eq!(run.json()["next_change"], "2026-12-31T22:00:00Z");
    assert_eq!(run.json()["counts"]["held_back"], 6);
}

#[test]
fn the_notes_of_a_build_tell_of_nothing_to_come() {
    let record = |folder: &Folder| {
        folder.build(&["--now", BEFORE]);
        String::from_utf8(folder.output()[".pressroom/manifest"].clone()).unwrap()
    };
    let public = "title: Public\nevents: [{name: Opening, starts: 2026-06-20T13:00}]\n";
    let plain = Folder::plain();
    plain.release("public.md", public, "");
    assert!(record(&plain).contains("event-begins"), "what is public is noted");
    for note in [
        "withdrawn: {date: 2027-02-01, reason: Mistaken}\n",
        "updates: [{date: 2027-02-01, note: The room was corrected}]\n",
    ] {
        let folder = Folder::plain();
        folder.release("public.md", &format!("{public}{note}"), "");
        let record = record(&folder);
        for told in ["due", "event-begins", "\"valid_until\":1"] {
            assert!(!record.contains(told), "{note}: {record}");
        }
    }
    // A draft that was laid beside the folders is read by nothing, and its name is nobody's business.
    plain.write("content/drafts/the-director-resigns.md", "Soon.");
    for _ in 0..2 {
        let run = plain.build(&["--now", BEFORE]);
        assert!(run.stdout.contains("the-director-resigns"), "{}", run.stdout);
        assert!(!record(&plain).contains("resigns"));
    }
}

#[test]
fn drafts_are_shown_when_asked_for_and_the_rest_stays_held_back() {
    let folder = newsroom();
    let run = folder.build(&["--now", BEFORE, "--drafts"]);
    assert!(run.stdout.contains("Drafts are shown"), "{}", run.stdout);
    let found = marks(&folder.output());
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), ["Alfa"]);
    assert!(found["Alfa"].contains(&"releases/2026/alfa-file/index.html".to_owned()));
}

#[test]
fn a_withdrawal_is_told_from_its_day_on() {
    let folder = newsroom();
    for (now, told) in [("2027-01-31T23:59", false), ("2027-02-01T00:00", true)] {
        folder.build(&["--now", now]);
        assert_eq!(folder.page("releases/2026/notes/index.html").contains("FoxtrotReason"), told);
        assert_eq!(folder.page("releases/2026/index.html").contains("With notes"), !told);
        assert_eq!(folder.page("feed.xml").contains("FoxtrotReason"), told);
        let data = folder.page("releases/2026/notes/release.json");
        assert_eq!(data.contains("FoxtrotReason"), told);
    }
}

#[test]
fn shared_data_that_only_a_held_back_release_uses_is_not_public() {
    let folder = Folder::plain();
    folder.write_all(
        "== content/contacts.yaml
desk: {name: IndiaDesk}
== content/funders.yaml
fund: {name: IndiaFund, statement: IndiaStatement, logo: {file: brand/india-fund.svg, alt: IndiaLogo}}
== content/brand/india-fund.svg
<svg xmlns='http://www.w3.org/2000/svg'/>
== content/boilerplates/about.md
IndiaBoilerplate ![IndiaPicture](../brand/india-picture.svg)
== content/brand/india-picture.svg
<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    let shared = "contact: desk\nfunder: fund\nboilerplate: about\n";
    folder.release("held.md", &format!("date: 2027-01-01\n{shared}"), "");
    folder.release("public.md", "", "");
    let india = |now: &str| {
        folder.build(&["--now", now]);
        let mut paths = Vec::new();
        for (path, bytes) in folder.output() {
            let text = format!("{path}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase();
            if text.contains("india") {
                paths.push(path);
            }
        }
        paths
    };
    assert_eq!(india("2026-06-01"), Vec::<String>::new());
    let public = india("2027-01-01");
    assert!(public.contains(&"media/brand/india-fund.svg".to_owned()), "{public:?}");
    assert!(public.contains(&"media/brand/india-picture.svg".to_owned()), "{public:?}");
}

#[test]
fn a_message_about_a_held_back_release_is_not_kept_in_the_output() {
    let folder = newsroom();
    // A warning about the release, and one about a public release that names a thing of it.
    folder.release(
        "2026/golf.md",
        "title: GolfTitle\ndate: 2027-01-01\ntown: Golfville\nsummary:\n",
        "",
    );
    folder.release("2026/hotel.md", "title: Hotel\ndate: 2026-05-01\ntown: Golfvile\n", "");
    let run = folder.build(&["--now", BEFORE]);
    assert!(run.stdout.contains("golf.md"), "{}", run.stdout);
    for (path, bytes) in folder.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("golf.md") && !text.contains("GolfTitle"), "{path}");
        assert!(!text.contains("Golfville"), "{path}");
    }
}

#[test]
fn the_sample_shows_nothing_of_its_draft_its_embargo_and_its_future() {
    let folder = Folder::sample();
    let held = [
        ("2026/2026-11-16-balva.md", "balva/"),
        ("2026/2026-12-30-gada-parskats.md", "gada-parskats/"),
        ("2026/2027-03-01-devini-pavedieni-valmiera.md", "devini-pavedieni-valmiera/"),
    ];
    let shown = |arguments: &[&str]| {
        folder.build(arguments);
        let output = folder.output();
        let texts: Vec<String> = output
            .iter()
            .map(|(path, bytes)| format!("{path}\n{}", String::from_utf8_lossy(bytes)))
            .collect();
        held.map(|(file, slug)| {
            let text = folder.text(&format!("content/releases/{file}"));
            let title = text.lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
            let title = title.trim_matches('"');
            texts.iter().any(|text| text.contains(title) || text.contains(slug))
        })
    };
    assert_eq!(shown(&["--now", "2027-03-01T09:00", "--drafts"]), [true; 3]);
    assert_eq!(shown(&["--now", "2027-03-01T09:00"]), [true, false, true]);
    assert_eq!(shown(&["--now", "2027-02-15T10:00"]), [true, false, false]);
    assert_eq!(shown(&["--now", "2026-11-20T12:00"]), [false; 3]);
}

struct Silent;

impl pressroom::pipeline::Progress for Silent {
    fn stage(&self, _: pressroom::pipeline::Stage, _: usize) {}
    fn item(&self) {}
}

fn request(folder: &Folder, now: &str) -> pressroom::pipeline::Request {
    pressroom::pipeline::Request {
        content: folder.at("content"),
        themes: folder.at("themes"),
        base_url: None,
        now: pressroom::pipeline::Now::Instant(now.parse().unwrap()),
        drafts: false,
        portable: false,
    }
}

#[test]
fn the_program_proves_that_nothing_is_public() {
    let folder = newsroom();
    let run = folder.run(&["check", "--embargo", "--now", BEFORE, "--format", "json"]).done();
    let proof = &run.json()["embargo"];
    assert_eq!(proof["releases"], 6, "{proof}");
    assert!(proof["looked_for"].as_u64().unwrap() > 80, "{proof}");
    assert!(proof["files"].as_u64().unwrap() > 20, "{proof}");
    assert_eq!((&proof["found"], &proof["differing"]), (&0.into(), &0.into()), "{proof}");
    let run = folder.run(&["check", "--embargo", "--now", BEFORE]).done();
    assert!(run.stdout.contains("of 6 held-back releases in"), "{}", run.stdout);
    assert!(run.stdout.contains("none found"), "{}", run.stdout);
    assert!(!folder.has("output"), "nothing is written");
    // Without the option nothing is said of it, and with nothing held back there is nothing to look for.
    assert!(folder.run(&["check", "--format", "json"]).json()["embargo"].is_null());
    let folder = Folder::plain();
    folder.release("x.md", "", "");
    let run = folder.run(&["check", "--embargo"]).done();
    assert!(run.stdout.contains("Embargo: nothing is held back"), "{}", run.stdout);
}

#[test]
fn the_proof_finds_everything_once_it_is_public() {
    let folder = newsroom();
    // What is held back before is looked for in the site after: all of it has to be found.
    let before = request(&folder, "2026-06-15T12:00:00Z");
    // One of the pictures tells where it was taken, which its copy does not.
    let located = with_segments(&jpeg(20, 15), &[exif(1, true)]);
    folder.write("content/releases/2026/bravo-file/bravo-inside.jpg", located);
    let sources = pressroom::pipeline::sources(&before).unwrap();
    let outcome =
        pressroom::pipeline::build(&before, sources, &Silent, |_| Ok(true), |_, _| Ok(())).unwrap();
    let held: Vec<_> =
        outcome.held.into_iter().filter(|held| !held.path.contains("alfa")).collect();
    assert_eq!(held.len(), 5);
    let proof =
        pressroom::embargo::prove(&request(&folder, "2027-06-15T12:00:00Z"), &held, &Silent)
            .unwrap();
    let said: Vec<String> = proof
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.place.file, found.message))
        .collect();
    let is_said = |file: &str, words: &str| {
        said.iter().any(|line| line.starts_with(file) && line.contains(words))
    };
    for (file, words) in [
        ("releases/2027/bravo-file/index.html", "the title “bravotitle”"),
        ("releases/2027/bravo-file/release.txt", "“bravosummary”"),
        ("releases/2027/bravo-file/press-kit.zip → bravo-lead.jpg", "“bravo lead jpg”"),
        ("releases/2027/bravo-file/press-kit.zip → credits.txt", "“bravocaption”"),
        ("feed.xml", "“charlietitle”"),
        ("sitemap.xml", "“charlie file”"),
        ("towns/bravoville/index.html", "“bravoville”"),
        ("media/2026/charlie-file/charlie-paper.pdf", "the hash “"),
        ("media/2026/charlie-file/charlie-inside.jpg", "this file would be another"),
        ("bravo-old/index.html", "“bravo old”"),
        ("media/2026/bravo-file/bravo-inside.jpg", "the hash “"),
        ("media/2026/bravo-file/bravo-lead-", "the hash “"),
    ] {
        assert!(is_said(file, words), "{file}: {words}\n{}", said.join("\n"));
    }
    assert!(proof.found > 100 && proof.differing > 20, "{} {}", proof.found, proof.differing);
}

#[test]
fn what_a_public_text_says_too_is_no_false_alarm() {
    let folder = Folder::plain();
    folder.release(
        "public.md",
        "title: Nine Threads opens in Riga\nexhibition: Nine Threads\nopens: 2026-07-01\n",
        "Admission is free until December.",
    );
    folder.release(
        "held.md",
        "title: Nine Threads opens in Riga\ndate: 2027-01-01\nexhibition: Nine Threads\nopens: 2027-02-01\n",
        "Admission is free until December. Stylesheet, navigation, February.",
    );
    let run = folder.run(&["check", "--embargo", "--now", BEFORE, "--format", "json"]).done();
    assert_eq!(run.json()["embargo"]["found"], 0);
}

#[test]
fn a_link_to_a_public_translation_of_what_is_held_back() {
    let folder = Folder::empty();
    folder.write("content/site.yaml", SITE);
    folder.release("x.md", "title: AlfaTitle\ndraft: true\n", "AlfaText");
    folder.release("x.en.md", "title: Public\n", "Public text.");
    folder.release("y.en.md", "title: Another\n", "As was [said](x.md).");
    let run = folder.run(&["check", "--embargo", "--format", "json"]).done();
    let proof = &run.json()["embargo"];
    assert_eq!((&proof["found"], &proof["differing"]), (&0.into(), &0.into()), "{proof}");
    assert!(proof["files"].as_u64().unwrap() > 5, "{proof}");
}

#[test]
fn a_site_that_needs_what_is_held_back_is_not_proved() {
    let folder = newsroom();
    let sources = pressroom::pipeline::sources(&request(&folder, "2026-06-15T12:00:00Z")).unwrap();
    let path = sources.tree().get("site.yaml").unwrap().path.clone();
    let held = [pressroom::pipeline::Held { path, slug: "site".into(), ..Default::default() }];
    let proof =
        pressroom::embargo::prove(&request(&folder, "2026-06-15T12:00:00Z"), &held, &Silent)
            .unwrap();
    assert_eq!((proof.files, proof.differing, proof.diagnostics.len()), (0, 0, 1));
    assert_eq!(proof.diagnostics[0].code, "cannot-be-proved");
    assert!(proof.diagnostics[0].message.contains("there is no site.yaml"));
}

#[test]
fn the_sample_is_proved() {
    let folder = Folder::sample();
    let run =
        folder.run(&["check", "--embargo", "--now", "2026-11-20T12:00", "--format", "json"]).done();
    let proof = &run.json()["embargo"];
    assert_eq!((&proof["found"], &proof["differing"]), (&0.into(), &0.into()), "{proof}");
    assert!(proof["looked_for"].as_u64().unwrap() > 30, "{proof}");
}

/// A release under embargo, and what a public one says.
fn with_a_secret(public: &str) -> Folder {
    let folder = Folder::plain();
    folder.release(
        "sec.md",
        "title: 'Smith & Sons \"Zebra\" merger'\nslug: big-news\nembargo: 2026-06-01T10:00\n\
         summary: Two houses become one.\n",
        "Both *boards* agreed on the terms in the spring, after a year of talks. Soon more.",
    );
    folder.release("pub.md", "", public);
    folder
}

#[test]
fn a_public_file_that_tells_what_is_held_back_is_named() {
    for (text, kind) in [
        ("Soon: Smith & Sons \"Zebra\" merger.", "the title"),
        ("*SMITH &amp; SONS*\n„ZEBRA” MERGER", "the title"),
        ("We hear: two houses become one!", "the summary"),
        ("Both boards agreed on the terms in the\nspring, after a year of talks.", "a sentence"),
        ("`/releases/2026/big-news/`", "the address"),
    ] {
        let folder = with_a_secret(&format!("First line.\n\n{text}\n"));
        let run = folder.run(&["check", "--embargo", "--now", "2026-05-26", "--format", "json"]);
        let found = run.refused().found();
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let file = "content/releases/sec.md";
        let message =
            format!("this says {kind} of {file}, which is under embargo until 2026-06-01 10:00");
        assert_eq!((found[0].code.as_str(), &found[0].message), ("held-back-told", &message));
        assert!(found[0].place().starts_with("content/releases/pub.md:8:"), "{found:?}");
    }
    // After its day it may be said.
    let folder = with_a_secret("Smith & Sons \"Zebra\" merger");
    folder.run(&["check", "--embargo", "--now", "2026-06-02"]).done();
}

#[test]
fn what_public_things_are_called_and_usual_sentences_are_no_alarm_but_counted() {
    let usual = "Admission to the hall is free for everyone until the end of summer.";
    let folder = Folder::plain();
    folder.release("pub.md", "title: Summer programme\nexhibition: Nine Threads of Light\n", usual);
    folder.release("two.md", "title: Another\n", usual);
    folder.release(
        "sec.md",
        "title: Nine Threads of Light\nembargo: 2026-06-01T10:00\nsummary: Summer programme\n",
        usual,
    );
    // Nor what a public translation tells, nor the beginning of a longer address.
    folder.release("three.md", "title: Smith & Sons merge\nslug: sec-2\n", "");
    let run = folder.run(&["check", "--embargo", "--now", "2026-05-26"]).done();
    assert!(run.stdout.contains("none found"), "{}", run.stdout);
    let said = "are also said by public files and were not looked for: “admission to the hall is";
    assert!(run.stdout.contains(said), "{}", run.stdout);
}

#[test]
fn a_public_translation_tells_the_same() {
    let folder = Folder::empty();
    folder.write("content/site.yaml", SITE);
    folder.release("x.md", "title: Smith and Sons merge\n", "");
    folder.release("x.en.md", "title: Smith and Sons become one\ndate: 2027-01-01\n", "");
    folder.release("y.en.md", "title: Other\n", "See: Smith and Sons become one.");
    let run = folder.run(&["check", "--embargo", "--format", "json"]).done();
    assert_eq!(run.found(), []);
}

#[test]
fn a_link_to_the_address_of_what_is_held_back_says_so() {
    for link in [
        "<https://newsroom.example/releases/2026/big-news/>",
        "[soon](HTTPS://Newsroom.example/releases/2026/big-news)",
        "[soon](//newsroom.example/releases/2026/big-news/index.html)",
        "[soon](/releases/2026/big-news/)",
        "[soon](/releases/2026/big-news/release.txt)",
    ] {
        let folder = with_a_secret(link);
        let found = folder.run(&["check", "--now", "2026-05-26", "--format", "json"]).refused();
        let found = found.found();
        assert_eq!(found.len(), 1, "{link}: {found:?}");
        assert_eq!(found[0].code, "link-to-held-back", "{link}");
        assert!(found[0].message.contains("is under embargo until 2026-06-01"), "{link}");
        assert_eq!(found[0].places[1].0, "content/releases/sec.md");
    }
    for link in [
        "<https://elsewhere.example/releases/2026/big-news/>",
        "<https://newsroom.example/releases/2026/big-news-2/>",
        "<https://newsroom.example.org/releases/2026/big-news/>",
    ] {
        let run = with_a_secret(link).run(&["check", "--now", "2026-05-26", "--format", "json"]);
        assert_eq!(run.done().found(), [], "{link}");
    }
}
