//! Ranges of dates that repeat nothing: `3–10 June 2013`.
//!
//! ICU4X has CLDR's interval patterns only for abbreviated months, and marks them unstable. A range
//! is composed from the pattern of the full date instead, so that both look alike.

use super::overrides::RangeStyle;
use super::pattern::{Moment, Piece, Words};

/// The pattern of a full date, cut where a range repeats it.
///
/// `y. 'gada' d. MMMM` has the head `y. 'gada' `, the core `d. MMMM`, whose day is `d.`, and no tail.
#[derive(Debug)]
pub(super) struct RangePattern {
    head: Vec<Piece>,
    before_day: Vec<Piece>,
    day: Vec<Piece>,
    after_day: Vec<Piece>,
    tail: Vec<Piece>,
    style: RangeStyle,
}

impl RangePattern {
    /// `None` if the year stands between day and month, so that nothing can be left out.
    pub(super) fn new(full: &[Piece], style: RangeStyle) -> Option<Self> {
        let pieces = split_day_suffix(full);
        let day = pieces.iter().position(|piece| matches!(piece, Piece::Day(_)))?;
        let month = pieces.iter().position(Piece::is_month)?;
        let year = pieces.iter().position(|piece| *piece == Piece::Year)?;
        let has_suffix = matches!(pieces.get(day + 1), Some(Piece::Text(text)) if is_suffix(text));
        let day_end = day + 1 + usize::from(has_suffix);
        let start = day.min(month);
        let end = day_end.max(month + 1);
        if (start..end).contains(&year) {
            return None;
        }
        let part = |from: usize, to: usize| pieces.get(from..to).unwrap_or_default().to_vec();
        Some(Self {
            head: part(0, start),
            before_day: part(start, day),
            day: part(day, day_end),
            after_day: part(day_end, end),
            tail: part(end, pieces.len()),
            style,
        })
    }

    pub(super) fn within_month(&self, words: &Words, from: Moment, to: Moment) -> String {
        let mut out = String::with_capacity(48);
        words.write(&mut out, &self.head, from);
        words.write(&mut out, &self.before_day, from);
        let first = if self.style.one_dot { self.day.get(..1) } else { None };
        words.write(&mut out, first.unwrap_or(&self.day), from);
        out.push_str(self.style.tight);
        words.write(&mut out, &self.day, to);
        words.write(&mut out, &self.after_day, to);
        words.write(&mut out, &self.tail, to);
        out
    }

    pub(super) fn within_year(&self, words: &Words, from: Moment, to: Moment) -> String {
        let mut out = String::with_capacity(64);
        words.write(&mut out, &self.head, from);
        self.write_core(&mut out, words, from);
        out.push_str(self.style.loose);
        self.write_core(&mut out, words, to);
        words.write(&mut out, &self.tail, to);
        out
    }

    fn write_core(&self, out: &mut String, words: &Words, at: Moment) {
        words.write(out, &self.before_day, at);
        words.write(out, &self.day, at);
        words.write(out, &self.after_day, at);
    }
}

/// Parts the text after the day into what belongs to the day (`.`, `日`) and the rest.
fn split_day_suffix(full: &[Piece]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(full.len() + 1);
    for piece in full {
        match (pieces.last(), piece) {
            (Some(Piece::Day(_)), Piece::Text(text)) => {
                let cut = text.find(separates).unwrap_or(text.len());
                let (suffix, rest) = text.split_at(cut);
                let texts = [suffix, rest].into_iter().filter(|text| !text.is_empty());
                pieces.extend(texts.map(|text| Piece::Text(text.to_owned())));
            }
            _ => pieces.push(piece.clone()),
        }
    }
    pieces
}

fn is_suffix(text: &str) -> bool {
    !text.starts_with(separates)
}

fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '،' | '-' | '/')
}
