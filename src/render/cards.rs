//! What many pages show, made once: cards of releases, towns, stops, events and exhibitions, and the
//! newsroom itself in each language.

use rayon::prelude::*;
use tera::Value;

use super::View;
use super::body::shortened;
use super::dates;
use super::status::{state_name, status_name};
use super::things::Things;
use crate::config::{LanguageId, Localised};
use crate::context::{ExhibitionCard, HappeningCard, Link, ReleaseCard, Shared, TownCard, value};
use crate::newsroom::{EventId, ExhibitionId, Release, ReleaseId, State, StopId, TownId};
use crate::release::Status;

/// How many characters of a lead a card shows.
const CARD_SUMMARY: usize = 240;

/// The shared contexts.
#[derive(Debug)]
pub struct Cards {
    /// By release.
    pub(super) releases: Vec<Shared<ReleaseCard>>,
    /// By release.
    pub(super) links: Vec<Shared<Link>>,
    /// By language.
    pub(super) languages: Vec<LanguageCards>,
}

/// The shared contexts of one language.
#[derive(Debug)]
pub(super) struct LanguageCards {
    pub(super) site: Value,
    pub(super) messages: Value,
    pub(super) things: Things,
    /// By stop.
    pub(super) stops: Vec<Shared<HappeningCard>>,
    /// By event.
    pub(super) events: Vec<Shared<HappeningCard>>,
    /// By town; `None` where the language has no page for it.
    pub(super) towns: Vec<Option<Shared<TownCard>>>,
    /// By exhibition; `None` where the language has no page for it.
    pub(super) exhibitions: Vec<Option<Shared<ExhibitionCard>>>,
}

impl Cards {
    pub(super) fn new(view: View<'_>) -> Self {
        let links: Vec<Shared<Link>> = (0..view.newsroom.releases.len())
            .into_par_iter()
            .map(|i| Shared::new(&view.release_link(ReleaseId::new(i))))
            .collect();
        let languages: Vec<LanguageCards> = view
            .config
            .site
            .language_ids()
            .map(|id| LanguageCards::new(view, id, &links))
            .collect();
        let releases = (0..view.newsroom.releases.len()).into_par_iter().map(|i| {
            let language = view.newsroom.releases[i].language();
            let things = &languages[language.index()].things;
            Shared::new(&view.release_card(ReleaseId::new(i), things))
        });
        Self { releases: releases.collect(), links, languages }
    }
}

impl LanguageCards {
    fn new(view: View<'_>, language: LanguageId, links: &[Shared<Link>]) -> Self {
        let newsroom = view.newsroom;
        let addresses = view.plan.addresses.language(language);
        let things = Things::new(view, language);
        let towns = (0..newsroom.towns.len()).into_par_iter().map(|i| {
            let id = TownId::new(i);
            addresses.town(id).map(|_| Shared::new(&view.town_card(language, id)))
        });
        let exhibitions = (0..newsroom.exhibitions.len()).into_par_iter().map(|i| {
            let id = ExhibitionId::new(i);
            addresses
                .exhibition(id)
                .map(|_| Shared::new(&view.exhibition_card(language, id, &things)))
        });
        let stops = (0..newsroom.stops.len())
            .into_par_iter()
            .map(|i| Shared::new(&view.stop_card(language, StopId::new(i), &things, links)));
        let events = (0..newsroom.events.len())
            .into_par_iter()
            .map(|i| Shared::new(&view.event_card(language, EventId::new(i), &things, links)));
        Self {
            site: value(&view.site(language)),
            messages: value(view.theme.messages(language).plain()),
            stops: stops.collect(),
            events: events.collect(),
            towns: towns.collect(),
            exhibitions: exhibitions.collect(),
            things,
        }
    }
}

impl View<'_> {
    fn release_card(self, id: ReleaseId, things: &Things) -> ReleaseCard {
        let release = &self.newsroom.releases[id.index()];
        ReleaseCard {
            title: release.title.clone(),
            path: self.plan.addresses.release(id).linked().to_owned(),
            date: things.date(&release.date),
            summary: shortened(lead(release), CARD_SUMMARY),
            towns: release.towns.iter().map(|town| things.towns[town.index()].clone()).collect(),
            exhibition: release.exhibition.map(|id| things.exhibitions[id.index()].clone()),
            picture: release.pictures.first().map(|picture| self.picture(picture)),
            updated: !release.updates.is_empty(),
        }
    }

    fn town_card(self, language: LanguageId, id: TownId) -> TownCard {
        let town = &self.newsroom.towns[id.index()];
        let link = self.town_link(language, id);
        let own = town
            .releases
            .iter()
            .filter(|id| self.newsroom.releases[id.index()].language() == language);
        let zone = self.config.site.zone;
        let is_active = |status: Status, state: State| status.takes_place() && state != State::Past;
        TownCard {
            name: link.name,
            path: link.path,
            releases: own.count(),
            active: town
                .stops
                .iter()
                .map(|id| &self.newsroom.stops[id.index()])
                .any(|stop| is_active(stop.status, stop.state(self.now, zone)))
                || town
                    .events
                    .iter()
                    .map(|id| &self.newsroom.events[id.index()])
                    .any(|event| is_active(event.status, event.state(self.now, zone))),
        }
    }

    /// A stop; links to the release of this language that tells of it, or else of another.
    fn stop_card(
        self,
        language: LanguageId,
        id: StopId,
        things: &Things,
        links: &[Shared<Link>],
    ) -> HappeningCard {
        let stop = &self.newsroom.stops[id.index()];
        let rules = self.config.site.rules(language);
        let release = self.telling(language, &stop.releases);
        let exhibition = self.exhibition_link(language, stop.exhibition);
        HappeningCard {
            kind: "stop",
            name: exhibition.name,
            name_lang: None,
            path: Some(exhibition.path).filter(|path| !path.is_empty()),
            town: Some(things.towns[stop.town.index()].clone()),
            venue: stop.venue.map(|venue| things.venues[venue.index()].clone()),
            starts: Some(things.date(&stop.opens)),
            ends: stop.closes.as_ref().map(|closes| things.date(closes)),
            when: dates::when(rules, &stop.opens, stop.closes.as_ref(), false),
            state: state_name(stop.state(self.now, self.config.site.zone)),
            status: status_name(stop.status),
            previously: stop.previously.as_ref().map(|moment| things.date(moment)),
            description: None,
            description_lang: None,
            release: release.map(|id| links[id.index()].clone()),
            release_lang: release.and_then(|id| self.other_language(language, id)),
        }
    }

    fn event_card(
        self,
        language: LanguageId,
        id: EventId,
        things: &Things,
        links: &[Shared<Link>],
    ) -> HappeningCard {
        let event = &self.newsroom.events[id.index()];
        let rules = self.config.site.rules(language);
        let telling = self.telling(language, &event.releases);
        HappeningCard {
            kind: "event",
            name: event.name.get(language).to_owned(),
            name_lang: self.told_in(&event.name, language),
            path: telling.map(|id| self.plan.addresses.release(id).linked().to_owned()),
            town: Some(things.towns[event.town.index()].clone()),
            venue: event.venue.map(|venue| things.venues[venue.index()].clone()),
            starts: Some(things.date(&event.starts)),
            ends: event.ends.as_ref().map(|ends| things.date(ends)),
            when: dates::when(rules, &event.starts, event.ends.as_ref(), true),
            state: state_name(event.state(self.now, self.config.site.zone)),
            status: status_name(event.status),
            previously: event.previously.as_ref().map(|moment| things.date(moment)),
            description: event.description.as_ref().map(|text| text.get(language).to_owned()),
            description_lang: event
                .description
                .as_ref()
                .and_then(|text| self.told_in(text, language)),
            release: telling.map(|id| links[id.index()].clone()),
            release_lang: telling.and_then(|id| self.other_language(language, id)),
        }
    }

    /// The language of a text on a page in `language`, where it is another one.
    fn told_in(self, text: &Localised, language: LanguageId) -> Option<String> {
        let other = text.other_language(language)?;
        Some(self.config.site.rules(other).tag().to_owned())
    }

    /// The language of a release, where it is another one.
    fn other_language(self, language: LanguageId, id: ReleaseId) -> Option<String> {
        let own = self.newsroom.releases[id.index()].language();
        (own != language).then(|| self.config.site.rules(own).tag().to_owned())
    }

    /// Of the releases that tell of something, the newest one in the language; without one, in the
    /// default language; without that, the newest.
    pub(super) fn telling(self, language: LanguageId, releases: &[ReleaseId]) -> Option<ReleaseId> {
        let spoken = |language: LanguageId| {
            releases
                .iter()
                .copied()
                .filter(move |id| self.newsroom.releases[id.index()].language() == language)
                .min()
        };
        spoken(language)
            .or_else(|| spoken(LanguageId::DEFAULT))
            .or_else(|| releases.iter().copied().min())
    }

    fn release_link(self, id: ReleaseId) -> Link {
        let name = self.newsroom.releases[id.index()].title.clone();
        Link { name, path: self.plan.addresses.release(id).linked().to_owned() }
    }

    fn exhibition_card(
        self,
        language: LanguageId,
        id: ExhibitionId,
        things: &Things,
    ) -> ExhibitionCard {
        let exhibition = &self.newsroom.exhibitions[id.index()];
        let link = self.exhibition_link(language, id);
        let text = exhibition.text(language);
        let mut towns: Vec<TownId> = Vec::new();
        for stop in &exhibition.stops {
            let town = self.newsroom.stops[stop.index()].town;
            if !towns.contains(&town) {
                towns.push(town);
            }
        }
        ExhibitionCard {
            name: link.name,
            path: link.path,
            summary: text.and_then(|text| text.summary.clone()),
            when: self.exhibition_when(language, id),
            state: state_name(self.exhibition_state(id)),
            stops: exhibition.stops.len(),
            towns: towns.into_iter().map(|town| things.towns[town.index()].clone()).collect(),
            picture: text
                .and_then(|text| text.pictures.first())
                .map(|picture| self.picture(picture)),
        }
    }

    /// From the first to the last day of a tour; empty when no stop is known.
    pub(super) fn exhibition_when(self, language: LanguageId, id: ExhibitionId) -> String {
        let stops = self.newsroom.exhibitions[id.index()]
            .stops
            .iter()
            .map(|id| &self.newsroom.stops[id.index()]);
        let first = stops.clone().map(|stop| stop.opens.day()).min();
        let last = stops.map(crate::newsroom::Stop::last_day).max();
        let rules = self.config.site.rules(language);
        match (first, last) {
            (Some(first), Some(last)) if last > first => rules.date_range(first, last),
            (Some(first), _) => rules.full_date(first),
            _ => String::new(),
        }
    }

    /// On as soon and as long as a stop is on or more are to come after one is over. What was called off
    /// does not count; what was put off is to come, as long as its old days are not over.
    pub(super) fn exhibition_state(self, id: ExhibitionId) -> State {
        let zone = self.config.site.zone;
        let stops = self.newsroom.exhibitions[id.index()].stops.iter();
        let states: Vec<State> = stops
            .map(|id| &self.newsroom.stops[id.index()])
            .filter(|stop| stop.status != Status::Cancelled)
            .map(|stop| match stop.state(self.now, zone) {
                State::Running if stop.status == Status::Postponed => State::Upcoming,
                state => state,
            })
            .collect();
        if states.contains(&State::Running)
            || (states.contains(&State::Upcoming) && states.contains(&State::Past))
        {
            State::Running
        } else if states.contains(&State::Upcoming) {
            State::Upcoming
        } else {
            State::Past
        }
    }
}

/// The lead of a release: its summary, or else its first paragraph.
pub(super) fn lead(release: &Release) -> &str {
    release.summary.as_deref().unwrap_or(&release.body.lead)
}
