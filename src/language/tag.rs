//! Language tags: which are accepted, what a language calls itself, and which way it runs.

use std::fmt;

use icu_locale_core::{LanguageIdentifier, Locale, langid};

use super::fold;

/// Which way a language is written, as the `dir` attribute of HTML says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// `ltr` or `rtl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no language tag, with the tag that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct UnknownLanguage {
    tag: String,
    suggestion: Option<String>,
}

impl UnknownLanguage {
    pub(super) fn new(tag: &str) -> Self {
        Self { tag: tag.to_owned(), suggestion: suggestion(tag) }
    }

    /// What was written.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The tag that was probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a language tag", self.tag)?;
        match &self.suggestion {
            Some(tag) => write!(f, "; did you mean `{tag}`?"),
            None => f.write_str("; write it as BCP 47 does, such as `lv`, `en` or `pt-BR`"),
        }
    }
}

/// Language, script, region and variants only: an extension such as `-u-ca-buddhist` would have to
/// be repeated in every file name of a translation.
pub(super) fn parse(tag: &str) -> Result<LanguageIdentifier, UnknownLanguage> {
    match LanguageIdentifier::try_from_str(tag) {
        Ok(id) if is_assigned(&id) => Ok(id),
        _ => Err(UnknownLanguage::new(tag)),
    }
}

/// Every two-letter code is in our table; a three-letter one may be a language CLDR has not met.
fn is_assigned(id: &LanguageIdentifier) -> bool {
    let language = id.language.as_str();
    match language.len() {
        2 => known_languages().any(|known| known.tag == language),
        _ => language != "und",
    }
}

/// Whose patterns a language uses.
pub(super) fn formatting_locale(id: &LanguageIdentifier) -> Locale {
    if *id == langid!("en") { langid!("en-GB").into() } else { id.clone().into() }
}

pub(super) fn native_name(id: &LanguageIdentifier) -> String {
    let full = id.to_string();
    let find = |tag: &str| known_languages().find(|known| known.tag == tag);
    find(&full)
        .or_else(|| find(id.language.as_str()))
        .map(|known| known.native.to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or(full)
}

const RTL_SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
];

/// Languages whose usual script runs from right to left.
const RTL_LANGUAGES: &[&str] = &[
    "aeb", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bgn", "bqi",
    "ckb", "dv", "fa", "glk", "haz", "he", "hnd", "khw", "kvx", "ks", "lah", "lrc", "luz", "mzn",
    "nqo", "pnb", "prs", "ps", "rhg", "sam", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi",
];

/// Languages written in Arabic letters in one region only.
const RTL_IN_REGION: &[(&str, &str)] =
    &[("az", "IR"), ("kk", "CN"), ("ku", "IQ"), ("ku", "IR"), ("pa", "PK"), ("uz", "AF")];

pub(super) fn direction(id: &LanguageIdentifier) -> Direction {
    let language = id.language.as_str();
    let rtl = match (&id.script, &id.region) {
        (Some(script), _) => RTL_SCRIPTS.contains(&script.as_str()),
        (None, Some(region)) if RTL_IN_REGION.contains(&(language, region.as_str())) => true,
        _ => RTL_LANGUAGES.contains(&language),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

struct KnownLanguage {
    tag: &'static str,
    native: &'static str,
    english: &'static str,
}

fn known_languages() -> impl Iterator<Item = KnownLanguage> {
    let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('|');
        let (tag, native, english) = (columns.next()?, columns.next()?, columns.next()?);
        Some(KnownLanguage { tag, native, english })
    })
}

/// Country codes and retired codes that people write for a language.
const OFTEN_MEANT: &[(&str, &str)] = &[
    ("by", "be"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gr", "el"),
    ("il", "he"),
    ("in", "id"),
    ("ir", "fa"),
    ("iw", "he"),
    ("jp", "ja"),
    ("kz", "kk"),
    ("mo", "ro"),
    ("rs", "sr"),
    ("ua", "uk"),
    ("us", "en-US"),
    ("gb", "en-GB"),
];

fn suggestion(tag: &str) -> Option<String> {
    let hyphenated = tag.trim().replace('_', "-");
    if hyphenated != tag
        && let Ok(id) = LanguageIdentifier::try_from_str(&hyphenated)
        && is_assigned(&id)
    {
        return Some(id.to_string());
    }
    let name = fold(tag);
    if name.is_empty() {
        return None;
    }
    let often = OFTEN_MEANT.iter().find(|(written, _)| *written == name).map(|(_, tag)| *tag);
    let named = || {
        known_languages()
            .find(|known| fold(known.english) == name || fold(known.native) == name)
            .map(|known| known.tag)
    };
    often.or_else(named).map(str::to_owned)
}
