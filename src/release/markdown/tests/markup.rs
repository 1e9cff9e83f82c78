//! Blocks and lines.

use super::super::{Heading, Options, ProblemKind, markdown};
use super::{body, check, options, problems};

#[test]
fn paragraphs_and_emphasis() {
    check(
        "one *two* **three** ~~four~~ `<five>`",
        "<p>one <em>two</em> <strong>three</strong> <del>four</del> <code>&lt;five&gt;</code></p>",
    );
    check("one  \ntwo\nthree\\\nfour", "<p>one<br>\ntwo\nthree<br>\nfour</p>");
    check("one\n\n---\n\ntwo", "<p>one</p>\n<hr>\n<p>two</p>");
    check(
        "[ ] not a task\n\n- [x] neither",
        "<p>[ ] not a task</p>\n<ul>\n<li>[x] neither</li>\n</ul>",
    );
}

#[test]
fn lists_quotes_and_code() {
    check("- a\n- b\n  1. c\n", "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>");
    check("7. a\n\n8. b\n", "<ol start=\"7\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>");
    check(
        "> a\n> > b",
        "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>",
    );
    check(
        "```rust x\n\"a\" -- <b>\n```",
        "<pre><code class=\"language-rust\">\"a\" -- &lt;b&gt;\n</code></pre>",
    );
    check("    a\n    b", "<pre><code>a\nb</code></pre>");
}

#[test]
fn headings_skip_no_level() {
    let levels =
        |text: &str| body(text).headings.iter().map(|heading| heading.level).collect::<Vec<_>>();
    assert_eq!(levels("# a\n## b\n### c\n# d"), [2, 3, 4, 2]);
    assert_eq!(levels("## a\n#### b\n#### c\n### d"), [2, 3, 3, 3]);
    assert_eq!(levels("### a\n## b\n# c\n###### d"), [2, 2, 2, 3]);
    assert_eq!(levels("# a\n## a\n### a\n#### a\n##### a\n###### a"), [2, 3, 4, 5, 6, 6]);
    assert_eq!(levels("<h1>a</h1>\n\n### b\n\n<h2>c</h2>"), [2, 3, 3]);
}

#[test]
fn headings_have_ids() {
    check("# Kur *un* kad?", "<h2 id=\"kur-un-kad\">Kur <em>un</em> kad?</h2>");
    check(
        "# x\n# x\n# x-2\n# x",
        "<h2 id=\"x\">x</h2>\n<h2 id=\"x-2\">x</h2>\n<h2 id=\"x-2-2\">x-2</h2>\n<h2 id=\"x-3\">x</h2>",
    );
    check("# Main", "<h2 id=\"main-2\">Main</h2>");
    check("# ?!", "<h2 id=\"section\">?!</h2>");
    check("#\n\nx", "<p>x</p>");
    check(
        "# A [b](c.md) ![d](e.png)",
        "<h2 id=\"a-b-d\">A <a href=\"@c.md\">b</a> <img src=\"@e.png\" alt=\"d\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"></h2>",
    );
    let heading = Heading { level: 2, id: "a-b".to_owned(), text: "A „b“".to_owned() };
    assert_eq!(body("# A \"b\"").headings, [heading]);
}

#[test]
fn headings_may_choose_their_id() {
    check("## Programma {#plan}", "<h2 id=\"plan\">Programma</h2>");
    check("## Programma {#my_own_plan} ##", "<h2 id=\"my_own_plan\">Programma</h2>");
    check("*Programma* {#plan}\n===", "<h2 id=\"plan\"><em>Programma</em></h2>");
    check("## A {#x\" onclick=\"y}", "<h2 id=\"a-x-onclick-y\">A {#x“ onclick=„y}</h2>");
    check("## A {{ name }}", "<h2 id=\"a-name\">A {{ name }}</h2>");
    check("## A {.class}", "<h2 id=\"a-class\">A {.class}</h2>");
}

#[test]
fn a_prefix_keeps_two_bodies_apart() {
    let options = Options { id_prefix: "about-", ..options() };
    let text = "# a\n\nb[^1]\n\n[^1]: c";
    let html = markdown(text, 0..text.len(), &options).html;
    for id in ["id=\"about-a\"", "id=\"about-fn:1\"", "href=\"#about-fnref:1\""] {
        assert!(html.contains(id), "{id} in {html}");
    }
}

#[test]
fn tables() {
    check(
        "| Pilsēta | Diena |  |\n|:--|--:|:-:|\n| Rīga | *3.* | x |\n| Alūksne |",
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"table:1\"><table>\n\
         <thead id=\"table:1\"><tr><th scope=\"col\" class=\"align-left\">Pilsēta</th><th scope=\"col\" class=\"align-right\">Diena</th><td></td></tr></thead>\n\
         <tbody>\n\
         <tr><td class=\"align-left\">Rīga</td><td class=\"align-right\"><em>3.</em></td><td class=\"align-center\">x</td></tr>\n\
         <tr><td class=\"align-left\">Alūksne</td><td class=\"align-right\"></td><td class=\"align-center\"></td></tr>\n\
         </tbody>\n</table></div>",
    );
    check(
        "| | |\n|-|-|\n| a | b |",
        "<div class=\"table\" tabindex=\"0\"><table>\n<tbody>\n<tr><td>a</td><td>b</td></tr>\n</tbody>\n</table></div>",
    );
    check("| | |\n|-|-|", "");
}

#[test]
fn footnotes() {
    check(
        "A[^x] b[^Y] c[^x].\n\n[^y]: second\n[^x]: *first*",
        "<p>A<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\">1</a></sup> \
         b<sup class=\"footnote-ref\"><a href=\"#fn:2\" id=\"fnref:2\" role=\"doc-noteref\">2</a></sup> \
         c<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1:2\" role=\"doc-noteref\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
         <li id=\"fn:1\"><p><em>first</em> <a href=\"#fnref:1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ 1\">↩</a> \
         <a href=\"#fnref:1:2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ 1.2\">↩</a></p></li>\n\
         <li id=\"fn:2\"><p>second <a href=\"#fnref:2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ 2\">↩</a></p></li>\n\
         </ol>\n</section>",
    );
    check("no note [^1]", "<p>no note [^1]</p>");
    problems("[^lone]: text", &[(ProblemKind::UnusedFootnote("lone".to_owned()), "[^lone]: text")]);
}

#[test]
fn footnotes_in_a_circle() {
    let html = body("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1] ![x](y.png)").html;
    assert_eq!(html.matches("<li id=\"fn:").count(), 2);
    assert_eq!(html.matches("doc-backlink").count(), 3);
}

#[test]
fn the_lead_is_the_first_paragraph_with_words() {
    let lead = |text: &str| body(text).lead;
    assert_eq!(
        lead(
            "# Title\n\n![x](y.png)\n\nOne *two*\nthree `four` [five](six.md)[^1].\n\nSix\n\n[^1]: n"
        ),
        "One two three four five."
    );
    assert_eq!(lead("> quote\n\ntext"), "text");
    assert_eq!(lead("- item\n\n  more"), "item");
    assert_eq!(lead("{{< img src=\"x\" >}}\n\n\"Text\""), "„Text“");
    assert_eq!(lead("by {% author \"a\" %}\n\nText"), "Text");
    assert_eq!(lead("{{< img src=\"x\"\nalt=\"y z\"\n\nText"), "Text");
    assert_eq!(lead("{{< a >}}\n{{< b >}} {: .c}\n\n{% d"), "");
    assert_eq!(lead("The {{ a }}, in {{ b }}town {c} d {{ e"), "The, in town {c} d {{ e");
    assert_eq!(lead("See the [first b]({{< ref \"x y\" >}}), too"), "See the first b, too");
    assert_eq!(lead("It is { here\n{: .lead}"), "It is { here");
    assert_eq!(lead("<div><p>One <b>two</b> &amp; three</p><p>four</p></div>"), "One two & three");
    assert_eq!(lead("<div>One</div>\n\ntwo"), "One");
}

#[test]
fn template_code_is_text() {
    check("{{ \"a\" -- b }} {% if \"x\" %} \"c\"", "<p>{{ \"a\" -- b }} {% if \"x\" %} „c“</p>");
    check("{{< img src=\"a.jpg\" >}}", "<p>{{&lt; img src=\"a.jpg\" &gt;}}</p>");
    check("{{<img src=\"a.jpg\">}}", "<p>{{&lt;img src=\"a.jpg\"&gt;}}</p>");
    check("[[wiki]] {{ open \"x\"", "<p>[[wiki]] {{ open „x“</p>");
}
