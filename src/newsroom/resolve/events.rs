//! Events: translations of a release tell of the same ones.

use super::Resolver;
use crate::config::{LanguageId, Localised};
use crate::diagnostic::{Place, Spot, YamlPath};
use crate::newsroom::{Event, EventId, ReleaseId, TownId, VenueId};
use crate::release::{ParsedEvent, ParsedRelease, Status};

impl Resolver<'_> {
    pub(super) fn release_events(
        &mut self,
        id: ReleaseId,
        parsed: &ParsedRelease,
        towns: &[TownId],
        venue: Option<VenueId>,
    ) -> Vec<EventId> {
        let mut found = Vec::new();
        for (i, event) in parsed.front.events.iter().enumerate() {
            let same_start =
                parsed.front.events[..i].iter().filter(|e| e.starts == event.starts).count();
            let key = (parsed.name.group.clone(), event.starts, same_start);
            let known = self.group_events.get(&key).filter(|_| !self.holding);
            let number = if let Some(&known) = known {
                translate(&mut self.events[known], parsed.name.language, event);
                self.events[known].releases.push(id);
                known
            } else {
                let Some(event) = self.new_event(id, parsed, event, towns, venue) else {
                    continue;
                };
                self.events.push(event);
                self.group_events.insert(key, self.events.len() - 1);
                self.events.len() - 1
            };
            found.push(EventId::new(number));
        }
        found
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
            name: Localised::everywhere(event.name.clone()),
            description: event.description.clone().map(Localised::everywhere),
            town: own_town.or(venue_town).or(first_town)?,
            venue,
            starts: event.starts,
            ends: event.ends,
            status: event.status,
            releases: vec![id],
        };
        if self.config.site.languages.len() > 1 {
            made.name = Localised::default();
            made.description = None;
            translate(&mut made, language, event);
        }
        Some(made)
    }
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
    event.ends = event.ends.or(parsed.ends);
}
