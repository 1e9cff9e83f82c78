//! Who publishes the newsroom.

use serde_json::value::RawValue;

use super::raw;
use super::schema::{ContactPoint, Organization};
use crate::config::LanguageId;
use crate::render::View;

/// The publisher, made once for all pages of a language: as articles and events name it, and with
/// everything else that is known of it, for the home page.
pub(in crate::render) fn publisher(
    view: View<'_>,
    language: LanguageId,
) -> (Box<RawValue>, Box<RawValue>) {
    let site = &view.config.site;
    let own = site.organisation.as_ref();
    let brief = Organization {
        id: Some(format!("{}#publisher", site.base_url)),
        url: own.and_then(|own| own.url.as_deref()).or(Some(site.base_url.as_str())),
        logo: view.newsroom.logo.as_ref().map(|logo| view.media_url(&logo.path)),
        ..Organization::named(own.map_or(&site.name, |own| &own.name).get(language))
    };
    let full = Organization {
        email: own.and_then(|own| own.email.as_deref()),
        telephone: own.and_then(|own| own.phone.as_deref()),
        address: own.and_then(|own| own.address.as_ref()).map(|address| address.get(language)),
        contact_point: contact_points(view, language),
        ..brief.clone()
    };
    (raw(&brief), raw(&full))
}

/// Whom the newsroom names to the press where a release names nobody.
fn contact_points(view: View<'_>, language: LanguageId) -> Vec<ContactPoint<'_>> {
    let site = &view.config.site;
    let languages: Vec<&str> = site.language_ids().map(|id| site.rules(id).tag()).collect();
    let contacts = site.defaults.contact.iter().filter_map(|key| view.config.contacts.get(key));
    contacts
        .map(|contact| ContactPoint {
            kind: "ContactPoint",
            contact_type: "press",
            name: contact.name.get(language),
            email: contact.email.as_deref(),
            telephone: contact.phone.as_deref(),
            url: contact.url.as_deref(),
            available_language: languages.clone(),
        })
        .collect()
}

impl<'a> Organization<'a> {
    /// One of which nothing but the name is known.
    pub(super) fn named(name: &'a str) -> Self {
        Self {
            kind: "Organization",
            id: None,
            name,
            url: None,
            logo: None,
            email: None,
            telephone: None,
            address: None,
            contact_point: Vec::new(),
        }
    }
}
