//! Links back: from towns, exhibitions, topics and stops to the releases that name them, and from each
//! release to its translations.

use std::collections::HashMap;

use super::{EventId, LanguageId, Newsroom, ReleaseId, StopId};

/// Fills every list that points the other way. Releases are newest first already.
pub(super) fn link(newsroom: &mut Newsroom) {
    translations(newsroom);
    releases(newsroom);
    stops(newsroom);
    events(newsroom);
}

fn translations(newsroom: &mut Newsroom) {
    let mut groups: HashMap<&str, Vec<(LanguageId, ReleaseId)>> = HashMap::new();
    if newsroom.releases.iter().all(|release| release.language() == LanguageId::DEFAULT) {
        return;
    }
    for (i, release) in newsroom.releases.iter().enumerate() {
        let group = groups.entry(&release.name.group).or_default();
        group.push((release.language(), ReleaseId::new(i)));
    }
    let lists: Vec<Vec<(LanguageId, ReleaseId)>> = newsroom
        .releases
        .iter()
        .map(|release| {
            let mut list = groups.get(release.name.group.as_str()).cloned().unwrap_or_default();
            list.sort_unstable();
            if list.len() > 1 { list } else { Vec::new() }
        })
        .collect();
    for (release, list) in newsroom.releases.iter_mut().zip(lists) {
        release.translations = list;
    }
}

fn releases(newsroom: &mut Newsroom) {
    for (i, release) in newsroom.releases.iter().enumerate() {
        let id = ReleaseId::new(i);
        let language = release.language();
        let listed = release.withdrawn.is_none();
        for town in &release.towns {
            let town = &mut newsroom.towns[town.index()];
            note(&mut town.languages, language);
            town.releases.extend(listed.then_some(id));
        }
        if let Some(exhibition) = release.exhibition {
            let exhibition = &mut newsroom.exhibitions[exhibition.index()];
            note(&mut exhibition.languages, language);
            let named = exhibition.first_named.into_iter().chain([release.first_public()]);
            exhibition.first_named = named.min();
            exhibition.releases.extend(listed.then_some(id));
        }
        for topic in &release.topics {
            newsroom.topics[topic.index()].releases.extend(listed.then_some(id));
        }
    }
}

fn note(languages: &mut Vec<LanguageId>, language: LanguageId) {
    if !languages.contains(&language) {
        languages.push(language);
    }
}

fn stops(newsroom: &mut Newsroom) {
    for stop in newsroom.stops.iter_mut().chain(&mut newsroom.taken_back.stops) {
        stop.releases.sort_unstable();
        stop.withdrawn.sort_unstable();
    }
    let mut by_time: Vec<usize> = (0..newsroom.stops.len()).collect();
    by_time.sort_by_key(|i| (newsroom.stops[*i].opens, *i));
    for i in by_time {
        newsroom.towns[newsroom.stops[i].town.index()].stops.push(StopId::new(i));
    }
    for (i, stop) in newsroom.stops.iter().enumerate() {
        newsroom.exhibitions[stop.exhibition.index()].stops.push(StopId::new(i));
    }
}

fn events(newsroom: &mut Newsroom) {
    for (i, event) in newsroom.events.iter().enumerate() {
        let id = EventId::new(i);
        newsroom.towns[event.town.index()].events.push(id);
        let first = event.releases.first().and_then(|id| newsroom.releases.get(id.index()));
        if let Some(exhibition) = first.and_then(|release| release.exhibition) {
            newsroom.exhibitions[exhibition.index()].events.push(id);
        }
    }
}
