//! Composes the stages: content and theme in, every file of the site out.
//!
//! Where the files go is the caller's business: [`build`] hands each file to a `sink` as soon as it is
//! rendered, so that the site is never in memory as a whole.

mod pictures;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use chrono_tz::Tz;
use rayon::prelude::*;

use crate::config::{self, Config, Site};
use crate::diagnostic::{
    Checked, Diagnostic, FilePath, Place, Severity, Spot, YamlPath, did_you_mean,
};
use crate::newsroom::{self, Change, HeldBack, HeldBody, Moments, Newsroom, Parsed};
use crate::output_path::OutputPath;
use crate::plan::{self, CalendarOf, Output, PageKind, SitePlan, What};
use crate::release;
use crate::release::markdown::Reach;
use crate::render::{Contents, Renderer, View, share_pictures};
use crate::search;
use crate::source::{self, Hashes, ReadError, SourceFile, SourceTree, ThemeFiles};
use crate::theme::{self, Theme};

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

/// Where a build is, for whoever shows its progress.
pub trait Progress: Sync {
    /// A stage begins, with so many items to go.
    fn stage(&self, stage: Stage, items: usize);
    /// One more item of the stage is done.
    fn item(&self);
}

/// The stages of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Listing the files of content and theme.
    Walk,
    /// Reading and parsing every file.
    Parse,
    /// Reading what pictures say of themselves.
    Look,
    /// Linking names to things.
    Resolve,
    /// Gathering the words of all releases for the search page.
    Index,
    /// Listing every output, checking links.
    Plan,
    /// Making what many pages share.
    Prepare,
    /// Rendering and handing over.
    Render,
    /// Making the sizes of pictures.
    Pictures,
    /// Moving what changed into place.
    Publish,
}

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
}

/// A release that is held back, as far as the proof that it is has to know.
#[derive(Debug, Clone)]
pub struct Held {
    /// Path in the content folder.
    pub path: Arc<str>,
    /// The last part of its address.
    pub slug: String,
    /// Files of the content that its text names, as written there.
    pub links: Vec<String>,
}

impl Held {
    fn new(body: &HeldBody) -> Self {
        let inside = body.body.links.iter().filter(|link| link.reach == Reach::Inside);
        Self {
            path: Arc::clone(&body.name.path),
            slug: body.slug.clone(),
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
    /// Whether anything is wrong that keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
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
    let config = data_text(&sources.tree, "site.yaml", &mut Hashes::default(), &mut Vec::new())?;
    let site = config.and_then(|text| config::site(&"site.yaml".into(), &text).value);
    Ok(site.map(|site| request.now.in_zone(site.zone).to_utc()))
}

/// A hash of everything that a site depends on besides the moment of the build.
///
/// # Errors
/// A file cannot be read.
pub fn fingerprint(request: &Request, sources: &Sources) -> Result<String> {
    fingerprint_of(request, &sources.tree, &Hashes::default())
}

fn fingerprint_of(request: &Request, tree: &SourceTree, hashes: &Hashes) -> Result<String> {
    let mut whole = blake3::Hasher::new();
    whole.update(env!("CARGO_PKG_VERSION").as_bytes());
    whole.update(source::fingerprint(tree, hashes)?.as_bytes());
    // Themes are found through site.yaml, so all of the folder counts; the built-in one by its bytes.
    if request.themes.is_dir() {
        let themes = source::walk(&request.themes)?;
        whole.update(source::fingerprint(&themes.value, &Hashes::default())?.as_bytes());
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
    let mut outcome = Outcome {
        fingerprint: String::new(),
        diagnostics: sources.diagnostics,
        counts: Counts::default(),
        next_change: None,
        changes: Vec::new(),
        now: request.now.in_zone(Tz::UTC).to_utc(),
        held_back: BTreeSet::new(),
        held: Vec::new(),
        timings: Vec::new(),
    };
    let mut tree = sources.tree;
    let mut hashes = Hashes::default();
    let Some(config) = read_config(request, &tree, &mut hashes, &mut outcome.diagnostics)? else {
        outcome.timings = clock.finish();
        return Ok(outcome);
    };

    clock.stage(Stage::Parse, tree.files().len());
    let mut in_theme = Vec::new();
    let (theme, parsed) = rayon::join(
        || read_theme(request, &tree, &config.site, &mut in_theme),
        || parse(&config.site, &tree, progress, &mut hashes, &mut outcome.diagnostics),
    );
    let (theme, parsed) = (theme?, parsed?);
    outcome.diagnostics.extend(in_theme);

    clock.stage(Stage::Look, 0);
    source::read_pictures(&mut tree, &mut hashes)?;

    clock.stage(Stage::Resolve, 0);
    let zone = config.site.zone;
    let now = request.now.in_zone(zone);
    outcome.now = now.to_utc();
    let moments = Moments { now, drafts: request.drafts };
    let newsroom =
        keep(newsroom::resolve(&config, &tree, parsed, moments), &mut outcome.diagnostics);

    clock.stage(Stage::Index, 0);
    let index = search::Index::new(&config, &newsroom);

    clock.stage(Stage::Plan, 0);
    let statics: Vec<Arc<str>> =
        theme.as_ref().map_or_else(Vec::new, |theme| theme.statics().keys().cloned().collect());
    let mut plan = keep(
        plan::plan(&config, &tree, &newsroom, &index, &statics, request.portable),
        &mut outcome.diagnostics,
    );
    if !config.site.trusted_html {
        check_drawings(&tree, &plan, &mut hashes, &mut outcome.diagnostics)?;
    }
    outcome.counts = counts(&newsroom, &plan);
    outcome.next_change = newsroom.changes.first().map(|Change { at, .. }| {
        let shown = at.with_timezone(&zone).format("%Y-%m-%d %H:%M");
        (*at, format!("{shown} ({})", zone.name()))
    });
    outcome.changes.clone_from(&newsroom.changes);
    outcome.held = newsroom.held_bodies.iter().map(Held::new).collect();
    outcome.held_back = newsroom.held_back.keys().map(|path| tree.shown(path)).collect();

    if let Some(theme) = &theme {
        clock.stage(Stage::Prepare, 0);
        let (pictures, mistakes) = share_pictures(View {
            config: &config,
            tree: &tree,
            newsroom: &newsroom,
            plan: &plan,
            index: &index,
            theme,
            now,
        });
        plan.add_share_pictures(pictures);
        outcome.counts.files = plan.outputs.len();
        outcome.diagnostics.extend(once_each(mistakes));
        let view = View {
            config: &config,
            tree: &tree,
            newsroom: &newsroom,
            plan: &plan,
            index: &index,
            theme,
            now,
        };
        let renderer = Renderer::new(view);
        clock.stage(Stage::Render, plan.outputs.len());
        // With errors nothing is published, but mistakes in templates are still looked for.
        if outcome.has_errors() {
            let mistakes = render(&renderer, &tree, &plan, progress, |_| Ok(true), |_, _| Ok(()))?;
            outcome.diagnostics.extend(mistakes);
        } else {
            outcome
                .diagnostics
                .extend(render(&renderer, &tree, &plan, progress, &published, &sink)?);
            let batches = pictures::batches(&plan);
            clock.stage(Stage::Pictures, batches.len());
            let broken = pictures::make(&tree, &plan, &batches, progress, &published, &sink)?;
            outcome.diagnostics.extend(broken);
        }
        drop_elsewhere(renderer.into_cards());
    }
    if !outcome.has_errors() {
        outcome.fingerprint = fingerprint_of(request, &tree, &hashes)?;
    }
    drop_elsewhere((newsroom, plan, index, theme));
    outcome.timings = clock.finish();
    Ok(outcome)
}

/// Takes a value apart on another thread: a newsroom is millions of small things, and the answer need
/// not wait for them.
fn drop_elsewhere<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}

fn keep<T>(checked: Checked<T>, diagnostics: &mut Vec<Diagnostic>) -> T {
    diagnostics.extend(checked.diagnostics);
    checked.value
}

/// Reads `site.yaml` and the data files. `None` when there is no usable `site.yaml`.
fn read_config(
    request: &Request,
    tree: &SourceTree,
    hashes: &mut Hashes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Config>> {
    let Some(text) = data_text(tree, "site.yaml", hashes, diagnostics)? else {
        if tree.get("site.yaml").is_none() {
            let place = Place::file(&tree.shown("site.yaml"));
            let help = "add it, with `name`, `base_url`, `languages` and `timezone`";
            diagnostics
                .push(Diagnostic::error("site-missing", place, "there is no site.yaml").help(help));
        }
        return Ok(None);
    };
    let site = keep(config::site(&tree.shown("site.yaml"), &text), diagnostics);
    let Some(mut site) = site else { return Ok(None) };
    if let Some(base_url) = &request.base_url {
        site.base_url = base_url.clone();
    }
    let mut read = |name: &str| -> Result<Option<(FilePath, String)>> {
        Ok(data_text(tree, name, hashes, diagnostics)?.map(|text| (tree.shown(name), text)))
    };
    let files =
        [read("towns.yaml")?, read("venues.yaml")?, read("contacts.yaml")?, read("funders.yaml")?];
    let [towns, venues, contacts, funders] = files;
    let towns = towns.map(|(file, text)| config::towns(&site, &file, &text));
    let venues = venues.map(|(file, text)| config::venues(&site, &file, &text));
    let contacts = contacts.map(|(file, text)| config::contacts(&site, &file, &text));
    let funders = funders.map(|(file, text)| config::funders(&site, &file, &text));
    let faulty_towns = match &towns {
        Some(checked) => checked.diagnostics.iter().any(|d| d.severity == Severity::Error),
        None => tree.get("towns.yaml").is_some(),
    };
    Ok(Some(Config {
        faulty_towns,
        towns: towns.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        venues: venues.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        contacts: contacts.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        funders: funders.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        site,
    }))
}

fn data_text(
    tree: &SourceTree,
    name: &str,
    hashes: &mut Hashes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<String>> {
    let Some(file) = tree.get(name) else { return Ok(None) };
    match source::read_text(tree, file, hashes) {
        Ok(text) => Ok(Some(text)),
        Err(ReadError::Content(diagnostic)) => {
            diagnostics.push(*diagnostic);
            Ok(None)
        }
        Err(ReadError::Machine(error)) => Err(error),
    }
}

fn read_theme(
    request: &Request,
    tree: &SourceTree,
    site: &Site,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Theme>> {
    let named_at = Place::new(&tree.shown("site.yaml"), Spot::Value(YamlPath::key("theme")));
    let read = |name: &str| source::theme_files(&request.themes, name);
    let chain: Vec<ThemeFiles> = keep(theme::chain(&site.theme, &named_at, read)?, diagnostics);
    if chain.is_empty() {
        return Ok(None);
    }
    Ok(keep(theme::load(site, &chain), diagnostics))
}

/// Reads and parses every Markdown file.
fn parse(
    site: &Site,
    tree: &SourceTree,
    progress: &dyn Progress,
    hashes: &mut Hashes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Parsed> {
    report_unread(tree, diagnostics);
    diagnostics.extend(release::language_twice(site, tree));
    let unreadable = tree.left_out().to_vec();
    let mut parser = Parser { site, tree, progress, hashes, diagnostics, unreadable };
    Ok(Parsed {
        releases: parser.folder("releases/", true, release::parse)?,
        boilerplates: parser.folder("boilerplates/", false, release::parse_boilerplate)?,
        exhibitions: parser.folder("exhibitions/", false, release::parse_exhibition)?,
        pages: parser.folder("pages/", false, release::parse_page)?,
        unreadable: parser.unreadable,
    })
}

/// The folders with Markdown files, and whether files may stand in folders below them.
const DOCUMENTS: [(&str, bool); 4] =
    [("releases/", true), ("boilerplates/", false), ("exhibitions/", false), ("pages/", false)];

const DATA: [&str; 5] = ["site.yaml", "towns.yaml", "venues.yaml", "contacts.yaml", "funders.yaml"];

/// Reports texts and data files that nothing reads, for want of the right name or folder.
fn report_unread(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) {
    for file in tree.files() {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_read = |(known, deep): &(&str, bool)| {
            file.path.strip_prefix(known).is_some_and(|rest| *deep || !rest.contains('/'))
        };
        let known_folder = DOCUMENTS.iter().any(is_read);
        let help = match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" if stem.eq_ignore_ascii_case("readme") => continue,
            "md" if known_folder && ending == "md" => continue,
            "md" | "markdown" if known_folder => format!("rename it to {stem}.md"),
            "md" | "markdown" => {
                "texts stand in releases/, and right in boilerplates/, exhibitions/ or pages/"
                    .to_owned()
            }
            "yaml" | "yml" if folder.is_empty() && !DATA.contains(&name) => {
                match did_you_mean(&format!("{stem}.yaml"), DATA.into_iter()) {
                    Some(meant) => format!("did you mean {meant}?"),
                    None => format!("data files are {}", DATA.join(", ")),
                }
            }
            _ => continue,
        };
        let place = Place::file(&tree.shown(&file.path));
        diagnostics.push(
            Diagnostic::warning("file-not-read", place, "nothing is made of this file").help(help),
        );
    }
}

struct Parser<'a> {
    site: &'a Site,
    tree: &'a SourceTree,
    progress: &'a dyn Progress,
    hashes: &'a mut Hashes,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The files that gave nothing.
    unreadable: Vec<Arc<str>>,
}

impl Parser<'_> {
    /// Parses the Markdown files of a folder; only releases may stand in folders below it.
    fn folder<T: Send>(
        &mut self,
        folder: &str,
        deep: bool,
        parse: impl Fn(&Site, release::DocumentName, &str) -> Checked<Option<T>> + Sync,
    ) -> Result<Vec<T>> {
        let is_document = |file: &&SourceFile| {
            let rest = file.path.strip_prefix(folder).unwrap_or_default();
            rest.ends_with(".md") && (deep || !rest.contains('/'))
        };
        let files: Vec<SourceFile> =
            self.tree.under(folder).iter().filter(is_document).cloned().collect();
        let readings = source::read_texts(self.tree, &files, self.hashes, |file, text| {
            let shown = self.tree.shown(&file.path);
            let (name, problem) = release::document_name(self.site, &file.path, shown);
            let mut checked = parse(self.site, name, text);
            checked.diagnostics.extend(problem);
            self.progress.item();
            checked
        })?;
        self.diagnostics.extend(readings.diagnostics);
        let mut found = Vec::with_capacity(files.len());
        for (file, reading) in files.into_iter().zip(readings.values) {
            match reading.and_then(|checked| keep(checked, self.diagnostics)) {
                Some(value) => found.push(value),
                None => self.unreadable.push(file.path),
            }
        }
        Ok(found)
    }
}

/// Reports drawings (SVG) that would run code when a reader opens them by themselves.
fn check_drawings(
    tree: &SourceTree,
    plan: &SitePlan,
    hashes: &mut Hashes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<()> {
    let drawings = plan.media.keys().filter(|path| path.to_ascii_lowercase().ends_with(".svg"));
    for file in drawings.filter_map(|path| tree.get(path)) {
        match source::read_text(tree, file, hashes) {
            Ok(text) if newsroom::runs_code(&text) => {
                let place = Place::file(&tree.shown(&file.path));
                let message = "the drawing can run code in a reader's browser";
                diagnostics.push(
                    Diagnostic::error("file-with-code", place, message)
                        .help("save it again as plain SVG, without scripts, or as PNG"),
                );
            }
            Ok(_) => {}
            Err(ReadError::Content(diagnostic)) => diagnostics.push(*diagnostic),
            Err(ReadError::Machine(error)) => return Err(error),
        }
    }
    Ok(())
}

/// Renders every output. One mistake in a template is reported once, with the first page it spoils.
fn render(
    renderer: &Renderer<'_>,
    tree: &SourceTree,
    plan: &SitePlan,
    progress: &dyn Progress,
    published: impl Fn(&OutputPath) -> Result<bool> + Sync,
    sink: impl Fn(&OutputPath, Contents<'_>) -> Result<()> + Sync,
) -> Result<Vec<Diagnostic>> {
    // Thousands of pages with the same mistake need not all be rendered to know it.
    let mistakes = AtomicUsize::new(0);
    let one = |buffer: &mut Vec<u8>, output: &Output| {
        if mistakes.load(Ordering::Relaxed) > MANY_MISTAKES {
            return Ok(None);
        }
        let cleaned;
        let made = if let What::Original(path) = &output.what {
            cleaned = source::read_original(tree, path)?;
            Ok(Some(Contents::Bytes(&cleaned)))
        } else if output.what.is_named_by_hash() && published(&output.path)? {
            Ok(Some(Contents::AlreadyPublished))
        } else {
            renderer.render(output, buffer)
        };
        let answer = match made {
            Ok(Some(contents)) => sink(&output.path, contents).map(|()| None),
            Ok(None) => Ok(None),
            Err(diagnostic) => {
                mistakes.fetch_add(1, Ordering::Relaxed);
                Ok(Some(diagnostic))
            }
        };
        progress.item();
        answer
    };
    let mut found: Vec<Diagnostic> = Vec::new();
    for turn in [Turn::Long, Turn::Short, Turn::MadeOfOthers] {
        let its: Vec<&Output> =
            plan.outputs.iter().filter(|output| Turn::of(&output.what) == Some(turn)).collect();
        let answers = its.into_par_iter().map_init(Vec::new, one).collect::<Result<Vec<_>>>()?;
        found.extend(answers.into_iter().flatten().map(|diagnostic| *diagnostic));
    }
    Ok(once_each(found))
}

/// When a file is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// First: what may list thousands of things. Begun last, it would keep one thread busy when the
    /// others have nothing left to do.
    Long,
    /// Then the many.
    Short,
    /// At last what is made of files of the site.
    MadeOfOthers,
}

impl Turn {
    /// `None` for sizes of pictures, which are made together.
    fn of(what: &What) -> Option<Self> {
        Some(match what {
            What::Picture(..) => return None,
            what if what.is_made_of_others() => Self::MadeOfOthers,
            What::Page(PageKind::Release(_) | PageKind::Exhibition(..) | PageKind::Plain(_))
            | What::ReleaseJson(_)
            | What::Text(_)
            | What::Calendar(CalendarOf::Release(_))
            | What::SharePicture(_)
            | What::Redirect(_)
            | What::Media(_)
            | What::Original(_)
            | What::Static(_) => Self::Short,
            _ => Self::Long,
        })
    }
}

/// The same mistake of a template spoils many pages, and is reported once.
fn once_each(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: Vec<(Place, String)> = Vec::new();
    diagnostics.retain(|diagnostic| {
        let key = (diagnostic.place.clone(), diagnostic.message.clone());
        let new = !known.contains(&key);
        if new {
            known.push(key);
        }
        new
    });
    diagnostics
}

/// After so many pages with mistakes the others are left out.
const MANY_MISTAKES: usize = 200;

fn counts(newsroom: &Newsroom, plan: &SitePlan) -> Counts {
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

/// Measures the stages. The only clock in the pipeline: nothing it reads reaches an output.
struct Clock<'a> {
    progress: &'a dyn Progress,
    current: (Stage, Instant),
    done: Vec<(Stage, Duration)>,
}

impl<'a> Clock<'a> {
    fn new(progress: &'a dyn Progress) -> Self {
        progress.stage(Stage::Walk, 0);
        Self { progress, current: (Stage::Walk, Instant::now()), done: Vec::new() }
    }

    fn stage(&mut self, stage: Stage, items: usize) {
        self.progress.stage(stage, items);
        let (last, began) = std::mem::replace(&mut self.current, (stage, Instant::now()));
        self.done.push((last, began.elapsed()));
    }

    fn finish(mut self) -> Vec<(Stage, Duration)> {
        self.done.push((self.current.0, self.current.1.elapsed()));
        self.done
    }
}
