//! What is looked for: everything that the held-back files say.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;

use crate::diagnostic::{FilePath, front_matter};
use crate::language::fold;
use crate::newsroom::resolve_path;
use crate::pipeline::Held;
use crate::plan::hash_in_names;
use crate::source::{self, Hashes, ReadError, SourceTree};
use crate::yaml::{self, Value};

/// Shorter words and names are in every text.
const SHORTEST: usize = 6;

/// So many words in a row are looked for, since a text may be cut anywhere.
const WORDS: usize = 4;

/// Longer values are looked for in parts only.
const LONGEST: usize = 200;

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
        let text = match source::read_text(tree, file, &mut Hashes::default()) {
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
        }
        let body = text.get(front.body.clone()).unwrap_or_default();
        found.words(body);
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
    all.dedup_by(|later, first| later.text == first.text);
    let place = |digits: &str| all.binary_search_by(|needle| needle.text.as_str().cmp(digits)).ok();
    let files = hashes.iter().filter_map(|(hash, digits)| Some((*hash, place(digits)?))).collect();
    Ok(Needles { all, files })
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
            self.needles.insert(Needle { text, kind, source: Arc::clone(&self.source) });
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
