//! Share pictures, read back: their size, where their text stands, and when they are made anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Folder, SITE};
use image::RgbImage;

/// The file that a page names as its share picture, seen from the site's root.
fn picture_of(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<meta property=\"og:image\" content=\"")?;
    let address = rest.split('"').next()?;
    Some(address.strip_prefix("https://newsroom.example/")?.to_owned())
}

fn share_picture(folder: &Folder, page: &str) -> String {
    let html = folder.page(page);
    let path = picture_of(&html).unwrap_or_else(|| panic!("{page} names no picture:\n{html}"));
    assert!(path.starts_with("share/") && path.ends_with(".png"), "{page}: {path}");
    path
}

fn read(folder: &Folder, path: &str) -> RgbImage {
    let bytes = fs::read(folder.at(&format!("output/{path}"))).unwrap();
    assert!(bytes.len() < 60_000, "{path} has {} bytes", bytes.len());
    let picture = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).unwrap();
    picture.into_rgb8()
}

/// Every pixel within `margin` of the left or the right edge is of the ground, and so are the rows next
/// to the top and the bottom: the text touches no border. And there is text.
fn assert_well_set(picture: &RgbImage, what: &str) {
    assert_eq!(picture.dimensions(), (1200, 630), "{what}");
    let margin = 72;
    for (x, y, pixel) in picture.enumerate_pixels() {
        if x < margin || x >= 1200 - margin || !(20..610).contains(&y) {
            assert_eq!(pixel, picture.get_pixel(0, y), "{what}: something is at {x}, {y}");
        }
    }
    let white = picture.pixels().filter(|pixel| pixel.0 == [255; 3]).count();
    assert!(white > 500, "{what} has {white} white pixels: the title is not there");
}

#[test]
fn titles_of_every_kind_stay_within_their_margins() {
    let folder = Folder::plain();
    folder.replace("content/site.yaml", "languages: [en]", "languages: [en, lv, ru]");
    let titles = [
        ("short", "Go".to_owned()),
        ("usual", "An exhibition of art by authors of four minorities opens in Rīga".to_owned()),
        ("latvian", "Ķekavā, Ērgļos un Ņukšos atklāj izstādi par šķūņiem un žagariem".to_owned()),
        (
            "russian",
            "В Алуксне откроется выставка авторов из числа меньшинств «Чистая культура»".to_owned(),
        ),
        ("long", "Five thousand characters of title ".repeat(150)),
        ("one-word", "Unspeakable".repeat(28)),
        ("emoji", "🎉 Opening 👩‍👩‍👧 today 🇱🇻".to_owned()),
        ("markup", "<b>Tom & \"Jerry\"</b> ]]> <!-- -->".to_owned()),
        ("marks", "Left \u{202b}and\u{202c} \u{200f}right a\u{301}\u{301}\u{301}".to_owned()),
        ("unbroken", "а".repeat(4_000)),
        ("sign", "—".to_owned()),
    ];
    for (name, title) in &titles {
        let title = serde_json::to_string(title).unwrap();
        folder.release(&format!("{name}.md"), &format!("title: {title}\n"), "Text.\n");
    }
    folder.build(&[]);
    for (name, _) in titles.iter().filter(|(name, _)| *name != "sign") {
        let path = share_picture(&folder, &format!("releases/2026/{name}/index.html"));
        assert_well_set(&read(&folder, &path), name);
    }
    share_picture(&folder, "releases/2026/sign/index.html");
    let town = share_picture(&folder, "towns/riga/index.html");
    assert_well_set(&read(&folder, &town), "the town");
    assert!(picture_of(&folder.page("index.html")).is_none());
}

#[test]
fn every_release_town_and_exhibition_has_one_in_each_language() {
    let folder = Folder::sample();
    folder.build(&["--now", "2026-11-25T12:00Z"]);
    let mut named = BTreeSet::new();
    let mut pages = 0;
    for (path, bytes) in folder.site_files() {
        let Ok(html) = String::from_utf8(bytes) else { continue };
        let is = |kind: &str| html.contains(&format!("<body data-page=\"{kind}\""));
        if !path.ends_with(".html") || !(is("release") || is("town") || is("exhibition")) {
            continue;
        }
        pages += 1;
        assert!(html.contains("<meta property=\"og:image:width\" content=\"1200\">"), "{path}");
        assert!(html.contains("<meta property=\"og:image:height\" content=\"630\">"), "{path}");
        assert!(html.contains("<meta property=\"og:image:type\" content=\"image/png\">"), "{path}");
        assert!(html.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
        named.insert(share_picture(&folder, &path));
    }
    assert!(pages > 60, "{pages} pages");
    let made: BTreeSet<String> =
        folder.site_files().into_keys().filter(|path| path.starts_with("share/")).collect();
    assert_eq!(named, made, "what is named and what is there differ");
}

#[test]
fn a_picture_is_made_anew_only_when_what_it_shows_changes() {
    let folder = Folder::plain();
    folder.release("one.md", "title: The first\n", "Text.\n");
    folder.release("two.md", "title: The second\n", "Text.\n");
    folder.release(
        "twin/index.md",
        "title: The second\nslug: twin\n",
        "Same title, town and date.\n",
    );
    folder.build(&[]);
    let one = share_picture(&folder, "releases/2026/one/index.html");
    let two = share_picture(&folder, "releases/2026/two/index.html");
    assert_eq!(two, share_picture(&folder, "releases/2026/twin/index.html"));
    let bytes = fs::read(folder.at(&format!("output/{one}"))).unwrap();
    // Other bytes under an old date: drawing it again would put them right.
    let spoilt = fs::File::create(folder.at(&format!("output/{one}"))).unwrap();
    spoilt.set_len(u64::try_from(bytes.len()).unwrap()).unwrap();
    spoilt.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_hours(24)).unwrap();
    folder.release("one.md", "title: The first\nsummary: New words\n", "Other text.\n");
    folder.build(&[]);
    let kept = fs::read(folder.at(&format!("output/{one}"))).unwrap();
    assert!(kept.len() == bytes.len() && kept.iter().all(|byte| *byte == 0), "it was drawn again");
    folder.release("one.md", "title: Renamed\n", "Other text.\n");
    folder.build(&[]);
    assert!(!folder.has(&format!("output/{one}")), "the picture of the old title is still there");
    assert!(folder.has(&format!("output/{two}")));
    let renamed = share_picture(&folder, "releases/2026/one/index.html");
    assert_ne!(renamed, one);
    // Elsewhere and from nothing, the same title gives the same file.
    let other = Folder::plain();
    other.release("else.md", "title: The first\n", "Text.\n");
    other.build(&[]);
    assert_eq!(share_picture(&other, "releases/2026/else/index.html"), one);
    assert_eq!(fs::read(other.at(&format!("output/{one}"))).unwrap(), bytes);
}

#[test]
fn what_no_font_can_write_is_told_and_has_the_lead_picture() {
    let folder = Folder::plain();
    let mut picture = std::io::Cursor::new(Vec::new());
    RgbImage::new(9, 6).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    folder.write("content/releases/lead.png", picture.into_inner());
    let images = "images: [{file: lead.png, alt: Straw, credit: Us}]\n";
    folder.release("x.md", &format!("title: 展覧会\n{images}"), "Text.\n");
    let run = folder.build(&[]);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.contains("no font of the theme has the letter “展”"), "{said}");
    let named = picture_of(&folder.page("releases/2026/x/index.html")).unwrap();
    assert!(named.starts_with("media/"), "{named}");
    share_picture(&folder, "towns/riga/index.html");
}

#[test]
fn they_can_be_turned_off() {
    let folder = Folder::plain();
    folder.write("content/site.yaml", format!("{SITE}outputs: {{share_pictures: false}}\n"));
    folder.release("x.md", "", "Text.\n");
    folder.build(&[]);
    assert!(folder.site_files().keys().all(|path| !path.starts_with("share/")));
    assert!(picture_of(&folder.page("releases/2026/x/index.html")).is_none());
}

/// A newsroom with a theme that has a template of its own for share pictures.
fn with_template(svg: &str) -> Folder {
    let folder = Folder::plain();
    folder.write("content/site.yaml", format!("{SITE}theme: museum\n"));
    folder.write("themes/museum/theme.yaml", "name: museum\ncontract: 1\n");
    folder.write("themes/museum/templates/share.svg", svg);
    folder.release("x.md", "title: Tom & Jerry\n", "Text.\n");
    folder
}

#[test]
fn a_theme_draws_its_own() {
    let folder = with_template(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">\
         <title>{{ title }}</title><rect width=\"1200\" height=\"630\" fill=\"#0a0\"/></svg>",
    );
    folder.build(&[]);
    let path = share_picture(&folder, "releases/2026/x/index.html");
    let picture = read(&folder, &path);
    assert_eq!(picture.dimensions(), (1200, 630));
    assert!(picture.pixels().all(|pixel| pixel.0 == [0, 0xaa, 0]));
}

#[test]
fn mistakes_of_a_template_are_told_at_the_template() {
    let check = |svg: &str, says: &str| {
        let folder = with_template(svg);
        for run in [folder.run(&["build"]), folder.run(&["check"])] {
            let run = run.refused();
            let all = format!("{}{}", run.stdout, run.stderr);
            assert!(all.contains(says), "{svg}\nsays no “{says}”:\n{all}");
            assert!(all.contains("themes/museum/templates/share.svg"), "{all}");
        }
    };
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{inner}</svg>"
        )
    };
    check("<svg", "is no SVG");
    check("{{ titel }}", "titel");
    check(&svg("<g>"), "is no SVG");
    check("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"60\"/>", "60 by 60");
    check(
        &svg("<image href=\"/etc/hostname\" width=\"9\" height=\"9\"/>"),
        "shows “/etc/hostname”",
    );
    check(
        &svg("{% set a = fit(text=title, font=\"Nowhere\", width=9, height=9, sizes=[9]) %}"),
        "Nowhere",
    );
    check(
        &svg(
            "{% set a = fit(text=title, font=\"Pressroom Sans\", width=9, height=9, sizes=[0]) %}",
        ),
        "above 0",
    );
    check("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", "is no SVG");
}
