//! The chunks of a WebP file (RFC 9649, section 2).

use std::borrow::Cow;

use super::{Header, Problem};

/// Where the chunks begin.
pub(super) const START: usize = 12;

/// A chunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) kind: &'a [u8; 4],
    pub(super) data: &'a [u8],
    /// All of it, with its header and padding.
    pub(super) whole: &'a [u8],
}

/// The chunks, and what follows the file's own end.
pub(super) fn chunks(bytes: &[u8]) -> Result<(Vec<Chunk<'_>>, &[u8]), Problem> {
    let size = bytes.get(4..).and_then(le32).ok_or(Problem::Truncated)?;
    let end = size.checked_add(8).ok_or(Problem::Truncated)?;
    let mut rest = bytes.get(START..end).ok_or(Problem::Truncated)?;
    let mut found = Vec::new();
    while rest.len() >= 8 {
        let length = le32(&rest[4..]).ok_or(Problem::Truncated)?;
        let data_end = length.checked_add(8).ok_or(Problem::Truncated)?;
        let data = rest.get(8..data_end).ok_or(Problem::Truncated)?;
        let kind = rest.first_chunk().ok_or(Problem::Truncated)?;
        // A chunk of odd length has a byte more; some writers leave it out at the end.
        let whole_end = (data_end + length % 2).min(rest.len());
        found.push(Chunk { kind, data, whole: &rest[..whole_end] });
        rest = &rest[whole_end..];
    }
    Ok((found, &bytes[end..]))
}

pub(super) fn header(bytes: &[u8]) -> Result<Header<'_>, Problem> {
    let (chunks, after) = chunks(bytes)?;
    let mut header = Header { more: !after.is_empty(), ..Header::default() };
    for Chunk { kind, data, .. } in &chunks {
        match *kind {
            b"VP8X" => {
                let [flags, _, _, _, w0, w1, w2, h0, h1, h2, ..] = **data else {
                    return Err(Problem::Truncated);
                };
                header.width = 1 + u32::from_le_bytes([w0, w1, w2, 0]);
                header.height = 1 + u32::from_le_bytes([h0, h1, h2, 0]);
                header.transparent = flags & 0x10 != 0;
                header.animated = flags & 0x02 != 0;
            }
            b"VP8 " => lossy(data, &mut header)?,
            b"VP8L" => lossless(data, &mut header)?,
            // A second one is against the standard, and not read.
            b"EXIF" if header.exif.is_some() => header.more = true,
            b"EXIF" => header.exif = Some(Cow::from(without_prefix(data))),
            b"ICCP" => header.profile = Some(data),
            b"XMP " => header.xmp.push(Cow::from(*data)),
            _ => {}
        }
    }
    Ok(header)
}

/// RFC 6386, section 9.1.
fn lossy(data: &[u8], header: &mut Header<'_>) -> Result<(), Problem> {
    let [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = *data else {
        return Err(Problem::Truncated);
    };
    if header.width == 0 {
        header.width = u32::from(u16::from_le_bytes([w0, w1]) & 0x3fff);
        header.height = u32::from(u16::from_le_bytes([h0, h1]) & 0x3fff);
    }
    Ok(())
}

/// RFC 9649, section 3.4.
fn lossless(data: &[u8], header: &mut Header<'_>) -> Result<(), Problem> {
    let [0x2f, a, b, c, d, ..] = *data else { return Err(Problem::Truncated) };
    let bits = u32::from_le_bytes([a, b, c, d]);
    header.drawn = true;
    if header.width == 0 {
        header.width = 1 + (bits & 0x3fff);
        header.height = 1 + (bits >> 14 & 0x3fff);
        header.transparent = bits >> 28 & 1 != 0;
    }
    Ok(())
}

/// Some writers put the beginning of JPEG's segment before the EXIF data.
pub(super) fn without_prefix(exif: &[u8]) -> &[u8] {
    exif.strip_prefix(b"Exif\0\0").unwrap_or(exif)
}

fn le32(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.first_chunk()?)).ok()
}
