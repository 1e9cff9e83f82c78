//! Pictures as pages, feeds and structured data show them.

use super::View;
use super::release::size_in_words;
use crate::context::{PictureCandidate, PictureContext, PictureOriginal, PictureSource};
use crate::newsroom::Picture;
use crate::output_path::OutputPath;
use crate::picture::Format;
use crate::plan::{PlannedPicture, Ratio, Variant};

/// Who takes one size only is given this width in pixels, or the next smaller one.
const ONE_WIDTH: u32 = 1600;

/// A file with a picture, on the site.
#[derive(Debug, Clone, Copy)]
pub struct PictureFile<'a> {
    /// Where it stands.
    pub path: &'a OutputPath,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl<'a> View<'a> {
    /// The absolute address of a copied file.
    pub(super) fn media_url(self, path: &str) -> String {
        let path = self.plan.media.get(path).map_or("", |path| path.as_str());
        format!("{}{path}", self.config.site.base_url)
    }

    /// Width and height in pixels of a picture as it is shown, by path in the content folder.
    pub fn picture_size(self, path: &str) -> Option<(u32, u32)> {
        let facts = &self.tree.picture(path)?.as_ref().ok()?.facts;
        Some((facts.width, facts.height))
    }

    /// One good file of a picture for those who take no choice: feeds, cards of social networks, old
    /// browsers. A JPEG; `None` where the original serves, which then is a PNG, a GIF or a drawing.
    pub fn one_picture(self, path: &str) -> Option<PictureFile<'a>> {
        let planned = self.plan.pictures.get(path)?;
        let fits = |(variant, _): &&(Variant, OutputPath)| {
            !is_modern(variant.format) && variant.width <= ONE_WIDTH
        };
        planned.variants.iter().rfind(fits).map(file_of)
    }

    /// The middle of a picture in three ratios (1:1, 4:3, 16:9) as JPEG, at most 1200 pixels wide, for
    /// structured data and cards. Of pictures that lead a release or an exhibition; empty for others, and
    /// for those of which no smaller ones are made (SVG, GIF).
    pub fn picture_crops(self, path: &str) -> Vec<(Ratio, PictureFile<'a>)> {
        let crops = self.plan.pictures.get(path).map_or(&[][..], |planned| &planned.crops);
        crops.iter().filter_map(|crop| Some((crop.0.crop?, file_of(crop)))).collect()
    }

    /// The sizes to choose from: each list is of one format, the best format first.
    pub(super) fn picture_sources(self, path: &str) -> Vec<PictureSource> {
        let Some(PlannedPicture { variants, .. }) = self.plan.pictures.get(path) else {
            return Vec::new();
        };
        let lists = variants.chunk_by(|(one, _), (next, _)| one.format == next.format);
        lists
            .map(|list| PictureSource {
                media_type: list[0].0.format.media_type(),
                candidates: list
                    .iter()
                    .map(|(variant, path)| PictureCandidate {
                        path: path.as_str().to_owned(),
                        width: variant.width,
                    })
                    .collect(),
            })
            .collect()
    }

    pub(super) fn picture(self, picture: &Picture) -> PictureContext {
        let file = self.plan.media.get(&picture.path).map_or("", |path| path.as_str());
        let one = self.one_picture(&picture.path);
        let size = self.picture_size(&picture.path);
        let shown = one.map(|one| (one.width, one.height)).or(size);
        let path = one.map_or(file, |one| one.path.as_str()).to_owned();
        let bytes = self.tree.offered_bytes(&picture.path);
        PictureContext {
            url: format!("{}{path}", self.config.site.base_url),
            path,
            alt: picture.alt.clone(),
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
            licence: picture.licence.clone(),
            copyright: picture.copyright.clone(),
            width: shown.map(|(width, _)| width),
            height: shown.map(|(_, height)| height),
            sources: self.picture_sources(&picture.path),
            original: original(file, bytes, size),
        }
    }
}

/// A file as it is offered: where it stands, its bytes, and width and height in pixels.
pub(super) fn original(path: &str, bytes: u64, size: Option<(u32, u32)>) -> PictureOriginal {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    PictureOriginal {
        format: ending.to_uppercase(),
        path: path.to_owned(),
        size: size_in_words(bytes),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    }
}

/// Formats that not every program reads.
fn is_modern(format: Format) -> bool {
    matches!(format, Format::WebP | Format::Avif)
}

fn file_of((variant, path): &(Variant, OutputPath)) -> PictureFile<'_> {
    PictureFile { path, width: variant.width, height: variant.height }
}
