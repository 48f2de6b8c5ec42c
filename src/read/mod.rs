//! Documents and claims from what people have: JSON Lines, JSON, CSV, TSV, plain text, saved web pages, and folders of them.
//!
//! Everything is read one record at a time. An error names file, line and column and does not end the reading: the next
//! record comes after it, and whether to go on is up to the caller.
//!
//! ```
//! use corroborate::read::{self, Format};
//!
//! let input = r#"{"id": "a1", "text": "Twelve soldiers left their post.", "published": "2025-07-19"}
//! {"id": "a2", "text": "A dam broke.", "published": "2025-02-30"}
//! {"id": "a3", "text": "Nobody was hurt."}"#;
//!
//! let (mut good, mut bad) = (vec![], vec![]);
//! for document in read::from_reader(input.as_bytes(), Format::JsonLines, "news.jsonl") {
//!     match document {
//!         Ok(document) => good.push(document.id),
//!         Err(error) => bad.push(error.to_string()), // or stop here
//!     }
//! }
//! assert_eq!(good, ["a1", "a3"]);
//! assert!(bad[0].starts_with("news.jsonl:2:51: `published`: \"2025-02-30\" is no possible date"));
//! ```
//!
//! # What is read
//! | kind | extension | form |
//! |---|---|---|
//! | [`Format::JsonLines`] | `.jsonl`, `.ndjson` | one object a line; blank lines are skipped |
//! | [`Format::Json`] | `.json` | the same, or one array of objects, or objects over several lines (these two in memory) |
//! | [`Format::Csv`] | `.csv` | a header line with the names of the columns; `,` or `;` between them |
//! | [`Format::Tsv`] | `.tsv` | the same with tabs |
//! | [`Format::Plain`] | `.txt`, `.md`, `.markdown` | one article a file, with a small header or none |
//! | [`Format::Html`] | `.html`, `.htm`, `.xhtml`, `.mhtml`, `.mht` | one article a file, as a browser saves it; with the feature `html` |
//!
//! Each of them may be packed with gzip, which its first bytes tell; `.gz` behind the extension is passed over (feature `gzip`).
//!
//! Fields and columns are those of [`Document`]: `id` and `text` are needed, `title`, `publisher`, `publisher_name`,
//! `url`, `published` and `language` are optional, all others are ignored. Where they bear other names, [`Columns`] says which is which. Dates of
//! tables and headers may also be written as mail and feeds do (`Sat, 19 Jul 2025 08:00:00 GMT`), `20250719`, or in words (`July 19, 2025`).
//!
//! # Encodings
//! A byte order mark decides; without one UTF-16 is told by its zero bytes. Else the text from the first byte beyond ASCII on is UTF-8 or in a legacy encoding,
//! whichever more of the next 64 KiB can be; a page names its legacy encoding itself, and otherwise the detector of Firefox guesses it. [`Records::notes`]
//! says what was found, [`Settings::encoding`] sets it. A byte that is no UTF-8 in a text that is, is an error with its line and column.
//!
//! # Pages
//! Of a saved page the main text is found after Mozilla's Readability. Title, publisher, canonical address and date are what the page says of itself, the
//! surest first: JSON-LD (`NewsArticle` and its kin), Open Graph, other `<meta>` elements, `<time>`, the day in the address, a line at the head of the text that is a date. Who signs the
//! article stands as a line before its text. A page without a date is read all the same, and told of in the notes; one without a main text is an error.
//! The folder that a browser saves beside a page (`story_files`) is passed over.
//!
//! # Plain texts
//! A plain text may begin with lines such as `publisher: example.org`, `published: 2025-07-19` or `title: …`, closed by a blank
//! line (a block between two lines `---`, as Markdown files have it, does as well). Without an `id` there, the name of the file is the id,
//! in a folder its path from that folder.

#[cfg(feature = "html")]
mod archive;
mod columns;
mod encoding;
mod folder;
mod json;
mod language;
mod lines;
#[cfg(feature = "html")]
mod metadata;
mod note;
mod open;
#[cfg(feature = "html")]
mod page;
mod plain;
mod progress;
mod published;
mod record;
mod records;
mod settings;
mod table;

use std::io::BufRead;
use std::path::Path;

pub use columns::Columns;
pub use language::language;
pub use note::Note;
pub use progress::{Extent, Progress, extent};
pub use record::Record;
pub use records::Records;
pub use settings::Settings;

use crate::claim::Claim;
use crate::document::Document;

/// The longest record that is read, in bytes (64 MiB). A longer one is an error, so that a file without line ends cannot fill the memory.
pub const MAX_RECORD: usize = 64 << 20;

/// Documents, one by one.
pub type Documents<'r> = Records<'r, Document>;

/// Claims, one by one.
pub type Claims<'r> = Records<'r, Claim>;

/// How records are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// JSON Lines, an array of objects, or objects one after another, whichever the text turns out to be.
    Json,
    /// Columns with names, divided by commas or semicolons.
    Csv,
    /// Columns with names, divided by tabs.
    Tsv,
    /// One article, with a small header or none.
    Plain,
    /// A saved web page: its main text, and what it says of itself. Read with the feature `html`.
    Html,
}

impl Format {
    /// The format that the extension of a file stands for, in any case of letters; `.gz` behind it is passed over.
    ///
    /// ```
    /// use corroborate::read::Format;
    /// assert_eq!(Format::of("news/2025.JSONL"), Some(Format::JsonLines));
    /// assert_eq!(Format::of("news/2025.csv.gz"), Some(Format::Csv));
    /// assert_eq!(Format::of("photo.png"), None);
    /// ```
    pub fn of(path: impl AsRef<Path>) -> Option<Format> {
        let path = path.as_ref();
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        if extension == "gz" {
            return path.file_stem().filter(|inner| !inner.to_string_lossy().ends_with(".gz")).and_then(Format::of);
        }
        Some(match extension.as_str() {
            "jsonl" | "ndjson" => Format::JsonLines,
            "json" => Format::Json,
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            "txt" | "md" | "markdown" => Format::Plain,
            "html" | "htm" | "xhtml" | "mhtml" | "mht" => Format::Html,
            _ => return None,
        })
    }
}

/// Documents from files and folders, in the order given; a folder gives its files of the kinds above, also those of folders
/// inside, sorted by name. Hidden files, README files and linked folders are passed over there, and so are files of other kinds, which
/// [`Records::notes`] names.
///
/// Files are opened one after another, and a record is held only until the caller has it; what stays is the set of ids, by which a second
/// document of the same id is found. An error is yielded in place of each record, file or folder that cannot be read, also for a
/// file without any record and a folder without any file.
///
/// ```no_run
/// use corroborate::read;
/// let documents = read::documents(["articles/", "more.csv"]).collect::<Result<Vec<_>, _>>()?; // stops at the first error
/// # Ok::<(), corroborate::Error>(())
/// ```
pub fn documents<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Documents<'static> {
    Records::open(paths, &Settings::default())
}

/// Claims from JSON Lines files and folders, as [`documents`].
///
/// A claim needs `id`, `doc` and `event.kind`, and its intervals must not be upside down.
pub fn claims<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Claims<'static> {
    Records::open(paths, &Settings::default())
}

/// Documents from standard input, memory, or anything else that can be read.
///
/// `name` stands for the file in errors and is the id of a plain text without one; errors call it "input" where it is empty. Other than
/// an empty file, an empty stream is no error: a filter that is handed nothing answers nothing.
pub fn from_reader<'r>(reader: impl BufRead + 'r, format: Format, name: &str) -> Documents<'r> {
    Records::from_reader(Box::new(reader), format, name, &Settings::default())
}

/// Claims as JSON Lines from anything that can be read, as [`from_reader`].
pub fn claims_from_reader<'r>(reader: impl BufRead + 'r, name: &str) -> Claims<'r> {
    Records::from_reader(Box::new(reader), Format::JsonLines, name, &Settings::default())
}
