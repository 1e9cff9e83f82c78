//! From the site plan to the bytes of each file. Pure: what a file holds depends on its plan, the
//! newsroom and the theme alone, and each is made by itself, on any thread.

mod body;
mod calendar;
mod cards;
mod dates;
mod feed;
mod files;
mod funding;
mod head;
mod identity;
mod kit;
mod licence;
mod meta;
mod news_sitemap;
mod ninjs;
mod pages;
mod parts;
mod picture;
pub mod pictures;
mod release;
mod releases;
mod rows;
mod search;
mod share;
mod site;
mod sitemap;
mod status;
mod structured;
mod text;
mod things;
mod xml;

pub use cards::Cards;
pub use kit::{Archive, Part, PartContents};
pub use share::pictures as share_pictures;

use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use tera::Context;

use crate::config::{Config, LanguageId};
use crate::context::{Html, PageContext};
use crate::diagnostic::Diagnostic;
use crate::newsroom::Newsroom;
use crate::plan::{Output, PageKind, SitePlan, What, language_of};
use crate::search::Index;
use crate::source::SourceTree;
use crate::theme::Theme;

/// Everything that the renderers look at.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The settings and shared data.
    pub config: &'a Config,
    /// The content folder, for the places of copied files.
    pub tree: &'a SourceTree,
    /// What is public.
    pub newsroom: &'a Newsroom,
    /// Where it stands.
    pub plan: &'a SitePlan,
    /// Where its words are.
    pub index: &'a Index,
    /// How it looks.
    pub theme: &'a Theme,
    /// The moment of the build.
    pub now: DateTime<FixedOffset>,
}

/// What a file of the site holds.
#[derive(Debug)]
pub enum Contents<'b> {
    /// These bytes.
    Bytes(&'b [u8]),
    /// The same as this file.
    Copy(PathBuf),
    /// What an earlier build made: the name tells that it is the same, and nobody touched it.
    AlreadyPublished,
    /// An archive of these parts.
    Archive(Archive),
}

/// Renders one output after another; made once a build.
#[derive(Debug)]
pub struct Renderer<'a> {
    view: View<'a>,
    cards: Cards,
    parts: parts::Parts,
    rows: rows::Rows,
    /// Made for the first calendar.
    calendar_zone: OnceLock<calendar::Zone>,
    easel: share::Easel,
}

impl<'a> Renderer<'a> {
    /// Prepares what many pages share.
    pub fn new(view: View<'a>) -> Self {
        Self {
            view,
            cards: Cards::new(view),
            parts: parts::Parts::default(),
            rows: rows::Rows::default(),
            calendar_zone: OnceLock::new(),
            easel: share::Easel::new(view.theme.fonts()),
        }
    }

    /// What was prepared, for the caller to drop when and where it likes.
    pub fn into_cards(self) -> Cards {
        self.cards
    }

    /// Renders a file. `buffer` is overwritten and may be used again. `None` for what is made of a
    /// picture: [`pictures::make`] makes all sizes at once, and an original has only to be read.
    ///
    /// # Errors
    /// A template has a mistake.
    pub fn render<'b>(
        &'b self,
        output: &Output,
        buffer: &'b mut Vec<u8>,
    ) -> Result<Option<Contents<'b>>, Box<Diagnostic>> {
        buffer.clear();
        match &output.what {
            What::Page(kind) => self.page(*kind, buffer)?,
            What::Feed(of) => feed::atom(self.view, *of, buffer),
            What::JsonFeed(of) => feed::json(self.view, *of, buffer),
            What::ReleaseJson(id) => ninjs::release(self.view, *id, buffer),
            What::ReleasesJson(language) => releases::list(self.view, *language, buffer),
            What::Calendar(of) => {
                let zone = self.calendar_zone.get_or_init(|| calendar::zone(self.view));
                calendar::calendar(self.view, zone, *of, buffer);
            }
            What::Redirect(to) => self.redirect(output, *to, buffer)?,
            What::SharePicture(kind) => self.share_picture(*kind, buffer)?,
            What::Sitemap => sitemap::sitemap(self.view, buffer),
            What::SitemapPart(part) => sitemap::part(self.view, *part, buffer),
            What::NewsSitemap => news_sitemap::news_sitemap(self.view, buffer),
            What::Robots => sitemap::robots(self.view, buffer),
            What::Text(id) => text::release(self.view, *id, buffer),
            What::Search(language, file) => search::file(self.view, *language, *file, buffer),
            What::PressKit(id) => {
                return Ok(Some(Contents::Archive(kit::kit(self.view, *id))));
            }
            What::Media(path) => return Ok(Some(Contents::Copy(self.view.tree.location(path)))),
            What::Original(_) | What::Picture(..) => return Ok(None),
            What::Static(path) => {
                let bytes = self.view.theme.statics().get(path);
                return Ok(Some(Contents::Bytes(bytes.map_or(&[], |bytes| bytes))));
            }
        }
        Ok(Some(Contents::Bytes(buffer)))
    }

    fn page(&self, kind: PageKind, buffer: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        match kind {
            PageKind::Home(language) => self.fill(kind, self.home(language), "home.html", buffer),
            PageKind::Release(id) => self.fill(kind, self.release(id)?, "release.html", buffer),
            PageKind::Archive(language) => {
                self.fill(kind, self.archive(language), "archive.html", buffer)
            }
            PageKind::Year(language, year) => {
                self.fill(kind, self.year(language, year), "year.html", buffer)
            }
            PageKind::Towns(language) => {
                self.fill(kind, self.towns(language), "towns.html", buffer)
            }
            PageKind::Town(language, id) => {
                self.fill(kind, self.town(language, id)?, "town.html", buffer)
            }
            PageKind::Exhibitions(language) => {
                self.fill(kind, self.exhibitions(language), "exhibitions.html", buffer)
            }
            PageKind::Exhibition(language, id) => {
                self.fill(kind, self.exhibition(language, id)?, "exhibition.html", buffer)
            }
            PageKind::Topics(language) => {
                self.fill(kind, self.topics(language), "topics.html", buffer)
            }
            PageKind::Search(language) => {
                self.fill(kind, self.search(language), "search.html", buffer)
            }
            PageKind::Topic(id) => self.fill(kind, self.topic(id)?, "topic.html", buffer),
            PageKind::Plain(index) => self.fill(kind, self.plain(index), "page.html", buffer),
            PageKind::NotFound => self.fill(kind, self.not_found(), "404.html", buffer),
        }
    }

    fn fill(
        &self,
        kind: PageKind,
        page: impl Serialize,
        template: &str,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let language = language_of(self.view.newsroom, kind);
        let root = self.root(kind);
        let head = self.head(kind, &root, template);
        let name = self.view.page_name(kind);
        let mut context = self.common(language, &root, &head, &name)?;
        // Structs always become a context.
        context.extend(Context::from_serialize(&page).unwrap_or_default());
        self.view.theme.render(template, &context, buffer, &name)
    }

    fn redirect(
        &self,
        output: &Output,
        to: PageKind,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let language = language_of(self.view.newsroom, to);
        let root = match output.path.as_str().matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        };
        let mut head = self.head(to, &root, "redirect.html");
        head.kind = "redirect";
        head.noindex = true;
        head.meta = Html::default();
        head.json_ld = Html::default();
        let address = self.view.plan.addresses.of(to).cloned().unwrap_or_default();
        let page = crate::context::RedirectPage {
            url: head.canonical.clone(),
            target: format!("{root}{}", address.linked()),
            title: head.title.clone(),
        };
        let name = output.path.as_str();
        let mut context = self.common(language, &root, &head, name)?;
        context.extend(Context::from_serialize(&page).unwrap_or_default());
        self.view.theme.render("redirect.html", &context, buffer, name)
    }

    /// The variables that every template of a page gets.
    fn common(
        &self,
        language: LanguageId,
        root: &str,
        page: &PageContext,
        name: &str,
    ) -> Result<Context, Box<Diagnostic>> {
        let mut context = self.shared(language, root);
        context.insert_value("parts", self.parts(language, root, page, name)?);
        context.insert("page", page);
        Ok(context)
    }

    /// The variables that parts of pages and rows get as well.
    fn shared(&self, language: LanguageId, root: &str) -> Context {
        let shared = &self.cards.languages[language.index()];
        let mut context = Context::new();
        context.insert_value("site", shared.site.clone());
        context.insert_value("t", shared.messages.clone());
        context.insert("lang", self.view.config.site.rules(language).tag());
        context.insert("root", root);
        context
    }

    /// The way from a page to the site's root. The 404 page is shown at any address, so its way
    /// begins at the host.
    fn root(&self, kind: PageKind) -> String {
        if kind == PageKind::NotFound {
            return self.view.config.site.base_url.path().to_owned();
        }
        self.view.plan.addresses.of(kind).map(crate::plan::Address::root).unwrap_or_default()
    }
}

impl View<'_> {
    /// A page as messages about templates name it: by its source where it has one.
    fn page_name(self, kind: PageKind) -> String {
        let newsroom = self.newsroom;
        match kind {
            PageKind::Release(id) => newsroom.releases[id.index()].name.file.to_string(),
            PageKind::Plain(index) => newsroom.pages[index as usize].name.file.to_string(),
            PageKind::NotFound => "/404.html".to_owned(),
            other => {
                let address = self.plan.addresses.of(other);
                format!("/{}", address.map_or("", |address| address.folder()))
            }
        }
    }
}
