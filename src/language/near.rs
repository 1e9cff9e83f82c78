//! Names that differ by a slip of the pen.

use std::collections::BTreeMap;

use super::fold;

/// Whether two names are the same but for case, diacritics, signs, and one or two letters.
///
/// Folded names of four letters or more may differ by one letter (missing, added, another, or two
/// neighbours swapped), of eight or more by two; a name of fewer letters must fold to the same.
/// Names whose numbers differ, Roman ones included, are never near: they count things.
pub fn near(a: &str, b: &str) -> bool {
    let (a, b) = (Folded::new(a), Folded::new(b));
    !a.text.is_empty() && a.numbers == b.numbers && a.distance(&b).is_some()
}

/// Finds the name nearest to a given one among many.
#[derive(Debug, Default, Clone)]
pub struct NearIndex {
    names: Vec<(String, Folded)>,
    exact: BTreeMap<String, Vec<usize>>,
    /// By numbers and length: letters present, and the name's place in `names`.
    buckets: BTreeMap<(String, usize), Vec<(u128, usize)>>,
}

impl NearIndex {
    /// An index of these names. Where two are equally near, the earlier one is found.
    pub fn new<I>(names: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let mut index = Self::default();
        for name in names {
            index.insert(name.into());
        }
        index
    }

    fn insert(&mut self, name: String) {
        let folded = Folded::new(&name);
        if folded.text.is_empty() {
            return;
        }
        let place = self.names.len();
        self.exact.entry(folded.text.clone()).or_default().push(place);
        let bucket = self.buckets.entry((folded.numbers.clone(), folded.letters())).or_default();
        bucket.push((folded.present, place));
        self.names.push((name, folded));
    }

    /// The nearest other name, if one is [`near`]: the very name asked for does not count, so that
    /// an index of all names answers which of them were meant to be one.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let wanted = Folded::new(name);
        let same = self.exact.get(&wanted.text).into_iter().flatten();
        let same = same.filter_map(|&place| self.names.get(place));
        if let Some((found, _)) = same.into_iter().find(|(found, _)| found != name) {
            return Some(found);
        }
        let reach = allowed(wanted.letters() + MOST);
        let lengths = wanted.letters().saturating_sub(reach)..=wanted.letters() + reach;
        let best = lengths.filter_map(|letters| self.nearest_of_length(&wanted, letters)).min()?;
        self.names.get(best.1).map(|(found, _)| found.as_str())
    }

    /// Distance and place. Counting the letters present first leaves few to be measured.
    fn nearest_of_length(&self, wanted: &Folded, letters: usize) -> Option<(usize, usize)> {
        let bucket = self.buckets.get(&(wanted.numbers.clone(), letters))?;
        // A slip changes at most four of the bits: two neighbours swapped across the middle.
        let most = 4 * u32::try_from(allowed(wanted.letters().min(letters))).unwrap_or_default();
        bucket
            .iter()
            .filter(|(present, _)| (present ^ wanted.present).count_ones() <= most)
            .filter_map(|&(_, place)| {
                let (_, folded) = self.names.get(place)?;
                // Names that fold alike were looked up before; what is left is the name itself.
                wanted.distance(folded).filter(|distance| *distance > 0).map(|it| (it, place))
            })
            .min()
    }
}

const MOST: usize = 2;

/// How many letters may differ between names of which the shorter has so many.
fn allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => MOST,
    }
}

/// A folded name with what is cheap to compare.
#[derive(Debug, Clone)]
struct Folded {
    text: String,
    chars: Vec<char>,
    numbers: String,
    /// A bit for each letter of the first half and one for each of the second, several letters to a
    /// bit: far apart for most names that are, even if they are made of the same words.
    present: u128,
}

impl Folded {
    fn new(name: &str) -> Self {
        let text = fold(name);
        let chars: Vec<char> = text.chars().collect();
        let (first, second) = chars.split_at(chars.len() / 2);
        let bits = |half: &[char]| half.iter().fold(0, |bits, c| bits | 1 << (u32::from(*c) % 64));
        let present = bits(first) << 64 | bits(second);
        Self { numbers: numbers(&text), present, chars, text }
    }

    fn letters(&self) -> usize {
        self.chars.len()
    }

    fn distance(&self, other: &Self) -> Option<usize> {
        let most = allowed(self.letters().min(other.letters()));
        if self.letters().abs_diff(other.letters()) > most {
            return None;
        }
        if self.text == other.text {
            return Some(0);
        }
        slips(&self.chars, &other.chars).filter(|distance| *distance <= most)
    }
}

/// The numbers in a folded name, in order, parted by spaces.
fn numbers(folded: &str) -> String {
    let is_roman = |word: &str| word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let mut out = String::new();
    for word in folded.split(' ') {
        let number = |c: char| is_roman(word) || c.is_numeric();
        for number in word.split(|c| !number(c)).filter(|number| !number.is_empty()) {
            out.push_str(number);
            out.push(' ');
        }
    }
    out
}

/// Width of the band of diagonals that a distance of [`MOST`] stays in.
const BAND: usize = 2 * MOST + 1;
/// Any distance beyond [`MOST`].
const FAR: usize = MOST + 1;

/// The optimal string alignment distance of two names, if it is at most [`MOST`].
///
/// Only the band is filled, and after the parts that both names share at either end are cut off, most
/// pairs are told apart in a few rows.
fn slips(a: &[char], b: &[char]) -> Option<usize> {
    let same = |(a, b): &(&char, &char)| a == b;
    let head = a.iter().zip(b).take_while(same).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);

    // Place `k` of row `i` is the distance of the first `i` letters of `a` from the first
    // `i + k - MOST` of `b`.
    let mut before_last = [FAR; BAND];
    let mut last = std::array::from_fn(|k| k.checked_sub(MOST).unwrap_or(FAR));
    for i in 1..=a.len() {
        let row = next_row(&a[..i], b, &before_last, &last);
        if row.iter().chain(&last).all(|distance| *distance == FAR) {
            return None;
        }
        (before_last, last) = (last, row);
    }
    let end = (b.len() + MOST).checked_sub(a.len())?;
    last.get(end).copied().filter(|distance| *distance <= MOST)
}

/// The row for all of `a`, which is not empty.
fn next_row(
    a: &[char],
    b: &[char],
    before_last: &[usize; BAND],
    last: &[usize; BAND],
) -> [usize; BAND] {
    let i = a.len();
    let mut row = [FAR; BAND];
    for k in 0..BAND {
        let Some(j) = (i + k).checked_sub(MOST).filter(|j| *j <= b.len()) else { continue };
        let removed = last.get(k + 1).map_or(FAR, |distance| distance + 1);
        let added = k.checked_sub(1).map_or(FAR, |left| row[left] + 1);
        let mut best = removed.min(added).min(FAR);
        if j > 0 {
            best = best.min(last[k] + usize::from(a[i - 1] != b[j - 1]));
        }
        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
            best = best.min(before_last[k] + 1);
        }
        row[k] = best;
    }
    row
}
