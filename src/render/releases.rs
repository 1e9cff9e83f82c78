//! `releases.json`: every release of a language in a few words, for programs that look for what is new.

use std::io::Write;

use serde::Serialize;

use super::View;
use crate::config::LanguageId;
use crate::newsroom::ReleaseId;
use crate::plan::PageKind;

/// Writes the list, newest first, one release a line. Paths are seen from `base_url`.
pub(super) fn list(view: View<'_>, language: LanguageId, buffer: &mut Vec<u8>) {
    let site = &view.config.site;
    let head = Head {
        version: 1,
        title: site.name.get(language),
        base_url: site.base_url.as_str(),
        language: site.rules(language).tag(),
    };
    // Writing into memory does not fail.
    let _ = serde_json::to_writer(&mut *buffer, &head);
    // The list goes into the same object.
    buffer.pop();
    let _ = buffer.write_all(b",\"releases\":[");
    let releases = view.newsroom.releases.iter().enumerate();
    let own = releases.filter(|(_, release)| release.language() == language);
    for (place, (i, _)) in own.enumerate() {
        let _ = buffer.write_all(if place == 0 { b"\n" } else { b",\n" });
        let _ = serde_json::to_writer(&mut *buffer, &line(view, ReleaseId::new(i)));
    }
    let _ = buffer.write_all(b"\n]}\n");
}

fn line(view: View<'_>, id: ReleaseId) -> Line<'_> {
    let release = &view.newsroom.releases[id.index()];
    let language = release.language();
    let changed = release.changed();
    let town = |id: &crate::newsroom::TownId| {
        view.newsroom.towns[id.index()].name.nominative.get(language)
    };
    Line {
        title: &release.title,
        path: view.plan.addresses.of(PageKind::Release(id)).map_or("", |own| own.folder()),
        json: view.plan.addresses.release_json(id),
        date: release.date.iso(),
        modified: (changed != release.date).then(|| changed.iso()),
        towns: release.towns.iter().map(town).collect(),
        exhibition: release
            .exhibition
            .map(|id| view.newsroom.exhibitions[id.index()].name.get(language)),
        withdrawn: release.withdrawn.is_some(),
    }
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    version: u8,
    title: &'a str,
    base_url: &'a str,
    language: &'a str,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    title: &'a str,
    path: &'a str,
    json: Option<String>,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    towns: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exhibition: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
}
