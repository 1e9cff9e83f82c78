//! IPTC-IIM (version 4.2): the records of press agencies, in JPEG inside a resource of Photoshop's.

use std::ops::Range;

use super::embedded::{Embedded, latin, text};
use super::{be16, be32};

/// Datasets of record 2 that name a place: content location, city, part of it, province, country.
const PLACES: &[u8] = &[26, 27, 90, 92, 95, 100, 101];

/// The IIM records among the resources of Photoshop (number 0x0404).
pub(super) fn in_photoshop(resources: &[u8]) -> Option<&[u8]> {
    let mut rest = resources;
    loop {
        let body = rest.strip_prefix(b"8BIM")?;
        let number = be16(body)?;
        // A name of its own length, and lengths made even.
        let name = usize::from(*body.get(2)?) + 1;
        let body = body.get(2 + name + name % 2..)?;
        let length = usize::try_from(be32(body)?).ok()?;
        let data = body.get(4..)?.get(..length)?;
        if number == 0x0404 {
            return Some(data);
        }
        rest = body.get(4 + length + length % 2..)?;
    }
}

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

pub(super) fn tells_location(records: &[u8]) -> bool {
    places(records).into_iter().any(|value| records[value].iter().any(|byte| *byte != b' '))
}

/// Where the names of places stand.
pub(super) fn places(records: &[u8]) -> Vec<Range<usize>> {
    datasets(records).filter(|(id, _)| is_place(*id)).map(|(_, value)| value).collect()
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
        licence: get(116),
        alt: None,
    }
}
