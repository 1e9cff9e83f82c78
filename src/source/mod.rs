//! Walks and reads a folder of content or of a theme. The only stage that reads files.
//!
//! No link is ever followed: a symbolic link in the content is reported and left out, so that nothing
//! outside the folder can come into the site.
#![allow(clippy::disallowed_methods, reason = "this is the stage that reads files")]

mod fingerprint;
mod pictures;
mod read;
mod theme_files;
mod walk;

pub use fingerprint::{Checksums, file_hash, fingerprint};
pub use pictures::{
    Pictures, SourcePicture, offered_hash, read_original, read_pictures, read_whole,
};
pub use read::{
    MAX_TEXT_BYTES, ReadError, Readings, read_beginning, read_text, read_texts, shown_text,
};
pub use theme_files::{ThemeFiles, embedded_text, theme_files};
pub use walk::{SourceFile, SourceTree, shown_root, walk};
