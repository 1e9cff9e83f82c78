//! A release as a `NewsArticle`.

use std::borrow::Cow;

use super::Data;
use super::schema::{
    CorrectionComment, Event, Grant, Image, ImageObject, NewsArticle, Organization, Reference,
    Thing,
};
use crate::config::LanguageId;
use crate::context::PageContext;
use crate::newsroom::{self, Picture, Release, ReleaseId};
use crate::plan::PageKind;
use crate::render::body::shortened;
use crate::render::licence::licence_url;

/// Search engines cut a headline after so many characters.
const HEADLINE: usize = 110;

impl<'a> Data<'a> {
    /// A release, and the stop and events it tells of.
    pub(super) fn release(self, id: ReleaseId, page: &'a PageContext) -> Vec<Thing<'a>> {
        let release = &self.view.newsroom.releases[id.index()];
        let images = self.images(&release.pictures, page);
        let funders = self.funders(&release.funders);
        let mut events: Vec<Event<'a>> = release
            .stop
            .map(|stop| self.stop(stop, true))
            .into_iter()
            .chain(release.events.iter().map(|event| self.event(*event)))
            .collect();
        for event in &mut events {
            event.image = self.lead_addresses(&release.pictures);
            event.funder.clone_from(&funders);
        }
        let topic = |id: &newsroom::TopicId| self.view.newsroom.topics[id.index()].name.as_str();
        let (work_translation, translation_of_work) = self.translations(release);
        let article = NewsArticle {
            kind: "NewsArticle",
            id: &page.canonical,
            url: &page.canonical,
            main_entity_of_page: &page.canonical,
            headline: headline(&release.title),
            description: page.description.as_deref(),
            in_language: self.tag(),
            date_published: release.first_public().rfc3339(),
            date_modified: release.changed().rfc3339(),
            is_accessible_for_free: true,
            author: self.publisher,
            publisher: self.publisher,
            image: images,
            keywords: release.topics.iter().map(topic).collect(),
            dateline: release.towns.first().map(|town| self.town_name(*town)),
            content_location: release.towns.iter().map(|town| self.city(*town)).collect(),
            location_created: release.towns.first().and_then(|town| self.city_reference(*town)),
            about: events
                .iter()
                .map(|event| Reference { kind: None, id: event.id.clone(), name: None })
                .collect(),
            correction: corrections(release),
            creative_work_status: release.withdrawn.as_ref().map(|_| "Withdrawn"),
            work_translation,
            translation_of_work,
            funding: self.grants(&release.funders),
            funder: funders,
        };
        let mut graph = vec![Thing::Article(Box::new(article))];
        graph.extend(events.into_iter().map(|event| Thing::Event(Box::new(event))));
        graph
    }

    /// What the release is in other languages: of the default language its translations, of others
    /// what they are a translation of.
    fn translations(self, release: &Release) -> (Vec<Reference<'a>>, Option<Reference<'a>>) {
        let reference = |id: ReleaseId| Reference {
            kind: Some("NewsArticle"),
            id: self.view.page_url(PageKind::Release(id)),
            name: None,
        };
        let mut others =
            release.translations.iter().filter(|(language, _)| *language != release.language());
        if release.language() == LanguageId::DEFAULT {
            return (others.map(|(_, id)| reference(*id)).collect(), None);
        }
        let original = others.find(|(language, _)| *language == LanguageId::DEFAULT);
        (Vec::new(), original.map(|(_, id)| reference(*id)))
    }

    /// The pictures with whose they are; of the lead picture also the parts in three ratios.
    fn images(self, pictures: &'a [Picture], page: &'a PageContext) -> Vec<Image<'a>> {
        let Some(lead) = pictures.first() else { return Vec::new() };
        let objects = pictures.iter().map(|picture| Image::Object(self.image(picture, page)));
        objects.chain(self.crops(lead).map(Image::Url)).collect()
    }

    /// The addresses of the lead picture: its parts in three ratios, or else the picture as it is.
    pub(super) fn lead_addresses(self, pictures: &'a [Picture]) -> Vec<String> {
        let Some(lead) = pictures.first() else { return Vec::new() };
        let crops: Vec<String> = self.crops(lead).collect();
        if crops.is_empty() { vec![self.view.media_url(&lead.path)] } else { crops }
    }

    fn crops(self, lead: &'a Picture) -> impl Iterator<Item = String> + use<'a> {
        let crops = self.view.picture_crops(&lead.path);
        crops.into_iter().map(move |(_, crop)| self.view.url(crop.path.as_str()))
    }

    fn image(self, picture: &'a Picture, page: &'a PageContext) -> ImageObject<'a> {
        let url = self.view.media_url(&picture.path);
        let size = self.view.picture_size(&picture.path);
        ImageObject {
            kind: "ImageObject",
            content_url: url.clone(),
            url,
            caption: picture.caption.as_deref(),
            credit_text: picture.credit.as_deref(),
            license: picture.licence.as_deref().and_then(licence_url),
            copyright_notice: picture.copyright.as_deref(),
            // The page of the release names whom to ask.
            acquire_license_page: (picture.licence.is_some() || picture.copyright.is_some())
                .then_some(page.canonical.as_str()),
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
        }
    }

    /// Who paid.
    pub(super) fn funders(self, keys: &'a [String]) -> Vec<Organization<'a>> {
        let funders = keys.iter().filter_map(|key| self.view.config.funders.get(key));
        funders
            .map(|funder| Organization {
                url: funder.url.as_deref(),
                ..Organization::named(funder.name.get(self.language))
            })
            .collect()
    }

    fn grants(self, keys: &'a [String]) -> Vec<Grant<'a>> {
        let funders = keys.iter().filter_map(|key| self.view.config.funders.get(key));
        funders
            .filter_map(|funder| {
                Some(Grant {
                    kind: "Grant",
                    identifier: funder.grant.as_deref()?,
                    funder: Organization::named(funder.name.get(self.language)),
                })
            })
            .collect()
    }
}

fn headline(title: &str) -> Cow<'_, str> {
    if title.len() <= HEADLINE {
        Cow::Borrowed(title)
    } else {
        Cow::Owned(shortened(title, HEADLINE - 1))
    }
}

/// The updates and the withdrawal as notes on the article.
fn corrections(release: &Release) -> Vec<CorrectionComment<'_>> {
    let note = |text, date: &crate::moment::Moment| CorrectionComment {
        kind: "CorrectionComment",
        text,
        date_published: date.rfc3339(),
    };
    let updates = release.updates.iter().map(|update| note(update.note.as_str(), &update.date));
    let withdrawn = release.withdrawn.iter().map(|own| note(own.reason.as_str(), &own.date));
    withdrawn.chain(updates).collect()
}
