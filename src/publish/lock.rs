//! One build at a time in one output folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::disk::{Found, look};
use super::error::{ObstacleKind, PublishError};

/// How long to sleep between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// Held as long as it lives. The system itself lets go when the process ends, however it ends, so
/// there is no stale lock to be removed by hand.
#[derive(Debug)]
pub(super) struct Lock(File);

/// What came of trying to take the lock.
pub(super) enum Taken {
    Yes(Lock),
    /// Another process has it, this one if it could be read.
    ByOther(Option<u32>),
    /// The file of the lock is no file of ours.
    Not(ObstacleKind),
}

/// Tries to take the lock at `file` until about `patience` has passed.
pub(super) fn take(file: &Path, patience: Duration) -> Result<Taken, PublishError> {
    // Opening would follow a link, and the process number would be written where it leads.
    match look(file)? {
        Found::Nothing | Found::File { .. } => {}
        Found::Other(kind) => return Ok(Taken::Not(kind)),
    }
    let mut opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(file)
        .map_err(PublishError::io("open", file))?;
    let mut waited = Duration::ZERO;
    loop {
        match opened.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if waited < patience => {
                thread::sleep(PAUSE);
                waited += PAUSE;
            }
            Err(TryLockError::WouldBlock) => return Ok(Taken::ByOther(holder(&mut opened))),
            // Some network drives know no locks; a newsroom on one of them can still be built.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => break,
            Err(TryLockError::Error(error)) => return Err(PublishError::io("lock", file)(error)),
        }
    }
    // The number is for the message of another build only; without it there is still a message.
    let _ = opened.set_len(0);
    let _ = opened.write_all(std::process::id().to_string().as_bytes());
    Ok(Taken::Yes(Lock(opened)))
}

fn holder(opened: &mut File) -> Option<u32> {
    let mut text = String::new();
    opened.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Two finished builds of one site leave the same files, this one included.
        let _ = self.0.set_len(0);
    }
}
