//! The files of the search index.

use super::{Claims, What};
use crate::config::{Config, LanguageId};
use crate::search::{Index, LanguageIndex};

/// A file of a language's search index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchPart {
    /// What there is.
    Meta,
    /// Terms: the place of the tier, and of the file in it.
    Terms(usize, usize),
    /// Beginnings of terms, in the same way.
    Prefixes(usize, usize),
    /// What results show: the place of the file.
    Results(usize),
}

/// Every file of the index.
pub(super) fn files(config: &Config, index: &Index, claims: &mut Claims) {
    for language in config.site.language_ids() {
        if let Some(index) = index.language(language) {
            language_files(&folder(config, language), language, index, claims);
        }
    }
}

/// The folder of a language's index, seen from the site's root.
pub(crate) fn folder(config: &Config, language: LanguageId) -> String {
    format!("search/{}/", config.site.rules(language).tag())
}

fn language_files(folder: &str, language: LanguageId, index: &LanguageIndex, claims: &mut Claims) {
    let mut claim = |path: &str, file: SearchPart| {
        claims.claim(&format!("{folder}{path}.js"), What::Search(language, file), None);
    };
    claim("meta", SearchPart::Meta);
    for (i, tier) in index.tiers.iter().enumerate() {
        for (j, shard) in tier.terms.iter().enumerate() {
            claim(&format!("{}/t-{}", tier.name, shard.file_name()), SearchPart::Terms(i, j));
        }
        for (j, shard) in tier.prefixes.iter().enumerate() {
            claim(&format!("{}/p-{}", tier.name, shard.file_name()), SearchPart::Prefixes(i, j));
        }
    }
    for i in 0..index.result_files() {
        claim(&format!("d/{i}"), SearchPart::Results(i));
    }
}
