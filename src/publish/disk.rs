//! Looking at what is in the output folder, without following symbolic links.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::error::{ObstacleKind, PublishError};
use crate::checksum::Checksum;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    /// A system without dates of change says none.
    File {
        size: u64,
        modified: Option<SystemTime>,
    },
    Other(ObstacleKind),
}

/// Looks, at the last part of the path, whether there is a file, a folder, a link or nothing.
pub(super) fn look(path: &Path) -> Result<Found, PublishError> {
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        // A file stands where a folder of the path would be: so nothing stands here.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            return Ok(Found::Nothing);
        }
        Err(error) => return Err(PublishError::io("look at", path)(error)),
    };
    let kind = about.file_type();
    Ok(if kind.is_file() {
        Found::File { size: about.len(), modified: about.modified().ok() }
    } else if kind.is_dir() {
        Found::Other(ObstacleKind::Folder)
    } else if kind.is_symlink() {
        Found::Other(ObstacleKind::Link)
    } else {
        Found::Other(ObstacleKind::Other)
    })
}

/// The checksum and size of the file at `path`.
pub(super) fn checksum(path: &Path) -> Result<(Checksum, u64), PublishError> {
    File::open(path)
        .and_then(|mut file| Checksum::of_all(&mut file, &mut io::sink(), &mut Vec::new()))
        .map_err(PublishError::io("read", path))
}

/// Whether two names lead to one file: where case does not count, `Foto.JPG` and `foto.jpg` do.
#[cfg(unix)]
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |path| fs::symlink_metadata(path).ok().map(|about| (about.dev(), about.ino()));
    number(a).is_some_and(|a| number(b) == Some(a))
}

/// Whether two names that differ in case only lead to one file. Here they do.
#[cfg(not(unix))]
pub(super) fn is_same_file(_: &Path, _: &Path) -> bool {
    true
}
