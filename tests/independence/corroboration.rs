//! What a corroboration says beside its number: what speaks against it, flags, consensus, merges.

use corroborate::independence::{Copies, Copy, Flag, Reason, Settings, count};
use corroborate::{Claim, Count, Outlets, Place, PlaceKind};

use crate::claim::{With, claim};
use crate::{counted, triple};

#[test]
fn denials_stand_apart() {
    let got = counted(&[claim("a", "tass.com", "Russian MoD"), claim("b", "ukrinform.net", "Ukrainian General Staff").denied()]);
    assert_eq!(triple(got.independent), (1, 1, 1));
    let against = got.against.unwrap();
    assert_eq!((triple(against.independent), against.claims), ((1, 1, 1), vec!["b#0".to_string()]));
    assert_eq!(against.origins[0].id, "o2");

    let got = counted(&[claim("a", "a.example", "SBU").denied()]);
    assert_eq!((triple(got.independent), got.flags, got.claims.len()), ((0, 0, 0), vec![Flag::OnlyDenied], 0));
}

#[test]
fn what_a_publisher_took_back_counts_for_nothing() {
    let first = || claim("a", "a.example", "police").on("2025-03-04");
    let own = || claim("a", "a.example", "").on("2025-03-04");
    let back = |n: Option<u64>| {
        claim("z", "a.example", "").on("2025-03-06").denied().with(|c| c.count = n.map(|n| Count::exactly(n, "person")))
    };
    let other = || claim("b", "b.example", "Red Cross").on("2025-03-05");
    let early = || back(None).on("2025-03-03");
    let negated = || back(None).with(|c| c.event.negated = true);
    type Case = (&'static str, Vec<Claim>, (usize, usize, usize));
    let cases: Vec<Case> = vec![
        ("all of it", vec![first(), back(None)], (0, 0, 0)),
        ("with its number", vec![first(), back(Some(12))], (0, 0, 0)),
        ("another number", vec![first(), back(Some(40))], (1, 1, 1)),
        ("others stand", vec![first(), other(), back(None)], (1, 1, 1)),
        ("said before, not after", vec![first(), early()], (1, 1, 1)),
        ("of its own", vec![own(), negated()], (0, 0, 0)),
        ("what others say it only contradicts", vec![first(), negated()], (1, 1, 1)),
        ("of another publisher", vec![first(), back(None).with(|c| c.publisher = Some("c.example".into()))], (1, 1, 1)),
    ];
    for (name, claims, expected) in cases {
        let got = counted(&claims);
        assert_eq!(triple(got.independent), expected, "{name}");
        if expected == (0, 0, 0) {
            assert!(got.flags.contains(&Flag::Updated), "{name}");
        }
    }
}

#[test]
fn a_comment_is_no_source() {
    let bare = |c: Claim| c.with(|c| (c.count, c.place) = (None, None));
    let named = claim("a", "a.example", "police");
    let comment = || bare(claim("a#1", "a.example", "?analysts"));
    assert_eq!(counted(&[named.clone(), comment()]).independent.best, 1);
    let numbered = claim("a#1", "a.example", "?analysts");
    assert_eq!(counted(&[named.clone(), numbered]).independent.best, 2);
    let elsewhere = bare(claim("b", "b.example", "?analysts"));
    assert_eq!(counted(&[named, elsewhere]).independent.best, 2);
}

#[test]
fn flags() {
    let flags = |claims: &[Claim]| counted(claims).flags;
    assert_eq!(flags(&[claim("a", "a.example", "~"), claim("b", "b.example", "")]), [Flag::Rootless]);
    assert_eq!(flags(&[claim("a", "tass.com", "Russian MoD"), claim("b", "b.example", "HUR").number(15)]), [Flag::Contested]);
    let early = claim("a", "a.example", "Greek coast guard");
    let late = claim("b", "b.example", "Greek coast guard").number(15).on("2025-03-06");
    let got = counted(&[early, late]);
    assert_eq!((got.flags, got.consensus.count.unwrap().low), (vec![Flag::Updated], Some(15)));
    let circle = flags(&[claim("a", "Morning Herold", "Evening Herold"), claim("b", "Evening Herold", "Morning Herold")]);
    assert_eq!(circle, [Flag::Circular, Flag::Rootless]);
}

#[test]
fn the_place_that_most_tell() {
    let at = |doc: &str, name: &str, id: Option<&str>, kind: PlaceKind, inherited: bool| {
        claim(doc, &format!("{doc}.example"), "").with(|c| {
            c.place = Some(Place { name: name.into(), id: id.map(String::from), kind: Some(kind), ..Place::default() });
            c.inherited = if inherited { vec!["place".into()] } else { Vec::new() };
        })
    };
    let (town, other) = (Some("geonames:1"), Some("geonames:2"));
    for (name, claims, expected) in [
        (
            "a town before a name that no table has",
            vec![at("a", "Qwerton", None, PlaceKind::Locality, false), at("b", "Asdfer", town, PlaceKind::City, false)],
            "Asdfer",
        ),
        (
            "a town before its county",
            vec![at("a", "Qwert County", other, PlaceKind::District, false), at("b", "Asdfer", town, PlaceKind::City, true)],
            "Asdfer",
        ),
        (
            "beside the event before somewhere in the article",
            vec![at("a", "Qwerton", other, PlaceKind::City, true), at("b", "Asdfer", town, PlaceKind::City, false)],
            "Asdfer",
        ),
    ] {
        assert_eq!(counted(&claims).consensus.place.map(|p| p.name).as_deref(), Some(expected), "{name}");
    }
}

#[test]
fn each_number_has_its_sources() {
    let got = counted(&[
        claim("a", "a.example", "Greek coast guard"),
        claim("b", "b.example", "@Dr. Maria Vlahou").number(14),
        claim("c", "c.example", "Reuters < Greek coast guard"),
        claim("d", "d.example", "")
            .with(|c| c.count = Some(Count { low: Some(10), high: None, unit: Some("person".into()), ..Count::default() })),
    ]);
    let values: Vec<_> = got.values.iter().map(|v| (v.count.low, v.count.high, v.claims.len(), triple(v.independent))).collect();
    assert_eq!(values, [(Some(12), Some(12), 3, (1, 1, 2)), (Some(14), Some(14), 1, (1, 1, 1))]);
    assert_eq!(got.consensus.count.unwrap().low, Some(12), "one source each, of one day: the one told more often");
}

#[test]
fn a_merge_says_why() {
    let got = counted(&[
        claim("a", "ria.ru", "@Pavel Orlov"),
        claim("b", "b.example", "RIA Novosti < @Orlov"),
        claim("c", "c.example", ""),
    ]);
    let reasons: Vec<_> = got.merges.iter().map(|m| (m.a.as_str(), m.b.as_str(), m.reason)).collect();
    assert_eq!(reasons, [("a#0", "b#0", Reason::SameRoot), ("a#0", "c#0", Reason::NoOwnSource)]);
    assert!(got.merges[0].note.contains("Pavel Orlov"), "{}", got.merges[0].note);
    assert_eq!(got.origins[0].label, "Pavel Orlov, through RIA Novosti");
}

#[test]
fn a_table_of_the_user_is_read() {
    let table = "id\tname\tdomains\tkind\towner\nlipa\tRadio Lipa\tlipa.example\tbroadcaster\tgroup-x\nherold\tMorning Herold\therold.example\tnewspaper\tgroup-x\n";
    let lexicon = corroborate::Lexicon::english().extend_outlets(table).unwrap();
    let claims = [claim("a", "lipa.example", "").seen(), claim("b", "m.herold.example", "").seen()];
    let got = count(&claims, &Copies::default(), lexicon.outlets(), &Settings::default());
    assert_eq!(triple(got.independent), (1, 2, 2));
    assert_eq!(triple(counted(&claims).independent), (2, 2, 2));
}

#[test]
fn copies_that_were_found_count_like_those_that_are_known() {
    let claims = [claim("a", "a.example", "SBU"), claim("b", "b.example", "Institute of Nothing")];
    let mut copies = Copies::default();
    copies.insert("b#0", Copy { doc: "a".into(), claim: Some("a#0".into()), containment: 0.9, note: String::new() });
    let got = count(&claims, &copies, Outlets::embedded(), &Settings::default());
    assert_eq!(triple(got.independent), (1, 1, 1), "a false credit changes nothing");
}
