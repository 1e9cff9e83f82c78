//! The facts of a release in plain text: when and where, its events, its pictures and files.

use super::Text;
use crate::newsroom::{Event, Picture, VenueId};
use crate::release::Status;
use crate::release::markdown::one_line;
use crate::render::dates;
use crate::render::status::status_message;

impl Text<'_> {
    /// When and where.
    pub(super) fn facts(&mut self) {
        let (view, release, language) = (self.view, self.release, self.language);
        let newsroom = view.newsroom;
        let told = release.stop.is_some()
            || !release.events.is_empty()
            || release.venue.is_some()
            || release.exhibition.is_some()
            || release.towns.len() > 1;
        if !told {
            return;
        }
        self.page.heading(self.words.text("facts"), '-');
        if let Some(stop) = release.stop.map(|id| &newsroom.stops[id.index()]) {
            let rules = view.config.site.rules(language);
            let when = dates::when(rules, &stop.opens, stop.closes.as_ref(), false);
            self.fact("facts_when", &self.with_status(when, stop.status));
        }
        let mut places: Vec<String> = release.venue.map(|id| self.venue(id)).into_iter().collect();
        for town in &release.towns {
            let town = view.town_link(language, *town).name;
            if !places.iter().any(|place| place.contains(&town)) {
                places.push(town);
            }
        }
        self.fact("facts_where", &places.join(", "));
        if let Some(exhibition) = release.exhibition {
            self.fact("facts_exhibition", &view.exhibition_link(language, exhibition).name);
        }
        if !release.events.is_empty() {
            self.page.item("", &format!("{}:", self.words.text("facts_events")));
        }
        for event in &release.events {
            self.event(&newsroom.events[event.index()]);
        }
    }

    fn fact(&mut self, word: &str, value: &str) {
        if !value.is_empty() {
            self.page.item("", &format!("{}: {}", self.words.text(word), one_line(value)));
        }
    }

    fn event(&mut self, event: &Event) {
        let rules = self.view.config.site.rules(self.language);
        let when = dates::when(rules, &event.starts, event.ends.as_ref(), true);
        let when = self.with_status(when, event.status);
        let name = one_line(event.name.get(self.language));
        self.page.item("- ", &format!("{when}: {name}"));
        let elsewhere = event.venue.filter(|venue| Some(*venue) != self.release.venue);
        if let Some(venue) = elsewhere {
            let place = self.venue(venue);
            self.page.item("  ", &place);
        } else if Some(&event.town) != self.release.towns.first() && event.venue.is_none() {
            let town = self.view.town_link(self.language, event.town).name;
            self.page.item("  ", &town);
        }
        if let Some(description) = &event.description {
            self.page.item("  ", &one_line(description.get(self.language)));
        }
    }

    /// A venue with its address and town on one line.
    fn venue(&self, id: VenueId) -> String {
        let venue = self.view.venue(self.language, id);
        // Some addresses name the town although they need not.
        let named = |town: &String| {
            venue.address.as_ref().is_some_and(|address| address.split(", ").any(|it| it == town))
        };
        let town = venue.town.filter(|town| !named(town));
        let parts = [Some(venue.name), venue.address, town];
        one_line(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    fn with_status(&self, when: String, status: Status) -> String {
        let Some(word) = status_message(status) else { return when };
        format!("{when} ({})", self.words.text(word))
    }

    /// Pictures and downloads with their addresses.
    pub(super) fn files(&mut self) {
        let release = self.release;
        if !release.pictures.is_empty() {
            self.page.heading(self.words.text("pictures"), '-');
        }
        for picture in &release.pictures {
            let line = self.picture_line(picture);
            self.page.item("- ", &line);
            self.page.item("  ", &self.view.media_url(&picture.path));
        }
        if !release.attachments.is_empty() {
            self.page.heading(self.words.text("downloads"), '-');
        }
        for file in &release.attachments {
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            self.page.item("- ", &one_line(file.title.as_deref().unwrap_or(name)));
            self.page.item("  ", &self.view.media_url(&file.path));
        }
    }

    /// What a picture shows, and whose it is.
    fn picture_line(&self, picture: &Picture) -> String {
        let shown = picture.caption.as_ref().unwrap_or(&picture.alt);
        let credit = picture
            .credit
            .as_ref()
            .map(|credit| format!("{}: {credit}", self.words.text("photo_credit")));
        let rights = picture.copyright.iter().chain(&picture.licence).cloned();
        let terms: Vec<String> = credit.into_iter().chain(rights).collect();
        let line = if terms.is_empty() {
            shown.clone()
        } else {
            format!("{shown} ({})", terms.join(", "))
        };
        one_line(&line)
    }
}
