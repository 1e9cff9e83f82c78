//! Stops in the making: merging what several files say of one stop.

use std::collections::HashMap;

use super::happenings::sorted;
use super::{ExhibitionId, Stop, TownId};
use crate::moment::Moment;
use crate::release::Status;

/// What became of a claim.
#[derive(Debug)]
pub(super) struct Claimed {
    /// The number of its stop among those claimed so far.
    pub(super) number: usize,
    /// The dates another file gave the same stop, where they are not the claim's.
    pub(super) other_dates: Option<String>,
}

/// Stops in the making. Two claims are one stop when exhibition and town are the same, the venues
/// do not differ, and the days overlap or one says that it was moved from where the other opens. What
/// a withdrawn release says of a stop counts for as long only as nothing else is said of it.
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
        let same = self.same(&claim, announced.is_some());
        let stands = claim.withdrawn.is_empty();
        let Some(number) = same else {
            let place = (claim.exhibition, claim.town);
            self.by_place.entry(place).or_default().push(self.stops.len());
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
        let moved = was_moved(&known.stop, &claim) || was_moved(&claim, &known.stop);
        let had_end = known.stop.closes.is_some();
        let (opens, closes) = (claim.opens.day(), claim.closes.map(|closes| closes.day()));
        known.stop.join(claim);
        let stop = &known.stop;
        // Of a stop that was moved the old dates are no contradiction.
        let differ = !moved
            && (stop.opens.day() != opens
                || had_end && closes.is_some_and(|closes| closes != stop.last_day()));
        let other_dates = differ.then(|| format!("{} to {}", stop.opens.day(), stop.last_day()));
        self.join_neighbours(number);
        Claimed { number, other_dates }
    }

    /// The stop that a claim is about, of those known. The better ones first: one that opens on the same
    /// day, one that was moved to or from that day, one that shares a day. A release that was written
    /// before the move may also name a venue that the stop was moved away from; an exhibition's file is
    /// of one piece, and two venues in it are two stops.
    fn same(&self, claim: &Stop, of_release: bool) -> Option<usize> {
        let numbers = self.by_place.get(&(claim.exhibition, claim.town))?;
        let find = |is_same: &dyn Fn(&Stop) -> bool| {
            numbers.iter().copied().find(|i| {
                let known = &self.stops[*i];
                known.joined.is_none() && is_same(&known.stop)
            })
        };
        let at_one_venue = |known: &Stop| venues_fit(known, claim);
        let moved = |known: &Stop| was_moved(known, claim) || was_moved(claim, known);
        find(&|known| at_one_venue(known) && known.opens.day() == claim.opens.day())
            .or_else(|| find(&|known| at_one_venue(known) && moved(known)))
            .or_else(|| find(&|known| are_one(known, claim)))
            .or_else(|| find(&moved).filter(|_| of_release))
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
    /// Adds what another file says of the stop. What was said first holds, unless the other says that the
    /// stop was moved from there; the old dates say nothing of the new ones.
    fn join(&mut self, mut other: Self) {
        if was_moved(&other, self) {
            std::mem::swap(self, &mut other);
        }
        if was_moved(self, &other) {
            other.closes = None;
        }
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
    let share_a_day = one.opens.day() <= other.last_day() && other.opens.day() <= one.last_day();
    venues_fit(one, other) && (share_a_day || was_moved(one, other) || was_moved(other, one))
}

fn venues_fit(one: &Stop, other: &Stop) -> bool {
    one.venue.is_none() || other.venue.is_none() || one.venue == other.venue
}

/// Whether a stop says that it was moved from the day on which the other opens. The other has not been
/// moved itself: where a whole tour moves on, one stop may come to where another was.
fn was_moved(stop: &Stop, from: &Stop) -> bool {
    let is_from = |day: Moment| day.day() == from.opens.day() && day.day() != stop.opens.day();
    from.previously.is_none() && stop.previously.is_some_and(is_from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::newsroom::ReleaseId;

    fn moment(day: &str) -> Moment {
        crate::moment::parse(day, chrono_tz::Europe::Riga).unwrap().moment
    }

    /// What a release says, or without one an exhibition's file.
    fn claim(release: Option<u32>, days: (&str, Option<&str>), previously: Option<&str>) -> Stop {
        Stop {
            key: String::new(),
            exhibition: ExhibitionId(0),
            town: TownId(0),
            venue: None,
            opens: moment(days.0),
            closes: days.1.map(moment),
            status: previously.map_or(Status::Scheduled, |_| Status::Rescheduled),
            previously: previously.map(moment),
            releases: release.map(ReleaseId).into_iter().collect(),
            withdrawn: Vec::new(),
        }
    }

    /// Whatever is read first, what says that the stop was moved counts.
    #[test]
    fn the_order_of_what_is_said_of_a_moved_stop_does_not_matter() {
        let june = claim(Some(2), ("2026-06-10", Some("2026-06-20")), None);
        let july = claim(Some(1), ("2026-07-10", None), Some("2026-06-10"));
        let again = claim(Some(0), ("2026-06-10", None), None);
        for order in [[&june, &july, &again], [&july, &again, &june], [&again, &june, &july]] {
            let mut stops = Stops::default();
            for (i, said) in order.into_iter().enumerate() {
                let claimed =
                    stops.claim(said.clone(), Some(moment(&format!("2026-05-0{}", i + 1))));
                assert_eq!((claimed.number, claimed.other_dates), (0, None));
            }
            let (stops, standing, places) = stops.finish(|_, nth| nth.to_string());
            assert_eq!((stops.len(), standing, places), (1, 1, vec![0]));
            let stop = &stops[0];
            assert_eq!((stop.opens, stop.closes), (moment("2026-07-10"), None));
            assert_eq!((stop.status, stop.key.as_str()), (Status::Rescheduled, "1"));
            assert_eq!(stop.releases.len(), 3);
        }
    }

    /// A stop that gets its beginning by a later file finds the one that it was moved from.
    #[test]
    fn a_stop_moved_away_from_between_others_is_joined() {
        let mut stops = Stops::default();
        for said in [
            claim(None, ("2026-06-10", Some("2026-06-20")), None),
            claim(None, ("2026-07-10", Some("2026-07-20")), Some("2026-06-10")),
            claim(Some(0), ("2026-07-15", None), None),
        ] {
            stops.claim(said, None);
        }
        let (stops, ..) = stops.finish(|_, nth| nth.to_string());
        assert_eq!(stops.len(), 1);
        assert_eq!(stops[0].last_day(), moment("2026-07-20").day());
    }
}
