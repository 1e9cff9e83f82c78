//! Expectations are what readers of each language would write.

mod matching;
mod slugs;
