//! Calendars (iCalendar, RFC 5545; the calendar's own properties by RFC 7986).
//!
//! A calendar is for subscribing: read again, it moves, renames and calls off what it told before.
//! * UID comes from what a thing is, never from its time, name or venue, and is the same in all files
//!   and languages.
//! * DTSTAMP, LAST-MODIFIED and SEQUENCE come from the dates of releases, updates and withdrawals.
//!   There is no METHOD, so DTSTAMP means the last revision (section 3.8.7.2), and nobody is invited,
//!   so there is no ORGANIZER (section 3.8.4.3).
//! * Nothing depends on the moment of the build.

mod entry;
mod lines;
mod zone;

pub(crate) use zone::Zone;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{View, feed};
use crate::config::LanguageId;
use crate::context::CalendarLink;
use crate::newsroom::{EventId, Happening, ReleaseId, StopId};
use crate::plan::{CalendarOf, FeedOf, PageKind, language_of};
use entry::{Entry, Span, stamp};
use lines::Lines;

/// How many entries a calendar holds at most; those that end last stay.
const ENTRIES: usize = 1_000;

/// How often a calendar program should read the calendar again (RFC 7986, section 5.7).
const REFRESH: &str = "PT12H";

/// Writes a calendar.
pub(super) fn calendar(view: View<'_>, zone: &Zone, of: CalendarOf, buffer: &mut Vec<u8>) {
    let entries = entries(view, zone, of);
    let language = language_of(view.newsroom, of.page());
    let mut lines = Lines::new(buffer);
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.text("PRODID", "-//Pressroom//Newsroom//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    head(view, of, &entries, &mut lines);
    match named_times(&entries) {
        Some((first, last)) => zone.write(first, last, &mut lines),
        // A calendar must hold something (section 3.6), also before there is anything to tell.
        None if entries.is_empty() => {
            zone.write(DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH, &mut lines);
        }
        None => {}
    }
    for entry in entries {
        entry.write(view, zone.tz(), language, &mut lines);
    }
    lines.plain("END", "VCALENDAR");
}

/// The zone as calendars need it: until the last time that one of them may name.
pub(super) fn zone(view: View<'_>) -> Zone {
    let newsroom = view.newsroom;
    let stops = newsroom.stops.iter().chain(&newsroom.taken_back.stops);
    let events = newsroom.events.iter().chain(&newsroom.taken_back.events);
    let days = stops
        .map(|stop| stop.last_day().max(stop.opens.day()))
        .chain(events.map(|event| event.ends.unwrap_or(event.starts).max(event.starts).day()));
    // Calendars without entries name 1970.
    let last = days.max().max(NaiveDate::from_ymd_opt(1970, 1, 1)).unwrap_or_default();
    Zone::new(view.config.site.zone, last)
}

/// How a page names its calendar, if it has one.
pub(super) fn link(view: View<'_>, of: CalendarOf) -> Option<CalendarLink> {
    let path = view.plan.addresses.calendar(of).filter(|_| view.config.site.outputs.calendars)?;
    let subscribe = |of: FeedOf| {
        let base = view.config.site.base_url.as_str();
        // The scheme that calendar programs answer to.
        let address = base.split_once("://").map_or(base, |(_, address)| address);
        (feed::title(view, of), Some(format!("webcal://{address}{path}")))
    };
    let (name, subscribe) = match of {
        CalendarOf::Release(id) => {
            let release = &view.newsroom.releases[id.index()];
            (release.tells_of_something().then(|| release.title.clone())?, None)
        }
        CalendarOf::Site(language) => subscribe(FeedOf::Site(language)),
        CalendarOf::Town(language, id) => subscribe(FeedOf::Town(language, id)),
        CalendarOf::Exhibition(language, id) => subscribe(FeedOf::Exhibition(language, id)),
    };
    Some(CalendarLink { name, path, subscribe })
}

/// A word of the theme, where it has it.
fn words<'a>(view: View<'a>, language: LanguageId, key: &str) -> Option<&'a str> {
    view.theme.messages(language).plain().get(key).map(String::as_str)
}

/// What a calendar says of itself. That of a release is to be added to another, and says nothing.
fn head(view: View<'_>, of: CalendarOf, entries: &[Entry<'_>], lines: &mut Lines<'_>) {
    let Some(CalendarLink { name, path, subscribe: Some(_) }) = link(view, of) else { return };
    let base = view.config.site.base_url.as_str();
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    lines.text("X-WR-TIMEZONE", view.config.site.zone.name());
    if let Some(page) = view.plan.addresses.of(of.page()) {
        lines.plain("URL", &format!("{base}{}", page.folder()));
    }
    lines.plain("SOURCE;VALUE=URI", &format!("{base}{path}"));
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.plain("X-PUBLISHED-TTL", REFRESH);
    if let Some(changed) = entries.iter().map(|entry| entry.changed(view.newsroom)).max() {
        lines.plain("LAST-MODIFIED", &stamp(changed));
    }
}

/// The first and the last moment that the entries name on the newsroom's clock.
fn named_times(entries: &[Entry<'_>]) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let mut times = entries.iter().filter_map(|entry| match entry.span {
        Span::Times(from, to) => Some((from.to_utc(), to.unwrap_or(from).to_utc())),
        Span::Days(..) => None,
    });
    let first = times.next()?;
    Some(times.fold(first, |(first, last), (from, to)| (first.min(from), last.max(to))))
}

/// What a calendar holds, in order of time.
///
/// A calendar keeps what ended in the year of its newest release, in the year before, or later. The
/// clock will not do: the file would change with the days. The newest release moves on by itself.
fn entries<'a>(view: View<'a>, zone: &Zone, of: CalendarOf) -> Vec<Entry<'a>> {
    let newsroom = view.newsroom;
    let mut entries: Vec<Entry<'a>> = happenings(view, of)
        .into_iter()
        .map(|happening| Entry::new(newsroom, happening, zone.tz()))
        .collect();
    if !matches!(of, CalendarOf::Release(_)) {
        if let Some(newest) = newest(view, of) {
            let year = newsroom.releases[newest.index()].year();
            entries.retain(|entry| entry.last_day().year() >= year - 1);
        }
        if entries.len() > ENTRIES {
            entries.sort_by_key(|entry| (std::cmp::Reverse(entry.last_day()), entry.key()));
            entries.truncate(ENTRIES);
        }
    }
    entries.sort_by_key(|entry| (entry.begins(), entry.key()));
    entries
}

/// The newest release of what a calendar is about, in any language.
fn newest(view: View<'_>, of: CalendarOf) -> Option<ReleaseId> {
    let newsroom = view.newsroom;
    match of {
        CalendarOf::Site(_) => newsroom.releases.first().map(|_| ReleaseId::new(0)),
        CalendarOf::Town(_, id) => newsroom.towns[id.index()].releases.first().copied(),
        CalendarOf::Exhibition(_, id) => newsroom.exhibitions[id.index()].releases.first().copied(),
        CalendarOf::Release(id) => Some(id),
    }
}

fn happenings(view: View<'_>, of: CalendarOf) -> Vec<Happening> {
    let newsroom = view.newsroom;
    let taken_back = &newsroom.taken_back;
    let stops = |ids: &[StopId]| ids.iter().map(|id| Happening::Stop(*id)).collect::<Vec<_>>();
    let events = |ids: &[EventId]| ids.iter().map(|id| Happening::Event(*id)).collect::<Vec<_>>();
    let mut found: Vec<Happening>;
    match of {
        CalendarOf::Site(_) => {
            found = (0..newsroom.stops.len()).map(|i| Happening::Stop(StopId::new(i))).collect();
            let events = 0..newsroom.events.len();
            found.extend(events.map(|i| Happening::Event(EventId::new(i))));
        }
        CalendarOf::Town(_, id) => {
            let town = &newsroom.towns[id.index()];
            found = stops(&town.stops);
            found.extend(events(&town.events));
        }
        CalendarOf::Exhibition(_, id) => {
            let exhibition = &newsroom.exhibitions[id.index()];
            found = stops(&exhibition.stops);
            found.extend(events(&exhibition.events));
        }
        CalendarOf::Release(id) => {
            let release = &newsroom.releases[id.index()];
            found = release.stop.map(Happening::Stop).into_iter().collect();
            found.extend(events(&release.events));
            found.extend(&release.told);
            return found;
        }
    }
    for (i, stop) in taken_back.stops.iter().enumerate() {
        let here = match of {
            CalendarOf::Town(_, id) => stop.town == id,
            CalendarOf::Exhibition(_, id) => stop.exhibition == id,
            _ => true,
        };
        found.extend(here.then_some(Happening::StopTakenBack(StopId::new(i))));
    }
    for (i, event) in taken_back.events.iter().enumerate() {
        let here = match of {
            CalendarOf::Town(_, id) => event.town == id,
            CalendarOf::Exhibition(_, id) => {
                let first = event.withdrawn.first();
                first.and_then(|first| newsroom.releases[first.index()].exhibition) == Some(id)
            }
            _ => true,
        };
        found.extend(here.then_some(Happening::EventTakenBack(EventId::new(i))));
    }
    found
}

/// The calendar that belongs to a page.
pub(super) fn of_page(view: View<'_>, kind: PageKind) -> CalendarOf {
    match kind {
        PageKind::Release(id) => CalendarOf::Release(id),
        PageKind::Town(language, id) => CalendarOf::Town(language, id),
        PageKind::Exhibition(language, id) => CalendarOf::Exhibition(language, id),
        other => CalendarOf::Site(language_of(view.newsroom, other)),
    }
}
