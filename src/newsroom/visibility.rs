//! What is public at a moment.

use std::collections::BTreeMap;

use super::Moments;
use crate::moment::Moment;
use crate::release::ParsedRelease;

/// Why a release is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBack {
    /// It has mistakes that keep it from being understood as a whole; nothing more is said about it.
    Faulty,
    /// It is a draft.
    Draft,
    /// It is published at this moment.
    Until(Moment),
    /// It is under embargo until this moment.
    Embargo(Moment),
}

impl HeldBack {
    /// Why, as words after the release: `is a draft`; nothing is said of what is faulty.
    pub fn in_words(&self) -> Option<String> {
        Some(match self {
            Self::Faulty => return None,
            Self::Draft => "is a draft".to_owned(),
            Self::Until(moment) => format!("is published on {}", moment.shown()),
            Self::Embargo(moment) => format!("is under embargo until {}", moment.shown()),
        })
    }

    /// Whether this is held back at least as long as the other: then it may link to it.
    pub fn lasts_as_long_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Draft | Self::Faulty, _) | (_, Self::Faulty) => true,
            (_, Self::Draft) => false,
            (Self::Until(own) | Self::Embargo(own), Self::Until(other) | Self::Embargo(other)) => {
                own.at >= other.at
            }
        }
    }
}

/// The latest embargo of each translation group: where one language is under embargo, all are.
pub(super) fn group_embargoes(releases: &[Box<ParsedRelease>]) -> BTreeMap<&str, Moment> {
    let mut latest: BTreeMap<&str, Moment> = BTreeMap::new();
    for release in releases {
        if let Some(embargo) = release.front.embargo {
            let known = latest.entry(&release.name.group).or_insert(embargo);
            *known = (*known).max(embargo);
        }
    }
    latest
}

/// Whether a release is held back at the moment of the build.
pub(super) fn held_back(
    release: &ParsedRelease,
    embargo: Option<Moment>,
    at: Moments,
) -> Option<HeldBack> {
    if release.faulty {
        return Some(HeldBack::Faulty);
    }
    if release.front.draft && !at.drafts {
        return Some(HeldBack::Draft);
    }
    let date = release.front.date;
    if let Some(embargo) = embargo.filter(|embargo| embargo.at > at.now && embargo.at > date.at) {
        return Some(HeldBack::Embargo(embargo));
    }
    (release.front.date.at > at.now).then_some(HeldBack::Until(release.front.date))
}
