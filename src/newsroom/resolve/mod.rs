//! Links what the files name to what is known, and leaves out what is held back.

mod events;
mod exhibitions;
mod places;
mod releases;
mod shared;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::config::{Config, Contact, LanguageId};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::language::{NearIndex, fold, slugify_in};
use crate::moment::Moment;
use crate::newsroom::names::{Kind, Names};
use crate::newsroom::schedule::Schedule;
use crate::newsroom::stops::Stops;
use crate::newsroom::{
    Event, Happening, Moments, Newsroom, Stop, StopId, TakenBack, TopicId, TownId, VenueId,
};
use crate::release::{ParsedBoilerplate, ParsedExhibition, ParsedPage, ParsedRelease};
use crate::source::SourceTree;
use exhibitions::exhibition_names;
use places::new_town;

/// Every file that could be read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// `releases/`.
    pub releases: Vec<Box<ParsedRelease>>,
    /// `boilerplates/`.
    pub boilerplates: Vec<ParsedBoilerplate>,
    /// `exhibitions/`.
    pub exhibitions: Vec<ParsedExhibition>,
    /// `pages/`.
    pub pages: Vec<ParsedPage>,
    /// Files of these folders that cannot be read, by path in the content folder.
    pub unreadable: Vec<Arc<str>>,
}

/// Links everything. Held-back releases are checked like the others and then left out.
pub fn resolve(
    config: &Config,
    tree: &SourceTree,
    parsed: Parsed,
    at: Moments,
) -> Checked<Newsroom> {
    let mut resolver = Resolver::new(config, tree, at, &parsed);
    resolver.unreadable(parsed.unreadable);
    resolver.boilerplates(parsed.boilerplates);
    resolver.check_defaults();
    resolver.logos();
    resolver.pages(parsed.pages);
    resolver.venue_towns();
    resolver.exhibition_files(parsed.exhibitions);
    resolver.releases(parsed.releases);
    resolver.finish()
}

struct Resolver<'a> {
    config: &'a Config,
    tree: &'a SourceTree,
    at: Moments,
    diagnostics: Vec<Diagnostic>,
    newsroom: Newsroom,
    town_names: Names,
    exhibition_names: Names,
    /// Declared venues by folded name. Never iterated: only looked up.
    venue_names: HashMap<String, Vec<VenueId>>,
    near_venues: NearIndex,
    /// Venues by town and name as written, declared or not. Never iterated: only looked up.
    written_venues: HashMap<Option<TownId>, HashMap<String, VenueId>>,
    /// By language and folded name. Never iterated: only looked up.
    topics: HashMap<(LanguageId, String), TopicId>,
    /// By language and name as written. Never iterated: only looked up.
    written_topics: HashMap<LanguageId, HashMap<String, TopicId>>,
    contacts: BTreeMap<&'a str, Arc<Contact>>,
    stops: Stops,
    events: Vec<Event>,
    /// Events of a translation group by their beginning, so that translations are one event.
    /// Never iterated: only looked up.
    group_events: HashMap<(String, Moment, usize), usize>,
    /// The keys that events have.
    event_keys: BTreeSet<String>,
    schedule: Schedule,
    /// True while held-back releases are checked: nothing they say may reach what is public.
    holding: bool,
}

impl<'a> Resolver<'a> {
    fn new(config: &'a Config, tree: &'a SourceTree, at: Moments, parsed: &Parsed) -> Self {
        // What is not declared may be in a file that could not be read.
        let unread = parsed.unreadable.iter().any(|path| path.starts_with("exhibitions/"));
        let strict_exhibitions = config.site.strict && !unread;
        let strict_towns = config.site.strict && !config.faulty_towns;
        let mut newsroom = Newsroom::default();
        let mut towns = Vec::new();
        for (id, town) in config.towns.iter().enumerate() {
            // The key comes last: of names that are equally near, messages show the first.
            towns.extend(town.name.nominative.all().map(|name| (name.to_owned(), id)));
            towns.extend(town.name.cases.iter().map(|(_, _, name)| (name.clone(), id)));
            towns.extend(town.spellings.iter().map(|name| (name.clone(), id)));
            // Last: a suggestion names the town as people do.
            towns.push((town.key.clone(), id));
            newsroom.towns.push(new_town(
                town.key.clone(),
                town.name.clone(),
                town.coordinates,
                town.place.clone(),
            ));
        }
        let mut diagnostics = Vec::new();
        let town_kind = Kind { word: "town", declared_in: "towns.yaml" };
        let town_names = Names::new(town_kind, strict_towns, config.towns.len(), towns);
        let town_places: Vec<_> = config.towns.iter().map(|town| town.place.clone()).collect();
        town_names.report_shared(&town_places, &mut diagnostics);
        let mut venue_names: HashMap<String, Vec<VenueId>> = HashMap::new();
        for (i, venue) in config.venues.iter().enumerate() {
            for name in venue.name.all().chain([venue.key.as_str()]) {
                let named = venue_names.entry(fold(name)).or_default();
                if !named.contains(&VenueId::new(i)) {
                    named.push(VenueId::new(i));
                }
            }
        }
        let (names, exhibition_places) = exhibition_names(&parsed.exhibitions);
        let kind = Kind { word: "exhibition", declared_in: "exhibitions/" };
        let exhibition_names = Names::new(kind, strict_exhibitions, exhibition_places.len(), names);
        exhibition_names.report_shared(&exhibition_places, &mut diagnostics);
        Self {
            config,
            tree,
            at,
            diagnostics,
            newsroom,
            town_names,
            exhibition_names,
            venue_names,
            near_venues: NearIndex::new(config.venues.iter().flat_map(|venue| venue.name.all())),
            written_venues: HashMap::new(),
            topics: HashMap::new(),
            written_topics: HashMap::new(),
            contacts: config
                .contacts
                .iter()
                .map(|(k, c)| (k.as_str(), Arc::new(c.clone())))
                .collect(),
            stops: Stops::default(),
            events: Vec::new(),
            group_events: HashMap::new(),
            event_keys: BTreeSet::new(),
            schedule: Schedule::new(at.now),
            holding: false,
        }
    }

    fn slug(&self, language: LanguageId, text: &str) -> String {
        slugify_in(self.config.site.rules(language).tag(), text)
    }

    fn slug_or_report(
        &mut self,
        word: &str,
        language: LanguageId,
        written: &str,
        place: impl Fn() -> Place,
    ) -> String {
        let slug = self.slug(language, written);
        if !slug.is_empty() {
            return slug;
        }
        let message = format!(
            "no address can be made of the {word} “{written}”: it has no letters or digits"
        );
        let help = match word {
            "town" => "declare it in towns.yaml, under a key that is its address",
            "exhibition" => {
                "give it a file in exhibitions/; the file's name, in letters a–z, is its address"
            }
            _ => "choose a name with letters or digits",
        };
        self.diagnostics.push(Diagnostic::error("no-address", place(), message).help(help));
        // The number was given out; a stand-in keeps the list and the numbers in step.
        "-".to_owned()
    }

    /// The stops that stand and those that only withdrawn releases told of, and for each claimed stop
    /// where it is now.
    fn settle_stops(&mut self) -> ((Vec<Stop>, Vec<Stop>), Vec<Happening>) {
        let newsroom = &self.newsroom;
        let key = |stop: &Stop, nth: usize| {
            let exhibition = &newsroom.exhibitions[stop.exhibition.index()].slug;
            format!("{exhibition}/{}/{nth}", newsroom.towns[stop.town.index()].slug)
        };
        let (mut stops, standing, places) = std::mem::take(&mut self.stops).finish(key);
        let taken_back = stops.split_off(standing);
        let places = places.into_iter().map(|place| match place.checked_sub(standing) {
            Some(place) => Happening::StopTakenBack(StopId::new(place)),
            None => Happening::Stop(StopId::new(place)),
        });
        ((stops, taken_back), places.collect())
    }

    fn finish(mut self) -> Checked<Newsroom> {
        self.town_names.report_slips(&mut self.diagnostics);
        self.exhibition_names.report_slips(&mut self.diagnostics);
        let (stops, stop_places) = self.settle_stops();
        let (events, events_taken_back, event_places) = self.settle_events();
        let (standing, stops_taken_back) = stops;
        let zone = self.config.site.zone;
        let stop_changes = standing.iter().flat_map(|stop| stop.changes(zone));
        let event_changes = events.iter().flat_map(|event| event.changes(zone));
        for (at, kind) in stop_changes.chain(event_changes) {
            self.schedule.at(at, kind);
        }
        let mut newsroom = self.newsroom;
        newsroom.stops = standing;
        newsroom.events = events;
        newsroom.taken_back = TakenBack { stops: stops_taken_back, events: events_taken_back };
        newsroom.changes = self.schedule.finish();
        for release in &mut newsroom.releases {
            let stop = release.stop.take().map(|id| stop_places[id.index()]);
            let events = std::mem::take(&mut release.events);
            let told = stop.into_iter().chain(events.iter().map(|id| event_places[id.index()]));
            if release.withdrawn.is_some() {
                release.told = told.collect();
                continue;
            }
            for happening in told {
                match happening {
                    Happening::Stop(id) => release.stop = Some(id),
                    Happening::Event(id) => release.events.push(id),
                    // Not reached: what a public release tells of stands.
                    Happening::StopTakenBack(_) | Happening::EventTakenBack(_) => {}
                }
            }
            release.events.sort_unstable();
        }
        crate::newsroom::link::link(&mut newsroom);
        Checked { value: newsroom, diagnostics: self.diagnostics }
    }
}
