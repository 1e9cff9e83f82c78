//! The newsroom's time zone as a calendar describes it: VTIMEZONE (RFC 5545, section 3.6.5).
//!
//! Its parts are the moments at which the zone's clocks really changed, each written out, from the one
//! before the first time that a calendar names to the one before the last. So they hold for zones
//! without daylight saving and for rules that changed, and a calendar that names no new year keeps
//! its bytes.

use std::fmt::Write;

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::lines::Lines;

/// The first year of which changes are known. Before it one offset is taken to hold, as in most
/// calendars: it is too long ago for an event to subscribe to.
const FIRST_YEAR: i32 = 1900;

/// The last year of which changes are known: the tables of time zones end there.
const LAST_YEAR: i32 = 2100;

/// Every change of a zone's clocks that calendars may need; made once a build.
#[derive(Debug)]
pub(crate) struct Zone {
    tz: Tz,
    changes: Vec<Change>,
}

/// What a zone's clocks do from a moment on.
#[derive(Debug)]
struct Change {
    at: NaiveDateTime,
    /// STANDARD or DAYLIGHT, as in the file.
    lines: Vec<u8>,
}

/// What tells one stretch of a zone's time from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// Seconds east of UTC.
    offset: i32,
    daylight: bool,
}

impl Zone {
    /// The changes of a zone up to the last day that calendars name.
    pub(crate) fn new(tz: Tz, last: NaiveDate) -> Self {
        let mut day = midnight(FIRST_YEAR);
        // A day more: at its end the zone's own day may have begun.
        let end = (last.and_time(NaiveTime::MIN) + TimeDelta::days(2)).min(midnight(LAST_YEAR + 1));
        let mut before = stretch(tz, day);
        let mut changes = Vec::new();
        while day < end {
            let next = day + TimeDelta::days(1);
            let after = stretch(tz, next);
            if after != before {
                let at = first_of(tz, after, day, next);
                let lines = observance(tz, at, before, after);
                changes.push(Change { at, lines });
                before = after;
            }
            day = next;
        }
        Self { tz, changes }
    }

    /// The zone.
    pub(super) fn tz(&self) -> Tz {
        self.tz
    }

    /// Writes the zone so that it holds from the first to the last of these moments.
    pub(super) fn write(&self, first: DateTime<Utc>, last: DateTime<Utc>, lines: &mut Lines<'_>) {
        let (first, last) = (first.naive_utc(), last.naive_utc());
        lines.plain("BEGIN", "VTIMEZONE");
        lines.plain("TZID", self.tz.name());
        let from = self.changes.partition_point(|change| change.at <= first);
        let to = self.changes.partition_point(|change| change.at <= last).max(from);
        match from.checked_sub(1) {
            Some(holding) => lines.raw(&self.changes[holding].lines),
            None => lines.raw(&self.beginning(first)),
        }
        for change in &self.changes[from..to] {
            lines.raw(&change.lines);
        }
        lines.plain("END", "VTIMEZONE");
    }

    /// What holds before the first change that is known: since a day long before, as other programs
    /// write it too.
    fn beginning(&self, first: NaiveDateTime) -> Vec<u8> {
        let holds = stretch(self.tz, first);
        let began = midnight(first.year().min(1601)) - TimeDelta::seconds(holds.offset.into());
        observance(self.tz, began, holds, holds)
    }
}

fn midnight(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

fn stretch(tz: Tz, utc: NaiveDateTime) -> Stretch {
    let offset = tz.offset_from_utc_datetime(&utc);
    Stretch {
        offset: offset.fix().local_minus_utc(),
        daylight: offset.dst_offset() > TimeDelta::zero(),
    }
}

/// The first second of a stretch that begins after `before` and holds at `known`.
fn first_of(
    tz: Tz,
    holds: Stretch,
    mut before: NaiveDateTime,
    mut known: NaiveDateTime,
) -> NaiveDateTime {
    while known - before > TimeDelta::seconds(1) {
        let middle = before + TimeDelta::seconds((known - before).num_seconds() / 2);
        if stretch(tz, middle) == holds { known = middle } else { before = middle }
    }
    known
}

/// STANDARD or DAYLIGHT: from when on, seen on the clock that was changed, and from what to what.
fn observance(tz: Tz, at: NaiveDateTime, before: Stretch, after: Stretch) -> Vec<u8> {
    let mut buffer = Vec::with_capacity(128);
    let mut lines = Lines::new(&mut buffer);
    let kind = if after.daylight { "DAYLIGHT" } else { "STANDARD" };
    let shown = at + TimeDelta::seconds(before.offset.into());
    lines.plain("BEGIN", kind);
    lines.plain("DTSTART", &super::entry::local(shown));
    lines.plain("TZOFFSETFROM", &offset(before.offset));
    lines.plain("TZOFFSETTO", &offset(after.offset));
    if let Some(name) = tz.offset_from_utc_datetime(&at).abbreviation() {
        lines.text("TZNAME", name);
    }
    lines.plain("END", kind);
    buffer
}

/// A UTC-OFFSET (section 3.3.14): `+0300`, `-0330`, `+013634`.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    let mut text = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if seconds % 60 != 0 {
        let _ = write!(text, "{:02}", seconds % 60);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// What a calendar that names these two days at noon writes.
    fn written(tz: Tz, first: &str, last: &str) -> String {
        let noon = |text: &str| day(text).and_hms_opt(12, 0, 0).unwrap().and_utc();
        let mut buffer = Vec::new();
        let zone = Zone::new(tz, day(last));
        zone.write(noon(first), noon(last), &mut Lines::new(&mut buffer));
        String::from_utf8(buffer).unwrap()
    }

    /// The parts of a zone as a reader sees them: when each begins, on the clock before it was changed,
    /// and the offset in seconds from then on; in order of time.
    fn parts(file: &str) -> Vec<(NaiveDateTime, i32)> {
        let value = |part: &str, name: &str| {
            let line = part.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_once(':').unwrap().1.to_owned()
        };
        let seconds = |text: &str| {
            let number = |at: usize| text.get(at..at + 2).map_or(0, |two| two.parse().unwrap());
            let all: i32 = number(1) * 3600 + number(3) * 60 + number(5);
            if text.starts_with('-') { -all } else { all }
        };
        let written = file.split("BEGIN:").filter(|part| part.contains("TZOFFSETTO"));
        let mut parts: Vec<(NaiveDateTime, i32)> = written
            .map(|part| {
                let began = NaiveDateTime::parse_from_str(&value(part, "DTSTART"), "%Y%m%dT%H%M%S");
                (began.unwrap(), seconds(&value(part, "TZOFFSETTO")))
            })
            .collect();
        parts.sort_unstable();
        parts
    }

    /// The offset that a reader finds for a time on the zone's clock (section 3.6.5): that of the part
    /// that began last.
    fn offset_at(parts: &[(NaiveDateTime, i32)], shown: NaiveDateTime) -> i32 {
        parts[parts.partition_point(|(began, _)| *began <= shown) - 1].1
    }

    #[test]
    fn the_clocks_of_many_zones() {
        let zones = [
            chrono_tz::Europe::Riga,
            chrono_tz::Europe::Dublin,
            chrono_tz::Europe::London,
            chrono_tz::America::New_York,
            chrono_tz::America::St_Johns,
            chrono_tz::America::Sao_Paulo,
            chrono_tz::Asia::Kolkata,
            chrono_tz::Asia::Kathmandu,
            chrono_tz::Asia::Tehran,
            chrono_tz::Asia::Gaza,
            chrono_tz::Australia::Lord_Howe,
            chrono_tz::Pacific::Apia,
            chrono_tz::Pacific::Chatham,
            chrono_tz::Africa::Casablanca,
            chrono_tz::Antarctica::Troll,
            chrono_tz::Europe::Moscow,
            chrono_tz::UTC,
        ];
        for tz in zones {
            for (from, to) in [
                ("1895-05-01", "1899-01-01"),
                ("1939-01-01", "1947-01-01"),
                ("2009-07-01", "2031-02-01"),
                ("2098-01-01", "2108-01-01"),
            ] {
                let file = written(tz, from, to);
                let parts = parts(&file);
                let mut at = day(from).and_hms_opt(12, 0, 0).unwrap();
                let end = day(to).and_hms_opt(12, 0, 0).unwrap();
                while at < end {
                    let moment = tz.from_utc_datetime(&at);
                    let shown = moment.naive_local();
                    // Of an hour that the clock shows twice the first is meant.
                    if tz.from_local_datetime(&shown).earliest() == Some(moment) {
                        let offset = moment.offset().fix().local_minus_utc();
                        assert_eq!(offset_at(&parts, shown), offset, "{tz} {moment}\n{file}");
                    }
                    at += TimeDelta::minutes(11 * 60 + 17);
                }
            }
        }
    }

    #[test]
    fn the_very_second_of_a_change() {
        let file = written(chrono_tz::Europe::Riga, "2013-03-31", "2013-06-03");
        let expected = "BEGIN:VTIMEZONE\nTZID:Europe/Riga\n\
            BEGIN:DAYLIGHT\nDTSTART:20130331T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\nTZNAME:EEST\nEND:DAYLIGHT\n\
            END:VTIMEZONE\n";
        assert_eq!(file.replace("\r\n", "\n"), expected);
    }

    #[test]
    fn a_zone_says_the_same_of_a_time_whatever_else_is_named() {
        let alone = written(chrono_tz::Asia::Kolkata, "2013-06-03", "2013-06-03");
        let zone = Zone::new(chrono_tz::Asia::Kolkata, day("2050-01-01"));
        let mut buffer = Vec::new();
        let noon = day("2013-06-03").and_hms_opt(12, 0, 0).unwrap().and_utc();
        zone.write(noon, noon, &mut Lines::new(&mut buffer));
        assert_eq!(String::from_utf8(buffer).unwrap(), alone);
        assert!(alone.contains("TZOFFSETTO:+0530"), "{alone}");
    }

    #[test]
    fn offsets_of_hours_minutes_and_seconds() {
        assert_eq!(offset(3 * 3600), "+0300");
        assert_eq!(offset(-(3 * 3600 + 30 * 60)), "-0330");
        assert_eq!(offset(5794), "+013634");
        assert_eq!(offset(0), "+0000");
    }
}
