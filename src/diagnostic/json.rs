//! Messages for machines.

use serde_json::{Map, Value, json};

use super::locate::Places;
use super::{Diagnostic, Place, Texts};

/// The messages as a JSON array, in the order given.
///
/// Each has `code`, `severity` (`error`, `warning`), `message`, `file`, `line`, `column`,
/// `end_line`, `end_column`, `label`, `related` (a list of places with `message`) and `help`. Lines
/// and columns count from 1, columns in characters, and the end is exclusive; they are `null` when
/// the message is about the file as a whole.
pub fn json(diagnostics: &[Diagnostic], texts: &dyn Texts) -> Value {
    let places = Places::new(texts);
    diagnostics.iter().map(|diagnostic| one(diagnostic, &places)).collect()
}

fn one(diagnostic: &Diagnostic, places: &Places<'_>) -> Value {
    let mut fields = Map::new();
    fields.insert("code".to_owned(), json!(diagnostic.code));
    fields.insert("severity".to_owned(), json!(diagnostic.severity));
    fields.insert("message".to_owned(), json!(diagnostic.message));
    insert_place(&mut fields, &diagnostic.place, places);
    fields.insert("label".to_owned(), json!(diagnostic.label));
    let related = diagnostic.related.iter().map(|(place, words)| {
        let mut fields = Map::new();
        fields.insert("message".to_owned(), json!(words));
        insert_place(&mut fields, place, places);
        Value::Object(fields)
    });
    fields.insert("related".to_owned(), related.collect());
    fields.insert("help".to_owned(), json!(diagnostic.help));
    Value::Object(fields)
}

fn insert_place(fields: &mut Map<String, Value>, place: &Place, places: &Places<'_>) {
    let span = places.span(place);
    let span = span.as_ref();
    fields.insert("file".to_owned(), json!(&*place.file));
    fields.insert("line".to_owned(), json!(span.map(|span| span.line)));
    fields.insert("column".to_owned(), json!(span.map(|span| span.column)));
    fields.insert("end_line".to_owned(), json!(span.map(|span| span.end_line)));
    fields.insert("end_column".to_owned(), json!(span.map(|span| span.end_column)));
}
