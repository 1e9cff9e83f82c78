//! Looking at what is in the output folder, without following symbolic links.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use super::error::{ObstacleKind, PublishError};
use super::manifest::Hash;

/// Big enough that BLAKE3 uses the widest instructions.
const BUFFER: usize = 128 * 1024;

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

/// Reads all of `from` in pieces, gives them to `into`, and says their hash and number.
pub(super) fn hash_through(from: &mut File, into: &mut impl Write) -> io::Result<(Hash, u64)> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; BUFFER];
    let mut size = 0;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok((Hash::half(&hasher.finalize()), size)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&buffer[..read]);
        into.write_all(&buffer[..read])?;
        size += read as u64;
    }
}

/// The hash and size of the file at `path`.
pub(super) fn hash_file(path: &Path) -> Result<(Hash, u64), PublishError> {
    File::open(path)
        .and_then(|mut file| hash_through(&mut file, &mut io::sink()))
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
