//! Expectations are what newspapers of each language print.

mod dates;
mod matching;
mod slugs;
mod sorting;
mod tags;

use super::Language;

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}
