//! Which templates name a variable, so that nothing is made which none of them shows.

use std::collections::{BTreeMap, BTreeSet};

/// What is made for those templates alone that show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnDemand {
    /// `page.json_ld`.
    StructuredData,
    /// `release_rows` of a town, an exhibition or a topic.
    ReleaseRows,
    /// `release.other_stop_rows`.
    StopRows,
}

impl OnDemand {
    pub(super) const ALL: [Self; 3] = [Self::StructuredData, Self::ReleaseRows, Self::StopRows];

    /// What templates call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::StructuredData => "json_ld",
            Self::ReleaseRows => "release_rows",
            Self::StopRows => "other_stop_rows",
        }
    }
}

/// The templates that name `word` in their own text, in that of a template they extend or include, or, when
/// they use components, in that of any component.
pub(super) fn templates(sources: &BTreeMap<String, &str>, word: &str) -> BTreeSet<String> {
    let in_components =
        sources.values().any(|text| text.contains("{% component") && text.contains(word));
    let mut found: BTreeSet<String> = sources
        .iter()
        .filter(|(_, text)| text.contains(word) || in_components && uses_components(text))
        .map(|(name, _)| name.clone())
        .collect();
    loop {
        let more: Vec<String> = sources
            .iter()
            .filter(|(name, text)| {
                !found.contains(*name) && references(text).any(|other| found.contains(other))
            })
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

fn uses_components(text: &str) -> bool {
    text.contains("{{ <") || text.contains("{{<") || text.contains("{% <") || text.contains("{%<")
}

/// What stands in quotation marks after `extends` and `include`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    let after = ["extends", "include"].into_iter().flat_map(|tag| text.split(tag).skip(1));
    after.filter_map(|rest| {
        let rest = rest.trim_start();
        let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
        rest[1..].split(mark).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sources: &[(&str, &'static str)]) -> Vec<String> {
        let sources = sources.iter().map(|(name, text)| ((*name).to_owned(), *text)).collect();
        templates(&sources, "json_ld").into_iter().collect()
    }

    #[test]
    fn by_itself_and_by_what_it_is_made_from() {
        let sources = [
            ("base.html", "{{ page.json_ld }}{% block content %}{% endblock %}"),
            ("page.html", "{%- extends 'base.html' -%}"),
            ("town.html", "{% include \"page.html\" %}"),
            ("plain.html", "{% block content %}include \"{% endblock %}"),
            ("home.html", "{% extends \"plain.html\" %}"),
        ];
        assert_eq!(found(&sources), ["base.html", "page.html", "town.html"]);
    }

    #[test]
    fn by_components() {
        let sources = [
            ("parts.html", "{% component data(page: map) %}{{ page.json_ld }}{% endcomponent %}"),
            ("page.html", "{{ <data page={page} /> }}"),
            ("home.html", "{{ page.title }}"),
        ];
        assert_eq!(found(&sources), ["page.html", "parts.html"]);
    }
}
