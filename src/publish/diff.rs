//! What differs between the site that was published and the one that was handed over. No file is
//! looked at here.

use std::collections::BTreeSet;

use super::error::{Obstacle, ObstacleKind, PublishError};
use super::manifest::Entry;
use crate::checksum::Checksum;
use crate::output_path::OutputPath;

/// An output of the new site, and what was found when it was handed over.
#[derive(Debug, Clone)]
pub(super) struct Put {
    pub(super) path: OutputPath,
    pub(super) sum: Checksum,
    pub(super) size: u64,
    pub(super) fate: Fate,
}

/// What is to become of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The file in the output folder is the same.
    Kept,
    /// It waits in the staging folder.
    Staged,
    /// It waits there too, and a folder stands in its place, perhaps all of it ours.
    StagedOverFolder,
    /// Something that is not ours stands in its place.
    InTheWay(ObstacleKind),
}

/// The difference between two sites. Every list is sorted by path.
#[derive(Debug, Default)]
pub(super) struct Diff {
    /// The new site.
    pub(super) entries: Vec<Entry>,
    /// What is to be moved in.
    pub(super) staged: Vec<Staged>,
    /// What is in the old site only.
    pub(super) stale: Vec<Stale>,
    /// What stands in the way of files.
    pub(super) obstacles: Vec<Obstacle>,
    /// The size of all that is to be moved in.
    pub(super) staged_bytes: u64,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Staged {
    pub(super) path: OutputPath,
    pub(super) over_folder: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stale {
    pub(super) path: OutputPath,
    /// The new site needs the place: it has to go before anything is moved in.
    pub(super) in_the_way: bool,
}

impl Diff {
    /// Compares the old site (sorted) with what was handed over (in any order).
    pub(super) fn new(old: &[Entry], mut puts: Vec<Put>) -> Result<Self, PublishError> {
        puts.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        check_addresses(&puts)?;
        let mut diff = Self { stale: stale(old, &puts), ..Self::default() };
        for Put { path, sum, size, fate } in puts {
            match fate {
                Fate::Kept => {}
                Fate::Staged | Fate::StagedOverFolder => {
                    let over_folder = fate == Fate::StagedOverFolder;
                    diff.staged.push(Staged { path: path.clone(), over_folder });
                    diff.staged_bytes += size;
                }
                Fate::InTheWay(kind) => {
                    diff.obstacles.push(Obstacle { path: path.to_string(), kind });
                }
            }
            diff.entries.push(Entry { path, sum, size });
        }
        Ok(diff)
    }

    /// Whether `path` is a file of the old site only.
    pub(super) fn is_stale(&self, path: &str) -> bool {
        self.stale.binary_search_by(|stale| stale.path.as_str().cmp(path)).is_ok()
    }

    /// Whether the new site has a file at `folder`, or at a folder that it is in.
    pub(super) fn is_under_file(&self, folder: &str) -> bool {
        let is_file = |path: &str| {
            self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).is_ok()
        };
        is_file(folder) || folder.match_indices('/').any(|(end, _)| is_file(&folder[..end]))
    }

    /// Whether the new site has a file below `folder`.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        first_below(&self.entries, |entry| &entry.path, folder).is_some()
    }
}

/// Each address once, and none both a file and a folder.
fn check_addresses(puts: &[Put]) -> Result<(), PublishError> {
    let mut previous: &str = "";
    for put in puts {
        if put.path.as_str() == previous {
            return Err(PublishError::Twice(put.path.clone()));
        }
        let known = previous;
        previous = put.path.as_str();
        for folder in put.path.folders() {
            // What the path before had as a folder too was looked up then.
            if known.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) {
                continue;
            }
            if let Ok(at) = puts.binary_search_by(|other| other.path.as_str().cmp(folder)) {
                let (file, inside) = (puts[at].path.clone(), put.path.clone());
                return Err(PublishError::FileAndFolder { file, inside });
            }
        }
    }
    Ok(())
}

/// The files of the old site that the new one lacks.
fn stale(old: &[Entry], puts: &[Put]) -> Vec<Stale> {
    let mut puts_left = puts.iter().peekable();
    let mut gone: Vec<&OutputPath> = Vec::new();
    for Entry { path, .. } in old {
        while puts_left.next_if(|put| put.path < *path).is_some() {}
        if puts_left.peek().is_none_or(|put| put.path != *path) {
            gone.push(path);
        }
    }
    if gone.is_empty() {
        return Vec::new();
    }
    // Where case does not count, `Foto.jpg` and `foto.jpg` are one file: removing the old name
    // after the new one was moved in would remove the new one.
    let folded: BTreeSet<String> =
        puts.iter().map(|put| put.path.as_str().to_lowercase()).collect();
    gone.into_iter()
        .map(|path| {
            let in_the_way = first_below(puts, |put| &put.path, path.as_str()).is_some()
                || path.folders().any(|folder| is_put(puts, folder))
                || folded.contains(&path.as_str().to_lowercase());
            Stale { path: path.clone(), in_the_way }
        })
        .collect()
}

fn is_put(puts: &[Put], path: &str) -> bool {
    puts.binary_search_by(|put| put.path.as_str().cmp(path)).is_ok()
}

/// The first of the sorted items whose path begins with `folder/`.
pub(super) fn first_below<'a, T>(
    items: &'a [T],
    path: impl Fn(&T) -> &OutputPath,
    folder: &str,
) -> Option<&'a T> {
    let prefix = format!("{folder}/");
    let at = items.partition_point(|item| path(item).as_str() < prefix.as_str());
    items.get(at).filter(|item| path(item).as_str().starts_with(&prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `old` is "path path …"; in `new`, `=` kept, `+` staged, `/` staged over a folder, `!` in
    /// the way. The answer: what is moved, what is stale (`*`: goes first), what is in the way.
    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let sum = Checksum::of(b"");
        let path = |path: &str| OutputPath::new(path).unwrap();
        let mut old: Vec<Entry> =
            old.split_whitespace().map(|p| Entry { path: path(p), sum, size: 1 }).collect();
        old.sort_by(|a, b| a.path.cmp(&b.path));
        let puts = new.split_whitespace().map(|word| {
            let fate = match &word[..1] {
                "=" => Fate::Kept,
                "+" => Fate::Staged,
                "/" => Fate::StagedOverFolder,
                _ => Fate::InTheWay(ObstacleKind::Link),
            };
            Put { path: path(&word[1..]), sum, size: 1, fate }
        });
        let answer = match Diff::new(&old, puts.collect()) {
            Err(error) => error.to_string(),
            Ok(diff) => {
                let mut words = Vec::new();
                for Staged { path, over_folder } in &diff.staged {
                    words.push(format!("{}{path}", if *over_folder { "/" } else { "+" }));
                }
                for Stale { path, in_the_way } in &diff.stale {
                    words.push(format!("-{path}{}", if *in_the_way { "*" } else { "" }));
                }
                words.extend(diff.obstacles.iter().map(|obstacle| format!("!{}", obstacle.path)));
                words.join(" ")
            }
        };
        assert_eq!(answer, expected);
    }

    #[test]
    fn table() {
        check("", "", "");
        check("", "+b +a/x", "+a/x +b");
        check("a b c", "=a =b =c", "");
        check("a b c", "=b +d", "+d -a -c");
        check("a b c", "", "-a -b -c");
        check("b", "+a +b +c", "+a +b +c");
        check("", "=adopted !ours !b", "!b !ours");
    }

    #[test]
    fn what_needs_the_place_of_something_stale() {
        check("a", "+a/index.html", "+a/index.html -a*");
        check("a/b/c a/d e", "/a", "/a -a/b/c* -a/d* -e");
        check("Foto.JPG x", "+foto.jpg", "+foto.jpg -Foto.JPG* -x");
        check("a a-b a.b", "+a0/x", "+a0/x -a -a-b -a.b");
        check("ab/c", "+a", "+a -ab/c");
    }

    #[test]
    fn impossible_sites() {
        check("", "+a +a", "the site has two files at one address: a");
        check("", "=a +b =a", "the site has two files at one address: a");
        check("", "+a +a-b +a/x", "the site has a file at a, where a/x needs a folder");
        check("", "+a/b +a/b/c/d", "the site has a file at a/b, where a/b/c/d needs a folder");
    }

    #[test]
    fn folders_of_the_new_site() {
        let sum = Checksum::of(b"");
        let put = |path: &str| {
            let path = OutputPath::new(path).unwrap();
            Put { path, sum, size: 0, fate: Fate::Kept }
        };
        let diff = Diff::new(&[], vec![put("a/b/c"), put("a-b"), put("a0")]).unwrap();
        assert!(diff.has_below("a") && diff.has_below("a/b"));
        assert!(!diff.has_below("a/b/c") && !diff.has_below("b") && !diff.has_below("a-b"));
    }
}
