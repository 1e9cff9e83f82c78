//! The files of a theme: a folder in `themes/`, or the default theme that the program carries.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use include_dir::{Dir, include_dir};

use super::walk;
use crate::diagnostic::Diagnostic;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme whose files together are larger than this is refused.
const MAX_THEME_BYTES: u64 = 64 * 1024 * 1024;

/// Every file of a theme.
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles {
    /// The theme's name, which is its folder's.
    pub name: String,
    /// The folder as messages show it.
    pub shown: String,
    /// Path in the folder to contents.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Links and other things in the folder that cannot be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a theme. The default theme is in the program and needs no folder, but a folder
/// `themes/default` goes before it. `None` when there is no such theme.
///
/// # Errors
/// A file cannot be read.
pub fn theme_files(themes: &Path, name: &str) -> Result<Option<ThemeFiles>> {
    if !is_theme_name(name) {
        return Ok(None);
    }
    let folder = themes.join(name);
    // A link would lead out of the themes folder.
    if folder.is_symlink() || !folder.is_dir() {
        return Ok((name == "default").then(embedded));
    }
    let walked = walk(&folder)?;
    let tree = walked.value;
    let total: u64 = tree.files().iter().map(|file| file.bytes).sum();
    if total > MAX_THEME_BYTES {
        let limit = MAX_THEME_BYTES / 1024 / 1024;
        anyhow::bail!("the theme {} is larger than {limit} MB", folder.display());
    }
    let mut files = BTreeMap::new();
    for file in tree.files() {
        let location = tree.location(&file.path);
        let bytes = std::fs::read(&location)
            .with_context(|| format!("cannot read {}", location.display()))?;
        files.insert(file.path.to_string(), bytes.into());
    }
    let shown = tree.shown("").trim_end_matches('/').to_owned();
    Ok(Some(ThemeFiles { name: name.to_owned(), shown, files, diagnostics: walked.diagnostics }))
}

/// The text of a file of the default theme, by the path that messages show for it.
pub fn embedded_text(shown: &str) -> Option<&'static str> {
    DEFAULT.get_file(shown.strip_prefix(EMBEDDED_SHOWN)?.strip_prefix('/')?)?.contents_utf8()
}

const EMBEDDED_SHOWN: &str = "(built in) themes/default";

fn embedded() -> ThemeFiles {
    let mut files = BTreeMap::new();
    gather(&DEFAULT, &mut files);
    ThemeFiles {
        name: "default".to_owned(),
        shown: EMBEDDED_SHOWN.to_owned(),
        files,
        diagnostics: Vec::new(),
    }
}

fn gather(folder: &Dir<'_>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            files.insert(path.replace('\\', "/"), file.contents().into());
        }
    }
    for inner in folder.dirs() {
        gather(inner, files);
    }
}

fn is_theme_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}
