//! The order in which messages are told.

use super::locate::Places;
use super::{Diagnostic, Texts};

/// Sorts messages by file, place and code, and drops those that say the same as another of the same
/// place. Messages about a file as a whole come before those about a part of it.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, texts: &dyn Texts) {
    let places = Places::new(texts);
    let mut keyed: Vec<_> = std::mem::take(diagnostics)
        .into_iter()
        .map(|found| {
            let span = places.span(&found.place);
            (span.map(|span| (span.line, span.column, span.end_line, span.end_column)), found)
        })
        .collect();
    keyed.sort_by(|(place, found), (other_place, other)| {
        let file = found.place.file.cmp(&other.place.file);
        file.then(place.cmp(other_place)).then_with(|| words(found).cmp(&words(other)))
    });
    keyed.dedup_by(|(place, found), (kept_place, kept)| {
        found.place.file == kept.place.file && place == kept_place && words(found) == words(kept)
    });
    diagnostics.extend(keyed.into_iter().map(|(_, found)| found));
}

/// All that a message says, whatever its place is called.
fn words(found: &Diagnostic) -> impl Ord + '_ {
    let Diagnostic { code, severity, message, place: _, label, related, help } = found;
    (code, severity, message, label, related, help)
}
