//! Headings: levels that skip none, and ids that are unique on the page.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::render::Renderer;
use super::{Heading, Options, one_line};

/// The longest id made from a heading, in bytes.
const LONGEST_ID: usize = 80;

/// The levels of the headings above the next one.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// For each, as it was written and as it is shown.
    open: Vec<(u8, u8)>,
}

impl Outline {
    /// The level at which a heading is shown: one below the nearest heading above it that was written
    /// with a higher rank, so that no level is skipped.
    pub(super) fn level(&mut self, written: u8, base: u8) -> u8 {
        while self.open.last().is_some_and(|(above, _)| *above >= written) {
            self.open.pop();
        }
        let shown = self.open.last().map_or(base, |(_, above)| above + 1).clamp(1, 6);
        self.open.push((written, shown));
        shown
    }
}

/// The ids of a page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// For an id that was asked for more than once, the number to try next.
    next: HashMap<String, u32>,
}

impl Ids {
    /// `wish` with the body's prefix, and with a number if that is taken: `x`, `x-2`, `x-3`.
    pub(super) fn unique(&mut self, wish: &str, options: &Options) -> String {
        let first = format!("{}{wish}", options.id_prefix);
        if !options.reserved_ids.contains(&first.as_str()) && self.taken.insert(first.clone()) {
            return first;
        }
        let number = self.next.entry(first.clone()).or_insert(2);
        loop {
            let id = format!("{first}-{number}");
            *number += 1;
            if !options.reserved_ids.contains(&id.as_str()) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Whether somebody may choose this as an id. A colon is kept for footnotes and tables.
pub(super) fn is_id(text: &str) -> bool {
    let allowed =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    !text.is_empty() && text.len() <= LONGEST_ID && text.chars().all(allowed)
}

/// A heading of which the end has not come yet.
pub(super) struct OpenHeading {
    level: u8,
    /// Where its content begins in the HTML.
    html: usize,
    /// Where `{#id}` begins in the source, and the id.
    chosen: Option<(usize, String)>,
}

impl OpenHeading {
    /// The part of a piece of text that stands before `{#id}`.
    pub(super) fn before_id<'t>(&self, text: &'t str, range: &Range<usize>) -> &'t str {
        match &self.chosen {
            Some((cut, _)) if range.end > *cut => {
                text.get(..cut.saturating_sub(range.start)).unwrap_or_default().trim_end()
            }
            _ => text,
        }
    }
}

impl Renderer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        self.start_block();
        let chosen = chosen_id(&self.source[range.clone()])
            .map(|(at, id)| (range.start + at, id.to_owned()));
        self.heading = Some(OpenHeading { level: level as u8, html: self.out.html.len(), chosen });
    }

    pub(super) fn end_heading(&mut self) {
        if let Some(OpenHeading { level, html, chosen }) = self.heading.take() {
            self.write_heading(level, html, chosen.map(|(_, id)| id));
        }
    }

    /// Makes a heading of what was written since `html`. The text and thereby the id of a heading are
    /// known only at its end.
    pub(super) fn write_heading(&mut self, written: u8, html: usize, chosen: Option<String>) {
        if self.out.html[html..].trim().is_empty() {
            self.out.truncate(html);
            return;
        }
        if self.notes.inside() {
            // A heading of a footnote does not belong to the outline of the page.
            self.out.insert(html, "<p><strong>");
            self.out.push("</strong></p>\n");
            return;
        }
        let text = one_line(&self.plain);
        let level = self.outline.level(written, self.options.base_heading_level);
        let wish = chosen.unwrap_or_else(|| self.anchor(&text));
        let id = self.ids.unique(&wish, self.options);
        self.out.insert(html, &format!("<h{level} id=\"{id}\">"));
        self.out.push("</h");
        self.out.number(usize::from(level));
        self.out.push(">\n");
        self.body.headings.push(Heading { level, id, text });
    }

    /// An id out of a heading's text; what the caller's function makes is not trusted to be one.
    fn anchor(&self, text: &str) -> String {
        let mut anchor = (self.options.heading_anchor)(text);
        anchor.retain(|character| {
            character.is_alphanumeric() || matches!(character, '-' | '_' | '.')
        });
        while anchor.len() > LONGEST_ID {
            anchor.pop();
        }
        anchor.truncate(anchor.trim_end_matches('-').len());
        if anchor.is_empty() { "section".to_owned() } else { anchor }
    }
}

/// `{#id}` at the end of a heading's source: where it begins, and the id.
fn chosen_id(source: &str) -> Option<(usize, &str)> {
    let line = source.trim_end();
    let content = if line.trim_start().starts_with('#') {
        line.trim_end_matches('#')
    } else {
        line.rsplit_once(['\n', '\r']).map_or(line, |(content, _)| content)
    };
    let inner = content.trim_end().strip_suffix('}')?;
    let at = inner.rfind("{#")?;
    let id = &inner[at + 2..];
    let apart = inner[..at].ends_with([' ', '\t']);
    (apart && is_id(id)).then_some((at, id))
}
