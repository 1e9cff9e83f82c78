//! Tables: each in a box that can be scrolled with the keyboard and is named by its own header row.

use pulldown_cmark::Alignment;

use super::render::Renderer;

/// The table being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// Tables so far.
    number: usize,
    /// Where it begins in the HTML.
    start: usize,
    column: usize,
    /// Where the cell and its content begin in the HTML.
    cell: usize,
    content: usize,
    head: bool,
    /// Whether a cell of the header row holds anything.
    named: bool,
    body: bool,
}

impl Renderer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.start_block();
        let start = self.out.html.len();
        self.table = Table { alignments, number: self.table.number + 1, start, ..Table::default() };
        // A group, not a region: two tables with one header row would be landmarks with one name.
        self.out.push("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"");
        self.table_id();
        self.out.push("\"><table>\n");
    }

    fn table_id(&mut self) {
        self.out.push(self.options.id_prefix);
        self.out.push("table:");
        self.out.number(self.table.number);
    }

    pub(super) fn start_table_head(&mut self) {
        self.table.head = true;
        self.out.push("<thead id=\"");
        self.table_id();
        self.out.push("\"><tr>");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.head = false;
        if self.table.named {
            self.out.push("</tr></thead>\n");
        } else {
            self.out.truncate(self.table.start);
            self.out.push("<div class=\"table\" tabindex=\"0\"><table>\n");
        }
    }

    pub(super) fn start_table_row(&mut self) {
        self.table.column = 0;
        let body = std::mem::replace(&mut self.table.body, true);
        self.out.push(if body { "<tr>" } else { "<tbody>\n<tr>" });
    }

    pub(super) fn start_table_cell(&mut self) {
        self.start_block();
        self.table.cell = self.out.html.len();
        self.out.push(if self.table.head { "<th scope=\"col\"" } else { "<td" });
        self.out.push(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            _ => ">",
        });
        self.table.column += 1;
        self.table.content = self.out.html.len();
    }

    pub(super) fn end_table_cell(&mut self) {
        if !self.table.head {
            self.out.push("</td>");
        } else if self.out.html.len() == self.table.content {
            // A header cell without words heads nothing.
            self.out.truncate(self.table.cell);
            self.out.push("<td></td>");
        } else {
            self.table.named = true;
            self.out.push("</th>");
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.table.body {
            self.out.push("</tbody>\n");
        } else if !self.table.named {
            self.out.truncate(self.table.start);
            return;
        }
        self.out.push("</table></div>\n");
    }
}
