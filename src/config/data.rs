//! `towns.yaml`, `venues.yaml`, `contacts.yaml` and `funders.yaml`.

use std::collections::BTreeMap;

use super::localised::{Localised, localised};
use super::{LanguageId, Site};
use crate::diagnostic::{Checked, Diagnostic, FilePath, Place};
use crate::yaml::{self, At, Fields, Lowering, Value};

/// The grammatical cases a town's name may be given in.
pub const CASES: &[&str] = &[
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "locative",
    "prepositional",
    "vocative",
];

/// Contacts by key.
pub type Contacts = BTreeMap<String, Contact>;
/// Funders by key.
pub type Funders = BTreeMap<String, Funder>;

/// A town of `towns.yaml`.
#[derive(Debug, Clone)]
pub struct DeclaredTown {
    /// Its key, the last part of its address.
    pub key: String,
    /// Its name.
    pub name: TownName,
    /// Other spellings.
    pub spellings: Vec<String>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Where it is declared.
    pub place: Place,
}

/// A town's name, by language and case.
#[derive(Debug, Clone, Default)]
pub struct TownName {
    /// The nominative.
    pub nominative: Localised,
    /// Other forms: language, case, text.
    pub cases: Vec<(LanguageId, &'static str, String)>,
}

/// A venue of `venues.yaml`.
#[derive(Debug, Clone)]
pub struct DeclaredVenue {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Localised,
    /// Its address, without the town.
    pub address: Option<Localised>,
    /// The town, as written, and where.
    pub town: Option<(String, Place)>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Website.
    pub url: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// A contact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// A name or an office.
    pub name: Localised,
    /// The organisation.
    pub organisation: Option<Localised>,
    /// The role.
    pub role: Option<Localised>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<Localised>,
    /// Website.
    pub url: Option<String>,
}

/// Who pays.
#[derive(Debug, Clone, Default)]
pub struct Funder {
    /// The fund's name.
    pub name: Localised,
    /// The sentence it asks for.
    pub statement: Option<Localised>,
    /// Its share in percent.
    pub share: Option<f64>,
    /// Number of the grant.
    pub grant: Option<String>,
    /// Website.
    pub url: Option<String>,
    /// Its emblem.
    pub logo: Option<PictureFile>,
}

/// A picture that a data file names.
#[derive(Debug, Clone)]
pub struct PictureFile {
    /// Path in `content/`; after `theme:`, in the theme's `static/`.
    pub file: String,
    /// What is seen.
    pub alt: Option<Localised>,
    /// Where it is named.
    pub place: Place,
}

impl PictureFile {
    /// The path in the theme's `static/` of a picture that the theme has.
    pub fn of_theme(&self) -> Option<&str> {
        self.file.strip_prefix("theme:").map(str::trim)
    }
}

/// Reads `towns.yaml`.
pub fn towns(site: &Site, file: &FilePath, text: &str) -> Checked<Vec<DeclaredTown>> {
    let known: &[&str] = &["name", "spellings", "latitude", "longitude"];
    let lower = |low: &mut Lowering<'_>, key: &str, fields: &Fields<'_>| {
        if !crate::language::is_slug(key) {
            bad_key(low, fields, key);
        }
        let name = if let Some(value) = fields.get("name") {
            town_name(low, value, &fields.at("name"), site)
        } else {
            fields.missing(low, "name", "add the town's name");
            None
        };
        Some(DeclaredTown {
            key: key.to_owned(),
            spellings: fields.texts(low, "spellings", false).into_iter().map(|(_, t)| t).collect(),
            coordinates: coordinates(low, fields),
            place: low.key_place(fields.place()),
            name: name?,
        })
    };
    entries(file, text, known, lower, |_| None)
}

/// Reads `venues.yaml`.
pub fn venues(site: &Site, file: &FilePath, text: &str) -> Checked<Vec<DeclaredVenue>> {
    let known: &[&str] = &["name", "address", "town", "latitude", "longitude", "url"];
    let lower = |low: &mut Lowering<'_>, key: &str, fields: &Fields<'_>| {
        let place = low.value_place(&fields.at("town"));
        let town = fields.text(low, "town").map(|town| (town, place));
        Some(DeclaredVenue {
            key: key.to_owned(),
            address: text_in(low, fields, "address", site),
            town,
            coordinates: coordinates(low, fields),
            url: fields.web_address(low, "url"),
            place: low.key_place(fields.place()),
            name: name(low, fields, site)?,
        })
    };
    entries(file, text, known, lower, |_| None)
}

/// Reads `contacts.yaml`.
pub fn contacts(site: &Site, file: &FilePath, text: &str) -> Checked<Contacts> {
    let lower = |low: &mut Lowering<'_>, key: &str, fields: &Fields<'_>| {
        Some((key.to_owned(), contact(low, fields, site)?))
    };
    let stand_in = |key: &str| {
        let name = Localised::everywhere(key.to_owned());
        Some((key.to_owned(), Contact { name, ..Contact::default() }))
    };
    let found = entries(file, text, CONTACT_KEYS, lower, stand_in);
    Checked { value: found.value.into_iter().collect(), diagnostics: found.diagnostics }
}

/// Reads a contact that a release writes in place.
pub fn lower_contact(
    low: &mut Lowering<'_>,
    value: &Value,
    at: At<'_>,
    site: &Site,
) -> Option<Contact> {
    let fields = low.fields(value, at, CONTACT_KEYS)?;
    contact(low, &fields, site)
}

const CONTACT_KEYS: &[&str] = &["name", "organisation", "role", "email", "phone", "address", "url"];

fn contact(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Option<Contact> {
    Some(Contact {
        organisation: text_in(low, fields, "organisation", site),
        role: text_in(low, fields, "role", site),
        email: fields.email(low, "email"),
        phone: fields.text(low, "phone"),
        address: text_in(low, fields, "address", site),
        url: fields.web_address(low, "url"),
        name: name(low, fields, site)?,
    })
}

/// Reads `funders.yaml`.
pub fn funders(site: &Site, file: &FilePath, text: &str) -> Checked<Funders> {
    let known: &[&str] = &["name", "statement", "share", "grant", "url", "logo"];
    let lower = |low: &mut Lowering<'_>, key: &str, fields: &Fields<'_>| {
        let funder = Funder {
            statement: text_in(low, fields, "statement", site),
            share: fields.number(low, "share", 0.0..=100.0),
            grant: fields.text(low, "grant"),
            url: fields.web_address(low, "url"),
            logo: logo(low, fields, site),
            name: name(low, fields, site)?,
        };
        Some((key.to_owned(), funder))
    };
    let stand_in = |key: &str| {
        let name = Localised::everywhere(key.to_owned());
        Some((key.to_owned(), Funder { name, ..Funder::default() }))
    };
    let found = entries(file, text, known, lower, stand_in);
    Checked { value: found.value.into_iter().collect(), diagnostics: found.diagnostics }
}

fn logo(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Option<PictureFile> {
    let value = fields.get("logo")?;
    let at = fields.at("logo");
    // Of what the theme has, the theme says what is seen: the file is enough.
    if value.as_str().is_some_and(|file| file.starts_with("theme:")) {
        let place = low.value_place(&at);
        return Some(PictureFile { file: fields.text(low, "logo")?, alt: None, place });
    }
    let own = low.fields(value, at, &["file", "alt"])?;
    let file = own.needed_text(low, "file", "name the picture's file in the content folder")?;
    let place = low.value_place(&own.at("file"));
    Some(PictureFile { file, alt: text_in(low, &own, "alt", site), place })
}

/// The entries of a keyed file. For one that cannot be read there is a stand-in, so that whatever names
/// its key is not reported as well.
fn entries<T>(
    file: &FilePath,
    text: &str,
    known: &'static [&'static str],
    mut lower: impl FnMut(&mut Lowering<'_>, &str, &Fields<'_>) -> Option<T>,
    stand_in: impl Fn(&str) -> Option<T>,
) -> Checked<Vec<T>> {
    let mut low = Lowering::new(file);
    let mut found = Vec::new();
    match yaml::read(file, text, 0..text.len(), &mut low.diagnostics) {
        Some(Value::Null) => {}
        Some(Value::Mapping(map)) => {
            for (key, value) in &map {
                let Some(key) = key.as_str() else {
                    low.mistyped_key(key, &At::Root);
                    continue;
                };
                let fields = low.fields(value, At::Key(&At::Root, key), known);
                let entry = fields.and_then(|fields| lower(&mut low, key, &fields));
                found.extend(entry.or_else(|| stand_in(key)));
            }
        }
        Some(other) => {
            let help = "write a key for each, such as `press-office:`, and what belongs to it indented below";
            low.mistyped(&At::Root, &other, "a group of keys", help);
        }
        None => found.extend(likely_keys(text).filter_map(stand_in)),
    }
    Checked { value: found, diagnostics: low.diagnostics }
}

/// The keys of a keyed file that is no YAML, as far as its lines show them.
fn likely_keys(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-']));
    lines.filter_map(|line| Some(line.split_once(':')?.0.trim().trim_matches(['"', '\''])))
}

fn name(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Option<Localised> {
    if let Some(value) = fields.get("name") {
        localised(low, value, &fields.at("name"), site, true)
    } else {
        fields.missing(low, "name", "add a line `name: …`");
        None
    }
}

fn text_in(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    key: &str,
    site: &Site,
) -> Option<Localised> {
    localised(low, fields.get(key)?, &fields.at(key), site, false)
}

/// Degrees north and east; one without the other is reported.
pub(crate) fn coordinates(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Option<(f64, f64)> {
    let latitude = fields.number(low, "latitude", -90.0..=90.0);
    let longitude = fields.number(low, "longitude", -180.0..=180.0);
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => Some((latitude, longitude)),
        (None, None) => None,
        (one, _) => {
            let (there, absent) =
                if one.is_some() { ("latitude", "longitude") } else { ("longitude", "latitude") };
            if fields.get(absent).is_none() {
                fields.missing(low, absent, &format!("`{there}` is of no use without it"));
            }
            None
        }
    }
}

/// A town's name: a text, a text for each language, or for each language a form for each case.
fn town_name(low: &mut Lowering<'_>, value: &Value, at: &At<'_>, site: &Site) -> Option<TownName> {
    let mut name = TownName::default();
    let Value::Mapping(map) = value else {
        name.nominative = Localised::everywhere(low.needed_text(value, at)?);
        return Some(name);
    };
    let mut any = false;
    for (key, value) in map {
        let Some((tag, id)) = site.language_key(low, at, key) else { continue };
        let at = At::Key(at, tag);
        if !value.is_mapping() {
            if let Some(text) = low.text(value, &at, true) {
                name.nominative.set(id, text);
                any = true;
            }
            continue;
        }
        let Some(forms) = low.fields(value, at, CASES) else { continue };
        if let Some(text) =
            forms.needed_text(low, "nominative", "add the town's name as it stands alone")
        {
            name.nominative.set(id, text);
            any = true;
        }
        for case in &CASES[1..] {
            if let Some(text) = forms.text(low, case) {
                name.cases.push((id, case, text));
            }
        }
    }
    any.then_some(name)
}

fn bad_key(low: &mut Lowering<'_>, fields: &Fields<'_>, key: &str) {
    let place = low.key_place(fields.place());
    let safe = crate::language::slugify(key);
    let help = if safe.is_empty() {
        "use small letters a–z, digits and hyphens".to_owned()
    } else {
        format!("did you mean `{safe}`? Other spellings go under `spellings`")
    };
    let message = format!("the key `{key}` cannot be part of an address");
    low.report(Diagnostic::error("bad-address", place, message).help(help));
}
