//! Messages for people: the line itself, with the part underlined.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpts};
use super::locate::Places;
use super::visible::{visible, visible_line};
use super::{Diagnostic, FilePath, Place, Severity, Span, Texts};

/// Writes messages in the order given, each with its file, line and column, the line with the part
/// underlined, the places that belong to it, and how to mend it. With `color`, for a terminal that
/// understands ANSI sequences. Control characters in the content are shown, not obeyed.
///
/// Of what is said in the same words again and again, only the first few are shown like this, and of one
/// kind not many more; all others follow at the end, a line each.
pub fn human(diagnostics: &[Diagnostic], texts: &dyn Texts, color: bool, out: &mut String) {
    let places = Places::new(texts);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut said: BTreeMap<_, (usize, bool)> = BTreeMap::new();
    let mut shown: BTreeMap<_, usize> = BTreeMap::new();
    let mut repeated: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    let mut others: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let kind = (diagnostic.severity, &diagnostic.code);
        let words = (kind, &diagnostic.message, &diagnostic.help);
        let (times, is_shown) = said.entry(words).or_default();
        *times += 1;
        if *times > SHOWN_IN_FULL && *is_shown {
            repeated.entry(words).or_default().push(diagnostic);
            continue;
        }
        let of_kind = shown.entry(kind).or_default();
        if *of_kind >= SHOWN_OF_A_KIND {
            others.entry(kind).or_default().push(diagnostic);
            continue;
        }
        *of_kind += 1;
        *is_shown = true;
        out.push_str(&renderer.render(&[group(diagnostic, &places)]));
        out.push_str("\n\n");
    }
    for again in repeated.into_values() {
        out.push_str(&renderer.render(&[repetition(&again)]));
        out.push('\n');
        for diagnostic in again {
            write_place(diagnostic, &places, out);
            out.push('\n');
        }
        out.push('\n');
    }
    for more in others.into_values() {
        out.push_str(&renderer.render(&[more_of_a_kind(&more)]));
        out.push('\n');
        for diagnostic in more {
            write_place(diagnostic, &places, out);
            let _ = writeln!(out, ": {}", visible_line(&diagnostic.message));
        }
        out.push('\n');
    }
}

/// Writes the place of a message on a line of its own, without its end.
fn write_place(diagnostic: &Diagnostic, places: &Places<'_>, out: &mut String) {
    let file = visible_line(&diagnostic.place.file);
    let _ = match places.span(&diagnostic.place) {
        Some(span) => write!(out, "  {file}:{}:{}", span.line, span.column),
        None => write!(out, "  {file}"),
    };
}

/// How many messages of the same words are shown with their lines.
const SHOWN_IN_FULL: usize = 10;

/// How many messages of one kind are shown with their lines, whatever they say.
const SHOWN_OF_A_KIND: usize = 20;

/// The heading above messages of which enough of their kind were shown before them.
fn more_of_a_kind<'a>(more: &[&'a Diagnostic]) -> Group<'a> {
    let title = format!("{} more of this kind:", more.len());
    let Some(first) = more.first() else {
        return Group::with_title(Level::NOTE.primary_title(title));
    };
    Group::with_title(level(first).primary_title(title).id(visible_line(&first.code)))
}

/// The heading above the places of messages that say the same as others before them.
fn repetition<'a>(again: &[&'a Diagnostic]) -> Group<'a> {
    let Some(first) = again.first() else {
        return Group::with_title(Level::NOTE.primary_title(""));
    };
    let places = if again.len() == 1 { "place" } else { "places" };
    let title = format!("{}, in {} more {places}:", visible_line(&first.message), again.len());
    Group::with_title(level(first).primary_title(title).id(visible_line(&first.code)))
}

fn level<'a>(diagnostic: &Diagnostic) -> Level<'a> {
    match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// A place that the message points at, and the words to say there.
struct Mark<'a> {
    place: &'a Place,
    words: String,
    span: Option<Span>,
}

fn group<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>) -> Group<'a> {
    let title = level(diagnostic).primary_title(visible_line(&diagnostic.message));
    let mut group = Group::with_title(title.id(visible_line(&diagnostic.code)));
    let primary = (&diagnostic.place, &diagnostic.label);
    let related = diagnostic.related.iter().map(|(place, words)| (place, words));
    let marks: Vec<Mark<'a>> = std::iter::once(primary)
        .chain(related)
        .map(|(place, words)| Mark { place, words: visible_line(words), span: places.span(place) })
        .collect();
    for (file, numbers) in by_file(&marks) {
        group = with_file(group, file, &numbers, &marks, places);
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(visible(diagnostic.help.trim()).into_owned()));
    }
    group
}

/// The numbers of the marks in each file, the first mark's file first.
fn by_file<'a>(marks: &[Mark<'a>]) -> Vec<(&'a FilePath, Vec<usize>)> {
    let mut files: BTreeMap<&FilePath, Vec<usize>> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        files.entry(&mark.place.file).or_default().push(number);
    }
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_by_key(|(_, numbers)| numbers.first().copied());
    files
}

/// Adds what is to be shown of one file.
fn with_file<'a>(
    mut group: Group<'a>,
    file: &FilePath,
    numbers: &[usize],
    marks: &[Mark<'a>],
    places: &Places<'_>,
) -> Group<'a> {
    let path = visible_line(file);
    let text = places.text(file);
    let spans: Vec<_> = numbers
        .iter()
        .filter_map(|&number| marks[number].span.as_ref().map(|span| (number, span)))
        .collect();
    let shown = text.map(|text| excerpts(&text, &spans)).unwrap_or_default();
    let is_shown = |number: &usize| {
        shown.iter().flat_map(|excerpt| &excerpt.marks).any(|(mark, _)| mark == number)
    };
    let named: Vec<usize> = numbers.iter().filter(|number| !is_shown(number)).copied().collect();
    // The place of the message itself comes before all others, shown or not.
    let (before, after) = named.split_at(usize::from(named.first() == Some(&0)));
    for &number in before {
        group = named_only(group, &path, &marks[number]);
    }
    for excerpt in shown {
        group = group.element(snippet(excerpt, &path, marks));
    }
    for &number in after {
        group = named_only(group, &path, &marks[number]);
    }
    group
}

/// Names a place whose source cannot be shown.
fn named_only<'a>(group: Group<'a>, path: &str, mark: &Mark<'a>) -> Group<'a> {
    let mut origin = Origin::path(path.to_owned());
    if let Some(span) = &mark.span {
        origin = origin.line(span.line).char_column(span.column);
    }
    let group = group.element(origin);
    if mark.words.is_empty() {
        return group;
    }
    group.element(Level::NOTE.message(mark.words.clone()))
}

fn snippet<'a>(excerpt: Excerpt, path: &str, marks: &[Mark<'a>]) -> Snippet<'a, Annotation<'a>> {
    let annotations = excerpt.marks.into_iter().map(|(number, bytes)| {
        let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let words = &marks[number].words;
        kind.span(bytes).label((!words.is_empty()).then(|| words.clone()))
    });
    Snippet::source(excerpt.source)
        .path(path.to_owned())
        .line_start(excerpt.first_line)
        .annotations(annotations)
}
