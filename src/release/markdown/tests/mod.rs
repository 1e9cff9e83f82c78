//! What the renderer promises, by example and by chance.

mod hidden;
mod hostile;
mod html;
mod links;
mod markup;
mod numbers;
mod tildes;
mod typography;
mod xss;

use super::{Body, HoleKind, Options, ProblemKind, markdown};

const LATVIAN: [&str; 4] = ["„", "“", "‚", "‘"];

fn slug(text: &str) -> String {
    let words =
        text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn options() -> Options<'static> {
    Options {
        smart_quotes: Some(LATVIAN),
        trusted_html: false,
        heading_anchor: &slug,
        base_heading_level: 2,
        id_prefix: "",
        reserved_ids: &["main"],
    }
}

fn body(text: &str) -> Body {
    markdown(text, 0..text.len(), &options())
}

fn trusted(text: &str) -> Body {
    markdown(text, 0..text.len(), &Options { trusted_html: true, ..options() })
}

/// The HTML with every inside address written as `@` and the target, every picture 3 by 2.
fn filled(body: &Body) -> String {
    let mut html = String::new();
    let address = |link: usize, out: &mut String| {
        out.push('@');
        out.push_str(&body.links[link].target);
    };
    body.write_html(&mut html, address, |_| Some((3, 2)), |_, _| {});
    html
}

/// Renders and compares, line breaks between blocks aside.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(filled(&body(text)).trim(), expected, "for {text:?}");
}

#[track_caller]
fn problems(text: &str, expected: &[(ProblemKind, &str)]) {
    let body = body(text);
    let found: Vec<_> = body
        .problems
        .iter()
        .map(|problem| {
            (problem.kind.clone(), &text[problem.span.start as usize..problem.span.end as usize])
        })
        .collect();
    assert_eq!(found, expected, "for {text:?}");
}

/// Everything that must hold for any text.
#[track_caller]
fn sound(text: &str, body: &Body) {
    for hole in &body.holes {
        assert!(body.html.is_char_boundary(hole.at), "hole within a character for {text:?}");
        let before = &body.html[..hole.at];
        match hole.kind {
            HoleKind::Address => assert!(before.ends_with("=\""), "{before} for {text:?}"),
            HoleKind::Size => assert!(before.ends_with('"'), "{before} for {text:?}"),
        }
        assert!(hole.link < body.links.len());
    }
    assert!(body.holes.is_sorted_by_key(|hole| hole.at));
    let html = filled(body);
    balanced(&html, text);
    let bad = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    assert!(!html.contains(bad), "control characters in {html:?} for {text:?}");
}

/// Checks that tags are nested, ids are unique and attributes are quoted.
#[track_caller]
fn balanced(html: &str, text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "stray > in {html:?} for {text:?}");
        let end =
            tag_end(&rest[at..]).unwrap_or_else(|| panic!("open tag in {html:?} for {text:?}"));
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {html:?} for {text:?}");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        if let Some((_, id)) = tag.split_once(" id=\"") {
            let id = id.split('"').next().unwrap_or_default();
            assert!(ids.insert(id), "id {id} twice in {html:?} for {text:?}");
        }
        assert!(!(name == "a" && open.contains(&"a")), "link in link in {html:?} for {text:?}");
        let blocks =
            ["p", "ul", "ol", "table", "blockquote", "div", "h2", "h3", "figure", "pre", "hr"];
        assert!(
            !(blocks.contains(&name) && open.contains(&"p")),
            "{name} in p in {html:?} for {text:?}"
        );
        if !matches!(name, "br" | "hr" | "img" | "wbr") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} open in {html:?} for {text:?}");
}

/// The place of the `>` that ends a tag.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(at, character)| {
        quoted ^= character == '"';
        (character == '>' && !quoted).then_some(at)
    })
}
