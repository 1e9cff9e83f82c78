//! Mistakes that are not of one line.

use std::ops::Range;

use super::super::yaml_map::YamlMap;
use super::super::{Diagnostic, FilePath, YamlPath, YamlStep};
use super::Fault;

/// An error for every key that stands twice in its map. `yaml` are the bytes of the YAML in the
/// file's text.
pub fn duplicate_key_errors(file: &FilePath, text: &str, yaml: Range<usize>) -> Vec<Diagnostic> {
    let fault = Fault::new(file, text, yaml, "", None);
    let mut repeated = YamlMap::new(text, fault.yaml.clone()).repeated();
    repeated.sort_by_key(|(_, _, again)| again.start);
    repeated.into_iter().map(|(path, first, again)| fault.duplicate(&path, first, again)).collect()
}

/// Lines that a version control program left behind.
pub(super) fn merge_conflict(fault: &Fault<'_>) -> Option<Diagnostic> {
    let line = fault.all_lines().find(|line| line.text.starts_with("<<<<<<< "))?;
    let message = format!("two versions of the {} were never put together", fault.subject());
    let error = fault.error("merge-conflict", line.content_bytes(), message).label("left by Git");
    Some(error.help("keep one of the two versions that stand between `<<<<<<<`, `=======` and `>>>>>>>`, and delete these three lines"))
}

/// A character that YAML does not allow.
pub(super) fn control_character(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("control characters are not allowed") {
        return None;
    }
    let yaml = &fault.text[fault.yaml.clone()];
    let (at, character) = yaml.char_indices().find(|(_, character)| is_refused(*character))?;
    let start = fault.yaml.start + at;
    let message =
        format!("an invisible control character (U+{:04X}) stands here", u32::from(character));
    let bytes = start..start + character.len_utf8();
    Some(
        fault
            .error("control-character", bytes, message)
            .help("delete it; when it cannot be seen, delete and retype the words around it"),
    )
}

/// The same key twice.
pub(super) fn duplicate_key(fault: &Fault<'_>) -> Option<Diagnostic> {
    if !fault.says("duplicate entry") {
        return None;
    }
    let repeated = YamlMap::new(fault.text, fault.yaml.clone()).repeated();
    let (path, first, again) = repeated.into_iter().min_by_key(|(_, _, again)| again.start)?;
    Some(fault.duplicate(&path, first, again))
}

/// References (`*name`) that repeat each other without end, or nesting without end.
pub(super) fn endless_reference(fault: &Fault<'_>) -> Option<Diagnostic> {
    let subject = fault.subject();
    let is_deep = fault.says("recursion limit exceeded");
    if !is_deep && !fault.says("repetition limit exceeded") {
        return None;
    }
    let yaml = &fault.text[fault.yaml.clone()];
    let reference = yaml.match_indices('*').map(|(at, _)| at).find(|at| {
        yaml[..*at].ends_with([' ', '[', ',', '{']) && !yaml[at + 1..].starts_with([' ', '*'])
    });
    let Some(at) = reference.map(|at| fault.yaml.start + at) else {
        let line = fault.line();
        let message = format!("lists or maps are nested too deeply in the {subject}");
        return is_deep.then(|| fault.error("yaml-nesting", line.content_bytes(), message));
    };
    let line = fault.line_at(at);
    let end = fault.text[at + 1..line.content_end()]
        .find([' ', ',', ']', '}'])
        .map_or(line.content_end(), |length| at + 1 + length);
    let message = format!("the references (`*`) in the {subject} repeat too much, or themselves");
    let error =
        fault.error("yaml-reference", at..end, message).label("a reference to another value");
    Some(error.help(
        "write the values out instead of `&` and `*`; a text that begins with `*` stands in quotes",
    ))
}

impl Fault<'_> {
    fn duplicate(&self, path: &YamlPath, first: Range<usize>, again: Range<usize>) -> Diagnostic {
        let name = match path.0.last() {
            Some(YamlStep::Key(name)) => name.as_str(),
            _ => "",
        };
        self.error("duplicate-key", again, format!("`{name}` is given twice"))
            .label("again here")
            .related(self.place(first), "first here")
            .help("keep one of the two")
    }
}

/// Whether YAML refuses a character (YAML 1.1, section 5.1).
fn is_refused(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}
