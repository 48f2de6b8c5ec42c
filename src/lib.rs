//! Normalize claims from news articles, cluster the ones that speak of the same thing, and count the independent sources.
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]

mod claim;
mod date;
mod document;
mod error;
mod span;

pub use claim::{
    Actor, Basis, Claim, Count, CountModifier, DateInterval, DateModifier, Event, Evidence, Naming, Place, PlaceKind, Precision,
    RefersTo, Source, Stance,
};
pub use date::{Date, DateError, Timestamp};
pub use document::Document;
pub use error::{Error, ErrorKind, Position};
pub use span::{Field, Span};
