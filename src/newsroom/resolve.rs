//! Links what the files name to what is known, and leaves out what is held back.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::files;
use super::happenings::{StopClaim, Stops, sorted};
use super::names::{Found, Kind, Names};
use super::visibility::{NextChange, group_embargoes, held_back};
use super::{
    Alias, Boilerplate, Event, EventId, Exhibition, ExhibitionId, ExhibitionText, HeldBody,
    Moments, Newsroom, Page, Release, ReleaseId, StopId, Topic, TopicId, Town, TownId, Venue,
    VenueId,
};
use crate::config::{Config, Contact, LanguageId, Localised, TownName};
use crate::diagnostic::{Checked, Diagnostic, Place, Spot, YamlPath, did_you_mean};
use crate::language::{fold, is_slug, slugify_in};
use crate::moment::Moment;
use crate::release::{
    ContactRef, DocumentName, Keys, ParsedBoilerplate, ParsedEvent, ParsedExhibition, ParsedPage,
    ParsedRelease, VenueRef,
};
use crate::source::SourceTree;

/// Every file that could be read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// `releases/`.
    pub releases: Vec<ParsedRelease>,
    /// `boilerplates/`.
    pub boilerplates: Vec<ParsedBoilerplate>,
    /// `exhibitions/`.
    pub exhibitions: Vec<ParsedExhibition>,
    /// `pages/`.
    pub pages: Vec<ParsedPage>,
}

/// Links everything. Held-back releases are checked like the others and then left out.
pub fn resolve(
    config: &Config,
    tree: &SourceTree,
    parsed: Parsed,
    at: Moments,
) -> Checked<Newsroom> {
    let mut resolver = Resolver::new(config, tree, at, &parsed.exhibitions);
    resolver.boilerplates(parsed.boilerplates);
    resolver.check_defaults();
    resolver.logos();
    resolver.pages(parsed.pages);
    resolver.venue_towns();
    resolver.exhibition_files(parsed.exhibitions);
    resolver.releases(parsed.releases);
    resolver.finish()
}

struct Resolver<'a> {
    config: &'a Config,
    tree: &'a SourceTree,
    at: Moments,
    diagnostics: Vec<Diagnostic>,
    newsroom: Newsroom,
    town_names: Names,
    exhibition_names: Names,
    /// Never iterated: only looked up.
    venue_names: HashMap<String, VenueId>,
    /// Never iterated: only looked up.
    topics: HashMap<(LanguageId, String), TopicId>,
    contacts: BTreeMap<&'a str, Arc<Contact>>,
    stops: Stops,
    events: Vec<Event>,
    /// Events of a translation group by their beginning, so that translations are one event.
    /// Never iterated: only looked up.
    group_events: HashMap<(String, Moment, usize), usize>,
    next: NextChange,
    /// True while held-back releases are checked: nothing they say may reach what is public.
    holding: bool,
}

impl<'a> Resolver<'a> {
    fn new(
        config: &'a Config,
        tree: &'a SourceTree,
        at: Moments,
        exhibitions: &[ParsedExhibition],
    ) -> Self {
        let strict = config.site.strict;
        let mut newsroom = Newsroom::default();
        let mut towns = Vec::new();
        for (id, town) in config.towns.iter().enumerate() {
            towns.push((town.key.clone(), id));
            towns.extend(town.name.nominative.all().map(|name| (name.to_owned(), id)));
            towns.extend(town.name.cases.iter().map(|(_, _, name)| (name.clone(), id)));
            towns.extend(town.spellings.iter().map(|name| (name.clone(), id)));
            newsroom.towns.push(new_town(
                town.key.clone(),
                town.name.clone(),
                town.coordinates,
                town.place.clone(),
            ));
        }
        let town_kind = Kind { word: "town", declared_in: "towns.yaml" };
        let town_names = Names::new(town_kind, strict, config.towns.len(), towns);
        let mut venue_names = HashMap::new();
        for (i, venue) in config.venues.iter().enumerate() {
            for name in venue.name.all().chain([venue.key.as_str()]) {
                venue_names.entry(fold(name)).or_insert(VenueId::new(i));
            }
        }
        let (names, count) = exhibition_names(exhibitions);
        let kind = Kind { word: "exhibition", declared_in: "a file in exhibitions/" };
        Self {
            config,
            tree,
            at,
            diagnostics: Vec::new(),
            newsroom,
            town_names,
            exhibition_names: Names::new(kind, strict, count, names),
            venue_names,
            topics: HashMap::new(),
            contacts: config
                .contacts
                .iter()
                .map(|(k, c)| (k.as_str(), Arc::new(c.clone())))
                .collect(),
            stops: Stops::default(),
            events: Vec::new(),
            group_events: HashMap::new(),
            next: NextChange::new(at.now),
            holding: false,
        }
    }

    fn boilerplates(&mut self, parsed: Vec<ParsedBoilerplate>) {
        for text in parsed {
            let known = self.newsroom.boilerplates.entry(text.name.stem.clone()).or_default();
            let Boilerplate { texts } = known;
            if texts.iter().all(|(language, ..)| *language != text.name.language) {
                texts.push((text.name.language, text.name, text.title, text.body));
            }
        }
    }

    /// The keys that `site.yaml` gives for releases that name none.
    fn check_defaults(&mut self) {
        let config = self.config;
        let defaults = &config.site.defaults;
        let boilerplates: Vec<&str> =
            self.newsroom.boilerplates.keys().map(String::as_str).collect();
        let contacts: Vec<&str> = config.contacts.keys().map(String::as_str).collect();
        let funders: Vec<&str> = config.funders.keys().map(String::as_str).collect();
        for (word, keys, known, declared_in) in [
            ("contact", &defaults.contact, contacts, "contacts.yaml"),
            ("boilerplate", &defaults.boilerplate, boilerplates, "the folder boilerplates/"),
            ("funder", &defaults.funder, funders, "funders.yaml"),
        ] {
            for key in keys.iter().filter(|key| !known.contains(&key.as_str())) {
                let path = YamlPath::key("defaults").child(word);
                let place = Place::new(&self.tree.shown("site.yaml"), Spot::Value(path));
                let known = known.iter().copied();
                self.diagnostics.push(unknown_key(word, key, declared_in, known, place));
            }
        }
    }

    /// The publisher's logo and the funders' emblems.
    fn logos(&mut self) {
        let config = self.config;
        let organisation = config.site.organisation.as_ref();
        self.newsroom.logo = organisation.and_then(|o| self.logo(o.logo.as_ref()?));
        for (key, funder) in &config.funders {
            if let Some(picture) = funder.logo.as_ref().and_then(|logo| self.logo(logo)) {
                self.newsroom.funder_logos.insert(key.clone(), picture);
            }
        }
    }

    fn logo(&mut self, logo: &crate::config::PictureFile) -> Option<super::Picture> {
        match files::file_problem(self.tree, "", &logo.file, true) {
            Ok(path) => {
                let alt = String::new();
                Some(super::Picture { path, alt, caption: None, credit: None, licence: None })
            }
            Err(problem) => {
                let place = logo.place.clone();
                self.diagnostics.push(files::file_diagnostic(&problem, &logo.file, place, true));
                None
            }
        }
    }

    fn pages(&mut self, parsed: Vec<ParsedPage>) {
        for page in parsed {
            let slug = page.slug.unwrap_or_else(|| self.slug(page.name.language, &page.name.stem));
            let aliases = aliases(&page.name, page.aliases);
            self.newsroom.pages.push(Page {
                title: page.title,
                menu: page.menu,
                summary: page.summary,
                body: page.body,
                extra: page.extra,
                name: page.name,
                slug,
                aliases,
            });
        }
    }

    fn slug(&self, language: LanguageId, text: &str) -> String {
        slugify_in(self.config.site.rules(language).tag(), text)
    }

    fn venue_towns(&mut self) {
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
    fn town(
        &mut self,
        written: &str,
        language: LanguageId,
        hint: Option<TownId>,
        place: impl Fn() -> Place,
    ) -> Option<TownId> {
        match self.town_names.find(written, hint.map(TownId::index), &place, &mut self.diagnostics)
        {
            Found::Known(i) => {
                self.name_town(i, language, written);
                Some(TownId::new(i))
            }
            Found::New(i) => {
                let slug = self.slug_or_report("town", language, written, &place);
                self.town_names.add(&slug, i);
                let name = TownName {
                    nominative: Localised::everywhere(written.to_owned()),
                    cases: Vec::new(),
                };
                self.newsroom.towns.push(new_town(slug, name, None, place()));
                Some(TownId::new(i))
            }
            Found::Wrong => None,
        }
    }

    /// A town that no file declares is called in each language as the releases of that language do.
    fn name_town(&mut self, i: usize, language: LanguageId, written: &str) {
        if !self.holding
            && i >= self.config.towns.len()
            && let Some(town) = self.newsroom.towns.get_mut(i)
            && language != LanguageId::DEFAULT
            && town.name.nominative.get(language) != written
            && self.town_names.exact(written) == Some(i)
        {
            name_in(&mut town.name.nominative, language, written);
        }
    }

    fn slug_or_report(
        &mut self,
        word: &str,
        language: LanguageId,
        written: &str,
        place: impl Fn() -> Place,
    ) -> String {
        let slug = self.slug(language, written);
        if !slug.is_empty() {
            return slug;
        }
        let message = format!(
            "no address can be made of the {word} “{written}”: it has no letters or digits"
        );
        self.diagnostics.push(Diagnostic::error("no-address", place(), message));
        // The number was given out; a stand-in keeps the list and the numbers in step.
        "-".to_owned()
    }

    fn exhibition_files(&mut self, parsed: Vec<ParsedExhibition>) {
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

    fn exhibition_file(&mut self, id: ExhibitionId, stem: &str, texts: Vec<ParsedExhibition>) {
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

    fn exhibition_stops(
        &mut self,
        id: ExhibitionId,
        file: &DocumentName,
        stops: &[crate::release::ParsedStop],
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
            self.stops.claim(StopClaim {
                exhibition: id,
                town,
                venue,
                opens: stop.opens,
                closes: stop.closes,
                status: stop.status,
                release: None,
            });
        }
    }

    /// The venue a reference stands for; a name no file declares makes one.
    fn venue(
        &mut self,
        venue: &VenueRef,
        town: Option<TownId>,
        language: LanguageId,
        place: impl Fn() -> Place,
    ) -> VenueId {
        let made = match venue {
            VenueRef::Named(name) => {
                // Undeclared venues of one name are different houses in different towns.
                let declared = self.venue_names.get(&fold(name)).copied();
                let key = format!("{}\u{0}{}", fold(name), town.map_or(u32::MAX, |id| id.0));
                if let Some(id) = declared.or_else(|| self.venue_names.get(&key).copied()) {
                    return id;
                }
                self.warn_nearly_venue(name, &place);
                self.venue_names.insert(key, VenueId::new(self.newsroom.venues.len()));
                Venue {
                    name: Localised::everywhere(name.clone()),
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
                Venue {
                    name: Localised::everywhere(name.clone()),
                    address: address.clone().map(Localised::everywhere),
                    town: own.or(town),
                    coordinates: *coordinates,
                    url: url.clone(),
                }
            }
        };
        self.newsroom.venues.push(made);
        VenueId::new(self.newsroom.venues.len() - 1)
    }

    fn warn_nearly_venue(&mut self, name: &str, place: impl Fn() -> Place) {
        let venues = &self.config.venues;
        let known = venues.iter().flat_map(|venue| venue.name.all().chain([venue.key.as_str()]));
        if let Some(meant) = known.into_iter().find(|known| crate::language::near(name, known)) {
            let message = format!("the venue “{name}” is not in venues.yaml, but “{meant}” is");
            self.diagnostics.push(
                Diagnostic::warning("name-nearly-known", place(), message)
                    .help(format!("did you mean “{meant}”?")),
            );
        }
    }

    fn releases(&mut self, parsed: Vec<ParsedRelease>) {
        let embargoes: Vec<Option<Moment>> = {
            let by_group = group_embargoes(&parsed);
            parsed
                .iter()
                .map(|release| by_group.get(release.name.group.as_str()).copied())
                .collect()
        };
        let mut order: Vec<(ParsedRelease, Option<super::HeldBack>, Option<Moment>)> = parsed
            .into_iter()
            .zip(embargoes)
            .map(|(release, embargo)| {
                let held = held_back(&release, embargo, self.at);
                (release, held, embargo)
            })
            .collect();
        // Public ones first: towns and exhibitions that only a held-back release names come after
        // them and are cut off below. Then by date, so that the first to name a town names it.
        order.sort_by(|(a, held_a, _), (b, held_b, _)| {
            let key = |release: &ParsedRelease| release.front.date;
            held_a.is_some().cmp(&held_b.is_some()).then_with(|| key(a).cmp(&key(b))).then_with(
                || (&a.name.group, a.name.language).cmp(&(&b.name.group, b.name.language)),
            )
        });
        let public = order.partition_point(|(_, held, _)| held.is_none());
        let mut groups: HashMap<String, GroupNames> = HashMap::new();
        let held_back = order.split_off(public);
        for (i, (release, ..)) in order.into_iter().enumerate() {
            // Ids count from the newest release, as the list will stand.
            let id = ReleaseId::new(public - 1 - i);
            self.schedule(&release);
            let linked = self.release(id, release, &mut groups);
            self.newsroom.releases.push(linked);
        }
        self.newsroom.releases.reverse();
        self.held_releases(held_back, &mut groups);
    }

    /// Checks the names in held-back releases, then forgets what they made.
    fn held_releases(
        &mut self,
        held: Vec<(ParsedRelease, Option<super::HeldBack>, Option<Moment>)>,
        groups: &mut HashMap<String, GroupNames>,
    ) {
        let towns = self.newsroom.towns.len();
        let exhibitions = self.newsroom.exhibitions.len();
        let venues = self.newsroom.venues.len();
        let topics = self.newsroom.topics.len();
        let events = self.events.len();
        let stops = std::mem::take(&mut self.stops);
        self.holding = true;
        for (release, why, embargo) in held {
            if !release.front.draft || self.at.drafts {
                let lifted =
                    embargo.map_or(release.front.date, |embargo| embargo.max(release.front.date));
                self.next.at(lifted.at);
            }
            if let Some(why) = why {
                self.newsroom.held_back.insert(Arc::clone(&release.name.path), why);
            }
            let checked = self.release(ReleaseId(u32::MAX), release, groups);
            self.newsroom.held_bodies.push(HeldBody { name: checked.name, body: checked.body });
        }
        self.newsroom.towns.truncate(towns);
        self.newsroom.exhibitions.truncate(exhibitions);
        self.newsroom.venues.truncate(venues);
        self.newsroom.topics.truncate(topics);
        self.events.truncate(events);
        self.stops = stops;
    }

    /// The moments at which a public release changes by itself.
    fn schedule(&mut self, release: &ParsedRelease) {
        for update in &release.front.updates {
            self.next.at(update.date.at);
        }
        if let Some(withdrawn) = &release.front.withdrawn {
            self.next.at(withdrawn.date.at);
        }
    }

    fn release(
        &mut self,
        id: ReleaseId,
        parsed: ParsedRelease,
        groups: &mut HashMap<String, GroupNames>,
    ) -> Release {
        let group = groups.entry(parsed.name.group.clone()).or_default().clone();
        let language = parsed.name.language;
        let mut towns = Vec::with_capacity(parsed.front.towns.len());
        for (i, (item, written)) in parsed.front.towns.iter().enumerate() {
            let hint = group.towns.get(i).copied();
            let town = self.town(written, language, hint, || parsed.item_place("town", *item));
            towns.extend(town.filter(|town| !towns.contains(town)));
        }
        let exhibition = parsed.front.exhibition.as_ref().and_then(|written| {
            self.exhibition(written, language, group.exhibition, || parsed.place("exhibition"))
        });
        groups.insert(parsed.name.group.clone(), GroupNames { towns: towns.clone(), exhibition });
        let withdrawn = parsed.front.withdrawn.clone().filter(|w| w.date.at <= self.at.now);
        let venue = parsed.front.venue.as_ref().map(|venue| {
            self.venue(venue, towns.first().copied(), language, || parsed.place("venue"))
        });
        let stop = match (exhibition, parsed.front.opens, &withdrawn) {
            (Some(exhibition), Some(opens), None) => {
                let venue_town = venue.and_then(|id| self.newsroom.venues[id.index()].town);
                let town = venue_town.or_else(|| towns.first().copied());
                town.map(|town| {
                    let closes = parsed.front.closes;
                    let status = crate::release::Status::Scheduled;
                    let release = Some(id);
                    let claim =
                        StopClaim { exhibition, town, venue, opens, closes, status, release };
                    StopId::new(self.stops.claim(claim))
                })
            }
            _ => None,
        };
        let events = if withdrawn.is_none() {
            self.release_events(id, &parsed, &towns, venue)
        } else {
            Vec::new()
        };
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
            extra: front.extra,
            translations: Vec::new(),
            name: parsed.name,
            body: parsed.body,
        }
    }

    fn exhibition(
        &mut self,
        written: &str,
        language: LanguageId,
        hint: Option<ExhibitionId>,
        place: impl Fn() -> Place,
    ) -> Option<ExhibitionId> {
        let hint = hint.map(ExhibitionId::index);
        match self.exhibition_names.find(written, hint, &place, &mut self.diagnostics) {
            Found::Known(i) => {
                let exhibition = self.newsroom.exhibitions.get_mut(i)?;
                if !self.holding
                    && exhibition.texts.is_empty()
                    && language != LanguageId::DEFAULT
                    && exhibition.name.get(language) != written
                    && self.exhibition_names.exact(written) == Some(i)
                {
                    name_in(&mut exhibition.name, language, written);
                }
                Some(ExhibitionId::new(i))
            }
            Found::New(i) => {
                let slug = self.slug_or_report("exhibition", language, written, &place);
                self.exhibition_names.add(&slug, i);
                self.newsroom.exhibitions.push(Exhibition {
                    slug,
                    name: Localised::everywhere(written.to_owned()),
                    place: place(),
                    texts: Vec::new(),
                    funders: Vec::new(),
                    stops: Vec::new(),
                    events: Vec::new(),
                    releases: Vec::new(),
                    languages: Vec::new(),
                    extra: serde_json::Value::Null,
                });
                Some(ExhibitionId::new(i))
            }
            Found::Wrong => None,
        }
    }

    fn release_events(
        &mut self,
        id: ReleaseId,
        parsed: &ParsedRelease,
        towns: &[TownId],
        venue: Option<VenueId>,
    ) -> Vec<EventId> {
        let mut found = Vec::new();
        for (i, event) in parsed.front.events.iter().enumerate() {
            let same_start =
                parsed.front.events[..i].iter().filter(|e| e.starts == event.starts).count();
            let key = (parsed.name.group.clone(), event.starts, same_start);
            let known = self.group_events.get(&key).filter(|_| !self.holding);
            let number = if let Some(&known) = known {
                translate(&mut self.events[known], parsed.name.language, event);
                self.events[known].releases.push(id);
                known
            } else {
                let Some(event) = self.new_event(id, parsed, event, towns, venue) else {
                    continue;
                };
                self.events.push(event);
                self.group_events.insert(key, self.events.len() - 1);
                self.events.len() - 1
            };
            found.push(EventId::new(number));
        }
        found
    }

    fn new_event(
        &mut self,
        id: ReleaseId,
        parsed: &ParsedRelease,
        event: &ParsedEvent,
        towns: &[TownId],
        venue: Option<VenueId>,
    ) -> Option<Event> {
        let language = parsed.name.language;
        let place = |key: &str| {
            let path = YamlPath::key("events").item(event.index).child(key);
            Place::new(&parsed.name.file, Spot::Value(path))
        };
        let own_town = event
            .town
            .as_ref()
            .and_then(|written| self.town(written, language, None, || place("town")));
        let first_town = own_town.or_else(|| towns.first().copied());
        let own_venue = event
            .venue
            .as_ref()
            .map(|venue| self.venue(venue, first_town, language, || place("venue")));
        // The release's venue holds for its events, unless they are in another town.
        let venue = own_venue.or_else(|| venue.filter(|_| own_town.is_none()));
        let venue_town = own_venue.and_then(|id| self.newsroom.venues[id.index()].town);
        let mut made = Event {
            name: Localised::everywhere(event.name.clone()),
            description: event.description.clone().map(Localised::everywhere),
            town: own_town.or(venue_town).or(first_town)?,
            venue,
            starts: event.starts,
            ends: event.ends,
            status: event.status,
            releases: vec![id],
        };
        if self.config.site.languages.len() > 1 {
            made.name = Localised::default();
            made.description = None;
            translate(&mut made, language, event);
        }
        Some(made)
    }

    fn release_topics(&mut self, parsed: &ParsedRelease) -> Vec<TopicId> {
        let language = parsed.name.language;
        let mut found = Vec::with_capacity(parsed.front.topics.len());
        for topic in &parsed.front.topics {
            let key = (language, fold(topic));
            let id = if let Some(&id) = self.topics.get(&key) {
                id
            } else {
                let place = || parsed.place("topics");
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
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    fn release_slug(&mut self, parsed: &ParsedRelease) -> String {
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

    fn release_contacts(&mut self, parsed: &ParsedRelease) -> Vec<Arc<Contact>> {
        let Some(contacts) = &parsed.front.contacts else {
            let defaults = &self.config.site.defaults.contact;
            return defaults
                .iter()
                .filter_map(|key| self.contacts.get(key.as_str()).cloned())
                .collect();
        };
        let mut found = Vec::new();
        for contact in contacts {
            match contact {
                ContactRef::Written(contact) => found.push(Arc::new((**contact).clone())),
                ContactRef::Key(item, key) => {
                    if let Some(contact) = self.contacts.get(key.as_str()) {
                        found.push(Arc::clone(contact));
                    } else {
                        let place = parsed.item_place("contact", *item);
                        let known = self.contacts.keys().copied();
                        let diagnostic = unknown_key("contact", key, "contacts.yaml", known, place);
                        self.diagnostics.push(diagnostic);
                    }
                }
            }
        }
        found
    }

    fn release_boilerplates(&mut self, parsed: &ParsedRelease) -> Vec<String> {
        let Some(keys) = &parsed.front.boilerplates else {
            return self.config.site.defaults.boilerplate.clone();
        };
        let mut found = Vec::new();
        for (item, key) in keys {
            if self.newsroom.boilerplates.contains_key(key) {
                found.push(key.clone());
            } else {
                let place = parsed.item_place("boilerplate", *item);
                let known = self.newsroom.boilerplates.keys().map(String::as_str);
                let diagnostic =
                    unknown_key("boilerplate", key, "the folder boilerplates/", known, place);
                self.diagnostics.push(diagnostic);
            }
        }
        found
    }

    fn known_funders(&mut self, name: &DocumentName, keys: &Keys) -> Vec<String> {
        let mut found = Vec::new();
        for (item, key) in keys {
            if self.config.funders.contains_key(key) {
                found.push(key.clone());
            } else {
                let path = YamlPath::key("funder");
                let path = item.map_or(path.clone(), |i| path.item(i));
                let place = Place::new(&name.file, Spot::Value(path));
                let known = self.config.funders.keys().map(String::as_str);
                self.diagnostics.push(unknown_key("funder", key, "funders.yaml", known, place));
            }
        }
        found
    }

    fn finish(mut self) -> Checked<Newsroom> {
        self.town_names.report_slips(&mut self.diagnostics);
        self.exhibition_names.report_slips(&mut self.diagnostics);
        let (stops, stop_places) = std::mem::take(&mut self.stops).finish();
        let (events, event_places) = sorted(std::mem::take(&mut self.events), |event| event.starts);
        let zone = self.config.site.zone;
        for stop in &stops {
            stop.changes(zone, &mut self.next);
        }
        for event in &events {
            event.changes(zone, &mut self.next);
        }
        let mut newsroom = self.newsroom;
        newsroom.stops = stops;
        newsroom.events = events;
        newsroom.next_change = self.next.get();
        for release in &mut newsroom.releases {
            release.stop = release.stop.map(|id| StopId::new(stop_places[id.index()]));
            for id in &mut release.events {
                *id = EventId::new(event_places[id.index()]);
            }
            release.events.sort_unstable();
        }
        super::link::link(&mut newsroom);
        Checked { value: newsroom, diagnostics: self.diagnostics }
    }
}

/// What the names in one translation of a release stand for.
#[derive(Debug, Clone, Default)]
struct GroupNames {
    towns: Vec<TownId>,
    exhibition: Option<ExhibitionId>,
}

fn new_town(slug: String, name: TownName, coordinates: Option<(f64, f64)>, place: Place) -> Town {
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

/// Gives an undeclared thing its name in one more language.
fn name_in(name: &mut Localised, language: LanguageId, written: &str) {
    let default = name.get(LanguageId::DEFAULT).to_owned();
    if name.own(language) == Some(default.as_str()) {
        let mut split = Localised::default();
        split.set(LanguageId::DEFAULT, default);
        *name = split;
    }
    if name.own(language).is_none() {
        name.set(language, written.to_owned());
    }
}

fn translate(event: &mut Event, language: LanguageId, parsed: &ParsedEvent) {
    if event.name.own(language).is_none() {
        event.name.set(language, parsed.name.clone());
        if let Some(description) = &parsed.description {
            event.description.get_or_insert_default().set(language, description.clone());
        }
    }
    if event.status == crate::release::Status::Scheduled {
        event.status = parsed.status;
    }
    event.ends = event.ends.or(parsed.ends);
}

fn aliases(name: &DocumentName, written: Vec<(Option<usize>, String)>) -> Vec<Alias> {
    let place = |item: Option<usize>| {
        let path = YamlPath::key("aliases");
        let path = item.map_or(path.clone(), |i| path.item(i));
        Place::new(&name.file, Spot::Value(path))
    };
    written.into_iter().map(|(item, address)| Alias { address, place: place(item) }).collect()
}

fn unknown_key<'k>(
    word: &str,
    key: &str,
    declared_in: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    place: Place,
) -> Diagnostic {
    let help = if let Some(meant) = did_you_mean(key, known.clone()) {
        format!("did you mean `{meant}`?")
    } else {
        let list: Vec<&str> = known.take(12).collect();
        if list.is_empty() {
            format!("add it to {declared_in}")
        } else {
            format!("{declared_in} has: {}", list.join(", "))
        }
    };
    let message = format!("there is no {word} `{key}` in {declared_in}");
    Diagnostic::error(&format!("unknown-{word}"), place, message).help(help)
}

/// The names of exhibitions that have a file, and how many exhibitions that is. They are numbered
/// in the order of their first files.
fn exhibition_names(exhibitions: &[ParsedExhibition]) -> (Vec<(String, usize)>, usize) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names = Vec::new();
    for file in exhibitions {
        let next = numbers.len();
        let id = *numbers.entry(&file.name.stem).or_insert(next);
        names.push((file.name.stem.clone(), id));
        names.push((file.title.clone(), id));
        names.extend(file.spellings.iter().map(|spelling| (spelling.clone(), id)));
    }
    (names, numbers.len())
}
