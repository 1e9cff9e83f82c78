//! Pictures with what cameras and agencies write into them, read and cleaned.

#[path = "../../tests/common/pictures.rs"]
#[allow(dead_code, reason = "shared with the tests of the program")]
pub(crate) mod made;

use image::{DynamicImage, ImageFormat};
use made::{PLACE, exif, iptc, jpeg, packet, stored, tiff, with_segments, xmp};

use super::{Embedded, Facts, Format, Problem, facts, without_location};

fn has(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}

fn embedded(bytes: &[u8]) -> Embedded {
    *facts(bytes).unwrap().embedded.unwrap_or_default()
}

/// What is left after cleaning must say the same of the picture, and nothing of the place.
#[track_caller]
fn cleaned(bytes: &[u8]) -> Vec<u8> {
    let before = facts(bytes).unwrap();
    assert!(before.location);
    let clean = without_location(bytes).into_owned();
    let after = facts(&clean).unwrap();
    assert!(!after.location && !has(&clean, PLACE) && !has(&clean, "SERIAL-4711"));
    assert_eq!(Facts { location: true, embedded: before.embedded.clone(), ..after }, before);
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgba8();
    assert_eq!(pixels(&clean), pixels(bytes));
    clean
}

#[test]
fn a_plain_jpeg() {
    let bytes = jpeg(30, 20);
    let found = facts(&bytes).unwrap();
    assert_eq!((found.width, found.height, found.orientation), (30, 20, 1));
    assert!(!found.location && !found.transparent && !found.drawn && found.embedded.is_none());
    assert_eq!(*without_location(&bytes), bytes);
}

#[test]
fn orientation_turns_width_and_height() {
    for orientation in 1..=8 {
        let found = facts(&with_segments(&jpeg(30, 20), &[exif(orientation, false)])).unwrap();
        let expected = if orientation > 4 { (20, 30) } else { (30, 20) };
        assert_eq!((found.width, found.height), expected, "{orientation}");
        assert_eq!(u16::from(found.orientation), orientation);
        assert!(!found.location);
    }
}

#[test]
fn jpeg_without_location() {
    let place = format!(
        "<exif:GPSLatitude>57,20N</exif:GPSLatitude><photoshop:City>{PLACE}</photoshop:City>"
    );
    let all = [
        exif(6, true),
        iptc(&[(110, "Agency"), (90, PLACE), (92, PLACE)]),
        xmp(&place),
        (0xe5, PLACE.as_bytes().to_vec()),
    ];
    for segments in [&all[..], &all[..1], &all[1..2], &all[2..3], &all[3..]] {
        cleaned(&with_segments(&jpeg(30, 20), segments));
    }
    let clean = cleaned(&with_segments(&jpeg(30, 20), &all));
    assert!(has(&clean, "Agency") && has(&clean, "Exif author"));
    // XMP that names no place stays.
    let rights = xmp("<dc:rights>Rights</dc:rights>");
    let both = with_segments(&jpeg(30, 20), &[exif(1, true), rights]);
    assert!(has(&cleaned(&both), "<dc:rights>Rights"));
}

/// A resource of Photoshop's.
fn resource(number: u16, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let number = number.to_be_bytes();
    [b"8BIM", &number[..], &[0, 0], &length, data, &[0][..data.len() % 2]].concat()
}

fn photoshop(resources: &[u8]) -> (u8, Vec<u8>) {
    (0xed, [b"Photoshop 3.0\0", resources].concat())
}

#[test]
fn location_in_any_segment_and_resource() {
    let place = packet(&format!("<photoshop:City>{PLACE}</photoshop:City>"));
    let agency = iptc(&[(110, "Agency"), (90, PLACE)]).1[14..].to_vec();
    let split = agency.len() - 6;
    let long = [0x1c, 2, 120, 0x80, 4, 0, 0, 0, 9];
    let cases = [
        vec![exif(6, false), exif(6, true)],
        vec![photoshop(&resource(0x0404, b"")), iptc(&[(90, PLACE)])],
        vec![photoshop(&resource(0x0422, &tiff(1, true)))],
        vec![photoshop(&resource(0x0424, place.as_bytes()))],
        vec![photoshop(&agency[..split]), photoshop(&agency[split..])],
        vec![photoshop(&resource(0x0404, &[&long[..], PLACE.as_bytes()].concat()))],
        vec![photoshop(&agency[..agency.len() - 2])],
        vec![photoshop(&[b"AgHg\x04\x05", PLACE.as_bytes()].concat())],
        vec![(
            0xe1,
            [&b"http://ns.adobe.com/xmp/extension/\0"[..], &[b'0'; 40], PLACE.as_bytes()].concat(),
        )],
    ];
    for segments in &cases {
        cleaned(&with_segments(&jpeg(30, 20), segments));
    }
    let clean = cleaned(&with_segments(&jpeg(30, 20), &cases[4]));
    assert_eq!(embedded(&clean).credit.as_deref(), Some("Agency"));
    let twice = png(&[(b"eXIf", &tiff(1, true)), (b"eXIf", &tiff(1, false))]);
    cleaned(&twice);
    let harmless =
        [exif(1, false), photoshop(&resource(0x0422, &tiff(1, false))), iptc(&[(110, "A")])];
    assert!(!facts(&with_segments(&jpeg(30, 20), &harmless)).unwrap().location);
}

#[test]
fn rights_stay_when_a_packet_tells_of_a_place() {
    let words = format!(
        "<photoshop:City>{PLACE}</photoshop:City><photoshop:Credit>A &amp; B</photoshop:Credit>\
<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>1 &lt; 2</rdf:li></rdf:Alt></dc:description>\
<dc:rights>© Agency</dc:rights><rights:UsageTerms>CC BY 4.0</rights:UsageTerms>\
<core:AltTextAccessibility>Alt</core:AltTextAccessibility>"
    );
    let place = packet(&words);
    let text = format!("XML:com.adobe.xmp\0\0\0\0\0{place}");
    for bytes in [
        with_segments(&jpeg(30, 20), &[xmp(&words)]),
        png(&[(b"iTXt", text.as_bytes())]),
        webp(0x04, &[(b"XMP ", place.as_bytes())]),
    ] {
        let before = embedded(&bytes);
        assert_eq!(before.caption.as_deref(), Some("1 < 2"));
        assert_eq!(before.credit.as_deref(), Some("A & B"));
        assert_eq!(embedded(&cleaned(&bytes)), before);
    }
}

#[test]
fn letters_among_the_pixels_tell_nothing() {
    let gif = stored(&made::pixels(9, 7), ImageFormat::Gif);
    let with = |words: &str| {
        let mut file = gif[..gif.len() - 1].to_vec();
        file.extend(b"\x21\xff\x0bXMP DataXMP");
        for part in [words.as_bytes(), b"pixels: gps"].concat().chunks(255) {
            file.push(u8::try_from(part.len()).unwrap());
            file.extend(part);
        }
        file.extend(b"\0;");
        file
    };
    assert!(facts(&with("<x:xmpmeta><a/></x:xmpmeta>")).is_ok());
    let told = facts(&with("<x:xmpmeta><exif:GPSLatitude/></x:xmpmeta>"));
    assert_eq!(told, Err(Problem::TellsLocation(Format::Gif)));
}

#[test]
fn what_follows_the_picture_goes() {
    let film = [&jpeg(30, 20)[..], b"a film taken at ", PLACE.as_bytes()].concat();
    assert_eq!(cleaned(&film), jpeg(30, 20));
    let padded = [&jpeg(30, 20)[..], &[0; 100]].concat();
    assert!(!facts(&padded).unwrap().location);
}

/// A PNG with chunks before its last one.
fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let plain = stored(&made::pixels(30, 20), ImageFormat::Png);
    let mut file = plain[..plain.len() - 12].to_vec();
    for (kind, data) in chunks {
        super::strip::push_chunk(&mut file, **kind, data);
    }
    file.extend(&plain[plain.len() - 12..]);
    file
}

#[test]
fn png_without_location() {
    let place = packet(&format!("<photoshop:City>{PLACE}</photoshop:City>"));
    let text = format!("XML:com.adobe.xmp\0\0\0\0\0{place}");
    let raw = format!("Raw profile type exif\0\0{PLACE}");
    let title = "Title\0A title".as_bytes();
    let exif = tiff(8, true);
    let bytes = png(&[
        (b"eXIf", &exif),
        (b"iTXt", text.as_bytes()),
        (b"zTXt", raw.as_bytes()),
        (b"tEXt", title),
    ]);
    let clean = cleaned(&bytes);
    assert!(has(&clean, "A title") && has(&clean, "Exif author"));
    assert_eq!(facts(&bytes).unwrap().orientation, 8);
    assert_eq!(png(&[]), *without_location(&png(&[])));
}

/// A WebP in the extended form with chunks behind the pixels.
fn webp(flags: u8, chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let plain = stored(&DynamicImage::from(made::pixels(30, 20).into_rgb8()), ImageFormat::WebP);
    let mut file = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0".to_vec();
    file.extend([flags, 0, 0, 0, 29, 0, 0, 19, 0, 0]);
    file.extend(&plain[12..]);
    for (kind, data) in chunks {
        file.extend(*kind);
        file.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        file.extend(*data);
        file.extend(&[0][..data.len() % 2]);
    }
    let size = u32::try_from(file.len() - 8).unwrap().to_le_bytes();
    file[4..8].copy_from_slice(&size);
    file
}

#[test]
fn webp_without_location() {
    let place = packet(&format!("<photoshop:City>{PLACE}</photoshop:City>"));
    let exif = tiff(1, true);
    let bytes = webp(0x0c, &[(b"EXIF", &exif), (b"XMP ", place.as_bytes())]);
    let clean = cleaned(&bytes);
    assert_eq!(clean[20], 0x0c, "the flags tell of EXIF and XMP");
    let found = facts(&bytes).unwrap();
    assert_eq!((found.width, found.height, found.drawn), (30, 20, true));
}

#[test]
fn words_of_the_picture() {
    let plain = jpeg(30, 20);
    let own = embedded(&with_segments(&plain, &[exif(1, false)]));
    assert_eq!(own.caption.as_deref(), Some("Exif caption"));
    assert_eq!(own.credit.as_deref(), Some("Exif author"));
    assert_eq!(own.copyright.as_deref(), Some("Exif rights"));
    assert_eq!(own.licence, None, "a notice of copyright permits nothing");
    let agency =
        iptc(&[(120, "Atklāšana\r\nAlūksnē"), (80, "Author"), (110, "Agency"), (116, "© Agency")]);
    let own = embedded(&with_segments(&plain, &[exif(1, false), agency.clone()]));
    assert_eq!(own.caption.as_deref(), Some("Atklāšana Alūksnē"));
    assert_eq!(own.credit.as_deref(), Some("Agency"));
    assert_eq!((own.licence, own.copyright.as_deref()), (None, Some("© Agency")));
    let own = embedded(&with_segments(
        &plain,
        &[
            agency,
            xmp("<dc:description><rdf:Alt><rdf:li xml:lang='lv'>Apraksts</rdf:li>\
<rdf:li xml:lang='x-default'>Description</rdf:li></rdf:Alt></dc:description>\
<dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>\
<rights:UsageTerms><rdf:Alt><rdf:li xml:lang='x-default'>CC BY 4.0</rdf:li></rdf:Alt></rights:UsageTerms>\
<core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>Alt</rdf:li></rdf:Alt></core:AltTextAccessibility>"),
        ],
    ));
    assert_eq!(
        own,
        Embedded {
            caption: Some("Description".into()),
            credit: Some("One, Two".into()),
            licence: Some("CC BY 4.0".into()),
            copyright: Some("© Agency".into()),
            alt: Some("Alt".into()),
        }
    );
}

#[test]
fn what_is_broken() {
    let picture = jpeg(30, 20);
    assert_eq!(facts(b""), Err(Problem::Empty));
    assert_eq!(facts(b"no picture"), Err(Problem::NotAPicture));
    for end in [3, 20, 200, picture.len() - 2] {
        assert_eq!(facts(&picture[..end]), Err(Problem::Truncated), "{end}");
    }
    let png = png(&[]);
    for end in [9, 30, png.len() - 1] {
        assert_eq!(facts(&png[..end]), Err(Problem::Truncated), "{end}");
    }
    let webp = webp(0, &[]);
    assert_eq!(facts(&webp[..webp.len() - 4]), Err(Problem::Truncated));
    assert_eq!(facts(b"GIF89a\x01\0\x01\0\0\0\0"), Err(Problem::Truncated));
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0x80, 0, 0, 0, 0x80, 0]);
    assert_eq!(facts(&bomb), Err(Problem::TooManyPixels(0x8000, 0x8000)));
}

#[test]
fn no_bytes_panic() {
    use proptest::prelude::*;
    let seeds = [
        with_segments(
            &jpeg(30, 20),
            &[
                exif(6, true),
                iptc(&[(110, "Agency"), (90, PLACE)]),
                xmp("<dc:rights>x</dc:rights>"),
            ],
        ),
        png(&[(b"eXIf", &tiff(3, true))]),
        webp(0x0c, &[(b"EXIF", &tiff(1, true))]),
        stored(&made::pixels(9, 9), ImageFormat::Gif),
        b"\0\0\0\x20ftypavif\0\0\0\0avifmif1".to_vec(),
    ];
    let change = (
        0..seeds.len(),
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        any::<prop::sample::Index>(),
    );
    proptest!(ProptestConfig::with_cases(600), |((seed, changes, end) in change)| {
        let mut bytes = seeds[seed].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len().min(900));
            bytes[at] = byte;
        }
        let end = end.index(bytes.len() * 2).min(bytes.len());
        let _ = facts(&bytes[..end]);
        let _ = without_location(&bytes[..end]);
    });
}

#[test]
fn kinds() {
    assert_eq!(facts(&stored(&made::pixels(9, 7), ImageFormat::Gif)).unwrap().format, Format::Gif);
    let half = DynamicImage::from(image::RgbaImage::from_pixel(9, 9, image::Rgba([1, 2, 3, 128])));
    assert!(facts(&stored(&half, ImageFormat::Png)).unwrap().transparent);
    let noise = image::RgbImage::from_fn(64, 64, |x, y| {
        let hash = blake3::hash(&[x.to_le_bytes(), y.to_le_bytes()].concat());
        image::Rgb([hash.as_bytes()[0], hash.as_bytes()[1], hash.as_bytes()[2]])
    });
    assert!(!facts(&stored(&noise.into(), ImageFormat::Png)).unwrap().drawn);
    assert!(facts(&stored(&made::pixels(64, 64), ImageFormat::Png)).unwrap().drawn);
}
