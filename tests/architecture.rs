//! What must never depend on what. The order of the modules is the list in `src/lib.rs`, and the
//! rules beside it are in that file's "What must never happen".
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "reads the source code of the program"
)]

mod common;

/// Every module, lowest first: one may use those before it.
const ORDER: &[&str] = &[
    "diagnostic",
    "language",
    "moment",
    "checksum",
    "yaml",
    "picture",
    "source",
    "config",
    "release",
    "newsroom",
    "output_path",
    "search",
    "plan",
    "context",
    "theme",
    "render",
    "publish",
    "pipeline",
    "embargo",
    "cli",
];

/// Modules that may read or change files.
const WITH_FILES: &[&str] = &["source", "publish"];

/// Modules that may read the clock.
const WITH_CLOCK: &[&str] = &["cli"];

/// A source file without its tests and comments.
struct Source {
    path: String,
    /// The module of the crate that it belongs to.
    module: String,
    code: String,
}

/// Every file of `src/` but the two that tie the modules together.
fn sources() -> Vec<Source> {
    let files = common::files(&common::repository().join("src"));
    let mut sources = Vec::new();
    for (path, bytes) in files {
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        if !path.ends_with(".rs") || is_test || path == "lib.rs" || path == "main.rs" {
            continue;
        }
        let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let text = String::from_utf8(bytes).unwrap();
        sources.push(Source { module, code: without_comments(without_tests(&text)), path });
    }
    assert!(sources.len() > 50, "the source code was not found");
    sources
}

/// By this repository's custom, the tests of a file are its end.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// Comments are whole lines here, which `cargo fmt` sees to.
fn without_comments(text: &str) -> String {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.map(|line| line.split(" // ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules that a text names: `crate::a::B`, `use crate::{a, b::C}`.
fn named_modules(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || "_$".contains(c)) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => named.extend(group_members(group)),
            None => named.push(name(rest)),
        }
    }
    named
}

/// The first names of a group's members.
fn group_members(group: &str) -> Vec<String> {
    let mut members = Vec::new();
    let mut depth = 0;
    let mut begins = true;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                members.push(name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    members
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == module)
}

#[test]
fn every_module_has_its_place_in_the_order() {
    for source in sources() {
        assert!(rank(&source.module).is_some(), "{} is in no module of the order", source.path);
    }
    let lib = std::fs::read_to_string(common::repository().join("src/lib.rs")).unwrap();
    for module in ORDER {
        assert!(lib.contains(&format!("pub mod {module};")), "src/lib.rs has no module {module}");
    }
}

#[test]
fn a_module_uses_only_those_before_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let own = rank(&source.module).unwrap();
        for named in named_modules(&source.code) {
            match rank(&named) {
                Some(used) if used <= own => {}
                Some(_) => wrong.push(format!("src/{} uses {named}", source.path)),
                None => wrong.push(format!("src/{} uses crate::{named}, no module", source.path)),
            }
        }
    }
    assert!(wrong.is_empty(), "against the order of src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_use_lines_sees_every_form() {
    let code =
        "use crate::a::B;\nuse crate::{c, d::{E, F},\n    g::h as i};\nfn x(y: &crate::j::K)";
    assert_eq!(named_modules(code), ["a", "c", "d", "g", "j"]);
    assert_eq!(named_modules("$crate::a, mycrate::b"), Vec::<String>::new());
}

/// Fails when a file outside `modules` has one of the words in its code.
fn only_in(modules: &[&str], words: &[&str]) {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !modules.contains(&source.module.as_str())) {
        for (number, line) in source.code.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(*word)) {
                wrong.push(format!(
                    "src/{}: {word} (line {} of the code)",
                    source.path,
                    number + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "allowed in {modules:?} only:\n{}", wrong.join("\n"));
}

#[test]
fn one_module_knows_the_yaml_parser() {
    only_in(&["yaml"], &["serde_yaml"]);
}

#[test]
fn files_are_read_and_changed_at_the_two_ends() {
    let words = ["std::fs", "fs::", "File::", "OpenOptions", "read_dir", "include_dir", "walkdir"];
    only_in(WITH_FILES, &words);
}

#[test]
fn the_clock_is_read_in_one_place() {
    only_in(WITH_CLOCK, &["Utc::now", "Local::now", "SystemTime::now", "env::var"]);
}

#[test]
fn only_the_commands_print() {
    let words = ["println!", "print!(", "dbg!", "io::stdout", "io::stderr", "process::exit"];
    only_in(&["cli"], &words);
}

#[test]
fn no_module_keeps_a_state_of_its_own() {
    only_in(&[], &["static mut", "thread_local!"]);
    for source in sources() {
        for line in source.code.lines().filter(|line| line.contains("static ")) {
            for word in ["Mutex", "RwLock", "Atomic", "Cell<", "OnceLock"] {
                assert!(!line.contains(word), "src/{}: {line}", source.path);
            }
        }
    }
}
