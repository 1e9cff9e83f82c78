//! Public files that tell what is held back: somebody wrote it there.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::needles::{Needle, Needles, Whole};
use super::unpack;
use crate::diagnostic::{Diagnostic, FilePath, Place, Spot, front_matter};
use crate::language::fold;
use crate::pipeline::Held;
use crate::source::{self, Checksums, ReadError, SourceTree};
use crate::yaml::{self, Value};

/// Keys at the top of a text that say what something public is called.
const NAMES: &[&str] = &["title", "name", "exhibition", "venue", "town", "spellings"];

/// Keys of data files that do, at any depth.
const DATA_NAMES: &[&str] = &["name", "spellings"];

/// What public files tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Places in the needles.
    pub(super) needles: BTreeSet<usize>,
    /// One for each place.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where a public file says a needle.
struct Saying {
    file: FilePath,
    /// What it counts as, of sentences: a release and its translations are one.
    text: String,
    /// A text of everybody: boilerplates and data.
    shared: bool,
    bytes: (usize, usize),
}

/// Looks in the public files for whole titles, summaries, sentences and addresses. Of those that the site
/// says without what is held back (`public`), these are told by a file: not what something public is called
/// as well, nor a sentence that boilerplates or several texts have.
pub(super) fn told(
    tree: &SourceTree,
    held: &[Held],
    needles: &Needles,
    public: &BTreeSet<usize>,
) -> Result<Told> {
    let wholes: Vec<(usize, &Needle, &Whole)> = public
        .iter()
        .filter_map(|i| Some((*i, &needles.all[*i], needles.all[*i].whole.as_ref()?)))
        .collect();
    if wholes.is_empty() {
        return Ok(Told::default());
    }
    let held: BTreeSet<&str> = held.iter().map(|held| &*held.path).collect();
    let mut names = BTreeSet::new();
    let mut said: BTreeMap<usize, Vec<Saying>> = BTreeMap::new();
    for file in tree.files() {
        let is_text = [".md", ".yaml"].iter().any(|ending| file.path.ends_with(ending));
        if !is_text || held.contains(&*file.path) {
            continue;
        }
        let text = match source::read_text(tree, file, &mut Checksums::default()) {
            Ok(text) => text,
            Err(ReadError::Machine(error)) => return Err(error),
            Err(ReadError::Content(_)) => continue,
        };
        let shown = tree.shown(&file.path);
        public_names(&shown, &file.path, &text, &mut names);
        let words = Words::new(&text);
        for (i, needle, whole) in &wholes {
            if is_translation(&file.path, &whole.group) {
                continue;
            }
            let found = match &whole.address {
                Some(address) => address_in(&text, address),
                None => words.find(&needle.text),
            };
            said.entry(*i).or_default().extend(found.map(|bytes| Saying {
                file: shown.clone(),
                text: group_of(&file.path).to_owned(),
                shared: file.path.ends_with(".yaml") || file.path.starts_with("boilerplates/"),
                bytes,
            }));
        }
    }
    let mut told = Told::default();
    for (i, needle, whole) in wholes {
        let sayings = said.remove(&i).unwrap_or_default();
        let is_usual = needle.kind == "sentence" && is_usual(&sayings);
        if !is_usual && !names.contains(&needle.text) {
            told.diagnostics.extend(sayings.iter().map(|saying| diagnostic(needle, whole, saying)));
            told.needles.extend(Some(i).filter(|_| !sayings.is_empty()));
        }
    }
    Ok(told)
}

/// Whether a sentence is one that many texts have.
fn is_usual(sayings: &[Saying]) -> bool {
    let texts: BTreeSet<&str> = sayings.iter().map(|saying| saying.text.as_str()).collect();
    texts.len() > 1 || sayings.iter().any(|saying| saying.shared)
}

fn diagnostic(needle: &Needle, whole: &Whole, saying: &Saying) -> Diagnostic {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let place =
        Place::new(&saying.file, Spot::Bytes(offset(saying.bytes.0), offset(saying.bytes.1)));
    let a = if needle.kind == "sentence" { "a" } else { "the" };
    let (kind, why) = (needle.kind, &whole.why);
    let message = format!("this says {a} {kind} of {}, which {why}", needle.source);
    let help = match kind {
        "sentence" => {
            "take it out until then; a sentence that all may read belongs into boilerplates/"
        }
        _ => "take it out until then, or say it in other words",
    };
    Diagnostic::error("held-back-told", place, message)
        .related(Place::file(&needle.source), "it is held back here")
        .help(help)
}

/// What the public things that a file is of, or names, are called.
fn public_names(shown: &FilePath, path: &str, text: &str, names: &mut BTreeSet<String>) {
    let range = match front_matter(text) {
        _ if path.ends_with(".yaml") => 0..text.len(),
        Some(front) => front.yaml,
        None => return,
    };
    let Some(yaml) = yaml::read(shown, text, range, &mut Vec::new()) else { return };
    if path.ends_with(".yaml") {
        data_names(&yaml, false, names);
        return;
    }
    let Some(map) = yaml.as_mapping() else { return };
    for (key, value) in map {
        if key.as_str().is_some_and(|key| NAMES.contains(&key)) {
            data_names(value, true, names);
        }
    }
}

fn data_names(value: &Value, is_name: bool, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if is_name => {
            names.insert(fold(text));
        }
        Value::Sequence(items) => items.iter().for_each(|item| data_names(item, is_name, names)),
        Value::Mapping(map) => {
            for (key, value) in map {
                let also = key.as_str().is_some_and(|key| DATA_NAMES.contains(&key));
                data_names(value, is_name || also, names);
            }
        }
        _ => {}
    }
}

/// A path without language and ending.
fn group_of(path: &str) -> &str {
    let folder = path.rfind('/').map_or(0, |at| at + 1);
    path[folder..].find('.').map_or(path, |at| &path[..folder + at])
}

fn is_translation(path: &str, group: &str) -> bool {
    let rest = path.strip_prefix(group).and_then(|rest| rest.strip_suffix(".md"));
    rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('.') && !rest.contains('/')))
}

/// A text, folded, and where each of its words stands.
struct Words {
    folded: String,
    /// Where a word begins in `folded`, and where it begins and ends in the text.
    places: Vec<(usize, (usize, usize))>,
}

impl Words {
    fn new(text: &str) -> Self {
        let mut words = Self { folded: String::with_capacity(text.len()), places: Vec::new() };
        let mut end = 0;
        for word in text.split_whitespace() {
            let start = end + text[end..].find(word).unwrap_or_default();
            end = start + word.len();
            let folded = fold(&unpack::decoded(word));
            if !folded.is_empty() {
                if !words.folded.is_empty() {
                    words.folded.push(' ');
                }
                words.places.push((words.folded.len(), (start, end)));
                words.folded.push_str(&folded);
            }
        }
        words
    }

    /// Each place in the text where words stand, as bytes.
    fn find(&self, words: &str) -> Box<dyn Iterator<Item = (usize, usize)> + '_> {
        let length = words.len();
        let found: Vec<usize> = memchr::memmem::find_iter(self.folded.as_bytes(), words)
            .filter(|at| {
                let bytes = self.folded.as_bytes();
                let parted =
                    |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|b| *b == b' ');
                parted(at.checked_sub(1)) && parted(Some(at + length))
            })
            .collect();
        let word = |at: usize| {
            let i = self.places.partition_point(|(start, _)| *start <= at);
            self.places[i.saturating_sub(1)].1
        };
        Box::new(found.into_iter().map(move |at| (word(at).0, word(at + length - 1).1)))
    }
}

/// Each place in a text where a path stands and does not go on, whatever its capitals.
fn address_in<'a>(text: &str, address: &'a str) -> Box<dyn Iterator<Item = (usize, usize)> + 'a> {
    let lower = text.to_ascii_lowercase();
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let found: Vec<usize> = lower
        .match_indices(address)
        .map(|(at, _)| at)
        .filter(|at| {
            let before = lower[..*at].chars().next_back();
            let after = lower[at + address.len()..].chars().next();
            !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
        })
        .collect();
    Box::new(found.into_iter().map(|at| (at, at + address.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_where_they_stand() {
        let text = "Soon: SMITH &amp; Sons\n „Zebra” merger, and Smith & Sons zebra mergers.";
        let words = Words::new(text);
        let found: Vec<&str> =
            words.find("smith sons zebra merger").map(|(from, to)| &text[from..to]).collect();
        assert_eq!(found, ["SMITH &amp; Sons\n „Zebra” merger,"]);
        assert_eq!(words.find("ebra merger").count(), 0);
    }

    #[test]
    fn an_address_ends_where_it_ends() {
        let count = |text: &str| address_in(text, "releases/2026/big-news").count();
        assert_eq!(count("<https://t.example/Releases/2026/big-news/>"), 1);
        assert_eq!(count("`/releases/2026/big-news`."), 1);
        assert_eq!(count("/releases/2026/big-news-2/ myreleases/2026/big-news"), 0);
    }

    #[test]
    fn translations_share_a_path() {
        for (path, is) in [
            ("releases/a.md", true),
            ("releases/a.en.md", true),
            ("releases/ab.md", false),
            ("releases/a/index.md", false),
        ] {
            assert_eq!(is_translation(path, "releases/a"), is, "{path}");
        }
    }
}
