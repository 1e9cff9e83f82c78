//! From a drawing (SVG) to a picture (PNG).

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::{HEIGHT, WIDTH, png};
use crate::theme::Fonts;

/// What drawing needs, made once a build.
#[derive(Debug)]
pub(in crate::render) struct Easel {
    options: Options<'static>,
}

impl Easel {
    /// For drawings that are set in the fonts of a theme, and in no others.
    pub(in crate::render) fn new(fonts: &Fonts) -> Self {
        let options = Options {
            fontdb: fonts.database(),
            // A drawing names no file and no address: what it shows is in it.
            image_href_resolver: ImageHrefResolver {
                resolve_data: ImageHrefResolver::default_data_resolver(),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        Self { options }
    }

    /// Draws an SVG of 1200 by 630 into a PNG.
    ///
    /// # Errors
    /// The drawing cannot be used; in words.
    pub(in crate::render) fn draw(&self, svg: &[u8], out: &mut Vec<u8>) -> Result<(), String> {
        let tree = self.tree(svg)?;
        let mut pixels =
            Pixmap::new(WIDTH, HEIGHT).ok_or("there is no room for the picture in memory")?;
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        png::write(pixels.data(), WIDTH, HEIGHT, out)
            .map_err(|error| format!("the picture cannot be written: {error}"))
    }

    /// Reads a drawing without drawing it.
    ///
    /// # Errors
    /// The drawing cannot be used; in words.
    pub(super) fn check(&self, svg: &[u8]) -> Result<(), String> {
        self.tree(svg).map(|_| ())
    }

    fn tree(&self, svg: &[u8]) -> Result<Tree, String> {
        let text = std::str::from_utf8(svg).map_err(|_| "the drawing is not UTF-8")?;
        let no_entities = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
        let drawing = Document::parse_with_options(text, no_entities)
            .map_err(|error| format!("what the template makes is no SVG: {error}"))?;
        for image in drawing.descendants().filter(|node| node.tag_name().name() == "image") {
            let mut references = image.attributes().filter(|a| a.name() == "href");
            if let Some(other) = references.find(|a| !a.value().trim_start().starts_with("data:")) {
                let start: String = other.value().chars().take(60).collect();
                return Err(format!(
                    "the drawing shows “{start}”; it can show only what is in it: write `data:…`"
                ));
            }
        }
        let tree = Tree::from_xmltree(&drawing, &self.options)
            .map_err(|error| format!("what the template makes is no SVG: {error}"))?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let is = |length: f32, wanted: u32| (f64::from(length) - f64::from(wanted)).abs() < 0.5;
        if !is(width, WIDTH) || !is(height, HEIGHT) {
            return Err(format!(
                "the drawing is {width} by {height}; a share picture is {WIDTH} by {HEIGHT}"
            ));
        }
        Ok(tree)
    }
}
