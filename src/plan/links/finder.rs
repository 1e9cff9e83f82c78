//! Finds what a link means.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Target;
use super::held::HeldAddresses;
use super::problem::{held_back, no_heading, place, template_code};
use crate::config::{Config, LanguageId};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::newsroom::{
    ExhibitionId, FileProblem, HeldBack, Newsroom, ReleaseId, TopicId, TownId, file_diagnostic,
    file_problem, resolve_path,
};
use crate::plan::files::{has_ending, shorten};
use crate::plan::{Addresses, CalendarOf, FeedOf, PageKind, has_press_kit};
use crate::release::DocumentName;
use crate::release::markdown::{Body, Link, LinkKind, Reach};
use crate::source::SourceTree;

/// What the files of the content are on the site. Each of its maps is made for the first link that
/// needs it; they are only looked up, never iterated.
pub(super) struct Finder<'a> {
    config: &'a Config,
    tree: &'a SourceTree,
    newsroom: &'a Newsroom,
    addresses: &'a Addresses,
    documents: OnceLock<Documents<'a>>,
    /// Pages by the path of their public address.
    pages: OnceLock<HashMap<&'a str, (PageKind, &'a str)>>,
    /// Every file by its name without its folder, of several the first.
    by_name: OnceLock<HashMap<&'a str, &'a str>>,
    held: HeldAddresses<'a>,
}

/// The Markdown files that have a page.
struct Documents<'a> {
    by_path: HashMap<&'a str, Document<'a>>,
    /// Group and language to path.
    translations: HashMap<(&'a str, LanguageId), &'a str>,
}

/// In a folder of more files no similar name is looked for: each link would be compared with each.
const MANY_FILES: usize = 500;

/// A Markdown file that has a page.
#[derive(Clone, Copy)]
struct Document<'a> {
    kind: PageKind,
    name: &'a DocumentName,
    body: &'a Body,
}

impl<'a> Finder<'a> {
    pub(super) fn new(
        config: &'a Config,
        tree: &'a SourceTree,
        newsroom: &'a Newsroom,
        addresses: &'a Addresses,
    ) -> Self {
        let (documents, pages, by_name) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let held = HeldAddresses::new(config, newsroom);
        Self { config, tree, newsroom, addresses, documents, pages, by_name, held }
    }

    fn documents(&self) -> &Documents<'a> {
        self.documents.get_or_init(|| {
            let all = documents(self.newsroom);
            let group = |d: &Document<'a>| ((&*d.name.group, d.name.language), &*d.name.path);
            Documents {
                translations: all.iter().map(group).collect(),
                by_path: all.into_iter().map(|d| (&*d.name.path, d)).collect(),
            }
        })
    }

    fn pages(&self) -> &HashMap<&'a str, (PageKind, &'a str)> {
        self.pages.get_or_init(|| {
            let kinds = page_kinds(self.config, self.newsroom).into_iter();
            kinds
                .filter_map(|kind| {
                    let address = self.addresses.of(kind)?;
                    Some((address.folder(), (kind, address.linked())))
                })
                .collect()
        })
    }

    pub(super) fn body(
        &self,
        name: &DocumentName,
        body: &Body,
        held: Option<HeldBack>,
    ) -> (Vec<Target>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut targets = Vec::with_capacity(body.links.len());
        for link in &body.links {
            let target = match link.reach {
                Reach::Outside => self.held.outside(name, link, held),
                Reach::Anchor => here(name, body, link),
                Reach::Inside => self.inside(name, link, held),
            };
            targets.push(target.unwrap_or_else(|diagnostic| {
                diagnostics.push(*diagnostic);
                Target::None
            }));
        }
        (targets, diagnostics)
    }

    fn inside(
        &self,
        from: &DocumentName,
        link: &Link,
        held: Option<HeldBack>,
    ) -> Result<Target, Box<Diagnostic>> {
        let written = link.path();
        if is_template_code(&link.target) {
            return Err(template_code(from, link));
        }
        let Some(path) = resolve_path(&from.path, &written) else {
            let problem = FileProblem::Outside;
            let picture = link.kind == LinkKind::Image;
            return Err(Box::new(file_diagnostic(&problem, &written, place(from, link), picture)));
        };
        if link.kind == LinkKind::Image {
            return self.media(from, link, &written, true);
        }
        let candidates = [path.clone(), format!("{path}/index.md"), format!("{path}.md")];
        for candidate in &candidates {
            if let Some(document) = self.documents().by_path.get(candidate.as_str()) {
                return self.document(from, link, *document);
            }
            if let Some(why) = self.newsroom.held_back.get(candidate.as_str()) {
                // The file is held back, but the text in this language may be public.
                let group = candidate.strip_suffix(".md").unwrap_or(candidate);
                let Documents { by_path, translations } = self.documents();
                let own = translations.get(&(group, from.language));
                if let Some(document) = own.and_then(|path| by_path.get(path)) {
                    return self.document(from, link, *document);
                }
                let public_by_then = held.is_some_and(|source| source.lasts_as_long_as(why));
                let problem = if public_by_then { None } else { held_back(from, link, *why) };
                return problem.map_or(Ok(Target::None), Err);
            }
        }
        if self.tree.get(&path).is_some() && !has_ending(&path, "md") {
            return self.media(from, link, &written, false);
        }
        if let Some(linked) = self.site_address(&written) {
            return Ok(Target::Page(linked, suffix(link)));
        }
        self.held
            .inside(from, link, &written, held)
            .unwrap_or_else(|| Err(self.broken(from, link, &written, &path)))
    }

    fn document(
        &self,
        from: &DocumentName,
        link: &Link,
        found: Document<'a>,
    ) -> Result<Target, Box<Diagnostic>> {
        // In an English text a link to `x.md` means the English `x`, where there is one.
        let own = (found.name.language != from.language)
            .then(|| self.documents().translations.get(&(&*found.name.group, from.language)))
            .flatten()
            .and_then(|path| self.documents().by_path.get(path))
            .copied();
        let fragment = link.fragment();
        let has = |document: Document<'_>| {
            fragment.as_deref().is_none_or(|id| has_anchor(document.body, id))
        };
        let chosen = own.filter(|own| has(*own)).unwrap_or(found);
        if !has(chosen) {
            return Err(no_heading(from, link, chosen.body, &chosen.name.path));
        }
        let linked = self.addresses.of(chosen.kind).map(|address| address.linked().to_owned());
        linked
            .map(|linked| Target::Page(linked, suffix(link)))
            .ok_or_else(|| self.broken(from, link, &link.path(), ""))
    }

    fn media(
        &self,
        from: &DocumentName,
        link: &Link,
        written: &str,
        picture: bool,
    ) -> Result<Target, Box<Diagnostic>> {
        match file_problem(self.tree, &from.path, written, picture) {
            Ok(path) => Ok(Target::Media(path, suffix(link))),
            Err(problem) => {
                Err(Box::new(file_diagnostic(&problem, written, place(from, link), picture)))
            }
        }
    }

    /// The page at an address of the site that a text names from the root: `/towns/aluksne/`.
    fn site_address(&self, written: &str) -> Option<String> {
        let path = written.strip_prefix('/')?;
        if self.is_own_file(path) {
            return Some(path.to_owned());
        }
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let folder = if path.is_empty() || path.ends_with('/') {
            path.to_owned()
        } else {
            format!("{path}/")
        };
        self.pages().get(folder.as_str()).map(|(_, linked)| (*linked).to_owned())
    }

    /// Whether a path is that of a feed or another file that the site has beside its pages; not of one that
    /// `site.yaml` turned off.
    fn is_own_file(&self, path: &str) -> bool {
        let (folder, name) = path.rfind('/').map_or(("", path), |end| path.split_at(end + 1));
        let page = self.pages().get(folder).map(|(kind, _)| *kind);
        let feed = page.and_then(FeedOf::beside);
        let outputs = &self.config.site.outputs;
        let release = |id: ReleaseId| &self.newsroom.releases[id.index()];
        let own = match (name, page) {
            ("robots.txt" | "sitemap.xml", _) => return folder.is_empty(),
            ("news-sitemap.xml", _) => return outputs.news_sitemap && folder.is_empty(),
            ("release.txt", Some(PageKind::Release(id))) if outputs.texts => {
                Some(self.addresses.text(id))
            }
            ("press-kit.zip", Some(PageKind::Release(id))) => {
                has_press_kit(self.config, release(id)).then(|| self.addresses.press_kit(id))
            }
            ("calendar.ics", Some(page)) if outputs.calendars => CalendarOf::beside(page)
                .filter(|of| match of {
                    CalendarOf::Release(id) => release(*id).tells_of_something(),
                    _ => true,
                })
                .and_then(|of| self.addresses.calendar(of)),
            ("feed.xml", _) => feed.and_then(|feed| self.addresses.feed(feed)),
            ("feed.json", _) => feed.and_then(|feed| self.addresses.json_feed(feed)),
            ("release.json", Some(PageKind::Release(id))) => self.addresses.release_json(id),
            ("releases.json", Some(PageKind::Home(id))) => self.addresses.releases_json(id),
            _ => None,
        };
        own.as_deref() == Some(path)
    }

    fn broken(
        &self,
        from: &DocumentName,
        link: &Link,
        written: &str,
        path: &str,
    ) -> Box<Diagnostic> {
        if self.tree.get(path).is_some() {
            let message = format!("“{}” has no page of its own to link to", shorten(written));
            let help = "link to a release, an exhibition or a plain page";
            return Box::new(
                Diagnostic::error("broken-link", place(from, link), message).help(help),
            );
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        // The same file in another folder is what was meant most often.
        let by_name = self.by_name.get_or_init(|| {
            let files = self.tree.files().iter().rev();
            files
                .map(|file| (file.path.rsplit('/').next().unwrap_or_default(), &*file.path))
                .collect()
        });
        let moved = by_name.get(name).filter(|_| !name.is_empty());
        let help = if let Some(moved) = moved {
            format!("did you mean `/{moved}`?")
        } else {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let files = self.tree.under(&prefix);
            let files = if files.len() > MANY_FILES { &[] } else { files };
            let names = files.iter().filter_map(|file| file.path.strip_prefix(&prefix));
            match did_you_mean(name, names) {
                Some(meant) => format!("did you mean `/{prefix}{meant}`?"),
                None => {
                    "write the path from this file, or from the content folder beginning with `/`"
                        .to_owned()
                }
            }
        };
        let message = format!("the link “{}” leads nowhere", shorten(written));
        Box::new(Diagnostic::error("broken-link", place(from, link), message).help(help))
    }
}

/// Whether an address is made by another generator's template: `{{site.baseurl}}/files/x.pdf`. In raw HTML it
/// may end at a quotation mark or space within the code, `{{< relref`.
fn is_template_code(target: &str) -> bool {
    let holds = |open: &str, close: &str| {
        target
            .split_once(open)
            .is_some_and(|(before, rest)| before.is_empty() || rest.contains(close))
    };
    holds("{{", "}}") || holds("{%", "%}")
}

/// Every Markdown file that has a page.
fn documents(newsroom: &Newsroom) -> Vec<Document<'_>> {
    let releases = newsroom.releases.iter().enumerate().map(|(i, release)| {
        let kind = PageKind::Release(ReleaseId::new(i));
        Document { kind, name: &release.name, body: &release.body }
    });
    let exhibitions = newsroom.exhibitions.iter().enumerate().flat_map(|(i, exhibition)| {
        exhibition.texts.iter().map(move |(language, text)| {
            let kind = PageKind::Exhibition(*language, ExhibitionId::new(i));
            Document { kind, name: &text.name, body: &text.body }
        })
    });
    let pages = newsroom.pages.iter().enumerate().map(|(i, page)| {
        let kind = PageKind::Plain(u32::try_from(i).unwrap_or(u32::MAX));
        Document { kind, name: &page.name, body: &page.body }
    });
    releases.chain(exhibitions).chain(pages).collect()
}

fn page_kinds(config: &Config, newsroom: &Newsroom) -> Vec<PageKind> {
    let mut kinds: Vec<PageKind> = Vec::new();
    kinds.extend((0..newsroom.releases.len()).map(|i| PageKind::Release(ReleaseId::new(i))));
    kinds.extend(
        (0..newsroom.pages.len()).map(|i| PageKind::Plain(u32::try_from(i).unwrap_or(u32::MAX))),
    );
    for language in config.site.language_ids() {
        kinds.extend([
            PageKind::Home(language),
            PageKind::Archive(language),
            PageKind::Towns(language),
            PageKind::Exhibitions(language),
            PageKind::Topics(language),
            PageKind::Search(language),
        ]);
        kinds.extend((0..newsroom.towns.len()).map(|i| PageKind::Town(language, TownId::new(i))));
        let exhibitions = 0..newsroom.exhibitions.len();
        kinds.extend(exhibitions.map(|i| PageKind::Exhibition(language, ExhibitionId::new(i))));
        let mut years: Vec<i32> =
            newsroom.releases.iter().map(crate::newsroom::Release::year).collect();
        years.sort_unstable();
        years.dedup();
        kinds.extend(years.into_iter().map(|year| PageKind::Year(language, year)));
    }
    kinds.extend((0..newsroom.topics.len()).map(|i| PageKind::Topic(TopicId::new(i))));
    kinds
}

fn here(name: &DocumentName, body: &Body, link: &Link) -> Result<Target, Box<Diagnostic>> {
    let id = link.fragment().unwrap_or_default();
    if id.is_empty() || id == "top" || has_anchor(body, &id) {
        return Ok(Target::Here(format!("#{id}")));
    }
    Err(no_heading(name, link, body, &name.path))
}

fn has_anchor(body: &Body, id: &str) -> bool {
    body.headings.iter().any(|heading| heading.id == id)
        || body.anchors.iter().any(|anchor| anchor == id)
}

/// What follows the path in a link: `?query#part`.
fn suffix(link: &Link) -> String {
    let query = link.query().map(|query| format!("?{query}")).unwrap_or_default();
    let fragment = link.fragment().map(|fragment| format!("#{fragment}")).unwrap_or_default();
    query + &fragment
}
