//! Reads the pictures of the content: their headers now, their pixels when sizes are made of them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{Checksums, SourceFile, SourceTree};
use crate::checksum::Checksum;
use crate::picture::{self, ENDINGS, Facts, Format, MAX_BYTES, Problem};

/// A picture whose headers were read.
#[derive(Debug, Clone)]
pub struct SourcePicture {
    /// Of all bytes of its file.
    pub hash: blake3::Hash,
    /// What the headers say.
    pub facts: Facts,
    /// How many bytes of its file the public gets.
    pub offered_bytes: u64,
}

/// The raster pictures of the content, also the broken ones, by path.
pub type Pictures = BTreeMap<Arc<str>, Result<SourcePicture, Problem>>;

/// Reads the headers of every raster picture of the tree, and hashes the files.
///
/// # Errors
/// A file cannot be read.
pub fn read_pictures(tree: &mut SourceTree, sums: &mut Checksums) -> Result<()> {
    let files: Vec<&SourceFile> =
        tree.files().iter().filter(|file| is_picture(&file.path)).collect();
    let read: Vec<(Option<Checksum>, Result<SourcePicture, Problem>)> = files
        .par_iter()
        .map_init(Vec::new, |buffer, file| read_picture(&tree.location(&file.path), file, buffer))
        .collect::<Result<_>>()?;
    let mut pictures = Pictures::new();
    for (file, (sum, picture)) in files.into_iter().zip(read) {
        sums.note(file, sum);
        pictures.insert(Arc::clone(&file.path), picture);
    }
    tree.pictures = pictures;
    Ok(())
}

/// The bytes of a picture as it is offered to the public: with nothing in it that tells where it was
/// taken.
///
/// # Errors
/// The file cannot be read.
pub fn read_original(tree: &SourceTree, path: &str) -> Result<Vec<u8>> {
    let bytes = read_whole(&tree.location(path))?;
    Ok(match picture::without_location(&bytes) {
        std::borrow::Cow::Borrowed(_) => bytes,
        std::borrow::Cow::Owned(copy) => copy,
    })
}

/// The hash of a picture as it is offered to the public, before the headers of pictures were read. `None`
/// of what is no picture, or too large for one.
///
/// # Errors
/// The file cannot be read.
pub fn offered_hash(tree: &SourceTree, file: &SourceFile) -> Result<Option<blake3::Hash>> {
    if !is_picture(&file.path) || file.bytes > MAX_BYTES {
        return Ok(None);
    }
    Ok(Some(blake3::hash(&read_original(tree, &file.path)?)))
}

/// All bytes of a file.
///
/// # Errors
/// The file cannot be read, or has become larger than [`MAX_BYTES`].
pub fn read_whole(location: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(location, &mut bytes)?;
    Ok(bytes)
}

/// A picture, and the checksum of its file; of one that is too large to be read, none.
fn read_picture(
    location: &Path,
    file: &SourceFile,
    buffer: &mut Vec<u8>,
) -> Result<(Option<Checksum>, Result<SourcePicture, Problem>)> {
    if file.bytes > MAX_BYTES {
        return Ok((None, Err(Problem::TooLarge)));
    }
    read_into(location, buffer)?;
    let facts = picture::facts(buffer).and_then(|facts| match named_format(&file.path) {
        Some(named) if named != facts.format => Err(Problem::Mislabelled(facts.format)),
        _ => Ok(facts),
    });
    let hash = blake3::hash(buffer);
    let picture = facts.map(|facts| {
        let offered =
            if facts.location { picture::without_location(buffer).len() } else { buffer.len() };
        SourcePicture { hash, facts, offered_bytes: offered as u64 }
    });
    Ok((Some(Checksum::of(buffer)), picture))
}

fn read_into(location: &Path, buffer: &mut Vec<u8>) -> Result<()> {
    buffer.clear();
    let read = File::open(location).and_then(|open| open.take(MAX_BYTES + 1).read_to_end(buffer));
    let read = read.with_context(|| format!("cannot read {}", location.display()))?;
    anyhow::ensure!(
        read as u64 <= MAX_BYTES,
        "{} has grown beyond {} MB while it was read",
        location.display(),
        MAX_BYTES / 1024 / 1024
    );
    Ok(())
}

fn is_picture(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// The kind that a file's name tells.
fn named_format(path: &str) -> Option<Format> {
    let (_, ending) = path.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let ending = if ending == "jpeg" { "jpg" } else { &ending };
    [Format::Jpeg, Format::Png, Format::WebP, Format::Gif, Format::Avif]
        .into_iter()
        .find(|format| format.ending() == ending)
}
