//! Weights learned from claims, with labels and without.

use corroborate::cluster::{Clusterer, Decisions, Verdict};

use crate::told;

#[test]
fn weights_learned_without_labels_are_near_those_of_labels() {
    let (claims, events) = told(4_000);
    let learned = Clusterer::default().estimate(&claims);
    assert_eq!(learned, Clusterer::default().estimate(claims.iter().rev()));
    // Each claim is judged to be of one event with a few of those before it.
    let mut labels = Decisions::default();
    for (n, event) in events.iter().enumerate() {
        for k in (0..n).rev().take(400).filter(|k| events[*k] == *event).take(6) {
            labels.decide(&claims[n].id, &claims[k].id, Verdict::Together, "");
        }
    }
    let judged = Clusterer::default().fit(&claims, &labels);
    let known = judged.levels.iter().filter(|l| l.matched > 300.0);
    let mut compared = 0;
    for level in known {
        let other = learned.levels.iter().find(|l| l.level == level.level).unwrap();
        assert!((level.m - other.m).abs() < 0.1, "{level:?} {other:?}");
        // What pairs of one event seldom do is known less well.
        let most = if level.m > 0.1 { 1.0 } else { 2.0 };
        assert!(((level.m / level.u).log2() - (other.m / other.u).log2()).abs() < most, "{level:?} {other:?}");
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
    assert!(learned.to_string().starts_with("# Learned from 4000 claims: m by expectation maximization"));
}
