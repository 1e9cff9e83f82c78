//! The steps that make the published site out of the old one and the staging folder. All that
//! could stand in the way is looked for here, before the first step is done.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use super::diff::{Diff, Staged, Stale, first_below};
use super::disk::{Found, look};
use super::error::{Obstacle, ObstacleKind, PublishError};
use crate::output_path::OutputPath;

/// One change in the output folder. A build may be killed before and after any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Writes the manifest of the new site as the journal: from now on the moves are on record.
    WriteJournal,
    /// Removes a file of the old site.
    Remove(OutputPath),
    /// Removes a folder, if it is empty.
    RemoveFolder(String),
    /// Moves a file from the staging folder over the old one, or into a folder that is there.
    MoveFile(OutputPath),
    /// Moves a whole folder that is not there yet.
    MoveFolder(String),
    /// Makes the journal the manifest: the new site is published.
    WriteManifest,
}

/// The steps from the old site to the new one.
///
/// # Errors
/// [`PublishError::InTheWay`] with everything that is not ours and would have to be replaced.
pub(super) fn plan(root: &Path, diff: &Diff) -> Result<Vec<Step>, PublishError> {
    let mut disk = Disk { root, seen: HashMap::new() };
    let mut obstacles = diff.obstacles.clone();
    let moves = moves(&mut disk, diff, &mut obstacles)?;
    if !obstacles.is_empty() {
        obstacles.sort();
        obstacles.dedup();
        return Err(PublishError::InTheWay { output: root.to_owned(), obstacles });
    }
    let mut steps = vec![Step::WriteJournal];
    removals(&mut disk, diff, true, &mut steps)?;
    steps.extend(moves);
    removals(&mut disk, diff, false, &mut steps)?;
    steps.push(Step::WriteManifest);
    Ok(steps)
}

/// What was seen of the folders of the output, each looked at once.
struct Disk<'a> {
    root: &'a Path,
    seen: HashMap<&'a str, Found>,
}

/// How far one comes on the way to a file.
enum Way<'a> {
    /// All its folders are there.
    Open,
    /// The first of its folders that is not there.
    MissingFrom(&'a str),
    /// The first of its folders that is something else.
    Blocked(&'a str, ObstacleKind),
}

impl<'a> Disk<'a> {
    fn way(&mut self, path: &'a OutputPath) -> Result<Way<'a>, PublishError> {
        for folder in path.folders() {
            let found = if let Some(found) = self.seen.get(folder) {
                *found
            } else {
                let found = look(&self.root.join(folder))?;
                self.seen.insert(folder, found);
                found
            };
            match found {
                Found::Other(ObstacleKind::Folder) => {}
                Found::Nothing => return Ok(Way::MissingFrom(folder)),
                Found::File { .. } => return Ok(Way::Blocked(folder, ObstacleKind::File)),
                Found::Other(kind) => return Ok(Way::Blocked(folder, kind)),
            }
        }
        Ok(Way::Open)
    }
}

/// What is moved in: files, and folders that are not there yet as a whole.
fn moves<'a>(
    disk: &mut Disk<'a>,
    diff: &'a Diff,
    obstacles: &mut Vec<Obstacle>,
) -> Result<Vec<Step>, PublishError> {
    let mut moves = Vec::new();
    let mut moved_folder: Option<&str> = None;
    for Staged { path, over_folder } in &diff.staged {
        if moved_folder.is_some_and(|folder| is_below(path.as_str(), folder)) {
            continue;
        }
        match disk.way(path)? {
            Way::Open => {
                if *over_folder && !is_ours(disk.root, path.as_str(), diff)? {
                    let kind = ObstacleKind::Folder;
                    obstacles.push(Obstacle { path: path.to_string(), kind });
                }
                moves.push(Step::MoveFile(path.clone()));
            }
            Way::Blocked(folder, kind) if kind != ObstacleKind::File || !diff.is_stale(folder) => {
                obstacles.push(Obstacle { path: folder.to_owned(), kind });
            }
            // A file of the old site in the place of a folder is gone before the moves.
            Way::MissingFrom(folder) | Way::Blocked(folder, _) => {
                moves.push(Step::MoveFolder(folder.to_owned()));
                moved_folder = Some(folder);
            }
        }
    }
    Ok(moves)
}

/// Whether removing the old site's files would empty the folder. One that none of them was in is
/// somebody else's, be it empty.
fn is_ours(root: &Path, folder: &str, diff: &Diff) -> Result<bool, PublishError> {
    if first_below(&diff.stale, |stale| &stale.path, folder).is_none() {
        return Ok(false);
    }
    let full = root.join(folder);
    for item in fs::read_dir(&full).map_err(PublishError::io("read", &full))? {
        let item = item.map_err(PublishError::io("read", &full))?;
        let name = item.file_name();
        let Some(name) = name.to_str() else { return Ok(false) };
        let path = format!("{folder}/{name}");
        let ours = match look(&item.path())? {
            Found::Nothing => true,
            Found::File { .. } => diff.is_stale(&path),
            Found::Other(ObstacleKind::Folder) => is_ours(root, &path, diff)?,
            Found::Other(_) => false,
        };
        if !ours {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is removed before the moves (`early`) or after them, then the folders that this empties.
fn removals<'a>(
    disk: &mut Disk<'a>,
    diff: &'a Diff,
    early: bool,
    steps: &mut Vec<Step>,
) -> Result<(), PublishError> {
    let mut folders = BTreeSet::new();
    for Stale { path, in_the_way } in &diff.stale {
        let real = match disk.way(path)? {
            Way::Open => path.as_str(),
            Way::MissingFrom(folder) | Way::Blocked(folder, _) => folder,
        };
        // A link or a folder in its place is not what we wrote: it stays.
        if *in_the_way == early
            && real == path.as_str()
            && matches!(look(&disk.root.join(real))?, Found::File { .. })
        {
            steps.push(Step::Remove(path.clone()));
        }
        // Its folders, if no link is on the way to them, and also where the file is gone already:
        // a build may have been killed before it came to the folders. Early go those alone whose
        // place a file needs: where case does not count, `Foto` may be the new site's `foto`.
        folders.extend(
            path.folders()
                .filter(|folder| folder.len() < real.len())
                .filter(|folder| !diff.has_below(folder) && diff.is_under_file(folder) == early),
        );
    }
    // Backwards, what is in a folder comes before the folder.
    steps.extend(folders.iter().rev().map(|folder| Step::RemoveFolder((*folder).to_owned())));
    Ok(())
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
