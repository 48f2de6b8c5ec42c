//! Claims of one cluster to the number of their independent sources.
//!
//! Ten outlets that repeat one dispatch are one source. Each claim is resolved along its attribution chain to a root ([`Origin`]);
//! roots are merged by three nested sets of edges, and what is left is counted:
//!
//! | level | merges | gives |
//! |---|---|---|
//! | proven | one root; copied text; restated in one article; cites an article of the cluster; one publisher without a source | `upper` |
//! | + likely | an unnamed member of a class into a named one; no source of its own into another root; one description of somebody unnamed | `best` |
//! | + possible | one owner; one state; known only through one newsroom | `lower` |
//!
//! So `lower <= best <= upper` by construction. Truth is not estimated: sources are counted, with bounds and with the reason for
//! each merge.

mod cast;
mod consensus;
mod corroboration;
mod count;
mod credibility;
mod forest;
mod provenance;
mod reuse;
mod settings;
mod side;
mod values;

pub use corroboration::{
    Against, Consensus, Corroboration, Flag, Independent, Level, Merge, Origin, Reason, Strength, ValueCount,
};
pub use count::count;
pub use credibility::{Confidence, Credibility};
#[cfg(feature = "dataflow")]
pub(crate) use reuse::{Age, Bucket, Original, sampled, taken};
pub use reuse::{Copies, Copy};
pub use settings::Settings;
