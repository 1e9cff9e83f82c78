//! One struct a page kind. The template of the kind gets its fields as variables.

use serde::Serialize;

use super::{
    ExhibitionCard, ExhibitionContext, HappeningCard, Html, Link, ReleaseCard, ReleaseContext,
    Shared, TownCard, TownContext,
};

/// `home.html`: the newest releases, what is on and what comes next, the towns.
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// The newest releases.
    pub releases: Vec<Shared<ReleaseCard>>,
    /// Stops and events that are on now, the one that ends first at the top.
    pub running: Vec<Shared<HappeningCard>>,
    /// Stops and events to come, the next first.
    pub upcoming: Vec<Shared<HappeningCard>>,
    /// Every town, sorted.
    pub towns: Vec<Shared<TownCard>>,
    /// How many releases there are in all in this language.
    pub total: usize,
}

/// `release.html`: one release.
#[derive(Debug, Serialize)]
pub struct ReleasePage {
    /// The release.
    pub release: ReleaseContext,
}

/// `archive.html`: the years.
#[derive(Debug, Serialize)]
pub struct ArchivePage {
    /// The years, newest first.
    pub years: Vec<YearCard>,
    /// How many releases there are in all in this language.
    pub total: usize,
}

/// A year of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct YearCard {
    /// The year.
    pub year: i32,
    /// Path of its page.
    pub path: String,
    /// How many releases it has.
    pub releases: usize,
    /// Its months that have releases, newest first; `path` leads to the month on the year's page.
    pub months: Vec<MonthCard>,
}

/// A month of the archive's list of years.
#[derive(Debug, Clone, Serialize)]
pub struct MonthCard {
    /// The month's name, as a heading writes it.
    pub name: String,
    /// Path of the year's page with the month's anchor.
    pub path: String,
    /// How many releases it has.
    pub releases: usize,
}

/// `year.html`: the releases of one year, grouped by month.
#[derive(Debug, Serialize)]
pub struct YearPage {
    /// The year.
    pub year: i32,
    /// Its months that have releases, newest first.
    pub months: Vec<MonthGroup>,
    /// Every year of the archive, newest first.
    pub years: Vec<Link>,
    /// How many releases the year has.
    pub total: usize,
}

/// A month and its releases.
#[derive(Debug, Serialize)]
pub struct MonthGroup {
    /// The month's name, as a heading writes it.
    pub name: String,
    /// Its anchor, `m05`.
    pub id: String,
    /// Its releases, newest first.
    pub releases: Vec<Shared<ReleaseCard>>,
}

/// `towns.html`: every town.
#[derive(Debug, Serialize)]
pub struct TownsPage {
    /// Every town, sorted as the language sorts.
    pub towns: Vec<Shared<TownCard>>,
}

/// `town.html`: one town.
#[derive(Debug, Serialize)]
pub struct TownPage {
    /// The town.
    pub town: TownContext,
    /// What is on there now.
    pub running: Vec<Shared<HappeningCard>>,
    /// What comes, the next first.
    pub upcoming: Vec<Shared<HappeningCard>>,
    /// What was, the latest first.
    pub past: Vec<Shared<HappeningCard>>,
    /// All its releases, newest first.
    pub releases: Vec<Shared<ReleaseCard>>,
    /// HTML: the rows of its releases.
    pub release_rows: Html,
}

/// `exhibitions.html`: every exhibition.
#[derive(Debug, Serialize)]
pub struct ExhibitionsPage {
    /// On now, the one that ends first at the top.
    pub running: Vec<Shared<ExhibitionCard>>,
    /// To come, the next first.
    pub upcoming: Vec<Shared<ExhibitionCard>>,
    /// Over, the latest first; those without dates at the end.
    pub past: Vec<Shared<ExhibitionCard>>,
}

/// `exhibition.html`: one exhibition and its tour.
#[derive(Debug, Serialize)]
pub struct ExhibitionPage {
    /// The exhibition.
    pub exhibition: ExhibitionContext,
    /// Its stops in order of date.
    pub stops: Vec<Shared<HappeningCard>>,
    /// Events of its releases in order of time.
    pub events: Vec<Shared<HappeningCard>>,
    /// Its releases, newest first.
    pub releases: Vec<Shared<ReleaseCard>>,
    /// HTML: the rows of its releases.
    pub release_rows: Html,
}

/// `topics.html`: every topic.
#[derive(Debug, Serialize)]
pub struct TopicsPage {
    /// Every topic, sorted as the language sorts.
    pub topics: Vec<Link>,
}

/// `topic.html`: one topic.
#[derive(Debug, Serialize)]
pub struct TopicPage {
    /// The topic.
    pub topic: Link,
    /// Its releases, newest first.
    pub releases: Vec<Shared<ReleaseCard>>,
    /// HTML: the rows of its releases.
    pub release_rows: Html,
}

/// `release.row.html`: the row by which lists show a release. It is rendered once for all lists on pages with
/// the same `root`, and gets neither `page` nor `parts`.
#[derive(Debug, Serialize)]
pub struct ReleaseRow {
    /// The release.
    pub release: Shared<ReleaseCard>,
}

/// `stop.row.html`: the row by which releases show another stop of the tour; as `release.row.html`.
#[derive(Debug, Serialize)]
pub struct StopRow {
    /// The stop.
    pub stop: Shared<HappeningCard>,
}

/// `search.html`: the search page. Its script is the theme's: `search.js` of the default theme reads
/// the index, and says how in its comments.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// Path of the index, with a mark that changes with it: `search/lv/meta.js?v=0b1c2d3e`.
    pub index: String,
    /// Towns that releases are from, sorted.
    pub towns: Vec<SearchFilter>,
    /// Exhibitions that releases are about, sorted.
    pub exhibitions: Vec<SearchFilter>,
    /// Years that have releases, newest first.
    pub years: Vec<i32>,
    /// How many releases can be found.
    pub total: usize,
}

/// Something that results can be narrowed to.
#[derive(Debug, Serialize)]
pub struct SearchFilter {
    /// Its name.
    pub name: String,
    /// What the index calls it; it stands in the address of a search.
    pub value: String,
}

/// `page.html`: a plain page.
#[derive(Debug, Serialize)]
pub struct PlainPage {
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// HTML.
    pub body: Html,
    /// `extra` of its front matter.
    pub extra: serde_json::Value,
}

/// `404.html`: nothing is at this address. `root` is absolute here, since the host shows the page at
/// any address.
#[derive(Debug, Serialize)]
pub struct NotFoundPage {
    /// The years of the archive, newest first: a list of releases would change the page with each.
    pub years: Vec<Link>,
}

/// `redirect.html`: something moved.
#[derive(Debug, Serialize)]
pub struct RedirectPage {
    /// Where to; absolute address for `<link rel=canonical>`.
    pub url: String,
    /// Where to, seen from this page.
    pub target: String,
    /// What stands there.
    pub title: String,
}
