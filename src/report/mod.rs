//! People's views of a report: the ranked table, one corroboration in detail, the answer to a question.

#[cfg(feature = "export")]
mod country;
mod detail;
#[cfg(feature = "export")]
pub mod export;
mod graph;
#[cfg(feature = "export")]
mod html;
#[cfg(feature = "export")]
mod outlines;
mod page;
mod reply;
mod table;

pub use detail::Detail;
pub use graph::{Edge, EdgeKind, Node, NodeKind, Provenance};
#[cfg(feature = "export")]
pub use html::HtmlPage;
pub use reply::Reply;
pub use table::Table;
