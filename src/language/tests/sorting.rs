use std::cmp::Ordering;

use proptest::prelude::*;

use super::super::{Language, NearIndex};
use super::language;

#[track_caller]
fn check(tag: &str, sorted: &[&str]) {
    let language = language(tag);
    let mut names: Vec<_> = sorted.iter().rev().copied().collect();
    names.sort_by(|a, b| language.compare(a, b));
    assert_eq!(names, sorted);
}

#[test]
fn names_sort_as_in_the_language() {
    check(
        "lv",
        &["Cēsis", "Cīrava", "Česma", "Daugavpils", "Kuldīga", "Ķekava", "Liepāja", "Ļaudona"],
    );
    check(
        "lv",
        &["Alūksne", "Ādaži", "Balvi", "Sigulda", "Šķilbēni", "Ventspils", "Zilupe", "Žīguri"],
    );
    check("et", &["Saku", "Šveits", "Zagreb", "Tallinn", "Võru", "Äksi"]);
    check("sv", &["Arboga", "Zinkgruvan", "Åmål", "Älmhult", "Örebro"]);
    check("de", &["Ärzte", "Azur", "Zoo"]);
    check("ru", &["Елгава", "Ёлки", "Ель", "Жуково", "Яунпилс"]);
    check("uk", &["Галич", "Ґалаґан", "Донецьк", "Ірпінь", "Їжакевич", "Яремче"]);
}

#[test]
fn quotes_do_not_count_and_numbers_do() {
    check("lv", &["Ceļš", "„Tīrkultūra”", "Zeme"]);
    check("lv", &["2. izstāde", "10. izstāde", "Abece"]);
}

#[test]
fn lists() {
    let check = |tag: &str, items: &[&str], expected: &str| {
        assert_eq!(language(tag).list(items), expected);
    };
    check("lv", &[], "");
    check("lv", &["Rīga"], "Rīga");
    check("lv", &["Rīga", "Cēsis"], "Rīga un Cēsis");
    check("lv", &["A", "B", "C"], "A, B un C");
    check("en", &["A", "B", "C"], "A, B and C");
    check("en-US", &["A", "B", "C"], "A, B, and C");
    check("ru", &["А", "Б", "В"], "А, Б и В");
    check("uk", &["А", "Б", "В"], "А, Б і В");
    check("de", &["A", "B", "C"], "A, B und C");
    check("es", &["Pablo", "Inés"], "Pablo e Inés");
}

#[test]
fn numbers() {
    let check = |tag: &str, number: i64, expected: &str| {
        assert_eq!(language(tag).number(number), expected);
    };
    check("lv", 54_656, "54\u{a0}656");
    check("lv", 1_234, "1234");
    check("en", 54_656, "54,656");
    check("ru", 54_656, "54\u{a0}656");
    check("de", 54_656, "54.656");
    check("fr", 54_656, "54\u{202f}656");
    check("hi", 1_234_567, "12,34,567");
    check("en", i64::MIN, "-9,223,372,036,854,775,808");
}

#[test]
fn a_language_is_shared_between_threads() {
    fn assert_shared<T: Send + Sync>() {}
    assert_shared::<Language>();
    assert_shared::<NearIndex>();
}

proptest! {
    #[test]
    fn comparing_is_a_total_order(a in ".{0,8}", b in ".{0,8}", c in ".{0,8}") {
        for tag in ["lv", "en", "ru", "zh"] {
            let language = language(tag);
            let compare = |a: &str, b: &str| language.compare(a, b);
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
        }
    }
}

#[test]
fn decimals() {
    let check = |tag: &str, number: f64, expected: &str| {
        assert_eq!(language(tag).decimal(number), expected);
    };
    check("lv", 37.5, "37,5");
    check("en", 37.5, "37.5");
    check("ru", 75.0, "75");
    check("en", f64::NAN, "NaN");
}
