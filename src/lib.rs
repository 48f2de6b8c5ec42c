//! Normalize claims from news articles, cluster the ones that speak of the same thing, and count the independent sources.
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]

mod error;
mod span;
mod date;
mod document;
mod claim;
mod mention;
#[cfg(feature = "read")]
pub mod read;
mod text;
mod fingerprint;
mod gazetteer;
mod lexicon;
mod normalize;
pub mod cluster;
pub mod independence;
mod pipeline;
mod report;

pub use claim::{
    Actor, Basis, Claim, Count, CountModifier, DateInterval, DateModifier, Event, Evidence, Naming, Place, PlaceKind, Precision,
    RefersTo, Source, Stance,
};
pub use date::{Date, DateError, Timestamp};
pub use document::Document;
pub use error::{Error, ErrorKind, Position};
pub use fingerprint::{Fingerprint, Passage};
pub use gazetteer::{Candidates, Feature, Gazetteer, GazetteerBuilder, PlaceEntry};
pub use independence::Corroboration;
pub use lexicon::{Kind, Lexicon, Outlet, Outlets, Relation, StateControl, Taxonomy};
pub use mention::{Attribution, Mention, MentionValue, Part};
pub use normalize::Normalizer;
pub use pipeline::{Answer, Corroborator, Reading, Report, Settings, SkipReason, Skipped};
pub use report::{Detail, Reply, Table};
pub use span::{Field, Span};
