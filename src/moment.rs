//! Moments as authors write them: a day, or a day and a time, in the newsroom's time zone.

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

/// The first year that can be written. One before it is a slip (`0213`, `0013`), and the first moment of
/// the year 1 is in a year that RFC 3339 and RFC 5545 cannot write in UTC.
const FIRST_YEAR: i32 = 1000;

/// A day (its first moment) or a moment, on the clock of the newsroom's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<FixedOffset>,
    /// Whether a time of day was written.
    pub has_time: bool,
}

/// Why a text is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// Not in a form that is understood.
    #[error("is not a date in the form 2013-05-31 or 2013-05-31T16:00")]
    Form,
    /// The calendar has no such day.
    #[error("there is no {0}")]
    NoSuchDay(String),
    /// The year has not four digits.
    #[error("{0} is in a year that cannot be meant")]
    Year(String),
    /// The clock has no such time.
    #[error("there is no time {0}")]
    NoSuchTime(String),
    /// The hour that daylight saving skips.
    #[error("the clocks went forward then: {0} never was in {1}")]
    Skipped(String, String),
}

/// A moment, and whether the clock showed it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parsed {
    /// The moment; of two, the first.
    pub moment: Moment,
    /// True in the hour that daylight saving repeats.
    pub ambiguous: bool,
}

impl Moment {
    /// A day before all others: the stand-in for one that cannot be read.
    pub fn earliest(zone: Tz) -> Self {
        Self { at: first_moment(NaiveDate::default(), zone), has_time: false }
    }

    /// The day, on the newsroom's clock.
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }

    /// The time of day, where one was written.
    pub fn time(&self) -> Option<NaiveTime> {
        self.has_time.then(|| self.at.time())
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn timestamp(&self) -> i64 {
        self.at.timestamp()
    }

    /// For `<time datetime>`: `2013-05-31` or `2013-05-31T16:00:00+03:00`.
    pub fn iso(&self) -> String {
        if self.has_time { self.rfc3339() } else { self.day().to_string() }
    }

    /// For messages: `2013-05-31` or `2013-05-31 16:00`.
    pub fn shown(&self) -> String {
        let form = if self.has_time { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" };
        self.at.format(form).to_string()
    }

    /// RFC 3339, with seconds and offset.
    pub fn rfc3339(&self) -> String {
        self.at.to_rfc3339()
    }

    /// The first moment after the moment's day, in `zone`.
    pub fn day_after(&self, zone: Tz) -> DateTime<FixedOffset> {
        let next = self.day().succ_opt().unwrap_or(NaiveDate::MAX);
        first_moment(next, zone)
    }
}

/// How to write what is no moment: with the very date, where a text is `31.05.2013`, as many
/// languages write it.
pub fn probably_meant(text: &str) -> String {
    let text = text.trim();
    let (day, rest) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.trim_end_matches('.').split('.').collect();
    if let [day, month, year] = parts[..]
        && let Ok(day) = parse_day(&format!("{year}-{month:0>2}-{day:0>2}"))
    {
        let time = parse_time(rest.trim()).map(|time| time.format("T%H:%M").to_string());
        return format!("write it as {day}{}", time.unwrap_or_default());
    }
    if parse_time(text).is_ok() {
        return "write the day as well: 2013-05-31T16:00".to_owned();
    }
    "write year, month and day with hyphens: 2013-05-31, and a time as 2013-05-31T16:00".to_owned()
}

/// The first moment of a day. Where daylight saving skips midnight, the first moment after it.
pub fn first_moment(day: NaiveDate, zone: Tz) -> DateTime<FixedOffset> {
    first_from(day.and_time(NaiveTime::MIN), zone)
}

/// The moment at which a zone's clock shows a time; where daylight saving skips it, the next half hour
/// that the clock shows.
pub fn first_from(local: NaiveDateTime, zone: Tz) -> DateTime<FixedOffset> {
    (0..=24)
        .find_map(|half_hours| {
            let local = local.checked_add_signed(chrono::TimeDelta::minutes(30 * half_hours))?;
            zone.from_local_datetime(&local).earliest()
        })
        .map_or_else(|| local.and_utc().fixed_offset(), |at| at.fixed_offset())
}

/// Reads `2013-05-31`, `2013-05-31T16:00`, `2013-05-31 16:00:30`, with or without an offset.
pub fn parse(text: &str, zone: Tz) -> Result<Parsed, MomentError> {
    let text = text.trim();
    let (day_text, rest) = text.split_at_checked(10).ok_or(MomentError::Form)?;
    let day = parse_day(day_text)?;
    if rest.is_empty() {
        let moment = Moment { at: first_moment(day, zone), has_time: false };
        return Ok(Parsed { moment, ambiguous: false });
    }
    let rest = rest.strip_prefix(['T', 't', ' ']).ok_or(MomentError::Form)?.trim_start();
    let (time_text, offset_text) = match rest.find(['Z', 'z', '+', '-', ' ']) {
        Some(i) => (&rest[..i], rest[i..].trim()),
        None => (rest, ""),
    };
    let local = day.and_time(parse_time(time_text)?);
    if offset_text.is_empty() {
        in_zone(local, zone)
    } else {
        with_offset(local, offset_text, zone)
    }
}

fn in_zone(local: NaiveDateTime, zone: Tz) -> Result<Parsed, MomentError> {
    let found = |at: DateTime<Tz>, ambiguous| Parsed {
        moment: Moment { at: at.fixed_offset(), has_time: true },
        ambiguous,
    };
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Ok(found(at, false)),
        LocalResult::Ambiguous(first, _) => Ok(found(first, true)),
        LocalResult::None => Err(MomentError::Skipped(
            local.format("%Y-%m-%d %H:%M").to_string(),
            zone.name().to_owned(),
        )),
    }
}

/// A moment with its own offset is shown on the newsroom's clock like all others.
fn with_offset(local: NaiveDateTime, offset: &str, zone: Tz) -> Result<Parsed, MomentError> {
    let seconds = if offset.eq_ignore_ascii_case("z") {
        0
    } else {
        let sign = if offset.starts_with('-') { -1 } else { 1 };
        let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MomentError::Form);
        }
        let hours: i32 = digits[..2].parse().map_err(|_| MomentError::Form)?;
        let minutes: i32 = digits[2..].parse().map_err(|_| MomentError::Form)?;
        if minutes > 59 {
            return Err(MomentError::Form);
        }
        sign * (hours * 3600 + minutes * 60)
    };
    let at = FixedOffset::east_opt(seconds)
        .and_then(|offset| offset.from_local_datetime(&local).single())
        .ok_or(MomentError::Form)?
        .with_timezone(&zone)
        .fixed_offset();
    Ok(Parsed { moment: Moment { at, has_time: true }, ambiguous: false })
}

fn parse_day(text: &str) -> Result<NaiveDate, MomentError> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return Err(MomentError::Form);
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or_default();
    let year = i32::try_from(number(0..4)).unwrap_or_default();
    if year < FIRST_YEAR {
        return Err(MomentError::Year(text.to_owned()));
    }
    NaiveDate::from_ymd_opt(year, number(5..7), number(8..10))
        .ok_or_else(|| MomentError::NoSuchDay(text.to_owned()))
}

fn parse_time(text: &str) -> Result<NaiveTime, MomentError> {
    // `13.00` is how several languages write a time of day.
    let parts: Vec<&str> = text.split([':', '.']).collect();
    let shaped = matches!(parts.len(), 2 | 3)
        && parts.iter().enumerate().all(|(i, part)| {
            part.bytes().all(|b| b.is_ascii_digit())
                && (part.len() == 2 || (i == 0 && part.len() == 1))
        });
    if !shaped {
        return Err(MomentError::Form);
    }
    let number = |i: usize| parts.get(i).map_or(0, |part| part.parse::<u32>().unwrap_or_default());
    NaiveTime::from_hms_opt(number(0), number(1), number(2))
        .ok_or_else(|| MomentError::NoSuchTime(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGA: Tz = chrono_tz::Europe::Riga;

    fn iso(text: &str) -> String {
        match parse(text, RIGA) {
            Ok(parsed) => format!(
                "{}{}",
                parsed.moment.iso(),
                if parsed.ambiguous { " or an hour later" } else { "" }
            ),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn every_form() {
        assert_eq!(iso("2013-05-31"), "2013-05-31");
        assert_eq!(iso("2013-05-31T16:00"), "2013-05-31T16:00:00+03:00");
        assert_eq!(iso("2013-05-31 16:00:30"), "2013-05-31T16:00:30+03:00");
        assert_eq!(iso("2013-01-31 9:05"), "2013-01-31T09:05:00+02:00");
        assert_eq!(iso("2013-05-31T16:00Z"), "2013-05-31T19:00:00+03:00");
        assert_eq!(iso("2013-05-31T16:00 -0530"), "2013-06-01T00:30:00+03:00");
    }

    #[test]
    fn what_is_no_moment() {
        assert_eq!(iso("2013-02-30"), "there is no 2013-02-30");
        assert_eq!(iso("2013-05-31T25:00"), "there is no time 25:00");
        for text in ["", "31.05.2013", "2013-5-31", "2013-05-31x", "2013-05-31T", "2013-05-3ā"] {
            assert_eq!(iso(text), MomentError::Form.to_string(), "{text}");
        }
    }

    #[test]
    fn what_was_probably_meant() {
        assert_eq!(probably_meant("31.05.2013"), "write it as 2013-05-31");
        assert_eq!(probably_meant("3.6.2013. 13.00"), "write it as 2013-06-03T13:00");
        assert_eq!(probably_meant("13:00"), "write the day as well: 2013-05-31T16:00");
        for text in ["31.02.2013", "May 2013", "1.2.3.4", ""] {
            assert!(probably_meant(text).starts_with("write year, month"), "{text}");
        }
    }

    #[test]
    fn the_hours_of_daylight_saving() {
        assert_eq!(
            iso("2013-03-31T03:30"),
            "the clocks went forward then: 2013-03-31 03:30 never was in Europe/Riga"
        );
        assert_eq!(iso("2013-10-27T03:30"), "2013-10-27T03:30:00+03:00 or an hour later");
        assert_eq!(iso("2013-10-27T03:30+02:00"), "2013-10-27T03:30:00+02:00");
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = parse(&text, RIGA);
            probably_meant(&text);
        }

        #[test]
        fn no_likely_text_panics(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}([Z+-][0-9:]{0,5})?") {
            let _ = parse(&text, RIGA);
        }
    }
}
