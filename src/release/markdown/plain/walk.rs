//! One pass over the HTML of a text.

use super::super::raw::{Attributes, Token, Tokens, decoded};
use super::super::{Body, HoleKind};
use super::To;
use super::block::{Block, Blocks, Container, Kind};
use super::inline::{Line, lowered, raised};
use super::table::Table;

/// Elements whose content is not for readers.
const WITHOUT_WORDS: [&str; 5] = ["script", "style", "template", "noscript", "svg"];

/// Elements in a line of text; all others begin and end a block.
const INLINE: [&str; 26] = [
    "b", "strong", "i", "em", "u", "ins", "small", "mark", "span", "abbr", "cite", "dfn", "code",
    "kbd", "samp", "var", "bdi", "bdo", "wbr", "time", "data", "font", "big", "tt", "label",
    "ruby",
];

pub(super) fn walk(
    body: &Body,
    refer: &mut dyn FnMut(To<'_>, &str) -> Option<usize>,
) -> Vec<Block> {
    let mut walker = Walker {
        body,
        hole: 0,
        blocks: Blocks::default(),
        line: Line::default(),
        heading: None,
        paragraph: false,
        notes: false,
        back: false,
        table: None,
        refer,
    };
    let mut tokens = Tokens::new(&body.html);
    while let Some((token, range)) = tokens.next() {
        match token {
            Token::Text(text) if !walker.back => walker.line.push(&decoded(text)),
            Token::Open(name, at) => {
                let name = name.to_ascii_lowercase();
                if let Some(name) = WITHOUT_WORDS.iter().find(|known| **known == name) {
                    tokens.skip_past_close(name);
                } else {
                    walker.open(&name, Attributes::new(&body.html, at), range.end);
                }
            }
            Token::Close(name) => walker.close(&name.to_ascii_lowercase()),
            Token::Text(_) | Token::Other => {}
        }
    }
    walker.end_block();
    walker.end_table();
    walker.blocks.done
}

struct Walker<'a, 'r> {
    body: &'a Body,
    /// The next of the body's holes.
    hole: usize,
    blocks: Blocks,
    line: Line<'a>,
    heading: Option<u8>,
    paragraph: bool,
    /// Inside the section of footnotes.
    notes: bool,
    /// Inside a link from a footnote back to the text, which has no words.
    back: bool,
    table: Option<Table>,
    refer: &'r mut dyn FnMut(To<'_>, &str) -> Option<usize>,
}

impl<'a> Walker<'a, '_> {
    fn open(&mut self, name: &str, attributes: Attributes<'a>, end: usize) {
        let hole = self.hole(end);
        match name {
            "a" => self.open_link(attributes, hole),
            "img" => {
                if let Some(alt) = value(attributes, "alt").filter(|alt| !alt.trim().is_empty()) {
                    self.line.push(&format!("[{}]", decoded(alt)));
                }
            }
            "br" => self.line.line_break(),
            "sup" | "sub" => self.line.open_script(),
            "del" | "s" | "strike" => self.line.push("~~"),
            "q" => self.line.push("\""),
            _ if INLINE.contains(&name) => {}
            _ => self.open_block(name, attributes),
        }
    }

    fn open_block(&mut self, name: &str, attributes: Attributes<'a>) {
        if let Some(table) = &mut self.table {
            match name {
                "table" => table.inner += 1,
                "tr" if table.inner == 0 => table.row(),
                "thead" | "tbody" | "tfoot" | "tr" => {}
                // What stands in a cell stands on its line.
                _ => self.line.push(" "),
            }
            return;
        }
        self.end_block();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = name[1..].parse().ok();
            }
            "p" => self.paragraph = true,
            "blockquote" => self.blocks.open(Container::Quote),
            "ul" => self.open_list(None),
            "ol" => {
                let start = value(attributes, "start").and_then(|start| start.parse().ok());
                self.open_list(Some(start.unwrap_or(1)));
            }
            "li" => self.blocks.open_item(),
            "dd" => self.blocks.open(Container::Description),
            "pre" => self.line.verbatim = true,
            "hr" => self.blocks.push(Kind::Rule, true),
            "table" => self.table = Some(Table::default()),
            "section" => self.notes = value(attributes, "class") == Some("footnotes"),
            _ => {}
        }
    }

    fn open_list(&mut self, next: Option<u64>) {
        let notes = std::mem::take(&mut self.notes);
        self.blocks.open(Container::List { next, items: 0, notes });
    }

    fn open_link(&mut self, attributes: Attributes<'a>, hole: Option<usize>) {
        let mut to = hole.map(To::Link);
        let mut note = false;
        for attribute in attributes {
            match attribute.name {
                "href" if to.is_none() && !attribute.value.is_empty() => {
                    to = Some(To::Address(attribute.value));
                }
                // Raised numbers say which note is meant.
                "role" if attribute.value == "doc-noteref" => note = true,
                "role" if attribute.value == "doc-backlink" => self.back = true,
                _ => {}
            }
        }
        self.line.open_link(to.filter(|_| !note && !self.back));
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => {
                self.line.close_link(self.refer);
                self.back = false;
            }
            "sup" => self.line.close_script(raised),
            "sub" => self.line.close_script(lowered),
            "del" | "s" | "strike" => self.line.push("~~"),
            "q" => self.line.push("\""),
            _ if INLINE.contains(&name) => {}
            _ if self.table.is_some() => self.close_in_table(name),
            _ => self.close_block(name),
        }
    }

    fn close_block(&mut self, name: &str) {
        self.end_block();
        match name {
            "blockquote" => self.blocks.close(|open| matches!(open, Container::Quote)),
            "ul" | "ol" => self.blocks.close(|open| matches!(open, Container::List { .. })),
            "li" => self.blocks.close(|open| matches!(open, Container::Item { .. })),
            "dd" => self.blocks.close(|open| matches!(open, Container::Description)),
            "pre" => self.line.verbatim = false,
            _ => {}
        }
    }

    fn close_in_table(&mut self, name: &str) {
        let Some(table) = &mut self.table else { return };
        match name {
            "table" if table.inner > 0 => table.inner -= 1,
            "table" => self.end_table(),
            "td" | "th" if table.inner == 0 => table.cell(&self.line.take()),
            "thead" if table.inner == 0 => table.end_head(),
            "caption" => {
                let caption = self.line.take();
                if !caption.is_empty() {
                    self.blocks.push(Kind::Text(caption), true);
                }
            }
            _ => self.line.push(" "),
        }
    }

    /// The link whose address belongs into the tag that ends at `end`.
    fn hole(&mut self, end: usize) -> Option<usize> {
        let mut link = None;
        while let Some(hole) = self.body.holes.get(self.hole).filter(|hole| hole.at < end) {
            if hole.kind == HoleKind::Address {
                link = Some(hole.link);
            }
            self.hole += 1;
        }
        link
    }

    fn end_block(&mut self) {
        let text = self.line.take();
        let (heading, paragraph) = (self.heading.take(), std::mem::take(&mut self.paragraph));
        if text.is_empty() {
            return;
        }
        let kind = match heading {
            Some(level) => Kind::Heading(level, text),
            None if self.line.verbatim => Kind::Verbatim(text),
            None => Kind::Text(text),
        };
        self.blocks.push(kind, paragraph || heading.is_some());
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        let rest = self.line.take();
        if !rest.is_empty() {
            table.cell(&rest);
        }
        if let Some((rows, header)) = table.finish() {
            self.blocks.push(Kind::Table { rows, header }, true);
        }
    }
}

fn value<'a>(mut attributes: Attributes<'a>, name: &str) -> Option<&'a str> {
    attributes.find(|attribute| attribute.name == name).map(|attribute| attribute.value)
}
