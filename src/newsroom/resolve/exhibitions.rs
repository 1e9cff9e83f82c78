//! Exhibitions and the stops their files name.

use std::collections::{BTreeMap, HashMap};

use super::Resolver;
use super::shared::aliases;
use crate::config::{LanguageId, Localised};
use crate::diagnostic::{Diagnostic, Place, Spot, YamlPath};
use crate::newsroom::files;
use crate::newsroom::names::{Found, without_quotes};
use crate::newsroom::{Exhibition, ExhibitionId, ExhibitionText, Stop};
use crate::release::{DocumentName, ParsedExhibition, ParsedStop};

impl Resolver<'_> {
    pub(super) fn exhibition_files(&mut self, parsed: Vec<ParsedExhibition>) {
        let mut by_stem: BTreeMap<String, usize> = BTreeMap::new();
        for file in &parsed {
            let next = by_stem.len();
            by_stem.entry(file.name.stem.clone()).or_insert(next);
        }
        let mut files: Vec<Vec<ParsedExhibition>> = by_stem.iter().map(|_| Vec::new()).collect();
        let mut slugs = vec![String::new(); by_stem.len()];
        for file in parsed {
            if let Some(&i) = by_stem.get(&file.name.stem) {
                slugs[i].clone_from(&file.name.stem);
                files[i].push(file);
            }
        }
        for (i, (stem, mut texts)) in slugs.into_iter().zip(files).enumerate() {
            texts.sort_by_key(|text| text.name.language);
            self.exhibition_file(ExhibitionId::new(i), &stem, texts);
        }
    }

    pub(super) fn exhibition_file(
        &mut self,
        id: ExhibitionId,
        stem: &str,
        texts: Vec<ParsedExhibition>,
    ) {
        let mut name = Localised::default();
        let mut exhibition = Exhibition {
            slug: self.slug(LanguageId::DEFAULT, stem),
            name: Localised::default(),
            place: texts.first().map_or_else(
                || Place::file(&"exhibitions".into()),
                |text| Place::file(&text.name.file),
            ),
            texts: Vec::new(),
            funders: Vec::new(),
            stops: Vec::new(),
            events: Vec::new(),
            releases: Vec::new(),
            languages: Vec::new(),
            first_named: None,
            extra: serde_json::Value::Null,
        };
        for text in texts {
            name.set(text.name.language, text.title);
            self.exhibition_stops(id, &text.name, &text.stops);
            if text.name.language == LanguageId::DEFAULT || exhibition.extra.is_null() {
                exhibition.extra = text.extra;
            }
            exhibition.funders.extend(self.known_funders(&text.name, &text.funders));
            let pictures =
                files::pictures(self.tree, &text.name, text.images, &mut self.diagnostics);
            let aliases = aliases(&text.name, text.aliases);
            let (summary, body) = (text.summary, text.body);
            let language = text.name.language;
            if exhibition.texts.iter().all(|(known, _)| *known != language) {
                let text = ExhibitionText { name: text.name, summary, pictures, body, aliases };
                exhibition.texts.push((language, text));
            }
        }
        exhibition.name = name;
        self.newsroom.exhibitions.push(exhibition);
    }

    pub(super) fn exhibition_stops(
        &mut self,
        id: ExhibitionId,
        file: &DocumentName,
        stops: &[ParsedStop],
    ) {
        for stop in stops {
            let at = |key: &str| {
                let path = YamlPath::key("stops").item(stop.index).child(key);
                Place::new(&file.file, Spot::Value(path))
            };
            let named = stop
                .town
                .as_deref()
                .map(|written| self.town(written, file.language, None, || at("town")));
            let venue = stop
                .venue
                .as_ref()
                .map(|venue| self.venue(venue, named.flatten(), file.language, || at("venue")));
            let town = match named {
                Some(town) => town,
                None => venue.and_then(|id| self.newsroom.venues[id.index()].town),
            };
            let Some(town) = town else {
                if stop.town.is_none() {
                    let message = "the stop has no town, and its venue says none";
                    self.diagnostics.push(
                        Diagnostic::error("stop-without-town", at("venue"), message)
                            .help("add `town: …` to the stop or to the venue"),
                    );
                }
                continue;
            };
            let claim = Stop {
                key: String::new(),
                exhibition: id,
                town,
                venue,
                opens: stop.opens,
                closes: stop.closes,
                status: stop.status,
                previously: stop.previously,
                releases: Vec::new(),
                withdrawn: Vec::new(),
            };
            self.stops.claim(claim, None);
        }
    }

    pub(super) fn exhibition(
        &mut self,
        written: &str,
        language: LanguageId,
        hint: Option<ExhibitionId>,
        place: impl Fn() -> Place,
    ) -> Option<ExhibitionId> {
        let hint = hint.map(ExhibitionId::index);
        let known = &self.newsroom.exhibitions;
        let is_named = |i: usize| known.get(i).is_some_and(|it| it.name.own(language).is_some());
        let diagnostics = &mut self.diagnostics;
        match self.exhibition_names.find(written, hint, is_named, &place, diagnostics) {
            Found::Known(i) => Some(ExhibitionId::new(i)),
            Found::Alias(i) => {
                let exhibition = self.newsroom.exhibitions.get_mut(i)?;
                if !self.holding && exhibition.texts.is_empty() {
                    exhibition.name.add(language, without_quotes(written));
                }
                Some(ExhibitionId::new(i))
            }
            Found::New(i) => {
                let slug = self.slug_or_report("exhibition", language, written, &place);
                self.exhibition_names.add(&slug, i);
                self.newsroom.exhibitions.push(Exhibition {
                    slug,
                    name: Localised::only(language, without_quotes(written).to_owned()),
                    place: place(),
                    texts: Vec::new(),
                    funders: Vec::new(),
                    stops: Vec::new(),
                    events: Vec::new(),
                    releases: Vec::new(),
                    languages: Vec::new(),
                    first_named: None,
                    extra: serde_json::Value::Null,
                });
                Some(ExhibitionId::new(i))
            }
            Found::Wrong => None,
        }
    }
}

/// The names of exhibitions that have a file, and where each exhibition is named first. They are
/// numbered in the order of their first files.
pub(super) fn exhibition_names(
    exhibitions: &[ParsedExhibition],
) -> (Vec<(String, usize)>, Vec<Place>) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names = Vec::new();
    let mut places = Vec::new();
    for file in exhibitions {
        let id = *numbers.entry(&file.name.stem).or_insert(places.len());
        if id == places.len() {
            places.push(Place::new(&file.name.file, Spot::Value(YamlPath::key("name"))));
        }
        names.push((file.title.clone(), id));
        names.extend(file.spellings.iter().map(|spelling| (spelling.clone(), id)));
        names.push((file.name.stem.clone(), id));
    }
    (names, places)
}
