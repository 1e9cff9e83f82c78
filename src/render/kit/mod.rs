//! The press kit of a release: its pictures and documents, its text, and whose they are, in one archive.

mod credits;
mod names;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::{View, text};
use crate::newsroom::{Release, ReleaseId};
use crate::output_path::OutputPath;
use names::Names;

/// An archive of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// The time that all its files bear, on the newsroom's clock.
    pub modified: NaiveDateTime,
    /// Its files in order.
    pub parts: Vec<Part>,
}

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name, which every system can have and no other part has, in any case.
    pub name: String,
    /// What is in it.
    pub contents: PartContents,
}

/// What is in a [`Part`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartContents {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as this file of the site.
    Output(OutputPath),
}

/// The press kit of a release.
pub(super) fn kit(view: View<'_>, id: ReleaseId) -> Archive {
    let release = &view.newsroom.releases[id.index()];
    let mut names = Names::default();
    let text_name = names.own(&format!("{}.txt", release.slug));
    let credits_name = names.own("credits.txt");
    let files: Vec<(String, &Arc<str>, OutputPath)> = files(release)
        .into_iter()
        .filter_map(|path| {
            let output = view.plan.media.get(path)?.clone();
            Some((names.own(path.rsplit('/').next().unwrap_or(path)), path, output))
        })
        .collect();
    let mut written = Vec::new();
    text::release(view, id, &mut written);
    let credits = credits::credits(view, release, &files);
    let mut parts = vec![
        Part { name: text_name, contents: PartContents::Bytes(written) },
        Part { name: credits_name, contents: PartContents::Bytes(credits) },
    ];
    let file = |(name, _, output)| Part { name, contents: PartContents::Output(output) };
    parts.extend(files.into_iter().map(file));
    Archive { modified: release.date.at.naive_local(), parts }
}

/// The files of a release, each once: pictures first, then documents.
fn files(release: &Release) -> Vec<&Arc<str>> {
    let pictures = release.pictures.iter().map(|picture| &picture.path);
    let attachments = release.attachments.iter().map(|attachment| &attachment.path);
    let mut seen = BTreeSet::new();
    pictures.chain(attachments).filter(|path| seen.insert(*path)).collect()
}
