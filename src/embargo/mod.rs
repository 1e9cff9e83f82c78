//! The proof that nothing held back is public.
//!
//! It is made in two ways. The site is rendered twice, as it is and without the files that are held back:
//! both have to be the same, byte for byte. And every output is searched for what only those files say:
//! their titles, names, words, addresses and the names and hashes of their files, in any case, with or
//! without diacritics, escaped as HTML, JSON and addresses are, and in the files inside archives. What is
//! found in the second site as well is said by something public: words and names count for nothing then, but
//! a whole title, summary, sentence or address is looked for in the public files, where somebody wrote it.
//!
//! Nothing is written. Compressed parts of PDF and PNG files are not taken apart; the comparison covers
//! them.

mod needles;
mod scan;
mod sentences;
mod told;
mod unpack;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::output_path::OutputPath;
use crate::pipeline::{self, Held, Progress, Request, Sources};
use crate::render::{Contents, PartContents};
use crate::source;
use needles::Needles;
use scan::{Find, Scanner};

/// What the proof looked at and what it found.
#[derive(Debug, Default)]
pub struct Proof {
    /// Releases that are held back.
    pub releases: usize,
    /// Words, phrases, names and hashes that only they have.
    pub looked_for: usize,
    /// Those that public files say as well, which count for nothing; the longest first.
    pub also_public: Vec<String>,
    /// Files of the site.
    pub files: usize,
    /// Files inside its archives.
    pub packed: usize,
    /// Times that one of them was found in a file, public files of the content included.
    pub found: usize,
    /// Files that would be others without them.
    pub differing: usize,
    /// One for each thing found in a file, and for each file that would differ.
    pub diagnostics: Vec<Diagnostic>,
}

/// A site as it was rendered: a hash of every file, and what was found in it.
#[derive(Debug, Default)]
struct Seen {
    hashes: BTreeMap<OutputPath, blake3::Hash>,
    packed: usize,
    finds: Vec<Find>,
}

/// Makes the proof for the releases that a build holds back.
///
/// # Errors
/// A file cannot be read.
pub fn prove(request: &Request, held: &[Held], progress: &dyn Progress) -> Result<Proof> {
    if held.is_empty() {
        return Ok(Proof::default());
    }
    let sources = pipeline::sources(request)?;
    let needles = needles::gather(sources.tree(), held)?;
    let scanner = Scanner::new(&needles)?;
    let paths: BTreeSet<&str> = held.iter().map(|held| &*held.path).collect();
    let without = pipeline::sources(request)?.without(|path| paths.contains(path));
    let (mut without, mistakes) = look(request, without, &scanner, progress)?;
    if !mistakes.is_empty() {
        return Ok(unproved(held.len(), mistakes));
    }
    let public: BTreeSet<usize> = without.finds.drain(..).map(|find| find.needle).collect();
    let told = told::told(sources.tree(), held, &needles, &public)?;
    let scanner = scanner.without(&public);
    let (with, mistakes) = look(request, sources, &scanner, progress)?;
    if !mistakes.is_empty() {
        return Ok(unproved(held.len(), mistakes));
    }
    let mut proof =
        compare(held.len(), needles.all.len() - public.len(), &needles, &with, &without);
    proof.looked_for += told.needles.len();
    proof.found += told.diagnostics.len();
    proof.diagnostics.extend(told.diagnostics);
    let passed_over = public.difference(&told.needles).map(|i| needles.all[*i].text.clone());
    proof.also_public = passed_over.collect();
    proof.also_public.sort_by_key(|text| std::cmp::Reverse(text.chars().count()));
    Ok(proof)
}

/// There is no site to compare with: one with errors is not rendered.
fn unproved(releases: usize, mistakes: Vec<Diagnostic>) -> Proof {
    let because = mistakes.into_iter().map(|mistake| {
        let message = format!(
            "what is held back cannot be proved to be held back, for without it the site is faulty: {}",
            mistake.message
        );
        Diagnostic::error("cannot-be-proved", mistake.place, message)
            .help("nothing public may need a file that is held back")
    });
    Proof { releases, diagnostics: because.collect(), ..Proof::default() }
}

/// Renders a site and looks at every file. Gives the errors of the site as well.
fn look(
    request: &Request,
    sources: Sources,
    scanner: &Scanner,
    progress: &dyn Progress,
) -> Result<(Seen, Vec<Diagnostic>)> {
    let seen = Mutex::new(Seen::default());
    let sink = |path: &OutputPath, contents: Contents<'_>| {
        let mut finds = scanner.name(path.as_str());
        let mut packed = 0;
        let hash = match contents {
            Contents::Bytes(bytes) => {
                packed += scanner.file(path.as_str(), bytes, &mut finds);
                let hash = blake3::hash(bytes);
                finds.extend(scanner.whole_file(path.as_str(), hash));
                hash
            }
            Contents::Copy(from) => {
                let (bytes, hash) = source::read_beginning(&from)?;
                packed += scanner.file(path.as_str(), &bytes, &mut finds);
                finds.extend(scanner.whole_file(path.as_str(), hash));
                hash
            }
            Contents::Archive(archive) => {
                let mut whole = blake3::Hasher::new();
                for part in &archive.parts {
                    packed += 1;
                    whole.update(part.name.as_bytes()).update(&[0]);
                    let name = format!("{path} → {}", part.name);
                    finds.extend(scanner.name(&name));
                    match &part.contents {
                        PartContents::Bytes(bytes) => {
                            packed += scanner.file(&name, bytes, &mut finds);
                            whole.update(bytes);
                        }
                        // It is looked at where it stands.
                        PartContents::Output(output) => {
                            whole.update(output.as_str().as_bytes());
                        }
                    }
                }
                whole.finalize()
            }
            Contents::AlreadyPublished => blake3::hash(&[]),
        };
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.hashes.insert(path.clone(), hash);
        seen.finds.append(&mut finds);
        seen.packed += packed;
        Ok(())
    };
    let outcome = pipeline::build(request, sources, progress, |_| Ok(false), sink)?;
    let mut seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    seen.finds.sort_unstable();
    let mut mistakes = outcome.diagnostics;
    mistakes.retain(|diagnostic| diagnostic.severity == Severity::Error);
    Ok((seen, mistakes))
}

fn compare(
    releases: usize,
    looked_for: usize,
    needles: &Needles,
    with: &Seen,
    without: &Seen,
) -> Proof {
    let mut diagnostics = Vec::new();
    for find in &with.finds {
        let needle = &needles.all[find.needle];
        let message =
            format!("the {} “{}” of what is held back is public here", needle.kind, needle.text);
        diagnostics.push(
            Diagnostic::error("held-back-shown", Place::file(&find.file.as_str().into()), message)
                .label(find.around.clone())
                .related(Place::file(&needle.source), "it is held back here")
                .help("this is a mistake of the program: do not publish the site, and report it"),
        );
    }
    let found = diagnostics.len();
    let paths: BTreeSet<&OutputPath> = with.hashes.keys().chain(without.hashes.keys()).collect();
    for path in paths {
        if with.hashes.get(path) != without.hashes.get(path) {
            let message = "this file would be another without what is held back";
            let place = Place::file(&path.as_str().into());
            diagnostics.push(
                Diagnostic::error("held-back-differs", place, message).help(
                    "this is a mistake of the program: do not publish the site, and report it",
                ),
            );
        }
    }
    Proof {
        releases,
        looked_for,
        also_public: Vec::new(),
        files: with.hashes.len(),
        packed: with.packed,
        found,
        differing: diagnostics.len() - found,
        diagnostics,
    }
}
