//! ZIP archives of files of the site.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::PoisonError;

use chrono::{Datelike, NaiveDateTime, Timelike};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Session;
use super::diff::{Fate, Put};
use super::disk::{self, Found};
use super::error::{ObstacleKind, PublishError};
use crate::checksum::{Checksum, Checksummer};
use crate::output_path::OutputPath;
use crate::render::{Archive, Part, PartContents};

/// Changed when the same parts make other bytes.
const FORMAT: &[u8] = b"archive 1";

/// A file of the site as it was handed over, for whoever puts it into an archive.
#[derive(Debug, Clone)]
pub(super) struct Made {
    sum: Checksum,
    size: u64,
    /// Where its bytes can be read; `None` if something stands in its way.
    at: Option<PathBuf>,
}

impl Session {
    /// Hands over an archive of files of the site, all of which were handed over before.
    ///
    /// What is noted of it is the checksum of its parts, not of its bytes: those of the parts are known by
    /// now, so that neither they nor the archive need be read to know that nothing has changed.
    ///
    /// # Errors
    /// [`PublishError::Io`], [`PublishError::Twice`], and [`PublishError::NotHandedOver`] of a part.
    pub fn put_archive(&self, path: &OutputPath, archive: &Archive) -> Result<(), PublishError> {
        let mut parts = Vec::with_capacity(archive.parts.len());
        for part in &archive.parts {
            parts.push((part, self.made(part)?));
        }
        let sum = checksum(archive, &parts);
        let mut put = Put { path: path.clone(), sum, size: 0, fate: Fate::Kept };
        let in_the_way =
            parts.iter().any(|(_, made)| made.as_ref().is_some_and(|m| m.at.is_none()));
        let found = self.look(path)?;
        let known = self.manifest.get(path).filter(|entry| entry.sum == sum);
        match (found, known) {
            // The build will fail, and say what is in the way.
            _ if in_the_way => {}
            (Found::File { size, modified }, Some(entry))
                if self.manifest.vouches(entry, size, modified) =>
            {
                put.size = size;
            }
            (Found::Other(kind), _) if kind != ObstacleKind::Folder => {
                put.fate = Fate::InTheWay(kind);
            }
            _ => {
                let write = |file: &File| write(file, archive.modified, &parts);
                put.size = self.staging.make(path, write)?;
                put.fate = self.fate_of_archive(path, found)?;
            }
        }
        self.note(put);
        Ok(())
    }

    /// What is to become of an archive that waits in the staging folder.
    fn fate_of_archive(&self, path: &OutputPath, found: Found) -> Result<Fate, PublishError> {
        let Found::File { .. } = found else {
            let folder = matches!(found, Found::Other(_));
            return Ok(if folder { Fate::StagedOverFolder } else { Fate::Staged });
        };
        let staged = self.places.staging.join(path.as_str());
        let there = self.places.root.join(path.as_str());
        if disk::checksum(&staged)? == disk::checksum(&there)? {
            fs::remove_file(&staged).map_err(PublishError::io("remove", &staged))?;
            self.reread.store(true, std::sync::atomic::Ordering::Relaxed);
            return Ok(Fate::Kept);
        }
        let ours = self.manifest.get(path).is_some();
        Ok(if ours { Fate::Staged } else { Fate::InTheWay(ObstacleKind::File) })
    }

    /// The file of the site that a part is; `None` of one that has its own bytes.
    fn made(&self, part: &Part) -> Result<Option<Made>, PublishError> {
        let PartContents::Output(path) = &part.contents else { return Ok(None) };
        let made = self.made.get_or_init(|| {
            let puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
            let mut made: Vec<(OutputPath, Made)> =
                puts.iter().map(|put| self.made_of(put)).collect();
            made.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            made
        });
        match made.binary_search_by(|(known, _)| known.cmp(path)) {
            Ok(at) => Ok(Some(made[at].1.clone())),
            Err(_) => Err(PublishError::NotHandedOver(path.clone())),
        }
    }

    fn made_of(&self, put: &Put) -> (OutputPath, Made) {
        let root = match put.fate {
            Fate::Kept => Some(&self.places.root),
            Fate::Staged | Fate::StagedOverFolder => Some(&self.places.staging),
            Fate::InTheWay(_) => None,
        };
        let at = root.map(|root| root.join(put.path.as_str()));
        (put.path.clone(), Made { sum: put.sum, size: put.size, at })
    }
}

/// The checksum of everything that an archive is made from.
fn checksum(archive: &Archive, parts: &[(&Part, Option<Made>)]) -> Checksum {
    let mut whole = Checksummer::default();
    let mut add = |bytes: &[u8]| {
        whole.add(&(bytes.len() as u64).to_le_bytes());
        whole.add(bytes);
    };
    add(FORMAT);
    add(archive.modified.to_string().as_bytes());
    for (part, made) in parts {
        add(part.name.as_bytes());
        match (&part.contents, made) {
            (PartContents::Bytes(bytes), _) => add(bytes),
            (PartContents::Output(_), Some(made)) => {
                add(made.sum.as_bytes());
                add(&made.size.to_le_bytes());
            }
            (PartContents::Output(_), None) => {}
        }
    }
    whole.finish()
}

/// Writes an archive (APPNOTE 6.3.10) and gives its size. What the machine or the moment could change,
/// such as times and rights, is fixed; pictures and the like, which are compressed already, are stored.
fn write(file: &File, modified: NaiveDateTime, parts: &[(&Part, Option<Made>)]) -> io::Result<u64> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .system(System::Unix)
        .unix_permissions(0o644)
        .last_modified_time(dos_time(modified));
    for (part, made) in parts {
        let method = match part.contents {
            PartContents::Bytes(_) => CompressionMethod::Deflated,
            PartContents::Output(_) => CompressionMethod::Stored,
        };
        zip.start_file(part.name.as_str(), options.compression_method(method))?;
        match (&part.contents, made.as_ref().and_then(|made| made.at.as_ref())) {
            (PartContents::Bytes(bytes), _) => zip.write_all(bytes)?,
            (PartContents::Output(_), Some(at)) => {
                io::copy(&mut File::open(at)?, &mut zip)?;
            }
            (PartContents::Output(_), None) => {}
        }
    }
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.metadata()?.len())
}

/// The time as archives hold it: from 1980 to 2107, in steps of two seconds, without a zone.
fn dos_time(at: NaiveDateTime) -> DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    DateTime::from_date_and_time(
        year,
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
    .unwrap_or_default()
}
