//! The note of what a build wrote, so that the next one knows what is ours and what is the same.
//!
//! # The file
//! `output/.pressroom/manifest` is UTF-8 text, one line each:
//!
//! ```text
//! pressroom manifest 2
//! {"fingerprint":"…","built_at":1370000000,"valid_until":null,"report":{}}
//! 0123456789abcdef0123456789abcdef 8192 releases/2013/x/index.html
//! end 89abcdef0123456789abcdef01234567
//! ```
//!
//! The first line names the format. The second is the [`BuildRecord`] as JSON, or `null` if the
//! build was killed while it published. Then every file of the site in the order of its path: the
//! [`Checksum`] of its bytes (of an archive: of its parts), its size, its path. The last line is that of
//! all before it, so that half a file, or one that a merge has touched, is known for what it is.
//!
//! There is no time of change of any file in it. The same site has the same manifest everywhere,
//! as every other file of `output/`; and a file is taken for untouched if it is not younger than
//! the manifest, which is written last. (A file of the same size that was put there with an old
//! date would pass; the next build that renders it sees it only if the page changes.)

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use crate::checksum::Checksum;
use crate::output_path::OutputPath;

const FIRST_LINE: &str = "pressroom manifest 2";
const LAST_LINE: &str = "end ";
/// The name of a manifest or journal, beside it, as long as it is being written.
pub(super) const HALF_WRITTEN: &str = "new";

/// What the last finished build wrote; empty if there was none or its note is lost or damaged.
#[derive(Debug, Default)]
pub struct Manifest {
    /// Sorted by path, each path once.
    pub(super) entries: Vec<Entry>,
    /// Absent if the entries say only which files are ours, not what is in them.
    pub(super) record: Option<BuildRecord>,
    /// When it was written: what is not younger was not touched since.
    pub(super) written_at: Option<SystemTime>,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: OutputPath,
    pub(super) sum: Checksum,
    pub(super) size: u64,
}

/// What a build says of itself. It is kept in the manifest, which hosts may serve: nothing in it
/// may tell of content that is held back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BuildRecord {
    /// A hash of everything the site was made from.
    pub fingerprint: String,
    /// The moment of the build, in seconds since 1970 UTC.
    pub built_at: i64,
    /// When the site will next differ by itself, in the same seconds.
    pub valid_until: Option<i64>,
    /// Warnings and counts, to be shown again when nothing has to be built.
    pub report: serde_json::Value,
}

impl Manifest {
    /// What the build said of itself; `None` if there was no build or it was killed half-way.
    pub fn record(&self) -> Option<&BuildRecord> {
        self.record.as_ref()
    }

    /// How many files the site has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known of any file.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether Pressroom wrote `path`.
    pub fn contains(&self, path: &OutputPath) -> bool {
        self.get(path).is_some()
    }

    pub(super) fn get(&self, path: &OutputPath) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
        self.entries.get(at)
    }

    /// A file of ours that has the same name but for its case.
    pub(super) fn in_other_case(&self, path: &OutputPath) -> Option<&OutputPath> {
        let same = |other: &&OutputPath| other.as_str().eq_ignore_ascii_case(path.as_str());
        self.entries.iter().map(|entry| &entry.path).find(|other| *other != path && same(other))
    }

    /// Whether a file of this size and date holds what the entry says, without reading it.
    pub(super) fn vouches(&self, entry: &Entry, size: u64, modified: Option<SystemTime>) -> bool {
        self.record.is_some()
            && entry.size == size
            && modified.is_some_and(|modified| self.written_at.is_some_and(|then| modified <= then))
    }

    /// Whether both would be the same file.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.entries == other.entries && self.record == other.record
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> String {
        // A record is made of maps with text keys: it always has a JSON form.
        let record = serde_json::to_string(&self.record).unwrap_or_else(|_| "null".to_owned());
        let mut text = String::with_capacity(self.entries.len() * 100 + record.len() + 100);
        text.push_str(FIRST_LINE);
        text.push('\n');
        text.push_str(&record);
        text.push('\n');
        for Entry { path, sum, size } in &self.entries {
            let _ = writeln!(text, "{sum} {size} {path}");
        }
        let sum = Checksum::of(text.as_bytes());
        let _ = writeln!(text, "{LAST_LINE}{sum}");
        text
    }

    /// Reads the text of the file; `None` if anything in it is not as it should be.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let (body, last) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        let sum = Checksum::from_hex(last.strip_prefix(LAST_LINE)?)?;
        if Checksum::of(&text.as_bytes()[..=body.len()]) != sum {
            return None;
        }
        let body = body.strip_prefix(FIRST_LINE)?.strip_prefix('\n')?;
        let (record, lines) = body.split_once('\n').unwrap_or((body, ""));
        let record = serde_json::from_str(record).ok()?;
        let entries = lines.lines().map(Entry::from_line).collect::<Option<Vec<_>>>()?;
        if !entries.is_sorted_by(|a, b| a.path < b.path) {
            return None;
        }
        Some(Self { entries, record, written_at: None })
    }
}

impl Entry {
    fn from_line(line: &str) -> Option<Self> {
        let (sum, rest) = line.split_once(' ')?;
        let (size, path) = rest.split_once(' ')?;
        // Whoever edits the manifest must not be able to have a file outside `output/` removed.
        let path = OutputPath::new(path).ok()?;
        Some(Self { path, sum: Checksum::from_hex(sum)?, size: size.parse().ok()? })
    }
}

/// Reads the manifest (or journal) at `file`. `None` if there is none, or none that can be used.
pub(super) fn read(file: &Path) -> Result<Option<Manifest>, PublishError> {
    let parsed = match File::open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.and_then(|mut opened| {
            let about = opened.metadata()?;
            let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
            opened.read_to_end(&mut bytes)?;
            let parsed = std::str::from_utf8(&bytes).ok().and_then(Manifest::from_text);
            // A system without dates of change vouches for nothing: then contents are compared.
            Ok(parsed.map(|parsed| Manifest { written_at: about.modified().ok(), ..parsed }))
        }),
    };
    parsed.map_err(PublishError::io("read", file))
}

/// Writes the manifest to `file`: there is the old one or the new one at every moment.
///
/// This is the only place that waits for the disk. The note must not come to the disk after the
/// files it speaks of: a file without a note would look like somebody else's. The files of the
/// site themselves need no such care. After a power cut one of them may be empty; then its size
/// differs from the manifest's, and the next build writes it again.
pub(super) fn write(file: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let new = file.with_file_name(HALF_WRITTEN);
    let written = (|| {
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        // `create_new` follows no link.
        let mut opened = File::create_new(&new)?;
        opened.write_all(manifest.to_text().as_bytes())?;
        opened.sync_data()
    })();
    written.map_err(PublishError::io("write", &new))?;
    fs::rename(&new, file).map_err(PublishError::io("write", file))
}
