//! Tables in plain text: in columns where they fit, else row by row.

use textwrap::core::display_width;

/// Between two columns.
const GUTTER: usize = 2;

/// The lines of a table. Cells that a shorter row lacks are empty.
pub(super) fn lines(rows: &[Vec<String>], header: bool, room: usize) -> Vec<String> {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (cell, width) in row.iter().zip(&mut widths) {
            *width = display_width(cell).max(*width);
        }
    }
    let whole = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
    if whole <= room { in_columns(rows, header, &widths) } else { row_by_row(rows, header) }
}

fn in_columns(rows: &[Vec<String>], header: bool, widths: &[usize]) -> Vec<String> {
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (i, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width + GUTTER - display_width(cell)));
        }
        lines.push(line.trim_end().to_owned());
        if i == 0 && header {
            let marks: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            lines.push(marks.join(&" ".repeat(GUTTER)));
        }
    }
    lines
}

/// `Header: cell`, a line each, and an empty line between rows.
fn row_by_row(rows: &[Vec<String>], header: bool) -> Vec<String> {
    let (heads, rows) = match rows.split_first() {
        Some((heads, rows)) if header && !rows.is_empty() => (Some(heads), rows),
        _ => (None, rows),
    };
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let head = heads.and_then(|heads| heads.get(column)).filter(|head| !head.is_empty());
            let line = head.map_or_else(|| cell.clone(), |head| format!("{head}: {cell}"));
            lines.extend(textwrap::wrap(&line, 60).into_iter().map(std::borrow::Cow::into_owned));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn check(rows: &[&[&str]], header: bool, room: usize, expected: &str) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        assert_eq!(lines(&rows, header, room).join("\n"), expected);
    }

    #[test]
    fn tables_stand_in_columns_or_row_by_row() {
        let rows: &[&[&str]] = &[&["Pilsēta", "Diena"], &["Rīga", "3."], &["Cēsis", ""]];
        check(rows, true, 40, "Pilsēta  Diena\n-------  -----\nRīga     3.\nCēsis");
        check(rows, false, 40, "Pilsēta  Diena\nRīga     3.\nCēsis");
        check(rows, true, 10, "Pilsēta: Rīga\nDiena: 3.\n\nPilsēta: Cēsis");
        check(&[&["a", "b"]], true, 1, "a\nb");
        check(&[], false, 10, "");
        // A row may be shorter or longer than the others.
        let rows: &[&[&str]] = &[&["a", "b"], &["c"], &["d", "e", "f"]];
        check(rows, true, 40, "a  b\n-  -  -\nc\nd  e  f");
        check(rows, true, 4, "a: c\n\na: d\nb: e\nf");
    }
}
