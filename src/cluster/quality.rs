//! How well a cluster holds together.

use serde::{Deserialize, Serialize};

/// How well a cluster holds together: where to look first when a person reviews.
///
/// Doubtful are a weakest cut near the threshold, and a cluster that a threshold two bits higher breaks up (it may be two events) or one two bits
/// lower makes larger (a part of it may stand elsewhere).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// The id of the cluster.
    pub id: String,
    /// Mean weight of its pairs, in bits. Of a cluster of more than 64 claims, 64 are looked at, evenly spread; `None` for one claim.
    pub mean: Option<f64>,
    /// Where it would fall apart first.
    pub weakest: Option<Cut>,
    /// Whether the same claims are a cluster with a threshold two bits lower.
    pub holds_looser: bool,
    /// Whether the same claims are a cluster with a threshold two bits higher.
    pub holds_stricter: bool,
}

/// The last merge that made a cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cut {
    /// Mean weight between the two parts, in bits.
    pub mean: f64,
    /// The claims of the smaller part, by id.
    pub part: Vec<String>,
}

/// Bits by which the threshold is moved to see whether a cluster stays.
pub(super) const STEP: f64 = 2.0;
/// Claims of a cluster that are looked at.
const LOOKED_AT: usize = 64;

/// Of some rows so many that all their pairs can be compared, evenly spread.
pub(super) fn sample(rows: &[u32]) -> Vec<u32> {
    rows.iter().step_by(rows.len().div_ceil(LOOKED_AT).max(1)).copied().collect()
}

/// The mean weight of all pairs of `n` members, and the members of the smaller part of the last merge with its mean weight.
///
/// Mean linkage to the end, cubic in `n`; a pair without a weight counts nothing.
pub(super) fn cut(n: usize, weight: impl Fn(usize, usize) -> f64) -> Option<(f64, Vec<usize>, f64)> {
    let mut parts: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let between = |a: &[usize], b: &[usize]| {
        let sum: f64 = a.iter().flat_map(|i| b.iter().map(|j| weight((*i).min(*j), (*i).max(*j)))).sum();
        sum / (a.len() * b.len()).max(1) as f64
    };
    let mut all = 0.0;
    for j in 1..n {
        all += (0..j).map(|i| weight(i, j)).sum::<f64>();
    }
    let pairs = n * n.saturating_sub(1) / 2;
    let mut sums: Vec<Vec<f64>> = (0..n).map(|j| (0..j).map(|i| weight(i, j)).collect()).collect();
    while parts.len() > 2 {
        let mut best: Option<(f64, usize, usize)> = None;
        for (j, row) in sums.iter().enumerate() {
            for (i, mean) in row.iter().enumerate() {
                if best.is_none_or(|b| *mean > b.0) {
                    best = Some((*mean, i, j));
                }
            }
        }
        let Some((_, i, j)) = best else { break };
        let joined = parts.remove(j);
        parts[i].extend(joined);
        sums.remove(j);
        sums.iter_mut().skip(j).for_each(|row| {
            row.remove(j);
        });
        for k in 0..parts.len() {
            if k != i {
                sums[k.max(i)][k.min(i)] = between(&parts[i], &parts[k]);
            }
        }
    }
    let [one, other] = parts.as_slice() else { return None };
    let mut smaller = if other.len() < one.len() { other.clone() } else { one.clone() };
    smaller.sort_unstable();
    Some((all / pairs.max(1) as f64, smaller, between(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weakest_cut() {
        // 0-1-2 hold together, 3 hangs on 2.
        let weight = |i: usize, j: usize| match (i, j) {
            (2, 3) => 4.0,
            (_, 3) => 1.0,
            _ => 8.0,
        };
        let (mean, part, between) = cut(4, weight).unwrap_or_default();
        assert_eq!((mean, part, between), (5.0, vec![3], 2.0));
        assert_eq!(cut(2, |_, _| 3.0), Some((3.0, vec![0], 3.0)));
        assert_eq!(cut(1, |_, _| 3.0), None);
        assert_eq!(cut(0, |_, _| 3.0), None);
    }

    #[test]
    fn samples_are_spread() {
        assert_eq!(sample(&[1, 2, 3]), [1, 2, 3]);
        let rows: Vec<u32> = (0..1000).collect();
        let some = sample(&rows);
        assert!(some.len() <= LOOKED_AT && some.last() > Some(&980), "{some:?}");
    }
}
