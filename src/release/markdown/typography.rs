//! Typographic quotation marks, apostrophes, dashes and ellipses, as the language writes them.
//!
//! Which mark a straight quote becomes depends on the characters around it, also across markup
//! (`"*word*"`), so the state lives as long as a block of text.

use std::borrow::Cow;

use memchr::memmem::Finder;

use super::escape::find;

/// The marks of a plain text such as a title: outer open, outer close, inner open, inner close.
pub fn smarten<'a>(text: &'a str, marks: &[&str; 4]) -> Cow<'a, str> {
    if find(text.as_bytes(), is_mark).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    Typography::new(Some(*marks), text).write(text, '\n', &mut out);
    Cow::Owned(out)
}

/// The state of one block of text.
pub(super) struct Typography<'a> {
    marks: Option<[&'a str; 4]>,
    /// The character before the next one, or one that stands for it.
    previous: char,
    /// How many double quotes are open.
    doubles: u32,
    /// Whether a single quote is open.
    single: bool,
    /// Whether the text is inside an address, whose dashes and dots are its own.
    address: bool,
    /// Find what may be a dash or an ellipsis; `None` when no text of the document holds any.
    runs: Option<[Finder<'static>; 2]>,
}

const BLOCK_START: char = '\n';

/// Whether this may have to change, or is a colon, which may begin an address.
#[expect(clippy::needless_bitwise_bool, reason = "comparisons without branches, for `find`")]
fn is_mark(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\'') | (byte == b'-') | (byte == b'.') | (byte == b':')
}

impl<'a> Typography<'a> {
    /// For the texts of a document, `source`.
    pub(super) fn new(marks: Option<[&'a str; 4]>, source: &str) -> Self {
        let runs = [Finder::new("--"), Finder::new("...")];
        let runs = runs.iter().any(|run| run.find(source.as_bytes()).is_some()).then_some(runs);
        Self { marks, previous: BLOCK_START, doubles: 0, single: false, address: false, runs }
    }

    /// Begins a new block: nothing is open any more.
    pub(super) fn start_block(&mut self) {
        self.previous = BLOCK_START;
        self.doubles = 0;
        self.single = false;
        self.address = false;
    }

    /// Says what stands between two pieces of text: a space for a line break, a letter for code.
    pub(super) fn interrupt(&mut self, stand_in: char) {
        self.previous = stand_in;
        self.address = false;
    }

    /// Appends `text`; `next` is the character that will follow it.
    pub(super) fn write(&mut self, text: &str, next: char, out: &mut String) {
        let Some(marks) = self.marks else {
            out.push_str(text);
            return;
        };
        if self.is_plain(text) {
            out.push_str(text);
            self.previous = text.chars().next_back().unwrap_or(self.previous);
            return;
        }
        let mut piece = Piece { text, next, done: 0, at: 0, decided: 0, run: Some(0) };
        if self.address {
            self.skip_address(&mut piece);
        }
        while let Some(found) = self.next_mark(&mut piece) {
            piece.at = found;
            match text.as_bytes()[piece.at] {
                b'"' => {
                    let instead = self.double(&marks, &piece);
                    piece.replace(1, instead, out);
                }
                b'\'' => {
                    let instead = self.single(&marks, &piece);
                    piece.replace(1, Some(instead), out);
                }
                b':' => {
                    let address = text[piece.at..].starts_with("://");
                    piece.at += 1;
                    if address {
                        self.skip_address(&mut piece);
                    }
                }
                byte => piece.run(byte, out),
            }
        }
        out.push_str(&text[piece.done..]);
        if piece.decided < text.len()
            && let Some(last) = text.chars().next_back()
        {
            self.previous = last;
        }
    }

    /// Whether nothing in a text can change, as in most.
    fn is_plain(&self, text: &str) -> bool {
        !self.address && next_quote(text, 0).is_none() && self.next_run(text, 0).is_none()
    }

    /// The place of the next thing that may have to change, or of a colon, which may begin an address.
    fn next_mark(&self, piece: &mut Piece) -> Option<usize> {
        if piece.run.is_some_and(|run| run <= piece.at) {
            piece.run = self.next_run(piece.text, piece.at);
        }
        let quote = next_quote(piece.text, piece.at);
        quote.into_iter().chain(piece.run).min()
    }

    fn next_run(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text.as_bytes()[at..];
        self.runs.iter().flatten().filter_map(|run| run.find(rest)).min().map(|found| at + found)
    }

    fn skip_address(&mut self, piece: &mut Piece) {
        let end = piece.text[piece.at..].find(char::is_whitespace);
        self.address = end.is_none();
        piece.at = end.map_or(piece.text.len(), |end| piece.at + end);
    }

    /// The mark for `"`; `None` leaves it alone, as after a number of inches or between spaces.
    fn double(&mut self, marks: &[&'a str; 4], piece: &Piece) -> Option<&'a str> {
        let (before, after) = piece.around(self.previous);
        if opens(before) && !after.is_whitespace() {
            self.doubles += 1;
            self.previous = '(';
            return Some(if self.doubles == 1 { marks[0] } else { marks[2] });
        }
        let lonely = before.is_whitespace() || before.is_numeric();
        self.previous = '"';
        if self.doubles == 0 && lonely {
            return None;
        }
        let close = if self.doubles > 1 { marks[3] } else { marks[1] };
        self.doubles = self.doubles.saturating_sub(1);
        Some(close)
    }

    fn single(&mut self, marks: &[&'a str; 4], piece: &Piece) -> &'a str {
        let (before, after) = piece.around(self.previous);
        self.previous = '\'';
        if before.is_alphanumeric() && after.is_alphanumeric() {
            return "’";
        }
        if opens(before) && after.is_whitespace() {
            return "'";
        }
        if opens(before) && !piece.decade() {
            self.single = true;
            self.previous = '(';
            return marks[2];
        }
        if std::mem::take(&mut self.single) { marks[3] } else { "’" }
    }
}

fn next_quote(text: &str, at: usize) -> Option<usize> {
    memchr::memchr3(b'"', b'\'', b':', &text.as_bytes()[at..]).map(|found| at + found)
}

/// Whether a quote after this character opens.
fn opens(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '[' | '{' | '/' | '=' | '-' | '–' | '—' | '«' | '„' | '“' | '‘' | '‚'
        )
}

/// One piece of text on its way out.
struct Piece<'t> {
    text: &'t str,
    next: char,
    /// How far it is written.
    done: usize,
    /// How far it is read.
    at: usize,
    /// The next run of hyphens or dots, if it is not behind `at` already.
    run: Option<usize>,
    /// Behind the last quote, for which `Typography::previous` speaks.
    decided: usize,
}

impl Piece<'_> {
    /// The characters before and after the quote at `at`.
    fn around(&self, previous: char) -> (char, char) {
        let before = if self.at == self.decided {
            previous
        } else {
            self.text[..self.at].chars().next_back().unwrap_or(previous)
        };
        (before, self.text[self.at + 1..].chars().next().unwrap_or(self.next))
    }

    /// Whether the apostrophe at `at` stands for a century: `'90s`.
    fn decade(&self) -> bool {
        let mut after = self.text[self.at + 1..].chars();
        let digits = after.next().is_some_and(char::is_numeric)
            && after.next().is_some_and(char::is_numeric);
        digits && !after.next().is_some_and(char::is_numeric)
    }

    fn replace(&mut self, length: usize, instead: Option<&str>, out: &mut String) {
        let end = self.at + length;
        if let Some(instead) = instead {
            out.push_str(&self.text[self.done..self.at]);
            out.push_str(instead);
            self.done = end;
        }
        self.at = end;
        self.decided = end;
    }

    /// A run of hyphens or dots: two or three hyphens are a dash, three dots an ellipsis.
    fn run(&mut self, byte: u8, out: &mut String) {
        let length =
            self.text.as_bytes()[self.at..].iter().take_while(|other| **other == byte).count();
        let instead = match (byte, length) {
            (b'-', 2) => "–",
            (b'-', 3) => "—",
            (b'.', 3) => "…",
            _ => {
                self.at += length;
                return;
            }
        };
        let decided = self.decided;
        self.replace(length, Some(instead), out);
        self.decided = decided;
    }
}
