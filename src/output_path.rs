//! The address of a file in the site: the only kind of path that is ever joined to `output/`.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use thiserror::Error;

/// The folder of `output/` in which Pressroom keeps its notes; no file of the site may be in it.
pub const BOOKKEEPING: &str = ".pressroom";

/// Longest part between two `/`, in bytes: the limit of the usual file systems.
const LONGEST_PART: usize = 255;
/// Longest address, in bytes; leaves room for the path of `output/` below the usual 4,096.
const LONGEST: usize = 1000;

/// The path of one output below `output/`, parts divided by `/`: `releases/2013/x/index.html`.
///
/// Whoever holds one may join it to a folder without leaving that folder, on every system: it is
/// relative, has no `.`, `..` or empty part, no character or name that Windows keeps for itself,
/// and does not lead into [`BOOKKEEPING`] or a `.git`. The order is that of the bytes, the same
/// on every machine. A clone costs no copy of the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// A text that cannot be the path of an output.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{}\" cannot be an address: {why}", path.escape_debug())]
pub struct BadPath {
    /// The text, cut short if it is very long.
    pub path: String,
    /// Which rule it breaks, as the end of a sentence.
    pub why: &'static str,
}

impl OutputPath {
    /// Checks `path` against every rule of [`OutputPath`].
    ///
    /// # Errors
    /// [`BadPath`] names the first rule that is broken.
    pub fn new(path: &str) -> Result<Self, BadPath> {
        match fault(path) {
            None => Ok(Self(path.into())),
            Some(why) => Err(BadPath { path: path.chars().take(200).collect(), why }),
        }
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders the file is in, outermost first: `a`, `a/b` for `a/b/c.html`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(end, _)| &self.0[..end])
    }
}

/// The first rule that `path` breaks.
fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.len() > LONGEST {
        return Some("it is longer than 1,000 bytes");
    }
    if path.starts_with('/') {
        return Some("it begins with \"/\"");
    }
    if path.chars().any(char::is_control) {
        return Some("it has a control character in it");
    }
    if path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        return Some("it has one of \\ : * ? \" < > | in it, which Windows does not allow");
    }
    let first = path.split('/').next().unwrap_or_default();
    if first.eq_ignore_ascii_case(BOOKKEEPING) {
        return Some("\".pressroom\" is where Pressroom keeps its own notes");
    }
    path.split('/').find_map(part_fault)
}

/// The first rule that one part of a path breaks.
fn part_fault(part: &str) -> Option<&'static str> {
    match part {
        "" => Some("it has an empty part (\"//\", or \"/\" at the end)"),
        "." | ".." => Some("it has \".\" or \"..\" as a part"),
        _ if part.len() > LONGEST_PART => Some("a part of it is longer than 255 bytes"),
        _ if part.ends_with(['.', ' ']) => {
            Some("a part ends with a full stop or a space, which Windows does not allow")
        }
        _ if part.eq_ignore_ascii_case(".git") => Some("\".git\" belongs to Git"),
        _ if is_device(part) => Some("Windows keeps that name for a device (con, nul, com1, …)"),
        _ => None,
    }
}

/// Whether Windows takes the name for a device, whatever its ending: `nul`, `Con.html`.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let is = |name: &str| stem.eq_ignore_ascii_case(name);
    match stem.len() {
        3 => is("con") || is("prn") || is("aux") || is("nul"),
        4 => {
            stem.as_bytes()[3].is_ascii_digit()
                && stem.get(..3).is_some_and(|port| {
                    port.eq_ignore_ascii_case("com") || port.eq_ignore_ascii_case("lpt")
                })
        }
        6 => is("conin$"),
        7 => is("conout$"),
        _ => false,
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for OutputPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good() {
        for path in [
            "index.html",
            "a/b/c.html",
            ".well-known/security.txt",
            ".nojekyll",
            "...x",
            ".pressroom.html",
            "a/.pressroom",
            "gada pārskats.pdf",
            "console/comma/com10/lpt.html",
            "ņ12/ēcon",
            &format!("{}/x", "é".repeat(127)),
        ] {
            assert_eq!(OutputPath::new(path).map(|path| path.to_string()), Ok(path.to_owned()));
        }
    }

    #[test]
    fn bad() {
        for path in [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            ".",
            "..",
            "../x",
            "a/../x",
            "a/./x",
            "a\\b",
            "C:x",
            "c:/x",
            "a\0b",
            "a\nb",
            "a\u{85}b",
            "x?.html",
            "a./b",
            "a /b",
            "nul",
            "a/CON.html",
            "com1",
            "Lpt9.tar.gz",
            "aux .txt",
            "conout$",
            ".pressroom",
            ".Pressroom/manifest",
            ".git/config",
            "a/.GIT/hooks",
            &"x".repeat(256),
            &"abc/".repeat(300),
        ] {
            assert!(OutputPath::new(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn a_bad_path_says_why() {
        let error = OutputPath::new("a/../\u{1b}[x").unwrap_err().to_string();
        assert_eq!(
            error,
            r#""a/../\u{1b}[x" cannot be an address: it has a control character in it"#
        );
    }

    #[test]
    fn folders_outermost_first() {
        let path = OutputPath::new("a/b/c.html").unwrap();
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(OutputPath::new("c.html").unwrap().folders().count(), 0);
    }
}
