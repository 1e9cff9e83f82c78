//! Letters in ASCII, as the readers of each language expect them.
//!
//! Cyrillic letters differ by language: `г` is g in Russian and h in Ukrainian. Every other script
//! goes through `any_ascii`, which knows no language.

use any_ascii::any_ascii_char;

/// How Cyrillic letters are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cyrillic {
    /// Everyday romanisation, without signs for `ь` and `ъ`; `ё` as `е`, because Russian writes
    /// either for the same word.
    Russian,
    /// The table of the Cabinet of Ministers, resolution No. 55 of 27 January 2010.
    Ukrainian,
    /// The spelling of passports.
    Belarusian,
    /// The law on transliteration of 2009.
    Bulgarian,
    /// Serbia's Latin alphabet without diacritics.
    Serbian,
    /// As passports and road signs write it.
    Macedonian,
}

/// How letters are read in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Romaniser<'a> {
    cyrillic: Cyrillic,
    language: &'a str,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// The letter before it in the same word, `ʼ` for an apostrophe.
    pub(super) before: Option<char>,
    /// The letter after it in the same word.
    pub(super) after: Option<char>,
}

impl<'a> Romaniser<'a> {
    /// For a text of the language `tag`; with an empty tag, or Cyrillic in a language that is not
    /// written so, the letters of the text tell which language it is.
    pub(super) fn new(tag: &'a str, text: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        let cyrillic = match language {
            "ru" => Cyrillic::Russian,
            "uk" => Cyrillic::Ukrainian,
            "be" => Cyrillic::Belarusian,
            "bg" => Cyrillic::Bulgarian,
            "sr" | "bs" | "hr" | "cnr" => Cyrillic::Serbian,
            "mk" => Cyrillic::Macedonian,
            _ => guess(text),
        };
        Self { cyrillic, language }
    }

    /// A lower-case letter in ASCII; `None` if it is a picture, which has no letters.
    pub(super) fn letter(self, c: char, place: Place) -> Option<&'static str> {
        if c.is_ascii() {
            return None;
        }
        if let Some(latin) = latin(self.language, c) {
            return Some(latin);
        }
        let own = match self.cyrillic {
            Cyrillic::Russian => None,
            Cyrillic::Ukrainian => ukrainian(c, place),
            Cyrillic::Belarusian => belarusian(c, place),
            Cyrillic::Bulgarian => bulgarian(c, place),
            Cyrillic::Serbian => serbian(c),
            Cyrillic::Macedonian => macedonian(c),
        };
        let found = own.or_else(|| russian(c, place)).unwrap_or_else(|| any_ascii_char(c));
        // any_ascii writes a picture as its name between colons.
        let is_picture = found.len() > 2 && found.starts_with(':');
        (!is_picture).then_some(found)
    }
}

/// Letters that only one of the languages has; without any, Russian.
fn guess(text: &str) -> Cyrillic {
    let has = |letters: &[char]| text.contains(letters);
    if has(&['ў', 'Ў']) {
        Cyrillic::Belarusian
    } else if has(&['ї', 'Ї', 'є', 'Є', 'ґ', 'Ґ']) {
        Cyrillic::Ukrainian
    } else if has(&['ѓ', 'Ѓ', 'ќ', 'Ќ', 'ѕ', 'Ѕ']) {
        Cyrillic::Macedonian
    } else if has(&['ђ', 'Ђ', 'ћ', 'Ћ', 'љ', 'Љ', 'њ', 'Њ', 'ј', 'Ј', 'џ', 'Џ']) {
        Cyrillic::Serbian
    } else if has(&['і', 'І']) {
        if has(&['ы', 'Ы', 'э', 'Э', 'ё', 'Ё']) {
            Cyrillic::Belarusian
        } else {
            Cyrillic::Ukrainian
        }
    } else {
        Cyrillic::Russian
    }
}

fn latin(language: &str, c: char) -> Option<&'static str> {
    Some(match (language, c) {
        ("de" | "nds" | "gsw" | "lb", 'ä') => "ae",
        ("de" | "nds" | "gsw" | "lb", 'ö') | ("da", 'ø') => "oe",
        ("de" | "nds" | "gsw" | "lb", 'ü') => "ue",
        ("da", 'å') => "aa",
        ("sr" | "hr" | "bs" | "cnr", 'đ') => "dj",
        _ => return None,
    })
}

/// The base of the other tables.
fn russian(c: char, place: Place) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        // зелёный: zeleny
        'й' if place.before == Some('ы') && place.after.is_none() => "",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

fn ukrainian(c: char, place: Place) -> Option<&'static str> {
    let initial = place.before.is_none();
    Some(match c {
        // So that зг is not taken for ж.
        'г' if place.before == Some('з') => "gh",
        'г' => "h",
        'ґ' => "g",
        'є' => either(initial, "ye", "ie"),
        'и' => "y",
        'і' => "i",
        'ї' => either(initial, "yi", "i"),
        'й' => either(initial, "y", "i"),
        'ю' => either(initial, "yu", "iu"),
        'я' => either(initial, "ya", "ia"),
        _ => return None,
    })
}

fn belarusian(c: char, place: Place) -> Option<&'static str> {
    // After a consonant the vowel softens it; anywhere else it begins with a consonant of its own.
    let open = place.before.is_none_or(|before| "аеёіоуыэюяўьʼ".contains(before));
    Some(match c {
        'г' => "h",
        'ґ' => "g",
        'е' => either(open, "ye", "ie"),
        'ё' => either(open, "yo", "io"),
        'і' => "i",
        'ў' => "u",
        'ю' => either(open, "yu", "iu"),
        'я' => either(open, "ya", "ia"),
        _ => return None,
    })
}

fn bulgarian(c: char, place: Place) -> Option<&'static str> {
    Some(match c {
        'щ' => "sht",
        'ъ' => "a",
        'ь' | 'й' => "y",
        'х' => "h",
        // София: Sofia
        'я' if place.before == Some('и') && place.after.is_none() => "a",
        _ => return None,
    })
}

fn serbian(c: char) -> Option<&'static str> {
    Some(match c {
        'ђ' => "dj",
        'ж' => "z",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' | 'ц' | 'ч' => "c",
        'х' => "h",
        'џ' => "dz",
        'ш' => "s",
        _ => return None,
    })
}

fn macedonian(c: char) -> Option<&'static str> {
    Some(match c {
        'ѓ' => "gj",
        'ѕ' => "dz",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ќ' => "kj",
        'х' => "h",
        'ц' => "c",
        'џ' => "dj",
        _ => return None,
    })
}

fn either(first: bool, yes: &'static str, no: &'static str) -> &'static str {
    if first { yes } else { no }
}
