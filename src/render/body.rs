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
