//! Small PNG files of flat drawings: up to 256 colours in a palette.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};

/// A drawing with more colours than this is no flat one: it keeps them all.
const MANY_COLOURS: usize = 4_096;

/// How hard the compressor tries, 1 to 9.
const EFFORT: u8 = 6;

/// Writes opaque pixels, four bytes each: red, green, blue and one that is left out.
///
/// # Errors
/// The encoder refuses; it does not for pixels as many as width and height say.
pub(super) fn write(
    pixels: &[u8],
    width: u32,
    height: u32,
    out: &mut Vec<u8>,
) -> Result<(), EncodingError> {
    out.clear();
    let mut encoder = Encoder::new(Cursor::new(out), width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(EFFORT));
    if let Some((palette, indices)) = flat(pixels, width) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_palette(palette);
        encoder.write_header()?.write_image_data(&indices)
    } else {
        encoder.set_color(ColorType::Rgb);
        encoder.set_filter(Filter::Adaptive);
        let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        encoder.write_header()?.write_image_data(&rgb)
    }
}

/// The palette and each pixel's place in it. `None` for a drawing with very many colours.
fn flat(pixels: &[u8], width: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut colours = Colours::default();
    // The picture as runs of one colour: a flat drawing has few, and most rows repeat the one before.
    let mut runs: Vec<(u16, usize)> = Vec::new();
    let mut row_before: &[u8] = &[];
    let mut runs_before = 0..0;
    for row in pixels.chunks_exact(width as usize * 4) {
        let first = runs.len();
        if row == row_before {
            runs.extend_from_within(runs_before.clone());
        } else {
            runs_of(row, &mut colours, &mut runs)?;
        }
        for (slot, length) in &runs[first..] {
            colours.counts[usize::from(*slot)] += length;
        }
        row_before = row;
        runs_before = first..runs.len();
    }
    let (palette, of_slot) = colours.palette();
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    for (slot, length) in runs {
        indices.resize(indices.len() + length, of_slot[usize::from(slot)]);
    }
    Some((palette.concat(), indices))
}

/// How many pixels are looked at together where the colour does not change.
const BLOCK: usize = 16;

fn runs_of(row: &[u8], colours: &mut Colours, runs: &mut Vec<(u16, usize)>) -> Option<()> {
    let mut rest = row;
    while let Some(pixel) = rest.first_chunk::<4>() {
        let slot = colours.slot(*pixel)?;
        let block = pixel.repeat(BLOCK);
        let mut length = 4;
        while rest[length..].starts_with(&block) {
            length += block.len();
        }
        while rest[length..].starts_with(pixel) {
            length += 4;
        }
        runs.push((slot, length / 4));
        rest = &rest[length..];
    }
    Some(())
}

/// The colours of a drawing, in the order in which they come; the fourth byte is always 255.
#[derive(Default)]
struct Colours {
    /// Never iterated: only looked up.
    known: HashMap<[u8; 4], u16>,
    list: Vec<[u8; 4]>,
    /// How many pixels of each there are.
    counts: Vec<usize>,
}

impl Colours {
    fn slot(&mut self, colour: [u8; 4]) -> Option<u16> {
        if let Some(slot) = self.known.get(&colour) {
            return Some(*slot);
        }
        let slot = u16::try_from(self.list.len()).ok()?;
        if self.list.len() == MANY_COLOURS {
            return None;
        }
        self.known.insert(colour, slot);
        self.list.push(colour);
        self.counts.push(0);
        Some(slot)
    }

    /// The palette, and for every colour its place there. With more than 256 colours those that differ
    /// in the last bits only become the most frequent of them, by as few bits as will do: it rounds what
    /// lies between two colours at the edge of a letter, and leaves the colours of areas alone.
    fn palette(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|slot| (std::cmp::Reverse(self.counts[*slot]), self.list[*slot]));
        'bits: for bits in 0..8 {
            let mut palette = Vec::with_capacity(256);
            let mut places: BTreeMap<[u8; 3], u8> = BTreeMap::new();
            let mut of_slot = vec![0; self.list.len()];
            for slot in &order {
                let [red, green, blue, _] = self.list[*slot];
                let key = [red >> bits, green >> bits, blue >> bits];
                let place = if let Some(place) = places.get(&key) {
                    *place
                } else {
                    let Ok(new) = u8::try_from(palette.len()) else { continue 'bits };
                    places.insert(key, new);
                    palette.push([red, green, blue]);
                    new
                };
                of_slot[*slot] = place;
            }
            return (palette, of_slot);
        }
        // Not reached: by their first bits there are eight colours.
        (vec![[0; 3]], vec![0; self.list.len()])
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn read_back(pixels: &[u8], width: u32, height: u32) -> Vec<u8> {
        let mut file = Vec::new();
        write(pixels, width, height, &mut file).unwrap();
        let picture = image::load_from_memory_with_format(&file, image::ImageFormat::Png).unwrap();
        picture.into_rgba8().into_raw()
    }

    #[test]
    fn few_colours_are_kept_exactly() {
        let (width, height) = (40, 30);
        let pixel =
            |i: u32| [u8::try_from(i % 200).unwrap(), u8::try_from(i / 600).unwrap(), 7, 255];
        let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
        assert_eq!(flat(&pixels, width).unwrap().0.len() % 3, 0);
        let blocks: Vec<u8> = (0..width * height).flat_map(|i| pixel(i / 37 * 37)).collect();
        assert_eq!(read_back(&blocks, width, height), blocks);
    }

    #[test]
    fn rare_colours_are_rounded_to_near_ones() {
        let (width, height) = (64, 64);
        let level = |i: u32| u8::try_from(i).unwrap();
        // A ground, and more shades of two colours than a palette has room for.
        let shades = (0..512).map(|i| [level(i % 256), level(i / 256), level(i % 256), 255]);
        let ground = std::iter::repeat_n([9, 90, 200, 255], 64 * 64 - 512);
        let pixels: Vec<u8> = ground.chain(shades).flatten().collect();
        let back = read_back(&pixels, width, height);
        assert_eq!(back[..4], [9, 90, 200, 255]);
        let furthest = pixels.iter().zip(&back).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(furthest <= Some(2), "{furthest:?}");
    }

    #[test]
    fn very_many_colours_need_no_palette() {
        let (width, height) = (100, 100);
        let level = |i: u32| u8::try_from(i).unwrap();
        let pixels: Vec<u8> =
            (0..width * height).flat_map(|i| [level(i % 251), level(i / 251), 3, 255]).collect();
        assert!(flat(&pixels, width).is_none());
        assert_eq!(read_back(&pixels, width, height), pixels);
    }
}
