//! Dates and times of one language: CLDR's patterns and names, taken out of ICU4X once.
//!
//! Formatting goes through our own [`Words`] rather than ICU4X because some of its patterns need
//! mending (see [`super::overrides`]), ranges need the pieces of a pattern, and it is faster.

use std::array;
use std::fmt;
use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{E, M, MD, T, YM, YMD, YMDE};
use icu_datetime::input::{Date, Time};
use icu_datetime::options::YearStyle;
use icu_datetime::{FixedCalendarDateTimeFormatter, FormattedDateTime, NoCalendarFormatter, parts};
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use writeable::{Part, PartsWrite, Writeable};

use super::overrides;
use super::pattern::{self, Moment, Piece, Words};
use super::range::RangePattern;

#[derive(Debug)]
pub(super) struct Dates {
    words: Words,
    /// From Monday.
    weekdays: [String; 7],
    patterns: Patterns,
    time: Vec<Piece>,
    range: Option<RangePattern>,
    loose: &'static str,
    known: bool,
}

impl Dates {
    pub(super) fn known(&self) -> bool {
        self.known
    }

    pub(super) fn full(&self, date: NaiveDate) -> String {
        self.write(&self.patterns.full, date).unwrap_or_else(|| date.to_string())
    }

    pub(super) fn short(&self, date: NaiveDate) -> String {
        self.write(&self.patterns.short, date).unwrap_or_else(|| date.to_string())
    }

    pub(super) fn day_month(&self, date: NaiveDate) -> String {
        let iso = || format!("{:02}-{:02}", date.month(), date.day());
        self.write(&self.patterns.day_month, date).unwrap_or_else(iso)
    }

    pub(super) fn month_year(&self, date: NaiveDate) -> String {
        let iso = || format!("{:04}-{:02}", date.year(), date.month());
        self.write(&self.patterns.month_year, date).unwrap_or_else(iso)
    }

    pub(super) fn month_name(&self, month: u32) -> String {
        let index = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
        let name = self.words.headings.get(index).filter(|_| self.known);
        name.cloned().unwrap_or_else(|| format!("{month:02}"))
    }

    pub(super) fn weekday(&self, date: NaiveDate) -> String {
        let index = date.weekday().num_days_from_monday() as usize;
        self.weekdays.get(index).cloned().unwrap_or_default()
    }

    pub(super) fn time(&self, time: NaiveTime) -> String {
        let at = Moment { hour: time.hour(), minute: time.minute(), ..Moment::default() };
        let mut out = String::with_capacity(16);
        self.words.write(&mut out, &self.time, at);
        out
    }

    pub(super) fn range(&self, a: NaiveDate, b: NaiveDate) -> String {
        let (from, to) = (a.min(b), a.max(b));
        if from == to {
            return self.full(from);
        }
        match (&self.range, self.moment(from), self.moment(to)) {
            (Some(range), Some(first), Some(last)) if first.year == last.year => {
                if first.month == last.month {
                    range.within_month(&self.words, first, last)
                } else {
                    range.within_year(&self.words, first, last)
                }
            }
            _ => format!("{}{}{}", self.full(from), self.loose, self.full(to)),
        }
    }

    fn write(&self, pieces: &[Piece], date: NaiveDate) -> Option<String> {
        let at = self.moment(date)?;
        let mut out = String::with_capacity(32);
        self.words.write(&mut out, pieces, at);
        Some(out)
    }

    /// `None` for a date that is to be written in ISO form.
    fn moment(&self, date: NaiveDate) -> Option<Moment> {
        let year = u32::try_from(date.year()).ok()?;
        let sayable = self.known && (1..=9999).contains(&year);
        let (month, day) = (date.month0() as usize, date.day());
        sayable.then(|| Moment { year, month, day, ..Moment::default() })
    }
}

// ---- taking the data out of ICU4X ----

type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

impl Dates {
    /// `None` if the compiled data is broken, which it is not.
    pub(super) fn new(locale: &Locale, decimal: &DecimalFormatter) -> Option<Self> {
        let language = locale.id.language.as_str();
        let style = overrides::range_style(language);
        let patterns = Patterns::new(locale)?;
        let (months, headings, era) = month_names(locale, &patterns)?;
        let (time, day_periods) = clock(locale)?;
        // CLDR's root calls January "M01".
        let known = headings.first().is_some_and(|name| name != "M01") && patterns.are_complete();
        let first_day = overrides::first_day(language);
        Some(Self {
            words: Words { digits: digits(decimal), months, headings, day_periods, era, first_day },
            weekdays: weekdays(locale)?,
            range: RangePattern::new(&patterns.full, style).filter(|_| known),
            loose: style.loose,
            patterns,
            time,
            known,
        })
    }
}

/// The patterns of dates.
#[derive(Debug)]
struct Patterns {
    full: Vec<Piece>,
    short: Vec<Piece>,
    day_month: Vec<Piece>,
    month_year: Vec<Piece>,
}

impl Patterns {
    fn new(locale: &Locale) -> Option<Self> {
        let own = overrides::patterns(locale.id.language.as_str());
        let any = &first_days()?[0];
        let full = Formatter::try_new(locale.into(), YMD::long()).ok()?;
        let digital = YMD::short().with_year_style(YearStyle::Full);
        let short = Formatter::try_new(locale.into(), digital).ok()?;
        let day_month = Formatter::try_new(locale.into(), MD::long()).ok()?;
        // Asked for its pattern only: in Portuguese ICU4X 2.4 fails to write it.
        let month_year = Formatter::try_new(locale.into(), YM::long()).ok()?;
        let read = |own: Option<&str>, value: FormattedDateTime<'_>| match own {
            Some(pattern) => pattern::parse(pattern),
            None => pattern::parse(&value.pattern().to_string()),
        };
        Some(Self {
            full: read(own.full, full.format(any)),
            short: read(own.short, short.format(any)),
            day_month: read(own.day_month, day_month.format(any)),
            month_year: read(own.month_year, month_year.format(any)),
        })
    }

    /// Whether a date can be told from what they write.
    fn are_complete(&self) -> bool {
        let is_day = |piece: &Piece| matches!(piece, Piece::Day(_));
        [&self.full, &self.short].iter().all(|pieces| {
            pieces.contains(&Piece::Year)
                && pieces.iter().any(Piece::is_month)
                && pieces.iter().any(is_day)
        })
    }
}

type Names = [String; 12];

/// The months beside a day, the months alone, and the era.
fn month_names(locale: &Locale, patterns: &Patterns) -> Option<(Names, Names, String)> {
    let days = first_days()?;
    let full = Formatter::try_new(locale.into(), YMD::long()).ok()?;
    let day_month = Formatter::try_new(locale.into(), MD::long()).ok()?;
    let alone = Formatter::try_new(locale.into(), M::long()).ok()?;
    let with_year = Formatter::try_new(locale.into(), YM::long()).ok()?;

    let names = if patterns.full.contains(&Piece::MonthName) {
        days.each_ref().map(|date| part(&full.format(date), parts::MONTH))
    } else {
        days.each_ref().map(|date| part(&day_month.format(date), parts::MONTH))
    };
    // In Greek ICU4X 2.4 gives the genitive when asked for a month alone.
    let alone_pattern = alone.format(&days[0]).pattern().to_string();
    let is_inflected =
        alone_pattern == "MMMM" && patterns.month_year.contains(&Piece::MonthHeading);
    let headings = if is_inflected {
        days.each_ref().map(|date| part(&with_year.format(date), parts::MONTH))
    } else {
        days.each_ref().map(|date| alone.format(date).to_string())
    };
    Some((names, headings, part(&full.format(&days[0]), parts::ERA)))
}

fn first_days() -> Option<[Date<Gregorian>; 12]> {
    let first = |month: u8| Date::try_new_gregorian(2013, month, 1).ok();
    let days: Vec<_> = (1..=12).filter_map(first).collect();
    days.try_into().ok()
}

fn weekdays(locale: &Locale) -> Option<[String; 7]> {
    // The name inside a date; alone, Latvian's is capitalised. Without a pattern for the whole, alone.
    let inside = Formatter::try_new(locale.into(), YMDE::long()).ok()?;
    let alone = Formatter::try_new(locale.into(), E::long()).ok()?;
    // 3 June 2013 was a Monday.
    let week: Vec<_> =
        (3..10).filter_map(|day| Date::try_new_gregorian(2013, 6, day).ok()).collect();
    let week: [Date<Gregorian>; 7] = week.try_into().ok()?;
    Some(week.map(|date| {
        let name = part(&inside.format(&date), parts::WEEKDAY);
        if name.is_empty() { alone.format(&date).to_string() } else { name }
    }))
}

fn clock(locale: &Locale) -> Option<(Vec<Piece>, [String; 24])> {
    let clock = NoCalendarFormatter::try_new(locale.into(), T::hm()).ok()?;
    let noon = Time::try_new(12, 0, 0, 0).ok()?;
    let pieces = pattern::parse(&clock.format(&noon).pattern().to_string());
    let periods = array::from_fn(|hour| {
        let hour = u8::try_from(hour).unwrap_or_default();
        let time = Time::try_new(hour, 0, 0, 0).unwrap_or(noon);
        part(&clock.format(&time), parts::DAY_PERIOD)
    });
    Some((pieces, periods))
}

fn digits(decimal: &DecimalFormatter) -> [char; 10] {
    array::from_fn(|digit| {
        let ascii = char::from_digit(u32::try_from(digit).unwrap_or_default(), 10).unwrap_or('0');
        let written = decimal.format(&u32::try_from(digit).unwrap_or_default().into()).to_string();
        written.chars().next().unwrap_or(ascii)
    })
}

/// The text of one part of a formatted value.
fn part(value: &impl Writeable, wanted: Part) -> String {
    let mut found = Found { text: String::new(), wanted, range: None };
    // Writing into a string cannot fail.
    let _ = value.write_to_parts(&mut found);
    found.range.and_then(|range| found.text.get(range)).unwrap_or_default().to_owned()
}

struct Found {
    text: String,
    wanted: Part,
    range: Option<Range<usize>>,
}

impl fmt::Write for Found {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl PartsWrite for Found {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self::SubPartsWrite) -> fmt::Result,
    ) -> fmt::Result {
        let start = self.text.len();
        write(self)?;
        if part == self.wanted {
            self.range = Some(start..self.text.len());
        }
        Ok(())
    }
}
