use proptest::prelude::*;

use super::super::{NearIndex, fold, near};

#[test]
fn folding() {
    let check = |text: &str, folded: &str| assert_eq!(fold(text), folded);
    check("„Tīrkultūra”", "tirkultura");
    check("TIRKULTURA", "tirkultura");
    check("  Rīga\u{a0}–\u{2009}Centrs ", "riga centrs");
    check("Rīga-Centrs", "riga centrs");
    check("Znam’yanka don't", "znamyanka dont");
    check("Ёлка й", "елка и");
    check("Straße Łódź Ærø", "strasse lodz aero");
    check("ＦＵＬＬ　ｗｉｄｔｈ", "full width");
    check("e\u{301}", "e");
    check("İzmir", "izmir");
    check("Οδός", "οδοσ");
    check("„”", "");
    assert_ne!(fold("Рига"), fold("Rīga"));
    assert_ne!(fold("दिल्ली"), fold("दलल"));
}

#[test]
fn near_names() {
    let near_pairs = [
        ("Alūksne", "Aluksne"),
        ("Alūksne", "Alūksnē"),
        ("Alūksne", "Alukse"),
        ("Alūksne", "Alkūsne"),
        ("Daugavpils", "Daugvpilss"),
        ("Даугавпилс", "Даугавпилсс"),
        ("Rīga", "Riga"),
        ("Roja", "Roje"),
        ("Tīrkultūra 2013", "Tirkultūras 2013"),
    ];
    for (a, b) in near_pairs {
        assert!(near(a, b) && near(b, a), "{a} {b}");
    }
    let apart = [
        ("Rīga", "Roja"),
        ("Ata", "Ate"),
        ("Cēsis", "Cesvaine"),
        ("Tīrkultūra 2013", "Tīrkultūra 2014"),
        ("Stop 1", "Stop 12"),
        ("Izstāde II", "Izstāde III"),
        ("1. stāvs", "stāvs"),
        ("", ""),
        ("!", "?"),
    ];
    for (a, b) in apart {
        assert!(!near(a, b) && !near(b, a), "{a} {b}");
    }
}

#[test]
fn the_nearest_name() {
    let index = NearIndex::new(["Alūksne", "Daugavpils", "Balvi", "Balva", "Stop 1", "Roja", "!"]);
    assert_eq!(index.nearest("aluksne"), Some("Alūksne"));
    assert_eq!(index.nearest("Alukse"), Some("Alūksne"));
    assert_eq!(index.nearest("Daugavpil"), Some("Daugavpils"));
    assert_eq!(index.nearest("Balve"), Some("Balvi"), "the earlier of two equally near");
    assert_eq!(index.nearest("Stop 2"), None);
    assert_eq!(index.nearest("Liepāja"), None);
    assert_eq!(index.nearest("Alūksne"), None, "itself");
    assert_eq!(index.nearest("Balva"), Some("Balvi"), "another");
    assert_eq!(index.nearest("?"), None);
    assert_eq!(index.nearest(""), None);
    assert_eq!(NearIndex::default().nearest("Alūksne"), None);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in ".{0,40}") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn nearness_is_optimal_string_alignment(a in "[abc]{4,12}", b in "[abc]{4,12}") {
        let most = if a.len().min(b.len()) < 8 { 1 } else { 2 };
        prop_assert_eq!(near(&a, &b), strsim::osa_distance(&a, &b) <= most);
    }

    #[test]
    fn the_index_finds_what_is_near(
        names in prop::collection::vec("[aāb1 ]{0,10}", 0..30),
        wanted in "[aāb1 ]{0,10}",
    ) {
        let index = NearIndex::new(&names);
        let others = || names.iter().filter(|name| **name != wanted);
        let found = index.nearest(&wanted);
        prop_assert_eq!(found.is_some(), others().any(|name| near(name, &wanted)));
        if let Some(found) = found {
            prop_assert!(near(found, &wanted) && found != wanted);
        }
    }
}
