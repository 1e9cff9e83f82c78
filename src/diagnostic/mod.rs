//! A message about content as data: what is wrong, where, and how to mend it.
//!
//! Stages make [`Diagnostic`] values and go on. A diagnostic says where it belongs by file and
//! [`Spot`]; the place in the text is looked up only when the message is shown, so that content
//! without mistakes pays nothing for it.

mod excerpt;
mod front_matter;
mod github;
mod human;
mod json;
mod locate;
mod sarif;
mod sort;
mod span;
mod suggest;
#[cfg(test)]
mod tests;
mod visible;
mod yaml_map;
mod yaml_syntax;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use front_matter::{FrontMatter, front_matter};
pub use github::github;
pub use human::human;
pub use json::json;
pub use locate::{Texts, duplicate_keys, locate};
pub use sarif::sarif;
pub use sort::sort;
pub use span::Span;
pub use suggest::did_you_mean;
pub use yaml_syntax::{duplicate_key_errors, explain_yaml_error};

/// A file as the reader of a message knows it: the path from the working directory, with `/`
/// between its parts (`content/releases/2013/x.md`).
pub type FilePath = Arc<str>;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published while there is one.
    Error,
    /// The site is published all the same.
    Warning,
}

/// One thing that is wrong in the content or the theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A short stable name of the kind of mistake, `unknown-key`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words set under the underlined part; may be empty.
    pub label: String,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// How to mend it; may be empty.
    pub help: String,
}

/// A file and a spot in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// The spot in it.
    pub spot: Spot,
}

/// A spot in a file, in the terms of who found the mistake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// Bytes of the file, from and to (exclusive).
    Bytes(u32, u32),
    /// A line and a column, both from 1, columns in characters.
    LineColumn(u32, u32),
    /// A key of the YAML (of a `.md` file: of its front matter), by its path.
    Key(YamlPath),
    /// The value at a path of the YAML.
    Value(YamlPath),
}

/// A path into a YAML document, `events[0].starts`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct YamlPath(pub Vec<YamlStep>);

/// One step of a [`YamlPath`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum YamlStep {
    /// The value of a key.
    Key(String),
    /// An item of a list, from 0.
    Item(usize),
}

impl YamlPath {
    /// The path of one key at the top.
    #[must_use]
    pub fn key(name: &str) -> Self {
        Self(vec![YamlStep::Key(name.to_owned())])
    }

    /// This path and one more key.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(YamlStep::Key(name.to_owned()));
        Self(steps)
    }

    /// This path and one item of its list.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(YamlStep::Item(index));
        Self(steps)
    }
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(file: &FilePath) -> Self {
        Self { file: Arc::clone(file), spot: Spot::File }
    }

    /// A place in a file.
    #[must_use]
    pub fn new(file: &FilePath, spot: Spot) -> Self {
        Self { file: Arc::clone(file), spot }
    }
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &str, place: Place, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            message: message.into(),
            place,
            label: String::new(),
            related: Vec::new(),
            help: String::new(),
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// The same, with words under the underlined part.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, with a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same, with one more place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }
}

/// A value, and what was found wrong on the way to it: a stage goes on past a bad item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// What could be made.
    pub value: T,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}
