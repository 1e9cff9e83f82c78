//! Stops and events: what is on at a moment, and when that changes.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::schedule::{ChangeKind, Schedule};
use super::{Event, Stop};
use crate::moment::first_moment;

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

    pub(super) fn changes(&self, zone: Tz, schedule: &mut Schedule) {
        schedule.at(first_moment(self.opens.day(), zone), ChangeKind::ExhibitionOpens);
        if let Some(after) = self.last_day().succ_opt() {
            schedule.at(first_moment(after, zone), ChangeKind::ExhibitionCloses);
        }
    }
}

impl Event {
    /// When it is over: at its end; without one, at the end of the day it begins on.
    fn over(&self, zone: Tz) -> DateTime<FixedOffset> {
        match self.ends {
            Some(ends) if ends.has_time => ends.at,
            Some(ends) => ends.day_after(zone),
            None => self.starts.day_after(zone),
        }
    }

    /// Running from its beginning until it is over.
    pub fn state(&self, now: DateTime<FixedOffset>, zone: Tz) -> State {
        if now < self.starts.at {
            State::Upcoming
        } else if now < self.over(zone) {
            State::Running
        } else {
            State::Past
        }
    }

    pub(super) fn changes(&self, zone: Tz, schedule: &mut Schedule) {
        schedule.at(self.starts.at, ChangeKind::EventBegins);
        schedule.at(self.over(zone), ChangeKind::EventOver);
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
