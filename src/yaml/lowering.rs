//! From YAML values to text, moments and maps, gathering what is wrong.

use std::sync::Arc;

use chrono_tz::Tz;
use serde_yaml::Value;

use super::Fields;
use crate::diagnostic::{Diagnostic, FilePath, Place, Spot, YamlPath, YamlStep, did_you_mean};
use crate::moment::{self, Moment, MomentError};

/// A place in a YAML document, as a chain of borrowed steps: nothing is allocated until something
/// is wrong there.
#[derive(Debug, Clone, Copy)]
pub enum At<'a> {
    /// The document.
    Root,
    /// The value of a key.
    Key(&'a At<'a>, &'a str),
    /// An item of a list.
    Item(&'a At<'a>, usize),
}

impl At<'_> {
    /// The place as a path.
    pub fn path(&self) -> YamlPath {
        let mut steps = Vec::new();
        let mut at = self;
        loop {
            match at {
                At::Root => break,
                At::Key(parent, key) => {
                    steps.push(YamlStep::Key((*key).to_owned()));
                    at = parent;
                }
                At::Item(parent, index) => {
                    steps.push(YamlStep::Item(*index));
                    at = parent;
                }
            }
        }
        steps.reverse();
        YamlPath(steps)
    }
}

/// Lowers the values of one file and gathers what is wrong with them.
#[derive(Debug)]
pub struct Lowering<'a> {
    /// The file.
    pub file: &'a FilePath,
    /// What was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Lowering<'a> {
    /// Begins with a file.
    pub fn new(file: &'a FilePath) -> Self {
        Self { file, diagnostics: Vec::new() }
    }

    /// The place of a value.
    pub fn value_place(&self, at: &At<'_>) -> Place {
        Place { file: Arc::clone(self.file), spot: Spot::Value(at.path()) }
    }

    /// The place of a key.
    pub fn key_place(&self, at: &At<'_>) -> Place {
        Place { file: Arc::clone(self.file), spot: Spot::Key(at.path()) }
    }

    /// What a message calls the value at a place.
    fn name_of(&self, at: &At<'_>) -> String {
        match at {
            At::Root if self.file.ends_with(".md") => "the front matter".to_owned(),
            At::Root => "the file".to_owned(),
            At::Key(_, key) => format!("`{key}`"),
            At::Item(parent, index) => format!("item {} of {}", index + 1, self.name_of(parent)),
        }
    }

    /// Reports something.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a value of the wrong kind.
    pub fn mistyped(&mut self, at: &At<'_>, value: &Value, wanted: &str, help: &str) {
        let name = self.name_of(at);
        let message = format!("{name} must be {wanted}, but it is {}", kind_of(value));
        self.report(Diagnostic::error("mistyped-value", self.value_place(at), message).help(help));
    }

    /// The fields of a map; reports anything else, and keys that are not in `known`.
    pub fn fields<'v>(
        &mut self,
        value: &'v Value,
        at: At<'v>,
        known: &'static [&'static str],
    ) -> Option<Fields<'v>> {
        let Value::Mapping(map) = value else {
            self.mistyped(&at, value, "a group of keys", "write `key: value` lines, indented");
            return None;
        };
        for key in map.keys() {
            self.check_key(key, &at, known);
        }
        Some(Fields { map, at, known })
    }

    fn check_key(&mut self, key: &Value, at: &At<'_>, known: &'static [&'static str]) {
        let Value::String(name) = key else {
            self.mistyped_key(key, at);
            return;
        };
        if known.contains(&name.as_str()) {
            return;
        }
        let place = self.key_place(&At::Key(at, name));
        let help = match did_you_mean(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.contains(&"extra") => {
                format!(
                    "remove it, or move it under `extra:` if your theme uses it; known keys: {}",
                    known.join(", ")
                )
            }
            None => format!("known keys: {}", known.join(", ")),
        };
        self.report(
            Diagnostic::error("unknown-key", place, format!("there is no key `{name}`")).help(help),
        );
    }

    /// Reports a key that is no text.
    pub fn mistyped_key(&mut self, key: &Value, at: &At<'_>) {
        let text = super::key_text(key);
        let place = self.key_place(&At::Key(at, &text));
        let (message, help) = if text.is_empty() {
            let help = "write a name before the colon";
            (format!("a key must be text, but one here is {}", kind_of(key)), help.to_owned())
        } else {
            (format!("the key `{text}` must be text"), format!("put it in quotes: \"{text}\""))
        };
        self.report(Diagnostic::error("mistyped-key", place, message).help(help));
    }

    /// Text; reports other kinds and empty text (as an error where `needed`).
    pub fn text(&mut self, value: &Value, at: &At<'_>, needed: bool) -> Option<String> {
        match value {
            Value::String(text) if !text.trim().is_empty() => {
                self.check_characters(text, at);
                Some(text.trim().to_owned())
            }
            Value::Null | Value::String(_) => {
                self.empty(at, needed);
                None
            }
            other => {
                let help = match other {
                    Value::Number(_) | Value::Bool(_) => "put it in quotes: \"…\"",
                    _ => "write one text after the colon",
                };
                self.mistyped(at, other, "text", help);
                None
            }
        }
    }

    /// Reports characters that no page or feed may have in it, which YAML can write as `"\u0007"`, and
    /// those that turn round what is read: they are dropped from texts, and a title has none either.
    fn check_characters(&mut self, text: &str, at: &At<'_>) {
        let refused = |c: &char| {
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
                || matches!(c, '\u{202d}' | '\u{202e}' | '\u{fdd0}'..='\u{fdef}')
                || u32::from(*c) & 0xfffe == 0xfffe
        };
        // Most text has none of the bytes that such characters begin with.
        let may_be = |byte: u8| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef..);
        if !text.bytes().any(may_be) {
            return;
        }
        let Some(found) = text.chars().find(refused) else { return };
        let message = format!(
            "{} has an invisible control character in it (U+{:04X})",
            self.name_of(at),
            u32::from(found)
        );
        let place = self.value_place(at);
        self.report(
            Diagnostic::error("control-character", place, message).help("write it without"),
        );
    }

    /// Whether a key that must be there has no value, or none that says something; reports it.
    pub fn is_blank(&mut self, value: &Value, at: &At<'_>) -> bool {
        let is_blank = match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Sequence(items) => items.is_empty(),
            _ => false,
        };
        if is_blank {
            self.report_empty(at, true, "fill it in");
        }
        is_blank
    }

    /// Text of a key that must be there.
    pub fn needed_text(&mut self, value: &Value, at: &At<'_>) -> Option<String> {
        if self.is_blank(value, at) {
            return None;
        }
        self.text(value, at, true)
    }

    /// A day or moment of a key that must be there.
    pub fn needed_moment(&mut self, value: &Value, at: &At<'_>, zone: Tz) -> Option<Moment> {
        if self.is_blank(value, at) {
            return None;
        }
        self.moment(value, at, zone)
    }

    /// Reports a key without a value that may be left out; `is_error`: but not be empty.
    pub fn empty(&mut self, at: &At<'_>, is_error: bool) {
        self.report_empty(at, is_error, "fill it in or remove the line");
    }

    fn report_empty(&mut self, at: &At<'_>, is_error: bool, help: &str) {
        let name = self.name_of(at);
        let message = format!("{name} is empty");
        let place = self.key_place(at);
        let diagnostic = if is_error {
            Diagnostic::error("empty-value", place, message)
        } else {
            Diagnostic::warning("empty-value", place, message)
        };
        self.report(diagnostic.help(help));
    }

    /// A day or moment in the newsroom's time zone.
    pub fn moment(&mut self, value: &Value, at: &At<'_>, zone: Tz) -> Option<Moment> {
        let text = match value {
            Value::String(text) if !text.trim().is_empty() => text,
            Value::Null | Value::String(_) => {
                self.empty(at, true);
                return None;
            }
            other => {
                let help = "write it as 2013-05-31 or 2013-05-31T16:00";
                self.mistyped(at, other, "a date", help);
                return None;
            }
        };
        match moment::parse(text, zone) {
            Ok(parsed) => {
                if parsed.ambiguous {
                    self.warn_twice(at, &parsed.moment);
                }
                Some(parsed.moment)
            }
            Err(error) => {
                self.report_moment(at, text, &error);
                None
            }
        }
    }

    fn warn_twice(&mut self, at: &At<'_>, moment: &Moment) {
        let place = self.value_place(at);
        let name = self.name_of(at);
        self.report(
            Diagnostic::warning(
                "repeated-hour",
                place,
                format!("the clocks went back then: the time of {name} was shown twice, and the first one is taken"),
            )
            .help(format!("write the offset as well: {}", moment.rfc3339())),
        );
    }

    fn report_moment(&mut self, at: &At<'_>, text: &str, error: &MomentError) {
        let name = self.name_of(at);
        let (code, message) = match error {
            MomentError::Form => ("bad-date", format!("{name}: “{}” {error}", shorten(text))),
            MomentError::Skipped(..) => ("skipped-hour", format!("{name}: {error}")),
            _ => ("impossible-date", format!("{name}: {error}")),
        };
        let help = match error {
            MomentError::Form => moment::probably_meant(text),
            MomentError::Year(_) => "write the year with its four digits: 2013-05-31".to_owned(),
            MomentError::Skipped(..) => "choose a time before or after the skipped hour".to_owned(),
            _ => "check the number of the day, the month, the hour".to_owned(),
        };
        self.report(Diagnostic::error(code, self.value_place(at), message).help(help));
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a group of keys",
        Value::Tagged(_) => "a value with a `!` tag",
    }
}

pub(super) fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(['…']).collect()
}
