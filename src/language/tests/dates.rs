use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::language;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

#[track_caller]
fn check(tag: &str, full: &str, short: &str, day_month: &str, month_year: &str, month: &str) {
    let language = language(tag);
    let date = day("2013-05-31");
    let got = [
        language.full_date(date),
        language.short_date(date),
        language.day_month(date),
        language.month_year(date),
        language.month_name(5),
    ];
    assert_eq!(got.each_ref().map(|text| plain(text)), [full, short, day_month, month_year, month]);
}

/// With ordinary spaces: CLDR writes several kinds of space that do not break.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn dates_in_words_and_digits() {
    check("lv", "2013. gada 31. maijs", "31.05.2013.", "31. maijs", "2013. gada maijs", "maijs");
    check("en", "31 May 2013", "31/05/2013", "31 May", "May 2013", "May");
    check("en-US", "May 31, 2013", "5/31/2013", "May 31", "May 2013", "May");
    check("ru", "31 мая 2013 г.", "31.05.2013", "31 мая", "май 2013 г.", "май");
    check("uk", "31 травня 2013 р.", "31.05.2013", "31 травня", "травень 2013 р.", "травень");
    check("de", "31. Mai 2013", "31.05.2013", "31. Mai", "Mai 2013", "Mai");
    check("pl", "31 maja 2013", "31.05.2013", "31 maja", "maj 2013", "maj");
    check("et", "31. mai 2013", "31.05.2013", "31. mai", "mai 2013", "mai");
    check("lt", "2013 m. gegužės 31 d.", "2013-05-31", "gegužės 31 d.", "2013 m. gegužė", "gegužė");
    check("be", "31 мая 2013 г.", "31.05.2013", "31 мая", "май 2013", "май");
    check("fr", "31 mai 2013", "31/05/2013", "31 mai", "mai 2013", "mai");
    check("pt-BR", "31 de maio de 2013", "31/05/2013", "31 de maio", "maio de 2013", "maio");
    check("he", "31 במאי 2013", "31.5.2013", "31 במאי", "מאי 2013", "מאי");
    check("zh", "2013年5月31日", "2013/5/31", "5月31日", "2013年5月", "五月");
    check("el", "31 Μαΐου 2013", "31/5/2013", "31 Μαΐου", "Μάιος 2013", "Μάιος");
    check("mk", "31 мај 2013 г.", "31.5.2013 г.", "31 мај", "мај 2013 г.", "мај");
    check("fa", "۳۱ مه ۲۰۱۳", "۲۰۱۳/۵/۳۱", "۳۱ مه", "مه ۲۰۱۳", "مه");
}

#[test]
fn the_first_in_french() {
    assert_eq!(language("fr").full_date(day("2013-06-01")), "1er juin 2013");
    assert_eq!(language("fr").short_date(day("2013-06-01")), "01/06/2013");
    assert_eq!(language("fr").date_range(day("2013-06-01"), day("2013-06-11")), "1er–11 juin 2013");
}

#[test]
fn ranges() {
    let check = |tag: &str, days: &str, months: &str, years: &str| {
        let language = language(tag);
        let range = |from, to| plain(&language.date_range(day(from), day(to)));
        assert_eq!(range("2013-06-03", "2013-06-10"), days);
        assert_eq!(range("2013-05-31", "2013-06-03"), months);
        assert_eq!(range("2013-12-30", "2014-01-02"), years);
        assert_eq!(range("2014-01-02", "2013-12-30"), years);
        assert_eq!(
            range("2013-06-03", "2013-06-03"),
            plain(&language.full_date(day("2013-06-03")))
        );
    };
    check(
        "lv",
        "2013. gada 3.–10. jūnijs",
        "2013. gada 31. maijs – 3. jūnijs",
        "2013. gada 30. decembris – 2014. gada 2. janvāris",
    );
    check("en", "3–10 June 2013", "31 May – 3 June 2013", "30 December 2013 – 2 January 2014");
    check(
        "en-US",
        "June 3–10, 2013",
        "May 31 – June 3, 2013",
        "December 30, 2013 – January 2, 2014",
    );
    check(
        "ru",
        "3–10 июня 2013 г.",
        "31 мая – 3 июня 2013 г.",
        "30 декабря 2013 г. – 2 января 2014 г.",
    );
    check(
        "uk",
        "3–10 червня 2013 р.",
        "31 травня – 3 червня 2013 р.",
        "30 грудня 2013 р. – 2 січня 2014 р.",
    );
    check("de", "3.–10. Juni 2013", "31. Mai – 3. Juni 2013", "30. Dezember 2013 – 2. Januar 2014");
    check(
        "lt",
        "2013 m. birželio 3–10 d.",
        "2013 m. gegužės 31 – birželio 3 d.",
        "2013 m. gruodžio 30 d. – 2014 m. sausio 2 d.",
    );
    check(
        "hu",
        "2013. június 3–10.",
        "2013. május 31. – június 3.",
        "2013. december 30. – 2014. január 2.",
    );
    check(
        "pt",
        "3–10 de junho de 2013",
        "31 de maio – 3 de junho de 2013",
        "30 de dezembro de 2013 – 2 de janeiro de 2014",
    );
    check("he", "3–10 ביוני 2013", "31 במאי – 3 ביוני 2013", "30 בדצמבר 2013 – 2 בינואר 2014");
    check("ja", "2013年6月3日～10日", "2013年5月31日～6月3日", "2013年12月30日～2014年1月2日");
}

#[test]
fn times_and_weekdays() {
    let afternoon = NaiveTime::from_hms_opt(16, 5, 30).unwrap();
    let check = |tag: &str, time: &str, weekday: &str| {
        assert_eq!(plain(&language(tag).time(afternoon)), time);
        assert_eq!(language(tag).weekday(day("2013-05-31")), weekday);
    };
    check("lv", "16:05", "piektdiena");
    check("en", "16:05", "Friday");
    check("en-US", "4:05 PM", "Friday");
    check("ru", "16:05", "пятница");
    check("uk", "16:05", "пʼятниця");
    check("de", "16:05", "Freitag");
    check("fi", "16.05", "perjantai");
}

#[test]
fn a_language_without_data_writes_iso() {
    let latgalian = language("ltg");
    assert!(!latgalian.has_data());
    assert_eq!(latgalian.full_date(day("2013-05-31")), "2013-05-31");
    assert_eq!(latgalian.short_date(day("2013-05-31")), "2013-05-31");
    assert_eq!(latgalian.day_month(day("2013-05-31")), "05-31");
    assert_eq!(latgalian.month_year(day("2013-05-31")), "2013-05");
    assert_eq!(latgalian.month_name(5), "05");
    let range = latgalian.date_range(day("2013-06-03"), day("2013-06-10"));
    assert_eq!(range, "2013-06-03 – 2013-06-10");
}

#[test]
fn what_no_calendar_has() {
    let latvian = language("lv");
    assert_eq!(latvian.month_name(0), "00");
    assert_eq!(latvian.month_name(13), "13");
    assert_eq!(latvian.full_date(NaiveDate::MAX), NaiveDate::MAX.to_string());
    assert_eq!(latvian.full_date(NaiveDate::MIN), NaiveDate::MIN.to_string());
    assert!(latvian.date_range(NaiveDate::MIN, NaiveDate::MAX).contains(" – "));
}

/// Languages of every family of patterns.
const MANY: &str = "af ak am ar ar-EG as ast az be bg bn br bs ca ckb cs cy da de dsb el en-US eo es et \
    eu fa fi fil fo fr-CH fy ga gd gl gu ha he hi hr hsb hu hy id ii is it ja ka kk kk-Arab km kn ko \
    kok ks ky lb lo lt lv mk ml mn mr ms my nb ne nl nn om or pa pl ps pt pt-PT qu rm ro ru sd si sk sl so \
    sq sr sr-Latn sv sw ta te tg th ti tk to tr tt ug uk ur uz vi wo yo yue zh zh-Hant zu";

#[test]
fn every_language_names_every_day() {
    for tag in MANY.split_whitespace() {
        let language = language(tag);
        assert!(language.has_data(), "{tag}");
        for month in 1..=12 {
            let date = NaiveDate::from_ymd_opt(2013, month, 21).unwrap();
            let full = language.full_date(date);
            assert!(full.len() > 8 && !full.contains("M0"), "{tag}: {full}");
            assert!(!language.month_name(month).is_empty(), "{tag}");
            let range = language.date_range(date, date + chrono::Days::new(5));
            assert!(range.chars().count() > full.chars().count(), "{tag}: {range}");
        }
        assert!(!language.weekday(day("2013-05-31")).is_empty(), "{tag}");
    }
}

proptest! {
    #[test]
    fn no_date_panics(days in -1_000_000_i32..5_000_000, length in 0_u32..800, minutes in 0_u32..1440) {
        let from = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let to = NaiveDate::from_num_days_from_ce_opt(days + i32::try_from(length).unwrap()).unwrap();
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap();
        for tag in ["lv", "en", "ar", "zh-Hant", "ltg"] {
            let language = language(tag);
            prop_assert!(!language.date_range(from, to).is_empty());
            prop_assert!(!language.short_date(from).is_empty());
            prop_assert!(!language.time(time).is_empty());
        }
    }
}
