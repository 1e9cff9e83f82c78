//! Takes raw HTML apart, as a browser would: tags with their attributes, and the text between.

use std::borrow::Cow;
use std::ops::Range;

use super::hidden::closing_tag;

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Token<'a> {
    /// Text in which only character references are markup.
    Text(&'a str),
    /// An opening tag: its name, and where its attributes begin.
    Open(&'a str, usize),
    /// A closing tag: its name.
    Close(&'a str),
    /// A comment, processing instruction or declaration.
    Other,
}

/// Reads a piece of HTML from its beginning. A tag that does not end makes the rest text.
pub(in super::super) struct Tokens<'a> {
    pub(in super::super) html: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(in super::super) fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// The next part and its place.
    pub(in super::super) fn next(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        let start = self.at;
        let rest = self.html.get(start..).filter(|rest| !rest.is_empty())?;
        let (token, end) = match markup(self.html, start) {
            Markup::Is(token, end) => (token, end),
            Markup::Endless => (Token::Text(rest), self.html.len()),
            Markup::None => {
                let next = rest.bytes().skip(1).position(|byte| byte == b'<');
                let end = next.map_or(self.html.len(), |at| start + 1 + at);
                (Token::Text(&self.html[start..end]), end)
            }
        };
        self.at = end;
        Some((token, start..end))
    }

    /// Passes over everything up to and with the closing tag of `name`; without one, over the rest. Says
    /// whether there is one.
    pub(in super::super) fn skip_past_close(&mut self, name: &str) -> bool {
        let rest = self.html.get(self.at..).unwrap_or_default();
        let close = closing_tag(rest, name);
        let end = close.and_then(|at| Some(at + rest.get(at..)?.find('>')? + 1));
        self.at += end.unwrap_or(rest.len());
        close.is_some()
    }
}

enum Markup<'a> {
    Is(Token<'a>, usize),
    /// It begins, but its end is missing.
    Endless,
    /// It is text.
    None,
}

fn markup(html: &str, start: usize) -> Markup<'_> {
    let bytes = html.as_bytes();
    if bytes.get(start) != Some(&b'<') {
        return Markup::None;
    }
    match bytes.get(start + 1) {
        Some(byte) if byte.is_ascii_alphabetic() => open_tag(html, start),
        Some(b'/') if bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic) => {
            let name = &html[start + 2..name_end(bytes, start + 2)];
            match html[start..].find('>') {
                Some(close) => Markup::Is(Token::Close(name), start + close + 1),
                None => Markup::Endless,
            }
        }
        Some(b'/' | b'!' | b'?') => Markup::Is(Token::Other, declaration(html, start)),
        _ => Markup::None,
    }
}

/// The end of a comment, processing instruction or declaration. One that is not closed takes the rest
/// with it, as in a browser.
fn declaration(html: &str, start: usize) -> usize {
    let rest = &html[start..];
    let closes = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("", ">")];
    let close =
        closes.iter().find(|(open, _)| rest.starts_with(open)).map_or(">", |(_, close)| close);
    rest.find(close).map_or(html.len(), |at| start + at + close.len())
}

fn open_tag(html: &str, start: usize) -> Markup<'_> {
    let name = start + 1..name_end(html.as_bytes(), start + 1);
    let mut attributes = Attributes::new(html, name.end);
    while attributes.next().is_some() {}
    if html.as_bytes().get(attributes.at) == Some(&b'>') {
        Markup::Is(Token::Open(&html[name.clone()], name.end), attributes.at + 1)
    } else {
        Markup::Endless
    }
}

fn name_end(bytes: &[u8], start: usize) -> usize {
    let end = bytes[start..]
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    end.map_or(bytes.len(), |end| start + end)
}

/// The attributes of a tag.
pub(in super::super) struct Attributes<'a> {
    html: &'a str,
    at: usize,
}

/// One attribute.
pub(in super::super) struct Attribute<'a> {
    pub(in super::super) name: &'a str,
    /// As it is written, without quotation marks.
    pub(in super::super) value: &'a str,
    /// The place of the value with its quotation marks.
    pub(in super::super) place: Range<usize>,
}

impl<'a> Attributes<'a> {
    /// The attributes that begin at `at`, behind the name of a tag.
    pub(in super::super) fn new(html: &'a str, at: usize) -> Self {
        Self { html, at }
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        let rest = &self.html.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !skipped(*byte)).unwrap_or(rest.len());
    }

    fn value(&mut self) -> Range<usize> {
        let bytes = self.html.as_bytes();
        let quote = bytes.get(self.at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let Some(quote) = quote else {
            let start = self.at;
            self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>');
            return start..self.at;
        };
        let start = self.at + 1;
        let length = bytes[start..].iter().position(|byte| *byte == quote);
        let end = length.map_or(bytes.len(), |length| start + length);
        self.at = (end + 1).min(bytes.len());
        start..end
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/');
        let bytes = self.html.as_bytes();
        if bytes.get(self.at).is_none_or(|byte| *byte == b'>') {
            return None;
        }
        let start = self.at;
        // An equals sign may begin a name, but not stand in it.
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = &self.html[start..self.at];
        let after_name = self.at;
        self.skip(|byte| byte.is_ascii_whitespace());
        if bytes.get(self.at) != Some(&b'=') {
            self.at = after_name;
            return Some(Attribute { name, value: "", place: after_name..after_name });
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        let place = self.at;
        let value = self.value();
        Some(Attribute { name, value: &self.html[value], place: place..self.at })
    }
}

/// Resolves the character references in the value of an attribute that matter for an address or an
/// id; others stay as they are written.
pub(in super::super) fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = reference(rest).unwrap_or(('&', 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character reference at the start of `text` and its length.
pub(in super::super) fn reference(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        return numeric(number).map(|(character, length)| (character, length + 2));
    }
    let (name, _) = text.get(1..)?.split_once(';').filter(|(name, _)| name.len() <= 7)?;
    let character = match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "colon" => ':',
        "sol" => '/',
        "bsol" => '\\',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => return None,
    };
    Some((character, name.len() + 2))
}

/// A number behind `&#`: what it stands for, and its length with the semicolon.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let value = u32::from_str_radix(&digits[..length], radix).ok();
    let character = value.and_then(char::from_u32).unwrap_or('\u{FFFD}');
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some((character, prefix + length + semicolon))
}
