//! Clusters to corroborations: claims travel to their cluster, are counted, and sorted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Stage;
use super::copies::{Copied, Home};
use super::folder::Scratch;
use super::job::Share;
use super::link::Placed;
use super::net::{Net, Outbox};
use super::outcome::outcomes;
use super::sorter::{Sorted, Sorter};
use crate::claim::Claim;
use crate::error::Error;
use crate::independence::{Copies, Copy, Corroboration};
use crate::pipeline::Reading;
use crate::pipeline::outcome::{Trace, settle};

/// A claim on its way to its cluster, with what is known of its passage.
#[derive(Serialize, Deserialize)]
struct Member(Claim, #[serde(default)] Option<Copy>);

/// Counts the clusters that fall to this worker, and writes its stretch of the sorted answer. Both are sorted on disk.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    let copied = share.folder.read(Stage::Copies.name(), net.index());
    let copied: Vec<Copied> = share.hold(copied).unwrap_or_default();
    let followed = follow(net, share, &copied);
    let mut members: Sorter<String, Member> = Sorter::new(share.folder.scratch("members", net.index()));
    let copies: BTreeMap<String, Copy> = copied.into_iter().map(|c| (c.claim, c.copy)).collect();
    let (index, owners) = (net.index(), net.owners());
    let sent = net.send(
        |out| {
            each_placed(share, index, &followed, |cluster, claim| {
                let copy = copies.get(&claim.id).cloned();
                out.send(owners.of(&cluster), (cluster, Member(claim, copy)));
            })
        },
        |(cluster, member): (String, Member)| members.push(cluster, &member),
    );
    share.hold(sent);
    drop((followed, copies));
    let counted = Counted::new(share, index, members);
    let mut counted = share.hold(counted).unwrap_or_default();
    let died = outcomes(net, std::mem::take(&mut counted.traces));
    let mut sorted = counted.in_order(net, share, &died);
    let mut shard = share.folder.shard_writer(Stage::Count.name(), index)?;
    while let Some((_, same)) = sorted.as_mut().map_or(Ok(None), Sorted::group)? {
        same.iter().try_for_each(|one| shard.push(one))?;
    }
    shard.close()
}

/// Calls `each` with every claim of this worker and its cluster.
fn each_placed(
    share: &Share<'_>,
    index: usize,
    followed: &BTreeMap<String, String>,
    mut each: impl FnMut(String, Claim),
) -> Result<(), Error> {
    // The two shards have one order.
    let mut placed = share.folder.lines::<Placed>(Stage::Link.name(), index)?;
    let mut next = placed.next().transpose()?;
    for reading in share.folder.lines::<Reading>(Stage::Read.name(), index)? {
        for claim in reading?.claims {
            match next.take() {
                Some(here) if here.claim == claim.id => {
                    next = placed.next().transpose()?;
                    each(here.cluster, claim);
                }
                here => {
                    next = here;
                    followed.get(&claim.id).into_iter().for_each(|cluster| each(cluster.clone(), claim.clone()));
                }
            }
        }
    }
    Ok(())
}

/// The clusters of copied claims: those of their originals.
fn follow(net: &mut Net<'_>, share: &mut Share<'_>, copied: &[Copied]) -> BTreeMap<String, String> {
    let (here, owners) = (net.index(), net.owners());
    let questions = copied.iter().filter_map(|c| {
        let home = c.original.clone()?;
        Some((owners.of(&home.doc), (here, c.claim.clone(), home)))
    });
    let mut asked: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    net.exchange(questions, |(from, follower, home): (usize, String, Home)| {
        asked.entry(home.claim).or_default().push((from, follower));
    });
    let mut followed = BTreeMap::new();
    let answered = net.send(
        |out| {
            for placed in share.folder.lines::<Placed>(Stage::Link.name(), here)? {
                let Placed { claim, cluster } = placed?;
                for (from, follower) in asked.remove(&claim).unwrap_or_default() {
                    out.send(from, (follower, cluster.clone()));
                }
            }
            Ok(())
        },
        |(follower, cluster)| _ = followed.insert(follower, cluster),
    );
    share.hold(answered);
    followed
}

/// What the answer is sorted by.
type Rank = (Reverse<(usize, usize, usize)>, String);

fn rank(corroboration: &Corroboration) -> Rank {
    let (counts, id) = corroboration.rank();
    (counts, id.to_owned())
}

/// So many of its own does a worker show the others, so that they agree on where one stretch ends and the next begins.
const SAMPLE: usize = 64;

/// The clusters of this worker, counted, in a file.
#[derive(Default)]
struct Counted {
    file: Scratch,
    clusters: usize,
    /// Every so many-th rank.
    sample: Vec<Rank>,
    every: usize,
    /// What is compared of them to see what became of somebody.
    traces: Vec<Trace>,
}

impl Counted {
    fn new(share: &mut Share<'_>, index: usize, members: Sorter<String, Member>) -> Result<Counted, Error> {
        let file = Scratch::new(share.folder.scratch("counted.jsonl", index));
        let mut out = file.writer()?;
        let mut counted = Counted { file, every: 1, ..Counted::default() };
        let mut sorted = members.sorted()?;
        while let Some((_, members)) = sorted.group()? {
            let mut copies = Copies::default();
            let mut claims: Vec<Claim> = Vec::with_capacity(members.len());
            for Member(claim, copy) in members {
                copy.into_iter().for_each(|copy| copies.insert(claim.id.clone(), copy));
                claims.push(claim);
            }
            claims.sort_by(|a, b| a.id.cmp(&b.id));
            let one = share.job.corroborator.count_cluster(&claims, &copies);
            counted.traces.extend(Trace::of(&one, &claims).map(|mut trace| {
                trace.home = index;
                trace
            }));
            out.push(&one)?;
            counted.add(&one);
        }
        share.held.clusters = counted.clusters;
        out.close()?;
        Ok(counted)
    }

    fn add(&mut self, one: &Corroboration) {
        if self.clusters.is_multiple_of(self.every) {
            self.sample.push(rank(one));
        }
        self.clusters += 1;
        if self.sample.len() > 2 * SAMPLE {
            let mut keep = false;
            self.sample.retain(|_| {
                keep = !keep;
                keep
            });
            self.every *= 2;
        }
    }

    /// Sorts what all workers have: each keeps one stretch, and the stretches follow each other by the number of the worker (sample sort, Frazer
    /// and McKellar 1970).
    fn in_order(
        self,
        net: &mut Net<'_>,
        share: &mut Share<'_>,
        died: &BTreeMap<String, String>,
    ) -> Option<Sorted<Rank, Corroboration>> {
        let mut all: Vec<Rank> = net.share(self.sample).into_iter().flatten().collect();
        all.sort();
        let peers = net.peers();
        let bounds: Vec<Rank> = (1..peers).filter_map(|n| all.get(n * all.len() / peers).cloned()).collect();
        let mut mine: Sorter<Rank, Corroboration> = Sorter::new(share.folder.scratch("ranks", net.index()));
        let file = self.file;
        let sent = net.send(
            |out: &mut Outbox<'_, Corroboration>| {
                for one in file.lines::<Corroboration>()? {
                    let mut one = one?;
                    died.get(&one.id).into_iter().for_each(|death| settle(&mut one, death));
                    let rank = rank(&one);
                    out.send(bounds.partition_point(|bound| *bound <= rank), one);
                }
                Ok(())
            },
            |one| mine.push(rank(&one), &one),
        );
        share.hold(sent);
        drop(file);
        share.hold(mine.sorted())
    }
}
