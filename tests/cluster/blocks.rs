//! Which pairs are compared at all.

use corroborate::Claim;
use corroborate::cluster::Clusterer;

use crate::claim::claim;

#[test]
fn many_claims_of_one_article() {
    let claims: Vec<Claim> =
        (0..10_000).map(|n| Claim { doc: "one".into(), ..claim(&format!("{n:05}"), "killed|3||Izium, UA|2025-03-12") }).collect();
    assert_eq!(Clusterer::default().cluster(&claims).len(), 1);
}

/// `n` claims, each of an article of its own.
fn claims_of(n: usize, short: impl Fn(usize) -> String) -> Vec<Claim> {
    (0..n).map(|n| claim(&format!("{n:05}"), &short(n))).collect()
}

#[test]
fn blocks_stay_bounded_and_none_is_dropped() {
    let n = 3_000;
    let one_article = |n: usize| format!("killed|{}||Izium, UA|2025-03-12|doc=one", n % 7);
    for (name, claims, clusters, most) in [
        ("all equal", claims_of(n, |_| "killed|12|UA soldier|Izium, UA|2025-03-12".into()), Some(1), 400),
        ("all different", claims_of(n, |n| format!("killed|{}|UA soldier|Town {n}, UA|{}-03-12", n * 13, 1000 + n)), Some(n), 40),
        ("one giant block", claims_of(n, |n| format!("killed|{n}|UA soldier|Izium, UA|2025-03-12")), None, 1_000),
        ("all fields missing", claims_of(n, |_| String::new()), Some(n), 1),
        ("nothing but the kind", claims_of(n, |_| "killed||||".into()), Some(n), 1),
        ("one article", claims_of(10_000, one_article), Some(7), 1_200),
    ] {
        let blocking = Clusterer::default().blocking(&claims);
        let compared = blocking.compared as usize / claims.len();
        assert!(compared <= most, "{name}: {compared} pairs a claim\n{blocking}");
        let found = Clusterer::default().cluster(&claims).len();
        assert!(clusters.is_none_or(|clusters| found == clusters), "{name}: {found} clusters\n{blocking}");
    }
    let giant = claims_of(n, |n| format!("killed|{n}|UA soldier|Izium, UA|2025-03-12"));
    let blocking = Clusterer::default().blocking(&giant);
    let split = blocking.largest.iter().find(|b| b.key.to_string().starts_with("place:")).unwrap();
    assert_eq!((split.claims, split.split_by.as_slice()), (3_000, &["count"][..]));
    assert!(split.not_compared > 0 && blocking.reasons()["split apart"] >= split.not_compared);
    assert!(blocking.to_string().contains("split by"), "{blocking}");
}

#[test]
fn two_sides_are_never_compared() {
    for n in [8, 2_000] {
        let side = |n: usize| if n.is_multiple_of(2) { "UA" } else { "RU" };
        let claims = claims_of(n, |n| format!("killed|{}|{} soldier|Izium, UA|2025-03-12", n / 2 % 4, side(n)));
        let blocking = Clusterer::default().blocking(&claims);
        assert!(blocking.opposed > 0, "{blocking}");
        let all: u64 = if blocking.all { 4 * 4 } else { 0 };
        assert!(blocking.opposed >= all && blocking.compared + blocking.opposed <= blocking.pairs);
        assert!(blocking.to_string().contains("two sides"), "{blocking}");
        for cluster in Clusterer::default().cluster(&claims) {
            let sides = |side: &str| {
                let named = claims.iter().filter(|c| c.actor.as_ref().and_then(|a| a.side.as_deref()) == Some(side));
                named.filter(|c| cluster.claims.contains(&c.id)).count()
            };
            assert!(sides("UA") == 0 || sides("RU") == 0, "{cluster:?}");
        }
    }
}

#[test]
fn keys_are_strings_that_matching_claims_share() {
    let clusterer = Clusterer::default();
    let keys = |short: &str| clusterer.keys(&claim("x", short)).iter().map(ToString::to_string).collect::<Vec<_>>();
    let a = keys("deserted|12|UA soldier|Pidlyman, UA|2025-07-18");
    let b = keys("deserted|12|UA fighter|Pidliman, UA|2025-07-20|doc=y");
    assert!(a.iter().any(|key| key.starts_with("place:") && b.contains(key)), "{a:?} {b:?}");
    let (far, none) = (keys("deserted|13|UA soldier|Odesa, UA|2025-09-20|doc=z"), keys(""));
    assert!(!a.iter().any(|key| key.starts_with("place:") && far.contains(key)));
    assert_eq!(none.len(), 1);
}
