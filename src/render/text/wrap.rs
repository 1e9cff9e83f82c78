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
        self.fill(text, first, &" ".repeat(display_width(first)));
    }

    /// A heading with a line of `mark` under it.
    pub(in crate::render) fn heading(&mut self, text: &str, mark: char) {
        self.gap();
        let begins = self.text.len();
        self.fill(text, "", "");
        let lines = self.text[begins..].lines();
        let width = lines.map(display_width).max().unwrap_or_default();
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
        if is_narrow(text) {
            fill_narrow(&mut self.text, text, first, rest);
            return;
        }
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

/// How many columns a text takes.
fn display_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { textwrap::core::display_width(text) }
}

/// Whether every character is one column wide and lines are broken at spaces only, as in the scripts of
/// Europe: then the width of a text is the number of its characters. This is nearly all text there is, and
/// takes a tenth of the time that the general rules do.
fn is_narrow(text: &str) -> bool {
    text.is_ascii()
        || text.chars().all(|c| {
            matches!(c, '\n' | ' '..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{58F}')
                || matches!(c, '\u{1E00}'..='\u{1FFF}' | '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{205E}')
                || matches!(c, '\u{2070}'..='\u{20BF}' | '\u{2116}' | '\u{2190}'..='\u{21FF}' | '\u{2212}')
        })
}

/// Breaks narrow text as the general rules would: as many words on a line as fit.
fn fill_narrow(out: &mut String, text: &str, first: &str, rest: &str) {
    let mut before = first;
    for line in text.split('\n') {
        let mut columns = before.chars().count();
        out.push_str(before);
        let mut begins = true;
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let width = if word.is_ascii() { word.len() } else { word.chars().count() };
            if begins {
                begins = false;
            } else if columns + 1 + width <= WIDTH {
                out.push(' ');
                columns += 1;
            } else {
                out.push('\n');
                out.push_str(rest);
                columns = rest.chars().count();
            }
            out.push_str(word);
            columns += width;
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
        before = rest;
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
    fn the_short_way_breaks_lines_as_the_general_rules_do() {
        let text = "Vārdi, kas „jāsadala” rindās — arī garāki par citiem: https://newsroom.example/x \
                    и русские слова, и числа 12\u{a0}345 и ещё несколько слов.\nUn jauna rinda. ";
        for length in 1..200 {
            let text: String = text.repeat(3).chars().skip(length).take(length * 3).collect();
            let text = text.trim().replace("  ", " ");
            assert!(is_narrow(&text));
            let mut short = String::new();
            fill_narrow(&mut short, &text, "- ", "  ");
            let options = Options::new(WIDTH)
                .initial_indent("- ")
                .subsequent_indent("  ")
                .break_words(false)
                .word_splitter(WordSplitter::NoHyphenation)
                .wrap_algorithm(WrapAlgorithm::FirstFit)
                .word_separator(WordSeparator::AsciiSpace);
            let lines = textwrap::wrap(&text, options);
            let general: Vec<&str> = lines.iter().map(|line| line.trim_end_matches(' ')).collect();
            assert_eq!(short.trim_end_matches('\n').lines().collect::<Vec<_>>(), general);
        }
        assert!(
            !is_narrow("e\u{301}") && !is_narrow("展") && !is_narrow("🙂") && !is_narrow("\u{ad}")
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
