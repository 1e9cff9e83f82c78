//! What is looked for: everything that the held-back files say.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;

use super::sentences::sentences;
use crate::diagnostic::{FilePath, front_matter};
use crate::language::fold;
use crate::newsroom::resolve_path;
use crate::pipeline::Held;
use crate::plan::hash_in_names;
use crate::source::{self, Checksums, ReadError, SourceTree};
use crate::yaml::{self, Value};

/// Shorter words and names are in every text.
const SHORTEST: usize = 6;

/// So many words in a row are looked for, since a text may be cut anywhere.
const WORDS: usize = 4;

/// Longer values are looked for in parts only.
const LONGEST: usize = 200;

/// Longer titles, summaries and sentences are looked for in parts only.
const LONGEST_WHOLE: usize = 2_000;

/// A title or summary of so many words, or so many letters, is not said by chance.
const DISTINCTIVE_WORDS: usize = 3;
const DISTINCTIVE_LETTERS: usize = 20;

/// A sentence of fewer words, or shorter, may stand in any release: where to go, when it is open.
const SENTENCE_WORDS: usize = 8;
const SENTENCE_BYTES: usize = 40;

/// How much of a file's hash is looked for, in hexadecimal digits.
const HASH_DIGITS: usize = 16;

/// Something that only what is held back may say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Needle {
    /// As it is looked for: folded.
    pub(super) text: String,
    /// What it is, in words.
    pub(super) kind: &'static str,
    /// Where it is said.
    pub(super) source: FilePath,
    /// Of a whole title and the like: who keeps it to himself. A public file that says it tells too much,
    /// while words and names are everybody's.
    pub(super) whole: Option<Whole>,
}

/// The release that a whole title, summary, sentence or address is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whole {
    /// Why it is held back, in words: `is a draft`.
    pub(super) why: String,
    /// What its translations' paths begin with.
    pub(super) group: String,
    /// Its address as it is written in texts, of an address.
    pub(super) address: Option<String>,
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Needles {
    /// Each text once, in order.
    pub(super) all: Vec<Needle>,
    /// The hashes of each file that is held back, as it is and as it would be offered, and its place in `all`.
    pub(super) files: Vec<(blake3::Hash, usize)>,
}

/// Gathers it from the held-back files.
pub(super) fn gather(tree: &SourceTree, held: &[Held]) -> Result<Needles> {
    let mut found = Found { tree, source: "".into(), path: "", needles: BTreeSet::new() };
    let mut files: BTreeSet<Arc<str>> = BTreeSet::new();
    for held in held {
        let Some(file) = tree.get(&held.path) else { continue };
        let text = match source::read_text(tree, file, &mut Checksums::default()) {
            Ok(text) => text,
            Err(ReadError::Machine(error)) => return Err(error),
            Err(ReadError::Content(_)) => continue,
        };
        found.source = tree.shown(&held.path);
        found.path = &held.path;
        found.add("address", &held.slug);
        found.name(held.path.trim_end_matches(".md"));
        let Some(front) = front_matter(&text) else { continue };
        if let Some(yaml) = yaml::read(&found.source, &text, front.yaml.clone(), &mut Vec::new()) {
            found.values("", &yaml, &mut files);
            found.wholes(held, &yaml);
        }
        let body = text.get(front.body.clone()).unwrap_or_default();
        found.words(body);
        found.whole_sentences(held, body);
        found.linked_files(&held.links, &mut files);
    }
    let mut hashes = Vec::new();
    for path in files {
        let Some(file) = tree.get(&path) else { continue };
        let hash = source::file_hash(tree, file)?;
        found.source = tree.shown(&path);
        // The sizes of a picture are named by another hash, and its copy may be without the place where it
        // was taken.
        found.add("hash", &hash_in_names(hash));
        let offered = source::offered_hash(tree, file)?.filter(|offered| *offered != hash);
        for hash in [Some(hash), offered].into_iter().flatten() {
            let digits = hash.to_hex()[..HASH_DIGITS].to_owned();
            found.add("hash", &digits);
            hashes.push((hash, digits));
        }
    }
    let mut all: Vec<Needle> = found.needles.into_iter().collect();
    all.dedup_by(|later, first| {
        let same = later.text == first.text;
        if same && first.whole.is_none() && later.whole.is_some() {
            std::mem::swap(later, first);
        }
        same
    });
    let place = |digits: &str| all.binary_search_by(|needle| needle.text.as_str().cmp(digits)).ok();
    let files = hashes.iter().filter_map(|(hash, digits)| Some((*hash, place(digits)?))).collect();
    Ok(Needles { all, files })
}

/// Whether a folded title or summary says enough to be known by it.
fn is_distinctive(folded: &str) -> bool {
    folded.split(' ').count() >= DISTINCTIVE_WORDS || folded.chars().count() >= DISTINCTIVE_LETTERS
}

struct Found<'a> {
    tree: &'a SourceTree,
    source: FilePath,
    path: &'a str,
    needles: BTreeSet<Needle>,
}

impl Found<'_> {
    fn add(&mut self, kind: &'static str, text: &str) {
        let text = fold(text);
        if text.chars().count() >= SHORTEST && text.len() <= LONGEST {
            let source = Arc::clone(&self.source);
            self.needles.insert(Needle { text, kind, source, whole: None });
        }
    }

    /// Adds what a release has for itself, as long as nobody has told it.
    fn whole(&mut self, held: &Held, kind: &'static str, text: &str, address: Option<&str>) {
        let text = fold(text);
        if held.told_by_translation || text.len() > LONGEST_WHOLE {
            return;
        }
        let whole = Whole {
            why: held.why.clone(),
            group: held.group.clone(),
            address: address.map(str::to_lowercase),
        };
        let source = Arc::clone(&self.source);
        self.needles.insert(Needle { text, kind, source, whole: Some(whole) });
    }

    /// Title, summary and address.
    fn wholes(&mut self, held: &Held, front: &Value) {
        for kind in ["title", "summary"] {
            let text = front.as_mapping().and_then(|map| map.get(kind)).and_then(Value::as_str);
            if let Some(text) = text.filter(|text| is_distinctive(&fold(text))) {
                self.whole(held, kind, text, None);
            }
        }
        let address = held.address.trim_end_matches('/');
        if !address.is_empty() {
            self.whole(held, "address", address, Some(address));
        }
    }

    /// Sentences of what is secret. Drafts and what is only early often begin as a copy of something public.
    fn whole_sentences(&mut self, held: &Held, body: &str) {
        let sentences = if held.embargo { sentences(body) } else { Vec::new() };
        for sentence in sentences {
            let folded = fold(&sentence);
            if folded.split(' ').count() >= SENTENCE_WORDS && folded.len() >= SENTENCE_BYTES {
                self.whole(held, "sentence", &sentence, None);
            }
        }
    }

    /// The name of a file, without folder and ending.
    fn name(&mut self, path: &str) {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.add("file name", name);
        self.add("file name", name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    }

    /// Every word of a text.
    fn words(&mut self, text: &str) {
        for word in fold(text).split(' ') {
            self.add("word", word);
        }
    }

    /// A text of the front matter: as a whole, its words, and its words in a row.
    fn text(&mut self, kind: &'static str, text: &str) {
        self.add(kind, text);
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        for row in words.windows(WORDS) {
            self.add("phrase", &row.join(" "));
        }
        self.words(text);
    }

    fn values(&mut self, key: &str, value: &Value, files: &mut BTreeSet<Arc<str>>) {
        match value {
            Value::String(text) => match key {
                "title" => self.text("title", text),
                "name" => self.text("name", text),
                "slug" | "aliases" => self.add("address", text),
                "file" => {
                    self.name(text);
                    self.linked_files(std::slice::from_ref(text), files);
                }
                _ => self.text("text", text),
            },
            Value::Sequence(items) => {
                for item in items {
                    self.values(key, item, files);
                }
            }
            Value::Mapping(map) => {
                for (key, value) in map {
                    self.values(key.as_str().unwrap_or_default(), value, files);
                }
            }
            _ => {}
        }
    }

    /// Files of the content that the text names.
    fn linked_files(&mut self, targets: &[String], files: &mut BTreeSet<Arc<str>>) {
        for target in targets {
            let file = resolve_path(self.path, target).and_then(|path| self.tree.get(&path));
            if let Some(file) = file.filter(|file| !file.path.ends_with(".md")) {
                self.name(&file.path);
                files.insert(Arc::clone(&file.path));
            }
        }
    }
}
