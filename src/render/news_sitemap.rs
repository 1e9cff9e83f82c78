//! `news-sitemap.xml`, by the rules of Google News
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).

use super::View;
use super::xml::Xml;
use crate::newsroom::{Release, ReleaseId};
use crate::plan::PageKind;

/// How many releases the file may name.
const MOST: usize = 1_000;

/// The releases of the last two days, in every language. On other days the list is empty, which the
/// rules allow: the file stays where search engines were told to look for it.
pub(super) fn news_sitemap(view: View<'_>, buffer: &mut Vec<u8>) {
    let mut xml = Xml::new(buffer);
    xml.declaration();
    xml.open(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
        ],
    );
    let releases = view.newsroom.releases.iter().enumerate();
    let mut news: Vec<(usize, &Release)> = releases
        .filter(|(_, release)| release.is_news(view.now) && release.withdrawn.is_none())
        .collect();
    // The newest come first.
    news.sort_by_key(|(i, release)| (std::cmp::Reverse(release.first_public()), *i));
    for (i, release) in news.into_iter().take(MOST) {
        url(view, ReleaseId::new(i), release, &mut xml);
    }
    xml.close("urlset");
}

fn url(view: View<'_>, id: ReleaseId, release: &Release, xml: &mut Xml<'_>) {
    let site = &view.config.site;
    let language = release.language();
    xml.open("url", &[]);
    xml.text("loc", &[], &view.page_url(PageKind::Release(id)));
    xml.open("news:news", &[]);
    xml.open("news:publication", &[]);
    xml.text("news:name", &[], site.name.get(language));
    xml.text("news:language", &[], code(site.rules(language).tag()));
    xml.close("news:publication");
    xml.text("news:publication_date", &[], &release.first_public().iso());
    xml.text("news:title", &[], &release.title);
    xml.close("news:news");
    xml.close("url");
}

/// The code of a language: that of ISO 639, and for Chinese the two that the rules name.
fn code(tag: &str) -> &str {
    let mut parts = tag.split('-');
    match (parts.next().unwrap_or(tag), parts.next()) {
        ("zh", Some("Hant" | "TW" | "HK" | "MO")) => "zh-tw",
        ("zh", _) => "zh-cn",
        (language, _) => language,
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn languages_are_named_as_the_rules_ask() {
        for (tag, expected) in [
            ("lv", "lv"),
            ("en-GB", "en"),
            ("sr-Latn-RS", "sr"),
            ("zh", "zh-cn"),
            ("zh-Hant-HK", "zh-tw"),
            ("zh-TW", "zh-tw"),
        ] {
            assert_eq!(code(tag), expected, "{tag}");
        }
    }
}
