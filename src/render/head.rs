//! Head data of pages: titles, addresses, translations, the way back up.

use super::body::shortened;
use super::cards::lead;
use super::{Renderer, calendar, structured};
use crate::config::LanguageId;
use crate::context::{Alternate, Html, Link, PageContext, PictureContext};
use crate::newsroom::ReleaseId;
use crate::plan::{FeedOf, PageKind, language_of};
use crate::theme::OnDemand;

/// How many characters search engines show of a description.
const DESCRIPTION: usize = 300;

impl Renderer<'_> {
    /// The head data of a page that `template` makes. `root` leads from the page to the site's root.
    pub(super) fn head(&self, kind: PageKind, root: &str, template: &str) -> PageContext {
        let view = self.view;
        let language = language_of(view.newsroom, kind);
        let address = view.plan.addresses.of(kind).cloned().unwrap_or_default();
        let release = match kind {
            PageKind::Release(id) => Some(&view.newsroom.releases[id.index()]),
            _ => None,
        };
        let canonical = match kind {
            PageKind::NotFound => format!("{}404.html", view.config.site.base_url),
            _ => format!("{}{}", view.config.site.base_url, address.folder()),
        };
        let (feed, json_feed) = self.feed_links(kind, language);
        let mut page = PageContext {
            kind: kind_name(kind),
            title: self.title(kind),
            description: self.description(kind).map(|text| shortened(&text, DESCRIPTION)),
            path: address.linked().to_owned(),
            canonical,
            alternates: self.alternates(kind),
            noindex: matches!(kind, PageKind::NotFound | PageKind::Search(_))
                || release.is_some_and(|release| release.withdrawn.is_some()),
            image: self.image(kind),
            share: None,
            published: release.map(|release| release.first_public().rfc3339()),
            modified: release.map(|release| release.changed().rfc3339()),
            feed,
            json_feed,
            data: match kind {
                PageKind::Release(id) => view.plan.addresses.release_json(id),
                _ => None,
            },
            calendar: calendar::link(view, calendar::of_page(view, kind)),
            breadcrumbs: self.breadcrumbs(kind, language),
            meta: Html::default(),
            json_ld: Html::default(),
        };
        page.share = self.share_image(kind, &page.title);
        page.meta = Html::new(&self.meta(&page, language, root));
        if view.theme.shows(template, OnDemand::StructuredData) {
            page.json_ld = Html::new(&structured::json_ld(self, kind, &page));
        }
        page
    }

    /// A page's title.
    pub(super) fn title(&self, kind: PageKind) -> String {
        let view = self.view;
        let language = language_of(view.newsroom, kind);
        let messages = view.theme.messages(language);
        let word = |key: &str| messages.text(key).to_owned();
        match kind {
            PageKind::Home(_) => view.config.site.name.get(language).to_owned(),
            PageKind::Release(id) => view.newsroom.releases[id.index()].title.clone(),
            PageKind::Archive(_) => word("releases"),
            PageKind::Year(_, year) => {
                let mut arguments = fluent_bundle::FluentArgs::new();
                arguments.set("year", year.to_string());
                messages.format("year-title", &arguments).unwrap_or_else(|_| year.to_string())
            }
            PageKind::Towns(_) => word("towns"),
            PageKind::Town(_, id) => view.town_link(language, id).name,
            PageKind::Exhibitions(_) => word("exhibitions"),
            PageKind::Exhibition(_, id) => view.exhibition_link(language, id).name,
            PageKind::Topics(_) => word("topics"),
            PageKind::Search(_) => word("search"),
            PageKind::Topic(id) => view.newsroom.topics[id.index()].name.clone(),
            PageKind::Plain(index) => view.newsroom.pages[index as usize].title.clone(),
            PageKind::NotFound => word("not_found"),
        }
    }

    fn description(&self, kind: PageKind) -> Option<String> {
        let view = self.view;
        match kind {
            PageKind::Home(language) => {
                view.config.site.description.as_ref().map(|text| text.get(language).to_owned())
            }
            PageKind::Release(id) => Some(lead(&view.newsroom.releases[id.index()]).to_owned()),
            PageKind::Exhibition(language, id) => {
                let text = view.newsroom.exhibitions[id.index()].text(language)?;
                text.summary.clone().or_else(|| Some(text.body.lead.clone()))
            }
            PageKind::Plain(index) => {
                let page = &view.newsroom.pages[index as usize];
                page.summary.clone().or_else(|| Some(page.body.lead.clone()))
            }
            _ => None,
        }
        .filter(|text| !text.is_empty())
    }

    fn image(&self, kind: PageKind) -> Option<PictureContext> {
        let view = self.view;
        match kind {
            PageKind::Release(id) => view.newsroom.releases[id.index()].pictures.first(),
            PageKind::Exhibition(language, id) => {
                view.newsroom.exhibitions[id.index()].text(language)?.pictures.first()
            }
            _ => None,
        }
        .map(|picture| view.picture(picture))
    }

    /// The same page in every language it exists in; empty when in one only.
    fn alternates(&self, kind: PageKind) -> Vec<Alternate> {
        let view = self.view;
        let site = &view.config.site;
        if site.languages.len() < 2 {
            return Vec::new();
        }
        let same = |other: LanguageId| -> Option<PageKind> {
            Some(match kind {
                PageKind::Home(_) => PageKind::Home(other),
                PageKind::Archive(_) => PageKind::Archive(other),
                PageKind::Year(_, year) => PageKind::Year(other, year),
                PageKind::Towns(_) => PageKind::Towns(other),
                PageKind::Town(_, id) => PageKind::Town(other, id),
                PageKind::Exhibitions(_) => PageKind::Exhibitions(other),
                PageKind::Exhibition(_, id) => PageKind::Exhibition(other, id),
                PageKind::Topics(_) => PageKind::Topics(other),
                PageKind::Search(_) => PageKind::Search(other),
                PageKind::Release(id) => PageKind::Release(self.translation(id, other)?),
                PageKind::Plain(index) => {
                    let group = &view.newsroom.pages[index as usize].name.group;
                    let found = view.newsroom.pages.iter().position(|page| {
                        page.name.group == *group && page.name.language == other
                    })?;
                    PageKind::Plain(u32::try_from(found).ok()?)
                }
                PageKind::Topic(_) | PageKind::NotFound => return None,
            })
        };
        let found: Vec<Alternate> = site
            .language_ids()
            .filter_map(|language| {
                let other = same(language)?;
                let address = view.plan.addresses.of(other)?;
                let rules = site.rules(language);
                Some(Alternate {
                    tag: rules.tag().to_owned(),
                    name: rules.native_name().to_owned(),
                    url: format!("{}{}", site.base_url, address.folder()),
                    path: address.linked().to_owned(),
                    current: other == kind,
                })
            })
            .collect();
        if found.len() > 1 { found } else { Vec::new() }
    }

    fn translation(&self, id: ReleaseId, language: LanguageId) -> Option<ReleaseId> {
        let release = &self.view.newsroom.releases[id.index()];
        if release.language() == language {
            return Some(id);
        }
        release.translations.iter().find(|(other, _)| *other == language).map(|(_, id)| *id)
    }

    /// The title and the path of the Atom feed that belongs to a page, and the path of its other form.
    fn feed_links(&self, kind: PageKind, language: LanguageId) -> (Option<Link>, Option<String>) {
        let addresses = &self.view.plan.addresses;
        let own = FeedOf::beside(kind).filter(|of| addresses.feed(*of).is_some());
        let of = own.unwrap_or(FeedOf::Site(language));
        let name = super::feed::title(self.view, of);
        (addresses.feed(of).map(|path| Link { name, path }), addresses.json_feed(of))
    }

    fn breadcrumbs(&self, kind: PageKind, language: LanguageId) -> Vec<Link> {
        let above: &[PageKind] = match kind {
            PageKind::Home(_) | PageKind::NotFound => &[],
            PageKind::Release(id) => {
                let year = self.view.newsroom.releases[id.index()].year();
                // A withdrawn release may be the only one of its year, which then has no page.
                &[
                    PageKind::Home(language),
                    PageKind::Archive(language),
                    PageKind::Year(language, year),
                ]
            }
            PageKind::Year(..) => &[PageKind::Home(language), PageKind::Archive(language)],
            PageKind::Town(..) => &[PageKind::Home(language), PageKind::Towns(language)],
            PageKind::Exhibition(..) => {
                &[PageKind::Home(language), PageKind::Exhibitions(language)]
            }
            PageKind::Topic(_) => &[PageKind::Home(language), PageKind::Topics(language)],
            _ => &[PageKind::Home(language)],
        };
        let home = self.view.theme.messages(language).text("home");
        above
            .iter()
            .filter_map(|kind| {
                let path = self.view.plan.addresses.of(*kind)?.linked().to_owned();
                let name = match kind {
                    PageKind::Home(_) => home.to_owned(),
                    PageKind::Year(_, year) => year.to_string(),
                    other => self.title(*other),
                };
                Some(Link { name, path })
            })
            .collect()
    }
}

fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home(_) => "home",
        PageKind::Release(_) => "release",
        PageKind::Archive(_) => "archive",
        PageKind::Year(..) => "year",
        PageKind::Towns(_) => "towns",
        PageKind::Town(..) => "town",
        PageKind::Exhibitions(_) => "exhibitions",
        PageKind::Exhibition(..) => "exhibition",
        PageKind::Topics(_) => "topics",
        PageKind::Search(_) => "search",
        PageKind::Topic(_) => "topic",
        PageKind::Plain(_) => "page",
        PageKind::NotFound => "404",
    }
}
