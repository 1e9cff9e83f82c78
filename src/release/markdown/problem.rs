//! What can be wrong in a Markdown text.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, FilePath, Place, Severity, Spot};

/// One mistake in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it is in the whole file, in bytes.
    pub span: Range<u32>,
}

/// The kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A link or picture whose address has a scheme that is refused, `javascript`. Only its text is
    /// shown.
    RefusedScheme(String),
    /// A web address that no browser can open. Only its text is shown.
    BadAddress(String),
    /// `[text]()`.
    EmptyLink,
    /// `[](x.md)`, which nobody can see; the address is shown instead.
    LinkWithoutText,
    /// A picture without words for those who do not see it.
    ImageWithoutAlt,
    /// `[text][label]` without a line `[label]: address`.
    UnknownReference(String),
    /// A footnote that no place of the text refers to.
    UnusedFootnote(String),
    /// An HTML element that was taken out with what it held.
    RemovedHtml(String),
    /// A comment over several paragraphs, which is left out all the same.
    LongComment,
    /// A comment that ends nowhere, with text below it that would be published.
    OpenComment,
    /// A comment that ends nowhere and hides all below it.
    EndlessComment,
    /// The text is so long that its HTML is shown as text.
    TooLongForHtml,
    /// A numbered list that is a sentence beginning with this number.
    NumberBeginsList(u64),
    /// Quotes or lists nested beyond what is shown.
    TooDeep,
}

impl Problem {
    /// The message about it.
    #[must_use]
    pub fn diagnostic(&self, file: &FilePath) -> Diagnostic {
        let place = Place::new(file, Spot::Bytes(self.span.start, self.span.end));
        let (code, message, help) = self.kind.words();
        let severity = match self.kind {
            ProblemKind::RefusedScheme(_) | ProblemKind::OpenComment => Severity::Error,
            _ => Severity::Warning,
        };
        let diagnostic = Diagnostic::warning(code, place, message).help(help);
        Diagnostic { severity, ..diagnostic }
    }
}

impl ProblemKind {
    /// Code, message and help.
    fn words(&self) -> (&'static str, String, Cow<'static, str>) {
        let (code, message, help) = match self {
            Self::RefusedScheme(scheme) => (
                "refused-link",
                format!("addresses that begin with `{scheme}:` are not allowed here"),
                "link to a web page (`https://…`), a file beside the release, or an e-mail address (`mailto:…`)",
            ),
            Self::BadAddress(address) => (
                "bad-address",
                format!("`{address}` is not an address a browser can open"),
                "copy the address again from the browser",
            ),
            Self::EmptyLink => (
                "empty-link",
                "this link has no address".to_owned(),
                "write the address between the parentheses, or remove the brackets around the text",
            ),
            Self::LinkWithoutText => (
                "link-without-text",
                "this link has no text to click on".to_owned(),
                "write what it leads to between the square brackets",
            ),
            Self::ImageWithoutAlt => (
                "image-without-alt",
                "this picture has no description for readers who cannot see it".to_owned(),
                "write what is seen between the square brackets: `![Visitors at the opening](picture.jpg)`",
            ),
            Self::UnknownReference(label) => (
                "unknown-reference",
                format!("no line gives the address of `[{label}]`"),
                "add a line such as `[label]: https://…`, or write the address in parentheses",
            ),
            Self::UnusedFootnote(label) => (
                "unused-footnote",
                format!("no place in the text refers to the footnote `[^{label}]`"),
                "write the reference where it belongs, or remove the footnote",
            ),
            Self::RemovedHtml(element) => (
                "removed-html",
                format!("`<{element}>` is not allowed in a text and was left out"),
                "use Markdown, or set `html: trusted` in site.yaml if only trusted people write here",
            ),
            Self::LongComment => (
                "long-comment",
                "this comment goes on past its paragraph; everything up to its `-->` was left out"
                    .to_owned(),
                r"if this is not meant to begin a comment, write `\<!--`",
            ),
            Self::OpenComment => (
                "comment-not-closed",
                "this comment has no end, and what follows its paragraph would be published"
                    .to_owned(),
                "write `-->` where the comment ends",
            ),
            Self::EndlessComment => (
                "comment-not-closed",
                "this comment has no end; nothing that follows is shown".to_owned(),
                "write `-->` where the comment ends",
            ),
            Self::TooLongForHtml => (
                "too-long-for-html",
                "this text is too long for HTML tags; they are shown as they are written"
                    .to_owned(),
                "split the text, or use Markdown instead of HTML",
            ),
            Self::NumberBeginsList(number) => {
                return (
                    "number-begins-list",
                    format!("`{number}.` at the beginning of a line begins a numbered list here"),
                    format!(
                        "if it is the beginning of a sentence, write a backslash before the full stop: `{number}\\.`"
                    )
                    .into(),
                );
            }
            Self::TooDeep => (
                "nested-too-deep",
                "quotes or lists are nested too deep; the inner ones are shown flat".to_owned(),
                "use fewer levels",
            ),
        };
        (code, message, help.into())
    }
}
