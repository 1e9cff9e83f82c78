//! Composes the stages: content and theme in, every file of the site out.
//!
//! Where the files go is the caller's business: [`build`] hands each file to a `sink` as soon as it is
//! rendered, so that the site is never in memory as a whole.

mod outcome;
mod pictures;
mod progress;
mod read;
mod render;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, FilePath};
use crate::newsroom::{self, Moments, Newsroom};
use crate::output_path::OutputPath;
use crate::plan::{self, SitePlan};
use crate::render::{Contents, Renderer, View, share_pictures};
use crate::search;
use crate::source::{self, Checksums, SourceTree};
use crate::theme::Theme;
use progress::Clock;
use read::{check_drawings, data_text, parse, read_config, read_theme};
use render::{once_each, render};

pub use outcome::{Counts, Held, Outcome, Remains};
pub use progress::{Progress, Stage};

/// What is built, and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The content folder.
    pub content: PathBuf,
    /// The folder of themes; it need not exist.
    pub themes: PathBuf,
    /// Goes before `base_url` of `site.yaml`.
    pub base_url: Option<url::Url>,
    /// The moment of the build.
    pub now: Now,
    /// Show drafts.
    pub drafts: bool,
    /// Write `index.html` into links.
    pub portable: bool,
}

/// The moment of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// An instant.
    Instant(DateTime<Utc>),
    /// What the newsroom's clock shows.
    Local(NaiveDateTime),
}

impl Now {
    fn in_zone(self, zone: Tz) -> DateTime<FixedOffset> {
        match self {
            Self::Instant(moment) => moment.with_timezone(&zone).fixed_offset(),
            Self::Local(local) => crate::moment::first_from(local, zone),
        }
    }
}

/// Content and theme as they lie on the disk.
#[derive(Debug)]
pub struct Sources {
    tree: SourceTree,
    diagnostics: Vec<Diagnostic>,
}

impl Sources {
    /// The content folder.
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The same without some files, by path in the content folder. That they are there stays known, and
    /// no more: a link to one is not broken, for the text in another language may be meant.
    #[must_use]
    pub fn without(mut self, left_out: impl Fn(&str) -> bool) -> Self {
        self.tree = self.tree.without(left_out);
        self
    }
}

/// Lists the files of the content.
///
/// # Errors
/// The folder is not there or cannot be read.
pub fn sources(request: &Request) -> Result<Sources> {
    let walked = source::walk(&request.content)?;
    Ok(Sources { tree: walked.value, diagnostics: walked.diagnostics })
}

/// The instant of the build. `None` when it was given on the newsroom's clock and `site.yaml` does not
/// say which that is.
///
/// # Errors
/// `site.yaml` cannot be read.
pub fn instant(request: &Request, sources: &Sources) -> Result<Option<DateTime<Utc>>> {
    if let Now::Instant(now) = request.now {
        return Ok(Some(now));
    }
    let config = data_text(&sources.tree, "site.yaml", &mut Checksums::default(), &mut Vec::new())?;
    let site = config.and_then(|text| config::site(&"site.yaml".into(), &text).value);
    Ok(site.map(|site| request.now.in_zone(site.zone).to_utc()))
}

/// A hash of everything that a site depends on besides the moment of the build.
///
/// # Errors
/// A file cannot be read.
pub fn fingerprint(request: &Request, sources: &Sources) -> Result<String> {
    fingerprint_of(request, &sources.tree, &Checksums::default())
}

fn fingerprint_of(request: &Request, tree: &SourceTree, sums: &Checksums) -> Result<String> {
    let mut whole = blake3::Hasher::new();
    whole.update(env!("CARGO_PKG_VERSION").as_bytes());
    whole.update(source::fingerprint(tree, sums)?.as_bytes());
    // Themes are found through site.yaml, so all of the folder counts; the built-in one by its bytes.
    if request.themes.is_dir() {
        let themes = source::walk(&request.themes)?;
        whole.update(source::fingerprint(&themes.value, &Checksums::default())?.as_bytes());
    }
    if let Some(files) = source::theme_files(Path::new(""), "default")? {
        for (path, bytes) in &files.files {
            whole.update(path.as_bytes()).update(&[0]).update(bytes);
        }
    }
    let settings = format!(
        "{:?} {} {}",
        request.base_url.as_ref().map(url::Url::as_str),
        request.drafts,
        request.portable
    );
    whole.update(settings.as_bytes());
    Ok(whole.finalize().to_hex().to_string())
}

/// Builds the site. Every file is handed to `sink` as soon as it is rendered, from many threads; when
/// the outcome has errors, what was handed over is not fit to be published.
///
/// `published` is asked for files that are named by a hash of what they are made from: whether the file
/// stands as an earlier build made it. Then it is not made again, but handed over as
/// [`Contents::AlreadyPublished`].
///
/// # Errors
/// The machine fails: a file cannot be read, or `sink` fails.
pub fn build(
    request: &Request,
    sources: Sources,
    progress: &dyn Progress,
    published: impl Fn(&OutputPath) -> Result<bool> + Sync,
    sink: impl Fn(&OutputPath, Contents<'_>) -> Result<()> + Sync,
) -> Result<Outcome> {
    // One of the pool's threads does what cannot be shared out: it has memory that was used before,
    // while a thread that has done nothing yet would take new memory from the system.
    rayon::scope(|_| build_here(request, sources, progress, &published, &sink))
}

fn build_here(
    request: &Request,
    sources: Sources,
    progress: &dyn Progress,
    published: impl Fn(&OutputPath) -> Result<bool> + Sync,
    sink: impl Fn(&OutputPath, Contents<'_>) -> Result<()> + Sync,
) -> Result<Outcome> {
    let mut clock = Clock::new(progress);
    let mut outcome = Outcome::new(request.now.in_zone(Tz::UTC).to_utc(), sources.diagnostics);
    let mut tree = sources.tree;
    let mut sums = Checksums::default();
    let Some(config) = read_config(request, &tree, &mut sums, &mut outcome.diagnostics)? else {
        outcome.timings = clock.finish();
        return Ok(outcome);
    };

    clock.stage(Stage::Parse, tree.files().len());
    let parsed = parse(&config.site, &tree, progress, &mut sums, &mut outcome.diagnostics)?;

    clock.stage(Stage::Look, 0);
    source::read_pictures(&mut tree, &mut sums)?;

    clock.stage(Stage::Resolve, 0);
    let zone = config.site.zone;
    let now = request.now.in_zone(zone);
    outcome.now = now.to_utc();
    let moments = Moments { now, drafts: request.drafts };
    // What is linked is linked one thing after another, which leaves a thread for the theme.
    let mut in_theme = Vec::new();
    let (theme, newsroom) = rayon::join(
        || read_theme(request, &tree, &config.site, &mut in_theme),
        || newsroom::resolve(&config, &tree, parsed, moments),
    );
    let theme = theme?;
    outcome.diagnostics.extend(in_theme);
    let newsroom = keep(newsroom, &mut outcome.diagnostics);

    clock.stage(Stage::Index, 0);
    let index = search::Index::new(&config, &newsroom);

    clock.stage(Stage::Plan, 0);
    let statics: Vec<Arc<str>> =
        theme.as_ref().map_or_else(Vec::new, |theme| theme.statics().keys().cloned().collect());
    let plan = keep(
        plan::plan(&config, &tree, &newsroom, &index, &statics, request.portable),
        &mut outcome.diagnostics,
    );
    if !config.site.trusted_html {
        check_drawings(&tree, &plan, &mut sums, &mut outcome.diagnostics)?;
    }
    leave_out_follow_ons(&mut outcome.diagnostics);
    outcome.note(&config, &tree, &newsroom, &plan);

    let mut planned = Planned { config, tree, newsroom, index, plan, now };
    if let Some(theme) = &theme {
        make(&mut planned, theme, &mut outcome, &mut clock, &published, &sink)?;
    }
    if !outcome.has_errors() {
        outcome.fingerprint = fingerprint_of(request, &planned.tree, &sums)?;
    }
    outcome.remains.add((planned, theme));
    outcome.timings = clock.finish();
    Ok(outcome)
}

/// Everything that a site is made of but its looks.
struct Planned {
    config: Config,
    tree: SourceTree,
    newsroom: Newsroom,
    index: search::Index,
    plan: SitePlan,
    now: DateTime<FixedOffset>,
}

impl Planned {
    fn view<'a>(&'a self, theme: &'a Theme) -> View<'a> {
        let Self { config, tree, newsroom, index, plan, now } = self;
        View { config, tree, newsroom, plan, index, theme, now: *now }
    }
}

/// Makes every file of the site, and hands each over as soon as it is made.
fn make(
    planned: &mut Planned,
    theme: &Theme,
    outcome: &mut Outcome,
    clock: &mut Clock<'_>,
    published: &(impl Fn(&OutputPath) -> Result<bool> + Sync),
    sink: &(impl Fn(&OutputPath, Contents<'_>) -> Result<()> + Sync),
) -> Result<()> {
    clock.stage(Stage::Share, 0);
    let (drawn, mistakes) = share_pictures(planned.view(theme));
    planned.plan.add_share_pictures(drawn);
    outcome.counts.files = planned.plan.outputs.len();
    outcome.diagnostics.extend(once_each(mistakes));

    clock.stage(Stage::Prepare, 0);
    let (progress, tree, plan) = (clock.progress, &planned.tree, &planned.plan);
    let renderer = Renderer::new(planned.view(theme));

    clock.stage(Stage::Render, plan.outputs.len());
    // With errors nothing is published, but mistakes in templates are still looked for.
    if outcome.has_errors() {
        let mistakes = render(&renderer, tree, plan, progress, |_| Ok(true), |_, _| Ok(()))?;
        outcome.diagnostics.extend(mistakes);
    } else {
        outcome.diagnostics.extend(render(&renderer, tree, plan, progress, published, sink)?);
        let batches = pictures::batches(plan);
        clock.stage(Stage::Pictures, batches.len());
        outcome
            .diagnostics
            .extend(pictures::make(tree, plan, &batches, progress, published, sink)?);
    }
    outcome.remains.add(renderer.into_cards());
    Ok(())
}

/// A file whose language is not clear is read as one of the default language, and is at an address that it
/// would not have: that is not told as well.
fn leave_out_follow_ons(diagnostics: &mut Vec<Diagnostic>) {
    let of_language =
        |found: &Diagnostic| matches!(&*found.code, "unknown-language" | "language-twice");
    let unclear: BTreeSet<FilePath> = diagnostics
        .iter()
        .filter(|found| of_language(found) && found.place.file.ends_with(".md"))
        .map(|found| found.place.file.clone())
        .collect();
    diagnostics.retain(|found| {
        let mut places = std::iter::once(&found.place).chain(found.related.iter().map(|it| &it.0));
        found.code != "address-taken" || !places.any(|place| unclear.contains(&place.file))
    });
}

fn keep<T>(checked: Checked<T>, diagnostics: &mut Vec<Diagnostic>) -> T {
    diagnostics.extend(checked.diagnostics);
    checked.value
}
