//! Writes XML 1.0 into memory.

use std::borrow::Cow;
use std::io::Write;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use quick_xml::writer::Writer;

use crate::release::markdown::find_byte;

/// Writes XML 1.0 into a buffer, which cannot fail. Characters that XML does not allow are left out.
pub(super) struct Xml<'b> {
    writer: Writer<&'b mut Vec<u8>>,
}

impl<'b> Xml<'b> {
    pub(super) fn new(buffer: &'b mut Vec<u8>) -> Self {
        Self { writer: Writer::new(buffer) }
    }

    pub(super) fn declaration(&mut self) {
        self.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        self.line();
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(element(name, attributes)));
        self.line();
    }

    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(element(name, attributes)));
        self.line();
    }

    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.write(Event::Start(element(name, attributes)));
        write_text(self.writer.get_mut(), text);
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing into memory does not fail.
        let _ = self.writer.write_event(event);
    }

    fn line(&mut self) {
        let _ = self.writer.get_mut().write_all(b"\n");
    }
}

/// Writes the content of an element (section 2.4). A feed holds whole texts, so this is most of its cost.
fn write_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = find_byte(&bytes[at..], is_suspect) {
        at += found;
        let (instead, length): (&[u8], usize) = match bytes[at..] {
            [b'&', ..] => (b"&amp;", 1),
            [b'<', ..] => (b"&lt;", 1),
            [b'>', ..] => (b"&gt;", 1),
            [0xEF, 0xBF, 0xBE | 0xBF, ..] => (b"", 3),
            [0xEF | b'\r', ..] => {
                at += 1;
                continue;
            }
            _ => (b"", 1),
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(instead);
        at += length;
        done = at;
    }
    out.extend_from_slice(&bytes[done..]);
}

/// Whether a character begins here that is escaped or left out. White space may pass.
#[expect(clippy::needless_bitwise_bool, reason = "comparisons without branches, for `find_byte`")]
fn is_suspect(byte: u8) -> bool {
    (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == 0xEF)
        | (byte < 0x20) & (byte != b'\t') & (byte != b'\n')
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, allowed(value).as_ref()));
    }
    element
}

/// Text without the characters that XML 1.0 (section 2.2) does not allow.
fn allowed(text: &str) -> Cow<'_, str> {
    // All of them begin with one of these bytes.
    if !text.bytes().any(|b| b < 0x20 || b == 0xef) {
        return text.into();
    }
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { text.replace(bad, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_what_xml_forbids_is_left_out() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out);
        let text = "<p class=\"x\">R&D\t\r\n\u{1}\u{fffe}\u{ffff}\u{fffd}\u{feff}ā ]]></p>";
        xml.text("a", &[("b", text)], text);
        let read = roxmltree::Document::parse(std::str::from_utf8(&out).unwrap()).unwrap();
        let meant = "<p class=\"x\">R&D\t\n\u{fffd}\u{feff}ā ]]></p>";
        assert_eq!(read.root_element().text(), Some(meant));
    }
}
