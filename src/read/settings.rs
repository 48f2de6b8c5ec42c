//! How files are read.

use std::io::BufRead;
use std::path::Path;

use encoding_rs::Encoding;

use super::{Claims, Columns, Documents, Format, Records};
use crate::error::{Error, ErrorKind, Position};

/// How files are read, where the defaults of [`documents`](super::documents) do not fit.
///
/// ```no_run
/// use corroborate::read;
/// let settings = read::Settings::default().columns("id=uuid,text=body".parse()?).encoding("windows-1251")?;
/// let documents = settings.documents(["archive.csv.gz"]).collect::<Result<Vec<_>, _>>()?;
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub(super) columns: Columns,
    pub(super) encoding: Option<&'static Encoding>,
}

impl Settings {
    /// Sets which columns, fields and header keys are which fields of a document.
    #[must_use]
    pub fn columns(self, columns: Columns) -> Settings {
        Settings { columns, ..self }
    }

    /// Sets the encoding of all files, by a label of the [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels) such as
    /// `windows-1251`, in any case. A byte order mark at the start of a file goes before it. By default the encoding is recognized: see the [module](super).
    ///
    /// # Errors
    /// Where no encoding bears this name.
    pub fn encoding(self, label: &str) -> Result<Settings, Error> {
        match Encoding::for_label_no_replacement(label.as_bytes()) {
            Some(encoding) => Ok(Settings { encoding: Some(encoding), ..self }),
            None => {
                let message =
                    format!("no encoding is named {label:?}; name it as browsers do, such as windows-1251 or shift_jis");
                Err(Error::new(Position::default(), ErrorKind::Table(message)))
            }
        }
    }

    /// Documents from files and folders, as [`documents`](super::documents).
    pub fn documents<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Documents<'static> {
        Records::open(paths, self)
    }

    /// Claims from files and folders, as [`claims`](super::claims).
    pub fn claims<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Claims<'static> {
        Records::open(paths, self)
    }

    /// Documents from anything that can be read, as [`from_reader`](super::from_reader).
    pub fn from_reader<'r>(&self, reader: impl BufRead + 'r, format: Format, name: &str) -> Documents<'r> {
        Records::from_reader(Box::new(reader), format, name, self)
    }
}
