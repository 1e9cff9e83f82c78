//! Text into HTML, safely: the characters that mean something there are escaped, and those that no
//! page may hold are replaced or left out.

/// Begins and ends a placeholder of `raw::clean`. Both are noncharacters, which are dropped from all
/// text, so nobody can write them into a page.
pub(super) const PLACEHOLDER: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// Appends `text` as the content of an element.
pub fn text(out: &mut String, text: &str) {
    write(out, text, Place::Content);
}

/// Whether [`text`] would replace nothing in a text but `<` and `>`, also when entities are resolved. For a
/// whole document, most of which need no closer look at each of their pieces.
#[expect(clippy::needless_bitwise_bool, reason = "comparisons without branches, many at a time")]
pub(super) fn is_harmless(text: &str) -> bool {
    let is_stray = |byte: u8| {
        (byte < 0x20) & (byte != b'\t') & (byte != b'\n')
            | (byte == b'&')
            | (byte == 0x7F)
            | (byte >= 0xEF)
    };
    let bytes = text.as_bytes();
    !bytes.iter().fold(false, |any, byte| any | is_stray(*byte))
        // U+0080 to U+009F; U+202D and U+202E.
        && !memchr::memchr_iter(0xC2, bytes)
            .any(|at| matches!(bytes.get(at + 1), Some(0x80..=0x9F)))
        && !memchr::memchr2_iter(0xAD, 0xAE, bytes)
            .any(|at| bytes.get(at.wrapping_sub(2)..at) == Some(&[0xE2, 0x80]))
}

/// The same as [`text`] for a piece of a document that [is harmless](is_harmless).
pub(super) fn harmless_text(out: &mut String, piece: &str) {
    if memchr::memchr3(b'&', b'<', b'>', piece.as_bytes()).is_some() {
        text(out, piece);
    } else {
        out.push_str(piece);
    }
}

/// Appends `text` as the value of an attribute, for either kind of quotation mark.
pub fn attribute(out: &mut String, text: &str) {
    write(out, text, Place::Attribute);
}

/// Appends `text` as plain text: nothing is escaped, forbidden characters are dropped.
pub(super) fn plain(out: &mut String, text: &str) {
    write(out, text, Place::Plain);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Content,
    Attribute,
    Plain,
}

/// Whether this is the first byte of a character that may need replacing.
#[expect(clippy::needless_bitwise_bool, reason = "comparisons without branches, for `find`")]
fn is_suspect(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n')
        | (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'"')
        | (byte == b'\'')
        | (byte == 0x7F)
        | (byte == 0xC2)
        | (byte == 0xE2)
        | (byte >= 0xEF)
}

fn write(out: &mut String, text: &str, place: Place) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], is_suspect) {
        at += found;
        let Some(character) = text[at..].chars().next() else { break };
        let end = at + character.len_utf8();
        if let Some(instead) = replacement(character, place, bytes.get(end)) {
            out.push_str(&text[done..at]);
            out.push_str(instead);
            done = end;
        }
        at = end;
    }
    out.push_str(&text[done..]);
}

/// The place of the first byte that is `wanted`, which should be made of comparisons without branches:
/// then sixteen bytes are looked at in one go, for most text is plain.
pub fn find(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, rest) = bytes.as_chunks::<16>();
    for (i, block) in blocks.iter().enumerate() {
        if block.iter().fold(false, |any, byte| any | wanted(*byte)) {
            return block.iter().position(|byte| wanted(*byte)).map(|at| i * 16 + at);
        }
    }
    rest.iter().position(|byte| wanted(*byte)).map(|at| blocks.len() * 16 + at)
}

/// What stands instead of a character; `None` when it may stay.
fn replacement(character: char, place: Place, following: Option<&u8>) -> Option<&'static str> {
    let escaped = match character {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' if place == Place::Attribute => "&quot;",
        '\'' if place == Place::Attribute => "&#39;",
        '"' | '\'' => return None,
        '\r' => return Some(if following == Some(&b'\n') { "" } else { "\n" }),
        _ => return forbidden(character),
    };
    (place != Place::Plain).then_some(escaped)
}

/// A control character, noncharacter or bidirectional override gives way to nothing; one of the
/// Windows code page that slipped through an import gives way to what was meant.
fn forbidden(character: char) -> Option<&'static str> {
    match character {
        '\u{80}'..='\u{9F}' => {
            let index = u32::from(character) - 0x80;
            Some(usize::try_from(index).ok().and_then(|at| WINDOWS_1252.get(at)).unwrap_or(&""))
        }
        '\0'..='\u{8}'
        | '\u{B}'..='\u{1F}'
        | '\u{7F}'
        | '\u{202D}'
        | '\u{202E}'
        | '\u{FDD0}'..='\u{FDEF}' => Some(""),
        _ if u32::from(character) & 0xFFFE == 0xFFFE => Some(""),
        _ => None,
    }
}

/// The characters 0x80 to 0x9F of the Windows code page 1252.
const WINDOWS_1252: [&str; 32] = [
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "", "‘", "’", "“",
    "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
];
