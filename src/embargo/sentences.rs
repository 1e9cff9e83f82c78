//! Sentences of a text.

/// The sentences of a Markdown text. The addresses of links are left out; other marks stay, for they do not
/// count where texts are compared.
pub(super) fn sentences(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    for paragraph in body.replace('\r', "").split("\n\n").map(without_addresses) {
        let mut from = 0;
        for (at, c) in paragraph.char_indices() {
            let end = at + c.len_utf8();
            if matches!(c, '.' | '!' | '?' | '…' | '。') && ends_here(&paragraph[end..]) {
                found.push(paragraph[from..end].to_owned());
                from = end;
            }
        }
        found.push(paragraph[from..].to_owned());
    }
    found
}

/// Whether what follows a full stop begins a sentence: `31. maijā` is none.
fn ends_here(rest: &str) -> bool {
    let mut after = rest.trim_start_matches(|c: char| "\"'”“’»)*_".contains(c)).chars();
    match after.next() {
        None => true,
        Some(c) if c.is_whitespace() => {
            let first = after.find(|c| c.is_alphanumeric());
            first.is_none_or(|c| !c.is_lowercase() && !c.is_numeric())
        }
        Some(_) => false,
    }
}

/// `[words](address)` as `[words]`.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        out.push_str(&rest[..=at]);
        let address = &rest[at + 1..];
        rest = address.find(')').map_or("", |end| &address[end + 1..]);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_another_begins() {
        let text = "One *two*. “Three four.” Atklās 31. maijā, [te](x.md).\n\nFive? Six";
        let found: Vec<String> = sentences(text).iter().map(|s| s.trim().to_owned()).collect();
        let expected =
            ["One *two*.", "“Three four.", "” Atklās 31. maijā, [te].", "", "Five?", "Six"];
        assert_eq!(found, expected);
    }
}
