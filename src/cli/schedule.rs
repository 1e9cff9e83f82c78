//! The file for a scheduler: when the site will differ by itself.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::options::BuildOptions;
use super::place::place;
use crate::newsroom::{Change, MOST_CHANGES};
use crate::publish;

/// Writes the file. An instant and a kind are all that it says, so that it may be kept where others read
/// it: in a cache of a build service, for example.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(file: &Path, now: DateTime<Utc>, changes: &[Change]) -> Result<()> {
    let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let list: Vec<Value> = changes
        .iter()
        .map(|change| json!({"at": instant(change.at), "kind": change.kind}))
        .collect();
    let text = json!({
        "built_at": instant(now),
        "next": changes.first().map(|change| instant(change.at)),
        "complete": changes.len() < MOST_CHANGES,
        "changes": list,
    });
    Ok(publish::write_beside(file, format!("{text:#}\n").as_bytes())?)
}

/// The file must not be uploaded with the site, where it would say when something is to come, nor stand
/// in the content, which it would change at every build.
///
/// # Errors
/// It is in the output, content or themes folder.
pub(super) fn refuse_public(file: &Path, options: &BuildOptions) -> Result<()> {
    let file_place = place(file);
    for folder in [&options.output, &options.source.content, &options.source.themes] {
        if file_place.starts_with(place(folder)) {
            bail!(
                "--schedule: {} is inside {}; name a file outside it",
                file.display(),
                folder.display()
            );
        }
    }
    Ok(())
}
