//! What a browser would not show, and Markdown would: a comment or a script with an empty line in it.
//!
//! To Markdown the empty line ends the HTML, and the rest is text. So what has to be hidden is
//! blanked out, byte for byte, and the text is read again: then all of it is seen as HTML, and every
//! place stays where it was.

use std::ops::Range;

use super::super::problem::ProblemKind;
use super::super::render::Renderer;
use super::filter::Chunk;

const COMMENT: &str = "<!--";

/// How often a text is read at most: what is hidden may hide why something else was not seen.
const MOST_ROUNDS: usize = 8;

/// What was found that has to be hidden.
#[derive(Default)]
pub(in super::super) struct Hidden {
    /// Whether the text holds a comment at all.
    comments: bool,
    /// Whether parts of the text are blanked out already.
    again: bool,
    /// Whether the text may be read once more.
    may_repeat: bool,
    /// What has to be blanked out, in order.
    contents: Vec<Range<usize>>,
    /// What begins those that are comments.
    begun: Vec<Range<usize>>,
    /// Elements in running text, and where the content of each begins: they may be closed further on.
    pending: Vec<(&'static str, usize)>,
    /// What does not end from here on: names of elements, and `--` for a comment.
    endless: Vec<&'static str>,
}

impl Hidden {
    /// For a text that is read for the first time, in round 0, or once more.
    pub(in super::super) fn new(source: &str, round: usize) -> Self {
        let comments = memchr::memmem::find(source.as_bytes(), COMMENT.as_bytes()).is_some();
        let may_repeat = round + 1 < MOST_ROUNDS;
        Self { comments, again: round > 0, may_repeat, ..Self::default() }
    }

    /// The text with what has to be hidden blanked out, if there is any, and where comments began in it.
    pub(in super::super) fn blanked(self, source: &str) -> Option<(String, Vec<Range<usize>>)> {
        if self.contents.is_empty() {
            return None;
        }
        let mut text = String::with_capacity(source.len());
        for content in self.contents {
            text.push_str(source.get(text.len()..content.start)?);
            text.extend(std::iter::repeat_n(' ', content.len()));
        }
        text.push_str(source.get(text.len()..)?);
        Some((text, self.begun))
    }

    /// A piece of text; one that was blanked out is a single space.
    pub(in super::super) fn shown<'t>(&self, text: &'t str) -> &'t str {
        let is_blank = self.again && text.len() > 1 && text.bytes().all(|byte| byte == b' ');
        if is_blank { " " } else { text }
    }
}

impl Renderer<'_> {
    /// Hides what follows an opening tag that ends at `from`, up to its closing tag. In running text, which
    /// may only speak of such a tag, that must be a tag too, and not stand in code.
    pub(super) fn hide_element(&mut self, name: &'static str, from: usize, inline: bool) {
        if !inline {
            self.hide(name, from);
        } else if self.hidden.pending.iter().all(|(other, _)| *other != name) {
            self.hidden.pending.push((name, from));
        }
    }

    /// Hides the content of an element in running text of which the closing tag stands at `at`.
    pub(super) fn hide_until_close(&mut self, name: &str, at: usize) {
        let hidden = &mut self.hidden;
        let is_closed = |(other, _): &(&str, usize)| other.eq_ignore_ascii_case(name);
        let Some(pending) = hidden.pending.iter().position(is_closed) else { return };
        let (_, from) = hidden.pending.swap_remove(pending);
        let content = self.source.get(from..at).unwrap_or_default();
        let is_outside = hidden.contents.last().is_none_or(|last| last.end <= at);
        if hidden.may_repeat && is_outside && content.bytes().any(|byte| byte != b' ') {
            hidden.contents.retain(|inner| inner.start < from);
            let from = hidden.contents.last().map_or(from, |last| last.end.max(from));
            hidden.contents.push(from..at);
        }
    }

    /// Looks for the beginning of a comment in running text, where it means that its end is in another
    /// paragraph.
    pub(in super::super) fn hide_comment_in_text(&mut self, range: &Range<usize>) {
        if !self.hidden.comments || self.literal {
            return;
        }
        let end = (range.end + COMMENT.len() - 1).min(self.source.len());
        let bytes = self.source.as_bytes().get(range.start..end).unwrap_or_default();
        let Some(found) = memchr::memmem::find(bytes, COMMENT.as_bytes()) else { return };
        let at = range.start + found;
        let before = self.source.as_bytes().get(..at).unwrap_or_default();
        let escaped = before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        if escaped || self.templates.holds(at) {
            return;
        }
        self.hide_comment(at);
    }

    /// Looks at a comment in raw HTML, which takes up `range` of it; it may not end there.
    pub(super) fn comment(&mut self, chunk: &Chunk, range: &Range<usize>) {
        let html = chunk.html.get(range.clone()).unwrap_or_default();
        if !html.starts_with(COMMENT) || html.ends_with("-->") {
            return;
        }
        let at = chunk.source(range.start);
        if self.hide_comment(at) {
            return;
        }
        let end = chunk.source(chunk.html.len().saturating_sub(1)) + 1;
        let rest = self.source.get(end..).unwrap_or_default();
        let kind = if rest.trim().is_empty() {
            ProblemKind::EndlessComment
        } else {
            ProblemKind::OpenComment
        };
        self.problem(kind, self.span(at..at + COMMENT.len()));
    }

    /// Hides a comment up to its end; `false` if that is nowhere.
    fn hide_comment(&mut self, at: usize) -> bool {
        let known = self.hidden.contents.len();
        let Some(is_hidden) = self.hide("--", at + COMMENT.len()) else { return false };
        if !is_hidden {
            self.problem(ProblemKind::OpenComment, self.span(at..at + COMMENT.len()));
        } else if self.hidden.contents.len() > known {
            self.hidden.begun.push(at..at + COMMENT.len());
        }
        true
    }

    /// Notes what is to be hidden from a place on. `None` if it has no end, `Some(false)` if the text
    /// cannot be read once more.
    fn hide(&mut self, name: &'static str, from: usize) -> Option<bool> {
        if self.hidden.contents.last().is_some_and(|content| from < content.end) {
            return Some(true);
        }
        if self.hidden.endless.contains(&name) {
            return None;
        }
        let rest = self.source.get(from..).unwrap_or_default();
        let length = if name == "--" { rest.find("-->") } else { closing_tag(rest, name) };
        let Some(length) = length else {
            self.hidden.endless.push(name);
            return None;
        };
        if rest.bytes().take(length).all(|byte| byte == b' ') {
            return Some(true);
        }
        if self.hidden.may_repeat {
            self.hidden.contents.push(from..from + length);
        }
        Some(self.hidden.may_repeat)
    }
}

/// The place of the first closing tag of a name.
pub(super) fn closing_tag(html: &str, name: &str) -> Option<usize> {
    let starts = memchr::memmem::find_iter(html.as_bytes(), b"</");
    starts.into_iter().find(|at| {
        let named = html.get(at + 2..at + 2 + name.len());
        named.is_some_and(|other| other.eq_ignore_ascii_case(name))
    })
}
