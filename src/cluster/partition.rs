//! Links to clusters: mean linkage within connected components.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::cluster::score::bits;

/// A scored pair of rows: `weight` in whole numbers, `None` where the two must not be in one cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) weight: Option<i32>,
}

/// The clusters of `n` rows, each in order, by their first rows; rows without a partner stand alone.
///
/// Components hang together by edges above `threshold`. In each, the two clusters with the highest mean weight are merged while that mean
/// is above `threshold`; a pair that was not compared counts 0 (Bansal, Blum and Chawla 2004 call the aim correlation clustering; the
/// linkage is UPGMA). Before a merge that rests on few pairs `score` compares some of the others. Ties go to the least rows. Whole numbers
/// throughout: the order of the edges does not matter.
pub(crate) fn partition(
    n: usize,
    edges: impl Fn(&mut dyn FnMut(Edge)),
    mut score: impl FnMut(u32, u32) -> Option<i32>,
    side: impl Fn(u32) -> u64,
    threshold: i32,
) -> Vec<Vec<u32>> {
    let mut sets = Sets::new(n);
    edges(&mut |edge| {
        if edge.weight.is_some_and(|w| w > threshold) {
            sets.join(edge.a, edge.b);
        }
    });
    // Rows of each component, components by their least rows.
    let label: Vec<u32> = (0..n as u32).map(|row| sets.find(row)).collect();
    let mut inside: Vec<(u32, Edge)> = Vec::new();
    edges(&mut |edge| {
        if let (Some(x), Some(y)) = (label.get(edge.a as usize), label.get(edge.b as usize))
            && x == y
        {
            inside.push((*x, edge));
        }
    });
    inside.sort_unstable_by_key(|(component, edge)| (*component, edge.a, edge.b));
    let mut of = label.clone();
    for component in inside.chunk_by(|a, b| a.0 == b.0) {
        let edges = || component.iter().map(|(_, edge)| *edge);
        if is_clear(edges(), &side, threshold) {
            continue;
        }
        Linkage::new(edges(), threshold, &mut score, &side).run(|row, cluster| {
            if let Some(own) = of.get_mut(row as usize) {
                *own = cluster;
            }
        });
        choose_sides(edges(), &side, threshold, &mut of);
    }
    let mut rows: Vec<(u32, u32)> = of.iter().enumerate().map(|(row, cluster)| (*cluster, row as u32)).collect();
    rows.sort_unstable();
    let mut clusters: Vec<Vec<u32>> = rows.chunk_by(|a, b| a.0 == b.0).map(|c| c.iter().map(|(_, row)| *row).collect()).collect();
    clusters.sort_unstable();
    clusters
}

/// Whether all rows of a component were compared and agree, so that any order of merging makes one cluster of them.
fn is_clear(edges: impl Iterator<Item = Edge> + Clone, side: &impl Fn(u32) -> u64, threshold: i32) -> bool {
    let (mut pairs, mut one) = (0usize, 0);
    for edge in edges.clone() {
        for side in [side(edge.a), side(edge.b)].into_iter().filter(|s| *s != 0) {
            if one != 0 && one != side {
                return false;
            }
            one = side;
        }
        if edge.weight.is_none_or(|w| w <= threshold) {
            return false;
        }
        pairs += 1;
    }
    let mut rows: Vec<u32> = edges.flat_map(|e| [e.a, e.b]).collect();
    rows.sort_unstable();
    rows.dedup();
    pairs == rows.len() * (rows.len() - 1) / 2
}

/// Gives rows that name no side to the cluster they fit best.
///
/// A claim that does not say whose soldiers they were fits the clusters of either side. The linkage gave it to the nearest, which may be
/// a single claim with a wrong side in an otherwise well-attested event. Here such a row moves to a cluster of another side where its
/// mean weight, with the odds that a larger cluster has (log2 of the size), is higher than among the claims of its own that name a side.
fn choose_sides(edges: impl Iterator<Item = Edge> + Clone, side: &impl Fn(u32) -> u64, threshold: i32, of: &mut [u32]) {
    let mut sided: FxHashMap<u32, (u64, i64)> = FxHashMap::default();
    let mut rows: Vec<u32> = edges.clone().flat_map(|e| [e.a, e.b]).collect();
    rows.sort_unstable();
    rows.dedup();
    for row in &rows {
        if let (Some(cluster), s) = (of.get(*row as usize), side(*row))
            && s != 0
        {
            sided.entry(*cluster).or_insert((s, 0)).1 += 1;
        }
    }
    if sided.values().map(|s| s.0).collect::<std::collections::BTreeSet<u64>>().len() < 2 {
        return;
    }
    // For each row without a side: sums to the claims with a side, by cluster.
    let mut sums: FxHashMap<(u32, u32), (i64, bool)> = FxHashMap::default();
    for edge in edges {
        for (row, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
            if let (0, Some(cluster)) = (side(row), of.get(other as usize)) {
                let sum = sums.entry((row, *cluster)).or_default();
                sum.1 |= edge.weight.is_none();
                if side(other) != 0 {
                    sum.0 += i64::from(edge.weight.unwrap_or(0));
                }
            }
        }
    }
    let mut fits: Vec<(u32, u32, i64)> = Vec::new();
    for ((row, cluster), (sum, apart)) in &sums {
        let Some((_, size)) = sided.get(cluster).filter(|_| !apart) else { continue };
        let mean = sum / size;
        if mean > i64::from(threshold) {
            fits.push((*row, *cluster, mean + i64::from(bits((*size as f64).log2()))));
        }
    }
    fits.sort_unstable();
    for fit in fits.chunk_by(|a, b| a.0 == b.0) {
        let Some((row, best, value)) = fit.iter().max_by_key(|(_, cluster, value)| (*value, std::cmp::Reverse(*cluster))) else {
            continue;
        };
        let Some(own) = of.get_mut(*row as usize) else { continue };
        // A row whose cluster names no side has lost nothing.
        let stays = fit.iter().find(|(_, cluster, _)| cluster == own).map(|f| f.2);
        if sided.contains_key(own) && stays.is_none_or(|own| *value > own) {
            *own = *best;
        }
    }
}

/// Union-find over rows; the label of a set is its least row.
struct Sets {
    above: Vec<u32>,
}

impl Sets {
    fn new(n: usize) -> Sets {
        Sets { above: (0..n as u32).collect() }
    }

    fn find(&mut self, mut row: u32) -> u32 {
        loop {
            let Some(above) = self.above.get(row as usize).copied().filter(|a| *a != row) else { return row };
            let next = self.above.get(above as usize).copied().unwrap_or(above);
            if let Some(slot) = self.above.get_mut(row as usize) {
                *slot = next;
            }
            row = next;
        }
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.above.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
    }
}

/// What is known between two clusters.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    /// Sum of the weights of the pairs that were compared.
    sum: i64,
    /// How many were.
    seen: u64,
    /// Some pair of them must not be in one cluster.
    apart: bool,
}

/// Fixed point of means: 2^20 of a unit, so that means of many pairs still differ.
const FINE: i64 = 1 << 20;
/// So many members of either cluster are compared before a merge that rests on few pairs.
const SAMPLE: usize = 5;

/// One component while it is being clustered. A cluster lives in the slot of its least row.
///
/// Nearest-neighbour chain (Benzécri 1982, Müllner 2011): mean linkage is reducible, so that merging clusters that are each other's
/// nearest gives what merging the nearest pair of all would, without a heap.
struct Linkage<'s> {
    rows: Vec<u32>,
    members: Vec<Vec<u32>>,
    near: Vec<FxHashMap<u32, Between>>,
    /// The side that the cluster names; 0 where none of its claims does.
    sides: Vec<u64>,
    threshold: i64,
    score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
}

impl<'s> Linkage<'s> {
    fn new(
        edges: impl Iterator<Item = Edge> + Clone,
        threshold: i32,
        score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
        side: &dyn Fn(u32) -> u64,
    ) -> Linkage<'s> {
        let mut rows: Vec<u32> = edges.clone().flat_map(|e| [e.a, e.b]).collect();
        rows.sort_unstable();
        rows.dedup();
        let slot = |row: u32| rows.binary_search(&row).unwrap_or(0);
        let mut degree = vec![0usize; rows.len()];
        edges.clone().flat_map(|e| [e.a, e.b]).for_each(|row| degree[slot(row)] += 1);
        let map = |n: &usize| FxHashMap::with_capacity_and_hasher(*n, FxBuildHasher);
        let mut near: Vec<FxHashMap<u32, Between>> = degree.iter().map(map).collect();
        for edge in edges {
            let (x, y) = (slot(edge.a), slot(edge.b));
            let between = Between { sum: i64::from(edge.weight.unwrap_or(0)), seen: 1, apart: edge.weight.is_none() };
            near[x].insert(y as u32, between);
            near[y].insert(x as u32, between);
        }
        let members = rows.iter().map(|row| vec![*row]).collect();
        let sides = rows.iter().map(|row| side(*row)).collect();
        Linkage { rows, members, near, sides, threshold: i64::from(threshold) * FINE, score }
    }

    fn pairs(&self, x: usize, y: usize) -> u64 {
        self.members[x].len() as u64 * self.members[y].len() as u64
    }

    fn mean(&self, x: usize, y: usize, between: &Between) -> Option<i64> {
        let mean = i128::from(between.sum) * i128::from(FINE) / i128::from(self.pairs(x, y).max(1));
        let opposed = self.sides[x] != 0 && self.sides[y] != 0 && self.sides[x] != self.sides[y];
        (!between.apart && !opposed).then_some(mean as i64).filter(|mean| *mean > self.threshold)
    }

    /// The nearest cluster above the threshold; among equals `before`, then the least.
    fn nearest(&self, x: usize, before: Option<usize>) -> Option<usize> {
        let means = self.near[x].iter().filter_map(|(y, between)| Some((self.mean(x, *y as usize, between)?, *y as usize)));
        means.max_by_key(|(mean, y)| (*mean, Some(*y) == before, std::cmp::Reverse(*y))).map(|(_, y)| y)
    }

    fn run(mut self, mut assign: impl FnMut(u32, u32)) {
        let mut chain: Vec<usize> = Vec::new();
        let mut start = 0;
        while start < self.rows.len() {
            if chain.is_empty() {
                if self.members[start].is_empty() || self.nearest(start, None).is_none() {
                    start += 1;
                    continue;
                }
                chain.push(start);
            }
            let (tip, before) = (chain[chain.len() - 1], chain.len().checked_sub(2).map(|n| chain[n]));
            match self.nearest(tip, before) {
                None => {
                    chain.pop();
                }
                Some(next) if Some(next) == before => {
                    if self.verify(tip, next) {
                        chain.truncate(chain.len() - 2);
                        self.merge(tip.min(next), tip.max(next));
                        // The merged cluster may stand before the place where the search had come to.
                        start = start.min(tip.min(next));
                    } else {
                        // What was learned may undo the chain.
                        chain.clear();
                    }
                }
                Some(next) => chain.push(next),
            }
        }
        for (slot, members) in self.members.iter().enumerate() {
            members.iter().for_each(|member| assign(*member, self.rows[slot]));
        }
    }

    /// Where a merge rests on few of the pairs, compares a sample of all of them. What that brings below what was known takes its
    /// place, so that one vague claim does not tie together what nobody compared. False where something changed.
    fn verify(&mut self, x: usize, y: usize) -> bool {
        let pairs = self.pairs(x, y);
        let Some(between) = self.near[x].get(&(y as u32)).copied().filter(|b| b.seen < pairs) else { return true };
        let spread = |n: usize| {
            let step = n.div_ceil(SAMPLE).max(1);
            (0..n).step_by(step)
        };
        let (mut sum, mut seen, mut apart) = (0i64, 0i64, false);
        for i in spread(self.members[x].len()) {
            for j in spread(self.members[y].len()) {
                let (a, b) = (self.members[x][i], self.members[y][j]);
                match (self.score)(a.min(b), a.max(b)) {
                    Some(weight) => sum += i64::from(weight),
                    None => apart = true,
                }
                seen += 1;
            }
        }
        let estimate = (i128::from(sum) * i128::from(pairs) / i128::from(seen.max(1))) as i64;
        let changed = estimate < between.sum || apart;
        let between = Between { sum: estimate.min(between.sum), seen: pairs, apart };
        self.near[x].insert(y as u32, between);
        self.near[y].insert(x as u32, between);
        !changed
    }

    fn merge(&mut self, keep: usize, join: usize) {
        let moved = std::mem::take(&mut self.members[join]);
        self.members[keep].extend(moved);
        self.sides[keep] = self.sides[keep].max(self.sides[join]);
        let mut mine = std::mem::take(&mut self.near[keep]);
        let mut theirs = std::mem::take(&mut self.near[join]);
        mine.remove(&(join as u32));
        theirs.remove(&(keep as u32));
        for other in theirs.keys() {
            self.near[*other as usize].remove(&(join as u32));
        }
        if mine.len() < theirs.len() {
            std::mem::swap(&mut mine, &mut theirs);
        }
        for (other, between) in theirs {
            let sum = mine.entry(other).or_default();
            sum.sum += between.sum;
            sum.seen += between.seen;
            sum.apart |= between.apart;
        }
        for (other, between) in &mine {
            self.near[*other as usize].insert(keep as u32, *between);
        }
        self.near[keep] = mine;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(n: usize, edges: &[(u32, u32, i32)], apart: &[(u32, u32)]) -> Vec<Vec<u32>> {
        partition(
            n,
            |each| {
                edges.iter().for_each(|(a, b, w)| each(Edge { a: *a, b: *b, weight: Some(*w) }));
                apart.iter().for_each(|(a, b)| each(Edge { a: *a, b: *b, weight: None }));
            },
            |a, b| {
                edges.iter().find(|e| (e.0, e.1) == (a, b)).map(|e| e.2).or(if apart.contains(&(a, b)) { None } else { Some(0) })
            },
            |_| 0,
            0,
        )
    }

    #[test]
    fn small_graphs() {
        for (name, edges, apart, expected) in [
            ("none", &[][..], &[][..], vec![vec![0], vec![1], vec![2], vec![3]]),
            ("a pair", &[(1, 2, 5)], &[], vec![vec![0], vec![1, 2], vec![3]]),
            ("nothing at the threshold", &[(1, 2, 0)], &[], vec![vec![0], vec![1], vec![2], vec![3]]),
            ("a chain with unseen ends", &[(0, 1, 5), (1, 2, 4)], &[], vec![vec![0, 1, 2], vec![3]]),
            ("a chain against evidence", &[(0, 1, 5), (1, 2, 4), (0, 2, -6)], &[], vec![vec![0, 1], vec![2], vec![3]]),
            ("a veto is inherited", &[(0, 1, 9), (1, 2, 8), (2, 3, 7)], &[(0, 2)], vec![vec![0, 1], vec![2, 3]]),
            ("ties go to the least", &[(0, 1, 5), (1, 2, 5), (0, 2, -9)], &[], vec![vec![0, 1], vec![2], vec![3]]),
        ] {
            assert_eq!(clusters(4, edges, apart), expected, "{name}");
        }
        assert!(clusters(0, &[], &[]).is_empty());
    }
}
