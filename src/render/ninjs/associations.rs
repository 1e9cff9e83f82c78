//! What goes with a release: pictures, downloads, its stop and events, translations.

use super::Data;
use super::schema::{Association, EventDates, EventDetails, Rendition, Value};
use crate::newsroom::{Event, Picture, ReleaseId, Stop, TownId, VenueId};
use crate::plan::PageKind;
use crate::release::Status;
use crate::render::files::Enclosure;
use crate::render::status::status_message;

impl<'a> Data<'a> {
    pub(super) fn associations(self) -> Vec<Association<'a>> {
        let release = self.release;
        let pictures = release.pictures.iter().map(|picture| self.picture(picture));
        let attachments = release.attachments.iter().map(|file| {
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            attachment(name, self.view.attachment_file(file))
        });
        let newsroom = self.view.newsroom;
        let stop = release.stop.map(|id| self.stop(&newsroom.stops[id.index()]));
        let events = release.events.iter().enumerate();
        let events = events.map(|(i, id)| self.event(i, &newsroom.events[id.index()]));
        let translations = release.translations.iter().filter(|(_, id)| *id != self.id);
        pictures
            .chain(attachments)
            .chain(stop)
            .chain(events)
            .chain(translations.map(|(_, id)| self.translation(*id)))
            .collect()
    }

    fn picture(self, picture: &'a Picture) -> Association<'a> {
        let file = self.view.picture_file(picture);
        let size = self.view.picture_size(&picture.path);
        let mut rendition = Rendition::file(&file);
        rendition.width = size.map(|(width, _)| width);
        rendition.height = size.map(|(_, height)| height);
        let caption = picture.caption.as_deref().map(|caption| Value::plain("caption", caption));
        let alt = Some(picture.alt.as_str()).filter(|alt| !alt.is_empty());
        let alt = alt.map(|alt| Value::plain("alternative", alt));
        let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
        Association {
            by: picture.credit.as_deref(),
            copyright_notice: picture.copyright.as_deref(),
            usage_terms: picture.licence.as_deref(),
            descriptions: caption.into_iter().chain(alt).collect(),
            renditions: vec![rendition],
            ..Association::new(name, file.url, "picture", "picture")
        }
    }

    fn stop(self, stop: &'a Stop) -> Association<'a> {
        let exhibition = &self.view.newsroom.exhibitions[stop.exhibition.index()];
        let page = self.view.page_url(PageKind::Exhibition(self.language, stop.exhibition));
        let town = &self.view.newsroom.towns[stop.town.index()].slug;
        let uri = format!("{page}#{town}-{}", stop.opens.day());
        let dates = EventDates::new(&stop.opens, stop.closes.as_ref());
        let name = exhibition.name.get(self.language);
        self.happening(name, uri, "stop", dates, (stop.town, stop.venue), stop.status)
    }

    fn event(self, place: usize, event: &'a Event) -> Association<'a> {
        let page = self.view.page_url(PageKind::Release(self.id));
        let uri = format!("{page}#event-{}", place + 1);
        let dates = EventDates::new(&event.starts, event.ends.as_ref());
        let name = event.name.get(self.language);
        let description = event.description.as_ref().map(|text| text.get(self.language));
        let where_ = (event.town, event.venue);
        Association {
            descriptions: description
                .map(|text| Value::plain("summary", text))
                .into_iter()
                .collect(),
            ..self.happening(name, uri, "event", dates, where_, event.status)
        }
    }

    /// Something at a time and place. What does not take place as announced says so in a note; what is
    /// cancelled may not be used.
    fn happening(
        self,
        name: &'a str,
        uri: String,
        rel: &'static str,
        dates: EventDates,
        (town, venue): (TownId, Option<VenueId>),
        status: Status,
    ) -> Association<'a> {
        let note = status_message(status);
        let venue = venue.map(|venue| self.venue(venue));
        Association {
            pub_status: (status == Status::Cancelled).then_some("canceled"),
            ed_note: note.map(|key| self.view.theme.messages(self.language).text(key)),
            event_details: Some(EventDetails { dates }),
            places: [self.town(town)].into_iter().chain(venue).collect(),
            ..Association::new(name, uri, "event", rel)
        }
    }

    fn translation(self, id: ReleaseId) -> Association<'a> {
        let other = &self.view.newsroom.releases[id.index()];
        let page = self.view.page_url(PageKind::Release(id));
        Association {
            language: Some(self.view.config.site.rules(other.language()).tag()),
            pub_status: other.withdrawn.is_some().then_some("canceled"),
            renditions: vec![Rendition::page(page)],
            ..Association::new(&other.title, self.view.release_id(id), "text", "translation")
        }
    }
}

fn attachment<'a>(name: &'a str, file: Enclosure<'a>) -> Association<'a> {
    let kind = match file.kind.split('/').next() {
        Some("image") => "picture",
        Some("audio") => "audio",
        Some("video") => "video",
        _ => "text",
    };
    Association {
        title: file.title,
        renditions: vec![Rendition::file(&file)],
        ..Association::new(name, file.url, kind, "attachment")
    }
}
