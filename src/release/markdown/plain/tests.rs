use std::fmt::Write as _;

use super::super::{Body, Options, markdown};
use super::{Block, Kind, To};

fn body(text: &str, trusted_html: bool) -> Body {
    let options = Options {
        smart_quotes: None,
        trusted_html,
        heading_anchor: &|text| text.to_lowercase().replace(' ', "-"),
        base_heading_level: 2,
        id_prefix: "",
        reserved_ids: &[],
    };
    markdown(text, 0..text.len(), &options)
}

/// The blocks as lines, each link with its number and at the end where it leads.
fn shown(body: &Body) -> String {
    let mut addresses = Vec::new();
    let blocks = body.plain(|to, words| {
        let address = match to {
            To::Link(link) => format!("@{}", body.links[link].target),
            To::Address(address) => address.to_owned(),
        };
        if address == words {
            return None;
        }
        addresses.push(address);
        Some(addresses.len())
    });
    let mut out = String::new();
    for Block { first, rest, tight, kind } in &blocks {
        assert_eq!(first.chars().count(), rest.chars().count());
        if !tight && !out.is_empty() {
            out.push('\n');
        }
        let _ = match kind {
            Kind::Heading(level, text) => {
                writeln!(out, "{first}{} {text}", "#".repeat((*level).into()))
            }
            Kind::Text(text) => {
                writeln!(out, "{first}{}", text.replace('\n', &format!("\n{rest}")))
            }
            Kind::Verbatim(text) => writeln!(out, "{first}|{}", text.replace('\n', "\n|")),
            Kind::Table { rows, header } => writeln!(out, "{first}{header} {rows:?}"),
            Kind::Rule => writeln!(out, "{first}* * *"),
        };
    }
    for (i, address) in addresses.iter().enumerate() {
        let _ = writeln!(out, "[{}] {address}", i + 1);
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(&body(text, false)).trim_end(), expected.trim_end(), "for {text:?}");
}

#[test]
fn paragraphs_and_headings() {
    check(
        "One *two*\n**three** ~~four~~ (~4~) `five  six`\n\n# Heading & more\n\nA line  \nbroken\n\n---\n\nEnd",
        "One two three ~~four~~ (~4~) five six\n\n## Heading & more\n\nA line\nbroken\n\n* * *\n\nEnd",
    );
}

#[test]
fn lists() {
    check(
        "- one\n- two\n  - inner\n  - second\n- three",
        "- one\n- two\n  - inner\n  - second\n- three",
    );
    check("3. one\n4. two", "3. one\n4. two");
    check("- one\n\n  more\n\n- two", "- one\n\n  more\n\n- two");
    check("> said\n>\n> - a\n> - b", "> said\n\n> - a\n> - b");
    check("1. - x\n   - y", "1. - x\n   - y");
}

#[test]
fn links_are_numbered() {
    check(
        "See [the tour](../tour.md#map), [us](https://a.example/?b=1&c) and <https://b.example/>.",
        "See the tour [1], us [2] and https://b.example/.\n[1] @../tour.md#map\n[2] https://a.example/?b=1&c",
    );
    check("[![Map](map.png)](tour.md)", "[Map] [1]\n[1] @tour.md");
}

#[test]
fn footnotes_are_raised() {
    check(
        "Said[^a] and again[^b].\n\n[^a]: A note.\n[^b]: Another,\n    longer.\n\n    With a second paragraph.",
        "Said¹ and again².\n\n¹ A note.\n\n² Another, longer.\n\n  With a second paragraph.",
    );
}

#[test]
fn tables() {
    check(
        "| Town | Day |\n| --- | --: |\n| Rīga | 3 \\| 4 |\n| Cēsis | |",
        r#"true [["Town", "Day"], ["Rīga", "3 | 4"], ["Cēsis", ""]]"#,
    );
    check("| | |\n| --- | --- |\n| a | b |", r#"false [["a", "b"]]"#);
    check("| a |\n| --- |\n| [x](y.md) |", "true [[\"a\"], [\"x [1]\"]]\n[1] @y.md");
}

#[test]
fn code_is_kept_as_it_is() {
    check("```\na  b\n  <c>\n```", "|a  b\n|  <c>");
}

#[test]
fn raw_html_says_what_a_browser_shows() {
    check("10 m<sup>2</sup>, CO<sub>2</sub>, x<sup>n</sup>", "10 m², CO₂, xn");
    check("<dl><dt>Open</dt><dd>Daily</dd></dl>", "Open\n\n    Daily");
    check("<div>One<p>Two</div>Three", "One\n\nTwo\n\nThree");
    check("a&nbsp;b &lt;c&gt;", "a\u{a0}b <c>");
}

#[test]
fn no_html_makes_it_stumble() {
    for text in [
        "<script>let a = '<p>';</script>Text",
        "</li></ul></blockquote></table>Text",
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td>",
        "<td>x</td><tr>",
        "<a href='x'><p>y</p></a>",
        "<ol start=18446744073709551615><li>a<li>b</ol>",
        "<!-- a <p> -->Text<",
        &"<ul><li>".repeat(2000),
        &"<blockquote>x".repeat(2000),
    ] {
        for trusted in [false, true] {
            let blocks = body(text, trusted).plain(|_, _| Some(1));
            for block in blocks {
                assert!(block.first.chars().count() < 60, "{text:.40} {block:?}");
            }
        }
    }
    assert_eq!(shown(&body("<script>let a = '<p>';</script>Text", true)), "Text\n");
}
