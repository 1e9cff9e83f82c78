//! Dates and times in words.

use chrono::{Datelike, NaiveDate};

use crate::context::DateContext;
use crate::language::Language;
use crate::moment::Moment;

/// A moment in every form a page may need.
pub(super) fn date(language: &Language, moment: &Moment) -> DateContext {
    at(language, moment, day(language, moment.day()))
}

/// The forms of a day's moment, out of those of the day.
pub(super) fn at(language: &Language, moment: &Moment, day: DateContext) -> DateContext {
    let time = moment.time().map(|time| language.time(time));
    DateContext { iso: moment.iso(), time, ..day }
}

/// What all moments of a day have in common.
pub(super) fn day(language: &Language, day: NaiveDate) -> DateContext {
    DateContext {
        iso: String::new(),
        year: day.year(),
        month: day.month(),
        day: day.day(),
        full: language.full_date(day),
        short: language.short_date(day),
        day_month: language.day_month(day),
        time: None,
    }
}

/// From a beginning to an end as one text: `2013. gada 3.–10. jūnijs`, `2013. gada 3. jūnijs, 13:00–15:00`.
///
/// Over several days the times count for events (`with_times`), but not for exhibitions, which are open
/// on each of the days.
pub(super) fn when(
    language: &Language,
    starts: &Moment,
    ends: Option<&Moment>,
    with_times: bool,
) -> String {
    let first = starts.day();
    let last = ends.map_or(first, Moment::day);
    if let (Some(from), Some(to)) = (starts.time(), ends.and_then(Moment::time))
        && last > first
        && with_times
    {
        let moment = |day, time| format!("{}, {}", language.full_date(day), language.time(time));
        return format!("{} – {}", moment(first, from), moment(last, to));
    }
    if last > first {
        return language.date_range(first, last);
    }
    let day = language.full_date(first);
    let Some(from) = starts.time() else { return day };
    let from = language.time(from);
    match ends.and_then(Moment::time) {
        Some(to) => format!("{day}, {from}–{}", language.time(to)),
        None => format!("{day}, {from}"),
    }
}
