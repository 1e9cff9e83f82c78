//! Structured data (JSON-LD in the words of schema.org), as search engines take it out of the pages.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads pictures back, and one that cannot go on has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use serde_json::{Value, json};

use common::Folder;
use common::html::Page;

/// A newsroom with one of everything that structured data tells of.
fn newsroom() -> Folder {
    let folder = Folder::empty();
    folder.write_all(
        "\
== content/site.yaml
name: Lakeside newsroom
base_url: https://newsroom.example/press/
languages: [en, lv]
timezone: Europe/Riga
organisation:
  name: Lakeside Museum
  url: https://museum.example/
  email: info@museum.example
  phone: \"+371 60000001\"
  address: Lake Street 1
defaults: {contact: press, funder: [fund, state]}
== content/contacts.yaml
press:
  name: {en: Press office, lv: Preses dienests}
  email: press@museum.example
  phone: \"+371 60000000\"
== content/funders.yaml
fund:
  name: Fund for Lakes
  grant: LAKE/7
  url: https://fund.example/
state: {name: State budget}
== content/exhibitions/threads.md
---
name: Threads
summary: Forty works on tour.
stops:
  - {town: Riga, opens: 2026-06-01, closes: 2026-06-20, previously: 2026-05-20}
  - {town: Ogre, opens: 2026-07-01, closes: 2026-07-20, status: cancelled}
---
== content/releases/2026-05-01-threads.md
---
title: Threads in Riga
date: 2026-05-01
town: Riga
exhibition: Threads
opens: 2026-06-01
closes: 2026-06-20
topics: [Crafts]
images:
  - {file: loom.png, alt: A loom, caption: The loom, credit: Anna Liepa, licence: CC BY 4.0}
events:
  - {name: Opening, starts: 2026-06-01T17:00, ends: 2026-06-01T19:00, previously: 2026-06-01T13:00}
  - {name: Talk, starts: 2026-06-03T17:00, status: postponed}
  - {name: Lecture, starts: 2026-06-04T17:00, status: moved online}
updates:
  - {date: 2026-05-03T10:00, note: \"The opening is at 17.00 </script>\"}
---
Forty works.
== content/releases/2026-05-01-threads.lv.md
---
title: Pavedieni Rīgā
date: 2026-05-01
town: Riga
---
Četrdesmit darbi.
== content/releases/2026-05-02-taken-back.md
---
title: Taken back
date: 2026-05-02
town: Ogre
withdrawn: {date: 2026-05-04, reason: It was wrong.}
---
Text.
",
    );
    let mut png = Cursor::new(Vec::new());
    let shade = |n: u32| u8::try_from(n % 256).unwrap();
    RgbImage::from_fn(640, 400, |x, y| image::Rgb([shade(x), shade(y), shade(x * y)]))
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    folder.write("content/releases/loom.png", png.into_inner());
    folder.build(&[]).done();
    folder
}

/// The things of a page's graph, by type.
fn graph(folder: &Folder, path: &str) -> BTreeMap<String, Vec<Value>> {
    let page = Page::new(&folder.page(path));
    let scripts = page.json_ld();
    assert_eq!(scripts.len(), 1, "{path}");
    let json: Value = serde_json::from_str(scripts[0]).unwrap();
    assert_eq!(json["@context"], "https://schema.org");
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for thing in json["@graph"].as_array().unwrap() {
        found.entry(thing["@type"].as_str().unwrap().to_owned()).or_default().push(thing.clone());
    }
    found
}

const RELEASE: &str = "https://newsroom.example/press/releases/2026/threads/";

#[test]
fn an_article_says_all_that_is_known_of_it() {
    let folder = newsroom();
    let graph = graph(&folder, "releases/2026/threads/index.html");
    let article = &graph["NewsArticle"][0];
    let expected = [
        ("headline", json!("Threads in Riga")),
        ("url", json!(RELEASE)),
        ("datePublished", json!("2026-05-01T00:00:00+03:00")),
        ("dateModified", json!("2026-05-03T10:00:00+03:00")),
        ("isAccessibleForFree", json!(true)),
        ("inLanguage", json!("en")),
        ("dateline", json!("Riga")),
        ("keywords", json!(["Crafts"])),
    ];
    for (property, value) in expected {
        assert_eq!(article[property], value, "{property}");
    }
    assert_eq!(article["author"]["name"], "Lakeside Museum");
    assert_eq!(article["author"]["@type"], "Organization");
    assert_eq!(article["contentLocation"][0]["name"], "Riga");
    assert_eq!(article["locationCreated"]["@id"], article["contentLocation"][0]["@id"]);
    assert_eq!(
        article["correction"][0],
        json!({
            "@type": "CorrectionComment",
            "text": "The opening is at 17.00 </script>",
            "datePublished": "2026-05-03T10:00:00+03:00",
        })
    );
    assert_eq!(article["funder"][0]["name"], "Fund for Lakes");
    assert_eq!(article["funder"][1]["name"], "State budget");
    assert_eq!(article["funding"].as_array().unwrap().len(), 1);
    assert_eq!(article["funding"][0]["identifier"], "LAKE/7");
    let translation = "https://newsroom.example/press/lv/releases/2026/threads/";
    assert_eq!(article["workTranslation"][0]["@id"], translation);
}

#[test]
fn a_translation_names_its_original() {
    let folder = newsroom();
    let graph = graph(&folder, "lv/releases/2026/threads/index.html");
    assert_eq!(graph["NewsArticle"][0]["translationOfWork"]["@id"], RELEASE);
}

#[test]
fn pictures_say_whose_they_are_and_stand_in_three_ratios() {
    let folder = newsroom();
    let graph = graph(&folder, "releases/2026/threads/index.html");
    let images = graph["NewsArticle"][0]["image"].as_array().unwrap();
    let whole = &images[0];
    assert_eq!(whole["@type"], "ImageObject");
    assert_eq!(whole["creditText"], "Anna Liepa");
    assert_eq!(whole["caption"], "The loom");
    assert_eq!(whole["license"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(whole["acquireLicensePage"], RELEASE);
    assert_eq!((&whole["width"], &whole["height"]), (&json!(640), &json!(400)));
    let ratios: Vec<String> = images[1..]
        .iter()
        .map(|url| {
            let url = url.as_str().unwrap();
            let path = url.strip_prefix("https://newsroom.example/press/").unwrap();
            let bytes = std::fs::read(folder.at("output").join(path)).unwrap();
            let size = image::load_from_memory(&bytes).unwrap();
            format!("{:.2}", f64::from(size.width()) / f64::from(size.height()))
        })
        .collect();
    assert_eq!(ratios, ["1.00", "1.33", "1.78"]);
}

#[test]
fn events_say_what_became_of_them() {
    let folder = newsroom();
    let graph = graph(&folder, "releases/2026/threads/index.html");
    let events = &graph["Event"];
    let statuses: Vec<&str> =
        events.iter().map(|event| event["eventStatus"].as_str().unwrap()).collect();
    let schema = |name: &str| format!("https://schema.org/{name}");
    assert_eq!(
        statuses,
        [schema("EventRescheduled"), schema("EventPostponed"), schema("EventMovedOnline")]
    );
    assert_eq!(events[0]["startDate"], "2026-06-01T17:00:00+03:00");
    assert_eq!(events[0]["previousStartDate"], "2026-06-01T13:00:00+03:00");
    assert_eq!(events[1].get("previousStartDate"), None);
    assert_eq!(events[0]["location"][0]["address"]["addressLocality"], "Riga");
    assert_eq!(events[0]["organizer"]["name"], "Lakeside Museum");
    assert_eq!(events[0]["funder"][0]["name"], "Fund for Lakes");
    assert_eq!(events[0]["image"].as_array().unwrap().len(), 3);
    let online = json!({"@type": "VirtualLocation", "url": RELEASE});
    assert_eq!(events[2]["location"], json!([online]));
    assert_eq!(events[2]["eventAttendanceMode"], schema("OnlineEventAttendanceMode"));
    let stop = &graph["ExhibitionEvent"][0];
    assert_eq!(stop["eventStatus"], schema("EventRescheduled"));
    assert_eq!(stop["previousStartDate"], "2026-05-20");
    assert_eq!(stop["superEvent"]["name"], "Threads");
    assert_eq!(stop["endDate"], "2026-06-20");
}

#[test]
fn a_tour_names_its_stops() {
    let folder = newsroom();
    let graph = graph(&folder, "exhibitions/threads/index.html");
    let tour = &graph["ExhibitionEvent"][0];
    assert_eq!(
        (&tour["startDate"], &tour["endDate"]),
        (&json!("2026-06-01"), &json!("2026-07-20"))
    );
    let stops = tour["subEvent"].as_array().unwrap();
    let towns: Vec<&Value> =
        stops.iter().map(|stop| &stop["location"][0]["address"]["addressLocality"]).collect();
    assert_eq!(towns, ["Riga", "Ogre"]);
    assert_eq!(stops[1]["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(graph["BreadcrumbList"][0]["itemListElement"].as_array().unwrap().len(), 3);
}

#[test]
fn the_home_page_says_who_publishes_and_how_to_search() {
    let folder = newsroom();
    let graph = graph(&folder, "index.html");
    let site = &graph["WebSite"][0];
    let publisher = &site["publisher"];
    assert_eq!(publisher["email"], "info@museum.example");
    assert_eq!(publisher["telephone"], "+371 60000001");
    assert_eq!(publisher["address"], "Lake Street 1");
    assert_eq!(publisher["contactPoint"][0]["email"], "press@museum.example");
    assert_eq!(publisher["contactPoint"][0]["availableLanguage"], json!(["en", "lv"]));
    let action = &site["potentialAction"];
    assert_eq!(action["@type"], "SearchAction");
    assert_eq!(action["target"]["urlTemplate"], "https://newsroom.example/press/search/?q={words}");
    assert_eq!(action["query-input"], "required name=words");
}

#[test]
fn what_was_taken_back_says_so() {
    let folder = newsroom();
    let graph = graph(&folder, "releases/2026/taken-back/index.html");
    let article = &graph["NewsArticle"][0];
    assert_eq!(article["creativeWorkStatus"], "Withdrawn");
    assert_eq!(article["correction"][0]["text"], "It was wrong.");
    assert_eq!(article["dateModified"], "2026-05-04T00:00:00+03:00");
}
