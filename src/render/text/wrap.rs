//! Blocks of text as lines of at most [`WIDTH`] columns.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::release::markdown::plain::{Block, Kind};

/// Columns of a line: what an e-mail leaves when it is quoted once or twice (RFC 5322, 2.1.1, allows
/// 78). Addresses and other words that are longer stay whole.
pub(in crate::render) const WIDTH: usize = 72;

/// Lines being written, with an empty line between blocks.
#[derive(Debug, Default)]
pub(in crate::render) struct Page {
    pub(in crate::render) text: String,
}

impl Page {
    /// A line across.
    pub(in crate::render) fn rule(&mut self) {
        self.gap();
        self.text.push_str(&"-".repeat(WIDTH));
        self.text.push('\n');
    }

    /// A paragraph.
    pub(in crate::render) fn paragraph(&mut self, text: &str) {
        self.gap();
        self.fill(text, "", "");
    }

    /// A line with what follows it moved in under its beginning.
    pub(in crate::render) fn item(&mut self, first: &str, text: &str) {
        self.fill(text, first, &" ".repeat(textwrap::core::display_width(first)));
    }

    /// A heading with a line of `mark` under it.
    pub(in crate::render) fn heading(&mut self, text: &str, mark: char) {
        self.gap();
        let begins = self.text.len();
        self.fill(text, "", "");
        let lines = self.text[begins..].lines();
        let width = lines.map(textwrap::core::display_width).max().unwrap_or_default();
        self.text.extend(std::iter::repeat_n(mark, width.min(WIDTH)));
        self.text.push('\n');
    }

    /// A block of a release's text, whose headings begin at level 2.
    pub(in crate::render) fn block(&mut self, block: &Block) {
        if !block.tight {
            self.gap_in(&block.first);
        }
        match &block.kind {
            Kind::Text(text) | Kind::Heading(3.., text) => {
                self.fill(text, &block.first, &block.rest);
            }
            Kind::Heading(_, text) if block.first.is_empty() => {
                self.heading(text, '-');
            }
            Kind::Heading(_, text) => self.fill(text, &block.first, &block.rest),
            Kind::Verbatim(text) => self.lines(text.lines(), block),
            Kind::Table { rows, header } => {
                let room = WIDTH.saturating_sub(block.rest.chars().count());
                let table = super::table::lines(rows, *header, room);
                self.lines(table.iter().map(String::as_str), block);
            }
            Kind::Rule => self.lines(std::iter::once("* * *"), block),
        }
    }

    /// An empty line, unless there is one or nothing before it.
    pub(in crate::render) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// An empty line; one inside a quotation has its mark.
    fn gap_in(&mut self, first: &str) {
        let last = self.text.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
        if first.starts_with('>') && last.starts_with('>') && !self.text.ends_with("\n\n") {
            self.text.push_str(">\n");
        } else {
            self.gap();
        }
    }

    fn lines<'l>(&mut self, lines: impl Iterator<Item = &'l str>, block: &Block) {
        for (i, line) in lines.enumerate() {
            let before = if i == 0 { &block.first } else { &block.rest };
            let line = format!("{before}{line}");
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn fill(&mut self, text: &str, first: &str, rest: &str) {
        let options = Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_separator(separator(text));
        for line in textwrap::wrap(text, options) {
            self.text.push_str(line.trim_end_matches(' '));
            self.text.push('\n');
        }
    }
}

/// Where lines may be broken: at spaces in scripts that have them, and by the rules of Unicode (UAX 14)
/// in the others. At spaces only, an address is never cut.
fn separator(text: &str) -> WordSeparator {
    let without_spaces = |c: char| {
        matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..)
            && !matches!(c, '\u{FB00}'..='\u{FDFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
    };
    if text.contains(without_spaces) {
        WordSeparator::UnicodeBreakProperties
    } else {
        WordSeparator::AsciiSpace
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> String {
        let mut page = Page::default();
        page.paragraph(text);
        page.text
    }

    #[test]
    fn lines_are_at_most_72_columns_wide() {
        let text = "Vārdi ar garumzīmēm un mīkstinājuma zīmēm, kuri jāsadala rindās. ".repeat(20);
        let filled = filled(&text);
        assert!(filled.lines().all(|line| line.chars().count() <= WIDTH), "{filled}");
        assert!(filled.lines().any(|line| line.chars().count() > 60));
    }

    #[test]
    fn addresses_stay_whole_and_spaces_that_hold_together_do() {
        let address = format!("https://newsroom.example/{}", "a-b/".repeat(30));
        assert!(filled(&format!("See {address} for more.")).contains(&address));
        let number = "54\u{a0}656";
        assert!(
            filled(&format!("{} {number} people", "x".repeat(68)))
                .contains(&format!("\n{number} people"))
        );
    }

    #[test]
    fn scripts_without_spaces_are_broken_too() {
        let filled = filled(&"新聞稿發布於今日。".repeat(30));
        assert!(filled.lines().count() > 5, "{filled}");
        assert!(filled.lines().all(|line| textwrap::core::display_width(line) <= WIDTH));
    }

    #[test]
    fn a_heading_is_underlined_as_wide_as_it_is() {
        let mut page = Page::default();
        page.heading("Тиркультура", '=');
        page.heading("展覽", '-');
        assert_eq!(page.text, "Тиркультура\n===========\n\n展覽\n----\n");
    }
}
