//! Normalize claims from news articles, cluster the ones that speak of the same thing, and count the independent sources.
//!
//! Ten outlets that repeat one dispatch are one source. This crate reads who says what from whom, and counts what is left.
//!
//! ```
//! use corroborate::{Corroborator, Document};
//!
//! let published = "2025-07-19".parse().unwrap();
//! let articles = [
//!     Document::new("a", "Twelve soldiers fled near Kharkiv on July 18, RIA Novosti reported.")
//!         .publisher("one.example")
//!         .published(published),
//!     Document::new("b", "According to RIA Novosti, 12 soldiers fled near Kharkiv on Friday.")
//!         .publisher("two.example")
//!         .published(published),
//! ];
//! let report = Corroborator::default().corroborate(&articles);
//!
//! // Two articles of two publishers, one independent source.
//! let first = &report.corroborations()[0];
//! assert_eq!((first.articles, first.publishers, first.independent.best), (2, 2, 1));
//! assert_eq!(first.origins[0].label, "RIA Novosti");
//!
//! // What stands behind a claim?
//! let answer = report.check("12 soldiers, Kharkiv, July 18")?;
//! assert_eq!(answer.found[0].id, "a#0");
//! println!("{answer}");
//! # Ok::<(), corroborate::Error>(())
//! ```
//!
//! # The types, in the order one meets them
//!
//! - [`Document`]: an article. Only `id` and `text` are needed; `publisher` and `published` make the answer better. [`read`] makes
//!   documents from JSON Lines, CSV, plain text, saved web pages and folders.
//! - [`Corroborator`]: the way from articles to counts. Immutable, cheap to clone, shared between threads.
//! - [`Report`]: what comes out. It shows itself as a table ([`Report::table`]) and as a page for a browser ([`Report::html`]), answers questions
//!   ([`Report::check`]), and is written for other programs by [`export`].
//! - [`Corroboration`]: one event, with its independent sources: `lower`, `best` and `upper`, the roots ([`independence::Origin`]),
//!   what was merged and why ([`independence::Merge`]), and who denies it ([`independence::Against`]).
//! - [`Claim`]: what one article says happened, with its [`Count`] and [`DateInterval`] as intervals, its [`Place`], its
//!   [`Actor`], its chain of [`Source`]s from the nearest relay to the origin, and the bytes that each field was read from ([`Evidence`]).
//! - [`cluster::Link`]: two claims compared, with the weight of each field in bits.
//! - [`Lexicon`], [`Outlets`] and [`Gazetteer`]: the words, outlets and places that all of this is read with. Extend them with your own.
//!
//! # Three tiers
//!
//! One call, as above. The same with [`Settings`]:
//!
//! ```
//! use corroborate::{Corroborator, Lexicon, Settings};
//! let mut settings = Settings::default();
//! settings.cluster = settings.cluster.threshold(2.0); // two bits more before claims are of one event
//! settings.threads = Some(1);
//! let words = Lexicon::english().extend_events("kind\tcounted\tpast\nstranded\tobject\tmarooned\n")?;
//! let corroborator = Corroborator::new(words).with_settings(settings);
//! # let _ = corroborator;
//! # Ok::<(), corroborate::Error>(())
//! ```
//!
//! Or the stages by hand. Each is pure and deterministic, and speaks records that read and write as JSON, so that any engine can run it:
//!
//! ```
//! use corroborate::{Corroborator, Document};
//! let corroborator = Corroborator::default();
//! let article = Document::new("a", "Police said three people were killed and 11 injured in Patras on 9 October 2025.");
//!
//! let claims = corroborator.normalize(&article); // map over articles
//! assert_eq!(claims.iter().map(|c| c.event.kind.as_str()).collect::<Vec<_>>(), ["killed", "injured"]);
//! let keys = corroborator.keys(&claims[0]); // group by key
//! let link = corroborator.explain(&claims[0], &claims[1]); // score pairs
//! let clusters = corroborator.cluster(&claims);
//! let counted = corroborator.count(&claims);
//! assert!(!keys.is_empty() && link.weight < 0.0);
//! assert_eq!((clusters.len(), counted.len()), (2, 2));
//! ```
//!
//! # Cookbook
//!
//! Each of these is a program in `examples/`, short enough to be read, and run by a test:
//!
//! | to | program |
//! |---|---|
//! | see what stands behind one claim | `check "12 soldiers, Kharkiv, July 18" news/` |
//! | rank all claims of a folder; make a page of them; export rows for coding as UCDP does | `corroborate news/ --html report.html --format ucdp` |
//! | follow a story day by day, with [`Corpus`] | `follow` |
//! | bring words, outlets and places of one's own | `own_words` |
//! | learn the weights from one's own claims, without labels | `tune` |
//! | use each stage alone | `stages`; as filters of JSON Lines for other languages and engines, `stage`; under Spark and in plain pipes, `spark` |
//! | see why two claims are held to be of one event | `explain` |
//! | score events against gold (B³, LEA, CEAF-e, CoNLL) | `evaluate` |
//!
//! # What a count means
//!
//! `best` is what an editor would count: roots after merges that are proven or likely. `upper` takes back the likely ones, `lower` adds
//! those that are possible, such as two bodies of one state; `lower <= best <= upper` holds by construction. It is no probability that
//! a claim is true. [`docs::number`] shows how it is made, with two articles that look independent and are not; [`docs::limits`] what it
//! cannot know, [`docs::ethics`] what it must not be used for. The words are in the [`docs::glossary`]; Splink, dedupe, MELTT, GDELT, Event Registry and
//! HeidelTime in the [`docs::comparison`].
//!
//! # Laws
//!
//! The same set of articles gives the same bytes, in any order and on any number of threads. Normalizing never fails, whatever the text; reading
//! can, and says where. What is not known is `None`, what is vague is an interval.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `parallel` | yes | articles are read on several threads |
//! | `read` | yes | [`read`]: documents from files and streams; the language of an article |
//! | `gzip` | yes | files that are packed with gzip, of articles and of places |
//! | `export` | yes | a report as a page for a browser, as CSV in the codes of UCDP, ACLED and GDELT, as GeoJSON and GraphML |
//! | `html` | no | saved web pages: main text, title, publisher, address, date |
//! | `dataflow` | no | the module `dataflow`: the same stages on many processes |
//!
//! # Credit
//!
//! Place data from GeoNames (geonames.org), CC BY 4.0, modified. Natural Earth, public domain. Codifier of administrative units of
//! Ukraine (KATOTTG), Ministry for Development of Communities and Territories of Ukraine. Word list: SCOWL, copyright Kevin
//! Atkinson (permissive, keep its notice).
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]

mod error;
mod span;
mod date;
mod document;
mod claim;
mod timex;
mod geocode;
mod mention;
mod resolution;
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
mod corpus;
#[cfg(feature = "dataflow")]
pub mod dataflow;
mod report;
pub mod docs;

pub use claim::{
    Actor, Basis, Claim, Count, CountModifier, DateInterval, DateModifier, Event, Evidence, Naming, Place, PlaceKind, Precision,
    RefersTo, Source, Stance,
};
pub use corpus::Corpus;
pub use date::{Date, DateError, Timestamp};
pub use document::Document;
pub use error::{Error, ErrorKind, Position};
pub use fingerprint::{Fingerprint, Passage};
pub use gazetteer::{Candidates, Feature, Gazetteer, GazetteerBuilder, PlaceEntry};
pub use independence::Corroboration;
pub use lexicon::{Kind, Lexicon, Outlet, Outlets, Relation, StateControl, Taxonomy};
pub use mention::{Attribution, Mention, MentionValue, Part};
#[doc(hidden)]
pub use normalize::Prepared;
pub use normalize::{Homes, Normalizer};
pub use pipeline::{Answer, Corroborator, Reading, Report, Settings, SkipReason, Skipped};
pub use report::{Detail, Edge, EdgeKind, Node, NodeKind, Provenance, Reply, Table};
#[cfg(feature = "export")]
pub use report::{HtmlPage, export};
pub use resolution::{PlaceParts, Resolution, ScoredPlace};
pub use span::{Field, Span};

/// The code of the README, run as a test.
#[cfg(all(doctest, feature = "read"))]
#[doc = include_str!("../README.md")]
mod readme {}
