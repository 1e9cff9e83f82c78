//! The pages other than releases.

use chrono::{Datelike, NaiveDate};

use super::status::state_name;
use super::{Renderer, body};
use crate::config::LanguageId;
use crate::context::{
    ArchivePage, ExhibitionContext, ExhibitionPage, ExhibitionsPage, HappeningCard, HomePage, Html,
    Link, MonthCard, MonthGroup, NotFoundPage, PlainPage, ReleaseCard, Shared, TopicPage,
    TopicsPage, TownCard, TownContext, TownPage, TownsPage, YearCard, YearPage,
};
use crate::diagnostic::Diagnostic;
use crate::newsroom::{EventId, ExhibitionId, ReleaseId, State, StopId, TopicId, TownId};
use crate::plan::PageKind;

/// How much of what is to come the home page shows.
const HOME_UPCOMING: usize = 12;

/// A stop or an event in a list.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Stop(StopId),
    Event(EventId),
}

/// A day for sorting: its number and the second in it.
type Instant = i64;

impl Renderer<'_> {
    pub(super) fn home(&self, language: LanguageId) -> HomePage {
        let newsroom = self.view.newsroom;
        let stops = (0..newsroom.stops.len()).map(|i| Happening::Stop(StopId::new(i)));
        let events = (0..newsroom.events.len()).map(|i| Happening::Event(EventId::new(i)));
        let [running, mut upcoming, _] = self.by_state(language, stops.chain(events));
        upcoming.truncate(HOME_UPCOMING);
        let listed = self.view.plan.listing.releases(language);
        HomePage {
            releases: self.release_cards(listed.iter().take(self.view.config.site.home_releases)),
            running,
            upcoming,
            towns: self.sorted_towns(language),
            total: listed.len(),
        }
    }

    pub(super) fn archive(&self, language: LanguageId) -> ArchivePage {
        let listing = &self.view.plan.listing;
        let rules = self.view.config.site.rules(language);
        let years = listing.years(language).map(|(year, releases)| {
            let path = self.year_path(language, year);
            let months = self.months(releases).into_iter().map(|(month, releases)| MonthCard {
                name: rules.month_name(month),
                path: format!("{path}#{}", month_id(month)),
                releases: releases.len(),
            });
            YearCard { year, releases: releases.len(), months: months.collect(), path }
        });
        ArchivePage { years: years.collect(), total: listing.releases(language).len() }
    }

    pub(super) fn year(&self, language: LanguageId, year: i32) -> YearPage {
        let listing = &self.view.plan.listing;
        let rules = self.view.config.site.rules(language);
        let releases = listing.year(language, year);
        let months = self.months(releases).into_iter().map(|(month, releases)| MonthGroup {
            name: rules.month_name(month),
            id: month_id(month),
            releases: self.release_cards(releases.iter()),
        });
        YearPage {
            year,
            months: months.collect(),
            years: self.year_links(language),
            total: releases.len(),
        }
    }

    fn year_path(&self, language: LanguageId, year: i32) -> String {
        let address = self.view.plan.addresses.of(PageKind::Year(language, year));
        address.map(|address| address.linked().to_owned()).unwrap_or_default()
    }

    /// Releases of a year by month, newest first.
    fn months<'r>(&self, releases: &'r [ReleaseId]) -> Vec<(u32, &'r [ReleaseId])> {
        let month = |id: &ReleaseId| self.view.newsroom.releases[id.index()].date.day().month();
        releases
            .chunk_by(|a, b| month(a) == month(b))
            .map(|chunk| (month(&chunk[0]), chunk))
            .collect()
    }

    pub(super) fn towns(&self, language: LanguageId) -> TownsPage {
        TownsPage { towns: self.sorted_towns(language) }
    }

    pub(super) fn town(
        &self,
        language: LanguageId,
        id: TownId,
    ) -> Result<TownPage, Box<Diagnostic>> {
        let town = &self.view.newsroom.towns[id.index()];
        let link = self.view.town_link(language, id);
        let stops = town.stops.iter().map(|id| Happening::Stop(*id));
        let events = town.events.iter().map(|id| Happening::Event(*id));
        let [running, upcoming, past] = self.by_state(language, stops.chain(events));
        let cases = town.name.cases.iter().filter(|(l, ..)| *l == language);
        let root = self.root(PageKind::Town(language, id));
        let releases = self.spoken(language, &town.releases);
        Ok(TownPage {
            town: TownContext {
                name: link.name,
                path: link.path,
                locative: link.locative,
                cases: cases.map(|(_, case, text)| ((*case).to_owned(), text.clone())).collect(),
                latitude: town.coordinates.map(|(latitude, _)| latitude),
                longitude: town.coordinates.map(|(_, longitude)| longitude),
            },
            running,
            upcoming,
            past,
            releases: self.release_cards(releases.clone()),
            release_rows: self.release_rows("town.html", language, &root, releases)?,
        })
    }

    pub(super) fn exhibitions(&self, language: LanguageId) -> ExhibitionsPage {
        let newsroom = self.view.newsroom;
        let cards = &self.cards.languages[language.index()].exhibitions;
        let mut groups: [Vec<(NaiveDate, usize)>; 3] = [Vec::new(), Vec::new(), Vec::new()];
        for i in (0..newsroom.exhibitions.len()).filter(|i| cards[*i].is_some()) {
            let id = ExhibitionId::new(i);
            let stops = newsroom.exhibitions[i].stops.iter().map(|id| &newsroom.stops[id.index()]);
            let first = stops.clone().map(|stop| stop.opens.day()).min();
            let last = stops.map(crate::newsroom::Stop::last_day).max();
            match self.view.exhibition_state(id) {
                State::Running => groups[0].push((last.unwrap_or(NaiveDate::MAX), i)),
                State::Upcoming => groups[1].push((first.unwrap_or(NaiveDate::MAX), i)),
                State::Past => groups[2].push((last.unwrap_or(NaiveDate::MIN), i)),
            }
        }
        let rules = self.view.config.site.rules(language);
        let name = |i: &usize| newsroom.exhibitions[*i].name.get(language);
        for group in &mut groups {
            group.sort_by(|(a, i), (b, j)| a.cmp(b).then_with(|| rules.compare(name(i), name(j))));
        }
        // Over: the latest first.
        groups[2].sort_by_key(|(last, _)| std::cmp::Reverse(*last));
        let [running, upcoming, past] =
            groups.map(|group| group.into_iter().filter_map(|(_, i)| cards[i].clone()).collect());
        ExhibitionsPage { running, upcoming, past }
    }

    pub(super) fn exhibition(
        &self,
        language: LanguageId,
        id: ExhibitionId,
    ) -> Result<ExhibitionPage, Box<Diagnostic>> {
        let view = self.view;
        let exhibition = &view.newsroom.exhibitions[id.index()];
        let shared = &self.cards.languages[language.index()];
        let link = view.exhibition_link(language, id);
        let text = exhibition.text(language);
        let root = self.root(PageKind::Exhibition(language, id));
        let body = text.map_or_else(Html::default, |text| {
            let key = (id, text.name.language);
            let targets = view.plan.links.exhibitions.get(&key).map_or(&[][..], Vec::as_slice);
            body::html(view, &text.body, targets, &root)
        });
        let releases = self.spoken(language, &exhibition.releases);
        Ok(ExhibitionPage {
            exhibition: ExhibitionContext {
                name: link.name,
                path: link.path,
                summary: text.and_then(|text| text.summary.clone()),
                body,
                when: view.exhibition_when(language, id),
                state: state_name(view.exhibition_state(id)),
                pictures: text.map_or_else(Vec::new, |text| {
                    text.pictures.iter().map(|picture| view.picture(picture)).collect()
                }),
                funders: view.funders(language, &exhibition.funders),
                extra: exhibition.extra.clone(),
            },
            stops: exhibition.stops.iter().map(|id| shared.stops[id.index()].clone()).collect(),
            events: exhibition.events.iter().map(|id| shared.events[id.index()].clone()).collect(),
            releases: self.release_cards(releases.clone()),
            release_rows: self.release_rows("exhibition.html", language, &root, releases)?,
        })
    }

    pub(super) fn topics(&self, language: LanguageId) -> TopicsPage {
        let newsroom = self.view.newsroom;
        let rules = self.view.config.site.rules(language);
        let own =
            newsroom.topics.iter().enumerate().filter(|(_, topic)| topic.language == language);
        let mut topics: Vec<Link> =
            own.map(|(i, _)| self.view.topic_link(TopicId::new(i))).collect();
        topics.sort_by(|a, b| rules.compare(&a.name, &b.name));
        TopicsPage { topics }
    }

    pub(super) fn topic(&self, id: TopicId) -> Result<TopicPage, Box<Diagnostic>> {
        let topic = &self.view.newsroom.topics[id.index()];
        let (root, releases) = (self.root(PageKind::Topic(id)), topic.releases.iter());
        Ok(TopicPage {
            topic: self.view.topic_link(id),
            releases: self.release_cards(releases.clone()),
            release_rows: self.release_rows("topic.html", topic.language, &root, releases)?,
        })
    }

    pub(super) fn plain(&self, index: u32) -> PlainPage {
        let page = &self.view.newsroom.pages[index as usize];
        let targets = &self.view.plan.links.pages[index as usize];
        let root = self.root(PageKind::Plain(index));
        PlainPage {
            title: page.title.clone(),
            summary: page.summary.clone(),
            body: body::html(self.view, &page.body, targets, &root),
            extra: page.extra.clone(),
        }
    }

    pub(super) fn not_found(&self) -> NotFoundPage {
        NotFoundPage { years: self.year_links(LanguageId::DEFAULT) }
    }

    fn year_links(&self, language: LanguageId) -> Vec<Link> {
        let years = self.view.plan.listing.years(language);
        years
            .map(|(year, _)| Link { name: year.to_string(), path: self.year_path(language, year) })
            .collect()
    }

    fn release_cards<'r>(
        &self,
        ids: impl Iterator<Item = &'r ReleaseId>,
    ) -> Vec<Shared<ReleaseCard>> {
        ids.map(|id| self.cards.releases[id.index()].clone()).collect()
    }

    fn spoken<'r>(
        &self,
        language: LanguageId,
        ids: &'r [ReleaseId],
    ) -> impl Iterator<Item = &'r ReleaseId> + Clone {
        let releases = &self.view.newsroom.releases;
        ids.iter().filter(move |id| releases[id.index()].language() == language)
    }

    fn sorted_towns(&self, language: LanguageId) -> Vec<Shared<TownCard>> {
        let newsroom = self.view.newsroom;
        let rules = self.view.config.site.rules(language);
        let cards = &self.cards.languages[language.index()].towns;
        let mut towns: Vec<(&str, &Shared<TownCard>)> = newsroom
            .towns
            .iter()
            .zip(cards)
            .filter_map(|(town, card)| Some((town.name.nominative.get(language), card.as_ref()?)))
            .collect();
        towns.sort_by(|(a, _), (b, _)| rules.compare(a, b));
        towns.into_iter().map(|(_, card)| card.clone()).collect()
    }

    /// Running (the one that ends first at the top), upcoming (the next first), past (the latest
    /// first).
    fn by_state(
        &self,
        language: LanguageId,
        happenings: impl Iterator<Item = Happening>,
    ) -> [Vec<Shared<HappeningCard>>; 3] {
        let newsroom = self.view.newsroom;
        let zone = self.view.config.site.zone;
        let now = self.view.now;
        let shared = &self.cards.languages[language.index()];
        let mut groups: [Vec<(Instant, &Shared<HappeningCard>)>; 3] =
            [Vec::new(), Vec::new(), Vec::new()];
        for happening in happenings {
            let (state, starts, ends, card) = match happening {
                Happening::Stop(id) => {
                    let stop = &newsroom.stops[id.index()];
                    let ends = stop.closes.unwrap_or(stop.opens);
                    (stop.state(now, zone), stop.opens, ends, &shared.stops[id.index()])
                }
                Happening::Event(id) => {
                    let event = &newsroom.events[id.index()];
                    let ends = event.ends.unwrap_or(event.starts);
                    (event.state(now, zone), event.starts, ends, &shared.events[id.index()])
                }
            };
            match state {
                State::Running => groups[0].push((ends.timestamp(), card)),
                State::Upcoming => groups[1].push((starts.timestamp(), card)),
                State::Past => groups[2].push((-starts.timestamp(), card)),
            }
        }
        groups.map(|mut group| {
            // Stable: what is at the same time stays in the newsroom's order.
            group.sort_by_key(|(key, _)| *key);
            group.into_iter().map(|(_, card)| card.clone()).collect()
        })
    }
}

fn month_id(month: u32) -> String {
    format!("m{month:02}")
}
