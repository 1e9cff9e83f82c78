//! The search index as its files say it, read by a reader of the tests' own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use common::{Folder, differing};
use serde_json::Value;

/// The largest file of an index, in bytes. A query reads about one a word and tier.
const LARGEST: usize = 8 * 1024;

/// The index of one language.
struct Index {
    meta: Value,
    /// By term (beginnings of terms end with `*`): releases with it in the title and the like, and others.
    terms: BTreeMap<String, [BTreeSet<u64>; 2]>,
    /// What each release shows as a result.
    results: Vec<Value>,
}

impl Index {
    fn read(files: &BTreeMap<String, Vec<u8>>, tag: &str) -> Self {
        let folder = format!("search/{tag}");
        let (_, meta) = called(files, &format!("{folder}/meta.js"));
        let mut terms: BTreeMap<String, [BTreeSet<u64>; 2]> = BTreeMap::new();
        for tier in meta["tiers"].as_array().unwrap() {
            let own = format!("{folder}/{}/", tier["name"].as_str().unwrap());
            for path in files.keys().filter(|path| path.starts_with(&own)) {
                let is_prefix = path[own.len()..].starts_with('p');
                let (releases, text) = called(files, path);
                assert_eq!(releases, tier["releases"], "{path}");
                entries(text.as_str().unwrap(), |term, lists| {
                    let term = if is_prefix { format!("{term}*") } else { term.to_owned() };
                    let known = terms.entry(term).or_default();
                    for (known, list) in known.iter_mut().zip(lists) {
                        let first = tier["first"].as_u64().unwrap();
                        known.extend(numbers(list).into_iter().map(|number| number + first));
                    }
                });
            }
        }
        let mut results = Vec::new();
        let total = meta["releases"].as_u64().unwrap();
        for file in 0..total.div_ceil(meta["results"].as_u64().unwrap()) {
            let (first, found) = called(files, &format!("{folder}/d/{file}.js"));
            assert_eq!(first, results.len());
            results.extend(found.as_array().unwrap().iter().cloned());
        }
        assert_eq!(results.len() as u64, total);
        Self { meta, terms, results }
    }

    /// The titles of the releases with a term: in the title and the like, and elsewhere.
    fn titles(&self, term: &str) -> [Vec<&str>; 2] {
        let none = [BTreeSet::new(), BTreeSet::new()];
        let lists = self.terms.get(term).unwrap_or(&none);
        [0, 1].map(|i| {
            let numbers = lists[i].iter();
            numbers
                .map(|number| self.results[usize::try_from(*number).unwrap()][0].as_str().unwrap())
                .collect()
        })
    }
}

/// What a file of the index says.
fn called(files: &BTreeMap<String, Vec<u8>>, path: &str) -> (Value, Value) {
    let text = std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap();
    let data = text.strip_prefix("pressroomSearch(").unwrap().strip_suffix(");\n").unwrap();
    let (check, data) = data.split_once(',').unwrap();
    (serde_json::from_str(check).unwrap(), serde_json::from_str(data).unwrap())
}

fn value(digit: char) -> u64 {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    digits.find(digit).unwrap() as u64
}

fn entries(text: &str, mut each: impl FnMut(&str, [&str; 2])) {
    let mut last = String::new();
    for entry in text.split(' ') {
        let mut fields = entry.split(',');
        let mut term = fields.next().unwrap().chars();
        let in_common = usize::try_from(value(term.next().unwrap())).unwrap();
        let next: String = last.chars().take(in_common).chain(term).collect();
        assert!(last < next, "{last} comes before {next}");
        last = next;
        each(&last, [fields.next().unwrap_or_default(), fields.next().unwrap_or_default()]);
        assert_eq!(fields.next(), None);
    }
}

fn numbers(list: &str) -> Vec<u64> {
    let mut found = Vec::new();
    if let Some(bits) = list.strip_prefix('*') {
        for (i, digit) in (0..).zip(bits.chars()) {
            let set = (0..6).filter(|bit| value(digit) >> bit & 1 == 1);
            found.extend(set.map(|bit| i * 6 + bit));
        }
        return found;
    }
    let (mut next, mut gap, mut shift) = (0, 0, 0);
    for digit in list.chars().map(value) {
        gap |= (digit & 31) << shift;
        shift += 5;
        if digit < 32 {
            found.push(next + gap);
            next += gap + 1;
            (gap, shift) = (0, 0);
        }
    }
    assert_eq!(shift, 0, "{list} breaks off");
    found
}

fn newsroom() -> Folder {
    let folder = Folder::empty();
    folder.write_all(
        "== content/site.yaml
name: Newsroom
base_url: https://newsroom.example/
languages: [lv, en]
timezone: Europe/Riga
paths: {lv: {search: meklet}}
== content/towns.yaml
aluksne:
  name: {lv: Alūksne, en: Aluksne}
== content/releases/2026/nine.md
---
title: Izstādi „Deviņi pavedieni” atklās
date: 2026-05-01
town: Alūksne
exhibition: Deviņi pavedieni
topics: [Tekstils]
---
Par ļoti **lab**u *ne*klātni.
== content/releases/2026/nine.en.md
---
title: The exhibition opens
date: 2026-05-01
town: Alūksne
exhibition: Deviņi pavedieni
---
Visitors & friends.
== content/releases/2026/gone.md
---
title: Atsaukts
date: 2026-05-01
town: Alūksne
withdrawn: {date: 2026-05-05, reason: Kļūda}
---
Pazudis.
== content/releases/2027/later.md
---
title: Vēlāk
date: 2027-05-01
town: Noslēpumbirze
---
Nākotne.",
    );
    folder
}

#[test]
fn words_lead_to_releases_folded_and_without_their_endings() {
    let folder = newsroom();
    folder.build(&[]);
    let index = Index::read(&folder.site_files(), "lv");
    let title = "Izstādi „Deviņi pavedieni” atklās";
    for strong in ["izstad", "devin", "pavedien", "aluksn"] {
        assert_eq!(index.titles(strong), [vec![title], vec![]], "{strong}");
    }
    for weak in ["lot", "lab", "neklatn", "tekstil", "+aluksne", "=devini-pavedieni"] {
        assert_eq!(index.titles(weak), [vec![], vec![title]], "{weak}");
    }
    let english = Index::read(&folder.site_files(), "en");
    assert_eq!(english.titles("visitor"), [vec![], vec!["The exhibition opens"]]);
    assert_eq!(english.titles("amp"), [Vec::<&str>::new(), vec![]]);
    let shown: Vec<&str> =
        english.results[0].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_eq!(shown[0], "The exhibition opens");
    assert_eq!(shown[1], "en/releases/2026/nine/");
    assert_eq!(shown[2], "2026-05-01");
    assert_eq!(shown[4..], ["Aluksne", "Deviņi pavedieni", "Visitors & friends."]);
}

#[test]
fn what_is_held_back_or_taken_back_is_not_found() {
    let folder = newsroom();
    folder.build(&["--now", "2026-06-01"]);
    let index = Index::read(&folder.site_files(), "lv");
    assert_eq!(index.results.len(), 1);
    for (path, bytes) in folder.site_files() {
        if path.starts_with("search/") {
            let text = String::from_utf8(bytes).unwrap().to_lowercase();
            for word in ["atsaukt", "pazud", "kļūd", "vēlāk", "velak", "nakotn", "noslepum"] {
                assert!(!text.contains(word), "{word} in {path}");
            }
        }
    }
    folder.build(&["--now", "2027-06-01"]);
    let later = Index::read(&folder.site_files(), "lv");
    assert_eq!(later.results.len(), 2);
    assert_eq!(later.meta["years"], serde_json::json!([[2026, 0], [2027, 1]]));
}

#[test]
fn the_page_and_the_field_stand_where_site_yaml_says() {
    let folder = newsroom();
    folder.build(&[]);
    let page = folder.page("meklet/index.html");
    assert!(page.contains("data-index=\"../search/lv/meta.js?v="), "{page}");
    assert!(page.contains("href=\"../releases/\""), "no way to the archive");
    assert!(folder.page("index.html").contains("action=\"./meklet/\""));
    assert!(folder.page("en/releases/2026/index.html").contains("action=\"../../../en/search/\""));
    folder.build(&["--portable"]);
    assert!(folder.page("index.html").contains("action=\"./meklet/index.html\""));

    folder.replace("content/site.yaml", "paths:", "outputs: {search: false}\npaths:");
    folder.build(&[]);
    assert!(!folder.page("index.html").contains("action="));
    let left: Vec<String> = folder.site_files().into_keys().collect();
    let of_search = |path: &&String| path.starts_with("search/") || path.starts_with("meklet/");
    assert_eq!(left.iter().find(of_search), None);
}

#[test]
fn hostile_titles_stay_text() {
    let folder = Folder::plain();
    let title = "</script>\u{2028}\\ && x";
    folder.release("x.md", "title: '</script>\u{2028}\\ && x'\n", "`\"); alert(1); (\"`\n");
    folder.build(&[]);
    let index = Index::read(&folder.site_files(), "en");
    assert_eq!(index.results[0][0], title);
    assert_eq!(index.titles("alert")[1], [title]);
}

/// A newsroom of many releases, each with words of its own and words that many share.
fn many(folder: &Folder, numbers: std::ops::Range<usize>) {
    let mut files = String::new();
    for number in numbers {
        let (year, month, day) = (2020 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let mut text = String::new();
        for i in 0..40 {
            // Beginnings that many share, so that some lie in several files.
            write!(text, "word{:x} ", number * number * (i + 7) % 5003).unwrap();
        }
        write!(
            files,
            "== content/releases/{number}.md\n---\ntitle: Number {number}\ndate: {year}-{month:02}-{day:02}\ntown: Riga\n---\ncommon {text}\n"
        )
        .unwrap();
    }
    folder.write_all(&files);
}

#[test]
fn a_new_release_changes_few_files_and_each_is_small() {
    let folder = Folder::plain();
    many(&folder, 0..1100);
    folder.build(&[]);
    let before = folder.site_files();
    let index = Index::read(&before, "en");
    let names: Vec<&Value> =
        index.meta["tiers"].as_array().unwrap().iter().map(|tier| &tier["name"]).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(index.terms["common"][1].len(), 1100);
    assert_eq!(index.terms["riga"][0].len(), 1100);
    // What beginnings answer is what all their words answer, where they lie in several files.
    assert!(index.terms.contains_key("wor*"));
    for (prefix, lists) in index.terms.iter().filter(|(term, _)| term.ends_with('*')) {
        let stem = prefix.trim_end_matches('*');
        let own = index.terms.range(stem.to_owned()..);
        let own = own.take_while(|(term, _)| term.starts_with(stem));
        let all: BTreeSet<u64> = own
            .filter(|(term, _)| !term.ends_with('*'))
            .flat_map(|(_, lists)| lists.iter().flatten().copied())
            .collect();
        let answered: BTreeSet<u64> = lists.iter().flatten().copied().collect();
        // A beginning that lies in one file of a tier is answered by that file.
        assert!(!answered.is_empty() && answered.is_subset(&all), "{prefix}");
    }
    for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("search/")) {
        assert!(bytes.len() < LARGEST, "{path} has {} bytes", bytes.len());
    }
    many(&folder, 1100..1101);
    folder.build(&[]);
    let changed: Vec<String> = differing(&before, &folder.site_files())
        .into_iter()
        .filter(|path| path.contains("search/"))
        .collect();
    assert!(changed.len() < 16, "{changed:?}");
    let old = |path: &String| path.starts_with("search/en/a/") || path.starts_with("search/en/b/");
    assert!(!changed.iter().any(old), "{changed:?}");
}
