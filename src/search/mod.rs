//! The index that the search page reads: which words stand in which releases.
//!
//! A static host answers no questions, so the answers are made at build time, in small files, and a
//! script in the reader's browser fetches the few that a query needs. For each language:
//!
//! * Releases are numbered from the oldest, so that a new one changes no other's number.
//! * They fall into three [tiers](tiers) by number, each with an index of its own: a new release
//!   changes the files of the last and smallest tier only.
//! * A tier's words, folded and [stemmed](stem), stand in order in [shards](shards): `t-….js`. A word
//!   that is still being typed may begin words in many shards; `p-….js` has the answers for those.
//! * What a result shows is in `d/….js`, a few releases a file.
//! * `meta.js` says what there is.
//!
//! Every file is one call of `pressroomSearch(check, data)`: the script loads it by a `script` element,
//! which works where `fetch` does not, in a site opened from a folder. `check` is a number that the
//! script knows beforehand, so that a file left in a cache by another build is not believed.
//!
//! What is here is made before the site plan, which lists the files; `render` writes those that show
//! addresses and dates.

mod postings;
mod shards;
mod stem;
mod table;
mod text;
mod tiers;
mod words;

use crate::config::{Config, LanguageId};
use crate::newsroom::{ExhibitionId, Newsroom, ReleaseId, TownId};

pub use shards::Shard;
pub use stem::Stems;
pub use text::excerpt;
pub use tiers::Tier;

/// How many releases share a file of results.
pub const RESULTS_A_FILE: usize = 4;

/// The indexes of all languages; empty when `site.yaml` wants no search.
#[derive(Debug, Default)]
pub struct Index {
    languages: Vec<LanguageIndex>,
}

/// The index of one language.
#[derive(Debug, Default)]
pub struct LanguageIndex {
    /// Its releases, the oldest first: a release's place is its number.
    pub releases: Vec<ReleaseId>,
    /// The tiers, oldest releases first.
    pub tiers: Vec<Tier>,
    /// The years that have releases, with the number of the first.
    pub years: Vec<(i32, usize)>,
    /// The towns of the releases.
    pub towns: Vec<TownId>,
    /// The exhibitions of the releases.
    pub exhibitions: Vec<ExhibitionId>,
    /// The rules by which its words were stemmed.
    pub stems: Stems,
    /// Changes whenever a word of the index does.
    pub version: String,
}

impl Index {
    /// Indexes what the newsroom lists. Withdrawn releases are left out.
    pub fn new(config: &Config, newsroom: &Newsroom) -> Self {
        if !config.site.outputs.search {
            return Self::default();
        }
        let languages = config.site.language_ids();
        Self { languages: languages.map(|id| LanguageIndex::new(config, newsroom, id)).collect() }
    }

    /// The index of a language; `None` where there is nothing to find.
    pub fn language(&self, language: LanguageId) -> Option<&LanguageIndex> {
        self.languages.get(language.index()).filter(|index| !index.releases.is_empty())
    }
}

impl LanguageIndex {
    fn new(config: &Config, newsroom: &Newsroom, language: LanguageId) -> Self {
        let listed = |id: &ReleaseId| {
            let release = &newsroom.releases[id.index()];
            release.language() == language && release.withdrawn.is_none()
        };
        let mut releases: Vec<ReleaseId> =
            (0..newsroom.releases.len()).rev().map(ReleaseId::new).filter(listed).collect();
        let year = |id: &ReleaseId| newsroom.releases[id.index()].year();
        // Moments of different offsets may disagree with their years at the turn of one.
        releases.sort_by_key(year);
        let mut years: Vec<(i32, usize)> = Vec::new();
        for (number, id) in releases.iter().enumerate() {
            if years.last().is_none_or(|(last, _)| *last != year(id)) {
                years.push((year(id), number));
            }
        }
        let stems = Stems::of(config.site.rules(language).tag());
        let tiers = tiers::tiers(newsroom, language, &releases, &stems);
        let mut hash = blake3::Hasher::new();
        for tier in &tiers {
            hash.update(tier.version.as_bytes());
        }
        let mut towns: Vec<TownId> = Vec::new();
        let mut exhibitions: Vec<ExhibitionId> = Vec::new();
        for id in &releases {
            let release = &newsroom.releases[id.index()];
            towns.extend(&release.towns);
            exhibitions.extend(release.exhibition);
        }
        towns.sort_unstable();
        towns.dedup();
        exhibitions.sort_unstable();
        exhibitions.dedup();
        let version = short_hash(&hash);
        Self { releases, tiers, years, towns, exhibitions, stems, version }
    }

    /// How many files of results there are.
    pub fn result_files(&self) -> usize {
        self.releases.len().div_ceil(RESULTS_A_FILE)
    }
}

/// Enough of a hash to tell the builds of one site apart.
fn short_hash(hash: &blake3::Hasher) -> String {
    hash.finalize().to_hex()[..8].to_owned()
}
