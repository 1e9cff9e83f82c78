//! Pictures and downloads as those who fetch them need to know them: address, media type, size.

use std::collections::BTreeSet;

use super::View;
use crate::newsroom::{Attachment, Picture, Release};

/// A file that goes with a release.
#[derive(Debug)]
pub(super) struct Enclosure<'a> {
    /// The absolute address.
    pub(super) url: String,
    /// The IANA media type.
    pub(super) kind: String,
    /// Size in bytes.
    pub(super) bytes: u64,
    /// What it is.
    pub(super) title: Option<&'a str>,
}

/// The files of a release: its pictures, the lead picture first, and its downloads.
pub(super) fn enclosures<'a>(view: View<'a>, release: &'a Release) -> Vec<Enclosure<'a>> {
    let mut files: Vec<Enclosure<'a>> =
        release.pictures.iter().map(|picture| view.picture_file(picture)).collect();
    let shown: BTreeSet<&str> = release.pictures.iter().map(|picture| &*picture.path).collect();
    for file in &release.attachments {
        // A picture that is offered as a download too is one file.
        if !shown.contains(&*file.path) {
            files.push(view.attachment_file(file));
        }
    }
    files
}

impl<'a> View<'a> {
    /// A picture as a file; its title is the caption, or else what is seen.
    pub(super) fn picture_file(self, picture: &'a Picture) -> Enclosure<'a> {
        let title = picture.caption.as_deref().unwrap_or(&picture.alt);
        Enclosure {
            url: self.media_url(&picture.path),
            kind: media_type(&picture.path),
            bytes: self.tree.offered_bytes(&picture.path),
            title: Some(title).filter(|title| !title.is_empty()),
        }
    }

    /// A download as a file.
    pub(super) fn attachment_file(self, file: &'a Attachment) -> Enclosure<'a> {
        Enclosure {
            url: self.media_url(&file.path),
            kind: media_type(&file.path),
            bytes: file.bytes,
            title: file.title.as_deref(),
        }
    }
}

/// The media type that a file's ending stands for.
fn media_type(path: &str) -> String {
    mime_guess::from_path(path).first_or_octet_stream().essence_str().to_owned()
}
