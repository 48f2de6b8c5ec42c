//! How near one partition is to another: B³, LEA, CEAF-e, MUC, CoNLL, and pairs.

use std::collections::{BTreeMap, BTreeSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Clusters of items, each item in one cluster.
#[derive(Clone, Debug, Default)]
pub struct Partition {
    clusters: Vec<BTreeSet<String>>,
    /// The cluster of each item.
    of: BTreeMap<String, usize>,
}

impl Partition {
    /// Puts items into one cluster; the first of them that is in a cluster already is the error.
    pub fn add(&mut self, items: impl IntoIterator<Item = String>) -> Result<(), String> {
        let items: BTreeSet<String> = items.into_iter().collect();
        if let Some(twice) = items.iter().find(|item| self.of.contains_key(*item)) {
            return Err(twice.clone());
        }
        if !items.is_empty() {
            self.of.extend(items.iter().map(|item| (item.clone(), self.clusters.len())));
            self.clusters.push(items);
        }
        Ok(())
    }

    /// Number of items.
    pub fn items(&self) -> usize {
        self.of.len()
    }

    /// Number of clusters.
    pub fn len(&self) -> usize {
        self.clusters.len()
    }

    /// The same of the items of another partition alone, where items that it has and this one has not stand alone.
    pub fn of_the_items_of(&self, other: &Partition) -> Partition {
        let mut kept = Partition::default();
        let inside =
            |cluster: &BTreeSet<String>| cluster.iter().filter(|item| other.of.contains_key(*item)).cloned().collect::<Vec<_>>();
        let alone = other.of.keys().filter(|item| !self.of.contains_key(*item)).map(|item| vec![item.clone()]);
        // Items come from a partition and from what is not in it, so none comes twice.
        self.clusters.iter().map(inside).chain(alone).for_each(|items| drop(kept.add(items)));
        kept
    }

    /// How many items of a cluster each cluster of another partition has; an item that it lacks is a part of its own.
    fn parts(&self, cluster: &BTreeSet<String>) -> (BTreeMap<usize, usize>, usize) {
        let mut parts = BTreeMap::new();
        cluster.iter().filter_map(|item| self.of.get(item)).for_each(|c| *parts.entry(*c).or_default() += 1);
        let missing = cluster.len() - parts.values().sum::<usize>();
        (parts, missing)
    }
}

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
}

impl Score {
    pub fn f1(self) -> f64 {
        ratio(2.0 * self.precision * self.recall, self.precision + self.recall)
    }
}

/// All scores of a system against gold, by name, and CoNLL: the mean of the F1 of MUC, B³ and CEAF-e (Pradhan et al. 2012).
pub fn scores(gold: &Partition, system: &Partition) -> (Vec<(&'static str, Score)>, f64) {
    let both = |side: fn(&Partition, &Partition) -> f64| Score { precision: side(system, gold), recall: side(gold, system) };
    let similar = similarity(gold, system);
    let ceaf = Score { precision: ratio(similar, system.len() as f64), recall: ratio(similar, gold.len() as f64) };
    let (muc, b3) = (both(muc), both(b3));
    let conll = (muc.f1() + b3.f1() + ceaf.f1()) / 3.0;
    (vec![("B3", b3), ("LEA", both(lea)), ("CEAF-e", ceaf), ("MUC", muc), ("pairs", both(pairs))], conll)
}

/// Bagga and Baldwin (1998): of each item, the share of its cluster that the other side has in one cluster with it.
fn b3(a: &Partition, b: &Partition) -> f64 {
    let kept = |c: &BTreeSet<String>| b.parts(c).0.values().map(|n| (n * n) as f64).sum::<f64>() / c.len() as f64;
    ratio(a.clusters.iter().map(kept).sum(), a.items() as f64)
}

/// Moosavi and Strube (2016): the share of the links of each cluster that the other side has, by the size of the cluster. The link of a single
/// item is that to itself.
fn lea(a: &Partition, b: &Partition) -> f64 {
    let resolved = |c: &BTreeSet<String>| {
        let (parts, _) = b.parts(c);
        if c.len() == 1 {
            return f64::from(u8::from(parts.keys().any(|part| b.clusters[*part].len() == 1)));
        }
        let links = |n: usize| (n * (n - 1) / 2) as f64;
        c.len() as f64 * parts.values().map(|n| links(*n)).sum::<f64>() / links(c.len())
    };
    ratio(a.clusters.iter().map(resolved).sum(), a.items() as f64)
}

/// Vilain et al. (1995): the links that hold a cluster together, less those that the other side lacks.
fn muc(a: &Partition, b: &Partition) -> f64 {
    let kept = |c: &BTreeSet<String>| {
        let (parts, missing) = b.parts(c);
        (c.len() - parts.len() - missing) as f64
    };
    ratio(a.clusters.iter().map(kept).sum(), a.clusters.iter().map(|c| (c.len() - 1) as f64).sum())
}

/// The pairs of items in one cluster that the other side has in one cluster as well.
fn pairs(a: &Partition, b: &Partition) -> f64 {
    let of = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let kept = a.clusters.iter().flat_map(|c| b.parts(c).0.into_values()).map(of).sum();
    ratio(kept, a.clusters.iter().map(|c| of(c.len())).sum())
}

/// Luo (2005), CEAF with φ4: the clusters of both sides matched one to one so that the sum of what they share is greatest.
fn similarity(gold: &Partition, system: &Partition) -> f64 {
    // Clusters that share no item are worth nothing to each other, so each group that items connect is matched by itself.
    let mut group: Vec<usize> = (0..gold.len() + system.len()).collect();
    fn root(group: &mut [usize], mut n: usize) -> usize {
        while group[n] != n {
            group[n] = group[group[n]];
            n = group[n];
        }
        n
    }
    for (item, g) in &gold.of {
        if let Some(s) = system.of.get(item) {
            let (a, b) = (root(&mut group, *g), root(&mut group, gold.len() + s));
            group[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for n in 0..group.len() {
        let (left, right) = groups.entry(root(&mut group, n)).or_default();
        if n < gold.len() { left.push(n) } else { right.push(n - gold.len()) }
    }
    // The matching wants whole numbers: twelve digits of each similarity.
    const UNIT: f64 = 1e12;
    let whole = |g: usize, s: usize| -> i64 {
        let common = gold.clusters[g].intersection(&system.clusters[s]).count();
        (2.0 * common as f64 / (gold.clusters[g].len() + system.clusters[s].len()) as f64 * UNIT) as i64
    };
    let best = |(left, right): &(Vec<usize>, Vec<usize>)| {
        let (rows, columns) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let value = |r: usize, c: usize| if left.len() <= right.len() { whole(r, c) } else { whole(c, r) };
        if rows.is_empty() {
            return 0;
        }
        kuhn_munkres(&Matrix::from_fn(rows.len(), columns.len(), |(r, c)| value(rows[r], columns[c]))).0
    };
    groups.values().map(best).sum::<i64>() as f64 / UNIT
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
