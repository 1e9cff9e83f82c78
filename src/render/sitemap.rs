//! `sitemap.xml` (sitemaps.org protocol, with translations as `xhtml:link`) and `robots.txt`.

use super::View;
use super::feed::Xml;
use crate::newsroom::ReleaseId;
use crate::plan::{PageKind, What};

/// Every page that search engines may list.
pub(super) fn sitemap(view: View<'_>, buffer: &mut Vec<u8>) {
    let mut xml = Xml::new(buffer);
    xml.declaration();
    xml.open(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ],
    );
    for output in &view.plan.outputs {
        if let What::Page(kind) = output.what {
            page(view, kind, &mut xml);
        }
    }
    xml.close("urlset");
}

fn page(view: View<'_>, kind: PageKind, xml: &mut Xml<'_>) {
    let release = match kind {
        PageKind::NotFound => return,
        PageKind::Release(id) => Some(&view.newsroom.releases[id.index()]),
        _ => None,
    };
    if release.is_some_and(|release| release.withdrawn.is_some()) {
        return;
    }
    let Some(address) = view.plan.addresses.of(kind) else { return };
    let base = view.config.site.base_url.as_str();
    xml.open("url", &[]);
    xml.text("loc", &[], &format!("{base}{}", address.folder()));
    if let Some(release) = release {
        xml.text("lastmod", &[], &release.changed().rfc3339());
        let public = |id: &ReleaseId| view.newsroom.releases[id.index()].withdrawn.is_none();
        for (language, id) in release.translations.iter().filter(|(_, id)| public(id)) {
            let tag = view.config.site.rules(*language).tag();
            let href = format!("{base}{}", view.plan.addresses.release(*id).folder());
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", &href)]);
        }
    }
    xml.close("url");
}

/// Robots may read everything, and find the sitemap.
pub(super) fn robots(view: View<'_>, buffer: &mut Vec<u8>) {
    let text =
        format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", view.config.site.base_url);
    buffer.extend_from_slice(text.as_bytes());
}
