//! The numbers of a cluster, grouped by what can hold together.

use std::collections::BTreeMap;

use crate::claim::{Claim, Count};

/// Claims whose numbers can hold together, and what they share.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) count: Count,
    pub(crate) claims: Vec<usize>,
}

/// Groups the numbers of claims, which come ordered by id. Exact and narrow ones make groups; wider ones join the group nearest to what they state;
/// units never mix. Groups come by unit and number. O(n log n + n g) for g groups.
pub(crate) fn group(claims: &[&Claim]) -> Vec<Value> {
    let mut by_unit: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (i, c) in claims.iter().enumerate() {
        if let Some(count) = c.count.as_ref().filter(|c| c.low.is_some() || c.high.is_some()) {
            by_unit.entry(count.unit.as_deref()).or_default().push(i);
        }
    }
    let mut all = Vec::new();
    for (_, mut list) in by_unit {
        let count = |i: usize| claims[i].count.as_ref();
        // Hard before soft, narrow before wide.
        let width = |i: usize| {
            count(i).map(|c| (c.approximate, c.high.map_or(u64::MAX, |h| h.saturating_sub(c.low.unwrap_or(0))), stated(c)))
        };
        list.sort_by_key(|i| (width(*i), *i));
        let mut groups: Vec<Value> = Vec::new();
        for i in list {
            let Some(c) = count(i) else { continue };
            let near = groups
                .iter_mut()
                .filter(|g| g.count.overlaps(c))
                .min_by_key(|g| (stated(&g.count).abs_diff(stated(c)), stated(&g.count)));
            match near {
                Some(g) => {
                    g.claims.push(i);
                    // Soft bounds narrow nothing that is hard.
                    if !c.approximate || g.count.approximate {
                        let low = g.count.low.max(c.low);
                        let high = [g.count.high, c.high].into_iter().flatten().min();
                        let changed = (low, high) != (g.count.low, g.count.high);
                        (g.count.low, g.count.high) = (low, high);
                        if changed {
                            (g.count.modifier, g.count.best) = (None, None);
                        }
                    }
                }
                None => groups.push(Value { count: c.clone(), claims: vec![i] }),
            }
        }
        for g in &mut groups {
            g.claims.sort_unstable();
        }
        groups.sort_by_key(|g| (stated(&g.count), g.claims.first().copied()));
        all.extend(groups);
    }
    all
}

/// The number that stands for an interval.
fn stated(count: &Count) -> u64 {
    count.best.or(count.low).or(count.high).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(low: Option<u64>, high: Option<u64>, approximate: bool) -> Claim {
        Claim {
            count: Some(Count { low, high, approximate, unit: Some("person".into()), ..Count::default() }),
            ..Claim::default()
        }
    }

    #[test]
    fn numbers_that_hold_together() {
        type Value = (Option<u64>, Option<u64>, usize);
        let cases: &[(&str, Vec<Claim>, &[Value])] = &[
            (
                "exact",
                vec![claim(Some(12), Some(12), false), claim(Some(15), Some(15), false)],
                &[(Some(12), Some(12), 1), (Some(15), Some(15), 1)],
            ),
            (
                "over a thousand",
                vec![claim(Some(1001), None, false), claim(Some(1018), Some(1018), false)],
                &[(Some(1018), Some(1018), 2)],
            ),
            ("some forty", vec![claim(Some(36), Some(44), true), claim(Some(38), Some(38), false)], &[(Some(38), Some(38), 2)]),
            (
                "the nearest",
                vec![claim(Some(600), None, false), claim(Some(2000), Some(2000), false), claim(Some(623), Some(623), false)],
                &[(Some(623), Some(623), 2), (Some(2000), Some(2000), 1)],
            ),
            ("narrowed", vec![claim(Some(10), None, false), claim(None, Some(20), false)], &[(Some(10), Some(20), 2)]),
            ("nothing", vec![Claim::default()], &[]),
        ];
        for (name, claims, expected) in cases {
            let refs: Vec<&Claim> = claims.iter().collect();
            let got: Vec<_> = group(&refs).iter().map(|g| (g.count.low, g.count.high, g.claims.len())).collect();
            assert_eq!(got, *expected, "{name}");
        }
    }

    #[test]
    fn units_never_mix() {
        let mut regiment = claim(Some(1), Some(1), false);
        regiment.count.as_mut().unwrap().unit = Some("regiment".into());
        assert_eq!(group(&[&claim(Some(1), None, false), &regiment]).len(), 2);
    }
}
