//! Clusters of more than two claims, and odd ones.

use corroborate::cluster::{Cluster, Clusterer};
use corroborate::{Claim, Count, DateInterval, Place};

use crate::claim::claim;
use crate::clusters;

#[test]
fn equal_claims_of_many_publishers_join() {
    for n in [2, 10, 40, 700] {
        let claims = vec!["killed|12||Examplestead, UA|2025-07-09|published=2025-07-10"; n];
        assert_eq!(clusters(&claims).len(), 1, "{n}");
    }
}

#[test]
fn the_wrong_side_takes_no_others_along() {
    let base = "captured|8|UA soldier|Izium, UA|2025-03-12";
    let bare = "captured|8||Izium, UA|2025-03-12";
    let wrong = "captured|8|RU soldier|Izium, UA|2025-03-12";
    let found = clusters(&[wrong, bare, bare, base, base, base, base]);
    assert_eq!(found, [vec!["c0"], vec!["c1", "c2", "c3", "c4", "c5", "c6"]]);
}

#[test]
fn odd_input() {
    let clusterer = Clusterer::default();
    assert_eq!(clusterer.cluster(&[] as &[Claim]), []);
    assert_eq!(clusterer.cluster([Claim::default()]), [Cluster { id: String::new(), claims: vec![String::new()] }]);
    assert_eq!(clusters(&["", "", ""]).len(), 3, "nothing known is no evidence");
    // One id twice is one claim.
    let twice = claim("x", "killed|3||Izium, UA|2025-03-12");
    assert_eq!(clusterer.cluster([&twice, &twice])[0].claims, ["x"]);
    let mut odd = claim("odd", "killed|3||Izium, UA|2025-03-12");
    odd.place = Some(Place { lat: Some(f64::NAN), lon: Some(f64::INFINITY), radius_km: Some(-1.0), ..Place::default() });
    odd.count = Some(Count { low: Some(u64::MAX), high: Some(0), best: Some(7), ..Count::default() });
    odd.date = Some(DateInterval { start: "9999-12-31".parse().ok(), end: "0001-01-01".parse().ok(), ..DateInterval::default() });
    let link = clusterer.explain(&odd, &twice);
    assert!(link.weight.is_finite());
}
