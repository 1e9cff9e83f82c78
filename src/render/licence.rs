//! Licences, from the words that newsrooms write under pictures: their addresses, and which are known to
//! permit something.

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

/// Whether a text is the name or the address of a licence that is known to permit use under its terms:
/// Creative Commons, the public domain, the Open Government Licence. Nobody knows what other words and
/// addresses say; they may as well forbid.
pub(super) fn permits(licence: &str) -> bool {
    if let Ok(url) = url::Url::parse(licence) {
        return is_known_address(&url);
    }
    let lower = licence.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !matches!(*word, "" | "licence" | "license" | "deed" | "mark"))
        .collect();
    // The version, and where it holds, come last.
    let mut words = &words[..];
    while let [before @ .., "international" | "unported" | "generic" | "universal"] = words {
        words = before;
    }
    if let [before @ .., version] = words
        && version.trim_start_matches('v').starts_with(|c: char| matches!(c, '1'..='4'))
    {
        words = before;
    }
    match words {
        ["cc0" | "ogl"] | ["cc", "0"] | ["public", "domain"] | ["open", "government"] => true,
        ["cc", terms @ ..] => is_known(terms),
        ["creative", "commons", terms @ ..] => {
            let name = terms.concat();
            let name = name.strip_prefix("attribution").unwrap_or(&name);
            matches!(
                name,
                "zero"
                    | ""
                    | "sharealike"
                    | "noderivatives"
                    | "noderivs"
                    | "noncommercial"
                    | "noncommercialsharealike"
                    | "noncommercialnoderivatives"
                    | "noncommercialnoderivs"
            ) && (name == "zero" || !terms.is_empty())
        }
        _ => false,
    }
}

fn is_known_address(url: &url::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path();
    matches!(url.scheme(), "http" | "https")
        && match host {
            "creativecommons.org" => {
                path.starts_with("/licenses/") || path.starts_with("/publicdomain/")
            }
            "nationalarchives.gov.uk" => path.starts_with("/doc/open-government-licence/"),
            _ => false,
        }
}

fn is_known(terms: &[&str]) -> bool {
    matches!(terms, ["by"] | ["by", "sa" | "nc" | "nd"] | ["by", "nc", "sa" | "nd"])
}

#[cfg(test)]
mod tests {
    use super::{licence_url, permits};

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

    #[test]
    fn only_a_known_licence_permits() {
        for licence in [
            "CC BY 4.0",
            "cc-by-sa-3.0",
            "CC BY-NC",
            "CC0",
            "CC0 1.0 Universal",
            "Creative Commons Attribution 4.0 International License",
            "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
            "Creative Commons Zero",
            "Public domain",
            "Public Domain Mark 1.0",
            "OGL v3.0",
            "Open Government Licence v3.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ] {
            assert!(permits(licence), "{licence}");
        }
        for words in [
            "",
            "All rights reserved",
            "(c) 2026 AFP. All rights reserved. No reproduction.",
            "© Museum",
            "Not in the public domain",
            "CC",
            "CC BY 4.0, not for advertising",
            "Creative Commons",
            "Creative Commons not granted",
            "https://agency.example/copyright",
            "https://creativecommons.org.evil.example/licenses/by/4.0/",
        ] {
            assert!(!permits(words), "{words}");
        }
    }
}
