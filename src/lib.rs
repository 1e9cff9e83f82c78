//! Pressroom turns a folder of Markdown press releases into a static newsroom.
//!
//! # The pipeline
//!
//! Data flows one way, through stages that are plain functions from value to value. Files and the
//! clock are touched at the two ends only.
//!
//! ```text
//! source ─► release ─► newsroom ─► plan ─► render ─► publish
//!  read      parse      resolve    every     pages     write what
//!  files     one file   names to   output,   feeds     changed
//!  (effect)  (pure)     things     once      (pure)    (effect)
//! ```
//!
//! * [`diagnostic`]: a message about content as data; one renderer a format.
//! * [`language`]: collation, dates, lists, quotation marks, folding and ASCII addresses.
//! * [`moment`]: days and times on the newsroom's clock; [`checksum`]: whether bytes are the same as before.
//! * [`yaml`]: the only module that knows the YAML parser.
//! * [`picture`]: what a picture's file says of itself, and the file without the place it was taken.
//! * [`source`]: walks and reads content and themes (effect).
//! * [`config`]: `site.yaml` and the shared data files.
//! * [`release`]: one Markdown file to one parsed release.
//! * [`newsroom`]: releases, towns, venues, exhibitions, stops and events, linked to each other.
//! * [`search`]: which words stand in which releases, cut into the files of the search index.
//! * [`plan`]: the list of every output, complete before anything is rendered.
//! * [`context`]: what templates see, one documented struct a page kind.
//! * [`theme`]: templates, static files and messages of a theme and its parents.
//! * [`render`]: pages, feeds, calendars, sitemaps, structured data.
//! * [`publish`]: writes what changed and removes what no longer belongs (effect).
//! * [`pipeline`]: composes the stages; [`embargo`]: the proof that nothing held back is public; [`cli`]: the commands, and the only place that prints.
//!
//! # What must never happen
//!
//! * A module uses only modules above it in the list. `tests/architecture.rs` checks it.
//! * A stage other than `source` and `publish` reads no file and no clock: the moment of the build
//!   is a value that `cli` reads once.
//! * A mistake in content is a [`diagnostic::Diagnostic`] that travels with the result, never a
//!   panic and never the first one only. A broken machine is an error with the path in its context.
//! * Nothing of a release that is held back (draft, future date, embargo) reaches an output: the
//!   held-back releases are checked, their links and addresses by `plan` as well, and left out.
//! * The order of an output never depends on threads or on a hash map.

pub mod checksum;
pub mod cli;
pub mod config;
pub mod context;
pub mod diagnostic;
pub mod embargo;
pub mod language;
pub mod moment;
pub mod newsroom;
pub mod output_path;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod release;
pub mod render;
pub mod search;
pub mod source;
pub mod theme;
pub mod yaml;
