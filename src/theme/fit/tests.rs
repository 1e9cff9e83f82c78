#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let default = crate::source::theme_files(Path::new(""), "default").unwrap().unwrap();
    let mut diagnostics = Vec::new();
    let fonts = Fonts::load(&[default], &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    fonts
});

fn area() -> Area {
    let face = FONTS.find("Pressroom Serif", 600).unwrap();
    Area { face, width: 1_000.0, height: 300.0, sizes: vec![90.0, 60.0, 40.0], leading: 1.2 }
}

fn texts(fitted: &Fitted) -> Vec<&str> {
    fitted.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn a_short_text_is_set_at_the_first_size() {
    let fitted = fit(&FONTS, " Opening\n in   Rīga ", &area());
    assert_eq!(texts(&fitted), ["Opening in Rīga"]);
    assert_eq!((fitted.size, fitted.cut), (90.0, false));
    assert_eq!((fitted.lines[0].y, fitted.height), (72.0, 90.0));
}

#[test]
fn lines_are_about_equally_long() {
    let title = "An exhibition of art by authors of four minorities opens";
    let fitted = fit(&FONTS, title, &area());
    assert!(fitted.lines.len() > 1 && texts(&fitted).join(" ") == title);
    let lengths = || fitted.lines.iter().map(|line| line.width);
    let (short, long) = (lengths().fold(f64::MAX, f64::min), lengths().fold(0.0, f64::max));
    assert!(short > 0.6 * long, "{fitted:?}");
}

#[test]
fn a_word_of_one_letter_goes_with_the_next() {
    let title = "Выставка в музее и в библиотеке о культуре и о языке в школе";
    let fitted = fit(&FONTS, title, &area());
    for line in texts(&fitted) {
        assert!(!line.ends_with(" в") && !line.ends_with(" о") && !line.ends_with(" и"), "{line}");
    }
}

#[test]
fn what_is_too_long_ends_with_an_ellipsis() {
    let fitted = fit(&FONTS, &"Too long a title. ".repeat(40), &area());
    assert!(fitted.cut && fitted.size <= 40.0);
    assert!(fitted.lines.last().unwrap().text.ends_with('…'));
    let one = fit(&FONTS, &"w".repeat(300), &area());
    assert!(one.lines.len() > 1, "{one:?}");
}

#[test]
fn what_no_font_has_is_left_out() {
    assert_eq!(texts(&fit(&FONTS, "🎉 Today 🎉\u{202e}\u{0}", &area())), ["Today"]);
    assert!(fit(&FONTS, "🎉", &area()).lines.is_empty());
    assert!(fit(&FONTS, "", &area()).height.abs() < 1e-9);
    assert_eq!(FONTS.lacks("Ķekava, Алуксне 2013 🎉"), None);
    assert_eq!(FONTS.lacks("Opening 展"), Some('展'));
}

#[test]
fn a_text_from_right_to_left_says_so() {
    assert_eq!(directed("2013".to_owned(), "12 معرض 2013"), "\u{202b}2013");
    assert_eq!(directed("2013".to_owned(), "12 Izstāde معرض"), "2013");
}

#[test]
fn fonts_are_found_by_family_and_weight() {
    assert!(FONTS.find("Nowhere", 400).is_none());
    assert_ne!(FONTS.find("Pressroom Sans", 400), FONTS.find("Pressroom Sans", 600));
    assert_eq!(FONTS.families(), ["Pressroom Sans", "Pressroom Serif"]);
    let face = FONTS.find("Pressroom Sans", 400).unwrap();
    assert!(FONTS.width(face, "mm") > 1.9 * FONTS.width(face, "m") - 0.01);
    assert!(FONTS.width(face, "AV") < FONTS.width(face, "A") + FONTS.width(face, "V"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_leaves_the_area(text in "\\PC{0,400}|([a-zāžа-я]{1,40} ){0,60}", height in 20.0..400.0) {
        let area = Area { height, ..area() };
        let fitted = fit(&FONTS, &text, &area);
        for line in &fitted.lines {
            prop_assert!(line.width <= area.width + 0.01, "{line:?}");
            prop_assert!(!line.text.is_empty());
        }
        prop_assert!(fitted.lines.len() <= 1 || fitted.height <= height + 0.01, "{fitted:?}");
    }
}
