//! A theme and its parents: templates, static files, messages.
//!
//! A theme that lacks a template, a static file or a message takes its parent's, in the end the
//! default theme's. A template of a parent can also be named with the theme's name before it:
//! `{% extends "default/base.html" %}`.

mod load;
mod messages;
mod problem;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::config::LanguageId;
use crate::diagnostic::Diagnostic;

pub use load::{chain, load};
pub use messages::Messages;

/// Everything that gives the site its look.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Where each template comes from, as messages show it.
    shown: BTreeMap<String, String>,
    statics: BTreeMap<Arc<str>, Arc<[u8]>>,
    messages: Arc<Vec<Messages>>,
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
