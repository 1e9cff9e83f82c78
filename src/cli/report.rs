//! The answer of a command: what is wrong, and what was done.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::options::{AnswerOptions, Format};
use crate::diagnostic::{self, Diagnostic, Severity, Texts};
use crate::embargo::Proof;
use crate::pipeline::{Counts, Stage};
use crate::publish::Published;
use crate::source;

/// What a command found and did.
#[derive(Debug)]
pub(super) struct Report<'a> {
    /// `build` or `check`.
    pub(super) command: &'static str,
    /// What is wrong, sorted.
    pub(super) diagnostics: &'a [Diagnostic],
    /// How many things there are.
    pub(super) counts: Counts,
    /// What was written, and where.
    pub(super) published: Option<(Published, &'a Path)>,
    /// True when nothing had to be built.
    pub(super) up_to_date: bool,
    /// Whether drafts are shown.
    pub(super) drafts: bool,
    /// When the site next differs by itself, in UTC and as the newsroom's clock shows it.
    pub(super) next_change: Option<(DateTime<Utc>, String)>,
    /// How long it took.
    pub(super) took: Duration,
    /// How long each stage took.
    pub(super) timings: &'a [(Stage, Duration)],
    /// That nothing held back is public, if it was asked for.
    pub(super) proof: Option<&'a Proof>,
}

/// The texts of files that messages show, read again only when there is something to show.
#[derive(Debug)]
pub(super) struct FileTexts;

impl Texts for FileTexts {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        if let Some(text) = source::embedded_text(file) {
            return Some(text.into());
        }
        source::shown_text(Path::new(file)).map(Arc::from)
    }
}

impl Report<'_> {
    /// Writes the answer to standard output, and the timings to standard error.
    ///
    /// # Errors
    /// Standard output is closed.
    pub(super) fn write(&self, options: &AnswerOptions) -> Result<()> {
        let text = match options.format {
            Format::Human => self.human(options.quiet),
            Format::Json => format!("{:#}\n", self.json()),
            Format::Github => {
                let mut out = String::new();
                diagnostic::github(self.diagnostics, &FileTexts, &mut out);
                out
            }
            Format::Sarif => diagnostic::sarif(self.diagnostics, &FileTexts),
        };
        anstream::stdout().write_all(text.as_bytes()).context("cannot write to standard output")?;
        if options.timings && options.format != Format::Json {
            self.write_timings();
        }
        Ok(())
    }

    fn human(&self, quiet: bool) -> String {
        let color = std::io::stdout().is_terminal();
        let mut out = String::new();
        diagnostic::human(self.diagnostics, &FileTexts, color, &mut out);
        let errors = self.count(Severity::Error);
        if errors > 0 {
            out.push_str(&self.failure(errors));
        } else if !quiet {
            out.push_str(&self.summary());
        }
        out
    }

    fn failure(&self, errors: usize) -> String {
        let warnings = self.count(Severity::Warning);
        let warnings = if warnings > 0 {
            format!(" and {}", amount(warnings, "warning"))
        } else {
            String::new()
        };
        let what = if self.command == "build" { "; nothing was published" } else { "" };
        format!("{}{warnings}{what}\n", amount(errors, "error"))
    }

    fn summary(&self) -> String {
        let Counts { releases, held_back, towns, exhibitions, pages, files } = self.counts;
        let verb = if self.command == "build" { "Built" } else { "Checked" };
        let mut lines = vec![format!(
            "{verb} {}, {}, {}: {}, {} in {:.2} s",
            amount(releases, "release"),
            amount(towns, "town"),
            amount(exhibitions, "exhibition"),
            amount(pages, "page"),
            amount(files, "file"),
            self.took.as_secs_f64()
        )];
        if let Some((published, output)) = &self.published {
            let Published { written, unchanged, removed, .. } = published;
            let note =
                if self.up_to_date { " (nothing has changed since the last build)" } else { "" };
            lines.push(format!(
                "{written} written, {unchanged} unchanged, {removed} removed in {}{note}",
                output.display()
            ));
        }
        if self.drafts {
            lines.push(
                "Drafts are shown: this site is for looking at, not for publishing".to_owned(),
            );
        }
        if held_back > 0 {
            lines.push(format!("Held back: {}", amount(held_back, "release")));
        }
        let warnings = self.count(Severity::Warning);
        if warnings > 0 {
            lines.push(amount(warnings, "warning"));
        }
        lines.extend(self.proof.map(proof_in_words));
        lines.push(match &self.next_change {
            Some((_, shown)) => {
                format!("The site next changes by itself on {shown}: build it again then")
            }
            None => "The site does not change by itself".to_owned(),
        });
        lines.join("\n") + "\n"
    }

    fn json(&self) -> Value {
        let Counts { releases, held_back, towns, exhibitions, pages, files } = self.counts;
        let published = self.published.as_ref().map(|(published, output)| {
            json!({
                "output": output.display().to_string(),
                "written": published.written,
                "unchanged": published.unchanged,
                "removed": published.removed,
                "bytes_written": published.bytes,
                "up_to_date": self.up_to_date,
            })
        });
        let timings: serde_json::Map<String, Value> = self
            .timings
            .iter()
            .map(|(stage, took)| {
                (stage_name(*stage).to_owned(), json!(took.as_secs_f64() * 1000.0))
            })
            .collect();
        let next =
            self.next_change.as_ref().map(|(at, _)| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        json!({
            "command": self.command,
            "ok": self.count(Severity::Error) == 0,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "counts": {
                "releases": releases,
                "held_back": held_back,
                "towns": towns,
                "exhibitions": exhibitions,
                "pages": pages,
                "files": files,
            },
            "published": published,
            "next_change": next,
            "embargo": self.proof.map(|proof| json!({
                "releases": proof.releases,
                "looked_for": proof.looked_for,
                "also_public": proof.also_public,
                "files": proof.files,
                "files_in_archives": proof.packed,
                "found": proof.found,
                "differing": proof.differing,
            })),
            "milliseconds": self.took.as_secs_f64() * 1000.0,
            "stages": timings,
            "diagnostics": diagnostic::json(self.diagnostics, &FileTexts),
        })
    }

    fn write_timings(&self) {
        for (stage, took) in self.timings {
            anstream::eprintln!("{:>10.1} ms  {}", took.as_secs_f64() * 1000.0, stage_name(*stage));
        }
        anstream::eprintln!("{:>10.1} ms  in all", self.took.as_secs_f64() * 1000.0);
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// How many of the things that public files say too are named.
const MOST_SHOWN: usize = 5;

/// What was looked for, in how much, and that it was not found. Finds are errors, which are told instead.
fn proof_in_words(proof: &Proof) -> String {
    if proof.releases == 0 {
        return "Embargo: nothing is held back".to_owned();
    }
    let also = match proof.also_public.len() {
        0 => String::new(),
        count => {
            let shown = proof.also_public.iter().take(MOST_SHOWN).map(|text| format!("“{text}”"));
            let shown: Vec<String> = shown.collect();
            let more = if count > MOST_SHOWN { ", …" } else { "" };
            let verb = if count == 1 { "is" } else { "are" };
            let was = if count == 1 { "was" } else { "were" };
            let shown = shown.join(", ");
            format!(
                "; {count} {verb} also said by public files and {was} not looked for: {shown}{more}"
            )
        }
    };
    format!(
        "Embargo: looked for {} of {} in {} and {} inside archives: none found; without what is held back \
         the site would be the same, byte for byte{also}",
        amount(proof.looked_for, "thing"),
        amount(proof.releases, "held-back release"),
        amount(proof.files, "file"),
        proof.packed
    )
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Walk => "walk",
        Stage::Parse => "parse",
        Stage::Look => "look",
        Stage::Resolve => "resolve",
        Stage::Index => "index",
        Stage::Plan => "plan",
        Stage::Share => "share",
        Stage::Prepare => "prepare",
        Stage::Render => "render",
        Stage::Pictures => "pictures",
        Stage::Publish => "publish",
    }
}

fn amount(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
