//! Where the pages are.

use std::collections::BTreeMap;

use super::{CalendarOf, FeedOf, Listing, PageKind};
use crate::config::{Config, LanguageId};
use crate::newsroom::{ExhibitionId, Newsroom, ReleaseId, TopicId, TownId};
use crate::search::Index;

/// Where a page is, seen from the site's root.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    folder: String,
    /// What links end with instead, with `--portable`.
    portable: Option<String>,
}

impl Address {
    fn new(folder: String, portable: bool) -> Self {
        let portable = portable.then(|| format!("{folder}index.html"));
        Self { folder, portable }
    }

    /// The path that public addresses end with: `towns/aluksne/`; of the home page nothing.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The path that links between pages use: the same, or with `--portable` the file itself.
    pub fn linked(&self) -> &str {
        self.portable.as_deref().unwrap_or(&self.folder)
    }

    /// The file of the page.
    pub fn file(&self) -> String {
        format!("{}index.html", self.folder)
    }

    /// How a page at this address writes the way to the site's root.
    pub fn root(&self) -> String {
        match self.folder.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

/// The addresses of every page.
#[derive(Debug)]
pub struct Addresses {
    portable: bool,
    /// Whether there are JSON files.
    feeds: bool,
    json: bool,
    languages: Vec<LanguageAddresses>,
    releases: Vec<Address>,
    topics: Vec<Address>,
    pages: Vec<Address>,
    not_found: Address,
}

/// The addresses of the pages of one language.
#[derive(Debug, Default)]
pub struct LanguageAddresses {
    /// The home page.
    pub home: Address,
    /// The archive.
    pub archive: Address,
    /// Every town; `None` when there is none.
    pub towns: Option<Address>,
    /// Every exhibition; `None` when there is none.
    pub exhibitions: Option<Address>,
    /// Every topic; `None` when there is none.
    pub topics: Option<Address>,
    /// The search page; `None` when there is nothing to find.
    pub search: Option<Address>,
    years: BTreeMap<i32, Address>,
    town: Vec<Option<Address>>,
    exhibition: Vec<Option<Address>>,
}

impl Addresses {
    pub(super) fn new(
        config: &Config,
        newsroom: &Newsroom,
        listing: &Listing,
        index: &Index,
        portable: bool,
    ) -> Self {
        let site = &config.site;
        let address = |folder: String| Address::new(folder, portable);
        let prefix = |language: LanguageId| prefix(config, language);
        let words = |language: LanguageId| &site.language(language).words;
        let releases = newsroom
            .releases
            .iter()
            .map(|release| {
                let language = release.language();
                let word = &words(language).releases;
                let (year, slug) = (release.year(), &release.slug);
                address(format!("{}{word}/{year}/{slug}/", prefix(language)))
            })
            .collect();
        let topics = newsroom
            .topics
            .iter()
            .map(|topic| {
                let word = &words(topic.language).topics;
                address(format!("{}{word}/{}/", prefix(topic.language), topic.slug))
            })
            .collect();
        let pages = newsroom
            .pages
            .iter()
            .map(|page| address(format!("{}{}/", prefix(page.name.language), page.slug)))
            .collect();
        let languages = site
            .language_ids()
            .map(|language| {
                let (prefix, words) = (prefix(language), words(language));
                let own = language_addresses(newsroom, listing, language, &prefix, words, &address);
                let search = index.language(language);
                let search = search.map(|_| address(format!("{prefix}{}/", words.search)));
                LanguageAddresses { search, ..own }
            })
            .collect();
        let not_found = address(String::new());
        let (feeds, json) = (site.outputs.feeds, site.outputs.json);
        Self { portable, feeds, json, languages, releases, topics, pages, not_found }
    }

    /// Whether links name the file `index.html`.
    pub fn portable(&self) -> bool {
        self.portable
    }

    /// The addresses of a language.
    pub fn language(&self, language: LanguageId) -> &LanguageAddresses {
        &self.languages[language.index()]
    }

    /// The address of a release.
    pub fn release(&self, id: ReleaseId) -> &Address {
        &self.releases[id.index()]
    }

    /// The address of a topic.
    pub fn topic(&self, id: TopicId) -> &Address {
        &self.topics[id.index()]
    }

    /// The address of a plain page.
    pub fn page(&self, index: u32) -> &Address {
        &self.pages[index as usize]
    }

    /// The address of a page, if it has one.
    pub fn of(&self, kind: PageKind) -> Option<&Address> {
        Some(match kind {
            PageKind::Home(language) => &self.language(language).home,
            PageKind::Release(id) => self.release(id),
            PageKind::Archive(language) => &self.language(language).archive,
            PageKind::Year(language, year) => self.language(language).year(year)?,
            PageKind::Towns(language) => self.language(language).towns.as_ref()?,
            PageKind::Town(language, id) => self.language(language).town(id)?,
            PageKind::Exhibitions(language) => self.language(language).exhibitions.as_ref()?,
            PageKind::Exhibition(language, id) => self.language(language).exhibition(id)?,
            PageKind::Topics(language) => self.language(language).topics.as_ref()?,
            PageKind::Search(language) => self.language(language).search.as_ref()?,
            PageKind::Topic(id) => self.topic(id),
            PageKind::Plain(index) => self.page(index),
            PageKind::NotFound => &self.not_found,
        })
    }

    /// The file of a calendar, seen from the site's root: beside the page it belongs to.
    pub fn calendar(&self, calendar: CalendarOf) -> Option<String> {
        Some(format!("{}calendar.ics", self.of(calendar.page())?.folder()))
    }

    /// The file of a feed, if there is one, seen from the site's root: beside the page it belongs to.
    pub fn feed(&self, feed: FeedOf) -> Option<String> {
        Some(format!("{}feed.xml", self.feed_page(feed)?.folder()))
    }

    /// The file of a feed in the form of JSON Feed, if there is one.
    pub fn json_feed(&self, feed: FeedOf) -> Option<String> {
        self.json_beside(self.feed_page(feed)?, "feed.json")
    }

    /// The page that has a feed beside it, if it has one.
    fn feed_page(&self, feed: FeedOf) -> Option<&Address> {
        let made = self.feeds || matches!(feed, FeedOf::Site(_));
        self.of(feed.page()).filter(|_| made)
    }

    /// The file of a release's data, if there is one.
    pub fn release_json(&self, id: ReleaseId) -> Option<String> {
        self.json_beside(self.release(id), "release.json")
    }

    /// The file of the list of a language's releases, if there is one.
    pub fn releases_json(&self, language: LanguageId) -> Option<String> {
        self.json_beside(&self.language(language).home, "releases.json")
    }

    fn json_beside(&self, page: &Address, name: &str) -> Option<String> {
        self.json.then(|| format!("{}{name}", page.folder()))
    }
}

impl LanguageAddresses {
    /// The page of a year.
    pub fn year(&self, year: i32) -> Option<&Address> {
        self.years.get(&year)
    }

    /// The page of a town, if the language has one.
    pub fn town(&self, id: TownId) -> Option<&Address> {
        self.town.get(id.index())?.as_ref()
    }

    /// The page of an exhibition, if the language has one.
    pub fn exhibition(&self, id: ExhibitionId) -> Option<&Address> {
        self.exhibition.get(id.index())?.as_ref()
    }
}

/// The folder of a language's site: the default one is at the root.
pub(super) fn prefix(config: &Config, language: LanguageId) -> String {
    match language {
        LanguageId::DEFAULT => String::new(),
        other => format!("{}/", config.site.rules(other).tag()),
    }
}

/// A town or exhibition has a page in a language when a release of the language names it, or when
/// something is on there: stops and events are shown in every language.
fn language_addresses(
    newsroom: &Newsroom,
    listing: &Listing,
    language: LanguageId,
    prefix: &str,
    words: &crate::config::PathWords,
    address: &impl Fn(String) -> Address,
) -> LanguageAddresses {
    let town: Vec<Option<Address>> = newsroom
        .towns
        .iter()
        .map(|town| {
            let shown = town.languages.contains(&language)
                || !town.stops.is_empty()
                || !town.events.is_empty();
            shown.then(|| address(format!("{prefix}{}/{}/", words.towns, town.slug)))
        })
        .collect();
    let exhibition: Vec<Option<Address>> = newsroom
        .exhibitions
        .iter()
        .map(|exhibition| {
            let shown = exhibition.languages.contains(&language)
                || !exhibition.stops.is_empty()
                || !exhibition.texts.is_empty();
            shown.then(|| address(format!("{prefix}{}/{}/", words.exhibitions, exhibition.slug)))
        })
        .collect();
    let index = |any: bool, word: &str| any.then(|| address(format!("{prefix}{word}/")));
    let years = listing
        .years(language)
        .map(|(year, _)| (year, address(format!("{prefix}{}/{year}/", words.releases))))
        .collect();
    LanguageAddresses {
        home: address(prefix.to_owned()),
        archive: address(format!("{prefix}{}/", words.releases)),
        towns: index(town.iter().any(Option::is_some), &words.towns),
        exhibitions: index(exhibition.iter().any(Option::is_some), &words.exhibitions),
        topics: index(
            newsroom.topics.iter().any(|topic| topic.language == language),
            &words.topics,
        ),
        search: None,
        years,
        town,
        exhibition,
    }
}
