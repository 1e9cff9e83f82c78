//! What can go wrong when publishing: never the content, always the machine or the folder.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::output_path::{BOOKKEEPING, OutputPath};

/// How many paths a message names before it only counts.
const NAMED: usize = 8;

/// Why the site could not be published. Until the first file is moved into place, an error means
/// that nothing in `output/` was changed; after it, that the next build mends what is half done.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The machine failed: disk full, no permission. The reason is in `source`.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was tried, after "cannot".
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// Another build has the same output folder in hand.
    #[error(
        "another build is writing to {}{}; wait until it ends and build again",
        output.display(),
        pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
    )]
    Locked {
        /// The output folder.
        output: PathBuf,
        /// The process that builds, if it could be read.
        pid: Option<u32>,
    },
    /// Things that Pressroom did not write stand where the site has to be written.
    #[error("{}", in_the_way(output, obstacles))]
    InTheWay {
        /// The output folder.
        output: PathBuf,
        /// All of them, sorted by path, at least one.
        obstacles: Vec<Obstacle>,
    },
    /// The same output was handed over twice: a mistake of the program.
    #[error("the site has two files at one address: {0}")]
    Twice(OutputPath),
    /// An output would have to be a file and a folder at once.
    #[error("the site has a file at {file}, where {inside} needs a folder")]
    FileAndFolder {
        /// The output that is a file.
        file: OutputPath,
        /// One that lies below it.
        inside: OutputPath,
    },
    /// An archive was handed over before a file that is a part of it: a mistake of the program.
    #[error("the site has no {0} that an archive could hold")]
    NotHandedOver(OutputPath),
    /// What is to be copied is no ordinary file, or a symbolic link has taken its place.
    #[error("cannot copy {}: it is not an ordinary file", .0.display())]
    NotAFile(PathBuf),
}

/// Something in `output/` that is not ours and that would have to be replaced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// Below the output folder, parts divided by `/`.
    pub path: String,
    /// What it is.
    pub kind: ObstacleKind,
}

/// What an [`Obstacle`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObstacleKind {
    /// A file with other contents than the site's.
    File,
    /// A folder with files of somebody else in it, where the site has a file.
    Folder,
    /// A symbolic link; it is never written through, wherever it leads.
    Link,
    /// A device, a socket and the like.
    Other,
}

impl PublishError {
    /// For `map_err`: an [`PublishError::Io`] of what was tried on which path.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }
}

/// The message of [`PublishError::InTheWay`]: what, that nothing was changed, and the way forward.
fn in_the_way(output: &Path, obstacles: &[Obstacle]) -> String {
    let named: Vec<String> = obstacles
        .iter()
        .take(NAMED)
        .map(|obstacle| format!("  {}{}", output.join(&obstacle.path).display(), obstacle.kind))
        .collect();
    let more = match obstacles.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    };
    let notes = output.join(BOOKKEEPING);
    format!(
        "{} stands where the site has to be written, and Pressroom has no note of having written it:\n\
         {}{more}\n\
         Nothing was changed. Move what is yours away, or build into an empty folder with --output. \
         If earlier builds wrote it and their notes ({}) were lost, delete it and build again.",
        if obstacles.len() == 1 { "something" } else { "a number of things" },
        named.join("\n"),
        notes.display(),
    )
}

impl fmt::Display for ObstacleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "",
            Self::Folder => " (a folder, where the site has a file)",
            Self::Link => " (a symbolic link)",
            Self::Other => " (not an ordinary file)",
        })
    }
}
