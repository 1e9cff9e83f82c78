//! What can be wrong with a picture's file, in words.

use super::{Format, MAX_BYTES, MAX_PIXELS};

/// Why a file cannot be used as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is in it.
    Empty,
    /// It is something else.
    NotAPicture,
    /// It is a picture of another kind than its name says.
    Mislabelled(Format),
    /// It ends too early.
    Truncated,
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    /// Its width and height make more than [`MAX_PIXELS`].
    TooManyPixels(u32, u32),
    /// It tells where it was taken, and what tells it cannot be taken out of this kind of file.
    TellsLocation(Format),
    /// It cannot be decoded.
    Corrupt(String),
}

impl Problem {
    /// A short stable name of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPicture => "no-picture",
            Self::Mislabelled(_) => "picture-mislabelled",
            Self::TooLarge | Self::TooManyPixels(..) => "picture-too-large",
            Self::TellsLocation(_) => "picture-tells-location",
            Self::Empty | Self::Truncated | Self::Corrupt(_) => "picture-broken",
        }
    }

    /// What is wrong with the picture that the author calls `written`.
    pub fn message(&self, written: &str) -> String {
        match self {
            Self::Empty => format!("“{written}” is an empty file"),
            Self::NotAPicture => format!("“{written}” is not a picture, whatever its name says"),
            Self::Mislabelled(format) => {
                format!(
                    "“{written}” is a {} picture, and its name says another kind",
                    format.name()
                )
            }
            Self::Truncated => format!("the end of the picture “{written}” is missing"),
            Self::TooLarge => {
                format!("the picture “{written}” is larger than {} MB", MAX_BYTES / 1024 / 1024)
            }
            Self::TooManyPixels(width, height) => format!(
                "the picture “{written}” is {width} × {height} pixels, more than {} million in all",
                MAX_PIXELS / 1_000_000
            ),
            Self::TellsLocation(_) => {
                format!("the picture “{written}” tells where it was taken")
            }
            Self::Corrupt(why) => format!("the picture “{written}” cannot be read: {why}"),
        }
    }

    /// How to mend it.
    pub fn help(&self, written: &str) -> String {
        match self {
            Self::Mislabelled(format) => {
                let stem = written.rsplit_once('.').map_or(written, |(stem, _)| stem);
                format!("rename the file to `{stem}.{}`, here as well", format.ending())
            }
            Self::TooLarge | Self::TooManyPixels(..) => {
                "save it smaller: 6000 pixels on the longer side are enough for print".to_owned()
            }
            Self::TellsLocation(format) => format!(
                "nothing can be taken out of {} files: save it as JPEG, or without its location",
                format.name()
            ),
            Self::NotAPicture => {
                "open it in a picture editor and save it as JPEG, PNG or WebP".to_owned()
            }
            Self::Empty | Self::Truncated | Self::Corrupt(_) => {
                "copy the file again from where it came, or save it again in a picture editor"
                    .to_owned()
            }
        }
    }
}
