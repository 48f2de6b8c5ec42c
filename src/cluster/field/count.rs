//! How many.

use crate::claim::Count;
use crate::cluster::agreement::Agreement;
use crate::cluster::field::{Compared, fold, hash, mix};

/// An interval of numbers and what is counted.
#[derive(Clone, Debug)]
pub(crate) struct CountForm {
    pub(crate) low: u64,
    pub(crate) high: u64,
    soft: bool,
    /// The number named, where the bounds are around it.
    best: Option<u64>,
    /// Hash of the unit; 0 where it is not known.
    unit: u64,
    /// Rarity in bits (−log2 of the share of claims), of claims with these bounds.
    pub(crate) rarity: f64,
    /// Rarity in bits (−log2 of the share of claims), of claims whose bounds meet these.
    pub(crate) breadth: f64,
}

impl CountForm {
    pub(crate) fn new(count: &Count) -> CountForm {
        let (low, high) = (count.low.unwrap_or(0), count.high.unwrap_or(u64::MAX));
        // "battalion staff" is staff: the last word says what is counted.
        let unit = count
            .unit
            .as_deref()
            .map(fold)
            .and_then(|u| u.rsplit(' ').next().map(hash))
            .filter(|_| count.unit.as_deref() != Some(""));
        CountForm {
            low: low.min(high),
            high: high.max(low),
            soft: count.approximate,
            best: count.best,
            unit: unit.unwrap_or(0),
            rarity: 0.0,
            breadth: 0.0,
        }
    }

    /// The number, where it is one and hard.
    pub(crate) fn exact(&self) -> Option<u64> {
        (self.low == self.high && !self.soft).then_some(self.low)
    }

    /// What makes two counts the same value.
    pub(crate) fn value(&self) -> u64 {
        mix(mix(self.low, self.high), 1)
    }

    /// The number that stands for the interval in ratios.
    fn point(&self) -> f64 {
        let point = self.best.unwrap_or(if self.high == u64::MAX { self.low } else { self.low + (self.high - self.low) / 2 });
        (point as f64).max(1.0)
    }

    pub(crate) fn unit_conflicts(&self, other: &CountForm) -> bool {
        self.unit != 0 && other.unit != 0 && self.unit != other.unit
    }

    pub(crate) fn compare(&self, other: &CountForm) -> Compared {
        if self.unit_conflicts(other) {
            return (Agreement::CountUnits, None);
        }
        if (self.low, self.high) == (other.low, other.high) {
            return (Agreement::CountSame, Some(self.rarity.min(other.rarity)));
        }
        if self.low <= other.high && other.low <= self.high {
            // Who says "over 1,000" does not mean 25,000: a lower bound is stated near the number.
            let bounded = self.high == u64::MAX || other.high == u64::MAX;
            let ratio = self.low.max(other.low).max(1) as f64 / self.low.min(other.low).max(1) as f64;
            return match ratio {
                _ if !bounded || self.low == 0 || other.low == 0 => {
                    (Agreement::CountOverlap, Some(self.breadth.min(other.breadth)))
                }
                ..=2.0 => (Agreement::CountOverlap, Some(self.breadth.min(other.breadth))),
                ..=4.0 => (Agreement::CountNear, None),
                ..=20.0 => (Agreement::CountTwofold, None),
                _ => (Agreement::CountFourfold, None),
            };
        }
        // Between disjoint intervals the nearest bounds decide: "at least 40" against 38.
        let (below, above) = if self.high < other.low { (self, other) } else { (other, self) };
        let ratio = (above.low.max(1) as f64 / below.high.max(1) as f64).min(above.point() / below.point());
        let level = if (self.soft || other.soft) && ratio <= 2.0 {
            Agreement::CountNear
        } else if ratio <= 1.2 {
            Agreement::CountClose
        } else if ratio <= 2.0 {
            Agreement::CountTwofold
        } else if ratio <= 4.0 {
            Agreement::CountFourfold
        } else {
            Agreement::CountFar
        };
        (level, None)
    }
}

/// Share of counts in the news that lie in an interval, before anything is known of the corpus: small numbers are common, and the
/// share of those above n falls like 4 / (4 + n).
pub(crate) fn background(low: u64, high: u64) -> f64 {
    let below = |x: f64| x / (x + 4.0);
    let upper = if high == u64::MAX { 1.0 } else { below(high as f64) };
    (upper - below(low.saturating_sub(1) as f64)).clamp(0.001, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        let exact = |n| CountForm::new(&Count::exactly(n, "person"));
        let bounds = |low, high, approximate| CountForm::new(&Count { low, high, approximate, ..Count::default() });
        for (name, a, b, expected) in [
            ("same", exact(12), exact(12), Agreement::CountSame),
            ("at least", exact(12), bounds(Some(10), None, false), Agreement::CountOverlap),
            (
                "far above a lower bound",
                bounds(Some(25_000), None, false),
                bounds(Some(1_000), None, false),
                Agreement::CountFourfold,
            ),
            ("soft", exact(50), bounds(Some(32), Some(48), true), Agreement::CountNear),
            ("close", exact(11), exact(12), Agreement::CountClose),
            ("a toll that rose", exact(9), exact(12), Agreement::CountTwofold),
            ("from nothing", exact(0), exact(3), Agreement::CountFourfold),
            ("far", exact(3), exact(1847), Agreement::CountFar),
            ("things and people", exact(12), CountForm::new(&Count::exactly(12, "battalion")), Agreement::CountUnits),
            (
                "one unit",
                CountForm::new(&Count::exactly(1, "staff")),
                CountForm::new(&Count::exactly(1, "battalion staff")),
                Agreement::CountSame,
            ),
            ("nothing known", bounds(None, None, false), exact(7), Agreement::CountOverlap),
        ] {
            assert_eq!(a.compare(&b).0, expected, "{name}");
            assert_eq!(b.compare(&a).0, expected, "{name}, turned");
        }
    }

    #[test]
    fn background_shares() {
        assert!(background(0, u64::MAX) == 1.0);
        assert!(background(12, 12) > background(1847, 1847));
        assert!(background(11, u64::MAX) > background(10, 14));
    }
}
