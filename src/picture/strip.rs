//! Takes out of a file what tells where the picture was taken. Pixels are copied as they are.

use std::borrow::Cow;

use super::{Format, exif, iptc, jpeg, png, webp, xmp};

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
    for jpeg::Segment { marker, data, whole } in segments {
        match marker {
            0xe1 if data.starts_with(jpeg::EXIF) => {
                let own = data.get(jpeg::EXIF.len() + 1..).and_then(exif::without_location);
                if let Some(own) = own {
                    push_segment(&mut copy, 0xe1, &[b"Exif\0\0", &own]);
                }
            }
            0xe1 if data.starts_with(jpeg::XMP) && !xmp::tells_location(data) => {
                copy.extend_from_slice(whole);
            }
            0xe2 if data.starts_with(jpeg::ICC) => copy.extend_from_slice(whole),
            0xed if data.starts_with(jpeg::PHOTOSHOP) => {
                copy.extend_from_slice(&without_places(whole, data));
            }
            // JFIF and Adobe's note on colours are needed; so is all that is no application's.
            0xe0 | 0xee => copy.extend_from_slice(whole),
            0xe1..=0xef => {}
            _ => copy.extend_from_slice(whole),
        }
    }
    Some(copy)
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

/// Photoshop's segment with the names of places blanked; nothing in it moves.
fn without_places<'a>(whole: &'a [u8], data: &[u8]) -> Cow<'a, [u8]> {
    let Some(records) = iptc::in_photoshop(&data[jpeg::PHOTOSHOP.len()..]) else {
        return whole.into();
    };
    let places = iptc::places(records);
    let mut whole = Cow::from(whole);
    let Some(start) = memchr::memmem::find(&whole, records) else { return whole };
    for place in places {
        whole.to_mut()[start + place.start..start + place.end].fill(b' ');
    }
    whole
}

fn strip_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (chunks, _) = png::chunks(bytes).ok()?;
    let mut copy = Vec::with_capacity(bytes.len());
    copy.extend_from_slice(&bytes[..png::SIGNATURE]);
    for png::Chunk { kind, data, whole } in chunks {
        match kind {
            b"eXIf" => {
                if let Some(own) = exif::without_location(data) {
                    push_chunk(&mut copy, *kind, &own);
                }
            }
            b"iTXt" if data.starts_with(png::XMP) => {
                if png::xmp_text(data).is_some_and(|packet| !xmp::tells_location(packet)) {
                    copy.extend_from_slice(whole);
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
    let checksum = crc32(&copy[begins..]);
    copy.extend_from_slice(&checksum.to_be_bytes());
}

/// The checksum of chunks (PNG, section 5.5). For a few hundred bytes no table is worth it.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
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
                if let Some(own) = exif::without_location(webp::without_prefix(data)) {
                    kept |= HAS_EXIF;
                    copy.extend_from_slice(kind);
                    copy.extend_from_slice(&u32::try_from(own.len()).ok()?.to_le_bytes());
                    copy.extend_from_slice(&own);
                    copy.extend_from_slice(&[0][..own.len() % 2]);
                }
            }
            b"XMP " if xmp::tells_location(data) => {}
            _ => {
                if kind == b"VP8X" {
                    flags = Some(copy.len() + 8);
                } else if kind == b"XMP " {
                    kept |= HAS_XMP;
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
