//! Structured data: JSON-LD in the words of schema.org.

mod schema;

use serde_json::value::RawValue;

use crate::config::LanguageId;
use crate::context::PageContext;
use crate::newsroom::{
    self, EventId, ExhibitionId, Picture, Release, ReleaseId, Stop, StopId, TownId, VenueId,
};
use crate::plan::{PageKind, language_of};
use crate::release::Status;

use super::{Renderer, View};
use schema::{
    BreadcrumbList, Document, Event, GeoCoordinates, ImageObject, ListItem, NewsArticle,
    Organization, Place, PostalAddress, Reference, Thing, WebPage,
};

/// The structured data of a page as JSON that is safe inside a `script` element; empty for pages that
/// have none.
pub(super) fn json_ld(renderer: &Renderer<'_>, kind: PageKind, page: &PageContext) -> String {
    let language = language_of(renderer.view.newsroom, kind);
    let things = &renderer.cards.languages[language.index()].things;
    let data =
        Data { view: renderer.view, language, publisher: &things.publisher, tours: &things.tours };
    let mut graph = match kind {
        PageKind::NotFound => return String::new(),
        PageKind::Release(id) => data.release(id, page),
        PageKind::Exhibition(_, id) => vec![data.exhibition(id, page)],
        PageKind::Home(_) => vec![data.page("WebSite", page, None, Some(data.publisher))],
        PageKind::Town(_, id) => vec![data.page("CollectionPage", page, Some(data.city(id)), None)],
        PageKind::Search(_) => vec![data.page("SearchResultsPage", page, None, None)],
        PageKind::Plain(_) => vec![data.page("WebPage", page, None, None)],
        _ => vec![data.page("CollectionPage", page, None, None)],
    };
    graph.extend(data.breadcrumbs(page));
    let document = Document { context: "https://schema.org", graph };
    // Writing structs into memory does not fail.
    safe_in_script(serde_json::to_string(&document).unwrap_or_default())
}

/// JSON that cannot end its `script` element or begin a comment in it.
fn safe_in_script(json: String) -> String {
    if memchr::memchr3(b'<', b'>', b'&', json.as_bytes()).is_none() {
        return json;
    }
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// What a page's structured data is made from.
#[derive(Debug, Clone, Copy)]
struct Data<'a> {
    view: View<'a>,
    language: LanguageId,
    publisher: &'a RawValue,
    tours: &'a [Option<Box<RawValue>>],
}

/// The publisher, for the structured data of many pages.
pub(super) fn publisher(view: View<'_>, language: LanguageId) -> Box<RawValue> {
    let site = &view.config.site;
    let own = site.organisation.as_ref();
    raw(&Organization {
        kind: "Organization",
        name: own.map_or(&site.name, |own| &own.name).get(language),
        url: own.and_then(|own| own.url.as_deref()).unwrap_or(site.base_url.as_str()),
        logo: view.newsroom.logo.as_ref().map(|logo| view.media_url(&logo.path)),
    })
}

/// By exhibition, the tour as a whole; `None` for less than two stops. Its dates and places stand on the
/// exhibition's page, so that one more stop does not change the pages of all others.
pub(super) fn tours(view: View<'_>, language: LanguageId) -> Vec<Option<Box<RawValue>>> {
    let exhibitions = view.newsroom.exhibitions.iter().enumerate();
    let tours = exhibitions.map(|(i, exhibition)| {
        let address =
            view.plan.addresses.of(PageKind::Exhibition(language, ExhibitionId::new(i)))?;
        let url = format!("{}{}", view.config.site.base_url, address.folder());
        let name = exhibition.name.get(language);
        let tour = Reference { kind: Some("ExhibitionEvent"), id: url, name: Some(name) };
        (exhibition.stops.len() > 1).then(|| raw(&tour))
    });
    tours.collect()
}

fn raw(value: &impl serde::Serialize) -> Box<RawValue> {
    // Writing structs into memory does not fail.
    serde_json::value::to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

impl<'a> Data<'a> {
    fn release(self, id: ReleaseId, page: &'a PageContext) -> Vec<Thing<'a>> {
        let release = &self.view.newsroom.releases[id.index()];
        let events: Vec<Event<'a>> = release
            .stop
            .map(|stop| self.stop(stop, true))
            .into_iter()
            .chain(release.events.iter().map(|event| self.event(*event)))
            .collect();
        let topic = |id: &newsroom::TopicId| self.view.newsroom.topics[id.index()].name.as_str();
        let article = NewsArticle {
            kind: "NewsArticle",
            id: &page.canonical,
            url: &page.canonical,
            main_entity_of_page: &page.canonical,
            headline: &release.title,
            description: page.description.as_deref(),
            in_language: self.tag(),
            date_published: release.date.rfc3339(),
            date_modified: release.changed().rfc3339(),
            is_accessible_for_free: true,
            author: self.publisher,
            publisher: self.publisher,
            image: release.pictures.iter().map(|picture| self.image(picture)).collect(),
            keywords: release.topics.iter().map(topic).collect(),
            dateline: release.towns.first().map(|town| self.town_name(*town)),
            content_location: release.towns.iter().map(|town| self.city(*town)).collect(),
            about: events
                .iter()
                .map(|event| Reference { kind: None, id: event.id.clone(), name: None })
                .collect(),
        };
        let mut graph = vec![Thing::Article(Box::new(article))];
        graph.extend(events.into_iter().map(|event| Thing::Event(Box::new(event))));
        graph
    }

    fn stop(self, id: StopId, with_tour: bool) -> Event<'a> {
        let newsroom = self.view.newsroom;
        let stop = &newsroom.stops[id.index()];
        let exhibition = &newsroom.exhibitions[stop.exhibition.index()];
        let url = self.url(PageKind::Exhibition(self.language, stop.exhibition));
        let town = &newsroom.towns[stop.town.index()].slug;
        let tour = self.tours.get(stop.exhibition.index()).and_then(Option::as_deref);
        Event {
            kind: "ExhibitionEvent",
            id: format!("{url}#{town}-{}", stop.opens.day()),
            name: exhibition.name.get(self.language),
            description: None,
            start_date: stop.opens.iso(),
            end_date: Some(stop.closes.as_ref().unwrap_or(&stop.opens).iso()),
            event_status: status(stop.status),
            event_attendance_mode: attendance(stop.status),
            location: vec![self.place(stop.town, stop.venue)],
            organizer: self.publisher,
            image: None,
            super_event: tour.filter(|_| with_tour),
            sub_event: Vec::new(),
            url,
        }
    }

    /// An exhibition as a whole, from its first to its last day, in all its towns.
    fn tour(self, id: ExhibitionId, url: String) -> Event<'a> {
        let newsroom = self.view.newsroom;
        let exhibition = &newsroom.exhibitions[id.index()];
        let stops = exhibition.stops.iter().map(|id| &newsroom.stops[id.index()]);
        let mut towns: Vec<TownId> = Vec::new();
        for stop in stops.clone() {
            if !towns.contains(&stop.town) {
                towns.push(stop.town);
            }
        }
        Event {
            kind: "ExhibitionEvent",
            id: url.clone(),
            url,
            name: exhibition.name.get(self.language),
            description: None,
            start_date: stops.clone().map(|s| s.opens.day()).min().unwrap_or_default().to_string(),
            end_date: stops.map(Stop::last_day).max().map(|day| day.to_string()),
            event_status: status(Status::Scheduled),
            event_attendance_mode: attendance(Status::Scheduled),
            location: towns.into_iter().map(|town| self.city(town)).collect(),
            organizer: self.publisher,
            image: None,
            super_event: None,
            sub_event: Vec::new(),
        }
    }

    fn exhibition(self, id: ExhibitionId, page: &'a PageContext) -> Thing<'a> {
        let stops = &self.view.newsroom.exhibitions[id.index()].stops;
        if stops.is_empty() {
            return self.page("WebPage", page, None, None);
        }
        let mut tour = self.tour(id, page.canonical.clone());
        tour.description = page.description.as_deref();
        tour.image = page.image.as_ref().map(|image| image.url.as_str());
        if let [only] = stops[..] {
            let stop = &self.view.newsroom.stops[only.index()];
            tour.event_status = status(stop.status);
            tour.event_attendance_mode = attendance(stop.status);
            tour.location = vec![self.place(stop.town, stop.venue)];
        } else {
            tour.sub_event = stops.iter().map(|stop| self.stop(*stop, false)).collect();
        }
        Thing::Event(Box::new(tour))
    }

    fn event(self, id: EventId) -> Event<'a> {
        let newsroom = self.view.newsroom;
        let event = &newsroom.events[id.index()];
        let spoken = |id: &&ReleaseId| newsroom.releases[id.index()].language() == self.language;
        let release = event.releases.iter().find(spoken).or(event.releases.first());
        let url = release.map_or_else(String::new, |id| self.url(PageKind::Release(*id)));
        let number = release.map_or(0, |release| place_in(id, &newsroom.releases[release.index()]));
        Event {
            kind: "Event",
            id: format!("{url}#event-{number}"),
            url,
            name: event.name.get(self.language),
            description: event.description.as_ref().map(|text| text.get(self.language)),
            start_date: event.starts.iso(),
            end_date: event.ends.as_ref().map(crate::moment::Moment::iso),
            event_status: status(event.status),
            event_attendance_mode: attendance(event.status),
            location: vec![self.place(event.town, event.venue)],
            organizer: self.publisher,
            image: None,
            super_event: None,
            sub_event: Vec::new(),
        }
    }

    fn place(self, town: TownId, venue: Option<VenueId>) -> Place<'a> {
        let Some(venue) = venue else { return self.city(town) };
        let venue = &self.view.newsroom.venues[venue.index()];
        let coordinates = venue.coordinates.or(self.view.newsroom.towns[town.index()].coordinates);
        let street_address = venue.address.as_ref().map(|address| address.get(self.language));
        Place {
            kind: "Place",
            name: venue.name.get(self.language),
            address: PostalAddress {
                kind: "PostalAddress",
                street_address,
                address_locality: self.town_name(town),
            },
            geo: coordinates.map(geo),
        }
    }

    fn city(self, id: TownId) -> Place<'a> {
        let name = self.town_name(id);
        Place {
            kind: "City",
            name,
            address: PostalAddress {
                kind: "PostalAddress",
                street_address: None,
                address_locality: name,
            },
            geo: self.view.newsroom.towns[id.index()].coordinates.map(geo),
        }
    }

    fn town_name(self, id: TownId) -> &'a str {
        self.view.newsroom.towns[id.index()].name.nominative.get(self.language)
    }

    fn image(self, picture: &'a Picture) -> ImageObject<'a> {
        let url = self.view.media_url(&picture.path);
        let size = self.view.picture_size(&picture.path);
        ImageObject {
            kind: "ImageObject",
            content_url: url.clone(),
            url,
            caption: picture.caption.as_deref(),
            credit_text: picture.credit.as_deref(),
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
        }
    }

    fn page(
        self,
        kind: &'static str,
        page: &'a PageContext,
        about: Option<Place<'a>>,
        publisher: Option<&'a RawValue>,
    ) -> Thing<'a> {
        Thing::Page(Box::new(WebPage {
            kind,
            id: &page.canonical,
            url: &page.canonical,
            name: &page.title,
            in_language: self.tag(),
            description: page.description.as_deref(),
            about,
            publisher,
        }))
    }

    fn breadcrumbs(self, page: &'a PageContext) -> Option<Thing<'a>> {
        if page.breadcrumbs.is_empty() {
            return None;
        }
        let base = self.view.config.site.base_url.as_str();
        let above = page.breadcrumbs.iter().map(|link| {
            let path = link.path.strip_suffix("index.html").unwrap_or(&link.path);
            (link.name.as_str(), format!("{base}{path}"))
        });
        let items = above
            .chain([(page.title.as_str(), page.canonical.clone())])
            .enumerate()
            .map(|(i, (name, item))| ListItem { kind: "ListItem", position: i + 1, name, item });
        Some(Thing::Breadcrumbs(BreadcrumbList {
            kind: "BreadcrumbList",
            item_list_element: items.collect(),
        }))
    }

    fn url(self, kind: PageKind) -> String {
        let address = self.view.plan.addresses.of(kind);
        format!(
            "{}{}",
            self.view.config.site.base_url,
            address.map_or("", |address| address.folder())
        )
    }

    fn tag(self) -> &'a str {
        self.view.config.site.rules(self.language).tag()
    }
}

/// The place of an event among those of a release, from 1.
fn place_in(event: EventId, release: &Release) -> usize {
    release.events.iter().position(|id| *id == event).map_or(0, |i| i + 1)
}

fn geo((latitude, longitude): (f64, f64)) -> GeoCoordinates {
    GeoCoordinates { kind: "GeoCoordinates", latitude, longitude }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "https://schema.org/EventScheduled",
        Status::Postponed => "https://schema.org/EventPostponed",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::MovedOnline => "https://schema.org/EventMovedOnline",
    }
}

fn attendance(status: Status) -> &'static str {
    match status {
        Status::MovedOnline => "https://schema.org/OnlineEventAttendanceMode",
        _ => "https://schema.org/OfflineEventAttendanceMode",
    }
}

#[cfg(test)]
mod tests {
    use super::safe_in_script;

    #[test]
    fn json_cannot_leave_its_element() {
        let json = serde_json::to_string("</script><!-- &").unwrap();
        let safe = safe_in_script(json.clone());
        assert_eq!(safe, r#""\u003c/script\u003e\u003c!-- \u0026""#);
        let read: String = serde_json::from_str(&safe).unwrap();
        assert_eq!(read, serde_json::from_str::<String>(&json).unwrap());
    }
}
