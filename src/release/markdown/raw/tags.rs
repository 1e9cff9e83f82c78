//! Tags of raw HTML that are allowed, written from the parsed values of their attributes.

use std::ops::Range;

use super::super::headings::is_id;
use super::super::links::{LinkKind, Reach};
use super::super::problem::ProblemKind;
use super::super::render::Renderer;
use super::super::{HoleKind, escape, one_line};
use super::elements::{EVERYWHERE, Element};
use super::stack::Open;
use super::tokens::{Attributes, decoded};

/// The attributes of a tag that are allowed, each once, as they were written.
#[derive(Default)]
pub(super) struct Wanted<'a> {
    values: Vec<(&'static str, &'a str)>,
    /// `id`, or the `name` of an anchor.
    id: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    pub(super) fn read(element: &Element, attributes: Attributes<'a>) -> Self {
        let mut wanted = Self::default();
        for attribute in attributes {
            let named = |name: &str| attribute.name.eq_ignore_ascii_case(name);
            if named("id") || named("name") && element.name == "a" {
                wanted.id.get_or_insert(attribute.value);
                continue;
            }
            let known = EVERYWHERE.iter().chain(element.attributes).find(|known| named(known));
            if let Some(known) = known
                && wanted.get(known).is_none()
            {
                wanted.values.push((known, attribute.value));
            }
        }
        wanted
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The id, if it is one that a link can mean.
    pub(super) fn id(&self) -> Option<String> {
        self.id.map(decoded).filter(|id| is_id(id)).map(std::borrow::Cow::into_owned)
    }

    /// A whole number from 1 to `most`.
    fn number(&self, name: &str, most: u32) -> Option<u32> {
        self.get(name)?.trim().parse().ok().filter(|number| (1..=most).contains(number))
    }
}

/// Whether the value of an attribute other than an address makes sense.
fn is_sound(element: &Element, name: &str, value: &str) -> bool {
    match name {
        "title" => true,
        "lang" => {
            let part = |part: &str| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            };
            value.split('-').all(part)
        }
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "colspan" | "rowspan" => {
            value.parse().is_ok_and(|number: u32| (1..=1000).contains(&number))
        }
        "scope" => element.name == "th" && matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        "start" => value.parse::<i32>().is_ok(),
        _ => false,
    }
}

impl Renderer<'_> {
    /// Writes an opening tag with everything but addresses.
    pub(super) fn write_tag(&mut self, element: &Element, wanted: &Wanted) {
        self.out.push("<");
        self.out.push(element.name);
        self.write_attributes(element, wanted);
        self.out.push(">");
    }

    fn write_attributes(&mut self, element: &Element, wanted: &Wanted) {
        for (name, value) in &wanted.values {
            if matches!(*name, "open" | "reversed") {
                self.out.push(" ");
                self.out.push(name);
            } else if is_sound(element, name, value) {
                self.out.push(" ");
                self.out.push(name);
                self.out.push("=\"");
                escape::attribute(&mut self.out.html, &decoded(value));
                self.out.push("\"");
            }
        }
    }

    /// Opens a link, or writes the anchor that it is instead or as well.
    pub(super) fn raw_link(
        &mut self,
        element: &'static Element,
        wanted: &Wanted,
        source: Range<usize>,
    ) {
        let free = self.link.is_none() && !self.inside_raw_link() && self.fits(element);
        let link = wanted.get("href").filter(|_| free);
        let link = link.and_then(|href| self.list_link(&decoded(href), LinkKind::Link, source));
        if let Some(id) = wanted.id() {
            let id = self.ids.unique(&id, self.options);
            self.out.push("<span id=\"");
            self.out.push(&id);
            self.out.push("\"></span>");
            self.body.anchors.push(id);
        }
        let Some(index) = link else { return };
        let html = self.out.html.len();
        self.out.push("<a href=\"");
        self.write_address(index);
        self.out.push("\"");
        self.write_attributes(element, wanted);
        self.out.push(">");
        let (content, plain) = (self.out.html.len(), self.plain.len());
        self.raw.open.push(Open { element, html, content, plain, link, id: None });
    }

    pub(super) fn raw_image(&mut self, wanted: &Wanted, source: Range<usize>) {
        let alt = wanted.get("alt").map(|alt| one_line(&decoded(alt)));
        let text = alt.clone().unwrap_or_default();
        let src = decoded(wanted.get("src").unwrap_or_default());
        let Some(index) = self.list_link(&src, LinkKind::Image, source) else {
            escape::text(&mut self.out.html, &text);
            return;
        };
        if text.is_empty() {
            let span = self.body.links[index].span.clone();
            self.problem(ProblemKind::ImageWithoutAlt, span);
        }
        self.out.push("<img src=\"");
        self.write_address(index);
        self.out.push("\" alt=\"");
        escape::attribute(&mut self.out.html, &text);
        self.out.push("\"");
        self.body.links[index].text = text;
        match (wanted.number("width", 20_000), wanted.number("height", 20_000)) {
            (Some(width), Some(height)) => {
                super::super::write_size(&mut self.out.html, width, height);
            }
            _ if self.body.links[index].reach == Reach::Inside => {
                self.out.hole(HoleKind::Size, index);
            }
            _ => {}
        }
        self.out.push(" loading=\"lazy\" decoding=\"async\">");
    }
}
