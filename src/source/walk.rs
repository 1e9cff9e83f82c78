//! From a folder to the ordered list of its files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::pictures::{Pictures, SourcePicture};
use crate::diagnostic::{Checked, Diagnostic, FilePath, Place};
use crate::picture::Problem;

/// Folders deeper than this are reported instead of read.
const MAX_DEPTH: usize = 32;

/// A file of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path inside the folder, with `/` between its parts.
    pub path: Arc<str>,
    /// Size in bytes.
    pub bytes: u64,
}

/// The files of a folder, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// The folder, to open files in.
    root: PathBuf,
    /// The folder as messages show it, without `/` at its end.
    shown: String,
    files: Vec<SourceFile>,
    /// Files that are there and are not to be read.
    left_out: Vec<Arc<str>>,
    /// What is known of the pictures; nothing before they were read.
    pub(super) pictures: Pictures,
}

impl SourceTree {
    /// Every file, ordered by path.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The files under a folder of the tree, for example `releases/`.
    pub fn under(&self, folder: &str) -> &[SourceFile] {
        let start = self.files.partition_point(|file| *file.path < *folder);
        let count = self.files[start..].partition_point(|file| file.path.starts_with(folder));
        &self.files[start..start + count]
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        let i = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get(i)
    }

    /// The same without some files, by path.
    #[must_use]
    pub fn without(mut self, left_out: impl Fn(&str) -> bool) -> Self {
        let (out, files) = self.files.into_iter().partition(|file| left_out(&file.path));
        self.files = files;
        self.left_out.extend(Vec::into_iter(out).map(|file| file.path));
        self
    }

    /// The paths of files that are there and are not to be read.
    pub fn left_out(&self) -> &[Arc<str>] {
        &self.left_out
    }

    /// What the headers of a raster picture say, or what is wrong with it. `None` for anything else, and
    /// before the pictures were read.
    pub fn picture(&self, path: &str) -> Option<&Result<SourcePicture, Problem>> {
        self.pictures.get(path)
    }

    /// How many bytes of a file the public gets: all, less what tells where a picture was taken.
    pub fn offered_bytes(&self, path: &str) -> u64 {
        match self.picture(path) {
            Some(Ok(picture)) => picture.offered_bytes,
            _ => self.get(path).map_or(0, |file| file.bytes),
        }
    }

    /// Where a file can be opened.
    pub fn location(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A file as messages show it.
    pub fn shown(&self, path: &str) -> FilePath {
        if self.shown.is_empty() { path.into() } else { format!("{}/{path}", self.shown).into() }
    }
}

/// Lists the files of a folder. Hidden files and folders and the leftovers of editors are passed
/// over; symbolic links, names that are not UTF-8 and folders nested too deep are reported.
///
/// # Errors
/// The folder is not there or cannot be read.
pub fn walk(root: &Path) -> Result<Checked<SourceTree>> {
    if !root.is_dir() {
        bail!(
            "there is no folder {}: run pressroom in the folder that holds it, or name another one \
             with --content",
            root.display()
        );
    }
    let mut tree =
        SourceTree { root: root.to_path_buf(), shown: shown_root(root), ..SourceTree::default() };
    let mut diagnostics = Vec::new();
    let mut walker = walkdir::WalkDir::new(root)
        .follow_links(false)
        .follow_root_links(true)
        .min_depth(1)
        .max_depth(MAX_DEPTH)
        .into_iter()
        .filter_entry(|entry| !is_passed_over(entry.file_name().to_string_lossy().as_ref()));
    // The folders that lead to an entry, outermost first, each with its whole path.
    let mut above: Vec<String> = Vec::new();
    while let Some(entry) = walker.next() {
        let entry = entry.map_err(|error| unreadable(root, error))?;
        let kind = entry.file_type();
        above.truncate(entry.depth() - 1);
        let below = |name: &str| match above.last() {
            Some(folder) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        let Some(path) = entry.file_name().to_str().map(below) else {
            let shown = tree.shown(&below(&entry.file_name().to_string_lossy()));
            diagnostics.push(
                Diagnostic::error("file-name", Place::file(&shown), "the file's name is not UTF-8")
                    .help("rename the file; letters, digits and hyphens are safe everywhere"),
            );
            if kind.is_dir() && entry.depth() < MAX_DEPTH {
                walker.skip_current_dir();
            }
            continue;
        };
        if kind.is_symlink() {
            diagnostics.push(link_found(&tree, &path));
        } else if kind.is_dir() && entry.depth() == MAX_DEPTH {
            let message = format!("folders are nested more than {MAX_DEPTH} deep");
            let place = Place::file(&tree.shown(&path));
            diagnostics.push(Diagnostic::error("too-deep", place, message));
        } else if kind.is_dir() {
            above.push(path);
        } else if kind.is_file() {
            tree.files.push(SourceFile { path: path.into(), bytes: 0 });
        }
    }
    // Asking for the size is most of the work, and can be shared out.
    tree.files.par_iter_mut().try_for_each(|file| {
        let location = root.join(&*file.path);
        let metadata = location
            .symlink_metadata()
            .with_context(|| format!("cannot read {}", location.display()))?;
        file.bytes = metadata.len();
        anyhow::Ok(())
    })?;
    tree.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(Checked { value: tree, diagnostics })
}

/// The folder that cannot be read, and why, each said once.
fn unreadable(root: &Path, error: walkdir::Error) -> anyhow::Error {
    let context = format!("cannot read {}", error.path().unwrap_or(root).display());
    match error.into_io_error() {
        Some(error) => anyhow::Error::new(error).context(context),
        None => anyhow::anyhow!(context),
    }
}

fn link_found(tree: &SourceTree, path: &str) -> Diagnostic {
    Diagnostic::error(
        "symbolic-link",
        Place::file(&tree.shown(path)),
        "this is a link to another place, and links are not followed",
    )
    .help("put the file itself here")
}

fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db" || name == "desktop.ini"
}

/// A folder as messages show it: with slashes, and without `./` before it.
pub fn shown_root(root: &Path) -> String {
    let text = root.to_string_lossy().replace('\\', "/");
    let text = text.trim_end_matches('/');
    text.strip_prefix("./").unwrap_or(if text == "." { "" } else { text }).to_owned()
}
