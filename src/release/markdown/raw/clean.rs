//! The second wall: ammonia reads the whole body as a browser would and lets pass what is on the
//! list. What the filter writes is on it, so that a mistake in the filter cannot reach a page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::super::escape::PLACEHOLDER;
use super::super::links::SCHEMES;
use super::super::{Hole, HoleKind, Output};
use super::elements::{ELEMENTS, EVERYWHERE};

/// Attributes that the renderer itself writes.
const OWN: [&str; 6] = ["id", "class", "role", "tabindex", "aria-label", "aria-labelledby"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for element in ELEMENTS.iter().filter(|element| !element.attributes.is_empty()) {
        attributes.insert(element.name, element.attributes.iter().copied().collect());
    }
    attributes.entry("img").or_default().extend(["loading", "decoding"]);
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().map(|element| element.name).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.into_iter().chain(OWN).collect())
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// The body as it may be published, with its holes.
pub(in super::super) fn clean(out: &Output) -> Output {
    with_holes(&CLEANER.clean(&with_placeholders(out)).to_string())
}

/// Writes a placeholder into every hole.
fn with_placeholders(out: &Output) -> String {
    let [begin, end] = PLACEHOLDER;
    let mut html = String::with_capacity(out.html.len() + out.holes.len() * 24);
    let mut done = 0;
    for hole in &out.holes {
        html.push_str(out.html.get(done..hole.at).unwrap_or_default());
        done = hole.at;
        html.push_str(match hole.kind {
            HoleKind::Address => "",
            HoleKind::Size => " width=\"",
        });
        html.extend([begin]);
        html.push_str(&hole.link.to_string());
        html.extend([end]);
        if hole.kind == HoleKind::Size {
            html.push('"');
        }
    }
    html.push_str(out.html.get(done..).unwrap_or_default());
    html
}

/// Takes the placeholders out again. Only the renderer can have written them, since their characters
/// are dropped from all text.
fn with_holes(html: &str) -> Output {
    let [begin, end] = PLACEHOLDER;
    let mut out = Output { html: String::with_capacity(html.len()), holes: Vec::new() };
    let mut pieces = html.split(begin);
    out.push(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (number, mut rest) = piece.split_once(end).unwrap_or(("", piece));
        let mut kind = HoleKind::Address;
        let before = out.html.len().saturating_sub(" width=\"".len());
        if out.html.get(before..) == Some(" width=\"") {
            out.html.truncate(before);
            rest = rest.strip_prefix('"').unwrap_or(rest);
            kind = HoleKind::Size;
        }
        if let Ok(link) = number.parse() {
            out.holes.push(Hole { at: out.html.len(), kind, link });
        }
        out.push(rest);
    }
    out
}
