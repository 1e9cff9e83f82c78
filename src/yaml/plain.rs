//! The YAML that nearly everybody writes, read without the parser: one key a line, its value on the same
//! line, or below it a list of such values or a block of text. This is most of what reading a newsroom's
//! front matter costs.
//!
//! Only what can mean one thing is read here; at the first sign of anything else (a map in a map, a
//! comment, an alias, a number, a repeated key) the whole document is left to the parser, so that this
//! decides nothing. A test holds both against each other.

use std::iter::Peekable;

use serde_yaml::{Mapping, Value};

/// The longest key that is read here, in bytes.
const LONGEST_KEY: usize = 64;

/// The document; `None` where the parser has to look.
pub(super) fn parse(text: &str) -> Option<Value> {
    if !is_harmless(text.as_bytes()) {
        return None;
    }
    let mut map = Mapping::new();
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() {
            continue;
        }
        let (key, rest) = key(line)?;
        let value = match rest {
            "" => list(&mut lines)?,
            ">-" | ">" | "|-" | "|" => block(rest, &mut lines)?,
            _ if rest.starts_with('[') => list_on_one_line(rest)?,
            _ => scalar(rest)?,
        };
        if map.insert(Value::String(key.to_owned()), value).is_some() {
            return None;
        }
    }
    (!map.is_empty()).then_some(Value::Mapping(map))
}

/// Whether a text has no character that YAML treats in a way of its own: control characters, the other
/// line breaks of Unicode, the byte order mark, and characters that YAML refuses.
fn is_harmless(bytes: &[u8]) -> bool {
    let suspect =
        |byte: &u8| *byte < 0x20 && *byte != b'\n' || matches!(*byte, 0x7F | 0xC2 | 0xE2 | 0xEF);
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(suspect) {
        let harmless = match rest[at..] {
            [0xC2, next, ..] => next >= 0xA0,
            [0xE2, 0x80, last, ..] => !matches!(last, 0xA8 | 0xA9),
            [b'\r', b'\n', ..] | [0xE2, ..] => true,
            _ => false,
        };
        if !harmless {
            return false;
        }
        rest = &rest[at + 1..];
    }
    true
}

/// A key at the beginning of a line, and what stands behind its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let length = line.bytes().position(|byte| !matches!(byte, b'a'..=b'z' | b'_' | b'0'..=b'9'))?;
    let (key, rest) = line.split_at(length);
    let rest = rest.strip_prefix(':')?;
    let first = key.bytes().next()?;
    let is_text = first.is_ascii_lowercase() && !is_word_of_yaml(key) && length <= LONGEST_KEY;
    let parted = rest.is_empty() || rest.starts_with(' ');
    (is_text && parted).then(|| (key, rest.trim_matches(' ')))
}

/// The lines from here that begin with a hyphen, all indented alike.
fn list<'t>(lines: &mut Peekable<impl Iterator<Item = &'t str>>) -> Option<Value> {
    let mut items = Vec::new();
    let mut indent = None;
    while let Some(line) = lines.peek() {
        let own = spaces(line);
        let Some(item) = line[own..].strip_prefix("- ") else { break };
        if *indent.get_or_insert(own) != own {
            return None;
        }
        items.push(scalar(item.trim_matches(' '))?);
        lines.next();
    }
    (!items.is_empty()).then_some(Value::Sequence(items))
}

/// `[one, two]`, without quotes or signs that could mean something.
fn list_on_one_line(written: &str) -> Option<Value> {
    let inner = written.strip_prefix('[')?.strip_suffix(']')?;
    if inner.contains(|c: char| "[]{}:#?\"'&*!|>%@`".contains(c)) {
        return None;
    }
    let items = inner.split(',').map(|item| scalar(item.trim_matches(' ')));
    Some(Value::Sequence(items.collect::<Option<_>>()?))
}

/// A text of several lines, folded (`>`) or not (`|`), with a line break at its end or not (`-`). Empty
/// lines and lines that are indented further are left to the parser.
fn block<'t>(header: &str, lines: &mut Peekable<impl Iterator<Item = &'t str>>) -> Option<Value> {
    let indent = spaces(lines.peek()?);
    let mut text = String::new();
    while let Some(line) = lines.peek().filter(|line| line.starts_with(' ')) {
        if spaces(line) != indent || line.len() == indent {
            return None;
        }
        if !text.is_empty() {
            text.push(if header.starts_with('>') { ' ' } else { '\n' });
        }
        text.push_str(&line[indent..]);
        lines.next();
    }
    let ends_with_break = lines.peek().is_some();
    if lines.next_if_eq(&"").is_some() && lines.peek().is_some() || text.is_empty() {
        return None;
    }
    if !header.ends_with('-') {
        if !ends_with_break {
            return None;
        }
        text.push('\n');
    }
    Some(Value::String(text))
}

fn spaces(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A text on one line, in quotes or bare; or a flag.
fn scalar(written: &str) -> Option<Value> {
    let bytes = written.as_bytes();
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    if matches!(first, b'"' | b'\'') {
        let quoted = bytes.len() > 1 && first == last;
        return quoted.then(|| unquoted(&written[1..written.len() - 1], first)).flatten();
    }
    let may_begin = first.is_ascii_alphabetic() || first >= 0x80 || is_date(bytes);
    if !may_begin || last == b':' || written.contains(": ") || written.contains(" #") {
        return None;
    }
    match written {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ if is_word_of_yaml(written) => None,
        _ => Some(Value::String(written.to_owned())),
    }
}

/// What stands between quotation marks: `\"` and `\\` in double ones and `''` in single ones are the only
/// escapes that are read here.
fn unquoted(inner: &str, quote: u8) -> Option<Value> {
    let escape = if quote == b'"' { b'\\' } else { b'\'' };
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.bytes().position(|byte| byte == escape || byte == quote) {
        let escaped = *rest.as_bytes().get(at + 1)?;
        if rest.as_bytes()[at] != escape || escaped != quote && escaped != escape {
            return None;
        }
        text.push_str(&rest[..at]);
        text.push(char::from(escaped));
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    Some(Value::String(text))
}

/// `2013-05-31` and what may follow: no number begins like this.
fn is_date(bytes: &[u8]) -> bool {
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Words that may be something else than text.
fn is_word_of_yaml(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"];
    text.len() <= 5 && words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, read: bool) {
        let found = parse(text);
        assert_eq!(found.is_some(), read, "{text:?}");
        if let Some(found) = found {
            assert_eq!(serde_yaml::from_str::<Value>(text).ok(), Some(found), "{text:?}");
        }
    }

    #[test]
    fn what_most_people_write_is_read_here() {
        check("title: \"Siguldā: „Rudens kuģi”\"\ndate: 2019-12-25T16:44:00+02:00\n", true);
        check("town: 'Sigulda'\r\ntopics:\r\n  - tekstils\r\n  - \"a: b\"\r\n", true);
        check("topics:\n- a\n- Zilais – b#1\n\nvenue: http://a.b/c#d\ndraft: true\n", true);
        check("a: b, [c] {d} & \"e\" 'f'  \nb:   – x\n", true);
        check("a: [b, c d,2013-05-31 ]\nb: 'it''s'\nc: \"b\\\\ \\\"c\\\"\"\n", true);
        check("a: >-\n  b \n  - c # d\nb: |\n c: d\n e\nc: >\n   f\n", true);
        check("a: |-\n  b\n  c", true);
    }

    #[test]
    fn the_parser_is_asked_about_all_else() {
        for text in [
            "",
            "\n",
            "a:\n",
            "a: 1\n",
            "a: ~\n",
            "a: null\n",
            "a: No\n",
            "a: []\n",
            "a: [b,]\n",
            "a: [b, 1]\n",
            "a: [b: c]\n",
            "a: [\"b\"]\n",
            "a: [b\n",
            "a: {b: c}\n",
            "a: |",
            "a: |\n",
            "a: |\nb: c\n",
            "a: |\n  b",
            "a: |\n  b\n\n  c\n",
            "a: |\n  b\n\nc: d\n",
            "a: |\n  b\n   c\n",
            "a: |\n  b\n c\n",
            "a: |\n  b\n  \n",
            "a: |+\n  b\n",
            "a: >2\n  b\n",
            "a: b\n  c\n",
            "a: b\nc\n",
            "a: b # c\n",
            "# c\na: b\n",
            "a: 'it's'\n",
            "a: '\n",
            "a: 'it'''\n'",
            "a: \"b\\n\"\n",
            "a: \"b\" c\n",
            "a: b: c\n",
            "a: b:\n",
            "a:b\n",
            "a: &x b\nc: *x\n",
            "a: !t b\n",
            "a: b\na: c\n",
            "a:\n  - b\n - c\n",
            "a:\n  - b\n  c\n",
            "a:\n  - b: c\n",
            "a:\n  - - b\n",
            "a:\n  b: c\n",
            "a: \tb\n",
            "a: b\u{85}c\n",
            "a: b\u{2028}c\n",
            "\u{feff}a: b\n",
            "true: b\n",
            "1: b\n",
            "? a\n: b\n",
            "---\na: b\n",
            "a: b\n...\n",
            "a: - b\n",
            "a: 2013-05\n",
        ] {
            check(text, false);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn both_read_the_same(pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "key", "title", ":", ": ", "\n", "\n", "\r\n", "  ", " ", "- ", "\n- ", "\n  - ", "-", "\"",
            "'", "''", "#", " #", "[", "]", "{", "}", ",", "&a", "*a", "!", "|", ">", "%", "@", "`", "\\",
            "2013-05-31", "2013-05-31T10:00:00+02:00", "1", "1e5", "0x1", "0o7", ".5", "true", "False", "null",
            "~", "No", "inf", "nan", "ā", "„", "”", "–", "\u{a0}", "\u{85}", "\u{2028}", "\u{feff}", "\t", "?",
            "---", "...", "\na: ", "\nb: ", "\nc:\n", ": >-\n", ": |\n", "\n  x", "\n  y z", ": [", ", ", "]\n", "\\\"", "\\\\",
        ]), 1..24)) {
            let text = pieces.concat();
            if let Some(found) = parse(&text) {
                prop_assert_eq!(serde_yaml::from_str::<Value>(&text).ok(), Some(found), "{:?}", text);
            }
        }
    }
}
