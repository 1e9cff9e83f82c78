//! Content lines of iCalendar (RFC 5545, section 3.1), written straight into the file.

use unicode_segmentation::UnicodeSegmentation;

/// The octets of a line, without the line break after it (section 3.1).
const LINE: usize = 75;

/// Writes one property after another. A line is folded as soon as it is complete.
pub(super) struct Lines<'b> {
    buffer: &'b mut Vec<u8>,
    line: String,
}

impl<'b> Lines<'b> {
    pub(super) fn new(buffer: &'b mut Vec<u8>) -> Self {
        Self { buffer, line: String::with_capacity(256) }
    }

    /// A line whose value is what the standard calls anything but TEXT: it is written as it is.
    /// `name` may carry parameters.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.line.clear();
        self.line.extend([name, ":", value]);
        fold(&self.line, self.buffer);
    }

    /// A line whose value is TEXT (section 3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.texts(name, std::iter::once(value));
    }

    /// A line whose value is a list of TEXT.
    pub(super) fn texts<'t>(&mut self, name: &str, values: impl Iterator<Item = &'t str>) {
        self.line.clear();
        self.line.extend([name, ":"]);
        for (i, value) in values.enumerate() {
            if i > 0 {
                self.line.push(',');
            }
            escape(value, &mut self.line);
        }
        fold(&self.line, self.buffer);
    }

    /// Lines that are complete already.
    pub(super) fn raw(&mut self, lines: &[u8]) {
        self.buffer.extend_from_slice(lines);
    }
}

/// Appends text as a TEXT value (section 3.3.11). Control characters, which no value may hold, are left
/// out; what other programs take for the end of a line becomes one as the standard writes it.
fn escape(text: &str, line: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '\\' | ';' | ',') || is_control(c)) {
        line.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        match characters.next() {
            Some(mark @ ('\\' | ';' | ',')) => line.extend(['\\', mark]),
            Some('\r') if characters.as_str().starts_with('\n') => {}
            Some('\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') => line.push_str("\\n"),
            _ => {}
        }
        rest = characters.as_str();
    }
    line.push_str(rest);
}

fn is_control(c: char) -> bool {
    c != '\t' && (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// Appends a line in pieces of at most 75 octets, each but the first after a line break and a space.
/// No piece ends within a character, nor within what a reader sees as one, unless that is longer than
/// a line.
fn fold(line: &str, buffer: &mut Vec<u8>) {
    let mut rest = line;
    let mut room = LINE;
    while rest.len() > room {
        let end = cut(rest, room);
        buffer.extend_from_slice(&rest.as_bytes()[..end]);
        buffer.extend_from_slice(b"\r\n ");
        rest = &rest[end..];
        room = LINE - 1;
    }
    buffer.extend_from_slice(rest.as_bytes());
    buffer.extend_from_slice(b"\r\n");
}

/// Where a text that is longer than `room` octets is cut.
fn cut(text: &str, room: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes[room - 1].is_ascii() && bytes[room].is_ascii() {
        return room;
    }
    let character = text.floor_char_boundary(room);
    // Only what is near the cut matters, and a cut may be looked at from any character before it.
    let near = text.floor_char_boundary(room - 40);
    let window = &text[near..text.ceil_char_boundary((room + 40).min(text.len()))];
    let seen = window.grapheme_indices(true).map(|(at, _)| near + at);
    seen.take_while(|at| *at <= character).last().filter(|at| *at > near).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        let mut buffer = Vec::new();
        fold(line, &mut buffer);
        String::from_utf8(buffer).unwrap()
    }

    fn escaped(text: &str) -> String {
        let mut line = String::new();
        escape(text, &mut line);
        line
    }

    /// As a reader does (section 3.3.11).
    fn unescaped(text: &str) -> String {
        let mut out = String::new();
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            match (c, (c == '\\').then(|| characters.next()).flatten()) {
                (_, Some('n' | 'N')) => out.push('\n'),
                (_, Some(escaped)) => out.push(escaped),
                (c, None) => out.push(c),
            }
        }
        out
    }

    #[test]
    fn marks_of_the_format_are_text_again() {
        assert_eq!(escaped(r"a, b; c\d: “e”"), r"a\, b\; c\\d: “e”");
        assert_eq!(escaped("a\nb\r\nc\rd\u{2028}e"), r"a\nb\nc\nd\ne");
        assert_eq!(escaped("a\u{0}b\u{1b}c\u{7f}d\u{9c}e\tf"), "abcde\tf");
    }

    #[test]
    fn lines_are_cut_at_75_octets() {
        let line = "x".repeat(75);
        assert_eq!(folded(&line), format!("{line}\r\n"));
        let line = "x".repeat(76);
        assert_eq!(folded(&line), format!("{}\r\n x\r\n", "x".repeat(75)));
        assert_eq!(
            folded(&"x".repeat(150)),
            format!("{}\r\n {}\r\n x\r\n", "x".repeat(75), "x".repeat(74))
        );
    }

    #[test]
    fn what_is_seen_as_one_stays_together() {
        // A family of four, which is 25 octets, a flag, and a letter with a mark above it.
        for one in ["👨\u{200d}👩\u{200d}👧\u{200d}👦", "🇱🇻", "e\u{301}", "ā", "э"]
        {
            for before in 50..80 {
                let line = format!("{}{one}{}", "x".repeat(before), "y".repeat(30));
                let folded = folded(&line);
                assert!(folded.contains(one), "{before}: {folded:?}");
            }
        }
    }

    #[test]
    fn longer_than_a_line_is_cut_between_characters() {
        let line = format!("e{}", "\u{301}".repeat(500));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    proptest::proptest! {
        #[test]
        fn unfolding_gives_the_text_back(text in "([ -~]|[āēī]|\u{301}|👩|\u{200d}|[\u{0}-\u{1f}]|[а-я]|.){0,400}") {
            let mut buffer = Vec::new();
            Lines::new(&mut buffer).text("DESCRIPTION", &text);
            let file = String::from_utf8(buffer).unwrap();
            proptest::prop_assert!(file.ends_with("\r\n"));
            for part in file.trim_end_matches("\r\n").split("\r\n") {
                proptest::prop_assert!(part.len() <= 75, "{part:?}");
                proptest::prop_assert!(!part.contains(['\r', '\n']), "{part:?}");
            }
            let unfolded = file.replace("\r\n ", "");
            let value = unfolded.trim_end_matches("\r\n").strip_prefix("DESCRIPTION:").unwrap();
            let expected: String = text
                .replace("\r\n", "\n")
                .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
                .chars()
                .filter(|c| matches!(c, '\t' | '\n') || !c.is_control())
                .collect();
            proptest::prop_assert_eq!(unescaped(value), expected);
        }
    }
}
