//! Paths in the messages that a build leaves in the output folder for the next one. Where the sources
//! lie on this machine is nobody's business, and the note must be the same everywhere: a file is
//! named from the folder that it is in, and gets the folder back when it is shown.

use std::path::Path;

use super::options::SourceOptions;
use crate::diagnostic::{Diagnostic, FilePath};
use crate::source::shown_root;

const CONTENT: &str = "content:";
const THEMES: &str = "themes:";

/// Takes the folders away.
pub(super) fn without_folders(diagnostics: &mut [Diagnostic], source: &SourceOptions) {
    let mut folders =
        [(CONTENT, shown_root(&source.content)), (THEMES, shown_root(&source.themes))];
    // The folder of themes may be inside the content's, or the other way round.
    folders.sort_by_key(|(_, folder)| std::cmp::Reverse(folder.len()));
    each_file(diagnostics, |file| {
        folders.iter().find_map(|(kind, folder)| Some(format!("{kind}{}", inside(file, folder)?)))
    });
}

/// Puts the folders of this run in their place.
pub(super) fn shown_here(diagnostics: &mut [Diagnostic], source: &SourceOptions) {
    let join = |folder: &Path, rest: &str| match shown_root(folder) {
        root if root.is_empty() => rest.to_owned(),
        root => format!("{root}/{rest}"),
    };
    each_file(diagnostics, |file| {
        let content = file.strip_prefix(CONTENT).map(|rest| join(&source.content, rest));
        content.or_else(|| file.strip_prefix(THEMES).map(|rest| join(&source.themes, rest)))
    });
}

fn inside<'f>(file: &'f str, folder: &str) -> Option<&'f str> {
    // What is built in has no folder.
    if file.starts_with('(') {
        return None;
    }
    if folder.is_empty() { Some(file) } else { file.strip_prefix(folder)?.strip_prefix('/') }
}

fn each_file(diagnostics: &mut [Diagnostic], renamed: impl Fn(&str) -> Option<String>) {
    let rename = |file: &mut FilePath| {
        if let Some(new) = renamed(file) {
            *file = new.into();
        }
    };
    for diagnostic in diagnostics {
        rename(&mut diagnostic.place.file);
        for (place, _) in &mut diagnostic.related {
            rename(&mut place.file);
        }
    }
}
