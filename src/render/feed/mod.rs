//! Feeds: Atom and JSON Feed, which say the same.

mod atom;
mod json;

pub(super) use atom::atom;
pub(super) use json::json;

use super::View;
use super::body::write_absolute;
use super::files::{Enclosure, enclosures};
use super::funding;
use crate::config::LanguageId;
use crate::moment::Moment;
use crate::newsroom::{Release, ReleaseId};
use crate::plan::{FeedOf, PageKind, language_of};
use crate::release::Withdrawal;
use crate::release::markdown::escape_text;

/// What both forms tell of a release.
struct Entry<'a> {
    release: &'a Release,
    /// What feed readers know the entry by.
    id: String,
    /// The address of its page.
    url: String,
    /// HTML whose links are absolute.
    content: String,
    /// Pictures and downloads, the lead picture first.
    enclosures: Vec<Enclosure<'a>>,
}

/// What both forms tell of the feed itself.
struct Head<'a> {
    language: LanguageId,
    title: String,
    description: Option<&'a str>,
    /// The address of the page that the feed stands beside.
    page: String,
    author: &'a str,
    author_url: Option<&'a str>,
}

/// A feed's title.
pub(super) fn title(view: View<'_>, of: FeedOf) -> String {
    let language = language_of(view.newsroom, of.page());
    let site = view.config.site.name.get(language);
    let own = match of {
        FeedOf::Site(_) => return site.to_owned(),
        FeedOf::Town(language, id) => view.town_link(language, id).name,
        FeedOf::Exhibition(language, id) => view.exhibition_link(language, id).name,
        FeedOf::Topic(id) => view.newsroom.topics[id.index()].name.clone(),
    };
    format!("{own} – {site}")
}

fn head(view: View<'_>, of: FeedOf) -> Head<'_> {
    let site = &view.config.site;
    let language = language_of(view.newsroom, of.page());
    let organisation = site.organisation.as_ref();
    let description = site.description.as_ref().filter(|_| matches!(of, FeedOf::Site(_)));
    Head {
        language,
        title: title(view, of),
        description: description.map(|text| text.get(language)),
        page: view.page_url(of.page()),
        author: organisation.map_or(&site.name, |own| &own.name).get(language),
        author_url: organisation.and_then(|own| own.url.as_deref()),
    }
}

fn entries(view: View<'_>, of: FeedOf) -> impl Iterator<Item = Entry<'_>> {
    view.plan.feeds.entries(of).iter().map(move |id| entry(view, *id))
}

fn entry(view: View<'_>, id: ReleaseId) -> Entry<'_> {
    let release = &view.newsroom.releases[id.index()];
    let url = view.page_url(PageKind::Release(id));
    let withdrawn = release.withdrawn.as_ref();
    Entry {
        release,
        id: view.release_id(id),
        content: match withdrawn {
            Some(withdrawal) => withdrawal_notice(view, release, withdrawal),
            None => content(view, id, &url),
        },
        enclosures: if withdrawn.is_some() { Vec::new() } else { enclosures(view, release) },
        url,
    }
}

/// The whole release: what was corrected, its lead, its text, who paid.
pub(super) fn content(view: View<'_>, id: ReleaseId, url: &str) -> String {
    let release = &view.newsroom.releases[id.index()];
    let language = release.language();
    let mut html = String::with_capacity(release.body.html.len() + 512);
    if !release.updates.is_empty() {
        strong(&mut html, view.theme.messages(language).text("updates"));
        html.push_str("<ul>\n");
        for update in &release.updates {
            html.push_str("<li>");
            dated(view, language, &mut html, &update.date, &update.note);
            html.push_str("</li>\n");
        }
        html.push_str("</ul>\n");
    }
    if let Some(lead) = &release.summary {
        strong(&mut html, lead);
    }
    write_absolute(view, &mut html, &release.body, &view.plan.links.releases[id.index()], url);
    for line in funding::paragraphs(view, language, &release.funders) {
        html.push_str("<p><small>");
        escape_text(&mut html, &line);
        html.push_str("</small></p>\n");
    }
    html
}

/// What stands in place of a release that was taken back.
pub(super) fn withdrawal_notice(
    view: View<'_>,
    release: &Release,
    withdrawal: &Withdrawal,
) -> String {
    let language = release.language();
    let mut html = String::new();
    strong(&mut html, view.theme.messages(language).text("withdrawn"));
    html.push_str("<p>");
    dated(view, language, &mut html, &withdrawal.date, &withdrawal.reason);
    html.push_str("</p>\n");
    html
}

fn strong(html: &mut String, text: &str) {
    html.push_str("<p><strong>");
    escape_text(html, text);
    html.push_str("</strong></p>\n");
}

fn dated(view: View<'_>, language: LanguageId, html: &mut String, date: &Moment, text: &str) {
    html.push_str("<time datetime=\"");
    html.push_str(&date.iso());
    html.push_str("\">");
    escape_text(html, &view.config.site.rules(language).full_date(date.day()));
    html.push_str("</time> ");
    escape_text(html, text);
}
