//! What a reader should know of how something was read, though nothing went wrong.

use std::fmt;
use std::path::PathBuf;

/// Something about a file that was read, or passed over, which its user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The file is of a kind that is not read, in a folder that was given.
    PassedOver {
        /// The file.
        path: PathBuf,
    },
    /// The file is in another encoding than UTF-8: the one named in it, told by its first bytes, or guessed.
    Recoded {
        /// The file; `None` for a stream without a name.
        path: Option<PathBuf>,
        /// The name of the encoding in the Encoding Standard, such as `windows-1251`.
        encoding: &'static str,
    },
    /// A saved page that says nowhere when it was published: "on Friday" stays open in it.
    Undated {
        /// The file; `None` for a stream without a name.
        path: Option<PathBuf>,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |path: &Option<PathBuf>| path.as_ref().map_or("input".into(), |p| p.display().to_string());
        match self {
            Note::PassedOver { path } => write!(f, "{}: passed over, this kind of file is not read", path.display()),
            Note::Recoded { path, encoding } => write!(f, "{}: read as {encoding}", named(path)),
            Note::Undated { path } => {
                write!(f, "{}: no date of publication found; dates such as \"on Friday\" stay open in it", named(path))
            }
        }
    }
}
