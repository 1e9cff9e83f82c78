//! One Markdown file to one parsed release (or boilerplate, exhibition, plain page). Pure: path and
//! text in, value and diagnostics out.

mod document;
mod front_matter;
pub mod markdown;
mod parts;
mod shared;

pub use document::{DocumentName, document_name, language_twice};
pub use front_matter::{ContactRef, FrontMatter, Keys, ParsedRelease, parse};
pub use parts::{
    AttachmentFile, ImageFile, ParsedEvent, ParsedStop, Status, Update, VenueRef, Withdrawal,
};
pub use shared::{
    ParsedBoilerplate, ParsedExhibition, ParsedPage, parse_boilerplate, parse_exhibition,
    parse_page,
};
