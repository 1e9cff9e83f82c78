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
