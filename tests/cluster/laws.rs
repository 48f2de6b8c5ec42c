//! Laws that hold for any claims.

use corroborate::cluster::{Cluster, Clusterer, Decisions, Forest, Index, Scorer, Settings, Verdict};
use corroborate::{Claim, Taxonomy};
use proptest::prelude::*;

use crate::claim::claim;

fn some_claim() -> impl Strategy<Value = Claim> {
    let kinds = prop::sample::select(vec!["killed", "injured", "attacked", "shelling", "casualty", "", "other"]);
    let counts = prop::sample::select(vec!["", "3", "12", "10..", "10..14", "..40", "12 battalion", "0"]);
    let actors = prop::sample::select(vec!["", "UA soldier", "RU soldier", "UA", "- civilian", "UA officer"]);
    let places = prop::sample::select(vec![
        "",
        "Izium, UA",
        "Izyum, UA",
        "~Kharkiv Oblast, UA",
        "^Ukraine, UA",
        "Odesa in Odesa, UA",
        "Belgorod, RU",
    ]);
    let dates = prop::sample::select(vec![
        "",
        "2025-07-18",
        "2025-07-19",
        "2025-07-17..2025-07-20",
        "--07-18",
        "--07",
        "2022-02-24..",
        "2025-01-01",
    ]);
    let more = prop::sample::select(vec![
        "",
        "denied",
        "report",
        "doc=x",
        "doc=y",
        "published=2025-07-19",
        "inherited=date inherited=actor",
        "inherited=place",
    ]);
    (kinds, counts, actors, places, dates, more).prop_map(|(k, c, a, p, d, m)| claim("", &format!("{k}|{c}|{a}|{p}|{d}|{m}")))
}

fn some_claims(most: usize) -> impl Strategy<Value = Vec<Claim>> {
    prop::collection::vec(some_claim(), 0..most).prop_map(|mut claims| {
        for (n, claim) in claims.iter_mut().enumerate() {
            claim.id = format!("c{n:03}");
            if claim.doc.is_empty() {
                claim.doc = claim.id.clone();
            }
        }
        claims
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_are_symmetric_sums(a in some_claim(), b in some_claim()) {
        let (a, b) = (Claim { id: "a".into(), ..a }, Claim { id: "b".into(), ..b });
        let scorer = Scorer::default();
        let link = scorer.score(&a, &b);
        prop_assert_eq!(&link, &scorer.score(&b, &a));
        prop_assert_eq!(link.weight, link.parts.sum());
    }

    #[test]
    fn order_does_not_matter(claims in some_claims(40), seed in any::<u64>()) {
        let clusterer = Clusterer::default();
        let before = clusterer.cluster(&claims);
        let mut shuffled = claims.clone();
        shuffled.sort_by_key(|c| c.id.bytes().fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17)));
        prop_assert_eq!(&before, &clusterer.cluster(&shuffled));
        // Every claim is in one cluster, named after its least claim.
        let mut ids: Vec<&String> = before.iter().flat_map(|c| &c.claims).collect();
        ids.sort();
        prop_assert_eq!(ids, claims.iter().map(|c| &c.id).collect::<Vec<_>>());
        prop_assert!(before.iter().all(|c| c.claims.is_sorted() && c.claims.first() == Some(&c.id)));
        prop_assert!(before.is_sorted_by_key(|c| &c.id));
    }

    #[test]
    fn judgements_hold(claims in some_claims(40), judged in prop::collection::vec((0usize..40, 0usize..40, any::<bool>()), 0..8)) {
        let id = |n: usize| format!("c{n:03}");
        let mut decisions = Decisions::default();
        let mut clusters: Option<Vec<Cluster>> = None;
        for (a, b, together) in judged {
            let before = decisions.clone();
            decisions.decide(&id(a), &id(b), if together { Verdict::Together } else { Verdict::Apart }, "");
            if decisions.contradiction().is_some() {
                decisions = before;
                continue;
            }
            let now = Clusterer::new(Settings::default().decisions(decisions.clone()), Taxonomy::default()).cluster(&claims);
            let cluster_of = |id: &str| now.iter().position(|c| c.claims.iter().any(|x| x == id));
            for (a, b) in decisions.together().filter(|(a, b)| cluster_of(a).is_some() && cluster_of(b).is_some()) {
                prop_assert_eq!(cluster_of(a), cluster_of(b));
            }
            for (a, b) in decisions.apart().filter(|(a, _)| cluster_of(a).is_some()) {
                prop_assert_ne!(cluster_of(a), cluster_of(b));
            }
            // To set two claims apart joins nothing.
            let replaced = before.together().any(|pair| pair == (id(a.min(b)).as_str(), id(a.max(b)).as_str()));
            if let Some(clusters) = clusters.filter(|_| !together && !replaced) {
                prop_assert!(now.iter().all(|new| clusters.iter().any(|old| new.claims.iter().all(|c| old.claims.contains(c)))));
            }
            clusters = Some(now);
        }
    }

    #[test]
    fn an_index_settles_to_what_clustering_at_once_gives(
        claims in some_claims(60),
        steps in prop::collection::vec((0usize..60, 1usize..12, any::<bool>(), any::<bool>()), 1..8),
    ) {
        let mut index = Index::new(Clusterer::default(), &[] as &[Claim]);
        let mut here: std::collections::BTreeMap<String, Claim> = Default::default();
        for (from, length, remove, settle) in steps {
            let some: Vec<&Claim> = claims.iter().skip(from).take(length).collect();
            if remove {
                index.remove(some.iter().map(|c| c.id.as_str()));
                some.iter().for_each(|c| { here.remove(&c.id); });
            } else {
                index.add(some.iter().copied());
                here.extend(some.iter().map(|c| (c.id.clone(), (*c).clone())));
            }
            if settle {
                index.settle();
            }
            // Also before it settles every claim is in one cluster, which answers to it, and no cluster holds two sides.
            let clusters = index.clusters();
            let mut ids: Vec<&String> = clusters.iter().flat_map(|c| &c.claims).collect();
            ids.sort();
            prop_assert_eq!(ids, here.keys().collect::<Vec<_>>());
            for cluster in &clusters {
                prop_assert_eq!(&index.cluster_of(cluster.claims.last().unwrap()), &Some(cluster.clone()));
                let stated = cluster.claims.iter().map(|id| &here[id]).filter(|c| !c.inherited.iter().any(|f| f == "actor"));
                let mut sides: Vec<&String> = stated.filter_map(|c| c.actor.as_ref()?.side.as_ref()).collect();
                sides.sort();
                sides.dedup();
                prop_assert!(sides.len() <= 1, "{:?}", sides);
            }
        }
        index.settle();
        prop_assert_eq!(index.clusters(), Clusterer::default().cluster(here.values()));
    }

    #[test]
    fn no_cluster_holds_two_sides(claims in some_claims(40)) {
        for cluster in Clusterer::default().cluster(&claims) {
            let stated = claims.iter().filter(|c| cluster.claims.contains(&c.id) && !c.inherited.iter().any(|f| f == "actor"));
            let mut sides: Vec<&String> = stated.filter_map(|c| c.actor.as_ref()?.side.as_ref()).collect();
            sides.sort();
            sides.dedup();
            prop_assert!(sides.len() <= 1, "{:?}", sides);
        }
    }

    #[test]
    fn forests_merge_in_any_order(links in prop::collection::vec((0u8..30, 0u8..30), 0..40), cut in 0usize..40) {
        let forest = |links: &[(u8, u8)]| {
            let mut forest = Forest::default();
            links.iter().for_each(|(a, b)| forest.add(&a.to_string(), &b.to_string()));
            forest
        };
        let merged = |a: &Forest, b: &Forest| {
            let mut forest = a.clone();
            forest.merge(b);
            forest
        };
        let whole = forest(&links);
        let (head, tail) = links.split_at(cut.min(links.len()));
        let (a, b) = (forest(head), forest(tail));
        prop_assert_eq!(&merged(&a, &b), &whole);
        prop_assert_eq!(&merged(&b, &a), &whole);
        prop_assert_eq!(&merged(&whole, &whole), &whole);
        prop_assert_eq!(&merged(&whole, &a), &whole);
        let back: Forest = serde_json::from_str(&serde_json::to_string(&whole).unwrap()).unwrap();
        prop_assert_eq!(&back, &whole);
        for set in whole.sets() {
            prop_assert!(set.iter().all(|id| whole.label(id) == set.first().copied()));
        }
    }
}
