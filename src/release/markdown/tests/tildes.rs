//! A single tilde is a character like any other; two strike text out.

use proptest::prelude::*;

use super::{body, check, sound};

#[test]
fn a_single_tilde_strikes_nothing_out() {
    for text in [
        "Opens 3.6.(Mon)~7.6.(Fri) and 10.6.(Mon)~.",
        "(~2024) 11.5% → (~2025) 9.5%",
        "~about ten~",
        "a ~b~ c ~d~, e~f~g",
        "9:00~ and ~17:00",
        "~",
        "~ a ~",
        "(~a (~b~) c~)",
        "~a\nb~",
    ] {
        check(text, &format!("<p>{text}</p>"));
    }
    check("~one~ ~~two~~ ~three~", "<p>~one~ <del>two</del> ~three~</p>");
    check("~~a (~b~) c~~", "<p><del>a (~b~) c</del></p>");
    check("~a ~~b~~ c~", "<p>~a <del>b</del> c~</p>");
    check("\\~a\\~ \\~~b~\\~", "<p>~a~ ~~b~~</p>");
}

#[test]
fn a_single_tilde_among_other_marks() {
    check("*~a~* ~**b**~", "<p><em>~a~</em> ~<strong>b</strong>~</p>");
    check("~[a~](b.md)~", "<p>~<a href=\"@b.md\">a~</a>~</p>");
    check("~`a`~ <b>~c~</b> ~d <i>e~ f</i>", "<p>~<code>a</code>~ <b>~c~</b> ~d <i>e~ f</i></p>");
    check("\"~a~\" (~'b'~)", "<p>„~a~“ (~’b’~)</p>");
    check("'a'~ \"b\" ~", "<p>‚a‘~ „b“ ~</p>");
    check("a~--~b ~...~", "<p>a~–~b ~…~</p>");
    check("{{ ~a~ }}", "<p>{{ ~a~ }}</p>");
    check("# From ~1~ {#from}", "<h2 id=\"from\">From ~1~</h2>");
    check("# (~a~)", "<h2 id=\"a\">(~a~)</h2>");
    check("- ~a~\n- b~", "<ul>\n<li>~a~</li>\n<li>b~</li>\n</ul>");
    check(
        "![~a~](b.png)",
        "<p><img src=\"@b.png\" alt=\"~a~\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    let text = "# (~A~)\n\nFrom (~1) to (~2), [about ~3~](c.md).";
    let found = body(text);
    assert_eq!(found.headings[0].text, "(~A~)");
    assert_eq!(found.lead, "From (~1) to (~2), about ~3~.");
    assert_eq!(found.links[0].text, "about ~3~");
}

proptest! {
    /// What a single tilde does to a text is what any other sign does.
    #[test]
    fn a_tilde_is_as_harmless_as_a_per_cent_sign(
        pieces in proptest::collection::vec("[a-zā .,()0-9\"'\n>#-]{1,3}|[*]{2}[a-z][*]{2}|`[a-z]~`", 0..20),
        marks in proptest::collection::vec("~?", 20),
    ) {
        let text: String = pieces.iter().zip(&marks).flat_map(|(a, b)| [a.as_str(), b]).collect();
        let (tildes, other) = (body(&text), body(&text.replace('~', "%")));
        sound(&text, &tildes);
        prop_assert_eq!(tildes.html.replace('~', "%"), other.html, "{:?}", text);
        prop_assert_eq!(tildes.lead.replace('~', "%"), other.lead);
    }
}
