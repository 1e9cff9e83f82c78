//! Writes what changed and removes what no longer belongs (effect).
//!
//! ```text
//! begin ──► put, put_copy, keep ──► commit
//! lock,     compare with what        journal, moves, removals,
//! recover   is there, or stage       manifest
//! ```
//!
//! * [`begin`] takes the lock of the output folder and mends what a killed build left.
//! * [`Session::put`] is called once for every file of the site, from many threads. A file that is
//!   the same is left alone; any other waits in a staging folder.
//! * [`Session::commit`] looks at everything it is about to change, and refuses if something that
//!   is not ours stands in the way. Then it moves the staged files in and removes, by the manifest,
//!   the files of earlier builds that were not put. A session that is dropped has changed nothing.
//!
//! What is ours is in the manifest (its format: `manifest.rs`) and nowhere else: any other file in
//! the output folder is somebody else's and is never changed or removed. How a killed build is
//! mended is told in `apply.rs`.
//!
//! All notes are in `output/.pressroom/`, which may be uploaded with the site: it names public
//! files only, and is empty of anything staged once a build has ended.

#![allow(
    clippy::disallowed_methods,
    reason = "this module is the one that changes files; it does so in the output folder only"
)]

mod apply;
mod archive;
mod diff;
mod disk;
mod error;
mod lock;
mod manifest;
mod stage;
mod steps;
#[cfg(test)]
mod tests;

use std::fs;
use std::mem;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use rayon::prelude::*;

pub use error::{Obstacle, ObstacleKind, PublishError};
pub use manifest::{BuildRecord, Manifest};

use crate::checksum::Checksum;
use crate::output_path::{BOOKKEEPING, OutputPath};
use apply::{Places, Watch};
use diff::{Diff, Fate, Put};
use disk::{Found, look};
use lock::{Lock, Taken};
use manifest::Entry;
use stage::Staging;
use steps::Step;

/// One build's hold of an output folder.
#[derive(Debug)]
pub struct Session {
    places: Places,
    manifest: Manifest,
    /// Whether the output folder was empty when the build began: then there is nothing to look at.
    fresh: bool,
    puts: Mutex<Vec<Put>>,
    /// What archives may be made of: everything that was put before the first of them, by path.
    made: OnceLock<Vec<(OutputPath, archive::Made)>>,
    /// Whether a file was the same though the manifest could not vouch for it: then the manifest
    /// has to be written again, so that the next build need not read the file.
    reread: AtomicBool,
    staging: Staging,
    // Fields are dropped in this order: nobody else may build before the staging folder is gone.
    _lock: Lock,
}

/// What a build has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new contents.
    pub written: usize,
    /// Files that were the same and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
    /// The size of all the files written, in bytes.
    pub bytes: u64,
}

/// Takes hold of `output`, which is created if it is not there; clears up after a killed build;
/// reads the manifest. If another build has the folder, waits for it about as long as `patience`.
///
/// # Errors
/// [`PublishError::Locked`] if the other build does not end; [`PublishError::InTheWay`] if
/// `output/.pressroom` is not ours; [`PublishError::Io`].
pub fn begin(output: &Path, patience: Duration) -> Result<Session, PublishError> {
    begin_watched(output, patience, &mut |_| Ok(()))
}

fn begin_watched(output: &Path, patience: Duration, watch: Watch) -> Result<Session, PublishError> {
    let places = Places::new(output);
    fs::create_dir_all(output).map_err(PublishError::io("create the folder", output))?;
    match look(&places.bookkeeping)? {
        Found::Other(ObstacleKind::Folder) => {}
        // Two builds may both see nothing: it is no error if the folder is there by now.
        Found::Nothing => fs::create_dir_all(&places.bookkeeping)
            .map_err(PublishError::io("create the folder", &places.bookkeeping))?,
        Found::File { .. } => return Err(in_the_way(output, BOOKKEEPING, ObstacleKind::File)),
        Found::Other(kind) => return Err(in_the_way(output, BOOKKEEPING, kind)),
    }
    let lock = match lock::take(&places.lock, patience)? {
        Taken::Yes(lock) => lock,
        Taken::ByOther(pid) => return Err(PublishError::Locked { output: output.to_owned(), pid }),
        Taken::Not(kind) => return Err(in_the_way(output, ".pressroom/lock", kind)),
    };
    let manifest = apply::recover(&places, watch)?;
    let staging = Staging::new(&places);
    let (puts, made, reread) = (Mutex::default(), OnceLock::new(), AtomicBool::new(false));
    let fresh = manifest.is_empty() && holds_nothing_else(output)?;
    Ok(Session { places, manifest, fresh, puts, made, reread, staging, _lock: lock })
}

/// Whether there is nothing in the output folder but our own notes.
fn holds_nothing_else(output: &Path) -> Result<bool, PublishError> {
    for item in fs::read_dir(output).map_err(PublishError::io("read", output))? {
        if item.map_err(PublishError::io("read", output))?.file_name() != BOOKKEEPING {
            return Ok(false);
        }
    }
    Ok(true)
}

fn in_the_way(output: &Path, path: &str, kind: ObstacleKind) -> PublishError {
    let obstacles = vec![Obstacle { path: path.to_owned(), kind }];
    PublishError::InTheWay { output: output.to_owned(), obstacles }
}

/// Reads the manifest without taking the lock. It is empty if there is none that can be read, and
/// without a record if a build was killed or is in hand.
pub fn read_manifest(output: &Path) -> Manifest {
    let places = Places::new(output);
    let mut manifest = manifest::read(&places.manifest).ok().flatten().unwrap_or_default();
    if places.is_unfinished() {
        manifest.record = None;
    }
    manifest
}

/// Whether `output` holds what the last finished build wrote: no file of it is missing, of another
/// size or younger than the manifest, and no build was killed since. Reads no file.
pub fn is_intact(output: &Path, manifest: &Manifest) -> bool {
    manifest.record.is_some()
        && !Places::new(output).is_unfinished()
        && manifest.entries.par_iter().with_min_len(128).all(|entry| {
            match look(&output.join(entry.path.as_str())) {
                Ok(Found::File { size, modified }) => manifest.vouches(entry, size, modified),
                _ => false,
            }
        })
}

/// Writes a file that is no part of a site, whole or not at all; one that holds the bytes already is
/// left alone.
///
/// # Errors
/// [`PublishError::Io`].
pub fn write_beside(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let mut half_written = path.as_os_str().to_owned();
    half_written.push(".new");
    let half_written = Path::new(&half_written);
    fs::write(half_written, bytes).map_err(PublishError::io("write", half_written))?;
    fs::rename(half_written, path).map_err(PublishError::io("write", path))
}

impl Session {
    /// The manifest of the last finished build; empty if there was none.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Hands over one file of the site. Nothing is written if the same bytes are there already.
    ///
    /// # Errors
    /// [`PublishError::Io`], [`PublishError::Twice`]. What stands in the way is told by `commit`,
    /// all of it at once.
    pub fn put(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        let (sum, size) = (Checksum::of(bytes), bytes.len() as u64);
        let fate = self.fate(path, sum, size, self.look(path)?)?;
        if matches!(fate, Fate::Staged | Fate::StagedOverFolder) {
            self.staging.write(path, bytes)?;
        }
        self.note(Put { path: path.clone(), sum, size, fate });
        Ok(())
    }

    /// Hands over one file of the site that is copied from `from`, which is read in pieces.
    ///
    /// # Errors
    /// As [`Session::put`]; [`PublishError::NotAFile`] if `from` is a link, a folder or the like.
    pub fn put_copy(&self, path: &OutputPath, from: &Path) -> Result<(), PublishError> {
        match look(from)? {
            Found::File { .. } => {}
            Found::Nothing => {
                let missing = std::io::ErrorKind::NotFound.into();
                return Err(PublishError::io("read", from)(missing));
            }
            Found::Other(_) => return Err(PublishError::NotAFile(from.to_owned())),
        }
        let found = self.look(path)?;
        let sum = Checksum::of(&[]);
        let mut put = Put { path: path.clone(), sum, size: 0, fate: Fate::Staged };
        // Where nothing is to be compared the file is read once, not twice.
        if found != Found::Nothing {
            (put.sum, put.size) = disk::checksum(from)?;
            put.fate = self.fate(path, put.sum, put.size, found)?;
        }
        if matches!(put.fate, Fate::Staged | Fate::StagedOverFolder) {
            (put.sum, put.size) = self.staging.copy(path, from)?;
        }
        self.note(put);
        Ok(())
    }

    /// Whether a file stands as the last build wrote it, by its size and date. For outputs whose name
    /// tells what they were made from.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn has(&self, path: &OutputPath) -> Result<bool, PublishError> {
        Ok(self.as_written(path)?.is_some())
    }

    /// Keeps a file that the session [has](Self::has), whatever is in it; says whether it was kept.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn keep(&self, path: &OutputPath) -> Result<bool, PublishError> {
        let Some(Entry { sum, size, .. }) = self.as_written(path)? else { return Ok(false) };
        self.note(Put { path: path.clone(), sum: *sum, size: *size, fate: Fate::Kept });
        Ok(true)
    }

    /// What the manifest says of a file that stands as the last build wrote it.
    fn as_written(&self, path: &OutputPath) -> Result<Option<&Entry>, PublishError> {
        let Some(entry) = self.manifest.get(path) else { return Ok(None) };
        let Found::File { size, modified } = self.look(path)? else { return Ok(None) };
        Ok(Some(entry).filter(|entry| self.manifest.vouches(entry, size, modified)))
    }

    /// Publishes: what was put is the site from now on.
    ///
    /// # Errors
    /// [`PublishError::InTheWay`], [`PublishError::Twice`] and [`PublishError::FileAndFolder`]:
    /// nothing was changed. [`PublishError::Io`]: the next build mends what is half done.
    pub fn commit(self, record: BuildRecord) -> Result<Published, PublishError> {
        self.publish(record, &mut |_| Ok(()))
    }

    fn publish(&self, record: BuildRecord, watch: Watch) -> Result<Published, PublishError> {
        let puts = mem::take(&mut *self.puts.lock().unwrap_or_else(PoisonError::into_inner));
        let mut diff = Diff::new(&self.manifest.entries, puts)?;
        let steps = steps::plan(&self.places.root, &diff)?;
        let entries = mem::take(&mut diff.entries);
        let published = Published {
            written: diff.staged.len(),
            unchanged: entries.len() - diff.staged.len(),
            removed: steps.iter().filter(|step| matches!(step, Step::Remove(_))).count(),
            bytes: diff.staged_bytes,
        };
        let next = Manifest { entries, record: Some(record), written_at: None };
        let nothing_to_do = diff.staged.is_empty() && diff.stale.is_empty();
        let reread = self.reread.load(Ordering::Relaxed);
        if !(nothing_to_do && !reread && next.says_the_same(&self.manifest)) {
            apply::apply(&self.places, &steps, &next, watch)?;
        }
        Ok(published)
    }

    fn look(&self, path: &OutputPath) -> Result<Found, PublishError> {
        if self.fresh {
            return Ok(Found::Nothing);
        }
        look(&self.places.root.join(path.as_str()))
    }

    fn note(&self, put: Put) {
        self.puts.lock().unwrap_or_else(PoisonError::into_inner).push(put);
    }

    /// What is to become of an output, by what stands in its place.
    fn fate(
        &self,
        path: &OutputPath,
        sum: Checksum,
        size: u64,
        found: Found,
    ) -> Result<Fate, PublishError> {
        let (found_size, modified) = match found {
            Found::Nothing => return Ok(Fate::Staged),
            Found::Other(ObstacleKind::Folder) => return Ok(Fate::StagedOverFolder),
            Found::Other(kind) => return Ok(Fate::InTheWay(kind)),
            Found::File { size, modified } => (size, modified),
        };
        let ours = self.manifest.get(path);
        if let Some(entry) = ours.filter(|entry| self.manifest.vouches(entry, found_size, modified))
        {
            return Ok(if entry.sum == sum { Fate::Kept } else { Fate::Staged });
        }
        let there = self.places.root.join(path.as_str());
        // Where case does not count, a file that is ours as `Foto.JPG` is found as `foto.jpg` too.
        // It is staged again under the new name, since the old one will be removed.
        if let (None, Some(other)) = (ours, self.manifest.in_other_case(path))
            && disk::is_same_file(&there, &self.places.root.join(other.as_str()))
        {
            return Ok(Fate::Staged);
        }
        if found_size == size && disk::checksum(&there)?.0 == sum {
            self.reread.store(true, Ordering::Relaxed);
            return Ok(Fate::Kept);
        }
        Ok(if ours.is_some() { Fate::Staged } else { Fate::InTheWay(ObstacleKind::File) })
    }
}
