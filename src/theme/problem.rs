//! Mistakes in templates, in words for whoever mends the theme.

use std::collections::BTreeMap;
use std::error::Error as _;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Place, Spot};

/// A mistake found while a page was rendered.
pub(super) fn rendering(
    error: &Error,
    shown: &BTreeMap<String, String>,
    template: &str,
    page: &str,
) -> Diagnostic {
    describe(error, shown, template).help(format!("found while rendering {page}"))
}

/// A mistake found while a template was loaded.
pub(super) fn loading(
    error: &Error,
    shown: &BTreeMap<String, String>,
    template: &str,
) -> Diagnostic {
    describe(error, shown, template)
}

/// The mistakes found while all templates were put together. The engine gives what is unknown to all
/// of them as one text of reports: `error: Unknown filter …`, then `--> file:line:column`.
pub(super) fn loading_all(error: &Error, shown: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    if let ErrorKind::Msg(text) = error.kind() {
        let mut message = String::new();
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("error: ") {
                message = sentence(words);
            } else if let Some(diagnostic) = reported(line, &message, shown)
                && !found.contains(&diagnostic)
            {
                found.push(diagnostic);
            }
        }
    }
    if found.is_empty() {
        found.push(describe(error, shown, "theme"));
    }
    found
}

fn reported(line: &str, message: &str, shown: &BTreeMap<String, String>) -> Option<Diagnostic> {
    let mut parts = line.strip_prefix("--> ")?.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let file = shown.get(parts.next()?)?.as_str().into();
    let place = Place::new(&file, Spot::LineColumn(line, column));
    Some(Diagnostic::error("template", place, message))
}

fn describe(error: &Error, shown: &BTreeMap<String, String>, template: &str) -> Diagnostic {
    let file = |name: &str| shown.get(name).map_or(name, String::as_str).into();
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name = if report.filename().is_empty() { template } else { report.filename() };
            let range = &report.span().range;
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let place = Place::new(&file(name), Spot::Bytes(byte(range.start), byte(range.end)));
            Diagnostic::error("template", place, sentence(report.message()))
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("the template extends “{parent}”, which is not there");
            Diagnostic::error("template", Place::file(&file(current)), message)
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            let message = "the template extends itself, directly or through others";
            Diagnostic::error("template", Place::file(&file(tpl)), message)
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            let message = "the template includes itself, directly or through others";
            Diagnostic::error("template", Place::file(&file(tpl)), message)
        }
        ErrorKind::TemplateNotFound(name) => {
            let message = format!("there is no template “{name}”");
            Diagnostic::error("template", Place::file(&file(template)), message)
        }
        _ => {
            let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
            let message = sentence(&format!("{error}{cause}"));
            Diagnostic::error("template", Place::file(&file(template)), message)
        }
    }
}

/// The engine's message as one line without its full stop.
fn sentence(message: &str) -> String {
    let line: Vec<&str> = message.split_whitespace().collect();
    line.join(" ").trim_end_matches('.').to_owned()
}
