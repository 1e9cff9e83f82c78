//! One Markdown file to one parsed release.

pub mod markdown;
