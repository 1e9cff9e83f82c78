//! Comments and scripts with an empty line in them.

use proptest::prelude::*;

use super::super::ProblemKind;
use super::{body, check, filled, problems, sound, trusted};

#[test]
fn a_comment_hides_everything_up_to_its_end() {
    check("One <!-- note\n\nsecret --> two.", "<p>One  two.</p>");
    check("One <!-- *note\n\n# Secret\n\n- `secret` -->* two.", "<p>One * two.</p>");
    check("<div>\n<!-- secret a\n\nsecret b -->\n</div>", "<div>\n\n</div>");
    check("<p>a <!-- secret\n\n<script>\n\n--> b</p>\n\nc", "<p>a  b</p>\n<p>c</p>");
    check(
        "> a <!-- secret\n>\n> secret --> b\n\nc",
        "<blockquote>\n<p>a  b</p>\n</blockquote>\n<p>c</p>",
    );
    check("- a <!-- secret\n\n  secret -->\n- b", "<ul>\n<li>a </li>\n<li>b</li>\n</ul>");
    check("# A <!-- secret\n\nsecret -->\n\nb", "<h2 id=\"a\">A </h2>\n<p>b</p>");
    check("a|b\n-|-\nc <!-- secret|secret --> d|e", filled(&body("a|b\n-|-\nc  d|e")).trim());
    check("![a <!-- secret\n\nsecret -->](b.png)", filled(&body("![a ](b.png)")).trim());
    let text = "a <!--\n\nsecret --> b <!--\n\nsecret --> c\n\n<div><!--\n\nsecret --></div>";
    check(text, "<p>a  b  c</p>\n<div></div>");
    problems("a <!-- b\n\nc --> d", &[(ProblemKind::LongComment, "<!--")]);
    assert_eq!(body("One <!-- note\n\nsecret --> two.").lead, "One two.");
    let html = trusted("<div>\n<!-- secret a\n\nsecret b -->\n</div>\n\nc").html;
    assert!(!html.contains("secret") && html.contains("<p>c</p>"), "{html}");
}

#[test]
fn what_is_no_comment_is_shown() {
    for (text, html) in [
        ("a <!-- b\n\nc", "<p>a &lt;!– b</p>\n<p>c</p>"),
        ("a \\<!-- b\n\nc \\--> d", "<p>a &lt;!– b</p>\n<p>c –&gt; d</p>"),
        ("`<!--` b\n\n`-->` c", "<p><code>&lt;!--</code> b</p>\n<p><code>--&gt;</code> c</p>"),
        (
            "    <!--\n\nb\n\n    -->",
            "<pre><code>&lt;!--\n</code></pre>\n<p>b</p>\n<pre><code>--&gt;</code></pre>",
        ),
        ("{{ <!-- }} b\n\nc {{ --> }}", "<p>{{ &lt;!-- }} b</p>\n<p>c {{ --&gt; }}</p>"),
        ("&lt;!-- b\n\nc {{ --> }}", "<p>&lt;!– b</p>\n<p>c {{ --&gt; }}</p>"),
    ] {
        check(text, html);
        problems(text, &[]);
    }
}

#[test]
fn a_comment_without_an_end_is_told() {
    problems("<div>\n<!-- a\n\nb\n</div>", &[(ProblemKind::OpenComment, "<!--")]);
    problems("> <!-- a\n\nb", &[(ProblemKind::OpenComment, "<!--")]);
    problems("a\n\n<!-- b\n\nc", &[(ProblemKind::EndlessComment, "<!--")]);
    problems("<!-- b\n\nc -->\n\n<!-->", &[]);
}

#[test]
fn an_element_that_is_left_out_takes_its_content_with_it() {
    for (text, html, name) in [
        (
            "<div></div>\n<script>\n\nvar secret;\n</script>\n\na",
            "<div></div>\n\n<p>a</p>",
            "script",
        ),
        ("a <script>\n\nvar secret = \"<b>\";\n</SCRIPT> b", "<p>a   b</p>", "script"),
        ("a <style>secret\nsecret</style> b", "<p>a   b</p>", "style"),
        (
            "<div>\n<iframe src=\"x\">\n\n*secret*\n\n</iframe>\nb</div>",
            "<div>\n\nb</div>",
            "iframe",
        ),
        ("<p><textarea>\n\n    secret\n\n</textarea></p>\n\nb", "<p>b</p>", "textarea"),
        ("- a <svg>\n\nsecret\n\n  </svg>\n- b", "<ul>\n<li>a  </li>\n<li>b</li>\n</ul>", "svg"),
    ] {
        check(text, html);
        let found = body(text).problems;
        assert_eq!(found.len(), 1, "{found:?} for {text:?}");
        assert_eq!(found[0].kind, ProblemKind::RemovedHtml(name.to_owned()));
    }
    check("a <script> b\n\nc", "<p>a  b</p>\n<p>c</p>");
    check("a <script> tag\n\n`</script>`", "<p>a  tag</p>\n<p><code>&lt;/script&gt;</code></p>");
    check("a <script>b <style>c</style> d</script> e <style>f</style>", "<p>a   e  </p>");
}

const PIECES: [&str; 24] = [
    "<!--",
    "-->",
    "\n\n",
    "\n",
    " ",
    "a",
    "`",
    "<div>",
    "</div>",
    "<script>",
    "</script>",
    "> ",
    "- ",
    "*",
    "[b](c)",
    "# ",
    "<style>",
    "</style>",
    "{{",
    "}}",
    "<p>",
    "\\",
    "|",
    "\n|-|\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_nest_of_these_is_sound(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)) {
        let text = pieces.concat();
        let first = body(&text);
        sound(&text, &first);
        for problem in &first.problems {
            prop_assert!(problem.span.end as usize <= text.len());
        }
        trusted(&text);
    }

    /// A comment that begins in a paragraph of words hides whatever is in it.
    #[test]
    fn nothing_in_a_comment_is_shown(inside in "[ a-z*`#\n<>|\\[\\](){}~\"&;!/=0-9-]{0,40}") {
        prop_assume!(!inside.contains("-->") && !inside.starts_with(['>', '-']) && !inside.ends_with('-'));
        let text = format!("one <!--{inside}QQ{inside}--> two\n\nthree");
        let html = body(&text).html;
        prop_assert!(!html.contains("QQ"), "{} for {:?}", html, text);
        prop_assert!(html.ends_with("two</p>\n<p>three</p>\n"), "{} for {:?}", html, text);
    }
}
