//! The search page, and the files of its index.

use serde::Serialize;

use super::{Renderer, View};
use crate::config::LanguageId;
use crate::context::{SearchFilter, SearchPage};
use crate::newsroom::{Release, ReleaseId};
use crate::plan::{SearchPart, search_folder};
use crate::search::{self, LanguageIndex, RESULTS_A_FILE, Shard};

/// How much of a release's text results show a passage of, in bytes.
const EXCERPT: usize = 480;

/// Changes when the script could no longer read an index that was written before.
const FORMAT: usize = 1;

impl Renderer<'_> {
    pub(super) fn search(&self, language: LanguageId) -> SearchPage {
        let view = self.view;
        let rules = view.config.site.rules(language);
        let newsroom = view.newsroom;
        let sorted = |mut filters: Vec<SearchFilter>| {
            filters.sort_by(|a, b| rules.compare(&a.name, &b.name));
            filters
        };
        let Some(index) = view.index.language(language) else {
            // Not reached: without an index no page is planned.
            let (towns, exhibitions, years) = (Vec::new(), Vec::new(), Vec::new());
            return SearchPage { index: String::new(), towns, exhibitions, years, total: 0 };
        };
        let towns = index.towns.iter().map(|id| &newsroom.towns[id.index()]);
        let towns = towns.map(|town| SearchFilter {
            name: town.name.nominative.get(language).to_owned(),
            value: town.slug.clone(),
        });
        let exhibitions = index.exhibitions.iter().map(|id| &newsroom.exhibitions[id.index()]);
        let exhibitions = exhibitions.map(|exhibition| SearchFilter {
            name: exhibition.name.get(language).to_owned(),
            value: exhibition.slug.clone(),
        });
        let folder = search_folder(view.config, language);
        SearchPage {
            index: format!("{folder}meta.js?v={}", index.version),
            towns: sorted(towns.collect()),
            exhibitions: sorted(exhibitions.collect()),
            years: index.years.iter().rev().map(|(year, _)| *year).collect(),
            total: index.releases.len(),
        }
    }
}

/// A file of the index.
pub(super) fn file(view: View<'_>, language: LanguageId, file: SearchPart, buffer: &mut Vec<u8>) {
    let Some(index) = view.index.language(language) else { return };
    match file {
        SearchPart::Meta => call(buffer, FORMAT, &Meta::new(index)),
        SearchPart::Terms(tier, shard) => {
            let tier = &index.tiers[tier];
            call(buffer, tier.releases, &tier.terms[shard].text);
        }
        SearchPart::Prefixes(tier, shard) => {
            let tier = &index.tiers[tier];
            call(buffer, tier.releases, &tier.prefixes[shard].text);
        }
        SearchPart::Results(number) => {
            let first = number * RESULTS_A_FILE;
            let releases = index.releases.iter().skip(first).take(RESULTS_A_FILE);
            let found: Vec<Found<'_>> =
                releases.map(|id| Found::new(view, language, *id)).collect();
            call(buffer, first, &found);
        }
    }
}

/// Writes a file of the index: the call of a function, which the script of the search page defines.
fn call(buffer: &mut Vec<u8>, check: usize, data: &impl Serialize) {
    buffer.extend_from_slice(format!("pressroomSearch({check},").as_bytes());
    // Writing structs into memory does not fail.
    let _ = serde_json::to_writer(&mut *buffer, data);
    buffer.extend_from_slice(b");\n");
}

/// What there is in an index.
#[derive(Debug, Serialize)]
struct Meta<'a> {
    /// How many releases.
    releases: usize,
    /// How many of them share a file of results.
    results: usize,
    /// Years and the number of their first release.
    years: &'a [(i32, usize)],
    tiers: Vec<TierMeta<'a>>,
    /// The table of endings.
    stems: String,
}

#[derive(Debug, Serialize)]
struct TierMeta<'a> {
    name: char,
    first: usize,
    releases: usize,
    version: &'a str,
    /// Keys of the files of terms, parted by spaces.
    terms: String,
    /// Keys of the files of beginnings.
    prefixes: String,
}

impl<'a> Meta<'a> {
    fn new(index: &'a LanguageIndex) -> Self {
        let keys = |shards: &[Shard]| {
            shards.iter().map(|shard| shard.key.as_str()).collect::<Vec<_>>().join(" ")
        };
        let tiers = index.tiers.iter().map(|tier| TierMeta {
            name: tier.name,
            first: tier.first,
            releases: tier.releases,
            version: &tier.version,
            terms: keys(&tier.terms),
            prefixes: keys(&tier.prefixes),
        });
        Self {
            releases: index.releases.len(),
            results: RESULTS_A_FILE,
            years: &index.years,
            tiers: tiers.collect(),
            stems: index.stems.table(),
        }
    }
}

/// What a result shows: title, path, date for machines and for readers, towns, exhibition, text.
#[derive(Debug, Serialize)]
struct Found<'a>(&'a str, &'a str, String, String, String, &'a str, String);

impl<'a> Found<'a> {
    fn new(view: View<'a>, language: LanguageId, id: ReleaseId) -> Self {
        let newsroom = view.newsroom;
        let release: &Release = &newsroom.releases[id.index()];
        let town =
            |id: &crate::newsroom::TownId| newsroom.towns[id.index()].name.nominative.get(language);
        let exhibition = release.exhibition.map(|id| &newsroom.exhibitions[id.index()]);
        let summary = release.summary.as_deref();
        let rules = view.config.site.rules(language);
        Self(
            &release.title,
            view.plan.addresses.release(id).linked(),
            release.date.iso(),
            rules.short_date(release.date.day()),
            release.towns.iter().map(town).collect::<Vec<_>>().join(", "),
            exhibition.map_or("", |exhibition| exhibition.name.get(language)),
            search::excerpt(summary, &release.body.html, EXCERPT),
        )
    }
}
