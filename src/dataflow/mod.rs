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
//! | count | the claims of a cluster; who was hurt, who died and in which attack; the answers | the owner of the cluster; the owners of the article, of the attack and of the cluster; the owner of a stretch of the sorted answer |
//!
//! What depends on the corpus as a whole (how common a value is, the prior) is summed over all workers before it is used. Components are not the
//! distributed part: every worker reduces its links to a spanning forest, and the forests are merged by one, which holds 4 bytes for
//! each claim.
//!
//! # What is held
//! Claims stream through files: what has to be sorted is sorted on disk, and what is on its way from one worker to another is bounded. In memory are the
//! claims that come to be compared, in compact form, a few numbers for every claim of the corpus, the pairs of the components that are clustered at a
//! time, and in the copies stage the fingerprints of the articles of this worker. [Growth](crate::docs::growth) has the figures.
//!
//! # When a process dies
//! **Timely itself is fail-stop**: it recovers nothing. When a process dies, or a machine, or the network between two of them, all others stop, and what
//! was in memory is lost. Recovery stands above it: the shards of each finished stage stand in the folder of the run as JSON Lines, each written
//! beside its place and moved there when it is whole, and `manifest.json` names a stage once all workers have finished it. A run that is
//! started again with the same files, settings and number of workers goes on after the last stage named there; the stage that was broken
//! off is done anew from its beginning. Nothing starts it again by itself: leave that to the scheduler of the machines. Where machines are taken away
//! all the time, run the same stages under an engine that repeats single tasks (`examples/spark`).

mod copies;
mod count;
mod folder;
mod job;
mod link;
mod net;
mod outcome;
mod read;
mod sorter;

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
