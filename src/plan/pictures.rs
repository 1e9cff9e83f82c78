//! The files that are made of each picture: the sizes that pages need, and crops for those who show
//! links.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{BodyLinks, Claims, Target, What};
use crate::config::Config;
use crate::diagnostic::{Place, Spot};
use crate::newsroom::{Newsroom, Picture};
use crate::output_path::OutputPath;
use crate::picture::{Facts, Format};
use crate::release::DocumentName;
use crate::release::markdown::{Body, LinkKind};
use crate::source::{SourcePicture, SourceTree};

/// Widths in pixels, from a telephone's to that of a large screen of double density.
const WIDTHS: [u32; 5] = [480, 800, 1200, 1600, 2400];

/// A crop is no wider.
const CROP_WIDTH: u32 = 1200;

/// WebP knows no longer side (RFC 9649, section 2.7).
const WEBP_SIDE: u32 = 16_383;

/// JPEG knows no longer side (ISO/IEC 10918-1, table B.2), and none of the others goes further.
const JPEG_SIDE: u32 = 65_535;

/// Goes into the names of all variants. To be changed with whatever changes their bytes: the encoders,
/// their settings, the way of resizing; a test tells when it was forgotten.
const MAKING: &str = "1";

/// A picture that is made of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// How it is stored.
    pub format: Format,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The part that is shown, when it is not all.
    pub crop: Option<Ratio>,
}

/// How wide a crop is to how high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ratio {
    /// 1:1.
    Square,
    /// 4:3.
    FourToThree,
    /// 16:9.
    SixteenToNine,
}

impl Ratio {
    /// Every one, narrowest first.
    pub const ALL: [Self; 3] = [Self::Square, Self::FourToThree, Self::SixteenToNine];

    /// Width and height.
    pub fn parts(self) -> (u32, u32) {
        match self {
            Self::Square => (1, 1),
            Self::FourToThree => (4, 3),
            Self::SixteenToNine => (16, 9),
        }
    }

    /// The largest part of a picture that has this ratio, in pixels.
    pub fn within(self, width: u32, height: u32) -> (u32, u32) {
        let (across, down) = self.parts();
        let by_height = u64::from(height) * u64::from(across) / u64::from(down);
        match u32::try_from(by_height) {
            Ok(by_height) if by_height <= width => (by_height.max(1), height),
            _ => (width, scaled(width, down, across)),
        }
    }
}

/// What is made of a picture.
#[derive(Debug, Clone)]
pub struct PlannedPicture {
    /// Where the content names it first.
    pub place: Place,
    /// The whole picture in several sizes; by format, and in each from narrow to wide.
    pub variants: Vec<(Variant, OutputPath)>,
    /// Parts of it as JPEG, one a ratio, if it leads a release or an exhibition.
    pub crops: Vec<(Variant, OutputPath)>,
}

/// Plans what is made of the pictures that pages show; `media` is where their originals stand.
pub(super) fn pictures(
    config: &Config,
    tree: &SourceTree,
    newsroom: &Newsroom,
    links: &BodyLinks,
    media: &BTreeMap<Arc<str>, OutputPath>,
    claims: &mut Claims,
) -> BTreeMap<Arc<str>, PlannedPicture> {
    let mut planned = BTreeMap::new();
    if !config.site.outputs.pictures {
        return planned;
    }
    let leads = leads(newsroom);
    for (path, place) in shown(newsroom, links) {
        let Some(Ok(picture)) = tree.picture(&path) else { continue };
        let Some(address) = media.get(&path).filter(|_| picture.facts.can_be_resized()) else {
            continue;
        };
        let stem = stem(address.as_str(), picture);
        let source = Place::file(&tree.shown(&path));
        let mut claim = |variant: Variant| {
            let address = address_of(&stem, variant);
            let what = What::Picture(Arc::clone(&path), variant);
            claims.claim(&address, what, Some(source.clone()));
            Some((variant, OutputPath::new(&address).ok()?))
        };
        let formats = formats(&picture.facts, config.site.avif);
        let whole = formats.into_iter().flat_map(|format| sizes(&picture.facts, format));
        let variants = whole.filter_map(&mut claim).collect();
        let crops = if leads.contains(&path) { crops(&picture.facts) } else { Vec::new() };
        let crops = crops.into_iter().filter_map(&mut claim).collect();
        planned.insert(path, PlannedPicture { place, variants, crops });
    }
    planned
}

/// The pictures that lead a release or an exhibition.
fn leads(newsroom: &Newsroom) -> BTreeSet<&Arc<str>> {
    let texts = newsroom.exhibitions.iter().flat_map(|exhibition| &exhibition.texts);
    let releases = newsroom.releases.iter().map(|release| &release.pictures);
    let lists = releases.chain(texts.map(|(_, text)| &text.pictures));
    lists.filter_map(|pictures| Some(&pictures.first()?.path)).collect()
}

/// Every picture that a page shows, with the first place that names it.
fn shown(newsroom: &Newsroom, links: &BodyLinks) -> BTreeMap<Arc<str>, Place> {
    let mut shown = BTreeMap::new();
    let mut add = |path: &Arc<str>, place: Place| {
        shown.entry(Arc::clone(path)).or_insert(place);
    };
    let texts = || newsroom.exhibitions.iter().flat_map(|exhibition| &exhibition.texts);
    let listed = newsroom.releases.iter().flat_map(|release| &release.pictures);
    let logos = newsroom.logo.iter().chain(newsroom.funder_logos.values());
    for Picture { path, place, .. } in
        listed.chain(texts().flat_map(|(_, text)| &text.pictures)).chain(logos)
    {
        add(path, place.clone());
    }
    let mut body = |name: &DocumentName, body: &Body, targets: Option<&Vec<Target>>| {
        for (link, target) in body.links.iter().zip(targets.into_iter().flatten()) {
            if let (LinkKind::Image, Target::Media(path, _)) = (link.kind, target) {
                let spot = Spot::Bytes(link.span.start, link.span.end);
                add(path, Place::new(&name.file, spot));
            }
        }
    };
    for (release, targets) in newsroom.releases.iter().zip(&links.releases) {
        body(&release.name, &release.body, Some(targets));
    }
    for (i, exhibition) in newsroom.exhibitions.iter().enumerate() {
        for (language, text) in &exhibition.texts {
            let id = crate::newsroom::ExhibitionId::new(i);
            body(&text.name, &text.body, links.exhibitions.get(&(id, *language)));
        }
    }
    for (key, boilerplate) in &newsroom.boilerplates {
        for (language, name, _, text) in &boilerplate.texts {
            body(name, text, links.boilerplates.get(&(key.clone(), *language)));
        }
    }
    for (page, targets) in newsroom.pages.iter().zip(&links.pages) {
        body(&page.name, &page.body, Some(targets));
    }
    shown
}

/// The formats in the order in which browsers are to choose. A drawing, or what shines through, is a PNG
/// that is smaller as it is than any size of it would be: there the original follows.
fn formats(facts: &Facts, avif: bool) -> Vec<Format> {
    if facts.transparent || facts.drawn {
        return vec![Format::WebP];
    }
    // AVIF's encoder writes no colour profile.
    let avif = (avif && !facts.own_colours).then_some(Format::Avif);
    avif.into_iter().chain([Format::WebP, Format::Jpeg]).collect()
}

/// The sizes of a picture in one format, never larger than itself.
fn sizes(facts: &Facts, format: Format) -> Vec<Variant> {
    let (own_width, own_height) = (facts.width, facts.height);
    // A size that is nearly the picture's own is not worth a file.
    let mut widths: Vec<u32> =
        WIDTHS.into_iter().filter(|width| width * 10 <= own_width.saturating_mul(9)).collect();
    let widest = own_width.min(WIDTHS[WIDTHS.len() - 1]);
    if widths.last() != Some(&widest) {
        widths.push(widest);
    }
    let sizes = widths.into_iter().map(|width| Variant {
        format,
        width,
        height: scaled(width, own_height, own_width),
        crop: None,
    });
    let longest = if format == Format::WebP { WEBP_SIDE } else { JPEG_SIDE };
    sizes.filter(|size| size.width.max(size.height) <= longest).collect()
}

fn crops(facts: &Facts) -> Vec<Variant> {
    let crop = |ratio: Ratio| {
        let (across, down) = ratio.parts();
        let width = ratio.within(facts.width, facts.height).0.min(CROP_WIDTH);
        let height = scaled(width, down, across);
        Variant { format: Format::Jpeg, width, height, crop: Some(ratio) }
    };
    Ratio::ALL.into_iter().map(crop).collect()
}

/// `length · part / whole`, rounded, at least 1.
pub(crate) fn scaled(length: u32, part: u32, whole: u32) -> u32 {
    let (length, part, whole) = (u64::from(length), u64::from(part), u64::from(whole).max(1));
    u32::try_from((length * part + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

/// The original's address without its ending, and a hash of all that the variants are made from.
fn stem(original: &str, picture: &SourcePicture) -> String {
    let stem = original.rsplit_once('.').map_or(original, |(stem, _)| stem);
    format!("{stem}-{}", hash_in_names(picture.hash))
}

/// The hash in the names of all that is made of a picture, by the hash of its file: 10 hexadecimal digits.
pub(crate) fn hash_in_names(file: blake3::Hash) -> String {
    let mut made_from = blake3::Hasher::new();
    made_from.update(file.as_bytes()).update(MAKING.as_bytes());
    made_from.finalize().to_hex()[..10].to_owned()
}

fn address_of(stem: &str, variant: Variant) -> String {
    let Variant { format, width, crop, .. } = variant;
    let ending = format.ending();
    match crop.map(Ratio::parts) {
        Some((across, down)) => format!("{stem}-{across}x{down}.{ending}"),
        None => format!("{stem}-{width}.{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(width: u32, height: u32) -> Vec<(u32, u32)> {
        let facts = facts(width, height);
        sizes(&facts, Format::WebP).iter().map(|size| (size.width, size.height)).collect()
    }

    fn facts(width: u32, height: u32) -> Facts {
        Facts {
            format: Format::Jpeg,
            width,
            height,
            orientation: 1,
            transparent: false,
            drawn: false,
            animated: false,
            print_colours: false,
            own_colours: false,
            location: false,
            embedded: None,
        }
    }

    #[test]
    fn never_larger_than_the_picture() {
        assert_eq!(widths(1, 1), [(1, 1)]);
        assert_eq!(widths(480, 320), [(480, 320)]);
        assert_eq!(widths(500, 1), [(500, 1)]);
        assert_eq!(widths(1300, 650), [(480, 240), (800, 400), (1300, 650)]);
        assert_eq!(widths(2400, 1600).last(), Some(&(2400, 1600)));
        assert_eq!(widths(2500, 2500).last(), Some(&(2400, 2400)));
        assert_eq!(widths(6000, 4000).iter().map(|size| size.0).collect::<Vec<_>>(), WIDTHS);
        // What WebP cannot hold is made in the other format only.
        assert_eq!(widths(1000, 20_000), [(480, 9600), (800, 16_000)]);
        // And what neither can hold is made in none.
        assert_eq!(sizes(&facts(100, 100_000), Format::Jpeg), []);
        assert_eq!(sizes(&facts(1000, 100_000), Format::Jpeg).len(), 1);
    }

    #[test]
    fn the_largest_part_of_a_ratio() {
        assert_eq!(Ratio::Square.within(6000, 4000), (4000, 4000));
        assert_eq!(Ratio::FourToThree.within(6000, 4000), (5333, 4000));
        assert_eq!(Ratio::SixteenToNine.within(6000, 4000), (6000, 3375));
        assert_eq!(Ratio::SixteenToNine.within(1, 1), (1, 1));
        let sizes: Vec<_> = crops(&facts(6000, 4000)).iter().map(|c| (c.width, c.height)).collect();
        assert_eq!(sizes, [(1200, 1200), (1200, 900), (1200, 675)]);
        let sizes: Vec<_> = crops(&facts(900, 400)).iter().map(|c| (c.width, c.height)).collect();
        assert_eq!(sizes, [(400, 400), (533, 400), (711, 400)]);
    }

    #[test]
    fn formats_by_what_the_picture_is() {
        assert_eq!(formats(&facts(9, 9), false), [Format::WebP, Format::Jpeg]);
        assert_eq!(formats(&facts(9, 9), true), [Format::Avif, Format::WebP, Format::Jpeg]);
        let drawn = Facts { drawn: true, ..facts(9, 9) };
        assert_eq!(formats(&drawn, true), [Format::WebP]);
    }
}
