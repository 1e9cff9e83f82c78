//! The files beside the page of a release.

use super::{Addresses, Claims, What};
use crate::config::Config;
use crate::diagnostic::Place;
use crate::newsroom::{Newsroom, ReleaseId};

impl Addresses {
    /// Where a release's plain text is.
    pub fn text(&self, id: ReleaseId) -> String {
        format!("{}release.txt", self.release(id).folder())
    }
}

/// Claims them for every release.
pub(super) fn files(
    config: &Config,
    newsroom: &Newsroom,
    addresses: &Addresses,
    claims: &mut Claims,
) {
    let outputs = config.site.outputs;
    for (i, release) in newsroom.releases.iter().enumerate() {
        let id = ReleaseId::new(i);
        let place = || Some(Place::file(&release.name.file));
        if outputs.texts {
            claims.claim(&addresses.text(id), What::Text(id), place());
        }
    }
}
