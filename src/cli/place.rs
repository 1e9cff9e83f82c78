//! Where paths lead.

use std::path::{Component, Path, PathBuf};

/// Where a path leads: links are resolved as far as it exists, and what does not exist yet is a folder
/// that will be made there.
pub(super) fn place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(place.pop()),
            part => place.push(part),
        }
        if let Ok(found) = place.canonicalize() {
            place = found;
        }
    }
    place
}
