//! Quotes, dashes and ellipses.

use proptest::prelude::*;

use super::super::{Options, markdown, smarten};
use super::{LATVIAN, body, check, filled, options};

#[track_caller]
fn line(text: &str, expected: &str) {
    check(text, &format!("<p>{expected}</p>"));
}

#[test]
fn quotes() {
    line("\"a\" un \"b c\".", "„a“ un „b c“.");
    line("(\"a\"), \"b\"; \"c\"?", "(„a“), „b“; „c“?");
    line("\"a 'b' c\" 'd'", "„a ‚b‘ c“ ‚d‘");
    line("\"a \"b\" c\"", "„a ‚b‘ c“");
    line("\"'a' b\"", "„‚a‘ b“");
    line("a \" b", "a \" b");
    line("\"a\nb\"\n\"c\"", "„a\nb“\n„c“");
    line("„a” “b” «c» ’", "„a” “b” «c» ’");
    line("19\" ekrāns", "19\" ekrāns");
    line("\"...un\"", "„…un“");
    line("—\"a\"", "—„a“");
    line("alt=\"a b\" id='c' d=\"\"", "alt=„a b“ id=‚c‘ d=„“");
    line("\"a=\" \"b\"", "„a=“ „b“");
}

#[test]
fn quotes_across_markup() {
    line("\"*a*\" **\"b\"** *\"c* d\"", "„<em>a</em>“ <strong>„b“</strong> <em>„c</em> d“");
    line("\"`a`\" \"[b](c.md)\"", "„<code>a</code>“ „<a href=\"@c.md\">b</a>“");
    line("l'*a*", "l’<em>a</em>");
    line("\"a &amp; b\" \\\"c\\\"", "„a &amp; b“ „c“");
    check("\"a\n\n\"b\"", "<p>„a</p>\n<p>„b“</p>");
    check("- \"a\"\n- \"b\"", "<ul>\n<li>„a“</li>\n<li>„b“</li>\n</ul>");
    check("\"a\n- \"b\"", "<p>„a</p>\n<ul>\n<li>„b“</li>\n</ul>");
}

#[test]
fn apostrophes() {
    line("don't l'été '90s Jāņu'", "don’t l’été ’90s Jāņu’");
    line("'don't'", "‚don’t‘");
}

#[test]
fn dashes_and_dots() {
    line("a -- b --- c - d---e 2012--2013", "a – b — c - d—e 2012–2013");
    line("a... b.... c ----", "a… b.... c ----");
    line("`a -- \"b\"` c", "<code>a -- \"b\"</code> c");
    line("https://a.example/b--c_d--e...f g--h", "https://a.example/b--c_d--e...f g–h");
}

#[test]
fn left_alone() {
    let text = "\"a\" -- b... don't";
    let options = Options { smart_quotes: None, ..options() };
    assert_eq!(markdown(text, 0..text.len(), &options).html, format!("<p>{text}</p>\n"));
}

#[test]
fn titles() {
    assert_eq!(smarten("Izstāde \"Tīrkultūra\"", &LATVIAN), "Izstāde „Tīrkultūra“");
    let french = ["«\u{202f}", "\u{202f}»", "“", "”"];
    assert_eq!(smarten("l'art \"brut\"", &french), "l’art «\u{202f}brut\u{202f}»");
}

proptest! {
    /// An entity makes the program look closely at every piece of a document.
    #[test]
    fn a_close_look_changes_nothing(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12)) {
        let text = pieces.concat();
        let close = format!("{text}\n\n&amp;");
        let quick = format!("{}<p>&amp;</p>\n", filled(&body(&text)));
        prop_assert_eq!(filled(&body(&close)), quick);
    }
}

const PIECES: &[&str] = &[
    "word ",
    "A. ",
    "-",
    "--",
    "...",
    ". ",
    "\"",
    "'",
    ": ",
    "://",
    "https://a.b/c",
    " ",
    "\n",
    "> ",
    "<",
    "*",
    "„",
    "…",
    "\u{a0}",
    "\u{202d}",
    "\u{85}",
    "\u{7f}",
    "ü",
    "Я",
    "\u{fdd0}",
    "\u{1}",
    "`x`",
];
