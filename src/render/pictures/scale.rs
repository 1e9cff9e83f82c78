//! Smaller pictures of a large one, turned the right way up.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};

use super::decode::Decoded;
use crate::picture::{Facts, Problem};
use crate::plan::{Ratio, scaled};

/// The longest width of what smaller ones are made from, where that is wide enough for them: the pixels
/// of a large photograph are gone through once.
const MIDDLE: u32 = 2400;

/// Pixels as they are stored, before they are turned.
pub(super) struct Sizes<'a> {
    original: &'a DynamicImage,
    /// A smaller one of a large original.
    middle: Option<DynamicImage>,
    facts: &'a Facts,
    resizer: Resizer,
}

impl<'a> Sizes<'a> {
    pub(super) fn new(decoded: &'a Decoded, facts: &'a Facts) -> Result<Self, Problem> {
        let mut sizes =
            Self { original: &decoded.pixels, middle: None, facts, resizer: Resizer::new() };
        if facts.width > MIDDLE {
            let height = scaled(MIDDLE, facts.height, facts.width);
            let (across, down) = sizes.stored((MIDDLE, height));
            let whole = sizes.part(&decoded.pixels, None);
            let middle = resize(&mut sizes.resizer, &decoded.pixels, whole, across, down)?;
            sizes.middle = Some(middle);
        }
        Ok(sizes)
    }

    /// The picture in a size, or the middle of it in a ratio, the right way up.
    pub(super) fn make(
        &mut self,
        crop: Option<Ratio>,
        width: u32,
        height: u32,
    ) -> Result<DynamicImage, Problem> {
        let (across, down) = self.stored((width, height));
        let enough = |from: &&DynamicImage| {
            let (_, _, part_width, part_height) = self.part(from, crop);
            part_width >= f64::from(across) && part_height >= f64::from(down)
        };
        let from = self.middle.as_ref().filter(enough).unwrap_or(self.original);
        let part = self.part(from, crop);
        let mut made = if crop.is_none() && (from.width(), from.height()) == (across, down) {
            from.clone()
        } else {
            resize(&mut self.resizer, from, part, across, down)?
        };
        if let Some(orientation) = Orientation::from_exif(self.facts.orientation) {
            made.apply_orientation(orientation);
        }
        Ok(made)
    }

    /// Width and height before the picture is turned, or after.
    fn stored(&self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.facts.orientation > 4 { (height, width) } else { (width, height) }
    }

    /// The part of some pixels that a ratio shows: left, top, width, height.
    fn part(&self, of: &DynamicImage, crop: Option<Ratio>) -> (f64, f64, f64, f64) {
        let (across, down) = (of.width(), of.height());
        let (width, height) = match crop {
            None => (across, down),
            Some(ratio) => {
                let (width, height) = self.stored((across, down));
                self.stored(ratio.within(width, height))
            }
        };
        let middle = |whole: u32, part: u32| f64::from(whole - part) / 2.0;
        (middle(across, width), middle(down, height), f64::from(width), f64::from(height))
    }
}

/// `part` (left, top, width, height) of some pixels in another size.
fn resize(
    resizer: &mut Resizer,
    from: &DynamicImage,
    (left, top, part_width, part_height): (f64, f64, f64, f64),
    width: u32,
    height: u32,
) -> Result<DynamicImage, Problem> {
    let (kind, bytes) = match from {
        DynamicImage::ImageLuma8(pixels) => (PixelType::U8, pixels.as_raw()),
        DynamicImage::ImageRgb8(pixels) => (PixelType::U8x3, pixels.as_raw()),
        DynamicImage::ImageRgba8(pixels) => (PixelType::U8x4, pixels.as_raw()),
        _ => return Err(unexpected()),
    };
    let source =
        ImageRef::new(from.width(), from.height(), bytes, kind).map_err(|_| unexpected())?;
    let mut target = Image::new(width, height, kind);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(left, top, part_width, part_height);
    resizer.resize(&source, &mut target, &options).map_err(|_| unexpected())?;
    let bytes = target.into_vec();
    let made = match kind {
        PixelType::U8 => GrayImage::from_raw(width, height, bytes).map(DynamicImage::from),
        PixelType::U8x3 => RgbImage::from_raw(width, height, bytes).map(DynamicImage::from),
        _ => RgbaImage::from_raw(width, height, bytes).map(DynamicImage::from),
    };
    made.ok_or_else(unexpected)
}

fn unexpected() -> Problem {
    Problem::Corrupt("no smaller one can be made of it".to_owned())
}
