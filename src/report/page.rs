//! Lines with a margin, wrapped to the width of a terminal.

use std::fmt;

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// Columns of the margin, in which labels and numbers stand.
pub(super) const MARGIN: usize = 20;
/// Columns of a page that nobody gave a width.
pub(super) const WIDTH: usize = 90;
/// The narrowest page: below it lines overflow rather than become towers of words.
const NARROWEST: usize = 50;

/// A page that is being written.
pub(super) struct Page<'p, 'f> {
    out: &'p mut fmt::Formatter<'f>,
    width: usize,
}

impl<'p, 'f> Page<'p, 'f> {
    pub(super) fn new(out: &'p mut fmt::Formatter<'f>, width: usize) -> Page<'p, 'f> {
        Page { out, width: width.max(NARROWEST) }
    }

    /// Columns beside the margin.
    pub(super) fn measure(&self) -> usize {
        self.width - MARGIN
    }

    /// A line as it is.
    pub(super) fn line(&mut self, text: &str) -> fmt::Result {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// A paragraph over the whole width.
    pub(super) fn paragraph(&mut self, text: &str) -> fmt::Result {
        textwrap::wrap(&plain(text), options(self.width)).iter().try_for_each(|line| self.line(line))
    }

    /// A paragraph beside the margin, whose first line has a label in it; `hang` columns are left free before its further lines.
    pub(super) fn beside(&mut self, label: &str, text: &str, hang: usize) -> fmt::Result {
        let indent = " ".repeat(hang);
        let options = options(self.measure()).subsequent_indent(&indent);
        for (n, line) in textwrap::wrap(&plain(text), options).iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            let gap = " ".repeat(MARGIN.saturating_sub(2 + display_width(label)));
            self.line(&format!("{gap}{label}  {line}"))?;
        }
        Ok(())
    }

    /// Two paragraphs side by side, the margin before them.
    pub(super) fn columns(&mut self, label: &str, left: &str, right: &str) -> fmt::Result {
        let half = self.measure() * 3 / 5;
        let (left, right) = (plain(left), plain(right));
        let (left, right) = (textwrap::wrap(&left, options(half - 2)), textwrap::wrap(&right, options(self.measure() - half)));
        for n in 0..left.len().max(right.len()).max(1) {
            let label = if n == 0 { label } else { "" };
            let before = " ".repeat(MARGIN.saturating_sub(2 + display_width(label)));
            let first = left.get(n).map_or("", |l| l);
            let between = " ".repeat(half.saturating_sub(display_width(first)));
            self.line(&format!("{before}{label}  {first}{between}{}", right.get(n).map_or("", |l| l)))?;
        }
        Ok(())
    }
}

/// Hyphens part no word: a date stays in one piece.
fn options<'o>(width: usize) -> Options<'o> {
    Options::new(width.max(8)).word_splitter(WordSplitter::NoHyphenation)
}

/// One line of text: runs of white space are one space, and nothing in it moves the cursor, colours the terminal or turns the direction.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let turns = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
        if c.is_whitespace() || c.is_control() {
            gap = true;
        } else if !turns {
            if std::mem::take(&mut gap) && !out.is_empty() {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shown<F: Fn(&mut Page<'_, '_>) -> fmt::Result>(usize, F);

    impl<F: Fn(&mut Page<'_, '_>) -> fmt::Result> fmt::Display for Shown<F> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (self.1)(&mut Page::new(f, self.0))
        }
    }

    #[test]
    fn text_is_made_plain() {
        for (name, text, expected) in [
            ("white space", " a \n\t b ", "a b"),
            ("colours", "a\u{1b}[31mb", "a [31mb"),
            ("direction", "a\u{202e}b", "ab"),
            ("zero width", "a\u{200b}b", "ab"),
            ("nothing", "", ""),
        ] {
            assert_eq!(plain(text), expected, "{name}");
        }
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let page = Shown(60, |p| p.columns("1", "東京都千代田区", "x"));
        assert_eq!(page.to_string(), format!("{:>18}  東京都千代田区{}x\n", "1", " ".repeat(24 - 14)));
    }

    #[test]
    fn dates_stay_whole() {
        let page = Shown(50, |p| p.beside("label", "soldiers who left on 2025-07-18 and 2025-07-19", 2));
        assert_eq!(
            page.to_string(),
            "             label  soldiers who left on\n                      2025-07-18 and 2025-07-19\n"
        );
    }
}
