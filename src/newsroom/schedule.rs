//! When the site will differ by itself, and why.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};

/// How many changes are kept. A scheduler needs the first; the others show an editor what is to come.
pub const MOST_CHANGES: usize = 100;

/// From this instant on the site differs. It says no more than that, since what is held back may be the
/// reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The instant.
    pub at: DateTime<Utc>,
    /// What happens then.
    pub kind: ChangeKind,
}

/// What makes the site differ by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The date of a release comes.
    ReleaseDue,
    /// An embargo ends.
    EmbargoLifted,
    /// A dated note on a release comes to be shown.
    UpdateDue,
    /// A release is taken back.
    WithdrawalDue,
    /// A stop of an exhibition opens.
    ExhibitionOpens,
    /// A stop of an exhibition is over.
    ExhibitionCloses,
    /// An event begins.
    EventBegins,
    /// An event is over.
    EventOver,
    /// A release is too old for `news-sitemap.xml`.
    NewsSitemapOld,
}

/// Gathers the changes after the moment of the build.
#[derive(Debug)]
pub(super) struct Schedule {
    now: DateTime<FixedOffset>,
    changes: BTreeSet<Change>,
}

impl Schedule {
    pub(super) fn new(now: DateTime<FixedOffset>) -> Self {
        Self { now, changes: BTreeSet::new() }
    }

    /// The site differs from this moment on.
    pub(super) fn at(&mut self, moment: DateTime<FixedOffset>, kind: ChangeKind) {
        if moment <= self.now {
            return;
        }
        let change = Change { at: moment.to_utc(), kind };
        if self.changes.len() == MOST_CHANGES && self.changes.last().is_some_and(|l| *l <= change) {
            return;
        }
        self.changes.insert(change);
        if self.changes.len() > MOST_CHANGES {
            self.changes.pop_last();
        }
    }

    /// The first [`MOST_CHANGES`] of them, in order of time; several kinds at one instant are several
    /// changes, several of one kind are one.
    pub(super) fn finish(self) -> Vec<Change> {
        self.changes.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> DateTime<FixedOffset> {
        let midnight = DateTime::parse_from_rfc3339("2026-01-01T00:00:00+02:00").unwrap();
        midnight + chrono::Days::new(u64::from(number))
    }

    #[test]
    fn the_nearest_changes_are_kept_in_order() {
        let mut schedule = Schedule::new(day(10));
        for number in (0..300).rev() {
            schedule.at(day(number), ChangeKind::EventBegins);
            schedule.at(day(number), ChangeKind::EventBegins);
        }
        let changes = schedule.finish();
        assert_eq!(changes.len(), MOST_CHANGES);
        assert_eq!(changes[0].at, day(11));
        assert_eq!(changes[MOST_CHANGES - 1].at, day(110));
        assert!(changes.is_sorted());
    }

    #[test]
    fn kinds_at_one_instant_are_told_apart() {
        let mut schedule = Schedule::new(day(0));
        schedule.at(day(1), ChangeKind::ExhibitionOpens);
        schedule.at(day(1), ChangeKind::ReleaseDue);
        schedule.at(day(0), ChangeKind::ReleaseDue);
        let kinds: Vec<ChangeKind> = schedule.finish().iter().map(|change| change.kind).collect();
        assert_eq!(kinds, [ChangeKind::ReleaseDue, ChangeKind::ExhibitionOpens]);
    }
}
