//! Share pictures: what a page looks like where somebody shares its link.
//!
//! The theme's `share.svg` is filled in for every release, town and exhibition, and the drawing made
//! into a PNG. The name of the file is a hash of the drawing and of the fonts it is set in.

mod draw;
mod png;

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Context;

use super::{Renderer, View, dates};
use crate::config::LanguageId;
use crate::context::{ShareImage, SharePage, ShareSite, ShareTown};
use crate::diagnostic::{Diagnostic, Place, Spot, YamlPath};
use crate::newsroom::{ExhibitionId, ReleaseId, TownId};
use crate::output_path::OutputPath;
use crate::plan::{PageKind, SharePictures, language_of};

pub(super) use draw::Easel;

/// Width of a share picture in pixels.
const WIDTH: u32 = 1200;
/// Height of a share picture in pixels.
const HEIGHT: u32 = 630;

const TEMPLATE: &str = "share.svg";

/// Changes when drawings are made into pictures in another way.
const MAKING: &str = "1";

/// The share pictures of the newsroom, and what is wrong with their template. A page with letters that
/// the theme has no font for gets none; it is told once a language.
pub fn pictures(view: View<'_>) -> (SharePictures, Vec<Diagnostic>) {
    if !view.config.site.outputs.share_pictures {
        return (SharePictures::new(), Vec::new());
    }
    let kinds = pages(view);
    let common: Vec<Context> =
        view.config.site.language_ids().map(|language| common(view, language)).collect();
    let made =
        kinds.par_iter().map_init(Vec::new, |buffer, kind| named(view, &common, *kind, buffer));
    let mut pictures = SharePictures::new();
    let mut diagnostics = Vec::new();
    let mut unwritable: BTreeMap<LanguageId, (char, String)> = BTreeMap::new();
    for (kind, made) in kinds.iter().zip(made.collect::<Vec<_>>()) {
        match made {
            Ok(Named::Picture(path)) => {
                pictures.insert(*kind, path);
            }
            Ok(Named::Unwritable(letter, title)) => {
                unwritable.entry(language_of(view.newsroom, *kind)).or_insert((letter, title));
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if diagnostics.is_empty() {
        diagnostics.extend(trials(view, &common, &pictures));
    }
    diagnostics.extend(unwritable.values().map(|(letter, title)| no_font(view, *letter, title)));
    (pictures, diagnostics)
}

/// Reads the first drawing of each kind, so that a mistake of the template is known also where nothing
/// is drawn: in a check, and while the pictures of an earlier build stand.
fn trials(view: View<'_>, common: &[Context], pictures: &SharePictures) -> Vec<Diagnostic> {
    let easel = Easel::new(view.theme.fonts());
    let is: [fn(&PageKind) -> bool; 3] = [
        |kind| matches!(kind, PageKind::Release(_)),
        |kind| matches!(kind, PageKind::Town(..)),
        |kind| matches!(kind, PageKind::Exhibition(..)),
    ];
    let trial = |is: &fn(&PageKind) -> bool| {
        let kind = *pictures.keys().find(|kind| is(kind))?;
        let language = language_of(view.newsroom, kind);
        let mut svg = Vec::new();
        let page = page(view, language, kind);
        fill(view, common[language.index()].clone(), kind, &page, &mut svg).ok()?;
        let problem = easel.check(&svg).err()?;
        Some(view.theme.mistake(TEMPLATE, problem, &view.page_name(kind)))
    };
    is.iter().filter_map(trial).collect()
}

/// What became of the picture of a page.
enum Named {
    Picture(OutputPath),
    /// A letter that no font has, and the text it stands in.
    Unwritable(char, String),
}

fn named(
    view: View<'_>,
    common: &[Context],
    kind: PageKind,
    buffer: &mut Vec<u8>,
) -> Result<Named, Box<Diagnostic>> {
    let language = language_of(view.newsroom, kind);
    let page = page(view, language, kind);
    let texts =
        [Some(&page.title), page.town.as_ref().map(|town| &town.name), Some(&page.site.name)];
    for text in texts.into_iter().flatten() {
        if let Some(letter) = view.theme.fonts().lacks(text) {
            return Ok(Named::Unwritable(letter, text.clone()));
        }
    }
    fill(view, common[language.index()].clone(), kind, &page, buffer)?;
    let mut hash = blake3::Hasher::new();
    hash.update(MAKING.as_bytes()).update(view.theme.fonts().hash().as_bytes()).update(buffer);
    let path = format!("share/{}.png", &hash.finalize().to_hex()[..20]);
    match OutputPath::new(&path) {
        Ok(path) => Ok(Named::Picture(path)),
        // Not reached: the name is letters and digits.
        Err(bad) => Err(Box::new(view.theme.mistake(TEMPLATE, bad.to_string(), &page.title))),
    }
}

/// Every page that gets a picture.
fn pages(view: View<'_>) -> Vec<PageKind> {
    let newsroom = view.newsroom;
    let mut kinds: Vec<PageKind> =
        (0..newsroom.releases.len()).map(|i| PageKind::Release(ReleaseId::new(i))).collect();
    for language in view.config.site.language_ids() {
        let towns = (0..newsroom.towns.len()).map(|i| PageKind::Town(language, TownId::new(i)));
        let exhibitions = (0..newsroom.exhibitions.len())
            .map(|i| PageKind::Exhibition(language, ExhibitionId::new(i)));
        kinds.extend(towns.chain(exhibitions));
    }
    kinds.retain(|kind| view.plan.addresses.of(*kind).is_some());
    kinds
}

/// The variables that every template gets, as far as pictures have them.
fn common(view: View<'_>, language: LanguageId) -> Context {
    let mut context = Context::new();
    context.insert("t", view.theme.messages(language).plain());
    context.insert("lang", view.config.site.rules(language).tag());
    context
}

fn page(view: View<'_>, language: LanguageId, kind: PageKind) -> SharePage {
    let site = &view.config.site;
    let rules = site.rules(language);
    let mut page = SharePage {
        kind: "release",
        title: String::new(),
        town: None,
        date: None,
        when: None,
        stops: 0,
        site: ShareSite {
            name: site.name.get(language).to_owned(),
            organisation: site.organisation.as_ref().map(|o| o.name.get(language).to_owned()),
            host: site.base_url.host_str().unwrap_or_default().to_owned(),
            direction: rules.direction().as_str(),
            extra: site.extra.clone(),
        },
    };
    match kind {
        PageKind::Release(id) => {
            let release = &view.newsroom.releases[id.index()];
            page.title.clone_from(&release.title);
            page.date = Some(dates::date(rules, &release.date));
            page.town = release.towns.first().map(|town| {
                let town = view.town_link(language, *town);
                let (name, locative, has_locative) = (town.name, town.locative, town.has_locative);
                ShareTown { name, locative, has_locative }
            });
        }
        PageKind::Town(_, id) => {
            page.kind = "town";
            page.title = view.town_link(language, id).name;
        }
        PageKind::Exhibition(_, id) => {
            page.kind = "exhibition";
            page.title = view.exhibition_link(language, id).name;
            page.when = Some(view.exhibition_when(language, id)).filter(|when| !when.is_empty());
            page.stops = view.newsroom.exhibitions[id.index()].stops.len();
        }
        _ => {}
    }
    page
}

/// Fills the template in.
fn fill(
    view: View<'_>,
    mut context: Context,
    kind: PageKind,
    page: &SharePage,
    buffer: &mut Vec<u8>,
) -> Result<(), Box<Diagnostic>> {
    buffer.clear();
    // Structs always become a context.
    context.extend(Context::from_serialize(page).unwrap_or_default());
    view.theme.render(TEMPLATE, &context, buffer, &view.page_name(kind))
}

fn no_font(view: View<'_>, letter: char, text: &str) -> Diagnostic {
    let place = Place::new(&view.tree.shown("site.yaml"), Spot::Value(YamlPath::key("theme")));
    let short: String = text.chars().take(60).collect();
    let message = format!(
        "no font of the theme has the letter “{letter}” of “{short}”: what needs it gets no share picture"
    );
    Diagnostic::warning("no-font", place, message).help(
        "put a font that has it into the folder fonts/ of your theme, or turn share pictures off: \
         `outputs: {share_pictures: false}`",
    )
}

impl Renderer<'_> {
    /// Draws the share picture of a page.
    pub(super) fn share_picture(
        &self,
        kind: PageKind,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let view = self.view;
        let language = language_of(view.newsroom, kind);
        let mut svg = Vec::new();
        fill(view, common(view, language), kind, &page(view, language, kind), &mut svg)?;
        let drawn = self.easel.draw(&svg, buffer);
        drawn.map_err(|problem| {
            Box::new(view.theme.mistake(TEMPLATE, problem, &view.page_name(kind)))
        })
    }

    /// The share picture of a page, as its head names it.
    pub(super) fn share_image(&self, kind: PageKind, title: &str) -> Option<ShareImage> {
        let view = self.view;
        let path = view.plan.share.get(&kind)?;
        let site = view.config.site.name.get(language_of(view.newsroom, kind));
        Some(ShareImage {
            url: format!("{}{path}", view.config.site.base_url),
            alt: format!("{title} – {site}"),
            width: WIDTH,
            height: HEIGHT,
        })
    }
}
