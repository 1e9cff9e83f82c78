//! The resources that Photoshop and others write into JPEG files (Adobe Photoshop File Formats
//! Specification, “Image Resources”). They begin in one segment and may go on in the next.

use super::jpeg::{PHOTOSHOP, Segment};
use super::{be16, be32, exif, iptc, xmp};

const IPTC: usize = 0x0404;
/// Small pictures with words of their own, and a hash of the IPTC records.
const LEFT_OUT: &[usize] = &[0x0409, 0x040c, 0x0425];
const EXIF: &[usize] = &[0x0422, 0x0423];
const XMP: usize = 0x0424;

/// One resource.
#[derive(Debug)]
struct Resource<'a> {
    number: usize,
    data: &'a [u8],
    /// All of it with its header and padding.
    whole: &'a [u8],
}

/// What the resources say.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// IPTC-IIM records.
    pub(super) iptc: Option<Vec<u8>>,
    /// Whether they hold EXIF or XMP that tells where the picture was taken, or what cannot be read.
    pub(super) location: bool,
}

/// Whether a segment holds resources.
pub(super) fn is_in(segment: &Segment<'_>) -> bool {
    segment.marker == 0xed && segment.data.starts_with(PHOTOSHOP)
}

/// The resources of all segments, joined.
pub(super) fn joined(segments: &[Segment<'_>]) -> Vec<u8> {
    let parts = segments.iter().filter(|segment| is_in(segment));
    parts.flat_map(|segment| &segment.data[PHOTOSHOP.len()..]).copied().collect()
}

pub(super) fn read(joined: &[u8]) -> Found {
    let (resources, rest) = resources(joined);
    let mut found = Found { iptc: None, location: rest.iter().any(|byte| *byte != 0) };
    for Resource { number, data, .. } in resources {
        match number {
            IPTC => found.iptc.get_or_insert_default().extend_from_slice(data),
            XMP => found.location |= xmp::tells_location(data),
            _ if EXIF.contains(&number) => found.location |= exif::read(data).location,
            _ => {}
        }
    }
    found
}

/// The resources without what tells where the picture was taken.
pub(super) fn without_location(joined: &[u8]) -> Vec<u8> {
    let mut copy = Vec::new();
    for Resource { number, data, whole } in resources(joined).0 {
        if number == IPTC {
            let records = iptc::without_places(data);
            let Ok(length) = u32::try_from(records.len()) else { continue };
            copy.extend_from_slice(b"8BIM\x04\x04\0\0");
            copy.extend_from_slice(&length.to_be_bytes());
            copy.extend_from_slice(&records);
            copy.extend_from_slice(&[0][..records.len() % 2]);
        } else if number != XMP && !EXIF.contains(&number) && !LEFT_OUT.contains(&number) {
            copy.extend_from_slice(whole);
        }
    }
    copy
}

/// The resources, and what follows them and is none.
fn resources(joined: &[u8]) -> (Vec<Resource<'_>>, &[u8]) {
    let mut found = Vec::new();
    let mut rest = joined;
    while let Some(resource) = first(rest) {
        rest = &rest[resource.whole.len()..];
        found.push(resource);
    }
    (found, rest)
}

fn first(bytes: &[u8]) -> Option<Resource<'_>> {
    let body = bytes.strip_prefix(b"8BIM")?;
    // A name of its own length, and lengths made even.
    let name = usize::from(*body.get(2)?) + 1;
    let start = 4 + 2 + name + name % 2 + 4;
    let length = usize::try_from(be32(bytes.get(start - 4..)?)?).ok()?;
    let end = start.checked_add(length)?;
    let data = bytes.get(start..end)?;
    // Some writers leave the last byte of padding out.
    let whole = &bytes[..(end + length % 2).min(bytes.len())];
    Some(Resource { number: be16(body)?, data, whole })
}
