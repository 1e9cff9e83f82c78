//! `sitemap.xml` (sitemaps.org protocol, with translations as `xhtml:link`) and `robots.txt`.

use super::View;
use super::xml::Xml;
use crate::newsroom::ReleaseId;
use crate::plan::{PageKind, Sitemaps};

/// Every page that search engines may list, or the index of the files that have them.
pub(super) fn sitemap(view: View<'_>, buffer: &mut Vec<u8>) {
    if view.plan.sitemaps.is_index() {
        index(view, buffer);
    } else {
        part(view, 0, buffer);
    }
}

/// The pages of one file.
pub(super) fn part(view: View<'_>, part: usize, buffer: &mut Vec<u8>) {
    let mut xml = Xml::new(buffer);
    xml.declaration();
    xml.open(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ],
    );
    for kind in view.plan.sitemaps.parts().get(part).into_iter().flatten() {
        page(view, *kind, &mut xml);
    }
    xml.close("urlset");
}

fn index(view: View<'_>, buffer: &mut Vec<u8>) {
    let mut xml = Xml::new(buffer);
    xml.declaration();
    xml.open("sitemapindex", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    for (i, kinds) in view.plan.sitemaps.parts().iter().enumerate() {
        let releases = kinds.iter().filter_map(|kind| match kind {
            PageKind::Release(id) => Some(&view.newsroom.releases[id.index()]),
            _ => None,
        });
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &view.url(&Sitemaps::path(i)));
        if let Some(changed) = releases.map(crate::newsroom::Release::changed).max() {
            xml.text("lastmod", &[], &changed.rfc3339());
        }
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
}

fn page(view: View<'_>, kind: PageKind, xml: &mut Xml<'_>) {
    xml.open("url", &[]);
    xml.text("loc", &[], &view.page_url(kind));
    if let PageKind::Release(id) = kind {
        let release = &view.newsroom.releases[id.index()];
        xml.text("lastmod", &[], &release.changed().rfc3339());
        let public = |id: &ReleaseId| view.newsroom.releases[id.index()].withdrawn.is_none();
        for (language, id) in release.translations.iter().filter(|(_, id)| public(id)) {
            let tag = view.config.site.rules(*language).tag();
            let href = view.page_url(PageKind::Release(*id));
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", &href)]);
        }
    }
    xml.close("url");
}

/// Robots may read everything, and find the sitemaps.
pub(super) fn robots(view: View<'_>, buffer: &mut Vec<u8>) {
    let mut text = String::from("User-agent: *\nAllow: /\n\n");
    let news = view.config.site.outputs.news_sitemap.then_some("news-sitemap.xml");
    for name in ["sitemap.xml"].into_iter().chain(news) {
        text.extend(["Sitemap: ", &view.url(name), "\n"]);
    }
    buffer.extend_from_slice(text.as_bytes());
}
