//! Pictures from the content to the pages: sizes, what is taken out of files, what is not made twice,
//! and what is said of broken ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;
use std::fs::File;
use std::time::{Duration, SystemTime};

use common::Folder;
use common::pictures::{self, PLACE, exif, iptc, jpeg, with_segments, xmp};
use image::ImageFormat;

/// As a photographer sends it: turned, with the place, and with words of the agency's.
fn photograph() -> Vec<u8> {
    let place = format!(
        "<exif:GPSLatitude>57,20N</exif:GPSLatitude><photoshop:City>{PLACE}</photoshop:City>"
    );
    let words = [(110, "Agency"), (116, "Rights"), (120, "Opening of the show"), (90, PLACE)];
    with_segments(&jpeg(1000, 700), &[exif(6, true), iptc(&words), xmp(&place)])
}

/// A release with a lead picture that says nothing of it, the same in the text, and two more.
fn newsroom() -> Folder {
    let folder = Folder::plain();
    folder.write("content/releases/x/photo.jpg", photograph());
    let png = pictures::stored(&pictures::pixels(640, 400), ImageFormat::Png);
    folder.write("content/releases/x/map.png", png);
    folder.write("content/releases/x/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    folder.release(
        "x/index.md",
        "images:
  - {file: photo.jpg, alt: Visitors}
  - {file: map.png, alt: A map, credit: Office}
  - {file: plan.svg, alt: A plan, credit: Office}
",
        "Text.\n\n![In the text](photo.jpg)\n\n[For print](photo.jpg)\n",
    );
    folder
}

/// Every path under `media/` that a page names, with what goes before it.
fn named(page: &str) -> BTreeSet<String> {
    page.split(['"', ' ', ','])
        .filter_map(|word| word.split_once("media/"))
        .map(|(_, rest)| format!("media/{rest}"))
        .collect()
}

#[test]
fn a_page_offers_sizes_that_are_there() {
    let folder = newsroom();
    let run = folder.build(&["--format", "json"]);
    assert_eq!(run.found(), [], "the picture's own credit counts");
    let page = folder.page("releases/2026/x/index.html");
    let named = named(&page);
    assert!(named.len() == 12, "{named:?}");
    for path in &named {
        assert!(folder.has(&format!("output/{path}")), "{path}");
    }
    let made: BTreeSet<String> =
        folder.site_files().into_keys().filter(|path| path.starts_with("media/")).collect();
    let crops = made
        .iter()
        .filter(|path| path.contains("x3.") || path.contains("x9.") || path.contains("1x1."));
    assert_eq!(crops.count(), 3, "{made:?}");
    // Turned: 700 pixels wide.
    let image = page.split("<picture>").nth(1).unwrap().split("</picture>").next().unwrap();
    assert!(image.contains("type=\"image/webp\" srcset=\"") && image.contains("-480.webp 480w, "));
    assert!(image.contains("-700.webp 700w\"") && image.contains("-700.jpg\" alt=\"Visitors\""));
    assert!(image.contains("width=\"700\" height=\"1000\" fetchpriority=\"high\""), "{image}");
    // Drawn: the original follows.
    assert!(page.contains("map.png\" alt=\"A map\" width=\"640\" height=\"400\""));
    assert!(made.iter().any(|path| path.contains("map-") && path.ends_with("-640.webp")));
    assert!(page.contains("plan.svg\" alt=\"A plan\""));
    // In the text, and a link to the file for print.
    let text = page.split("In the text").next().unwrap().rsplit("<picture>").next().unwrap();
    assert!(text.contains("-480.webp 480w") && text.contains("<img src=\""), "{text}");
    assert!(page.contains("media/x/photo.jpg\">For print</a>"), "{page}");
    for words in ["Opening of the show", "Agency", "Rights"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn no_output_tells_where_a_picture_was_taken() {
    let folder = newsroom();
    folder.build(&[]);
    for (path, bytes) in folder.output() {
        for secret in [PLACE, "SERIAL-4711", "57,20N"] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} in {path}");
        }
        if path.ends_with(".jpg") {
            let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&bytes));
            let gps = |exif: exif::Exif| {
                exif.fields().any(|field| field.tag.context() == exif::Context::Gps)
            };
            assert!(!exif.is_ok_and(gps), "{path}");
        }
    }
    let original = std::fs::read(folder.at("output/media/x/photo.jpg")).unwrap();
    let exif =
        exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&original)).unwrap();
    let orientation = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY).unwrap();
    assert_eq!(orientation.value.get_uint(0), Some(6), "for print it must stay the right way up");
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap();
    assert_eq!(pixels(&original), pixels(&photograph()), "pixels are not touched");
}

#[test]
fn no_download_tells_where_a_picture_was_taken() {
    let folder = Folder::plain();
    for name in ["photo.jpe", "photo.JFIF"] {
        folder.write(&format!("content/releases/{name}"), photograph());
    }
    let front = "attachments: [{file: photo.jpe, title: One}, {file: photo.JFIF, title: Two}]\n";
    folder.release("x.md", front, "Text.\n");
    folder.build(&[]);
    let found = |secret: &str| {
        let within = |bytes: &[u8]| bytes.windows(secret.len()).any(|it| it == secret.as_bytes());
        folder.output().into_iter().filter(|(_, bytes)| within(bytes)).count()
    };
    assert!(folder.has("output/media/photo.jpe") && folder.has("output/media/photo.jfif"));
    assert_eq!([PLACE, "SERIAL-4711", "57,20N"].map(found), [0; 3]);
    // What cannot be read cannot be rid of it.
    folder.write("content/releases/photo.png", photograph());
    folder.write("content/releases/half.jpg", &photograph()[..2000]);
    folder.release(
        "x.md",
        "attachments: [{file: photo.png, title: One}, {file: half.jpg, title: Two}]\n",
        "[Another](half.jpg)\n",
    );
    let run = folder.run(&["check", "--format", "json"]).refused();
    let mut codes: Vec<String> = run.found().into_iter().map(|found| found.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["picture-broken", "picture-broken", "picture-mislabelled"]);
}

/// Gives a file of the site other bytes of the same length, and a date.
fn change(folder: &Folder, path: &str, date: SystemTime) -> Vec<u8> {
    let path = folder.at(path);
    let bytes = vec![b'x'; std::fs::metadata(&path).unwrap().len().try_into().unwrap()];
    std::fs::write(&path, &bytes).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(date).unwrap();
    bytes
}

#[test]
fn what_is_published_is_not_made_again() {
    let folder = newsroom();
    folder.build(&[]);
    let first = folder.site_files();
    let made: Vec<&String> = first.keys().filter(|path| path.contains("/photo-")).collect();
    let [kept, touched, gone, ..] = made[..] else { panic!("{made:?}") };
    // A build that made it again would see that these are not its bytes.
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let other = change(&folder, &format!("output/{kept}"), long_ago);
    let later = SystemTime::now() + Duration::from_hours(1);
    change(&folder, &format!("output/{touched}"), later);
    folder.remove(&format!("output/{gone}"));
    folder.release("y.md", "title: Another\n", "Text.\n");
    folder.build(&[]);
    let second = folder.site_files();
    assert_eq!(second[kept], other, "it was made again");
    assert_eq!(second[touched], first[touched], "what somebody changed is made again");
    assert_eq!(second[gone], first[gone], "what somebody removed is made again");
    // Another picture of the same name has other names for all that is made of it.
    folder.write("content/releases/x/photo.jpg", jpeg(800, 600));
    folder.build(&[]);
    let third = folder.site_files();
    assert!(third.keys().all(|path| !made.contains(&path)), "old sizes stayed");
}

#[test]
fn pages_show_originals_where_no_sizes_are_wanted() {
    let folder = newsroom();
    let site = format!("{}outputs: {{pictures: false}}\n", common::SITE);
    folder.write("content/site.yaml", site);
    folder.build(&[]);
    let media: Vec<String> =
        folder.site_files().into_keys().filter(|path| path.starts_with("media/")).collect();
    assert_eq!(media, ["media/x/map.png", "media/x/photo.jpg", "media/x/plan.svg"]);
    let page = folder.page("releases/2026/x/index.html");
    assert!(
        !page.contains("<picture>") && page.contains("width=\"700\" height=\"1000\""),
        "{page}"
    );
    let photo = std::fs::read(folder.at("output/media/x/photo.jpg")).unwrap();
    assert!(!photo.windows(PLACE.len()).any(|window| window == PLACE.as_bytes()));
}

/// What `check` says of a file under a name.
fn said(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let folder = Folder::plain();
    folder.write_as_is(&format!("content/releases/{name}"), bytes);
    folder.release("x.md", &format!("images: [{{file: {name}, alt: A, credit: B}}]\n"), "");
    let found = folder.check().into_iter();
    found
        .inspect(|found| assert_eq!(found.place(), "content/releases/x.md:5:17"))
        .map(|found| (found.code, found.help))
        .collect()
}

#[test]
fn broken_pictures_are_reported_where_they_are_named() {
    let picture = jpeg(300, 200);
    let png = pictures::stored(&pictures::pixels(30, 20), ImageFormat::Png);
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let code = |name: &str, bytes: &[u8]| {
        said(name, bytes).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(code("a.jpg", b""), ["picture-broken"]);
    assert_eq!(code("a.jpg", b"<html>"), ["no-picture"]);
    assert_eq!(code("a.jpg", &picture[..picture.len() / 2]), ["picture-broken"]);
    assert_eq!(code("a.png", &png[..png.len() - 20]), ["picture-broken"]);
    assert_eq!(code("a.png", &bomb), ["picture-too-large"]);
    let mislabelled = said("a.jpg", &png);
    assert_eq!(mislabelled[0].0, "picture-mislabelled");
    assert!(mislabelled[0].1.contains("`a.png`"), "{mislabelled:?}");
    assert_eq!(code("a.jpeg", &picture), [""; 0]);
    assert_eq!(code("a.JPG", &picture), [""; 0]);
}

#[test]
fn what_only_decoding_shows() {
    let folder = Folder::plain();
    let mut png = pictures::stored(&pictures::pixels(200, 200), ImageFormat::Png);
    let middle = png.len() / 2;
    png[middle..middle + 30].fill(0x55);
    folder.write("content/releases/a.png", &png);
    folder.release("x.md", "", "Text.\n\n![A](a.png)\n");
    assert_eq!(folder.check(), [], "checking decodes nothing");
    let run = folder.run(&["build", "--format", "json"]).refused();
    let found = run.found();
    assert_eq!(found[0].code, "picture-broken");
    assert_eq!(found[0].place(), "content/releases/x.md:8:1");
    assert!(!folder.has("output/index.html"), "something was published");
}

#[test]
#[cfg(not(feature = "avif"))]
fn avif_without_its_encoder() {
    let folder = Folder::plain();
    folder.write("content/site.yaml", format!("{}pictures: {{avif: true}}\n", common::SITE));
    let found = folder.check();
    assert_eq!((found[0].code.as_str(), found[0].place()), ("no-avif", "content/site.yaml:5:18"));
}

#[test]
fn moving_pictures_stay_as_they_are() {
    let folder = Folder::plain();
    let gif = pictures::stored(&pictures::pixels(30, 20), ImageFormat::Gif);
    folder.write("content/releases/a.gif", &gif);
    folder.release("x.md", "images: [{file: a.gif, alt: A, credit: B}]\n", "");
    folder.build(&[]);
    assert_eq!(folder.site_files()["media/a.gif"], gif);
    let page = folder.page("releases/2026/x/index.html");
    assert!(page.contains("width=\"30\" height=\"20\"") && !page.contains("<picture>"), "{page}");
}
