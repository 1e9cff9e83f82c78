//! Mistakes in how the lines stand to each other: tabs, indentation, spaces after colons, brackets.

use super::super::Diagnostic;
use super::super::front_matter::is_markdown;
use super::Fault;
use super::line::Line;

/// A tab where only spaces may indent.
pub(super) fn tab(fault: &Fault<'_>) -> Option<Diagnostic> {
    let line = fault.line();
    let blanks = &line.text[..line.indent()];
    let in_indent = blanks.find('\t').map(|at| line.start + at);
    let here = (fault.character() == Some('\t')).then_some(fault.at);
    let start = in_indent
        .or(here)
        .filter(|_| fault.says("tab") || fault.says("token") || in_indent.is_some())?;
    let length = fault.text[start..].len() - fault.text[start..].trim_start_matches('\t').len();
    let error = fault
        .error("yaml-tab", start..start + length, "this line is indented with a tab")
        .label("a tab");
    Some(error.help("indent with spaces, two for each level"))
}

/// `title:Foo`, `title = Foo`, `title：Foo`: the line where the mistake is, or the one above.
pub(super) fn missing_separator(fault: &Fault<'_>) -> Option<Diagnostic> {
    let of_a_key =
        fault.says("mapping values are not allowed") || fault.says("could not find expected ':'");
    if !of_a_key {
        return None;
    }
    let begun = fault.context().map(|at| fault.line_at(at));
    let above = || fault.lines_before(fault.at).next();
    let line = begun.or_else(above)?;
    let rest = line.without_dashes();
    let name_length = rest
        .find(|character: char| !character.is_alphanumeric() && !matches!(character, '_' | '-'))
        .filter(|length| *length > 0)?;
    let (name, after) = rest.split_at(name_length);
    let separator =
        after.trim_start().chars().next().filter(|next| matches!(next, ':' | '=' | '：'))?;
    let value = after.trim_start().trim_start_matches(separator);
    if line.entry().key.is_some() || value.starts_with("//") {
        return None;
    }
    let start = line.offset_of(rest);
    let help = format!("write `{name}: {}`", value.trim());
    let (message, label) = if separator == ':' {
        (format!("there is no space after the colon of `{name}`"), "a space is missing after `:`")
    } else {
        (
            format!("`{name}` is followed by `{separator}` instead of a colon and a space"),
            "a colon is missing",
        )
    };
    let end = line.offset_of(after.trim_start()) + separator.len_utf8();
    Some(fault.error("yaml-colon", start..end, message).label(label).help(help))
}

/// A line that is no key and no part of a text.
pub(super) fn stray_line(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("could not find expected ':'") {
        return None;
    }
    let line = fault.line_at(fault.context()?);
    let error = fault
        .error("yaml-line", line.content_bytes(), "this line is not of the form `key: value`")
        .label("no key");
    let help = "if it belongs to the value above, indent it by two spaces";
    Some(if is_markdown(fault.file) {
        error.help(format!("{help}; if it is text for readers, put it below the closing `---`"))
    } else {
        error.help(help)
    })
}

/// A list or map in brackets that does not end.
pub(super) fn unclosed_bracket(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("flow sequence") && !fault.says("flow mapping") {
        return None;
    }
    let start = fault.context()?;
    let (open, close) = match fault.text[start..].chars().next()? {
        '{' => ('{', '}'),
        _ => ('[', ']'),
    };
    let end = fault.line_at(start).content_end().max(start);
    let error = fault
        .error(
            "yaml-bracket",
            start..end,
            format!("the `{open}` that opens here is not closed properly"),
        )
        .label("opened here")
        .related(fault.place(fault.at..fault.at), format!("a `,` or `{close}` was expected here"));
    Some(error.help(format!("close it with `{close}`, and put commas between; a text that begins with `{open}` or has `: ` in it stands in quotes")))
}

/// A line that begins in the wrong column.
pub(super) fn indentation(fault: &Fault<'_>) -> Option<Diagnostic> {
    let reasons = ["did not find expected key", "'-' indicator", "mapping values are not allowed"];
    let line = fault.line();
    if !reasons.iter().any(|reason| fault.says(reason)) || line.content().is_empty() {
        return None;
    }
    if line.entry().key == Some("") {
        let error =
            fault.error("yaml-line", line.content_bytes(), "nothing stands before the colon");
        return Some(
            error.help("write the name of the value before the colon, or delete the line"),
        );
    }
    let error = |message| fault.error("yaml-indentation", line.content_bytes(), message);
    let Some(above) = fault.lines_before(fault.at).next() else {
        return Some(
            error("this line does not begin in the right column").label(columns(line.indent())),
        );
    };
    let (is_item, above_entry) = (line.is_item(), above.entry());
    if let (true, false, Some(key)) = (is_item, above.is_item(), above_entry.key) {
        let found = error("a list begins below a line that has a value already").label("list item");
        let found =
            found.related(fault.place(above_entry.value_bytes()), format!("the value of `{key}`"));
        return Some(
            found.help(format!("write `{key}:` alone on its line, and every item below it")),
        );
    }
    let wanted = if is_item {
        above.indent()
    } else {
        above.text.len() - above.text.trim_start_matches([' ', '-']).len()
    };
    let found = error("this line does not begin in the right column")
        .label(columns(line.indent()))
        .related(fault.place(above.content_bytes()), columns(above.indent()));
    let help = format!("if it belongs with the line above, begin it in column {}", wanted + 1);
    let may_continue = line.indent() > wanted && above_entry.key.is_some();
    Some(if may_continue && !above_entry.value.is_empty() {
        found.help(format!(
            "{help}; if it goes on with the text above, put that whole text in quotes"
        ))
    } else {
        found.help(help)
    })
}

/// Two documents in one, or what looks like it: a first line that is indented more than the others.
pub(super) fn second_document(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("more than one document") {
        return None;
    }
    let mut lines = fault
        .all_lines()
        .filter(|line| !line.content().is_empty() && !line.content().starts_with('#'));
    let first = lines.next()?;
    let is_mark = |line: &Line<'_>| matches!(line.text.trim_end(), "---" | "...");
    if let Some(mark) = lines.find(is_mark) {
        let message = format!("the {} ends here, but something follows", fault.subject());
        let error = fault.error("yaml-documents", mark.content_bytes(), message);
        return Some(error.help("delete this line"));
    }
    let error = fault
        .error(
            "yaml-indentation",
            first.content_bytes(),
            "the first line is indented, the following ones are not",
        )
        .label(columns(first.indent()));
    Some(error.help("begin every key in the first column"))
}

/// Indentation is of spaces, one byte each; another blank there is a mistake of its own.
fn columns(indent: usize) -> String {
    format!("begins in column {}", indent + 1)
}
