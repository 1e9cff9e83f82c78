//! The newsroom itself, and whom to ask, as templates see them.

use super::{View, calendar};
use crate::config::{Contact, LanguageId, Localised};
use crate::context::{ContactContext, LanguageContext, Link, SiteContext, SitePaths};
use crate::plan::{CalendarOf, FeedOf};

impl View<'_> {
    /// The newsroom in a language.
    pub(super) fn site(self, language: LanguageId) -> SiteContext {
        let site = &self.config.site;
        let addresses = self.plan.addresses.language(language);
        let text =
            |text: &Option<Localised>| text.as_ref().map(|text| text.get(language).to_owned());
        let linked = |address: &Option<crate::plan::Address>| {
            address.as_ref().map(|a| a.linked().to_owned())
        };
        let mut menu: Vec<(f64, Link)> = Vec::new();
        for (i, page) in self.newsroom.pages.iter().enumerate() {
            if let Some(place) = page.menu.filter(|_| page.name.language == language) {
                let path = self.plan.addresses.page(u32::try_from(i).unwrap_or(u32::MAX)).linked();
                menu.push((place, Link { name: page.title.clone(), path: path.to_owned() }));
            }
        }
        menu.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let organisation = site.organisation.as_ref().map(|organisation| ContactContext {
            name: organisation.name.get(language).to_owned(),
            email: organisation.email.clone(),
            phone_url: organisation.phone.as_deref().and_then(phone_url),
            phone: organisation.phone.clone(),
            address: text(&organisation.address),
            url: organisation.url.clone(),
            ..ContactContext::default()
        });
        SiteContext {
            name: site.name.get(language).to_owned(),
            description: text(&site.description),
            notice: text(&site.notice),
            url: site.base_url.to_string(),
            language: self.language_context(language),
            languages: site.language_ids().map(|id| self.language_context(id)).collect(),
            organisation,
            logo: self.newsroom.logo.as_ref().map(|logo| self.picture(logo)),
            paths: SitePaths {
                home: addresses.home.linked().to_owned(),
                releases: addresses.archive.linked().to_owned(),
                towns: linked(&addresses.towns),
                exhibitions: linked(&addresses.exhibitions),
                topics: linked(&addresses.topics),
                search: linked(&addresses.search),
                feed: self.plan.addresses.feed(FeedOf::Site(language)).unwrap_or_default(),
                calendar: calendar::link(self, CalendarOf::Site(language)).map(|link| link.path),
            },
            menu: menu.into_iter().map(|(_, link)| link).collect(),
            extra: site.extra.clone(),
        }
    }

    fn language_context(self, language: LanguageId) -> LanguageContext {
        let rules = self.config.site.rules(language);
        LanguageContext {
            tag: rules.tag().to_owned(),
            name: rules.native_name().to_owned(),
            direction: rules.direction().as_str(),
            path: self.plan.addresses.language(language).home.linked().to_owned(),
        }
    }

    pub(super) fn contact(language: LanguageId, contact: &Contact) -> ContactContext {
        let text =
            |text: &Option<Localised>| text.as_ref().map(|text| text.get(language).to_owned());
        ContactContext {
            name: contact.name.get(language).to_owned(),
            organisation: text(&contact.organisation),
            role: text(&contact.role),
            email: contact.email.clone(),
            phone_url: contact.phone.as_deref().and_then(phone_url),
            phone: contact.phone.clone(),
            address: text(&contact.address),
            url: contact.url.clone(),
        }
    }
}

/// The `tel:` address of a number (RFC 3966), if it is an international one.
fn phone_url(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (digits.starts_with('+') && digits.len() > 5).then(|| format!("tel:{digits}"))
}
