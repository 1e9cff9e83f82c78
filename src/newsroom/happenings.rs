//! Stops and events: merging what several files say of one stop, and what is on at a moment.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::schedule::{ChangeKind, Schedule};
use super::{Event, ExhibitionId, Stop, TownId};
use crate::moment::{Moment, first_moment};
use crate::release::Status;

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

/// What became of a claim.
#[derive(Debug)]
pub(super) struct Claimed {
    /// The number of its stop among those claimed so far.
    pub(super) number: usize,
    /// The dates another file gave the same stop, where they are not the claim's.
    pub(super) other_dates: Option<String>,
}

/// Stops in the making. Two claims are one stop when exhibition and town are the same, the venues
/// do not differ, and the days overlap. What a withdrawn release says of a stop counts for as long
/// only as nothing else is said of it.
#[derive(Debug, Default)]
pub(super) struct Stops {
    stops: Vec<Claims>,
    /// Never iterated: only looked up.
    by_place: HashMap<(ExhibitionId, TownId), Vec<usize>>,
}

#[derive(Debug)]
struct Claims {
    stop: Stop,
    /// When a release first told of it.
    announced: Option<Moment>,
    /// Whether more than withdrawn releases tell of it.
    stands: bool,
    /// The number of the stop that it turned out to be the same as.
    joined: Option<usize>,
}

impl Stops {
    /// Makes room for so many stops more.
    pub(super) fn reserve(&mut self, stops: usize) {
        self.stops.reserve(stops);
        self.by_place.reserve(stops);
    }

    /// Adds what one file says of a stop; `announced` is when the release that it is from was public first.
    pub(super) fn claim(&mut self, claim: Stop, announced: Option<Moment>) -> Claimed {
        let known = self.by_place.entry((claim.exhibition, claim.town)).or_default();
        let is_same = |i: &usize| {
            let known = &self.stops[*i];
            known.joined.is_none() && are_one(&known.stop, &claim)
        };
        // Of several that it could be, the one that opens on the same day.
        let opens = |i: &usize| self.stops[*i].stop.opens.day() == claim.opens.day();
        let same = known.iter().copied().find(|i| opens(i) && is_same(i));
        let stands = claim.withdrawn.is_empty();
        let Some(number) = same.or_else(|| known.iter().copied().find(is_same)) else {
            known.push(self.stops.len());
            self.stops.push(Claims { stop: claim, announced, stands, joined: None });
            return Claimed { number: self.stops.len() - 1, other_dates: None };
        };
        let known = &mut self.stops[number];
        known.announced = known.announced.into_iter().chain(announced).min();
        if !stands {
            known.stop.withdrawn.extend(claim.withdrawn);
            return Claimed { number, other_dates: None };
        }
        if !known.stands {
            known.stands = true;
            let withdrawn = std::mem::take(&mut known.stop.withdrawn);
            known.stop = Stop { withdrawn, ..claim };
            return Claimed { number, other_dates: None };
        }
        let had_end = known.stop.closes.is_some();
        let (opens, closes) = (claim.opens.day(), claim.closes.map(|closes| closes.day()));
        known.stop.join(claim);
        let stop = &known.stop;
        let differ = stop.opens.day() != opens
            || had_end && closes.is_some_and(|closes| closes != stop.last_day());
        let other_dates = differ.then(|| format!("{} to {}", stop.opens.day(), stop.last_day()));
        self.join_neighbours(number);
        Claimed { number, other_dates }
    }

    /// A stop that has got its end or its venue may now be the same as others.
    fn join_neighbours(&mut self, number: usize) {
        let place = (self.stops[number].stop.exhibition, self.stops[number].stop.town);
        let Some(known) = self.by_place.get(&place).filter(|known| known.len() > 1) else { return };
        let is_neighbour = |stops: &[Claims], i: usize| {
            let Claims { stop, stands, joined, .. } = &stops[i];
            i != number && *stands && joined.is_none() && are_one(stop, &stops[number].stop)
        };
        while let Some(other) = known.iter().copied().find(|i| is_neighbour(&self.stops, *i)) {
            let neighbour = self.stops[other].stop.clone();
            self.stops[number].stop.join(neighbour);
            self.stops[other].joined = Some(number);
            // It goes by the number of the one that was announced first; the other number stays taken.
            let (own, others) = (self.stops[number].announced, self.stops[other].announced);
            if by_announcement(others) < by_announcement(own) {
                self.stops[number].announced = others;
                self.stops[other].announced = own;
            }
        }
    }

    /// Which of the exhibition's stops in its town each is, from 1, in the order in which releases
    /// announced them. What only an exhibition's file tells of comes after these: a stop that is added
    /// to the file later takes nobody's number.
    fn numbers(&self) -> Vec<usize> {
        let place = |i: usize| (self.stops[i].stop.exhibition, self.stops[i].stop.town);
        let mut order: Vec<usize> = (0..self.stops.len()).collect();
        order.sort_by_key(|i| (place(*i), by_announcement(self.stops[*i].announced), *i));
        let mut numbers = vec![1; order.len()];
        for pair in order.windows(2) {
            if place(pair[0]) == place(pair[1]) {
                numbers[pair[1]] = numbers[pair[0]] + 1;
            }
        }
        numbers
    }

    /// The stops by exhibition and in order of time, then those that only withdrawn releases told of
    /// in the same order; how many the former are; and for each number that [`Stops::claim`] gave its
    /// place in the list. `key` makes a stop's key from it and its number in its town.
    pub(super) fn finish(
        mut self,
        key: impl Fn(&Stop, usize) -> String,
    ) -> (Vec<Stop>, usize, Vec<usize>) {
        for (i, nth) in self.numbers().into_iter().enumerate() {
            let stop = &mut self.stops[i].stop;
            stop.key = key(stop, nth);
        }
        let joined: Vec<Option<usize>> = self.stops.iter().map(|claims| claims.joined).collect();
        let (mut stops, mut places) =
            sorted(self.stops, |Claims { stop, stands, joined, .. }| {
                let when = (stop.opens.day(), stop.opens);
                (joined.is_some(), !stands, stop.exhibition, when, stop.town)
            });
        stops.retain(|claims| claims.joined.is_none());
        for number in 0..places.len() {
            let mut last = number;
            while let Some(further) = joined[last] {
                last = further;
            }
            places[number] = places[last];
        }
        let standing = stops.iter().filter(|claims| claims.stands).count();
        (stops.into_iter().map(|claims| claims.stop).collect(), standing, places)
    }
}

impl Stop {
    /// Adds what another file says of the stop. What was said first holds.
    fn join(&mut self, other: Self) {
        self.venue = self.venue.or(other.venue);
        self.closes = self.closes.or(other.closes);
        if self.status == Status::Scheduled {
            self.status = other.status;
        }
        self.previously = self.previously.or(other.previously);
        self.releases.extend(other.releases);
        self.withdrawn.extend(other.withdrawn);
    }
}

/// What no release announced comes last.
fn by_announcement(announced: Option<Moment>) -> (bool, Option<Moment>) {
    (announced.is_none(), announced)
}

/// Whether two files tell of the same stop of an exhibition in a town.
fn are_one(one: &Stop, other: &Stop) -> bool {
    (one.venue.is_none() || other.venue.is_none() || one.venue == other.venue)
        && one.opens.day() <= other.last_day()
        && other.opens.day() <= one.last_day()
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
