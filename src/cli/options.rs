//! The options of the commands.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};

use super::clock;
use crate::config::parse_base_url;
use crate::pipeline::Request;

/// What to build.
#[derive(Debug, Args)]
pub(super) struct SourceOptions {
    /// The folder with site.yaml, releases/ and the rest
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    pub(super) content: PathBuf,
    /// The folder of themes; it need not exist, the default theme is built in
    #[arg(long, value_name = "FOLDER", default_value = "themes")]
    pub(super) themes: PathBuf,
    /// Where the site will stand, instead of `base_url` in site.yaml
    #[arg(long, value_name = "ADDRESS")]
    pub(super) base_url: Option<String>,
    /// Build as if it were this moment: 2013-05-31, 2013-05-31T16:00 (newsroom time), 2013-05-31T13:00Z
    #[arg(long, value_name = "MOMENT")]
    pub(super) now: Option<String>,
    /// Show drafts as well
    #[arg(long)]
    pub(super) drafts: bool,
    /// Write index.html into links, so that the site works from a folder without a server
    #[arg(long)]
    pub(super) portable: bool,
}

/// How to answer.
#[derive(Debug, Args)]
pub(super) struct AnswerOptions {
    /// How to write the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Say how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

/// The ways to write an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// `pressroom build`.
#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Where to write the site. Only files that Pressroom wrote there are ever changed or removed
    #[arg(long, value_name = "FOLDER", default_value = "output")]
    pub(super) output: PathBuf,
    /// Write the next moments at which the site changes by itself to this file, as JSON: each with its
    /// kind, and nothing of the release that is the reason
    #[arg(long, value_name = "FILE")]
    pub(super) schedule: Option<PathBuf>,
    #[command(flatten)]
    pub(super) answer: AnswerOptions,
}

/// `pressroom check`.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) source: SourceOptions,
    /// Search every file that would be published for what is held back, and compare the site with one
    /// made without it
    #[arg(long)]
    pub(super) embargo: bool,
    #[command(flatten)]
    pub(super) answer: AnswerOptions,
}

impl SourceOptions {
    /// The request these options make.
    ///
    /// # Errors
    /// An option has a value that cannot be used.
    pub(super) fn request(&self) -> Result<Request> {
        let base_url = self.base_url.as_deref().map(|text| {
            parse_base_url(text).ok_or_else(|| {
                anyhow!("--base-url: “{text}” is not a web address; write it in full: https://newsroom.example/")
            })
        });
        Ok(Request {
            content: self.content.clone(),
            themes: self.themes.clone(),
            base_url: base_url.transpose()?,
            now: clock::now(self.now.as_deref())?,
            drafts: self.drafts,
            portable: self.portable,
        })
    }
}
