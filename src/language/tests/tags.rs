use super::super::{Direction, Language};
use super::language;

#[test]
fn tags_in_their_canonical_form() {
    assert_eq!(language("lv").tag(), "lv");
    assert_eq!(language("pt-br").tag(), "pt-BR");
    assert_eq!(language("ZH-hant").tag(), "zh-Hant");
    assert_eq!(language("vro").tag(), "vro");
}

#[test]
fn what_is_no_tag_is_refused_with_a_hint() {
    let check = |tag: &str, suggestion: Option<&str>| {
        let error = Language::new(tag).unwrap_err();
        assert_eq!(error.tag(), tag);
        assert_eq!(error.suggestion(), suggestion, "{tag}");
    };
    check("english", Some("en"));
    check("Latviešu", Some("lv"));
    check("русский", Some("ru"));
    check("ua", Some("uk"));
    check("pt_BR", Some("pt-BR"));
    check(" lv ", Some("lv"));
    check("xx", None);
    check("xx-!", None);
    check("und", None);
    check("lv-u-ca-buddhist", None);
    check("../etc", None);
    check("", None);
}

#[test]
fn the_message_says_what_to_write() {
    let message = |tag| Language::new(tag).unwrap_err().to_string();
    assert_eq!(message("english"), "`english` is not a language tag; did you mean `en`?");
    assert_eq!(
        message("xx-!"),
        "`xx-!` is not a language tag; write it as BCP 47 does, such as `lv`, `en` or `pt-BR`"
    );
}

#[test]
fn native_names() {
    let check = |tag: &str, name: &str| assert_eq!(language(tag).native_name(), name);
    check("lv", "latviešu");
    check("en", "English");
    check("en-US", "English");
    check("ru", "русский");
    check("uk", "українська");
    check("pt-BR", "português (Brasil)");
    check("sr-Latn", "srpski");
    check("ltg", "latgalīšu");
    check("qaa", "qaa");
}

#[test]
fn directions() {
    let check = |tag: &str, direction: Direction| assert_eq!(language(tag).direction(), direction);
    for tag in ["lv", "en", "ru", "zh", "ku", "az-Latn-IR", "uz"] {
        check(tag, Direction::Ltr);
    }
    for tag in ["ar", "he", "fa", "ur", "yi", "pa-Arab", "pa-PK", "az-Arab", "uz-AF"] {
        check(tag, Direction::Rtl);
    }
    assert_eq!(Direction::Rtl.to_string(), "rtl");
}

#[test]
fn quotation_marks() {
    let check = |tag: &str, expected: &str| {
        let quotes = language(tag).quotes();
        let (outer, inner) = (quotes.outer, quotes.inner);
        assert_eq!(format!("{}a {}b{}{}", outer.0, inner.0, inner.1, outer.1), expected);
    };
    check("lv", "„a ‚b’”");
    check("en", "“a ‘b’”");
    check("ru", "«a „b“»");
    check("uk", "«a „b“»");
    check("be", "«a „b“»");
    check("de", "„a ‚b‘“");
    check("de-CH", "«a ‹b›»");
    check("pl", "„a «b»”");
    check("lt", "„a „b““");
    check("et", "„a ‚b‘“");
    check("fi", "”a ’b’”");
    check("sv", "”a ’b’”");
    check("fr", "«\u{202f}a “b”\u{202f}»");
    check("zh", "“a ‘b’”");
    check("zh-TW", "「a 『b』」");
    check("ltg", "„a ‚b’”");
}
