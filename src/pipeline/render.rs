//! Renders what was planned and hands it over.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use rayon::prelude::*;

use super::Progress;
use crate::diagnostic::{Diagnostic, Place};
use crate::output_path::OutputPath;
use crate::plan::{CalendarOf, Output, PageKind, SitePlan, What};
use crate::render::{Contents, Renderer};
use crate::source::{self, SourceTree};

/// Renders every output. One mistake in a template is reported once, with the first page it spoils.
pub(super) fn render(
    renderer: &Renderer<'_>,
    tree: &SourceTree,
    plan: &SitePlan,
    progress: &dyn Progress,
    published: impl Fn(&OutputPath) -> Result<bool> + Sync,
    sink: impl Fn(&OutputPath, Contents<'_>) -> Result<()> + Sync,
) -> Result<Vec<Diagnostic>> {
    // Thousands of pages with the same mistake need not all be rendered to know it.
    let mistakes = AtomicUsize::new(0);
    let one = |buffer: &mut Vec<u8>, output: &Output| {
        if mistakes.load(Ordering::Relaxed) > MANY_MISTAKES {
            return Ok(None);
        }
        let cleaned;
        let made = if let What::Original(path) = &output.what {
            cleaned = source::read_original(tree, path)?;
            Ok(Some(Contents::Bytes(&cleaned)))
        } else if output.what.is_named_by_hash() && published(&output.path)? {
            Ok(Some(Contents::AlreadyPublished))
        } else {
            renderer.render(output, buffer)
        };
        let answer = match made {
            Ok(Some(contents)) => sink(&output.path, contents).map(|()| None),
            Ok(None) => Ok(None),
            Err(diagnostic) => {
                mistakes.fetch_add(1, Ordering::Relaxed);
                Ok(Some(diagnostic))
            }
        };
        progress.item();
        answer
    };
    let all = |turn: Turn, at_once: usize| -> Result<Vec<_>> {
        let its: Vec<&Output> =
            plan.outputs.iter().filter(|output| Turn::of(&output.what) == Some(turn)).collect();
        its.into_par_iter().with_max_len(at_once).map_init(Vec::new, one).collect()
    };
    let (long, short) = rayon::join(|| all(Turn::Long, 1), || all(Turn::Short, AT_ONCE));
    let (long, short, of_others) = (long?, short?, all(Turn::MadeOfOthers, 1)?);
    let found = long.into_iter().chain(short).chain(of_others).flatten();
    Ok(once_each(found.map(|diagnostic| *diagnostic).collect()))
}

/// When a file is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// First: what may list thousands of things. Begun last, it would keep one thread busy when the
    /// others have nothing left to do.
    Long,
    /// The many, by all threads that have nothing long to do.
    Short,
    /// At last what is made of files of the site.
    MadeOfOthers,
}

impl Turn {
    /// `None` for sizes of pictures, which are made together.
    fn of(what: &What) -> Option<Self> {
        Some(match what {
            What::Picture(..) => return None,
            what if what.is_made_of_others() => Self::MadeOfOthers,
            What::Page(PageKind::Release(_) | PageKind::Exhibition(..) | PageKind::Plain(_))
            | What::ReleaseJson(_)
            | What::Text(_)
            | What::Calendar(CalendarOf::Release(_))
            | What::SharePicture(_)
            | What::Redirect(_)
            | What::Media(_)
            | What::Original(_)
            | What::Static(_) => Self::Short,
            _ => Self::Long,
        })
    }
}

/// The same mistake of a template spoils many pages, and is reported once.
pub(super) fn once_each(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: Vec<(Place, String)> = Vec::new();
    diagnostics.retain(|diagnostic| {
        let key = (diagnostic.place.clone(), diagnostic.message.clone());
        let new = !known.contains(&key);
        if new {
            known.push(key);
        }
        new
    });
    diagnostics
}

/// How many short files a thread takes at once: enough to use a buffer again, and so few that none has to
/// wait for another at the end.
const AT_ONCE: usize = 32;
/// After so many pages with mistakes the others are left out.
const MANY_MISTAKES: usize = 200;
