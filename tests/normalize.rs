//! What becomes of a sentence: kind, count, side, negation. Cases are by construct.

use corroborate::{Claim, Document, Normalizer, Stance};

fn claims(text: &str) -> Vec<Claim> {
    let article = Document::new("a", text).publisher("paper.example").published("2025-07-19".parse().unwrap());
    Normalizer::default().normalize(&article)
}

/// "12 deserted UA", "<=40 killed", "not captured": what a case expects of each claim, in order.
fn shown(claim: &Claim) -> String {
    let count = claim.count.as_ref().map_or(String::new(), |c| match (c.low, c.high) {
        (Some(a), Some(z)) if a == z => format!("{a} "),
        (a, z) => format!("{}..{} ", a.map_or(String::new(), |n| n.to_string()), z.map_or(String::new(), |n| n.to_string())),
    });
    let side = claim.actor.as_ref().and_then(|a| a.side.as_deref()).map_or(String::new(), |s| format!(" {s}"));
    let not = if claim.stance == Stance::Denied { "not " } else { "" };
    format!("{not}{count}{}{side}", claim.event.kind)
}

#[test]
fn clauses() {
    let mut wrong = Vec::new();
    for (name, text, wanted) in [
        ("subject", "Fourteen Ukrainian soldiers surrendered near the river.", &["14 surrendered UA"][..]),
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
    ] {
        let found: Vec<String> = claims(text).iter().map(shown).collect();
        if found != wanted {
            wrong.push(format!("{name}: {text}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
