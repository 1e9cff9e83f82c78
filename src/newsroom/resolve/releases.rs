//! Releases: what is public and what is held back, and the names in them.

use std::collections::HashMap;
use std::sync::Arc;

use super::Resolver;
use super::shared::aliases;
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::is_slug;
use crate::moment::Moment;
use crate::newsroom::files;
use crate::newsroom::happenings::{event_changes, stop_changes};
use crate::newsroom::schedule::ChangeKind;
use crate::newsroom::visibility::{group_embargoes, held_back};
use crate::newsroom::{
    ExhibitionId, HeldBack, HeldBody, Release, ReleaseId, Stop, StopId, Topic, TopicId, TownId,
    VenueId, first_public, news_until,
};
use crate::release::{ParsedRelease, Status};

/// A release on its way into the newsroom.
#[derive(Debug)]
pub(super) struct Ordered {
    release: Box<ParsedRelease>,
    /// Its date, at hand for sorting.
    date: Moment,
    /// Whether it is held back.
    held: Option<HeldBack>,
    /// The embargo of its translations.
    embargo: Option<Moment>,
}

/// Who tells of a stop.
#[derive(Debug, Clone, Copy)]
struct Told {
    release: ReleaseId,
    /// When the release was public first.
    announced: Moment,
    withdrawn: bool,
}

impl Resolver<'_> {
    #[expect(clippy::vec_box, reason = "a release is large, and goes from list to list")]
    pub(super) fn releases(&mut self, parsed: Vec<Box<ParsedRelease>>) {
        let embargoes: Vec<Option<Moment>> = {
            let by_group = group_embargoes(&parsed);
            parsed
                .iter()
                .map(|release| by_group.get(release.name.group.as_str()).copied())
                .collect()
        };
        let mut order: Vec<Ordered> = parsed
            .into_iter()
            .zip(embargoes)
            .map(|(release, embargo)| {
                let held = held_back(&release, embargo, self.at);
                Ordered { date: release.front.date, release, held, embargo }
            })
            .collect();
        // Public ones first: towns and exhibitions that only a held-back release names come after
        // them and are cut off below. Then by date, so that the first to name a town names it.
        order.sort_by(|a, b| {
            (a.held.is_some(), a.date)
                .cmp(&(b.held.is_some(), b.date))
                .then_with(|| name(&a.release).cmp(&name(&b.release)))
        });
        let public = order.partition_point(|it| it.held.is_none());
        let mut groups: HashMap<String, GroupNames> = HashMap::new();
        let held_back = order.split_off(public);
        self.newsroom.releases.reserve(public);
        let stops = order.iter().filter(|it| it.release.front.opens.is_some());
        self.stops.reserve(stops.count());
        for (i, Ordered { release, date, embargo, .. }) in order.into_iter().enumerate() {
            // Ids count from the newest release, as the list will stand.
            let id = ReleaseId::new(public - 1 - i);
            self.note_changes(&release);
            let first = first_public(date, embargo);
            self.note_end_of_news(&release, first);
            let mut linked = self.release(id, *release, first, &mut groups);
            linked.embargo = embargo;
            self.newsroom.releases.push(linked);
        }
        self.newsroom.releases.reverse();
        self.held_releases(held_back, &mut groups);
    }

    /// Checks the names in held-back releases, then forgets what they made.
    pub(super) fn held_releases(
        &mut self,
        held: Vec<Ordered>,
        groups: &mut HashMap<String, GroupNames>,
    ) {
        let towns = self.newsroom.towns.len();
        let exhibitions = self.newsroom.exhibitions.len();
        let venues = self.newsroom.venues.len();
        let topics = self.newsroom.topics.len();
        let events = self.events.len();
        let stops = std::mem::take(&mut self.stops);
        self.holding = true;
        for Ordered { release, date, held: why, embargo } in held {
            let lifted = first_public(date, embargo);
            if !release.front.draft || self.at.drafts {
                let kind = match embargo.filter(|embargo| embargo.at == lifted.at) {
                    Some(_) => ChangeKind::EmbargoLifted,
                    None => ChangeKind::ReleaseDue,
                };
                self.schedule.at(lifted.at, kind);
                self.note_end_of_news(&release, lifted);
                self.note_changes_of_held(&release, lifted);
            }
            let Some(why) = why else { continue };
            self.newsroom.held_back.insert(Arc::clone(&release.name.path), why);
            let checked = self.release(ReleaseId(u32::MAX), *release, lifted, groups);
            self.newsroom.held_bodies.push(HeldBody {
                year: checked.year(),
                slug: checked.slug,
                aliases: checked.aliases,
                name: checked.name,
                body: checked.body,
                why,
            });
        }
        self.newsroom.towns.truncate(towns);
        self.newsroom.exhibitions.truncate(exhibitions);
        self.newsroom.venues.truncate(venues);
        self.newsroom.topics.truncate(topics);
        self.events.truncate(events);
        self.stops = stops;
    }

    /// The moments at which a public release changes by itself.
    fn note_changes(&mut self, release: &ParsedRelease) {
        for update in &release.front.updates {
            self.schedule.at(update.date.at, ChangeKind::UpdateDue);
        }
        if let Some(withdrawn) = &release.front.withdrawn {
            self.schedule.at(withdrawn.date.at, ChangeKind::WithdrawalDue);
        }
    }

    /// The moments at which a held-back release changes by itself, once it is public. Some may turn out to
    /// change nothing, where something public tells of the same stop with other dates; none is left out.
    fn note_changes_of_held(&mut self, release: &ParsedRelease, first: Moment) {
        let front = &release.front;
        let zone = self.config.site.zone;
        let updates = front.updates.iter().map(|update| (update.date.at, ChangeKind::UpdateDue));
        let withdrawn = front.withdrawn.as_ref();
        let withdrawal = withdrawn.map(|it| (it.date.at, ChangeKind::WithdrawalDue));
        let stop = front
            .exhibition
            .as_ref()
            .and_then(|_| Some(stop_changes(front.opens?, front.closes, zone)));
        let events = front.events.iter().flat_map(|it| event_changes(it.starts, it.ends, zone));
        let told = stop.into_iter().flatten().chain(events);
        for (at, kind) in updates.chain(withdrawal).chain(told) {
            if at > first.at {
                self.schedule.at(at, kind);
            }
        }
    }

    /// The moment at which a release leaves the news sitemap, unless it is withdrawn before.
    fn note_end_of_news(&mut self, release: &ParsedRelease, first: Moment) {
        let until = news_until(first);
        let withdrawn = release.front.withdrawn.as_ref();
        let stays = withdrawn.is_none_or(|withdrawn| withdrawn.date.at > until);
        if stays && self.config.site.outputs.news_sitemap {
            self.schedule.at(until, ChangeKind::NewsSitemapOld);
        }
    }

    pub(super) fn release(
        &mut self,
        id: ReleaseId,
        parsed: ParsedRelease,
        announced: Moment,
        groups: &mut HashMap<String, GroupNames>,
    ) -> Release {
        let language = parsed.name.language;
        // Without other languages there are no translations.
        let translated = self.config.site.languages.len() > 1;
        let group = if translated {
            groups.get(&parsed.name.group).cloned().unwrap_or_default()
        } else {
            GroupNames::default()
        };
        let mut towns: Vec<TownId> = Vec::with_capacity(parsed.front.towns.len());
        let mut in_order = Vec::with_capacity(parsed.front.towns.len());
        // Lists of different lengths are of the same towns as far as both go, unless this language calls
        // the n-th town otherwise already.
        let same_length = group.towns.len() == parsed.front.towns.len();
        for (i, (item, written)) in parsed.front.towns.iter().enumerate() {
            let hint = group.towns.get(i).copied().flatten();
            let hint = hint.filter(|id| same_length || !self.is_town_named(*id, language));
            let town = self.town(written, language, hint, || parsed.item_place("town", *item));
            in_order.push(town);
            towns.extend(town.filter(|town| !towns.contains(town)));
        }
        let exhibition = parsed.front.exhibition.as_ref().and_then(|written| {
            self.exhibition(written, language, group.exhibition, || parsed.place("exhibition"))
        });
        let withdrawn = parsed.front.withdrawn.clone().filter(|w| w.date.at <= self.at.now);
        let venue = parsed.front.venue.as_ref().map(|venue| {
            let town = towns.first().copied();
            self.translated_venue(venue, group.venue, town, language, || parsed.place("venue"))
        });
        if let Some(venue) = venue {
            self.check_venue_town(venue, &towns, || parsed.place("venue"));
        }
        if translated {
            let longer = if in_order.len() >= group.towns.len() { in_order } else { group.towns };
            let names = GroupNames {
                towns: longer,
                exhibition: exhibition.or(group.exhibition),
                venue: venue.or(group.venue),
            };
            groups.insert(parsed.name.group.clone(), names);
        }
        let back = withdrawn.is_some();
        let told = Told { release: id, announced, withdrawn: back };
        let stop = exhibition
            .and_then(|exhibition| self.stop_of(told, &parsed, exhibition, &towns, venue));
        let events = self.release_events(id, &parsed, &towns, venue, back);
        let mut updates = parsed.front.updates.clone();
        updates.retain(|update| update.date.at <= self.at.now);
        updates.sort_by_key(|update| std::cmp::Reverse(update.date));
        let topics = self.release_topics(&parsed);
        let slug = self.release_slug(&parsed);
        let contacts = self.release_contacts(&parsed);
        let boilerplates = self.release_boilerplates(&parsed);
        let funders = match &parsed.front.funders {
            Some(keys) => self.known_funders(&parsed.name, keys),
            None => self.config.site.defaults.funder.clone(),
        };
        let front = parsed.front;
        Release {
            title: front.title,
            date: front.date,
            embargo: None,
            towns,
            venue,
            exhibition,
            stop,
            events,
            summary: front.summary,
            slug,
            contacts,
            boilerplates,
            funders,
            pictures: files::pictures(self.tree, &parsed.name, front.images, &mut self.diagnostics),
            attachments: files::attachments(
                self.tree,
                &parsed.name,
                front.attachments,
                &mut self.diagnostics,
            ),
            topics,
            aliases: aliases(&parsed.name, front.aliases),
            updates,
            withdrawn,
            told: Vec::new(),
            extra: front.extra,
            translations: Vec::new(),
            name: parsed.name,
            body: parsed.body,
        }
    }

    /// The stop that a release announces.
    fn stop_of(
        &mut self,
        told: Told,
        parsed: &ParsedRelease,
        exhibition: ExhibitionId,
        towns: &[TownId],
        venue: Option<VenueId>,
    ) -> Option<StopId> {
        let opens = parsed.front.opens?;
        let venue_town = venue.and_then(|id| self.newsroom.venues[id.index()].town);
        let own = |when: bool| Some(told.release).filter(|_| when).into_iter().collect();
        let claim = Stop {
            key: String::new(),
            exhibition,
            town: venue_town.or_else(|| towns.first().copied())?,
            venue,
            opens,
            closes: parsed.front.closes,
            status: Status::Scheduled,
            previously: None,
            releases: own(!told.withdrawn),
            withdrawn: own(told.withdrawn),
        };
        let claimed = self.stops.claim(claim, Some(told.announced));
        if let Some(other) = claimed.other_dates {
            let message = format!("the stop is announced elsewhere with other dates: {other}");
            self.diagnostics.push(
                Diagnostic::warning("stop-dates-differ", parsed.place("opens"), message)
                    .help("make both say the same; what was said first is shown"),
            );
        }
        Some(StopId::new(claimed.number))
    }

    pub(super) fn release_topics(&mut self, parsed: &ParsedRelease) -> Vec<TopicId> {
        let language = parsed.name.language;
        let mut found = Vec::with_capacity(parsed.front.topics.len());
        for (item, topic) in &parsed.front.topics {
            let written = self.written_topics.get(&language).and_then(|known| known.get(topic));
            if let Some(&id) = written {
                if !found.contains(&id) {
                    found.push(id);
                }
                continue;
            }
            let key = (language, topic.to_lowercase());
            let id = if let Some(&id) = self.topics.get(&key) {
                id
            } else {
                let place = || parsed.item_place("topics", *item);
                let slug = self.slug_or_report("topic", language, topic, place);
                let id = TopicId::new(self.newsroom.topics.len());
                let name = topic.clone();
                let place = place();
                self.newsroom.topics.push(Topic {
                    language,
                    name,
                    slug,
                    place,
                    releases: Vec::new(),
                });
                self.topics.insert(key, id);
                id
            };
            self.written_topics.entry(language).or_default().insert(topic.clone(), id);
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    pub(super) fn release_slug(&mut self, parsed: &ParsedRelease) -> String {
        if let Some(slug) = &parsed.front.slug {
            return slug.clone();
        }
        // A name that can be an address is taken whole, so that long names stay different.
        if is_slug(&parsed.name.stem) {
            return parsed.name.stem.clone();
        }
        let slug = self.slug(parsed.name.language, &parsed.name.stem);
        if !slug.is_empty() {
            return slug;
        }
        let place = Place::file(&parsed.name.file);
        let message = "no address can be made of the file's name: it has no letters or digits";
        self.diagnostics.push(
            Diagnostic::error("no-address", place, message)
                .help("rename the file, or add `slug: …` to the front matter"),
        );
        "-".to_owned()
    }
}

/// What tells apart releases of one moment.
fn name(release: &ParsedRelease) -> (&str, LanguageId) {
    (&release.name.group, release.name.language)
}

/// What the names in one translation of a release stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct GroupNames {
    towns: Vec<Option<TownId>>,
    exhibition: Option<ExhibitionId>,
    venue: Option<VenueId>,
}
