//! What the tests of the program share: a newsroom in a folder of its own, a run of the program in
//! it, and everything that the run left in `output/`.
#![allow(dead_code, reason = "every file of tests uses a part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

pub(crate) mod html;
pub(crate) mod pictures;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// The moment of every build that names no other.
pub(crate) const NOW: &str = "2026-06-15T12:00Z";

/// The `site.yaml` of newsrooms that need nothing of their own there.
pub(crate) const SITE: &str = "\
name: Newsroom
base_url: https://newsroom.example/
languages: [en]
timezone: Europe/Riga
";

/// A test that waits longer has hung.
const HANGS_AFTER: Duration = Duration::from_mins(1);

/// The repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A working directory with `content/`, `themes/` and `output/` below it. It goes when it is
/// dropped.
pub(crate) struct Folder {
    temp: TempDir,
}

impl Folder {
    /// An empty one.
    pub(crate) fn empty() -> Self {
        Self { temp: TempDir::new().unwrap() }
    }

    /// A newsroom that has the plainest `site.yaml` only.
    pub(crate) fn plain() -> Self {
        let folder = Self::empty();
        folder.write("content/site.yaml", SITE);
        folder
    }

    /// The newsroom `tests/sites/<name>`.
    pub(crate) fn site(name: &str) -> Self {
        let folder = Self::empty();
        copy(&repository().join("tests/sites").join(name), folder.path());
        folder
    }

    /// The sample newsroom of the repository, without the sizes of its pictures: an unoptimised program
    /// needs a minute for them. `tests/pictures.rs` has newsrooms with small pictures.
    pub(crate) fn sample() -> Self {
        let folder = Self::empty();
        copy(&repository().join("content"), &folder.at("content"));
        let site = folder.text("content/site.yaml") + "\noutputs: {pictures: false}\n";
        folder.write("content/site.yaml", site);
        folder
    }

    /// The directory.
    pub(crate) fn path(&self) -> &Path {
        self.temp.path()
    }

    /// A path in it.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file, and the folders it needs. Anything under the name of a JPEG that is none goes into
    /// the comment of a small one, so that any text serves as a picture.
    pub(crate) fn write(&self, path: &str, contents: impl AsRef<[u8]>) -> &Self {
        let contents = contents.as_ref();
        if path.ends_with(".jpg") && !contents.starts_with(&[0xff, 0xd8]) {
            return self.write_as_is(path, pictures::around(contents));
        }
        self.write_as_is(path, contents)
    }

    /// Writes a file, whatever its name, and the folders it needs.
    pub(crate) fn write_as_is(&self, path: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    /// Writes files from one text, each after a line `== path`. The last line break before the
    /// next file belongs to the file.
    pub(crate) fn write_all(&self, files: &str) -> &Self {
        for (path, contents) in split_files(files) {
            self.write(path, contents);
        }
        self
    }

    /// Writes a release: its front matter besides what is required, and its text.
    pub(crate) fn release(&self, name: &str, front: &str, body: &str) -> &Self {
        let mut text = String::from("---\n");
        for (key, value) in [("title", "A title"), ("date", "2026-05-01"), ("town", "Riga")] {
            if !front.lines().any(|line| line.starts_with(&format!("{key}:"))) {
                text.extend([key, ": ", value, "\n"]);
            }
        }
        text.push_str(front);
        if !front.is_empty() && !front.ends_with('\n') {
            text.push('\n');
        }
        text.push_str("---\n");
        text.push_str(body);
        self.write(&format!("content/releases/{name}"), text)
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.at(path)).unwrap();
        self
    }

    /// Replaces a part of a file that must be there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from:?}:\n{text}");
        self.write(path, text.replace(from, to))
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = fs::read(self.at(path));
        String::from_utf8(bytes.unwrap_or_else(|error| panic!("{path}: {error}"))).unwrap()
    }

    /// Whether there is something at the path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.at(path).symlink_metadata().is_ok()
    }

    /// The program, to be run in this directory, with nothing of the machine's own settings.
    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pressroom"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("RAYON_NUM_THREADS")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program. `--now` is added where it is missing.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut arguments = arguments.to_vec();
        let builds = arguments.first().is_some_and(|first| ["build", "check"].contains(first));
        if builds && !arguments.contains(&"--now") {
            arguments.extend(["--now", NOW]);
        }
        finish(self.program(&arguments))
    }

    /// `pressroom build`, which must end well.
    pub(crate) fn build(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build"], arguments].concat()).done()
    }

    /// `pressroom check --format json`: what it found.
    pub(crate) fn check(&self) -> Vec<Found> {
        self.run(&["check", "--format", "json"]).found()
    }

    /// Every file in `output/`.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.at("output"))
    }

    /// The files of the site, without Pressroom's own notes.
    pub(crate) fn site_files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.output();
        files.retain(|path, _| !path.starts_with(".pressroom/"));
        files
    }

    /// A file of the site as text.
    pub(crate) fn page(&self, path: &str) -> String {
        self.text(&format!("output/{path}"))
    }
}

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; `None` when it was killed.
    pub(crate) status: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Run {
    fn ended(self, status: i32) -> Self {
        let Self { status: ended, stdout, stderr } = &self;
        assert_eq!(*ended, Some(status), "\n--- stdout\n{stdout}\n--- stderr\n{stderr}");
        self
    }

    /// The run, which must have ended well.
    pub(crate) fn done(self) -> Self {
        self.ended(0)
    }

    /// The run, which must have found errors in the content.
    pub(crate) fn refused(self) -> Self {
        self.ended(1)
    }

    /// The run, which must have ended by wrong usage or a failure of the machine.
    pub(crate) fn failed(self) -> Self {
        self.ended(2)
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("{error}\n--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr)
        })
    }

    /// What is wrong, from the JSON on standard output.
    pub(crate) fn found(&self) -> Vec<Found> {
        self.json()["diagnostics"].as_array().unwrap().iter().map(Found::new).collect()
    }
}

/// One message about the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) severity: String,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) label: String,
    pub(crate) help: String,
    /// Places, each as `file:line:column` and the words there, the message's own first.
    pub(crate) places: Vec<(String, String)>,
}

impl Found {
    fn new(json: &Value) -> Self {
        let text = |key: &str| json[key].as_str().unwrap().to_owned();
        let place = |at: &Value, words: &str| {
            let file = at["file"].as_str().unwrap();
            let place = match (at["line"].as_u64(), at["column"].as_u64()) {
                (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
                _ => file.to_owned(),
            };
            (place, words.to_owned())
        };
        let mut places = vec![place(json, json["label"].as_str().unwrap())];
        for related in json["related"].as_array().unwrap() {
            places.push(place(related, related["message"].as_str().unwrap()));
        }
        Self {
            severity: text("severity"),
            code: text("code"),
            message: text("message"),
            label: text("label"),
            help: text("help"),
            places,
        }
    }

    /// Where.
    pub(crate) fn place(&self) -> &str {
        &self.places[0].0
    }
}

/// Runs a command to its end. A run that hangs is killed and fails the test.
pub(crate) fn finish(mut command: Command) -> Run {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let Output { status, stdout, stderr } = wait(child);
    Run {
        status: status.code(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

fn wait(child: Child) -> Output {
    let id = child.id();
    let (send, receive) = std::sync::mpsc::channel();
    let waiter = std::thread::spawn(move || send.send(child.wait_with_output()));
    match receive.recv_timeout(HANGS_AFTER) {
        Ok(output) => {
            waiter.join().unwrap().unwrap();
            output.unwrap()
        }
        Err(error) => panic!("process {id} has not ended after {HANGS_AFTER:?}: {error}"),
    }
}

/// The parts of a text of files: `== path` lines, each followed by the file.
pub(crate) fn split_files(files: &str) -> Vec<(&str, &str)> {
    let files = files.strip_prefix("== ").expect("the first line is `== path`");
    files.split("\n== ").map(|file| file.split_once('\n').unwrap_or((file, ""))).collect()
}

/// Every file below a folder: its path, with `/` between the parts, and its bytes.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry.unwrap();
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                let parts: Vec<&str> = path
                    .strip_prefix(root)
                    .unwrap()
                    .iter()
                    .map(|part| part.to_str().unwrap())
                    .collect();
                found.insert(parts.join("/"), fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// Which paths differ between two sets of files.
pub(crate) fn differing(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let mut paths: Vec<&String> = before.keys().chain(after.keys()).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}
