//! Who paid: on the page, and the emblem of the European Union as its rules draw it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;

use common::{Folder, repository};

#[test]
fn a_release_shows_its_funders() {
    let folder = Folder::plain();
    folder.write(
        "content/funders.yaml",
        "eu:\n  name: Fund for Integration\n  statement: Financed by the Fund & others.\n  share: 62.5\n  \
         grant: IF/1\n  url: https://fund.example/\n  logo: theme:eu-emblem.svg\nstate:\n  name: State budget\n",
    );
    folder.release("x.md", "funder: [eu, state]\n", "Text.\n");
    folder.build(&[]);
    let page = folder.page("releases/2026/x/index.html");
    for part in [
        "Fund for Integration</a>",
        "https://fund.example/",
        "Financed by the Fund &amp; others.",
        "62.5%",
        "Grant IF/1",
        "State budget",
        "<img src=\"../../../theme/eu-emblem.svg\" alt=\"Emblem of the European Union: a circle of twelve gold stars on a blue field\"",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(folder.has("output/theme/eu-emblem.svg"));
}

#[test]
fn an_emblem_may_be_described_in_other_words() {
    let folder = Folder::plain();
    folder.write(
        "content/funders.yaml",
        "eu:\n  name: Fund\n  logo: {file: theme:eu-emblem.svg, alt: Twelve stars}\n",
    );
    folder.release("x.md", "funder: eu\n", "Text.\n");
    folder.build(&[]);
    assert!(folder.page("releases/2026/x/index.html").contains("alt=\"Twelve stars\""));
}

/// The geometry of the official graphics guide: two by three, the centres of twelve stars on a circle
/// with a third of the height as radius, at the hours of a clock, each upright in a circle with an
/// eighteenth of the height.
#[test]
fn the_emblem_has_the_official_geometry() {
    let svg = fs::read_to_string(repository().join("themes/default/static/eu-emblem.svg")).unwrap();
    let drawing = roxmltree::Document::parse(&svg).unwrap();
    let (width, height) = (810.0, 540.0);
    assert_eq!(drawing.root_element().attribute("viewBox"), Some("0 0 810 540"));
    let paths: Vec<_> = drawing
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "path")))
        .collect();
    let [field, stars] = paths.as_slice() else { panic!("{} paths", paths.len()) };
    assert_eq!((field.attribute("fill"), stars.attribute("fill")), (Some("#039"), Some("#fc0")));
    assert_eq!(field.attribute("d"), Some("M0 0h810v540H0z"));
    let stars: Vec<Vec<(f64, f64)>> = stars
        .attribute("d")
        .unwrap()
        .split_terminator('z')
        .map(|star| {
            let points = star.trim().trim_start_matches('M').split('L');
            points
                .map(|point| point.split_once(' ').unwrap())
                .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
                .collect()
        })
        .collect();
    assert_eq!(stars.len(), 12);
    let near = |a: f64, b: f64, what: &str| assert!((a - b).abs() < 0.02, "{what}: {a}, not {b}");
    for (hour, star) in stars.iter().enumerate() {
        let angle = f64::from(u32::try_from(hour).unwrap()) * std::f64::consts::PI / 6.0;
        let (x, y) =
            (width / 2.0 + height / 3.0 * angle.sin(), height / 2.0 - height / 3.0 * angle.cos());
        assert_eq!(star.len(), 10);
        for (i, (px, py)) in star.iter().enumerate() {
            let turn = f64::from(u32::try_from(i).unwrap()) * std::f64::consts::PI / 5.0;
            // The inner corners of a pentagram, whose sides run from point to point.
            let inner = (std::f64::consts::PI / 10.0).sin() / (std::f64::consts::PI * 0.3).sin();
            let radius = height / 18.0 * if i % 2 == 0 { 1.0 } else { inner };
            near(*px, x + radius * turn.sin(), "x");
            near(*py, y - radius * turn.cos(), "y");
        }
    }
}
