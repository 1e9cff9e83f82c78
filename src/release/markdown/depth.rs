//! Bounds how deep blocks may nest.
//!
//! The parser walks all open quotes and lists at every line, so that a line of 20,000 `>` followed
//! by many lines costs minutes. Nobody nests text 32 deep on purpose: the markers beyond are blanked
//! out before parsing, byte for byte, so that every place in the text stays where it was.

use std::borrow::Cow;

/// Container markers at the start of a line that are honoured.
const MARKERS: usize = 32;
/// Columns of a line in which a container may begin.
const COLUMNS: usize = 128;

/// The text with markers beyond the bounds blanked out, and the place of the first of them.
pub(super) fn bounded(text: &str) -> (Cow<'_, str>, Option<usize>) {
    let mut blank = Vec::new();
    let returns = memchr::memchr(b'\r', text.as_bytes()).is_some();
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    for end in ends.chain([text.len()]) {
        let line = &text[start..end];
        if !returns {
            excess(line, start, &mut blank);
            start = end;
            continue;
        }
        for line in line.split_inclusive('\r') {
            excess(line, start, &mut blank);
            start += line.len();
        }
    }
    let Some(first) = blank.first().copied() else { return (Cow::Borrowed(text), None) };
    let mut bytes = text.as_bytes().to_vec();
    for at in blank {
        bytes[at] = b' ';
    }
    // Only ASCII bytes were replaced, so this cannot fail.
    (String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned), Some(first))
}

/// Collects the places of markers beyond the bounds in one line.
fn excess(line: &str, start: usize, blank: &mut Vec<usize>) {
    let bytes = line.as_bytes();
    let before = blank.len();
    let (mut at, mut markers, mut columns) = (0, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            b' ' => 0,
            b'\t' => {
                columns += 3;
                0
            }
            _ => marker(&bytes[at..]),
        };
        if length == 0 && byte != b' ' && byte != b'\t' {
            break;
        }
        if length > 0 {
            markers += 1;
            if markers > MARKERS || columns > COLUMNS {
                blank.extend((at..at + length).map(|place| start + place));
            }
        }
        columns += length.max(1);
        at += length.max(1);
    }
    if blank.len() > before && is_rule(line) {
        blank.truncate(before);
    }
}

/// The length of the marker of a quote, list item or footnote at the start of `bytes`, or 0.
fn marker(bytes: &[u8]) -> usize {
    let ends = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    match bytes[0] {
        b'>' => 1,
        b'-' | b'+' | b'*' if ends(1) => 1,
        b'0'..=b'9' => {
            let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            let closed = matches!(bytes.get(digits), Some(b'.' | b')'));
            if closed && ends(digits + 1) { digits + 1 } else { 0 }
        }
        b'[' if bytes.get(1) == Some(&b'^') => {
            let label = bytes.iter().take(200).position(|byte| *byte == b']');
            label.filter(|end| bytes.get(end + 1) == Some(&b':')).map_or(0, |end| end + 2)
        }
        _ => 0,
    }
}

/// Whether a line is a thematic break, `- - - -`, which nests nothing however long it is.
fn is_rule(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let first = marks.next();
    matches!(first, Some(b'-' | b'*')) && marks.all(|byte| Some(byte) == first)
}
