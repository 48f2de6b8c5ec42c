//! Links to clusters: mean linkage within connected components.

use rustc_hash::FxHashMap;

use crate::cluster::score::bits;

/// A scored pair of rows: `weight` in whole numbers, `None` where the two must not be in one cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) weight: Option<i32>,
}

/// Scored pairs, in any order, each once.
pub(crate) trait Edges {
    /// Calls `each` with every pair.
    fn each(&self, each: impl FnMut(Edge));

    /// The same for the last time: memory is given back on the way.
    fn last(self, each: impl FnMut(Edge));
}

/// The clusters of `n` rows, each in order, by their first rows; rows without a partner stand alone.
///
/// Components hang together by edges above `threshold`. In each, the two clusters with the highest mean weight are merged while that mean
/// is above `threshold`; a pair that was not compared counts 0 (Bansal, Blum and Chawla 2004 call the aim correlation clustering; the
/// linkage is UPGMA). Before a merge that rests on few pairs `score` compares some of the others. Ties go to the least rows. Whole numbers
/// throughout: the order of the edges does not matter.
///
/// Rows that were judged to be `together` start as one cluster. Then each cluster that holds two rows that were judged to be `apart` is made
/// anew without that pair; where several such pairs are in one, only what stays together each time does. So one more judgement of
/// that kind never joins what was apart.
pub(crate) fn partition(
    n: usize,
    edges: impl Edges,
    mut score: impl FnMut(u32, u32) -> Option<i32>,
    side: impl Fn(u32) -> u64,
    threshold: i32,
    judged: &Judged,
) -> Vec<Vec<u32>> {
    let mut sets = Sets::new(n);
    judged.together.iter().for_each(|(a, b)| sets.join(*a, *b));
    edges.each(|edge| {
        if edge.weight.is_some_and(|w| w > threshold) {
            sets.join(edge.a, edge.b);
        }
    });
    let components = Components::new(sets, &side);
    let mut inside = vec![Inside::default(); components.len()];
    edges.each(|edge| {
        if let Some(known) = components.of(edge).and_then(|c| inside.get_mut(c)) {
            known.edges += 1;
            known.doubts |= edge.weight.is_none_or(|w| w <= threshold);
        }
    });
    let mut clusters: Vec<Vec<u32>> = components.alone.iter().map(|row| vec![*row]).collect();
    // Components of which all rows were compared and agree: any order of merging makes one cluster of them. The others are laid out one after another.
    let mut next = 0;
    for (c, known) in inside.iter_mut().enumerate() {
        let rows = components.rows(c);
        known.clear = !known.doubts && components.one_side[c] && known.edges == rows.len() * (rows.len() - 1) / 2;
        if known.clear {
            clusters.push(rows.to_vec());
            known.edges = 0;
        }
        known.start = next;
        next += known.edges;
    }
    let mut laid: Vec<Laid> = vec![(0, 0, 0); next];
    edges.last(|edge| {
        if let Some(known) = components.of(edge).and_then(|c| inside.get_mut(c)).filter(|known| !known.clear)
            && let Some(place) = laid.get_mut(known.start + known.filled)
        {
            *place = (components.slot[edge.a as usize], components.slot[edge.b as usize], edge.weight.unwrap_or(VETO));
            known.filled += 1;
        }
    });
    for (c, known) in inside.iter().enumerate().filter(|(_, known)| !known.clear) {
        let edges = &laid[known.start..known.start + known.edges];
        clusters.extend(cluster(components.rows(c), edges, &mut score, &side, threshold, judged));
    }
    drop(laid);
    if !judged.apart.is_empty() {
        clusters = clusters.into_iter().flat_map(|rows| keep_apart(rows, &mut score, &side, threshold, judged)).collect();
    }
    clusters.sort_unstable();
    clusters
}

/// What a reviewer said of rows, each pair the lesser first, in order.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) together: Vec<(u32, u32)>,
    pub(crate) apart: Vec<(u32, u32)>,
}

impl Judged {
    /// The pairs of a list of which both rows are among these, by their places.
    fn among(pairs: &[(u32, u32)], rows: &[u32]) -> Vec<(u32, u32)> {
        if pairs.is_empty() {
            return Vec::new();
        }
        let slot = |row: &u32| rows.binary_search(row).ok().map(|slot| slot as u32);
        pairs.iter().filter_map(|(a, b)| slot(a).zip(slot(b))).collect()
    }
}

/// A scored pair of slots of one component, of zeros where nothing is known yet; its weight, or `VETO`.
type Laid = (u32, u32, i32);

/// For a pair that must not be in one cluster.
const VETO: i32 = i32::MIN;

/// The clusters of one component.
fn cluster(
    rows: &[u32],
    edges: &[Laid],
    score: &mut dyn FnMut(u32, u32) -> Option<i32>,
    side: &impl Fn(u32) -> u64,
    threshold: i32,
    judged: &Judged,
) -> Vec<Vec<u32>> {
    let together = Judged::among(&judged.together, rows);
    let mut linkage = Linkage::new(rows, edges, threshold, score, side);
    linkage.start_with(&together);
    let mut of = linkage.run();
    choose_sides(rows, edges, side, threshold, &together, &mut of);
    let mut members: Vec<(u32, u32)> = of.iter().zip(rows).map(|(cluster, row)| (*cluster, *row)).collect();
    members.sort_unstable();
    members.chunk_by(|a, b| a.0 == b.0).map(|c| c.iter().map(|(_, row)| *row).collect()).collect()
}

/// The parts of a cluster in which no two rows were judged to be apart.
fn keep_apart(
    rows: Vec<u32>,
    score: &mut dyn FnMut(u32, u32) -> Option<i32>,
    side: &impl Fn(u32) -> u64,
    threshold: i32,
    judged: &Judged,
) -> Vec<Vec<u32>> {
    let apart = Judged::among(&judged.apart, &rows);
    let mut tied = Sets::new(rows.len());
    Judged::among(&judged.together, &rows).iter().for_each(|(a, b)| tied.join(*a, *b));
    let mut parts: Vec<Vec<u32>> = vec![Vec::new(); rows.len()];
    let mut edges: Vec<Laid> = Vec::new();
    for (a, b) in apart {
        if tied.find(a) == tied.find(b) {
            continue;
        }
        if edges.is_empty() {
            for (y, other) in rows.iter().enumerate() {
                for (x, row) in rows.iter().enumerate().take(y) {
                    edges.push((x as u32, y as u32, score(*row, *other).unwrap_or(VETO)));
                }
            }
        }
        let mut with_veto = edges.clone();
        with_veto.iter_mut().filter(|e| (e.0, e.1) == (a, b)).for_each(|e| e.2 = VETO);
        for part in cluster(&rows, &with_veto, score, side, threshold, judged) {
            let label = part.first().copied().unwrap_or_default();
            for row in &part {
                if let Ok(slot) = rows.binary_search(row) {
                    parts[slot].push(label);
                }
            }
        }
    }
    let mut members: Vec<(Vec<u32>, u32)> = parts.into_iter().zip(rows).collect();
    members.sort_unstable();
    members.chunk_by(|a, b| a.0 == b.0).map(|c| c.iter().map(|(_, row)| *row).collect()).collect()
}

/// What is counted of the pairs inside a component.
#[derive(Clone, Copy, Debug, Default)]
struct Inside {
    edges: usize,
    /// Some pair does not agree.
    doubts: bool,
    /// All pairs were compared and agree.
    clear: bool,
    start: usize,
    filled: usize,
}

/// The connected components of two rows and more.
struct Components {
    /// Rows, component after component, in order within each.
    rows: Vec<u32>,
    /// Where the rows of each component begin.
    first: Vec<usize>,
    /// The component of each row; `NOWHERE` for a row that stands alone.
    component: Vec<u32>,
    /// The place of each row among those of its component.
    slot: Vec<u32>,
    /// Whether the rows of a component name one side at most.
    one_side: Vec<bool>,
    alone: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Components {
    fn new(mut sets: Sets, side: &impl Fn(u32) -> u64) -> Components {
        let n = sets.above.len();
        let label: Vec<u32> = (0..n as u32).map(|row| sets.find(row)).collect();
        drop(sets);
        let mut size = vec![0u32; n];
        label.iter().for_each(|l| size[*l as usize] += 1);
        let (mut component, mut first, mut next) = (vec![NOWHERE; n], Vec::new(), 0);
        for (row, size) in size.iter().enumerate().filter(|(_, size)| **size > 1) {
            component[row] = first.len() as u32;
            first.push(next);
            next += *size as usize;
        }
        // A label is the least row of its set, so it has its number before the others ask for it.
        for row in 0..n {
            component[row] = component[label[row] as usize];
        }
        let (mut rows, mut slot, mut filled) = (vec![0; next], vec![0; n], vec![0; first.len()]);
        let (mut sides, mut one_side) = (vec![0; first.len()], vec![true; first.len()]);
        let mut alone = Vec::new();
        for row in 0..n as u32 {
            let c = component[row as usize] as usize;
            if c == NOWHERE as usize {
                alone.push(row);
                continue;
            }
            slot[row as usize] = filled[c];
            rows[first[c] + filled[c] as usize] = row;
            filled[c] += 1;
            match side(row) {
                0 => {}
                own if sides[c] == 0 => sides[c] = own,
                own => one_side[c] &= sides[c] == own,
            }
        }
        first.push(next);
        Components { rows, first, component, slot, one_side, alone }
    }

    fn len(&self) -> usize {
        self.one_side.len()
    }

    fn rows(&self, component: usize) -> &[u32] {
        &self.rows[self.first[component]..self.first[component + 1]]
    }

    /// The component that holds both ends of an edge.
    fn of(&self, edge: Edge) -> Option<usize> {
        let (a, b) = (self.component.get(edge.a as usize)?, self.component.get(edge.b as usize)?);
        (a == b && *a != NOWHERE).then_some(*a as usize)
    }
}

/// Gives rows that name no side to the cluster they fit best.
///
/// A claim that does not say whose soldiers they were fits the clusters of either side. The linkage gave it to the nearest, which may be
/// a single claim with a wrong side in an otherwise well-attested event. Here such a row moves to a cluster of another side where its
/// mean weight, with the odds that a larger cluster has (log2 of the size), is higher than among the claims of its own that name a side.
fn choose_sides(
    rows: &[u32],
    edges: &[Laid],
    side: &impl Fn(u32) -> u64,
    threshold: i32,
    together: &[(u32, u32)],
    of: &mut [u32],
) {
    let sides: Vec<u64> = rows.iter().map(|row| side(*row)).collect();
    let mut sided: FxHashMap<u32, (u64, i64)> = FxHashMap::default();
    for (cluster, side) in of.iter().zip(&sides).filter(|(_, side)| **side != 0) {
        sided.entry(*cluster).or_insert((*side, 0)).1 += 1;
    }
    if sided.values().map(|s| s.0).collect::<std::collections::BTreeSet<u64>>().len() < 2 {
        return;
    }
    // For each row without a side: sums to the claims with a side, by cluster.
    let mut sums: FxHashMap<(u32, u32), (i64, bool)> = FxHashMap::default();
    for (a, b, weight) in edges {
        for (row, other) in [(*a, *b), (*b, *a)] {
            if let (0, Some(cluster)) = (sides[row as usize], of.get(other as usize)) {
                let sum = sums.entry((row, *cluster)).or_default();
                sum.1 |= *weight == VETO;
                if sides[other as usize] != 0 && *weight != VETO {
                    sum.0 += i64::from(*weight);
                }
            }
        }
    }
    // What a reviewer put together stays together.
    sums.retain(|(row, _), _| !together.iter().any(|(a, b)| a == row || b == row));
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
struct Linkage<'s> {
    rows: &'s [u32],
    members: Vec<Vec<u32>>,
    known: Known,
    /// The side that the cluster names; 0 where none of its claims does.
    sides: Vec<u64>,
    threshold: i64,
    score: &'s mut dyn FnMut(u32, u32) -> Option<i32>,
}

impl<'s> Linkage<'s> {
    fn new(
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
    fn start_with(&mut self, together: &[(u32, u32)]) {
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
        let mean = |between: &Between| {
            if between.sum == APART || (between.sum <= 0 && *threshold >= 0) {
                return None;
            }
            let y = between.to as usize;
            let pairs = size * members[y].len() as u64;
            let mean = match between.sum.checked_mul(FINE) {
                Some(sum) => sum / pairs.max(1) as i64,
                None => (i128::from(between.sum) * i128::from(FINE) / i128::from(pairs.max(1))) as i64,
            };
            let opposed = side != 0 && sides[y] != 0 && side != sides[y];
            (mean > *threshold && !opposed).then_some((mean, Some(y) == before, std::cmp::Reverse(y)))
        };
        known.of(x).iter().filter_map(mean).max().map(|(_, _, y)| y.0)
    }

    /// For each row the slot of its cluster.
    fn run(mut self) -> Vec<u32> {
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Listed<'e>(&'e [(u32, u32, i32)], &'e [(u32, u32)]);

    impl Edges for Listed<'_> {
        fn each(&self, mut each: impl FnMut(Edge)) {
            self.0.iter().for_each(|(a, b, w)| each(Edge { a: *a, b: *b, weight: Some(*w) }));
            self.1.iter().for_each(|(a, b)| each(Edge { a: *a, b: *b, weight: None }));
        }

        fn last(self, each: impl FnMut(Edge)) {
            self.each(each);
        }
    }

    fn clusters(n: usize, edges: &[(u32, u32, i32)], apart: &[(u32, u32)]) -> Vec<Vec<u32>> {
        partition(
            n,
            Listed(edges, apart),
            |a, b| {
                edges.iter().find(|e| (e.0, e.1) == (a, b)).map(|e| e.2).or(if apart.contains(&(a, b)) { None } else { Some(0) })
            },
            |_| 0,
            0,
            &Judged::default(),
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
