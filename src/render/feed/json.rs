//! JSON Feed, version 1.1 (<https://www.jsonfeed.org/version/1.1/>).
#![allow(clippy::struct_field_names, reason = "the names are the standard's")]

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Entry, entries, head};
use crate::plan::FeedOf;
use crate::render::View;
use crate::render::files::Enclosure;

/// Writes a feed.
pub(in crate::render) fn json(view: View<'_>, of: FeedOf, buffer: &mut Vec<u8>) {
    let head = head(view, of);
    let entries: Vec<Entry<'_>> = entries(view, of).collect();
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &head.title,
        home_page_url: &head.page,
        feed_url: view.url(&view.plan.addresses.json_feed(of).unwrap_or_default()),
        description: head.description,
        language: view.config.site.rules(head.language).tag(),
        authors: [Author { name: head.author, url: head.author_url }],
        items: entries.iter().map(|entry| item(view, entry)).collect(),
    };
    // Writing structs into memory does not fail.
    let _ = serde_json::to_writer(buffer, &feed);
}

fn item<'a>(view: View<'a>, entry: &'a Entry<'a>) -> Item<'a> {
    let release = entry.release;
    let topic = |id: &crate::newsroom::TopicId| view.newsroom.topics[id.index()].name.as_str();
    let withdrawn = release.withdrawn.is_some();
    Item {
        id: &entry.id,
        url: &entry.url,
        title: &release.title,
        content_html: &entry.content,
        summary: (!withdrawn).then(|| View::lead_or_title(release)),
        image: entry
            .enclosures
            .first()
            .filter(|_| !release.pictures.is_empty())
            .map(|file| file.url.as_str()),
        date_published: release.first_public().rfc3339(),
        date_modified: release.changed().rfc3339(),
        tags: release.topics.iter().map(topic).collect(),
        attachments: attachments(&entry.enclosures),
    }
}

/// Files with one title would be taken for forms of the same thing: the title stands at the first only.
fn attachments<'a>(files: &'a [Enclosure<'a>]) -> Vec<Attachment<'a>> {
    let mut titles = BTreeSet::new();
    let attachment = |file: &'a Enclosure<'a>| Attachment {
        url: &file.url,
        mime_type: &file.kind,
        title: file.title.filter(|title| titles.insert(*title)),
        size_in_bytes: file.bytes,
    };
    files.iter().map(attachment).collect()
}

#[derive(Debug, Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Debug, Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    size_in_bytes: u64,
}

#[cfg(test)]
mod tests {
    use super::{Enclosure, attachments};

    #[test]
    fn a_title_stands_once() {
        let file = |title: Option<&'static str>| Enclosure {
            url: "https://news.example/x.pdf".to_owned(),
            kind: "application/pdf".to_owned(),
            bytes: 1,
            title,
        };
        let files = [Some("Plan"), None, Some("Map"), Some("Plan"), None, Some("Map")].map(file);
        let titles: Vec<_> = attachments(&files).iter().map(|file| file.title).collect();
        assert_eq!(titles, [Some("Plan"), None, Some("Map"), None, None, None]);
    }
}
