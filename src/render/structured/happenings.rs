//! Stops, tours and events as `ExhibitionEvent` and `Event`.

use serde_json::value::RawValue;

use super::schema::{Event, Location, Reference, Thing, VirtualLocation};
use super::{Data, raw};
use crate::config::LanguageId;
use crate::context::PageContext;
use crate::moment::Moment;
use crate::newsroom::{EventId, ExhibitionId, Release, ReleaseId, Stop, StopId, TownId, VenueId};
use crate::plan::PageKind;
use crate::release::Status;
use crate::render::View;

/// By exhibition, the tour as a whole; `None` for less than two stops. Its dates and places stand on the
/// exhibition's page, so that one more stop does not change the pages of all others.
pub(in crate::render) fn tours(view: View<'_>, language: LanguageId) -> Vec<Option<Box<RawValue>>> {
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

impl<'a> Data<'a> {
    pub(super) fn stop(self, id: StopId, with_tour: bool) -> Event<'a> {
        let newsroom = self.view.newsroom;
        let stop = &newsroom.stops[id.index()];
        let exhibition = &newsroom.exhibitions[stop.exhibition.index()];
        let url = self.view.page_url(PageKind::Exhibition(self.language, stop.exhibition));
        let town = &newsroom.towns[stop.town.index()].slug;
        let tour = self.tours.get(stop.exhibition.index()).and_then(Option::as_deref);
        Event {
            kind: "ExhibitionEvent",
            id: format!("{url}#{town}-{}", stop.opens.day()),
            name: exhibition.name.get(self.language),
            description: exhibition.text(self.language).and_then(|text| text.summary.as_deref()),
            start_date: stop.opens.iso(),
            previous_start_date: stop.previously.as_ref().map(Moment::iso),
            end_date: Some(stop.closes.as_ref().unwrap_or(&stop.opens).iso()),
            event_status: status(stop.status),
            event_attendance_mode: attendance(stop.status),
            location: vec![self.location(stop.status, &url, stop.town, stop.venue)],
            organizer: self.publisher,
            funder: Vec::new(),
            image: Vec::new(),
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
            previous_start_date: None,
            end_date: stops.map(Stop::last_day).max().map(|day| day.to_string()),
            event_status: status(Status::Scheduled),
            event_attendance_mode: attendance(Status::Scheduled),
            location: towns.into_iter().map(|town| Location::Known(self.city(town))).collect(),
            organizer: self.publisher,
            funder: self.funders(&exhibition.funders),
            image: Vec::new(),
            super_event: None,
            sub_event: Vec::new(),
        }
    }

    pub(super) fn exhibition(self, id: ExhibitionId, page: &'a PageContext) -> Thing<'a> {
        let stops = &self.view.newsroom.exhibitions[id.index()].stops;
        if stops.is_empty() {
            return self.page("WebPage", page, None);
        }
        let mut tour = self.tour(id, page.canonical.clone());
        tour.description = page.description.as_deref();
        let exhibition = &self.view.newsroom.exhibitions[id.index()];
        let text = exhibition.text(self.language);
        tour.image = text.map_or_else(Vec::new, |text| self.lead_addresses(&text.pictures));
        if let [only] = stops[..] {
            let stop = &self.view.newsroom.stops[only.index()];
            tour.event_status = status(stop.status);
            tour.event_attendance_mode = attendance(stop.status);
            tour.previous_start_date = stop.previously.as_ref().map(Moment::iso);
            tour.location = vec![self.location(stop.status, &tour.url, stop.town, stop.venue)];
        } else {
            tour.sub_event = stops.iter().map(|stop| self.stop(*stop, false)).collect();
        }
        Thing::Event(Box::new(tour))
    }

    pub(super) fn event(self, id: EventId) -> Event<'a> {
        let newsroom = self.view.newsroom;
        let event = &newsroom.events[id.index()];
        let spoken = |id: &&ReleaseId| newsroom.releases[id.index()].language() == self.language;
        let release = event.releases.iter().find(spoken).or(event.releases.first());
        let url = release.map_or_else(String::new, |id| self.view.page_url(PageKind::Release(*id)));
        let number = release.map_or(0, |release| place_in(id, &newsroom.releases[release.index()]));
        Event {
            kind: "Event",
            id: format!("{url}#event-{number}"),
            url: url.clone(),
            name: event.name.get(self.language),
            description: event.description.as_ref().map(|text| text.get(self.language)),
            start_date: event.starts.iso(),
            previous_start_date: event.previously.as_ref().map(Moment::iso),
            end_date: event.ends.as_ref().map(Moment::iso),
            event_status: status(event.status),
            event_attendance_mode: attendance(event.status),
            location: vec![self.location(event.status, &url, event.town, event.venue)],
            organizer: self.publisher,
            funder: Vec::new(),
            image: Vec::new(),
            super_event: None,
            sub_event: Vec::new(),
        }
    }

    /// Where something is; what moved online is at the address that tells of it.
    fn location(
        self,
        status: Status,
        url: &str,
        town: TownId,
        venue: Option<VenueId>,
    ) -> Location<'a> {
        if status == Status::MovedOnline {
            let url = url.to_owned();
            return Location::Online(VirtualLocation { kind: "VirtualLocation", url });
        }
        self.place(town, venue)
    }
}

/// The place of an event among those of a release, from 1.
fn place_in(event: EventId, release: &Release) -> usize {
    release.events.iter().position(|id| *id == event).map_or(0, |i| i + 1)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "https://schema.org/EventScheduled",
        Status::Postponed => "https://schema.org/EventPostponed",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Rescheduled => "https://schema.org/EventRescheduled",
        Status::MovedOnline => "https://schema.org/EventMovedOnline",
    }
}

fn attendance(status: Status) -> &'static str {
    match status {
        Status::MovedOnline => "https://schema.org/OnlineEventAttendanceMode",
        _ => "https://schema.org/OfflineEventAttendanceMode",
    }
}
