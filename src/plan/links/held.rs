//! Links to the addresses that held-back releases will have.

use std::collections::HashMap;
use std::sync::OnceLock;

use url::Url;

use super::Target;
use super::problem::held_back;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::newsroom::{HeldBack, HeldBody, Newsroom};
use crate::plan::files::held_address;
use crate::release::DocumentName;
use crate::release::markdown::Link;

/// The addresses that held-back releases will have, old ones included.
pub(super) struct HeldAddresses<'a> {
    config: &'a Config,
    newsroom: &'a Newsroom,
    /// Where the site stands; `None` while nothing is held back.
    base: Option<&'a Url>,
    /// By path from the root, without `/` at either end. Made for the first link that needs it; never
    /// iterated: only looked up.
    by_path: OnceLock<HashMap<String, &'a HeldBody>>,
}

impl<'a> HeldAddresses<'a> {
    pub(super) fn new(config: &'a Config, newsroom: &'a Newsroom) -> Self {
        let any = !newsroom.held_bodies.is_empty();
        let base = any.then_some(&config.site.base_url);
        Self { config, newsroom, base, by_path: OnceLock::new() }
    }

    /// A link with a whole address: wrong when the address is that of something held back.
    pub(super) fn outside(
        &self,
        from: &DocumentName,
        link: &Link,
        held: Option<HeldBack>,
    ) -> Result<Target, Box<Diagnostic>> {
        let path = self.base.and_then(|base| own_path(base, &link.target));
        let wrong = path.and_then(|path| self.inside(from, link, &path, held));
        wrong.unwrap_or(Ok(Target::None))
    }

    /// A link with a path from the site's root; `None` when nothing held back is there.
    pub(super) fn inside(
        &self,
        from: &DocumentName,
        link: &Link,
        written: &str,
        held: Option<HeldBack>,
    ) -> Option<Result<Target, Box<Diagnostic>>> {
        let path = written.strip_prefix('/').filter(|_| self.base.is_some())?;
        let path = path.trim_end_matches('/');
        // The page, or a file beside it.
        let folder = path.rsplit_once('/').filter(|(_, name)| name.contains('.'));
        let folder = folder.map_or("", |(folder, _)| folder);
        let by_path = self.by_path();
        let found = by_path.get(path).or_else(|| by_path.get(folder))?;
        if held.is_some_and(|source| source.lasts_as_long_as(&found.why)) {
            return Some(Ok(Target::None));
        }
        let problem = held_back(from, link, found.why);
        Some(problem.map_or(Ok(Target::None), |problem| {
            Err(Box::new(problem.related(Place::file(&found.name.file), "the release is here")))
        }))
    }

    fn by_path(&self) -> &HashMap<String, &'a HeldBody> {
        self.by_path.get_or_init(|| {
            let mut by_path = HashMap::new();
            for held in &self.newsroom.held_bodies {
                let address = held_address(self.config, held);
                let old = held.aliases.iter().map(|alias| alias.address.as_str());
                for address in std::iter::once(address.as_str()).chain(old) {
                    let address = address.trim_matches('/');
                    if !address.is_empty() {
                        by_path.insert(address.to_owned(), held);
                    }
                }
            }
            by_path
        })
    }
}

/// The path from the site's root of an address on the site, with `/` before it.
fn own_path(base: &Url, target: &str) -> Option<String> {
    let host = base.host_str()?;
    // Most links lead elsewhere.
    if !target.to_ascii_lowercase().contains(host) {
        return None;
    }
    let url = base.join(target).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_own = is_web && url.host_str() == Some(host) && url.port() == base.port();
    let path = url.path().strip_prefix(base.path()).filter(|_| is_own)?;
    Some(format!("/{path}"))
}
