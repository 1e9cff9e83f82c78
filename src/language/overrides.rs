//! Facts about dates that ICU4X's data gets wrong or CLDR does not hold.

/// Date patterns of a language that replace those of ICU4X, in CLDR's pattern language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patterns {
    pub(super) full: Option<&'static str>,
    pub(super) short: Option<&'static str>,
    pub(super) day_month: Option<&'static str>,
    pub(super) month_year: Option<&'static str>,
}

const NONE: Patterns = Patterns { full: None, short: None, day_month: None, month_year: None };

const fn full(pattern: &'static str) -> Patterns {
    Patterns { full: Some(pattern), ..NONE }
}

const fn month_year(pattern: &'static str) -> Patterns {
    Patterns { month_year: Some(pattern), ..NONE }
}

/// Where ICU4X 2.4 differs from CLDR 48's `dateFormats` and `yMMMM`, CLDR's pattern stands here.
///
/// Uyghur's short date had its day and month swapped, Kikuyu's year was the word "YYYY".
///
/// Latvian is our own: ICU4X writes "2013. gada. maijs" and CLDR "2013. g. maijs", whereas the full
/// date has the word whole.
pub(super) fn patterns(language: &str) -> Patterns {
    match language {
        "lv" => month_year("y. 'gada' LLLL"),
        "yo" => month_year("MMMM y"),
        "et" | "sl" => full("d. MMMM y"),
        "am" | "ga" | "hi" | "ki" | "kok" => full("d MMMM y"),
        "gd" => full("d'mh' MMMM y"),
        "ha" | "ta" | "vi" => full("d MMMM, y"),
        "hy" => full("dd MMMM, y թ."),
        "kn" | "or" | "so" | "ti" => full("MMMM d, y"),
        "ky" => full("y-'ж'., d-MMMM"),
        "mk" => full("d MMMM y 'г'."),
        "sr" => full("d. MMMM y."),
        "ug" => Patterns { short: Some("y-MM-dd"), ..full("d-MMMM، y") },
        "ht" => Patterns { day_month: Some("d MMMM"), ..month_year("MMMM y") },
        _ => NONE,
    }
}

/// How the first of a month is written before its name, where it is not a plain 1.
pub(super) fn first_day(language: &str) -> Option<&'static str> {
    (language == "fr").then_some("1er")
}

/// What stands between the ends of a range.
#[derive(Debug, Clone, Copy)]
pub(super) struct RangeStyle {
    /// Between two days of one month.
    pub(super) tight: &'static str,
    /// Between two dates that have spaces in them.
    pub(super) loose: &'static str,
    /// Whether the dot after a day is written after the last one only: `3–10.`
    pub(super) one_dot: bool,
}

/// CLDR 48, `intervalFormats`.
pub(super) fn range_style(language: &str) -> RangeStyle {
    let (tight, loose) = match language {
        "ja" => ("～", "～"),
        "ko" => ("~", "~"),
        "zh" | "yue" => ("至", "至"),
        "fa" => (" تا ", " تا "),
        _ => ("–", " – "),
    };
    RangeStyle { tight, loose, one_dot: language == "hu" }
}
