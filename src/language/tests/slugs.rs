use proptest::prelude::*;

use super::super::{slugify, slugify_in};

#[test]
fn latin() {
    let check = |text: &str, slug: &str| assert_eq!(slugify(text), slug);
    check("Alūksne", "aluksne");
    check("„Tīrkultūra” Alūksnē, 2013. gada 31. maijā", "tirkultura-aluksne-2013-gada-31-maija");
    check(
        "Ķekava Ļaudona Ņujorka Šķēde Žīguri Čiekurkalns Ģ",
        "kekava-laudona-nujorka-skede-ziguri-ciekurkalns-g",
    );
    check("don't — won’t", "dont-wont");
    check("  -- A & B -- ", "a-b");
    check("Straße Łódź Ærø İstanbul", "strasse-lodz-aero-istanbul");
    check("75\u{a0}% un ½ €", "75-un-1-2-eur");
    check("IF/2011/1.b./1", "if-2011-1-b-1");
    check("soft\u{ad}hyphen zero\u{200b}width", "softhyphen-zerowidth");
    check("e\u{301}tude Alu\u{304}ksne", "etude-aluksne");
    check("Art 🎨 show", "art-show");
    check("🎨", "");
    check("„”!?", "");
    check("", "");
}

#[test]
fn cyrillic_by_its_own_letters() {
    let check = |text: &str, slug: &str| assert_eq!(slugify(text), slug);
    check("Даугавпилс", "daugavpils");
    check("Щука, жук и хор на цирке", "shchuka-zhuk-i-khor-na-tsirke");
    check("Объявление: съезд в Лиепае", "obyavlenie-sezd-v-liepae");
    check("Русский зелёный йод", "russkiy-zeleny-yod");
    check("Юрьев Яунелгава Эзернеки", "yurev-yaunelgava-ezerneki");
    check("Київ", "kyiv");
    check("Їжакевич Єнакієве Ґалаґан", "yizhakevych-yenakiieve-galagan");
    check("Магілёў", "mahiliou");
    check("Ђорђе Шишић", "djordje-sisic");
}

/// The examples of the resolution's own table, and towns.
#[test]
fn ukrainian_as_the_government_writes_it() {
    let check = |text: &str, slug: &str| assert_eq!(slugify_in("uk", text), slug);
    check("Згурський", "zghurskyi");
    check("Згорани Розгон", "zghorany-rozghon");
    check("Алушта Борщагівка Вінниця Гадяч", "alushta-borshchahivka-vinnytsia-hadiach");
    check("Єнакієве Гаєвич Короп’є", "yenakiieve-haievych-koropie");
    check("Житомир Жанна Жежелів", "zhytomyr-zhanna-zhezheliv");
    check("Їжакевич Кадиївка Мар’їне", "yizhakevych-kadyivka-marine");
    check("Йосипівка Стрий Олексій", "yosypivka-stryi-oleksii");
    check("Щербухи Гоща Гаращенко", "shcherbukhy-hoshcha-harashchenko");
    check(
        "Юрій Корюківка Яготин Ярошенко Костянтин Знам'янка",
        "yurii-koriukivka-yahotyn-yaroshenko-kostiantyn-znamianka",
    );
    check("Запоріжжя Харків Львів Луцьк", "zaporizhzhia-kharkiv-lviv-lutsk");
    check("Феодосія «Юрій»", "feodosiia-yurii");
}

#[test]
fn the_same_letters_in_other_languages() {
    let check = |tag: &str, text: &str, slug: &str| assert_eq!(slugify_in(tag, text), slug);
    check("ru", "Григорий", "grigoriy");
    check("uk", "Григорій", "hryhorii");
    check("be", "Гродна Віцебск Ельск Аб’ект", "hrodna-vitsiebsk-yelsk-abyekt");
    check("bg", "София Щъркел Търговище", "sofia-shtarkel-targovishte");
    check("sr", "Ниш Чачак Џеп", "nis-cacak-dzep");
    check("mk", "Ќуприја Џон", "kjuprija-djon");
    check("de", "München Größe", "muenchen-groesse");
    check("de-AT", "Österreich", "oesterreich");
    check("lv", "München", "munchen");
    check("da", "Århus Ærø", "aarhus-aeroe");
    check("lv", "Даугавпилс", "daugavpils");
    check("zz-??", "Alūksne", "aluksne");
}

#[test]
fn other_scripts() {
    assert_eq!(slugify("北京 2022"), "beijing-2022");
    assert_eq!(slugify("Αθήνα"), "athina");
    assert!(!slugify("القاهرة").is_empty());
    assert!(!slugify("თბილისი").is_empty());
}

#[test]
fn long_titles_are_cut_at_a_word() {
    let slug = slugify(&"vārds ".repeat(40));
    assert_eq!(slug.len(), 77);
    assert!(slug.ends_with("-vards"));
    assert_eq!(slugify(&"a".repeat(200)).len(), 80);
    assert_eq!(slugify(&format!("{} b", "a".repeat(80))), "a".repeat(80));
}

proptest! {
    #[test]
    fn a_slug_is_words_joined_by_hyphens(text in ".{0,60}", tag in "(|lv|ru|uk|be|bg|sr|mk|de|da)") {
        let slug = slugify_in(&tag, &text);
        prop_assert!(slug.len() <= 80);
        let well_formed = |word: &str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        prop_assert!(slug.is_empty() || slug.split('-').all(well_formed), "{}", slug);
        prop_assert_eq!(slugify(&slug), slug);
    }

    #[test]
    fn cyrillic_too(text in "[а-яёіїєґўђјљњћџѓќѕА-ЯЁІЇЄҐЎ'’ -]{0,60}") {
        let slug = slugify(&text);
        prop_assert!(slug.is_ascii());
        prop_assert!(!slug.contains("--") && !slug.starts_with('-') && !slug.ends_with('-'));
    }
}
