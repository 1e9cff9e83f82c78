//! Pictures as large as a camera's, all different, the same bytes everywhere.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

const WIDTH: u32 = 4000;
const HEIGHT: u32 = 3000;
/// As cameras set it.
const QUALITY: u8 = 90;

/// The name of a picture's file.
pub(crate) fn name(number: usize) -> String {
    format!("picture-{number}.jpg")
}

/// Writes a JPEG of 12 megapixels: soft colours with some grain, for a camera has both.
pub(crate) fn write(path: &Path, number: usize) -> Result<()> {
    let shift = u32::try_from(number)?;
    let mut grain = shift ^ 0x9e37_79b9;
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        grain ^= grain << 13;
        grain ^= grain >> 17;
        grain ^= grain << 5;
        let soft = |across: u32, down: u32| (x / across + y / down + shift * 7) & 0xff;
        // A wave that goes up and down again, so that no edge is sharp.
        let wave = |level: u32| if level < 128 { level } else { 255 - level };
        let level = |across, down| wave(soft(across, down)) + (grain & 15) + 64;
        Rgb([level(19, 23), level(31, 17), level(13, 41)].map(|level| level.to_le_bytes()[0]))
    });
    let file = File::create(path).with_context(|| format!("writing {}", path.display()))?;
    JpegEncoder::new_with_quality(BufWriter::new(file), QUALITY).encode_image(&picture)?;
    Ok(())
}
