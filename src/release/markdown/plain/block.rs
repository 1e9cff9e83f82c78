//! Blocks, and the lists and quotes that they stand in.

/// A block of plain text, not yet broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What stands before its first line: `- `, `> `.
    pub first: String,
    /// What stands before every other line, as wide as `first`.
    pub rest: String,
    /// No empty line stands before it.
    pub tight: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a [`Block`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading and its level, 1 to 6.
    Heading(u8, String),
    /// A paragraph; its lines are broken at `\n` at least.
    Text(String),
    /// Lines that are not to be broken anywhere else.
    Verbatim(String),
    /// Rows of cells, of which the first may be the header.
    Table {
        /// The cells, each on one line.
        rows: Vec<Vec<String>>,
        /// Whether the first row is the header.
        header: bool,
    },
    /// A line across.
    Rule,
}

/// What a block stands in.
#[derive(Debug)]
pub(super) enum Container {
    Quote,
    /// A list: the number of its next item, if it is an ordered one.
    List {
        next: Option<u64>,
        items: usize,
        /// Footnotes, whose numbers are written as their references are.
        notes: bool,
    },
    /// An item of a list.
    Item {
        marker: String,
        /// Nothing of it has been written.
        fresh: bool,
        /// Its first block follows the block before without an empty line, if it is no paragraph.
        close: bool,
    },
    /// The description of a term.
    Description,
}

/// Text that stands deeper than so many columns is not moved in further.
const DEEPEST: usize = 24;

/// The blocks so far and what the next one stands in.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) done: Vec<Block>,
    open: Vec<Container>,
}

impl Blocks {
    /// Adds a block. `paragraph`: it is marked as one, so that an empty line stands before it even at
    /// the beginning of a list's item.
    pub(super) fn push(&mut self, kind: Kind, paragraph: bool) {
        let (mut first, mut rest) = (String::new(), String::new());
        let mut tight = false;
        let mut columns = 0;
        for container in &mut self.open {
            match container {
                Container::List { .. } => {}
                _ if columns > DEEPEST => {}
                Container::Quote => {
                    first.push_str("> ");
                    rest.push_str("> ");
                    columns += 2;
                }
                Container::Description => {
                    first.push_str("    ");
                    rest.push_str("    ");
                    columns += 4;
                }
                Container::Item { marker, .. } => {
                    let width = marker.chars().count();
                    let indent = " ".repeat(width);
                    first.push_str(&indent);
                    rest.push_str(&indent);
                    columns += width;
                }
            }
            if let Container::Item { marker, fresh, close } = container {
                tight = *fresh && *close && !paragraph;
                if std::mem::take(fresh) && first.ends_with(&" ".repeat(marker.chars().count())) {
                    first.truncate(first.len() - marker.chars().count());
                    first.push_str(marker);
                }
            }
        }
        self.done.push(Block { first, rest, tight, kind });
    }

    pub(super) fn open(&mut self, container: Container) {
        self.open.push(container);
    }

    /// Opens the next item of the innermost list.
    pub(super) fn open_item(&mut self) {
        let lists = self.open.iter().filter(|open| matches!(open, Container::List { .. })).count();
        let (mut marker, mut close) = ("- ".to_owned(), false);
        let list = self.open.iter_mut().rev().find(|open| matches!(open, Container::List { .. }));
        if let Some(Container::List { next, items, notes }) = list {
            if let Some(number) = next {
                marker = if *notes {
                    format!("{} ", super::inline::raised(&number.to_string()).unwrap_or_default())
                } else {
                    format!("{number}. ")
                };
                *number = number.saturating_add(1);
            }
            close = *items > 0 || lists > 1;
            *items += 1;
        }
        self.open.push(Container::Item { marker, fresh: true, close });
    }

    /// Closes the innermost container of a kind and all that is open in it; nothing if there is none.
    pub(super) fn close(&mut self, is: impl Fn(&Container) -> bool) {
        if let Some(at) = self.open.iter().rposition(is) {
            self.open.truncate(at);
        }
    }
}
