//! A text that may be written once or for each language.

use super::{LanguageId, Site};
use crate::yaml::{At, Lowering, Value};

/// A text in the languages it was written in; the others fall back to the default language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localised {
    texts: Vec<(LanguageId, String)>,
    everywhere: Option<String>,
}

impl Localised {
    /// The same text in every language.
    pub fn everywhere(text: String) -> Self {
        Self { texts: Vec::new(), everywhere: Some(text) }
    }

    /// A text that is known in one language.
    pub fn only(language: LanguageId, text: String) -> Self {
        Self { texts: vec![(language, text)], everywhere: None }
    }

    /// Adds the text of a language that has none yet.
    pub fn add(&mut self, language: LanguageId, text: &str) {
        if self.own(language).is_none() {
            self.texts.push((language, text.to_owned()));
        }
    }

    /// The text in a language; without one, in the default language; without that, in the first
    /// language it was written in.
    pub fn get(&self, language: LanguageId) -> &str {
        self.own(language)
            .or_else(|| self.own(LanguageId::DEFAULT))
            .or_else(|| self.texts.first().map(|(_, text)| text.as_str()))
            .unwrap_or_default()
    }

    /// The language of what [`Localised::get`] gives, where it is another one than was asked for.
    pub fn other_language(&self, language: LanguageId) -> Option<LanguageId> {
        if self.own(language).is_some() {
            return None;
        }
        let fallback = self.own(LanguageId::DEFAULT).map(|_| LanguageId::DEFAULT);
        fallback.or_else(|| self.texts.first().map(|(id, _)| *id))
    }

    /// The text that was written for this very language.
    pub fn own(&self, language: LanguageId) -> Option<&str> {
        self.everywhere.as_deref().or_else(|| {
            self.texts.iter().find(|(id, _)| *id == language).map(|(_, text)| text.as_str())
        })
    }

    /// Every text, in the order of the file.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.everywhere.iter().map(String::as_str).chain(self.texts.iter().map(|(_, t)| t.as_str()))
    }

    /// Sets the text of a language.
    pub fn set(&mut self, language: LanguageId, text: String) {
        self.texts.retain(|(id, _)| *id != language);
        self.texts.push((language, text));
    }
}

/// Reads a text, or a map from language to text.
pub fn localised(
    low: &mut Lowering<'_>,
    value: &Value,
    at: &At<'_>,
    site: &Site,
    needed: bool,
) -> Option<Localised> {
    let Value::Mapping(map) = value else {
        let text = if needed { low.needed_text(value, at) } else { low.text(value, at, false) };
        return text.map(Localised::everywhere);
    };
    let mut found = Localised::default();
    for (key, value) in map {
        let Some((name, id)) = site.language_key(low, at, key) else { continue };
        if let Some(text) = low.text(value, &At::Key(at, name), needed) {
            found.texts.push((id, text));
        }
    }
    (!found.texts.is_empty()).then_some(found)
}
