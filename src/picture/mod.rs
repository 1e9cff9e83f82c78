//! What a picture's file says of itself, read from its headers: no pixel is decoded here.
//!
//! * [`facts`]: kind, size, orientation, colours, and what is embedded (caption, credit, licence, copyright).
//! * [`without_location`]: the same picture, with nothing in it that tells where it was taken.

mod embedded;
mod exif;
mod iptc;
mod jpeg;
mod photoshop;
mod png;
mod problem;
mod strip;
#[cfg(test)]
pub(crate) mod tests;
mod webp;
mod xmp;

use std::borrow::Cow;

pub use embedded::Embedded;
pub use problem::Problem;

/// A file larger than this is reported instead of read: 100 megapixels of the finest JPEG are less.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// A picture of more pixels is reported instead of decoded.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The endings of raster pictures, lower case. The second line are other names of JPEG, which pages do
/// not show but offer for download.
pub const ENDINGS: &[&str] = &[
    "jpg", "jpeg", "png", "webp", "gif", "avif", //
    "jpe", "jfif",
];

/// How a raster picture is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// PNG (W3C Recommendation, third edition).
    Png,
    /// WebP (RFC 9649).
    WebP,
    /// GIF 87a or 89a.
    Gif,
    /// AVIF (AV1 in HEIF).
    Avif,
}

impl Format {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Avif => "AVIF",
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
        }
    }

    /// What a file is, by its first bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => {
                Some(Self::Avif)
            }
            _ => None,
        }
    }
}

/// What is known of a picture without decoding it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// How it is stored.
    pub format: Format,
    /// Width in pixels as it is shown, that is, turned as `orientation` says.
    pub width: u32,
    /// Height in pixels as it is shown.
    pub height: u32,
    /// How the stored pixels have to be turned: the EXIF tag of that name, 1 to 8.
    pub orientation: u8,
    /// Whether pixels may be transparent.
    pub transparent: bool,
    /// Whether it was drawn rather than photographed: few colours, sharp edges.
    pub drawn: bool,
    /// Whether it moves.
    pub animated: bool,
    /// Whether its colours are for print (CMYK).
    pub print_colours: bool,
    /// Whether its colours are others than those of sRGB, by its profile.
    pub own_colours: bool,
    /// Whether the file tells where the picture was taken, or holds data that may.
    pub location: bool,
    /// What the picture says of itself.
    pub embedded: Option<Box<Embedded>>,
}

impl Facts {
    /// Whether smaller ones can be made of it.
    pub fn can_be_resized(&self) -> bool {
        !self.animated && matches!(self.format, Format::Jpeg | Format::Png | Format::WebP)
    }
}

/// What a format's own reader finds.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Header<'a> {
    /// As stored.
    width: u32,
    height: u32,
    transparent: bool,
    drawn: bool,
    animated: bool,
    print_colours: bool,
    /// An ICC profile, or its beginning, or its name.
    profile: Option<&'a [u8]>,
    /// The TIFF structure of EXIF.
    exif: Option<Cow<'a, [u8]>>,
    /// XMP packets.
    xmp: Vec<Cow<'a, [u8]>>,
    /// IPTC-IIM records.
    iptc: Option<Vec<u8>>,
    /// Whether there is more than the picture, which nobody looks into.
    more: bool,
}

/// Reads the headers of a picture.
///
/// # Errors
/// The file is no picture, or not whole, or too large to be decoded.
pub fn facts(bytes: &[u8]) -> Result<Facts, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    let format = Format::of(bytes).ok_or(Problem::NotAPicture)?;
    let header = match format {
        Format::Jpeg => jpeg::header(bytes)?,
        Format::Png => png::header(bytes)?,
        Format::WebP => webp::header(bytes)?,
        Format::Gif => gif(bytes)?,
        Format::Avif => avif(bytes)?,
    };
    let (width, height) = (header.width, header.height);
    if width == 0 || height == 0 {
        return Err(Problem::Corrupt("it has no width or no height".to_owned()));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Problem::TooManyPixels(width, height));
    }
    let exif = header.exif.as_deref().map(exif::read);
    let orientation = exif.as_ref().map_or(1, |exif| exif.orientation);
    let (width, height) = if orientation > 4 { (height, width) } else { (width, height) };
    let location = header.more
        || exif.as_ref().is_some_and(|exif| exif.location)
        || header.xmp.iter().any(|packet| xmp::tells_location(packet))
        || header.iptc.as_deref().is_some_and(iptc::tells_location);
    if location && matches!(format, Format::Gif | Format::Avif) {
        return Err(Problem::TellsLocation(format));
    }
    Ok(Facts {
        format,
        width,
        height,
        orientation,
        transparent: header.transparent,
        drawn: header.drawn,
        animated: header.animated,
        print_colours: header.print_colours,
        own_colours: header.profile.is_some_and(|profile| !is_srgb(profile)),
        location,
        embedded: embedded::merge(
            &header.xmp,
            header.iptc.as_deref(),
            exif.map(|exif| exif.embedded).unwrap_or_default(),
        ),
    })
}

/// The picture with nothing in it that tells where it was taken; the pixels are not touched. A file that
/// tells nothing comes back as it is. What editors need stays: orientation, description, author, rights,
/// colour profile.
///
/// A file that is no whole JPEG, PNG or WebP comes back as it is.
pub fn without_location(bytes: &[u8]) -> Cow<'_, [u8]> {
    match facts(bytes) {
        Ok(facts) if facts.location => strip::strip(bytes, facts.format),
        _ => bytes.into(),
    }
}

/// The size of an AVIF picture. Where its items stand is not looked up: what begins like EXIF or XMP is
/// taken for it.
fn avif(bytes: &[u8]) -> Result<Header<'_>, Problem> {
    let size = imagesize::blob_size(bytes).map_err(|_| Problem::Truncated)?;
    let pixels = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (width, height) = (pixels(size.width), pixels(size.height));
    let tiff = [&b"II*\0"[..], b"MM\0*"].map(|begin| memchr::memmem::find(bytes, begin));
    let in_exif = tiff.into_iter().flatten().any(|at| exif::tells_location(&bytes[at..]));
    let more = in_exif || xmp::within_tells_location(bytes);
    Ok(Header { width, height, more, ..Header::default() })
}

/// Whether a profile calls itself sRGB, in either of the ways in which profiles write their names.
fn is_srgb(profile: &[u8]) -> bool {
    [&b"sRGB"[..], b"s\0R\0G\0B"].iter().any(|name| memchr::memmem::find(profile, name).is_some())
}

/// GIF 89a, section 18: the size of the logical screen; then blocks, of which only the number of
/// pictures matters.
fn gif(bytes: &[u8]) -> Result<Header<'_>, Problem> {
    let at = |i: usize| bytes.get(i).copied().map(u32::from).ok_or(Problem::Truncated);
    let (width, height) = (at(6)? + 256 * at(7)?, at(8)? + 256 * at(9)?);
    let table = |flags: u32| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut i = 13 + table(at(10)?);
    let mut pictures = 0;
    loop {
        match at(i)? {
            0x3b => break,
            0x2c => {
                pictures += 1;
                i += 11 + table(at(i + 9)?);
            }
            0x21 => i += 2,
            _ => return Err(Problem::Corrupt("a block in it has no known kind".to_owned())),
        }
        while at(i)? != 0 {
            i += 1 + bytes[i] as usize;
        }
        i += 1;
    }
    let animated = pictures > 1;
    let more =
        memchr::memmem::find(bytes, b"XMP DataXMP").is_some() && xmp::within_tells_location(bytes);
    let (drawn, transparent) = (true, true);
    Ok(Header { width, height, transparent, drawn, animated, more, ..Header::default() })
}

/// Big-endian numbers.
fn be16(bytes: &[u8]) -> Option<usize> {
    bytes.first_chunk().map(|pair| usize::from(u16::from_be_bytes(*pair)))
}

fn be32(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|four| u32::from_be_bytes(*four))
}
