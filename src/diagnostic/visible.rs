//! Text from content, made safe to print.

use std::borrow::Cow;

/// Whether a character could move the cursor, colour the terminal, turn the direction of writing or
/// hide: control characters (C0, DEL, C1), line separators, bidirectional controls, invisible ones.
fn is_hostile(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// One character for one, so that columns stay what they are: `␛` for escape, `�` for what has no
/// picture.
pub(super) fn visible_char(character: char) -> char {
    match character {
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '␡',
        other if is_hostile(other) => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

/// A text with nothing hostile in it; tabs and line breaks stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(is_hostile) {
        Cow::Owned(text.replace("\r\n", "\n").chars().map(visible_char).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same, on one line.
pub(super) fn visible_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_shown() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{9b}\u{7f}"), "a␛[31m�b�␡");
        assert_eq!(visible("Даугавпилс\t„ā”\n👩\u{200d}🎨"), "Даугавпилс\t„ā”\n👩\u{200d}🎨");
        assert_eq!(visible_line("a\r\n b\n"), "a b");
    }
}
