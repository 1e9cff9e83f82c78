//! Paragraphs, lists, quotes and code.

use pulldown_cmark::CodeBlockKind;

use super::render::Renderer;
use super::text::words;
use super::{escape, one_line};

impl Renderer<'_> {
    /// Begins a block: what raw HTML left open that cannot hold one is closed.
    pub(super) fn start_block(&mut self) {
        self.close_raw_for_block();
        self.plain.clear();
        self.typography.start_block();
    }

    /// Begins a line of its own.
    pub(super) fn fresh_line(&mut self) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.push("\n");
        }
    }

    pub(super) fn start_paragraph(&mut self) {
        self.start_block();
        self.paragraph = self.out.html.len();
        self.out.push("<p>");
    }

    pub(super) fn end_paragraph(&mut self) {
        self.note_lead();
        let content = self.paragraph + "<p>".len();
        if self.figure(self.paragraph, content) {
            return;
        }
        if self.out.html.get(content..).is_none_or(|content| content.trim().is_empty()) {
            self.out.truncate(self.paragraph);
            return;
        }
        self.out.push("</p>\n");
    }

    /// Takes the plain text of a paragraph as the lead if it is the first that has words of its own, without
    /// the template code in it; one in a quote or a list is only the second choice.
    pub(super) fn note_lead(&mut self) {
        let nested = self.containers > 0;
        let wanted = self.body.lead.is_empty() && (!nested || self.nested_lead.is_empty());
        if !wanted || self.notes.inside() {
            return;
        }
        let Some(text) = words(self.plain.trim()) else { return };
        let lead = if nested { &mut self.nested_lead } else { &mut self.body.lead };
        *lead = one_line(&text);
    }

    pub(super) fn start_quote(&mut self) {
        self.start_block();
        self.containers += 1;
        self.out.push("<blockquote>\n");
    }

    pub(super) fn end_quote(&mut self) {
        self.containers -= 1;
        self.out.push("</blockquote>\n");
    }

    pub(super) fn start_list(&mut self, first: Option<u64>, at: usize) {
        self.start_block();
        self.fresh_line();
        self.containers += 1;
        self.note_list(first, at);
        match first {
            None => self.out.push("<ul>\n"),
            Some(1) => self.out.push("<ol>\n"),
            Some(first) => {
                self.out.push("<ol start=\"");
                self.out.number(usize::try_from(first).unwrap_or_default());
                self.out.push("\">\n");
            }
        }
    }

    pub(super) fn end_list(&mut self, ordered: bool) {
        self.containers -= 1;
        self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" });
    }

    pub(super) fn start_item(&mut self, at: usize) {
        self.start_block();
        self.note_item(at);
        self.out.push("<li>");
    }

    pub(super) fn start_code(&mut self, kind: &CodeBlockKind) {
        self.start_block();
        self.literal = true;
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.out.push("<pre><code");
        if !language.is_empty() && language.len() <= 40 {
            self.out.push(" class=\"language-");
            escape::attribute(&mut self.out.html, language);
            self.out.push("\"");
        }
        self.out.push(">");
    }

    pub(super) fn end_code(&mut self) {
        self.literal = false;
        self.out.push("</code></pre>\n");
    }
}
