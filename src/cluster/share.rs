//! Clustering by shares: the steps of [`Clusterer::cluster`], each on the claims that one of many workers has.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, Source};
use crate::cluster::block::{self, Blocks, FEW, Key};
use crate::cluster::partition::{Edge, Edges, partition};
use crate::cluster::prior::Histogram;
use crate::cluster::record::Records;
use crate::cluster::score::{Comparison, bits};
use crate::cluster::statistics::Statistics;
use crate::cluster::{Cluster, Clusterer, Pair};

/// A scored pair, by the numbers that its claims have among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Scored(pub(crate) u32, pub(crate) u32, i16, i16);

impl Scored {
    fn pair(&self) -> Pair {
        Pair { b: self.1, evidence: self.2, cap: self.3 }
    }

    pub(crate) fn tell(&self, histogram: &mut Histogram) {
        self.pair().tell(histogram);
    }
}

/// Which of several workers compares what.
#[derive(Clone, Debug)]
pub(crate) struct Peers {
    pub(crate) index: usize,
    pub(crate) count: usize,
    /// Claims of all workers.
    pub(crate) claims: usize,
}

impl Peers {
    /// Few claims are all compared, by the first worker.
    pub(crate) fn few(&self) -> bool {
        self.claims <= FEW
    }

    /// The worker that compares a block.
    fn owner(&self, bucket: u64) -> usize {
        (bucket % self.count as u64) as usize
    }
}

/// The claims that came to a worker to be compared, each with its number among all.
pub(crate) struct Gathered<'c> {
    clusterer: &'c Clusterer,
    records: Records<'c>,
    /// The number of each row.
    numbers: Vec<u32>,
    companions: f64,
    blocks: Blocks,
    parted: Vec<u64>,
    peers: Peers,
}

impl<'c> Gathered<'c> {
    /// `statistics` are those of the claims of all workers.
    pub(crate) fn new(clusterer: &'c Clusterer, mut claims: Vec<(u32, Claim)>, statistics: &Statistics, peers: Peers) -> Self {
        claims.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        let records = clusterer.known(statistics, claims.iter().map(|(_, claim)| claim));
        let (blocks, parted) = Blocks::share(&records, peers.few(), |bucket| peers.owner(bucket) == peers.index);
        let numbers = claims.into_iter().map(|(number, _)| number).collect();
        Gathered { clusterer, records, numbers, companions: statistics.companion_bits(), blocks, parted, peers }
    }

    /// The blocks of this worker that are too large to compare all pairs of.
    pub(crate) fn parted(&self) -> &[u64] {
        &self.parted
    }

    /// Scores the pairs that fall to this worker. Claims that share several blocks meet at several workers: the owner of the least block that is
    /// sure to compare them does it. `parted` are the blocks of all workers that are not; pairs that meet in such blocks alone are not certain
    /// to be found once.
    pub(crate) fn compare(&self, parted: &FxHashSet<u64>, mut each: impl FnMut(Scored, bool)) {
        let mut comparison = Comparison::new(&self.records, &self.clusterer.settings.weights, self.companions);
        let number = |row: u32| self.numbers.get(row as usize).copied().unwrap_or_default();
        let everywhere = self.peers.count == 1 || self.peers.few();
        let mut own: (u32, Vec<Key>) = (u32::MAX, Vec::new());
        self.blocks.pairs(|(a, x), (b, y)| {
            let mut certain = true;
            if !everywhere {
                if own.0 != a {
                    own = (a, block::keys_of(&self.records, x));
                }
                match self.least_block(&own.1, &block::keys_of(&self.records, y), parted) {
                    Some(bucket) if self.peers.owner(bucket) != self.peers.index => return,
                    found => certain = found.is_some(),
                }
            }
            let pair = Pair::new(b, &comparison.compare_rows(x, y));
            each(Scored(number(a.min(b)), number(a.max(b)), pair.evidence, pair.cap), certain);
        });
    }

    /// The least block that two claims share and in which all pairs are compared.
    fn least_block(&self, a: &[Key], b: &[Key], parted: &FxHashSet<u64>) -> Option<u64> {
        let shared = a.iter().filter(|x| b.iter().any(|y| x.bucket() == y.bucket() && x.admits(y)));
        shared.map(Key::bucket).filter(|bucket| !parted.contains(bucket)).min()
    }
}

impl Clusterer {
    /// What these claims add to the statistics of all. An article must be in one share.
    pub(crate) fn tally<'c>(&self, claims: impl Iterator<Item = &'c Claim>) -> Statistics {
        let mut records = Records::new(&self.taxonomy);
        claims.for_each(|claim| records.push(claim));
        records.sort();
        Statistics::of_records(&records)
    }

    /// The workers that compare a claim, each once.
    pub(crate) fn workers(&self, claim: &Claim, peers: &Peers) -> Vec<usize> {
        if peers.few() {
            return vec![0];
        }
        let mut workers: Vec<usize> = self.keys(claim).iter().map(|key| peers.owner(key.bucket())).collect();
        workers.sort_unstable();
        workers.dedup();
        workers
    }

    /// The pairs above the threshold hang together.
    pub(crate) fn joins(&self, pair: &Scored, prior: i32) -> bool {
        pair.pair().weight(prior).is_some_and(|w| w > self.threshold())
    }

    /// The prior by the evidence of all pairs.
    pub(crate) fn prior_of(&self, histogram: &Histogram, claims: usize) -> i32 {
        self.prior(histogram, claims)
    }

    /// The clusters of whole components: all their claims, each with its number, and all pairs of them that were scored.
    pub(crate) fn cluster_share(
        &self,
        mut claims: Vec<(u32, Claim)>,
        pairs: &[Scored],
        statistics: &Statistics,
        prior: i32,
    ) -> Vec<Cluster> {
        claims.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        let row_of: FxHashMap<u32, u32> = claims.iter().enumerate().map(|(row, (number, _))| (*number, row as u32)).collect();
        let records = self.known(statistics, claims.iter().map(|(_, claim)| claim));
        let row = |number: &u32| row_of.get(number).copied();
        let edge = |pair: &Scored| {
            let (x, y) = (row(&pair.0)?, row(&pair.1)?);
            Some(Edge { a: x.min(y), b: x.max(y), weight: pair.pair().weight(prior) })
        };
        let edges: Vec<Edge> = pairs.iter().filter_map(edge).collect();
        let mut comparison = Comparison::new(&records, &self.settings.weights, statistics.companion_bits());
        let mut score = |a: u32, b: u32| Pair::new(b, &comparison.compare(a as usize, b as usize)).weight(prior);
        let side = |row: u32| records.side(row as usize);
        let found = partition(records.len(), Listed(&edges), &mut score, side, self.threshold(), &self.judged(&records));
        let name = |row: &u32| records.id(*row as usize).to_owned();
        let named =
            |rows: &Vec<u32>| Cluster { id: rows.first().map(name).unwrap_or_default(), claims: rows.iter().map(name).collect() };
        found.iter().map(named).collect()
    }

    fn threshold(&self) -> i32 {
        bits(if self.settings.threshold.is_finite() { self.settings.threshold } else { 0.0 })
    }

    /// Claims with how common their values are.
    fn known<'c>(&self, statistics: &Statistics, claims: impl Iterator<Item = &'c Claim>) -> Records<'_> {
        let mut records = Records::new(&self.taxonomy);
        claims.for_each(|claim| records.push(claim));
        records.sort();
        statistics.apply(&mut records, &self.settings.weights);
        records
    }
}

/// Scored pairs in a list.
struct Listed<'e>(&'e [Edge]);

impl Edges for Listed<'_> {
    fn each(&self, each: impl FnMut(Edge)) {
        self.0.iter().copied().for_each(each);
    }

    fn last(self, each: impl FnMut(Edge)) {
        self.each(each);
    }
}

/// What clustering reads of a claim: it travels without its text and without what its fields were read from.
pub(crate) fn bare(claim: &Claim) -> Claim {
    let origin = claim.origin().map(|o| Source { name: o.name.clone(), ..Source::default() });
    Claim {
        id: claim.id.clone(),
        doc: claim.doc.clone(),
        published: claim.published,
        field: claim.field,
        event: claim.event.clone(),
        count: claim.count.clone(),
        actor: claim.actor.clone(),
        place: claim.place.clone(),
        date: claim.date.clone(),
        stance: claim.stance,
        background: claim.background,
        chain: origin.into_iter().collect(),
        inherited: claim.inherited.clone(),
        ..Claim::default()
    }
}
