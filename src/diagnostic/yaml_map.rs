//! Where the keys and values of a YAML text are.
//!
//! The values themselves are read elsewhere; this only points. It works on broken YAML too: what
//! stands before the first fault has its place.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use saphyr_parser::{Event, Parser};

use super::{YamlPath, YamlStep};

/// YAML past this many bytes gets no places of its own.
const MOST_BYTES: usize = 4 << 20;
/// Nesting deeper than this gets no places of its own.
const MOST_DEPTH: usize = 128;
/// As many brackets may be open at once, those in texts included.
const MOST_BRACKETS: usize = 1000;
/// Of so many quoted texts the lines are joined.
const MOST_JOINED: usize = 16;

/// The places in one YAML document.
#[derive(Debug, Default)]
pub(super) struct YamlMap {
    nodes: Vec<Node>,
    /// The first node at each step from a parent. Looked up only, never walked.
    index: HashMap<(usize, YamlStep), usize>,
    /// Second and later nodes of a key: the first one, and where the key is repeated.
    repeated: Vec<(usize, Range<usize>)>,
}

#[derive(Debug)]
struct Node {
    parent: usize,
    step: YamlStep,
    /// The key; empty at the root and in lists.
    key: Range<usize>,
    /// The first line of the value.
    value: Range<usize>,
    is_scalar: bool,
}

const ROOT: usize = 0;

impl YamlMap {
    /// Reads the YAML in some bytes of a text; all places are bytes of the whole text.
    pub(super) fn new(text: &str, yaml: Range<usize>) -> Self {
        let Some(source) = text.get(yaml.clone()).map(bounded) else { return Self::default() };
        let mut joined = Cow::Borrowed(source);
        for _ in 0..MOST_JOINED {
            let (map, broken) = Self::read(source, &joined, yaml.start);
            let Some(again) = broken.and_then(|at| join_lines(&joined, at)) else { return map };
            joined = Cow::Owned(again);
        }
        Self::read(source, &joined, yaml.start).0
    }

    /// Reads `joined`, which is `source` but for line breaks in quoted texts. Also gives the place in it at
    /// which it could not be read, if there is one.
    fn read(source: &str, joined: &str, start: usize) -> (Self, Option<usize>) {
        let offsets = CharOffsets::new(source);
        let mut builder =
            Builder { offsets, start, source, map: Self::default(), open: Vec::new() };
        for event in Parser::new_from_str(joined) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = builder.offsets.byte(error.marker().index());
                    return (builder.map, Some(at));
                }
            };
            let start = builder.offsets.byte(span.start.index());
            let end = builder.offsets.byte(span.end.index()).max(start);
            if builder.take(&event, start..end) {
                break;
            }
        }
        (builder.map, None)
    }

    /// The place of the key at a path: of a list's item and of the root, the value.
    pub(super) fn key(&self, path: &YamlPath) -> Option<Range<usize>> {
        match self.find(path) {
            Ok(node) if node.key.is_empty() => Some(node.value.clone()),
            Ok(node) => Some(node.key.clone()),
            Err(nearest) => nearest.map(Node::holder),
        }
    }

    /// The place of the value at a path.
    pub(super) fn value(&self, path: &YamlPath) -> Option<Range<usize>> {
        match self.find(path) {
            Ok(node) => Some(node.value.clone()),
            Err(nearest) => nearest.map(Node::holder),
        }
    }

    /// Every repeated key: its path, where it stands first, and where again.
    pub(super) fn repeated(&self) -> Vec<(YamlPath, Range<usize>, Range<usize>)> {
        let place = |(first, again): &(usize, Range<usize>)| {
            (self.path(*first), self.nodes[*first].key.clone(), again.clone())
        };
        self.repeated.iter().map(place).collect()
    }

    /// The node at a path, or else the nearest one that is there; the root is not taken for near.
    fn find(&self, path: &YamlPath) -> Result<&Node, Option<&Node>> {
        let mut at = ROOT;
        for step in &path.0 {
            match self.index.get(&(at, step.clone())) {
                Some(&next) => at = next,
                None => return Err(self.nodes.get(at).filter(|_| at != ROOT)),
            }
        }
        self.nodes.get(at).ok_or(None)
    }

    fn path(&self, mut at: usize) -> YamlPath {
        let mut steps = Vec::new();
        while at != ROOT {
            steps.push(self.nodes[at].step.clone());
            at = self.nodes[at].parent;
        }
        steps.reverse();
        YamlPath(steps)
    }
}

impl Node {
    /// Where to point for something that is missing in this node: at its key, for that names it; at
    /// a text, for that stands where the missing thing was wanted.
    fn holder(&self) -> Range<usize> {
        if self.key.is_empty() || self.is_scalar { self.value.clone() } else { self.key.clone() }
    }
}

struct Builder<'a> {
    source: &'a str,
    offsets: CharOffsets<'a>,
    /// Where the source begins in the whole text.
    start: usize,
    map: YamlMap,
    open: Vec<Open>,
}

/// A collection whose end has not come yet.
enum Open {
    /// A map, and the key whose value comes next.
    Map { node: usize, key: Option<Key> },
    /// A list, and the number of its next item.
    List { node: usize, next: usize },
    /// A collection that is itself a key: nothing in it has a path.
    Skipped,
}

struct Key {
    /// `None` for a key that is no text.
    name: Option<String>,
    bytes: Range<usize>,
}

/// What begins at a node.
#[derive(Clone, Copy)]
enum Begin<'a> {
    Scalar(Option<&'a str>),
    Collection,
}

impl Builder<'_> {
    /// Takes in one event, with its bytes in the source; `true` when no more are wanted.
    fn take(&mut self, event: &Event<'_>, bytes: Range<usize>) -> bool {
        match event {
            Event::Scalar(name, ..) => {
                self.begin(Begin::Scalar(Some(name)), bytes);
            }
            Event::Alias(_) => {
                self.begin(Begin::Scalar(None), bytes);
            }
            Event::MappingStart(..) => {
                let begun = self.begin(Begin::Collection, bytes);
                self.open.push(begun.map_or(Open::Skipped, |node| Open::Map { node, key: None }));
            }
            Event::SequenceStart(..) => {
                let begun = self.begin(Begin::Collection, bytes);
                self.open.push(begun.map_or(Open::Skipped, |node| Open::List { node, next: 0 }));
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(&bytes),
            Event::DocumentEnd | Event::StreamEnd => return true,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
        self.open.len() >= MOST_DEPTH
    }

    /// Begins a value and gives its number, or takes a key and gives nothing.
    fn begin(&mut self, what: Begin<'_>, bytes: Range<usize>) -> Option<usize> {
        let (parent, step, key) = match self.open.last_mut() {
            None if self.map.nodes.is_empty() => (ROOT, None, 0..0),
            None | Some(Open::Skipped) => return None,
            Some(Open::List { node, next }) => {
                *next += 1;
                (*node, Some(YamlStep::Item(*next - 1)), 0..0)
            }
            Some(Open::Map { node, key }) => {
                if let Some(key) = key.take() {
                    (*node, key.name.map(YamlStep::Key), key.bytes)
                } else {
                    let name = match what {
                        Begin::Scalar(name) => name.map(str::to_owned),
                        Begin::Collection => None,
                    };
                    let bytes = self.start + bytes.start..self.start + bytes.end;
                    *key = Some(Key { name, bytes });
                    return None;
                }
            }
        };
        let is_scalar = matches!(what, Begin::Scalar(_));
        let value = self.value_place(is_scalar, bytes, &key);
        Some(self.add(step, Node { parent, step: YamlStep::Item(0), key, value, is_scalar }))
    }

    fn add(&mut self, step: Option<YamlStep>, mut node: Node) -> usize {
        let number = self.map.nodes.len();
        if let Some(step) = step {
            node.step = step.clone();
            match self.map.index.entry((node.parent, step)) {
                Entry::Vacant(free) => {
                    free.insert(number);
                }
                Entry::Occupied(first) => {
                    self.map.repeated.push((*first.get(), node.key.clone()));
                }
            }
        }
        self.map.nodes.push(node);
        number
    }

    /// Ends a collection; a `]` or `}` that stands on its first line ends its place too.
    fn end(&mut self, bytes: &Range<usize>) {
        let Some(Open::Map { node, .. } | Open::List { node, .. }) = self.open.pop() else {
            return;
        };
        let value = &mut self.map.nodes[node].value;
        let end = self.start + bytes.end;
        if !bytes.is_empty() && (value.start..=value.end).contains(&end) {
            value.end = end;
        }
    }

    /// The first line of a value, so that what is underlined stays short. An empty value has no
    /// place of its own: its key, or the dash before it, stands for it.
    fn value_place(
        &self,
        is_scalar: bool,
        bytes: Range<usize>,
        key: &Range<usize>,
    ) -> Range<usize> {
        let (before, rest) = self.source.split_at(bytes.start);
        let limit = if is_scalar { bytes.end.saturating_sub(bytes.start) } else { rest.len() };
        let line = rest[..limit].split(['\n', '\r']).next().unwrap_or_default().trim_end();
        let start = self.start + bytes.start;
        if !line.is_empty() {
            return start..start + line.len();
        }
        if !key.is_empty() {
            return key.clone();
        }
        let before = before.trim_end_matches(' ');
        let dash = self.start + before.len().saturating_sub(1);
        if before.ends_with('-') { dash..dash + 1 } else { start..start }
    }
}

/// The same with the lines joined of the quoted text that begins at `at`; nothing if there are none. It may
/// go on in the first column (YAML 1.2.2, section 7.3.1), which this parser takes for a mistake.
fn join_lines(yaml: &str, at: usize) -> Option<String> {
    let quote = *yaml.as_bytes().get(at).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let mut bytes = yaml.as_bytes().to_vec();
    let mut joined = false;
    let mut next = at + 1;
    loop {
        match *bytes.get(next)? {
            b'\\' if quote == b'"' && !matches!(bytes.get(next + 1), Some(b'\n' | b'\r')) => {
                next += 1;
            }
            b'\'' if quote == b'\'' && bytes.get(next + 1) == Some(&b'\'') => next += 1,
            b'\n' | b'\r' => {
                bytes[next] = b' ';
                joined = true;
            }
            byte if byte == quote => break,
            _ => {}
        }
        next += 1;
    }
    joined.then(|| String::from_utf8(bytes).ok()).flatten()
}

/// The part of YAML that is read in bounded time: the parser's time grows with the square of how many
/// brackets are open at once.
fn bounded(yaml: &str) -> &str {
    let yaml = &yaml[..yaml.floor_char_boundary(MOST_BYTES)];
    let mut open = 0_usize;
    let too_many = yaml.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_BRACKETS
    });
    &yaml[..too_many.unwrap_or(yaml.len())]
}

/// Turns a count of characters, as the parser gives it, into bytes.
struct CharOffsets<'a> {
    text: &'a str,
    /// The byte of every sixty-fourth character; empty for plain ASCII, where both are the same.
    marks: Vec<usize>,
}

const MARK_EVERY: usize = 64;

impl<'a> CharOffsets<'a> {
    fn new(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(MARK_EVERY).map(|(at, _)| at).collect()
        };
        Self { text, marks }
    }

    fn byte(&self, characters: usize) -> usize {
        if self.marks.is_empty() {
            return characters.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(characters / MARK_EVERY) else { return self.text.len() };
        let rest = &self.text[mark..];
        rest.char_indices()
            .nth(characters % MARK_EVERY)
            .map_or(self.text.len(), |(at, _)| mark + at)
    }
}
