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
        ("unlisted settlement", "They left the Qwertove settlement at dawn.", &[("Qwertove", "Qwertove")]),
        ("country", "Talks between Ukraine and the U.S. began.", &[("Ukraine", "geonames:690791"), ("U.S.", "geonames:6252001")]),
        (
            "behind a role",
            "Then Salem Mayor Jane Roe of Oregon spoke.",
            &[("Salem", "geonames:5750162"), ("Oregon", "geonames:5744337")],
        ),
        ("of a town", "Two Dayton men were held.", &[("Dayton", "geonames:4509884")]),
        ("party", "Rep. Jane Roe, D-Calif., spoke.", &[("Calif.", "geonames:5332921")]),
        ("degree", "Jane Roe, M.D., spoke.", &[]),
        ("a shop and its owner", "They met at Ali's Barber Shop.", &[]),
        ("another town's name in some language", "A bus fell into a ravine in Puno.", &[("Puno", "geonames:3931276")]),
        ("stadium", "They met at Cairo Stadium.", &[]),
        (
            "unknown town of a state",
            "A barn burned in Qwerton, Texas, on Monday.",
            &[("Qwerton", "Qwerton"), ("Texas", "geonames:4736286")],
        ),
        ("list", "The villages of Qwertovka and Asdfivka burned.", &[("Qwertovka", "Qwertovka"), ("Asdfivka", "Asdfivka")]),
        ("given name", "Georgia Stevens won. Georgia was glad.", &[]),
        ("behind an address", "It stood on Elm Street in Qwerton.", &[("Qwerton", "Qwerton")]),
        ("behind a house", "They slept at a home just outside Qwertfield.", &[("Qwertfield", "Qwertfield")]),
        ("back home", "They were back home in Qwerton.", &[]),
        (
            "on from a known name",
            "A barn burned in Dayton Qwells, Ohio, on Monday.",
            &[("Dayton Qwells", "Dayton Qwells"), ("Ohio", "geonames:5165418")],
        ),
        ("capital inside", "A barn burned in McQwerton, Ohio.", &[("McQwerton", "McQwerton"), ("Ohio", "geonames:5165418")]),
        ("a road of two words", "They live on Dayton Creek Road.", &[]),
        ("two streets", "They met near Qwerton and Asdfer.", &[]),
        ("a bar of somebody", "They met in front of Dayton's Tavern.", &[]),
        ("school", "The pupils of St. Michael's sang.", &[]),
        (
            "dateline without a table",
            "QWERTON, Ohio - Two barns burned.",
            &[("QWERTON", "Qwerton"), ("Ohio", "geonames:5165418")],
        ),
        (
            "dateline that is named again",
            "QWERTON - Two barns burned. The fire in Qwerton is out.",
            &[("QWERTON", "Qwerton"), ("Qwerton", "Qwerton")],
        ),
        ("no dateline", "UPDATE - Two barns burned.", &[]),
        (
            "near a dateline",
            "NEAR DAYTON, Ohio - Two barns burned.",
            &[("DAYTON", "geonames:4509884"), ("Ohio", "geonames:5165418")],
        ),
        (
            "police of an unlisted town",
            "Then Qwerton police came. A barn in Qwerton burned.",
            &[("Qwerton", "Qwerton"), ("Qwerton", "Qwerton")],
        ),
        ("address", "Fire broke out in the 300 block of West Dayton.", &[]),
        ("corner", "They met at Dayton and Salem streets.", &[]),
        ("apartments", "A fire at the Dayton Lake Apartments.", &[]),
        ("restaurant", "A fire at the Dayton Grill.", &[]),
        ("headline with a county", "Two Dead After Wayne County Fire On Monday", &[("Wayne County", "geonames:5014227")]),
        ("head that opens", "They live in County Cork.", &[("County Cork", "geonames:2965139")]),
        ("front", "Shelling went on along the Kupyansk front.", &[("Kupyansk front", "Kupyansk front")]),
        ("no front", "Then the Dayton front office closed.", &[]),
        (
            "led abbreviation",
            "A crash in Wash. and Fla. killed two.",
            &[("Wash.", "geonames:5815135"), ("Fla.", "geonames:4155751")],
        ),
        ("capital of a district", "D.C. police came.", &[("D.C.", "geonames:4140963")]),
        ("short saint", "St. Augustine police came.", &[("St. Augustine", "geonames:4170894")]),
        ("town of a feast", "Corpus Christi police came.", &[("Corpus Christi", "geonames:4683416")]),
        ("country with an adjective", "The Central African Republic voted.", &[("Central African Republic", "geonames:239880")]),
        ("rest of a name", "Then the firemen of Mt. Dayton came.", &[]),
        ("shortened opening", "They met at a home in Ft. Qwerton.", &[("Ft. Qwerton", "Ft. Qwerton")]),
        (
            "a county by its bare name",
            "Wayne County police said that a barn in Hinds burned.",
            &[("Wayne County", "geonames:5014227")],
        ),
        (
            "on from a known name in a dateline",
            "DAYTON CREEK, Ohio - Two barns burned.",
            &[("DAYTON CREEK", "Dayton Creek"), ("Ohio", "geonames:5165418")],
        ),
        (
            "dateline of a town that is called one",
            "TOWN OF QWERTON, Ohio - Two barns burned.",
            &[("QWERTON", "Qwerton"), ("Ohio", "geonames:5165418")],
        ),
        (
            "abbreviation that lost its stop",
            "A barn burned in Wayne County, Ind (WQXZ).",
            &[("Wayne County", "geonames:4266673"), ("Ind", "geonames:4921868")],
        ),
        ("model of a car", "They saw an older model Pontiac.", &[]),
        ("no way to a town", "Then Paul Houston fell. In addition to Houston two men fell.", &[]),
        ("empty", "", &[]),
        ("one word", "Kharkiv", &[("Kharkiv", KHARKIV)]),
    ] {
        let found = places(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn names_that_are_no_places() {
    for (name, text) in [
        ("person called like a town", "Paris Hilton arrived on Monday."),
        ("and her possessive", "Then Sydney Hudson's car stopped."),
        ("germ", "The Reston ebolavirus was found again."),
        ("germ behind a hyphen", "It was Ebola-Reston that they found."),
        ("name of the WHO for a strain", "The dose protects against A/Texas/50/2012 alone."),
        ("flu", "They died of the Hong Kong Flu."),
        ("money", "It cost US$12 or so."),
        ("station", "He told the Voice of America so."),
    ] {
        assert_eq!(places(text), [], "{name}");
    }
}

#[test]
fn lists_of_places_are_of_one_kind() {
    for (name, text, expected) in [
        (
            "states",
            "It spread to Washington, Pennsylvania and California.",
            &[("Washington", "geonames:5815135"), ("Pennsylvania", "geonames:6254927"), ("California", "geonames:5332921")][..],
        ),
        (
            "countries",
            "Aid came from Ghana, Niger, Nigeria and Togo.",
            &[
                ("Ghana", "geonames:2300660"),
                ("Niger", "geonames:2440476"),
                ("Nigeria", "geonames:2328926"),
                ("Togo", "geonames:2363686"),
            ],
        ),
        ("states told to be", "It hit states including Georgia.", &[("Georgia", "geonames:4197000")]),
        ("countries told to be", "It hit countries including Georgia.", &[("Georgia", "geonames:614540")]),
        (
            "a town in its state, and another place",
            "It spread to Salem, Oregon and Boise.",
            &[("Salem", "geonames:5750162"), ("Oregon", "geonames:5744337"), ("Boise", "geonames:5586437")],
        ),
        ("before their head", "The Qwertove and Asdfove districts burned.", &[("Qwertove", "Qwertove"), ("Asdfove", "Asdfove")]),
        (
            "behind their head",
            "Fire took four villages: Qwertovka, Asdfivka and Zxcvivka.",
            &[("Qwertovka", "Qwertovka"), ("Asdfivka", "Asdfivka"), ("Zxcvivka", "Zxcvivka")],
        ),
    ] {
        let found = places(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn words_beside_a_name_say_what_it_is() {
    for (name, text, expected) in [
        (
            "in apposition",
            "Then Qwertovu, a suburb east of Harare, burned.",
            &[("Qwertovu", "Qwertovu"), ("Harare", "geonames:890299")][..],
        ),
        ("in a sentence", "Then Qwertovu was a small town in Kenya.", &[("Qwertovu", "Qwertovu"), ("Kenya", "geonames:192950")]),
        ("no settlement", "Then Qwertovu, a baker in Kenya, spoke.", &[("Kenya", "geonames:192950")]),
        ("area", "A barn burned in the Qwertovu area.", &[("Qwertovu", "Qwertovu")]),
        (
            "in its region",
            "A barn burned in Warwick in Queensland.",
            &[("Warwick", "geonames:2144502"), ("Queensland", "geonames:2152274")],
        ),
        ("region with its head before", "A barn burned in Oblast Kirov.", &[("Oblast Kirov", "geonames:548389")]),
        ("region by another word", "A barn burned in the Kirov region.", &[("Kirov", "geonames:548389")]),
        ("region of that word", "A barn burned in Kirov Oblast.", &[("Kirov Oblast", "geonames:548389")]),
        (
            "who holds a town",
            "They hold the Donetsk People's Republic.",
            &[("Donetsk People's Republic", "region:donetsk-peoples-republic")],
        ),
        ("the town itself", "They hold Donetsk.", &[("Donetsk", "geonames:709717")]),
        (
            "a country of that form",
            "They hold the People's Republic of China.",
            &[("People's Republic of China", "geonames:1814991")],
        ),
        ("a unit of yesterday", "Farms in Hedmark burned.", &[("Hedmark", "region:hedmark")]),
    ] {
        let found = places(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_section_of_a_front_is_called_after_a_town_where_the_front_is() {
    let sector = value("Fighting went on in the Borovsky direction.", "x.example", "Borovsky direction");
    assert_eq!((sector.kind, sector.country.as_deref()), (Some(PlaceKind::Sector), Some("UA")));
    assert_eq!(sector.region.as_deref(), Some("Kharkiv Oblast"));
}

#[test]
fn cyrillic_names_in_other_cases() {
    for (name, text, expected) in [
        ("nominative", "Харків горів.", &[("Харків", KHARKIV)][..]),
        ("genitive", "Обстрел Харькова продолжался.", &[("Харькова", KHARKIV)]),
        ("locative, and a village is called so", "Двое погибли в Харькове.", &[("Харькове", KHARKIV)]),
        ("locative in Ukrainian", "Двоє загинули у Харкові.", &[("Харкові", KHARKIV)]),
        ("dative", "Удар по Бахмуту.", &[("Бахмуту", "geonames:713174")]),
        ("instrumental", "Бої під Бахмутом.", &[("Бахмутом", "geonames:713174")]),
        ("feminine", "Митинг в Москве.", &[("Москве", "geonames:524901")]),
        ("consonant that changes", "Вибухи в Авдіївці.", &[("Авдіївці", "geonames:713122")]),
        ("plural", "Взрывы в Сумах.", &[("Сумах", "geonames:692194")]),
        ("adjective and noun", "Пожар в Нижнем Новгороде.", &[("Нижнем Новгороде", "geonames:520555")]),
        ("region", "Взрывы в Харьковской области.", &[("Харьковской области", OBLAST)]),
        ("no place", "Врач сказал это.", &[]),
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

/// Adjectives of a text, as written, with id.
fn adjectives(text: &str) -> Vec<(String, String)> {
    let mentions = Normalizer::default().mentions(&Document::new("a", text));
    let adjective = |m: crate::mention::Mention| match m.value {
        MentionValue::Place(p) if m.adjective => Some((m.text, p.id.unwrap_or(p.name))),
        _ => None,
    };
    mentions.into_iter().filter_map(adjective).collect()
}

#[test]
fn adjectives_name_places_where_nothing_happens() {
    for (name, text, expected) in [
        ("country", "Two Ukrainian soldiers fled.", &[("Ukrainian", "geonames:690791")][..]),
        ("continent", "A European court ruled.", &[("European", "geonames:6255148")]),
        ("two words", "A South Ossetian village burned.", &[("South Ossetian", "region:south-ossetia")]),
        ("people", "The Ukrainians left.", &[]),
        ("language", "He speaks Russian, and she reads in Russian.", &[]),
        ("airline", "He flew with Russian Airlines.", &[]),
        ("part of a name", "They live in South Africa.", &[]),
        ("pair", "Two Saudi Arabian guards fled.", &[("Saudi Arabian", "geonames:102358")]),
        ("manner", "They met in an Italian restaurant.", &[]),
        ("disease", "She had Japanese encephalitis.", &[]),
        ("what is only like it", "They built an Asian-themed casino.", &[]),
    ] {
        let found = adjectives(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn each_adjective_of_a_region_has_its_place() {
    let gazetteer = crate::gazetteer::Gazetteer::embedded();
    for (word, place) in crate::lexicon::toponyms::Toponyms::english().adjectives() {
        let found = if place.contains(':') { gazetteer.get(place) } else { gazetteer.area(place) };
        assert!(found.is_some(), "{word} {place}");
    }
}

/// The one place of that spelling.
fn value(text: &str, publisher: &str, name: &str) -> crate::claim::Place {
    let mentions = Normalizer::default().mentions(&Document::new("a", text).publisher(publisher));
    let place = |m: crate::mention::Mention| match m.value {
        MentionValue::Place(p) if m.text == name => Some(p),
        _ => None,
    };
    mentions.into_iter().find_map(place).unwrap()
}

#[test]
fn a_far_town_of_that_name_gives_way_where_the_article_plays_elsewhere() {
    for (name, text, expected) in [
        ("far", "Dayton police were called to Gainesville. Cars from Dayton, Ohio, stood in Gainesville.", (None, Some("Ohio"))),
        (
            "stated",
            "Dayton police were called to Gainesville, Florida. Dayton, Ohio.",
            (Some("geonames:4156404"), Some("Florida")),
        ),
        ("alone", "Two barns burned in Gainesville.", (Some("geonames:4156404"), Some("Florida"))),
        ("great", "Dayton police went to Chicago. Cars from Dayton, Ohio.", (Some("geonames:4887398"), Some("Illinois"))),
    ] {
        let place = value(text, "x.example", if name == "great" { "Chicago" } else { "Gainesville" });
        assert_eq!((place.id.as_deref(), place.region.as_deref()), expected, "{name}");
    }
    for (name, text, town, expected) in [
        (
            "of whose police one hears",
            "Two men were shot in Germantown. Philadelphia police came. Cars from Philadelphia stood there.",
            "Germantown",
            "Pennsylvania",
        ),
        (
            "a great one abroad",
            "Dayton police came to a barn in Berlin. Cars from Dayton, Ohio, stood in Berlin.",
            "Berlin",
            "Ohio",
        ),
        (
            "once a neighborhood, twice a name",
            "Orlando police came to the Plymouth neighborhood. Fire broke out in Plymouth. The Plymouth fire is out.",
            "Plymouth",
            "Florida",
        ),
        (
            "township",
            "A barn burned in Hamilton Township. Hamilton police came from Princeton, New Jersey.",
            "Hamilton",
            "New Jersey",
        ),
        (
            "only its state is named",
            "A barn burned in the village of Qwerton. Police of New York state came. It rained in New York state.",
            "Qwerton",
            "New York",
        ),
    ] {
        let place = value(text, "x.example", town);
        assert_eq!((place.id.as_deref(), place.region.as_deref()), (None, Some(expected)), "{name}");
    }
    let away = "GEORGETOWN, Ky. — Ann Roe spent a week in France. France was warm. She saw the fire in Paris.";
    assert_eq!(value(away, "x.example", "Paris").country.as_deref(), Some("FR"));
    let home = "GEORGETOWN, Ky. — Ann Roe spent a week at home. She saw the fire in Paris.";
    assert_eq!(value(home, "x.example", "Paris").region.as_deref(), Some("Kentucky"));
}

#[test]
fn the_town_that_a_paper_is_called_after_says_which_is_meant() {
    let text = "A barn burned in Wayne County on Monday.";
    for (publisher, expected) in [("x.example", "Michigan"), ("goldsborotribune.example", "North Carolina")] {
        let place = value(text, publisher, "Wayne County");
        assert_eq!(place.region.as_deref(), Some(expected), "{publisher}");
    }
}

#[test]
fn what_no_table_has_lies_around_the_town_of_the_article() {
    let place = value("DAYTON, Ohio - Fire in Dayton. Then the village of Qwerton burned.", "x.example", "Qwerton");
    assert_eq!((place.id, place.region.as_deref(), place.radius_km), (None, Some("Ohio"), Some(60.0)));
    let stated = value("A barn burned in Qwerton, Texas. Firemen of Qwerton came.", "x.example", "Qwerton");
    assert_eq!(stated.region.as_deref(), Some("Texas"));
}

/// The places of the claims of an article, each once, in order.
fn places_of_claims(title: &str, text: &str) -> Vec<String> {
    let claims = Normalizer::default().normalize(&Document::new("a", text).title(title));
    let mut names: Vec<String> = claims.into_iter().filter_map(|c| c.place).map(|p| p.name).collect();
    names.dedup();
    names
}

#[test]
fn where_an_event_was() {
    for (name, title, text, expected) in [
        (
            "hospital",
            "",
            "A boy was shot in Dayton, Ohio, on Friday. He was injured and flown to a hospital in Columbus.",
            "Dayton",
        ),
        ("where somebody is from", "", "John Roe, 44, of Salem, was killed on Friday in a crash in Dayton, Ohio.", "Dayton"),
        ("town of the county", "", "QWERTON, Ohio - A boy was killed in a crash in Wayne County on Friday.", "Qwerton"),
        (
            "town of a quarter",
            "",
            "A man was shot in the Qwerton neighborhood on Friday. Dayton, Ohio, police came. Dayton police sealed off Qwerton.",
            "Dayton",
        ),
        (
            "an address for what is told before",
            "",
            "A boy was shot on Friday. He was flown to a hospital in Columbus, Ohio. Police came to a home on Elm Street in Dayton.",
            "Dayton",
        ),
        (
            "a suburb",
            "",
            "Two men were shot on Friday in suburban Columbus, Ohio. Police came to a home on Elm Street in Westerville.",
            "Westerville",
        ),
        (
            "far from a town",
            "",
            "A boy was shot on Friday. It was in Qwerton, about 60 miles northwest of Columbus, Ohio. Police came to a home in Dayton.",
            "Dayton",
        ),
        ("where a man is from", "", "A man was killed on Friday in Dayton, Ohio. The man from Columbus was 44.", "Dayton"),
        (
            "a region without rank",
            "Man shot in South Florida",
            "A man was shot on Friday in South Florida. Police came to a home on Elm Street in Hialeah, Florida.",
            "Hialeah",
        ),
        (
            "a town that is called like a hill",
            "",
            "A man was shot outside of his house on Friday in Mount Qwerton. They were called there by their neighbours.",
            "Mount Qwerton",
        ),
        (
            "a body and an inn that are called after a country",
            "",
            "A man was shot in Dayton, Ohio, on Friday. U.S. Marshals came. He was killed at America's Best Inn.",
            "Dayton",
        ),
        (
            "not the network",
            "Four hurt in fire \u{ab} CBS Sacramento",
            "Four people were hurt on Friday in Modesto, California.",
            "Modesto",
        ),
        ("not the outlet", "Man shot - KXQZ News Salem", "A man was shot on Friday in Dayton, Ohio.", "Dayton"),
        ("a country that struck", "", "Russia shelled a Ukrainian port on Friday, killing three.", "Ukraine"),
        ("a country that was struck", "", "Mali attacked by rebels on Friday, three killed.", "Mali"),
        ("a capital without its name", "", "Israel bombed the Lebanese capital on Friday, wounding 20.", "Beirut"),
        ("a country for a town", "", "Three people were killed in a Syrian border town on Friday.", "Syria"),
        ("a town of a country", "", "Three people were killed in the Syrian city of Homs on Friday.", "Homs"),
        ("what stands in a country", "", "Drones hit a Russian oil refinery on Friday, wounding two workers.", "Russia"),
        ("a base may lie elsewhere", "", "Two men died at a Russian base in Syria on Friday.", "Syria"),
        ("whose strike it was", "", "A U.S. drone strike killed four people near Mosul on Friday.", "Mosul"),
        ("a bar in a headline", "2 Hurt In Dayton Bar Shooting", "Two men were shot late on Friday.", "Dayton"),
        ("the outlet where nothing else is", "Man shot - KXQZ News Salem", "A man was shot on Friday.", "Salem"),
    ] {
        assert_eq!(places_of_claims(title, text), [expected], "{name}");
    }
}
