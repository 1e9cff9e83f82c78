//! Towns and venues.

use super::Resolver;
use crate::config::{LanguageId, Localised, TownName};
use crate::diagnostic::{Diagnostic, Place};
use crate::language::fold;
use crate::newsroom::names::{Found, without_quotes};
use crate::newsroom::{Town, TownId, Venue, VenueId};
use crate::release::VenueRef;

impl Resolver<'_> {
    pub(super) fn venue_towns(&mut self) {
        for venue in &self.config.venues {
            let town = venue.town.as_ref().and_then(|(written, place)| {
                self.town(written, LanguageId::DEFAULT, None, || place.clone())
            });
            self.newsroom.venues.push(Venue {
                name: venue.name.clone(),
                address: venue.address.clone(),
                town,
                coordinates: venue.coordinates,
                url: venue.url.clone(),
            });
        }
    }

    /// The town a name stands for; a new name makes a town.
    pub(super) fn town(
        &mut self,
        written: &str,
        language: LanguageId,
        hint: Option<TownId>,
        place: impl Fn() -> Place,
    ) -> Option<TownId> {
        let towns = &self.newsroom.towns;
        let is_named = |i: usize| {
            towns.get(i).is_some_and(|town| town.name.nominative.own(language).is_some())
        };
        let (hint, diagnostics) = (hint.map(TownId::index), &mut self.diagnostics);
        match self.town_names.find(written, hint, is_named, &place, diagnostics) {
            Found::Known(i) => Some(TownId::new(i)),
            Found::Alias(i) => {
                self.name_town(i, language, written);
                Some(TownId::new(i))
            }
            Found::New(i) => {
                let slug = self.slug_or_report("town", language, written, &place);
                self.town_names.add(&slug, i);
                let name = TownName {
                    nominative: Localised::only(language, without_quotes(written).to_owned()),
                    cases: Vec::new(),
                };
                self.newsroom.towns.push(new_town(slug, name, None, place()));
                Some(TownId::new(i))
            }
            Found::Wrong => None,
        }
    }

    /// Whether a town has a name in a language.
    pub(super) fn is_town_named(&self, id: TownId, language: LanguageId) -> bool {
        let town = self.newsroom.towns.get(id.index());
        town.is_some_and(|town| town.name.nominative.own(language).is_some())
    }

    /// A town that no file declares is called in each language as the releases of that language do.
    pub(super) fn name_town(&mut self, i: usize, language: LanguageId, written: &str) {
        let undeclared = i >= self.config.towns.len();
        if let Some(town) = self.newsroom.towns.get_mut(i).filter(|_| undeclared && !self.holding) {
            town.name.nominative.add(language, without_quotes(written));
        }
    }

    /// The venue of one translation of a release. What another translation calls its venue is the same
    /// house in other words, unless a file declares it.
    pub(super) fn translated_venue(
        &mut self,
        venue: &VenueRef,
        hint: Option<VenueId>,
        town: Option<TownId>,
        language: LanguageId,
        place: impl Fn() -> Place,
    ) -> VenueId {
        let (name, address) = match venue {
            VenueRef::Named(name) => (name, None),
            VenueRef::Written { name, address, .. } => (name, address.as_ref()),
        };
        let declared = |id: VenueId| id.index() < self.config.venues.len();
        let known = || self.declared_venue(name, town).is_some();
        let Some(id) = hint.filter(|id| !declared(*id) && !known()) else {
            return self.venue(venue, town, language, place);
        };
        if let Some(known) = self.newsroom.venues.get_mut(id.index()).filter(|_| !self.holding) {
            known.name.add(language, name);
            if let Some(address) = address {
                known.address.get_or_insert_default().add(language, address);
            }
        }
        id
    }

    /// The venue a reference stands for; a name no file declares makes one.
    pub(super) fn venue(
        &mut self,
        venue: &VenueRef,
        town: Option<TownId>,
        language: LanguageId,
        place: impl Fn() -> Place,
    ) -> VenueId {
        let made = match venue {
            VenueRef::Named(name) => {
                // Undeclared venues of one name are different houses in different towns.
                let written = self.written_venues.entry(town).or_default();
                if let Some(id) = written.get(name) {
                    return *id;
                }
                let declared = self.declared_venue(name, town);
                let written = self.written_venues.entry(town).or_default();
                let id = declared.unwrap_or_else(|| VenueId::new(self.newsroom.venues.len()));
                written.insert(name.clone(), id);
                if declared.is_some() {
                    return id;
                }
                self.warn_nearly_venue(name, &place);
                Venue {
                    name: Localised::only(language, name.clone()),
                    address: None,
                    town,
                    coordinates: None,
                    url: None,
                }
            }
            VenueRef::Written { name, address, town: own_town, coordinates, url } => {
                let own = own_town
                    .as_ref()
                    .and_then(|written| self.town(written, language, None, &place));
                // The same house written in two releases is one house.
                let key =
                    format!("{}\u{0}{}", fold(name), fold(address.as_deref().unwrap_or_default()));
                let next = VenueId::new(self.newsroom.venues.len());
                let known =
                    self.written_venues.entry(own.or(town)).or_default().entry(key).or_insert(next);
                if *known != next {
                    return *known;
                }
                Venue {
                    name: Localised::only(language, name.clone()),
                    address: address.clone().map(|address| Localised::only(language, address)),
                    town: own.or(town),
                    coordinates: *coordinates,
                    url: url.clone(),
                }
            }
        };
        self.newsroom.venues.push(made);
        VenueId::new(self.newsroom.venues.len() - 1)
    }

    /// The venue of `venues.yaml` with a key or name; of several, the one in the town.
    fn declared_venue(&self, name: &str, town: Option<TownId>) -> Option<VenueId> {
        let named = self.venue_names.get(&fold(name))?;
        let here = |id: &&VenueId| self.newsroom.venues[id.index()].town == town;
        let keyed = |id: &&VenueId| self.config.venues[id.index()].key == name;
        named.iter().find(keyed).or_else(|| named.iter().find(here)).or(named.first()).copied()
    }

    /// Reports a venue that stands in another town than those of the text that names it.
    pub(super) fn check_venue_town(
        &mut self,
        id: VenueId,
        towns: &[TownId],
        place: impl Fn() -> Place,
    ) {
        let venue = &self.newsroom.venues[id.index()];
        let Some(town) = venue.town.filter(|town| !towns.is_empty() && !towns.contains(town))
        else {
            return;
        };
        let name =
            |id: TownId| self.newsroom.towns[id.index()].name.nominative.get(LanguageId::DEFAULT);
        let message = format!(
            "the venue “{}” is in {}, but the release is from {}",
            venue.name.get(LanguageId::DEFAULT),
            name(town),
            name(towns[0])
        );
        self.diagnostics.push(
            Diagnostic::warning("venue-in-other-town", place(), message)
                .help("name the venue by its key in venues.yaml, or correct the town"),
        );
    }

    fn warn_nearly_venue(&mut self, name: &str, place: impl Fn() -> Place) {
        if let Some(meant) = self.near_venues.nearest(name) {
            let message = format!("the venue “{name}” is not in venues.yaml, but “{meant}” is");
            self.diagnostics.push(
                Diagnostic::warning("name-nearly-known", place(), message)
                    .help(format!("did you mean “{meant}”?")),
            );
        }
    }
}

pub(super) fn new_town(
    slug: String,
    name: TownName,
    coordinates: Option<(f64, f64)>,
    place: Place,
) -> Town {
    Town {
        slug,
        name,
        coordinates,
        place,
        releases: Vec::new(),
        languages: Vec::new(),
        stops: Vec::new(),
        events: Vec::new(),
    }
}
