//! The fonts of a theme, in which share pictures are set: what they can write, and how wide it is.
//!
//! They are the files in `fonts/` of the theme and its parents. No font of the machine is ever used, so
//! that a picture is the same everywhere.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use resvg::usvg::fontdb::{Database, Family, Query, Source, Weight};
use skrifa::{FontRef, MetadataProvider};

use crate::diagnostic::{Diagnostic, Place};
use crate::source::ThemeFiles;

/// The fonts of a theme, its own first.
#[derive(Debug, Default)]
pub struct Fonts {
    /// The same fonts as the renderer of drawings wants them.
    database: Arc<Database>,
    faces: Vec<Face>,
    hash: String,
}

/// A font file.
struct Face {
    bytes: Arc<[u8]>,
    /// What shaping needs to know of the font, gathered once.
    shaping: ShaperData,
    /// The characters it has, in order.
    characters: Vec<u32>,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("characters", &self.characters.len()).finish_non_exhaustive()
    }
}

/// One of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FaceId(usize);

impl Fonts {
    /// Reads the fonts of a theme and its parents. A file of the same name takes the parent's place.
    pub(super) fn load(chain: &[ThemeFiles], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut database = Database::new();
        let mut faces = Vec::new();
        let mut hash = blake3::Hasher::new();
        for files in chain {
            for (path, bytes) in &files.files {
                let Some(name) = path.strip_prefix("fonts/") else { continue };
                if !is_font(name) || names.contains(&name) {
                    continue;
                }
                names.push(name);
                let Some(face) = Face::new(bytes) else {
                    let place = Place::file(&format!("{}/{path}", files.shown).into());
                    let message = "this file is no font that share pictures can be set in";
                    let help = "use a TrueType or OpenType font (.ttf, .otf) that is not variable";
                    diagnostics.push(Diagnostic::error("font", place, message).help(help));
                    continue;
                };
                let added = database.load_font_source(Source::Binary(Arc::new(Arc::clone(bytes))));
                // The database numbers its faces in the order they come in; ours go along.
                if added.len() == 1 {
                    hash.update(blake3::hash(bytes).as_bytes());
                    faces.push(face);
                }
            }
        }
        let first = database.faces().next().and_then(|face| Some(face.families.first()?.0.clone()));
        if let Some(family) = first {
            // Text without a family, or of one that is not there, is set in the theme's first.
            database.set_serif_family(family.clone());
            database.set_sans_serif_family(family);
        }
        Self { database: Arc::new(database), faces, hash: hash.finalize().to_hex().to_string() }
    }

    /// The fonts for the renderer of drawings.
    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// A hash of all of them.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The first letter or digit of a text that none of the fonts has.
    pub fn lacks(&self, text: &str) -> Option<char> {
        text.chars().find(|c| c.is_alphanumeric() && !self.can_write(*c))
    }

    /// Whether any of the fonts has a character.
    pub(super) fn can_write(&self, c: char) -> bool {
        self.faces.iter().any(|face| face.has(c))
    }

    /// The font of a family that is nearest to a weight (100 to 900).
    pub(super) fn find(&self, family: &str, weight: u16) -> Option<FaceId> {
        let known = self.database.faces().any(|face| face.families.iter().any(|f| f.0 == family));
        let families = [Family::Name(family)];
        let query = Query { families: &families, weight: Weight(weight), ..Query::default() };
        let id = self.database.query(&query).filter(|_| known)?;
        self.database.faces().position(|face| face.id == id).map(FaceId)
    }

    /// The names of the families, for messages.
    pub(super) fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .database
            .faces()
            .filter_map(|face| face.families.first())
            .map(|family| family.0.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// How wide a text is in a font, in ems.
    pub(super) fn width(&self, id: FaceId, text: &str) -> f64 {
        self.ends(id, text).last().copied().unwrap_or(0.0)
    }

    /// How far from its beginning each byte of a text ends, in ems; the first is 0, of the text's
    /// beginning. What the font lacks is measured in the first that has it, as the renderer draws it.
    /// A text is measured as a whole, because what costs time is to begin.
    pub(super) fn ends(&self, id: FaceId, text: &str) -> Vec<f64> {
        let face_of = |c: char| {
            let own = self.faces.get(id.0).filter(|face| face.has(c));
            own.map(|_| id.0).or_else(|| self.faces.iter().position(|face| face.has(c)))
        };
        let mut ends = vec![0.0; text.len() + 1];
        let mut run = 0..0;
        let mut current = None;
        for (at, c) in text.char_indices() {
            let face = face_of(c);
            if face.is_some() && face != current {
                self.add_run(current, text, run.clone(), &mut ends);
                run.start = at;
                current = face;
            }
            run.end = at + c.len_utf8();
        }
        self.add_run(current, text, run, &mut ends);
        let mut sum = 0.0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        ends
    }

    /// Adds the width of each letter of a part of the text at its end.
    fn add_run(&self, face: Option<usize>, text: &str, run: Range<usize>, ends: &mut [f64]) {
        if let Some(face) = face.and_then(|face| self.faces.get(face)) {
            face.add_widths(&text[run.clone()], &mut ends[run.start + 1..]);
        }
    }
}

impl Face {
    fn new(bytes: &Arc<[u8]>) -> Option<Self> {
        let font = FontRef::from_index(bytes, 0).ok()?;
        let mut characters: Vec<u32> = font.charmap().mappings().map(|(c, _)| c).collect();
        characters.sort_unstable();
        characters.dedup();
        let usable = font.axes().is_empty() && !characters.is_empty();
        let shaping = ShaperData::new(&font);
        usable.then(|| Self { bytes: Arc::clone(bytes), shaping, characters })
    }

    fn has(&self, c: char) -> bool {
        self.characters.binary_search(&u32::from(c)).is_ok()
    }

    /// Adds the width of each letter of a text where its first byte is.
    fn add_widths(&self, text: &str, widths: &mut [f64]) {
        let Ok(font) = FontRef::from_index(&self.bytes, 0) else { return };
        let shaper = self.shaping.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let glyphs = shaper.shape(buffer, ShapeOptions::new());
        let em = f64::from(shaper.units_per_em().max(1));
        for (glyph, at) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            if let Some(width) = widths.get_mut(glyph.cluster as usize) {
                *width += f64::from(at.x_advance) / em;
            }
        }
    }
}

fn is_font(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["ttf", "otf"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}
