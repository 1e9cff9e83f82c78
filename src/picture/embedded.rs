//! What pictures say of themselves, whichever way it is written in them.

use std::borrow::Cow;

use super::{iptc, xmp};

/// A text in a picture that is longer is cut: no caption is.
const MAX_CHARACTERS: usize = 2_000;

/// What a picture says of itself, each a text on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embedded {
    /// What is seen, and when.
    pub caption: Option<String>,
    /// Who is to be named.
    pub credit: Option<String>,
    /// The terms of use, or where they stand.
    pub licence: Option<String>,
    /// Whose the rights are: a notice, which permits nothing.
    pub copyright: Option<String>,
    /// A description for those who do not see it.
    pub alt: Option<String>,
}

impl Embedded {
    fn or(self, other: Self) -> Self {
        Self {
            caption: self.caption.or(other.caption),
            credit: self.credit.or(other.credit),
            licence: self.licence.or(other.licence),
            copyright: self.copyright.or(other.copyright),
            alt: self.alt.or(other.alt),
        }
    }
}

/// What XMP says goes before IPTC-IIM, and that before EXIF, as their readers agree.
pub(super) fn merge(
    packets: &[Cow<'_, [u8]>],
    records: Option<&[u8]>,
    exif: Embedded,
) -> Option<Box<Embedded>> {
    let found =
        packets.iter().fold(Embedded::default(), |found, packet| found.or(xmp::read(packet)));
    let found = found.or(records.map(iptc::read).unwrap_or_default()).or(exif);
    (found != Embedded::default()).then(|| Box::new(found))
}

/// A text of UTF-8, or else of an older Western code page.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => one_line(text),
        Err(_) => latin(bytes),
    }
}

/// A text whose encoding nobody names: UTF-8 where it is, or else ISO 8859-1.
pub(super) fn latin(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => one_line(text),
        Err(_) => one_line(&bytes.iter().map(|byte| char::from(*byte)).collect::<String>()),
    }
}

/// On one line and without control characters; `None` when nothing is left.
pub(super) fn one_line(text: &str) -> Option<String> {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if line.chars().count() > MAX_CHARACTERS {
        line = line.chars().take(MAX_CHARACTERS).chain(['…']).collect();
    }
    (!line.is_empty()).then_some(line)
}
