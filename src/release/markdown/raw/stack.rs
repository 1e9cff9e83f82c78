//! The raw elements that are open.
//!
//! A tag that is opened in one piece of raw HTML may be closed in another, with Markdown between. The
//! stack makes sure that what comes out is properly nested all the same, also with the Markdown: an
//! element ends at the latest where the Markdown element ends in which it began.

use super::super::one_line;
use super::super::render::Renderer;
use super::elements::{self, Element, Kind};
use super::filter::Chunk;

/// How many raw elements may be open at a time; a tag beyond that is left out.
const DEEPEST: usize = 48;

/// What is known about the raw HTML of a body.
#[derive(Default)]
pub(in super::super) struct Raw {
    /// Whether there is any that has to be cleaned.
    pub(in super::super) seen: bool,
    /// Whether it was said that the text is too long for it.
    pub(super) refused: bool,
    /// The block being read.
    pub(in super::super) block: Chunk,
    pub(super) open: Vec<Open>,
    /// For every Markdown element that is open, how many raw ones were.
    marks: Vec<usize>,
}

/// An element that is open.
pub(super) struct Open {
    pub(super) element: &'static Element,
    /// Where it begins in the HTML, and its content there and in the plain text.
    pub(super) html: usize,
    pub(super) content: usize,
    pub(super) plain: usize,
    /// The index of a link.
    pub(super) link: Option<usize>,
    /// The id chosen for a heading.
    pub(super) id: Option<String>,
}

impl Raw {
    /// Remembers what is open when a Markdown element begins.
    pub(in super::super) fn mark(&mut self) {
        self.marks.push(self.open.len());
    }

    /// What is open and may be closed at this place.
    fn floor(&self) -> usize {
        self.marks.last().copied().unwrap_or_default()
    }
}

impl Renderer<'_> {
    /// Whether a link of raw HTML is open.
    pub(in super::super) fn inside_raw_link(&self) -> bool {
        self.raw.open.iter().any(|open| open.link.is_some())
    }

    /// Whether an element may stand where it would begin now.
    pub(super) fn fits(&self, element: &Element) -> bool {
        let parent = self.reachable().last();
        // A summary comes first.
        let late = element.name == "summary"
            && parent.is_some_and(|open| !self.out.html[open.content..].trim().is_empty());
        let name = parent.map_or("", |open| open.element.name);
        self.raw.open.len() < DEEPEST && !late && element.fits_into(name)
    }

    /// The elements that may be closed at this place.
    pub(super) fn reachable(&self) -> &[Open] {
        self.raw.open.get(self.raw.floor()..).unwrap_or_default()
    }

    /// Opens an item if content is about to stand in a list outside of one.
    pub(in super::super) fn hold_content(&mut self) {
        let item = match self.reachable().last().map(|open| open.element.name) {
            Some("ul" | "ol") => elements::allowed("li"),
            Some("dl") => elements::allowed("dd"),
            _ => None,
        };
        let Some(element) = item.filter(|_| self.raw.open.len() < DEEPEST) else { return };
        let (html, plain) = (self.out.html.len(), self.plain.len());
        self.out.push("<");
        self.out.push(element.name);
        self.out.push(">");
        let content = self.out.html.len();
        self.raw.open.push(Open { element, html, content, plain, link: None, id: None });
    }

    /// Closes the elements on top for as long as they have to end.
    pub(super) fn close_raw_while(&mut self, ends: impl Fn(&Element) -> bool) {
        while self.raw.open.len() > self.raw.floor()
            && self.raw.open.last().is_some_and(|open| ends(open.element))
        {
            self.close_raw_top();
        }
    }

    /// Makes room for a block of Markdown: closes what cannot hold one.
    pub(in super::super) fn close_raw_for_block(&mut self) {
        self.close_raw_while(Element::holds_lines_only);
        self.hold_content();
    }

    /// Closes what was opened inside the Markdown element that ends here.
    pub(in super::super) fn close_raw_to_mark(&mut self) {
        let mark = self.raw.marks.pop().unwrap_or_default();
        while self.raw.open.len() > mark {
            self.close_raw_top();
        }
    }

    /// Closes everything.
    pub(in super::super) fn close_all_raw(&mut self) {
        while !self.raw.open.is_empty() {
            self.close_raw_top();
        }
    }

    /// Obeys a closing tag, if what it closes can be reached from here.
    pub(super) fn close_raw(&mut self, name: &str) {
        let Some(element) = elements::allowed(name) else { return };
        let floor = self.raw.floor();
        let mut at = self.raw.open.len();
        while at > floor {
            at -= 1;
            let open = self.raw.open[at].element;
            if open == element || open.kind == Kind::Heading && element.kind == Kind::Heading {
                while self.raw.open.len() > at {
                    self.close_raw_top();
                }
                return;
            }
            if open.is_wall() {
                return;
            }
        }
    }

    fn close_raw_top(&mut self) {
        let Some(open) = self.raw.open.pop() else { return };
        let name = open.element.name;
        if open.element.kind == Kind::Heading {
            let level = name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
            self.write_heading(level, open.html, open.id);
            self.plain.clear();
            return;
        }
        if matches!(name, "p" | "div" | "section") {
            self.note_lead();
            self.plain.clear();
        }
        let content = self.out.html.get(open.content..).unwrap_or_default();
        if matches!(name, "p" | "a" | "tr") && content.trim().is_empty() {
            // What an editor's program left behind: nobody sees it.
            self.out.truncate(open.html);
            return;
        }
        if name == "details" && !content.trim_start().starts_with("<summary") {
            // Nothing would say what is hidden in it.
            self.out.remove(open.html..open.content);
            return;
        }
        if name == "dl" && content.trim_end().ends_with("</dt>") {
            self.out.push("<dd></dd>");
        }
        if let Some(index) = open.link {
            self.body.links[index].text =
                one_line(self.plain.get(open.plain..).unwrap_or_default());
        }
        self.out.push("</");
        self.out.push(name);
        self.out.push(">");
    }
}
