//! The site plan: every file the site will have, before anything is rendered.

mod addresses;
mod beside;
mod collisions;
mod feeds;
mod files;
mod links;
mod listing;
mod pictures;
mod search;
mod share;
mod sitemaps;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, LanguageId};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::newsroom::{ExhibitionId, Newsroom, ReleaseId, TopicId, TownId};
use crate::output_path::OutputPath;
use crate::search::Index;
use crate::source::SourceTree;

pub use addresses::{Address, Addresses, LanguageAddresses};
pub(crate) use beside::{has_press_kit, press_kit_bytes};
pub use feeds::Feeds;
pub use files::held_address;
pub(crate) use files::language_of;
pub use links::{BodyLinks, Target};
pub use listing::Listing;
pub use pictures::{PlannedPicture, Ratio, Variant};
pub(crate) use pictures::{hash_in_names, scaled};
pub use search::SearchPart;
pub(crate) use search::folder as search_folder;
pub use share::SharePictures;
pub use sitemaps::Sitemaps;

/// Everything that will be written, and where it will stand.
#[derive(Debug)]
pub struct SitePlan {
    /// Every output, ordered by path.
    pub outputs: Vec<Output>,
    /// Where the pages are.
    pub addresses: Addresses,
    /// Where the links in the texts lead.
    pub links: BodyLinks,
    /// Files of the content that are copied: path in the content folder to path on the site.
    pub media: BTreeMap<Arc<str>, OutputPath>,
    /// What is made of the pictures that pages show, by path in the content folder.
    pub pictures: BTreeMap<Arc<str>, PlannedPicture>,
    /// Which releases each language lists, and by year.
    pub listing: Listing,
    /// Which releases each feed tells of.
    pub feeds: Feeds,
    /// Which pages stand in which sitemap.
    pub sitemaps: Sitemaps,
    /// The share pictures of pages.
    pub share: SharePictures,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it will stand.
    pub path: OutputPath,
    /// What it is.
    pub what: What,
}

/// What a file of the site is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// An HTML page.
    Page(PageKind),
    /// An Atom feed.
    Feed(FeedOf),
    /// An iCalendar file.
    Calendar(CalendarOf),
    /// A feed in the form of JSON Feed.
    JsonFeed(FeedOf),
    /// `release.json`.
    ReleaseJson(ReleaseId),
    /// `releases.json`: the list of all releases of a language.
    ReleasesJson(LanguageId),
    /// A page that sends on to another.
    Redirect(PageKind),
    /// `sitemap.xml`.
    Sitemap,
    /// A part of the sitemap, by its place in [`Sitemaps::parts`].
    SitemapPart(usize),
    /// `news-sitemap.xml`.
    NewsSitemap,
    /// `robots.txt`.
    Robots,
    /// `release.txt`: a release as plain text.
    Text(ReleaseId),
    /// `press-kit.zip`: a release with its pictures and documents.
    PressKit(ReleaseId),
    /// A file of a language's search index.
    Search(LanguageId, SearchPart),
    /// A file copied from the content: its path there.
    Media(Arc<str>),
    /// The same of a picture that tells where it was taken: copied without that.
    Original(Arc<str>),
    /// A picture made of one of the content.
    Picture(Arc<str>, Variant),
    /// A static file of the theme: its path in `static/`.
    Static(Arc<str>),
    /// The share picture of a page.
    SharePicture(PageKind),
}

impl What {
    /// Whether the file is made of other files of the site, which have to be there before it.
    pub fn is_made_of_others(&self) -> bool {
        matches!(self, Self::PressKit(_))
    }

    /// Whether the file's name tells what it was made from, by a hash of all of it. Such a file need
    /// not be made again while an earlier build's stands untouched.
    pub fn is_named_by_hash(&self) -> bool {
        match self {
            Self::Page(_)
            | Self::Feed(_)
            | Self::Calendar(_)
            | Self::JsonFeed(_)
            | Self::ReleaseJson(_)
            | Self::ReleasesJson(_)
            | Self::Redirect(_)
            | Self::Sitemap
            | Self::SitemapPart(_)
            | Self::NewsSitemap
            | Self::Robots
            | Self::Text(_)
            | Self::PressKit(_)
            | Self::Search(..)
            | Self::Media(_)
            | Self::Original(_)
            | Self::Static(_) => false,
            Self::Picture(..) | Self::SharePicture(_) => true,
        }
    }
}

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The home page of a language.
    Home(LanguageId),
    /// A release.
    Release(ReleaseId),
    /// The archive of a language.
    Archive(LanguageId),
    /// One year of it.
    Year(LanguageId, i32),
    /// Every town.
    Towns(LanguageId),
    /// One town.
    Town(LanguageId, TownId),
    /// Every exhibition.
    Exhibitions(LanguageId),
    /// One exhibition.
    Exhibition(LanguageId, ExhibitionId),
    /// Every topic.
    Topics(LanguageId),
    /// One topic.
    Topic(TopicId),
    /// A plain page, by its place in the newsroom's list.
    Plain(u32),
    /// The search page of a language.
    Search(LanguageId),
    /// Nothing is at this address.
    NotFound,
}

/// What a feed tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedOf {
    /// All releases of a language.
    Site(LanguageId),
    /// The releases about a town.
    Town(LanguageId, TownId),
    /// The releases about an exhibition.
    Exhibition(LanguageId, ExhibitionId),
    /// The releases on a topic.
    Topic(TopicId),
}

impl FeedOf {
    /// The feed that stands beside a page.
    pub fn beside(page: PageKind) -> Option<Self> {
        Some(match page {
            PageKind::Home(language) => Self::Site(language),
            PageKind::Town(language, id) => Self::Town(language, id),
            PageKind::Exhibition(language, id) => Self::Exhibition(language, id),
            PageKind::Topic(id) => Self::Topic(id),
            _ => return None,
        })
    }

    /// The page that the feed stands beside.
    pub fn page(self) -> PageKind {
        match self {
            Self::Site(language) => PageKind::Home(language),
            Self::Town(language, id) => PageKind::Town(language, id),
            Self::Exhibition(language, id) => PageKind::Exhibition(language, id),
            Self::Topic(id) => PageKind::Topic(id),
        }
    }
}

/// What a calendar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarOf {
    /// Every stop and event, in a language.
    Site(LanguageId),
    /// What is in a town.
    Town(LanguageId, TownId),
    /// What belongs to an exhibition.
    Exhibition(LanguageId, ExhibitionId),
    /// What a release tells of.
    Release(ReleaseId),
}

impl CalendarOf {
    /// The calendar that stands beside a page; beside a release, if it tells of something.
    pub fn beside(page: PageKind) -> Option<Self> {
        Some(match page {
            PageKind::Home(language) => Self::Site(language),
            PageKind::Town(language, id) => Self::Town(language, id),
            PageKind::Exhibition(language, id) => Self::Exhibition(language, id),
            PageKind::Release(id) => Self::Release(id),
            _ => return None,
        })
    }

    /// The page that the calendar stands beside.
    pub fn page(self) -> PageKind {
        match self {
            Self::Site(language) => PageKind::Home(language),
            Self::Town(language, id) => PageKind::Town(language, id),
            Self::Exhibition(language, id) => PageKind::Exhibition(language, id),
            Self::Release(id) => PageKind::Release(id),
        }
    }
}

/// Plans the site. `statics` are the paths of the theme's static files.
pub fn plan(
    config: &Config,
    tree: &SourceTree,
    newsroom: &Newsroom,
    index: &Index,
    statics: &[Arc<str>],
    portable: bool,
) -> Checked<SitePlan> {
    let mut diagnostics = Vec::new();
    let listing = Listing::new(config, newsroom);
    let addresses = Addresses::new(config, newsroom, &listing, index, portable);
    let mut claims = Claims::default();
    let mut in_addresses = Vec::new();
    let (links, sitemaps) = rayon::join(
        || links::links(config, tree, newsroom, &addresses, &mut diagnostics),
        || {
            files::pages(config, newsroom, &listing, &addresses, &mut claims);
            beside::files(config, tree, newsroom, &addresses, &mut claims);
            search::files(config, index, &mut claims);
            files::redirects(newsroom, &mut claims, &mut in_addresses);
            // Sitemaps list pages in this order, and collisions are looked for in it.
            claims.found.par_sort_by(|a, b| a.output.path.cmp(&b.output.path));
            let sitemaps = Sitemaps::new(config, newsroom, &addresses, &claims.found);
            files::sitemaps(config, &sitemaps, &mut claims);
            claims.holding = true;
            files::held(config, newsroom, &mut claims, &mut in_addresses);
            claims.holding = false;
            sitemaps
        },
    );
    diagnostics.extend(in_addresses);
    for path in statics {
        claims.claim(&format!("theme/{path}"), What::Static(Arc::clone(path)), None);
    }
    files::emblems(config, statics, &mut diagnostics);
    let media = files::media(tree, newsroom, &links, &mut claims);
    let pictures = pictures::pictures(config, tree, newsroom, &links, &media, &mut claims);
    let (outputs, feeds) = rayon::join(
        || {
            let fallback = Place::file(&tree.shown("site.yaml"));
            collisions::settle(claims.found, &fallback, &mut diagnostics)
        },
        || Feeds::new(config, newsroom),
    );
    diagnostics.extend(claims.diagnostics);
    let share = SharePictures::new();
    let plan =
        SitePlan { outputs, addresses, links, media, pictures, listing, feeds, sitemaps, share };
    Checked { value: plan, diagnostics }
}

/// Files that want to be on the site, before collisions are looked for.
#[derive(Debug, Default)]
struct Claims {
    found: Vec<Claim>,
    diagnostics: Vec<Diagnostic>,
    /// Whether what is claimed now is held back.
    holding: bool,
}

/// A file that wants to be on the site, and where in the content it comes from.
#[derive(Debug)]
struct Claim {
    output: Output,
    place: Option<Place>,
    /// True for what is held back: it is looked at for collisions and then left out.
    held: bool,
}

impl Claims {
    fn claim(&mut self, path: &str, what: What, place: Option<Place>) {
        match OutputPath::new(path) {
            Ok(path) => {
                self.found.push(Claim { output: Output { path, what }, place, held: self.holding });
            }
            // The page's own address is bad then, and reported.
            Err(_) if collisions::beside_page(&what) && !has_page(path) => {}
            Err(bad) => {
                let place = place.unwrap_or_else(|| Place::file(&path.into()));
                let message = format!("“{path}” cannot be a file of the site: {bad}");
                self.diagnostics.push(
                    Diagnostic::error("bad-address", place, message)
                        .help("choose a shorter or simpler name"),
                );
            }
        }
    }
}

/// Whether the folder of a file can have a page.
fn has_page(path: &str) -> bool {
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    OutputPath::new(&format!("{folder}index.html")).is_ok()
}
