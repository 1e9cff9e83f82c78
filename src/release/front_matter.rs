//! The front matter of a release.

use super::document::{self, DocumentName};
use super::markdown::{self, Body};
use super::parts::{
    self, AttachmentFile, ImageFile, ParsedEvent, Update, VenueRef, Withdrawal, check_order,
};
use crate::config::{Contact, Site, lower_contact};
use crate::diagnostic::{Checked, Diagnostic, Place, Spot, YamlPath};
use crate::moment::Moment;
use crate::yaml::{self, At, Fields, Lowering, Value};

/// A release file that could be read.
#[derive(Debug)]
pub struct ParsedRelease {
    /// What its path says.
    pub name: DocumentName,
    /// Its front matter.
    pub front: FrontMatter,
    /// Its text.
    pub body: Body,
    /// A value that is required is missing or wrong; something stands in for it, so that the rest can
    /// be checked.
    pub faulty: bool,
}

/// The values of the front matter, checked each for itself; names are not yet looked up.
#[derive(Debug)]
pub struct FrontMatter {
    /// The title.
    pub title: String,
    /// When it is published.
    pub date: Moment,
    /// The towns as written, the dateline's first; `None`: written without a list.
    pub towns: Vec<(Option<usize>, String)>,
    /// The venue.
    pub venue: Option<VenueRef>,
    /// The exhibition as written.
    pub exhibition: Option<String>,
    /// First day of the stop.
    pub opens: Option<Moment>,
    /// Last day of the stop, inclusive.
    pub closes: Option<Moment>,
    /// Events.
    pub events: Vec<ParsedEvent>,
    /// The lead.
    pub summary: Option<String>,
    /// Before this moment nothing of the release may be public.
    pub embargo: Option<Moment>,
    /// Never published.
    pub draft: bool,
    /// Last part of the address.
    pub slug: Option<String>,
    /// Whom to ask; `None`: the newsroom's default.
    pub contacts: Option<Vec<ContactRef>>,
    /// Boilerplates; `None`: the newsroom's default.
    pub boilerplates: Option<Keys>,
    /// Funders; `None`: the newsroom's default.
    pub funders: Option<Keys>,
    /// Pictures.
    pub images: Vec<ImageFile>,
    /// Files to download.
    pub attachments: Vec<AttachmentFile>,
    /// Topics, each with its place in the list.
    pub topics: Keys,
    /// Old addresses, each with its place in the list.
    pub aliases: Vec<(Option<usize>, String)>,
    /// Corrections and additions, in the order of the file.
    pub updates: Vec<Update>,
    /// Set when the release was taken back.
    pub withdrawn: Option<Withdrawal>,
    /// For the theme.
    pub extra: serde_json::Value,
}

/// Keys of shared data, each with its place in the list (`None`: written without a list).
pub type Keys = Vec<(Option<usize>, String)>;

/// A contact as front matter gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactRef {
    /// A key of `contacts.yaml`.
    Key(Option<usize>, String),
    /// Written in place.
    Written(Box<Contact>),
}

const KEYS: &[&str] = &[
    "title",
    "date",
    "town",
    "venue",
    "exhibition",
    "opens",
    "closes",
    "events",
    "summary",
    "embargo",
    "draft",
    "slug",
    "contact",
    "boilerplate",
    "funder",
    "images",
    "attachments",
    "topics",
    "aliases",
    "updates",
    "withdrawn",
    "extra",
];

impl ParsedRelease {
    /// The place of a top-level key's value.
    pub fn place(&self, key: &str) -> Place {
        Place::new(&self.name.file, Spot::Value(YamlPath::key(key)))
    }

    /// The place of an item of a top-level list, or of its only value.
    pub fn item_place(&self, key: &str, item: Option<usize>) -> Place {
        let path = YamlPath::key(key);
        let path = item.map_or(path.clone(), |i| path.item(i));
        Place::new(&self.name.file, Spot::Value(path))
    }
}

/// Reads one release. `None` when its front matter cannot be read at all.
pub fn parse(site: &Site, name: DocumentName, text: &str) -> Checked<Option<Box<ParsedRelease>>> {
    let document = match document::document(&name.file, text, true) {
        Ok(document) => document,
        Err(diagnostics) => return Checked { value: None, diagnostics },
    };
    let file = name.file.clone();
    let mut low = Lowering::new(&file);
    low.diagnostics.extend(document.diagnostics);
    let front = lower(&mut low, &document.value, site, &name);
    let (body, problems) = document::body(site, &name, text, document.body, "");
    low.diagnostics.extend(problems);
    // Boxed: it goes from list to list on its way, and it is large.
    let value = front.map(|(front, faulty)| Box::new(ParsedRelease { name, front, body, faulty }));
    Checked { value, diagnostics: low.diagnostics }
}

fn lower(
    low: &mut Lowering<'_>,
    value: &Value,
    site: &Site,
    name: &DocumentName,
) -> Option<(FrontMatter, bool)> {
    let no_keys = yaml::no_keys();
    let value = if value.is_null() { &no_keys } else { value };
    let fields = low.fields(value, At::Root, KEYS)?;
    let marks = site.language(name.language).quotes.as_ref();
    let smart = |text: String| match marks {
        Some([a, b, c, d]) => markdown::smarten(&text, &[a, b, c, d]).into_owned(),
        None => text,
    };
    let title = fields.needed_text(low, "title", "add a line `title: …`").map(smart);
    let date_help = match &name.date {
        Some(date) => format!("the file's name says {date}: add `date: {date}`"),
        None => "add the day of publication: `date: 2013-05-31`".to_owned(),
    };
    let date = parts::needed_moment(low, &fields, "date", site, &date_help);
    let towns = match fields.get("town") {
        None => {
            fields.missing(low, "town", "add the dateline's town: `town: …`");
            Vec::new()
        }
        Some(value) if low.is_blank(value, &fields.at("town")) => Vec::new(),
        Some(_) => fields.texts(low, "town", true),
    };
    let opens = fields.moment(low, "opens", site.zone);
    let closes = fields.moment(low, "closes", site.zone);
    check_stop(low, &fields, opens, closes);
    let events = parts::events(low, &fields, site);
    check_events(low, &fields, opens, closes, &events);
    let faulty = title.is_none() || date.is_none() || towns.is_empty();
    let front = FrontMatter {
        venue: parts::venue(low, &fields),
        exhibition: fields
            .get("exhibition")
            .and_then(|value| low.text(value, &fields.at("exhibition"), true)),
        opens,
        closes,
        events,
        summary: fields.text(low, "summary").map(smart),
        embargo: fields.moment(low, "embargo", site.zone),
        draft: fields.flag(low, "draft"),
        slug: slug(low, &fields),
        contacts: contacts(low, &fields, site),
        boilerplates: keys(low, &fields, "boilerplate"),
        funders: keys(low, &fields, "funder"),
        images: parts::images(low, &fields),
        attachments: parts::attachments(low, &fields),
        topics: fields.texts(low, "topics", false),
        aliases: fields.texts(low, "aliases", false),
        updates: parts::updates(low, &fields, site),
        withdrawn: parts::withdrawal(low, &fields, site),
        extra: fields.extra(low),
        title: title.unwrap_or_default(),
        date: date.unwrap_or_else(|| Moment::earliest(site.zone)),
        towns,
    };
    Some((front, faulty))
}

fn check_stop(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    opens: Option<Moment>,
    closes: Option<Moment>,
) {
    match (opens, closes) {
        (Some(opens), Some(closes)) => {
            check_order(low, fields, ("opens", opens), ("closes", closes));
        }
        (None, Some(_)) if fields.get("opens").is_none() => {
            fields.missing_beside(
                low,
                "closes",
                "opens",
                "`closes` is there, so say when the exhibition opens as well",
            );
        }
        _ => {}
    }
    let is_named = fields.get("exhibition").is_some() || fields.is_misspelt("exhibition");
    if opens.is_some() && !is_named {
        let place = low.key_place(&fields.at("opens"));
        let message = "`opens` says when an exhibition is on show, but no `exhibition` is named";
        let help = "add `exhibition: …`, or describe the event under `events:`";
        low.report(Diagnostic::error("stop-without-exhibition", place, message).help(help));
    }
}

fn check_events(
    low: &mut Lowering<'_>,
    fields: &Fields<'_>,
    opens: Option<Moment>,
    closes: Option<Moment>,
    events: &[ParsedEvent],
) {
    let (Some(opens), Some(closes)) = (opens, closes) else { return };
    if closes.day() < opens.day() {
        return;
    }
    let list = fields.at("events");
    for event in events {
        let day = event.starts.day();
        if day >= opens.day() && day <= closes.day() {
            continue;
        }
        let item = At::Item(&list, event.index);
        let place = low.value_place(&At::Key(&item, "starts"));
        let message = format!(
            "the event is on {day}, but the exhibition is on show from {} to {}",
            opens.day(),
            closes.day()
        );
        low.report(
            Diagnostic::warning("event-outside-stop", place, message)
                .help("check the date; leave it if the event really is before or after"),
        );
    }
}

pub(super) fn slug(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Option<String> {
    let slug = fields.get("slug").and_then(|value| low.text(value, &fields.at("slug"), true))?;
    if crate::language::is_slug(&slug) {
        return Some(slug);
    }
    let safe = crate::language::slugify(&slug);
    let place = low.value_place(&fields.at("slug"));
    let message = format!(
        "`slug`: “{}” cannot be part of an address",
        slug.chars().take(60).collect::<String>()
    );
    let help = if safe.is_empty() {
        "use small letters a–z, digits and hyphens".to_owned()
    } else {
        format!("did you mean `{safe}`?")
    };
    low.report(Diagnostic::error("bad-address", place, message).help(help));
    None
}

fn keys(low: &mut Lowering<'_>, fields: &Fields<'_>, key: &str) -> Option<Keys> {
    fields.get(key)?;
    Some(fields.texts(low, key, true))
}

fn contacts(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Option<Vec<ContactRef>> {
    let value = fields.get("contact")?;
    let at = fields.at("contact");
    let mut one = |value: &Value, item: Option<usize>, at: At<'_>| -> Option<ContactRef> {
        if value.is_mapping() {
            lower_contact(low, value, at, site)
                .map(|contact| ContactRef::Written(Box::new(contact)))
        } else {
            low.text(value, &at, true).map(|key| ContactRef::Key(item, key))
        }
    };
    Some(match value {
        Value::Sequence(items) => items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| one(item, Some(i), At::Item(&at, i)))
            .collect(),
        value => one(value, None, at).into_iter().collect(),
    })
}
