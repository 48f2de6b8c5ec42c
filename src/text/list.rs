//! Lists of words and phrases that stand in a table of one column, or of few: a header line, then one row a line; `#` begins a note.

/// The rows of an embedded table in order, without its header and its notes. Linear.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_of_a_list() {
        let rows = |table| rows(table).collect::<Vec<_>>();
        assert_eq!(rows("# note\nword\nafter\n\n# note\nto\n"), ["after", "to"]);
        assert_eq!(rows("word\n"), [""; 0]);
        assert_eq!(rows(""), [""; 0]);
    }
}
