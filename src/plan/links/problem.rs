//! What is wrong with a link, for people.

use crate::diagnostic::{Diagnostic, Place, Spot, did_you_mean};
use crate::newsroom::HeldBack;
use crate::plan::files::shorten;
use crate::release::DocumentName;
use crate::release::markdown::{Body, Link};

pub(super) fn template_code(from: &DocumentName, link: &Link) -> Box<Diagnostic> {
    let message =
        format!("“{}” is code of another program, which is not run here", shorten(&link.target));
    let help = "write the path of the file itself, from this file, or from the content folder beginning with `/`";
    Box::new(Diagnostic::error("broken-link", place(from, link), message).help(help))
}

/// How many headings of a text a missing one is compared with: a text may have tens of thousands of both.
const MOST_COMPARED: usize = 100;

pub(super) fn no_heading(
    from: &DocumentName,
    link: &Link,
    body: &Body,
    file: &str,
) -> Box<Diagnostic> {
    let id = link.fragment().unwrap_or_default();
    let known = body.headings.iter().map(|heading| heading.id.as_str());
    let help = if let Some(meant) = did_you_mean(&id, known.clone().take(MOST_COMPARED)) {
        format!("did you mean `#{meant}`?")
    } else {
        let list: Vec<String> = known.take(8).map(|id| format!("#{id}")).collect();
        if list.is_empty() {
            format!("{file} has no headings; remove what follows `#`")
        } else {
            format!("its headings are {}", list.join(", "))
        }
    };
    let message = format!("there is no heading `#{}` in {file}", shorten(&id));
    Box::new(Diagnostic::error("broken-link", place(from, link), message).help(help))
}

pub(super) fn held_back(
    from: &DocumentName,
    link: &Link,
    why: HeldBack,
) -> Option<Box<Diagnostic>> {
    // Whoever mends a faulty release will hear more about it.
    let message = format!("the link leads to a release that {}", why.in_words()?);
    let help = match why {
        HeldBack::Draft => "remove the link, or publish the draft",
        _ => "remove the link until then",
    };
    Some(Box::new(Diagnostic::error("link-to-held-back", place(from, link), message).help(help)))
}

pub(super) fn place(from: &DocumentName, link: &Link) -> Place {
    Place::new(&from.file, Spot::Bytes(link.span.start, link.span.end))
}
