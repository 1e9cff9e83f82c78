//! One stop or event in a calendar: VEVENT (RFC 5545, section 3.6.1).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::lines::Lines;
use super::words;
use crate::config::LanguageId;
use crate::moment::Moment;
use crate::newsroom::{Event, Happening, Newsroom, Release, ReleaseId, Stop, TownId, VenueId};
use crate::plan::PageKind;
use crate::release::Status;
use crate::render::View;
use crate::render::status::status_message;

/// A stop or event, and when it is as a calendar says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) what: What<'a>,
    pub(super) span: Span,
    /// Whether only withdrawn releases tell of it.
    pub(super) taken_back: bool,
}

/// What an entry is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'a> {
    Stop(&'a Stop),
    Event(&'a Event),
}

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// From a day until before another: DTEND is exclusive.
    Days(NaiveDate, NaiveDate),
    /// From a moment to another; the end may not be known.
    Times(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>),
}

impl<'a> Entry<'a> {
    pub(super) fn new(newsroom: &'a Newsroom, happening: Happening, zone: Tz) -> Self {
        let stop = |stop, taken_back| Self {
            what: What::Stop(stop),
            span: stop_span(stop, zone),
            taken_back,
        };
        let event = |event, taken_back| Self {
            what: What::Event(event),
            span: event_span(event, zone),
            taken_back,
        };
        match happening {
            Happening::Stop(id) => stop(&newsroom.stops[id.index()], false),
            Happening::Event(id) => event(&newsroom.events[id.index()], false),
            Happening::StopTakenBack(id) => stop(&newsroom.taken_back.stops[id.index()], true),
            Happening::EventTakenBack(id) => event(&newsroom.taken_back.events[id.index()], true),
        }
    }

    /// What it is known by in the newsroom; stops and events by themselves.
    pub(super) fn key(&self) -> (u8, &'a str) {
        match self.what {
            What::Stop(stop) => (0, &stop.key),
            What::Event(event) => (1, &event.key),
        }
    }

    /// The first moment.
    pub(super) fn begins(&self) -> NaiveDateTime {
        match self.span {
            Span::Days(first, _) => first.into(),
            Span::Times(from, _) => from.naive_local(),
        }
    }

    /// The day on which it ends.
    pub(super) fn last_day(&self) -> NaiveDate {
        match self.span {
            Span::Days(_, after) => after.pred_opt().unwrap_or(after),
            Span::Times(from, to) => to.unwrap_or(from).date_naive(),
        }
    }

    /// The releases that tell of it, and those that did and were withdrawn.
    fn releases(&self) -> (&'a [ReleaseId], &'a [ReleaseId]) {
        match self.what {
            What::Stop(stop) => (&stop.releases, &stop.withdrawn),
            What::Event(event) => (&event.releases, &event.withdrawn),
        }
    }

    fn told(&self, newsroom: &'a Newsroom) -> impl Iterator<Item = &'a Release> + use<'a> {
        let (releases, withdrawn) = self.releases();
        releases.iter().chain(withdrawn).map(|id| &newsroom.releases[id.index()])
    }

    fn status(&self) -> Status {
        if self.taken_back {
            return Status::Cancelled;
        }
        match self.what {
            What::Stop(stop) => stop.status,
            What::Event(event) => event.status,
        }
    }

    /// When the newsroom last said something about it. Of a stop that is at the earliest when a release
    /// first named the exhibition, for its file may have told of the stop then; without any release, the
    /// beginning of time, as in feeds. What is withdrawn counts, so that the moment never goes back.
    pub(super) fn changed(&self, newsroom: &'a Newsroom) -> DateTime<Utc> {
        let of_exhibition = match self.what {
            What::Stop(stop) => newsroom.exhibitions[stop.exhibition.index()].first_named,
            What::Event(_) => None,
        };
        let changed = self.told(newsroom).map(Release::changed).chain(of_exhibition).max();
        changed.map_or(DateTime::UNIX_EPOCH, |moment| moment.at.to_utc())
    }

    /// How often the newsroom told anew of it, times four, and what became of it, from 0 to 3: so
    /// anything told anew counts for more than any status, and a status for more than those that come
    /// before it. Told anew is each further release, update and withdrawal. The number never falls while
    /// an editor adds and takes nothing back; a status that is taken back, without a word about it, is
    /// all that makes it fall.
    ///
    /// Translations count as one release: one that comes later, or disagrees for a while, is no news, nor
    /// is the translation of an update, which has its date.
    fn sequence(&self, newsroom: &'a Newsroom) -> usize {
        let mut groups: BTreeSet<&str> = BTreeSet::new();
        let mut updates: BTreeMap<(&str, Moment), usize> = BTreeMap::new();
        for release in self.told(newsroom) {
            groups.insert(&release.name.group);
            for of_a_moment in release.updates.chunk_by(|one, other| one.date == other.date) {
                let known = updates.entry((&release.name.group, of_a_moment[0].date)).or_default();
                *known = (*known).max(of_a_moment.len());
            }
        }
        let (_, withdrawn) = self.releases();
        let further = groups.len().saturating_sub(1);
        4 * (further + updates.values().sum::<usize>() + withdrawn.len()) + rank(self.status())
    }

    /// Writes the entry.
    pub(super) fn write(
        &self,
        view: View<'_>,
        zone: Tz,
        language: LanguageId,
        lines: &mut Lines<'_>,
    ) {
        let newsroom = view.newsroom;
        let changed = stamp(self.changed(newsroom));
        lines.plain("BEGIN", "VEVENT");
        lines.plain("UID", &uid(view, self.key()));
        lines.plain("DTSTAMP", &changed);
        if let Some(first) = self.told(newsroom).map(|release| release.date).min() {
            lines.plain("CREATED", &stamp(first.at.to_utc()));
        }
        lines.plain("LAST-MODIFIED", &changed);
        lines.plain("SEQUENCE", &self.sequence(newsroom).to_string());
        self.write_span(zone, lines);
        let status = match self.status() {
            Status::Scheduled | Status::Rescheduled | Status::MovedOnline => "CONFIRMED",
            Status::Postponed => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        };
        let word = status_message(self.status()).and_then(|key| words(view, language, key));
        lines.plain("STATUS", status);
        // Many calendars show no status, so the title says it too.
        let name = self.name(view, language);
        match word {
            Some(word) => lines.text("SUMMARY", &format!("{word}: {name}")),
            None => lines.text("SUMMARY", &name),
        }
        self.write_place(view, language, word, lines);
        self.write_text(view, language, lines);
        // Who goes to see an exhibition is not busy all the days it is open.
        let busy = matches!(self.what, What::Event(_)) && status != "CANCELLED";
        lines.plain("TRANSP", if busy { "OPAQUE" } else { "TRANSPARENT" });
        lines.plain("END", "VEVENT");
    }

    fn write_span(&self, zone: Tz, lines: &mut Lines<'_>) {
        match self.span {
            Span::Days(first, after) => {
                lines.plain("DTSTART;VALUE=DATE", &date(first));
                if after > first {
                    lines.plain("DTEND;VALUE=DATE", &date(after));
                }
            }
            Span::Times(from, to) => {
                time("DTSTART", from, zone, lines);
                if let Some(to) = to.filter(|to| *to > from) {
                    time("DTEND", to, zone, lines);
                }
            }
        }
    }

    /// The name; of a stop with its town, for a tour is the same everywhere.
    fn name(&self, view: View<'_>, language: LanguageId) -> String {
        match self.what {
            What::Stop(stop) => {
                let exhibition = &view.newsroom.exhibitions[stop.exhibition.index()];
                let town = &view.newsroom.towns[stop.town.index()].name.nominative;
                format!("{} – {}", exhibition.name.get(language), town.get(language))
            }
            What::Event(event) => event.name.get(language).to_owned(),
        }
    }

    fn write_place(
        &self,
        view: View<'_>,
        language: LanguageId,
        word: Option<&str>,
        lines: &mut Lines<'_>,
    ) {
        let (town, venue): (TownId, Option<VenueId>) = match self.what {
            What::Stop(stop) => (stop.town, stop.venue),
            What::Event(event) => (event.town, event.venue),
        };
        if self.status() == Status::MovedOnline {
            if let Some(word) = word {
                lines.text("LOCATION", word);
            }
            return;
        }
        let town = &view.newsroom.towns[town.index()];
        let venue = venue.map(|id| &view.newsroom.venues[id.index()]);
        let mut location = String::new();
        if let Some(venue) = venue {
            location.push_str(venue.name.get(language));
            if let Some(address) = &venue.address {
                location.extend([", ", address.get(language)]);
            }
        }
        let name = town.name.nominative.get(language);
        // Some addresses end with the town although they need not.
        if location.rsplit(", ").all(|part| part != name) {
            location.extend([if location.is_empty() { "" } else { ", " }, name]);
        }
        lines.text("LOCATION", &location);
        if let Some((latitude, longitude)) =
            venue.and_then(|venue| venue.coordinates).or(town.coordinates)
        {
            lines.plain("GEO", &format!("{};{}", degrees(latitude), degrees(longitude)));
        }
    }

    /// What it is, what the release says first, and where to read on.
    fn write_text(&self, view: View<'_>, language: LanguageId, lines: &mut Lines<'_>) {
        let newsroom = view.newsroom;
        let (releases, withdrawn) = self.releases();
        let told = view.telling(language, releases).or_else(|| view.telling(language, withdrawn));
        let release = told.map(|id| &newsroom.releases[id.index()]);
        let own = release.filter(|release| release.language() == language);
        let page = match (told, self.what) {
            (Some(id), _) => Some(PageKind::Release(id)),
            (None, What::Stop(stop)) => Some(PageKind::Exhibition(language, stop.exhibition)),
            (None, What::Event(_)) => None,
        };
        let url = page
            .and_then(|page| view.plan.addresses.of(page))
            .map(|address| format!("{}{}", view.config.site.base_url, address.folder()));
        let mut parts: Vec<&str> = Vec::new();
        let taken_back = release.and_then(|release| release.withdrawn.as_ref());
        parts.extend(taken_back.map(|withdrawal| withdrawal.reason.as_str()));
        match self.what {
            What::Event(event) => {
                parts.extend(event.description.as_ref().map(|text| text.get(language)));
            }
            What::Stop(stop) if own.is_none() => {
                let text = newsroom.exhibitions[stop.exhibition.index()].text(language);
                parts.extend(text.map(|text| text.summary.as_deref().unwrap_or(&text.body.lead)));
            }
            What::Stop(_) => {}
        }
        // In another language the exhibition's own text says more to a reader than the release.
        let lead = release.filter(|_| own.is_some() || parts.is_empty());
        parts.extend(lead.map(View::lead_or_title));
        parts.extend(url.as_deref());
        parts.retain(|part| !part.is_empty());
        lines.text("DESCRIPTION", &parts.join("\n\n"));
        if let Some(url) = &url {
            lines.plain("URL", url);
        }
        if let Some(release) = own.filter(|release| !release.topics.is_empty()) {
            let topics = release.topics.iter().map(|id| &*newsroom.topics[id.index()].name);
            lines.texts("CATEGORIES", topics);
        }
    }
}

/// The order in which a thing usually fares: put off, then given a new time, then called off.
fn rank(status: Status) -> usize {
    match status {
        Status::Scheduled => 0,
        Status::Postponed => 1,
        Status::Rescheduled | Status::MovedOnline => 2,
        Status::Cancelled => 3,
    }
}

/// A name for the thing that is the same in every calendar, language and build, whatever is said of it
/// (section 3.8.4.7, with RFC 7986, section 5.3: nothing is to be read from it).
fn uid(view: View<'_>, (kind, key): (u8, &str)) -> String {
    let base = &view.config.site.base_url;
    let mut hash = blake3::Hasher::new();
    // Two newsrooms may share a host.
    hash.update(base.path().as_bytes()).update(&[0, kind, 0]).update(key.as_bytes());
    let hash = hash.finalize().to_hex();
    format!("{}@{}", &hash[..32], base.host_str().unwrap_or("localhost"))
}

/// An exhibition is open on each of its days, so that hours count only where both are given or the stop
/// is of one day.
fn stop_span(stop: &Stop, zone: Tz) -> Span {
    let last = stop.last_day();
    let closes = stop.closes.filter(|closes| closes.has_time);
    if stop.opens.has_time && (closes.is_some() || last == stop.opens.day()) {
        let end = closes.map_or_else(|| stop.opens.day_after(zone), |closes| closes.at);
        return Span::Times(stop.opens.at, Some(end));
    }
    Span::Days(stop.opens.day(), day_after(last))
}

fn event_span(event: &Event, zone: Tz) -> Span {
    if !event.starts.has_time {
        let last = event.ends.unwrap_or(event.starts).day();
        return Span::Days(event.starts.day(), day_after(last));
    }
    let end = |ends: Moment| if ends.has_time { ends.at } else { ends.day_after(zone) };
    Span::Times(event.starts.at, event.ends.map(end))
}

/// The next day; of the last day that the format knows, the day itself.
fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().filter(|next| next.year() <= 9999).unwrap_or(day)
}

/// A DATE (section 3.3.4).
fn date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A DATE-TIME without zone (section 3.3.5).
pub(super) fn local(at: NaiveDateTime) -> String {
    if at.year() > 9999 {
        return "99991231T235959".to_owned();
    }
    format!("{}T{:02}{:02}{:02}", date(at.date()), at.hour(), at.minute(), at.second())
}

/// A DATE-TIME in UTC.
pub(super) fn stamp(at: DateTime<Utc>) -> String {
    format!("{}Z", local(at.naive_utc()))
}

/// A DATE-TIME on the newsroom's clock. Of an hour that the clock shows twice only the first can be
/// written so.
fn time(name: &str, at: DateTime<FixedOffset>, zone: Tz, lines: &mut Lines<'_>) {
    let shown = at.with_timezone(&zone).naive_local();
    if zone.from_local_datetime(&shown).earliest().is_some_and(|earliest| earliest == at) {
        lines.plain(&format!("{name};TZID={}", zone.name()), &local(shown));
    } else {
        lines.plain(name, &stamp(at.to_utc()));
    }
}

/// Degrees with up to six digits after the point (section 3.8.1.6).
fn degrees(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
