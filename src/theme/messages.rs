//! The theme's words, from Fluent files: one a language.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Diagnostic, FilePath, Place, Spot};

/// The messages of one language. What a theme lacks comes from its parents; what the language lacks,
/// from English.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// Messages that take no argument, ready to use; `-` in keys is `_`.
    plain: BTreeMap<String, String>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("plain", &self.plain.len()).finish_non_exhaustive()
    }
}

impl Messages {
    /// Makes the messages of a language from files, the least important first.
    pub(super) fn new(tag: &str, files: Vec<FluentResource>) -> Self {
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks that isolate writing directions would stand in attributes and feeds as well.
        bundle.set_use_isolating(false);
        // `NUMBER` is there; without it a message that uses it shows its own source.
        let _ = bundle.add_builtins();
        let mut keys = BTreeSet::new();
        for file in files {
            for entry in file.entries() {
                if let Entry::Message(message) = entry {
                    keys.insert(message.id.name.to_owned());
                }
            }
            bundle.add_resource_overriding(file);
        }
        let mut messages = Self { bundle, plain: BTreeMap::new() };
        messages.plain = keys
            .into_iter()
            .filter_map(|key| Some((key.replace('-', "_"), messages.without_arguments(&key)?)))
            .collect();
        messages
    }

    /// The messages that take no argument, by key with `_` for `-`.
    pub fn plain(&self) -> &BTreeMap<String, String> {
        &self.plain
    }

    /// A message that takes no argument; its key when there is none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message with its arguments.
    ///
    /// # Errors
    /// There is no such message, or it needs an argument that is not there; in words.
    pub fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> Result<String, String> {
        let message = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = message
            .ok_or_else(|| format!("there is no message “{key}” in the theme's messages"))?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(format!("the message “{key}” cannot be written: {error}")),
        }
    }

    fn without_arguments(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, None, &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}

/// Reads one file; what is wrong is reported and the rest used.
pub(super) fn parse(
    shown: &FilePath,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> FluentResource {
    FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let spot = Spot::Bytes(byte(error.pos.start), byte(error.pos.end));
            let message = format!("this message cannot be read: {}", error.kind);
            diagnostics.push(
                Diagnostic::error("message", Place::new(shown, spot), message)
                    .help("write `key = text`, and further lines of the text indented"),
            );
        }
        resource
    })
}

/// An argument from a template value: numbers stay numbers, so that plurals work.
pub(super) fn argument(value: &tera::Value) -> FluentValue<'static> {
    if let Some(number) = value.as_i64() {
        return FluentValue::from(number);
    }
    if let Some(number) = value.as_f64() {
        return FluentValue::from(number);
    }
    match value.as_str() {
        Some(text) => FluentValue::String(Cow::Owned(text.to_owned())),
        None => FluentValue::String(Cow::Owned(value.to_string())),
    }
}
