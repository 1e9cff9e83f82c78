//! The only module that knows the YAML parser: a document to a [`Value`], and a [`Value`] to typed
//! fields, with everything that is wrong gathered on the way.

mod fields;
mod first_of_each;
mod lowering;
mod plain;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, FilePath, duplicate_key_errors, explain_yaml_error};

pub use fields::Fields;
pub use lowering::{At, Lowering};
pub use serde_yaml::Value;

/// Why a text is no YAML, in the parser's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct YamlError {
    /// The parser's message.
    message: String,
    /// Where, if it knows: the byte of the document.
    at: Option<usize>,
}

/// Reads one YAML document, `yaml` in the text of a file; reports why it cannot be read. An empty document
/// is `Value::Null`. Where keys are repeated, which is reported too, the first of each is taken.
pub fn read(
    file: &FilePath,
    text: &str,
    yaml: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let document = &text[yaml.clone()];
    if let Some(value) = plain::parse(document) {
        return Some(value);
    }
    let error = match parse(document) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let repeated = duplicate_key_errors(file, text, yaml.clone());
    if repeated.is_empty() {
        diagnostics.push(explain_yaml_error(file, text, yaml, &error.message, error.at));
        return None;
    }
    diagnostics.extend(repeated);
    too_deep(document).is_none().then(|| first_of_each::parse(document)).flatten()
}

/// # Errors
/// Broken syntax, a repeated key, aliases that unfold without bound, nesting past 128 levels.
fn parse(text: &str) -> Result<Value, YamlError> {
    if let Some(at) = too_deep(text) {
        let message = "recursion limit exceeded".to_owned();
        return Err(YamlError { message, at: Some(at) });
    }
    serde_yaml::from_str(text).map_err(|error| YamlError {
        message: error.to_string(),
        at: error.location().map(|location| location.index()),
    })
}

/// Where brackets are open beyond any sense. The parser takes time that grows with their square
/// before it gives up.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        (open > 500).then_some(at)
    })
}

/// A map without keys, for a document that says nothing.
pub fn no_keys() -> Value {
    Value::Mapping(serde_yaml::Mapping::new())
}

/// The same as JSON, for values that go to a theme as they are. Keys become text; a number that JSON
/// cannot hold becomes `null`.
pub fn to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => number
            .as_i64()
            .map(serde_json::Value::from)
            .or_else(|| number.as_u64().map(serde_json::Value::from))
            .or_else(|| number.as_f64().map(serde_json::Value::from))
            .unwrap_or_default(),
        Value::String(text) => text.clone().into(),
        Value::Sequence(items) => items.iter().map(to_json).collect(),
        Value::Mapping(map) => map
            .iter()
            .map(|(key, value)| (key_text(key), to_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Tagged(tagged) => to_json(&tagged.value),
    }
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
