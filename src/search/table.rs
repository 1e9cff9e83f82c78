//! Which words stand in which releases.

use std::collections::HashMap;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::stem::Stems;
use super::{text, words};
use crate::config::LanguageId;
use crate::newsroom::{Newsroom, Release, ReleaseId};

/// How many releases one thread takes at a time.
const AT_A_TIME: usize = 256;

/// Before a town's address, the term that stands in all its releases: for filters.
const TOWN: char = '+';
/// The same for an exhibition.
const EXHIBITION: char = '=';

/// A term and where it stands.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) text: Box<str>,
    /// Numbers of releases within the tier, ascending, each `number << 1`, and 1 more where the term
    /// stands in the title, the name of a town or the name of the exhibition.
    pub(super) places: Vec<u32>,
}

/// Indexes the releases of a tier; the terms are in order.
pub(super) fn table(
    newsroom: &Newsroom,
    language: LanguageId,
    releases: &[ReleaseId],
    stems: &Stems,
) -> Vec<Term> {
    let mut terms: Vec<Term> = releases
        .par_chunks(AT_A_TIME)
        .enumerate()
        .flat_map_iter(|(chunk, ids)| {
            let mut part =
                Part { stems, known: Known::default(), terms: Vec::new(), buffer: String::new() };
            for (i, id) in ids.iter().enumerate() {
                let number = u32::try_from(chunk * AT_A_TIME + i).unwrap_or(u32::MAX >> 1);
                part.release(newsroom, language, &newsroom.releases[id.index()], number);
            }
            part.terms
        })
        .collect();
    // The parts of one term in the order of their releases, so that they can be joined.
    terms.par_sort_unstable_by(|a, b| {
        a.text.cmp(&b.text).then_with(|| a.places.first().cmp(&b.places.first()))
    });
    terms.dedup_by(|next, term| {
        let same = next.text == term.text;
        if same {
            term.places.append(&mut next.places);
        }
        same
    });
    terms
}

/// What a part has already seen.
#[derive(Debug, Default)]
struct Known {
    /// A term's place in the list.
    terms: HashMap<Box<str>, u32, FxBuildHasher>,
    /// A piece of text as it was written: a range of `lists`. Most pieces are seen many times, and
    /// folding and stemming cost more than looking up.
    pieces: HashMap<Box<str>, (u32, u32), FxBuildHasher>,
    /// Places of terms.
    lists: Vec<u32>,
}

/// The index of a few releases.
struct Part<'a> {
    stems: &'a Stems,
    known: Known,
    terms: Vec<Term>,
    buffer: String,
}

impl Part<'_> {
    fn release(
        &mut self,
        newsroom: &Newsroom,
        language: LanguageId,
        release: &Release,
        number: u32,
    ) {
        let mut buffer = std::mem::take(&mut self.buffer);
        // What stands in the title first: a term is entered once a release.
        let strong = number << 1 | 1;
        self.words(&release.title, strong);
        for town in release.towns.iter().map(|id| &newsroom.towns[id.index()]) {
            self.words(town.name.nominative.get(language), strong);
            let own = town.name.cases.iter().filter(|(form, _, _)| *form == language);
            own.for_each(|(_, _, text)| self.words(text, strong));
        }
        if let Some(id) = release.exhibition {
            self.words(newsroom.exhibitions[id.index()].name.get(language), strong);
        }
        let weak = number << 1;
        for id in &release.towns {
            self.filter(TOWN, &newsroom.towns[id.index()].slug, weak);
        }
        if let Some(id) = release.exhibition {
            self.filter(EXHIBITION, &newsroom.exhibitions[id.index()].slug, weak);
        }
        buffer.clear();
        rest(newsroom, language, release, &mut buffer);
        self.words(&buffer, weak);
        self.buffer = buffer;
    }

    /// Enters every word of a text.
    fn words(&mut self, text: &str, place: u32) {
        words::pieces(text, |piece| {
            let (from, to) = match self.known.pieces.get(piece) {
                Some(known) => *known,
                None => self.learn(piece),
            };
            for at in from..to {
                let term = self.known.lists[at as usize];
                enter(&mut self.terms[term as usize], place);
            }
        });
    }

    fn filter(&mut self, kind: char, key: &str, place: u32) {
        let term = self.term(&format!("{kind}{key}"));
        enter(&mut self.terms[term as usize], place);
    }

    /// Notes the terms of a piece that was not seen before.
    fn learn(&mut self, piece: &str) -> (u32, u32) {
        let from = self.known.lists.len();
        words::terms(piece, |word| {
            let stem = self.stems.stem(word);
            let term = self.term(&stem);
            self.known.lists.push(term);
        });
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let range = (place(from), place(self.known.lists.len()));
        self.known.pieces.insert(piece.into(), range);
        range
    }

    fn term(&mut self, text: &str) -> u32 {
        if let Some(known) = self.known.terms.get(text) {
            return *known;
        }
        let at = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.known.terms.insert(text.into(), at);
        self.terms.push(Term { text: text.into(), places: Vec::new() });
        at
    }
}

fn enter(term: &mut Term, place: u32) {
    if term.places.last().is_none_or(|last| last >> 1 != place >> 1) {
        term.places.push(place);
    }
}

/// Everything else that a reader of the release sees and may look for.
fn rest(newsroom: &Newsroom, language: LanguageId, release: &Release, out: &mut String) {
    let mut add = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    release.summary.iter().for_each(|text| add(text));
    if let Some(id) = release.venue {
        let venue = &newsroom.venues[id.index()];
        add(venue.name.get(language));
        venue.address.iter().for_each(|address| add(address.get(language)));
    }
    for id in &release.events {
        let event = &newsroom.events[id.index()];
        add(event.name.get(language));
        event.description.iter().for_each(|text| add(text.get(language)));
    }
    for id in &release.topics {
        add(&newsroom.topics[id.index()].name);
    }
    for picture in &release.pictures {
        let texts = [&picture.caption, &picture.credit];
        texts.into_iter().flatten().for_each(|text| add(text));
    }
    for attachment in &release.attachments {
        attachment.title.iter().for_each(|text| add(text));
    }
    for update in &release.updates {
        add(&update.note);
    }
    text::plain(&release.body.html, out);
}
