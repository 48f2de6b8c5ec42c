//! Claims that were clustered: to ask, to add to, to take from.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::claim::Claim;
use crate::cluster::block::{Blocks, keys};
use crate::cluster::partition::Edges;
use crate::cluster::postings::Postings;
use crate::cluster::record::{Record, Records};
use crate::cluster::score::{BIT, Comparison, Link, bits};
use crate::cluster::sets::Sets;
use crate::cluster::statistics::{Statistics, Whole};
use crate::cluster::{Cluster, Clusterer, Pair};

/// Clustered claims that answer at once and take more claims over time.
///
/// Asking ([`Index::check`]) looks up the keys of a claim and compares what it finds there; it does not go through all claims. Adding and
/// removing cluster anew only the components that are touched: claims that hang together with one that came or went through pairs above the
/// threshold.
///
/// **Where this differs from clustering all at once.** Until [`Index::settle`], shares of values and the prior stay those of the time when it
/// last settled, and claims that came since stand behind the others where means tie. After [`Index::settle`] the clusters are those of
/// [`Clusterer::cluster`] over the same claims, in whatever order they came and whatever was removed in between.
///
/// **Ids.** A cluster is named after its least claim. It answers to the id of each of its claims, so that a name it once had still finds it when it
/// has grown or merged; where the claim that gave the name was removed, [`Index::cluster_of`] goes on to one that stayed.
///
/// ```
/// use corroborate::{Claim, Count, Event, Place};
/// use corroborate::cluster::{Clusterer, Index, Placement};
/// let claim = |id: &str, place: &str| Claim {
///     id: id.into(),
///     doc: id.into(),
///     event: Event { kind: "deserted".into(), ..Event::default() },
///     count: Some(Count::exactly(12, "person")),
///     place: Some(Place { name: place.into(), country: Some("UA".into()), ..Place::default() }),
///     ..Claim::default()
/// };
/// let mut index = Index::new(Clusterer::default(), [claim("b#0", "Veselyi Hai"), claim("c#0", "Odesa")]);
/// assert_eq!(index.place(&claim("?", "Veseliy Hay")), Placement::Joins("b#0".into()));
/// index.add([claim("a#0", "Veseliy Hay")]);
/// assert_eq!(index.cluster_of("b#0").unwrap().claims, ["a#0", "b#0"]);
/// ```
#[derive(Clone, Debug)]
pub struct Index {
    clusterer: Clusterer,
    records: Records<'static>,
    /// By id; of the rows that are left.
    rows: FxHashMap<Box<str>, u32>,
    statistics: Statistics,
    /// What held for all claims when they were last counted.
    whole: Whole,
    prior: i32,
    postings: Postings,
    /// The cluster and the component of each row: the least of its rows.
    cluster: Vec<u32>,
    component: Vec<u32>,
    members: FxHashMap<u32, Vec<u32>>,
    /// Components of more than one cluster, by the clusters in them.
    parts: FxHashMap<u32, Vec<u32>>,
    /// Claims that were removed, each with one that was in its cluster.
    retired: BTreeMap<Box<str>, Box<str>>,
}

/// A cluster that a claim was compared with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The cluster.
    pub id: String,
    /// Number of its claims.
    pub claims: usize,
    /// Mean weight between the claim and those of the cluster, in bits; of a large cluster 64 are compared.
    pub mean: f64,
    /// The comparison with the nearest of them.
    pub nearest: Link,
}

/// Where a claim belongs among clusters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// To this one: its mean is above the threshold, and two bits above that of the next.
    Joins(String),
    /// To one of these, the best first: none is two bits ahead.
    Ambiguous(Vec<String>),
    /// To none.
    New,
}

/// The cluster of a row that was removed.
const GONE: u32 = u32::MAX;
/// Of a key that more claims have, so many are compared, evenly spread.
const MOST: usize = 1_000;
/// Claims of a cluster that are compared for its mean.
const SAMPLE: usize = 64;
/// Clusters that are looked at more closely.
const CLUSTERS: usize = 16;
/// Bits by which the best must be ahead.
const MARGIN: f64 = 2.0;

impl Index {
    /// Clusters these claims and keeps them in compact form; of claims with one id one is kept. Time and memory of [`Clusterer::cluster`], and
    /// some 150 bytes a claim beside ([`Index::bytes`]).
    pub fn new<C: Borrow<Claim>>(clusterer: Clusterer, claims: impl IntoIterator<Item = C>) -> Index {
        let mut records = Records::owned(clusterer.taxonomy.clone());
        claims.into_iter().for_each(|claim| records.push(claim.borrow()));
        let mut index = Index {
            clusterer,
            records,
            rows: FxHashMap::default(),
            statistics: Statistics::default(),
            whole: Whole::default(),
            prior: 0,
            postings: Postings::default(),
            cluster: Vec::new(),
            component: Vec::new(),
            members: FxHashMap::default(),
            parts: FxHashMap::default(),
            retired: BTreeMap::new(),
        };
        index.cluster_anew();
        index
    }

    /// Number of claims.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no claim.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All clusters as they are now, by their ids.
    pub fn clusters(&self) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = self.members.values().map(|rows| self.named(rows)).collect();
        clusters.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        clusters
    }

    /// The cluster that holds a claim, or held it before it was removed.
    pub fn cluster_of(&self, id: &str) -> Option<Cluster> {
        let mut id = id;
        for _ in 0..=self.retired.len() {
            if let Some(row) = self.rows.get(id) {
                return self.members.get(self.cluster.get(*row as usize)?).map(|rows| self.named(rows));
            }
            id = self.retired.get(id)?;
        }
        None
    }

    /// The clusters that a claim can belong to, the highest mean first: those with claims that share a key with it and do not contradict it. A claim
    /// without a kind of event is looked for under every kind.
    ///
    /// Time does not depend on the number of claims but on how many share a key with this one; of a key that more than 1,000 have, 1,000 are
    /// compared. A claim that names neither place nor number nor people has no key that others share.
    pub fn check(&self, claim: &Claim) -> Vec<Found> {
        let (asked, rows) = self.candidates(claim);
        let mut comparison = self.comparison(&asked);
        let mut near: FxHashMap<u32, (i32, u32)> = FxHashMap::default();
        for row in rows {
            let pair = Pair::new(row, &comparison.compare(0, row as usize));
            let (Some(weight), Some(cluster)) = (pair.weight(self.prior), self.cluster.get(row as usize)) else { continue };
            let best = near.entry(*cluster).or_insert((weight, row));
            if (weight, std::cmp::Reverse(row)) > (best.0, std::cmp::Reverse(best.1)) {
                *best = (weight, row);
            }
        }
        let mut near: Vec<(i32, u32, u32)> = near.into_iter().map(|(cluster, (weight, row))| (weight, cluster, row)).collect();
        near.sort_unstable_by_key(|(weight, cluster, _)| (std::cmp::Reverse(*weight), *cluster));
        near.truncate(CLUSTERS);
        let mut found: Vec<Found> = Vec::new();
        for (_, cluster, row) in near {
            let Some(members) = self.members.get(&cluster) else { continue };
            let some = members.iter().step_by(members.len().div_ceil(SAMPLE).max(1));
            let weights: Option<Vec<i32>> =
                some.map(|b| Pair::new(*b, &comparison.compare(0, *b as usize)).weight(self.prior)).collect();
            // One that contradicts it keeps it out.
            let Some(weights) = weights else { continue };
            let mean = weights.iter().map(|w| i64::from(*w)).sum::<i64>() as f64 / weights.len().max(1) as f64 / BIT;
            let nearest = comparison.compare(0, row as usize).link(claim.id.clone(), self.id(row).to_owned());
            found.push(Found { id: self.named(members).id, claims: members.len(), mean, nearest });
        }
        found.sort_by(|a, b| b.mean.total_cmp(&a.mean).then_with(|| a.id.cmp(&b.id)));
        found
    }

    /// Where a claim belongs; nothing is added.
    pub fn place(&self, claim: &Claim) -> Placement {
        let threshold = self.clusterer.settings.threshold;
        let above: Vec<Found> = self.check(claim).into_iter().filter(|f| f.mean > threshold).collect();
        match above.as_slice() {
            [] => Placement::New,
            [best, rest @ ..] if rest.first().is_none_or(|next| best.mean - next.mean > MARGIN) => {
                Placement::Joins(best.id.clone())
            }
            [best, ..] => {
                let close = above.iter().filter(|f| best.mean - f.mean <= MARGIN);
                Placement::Ambiguous(close.map(|f| f.id.clone()).collect())
            }
        }
    }

    /// Adds claims; one whose id is here already takes the place of the former. Only components that one of them is near to are clustered anew.
    pub fn add<C: Borrow<Claim>>(&mut self, claims: impl IntoIterator<Item = C>) {
        let mut touched: BTreeSet<u32> = BTreeSet::new();
        let mut new: Vec<u32> = Vec::new();
        for claim in claims {
            let claim = claim.borrow();
            if let Some(former) = self.rows.get(claim.id.as_str()).copied() {
                touched.insert(self.take_out(former));
                new.retain(|row| *row != former);
            }
            let before = self.records.values();
            let row = self.records.rows.len() as u32;
            self.records.push(claim);
            self.statistics.apply_from(&mut self.records, &self.clusterer.settings.weights, before);
            self.rows.insert(claim.id.as_str().into(), row);
            self.cluster.push(row);
            self.component.push(row);
            self.members.insert(row, vec![row]);
            self.retired.remove(claim.id.as_str());
            self.postings.add(&self.records, row);
            new.push(row);
            touched.insert(row);
        }
        let least = bits(self.clusterer.settings.threshold);
        let mut comparison =
            Comparison::across(&self.records, &self.records, &self.clusterer.settings.weights, self.whole.companions);
        for row in new {
            let Some(record) = self.records.rows.get(row as usize) else { continue };
            let mut rows: Vec<u32> = Vec::new();
            keys(&self.records, record, |key| self.postings.of(&key, usize::MAX, |other| rows.push(other)));
            rows.sort_unstable();
            rows.dedup();
            for other in rows.into_iter().filter(|other| *other != row && self.is_here(*other)) {
                let pair = Pair::new(other, &comparison.compare(row as usize, other as usize));
                if pair.weight(self.prior).is_some_and(|w| w > least) {
                    touched.extend(self.component.get(other as usize));
                }
            }
        }
        for (a, b) in self.clusterer.settings.decisions.together() {
            let components = [a, b].map(|id| self.rows.get(id).and_then(|row| self.component.get(*row as usize)).copied());
            if let [Some(a), Some(b)] = components
                && (touched.contains(&a) || touched.contains(&b))
            {
                touched.extend([a, b]);
            }
        }
        self.cluster_parts(touched);
    }

    /// Takes claims out, by their ids; those that are not here are passed over. Only their components are clustered anew.
    pub fn remove<'i>(&mut self, ids: impl IntoIterator<Item = &'i str>) {
        let mut touched = BTreeSet::new();
        for id in ids {
            if let Some(row) = self.rows.get(id).copied() {
                touched.insert(self.take_out(row));
            }
        }
        self.cluster_parts(touched);
    }

    /// Counts shares and the prior anew and clusters all claims: from here on the clusters are those of [`Clusterer::cluster`] over the same claims.
    pub fn settle(&mut self) {
        let mut here: Vec<Record> = Vec::with_capacity(self.rows.len());
        here.extend(self.records.rows.iter().enumerate().filter(|(n, _)| self.is_here(*n as u32)).map(|(_, r)| *r));
        self.records.rows = here;
        self.cluster_anew();
    }

    /// Bytes that the index takes, near enough: to reckon with before a corpus is loaded.
    pub fn bytes(&self) -> usize {
        let members: usize = self.members.values().map(|rows| 40 + 4 * rows.capacity()).sum();
        let ids: usize = self.rows.keys().map(|id| 2 * (id.len() + 16) + 8).sum();
        self.records.bytes() + self.postings.bytes() + 4 * (self.cluster.capacity() + self.component.capacity()) + members + ids
    }

    fn is_here(&self, row: u32) -> bool {
        self.cluster.get(row as usize).is_some_and(|cluster| *cluster != GONE)
    }

    fn id(&self, row: u32) -> &str {
        self.records.id(row as usize)
    }

    fn named(&self, rows: &[u32]) -> Cluster {
        let mut claims: Vec<String> = rows.iter().map(|row| self.id(*row).to_owned()).collect();
        claims.sort_unstable();
        Cluster { id: claims.first().cloned().unwrap_or_default(), claims }
    }

    fn comparison<'r>(&'r self, asked: &'r Records<'r>) -> Comparison<'r> {
        let mut comparison = Comparison::across(asked, &self.records, &self.clusterer.settings.weights, self.whole.companions);
        comparison.prior = self.prior;
        comparison
    }

    /// A claim in compact form, and the rows that share a key with it.
    fn candidates(&self, claim: &Claim) -> (Records<'_>, Vec<u32>) {
        let mut asked = Records::new(&self.clusterer.taxonomy);
        asked.push(claim);
        self.statistics.apply(&mut asked, &self.clusterer.settings.weights);
        let mut rows: Vec<u32> = Vec::new();
        let mut look = |asked: &Records, row: &Record| {
            keys(asked, row, |key| self.postings.of(&key, MOST, |row| rows.push(row)));
        };
        if claim.event.kind.is_empty() {
            let mut kinds = Records::new(&self.clusterer.taxonomy);
            for event in self.records.events.forms.iter().map(|form| form.event()) {
                kinds.push(&Claim { event: event.clone(), ..claim.clone() });
            }
            kinds.rows.iter().for_each(|row| look(&kinds, row));
        } else {
            asked.rows.iter().for_each(|row| look(&asked, row));
        }
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|row| self.is_here(*row) && self.id(*row) != claim.id);
        (asked, rows)
    }

    /// The ids of the claims that share a key with this one, for other rules than those of clusters.
    pub(crate) fn near(&self, claim: &Claim) -> Vec<&str> {
        let (_, rows) = self.candidates(claim);
        rows.into_iter().map(|row| self.id(row)).collect()
    }

    /// Forgets a row. Its component is to be clustered anew.
    fn take_out(&mut self, row: u32) -> u32 {
        let id: Box<str> = self.id(row).into();
        let cluster = self.cluster.get(row as usize).copied().unwrap_or(row);
        let stays =
            self.members.get(&cluster).and_then(|m| m.iter().find(|other| **other != row)).map(|row| self.id(*row).into());
        self.rows.remove(&id);
        if let Some(stays) = stays {
            self.retired.insert(id, stays);
        }
        if let Some(members) = self.members.get_mut(&cluster) {
            members.retain(|other| *other != row);
        }
        if let Some(cluster) = self.cluster.get_mut(row as usize) {
            *cluster = GONE;
        }
        self.component.get(row as usize).copied().unwrap_or(row)
    }

    fn cluster_anew(&mut self) {
        self.records.sort();
        self.statistics = Statistics::of_records(&self.records);
        self.statistics.apply(&mut self.records, &self.clusterer.settings.weights);
        self.whole = self.statistics.whole();
        self.rows = (0..self.records.len()).map(|row| (self.records.id(row).into(), row as u32)).collect();
        let compared = self.clusterer.compare(&self.records, self.whole);
        self.prior = compared.prior;
        let (clusters, sets) = self.clusterer.cluster_rows(&self.records, compared, self.whole);
        let n = self.records.len();
        (self.cluster, self.component) = ((0..n as u32).collect(), (0..n as u32).collect());
        (self.members, self.parts) = (FxHashMap::default(), FxHashMap::default());
        let rows: Vec<u32> = (0..n as u32).collect();
        self.lay_down(&rows, clusters, sets);
        self.postings = Postings::new(&self.records);
    }

    /// Clusters the rows of some components anew.
    fn cluster_parts(&mut self, components: BTreeSet<u32>) {
        let mut rows: Vec<u32> = Vec::new();
        for component in &components {
            for cluster in self.parts.remove(component).unwrap_or_else(|| vec![*component]) {
                rows.extend(self.members.remove(&cluster).unwrap_or_default());
            }
        }
        // In the order of ids, as when all are clustered at once.
        rows.sort_unstable_by(|a, b| self.id(*a).cmp(self.id(*b)));
        rows.dedup();
        let part: Vec<Record> = rows.iter().filter_map(|row| self.records.rows.get(*row as usize)).copied().collect();
        let all = std::mem::replace(&mut self.records.rows, part);
        let blocks = Blocks::of_part(&self.records, self.rows.len());
        let mut compared = self.clusterer.compare_in(&blocks, &self.records, self.whole);
        compared.prior = self.prior;
        let (clusters, sets) = self.clusterer.cluster_rows(&self.records, compared, self.whole);
        self.records.rows = all;
        self.lay_down(&rows, clusters, sets);
    }

    /// Notes clusters and components of some rows, given by their places among these.
    fn lay_down(&mut self, rows: &[u32], clusters: Vec<Vec<u32>>, mut sets: Sets) {
        for slots in clusters {
            let label = |slot: u32| rows.get(slot as usize).copied();
            let Some(cluster) = slots.first().and_then(|slot| label(*slot)) else { continue };
            let Some(component) = slots.first().and_then(|slot| label(sets.find(*slot))) else { continue };
            let members: Vec<u32> = slots.iter().filter_map(|slot| label(*slot)).collect();
            for row in &members {
                if let (Some(c), Some(d)) = (self.cluster.get_mut(*row as usize), self.component.get_mut(*row as usize)) {
                    (*c, *d) = (cluster, component);
                }
            }
            self.members.insert(cluster, members);
            if cluster != component || self.parts.contains_key(&component) {
                let parts = self.parts.entry(component).or_insert_with(|| vec![component]);
                if !parts.contains(&cluster) {
                    parts.push(cluster);
                }
            }
        }
    }
}

impl Clusterer {
    /// The clusters of rows, and which hang together by pairs above the threshold.
    fn cluster_rows(&self, records: &Records, compared: super::Compared, whole: Whole) -> (Vec<Vec<u32>>, Sets) {
        let threshold = self.settings.threshold;
        let least = bits(threshold);
        let mut sets = Sets::new(records.len());
        self.judged(records).together.iter().for_each(|(a, b)| _ = sets.join(*a, *b));
        compared.each(|edge| {
            if edge.weight.is_some_and(|w| w > least) {
                sets.join(edge.a, edge.b);
            }
        });
        let clusters = self.partitions(records, compared, whole, &[threshold]).pop().unwrap_or_default();
        (clusters, sets)
    }
}
