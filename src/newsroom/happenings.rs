//! Stops and events: merging what several files say of one stop, and what is on at a moment.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::schedule::{ChangeKind, Schedule};
use super::{Event, ExhibitionId, ReleaseId, Stop, TownId, VenueId};
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

/// What one file says of a stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct StopClaim {
    pub(super) exhibition: ExhibitionId,
    pub(super) town: TownId,
    pub(super) venue: Option<VenueId>,
    pub(super) opens: Moment,
    pub(super) closes: Option<Moment>,
    pub(super) status: Status,
    pub(super) release: Option<ReleaseId>,
    /// Whether the release was taken back.
    pub(super) withdrawn: bool,
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
    /// Which of the exhibition's stops in the town it is, from 1.
    nth: usize,
    /// Whether more than withdrawn releases tell of it.
    stands: bool,
}

impl Stops {
    /// Adds a claim.
    pub(super) fn claim(&mut self, claim: StopClaim) -> Claimed {
        let known = self.by_place.entry((claim.exhibition, claim.town)).or_default();
        let same = known.iter().copied().find(|i| {
            let stop = &self.stops[*i].stop;
            (stop.venue.is_none() || claim.venue.is_none() || stop.venue == claim.venue)
                && overlaps(stop, &claim)
        });
        let Some(number) = same else {
            known.push(self.stops.len());
            let nth = known.len();
            self.stops.push(Claims { stop: stop(&claim), nth, stands: !claim.withdrawn });
            return Claimed { number: self.stops.len() - 1, other_dates: None };
        };
        let known = &mut self.stops[number];
        if claim.withdrawn {
            known.stop.withdrawn.extend(claim.release);
            return Claimed { number, other_dates: None };
        }
        if !known.stands {
            known.stands = true;
            let withdrawn = std::mem::take(&mut known.stop.withdrawn);
            known.stop = Stop { withdrawn, ..stop(&claim) };
            return Claimed { number, other_dates: None };
        }
        Claimed { number, other_dates: known.stop.merge(&claim) }
    }

    /// The stops by exhibition and in order of time, then those that only withdrawn releases told of
    /// in the same order; how many the former are; and for each number that [`Stops::claim`] gave its
    /// place in the list. `key` makes a stop's key from it and its number in its town.
    pub(super) fn finish(
        mut self,
        key: impl Fn(&Stop, usize) -> String,
    ) -> (Vec<Stop>, usize, Vec<usize>) {
        for claims in &mut self.stops {
            claims.stop.key = key(&claims.stop, claims.nth);
        }
        let standing = self.stops.iter().filter(|claims| claims.stands).count();
        let (stops, places) = sorted(self.stops, |Claims { stop, stands, .. }| {
            (!stands, stop.exhibition, stop.opens.day(), stop.opens, stop.town)
        });
        (stops.into_iter().map(|claims| claims.stop).collect(), standing, places)
    }
}

fn stop(claim: &StopClaim) -> Stop {
    let StopClaim { exhibition, town, venue, opens, closes, status, release, withdrawn } = *claim;
    let told = |when: bool| release.into_iter().filter(|_| when).collect();
    Stop {
        key: String::new(),
        exhibition,
        town,
        venue,
        opens,
        closes,
        status,
        releases: told(!withdrawn),
        withdrawn: told(withdrawn),
    }
}

impl Stop {
    /// Adds what another file says of the stop. Returns its own dates where the file gives others.
    fn merge(&mut self, claim: &StopClaim) -> Option<String> {
        self.venue = self.venue.or(claim.venue);
        self.closes = self.closes.or(claim.closes);
        if self.status == Status::Scheduled {
            self.status = claim.status;
        }
        self.releases.extend(claim.release);
        let differ = self.opens.day() != claim.opens.day()
            || claim.closes.is_some_and(|closes| closes.day() != self.last_day());
        differ.then(|| format!("{} to {}", self.opens.day(), self.last_day()))
    }
}

fn overlaps(stop: &Stop, claim: &StopClaim) -> bool {
    let claim_last = claim.closes.unwrap_or(claim.opens).day();
    claim.opens.day() <= stop.last_day() && stop.opens.day() <= claim_last
}

/// Sorts and says where each item went.
pub(super) fn sorted<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, Vec<usize>) {
    let mut order: Vec<(usize, T)> = items.into_iter().enumerate().collect();
    order.sort_by(|(i, a), (j, b)| key(a).cmp(&key(b)).then(i.cmp(j)));
    let mut places = vec![0; order.len()];
    for (new, (old, _)) in order.iter().enumerate() {
        places[*old] = new;
    }
    (order.into_iter().map(|(_, item)| item).collect(), places)
}
