//! Parts of pages that are the same on many pages, each rendered once: mastheads, menus, footers.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use tera::{Context, Value};

use super::Renderer;
use crate::config::LanguageId;
use crate::context::{Html, PageContext, PartPage, value};
use crate::diagnostic::Diagnostic;

/// What was rendered so far, in order.
#[derive(Debug, Default)]
pub(super) struct Parts(RwLock<Vec<(Sameness, Value)>>);

/// What two pages must have in common to have the same parts.
#[derive(Debug)]
struct Sameness {
    language: LanguageId,
    root: String,
    page: PartPage,
}

impl Sameness {
    /// Where this stands to that of a page, of which nothing is copied for it.
    fn compare(&self, language: LanguageId, root: &str, page: &PageContext) -> Ordering {
        self.language
            .cmp(&language)
            .then_with(|| self.root.as_str().cmp(root))
            .then_with(|| self.page.compare(page))
    }
}

impl Renderer<'_> {
    /// The theme's parts by name. `name` says which page wants them, for the message about a mistake.
    ///
    /// # Errors
    /// A template has a mistake. It is found again for every page, so that the same page is named whichever
    /// thread comes first.
    pub(super) fn parts(
        &self,
        language: LanguageId,
        root: &str,
        page: &PageContext,
        name: &str,
    ) -> Result<Value, Box<Diagnostic>> {
        let Parts(made) = &self.parts;
        let find = |made: &[(Sameness, Value)]| {
            made.binary_search_by(|(same, _)| same.compare(language, root, page))
        };
        {
            let made = made.read().unwrap_or_else(PoisonError::into_inner);
            if let Ok(at) = find(&made) {
                return Ok(made[at].1.clone());
            }
        }
        let same = Sameness { language, root: root.to_owned(), page: PartPage::of(page) };
        let mut context = self.shared(language, root);
        context.insert("page", &same.page);
        let parts = value(&self.all_parts(&context, name)?);
        let mut made = made.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(at) = find(&made) {
            made.insert(at, (same, parts.clone()));
        }
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
