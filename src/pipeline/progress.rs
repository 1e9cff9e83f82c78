//! The stages of a build as they go by: for a progress line, and for how long each took.

use std::time::{Duration, Instant};

/// Where a build is, for whoever shows its progress.
pub trait Progress: Sync {
    /// A stage begins, with so many items to go.
    fn stage(&self, stage: Stage, items: usize);
    /// One more item of the stage is done.
    fn item(&self);
}

/// The stages of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Listing the files of content and theme.
    Walk,
    /// Reading and parsing every file.
    Parse,
    /// Reading what pictures say of themselves.
    Look,
    /// Linking names to things.
    Resolve,
    /// Gathering the words of all releases for the search page.
    Index,
    /// Listing every output, checking links.
    Plan,
    /// Filling in the drawings of share pictures, whose names are made from them.
    Share,
    /// Making what many pages share.
    Prepare,
    /// Rendering and handing over.
    Render,
    /// Making the sizes of pictures.
    Pictures,
    /// Moving what changed into place.
    Publish,
}

/// Measures the stages. The only clock in the pipeline: nothing it reads reaches an output.
pub(super) struct Clock<'a> {
    pub(super) progress: &'a dyn Progress,
    current: (Stage, Instant),
    done: Vec<(Stage, Duration)>,
}

impl<'a> Clock<'a> {
    pub(super) fn new(progress: &'a dyn Progress) -> Self {
        progress.stage(Stage::Walk, 0);
        Self { progress, current: (Stage::Walk, Instant::now()), done: Vec::new() }
    }

    pub(super) fn stage(&mut self, stage: Stage, items: usize) {
        self.progress.stage(stage, items);
        let (last, began) = std::mem::replace(&mut self.current, (stage, Instant::now()));
        self.done.push((last, began.elapsed()));
    }

    pub(super) fn finish(mut self) -> Vec<(Stage, Duration)> {
        self.done.push((self.current.0, self.current.1.elapsed()));
        self.done
    }
}
