//! Who paid: for the page with the emblem, and in plain words for everything that has no pictures.

use fluent_bundle::FluentArgs;

use super::View;
use super::picture::original;
use crate::config::{Funder, LanguageId};
use crate::context::{FunderContext, PictureContext};

/// What is said of the funders where there is nothing but text, a paragraph each.
///
/// A fund's own sentence stands as it was written; share and grant are added only where it does not
/// give them. Of a fund without a sentence its name, share and grant are told.
pub(super) fn paragraphs(view: View<'_>, language: LanguageId, keys: &[String]) -> Vec<String> {
    let funders = keys.iter().filter_map(|key| view.config.funders.get(key));
    funders.map(|funder| paragraph(view, language, funder)).collect()
}

fn paragraph(view: View<'_>, language: LanguageId, funder: &Funder) -> String {
    let messages = view.theme.messages(language);
    let statement = funder.statement.as_ref().map(|text| text.get(language));
    let unsaid = |fact: &str| statement.is_none_or(|statement| !says(statement, fact));
    let fact = |key: &str, argument: &'static str, value: String| {
        let mut arguments = FluentArgs::new();
        arguments.set(argument, value.clone());
        messages.format(key, &arguments).unwrap_or(value)
    };
    let share = funder.share.map(|share| view.config.site.rules(language).decimal(share));
    let share = share.filter(|share| unsaid(share)).map(|own| fact("funder-share", "share", own));
    let grant = funder.grant.clone().filter(|grant| unsaid(grant));
    let grant = grant.map(|own| fact("funder-grant", "grant", own));
    let facts = [share, grant].into_iter().flatten().collect::<Vec<_>>().join(", ");
    match statement {
        Some(statement) if facts.is_empty() => statement.to_owned(),
        Some(statement) => format!("{statement} ({facts})"),
        None if facts.is_empty() => funder.name.get(language).to_owned(),
        None => {
            let name = funder.name.get(language);
            let mut arguments = FluentArgs::new();
            arguments.set("name", name);
            arguments.set("facts", facts.as_str());
            let line = messages.format("funder-line", &arguments);
            line.unwrap_or_else(|_| format!("{name}: {facts}"))
        }
    }
}

/// Whether a sentence has a fact in it, and not as a part of a longer number or word: 5 is not in 75.
fn says(sentence: &str, fact: &str) -> bool {
    let apart = |neighbour: Option<char>| neighbour.is_none_or(|c| !c.is_alphanumeric());
    sentence.match_indices(fact).any(|(at, _)| {
        let (before, after) = (&sentence[..at], &sentence[at + fact.len()..]);
        apart(before.chars().next_back()) && apart(after.chars().next())
    })
}

impl View<'_> {
    /// Who paid, as pages show it.
    pub(super) fn funders(self, language: LanguageId, keys: &[String]) -> Vec<FunderContext> {
        let funders = keys.iter().filter_map(|key| {
            let funder = self.config.funders.get(key)?;
            let written = funder.logo.as_ref();
            let own = self.newsroom.funder_logos.get(key).map(|picture| self.picture(picture));
            let logo =
                own.or_else(|| self.emblem(language, written?.of_theme()?)).map(|mut logo| {
                    if let Some(alt) = written.and_then(|logo| logo.alt.as_ref()) {
                        alt.get(language).clone_into(&mut logo.alt);
                    }
                    logo
                });
            Some(FunderContext {
                name: funder.name.get(language).to_owned(),
                statement: funder.statement.as_ref().map(|text| text.get(language).to_owned()),
                share: funder.share.map(|share| self.config.site.rules(language).decimal(share)),
                grant: funder.grant.clone(),
                url: funder.url.clone(),
                logo,
            })
        });
        funders.collect()
    }

    /// An emblem that the theme has. What is seen in `eu-emblem.svg` is the theme's message
    /// `alt-eu-emblem`.
    fn emblem(self, language: LanguageId, file: &str) -> Option<PictureContext> {
        let (known, bytes) = self.theme.statics().get_key_value(file)?;
        let name = known.rsplit('/').next().unwrap_or(known);
        let key = format!("alt_{}", name.split('.').next().unwrap_or(name).replace('-', "_"));
        let size = imagesize::blob_size(bytes).ok();
        let pixels = |side: usize| u32::try_from(side).ok();
        let size = size.and_then(|size| Some((pixels(size.width)?, pixels(size.height)?)));
        let path = format!("theme/{known}");
        Some(PictureContext {
            original: original(&path, bytes.len() as u64, size),
            sources: Vec::new(),
            path,
            url: format!("{}theme/{known}", self.config.site.base_url),
            alt: self.theme.messages(language).plain().get(&key).cloned().unwrap_or_default(),
            caption: None,
            credit: None,
            licence: None,
            copyright: None,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn facts_are_found_as_wholes() {
        let check = |sentence: &str, fact: &str, expected: bool| {
            assert_eq!(says(sentence, fact), expected, "{fact:?} in {sentence:?}");
        };
        check("Financed 75 % by the fund", "75", true);
        check("Financed to 75% by the fund", "75", true);
        check("Financed 75 % by the fund", "5", false);
        check("Grant IF/2011/1.b./1.", "IF/2011/1.b./1", true);
        check("Grant IF/2011/1.b./12", "IF/2011/1.b./1", false);
        check("Finansē 15 % un 5 % apmērā", "5", true);
        check("", "5", false);
    }
}
