//! A release as plain text, as one would paste it into an e-mail: `release.txt`.
//!
//! UTF-8 with a byte order mark, since many hosts send text without saying its encoding and browsers
//! then take Latvian or Russian for something else; lines end with a line feed.

mod facts;
mod table;
mod wrap;

use std::collections::BTreeMap;

use super::identity::public_path;
use super::{View, dates, funding};
use crate::config::LanguageId;
use crate::newsroom::{Release, ReleaseId};
use crate::plan::Target;
use crate::release::markdown::plain::To;
use crate::release::markdown::{Body, one_line};
use crate::theme::Messages;
pub(super) use wrap::Page;

/// Says that what follows is UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Writes the text of a release.
pub(super) fn release(view: View<'_>, id: ReleaseId, buffer: &mut Vec<u8>) {
    let release = &view.newsroom.releases[id.index()];
    let language = release.language();
    let mut text = Text {
        view,
        id,
        release,
        language,
        words: view.theme.messages(language),
        page: Page::default(),
        links: Links::default(),
    };
    text.head();
    text.notices();
    text.title();
    text.body(&release.body, &view.plan.links.releases[id.index()]);
    text.facts();
    text.files();
    text.about();
    text.foot();
    buffer.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
    buffer.extend_from_slice(text.page.text.as_bytes());
}

/// The text being written.
struct Text<'a> {
    view: View<'a>,
    id: ReleaseId,
    release: &'a Release,
    language: LanguageId,
    words: &'a Messages,
    page: Page,
    links: Links,
}

/// Addresses that the text refers to by number.
#[derive(Debug, Default)]
struct Links {
    numbers: BTreeMap<String, usize>,
    in_order: Vec<String>,
}

impl Links {
    fn number(&mut self, address: String) -> usize {
        *self.numbers.entry(address).or_insert_with_key(|address| {
            self.in_order.push(address.clone());
            self.in_order.len()
        })
    }
}

impl Text<'_> {
    /// Who sends it, and that it may be published.
    fn head(&mut self) {
        let site = &self.view.config.site;
        let newsroom = one_line(site.name.get(self.language));
        let organisation = site.organisation.as_ref();
        let sender = organisation.map(|own| one_line(own.name.get(self.language)));
        if let Some(sender) = sender.filter(|sender| !newsroom.contains(sender)) {
            self.page.paragraph(&sender);
        }
        self.page.item("", &newsroom);
        if self.release.withdrawn.is_none() {
            self.page.item("", self.words.text("for_immediate_release"));
        }
        self.page.rule();
    }

    /// What was changed since, or that it was taken back.
    fn notices(&mut self) {
        let rules = self.view.config.site.rules(self.language);
        if let Some(withdrawn) = &self.release.withdrawn {
            self.page.heading(self.words.text("withdrawn"), '!');
            let date = dates::date(rules, &withdrawn.date).full;
            self.page.item("", &format!("{date}: {}", one_line(&withdrawn.reason)));
        }
        if !self.release.updates.is_empty() {
            self.page.heading(self.words.text("updates"), '!');
        }
        for update in &self.release.updates {
            let date = dates::date(rules, &update.date).full;
            self.page.item("- ", &format!("{date}: {}", one_line(&update.note)));
        }
    }

    fn title(&mut self) {
        self.page.heading(&one_line(&self.release.title), '=');
        self.page.paragraph(&one_line(&self.view.dateline(self.release)));
        if let Some(lead) = &self.release.summary {
            self.page.paragraph(&one_line(lead));
        }
    }

    /// A text of the content, its links as numbers.
    fn body(&mut self, body: &Body, targets: &[Target]) {
        let Self { view, links, page, .. } = self;
        let blocks = body.plain(|to, words| {
            let address = match to {
                To::Address(address) => Some(address.to_owned()),
                To::Link(link) => targets.get(link).and_then(|target| absolute(*view, target)),
            }?;
            (!says(words, &address)).then(|| links.number(address))
        });
        for block in &blocks {
            page.block(block);
        }
    }

    /// What the newsroom says of itself.
    fn about(&mut self) {
        for key in &self.release.boilerplates {
            let boilerplate = self.view.newsroom.boilerplates.get(key);
            let Some((own, _, title, body)) = boilerplate.and_then(|own| own.text(self.language))
            else {
                continue;
            };
            let title = title.as_deref().unwrap_or_else(|| self.words.text("boilerplate"));
            self.page.heading(&one_line(title), '-');
            let targets = self.view.plan.links.boilerplates.get(&(key.clone(), *own));
            self.body(body, targets.map_or(&[], Vec::as_slice));
        }
        if !self.release.contacts.is_empty() {
            self.page.heading(self.words.text("press_contact"), '-');
        }
        for (i, contact) in self.release.contacts.iter().enumerate() {
            if i > 0 {
                self.page.gap();
            }
            let contact = View::contact(self.language, contact);
            let lines = [
                Some(contact.name),
                contact.role,
                contact.organisation,
                contact.email,
                contact.phone,
                contact.address,
                contact.url,
            ];
            for line in lines.into_iter().flatten() {
                self.page.item("", &one_line(&line));
            }
        }
    }

    /// Who paid, the addresses of links, and where the release is published.
    fn foot(&mut self) {
        let paragraphs = funding::paragraphs(self.view, self.language, &self.release.funders);
        if !paragraphs.is_empty() {
            self.page.heading(self.words.text("funders"), '-');
        }
        for (i, paragraph) in paragraphs.iter().enumerate() {
            if i > 0 {
                self.page.gap();
            }
            self.page.item("", &one_line(paragraph));
        }
        let links = std::mem::take(&mut self.links.in_order);
        if !links.is_empty() {
            self.page.heading(self.words.text("text_links"), '-');
        }
        for (i, address) in links.iter().enumerate() {
            self.page.item(&format!("[{}] ", i + 1), address);
        }
        self.page.rule();
        let base = &self.view.config.site.base_url;
        let address = format!("{base}{}", self.view.plan.addresses.release(self.id).folder());
        self.page.item("", &address);
    }
}

/// The public address of a link's target; `None` for a place in the same text.
fn absolute(view: View<'_>, target: &Target) -> Option<String> {
    match target {
        Target::Page(path, suffix) => Some(view.url(public_path(path)) + suffix),
        Target::Media(path, suffix) => Some(format!("{}{suffix}", view.media_url(path))),
        Target::Here(_) | Target::None => None,
    }
}

/// Whether the words of a link are its address already.
fn says(words: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .unwrap_or(text);
        text.trim_end_matches('/').replace([' ', '\u{a0}', '-', '(', ')'], "").to_lowercase()
    };
    words == address || bare(words) == bare(address)
}
