//! From a file to pixels of eight bits a channel.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits};

use crate::picture::{Facts, Format, MAX_PIXELS, Problem};

/// A longer colour profile is left out: it is none for screens.
const MAX_PROFILE_BYTES: usize = 256 * 1024;

/// All that a PNG says besides its pixels fills no more, packed or unpacked. A profile that unpacks to
/// more is left out by the decoder.
const MAX_WORDS_BYTES: u64 = 16 * 1024 * 1024;

/// Pixels as stored, before they are turned.
#[derive(Debug)]
pub(super) struct Decoded {
    /// One of L8, RGB8 and RGBA8.
    pub(super) pixels: DynamicImage,
    /// The ICC profile that the pixels' colours are of.
    pub(super) profile: Option<Vec<u8>>,
}

pub(super) fn decode(bytes: &[u8], facts: &Facts) -> Result<Decoded, Problem> {
    let decoded = match facts.format {
        Format::Jpeg => JpegDecoder::new(Cursor::new(bytes)).and_then(read),
        Format::Png => png(bytes).and_then(read),
        Format::WebP => WebPDecoder::new(Cursor::new(bytes)).and_then(read),
        Format::Gif | Format::Avif => return Err(Problem::NotAPicture),
    };
    let (pixels, profile) = decoded.map_err(|error| problem(&error))?;
    let stored = if facts.orientation > 4 {
        (facts.height, facts.width)
    } else {
        (facts.width, facts.height)
    };
    if (pixels.width(), pixels.height()) != stored {
        return Err(Problem::Corrupt("it names two sizes".to_owned()));
    }
    // Print colours were turned into those of screens: the profile is not theirs any more.
    let profile = profile.filter(|profile| {
        !facts.print_colours && profile.len() <= MAX_PROFILE_BYTES && is_for(&pixels, profile)
    });
    Ok(Decoded { pixels, profile })
}

/// Colour profiles are unpacked while a PNG's decoder is made, so its limits are needed from the start.
/// Its pixels do not count towards these.
fn png(bytes: &[u8]) -> ImageResult<PngDecoder<Cursor<&[u8]>>> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_WORDS_BYTES);
    PngDecoder::with_limits(Cursor::new(bytes), limits)
}

fn read(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Option<Vec<u8>>), ImageError> {
    let mut limits = Limits::default();
    // Eight bytes a pixel are sixteen bits in each of four channels.
    limits.max_alloc = Some(MAX_PIXELS * 8);
    decoder.set_limits(limits)?;
    // A profile that cannot be read is as none.
    let profile = decoder.icc_profile().unwrap_or_default();
    let pixels = DynamicImage::from_decoder(decoder)?;
    Ok((eight_bits(pixels), profile))
}

fn eight_bits(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => {
            pixels
        }
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(pixels.into_luma8()),
        other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    }
}

/// Whether a profile is for colours of this kind (ICC.1, section 7.2.6: bytes 16 to 19).
fn is_for(pixels: &DynamicImage, profile: &[u8]) -> bool {
    let grey = matches!(pixels, DynamicImage::ImageLuma8(_));
    profile.get(16..20) == Some(if grey { b"GRAY" } else { b"RGB " })
}

fn problem(error: &ImageError) -> Problem {
    Problem::Corrupt(match error {
        ImageError::Limits(_) => "it needs too much memory".to_owned(),
        ImageError::Unsupported(_) => "its kind is not supported".to_owned(),
        _ => "its pixels are damaged".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ExtendedColorType, ImageEncoder};

    #[test]
    fn a_profile_that_unpacks_to_very_much_is_left_out() {
        let with_profile = |bytes: usize| {
            let mut file = Vec::new();
            let mut encoder = image::codecs::png::PngEncoder::new(&mut file);
            encoder.set_icc_profile(vec![0; bytes]).unwrap();
            encoder.write_image(&[9; 3], 1, 1, ExtendedColorType::Rgb8).unwrap();
            file
        };
        let small = with_profile(1000);
        assert_eq!(png(&small).unwrap().icc_profile().unwrap().unwrap().len(), 1000);
        let bomb = with_profile(48 * 1024 * 1024);
        assert!(bomb.len() < 1024 * 1024, "packed, it is small");
        assert_eq!(png(&bomb).unwrap().icc_profile().unwrap(), None);
        assert!(decode(&bomb, &crate::picture::facts(&bomb).unwrap()).is_ok());
    }
}
