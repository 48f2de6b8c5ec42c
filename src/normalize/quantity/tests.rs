//! Cases by construct, and what holds for every number and every text.

use proptest::prelude::*;

use crate::claim::{Count, CountModifier};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::normalize::{Page, recognize};

fn pages<R>(text: &str, read: impl FnOnce(&Page<'_>) -> R) -> R {
    let document = Document::new("d", text).published("2024-07-19".parse().unwrap());
    let mut forms = Default::default();
    let pages = recognize(&document, &Lexicon::english(), &Gazetteer::empty(), &mut forms);
    read(pages.last().unwrap())
}

/// The quantities of a text as "words = bounds unit".
fn found(text: &str) -> Vec<String> {
    pages(text, |page| {
        let shown = |c: &Count| {
            let bound = |b: Option<u64>| b.map_or(String::new(), |b| b.to_string());
            let bounds = if c.low == c.high { bound(c.low) } else { format!("{}..{}", bound(c.low), bound(c.high)) };
            format!("{}{bounds} {}", if c.approximate { "~" } else { "" }, c.unit.as_deref().unwrap_or("-"))
        };
        page.quantities.iter().map(|q| format!("{} = {}", page.text.slice(q.tokens.clone()), shown(&q.count))).collect()
    })
}

#[test]
fn counts_by_construct() {
    for (name, text, wanted) in [
        ("digits", "The blast hurt 12 sailors.", &["12 sailors = 12 person"][..]),
        ("grouping", "Some towns lost 1,250 residents.", &["1,250 residents = 1250 person"]),
        ("spaces", "They counted 1\u{202F}250 residents.", &["1\u{202F}250 residents = 1250 person"]),
        ("indian", "Floods hit 3,45,000 villagers.", &["3,45,000 villagers = 345000 person"]),
        ("point", "Floods hit 1.2 million people.", &["1.2 million people = 1200000 person"]),
        ("lakh", "Floods hit two lakh people.", &["two lakh people = 200000 person"]),
        ("words", "Twenty-three nurses left.", &["Twenty-three nurses = 23 person"]),
        ("and a half", "Two and a half thousand miners struck.", &["Two and a half thousand miners = 2500 person"]),
        ("half a dozen", "Half a dozen guards slept.", &["Half a dozen guards = 6 person"]),
        ("a hundred or so", "A hundred or so monks came.", &["A hundred or so monks = ~90..110 person"]),
        ("dash", "Police held 12\u{2013}15 men.", &["12\u{2013}15 men = 12..15 person"]),
        ("shared scale", "Two to three hundred men came.", &["Two to three hundred men = 200..300 person"]),
        ("between", "Between 10 and 15 rebels fled.", &["Between 10 and 15 rebels = 10..15 person"]),
        ("at least", "At least 12 divers drowned.", &["At least 12 divers = 12.. person"]),
        ("over", "Over 1,000 prisoners went home.", &["Over 1,000 prisoners = 1001.. person"]),
        ("up to", "Up to 40 pupils are ill.", &["Up to 40 pupils = ..40 person"]),
        ("fewer than", "Fewer than 20 men held out.", &["Fewer than 20 men = ..19 person"]),
        ("plus", "A crowd of 500+ fans sang.", &["500+ fans = 500.. person"]),
        ("nearly", "Nearly 200 fans sang.", &["Nearly 200 fans = ~180..199 person"]),
        ("two bounds", "More than 10 but fewer than 40 men came.", &["More than 10 but fewer than 40 men = 11..39 person"]),
        (
            "vague",
            "Dozens of villagers and several hundred monks came.",
            &["Dozens of villagers = ~24..99 person", "several hundred monks = ~300..999 person"],
        ),
        ("nobody", "Nobody died and no sailors were hurt.", &["Nobody = 0 person", "no sailors = 0 person"]),
        ("modifiers", "He saw 12 Ukrainian long-range drones.", &["12 Ukrainian long-range drones = 12 drone"]),
        ("of its", "It lost 14 of its soldiers.", &["14 of its soldiers = 14 person"]),
        ("half", "Half of the 2,300 men left.", &["Half of the 2,300 men = ~1035..1265 person"]),
        (
            "parts",
            "More than two thirds of the unit's 300 men left.",
            &["More than two thirds of the unit's 300 men = ~201..300 person"],
        ),
        ("per cent", "Fewer than 5% of the 200 passengers left.", &["Fewer than 5% of the 200 passengers = ~..9 person"]),
        ("one in", "One in four of the 1,900 conscripts left.", &["One in four of the 1,900 conscripts = ~427..523 person"]),
        ("ordinal", "The second of the five men left.", &["second of the five men = 1 person"]),
        ("ordinal of those", "The first of two men killed was tall.", &["two men = 2 person"]),
        ("peoples", "They took 14 Russians prisoner.", &["14 Russians = 14 person"]),
        ("elliptic", "There were 12 dead and 40 wounded.", &["12 dead = 12 person", "40 wounded = 40 person"]),
        ("others", "One pilot died and four others were hurt.", &["One pilot = 1 person", "four others = 4 person"]),
        ("toll", "The death toll rose from 9 to 14.", &["9 = 9 person", "14 = 14 person"]),
        ("lone", "A 34-year-old woman met an army officer.", &["A 34-year-old woman = 1 person", "an army officer = 1 person"]),
        ("unit as one", "An entire regiment refused.", &["An entire regiment = 1 regiment"]),
        ("people of a unit", "A platoon of 14 troops refused.", &["14 troops = 14 person"]),
        ("crore", "Relief reached 1.5 crore villagers.", &["1.5 crore villagers = 15000000 person"]),
        ("lakh crore", "They planted two lakh crore trees.", &["two lakh crore = 2000000000000 -"]),
        ("no-break space", "Camps hold 12\u{A0}500 refugees.", &["12\u{A0}500 refugees = 12500 person"]),
        ("thin space", "Camps hold 1\u{2009}012\u{2009}500 refugees.", &["1\u{2009}012\u{2009}500 refugees = 1012500 person"]),
        ("apostrophe", "Camps hold 12'500 refugees.", &["12'500 refugees = 12500 person"]),
        ("vulgar fraction", "Some towns hold 1\u{BD} million refugees.", &["1\u{BD} million refugees = 1500000 person"]),
        ("m of people", "The dam feeds 1.2m people.", &["1.2m people = 1200000 person"]),
        ("m of runners", "The 100m runners left.", &[]),
        ("k apart", "It drew 2.5 k followers.", &["2.5 k followers = 2500 person"]),
        ("three quarters", "Three quarters of a million people came.", &["Three quarters of a million people = 750000 person"]),
        ("a quarter", "A quarter of a million people came.", &["A quarter of a million people = 250000 person"]),
        ("million and a half", "A million and a half refugees crossed.", &["A million and a half refugees = 1500000 person"]),
        ("millions to millions", "1\u{2013}2 million people came.", &["1\u{2013}2 million people = 1000000..2000000 person"]),
        ("shared after between", "Between two and three hundred came.", &["Between two and three hundred = 200..300 -"]),
        ("either", "Two or three men ran.", &["Two or three men = 2..3 person"]),
        ("no fewer", "No fewer than 30 miners struck.", &["No fewer than 30 miners = 30.. person"]),
        ("as many as", "As many as 60 troops fled.", &["As many as 60 troops = ..60 person"]),
        ("under", "Under 40 residents stay.", &["Under 40 residents = ..39 person"]),
        ("just over", "Just over 100 residents stay.", &["Just over 100 residents = ~101..110 person"]),
        ("or so", "20 or so monks came.", &["20 or so monks = ~18..22 person"]),
        ("or more", "20 or more monks came.", &["20 or more monks = 20.. person"]),
        ("-plus", "50-plus monks came.", &["50-plus monks = 50.. person"]),
        ("-odd", "Twenty-odd monks came.", &["Twenty-odd monks = ~18..22 person"]),
        ("nearly one", "Nearly one person a day came.", &["Nearly one person = 1 person"]),
        ("dozens or hundreds", "Dozens or even hundreds of men fled.", &["Dozens or even hundreds of men = ~24..999 person"]),
        ("thousands upon", "Thousands and thousands of men fled.", &["Thousands and thousands of men = ~2000..9999 person"]),
        ("scores of", "Scores of pupils left.", &["Scores of pupils = ~40..99 person"]),
        ("test scores", "Test scores fell; he scores often.", &[]),
        ("tens of thousands", "Tens of thousands of men fled.", &["Tens of thousands of men = ~20000..99999 person"]),
        ("a couple of", "A couple of hundred monks came.", &["A couple of hundred monks = ~200..399 person"]),
        ("none of", "None of the divers surfaced.", &["None of the divers = 0 person"]),
        ("strong", "The 300-strong garrison of conscripts fled.", &["300-strong garrison of conscripts = 300 person"]),
        ("strong, apart", "A crowd 2,000 strong sang.", &["2,000 strong = 2000 person"]),
        ("strong fleet", "A 20-strong fleet sailed.", &["20-strong = 20 -"]),
        ("members", "A five-man crew drowned; a ten-storey block fell.", &["five-man crew = 5 person"]),
        ("twice", "They lost twelve (12) divers.", &["twelve (12) divers = 12 person"]),
        ("of the", "Ten of the 12 divers drowned.", &["Ten of the 12 divers = 10 person"]),
        ("out of", "12 out of 20 divers drowned.", &["12 out of 20 divers = 12 person"]),
        ("ages of boys", "Two 12 year old boys swam.", &["Two 12 year old boys = 2 person"]),
        ("age alone", "A 12-year-old was hurt.", &["A 12-year-old = 1 person"]),
        ("an age in a list", "Two boys, 12 and 14, were hurt.", &["Two boys = 2 person"]),
        ("year of a noun", "2,023 inmates left in 2023.", &["2,023 inmates = 2023 person"]),
        ("number of a school", "At Linden High School 3 pupils fell ill.", &["3 pupils = 3 person"]),
        ("two and a half", "Two-and-a-half thousand men came.", &["Two-and-a-half thousand men = 2500 person"]),
        (
            "not one",
            "Not one sailor drowned; not a single nurse left.",
            &["Not one sailor = 0 person", "not a single nurse = 0 person"],
        ),
        ("neither", "Neither pilot was hurt.", &["Neither pilot = 0 person"]),
        ("both", "Both pilots ejected. Both were injured.", &["Both pilots = 2 person", "Both = 2 person"]),
        ("both and", "Both pilots and nurses came.", &[]),
        ("a pair", "A pair of guards and a trio of pupils came.", &["pair of guards = 2 person", "trio of pupils = 3 person"]),
        ("ages of many", "Three 12-year-olds came.", &["Three 12-year-olds = 3 person"]),
        ("each", "The towns lost two sailors each.", &["two sailors = 2.. person"]),
        ("each of them", "Two sailors each got a medal.", &["Two sailors = 2 person"]),
        ("noun or more", "12 sailors or more drowned.", &["12 sailors or more = 12.. person"]),
        ("table", "Dead: 12. Injured: 40.", &["12 = 12 person", "40 = 40 person"]),
        (
            "planes",
            "Two Su-35 fighters crashed; two fighters fled.",
            &["Two Su-35 fighters = 2 aircraft", "two fighters = 2 person"],
        ),
        ("several tens", "Several tens of thousands of men fled.", &["Several tens of thousands of men = ~30000..99999 person"]),
        (
            "tens or hundreds",
            "Tens, if not hundreds, of thousands of men fled.",
            &["Tens, if not hundreds, of thousands of men = ~20000..999999 person"],
        ),
        ("others of vehicles", "They lost 12 tanks, three of them abandoned.", &["12 tanks = 12 tank", "three = 3 -"]),
    ] {
        assert_eq!(found(text), wanted, "{name}: {text}");
    }
}

#[test]
fn figures_count_nothing() {
    for text in [
        "It cost $1.2 million, or 30,000 euros.",
        "Prices rose by 3 percent to 4.5%.",
        "A 155mm shell fell 4 km away.",
        "The 93rd Brigade and the 20th Guards met Unit 41682.",
        "Take Route 66 to 14 Harbour Street.",
        "Anna Weber, 31, and a cousin aged 4 left.",
        "It began at 10.37 a.m. and ended at 16:55.",
        "They won 3-1 in front of the mayor.",
        "One in five said yes.",
        "They waited for three weeks and two days.",
        "Call 555-01-99 now.",
        "See page 12 of Resolution 2254.",
        "It was the 39th raid since 2023.",
        "The occupants of No. 9 met at Case No. 5.",
        "It is one strong possibility.",
        "Nine out of ten said no; one of every 280 residents agreed.",
        "They won 21\u{2013}14, then lost 3-2.",
        "Ring +44 20 5550 1234 or 234-5678 at once.",
        "He moved from 14 Harbour Lane to 221B Mill Street.",
        "The wreck lies at 48\u{B0}30'15\"N, 37\u{B0}54'E, or 48.51, 37.91.",
        "Version 2.0 of Atlas 17.5.1 is out.",
        "Zone 5 residents met Brigade 93 at School 12 and in Room Three.",
        "See p. 12, pp. 14-16 and fig. 3.",
        "1. Open the door. 2. Close it.",
        "She was a woman of 42, he is 44 years old.",
        "They were 12, 14 and 31 years old.",
        "Ages 13 or younger are free; the limit is 120 km.",
        "In 2023 inmates left. Back in 1987 pupils struck.",
    ] {
        let people: Vec<String> =
            found(text).into_iter().filter(|q| !q.starts_with("a cousin") && q.ends_with("person")).collect();
        assert!(people.is_empty(), "{text}: {people:?}");
    }
}

#[test]
fn parts_are_never_added() {
    pages("The fire killed nine people, including three children and two nurses. Four of them had fled.", |page| {
        let subsets: Vec<bool> = page.quantities.iter().map(|q| q.subset).collect();
        assert_eq!(subsets, [false, true, true, true]);
    });
}

#[test]
fn a_whole_formation_is_nominal() {
    pages("A whole battalion laid down its arms.", |page| {
        let count = &page.quantities.first().unwrap().count;
        assert_eq!((count.exact(), count.modifier), (Some(1), Some(CountModifier::Nominal)));
        assert_eq!(count.unit.as_deref(), Some("battalion"));
    });
}

/// Writes a number in words.
fn speak(n: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let rest = |head: String, rest: u64, and: &str| if rest == 0 { head } else { format!("{head}{and}{}", speak(rest)) };
    match n {
        0..20 => SMALL[n as usize].into(),
        20..100 => rest(TENS[(n / 10) as usize].into(), n % 10, "-"),
        100..1000 => rest(format!("{} hundred", speak(n / 100)), n % 100, " and "),
        1000..1_000_000 => rest(format!("{} thousand", speak(n / 1000)), n % 1000, if n % 1000 < 100 { " and " } else { " " }),
        _ => rest(format!("{} million", speak(n / 1_000_000)), n % 1_000_000, " "),
    }
}

proptest! {
    #[test]
    fn a_number_in_words_is_that_number(n in 2u64..1_000_000_000) {
        pages(&format!("They saw {} soldiers.", speak(n)), |page| {
            let values: Vec<_> = page.quantities.iter().map(|q| q.count.exact()).collect();
            assert_eq!(values, [Some(n)], "{}", speak(n));
        });
    }

    #[test]
    fn a_grouped_number_is_that_number(n in 2u64..1_000_000_000_000) {
        let digits = n.to_string();
        let grouped: String = digits.char_indices().map(|(i, c)| if i > 0 && (digits.len() - i) % 3 == 0 { format!(",{c}") } else { c.into() }).collect();
        pages(&format!("They saw {grouped} soldiers."), |page| {
            let values: Vec<_> = page.quantities.iter().map(|q| q.count.exact()).collect();
            assert_eq!(values, [Some(n)], "{grouped}");
        });
    }

    #[test]
    fn any_text_gives_valid_spans(text in "\\PC{0,60}|([0-9]{1,7}|[,.:/%$+-]|to|and|a|of|the|half|dozen|million|men|killed|between|than|more|no|one| ){0,24}") {
        pages(&text, |page| {
            let mut last = 0;
            for q in &page.quantities {
                assert!(q.tokens.start >= last && q.tokens.start < q.tokens.end && q.tokens.end <= page.text.tokens.len());
                assert!(q.count.low.unwrap_or(0) <= q.count.high.unwrap_or(u64::MAX));
                last = q.tokens.start;
            }
        });
    }
}
