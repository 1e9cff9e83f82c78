//! What releases share: boilerplates, contacts, funders, emblems, and plain pages.

use std::sync::Arc;

use super::Resolver;
use crate::config::{Contact, PictureFile};
use crate::diagnostic::{Diagnostic, Place, Spot, YamlPath, did_you_mean};
use crate::newsroom::files;
use crate::newsroom::{Alias, Boilerplate, HeldBack, Page, Picture};
use crate::release::{
    ContactRef, DocumentName, Keys, ParsedBoilerplate, ParsedPage, ParsedRelease,
};

impl Resolver<'_> {
    pub(super) fn boilerplates(&mut self, parsed: Vec<ParsedBoilerplate>) {
        for text in parsed {
            let known = self.newsroom.boilerplates.entry(text.name.stem.clone()).or_default();
            let Boilerplate { texts } = known;
            if texts.iter().all(|(language, ..)| *language != text.name.language) {
                texts.push((text.name.language, text.name, text.title, text.body));
            }
        }
    }

    /// Files that cannot be read are there all the same: what names them is not reported as well.
    pub(super) fn unreadable(&mut self, paths: Vec<Arc<str>>) {
        for path in paths {
            if let Some(name) = path.strip_prefix("boilerplates/") {
                let key = name.split('.').next().unwrap_or(name).to_owned();
                self.newsroom.boilerplates.entry(key).or_default();
            }
            self.newsroom.held_back.insert(path, HeldBack::Faulty);
        }
    }

    /// The keys that `site.yaml` gives for releases that name none.
    pub(super) fn check_defaults(&mut self) {
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
    pub(super) fn logos(&mut self) {
        let config = self.config;
        let organisation = config.site.organisation.as_ref();
        self.newsroom.logo = organisation.and_then(|o| self.logo(o.logo.as_ref()?));
        for (key, funder) in &config.funders {
            // Emblems of the theme are looked for when the site is planned.
            let own = funder.logo.as_ref().filter(|logo| logo.of_theme().is_none());
            if let Some(picture) = own.and_then(|logo| self.logo(logo)) {
                self.newsroom.funder_logos.insert(key.clone(), picture);
            }
        }
    }

    pub(super) fn logo(&mut self, logo: &PictureFile) -> Option<Picture> {
        match files::file_problem(self.tree, "", &logo.file, true) {
            Ok(path) => {
                let (alt, place) = (String::new(), logo.place.clone());
                let (caption, credit, licence, copyright) = (None, None, None, None);
                Some(Picture { path, place, alt, caption, credit, licence, copyright })
            }
            Err(problem) => {
                let place = logo.place.clone();
                self.diagnostics.push(files::file_diagnostic(&problem, &logo.file, place, true));
                None
            }
        }
    }

    pub(super) fn pages(&mut self, parsed: Vec<ParsedPage>) {
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

    pub(super) fn release_contacts(&mut self, parsed: &ParsedRelease) -> Vec<Arc<Contact>> {
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

    pub(super) fn release_boilerplates(&mut self, parsed: &ParsedRelease) -> Vec<String> {
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

    pub(super) fn known_funders(&mut self, name: &DocumentName, keys: &Keys) -> Vec<String> {
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
}

pub(super) fn aliases(name: &DocumentName, written: Vec<(Option<usize>, String)>) -> Vec<Alias> {
    let place = |item: Option<usize>| {
        let path = YamlPath::key("aliases");
        let path = item.map_or(path.clone(), |i| path.item(i));
        Place::new(&name.file, Spot::Value(path))
    };
    written.into_iter().map(|(item, address)| Alias { address, place: place(item) }).collect()
}

pub(super) fn unknown_key<'k>(
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
