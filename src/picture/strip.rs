//! Takes out of a file what tells where the picture was taken. Pixels are copied as they are.

use std::borrow::Cow;

use super::{Format, exif, jpeg, photoshop, png, webp, xmp};

/// What a segment of JPEG holds besides its marker and length.
const MAX_SEGMENT: usize = 65_533;

/// The file without it; the file itself where it cannot be taken apart.
pub(super) fn strip(bytes: &[u8], format: Format) -> Cow<'_, [u8]> {
    let copy = match format {
        Format::Jpeg => strip_jpeg(bytes),
        Format::Png => strip_png(bytes),
        Format::WebP => strip_webp(bytes),
        Format::Gif | Format::Avif => None,
    };
    copy.map_or(bytes.into(), Cow::from)
}

/// Keeps the first picture with its colours and texts. What follows it, such as the film of a “live”
/// photograph, has metadata of its own; so may segments that no standard knows.
fn strip_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, _) = jpeg::segments(bytes).ok()?;
    let mut copy = Vec::with_capacity(bytes.len());
    copy.extend_from_slice(&bytes[..2]);
    let (mut exif_seen, mut resources_seen) = (false, false);
    for segment in &segments {
        let jpeg::Segment { marker, data, whole } = *segment;
        match marker {
            0xe1 if data.starts_with(jpeg::EXIF) => {
                // What goes on in a second segment is not read.
                let own = data.get(jpeg::EXIF.len() + 1..).filter(|_| !exif_seen);
                if let Some(own) = own.and_then(exif::without_location) {
                    push_segment(&mut copy, 0xe1, &[b"Exif\0\0", &own]);
                }
                exif_seen = true;
            }
            0xe1 if data.starts_with(jpeg::XMP) => match rewritten(&data[jpeg::XMP.len()..]) {
                Some(packet) => push_segment(&mut copy, 0xe1, &[jpeg::XMP, &packet]),
                None => copy.extend_from_slice(whole),
            },
            _ if photoshop::is_in(segment) => {
                // The first stands for all.
                if resources_seen {
                    continue;
                }
                resources_seen = true;
                let kept = photoshop::without_location(&photoshop::joined(&segments));
                for part in kept.chunks(MAX_SEGMENT - jpeg::PHOTOSHOP.len()) {
                    push_segment(&mut copy, 0xed, &[jpeg::PHOTOSHOP, part]);
                }
            }
            _ if jpeg::is_harmless(segment) => copy.extend_from_slice(whole),
            _ => {}
        }
    }
    Some(copy)
}

/// What stands for an XMP packet that tells of a place: caption, credit, terms of use and description
/// in a packet of their own. `None` when it tells of none and stays.
fn rewritten(packet: &[u8]) -> Option<Vec<u8>> {
    xmp::tells_location(packet).then(|| xmp::write(&xmp::read(packet)))
}

fn push_segment(copy: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length = 2 + parts.iter().map(|part| part.len()).sum::<usize>();
    // What does not fit into a segment was not in one.
    let Ok(length) = u16::try_from(length) else { return };
    copy.extend_from_slice(&[0xff, marker]);
    copy.extend_from_slice(&length.to_be_bytes());
    for part in parts {
        copy.extend_from_slice(part);
    }
}

fn strip_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (chunks, _) = png::chunks(bytes).ok()?;
    let mut copy = Vec::with_capacity(bytes.len());
    copy.extend_from_slice(&bytes[..png::SIGNATURE]);
    let mut exif_seen = false;
    for png::Chunk { kind, data, whole } in chunks {
        match kind {
            b"eXIf" => {
                let first = !std::mem::replace(&mut exif_seen, true);
                if let Some(own) = exif::without_location(data).filter(|_| first) {
                    push_chunk(&mut copy, *kind, &own);
                }
            }
            b"iTXt" if data.starts_with(png::XMP) => {
                // A compressed packet is not looked into, and goes.
                let Some(packet) = png::xmp_text(data) else { continue };
                match rewritten(packet) {
                    // No compression, and neither a language nor a translated keyword.
                    Some(packet) => {
                        push_chunk(&mut copy, *kind, &[png::XMP, &[0; 4], &packet].concat());
                    }
                    None => copy.extend_from_slice(whole),
                }
            }
            b"tEXt" | b"zTXt" | b"iTXt" if png::is_raw_profile(data) => {}
            _ => copy.extend_from_slice(whole),
        }
    }
    Some(copy)
}

pub(super) fn push_chunk(copy: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let Ok(length) = u32::try_from(data.len()) else { return };
    copy.extend_from_slice(&length.to_be_bytes());
    let begins = copy.len();
    copy.extend_from_slice(&kind);
    copy.extend_from_slice(data);
    let checksum = crc32fast::hash(&copy[begins..]);
    copy.extend_from_slice(&checksum.to_be_bytes());
}

fn strip_webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const HAS_EXIF: u8 = 0x08;
    const HAS_XMP: u8 = 0x04;
    let (chunks, _) = webp::chunks(bytes).ok()?;
    let mut copy = bytes[..webp::START].to_vec();
    let (mut flags, mut kept) = (None, 0);
    for webp::Chunk { kind, data, whole } in chunks {
        match kind {
            b"EXIF" => {
                let own = exif::without_location(webp::without_prefix(data));
                if let Some(own) = own.filter(|_| kept & HAS_EXIF == 0) {
                    kept |= HAS_EXIF;
                    push_riff_chunk(&mut copy, *kind, &own)?;
                }
            }
            b"XMP " => {
                kept |= HAS_XMP;
                match rewritten(data) {
                    Some(packet) => push_riff_chunk(&mut copy, *kind, &packet)?,
                    None => copy.extend_from_slice(whole),
                }
            }
            _ => {
                if kind == b"VP8X" {
                    flags = Some(copy.len() + 8);
                }
                copy.extend_from_slice(whole);
            }
        }
    }
    if let Some(flags) = flags {
        copy[flags] = copy[flags] & !(HAS_EXIF | HAS_XMP) | kept;
    }
    let size = u32::try_from(copy.len() - 8).ok()?;
    copy[4..8].copy_from_slice(&size.to_le_bytes());
    Some(copy)
}

fn push_riff_chunk(copy: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) -> Option<()> {
    copy.extend_from_slice(&kind);
    copy.extend_from_slice(&u32::try_from(data.len()).ok()?.to_le_bytes());
    copy.extend_from_slice(data);
    copy.extend_from_slice(&[0][..data.len() % 2]);
    Some(())
}
