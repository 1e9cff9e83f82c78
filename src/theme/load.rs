//! Loads a theme and its parents.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use fluent_bundle::FluentResource;
use tera::{ErrorKind, Tera};

use super::mention::{self, OnDemand};
use super::{Fonts, Messages, Theme, functions, messages, problem};
use crate::config::Site;
use crate::context::CONTRACT_VERSION;
use crate::diagnostic::{Checked, Diagnostic, FilePath, Place, Spot, YamlPath};
use crate::source::ThemeFiles;
use crate::yaml::{self, At, Lowering};

/// Templates every theme must have, itself or through its parents.
const TEMPLATES: &[&str] = &[
    "home.html",
    "release.html",
    "archive.html",
    "year.html",
    "towns.html",
    "town.html",
    "exhibitions.html",
    "exhibition.html",
    "topics.html",
    "topic.html",
    "page.html",
    "404.html",
    "redirect.html",
    "share.svg",
];

/// The theme and its parents, the theme itself first. `read` gives the files of a theme by name.
///
/// # Errors
/// A file cannot be read.
pub fn chain(
    name: &str,
    named_at: &Place,
    read: impl Fn(&str) -> Result<Option<ThemeFiles>>,
) -> Result<Checked<Vec<ThemeFiles>>> {
    let mut chain: Vec<ThemeFiles> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut next = Some((name.to_owned(), named_at.clone()));
    while let Some((name, place)) = next.take() {
        if chain.iter().any(|known| known.name == name) {
            let message =
                format!("the theme “{name}” is its own parent, directly or through others");
            diagnostics.push(Diagnostic::error("theme", place, message));
            diagnostics.extend(stand_in(&mut chain, &read)?);
            break;
        }
        let Some(files) = read(&name)? else {
            let message = format!("there is no theme “{name}”");
            let help = "name a folder in themes/, or `default` for the built-in theme";
            diagnostics.push(Diagnostic::error("unknown-theme", place, message).help(help));
            diagnostics.extend(stand_in(&mut chain, &read)?);
            break;
        };
        diagnostics.extend(files.diagnostics.iter().cloned());
        let parent = settings(&files, &mut diagnostics);
        chain.push(files);
        next = parent.or_else(|| {
            let last = chain.last().is_none_or(|files| files.name == "default");
            (!last).then(|| ("default".to_owned(), named_at.clone()))
        });
    }
    Ok(Checked { value: chain, diagnostics })
}

/// Puts the default theme at the end of a chain whose parent is missing, so that one run reports what
/// else is wrong with the theme, and not everything that the parent would have given.
fn stand_in(
    chain: &mut Vec<ThemeFiles>,
    read: impl Fn(&str) -> Result<Option<ThemeFiles>>,
) -> Result<Vec<Diagnostic>> {
    if chain.is_empty() || chain.iter().any(|files| files.name == "default") {
        return Ok(Vec::new());
    }
    let Some(files) = read("default")? else { return Ok(Vec::new()) };
    let diagnostics = files.diagnostics.clone();
    chain.push(files);
    Ok(diagnostics)
}

/// Reads `theme.yaml`: checks the contract version and finds the parent.
fn settings(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Place)> {
    let shown: FilePath = format!("{}/theme.yaml", files.shown).into();
    let text = files.files.get("theme.yaml").and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(text) = text else {
        let message = "the theme has no theme.yaml";
        let help = format!("add the file, with `name: …` and `contract: {CONTRACT_VERSION}`");
        diagnostics.push(Diagnostic::error("theme", Place::file(&shown), message).help(help));
        return None;
    };
    let mut low = Lowering::new(&shown);
    let value = yaml::read(&shown, text, 0..text.len(), &mut low.diagnostics);
    let known = &["name", "contract", "parent", "description", "author", "licence", "url"];
    let fields = value.as_ref().and_then(|value| low.fields(value, At::Root, known));
    let parent = fields.and_then(|fields| {
        let version = fields.number(&mut low, "contract", 1.0..=1_000_000.0);
        if version.is_none() && fields.get("contract").is_none() {
            let help = format!("add `contract: {CONTRACT_VERSION}`");
            fields.missing(&mut low, "contract", &help);
        }
        if version.is_some_and(|version| version > f64::from(CONTRACT_VERSION)) {
            let place = low.value_place(&fields.at("contract"));
            let message = format!(
                "the theme needs a newer Pressroom: this one knows theme contract {CONTRACT_VERSION}"
            );
            low.report(Diagnostic::error("theme", place, message));
        }
        fields.text(&mut low, "parent")
    });
    diagnostics.extend(low.diagnostics);
    parent.map(|name| (name, Place::new(&shown, Spot::Value(YamlPath::key("parent")))))
}

/// Makes the theme from its files, the theme itself first. `None` when a template cannot be used.
pub fn load(site: &Site, chain: &[ThemeFiles]) -> Checked<Option<Theme>> {
    let mut diagnostics = Vec::new();
    let mut statics: BTreeMap<Arc<str>, Arc<[u8]>> = BTreeMap::new();
    for files in chain.iter().rev() {
        for (path, bytes) in &files.files {
            if let Some(path) = path.strip_prefix("static/") {
                statics.insert(path.into(), Arc::clone(bytes));
            }
        }
    }
    let messages = Arc::new(all_messages(site, chain, &mut diagnostics));
    let (sources, shown) = templates(chain, &mut diagnostics);
    let fonts = Arc::new(Fonts::load(chain, &mut diagnostics));
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    functions::register(&mut tera, site, &messages, &statics, &fonts);
    let broken = diagnostics.len();
    for (name, source) in &sources {
        // Alone, a template can only fail by its own syntax; what it refers to comes later.
        if let Err(error) = Tera::new().add_raw_template(name, source)
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
            && !name.contains('/')
        {
            diagnostics.push(problem::loading(&error, &shown, name));
        }
    }
    if diagnostics.len() == broken
        && let Err(error) =
            tera.add_raw_templates(sources.iter().map(|(name, text)| (name.as_str(), *text)))
    {
        diagnostics.extend(problem::loading_all(&error, &shown));
    }
    let part = |name: &String| {
        let part = name.strip_suffix(".part.html").filter(|part| !part.contains('/'))?;
        Some((part.to_owned(), name.clone()))
    };
    let parts = sources.keys().filter_map(part).collect();
    let showing = OnDemand::ALL.map(|what| (what, mention::templates(&sources, what.name())));
    let usable = diagnostics.len() == broken;
    let theme = usable.then_some(Theme {
        tera,
        shown,
        parts,
        showing: showing.into(),
        statics,
        messages,
        fonts,
    });
    Checked { value: theme, diagnostics }
}

/// The templates by name, and where each comes from.
fn templates<'a>(
    chain: &'a [ThemeFiles],
    diagnostics: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, &'a str>, BTreeMap<String, String>) {
    let mut sources = BTreeMap::new();
    let mut shown = BTreeMap::new();
    for files in chain.iter().rev() {
        for (path, bytes) in &files.files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            let place = format!("{}/{path}", files.shown);
            let Ok(text) = std::str::from_utf8(bytes) else {
                let place = Place::file(&place.into());
                diagnostics.push(Diagnostic::error(
                    "not-utf-8",
                    place,
                    "the template is not UTF-8 text",
                ));
                continue;
            };
            let full = format!("{}/{name}", files.name);
            // A component may be defined once only, so files that define some have one name only.
            let names = [Some(name.to_owned()), (!text.contains("{% component")).then_some(full)];
            for name in names.into_iter().flatten() {
                shown.insert(name.clone(), place.clone());
                sources.insert(name, text);
            }
        }
    }
    for name in TEMPLATES.iter().filter(|name| !sources.contains_key(**name)) {
        let folder = chain.first().map_or("themes", |files| files.shown.as_str());
        let place = Place::file(&format!("{folder}/templates/{name}").into());
        diagnostics.push(Diagnostic::error("template", place, "the theme lacks this template"));
    }
    (sources, shown)
}

/// The messages of every language: English first, so that it stands in for what is missing.
fn all_messages(
    site: &Site,
    chain: &[ThemeFiles],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Messages> {
    site.language_ids()
        .enumerate()
        .map(|(i, id)| {
            let tag = site.rules(id).tag();
            let base = tag.split('-').next().unwrap_or(tag);
            let mut tags = vec!["en"];
            for tag in [base, tag] {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            // A file used for several languages is reported once.
            let mut ignored = Vec::new();
            let report = if i == 0 { &mut *diagnostics } else { &mut ignored };
            let mut resources = Vec::new();
            for tag in tags {
                resources.extend(
                    chain.iter().rev().filter_map(|files| message_file(files, tag, report)),
                );
            }
            diagnostics.extend(ignored.into_iter().filter(|d| !d.place.file.ends_with("/en.ftl")));
            Messages::new(tag, resources)
        })
        .collect()
}

fn message_file(
    files: &ThemeFiles,
    tag: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FluentResource> {
    let path = format!("messages/{tag}.ftl");
    let bytes = files.files.get(&path)?;
    let shown: FilePath = format!("{}/{path}", files.shown).into();
    let Ok(text) = std::str::from_utf8(bytes) else {
        let place = Place::file(&shown);
        diagnostics.push(Diagnostic::error("not-utf-8", place, "the messages are not UTF-8 text"));
        return None;
    };
    Some(messages::parse(&shown, text, diagnostics))
}
