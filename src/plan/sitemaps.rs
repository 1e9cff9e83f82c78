//! What stands in `sitemap.xml`: all pages, or an index of parts when there are too many for one file.

use super::{Addresses, Claim, PageKind, What};
use crate::config::Config;
use crate::newsroom::{Newsroom, ReleaseId};

/// The limits of one file: addresses, and bytes with room to spare below the protocol's 50 MB.
const LIMITS: Limits = Limits { addresses: 50_000, bytes: 45_000_000 };

/// How much one file may hold.
#[derive(Debug, Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// The pages that search engines may list, file by file.
#[derive(Debug, Default)]
pub struct Sitemaps {
    parts: Vec<Vec<PageKind>>,
}

impl Sitemaps {
    /// Divides the pages that are claimed, which come in order of path. What is held back is left out.
    pub(super) fn new(
        config: &Config,
        newsroom: &Newsroom,
        addresses: &Addresses,
        claims: &[Claim],
    ) -> Self {
        let pages =
            claims.iter().filter(|claim| !claim.held).filter_map(|claim| match claim.output.what {
                What::Page(kind) if is_listed(newsroom, kind) => Some(kind),
                _ => None,
            });
        let sized = |kind: PageKind| (kind, size(config, newsroom, addresses, kind));
        let all: Vec<(PageKind, usize)> = pages.map(sized).collect();
        let total: usize = all.iter().map(|(_, bytes)| bytes).sum();
        if all.len() <= LIMITS.addresses && total <= LIMITS.bytes {
            return Self { parts: vec![all.into_iter().map(|(kind, _)| kind).collect()] };
        }
        Self { parts: divided(newsroom, all, LIMITS) }
    }

    /// The files, each with its pages: one for `sitemap.xml` itself, or several for its parts.
    pub fn parts(&self) -> &[Vec<PageKind>] {
        &self.parts
    }

    /// Whether `sitemap.xml` is an index of parts.
    pub fn is_index(&self) -> bool {
        self.parts.len() > 1
    }

    /// The file of a part, by its place in the list.
    pub fn path(part: usize) -> String {
        format!("sitemap-{}.xml", part + 1)
    }
}

/// Parts within the limits. Pages stand in parts of their own, and releases go from the oldest to the
/// newest, so that one more changes the last part only.
fn divided(newsroom: &Newsroom, all: Vec<(PageKind, usize)>, limits: Limits) -> Vec<Vec<PageKind>> {
    let is_release = |kind: PageKind| matches!(kind, PageKind::Release(_));
    let (mut releases, pages): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(kind, _)| is_release(*kind));
    // Stable: of one moment, in order of path.
    releases.sort_by_key(|(kind, _)| match kind {
        PageKind::Release(id) => Some(newsroom.releases[id.index()].date.at),
        _ => None,
    });
    let mut parts = chunks(pages, limits);
    parts.extend(chunks(releases, limits));
    parts
}

fn chunks(items: Vec<(PageKind, usize)>, limits: Limits) -> Vec<Vec<PageKind>> {
    let mut parts: Vec<Vec<PageKind>> = Vec::new();
    let mut bytes = usize::MAX;
    for (kind, size) in items {
        let full = parts.last().is_none_or(|part| part.len() == limits.addresses);
        if full || bytes.saturating_add(size) > limits.bytes {
            parts.push(Vec::new());
            bytes = 0;
        }
        bytes += size;
        if let Some(part) = parts.last_mut() {
            part.push(kind);
        }
    }
    parts
}

/// Whether search engines may list a page.
fn is_listed(newsroom: &Newsroom, kind: PageKind) -> bool {
    match kind {
        PageKind::NotFound | PageKind::Search(_) => false,
        PageKind::Release(id) => newsroom.releases[id.index()].withdrawn.is_none(),
        _ => true,
    }
}

/// About how many bytes a page takes, rather too many than too few.
fn size(config: &Config, newsroom: &Newsroom, addresses: &Addresses, kind: PageKind) -> usize {
    const MARKUP: usize = 120;
    let base = config.site.base_url.as_str().len();
    let own = |kind: PageKind| base + addresses.of(kind).map_or(0, |own| own.folder().len());
    let translations = match kind {
        PageKind::Release(id) => newsroom.releases[id.index()].translations.as_slice(),
        _ => &[],
    };
    let other = |id: ReleaseId| MARKUP + own(PageKind::Release(id));
    MARKUP + own(kind) + translations.iter().map(|(_, id)| other(*id)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::{Limits, chunks};
    use crate::newsroom::ReleaseId;
    use crate::plan::PageKind;

    fn lengths(sizes: &[usize], addresses: usize, bytes: usize) -> Vec<usize> {
        let items = sizes.iter().enumerate();
        let items = items.map(|(i, size)| (PageKind::Release(ReleaseId::new(i)), *size)).collect();
        chunks(items, Limits { addresses, bytes }).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_part_holds_no_more_than_it_may() {
        assert_eq!(lengths(&[], 2, 100), [0_usize; 0]);
        assert_eq!(lengths(&[1, 1], 2, 100), [2]);
        assert_eq!(lengths(&[1, 1, 1], 2, 100), [2, 1]);
        assert_eq!(lengths(&[50, 50, 1], 9, 100), [2, 1]);
        assert_eq!(lengths(&[60, 50, 200, 1], 9, 100), [1, 1, 1, 1]);
    }

    #[test]
    fn one_more_at_the_end_changes_the_last_part_only() {
        let sizes = vec![10; 25];
        let before = lengths(&sizes[..24], 10, 1000);
        let after = lengths(&sizes, 10, 1000);
        assert_eq!((before.as_slice(), after.as_slice()), (&[10, 10, 4][..], &[10, 10, 5][..]));
    }
}
