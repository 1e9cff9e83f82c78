//! What programs fetch: Atom, JSON Feed, the releases as data, sitemaps.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::Folder;
use serde_json::{Value, json};

const BASE: &str = "https://newsroom.example/";
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// An entry as both forms of a feed give it.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    url: String,
    title: String,
    content: String,
    published: String,
    updated: String,
    topics: Vec<String>,
    /// Address, media type and length.
    files: Vec<(String, String, u64)>,
}

fn atom(text: &str) -> Vec<Entry> {
    let document = roxmltree::Document::parse(text).unwrap();
    let all = |node: roxmltree::Node<'_, '_>, name: &str| -> Vec<roxmltree::NodeId> {
        node.children().filter(|child| child.has_tag_name((ATOM, name))).map(|n| n.id()).collect()
    };
    let get = |id| document.get_node(id).unwrap();
    let entries = all(document.root_element(), "entry").into_iter().map(get);
    let entry = |entry: roxmltree::Node<'_, '_>| {
        let text = |name| get(all(entry, name)[0]).text().unwrap_or_default().to_owned();
        let links = || all(entry, "link").into_iter().map(get);
        let with = |rel: &'static str| links().filter(move |l| l.attribute("rel") == Some(rel));
        let own = |link: roxmltree::Node<'_, '_>, name| link.attribute(name).unwrap().to_owned();
        let file = |link| (own(link, "href"), own(link, "type"), own(link, "length"));
        Entry {
            id: text("id"),
            url: own(with("alternate").next().unwrap(), "href"),
            title: text("title"),
            content: text("content"),
            published: text("published"),
            updated: text("updated"),
            topics: all(entry, "category").into_iter().map(|id| own(get(id), "term")).collect(),
            files: with("enclosure")
                .map(file)
                .map(|(url, kind, length)| (url, kind, length.parse().unwrap()))
                .collect(),
        }
    };
    entries.map(entry).collect()
}

fn json_feed(text: &str) -> Vec<Entry> {
    let feed: Value = serde_json::from_str(text).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let item = |item: Value| Entry {
        id: text(&item["id"]),
        url: text(&item["url"]),
        title: text(&item["title"]),
        content: text(&item["content_html"]),
        published: text(&item["date_published"]),
        updated: text(&item["date_modified"]),
        topics: list(&item["tags"]).iter().map(text).collect(),
        files: list(&item["attachments"])
            .iter()
            .map(|file| {
                let bytes = file["size_in_bytes"].as_u64().unwrap();
                (text(&file["url"]), text(&file["mime_type"]), bytes)
            })
            .collect(),
    };
    list(&feed["items"]).into_iter().map(item).collect()
}

fn read(folder: &Folder, path: &str) -> Value {
    serde_json::from_str(&folder.page(path)).unwrap()
}

#[test]
fn both_forms_of_every_feed_say_the_same() {
    let folder = Folder::sample();
    folder.build(&[]);
    let files = folder.site_files();
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let mut feeds = 0;
    let mut enclosures = 0;
    for path in files.keys().filter(|path| path.ends_with("feed.xml")) {
        let other = path.replace("feed.xml", "feed.json");
        let entries = atom(&text(path));
        assert_eq!(entries, json_feed(&text(&other)), "{path}");
        let feed: Value = serde_json::from_str(&text(&other)).unwrap();
        assert_eq!(feed["feed_url"], format!("{BASE}{other}"));
        assert_eq!(feed["home_page_url"], format!("{BASE}{}", path.replace("feed.xml", "")));
        for (url, kind, length) in entries.iter().flat_map(|entry| &entry.files) {
            let file = url.strip_prefix(BASE).unwrap();
            assert_eq!(files[file].len() as u64, *length, "{url}");
            assert!(kind.contains('/') && kind != "application/octet-stream", "{url}: {kind}");
            enclosures += 1;
        }
        feeds += 1;
    }
    assert!(feeds > 40 && enclosures > 40, "{feeds} feeds, {enclosures} files");
    // One entry is the same wherever it stands.
    let mut known: BTreeMap<String, Entry> = BTreeMap::new();
    for path in files.keys().filter(|path| path.ends_with("feed.json")) {
        for entry in json_feed(&text(path)) {
            if let Some(other) = known.get(&entry.id) {
                assert_eq!(*other, entry, "{path}");
            }
            known.insert(entry.id.clone(), entry);
        }
    }
}

/// A newsroom with one release that has everything.
fn full() -> Folder {
    let folder = Folder::plain();
    folder.write(
        "content/site.yaml",
        "name: Newsroom\nbase_url: https://newsroom.example/\nlanguages: [en, lv]\ntimezone: Europe/Riga\n\
         organisation: {name: Lakeside Museum, url: 'https://museum.example/', email: info@museum.example, phone: +371 6000 0000, address: Lake Street 1}\n",
    );
    folder.write("content/towns.yaml", "riga: {name: Riga, latitude: 56.95, longitude: 24.1}\n");
    folder.write(
        "content/venues.yaml",
        "hall: {name: Council hall, address: Dārza iela 11, town: Riga, latitude: 56.9, longitude: 24.2}\n",
    );
    folder.write(
        "content/contacts.yaml",
        "press: {name: Press office, email: press@museum.example, phone: +371 6111 1111}\n",
    );
    folder.write(
        "content/funders.yaml",
        "fund: {name: The Fund, statement: Paid by the Fund., url: 'https://fund.example/'}\n",
    );
    folder.write("content/releases/one.gif", GIF);
    folder.write("content/releases/plan.pdf", "%PDF-1.4");
    folder.release("other.md", "title: Another\ndate: 2026-04-01\n", "## Way\n\nx\n");
    folder.release("full.lv.md", "title: Tulkojums\nvenue: hall\n", "Teksts.\n");
    folder.release(
        "full.md",
        "title: A show & more\nembargo: 2026-05-01T10:00\nvenue: hall\nexhibition: Threads\nopens: 2026-07-01\ncloses: 2026-07-10\n\
         events:\n  - {name: Opening, starts: 2026-07-01T18:00, ends: 2026-07-01T20:00}\n  - {name: Talk, starts: 2026-07-02T18:00, status: cancelled}\n\
         summary: The lead.\ncontact: press\nfunder: fund\ntopics: [Art, Weaving]\naliases: [/press/1.html]\n\
         images:\n  - {file: one.gif, alt: A dot, caption: One dot, credit: Ann Smith, licence: CC BY 4.0}\n\
         attachments:\n  - {file: plan.pdf, title: The plan}\n\
         updates:\n  - {date: 2026-05-03T10:00, note: The hour was <wrong>}\n",
        "See [the other](other.md#way), [the top](#part), ![a dot](one.gif), [plan](plan.pdf), [web](https://out.example/), \
         [Riga](/towns/riga/) and a note[^1].\n\n## Part\n\nText.\n\n[^1]: The note.\n",
    );
    folder
}

/// One pixel.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

#[test]
fn an_entry_holds_the_whole_release_with_absolute_links() {
    let folder = full();
    for options in [&[][..], &["--portable"]] {
        folder.build(options);
        let entries = atom(&folder.page("feed.xml"));
        let entry = &entries[0];
        let own = "https://newsroom.example/releases/2026/full/";
        assert_eq!((entry.id.as_str(), entry.url.as_str()), (own, own));
        for part in [
            "<p><strong>Updated since publication</strong></p>",
            "The hour was &lt;wrong&gt;</li>",
            "<p><strong>The lead.</strong></p>",
            "href=\"https://newsroom.example/releases/2026/other/#way\"",
            "href=\"https://newsroom.example/releases/2026/full/#part\"",
            "src=\"https://newsroom.example/media/one.gif\"",
            "href=\"https://newsroom.example/media/plan.pdf\"",
            "href=\"https://out.example/\"",
            "href=\"https://newsroom.example/towns/riga/\"",
            "href=\"https://newsroom.example/releases/2026/full/#fn:1\"",
            "<p><small>Paid by the Fund.</small></p>",
        ] {
            assert!(entry.content.contains(part), "{part}\n{}", entry.content);
        }
        assert!(!entry.content.contains("=\"#") && !entry.content.contains("../"));
        assert_eq!(entry.updated, "2026-05-03T10:00:00+03:00");
        assert_eq!(entry.topics, ["Art", "Weaving"]);
        let gif = (format!("{BASE}media/one.gif"), "image/gif".to_owned(), GIF.len() as u64);
        let pdf = (format!("{BASE}media/plan.pdf"), "application/pdf".to_owned(), 8);
        assert_eq!(entry.files, [gif, pdf]);
        let item = &read(&folder, "feed.json")["items"][0];
        assert_eq!(item["image"], format!("{BASE}media/one.gif"));
        assert_eq!(item["summary"], "The lead.");
        assert_eq!(item["attachments"][1]["title"], "The plan");
    }
}

#[test]
fn a_withdrawn_release_is_a_notice() {
    let folder = full();
    folder.replace(
        "content/releases/full.md",
        "summary:",
        "withdrawn: {date: 2026-05-05, reason: It was not true}\nsummary:",
    );
    folder.build(&[]);
    for path in
        ["feed.xml", "towns/riga/feed.xml", "exhibitions/threads/feed.xml", "topics/art/feed.xml"]
    {
        let entries = atom(&folder.page(path));
        let entry = &entries[0];
        assert_eq!(entry.title, "A show & more", "{path}");
        assert_eq!(
            entry.content,
            "<p><strong>This release has been withdrawn</strong></p>\n\
             <p><time datetime=\"2026-05-05\">5 May 2026</time> It was not true</p>\n"
        );
        assert_eq!(entry.updated, "2026-05-05T00:00:00+03:00");
        assert!(entry.files.is_empty());
        assert!(!folder.page(path).contains("The lead."), "{path}");
    }
    let item = read(&folder, "releases/2026/full/release.json");
    assert_eq!(item["pubStatus"], "canceled");
    assert_eq!(item["version"], "3");
    assert_eq!(item["associations"], Value::Null);
    let note = item["edNote"].as_str().unwrap();
    assert!(note.starts_with("2026-05-05: It was not true\n2026-05-03 10:00: "), "{note}");
    let list = read(&folder, "releases.json");
    assert_eq!(list["releases"][0]["withdrawn"], true);
    assert!(!folder.page("sitemap.xml").contains("example/releases/2026/full/</loc>"));
}

#[test]
fn a_correction_of_an_old_release_reaches_subscribers() {
    let folder = Folder::plain();
    folder.write("content/site.yaml", format!("{}feed: {{entries: 2}}\n", common::SITE));
    folder.release("old.md", "title: Old\ndate: 2020-01-01\n", "");
    folder.release("mid.md", "title: Mid\ndate: 2021-01-01\n", "");
    folder.release("new.md", "title: New\ndate: 2022-01-01\n", "");
    let titles = || -> Vec<String> {
        atom(&folder.page("feed.xml")).into_iter().map(|entry| entry.title).collect()
    };
    folder.build(&[]);
    assert_eq!(titles(), ["New", "Mid"]);
    folder.replace(
        "content/releases/old.md",
        "town:",
        "updates: [{date: 2023-01-01, note: x}]\ntown:",
    );
    folder.build(&[]);
    assert_eq!(titles(), ["Old", "New"]);
}

#[test]
fn an_entry_keeps_its_id_when_the_address_changes() {
    let folder = Folder::plain();
    folder.release("show.md", "", "");
    folder.build(&[]);
    let before = atom(&folder.page("feed.xml"))[0].id.clone();
    assert_eq!(before, "https://newsroom.example/releases/2026/show/");
    for aliases in [
        "/releases/2026/show/",
        "/press/2026/show.html, /releases/2026/show/",
        "/releases/2026/show/, /releases/2026/second/",
    ] {
        folder.release("show.md", &format!("slug: third\naliases: [{aliases}]\n"), "");
        folder.build(&[]);
        let entry = &atom(&folder.page("feed.xml"))[0];
        assert_eq!(entry.id, before, "{aliases}");
        assert_eq!(entry.url, "https://newsroom.example/releases/2026/third/");
        let item = read(&folder, "releases/2026/third/release.json");
        assert_eq!(item["uri"], before);
        assert_eq!(item["altIds"][0]["value"], entry.url);
    }
    // An address of another system is no id: who adds one later keeps the ids as they are.
    folder.release("show.md", "aliases: [/press/2026/show.html]\n", "");
    folder.build(&[]);
    assert_eq!(atom(&folder.page("feed.xml"))[0].id, before);
}

#[test]
fn a_new_release_changes_no_feed_but_its_own() {
    let folder = full();
    folder.build(&[]);
    let before = folder.site_files();
    folder.release("new.md", "town: Ogre\ntopics: [Water]\n", "");
    folder.build(&[]);
    let after = folder.site_files();
    let is_data = |path: &str| path.ends_with(".xml") || path.ends_with(".json");
    let changed: BTreeSet<&str> = after
        .iter()
        .filter(|(path, bytes)| is_data(path) && before.get(*path) != Some(*bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let expected = [
        "feed.json",
        "feed.xml",
        "releases.json",
        "releases/2026/new/release.json",
        "sitemap.xml",
        "topics/water/feed.json",
        "topics/water/feed.xml",
        "towns/ogre/feed.json",
        "towns/ogre/feed.xml",
    ];
    assert_eq!(changed.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn pages_name_their_feeds() {
    let folder = full();
    folder.build(&[]);
    for (page, feed) in [
        ("index.html", "feed"),
        ("towns/riga/index.html", "towns/riga/feed"),
        ("exhibitions/threads/index.html", "exhibitions/threads/feed"),
        ("topics/art/index.html", "topics/art/feed"),
        ("releases/2026/full/index.html", "feed"),
        ("lv/index.html", "lv/feed"),
    ] {
        let html = folder.page(page);
        let root = match page.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        };
        for link in [
            format!(
                "type=\"application/atom+xml\" title=\"{}",
                title(&folder, &format!("{feed}.json"))
            ),
            format!("href=\"{root}{feed}.xml\""),
            format!(
                "<link rel=\"alternate\" type=\"application/feed+json\" title=\"{}\" href=\"{root}{feed}.json\">",
                title(&folder, &format!("{feed}.json"))
            ),
        ] {
            assert!(html.contains(&link), "{page}: {link}");
        }
    }
    assert!(folder.page("releases/2026/full/index.html").contains(
        "<link rel=\"alternate\" type=\"application/json\" title=\"A show &amp; more\" href=\"../../../releases/2026/full/release.json\">"
    ));
    assert_eq!(title(&folder, "topics/art/feed.json"), "Art – Newsroom");
}

fn title(folder: &Folder, feed: &str) -> String {
    read(folder, feed)["title"].as_str().unwrap().to_owned()
}

#[test]
fn each_kind_of_output_can_be_left_out() {
    let folder = full();
    let site = folder.text("content/site.yaml");
    folder.write(
        "content/site.yaml",
        format!("{site}outputs: {{json: false, news_sitemap: false}}\n"),
    );
    folder.build(&[]);
    for (path, bytes) in folder.site_files() {
        assert!(!path.ends_with(".json") && path != "news-sitemap.xml", "{path}");
        let text = String::from_utf8_lossy(&bytes);
        for word in ["feed.json", "feed+json", "release.json", "news-sitemap"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    assert!(folder.page("topics/art/feed.xml").contains("A show &amp; more"));
}

#[test]
fn only_the_home_page_has_feeds_when_others_are_left_out() {
    let folder = full();
    let site = folder.text("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}outputs: {{feeds: false}}\n"));
    folder.build(&[]);
    let files = folder.site_files();
    let feeds: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with("feed.xml") || path.ends_with("feed.json"))
        .collect();
    assert!(feeds.iter().all(|path| path.split('/').count() <= 2), "{feeds:?}");
    assert!(feeds.iter().any(|path| *path == "feed.xml"), "{feeds:?}");
    // A page without a feed of its own names that of its language's home page.
    assert!(folder.page("topics/art/index.html").contains("href=\"../../feed.xml\""));
}

#[test]
fn a_release_as_data() {
    let folder = full();
    folder.build(&[]);
    let item = read(&folder, "releases/2026/full/release.json");
    let own = "https://newsroom.example/releases/2026/full/";
    for (key, value) in [
        ("uri", json!(own)),
        ("type", json!("text")),
        ("representationType", json!("full")),
        ("profile", json!("text-photo")),
        ("version", json!("2")),
        ("firstCreated", json!("2026-05-01T00:00:00+03:00")),
        ("versionCreated", json!("2026-05-03T10:00:00+03:00")),
        ("embargoedUntil", json!("2026-05-01T10:00:00+03:00")),
        ("pubStatus", json!("usable")),
        ("language", json!("en")),
        ("title", json!("A show & more")),
        ("slugline", json!("full")),
        ("located", json!("Riga")),
        ("by", json!("Lakeside Museum")),
        ("copyrightHolder", json!("Lakeside Museum")),
        ("copyrightNotice", json!("© 2026 Lakeside Museum")),
        ("edNote", json!("2026-05-03 10:00: The hour was <wrong>")),
        (
            "headlines",
            json!([{"role": "main", "contentType": "text/plain", "value": "A show & more"}]),
        ),
        ("renditions", json!([{"name": "web", "href": own, "contentType": "text/html"}])),
        (
            "altIds",
            json!([
                {"role": "address", "value": own},
                {"role": "former-address", "value": "https://newsroom.example/press/1.html"}
            ]),
        ),
        (
            "subjects",
            json!([
                {"name": "Art", "rel": "about", "uri": "https://newsroom.example/topics/art/"},
                {"name": "Weaving", "rel": "about", "uri": "https://newsroom.example/topics/weaving/"},
                {"name": "Threads", "rel": "about", "uri": "https://newsroom.example/exhibitions/threads/"}
            ]),
        ),
        (
            "places",
            json!([
                {
                    "name": "Riga", "rel": "about", "uri": "https://newsroom.example/towns/riga/",
                    "geoJSON": {"type": "Point", "coordinates": [24.1, 56.95]}
                },
                {
                    "name": "Council hall", "rel": "about",
                    "contactInfo": [{"type": "address", "address": {"lines": ["Dārza iela 11"], "locality": "Riga"}}],
                    "geoJSON": {"type": "Point", "coordinates": [24.2, 56.9]}
                }
            ]),
        ),
        (
            "organisations",
            json!([{"name": "The Fund", "rel": "funder", "contactInfo": [{"type": "web", "value": "https://fund.example/"}]}]),
        ),
        (
            "infoSources",
            json!([
                {
                    "name": "Lakeside Museum", "role": "publisher",
                    "contactInfo": [
                        {"type": "email", "value": "info@museum.example"},
                        {"type": "phone", "value": "+371 6000 0000"},
                        {"type": "web", "value": "https://museum.example/"},
                        {"type": "address", "address": {"lines": ["Lake Street 1"]}}
                    ]
                },
                {
                    "name": "Press office", "role": "contact",
                    "contactInfo": [
                        {"type": "email", "value": "press@museum.example"},
                        {"type": "phone", "value": "+371 6111 1111"}
                    ]
                }
            ]),
        ),
    ] {
        assert_eq!(item[key], value, "{key}");
    }
    assert_eq!(item["descriptions"][0]["value"], "The lead.");
    assert_eq!(item["descriptions"][1]["role"], "funding");
    assert_eq!(item["bodies"][0]["value"], atom(&folder.page("feed.xml"))[0].content);
    assert_associations(&item);
}

fn assert_associations(item: &Value) {
    let all = item["associations"].as_array().unwrap();
    let with = |rel: &str| -> Vec<&Value> { all.iter().filter(|own| own["rel"] == rel).collect() };
    let [picture] = with("picture")[..] else { panic!("{all:?}") };
    assert_eq!(picture["by"], "Ann Smith");
    assert_eq!(picture["usageTerms"], "CC BY 4.0");
    assert_eq!(
        picture["descriptions"][0],
        json!({"role": "caption", "contentType": "text/plain", "value": "One dot"})
    );
    let original = json!([{
        "name": "original", "href": "https://newsroom.example/media/one.gif", "contentType": "image/gif",
        "width": 1, "height": 1, "sizeInBytes": GIF.len()
    }]);
    assert_eq!(picture["renditions"], original);
    let [file] = with("attachment")[..] else { panic!("{all:?}") };
    assert_eq!((&file["title"], &file["type"]), (&json!("The plan"), &json!("text")));
    let [stop] = with("stop")[..] else { panic!("{all:?}") };
    assert_eq!(
        stop["eventDetails"]["dates"],
        json!({"expectedStartDate": "2026-07-01", "expectedEndDate": "2026-07-10"})
    );
    let [opening, talk] = with("event")[..] else { panic!("{all:?}") };
    assert_eq!(
        opening["eventDetails"]["dates"],
        json!({"startDate": "2026-07-01T18:00:00+03:00", "endDate": "2026-07-01T20:00:00+03:00"})
    );
    assert_eq!(opening["pubStatus"], Value::Null);
    assert_eq!((&talk["pubStatus"], &talk["edNote"]), (&json!("canceled"), &json!("Cancelled")));
    let [translation] = with("translation")[..] else { panic!("{all:?}") };
    assert_eq!(translation["language"], "lv");
    assert_eq!(translation["uri"], "https://newsroom.example/lv/releases/2026/full/");
}

#[test]
fn the_list_of_releases() {
    let folder = full();
    folder.release("secret.md", "title: Later\ndate: 2030-01-01\n", "");
    folder.build(&[]);
    let list = read(&folder, "releases.json");
    assert_eq!(list["base_url"], BASE);
    assert_eq!(list["language"], "en");
    assert_eq!(
        list["releases"],
        json!([
            {
                "title": "A show & more", "path": "releases/2026/full/",
                "json": "releases/2026/full/release.json", "date": "2026-05-01",
                "modified": "2026-05-03T10:00:00+03:00", "towns": ["Riga"], "exhibition": "Threads"
            },
            {
                "title": "Another", "path": "releases/2026/other/",
                "json": "releases/2026/other/release.json", "date": "2026-04-01", "towns": ["Riga"]
            }
        ])
    );
    assert_eq!(read(&folder, "lv/releases.json")["releases"][0]["title"], "Tulkojums");
    // A line each, so that one release more is one line more.
    assert_eq!(folder.page("releases.json").lines().count(), 4);
}

#[test]
fn the_news_sitemap_has_the_last_two_days() {
    let folder = full();
    folder.release("day.md", "title: Day & night\ndate: 2026-06-14\n", "");
    folder.release("day.lv.md", "title: Diena\ndate: 2026-06-14\n", "");
    folder.release("hour.md", "title: Hour\ndate: 2026-06-13T15:01\n", "");
    folder.release("lifted.md", "title: Lifted\ndate: 2026-05-01\nembargo: 2026-06-15T14:00\n", "");
    folder.release("late.md", "title: Late\ndate: 2026-06-13T14:59\n", "");
    folder.release(
        "back.md",
        "title: Back\ndate: 2026-06-14\nwithdrawn: {date: 2026-06-15, reason: x}\n",
        "",
    );
    folder.release("future.md", "title: Future\ndate: 2026-06-16\n", "");
    // 15:00 in Riga.
    let run = folder.build(&["--now", "2026-06-15T12:00Z"]);
    let text = folder.page("news-sitemap.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let news = "http://www.google.com/schemas/sitemap-news/0.9";
    let of = |name: &str| -> Vec<String> {
        let nodes = document.descendants().filter(|node| node.has_tag_name((news, name)));
        nodes.map(|node| node.text().unwrap().to_owned()).collect()
    };
    let titles: BTreeSet<String> = of("title").into_iter().collect();
    let expected = ["Day & night", "Diena", "Hour", "Lifted"].map(str::to_owned);
    assert_eq!(titles, BTreeSet::from(expected));
    assert_eq!(of("language").iter().filter(|tag| *tag == "lv").count(), 1);
    assert!(of("name").iter().all(|name| name == "Newsroom"));
    assert!(of("publication_date").contains(&"2026-06-14".to_owned()));
    assert!(of("publication_date").contains(&"2026-06-13T15:01:00+03:00".to_owned()));
    assert!(run.stdout.contains("changes by itself on 2026-06-15 15:01"), "{}", run.stdout);
    assert!(folder.page("robots.txt").ends_with(
        "Sitemap: https://newsroom.example/sitemap.xml\nSitemap: https://newsroom.example/news-sitemap.xml\n"
    ));
    // One minute later the hour is over, and nothing else has changed.
    let before = folder.site_files();
    folder.build(&["--now", "2026-06-15T12:01Z"]);
    let mut after = folder.site_files();
    let text = after.remove("news-sitemap.xml").unwrap();
    assert!(!String::from_utf8(text).unwrap().contains("Hour"));
    assert!(after.iter().all(|(path, bytes)| before[path] == *bytes));
    // Without news the file stays, empty.
    folder.build(&["--now", "2027-01-01T12:00Z"]);
    assert!(!folder.page("news-sitemap.xml").contains("<url>"));
}

#[test]
fn a_release_comes_first_when_its_embargo_ends() {
    let folder = full();
    folder.release("lifted.md", "title: Lifted\ndate: 2025-05-01\nembargo: 2026-06-15T14:00\n", "");
    folder.build(&["--now", "2026-06-15T15:00"]);
    let feed = read(&folder, "feed.json");
    let first = &feed["items"][0];
    assert_eq!(first["title"], "Lifted");
    assert_eq!(first["date_published"], "2026-06-15T14:00:00+03:00");
    assert_eq!(first["date_modified"], "2026-06-15T14:00:00+03:00");
    let atom = folder.page("feed.xml");
    let updated = "<updated>2026-06-15T14:00:00+03:00</updated>";
    assert_eq!(atom.matches(updated).count(), 2, "the feed's and the entry's");
    let page = folder.page("releases/2025/lifted/index.html");
    assert!(page.contains("\"datePublished\":\"2026-06-15T14:00:00+03:00\""));
    // What stands on the page, in lists and in the address is its date.
    assert!(page.contains("<time datetime=\"2025-05-01\">"));
}

#[test]
fn hostile_values_stay_values() {
    let folder = Folder::plain();
    let long = "a\u{301}🎭 ".repeat(1700);
    let hostile = [
        "]]> </script> <!-- & \"quotes\" 'single' \\u0000 \\",
        "\u{200f}שלום\u{202b} \u{2066}x\u{2069}",
        "👩‍👩‍👧‍👦 \u{feff}\u{fffd} é",
        long.trim(),
    ];
    for (i, text) in hostile.iter().enumerate() {
        let quoted = serde_json::to_string(text).unwrap();
        folder.release(
            &format!("x{i}.md"),
            &format!("title: {quoted}\ndate: 2026-06-14\nsummary: {quoted}\ntopics: [{quoted}]\ntown: Riga\nslug: x{i}\nupdates:\n  - {{date: 2026-06-14, note: {quoted}}}\n"),
            "`]]>` & `</script>`\n",
        );
    }
    // A topic without letters has no address.
    folder.replace("content/releases/x2.md", "topics", "extra: {}\n# topics");
    folder.build(&[]);
    let titles = |entries: Vec<Entry>| -> BTreeSet<String> {
        entries.into_iter().map(|entry| entry.title).collect()
    };
    let atom_titles = titles(atom(&folder.page("feed.xml")));
    assert_eq!(atom_titles, titles(json_feed(&folder.page("feed.json"))));
    let list = read(&folder, "releases.json");
    let listed = list["releases"].as_array().unwrap().iter();
    let listed: BTreeSet<String> =
        listed.map(|release| release["title"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed, atom_titles);
    assert!(atom_titles.iter().any(|title| title.starts_with("]]> </script> <!")));
    assert!(atom_titles.contains(hostile[3]), "5,000 characters and more");
    let news = folder.page("news-sitemap.xml");
    let news = roxmltree::Document::parse(&news).unwrap();
    assert_eq!(news.descendants().filter(|node| node.tag_name().name() == "title").count(), 4);
    for i in 0..4 {
        let item = read(&folder, &format!("releases/2026/x{i}/release.json"));
        assert!(atom_titles.contains(item["title"].as_str().unwrap()));
        let body = item["bodies"][0]["value"].as_str().unwrap();
        assert!(body.contains("<code>]]&gt;</code> &amp; <code>&lt;/script&gt;</code>"), "{body}");
    }
}

#[test]
fn a_text_may_link_to_feeds() {
    let folder = full();
    folder.release(
        "links.md",
        "",
        "[a](/feed.json) [b](/towns/riga/feed.xml) [c](/topics/art/feed.json) [d](/releases.json) [e](/releases/2026/full/release.json)\n",
    );
    folder.build(&[]);
    folder.release(
        "broken.md",
        "",
        "[a](/towns/feed.xml) [b](/releases/2026/full/feed.json) [c](/towns/releases.json)\n",
    );
    let found = folder.check();
    let broken: Vec<&str> = found
        .iter()
        .filter(|own| own.code == "broken-link")
        .map(|own| own.label.as_str())
        .collect();
    assert_eq!(broken.len(), 3, "{found:#?}");
}

#[test]
fn a_text_may_link_to_every_file_beside_a_page() {
    let paths = [
        "calendar.ics",
        "towns/riga/calendar.ics",
        "exhibitions/threads/calendar.ics",
        "releases/2026/full/calendar.ics",
        "news-sitemap.xml",
        "releases/2026/full/release.txt",
        "releases/2026/full/press-kit.zip",
        "search/",
    ];
    let folder = full();
    let body: String = paths.map(|path| format!("[a](/{path})")).join(" ");
    folder.release("links.md", "", &body);
    folder.build(&[]);
    let page = folder.page("releases/2026/links/index.html");
    for path in paths {
        assert!(page.contains(&format!("href=\"../../../{path}\"")), "{path}");
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        assert!(folder.has(&format!("output/{file}")), "{path}");
    }
    // Not to one that there is not: a release without files or events, or what is turned off.
    let broken =
        |folder: &Folder| folder.check().iter().filter(|found| found.code == "broken-link").count();
    folder.release(
        "missing.md",
        "",
        "[a](/releases/2026/links/calendar.ics) [b](/releases/2026/links/press-kit.zip) [c](/towns/calendar.ics)",
    );
    assert_eq!(broken(&folder), 3);
    folder.remove("content/releases/missing.md");
    let site = folder.text("content/site.yaml")
        + "outputs: {calendars: false, texts: false, press_kits: false, search: false, news_sitemap: false}\n";
    folder.write("content/site.yaml", site);
    assert_eq!(broken(&folder), paths.len());
}
