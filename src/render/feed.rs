//! Atom feeds (RFC 4287).

use std::io::Write;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use super::View;
use crate::config::LanguageId;
use crate::newsroom::{Release, ReleaseId};
use crate::plan::{FeedOf, PageKind};

/// Writes a feed.
pub(super) fn feed(view: View<'_>, of: FeedOf, buffer: &mut Vec<u8>) {
    let mut xml = Xml::new(buffer);
    let language = language(of);
    let entries = entries(view, of);
    let base = view.config.site.base_url.as_str();
    let path = view.plan.addresses.feed(of).unwrap_or_default();
    let page = view
        .plan
        .addresses
        .of(page(of))
        .map(|address| address.folder().to_owned())
        .unwrap_or_default();
    xml.declaration();
    xml.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", view.config.site.rules(language).tag()),
        ],
    );
    xml.text("title", &[], &title(view, of));
    let description =
        view.config.site.description.as_ref().filter(|_| matches!(of, FeedOf::Site(_)));
    if let Some(description) = description {
        xml.text("subtitle", &[], description.get(language));
    }
    xml.empty(
        "link",
        &[("rel", "self"), ("type", "application/atom+xml"), ("href", &format!("{base}{path}"))],
    );
    xml.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", &format!("{base}{page}"))],
    );
    xml.text("id", &[], &format!("{base}{path}"));
    xml.text("updated", &[], &updated(view, &entries));
    author(view, language, &mut xml);
    for id in entries {
        entry(view, &view.newsroom.releases[id.index()], id, &mut xml);
    }
    xml.close("feed");
}

/// A feed's title.
pub(super) fn title(view: View<'_>, of: FeedOf) -> String {
    let site = view.config.site.name.get(language(of));
    match of {
        FeedOf::Site(_) => site.to_owned(),
        FeedOf::Town(language, id) => format!("{} – {site}", view.town_link(language, id).name),
        FeedOf::Exhibition(language, id) => {
            format!("{} – {site}", view.exhibition_link(language, id).name)
        }
    }
}

fn entry(view: View<'_>, release: &Release, id: ReleaseId, xml: &mut Xml<'_>) {
    let address =
        format!("{}{}", view.config.site.base_url, view.plan.addresses.release(id).folder());
    xml.open("entry", &[]);
    xml.text("title", &[], &release.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)]);
    xml.text("id", &[], &address);
    xml.text("published", &[], &release.date.rfc3339());
    xml.text("updated", &[], &release.changed().rfc3339());
    for topic in &release.topics {
        xml.empty("category", &[("term", &view.newsroom.topics[topic.index()].name)]);
    }
    xml.text("summary", &[], View::lead_or_title(release));
    xml.close("entry");
}

fn author(view: View<'_>, language: LanguageId, xml: &mut Xml<'_>) {
    let site = &view.config.site;
    xml.open("author", &[]);
    match &site.organisation {
        Some(organisation) => {
            xml.text("name", &[], organisation.name.get(language));
            if let Some(url) = &organisation.url {
                xml.text("uri", &[], url);
            }
        }
        None => xml.text("name", &[], site.name.get(language)),
    }
    xml.close("author");
}

/// The newest releases of the feed, newest first.
fn entries(view: View<'_>, of: FeedOf) -> Vec<ReleaseId> {
    let newsroom = view.newsroom;
    let language = language(of);
    let releases = match of {
        FeedOf::Site(language) => view.plan.listing.releases(language),
        FeedOf::Town(_, id) => &newsroom.towns[id.index()].releases,
        FeedOf::Exhibition(_, id) => &newsroom.exhibitions[id.index()].releases,
    };
    let own = releases.iter().filter(|id| newsroom.releases[id.index()].language() == language);
    own.copied().take(view.config.site.feed_entries).collect()
}

/// When the newest entry last changed. A feed without entries has not changed since the beginning
/// of time: the moment of the build would make the same newsroom give other bytes.
fn updated(view: View<'_>, entries: &[ReleaseId]) -> String {
    let newest = entries.iter().map(|id| view.newsroom.releases[id.index()].changed()).max();
    newest.map_or_else(|| "1970-01-01T00:00:00+00:00".to_owned(), |moment| moment.rfc3339())
}

fn language(of: FeedOf) -> LanguageId {
    match of {
        FeedOf::Site(language) | FeedOf::Town(language, _) | FeedOf::Exhibition(language, _) => {
            language
        }
    }
}

fn page(of: FeedOf) -> PageKind {
    match of {
        FeedOf::Site(language) => PageKind::Home(language),
        FeedOf::Town(language, id) => PageKind::Town(language, id),
        FeedOf::Exhibition(language, id) => PageKind::Exhibition(language, id),
    }
}

/// Writes XML 1.0 into a buffer, which cannot fail. Characters that XML does not allow are left out.
pub(super) struct Xml<'b> {
    writer: Writer<&'b mut Vec<u8>>,
}

impl<'b> Xml<'b> {
    pub(super) fn new(buffer: &'b mut Vec<u8>) -> Self {
        Self { writer: Writer::new(buffer) }
    }

    pub(super) fn declaration(&mut self) {
        self.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        self.line();
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(element(name, attributes)));
        self.line();
    }

    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(element(name, attributes)));
        self.line();
    }

    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.write(Event::Start(element(name, attributes)));
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing into memory does not fail.
        let _ = self.writer.write_event(event);
    }

    fn line(&mut self) {
        let _ = self.writer.get_mut().write_all(b"\n");
    }
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, allowed(value).as_ref()));
    }
    element
}

/// Text without the characters that XML 1.0 (section 2.2) does not allow.
fn allowed(text: &str) -> std::borrow::Cow<'_, str> {
    // All of them begin with one of these bytes.
    if !text.bytes().any(|b| b < 0x20 || b == 0xef) {
        return text.into();
    }
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { text.replace(bad, "").into() } else { text.into() }
}
