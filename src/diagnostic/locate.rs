//! From the spot of a diagnostic to its place in the text.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::front_matter::yaml_part;
use super::span::Lines;
use super::yaml_map::YamlMap;
use super::{FilePath, Place, Span, Spot, YamlPath};

/// Where the messages' texts come from.
pub trait Texts {
    /// The text of a file, by the name diagnostics give it. Without one, a message names the file
    /// and shows no source.
    fn text(&self, file: &str) -> Option<Arc<str>>;
}

impl<F: Fn(&str) -> Option<Arc<str>>> Texts for F {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        self(file)
    }
}

/// The place of a spot in a file's text.
///
/// A path that the YAML does not have gives the nearest place that it has: the item or key that
/// should have held it, or the line that opens the front matter. YAML that is broken gives places
/// up to the break. To look up many spots, make [`Places`] instead.
pub fn locate(file: &str, text: &str, spot: &Spot) -> Span {
    IndexedText::new(file, Arc::from(text)).span(spot)
}

/// Every key that stands twice in its map: its path, where it stands first and where again, in bytes
/// after `offset`, which is where the YAML begins in its file.
pub fn duplicate_keys(yaml: &str, offset: usize) -> Vec<(YamlPath, Range<usize>, Range<usize>)> {
    let shift = |range: Range<usize>| range.start + offset..range.end + offset;
    let repeated = YamlMap::new(yaml, 0..yaml.len()).repeated();
    repeated.into_iter().map(|(path, first, again)| (path, shift(first), shift(again))).collect()
}

/// The texts that a set of messages speaks of, each fetched and indexed once.
pub(super) struct Places<'a> {
    texts: &'a dyn Texts,
    known: RefCell<BTreeMap<FilePath, Option<Rc<IndexedText>>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(texts: &'a dyn Texts) -> Self {
        Self { texts, known: RefCell::default() }
    }

    /// The text of a file, if it is to be had.
    pub(super) fn text(&self, file: &FilePath) -> Option<Rc<IndexedText>> {
        let mut known = self.known.borrow_mut();
        let fetch = || self.texts.text(file).map(|text| Rc::new(IndexedText::new(file, text)));
        known.entry(Arc::clone(file)).or_insert_with(fetch).clone()
    }

    /// The span of a place; `None` for a whole file, or when its text is not to be had.
    pub(super) fn span(&self, place: &Place) -> Option<Span> {
        match (&place.spot, self.text(&place.file)) {
            (Spot::File, _) => None,
            (spot, Some(text)) => Some(text.span(spot)),
            // The finder knew the place, though the text cannot be shown.
            (&Spot::LineColumn(line, column), None) => {
                let (line, column) = (line as usize, column as usize);
                Some(Span { bytes: 0..0, line, column, end_line: line, end_column: column })
            }
            (_, None) => None,
        }
    }
}

/// A text with what is needed to find places in it.
pub(super) struct IndexedText {
    pub(super) text: Arc<str>,
    pub(super) lines: Lines,
    yaml: Range<usize>,
    /// What stands for the YAML as a whole: the `---` line, in a Markdown file.
    opening: Option<Range<usize>>,
    map: OnceCell<YamlMap>,
}

impl IndexedText {
    fn new(file: &str, text: Arc<str>) -> Self {
        let lines = Lines::new(&text);
        let (yaml, opening) = yaml_part(file, &text);
        Self { text, lines, yaml, opening, map: OnceCell::new() }
    }

    fn span(&self, spot: &Spot) -> Span {
        let bytes = match spot {
            Spot::File => 0..0,
            &Spot::Bytes(from, to) => from as usize..to as usize,
            &Spot::LineColumn(line, column) => {
                let at = self.lines.byte_at(&self.text, line as usize, column as usize);
                at..at
            }
            Spot::Key(path) => self.yaml_bytes(path, self.map().key(path)),
            Spot::Value(path) => self.yaml_bytes(path, self.map().value(path)),
        };
        self.lines.span(&self.text, bytes)
    }

    fn map(&self) -> &YamlMap {
        self.map.get_or_init(|| YamlMap::new(&self.text, self.yaml.clone()))
    }

    /// What was found, or else what stands for the whole YAML.
    fn yaml_bytes(&self, path: &YamlPath, found: Option<Range<usize>>) -> Range<usize> {
        let whole = || self.opening.clone();
        let found = if path.0.is_empty() { whole().or(found) } else { found.or_else(whole) };
        found
            .or_else(|| self.map().value(&YamlPath::default()))
            .unwrap_or_else(|| self.lines.line_bytes(&self.text, 1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads `events[0].starts`.
    fn path(written: &str) -> YamlPath {
        let mut found = YamlPath::default();
        for part in written.split(['.', '[']).filter(|part| !part.is_empty()) {
            let item = part.strip_suffix(']').and_then(|item| item.parse().ok());
            found = item.map_or_else(|| found.child(part), |item| found.item(item));
        }
        found
    }

    fn check(file: &str, text: &str, spot: &Spot, expected: &str) {
        let span = locate(file, text, spot);
        let shown = format!("{}:{} {}", span.line, span.column, &text[span.bytes]);
        assert_eq!(shown, expected, "{spot:?}");
    }

    fn check_key(text: &str, written: &str, expected: &str) {
        check("x.md", text, &Spot::Key(path(written)), expected);
    }

    fn check_value(text: &str, written: &str, expected: &str) {
        check("x.md", text, &Spot::Value(path(written)), expected);
    }

    const RELEASE: &str = "---\r
title: „Tīrkultūra” Alūksnē\r
town:\r
summary: |\r
  First line\r
  second line\r
topics: [māksla, 'kultūra']\r
events:\r
  - name: Atklāšana\r
    starts: 2013-06-03\r
  -\r
  - name: \"Two\r
      lines\"\r
contact: {name: Prese, email: x}\r
---\r
title: no\r
";

    #[test]
    fn keys() {
        check_key(RELEASE, "title", "2:1 title");
        check_key(RELEASE, "events", "8:1 events");
        check_key(RELEASE, "events[0].starts", "10:5 starts");
        check_key(RELEASE, "contact.email", "14:24 email");
    }

    #[test]
    fn values() {
        check_value(RELEASE, "title", "2:8 „Tīrkultūra” Alūksnē");
        check_value(RELEASE, "events[0].starts", "10:13 2013-06-03");
        check_value(RELEASE, "topics[1]", "7:18 'kultūra'");
        check_value(RELEASE, "topics", "7:9 [māksla, 'kultūra']");
        check_value(RELEASE, "contact", "14:10 {name: Prese, email: x}");
    }

    #[test]
    fn of_many_lines_the_first() {
        check_value(RELEASE, "summary", "5:3 First line");
        check_value(RELEASE, "events[2].name", "12:11 \"Two");
        check_value(RELEASE, "events", "9:3 - name: Atklāšana");
        check_value(RELEASE, "events[0]", "9:5 name: Atklāšana");
    }

    #[test]
    fn quoted_text_may_go_on_in_the_first_column() {
        let text = "---\ntitle: \"One „two\nthree: 'x\"\nnext: a\nsecond: 'b\n\nc''s: d\n'\nlist:\n- \"a\nb\"\nlast: c\n---\n";
        check_key(text, "next", "4:1 next");
        check_key(text, "second", "5:1 second");
        check_value(text, "title", "2:8 \"One „two");
        check_value(text, "list[0]", "10:3 \"a");
        check_key(text, "last", "12:1 last");
    }

    #[test]
    fn an_empty_value_is_shown_by_its_key_or_dash() {
        check_value(RELEASE, "town", "3:1 town");
        check_value(RELEASE, "events[1]", "11:3 -");
        check_value("---\nt:\n-  \n", "t[0]", "3:1 -");
    }

    #[test]
    fn what_is_missing_is_shown_where_it_should_have_been() {
        check_key(RELEASE, "date", "1:1 ---");
        check_value(RELEASE, "date", "1:1 ---");
        check_key(RELEASE, "", "1:1 ---");
        check_key(RELEASE, "events[0].ends", "9:5 name: Atklāšana");
        check_key(RELEASE, "contact.phone", "14:1 contact");
        check_value(RELEASE, "title.en", "2:8 „Tīrkultūra” Alūksnē");
        check_key("# No front matter", "title", "1:1 # No front matter");
        check_key("", "title", "1:1 ");
    }

    #[test]
    fn other_files_are_yaml_throughout() {
        let site = "\u{feff}# The site\nname: Ziņas\nlanguages:\n- lv\n";
        let check = |spot, expected| check("content/site.yaml", site, &spot, expected);
        check(Spot::Key(path("name")), "2:1 name");
        check(Spot::Value(path("languages[0]")), "4:3 lv");
        check(Spot::Key(path("base_url")), "2:1 name: Ziņas");
        check(Spot::LineColumn(2, 7), "2:7 ");
        check(Spot::Bytes(0, 6), "1:1 # T");
        check(Spot::File, "1:1 ");
    }

    #[test]
    fn tags_anchors_aliases_and_strange_keys() {
        let text = "---\na: &x !t one\nb: *x\n? [c, d]\n: e\n? {f: g}\n: h\ni: j\n: k\n";
        check_value(text, "a", "2:4 &x !t one");
        check_value(text, "b", "3:4 *x");
        check_value(text, "i", "8:4 j");
    }

    #[test]
    fn broken_yaml_has_places_up_to_the_break() {
        let text = "---\ntitle: a\nevents:\n  - name: b\n  - name: \"c\ntown: d\n---\n";
        check_key(text, "title", "2:1 title");
        check_value(text, "events[0].name", "4:11 b");
        check_key(text, "town", "1:1 ---");
    }

    #[test]
    fn the_first_of_duplicate_keys_counts() {
        let text = "---\na:\n  b: 1\n  b: 2\na: 3\n---\n";
        check_value(text, "a.b", "3:6 1");
        let yaml = &text[4..26];
        let found = duplicate_keys(yaml, 4);
        let shown: Vec<_> = found
            .iter()
            .map(|(path, first, again)| (path.0.len(), first.start, &text[again.clone()]))
            .collect();
        assert_eq!(shown, [(2, 9, "b"), (1, 4, "a")]);
    }

    #[test]
    fn hostile_yaml_takes_no_time() {
        let openers =
            ["[", "{", "{a: ", "- ", "? ", "[a, ", "&a ", "!", "a:\n ", "\"", "|\n", "*", "\t"];
        for opener in openers {
            let text = format!("---\nx: {}", opener.repeat(200_000));
            let began = std::time::Instant::now();
            locate("x.md", &text, &Spot::Key(path("x.y[3]")));
            assert!(began.elapsed().as_secs() < 3, "{opener:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_place_for_any_spot(
            text in "(---\r?\n)?([a-c]: |\\[|\\{|- |[\"'|>&*!?:,#%@\\]}]|\n  ?|\t|\r|ā|\u{feff}|---\n|\\PC)*",
            steps in proptest::collection::vec(prop_oneof!["[a-c]", "\\[[0-2]\\]"], 0..4),
            from in 0u32..80,
            to in 0u32..80,
        ) {
            let path = path(&steps.join("."));
            let spots = [Spot::Key(path.clone()), Spot::Value(path), Spot::Bytes(from, to),
                Spot::LineColumn(from, to), Spot::File];
            for (file, spot) in ["x.md", "x.yaml"].iter().flat_map(|f| spots.iter().map(move |s| (f, s))) {
                let span = locate(file, &text, spot);
                prop_assert!(text.get(span.bytes.clone()).is_some());
                prop_assert!(span.line >= 1 && span.column >= 1);
            }
        }
    }
}
