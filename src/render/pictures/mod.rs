//! Makes what is planned of a picture, all of it at once: the original is decoded a single time.

mod budget;
mod decode;
mod encode;
mod scale;
#[cfg(test)]
mod tests;
mod webp;

use image::DynamicImage;

use crate::picture::{Facts, Problem};
use crate::plan::Variant;
pub use budget::{Budget, Share};

/// Makes variants of the picture that `bytes` hold, and hands over each with its number in `wanted`.
///
/// A variant is the same whichever others are wanted with it.
///
/// # Errors
/// The picture cannot be decoded: the inner answer. `hand` failed: the outer one.
pub fn make<E>(
    bytes: &[u8],
    facts: &Facts,
    wanted: &[Variant],
    mut hand: impl FnMut(usize, &[u8]) -> Result<(), E>,
) -> Result<Result<(), Problem>, E> {
    let decoded = match decode::decode(bytes, facts) {
        Ok(decoded) => decoded,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut sizes = match scale::Sizes::new(&decoded, facts) {
        Ok(sizes) => sizes,
        Err(problem) => return Ok(Err(problem)),
    };
    // One size serves all formats it is stored in.
    let mut last: Option<(Variant, DynamicImage)> = None;
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|i| (wanted[*i].crop, wanted[*i].width, *i));
    for i in order {
        let variant = wanted[i];
        let same = |(known, _): &(Variant, DynamicImage)| {
            Variant { format: variant.format, ..*known } == variant
        };
        let pixels = match last.take().filter(same) {
            Some((_, pixels)) => Ok(pixels),
            None => sizes.make(variant.crop, variant.width, variant.height),
        };
        let made = pixels.and_then(|pixels| {
            let (_, pixels) = last.insert((variant, pixels));
            encode::encode(pixels, variant.format, facts, decoded.profile.as_deref())
        });
        match made {
            Ok(made) => hand(i, &made)?,
            Err(problem) => return Ok(Err(problem)),
        }
    }
    Ok(Ok(()))
}

/// How many bytes a picture of a file of so many bytes fills while its variants are made, at most: the
/// file, and as much again where a decoder gathers it; its pixels of up to sixteen bits in each of four
/// channels, and those of eight bits they are turned into.
pub fn memory(facts: &Facts, file: u64) -> u64 {
    u64::from(facts.width) * u64::from(facts.height) * 12 + 2 * file
}
