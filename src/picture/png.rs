//! The chunks of a PNG file (PNG, third edition, section 5).

use std::borrow::Cow;

use super::{Header, Problem, be32};

pub(super) const SIGNATURE: usize = 8;
pub(super) const XMP: &[u8] = b"XML:com.adobe.xmp\0";

/// A PNG that has fewer bytes a pixel was drawn: photographs do not compress like that.
const DRAWN_BELOW: f64 = 0.75;

/// A chunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) kind: &'a [u8; 4],
    pub(super) data: &'a [u8],
    /// All of it, with length and checksum.
    pub(super) whole: &'a [u8],
}

/// The chunks, and what follows the last.
pub(super) fn chunks(bytes: &[u8]) -> Result<(Vec<Chunk<'_>>, &[u8]), Problem> {
    let mut found = Vec::new();
    let mut rest = bytes.get(SIGNATURE..).ok_or(Problem::Truncated)?;
    loop {
        let length = be32(rest).and_then(|n| usize::try_from(n).ok()).ok_or(Problem::Truncated)?;
        let end = length.checked_add(12).ok_or(Problem::Truncated)?;
        let whole = rest.get(..end).ok_or(Problem::Truncated)?;
        let kind = whole[4..].first_chunk().ok_or(Problem::Truncated)?;
        found.push(Chunk { kind, data: &whole[8..length + 8], whole });
        rest = &rest[end..];
        if kind == b"IEND" {
            return Ok((found, rest));
        }
    }
}

pub(super) fn header(bytes: &[u8]) -> Result<Header<'_>, Problem> {
    let (chunks, after) = chunks(bytes)?;
    let Some(first) = chunks.first().filter(|chunk| chunk.kind == b"IHDR") else {
        return Err(Problem::Corrupt("it does not begin with its size".to_owned()));
    };
    let [_, _, _, _, _, _, _, _, _, colour, ..] = *first.data else {
        return Err(Problem::Truncated);
    };
    let size = |at: usize| first.data.get(at..).and_then(be32).unwrap_or(0);
    let mut header = Header {
        width: size(0),
        height: size(4),
        transparent: colour & 4 != 0,
        more: !after.is_empty(),
        ..Header::default()
    };
    let mut stored = 0;
    for Chunk { kind, data, .. } in &chunks {
        match *kind {
            b"tRNS" => header.transparent = true,
            b"acTL" => header.animated = true,
            b"IDAT" => stored += data.len(),
            b"iCCP" => header.profile = Some(data),
            // A second one is against the standard, and not read.
            b"eXIf" if header.exif.is_some() => header.more = true,
            b"eXIf" => header.exif = Some(Cow::from(*data)),
            b"iTXt" if data.starts_with(XMP) => match xmp_text(data) {
                Some(packet) => header.xmp.push(packet.into()),
                // A compressed packet is not looked into.
                None => header.more = true,
            },
            b"tEXt" | b"zTXt" | b"iTXt" if is_raw_profile(data) => header.more = true,
            _ => {}
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a rough measure")]
    let bytes_a_pixel = stored as f64 / (f64::from(header.width) * f64::from(header.height));
    header.drawn = colour == 3 || bytes_a_pixel < DRAWN_BELOW;
    Ok(header)
}

/// The packet of an uncompressed XMP chunk: after the keyword stand a flag, a method, and two texts
/// that end with a zero (section 11.3.3.4).
pub(super) fn xmp_text(data: &[u8]) -> Option<&[u8]> {
    let [0, _, rest @ ..] = data.get(XMP.len()..)? else { return None };
    let (_, rest) = rest.split_at(memchr::memchr(0, rest)? + 1);
    Some(&rest[memchr::memchr(0, rest)? + 1..])
}

/// Whether a text chunk holds EXIF or IPTC as hexadecimal digits, as some programs write them.
pub(super) fn is_raw_profile(data: &[u8]) -> bool {
    data.starts_with(b"Raw profile type ") && !data.starts_with(b"Raw profile type icc\0")
}
