//! One line of YAML, read loosely: good enough to see what its writer meant.

use std::ops::Range;

/// One line, without its line break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Its first byte in the file.
    pub(super) start: usize,
}

/// A key and its value on one line, or a value alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// As written, quotes included.
    pub(super) key: Option<&'a str>,
    /// As written, without blanks around it.
    pub(super) value: &'a str,
    /// The first byte of the value in the file.
    pub(super) value_start: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        Self { text, start }
    }

    /// The line without blanks around it.
    pub(super) fn content(&self) -> &'a str {
        self.text.trim()
    }

    /// How many bytes of blanks it begins with.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    pub(super) fn content_bytes(&self) -> Range<usize> {
        self.start + self.indent()..self.content_end()
    }

    pub(super) fn content_end(&self) -> usize {
        self.start + self.text.trim_end().len().max(self.indent())
    }

    /// Reads it as `- key: value`, where dash and key may be missing.
    pub(super) fn entry(&self) -> Entry<'a> {
        let rest = self.without_dashes();
        let (key, value) = match colon(rest) {
            Some(at) => (Some(rest[..at].trim_end()), &rest[at + 1..]),
            None => (None, rest),
        };
        let value = value.trim();
        let value_start = if value.is_empty() { self.content_end() } else { self.offset_of(value) };
        Entry { key, value, value_start }
    }

    /// Whether it begins with the dash of a list.
    pub(super) fn is_item(&self) -> bool {
        self.content() == "-" || self.content().starts_with("- ")
    }

    /// The line after its indentation and dashes.
    pub(super) fn without_dashes(&self) -> &'a str {
        let mut rest = self.content();
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        rest
    }

    /// The byte in the file of a part of this line.
    pub(super) fn offset_of(&self, part: &str) -> usize {
        self.start + (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }
}

impl Entry<'_> {
    pub(super) fn value_bytes(&self) -> Range<usize> {
        self.value_start..self.value_start + self.value.len()
    }

    /// The entry as it should be written, with its value in quotes.
    pub(super) fn in_quotes(&self, value: &str) -> String {
        let quoted = quoted(value);
        match self.key {
            Some(key) => format!("`{key}: {quoted}`"),
            None => format!("`{quoted}`"),
        }
    }

    /// Its key, to begin a sentence with.
    pub(super) fn name(&self) -> String {
        self.key.map_or_else(|| "this text".to_owned(), |key| format!("the text of `{key}`"))
    }

    /// The quotation mark it begins with, and the byte in the value of the one that closes it.
    pub(super) fn quote(&self) -> Option<(char, Option<usize>)> {
        let quote = self.value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        Some((quote, closing_quote(self.value, quote)))
    }
}

/// Puts a text in YAML quotes: double ones, or single ones where it holds what double ones change.
fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    }
}

/// The byte of the quotation mark that closes a text beginning with one.
fn closing_quote(value: &str, quote: char) -> Option<usize> {
    let mut characters = value.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some(_)) if quote == '"' => drop(characters.next()),
            ('\'', Some((_, '\''))) if quote == '\'' => drop(characters.next()),
            _ if character == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// The byte of the colon that ends a key.
fn colon(text: &str) -> Option<usize> {
    let from = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => closing_quote(text, quote)? + 1,
        Some('[' | '{' | '#') => return None,
        _ => 0,
    };
    let ends_key = |&(at, _): &(usize, &str)| {
        text[at + 1..].chars().next().is_none_or(|next| matches!(next, ' ' | '\t'))
    };
    let found = text.match_indices(':').skip_while(|(at, _)| *at < from).find(ends_key)?.0;
    // After a key in quotes there is nothing but its colon.
    (from == 0 || text[from..found].trim().is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, key: Option<&str>, value: &str) {
        let entry = Line::new(line, 100).entry();
        assert_eq!((entry.key, entry.value), (key, value), "{line}");
        assert_eq!(&line[entry.value_bytes().start - 100..entry.value_bytes().end - 100], value);
    }

    #[test]
    fn entries() {
        check("  - - name: a: b  ", Some("name"), "a: b");
        check("title:Foo", None, "title:Foo");
        check("title:", Some("title"), "");
        check("\"a: b\" : c", Some("\"a: b\""), "c");
        check("'it''s': x", Some("'it''s'"), "x");
        check("\"never closed: x", None, "\"never closed: x");
        check("x: http://a.b/c", Some("x"), "http://a.b/c");
        check("", None, "");
    }

    #[test]
    fn quotes() {
        assert_eq!(quoted("a: b"), "\"a: b\"");
        assert_eq!(quoted("the \"b\" isn't"), "'the \"b\" isn''t'");
        assert_eq!(closing_quote(r#""a \" b" c"#, '"'), Some(7));
        assert_eq!(closing_quote("'It''s' x", '\''), Some(6));
        assert_eq!(closing_quote("\"a", '"'), None);
    }
}
