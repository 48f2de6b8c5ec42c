//! How many pairs of claims are of one event, before anything is known of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cluster::score::{BIT, PRIOR, bits};

/// What the estimate starts from, in bits.
pub(crate) const START: f64 = PRIOR;

/// Bounds of the estimated prior, in bits: 1 pair of 16, and 1 of 16 million.
pub(crate) const RANGE: (f64, f64) = (-24.0, -4.0);
/// Pairs that the prior of small corpora stands for: those among 300 claims.
const PAIRS: f64 = 300.0 * 299.0 / 2.0;
/// Rounds of the estimate; it has settled by then.
const ROUNDS: usize = 40;

/// How many compared pairs have which evidence, in 1/64 bit. Parts add up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<usize, u64>", into = "BTreeMap<usize, u64>")]
pub(crate) struct Histogram(Vec<u64>);

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram(vec![0; 128 * BIT as usize])
    }
}

/// Written and read as the places that are not 0.
impl From<BTreeMap<usize, u64>> for Histogram {
    fn from(places: BTreeMap<usize, u64>) -> Histogram {
        let mut histogram = Histogram::default();
        for (at, n) in places {
            if let Some(place) = histogram.0.get_mut(at) {
                *place = n;
            }
        }
        histogram
    }
}

impl From<Histogram> for BTreeMap<usize, u64> {
    fn from(histogram: Histogram) -> BTreeMap<usize, u64> {
        histogram.0.into_iter().enumerate().filter(|(_, n)| *n > 0).collect()
    }
}

impl Histogram {
    pub(crate) fn add(&mut self, evidence: i16) {
        let at = (self.0.len() as i64 / 2 + i64::from(evidence)).clamp(0, self.0.len() as i64 - 1) as usize;
        if let Some(n) = self.0.get_mut(at) {
            *n += 1;
        }
    }

    /// Adds the counts of other pairs.
    pub(crate) fn merge(&mut self, other: &Histogram) {
        self.0.iter_mut().zip(&other.0).for_each(|(n, more)| *n += more);
    }

    pub(crate) fn counts(&self) -> &[u64] {
        &self.0
    }
}

/// The share λ of pairs that are of one event, in bits (log2 of its odds), such that it agrees with what the scores say under it:
/// λ = Σ P(one event | score, λ) / number of pairs.
///
/// `histogram[k]` counts the compared pairs by evidence, `histogram.len() / 2` being 0; pairs that were not compared are of different events.
/// Of all pairs only the share that is `near` counts. Few claims say little: there the estimate stays near [`PRIOR`].
pub(crate) fn prior(histogram: &[u64], claims: usize, near: f64) -> i32 {
    let middle = histogram.len() as f64 / 2.0;
    let mut odds = PRIOR;
    for _ in 0..ROUNDS {
        let matched: f64 = histogram
            .iter()
            .enumerate()
            .filter(|(_, pairs)| **pairs > 0)
            .map(|(k, pairs)| *pairs as f64 / (1.0 + (-(k as f64 - middle) / BIT - odds).exp2()))
            .sum();
        odds = prior_of(matched, claims, near);
    }
    bits(odds)
}

/// The prior where so many pairs of these claims are held to be of one event, in bits.
pub(crate) fn prior_of(matched: f64, claims: usize, near: f64) -> f64 {
    let n = claims as f64;
    let all = n * (n - 1.0).max(0.0) / 2.0 * near;
    let usual = PRIOR.exp2() / (1.0 + PRIOR.exp2());
    let share = (matched + PAIRS * usual) / (all + PAIRS);
    (share / (1.0 - share).max(1e-9)).log2().clamp(RANGE.0, RANGE.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_corpora_keep_the_default() {
        assert_eq!(prior(&[0; 4096], 2, 1.0), bits(PRIOR));
        assert_eq!(prior(&[], 0, 1.0), bits(PRIOR));
    }

    #[test]
    fn large_corpora_find_their_own() {
        // 10,000 claims, 20,000 pairs beyond doubt.
        let mut histogram = vec![0u64; 4096];
        histogram[4095] = 20_000;
        histogram[100] = 1_000_000;
        let expected = (20_000.0 / (10_000.0 * 9_999.0 / 2.0f64)).log2();
        assert!((f64::from(prior(&histogram, 10_000, 1.0)) / BIT - expected).abs() < 0.2);
    }
}
