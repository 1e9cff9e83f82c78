//! Pictures in the text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::links::{LinkKind, Reach};
use super::problem::ProblemKind;
use super::render::Renderer;
use super::{HoleKind, escape, one_line};

/// A picture whose description is being read.
pub(super) struct OpenImage {
    /// Its index in the links, if it is shown.
    index: Option<usize>,
    title: String,
    span: Range<usize>,
    /// Where its description begins in the plain text.
    plain: usize,
    /// Pictures inside the description.
    nested: usize,
}

/// The picture written last.
pub(super) struct WrittenImage {
    index: usize,
    title: String,
    /// Where it stands in the HTML.
    html: Range<usize>,
}

impl Renderer<'_> {
    pub(super) fn start_image(&mut self, target: &str, title: &str, span: Range<usize>) {
        self.image = Some(OpenImage {
            index: self.list_link(target, LinkKind::Image, span.clone()),
            title: title.to_owned(),
            span,
            plain: self.plain.len(),
            nested: 0,
        });
    }

    /// Reads an event inside a picture's description, of which only the text counts.
    pub(super) fn image_event(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Text(text) => self.smart_plain(text, range),
            Event::Code(text) => self.plain.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.plain.push(' '),
            Event::Start(Tag::Image { .. }) => {
                if let Some(image) = &mut self.image {
                    image.nested += 1;
                }
            }
            Event::End(TagEnd::Image) => match &mut self.image {
                Some(image) if image.nested > 0 => image.nested -= 1,
                _ => self.end_image(),
            },
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let alt = one_line(self.plain.get(image.plain..).unwrap_or_default());
        if self.link.is_none() && self.heading.is_none() {
            // It is no part of the lead.
            self.plain.truncate(image.plain);
        }
        let Some(index) = image.index else {
            escape::text(&mut self.out.html, &alt);
            return;
        };
        if alt.is_empty() {
            let span = self.span(image.span);
            self.problem(ProblemKind::ImageWithoutAlt, span);
        }
        self.body.links[index].text = alt;
        let start = self.out.html.len();
        self.write_image(index, &image.title);
        let html = start..self.out.html.len();
        self.last_image = Some(WrittenImage { index, title: image.title, html });
    }

    fn write_image(&mut self, index: usize, title: &str) {
        self.out.push("<img src=\"");
        self.write_address(index);
        self.out.push("\" alt=\"");
        let link = &self.body.links[index];
        escape::attribute(&mut self.out.html, &link.text);
        if !title.is_empty() {
            self.out.push("\" title=\"");
            escape::attribute(&mut self.out.html, title);
        }
        self.out.push("\"");
        if link.reach == Reach::Inside {
            self.out.hole(HoleKind::Size, index);
        }
        self.out.push(" loading=\"lazy\" decoding=\"async\">");
    }

    /// Makes a paragraph, whose content begins at `content`, a figure if it holds nothing but a
    /// picture with a title.
    pub(super) fn figure(&mut self, paragraph: usize, content: usize) -> bool {
        let Some(image) = self.last_image.take() else { return false };
        if image.title.is_empty() || image.html != (content..self.out.html.len()) {
            return false;
        }
        self.out.truncate(paragraph);
        self.out.push("<figure>");
        self.write_image(image.index, "");
        self.out.push("<figcaption>");
        self.scratch.clear();
        self.typography.start_block();
        self.typography.write(&image.title, '\n', &mut self.scratch);
        escape::text(&mut self.out.html, &self.scratch);
        self.out.push("</figcaption></figure>\n");
        true
    }
}
