//! What is wrong with YAML that cannot be read, in words for people who write press releases.
//!
//! A YAML parser says where it gave up and what it would have liked; the mistake is often earlier
//! and simpler. Each function of [`EXPLANATIONS`] knows one kind of mistake by the parser's words
//! and the lines around the place.

mod layout;
mod line;
mod value;
mod whole;

use std::ops::Range;

use self::line::Line;
use super::front_matter::is_markdown;
use super::span::{BOM, Lines};
use super::{Diagnostic, FilePath, Place, Spot};

pub use whole::duplicate_key_errors;

/// Explains why a file's YAML was refused.
///
/// `yaml` are the bytes of the YAML in the file's text. `message` is `serde_yaml`'s, and `at` the
/// byte in the YAML where it gave up (`Location::index`).
pub fn explain_yaml_error(
    file: &FilePath,
    text: &str,
    yaml: Range<usize>,
    message: &str,
    at: Option<usize>,
) -> Diagnostic {
    let fault = Fault::new(file, text, yaml, message, at);
    EXPLANATIONS
        .iter()
        .find_map(|explanation| explanation(&fault))
        .unwrap_or_else(|| fault.unexplained())
}

/// The kinds of mistakes; the first that fits is taken, so the surest come first.
const EXPLANATIONS: &[fn(&Fault<'_>) -> Option<Diagnostic>] = &[
    whole::merge_conflict,
    whole::control_character,
    whole::duplicate_key,
    whole::endless_reference,
    layout::tab,
    value::backslash,
    value::unclosed_quote,
    value::text_after_quote,
    value::first_character,
    value::bracket_in_text,
    layout::unclosed_bracket,
    layout::missing_separator,
    value::colon_in_text,
    layout::second_document,
    layout::stray_line,
    layout::indentation,
];

/// What is known of the mistake.
struct Fault<'a> {
    file: &'a FilePath,
    text: &'a str,
    yaml: Range<usize>,
    lines: Lines,
    message: &'a str,
    /// The byte of the text where the parser gave up.
    at: usize,
}

impl<'a> Fault<'a> {
    fn new(
        file: &'a FilePath,
        text: &'a str,
        yaml: Range<usize>,
        message: &'a str,
        at: Option<usize>,
    ) -> Self {
        let end = text.floor_char_boundary(yaml.end.min(text.len()));
        let mut start = text.floor_char_boundary(yaml.start.min(end));
        if text[start..end].starts_with(BOM) {
            start += BOM.len_utf8();
        }
        let at = text.floor_char_boundary(start.saturating_add(at.unwrap_or(0)).min(end));
        Self { file, text, yaml: start..end, lines: Lines::new(text), message, at }
    }

    fn says(&self, words: &str) -> bool {
        self.message.contains(words)
    }

    /// What is being read, as the reader of the message calls it.
    fn subject(&self) -> &'static str {
        if is_markdown(self.file) { "front matter" } else { "file" }
    }

    /// The character where the parser gave up.
    fn character(&self) -> Option<char> {
        self.text[self.at..self.yaml.end].chars().next()
    }

    /// The line where the parser gave up.
    fn line(&self) -> Line<'a> {
        self.line_at(self.at)
    }

    /// The line that holds a byte.
    fn line_at(&self, byte: usize) -> Line<'a> {
        let bytes = self.lines.line_bytes(self.text, self.lines.line_of(byte));
        Line::new(&self.text[bytes.clone()], bytes.start)
    }

    /// The lines of the YAML before the one that holds a byte, the nearest first; empty lines and
    /// comments are left out.
    fn lines_before(&self, byte: usize) -> impl Iterator<Item = Line<'a>> {
        let first = self.lines.line_of(self.yaml.start);
        (first..self.lines.line_of(byte)).rev().map(|number| self.numbered(number)).filter(|line| {
            let content = line.content();
            !content.is_empty() && !content.starts_with('#') && line.start >= self.yaml.start
        })
    }

    /// All lines of the YAML.
    fn all_lines(&self) -> impl Iterator<Item = Line<'a>> {
        let numbers = self.lines.line_of(self.yaml.start)..=self.lines.count();
        numbers
            .map(|number| self.numbered(number))
            .skip_while(|line| line.start < self.yaml.start)
            .take_while(|line| line.start < self.yaml.end)
    }

    fn numbered(&self, number: usize) -> Line<'a> {
        let bytes = self.lines.line_bytes(self.text, number);
        Line::new(&self.text[bytes.clone()], bytes.start)
    }

    /// Where the parser began what it could not finish: `while scanning a quoted scalar at line 2
    /// column 8`. It leaves the place out when that is the very beginning.
    fn context(&self) -> Option<usize> {
        let (_, context) = self.message.split_once(", while ")?;
        let Some((_, place)) = context.split_once(" at line ") else {
            return Some(self.yaml.start);
        };
        let (line, column) = place.split_once(" column ")?;
        let line = line.parse::<usize>().ok()? + self.lines.line_of(self.yaml.start) - 1;
        Some(self.lines.byte_at(self.text, line, column.trim().parse().ok()?))
    }

    fn place(&self, bytes: Range<usize>) -> Place {
        let number = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Place::new(self.file, Spot::Bytes(number(bytes.start), number(bytes.end)))
    }

    fn error(&self, code: &str, bytes: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.place(bytes), message)
    }

    /// The last resort: the parser's own words.
    fn unexplained(&self) -> Diagnostic {
        let words = self.message.split(" at line ").next().unwrap_or_default();
        let line = self.line();
        let bytes = if self.at < line.content_end() {
            self.at..line.content_end()
        } else {
            line.content_bytes()
        };
        self.error("yaml-syntax", bytes, format!("the {} cannot be read from here on", self.subject()))
            .label(words)
            .help("look at this line and the one above: a text with `:`, `#` or quotes in it needs quotes around it, and lines that belong together begin in the same column")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::locate;
    use super::*;

    /// Has `serde_yaml` refuse the YAML, and explains why, as `mistakes.txt` writes it.
    fn explain(yaml: &str) -> String {
        let text = format!("---\n{yaml}---\n");
        let refused = serde_yaml::from_str::<serde_yaml::Value>(yaml).unwrap_err();
        let (message, at) = (refused.to_string(), refused.location().map(|at| at.index()));
        let file = FilePath::from("x.md");
        let found = explain_yaml_error(&file, &text, 4..4 + yaml.len(), &message, at);
        let shown = |place: &Place| {
            let span = locate(&place.file, &text, &place.spot);
            // The line in the YAML, which is what the test shows.
            format!("{}:{} [{}]", span.line - 1, span.column, &text[span.bytes])
        };
        let Diagnostic { code, message, label, help, .. } = &found;
        let mut lines = vec![format!("{code}: {message}")];
        lines.push(format!("{} {label}", shown(&found.place)).trim_end().to_owned());
        lines
            .extend(found.related.iter().map(|(place, words)| format!("{} {words}", shown(place))));
        lines.push(format!("help: {help}"));
        lines.join("\n")
    }

    /// The mistakes and their explanations stand beside each other in `mistakes.txt`.
    #[test]
    fn known_mistakes() {
        let place_holders = [("⇥", "\t"), ("␍", "\r"), ("␁", "\u{1}"), ("⍽", "\u{a0}")];
        let mistakes = place_holders
            .iter()
            .fold(include_str!("mistakes.txt").to_owned(), |text, (from, to)| {
                text.replace(from, to)
            });
        for mistake in mistakes.split("----------\n").skip(1) {
            let (yaml, expected) = mistake.split_once("=>\n").unwrap();
            assert_eq!(explain(yaml), expected.trim_end(), "\n{yaml}");
        }
    }

    proptest! {
        #[test]
        fn any_refused_yaml_is_explained(
            yaml in "([a-c]: |\\[|\\{|- |[\"'|>&*!?:,#%@\\\\=\\]}]|\n  ?|\t|\r|ā|\u{feff}|\u{1}|---\n|\\PC)*",
        ) {
            if serde_yaml::from_str::<serde_yaml::Value>(&yaml).is_err() {
                explain(&yaml);
            }
        }

        #[test]
        fn any_message_and_place_is_explained(
            text in "\\PC*",
            message in "(tab|token|quoted scalar|flow sequence|, while | at line | column |[0-9]|\\PC)*",
            at in proptest::option::of(0usize..99),
            (from, to) in (0usize..99, 0usize..99),
        ) {
            explain_yaml_error(&FilePath::from("x.yaml"), &text, from..to, &message, at);
        }
    }
}
