//! One hash for everything a folder holds.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{SourceFile, SourceTree};
use crate::checksum::Checksum;

/// Checksums of files that were read already: of the very bytes that were used.
#[derive(Debug, Default)]
pub struct Checksums {
    /// Never iterated: only looked up.
    known: HashMap<Arc<str>, Checksum>,
}

impl Checksums {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, files: usize) {
        self.known.reserve(files);
    }

    pub(super) fn note(&mut self, file: &SourceFile, sum: Option<Checksum>) {
        if let Some(sum) = sum {
            self.known.insert(Arc::clone(&file.path), sum);
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
/// make the same site. Files whose checksum is not known are read.
///
/// # Errors
/// A file cannot be read.
pub fn fingerprint(tree: &SourceTree, sums: &Checksums) -> Result<blake3::Hash> {
    let all: Vec<Checksum> = tree
        .files()
        .par_iter()
        .map_init(Vec::new, |buffer, file| {
            if let Some(sum) = sums.known.get(&file.path) {
                return Ok(*sum);
            }
            let location = tree.location(&file.path);
            File::open(&location)
                .and_then(|mut open| Checksum::of_all(&mut open, &mut io::sink(), buffer))
                .map(|(sum, _)| sum)
                .with_context(|| format!("cannot read {}", location.display()))
        })
        .collect::<Result<_>>()?;
    let mut whole = blake3::Hasher::new();
    for (file, sum) in tree.files().iter().zip(&all) {
        whole.update(&(file.path.len() as u64).to_le_bytes());
        whole.update(file.path.as_bytes());
        whole.update(sum.as_bytes());
    }
    Ok(whole.finalize())
}
