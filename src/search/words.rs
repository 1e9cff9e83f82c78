//! From a text to the words that are looked for.

use crate::language::fold;

/// The longest word of the index, in characters; longer ones are cut.
const LONGEST: usize = 32;

/// Calls `each` with every piece of a text that white space or a common sign parts from the others.
/// What a piece holds is for [`terms`] to say.
pub(super) fn pieces<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    let parted =
        |byte: u8| matches!(byte, 0..=b' ' | b'!' | b'(' | b')' | b'+'..=b'/' | b':'..=b'?');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if parted(byte) {
            if at > from {
                each(&text[from..at]);
            }
            from = at + 1;
        }
    }
    if text.len() > from {
        each(&text[from..]);
    }
}

/// The folded words of a text, no longer than the index has them.
pub(super) fn terms(text: &str, mut each: impl FnMut(&str)) {
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        each(&word[..end]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_the_whole_text_give_the_same_words() {
        let text = "„Tīrkultūra” — (Alūksnē), 3.–10. jūnijā: d'Artagnan-style; Щедрик\u{a0}и ёлка";
        let mut whole = Vec::new();
        terms(text, |word| whole.push(word.to_owned()));
        let mut by_piece = Vec::new();
        pieces(text, |piece| terms(piece, |word| by_piece.push(word.to_owned())));
        assert_eq!(whole, by_piece);
        assert_eq!(whole[..4], ["tirkultura", "aluksne", "3", "10"]);
        assert_eq!(whole[whole.len() - 3..], ["щедрик", "и", "елка"]);
    }
}
