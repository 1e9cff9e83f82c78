//! A theme and its parents: templates, static files, messages.
//!
//! A theme that lacks a template, a static file or a message takes its parent's, in the end the
//! default theme's. A template of a parent can also be named with the theme's name before it:
//! `{% extends "default/base.html" %}`.

mod fit;
mod fonts;
mod functions;
mod load;
mod mention;
mod messages;
mod problem;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Tera};

use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, Place};

pub use fonts::Fonts;
pub use load::{chain, load};
pub use mention::OnDemand;
pub use messages::Messages;

/// Everything that gives the site its look.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Where each template comes from, as messages show it.
    shown: BTreeMap<String, String>,
    /// The templates of parts, by the part's name.
    parts: BTreeMap<String, String>,
    /// The templates that show what is made for them only.
    showing: BTreeMap<OnDemand, BTreeSet<String>>,
    statics: BTreeMap<Arc<str>, Arc<[u8]>>,
    messages: Arc<Vec<Messages>>,
    fonts: Arc<Fonts>,
}

impl Theme {
    /// The theme's messages in a language.
    pub fn messages(&self, language: LanguageId) -> &Messages {
        &self.messages[language.index()]
    }

    /// Static files by their path in `static/`.
    pub fn statics(&self) -> &BTreeMap<Arc<str>, Arc<[u8]>> {
        &self.statics
    }

    /// The parts of pages that are the same on many, and the template of each.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|(part, template)| (part.as_str(), template.as_str()))
    }

    /// Whether a template shows something, itself or by what it is made from.
    pub fn shows(&self, template: &str, what: OnDemand) -> bool {
        self.showing.get(&what).is_some_and(|templates| templates.contains(template))
    }

    /// The fonts of share pictures.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// A mistake in what a template made, as `page` shows it.
    pub fn mistake(&self, template: &str, message: String, page: &str) -> Diagnostic {
        let shown = self.shown.get(template).map_or(template, String::as_str);
        Diagnostic::error("template", Place::file(&shown.into()), message)
            .help(format!("found while rendering {page}"))
    }

    /// Renders a page into a buffer. `page` says which page, for the message about a mistake.
    ///
    /// # Errors
    /// The template names something that is not there, or uses it wrongly.
    pub fn render(
        &self,
        template: &str,
        context: &Context,
        buffer: &mut Vec<u8>,
        page: &str,
    ) -> Result<(), Box<Diagnostic>> {
        self.tera
            .render_to(template, context, &mut *buffer)
            .map_err(|error| Box::new(problem::rendering(&error, &self.shown, template, page)))
    }
}
