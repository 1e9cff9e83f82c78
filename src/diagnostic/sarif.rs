//! Messages as a SARIF 2.1.0 log, which code scanning services read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::locate::Places;
use super::{Diagnostic, Place, Severity, Texts};

/// The messages as one run of a SARIF log (OASIS SARIF 2.1.0, sections 3.13 and 3.14), written one after
/// the other, since a project that is moved here may begin with a hundred thousand.
pub fn sarif(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|found| found.code.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results = Results { diagnostics, codes: &codes, places: Places::new(texts) };
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: json!({ "driver": {
                "name": "pressroom",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } }),
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    // Nothing in it can fail to be written into memory.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    column_kind: &'static str,
    results: Results<'a>,
    tool: Value,
}

/// The results, each made when it is written.
struct Results<'a> {
    diagnostics: &'a [Diagnostic],
    codes: &'a [&'a str],
    places: Places<'a>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let result = |diagnostic| result(diagnostic, self.codes, &self.places);
        serializer.collect_seq(self.diagnostics.iter().map(result))
    }
}

fn result(diagnostic: &Diagnostic, codes: &[&str], places: &Places<'_>) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = diagnostic.message.clone();
    if !diagnostic.help.is_empty() {
        text.push_str("\n\nhelp: ");
        text.push_str(&diagnostic.help);
    }
    let related: Vec<Value> =
        diagnostic.related.iter().map(|(place, words)| location(place, words, places)).collect();
    json!({
        "ruleId": diagnostic.code,
        "ruleIndex": codes.binary_search(&diagnostic.code.as_str()).ok(),
        "level": level,
        "message": { "text": text },
        "locations": [location(&diagnostic.place, &diagnostic.label, places)],
        "relatedLocations": related,
    })
}

fn location(place: &Place, words: &str, places: &Places<'_>) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".to_owned(), json!({ "uri": relative_uri(&place.file) }));
    if let Some(span) = places.span(place) {
        let region = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        });
        physical.insert("region".to_owned(), region);
    }
    let mut location = Map::new();
    location.insert("physicalLocation".to_owned(), Value::Object(physical));
    if !words.is_empty() {
        location.insert("message".to_owned(), json!({ "text": words }));
    }
    Value::Object(location)
}

/// A path as a relative reference (RFC 3986, section 4.2): a colon in its first part would make it
/// a scheme, so every character but the unreserved ones is percent-encoded.
fn relative_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
