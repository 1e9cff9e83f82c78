//! Whole processes by the clock on the wall, their peak memory, and what they left on disk.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// A program with its arguments and the folder it is started in.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<String>,
    pub(crate) folder: PathBuf,
}

impl Call {
    /// Seconds from start to end; an unsuccessful end is an error with what the program said.
    pub(crate) fn seconds(&self) -> Result<f64> {
        let begin = Instant::now();
        let status = self.start()?.wait()?;
        let seconds = begin.elapsed().as_secs_f64();
        self.accept(status)?;
        Ok(seconds)
    }

    /// What the program said when it ended well.
    pub(crate) fn words(&self) -> Result<String> {
        self.seconds()?;
        Ok(fs::read_to_string(self.said())?)
    }

    /// The most memory the process held, in MB; `None` where the kernel does not tell.
    ///
    /// The process is asked every millisecond, which costs it some time: never in the run that is timed.
    pub(crate) fn peak_memory(&self) -> Result<Option<f64>> {
        let mut child = self.start()?;
        let status_file = format!("/proc/{}/status", child.id());
        let mut peak = None;
        let status = loop {
            let now = fs::read_to_string(&status_file).ok().and_then(|text| high_water(&text));
            peak = peak.max(now);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            sleep(Duration::from_millis(1));
        };
        self.accept(status)?;
        #[expect(clippy::cast_precision_loss, reason = "kilobytes of memory are far below 2^52")]
        Ok(peak.map(|kilobytes| kilobytes as f64 * 1.024e-3))
    }

    fn start(&self) -> Result<std::process::Child> {
        let said = File::create(self.said())?;
        Command::new(&self.program)
            .args(&self.arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(said.try_clone()?)
            .stderr(said)
            .spawn()
            .with_context(|| format!("starting {}", self.program.display()))
    }

    fn accept(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        let said = fs::read_to_string(self.said()).unwrap_or_default();
        let tail: Vec<&str> = said.lines().take(40).collect();
        bail!(
            "{} {} ended with {status}\n{}",
            self.program.display(),
            self.arguments.join(" "),
            tail.join("\n")
        )
    }

    fn said(&self) -> PathBuf {
        self.folder.join("said.txt")
    }
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// What a folder holds: for each published file its size and the time it was last written.
#[derive(PartialEq, Eq)]
pub(crate) struct Snapshot(BTreeMap<PathBuf, (u64, SystemTime)>);

impl Snapshot {
    /// Names that begin with a dot are a generator's own notes and not part of the site.
    pub(crate) fn of(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        let visible =
            |entry: &walkdir::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
        for entry in WalkDir::new(folder).min_depth(1).into_iter().filter_entry(visible) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let about = entry.metadata()?;
                files.insert(entry.into_path(), (about.len(), about.modified()?));
            }
        }
        Ok(Self(files))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.0.values().map(|(size, _)| size).sum()
    }

    /// How many files are new, gone or written again since `before`.
    pub(crate) fn touched_since(&self, before: &Self) -> usize {
        let gone = before.0.keys().filter(|path| !self.0.contains_key(*path)).count();
        let written =
            self.0.iter().filter(|(path, about)| before.0.get(*path) != Some(about)).count();
        gone + written
    }
}

/// The middle of the readings; of an even number, the lower of the two.
pub(crate) fn median(readings: &[f64]) -> f64 {
    let mut sorted = readings.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}
