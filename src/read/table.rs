//! Documents as rows of a table with named columns.

use std::io::{self, BufRead, Cursor, Read};

use csv::ByteRecord;

use super::lines::{self, Fault, place, text};
use super::record::{Found, Record, set};
use super::{Columns, MAX_RECORD};
use crate::document::Document;
use crate::error::ErrorKind;

/// Rows of CSV or TSV.
pub(super) struct Table<'r> {
    rows: Rows<'r>,
    /// Name of each column, in small letters.
    columns: Vec<String>,
    map: Columns,
}

impl<'r> Table<'r> {
    /// Reads the header. Without a delimiter the header decides between `,`, `;` and tab.
    pub(super) fn open(mut reader: Box<dyn BufRead + 'r>, delimiter: Option<u8>, map: &Columns) -> Result<Self, Fault> {
        let delimiter = match delimiter {
            Some(delimiter) => delimiter,
            None => guess(reader.fill_buf()?),
        };
        let mut rows = Rows::new(reader, delimiter);
        let mut columns = Vec::new();
        if rows.advance()? {
            for (n, name) in rows.record.iter().enumerate() {
                columns.push(text(name, rows.place(n))?.trim().to_lowercase());
            }
            let found = columns.iter().map(|c| format!("{c:?}")).collect::<Vec<_>>().join(", ");
            for field in ["id", "text"] {
                let needed = map.column(field);
                if !columns.iter().any(|c| c == needed) {
                    let message = format!(
                        "the header has no column {needed:?}; it has {found}; name the columns in the first line, or say which one it is: \
                         `--columns {field}=…`"
                    );
                    return Err(Fault::record((rows.line, 1), message));
                }
            }
            if let Some((n, name)) =
                columns.iter().enumerate().find(|(n, name)| !name.is_empty() && columns.iter().take(*n).any(|c| c == *name))
            {
                return Err(Fault::record(rows.place(n), format!("the column {name:?} stands there twice; rename one of them")));
            }
        }
        Ok(Table { rows, columns, map: map.clone() })
    }

    /// The document of the current row.
    fn document(&self) -> Result<Document, Fault> {
        let rows = &self.rows;
        if rows.record.len() != self.columns.len() {
            let message = format!(
                "the row has {} fields, the header {}; put fields that hold the delimiter or line ends in quotation marks",
                rows.record.len(),
                self.columns.len()
            );
            return Err(Fault::record((rows.line, 1), message));
        }
        let mut document = Document::default();
        for (n, (name, value)) in self.columns.iter().zip(&rows.record).enumerate() {
            let value = text(value, (1, 1)).or_else(|_| {
                // In the row as it stands in the file the wrong byte has its true place.
                let start = rows.field(n);
                let raw = rows.raw().get(start..).unwrap_or(&[]);
                text(raw, rows.place(n)).and(Err(Fault::at(rows.place(n), ErrorKind::Encoding)))
            })?;
            for field in self.map.fields(name) {
                set(&mut document, field, value)
                    .map_err(|message| Fault::record(rows.place(n), format!("`{name}`: {message}")))?;
            }
        }
        match document.flaw() {
            Some((field, message)) => {
                let name = self.map.column(field);
                let n = self.columns.iter().position(|c| c == name).unwrap_or(0);
                Err(Fault::record(rows.place(n), format!("`{name}`: {message}")))
            }
            None => Ok(document),
        }
    }
}

impl Iterator for Table<'_> {
    type Item = Result<Found<Document>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.rows.advance() {
            Ok(true) => Some(self.document().map(|record| Found { record, line: self.rows.line, column: 1 })),
            Ok(false) => None,
            Err(fault) => Some(Err(fault)),
        }
    }
}

/// The most frequent of the usual delimiters in the first line; a comma if there is none.
fn guess(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').find(|l| !l.trim_ascii().is_empty()).unwrap_or(&[]);
    let count = |d: u8| line.iter().filter(|b| **b == d).count();
    [b';', b'\t', b','].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// Rows with their bytes as they stand in the file, for the places of errors.
struct Rows<'r> {
    reader: csv::Reader<Kept<'r>>,
    delimiter: u8,
    record: ByteRecord,
    /// Line on which the current row begins.
    line: u64,
    /// Line on which the next bytes begin.
    next: u64,
    /// The bytes of the current row in those kept.
    from: usize,
    to: usize,
    over: bool,
}

impl<'r> Rows<'r> {
    fn new(reader: Box<dyn BufRead + 'r>, delimiter: u8) -> Self {
        let reader = Kept { inner: reader, bytes: Vec::new(), start: 0, ended: false };
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(reader);
        Rows { reader, delimiter, record: ByteRecord::new(), line: 1, next: 1, from: 0, to: 0, over: false }
    }

    /// Goes to the next row.
    fn advance(&mut self) -> Result<bool, Fault> {
        if self.over {
            return Ok(false);
        }
        let start = self.reader.position().byte();
        self.reader.get_mut().forget(start);
        (self.from, self.to) = (0, 0);
        let more = self.reader.read_byte_record(&mut self.record);
        self.line = self.next;
        let more = more.map_err(|error| {
            self.over = true;
            let kind = match error.into_kind() {
                csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => ErrorKind::Record(error.to_string()),
                csv::ErrorKind::Io(error) => lines::kind(error),
                other => ErrorKind::Record(format!("the row cannot be read: {other:?}")),
            };
            Fault::at((self.next, 1), kind)
        })?;
        let bytes = &self.reader.get_ref().bytes;
        let end = (self.reader.position().byte() - start) as usize;
        let all = bytes.get(..end).unwrap_or(bytes);
        let blank = all.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let lines = |bytes: &[u8]| bytes.iter().filter(|b| **b == b'\n').count() as u64;
        self.line += lines(all.get(..blank).unwrap_or(&[]));
        self.next += lines(all);
        (self.from, self.to) = (blank, all.len());
        let last = self.reader.get_ref().ended && end == self.reader.get_ref().bytes.len();
        if !more || !last {
            return Ok(more);
        }
        match self.fields().open {
            Some(quote) => Err(self.reopen(quote)),
            None => Ok(more),
        }
    }

    /// A quotation mark without its partner swallows the rest of the file. Reading goes on behind the line it stands on.
    fn reopen(&mut self, quote: usize) -> Fault {
        let at = place(self.raw(), quote, (self.line, 1));
        let rest = self.raw().iter().enumerate().skip(quote).find(|(_, b)| **b == b'\n');
        let rest = rest.map(|(end, _)| self.raw().get(end + 1..).unwrap_or(&[]).to_vec()).unwrap_or_default();
        *self = Rows { line: at.0 + 1, next: at.0 + 1, ..Rows::new(Box::new(Cursor::new(rest)), self.delimiter) };
        Fault::record(at, "this quotation mark is never closed; close it, or double it if it belongs to the text")
    }

    /// The current row as it stands in the file.
    fn raw(&self) -> &[u8] {
        lines::unmarked(self.reader.get_ref().bytes.get(self.from..self.to).unwrap_or(&[]))
    }

    /// Where the fields of the current row begin. Looked up for errors only.
    fn fields(&self) -> Fields {
        let (mut starts, mut open, mut fresh) = (vec![0], None, true);
        let mut bytes = self.raw().iter().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            match (open, *byte) {
                (Some(_), b'"') if bytes.peek().is_some_and(|(_, b)| **b == b'"') => _ = bytes.next(),
                (Some(_), b'"') => open = None,
                (Some(_), _) => {}
                (None, b'"') if fresh => open = Some(at),
                (None, byte) if byte == self.delimiter => {
                    starts.push(at + 1);
                    fresh = true;
                    continue;
                }
                (None, _) => {}
            }
            fresh = false;
        }
        Fields { starts, open }
    }

    fn field(&self, n: usize) -> usize {
        self.fields().starts.get(n).copied().unwrap_or(0)
    }

    fn place(&self, n: usize) -> (u64, u64) {
        place(self.raw(), self.field(n), (self.line, 1))
    }
}

struct Fields {
    starts: Vec<usize>,
    /// A quotation mark that is not closed.
    open: Option<usize>,
}

/// A reader that keeps what was read since the current row began.
struct Kept<'r> {
    inner: Box<dyn BufRead + 'r>,
    bytes: Vec<u8>,
    /// Place of the first kept byte in the stream.
    start: u64,
    /// There is no more.
    ended: bool,
}

impl Kept<'_> {
    fn forget(&mut self, before: u64) {
        let n = usize::try_from(before - self.start).unwrap_or(usize::MAX).min(self.bytes.len());
        self.bytes.drain(..n);
        self.start += n as u64;
    }
}

impl Read for Kept<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.len() > MAX_RECORD {
            let message = format!("{}; is a quotation mark left open?", lines::too_long("row"));
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        let n = self.inner.read(buffer)?;
        self.ended = n == 0;
        self.bytes.extend_from_slice(buffer.get(..n).unwrap_or(&[]));
        Ok(n)
    }
}
