//! What programs know a page by, whatever becomes of its address.

use super::View;
use crate::newsroom::ReleaseId;
use crate::plan::PageKind;

impl View<'_> {
    /// The absolute address of a file of the site.
    pub(super) fn url(self, path: &str) -> String {
        format!("{}{path}", self.config.site.base_url)
    }

    /// The absolute address of a page.
    pub(super) fn page_url(self, kind: PageKind) -> String {
        self.url(self.plan.addresses.of(kind).map_or("", |address| address.folder()))
    }

    /// What feed readers and wire services know a release by: the first address it had.
    ///
    /// That is its address, or the first of its `aliases` that is one of a release of this newsroom,
    /// so that whoever changes a `slug` and leaves the old address there sends nobody the release
    /// twice. Addresses that another system gave are passed over: with them as well the release keeps
    /// what it is known by.
    pub(super) fn release_id(self, id: ReleaseId) -> String {
        let release = &self.newsroom.releases[id.index()];
        let archive = self.plan.addresses.language(release.language()).archive.folder();
        let mut aliases = release.aliases.iter();
        match aliases.find_map(|alias| release_path(&alias.address, archive)) {
            Some(path) => self.url(&format!("{archive}{path}/")),
            None => self.page_url(PageKind::Release(id)),
        }
    }
}

/// The path that public addresses have, of one that links between pages use: with `--portable` those name
/// the file `index.html`.
pub(super) fn public_path(linked: &str) -> &str {
    linked.strip_suffix("index.html").unwrap_or(linked)
}

/// Year and slug of an old address that a release of this newsroom had: `/releases/2013/old/`.
fn release_path<'a>(alias: &'a str, archive: &str) -> Option<&'a str> {
    let path = alias.trim_start_matches('/').strip_prefix(archive)?;
    let path = public_path(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let (year, slug) = path.split_once('/')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    (is_year && crate::language::is_slug(slug)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::release_path;

    #[test]
    fn only_addresses_of_releases_count() {
        let check = |alias: &str, expected: Option<&str>| {
            assert_eq!(release_path(alias, "lv/relizes/"), expected, "{alias}");
        };
        check("/lv/relizes/2013/old/", Some("2013/old"));
        check("lv/relizes/2013/old", Some("2013/old"));
        check("/lv/relizes/2013/old/index.html", Some("2013/old"));
        check("/lv/relizes/2013/", None);
        check("/lv/relizes/2013/05/old/", None);
        check("/lv/relizes/old/", None);
        check("/relizes/2013/old/", None);
        check("/press/2013/old.html", None);
    }
}
