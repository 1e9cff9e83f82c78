//! The lines of a text that a message shows.

use std::ops::Range;

use super::Span;
use super::locate::IndexedText;
use super::visible::visible_char;

/// Marks that are at most this many lines apart are shown in one piece.
const NEAR: usize = 60;
/// Lines that stand between marks are shown when they are this near to one.
const CONTEXT: usize = 2;
/// A mark further into its line than this, in bytes, is not shown but only named.
const FURTHEST: usize = 20_000;
/// What is kept of a line after its mark, in bytes.
const AFTER: usize = 400;

/// A few lines of a text, ready to print, and the parts of them to underline.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) source: String,
    /// The number of its first line.
    pub(super) first_line: usize,
    /// For each mark that it shows: which of the marks asked for, and its bytes in `source`.
    pub(super) marks: Vec<(usize, Range<usize>)>,
}

/// Cuts the lines of some marks out of a text: one excerpt for those that are near each other, the
/// one with the first mark first. A mark is shown on its first line only.
pub(super) fn excerpts(text: &IndexedText, marks: &[(usize, &Span)]) -> Vec<Excerpt> {
    let is_shown = |(_, span): &&(usize, &Span)| {
        span.bytes.start - text.lines.line_bytes(&text.text, span.line).start <= FURTHEST
    };
    let mut marks: Vec<_> = marks.iter().filter(is_shown).copied().collect();
    marks.sort_by_key(|(_, span)| span.line);
    let mut found: Vec<Excerpt> = marks
        .chunk_by(|(_, one), (_, next)| next.line - one.line <= NEAR)
        .map(|near| excerpt(text, near))
        .collect();
    found.sort_by_key(|excerpt| excerpt.marks.iter().map(|(mark, _)| *mark).min());
    found
}

/// One excerpt for marks that are sorted by line.
fn excerpt(text: &IndexedText, marks: &[(usize, &Span)]) -> Excerpt {
    let first_line = marks.first().map_or(1, |(_, span)| span.line);
    let last_line = marks.last().map_or(1, |(_, span)| span.line);
    let mut excerpt = Excerpt { source: String::new(), first_line, marks: Vec::new() };
    for line in first_line..=last_line {
        if line > first_line {
            excerpt.source.push('\n');
        }
        excerpt.push_line(text, line, marks);
    }
    excerpt
}

impl Excerpt {
    fn push_line(&mut self, text: &IndexedText, line: usize, marks: &[(usize, &Span)]) {
        // Lines far from any mark are folded away when shown; only their number counts.
        if !marks.iter().any(|(_, span)| span.line.abs_diff(line) <= CONTEXT) {
            return;
        }
        let bytes = text.lines.line_bytes(&text.text, line);
        let here = || marks.iter().filter(|(_, span)| span.line == line);
        let last_mark = here().map(|(_, span)| span.bytes.start).max().unwrap_or(bytes.start);
        let kept = text.text.floor_char_boundary(bytes.end.min(last_mark + AFTER));
        let start = self.source.len();
        self.source.extend(text.text[bytes.start..kept].chars().map(visible_char));
        // Making characters visible changes their length, so the marks are counted again.
        let place = |byte: usize| {
            let before = &text.text[bytes.start..byte.clamp(bytes.start, kept)];
            start
                + before.chars().map(|character| visible_char(character).len_utf8()).sum::<usize>()
        };
        let found: Vec<_> = here()
            .map(|(mark, span)| (*mark, place(span.bytes.start)..place(span.bytes.end)))
            .collect();
        self.marks.extend(found);
    }
}
