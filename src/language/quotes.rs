//! Quotation marks, by language.

use icu_locale_core::LanguageIdentifier;

/// The quotation marks of a language, each an opening and a closing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// Around a quotation or a name.
    pub outer: (&'static str, &'static str),
    /// Around a quotation inside a quotation.
    pub inner: (&'static str, &'static str),
}

const fn marks(outer: (&'static str, &'static str), inner: (&'static str, &'static str)) -> Quotes {
    Quotes { outer, inner }
}

/// French sets its marks off with a narrow space that does not break.
const GUILLEMETS_SPACED: (&str, &str) = ("«\u{202f}", "\u{202f}»");

/// CLDR 48, `delimiters`, but for these: Latvian (CLDR has the root's “ ”; Latvian newspapers write
/// „ ”), Swiss German and Swiss Italian (« »), and French (the spaces, and “ ” inside, as newspapers
/// write them).
pub(super) fn of(id: &LanguageIdentifier) -> Quotes {
    let region = id.region.map(|region| region.to_string()).unwrap_or_default();
    let traditional = id.script.is_some_and(|script| script.as_str() == "Hant");
    match (id.language.as_str(), region.as_str()) {
        ("zh", region) if traditional || matches!(region, "TW" | "HK" | "MO") => {
            marks(("「", "」"), ("『", "』"))
        }
        ("fr", "CH") | ("de" | "it", "CH" | "LI") => marks(("«", "»"), ("‹", "›")),
        ("fr", _) => marks(GUILLEMETS_SPACED, ("“", "”")),
        ("pt", region) if !matches!(region, "" | "BR") => marks(("«", "»"), ("“", "”")),
        (language, _) => of_language(language),
    }
}

fn of_language(language: &str) -> Quotes {
    match language {
        "lv" | "ltg" | "liv" | "ff" | "agq" => marks(("„", "”"), ("‚", "’")),
        "cs" | "de" | "dsb" | "et" | "hr" | "hsb" | "is" | "lb" | "mk" | "nds" | "sk" | "sl"
        | "vro" => marks(("„", "“"), ("‚", "‘")),
        "ru" | "uk" | "be" | "bua" | "ky" | "os" | "rue" | "sah" | "tyv" => {
            marks(("«", "»"), ("„", "“"))
        }
        "bg" | "lt" | "prg" | "sgs" => marks(("„", "“"), ("„", "“")),
        "pl" | "ro" | "csb" => marks(("„", "”"), ("«", "»")),
        "hu" | "szl" => marks(("„", "”"), ("»", "«")),
        "sr" => marks(("„", "”"), ("’", "’")),
        "bs" => marks(("„", "”"), ("‘", "’")),
        "ka" => marks(("„", "“"), ("«", "»")),
        "fi" | "se" | "sv" | "he" | "yi" | "rn" | "sn" => marks(("”", "”"), ("’", "’")),
        "nb" | "nn" | "no" | "rw" => marks(("«", "»"), ("‘", "’")),
        "nl" => marks(("‘", "’"), ("‘", "’")),
        "ast" | "br" | "ca" | "el" | "eu" | "it" | "kk" | "lij" | "mg" | "pms" | "sc" | "ti" => {
            marks(("«", "»"), ("“", "”"))
        }
        "am" | "fa" | "gsw" | "mzn" | "rm" | "sdh" => marks(("«", "»"), ("‹", "›")),
        "hy" | "oc" | "ht" => marks(("«", "»"), ("«", "»")),
        "ar" | "syr" | "ur" => marks(("”", "“"), ("’", "‘")),
        "ja" | "yue" => marks(("「", "」"), ("『", "』")),
        _ => marks(("“", "”"), ("‘", "’")),
    }
}

/// A name without the marks that open it, so that „Tīrkultūra” sorts under T.
pub(super) fn unquoted(name: &str) -> &str {
    name.trim_start_matches([
        '"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '「', '『',
    ])
}
