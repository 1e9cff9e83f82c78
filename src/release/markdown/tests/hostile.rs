//! Input that means harm, or means nothing: bounded time, no panic, sound HTML.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{body, filled, sound, trusted};

/// A limit for about half a megabyte in a debug build on a busy machine; what is quadratic takes
/// minutes.
const LIMIT: Duration = Duration::from_secs(20);

#[track_caller]
fn bounded(text: &str) -> String {
    let start = Instant::now();
    let html = filled(&body(text));
    let name: String = text.chars().take(30).collect();
    assert!(start.elapsed() < LIMIT, "{:?} for {name:?}", start.elapsed());
    assert!(html.len() < 100 * text.len() + 10_000_000, "{} bytes for {name:?}", html.len());
    html
}

#[test]
fn bombs_of_one_pattern() {
    let patterns = [
        ">",
        "> ",
        "- ",
        "1. ",
        "[",
        "![",
        "[a](",
        "![a](",
        "[a](<b",
        "[^a]",
        "[^a]: ",
        "*",
        "*a ",
        "_a_b",
        "**a ",
        "~~a ",
        "`",
        "`a``",
        "<",
        "<a ",
        "<a b=\"",
        "<b>",
        "<b><i>",
        "</b>",
        "<div>",
        "<div>\n\n",
        "<table><tr><td>",
        "<ul><li>",
        "<p>",
        "<a href=x>",
        "<!--",
        "<!--a>",
        "<script>",
        "<svg>\n\n",
        "<?",
        "<![CDATA[",
        "<h1>a",
        "<b title=\"",
        "&",
        "&#",
        "&#1",
        "&a;",
        "\\",
        "\"",
        "'",
        "\"a ",
        "'a",
        "a\" ",
        "--a",
        "...",
        "://",
        "{{",
        "{{ }}",
        "{%",
        "{{<a>}}",
        "|",
        "|a|\n|-|\n",
        "# a\n",
        "# a {#b}\n",
        "a\n=\n",
        "\0",
        "\r",
        "a\r",
        "\u{202E}",
        "\u{FDD0}",
        "a ",
        "a\n",
        "```\n",
        "~~~ a\n\n",
        "    a\n\n",
        "\t",
        "[a]: b\n",
        "[a][b] ",
        "<x@y.z>",
        "![a](b \"c\")\n\n",
        "- a\n\n",
        "[a](b.md) <b>c</b> ",
    ];
    for pattern in patterns {
        bounded(&pattern.repeat(100_000 / pattern.len()));
    }
}

#[test]
fn containers_that_stay_open() {
    for start in [">", "- ", "> - ", "- > ", "1. ", "[^a]: - "] {
        for rest in ["a\n", "\n", " \n\n", "<b>\n", "  a\n", "```\n"] {
            bounded(&format!("{}a\n{}", start.repeat(10_000), rest.repeat(20_000)));
        }
    }
}

#[test]
fn nested_by_indentation() {
    let list: String = (0..400).map(|depth| "  ".repeat(depth) + "- a\n").collect();
    bounded(&(list + &"b\n".repeat(50_000)));
    let quotes: String = (0..600).map(|depth| ">".repeat(depth) + "a\n").collect();
    bounded(&quotes);
}

#[test]
fn wide_and_long() {
    bounded(
        &format!("{}|\n{}|\n{}", "|a".repeat(1000), "|-".repeat(1000), "|b\n".repeat(5_000))
            .repeat(1),
    );
    bounded(&"a \"b\" c -- ".repeat(100_000));
    bounded(&format!("# {}", "a ".repeat(200_000)));
    bounded(&format!("<b {}>c</b>", "x=y ".repeat(50_000)));
    bounded(&format!("{}a{}", "*".repeat(100_000), "*".repeat(100_000)));
    let notes = (0..10_000)
        .map(|note| [format!("[^{note}] \n\n[^{note}]: a[^"), format!("{}]\n\n", note + 1)]);
    let notes: String = notes.flatten().collect();
    bounded(&notes);
    bounded(&format!("[a]: {}\n\n{}", "x".repeat(10_000), "[a] ".repeat(20_000)));
}

#[test]
fn deep_nesting_is_shown_flat() {
    let html = bounded(&format!("{}a", ">".repeat(10_000)));
    assert_eq!(html.matches("<blockquote>").count(), 32);
    let html = bounded(&format!("a\n\n{}\n\nb", "- ".repeat(100)));
    assert!(html.contains("<hr>"));
}

#[test]
fn html_of_a_huge_text_is_shown_as_text() {
    let text = format!("<b>a</b>\n\n<div>\n\n{}", "b ".repeat(300_000));
    let body = body(&text);
    assert!(body.html.starts_with("<p>&lt;b&gt;a&lt;/b&gt;</p>\n&lt;div&gt;\n<p>b b"));
    assert_eq!(body.problems.len(), 1);
}

#[test]
fn odd_characters_are_dropped() {
    assert_eq!(filled(&body("a\0b\u{1}c\u{7f}\u{92}\u{FFFE}\u{202E}d")), "<p>abc’d</p>\n");
    assert_eq!(
        filled(&body("`a\u{0}`\n\n    b\u{8}\n\n[c](<d\u{92}.md> \"e\u{1}\")")),
        "<p><code>a</code></p>\n<pre><code>b\n</code></pre>\n<p><a href=\"@d’.md\" title=\"e\">c</a></p>\n"
    );
    assert_eq!(filled(&body("a\rb\r\rc\r\n\r\nd")), "<p>a\nb</p>\n<p>c</p>\n<p>d</p>\n");
}

#[test]
fn a_range_that_is_none_is_empty() {
    let options = super::options();
    assert_eq!(super::markdown("aā", 2..3, &options).html, "");
    assert_eq!(super::markdown("a", 5..9, &options).html, "");
}

/// Pieces that mean something in Markdown or HTML.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "ž", " ", "  ", "\n", "\n\n", "    ", "\t", "\r", "*", "**", "_", "~~", "`", "```\n", "#",
    "# ", "## x {#y}\n", "> ", "- ", "1. ", "|", "|-|-|\n", "|a|b|\n", "[", "]", "(", ")", "![",
    "](b.md)", "](c.png \"t\")", "[x]", "[x]: y\n", "[^1]", "[^1]: ", "<", ">", "&", "&amp;",
    "&#60;", "\"", "'", "--", "...", "://", "{{", "}}", "{%", "\\", "<b>", "</b>", "<p>", "</p>",
    "<div>", "</div>\n", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>",
    "<a href=\"x.md\">", "<a href='y'>", "</a>", "<a name=z>", "<h1>", "</h1>", "<h3 id=q>",
    "<img src=i.png>", "<br>", "<hr>", "<script>", "</script>", "<!--", "-->", "<svg>", "<style>",
    "<details>", "<summary>", "<pre>", "<dl><dt>", "<dd>", "<figure>", "<figcaption>",
    "<blockquote>", "<https://a.example>", "---\n", "===\n", "\0", "\u{FDD0}", "<td>x</td>",
    "<caption>", "<thead>", "<code>", "<sup>", "<b title=\"", "\">", "<b x='>", "<section>",
    "<span lang=lv>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_mixture_is_sound(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        sound(&text, &body(&text));
        let _ = filled(&trusted(&text));
    }

    #[test]
    fn any_text_is_sound(text in "\\PC{0,200}") {
        sound(&text, &body(&text));
    }
}
