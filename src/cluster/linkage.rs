//! Mean linkage of one component.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::cluster::matrix::{Part, VETO};
use crate::cluster::sets::Sets;
use crate::cluster::sides::choose_sides;

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
    fn add(&mut self, other: Between) {
        self.sum = if self.sum == APART || other.sum == APART { APART } else { self.sum + other.sum };
        self.seen = self.seen.saturating_add(other.seen);
    }
}

/// What is known between the clusters of a component, by cluster.
///
/// Of a row that nothing has joined it is read from its pairs each time. A merge only joins two lists; whoever had something about either of
/// the two finds both under one name when it next looks.
#[derive(Default)]
struct Known {
    /// For each cluster, once it has more than its pairs to tell.
    lists: Vec<Option<Vec<Between>>>,
    clusters: Sets,
    /// Where in the list that is being read a cluster stands, if it does.
    place: Vec<u32>,
    /// The list of a row, while it is read.
    read: Vec<Between>,
}

/// Adds what is known of a cluster to a list in which each stands once, of which so many are there; whether it is one more.
fn gather(list: &mut [Between], kept: usize, place: &mut [u32], between: Between) -> bool {
    let held = place[between.to as usize] as usize;
    let again = held < kept && list[held].to == between.to;
    if again {
        list[held].add(between);
    } else {
        place[between.to as usize] = kept as u32;
    }
    !again
}

impl Known {
    fn reset(&mut self, n: usize) {
        self.lists.clear();
        self.lists.resize_with(n, || None);
        self.clusters.reset(n);
        self.place.clear();
        self.place.resize(n, 0);
    }

    /// What is known of a cluster, each other cluster once.
    fn of(&mut self, x: usize, pairs: Part) -> &mut Vec<Between> {
        let Known { lists, clusters, place, read } = self;
        let Some(list) = &mut lists[x] else {
            read.clear();
            for (to, weight) in pairs.of(x) {
                let sum = if weight == VETO { APART } else { i64::from(weight) };
                let between = Between { to: clusters.find(to), seen: 1, sum };
                let kept = read.len();
                if gather(read, kept, place, between) {
                    read.push(between);
                }
            }
            return read;
        };
        let mut kept = 0;
        for i in 0..list.len() {
            let between = Between { to: clusters.find(list[i].to), ..list[i] };
            if between.to as usize != x && gather(list, kept, place, between) {
                list[kept] = between;
                kept += 1;
            }
        }
        list.truncate(kept);
        list
    }

    /// The list of a cluster, to be added to.
    fn own(&mut self, x: usize, pairs: Part) -> &mut Vec<Between> {
        if self.lists[x].is_none() {
            let list = self.of(x, pairs).clone();
            self.lists[x] = Some(list);
        }
        self.of(x, pairs)
    }

    fn set(&mut self, x: usize, y: usize, seen: u32, sum: i64, pairs: Part) {
        for (x, y) in [(x, y), (y, x)] {
            self.own(x, pairs).iter_mut().filter(|b| b.to as usize == y).for_each(|b| (b.seen, b.sum) = (seen, sum));
        }
    }

    fn merge(&mut self, keep: usize, join: usize, pairs: Part) {
        let theirs = match self.lists[join].take() {
            Some(list) => list,
            None => self.of(join, pairs).clone(),
        };
        self.own(keep, pairs).extend(theirs);
        self.clusters.join(keep as u32, join as u32);
    }
}

/// Fixed point of means: 2^20 of a unit, so that means of many pairs still differ.
const FINE: i64 = 1 << 20;
/// So many members of either cluster are compared before a merge that rests on few pairs.
const SAMPLE: usize = 5;

/// Clusters one component after another. A cluster lives in the slot of its least row.
///
/// Nearest-neighbour chain (Benzécri 1982, Müllner 2011): mean linkage is reducible, so that merging clusters that are each other's
/// nearest gives what merging the nearest pair of all would, without a heap.
pub(crate) struct Linkage<'s> {
    threshold: i64,
    score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
    side: &'s dyn Fn(u32) -> u64,
    members: Vec<Vec<u32>>,
    known: Known,
    /// The side that the cluster names; 0 where none of its claims does.
    sides: Vec<u64>,
}

/// The component that is being clustered.
#[derive(Clone, Copy)]
struct Component<'c> {
    rows: &'c [u32],
    pairs: Part<'c>,
}

impl<'s> Linkage<'s> {
    pub(crate) fn new(
        threshold: i32,
        score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
        side: &'s dyn Fn(u32) -> u64,
    ) -> Linkage<'s> {
        let threshold = i64::from(threshold) * FINE;
        Linkage { threshold, score, side, members: Vec::new(), known: Known::default(), sides: Vec::new() }
    }

    /// For each row of a component the slot of its cluster. What was judged to be together starts as one.
    pub(crate) fn clusters(&mut self, rows: &[u32], pairs: Part, together: &[(u32, u32)]) -> Vec<u32> {
        let component = Component { rows, pairs };
        self.known.reset(rows.len());
        if self.members.len() < rows.len() {
            self.members.resize_with(rows.len(), Vec::new);
        }
        for (members, slot) in self.members.iter_mut().zip(0..rows.len() as u32) {
            members.clear();
            members.push(slot);
        }
        let sides: Vec<u64> = rows.iter().map(|row| (self.side)(*row)).collect();
        self.sides.clone_from(&sides);
        for (a, b) in together {
            let (x, y) = (self.known.clusters.find(*a), self.known.clusters.find(*b));
            if x != y {
                self.merge(x.min(y) as usize, x.max(y) as usize, pairs);
            }
        }
        self.run(component);
        let mut of = vec![0; rows.len()];
        for (members, cluster) in self.members.iter().zip(0..rows.len() as u32) {
            members.iter().for_each(|member| of[*member as usize] = cluster);
        }
        choose_sides(&sides, pairs, self.threshold / FINE, together, &mut of);
        of
    }

    /// What two rows weigh, whether they were compared or not; `None` where they must not be in one cluster.
    pub(crate) fn score(&mut self, a: u32, b: u32) -> Option<i32> {
        (self.score)(a.min(b), a.max(b))
    }

    /// The nearest cluster above the threshold; among equals `before`, then the least.
    fn nearest(&mut self, x: usize, before: Option<usize>, pairs: Part) -> Option<usize> {
        let Linkage { known, members, sides, threshold, .. } = self;
        let (size, side) = (members[x].len() as u64, sides[x]);
        let mut best: Option<(i64, usize)> = None;
        for between in known.of(x, pairs) {
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

    /// Merges until no two clusters are above the threshold.
    fn run(&mut self, component: Component) {
        let pairs = component.pairs;
        let mut chain: Vec<usize> = Vec::new();
        // Each row is looked at once, and what has changed once more: where nothing is near enough, no merge of others brings it nearer.
        let mut rows = 0..component.rows.len();
        let mut changed: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
        loop {
            if chain.is_empty() {
                let Some(next) = changed.pop().map(|x| x.0).or_else(|| rows.next()) else { break };
                if self.members[next].is_empty() {
                    continue;
                }
                chain.push(next);
            }
            let (tip, before) = (chain[chain.len() - 1], chain.len().checked_sub(2).map(|n| chain[n]));
            match self.nearest(tip, before, pairs) {
                None => {
                    chain.pop();
                }
                Some(next) if Some(next) == before => {
                    if self.verify(tip, next, component) {
                        chain.truncate(chain.len() - 2);
                        self.merge(tip.min(next), tip.max(next), pairs);
                        changed.extend(Some(tip.min(next)).filter(|row| *row < rows.start).map(Reverse));
                    } else {
                        // What was learned may undo the chain.
                        changed.extend(chain.drain(..).next().map(Reverse));
                    }
                }
                Some(next) => chain.push(next),
            }
        }
    }

    /// Where a merge rests on few of the pairs, compares a sample of all of them. What that brings below what was known takes its
    /// place, so that one vague claim does not tie together what nobody compared. False where something changed.
    fn verify(&mut self, x: usize, y: usize, component: Component) -> bool {
        let Component { rows, pairs } = component;
        let all = self.members[x].len() as u64 * self.members[y].len() as u64;
        let known = self.known.of(x, pairs).iter().find(|b| b.to as usize == y).copied();
        let Some(between) = known.filter(|b| u64::from(b.seen) < all) else { return true };
        let spread = |n: usize| {
            let step = n.div_ceil(SAMPLE).max(1);
            (0..n).step_by(step)
        };
        let (mut sum, mut seen, mut apart) = (0i64, 0i64, false);
        for i in spread(self.members[x].len()) {
            for j in spread(self.members[y].len()) {
                let (a, b) = (rows[self.members[x][i] as usize], rows[self.members[y][j] as usize]);
                match self.score(a, b) {
                    Some(weight) => sum += i64::from(weight),
                    None => apart = true,
                }
                seen += 1;
            }
        }
        let estimate = (i128::from(sum) * i128::from(all) / i128::from(seen.max(1))) as i64;
        let changed = estimate < between.sum || apart;
        let seen = u32::try_from(all).unwrap_or(u32::MAX);
        self.known.set(x, y, seen, if apart { APART } else { estimate.min(between.sum) }, pairs);
        !changed
    }

    fn merge(&mut self, keep: usize, join: usize, pairs: Part) {
        let mut moved = std::mem::take(&mut self.members[join]);
        self.members[keep].append(&mut moved);
        // Its room is for the next component.
        self.members[join] = moved;
        self.sides[keep] = self.sides[keep].max(self.sides[join]);
        self.known.merge(keep, join, pairs);
    }
}
