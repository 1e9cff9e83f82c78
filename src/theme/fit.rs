//! Sets a text into an area: the largest size at which it fits, its lines of about the same length,
//! and “…” where it fits at none.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use serde::Serialize;

use super::fonts::{FaceId, Fonts};

/// Nothing beyond so many characters could fit into a picture.
const LONGEST: usize = 2_000;

/// The area, and how the text may be set in it. Lengths are in the units of the drawing.
#[derive(Debug)]
pub(super) struct Area {
    /// The font.
    pub(super) face: FaceId,
    /// How long a line may be.
    pub(super) width: f64,
    /// How high all lines together may be.
    pub(super) height: f64,
    /// The sizes to be tried, in this order.
    pub(super) sizes: Vec<f64>,
    /// From line to line, as a multiple of the size.
    pub(super) leading: f64,
}

/// A text that was set.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Fitted {
    /// The size of the letters.
    pub(super) size: f64,
    /// How high all lines together are.
    pub(super) height: f64,
    /// True when the text was too long and ends with “…”.
    pub(super) cut: bool,
    /// The lines.
    pub(super) lines: Vec<Line>,
}

/// A line.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Line {
    /// What stands in it.
    pub(super) text: String,
    /// How far its baseline is below the top of the area.
    pub(super) y: f64,
    /// How long it is.
    pub(super) width: f64,
}

/// Where the baseline of a line is between its top and its bottom.
const BASELINE: f64 = 0.8;

/// Sets a text. Characters that no font has are left out.
pub(super) fn fit(fonts: &Fonts, text: &str, area: &Area) -> Fitted {
    let text = writable(fonts, text);
    let pieces = pieces(fonts, area.face, &text);
    for &size in &area.sizes {
        let limit = area.width / size;
        if let Some(lines) = balanced(&pieces, limit)
            && lines.len() <= most_lines(area, size)
        {
            return set(area, size, lines, false, &text);
        }
    }
    // At none of the sizes: the last one, with words broken and the end cut off.
    let size = area.sizes.last().copied().unwrap_or(1.0);
    let limit = area.width / size;
    let broken = broken(fonts, area.face, pieces, limit);
    let mut lines = first_fit(&broken, limit).unwrap_or_default();
    let most = most_lines(area, size);
    let cut = lines.len() > most;
    if cut {
        lines.truncate(most);
        if let Some(line) = lines.last_mut() {
            *line = with_ellipsis(fonts, area.face, line, limit);
        }
    }
    set(area, size, lines, cut, &text)
}

/// How many lines of a size the area has room for, one at the least.
fn most_lines(area: &Area, size: f64) -> usize {
    let further = ((area.height - size) / (size * area.leading)).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1,000")]
    let further = further.clamp(0.0, 1_000.0) as usize;
    further + 1
}

fn set(area: &Area, size: f64, lines: Vec<(String, f64)>, cut: bool, whole: &str) -> Fitted {
    let step = size * area.leading;
    let mut y = size * BASELINE;
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|(text, ems)| {
            let line = Line { text: directed(text, whole), y, width: ems * size };
            y += step;
            line
        })
        .collect();
    let height = if lines.is_empty() { 0.0 } else { y - step + size * (1.0 - BASELINE) };
    Fitted { size, height, cut, lines }
}

/// A part of a text between two places where a line may end.
struct Piece {
    text: String,
    /// Without the space after it, in ems.
    width: f64,
    /// Of the space after it, in ems.
    space: f64,
}

/// The text with single spaces between words, without what no font has.
fn writable(fonts: &Fonts, text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    for c in text.chars().take(LONGEST) {
        let joins = matches!(c, '\u{a0}' | '\u{202f}');
        if c.is_whitespace() && !joins {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if fonts.can_write(c) && !c.is_control() {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn pieces(fonts: &Fonts, face: FaceId, text: &str) -> Vec<Piece> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let ends = fonts.ends(face, text);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut start, mut before) = (0, 0);
    for end in segmenter.segment_str(text).skip(1) {
        let part = &text[start..end];
        // A word of one letter does not end a line: it belongs to the next.
        let lone = text[before..end].strip_suffix(' ').is_some_and(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        });
        before = end;
        if lone && end < text.len() {
            continue;
        }
        let word = part.trim_end_matches(' ');
        if !word.is_empty() {
            let word_end = start + word.len();
            pieces.push(Piece {
                text: word.to_owned(),
                width: ends[word_end] - ends[start],
                space: ends[end] - ends[word_end],
            });
        }
        start = end;
    }
    pieces
}

/// The fewest lines that the pieces fit into, made as short as they can be without one more.
fn balanced(pieces: &[Piece], limit: f64) -> Option<Vec<(String, f64)>> {
    let widest = first_fit(pieces, limit)?;
    let (mut low, mut high) = (0.0, limit);
    let mut best = widest;
    for _ in 0..12 {
        let middle = f64::midpoint(low, high);
        match first_fit(pieces, middle).filter(|lines| lines.len() == best.len()) {
            Some(lines) => {
                best = lines;
                high = middle;
            }
            None => low = middle,
        }
    }
    Some(best)
}

/// Fills line after line. `None` when a piece is longer than a line.
fn first_fit(pieces: &[Piece], limit: f64) -> Option<Vec<(String, f64)>> {
    let mut lines: Vec<(String, f64)> = Vec::new();
    let mut space = 0.0;
    for piece in pieces {
        if piece.width > limit {
            return None;
        }
        match lines.last_mut() {
            Some((line, width)) if *width + space + piece.width <= limit => {
                if space > 0.0 {
                    line.push(' ');
                }
                line.push_str(&piece.text);
                *width += space + piece.width;
            }
            _ => lines.push((piece.text.clone(), piece.width)),
        }
        space = piece.space;
    }
    Some(lines)
}

/// The pieces, those that are longer than a line broken between letters.
fn broken(fonts: &Fonts, face: FaceId, pieces: Vec<Piece>, limit: f64) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.width <= limit {
            out.push(piece);
            continue;
        }
        let mut rest = piece.text.as_str();
        while !rest.is_empty() {
            let end = longest(fonts, face, rest, limit);
            let (head, tail) = rest.split_at(end);
            let space = if tail.is_empty() { piece.space } else { 0.0 };
            // A letter that is wider than the whole line cannot be made narrower.
            let width = fonts.width(face, head).min(limit);
            out.push(Piece { text: head.to_owned(), width, space });
            rest = tail;
        }
    }
    out
}

/// The end of the longest beginning of a text that fits into a line, one letter at the least.
fn longest(fonts: &Fonts, face: FaceId, text: &str, limit: f64) -> usize {
    let widths = fonts.ends(face, text);
    let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).skip(1).collect();
    let fitting = ends.partition_point(|end| widths[*end] <= limit);
    ends.get(fitting.saturating_sub(1)).copied().unwrap_or(text.len())
}

/// A line that ends with “…” and still fits.
fn with_ellipsis(fonts: &Fonts, face: FaceId, line: &(String, f64), limit: f64) -> (String, f64) {
    let sign = if fonts.can_write('…') { "…" } else { "..." };
    let room = limit - fonts.width(face, sign);
    let mut text = line.0.as_str();
    if line.1 > room {
        text = &text[..longest(fonts, face, text, room)];
        // Rather less than half a word, where there are words.
        if let Some(end) = text.rfind(' ').filter(|end| *end > text.len() / 2) {
            text = &text[..end];
        }
    }
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !")”»“’".contains(c));
    let text = format!("{text}{sign}");
    let width = fonts.width(face, &text);
    (text, width)
}

/// A line of a text that runs from right to left says so: the renderer takes each line by itself, and
/// one that begins with a number or a Latin word would go the wrong way.
fn directed(line: String, whole: &str) -> String {
    let first = whole.chars().find(|c| c.is_alphabetic());
    if first.is_some_and(runs_to_the_left) { format!("\u{202b}{line}") } else { line }
}

/// Whether a letter belongs to a script that is written from right to left: the blocks that the bidi
/// algorithm (UAX #9) gives to such scripts.
fn runs_to_the_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

#[cfg(test)]
mod tests;
