//! Folding: what is left of a name when only its letters and digits count.

use std::borrow::Cow;

use any_ascii::any_ascii_char;
use icu_normalizer::DecomposingNormalizerBorrowed;

/// A text for matching, without case, diacritics, quotation marks and other signs, its words parted
/// by single spaces: `„Tīrkultūra”` and `tirkultura` fold to the same text.
///
/// Scripts stay apart: `Рига` does not fold to `riga`.
pub fn fold(text: &str) -> String {
    let plain = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        DecomposingNormalizerBorrowed::new_nfkd().normalize(text)
    };
    let mut out = String::with_capacity(plain.len());
    let mut parted = false;
    for c in plain.chars() {
        if is_silent(c) || is_diacritic(c) {
            continue;
        }
        if c.is_alphanumeric() {
            if parted && !out.is_empty() {
                out.push(' ');
            }
            parted = false;
            push_folded(&mut out, c);
        } else if c.is_ascii() || !any_ascii_char(c).is_empty() {
            parted = true;
        } else {
            // A mark that belongs to the letter before it, such as the virama of Indian scripts.
            out.push(c);
        }
    }
    out
}

fn push_folded(out: &mut String, c: char) {
    for lower in c.to_lowercase() {
        match lower {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ŧ' => out.push('t'),
            'ς' => out.push('σ'),
            _ if is_diacritic(lower) => {}
            _ => out.push(lower),
        }
    }
}

/// Latin, Greek and Cyrillic accents, Hebrew points and Arabic vowel signs: writers leave them out.
/// The vowel signs of Indian scripts are not among them; without those, words are not the same.
pub(super) fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Apostrophes, quotation marks, and characters that are not seen: they do not part words.
pub(super) fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '"' | '`' | '´' | '«' | '»' | '\u{ad}' | '\u{2b9}'..='\u{2bf}'
        | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{2ee}' | '\u{200b}'..='\u{200f}' | '‘'..='‟' | '‹' | '›' | '′'..='‷'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ff02}' | '\u{ff07}' | '「'..='』' | '〝'..='〟'
        | '\u{fe00}'..='\u{fe0f}' | '\u{5f3}' | '\u{5f4}')
}
