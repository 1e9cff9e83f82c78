//! The files of pages, feeds, redirects and copied media.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Addresses, BodyLinks, CalendarOf, Claims, FeedOf, Listing, PageKind, Sitemaps, What};
use crate::config::{Config, LanguageId};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::language::slugify;
use crate::newsroom::{Alias, ExhibitionId, HeldBody, Newsroom, ReleaseId, TopicId, TownId};
use crate::output_path::OutputPath;
use crate::source::SourceTree;

/// Every page and feed.
pub(super) fn pages(
    config: &Config,
    newsroom: &Newsroom,
    listing: &Listing,
    addresses: &Addresses,
    claims: &mut Claims,
) {
    let mut page = |kind: PageKind, place: Option<Place>| {
        if let Some(address) = addresses.of(kind) {
            claims.claim(&address.file(), What::Page(kind), place);
        }
    };
    for language in config.site.language_ids() {
        page(PageKind::Home(language), None);
        page(PageKind::Archive(language), None);
        page(PageKind::Towns(language), None);
        page(PageKind::Exhibitions(language), None);
        page(PageKind::Topics(language), None);
        page(PageKind::Search(language), None);
        for (year, _) in listing.years(language) {
            page(PageKind::Year(language, year), None);
        }
        for (i, town) in newsroom.towns.iter().enumerate() {
            page(PageKind::Town(language, TownId::new(i)), Some(town.place.clone()));
        }
        for (i, exhibition) in newsroom.exhibitions.iter().enumerate() {
            page(
                PageKind::Exhibition(language, ExhibitionId::new(i)),
                Some(exhibition.place.clone()),
            );
        }
    }
    for (i, release) in newsroom.releases.iter().enumerate() {
        page(PageKind::Release(ReleaseId::new(i)), Some(Place::file(&release.name.file)));
    }
    for (i, topic) in newsroom.topics.iter().enumerate() {
        page(PageKind::Topic(TopicId::new(i)), Some(topic.place.clone()));
    }
    for (i, plain) in newsroom.pages.iter().enumerate() {
        page(
            PageKind::Plain(u32::try_from(i).unwrap_or(u32::MAX)),
            Some(Place::file(&plain.name.file)),
        );
    }
    claims.claim("404.html", What::Page(PageKind::NotFound), None);
    claims.claim("robots.txt", What::Robots, None);
    feeds(config, newsroom, addresses, claims);
    json(config, addresses, claims);
    if config.site.outputs.calendars {
        calendars(config, newsroom, addresses, claims);
    }
}

/// A calendar beside each home page, town and exhibition, also while there is nothing in it, for who
/// subscribes to it learns of the first thing; and beside each release that tells of something.
fn calendars(config: &Config, newsroom: &Newsroom, addresses: &Addresses, claims: &mut Claims) {
    let mut calendar = |of: CalendarOf, place: Option<Place>| {
        if let Some(path) = addresses.calendar(of) {
            claims.claim(&path, What::Calendar(of), place);
        }
    };
    for language in config.site.language_ids() {
        calendar(CalendarOf::Site(language), None);
        for i in 0..newsroom.towns.len() {
            calendar(CalendarOf::Town(language, TownId::new(i)), None);
        }
        for i in 0..newsroom.exhibitions.len() {
            calendar(CalendarOf::Exhibition(language, ExhibitionId::new(i)), None);
        }
    }
    for (i, release) in newsroom.releases.iter().enumerate() {
        if release.tells_of_something() {
            let place = Place::file(&release.name.file);
            calendar(CalendarOf::Release(ReleaseId::new(i)), Some(place));
        }
    }
}

fn feeds(config: &Config, newsroom: &Newsroom, addresses: &Addresses, claims: &mut Claims) {
    let mut feed = |feed: FeedOf| {
        if let Some(path) = addresses.feed(feed) {
            claims.claim(&path, What::Feed(feed), None);
        }
        if let Some(path) = addresses.json_feed(feed) {
            claims.claim(&path, What::JsonFeed(feed), None);
        }
    };
    for language in config.site.language_ids() {
        feed(FeedOf::Site(language));
        for i in 0..newsroom.towns.len() {
            feed(FeedOf::Town(language, TownId::new(i)));
        }
        for i in 0..newsroom.exhibitions.len() {
            feed(FeedOf::Exhibition(language, ExhibitionId::new(i)));
        }
    }
    for i in 0..newsroom.topics.len() {
        feed(FeedOf::Topic(TopicId::new(i)));
    }
}

/// The lists of releases as data.
fn json(config: &Config, addresses: &Addresses, claims: &mut Claims) {
    for language in config.site.language_ids() {
        if let Some(path) = addresses.releases_json(language) {
            claims.claim(&path, What::ReleasesJson(language), None);
        }
    }
}

/// What search engines read.
pub(super) fn sitemaps(config: &Config, sitemaps: &Sitemaps, claims: &mut Claims) {
    claims.claim("sitemap.xml", What::Sitemap, None);
    if sitemaps.is_index() {
        for part in 0..sitemaps.parts().len() {
            claims.claim(&Sitemaps::path(part), What::SitemapPart(part), None);
        }
    }
    if config.site.outputs.news_sitemap {
        claims.claim("news-sitemap.xml", What::NewsSitemap, None);
    }
}

/// A page for every old address.
pub(super) fn redirects(
    newsroom: &Newsroom,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut redirect = |alias: &Alias, to: PageKind| match alias_file(&alias.address) {
        Some(path) => claims.claim(path.as_str(), What::Redirect(to), Some(alias.place.clone())),
        None => diagnostics.push(bad_alias(alias)),
    };
    for (i, release) in newsroom.releases.iter().enumerate() {
        for alias in &release.aliases {
            redirect(alias, PageKind::Release(ReleaseId::new(i)));
        }
    }
    for (i, exhibition) in newsroom.exhibitions.iter().enumerate() {
        for (language, text) in &exhibition.texts {
            for alias in &text.aliases {
                redirect(alias, PageKind::Exhibition(*language, ExhibitionId::new(i)));
            }
        }
    }
    for (i, page) in newsroom.pages.iter().enumerate() {
        for alias in &page.aliases {
            redirect(alias, PageKind::Plain(u32::try_from(i).unwrap_or(u32::MAX)));
        }
    }
}

/// The path that the address of a held-back release will end with: `releases/2026/x/`.
pub fn held_address(config: &Config, held: &HeldBody) -> String {
    let language = held.name.language;
    let word = &config.site.language(language).words.releases;
    let folder = super::addresses::prefix(config, language);
    format!("{folder}{word}/{}/{}/", held.year, held.slug)
}

/// The addresses that held-back releases will have, so that a collision is known before the day.
pub(super) fn held(
    config: &Config,
    newsroom: &Newsroom,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for held in &newsroom.held_bodies {
        let path = format!("{}index.html", held_address(config, held));
        let what = What::Page(PageKind::Release(ReleaseId(u32::MAX)));
        claims.claim(&path, what, Some(Place::file(&held.name.file)));
        for alias in &held.aliases {
            match alias_file(&alias.address) {
                Some(path) => {
                    let what = What::Redirect(PageKind::Release(ReleaseId(u32::MAX)));
                    claims.claim(path.as_str(), what, Some(alias.place.clone()));
                }
                None => diagnostics.push(bad_alias(alias)),
            }
        }
    }
}

fn bad_alias(alias: &Alias) -> Diagnostic {
    let message = format!("“{}” cannot be an old address of this site", shorten(&alias.address));
    Diagnostic::error("bad-address", alias.place.clone(), message)
        .help("write the path only, from the site's root: /press/2013/05/opening.html")
}

/// The file that answers at an old address: `/old/` and `/old` are `old/index.html`.
fn alias_file(address: &str) -> Option<OutputPath> {
    if address.contains(['?', '#', ':', '\\']) || address.starts_with("//") {
        return None;
    }
    let path = address.trim_start_matches('/');
    let path = percent_decoded(path)?;
    let last = path.rsplit('/').next().unwrap_or_default();
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if has_ending(last, "html") || has_ending(last, "htm") {
        path
    } else {
        // A redirect is an HTML page: under any other ending a host would send it as something else.
        format!("{path}/index.html")
    };
    OutputPath::new(&file).ok()
}

/// Text with `%41` and the like decoded; `None` when that gives no UTF-8.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = (first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        if let Some(byte) = code {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The files of the content that the site shows or offers.
pub(super) fn media(
    tree: &SourceTree,
    newsroom: &Newsroom,
    links: &BodyLinks,
    claims: &mut Claims,
) -> BTreeMap<Arc<str>, OutputPath> {
    let mut used: BTreeSet<&Arc<str>> = BTreeSet::new();
    for release in &newsroom.releases {
        used.extend(release.pictures.iter().map(|picture| &picture.path));
        used.extend(release.attachments.iter().map(|attachment| &attachment.path));
    }
    for (_, text) in newsroom.exhibitions.iter().flat_map(|exhibition| &exhibition.texts) {
        used.extend(text.pictures.iter().map(|picture| &picture.path));
    }
    used.extend(newsroom.logo.iter().map(|picture| &picture.path));
    // Shared data that only held-back releases use is not public yet.
    let funders: BTreeSet<&String> = newsroom
        .releases
        .iter()
        .flat_map(|release| &release.funders)
        .chain(newsroom.exhibitions.iter().flat_map(|exhibition| &exhibition.funders))
        .collect();
    let logos = newsroom.funder_logos.iter().filter(|(key, _)| funders.contains(key));
    used.extend(logos.map(|(_, picture)| &picture.path));
    let boilerplates: BTreeSet<&String> =
        newsroom.releases.iter().flat_map(|release| &release.boilerplates).collect();
    used.extend(links.media(|boilerplate| boilerplates.contains(boilerplate)));
    let mut media = BTreeMap::new();
    for path in used {
        let address = media_address(path);
        let tells_location = matches!(tree.picture(path), Some(Ok(it)) if it.facts.location);
        let what = if tells_location { What::Original } else { What::Media };
        claims.claim(&address, what(Arc::clone(path)), Some(Place::file(&tree.shown(path))));
        if let Ok(address) = OutputPath::new(&address) {
            media.insert(Arc::clone(path), address);
        }
    }
    media
}

/// Reports emblems that the theme is said to have and has not.
pub(super) fn emblems(config: &Config, statics: &[Arc<str>], diagnostics: &mut Vec<Diagnostic>) {
    for logo in config.funders.values().filter_map(|funder| funder.logo.as_ref()) {
        let Some(path) = logo.of_theme() else { continue };
        if statics.iter().all(|known| **known != *path) {
            let message = format!("the theme has no picture “{}”", shorten(path));
            let meant = did_you_mean(path, statics.iter().map(AsRef::as_ref));
            let help = meant.map_or_else(
                || "the default theme has `theme:eu-emblem.svg`; other pictures are named by their path in content/".to_owned(),
                |meant| format!("did you mean `theme:{meant}`?"),
            );
            let place = logo.place.clone();
            diagnostics.push(Diagnostic::error("picture-missing", place, message).help(help));
        }
    }
}

/// Where a file of the content stands on the site: `releases/2013/x/Foto 1.JPG` is
/// `media/2013/x/foto-1.jpg`. The file is shared by all pages and languages that show it.
fn media_address(path: &str) -> String {
    let path = path.strip_prefix("releases/").unwrap_or(path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut address = String::from("media/");
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        address.push_str(&part_or_hash(part));
        address.push('/');
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    address.push_str(&part_or_hash(stem));
    if !ending.is_empty() {
        address.push('.');
        address.push_str(&part_or_hash(ending));
    }
    address
}

/// A part of an address; of a name without letters or digits, the beginning of its hash.
fn part_or_hash(name: &str) -> String {
    let slug = slugify(name);
    if slug.is_empty() { blake3::hash(name.as_bytes()).to_hex()[..8].to_owned() } else { slug }
}

pub(super) fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

/// The beginning of a text, for a message.
pub(super) fn shorten(text: &str) -> String {
    text.chars().take(80).collect()
}

/// The language a page is in.
pub(crate) fn language_of(newsroom: &Newsroom, kind: PageKind) -> LanguageId {
    match kind {
        PageKind::Home(language)
        | PageKind::Archive(language)
        | PageKind::Year(language, _)
        | PageKind::Towns(language)
        | PageKind::Town(language, _)
        | PageKind::Exhibitions(language)
        | PageKind::Exhibition(language, _)
        | PageKind::Topics(language)
        | PageKind::Search(language) => language,
        PageKind::Release(id) => newsroom.releases[id.index()].language(),
        PageKind::Topic(id) => newsroom.topics[id.index()].language,
        PageKind::Plain(index) => newsroom.pages[index as usize].name.language,
        PageKind::NotFound => LanguageId::DEFAULT,
    }
}
