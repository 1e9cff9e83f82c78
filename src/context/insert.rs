//! How the structs of the contract become the variables of a template.
//!
//! Lists of [`Shared`] contexts are passed on as they are; HTML is marked as such, so that it is not
//! escaped a second time.

use serde::Serialize;
use tera::{Context, Map, Value};

use super::{
    ArchivePage, BoilerplateContext, ExhibitionCard, ExhibitionContext, ExhibitionPage,
    ExhibitionsPage, HappeningCard, HomePage, MonthGroup, NotFoundPage, PageContext, PlainPage,
    RedirectPage, ReleaseCard, ReleaseContext, ReleasePage, Shared, TopicPage, TopicsPage,
    TownPage, TownsPage, YearPage,
};

/// A page's variables.
pub trait PageVariables {
    /// Sets the variables.
    fn insert_into(self, context: &mut Context);
}

/// A context as a template value.
pub fn value<T: Serialize + ?Sized>(context: &T) -> Value {
    // Serialising these structs cannot fail: they hold no maps with keys that are not text.
    Value::try_from_serializable(context).unwrap_or_else(|_| Value::none())
}

fn option<T>(item: Option<&Shared<T>>) -> Value {
    item.map_or_else(Value::none, Shared::value)
}

fn list<T>(items: &[Shared<T>]) -> Value {
    Value::from(items.iter().map(Shared::value).collect::<Vec<Value>>())
}

fn map(value: Value) -> Map {
    value.into_map().unwrap_or_default()
}

fn html(text: &str) -> Value {
    Value::safe_string(text)
}

impl PageContext {
    /// The variable `page`.
    pub fn into_value(self) -> Value {
        let mut page = map(value(&self));
        page.insert("json_ld".into(), html(&self.json_ld));
        Value::from(page)
    }
}

impl ReleaseContext {
    fn into_value(self) -> Value {
        let mut release = map(value(&self));
        release.insert("body".into(), html(&self.body));
        release.insert("date".into(), self.date.value());
        release.insert("towns".into(), list(&self.towns));
        release.insert("venue".into(), option(self.venue.as_ref()));
        release.insert("exhibition".into(), option(self.exhibition.as_ref()));
        release.insert("stop".into(), option(self.stop.as_ref()));
        release.insert("events".into(), list(&self.events));
        release.insert("other_stops".into(), list(&self.other_stops));
        let boilerplates: Vec<Value> =
            self.boilerplates.into_iter().map(BoilerplateContext::into_value).collect();
        release.insert("boilerplates".into(), Value::from(boilerplates));
        Value::from(release)
    }
}

impl BoilerplateContext {
    fn into_value(self) -> Value {
        let mut boilerplate = Map::default();
        boilerplate.insert("title".into(), Value::from(self.title));
        boilerplate.insert("html".into(), html(&self.html));
        Value::from(boilerplate)
    }
}

impl ExhibitionContext {
    fn into_value(self) -> Value {
        let mut exhibition = map(value(&self));
        exhibition.insert("body".into(), html(&self.body));
        Value::from(exhibition)
    }
}

/// A card as a template value. Its parts are shared, so they are not made anew for each card.
fn fields<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Value::from(fields.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map>())
}

impl From<ReleaseCard> for Shared<ReleaseCard> {
    fn from(card: ReleaseCard) -> Self {
        Self::from_value(fields([
            ("title", Value::from(card.title)),
            ("path", Value::from(card.path)),
            ("date", card.date.value()),
            ("summary", Value::from(card.summary)),
            ("towns", list(&card.towns)),
            ("exhibition", option(card.exhibition.as_ref())),
            ("picture", value(&card.picture)),
            ("updated", Value::from(card.updated)),
        ]))
    }
}

impl From<HappeningCard> for Shared<HappeningCard> {
    fn from(card: HappeningCard) -> Self {
        Self::from_value(fields([
            ("kind", Value::from(card.kind)),
            ("name", Value::from(card.name)),
            ("path", Value::from(card.path)),
            ("town", option(card.town.as_ref())),
            ("venue", option(card.venue.as_ref())),
            ("starts", option(card.starts.as_ref())),
            ("ends", option(card.ends.as_ref())),
            ("when", Value::from(card.when)),
            ("state", Value::from(card.state)),
            ("status", Value::from(card.status)),
            ("description", Value::from(card.description)),
            ("release", value(&card.release)),
            ("release_lang", Value::from(card.release_lang)),
        ]))
    }
}

impl From<ExhibitionCard> for Shared<ExhibitionCard> {
    fn from(card: ExhibitionCard) -> Self {
        Self::from_value(fields([
            ("name", Value::from(card.name)),
            ("path", Value::from(card.path)),
            ("summary", Value::from(card.summary)),
            ("when", Value::from(card.when)),
            ("state", Value::from(card.state)),
            ("stops", Value::from(card.stops)),
            ("towns", list(&card.towns)),
            ("picture", value(&card.picture)),
        ]))
    }
}

impl PageVariables for HomePage {
    fn insert_into(self, context: &mut Context) {
        context.insert_value("releases", list(&self.releases));
        context.insert_value("running", list(&self.running));
        context.insert_value("upcoming", list(&self.upcoming));
        context.insert_value("towns", list(&self.towns));
        context.insert("total", &self.total);
    }
}

impl PageVariables for ReleasePage {
    fn insert_into(self, context: &mut Context) {
        context.insert_value("release", self.release.into_value());
    }
}

impl PageVariables for ArchivePage {
    fn insert_into(self, context: &mut Context) {
        context.insert("years", &self.years);
        context.insert("total", &self.total);
    }
}

impl PageVariables for YearPage {
    fn insert_into(self, context: &mut Context) {
        let months: Vec<Value> = self.months.into_iter().map(MonthGroup::into_value).collect();
        context.insert("year", &self.year);
        context.insert_value("months", Value::from(months));
        context.insert("years", &self.years);
        context.insert("total", &self.total);
    }
}

impl MonthGroup {
    fn into_value(self) -> Value {
        let mut month = Map::default();
        month.insert("name".into(), Value::from(self.name));
        month.insert("id".into(), Value::from(self.id));
        month.insert("releases".into(), list(&self.releases));
        Value::from(month)
    }
}

impl PageVariables for TownsPage {
    fn insert_into(self, context: &mut Context) {
        context.insert_value("towns", list(&self.towns));
    }
}

impl PageVariables for TownPage {
    fn insert_into(self, context: &mut Context) {
        context.insert("town", &self.town);
        context.insert_value("running", list(&self.running));
        context.insert_value("upcoming", list(&self.upcoming));
        context.insert_value("past", list(&self.past));
        context.insert_value("releases", list(&self.releases));
    }
}

impl PageVariables for ExhibitionsPage {
    fn insert_into(self, context: &mut Context) {
        context.insert_value("running", list(&self.running));
        context.insert_value("upcoming", list(&self.upcoming));
        context.insert_value("past", list(&self.past));
    }
}

impl PageVariables for ExhibitionPage {
    fn insert_into(self, context: &mut Context) {
        context.insert_value("exhibition", self.exhibition.into_value());
        context.insert_value("stops", list(&self.stops));
        context.insert_value("events", list(&self.events));
        context.insert_value("releases", list(&self.releases));
    }
}

impl PageVariables for TopicsPage {
    fn insert_into(self, context: &mut Context) {
        context.insert("topics", &self.topics);
    }
}

impl PageVariables for TopicPage {
    fn insert_into(self, context: &mut Context) {
        context.insert("topic", &self.topic);
        context.insert_value("releases", list(&self.releases));
    }
}

impl PageVariables for PlainPage {
    fn insert_into(self, context: &mut Context) {
        context.insert("title", &self.title);
        context.insert("summary", &self.summary);
        context.insert_value("body", html(&self.body));
        context.insert("extra", &self.extra);
    }
}

impl PageVariables for NotFoundPage {
    fn insert_into(self, context: &mut Context) {
        context.insert_value("releases", list(&self.releases));
    }
}

impl PageVariables for RedirectPage {
    fn insert_into(self, context: &mut Context) {
        context.insert("url", &self.url);
        context.insert("target", &self.target);
        context.insert("title", &self.title);
    }
}
