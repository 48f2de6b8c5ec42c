//! Mean linkage of one component.

use std::cmp::Ordering;

use crate::cluster::sets::Sets;

/// A scored pair of slots of one component, of zeros where nothing is known yet; its weight, or `VETO`.
pub(crate) type Laid = (u32, u32, i32);

/// For a pair that must not be in one cluster.
pub(crate) const VETO: i32 = i32::MIN;

/// What is known between a cluster and another.
#[derive(Clone, Copy, Debug)]
struct Between {
    /// The other cluster, or one that has since become part of it.
    to: u32,
    /// How many pairs were compared.
    seen: u32,
    /// Sum of their weights; `APART` where some pair must not be in one cluster.
    sum: i64,
}

const APART: i64 = i64::MIN;

impl Between {
    fn new(to: u32, weight: i32) -> Between {
        Between { to, seen: 1, sum: if weight == VETO { APART } else { i64::from(weight) } }
    }

    fn add(&mut self, other: Between) {
        self.sum = if self.sum == APART || other.sum == APART { APART } else { self.sum + other.sum };
        self.seen = self.seen.saturating_add(other.seen);
    }
}

/// What is known between the clusters of a component, by cluster.
///
/// A merge only joins two lists; whoever had something about either of the two finds both under one name when it next looks.
struct Known {
    lists: Vec<Vec<Between>>,
    clusters: Sets,
    /// Where in the list that is being read a cluster stands, if it does.
    place: Vec<u32>,
}

impl Known {
    fn new(n: usize, edges: &[Laid]) -> Known {
        let mut degree = vec![0usize; n];
        edges.iter().flat_map(|e| [e.0, e.1]).for_each(|slot| degree[slot as usize] += 1);
        let mut lists: Vec<Vec<Between>> = degree.iter().map(|d| Vec::with_capacity(*d)).collect();
        for (a, b, weight) in edges {
            lists[*a as usize].push(Between::new(*b, *weight));
            lists[*b as usize].push(Between::new(*a, *weight));
        }
        Known { lists, clusters: Sets::new(n), place: vec![0; n] }
    }

    /// What is known of a cluster, each other cluster once.
    fn of(&mut self, x: usize) -> &mut [Between] {
        let Known { lists, clusters, place } = self;
        let list = &mut lists[x];
        let mut kept = 0;
        for i in 0..list.len() {
            let to = clusters.find(list[i].to);
            if to as usize == x {
                continue;
            }
            let between = Between { to, ..list[i] };
            let held = place[to as usize] as usize;
            if held < kept && list[held].to == to {
                list[held].add(between);
            } else {
                place[to as usize] = kept as u32;
                list[kept] = between;
                kept += 1;
            }
        }
        list.truncate(kept);
        list
    }

    fn set(&mut self, x: usize, y: usize, seen: u32, sum: i64) {
        for (x, y) in [(x, y), (y, x)] {
            self.of(x).iter_mut().filter(|b| b.to as usize == y).for_each(|b| (b.seen, b.sum) = (seen, sum));
        }
    }

    fn merge(&mut self, keep: usize, join: usize) {
        self.clusters.join(keep as u32, join as u32);
        let theirs = std::mem::take(&mut self.lists[join]);
        self.lists[keep].extend(theirs);
    }
}

/// Fixed point of means: 2^20 of a unit, so that means of many pairs still differ.
const FINE: i64 = 1 << 20;
/// So many members of either cluster are compared before a merge that rests on few pairs.
const SAMPLE: usize = 5;

/// One component while it is being clustered. A cluster lives in the slot of its least row.
///
/// Nearest-neighbour chain (Benzécri 1982, Müllner 2011): mean linkage is reducible, so that merging clusters that are each other's
/// nearest gives what merging the nearest pair of all would, without a heap.
pub(crate) struct Linkage<'s> {
    rows: &'s [u32],
    members: Vec<Vec<u32>>,
    known: Known,
    /// The side that the cluster names; 0 where none of its claims does.
    sides: Vec<u64>,
    threshold: i64,
    score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
}

impl<'s> Linkage<'s> {
    pub(crate) fn new(
        rows: &'s [u32],
        edges: &[Laid],
        threshold: i32,
        score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
        side: &dyn Fn(u32) -> u64,
    ) -> Linkage<'s> {
        let members = (0..rows.len() as u32).map(|slot| vec![slot]).collect();
        let sides = rows.iter().map(|row| side(*row)).collect();
        let known = Known::new(rows.len(), edges);
        Linkage { rows, members, known, sides, threshold: i64::from(threshold) * FINE, score }
    }

    /// Makes clusters of what was judged to be together.
    pub(crate) fn start_with(&mut self, together: &[(u32, u32)]) {
        for (a, b) in together {
            let (x, y) = (self.known.clusters.find(*a), self.known.clusters.find(*b));
            if x != y {
                self.merge(x.min(y) as usize, x.max(y) as usize);
            }
        }
    }

    /// The nearest cluster above the threshold; among equals `before`, then the least.
    fn nearest(&mut self, x: usize, before: Option<usize>) -> Option<usize> {
        let Linkage { known, members, sides, threshold, .. } = self;
        let (size, side) = (members[x].len() as u64, sides[x]);
        let mut best: Option<(i64, usize)> = None;
        for between in known.of(x) {
            if between.sum == APART || (between.sum <= 0 && *threshold >= 0) {
                continue;
            }
            let y = between.to as usize;
            if side != 0 && sides[y] != 0 && side != sides[y] {
                continue;
            }
            let pairs = size * members[y].len() as u64;
            let mean = match between.sum.checked_mul(FINE) {
                Some(sum) => sum / pairs.max(1) as i64,
                None => (i128::from(between.sum) * i128::from(FINE) / i128::from(pairs.max(1))) as i64,
            };
            let nearer = best.is_none_or(|(most, nearest)| match mean.cmp(&most) {
                Ordering::Equal => Some(nearest) != before && (Some(y) == before || y < nearest),
                order => order == Ordering::Greater,
            });
            if mean > *threshold && nearer {
                best = Some((mean, y));
            }
        }
        best.map(|(_, y)| y)
    }

    /// For each row the slot of its cluster.
    pub(crate) fn run(mut self) -> Vec<u32> {
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
        let mut of = vec![0; self.rows.len()];
        for (cluster, members) in self.members.iter().enumerate() {
            members.iter().for_each(|member| of[*member as usize] = cluster as u32);
        }
        of
    }

    /// Where a merge rests on few of the pairs, compares a sample of all of them. What that brings below what was known takes its
    /// place, so that one vague claim does not tie together what nobody compared. False where something changed.
    fn verify(&mut self, x: usize, y: usize) -> bool {
        let pairs = self.members[x].len() as u64 * self.members[y].len() as u64;
        let known = self.known.of(x).iter().find(|b| b.to as usize == y).copied();
        let Some(between) = known.filter(|b| u64::from(b.seen) < pairs) else { return true };
        let spread = |n: usize| {
            let step = n.div_ceil(SAMPLE).max(1);
            (0..n).step_by(step)
        };
        let (mut sum, mut seen, mut apart) = (0i64, 0i64, false);
        for i in spread(self.members[x].len()) {
            for j in spread(self.members[y].len()) {
                let (a, b) = (self.rows[self.members[x][i] as usize], self.rows[self.members[y][j] as usize]);
                match (self.score)(a.min(b), a.max(b)) {
                    Some(weight) => sum += i64::from(weight),
                    None => apart = true,
                }
                seen += 1;
            }
        }
        let estimate = (i128::from(sum) * i128::from(pairs) / i128::from(seen.max(1))) as i64;
        let changed = estimate < between.sum || apart;
        let seen = u32::try_from(pairs).unwrap_or(u32::MAX);
        self.known.set(x, y, seen, if apart { APART } else { estimate.min(between.sum) });
        !changed
    }

    fn merge(&mut self, keep: usize, join: usize) {
        let moved = std::mem::take(&mut self.members[join]);
        self.members[keep].extend(moved);
        self.sides[keep] = self.sides[keep].max(self.sides[join]);
        self.known.merge(keep, join);
    }
}
