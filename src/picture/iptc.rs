//! IPTC-IIM (version 4.2): the records of press agencies, in JPEG inside a resource of Photoshop's.
//! Datasets longer than 32 kB are not read, nor what comes after them.

use std::ops::Range;

use super::be16;
use super::embedded::{Embedded, latin, text};

/// Datasets of record 2 that name a place: content location, city, part of it, province, country.
const PLACES: &[u8] = &[26, 27, 90, 92, 95, 100, 101];

/// Where the values of datasets stand, with record and number.
fn datasets(records: &[u8]) -> impl Iterator<Item = ((u8, u8), Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let [0x1c, record, number, rest @ ..] = records.get(at..)? else { return None };
        let length = be16(rest).filter(|length| *length < 0x8000)?;
        let value = at + 5..at + 5 + length;
        records.get(value.clone())?;
        at = value.end;
        Some(((*record, *number), value))
    })
}

/// Also where not all of the records can be read.
pub(super) fn tells_location(records: &[u8]) -> bool {
    let mut end = 0;
    let told = datasets(records).any(|(id, value)| {
        end = value.end;
        is_place(id) && records[value].iter().any(|byte| *byte != b' ')
    });
    told || records[end..].iter().any(|byte| *byte != 0)
}

/// The records without the names of places, as far as they can be read.
pub(super) fn without_places(records: &[u8]) -> Vec<u8> {
    let kept = datasets(records).filter(|(id, _)| !is_place(*id));
    // Five bytes come before each value.
    kept.flat_map(|(_, value)| &records[value.start - 5..value.end]).copied().collect()
}

fn is_place((record, number): (u8, u8)) -> bool {
    record == 2 && PLACES.contains(&number)
}

pub(super) fn read(records: &[u8]) -> Embedded {
    // Dataset 1:90 names the characters; only UTF-8 is ever named.
    let is_utf8 =
        datasets(records).any(|(id, value)| id == (1, 90) && records.get(value) == Some(b"\x1b%G"));
    let get = |number: u8| {
        let mut found = datasets(records).filter(|(id, _)| *id == (2, number));
        let value = &records[found.next()?.1];
        if is_utf8 { text(value) } else { latin(value) }
    };
    Embedded {
        caption: get(120),
        credit: get(110).or_else(|| get(80)),
        copyright: get(116),
        licence: None,
        alt: None,
    }
}
