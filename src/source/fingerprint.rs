//! One hash for everything a folder holds.

use std::fs::File;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::SourceTree;

/// A hash of the names and contents of every file of the tree: two trees with the same fingerprint
/// make the same site.
///
/// # Errors
/// A file cannot be read.
pub fn fingerprint(tree: &SourceTree) -> Result<blake3::Hash> {
    let hashes: Vec<blake3::Hash> = tree
        .files()
        .par_iter()
        .map_init(blake3::Hasher::new, |hasher, file| {
            let location = tree.location(&file.path);
            hasher.reset();
            File::open(&location)
                .and_then(|open| hasher.update_reader(open).map(|hasher| hasher.finalize()))
                .with_context(|| format!("cannot read {}", location.display()))
        })
        .collect::<Result<_>>()?;
    let mut whole = blake3::Hasher::new();
    for (file, hash) in tree.files().iter().zip(&hashes) {
        whole.update(&(file.path.len() as u64).to_le_bytes());
        whole.update(file.path.as_bytes());
        whole.update(hash.as_bytes());
    }
    Ok(whole.finalize())
}
