//! Running text: white space as a browser shows it, links, raised and lowered digits.

use super::super::raw::decoded;
use super::To;

/// The text of a block in the making.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub(super) text: String,
    /// White space is kept as it is.
    pub(super) verbatim: bool,
    /// Links that are open: where each leads and where its words begin.
    links: Vec<(Option<To<'a>>, usize)>,
    /// Where raised and lowered text begins.
    scripts: Vec<usize>,
}

impl<'a> Line<'a> {
    /// Appends text in which white space does not count.
    pub(super) fn push(&mut self, text: &str) {
        if self.verbatim {
            self.text.push_str(text);
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_whitespace()) {
            self.text.push_str(&rest[..at]);
            if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            rest = rest[at..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        }
        self.text.push_str(rest);
    }

    pub(super) fn line_break(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        self.text.push('\n');
    }

    pub(super) fn open_link(&mut self, to: Option<To<'a>>) {
        self.links.push((to, self.text.len()));
    }

    /// Writes the number of the address behind the words of a link.
    pub(super) fn close_link(&mut self, refer: &mut dyn FnMut(To<'_>, &str) -> Option<usize>) {
        let Some((Some(to), from)) = self.links.pop() else { return };
        let words = self.text.get(from..).unwrap_or_default().trim();
        let number = match to {
            To::Link(_) => refer(to, words),
            To::Address(written) => refer(To::Address(&decoded(written)), words),
        };
        if let Some(number) = number {
            let kept = self.text.trim_end_matches(' ').len();
            let space = kept < self.text.len();
            self.text.truncate(kept);
            self.text.extend([" [", &number.to_string(), "]"]);
            if space {
                self.text.push(' ');
            }
        }
    }

    pub(super) fn open_script(&mut self) {
        self.scripts.push(self.text.len());
    }

    /// Ends raised or lowered text: m² and CO₂ have characters of their own.
    pub(super) fn close_script(&mut self, written: impl Fn(&str) -> Option<String>) {
        let Some(from) = self.scripts.pop() else { return };
        let script = self.text.get(from..).and_then(|script| written(script.trim()));
        if let Some(script) = script {
            self.text.truncate(from);
            self.text.push_str(&script);
        }
    }

    /// Takes the text; links and scripts that are still open stay without effect.
    pub(super) fn take(&mut self) -> String {
        self.scripts.clear();
        for (_, from) in &mut self.links {
            *from = 0;
        }
        let text = std::mem::take(&mut self.text);
        if self.verbatim {
            return text.trim_matches('\n').to_owned();
        }
        match text.trim_matches([' ', '\n']) {
            trimmed if trimmed.len() == text.len() => text,
            trimmed => trimmed.to_owned(),
        }
    }
}

/// Raised digits and signs, where each has a character.
pub(super) fn raised(text: &str) -> Option<String> {
    script(text, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
}

/// Lowered digits and signs, where each has a character.
pub(super) fn lowered(text: &str) -> Option<String> {
    script(text, "₀₁₂₃₄₅₆₇₈₉₊₋")
}

fn script(text: &str, characters: &str) -> Option<String> {
    let character = |c: char| {
        let at = "0123456789+-".find(if c == '−' { '-' } else { c })?;
        characters.chars().nth(at)
    };
    text.chars().map(character).collect()
}
