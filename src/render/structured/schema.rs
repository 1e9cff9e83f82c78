//! The types of schema.org that the site uses, with the properties it fills. A property without a
//! value is left out, for `null` says nothing. What many pages say alike is serialised once and
//! stands in the others as it is ([`RawValue`]).
#![allow(clippy::struct_field_names, reason = "the names are schema.org's")]

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::RawValue;

/// The whole of a page's structured data.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@graph")]
    pub(super) graph: Vec<Thing<'a>>,
}

/// A thing at the top of the graph.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Thing<'a> {
    Article(Box<NewsArticle<'a>>),
    Event(Box<Event<'a>>),
    Page(Box<WebPage<'a>>),
    Breadcrumbs(BreadcrumbList<'a>),
}

/// <https://schema.org/NewsArticle>
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
    pub(super) url: &'a str,
    pub(super) main_entity_of_page: &'a str,
    pub(super) headline: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    pub(super) in_language: &'a str,
    pub(super) date_published: String,
    pub(super) date_modified: String,
    pub(super) is_accessible_for_free: bool,
    pub(super) author: &'a RawValue,
    pub(super) publisher: &'a RawValue,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) image: Vec<Image<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) content_location: Vec<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location_created: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) about: Vec<Reference<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) correction: Vec<CorrectionComment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) work_translation: Vec<Reference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) translation_of_work: Option<Reference<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) funder: Vec<Organization<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) funding: Vec<Grant<'a>>,
}

/// A picture: as a whole, with whose it is, or the address of a part of it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Image<'a> {
    Object(ImageObject<'a>),
    Url(String),
}

/// <https://schema.org/CorrectionComment>
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CorrectionComment<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
    pub(super) date_published: String,
}

/// <https://schema.org/Grant>
#[derive(Debug, Clone, Serialize)]
pub(super) struct Grant<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) identifier: &'a str,
    pub(super) funder: Organization<'a>,
}

/// <https://schema.org/Event> and its kind `ExhibitionEvent`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) url: String,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    pub(super) start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) previous_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_date: Option<String>,
    pub(super) event_status: &'static str,
    pub(super) event_attendance_mode: &'static str,
    pub(super) location: Vec<Location<'a>>,
    pub(super) organizer: &'a RawValue,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) funder: Vec<Organization<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) image: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) super_event: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sub_event: Vec<Event<'a>>,
}

/// <https://schema.org/WebPage>, `CollectionPage` and `WebSite`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebPage<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
    pub(super) url: &'a str,
    pub(super) name: &'a str,
    pub(super) in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) is_part_of: Option<Reference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) potential_action: Option<SearchAction>,
}

/// <https://schema.org/SearchAction>
#[derive(Debug, Serialize)]
pub(super) struct SearchAction {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) target: EntryPoint,
    /// Which part of the address is what a reader looks for.
    #[serde(rename = "query-input")]
    pub(super) query_input: &'static str,
}

/// <https://schema.org/EntryPoint>
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EntryPoint {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) url_template: String,
}

/// <https://schema.org/Organization>
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organization<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contact_point: Vec<ContactPoint<'a>>,
}

/// <https://schema.org/ContactPoint>
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContactPoint<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) contact_type: &'static str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    pub(super) available_language: Vec<&'a str>,
}

/// Where an event is.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Location<'a> {
    /// A [`Place`] that many pages name.
    Known(&'a RawValue),
    Place(Place<'a>),
    Online(VirtualLocation),
}

/// <https://schema.org/VirtualLocation>
#[derive(Debug, Serialize)]
pub(super) struct VirtualLocation {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) url: String,
}

/// <https://schema.org/Place> and its kind `City`.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) name: &'a str,
    pub(super) address: PostalAddress<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geo: Option<GeoCoordinates>,
}

/// <https://schema.org/PostalAddress>
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PostalAddress<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) street_address: Option<&'a str>,
    pub(super) address_locality: &'a str,
}

/// <https://schema.org/GeoCoordinates>, in degrees.
#[derive(Debug, Serialize)]
pub(super) struct GeoCoordinates {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
}

/// <https://schema.org/ImageObject>, sizes in pixels.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImageObject<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) url: String,
    pub(super) content_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) credit_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) license: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copyright_notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) acquire_license_page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<u32>,
}

/// A thing that is described elsewhere in the graph.
#[derive(Debug, Serialize)]
pub(super) struct Reference<'a> {
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

/// <https://schema.org/BreadcrumbList>
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BreadcrumbList<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) item_list_element: Vec<ListItem<'a>>,
}

/// <https://schema.org/ListItem>, positions from 1.
#[derive(Debug, Serialize)]
pub(super) struct ListItem<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) position: usize,
    pub(super) name: &'a str,
    pub(super) item: String,
}
