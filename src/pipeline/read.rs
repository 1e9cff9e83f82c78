//! From the files of content and theme to parsed values.

use std::sync::Arc;

use anyhow::Result;

use super::{Progress, Request, keep};
use crate::config::{self, Config, Site};
use crate::diagnostic::{
    Checked, Diagnostic, FilePath, Place, Severity, Spot, YamlPath, did_you_mean,
};
use crate::newsroom::{self, Parsed};
use crate::plan::SitePlan;
use crate::release;
use crate::source::{self, Checksums, ReadError, SourceFile, SourceTree, ThemeFiles};
use crate::theme::{self, Theme};

/// Reads `site.yaml` and the data files. `None` when there is no usable `site.yaml`.
pub(super) fn read_config(
    request: &Request,
    tree: &SourceTree,
    sums: &mut Checksums,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Config>> {
    let Some(text) = data_text(tree, "site.yaml", sums, diagnostics)? else {
        if tree.get("site.yaml").is_none() {
            let place = Place::file(&tree.shown("site.yaml"));
            let help = "add it, with `name`, `base_url`, `languages` and `timezone`";
            diagnostics
                .push(Diagnostic::error("site-missing", place, "there is no site.yaml").help(help));
        }
        return Ok(None);
    };
    let site = keep(config::site(&tree.shown("site.yaml"), &text), diagnostics);
    let Some(mut site) = site else { return Ok(None) };
    if let Some(base_url) = &request.base_url {
        site.base_url = base_url.clone();
    }
    let mut read = |name: &str| -> Result<Option<(FilePath, String)>> {
        Ok(data_text(tree, name, sums, diagnostics)?.map(|text| (tree.shown(name), text)))
    };
    let files =
        [read("towns.yaml")?, read("venues.yaml")?, read("contacts.yaml")?, read("funders.yaml")?];
    let [towns, venues, contacts, funders] = files;
    let towns = towns.map(|(file, text)| config::towns(&site, &file, &text));
    let venues = venues.map(|(file, text)| config::venues(&site, &file, &text));
    let contacts = contacts.map(|(file, text)| config::contacts(&site, &file, &text));
    let funders = funders.map(|(file, text)| config::funders(&site, &file, &text));
    let faulty_towns = match &towns {
        Some(checked) => checked.diagnostics.iter().any(|d| d.severity == Severity::Error),
        None => tree.get("towns.yaml").is_some(),
    };
    Ok(Some(Config {
        faulty_towns,
        towns: towns.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        venues: venues.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        contacts: contacts.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        funders: funders.map(|checked| keep(checked, diagnostics)).unwrap_or_default(),
        site,
    }))
}

pub(super) fn data_text(
    tree: &SourceTree,
    name: &str,
    sums: &mut Checksums,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<String>> {
    let Some(file) = tree.get(name) else { return Ok(None) };
    match source::read_text(tree, file, sums) {
        Ok(text) => Ok(Some(text)),
        Err(ReadError::Content(diagnostic)) => {
            diagnostics.push(*diagnostic);
            Ok(None)
        }
        Err(ReadError::Machine(error)) => Err(error),
    }
}

pub(super) fn read_theme(
    request: &Request,
    tree: &SourceTree,
    site: &Site,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Theme>> {
    let named_at = Place::new(&tree.shown("site.yaml"), Spot::Value(YamlPath::key("theme")));
    let read = |name: &str| source::theme_files(&request.themes, name);
    let chain: Vec<ThemeFiles> = keep(theme::chain(&site.theme, &named_at, read)?, diagnostics);
    if chain.is_empty() {
        return Ok(None);
    }
    Ok(keep(theme::load(site, &chain), diagnostics))
}

/// Reads and parses every Markdown file.
pub(super) fn parse(
    site: &Site,
    tree: &SourceTree,
    progress: &dyn Progress,
    sums: &mut Checksums,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Parsed> {
    report_unread(tree, diagnostics);
    diagnostics.extend(release::language_twice(site, tree));
    let unreadable = tree.left_out().to_vec();
    let mut parser = Parser { site, tree, progress, sums, diagnostics, unreadable };
    Ok(Parsed {
        releases: parser.folder("releases/", true, release::parse)?,
        boilerplates: parser.folder("boilerplates/", false, release::parse_boilerplate)?,
        exhibitions: parser.folder("exhibitions/", false, release::parse_exhibition)?,
        pages: parser.folder("pages/", false, release::parse_page)?,
        unreadable: parser.unreadable,
    })
}

/// The folders with Markdown files, and whether files may stand in folders below them.
const DOCUMENTS: [(&str, bool); 4] =
    [("releases/", true), ("boilerplates/", false), ("exhibitions/", false), ("pages/", false)];

const DATA: [&str; 5] = ["site.yaml", "towns.yaml", "venues.yaml", "contacts.yaml", "funders.yaml"];

/// Reports texts and data files that nothing reads, for want of the right name or folder.
fn report_unread(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) {
    for file in tree.files() {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_read = |(known, deep): &(&str, bool)| {
            file.path.strip_prefix(known).is_some_and(|rest| *deep || !rest.contains('/'))
        };
        let known_folder = DOCUMENTS.iter().any(is_read);
        let help = match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" if stem.eq_ignore_ascii_case("readme") => continue,
            "md" if known_folder && ending == "md" => continue,
            "md" | "markdown" if known_folder => format!("rename it to {stem}.md"),
            "md" | "markdown" => {
                "texts stand in releases/, and right in boilerplates/, exhibitions/ or pages/"
                    .to_owned()
            }
            "yaml" | "yml" if folder.is_empty() && !DATA.contains(&name) => {
                match did_you_mean(&format!("{stem}.yaml"), DATA.into_iter()) {
                    Some(meant) => format!("did you mean {meant}?"),
                    None => format!("data files are {}", DATA.join(", ")),
                }
            }
            _ => continue,
        };
        let place = Place::file(&tree.shown(&file.path));
        diagnostics.push(
            Diagnostic::warning("file-not-read", place, "nothing is made of this file").help(help),
        );
    }
}

struct Parser<'a> {
    site: &'a Site,
    tree: &'a SourceTree,
    progress: &'a dyn Progress,
    sums: &'a mut Checksums,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The files that gave nothing.
    unreadable: Vec<Arc<str>>,
}

impl Parser<'_> {
    /// Parses the Markdown files of a folder; only releases may stand in folders below it.
    fn folder<T: Send>(
        &mut self,
        folder: &str,
        deep: bool,
        parse: impl Fn(&Site, release::DocumentName, &str) -> Checked<Option<T>> + Sync,
    ) -> Result<Vec<T>> {
        let is_document = |file: &&SourceFile| {
            let rest = file.path.strip_prefix(folder).unwrap_or_default();
            rest.ends_with(".md") && (deep || !rest.contains('/'))
        };
        let files: Vec<SourceFile> =
            self.tree.under(folder).iter().filter(is_document).cloned().collect();
        let readings = source::read_texts(self.tree, &files, self.sums, |file, text| {
            let shown = self.tree.shown(&file.path);
            let (name, problem) = release::document_name(self.site, &file.path, shown);
            let mut checked = parse(self.site, name, text);
            checked.diagnostics.extend(problem);
            self.progress.item();
            checked
        })?;
        self.diagnostics.extend(readings.diagnostics);
        let mut found = Vec::with_capacity(files.len());
        for (file, reading) in files.into_iter().zip(readings.values) {
            match reading.and_then(|checked| keep(checked, self.diagnostics)) {
                Some(value) => found.push(value),
                None => self.unreadable.push(file.path),
            }
        }
        Ok(found)
    }
}

/// Reports drawings (SVG) that would run code when a reader opens them by themselves.
pub(super) fn check_drawings(
    tree: &SourceTree,
    plan: &SitePlan,
    sums: &mut Checksums,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<()> {
    let drawings = plan.media.keys().filter(|path| path.to_ascii_lowercase().ends_with(".svg"));
    for file in drawings.filter_map(|path| tree.get(path)) {
        match source::read_text(tree, file, sums) {
            Ok(text) if newsroom::runs_code(&text) => {
                let place = Place::file(&tree.shown(&file.path));
                let message = "the drawing can run code in a reader's browser";
                diagnostics.push(
                    Diagnostic::error("file-with-code", place, message)
                        .help("save it again as plain SVG, without scripts, or as PNG"),
                );
            }
            Ok(_) => {}
            Err(ReadError::Content(diagnostic)) => diagnostics.push(*diagnostic),
            Err(ReadError::Machine(error)) => return Err(error),
        }
    }
    Ok(())
}
