//! The parts that pages are made of: dates, links, cards.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Html, PictureContext, Shared};

/// Something with a page of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Path of its page.
    pub path: String,
}

/// A date, or a date and time, in every form that a page may need, in the page's language.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DateContext {
    /// For `<time datetime>`: `2013-05-31` or `2013-05-31T16:00:00+03:00`.
    pub iso: String,
    /// The year, `2013`.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
    /// Long form: `2013. gada 31. maijs`.
    pub full: String,
    /// Numbers only: `31.05.2013.`
    pub short: String,
    /// Without the year: `31. maijs`.
    pub day_month: String,
    /// The time of day, where one was given: `13:00`.
    pub time: Option<String>,
}

/// A town, as it is named where something happens there.
#[derive(Debug, Clone, Serialize)]
pub struct TownLink {
    /// The town's name.
    pub name: String,
    /// Path of its page.
    pub path: String,
    /// The phrase that says *in the town*, `Alūksnē`; where the data has none, the name.
    pub locative: String,
    /// True where the data has the locative.
    pub has_locative: bool,
}

/// A town in the list of towns.
#[derive(Debug, Clone, Serialize)]
pub struct TownCard {
    /// The town's name.
    pub name: String,
    /// Path of its page.
    pub path: String,
    /// How many releases in this language are about it.
    pub releases: usize,
    /// True when something is on there now or will be; what was cancelled or postponed does not count.
    pub active: bool,
}

/// A venue.
#[derive(Debug, Clone, Serialize)]
pub struct VenueContext {
    /// What it is called.
    pub name: String,
    /// Its address, without the town.
    pub address: Option<String>,
    /// The town it stands in.
    pub town: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Its own website.
    pub url: Option<String>,
}

/// A release in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseCard {
    /// The title.
    pub title: String,
    /// Path of its page.
    pub path: String,
    /// When it was published.
    pub date: Shared<DateContext>,
    /// The lead, cut to about 240 characters.
    pub summary: String,
    /// The towns it is datelined from.
    pub towns: Vec<Shared<TownLink>>,
    /// The exhibition it is about.
    pub exhibition: Option<Shared<Link>>,
    /// The lead picture.
    pub picture: Option<PictureContext>,
    /// True when it was updated after it was published.
    pub updated: bool,
}

/// A stop of an exhibition, or an event.
#[derive(Debug, Clone, Serialize)]
pub struct HappeningCard {
    /// `stop` or `event`.
    pub kind: &'static str,
    /// The exhibition's or the event's name.
    pub name: String,
    /// The language of an event's name, where it is not the page's: `lv`.
    pub name_lang: Option<String>,
    /// Where the name leads: the exhibition's page, or the release that tells of the event.
    pub path: Option<String>,
    /// The town.
    pub town: Option<Shared<TownLink>>,
    /// The venue.
    pub venue: Option<Shared<VenueContext>>,
    /// First day or moment.
    pub starts: Option<Shared<DateContext>>,
    /// Last day or moment.
    pub ends: Option<Shared<DateContext>>,
    /// Both as one text: `2013. gada 3.–10. jūnijs`, `2013. gada 3. jūnijs, 13:00`.
    pub when: String,
    /// `upcoming`, `running` or `past`, at the moment of the build.
    pub state: &'static str,
    /// `scheduled`, `postponed`, `cancelled`, `rescheduled` or `moved-online`.
    pub status: &'static str,
    /// The first day or moment that was announced before it was moved to another time.
    pub previously: Option<Shared<DateContext>>,
    /// What the event is.
    pub description: Option<String>,
    /// The language of that description, where it is not the page's: `lv`.
    pub description_lang: Option<String>,
    /// The release that tells of it, in this language if there is one.
    pub release: Option<Shared<Link>>,
    /// The language of that release, where it is not the page's: `lv`.
    pub release_lang: Option<String>,
}

/// An exhibition in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ExhibitionCard {
    /// Its name.
    pub name: String,
    /// Path of its page.
    pub path: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// From its first to its last day: `2013. gada 3.–28. jūnijs`; empty when unknown.
    pub when: String,
    /// `upcoming`, `running` or `past`. A cancelled stop does not count.
    pub state: &'static str,
    /// How many stops it has.
    pub stops: usize,
    /// Its towns, in the order of the tour, each once.
    pub towns: Vec<Shared<TownLink>>,
    /// Its first picture.
    pub picture: Option<PictureContext>,
}

/// Whom to ask.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ContactContext {
    /// A name or an office.
    pub name: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// `tel:` address of the number.
    pub phone_url: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Website.
    pub url: Option<String>,
}

/// Who paid.
#[derive(Debug, Clone, Serialize)]
pub struct FunderContext {
    /// The fund's name.
    pub name: String,
    /// The sentence the fund asks for.
    pub statement: Option<String>,
    /// Its share in percent, as the language writes numbers: `75`, `37,5`.
    pub share: Option<String>,
    /// Number of the grant.
    pub grant: Option<String>,
    /// Website.
    pub url: Option<String>,
    /// Its emblem.
    pub logo: Option<PictureContext>,
}

/// A text that many releases share.
#[derive(Debug, Clone, Serialize)]
pub struct BoilerplateContext {
    /// Its heading.
    pub title: Option<String>,
    /// HTML.
    pub html: Html,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentContext {
    /// What it is.
    pub title: String,
    /// Path of the file.
    pub path: String,
    /// The file's ending in capitals, `PDF`.
    pub format: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Size to read, `1.2 MB`.
    pub size: String,
}

/// A dated note that the release was changed.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateContext {
    /// When.
    pub date: DateContext,
    /// What was changed.
    pub note: String,
}

/// The note of a release taken back.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawalContext {
    /// When.
    pub date: DateContext,
    /// Why.
    pub reason: String,
}

/// A release in full.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseContext {
    /// The title.
    pub title: String,
    /// How many characters it has, for themes that set a long one smaller.
    pub title_length: usize,
    /// Path of its page.
    pub path: String,
    /// When it was published.
    pub date: Shared<DateContext>,
    /// The towns it is datelined from, the dateline's first.
    pub towns: Vec<Shared<TownLink>>,
    /// The first town and the date, as the message `dateline` puts them: `Alūksnē, 2013. gada 31. maijā`;
    /// without a town the date.
    pub dateline: String,
    /// The lead, when the front matter has a `summary`; otherwise the body begins with it.
    pub lead: Option<String>,
    /// HTML.
    pub body: Html,
    /// The venue.
    pub venue: Option<Shared<VenueContext>>,
    /// The exhibition.
    pub exhibition: Option<Shared<Link>>,
    /// The stop that the release announces.
    pub stop: Option<Shared<HappeningCard>>,
    /// Its events, in order of time.
    pub events: Vec<Shared<HappeningCard>>,
    /// Stops of the same tour in other places, at most two before and two after this one, in
    /// order of time.
    pub other_stops: Vec<Shared<HappeningCard>>,
    /// HTML: the rows of these stops.
    pub other_stop_rows: Html,
    /// Pictures; the first is the lead picture.
    pub pictures: Vec<PictureContext>,
    /// Files to download.
    pub attachments: Vec<AttachmentContext>,
    /// All pictures and files in one archive, with the text and a list of credits and terms; only of a
    /// release that has some, and not of one that was taken back. Its size is nearly that.
    pub press_kit: Option<AttachmentContext>,
    /// Path of the release as plain text, made to be pasted into an e-mail; without it where `site.yaml`
    /// switches it off.
    pub text: Option<String>,
    /// Topics.
    pub topics: Vec<Shared<Link>>,
    /// Corrections and additions, newest first.
    pub updates: Vec<UpdateContext>,
    /// Set when the release was taken back.
    pub withdrawn: Option<WithdrawalContext>,
    /// Shared texts about the publisher or the project.
    pub boilerplates: Vec<BoilerplateContext>,
    /// Whom the press may ask.
    pub contacts: Vec<ContactContext>,
    /// Who paid.
    pub funders: Vec<FunderContext>,
    /// The next older release of this language.
    pub older: Option<Shared<Link>>,
    /// The next newer release of this language.
    pub newer: Option<Shared<Link>>,
    /// `extra` of the front matter.
    pub extra: serde_json::Value,
}

/// A town in full.
#[derive(Debug, Clone, Serialize)]
pub struct TownContext {
    /// The town's name.
    pub name: String,
    /// Path of its page.
    pub path: String,
    /// The phrase that says *in the town*; where the data has none, the name.
    pub locative: String,
    /// The forms of the name that `towns.yaml` gives, by case: `genitive`, `locative`, …
    pub cases: BTreeMap<String, String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// An exhibition in full.
#[derive(Debug, Clone, Serialize)]
pub struct ExhibitionContext {
    /// Its name.
    pub name: String,
    /// Path of its page.
    pub path: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// HTML; empty when nothing was written about it.
    pub body: Html,
    /// From its first to its last day; empty when unknown.
    pub when: String,
    /// `upcoming`, `running` or `past`. A cancelled stop does not count.
    pub state: &'static str,
    /// Pictures.
    pub pictures: Vec<PictureContext>,
    /// Who paid.
    pub funders: Vec<FunderContext>,
    /// `extra` of its file.
    pub extra: serde_json::Value,
}
