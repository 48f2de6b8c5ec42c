//! Which claims belong together, and the laws that hold for any claims.

#[path = "../benches/generate/mix.rs"]
mod mix;
#[path = "../benches/generate/claims.rs"]
mod told;

use corroborate::cluster::{Cluster, Clusterer, Decisions, Forest, Link, Scorer, Settings, Verdict};
use corroborate::cluster::{Index, Placement};
use corroborate::{Actor, Claim, Count, DateInterval, Event, Place, PlaceKind, RefersTo, Stance, Taxonomy, Timestamp};
use proptest::prelude::*;

/// A claim in few words: `kind | count | side role | place | date | more`, where an empty part is not known.
///
/// Counts: `12`, `10..`, `10..14`, with a unit after a space. Places: a settlement, `~` before a region, `^` before a country, each with
/// its country after a comma. More: `denied`, `report`, `doc=x`, `published=day`, `inherited=field`.
fn claim(id: &str, short: &str) -> Claim {
    let mut parts = short.split('|').map(str::trim);
    let mut part = || parts.next().unwrap_or("");
    let mut claim =
        Claim { id: id.into(), doc: id.into(), event: Event { kind: part().into(), ..Event::default() }, ..Claim::default() };
    let count = part();
    if !count.is_empty() {
        let (number, unit) = count.split_once(' ').unwrap_or((count, "person"));
        let (low, high) = number.split_once("..").unwrap_or((number, number));
        claim.count = Some(Count { low: low.parse().ok(), high: high.parse().ok(), unit: Some(unit.into()), ..Count::default() });
    }
    let actor = part();
    if !actor.is_empty() {
        let (side, role) = actor.split_once(' ').unwrap_or((actor, ""));
        let some = |t: &str| (!t.is_empty() && t != "-").then(|| t.to_string());
        claim.actor = Some(Actor { side: some(side), role: some(role), ..Actor::default() });
    }
    let place = part();
    if !place.is_empty() {
        let (name, country) = place.split_once(", ").unwrap_or((place, ""));
        let (kind, name) = match name.chars().next() {
            Some('~') => (PlaceKind::Region, &name[1..]),
            Some('^') => (PlaceKind::Country, &name[1..]),
            _ => (PlaceKind::Locality, name),
        };
        let (name, region) = name.split_once(" in ").map_or((name, None), |(n, r)| (n, Some(r.to_string())));
        let country = (!country.is_empty()).then(|| country.to_string());
        claim.place = Some(Place { name: name.into(), kind: Some(kind), country, region, ..Place::default() });
    }
    let date = part();
    if !date.is_empty() {
        let (start, end) = date.split_once("..").unwrap_or((date, date));
        claim.date = Some(if date.starts_with("--") {
            DateInterval { partial: Some(date.into()), ..DateInterval::default() }
        } else {
            DateInterval { start: start.parse().ok(), end: end.parse().ok(), ..DateInterval::default() }
        });
    }
    for more in part().split(' ').filter(|m| !m.is_empty()) {
        match more.split_once('=') {
            None if more == "denied" => claim.stance = Stance::Denied,
            None if more == "report" => claim.date.iter_mut().for_each(|d| d.refers_to = RefersTo::Report),
            Some(("doc", doc)) => claim.doc = doc.into(),
            Some(("published", day)) => claim.published = Some(Timestamp::day(day.parse().unwrap())),
            Some(("inherited", field)) => claim.inherited.push(field.into()),
            _ => panic!("{more}"),
        }
    }
    claim
}

fn clusters(claims: &[&str]) -> Vec<Vec<String>> {
    let claims: Vec<Claim> = claims.iter().enumerate().map(|(n, short)| claim(&format!("c{n}"), short)).collect();
    Clusterer::default().cluster(&claims).into_iter().map(|c| c.claims).collect()
}

#[test]
fn pairs_that_belong_together() {
    let mut wrong = Vec::new();
    for (name, a, b) in [
        ("hurt and in hospital, as many", "injured|23|CL|Lota, CL|2024-08-21", "hospitalized|23|CL|Lota, CL|2024-08-21"),
        ("all equal", "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18", "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18"),
        (
            "spelling, role",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18",
            "deserted|12|UA fighter|Zeleniy Hay, UA|2025-07-18",
        ),
        (
            "region and village",
            "deserted|12|UA soldier|~Kharkiv Oblast, UA|2025-07-18",
            "deserted|12|UA soldier|Zelenyi Hai in Kharkiv Oblast, UA|2025-07-18",
        ),
        ("no place", "deserted|12|UA soldier||2025-07-18", "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18"),
        (
            "year unknown",
            "deserted|12|UA soldier|~Kharkiv Oblast, UA|--07-18",
            "deserted|12|UA soldier|~Kharkiv Oblast, UA|2025-07-18",
        ),
        (
            "both years unknown",
            "deserted|12|UA soldier|~Kharkiv Oblast, UA|--07-18",
            "deserted|12|UA soldier|~Kharkiv Oblast, UA|--07-18",
        ),
        (
            "overnight",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18..2025-07-19",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18",
        ),
        (
            "no date",
            "deserted|12|UA fighter|Zelenyi Hai, UA||published=2025-07-19",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18|published=2025-07-19",
        ),
        ("a toll that rose", "killed|9|TR miner|Kilimli, TR|2025-03-12", "killed|11|TR miner|Kilimli, TR|2025-03-12"),
        ("a toll that doubled", "killed|6|TR miner|Kilimli, TR|2025-03-12", "killed|11|TR miner|Kilimli, TR|2025-03-12"),
        ("at least", "killed|10..|TR miner|Kilimli, TR|2025-03-12", "killed|12|TR worker|Kilimli, TR|2025-03-12"),
        ("no number", "killed||TR miner|Kilimli, TR|2025-03-12", "killed|11|TR miner|Kilimli, TR|2025-03-12"),
        ("kind told more closely", "shelling|||Izium, UA|2025-03-12", "attacked|||Izium, UA|2025-03-12"),
        ("arrested", "arrested|4|TR suspect|Zonguldak, TR|2025-03-13", "detained|4|TR suspect|Zonguldak, TR|2025-03-13"),
        (
            "a denial without number",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18",
            "deserted||UA soldier|Zelenyi Hai, UA|2025-07-18|denied",
        ),
        (
            "a denial of nobody",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18",
            "deserted|0|UA soldier|Zelenyi Hai, UA|2025-07-18|denied",
        ),
        ("a development", "deserted||UA soldier|||published=2025-07-19", "deserted||UA soldier|||published=2025-07-20"),
        ("a development denied", "deserted||UA soldier|||", "deserted||UA|||denied"),
        (
            "told again in one article",
            "deserted||UA soldier|Zelenyi Hai, UA||doc=x",
            "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18|doc=x",
        ),
        (
            "reported later",
            "deserted|1 staff|UA|~Sumy Oblast, UA|2025-07-10|report",
            "deserted|1 staff|UA|~Sumy Oblast, UA|2025-07-09",
        ),
    ] {
        if clusters(&[a, b]).len() != 1 {
            wrong.push((name, Clusterer::default().explain(&claim("a", a), &claim("b", b))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pairs_that_do_not() {
    let mut wrong = Vec::new();
    for (name, a, b) in [
        ("killed and injured", "killed|9|TR miner|Kilimli, TR|2025-03-12", "injured|14|TR miner|Kilimli, TR|2025-03-12"),
        ("killed and injured, as many", "killed|9|TR miner|Kilimli, TR|2025-03-12", "injured|9|TR miner|Kilimli, TR|2025-03-12"),
        (
            "hurt, and how many of them are in hospital",
            "injured|23|CL|Lota, CL|2024-08-21|published=2024-08-22",
            "hospitalized|14|CL|Lota, CL|2024-08-21|published=2024-08-22",
        ),
        (
            "more in hospital than were hurt",
            "injured|23|CL|Lota, CL|2024-08-21|published=2024-08-22",
            "hospitalized|37|CL|Lota, CL|2024-08-21|published=2024-08-22",
        ),
        (
            "rare number, other kind",
            "killed|1240|SS patient|Rubkona, SS|2025-02-17",
            "infected|1240|SS patient|Rubkona, SS|2025-02-17",
        ),
        (
            "destroyed and damaged",
            "destroyed|12 vehicle|RU|Shakhove, UA|2025-10-09",
            "damaged|12 vehicle|RU|Shakhove, UA|2025-10-09",
        ),
        (
            "opposite sides",
            "captured|14|UA soldier|Petropavlivka, UA|2025-09-10",
            "captured|14|RU soldier|Petropavlivka, UA|2025-09-10",
        ),
        (
            "people and battalions",
            "deserted|12|UA|~Sumy Oblast, UA|2025-07-10",
            "deserted|12 battalion|UA|~Sumy Oblast, UA|2025-07-10",
        ),
        ("vehicles and people", "destroyed|12 vehicle|RU|Shakhove, UA|2025-10-09", "killed|12|RU|Shakhove, UA|2025-10-09"),
        ("another day", "killed|2|UA civilian|Kremenchuk, UA|2025-10-29", "killed|6|UA civilian|Kremenchuk, UA|2025-11-04"),
        ("another year", "killed|43|TR miner|Amasra, TR|2022-10-14", "killed|43|TR miner|Amasra, TR|2025-03-12"),
        ("another country", "infected|1240|- patient|Rubkona, SS|2025-02-17", "infected|1200..|- patient|Kosti, SD|2025-02-21"),
        (
            "another town",
            "detained|4|TR student|Ankara in Ankara, TR|2025-03-13",
            "detained|4|TR suspect|Zonguldak in Zonguldak, TR|2025-03-13",
        ),
        ("kind alone", "killed|||||", "killed|||||"),
        ("kind and country", "killed|||^Ukraine, UA||", "killed|||^Ukraine, UA||"),
        (
            "kind and side, one with a number",
            "deserted|25000..|RU soldier|||published=2025-07-01",
            "deserted||RU soldier|||published=2025-07-10",
        ),
        ("part and whole", "deserted|25000..|RU soldier||2022-02-24..|", "deserted|1000..|RU soldier|||"),
        ("a development, long ago", "deserted||UA soldier|||published=2023-07-19", "deserted||UA soldier|||published=2025-07-20"),
        ("one article, two towns", "killed|3|||2025-03-12|doc=x", "killed|5|||2025-03-12|doc=x"),
        ("one article, two days", "killed|3||Izium, UA|2025-03-12|doc=x", "killed|3..||Izium, UA|2025-03-11|doc=x"),
        ("published before", "killed|9|TR miner|Kilimli, TR|2025-03-12", "killed|12|TR miner|Kilimli, TR||published=2025-03-01"),
        ("unknown kinds", "knighted|2||London, GB|2025-03-12", "beheaded|2||London, GB|2025-03-12"),
    ] {
        if clusters(&[a, b]).len() != 2 {
            wrong.push((name, Clusterer::default().explain(&claim("a", a), &claim("b", b))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

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

/// Claims about known events.
fn told(n: u64) -> (Vec<Claim>, Vec<u64>) {
    told::told(n).unzip()
}

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
    let short = "deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18";
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

#[test]
fn links_are_what_clusters_rest_on() {
    let claims: Vec<Claim> = [
        "killed|9|TR miner|Kilimli, TR|2025-03-12",
        "killed|11|TR miner|Kilimli, TR|2025-03-12",
        "killed|3|UA|Izium, UA|2025-03-12",
    ]
    .iter()
    .enumerate()
    .map(|(n, short)| claim(&format!("c{n}"), short))
    .collect();
    let links = Clusterer::default().links(&claims);
    assert_eq!(links.iter().map(|l| (l.a.as_str(), l.b.as_str())).collect::<Vec<_>>(), [("c0", "c1")]);
    let json = serde_json::to_value(&links[0]).unwrap();
    assert_eq!(
        json["parts"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["actor", "count", "date", "event", "place", "prior"]
    );
    let back: Link = serde_json::from_value(json).unwrap();
    assert_eq!(back, links[0]);
}

#[test]
fn keys_are_strings_that_matching_claims_share() {
    let clusterer = Clusterer::default();
    let keys = |short: &str| clusterer.keys(&claim("x", short)).iter().map(ToString::to_string).collect::<Vec<_>>();
    let a = keys("deserted|12|UA soldier|Zelenyi Hai, UA|2025-07-18");
    let b = keys("deserted|12|UA fighter|Zeleniy Hay, UA|2025-07-20|doc=y");
    assert!(a.iter().any(|key| key.starts_with("place:") && b.contains(key)), "{a:?} {b:?}");
    let (far, none) = (keys("deserted|13|UA soldier|Odesa, UA|2025-09-20|doc=z"), keys(""));
    assert!(!a.iter().any(|key| key.starts_with("place:") && far.contains(key)));
    assert_eq!(none.len(), 1);
}

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

#[test]
fn a_toll_that_rises_speaks_little_against_one_event() {
    let count = |a: &str, b: &str| Scorer::default().score(&claim("a", a), &claim("b", b)).parts.count.unwrap_or_default();
    let rose = count("killed|6||||published=2025-03-12", "killed|9||||published=2025-03-13");
    let fell = count("killed|9||||published=2025-03-12", "killed|6||||published=2025-03-13");
    let few = count("killed|1||||published=2025-03-12", "killed|2||||published=2025-03-13");
    assert!(rose > fell && rose > few, "{rose} {fell} {few}");
    assert_eq!(fell, count("killed|6", "killed|9"), "without a day of publication nothing rose");
}

#[test]
fn a_denial_without_an_event_of_its_own_is_of_what_it_answers() {
    let told = "shot_down|1 aircraft|||2025-10-09|doc=x";
    let link = |denial: &str| Scorer::default().score(&claim("a", told), &claim("b", denial)).weight;
    let answers = link("shot_down||||2025-10-09|denied doc=x inherited=event inherited=date");
    assert!(answers > link("shot_down||||2025-10-09|denied doc=x inherited=date"), "{answers}");
}
