//! Messages as annotations that GitHub shows beside the changed lines of a pull request.

use std::fmt::Write as _;

use super::locate::Places;
use super::visible::visible;
use super::{Diagnostic, Severity, Span, Texts};

/// Writes one workflow command a message: `::error file=…,line=…,col=…,title=…::…`, as described in
/// GitHub's "Workflow commands for GitHub Actions".
pub fn github(diagnostics: &[Diagnostic], texts: &dyn Texts, out: &mut String) {
    let places = Places::new(texts);
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let _ = write!(out, "::{command} file={}", property(&diagnostic.place.file));
        if let Some(span) = places.span(&diagnostic.place) {
            write_span(&span, out);
        }
        let words = data(&words(diagnostic, &places));
        let _ = writeln!(out, ",title={}::{words}", property(&diagnostic.code));
    }
}

/// GitHub takes columns only for a place on one line.
fn write_span(span: &Span, out: &mut String) {
    let _ = write!(out, ",line={}", span.line);
    if span.end_line == span.line {
        let _ = write!(out, ",col={},endColumn={}", span.column, span.end_column);
    } else {
        let _ = write!(out, ",endLine={}", span.end_line);
    }
}

/// All that the message says, one thing a line.
fn words(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let mut words = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        let _ = write!(words, "\n{}", diagnostic.label);
    }
    for (place, said) in &diagnostic.related {
        let _ = write!(words, "\n{}", place.file);
        if let Some(span) = places.span(place) {
            let _ = write!(words, ":{}:{}", span.line, span.column);
        }
        let _ = write!(words, ": {said}");
    }
    if !diagnostic.help.is_empty() {
        let _ = write!(words, "\nhelp: {}", diagnostic.help);
    }
    words
}

fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
