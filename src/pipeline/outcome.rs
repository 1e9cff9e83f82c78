//! What a build found and made.

use std::any::Any;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::Stage;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, FilePath, Severity};
use crate::newsroom::{Change, HeldBack, HeldBody, Newsroom};
use crate::plan::{SitePlan, What, held_address};
use crate::release::markdown::Reach;
use crate::source::SourceTree;

/// What a build found and made.
#[derive(Debug)]
pub struct Outcome {
    /// Everything that is wrong, not yet sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How many things there are.
    pub counts: Counts,
    /// When the site next differs by itself, and how the newsroom's clock shows it.
    pub next_change: Option<(DateTime<Utc>, String)>,
    /// When the site will differ by itself, in order of time; bounded.
    pub changes: Vec<Change>,
    /// The moment of the build.
    pub now: DateTime<Utc>,
    /// The files of releases that are held back, as messages show them.
    pub held_back: BTreeSet<FilePath>,
    /// The releases that are held back.
    pub held: Vec<Held>,
    /// A hash of everything the site was made from besides the moment of the build.
    pub fingerprint: String,
    /// How long each stage took.
    pub timings: Vec<(Stage, Duration)>,
    /// What the site was made of.
    pub remains: Remains,
}

/// What a site was made of, and nobody needs any more. A newsroom is millions of small things: a program
/// that is about to end had better forget them than take them apart.
#[derive(Default)]
pub struct Remains(Vec<Box<dyn Any + Send>>);

impl Remains {
    pub(super) fn add(&mut self, value: impl Send + 'static) {
        self.0.push(Box::new(value));
    }
}

impl fmt::Debug for Remains {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remains").finish_non_exhaustive()
    }
}

/// A release that is held back, as far as the proof that it is has to know.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Path in the content folder.
    pub path: Arc<str>,
    /// The path without language and ending, which its translations share.
    pub group: String,
    /// Whether it is under embargo: what it tells is a secret, and not only early.
    pub embargo: bool,
    /// Why it is held back, in words: `is a draft`.
    pub why: String,
    /// Whether a translation of it is public, which tells the same.
    pub told_by_translation: bool,
    /// The last part of its address.
    pub slug: String,
    /// The path that its address will end with: `releases/2026/x/`.
    pub address: String,
    /// Files of the content that its text names, as written there.
    pub links: Vec<String>,
}

impl Held {
    fn new(body: &HeldBody, config: &Config, told_by_translation: bool) -> Self {
        let inside = body.body.links.iter().filter(|link| link.reach == Reach::Inside);
        Self {
            path: Arc::clone(&body.name.path),
            group: body.name.group.clone(),
            embargo: matches!(body.why, HeldBack::Embargo(_)),
            why: body.why.in_words().unwrap_or_default(),
            told_by_translation,
            slug: body.slug.clone(),
            address: held_address(config, body),
            links: inside.map(|link| link.path().into_owned()).collect(),
        }
    }
}

/// How many things the newsroom has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Public releases, in all languages.
    pub releases: usize,
    /// Releases held back: drafts, future dates, embargoes.
    pub held_back: usize,
    /// Towns with a page.
    pub towns: usize,
    /// Exhibitions.
    pub exhibitions: usize,
    /// HTML pages.
    pub pages: usize,
    /// Files of the site.
    pub files: usize,
}

impl Outcome {
    pub(super) fn new(now: DateTime<Utc>, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            counts: Counts::default(),
            next_change: None,
            changes: Vec::new(),
            now,
            held_back: BTreeSet::new(),
            held: Vec::new(),
            fingerprint: String::new(),
            timings: Vec::new(),
            remains: Remains::default(),
        }
    }

    /// Notes what is known as soon as the site is planned.
    pub(super) fn note(
        &mut self,
        config: &Config,
        tree: &SourceTree,
        newsroom: &Newsroom,
        plan: &SitePlan,
    ) {
        self.counts = Counts::new(newsroom, plan);
        self.next_change = newsroom.changes.first().map(|Change { at, .. }| {
            let zone = config.site.zone;
            let shown = at.with_timezone(&zone).format("%Y-%m-%d %H:%M");
            (*at, format!("{shown} ({})", zone.name()))
        });
        self.changes.clone_from(&newsroom.changes);
        let held = newsroom.held_bodies.iter();
        let groups: BTreeSet<&str> = held.clone().map(|body| &*body.name.group).collect();
        let public = newsroom.releases.iter().map(|release| &*release.name.group);
        let told: BTreeSet<&str> = public.filter(|group| groups.contains(group)).collect();
        self.held =
            held.map(|body| Held::new(body, config, told.contains(&*body.name.group))).collect();
        self.held_back = newsroom.held_back.keys().map(|path| tree.shown(path)).collect();
    }

    /// Whether anything is wrong that keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

impl Counts {
    pub(super) fn new(newsroom: &Newsroom, plan: &SitePlan) -> Self {
        let pages = plan.outputs.iter().filter(|output| matches!(output.what, What::Page(_)));
        Counts {
            releases: newsroom.releases.len(),
            held_back: newsroom.held_back.values().filter(|why| **why != HeldBack::Faulty).count(),
            towns: newsroom
                .towns
                .iter()
                .filter(|town| !town.languages.is_empty() || !town.stops.is_empty())
                .count(),
            exhibitions: newsroom.exhibitions.len(),
            pages: pages.count(),
            files: plan.outputs.len(),
        }
    }
}
