//! Places in a text, as a person counts them.

use std::ops::Range;

/// A part of a text.
///
/// Lines and columns count from 1; columns count characters (Unicode scalar values), and a byte
/// order mark at the very start is not one of them. The end is exclusive: the span of `town` at the
/// start of a line ends in column 5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The bytes of the text.
    pub bytes: Range<usize>,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the place just after the last character.
    pub end_line: usize,
    /// The column just after the last character.
    pub end_column: usize,
}

/// Where the lines of a text begin; made once a text.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    starts: Vec<usize>,
    length: usize,
    /// How many characters begin before each [`STRIDE`] of bytes: a line may be the whole file, and
    /// thousands of messages may be about it.
    characters: Vec<usize>,
}

/// After how many bytes the characters are counted anew.
const STRIDE: usize = 1024;

/// A byte order mark, which some editors put at the start of a file.
pub(super) const BOM: char = '\u{feff}';

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let first = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let mut starts = vec![first];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut characters = vec![0];
        let mut count = 0;
        for part in text.as_bytes().chunks(STRIDE) {
            count += beginnings(part);
            characters.push(count);
        }
        Self { starts, length: text.len(), characters }
    }

    /// The span of some bytes; what lies outside the text is cut off.
    pub(super) fn span(&self, text: &str, bytes: Range<usize>) -> Span {
        let start = floor_boundary(text, bytes.start).max(self.starts[0]);
        let end = floor_boundary(text, bytes.end).max(start);
        let (line, column) = self.line_column(text, start);
        let (end_line, end_column) = self.line_column(text, end);
        Span { bytes: start..end, line, column, end_line, end_column }
    }

    /// The number, from 1, of the line that holds a byte.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).max(1)
    }

    /// The bytes of a line, counted from 1, without its line break. A line that is not there gives
    /// the nearest that is.
    pub(super) fn line_bytes(&self, text: &str, line: usize) -> Range<usize> {
        let index = line.clamp(1, self.starts.len()) - 1;
        let start = self.starts[index];
        let end = self.starts.get(index + 1).map_or(self.length, |next| next - 1);
        let line = &text[start..end];
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The byte of a line and column, both from 1.
    pub(super) fn byte_at(&self, text: &str, line: usize, column: usize) -> usize {
        let range = self.line_bytes(text, line);
        let content = &text[range.clone()];
        let past = content.char_indices().nth(column.saturating_sub(1));
        range.start + past.map_or(content.len(), |(at, _)| at)
    }

    /// How many lines there are; a line break at the end begins one more.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    fn line_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.line_of(byte);
        let start = self.starts[line - 1];
        (line, self.characters_before(text, byte) - self.characters_before(text, start) + 1)
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let whole = byte / STRIDE;
        let counted = self.characters.get(whole).copied().unwrap_or_default();
        counted + beginnings(&text.as_bytes()[whole * STRIDE..byte])
    }
}

/// How many characters begin in a piece of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The nearest place at or before a byte that does not cut a character in two.
pub(super) fn floor_boundary(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "ā: b\r\nцвет: d\n";
        let lines = Lines::new(text);
        let at = text.find('d').unwrap();
        let span = lines.span(text, at..at + 1);
        assert_eq!((span.line, span.column, span.end_line, span.end_column), (2, 7, 2, 8));
        assert_eq!(lines.byte_at(text, 2, 7), at);
        assert_eq!(&text[lines.line_bytes(text, 1)], "ā: b");
    }

    #[test]
    fn columns_of_long_lines() {
        let text = format!("первая\n{}x {}", "ā".repeat(3000), "€ ".repeat(900));
        let lines = Lines::new(&text);
        for (at, _) in text.char_indices().skip(7).step_by(97).chain([(text.len(), ' ')]) {
            let column = text["первая\n".len()..at].chars().count() + 1;
            assert_eq!(lines.span(&text, at..at).column, column);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{feff}name: x";
        let lines = Lines::new(text);
        assert_eq!(lines.span(text, 3..7).column, 1);
        assert_eq!(lines.span(text, 0..7).bytes, 3..7);
        assert_eq!(lines.byte_at(text, 1, 1), 3);
    }

    #[test]
    fn places_outside_the_text_are_drawn_in() {
        let text = "aā\n";
        let lines = Lines::new(text);
        assert_eq!(lines.span(text, 2..900).bytes, 1..4);
        assert_eq!(lines.byte_at(text, 99, 99), 4);
        assert_eq!(lines.byte_at(text, 1, 99), 3);
        assert_eq!(Lines::new("").span("", 5..7).bytes, 0..0);
    }
}
