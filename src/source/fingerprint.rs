//! One hash for everything a folder holds.

use std::collections::HashMap;
use std::fs::File;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{SourceFile, SourceTree};

/// Hashes of files that were read already: of the very bytes that were used.
#[derive(Debug, Default)]
pub struct Hashes {
    /// Never iterated: only looked up.
    known: HashMap<Arc<str>, blake3::Hash>,
}

impl Hashes {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, files: usize) {
        self.known.reserve(files);
    }

    pub(super) fn note(&mut self, file: &SourceFile, hash: Option<blake3::Hash>) {
        if let Some(hash) = hash {
            self.known.insert(Arc::clone(&file.path), hash);
        }
    }
}

/// The hash of one file's contents.
///
/// # Errors
/// It cannot be read.
pub fn file_hash(tree: &SourceTree, file: &SourceFile) -> Result<blake3::Hash> {
    let location = tree.location(&file.path);
    let mut hasher = blake3::Hasher::new();
    File::open(&location)
        .and_then(|open| hasher.update_reader(open).map(|hasher| hasher.finalize()))
        .with_context(|| format!("cannot read {}", location.display()))
}

/// A hash of the names and contents of every file of the tree: two trees with the same fingerprint
/// make the same site. Files whose hash is not known are read.
///
/// # Errors
/// A file cannot be read.
pub fn fingerprint(tree: &SourceTree, hashes: &Hashes) -> Result<blake3::Hash> {
    let all: Vec<blake3::Hash> = tree
        .files()
        .par_iter()
        .map_init(blake3::Hasher::new, |hasher, file| {
            if let Some(hash) = hashes.known.get(&file.path) {
                return Ok(*hash);
            }
            let location = tree.location(&file.path);
            hasher.reset();
            File::open(&location)
                .and_then(|open| hasher.update_reader(open).map(|hasher| hasher.finalize()))
                .with_context(|| format!("cannot read {}", location.display()))
        })
        .collect::<Result<_>>()?;
    let mut whole = blake3::Hasher::new();
    for (file, hash) in tree.files().iter().zip(&all) {
        whole.update(&(file.path.len() as u64).to_le_bytes());
        whole.update(file.path.as_bytes());
        whole.update(hash.as_bytes());
    }
    Ok(whole.finalize())
}
