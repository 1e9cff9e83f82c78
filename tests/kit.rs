//! A release as plain text, and the press kit.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use common::Folder;

/// A text without its byte order mark, which it must have.
fn text(folder: &Folder, path: &str) -> String {
    let text = folder.page(path);
    text.strip_prefix('\u{feff}').expect("a byte order mark").to_owned()
}

fn newsroom() -> Folder {
    let folder = Folder::empty();
    folder.write_all(
        "== content/site.yaml
name: {en: Lakeside newsroom, lv: Ezermalas preses telpa}
base_url: https://news.lakeside.example/
languages: [en, lv]
timezone: Europe/Riga
organisation: {name: Lakeside Museum}
defaults: {contact: press, boilerplate: about, funder: fund}
== content/contacts.yaml
press: {name: Press Office, role: For the media, email: press@lakeside.example, phone: +371 6000 0000}
== content/funders.yaml
fund: {name: Culture Fund, statement: Financed by the Culture Fund., share: 75, grant: CF/7}
== content/venues.yaml
hall: {name: Council hall, address: Lake street 1, town: Alūksne}
== content/boilerplates/about.md
---
title: About the museum
---
The museum has [a website](https://lakeside.example/).",
    );
    folder.release(
        "2026/tour.md",
        "title: An exhibition of clean culture comes to Alūksne
date: 2026-05-01
town: Alūksne
venue: hall
exhibition: Clean Culture
opens: 2026-05-03
closes: 2026-05-10
summary: Forty works by artists of four minorities are shown in the council hall for one week.
events:
  - {name: Opening, starts: 2026-05-03T13:00, description: Admission is free.}
  - {name: Seminar, starts: 2026-05-04T10:00, status: cancelled}
updates: [{date: 2026-05-02, note: The opening is at 13.00.}]
",
        "Artists show *forty* works[^1] in the [council hall](https://hall.example/a_long_way/to-the/page?of=the&hall=1), see
[the other release](other.md) and <press@lakeside.example>.

## How to get there

- by bus
- by train:
  1. to Gulbene
  2. then by the narrow-gauge line, which takes an hour and a half and is worth the journey for itself

> Everyone is welcome,
> said the director.

| Day | Open |
| --- | --- |
| Monday | 10–18 |
| Sunday | closed |

[^1]: Paintings, mostly.
",
    );
    folder.release("2026/other.md", "title: Other\ntown: Alūksne\n", "Text.");
    folder
}

const TOUR: &str = "\
Lakeside Museum
Lakeside newsroom
For immediate release

------------------------------------------------------------------------

Updated since publication
!!!!!!!!!!!!!!!!!!!!!!!!!
- 2 May 2026: The opening is at 13.00.

An exhibition of clean culture comes to Alūksne
===============================================

Alūksne, 1 May 2026

Forty works by artists of four minorities are shown in the council hall
for one week.

Artists show forty works¹ in the council hall [1], see the other release
[2] and press@lakeside.example.

How to get there
----------------

- by bus
- by train:
  1. to Gulbene
  2. then by the narrow-gauge line, which takes an hour and a half and
     is worth the journey for itself

> Everyone is welcome, said the director.

Day     Open
------  ------
Monday  10–18
Sunday  closed

¹ Paintings, mostly.

At a glance
-----------
When: 3–10 May 2026
Where: Council hall, Lake street 1, Alūksne
Exhibition: Clean Culture
Events:
- 3 May 2026, 13:00: Opening
  Admission is free.
- 4 May 2026, 10:00 (Cancelled): Seminar

About the museum
----------------

The museum has a website [3].

Press contact
-------------
Press Office
For the media
press@lakeside.example
+371 6000 0000

Funding
-------
Financed by the Culture Fund. (75%, Grant CF/7)

Links
-----
[1] https://hall.example/a_long_way/to-the/page?of=the&hall=1
[2] https://news.lakeside.example/releases/2026/other/
[3] https://lakeside.example/

------------------------------------------------------------------------
https://news.lakeside.example/releases/2026/tour/
";

#[test]
fn a_release_is_there_as_plain_text() {
    let folder = newsroom();
    folder.build(&["--now", "2026-06-01"]);
    let found = text(&folder, "releases/2026/tour/release.txt");
    assert_eq!(found, TOUR);
    let page = folder.page("releases/2026/tour/index.html");
    assert!(page.contains("href=\"../../../releases/2026/tour/release.txt\""), "{page}");
}

#[test]
fn no_line_is_wider_than_72_columns_but_for_an_address() {
    let folder = Folder::sample();
    folder.build(&[]);
    let mut texts = 0;
    for (path, bytes) in folder.site_files() {
        if !path.ends_with("/release.txt") {
            continue;
        }
        texts += 1;
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains('\r') && text.ends_with('\n'), "{path}");
        assert!(!text.contains("\n\n\n"), "{path}:\n{text}");
        for line in text.trim_start_matches('\u{feff}').lines() {
            assert!(line.chars().count() <= 72 || line.contains("://"), "{path}: {line}");
            assert_eq!(line.trim_end(), line, "{path}");
            for markup in ["**", "](", "</", "&amp;", "<p"] {
                assert!(!line.contains(markup), "{path}: {line}");
            }
        }
    }
    assert!(texts > 30, "{texts}");
}

#[test]
fn a_withdrawal_is_told_at_the_head() {
    let folder = Folder::plain();
    folder.release(
        "x.md",
        "title: Gone\nwithdrawn: {date: 2026-05-02, reason: It was wrong.}\n",
        "Text.",
    );
    folder.build(&["--now", "2026-06-01"]);
    let text = text(&folder, "releases/2026/x/release.txt");
    let notice = text.find("This release has been withdrawn").expect("a notice");
    assert!(notice < text.find("Gone").unwrap() && text.contains("It was wrong."), "{text}");
    assert!(!text.contains("For immediate release"));
}

#[test]
fn hostile_values_stay_on_their_lines() {
    let folder = Folder::plain();
    let title = format!("A title]]></script> {}", "very long ".repeat(500));
    folder.release(
        "x.md",
        &format!("title: \"{title}\"\nsummary: \"One\\nTwo\"\n"),
        "Text <script>alert(1)</script> {{ code }} end.\n",
    );
    folder.build(&["--now", "2026-06-01"]);
    let text = text(&folder, "releases/2026/x/release.txt");
    assert!(
        text.contains("A title]]></script> very long") && text.contains("\nOne Two\n"),
        "{text}"
    );
    assert!(!text.contains("<script") && text.contains("{{ code }} end."), "{text}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
}

#[test]
fn a_portable_site_has_the_same_texts() {
    let folder = newsroom();
    folder.release("2026/other.md", "", "See [the tour](tour.md).");
    folder.build(&[]);
    let path = "releases/2026/other/release.txt";
    let public = text(&folder, path);
    assert!(public.contains("https://news.lakeside.example/releases/2026/tour/\n"), "{public}");
    folder.build(&["--portable"]);
    assert_eq!(text(&folder, path), public);
}

#[test]
fn texts_can_be_switched_off() {
    let folder = Folder::plain();
    folder.release("x.md", "", "Text.");
    let site = folder.text("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}outputs: {{texts: false}}\n"));
    folder.build(&["--now", "2026-06-01"]);
    assert!(!folder.has("output/releases/2026/x/release.txt"));
    assert!(!folder.page("releases/2026/x/index.html").contains("release.txt"));
}

/// A newsroom whose release has pictures and files.
fn with_files() -> Folder {
    let folder = Folder::plain();
    folder.release(
        "2026/kit/index.md",
        "title: A kit
date: 2026-05-01T13:45:31
images:
  - {file: Foto ā.jpg, alt: A hall, caption: The hall, credit: Anna, licence: CC BY 4.0}
  - {file: more/foto Ā.JPG, alt: A door}
  - {file: Foto ā.jpg, alt: The hall again, credit: Anna}
attachments: [{file: plan.pdf, title: The plan}]
",
        "Text.",
    );
    for file in ["Foto ā.jpg", "more/foto Ā.JPG"] {
        let jpeg = image::RgbImage::from_fn(40, 30, |x, y| {
            image::Rgb(
                [x, y, u32::try_from(file.len()).unwrap()]
                    .map(|number| u8::try_from(number).unwrap()),
            )
        });
        let mut bytes = Vec::new();
        let to = &mut std::io::Cursor::new(&mut bytes);
        jpeg.write_to(to, image::ImageFormat::Jpeg).unwrap();
        folder.write(&format!("content/releases/2026/kit/{file}"), bytes);
    }
    folder.write("content/releases/2026/kit/plan.pdf", vec![b'%'; 300_000]);
    folder
}

const KIT: &str = "output/releases/2026/kit/press-kit.zip";

/// Name, contents, method and time of every file in a kit.
fn unpacked(folder: &Folder) -> Vec<(String, Vec<u8>, zip::CompressionMethod, String)> {
    let file = std::fs::File::open(folder.at(KIT)).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let count = archive.len();
    let entry = |i: usize| {
        use std::io::Read as _;
        let mut entry = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let time = entry.last_modified().unwrap().to_string();
        (entry.name().unwrap().into_owned(), bytes, entry.compression(), time)
    };
    (0..count).map(entry).collect()
}

#[test]
fn a_press_kit_holds_the_published_files_the_text_and_the_credits() {
    let folder = with_files();
    folder.build(&["--now", "2026-06-01"]);
    let found = unpacked(&folder);
    let names: Vec<&str> = found.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["kit.txt", "credits.txt", "Foto ā.jpg", "foto Ā-2.JPG", "plan.pdf"]);
    let output = folder.output();
    assert_eq!(found[0].1, output["releases/2026/kit/release.txt"]);
    assert_eq!(found[2].1, output["media/2026/kit/foto-a.jpg"]);
    assert_eq!(found[4].1.len(), 300_000);
    for (name, _, method, time) in &found {
        assert_eq!(time, "2026-05-01 13:45:30", "{name}");
        let text = name.ends_with(".txt");
        assert_eq!(*method == zip::CompressionMethod::Stored, !text, "{name}");
    }
    let credits = String::from_utf8(found[1].1.clone()).unwrap();
    let expected = "\u{feff}\
Pictures and documents: credits and terms of use
================================================

A kit

Foto ā.jpg
----------
The hall
Photo: Anna
Licence: CC BY 4.0
Terms: It may be published under this licence; name the credit.

foto Ā-2.JPG
------------
A door
Terms: No licence is given. Ask the press contact before you publish it.

plan.pdf
--------
The plan
Terms: No licence is given. Ask the press contact before you publish it.
";
    assert_eq!(credits, expected);
    let page = folder.page("releases/2026/kit/index.html");
    assert!(page.contains("releases/2026/kit/press-kit.zip\" download"), "{page}");
}

#[test]
fn a_press_kit_permits_nothing_that_nobody_permitted() {
    use common::pictures::{exif, jpeg, with_segments, xmp};
    let folder = Folder::plain();
    folder.release(
        "kit/index.md",
        "images:
  - {file: notice.jpg, alt: a}
  - {file: reserved.jpg, alt: b, credit: Anna, licence: All rights reserved}
  - {file: terms.jpg, alt: c}
",
        "Text.",
    );
    let notice = with_segments(&jpeg(40, 30), &[exif(1, false)]);
    let terms =
        "<rights:UsageTerms>Only with the text</rights:UsageTerms><dc:rights>© B</dc:rights>";
    let terms = with_segments(&jpeg(50, 30), &[xmp(terms)]);
    for (name, bytes) in [("notice", notice), ("reserved", jpeg(60, 30)), ("terms", terms)] {
        folder.write(&format!("content/releases/kit/{name}.jpg"), bytes);
    }
    folder.build(&["--now", "2026-06-01"]);
    let file = std::fs::File::open(folder.at("output/releases/2026/kit/press-kit.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut credits = String::new();
    let mut entry = archive.by_name("credits.txt").unwrap();
    std::io::Read::read_to_string(&mut entry, &mut credits).unwrap();
    for expected in [
        "Photo: Exif author\nCopyright: Exif rights\n\
         Terms: No licence is given. Ask the press contact before you publish it,\nand name the credit.\n",
        "Photo: Anna\nTerms: All rights reserved\n",
        "c\nCopyright: © B\nTerms: Only with the text\n",
    ] {
        assert!(credits.contains(expected), "{expected}\n---\n{credits}");
    }
    assert!(!credits.contains("may be published"), "{credits}");
    let data: serde_json::Value =
        serde_json::from_str(&folder.page("releases/2026/kit/release.json")).unwrap();
    let rights = |i: usize| {
        let picture = &data["associations"][i];
        (picture["copyrightNotice"].clone(), picture["usageTerms"].clone())
    };
    assert_eq!(rights(0), ("Exif rights".into(), serde_json::Value::Null));
    assert_eq!(rights(1), (serde_json::Value::Null, "All rights reserved".into()));
    assert_eq!(rights(2), ("© B".into(), "Only with the text".into()));
    let page = folder.page("releases/2026/kit/index.html");
    assert!(page.contains("\"copyrightNotice\":\"Exif rights\""), "{page}");
    assert!(!page.contains("\"license\""), "{page}");
}

#[test]
fn a_press_kit_is_the_same_every_time_and_is_not_made_again() {
    let folder = with_files();
    folder.build(&["--now", "2026-06-01"]);
    let first = std::fs::read(folder.at(KIT)).unwrap();
    let written = || folder.at(KIT).metadata().unwrap().modified().unwrap();
    let before = written();
    // A build that has to do with other things reads no part of it.
    folder.release("2026/other.md", "title: Another\n", "");
    let run = folder.build(&["--now", "2026-06-01", "--format", "json"]);
    assert_eq!(run.json()["published"]["up_to_date"], false);
    assert_eq!(written(), before);
    // Somebody touched it: it is looked at, and left alone.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(100);
    std::fs::File::options()
        .append(true)
        .open(folder.at(KIT))
        .unwrap()
        .set_modified(later)
        .unwrap();
    folder.release("2026/other.md", "title: Yet another\n", "");
    folder.build(&["--now", "2026-06-01"]);
    assert_eq!(std::fs::read(folder.at(KIT)).unwrap(), first);
    // Somebody spoilt it, or took it away: it is made again.
    std::fs::write(folder.at(KIT), "spoilt").unwrap();
    folder.build(&["--now", "2026-06-01"]);
    assert_eq!(std::fs::read(folder.at(KIT)).unwrap(), first);
    folder.remove(KIT);
    folder.build(&["--now", "2026-06-01"]);
    assert_eq!(std::fs::read(folder.at(KIT)).unwrap(), first);
    // The notes are lost: it is known for what it is.
    folder.remove("output/.pressroom/manifest");
    folder.build(&["--now", "2026-06-01"]);
    assert_eq!(std::fs::read(folder.at(KIT)).unwrap(), first);
    assert!(folder.output().keys().all(|path| !path.starts_with(".pressroom/staging")));
}

#[test]
fn a_press_kit_follows_its_files() {
    let folder = with_files();
    folder.build(&["--now", "2026-06-01"]);
    let first = std::fs::read(folder.at(KIT)).unwrap();
    folder.write("content/releases/2026/kit/plan.pdf", vec![b'!'; 300_000]);
    folder.build(&["--now", "2026-06-01"]);
    assert_eq!(unpacked(&folder)[4].1, vec![b'!'; 300_000]);
    folder.write("content/releases/2026/kit/plan.pdf", vec![b'%'; 300_000]);
    folder.build(&["--now", "2026-06-01"]);
    assert_eq!(std::fs::read(folder.at(KIT)).unwrap(), first);
}

#[test]
fn without_files_switched_off_or_withdrawn_there_is_no_press_kit() {
    let folder = with_files();
    folder.release("2026/other.md", "title: Another\n", "");
    folder.build(&["--now", "2026-06-01"]);
    assert!(!folder.has("output/releases/2026/other/press-kit.zip"));
    let site = folder.text("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}outputs: {{press_kits: false}}\n"));
    folder.build(&["--now", "2026-06-01"]);
    assert!(!folder.has(KIT));
    folder.write("content/site.yaml", site);
    let release = folder.text("content/releases/2026/kit/index.md");
    let withdrawn = "title: A kit\nwithdrawn: {date: 2026-05-03, reason: Wrong}\n";
    folder
        .write("content/releases/2026/kit/index.md", release.replace("title: A kit\n", withdrawn));
    folder.build(&["--now", "2026-06-01"]);
    assert!(!folder.has(KIT));
    assert!(!folder.page("releases/2026/kit/index.html").contains("press-kit"));
}

#[test]
fn a_town_that_an_address_names_is_not_said_again() {
    let folder = newsroom();
    folder.replace("content/venues.yaml", "Lake street 1", "\"Lake street 1, Alūksne\"");
    folder.build(&[]);
    let text = text(&folder, "releases/2026/tour/release.txt");
    assert!(text.contains("Where: Council hall, Lake street 1, Alūksne\nExhibition:"), "{text}");
}
