//! What every page of one language knows about the newsroom.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::{ContactContext, Html, Link, ShareImage};

/// The variables that every template gets.
///
/// `Common` is not serialised as it stands: `site` and `t` are made once a language.
#[derive(Debug, Clone, Serialize)]
pub struct Common {
    /// The newsroom, in the language of the page.
    pub site: SiteContext,
    /// The theme's messages that take no argument, by key: `{{ t.read_more }}`. A `-` in the key of
    /// the message file is a `_` here. Messages with arguments: `{{ message(key="stops-count", count=3) }}`.
    pub t: BTreeMap<String, String>,
    /// The language of the page, a BCP 47 tag: `lv`.
    pub lang: String,
    /// Leads from the page to the site's root and ends with `/`: `./`, `../../`.
    pub root: String,
    /// The page's own head data.
    pub page: PageContext,
    /// What the theme's templates `<name>.part.html` made, by name: HTML that is the same on many pages.
    pub parts: BTreeMap<String, Html>,
}

/// `*.part.html`: all that a part of pages may know of the page, for it is made once for every page of a
/// kind that stands below the same pages.
#[derive(Debug, Clone, Serialize)]
pub struct PartPage {
    /// As [`PageContext::kind`].
    pub kind: &'static str,
    /// The page's own path; `null` but for a plain page.
    pub path: Option<String>,
    /// As [`PageContext::breadcrumbs`].
    pub breadcrumbs: Vec<Link>,
}

impl PartPage {
    /// That of a page.
    pub fn of(page: &PageContext) -> Self {
        Self {
            kind: page.kind,
            path: own_path(page).map(str::to_owned),
            breadcrumbs: page.breadcrumbs.clone(),
        }
    }

    /// Where it stands to that of a page, in an order of no meaning.
    pub fn compare(&self, page: &PageContext) -> Ordering {
        self.kind
            .cmp(page.kind)
            .then_with(|| self.path.as_deref().cmp(&own_path(page)))
            .then_with(|| self.breadcrumbs.cmp(&page.breadcrumbs))
    }
}

/// The path of a plain page: the menu marks it.
fn own_path(page: &PageContext) -> Option<&str> {
    (page.kind == "page").then_some(page.path.as_str())
}

/// The newsroom in one language.
#[derive(Debug, Clone, Serialize)]
pub struct SiteContext {
    /// The newsroom's name.
    pub name: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// A notice for the head of every page.
    pub notice: Option<String>,
    /// The site's absolute address, ending with `/`.
    pub url: String,
    /// The language of this site: `lv`, and its own name.
    pub language: LanguageContext,
    /// Every language of the newsroom, in the order of `site.yaml`; `path` is its home page.
    pub languages: Vec<LanguageContext>,
    /// Who publishes.
    pub organisation: Option<ContactContext>,
    /// The publisher's logo.
    pub logo: Option<PictureContext>,
    /// The fixed pages of this language.
    pub paths: SitePaths,
    /// Plain pages with a `menu` number, lowest first.
    pub menu: Vec<Link>,
    /// `extra` of `site.yaml`.
    pub extra: serde_json::Value,
}

/// Where the fixed pages of one language are.
#[derive(Debug, Clone, Serialize)]
pub struct SitePaths {
    /// The home page.
    pub home: String,
    /// The archive of releases.
    pub releases: String,
    /// Every town; `null` when there is none.
    pub towns: Option<String>,
    /// Every exhibition; `null` when there is none.
    pub exhibitions: Option<String>,
    /// Every topic; `null` when there is none.
    pub topics: Option<String>,
    /// The search page; `null` when there is none.
    pub search: Option<String>,
    /// The Atom feed of all releases.
    pub feed: String,
    /// The calendar of all stops and events; `null` when `site.yaml` wants no calendars.
    pub calendar: Option<String>,
}

/// A language of the newsroom.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageContext {
    /// BCP 47 tag, `lv`.
    pub tag: String,
    /// What the language calls itself, `latviešu`.
    pub name: String,
    /// Direction of writing: `ltr` or `rtl`.
    pub direction: &'static str,
    /// The home page in this language.
    pub path: String,
}

/// Head data of a page.
#[derive(Debug, Clone, Serialize)]
pub struct PageContext {
    /// `home`, `release`, `archive`, `year`, `towns`, `town`, `exhibitions`, `exhibition`, `topics`,
    /// `topic`, `search`, `page`, `404`, `redirect`.
    pub kind: &'static str,
    /// The page's title; for the home page the newsroom's name.
    pub title: String,
    /// One or two sentences for search engines and shared links.
    pub description: Option<String>,
    /// The page's own path.
    pub path: String,
    /// The page's absolute address.
    pub canonical: String,
    /// The same page in every language it exists in, this one included; empty when in one only.
    pub alternates: Vec<Alternate>,
    /// True when search engines should leave the page out.
    pub noindex: bool,
    /// The lead picture of the release or exhibition.
    pub image: Option<PictureContext>,
    /// The picture for shared links: of releases, towns and exhibitions, unless they are turned off.
    pub share: Option<ShareImage>,
    /// When the release was first public, RFC 3339: on its date, or when its embargo ended; on release pages only.
    pub published: Option<String>,
    /// When it was last updated, RFC 3339; on release pages only.
    pub modified: Option<String>,
    /// The Atom feed that belongs to the page, with its title.
    pub feed: Option<Link>,
    /// The calendar that belongs to the page: of a release that tells of no stop and no event `null`.
    pub calendar: Option<CalendarLink>,
    /// Path of the same feed in the form of JSON Feed, where the newsroom has it.
    pub json_feed: Option<String>,
    /// Path of a release's data (`release.json`, IPTC ninjs), where the newsroom has it.
    pub data: Option<String>,
    /// The pages above this one, the home page first; without the page itself.
    pub breadcrumbs: Vec<Link>,
    /// HTML: what the head says to search engines, social networks and feed readers, from everything above:
    /// description, canonical address, translations, Open Graph, feed, calendar and data. Empty on redirects.
    pub meta: Html,
    /// HTML-safe JSON for `<script type="application/ld+json">`; empty when there is none, and for a template that does
    /// not name it, neither itself nor in what it extends or includes.
    pub json_ld: Html,
}

/// A calendar (iCalendar).
#[derive(Debug, Clone, Serialize)]
pub struct CalendarLink {
    /// What it is called; of a release's calendar the release's title.
    pub name: String,
    /// Path of the file, `calendar.ics`.
    pub path: String,
    /// The `webcal:` address under which a calendar program subscribes to it; `null` for a release's
    /// calendar, which is to be added to another.
    pub subscribe: Option<String>,
}

/// A page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// BCP 47 tag.
    pub tag: String,
    /// What the language calls itself.
    pub name: String,
    /// Absolute address.
    pub url: String,
    /// Path from the site's root.
    pub path: String,
    /// True for the page itself.
    pub current: bool,
}

/// A picture of the site.
#[derive(Debug, Clone, Serialize)]
pub struct PictureContext {
    /// Path of one good file, for `src`: a JPEG that is not too wide, where such sizes were made; otherwise
    /// the original.
    pub path: String,
    /// Absolute address of that file.
    pub url: String,
    /// What is seen; empty for a picture that only decorates.
    pub alt: String,
    /// The caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
    /// Whose the rights are, as the picture's file says; this permits nothing.
    pub copyright: Option<String>,
    /// Width in pixels of the file at `path`, where it could be read.
    pub width: Option<u32>,
    /// Height in pixels of that file, where it could be read.
    pub height: Option<u32>,
    /// The sizes to choose from, for `srcset`: a list for each format, the best format first. Empty for
    /// drawings (SVG), moving pictures, and when `site.yaml` says `outputs: {pictures: false}`.
    pub sources: Vec<PictureSource>,
    /// The file as the newsroom has it, for print.
    pub original: PictureOriginal,
}

/// A picture in one format, in several sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureSource {
    /// The media type: `image/webp`.
    pub media_type: &'static str,
    /// The sizes, from narrow to wide.
    pub candidates: Vec<PictureCandidate>,
}

/// A picture in one format and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureCandidate {
    /// Path of the file.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
}

/// The file that a picture was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureOriginal {
    /// Path of the file. Where it told where the picture was taken, that was taken out.
    pub path: String,
    /// Its ending in capitals: `JPG`.
    pub format: String,
    /// Its size in words: `2.4 MB`.
    pub size: String,
    /// Width in pixels as it is shown, where it could be read.
    pub width: Option<u32>,
    /// Height in pixels as it is shown, where it could be read.
    pub height: Option<u32>,
}
