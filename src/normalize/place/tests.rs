use crate::claim::PlaceKind;
use crate::document::Document;
use crate::mention::MentionValue;
use crate::normalize::Normalizer;

/// Places of a text, as written, with id or name, in order.
fn places(text: &str) -> Vec<(String, String)> {
    let mentions = Normalizer::default().mentions(&Document::new("a", text));
    let place = |m: crate::mention::Mention| match m.value {
        MentionValue::Place(p) => Some((m.text, p.id.unwrap_or(p.name))),
        _ => None,
    };
    mentions.into_iter().filter_map(place).collect()
}

const KHARKIV: &str = "geonames:706483";
const OBLAST: &str = "geonames:706482";

#[test]
fn finds_places() {
    for (name, text, expected) in [
        ("city", "Twelve men fled near Kharkiv.", &[("Kharkiv", KHARKIV)][..]),
        ("possessive", "Kharkiv's mayor spoke.", &[("Kharkiv", KHARKIV)]),
        ("spelling", "The shelling of Kharkov went on.", &[("Kharkov", KHARKIV)]),
        ("head", "Shelling in Kharkiv Oblast went on.", &[("Kharkiv Oblast", OBLAST)]),
        ("small head", "Shelling in the Kharkiv region went on.", &[("Kharkiv", OBLAST)]),
        ("abbreviation", "A fire in Salem, Ore., killed two.", &[("Salem", "geonames:5750162"), ("Ore.", "geonames:5744337")]),
        ("comma", "The river rose in Paris, Texas, on Monday.", &[("Paris", "geonames:4717560"), ("Texas", "geonames:4736286")]),
        ("newspaper", "He told the Kharkiv Herald about it.", &[]),
        ("person", "Then Paul Houston said no. Houston left.", &[]),
        ("month", "It rained in March and in May.", &[]),
        ("sector", "Fighting in the Borovsky direction went on.", &[("Borovsky direction", "Borovsky direction")]),
        ("unlisted village", "Fire broke out in the village of Qwertovka.", &[("Qwertovka", "Qwertovka")]),
        ("unlisted settlement", "They left the Qwertove settlement at dawn.", &[("Qwertove settlement", "Qwertove settlement")]),
        ("country", "Talks between Ukraine and the U.S. began.", &[("Ukraine", "geonames:690791"), ("U.S.", "geonames:6252001")]),
        ("empty", "", &[]),
        ("one word", "Kharkiv", &[("Kharkiv", KHARKIV)]),
    ] {
        let found = places(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn one_name_is_one_place_within_an_article() {
    let found = places("A fire in Paris, Texas, killed two. Firemen came from all of Paris. The mayor of Paris wept.");
    let paris: Vec<&str> = found.iter().filter(|(name, _)| name == "Paris").map(|(_, id)| id.as_str()).collect();
    assert_eq!(paris, ["geonames:4717560"; 3]);
}

#[test]
fn near_widens_and_sectors_keep_their_town() {
    let value = |text: &str| {
        let mentions = Normalizer::default().mentions(&Document::new("a", text));
        mentions.into_iter().find_map(|m| if let MentionValue::Place(p) = m.value { Some(p) } else { None }).unwrap()
    };
    let (at, near) = (value("A fire in Kharkiv."), value("A fire near Kharkiv."));
    assert!(near.radius_km > at.radius_km, "{near:?}");
    let sector = value("Battles in the Kupyansk direction.");
    assert_eq!((sector.kind, sector.country.as_deref(), sector.id), (Some(PlaceKind::Sector), Some("UA"), None));
    assert!(sector.lat.is_some());
}

proptest::proptest! {
    #[test]
    fn any_text_gives_spans_that_fit(text in "\\PC{0,60}|((Kharkiv|Paris|Texas|the|of|in|Oblast|village|,|-|'s|St.|New|London|Ore\\.) ?){0,12}") {
        for m in Normalizer::default().mentions(&Document::new("a", text.clone())) {
            proptest::prop_assert_eq!(text.get(m.start..m.end), Some(m.text.as_str()));
        }
    }
}
