//! Atom feeds (RFC 4287).

use super::{Entry, entries, head};
use crate::newsroom::ReleaseId;
use crate::plan::FeedOf;
use crate::render::View;
use crate::render::xml::Xml;

/// Writes a feed.
pub(in crate::render) fn atom(view: View<'_>, of: FeedOf, buffer: &mut Vec<u8>) {
    let mut xml = Xml::new(buffer);
    let head = head(view, of);
    let own = view.url(&view.plan.addresses.feed(of).unwrap_or_default());
    let tag = view.config.site.rules(head.language).tag();
    xml.declaration();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", tag)]);
    xml.text("title", &[], &head.title);
    if let Some(description) = head.description {
        xml.text("subtitle", &[], description);
    }
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &head.page)]);
    xml.text("id", &[], &own);
    xml.text("updated", &[], &updated(view, view.plan.feeds.entries(of)));
    xml.open("author", &[]);
    xml.text("name", &[], head.author);
    if let Some(url) = head.author_url {
        xml.text("uri", &[], url);
    }
    xml.close("author");
    for own in entries(view, of) {
        entry(view, &own, &mut xml);
    }
    xml.close("feed");
}

fn entry(view: View<'_>, entry: &Entry<'_>, xml: &mut Xml<'_>) {
    let release = entry.release;
    xml.open("entry", &[]);
    xml.text("title", &[], &release.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    for file in &entry.enclosures {
        let length = file.bytes.to_string();
        let mut attributes = vec![
            ("rel", "enclosure"),
            ("type", file.kind.as_str()),
            ("length", length.as_str()),
            ("href", file.url.as_str()),
        ];
        attributes.extend(file.title.map(|title| ("title", title)));
        xml.empty("link", &attributes);
    }
    xml.text("id", &[], &entry.id);
    xml.text("published", &[], &release.first_public().rfc3339());
    xml.text("updated", &[], &release.changed().rfc3339());
    for topic in &release.topics {
        xml.empty("category", &[("term", &view.newsroom.topics[topic.index()].name)]);
    }
    if release.withdrawn.is_none() {
        xml.text("summary", &[], View::lead_or_title(release));
    }
    xml.text("content", &[("type", "html")], &entry.content);
    xml.close("entry");
}

/// When the newest entry last changed. A feed without entries has not changed since the beginning
/// of time: the moment of the build would make the same newsroom give other bytes.
fn updated(view: View<'_>, entries: &[ReleaseId]) -> String {
    let newest = entries.iter().map(|id| view.newsroom.releases[id.index()].changed()).max();
    newest.map_or_else(|| "1970-01-01T00:00:00+00:00".to_owned(), |moment| moment.rfc3339())
}
