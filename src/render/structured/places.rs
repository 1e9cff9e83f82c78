//! Towns and venues as places.

use serde_json::value::RawValue;

use super::schema::{GeoCoordinates, Location, Place, PostalAddress, Reference};
use super::{Data, raw};
use crate::config::LanguageId;
use crate::newsroom::{TownId, VenueId};
use crate::plan::PageKind;
use crate::render::View;

/// The places of one language, made once for all pages.
#[derive(Debug)]
pub(in crate::render) struct Places {
    /// By town.
    cities: Vec<City>,
    /// By venue, in the town that it is in; `None` for one without a town.
    venues: Vec<Option<Box<RawValue>>>,
}

#[derive(Debug)]
struct City {
    whole: Box<RawValue>,
    /// For a town that is described elsewhere in the graph, known by its page.
    reference: Option<Box<RawValue>>,
}

pub(in crate::render) fn places(view: View<'_>, language: LanguageId) -> Places {
    let cities = (0..view.newsroom.towns.len()).map(|i| {
        let town = TownId::new(i);
        let id = city_id(view, language, town);
        let reference = id.clone().map(|id| raw(&Reference { kind: None, id, name: None }));
        City { whole: raw(&city(view, language, town, id)), reference }
    });
    let venues = view.newsroom.venues.iter().enumerate().map(|(i, venue)| {
        venue.town.map(|town| raw(&in_town(view, language, VenueId::new(i), town)))
    });
    Places { cities: cities.collect(), venues: venues.collect() }
}

impl<'a> Data<'a> {
    /// Where something is that takes place in a town.
    pub(super) fn place(self, town: TownId, venue: Option<VenueId>) -> Location<'a> {
        let Some(venue) = venue else { return Location::Known(self.city(town)) };
        let own_town = self.view.newsroom.venues[venue.index()].town;
        match &self.places.venues[venue.index()] {
            Some(known) if own_town == Some(town) => Location::Known(known),
            _ => Location::Place(in_town(self.view, self.language, venue, town)),
        }
    }

    pub(super) fn city(self, id: TownId) -> &'a RawValue {
        &self.places.cities[id.index()].whole
    }

    /// A town that is described elsewhere in the graph.
    pub(super) fn city_reference(self, id: TownId) -> Option<&'a RawValue> {
        self.places.cities[id.index()].reference.as_deref()
    }

    pub(super) fn town_name(self, id: TownId) -> &'a str {
        name_of(self.view, self.language, id)
    }
}

fn in_town(view: View<'_>, language: LanguageId, venue: VenueId, town: TownId) -> Place<'_> {
    let venue = &view.newsroom.venues[venue.index()];
    let coordinates = venue.coordinates.or(view.newsroom.towns[town.index()].coordinates);
    Place {
        kind: "Place",
        id: None,
        name: venue.name.get(language),
        address: PostalAddress {
            kind: "PostalAddress",
            street_address: venue.address.as_ref().map(|address| address.get(language)),
            address_locality: name_of(view, language, town),
        },
        geo: coordinates.map(geo),
    }
}

fn city(view: View<'_>, language: LanguageId, town: TownId, id: Option<String>) -> Place<'_> {
    let name = name_of(view, language, town);
    Place {
        kind: "City",
        id,
        name,
        address: PostalAddress {
            kind: "PostalAddress",
            street_address: None,
            address_locality: name,
        },
        geo: view.newsroom.towns[town.index()].coordinates.map(geo),
    }
}

fn city_id(view: View<'_>, language: LanguageId, town: TownId) -> Option<String> {
    let address = view.plan.addresses.of(PageKind::Town(language, town))?;
    Some(format!("{}{}#town", view.config.site.base_url, address.folder()))
}

fn name_of(view: View<'_>, language: LanguageId, town: TownId) -> &str {
    view.newsroom.towns[town.index()].name.nominative.get(language)
}

fn geo((latitude, longitude): (f64, f64)) -> GeoCoordinates {
    GeoCoordinates { kind: "GeoCoordinates", latitude, longitude }
}
