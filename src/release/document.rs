//! What all Markdown files have in common: the language in the name, and front matter above the text.

use std::ops::Range;
use std::sync::Arc;

use crate::config::{LanguageId, Site};
use crate::diagnostic::{Diagnostic, FilePath, Place, Spot, front_matter};
use crate::release::markdown::{self, Body, Options};
use crate::source::SourceTree;
use crate::yaml::{self, Value};

/// Front matter larger than this is reported instead of parsed.
const MAX_FRONT_MATTER_BYTES: usize = 256 * 1024;

/// Ids that themes may give to parts of a page: a heading that would have one gets a number.
const PAGE_IDS: &[&str] = &[
    "content",
    "contacts",
    "downloads",
    "events",
    "facts",
    "facts-events",
    "funders",
    "other-stops",
    "pictures",
    "releases",
    "stops",
    "topics",
    "tour",
    "towns",
    "updates",
    "withdrawn",
];

/// What a file's path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// Path in the content folder.
    pub path: Arc<str>,
    /// The file as messages show it.
    pub file: FilePath,
    /// The language in the name, or the default one.
    pub language: LanguageId,
    /// The path without language and ending: the same for all translations.
    pub group: String,
    /// The file's name without date, language and ending; of `x/index.md` the folder's.
    pub stem: String,
    /// The date at the beginning of the name, as written.
    pub date: Option<String>,
}

/// Reads the path of a Markdown file. A two-letter ending before `.md` that is no language of the
/// newsroom is reported, and so is a language in capitals.
pub fn document_name(
    site: &Site,
    path: &Arc<str>,
    file: FilePath,
) -> (DocumentName, Option<Diagnostic>) {
    let bare = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = bare.rsplit_once('/').unwrap_or(("", bare));
    let mut problem = None;
    let (name, language) = match name.rsplit_once('.') {
        Some((rest, tag)) => match site.language_by_tag(tag) {
            Some(language) => (rest, language),
            None if is_language_code(tag) => {
                problem = Some(unknown_language(site, &file, tag));
                (rest, LanguageId::DEFAULT)
            }
            None => match site.language_in_other_case(tag) {
                Some(language) => {
                    let own = site.languages[language.index()].language.tag();
                    problem = Some(language_in_other_case(&file, tag, &format!("{rest}.{own}.md")));
                    (rest, language)
                }
                None => (name, LanguageId::DEFAULT),
            },
        },
        None => (name, LanguageId::DEFAULT),
    };
    let group = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let own_name = if name == "index" {
        folder.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or(name)
    } else {
        name
    };
    let (date, stem) = split_date(own_name);
    let name = DocumentName {
        path: Arc::clone(path),
        file,
        language,
        group,
        stem: stem.to_owned(),
        date: date.map(str::to_owned),
    };
    (name, problem)
}

fn is_language_code(tag: &str) -> bool {
    tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase())
}

fn unknown_language(site: &Site, file: &FilePath, tag: &str) -> Diagnostic {
    let tags: Vec<&str> = site.languages.iter().map(|known| known.language.tag()).collect();
    let message = format!(
        "the file's name says its language is `{tag}`, but the newsroom has {}",
        tags.join(", ")
    );
    Diagnostic::error("unknown-language", Place::file(file), message)
        .help("rename the file, or add the language to `languages` in site.yaml")
}

fn language_in_other_case(file: &FilePath, tag: &str, meant: &str) -> Diagnostic {
    let message = format!("the language `{tag}` in the file's name is not as in site.yaml");
    Diagnostic::error("unknown-language", Place::file(file), message)
        .help(format!("rename the file to {meant}"))
}

/// Reports texts that stand there twice in the default language, as `x.md` and as `x.lv.md`.
pub fn language_twice(site: &Site, tree: &SourceTree) -> Vec<Diagnostic> {
    let tag = site.languages.first().map(|known| known.language.tag()).unwrap_or_default();
    let ending = format!(".{tag}.md");
    let mut found = Vec::new();
    let folders = ["releases/", "boilerplates/", "exhibitions/", "pages/"];
    for file in folders.iter().flat_map(|folder| tree.under(folder)) {
        let Some(bare) = file.path.strip_suffix(&ending) else { continue };
        let Some(other) = tree.get(&format!("{bare}.md")) else { continue };
        let other = tree.shown(&other.path);
        let name = other.rsplit('/').next().unwrap_or(&other).to_owned();
        let message = format!("this text is there twice in the language `{tag}`");
        let help = format!("keep one of the two; {name} is in the default language, `{tag}`");
        found.push(
            Diagnostic::error("language-twice", Place::file(&tree.shown(&file.path)), message)
                .related(Place::file(&other), "the other is here")
                .help(help),
        );
    }
    found
}

fn split_date(name: &str) -> (Option<&str>, &str) {
    let dated = name.len() > 11
        && name.bytes().take(11).enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            10 => b == b'-' || b == b'_',
            _ => b.is_ascii_digit(),
        });
    if dated { (Some(&name[..10]), &name[11..]) } else { (None, name) }
}

/// The YAML and the Markdown of a file.
pub(super) struct Document {
    /// The front matter; `Value::Null` without one.
    pub(super) value: Value,
    /// Where the Markdown is.
    pub(super) body: Range<usize>,
    /// Keys that are repeated.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Splits a file and parses its front matter. Without front matter, `needed` decides whether that is
/// a mistake.
///
/// # Errors
/// Front matter that is missing, not closed, too large or no YAML.
pub(super) fn document(
    file: &FilePath,
    text: &str,
    needed: bool,
) -> Result<Document, Vec<Diagnostic>> {
    let error = |code: &str, message: &str, help: &str| {
        let place = Place::new(file, Spot::LineColumn(1, 1));
        vec![Diagnostic::error(code, place, message).help(help)]
    };
    let Some(found) = front_matter(text) else {
        let first_line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        if first_line.trim_end() == "+++" {
            return Err(error(
                "toml-front-matter",
                "the front matter is TOML, written between `+++` lines",
                "write it as YAML between `---` lines: `title: …`",
            ));
        }
        if !needed {
            let start = text.len() - text.trim_start_matches('\u{feff}').len();
            let body = start..text.len();
            return Ok(Document { value: Value::Null, body, diagnostics: Vec::new() });
        }
        return Err(error(
            "front-matter-missing",
            "the file does not begin with front matter",
            "begin with a line `---`, then the keys (`title: …` and others), then a line `---`",
        ));
    };
    if found.closing.is_none() {
        return Err(error(
            "front-matter-not-closed",
            "the front matter begins here but is not closed",
            "write a line `---` after the last key",
        ));
    }
    let front = found.yaml;
    if front.len() > MAX_FRONT_MATTER_BYTES {
        let message =
            format!("the front matter is larger than {} KB", MAX_FRONT_MATTER_BYTES / 1024);
        return Err(error("front-matter-too-large", &message, "move text below the closing `---`"));
    }
    let mut diagnostics = Vec::new();
    match yaml::read(file, text, front, &mut diagnostics) {
        Some(value) => Ok(Document { value, body: found.body, diagnostics }),
        None => Err(diagnostics),
    }
}

/// Turns the Markdown of a file into HTML, as the newsroom's settings and the language say. A text that
/// stands on other texts' pages has an `id_prefix` of its own, so that no id is there twice.
pub(super) fn body(
    site: &Site,
    name: &DocumentName,
    text: &str,
    range: Range<usize>,
    id_prefix: &str,
) -> (Body, Vec<Diagnostic>) {
    let settings = site.language(name.language);
    let tag = settings.language.tag();
    let options = Options {
        smart_quotes: settings
            .quotes
            .as_ref()
            .map(|marks| [&*marks[0], &*marks[1], &*marks[2], &*marks[3]]),
        trusted_html: site.trusted_html,
        heading_anchor: &|text| crate::language::slugify_in(tag, text),
        base_heading_level: 2,
        id_prefix,
        reserved_ids: PAGE_IDS,
    };
    let mut body = markdown::markdown(text, range, &options);
    // Texts are most of what a build holds in memory.
    body.html = String::from(body.html.as_str());
    let problems = std::mem::take(&mut body.problems);
    let diagnostics = problems.iter().map(|problem| problem.diagnostic(&name.file)).collect();
    (body, diagnostics)
}
