//! What becomes of a sentence: kind, count, side, negation. Cases are by construct.

mod cases;

use cases::claims;
use corroborate::{Claim, Document, Lexicon, Normalizer};

/// "12 deserted UA", "..40 killed", "not captured": what a case expects of each claim.
fn check(cases: &[(&str, &str, &[&str])]) {
    cases::check(cases, side);
}

fn side(claim: &Claim) -> Option<&str> {
    claim.actor.as_ref()?.side.as_deref()
}

#[test]
fn idioms() {
    check(&[
        ("lives given", "Twelve miners gave their lives in the blaze near Ostrava.", &["12 killed"]),
        ("lives claimed", "An earthquake claimed the lives of 212 people in Herat.", &["212 killed"]),
        ("pronounced dead", "A 34-year-old cyclist was pronounced dead at the scene.", &["1 killed"]),
        ("succumbed", "Three firefighters succumbed to their injuries on Sunday.", &["3 killed"]),
        ("went missing", "Two climbers went missing on the north face on Tuesday.", &["2 missing"]),
        ("took fire", "The platoon took fire outside Bakhmut.", &["attacked"]),
        ("arms", "Nine Russian servicemen laid down their arms.", &["9 surrendered RU"]),
        ("walked off", "More than 3,000 nurses walked off the job in Accra.", &["3001.. striking"]),
        ("hostages", "Prisoners took seven guards hostage in the jail.", &["7 kidnapped"]),
        ("scare quotes", "Two brothers were ‘caught in the crossfire’ in Lyon.", &["2 attacked"]),
        ("lost and yet there", "A bomber reported lost is in service, the army said.", &["not 1 destroyed"]),
        (
            "all came back",
            "Two jets were destroyed near Narva. The army said its jets all landed safely.",
            &["2 destroyed", "not destroyed"],
        ),
        ("overdue", "A Su-25 that \"did not come home\" on Friday is mourned.", &["1 shot_down"]),
        ("brought ashore", "A fishing vessel, whose 27 passengers were brought ashore at Kiato, sank.", &["27 rescued"]),
        ("nothing seen", "Monitors found no evidence that nine soldiers deserted.", &[]),
        ("the charge", "Two men were arrested in Turku. They deny it.", &["2 arrested"]),
        ("swept away", "Floodwaters swept away a bridge in Assam.", &["1 destroyed"]),
    ]);
}

#[test]
fn passives() {
    check(&[
        ("agent", "Seventeen sailors were saved by the Greek coast guard.", &["17 rescued"]),
        ("adverb", "Four passengers were seriously hurt on the ferry.", &["4 injured"]),
        ("get", "Two boys got killed near the weir.", &["2 killed"]),
        ("reduced", "Three hurt in a crash near Lyon", &["3 injured"]),
        ("reported", "Six hikers were reported missing.", &["6 missing"]),
    ]);
}

#[test]
fn relative_clauses_and_participles() {
    check(&[
        ("subject", "The crash, which killed 26 people and injured 14, happened on Friday.", &["26 killed", "14 injured"]),
        ("one person", "The doctor, who had been kidnapped in May, was released on Friday.", &["1 released", "1 kidnapped"]),
        ("result", "A bus plunged into a gorge in Kashmir, killing at least 26.", &["26.. killed"]),
        ("left", "The landslide left 60 people homeless.", &["60 displaced"]),
        ("outcome", "Nine workers who were injured in the blast later died.", &["9 killed"]),
        ("the wounded", "Six of the wounded later died in hospital.", &["6 killed"]),
    ]);
}

#[test]
fn coordination() {
    check(&[
        ("verbs", "The attackers killed 9, wounded 20 and abducted 5.", &["9 killed", "20 injured", "5 kidnapped"]),
        ("people of two kinds", "The blast killed a soldier and two civilians.", &["2 killed", "1 killed"]),
        ("one family", "A mother and her three children died in the fire.", &["4 killed"]),
        ("next clause", "We lost nine of our colleagues, and fourteen are in hospital.", &["9 killed", "14 hospitalized"]),
        ("things", "The fire destroyed a school and 12 homes in Paradise.", &["12 destroyed", "1 destroyed"]),
        ("ellipsis", "One person was killed, another injured.", &["1 killed", "1 injured"]),
    ]);
}

#[test]
fn apposition() {
    check(&[
        ("most of them", "At least two dozen people, most of them women, were wounded.", &["24.. injured"]),
        ("name", "The suspect, identified as Ali Khan, was arrested in Leeds on Tuesday.", &["1 arrested"]),
        ("ages", "Jose Prado, 18, was killed and Ana Ruiz, 22, was wounded on Monday.", &["1 killed", "1 injured"]),
    ]);
}

#[test]
fn parts_of_a_whole() {
    check(&[
        ("of the whole", "Of the 60 passengers, 12 were killed and 20 hurt.", &["12 killed", "20 injured"]),
        ("fraction", "Half of the village's 200 residents fled.", &["90..110 displaced"]),
        ("neither", "Neither of the two pilots was hurt.", &["not injured"]),
    ]);
}

#[test]
fn across_sentences() {
    check(&[
        ("ellipsis", "Twelve soldiers fled. Five were later caught.", &["12 deserted", "5 captured"]),
        ("further number", "Officials say 38 people died. The Red Cross puts the number at 57.", &["38 killed", "57 killed"]),
        (
            "estimate",
            "Thousands protested in Linz. A monitor gave an estimate of 48,000.",
            &["2000..9999 protested", "48000 protested"],
        ),
        ("took part", "Crowds marched in Linz. A monitor said about 50,000 took part.", &["45000..55000 protested"]),
        ("another number", "The number of complaints rose to 38.", &[]),
    ]);
}

#[test]
fn headlines() {
    check(&[
        ("counts first", "2 dead, 3 hurt in Stockton shooting", &["2 killed", "3 injured", "attacked"]),
        ("toll", "Death toll in Nepal bus crash climbs to 23", &["23 killed"]),
        ("present", "Gunmen abduct 30 schoolgirls in Kaduna", &["30 kidnapped"]),
    ]);
}

#[test]
fn nominal_forms() {
    check(&[
        ("deaths of", "The deaths of five patients in Graz are being investigated.", &["5 killed"]),
        ("bodies of", "The bodies of four hikers were found on Wednesday.", &["4 killed"]),
        ("graves", "A reporter saw 41 fresh graves at the cemetery.", &["41 killed"]),
        ("desertion of", "The mass desertion of a battalion was reported by the agency.", &["1 deserted"]),
        ("toll", "The toll stands at 14 dead and 37 injured.", &["14 killed", "37 injured"]),
        ("losses", "Kyiv put Russia's losses at 12 armored vehicles.", &["12 destroyed RU"]),
    ]);
}

#[test]
fn not_said_to_have_happened() {
    check(&[
        ("nobody", "Nobody was injured when the train derailed near Lyon.", &["not injured"]),
        ("none", "There were no casualties, the mayor said.", &["not casualty"]),
        ("disease", "“There is no cholera in Beira,” the minister said.", &["not infected"]),
        ("denied clause", "Officials denied that 30 soldiers had deserted.", &["not 30 deserted"]),
        ("denied reports", "Twelve guards fled in Quito. The army denied the reports.", &["12 deserted", "not deserted"]),
        ("could have", "The strike could have killed hundreds, experts said.", &[]),
        ("threat", "The group threatened to execute 20 hostages.", &[]),
        ("condition", "If the dam breaks, 10,000 people would be displaced.", &[]),
        ("question", "Did the police shoot 12 protesters in Lagos?", &[]),
    ]);
}

#[test]
fn units_and_things() {
    check(&[
        ("staff", "An entire battalion staff surrendered near Lyman.", &["1 surrendered"]),
        ("members", "Members of the 14th Brigade abandoned their posts near Lyman.", &["deserted"]),
        ("aircraft", "A Ukrainian MiG-29 fighter jet was shot down near Sumy.", &["1 shot_down"]),
        ("village", "Russian forces captured the village of Chasiv Yar.", &["1 seized"]),
        ("drones", "Air defenses shot down 43 drones near Kursk.", &["43 shot_down"]),
    ]);
}

#[test]
fn clauses() {
    check(&[
        ("subject", "Fourteen Ukrainian soldiers surrendered near the river.", &["14 surrendered UA"]),
        ("object", "The blast killed three people.", &["3 killed"]),
        ("passive", "Three people were killed in the blast.", &["3 killed"]),
        ("coordination", "The blast killed three people and wounded 11.", &["3 killed", "11 injured"]),
        ("headline", "Two killed, three hurt in Springfield crash", &["2 killed", "3 injured"]),
        ("participle", "A bomb went off, leaving 12 people dead.", &["12 killed"]),
        ("adjective", "Officials counted 12 dead and 34 missing.", &["12 killed", "34 missing"]),
        ("nominal", "The deaths of two men were confirmed.", &["2 killed"]),
        ("toll", "The death toll rose from 9 to 14.", &["14 killed"]),
        ("idiom", "Nine Russian servicemen laid down their arms.", &["9 surrendered RU"]),
        ("object needed", "Twelve Ukrainian fighters abandoned their firing points.", &["12 deserted UA"]),
        ("no such object", "Twelve people left the cinema.", &[]),
        ("bodies", "Rescuers recovered 17 bodies.", &["17 killed"]),
        ("negation", "No soldier was captured.", &["not captured"]),
        ("modal", "The strike could have killed 40 people.", &[]),
        ("infinitive", "They threatened to kill 40 people.", &[]),
        ("relative", "Police detained 37 people who protested.", &["37 detained", "37 protested"]),
        ("things", "Drones destroyed 12 armored vehicles and damaged five more.", &["12 destroyed", "5 damaged"]),
        ("not of people", "The army shot down 58 drones.", &["58 shot_down"]),
        ("by side", "Russian troops captured 14 Ukrainian soldiers.", &["14 captured UA"]),
    ]);
}

#[test]
fn events_of_ones_own() {
    let table =
        "kind\tcounted\tpast\tnoun\tunit\nvaccinated\tobject\tvaccinated\t\tperson\nlayoff\tof\t\tlayoff|layoffs\tperson\n";
    let normalizer = Normalizer::new(Lexicon::english().extend_events(table).unwrap());
    for (text, wanted) in [
        ("Nurses vaccinated 340 children in Goma.", "340 vaccinated"),
        ("The plant announced the layoffs of 1,200 workers.", "1200 layoff"),
    ] {
        let found: Vec<String> =
            normalizer.normalize(&Document::new("a", text)).iter().map(|c| cases::shown(c, side(c))).collect();
        assert_eq!(found, [wanted], "{text}");
    }
    let error = Lexicon::english().extend_events("kind\tcounted\nvaccinated\tnobody\n").unwrap_err();
    assert_eq!(error.position().line, Some(2));
}

#[test]
fn spans_point_at_their_words() {
    let text = "Twelve soldiers fled their posts in Kharkiv Oblast on July 18. “Thirty-one were hurt,” he said — “two died.”";
    for claim in claims(text) {
        assert_eq!(&text[claim.start..claim.end], claim.text);
        for evidence in claim.evidence.values() {
            assert!(text.get(evidence.span.start..evidence.span.end).is_some_and(|s| !s.is_empty()));
        }
    }
}

#[test]
fn persons_in_shorthand() {
    for (name, text, people, place, kind, shown) in [
        (
            "first",
            "Maria Lopez, killed, Stockton",
            &["Maria Lopez"][..],
            Some("Stockton"),
            "killed",
            "Maria Lopez, killed, Stockton",
        ),
        (
            "within a part",
            "Maria Lopez killed in Stockton",
            &["Maria Lopez"],
            Some("Stockton"),
            "killed",
            "Maria Lopez, killed, Stockton",
        ),
        ("alone", "Maria Lopez", &["Maria Lopez"], None, "", "Maria Lopez"),
        ("two", "David Ng, Maria Lopez, killed", &["David Ng", "Maria Lopez"], None, "killed", "David Ng, Maria Lopez, killed"),
        (
            "no known given name, with a place",
            "Xhq Vrb, killed, Stockton",
            &["Xhq Vrb"],
            Some("Stockton"),
            "killed",
            "Xhq Vrb, killed, Stockton",
        ),
        ("no known given name", "Novi Xhqgrad, killed", &[], Some("Novi Xhqgrad"), "killed", "killed, Novi Xhqgrad"),
        ("a town that is a name", "9 killed, San Jose", &[], Some("San José"), "killed", "9 people, killed, San José"),
    ] {
        let claim = Claim::parse(text).unwrap();
        let found = (claim.people.iter().map(String::as_str).collect::<Vec<_>>(), claim.place.as_ref().map(|p| p.name.as_str()));
        assert_eq!((found, claim.event.kind.as_str()), ((people.to_vec(), place), kind), "{name}");
        assert_eq!(claim.to_string(), shown, "{name}");
    }
}
