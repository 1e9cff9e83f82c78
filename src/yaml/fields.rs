//! The fields of a map, each as the type that is wanted.

use chrono_tz::Tz;
use serde_yaml::{Mapping, Value};

use super::lowering::{At, Lowering, shorten};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::moment::Moment;

/// The fields of one map.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'v> {
    pub(super) map: &'v Mapping,
    pub(super) at: At<'v>,
    pub(super) known: &'static [&'static str],
}

impl<'v> Fields<'v> {
    /// The place of a key's value.
    pub fn at<'s>(&'s self, key: &'s str) -> At<'s> {
        At::Key(&self.at, key)
    }

    /// The place of the map.
    pub fn place(&self) -> &At<'v> {
        &self.at
    }

    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<&'v Value> {
        self.map.get(key)
    }

    /// Every key that is text, with its value, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&'v str, &'v Value)> + use<'v> {
        self.map.iter().filter_map(|(key, value)| Some((key.as_str()?, value)))
    }

    /// Reports that a key is missing, unless there is an unknown one that was probably meant to be
    /// it: that has been reported.
    pub fn missing(&self, low: &mut Lowering<'_>, key: &str, help: &str) {
        let place = low.key_place(&self.at(key));
        self.missing_at(low, place, key, help);
    }

    /// The same, shown at the key that asks for it.
    pub fn missing_beside(&self, low: &mut Lowering<'_>, asking: &str, key: &str, help: &str) {
        let place = low.key_place(&self.at(asking));
        self.missing_at(low, place, key, help);
    }

    fn missing_at(&self, low: &mut Lowering<'_>, place: Place, key: &str, help: &str) {
        if !self.is_misspelt(key) {
            let message = format!("`{key}` is missing");
            low.report(Diagnostic::error("missing-key", place, message).help(help));
        }
    }

    /// Whether there is an unknown key that was probably meant to be this one.
    pub fn is_misspelt(&self, key: &str) -> bool {
        self.iter().any(|(name, _)| {
            !self.known.contains(&name)
                && did_you_mean(name, self.known.iter().copied()) == Some(key)
        })
    }

    /// Text that must be there.
    pub fn needed_text(&self, low: &mut Lowering<'_>, key: &str, help: &str) -> Option<String> {
        if let Some(value) = self.get(key) {
            low.needed_text(value, &self.at(key))
        } else {
            self.missing(low, key, help);
            None
        }
    }

    /// Text that may be left out.
    pub fn text(&self, low: &mut Lowering<'_>, key: &str) -> Option<String> {
        low.text(self.get(key)?, &self.at(key), false)
    }

    /// A web address that may be left out. Only `http` and `https` are let through, for themes put it
    /// into links.
    pub fn web_address(&self, low: &mut Lowering<'_>, key: &str) -> Option<String> {
        let text = self.text(low, key)?;
        let good = url::Url::parse(&text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        if good {
            return Some(text);
        }
        let place = low.value_place(&self.at(key));
        let message = format!("`{key}`: “{}” is not a web address", shorten(&text));
        low.report(
            Diagnostic::error("bad-address", place, message)
                .help("write it in full: https://museum.example/"),
        );
        None
    }

    /// An e-mail address that may be left out.
    pub fn email(&self, low: &mut Lowering<'_>, key: &str) -> Option<String> {
        let text = self.text(low, key)?;
        let good = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@')
        }) && !text
            .contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"?&#%:,;()".contains(c));
        if good {
            return Some(text);
        }
        let place = low.value_place(&self.at(key));
        let message = format!("`{key}`: “{}” is not an e-mail address", shorten(&text));
        low.report(
            Diagnostic::error("bad-address", place, message)
                .help("write it as press@museum.example"),
        );
        None
    }

    /// One text or a list of texts, each with its place in the list (`None`: written without a list).
    pub fn texts(
        &self,
        low: &mut Lowering<'_>,
        key: &str,
        needed: bool,
    ) -> Vec<(Option<usize>, String)> {
        let at = self.at(key);
        match self.get(key) {
            None => Vec::new(),
            Some(Value::Sequence(items)) => items
                .iter()
                .enumerate()
                .filter_map(|(i, item)| Some((Some(i), low.text(item, &At::Item(&at, i), true)?)))
                .collect(),
            Some(value) => {
                low.text(value, &at, needed).map(|text| vec![(None, text)]).unwrap_or_default()
            }
        }
    }

    /// A list; reports anything else. A key without a value is an empty list, with a warning.
    pub fn list(&self, low: &mut Lowering<'_>, key: &str) -> &'v [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Sequence(items)) => items,
            Some(Value::Null) => {
                low.empty(&self.at(key), false);
                &[]
            }
            Some(value) => {
                low.mistyped(
                    &self.at(key),
                    value,
                    "a list",
                    "begin each item with `- ` on a line of its own",
                );
                &[]
            }
        }
    }

    /// A day or moment that may be left out.
    pub fn moment(&self, low: &mut Lowering<'_>, key: &str, zone: Tz) -> Option<Moment> {
        low.moment(self.get(key)?, &self.at(key), zone)
    }

    /// `true` or `false`; false when left out.
    pub fn flag(&self, low: &mut Lowering<'_>, key: &str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(Value::Null) => {
                low.empty(&self.at(key), true);
                false
            }
            Some(value) => {
                low.mistyped(
                    &self.at(key),
                    value,
                    "`true` or `false`",
                    "write true or false, without quotes",
                );
                false
            }
        }
    }

    /// A whole number within bounds.
    pub fn whole_number(
        &self,
        low: &mut Lowering<'_>,
        key: &str,
        bounds: std::ops::RangeInclusive<u16>,
    ) -> Option<u16> {
        let bounds = f64::from(*bounds.start())..=f64::from(*bounds.end());
        let number = self.number(low, key, bounds)?;
        if number.fract() == 0.0 {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "in bounds"
            )]
            return Some(number as u16);
        }
        let place = low.value_place(&self.at(key));
        let message = format!("`{key}` must be a whole number, not {number}");
        let help = "write digits only, without a point";
        low.report(Diagnostic::error("number-not-whole", place, message).help(help));
        None
    }

    /// A number within bounds.
    pub fn number(
        &self,
        low: &mut Lowering<'_>,
        key: &str,
        bounds: std::ops::RangeInclusive<f64>,
    ) -> Option<f64> {
        let value = self.get(key)?;
        match value.as_f64() {
            Some(number) if bounds.contains(&number) => Some(number),
            Some(_) => {
                let place = low.value_place(&self.at(key));
                let message =
                    format!("`{key}` must be between {} and {}", bounds.start(), bounds.end());
                low.report(Diagnostic::error("number-out-of-range", place, message));
                None
            }
            None => {
                low.mistyped(
                    &self.at(key),
                    value,
                    "a number",
                    "write digits, with a point for decimals, without quotes",
                );
                None
            }
        }
    }

    /// `extra`: a map for the theme, as JSON.
    pub fn extra(&self, low: &mut Lowering<'_>) -> serde_json::Value {
        match self.get("extra") {
            None | Some(Value::Null) => serde_json::Value::Object(serde_json::Map::new()),
            Some(value @ Value::Mapping(_)) => super::to_json(value),
            Some(value) => {
                low.mistyped(
                    &self.at("extra"),
                    value,
                    "a group of keys",
                    "write `key: value` lines under `extra:`, indented",
                );
                serde_json::Value::Object(serde_json::Map::new())
            }
        }
    }
}
