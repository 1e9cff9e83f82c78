//! The segments of a JPEG file (ISO/IEC 10918-1, annex B).

use std::borrow::Cow;

use super::{Header, Problem, be16, photoshop};

const START_OF_SCAN: u8 = 0xda;
const END: u8 = 0xd9;
pub(super) const EXIF: &[u8] = b"Exif\0";
pub(super) const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
pub(super) const ICC: &[u8] = b"ICC_PROFILE\0";
pub(super) const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

/// A part of the file that begins with a marker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) marker: u8,
    /// What follows the length; empty for markers that stand alone.
    pub(super) data: &'a [u8],
    /// All of it with its marker; of a scan, with the pixels that follow.
    pub(super) whole: &'a [u8],
}

/// The segments from after the first marker to the end of the picture, and what follows that.
pub(super) fn segments(bytes: &[u8]) -> Result<(Vec<Segment<'_>>, &[u8]), Problem> {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let begins = at;
        if bytes.get(at) != Some(&0xff) {
            return Err(Problem::Truncated);
        }
        while bytes.get(at) == Some(&0xff) {
            at += 1;
        }
        let marker = *bytes.get(at).ok_or(Problem::Truncated)?;
        at += 1;
        let mut data: &[u8] = &[];
        if !matches!(marker, 0x01 | 0xd0..=0xd9) {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = be16(rest).filter(|length| *length >= 2).ok_or(Problem::Truncated)?;
            data = rest.get(2..length).ok_or(Problem::Truncated)?;
            at += length;
        }
        if marker == START_OF_SCAN {
            at = end_of_scan(bytes, at).ok_or(Problem::Truncated)?;
        }
        found.push(Segment { marker, data, whole: &bytes[begins..at] });
        if marker == END {
            return Ok((found, &bytes[at..]));
        }
    }
}

/// Where the marker stands that ends a scan.
fn end_of_scan(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr(0xff, bytes.get(at..)?)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            // Any number of these may stand before a marker.
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

pub(super) fn header(bytes: &[u8]) -> Result<Header<'_>, Problem> {
    let (segments, after) = segments(bytes)?;
    let resources = photoshop::read(&photoshop::joined(&segments));
    let more = resources.location || !is_padding(after);
    let mut header = Header { more, iptc: resources.iptc, ..Header::default() };
    for segment in &segments {
        let Segment { marker, data, .. } = *segment;
        match marker {
            // Every kind of frame; the other three markers of the range are no frames.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) && header.width == 0 => {
                let [_, h1, h0, w1, w0, components, ..] = *data else {
                    return Err(Problem::Truncated);
                };
                header.height = u32::from(u16::from_be_bytes([h1, h0]));
                header.width = u32::from(u16::from_be_bytes([w1, w0]));
                header.print_colours = components == 4;
            }
            0xe1 if data.starts_with(EXIF) && header.exif.is_none() => {
                header.exif = data.get(EXIF.len() + 1..).map(Cow::from);
            }
            0xe1 if data.starts_with(XMP) => header.xmp.push(data[XMP.len()..].into()),
            0xe2 if data.starts_with(ICC) => header.profile = header.profile.or(Some(data)),
            // More EXIF, more XMP than one packet, and what no standard knows may say anything.
            _ => header.more |= !is_harmless(segment),
        }
    }
    Ok(header)
}

/// Whether a segment is needed for the picture to look right, or is known to be about nothing else. All
/// that belongs to no application is: frames, tables, scans, comments.
pub(super) fn is_harmless(segment: &Segment<'_>) -> bool {
    let Segment { marker, data, .. } = *segment;
    match marker {
        0xe0 => data.starts_with(b"JFIF\0") || data.starts_with(b"JFXX\0"),
        0xe2 => data.starts_with(ICC),
        0xee => data.starts_with(b"Adobe"),
        0xe1..=0xef => photoshop::is_in(segment),
        _ => true,
    }
}

/// Some cameras fill the file up.
fn is_padding(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, 0 | 0xff))
}
