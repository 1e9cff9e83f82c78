//! Pictures and other files that the content names by path.

use std::sync::Arc;

use super::{Attachment, Picture};
use crate::diagnostic::{Diagnostic, Place, Spot, YamlPath, did_you_mean};
use crate::picture::{Embedded, Problem};
use crate::release::{AttachmentFile, DocumentName, ImageFile};
use crate::source::SourceTree;

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// The path leads out of the content folder.
    Outside,
    /// There is no such file; perhaps this one was meant.
    Missing(Option<String>),
    /// The file could run code in a reader's browser.
    Code,
    /// The file is a text or a data file of the content itself.
    Source,
    /// The file is no picture.
    NoPicture,
    /// The file is a picture of a kind whose location is not taken out.
    MayTellLocation,
    /// The file is a picture that cannot be used.
    Broken(Problem),
}

const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];
const CODE: &[&str] = &[
    "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "js", "mjs", "cjs", "wasm", "php",
    "phtml", "phar", "asp", "aspx", "jsp", "cgi", "css", "xml", "xsl", "xslt", "rdf", "svgz",
    "swf", "exe", "",
];

/// What cameras and telephones write with the coordinates in it, and nobody here looks into.
const WITH_LOCATION: &[&str] = &["heic", "heif", "hif", "tif", "tiff", "dng"];

const SOURCES: &[&str] = &["md", "markdown", "yaml", "yml"];

/// The path in the content folder that a path written in a file leads to; `None` when it leads out.
/// A path that begins with `/` starts at the content folder, any other beside the file.
pub fn resolve_path(from: &str, written: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    if !written.starts_with('/') {
        parts.extend(folder.split('/').filter(|part| !part.is_empty()));
    }
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains(['\\', '\0']) => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether a file of the content may be shown (`picture`) or offered for download.
pub fn file_problem(
    tree: &SourceTree,
    from: &str,
    written: &str,
    picture: bool,
) -> Result<Arc<str>, FileProblem> {
    let path = resolve_path(from, written).ok_or(FileProblem::Outside)?;
    let Some(file) = tree.get(&path) else {
        return Err(FileProblem::Missing(similar_file(tree, &path, written)));
    };
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if CODE.contains(&ending.as_str()) {
        return Err(FileProblem::Code);
    }
    if SOURCES.contains(&ending.as_str()) {
        return Err(FileProblem::Source);
    }
    if picture && !PICTURES.contains(&ending.as_str()) {
        return Err(FileProblem::NoPicture);
    }
    if WITH_LOCATION.contains(&ending.as_str()) {
        return Err(FileProblem::MayTellLocation);
    }
    // What is only offered for download is the author's business, but not the place it was taken at,
    // which in a picture that cannot be read cannot be taken out.
    if let Some(Err(problem)) = tree.picture(&path)
        && (picture || !matches!(problem, Problem::TooLarge | Problem::TooManyPixels(..)))
    {
        return Err(FileProblem::Broken(problem.clone()));
    }
    Ok(Arc::clone(&file.path))
}

/// Whether a drawing (SVG) holds scripts, handlers of events, foreign content, a style sheet that can
/// make such, or entities that could hide them.
pub fn runs_code(svg: &str) -> bool {
    let svg = svg.to_ascii_lowercase();
    let elements = ["script", "foreignobject", "iframe", "handler", "!entity", "?xml-stylesheet"];
    let is_element = |after: &str| {
        let name = after.split(|c: char| c.is_whitespace() || "/>[".contains(c)).next();
        // A namespace may be called anything: `<x:script>`.
        name.and_then(|name| name.rsplit(':').next()).is_some_and(|name| elements.contains(&name))
    };
    let is_handler = |word: &str| {
        let name = word.strip_prefix("on").and_then(|rest| rest.split_once('='));
        name.is_some_and(|(event, _)| {
            let event = event.trim_end();
            !event.is_empty() && event.bytes().all(|b| b.is_ascii_alphabetic())
        })
    };
    svg.split('<').skip(1).any(is_element)
        || without_disguise(&svg).contains("javascript:")
        || svg.split(|c: char| c.is_whitespace() || "/\"'".contains(c)).any(is_handler)
}

/// A text in small letters as an address is understood: characters written by their numbers (`&#115;`)
/// as themselves, white space and control characters left out.
fn without_disguise(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let numbered = rest.strip_prefix("&#").and_then(|after| {
            let end = after.bytes().position(|byte| !byte.is_ascii_alphanumeric())?;
            let after_number = after[end..].strip_prefix(';')?;
            let code = match after[..end].strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => after[..end].parse(),
            };
            Some((char::from_u32(code.ok()?)?, after_number))
        });
        let (c, after) = numbered.unwrap_or((c, &rest[c.len_utf8()..]));
        if !c.is_whitespace() && !c.is_control() {
            plain.push(c.to_ascii_lowercase());
        }
        rest = after;
    }
    plain
}

fn similar_file(tree: &SourceTree, path: &str, written: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let names: Vec<&str> = tree
        .under(&prefix)
        .iter()
        .filter_map(|file| file.path.strip_prefix(&prefix))
        .filter(|rest| !rest.contains('/') && !rest.ends_with(".md"))
        .collect();
    let same = names.iter().find(|known| known.to_lowercase() == name.to_lowercase()).copied();
    let meant = same.or_else(|| did_you_mean(name, names.iter().copied()))?;
    let written_folder = written.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(if written_folder.is_empty() {
        meant.to_owned()
    } else {
        format!("{written_folder}/{meant}")
    })
}

/// The message about a file that cannot be used.
pub(crate) fn file_diagnostic(
    problem: &FileProblem,
    written: &str,
    place: Place,
    picture: bool,
) -> Diagnostic {
    let thing = if picture { "picture" } else { "file" };
    // Paths in data files begin at the content folder, paths in texts beside the text.
    let text = place.file.ends_with(".md");
    match problem {
        FileProblem::Outside => Diagnostic::error(
            "file-outside-content",
            place,
            format!("the path “{written}” leads out of the content folder"),
        )
        .help(if text {
            format!("put the {thing} beside the text and write its name only")
        } else {
            format!("put the {thing} into the content folder and write its path from there")
        }),
        FileProblem::Missing(meant) => {
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if text => format!("put the {thing} beside the text, or correct its name"),
                None => format!("put the {thing} into the content folder, or correct its path"),
            };
            let code = if picture { "picture-missing" } else { "file-missing" };
            Diagnostic::error(code, place, format!("there is no {thing} “{written}”")).help(help)
        }
        FileProblem::Code => Diagnostic::error(
            "file-with-code",
            place,
            format!("“{written}” is a kind of file that can run code in a reader's browser"),
        )
        .help("offer it as PDF, as a picture, or in a ZIP file"),
        FileProblem::Source => Diagnostic::error(
            "file-is-content",
            place,
            format!("“{written}” is a text of the newsroom, not a {thing}"),
        )
        .help("to lead readers to a release, link to it in the text: `[words](other-release.md)`"),
        FileProblem::NoPicture => {
            Diagnostic::error("no-picture", place, format!("“{written}” is not a picture"))
                .help(format!("use one of: {}", PICTURES.join(", ")))
        }
        FileProblem::MayTellLocation => Diagnostic::error(
            "picture-may-tell-location",
            place,
            format!(
                "“{written}” may tell where it was taken, which is not looked for in such files"
            ),
        )
        .help("save it as JPEG and offer that: what tells of the place is taken out of it"),
        FileProblem::Broken(problem) => picture_diagnostic(problem, written, place),
    }
}

/// The message about a picture that cannot be used.
pub(crate) fn picture_diagnostic(problem: &Problem, written: &str, place: Place) -> Diagnostic {
    Diagnostic::error(problem.code(), place, problem.message(written)).help(problem.help(written))
}

/// The pictures of a text. Of what the front matter does not say, the file's own words are taken.
pub(super) fn pictures(
    tree: &SourceTree,
    name: &DocumentName,
    images: Vec<ImageFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Picture> {
    let mut found = Vec::with_capacity(images.len());
    for image in images {
        let item = YamlPath::key("images").item(image.index);
        let named = Place::new(&name.file, Spot::Value(item.clone().child("file")));
        let path = match file_problem(tree, &name.path, &image.file, true) {
            Ok(path) => path,
            Err(problem) => {
                diagnostics.push(file_diagnostic(&problem, &image.file, named, true));
                continue;
            }
        };
        let facts = tree.picture(&path).and_then(|picture| Some(&picture.as_ref().ok()?.facts));
        let own = facts.and_then(|facts| facts.embedded.as_deref()).cloned().unwrap_or_default();
        let place = Place::new(&name.file, Spot::Value(item));
        not_said(&image, &own, &place, diagnostics);
        if facts.is_some_and(|facts| facts.print_colours) {
            diagnostics.push(print_colours(&image.file, named.clone()));
        }
        found.push(Picture {
            path,
            place: named,
            alt: image.alt.unwrap_or_default(),
            caption: image.caption.or(own.caption),
            credit: image.credit.or(own.credit),
            licence: image.licence.or(own.licence),
            copyright: own.copyright,
        });
    }
    found
}

/// Reports what neither the front matter nor the picture says.
fn not_said(image: &ImageFile, own: &Embedded, place: &Place, diagnostics: &mut Vec<Diagnostic>) {
    let mut warn = |code: &str, key: &str, help: String| {
        let message = format!("the picture has no `{key}`");
        diagnostics.push(Diagnostic::warning(code, place.clone(), message).help(help));
    };
    if !image.says_alt {
        // A caption tells more than is seen, so it is not taken without being asked for.
        let help = match own.alt.as_ref().or(own.caption.as_ref()) {
            Some(text) => {
                format!("say in a few words what is seen; the picture says of itself: “{text}”")
            }
            None => {
                "say in a few words what is seen, for people who do not see it: `alt: …`".into()
            }
        };
        warn("picture-without-alt", "alt", help);
    }
    if !image.says_credit && own.credit.is_none() {
        let help = "say who made the picture: `credit: …`".to_owned();
        warn("picture-without-credit", "credit", help);
    }
}

fn print_colours(written: &str, place: Place) -> Diagnostic {
    let message = format!("the picture “{written}” has colours for print (CMYK)");
    Diagnostic::warning("picture-for-print", place, message)
        .help("its colours will look different on screens: save it as RGB")
}

pub(super) fn attachments(
    tree: &SourceTree,
    name: &DocumentName,
    files: Vec<AttachmentFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Attachment> {
    let mut found = Vec::with_capacity(files.len());
    for file in files {
        match file_problem(tree, &name.path, &file.file, false) {
            Ok(path) => {
                let bytes = tree.offered_bytes(&path);
                found.push(Attachment { path, title: file.title, bytes });
            }
            Err(problem) => {
                let path = YamlPath::key("attachments").item(file.index).child("file");
                let place = Place::new(&name.file, Spot::Value(path));
                diagnostics.push(file_diagnostic(&problem, &file.file, place, false));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::runs_code;

    #[test]
    fn drawings_with_code() {
        for svg in [
            "<svg><script>alert(1)</script></svg>",
            "<svg onload=\"alert(1)\"/>",
            "<svg/OnLoad=alert(1)>",
            "<a href=\"JavaScript:alert(1)\">",
            "<foreignObject>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
            "<script\n>",
            "<a href=\"java&#115;cript:alert(1)\">",
            "<a href=\"j&#X41;vascript&#x3A;alert(1)\">",
            "<a href=\"java\nscript&#58;alert(1)\">",
            "<a href=\"java&#x00000000000000000000000000000000000073;cript:alert(1)\">",
            "<?xml-stylesheet href=\"x.xsl\" type=\"text/xsl\"?><svg/>",
        ] {
            assert!(runs_code(svg), "{svg}");
        }
        let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>only=one</title><path d=\"M0 0\"/></svg>";
        assert!(!runs_code(&plain.replace("only=one", "a drawing on paper")));
    }
}
