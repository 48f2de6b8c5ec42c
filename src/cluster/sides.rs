//! Claims that do not say whose people they speak of.

use rustc_hash::FxHashMap;

use crate::cluster::linkage::{Laid, VETO};
use crate::cluster::score::bits;

/// Gives rows that name no side to the cluster they fit best.
///
/// A claim that does not say whose soldiers they were fits the clusters of either side. The linkage gave it to the nearest, which may be
/// a single claim with a wrong side in an otherwise well-attested event. Here such a row moves to a cluster of another side where its
/// mean weight, with the odds that a larger cluster has (log2 of the size), is higher than among the claims of its own that name a side.
pub(crate) fn choose_sides(
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
