//! What the template of share pictures sees.

use serde::Serialize;

use super::DateContext;

/// `share.svg`: the picture for shared links of a release, a town or an exhibition.
#[derive(Debug, Serialize)]
pub struct SharePage {
    /// What is shared: `release`, `town` or `exhibition`.
    pub kind: &'static str,
    /// The title of the release, the name of the town or the exhibition.
    pub title: String,
    /// The town of a release.
    pub town: Option<ShareTown>,
    /// When the release was published.
    pub date: Option<DateContext>,
    /// From the exhibition's first day to its last, in words.
    pub when: Option<String>,
    /// How many stops the exhibition has.
    pub stops: usize,
    /// The newsroom.
    pub site: ShareSite,
}

/// The town of a release, as its share picture names it.
#[derive(Debug, Serialize)]
pub struct ShareTown {
    /// Its name.
    pub name: String,
    /// The form for “in the town”; the name itself where none is declared.
    pub locative: String,
    /// Whether `locative` was declared.
    pub has_locative: bool,
}

/// The newsroom, as its share pictures name it.
#[derive(Debug, Serialize)]
pub struct ShareSite {
    /// Its name.
    pub name: String,
    /// Who publishes.
    pub organisation: Option<String>,
    /// The host of its address: `newsroom.example`.
    pub host: String,
    /// Direction of writing: `ltr` or `rtl`.
    pub direction: &'static str,
    /// `extra` of `site.yaml`.
    pub extra: serde_json::Value,
}

/// The share picture of a page.
#[derive(Debug, Clone, Serialize)]
pub struct ShareImage {
    /// Absolute address of the PNG.
    pub url: String,
    /// What can be read in it.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
