//! The address of a licence, from the words that newsrooms write under pictures.

use std::borrow::Cow;

/// Where the terms of a licence stand: an address as it is, Creative Commons by its short name
/// (`CC BY-SA 4.0`, `CC0 1.0`); `None` of other words.
pub(super) fn licence_url(licence: &str) -> Option<Cow<'_, str>> {
    if let Ok(url) = url::Url::parse(licence)
        && matches!(url.scheme(), "http" | "https")
    {
        return Some(Cow::Borrowed(licence));
    }
    let words: Vec<String> = licence
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let (version, terms) = words.split_last()?;
    let is_version = matches!(version.as_str(), "1.0" | "2.0" | "2.5" | "3.0" | "4.0");
    let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    let path = match terms[..] {
        _ if !is_version => return None,
        ["cc0"] => "publicdomain/zero".to_owned(),
        ["cc", ref terms @ ..] if is_known(terms) => format!("licenses/{}", terms.join("-")),
        _ => return None,
    };
    Some(Cow::Owned(format!("https://creativecommons.org/{path}/{version}/")))
}

fn is_known(terms: &[&str]) -> bool {
    matches!(terms, ["by"] | ["by", "sa" | "nc" | "nd"] | ["by", "nc", "sa" | "nd"])
}

#[cfg(test)]
mod tests {
    use super::licence_url;

    #[test]
    fn licences_that_have_an_address() {
        let check = |licence: &str, expected: Option<&str>| {
            assert_eq!(licence_url(licence).as_deref(), expected, "{licence}");
        };
        check("CC BY 4.0", Some("https://creativecommons.org/licenses/by/4.0/"));
        check("CC-BY-SA 3.0", Some("https://creativecommons.org/licenses/by-sa/3.0/"));
        check("cc by-nc-nd 4.0", Some("https://creativecommons.org/licenses/by-nc-nd/4.0/"));
        check("CC0 1.0", Some("https://creativecommons.org/publicdomain/zero/1.0/"));
        check("https://museum.example/terms", Some("https://museum.example/terms"));
        check("javascript:alert(1)", None);
        check("CC BY", None);
        check("CC BY-XX 4.0", None);
        check("Free for press use", None);
        check("", None);
    }
}
