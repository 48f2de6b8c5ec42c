//! Tables as tab-separated text with a header line; lines that begin with `#` are notes.

use crate::error::{Error, ErrorKind, Position};

/// A table and its columns.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    columns: Vec<&'a str>,
    /// The number of each line, its text, its cells.
    rows: Vec<(u64, &'a str, Vec<&'a str>)>,
}

/// One row, whose cells are asked for by the name of their column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t, 'a> {
    table: &'t Table<'a>,
    /// The line of the file, from 1.
    pub line: u64,
    text: &'a str,
    cells: &'t [&'a str],
}

impl<'a> Table<'a> {
    /// Reads a table and checks that it has the columns that are needed.
    pub fn parse(text: &'a str, needed: &[&str]) -> Result<Table<'a>, Error> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut lines = (1u64..).zip(text.lines()).filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let columns: Vec<&str> = lines.next().map(|(_, l)| l.split('\t').map(str::trim).collect()).unwrap_or_default();
        if let Some(missing) = needed.iter().find(|n| !columns.contains(n)) {
            let found = if columns.is_empty() { "nothing".into() } else { columns.join(", ") };
            let message = format!("the header line has no column {missing:?}, only {found}; columns are parted by tabs");
            return Err(Error::new(Position { line: Some(1), ..Position::default() }, ErrorKind::Table(message)));
        }
        let rows = lines.map(|(n, l)| (n, l, l.split('\t').map(str::trim).collect())).collect();
        Ok(Table { columns, rows })
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.rows.iter().map(|(line, text, cells)| Row { table: self, line: *line, text, cells })
    }
}

impl<'a> Row<'_, 'a> {
    /// A cell; empty where the row or the table has none.
    pub fn get(&self, column: &str) -> &'a str {
        let index = self.table.columns.iter().position(|c| *c == column);
        index.and_then(|i| self.cells.get(i)).copied().unwrap_or("")
    }

    /// The items of a cell that holds a list with `|`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.get(column).split('|').map(str::trim).filter(|item| !item.is_empty())
    }

    /// An error about this row.
    pub fn error(&self, message: String) -> Error {
        Error::new(Position { line: Some(self.line), ..Position::default() }, ErrorKind::Table(message))
    }

    /// An error about a cell of this row; its column is that of the cell's first character.
    pub fn error_at(&self, column: &str, message: String) -> Error {
        let cell = self.table.columns.iter().position(|c| *c == column);
        let before: usize = self.text.split('\t').take(cell.unwrap_or(0)).map(|c| c.chars().count() + 1).sum();
        let column = before.min(self.text.chars().count()) as u64 + 1;
        Error::new(Position { line: Some(self.line), column: Some(column), ..Position::default() }, ErrorKind::Table(message))
    }
}
