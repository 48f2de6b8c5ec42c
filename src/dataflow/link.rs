//! Claims to clusters: claims travel to their blocks, links to their component.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Stage;
use super::copies::Copied;
use super::job::Share;
use super::net::Net;
use crate::claim::Claim;
use crate::cluster::{Cluster, Clusterer, Forest, Gathered, Histogram, Peers, Scored, Sets, Statistics, bare};
use crate::error::Error;
use crate::pipeline::Reading;

/// The cluster of a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Placed {
    pub(super) claim: String,
    pub(super) cluster: String,
}

/// Clusters the claims of all workers, and writes where those of this one are, in the order of their ids.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    let readings: Vec<Reading> = share.folder.read(Stage::Read.name(), net.index())?;
    let copied: Vec<Copied> = share.folder.read(Stage::Copies.name(), net.index())?;
    // A copied claim follows its original, and is no evidence of its own.
    let follows: FxHashSet<String> = copied.into_iter().filter(|c| c.original.is_some()).map(|c| c.claim).collect();
    let claims: Vec<Claim> =
        readings.into_iter().flat_map(|r| r.claims).filter(|c| !follows.contains(&c.id)).map(|c| bare(&c)).collect();
    let clusterer = share.job.corroborator.clusterer();

    let (statistics, numbers) = sum(net, clusterer, &claims);
    let all = statistics.claims() as usize;
    let peers = Peers { index: net.index(), count: net.peers(), claims: all };
    let own = || claims.iter().zip(numbers.start..).map(|(claim, number)| (number, claim));

    let mut gathered: Vec<(u32, Claim)> = Vec::new();
    let sent = own().flat_map(|(n, claim)| clusterer.workers(claim, &peers).into_iter().map(move |to| (to, (n, claim.clone()))));
    net.exchange(sent, |claim| gathered.push(claim));
    share.held.compared_claims = gathered.len();
    let pairs = compare(net, Gathered::new(clusterer, gathered, &statistics, peers));
    share.held.pairs = pairs.len();
    let prior = prior(net, clusterer, &pairs, all);

    let links = spanning(all, pairs.iter().filter(|pair| clusterer.joins(pair, prior)).map(|pair| (pair.0, pair.1)));
    share.held.links = links.len();
    let judged = judged(net, clusterer, own());
    let labels = merge(net, links, judged, all);

    let placed = place(net, own(), pairs, &labels, |claims, pairs| clusterer.cluster_share(claims, &pairs, &statistics, prior));
    share.folder.write(Stage::Link.name(), net.index(), placed)
}

/// The statistics of all claims, and the numbers of those of this worker among them.
fn sum(net: &mut Net<'_>, clusterer: &Clusterer, claims: &[Claim]) -> (Statistics, std::ops::Range<u32>) {
    let shares = net.share(clusterer.tally(claims.iter()));
    let before: u32 = shares.iter().take(net.index()).map(Statistics::claims).sum();
    let mut statistics = Statistics::default();
    shares.iter().for_each(|share| statistics.merge(share));
    (statistics, before..before + claims.len() as u32)
}

/// The pairs that fall to this worker, each of which no other has.
fn compare(net: &mut Net<'_>, gathered: Gathered<'_>) -> Vec<Scored> {
    let parted: FxHashSet<u64> = net.share(gathered.parted().to_vec()).into_iter().flatten().collect();
    let (mut pairs, mut doubtful) = (Vec::new(), Vec::new());
    gathered.compare(&parted, |pair, certain| if certain { pairs.push(pair) } else { doubtful.push(pair) });
    drop(gathered);
    // What several workers may have found goes to one.
    let owners = net.owners();
    let to = |pair: &Scored| owners.of_number(u64::from(pair.0) * 31 + u64::from(pair.1));
    let mut met: Vec<Scored> = Vec::new();
    net.exchange(doubtful.into_iter().map(|pair| (to(&pair), pair)), |pair| met.push(pair));
    met.sort_unstable();
    met.dedup();
    pairs.append(&mut met);
    pairs
}

/// The prior by the pairs of all workers.
fn prior(net: &mut Net<'_>, clusterer: &Clusterer, pairs: &[Scored], claims: usize) -> i32 {
    let mut own = Histogram::default();
    pairs.iter().for_each(|pair| pair.tell(&mut own));
    let mut all = Histogram::default();
    net.share(own.counts().to_vec()).iter().for_each(|counts| all.merge(counts));
    clusterer.prior_of(&all, claims)
}

/// Links that hang the same claims together as the given ones: at most one less than there are claims.
fn spanning(claims: usize, links: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut sets = Sets::new(claims);
    links.filter(|(a, b)| sets.join(*a, *b)).collect()
}

/// Claims that a person has put together. Two that are tied through a claim that is not here are tied all the same.
fn judged<'c>(net: &mut Net<'_>, clusterer: &Clusterer, own: impl Iterator<Item = (u32, &'c Claim)>) -> Vec<(u32, u32)> {
    let mut forest = Forest::default();
    clusterer.settings().decisions.together().for_each(|(a, b)| forest.add(a, b));
    let here: Vec<(String, u32)> =
        own.filter(|(_, c)| forest.label(&c.id).is_some()).map(|(number, c)| (c.id.clone(), number)).collect();
    let number: BTreeMap<String, u32> = net.share(here).into_iter().flatten().collect();
    let mut links = Vec::new();
    for set in forest.sets() {
        let here: Vec<u32> = set.iter().filter_map(|id| number.get(*id).copied()).collect();
        links.extend(here.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
    }
    links
}

/// So many labels travel together.
const LABELS: usize = 1 << 14;

/// The label of every claim's component, by its number. The first worker merges the forests of all.
fn merge(net: &mut Net<'_>, links: Vec<(u32, u32)>, judged: Vec<(u32, u32)>, claims: usize) -> Vec<u32> {
    let mut sets = Sets::new(if net.index() == 0 { claims } else { 0 });
    net.exchange(links.into_iter().map(|link| (0, link)), |(a, b)| _ = sets.join(a, b));
    let mut labels = Vec::new();
    if net.index() == 0 {
        judged.into_iter().for_each(|(a, b)| _ = sets.join(a, b));
        labels = (0..claims as u32).map(|number| sets.find(number)).collect();
    }
    drop(sets);
    let mut known = vec![0; claims];
    let peers = net.peers();
    let sent =
        labels.chunks(LABELS).enumerate().flat_map(|(n, part)| (0..peers).map(move |to| (to, (n * LABELS, part.to_vec()))));
    net.exchange(sent, |(start, part): (usize, Vec<u32>)| {
        if let Some(place) = known.get_mut(start..start + part.len()) {
            place.copy_from_slice(&part);
        }
    });
    known
}

/// Sends the claims and pairs of each component to its owner, clusters them there, and brings back where the claims of this worker are.
fn place<'c>(
    net: &mut Net<'_>,
    own: impl Iterator<Item = (u32, &'c Claim)>,
    pairs: Vec<Scored>,
    labels: &[u32],
    cluster: impl FnOnce(Vec<(u32, Claim)>, Vec<Scored>) -> Vec<Cluster>,
) -> Vec<Placed> {
    let owners = net.owners();
    let label = |number: u32| labels.get(number as usize).copied().unwrap_or(number);
    let mut sizes = vec![false; labels.len()];
    for (number, label) in labels.iter().enumerate().filter(|(number, label)| *number != **label as usize) {
        for at in [number, *label as usize] {
            if let Some(many) = sizes.get_mut(at) {
                *many = true;
            }
        }
    }
    let many = |number: u32| sizes.get(number as usize).copied().unwrap_or(false);
    let mut placed: BTreeSet<Placed> = BTreeSet::new();
    let mut claims: Vec<(u32, Claim)> = Vec::new();
    let mut sent: Vec<(usize, (u32, Claim))> = Vec::new();
    for (number, claim) in own {
        if many(number) {
            sent.push((owners.of_number(label(number).into()), (number, claim.clone())));
        } else {
            placed.insert(Placed { claim: claim.id.clone(), cluster: claim.id.clone() });
        }
    }
    net.exchange(sent, |claim| claims.push(claim));
    let mut inside: Vec<Scored> = Vec::new();
    let within = pairs.into_iter().filter(|pair| label(pair.0) == label(pair.1));
    net.exchange(within.map(|pair| (owners.of_number(label(pair.0).into()), pair)), |pair| inside.push(pair));
    let home: BTreeMap<String, String> = claims.iter().map(|(_, c)| (c.id.clone(), c.doc.clone())).collect();
    let mut found: Vec<(usize, Placed)> = Vec::new();
    for cluster in cluster(claims, inside) {
        for claim in cluster.claims {
            let Some(doc) = home.get(&claim) else { continue };
            found.push((owners.of(doc), Placed { claim, cluster: cluster.id.clone() }));
        }
    }
    net.exchange(found, |one| _ = placed.insert(one));
    placed.into_iter().collect()
}
