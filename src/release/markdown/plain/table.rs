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

    /// The rows, and whether the first is the header. A row has the cells that were written: one of
    /// twenty thousand does not make twenty thousand of every other. `None` of a table without words.
    pub(super) fn finish(mut self) -> Option<(Vec<Vec<String>>, bool)> {
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        (!self.rows.is_empty()).then_some((self.rows, self.header))
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_long_row_makes_no_other_longer() {
        let mut table = Table::default();
        table.row();
        (0..1000).for_each(|_| table.cell("a"));
        for _ in 0..1000 {
            table.row();
            table.cell("b");
        }
        let (rows, _) = table.finish().unwrap();
        assert_eq!((rows.len(), rows.iter().map(Vec::len).sum::<usize>()), (1001, 2000));
        let mut empty = Table::default();
        empty.cell("");
        assert_eq!(empty.finish(), None);
    }
}
