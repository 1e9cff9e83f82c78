//! Which releases each feed tells of.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::FeedOf;
use crate::config::Config;
use crate::newsroom::{Newsroom, ReleaseId};

/// The entries of every feed, what changed last first: a correction of an old release reaches its
/// readers, and a withdrawal too. A feed without entries is not in it.
#[derive(Debug, Default)]
pub struct Feeds {
    entries: BTreeMap<FeedOf, Vec<ReleaseId>>,
}

impl Feeds {
    pub(super) fn new(config: &Config, newsroom: &Newsroom) -> Self {
        let mut order: Vec<ReleaseId> = (0..newsroom.releases.len()).map(ReleaseId::new).collect();
        order.sort_by_cached_key(|id| {
            // Of those that changed in one moment, the newest first.
            (Reverse(newsroom.releases[id.index()].changed().at), *id)
        });
        let most = config.site.feed_entries;
        let mut entries: BTreeMap<FeedOf, Vec<ReleaseId>> = BTreeMap::new();
        for id in order {
            let release = &newsroom.releases[id.index()];
            let language = release.language();
            let feeds = [FeedOf::Site(language)]
                .into_iter()
                .chain(release.towns.iter().map(|town| FeedOf::Town(language, *town)))
                .chain(release.exhibition.map(|id| FeedOf::Exhibition(language, id)))
                .chain(release.topics.iter().map(|topic| FeedOf::Topic(*topic)));
            for feed in feeds {
                let list = entries.entry(feed).or_default();
                if list.len() < most {
                    list.push(id);
                }
            }
        }
        Self { entries }
    }

    /// The releases that a feed tells of, withdrawn ones too.
    pub fn entries(&self, feed: FeedOf) -> &[ReleaseId] {
        self.entries.get(&feed).map_or(&[], Vec::as_slice)
    }
}
