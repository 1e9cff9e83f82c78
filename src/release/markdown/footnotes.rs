//! Footnotes: numbered in the order of their references, gathered at the end of the body.
//!
//! The markup needs no words of any language: a section with the roles of the DPUB-ARIA standard, and
//! links back that are named after the number of the note.

use std::collections::HashMap;
use std::ops::Range;

use super::problem::ProblemKind;
use super::render::Renderer;
use super::{Options, Output, escape};

/// All footnotes of a body.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The place of a note in `all`, by its label in lower case.
    places: HashMap<String, usize>,
    all: Vec<Note>,
    /// Notes in the order of their numbers.
    order: Vec<usize>,
    /// Notes in the order of their definitions, each with its place in the source.
    defined: Vec<(usize, Range<usize>)>,
    /// Definitions being written, and the text that each interrupts.
    open: Vec<(usize, Output)>,
}

#[derive(Debug, Default)]
struct Note {
    /// From 1; 0 when nothing has referred to it yet.
    number: usize,
    references: usize,
    content: Option<Output>,
}

impl Notes {
    /// Whether a footnote is being written.
    pub(super) fn inside(&self) -> bool {
        !self.open.is_empty()
    }

    fn place(&mut self, label: &str) -> usize {
        *self.places.entry(label.to_lowercase()).or_insert_with(|| {
            self.all.push(Note::default());
            self.all.len() - 1
        })
    }

    fn give_number(&mut self, place: usize) {
        if self.all[place].number == 0 {
            self.order.push(place);
            self.all[place].number = self.order.len();
        }
    }
}

impl Renderer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let place = self.notes.place(label);
        self.notes.give_number(place);
        self.typography.interrupt('x');
        let in_link = self.link.is_some() || self.inside_raw_link();
        let note = &mut self.notes.all[place];
        let number = note.number;
        if in_link {
            self.out.push("<sup>");
            self.out.number(number);
            self.out.push("</sup>");
            return;
        }
        note.references += 1;
        let reference = note.references;
        self.out.push("<sup class=\"footnote-ref\"><a href=\"#");
        write_id(&mut self.out, self.options, "fn:", number, 1);
        self.out.push("\" id=\"");
        write_id(&mut self.out, self.options, "fnref:", number, reference);
        self.out.push("\" role=\"doc-noteref\">");
        self.out.number(number);
        self.out.push("</a></sup>");
    }

    pub(super) fn start_footnote(&mut self, label: &str) {
        self.start_block();
        let place = self.notes.place(label);
        let interrupted = std::mem::take(&mut self.out);
        self.notes.open.push((place, interrupted));
    }

    pub(super) fn end_footnote(&mut self, label_at: Range<usize>) {
        let Some((place, interrupted)) = self.notes.open.pop() else { return };
        let content = std::mem::replace(&mut self.out, interrupted);
        match &mut self.notes.all[place].content {
            // A label defined twice: both texts are shown.
            Some(first) => first.append(&content),
            none => {
                *none = Some(content);
                self.notes.defined.push((place, label_at));
            }
        }
    }

    /// Writes the section of footnotes. A note that nothing refers to is shown as well, after the
    /// others, so that nobody's words are lost.
    pub(super) fn write_footnotes(&mut self) {
        for (place, range) in std::mem::take(&mut self.notes.defined) {
            if self.notes.all[place].number == 0 {
                self.notes.give_number(place);
                let label = label(&self.source[range.clone()]).to_owned();
                let span = self.span(range);
                self.problem(ProblemKind::UnusedFootnote(label), span);
            }
        }
        if self.notes.order.is_empty() {
            return;
        }
        let notes = std::mem::take(&mut self.notes);
        self.out.push("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for place in &notes.order {
            if let Some(note) = notes.all.get(*place) {
                self.write_footnote(note);
            }
        }
        self.out.push("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, note: &Note) {
        self.out.push("<li id=\"");
        write_id(&mut self.out, self.options, "fn:", note.number, 1);
        self.out.push("\">");
        if let Some(content) = &note.content {
            self.out.append(content);
        }
        let paragraph = self.out.html.ends_with("</p>\n");
        if paragraph {
            self.out.html.truncate(self.out.html.len() - "</p>\n".len());
        }
        for reference in 1..=note.references {
            self.out.push(" <a href=\"#");
            write_id(&mut self.out, self.options, "fnref:", note.number, reference);
            self.out.push("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ ");
            self.out.number(note.number);
            if reference > 1 {
                self.out.push(".");
                self.out.number(reference);
            }
            self.out.push("\">↩</a>");
        }
        self.out.push(if paragraph { "</p></li>\n" } else { "</li>\n" });
    }
}

/// The label in the source of a definition, `[^label]: …`.
fn label(source: &str) -> &str {
    let inner = source.trim_start().strip_prefix("[^").unwrap_or_default();
    inner.split(']').next().unwrap_or_default()
}

/// An id such as `fn:1` or `fnref:1:2`, which no heading can have because of its colon.
fn write_id(out: &mut Output, options: &Options, kind: &str, number: usize, reference: usize) {
    escape::attribute(&mut out.html, options.id_prefix);
    out.push(kind);
    out.number(number);
    if reference > 1 {
        out.push(":");
        out.number(reference);
    }
}
