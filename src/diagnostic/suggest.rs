//! What was probably meant.

use strsim::damerau_levenshtein;

/// Longer names are not compared: the time grows with the square of the length.
const LONGEST: usize = 80;

/// The known name that was probably meant by a given one, if any is near enough: one letter of a
/// short name, up to three of a long one, where a swap of neighbours counts as one. Case, and
/// whether words are joined by `_`, `-` or a space, do not count. Of names equally near, the one
/// with the same first letter is taken, then the first by the alphabet.
pub fn did_you_mean<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(given)?;
    let length = wanted.chars().count();
    known
        .filter_map(|name| {
            let folded = folded(name)?;
            let longer = length.max(folded.chars().count());
            let most = most_mistakes(longer);
            if length.abs_diff(folded.chars().count()) > most {
                return None;
            }
            let mistakes = damerau_levenshtein(&wanted, &folded);
            let other_first = wanted.chars().next() != folded.chars().next();
            (mistakes <= most).then_some((mistakes, other_first, name))
        })
        .min()
        .map(|(_, _, name)| name)
}

fn most_mistakes(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=11 => 2,
        _ => 3,
    }
}

fn folded(name: &str) -> Option<String> {
    let folded = name.trim().to_lowercase().replace(['-', ' '], "_");
    (!folded.is_empty() && folded.chars().count() <= LONGEST).then_some(folded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(given: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(did_you_mean(given, known.iter().copied()), expected, "{given}");
        assert_eq!(did_you_mean(given, known.iter().rev().copied()), expected, "{given}");
    }

    const KEYS: &[&str] =
        &["title", "date", "town", "venue", "opens", "closes", "boilerplate", "topics", "base_url"];

    #[test]
    fn near_names_are_found() {
        check("twon", KEYS, Some("town"));
        check("Title", KEYS, Some("title"));
        check("titel", KEYS, Some("title"));
        check("boilerplates", KEYS, Some("boilerplate"));
        check("base-url", KEYS, Some("base_url"));
        check("topic", KEYS, Some("topics"));
        check("Aluksne", &["Alūksne", "Gulbene"], Some("Alūksne"));
    }

    #[test]
    fn far_names_are_not() {
        check("author", KEYS, None);
        check("lv", &["en", "ru", "li"], None);
        check("", KEYS, None);
        check("x", KEYS, None);
    }

    #[test]
    fn of_names_equally_near_the_choice_is_always_the_same() {
        check("bat", &["cat", "bar", "bad"], Some("bad"));
    }

    proptest! {
        #[test]
        fn the_name_itself_is_always_found(name in "[a-zā-ž]{1,40}") {
            prop_assert_eq!(did_you_mean(&name, ["date", &name].into_iter()), Some(name.as_str()));
        }
    }
}
