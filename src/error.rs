//! What can go wrong: reading and configuration, nothing else.

use std::fmt;
use std::path::PathBuf;

/// Where in the input an error stands. Lines and columns count from 1; columns count characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The file; `None` for standard input or memory.
    pub path: Option<PathBuf>,
    /// Line, where one is known.
    pub line: Option<u64>,
    /// Column, where one is known.
    pub column: Option<u64>,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}", path.display())?,
            None => f.write_str("input")?,
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// Something could not be read or configured. The message names the place and says what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", .0.position, .0.kind)]
pub struct Error(Box<Parts>);

/// Held on the heap: what a `Result` costs where all goes well is the size of its larger side.
#[derive(Debug)]
struct Parts {
    position: Position,
    kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file or stream could not be read.
    #[error("cannot be read: {0}; check the path and its permissions")]
    Io(#[source] std::io::Error),
    /// The bytes are no UTF-8.
    #[error("is not UTF-8; convert the file, for example with `iconv -f WINDOWS-1252 -t UTF-8`")]
    Encoding,
    /// The line is no valid record.
    #[error("{0}")]
    Record(String),
    /// Two records bear one id.
    #[error("the id {id:?} stood already at {first}; give each record an id of its own")]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stood first.
        first: Position,
    },
    /// A table cannot be used.
    #[error("{0}")]
    Table(String),
    /// A claim in shorthand cannot be understood.
    #[error("{0}")]
    Shorthand(String),
}

impl Error {
    /// An error at a place.
    pub fn new(position: Position, kind: ErrorKind) -> Error {
        Error(Box::new(Parts { position, kind }))
    }

    /// The same error at another place.
    pub(crate) fn at(self, position: Position) -> Error {
        Error(Box::new(Parts { position, ..*self.0 }))
    }

    /// Where.
    pub fn position(&self) -> &Position {
        &self.0.position
    }

    /// What.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }
}
