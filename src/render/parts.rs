//! Parts of pages that are the same on many pages, each rendered once: mastheads, menus, footers.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use tera::{Context, Value};

use super::Renderer;
use crate::config::LanguageId;
use crate::context::{Html, PartPage, value};
use crate::diagnostic::Diagnostic;

/// What was rendered so far.
#[derive(Debug, Default)]
pub(super) struct Parts(RwLock<BTreeMap<Sameness, Value>>);

/// What two pages must have in common to have the same parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sameness {
    pub(super) language: LanguageId,
    pub(super) root: String,
    pub(super) page: PartPage,
}

impl Renderer<'_> {
    /// The theme's parts by name. `name` says which page wants them, for the message about a mistake.
    ///
    /// # Errors
    /// A template has a mistake. It is found again for every page, so that the same page is named whichever
    /// thread comes first.
    pub(super) fn parts(&self, same: Sameness, name: &str) -> Result<Value, Box<Diagnostic>> {
        let Parts(made) = &self.parts;
        if let Some(parts) = made.read().unwrap_or_else(PoisonError::into_inner).get(&same) {
            return Ok(parts.clone());
        }
        let mut context = self.shared(same.language, &same.root);
        context.insert("page", &same.page);
        let parts = value(&self.all_parts(&context, name)?);
        made.write().unwrap_or_else(PoisonError::into_inner).insert(same, parts.clone());
        Ok(parts)
    }

    fn all_parts(
        &self,
        context: &Context,
        name: &str,
    ) -> Result<BTreeMap<&str, Html>, Box<Diagnostic>> {
        let theme = self.view.theme;
        let mut parts = BTreeMap::new();
        for (part, template) in theme.parts() {
            let mut html = Vec::new();
            theme.render(template, context, &mut html, name)?;
            // Templates are text, and so is all that they are filled with.
            parts.insert(part, Html::new(std::str::from_utf8(&html).unwrap_or_default()));
        }
        Ok(parts)
    }
}
