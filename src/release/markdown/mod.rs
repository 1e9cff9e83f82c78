//! Markdown to HTML: `CommonMark` with tables, footnotes and strikethrough, for text that many hands
//! wrote.
//!
//! [`markdown`] reads a body in one pass and gives its HTML, finished but for **holes**: places where
//! the address of a link inside the newsroom, or the size of a picture, has to be written once the
//! site plan knows them. [`Body::write_html`] fills them. Everything else that other stages ask about
//! a text (its links, headings, anchors, lead, mistakes) comes from the same pass.
//!
//! * Every tag that is opened is closed, ids are unique, headings skip no level, and a link never
//!   stands in a link, whatever the input. Nothing here recurses, and the depth of nesting is bounded.
//! * Raw HTML goes through two walls: `raw::filter` writes only tags and attributes that are
//!   known, from their parsed parts; then `raw::clean` lets ammonia check the whole body.
//! * Template code of other generators (`{{ … }}`, `{% … %}`) is text and is shown as it was written.

mod blocks;
mod depth;
mod escape;
mod footnotes;
mod headings;
mod images;
mod links;
mod numbers;
pub mod plain;
mod problem;
mod raw;
mod render;
mod tables;
mod text;
mod typography;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use escape::{attribute as escape_attribute, find as find_byte, text as escape_text};
pub use links::{Link, LinkKind, Reach};
pub use problem::{Problem, ProblemKind};
pub use typography::smarten;

/// How a text is to be rendered.
pub struct Options<'a> {
    /// Quotation marks of the language: outer open, outer close, inner open, inner close. With them
    /// straight quotes, apostrophes, `--`, `---` and `...` become typographic; `None` leaves the text
    /// as it was typed.
    pub smart_quotes: Option<[&'a str; 4]>,
    /// Raw HTML is passed on as it is.
    pub trusted_html: bool,
    /// Makes an id out of a heading's text.
    pub heading_anchor: &'a dyn Fn(&str) -> String,
    /// The level of the body's highest heading, 1 to 6.
    pub base_heading_level: u8,
    /// Set before every id of this body, so that two bodies can stand on one page; usually empty.
    pub id_prefix: &'a str,
    /// Ids that the page itself uses, which no heading may take.
    pub reserved_ids: &'a [&'a str],
}

/// A rendered text and what is known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML, with nothing at the places that `holes` name.
    pub html: String,
    /// What has to be filled in, in order of `at`. A link may have several holes or none.
    pub holes: Vec<Hole>,
    /// Every link and picture of the text in order, also those that lead outside.
    pub links: Vec<Link>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Ids of named anchors in raw HTML (`<a name="…">`, `<h2 id="…">`), which links may mean as well.
    pub anchors: Vec<String>,
    /// The first paragraph as plain text on one line.
    pub lead: String,
    /// What is wrong, in order of discovery.
    pub problems: Vec<Problem>,
}

/// A place in [`Body::html`] where something has to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset in the HTML.
    pub at: usize,
    /// What belongs there.
    pub kind: HoleKind,
    /// Index into [`Body::links`].
    pub link: usize,
}

/// What belongs into a [`Hole`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoleKind {
    /// The address of a link or picture, inside quotation marks.
    Address,
    /// ` width="…" height="…"` of a picture, or nothing.
    Size,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The level it is shown at.
    pub level: u8,
    /// Its id, unique on the page.
    pub id: String,
    /// Its words as plain text.
    pub text: String,
}

/// Renders the Markdown that stands at `body` of a file. `text` is the whole file, so that the spans
/// of links and problems are places in it; a `body` that is no range of characters of it counts as
/// empty.
pub fn markdown(text: &str, body: Range<usize>, options: &Options) -> Body {
    let base = body.start;
    render::render(text.get(body).unwrap_or_default(), base, options)
}

impl Body {
    /// Appends the HTML with its holes filled. `address` appends the address of a link, by its index
    /// in [`Body::links`], and need not escape it; `size` gives a picture's width and height in
    /// pixels when they are known. `sources` appends the `source` elements between which a browser may
    /// choose for a picture; where it appends any, they and the picture stand in a `picture` element.
    pub fn write_html(
        &self,
        out: &mut String,
        mut address: impl FnMut(usize, &mut String),
        mut size: impl FnMut(usize) -> Option<(u32, u32)>,
        mut sources: impl FnMut(usize, &mut String),
    ) {
        out.reserve(self.html.len() + self.holes.len() * 32);
        let mut written = 0;
        let mut in_picture = false;
        let mut value = String::new();
        for (i, hole) in self.holes.iter().enumerate() {
            out.push_str(self.html.get(written..hole.at).unwrap_or_default());
            written = hole.at;
            match hole.kind {
                HoleKind::Address => {
                    let sized = self
                        .holes
                        .get(i + 1)
                        .is_some_and(|next| next.kind == HoleKind::Size && next.link == hole.link);
                    if sized && out.ends_with(IMAGE) {
                        let begin = out.len() - IMAGE.len();
                        out.truncate(begin);
                        out.push_str("<picture>");
                        let before = out.len();
                        sources(hole.link, out);
                        in_picture = out.len() > before;
                        if !in_picture {
                            out.truncate(begin);
                        }
                        out.push_str(IMAGE);
                    }
                    value.clear();
                    address(hole.link, &mut value);
                    escape::attribute(out, &value);
                }
                HoleKind::Size => {
                    if let Some((width, height)) = size(hole.link) {
                        write_size(out, width, height);
                    }
                    let rest = self.html.get(written..).unwrap_or_default();
                    // Nothing but attributes of the program's own stands before the element's end.
                    if let (true, Some(end)) = (in_picture, rest.find('>')) {
                        out.push_str(rest.get(..=end).unwrap_or_default());
                        out.push_str("</picture>");
                        written += end + 1;
                        in_picture = false;
                    }
                }
            }
        }
        out.push_str(self.html.get(written..).unwrap_or_default());
    }
}

/// What stands before the address of a picture.
const IMAGE: &str = "<img src=\"";

/// HTML being written, with its holes.
#[derive(Debug, Default)]
struct Output {
    html: String,
    holes: Vec<Hole>,
}

impl Output {
    fn push(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    fn number(&mut self, number: usize) {
        write_number(&mut self.html, number);
    }

    fn hole(&mut self, kind: HoleKind, link: usize) {
        self.holes.push(Hole { at: self.html.len(), kind, link });
    }

    /// Takes back what was written since `at`.
    fn truncate(&mut self, at: usize) {
        self.html.truncate(at);
        while self.holes.last().is_some_and(|hole| hole.at > at) {
            self.holes.pop();
        }
    }

    /// Inserts markup at `at`, near the end, and moves the holes behind it.
    fn insert(&mut self, at: usize, markup: &str) {
        self.html.insert_str(at, markup);
        for hole in self.holes.iter_mut().rev().take_while(|hole| hole.at >= at) {
            hole.at += markup.len();
        }
    }

    /// Takes markup near the end out again; nothing after it may be lost, no hole may be in it.
    fn remove(&mut self, range: Range<usize>) {
        for hole in self.holes.iter_mut().rev().take_while(|hole| hole.at >= range.end) {
            hole.at -= range.len();
        }
        self.html.replace_range(range, "");
    }

    /// Appends another piece with its holes.
    fn append(&mut self, other: &Output) {
        let moved = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|hole| Hole { at: hole.at + moved, ..*hole }));
    }
}

/// Writes a number in decimal, without going through the formatter.
fn write_number(out: &mut String, number: usize) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Writes the attributes of a picture's size.
fn write_size(out: &mut String, width: u32, height: u32) {
    for (name, pixels) in [(" width=\"", width), (" height=\"", height)] {
        out.push_str(name);
        write_number(out, usize::try_from(pixels).unwrap_or_default());
        out.push('"');
    }
}

/// Plain text on one line: white space is collapsed, characters that no page may hold are left out.
pub fn one_line(text: &str) -> String {
    if is_one_line(text.as_bytes()) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        escape::plain(&mut line, word);
    }
    line
}

/// Whether a text is sure to be on one line already: no white space but single spaces between words,
/// and nothing that no page may hold.
#[expect(clippy::needless_bitwise_bool, reason = "comparisons without branches, many at a time")]
fn is_one_line(bytes: &[u8]) -> bool {
    // White space that is not ASCII begins with C2, E1, E2 or E3. Of E2, quotation marks and dashes
    // (E2 80 90 to 9E) are in every other text.
    let is_stray = |byte: u8| {
        (byte < 0x20)
            | (byte == 0x7F)
            | (byte == 0xC2)
            | (byte == 0xE1)
            | (byte == 0xE3)
            | (byte >= 0xEF)
    };
    let [first, .., last] = bytes else { return false };
    (*first != b' ')
        && (*last != b' ')
        && !bytes.iter().fold(false, |any, byte| any | is_stray(*byte))
        && !bytes
            .iter()
            .zip(&bytes[1..])
            .fold(false, |any, (a, b)| any | (*a == b' ') & (*b == b' '))
        && memchr::memchr_iter(0xE2, bytes)
            .all(|at| matches!(bytes[at + 1..], [0x80, 0x90..=0x9E, ..]))
}
