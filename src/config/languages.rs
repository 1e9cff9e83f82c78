//! The languages of `site.yaml`, with their words in addresses and their quotation marks.

use super::site::Site;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::yaml::{At, Fields, Lowering, Value};

/// A language of the newsroom, by its place in `languages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageId(pub u8);

impl LanguageId {
    /// The first language of `site.yaml`: its site is at the root.
    pub const DEFAULT: Self = Self(0);

    /// Its place in lists.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A language and what depends on it.
#[derive(Debug)]
pub struct LanguageSettings {
    /// Its rules.
    pub language: Language,
    /// Path words.
    pub words: PathWords,
    /// Quotation marks, outer and inner; `None` leaves straight quotes alone.
    pub quotes: Option<[String; 4]>,
}

/// The words that addresses are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathWords {
    /// `releases`.
    pub releases: String,
    /// `towns`.
    pub towns: String,
    /// `exhibitions`.
    pub exhibitions: String,
    /// `topics`.
    pub topics: String,
    /// `search`.
    pub search: String,
}

pub(super) fn languages(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Vec<LanguageSettings> {
    let Some(value) = fields.get("languages") else {
        let help = "list the languages, the default first: `languages: [lv, en]`";
        fields.missing(low, "languages", help);
        return Vec::new();
    };
    if low.is_blank(value, &fields.at("languages")) {
        return Vec::new();
    }
    let mut found: Vec<LanguageSettings> = Vec::new();
    for (i, tag) in fields.texts(low, "languages", true) {
        let list = fields.at("languages");
        let at = i.map_or(list, |i| At::Item(&list, i));
        let place = low.value_place(&at);
        if found.iter().any(|known| known.language.tag() == tag) {
            low.report(Diagnostic::error(
                "repeated-language",
                place,
                format!("`{tag}` is listed twice"),
            ));
        } else if found.len() >= 100 {
            low.report(Diagnostic::error("too-many-languages", place, "more than 100 languages"));
        } else if let Some(settings) = settings(&tag) {
            found.push(settings);
        } else {
            let message = format!("“{tag}” is not a language code");
            let help = "use codes such as lv, en, pt-BR";
            low.report(Diagnostic::error("unknown-language", place, message).help(help));
        }
    }
    found
}

/// The language of a tag, with the words and marks it has by itself.
pub(super) fn settings(tag: &str) -> Option<LanguageSettings> {
    let language = Language::new(tag).ok()?;
    let quotes = language.quotes();
    let quotes =
        [quotes.outer.0, quotes.outer.1, quotes.inner.0, quotes.inner.1].map(str::to_owned);
    let words = PathWords {
        releases: "releases".to_owned(),
        towns: "towns".to_owned(),
        exhibitions: "exhibitions".to_owned(),
        topics: "topics".to_owned(),
        search: "search".to_owned(),
    };
    Some(LanguageSettings { language, words, quotes: Some(quotes) })
}

pub(super) fn lower_languages(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &mut Site) {
    if let Some(Value::Mapping(map)) = fields.get("paths") {
        let at = fields.at("paths");
        for (key, value) in map {
            let Some((tag, id)) = site.language_key(low, &at, key) else { continue };
            path_words(low, value, At::Key(&at, tag), &mut site.languages[id.index()].words);
        }
    } else if let Some(value) = fields.get("paths") {
        low.mistyped(
            &fields.at("paths"),
            value,
            "a group of keys",
            "write `lv: {releases: relizes}` lines",
        );
    }
    match fields.get("quotes") {
        None => {}
        Some(Value::Bool(false)) => {
            for settings in &mut site.languages {
                settings.quotes = None;
            }
        }
        Some(Value::Mapping(map)) => {
            let at = fields.at("quotes");
            for (key, value) in map {
                let Some((tag, id)) = site.language_key(low, &at, key) else { continue };
                quotes(low, value, &At::Key(&at, tag), &mut site.languages[id.index()]);
            }
        }
        Some(other) => {
            let help = "write `lv: [\"„\", \"“\", \"‚\", \"‘\"]` lines, or `quotes: false`";
            low.mistyped(&fields.at("quotes"), other, "a group of languages or `false`", help);
        }
    }
}

fn path_words(low: &mut Lowering<'_>, value: &Value, at: At<'_>, words: &mut PathWords) {
    let keys = &["releases", "towns", "exhibitions", "topics", "search"];
    let Some(fields) = low.fields(value, at, keys) else { return };
    let PathWords { releases, towns, exhibitions, topics, search } = words;
    let slots = [
        ("releases", releases),
        ("towns", towns),
        ("exhibitions", exhibitions),
        ("topics", topics),
        ("search", search),
    ];
    for (key, slot) in slots {
        let Some(word) = fields.text(low, key) else { continue };
        if crate::language::is_slug(&word) {
            *slot = word;
        } else {
            let safe = crate::language::slugify(&word);
            let place = low.value_place(&fields.at(key));
            let message = format!("`{key}`: “{word}” cannot be part of an address");
            let help = if safe.is_empty() {
                "use small letters a–z, digits and hyphens".to_owned()
            } else {
                format!("did you mean `{safe}`?")
            };
            low.report(Diagnostic::error("bad-address", place, message).help(help));
        }
    }
}

fn quotes(low: &mut Lowering<'_>, value: &Value, at: &At<'_>, settings: &mut LanguageSettings) {
    if matches!(value, Value::Bool(false)) {
        settings.quotes = None;
        return;
    }
    let marks: Option<Vec<String>> = value
        .as_sequence()
        .map(|items| items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect());
    let help = "write [\"„\", \"“\", \"‚\", \"‘\"], or `false` to leave straight quotes alone";
    match marks.map(<[String; 4]>::try_from) {
        Some(Ok(marks)) => settings.quotes = Some(marks),
        Some(Err(_)) => {
            let message = "quotation marks are four: the outer two and the inner two";
            low.report(Diagnostic::error("unknown-value", low.value_place(at), message).help(help));
        }
        None => low.mistyped(at, value, "a list of four quotation marks", help),
    }
}
