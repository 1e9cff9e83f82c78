//! Date and time patterns: CLDR's pattern language read once, then written by pushing strings.

use std::fmt::Write as _;

/// One field of a pattern, or text between fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Year,
    /// In digits, at least so many.
    Month(usize),
    /// As it stands beside a day: `31 мая`.
    MonthName,
    /// As it stands alone: `май`.
    MonthHeading,
    /// In digits, at least so many.
    Day(usize),
    /// 0–23, at least so many digits.
    Hour24(usize),
    /// 1–12, at least so many digits.
    Hour12(usize),
    Minute,
    /// "AM", "in the morning".
    DayPeriod,
    Era,
}

impl Piece {
    pub(super) fn is_month(&self) -> bool {
        matches!(self, Self::Month(_) | Self::MonthName | Self::MonthHeading)
    }
}

/// Reads a pattern (UTS #35 part 4, "Date Format Patterns"). A field this module does not write is
/// left out: no pattern asked of ICU has one.
pub(super) fn parse(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut quoted = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\'' {
            if chars.next_if_eq(&'\'').is_some() {
                push_text(&mut pieces, '\'');
            } else {
                quoted = !quoted;
            }
        } else if c.is_ascii_alphabetic() && !quoted {
            let mut width = 1;
            while chars.next_if_eq(&c).is_some() {
                width += 1;
            }
            pieces.extend(field(c, width));
        } else {
            push_text(&mut pieces, c);
        }
    }
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, c: char) {
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        text.push(c);
    } else {
        pieces.push(Piece::Text(c.to_string()));
    }
}

fn field(letter: char, width: usize) -> Option<Piece> {
    Some(match letter {
        'y' | 'u' | 'Y' => Piece::Year,
        'M' | 'L' if width < 3 => Piece::Month(width),
        'M' => Piece::MonthName,
        'L' => Piece::MonthHeading,
        'd' => Piece::Day(width),
        'H' | 'k' => Piece::Hour24(width),
        'h' | 'K' => Piece::Hour12(width),
        'm' => Piece::Minute,
        'a' | 'b' | 'B' => Piece::DayPeriod,
        'G' => Piece::Era,
        _ => return None,
    })
}

/// What the fields of a language's patterns are written with.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) digits: [char; 10],
    pub(super) months: [String; 12],
    pub(super) headings: [String; 12],
    /// By hour.
    pub(super) day_periods: [String; 24],
    pub(super) era: String,
    pub(super) first_day: Option<&'static str>,
}

/// The values of the fields; what a pattern does not mention is ignored.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Moment {
    pub(super) year: u32,
    /// From 0.
    pub(super) month: usize,
    pub(super) day: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
}

impl Words {
    pub(super) fn write(&self, out: &mut String, pieces: &[Piece], at: Moment) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Year => self.write_number(out, at.year, 1),
                Piece::Month(width) => {
                    let month = u32::try_from(at.month).unwrap_or_default();
                    self.write_number(out, month + 1, *width);
                }
                Piece::MonthName => out.push_str(word(&self.months, at.month)),
                Piece::MonthHeading => out.push_str(word(&self.headings, at.month)),
                Piece::Day(width) => self.write_day(out, at.day, *width),
                Piece::Hour24(width) => self.write_number(out, at.hour, *width),
                Piece::Hour12(width) => self.write_number(out, (at.hour + 11) % 12 + 1, *width),
                Piece::Minute => self.write_number(out, at.minute, 2),
                Piece::DayPeriod => out.push_str(word(&self.day_periods, at.hour as usize)),
                Piece::Era => out.push_str(&self.era),
            }
        }
    }

    fn write_day(&self, out: &mut String, day: u32, width: usize) {
        match self.first_day {
            Some(first) if day == 1 && width == 1 => out.push_str(first),
            _ => self.write_number(out, day, width),
        }
    }

    fn write_number(&self, out: &mut String, number: u32, width: usize) {
        let start = out.len();
        // Writing into a string cannot fail.
        let _ = write!(out, "{number:0width$}");
        if self.digits[0] != '0' {
            let ascii = out.split_off(start);
            let digit = |byte: u8| self.digits[usize::from(byte.wrapping_sub(b'0')) % 10];
            out.extend(ascii.bytes().map(digit));
        }
    }
}

fn word(words: &[String], index: usize) -> &str {
    words.get(index).map_or("", String::as_str)
}
