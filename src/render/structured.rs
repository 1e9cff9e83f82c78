//! Structured data: JSON-LD in the words of schema.org.

use serde_json::{Map, Value, json};

use super::{Renderer, View};
use crate::config::LanguageId;
use crate::context::PageContext;
use crate::moment::Moment;
use crate::newsroom::{
    Event, EventId, ExhibitionId, Release, ReleaseId, Stop, StopId, TownId, VenueId,
};
use crate::plan::{PageKind, language_of};
use crate::release::Status;

/// The structured data of a page as JSON that is safe inside a `script` element; empty for pages that
/// have none.
pub(super) fn json_ld(renderer: &Renderer<'_>, kind: PageKind, page: &PageContext) -> String {
    let view = renderer.view;
    let language = language_of(view.newsroom, kind);
    let mut graph: Vec<Value> = Vec::new();
    match kind {
        PageKind::NotFound => return String::new(),
        PageKind::Home(_) => graph.push(web_site(view, language, page)),
        PageKind::Release(id) => release(view, id, page, &mut graph),
        PageKind::Exhibition(_, id) => {
            graph.push(exhibition(view, language, id, page));
        }
        PageKind::Town(_, id) => {
            let mut town_page = web_page(view, language, page, "CollectionPage");
            set(&mut town_page, "about", Some(city(view, language, id)));
            graph.push(town_page);
        }
        PageKind::Plain(_) => graph.push(web_page(view, language, page, "WebPage")),
        _ => graph.push(web_page(view, language, page, "CollectionPage")),
    }
    graph.extend(breadcrumbs(view, page));
    escape(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// JSON that cannot end its `script` element or begin a comment in it.
fn escape(value: &Value) -> String {
    let text = value.to_string();
    if !text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        return text;
    }
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn release(view: View<'_>, id: ReleaseId, page: &PageContext, graph: &mut Vec<Value>) {
    let release = &view.newsroom.releases[id.index()];
    let language = release.language();
    let mut article = json!({
        "@type": "NewsArticle",
        "@id": page.canonical,
        "url": page.canonical,
        "mainEntityOfPage": page.canonical,
        "headline": release.title,
        "inLanguage": view.config.site.rules(language).tag(),
        "datePublished": release.date.rfc3339(),
        "dateModified": release.changed().rfc3339(),
        "isAccessibleForFree": true,
        "author": publisher(view, language),
        "publisher": publisher(view, language),
    });
    set(&mut article, "description", page.description.clone().map(Value::from));
    let pictures: Vec<Value> =
        release.pictures.iter().map(|picture| image(view, picture)).collect();
    set(&mut article, "image", Some(pictures).filter(|list| !list.is_empty()).map(Value::from));
    let topics: Vec<&str> =
        release.topics.iter().map(|id| view.newsroom.topics[id.index()].name.as_str()).collect();
    set(&mut article, "keywords", Some(topics).filter(|list| !list.is_empty()).map(Value::from));
    if let Some(town) = release.towns.first() {
        set(&mut article, "dateline", Some(view.town_link(language, *town).name.into()));
        let towns: Vec<Value> = release.towns.iter().map(|id| city(view, language, *id)).collect();
        set(&mut article, "contentLocation", Some(towns.into()));
    }
    let happenings = happenings(view, language, release);
    let about: Vec<Value> =
        happenings.iter().filter_map(|h| Some(json!({ "@id": h.get("@id")? }))).collect();
    set(&mut article, "about", Some(about).filter(|list| !list.is_empty()).map(Value::from));
    graph.push(article);
    graph.extend(happenings);
}

/// The stop and the events a release announces.
fn happenings(view: View<'_>, language: LanguageId, release: &Release) -> Vec<Value> {
    let stop = release.stop.map(|id| stop(view, language, id, true));
    let events = release.events.iter().map(|id| event(view, language, *id));
    stop.into_iter().chain(events).collect()
}

fn stop(view: View<'_>, language: LanguageId, id: StopId, with_tour: bool) -> Value {
    let newsroom = view.newsroom;
    let stop: &Stop = &newsroom.stops[id.index()];
    let exhibition = &newsroom.exhibitions[stop.exhibition.index()];
    let mut value = json!({
        "@type": "ExhibitionEvent",
        "name": exhibition.name.get(language),
        "startDate": schema_date(&stop.opens),
        "endDate": schema_date(stop.closes.as_ref().unwrap_or(&stop.opens)),
        "location": place(view, language, stop.town, stop.venue),
        "organizer": publisher(view, language),
    });
    status(&mut value, stop.status);
    if let Some(address) = view.plan.addresses.of(PageKind::Exhibition(language, stop.exhibition)) {
        let url = format!("{}{}", view.config.site.base_url, address.folder());
        let town = &newsroom.towns[stop.town.index()].slug;
        set(&mut value, "@id", Some(format!("{url}#{town}-{}", stop.opens.day()).into()));
        set(&mut value, "url", Some(url.clone().into()));
        if with_tour && exhibition.stops.len() > 1 {
            let tour = json!({ "@type": "ExhibitionEvent", "@id": url, "url": url, "name": exhibition.name.get(language),
                "startDate": tour_date(view, stop.exhibition, true), "endDate": tour_date(view, stop.exhibition, false),
                "location": tour_places(view, language, stop.exhibition) });
            set(&mut value, "superEvent", Some(tour));
        }
    }
    value
}

fn event(view: View<'_>, language: LanguageId, id: EventId) -> Value {
    let event: &Event = &view.newsroom.events[id.index()];
    let mut value = json!({
        "@type": "Event",
        "name": event.name.get(language),
        "startDate": schema_date(&event.starts),
        "location": place(view, language, event.town, event.venue),
        "organizer": publisher(view, language),
    });
    set(&mut value, "endDate", event.ends.as_ref().map(|ends| schema_date(ends).into()));
    let description = event.description.as_ref().map(|text| text.get(language).into());
    set(&mut value, "description", description);
    status(&mut value, event.status);
    let own =
        event.releases.iter().find(|id| view.newsroom.releases[id.index()].language() == language);
    if let Some(release) = own.or(event.releases.first()) {
        let url = format!(
            "{}{}",
            view.config.site.base_url,
            view.plan.addresses.release(*release).folder()
        );
        let number = place_in(id, &view.newsroom.releases[release.index()]);
        set(&mut value, "@id", Some(format!("{url}#event-{number}").into()));
        set(&mut value, "url", Some(url.into()));
    }
    value
}

/// The place of an event among those of a release, from 1.
fn place_in(event: EventId, release: &Release) -> usize {
    release.events.iter().position(|id| *id == event).map_or(0, |i| i + 1)
}

fn exhibition(view: View<'_>, language: LanguageId, id: ExhibitionId, page: &PageContext) -> Value {
    let exhibition = &view.newsroom.exhibitions[id.index()];
    if exhibition.stops.is_empty() {
        return web_page(view, language, page, "WebPage");
    }
    let mut value = json!({
        "@type": "ExhibitionEvent",
        "@id": page.canonical,
        "url": page.canonical,
        "name": exhibition.name.get(language),
        "startDate": tour_date(view, id, true),
        "endDate": tour_date(view, id, false),
        "location": tour_places(view, language, id),
        "organizer": publisher(view, language),
    });
    status(&mut value, Status::Scheduled);
    set(&mut value, "description", page.description.clone().map(Value::from));
    set(&mut value, "image", page.image.as_ref().map(|image| image.url.clone().into()));
    if exhibition.stops.len() > 1 {
        let stops: Vec<Value> =
            exhibition.stops.iter().map(|id| stop(view, language, *id, false)).collect();
        set(&mut value, "subEvent", Some(stops.into()));
    }
    value
}

fn tour_date(view: View<'_>, id: ExhibitionId, first: bool) -> Value {
    let stops = view.newsroom.exhibitions[id.index()]
        .stops
        .iter()
        .map(|id| &view.newsroom.stops[id.index()]);
    let day =
        if first { stops.map(|s| s.opens.day()).min() } else { stops.map(Stop::last_day).max() };
    day.map(|day| day.to_string().into()).unwrap_or_default()
}

fn tour_places(view: View<'_>, language: LanguageId, id: ExhibitionId) -> Value {
    let mut towns: Vec<TownId> = Vec::new();
    for stop in &view.newsroom.exhibitions[id.index()].stops {
        let town = view.newsroom.stops[stop.index()].town;
        if !towns.contains(&town) {
            towns.push(town);
        }
    }
    towns.into_iter().map(|town| place(view, language, town, None)).collect()
}

/// A day as `2013-06-03`, a moment with its offset.
fn schema_date(moment: &Moment) -> String {
    moment.iso()
}

fn status(value: &mut Value, status: Status) {
    let name = match status {
        Status::Scheduled => "EventScheduled",
        Status::Postponed => "EventPostponed",
        Status::Cancelled => "EventCancelled",
        Status::MovedOnline => "EventMovedOnline",
    };
    let mode = match status {
        Status::MovedOnline => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    set(value, "eventStatus", Some(format!("https://schema.org/{name}").into()));
    set(value, "eventAttendanceMode", Some(format!("https://schema.org/{mode}").into()));
}

fn place(view: View<'_>, language: LanguageId, town: TownId, venue: Option<VenueId>) -> Value {
    let town_name = view.town_link(language, town).name;
    let town_coordinates = view.newsroom.towns[town.index()].coordinates;
    let Some(venue) = venue else {
        return city(view, language, town);
    };
    let context = view.venue(language, venue);
    let mut address = json!({ "@type": "PostalAddress", "addressLocality": town_name });
    set(&mut address, "streetAddress", context.address.map(Value::from));
    let mut value = json!({ "@type": "Place", "name": context.name, "address": address });
    let coordinates = context.latitude.zip(context.longitude).or(town_coordinates);
    set(&mut value, "geo", coordinates.map(geo));
    value
}

fn city(view: View<'_>, language: LanguageId, id: TownId) -> Value {
    let name = view.town_link(language, id).name;
    let mut value = json!({
        "@type": "City",
        "name": name,
        "address": { "@type": "PostalAddress", "addressLocality": name },
    });
    set(&mut value, "geo", view.newsroom.towns[id.index()].coordinates.map(geo));
    value
}

fn geo((latitude, longitude): (f64, f64)) -> Value {
    json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude })
}

fn image(view: View<'_>, picture: &crate::newsroom::Picture) -> Value {
    let context = view.picture(picture);
    let mut value =
        json!({ "@type": "ImageObject", "url": context.url, "contentUrl": context.url });
    set(&mut value, "caption", context.caption.map(Value::from));
    set(&mut value, "creditText", context.credit.map(Value::from));
    set(&mut value, "width", context.width.map(Value::from));
    set(&mut value, "height", context.height.map(Value::from));
    value
}

/// Who publishes: the organisation, or else the newsroom itself.
fn publisher(view: View<'_>, language: LanguageId) -> Value {
    let site = &view.config.site;
    let Some(organisation) = &site.organisation else {
        return json!({ "@type": "Organization", "name": site.name.get(language), "url": site.base_url.as_str() });
    };
    let mut value = json!({ "@type": "Organization", "name": organisation.name.get(language) });
    let url = organisation.url.clone().unwrap_or_else(|| site.base_url.to_string());
    set(&mut value, "url", Some(url.into()));
    let logo = view.newsroom.logo.as_ref().map(|logo| view.picture(logo).url.into());
    set(&mut value, "logo", logo);
    value
}

fn web_site(view: View<'_>, language: LanguageId, page: &PageContext) -> Value {
    let mut value = json!({
        "@type": "WebSite",
        "@id": page.canonical,
        "url": page.canonical,
        "name": page.title,
        "inLanguage": view.config.site.rules(language).tag(),
        "publisher": publisher(view, language),
    });
    set(&mut value, "description", page.description.clone().map(Value::from));
    value
}

fn web_page(view: View<'_>, language: LanguageId, page: &PageContext, kind: &str) -> Value {
    let mut value = json!({
        "@type": kind,
        "@id": page.canonical,
        "url": page.canonical,
        "name": page.title,
        "inLanguage": view.config.site.rules(language).tag(),
    });
    set(&mut value, "description", page.description.clone().map(Value::from));
    value
}

fn breadcrumbs(view: View<'_>, page: &PageContext) -> Option<Value> {
    if page.breadcrumbs.is_empty() {
        return None;
    }
    let base = view.config.site.base_url.as_str();
    let mut items: Vec<Value> = page
        .breadcrumbs
        .iter()
        .enumerate()
        .map(|(i, link)| {
            let path = link.path.strip_suffix("index.html").unwrap_or(&link.path);
            json!({ "@type": "ListItem", "position": i + 1, "name": link.name, "item": format!("{base}{path}") })
        })
        .collect();
    items.push(json!({ "@type": "ListItem", "position": items.len() + 1, "name": page.title, "item": page.canonical }));
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// Sets a property that has a value; the others are left out, for `null` says nothing.
fn set(value: &mut Value, key: &str, property: Option<Value>) {
    let map: Option<&mut Map<String, Value>> = value.as_object_mut();
    if let (Some(map), Some(property)) = (map, property) {
        map.insert(key.to_owned(), property);
    }
}
