//! Mistakes in a value: quotes, colons, and characters that mean something to YAML.

use super::super::Diagnostic;
use super::Fault;
use super::line::Entry;

/// `title: Exhibition: the opening`.
pub(super) fn colon_in_text(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("mapping values are not allowed") {
        return None;
    }
    let entry = fault.line().entry();
    // Only a colon in the value: at the colon after the key, the line as a whole is out of place.
    if entry.value_start > fault.at || entry.key.is_none() {
        return None;
    }
    let message = format!("{} has a colon in it, so it must stand in quotes", entry.name());
    let error = fault.error("yaml-colon", entry.value_bytes(), message);
    Some(error.label("contains `: `").help(quotes_help(&entry, entry.value)))
}

/// A text in quotes without the closing one.
pub(super) fn unclosed_quote(fault: &Fault<'_>) -> Option<Diagnostic> {
    let never_closed = fault.says("while scanning a quoted scalar")
        && !fault.says("escape")
        && !fault.says("hexadecimal");
    let line = if never_closed {
        fault.line_at(fault.context()?)
    } else {
        let is_later = fault.says("did not find expected") || fault.says("could not find expected");
        let mut candidates = fault.lines_before(fault.at).take_while(|_| is_later).take(NEAR_LINES);
        candidates.find(|line| matches!(line.entry().quote(), Some((_, None))))?
    };
    let entry = line.entry();
    let quote = entry.value.chars().next().unwrap_or('"');
    let message = format!("the quote that opens {} is not closed", entry.name());
    let error = fault.error("yaml-quote", entry.value_bytes(), message).label("opened here");
    let error = if never_closed {
        error
    } else {
        let closed = fault.text[..fault.at].trim_end().len();
        error.related(
            fault.place(closed.saturating_sub(1)..closed),
            "this next quote was taken for the closing one",
        )
    };
    Some(error.help(format!("add `{quote}` at the end of the text")))
}

/// How far back an unclosed quote is looked for.
const NEAR_LINES: usize = 40;

/// `title: "Tīrkultūra" opens`, `title: 'It's here'`.
pub(super) fn text_after_quote(fault: &Fault<'_>) -> Option<Diagnostic> {
    let entry = fault.line().entry();
    let (quote, closing) = entry.quote()?;
    let rest = &entry.value[closing? + 1..];
    let is_text = !rest.is_empty() && !rest.trim_start().starts_with('#');
    if !is_text || fault.at < entry.value_start {
        return None;
    }
    let outside = rest.trim_start();
    let start = entry.value_bytes().end - outside.len();
    let whole = meant_text(entry.value, quote, rest);
    let message = format!("{} goes on after its closing quote", entry.name());
    let closes = entry.value_start + closing?;
    let error = fault
        .error("yaml-quote", start..entry.value_bytes().end, message)
        .label("outside the quotes")
        .related(fault.place(closes..closes + 1), "closed here");
    Some(error.help(quotes_help(&entry, whole)))
}

/// The text that was meant by a value whose quotes close too early, `rest` being what follows them.
fn meant_text<'a>(value: &'a str, quote: char, rest: &str) -> &'a str {
    let Some(opened) = value.strip_prefix(quote) else { return value };
    match opened.strip_suffix(quote) {
        Some(inner) if inner.contains(quote) => inner,
        // `'it's here`: an apostrophe, and no closing quote at all.
        _ if quote == '\'' && rest.starts_with(char::is_alphanumeric) => opened,
        _ => value,
    }
}

/// A value that begins with a character that means something to YAML.
pub(super) fn first_character(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !OF_FIRST_CHARACTERS.iter().any(|words| fault.says(words)) {
        return None;
    }
    let line = fault.line();
    if line.content().starts_with('%') {
        let error = fault.error(
            "yaml-first-character",
            line.content_bytes(),
            "a line cannot begin with `%`",
        );
        return Some(error.help("delete the line, or put the name before the colon in quotes"));
    }
    let entry = line.entry();
    let name = match entry.value.chars().next()? {
        '`' => "a backtick".to_owned(),
        first if "@%*&!|>-?".contains(first) => format!("`{first}`"),
        _ => return None,
    };
    let message = format!("a text that begins with {name} must stand in quotes");
    let error = fault.error("yaml-first-character", entry.value_bytes(), message);
    Some(error.label(format!("begins with {name}")).help(quotes_help(&entry, entry.value)))
}

/// What the parser says when a value begins with a character that means something to it.
const OF_FIRST_CHARACTERS: &[&str] = &[
    "cannot start any token",
    "unknown anchor",
    "scanning an alias",
    "scanning an anchor",
    "scanning a directive",
    "scanning a tag",
    "parsing a tag",
    "tag handle",
    "sequence entries are not allowed",
    "mapping keys are not allowed",
    "scanning a block scalar",
];

/// `title: [Draft] The opening`: a bracket that opens a text, not a list.
pub(super) fn bracket_in_text(fault: &Fault<'_>) -> Option<Diagnostic> {
    let entry = fault.line().entry();
    let first = entry.value.chars().next().filter(|first| matches!(first, '[' | '{'))?;
    if !fault.says("did not find expected key") || fault.at <= entry.value_start {
        return None;
    }
    let closing = if first == '[' { ']' } else { '}' };
    let message = format!("something follows the closing `{closing}`");
    let at = fault.at.min(entry.value_bytes().end);
    let error = fault.error("yaml-bracket", at..entry.value_bytes().end, message);
    let help = quotes_help(&entry, entry.value);
    Some(
        error
            .label(format!("after `{closing}`"))
            .help(format!("if the text begins with `{first}`, {help}")),
    )
}

/// `"C:\Users"`.
pub(super) fn backslash(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("escape character") && !fault.says("hexadecimal number") {
        return None;
    }
    let entry = fault.line().entry();
    let start = fault.text[..fault.at]
        .rfind('\\')
        .filter(|start| fault.at - start <= 10)
        .unwrap_or(fault.at);
    let start = if fault.text[fault.at..].starts_with('\\') { fault.at } else { start };
    let length: usize = fault.text[start..].chars().take(2).map(char::len_utf8).sum();
    let error = fault
        .error(
            "yaml-backslash",
            start..start + length,
            "in double quotes a backslash begins a special character",
        )
        .label("not one that is known");
    Some(error.help(match entry.quote() {
        Some(('"', Some(closing))) => {
            let inner = &entry.value[1..closing];
            format!("use single quotes: {}", entry.in_quotes(inner))
        }
        _ => "use single quotes around the text, or write `\\\\` for a backslash".to_owned(),
    }))
}

/// Texts longer than this are not repeated in the help.
const LONGEST_SHOWN: usize = 120;

fn quotes_help(entry: &Entry<'_>, value: &str) -> String {
    if value.is_empty() || value.len() > LONGEST_SHOWN {
        return "put the whole text in quotes".to_owned();
    }
    format!("put the whole text in quotes: {}", entry.in_quotes(value))
}
