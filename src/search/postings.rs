//! Lists of releases as short texts.
//!
//! A list is ascending numbers within a tier. Written out, it is the shorter of two forms:
//!
//! * the gaps between the numbers, five bits a character, the lowest first; a character with the sixth
//!   bit set is followed by more of the same gap;
//! * `*` and a bit for each release, six a character.
//!
//! Characters stand for six bits by their place in [`ALPHABET`]. `search.js` reads the same.

/// The characters that stand for 0 to 63.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The character for six bits.
pub(super) fn digit(bits: usize) -> char {
    char::from(ALPHABET[bits & 63])
}

/// Appends a list of ascending numbers.
pub(super) fn write(list: impl Iterator<Item = u32> + Clone, out: &mut String) {
    let start = out.len();
    let mut next = 0;
    let mut greatest = None;
    for number in list.clone() {
        let mut gap = number - next;
        while gap > 31 {
            out.push(digit(32 | (gap as usize & 31)));
            gap >>= 5;
        }
        out.push(digit(gap as usize));
        next = number + 1;
        greatest = Some(number);
    }
    let Some(greatest) = greatest else { return };
    let bits = 2 + greatest as usize / 6;
    if bits < out.len() - start {
        out.truncate(start);
        out.push('*');
        let mut places = vec![0_usize; bits - 1];
        for number in list {
            places[number as usize / 6] |= 1 << (number % 6);
        }
        out.extend(places.into_iter().map(digit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(list: &[u32]) -> String {
        let mut out = String::new();
        write(list.iter().copied(), &mut out);
        out
    }

    #[test]
    fn a_list_takes_the_shorter_form() {
        assert_eq!(written(&[]), "");
        assert_eq!(written(&[0]), "A");
        assert_eq!(written(&[3, 40, 2000]), "DkBn9B");
        assert_eq!(written(&[31, 32]), "fA");
        assert_eq!(written(&[32]), "gB");
        assert_eq!(written(&(0..12).collect::<Vec<_>>()), "*__");
    }
}
