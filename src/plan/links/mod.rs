//! Links in the texts: to other releases and pages, to pictures and files, to headings.

mod finder;
mod held;
mod problem;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Addresses;
use crate::config::{Config, LanguageId};
use crate::diagnostic::Diagnostic;
use crate::newsroom::{ExhibitionId, Newsroom};
use crate::source::SourceTree;
use finder::Finder;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Out of the site, or nowhere: nothing to fill in.
    None,
    /// To a heading of the same text, with its `#`.
    Here(String),
    /// To a page of the site: path from the site's root and what follows it, `#part`.
    Page(String, String),
    /// To a file of the content, and what follows its path.
    Media(Arc<str>, String),
}

/// The links of every text, in the order of [`Body::links`].
#[derive(Debug, Default)]
pub struct BodyLinks {
    /// By release.
    pub releases: Vec<Vec<Target>>,
    /// By exhibition and language.
    pub exhibitions: BTreeMap<(ExhibitionId, LanguageId), Vec<Target>>,
    /// By key and language.
    pub boilerplates: BTreeMap<(String, LanguageId), Vec<Target>>,
    /// By plain page.
    pub pages: Vec<Vec<Target>>,
}

impl BodyLinks {
    /// The files of the content that the texts show or link to; of the boilerplates, those that are used.
    pub(super) fn media(
        &self,
        is_used: impl Fn(&String) -> bool,
    ) -> impl Iterator<Item = &Arc<str>> {
        let lists = self.releases.iter().chain(&self.pages).chain(self.exhibitions.values());
        let boilerplates = self.boilerplates.iter().filter(move |((key, _), _)| is_used(key));
        let lists = lists.chain(boilerplates.map(|(_, targets)| targets));
        lists.flatten().filter_map(|target| match target {
            Target::Media(path, _) => Some(path),
            _ => None,
        })
    }
}

/// Finds the target of every link; reports those that lead nowhere or to something held back. The
/// links of held-back releases are checked as well.
pub(super) fn links(
    config: &Config,
    tree: &SourceTree,
    newsroom: &Newsroom,
    addresses: &Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) -> BodyLinks {
    let finder = Finder::new(config, tree, newsroom, addresses);
    let checked: Vec<(Vec<Target>, Vec<Diagnostic>)> = newsroom
        .releases
        .par_iter()
        .map(|release| finder.body(&release.name, &release.body, None))
        .collect();
    let mut keep = |(targets, found): (Vec<Target>, Vec<Diagnostic>)| {
        diagnostics.extend(found);
        targets
    };
    let mut links = BodyLinks {
        releases: checked.into_iter().map(&mut keep).collect(),
        ..BodyLinks::default()
    };
    for (i, exhibition) in newsroom.exhibitions.iter().enumerate() {
        for (language, text) in &exhibition.texts {
            let targets = keep(finder.body(&text.name, &text.body, None));
            links.exhibitions.insert((ExhibitionId::new(i), *language), targets);
        }
    }
    for (key, boilerplate) in &newsroom.boilerplates {
        for (language, name, _, body) in &boilerplate.texts {
            let targets = keep(finder.body(name, body, None));
            links.boilerplates.insert((key.clone(), *language), targets);
        }
    }
    for page in &newsroom.pages {
        links.pages.push(keep(finder.body(&page.name, &page.body, None)));
    }
    for held in &newsroom.held_bodies {
        keep(finder.body(&held.name, &held.body, Some(held.why)));
    }
    links
}
