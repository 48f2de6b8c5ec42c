//! Claims that do not say whose people they speak of.

use std::cmp::Reverse;

use crate::cluster::matrix::{Part, VETO};
use crate::cluster::score::bits;

/// Gives rows that name no side to the cluster they fit best.
///
/// A claim that does not say whose soldiers they were fits the clusters of either side. The linkage gave it to the nearest, which may be
/// a single claim with a wrong side in an otherwise well-attested event. Here such a row moves to a cluster of another side where its
/// mean weight, with the odds that a larger cluster has (log2 of the size), is higher than among the claims of its own that name a side.
pub(crate) fn choose_sides(sides: &[u64], pairs: Part, threshold: i64, together: &[(u32, u32)], of: &mut [u32]) {
    let one = sides.iter().copied().find(|side| *side != 0).unwrap_or(0);
    if sides.iter().all(|side| *side == 0 || *side == one) {
        return;
    }
    // How many claims of each cluster name a side.
    let mut sided = vec![0i64; of.len()];
    of.iter().zip(sides).filter(|(_, side)| **side != 0).for_each(|(cluster, _)| sided[*cluster as usize] += 1);
    // What a reviewer put together stays together.
    let mut free = vec![true; of.len()];
    together.iter().flat_map(|(a, b)| [*a, *b]).for_each(|row| free[row as usize] = false);
    // For each cluster, while a row is looked at: the sum to its claims with a side, and whether the row may be among them.
    let mut sums: Vec<Option<(i64, bool)>> = vec![None; of.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut moves: Vec<(usize, u32)> = Vec::new();
    for row in (0..of.len()).filter(|row| sides[*row] == 0 && free[*row] && sided[of[*row] as usize] > 0) {
        for (other, weight) in pairs.of(row) {
            let cluster = of[other as usize];
            if sided[cluster as usize] == 0 {
                continue;
            }
            let sum = sums[cluster as usize].get_or_insert_with(|| {
                met.push(cluster);
                (0, true)
            });
            if weight == VETO {
                sum.1 = false;
            } else if sides[other as usize] != 0 {
                sum.0 += i64::from(weight);
            }
        }
        let mut fits: Vec<(i64, Reverse<u32>)> = Vec::new();
        for cluster in met.drain(..) {
            let Some((sum, true)) = sums[cluster as usize].take() else { continue };
            let size = sided[cluster as usize];
            let mean = sum / size;
            if mean > threshold {
                fits.push((mean + i64::from(bits((size as f64).log2())), Reverse(cluster)));
            }
        }
        let stays = fits.iter().find(|(_, cluster)| cluster.0 == of[row]).map(|fit| fit.0);
        if let Some((value, Reverse(cluster))) = fits.iter().max()
            && stays.is_none_or(|own| *value > own)
        {
            moves.push((row, *cluster));
        }
    }
    moves.into_iter().for_each(|(row, cluster)| of[row] = cluster);
}
