//! What templates see: one documented struct a page kind.
//!
//! Every template gets, besides the fields of its page's struct, the variables of [`Common`].
//! Addresses in contexts are *paths from the site's root* without a leading `/` (`towns/aluksne/`);
//! a template writes a link as `{{ root }}{{ town.path }}`, where `root` leads from the page to the
//! site's root (`../../`). So one context serves every page that shows the thing, and the site works
//! in any folder. Texts are plain unless their documentation says HTML.
//!
//! A field that has no value is `null` in the template; a name that is not here is an error.

mod page;
mod part;
mod share;
mod shared;
mod site;

pub use page::*;
pub use part::*;
pub use share::*;
pub use shared::{Html, Shared, value};
pub use site::*;

/// The version of this contract. A theme names the version it was written for in `theme.yaml`.
pub const CONTRACT_VERSION: u32 = 1;
