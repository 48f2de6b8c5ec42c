//! Links to clusters: mean linkage within connected components.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

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
/// linkage is UPGMA). Ties go to the least rows. Whole numbers throughout: the order of the edges does not matter.
///
/// O(e log² e) for e edges.
pub(crate) fn partition(n: usize, edges: impl Fn(&mut dyn FnMut(Edge)), threshold: i32) -> Vec<Vec<u32>> {
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
        if let (Some(x), Some(y)) = (label.get(edge.a as usize), label.get(edge.b as usize)) {
            if x == y {
                inside.push((*x, edge));
            }
        }
    });
    inside.sort_unstable_by_key(|(component, edge)| (*component, edge.a, edge.b));
    let mut of = label.clone();
    for component in inside.chunk_by(|a, b| a.0 == b.0) {
        Linkage::new(component.iter().map(|(_, edge)| *edge), threshold).run(|row, cluster| {
            if let Some(own) = of.get_mut(row as usize) {
                *own = cluster;
            }
        });
    }
    let mut rows: Vec<(u32, u32)> = of.iter().enumerate().map(|(row, cluster)| (*cluster, row as u32)).collect();
    rows.sort_unstable();
    rows.chunk_by(|a, b| a.0 == b.0).map(|cluster| cluster.iter().map(|(_, row)| *row).collect()).collect()
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

/// The sum of the weights between two clusters, or that they must stay apart.
#[derive(Clone, Copy, Debug)]
struct Between {
    sum: i64,
    apart: bool,
}

/// A pair of clusters that may merge, with the means to compare it: sum over the number of pairs of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    sum: i64,
    pairs: u64,
    a: u32,
    b: u32,
    /// Versions of the two clusters when the candidate was made; after a merge it is stale.
    made: (u32, u32),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        let (x, y) = (i128::from(self.sum) * i128::from(other.pairs), i128::from(other.sum) * i128::from(self.pairs));
        x.cmp(&y).then_with(|| (other.a, other.b, other.made).cmp(&(self.a, self.b, self.made)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One component while it is being clustered. Clusters are slots; a slot stands for the row of the same number in `rows`.
struct Linkage {
    rows: Vec<u32>,
    members: Vec<Vec<u32>>,
    near: Vec<FxHashMap<u32, Between>>,
    /// Least row of the cluster in each slot.
    least: Vec<u32>,
    version: Vec<u32>,
    heap: BinaryHeap<Candidate>,
    threshold: i64,
}

impl Linkage {
    fn new(edges: impl Iterator<Item = Edge> + Clone, threshold: i32) -> Linkage {
        let mut rows: Vec<u32> = edges.clone().flat_map(|e| [e.a, e.b]).collect();
        rows.sort_unstable();
        rows.dedup();
        let slot = |row: u32| rows.binary_search(&row).map_or(0, |s| s as u32);
        let mut near: Vec<FxHashMap<u32, Between>> = vec![FxHashMap::default(); rows.len()];
        for edge in edges {
            let (x, y) = (slot(edge.a), slot(edge.b));
            let between = Between { sum: i64::from(edge.weight.unwrap_or(0)), apart: edge.weight.is_none() };
            near[x as usize].insert(y, between);
            near[y as usize].insert(x, between);
        }
        let members = (0..rows.len() as u32).map(|s| vec![s]).collect();
        let version = vec![0; rows.len()];
        let mut linkage = Linkage {
            least: rows.clone(),
            rows,
            members,
            near,
            version,
            heap: BinaryHeap::new(),
            threshold: i64::from(threshold),
        };
        for x in 0..linkage.rows.len() as u32 {
            let others: Vec<(u32, Between)> =
                linkage.near[x as usize].iter().filter(|(y, _)| **y > x).map(|(y, b)| (*y, *b)).collect();
            for (y, between) in others {
                linkage.offer(x, y, between);
            }
        }
        linkage
    }

    /// Puts a pair of clusters on the heap where it may merge.
    fn offer(&mut self, x: u32, y: u32, between: Between) {
        let (i, j) = (x as usize, y as usize);
        let pairs = self.members[i].len() as u64 * self.members[j].len() as u64;
        if between.apart || i128::from(between.sum) <= i128::from(self.threshold) * i128::from(pairs) {
            return;
        }
        // By least rows, so that ties do not depend on slots.
        let (x, y) = if self.least[i] <= self.least[j] { (x, y) } else { (y, x) };
        let made = (self.version[x as usize], self.version[y as usize]);
        let (a, b) = (self.least[x as usize], self.least[y as usize]);
        self.heap.push(Candidate { sum: between.sum, pairs, a, b, made });
    }

    fn slot(&self, least: u32) -> usize {
        self.rows.binary_search(&least).unwrap_or(0)
    }

    fn run(mut self, mut assign: impl FnMut(u32, u32)) {
        while let Some(candidate) = self.heap.pop() {
            // A cluster lives in the slot of its least row.
            let (keep, join) = (self.slot(candidate.a), self.slot(candidate.b));
            if (self.version[keep], self.version[join]) != candidate.made
                || self.members[keep].is_empty()
                || self.members[join].is_empty()
            {
                continue;
            }
            self.merge(keep, join);
        }
        for (slot, members) in self.members.iter().enumerate() {
            for member in members {
                assign(self.rows[*member as usize], self.least[slot]);
            }
        }
    }

    fn merge(&mut self, keep: usize, join: usize) {
        let moved = std::mem::take(&mut self.members[join]);
        self.members[keep].extend(moved);
        self.version[keep] += 1;
        self.version[join] += 1;
        let mut mine = std::mem::take(&mut self.near[keep]);
        let mut theirs = std::mem::take(&mut self.near[join]);
        mine.remove(&(join as u32));
        theirs.remove(&(keep as u32));
        for (other, between) in theirs {
            self.near[other as usize].remove(&(join as u32));
            let sum = mine.entry(other).or_insert(Between { sum: 0, apart: false });
            sum.sum += between.sum;
            sum.apart |= between.apart;
        }
        for (other, between) in &mine {
            self.near[*other as usize].insert(keep as u32, *between);
            self.offer(keep as u32, *other, *between);
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
