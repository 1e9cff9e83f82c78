//! The types of schema.org that the site uses, with the properties it fills. A property without a
//! value is left out, for `null` says nothing. What many pages say alike is serialised once and
//! stands in the others as it is ([`RawValue`]).
#![allow(clippy::struct_field_names, reason = "the names are schema.org's")]

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
    pub(super) headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    pub(super) in_language: &'a str,
    pub(super) date_published: String,
    pub(super) date_modified: String,
    pub(super) is_accessible_for_free: bool,
    pub(super) author: &'a RawValue,
    pub(super) publisher: &'a RawValue,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) image: Vec<ImageObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) content_location: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) about: Vec<Reference<'a>>,
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
    pub(super) end_date: Option<String>,
    pub(super) event_status: &'static str,
    pub(super) event_attendance_mode: &'static str,
    pub(super) location: Vec<Place<'a>>,
    pub(super) organizer: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<&'a str>,
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
    pub(super) about: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<&'a RawValue>,
}

/// <https://schema.org/Organization>
#[derive(Debug, Clone, Serialize)]
pub(super) struct Organization<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logo: Option<String>,
}

/// <https://schema.org/Place> and its kind `City`.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
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
