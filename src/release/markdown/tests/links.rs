//! Links and pictures.

use super::super::{LinkKind, ProblemKind, Reach, markdown};
use super::{body, check, filled, options, problems};

#[test]
fn links_inside() {
    check(
        "[a *b*](../2013/x.md#part \"A \\\"title\\\"\")",
        "<p><a href=\"@../2013/x.md#part\" title=\"A &quot;title&quot;\">a <em>b</em></a></p>",
    );
    check(
        "[a](<my file.md>) [b][r] [r]\n\n[R]: /releases/x.md",
        "<p><a href=\"@my file.md\">a</a> <a href=\"@/releases/x.md\">b</a> <a href=\"@/releases/x.md\">r</a></p>",
    );
    check("[a](#part)", "<p><a href=\"@#part\">a</a></p>");
    check("[a](..\\2013\\x.md)", "<p><a href=\"@../2013/x.md\">a</a></p>");
}

#[test]
fn links_outside() {
    check(
        "<https://a.example/x--y?b=1&c=2>",
        "<p><a href=\"https://a.example/x--y?b=1&amp;c=2\">https://a.example/x--y?b=1&amp;c=2</a></p>",
    );
    check(
        "<press@newsroom.example>",
        "<p><a href=\"mailto:press@newsroom.example\">press@newsroom.example</a></p>",
    );
    check("[a](tel:+371&#32;600 'x')", "<p><a href=\"tel:+371600\" title=\"x\">a</a></p>");
    check(
        "[a](<HTTPS://a.example/b c|d[1]%zz#e#f>)",
        "<p><a href=\"HTTPS://a.example/b%20c%7Cd%5B1%5D%25zz#e%23f\">a</a></p>",
    );
    check("[a](//a.example/)", "<p><a href=\"//a.example/\">a</a></p>");
    problems("[a](https://)", &[(ProblemKind::BadAddress("https://".to_owned()), "[a](https://)")]);
    problems(
        "[a](http:b.example)",
        &[(ProblemKind::BadAddress("http:b.example".to_owned()), "[a](http:b.example)")],
    );
}

#[test]
fn what_is_known_about_a_link() {
    let text = "---\nx\n---\n\nā [b *c*](d%20e.md?f=1#g%C4%81) ![h](/i.png)";
    let body = markdown(text, 9..text.len(), &options());
    let [link, image] = &body.links[..] else { panic!("{:?}", body.links) };
    assert_eq!(
        &text[link.span.start as usize..link.span.end as usize],
        "[b *c*](d%20e.md?f=1#g%C4%81)"
    );
    assert_eq!((link.kind, link.reach, link.text.as_str()), (LinkKind::Link, Reach::Inside, "b c"));
    assert_eq!(
        (link.path().as_ref(), link.query(), link.fragment().as_deref()),
        ("d e.md", Some("f=1"), Some("gā"))
    );
    assert_eq!(
        (image.kind, image.text.as_str(), image.path().as_ref()),
        (LinkKind::Image, "h", "/i.png")
    );
    assert_eq!(image.fragment(), None);
}

#[test]
fn an_address_is_escaped_when_it_is_filled_in() {
    let body = body("[a](<b\"c&'d>)");
    assert_eq!(filled(&body), "<p><a href=\"@b&quot;c&amp;&#39;d\">a</a></p>\n");
}

#[test]
fn links_that_lack_something() {
    problems("[a]()", &[(ProblemKind::EmptyLink, "[a]()")]);
    check("[a *b*]()", "<p>a <em>b</em></p>");
    problems("[](x.md)", &[(ProblemKind::LinkWithoutText, "[](x.md)")]);
    check("[](x.md)", "<p><a href=\"@x.md\">x.md</a></p>");
    problems("[a][b] [c] [d](e.md)", &[(ProblemKind::UnknownReference("b".to_owned()), "[a][b]")]);
}

#[test]
fn pictures() {
    check(
        "a ![b *c* \"d\"](e.png \"f\") g",
        "<p>a <img src=\"@e.png\" alt=\"b c „d“\" title=\"f\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"> g</p>",
    );
    check(
        "![b](e.png)",
        "<p><img src=\"@e.png\" alt=\"b\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    check(
        "![b](e.png \"\\\"F\\\" -- g\")",
        "<figure><img src=\"@e.png\" alt=\"b\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"><figcaption>„F“ – g</figcaption></figure>",
    );
    check(
        "[![b](e.png \"t\")](f.md)",
        "<p><a href=\"@f.md\"><img src=\"@e.png\" alt=\"b\" title=\"t\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"></a></p>",
    );
    check(
        "![b](https://a.example/e.png)",
        "<p><img src=\"https://a.example/e.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    check(
        "![a ![b](c.png) [d](e.md)](f.png)",
        "<p><img src=\"@f.png\" alt=\"a b d\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    problems("![](e.png)", &[(ProblemKind::ImageWithoutAlt, "![](e.png)")]);
    problems(
        "![a](mailto:b@c.example)",
        &[(ProblemKind::RefusedScheme("mailto".to_owned()), "![a](mailto:b@c.example)")],
    );
}

#[test]
fn links_without_text_to_one_place_are_shown_once() {
    let text = "See: [](https://a.example/)[](https://a.example/)[](https://b.example/)a.example";
    check(
        text,
        "<p>See: <a href=\"https://a.example/\">https://a.example/</a>\
         <a href=\"https://b.example/\">https://b.example/</a>a.example</p>",
    );
    problems(
        text,
        &[
            (ProblemKind::LinkWithoutText, "[](https://a.example/)"),
            (ProblemKind::LinkWithoutText, "[](https://b.example/)"),
        ],
    );
    assert_eq!(body(text).links.len(), 2);
    check("[](x.md)[](x.md)[](x.md)", "<p><a href=\"@x.md\">x.md</a></p>");
}
