//! Clusters to corroborations: claims travel to their cluster, are counted, and sorted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Stage;
use super::copies::{Copied, Home};
use super::job::Share;
use super::link::Placed;
use super::net::Net;
use crate::claim::Claim;
use crate::error::Error;
use crate::independence::{self, Copies, Copy, Corroboration};
use crate::pipeline::Reading;

/// Counts the clusters that fall to this worker, and writes its stretch of the sorted answer.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    let readings: Vec<Reading> = share.folder.read(Stage::Read.name(), net.index())?;
    let copied: Vec<Copied> = share.folder.read(Stage::Copies.name(), net.index())?;
    let placed: Vec<Placed> = share.folder.read(Stage::Link.name(), net.index())?;
    let mut cluster_of: BTreeMap<String, String> = placed.into_iter().map(|p| (p.claim, p.cluster)).collect();
    follow(net, &copied, &mut cluster_of);

    let owners = net.owners();
    let mut copies: BTreeMap<String, Copy> = copied.into_iter().map(|c| (c.claim, c.copy)).collect();
    let claims = readings.into_iter().flat_map(|r| r.claims).filter_map(|claim| {
        let cluster = cluster_of.remove(&claim.id)?;
        let copy = copies.remove(&claim.id);
        Some((owners.of(&cluster), (cluster, claim, copy)))
    });
    let mut clusters: BTreeMap<String, (Vec<Claim>, Copies)> = BTreeMap::new();
    net.exchange(claims, |(cluster, claim, copy)| {
        let (members, copies) = clusters.entry(cluster).or_default();
        if let Some(copy) = copy {
            copies.insert(claim.id.clone(), copy);
        }
        members.push(claim);
    });
    share.held.clusters = clusters.len();
    let settings = &share.job.corroborator.settings().independence;
    let outlets = share.job.corroborator.lexicon().outlets();
    let counted = clusters.into_values().map(|(mut members, copies)| {
        members.sort_by(|a, b| a.id.cmp(&b.id));
        independence::count(&members, &copies, outlets, settings)
    });
    let mut counted: Vec<Corroboration> = counted.collect();
    counted.sort_by(Corroboration::order);
    let sorted = in_order(net, counted);
    share.folder.write(Stage::Count.name(), net.index(), sorted)
}

/// A copied claim follows its original.
fn follow(net: &mut Net<'_>, copied: &[Copied], cluster_of: &mut BTreeMap<String, String>) {
    let (here, owners) = (net.index(), net.owners());
    let questions = copied.iter().filter_map(|c| {
        let home = c.original.clone()?;
        Some((owners.of(&home.doc), (here, c.claim.clone(), home)))
    });
    let mut asked: Vec<(usize, String, Home)> = Vec::new();
    net.exchange(questions, |question| asked.push(question));
    let answers: Vec<(usize, (String, String))> = asked
        .into_iter()
        .filter_map(|(from, follower, home)| Some((from, (follower, cluster_of.get(&home.claim)?.clone()))))
        .collect();
    net.exchange(answers, |(follower, cluster)| _ = cluster_of.insert(follower, cluster));
}

/// What the answer is sorted by.
type Rank = (Reverse<(usize, usize, usize)>, String);

/// So many of its own does a worker show the others, so that they agree on where one stretch ends and the next begins.
const SAMPLE: usize = 64;

/// Sorts what all workers have: each keeps one stretch, and the stretches follow each other by the number of the worker (sample sort, Frazer
/// and McKellar 1970).
fn in_order(net: &mut Net<'_>, own: Vec<Corroboration>) -> Vec<Corroboration> {
    let rank = |c: &Corroboration| -> Rank {
        let (counts, id) = c.rank();
        (counts, id.to_owned())
    };
    let step = own.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<Rank> = own.iter().step_by(step).map(rank).collect();
    let mut all: Vec<Rank> = net.share(sample).into_iter().flatten().collect();
    all.sort();
    let peers = net.peers();
    let bounds: Vec<Rank> = (1..peers).filter_map(|n| all.get(n * all.len() / peers).cloned()).collect();
    let mut mine: Vec<Corroboration> = Vec::new();
    let sent: Vec<(usize, Corroboration)> =
        own.into_iter().map(|c| (bounds.partition_point(|bound| *bound <= rank(&c)), c)).collect();
    net.exchange(sent, |corroboration| mine.push(corroboration));
    mine.sort_by(Corroboration::order);
    mine
}
