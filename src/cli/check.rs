//! `pressroom check`: the same pipeline as `build`, and nothing is written.

use std::time::Instant;

use anyhow::Result;

use super::Ending;
use super::options::CheckOptions;
use super::progress::ProgressLine;
use super::report::{FileTexts, Report};
use crate::diagnostic;
use crate::embargo;
use crate::pipeline;

pub(super) const EXAMPLES: &str = "Examples:
  pressroom check                      everything that is wrong in content/
  pressroom check --format github      the same as annotations of a pull request
  pressroom check --now 2027-03-01     what would be wrong on that day
  pressroom check --embargo            prove that nothing held back would be published";

/// Runs the command.
pub(super) fn run(options: &CheckOptions) -> Result<Ending> {
    let began = Instant::now();
    let request = options.source.request()?;
    let progress = ProgressLine::new(options.answer.quiet);
    let sources = pipeline::sources(&request)?;
    // Nothing is published: what only costs time, such as the sizes of pictures, is not made.
    let mut outcome = pipeline::build(&request, sources, &progress, |_| Ok(true), |_, _| Ok(()))?;
    let mut proof = None;
    if options.embargo && !outcome.has_errors() {
        let mut made = embargo::prove(&request, &outcome.held, &progress)?;
        outcome.diagnostics.append(&mut made.diagnostics);
        proof = Some(made);
    }
    progress.clear();
    diagnostic::sort(&mut outcome.diagnostics, &FileTexts);
    let report = Report {
        command: "check",
        diagnostics: &outcome.diagnostics,
        counts: outcome.counts,
        published: None,
        up_to_date: false,
        drafts: request.drafts,
        next_change: outcome.next_change.clone(),
        took: began.elapsed(),
        timings: &outcome.timings,
        proof: proof.as_ref(),
    };
    report.write(&options.answer)?;
    Ok(if outcome.has_errors() { Ending::ContentErrors } else { Ending::Done })
}
