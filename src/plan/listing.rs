//! Which releases each language lists, newest first, and by year.

use std::collections::BTreeMap;

use crate::config::{Config, LanguageId};
use crate::newsroom::{Newsroom, ReleaseId};

/// The lists that pages and feeds are made of. Withdrawn releases are in none of them.
#[derive(Debug)]
pub struct Listing {
    languages: Vec<LanguageListing>,
    /// By release: its place in the list of its language.
    positions: Vec<Option<u32>>,
}

/// The lists of one language.
#[derive(Debug, Default)]
struct LanguageListing {
    releases: Vec<ReleaseId>,
    years: BTreeMap<i32, Vec<ReleaseId>>,
}

impl Listing {
    pub(super) fn new(config: &Config, newsroom: &Newsroom) -> Self {
        let mut languages: Vec<LanguageListing> =
            config.site.language_ids().map(|_| LanguageListing::default()).collect();
        let mut positions = vec![None; newsroom.releases.len()];
        for (i, release) in newsroom.releases.iter().enumerate() {
            if release.withdrawn.is_some() {
                continue;
            }
            let id = ReleaseId::new(i);
            let lists = &mut languages[release.language().index()];
            positions[i] = u32::try_from(lists.releases.len()).ok();
            lists.releases.push(id);
            lists.years.entry(release.year()).or_default().push(id);
        }
        Self { languages, positions }
    }

    /// The releases of a language, newest first.
    pub fn releases(&self, language: LanguageId) -> &[ReleaseId] {
        &self.languages[language.index()].releases
    }

    /// The years of a language with their releases, newest first.
    pub fn years(&self, language: LanguageId) -> impl Iterator<Item = (i32, &[ReleaseId])> {
        self.languages[language.index()]
            .years
            .iter()
            .rev()
            .map(|(year, ids)| (*year, ids.as_slice()))
    }

    /// The releases of a year, newest first.
    pub fn year(&self, language: LanguageId, year: i32) -> &[ReleaseId] {
        self.languages[language.index()].years.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The next newer and the next older release of the same language.
    pub fn neighbours(
        &self,
        language: LanguageId,
        id: ReleaseId,
    ) -> (Option<ReleaseId>, Option<ReleaseId>) {
        let list = self.releases(language);
        let Some(position) = self.positions[id.index()] else { return (None, None) };
        let position = position as usize;
        let newer = position.checked_sub(1).and_then(|i| list.get(i)).copied();
        (newer, list.get(position + 1).copied())
    }
}
