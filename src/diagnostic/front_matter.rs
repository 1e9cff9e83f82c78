//! Where the YAML of a file is.

use std::ops::Range;

use super::span::BOM;

/// The parts of a Markdown file that begins with front matter, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The `---` that opens it.
    pub opening: Range<usize>,
    /// The YAML between the two `---` lines.
    pub yaml: Range<usize>,
    /// The `---` that closes it; without one, the YAML runs to the end of the file.
    pub closing: Option<Range<usize>>,
    /// What follows.
    pub body: Range<usize>,
}

/// Finds the front matter of a Markdown file: from a first line `---` to the next line `---`. A byte
/// order mark, Windows line ends and spaces after the dashes are let pass.
pub fn front_matter(text: &str) -> Option<FrontMatter> {
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut lines = lines_from(text, start);
    let first = lines.next().filter(|(_, line)| is_fence(line))?;
    let opening = first.0..first.0 + 3;
    let yaml_start = first.0 + first.1.len();
    let end = text.len();
    Some(match lines.find(|(_, line)| is_fence(line)) {
        Some((at, line)) => FrontMatter {
            opening,
            yaml: yaml_start..at,
            closing: Some(at..at + 3),
            body: at + line.len()..end,
        },
        None => FrontMatter { opening, yaml: yaml_start..end, closing: None, body: end..end },
    })
}

/// The bytes of a file's YAML: of a Markdown file its front matter (empty where it has none), of
/// every other file the whole.
pub(super) fn yaml_part(file: &str, text: &str) -> (Range<usize>, Option<Range<usize>>) {
    if !is_markdown(file) {
        let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        return (start..text.len(), None);
    }
    front_matter(text).map_or((0..0, None), |found| (found.yaml, Some(found.opening)))
}

/// Whether a file is Markdown by its name.
pub(super) fn is_markdown(file: &str) -> bool {
    std::path::Path::new(file).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The lines from a byte on, each with its first byte and with its line break.
fn lines_from(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    text[start..].split_inclusive('\n').scan(start, |at, line| {
        let here = *at;
        *at += line.len();
        Some((here, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, yaml: &str, body: &str, closed: bool) {
        let found = front_matter(text).unwrap();
        assert_eq!(&text[found.opening], "---");
        assert_eq!(&text[found.yaml], yaml);
        assert_eq!(&text[found.body], body);
        assert_eq!(found.closing.is_some(), closed);
    }

    #[test]
    fn finds_the_parts() {
        check("---\na: b\n---\ntext\n", "a: b\n", "text\n", true);
        check("\u{feff}--- \r\na: b\r\n---\r\ntext", "a: b\r\n", "text", true);
        check("---\na: b\n", "a: b\n", "", false);
        check("---", "", "", false);
        check("---\n---", "", "", true);
        check("---\na: |\n  ---\n----\n---\n", "a: |\n  ---\n----\n", "", true);
    }

    #[test]
    fn other_files_have_none() {
        assert_eq!(front_matter("# Title\n---\n"), None);
        assert_eq!(front_matter("\n---\n---\n"), None);
        assert_eq!(front_matter(""), None);
    }
}
