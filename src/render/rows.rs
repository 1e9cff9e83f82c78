//! How lists show a release or another stop of a tour: each row is rendered once for all lists of pages from
//! which the same way leads to the site's root, for a release stands in many.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde::Serialize;
use tera::Context;

use super::Renderer;
use crate::config::LanguageId;
use crate::context::{Html, ReleaseRow, StopRow};
use crate::diagnostic::Diagnostic;
use crate::newsroom::{ReleaseId, StopId};
use crate::plan::PageKind;
use crate::theme::OnDemand;

/// The template that makes the row of a release.
const OF_RELEASE: &str = "release.row.html";
/// The template that makes the row of another stop of the same tour.
const OF_STOP: &str = "stop.row.html";

/// What was rendered so far, by language and the way to the root.
#[derive(Debug, Default)]
pub(super) struct Rows(RwLock<BTreeMap<(LanguageId, String), Arc<Rendered>>>);

#[derive(Debug)]
struct Rendered {
    /// By release.
    releases: Vec<OnceLock<Row>>,
    /// By stop.
    stops: Vec<OnceLock<Row>>,
}

/// A mistake in the template is kept: it is the same for every list.
type Row = Result<Box<str>, Box<Diagnostic>>;

impl Renderer<'_> {
    /// The rows of releases, one after another, for a page of `language`; nothing if its template shows none.
    ///
    /// # Errors
    /// The row's template has a mistake.
    pub(super) fn release_rows<'r>(
        &self,
        template: &str,
        language: LanguageId,
        root: &str,
        ids: impl Iterator<Item = &'r ReleaseId>,
    ) -> Result<Html, Box<Diagnostic>> {
        if !self.view.theme.shows(template, OnDemand::ReleaseRows) {
            return Ok(Html::default());
        }
        let rendered = self.rendered(language, root);
        joined(ids.map(|id| {
            rendered.releases[id.index()].get_or_init(|| {
                let name = self.view.page_name(PageKind::Release(*id));
                let release = self.cards.releases[id.index()].clone();
                self.row(OF_RELEASE, language, root, &ReleaseRow { release }, &name)
            })
        }))
    }

    /// The rows of stops, likewise.
    ///
    /// # Errors
    /// The row's template has a mistake.
    pub(super) fn stop_rows(
        &self,
        template: &str,
        language: LanguageId,
        root: &str,
        ids: impl Iterator<Item = StopId>,
    ) -> Result<Html, Box<Diagnostic>> {
        if !self.view.theme.shows(template, OnDemand::StopRows) {
            return Ok(Html::default());
        }
        let rendered = self.rendered(language, root);
        joined(ids.map(|id| {
            rendered.stops[id.index()].get_or_init(|| {
                let exhibition = self.view.newsroom.stops[id.index()].exhibition;
                let name = self.view.page_name(PageKind::Exhibition(language, exhibition));
                let stop = self.cards.languages[language.index()].stops[id.index()].clone();
                self.row(OF_STOP, language, root, &StopRow { stop }, &name)
            })
        }))
    }

    fn rendered(&self, language: LanguageId, root: &str) -> Arc<Rendered> {
        let Rows(made) = &self.rows;
        let place = (language, root.to_owned());
        if let Some(rendered) = made.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return Arc::clone(rendered);
        }
        let mut made = made.write().unwrap_or_else(PoisonError::into_inner);
        let newsroom = self.view.newsroom;
        Arc::clone(made.entry(place).or_insert_with(|| {
            let empty = |rows: usize| (0..rows).map(|_| OnceLock::new()).collect();
            let (releases, stops) = (empty(newsroom.releases.len()), empty(newsroom.stops.len()));
            Arc::new(Rendered { releases, stops })
        }))
    }

    fn row(
        &self,
        template: &str,
        language: LanguageId,
        root: &str,
        row: &impl Serialize,
        name: &str,
    ) -> Row {
        let mut context = self.shared(language, root);
        // Structs always become a context.
        context.extend(Context::from_serialize(row).unwrap_or_default());
        let mut html = Vec::new();
        self.view.theme.render(template, &context, &mut html, name)?;
        // Templates are text, and so is all that they are filled with.
        Ok(String::from_utf8(html).unwrap_or_default().into_boxed_str())
    }
}

fn joined<'r>(rows: impl Iterator<Item = &'r Row>) -> Result<Html, Box<Diagnostic>> {
    let mut html = String::new();
    for row in rows {
        html.push_str(row.as_ref().map_err(Clone::clone)?);
    }
    Ok(Html::new(&html))
}
