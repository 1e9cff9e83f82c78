//! All renderers on the same messages.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;

const RELEASE: &str = "---
title: Tīrkultūra
date: 2013-05-31
twon: Alūksne
events:
  - name: Atklāšana
    starts: 2013-06-03
title: Again
---
See [the tour](../missing.md).
";

fn texts(file: &str) -> Option<Arc<str>> {
    match file {
        "content/x.md" => Some(RELEASE.into()),
        "content/hostile.md" => Some("a \u{1b}[31mred\u{202e}\tword\u{9b}".into()),
        "content/long.md" => {
            Some(format!("{} wrong {}", "ā ".repeat(2500), "b ".repeat(2500)).into())
        }
        "content/endless.md" => Some(format!("{} wrong", "ā".repeat(50_000)).into()),
        "content/site.yaml" => {
            Some(format!("name: Ziņas\n{}theme: x\n", "# …\n".repeat(200)).into())
        }
        _ => None,
    }
}

fn at(file: &str, spot: Spot) -> Place {
    Place::new(&FilePath::from(file), spot)
}

fn key(name: &str) -> Spot {
    Spot::Key(YamlPath::key(name))
}

fn of_word(file: &str, word: &str) -> Place {
    let start = texts(file).and_then(|text| text.find(word)).unwrap();
    let number = |byte| u32::try_from(byte).unwrap();
    at(file, Spot::Bytes(number(start), number(start + word.len())))
}

fn unknown_key() -> Diagnostic {
    Diagnostic::error("unknown-key", at("content/x.md", key("twon")), "a release has no key `twon`")
        .label("not a key")
        .help("did you mean `town`?")
}

fn shown(diagnostic: Diagnostic) -> String {
    let mut out = String::new();
    human(&[diagnostic], &texts, false, &mut out);
    out
}

#[test]
fn an_error_with_help() {
    insta::assert_snapshot!(shown(unknown_key()), @r"
    error[unknown-key]: a release has no key `twon`
     --> content/x.md:4:1
      |
    4 | twon: Alūksne
      | ^^^^ not a key
      |
      = help: did you mean `town`?
    ");
}

#[test]
fn related_places_in_the_same_file_and_in_others() {
    let found =
        Diagnostic::warning("duplicate-key", of_word("content/x.md", "title: Again"), "twice")
            .label("again")
            .related(at("content/x.md", key("title")), "first")
            .related(at("content/site.yaml", key("theme")), "far down")
            .related(at("content/site.yaml", key("name")), "at the top")
            .related(at("content/lost.md", Spot::LineColumn(3, 4)), "not to be had")
            .related(at("content/lost.md", Spot::File), "");
    insta::assert_snapshot!(shown(found), @r"
    warning[duplicate-key]: twice
       --> content/x.md:8:1
        |
      2 | title: Tīrkultūra
        | ----- first
    ...
      8 | title: Again
        | ^^^^^^^^^^^^ again
        |
       ::: content/site.yaml:202:1
        |
    202 | theme: x
        | ----- far down
        |
       ::: content/site.yaml:1:1
        |
      1 | name: Ziņas
        | ---- at the top
       ::: content/lost.md:3:4
        = note: not to be had
       ::: content/lost.md
    ");
}

#[test]
fn a_missing_key_and_a_file_as_a_whole() {
    let missing = Diagnostic::error("missing-key", at("content/x.md", key("town")), "no town");
    insta::assert_snapshot!(shown(missing.help("write\n  town: Rīga")), @r"
    error[missing-key]: no town
     --> content/x.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: write
                town: Rīga
    ");
    let whole = Diagnostic::error("encoding", at("content/x.md", Spot::File), "not UTF-8");
    insta::assert_snapshot!(shown(whole.label("the file").help("save it as UTF-8")), @r"
    error[encoding]: not UTF-8
    --> content/x.md
     = note: the file
     = help: save it as UTF-8
    ");
}

#[test]
fn many_lines_are_underlined_on_the_first() {
    let place = of_word("content/x.md", "Atklāšana\n    starts: 2013");
    insta::assert_snapshot!(shown(Diagnostic::error("x", place, "too much").label("here")), @r"
    error[x]: too much
     --> content/x.md:6:11
      |
    6 |   - name: Atklāšana
      |           ^^^^^^^^^ here
    ");
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let wrong = |file| Diagnostic::error("x", of_word(file, "wrong"), "a word").label("here");
    insta::assert_snapshot!(shown(wrong("content/long.md")), @r"
    error[x]: a word
     --> content/long.md:1:5002
      |
    1 | ... ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā ā  wrong b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b ...
      |                                                                ^^^^^ here
    ");
    insta::assert_snapshot!(shown(wrong("content/endless.md")), @r"
    error[x]: a word
    --> content/endless.md:1:50002
     = note: here
    ");
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let place = of_word("content/hostile.md", "word");
    let found = Diagnostic::error("x\u{1b}", place, "esc \u{1b}]0;x\u{7} and\nbreak")
        .label("la\u{202e}bel")
        .related(at("content/\u{1b}[2J.md", Spot::File), "re\u{9b}lated")
        .help("he\u{1b}lp\nmore");
    insta::assert_snapshot!(shown(found), @r"
    error[x␛]: esc ␛]0;x␇ and break
     --> content/hostile.md:1:13
      |
    1 | a ␛[31mred�    word�
      |                ^^^^ la�bel
     ::: content/␛[2J.md
      = note: re�lated
      = help: he␛lp
              more
    ");
}

#[test]
fn colour_is_for_terminals() {
    let mut out = String::new();
    human(&[unknown_key()], &texts, true, &mut out);
    assert!(out.contains("\u{1b}["));
    assert!(!shown(unknown_key()).contains('\u{1b}'));
}

#[test]
fn as_json() {
    let found = [
        unknown_key().related(at("content/lost.md", Spot::File), "see there"),
        Diagnostic::warning("w", of_word("content/x.md", "../missing.md"), "no such release"),
    ];
    insta::assert_snapshot!(serde_json::to_string_pretty(&json(&found, &texts)).unwrap(), @r#"
    [
      {
        "code": "unknown-key",
        "column": 1,
        "end_column": 5,
        "end_line": 4,
        "file": "content/x.md",
        "help": "did you mean `town`?",
        "label": "not a key",
        "line": 4,
        "message": "a release has no key `twon`",
        "related": [
          {
            "column": null,
            "end_column": null,
            "end_line": null,
            "file": "content/lost.md",
            "line": null,
            "message": "see there"
          }
        ],
        "severity": "error"
      },
      {
        "code": "w",
        "column": 16,
        "end_column": 29,
        "end_line": 10,
        "file": "content/x.md",
        "help": "",
        "label": "",
        "line": 10,
        "message": "no such release",
        "related": [],
        "severity": "warning"
      }
    ]
    "#);
}

#[test]
fn as_github_annotations() {
    let found = [
        unknown_key().related(at("content/site.yaml", key("name")), "100 %, really"),
        Diagnostic::warning("w", of_word("content/x.md", "Again\n---"), "two lines"),
        Diagnostic::error("w", at("content/a, b: c.md", Spot::File), "multi\nline ::x"),
    ];
    let mut out = String::new();
    github(&found, &texts, &mut out);
    insta::assert_snapshot!(out, @r"
    ::error file=content/x.md,line=4,col=1,endColumn=5,title=unknown-key::a release has no key `twon`%0Anot a key%0Acontent/site.yaml:1:1: 100 %25, really%0Ahelp: did you mean `town`?
    ::warning file=content/x.md,line=8,endLine=9,title=w::two lines
    ::error file=content/a%2C b%3A c.md,title=w::multi%0Aline ::x
    ");
}

#[test]
fn as_sarif() {
    let found = [
        unknown_key().related(at("content/Rīga 1.md", Spot::File), "see there"),
        Diagnostic::warning("empty", at("content/site.yaml", Spot::File), "about all"),
    ];
    insta::assert_snapshot!(sarif(&found, &texts), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "runs": [
        {
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "level": "error",
              "locations": [
                {
                  "message": {
                    "text": "not a key"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/x.md"
                    },
                    "region": {
                      "endColumn": 5,
                      "endLine": 4,
                      "startColumn": 1,
                      "startLine": 4
                    }
                  }
                }
              ],
              "message": {
                "text": "a release has no key `twon`\n\nhelp: did you mean `town`?"
              },
              "relatedLocations": [
                {
                  "message": {
                    "text": "see there"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/R%C4%ABga%201.md"
                    }
                  }
                }
              ],
              "ruleId": "unknown-key",
              "ruleIndex": 1
            },
            {
              "level": "warning",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/site.yaml"
                    }
                  }
                }
              ],
              "message": {
                "text": "about all"
              },
              "relatedLocations": [],
              "ruleId": "empty",
              "ruleIndex": 0
            }
          ],
          "tool": {
            "driver": {
              "name": "pressroom",
              "rules": [
                {
                  "id": "empty"
                },
                {
                  "id": "unknown-key"
                }
              ],
              "semanticVersion": "0.1.0"
            }
          }
        }
      ],
      "version": "2.1.0"
    }
    "#);
}

#[test]
fn sorted_by_file_place_and_code_and_told_once() {
    let one = |file: &str, spot, code: &str| Diagnostic::error(code, at(file, spot), "m");
    let mut found = vec![
        one("content/x.md", key("twon"), "b"),
        one("content/x.md", Spot::LineColumn(10, 1), "a"),
        one("content/x.md", key("twon"), "a"),
        one("content/site.yaml", Spot::LineColumn(3, 1), "z"),
        one("content/x.md", key("date"), "z"),
        one("content/x.md", Spot::File, "z"),
        one("content/x.md", key("twon"), "b"),
        // The same place by another name.
        of_word_error("twon"),
    ];
    sort(&mut found, &texts);
    let order: Vec<String> =
        found.iter().map(|found| format!("{} {}", found.place.file, found.code)).collect();
    let expected = ["site.yaml z", "x.md z", "x.md z", "x.md a", "x.md b", "x.md a"];
    assert_eq!(order, expected.map(|line| format!("content/{line}")));
}

fn of_word_error(word: &str) -> Diagnostic {
    Diagnostic::error("a", of_word("content/x.md", word), "m")
}

fn any_spot() -> impl Strategy<Value = Spot> {
    prop_oneof![
        Just(Spot::File),
        (0u32..200, 0u32..200).prop_map(|(from, to)| Spot::Bytes(from, to)),
        (0u32..9, 0u32..99).prop_map(|(line, column)| Spot::LineColumn(line, column)),
        "[a-c]".prop_map(|name| Spot::Key(YamlPath::key(&name))),
        "[a-c]".prop_map(|name| Spot::Value(YamlPath::key(&name).item(0))),
    ]
}

proptest! {
    #[test]
    fn no_text_or_spot_makes_a_renderer_fail(
        text in "(---\n)?([a-c]: |- |[\"'\\[{|]|\n  ?|\r|\t|ā|画|e\u{301}|\u{feff}|\u{1b}|\\PC)*",
        spots in proptest::collection::vec((any_spot(), "\\PC{0,9}", any::<bool>()), 1..6),
    ) {
        let text: Arc<str> = text.into();
        let texts = |file: &str| file.starts_with("has").then(|| Arc::clone(&text));
        let place = |spot: &Spot, has| at(if has { "has.md" } else { "no.md" }, spot.clone());
        let mut found = Diagnostic::error("x", place(&spots[0].0, spots[0].2), "message");
        found.label.clone_from(&spots[0].1);
        for (spot, words, has) in &spots[1..] {
            found = found.related(place(spot, *has), words);
        }
        let mut all = vec![found];
        let mut out = String::new();
        human(&all, &texts, false, &mut out);
        let escapes = out.contains('\u{1b}');
        prop_assert!(!escapes);
        github(&all, &texts, &mut out);
        json(&all, &texts);
        sarif(&all, &texts);
        sort(&mut all, &texts);
    }
}

#[test]
fn what_is_said_again_and_again_is_told_by_its_places() {
    let many: Vec<Diagnostic> = (1..=13)
        .map(|line| {
            let place = at("content/x.md", Spot::LineColumn(line, 1));
            Diagnostic::error("unknown-key", place, "there is no key `layout`").help("remove it")
        })
        .chain([unknown_key()])
        .collect();
    let mut out = String::new();
    human(&many, &texts, false, &mut out);
    assert_eq!(out.matches("= help: remove it").count(), 10);
    let end = "error[unknown-key]: there is no key `layout`, in 3 more places:\n  \
               content/x.md:11:1\n  content/x.md:11:1\n  content/x.md:11:1\n\n";
    assert!(out.ends_with(end), "{out}");
    assert!(out.contains("did you mean `town`?"), "other messages are shown as ever:\n{out}");
}

#[test]
fn of_one_kind_not_all_are_shown_in_full() {
    let many: Vec<Diagnostic> = (1..=25)
        .map(|number| {
            let place = at("content/x.md", Spot::LineColumn(1, 1));
            Diagnostic::warning("bad-date", place, format!("“{number}” is no date")).help("mend it")
        })
        .chain([unknown_key()])
        .collect();
    let mut out = String::new();
    human(&many, &texts, false, &mut out);
    assert_eq!(out.matches("= help: mend it").count(), 20);
    let end = "warning[bad-date]: 5 more of this kind:\n  content/x.md:1:1: “21” is no date\n  \
               content/x.md:1:1: “22” is no date\n";
    assert!(out.contains(end), "{out}");
    assert!(out.contains("did you mean `town`?"), "other messages are shown as ever:\n{out}");
}
