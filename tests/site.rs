//! The finished site: its addresses, its links, and its files as other programs read them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use common::Folder;
use common::html::Page;

/// The moment at which the sample is built here.
const SAMPLE_NOW: &str = "2026-11-20T12:00Z";

fn sample(arguments: &[&str]) -> Folder {
    let folder = Folder::sample();
    folder.build(&[&["--now", SAMPLE_NOW], arguments].concat());
    folder
}

/// The sample as it is built for the web, once for all tests.
fn sample_site() -> &'static Site {
    static SAMPLE: LazyLock<Site> =
        LazyLock::new(|| Site::of(&sample(&[]), "https://newsroom.example/"));
    &SAMPLE
}

/// A built site: its files, its pages, and where it says it stands.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, Page>,
    base_url: String,
}

impl Site {
    fn of(folder: &Folder, base_url: &str) -> Self {
        let files = folder.site_files();
        let pages = files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path.clone(), Page::new(std::str::from_utf8(bytes).unwrap())))
            .collect();
        Self { files, pages, base_url: base_url.to_owned() }
    }

    /// The file that answers at a path: a folder answers with its `index.html`.
    fn file(&self, path: &str) -> Option<String> {
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        self.files.contains_key(&file).then_some(file)
    }

    /// Why an address on a page leads nowhere; `None` when it leads somewhere or out of the site.
    fn problem(&self, page: &str, address: &str) -> Option<String> {
        let (address, fragment) = match address.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (address, None),
        };
        let address = address.split('?').next().unwrap_or_default();
        let target = if let Some(path) = address.strip_prefix(&self.base_url) {
            self.file(path)
        } else if address.contains(':') {
            return None;
        } else if address.is_empty() {
            Some(page.to_owned())
        } else if let Some(address) = address.strip_prefix('/') {
            // An error page is shown at any address, so only its links begin at the domain's root.
            let root = self.base_url.splitn(4, '/').nth(3).unwrap_or_default();
            match address.strip_prefix(root) {
                Some(path) if page == "404.html" => self.file(path),
                _ => return Some("it begins at the root of the domain".to_owned()),
            }
        } else {
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            self.file(&joined(folder, address))
        };
        let Some(target) = target else { return Some("there is no such file".to_owned()) };
        let fragment = fragment.filter(|fragment| !fragment.is_empty())?;
        let known = self.pages.get(&target).is_some_and(|page| page.ids().contains(&fragment));
        (!known).then(|| format!("{target} has no #{fragment}"))
    }
}

/// A relative address, seen from a folder. It may not leave the site.
fn joined(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let (walk, last) = address.rsplit_once('/').unwrap_or(("", address));
    for part in walk.split('/').filter(|part| !part.is_empty()) {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{address} leaves the site"),
            part => parts.push(part),
        }
    }
    assert!(![".", ".."].contains(&last), "{address} has no `/` at its end");
    parts.push(last);
    parts.join("/")
}

/// Every link of every page leads to a file, and its `#part` to an element.
fn assert_links_resolve(site: &Site) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, page) in &site.pages {
        for (element, address) in page.addresses() {
            count += 1;
            if let Some(problem) = site.problem(path, address) {
                wrong.push(format!("{path}: <{element}> {address}: {problem}"));
            }
        }
        for name in ["og:url", "og:image"] {
            if let Some(problem) = page.meta(name).and_then(|address| site.problem(path, address)) {
                wrong.push(format!("{path}: {name}: {problem}"));
            }
        }
    }
    assert!(count > 20, "only {count} addresses were found");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_link_of_the_sample_leads_somewhere() {
    assert_links_resolve(sample_site());
}

#[test]
fn every_link_leads_somewhere_in_a_folder_of_a_domain() {
    let base_url = "https://museum.example/press/room/";
    let folder = sample(&["--base-url", base_url]);
    assert_links_resolve(&Site::of(&folder, base_url));
    // Links between pages do not depend on where the site stands: only absolute ones differ.
    let home = folder.page("index.html");
    assert!(!home.contains("newsroom.example/"), "the address of site.yaml stayed");
    assert!(home.contains("<link rel=\"canonical\" href=\"https://museum.example/press/room/\">"));
    assert!(folder.page("robots.txt").contains("https://museum.example/press/room/sitemap.xml"));
}

#[test]
fn a_portable_site_opens_from_a_folder() {
    let folder = sample(&["--portable"]);
    let site = Site::of(&folder, "https://newsroom.example/");
    assert_links_resolve(&site);
    for (path, page) in &site.pages {
        for (element, address) in page.addresses() {
            let relative = !address.contains(':') && !address.starts_with('#');
            let file = address.split(['#', '?']).next().unwrap_or_default();
            assert!(
                !relative || (!file.ends_with('/') && file.contains('.') && !file.ends_with("..")),
                "{path}: <{element}> {address} is not the name of a file"
            );
        }
    }
    // Public addresses are the same as ever.
    assert!(
        folder.page("relizes/index.html").contains("href=\"https://newsroom.example/relizes/\"")
    );
}

#[test]
fn every_id_is_on_a_page_once() {
    let site = sample_site();
    for (path, page) in &site.pages {
        let ids = page.ids();
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), different.len(), "{path}: {ids:?}");
    }
}

#[test]
fn every_page_says_what_it_is() {
    let site = sample_site();
    for (path, page) in &site.pages {
        let html = page.all("html").next().unwrap();
        let language = match path.split('/').next() {
            Some("en") => "en",
            Some("ru") => "ru",
            _ => "lv",
        };
        assert_eq!(html.get("lang"), Some(language), "{path}");
        assert!(page.all("title").next().is_some_and(|title| !title.text.is_empty()), "{path}");
        assert_eq!(page.all("h1").count(), 1, "{path}");
        let redirect = page.all("meta").any(|meta| meta.get("http-equiv") == Some("refresh"));
        if redirect || path == "404.html" {
            assert_eq!(page.meta("robots"), Some("noindex"), "{path}");
            continue;
        }
        let folder = path.strip_suffix("index.html").expect("a page is a folder's index");
        let address = format!("https://newsroom.example/{folder}");
        assert_eq!(page.links("canonical"), [(None, address.as_str())], "{path}");
        assert_eq!(page.meta("og:url"), Some(address.as_str()), "{path}");
        assert!(page.meta("og:title").is_some_and(|title| !title.is_empty()), "{path}");
        assert!(page.meta("og:type").is_some() && page.meta("og:locale").is_some(), "{path}");
    }
}

#[test]
fn alternates_lead_back() {
    let site = sample_site();
    let mut count = 0;
    for (path, page) in &site.pages {
        let alternates = page.links("alternate");
        let own = page.links("canonical");
        for (language, address) in alternates.iter().filter_map(|(l, a)| Some(((*l)?, *a))) {
            let file = site.file(address.strip_prefix("https://newsroom.example/").unwrap());
            let other = &site.pages[&file.unwrap_or_else(|| panic!("{path}: {address}"))];
            if language != "x-default" {
                assert_eq!(other.all("html").next().unwrap().get("lang"), Some(language), "{path}");
            }
            let back = other.links("alternate");
            assert!(
                back.iter().any(|(_, back)| *back == own[0].1),
                "{address} does not lead back to {path}"
            );
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn no_page_needs_a_script_or_an_inline_style() {
    let site = sample_site();
    for (path, page) in &site.pages {
        for element in &page.elements {
            let src = element.get("src").unwrap_or_default();
            if element.name == "script" && src.contains("theme/search.js") {
                // The one page that is nothing without.
                assert!(page.all("form").any(|form| form.get("data-index").is_some()), "{path}");
            } else if element.name == "script" {
                assert_eq!(element.get("type"), Some("application/ld+json"), "{path}");
            }
            assert_ne!(element.name, "style", "{path}");
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "style", "{path}: {name}={value}");
                assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{path}");
            }
        }
        for (element, address) in page.addresses() {
            let out =
                address.starts_with("http") && !address.starts_with("https://newsroom.example/");
            assert!(!out || element == "a", "{path} loads {address}");
        }
    }
}

#[test]
fn every_xml_is_read_by_an_xml_parser() {
    let mut feeds = 0;
    for (path, bytes) in sample_site().files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let document =
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let root = document.root_element();
        match root.tag_name().name() {
            "feed" => {
                feeds += 1;
                check_feed(path, root);
            }
            "urlset" => assert!(path == "sitemap.xml" || path == "news-sitemap.xml", "{path}"),
            other => panic!("{path}: <{other}>"),
        }
    }
    assert!(feeds > 20, "{feeds}");
}

/// What RFC 4287 asks of a feed and its entries.
fn check_feed(path: &str, feed: roxmltree::Node<'_, '_>) {
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    let text = |node: roxmltree::Node<'_, '_>, name: &str| -> String {
        let found: Vec<_> =
            node.children().filter(|child| child.has_tag_name((ATOM, name))).collect();
        assert_eq!(found.len(), 1, "{path}: <{name}> in <{}>", node.tag_name().name());
        found[0].text().unwrap_or_default().to_owned()
    };
    let moment = |text: &str| {
        chrono::DateTime::parse_from_rfc3339(text)
            .unwrap_or_else(|error| panic!("{path}: {text}: {error}"))
    };
    assert!(!text(feed, "title").is_empty(), "{path}");
    let updated = moment(&text(feed, "updated"));
    let own = format!("https://newsroom.example/{path}");
    let link = feed.children().find(|child| child.attribute("rel") == Some("self")).unwrap();
    assert_eq!(link.attribute("href"), Some(own.as_str()));
    let mut ids = BTreeSet::new();
    for entry in feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
        assert!(!text(entry, "title").is_empty(), "{path}");
        assert!(ids.insert(text(entry, "id")), "{path}: an id is used twice");
        assert!(moment(&text(entry, "published")) <= moment(&text(entry, "updated")), "{path}");
        assert!(moment(&text(entry, "updated")) <= updated, "{path}");
    }
}

#[test]
fn the_sitemap_lists_every_page_once() {
    let site = sample_site();
    let sitemap = std::str::from_utf8(&site.files["sitemap.xml"]).unwrap();
    let sitemap = roxmltree::Document::parse(sitemap).unwrap();
    let mut listed: Vec<String> = sitemap
        .descendants()
        .filter(|node| node.tag_name().name() == "loc")
        .map(|node| node.text().unwrap().to_owned())
        .collect();
    listed.sort();
    let mut pages: Vec<String> = site
        .pages
        .values()
        .filter(|page| page.meta("robots") != Some("noindex"))
        .map(|page| page.links("canonical")[0].1.to_owned())
        .collect();
    pages.sort();
    assert_eq!(listed, pages);
}

#[test]
fn every_json_ld_is_read_by_a_json_parser() {
    let site = sample_site();
    let mut kinds = BTreeSet::new();
    for (path, page) in &site.pages {
        for script in page.json_ld() {
            let json: serde_json::Value = serde_json::from_str(script)
                .unwrap_or_else(|error| panic!("{path}: {error}\n{script}"));
            assert_eq!(json["@context"], "https://schema.org", "{path}");
            collect_kinds(&json, &mut kinds);
        }
    }
    for kind in ["NewsArticle", "ExhibitionEvent", "Event", "Place", "Organization"] {
        assert!(kinds.contains(kind), "no {kind} in {kinds:?}");
    }
}

fn collect_kinds(json: &serde_json::Value, kinds: &mut BTreeSet<String>) {
    match json {
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_kinds(item, kinds)),
        serde_json::Value::Object(fields) => {
            kinds.extend(fields.get("@type").and_then(|kind| kind.as_str()).map(str::to_owned));
            fields.values().for_each(|value| collect_kinds(value, kinds));
        }
        _ => {}
    }
}

#[test]
fn the_stop_of_a_tour_names_the_tour() {
    let page = &sample_site().pages["relizes/2013/tirkultura-aluksne/index.html"];
    let json: serde_json::Value = serde_json::from_str(page.json_ld()[0]).unwrap();
    let graph = json["@graph"].as_array().unwrap();
    let stop = graph.iter().find(|thing| thing["@type"] == "ExhibitionEvent").unwrap();
    assert_eq!(stop["startDate"], "2013-06-03");
    assert_eq!(stop["endDate"], "2013-06-10");
    assert_eq!(stop["superEvent"]["name"], "Tīrkultūra");
    assert_eq!(stop["location"][0]["address"]["addressLocality"], "Alūksne");
}

#[test]
fn the_smallest_newsroom() {
    let folder = Folder::site("minimal");
    let run = folder.build(&[]);
    assert!(run.stdout.starts_with("Built 1 release, 1 town, 0 exhibitions: "), "{}", run.stdout);
    assert!(run.stdout.ends_with("The site does not change by itself\n"), "{}", run.stdout);
    let own = |path: &String| !path.starts_with("theme/");
    let files = folder.site_files().into_keys().filter(own);
    // Of the release and of the town, named by hashes.
    let (pictures, files): (Vec<String>, Vec<String>) =
        files.partition(|path| path.starts_with("share/"));
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    let expected = [
        "404.html",
        "calendar.ics",
        "feed.json",
        "feed.xml",
        "index.html",
        "news-sitemap.xml",
        "releases.json",
        "releases/2026/bridge/index.html",
        "releases/2026/bridge/release.json",
        "releases/2026/bridge/release.txt",
        "releases/2026/index.html",
        "releases/index.html",
        "robots.txt",
        "search/en/c/t-.js",
        "search/en/d/0.js",
        "search/en/meta.js",
        "search/index.html",
        "sitemap.xml",
        "towns/ely/calendar.ics",
        "towns/ely/feed.json",
        "towns/ely/feed.xml",
        "towns/ely/index.html",
        "towns/index.html",
    ];
    assert_eq!(files, expected);
    assert_links_resolve(&Site::of(&folder, "https://newsroom.example/"));
    let release = Page::new(&folder.page("releases/2026/bridge/index.html"));
    assert!(release.text.contains("The bridge is open again"));
    assert!(release.text.contains("Ely, 1 May 2026") || release.text.contains("Ely, May 1, 2026"));
}

#[test]
fn a_newsroom_without_releases() {
    let folder = Folder::plain();
    let run = folder.build(&[]);
    assert!(run.stdout.starts_with("Built 0 releases, 0 towns, 0 exhibitions: "), "{}", run.stdout);
    assert_links_resolve(&Site::of(&folder, "https://newsroom.example/"));
}

#[test]
fn the_addresses_of_the_sample() {
    let files = &sample_site().files;
    for path in [
        "index.html",
        "en/index.html",
        "ru/index.html",
        "relizes/index.html",
        "relizes/2013/index.html",
        "relizes/2013/tirkultura-aluksne/index.html",
        "en/releases/2013/tirkultura-aluksne/index.html",
        "ru/relizy/2013/tirkultura-aluksne/index.html",
        "pilsetas/index.html",
        "pilsetas/aluksne/index.html",
        "pilsetas/aluksne/feed.xml",
        "en/towns/aluksne/index.html",
        "ru/goroda/daugavpils/index.html",
        "izstades/index.html",
        "izstades/tirkultura/index.html",
        "izstades/tirkultura/feed.xml",
        "temas/index.html",
        "404.html",
        "feed.xml",
        "en/feed.xml",
        "sitemap.xml",
        "robots.txt",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
    for path in files.keys() {
        assert!(path.is_ascii(), "{path}");
    }
}

#[test]
fn the_sample_has_the_one_warning_it_means_to_show() {
    let folder = Folder::sample();
    let found = folder.run(&["check", "--now", SAMPLE_NOW, "--format", "json"]).done().found();
    let codes: Vec<&str> = found.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["picture-without-credit"]);
}

#[test]
fn the_home_page_shows_the_newest_and_what_is_on() {
    let folder = Folder::plain();
    folder.write(
        "content/site.yaml",
        format!("{}home: {{releases: 3}}\nfeed: {{entries: 4}}\n", common::SITE),
    );
    for day in 1..=6 {
        folder.release(
            &format!("r{day}.md"),
            &format!("title: Number {day}\ndate: 2026-05-0{day}\nexhibition: Show {day}{day}{day}\nopens: 2026-0{day}-01\ncloses: 2026-0{day}-28\n"),
            "",
        );
    }
    folder.build(&["--now", "2026-05-10"]);
    let home = folder.page("index.html");
    let order: Vec<bool> = (1..=6).map(|day| home.contains(&format!("Number {day}"))).collect();
    assert_eq!(order, [false, false, false, true, true, true]);
    assert!(home.find("Number 6").unwrap() < home.find("Number 5").unwrap());
    assert!(home.contains("Show 555") && home.contains("Show 666") && !home.contains("Show 444"));
    let entries = |path: &str| folder.page(path).matches("<entry>").count();
    assert_eq!(entries("feed.xml"), 4);
}

#[test]
fn a_redirect_leads_to_the_page_from_any_depth() {
    let folder = Folder::plain();
    folder.release("x.md", "slug: new\naliases: [/old/, /press/2013/05/opening.html, older]\n", "");
    folder.build(&[]);
    for path in ["old/index.html", "press/2013/05/opening.html", "older/index.html"] {
        let page = Page::new(&folder.page(path));
        let refresh =
            page.all("meta").find(|meta| meta.get("http-equiv") == Some("refresh")).unwrap();
        let (_, address) = refresh.get("content").unwrap().split_once("url=").unwrap();
        let parent = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        assert_eq!(joined(parent, address), "releases/2026/new/", "{path}");
        assert_eq!(page.links("canonical")[0].1, "https://newsroom.example/releases/2026/new/");
    }
    assert!(!folder.page("sitemap.xml").contains("old"));
}

#[test]
fn a_withdrawn_release_stays_with_a_notice_and_leaves_lists() {
    let folder = Folder::plain();
    folder.release(
        "x.md",
        "title: Taken back\ntown: Ogre\ntopics: [Bridges]\nwithdrawn: {date: 2026-05-05, reason: It was not true}\n",
        "The text.\n",
    );
    folder.release("y.md", "title: Another\n", "");
    folder.build(&[]);
    let page = folder.page("releases/2026/x/index.html");
    assert!(page.contains("It was not true"));
    for (path, bytes) in folder.site_files() {
        let shown = String::from_utf8_lossy(&bytes).contains("Taken back");
        // Feeds carry the notice, and the list of data says that it was taken back.
        let told = path.contains("feed.") && !path.starts_with("towns/riga/");
        let own = path.starts_with("releases/2026/x/") || path == "releases.json";
        assert_eq!(shown, own || told, "{path}");
    }
}

#[test]
fn an_update_is_shown_and_is_in_the_feed() {
    let folder = Folder::plain();
    folder.release(
        "x.md",
        "updates:\n  - {date: 2026-05-03T10:00, note: The hour was wrong}\n  - {date: 2026-05-02, note: The day was wrong}\n",
        "",
    );
    folder.build(&[]);
    let page = folder.page("releases/2026/x/index.html");
    let (hour, day) = (page.find("The hour was wrong"), page.find("The day was wrong"));
    assert!(hour.is_some() && hour < day, "the newest note comes first");
    assert!(folder.page("feed.xml").contains("<updated>2026-05-03T10:00:00+03:00</updated>"));
    assert!(page.contains(
        "<meta property=\"article:modified_time\" content=\"2026-05-03T10:00:00+03:00\">"
    ));
}

#[test]
fn one_stop_of_a_file_and_of_a_release_is_one() {
    let folder = Folder::plain();
    folder.write(
        "content/exhibitions/threads.md",
        "---\nname: Threads\nstops:\n  - {town: Riga, opens: 2026-07-01, closes: 2026-07-10}\n  - {town: Ogre, opens: 2026-08-01}\n---\n",
    );
    folder.release("x.md", "exhibition: Threads\nopens: 2026-07-01\nvenue: Library\n", "");
    folder.build(&[]);
    let page = Page::new(&folder.page("exhibitions/threads/index.html"));
    let json: serde_json::Value = serde_json::from_str(page.json_ld()[0]).unwrap();
    let text = json.to_string();
    assert_eq!(
        text.matches("\"startDate\":\"2026-07-01\"").count(),
        2,
        "the tour and one stop: {text}"
    );
    assert!(text.contains("\"endDate\":\"2026-07-10\"") && text.contains("Library"));
}

#[test]
fn nothing_is_on_where_all_is_called_off_or_put_off() {
    let folder = Folder::plain();
    let badge = |of: &str, stop: &str, event: &str| {
        let days = "opens: 2026-06-10, closes: 2026-07-12";
        folder.write(
            "content/exhibitions/show.md",
            format!("---\nname: Show\nstops:\n  - {{town: Riga, {days}, status: {stop}}}\n---\n"),
        );
        folder.release(
            "a.md",
            &format!("events: [{{name: Talk, starts: 2026-07-01, status: {event}}}]\n"),
            "A.\n",
        );
        folder.build(&[]);
        folder.page(of).contains("What’s on</span>")
    };
    for of in ["index.html", "towns/index.html"] {
        assert!(!badge(of, "cancelled", "cancelled"), "{of}");
        assert!(!badge(of, "postponed", "postponed"), "{of}");
        assert!(badge(of, "cancelled", "rescheduled"), "{of}");
        assert!(badge(of, "moved online", "cancelled"), "{of}");
    }
    // Readers look for what was called off: it stays in its list, and says so.
    assert!(!badge("index.html", "cancelled", "cancelled"));
    assert!(folder.page("index.html").contains("Cancelled"));
    let has = |heading: &str| folder.page("exhibitions/index.html").contains(heading);
    assert!(has("<h2 id=\"past\""));
    assert!(!badge("index.html", "postponed", "cancelled"));
    assert!(has("<h2 id=\"upcoming\"") && !has("<h2 id=\"on-now\""));
    assert!(badge("index.html", "scheduled", "cancelled"));
    assert!(has("<h2 id=\"on-now\""));
}

#[test]
fn what_stands_in_braces_is_text() {
    let folder = Folder::plain();
    let words = "{{ 6 * 7 }} {% if true %} {# note #} {{< img src=\"x\" >}} ${6 * 7} <%= 6 * 7 %>";
    folder.write(
        "content/site.yaml",
        common::SITE.replace("name: Newsroom", "name: 'Room {{ 6 * 7 }}'"),
    );
    folder.release("x.md", "title: 'Title {{ 6 * 7 }} {% raw %}'\nsummary: '{{ 6 * 7 }}'\n", words);
    folder.build(&[]);
    let text = Page::new(&folder.page("releases/2026/x/index.html")).text;
    for word in [
        "Title {{ 6 * 7 }} {% raw %}",
        "Room {{ 6 * 7 }}",
        "{% if true %} {# note #}",
        "${6 * 7}",
        "<%= 6 * 7 %>",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("42"), "{text}");
}

#[test]
fn a_strict_newsroom_takes_declared_names_only() {
    let folder = Folder::plain();
    folder.release("x.md", "exhibition: Threads\n", "");
    folder.run(&["check"]).done();
    folder.write("content/site.yaml", format!("{}strict: true\n", common::SITE));
    let codes: Vec<String> = folder.check().into_iter().map(|found| found.code).collect();
    assert_eq!(codes, ["undeclared-name", "undeclared-name"]);
    folder.write("content/towns.yaml", "riga: {name: Riga}\n");
    folder.write("content/exhibitions/threads.md", "---\nname: Threads\n---\n");
    folder.run(&["check"]).done();
}

#[test]
fn a_new_release_changes_few_files() {
    let folder = Folder::plain();
    for number in 0..40 {
        let (month, day) = (1 + number % 5, 1 + number / 5);
        folder.release(
            &format!("r{number}.md"),
            &format!(
                "title: Number {number}\ndate: 2026-0{month}-0{day}\ntown: Town{}\n",
                "ABCDEFGHIJ".as_bytes()[number % 10] as char
            ),
            "",
        );
    }
    folder.build(&[]);
    let before = folder.site_files();
    folder.release("new.md", "title: New\ndate: 2026-06-10\ntown: TownA\n", "");
    let run = folder.build(&["--format", "json"]);
    let written = run.json()["published"]["written"].as_u64().unwrap();
    // What the release itself brings: its page, what stands beside it, and its share picture.
    let new = folder.site_files().keys().filter(|path| !before.contains_key(*path)).count();
    assert!(new < 6, "{new} files are new");
    assert!(written - (new as u64) < 20, "{written} files were written, {new} of them new");
}

/// Two releases tell of a day each; a third one of all the days between: it was one stop all along.
#[test]
fn a_stop_that_another_release_makes_longer_takes_in_its_neighbours() {
    let folder = Folder::plain();
    let stop = |title: &str, date: &str, dates: &str| {
        let front =
            format!("title: {title}\ndate: {date}\ntown: Riga\nexhibition: Nine Threads\n{dates}");
        folder.release(&format!("{}.md", title.to_lowercase()), &front, "A text.\n");
    };
    stop("Last", "2026-05-01", "opens: 2026-06-10\n");
    stop("First", "2026-05-02", "opens: 2026-06-03\n");
    folder.build(&[]);
    let stops = |folder: &Folder| {
        let page = folder.page("exhibitions/nine-threads/index.html");
        let tour = page.split("<ol class=\"tour\"").nth(1).unwrap().split("</ol>").next().unwrap();
        tour.matches("<p class=\"when\">").count()
    };
    assert_eq!(stops(&folder), 2);
    stop("Whole", "2026-05-03", "opens: 2026-06-03\ncloses: 2026-06-10\n");
    folder.build(&[]);
    assert_eq!(stops(&folder), 1);
    for release in ["first", "last", "whole"] {
        let page = folder.page(&format!("releases/2026/{release}/index.html"));
        assert!(page.contains("3–10 June 2026"), "{release}");
        assert!(!page.contains("id=\"other-stops\""), "{release} is of the only stop");
    }
}

/// What is told in another language says so, for whoever reads it aloud.
#[test]
fn an_event_told_in_another_language_says_which() {
    let folder = Folder::empty();
    folder.write(
        "content/site.yaml",
        "name: Newsroom\nbase_url: https://newsroom.example/\nlanguages: [lv, en]\ntimezone: Europe/Riga\n",
    );
    let event = |name: &str| {
        format!(
            "title: A title\ntown: Riga\nevents:\n  - {{name: {name}, starts: 2026-07-01, description: {name}!}}\n"
        )
    };
    folder.release("x.md", &event("Atklāšana"), "Teksts.\n");
    folder.build(&[]);
    let page = folder.page("en/towns/riga/index.html");
    assert!(page.contains("<h3 lang=\"lv\">"), "{page}");
    assert!(page.contains("<p class=\"note\" lang=\"lv\">Atklāšana!</p>"), "{page}");
    assert!(!folder.page("towns/riga/index.html").contains("<h3 lang"));
    folder.release("x.en.md", &event("Opening"), "A text.\n");
    folder.build(&[]);
    let page = folder.page("en/towns/riga/index.html");
    assert!(page.contains("Opening") && !page.contains("<h3 lang"), "{page}");
}
