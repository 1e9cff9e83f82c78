//! Pictures made for tests, with what cameras and agencies write into theirs.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Where the pictures were taken, as text that can be looked for.
pub(crate) const PLACE: &str = "Slepenpils";

/// Red at the left above, blue at the right above, green at the left below, white at the right below.
pub(crate) fn pixels(width: u32, height: u32) -> DynamicImage {
    let colour = |x: u32, y: u32| match (2 * x < width, 2 * y < height) {
        (true, true) => Rgb([200, 30, 30]),
        (false, true) => Rgb([30, 30, 200]),
        (true, false) => Rgb([30, 160, 30]),
        (false, false) => Rgb([240, 240, 240]),
    };
    DynamicImage::from(RgbImage::from_fn(width, height, colour))
}

/// A picture in a format.
pub(crate) fn stored(pixels: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A JPEG of four colours.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    stored(&pixels(width, height), ImageFormat::Jpeg)
}

/// A JPEG with segments after its first marker: the marker's second byte and the data.
pub(crate) fn with_segments(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut file = jpeg[..2].to_vec();
    for (marker, data) in segments {
        file.extend([0xff, *marker]);
        file.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        file.extend(data);
    }
    file.extend(&jpeg[2..]);
    file
}

/// A small JPEG whose comment holds the bytes.
pub(crate) fn around(bytes: &[u8]) -> Vec<u8> {
    with_segments(&jpeg(16, 12), &[(0xfe, bytes.to_vec())])
}

/// EXIF data: orientation, coordinates, a description and an author.
pub(crate) fn tiff(orientation: u16, coordinates: bool) -> Vec<u8> {
    let field = |tag: Tag, value: Value| Field { tag, ifd_num: In::PRIMARY, value };
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let degrees = |n: u32| Value::Rational(vec![Rational { num: n, denom: 1 }; 3]);
    let mut fields = vec![
        field(Tag::ImageDescription, text("Exif caption")),
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(Tag::Artist, text("Exif author")),
        field(Tag::Copyright, text("Exif rights")),
        field(Tag::BodySerialNumber, text("SERIAL-4711")),
    ];
    if coordinates {
        fields.extend([
            field(Tag::GPSLatitudeRef, text("N")),
            field(Tag::GPSLatitude, degrees(57)),
            field(Tag::GPSLongitudeRef, text("E")),
            field(Tag::GPSLongitude, degrees(27)),
            field(Tag::GPSMapDatum, text(PLACE)),
        ]);
    }
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut file = Cursor::new(Vec::new());
    writer.write(&mut file, false).unwrap();
    file.into_inner()
}

/// The segment with EXIF data.
pub(crate) fn exif(orientation: u16, coordinates: bool) -> (u8, Vec<u8>) {
    (0xe1, [b"Exif\0\0", &tiff(orientation, coordinates)[..]].concat())
}

/// The segment with IPTC-IIM datasets of record 2.
pub(crate) fn iptc(datasets: &[(u8, &str)]) -> (u8, Vec<u8>) {
    let mut records = b"\x1c\x01\x5a\x00\x03\x1b%G".to_vec();
    for (number, value) in datasets {
        records.extend([0x1c, 2, *number]);
        records.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        records.extend(value.as_bytes());
    }
    let mut data = b"Photoshop 3.0\x008BIM\x04\x04\0\0".to_vec();
    data.extend(u32::try_from(records.len()).unwrap().to_be_bytes());
    data.extend(&records);
    data.extend(&[0][..records.len() % 2]);
    (0xed, data)
}

/// An XMP packet with these properties inside its description.
pub(crate) fn packet(properties: &str) -> String {
    format!(
        "<?xpacket begin='\u{feff}' id='W5M0MpCehiHzreSzNTczkc9d'?>\
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' \
xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/' \
xmlns:rights='http://ns.adobe.com/xap/1.0/rights/' \
xmlns:core='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'>{properties}</rdf:Description>\
</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
}

/// The segment with an XMP packet.
pub(crate) fn xmp(properties: &str) -> (u8, Vec<u8>) {
    (0xe1, [b"http://ns.adobe.com/xap/1.0/\0", packet(properties).as_bytes()].concat())
}
