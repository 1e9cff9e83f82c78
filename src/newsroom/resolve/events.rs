//! Events: translations of a release tell of the same ones.

use super::Resolver;
use crate::config::{LanguageId, Localised};
use crate::diagnostic::{Place, Spot, YamlPath};
use crate::moment::Moment;
use crate::newsroom::happenings::sorted;
use crate::newsroom::{Event, EventId, Happening, ReleaseId, TownId, VenueId};
use crate::release::{ParsedEvent, ParsedRelease, Status};

impl Resolver<'_> {
    /// The events a release tells of. What a withdrawn one says of an event counts for as long only as
    /// no translation of it says more.
    pub(super) fn release_events(
        &mut self,
        id: ReleaseId,
        parsed: &ParsedRelease,
        towns: &[TownId],
        venue: Option<VenueId>,
        withdrawn: bool,
    ) -> Vec<EventId> {
        let mut found = Vec::new();
        for (i, event) in parsed.front.events.iter().enumerate() {
            let same_start =
                parsed.front.events[..i].iter().filter(|e| e.starts == event.starts).count();
            let key = (parsed.name.group.clone(), event.starts, same_start);
            let known = self.group_events.get(&key).copied().filter(|_| !self.holding);
            let stands = known.is_some_and(|known| !self.events[known].releases.is_empty());
            let number = match known {
                Some(known) if withdrawn => {
                    self.events[known].withdrawn.push(id);
                    if !stands {
                        translate(&mut self.events[known], parsed.name.language, event);
                    }
                    known
                }
                Some(known) if stands => {
                    translate(&mut self.events[known], parsed.name.language, event);
                    self.events[known].releases.push(id);
                    known
                }
                known => {
                    let Some(mut made) = self.new_event(id, parsed, event, towns, venue) else {
                        continue;
                    };
                    if withdrawn {
                        std::mem::swap(&mut made.releases, &mut made.withdrawn);
                    }
                    self.add_event(key, known, made, parsed, event.index)
                }
            };
            found.push(EventId::new(number));
        }
        found
    }

    /// Adds an event, or puts it in the place of one that only withdrawn releases told of.
    fn add_event(
        &mut self,
        group_key: (String, Moment, usize),
        known: Option<usize>,
        mut event: Event,
        parsed: &ParsedRelease,
        index: usize,
    ) -> usize {
        if let Some(number) = known {
            let old = &mut self.events[number];
            event.key = std::mem::take(&mut old.key);
            event.withdrawn = std::mem::take(&mut old.withdrawn);
            *old = event;
            return number;
        }
        event.key = self.event_key(parsed, index);
        self.group_events.insert(group_key, self.events.len());
        self.events.push(event);
        self.events.len() - 1
    }

    /// What an event is known by: the release's file and the event's place in its list. The name and
    /// the time will not do, for they are what editors correct. Translations that do not agree on what
    /// the place holds tell of two events, of which the second is known by its language as well.
    fn event_key(&mut self, parsed: &ParsedRelease, index: usize) -> String {
        // A release that gets a folder for its pictures stays the same release.
        let group = &parsed.name.group;
        let group = group.strip_suffix("/index").unwrap_or(group);
        let key = format!("{group}/{}", index + 1);
        if self.event_keys.insert(key.clone()) {
            return key;
        }
        format!("{key}.{}", self.config.site.rules(parsed.name.language).tag())
    }

    /// Splits what stands from what only withdrawn releases told of, each in order of time, and says
    /// for each event where it is now.
    pub(super) fn settle_events(&mut self) -> (Vec<Event>, Vec<Event>, Vec<Happening>) {
        let events = std::mem::take(&mut self.events);
        let stands = |event: &Event| !event.releases.is_empty();
        let standing = events.iter().filter(|event| stands(event)).count();
        let (mut events, places) = sorted(events, |event| (!stands(event), event.starts));
        let mut taken_back = events.split_off(standing);
        let mut now: Vec<Option<usize>> = Vec::with_capacity(taken_back.len());
        taken_back.retain(|event| {
            // What a new release tells anew is not called off.
            let first = events.partition_point(|other| other.starts < event.starts);
            let then = events[first..].iter().take_while(|other| other.starts == event.starts);
            let anew = then.enumerate().find(|(_, other)| told_anew(event, other));
            let anew = anew.map(|(i, _)| first + i);
            now.push(anew);
            anew.is_none()
        });
        let mut next = 0;
        let after: Vec<Happening> = now
            .into_iter()
            .map(|anew| {
                if let Some(event) = anew {
                    return Happening::Event(EventId::new(event));
                }
                next += 1;
                Happening::EventTakenBack(EventId::new(next - 1))
            })
            .collect();
        let places = places
            .into_iter()
            .map(|place| match place.checked_sub(standing) {
                Some(place) => after[place],
                None => Happening::Event(EventId::new(place)),
            })
            .collect();
        (events, taken_back, places)
    }

    pub(super) fn new_event(
        &mut self,
        id: ReleaseId,
        parsed: &ParsedRelease,
        event: &ParsedEvent,
        towns: &[TownId],
        venue: Option<VenueId>,
    ) -> Option<Event> {
        let language = parsed.name.language;
        let place = |key: &str| {
            let path = YamlPath::key("events").item(event.index).child(key);
            Place::new(&parsed.name.file, Spot::Value(path))
        };
        let own_town = event
            .town
            .as_ref()
            .and_then(|written| self.town(written, language, None, || place("town")));
        let first_town = own_town.or_else(|| towns.first().copied());
        let own_venue = event
            .venue
            .as_ref()
            .map(|venue| self.venue(venue, first_town, language, || place("venue")));
        // The release's venue holds for its events, unless they are in another town.
        let venue = own_venue.or_else(|| venue.filter(|_| own_town.is_none()));
        let venue_town = own_venue.and_then(|id| self.newsroom.venues[id.index()].town);
        let mut made = Event {
            key: String::new(),
            name: Localised::everywhere(event.name.clone()),
            description: event.description.clone().map(Localised::everywhere),
            town: own_town.or(venue_town).or(first_town)?,
            venue,
            starts: event.starts,
            ends: event.ends,
            status: event.status,
            previously: event.previously,
            releases: vec![id],
            withdrawn: Vec::new(),
        };
        if self.config.site.languages.len() > 1 {
            made.name = Localised::default();
            made.description = None;
            translate(&mut made, language, event);
        }
        Some(made)
    }
}

/// Whether two releases tell of the same event, if it is at the same time: in the same town, by the
/// same name.
fn told_anew(event: &Event, other: &Event) -> bool {
    event.town == other.town
        && event.name.all().any(|name| other.name.all().any(|known| known == name))
}

pub(super) fn translate(event: &mut Event, language: LanguageId, parsed: &ParsedEvent) {
    if event.name.own(language).is_none() {
        event.name.set(language, parsed.name.clone());
        if let Some(description) = &parsed.description {
            event.description.get_or_insert_default().set(language, description.clone());
        }
    }
    if event.status == Status::Scheduled {
        event.status = parsed.status;
    }
    event.previously = event.previously.or(parsed.previously);
    event.ends = event.ends.or(parsed.ends);
}
