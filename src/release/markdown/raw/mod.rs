//! Raw HTML in Markdown.

mod clean;
mod elements;
mod filter;
mod hidden;
mod stack;
mod tags;
mod tokens;
mod trusted;

pub(super) use clean::clean;
pub(super) use hidden::Hidden;
pub(super) use stack::Raw;
pub(super) use tokens::{Attributes, Token, Tokens, decoded};
