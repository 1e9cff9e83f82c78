//! Parts of front matter that several kinds of file share: venues, stops, events, pictures.

use crate::config::{Site, coordinates};
use crate::diagnostic::Diagnostic;
use crate::moment::Moment;
use crate::yaml::{At, Fields, Lowering, Value};

/// Whether a stop or event takes place as announced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// As announced.
    #[default]
    Scheduled,
    /// Later; a new time may not be known.
    Postponed,
    /// Not at all.
    Cancelled,
    /// At another time than announced before.
    Rescheduled,
    /// On the same time, but online.
    MovedOnline,
}

impl Status {
    /// Whether it is when it says: not what is called off, nor what is put off until nobody knows when.
    pub fn takes_place(self) -> bool {
        match self {
            Self::Scheduled | Self::Rescheduled | Self::MovedOnline => true,
            Self::Postponed | Self::Cancelled => false,
        }
    }
}

/// A venue as front matter gives it.
#[derive(Debug, Clone, PartialEq)]
pub enum VenueRef {
    /// A key or a name.
    Named(String),
    /// Written in place.
    Written {
        /// Its name.
        name: String,
        /// Its address.
        address: Option<String>,
        /// Its town, as written.
        town: Option<String>,
        /// Degrees north and east.
        coordinates: Option<(f64, f64)>,
        /// Website.
        url: Option<String>,
    },
}

/// An event as front matter gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedEvent {
    /// Its place in the list of the file, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Option<Moment>,
    /// Where.
    pub venue: Option<VenueRef>,
    /// The town, as written.
    pub town: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Whether it takes place as announced.
    pub status: Status,
    /// When it was to begin before it was moved to another time.
    pub previously: Option<Moment>,
}

/// A stop as an exhibition's file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedStop {
    /// Its place in the list of the file, from 0.
    pub index: usize,
    /// The town, as written.
    pub town: Option<String>,
    /// The venue.
    pub venue: Option<VenueRef>,
    /// First day.
    pub opens: Moment,
    /// Last day, inclusive.
    pub closes: Option<Moment>,
    /// Whether it takes place as announced.
    pub status: Status,
    /// When it was to open before it was moved to other days.
    pub previously: Option<Moment>,
}

/// A picture as front matter gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFile {
    /// Its place in the list of the file, from 0.
    pub index: usize,
    /// The path as written.
    pub file: String,
    /// What is seen.
    pub alt: Option<String>,
    /// The caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Whether the key `alt` is there, be it empty.
    pub says_alt: bool,
    /// Whether the key `credit` is there.
    pub says_credit: bool,
    /// Under which terms it may be used.
    pub licence: Option<String>,
}

/// A file to download as front matter gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFile {
    /// Its place in the list of the file, from 0.
    pub index: usize,
    /// The path as written.
    pub file: String,
    /// What it is.
    pub title: Option<String>,
}

/// A dated note that the release was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// When.
    pub date: Moment,
    /// What.
    pub note: String,
}

/// The note of a release taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub date: Moment,
    /// Why.
    pub reason: String,
}

/// Lowers every item of a list that can be read; the others are reported and left out.
pub(super) fn items<T>(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    key: &'static str,
    known: &'static [&'static str],
    mut lower: impl FnMut(&mut Lowering<'_>, usize, &Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let list = fields.at(key);
    let mut found = Vec::new();
    for (index, value) in fields.list(low, key).iter().enumerate() {
        if let Some(own) = low.fields(value, At::Item(&list, index), known) {
            found.extend(lower(low, index, &own));
        }
    }
    found
}

/// `events`.
pub(super) fn events(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Vec<ParsedEvent> {
    let known = &["name", "starts", "ends", "venue", "town", "description", "status", "previously"];
    items(low, fields, "events", known, |low, index, own| {
        let name = own.needed_text(low, "name", "say what the event is: `name: Opening`");
        let starts = needed_moment(
            low,
            own,
            "starts",
            site,
            "say when it begins: `starts: 2013-06-03T13:00`",
        );
        let ends = own.moment(low, "ends", site.zone);
        if let (Some(starts), Some(ends)) = (starts, ends) {
            check_order(low, own, ("starts", starts), ("ends", ends));
        }
        let (status, previously) = status(low, own, ("starts", starts), site);
        Some(ParsedEvent {
            index,
            ends,
            venue: venue(low, own),
            town: own.text(low, "town"),
            description: own.text(low, "description"),
            status,
            previously,
            name: name?,
            starts: starts?,
        })
    })
}

/// `stops` of an exhibition.
pub(super) fn stops(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Vec<ParsedStop> {
    let known = &["town", "venue", "opens", "closes", "status", "previously"];
    items(low, fields, "stops", known, |low, index, own| {
        let opens =
            needed_moment(low, own, "opens", site, "say when the stop opens: `opens: 2013-06-03`");
        let closes = own.moment(low, "closes", site.zone);
        if let (Some(opens), Some(closes)) = (opens, closes) {
            check_order(low, own, ("opens", opens), ("closes", closes));
        }
        let (town, venue) = (own.text(low, "town"), venue(low, own));
        let (status, previously) = status(low, own, ("opens", opens), site);
        if own.get("town").is_none() && own.get("venue").is_none() {
            own.missing(
                low,
                "town",
                "say where the stop is: a town, or a venue that stands in one",
            );
            return None;
        }
        Some(ParsedStop { index, town, venue, closes, status, previously, opens: opens? })
    })
}

/// A moment that must be there.
pub(super) fn needed_moment(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    key: &str,
    site: &Site,
    help: &str,
) -> Option<Moment> {
    let Some(value) = fields.get(key) else {
        fields.missing(low, key, help);
        return None;
    };
    low.needed_moment(value, &fields.at(key), site.zone)
}

/// Reports an end before its beginning. Of two days, or a day and a time, only the days count.
pub(super) fn check_order(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    (first_key, first): (&str, Moment),
    (last_key, last): (&str, Moment),
) {
    let backwards =
        if first.has_time && last.has_time { last.at < first.at } else { last.day() < first.day() };
    if backwards {
        let place = low.value_place(&fields.at(last_key));
        let related = low.value_place(&fields.at(first_key));
        let message =
            format!("`{last_key}` ({}) is before `{first_key}` ({})", last.shown(), first.shown());
        low.report(
            Diagnostic::error("ends-before-it-begins", place, message)
                .related(related, format!("`{first_key}` is here"))
                .help("check both dates; perhaps they are the wrong way round"),
        );
    }
}

/// `venue`.
pub(super) fn venue(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Option<VenueRef> {
    let value = fields.get("venue")?;
    let at = fields.at("venue");
    if !value.is_mapping() {
        return low.text(value, &at, true).map(VenueRef::Named);
    }
    let known: &[&str] = &["name", "address", "town", "latitude", "longitude", "url"];
    let own = low.fields(value, at, known)?;
    let name = own.needed_text(low, "name", "say what the venue is called");
    let coordinates = coordinates(low, &own);
    Some(VenueRef::Written {
        address: own.text(low, "address"),
        town: own.text(low, "town"),
        coordinates,
        url: own.web_address(low, "url"),
        name: name?,
    })
}

/// `status`, and `previously`: the beginning that was announced before. What says when it was to begin
/// is rescheduled, unless it says that it fared otherwise.
fn status(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    (key, begins): (&str, Option<Moment>),
    site: &Site,
) -> (Status, Option<Moment>) {
    let previously = fields.moment(low, "previously", site.zone);
    if previously.is_some() && previously == begins {
        let place = low.value_place(&fields.at("previously"));
        let message = format!("`previously` and `{key}` are the same");
        low.report(
            Diagnostic::warning("same-date", place, message)
                .help("`previously` says when it was to begin before it was moved to another time"),
        );
    }
    match status_word(low, fields) {
        Status::Scheduled if previously.is_some() => (Status::Rescheduled, previously),
        status => (status, previously),
    }
}

fn status_word(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Status {
    let Some(text) = fields.text(low, "status") else { return Status::default() };
    match text.as_str() {
        "scheduled" => Status::Scheduled,
        "postponed" => Status::Postponed,
        "cancelled" | "canceled" => Status::Cancelled,
        "rescheduled" => Status::Rescheduled,
        "moved online" | "moved-online" => Status::MovedOnline,
        other => {
            let place = low.value_place(&fields.at("status"));
            let message = format!("there is no status “{other}”");
            let known = ["scheduled", "postponed", "cancelled", "rescheduled", "moved online"];
            let help = match crate::diagnostic::did_you_mean(other, known.into_iter()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("use one of: {}", known.join(", ")),
            };
            low.report(Diagnostic::error("unknown-value", place, message).help(help));
            Status::default()
        }
    }
}

/// `images`.
pub(super) fn images(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Vec<ImageFile> {
    items(
        low,
        fields,
        "images",
        &["file", "alt", "caption", "credit", "licence"],
        |low, index, own| {
            let file = own.needed_text(
                low,
                "file",
                "name the picture's file beside the release: `file: opening.jpg`",
            );
            Some(ImageFile {
                index,
                says_alt: own.get("alt").is_some(),
                says_credit: own.get("credit").is_some(),
                // An empty text says that the picture only decorates.
                alt: own
                    .get("alt")
                    .filter(|alt| alt.as_str() != Some(""))
                    .and_then(|_| own.text(low, "alt")),
                caption: own.text(low, "caption"),
                credit: own.text(low, "credit"),
                licence: own.text(low, "licence"),
                file: file?,
            })
        },
    )
}

/// `attachments`.
pub(super) fn attachments(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Vec<AttachmentFile> {
    items(low, fields, "attachments", &["file", "title"], |low, index, own| {
        let file =
            own.needed_text(low, "file", "name the file beside the release: `file: programme.pdf`");
        Some(AttachmentFile { index, title: own.text(low, "title"), file: file? })
    })
}

/// `updates`.
pub(super) fn updates(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Vec<Update> {
    items(low, fields, "updates", &["date", "note"], |low, _, own| {
        let date =
            needed_moment(low, own, "date", site, "say when it was changed: `date: 2013-06-01`");
        let note = own.needed_text(low, "note", "say what was changed: `note: …`");
        Some(Update { date: date?, note: note? })
    })
}

/// `withdrawn`.
pub(super) fn withdrawal(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    site: &Site,
) -> Option<Withdrawal> {
    let value: &Value = fields.get("withdrawn")?;
    let at = fields.at("withdrawn");
    let own = low.fields(value, at, &["date", "reason"])?;
    let date =
        needed_moment(low, &own, "date", site, "say when it was withdrawn: `date: 2013-06-01`");
    let reason = own.needed_text(low, "reason", "say why it was withdrawn: `reason: …`");
    Some(Withdrawal { date: date?, reason: reason? })
}
