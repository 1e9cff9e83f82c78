//! The first wall: writes raw HTML anew, tag by tag, from what the allow-list knows.

use std::ops::Range;

use super::super::escape;
use super::super::problem::ProblemKind;
use super::super::render::Renderer;
use super::elements::{self, Element, Kind};
use super::stack::Open;
use super::tags::Wanted;
use super::tokens::{Attributes, Token, Tokens, reference};

/// The longest text whose raw HTML is cleaned, in bytes. The document tree takes some two hundred times
/// as much memory.
const LONGEST: usize = 512 * 1024;

/// Lines of raw HTML, and where each stands in the source.
#[derive(Default)]
pub(in super::super) struct Chunk {
    pub(super) html: String,
    lines: Vec<(usize, usize)>,
}

impl Chunk {
    pub(in super::super) fn clear(&mut self) {
        self.html.clear();
        self.lines.clear();
    }

    pub(in super::super) fn push(&mut self, line: &str, source: usize) {
        self.lines.push((self.html.len(), source));
        self.html.push_str(line);
    }

    /// The place in the source of a place in the HTML.
    pub(super) fn source(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at);
        line.checked_sub(1)
            .and_then(|line| self.lines.get(line))
            .map_or(at, |(start, source)| source + at - start)
    }
}

impl Renderer<'_> {
    /// Writes a tag that stands in a line of text.
    pub(in super::super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.templates.holds(range.start) {
            self.html_as_text(html);
            return;
        }
        let mut chunk = Chunk::default();
        chunk.push(html, range.start);
        self.raw_html(&chunk, true);
    }

    /// Writes the block of raw HTML that has been read.
    pub(in super::super) fn html_block(&mut self) {
        let chunk = std::mem::take(&mut self.raw.block);
        self.raw_html(&chunk, false);
        self.raw.block = chunk;
    }

    fn html_as_text(&mut self, html: &str) {
        self.plain.push_str(html);
        escape::text(&mut self.out.html, html);
    }

    fn raw_html(&mut self, chunk: &Chunk, inline: bool) {
        if self.options.trusted_html {
            self.trusted_html(chunk);
            return;
        }
        if self.source.len() > LONGEST {
            if !std::mem::replace(&mut self.raw.refused, true) {
                let span = self.span(chunk.source(0)..chunk.source(chunk.html.len()));
                self.problem(ProblemKind::TooLongForHtml, span);
            }
            self.html_as_text(&chunk.html);
            return;
        }
        self.raw.seen = true;
        let mut tokens = Tokens::new(&chunk.html);
        while let Some((token, range)) = tokens.next() {
            match token {
                Token::Text(text) => self.raw_text(text),
                Token::Open(name, attributes) => {
                    let source = chunk.source(range.start)..chunk.source(range.end - 1) + 1;
                    if let Some(element) = elements::allowed(name) {
                        let wanted =
                            Wanted::read(element, Attributes::new(&chunk.html, attributes));
                        self.open_raw(element, &wanted, source, inline);
                        continue;
                    }
                    let (content, end) = (elements::with_content(name), source.end);
                    if let Some(lost) = content.or_else(|| elements::missed(name)) {
                        let span = self.span(source);
                        self.problem(ProblemKind::RemovedHtml(lost.to_owned()), span);
                    }
                    if let Some(name) = content
                        && (inline || !tokens.skip_past_close(name))
                    {
                        self.hide_element(name, end, inline);
                    }
                }
                Token::Close(name) => {
                    self.hide_until_close(name, chunk.source(range.start));
                    self.close_raw(name);
                }
                Token::Other => self.comment(chunk, &range),
            }
        }
    }

    /// Writes the text between tags: character references stay, everything else is escaped.
    fn raw_text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.hold_content();
        }
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            self.plain.push_str(&rest[..at]);
            escape::text(&mut self.out.html, &rest[..at]);
            rest = &rest[at..];
            let mut buffer = [0; 4];
            if let Some((character, length)) = reference(rest) {
                let character = character.encode_utf8(&mut buffer);
                self.plain.push_str(character);
                escape::text(&mut self.out.html, character);
                rest = &rest[length..];
            } else {
                let length = named(rest);
                self.plain.push_str(&rest[..length.max(1)]);
                self.out.push(if length > 0 { &rest[..length] } else { "&amp;" });
                rest = &rest[length.max(1)..];
            }
        }
        self.plain.push_str(rest);
        escape::text(&mut self.out.html, rest);
    }

    fn open_raw(
        &mut self,
        element: &'static Element,
        wanted: &Wanted,
        source: Range<usize>,
        inline: bool,
    ) {
        let flat = inline
            || !element.is_part() && self.reachable().iter().any(|open| open.element.flattens());
        if element.is_block() && flat {
            return;
        }
        if element.is_block() {
            self.close_raw_while(|open| open.holds_lines_only() || open.ends_before(element));
        }
        if !element.is_part() {
            self.hold_content();
        }
        if element.name == "img" {
            self.raw_image(wanted, source);
        } else if element.is_empty() {
            self.write_tag(element, wanted);
        } else if element.name == "a" {
            self.raw_link(element, wanted, source);
        } else if self.fits(element) {
            let html = self.out.html.len();
            if matches!(element.kind, Kind::Heading | Kind::Line) {
                self.plain.clear();
            }
            if element.kind != Kind::Heading {
                self.write_tag(element, wanted);
            }
            let id = wanted.id();
            let (content, plain) = (self.out.html.len(), self.plain.len());
            self.raw.open.push(Open { element, html, content, plain, link: None, id });
        }
    }
}

/// The length of `&name;` at the start of `text`, or 0.
fn named(text: &str) -> usize {
    let name = text.bytes().skip(1).take(32).take_while(u8::is_ascii_alphanumeric).count();
    let ends = text.as_bytes().get(name + 1) == Some(&b';');
    if name > 0 && ends { name + 2 } else { 0 }
}
