//! Structured data: JSON-LD in the words of schema.org.

mod article;
mod happenings;
mod places;
mod publisher;
mod schema;

pub(super) use happenings::tours;
pub(super) use places::{Places, places};
pub(super) use publisher::publisher;

use serde_json::value::RawValue;

use crate::config::LanguageId;
use crate::context::PageContext;
use crate::plan::{PageKind, language_of};

use super::identity::public_path;
use super::{Renderer, View};
use schema::{
    BreadcrumbList, Document, EntryPoint, ListItem, Reference, SearchAction, Thing, WebPage,
};

/// The structured data of a page as JSON that is safe inside a `script` element; empty for pages that
/// have none.
pub(super) fn json_ld(renderer: &Renderer<'_>, kind: PageKind, page: &PageContext) -> String {
    let language = language_of(renderer.view.newsroom, kind);
    let things = &renderer.cards.languages[language.index()].things;
    let data = Data {
        view: renderer.view,
        language,
        publisher: &things.publisher,
        publisher_in_full: &things.publisher_in_full,
        tours: &things.tours,
        places: &things.places,
    };
    let mut graph = match kind {
        PageKind::NotFound => return String::new(),
        PageKind::Release(id) => data.release(id, page),
        PageKind::Exhibition(_, id) => vec![data.exhibition(id, page)],
        PageKind::Home(_) => vec![data.site(page)],
        PageKind::Town(_, id) => vec![data.page("CollectionPage", page, Some(data.city(id)))],
        PageKind::Search(_) => vec![data.page("SearchResultsPage", page, None)],
        PageKind::Plain(_) => vec![data.page("WebPage", page, None)],
        _ => vec![data.page("CollectionPage", page, None)],
    };
    graph.extend(data.breadcrumbs(page));
    let document = Document { context: "https://schema.org", graph };
    // Writing structs into memory does not fail.
    safe_in_script(serde_json::to_string(&document).unwrap_or_default())
}

/// JSON that cannot end its `script` element or begin a comment in it.
fn safe_in_script(json: String) -> String {
    if memchr::memchr3(b'<', b'>', b'&', json.as_bytes()).is_none() {
        return json;
    }
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// What a page's structured data is made from.
#[derive(Debug, Clone, Copy)]
struct Data<'a> {
    view: View<'a>,
    language: LanguageId,
    publisher: &'a RawValue,
    publisher_in_full: &'a RawValue,
    tours: &'a [Option<Box<RawValue>>],
    places: &'a Places,
}

fn raw(value: &impl serde::Serialize) -> Box<RawValue> {
    // Writing structs into memory does not fail.
    serde_json::value::to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

impl<'a> Data<'a> {
    fn page(
        self,
        kind: &'static str,
        page: &'a PageContext,
        about: Option<&'a RawValue>,
    ) -> Thing<'a> {
        Thing::Page(Box::new(WebPage {
            kind,
            id: &page.canonical,
            url: &page.canonical,
            name: &page.title,
            in_language: self.tag(),
            description: page.description.as_deref(),
            about,
            publisher: None,
            is_part_of: Some(Reference {
                kind: None,
                id: self.view.page_url(PageKind::Home(self.language)),
                name: None,
            }),
            potential_action: None,
        }))
    }

    /// The newsroom as a whole, with everything about who publishes it, and how to search it.
    fn site(self, page: &'a PageContext) -> Thing<'a> {
        let search = self.view.plan.addresses.of(PageKind::Search(self.language));
        let action = search.map(|search| SearchAction {
            kind: "SearchAction",
            target: EntryPoint {
                kind: "EntryPoint",
                url_template: format!("{}?q={{words}}", self.view.url(search.folder())),
            },
            query_input: "required name=words",
        });
        Thing::Page(Box::new(WebPage {
            kind: "WebSite",
            id: &page.canonical,
            url: &page.canonical,
            name: &page.title,
            in_language: self.tag(),
            description: page.description.as_deref(),
            about: None,
            publisher: Some(self.publisher_in_full),
            is_part_of: None,
            potential_action: action,
        }))
    }

    fn breadcrumbs(self, page: &'a PageContext) -> Option<Thing<'a>> {
        if page.breadcrumbs.is_empty() {
            return None;
        }
        let base = self.view.config.site.base_url.as_str();
        let above = page.breadcrumbs.iter().map(|link| {
            let path = public_path(&link.path);
            (link.name.as_str(), format!("{base}{path}"))
        });
        let items = above
            .chain([(page.title.as_str(), page.canonical.clone())])
            .enumerate()
            .map(|(i, (name, item))| ListItem { kind: "ListItem", position: i + 1, name, item });
        Some(Thing::Breadcrumbs(BreadcrumbList {
            kind: "BreadcrumbList",
            item_list_element: items.collect(),
        }))
    }

    fn tag(self) -> &'a str {
        self.view.config.site.rules(self.language).tag()
    }
}

#[cfg(test)]
mod tests {
    use super::safe_in_script;

    #[test]
    fn json_cannot_leave_its_element() {
        let json = serde_json::to_string("</script><!-- &").unwrap();
        let safe = safe_in_script(json.clone());
        assert_eq!(safe, r#""\u003c/script\u003e\u003c!-- \u0026""#);
        let read: String = serde_json::from_str(&safe).unwrap();
        assert_eq!(read, serde_json::from_str::<String>(&json).unwrap());
    }
}
