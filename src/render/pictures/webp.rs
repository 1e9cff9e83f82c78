//! WebP with a colour profile, which the encoder itself does not write (RFC 9649, section 2.7).

use image::DynamicImage;
use webp::{Encoder, WebPConfig};

use super::encode::failed;
use crate::picture::Problem;

const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;

/// Of 100. Above, files grow faster than anyone sees a difference.
const QUALITY: f32 = 80.0;
/// How hard the encoder tries, of 6: half the time of its own choice, for files a twentieth larger.
const METHOD: i32 = 2;
const LOSSLESS_EFFORT: f32 = 40.0;

/// A file; `lossless` for a drawing in its own size.
pub(super) fn encode(
    pixels: &DynamicImage,
    profile: Option<&[u8]>,
    lossless: bool,
) -> Result<Vec<u8>, Problem> {
    let mut config = WebPConfig::new().map_err(|()| failed())?;
    config.lossless = i32::from(lossless);
    // Without loss, quality is only effort.
    config.quality = if lossless { LOSSLESS_EFFORT } else { QUALITY };
    config.method = METHOD;
    let (width, height) = (pixels.width(), pixels.height());
    let made = match pixels {
        DynamicImage::ImageRgba8(own) => {
            Encoder::from_rgba(own, width, height).encode_advanced(&config)
        }
        DynamicImage::ImageRgb8(own) => {
            Encoder::from_rgb(own, width, height).encode_advanced(&config)
        }
        other => Encoder::from_rgb(&other.to_rgb8(), width, height).encode_advanced(&config),
    };
    let made = made.map_err(|_| failed())?;
    // A profile for grey is not one for the colours that are written here.
    let profile = profile.filter(|_| !matches!(pixels, DynamicImage::ImageLuma8(_)));
    match profile {
        Some(profile) => with_profile(&made, profile, width, height).ok_or_else(failed),
        None => Ok(made.to_vec()),
    }
}

/// The file in the extended form, with the profile before the pixels.
fn with_profile(file: &[u8], profile: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut pixels = file.get(12..)?;
    let mut flags = HAS_PROFILE;
    if pixels.starts_with(b"VP8X") {
        flags |= pixels.get(8)? & HAS_ALPHA;
        pixels = pixels.get(18..)?;
    } else if pixels.starts_with(b"VP8L") && pixels.get(12)? & 0x10 != 0 {
        flags |= HAS_ALPHA;
    }
    let mut out = b"RIFF\0\0\0\0WEBPVP8X".to_vec();
    out.extend_from_slice(&10_u32.to_le_bytes());
    out.extend_from_slice(&[flags, 0, 0, 0]);
    for side in [width, height] {
        out.extend_from_slice(side.checked_sub(1)?.to_le_bytes().get(..3)?);
    }
    out.extend_from_slice(b"ICCP");
    out.extend_from_slice(&u32::try_from(profile.len()).ok()?.to_le_bytes());
    out.extend_from_slice(profile);
    out.extend_from_slice(&[0][..profile.len() % 2]);
    out.extend_from_slice(pixels);
    let size = u32::try_from(out.len().checked_sub(8)?).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}
