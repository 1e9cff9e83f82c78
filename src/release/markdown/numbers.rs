//! Sentences that begin with a number and a full stop, which Markdown takes for numbered lists: a date
//! such as “3. jūnijā” or a year. The page then shows a list, and from the second item on its numbers
//! are counted and no longer those that were written.

use std::ops::Range;

use super::problem::{Problem, ProblemKind};
use super::render::Renderer;

/// No list that was meant begins higher; days of a month end here.
const HIGHEST_FIRST: u64 = 31;

/// A numbered list that stands in no other list or quote.
#[derive(Debug)]
struct Numbered {
    /// The number of each item as it was written.
    numbers: Vec<u64>,
    /// The first item's number, as a place in the file.
    span: Range<u32>,
}

/// The numbered lists of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    lists: Vec<Numbered>,
    /// Whether the list that is open is one of them.
    open: bool,
}

impl Renderer<'_> {
    /// Notes that a list begins; `first` is its number, `containers` counted it already.
    pub(super) fn note_list(&mut self, first: Option<u64>, at: usize) {
        if self.containers != 1 || self.notes.inside() {
            return;
        }
        let digits = written_digits(self.source, at);
        // Nobody begins a sentence with `3)`.
        self.numbers.open = first.is_some() && self.source[digits.end..].starts_with('.');
        if self.numbers.open {
            let span = self.span(digits.start..digits.end + 1);
            self.numbers.lists.push(Numbered { numbers: Vec::new(), span });
        }
    }

    /// Notes an item of a list.
    pub(super) fn note_item(&mut self, at: usize) {
        if self.containers != 1 || !self.numbers.open {
            return;
        }
        let number = self.source[written_digits(self.source, at)].parse();
        if let (Some(list), Ok(number)) = (self.numbers.lists.last_mut(), number) {
            list.numbers.push(number);
        }
    }

    /// Reports the lists that are sentences, once the whole text is known.
    pub(super) fn report_numbers(&mut self) {
        let lists = std::mem::take(&mut self.numbers.lists);
        for (i, list) in lists.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| lists.get(i));
            if let Some(first) = sentence(list, before, lists.get(i + 1)) {
                let kind = ProblemKind::NumberBeginsList(first);
                self.body.problems.push(Problem { kind, span: list.span.clone() });
            }
        }
    }
}

/// The number that begins a sentence, if the list is none. A list that was meant begins with 0 or 1, or
/// goes on where the one before it ended, as lists do that a picture or a paragraph interrupts.
fn sentence(list: &Numbered, before: Option<&Numbered>, after: Option<&Numbered>) -> Option<u64> {
    let (&first, &end) = (list.numbers.first()?, list.numbers.last()?);
    let goes_on =
        before.and_then(|list| list.numbers.last()).is_some_and(|before| before + 1 == first);
    if goes_on {
        return None;
    }
    let alone = list.numbers.len() == 1;
    let gone_on = after.and_then(|list| list.numbers.first()).is_some_and(|next| *next == end + 1);
    let counted = list.numbers.windows(2).all(|pair| pair[1] == pair[0] + 1 || pair[1] == pair[0]);
    let is_sentence = match first {
        0 => false,
        1 => alone && before.is_none() && after.is_none(),
        _ => first > HIGHEST_FIRST || !counted || alone && !gone_on,
    };
    is_sentence.then_some(first)
}

/// Where the digits of a list's item are; `at` is where it begins, perhaps with spaces.
fn written_digits(source: &str, at: usize) -> Range<usize> {
    let rest = source.get(at..).unwrap_or_default();
    let spaces = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let digits = rest[spaces..].bytes().take_while(u8::is_ascii_digit).count();
    // A place that is none has no digits either.
    let start = source.len() - rest.len() + spaces;
    start..start + digits
}
