//! The page of a release.

use chrono::Datelike;
use fluent_bundle::FluentArgs;

use super::cards::lead;
use super::{Renderer, View, body, dates};
use crate::config::LanguageId;
use crate::context::{
    AttachmentContext, BoilerplateContext, ReleaseContext, ReleasePage, UpdateContext,
    WithdrawalContext,
};
use crate::diagnostic::Diagnostic;
use crate::newsroom::{Attachment, Release, ReleaseId, StopId};
use crate::plan::{PageKind, has_press_kit, press_kit_bytes};

/// How many other stops of a tour a release shows on each side of its own. A release shows no more, so
/// that one more stop of a long tour changes few pages; the exhibition's page has them all.
const OTHER_STOPS: usize = 2;

impl Renderer<'_> {
    pub(super) fn release(&self, id: ReleaseId) -> Result<ReleasePage, Box<Diagnostic>> {
        let view = self.view;
        let release = &view.newsroom.releases[id.index()];
        let language = release.language();
        let rules = view.config.site.rules(language);
        let root = self.root(PageKind::Release(id));
        let shared = &self.cards.languages[language.index()];
        let (newer, older) = view.plan.listing.neighbours(language, id);
        let updates = release.updates.iter().map(|update| UpdateContext {
            date: dates::date(rules, &update.date),
            note: update.note.clone(),
        });
        let other_stops = self.other_stops(release);
        let stops = other_stops.iter().map(|id| shared.stops[id.index()].clone());
        let context = ReleaseContext {
            title: release.title.clone(),
            title_length: release.title.chars().count(),
            path: view.plan.addresses.release(id).linked().to_owned(),
            date: shared.things.date(&release.date),
            towns: release
                .towns
                .iter()
                .map(|town| shared.things.towns[town.index()].clone())
                .collect(),
            dateline: view.dateline(release),
            lead: release.summary.clone(),
            body: body::html(view, &release.body, &view.plan.links.releases[id.index()], &root),
            venue: release.venue.map(|venue| shared.things.venues[venue.index()].clone()),
            exhibition: release.exhibition.map(|id| shared.things.exhibitions[id.index()].clone()),
            stop: release.stop.map(|id| shared.stops[id.index()].clone()),
            events: release.events.iter().map(|id| shared.events[id.index()].clone()).collect(),
            other_stops: stops.collect(),
            other_stop_rows: self.stop_rows(
                "release.html",
                language,
                &root,
                other_stops.iter().copied(),
            )?,
            pictures: release.pictures.iter().map(|picture| view.picture(picture)).collect(),
            attachments: release.attachments.iter().map(|file| view.attachment(file)).collect(),
            press_kit: self.press_kit(id),
            text: view.config.site.outputs.texts.then(|| view.plan.addresses.text(id)),
            topics: release
                .topics
                .iter()
                .map(|id| shared.things.topics[id.index()].clone())
                .collect(),
            updates: updates.collect(),
            withdrawn: release.withdrawn.as_ref().map(|withdrawn| WithdrawalContext {
                date: dates::date(rules, &withdrawn.date),
                reason: withdrawn.reason.clone(),
            }),
            boilerplates: self.boilerplates(language, release, &root),
            contacts: release
                .contacts
                .iter()
                .map(|contact| View::contact(language, contact))
                .collect(),
            funders: view.funders(language, &release.funders),
            older: older.map(|id| self.cards.links[id.index()].clone()),
            newer: newer.map(|id| self.cards.links[id.index()].clone()),
            extra: release.extra.clone(),
        };
        Ok(ReleasePage { release: context })
    }

    fn press_kit(&self, id: ReleaseId) -> Option<AttachmentContext> {
        let view = self.view;
        let release = &view.newsroom.releases[id.index()];
        let bytes = press_kit_bytes(view.tree, release);
        has_press_kit(view.config, release).then(|| AttachmentContext {
            title: view.theme.messages(release.language()).text("press_kit").to_owned(),
            path: view.plan.addresses.press_kit(id),
            format: "ZIP".to_owned(),
            bytes,
            size: size_in_words(bytes),
        })
    }

    /// Where else the exhibition is, near the stop of a release.
    fn other_stops(&self, release: &Release) -> Vec<StopId> {
        // What was taken back does not send readers to the stop it announced.
        let Some(exhibition) = release.exhibition.filter(|_| release.withdrawn.is_none()) else {
            return Vec::new();
        };
        let stops = &self.view.newsroom.exhibitions[exhibition.index()].stops;
        // The stops of an exhibition are numbered in order of time.
        let own = release.stop.and_then(|own| stops.binary_search(&own).ok());
        let around = match own {
            Some(own) => own.saturating_sub(OTHER_STOPS)..(own + OTHER_STOPS + 1).min(stops.len()),
            // The release is about the exhibition as a whole: its latest stops.
            None => stops.len().saturating_sub(2 * OTHER_STOPS)..stops.len(),
        };
        around.filter(|i| Some(*i) != own).map(|i| stops[i]).collect()
    }

    fn boilerplates(
        &self,
        language: LanguageId,
        release: &Release,
        root: &str,
    ) -> Vec<BoilerplateContext> {
        let view = self.view;
        let texts = release.boilerplates.iter().filter_map(|key| {
            let (own, _, title, text) = view.newsroom.boilerplates.get(key)?.text(language)?;
            let targets = view.plan.links.boilerplates.get(&(key.clone(), *own));
            let html = body::html(view, text, targets.map_or(&[], Vec::as_slice), root);
            Some(BoilerplateContext { title: title.clone(), html })
        });
        texts.collect()
    }
}

impl View<'_> {
    /// Town and date, as the language puts them.
    pub(super) fn dateline(self, release: &Release) -> String {
        let language = release.language();
        let day = release.date.day();
        let full = self.config.site.rules(language).full_date(day);
        let Some(town) = release.towns.first() else { return full };
        let (name, locative) = self.town_names(language, *town);
        let mut arguments = FluentArgs::with_capacity(6);
        arguments.set("town", name);
        arguments.set("locative", locative.unwrap_or(name));
        arguments.set("full", full.as_str());
        arguments.set("year", day.year().to_string());
        arguments.set("month", day.month());
        arguments.set("day", day.day());
        let line = self.theme.messages(language).format("dateline", &arguments);
        line.unwrap_or_else(|_| format!("{name}, {full}"))
    }

    fn attachment(self, file: &Attachment) -> AttachmentContext {
        let path = self
            .plan
            .media
            .get(&file.path)
            .map(|path| path.as_str().to_owned())
            .unwrap_or_default();
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        AttachmentContext {
            title: file.title.clone().unwrap_or_else(|| name.to_owned()),
            path,
            format: ending.to_uppercase(),
            bytes: file.bytes,
            size: size_in_words(file.bytes),
        }
    }

    /// The lead of a release, or its title when nothing was written.
    pub(super) fn lead_or_title(release: &Release) -> &str {
        let lead = lead(release);
        if lead.is_empty() { &release.title } else { lead }
    }
}

/// Bytes in decimal units, as download lists give them.
pub(super) fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
