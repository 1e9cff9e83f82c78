//! Stops and events: what is on at a moment, and when that changes.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::schedule::ChangeKind;
use super::{Event, Stop};
use crate::moment::{Moment, first_moment};

/// Whether something is to come, on, or over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// On now.
    Running,
    /// To come.
    Upcoming,
    /// Over.
    Past,
}

impl Stop {
    /// The last day.
    pub fn last_day(&self) -> NaiveDate {
        self.closes.unwrap_or(self.opens).day()
    }

    /// From the first moment of the first day to the last moment of the last day.
    pub fn state(&self, now: DateTime<FixedOffset>, zone: Tz) -> State {
        let today = now.with_timezone(&zone).date_naive();
        if today < self.opens.day() {
            State::Upcoming
        } else if today > self.last_day() {
            State::Past
        } else {
            State::Running
        }
    }

    /// When it opens and is over, each with what happens then.
    pub(super) fn changes(&self, zone: Tz) -> [Moving; 2] {
        stop_changes(self.opens, self.closes, zone)
    }
}

impl Event {
    /// Running from its beginning until it is over.
    pub fn state(&self, now: DateTime<FixedOffset>, zone: Tz) -> State {
        if now < self.starts.at {
            State::Upcoming
        } else if now < over(self.starts, self.ends, zone) {
            State::Running
        } else {
            State::Past
        }
    }

    /// When it begins and is over, each with what happens then.
    pub(super) fn changes(&self, zone: Tz) -> [Moving; 2] {
        event_changes(self.starts, self.ends, zone)
    }
}

/// A moment at which something goes from one list to another, and why.
pub(super) type Moving = (DateTime<FixedOffset>, ChangeKind);

/// When a stop opens and is over.
pub(super) fn stop_changes(opens: Moment, closes: Option<Moment>, zone: Tz) -> [Moving; 2] {
    let over = closes.unwrap_or(opens).day_after(zone);
    [
        (first_moment(opens.day(), zone), ChangeKind::ExhibitionOpens),
        (over, ChangeKind::ExhibitionCloses),
    ]
}

/// When an event begins and is over.
pub(super) fn event_changes(starts: Moment, ends: Option<Moment>, zone: Tz) -> [Moving; 2] {
    [(starts.at, ChangeKind::EventBegins), (over(starts, ends, zone), ChangeKind::EventOver)]
}

/// When an event is over: at its end; without one, at the end of the day it begins on.
fn over(starts: Moment, ends: Option<Moment>, zone: Tz) -> DateTime<FixedOffset> {
    match ends {
        Some(ends) if ends.has_time => ends.at,
        Some(ends) => ends.day_after(zone),
        None => starts.day_after(zone),
    }
}

/// Sorts and says where each item went.
pub(super) fn sorted<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, Vec<usize>) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_unstable_by_key(|i| (key(&items[*i]), *i));
    let mut places = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        places[*old] = new;
    }
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    (order.into_iter().filter_map(|old| items[old].take()).collect(), places)
}
