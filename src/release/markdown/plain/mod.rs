//! A rendered text as plain text: what its HTML says, block by block, for a text file or an e-mail.
//!
//! It is made from the finished HTML and not a second time from the Markdown, so that typography,
//! numbers of footnotes, cleaned raw HTML and refused links are the same in both.

mod block;
mod inline;
mod table;
mod walk;

pub use block::{Block, Kind};

use super::Body;

/// Where a link in a text leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To<'a> {
    /// What the link of this number in [`Body::links`] leads to.
    Link(usize),
    /// An address that is written in the text.
    Address(&'a str),
}

impl Body {
    /// The text in blocks. `refer` is asked for the number under which the address of a link stands,
    /// given the link's words; without a number the words stand alone.
    pub fn plain(&self, mut refer: impl FnMut(To<'_>, &str) -> Option<usize>) -> Vec<Block> {
        walk::walk(self, &mut refer)
    }
}

#[cfg(test)]
mod tests;
