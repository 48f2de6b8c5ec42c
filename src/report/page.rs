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
    colour: bool,
}

impl<'p, 'f> Page<'p, 'f> {
    pub(super) fn new(out: &'p mut fmt::Formatter<'f>, width: usize) -> Page<'p, 'f> {
        Page { out, width: width.max(NARROWEST), colour: false }
    }

    /// Writes labels in colours, by the codes of ECMA-48.
    pub(super) fn coloured(mut self, on: bool) -> Self {
        self.colour = on;
        self
    }

    /// Columns beside the margin.
    pub(super) fn measure(&self) -> usize {
        self.width - MARGIN
    }

    /// A line as it is. One with letters that are written from right to left is held from left to right as a whole, so that columns stay where they
    /// are on terminals that turn such letters.
    pub(super) fn line(&mut self, text: &str) -> fmt::Result {
        let text = text.trim_end();
        writeln!(self.out, "{}{text}", if text.contains(is_right_to_left) { "\u{200e}" } else { "" })
    }

    /// A label of so many columns before it: numbers bold, warnings in yellow, all else faint.
    fn labelled(&mut self, gap: usize, label: &str, rest: &str) -> fmt::Result {
        let gap = " ".repeat(gap);
        if !self.colour || label.trim().is_empty() {
            return self.line(&format!("{gap}{label}  {rest}"));
        }
        let style = match label.trim_start() {
            "denied" | "flags" => "33",
            l if l.starts_with(|c: char| c.is_ascii_digit()) => "1",
            _ => "2",
        };
        self.line(&format!("{gap}\u{1b}[{style}m{label}\u{1b}[0m  {rest}"))
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
            self.labelled(MARGIN.saturating_sub(2 + display_width(label)), label, line)?;
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
            let before = MARGIN.saturating_sub(2 + display_width(label));
            let first = left.get(n).map_or("", |l| l);
            let between = " ".repeat(half.saturating_sub(display_width(first)));
            self.labelled(before, label, &format!("{first}{between}{}", right.get(n).map_or("", |l| l)))?;
        }
        Ok(())
    }
}

/// Letters of the Hebrew, Arabic and related scripts (Unicode classes R and AL, by block).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
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
    fn lines_are_held_from_left_to_right() {
        let page = Shown(50, |p| p.beside("roots", "Al Jazeera (الجزيرة)", 2));
        assert_eq!(page.to_string(), "\u{200e}             roots  Al Jazeera (الجزيرة)\n");
    }

    #[test]
    fn colours_leave_the_columns() {
        struct Coloured(&'static str, bool);
        impl fmt::Display for Coloured {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Page::new(f, 50).coloured(self.1).beside(self.0, "text \u{1b}[31m", 2)
            }
        }
        for (label, style) in [("    1     1     3", "1"), ("flags", "33"), ("roots", "2")] {
            let (on, off) = (Coloured(label, true).to_string(), Coloured(label, false).to_string());
            assert!(on.contains(&format!("\u{1b}[{style}m{label}\u{1b}[0m")), "{on:?}");
            assert_eq!(on.replace(&format!("\u{1b}[{style}m"), "").replace("\u{1b}[0m", ""), off);
        }
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
