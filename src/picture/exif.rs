//! EXIF (CIPA DC-008): what it says, and a copy that says nothing of the place.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Context, Exif, Field, In, Reader, Tag, Value};

use super::Embedded;

/// What EXIF data says.
#[derive(Debug)]
pub(super) struct Found {
    /// 1 to 8.
    pub(super) orientation: u8,
    /// Also where the data cannot be read: nobody knows what it tells.
    pub(super) location: bool,
    pub(super) embedded: Embedded,
}

/// What of a picture's EXIF data stays in the copy: what editors and printers need.
const KEPT: &[Tag] = &[
    Tag::ImageDescription,
    Tag::Orientation,
    Tag::XResolution,
    Tag::YResolution,
    Tag::ResolutionUnit,
    Tag::Artist,
    Tag::Copyright,
    Tag::DateTimeOriginal,
    Tag::ColorSpace,
];

pub(super) fn read(tiff: &[u8]) -> Found {
    let Some(exif) = parse(tiff) else {
        return Found { orientation: 1, location: true, embedded: Embedded::default() };
    };
    let orientation = exif
        .get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value));
    Found {
        orientation: orientation.unwrap_or(1),
        location: has_location(&exif),
        embedded: Embedded {
            caption: text(&exif, Tag::ImageDescription).filter(|text| !is_of_camera(text)),
            credit: text(&exif, Tag::Artist),
            copyright: text(&exif, Tag::Copyright),
            licence: None,
            alt: None,
        },
    }
}

/// Whether the data names coordinates; false where it cannot be read.
pub(super) fn tells_location(tiff: &[u8]) -> bool {
    parse(tiff).is_some_and(|exif| has_location(&exif))
}

fn has_location(exif: &Exif) -> bool {
    exif.fields().any(|field| field.tag.context() == Context::Gps)
}

/// EXIF data with what editors need and nothing else; `None` when that is nothing.
pub(super) fn without_location(tiff: &[u8]) -> Option<Vec<u8>> {
    let exif = parse(tiff)?;
    let kept: Vec<&Field> = exif
        .fields()
        .filter(|field| field.ifd_num == In::PRIMARY && KEPT.contains(&field.tag))
        .collect();
    if kept.is_empty() {
        return None;
    }
    let mut writer = Writer::new();
    for field in kept {
        writer.push_field(field);
    }
    let mut copy = Cursor::new(Vec::new());
    writer.write(&mut copy, exif.little_endian()).ok()?;
    Some(copy.into_inner())
}

fn parse(tiff: &[u8]) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    reader.read_raw(tiff.to_vec()).or_else(|error| error.distill_partial_result(|_| {})).ok()
}

/// A text of the first picture. The standard says ASCII; programs write UTF-8 or an old code page.
fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let field = exif.get_field(tag, In::PRIMARY)?;
    let Value::Ascii(parts) = &field.value else { return None };
    // A copyright notice has two parts, of the photographer and of the editor.
    let parts = parts.iter().filter_map(|part| super::embedded::text(part));
    Some(parts.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty())
}

/// Cameras write descriptions of their own: `OLYMPUS DIGITAL CAMERA`, `DCIM\101_0042.JPG`.
fn is_of_camera(text: &str) -> bool {
    text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_lowercase())
}
