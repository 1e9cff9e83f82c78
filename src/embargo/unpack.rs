//! Makes text plain: escapes are resolved, archives taken apart, text in other files found.

use std::borrow::Cow;
use std::io::{Cursor, Read};

/// Of a file in an archive so much is looked at, so that a small archive that unpacks to a huge one
/// takes bounded time.
const MOST_OF_AN_ENTRY: u64 = 16 * 1024 * 1024;

/// Files of an archive that are looked at.
const MOST_ENTRIES: usize = 2_000;

/// Text with the escapes of HTML, JSON and addresses resolved, beside those that look like one.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '\\', '%']) {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\', '%']) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let (decoded, length) = escape(rest).unwrap_or((Decoded::Byte(rest.as_bytes()[0]), 1));
        match decoded {
            Decoded::Byte(byte) => bytes.push(byte),
            Decoded::Character(character) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        rest = &rest[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned().into(),
    }
}

/// The names that characters have in HTML and XML, as far as texts are escaped with them.
const NAMED: [(&str, char); 6] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&nbsp;", '\u{a0}'),
];

enum Decoded {
    Byte(u8),
    Character(char),
}

/// The escape at the beginning of a text and its length.
fn escape(text: &str) -> Option<(Decoded, usize)> {
    if let Some(digits) = text.strip_prefix('%') {
        return Some((Decoded::Byte(u8::from_str_radix(digits.get(..2)?, 16).ok()?), 3));
    }
    if let Some(digits) = text.strip_prefix("\\u") {
        let unit = |digits: &str| u16::from_str_radix(digits.get(..4)?, 16).ok();
        let first = unit(digits)?;
        let second = digits.get(4..).and_then(|rest| unit(rest.strip_prefix("\\u")?));
        let units: Vec<u16> = std::iter::once(first).chain(second).collect();
        let character = char::decode_utf16(units).next()?.ok()?;
        return Some((
            Decoded::Character(character),
            if character.len_utf16() == 2 { 12 } else { 6 },
        ));
    }
    for (name, character) in NAMED {
        if text.starts_with(name) {
            return Some((Decoded::Character(character), name.len()));
        }
    }
    let digits = text.strip_prefix("&#")?;
    let end = digits.find(';').filter(|end| *end < 10)?;
    let number = match digits[..end].strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits[..end].parse(),
    };
    Some((Decoded::Character(char::from_u32(number.ok()?)?), end + 3))
}

/// Fewer letters in a row are chance.
const SHORTEST_RUN: usize = 6;

/// The text that may be in a file of another kind, such as a picture's metadata: what reads as UTF-8, and
/// as UTF-16 in both orders from both places.
pub(super) fn texts_in(bytes: &[u8]) -> Vec<String> {
    let mut narrow = String::new();
    for chunk in bytes.utf8_chunks().map(|chunk| chunk.valid()) {
        if chunk.len() >= SHORTEST_RUN {
            narrow.push_str(chunk);
            narrow.push('\n');
        }
    }
    let mut texts = vec![narrow];
    for start in [0, 1] {
        let (pairs, _) = bytes.get(start..).unwrap_or_default().as_chunks::<2>();
        texts.push(wide_text(pairs, |[low, high]| (*low, *high)));
        texts.push(wide_text(pairs, |[high, low]| (*low, *high)));
    }
    texts
}

/// Runs of letters of two bytes, of scripts that come before U+2500.
fn wide_text(pairs: &[[u8; 2]], halves: impl Fn(&[u8; 2]) -> (u8, u8)) -> String {
    let mut text = String::new();
    let mut run: Vec<u16> = Vec::new();
    for pair in pairs.iter().chain([&[0xff, 0xff]]) {
        let (low, high) = halves(pair);
        if high < 0x25 && (high, low) > (0, 0x1f) {
            run.push(u16::from_be_bytes([high, low]));
            continue;
        }
        if run.len() >= SHORTEST_RUN {
            text.extend(char::decode_utf16(run.iter().copied()).filter_map(Result::ok));
            text.push('\n');
        }
        run.clear();
    }
    text
}

/// Hands over the files of a ZIP archive (also of an office document); says how many there are.
pub(super) fn entries(bytes: &[u8], mut each: impl FnMut(&str, &[u8])) -> usize {
    if !bytes.starts_with(b"PK") {
        return 0;
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let count = archive.len().min(MOST_ENTRIES);
    let mut contents = Vec::new();
    for i in 0..count {
        let Ok(entry) = archive.by_index(i) else { continue };
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        contents.clear();
        // What cannot be unpacked to its end is looked at as far as it goes.
        let _ = entry.take(MOST_OF_AN_ENTRY).read_to_end(&mut contents);
        each(&name, &contents);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved() {
        for (text, expected) in [
            ("plain", "plain"),
            ("Al%C5%ABksne 100%", "Alūksne 100%"),
            ("Al\\u016bksne \\ud83d\\ude00 \\n", "Alūksne 😀 \\n"),
            ("Al&#363;ksn&#x113; &amp; &#0000000000001;", "Alūksnē & &#0000000000001;"),
            ("%zz \\u12 &# %", "%zz \\u12 &# %"),
        ] {
            assert_eq!(decoded(text), expected);
        }
    }

    #[test]
    fn text_of_two_bytes_a_letter_is_found() {
        for (start, order) in [(0, u16::to_le_bytes as fn(u16) -> [u8; 2]), (3, u16::to_be_bytes)] {
            let mut bytes = vec![0xff; start];
            bytes.extend("Tīrkultūra".encode_utf16().flat_map(order));
            assert!(texts_in(&bytes).iter().any(|text| text.contains("Tīrkultūra")));
        }
    }
}
