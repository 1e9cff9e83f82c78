//! `pressroom build`: makes the site.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Ending;
use super::kept;
use super::options::{BuildOptions, SourceOptions};
use super::place::place;
use super::progress::ProgressLine;
use super::report::{FileTexts, Report};
use super::schedule;
use crate::diagnostic::{self, Diagnostic};
use crate::newsroom::{Change, ChangeKind};
use crate::output_path::OutputPath;
use crate::pipeline::{self, Counts, Outcome, Request, Sources, Stage};
use crate::publish::{self, BuildRecord, Published};
use crate::render::Contents;

pub(super) const EXAMPLES: &str = "Examples:
  pressroom build                             content/ to output/
  pressroom build --drafts --now 2027-03-01   what the site would be on that day, with drafts
  pressroom build --portable --output site    a site that opens from a folder or a memory stick
  pressroom build --base-url https://example.org/press/ --format json
  pressroom build --schedule schedule.json    also say when to build again, for a scheduler";

/// How long a build waits for another one that has the same output folder.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is kept of a build, to answer the next one if nothing has changed. It lies in the output
/// folder, so it tells of nothing that is held back.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    counts: Counts,
    diagnostics: Vec<Diagnostic>,
    next_change: Option<String>,
    changes: Vec<(i64, ChangeKind)>,
}

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> Result<Ending> {
    let began = Instant::now();
    let request = options.source.request()?;
    refuse_output_among_sources(options)?;
    if let Some(file) = &options.schedule {
        schedule::refuse_public(file, options)?;
    }
    let sources = pipeline::sources(&request)?;
    if let Some(ending) = answer_from_last(options, &request, &sources, began)? {
        return Ok(ending);
    }
    let progress = ProgressLine::new(options.answer.quiet);
    let session = publish::begin(&options.output, PATIENCE)?;
    let published = |path: &OutputPath| Ok(session.has(path)?);
    let outcome = pipeline::build(&request, sources, &progress, published, |path, contents| {
        match contents {
            Contents::Bytes(bytes) => session.put(path, bytes)?,
            Contents::Copy(from) => session.put_copy(path, &from)?,
            Contents::Archive(archive) => session.put_archive(path, &archive)?,
            Contents::AlreadyPublished if session.keep(path)? => {}
            Contents::AlreadyPublished => bail!("{path} was changed during the build"),
        }
        Ok(())
    });
    progress.clear();
    let mut outcome = outcome?;
    std::mem::forget(std::mem::take(&mut outcome.remains));
    diagnostic::sort(&mut outcome.diagnostics, &FileTexts);
    let published = if outcome.has_errors() {
        drop(session);
        None
    } else {
        let publishing = Instant::now();
        let published = session.commit(record(&outcome, &options.source))?;
        outcome.timings.push((Stage::Publish, publishing.elapsed()));
        if let Some(file) = &options.schedule {
            schedule::write(file, outcome.now, &outcome.changes)?;
        }
        Some((published, options.output.as_path()))
    };
    let report = Report {
        command: "build",
        diagnostics: &outcome.diagnostics,
        counts: outcome.counts,
        published,
        up_to_date: false,
        drafts: request.drafts,
        next_change: outcome.next_change.clone(),
        took: began.elapsed(),
        timings: &outcome.timings,
        proof: None,
    };
    report.write(&options.answer)?;
    Ok(if outcome.has_errors() { Ending::ContentErrors } else { Ending::Done })
}

/// A site written into the content or a theme would be read as content by the next build.
fn refuse_output_among_sources(options: &BuildOptions) -> Result<()> {
    let output = place(&options.output);
    for folder in [&options.source.content, &options.source.themes] {
        if output.starts_with(place(folder)) {
            bail!(
                "the output folder {} is inside {}, where the sources are; name another one with --output",
                options.output.display(),
                folder.display()
            );
        }
    }
    Ok(())
}

/// The same content, theme and options give the same site until it next changes by itself. If the
/// last build made it and nobody touched it since, there is nothing to do but to say so again.
fn answer_from_last(
    options: &BuildOptions,
    request: &Request,
    sources: &Sources,
    began: Instant,
) -> Result<Option<Ending>> {
    let manifest = publish::read_manifest(&options.output);
    let Some(last) = manifest.record() else { return Ok(None) };
    let Some(instant) = pipeline::instant(request, sources)? else { return Ok(None) };
    let now = instant.timestamp();
    if now < last.built_at || last.valid_until.is_some_and(|until| now >= until) {
        return Ok(None);
    }
    let Ok(mut kept) = serde_json::from_value::<Kept>(last.report.clone()) else {
        return Ok(None);
    };
    if pipeline::fingerprint(request, sources)? != last.fingerprint
        || !publish::is_intact(&options.output, &manifest)
    {
        return Ok(None);
    }
    kept::shown_here(&mut kept.diagnostics, &options.source);
    if let Some(file) = &options.schedule {
        let change = |(at, kind): &(i64, ChangeKind)| {
            Some(Change { at: DateTime::from_timestamp(*at, 0)?, kind: *kind })
        };
        let to_come = kept.changes.iter().filter_map(change).filter(|change| change.at > instant);
        schedule::write(file, instant, &to_come.collect::<Vec<_>>())?;
    }
    let published = Published { unchanged: manifest.len(), ..Published::default() };
    let next_change = last.valid_until.and_then(|at| DateTime::<Utc>::from_timestamp(at, 0));
    let took = began.elapsed();
    let report = Report {
        command: "build",
        diagnostics: &kept.diagnostics,
        counts: kept.counts,
        published: Some((published, &options.output)),
        up_to_date: true,
        drafts: request.drafts,
        next_change: next_change.zip(kept.next_change),
        took,
        timings: &[(Stage::Walk, took)],
        proof: None,
    };
    report.write(&options.answer)?;
    Ok(Some(Ending::Done))
}

/// What the next build needs to know of this one, if it may lie in the output folder; else nothing, and
/// the next build looks again.
fn record(outcome: &Outcome, source: &SourceOptions) -> BuildRecord {
    if tells_of_what_is_to_come(outcome) {
        return BuildRecord {
            fingerprint: String::new(),
            built_at: 0,
            valid_until: None,
            report: serde_json::Value::Null,
        };
    }
    let mut diagnostics = outcome.diagnostics.clone();
    kept::without_folders(&mut diagnostics, source);
    let kept = Kept {
        counts: outcome.counts,
        diagnostics,
        next_change: outcome.next_change.as_ref().map(|(_, shown)| shown.clone()),
        changes: outcome.changes.iter().map(|c| (c.at.timestamp(), c.kind)).collect(),
    };
    BuildRecord {
        fingerprint: outcome.fingerprint.clone(),
        built_at: outcome.now.timestamp(),
        valid_until: outcome.next_change.as_ref().map(|(at, _)| at.timestamp()),
        report: serde_json::to_value(kept).unwrap_or_default(),
    }
}

/// Whether the messages, the moments or the hash of a build tell of something that is not public: a
/// release that is held back, a note or a withdrawal dated in the future, a draft laid where nothing
/// reads it.
fn tells_of_what_is_to_come(outcome: &Outcome) -> bool {
    let held_back = |file: &Arc<str>| outcome.held_back.contains(file);
    let due =
        |change: &Change| matches!(change.kind, ChangeKind::UpdateDue | ChangeKind::WithdrawalDue);
    outcome.counts.held_back > 0
        || outcome.changes.iter().any(due)
        || outcome.diagnostics.iter().any(|diagnostic| {
            diagnostic.code == "file-not-read"
                || held_back(&diagnostic.place.file)
                || diagnostic.related.iter().any(|(place, _)| held_back(&place.file))
        })
}
