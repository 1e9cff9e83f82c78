//! Doing the steps, and mending what a killed build left half done.
//!
//! The journal is the manifest of the new site, written before the first step and renamed over
//! the old manifest after the last. A journal that is still there therefore tells of a build that
//! was killed between; what it had moved in is what is in the journal and no longer in the
//! staging folder. That is added to the old manifest, so that nothing we wrote is ever taken for
//! somebody else's; what was still staged is thrown away. The next build compares every file with
//! what it renders, since such a manifest has no record, and moves in what differs.
//!
//! Nothing is moved in for the killed build afterwards: the content may have been taken back
//! since.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Found, look};
use super::error::PublishError;
use super::manifest::{self, Entry, Manifest};
use super::steps::Step;
use crate::output_path::{BOOKKEEPING, OutputPath};

/// Where Pressroom keeps what in `output/.pressroom/`.
#[derive(Debug)]
pub(super) struct Places {
    /// The output folder.
    pub(super) root: PathBuf,
    /// Our own folder in it.
    pub(super) bookkeeping: PathBuf,
    /// What the last finished build wrote.
    pub(super) manifest: PathBuf,
    /// What the build in hand is about to have written.
    pub(super) journal: PathBuf,
    /// The new files, at the same paths as in the output folder.
    pub(super) staging: PathBuf,
    /// Held by the build in hand.
    pub(super) lock: PathBuf,
}

impl Places {
    pub(super) fn new(output: &Path) -> Self {
        let bookkeeping = output.join(BOOKKEEPING);
        Self {
            root: output.to_owned(),
            manifest: bookkeeping.join("manifest"),
            journal: bookkeeping.join("journal"),
            staging: bookkeeping.join("staging"),
            lock: bookkeeping.join("lock"),
            bookkeeping,
        }
    }

    /// Whether a build was killed here, or is in hand.
    pub(super) fn is_unfinished(&self) -> bool {
        [&self.journal, &self.staging]
            .into_iter()
            .any(|place| !matches!(look(place), Ok(Found::Nothing)))
    }
}

/// Is told of each step before it is done; an error stops there. For tests.
pub(super) type Watch<'a> = &'a mut dyn FnMut(&dyn fmt::Debug) -> Result<(), PublishError>;

/// Does the steps in order.
pub(super) fn apply(
    places: &Places,
    steps: &[Step],
    next: &Manifest,
    watch: Watch,
) -> Result<(), PublishError> {
    for step in steps {
        watch(step)?;
        match step {
            Step::WriteJournal => manifest::write(&places.journal, next)?,
            Step::Remove(path) => remove(&places.root.join(path.as_str()))?,
            Step::RemoveFolder(folder) => {
                // It may have other files in it, or be open in somebody's window: then it stays.
                let _ = fs::remove_dir(places.root.join(folder));
            }
            Step::MoveFile(path) => move_in(places, path.as_str())?,
            Step::MoveFolder(folder) => move_in(places, folder)?,
            Step::WriteManifest => fs::rename(&places.journal, &places.manifest)
                .map_err(PublishError::io("write", &places.manifest))?,
        }
    }
    Ok(())
}

fn move_in(places: &Places, path: &str) -> Result<(), PublishError> {
    let to = places.root.join(path);
    fs::rename(places.staging.join(path), &to).map_err(PublishError::io("write", &to))
}

fn remove(file: &Path) -> Result<(), PublishError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PublishError::io("remove", file)(error))
        }
        _ => Ok(()),
    }
}

/// Reads the manifest and clears up after a killed build. May itself be killed at any moment.
pub(super) fn recover(places: &Places, watch: Watch) -> Result<Manifest, PublishError> {
    let mut manifest = manifest::read(&places.manifest)?.unwrap_or_default();
    if look(&places.journal)? != Found::Nothing {
        if let Some(journal) = manifest::read(&places.journal)? {
            manifest = with_what_was_moved(manifest, journal, |path| was_moved(places, path))?;
            watch(&"save what was moved")?;
            manifest::write(&places.manifest, &manifest)?;
        }
        watch(&"remove the journal")?;
        remove(&places.journal)?;
    }
    watch(&"clear the staging folder")?;
    remove(&places.bookkeeping.join(manifest::HALF_WRITTEN))?;
    clear(&places.staging)?;
    Ok(manifest)
}

/// Whether a file of the journal is no longer staged, or never was since it was the same.
fn was_moved(places: &Places, path: &OutputPath) -> Result<bool, PublishError> {
    let found = look(&places.staging.join(path.as_str()))?;
    Ok(!matches!(found, Found::File { .. }))
}

/// The manifest of a site in which a part of `journal` was moved.
fn with_what_was_moved(
    old: Manifest,
    journal: Manifest,
    was_moved: impl Fn(&OutputPath) -> Result<bool, PublishError>,
) -> Result<Manifest, PublishError> {
    let mut moved: Vec<Entry> = Vec::new();
    for entry in journal.entries {
        if !old.contains(&entry.path) && was_moved(&entry.path)? {
            moved.push(entry);
        }
    }
    let mut entries = old.entries;
    entries.append(&mut moved);
    entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(Manifest { entries, record: None, written_at: None })
}

/// Removes the staging folder with all that is in it. Links are removed, not followed.
pub(super) fn clear(staging: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(staging) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PublishError::io("remove", staging)(error))
        }
        _ => Ok(()),
    }
}
