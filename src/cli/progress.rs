//! The progress line: on a terminal only.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::{Progress, Stage};

/// A line on standard error that says where the build is.
#[derive(Debug)]
pub(super) struct ProgressLine {
    bar: ProgressBar,
}

impl ProgressLine {
    /// A line; none when standard error is no terminal or the answer is to be quiet.
    pub(super) fn new(quiet: bool) -> Self {
        let bar = if quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::new(0);
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        };
        Self { bar }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for ProgressLine {
    fn stage(&self, stage: Stage, items: usize) {
        if self.bar.is_hidden() {
            return;
        }
        let template = if items > 0 { "{msg} {pos}/{len} {wide_bar}" } else { "{msg} {spinner}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_length(items as u64);
        self.bar.set_position(0);
        self.bar.set_message(doing(stage));
    }

    fn item(&self) {
        if !self.bar.is_hidden() {
            self.bar.inc(1);
        }
    }
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Walk => "Looking for files",
        Stage::Parse => "Reading",
        Stage::Look => "Looking at pictures",
        Stage::Resolve => "Linking towns, venues and exhibitions",
        Stage::Index => "Indexing for the search page",
        Stage::Plan => "Planning the site",
        Stage::Share => "Drawing share pictures",
        Stage::Prepare => "Preparing",
        Stage::Render => "Rendering",
        Stage::Pictures => "Making pictures",
        Stage::Publish => "Publishing",
    }
}
