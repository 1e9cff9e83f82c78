//! What the head of a page says to search engines, social networks and feed readers, as HTML.

use super::Renderer;
use crate::config::LanguageId;
use crate::context::{Link, PageContext, PictureContext, ShareImage};
use crate::release::markdown::escape_attribute;

impl Renderer<'_> {
    /// The `meta` and `link` elements of a page. `root` leads from the page to the site's root.
    pub(super) fn meta(&self, page: &PageContext, language: LanguageId, root: &str) -> String {
        let view = self.view;
        let site = &view.config.site;
        let mut head = Elements { html: String::with_capacity(2048), root };
        if let Some(description) = &page.description {
            head.meta("name", "description", description);
        }
        if page.noindex {
            head.meta("name", "robots", "noindex");
        }
        if page.kind != "404" {
            head.link("canonical", &[("href", &page.canonical)]);
        }
        for alternate in &page.alternates {
            head.link("alternate", &[("hreflang", &alternate.tag), ("href", &alternate.url)]);
            if alternate.tag == site.rules(LanguageId::DEFAULT).tag() {
                head.link("alternate", &[("hreflang", "x-default"), ("href", &alternate.url)]);
            }
        }
        let kind = if page.published.is_some() { "article" } else { "website" };
        head.meta("property", "og:type", kind);
        head.meta("property", "og:site_name", site.name.get(language));
        head.meta("property", "og:title", &page.title);
        head.meta("property", "og:url", &page.canonical);
        head.meta("property", "og:locale", &self.locale(language));
        if let Some(description) = &page.description {
            head.meta("property", "og:description", description);
        }
        match (&page.share, &page.image) {
            (Some(share), _) => head.share(share),
            (None, Some(image)) => head.image(image),
            (None, None) => {}
        }
        if let Some(published) = &page.published {
            head.meta("property", "article:published_time", published);
        }
        if let Some(modified) = page.modified.as_ref().filter(|_| page.modified != page.published) {
            head.meta("property", "article:modified_time", modified);
        }
        let pictured = page.share.is_some() || page.image.is_some();
        let card = if pictured { "summary_large_image" } else { "summary" };
        head.meta("name", "twitter:card", card);
        if let Some(Link { name, path }) = &page.feed {
            head.file("application/atom+xml", Some(name), path);
        }
        if let Some(calendar) = &page.calendar {
            head.file("text/calendar", Some(&calendar.name), &calendar.path);
        }
        if let Some(path) = &page.json_feed {
            let name = page.feed.as_ref().map(|feed| feed.name.as_str());
            head.file("application/feed+json", name, path);
        }
        if let Some(path) = &page.data {
            head.file("application/json", Some(&page.title), path);
        }
        head.html
    }

    /// The language and the country as Open Graph writes them: that of the theme's message if it has one
    /// for the language, which may come from English otherwise.
    fn locale(&self, language: LanguageId) -> String {
        let tag = self.view.config.site.rules(language).tag();
        let named = self.view.theme.messages(language).text("og_locale");
        if named.starts_with(tag) { named.to_owned() } else { tag.replace('-', "_") }
    }
}

/// Elements of a head, a line each.
struct Elements<'a> {
    html: String,
    root: &'a str,
}

impl Elements<'_> {
    fn meta(&mut self, attribute: &str, name: &str, content: &str) {
        for part in ["<meta ", attribute, "=\"", name, "\" content=\""] {
            self.html.push_str(part);
        }
        escape_attribute(&mut self.html, content);
        self.html.push_str("\">\n");
    }

    fn link(&mut self, rel: &str, attributes: &[(&str, &str)]) {
        for part in ["<link rel=\"", rel, "\""] {
            self.html.push_str(part);
        }
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.html.push_str(">\n");
    }

    /// A file of the site that tells the same in another form.
    fn file(&mut self, media_type: &str, title: Option<&str>, path: &str) {
        for part in ["<link rel=\"alternate\" type=\"", media_type, "\""] {
            self.html.push_str(part);
        }
        if let Some(title) = title {
            self.attribute("title", title);
        }
        self.html.push_str(" href=\"");
        escape_attribute(&mut self.html, self.root);
        escape_attribute(&mut self.html, path);
        self.html.push_str("\">\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        for part in [" ", name, "=\""] {
            self.html.push_str(part);
        }
        escape_attribute(&mut self.html, value);
        self.html.push('"');
    }

    fn share(&mut self, share: &ShareImage) {
        self.meta("property", "og:image", &share.url);
        self.meta("property", "og:image:type", "image/png");
        self.meta("property", "og:image:width", &share.width.to_string());
        self.meta("property", "og:image:height", &share.height.to_string());
        self.meta("property", "og:image:alt", &share.alt);
    }

    fn image(&mut self, image: &PictureContext) {
        self.meta("property", "og:image", &image.url);
        if let (Some(width), Some(height)) = (image.width, image.height) {
            self.meta("property", "og:image:width", &width.to_string());
            self.meta("property", "og:image:height", &height.to_string());
        }
        if !image.alt.is_empty() {
            self.meta("property", "og:image:alt", &image.alt);
        }
    }
}
