//! The ASCII part of an address that stands for a name or title.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::fold::{is_diacritic, is_silent};
use super::romanise::{Place, Romaniser};

/// Longer addresses are cut at the end of a word: they are copied by hand and wrap in print.
const LONGEST: usize = 80;

/// Whether a text can be part of an address as it is: small ASCII letters and digits, single hyphens
/// between them, however long.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let mut before = b'-';
    let fits = text.bytes().all(|byte| {
        let hyphen_first = std::mem::replace(&mut before, byte) == b'-';
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' && !hyphen_first
    });
    fits && before != b'-'
}

/// An address part for a text of whatever language: `Alūksne` is `aluksne`, `Даугавпилс` is
/// `daugavpils`. Cyrillic is read as the language its letters belong to, Russian if they do not tell.
///
/// Lower-case words of ASCII letters and digits joined by single hyphens; apostrophes and quotation
/// marks vanish, any other sign (`&` among them, since "and" would be English) parts words. Empty if
/// the text has no letters or digits.
pub fn slugify(text: &str) -> String {
    slugify_in("", text)
}

/// [`slugify`] for a text of the language with this tag: `Згурський` is `zghurskyi` in `uk`,
/// `München` is `muenchen` in `de`.
pub fn slugify_in(tag: &str, text: &str) -> String {
    let lower = text.to_lowercase();
    let composed = if lower.is_ascii() {
        Cow::Borrowed(lower.as_str())
    } else {
        ComposingNormalizerBorrowed::new_nfc().normalize(&lower)
    };
    let mut slug = Slug::default();
    let romaniser = Romaniser::new(tag, &composed);
    let mut before = None;
    let mut rest = composed.chars();
    while let Some(c) = rest.next() {
        // Most letters need no closer look.
        if c.is_ascii_alphanumeric() {
            slug.push_ascii(c);
            before = Some(c);
            continue;
        }
        if is_silent(c) {
            // An apostrophe inside a word tells how the next letter is read; one before it does not.
            before = before.map(|_| 'ʼ');
            continue;
        }
        if is_diacritic(c) {
            continue;
        }
        let after = rest.clone().next().filter(|next| next.is_alphabetic());
        slug.push_char(c, romaniser, Place { before, after });
        before = Some(c).filter(|c| c.is_alphanumeric());
    }
    slug.finish()
}

#[derive(Default)]
struct Slug {
    text: String,
    /// A sign that parts words was met after the last letter.
    parted: bool,
}

impl Slug {
    fn push_char(&mut self, c: char, romaniser: Romaniser<'_>, place: Place) {
        if c.is_ascii() {
            self.push_ascii(c);
            return;
        }
        match romaniser.letter(c, place) {
            Some(letters) => letters.chars().for_each(|letter| self.push_ascii(letter)),
            None => self.parted = true,
        }
    }

    fn push_ascii(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            if self.parted && !self.text.is_empty() {
                self.text.push('-');
            }
            self.parted = false;
            self.text.push(c.to_ascii_lowercase());
        } else {
            self.parted = true;
        }
    }

    fn finish(mut self) -> String {
        if self.text.len() > LONGEST {
            let cut = self.text.get(..=LONGEST).and_then(|start| start.rfind('-'));
            self.text.truncate(cut.unwrap_or(LONGEST));
        }
        self.text
    }
}
