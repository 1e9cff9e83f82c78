//! The types of ninjs 3.2 that a release needs, with the properties it fills. What has no value is left
//! out.
#![allow(clippy::struct_field_names, reason = "the names are the standard's")]

use std::borrow::Cow;

use serde::Serialize;

use crate::moment::Moment;
use crate::render::files::Enclosure;

/// A news object.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'a> {
    pub(super) standard: Standard,
    pub(super) uri: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) representation_type: &'static str,
    pub(super) profile: &'static str,
    /// 1, and one more for each update and for a withdrawal.
    pub(super) version: String,
    pub(super) first_created: String,
    pub(super) version_created: String,
    pub(super) content_created: String,
    /// A moment that has passed: what is under embargo has no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) embargoed_until: Option<String>,
    pub(super) pub_status: &'static str,
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) slugline: &'a str,
    pub(super) by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) located: Option<&'a str>,
    pub(super) copyright_holder: &'a str,
    pub(super) copyright_notice: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ed_note: Option<String>,
    pub(super) headlines: [Value<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) descriptions: Vec<Value<'a>>,
    pub(super) bodies: [Value<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) subjects: Vec<Concept<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) organisations: Vec<Party<'a>>,
    pub(super) info_sources: Vec<Party<'a>>,
    pub(super) renditions: [Rendition<'a>; 1],
    pub(super) alt_ids: Vec<AltId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) associations: Vec<Association<'a>>,
}

/// What the file keeps to.
#[derive(Debug, Serialize)]
pub(super) struct Standard {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) schema: &'static str,
}

/// A headline, a description or a body.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Value<'a> {
    pub(super) role: &'static str,
    pub(super) content_type: &'static str,
    pub(super) value: Cow<'a, str>,
}

impl<'a> Value<'a> {
    pub(super) fn plain(role: &'static str, value: &'a str) -> Self {
        Self { role, content_type: "text/plain", value: value.into() }
    }
}

/// A subject.
#[derive(Debug, Serialize)]
pub(super) struct Concept<'a> {
    pub(super) name: &'a str,
    pub(super) rel: &'static str,
    pub(super) uri: String,
}

/// A place.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place<'a> {
    pub(super) name: &'a str,
    pub(super) rel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contact_info: Vec<ContactInfo<'a>>,
    #[serde(rename = "geoJSON", skip_serializing_if = "Option::is_none")]
    pub(super) geo_json: Option<GeoJson>,
}

/// A point (RFC 7946, section 3.1.2).
#[derive(Debug, Serialize)]
pub(super) struct GeoJson {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Degrees east, then north.
    coordinates: [f64; 2],
}

impl GeoJson {
    /// From degrees north and east.
    pub(super) fn point((latitude, longitude): (f64, f64)) -> Self {
        Self { kind: "Point", coordinates: [longitude, latitude] }
    }
}

/// An organisation (with `rel`) or a source (with `role`).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Party<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contact_info: Vec<ContactInfo<'a>>,
}

/// One way to reach somebody: a value, or a postal address.
#[derive(Debug, Serialize)]
pub(super) struct ContactInfo<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'a>>,
}

impl<'a> ContactInfo<'a> {
    pub(super) fn of(kind: &'static str, value: &'a str) -> Self {
        Self { kind, value: Some(value), address: None }
    }

    pub(super) fn address(address: Address<'a>) -> Self {
        Self { kind: "address", value: None, address: Some(address) }
    }

    pub(super) fn all(
        email: Option<&'a str>,
        phone: Option<&'a str>,
        web: Option<&'a str>,
        address: Option<&'a str>,
    ) -> Vec<Self> {
        let values = [("email", email), ("phone", phone), ("web", web)];
        let values = values.into_iter().filter_map(|(kind, value)| Some(Self::of(kind, value?)));
        let whole = |line| Self::address(Address { lines: vec![line], locality: None });
        values.chain(address.map(whole)).collect()
    }
}

/// A postal address.
#[derive(Debug, Serialize)]
pub(super) struct Address<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) lines: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) locality: Option<&'a str>,
}

/// A file with the content of a news object. Sizes in pixels and bytes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rendition<'a> {
    name: &'static str,
    href: String,
    content_type: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

impl Rendition<'_> {
    /// A page of the site.
    pub(super) fn page(href: String) -> Self {
        let content_type = "text/html".into();
        Self { name: "web", href, content_type, width: None, height: None, size_in_bytes: None }
    }

    /// A file as it was handed in.
    pub(super) fn file(file: &Enclosure<'_>) -> Self {
        Self {
            name: "original",
            href: file.url.clone(),
            content_type: file.kind.clone().into(),
            width: None,
            height: None,
            size_in_bytes: Some(file.bytes),
        }
    }
}

/// Another name of the news object.
#[derive(Debug, Serialize)]
pub(super) struct AltId {
    pub(super) role: &'static str,
    pub(super) value: String,
}

/// A news object that goes with another: a picture, a file, a stop, an event, a translation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Association<'a> {
    pub(super) name: &'a str,
    pub(super) uri: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) rel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pub_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copyright_notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) usage_terms: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ed_note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) event_details: Option<EventDetails>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) descriptions: Vec<Value<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) renditions: Vec<Rendition<'a>>,
}

impl<'a> Association<'a> {
    pub(super) fn new(name: &'a str, uri: String, kind: &'static str, rel: &'static str) -> Self {
        Self {
            name,
            uri,
            kind,
            rel,
            pub_status: None,
            language: None,
            title: None,
            by: None,
            copyright_notice: None,
            usage_terms: None,
            ed_note: None,
            event_details: None,
            places: Vec::new(),
            descriptions: Vec::new(),
            renditions: Vec::new(),
        }
    }
}

/// What is said of an event.
#[derive(Debug, Serialize)]
pub(super) struct EventDetails {
    pub(super) dates: EventDates,
}

/// When an event is. A day without a time is an expected date, which may be cut short.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventDates {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_end_date: Option<String>,
}

impl EventDates {
    pub(super) fn new(starts: &Moment, ends: Option<&Moment>) -> Self {
        let exact = |moment: &Moment| moment.has_time.then(|| moment.rfc3339());
        let day = |moment: &Moment| (!moment.has_time).then(|| moment.iso());
        Self {
            start_date: exact(starts),
            expected_start_date: day(starts),
            end_date: ends.and_then(exact),
            expected_end_date: ends.and_then(day),
        }
    }
}
