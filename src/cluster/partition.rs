//! Links to clusters: mean linkage within connected components.

use crate::cluster::linkage::{Laid, Linkage, VETO};
use crate::cluster::sets::Sets;
use crate::cluster::sides::choose_sides;

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
    judged.together.iter().for_each(|(a, b)| _ = sets.join(*a, *b));
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
    Judged::among(&judged.together, &rows).iter().for_each(|(a, b)| _ = tied.join(*a, *b));
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
        let n = sets.len();
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
