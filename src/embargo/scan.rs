//! Looks for many things in a file at once.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use aho_corasick::{AhoCorasick, MatchKind};
use anyhow::{Context, Result};

use super::needles::Needles;
use super::unpack;
use crate::language::fold;

/// How much of the text around a find is shown, in bytes on each side.
const AROUND: usize = 40;

/// Something that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Find {
    /// The file of the site; one in an archive after an arrow.
    pub(super) file: String,
    /// Its place in the needles.
    pub(super) needle: usize,
    /// The text around it.
    pub(super) around: String,
}

/// Everything that is looked for, made ready.
#[derive(Debug)]
pub(super) struct Scanner {
    patterns: AhoCorasick,
    files: Vec<(blake3::Hash, usize)>,
    /// What is not to be told: by needle, whether it was found in a site that may say it, or, of a
    /// first look, in an earlier file.
    known: Vec<AtomicBool>,
    /// Each needle is told once only, and without the text around it.
    first_look: bool,
}

impl Scanner {
    pub(super) fn new(needles: &Needles) -> Result<Self> {
        let patterns = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(needles.all.iter().map(|needle| needle.text.as_bytes()))
            .context("too much is held back to be looked for at once")?;
        Ok(Self {
            patterns,
            files: needles.files.clone(),
            known: flags(needles.all.len()),
            first_look: true,
        })
    }

    /// The same for a second look, which leaves out what a first one found and tells every file.
    pub(super) fn without(self, public: &BTreeSet<usize>) -> Self {
        let known = (0..self.known.len()).map(|needle| AtomicBool::new(public.contains(&needle)));
        Self { known: known.collect(), first_look: false, ..self }
    }

    /// Looks at the name of a file.
    pub(super) fn name(&self, file: &str) -> Vec<Find> {
        let mut finds = Vec::new();
        self.text(file, &unpack::decoded(file), &mut finds);
        finds
    }

    /// Looks at a file, and at those in it if it is an archive; says how many those are.
    pub(super) fn file(&self, file: &str, bytes: &[u8], finds: &mut Vec<Find>) -> usize {
        match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => self.text(file, &unpack::decoded(text), finds),
            Err(_) => {
                for text in unpack::texts_in(bytes) {
                    self.text(file, &unpack::decoded(&text), finds);
                }
            }
        }
        unpack::entries(bytes, |name, contents| {
            let inner = format!("{file} → {name}");
            finds.extend(self.name(&inner));
            match simdutf8::basic::from_utf8(contents) {
                Ok(text) => self.text(&inner, &unpack::decoded(text), finds),
                Err(_) => {
                    for text in unpack::texts_in(contents) {
                        self.text(&inner, &unpack::decoded(&text), finds);
                    }
                }
            }
        })
    }

    /// Whether a file is one that is held back, byte for byte.
    pub(super) fn whole_file(&self, file: &str, hash: blake3::Hash) -> Option<Find> {
        let (_, needle) = self.files.iter().find(|(known, _)| *known == hash)?;
        if self.known[*needle].load(Ordering::Relaxed) {
            return None;
        }
        Some(Find { file: file.to_owned(), needle: *needle, around: "the whole file".to_owned() })
    }

    /// Each needle that is in a text, once.
    fn text(&self, file: &str, text: &str, finds: &mut Vec<Find>) {
        let folded = fold(text);
        let mut found = BTreeSet::new();
        for hit in self.patterns.find_overlapping_iter(&folded) {
            let needle = hit.pattern().as_usize();
            if self.known[needle].load(Ordering::Relaxed) || !found.insert(needle) {
                continue;
            }
            if self.first_look {
                self.known[needle].store(true, Ordering::Relaxed);
                finds.push(Find { file: String::new(), needle, around: String::new() });
                continue;
            }
            let from = (0..=hit.start().saturating_sub(AROUND))
                .rev()
                .find(|at| folded.is_char_boundary(*at))
                .unwrap_or_default();
            let to = (hit.end() + AROUND).min(folded.len());
            let to = (to..=folded.len()).find(|at| folded.is_char_boundary(*at));
            let around = folded.get(from..to.unwrap_or(folded.len())).unwrap_or_default();
            finds.push(Find { file: file.to_owned(), needle, around: around.to_owned() });
        }
    }
}

fn flags(count: usize) -> Vec<AtomicBool> {
    (0..count).map(|_| AtomicBool::new(false)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::needles::Needle;
    use super::*;

    fn scanner() -> Scanner {
        let needle = |text: &str| Needle {
            text: fold(text),
            kind: "title",
            source: "x.md".into(),
            whole: None,
        };
        let hash = blake3::hash(b"a held-back picture");
        let all = vec![needle("Tīrkultūra Alūksnē"), needle(&hash.to_hex()[..16])];
        Scanner::new(&Needles { all, files: vec![(hash, 1)] }).unwrap().without(&BTreeSet::new())
    }

    #[track_caller]
    fn check(bytes: &[u8], found: bool) {
        let mut finds = Vec::new();
        scanner().file("a/b", bytes, &mut finds);
        assert_eq!(!finds.is_empty(), found, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn every_way_to_write_a_title_is_found() {
        for text in [
            "… „Tīrkultūra” Alūksnē …",
            "TĪRKULTŪRA ALŪKSNĒ",
            "tirkultura-aluksne",
            "/T%C4%ABrkult%c5%abra/Al%C5%ABksn%C4%93/",
            "T&#299;rkult&#x16B;ra Al&#363;ksn&#275;",
            r#"{"title": "T\u012brkult\u016bra Al\u016bksn\u0113"}"#,
            "Ti\u{304}rkultu\u{304}ra\nAlu\u{304}ksne\u{304}",
        ] {
            check(text.as_bytes(), true);
        }
        check("Tīrkultūra ir Alūksnē".as_bytes(), false);
        assert_eq!(scanner().name("relizes/2013/tirkultura-aluksne/index.html").len(), 1);
        assert_eq!(scanner().name("relizes/2013/tirkultura/index.html").len(), 0);
    }

    #[test]
    fn metadata_archives_and_hashes_are_looked_at() {
        let wide: Vec<u8> =
            "Tīrkultūra Alūksnē".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[b"\xff\xd8\xff\xe1Exif\0\0".as_slice(), &wide].concat(), true);
        check(
            &[b"\x89PNG\xff tEXtTitle\0".as_slice(), "Tīrkultūra Alūksnē".as_bytes()].concat(),
            true,
        );
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all("<w:t>Tīrkultūra Alūksnē</w:t>".repeat(50).as_bytes()).unwrap();
        let archive = zip.finish().unwrap().into_inner();
        let mut finds = Vec::new();
        assert_eq!(scanner().file("x.docx", &archive, &mut finds), 1);
        assert_eq!(finds[0].file, "x.docx → word/document.xml");
        let hash = blake3::hash(b"a held-back picture");
        assert!(scanner().whole_file("media/x.jpg", hash).is_some());
        assert!(scanner().whole_file("media/x.jpg", blake3::hash(b"another")).is_none());
        check(format!("media/x-{}-800.jpg", hash.to_hex()).as_bytes(), true);
    }
}
