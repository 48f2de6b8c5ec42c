//! Links to clusters: mean linkage within connected components.

use std::ops::Range;

use crate::cluster::linkage::Linkage;
use crate::cluster::matrix::{Matrix, Part, weight};
use crate::cluster::sets::Sets;

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
    let (mut pairs, mut doubts) = (vec![0; components.rows.len()], vec![false; components.len()]);
    edges.each(|edge| {
        if let Some((c, x, y)) = components.of(edge) {
            pairs[x] += 1;
            pairs[y] += 1;
            doubts[c] |= edge.weight.is_none_or(|w| w <= threshold);
        }
    });
    // Components of which all rows were compared and agree: any order of merging makes one cluster of them.
    let mut clear = vec![false; components.len()];
    for (c, clear) in clear.iter_mut().enumerate() {
        let every = components.range(c).len() as u32 - 1;
        *clear = !doubts[c] && components.one_side[c] && pairs[components.range(c)].iter().all(|n| *n == every);
        if *clear {
            pairs[components.range(c)].fill(0);
        }
    }
    let mut matrix = Matrix::with_room(&pairs);
    drop(pairs);
    edges.last(|edge| {
        if let Some((c, x, y)) = components.of(edge).filter(|(c, ..)| !clear[*c]) {
            let (start, weight) = (components.range(c).start, weight(edge.weight));
            matrix.add(x, (y - start) as u32, weight);
            matrix.add(y, (x - start) as u32, weight);
        }
    });
    let mut clusters: Vec<Vec<u32>> = components.alone.iter().map(|row| vec![*row]).collect();
    let mut linkage = Linkage::new(threshold, &mut score, &side);
    for (c, clear) in clear.iter().enumerate() {
        let (rows, pairs) = (components.rows(c), matrix.part(components.range(c)));
        if *clear {
            clusters.push(rows.to_vec());
        } else {
            clusters.extend(cluster(rows, pairs, &mut linkage, judged));
        }
    }
    drop(matrix);
    if !judged.apart.is_empty() {
        clusters = clusters.into_iter().flat_map(|rows| keep_apart(rows, &mut linkage, judged)).collect();
    }
    // No row is in two of them.
    clusters.sort_unstable_by_key(|rows| rows.first().copied());
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
fn cluster(rows: &[u32], pairs: Part, linkage: &mut Linkage, judged: &Judged) -> Vec<Vec<u32>> {
    let together = Judged::among(&judged.together, rows);
    let of = linkage.clusters(rows, pairs, &together);
    let mut members: Vec<(u32, u32)> = of.iter().zip(rows).map(|(cluster, row)| (*cluster, *row)).collect();
    members.sort_unstable();
    members.chunk_by(|a, b| a.0 == b.0).map(|c| c.iter().map(|(_, row)| *row).collect()).collect()
}

/// The parts of a cluster in which no two rows were judged to be apart.
fn keep_apart(rows: Vec<u32>, linkage: &mut Linkage, judged: &Judged) -> Vec<Vec<u32>> {
    let apart = Judged::among(&judged.apart, &rows);
    let mut tied = Sets::new(rows.len());
    Judged::among(&judged.together, &rows).iter().for_each(|(a, b)| _ = tied.join(*a, *b));
    let mut parts: Vec<Vec<u32>> = vec![Vec::new(); rows.len()];
    let mut every: Option<Matrix> = None;
    for (a, b) in apart {
        if tied.find(a) == tied.find(b) {
            continue;
        }
        let every = every.get_or_insert_with(|| Matrix::of_all(rows.len(), |x, y| weight(linkage.score(rows[x], rows[y]))));
        let vetoed = every.with_veto(a, b);
        for part in cluster(&rows, vetoed.part(0..rows.len()), linkage, judged) {
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

/// The connected components of two rows and more.
struct Components {
    /// Rows, component after component, in order within each.
    rows: Vec<u32>,
    /// The component of each of these rows.
    component: Vec<u32>,
    /// Where the rows of each component begin, and at last where they end.
    first: Vec<usize>,
    /// The place of each row in `rows`; `NOWHERE` for a row that stands alone.
    place: Vec<u32>,
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
        // A label is the least row of its set, so that a component is numbered when its first row comes.
        let mut size = vec![0u32; n];
        label.iter().for_each(|l| size[*l as usize] += 1);
        let (mut number, mut first, mut next) = (vec![NOWHERE; n], vec![0], 0);
        for (row, size) in size.iter().enumerate().filter(|(_, size)| **size > 1) {
            number[row] = first.len() as u32 - 1;
            next += *size as usize;
            first.push(next);
        }
        let count = first.len() - 1;
        let (mut rows, mut component, mut place) = (vec![0; next], vec![0; next], vec![NOWHERE; n]);
        let (mut filled, mut sides, mut one_side) = (vec![0; count], vec![0; count], vec![true; count]);
        let mut alone = Vec::new();
        for row in 0..n as u32 {
            let c = number[label[row as usize] as usize];
            if c == NOWHERE {
                alone.push(row);
                continue;
            }
            let of = c as usize;
            let at = first[of] + filled[of];
            filled[of] += 1;
            (rows[at], component[at], place[row as usize]) = (row, c, at as u32);
            match side(row) {
                0 => {}
                own if sides[of] == 0 => sides[of] = own,
                own => one_side[of] &= sides[of] == own,
            }
        }
        Components { rows, component, first, place, one_side, alone }
    }

    fn len(&self) -> usize {
        self.one_side.len()
    }

    fn range(&self, component: usize) -> Range<usize> {
        self.first[component]..self.first[component + 1]
    }

    fn rows(&self, component: usize) -> &[u32] {
        &self.rows[self.range(component)]
    }

    /// The component that holds both ends of an edge, and their places.
    fn of(&self, edge: Edge) -> Option<(usize, usize, usize)> {
        let (x, y) = (*self.place.get(edge.a as usize)? as usize, *self.place.get(edge.b as usize)? as usize);
        let c = *self.component.get(x)? as usize;
        self.range(c).contains(&y).then_some((c, x, y))
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
