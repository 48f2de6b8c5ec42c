//! Tables of cases: a text, and the claims it makes.

use corroborate::{Claim, Document, Normalizer, Stance};

/// Each case is a name, a text, and its claims in order; a text with a bar has a title before it. `actor` says what a table shows of who it is.
pub fn check(cases: &[(&str, &str, &[&str])], actor: impl Fn(&Claim) -> Option<&str>) {
    let mut wrong = Vec::new();
    for (name, text, wanted) in cases {
        let found: Vec<String> = claims(text).iter().map(|claim| shown(claim, actor(claim))).collect();
        if found != *wanted {
            wrong.push(format!("{name}: {text}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What an article of a Saturday claims.
pub fn claims(text: &str) -> Vec<Claim> {
    let article = match text.split_once(" | ") {
        Some((title, text)) => Document { title: Some(title.into()), ..Document::new("a", text) },
        None => Document::new("a", text),
    };
    Normalizer::default().normalize(&article.publisher("paper.example").published("2025-07-19".parse().unwrap()))
}

/// "12 deserted UA", "..40 killed", "not captured".
pub fn shown(claim: &Claim, actor: Option<&str>) -> String {
    let number = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    let count = claim.count.as_ref().map_or(String::new(), |c| match (c.low, c.high) {
        (Some(a), Some(z)) if a == z => format!("{a} "),
        (a, z) => format!("{}..{} ", number(a), number(z)),
    });
    let not = if claim.stance == Stance::Denied { "not " } else { "" };
    let actor = actor.map_or(String::new(), |a| format!(" {a}"));
    format!("{not}{count}{}{actor}", claim.event.kind)
}
