//! Reads files as text, many at once, each into a buffer that the next one uses again.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{Checksums, SourceFile, SourceTree};
use crate::checksum::Checksum;
use crate::diagnostic::{Diagnostic, Place, Spot};

/// A text file larger than this is reported instead of read. The longest release anyone has written
/// is a hundredth of it.
pub const MAX_TEXT_BYTES: u64 = 16 * 1024 * 1024;

/// How many files a thread takes at once: enough to use a buffer again, and so few that no thread has to wait
/// for another at the end.
const AT_ONCE: usize = 32;

/// Why a file could not be read as text: the machine failed, or the content is wrong.
#[derive(Debug)]
pub enum ReadError {
    /// The machine failed.
    Machine(anyhow::Error),
    /// The author has to mend it.
    Content(Box<Diagnostic>),
}

/// What came of reading many files.
#[derive(Debug)]
pub struct Readings<T> {
    /// The answers, in the files' order; `None` stands for a file that is no text.
    pub values: Vec<Option<T>>,
    /// What is wrong with the files that are no text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every file and hands its text to `parse`, on all threads. The text lives only for the call.
///
/// # Errors
/// A file cannot be read.
pub fn read_texts<T: Send>(
    tree: &SourceTree,
    files: &[SourceFile],
    sums: &mut Checksums,
    parse: impl Fn(&SourceFile, &str) -> T + Sync,
) -> Result<Readings<T>> {
    let answers: Vec<(Option<Checksum>, Result<T, ReadError>)> = files
        .par_iter()
        .with_max_len(AT_ONCE)
        .map_init(Vec::new, |buffer, file| with_text(tree, file, buffer, |text| parse(file, text)))
        .collect();
    let mut readings =
        Readings { values: Vec::with_capacity(files.len()), diagnostics: Vec::new() };
    sums.reserve(files.len());
    for (file, (sum, answer)) in files.iter().zip(answers) {
        sums.note(file, sum);
        match answer {
            Ok(value) => readings.values.push(Some(value)),
            Err(ReadError::Content(diagnostic)) => {
                readings.diagnostics.push(*diagnostic);
                readings.values.push(None);
            }
            Err(ReadError::Machine(error)) => return Err(error),
        }
    }
    Ok(readings)
}

/// Reads one file as text.
///
/// # Errors
/// The file cannot be read, is too large or is not UTF-8.
pub fn read_text(
    tree: &SourceTree,
    file: &SourceFile,
    sums: &mut Checksums,
) -> Result<String, ReadError> {
    let (sum, answer) = with_text(tree, file, &mut Vec::new(), str::to_owned);
    sums.note(file, sum);
    answer
}

/// How much of a file that is no text is looked at.
const BEGINNING: u64 = 64 * 1024 * 1024;

/// The first 64 MB of a file, and the hash of all of it.
///
/// # Errors
/// It cannot be read.
pub fn read_beginning(path: &Path) -> Result<(Vec<u8>, blake3::Hash)> {
    let mut bytes = Vec::new();
    let mut read = || -> std::io::Result<blake3::Hash> {
        let mut file = File::open(path)?;
        (&mut file).take(BEGINNING).read_to_end(&mut bytes)?;
        let mut hasher = blake3::Hasher::new();
        Ok(hasher.update(&bytes).update_reader(file)?.finalize())
    };
    let hash = read().with_context(|| format!("cannot read {}", path.display()))?;
    Ok((bytes, hash))
}

/// The text of a file that a message shows; `None` when it cannot be read as text.
pub fn shown_text(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MAX_TEXT_BYTES).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The answer of `parse`, and the checksum of the bytes that it saw.
fn with_text<T>(
    tree: &SourceTree,
    file: &SourceFile,
    buffer: &mut Vec<u8>,
    parse: impl FnOnce(&str) -> T,
) -> (Option<Checksum>, Result<T, ReadError>) {
    let content = |diagnostic: Diagnostic| Err(ReadError::Content(Box::new(diagnostic)));
    let shown = tree.shown(&file.path);
    if file.bytes > MAX_TEXT_BYTES {
        return (None, content(too_large(&shown)));
    }
    if let Err(error) = read_into(tree, file, buffer) {
        return (None, Err(ReadError::Machine(error)));
    }
    if buffer.len() as u64 > MAX_TEXT_BYTES {
        return (None, content(too_large(&shown)));
    }
    let answer = match simdutf8::basic::from_utf8(buffer) {
        Ok(text) => Ok(parse(text)),
        Err(_) => content(not_utf8(&shown, buffer)),
    };
    (Some(Checksum::of(buffer)), answer)
}

fn read_into(tree: &SourceTree, file: &SourceFile, buffer: &mut Vec<u8>) -> Result<()> {
    let location = tree.location(&file.path);
    buffer.clear();
    // One byte more than the limit tells a file that grew past it from one that just fits.
    File::open(&location)
        .and_then(|open| open.take(MAX_TEXT_BYTES + 1).read_to_end(buffer))
        .with_context(|| format!("cannot read {}", location.display()))?;
    Ok(())
}

fn too_large(shown: &Arc<str>) -> Diagnostic {
    let message = format!("the file is larger than {} MB", MAX_TEXT_BYTES / 1024 / 1024);
    Diagnostic::error("file-too-large", Place::file(shown), message)
        .help("move pictures and documents into files of their own beside the text")
}

fn not_utf8(shown: &Arc<str>, bytes: &[u8]) -> Diagnostic {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line_start = bytes[..valid].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    let line = 1 + String::from_utf8_lossy(&bytes[..valid]).matches('\n').count();
    let column = 1 + String::from_utf8_lossy(&bytes[line_start..valid]).chars().count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let place = Place::new(shown, Spot::LineColumn(number(line), number(column)));
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "the file is UTF-16: save it again as UTF-8"
    } else {
        "save the file again with the encoding UTF-8; it looks like an older Windows encoding"
    };
    Diagnostic::error("not-utf-8", place, "the file is not UTF-8 text").help(help)
}
