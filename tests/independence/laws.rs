//! Laws that hold for any claims.

use corroborate::{Claim, Count, Naming, Source, Stance};
use proptest::prelude::*;

use crate::claim::{With, claim};
use crate::counted;

fn any_claim() -> impl Strategy<Value = Claim> {
    let publishers =
        ["tass.com", "ria.ru", "reuters.com", "a.example", "b.example", "c.example", "msf.org", "snai.gob.ec", "N1", "The Lipa"];
    let links = [
        "TASS",
        "RIA Novosti",
        "Reuters",
        "a",
        "The Lipa",
        "N1",
        "Russian MoD",
        "Moscow",
        "police",
        "Ukrainian General Staff",
        "14th Brigade",
        "NFWA",
        "National Flood Watch Agency",
        "@Pavel Orlov",
        "@Orlov",
        "@Olha Moroz",
        "#list of the 9th division",
        "#list",
        "?officials",
        "?a US official",
        "?staff of the MSF tent",
        "?",
        "%Russian state media",
        "%media",
        "~",
    ];
    let chain = proptest::collection::vec(proptest::sample::select(links.to_vec()), 0..4).prop_map(|l| l.join(" < "));
    (0..6u8, 0..3u8, proptest::sample::select(publishers.to_vec()), chain, 0..4u64, 0..5u8, any::<bool>(), 0..12u8).prop_map(
        |(doc, n, publisher, chain, number, day, seen, stance)| {
            // Half of the documents have one publisher; the others are put together from several, as digests are.
            let publisher = if doc % 2 == 0 { publisher } else { ["a.example", "tass.com", "The Lipa"][usize::from(doc / 2)] };
            claim(&format!("d{doc}#{n}"), publisher, &chain).on(&format!("2025-03-0{}", day + 1)).with(|c| {
                c.first_hand = seen && c.chain.is_empty();
                c.count = (number > 0).then(|| Count::exactly(number * 10, "person"));
                if stance == 0 {
                    c.stance = Stance::Denied;
                }
            })
        },
    )
}

fn cluster() -> impl Strategy<Value = Vec<Claim>> {
    proptest::collection::vec(any_claim(), 0..14).prop_map(|mut claims| {
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims.dedup_by(|a, b| a.id == b.id);
        claims
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bounds_are_nested(claims in cluster()) {
        let got = counted(&claims);
        let counts = got.values.iter().map(|v| v.independent).chain([got.independent]).chain(got.against.iter().map(|a| a.independent));
        for i in counts {
            prop_assert!(i.lower <= i.best && i.best <= i.upper, "{i:?}");
        }
        // Nothing stands where nobody tells it, or where all who told it took it back.
        prop_assert!(got.independent.lower > 0 || got.claims.is_empty() || got.against.is_some());
        // What was taken back is still told, and counts no more.
        let taken_back = got.origins.len() - got.independent.upper;
        prop_assert!(taken_back == 0 || got.against.is_some());
    }

    #[test]
    fn the_order_of_claims_says_nothing(claims in cluster(), turn in 0..14usize) {
        let mut other = claims.clone();
        other.reverse();
        let turn = turn % other.len().max(1);
        other.rotate_left(turn);
        prop_assert_eq!(counted(&claims), counted(&other));
    }

    #[test]
    fn a_claim_is_on_one_side(claims in cluster()) {
        let got = counted(&claims);
        let mut all: Vec<String> = got.claims.iter().chain(got.against.iter().flat_map(|a| &a.claims)).cloned().collect();
        all.sort();
        let ids: Vec<String> = claims.iter().map(|c| c.id.clone()).collect();
        prop_assert_eq!(all, ids);
        let mut rooted: Vec<String> = got.origins.iter().flat_map(|o| o.claims.clone()).collect();
        rooted.sort();
        prop_assert_eq!(rooted, got.claims);
    }

    #[test]
    fn a_copy_under_another_name_never_raises_best(claims in cluster(), which in 0..14usize, credit in 0..3u8) {
        prop_assume!(!claims.is_empty());
        let original = &claims[which % claims.len()];
        let chain = if credit == 0 { String::new() } else { "Institute of Nothing".into() };
        let mut copy = Claim { chain: claim("x", "x", &chain).chain, ..original.clone() };
        if credit == 2 {
            copy.chain.clone_from(&original.chain);
        }
        copy.id = "zz#0".into();
        copy.doc = "zz".into();
        copy.publisher = Some("copies.example".into());
        copy.publisher_name = None;
        copy.copy_of = Some(original.doc.clone());
        let before = counted(&claims).independent.best;
        let more: Vec<Claim> = claims.iter().cloned().chain([copy]).collect();
        let after = counted(&more).independent.best;
        prop_assert!(after <= before.max(1), "{before} rose to {after}");
    }

    #[test]
    fn relays_in_a_row_never_raise_best(claims in cluster(), length in 1..8usize) {
        prop_assume!(claims.iter().any(|c| c.stance != Stance::Denied));
        let before = counted(&claims).independent.best;
        let mut more = claims.clone();
        let mut cited = claims.iter().find(|c| c.stance != Stance::Denied).and_then(|c| c.publisher.clone()).unwrap_or_default();
        for n in 0..length {
            let name = format!("Relay Number{n}");
            more.push(claim(&format!("r{n}"), &name, &cited));
            cited = name;
        }
        let after = counted(&more).independent.best;
        prop_assert!(after <= before, "{before} rose to {after}");
    }

    #[test]
    fn nothing_panics(name in "\\PC{0,30}", publisher in "\\PC{0,20}", side in "\\PC{0,6}") {
        let mut c = claim("a", &publisher, "");
        for kind in [None, Some("person"), Some("document"), Some("government")] {
            for link in [Naming::Named, Naming::Class, Naming::Anonymous, Naming::Unattributed] {
                c.chain.push(Source { name: Some(name.clone()), kind: kind.map(String::from), side: Some(side.clone()), link, id: Some(name.clone()) });
            }
            prop_assert!(counted(std::slice::from_ref(&c)).independent.upper == 1);
        }
    }
}
