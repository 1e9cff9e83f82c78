//! Two outputs with one address are a mistake that names both sources.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Claim, Output, What};
use crate::diagnostic::{Diagnostic, Place};

/// The outputs in order of path, each path once; reports those that are claimed twice, also where they
/// differ only in case (many file systems hold them for one), and files that stand where another
/// output needs a folder. What has no place of its own is reported at `fallback`.
pub(super) fn settle(
    mut claims: Vec<Claim>,
    fallback: &Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Output> {
    // Of two at one path the public one goes first: it is the one that stays.
    claims.sort_by(|a, b| (&a.output.path, a.held).cmp(&(&b.output.path, b.held)));
    let paths: Vec<Cow<'_, str>> =
        claims.iter().map(|claim| folded(claim.output.path.as_str())).collect();
    // Never iterated: only looked up.
    let mut taken: HashMap<&str, usize> = HashMap::with_capacity(claims.len());
    let mut lost: Vec<bool> = Vec::with_capacity(claims.len());
    for (i, (claim, path)) in claims.iter().zip(&paths).enumerate() {
        let first = *taken.entry(path).or_insert(i);
        lost.push(first != i);
        let what = |i: usize| &claims[i].output.what;
        if first != i && !(beside_page(what(first)) && beside_page(what(i))) {
            diagnostics.push(collision(&claims[first], claim, fallback));
        }
    }
    let mut before = "";
    for (i, claim) in claims.iter().enumerate().filter(|(i, _)| !lost[*i]) {
        let path = paths[i].as_ref();
        // Folders that the path before stands in as well were looked at then.
        let shared = before.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
        for (end, _) in path.match_indices('/').filter(|(end, _)| *end >= shared) {
            if let Some(&file) = taken.get(&path[..end]) {
                diagnostics.push(collision(&claims[file], claim, fallback));
            }
        }
        before = path;
    }
    let kept = claims.into_iter().zip(lost).filter(|(claim, lost)| !lost && !claim.held);
    kept.map(|(claim, _)| claim.output).collect()
}

/// Whether a file stands beside a page: two of them are at one address only if their pages are, which is
/// reported.
pub(super) fn beside_page(what: &What) -> bool {
    matches!(
        what,
        What::Text(_)
            | What::PressKit(_)
            | What::Calendar(_)
            | What::ReleaseJson(_)
            | What::Feed(_)
            | What::JsonFeed(_)
    )
}

/// A path without its case; most have none.
fn folded(path: &str) -> Cow<'_, str> {
    if path.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        path.into()
    } else {
        path.to_lowercase().into()
    }
}

fn collision(first: &Claim, second: &Claim, fallback: &Place) -> Diagnostic {
    // The message stands where the author can mend it: at a file of the content.
    let (at, other) = if second.place.is_some() { (second, first) } else { (first, second) };
    let place = at.place.clone().unwrap_or_else(|| fallback.clone());
    let (path, what) = (at.output.path.as_str(), describe(&other.output.what));
    let address = path.strip_suffix("index.html").unwrap_or(path);
    let message = format!("the address /{address} is taken already, by {what}");
    let diagnostic =
        Diagnostic::error("address-taken", place, message).help(match at.output.what {
            What::Redirect(_) => "remove the old address, or correct it",
            What::Media(_) | What::Original(_) | What::Picture(..) => "rename one of the two files",
            What::Page(super::PageKind::Topic(_)) => "write the topic in the same way everywhere",
            _ => "give one of the two another `slug`, name or key",
        });
    match &other.place {
        Some(place) => diagnostic.related(place.clone(), "the other one is here"),
        None => diagnostic,
    }
}

fn describe(what: &What) -> &'static str {
    match what {
        What::Page(super::PageKind::Release(_)) => "another release",
        What::Page(super::PageKind::Town(..)) => "a town",
        What::Page(super::PageKind::Exhibition(..)) => "an exhibition",
        What::Page(super::PageKind::Topic(_)) => "another topic",
        What::Page(super::PageKind::Plain(_)) => "a plain page",
        What::Page(_) => "a page of the newsroom itself",
        What::Feed(_) | What::JsonFeed(_) => "a feed",
        What::ReleaseJson(_) => "a release's data",
        What::ReleasesJson(_) => "the list of releases",
        What::Calendar(_) => "a calendar",
        What::Redirect(_) => "an old address that redirects",
        What::Sitemap | What::SitemapPart(_) | What::NewsSitemap => "the sitemap",
        What::Robots => "robots.txt",
        What::Text(_) => "the text of a release",
        What::PressKit(_) => "the press kit of a release",
        What::Search(..) => "the search index",
        What::Media(_) | What::Original(_) | What::Picture(..) => "a picture or document",
        What::Static(_) => "a file of the theme",
        What::SharePicture(_) => "a share picture",
    }
}
