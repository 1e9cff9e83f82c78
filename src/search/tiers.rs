//! The parts of an index by age of the releases.

use super::shards::{self, Shard, Sizes};
use super::stem::Stems;
use super::{short_hash, table};
use crate::config::LanguageId;
use crate::newsroom::{Newsroom, ReleaseId};

/// Where a tier ends: at the last multiple of so many releases. The last tier has the rest.
///
/// A new release rewrites the last tier, every 64th the one before as well, every 1,024th the first.
const STEPS: [usize; 2] = [1024, 64];

/// Sizes of the files of each tier in bytes. The first has few changes and many words, so small files;
/// the last is rewritten often, so few.
const SIZES: [Sizes; 3] = [
    Sizes { least: 2000, most: 4000 },
    Sizes { least: 1500, most: 3000 },
    Sizes { least: 3500, most: 5500 },
];

/// Releases that are indexed together.
#[derive(Debug)]
pub struct Tier {
    /// Its folder: `a` for the oldest releases, `b`, `c`.
    pub name: char,
    /// The number of its first release.
    pub first: usize,
    /// How many releases it has.
    pub releases: usize,
    /// Terms and their releases.
    pub terms: Vec<Shard>,
    /// Beginnings of terms and their releases.
    pub prefixes: Vec<Shard>,
    /// Changes whenever a file of the tier does.
    pub version: String,
}

/// Indexes releases, the oldest first. Tiers without a release are left out.
pub(super) fn tiers(
    newsroom: &Newsroom,
    language: LanguageId,
    releases: &[ReleaseId],
    stems: &Stems,
) -> Vec<Tier> {
    let mut found = Vec::new();
    let mut first = 0;
    for (i, sizes) in SIZES.into_iter().enumerate() {
        let end = STEPS.get(i).map_or(releases.len(), |step| releases.len() / step * step);
        if end == first {
            continue;
        }
        let own = &releases[first..end];
        let words = table::table(newsroom, language, own, stems);
        let terms = shards::cut(&words, sizes);
        let prefixes = shards::prefixes(&words, &terms, own.len(), sizes);
        let mut hash = blake3::Hasher::new();
        for id in own {
            let release = &newsroom.releases[id.index()];
            hash.update(format!("{}/{} ", release.year(), release.slug).as_bytes());
        }
        for shard in terms.iter().chain(&prefixes) {
            hash.update(shard.key.as_bytes()).update(&[0]).update(shard.text.as_bytes());
        }
        let name = ['a', 'b', 'c'][i];
        let version = short_hash(&hash);
        found.push(Tier { name, first, releases: own.len(), terms, prefixes, version });
        first = end;
    }
    found
}
