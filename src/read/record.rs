//! What can be read: documents and claims.

use std::io::BufRead;

use serde::de::DeserializeOwned;

use super::lines::Fault;
#[cfg(feature = "html")]
use super::page;
use super::{Columns, Format, json, plain, published, table};
use crate::claim::Claim;
use crate::document::Document;
use crate::error::ErrorKind;

/// A record with the place where it begins.
#[derive(Debug)]
pub struct Found<T> {
    pub(super) record: T,
    pub(super) line: u64,
    pub(super) column: u64,
}

/// The records of one file or stream.
pub type Stream<'r, T> = Box<dyn Iterator<Item = Result<Found<T>, Fault>> + 'r>;

/// A record that can be read: [`Document`] and [`Claim`], and no others.
pub trait Record: DeserializeOwned + sealed::Sealed {
    /// What the record is called in errors, with the fields it needs.
    #[doc(hidden)]
    const NEEDS: &'static str;

    #[doc(hidden)]
    fn id(&self) -> &str;

    /// A field whose value has the right type but cannot be, and why.
    #[doc(hidden)]
    fn flaw(&self) -> Option<(&'static str, String)>;

    #[doc(hidden)]
    fn stream<'r>(
        reader: Box<dyn BufRead + 'r>,
        format: Format,
        name: &str,
        columns: &Columns,
    ) -> Result<Stream<'r, Self>, Fault>;

    /// A field that is missing though it can be, which the reader of a page should know.
    #[doc(hidden)]
    fn is_undated(&self) -> bool;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::document::Document {}
    impl Sealed for crate::claim::Claim {}
}

const EMPTY: &str = "is empty; it has to name the record, its document or its kind";

impl Record for Document {
    const NEEDS: &'static str = "a document needs `id` and `text`";

    fn id(&self) -> &str {
        &self.id
    }

    fn flaw(&self) -> Option<(&'static str, String)> {
        self.id.trim().is_empty().then(|| ("id", EMPTY.into()))
    }

    fn stream<'r>(
        reader: Box<dyn BufRead + 'r>,
        format: Format,
        name: &str,
        columns: &Columns,
    ) -> Result<Stream<'r, Self>, Fault> {
        let parse = json::documents(columns);
        Ok(match format {
            Format::JsonLines => json::lines(reader, parse),
            Format::Json => json::detect(reader, parse)?,
            Format::Csv => Box::new(table::Table::open(reader, None, columns)?),
            Format::Tsv => Box::new(table::Table::open(reader, Some(b'\t'), columns)?),
            Format::Plain => Box::new(plain::read(reader, name, columns).transpose().into_iter()),
            #[cfg(feature = "html")]
            Format::Html => Box::new(page::read(reader, name).transpose().into_iter()),
            #[cfg(not(feature = "html"))]
            Format::Html => {
                let message =
                    "to read web pages the program must be built with the feature `html`: `cargo run --features html …`";
                return Err(Fault::whole(ErrorKind::Record(message.into())));
            }
        })
    }

    fn is_undated(&self) -> bool {
        self.published.is_none()
    }
}

impl Record for Claim {
    const NEEDS: &'static str = "a claim needs `id`, `doc` and `event`";

    fn id(&self) -> &str {
        &self.id
    }

    fn flaw(&self) -> Option<(&'static str, String)> {
        for (field, value) in [("id", &self.id), ("doc", &self.doc), ("event", &self.event.kind)] {
            if value.trim().is_empty() {
                return Some((field, format!("{}{EMPTY}", if field == "event" { "its `kind` " } else { "" })));
            }
        }
        if self.start > self.end {
            return Some(("start", format!("{} lies behind `end`, {}; exchange them", self.start, self.end)));
        }
        if let Some((low, high)) = self.count.as_ref().and_then(|c| c.low.zip(c.high)).filter(|(low, high)| low > high) {
            return Some(("count", format!("`low`, {low}, is above `high`, {high}; exchange them")));
        }
        if let Some((start, end)) = self.date.as_ref().and_then(|d| d.start.zip(d.end)).filter(|(start, end)| start > end) {
            return Some(("date", format!("`start`, {start}, is after `end`, {end}; exchange them")));
        }
        None
    }

    fn stream<'r>(reader: Box<dyn BufRead + 'r>, format: Format, _: &str, _: &Columns) -> Result<Stream<'r, Self>, Fault> {
        match format {
            Format::JsonLines => Ok(json::lines(reader, Box::new(json::record))),
            Format::Json => json::detect(reader, Box::new(json::record)),
            _ => Err(Fault::whole(ErrorKind::Record("claims are read from JSON Lines only; write them as .jsonl".into()))),
        }
    }

    fn is_undated(&self) -> bool {
        false
    }
}

/// Sets a field of a document by its name; unknown names and empty values change nothing.
pub(super) fn set(document: &mut Document, key: &str, value: &str) -> Result<(), String> {
    if value.trim().is_empty() {
        return Ok(());
    }
    let some = || Some(value.to_owned());
    match key {
        "id" => document.id = value.to_owned(),
        "text" => document.text = value.to_owned(),
        "title" => document.title = some(),
        "publisher" => document.publisher = some(),
        "publisher_name" => document.publisher_name = some(),
        "url" => document.url = some(),
        "published" => document.published = Some(published::parse(value).map_err(|e| e.to_string())?),
        "language" => document.language = some(),
        _ => {}
    }
    Ok(())
}
