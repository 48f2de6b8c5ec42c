//! The same stages on many workers: threads, processes, machines.
//!
//! An archive that outgrows one machine is read, compared and counted by workers that each hold a share of it, on
//! [timely dataflow](https://docs.rs/timely). There is no second implementation of any stage: each worker calls the functions that
//! [`Corroborator`](crate::Corroborator) calls, on its part, and the answer is the same to the byte.
//!
//! | stage | what travels | to whom |
//! |---|---|---|
//! | read | a reading: the claims of an article, and the hashed shingles of its text | the owner of the article |
//! | copies | shingles; then each older article that shares one; then where a chain of copies leads | the owner of the shingle; of the younger article; of the older |
//! | link | counts of values; claims; links of a spanning forest; claims and links of a component | all; the owners of its blocking keys; the first worker; the owner of the component |
//! | count | the claims of a cluster; the answers | the owner of the cluster; the owner of a stretch of the sorted answer |
//!
//! What depends on the corpus as a whole (how common a value is, the prior) is summed over all workers before it is used. Components are not the
//! distributed part: every worker reduces its links to a spanning forest, and the forests are merged by one, which holds 4 bytes for
//! each claim.
//!
//! Timely is fail-stop: when a process dies, the others stop. The shards of each finished stage stand in the folder of the run as JSON Lines, so that a
//! run that is started again goes on after the last stage that was complete.

mod copies;
mod count;
mod folder;
mod job;
mod link;
mod net;
mod read;

pub use job::{Held, Job, Summary, Workers};

/// The steps of a run, each of which is complete on all workers before the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Read,
    Copies,
    Link,
    Count,
}

impl Stage {
    const ALL: [Stage; 4] = [Stage::Read, Stage::Copies, Stage::Link, Stage::Count];

    /// What its shards are called.
    fn name(self) -> &'static str {
        match self {
            Stage::Read => "readings",
            Stage::Copies => "copies",
            Stage::Link => "clusters",
            Stage::Count => "corroborations",
        }
    }
}
