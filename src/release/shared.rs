//! The other Markdown files: boilerplates, exhibitions, plain pages.

use super::document::{self, DocumentName};
use super::front_matter::Keys;
use super::markdown::Body;
use super::parts::{self, ImageFile, ParsedStop};
use crate::config::{LanguageId, Site};
use crate::diagnostic::Checked;
use crate::yaml::{self, At, Fields, Lowering};

/// A text that releases share.
#[derive(Debug)]
pub struct ParsedBoilerplate {
    /// What its path says; the stem is the key.
    pub name: DocumentName,
    /// Its heading.
    pub title: Option<String>,
    /// Its text.
    pub body: Body,
}

/// An exhibition's file, in one language.
#[derive(Debug)]
pub struct ParsedExhibition {
    /// What its path says; the stem is the key.
    pub name: DocumentName,
    /// The exhibition's name in this language.
    pub title: String,
    /// Other spellings.
    pub spellings: Vec<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Stops, in the order of the file.
    pub stops: Vec<ParsedStop>,
    /// Pictures.
    pub images: Vec<ImageFile>,
    /// Funders.
    pub funders: Keys,
    /// Old addresses.
    pub aliases: Vec<(Option<usize>, String)>,
    /// For the theme.
    pub extra: serde_json::Value,
    /// Its text.
    pub body: Body,
}

/// A plain page.
#[derive(Debug)]
pub struct ParsedPage {
    /// What its path says.
    pub name: DocumentName,
    /// Its title.
    pub title: String,
    /// Last part of the address.
    pub slug: Option<String>,
    /// Its place in the menu, lowest first.
    pub menu: Option<f64>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Old addresses.
    pub aliases: Vec<(Option<usize>, String)>,
    /// For the theme.
    pub extra: serde_json::Value,
    /// Its text.
    pub body: Body,
}

/// Reads a boilerplate.
pub fn parse_boilerplate(
    site: &Site,
    name: DocumentName,
    text: &str,
) -> Checked<Option<ParsedBoilerplate>> {
    let prefix = format!("{}-", crate::language::slugify(&name.stem));
    read(site, name, text, &prefix, &["title"], false, |low, fields, name, body| {
        Some(ParsedBoilerplate { title: fields.text(low, "title"), name, body })
    })
}

/// Reads an exhibition's file.
pub fn parse_exhibition(
    site: &Site,
    name: DocumentName,
    text: &str,
) -> Checked<Option<ParsedExhibition>> {
    let known: &[&str] = if name.language == LanguageId::DEFAULT {
        &["name", "spellings", "summary", "stops", "images", "funder", "aliases", "extra"]
    } else {
        &["name", "summary", "images", "aliases", "extra"]
    };
    read(site, name, text, "", known, true, |low, fields, name, body| {
        let title = fields.needed_text(low, "name", "add the exhibition's name: `name: …`");
        Some(ParsedExhibition {
            spellings: fields.texts(low, "spellings", false).into_iter().map(|(_, t)| t).collect(),
            summary: fields.text(low, "summary"),
            stops: parts::stops(low, fields, site),
            images: parts::images(low, fields),
            funders: fields.texts(low, "funder", false),
            aliases: fields.texts(low, "aliases", false),
            extra: fields.extra(low),
            title: title?,
            name,
            body,
        })
    })
}

/// Reads a plain page.
pub fn parse_page(site: &Site, name: DocumentName, text: &str) -> Checked<Option<ParsedPage>> {
    let known = &["title", "slug", "menu", "summary", "aliases", "extra"];
    read(site, name, text, "", known, true, |low, fields, name, body| {
        let title = fields.needed_text(low, "title", "add the page's title: `title: …`");
        Some(ParsedPage {
            slug: super::front_matter::slug(low, fields),
            menu: fields.number(low, "menu", -1e6..=1e6),
            summary: fields.text(low, "summary"),
            aliases: fields.texts(low, "aliases", false),
            extra: fields.extra(low),
            title: title?,
            name,
            body,
        })
    })
}

fn read<T>(
    site: &Site,
    name: DocumentName,
    text: &str,
    id_prefix: &str,
    known: &'static [&'static str],
    needed: bool,
    lower: impl FnOnce(&mut Lowering<'_>, &Fields<'_>, DocumentName, Body) -> Option<T>,
) -> Checked<Option<T>> {
    let document = match document::document(&name.file, text, needed) {
        Ok(document) => document,
        Err(diagnostics) => return Checked { value: None, diagnostics },
    };
    let file = name.file.clone();
    let mut low = Lowering::new(&file);
    low.diagnostics.extend(document.diagnostics);
    let (body, problems) = document::body(site, &name, text, document.body, id_prefix);
    let no_keys = yaml::no_keys();
    let value = if document.value.is_null() { &no_keys } else { &document.value };
    let fields = low.fields(value, At::Root, known);
    let value = fields.and_then(|fields| lower(&mut low, &fields, name, body));
    low.diagnostics.extend(problems);
    Checked { value, diagnostics: low.diagnostics }
}
