//! `release.json`: a release as IPTC ninjs, version 3.2 (<https://iptc.org/standards/ninjs/>), for the
//! systems of news agencies and editorial offices.

mod associations;
mod schema;

use super::View;
use super::feed;
use super::funding;
use crate::config::{Contact, LanguageId};
use crate::moment::Moment;
use crate::newsroom::{Release, ReleaseId, TownId, VenueId};
use crate::plan::PageKind;
use schema::{
    Address, AltId, Concept, ContactInfo, GeoJson, Item, Party, Place, Rendition, Standard, Value,
};

const STANDARD: Standard = Standard {
    name: "ninjs",
    version: "3.2",
    schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json",
};

/// Writes the data of a release.
pub(super) fn release(view: View<'_>, id: ReleaseId, buffer: &mut Vec<u8>) {
    let release = &view.newsroom.releases[id.index()];
    let data = Data { view, release, language: release.language(), id };
    // Writing structs into memory does not fail.
    let _ = serde_json::to_writer(buffer, &data.item());
}

/// What a release's data is made from.
#[derive(Clone, Copy)]
struct Data<'a> {
    view: View<'a>,
    release: &'a Release,
    language: LanguageId,
    id: ReleaseId,
}

impl<'a> Data<'a> {
    fn item(self) -> Item<'a> {
        let (view, release) = (self.view, self.release);
        let url = view.page_url(PageKind::Release(self.id));
        let withdrawn = release.withdrawn.as_ref();
        let body = match withdrawn {
            Some(withdrawal) => feed::withdrawal_notice(view, release, withdrawal),
            None => feed::content(view, self.id, &url),
        };
        let version = 1 + release.updates.len() + usize::from(withdrawn.is_some());
        let pictures = withdrawn.is_none() && !release.pictures.is_empty();
        let publisher = self.publisher();
        Item {
            standard: STANDARD,
            uri: view.release_id(self.id),
            kind: "text",
            representation_type: "full",
            profile: if pictures { "text-photo" } else { "text-only" },
            version: version.to_string(),
            first_created: release.date.rfc3339(),
            version_created: release.changed().rfc3339(),
            content_created: release.date.rfc3339(),
            embargoed_until: release.embargo.as_ref().map(Moment::rfc3339),
            pub_status: if withdrawn.is_some() { "canceled" } else { "usable" },
            language: self.tag(),
            title: &release.title,
            slugline: &release.slug,
            by: publisher,
            located: release.towns.first().map(|town| self.town_name(*town)),
            copyright_holder: publisher,
            copyright_notice: format!("© {} {publisher}", release.year()),
            ed_note: self.ed_note(),
            headlines: [Value::plain("main", &release.title)],
            descriptions: self.descriptions(),
            bodies: [Value { role: "main", content_type: "text/html", value: body.into() }],
            subjects: self.subjects(),
            places: self.places(),
            organisations: self.funders(),
            info_sources: self.info_sources(),
            renditions: [Rendition::page(url.clone())],
            alt_ids: self.alt_ids(url),
            associations: if withdrawn.is_some() { Vec::new() } else { self.associations() },
        }
    }

    /// What editors who have an earlier version need to know.
    fn ed_note(self) -> Option<String> {
        let withdrawal = self.release.withdrawn.iter().map(|own| (&own.date, &own.reason));
        let updates = self.release.updates.iter().map(|own| (&own.date, &own.note));
        let notes = withdrawal.chain(updates);
        let lines: Vec<String> =
            notes.map(|(date, note)| format!("{}: {note}", date.shown())).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn descriptions(self) -> Vec<Value<'a>> {
        if self.release.withdrawn.is_some() {
            return Vec::new();
        }
        let lead = View::lead_or_title(self.release);
        let funding = funding::paragraphs(self.view, self.language, &self.release.funders);
        let funding = (!funding.is_empty()).then(|| Value {
            role: "funding",
            content_type: "text/plain",
            value: funding.join("\n").into(),
        });
        [Value::plain("summary", lead)].into_iter().chain(funding).collect()
    }

    fn subjects(self) -> Vec<Concept<'a>> {
        let topics = self.release.topics.iter().map(|id| Concept {
            name: &self.view.newsroom.topics[id.index()].name,
            rel: "about",
            uri: self.view.page_url(PageKind::Topic(*id)),
        });
        let exhibition = self.release.exhibition.map(|id| Concept {
            name: self.view.newsroom.exhibitions[id.index()].name.get(self.language),
            rel: "about",
            uri: self.view.page_url(PageKind::Exhibition(self.language, id)),
        });
        topics.chain(exhibition).collect()
    }

    /// The towns, the dateline's first, and the venue.
    fn places(self) -> Vec<Place<'a>> {
        let towns = self.release.towns.iter().map(|town| self.town(*town));
        let venue = self.release.venue.map(|venue| self.venue(venue));
        towns.chain(venue).collect()
    }

    fn town(self, id: TownId) -> Place<'a> {
        let kind = PageKind::Town(self.language, id);
        let has_page = self.view.plan.addresses.of(kind).is_some();
        Place {
            name: self.town_name(id),
            rel: "about",
            uri: has_page.then(|| self.view.page_url(kind)),
            contact_info: Vec::new(),
            geo_json: self.view.newsroom.towns[id.index()].coordinates.map(GeoJson::point),
        }
    }

    fn venue(self, id: VenueId) -> Place<'a> {
        let venue = &self.view.newsroom.venues[id.index()];
        let town = venue.town.or(self.release.towns.first().copied());
        let lines = venue.address.iter().map(|address| address.get(self.language)).collect();
        let address = Address { lines, locality: town.map(|town| self.town_name(town)) };
        let mut contact_info = vec![ContactInfo::address(address)];
        contact_info.extend(venue.url.as_deref().map(|url| ContactInfo::of("web", url)));
        Place {
            name: venue.name.get(self.language),
            rel: "about",
            uri: None,
            contact_info,
            geo_json: venue.coordinates.map(GeoJson::point),
        }
    }

    fn funders(self) -> Vec<Party<'a>> {
        let keys = self.release.funders.iter();
        let funders = keys.filter_map(|key| self.view.config.funders.get(key));
        let party = |funder: &'a crate::config::Funder| Party {
            name: funder.name.get(self.language),
            rel: Some("funder"),
            role: None,
            contact_info: funder.url.iter().map(|url| ContactInfo::of("web", url)).collect(),
        };
        funders.map(party).collect()
    }

    /// Who publishes, and whom to ask.
    fn info_sources(self) -> Vec<Party<'a>> {
        let organisation = self.view.config.site.organisation.as_ref();
        let publisher = Party {
            name: self.publisher(),
            rel: None,
            role: Some("publisher"),
            contact_info: organisation.map_or_else(Vec::new, |own| {
                ContactInfo::all(
                    own.email.as_deref(),
                    own.phone.as_deref(),
                    own.url.as_deref(),
                    own.address.as_ref().map(|address| address.get(self.language)),
                )
            }),
        };
        let contacts = self.release.contacts.iter().map(|contact| self.contact(contact));
        [publisher].into_iter().chain(contacts).collect()
    }

    fn contact(self, contact: &'a Contact) -> Party<'a> {
        Party {
            name: contact.name.get(self.language),
            rel: None,
            role: Some("contact"),
            contact_info: ContactInfo::all(
                contact.email.as_deref(),
                contact.phone.as_deref(),
                contact.url.as_deref(),
                contact.address.as_ref().map(|address| address.get(self.language)),
            ),
        }
    }

    /// The address, and those it had before.
    fn alt_ids(self, url: String) -> Vec<AltId> {
        let old = self.release.aliases.iter().map(|alias| AltId {
            role: "former-address",
            value: self.view.url(alias.address.trim_start_matches('/')),
        });
        [AltId { role: "address", value: url }].into_iter().chain(old).collect()
    }

    fn publisher(self) -> &'a str {
        let site = &self.view.config.site;
        let organisation = site.organisation.as_ref();
        organisation.map_or(&site.name, |own| &own.name).get(self.language)
    }

    fn town_name(self, id: TownId) -> &'a str {
        self.view.newsroom.towns[id.index()].name.nominative.get(self.language)
    }

    fn tag(self) -> &'a str {
        self.view.config.site.rules(self.language).tag()
    }
}
