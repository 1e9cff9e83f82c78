//! Raw HTML of people who are trusted: passed on as it is, but for addresses inside the newsroom.

use super::super::links::{LinkKind, Reach, judge};
use super::super::render::Renderer;
use super::super::{HoleKind, Link};
use super::elements::with_content;
use super::filter::Chunk;
use super::tokens::{Attributes, Token, Tokens, decoded};

impl Renderer<'_> {
    pub(super) fn trusted_html(&mut self, chunk: &Chunk) {
        let html = chunk.html.as_str();
        let mut tokens = Tokens::new(html);
        let mut done = 0;
        while let Some((token, range)) = tokens.next() {
            match token {
                Token::Text(text) => self.plain.push_str(text),
                Token::Open(name, attributes) => {
                    if with_content(name).is_some() {
                        tokens.skip_past_close(name);
                        continue;
                    }
                    if name.eq_ignore_ascii_case("p") {
                        self.plain.clear();
                    }
                    let source = chunk.source(range.start)..chunk.source(range.end - 1) + 1;
                    self.trusted_tag(
                        name,
                        Attributes::new(html, attributes),
                        &mut done,
                        source,
                        html,
                    );
                }
                Token::Close(name) if name.eq_ignore_ascii_case("p") => {
                    self.note_lead();
                    self.plain.clear();
                }
                Token::Close(_) => {}
                Token::Other => self.comment(chunk, &range),
            }
        }
        self.out.push(&html[done..]);
    }

    /// Lists the address of a tag, and leaves a hole for it if it leads inside.
    fn trusted_tag(
        &mut self,
        name: &str,
        attributes: Attributes,
        done: &mut usize,
        source: std::ops::Range<usize>,
        html: &str,
    ) {
        let kind = if name.eq_ignore_ascii_case("img") { LinkKind::Image } else { LinkKind::Link };
        let wanted = if kind == LinkKind::Image { "src" } else { "href" };
        let has_address = kind == LinkKind::Image || name.eq_ignore_ascii_case("a");
        let mut found = false;
        for attribute in attributes {
            if attribute.name.eq_ignore_ascii_case("id") {
                self.body.anchors.push(decoded(attribute.value).into_owned());
            }
            if !has_address || found || !attribute.name.eq_ignore_ascii_case(wanted) {
                continue;
            }
            found = true;
            let Ok((target, reach)) = judge(&decoded(attribute.value), kind) else { continue };
            let span = self.span(source.clone());
            self.body.links.push(Link { target, kind, reach, span, text: String::new() });
            if reach != Reach::Outside {
                self.out.push(&html[*done..attribute.place.start]);
                self.out.push("\"");
                self.out.hole(HoleKind::Address, self.body.links.len() - 1);
                self.out.push("\"");
                *done = attribute.place.end;
            }
        }
    }
}
