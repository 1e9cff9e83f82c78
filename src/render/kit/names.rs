//! Names of files in an archive that can be unpacked everywhere.

use std::collections::BTreeSet;

use crate::output_path::OutputPath;

/// Longest name in bytes; leaves room for a number and for the folder it is unpacked into.
const LONGEST: usize = 120;

/// The names that are taken, without their case.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name of its own for a file that is called `wanted`, as near to it as can be.
    pub(super) fn own(&mut self, wanted: &str) -> String {
        let safe = safe(wanted);
        let (stem, ending) = match safe.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (safe.as_str(), String::new()),
        };
        let mut name = safe.clone();
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}-{number}{ending}");
        }
        name
    }
}

/// The name without what Windows does not allow.
fn safe(wanted: &str) -> String {
    let mut name: String = wanted
        .chars()
        .map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c })
        .collect();
    while name.len() > LONGEST {
        // The ending says what the file is.
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let ending: String = ending.chars().take(16).collect();
        let mut stem: String = stem.chars().collect();
        let most = LONGEST - ending.len() - 1;
        while stem.len() > most && stem.pop().is_some() {}
        name = if ending.is_empty() { stem } else { format!("{stem}.{ending}") };
    }
    let name = name.trim_matches([' ', '.']);
    if OutputPath::new(name).is_ok() { name.to_owned() } else { format!("file-{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_where_they_can_be() {
        let mut names = Names::default();
        for (wanted, expected) in [
            ("Atklāšana 1.JPG", "Atklāšana 1.JPG"),
            ("atklāšana 1.jpg", "atklāšana 1-2.jpg"),
            ("a:b?.pdf", "a-b-.pdf"),
            ("con.jpg", "file-con.jpg"),
            ("..", "file-"),
            ("x.", "x"),
            ("X", "X-2"),
        ] {
            assert_eq!(names.own(wanted), expected);
        }
        let long = names.own(&format!("{}.jpeg", "ā".repeat(300)));
        assert!(long.len() <= LONGEST && long.ends_with("ā.jpeg"), "{long}");
        assert!(names.own(&"x.".repeat(300)).len() <= LONGEST);
    }
}
