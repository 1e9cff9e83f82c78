//! Recognises towns and exhibitions by any of their names, and reports names that are nearly known.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, Place};
use crate::language::{NearIndex, fold};

/// What the names stand for, in messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// `town`.
    pub(super) word: &'static str,
    /// `towns.yaml`.
    pub(super) declared_in: &'static str,
}

/// Every known name of one kind of thing, and which thing it names.
#[derive(Debug)]
pub(super) struct Names {
    kind: Kind,
    strict: bool,
    declared_count: usize,
    /// Never iterated: only looked up.
    exact: HashMap<String, usize>,
    /// Never iterated: only looked up.
    folded: HashMap<String, usize>,
    declared: Vec<(String, usize)>,
    near_declared: NearIndex,
    /// Things no file declares: the names, how often it was used, where first.
    undeclared: Vec<Undeclared>,
    count: usize,
}

#[derive(Debug)]
struct Undeclared {
    name: String,
    /// What other languages call it.
    aliases: Vec<String>,
    id: usize,
    uses: usize,
    place: Place,
}

/// What a name turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A thing that is known.
    Known(usize),
    /// A known thing under a name that is new: what another language calls it.
    Alias(usize),
    /// A new thing, which got this number.
    New(usize),
    /// Reported; nothing can be made of it.
    Wrong,
}

impl Names {
    /// Begins with the declared things' names: each name, and the number of the thing.
    pub(super) fn new(
        kind: Kind,
        strict: bool,
        count: usize,
        declared: Vec<(String, usize)>,
    ) -> Self {
        let mut exact = HashMap::new();
        let mut folded = HashMap::new();
        for (name, id) in &declared {
            exact.entry(name.clone()).or_insert(*id);
            folded.entry(fold(name)).or_insert(*id);
        }
        let near_declared = NearIndex::new(declared.iter().map(|(name, _)| name.as_str()));
        Self {
            kind,
            strict,
            declared_count: count,
            exact,
            folded,
            declared,
            near_declared,
            undeclared: Vec::new(),
            count,
        }
    }

    /// Reports names that are declared for two things: whoever writes one means the first.
    pub(super) fn report_shared(&self, places: &[Place], diagnostics: &mut Vec<Diagnostic>) {
        let mut pairs = BTreeSet::new();
        for (name, id) in &self.declared {
            let Some(first) = self.exact(name).filter(|first| first != id) else { continue };
            if !pairs.insert((first, *id)) {
                continue;
            }
            let (Some(place), Some(other)) = (places.get(*id), places.get(first)) else { continue };
            let Kind { word, .. } = self.kind;
            let message = format!("“{name}” names another {word} as well");
            let help = format!(
                "releases that write “{name}” mean the first; give one of the two another name"
            );
            diagnostics.push(
                Diagnostic::warning("name-declared-twice", place.clone(), message)
                    .related(other.clone(), "the first is here")
                    .help(help),
            );
        }
    }

    /// The thing with exactly this name.
    pub(super) fn exact(&self, name: &str) -> Option<usize> {
        self.exact.get(name).copied()
    }

    /// One more name of a thing.
    pub(super) fn add(&mut self, name: &str, id: usize) {
        self.exact.entry(name.to_owned()).or_insert(id);
        self.folded.entry(fold(name)).or_insert(id);
    }

    /// Looks up a name as written. `hint` is what the name stands for in another translation of the
    /// same text: a name that is unknown there is one more name of that thing. `is_named` says whether a
    /// thing has a name in the language of the text: until then a name in other letters that makes the
    /// same address is its name in this language.
    pub(super) fn find(
        &mut self,
        written: &str,
        hint: Option<usize>,
        is_named: impl Fn(usize) -> bool,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Found {
        let bare = without_quotes(written);
        if let Some(id) = self.exact(written).or_else(|| self.exact(bare)) {
            self.count_use(id);
            return Found::Known(id);
        }
        let folded = fold(bare);
        if let Some(&id) = self.folded.get(&folded).filter(|_| !folded.is_empty()) {
            if id >= self.declared_count && !is_named(id) && !self.has_name(&folded, id) {
                self.count_use(id);
                self.add_alias(bare, id);
                return Found::Alias(id);
            }
            let known = self.name_like(&folded, id);
            let message = format!("“{bare}” is written “{known}” elsewhere");
            diagnostics.push(
                Diagnostic::warning("name-spelled-differently", place(), message)
                    .help(format!("write “{known}”")),
            );
            self.count_use(id);
            return Found::Known(id);
        }
        if let Some(meant) = self.near_declared.nearest(bare) {
            diagnostics.push(self.nearly(bare, meant, place()));
            return Found::Wrong;
        }
        if self.strict {
            let Kind { word, declared_in } = self.kind;
            let message = format!("the {word} “{bare}” is not declared");
            let help = format!("declare it in {declared_in}, or set `strict: false` in site.yaml");
            diagnostics.push(Diagnostic::error("undeclared-name", place(), message).help(help));
            return Found::Wrong;
        }
        // What a file declares has its names there.
        if let Some(id) = hint.filter(|id| *id >= self.declared_count) {
            self.add_alias(bare, id);
            return Found::Alias(id);
        }
        let id = self.count;
        self.count += 1;
        self.add(bare, id);
        let (name, aliases) = (bare.to_owned(), Vec::new());
        self.undeclared.push(Undeclared { name, aliases, id, uses: 1, place: place() });
        Found::New(id)
    }

    fn nearly(&self, written: &str, meant: &str, place: Place) -> Diagnostic {
        let Kind { word, declared_in } = self.kind;
        let message = format!("the {word} “{written}” is not known, but “{meant}” is");
        Diagnostic::error("name-nearly-known", place, message).help(format!(
            "did you mean “{meant}”? If “{written}” is another {word}, declare it in {declared_in}"
        ))
    }

    fn undeclared(&self, id: usize) -> Option<&Undeclared> {
        // Undeclared things get rising numbers, so the list is ordered by them.
        let i = self.undeclared.binary_search_by_key(&id, |known| known.id).ok()?;
        self.undeclared.get(i)
    }

    fn undeclared_mut(&mut self, id: usize) -> Option<&mut Undeclared> {
        let i = self.undeclared.binary_search_by_key(&id, |known| known.id).ok()?;
        self.undeclared.get_mut(i)
    }

    fn count_use(&mut self, id: usize) {
        if let Some(known) = self.undeclared_mut(id) {
            known.uses += 1;
        }
    }

    fn add_alias(&mut self, name: &str, id: usize) {
        self.add(name, id);
        if let Some(known) = self.undeclared_mut(id) {
            known.aliases.push(name.to_owned());
        }
    }

    /// Whether somebody called an undeclared thing so; its address is no name.
    fn has_name(&self, folded: &str, id: usize) -> bool {
        self.undeclared(id).is_some_and(|known| known.names().any(|name| fold(name) == folded))
    }

    fn name_like(&self, folded: &str, id: usize) -> String {
        let is_like = |name: &&String| fold(name) == folded;
        let declared = self.declared.iter().filter(|(_, of)| *of == id).map(|(name, _)| name);
        let undeclared = || {
            let known = self.undeclared(id)?;
            Some(known.names().find(is_like).unwrap_or(&known.name))
        };
        declared.into_iter().find(is_like).or_else(undeclared).cloned().unwrap_or_default()
    }

    /// Reports undeclared names that were used once and differ by a letter or two from another
    /// undeclared name: most likely a slip.
    pub(super) fn report_slips(&self, diagnostics: &mut Vec<Diagnostic>) {
        let all = NearIndex::new(self.undeclared.iter().map(|known| known.name.as_str()));
        for once in self.undeclared.iter().filter(|known| known.uses == 1) {
            let similar = all
                .nearest(&once.name)
                .and_then(|name| self.undeclared.iter().find(|known| known.name == name));
            // Of two names used once each, only the later one is reported.
            let Some(other) = similar.filter(|other| other.uses > 1 || other.id < once.id) else {
                continue;
            };
            let Kind { word, declared_in } = self.kind;
            let message = format!(
                "the {word} “{}” is named here only; there is also “{}”",
                once.name, other.name
            );
            let help =
                format!("did you mean “{}”? If not, declare both in {declared_in}", other.name);
            diagnostics.push(
                Diagnostic::warning("name-nearly-known", once.place.clone(), message)
                    .related(other.place.clone(), format!("“{}” is here", other.name))
                    .help(help),
            );
        }
    }
}

impl Undeclared {
    fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

/// A name without quotation marks around it: `„Tīrkultūra”` names what `Tīrkultūra` names.
pub(super) fn without_quotes(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || "\"'„“”‚‘’«»‹›".contains(c))
}
