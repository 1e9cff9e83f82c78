//! How the structs of the contract become the variables of a template.
//!
//! Lists of [`Shared`] contexts are passed on as they are; HTML is marked as such, so that it is not
//! escaped a second time.

use serde::Serialize;
use tera::{Context, Map, Value};

use super::{
    ArchivePage, BoilerplateContext, ExhibitionContext, ExhibitionPage, ExhibitionsPage, HomePage,
    MonthGroup, NotFoundPage, PageContext, PlainPage, RedirectPage, ReleaseContext, ReleasePage,
    Shared, TopicPage, TopicsPage, TownPage, TownsPage, YearPage,
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
        let stop = self.stop.as_ref().map_or_else(Value::none, Shared::value);
        release.insert("stop".into(), stop);
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
