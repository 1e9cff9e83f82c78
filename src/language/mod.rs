//! What Pressroom knows about languages: sorting, dates, lists, numbers, quotation marks, ASCII
//! addresses, and telling names that are nearly alike.

mod fold;
mod near;
mod romanise;
mod slug;

#[cfg(test)]
mod tests;

pub use fold::fold;
pub use near::{NearIndex, near};
pub use slug::{slugify, slugify_in};
