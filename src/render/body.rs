//! Texts with their links filled in.

use super::View;
use crate::context::Html;
use crate::plan::Target;
use crate::release::markdown::Body;

/// The HTML of a text on a page: `root` leads from the page to the site's root.
pub(super) fn html(view: View<'_>, body: &Body, targets: &[Target], root: &str) -> Html {
    let mut out = String::with_capacity(body.html.len() + 64);
    body.write_html(
        &mut out,
        |link, address| match targets.get(link) {
            Some(Target::Here(fragment)) => address.push_str(fragment),
            Some(Target::Page(path, suffix)) => {
                address.push_str(root);
                address.push_str(path);
                address.push_str(suffix);
            }
            Some(Target::Media(path, suffix)) => {
                if let Some(media) = view.plan.media.get(path) {
                    address.push_str(root);
                    address.push_str(media.as_str());
                    address.push_str(suffix);
                }
            }
            Some(Target::None) | None => {}
        },
        |link| match targets.get(link) {
            Some(Target::Media(path, _)) => view.picture_sizes.get(path).copied(),
            _ => None,
        },
    );
    Html(out)
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
                let public = path.strip_suffix("index.html").unwrap_or(path);
                address.extend([base, public, suffix]);
            }
            Some(Target::Media(path, suffix)) => {
                if let Some(media) = view.plan.media.get(path) {
                    address.extend([base, media.as_str(), suffix]);
                }
            }
            Some(Target::None) | None => {}
        },
        |link| match targets.get(link) {
            Some(Target::Media(path, _)) => view.picture_sizes.get(path).copied(),
            _ => None,
        },
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
