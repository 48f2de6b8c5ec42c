//! The iterator over records of all files.

use std::collections::hash_map::Entry;
use std::fmt;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::encoding::Found;
use super::folder::{File, Files};
use super::lines::Fault;
use super::open::open;
use super::record::{Record, Stream};
use super::{Format, Note, Progress, Settings};
use crate::error::{Error, ErrorKind, Position};

/// Records of files or of a reader, one by one, with errors in place of those that cannot be read.
///
/// After an error the next record follows. A caller who wants to stop at the first error collects into a `Result`. Memory: one record, and each id with the
/// place where it stood, by which a second record of that id is found.
pub struct Records<'r, T> {
    settings: Settings,
    progress: Progress,
    notes: Vec<Note>,
    files: Files,
    open: Option<Open<'r, T>>,
    seen: FxHashMap<Box<str>, First>,
}

/// The file that is being read.
struct Open<'r, T> {
    path: Option<Arc<Path>>,
    stream: Stream<'r, T>,
    format: Format,
    encoding: Found,
    /// Nothing came from it yet, and it is a file: a reader may be empty.
    empty: bool,
}

/// Where an id stood first.
struct First {
    path: Option<Arc<Path>>,
    line: u64,
    column: u64,
}

impl<T> fmt::Debug for Records<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.open.as_ref().and_then(|o| o.path.as_deref());
        f.debug_struct("Records").field("files", &self.files).field("open", &path).field("ids", &self.seen.len()).finish()
    }
}

impl<'r, T: Record + 'r> Records<'r, T> {
    pub(super) fn open<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>, settings: &Settings) -> Self {
        Records {
            settings: settings.clone(),
            progress: Progress::default(),
            notes: Vec::new(),
            files: Files::new(paths),
            open: None,
            seen: FxHashMap::default(),
        }
    }

    pub(super) fn from_reader(reader: Box<dyn BufRead + 'r>, format: Format, name: &str, settings: &Settings) -> Self {
        let path = (!name.is_empty()).then(|| Arc::from(Path::new(name)));
        let id = if name.is_empty() { "input" } else { name };
        let mut records = Records::open([""; 0], settings);
        records.open = Some(records.start(Ok(reader), format, id, path, false));
        records
    }

    /// How far reading is, to be looked at while it goes on.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// What should be known of what was read so far, in the order of the files: kinds that are passed over, encodings, pages without a date.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    fn start(
        &self,
        reader: io::Result<Box<dyn BufRead + 'r>>,
        format: Format,
        name: &str,
        path: Option<Arc<Path>>,
        empty: bool,
    ) -> Open<'r, T> {
        let opened = reader.map_err(Fault::from).and_then(|reader| open(reader, format, &self.settings, &self.progress));
        let opened = opened.and_then(|(reader, found)| Ok((T::stream(reader, format, name, &self.settings.columns)?, found)));
        let (stream, encoding) = opened.unwrap_or_else(|fault| (failed(fault), Default::default()));
        Open { path, stream, format, encoding, empty }
    }

    fn open_file(&self, file: File) -> Open<'r, T> {
        let reader = fs::File::open(&file.path)
            .map(|opened| -> Box<dyn BufRead + 'r> { Box::new(BufReader::with_capacity(1 << 16, opened)) });
        self.start(reader, file.format, &file.name, Some(file.path.into()), true)
    }
}

/// Nothing but a fault.
fn failed<'r, T: 'r>(fault: Fault) -> Stream<'r, T> {
    Box::new(std::iter::once(Err(fault)))
}

impl<'r, T: Record + 'r> Iterator for Records<'r, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(open) = &mut self.open else {
                let file = self.files.next();
                self.notes.extend(self.files.passed_over().map(|path| Note::PassedOver { path }));
                match file? {
                    Ok(file) => self.open = Some(self.open_file(file)),
                    Err((path, kind)) => {
                        return Some(Err(Error::new(Position { path: Some(path), line: None, column: None }, kind)));
                    }
                }
                continue;
            };
            let position = |path: &Option<Arc<Path>>, at: Option<(u64, u64)>| Position {
                path: path.as_deref().map(Path::to_owned),
                line: at.map(|(line, _)| line),
                column: at.map(|(_, column)| column),
            };
            let Some(item) = open.stream.next() else {
                let (empty, path) = (open.empty, open.path.take());
                if let Some(encoding) = open.encoding.get() {
                    self.notes.push(Note::Recoded { path: path.as_deref().map(Path::to_owned), encoding: encoding.name() });
                }
                self.open = None;
                if empty {
                    let message = "the file holds no record; take it out, or see where its records went";
                    return Some(Err(Error::new(position(&path, None), ErrorKind::Record(message.into()))));
                }
                continue;
            };
            open.empty = false;
            let found = match item {
                Ok(found) => found,
                Err(fault) => return Some(Err(Error::new(position(&open.path, fault.at), fault.kind))),
            };
            if open.format == Format::Html && found.record.is_undated() {
                self.notes.push(Note::Undated { path: open.path.as_deref().map(Path::to_owned) });
            }
            return Some(match self.seen.entry(found.record.id().into()) {
                Entry::Vacant(entry) => {
                    entry.insert(First { path: open.path.clone(), line: found.line, column: found.column });
                    Ok(found.record)
                }
                Entry::Occupied(entry) => {
                    let first = entry.get();
                    let kind = ErrorKind::DuplicateId {
                        id: found.record.id().into(),
                        first: position(&first.path, Some((first.line, first.column))),
                    };
                    Err(Error::new(position(&open.path, Some((found.line, found.column))), kind))
                }
            });
        }
    }
}
