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
    let title = format!("A \\u202etitle]]></script> {}", "very long ".repeat(500));
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
    assert!(!text.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{text}");
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
