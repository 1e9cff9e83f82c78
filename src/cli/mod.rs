//! The commands, and the only place that prints. Progress goes to standard error, results to standard
//! output.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the place that prints")]

mod build;
mod check;
mod clock;
mod kept;
mod options;
mod place;
mod progress;
mod report;
mod schedule;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use options::{BuildOptions, CheckOptions};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Done.
    Done,
    /// The content has errors.
    ContentErrors,
}

/// Turns a folder of Markdown press releases into a static newsroom.
#[derive(Debug, Parser)]
#[command(name = "pressroom", version, about, propagate_version = true, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "Exit status: 0 done; 1 the content has errors, nothing was published; \
2 wrong usage or the machine failed.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the site: read content/, write output/
    #[command(after_help = build::EXAMPLES)]
    Build(BuildOptions),
    /// Find everything that is wrong, and write nothing
    #[command(after_help = check::EXAMPLES)]
    Check(CheckOptions),
}

/// Reads the arguments of the process and runs the command they name.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let answer = match &arguments.command {
        Command::Build(options) => build::run(options),
        Command::Check(options) => check::run(options),
    };
    match answer {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::ContentErrors) => ExitCode::from(1),
        Err(error) => {
            anstream::eprintln!("pressroom: {error:#}");
            ExitCode::from(2)
        }
    }
}
