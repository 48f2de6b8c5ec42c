//! Lines of bytes, with positions for what is wrong in them.

use std::io::{self, BufRead, Read};
use std::str;

use super::MAX_RECORD;
use crate::error::ErrorKind;

/// What is wrong, in a file that the caller knows.
#[derive(Debug)]
pub struct Fault {
    pub(super) at: Option<(u64, u64)>,
    pub(super) kind: ErrorKind,
}

impl Fault {
    /// The file or stream as a whole.
    pub(super) fn whole(kind: ErrorKind) -> Fault {
        Fault { at: None, kind }
    }

    /// At a line and a column.
    pub(super) fn at(place: (u64, u64), kind: ErrorKind) -> Fault {
        Fault { at: Some(place), kind }
    }

    /// The record there, and what to do about it.
    pub(super) fn record(place: (u64, u64), message: impl Into<String>) -> Fault {
        Fault::at(place, ErrorKind::Record(message.into()))
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::whole(kind(error))
    }
}

/// A stream that breaks, or bytes in it that cannot be unpacked, of which the reader says what to do.
pub(super) fn kind(error: io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::InvalidData => ErrorKind::Record(error.to_string()),
        _ => ErrorKind::Io(error),
    }
}

/// Line and column of a byte, if the bytes begin at `base`. A byte inside a character counts as that character.
pub(super) fn place(bytes: &[u8], offset: usize, base: (u64, u64)) -> (u64, u64) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let (line, column, rest) = match before.iter().rposition(|b| *b == b'\n') {
        Some(last) => (base.0 + before.iter().filter(|b| **b == b'\n').count() as u64, 1, before.get(last + 1..).unwrap_or(&[])),
        None => (base.0, base.1, before),
    };
    // Continuation bytes of UTF-8 begin no character.
    (line, column + rest.iter().filter(|b| **b & 0xC0 != 0x80).count() as u64)
}

/// The bytes as text.
pub(super) fn text(bytes: &[u8], base: (u64, u64)) -> Result<&str, Fault> {
    str::from_utf8(bytes).map_err(|e| Fault::at(place(bytes, e.valid_up_to(), base), ErrorKind::Encoding))
}

/// The bytes without the mark of UTF-8 at the start of a file.
pub(super) fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// All that is left, up to the longest record.
pub(super) fn rest(reader: &mut dyn BufRead) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    reader.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_RECORD { Err(Fault::record((1, 1), too_long("text"))) } else { Ok(bytes) }
}

pub(super) fn too_long(what: &str) -> String {
    format!("the {what} is longer than {} MiB; divide it", MAX_RECORD >> 20)
}

/// A reader of lines that keeps one at a time.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
    line: Vec<u8>,
    over: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Lines { reader, number: 0, line: Vec::new(), over: false }
    }

    /// The next line that is not blank, with its number.
    pub(super) fn next(&mut self) -> Option<Result<(&str, u64), Fault>> {
        loop {
            match self.read() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(fault) => return Some(Err(fault)),
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        let bytes = if self.number == 1 { unmarked(&self.line) } else { &self.line };
        Some(text(bytes, (self.number, 1)).map(|text| (text, self.number)))
    }

    fn read(&mut self) -> Result<bool, Fault> {
        if self.over {
            return Ok(false);
        }
        self.line.clear();
        self.number += 1;
        let read = self.reader.by_ref().take(MAX_RECORD as u64 + 1).read_until(b'\n', &mut self.line);
        let long = self.line.len() > MAX_RECORD && self.line.last() != Some(&b'\n');
        let skipped = match read {
            Ok(_) if long => self.reader.skip_until(b'\n').map(|_| ()),
            other => other.map(|_| ()),
        };
        if let Err(error) = skipped {
            // What a broken stream says next is no line any more.
            self.over = true;
            return Err(Fault::at((self.number, 1), kind(error)));
        }
        if long {
            self.line = Vec::new();
            return Err(Fault::record((self.number, 1), too_long("line")));
        }
        Ok(!self.line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (name, bytes, offset, expected) in [
            ("start", "abc", 0, (3, 5)),
            ("same line", "abc", 2, (3, 7)),
            ("characters", "äöü", 4, (3, 7)),
            ("next line", "ab\ncd", 4, (4, 2)),
            ("behind the end", "ab", 99, (3, 7)),
            ("at a line end", "ab\n", 3, (4, 1)),
        ] {
            assert_eq!(place(bytes.as_bytes(), offset, (3, 5)), expected, "{name}");
        }
    }

    #[test]
    fn blank_lines_and_ends() {
        for (name, bytes, expected) in [
            ("unix", &b"a\n\nb\n"[..], vec![("a\n", 1), ("b\n", 3)]),
            ("windows", b"a\r\n \r\nb", vec![("a\r\n", 1), ("b", 3)]),
            ("mark", b"\xEF\xBB\xBFa", vec![("a", 1)]),
            ("empty", b"", vec![]),
        ] {
            let mut lines = Lines::new(bytes);
            let mut found = Vec::new();
            while let Some(line) = lines.next() {
                let (text, number) = line.unwrap();
                found.push((text.to_owned(), number));
            }
            assert_eq!(found, expected.into_iter().map(|(t, n)| (t.to_owned(), n)).collect::<Vec<_>>(), "{name}");
        }
    }
}
