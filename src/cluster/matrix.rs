//! Which rows were compared with which, and what the pairs weigh.

use std::ops::Range;

/// What a pair of rows weighs, or `VETO`.
pub(crate) type Weight = i16;

/// For a pair that must not be in one cluster.
pub(crate) const VETO: Weight = i16::MIN;

/// The weight of a scored pair; none is so heavy that it does not fit.
pub(crate) fn weight(scored: Option<i32>) -> Weight {
    scored.map_or(VETO, |w| w.clamp(-i32::from(i16::MAX), i32::from(i16::MAX)) as Weight)
}

/// A sparse matrix of weights in compressed rows: each pair stands with both of its rows, as 6 bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    /// Where the pairs of each row begin, and at last where they end.
    first: Vec<usize>,
    /// How many pairs of each row are there.
    filled: Vec<u32>,
    to: Vec<u32>,
    weight: Vec<Weight>,
}

impl Matrix {
    /// Room for so many pairs of each row.
    pub(crate) fn with_room(pairs: &[u32]) -> Matrix {
        let mut first = Vec::with_capacity(pairs.len() + 1);
        let mut end = 0;
        first.push(end);
        first.extend(pairs.iter().map(|n| {
            end += *n as usize;
            end
        }));
        Matrix { first, filled: vec![0; pairs.len()], to: vec![0; end], weight: vec![0; end] }
    }

    /// Every pair of `n` rows.
    pub(crate) fn of_all(n: usize, mut weigh: impl FnMut(usize, usize) -> Weight) -> Matrix {
        let mut matrix = Matrix::with_room(&vec![n.saturating_sub(1) as u32; n]);
        for y in 0..n {
            for x in 0..y {
                let weight = weigh(x, y);
                matrix.add(x, y as u32, weight);
                matrix.add(y, x as u32, weight);
            }
        }
        matrix
    }

    /// Adds a pair to one of its rows, as far as there is room.
    pub(crate) fn add(&mut self, row: usize, to: u32, weight: Weight) {
        let Some((start, filled)) = self.first.get(row).zip(self.filled.get_mut(row)) else { return };
        let at = start + *filled as usize;
        if let Some((of, with)) = self.to.get_mut(at).zip(self.weight.get_mut(at)) {
            (*of, *with) = (to, weight);
            *filled += 1;
        }
    }

    /// The same with a veto between two rows.
    pub(crate) fn with_veto(&self, x: u32, y: u32) -> Matrix {
        let mut vetoed = self.clone();
        for (row, other) in [(x, y), (y, x)] {
            let range = vetoed.range(row as usize);
            let weights = vetoed.weight.get_mut(range.clone()).unwrap_or_default();
            self.to
                .get(range)
                .unwrap_or_default()
                .iter()
                .zip(weights)
                .filter(|(to, _)| **to == other)
                .for_each(|(_, w)| *w = VETO);
        }
        vetoed
    }

    fn range(&self, row: usize) -> Range<usize> {
        self.first.get(row).zip(self.first.get(row + 1)).map_or(0..0, |(start, end)| *start..*end)
    }

    /// Some rows, whose pairs name each other by their places among them.
    pub(crate) fn part(&self, rows: Range<usize>) -> Part<'_> {
        Part { matrix: self, start: rows.start }
    }
}

/// The compared pairs of one component.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'m> {
    matrix: &'m Matrix,
    start: usize,
}

impl<'m> Part<'m> {
    /// With which others a row was compared, and what the pairs weigh.
    pub(crate) fn of(&self, row: usize) -> impl Iterator<Item = (u32, Weight)> + use<'m> {
        let range = self.matrix.range(self.start + row);
        let (to, weight) = (self.matrix.to.get(range.clone()), self.matrix.weight.get(range));
        to.unwrap_or_default().iter().copied().zip(weight.unwrap_or_default().iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(part: Part, rows: usize) -> Vec<Vec<(u32, Weight)>> {
        (0..rows).map(|row| part.of(row).collect()).collect()
    }

    #[test]
    fn rows_and_their_pairs() {
        // Two components: rows 0 and 1, rows 2 to 4.
        let mut matrix = Matrix::with_room(&[1, 1, 2, 1, 1]);
        for (row, to, weight) in [(0, 1, 5), (1, 0, 5), (2, 1, 7), (2, 2, VETO), (3, 0, 7), (4, 0, VETO)] {
            matrix.add(row, to, weight);
        }
        assert_eq!(pairs(matrix.part(0..2), 2), [[(1, 5)], [(0, 5)]]);
        assert_eq!(pairs(matrix.part(2..5), 3), [vec![(1, 7), (2, VETO)], vec![(0, 7)], vec![(0, VETO)]]);
        // No room is left, and no such row is there.
        matrix.add(0, 1, 9);
        matrix.add(5, 0, 9);
        assert_eq!(pairs(matrix.part(0..2), 3)[0], [(1, 5)]);
        assert!(matrix.part(5..9).of(3).next().is_none());
    }

    #[test]
    fn vetoes_stand_with_both_rows() {
        let all = Matrix::of_all(3, |x, y| (10 * x + y) as Weight);
        assert_eq!(pairs(all.part(0..3), 3), [[(1, 1), (2, 2)], [(0, 1), (2, 12)], [(0, 2), (1, 12)]]);
        let vetoed = all.with_veto(0, 2);
        assert_eq!(pairs(vetoed.part(0..3), 3), [[(1, 1), (2, VETO)], [(0, 1), (2, 12)], [(0, VETO), (1, 12)]]);
        assert_eq!(pairs(Matrix::of_all(0, |_, _| 0).part(0..0), 1), [[]]);
    }

    #[test]
    fn weights_fit() {
        assert_eq!(
            [weight(None), weight(Some(-3)), weight(Some(1 << 20)), weight(Some(-(1 << 20)))],
            [VETO, -3, i16::MAX, -i16::MAX]
        );
    }
}
