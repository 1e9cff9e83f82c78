//! `outputs` of `site.yaml`: which kinds of files go beside the pages.

use super::site::Site;
use crate::yaml::{Fields, Lowering};

/// Which kinds of files are made besides pages and the home page's Atom feed. All of them, unless `site.yaml` says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in `site.yaml`")]
pub struct Outputs {
    /// Feeds of towns, exhibitions and topics, in either form; the home page always has its own.
    pub feeds: bool,
    /// iCalendar files.
    pub calendars: bool,
    /// JSON Feed, `release.json`, `releases.json`.
    pub json: bool,
    /// `release.txt`.
    pub texts: bool,
    /// `press-kit.zip`.
    pub press_kits: bool,
    /// Pictures in the sizes that pages need; without them pages show the originals.
    pub pictures: bool,
    /// Share pictures.
    pub share_pictures: bool,
    /// The search page and its index.
    pub search: bool,
    /// `news-sitemap.xml`.
    pub news_sitemap: bool,
}

impl Outputs {
    /// The keys of `outputs`.
    pub const KEYS: &[&str] = &[
        "feeds",
        "calendars",
        "json",
        "texts",
        "press_kits",
        "pictures",
        "share_pictures",
        "search",
        "news_sitemap",
    ];
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            feeds: true,
            calendars: true,
            json: true,
            texts: true,
            press_kits: true,
            pictures: true,
            share_pictures: true,
            search: true,
            news_sitemap: true,
        }
    }
}

pub(super) fn lower(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &mut Site) {
    let Some(value) = fields.get("outputs") else { return };
    let outputs = &mut site.outputs;
    let slots: [(&'static str, &mut bool); 9] = [
        ("feeds", &mut outputs.feeds),
        ("calendars", &mut outputs.calendars),
        ("json", &mut outputs.json),
        ("texts", &mut outputs.texts),
        ("press_kits", &mut outputs.press_kits),
        ("pictures", &mut outputs.pictures),
        ("share_pictures", &mut outputs.share_pictures),
        ("search", &mut outputs.search),
        ("news_sitemap", &mut outputs.news_sitemap),
    ];
    let Some(own) = low.fields(value, fields.at("outputs"), Outputs::KEYS) else { return };
    for (key, slot) in slots {
        if own.get(key).is_some() {
            *slot = own.flag(low, key);
        }
    }
}
