//! From pixels to files. Nothing but pixels and their colour profile goes into a file.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, RgbImage};

use super::webp;
use crate::picture::{Facts, Format, Problem};

/// Of 100. Above, files grow faster than anyone sees a difference.
const JPEG_QUALITY: u8 = 82;

pub(super) fn encode(
    pixels: &DynamicImage,
    format: Format,
    facts: &Facts,
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, Problem> {
    match format {
        Format::Jpeg => jpeg(pixels, profile),
        Format::WebP => webp::encode(pixels, profile, is_untouched(pixels, facts)),
        #[cfg(feature = "avif")]
        Format::Avif => avif(pixels),
        _ => Err(failed()),
    }
}

/// Whether the pixels are those of a drawing as it was drawn. Only then is a file without loss a small one:
/// in any other size there are many more colours.
fn is_untouched(pixels: &DynamicImage, facts: &Facts) -> bool {
    facts.drawn && (pixels.width(), pixels.height()) == (facts.width, facts.height)
}

fn jpeg(pixels: &DynamicImage, profile: Option<&[u8]>) -> Result<Vec<u8>, Problem> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).map_err(|_| failed())?;
    }
    match pixels {
        DynamicImage::ImageRgba8(_) => encoder.encode_image(&on_white(pixels)),
        other => encoder.encode_image(other),
    }
    .map_err(|_| failed())?;
    Ok(file)
}

/// JPEG knows no transparency: paper shines through.
fn on_white(pixels: &DynamicImage) -> RgbImage {
    let rgba = pixels.to_rgba8();
    let mut white = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in white.pixels_mut().zip(rgba.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|channel| {
            u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        });
    }
    white
}

#[cfg(feature = "avif")]
fn avif(pixels: &DynamicImage) -> Result<Vec<u8>, Problem> {
    const QUALITY: u8 = 60;
    const SPEED: u8 = 7;
    let mut file = Vec::new();
    // One thread: how many there are must not show in the file, and pictures are made side by side.
    let encoder =
        image::codecs::avif::AvifEncoder::new_with_speed_quality(&mut file, SPEED, QUALITY)
            .with_num_threads(Some(1));
    pixels.write_with_encoder(encoder).map_err(|_| failed())?;
    Ok(file)
}

pub(super) fn failed() -> Problem {
    Problem::Corrupt("it cannot be stored in another form".to_owned())
}
