//! People's views of a report: the ranked table, one corroboration in detail, the answer to a question.

mod detail;
mod graph;
mod page;
mod reply;
mod table;

pub use detail::Detail;
pub use graph::{Edge, EdgeKind, Node, NodeKind, Provenance};
pub use reply::Reply;
pub use table::Table;
