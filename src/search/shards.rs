//! Terms cut into files of nearly equal size.
//!
//! A file's name is made of its **key**, the shortest text that parts its first term from the one
//! before: a term stands in the file with the last key that is not after it. Where the cuts are
//! depends on the terms beside them alone, so that a changed release moves few.

use std::fmt::Write as _;

use super::postings;
use super::table::Term;

/// A prefix is answered for from this many characters on.
const SHORTEST_PREFIX: usize = 2;

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// The shortest text that parts its first term from the one before.
    pub key: String,
    /// Its terms with their releases.
    pub text: String,
}

/// Sizes of files in bytes: from `least` on a good place to cut is looked for, up to `most`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// Cuts the terms of a tier, which are in order, into files.
pub(super) fn cut(terms: &[Term], sizes: Sizes) -> Vec<Shard> {
    let lists: Vec<String> = terms.iter().map(|term| lists(&term.places)).collect();
    let mut shards = Vec::new();
    let mut from = 0;
    while from < terms.len() {
        let to = end(terms, &lists, from, sizes);
        let key = if from == 0 { String::new() } else { key(&terms[from - 1], &terms[from]) };
        let mut text = String::new();
        let mut last = "";
        for (term, lists) in terms[from..to].iter().zip(&lists[from..to]) {
            entry(&mut text, last, &term.text, lists);
            last = &term.text;
        }
        shards.push(Shard { key, text });
        from = to;
    }
    shards
}

/// The key of a file that begins with `term`.
fn key(before: &Term, term: &Term) -> String {
    term.text.chars().take(shared(&before.text, &term.text) + 1).collect()
}

/// Where the file that begins with a term ends: before the term that has least in common with the one
/// before it.
fn end(terms: &[Term], lists: &[String], from: usize, sizes: Sizes) -> usize {
    let mut size = 0;
    let mut best = None;
    for at in from..terms.len() {
        if at > from && size >= sizes.least {
            let in_common = shared(&terms[at - 1].text, &terms[at].text);
            if best.is_none_or(|(least, _)| in_common < least) {
                best = Some((in_common, at));
            }
        }
        size += terms[at].text.len() / 2 + lists[at].len() + 3;
        if size > sizes.most
            && let Some((_, at)) = best
        {
            return at;
        }
    }
    terms.len()
}

/// For every beginning of words that are in more than one file, all releases with such a word; cut
/// into files in turn.
pub(super) fn prefixes(
    terms: &[Term],
    shards: &[Shard],
    releases: usize,
    sizes: Sizes,
) -> Vec<Shard> {
    let mut found: Vec<&str> = Vec::new();
    // Values of filters are looked for whole.
    for shard in shards.iter().filter(|shard| shard.key.starts_with(char::is_alphanumeric)) {
        let ends = shard.key.char_indices().map(|(at, _)| at).skip(SHORTEST_PREFIX);
        found.extend(ends.map(|end| &shard.key[..end]));
    }
    found.sort_unstable();
    found.dedup();
    let joined: Vec<Term> = found
        .into_iter()
        .map(|prefix| Term { text: prefix.into(), places: union(terms, prefix, releases) })
        .collect();
    cut(&joined, sizes)
}

/// The releases of all terms that begin with `prefix`.
fn union(terms: &[Term], prefix: &str, releases: usize) -> Vec<u32> {
    let mut seen = vec![0_u8; releases];
    let from = terms.partition_point(|term| *term.text < *prefix);
    for term in terms[from..].iter().take_while(|term| term.text.starts_with(prefix)) {
        for place in &term.places {
            seen[(place >> 1) as usize] |= 1 + u8::from(place & 1 == 1);
        }
    }
    let places = (0..).zip(seen).filter(|(_, seen)| *seen > 0);
    places.map(|(number, seen)| number << 1 | u32::from(seen > 1)).collect()
}

/// The releases of a term: those with it in the title and the like, and the others.
fn lists(places: &[u32]) -> String {
    let of = |strong: u32| {
        places.iter().filter(move |place| **place & 1 == strong).map(|place| place >> 1)
    };
    let mut out = String::new();
    postings::write(of(1), &mut out);
    let weak = out.len();
    out.push(',');
    postings::write(of(0), &mut out);
    if out.len() == weak + 1 {
        out.pop();
    }
    out
}

/// Writes a term: how many characters it has in common with the one before, the others, its lists.
fn entry(out: &mut String, last: &str, term: &str, lists: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    let in_common = shared(last, term).min(63);
    out.push(postings::digit(in_common));
    out.extend(term.chars().skip(in_common));
    out.push(',');
    out.push_str(lists);
}

/// How many characters two texts begin with in common.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

impl Shard {
    /// The key as part of a file name on every system: `izst`, `_43a_`.
    pub fn file_name(&self) -> String {
        let mut name = String::with_capacity(self.key.len());
        for c in self.key.chars() {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                name.push(c);
            } else {
                // Writing into memory does not fail.
                let _ = write!(name, "_{:x}_", u32::from(c));
            }
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &str) -> Vec<Term> {
        let numbered = words.split(' ').zip(0..);
        numbered
            .map(|(word, i)| Term { text: word.into(), places: vec![i << 1 | (i & 1)] })
            .collect()
    }

    #[test]
    fn a_file_holds_its_terms_without_what_they_have_in_common() {
        let shards = cut(&terms("izstad izstadit māja"), Sizes { least: 100, most: 200 });
        assert_eq!(
            shards,
            [Shard { key: String::new(), text: "Aizstad,,A Git,B Amāja,,C".into() }]
        );
    }

    #[test]
    fn files_are_cut_where_words_differ_most() {
        let shards = cut(&terms("kona konb konc lona lonb"), Sizes { least: 8, most: 20 });
        let keys: Vec<&str> = shards.iter().map(|shard| &*shard.key).collect();
        assert_eq!(keys, ["", "l"]);
    }

    #[test]
    fn beginnings_that_lie_in_two_files_have_an_answer() {
        let terms = terms("kona konb konc kond");
        let shards = cut(&terms, Sizes { least: 8, most: 8 });
        assert!(shards.len() > 1);
        let prefixes = prefixes(&terms, &shards, 4, Sizes { least: 100, most: 200 });
        // `k` is too short; of `ko` and `kon`, all four: two in titles, two not.
        assert_eq!(prefixes.len(), 1);
        assert_eq!(prefixes[0].text, "Ako,BB,AB Cn,BB,AB");
    }

    #[test]
    fn names_of_files_are_plain() {
        let name = |key: &str| Shard { key: key.to_owned(), text: String::new() }.file_name();
        assert_eq!(name("izst"), "izst");
        assert_eq!(name("да"), "_434__430_");
        assert_eq!(name("+ri"), "_2b_ri");
    }
}
