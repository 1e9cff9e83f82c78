//! The cells of a table.

/// A table in the making.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// The first row stands in the head.
    header: bool,
    /// Tables that are open inside a cell: their cells are words of it.
    pub(super) inner: usize,
}

impl Table {
    pub(super) fn row(&mut self) {
        if self.rows.last().is_none_or(|row| !row.is_empty()) {
            self.rows.push(Vec::new());
        }
    }

    /// Adds a cell to the last row.
    pub(super) fn cell(&mut self, text: &str) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(text.replace('\n', " "));
        }
    }

    /// What has been read so far stands in the head.
    pub(super) fn end_head(&mut self) {
        self.header = self.rows.len() == 1;
    }

    /// The rows, each as long as the longest, and whether the first is the header. `None` of a table
    /// without words.
    pub(super) fn finish(mut self) -> Option<(Vec<Vec<String>>, bool)> {
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = self.rows.iter().map(Vec::len).max().filter(|columns| *columns > 0)?;
        for row in &mut self.rows {
            row.resize(columns, String::new());
        }
        Some((self.rows, self.header))
    }
}
