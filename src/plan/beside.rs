//! The files beside the page of a release.

use super::{Addresses, Claims, What};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::newsroom::{Newsroom, Release, ReleaseId};
use crate::source::SourceTree;

/// Most bytes of a press kit. Larger archives need a younger form of ZIP that not every program reads.
const LARGEST_KIT: u64 = 4_000_000_000;

impl Addresses {
    /// Where a release's plain text is.
    pub fn text(&self, id: ReleaseId) -> String {
        format!("{}release.txt", self.release(id).folder())
    }

    /// Where a release's press kit is.
    pub fn press_kit(&self, id: ReleaseId) -> String {
        format!("{}press-kit.zip", self.release(id).folder())
    }
}

/// Whether a release has a press kit. What was taken back is not handed on.
pub(crate) fn has_press_kit(config: &Config, release: &Release) -> bool {
    let empty = release.pictures.is_empty() && release.attachments.is_empty();
    config.site.outputs.press_kits && !empty && release.withdrawn.is_none()
}

/// The size in bytes of all that goes into a press kit but its two small texts.
pub(crate) fn press_kit_bytes(tree: &SourceTree, release: &Release) -> u64 {
    let pictures = release.pictures.iter().map(|picture| &picture.path);
    let attachments = release.attachments.iter().map(|file| &file.path);
    let mut paths: Vec<_> = pictures.chain(attachments).collect();
    paths.sort_unstable();
    paths.dedup();
    paths.iter().map(|path| tree.offered_bytes(path)).sum()
}

/// Claims them for every release.
pub(super) fn files(
    config: &Config,
    tree: &SourceTree,
    newsroom: &Newsroom,
    addresses: &Addresses,
    claims: &mut Claims,
) {
    for (i, release) in newsroom.releases.iter().enumerate() {
        let id = ReleaseId::new(i);
        let place = || Place::file(&release.name.file);
        if config.site.outputs.texts {
            claims.claim(&addresses.text(id), What::Text(id), Some(place()));
        }
        if has_press_kit(config, release) {
            if press_kit_bytes(tree, release) > LARGEST_KIT {
                let message = "the pictures and files of this release are more than 4 GB, too much for \
                               a press kit";
                claims.diagnostics.push(
                    Diagnostic::error("press-kit-too-large", place(), message).help(
                        "make them smaller, or link to the largest instead of attaching them",
                    ),
                );
            }
            claims.claim(&addresses.press_kit(id), What::PressKit(id), Some(place()));
        }
        if let Some(path) = addresses.release_json(id) {
            claims.claim(&path, What::ReleaseJson(id), Some(place()));
        }
    }
}
