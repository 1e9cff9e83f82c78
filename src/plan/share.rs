//! The share pictures of pages: where each stands.

use std::collections::BTreeMap;

use super::{Output, PageKind, SitePlan, What};
use crate::output_path::OutputPath;

/// The share picture of each page that has one. Pages whose pictures are the same share a file.
pub type SharePictures = BTreeMap<PageKind, OutputPath>;

impl SitePlan {
    /// Adds the share pictures. They come last, because the name of each is a hash of what it shows,
    /// and stand in a folder of their own, so that they take no address from anything.
    pub fn add_share_pictures(&mut self, pictures: SharePictures) {
        let mut files: BTreeMap<&OutputPath, PageKind> = BTreeMap::new();
        for (kind, path) in &pictures {
            files.entry(path).or_insert(*kind);
        }
        self.outputs.extend(
            files
                .into_iter()
                .map(|(path, kind)| Output { path: path.clone(), what: What::SharePicture(kind) }),
        );
        self.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        self.share = pictures;
    }
}
