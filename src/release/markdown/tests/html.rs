//! Raw HTML.

use super::super::{LinkKind, ProblemKind};
use super::{body, check, filled, problems, trusted};

#[test]
fn allowed_tags_stay() {
    check("a <b>c</b><br/>H<sub>2</sub>O", "<p>a <b>c</b><br>H<sub>2</sub>O</p>");
    check(
        "<div class=\"x\" style=\"y\" id=\"z\">\n\n*a*\n\n</div>",
        "<div>\n<p><em>a</em></p>\n</div>",
    );
    check(
        "<p align=center>A &amp; B &copy; &#8211; &nosuch; & <</p>",
        "<p>A &amp; B © – &amp;nosuch; &amp; &lt;</p>",
    );
    check(
        "<table><tr><th scope=row>a<td colspan=2 onclick=x>b<tr><td>c</table>",
        "<table><tbody><tr><th scope=\"row\">a</th><td colspan=\"2\">b</td></tr><tr><td>c</td></tr></tbody></table>",
    );
    check(
        "<details open><summary>a</summary>b</details>",
        "<details open=\"\"><summary>a</summary>b</details>",
    );
    check("<ol start=3><li>a<li>b</ol>", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
}

#[test]
fn other_tags_go() {
    check("<font color=red>a</font> <blink>b</blink> <center>c</center>", "<p>a b c</p>");
    check("<div>\n<o:p>a</o:p>\n</div>", "<div>\na\n</div>");
    check("<!-- a -->b<!-- -->\n\nc <!-- d --> <?php e ?> f", "b\n<p>c   f</p>");
    check("<script>\nalert(1)\n</script>\n\na", "<p>a</p>");
    check("<p>&nbsp;</p>\n<h2></h2>\n\na", "<p>a</p>");
    problems(
        "<iframe src=\"https://a.example\"></iframe>",
        &[(ProblemKind::RemovedHtml("iframe".to_owned()), "<iframe src=\"https://a.example\">")],
    );
    problems(
        "> a\n>\n> <div>\n> <video src=x>",
        &[(ProblemKind::RemovedHtml("video".to_owned()), "<video src=x>")],
    );
}

#[test]
fn tags_are_nested_with_the_markdown() {
    check("*a <b>c* d</b> e", "<p><em>a <b>c</b></em> d e</p>");
    check("<b>a\n\nc</b>", "<p><b>a</b></p>\n<p>c</p>");
    check(
        "- <div>\n\n  a\n\nb\n\n</div>",
        "<ul>\n<li><div>\n<p>a</p>\n</div></li>\n</ul>\n<p>b</p>",
    );
    check("<p>a\n\nb", "<p>a\n</p><p>b</p>");
    check("a <div>b</div>", "<p>a b</p>");
    check("<div><b>a<div>b</b></div></div>", "<div><b>a</b><div>b</div></div>");
    check("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>");
    check("<details>a <b>b</b></details>", "a <b>b</b>");
    check("<a href=b.md><div>c</div><h3>d</h3></a>", "<p><a href=\"@b.md\">cd</a></p>");
    check("<div><a href=b.md><h3>c</h3></a></div>", "<div><a href=\"@b.md\">c</a></div>");
    check("[a <a href=b.md>c</a>](d.md)", "<p><a href=\"@d.md\">a c</a></p>");
    check(
        "<a href=b.md>c [d](e.md) <http://f.example></a>",
        "<p><a href=\"@b.md\">c d http://f.example</a></p>",
    );
}

#[test]
fn addresses_in_raw_html() {
    let text = "x <a href='../a.md?b=1&amp;c=2' title=\"d\" target=_blank>e</a> <img src=f.png alt='g \"h\"'>";
    check(
        text,
        "<p>x <a href=\"@../a.md?b=1&amp;c=2\" title=\"d\">e</a> \
         <img src=\"@f.png\" alt=\"g &quot;h&quot;\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    let links = body(text).links;
    let seen: Vec<_> =
        links.iter().map(|link| (link.kind, link.target.as_str(), link.text.as_str())).collect();
    assert_eq!(
        seen,
        [(LinkKind::Link, "../a.md?b=1&c=2", "e"), (LinkKind::Image, "f.png", "g \"h\"")]
    );
    check(
        "<img src=f.png alt=g width=30 height=20>",
        "<img src=\"@f.png\" alt=\"g\" width=\"30\" height=\"20\" loading=\"lazy\" decoding=\"async\">",
    );
    problems("a <img src=x.png>", &[(ProblemKind::ImageWithoutAlt, "<img src=x.png>")]);
    problems(
        "a <a href=\"javascript:b\">c</a>",
        &[(ProblemKind::RefusedScheme("javascript".to_owned()), "<a href=\"javascript:b\">")],
    );
}

#[test]
fn named_anchors() {
    let body = body("<a name=\"part\"></a>a\n\n<h3 id='two'>B</h3>");
    assert_eq!(body.anchors, ["part"]);
    assert_eq!(body.html, "<p><span id=\"part\"></span>a</p>\n<h2 id=\"two\">B</h2>\n");
}

#[test]
fn our_own_markup_survives_cleaning() {
    let text =
        "a[^1] ![b](c.png) <b>d</b>\n\n|e|f|\n|-:|-|\n|g|h|\n\n# i\n\n```x\ny\n```\n\n[^1]: j";
    let with = filled(&body(text)).replace("<b>d</b>", "d");
    let without = filled(&body(&text.replace("<b>d</b>", "d")));
    assert_eq!(with, without);
}

#[test]
fn a_placeholder_cannot_be_forged() {
    for forged in ["\u{FDD0}0\u{FDD1}", "&#xFDD0;0&#xFDD1;", "&#64976;0&#64977;"] {
        let text = format!(
            "[a](b.md) <b title=\"{forged}\">{forged}</b>\n\n<p title='{forged}'>{forged}</p>\n\n`{forged}`"
        );
        let body = body(&text);
        assert_eq!(body.holes.len(), 1, "{body:?}");
        assert!(!body.html.contains('\u{FDD0}'));
    }
}

#[test]
fn trusted_html_stays_as_it_is() {
    let text = "<div class=\"x\" onclick=\"y()\">\n<script>\"<a href='z'>\"</script>\n</div>\n";
    assert_eq!(filled(&trusted(text)), text);
    let text = "<p><a class=b href=../c.md>d</a> <img src='e.png'> <a href=\"https://f.example\">g</a></p>\n";
    let filled = filled(&trusted(text));
    assert_eq!(
        filled,
        "<p><a class=b href=\"@../c.md\">d</a> <img src=\"@e.png\"> <a href=\"https://f.example\">g</a></p>\n"
    );
    assert_eq!(trusted(text).lead, "d  g".split_whitespace().collect::<Vec<_>>().join(" "));
}
