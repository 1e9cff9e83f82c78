//! Links: which are allowed, where they lead, and how they are written.

use std::borrow::Cow;
use std::ops::Range;

use super::problem::ProblemKind;
use super::render::Renderer;
use super::{HoleKind, escape, one_line};

/// A link or picture of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address as it was meant: Markdown's escapes are resolved, percent signs are not.
    pub target: String,
    /// What it is.
    pub kind: LinkKind,
    /// Where it leads.
    pub reach: Reach,
    /// The place of the whole link in the file, in bytes.
    pub span: Range<u32>,
    /// The words of a link, the `alt` of a picture, on one line.
    pub text: String,
}

/// Whether something leads to its target or shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A link.
    Link,
    /// A picture.
    Image,
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To a file of the newsroom, relative to this one or from `content/` when it begins with `/`.
    /// Its address is a hole.
    Inside,
    /// To a place on the same page, `#part`. Its address is a hole too, so that a feed can write the
    /// whole address of the page.
    Anchor,
    /// To the web, an e-mail address or a telephone. Its address is already written.
    Outside,
}

impl Link {
    /// The path without query and fragment, percent-decoded: `../2013/x.md`.
    #[must_use]
    pub fn path(&self) -> Cow<'_, str> {
        let end = self.target.find(['?', '#']).unwrap_or(self.target.len());
        decoded(&self.target[..end])
    }

    /// What stands after `#`, percent-decoded.
    #[must_use]
    pub fn fragment(&self) -> Option<Cow<'_, str>> {
        self.target.split_once('#').map(|(_, fragment)| decoded(fragment))
    }

    /// What stands after `?` and before `#`, as written.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        let before = self.target.split('#').next().unwrap_or_default();
        before.split_once('?').map(|(_, query)| query)
    }
}

/// Percent-decodes; text that would not be UTF-8 stays as it is.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let value = (byte == b'%').then(|| hex_pair(&bytes[at + 1..])).flatten();
        out.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let value = digit(bytes.first()?)? * 16 + digit(bytes.get(1)?)?;
    u8::try_from(value).ok()
}

/// The schemes a link may have; a picture only the first two.
pub(super) const SCHEMES: [&str; 7] = ["http", "https", "mailto", "tel", "sms", "ftp", "webcal"];

/// An address made harmless, and where it leads.
pub(super) fn judge(target: &str, kind: LinkKind) -> Result<(String, Reach), ProblemKind> {
    if is_settled(target) {
        return Ok((target.to_owned(), Reach::Outside));
    }
    judge_closely(target, kind)
}

/// Whether this is an address of the web in which nothing is to be changed, as most are.
fn is_settled(target: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:?=&+,;@!$()*".contains(&byte);
    has_plain_host(target) && target.bytes().all(is_plain)
}

fn judge_closely(target: &str, kind: LinkKind) -> Result<(String, Reach), ProblemKind> {
    let mut target = tidy(target);
    if target.is_empty() {
        return Err(ProblemKind::EmptyLink);
    }
    if target.starts_with('#') {
        return Ok((target, Reach::Anchor));
    }
    if target.starts_with("//") {
        return checked(target);
    }
    let Some(scheme) = scheme(&target) else { return Ok((target, Reach::Inside)) };
    let allowed = if kind == LinkKind::Image { &SCHEMES[..2] } else { &SCHEMES[..] };
    if !allowed.contains(&scheme.as_str()) {
        return Err(ProblemKind::RefusedScheme(scheme));
    }
    if scheme == "tel" {
        target.retain(|character| !character.is_whitespace());
    }
    checked(target)
}

/// Does what a browser does before it looks at the scheme, and turns the separators of a Windows
/// path: without this a line break in `java\nscript:` would hide it.
fn tidy(target: &str) -> String {
    let mut tidy = String::with_capacity(target.len());
    escape::plain(&mut tidy, target.trim_matches(|character: char| character <= ' '));
    tidy.retain(|character| !character.is_control());
    let path = tidy.find(['?', '#']).unwrap_or(tidy.len());
    if tidy[..path].contains('\\') {
        tidy = tidy[..path].replace('\\', "/") + &tidy[path..];
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// The scheme in lower case.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let mut bytes = scheme.bytes();
    let first = bytes.next()?.is_ascii_alphabetic();
    let valid = first
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// An outside address in the form HTML wants, if it is one at all.
fn checked(target: String) -> Result<(String, Reach), ProblemKind> {
    let whole = if target.starts_with("//") {
        Cow::Owned(format!("https:{target}"))
    } else {
        Cow::Borrowed(&*target)
    };
    let valid = || {
        url::Url::parse(&whole).is_ok_and(|url| {
            let web = matches!(url.scheme(), "http" | "https" | "ftp");
            !web || url.has_host() && whole[url.scheme().len()..].starts_with("://")
        })
    };
    if !has_plain_host(&whole) && !valid() {
        return Err(ProblemKind::BadAddress(target));
    }
    Ok((encoded(&target), Reach::Outside))
}

/// Whether a web address names its host by plain words, as nearly all do: then there is nothing else in it
/// that could be wrong. A host that ends in a number, or is not all small letters, is looked at closely.
fn has_plain_host(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |word: &str| {
        word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && word.as_bytes().get(2..4) != Some(b"--")
    };
    host.len() <= 100 && host.split('.').all(is_plain)
}

/// Percent-encodes what may not stand in an address.
fn encoded(target: &str) -> String {
    let host = target.find("//").map_or(0, |at| at + 2);
    let path = target[host..].find(['/', '?', '#']).map_or(target.len(), |at| host + at);
    let mut out = String::with_capacity(target.len());
    let mut fragment = false;
    for (at, character) in target.char_indices() {
        let stray = match character {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            '[' | ']' => at >= path,
            '%' => hex_pair(&target.as_bytes()[at + 1..]).is_none(),
            '#' => std::mem::replace(&mut fragment, true),
            _ => false,
        };
        if stray {
            let byte = u32::from(character);
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(char::from_digit(digit, 16).map(|digit| digit.to_ascii_uppercase()));
            }
        } else if character.is_whitespace() {
            // A space of another kind, pasted along with the address.
        } else {
            out.push(character);
        }
    }
    out
}

/// A link of which the end has not come yet.
pub(super) struct OpenLink {
    /// Its index, if it is one that is written at all.
    index: Option<usize>,
    /// Where its content begins in the HTML and in the plain text.
    html: usize,
    plain: usize,
}

impl Renderer<'_> {
    /// Lists a link, or says why it is refused.
    pub(super) fn list_link(
        &mut self,
        target: &str,
        kind: LinkKind,
        span: Range<usize>,
    ) -> Option<usize> {
        let span = self.span(span);
        match judge(target, kind) {
            Ok((target, reach)) => {
                self.body.links.push(Link { target, kind, reach, span, text: String::new() });
                Some(self.body.links.len() - 1)
            }
            Err(kind) => {
                self.problem(kind, span);
                None
            }
        }
    }

    /// Writes the address of a link, or leaves the hole for it.
    pub(super) fn write_address(&mut self, index: usize) {
        let link = &self.body.links[index];
        match link.reach {
            Reach::Outside => escape::attribute(&mut self.out.html, &link.target),
            Reach::Inside | Reach::Anchor => self.out.hole(HoleKind::Address, index),
        }
    }

    pub(super) fn start_link(&mut self, target: &str, title: &str, span: Range<usize>) {
        let index = if self.inside_raw_link() {
            None
        } else {
            self.list_link(target, LinkKind::Link, span)
        };
        if let Some(index) = index {
            self.out.push("<a href=\"");
            self.write_address(index);
            if !title.is_empty() {
                self.out.push("\" title=\"");
                escape::attribute(&mut self.out.html, title);
            }
            self.out.push("\">");
        }
        self.link = Some(OpenLink { index, html: self.out.html.len(), plain: self.plain.len() });
    }

    pub(super) fn end_link(&mut self) {
        let Some(OpenLink { index: Some(index), html, plain }) = self.link.take() else { return };
        let text = one_line(self.plain.get(plain..).unwrap_or_default());
        let nothing_to_see = self.out.html.len() == html;
        if nothing_to_see && self.repeats_link(index) {
            return;
        }
        if text.is_empty() {
            let span = self.body.links[index].span.clone();
            self.problem(ProblemKind::LinkWithoutText, span);
        }
        if nothing_to_see {
            escape::text(&mut self.out.html, &self.body.links[index].target);
        }
        self.body.links[index].text = text;
        self.out.push("</a>");
    }

    /// Takes a link without text back if it is written right behind another one to the same place,
    /// of which nothing is to be seen either: exports leave dozens of them.
    fn repeats_link(&mut self, index: usize) -> bool {
        let [.., before, own] = self.body.links.as_slice() else { return false };
        let repeats = index + 1 == self.body.links.len()
            && own.target == before.target
            && before.text.is_empty()
            && before.kind == own.kind
            && before.span.end == own.span.start;
        if !repeats {
            return false;
        }
        let Some(start) = self.out.html.rfind("<a href=\"") else { return false };
        self.out.truncate(start);
        let repeated = self.body.links.pop();
        // The next one stands right behind both.
        if let (Some(first), Some(repeated)) = (self.body.links.last_mut(), repeated) {
            first.span.end = repeated.span.end;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_hosts() {
        for address in ["https://a.b", "http://museum.example.lv/x y?z#1", "https://a-1/%"] {
            assert!(has_plain_host(address), "{address}");
        }
        for address in ["https://", "https://a.1", "https://a.b:80", "https://xn--a.b", "ftp://a"] {
            assert!(!has_plain_host(address), "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_settled_address_stays_as_it_is(rest in "[a-z.]{1,4}[a-zA-Z0-9.:/@?%&#~ -]{0,12}") {
            let address = format!("https://{rest}");
            if is_settled(&address) {
                let judged = judge_closely(&address, LinkKind::Image).ok();
                prop_assert_eq!(judged, Some((address, Reach::Outside)));
            }
        }

        #[test]
        fn a_plain_host_is_a_host(rest in "[a-z0-9.:/@#?% \\\\A-Zā-]{0,12}") {
            let address = format!("https://{rest}");
            if has_plain_host(&address) {
                let host = url::Url::parse(&address).map(|url| url.has_host());
                prop_assert_eq!(host, Ok(true), "{}", address);
            }
        }
    }
}
