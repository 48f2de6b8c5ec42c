//! An index that claims come to one after the other.

use corroborate::Claim;
use corroborate::cluster::{Clusterer, Index, Placement};

use crate::claim::claim;
use crate::told;

#[test]
fn an_index_knows_where_claims_belong() {
    let (claims, _) = told(3_000);
    let (before, after) = claims.split_at(2_400);
    let mut index = Index::new(Clusterer::default(), before);
    assert_eq!(index.clusters(), Clusterer::default().cluster(before));
    // A claim told again belongs to the claims that tell it, or to one of several that fit as well.
    let mut found = 0;
    for claim in before.iter().step_by(12) {
        let again = Claim { id: "?".into(), doc: "?".into(), ..claim.clone() };
        let own = index.cluster_of(&claim.id).unwrap().id;
        found += usize::from(match index.place(&again) {
            Placement::Joins(id) => id == own,
            Placement::Ambiguous(ids) => ids.contains(&own),
            Placement::New => false,
        });
    }
    assert!(found >= 180, "{found} of 200");
    index.add(after);
    let (now, at_once) = (index.clusters(), Clusterer::default().cluster(&claims));
    let same = now.iter().filter(|c| at_once.binary_search_by(|d| d.id.cmp(&c.id)).is_ok_and(|n| at_once[n].claims == c.claims));
    assert!(same.count() * 100 >= at_once.len() * 95);
    index.settle();
    assert_eq!(index.clusters(), at_once);
    assert!(index.bytes() / index.len() < 1_500, "{}", index.bytes());
    assert!(Index::new(Clusterer::default(), &[] as &[Claim]).check(&claims[0]).is_empty());
}

#[test]
fn names_of_clusters_live_on() {
    let short = "deserted|12|UA soldier|Pidlyman, UA|2025-07-18";
    let mut index = Index::new(Clusterer::default(), [claim("b", short), claim("c", short)]);
    index.add([claim("a", short)]);
    assert_eq!(index.cluster_of("b").unwrap().claims, ["a", "b", "c"]);
    index.remove(["a", "b", "nobody"]);
    for id in ["a", "b", "c"] {
        assert_eq!(index.cluster_of(id).unwrap().claims, ["c"], "{id}");
    }
    index.add([claim("c", "killed|3||Odesa, UA|2025-01-01"), claim("b", short)]);
    index.settle();
    assert_eq!(index.cluster_of("c").unwrap().claims, ["c"]);
    assert_eq!(index.cluster_of("b").unwrap().claims, ["b"]);
    index.remove(["b", "c"]);
    assert!(index.is_empty() && index.cluster_of("c").is_none() && index.clusters().is_empty());
}
