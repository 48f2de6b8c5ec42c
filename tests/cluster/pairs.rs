//! Which two claims belong together, and what speaks for it.

use corroborate::Claim;
use corroborate::cluster::{Clusterer, Link, Scorer};

use crate::claim::claim;
use crate::clusters;

#[test]
fn pairs_that_belong_together() {
    let mut wrong = Vec::new();
    for (name, a, b) in [
        ("hurt and in hospital, as many", "injured|23|CL|Lota, CL|2024-08-21", "hospitalized|23|CL|Lota, CL|2024-08-21"),
        ("all equal", "deserted|12|UA soldier|Pidlyman, UA|2025-07-18", "deserted|12|UA soldier|Pidlyman, UA|2025-07-18"),
        ("spelling, role", "deserted|12|UA soldier|Pidlyman, UA|2025-07-18", "deserted|12|UA fighter|Pidliman, UA|2025-07-18"),
        (
            "region and village",
            "deserted|12|UA soldier|~Kharkiv Oblast, UA|2025-07-18",
            "deserted|12|UA soldier|Pidlyman in Kharkiv Oblast, UA|2025-07-18",
        ),
        ("no place", "deserted|12|UA soldier||2025-07-18", "deserted|12|UA soldier|Pidlyman, UA|2025-07-18"),
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
            "deserted|12|UA soldier|Pidlyman, UA|2025-07-18..2025-07-19",
            "deserted|12|UA soldier|Pidlyman, UA|2025-07-18",
        ),
        (
            "no date",
            "deserted|12|UA fighter|Pidlyman, UA||published=2025-07-19",
            "deserted|12|UA soldier|Pidlyman, UA|2025-07-18|published=2025-07-19",
        ),
        ("a toll that rose", "killed|9|TR miner|Ermenek, TR|2025-03-12", "killed|11|TR miner|Ermenek, TR|2025-03-12"),
        ("a toll that doubled", "killed|6|TR miner|Ermenek, TR|2025-03-12", "killed|11|TR miner|Ermenek, TR|2025-03-12"),
        ("at least", "killed|10..|TR miner|Ermenek, TR|2025-03-12", "killed|12|TR worker|Ermenek, TR|2025-03-12"),
        ("no number", "killed||TR miner|Ermenek, TR|2025-03-12", "killed|11|TR miner|Ermenek, TR|2025-03-12"),
        ("kind told more closely", "shelling|||Izium, UA|2025-03-12", "attacked|||Izium, UA|2025-03-12"),
        ("arrested", "arrested|4|TR suspect|Karaman, TR|2025-03-13", "detained|4|TR suspect|Karaman, TR|2025-03-13"),
        (
            "a denial without number",
            "deserted|12|UA soldier|Pidlyman, UA|2025-07-18",
            "deserted||UA soldier|Pidlyman, UA|2025-07-18|denied",
        ),
        (
            "a denial of nobody",
            "deserted|12|UA soldier|Pidlyman, UA|2025-07-18",
            "deserted|0|UA soldier|Pidlyman, UA|2025-07-18|denied",
        ),
        ("a development", "deserted||UA soldier|||published=2025-07-19", "deserted||UA soldier|||published=2025-07-20"),
        ("a development denied", "deserted||UA soldier|||", "deserted||UA|||denied"),
        (
            "told again in one article",
            "deserted||UA soldier|Pidlyman, UA||doc=x",
            "deserted|12|UA soldier|Pidlyman, UA|2025-07-18|doc=x",
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
        ("killed and injured", "killed|9|TR miner|Ermenek, TR|2025-03-12", "injured|14|TR miner|Ermenek, TR|2025-03-12"),
        ("killed and injured, as many", "killed|9|TR miner|Ermenek, TR|2025-03-12", "injured|9|TR miner|Ermenek, TR|2025-03-12"),
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
            "killed|1240|SS patient|Torit, SS|2025-02-17",
            "infected|1240|SS patient|Torit, SS|2025-02-17",
        ),
        (
            "destroyed and damaged",
            "destroyed|12 vehicle|RU|Orikhiv, UA|2025-10-09",
            "damaged|12 vehicle|RU|Orikhiv, UA|2025-10-09",
        ),
        (
            "opposite sides",
            "captured|14|UA soldier|Kindrashivka, UA|2025-09-10",
            "captured|14|RU soldier|Kindrashivka, UA|2025-09-10",
        ),
        (
            "people and battalions",
            "deserted|12|UA|~Sumy Oblast, UA|2025-07-10",
            "deserted|12 battalion|UA|~Sumy Oblast, UA|2025-07-10",
        ),
        ("vehicles and people", "destroyed|12 vehicle|RU|Orikhiv, UA|2025-10-09", "killed|12|RU|Orikhiv, UA|2025-10-09"),
        ("another day", "killed|2|UA civilian|Lubny, UA|2025-10-29", "killed|6|UA civilian|Lubny, UA|2025-11-04"),
        ("another year", "killed|43|TR miner|Ermenek, TR|2022-10-14", "killed|43|TR miner|Ermenek, TR|2025-03-12"),
        ("another country", "infected|1240|- patient|Torit, SS|2025-02-17", "infected|1200..|- patient|Rabak, SD|2025-02-21"),
        (
            "another town",
            "detained|4|TR student|Ankara in Ankara, TR|2025-03-13",
            "detained|4|TR suspect|Karaman in Karaman, TR|2025-03-13",
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
        ("published before", "killed|9|TR miner|Ermenek, TR|2025-03-12", "killed|12|TR miner|Ermenek, TR||published=2025-03-01"),
        ("unknown kinds", "knighted|2||London, GB|2025-03-12", "beheaded|2||London, GB|2025-03-12"),
    ] {
        if clusters(&[a, b]).len() != 2 {
            wrong.push((name, Clusterer::default().explain(&claim("a", a), &claim("b", b))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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

#[test]
fn links_are_what_clusters_rest_on() {
    let claims: Vec<Claim> = [
        "killed|9|TR miner|Ermenek, TR|2025-03-12",
        "killed|11|TR miner|Ermenek, TR|2025-03-12",
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
