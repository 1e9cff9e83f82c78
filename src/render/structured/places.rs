//! Towns and venues as places.

use super::Data;
use super::schema::{GeoCoordinates, Place, PostalAddress, Reference};
use crate::newsroom::{TownId, VenueId};
use crate::plan::PageKind;

impl<'a> Data<'a> {
    pub(super) fn place(self, town: TownId, venue: Option<VenueId>) -> Place<'a> {
        let Some(venue) = venue else { return self.city(town) };
        let venue = &self.view.newsroom.venues[venue.index()];
        let coordinates = venue.coordinates.or(self.view.newsroom.towns[town.index()].coordinates);
        let street_address = venue.address.as_ref().map(|address| address.get(self.language));
        Place {
            kind: "Place",
            id: None,
            name: venue.name.get(self.language),
            address: PostalAddress {
                kind: "PostalAddress",
                street_address,
                address_locality: self.town_name(town),
            },
            geo: coordinates.map(geo),
        }
    }

    pub(super) fn city(self, id: TownId) -> Place<'a> {
        let name = self.town_name(id);
        Place {
            kind: "City",
            id: self.city_reference(id).map(|city| city.id),
            name,
            address: PostalAddress {
                kind: "PostalAddress",
                street_address: None,
                address_locality: name,
            },
            geo: self.view.newsroom.towns[id.index()].coordinates.map(geo),
        }
    }

    pub(super) fn town_name(self, id: TownId) -> &'a str {
        self.view.newsroom.towns[id.index()].name.nominative.get(self.language)
    }

    /// A town that is described elsewhere in the graph, known by its page.
    pub(super) fn city_reference(self, id: TownId) -> Option<Reference<'a>> {
        let page = PageKind::Town(self.language, id);
        let address = self.view.plan.addresses.of(page)?;
        let id = format!("{}{}#town", self.view.config.site.base_url, address.folder());
        Some(Reference { kind: None, id, name: None })
    }
}

fn geo((latitude, longitude): (f64, f64)) -> GeoCoordinates {
    GeoCoordinates { kind: "GeoCoordinates", latitude, longitude }
}
