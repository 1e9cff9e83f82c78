//! `site.yaml` and the shared data files: towns, venues, contacts, funders.

mod data;
mod languages;
mod localised;
mod outputs;
mod pictures;
mod site;

pub(crate) use data::coordinates;
pub use data::{
    CASES, Contact, Contacts, DeclaredTown, DeclaredVenue, Funder, Funders, PictureFile, TownName,
    contacts, funders, lower_contact, towns, venues,
};
pub use languages::{LanguageId, LanguageSettings, PathWords};
pub use localised::{Localised, localised};
pub use outputs::Outputs;
pub(crate) use site::parse_base_url;
pub use site::{Defaults, Organisation, Site, site};

use std::collections::BTreeMap;

/// Everything the shared files say.
#[derive(Debug)]
pub struct Config {
    /// `site.yaml`.
    pub site: Site,
    /// `towns.yaml`, in the order of the file.
    pub towns: Vec<DeclaredTown>,
    /// Whether `towns.yaml` has mistakes: a town that is not in `towns` may be one of them.
    pub faulty_towns: bool,
    /// `venues.yaml`, in the order of the file.
    pub venues: Vec<DeclaredVenue>,
    /// `contacts.yaml`, by key.
    pub contacts: BTreeMap<String, Contact>,
    /// `funders.yaml`, by key.
    pub funders: BTreeMap<String, Funder>,
}
