//! The reference of the theme contract in `docs/themes.md` is made from the structs of `src/context/`.
//!
//! `UPDATE_DOCS=1 cargo test --test theme_reference` writes it anew.
#![allow(clippy::disallowed_methods, reason = "the test reads sources and writes a document")]

use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

const DOCUMENT: &str = "docs/themes.md";
const BEGIN: &str =
    "<!-- The reference begins: made from src/context/ by tests/theme_reference.rs -->";
const END: &str = "<!-- The reference ends -->";

/// The sources in the order of the reference, each under its heading.
const SOURCES: [(&str, &str); 4] = [
    ("Every page", "src/context/site.rs"),
    ("Pages", "src/context/page.rs"),
    ("Parts of pages", "src/context/part.rs"),
    ("Share pictures", "src/context/share.rs"),
];

/// The list of ids that headings of a text cannot have.
const IDS: (&str, &str) = ("src/release/document.rs", "const PAGE_IDS: &[&str] = &[");

#[test]
fn the_reference_is_up_to_date() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join(DOCUMENT))?;
    let (before, rest) = document.split_once(BEGIN).context("no mark where it begins")?;
    let (old, after) = rest.split_once(END).context("no mark where it ends")?;
    let new = reference(root)?;
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return Ok(fs::write(root.join(DOCUMENT), [before, BEGIN, &new, END, after].concat())?);
    }
    ensure!(
        old == new,
        "{DOCUMENT} differs from the structs: UPDATE_DOCS=1 cargo test --test theme_reference\n{}",
        first_difference(old, &new)
    );
    Ok(())
}

/// A struct of the contract.
struct Struct {
    name: String,
    doc: Vec<String>,
    fields: Vec<Field>,
}

/// A field of it.
struct Field {
    name: String,
    kind: String,
    doc: Vec<String>,
}

fn reference(root: &Path) -> Result<String> {
    let mut out = String::from("\n");
    for (heading, path) in SOURCES {
        let source = fs::read_to_string(root.join(path))?;
        let structs = structs(&source).with_context(|| format!("in {path}"))?;
        ensure!(!structs.is_empty(), "no struct was found in {path}");
        write!(out, "\n### {heading}\n")?;
        for found in &structs {
            ensure!(!found.doc.is_empty(), "{} in {path} has no documentation", found.name);
            ensure!(!found.fields.is_empty(), "{} in {path} has no fields", found.name);
            section(found, &mut out)?;
        }
    }
    let (path, list) = IDS;
    let source = fs::read_to_string(root.join(path))?;
    let (_, ids) = source.split_once(list).with_context(|| format!("no list of ids in {path}"))?;
    let (ids, _) = ids.split_once(']').context("the list of ids does not end")?;
    let ids: Vec<String> = ids
        .split(',')
        .map(|id| id.trim().trim_matches('"'))
        .filter(|id| !id.is_empty())
        .map(code)
        .collect();
    write!(out, "\n### Ids that headings of a text leave free\n\n{}\n\n", ids.join(", "))?;
    Ok(out)
}

/// The structs of a source, read line by line: it is formatted, one field a line.
fn structs(source: &str) -> Result<Vec<Struct>> {
    let mut found: Vec<Struct> = Vec::new();
    let mut doc: Vec<String> = Vec::new();
    let mut inside = false;
    for line in source.lines() {
        let code = line.trim();
        if let Some(text) = code.strip_prefix("///") {
            doc.push(text.trim().to_owned());
        } else if let Some(name) = opened(code) {
            found.push(Struct {
                name: name.to_owned(),
                doc: std::mem::take(&mut doc),
                fields: Vec::new(),
            });
            inside = true;
        } else if code.starts_with("#[") {
            // Attributes stand between a comment and what it is about.
        } else if let (true, Some((name, kind)), Some(last)) =
            (inside, field(code), found.last_mut())
        {
            let (name, kind) = (name.to_owned(), kind.to_owned());
            last.fields.push(Field { name, kind, doc: std::mem::take(&mut doc) });
        } else {
            ensure!(!inside || code == "}", "cannot read this line of a struct: {code}");
            inside = false;
            doc.clear();
        }
    }
    Ok(found)
}

fn opened(code: &str) -> Option<&str> {
    code.strip_prefix("pub struct ")?.strip_suffix('{').map(str::trim)
}

fn field(code: &str) -> Option<(&str, &str)> {
    code.strip_prefix("pub ")?.strip_suffix(',')?.split_once(": ")
}

fn section(found: &Struct, out: &mut String) -> fmt::Result {
    let doc = paragraph(&found.doc);
    // The struct of a page says which template gets it: `home.html`: the newest releases, …
    let template = doc.strip_prefix('`').and_then(|rest| rest.split_once("`: "));
    let (heading, text) = match template {
        Some((template, text)) if template.ends_with(".html") || template.ends_with(".svg") => {
            (template, capitalised(text))
        }
        _ => (found.name.as_str(), doc.clone()),
    };
    write!(out, "\n#### {heading}\n\n{text}\n\n| name | value | what |\n| --- | --- | --- |\n")?;
    for Field { name, kind, doc } in &found.fields {
        let doc = paragraph(doc).replace('|', "\\|");
        writeln!(out, "| `{name}` | {} | {doc} |", in_words(kind))?;
    }
    Ok(())
}

/// The first paragraph of a comment; what follows is for those who work on the program.
fn paragraph(doc: &[String]) -> String {
    let lines: Vec<&str> =
        doc.iter().map(String::as_str).take_while(|line| !line.is_empty()).collect();
    lines.join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A type as a template meets it.
fn in_words(kind: &str) -> String {
    let inner = |wrapper: &str| kind.strip_prefix(wrapper)?.strip_prefix('<')?.strip_suffix('>');
    if let Some(kind) = inner("Option") {
        return format!("{} or `null`", in_words(kind));
    }
    if let Some(kind) = inner("Vec") {
        return format!("list of {}", in_words(kind));
    }
    if let Some(kind) = inner("Shared") {
        return in_words(kind);
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "i32" | "u32" | "u64" | "usize" | "f64" => "number".to_owned(),
        "serde_json::Value" => "a map, as it was written".to_owned(),
        "BTreeMap<String, String>" => "map of texts".to_owned(),
        "BTreeMap<String, Html>" => "map of HTML".to_owned(),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn first_difference(old: &str, new: &str) -> String {
    let differing = old.lines().zip(new.lines()).find(|(old, new)| old != new);
    differing.map_or_else(
        || "one of the two is longer".to_owned(),
        |(old, new)| format!("is:        {old}\nought to be: {new}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_words() {
        assert_eq!(in_words("Option<String>"), "text or `null`");
        assert_eq!(in_words("Vec<Shared<ReleaseCard>>"), "list of [ReleaseCard](#releasecard)");
    }

    #[test]
    fn structs_and_their_fields() -> Result<()> {
        let source = "/// A.\n///\n/// More.\n#[derive(Debug)]\npub struct A {\n    /// One\n    /// two.\n    \
                      #[serde(skip)]\n    pub a: String,\n}\n\nimpl A {\n    pub fn f() {}\n}\n";
        let found = structs(source)?;
        assert_eq!(found.len(), 1);
        assert_eq!(paragraph(&found[0].doc), "A.");
        assert_eq!(paragraph(&found[0].fields[0].doc), "One two.");
        assert_eq!(found[0].fields.len(), 1);
        assert!(structs("pub struct A {\n    a: String,\n}\n").is_err());
        Ok(())
    }
}
