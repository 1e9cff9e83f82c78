//! Texts with their links filled in.

use std::fmt::Write as _;

use super::View;
use super::identity::public_path;
use crate::context::Html;
use crate::output_path::OutputPath;
use crate::plan::Target;
use crate::release::markdown::{Body, LinkKind};

/// How wide a text is set, for browsers to choose a picture's size by.
const SIZES: &str = "(min-width: 42rem) 42rem, 100vw";

/// The HTML of a text on a page: `root` leads from the page to the site's root.
pub(super) fn html(view: View<'_>, body: &Body, targets: &[Target], root: &str) -> Html {
    if body.holes.is_empty() {
        return Html::new(&body.html);
    }
    let mut out = String::with_capacity(body.html.len() + 64);
    body.write_html(
        &mut out,
        |link, address| match targets.get(link) {
            Some(Target::Here(fragment)) => address.push_str(fragment),
            Some(Target::Page(path, suffix)) => address.extend([root, path, suffix]),
            Some(Target::Media(path, suffix)) => {
                if let Some(file) = file(view, body, link, path) {
                    address.extend([root, file.as_str(), suffix]);
                }
            }
            Some(Target::None) | None => {}
        },
        |link| size(view, targets.get(link)),
        |link, out| {
            if let Some(Target::Media(path, _)) = targets.get(link) {
                write_sources(view, path, root, out);
            }
        },
    );
    Html::new(&out)
}

/// The file that a link to one of the content leads to. Of a picture that is shown, that is one of its
/// sizes; a link to a picture leads to the original.
fn file<'a>(view: View<'a>, body: &Body, link: usize, path: &str) -> Option<&'a OutputPath> {
    let shown = body.links.get(link).is_some_and(|link| link.kind == LinkKind::Image);
    let one = if shown { view.one_picture(path) } else { None };
    one.map(|one| one.path).or_else(|| view.plan.media.get(path))
}

/// Width and height of that file of a picture.
fn size(view: View<'_>, target: Option<&Target>) -> Option<(u32, u32)> {
    let Some(Target::Media(path, _)) = target else { return None };
    let one = view.one_picture(path).map(|one| (one.width, one.height));
    one.or_else(|| view.picture_size(path))
}

/// The elements between which a browser chooses a picture's size and format.
fn write_sources(view: View<'_>, path: &str, root: &str, out: &mut String) {
    for source in view.picture_sources(path) {
        let _ = write!(out, "<source type=\"{}\" srcset=\"", source.media_type);
        for (i, candidate) in source.candidates.iter().enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            let _ = write!(out, "{comma}{root}{} {}w", candidate.path, candidate.width);
        }
        let _ = write!(out, "\" sizes=\"{SIZES}\">");
    }
}

/// Appends the HTML of a text for readers elsewhere: every link in it is absolute. `page` is the address
/// of the page that the text stands on.
pub(super) fn write_absolute(
    view: View<'_>,
    out: &mut String,
    body: &Body,
    targets: &[Target],
    page: &str,
) {
    let base = view.config.site.base_url.as_str();
    let begin = out.len();
    body.write_html(
        out,
        |link, address| match targets.get(link) {
            Some(Target::Here(fragment)) => address.extend([page, fragment]),
            Some(Target::Page(path, suffix)) => {
                address.extend([base, public_path(path), suffix]);
            }
            Some(Target::Media(path, suffix)) => {
                if let Some(file) = file(view, body, link, path) {
                    address.extend([base, file.as_str(), suffix]);
                }
            }
            Some(Target::None) | None => {}
        },
        |link| size(view, targets.get(link)),
        // Not every reader chooses.
        |_, _| {},
    );
    // Notes at the foot of the text, and addresses without a scheme, are written already. Text cannot
    // look like them, for `<` is escaped in it.
    for (written, whole) in
        [("<a href=\"#", page), ("<a href=\"//", "https:"), ("<img src=\"//", "https:")]
    {
        if memchr::memmem::find(&out.as_bytes()[begin..], written.as_bytes()).is_none() {
            continue;
        }
        let (tag, place) = written.split_at(written.rfind('"').map_or(0, |quote| quote + 1));
        let absolute = out[begin..].replace(written, &format!("{tag}{whole}{place}"));
        out.truncate(begin);
        out.push_str(&absolute);
    }
}

/// At most `limit` characters of a text, cut between words.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if text.len() <= limit || text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let end =
        cut.rfind(char::is_whitespace).filter(|end| *end > cut.len() / 2).unwrap_or(cut.len());
    let cut = cut[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-(".contains(c));
    format!("{cut}…")
}
