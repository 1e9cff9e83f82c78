//! Pictures made and decoded again.

use std::convert::Infallible;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Rgba, RgbaImage};

use super::make;
use crate::picture::tests::made::{self, exif, jpeg, stored, with_segments};
use crate::picture::{Format, Problem, facts};
use crate::plan::{Ratio, Variant};

fn variants(bytes: &[u8], wanted: &[Variant]) -> Result<Vec<Vec<u8>>, Problem> {
    let mut files = vec![Vec::new(); wanted.len()];
    let facts = facts(bytes).unwrap();
    let hand = |i: usize, file: &[u8]| {
        files[i] = file.to_vec();
        Ok::<(), Infallible>(())
    };
    let Ok(made) = make(bytes, &facts, wanted, hand);
    made.map(|()| files)
}

fn variant(format: Format, width: u32, height: u32) -> Variant {
    Variant { format, width, height, crop: None }
}

/// The first letters of the colours in the corners, row by row.
fn corners(file: &[u8]) -> String {
    let pixels = image::load_from_memory(file).unwrap().into_rgb8();
    let (right, below) = (pixels.width() - 2, pixels.height() - 2);
    let name = |x: u32, y: u32| match pixels.get_pixel(x, y).0.map(|channel| channel > 120) {
        [true, false, false] => 'r',
        [false, false, true] => 'b',
        [false, true, false] => 'g',
        [true, true, true] => 'w',
        _ => '?',
    };
    [(1, 1), (right, 1), (1, below), (right, below)].map(|(x, y)| name(x, y)).iter().collect()
}

#[test]
fn the_right_way_up_in_every_format_and_size() {
    let shown = ["rbgw", "brwg", "wgbr", "gwrb", "rgbw", "grwb", "wbgr", "bwrg"];
    for (orientation, shown) in (1..).zip(shown) {
        let bytes = with_segments(&jpeg(60, 40), &[exif(orientation, false)]);
        let (width, height) = if orientation > 4 { (40, 60) } else { (60, 40) };
        for format in [Format::Jpeg, Format::WebP] {
            let wanted = [variant(format, width / 2, height / 2), variant(format, width, height)];
            for (file, size) in variants(&bytes, &wanted).unwrap().iter().zip(wanted) {
                assert_eq!(corners(file), shown, "{orientation} {size:?}");
                let facts = facts(file).unwrap();
                assert_eq!((facts.width, facts.height), (size.width, size.height));
                assert_eq!((facts.orientation, facts.format), (1, format));
                assert!(facts.embedded.is_none() && !facts.location);
            }
        }
        let crop = Variant { crop: Some(Ratio::Square), ..variant(Format::Jpeg, 40, 40) };
        assert_eq!(corners(&variants(&bytes, &[crop]).unwrap()[0]), shown, "{orientation} crop");
    }
}

#[test]
fn the_same_whatever_else_is_wanted() {
    // Wider than what all smaller ones are made from, and so flat that a crop of it would be too small.
    let bytes = jpeg(2600, 300);
    let crop = Variant { crop: Some(Ratio::SixteenToNine), ..variant(Format::Jpeg, 533, 300) };
    let all = [
        crop,
        variant(Format::Jpeg, 1200, 138),
        variant(Format::WebP, 480, 55),
        variant(Format::Jpeg, 480, 55),
    ];
    let together = variants(&bytes, &all).unwrap();
    for (wanted, file) in all.iter().zip(&together) {
        assert_eq!(&variants(&bytes, &[*wanted]).unwrap()[0], file, "{wanted:?}");
    }
}

/// When this fails, a variant has other bytes than an earlier program gave it, and `MAKING` in
/// `plan/pictures.rs` must change, so that published ones are made again; then change the hash here.
#[test]
#[cfg(target_arch = "x86_64")]
fn the_name_tells_how_it_was_made() {
    let bytes = jpeg(200, 120);
    let crop = Variant { crop: Some(Ratio::Square), ..variant(Format::Jpeg, 50, 50) };
    let mut all = blake3::Hasher::new();
    for format in [Format::Jpeg, Format::WebP] {
        for file in variants(&bytes, &[crop, variant(format, 90, 54)]).unwrap() {
            all.update(&file);
        }
    }
    assert_eq!(&all.finalize().to_hex()[..16], "effbb0b239201151");
}

#[test]
fn the_colour_profile_stays() {
    let mut profile = vec![7; 300];
    profile[16..20].copy_from_slice(b"RGB ");
    let segment = (0xe2, [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat());
    let bytes = with_segments(&jpeg(60, 40), &[segment]);
    for format in [Format::Jpeg, Format::WebP] {
        let file = &variants(&bytes, &[variant(format, 30, 20)]).unwrap()[0];
        let reader = ImageReader::new(std::io::Cursor::new(file)).with_guessed_format().unwrap();
        let mut decoder = reader.into_decoder().unwrap();
        assert_eq!(decoder.icc_profile().unwrap().as_ref(), Some(&profile), "{format:?}");
        assert_eq!(corners(file), "rbgw");
    }
}

#[test]
fn what_shines_through() {
    let glass = RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 0]));
    let bytes = stored(&DynamicImage::from(glass), ImageFormat::Png);
    let crop = Variant { crop: Some(Ratio::Square), ..variant(Format::Jpeg, 20, 20) };
    let wanted = [variant(Format::WebP, 40, 40), variant(Format::WebP, 20, 20), crop];
    let files = variants(&bytes, &wanted).unwrap();
    for file in &files[..2] {
        let pixels = image::load_from_memory(file).unwrap().into_rgba8();
        assert_eq!(pixels.get_pixel(10, 10).0[3], 0);
    }
    assert_eq!(corners(&files[2]), "wwww", "JPEG stands on white");
}

#[test]
fn sixteen_bits_and_grey() {
    let deep = DynamicImage::ImageRgb16(made::pixels(40, 30).into_rgb16());
    let file =
        &variants(&stored(&deep, ImageFormat::Png), &[variant(Format::WebP, 20, 15)]).unwrap()[0];
    assert_eq!(corners(file), "rbgw");
    let grey = DynamicImage::ImageLuma8(made::pixels(40, 30).into_luma8());
    for format in [Format::Jpeg, Format::WebP] {
        let bytes = stored(&grey, ImageFormat::Jpeg);
        variants(&bytes, &[variant(format, 20, 15)]).unwrap();
    }
}

#[test]
fn damaged_pixels() {
    let mut bytes = stored(&made::pixels(200, 200), ImageFormat::Png);
    let middle = bytes.len() / 2;
    bytes[middle..middle + 30].fill(0x55);
    let problem = variants(&bytes, &[variant(Format::WebP, 20, 20)]).unwrap_err();
    assert_eq!(problem, Problem::Corrupt("its pixels are damaged".to_owned()));
}
