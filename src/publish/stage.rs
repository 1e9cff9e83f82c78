//! The new files, waiting in `output/.pressroom/staging/` until all are there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::apply::{Places, clear};
use super::disk::{Found, look};
use super::error::PublishError;
use crate::checksum::Checksum;
use crate::output_path::OutputPath;

/// The staging folder. It comes into being with the first file, with the permissions that any new
/// folder gets, since whole folders are moved out of it; dropped, it is removed.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    journal: PathBuf,
}

impl Staging {
    pub(super) fn new(places: &Places) -> Self {
        Self { folder: places.staging.clone(), journal: places.journal.clone() }
    }

    /// Writes `bytes` to the staged file of `path`.
    pub(super) fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        self.create(path, |mut file| file.write_all(bytes))
    }

    /// Copies `from`, which is read in pieces, to the staged file of `path`. Gives the checksum
    /// and the size of what was written, should the file be changing at this moment.
    pub(super) fn copy(
        &self,
        path: &OutputPath,
        from: &Path,
    ) -> Result<(Checksum, u64), PublishError> {
        let mut source = File::open(from).map_err(PublishError::io("read", from))?;
        // The mode of the source is not copied: a private picture in a public page helps nobody.
        self.create(path, |mut file| Checksum::of_all(&mut source, &mut file, &mut Vec::new()))
    }

    /// Creates the staged file of `path` and lets `write` fill it.
    pub(super) fn make<T>(
        &self,
        path: &OutputPath,
        write: impl FnOnce(&File) -> io::Result<T>,
    ) -> Result<T, PublishError> {
        self.create(path, write)
    }

    fn create<T>(
        &self,
        path: &OutputPath,
        write: impl FnOnce(&File) -> io::Result<T>,
    ) -> Result<T, PublishError> {
        let staged = self.folder.join(path.as_str());
        // A page has a folder of its own, which most likely is not there yet.
        if let Some(folder) = staged.parent().filter(|_| path.as_str().ends_with("/index.html")) {
            // It may be there after all, or the one it is in not yet: then creating the file tells.
            let _ = fs::create_dir(folder);
        }
        let file = match create_new(&staged) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(PublishError::Twice(path.clone()));
            }
            created => created.map_err(PublishError::io("write", &staged))?,
        };
        write(&file).map_err(|error| {
            // Half a file must not be moved in with the folder it is in.
            let _ = fs::remove_file(&staged);
            PublishError::io("write", &staged)(error)
        })
    }
}

/// Creates a file that is not there yet, and the folders it is in.
fn create_new(staged: &Path) -> io::Result<File> {
    match File::create_new(staged) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = staged.parent() {
                fs::create_dir_all(folder)?;
            }
            File::create_new(staged)
        }
        created => created,
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // If publishing failed half-way, what is still staged tells what was not moved in. The
        // next build reads it, then clears it.
        if matches!(look(&self.journal), Ok(Found::Nothing)) {
            // Nobody can be told here; the next build tries again, and says so if it cannot.
            let _ = clear(&self.folder);
        }
    }
}
