//! Whether bytes are the same as before.

use std::fmt;
use std::io::{self, Read, Write};

use twox_hash::XxHash3_128;

/// How much is read at once.
const BUFFER: usize = 128 * 1024;

/// The XXH3 hash, 128 bits, of some bytes; written as 32 hexadecimal digits.
///
/// It tells what has changed from what has not, many times faster than a hash that nobody can make two
/// files for. That is not asked of it: whoever may choose the bytes of a file of the content or the site
/// need not deceive anyone. What goes into names and out to readers is hashed with BLAKE3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checksum([u8; 16]);

/// Takes bytes piece by piece.
#[derive(Clone, Default)]
pub struct Checksummer(XxHash3_128);

impl Checksum {
    /// The checksum of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes).to_be_bytes())
    }

    /// Reads all of `from` in pieces, gives them to `into`, and says their checksum and number. What is in
    /// `buffer` is overwritten.
    ///
    /// # Errors
    /// Reading or writing fails.
    pub fn of_all(
        from: &mut impl Read,
        into: &mut impl Write,
        buffer: &mut Vec<u8>,
    ) -> io::Result<(Self, u64)> {
        let mut checksummer = Checksummer::default();
        buffer.resize(BUFFER, 0);
        let mut size = 0;
        loop {
            let read = match from.read(buffer) {
                Ok(0) => return Ok((checksummer.finish(), size)),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            checksummer.add(&buffer[..read]);
            into.write_all(&buffer[..read])?;
            size += read as u64;
        }
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads 32 hexadecimal digits.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let digits = digits.as_bytes();
        let mut bytes = [0; 16];
        if digits.len() != 32 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16);
            *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl Checksummer {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// The checksum of all bytes that were taken.
    pub fn finish(&self) -> Checksum {
        Checksum(self.0.finish_128().to_be_bytes())
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 32];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            for (digit, value) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *digit = b"0123456789abcdef"[usize::from(value)];
            }
        }
        out.write_str(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of the reference implementation (`xxhsum -H2`).
    #[test]
    fn known_values() {
        assert_eq!(Checksum::of(b"").to_string(), "99aa06d3014798d86001c324468d497f");
        assert_eq!(Checksum::of(b"a").to_string(), "a96faf705af16834e6c632b61e964e1f");
    }

    #[test]
    fn pieces_and_digits() {
        let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
        let mut copy = Vec::new();
        let (sum, size) = Checksum::of_all(&mut &bytes[..], &mut copy, &mut Vec::new()).unwrap();
        assert_eq!((sum, size), (Checksum::of(&bytes), 300_000));
        assert_eq!(copy, bytes);
        assert_eq!(Checksum::from_hex(&sum.to_string()), Some(sum));
        assert_eq!(Checksum::from_hex(&sum.to_string()[1..]), None);
        assert_eq!(Checksum::from_hex(&"g".repeat(32)), None);
    }
}
