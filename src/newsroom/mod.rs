//! The newsroom as things linked to each other: releases, towns, venues, exhibitions, stops, events.
//!
//! Only what is public at the moment of the build is here. [`resolve()`] checks the held-back releases
//! like all others and then leaves them out; what stays of them is [`Newsroom::held_back`], for
//! messages about links to them.

mod files;
mod happenings;
mod link;
mod names;
mod resolve;
mod schedule;
mod stops;
mod visibility;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::config::{Contact, LanguageId, Localised, TownName};
use crate::diagnostic::Place;
use crate::moment::Moment;
use crate::release::markdown::Body;
use crate::release::{DocumentName, Status, Update, Withdrawal};

pub(crate) use files::file_diagnostic;
pub(crate) use files::picture_diagnostic;
pub use files::{FileProblem, file_problem, resolve_path, runs_code};
pub use happenings::State;
pub use resolve::{Parsed, resolve};
pub use schedule::{Change, ChangeKind, MOST_CHANGES};
pub use visibility::HeldBack;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in the newsroom's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// A release of [`Newsroom::releases`].
    ReleaseId,
    /// A town of [`Newsroom::towns`].
    TownId,
    /// A venue of [`Newsroom::venues`].
    VenueId,
    /// An exhibition of [`Newsroom::exhibitions`].
    ExhibitionId,
    /// A stop of [`Newsroom::stops`].
    StopId,
    /// An event of [`Newsroom::events`].
    EventId,
    /// A topic of [`Newsroom::topics`].
    TopicId,
}

/// Everything public, linked.
#[derive(Debug, Default)]
pub struct Newsroom {
    /// Releases of all languages, newest first.
    pub releases: Vec<Release>,
    /// Towns that something public names.
    pub towns: Vec<Town>,
    /// Venues that something public names.
    pub venues: Vec<Venue>,
    /// Exhibitions, those with a file first.
    pub exhibitions: Vec<Exhibition>,
    /// Stops, by exhibition and then in order of time.
    pub stops: Vec<Stop>,
    /// Events, in order of time.
    pub events: Vec<Event>,
    /// What only withdrawn releases told of.
    pub taken_back: TakenBack,
    /// Topics, each in one language.
    pub topics: Vec<Topic>,
    /// Boilerplates by key.
    pub boilerplates: BTreeMap<String, Boilerplate>,
    /// Plain pages.
    pub pages: Vec<Page>,
    /// The publisher's logo.
    pub logo: Option<Picture>,
    /// The funders' emblems, by the funder's key; what is seen is said in `funders.yaml`.
    pub funder_logos: BTreeMap<String, Picture>,
    /// Releases that are held back, by path in the content folder, and why.
    pub held_back: BTreeMap<Arc<str>, HeldBack>,
    /// Links in the texts of held-back releases, so that they can be checked with the others.
    pub held_bodies: Vec<HeldBody>,
    /// When the site will differ by itself, in order of time: the next [`MOST_CHANGES`] times.
    pub changes: Vec<Change>,
}

/// What is checked of a held-back release: its links and the addresses it will have.
#[derive(Debug)]
pub struct HeldBody {
    /// Why it is held back.
    pub why: HeldBack,
    /// The year of its address.
    pub year: i32,
    /// The last part of its address.
    pub slug: String,
    /// Its old addresses.
    pub aliases: Vec<Alias>,
    /// The file.
    pub name: DocumentName,
    /// The text.
    pub body: Body,
}

/// A release.
#[derive(Debug)]
pub struct Release {
    /// Where it comes from, and its language.
    pub name: DocumentName,
    /// The title.
    pub title: String,
    /// When it was published.
    pub date: Moment,
    /// The embargo that it was under, which is over.
    pub embargo: Option<Moment>,
    /// The towns it is datelined from, the dateline's first.
    pub towns: Vec<TownId>,
    /// The venue.
    pub venue: Option<VenueId>,
    /// The exhibition.
    pub exhibition: Option<ExhibitionId>,
    /// The stop it announces.
    pub stop: Option<StopId>,
    /// Its events, in order of time.
    pub events: Vec<EventId>,
    /// The lead of the front matter.
    pub summary: Option<String>,
    /// The text.
    pub body: Body,
    /// Last part of the address.
    pub slug: String,
    /// Whom to ask.
    pub contacts: Vec<Arc<Contact>>,
    /// Keys of boilerplates.
    pub boilerplates: Vec<String>,
    /// Keys of funders.
    pub funders: Vec<String>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// Topics.
    pub topics: Vec<TopicId>,
    /// Old addresses.
    pub aliases: Vec<Alias>,
    /// Corrections and additions made so far, newest first.
    pub updates: Vec<Update>,
    /// Set when it was taken back.
    pub withdrawn: Option<Withdrawal>,
    /// Of a withdrawn release, what it told of: for its calendar. It has no stop and no events.
    pub told: Vec<Happening>,
    /// For the theme.
    pub extra: serde_json::Value,
    /// The same release in every language, this one included, in the order of languages.
    pub translations: Vec<(LanguageId, ReleaseId)>,
}

impl Release {
    /// Its language.
    pub fn language(&self) -> LanguageId {
        self.name.language
    }

    /// The year of its address.
    pub fn year(&self) -> i32 {
        chrono::Datelike::year(&self.date.day())
    }

    /// Whether it tells of a stop or an event, or told of one before it was withdrawn.
    pub fn tells_of_something(&self) -> bool {
        self.stop.is_some() || !self.events.is_empty() || !self.told.is_empty()
    }

    /// When what the public reads last changed: its newest update, its withdrawal, or when it was first public.
    pub fn changed(&self) -> Moment {
        let updates = self.updates.iter().map(|update| update.date);
        let withdrawn = self.withdrawn.iter().map(|withdrawal| withdrawal.date);
        updates.chain(withdrawn).fold(self.first_public(), Moment::max)
    }

    /// When it was first public: on its date, or when its embargo ended.
    pub fn first_public(&self) -> Moment {
        first_public(self.date, self.embargo)
    }

    /// Whether it is young enough for a news sitemap.
    pub fn is_news(&self, now: DateTime<FixedOffset>) -> bool {
        now < news_until(self.first_public())
    }
}

/// When a release is public first: on its date, or when its embargo ends.
fn first_public(date: Moment, embargo: Option<Moment>) -> Moment {
    embargo.map_or(date, |embargo| embargo.max(date))
}

/// When a release that was first public at a moment is no news any more: after two days, as Google's rules for
/// news sitemaps say.
pub(crate) fn news_until(first_public: Moment) -> DateTime<FixedOffset> {
    first_public.at + TimeDelta::days(2)
}

/// An old address and where it was written.
#[derive(Debug, Clone)]
pub struct Alias {
    /// As written.
    pub address: String,
    /// Where.
    pub place: Place,
}

/// A picture of a release or an exhibition.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Path in the content folder.
    pub path: Arc<str>,
    /// Where it is named.
    pub place: Place,
    /// What is seen.
    pub alt: String,
    /// The caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
    /// Whose the rights are, as the picture's file says; this permits nothing.
    pub copyright: Option<String>,
}

/// A file to download.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Path in the content folder.
    pub path: Arc<str>,
    /// What it is.
    pub title: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
}

/// A town.
#[derive(Debug)]
pub struct Town {
    /// Last part of its address.
    pub slug: String,
    /// Its name.
    pub name: TownName,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// What first named it.
    pub place: Place,
    /// Releases datelined from it, newest first, in all languages; withdrawn ones are left out.
    pub releases: Vec<ReleaseId>,
    /// Languages of releases that name it, withdrawn ones included.
    pub languages: Vec<LanguageId>,
    /// Stops in it, in order of time.
    pub stops: Vec<StopId>,
    /// Events in it, in order of time.
    pub events: Vec<EventId>,
}

/// A venue.
#[derive(Debug, Clone)]
pub struct Venue {
    /// Its name.
    pub name: Localised,
    /// Its address, without the town.
    pub address: Option<Localised>,
    /// The town it stands in.
    pub town: Option<TownId>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Website.
    pub url: Option<String>,
}

/// An exhibition.
#[derive(Debug)]
pub struct Exhibition {
    /// Last part of its address.
    pub slug: String,
    /// Its name.
    pub name: Localised,
    /// What first named it.
    pub place: Place,
    /// What its files say, by language; empty without a file.
    pub texts: Vec<(LanguageId, ExhibitionText)>,
    /// Keys of funders.
    pub funders: Vec<String>,
    /// Its stops, in order of time.
    pub stops: Vec<StopId>,
    /// Events of its releases, in order of time.
    pub events: Vec<EventId>,
    /// Its releases, newest first, in all languages; withdrawn ones are left out.
    pub releases: Vec<ReleaseId>,
    /// Languages of releases that name it, withdrawn ones included.
    pub languages: Vec<LanguageId>,
    /// When a release that names it was first public, withdrawn ones included.
    pub first_named: Option<Moment>,
    /// For the theme.
    pub extra: serde_json::Value,
}

impl Exhibition {
    /// What its file says in a language, or else in the default language.
    pub fn text(&self, language: LanguageId) -> Option<&ExhibitionText> {
        let own = |id| self.texts.iter().find(|(l, _)| *l == id).map(|(_, text)| text);
        own(language).or_else(|| own(LanguageId::DEFAULT)).or_else(|| Some(&self.texts.first()?.1))
    }
}

/// What an exhibition's file says in one language.
#[derive(Debug)]
pub struct ExhibitionText {
    /// The file.
    pub name: DocumentName,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// The text.
    pub body: Body,
    /// Old addresses.
    pub aliases: Vec<Alias>,
}

/// One exhibition at one venue in one town.
#[derive(Debug, Clone)]
pub struct Stop {
    /// What it is known by whatever becomes of its dates and its venue: `tirkultura/aluksne/1`, the
    /// first stop of the exhibition in the town, in the order in which they were announced.
    pub key: String,
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The town.
    pub town: TownId,
    /// The venue.
    pub venue: Option<VenueId>,
    /// First day.
    pub opens: Moment,
    /// Last day, inclusive; without one the stop is taken to last a day.
    pub closes: Option<Moment>,
    /// Whether it takes place as announced.
    pub status: Status,
    /// When it was to open before it was moved to other days.
    pub previously: Option<Moment>,
    /// Releases that announce it, newest first.
    pub releases: Vec<ReleaseId>,
    /// Withdrawn releases that announced it, newest first.
    pub withdrawn: Vec<ReleaseId>,
}

/// Something at a time and place.
#[derive(Debug, Clone)]
pub struct Event {
    /// What it is known by whatever becomes of its name, its time and its place:
    /// `releases/2013/tirkultura-aluksne/1`, the first event that a release's file lists.
    pub key: String,
    /// Its name.
    pub name: Localised,
    /// What it is.
    pub description: Option<Localised>,
    /// The town.
    pub town: TownId,
    /// The venue.
    pub venue: Option<VenueId>,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Option<Moment>,
    /// Whether it takes place as announced.
    pub status: Status,
    /// When it was to begin before it was moved to another time.
    pub previously: Option<Moment>,
    /// The release that announces it, in each language it exists in.
    pub releases: Vec<ReleaseId>,
    /// The withdrawn ones of them.
    pub withdrawn: Vec<ReleaseId>,
}

/// A stop or an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// A stop of [`Newsroom::stops`].
    Stop(StopId),
    /// An event of [`Newsroom::events`].
    Event(EventId),
    /// A stop of [`TakenBack::stops`].
    StopTakenBack(StopId),
    /// An event of [`TakenBack::events`].
    EventTakenBack(EventId),
}

/// Stops and events that only withdrawn releases told of. They are in no list; calendars show them
/// cancelled, so that who took them over from an earlier calendar learns of it.
#[derive(Debug, Default)]
pub struct TakenBack {
    /// Stops, as in [`Newsroom::stops`].
    pub stops: Vec<Stop>,
    /// Events, in order of time.
    pub events: Vec<Event>,
}

/// A topic, in one language.
#[derive(Debug)]
pub struct Topic {
    /// The language.
    pub language: LanguageId,
    /// Its name.
    pub name: String,
    /// Last part of its address.
    pub slug: String,
    /// What first named it.
    pub place: Place,
    /// Its releases, newest first; withdrawn ones are left out.
    pub releases: Vec<ReleaseId>,
}

/// A text that releases share.
#[derive(Debug, Default)]
pub struct Boilerplate {
    /// By language: the file, a heading, the text.
    pub texts: Vec<(LanguageId, DocumentName, Option<String>, Body)>,
}

impl Boilerplate {
    /// The text in a language, or else in the default language.
    pub fn text(
        &self,
        language: LanguageId,
    ) -> Option<&(LanguageId, DocumentName, Option<String>, Body)> {
        let own = |id| self.texts.iter().find(|text| text.0 == id);
        own(language).or_else(|| own(LanguageId::DEFAULT)).or_else(|| self.texts.first())
    }
}

/// A plain page, in one language.
#[derive(Debug)]
pub struct Page {
    /// Where it comes from, and its language.
    pub name: DocumentName,
    /// Its title.
    pub title: String,
    /// Last part of its address.
    pub slug: String,
    /// Its place in the menu, lowest first.
    pub menu: Option<f64>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The text.
    pub body: Body,
    /// Old addresses.
    pub aliases: Vec<Alias>,
    /// For the theme.
    pub extra: serde_json::Value,
}

/// The moment of the build and what it shows.
#[derive(Debug, Clone, Copy)]
pub struct Moments {
    /// The moment of the build.
    pub now: DateTime<FixedOffset>,
    /// Show drafts.
    pub drafts: bool,
}
