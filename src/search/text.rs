//! A text without its markup, as a reader sees it.

use memchr::{memchr2, memmem};

/// Tags inside a word or a line; all others part what stands before and after them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "u", "var", "wbr",
];

/// Elements whose contents are not read.
const UNREAD: &[&str] = &["script", "style", "template"];

/// Appends the text of HTML. Blocks are parted by a space.
pub(super) fn plain(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('<') { tag(rest, out) } else { reference(rest, out) };
    }
    out.push_str(rest);
}

/// Passes over the tag that `html` begins with.
fn tag<'h>(html: &'h str, out: &mut String) -> &'h str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    let name_at = if html.starts_with("</") { 2 } else { 1 };
    let name = &html[name_at..];
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = name.split_at(length);
    if name.is_empty() {
        out.push('<');
        return &html[1..];
    }
    let rest = after.get(tag_end(after)..).unwrap_or_default();
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    if !INLINE.iter().any(is) {
        out.push(' ');
    }
    if name_at == 1 && UNREAD.iter().any(is) {
        let close = format!("</{name}");
        return memmem::find(rest.as_bytes(), close.as_bytes()).map_or("", |end| &rest[end..]);
    }
    rest
}

/// The place after the `>` of a tag; one in quotation marks does not count.
fn tag_end(attributes: &str) -> usize {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    attributes.len()
}

/// Appends the character that a reference (`&amp;`) stands for.
fn reference<'h>(html: &'h str, out: &mut String) -> &'h str {
    let name = html[1..].split(';').next().unwrap_or_default();
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "shy" => Some('\u{ad}'),
        _ => name.strip_prefix('#').and_then(|number| {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }),
    };
    let known = character.filter(|_| html.len() > name.len() + 1);
    out.push(known.unwrap_or('&'));
    if known.is_some() { &html[name.len() + 2..] } else { &html[1..] }
}

/// The beginning of a release as one line of plain text of at most `limit` bytes, cut between words:
/// its lead, then its text.
pub fn excerpt(summary: Option<&str>, html: &str, limit: usize) -> String {
    let mut text = summary.unwrap_or_default().to_owned();
    text.push(' ');
    // Markup is seldom as long as the text in it.
    let enough = html.floor_char_boundary((limit * 3).min(html.len()));
    plain(&html[..enough], &mut text);
    let mut line = String::with_capacity(limit);
    for word in text.split_whitespace() {
        if line.len() + 1 + word.len() > limit {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let mut out = String::new();
        plain(html, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn markup_goes_and_words_stay_whole() {
        check("<p>Iz<em>stā</em>de</p><p>Rīgā</p>", " Izstāde  Rīgā ");
        check("one<br>two<td>three", "one two three");
        check(r#"<img alt="a > b" src="">x"#, " x");
        check("note<sup><a href=\"#f\">1</a></sup>", "note 1 ");
    }

    #[test]
    fn references_are_read() {
        check("a &amp; b &lt;i&gt; &#39;&#x101;&nbsp;", "a & b <i> 'ā\u{a0}");
        check("AT&T & co; &amp", "AT&T & co; &amp");
        check("&", "&");
    }

    #[test]
    fn what_is_not_text_is_left_out() {
        check("a<script>if (x < 1) {}</script>b<!-- c -->d", "a  bd");
        check("a<style>b", "a ");
        check("1 < 2 <", "1 < 2 <");
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt(Some("The lead."), "<p>Then the text.</p>", 17), "The lead. Then");
        assert_eq!(excerpt(None, "<p>Ā ž</p>\n<p>b</p>", 4), "Ā");
    }
}
