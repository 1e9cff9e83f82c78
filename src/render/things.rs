//! What cards and pages name, made once a language: towns, exhibitions, venues, dates, and what is said of
//! them as structured data.

use rayon::prelude::*;
use serde_json::value::RawValue;

use super::{View, dates, structured};
use crate::config::LanguageId;
use crate::context::{DateContext, Link, Shared, TownLink, VenueContext};
use crate::moment::Moment;
use crate::newsroom::{ExhibitionId, TopicId, TownId, VenueId};
use crate::plan::PageKind;

/// What the cards of one language name: made once, shown on all of them.
#[derive(Debug)]
pub(super) struct Things {
    /// By town.
    pub(super) towns: Vec<Shared<TownLink>>,
    /// By exhibition.
    pub(super) exhibitions: Vec<Shared<Link>>,
    /// By venue.
    pub(super) venues: Vec<Shared<VenueContext>>,
    /// By topic.
    pub(super) topics: Vec<Shared<Link>>,
    /// Every moment that a release, stop or event of the language names, in order.
    dates: Vec<(Moment, Shared<DateContext>)>,
    /// The publisher, as structured data.
    pub(super) publisher: Box<RawValue>,
    /// The same with its contacts.
    pub(super) publisher_in_full: Box<RawValue>,
    /// By exhibition: the tour as a whole, as structured data; `None` for less than two stops.
    pub(super) tours: Vec<Option<Box<RawValue>>>,
    /// The towns and venues, as structured data.
    pub(super) places: structured::Places,
}

impl Things {
    pub(super) fn new(view: View<'_>, language: LanguageId) -> Self {
        let newsroom = view.newsroom;
        let towns = (0..newsroom.towns.len())
            .map(|i| Shared::new(&view.town_link(language, TownId::new(i))));
        let exhibitions = (0..newsroom.exhibitions.len())
            .map(|i| Shared::new(&view.exhibition_link(language, ExhibitionId::new(i))));
        let venues =
            (0..newsroom.venues.len()).map(|i| Shared::new(&view.venue(language, VenueId::new(i))));
        let topics =
            (0..newsroom.topics.len()).map(|i| Shared::new(&view.topic_link(TopicId::new(i))));
        let (publisher, publisher_in_full) = structured::publisher(view, language);
        Self {
            towns: towns.collect(),
            exhibitions: exhibitions.collect(),
            venues: venues.collect(),
            topics: topics.collect(),
            dates: dates(view, language),
            tours: structured::tours(view, language),
            places: structured::places(view, language),
            publisher,
            publisher_in_full,
        }
    }

    /// A moment in every form a page may need.
    pub(super) fn date(&self, moment: &Moment) -> Shared<DateContext> {
        match self.dates.binary_search_by_key(moment, |(known, _)| *known) {
            Ok(i) => self.dates[i].1.clone(),
            // Not reached: every moment that is asked for was gathered.
            Err(_) => Shared::new(&DateContext::default()),
        }
    }
}

/// Every moment that is shown, once: many things happen on one day.
fn dates(view: View<'_>, language: LanguageId) -> Vec<(Moment, Shared<DateContext>)> {
    let newsroom = view.newsroom;
    let own = newsroom.releases.iter().filter(|release| release.language() == language);
    let mut moments: Vec<Moment> = own.map(|release| release.date).collect();
    moments.extend(
        newsroom
            .stops
            .iter()
            .flat_map(|stop| [Some(stop.opens), stop.closes, stop.previously])
            .flatten(),
    );
    moments.extend(
        newsroom
            .events
            .iter()
            .flat_map(|event| [Some(event.starts), event.ends, event.previously])
            .flatten(),
    );
    moments.sort_unstable();
    moments.dedup();
    let rules = view.config.site.rules(language);
    let days: Vec<&[Moment]> = moments.chunk_by(|a, b| a.day() == b.day()).collect();
    days.into_par_iter()
        .flat_map_iter(|moments| {
            let day = dates::day(rules, moments[0].day());
            moments
                .iter()
                .map(move |moment| (*moment, Shared::new(&dates::at(rules, moment, day.clone()))))
        })
        .collect()
}

impl<'a> View<'a> {
    /// A town, as a page of a language names it.
    pub(super) fn town_link(self, language: LanguageId, id: TownId) -> TownLink {
        let (name, locative) = self.town_names(language, id);
        let address = self.plan.addresses.of(PageKind::Town(language, id));
        TownLink {
            name: name.to_owned(),
            locative: locative.unwrap_or(name).to_owned(),
            has_locative: locative.is_some(),
            path: address.map(|address| address.linked().to_owned()).unwrap_or_default(),
        }
    }

    /// A town's name and its locative, where that is known.
    pub(super) fn town_names(self, language: LanguageId, id: TownId) -> (&'a str, Option<&'a str>) {
        let name = &self.newsroom.towns[id.index()].name;
        let locative = |(l, case, _): &&(LanguageId, _, _)| *l == language && *case == "locative";
        let locative = name.cases.iter().find(locative).map(|(_, _, text)| text.as_str());
        (name.nominative.get(language), locative)
    }

    /// An exhibition, as a page of a language names it.
    pub(super) fn exhibition_link(self, language: LanguageId, id: ExhibitionId) -> Link {
        let address = self.plan.addresses.of(PageKind::Exhibition(language, id));
        Link {
            name: self.newsroom.exhibitions[id.index()].name.get(language).to_owned(),
            path: address.map(|address| address.linked().to_owned()).unwrap_or_default(),
        }
    }

    /// A topic, which is of one language.
    pub(super) fn topic_link(self, id: TopicId) -> Link {
        let name = self.newsroom.topics[id.index()].name.clone();
        Link { name, path: self.plan.addresses.topic(id).linked().to_owned() }
    }

    pub(super) fn venue(self, language: LanguageId, id: VenueId) -> VenueContext {
        let venue = &self.newsroom.venues[id.index()];
        let town = venue.town.map(|town| &self.newsroom.towns[town.index()]);
        VenueContext {
            name: venue.name.get(language).to_owned(),
            address: venue.address.as_ref().map(|address| address.get(language).to_owned()),
            town: town.map(|town| town.name.nominative.get(language).to_owned()),
            latitude: venue.coordinates.map(|(latitude, _)| latitude),
            longitude: venue.coordinates.map(|(_, longitude)| longitude),
            url: venue.url.clone(),
        }
    }
}
