//! Running text: typography, and template code of other generators, which is shown as written.

use std::borrow::Cow;
use std::ops::Range;

use super::escape;
use super::render::Renderer;

/// Where template code is, in the source.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// The end of the code that was found last.
    until: usize,
    /// Whether the source holds a brace at all.
    possible: bool,
    /// For `}}` and `%}`: no end before this place, so that it is not searched for again.
    none: [usize; 2],
}

impl Templates {
    pub(super) fn new(source: &str) -> Self {
        Self { possible: memchr::memchr(b'{', source.as_bytes()).is_some(), ..Self::default() }
    }

    /// Whether this place of the source is inside template code.
    pub(super) fn holds(&self, at: usize) -> bool {
        at < self.until
    }

    /// The next template code in `text`, which stands at `at` in the source.
    fn find(&mut self, source: &str, text: &str, at: usize) -> Option<usize> {
        if !self.possible {
            return None;
        }
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(found) = text[from..].find('{') {
            let open = from + found;
            let kind = match bytes.get(open + 1) {
                Some(b'{') => Some(0),
                Some(b'%') => Some(1),
                _ => None,
            };
            if let Some(kind) = kind
                && let Some(end) = self.end(source, at + open + 2, kind)
            {
                self.until = end;
                return Some(open);
            }
            from = open + 1;
        }
        None
    }

    /// The end of template code in the same paragraph.
    fn end(&mut self, source: &str, from: usize, kind: usize) -> Option<usize> {
        if from < self.none[kind] {
            return None;
        }
        let bytes = source.as_bytes();
        let close: &[u8] = if kind == 0 { b"}}" } else { b"%}" };
        let mut at = from;
        while at + 1 < bytes.len() && &bytes[at..at + 2] != b"\n\n" {
            if &bytes[at..at + 2] == close {
                return Some(at + 2);
            }
            at += 1;
        }
        self.none[kind] = at + 1;
        None
    }
}

impl Renderer<'_> {
    /// Writes a piece of text.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let text = self.heading.as_ref().map_or(text, |heading| heading.before_id(text, range));
        let text = if self.literal { text } else { self.hidden.shown(text) };
        let plain = self.plain.len();
        self.smart_plain(text, range);
        if self.harmless {
            escape::harmless_text(&mut self.out.html, &self.plain[plain..]);
        } else {
            escape::text(&mut self.out.html, &self.plain[plain..]);
        }
    }

    /// Appends a piece of text to the plain text, with the typography of the language.
    pub(super) fn smart_plain(&mut self, text: &str, range: &Range<usize>) {
        if self.literal {
            self.plain.push_str(text);
            return;
        }
        let (mut rest, mut at) = (text, range.start);
        while !rest.is_empty() {
            let inside = self.templates.until.saturating_sub(at);
            let length = if inside > 0 {
                let length = rest.get(..inside).map_or(rest.len(), str::len);
                self.plain.push_str(&rest[..length]);
                self.typography.interrupt('}');
                length
            } else {
                let found = self.templates.find(self.source, rest, at);
                let length = found.unwrap_or(rest.len());
                let next = if found.is_some() { '{' } else { following(self.source, range.end) };
                self.typography.write(&rest[..length], next, &mut self.plain);
                length
            };
            rest = &rest[length..];
            at += length;
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        self.out.push("<code>");
        escape::text(&mut self.out.html, code);
        self.out.push("</code>");
        self.plain.push_str(code);
        self.typography.interrupt('x');
    }

    pub(super) fn line_break(&mut self, markup: &str) {
        self.out.push(markup);
        self.plain.push('\n');
        self.typography.interrupt(' ');
    }
}

/// A paragraph without template code of other generators; nothing if that leaves no sentence, as of
/// `by {% author %}`.
pub(super) fn words(paragraph: &str) -> Option<Cow<'_, str>> {
    let mut out = String::new();
    let mut rest = paragraph;
    let mut from = 0;
    let mut closes = CODE;
    while let Some(at) = rest.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let Some(length) = code_length(&rest[at..], &mut closes) else {
            from = at + 1;
            continue;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + length..];
        from = 0;
        // The address of a link that is code leaves the words of the link.
        if let (Some(link), Some(after)) = (out.strip_suffix("]("), rest.strip_prefix(')')) {
            let words = link.rfind('[').unwrap_or(link.len());
            out.truncate(link.len());
            if words < out.len() {
                out.remove(words);
            }
            rest = after;
        }
        if rest.starts_with([',', '.', ';', ':', '!', '?', ')']) {
            out.truncate(out.trim_end().len());
        }
    }
    if rest.len() == paragraph.len() {
        return Some(Cow::Borrowed(paragraph));
    }
    out.push_str(rest);
    let words = out.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    (words.take(FEWEST_WORDS).count() == FEWEST_WORDS).then_some(Cow::Owned(out))
}

/// As many words beside template code are a sentence.
const FEWEST_WORDS: usize = 3;

/// What begins template code and what ends it.
const CODE: [(&str, Option<&str>); 3] = [("{{", Some("}}")), ("{%", Some("%}")), ("{:", Some("}"))];

/// The length of the template code that a text begins with. A tag that is not closed takes up the rest.
/// What is not closed once is not looked for again.
fn code_length(text: &str, closes: &mut [(&str, Option<&str>); 3]) -> Option<usize> {
    let (_, close) = closes.iter_mut().find(|(open, _)| text.starts_with(open))?;
    let end = close.and_then(|close| text.find(close).map(|at| at + close.len()));
    if end.is_none() {
        *close = None;
    }
    let is_tag = ["{{<", "{{%", "{%"].iter().any(|open| text.starts_with(open));
    end.or_else(|| is_tag.then_some(text.len()))
}

/// The character that a reader sees after this place of the source: marks of emphasis and links are
/// passed over. A single tilde is no such mark.
fn following(source: &str, at: usize) -> char {
    let rest = source.get(at..).unwrap_or_default();
    let mut before = '\n';
    let mut characters = rest.chars().take(8).peekable();
    let mut seen = None;
    while let Some(character) = characters.next() {
        let is_mark = match character {
            '*' | '_' | '[' | '`' | '\\' => true,
            '~' => before == '~' || characters.peek() == Some(&'~'),
            _ => false,
        };
        if !is_mark {
            seen = Some(character);
            break;
        }
        before = character;
    }
    match seen {
        Some('|') | None => '\n',
        Some(character) => character,
    }
}
