//! Where what is claimed happened: datelines, and towns where people are from, were brought, tried or buried. Cases are by construct.

use corroborate::{Document, Normalizer, Place};

/// Each case is a name, a text, and where each of its claims happened, each place once: "Dayton, Ohio, US". A text with a bar has a title before it.
fn check(cases: &[(&str, &str, &[&str])]) {
    let mut wrong = Vec::new();
    for (name, text, wanted) in cases {
        let found = scenes(text);
        if found != *wanted {
            wrong.push(format!("{name}: {text}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn scenes(text: &str) -> Vec<String> {
    let article = match text.split_once(" | ") {
        Some((title, text)) => Document { title: Some(title.into()), ..Document::new("a", text) },
        None => Document::new("a", text),
    };
    let claims = Normalizer::default().normalize(&article.published("2025-07-19".parse().unwrap()));
    let mut places: Vec<String> = claims.iter().map(|c| c.place.as_ref().map_or("nowhere".into(), shown)).collect();
    places.dedup();
    places
}

fn shown(place: &Place) -> String {
    [Some(place.name.as_str()), place.region.as_deref(), place.country.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn datelines() {
    check(&[
        ("a state", "PARIS, Texas (KXQZ) - Two men were killed Monday.", &["Paris, Texas, US"]),
        ("a town that no table has", "QWERTON, N.C. (WQXZ) - Two men were killed Monday.", &["Qwerton, North Carolina, US"]),
        ("in small letters", "Qwerton, Iowa (AP) — Two men were killed Monday.", &["Qwerton, Iowa, US"]),
        (
            "a namesake elsewhere",
            "PERTH, Ontario — Two men were killed Monday. One died in Perth on Tuesday.",
            &["Perth, Ontario, CA"],
        ),
        ("in the title", "Two dead in Perth | PERTH, Ontario — Two men were killed Monday.", &["Perth, Ontario, CA"]),
        (
            "a town that is called like a river",
            "RHINE, Ga. (WQXZ) – A boy was killed at a home in Rhine on Monday.",
            &["Rhine, Georgia, US"],
        ),
        ("a country in brackets", "Niš (Serbia) (AFP) - Two men were killed Monday.", &["Niš, Central Serbia, RS"]),
        ("three capitals", "NIŠ (Serbia) (AFP) — Two men were killed Monday.", &["Niš, Central Serbia, RS"]),
        ("two towns", "LAHORE/KARACHI, May 19 (Reuters) - Two men were killed Monday.", &["Lahore, Punjab, PK"]),
        ("a county", "JACKSON CO., Fla. -- Two men were killed Monday.", &["Jackson County, Florida, US"]),
        ("a township", "Qwerton Township, Pa. (WQXZ) - Two men were killed Monday.", &["Qwerton Township, Pennsylvania, US"]),
        (
            "a town in a county",
            "A man was killed at a home in the village of Medina, Orleans County, New York, on Monday.",
            &["Medina, New York, US"],
        ),
        ("a comma of a headline", "Washington, Ukraine agree on aid | Three soldiers were killed in Ukraine.", &["Ukraine, UA"]),
    ]);
}

#[test]
fn where_people_are_from() {
    check(&[
        ("a man of a town", "A Salem man was shot and killed in Eugene, Oregon, on Monday.", &["Eugene, Oregon, US"]),
        (
            "of a county",
            "Police arrested a Lafayette Parish man in Sunday's shooting in New Orleans that left one man dead.",
            &["New Orleans, Louisiana, US"],
        ),
        (
            "a native",
            "Texas native killed in Afghanistan | A Texas native was killed in Kandahar on Monday. The Plano native was 24.",
            &["Kandahār, Kandahār, AF"],
        ),
        (
            "of a town, before a verb",
            "Jane Roe, 28, of Lubbock was arrested after a child was shot on Monday in Lubbock, Texas.",
            &["Lubbock, Texas, US"],
        ),
    ]);
}

#[test]
fn where_it_went_on() {
    check(&[
        (
            "a hospital",
            "Three people were killed in a fire in Waco. A fourth was flown to a hospital in Dallas, where he died.",
            &["Waco, Texas, US"],
        ),
        (
            "the town of the dateline is that of the court",
            "SEATTLE — A man who killed four people in Marysville pleaded guilty in District Court in Seattle on Tuesday.",
            &["Seattle, Washington, US", "Marysville, Washington, US"],
        ),
        (
            "a trial",
            "He stood trial in The Hague for the massacre of 800 men in Srebrenica.",
            &["Srebrenica, Republika Srpska, BA"],
        ),
        (
            "a vigil",
            "A vigil will be held Friday in Fresno for the two girls killed in Clovis on Monday.",
            &["Clovis, California, US"],
        ),
        (
            "services",
            "Services for Jane Roe, who was killed in a crash in Waco, will be held Friday in Temple.",
            &["Waco, Texas, US"],
        ),
        ("but a hospital that was attacked", "Two people were shot at a hospital in Leeds on Monday.", &["Leeds, England, GB"]),
        ("and a funeral", "A bomb killed 12 people at a funeral in Kano on Monday, police in Abuja said.", &["Kano, Kano, NG"]),
        (
            "and a hearing",
            "Four people were killed in a shooting during a tribal hearing in Eureka, California.",
            &["Eureka, California, US"],
        ),
        (
            "charged in a shooting",
            "Two teens were charged in the Lakewood shooting that killed a boy. They appeared in court in Tacoma.",
            &["Lakewood, Washington, US"],
        ),
    ]);
}

#[test]
fn the_place_that_is_told() {
    check(&[
        (
            "a state, not the reporter's town",
            "SYDNEY - Three people died in floods in New South Wales.",
            &["New South Wales, AU"],
        ),
        (
            "the reporter is abroad",
            "GENEVA - Fighting in South Sudan killed 75 civilians, the U.N. said. Another 14 were kidnapped.",
            &["South Sudan, SS"],
        ),
        (
            "a warning for another place",
            "A quake killed nine people in Japan on Thursday. A tsunami warning was issued for Hokkaido.",
            &["Japan, JP"],
        ),
        (
            "long ago elsewhere",
            "At least 28 people died when a bus crashed in Mali on Tuesday.\n\nIn 2022, a similar crash near Kenieba killed 16.",
            &["Mali, ML", "Kenieba, ML"],
        ),
        ("a relative clause", "Ray Lund, who grew up in Leeds, shot two men in Oslo.", &["Oslo, Oslo, NO"]),
        ("an old name of a capital", "Two men were killed in Philadelphia.", &["Philadelphia, Pennsylvania, US"]),
    ]);
}

#[test]
fn corners_of_streets() {
    check(&[
        (
            "on one near another",
            "Man shot on Baldwin near Greenwood | A man was shot. Corpus Christi police said so. Crime is up in Corpus Christi.",
            &["Corpus Christi, Texas, US"],
        ),
        (
            "an intersection",
            "A boy died after a shooting near the intersection of Gale and Vermont, Indianapolis police said.",
            &["Indianapolis, Indiana, US"],
        ),
        (
            "a corner",
            "Two people were killed at the corner of 57th Street and La Salle in Chicago on Sunday.",
            &["Chicago, Illinois, US"],
        ),
    ]);
}

#[test]
fn waters_that_are_called_like_towns() {
    check(&[
        (
            "a river and its bare name",
            "Two people drowned in the Tulsa river on Monday. One more drowned in the Tulsa on Tuesday.",
            &["Tulsa river"],
        ),
        (
            "a bare name behind an article",
            "Troops crossed the Oskil near Kupiansk on Monday, killing two.",
            &["Kupyansk, Kharkiv Oblast, UA"],
        ),
        ("a town with an article", "Two people were killed in the Bronx on Monday.", &["The Bronx, New York, US"]),
        ("a town of two words", "Two people were killed in the Hague on Monday.", &["The Hague, Zuid-Holland, NL"]),
        ("what lies there", "Two people were killed in the Dallas suburb of Plano.", &["Dallas, Texas, US"]),
        ("a list of regions", "Shelling in the Kharkiv and Sumy regions killed five.", &["Kharkiv Oblast, UA", "Ukraine, UA"]),
        ("a country", "Two people drowned in the Gambia on Monday.", &["Gambia, GM"]),
    ]);
}

#[test]
fn parts_and_ways() {
    check(&[
        (
            "most of them",
            "Cholera has killed 12 people in Angola. Most of the deaths were in Cacuaco.",
            &["Angola, AO", "Cacuaco, Luanda, AO"],
        ),
        ("where they were going", "A boat taking migrants to Spain sank off Dakar, killing 25.", &["Dakar, Dakar, SN"]),
        ("a state that is a country", "Gunmen killed 12 people in Niger state on Monday.", &["Niger, NG"]),
        ("the country", "Gunmen killed 12 people in Niger on Monday.", &["Niger, NE"]),
        ("its television", "Gunmen killed 12 people, Niger state television said.", &["Niger, NE"]),
        ("a part of a great city", "A fire in Newtown, Johannesburg, killed two on Monday.", &["Newtown, Gauteng, ZA"]),
        ("a town of a state", "A fire in Salem, Tamil Nadu, killed two on Monday.", &["Salem, Tamil Nādu, IN"]),
    ]);
}

#[test]
fn wholes_parts_and_journeys() {
    check(&[
        (
            "a part of a country's number",
            "Floods kill 18 in Peru | Floods killed 18 people across Peru.\n\nIn Cusco, ten people died.\n\nSome 900 people were evacuated.",
            &["Peru, PE", "Cusco, Cusco, PE", "Peru, PE"],
        ),
        (
            "from one town to another",
            "A bus fell into a ravine in Peru on Friday, killing 24 people. It was travelling from Ayacucho to Cusco.\n\nSix were hurt.",
            &["Peru, PE"],
        ),
        (
            "whose mayor",
            "SANTO DOMINGO (AP) - A roof fell, killing 98 people. The governor of Monte Cristi spoke.",
            &["Santo Domingo, Distrito Nacional, DO"],
        ),
        ("two regions", "Floods killed 125 people in Bihar and Assam.", &["India, IN"]),
        ("three towns", "Floods killed 125 people in Leeds, Bradford and Sheffield.", &["England, GB"]),
        ("states of a country", "Heat killed 56 in the southern Indian states of Assam and Bihar.", &["India, IN"]),
        ("two countries", "At least 12 people died in India and Nepal.", &["nowhere"]),
        ("long before", "Ann Bo, who grew up in Leeds, died in Bradford on Friday.", &["Bradford, England, GB"]),
        ("one man", "A man was arrested in Leeds and Bradford.", &["Leeds, England, GB"]),
        ("whose police", "Gunmen killed 12 in Leeds, and Bradford police held three.", &["Leeds, England, GB"]),
        (
            "who launched",
            "Two people died in Odesa. Debris of drones that Russia launched killed a boy.",
            &["Odesa, Odesa Oblast, UA"],
        ),
        ("where some are from", "Seven people, four of them from Sudan, were rescued off Libya.", &["Libya, LY"]),
        (
            "long ago",
            "In 2008, six infants died in China. On Friday 12 people fell ill in Pingliang.",
            &["China, CN", "Pingliang, Gansu Sheng, CN"],
        ),
        ("the south of a state", "A man was killed in Thomasville, South Georgia.", &["Thomasville, Georgia, US"]),
        ("a housing project", "A girl was shot at a Dearborn housing project.", &["Dearborn, Michigan, US"]),
        ("launched by", "The army shot down 46 drones launched by Russia.", &["nowhere"]),
        ("an island", "Five people died on Sulawesi island.", &["Sulawesi"]),
        ("off an island", "Five people died off Sulawesi.", &["Sulawesi"]),
        ("a name said twice", "Five people died in the Saba Saba protests in Kenya.", &["Kenya, KE"]),
        (
            "in the east of a country",
            "Five people died at a church in Qwertonda, in eastern Uganda, on Friday.",
            &["Qwertonda, UG"],
        ),
        ("a namesake elsewhere", "Five people died in the town of Tempe in central Greece on Friday.", &["Tempe, GR"]),
        ("a spelling", "Five people died in Deir el-Balah in Gaza on Friday.", &["Dayr al Balaḩ, Gaza Strip, PS"]),
        ("where a group is based", "The Hill Monitor, a Britain-based group, said five people were killed.", &["nowhere"]),
        (
            "the whole country",
            "Two people were killed in Lviv on Friday. Nationwide, 12 people were killed.",
            &["Lviv, Lviv Oblast, UA", "Ukraine, UA"],
        ),
        (
            "across the country",
            "Two people were killed in Lviv on Friday. Across the country, floods have killed 30.",
            &["Lviv, Lviv Oblast, UA", "Ukraine, UA"],
        ),
        (
            "the worst in the country",
            "Two people were killed in Lviv, the worst such flood in the country.",
            &["Lviv, Lviv Oblast, UA"],
        ),
        ("a nationwide hunt", "Police arrested a man in Lviv after a nationwide hunt.", &["Lviv, Lviv Oblast, UA"]),
        (
            "worldwide",
            "Two people died in Lviv. The virus has killed 109 people worldwide.",
            &["Lviv, Lviv Oblast, UA", "nowhere"],
        ),
        ("a town and a day", "Two men were shot in downtown Dallas Thursday night.", &["Dallas, Texas, US"]),
        ("a short name", "Six people were killed in eastern Congo.", &["Democratic Republic of the Congo, CD"]),
        ("its neighbour", "Six people were killed in Brazzaville, Congo.", &["Brazzaville, Brazzaville, CG"]),
        (
            "what the article looks back at",
            "Los Angeles police shot a man dead on Tuesday. Three officers were killed in Baton Rouge, La., earlier this month.",
            &["Los Angeles, California, US", "Baton Rouge, Louisiana, US"],
        ),
        ("two words with a hyphen", "Five people died in Pont-Qwert, Haiti, on Friday.", &["Pont-Qwert, HT"]),
    ]);
}
