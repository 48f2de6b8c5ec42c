//! What counts as one source: worked cases, laws, and attempts to inflate the count.

use corroborate::independence::{Copies, Copy, Corroboration, Flag, Independent, Reason, Settings, count};
use corroborate::{Claim, Count, Naming, Outlets, Place, PlaceKind, Source, Stance};

/// A claim in article `doc` of `publisher`; the chain is written "relay < origin", with a mark for what is no plain name:
/// `@` a person, `#` a document, `?` somebody unnamed, `%` a class of outlets, `~` nobody.
fn claim(doc: &str, publisher: &str, chain: &str) -> Claim {
    let link = |text: &str| {
        let (mark, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        let source = |name: &str, kind: Option<&str>, link| Source {
            name: Some(name.into()),
            kind: kind.map(String::from),
            link,
            ..Source::default()
        };
        match mark {
            "@" => source(rest, Some("person"), Naming::Named),
            "#" => source(rest, Some("document"), Naming::Named),
            "?" => source(rest, None, Naming::Anonymous),
            "%" => source(rest, None, Naming::Class),
            "~" => Source { link: Naming::Unattributed, ..Source::default() },
            _ => source(text, None, Naming::Named),
        }
    };
    let (doc, n) = doc.split_once('#').unwrap_or((doc, "0"));
    let chain: Vec<Source> = chain.split(" < ").filter(|s| !s.is_empty()).map(link).collect();
    Claim {
        id: format!("{doc}#{n}"),
        doc: doc.into(),
        publisher: Some(publisher.into()),
        published: "2025-03-04".parse().ok(),
        stance: if chain.is_empty() { Stance::Asserted } else { Stance::Attributed },
        count: Some(Count::exactly(12, "person")),
        place: Some(Place { name: "Sumy".into(), country: Some("UA".into()), ..Place::default() }),
        chain,
        ..Claim::default()
    }
}

trait With: Sized {
    fn with(self, change: impl FnOnce(&mut Claim)) -> Claim;
    fn number(self, n: u64) -> Claim {
        self.with(|c| c.count = Some(Count::exactly(n, "person")))
    }
    fn on(self, day: &str) -> Claim {
        self.with(|c| c.published = day.parse().ok())
    }
    fn seen(self) -> Claim {
        self.with(|c| c.first_hand = true)
    }
    fn denied(self) -> Claim {
        self.with(|c| c.stance = Stance::Denied)
    }
    fn copy(self, doc: &str) -> Claim {
        self.with(|c| c.copy_of = Some(doc.into()))
    }
}

impl With for Claim {
    fn with(mut self, change: impl FnOnce(&mut Claim)) -> Claim {
        change(&mut self);
        self
    }
}

fn counted(claims: &[Claim]) -> Corroboration {
    count(claims, &Copies::default(), Outlets::embedded(), &Settings::default())
}

fn triple(i: Independent) -> (usize, usize, usize) {
    (i.lower, i.best, i.upper)
}

#[test]
fn cases() {
    let c = claim;
    type Case = (&'static str, Vec<Claim>, (usize, usize, usize));
    let cases: Vec<Case> = vec![
        (
            "a dispatch and its reprints, some without credit",
            vec![
                c("a", "reuters.com", "?unnamed rescuers"),
                c("b", "b.example", "Reuters"),
                c("c", "c.example", "Reuters"),
                c("d", "d.example", "").copy("a"),
                c("e", "e.example", "").copy("a"),
            ],
            (1, 1, 1),
        ),
        (
            "one expert through one agency",
            vec![c("a", "a.example", "TASS < @Pavel Orlov"), c("b", "b.example", "Tass < @military expert Pavel Orlov")],
            (1, 1, 1),
        ),
        ("one expert through two agencies", vec![c("a", "tass.com", "@Pavel Orlov"), c("b", "ria.ru", "@Orlov")], (1, 1, 1)),
        ("two bodies of one state", vec![c("a", "tass.com", "Russian Defence Ministry"), c("b", "ria.ru", "FSB")], (1, 2, 2)),
        (
            "a society of the country is no voice of its state",
            vec![
                c("a", "a.example", "Ukrainian Red Cross").with(|c| c.chain[0].side = Some("UA".into())),
                c("b", "b.example", "Ukrainian interior ministry").with(|c| c.chain[0].side = Some("UA".into())),
            ],
            (2, 2, 2),
        ),
        (
            "one body at several lengths of its name",
            vec![
                c("a", "a.example", "regional health directorate"),
                c("b", "b.example", "health directorate"),
                c("c", "c.example", "health directorate in Sumy"),
                c("d", "d.example", "district health directorate").number(40),
            ],
            (1, 2, 4),
        ),
        (
            "media of a country that nobody names",
            vec![c("a", "a.example", "Sumy fire service"), c("b", "b.example", "%Romanian media")],
            (1, 1, 2),
        ),
        (
            "an unnamed official through two agencies",
            vec![c("a", "afp.com", "?a French official"), c("b", "apnews.com", "?French officials")],
            (1, 1, 2),
        ),
        (
            "the official again a week later with another number",
            vec![c("a", "afp.com", "?a French official"), c("b", "apnews.com", "?French officials").on("2025-03-12").number(15)],
            (1, 2, 2),
        ),
        ("a circle", vec![c("a", "Morning Herold", "Evening Herold"), c("b", "Evening Herold", "Morning Herold")], (1, 1, 1)),
        (
            "an outlet cites itself",
            vec![c("a", "ukrinform.net", "").seen(), c("b", "ukrinform.net", "Ukrinform").seen()],
            (1, 1, 1),
        ),
        (
            "a partial copy with an interview of its own",
            vec![
                c("a", "tass.com", "Russian MoD"),
                c("b", "b.example", "").copy("a"),
                c("b#1", "b.example", "@Mayor Oksana Bilyk"),
            ],
            (2, 2, 2),
        ),
        (
            "numbers of two parties",
            vec![c("a", "tass.com", "Russian MoD"), c("b", "ukrinform.net", "Ukrainian General Staff").number(15)],
            (2, 2, 2),
        ),
        (
            "over a thousand, and 1,018, of one paper",
            vec![
                c("a", "a.example", "iStories < #roll of the 9th division"),
                c("b", "meduza.io", "Important Stories < #roll of the 9th division"),
            ],
            (1, 1, 1),
        ),
        ("no source of its own", vec![c("a", "tass.com", "Russian MoD"), c("b", "b.example", "")], (1, 1, 2)),
        (
            "two named witnesses of one paper",
            vec![c("a", "a.example", "@Olha Moroz"), c("a#1", "a.example", "@Petro Hai")],
            (1, 2, 2),
        ),
        ("allies", vec![c("a", "bbc.com", "UK MoD"), c("b", "kyivindependent.com", "HUR")], (2, 2, 2)),
        ("reporters of one group", vec![c("a", "mirror.co.uk", "").seen(), c("b", "express.co.uk", "").seen()], (1, 2, 2)),
        ("rumours", vec![c("a", "a.example", "~"), c("b", "b.example", "~"), c("c", "c.example", "")], (1, 1, 3)),
        (
            "the chain goes on through the article",
            vec![c("a", "kyivindependent.com", "SBU"), c("b", "b.example", "The Kyiv Independent")],
            (1, 1, 1),
        ),
        (
            "a class and its member",
            vec![c("a", "a.example", "%Russian state media < ?police sources"), c("b", "b.example", "TASS")],
            (1, 1, 2),
        ),
        (
            "a class and an article of its member",
            vec![c("a", "a.example", "%Russian state media"), c("b", "ria.ru", "@Pavel Orlov")],
            (1, 1, 2),
        ),
        (
            "a capital that stands for its ministry",
            vec![c("a", "a.example", "Moscow"), c("b", "tass.com", "Russian Defense Ministry")],
            (1, 1, 2),
        ),
        (
            "a brigade and its headquarters",
            vec![c("a", "a.example", "14th Mechanized Brigade"), c("b", "b.example", "Ukrainian General Staff")],
            (1, 1, 2),
        ),
        (
            "a spokesman and his body",
            vec![
                c("a", "a.example", "@Ivo Kolar < Croatian police"),
                c("b", "b.example", "@Kolar"),
                c("c", "c.example", "police of Croatia"),
            ],
            (1, 1, 1),
        ),
        (
            "a body under its short names",
            vec![
                c("a", "a.example", "Interior Ministry"),
                c("b", "b.example", "Serbian Interior Ministry"),
                c("c", "c.example", "the ministry"),
            ],
            (1, 1, 1),
        ),
        ("initials", vec![c("a", "a.example", "National Flood Watch Agency"), c("b", "b.example", "NFWA")], (1, 1, 1)),
        (
            "unnamed staff of a named body",
            vec![c("a", "msf.org", "").seen(), c("b", "b.example", "?staff of the MSF tent")],
            (1, 1, 2),
        ),
        (
            "officials with the number of a body",
            vec![c("a", "a.example", "Sumy emergency service"), c("b", "b.example", "?officials")],
            (1, 1, 2),
        ),
        (
            "officials with another number",
            vec![c("a", "a.example", "Sumy emergency service"), c("b", "b.example", "?officials").number(30)],
            (1, 2, 2),
        ),
        (
            "an unnamed witness, known under a name and an address",
            vec![c("a", "radiolipa.example", "?nurse"), c("b", "b.example", "Radio Lipa < ?nurse")],
            (1, 1, 1),
        ),
        ("a cited outlet beside a body", vec![c("a", "a.example", "HUR"), c("b", "a2.example", "Onet")], (1, 1, 2)),
        ("namesakes", vec![c("a", "a.example", "@Ivan Koval"), c("b", "b.example", "@Iryna Koval")], (2, 2, 2)),
        (
            "a first-hand report does not swallow what else its article cites",
            vec![
                c("a", "afp.com", "").seen().number(41),
                c("a#1", "afp.com", "Red Cross").number(57),
                c("b", "b.example", "Red Cross").number(57),
            ],
            (2, 2, 2),
        ),
        (
            "restated in one article",
            vec![c("a", "a.example", "SBU"), c("a#1", "a.example", ""), c("a#2", "a.example", "~")],
            (1, 1, 1),
        ),
        ("one claim", vec![c("a", "a.example", "")], (1, 1, 1)),
        ("nothing", vec![], (0, 0, 0)),
    ];
    for (name, claims, expected) in cases {
        let got = counted(&claims);
        assert_eq!(triple(got.independent), expected, "{name}: {:#?}", got.merges);
        assert_eq!(got.origins.len(), got.independent.upper, "{name}");
    }
}

#[test]
fn a_relay_ties_nothing_together() {
    // One outlet carries two stories; who relays the one and who relays the other share no source.
    let base = [claim("a", "ria.ru", "@Pavel Orlov").number(10), claim("b", "ria.ru", "@Olha Moroz").number(40)];
    assert_eq!(triple(counted(&base).independent), (1, 2, 2));
    let relays = [claim("c", "c.example", "RIA Novosti").number(10), claim("d", "d.example", "RIA Novosti").number(40)];
    assert_eq!(triple(counted(&[base, relays].concat()).independent), (1, 2, 2));
    // What a reporter saw and was told stays one observation when the article is relayed.
    let seen = [claim("a#0", "msf.org", "").seen(), claim("a#1", "msf.org", "@Pavel Orlov")];
    assert_eq!(triple(counted(&seen).independent), (1, 1, 2));
    let relay = claim("b", "b.example", "MSF");
    assert_eq!(triple(counted(&[seen.to_vec(), vec![relay]].concat()).independent), (1, 1, 2));
    // Nor does an article without a source of its own.
    let loose = [claim("a", "tass.com", "%Russian state media"), claim("b", "tass.com", ""), claim("c", "c.example", "N1")];
    assert_eq!(counted(&loose).independent.best, 2);
}

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

mod laws {
    use super::*;
    use proptest::prelude::*;

    fn any_claim() -> impl Strategy<Value = Claim> {
        let publishers = [
            "tass.com",
            "ria.ru",
            "reuters.com",
            "a.example",
            "b.example",
            "c.example",
            "msf.org",
            "snai.gob.ec",
            "N1",
            "The Lipa",
        ];
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
                let publisher =
                    if doc % 2 == 0 { publisher } else { ["a.example", "tass.com", "The Lipa"][usize::from(doc / 2)] };
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
}

/// Copied passages, in text made of words that mean nothing.
mod copied {
    use super::*;
    use corroborate::{Document, Fingerprint};

    /// Words by a fixed rule: `n` sentences of 14 words from a seed.
    fn sentences(seed: u64, n: usize) -> Vec<String> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut word = || {
            let mut w = String::new();
            for _ in 0..3 {
                state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
                let x = (state >> 33) as usize;
                w.push(char::from(b"bdfgklmnprstvz"[x % 14]));
                w.push(char::from(b"aeiou"[x / 14 % 5]));
            }
            w
        };
        (0..n)
            .map(|_| {
                let words: Vec<String> = (0..14).map(|_| word()).collect();
                let (first, rest) = words[0].split_at(1);
                format!("{}{rest} {}.", first.to_uppercase(), words[1..].join(" "))
            })
            .collect()
    }

    const FACT: &str = "Nine miners were killed when water broke into the lower gallery of the pit before dawn.";

    /// An article with the fact in its second sentence, and the claim that stands there.
    fn article(id: &str, day: u8, body: &[String]) -> (Document, Claim) {
        let mut body = body.to_vec();
        if !body.iter().any(|s| s == FACT) {
            body.insert(body.len().min(1), FACT.into());
        }
        written(id, day, &body.join(" "), FACT)
    }

    fn written(id: &str, day: u8, text: &str, fact: &str) -> (Document, Claim) {
        let at = text.find(fact).unwrap();
        let published = format!("2025-03-{day:02}");
        let doc = Document { published: published.parse().ok(), ..Document::new(id, text) };
        let claim = claim(id, &format!("{id}.example"), "").on(&published).with(|c| (c.start, c.end) = (at, at + fact.len()));
        (doc, claim)
    }

    fn found(articles: &[(Document, Claim)]) -> Vec<(String, String)> {
        let prints: Vec<Fingerprint> = articles.iter().map(|(d, c)| Fingerprint::of(d, std::slice::from_ref(c))).collect();
        let copies = Copies::find(&prints, &Settings::default());
        let mut turned = prints.clone();
        turned.reverse();
        assert_eq!(copies, Copies::find(&turned, &Settings::default()), "the order says nothing");
        copies.iter().map(|(id, c)| (id.to_string(), c.doc.clone())).collect()
    }

    fn yes(copy: &str, of: &str) -> Vec<(String, String)> {
        vec![(format!("{copy}#0"), of.to_string())]
    }

    #[test]
    fn what_is_a_copy() {
        let text = sentences(1, 12);
        let original = || article("a", 4, &text);
        assert_eq!(found(&[original(), article("b", 5, &text)]), yes("b", "a"), "the later one is the copy");
        assert_eq!(found(&[original(), article("b", 3, &text)]), yes("a", "b"), "whatever its name");
        assert_eq!(found(&[original(), article("b", 5, &text[..5])]), yes("b", "a"), "a part");

        let mut shuffled = text.clone();
        shuffled.reverse();
        shuffled.rotate_left(4);
        assert_eq!(found(&[original(), article("b", 5, &shuffled)]), yes("b", "a"), "in another order");

        let mut partly = text.clone();
        partly.splice(6.., sentences(2, 5));
        assert_eq!(found(&[original(), article("b", 5, &partly)]), yes("b", "a"), "two parts in five rewritten");

        let disguised = original().0.text.replace('o', "о").replace("an", "a\u{200b}n");
        let fact = FACT.replace('o', "о").replace("an", "a\u{200b}n");
        assert_eq!(found(&[original(), written("b", 5, &disguised, &fact)]), yes("b", "a"), "in look-alike letters");

        let text = original().0.text;
        let edited: Vec<&str> = text.split(' ').enumerate().map(|(i, w)| if i % 11 == 3 { "anyway" } else { w }).collect();
        let edited = edited.join(" ");
        let fact = edited.split_inclusive('.').find(|s| s.contains("miners")).unwrap().trim().to_string();
        assert_eq!(found(&[original(), written("b", 5, &edited, &fact)]), yes("b", "a"), "with one word in eleven changed");
    }

    #[test]
    fn what_is_no_copy() {
        let original = || article("a", 4, &sentences(1, 12));
        assert_eq!(found(&[original(), article("b", 5, &sentences(2, 12))]), [], "one sentence of facts");
        assert_eq!(found(&[original(), article("b", 5, &[])]), [], "nothing else");
        let quote = format!("\"{}\"", sentences(3, 4).join(" "));
        let with = |seed| {
            let mut body = sentences(seed, 8);
            body.insert(1, quote.clone());
            body
        };
        assert_eq!(found(&[article("a", 4, &with(1)), article("b", 5, &with(2))]), [], "a long quotation of both");
        let late = Document { published: "2026-03-04".parse().ok(), ..article("b", 5, &sentences(1, 12)).0 };
        assert_eq!(found(&[original(), (late, article("b", 5, &sentences(1, 12)).1)]), [], "a year later");
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn a_thousand_reprints_are_one_source() {
        let text = sentences(7, 10);
        let mut articles: Vec<(Document, Claim)> = (0..1000).map(|n| article(&format!("r{n:04}"), 5, &text)).collect();
        articles.push(article("a", 4, &text));
        for (n, (_, claim)) in articles.iter_mut().enumerate() {
            // Each with a credit of its own making.
            claim.chain = super::claim("x", "x", &format!("Institute Number{n}")).chain;
        }
        let prints: Vec<Fingerprint> = articles.iter().map(|(d, c)| Fingerprint::of(d, std::slice::from_ref(c))).collect();
        let copies = Copies::find(&prints, &Settings::default());
        assert_eq!(copies.len(), 1000);
        assert!(copies.iter().all(|(_, c)| c.doc == "a" && c.claim.as_deref() == Some("a#0")));
        let claims: Vec<Claim> = articles.into_iter().map(|(_, c)| c).collect();
        let got = count(&claims, &copies, Outlets::embedded(), &Settings::default());
        assert_eq!(triple(got.independent), (1, 1, 1));
        assert_eq!(got.origins[0].label, "Institute Number1000, through a.example");
    }
}
