//! What must hold for all articles, whoever wrote them.
#![cfg(feature = "read")]

#[path = "../benches/generate/mod.rs"]
mod generate;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use corroborate::{Claim, Corroboration, Corroborator, Document, Field, Mention, Settings, Span};
use generate::{Mix, articles};
use proptest::prelude::*;

/// The sample articles, and as many again with other towns and numbers.
const ARTICLES: usize = 66;

fn json(documents: &[Document], corroborator: &Corroborator) -> String {
    let report = corroborator.corroborate(documents);
    let skipped = report.skipped();
    serde_json::to_string(&(report.corroborations(), report.claims(), skipped)).unwrap()
}

#[test]
fn order_of_articles_changes_nothing() {
    let corroborator = Corroborator::default();
    let mut documents = articles(ARTICLES);
    // Two articles with one id: which is kept must not depend on which comes first.
    documents.push(Document { text: "Nine people were killed in Volos on 3 May 2025.".into(), ..documents[0].clone() });
    let expected = json(&documents, &corroborator);
    let mut mix = Mix(7);
    for round in 0..4 {
        match round {
            0 => documents.reverse(),
            _ => (1..documents.len()).rev().for_each(|i| documents.swap(i, mix.below(i as u64 + 1) as usize)),
        }
        assert!(json(&documents, &corroborator) == expected, "round {round}");
    }
    let stream = corroborator.corroborate_stream(documents, |_| {});
    assert!(serde_json::to_string(&(stream.corroborations(), stream.claims(), stream.skipped())).unwrap() == expected, "stream");
}

#[test]
fn number_of_threads_changes_nothing() {
    let documents = articles(ARTICLES);
    let with = |threads| {
        let mut settings = Settings::default();
        settings.threads = Some(threads);
        json(&documents, &Corroborator::default().with_settings(settings))
    };
    let expected = with(1);
    for threads in [2, 3, 8, 16] {
        assert!(with(threads) == expected, "{threads} threads");
    }
}

/// Of each claim that says something happened: the corroboration it is in.
fn homes(corroborations: &[Corroboration]) -> BTreeMap<&str, &Corroboration> {
    corroborations.iter().flat_map(|c| c.claims.iter().map(move |id| (id.as_str(), c))).collect()
}

#[test]
fn a_copy_is_no_source() {
    let corroborator = Corroborator::default();
    let documents = articles(22);
    let before = corroborator.corroborate(&documents);
    let before = homes(before.corroborations());
    for (n, copied) in documents.iter().enumerate() {
        let copy = Document {
            id: format!("copy of {}", copied.id),
            publisher: Some(format!("mirror{n}.example")),
            publisher_name: Some(format!("The Mirror {n}")),
            url: None,
            ..copied.clone()
        };
        let mut documents = documents.clone();
        documents.push(copy);
        let report = corroborator.corroborate(&documents);
        none_rose(&before, report.corroborations(), &copied.id);
    }
}

fn none_rose(before: &BTreeMap<&str, &Corroboration>, after: &[Corroboration], what: &str) {
    for (id, now) in homes(after) {
        let Some(then) = before.get(id) else { continue };
        assert!(now.independent.best <= then.independent.best, "{what}: {} of {id} was {}", now.independent, then.independent);
    }
}

#[test]
fn disguised_copies_of_all_articles_are_no_sources() {
    let corroborator = Corroborator::default();
    let documents = articles(ARTICLES);
    let before = corroborator.corroborate(&documents);
    let before = homes(before.corroborations());
    let every_third_word = |text: &str, change: fn(&str) -> String| {
        let words = text.split(' ').enumerate();
        words.map(|(n, w)| if n % 3 == 0 { change(w) } else { w.into() }).collect::<Vec<String>>().join(" ")
    };
    let hidden = |word: &str| word.replace("an", "a\u{200B}n").replace("er", "e\u{AD}r");
    let alike = |word: &str| word.replace('e', "\u{435}").replace('o', "\u{43E}");
    type Disguise<'a> = &'a dyn Fn(&str) -> String;
    let disguises: [(&str, Disguise<'_>); 4] = [
        ("hidden letters", &|text| every_third_word(text, hidden)),
        ("look-alikes", &|text| every_third_word(text, alike)),
        ("shouted headline", &|text| text.replacen(". ", "! ", 1)),
        ("no dateline", &|text| {
            let cut =
                text.char_indices().take(60).find_map(|(at, c)| matches!(c, '\u{2014}' | '\u{2013}').then(|| at + c.len_utf8()));
            text[cut.unwrap_or(0)..].trim_start().to_owned()
        }),
    ];
    for (name, disguise) in disguises {
        let copies = documents.iter().enumerate().map(|(n, d)| Document {
            id: format!("copy of {}", d.id),
            text: disguise(&d.text),
            publisher: Some(format!("mirror{n}.example")),
            publisher_name: None,
            url: None,
            ..d.clone()
        });
        let all: Vec<Document> = documents.iter().cloned().chain(copies).collect();
        none_rose(&before, corroborator.corroborate(&all).corroborations(), name);
    }
}

#[test]
fn bounds_are_nested() {
    let report = Corroborator::default().corroborate(&articles(ARTICLES));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for c in report.corroborations() {
        let against = c.against.iter().map(|a| a.independent);
        let values = c.values.iter().map(|v| v.independent);
        for n in [c.independent].into_iter().chain(against).chain(values) {
            assert!(n.lower <= n.best && n.best <= n.upper, "{}: {n:?}", c.id);
        }
        assert!(c.claims.is_empty() == (c.independent.upper == 0), "{}", c.id);
        assert!(c.publishers <= c.articles, "{}", c.id);
        let denials = c.against.iter().flat_map(|a| &a.claims);
        for id in c.claims.iter().chain(denials) {
            *seen.entry(id).or_default() += 1;
        }
    }
    assert!(report.claims().len() > 100, "{} claims", report.claims().len());
    for claim in report.claims() {
        assert_eq!(seen.get(claim.id.as_str()), Some(&1), "{} is in one corroboration", claim.id);
    }
}

/// The bytes of the span, which must be there and begin and end with characters.
fn slice(document: &Document, field: Field, span: Span) -> &str {
    let text = document.field(field);
    text.get(span.start..span.end).unwrap_or_else(|| panic!("{} {span:?} in {text:?}", document.id))
}

fn spans_hold(document: &Document, claims: &[Claim], mentions: &[Mention]) {
    for claim in claims {
        assert_eq!(slice(document, claim.field, claim.span()), claim.text, "{}", claim.id);
        for (name, evidence) in &claim.evidence {
            let field = evidence.field.unwrap_or(claim.field);
            assert!(!slice(document, field, evidence.span).is_empty(), "{} {name}", claim.id);
        }
        if let Some(count) = &claim.count {
            assert!(count.low.unwrap_or(0) <= count.high.unwrap_or(u64::MAX), "{}", claim.id);
        }
        if let Some(date) = &claim.date {
            assert!(date.start.zip(date.end).is_none_or(|(start, end)| start <= end), "{}", claim.id);
        }
    }
    for mention in mentions {
        let value = serde_json::to_value(mention).unwrap();
        let at = |key: &str| value[key].as_u64().unwrap() as usize;
        let field = if value["field"] == "title" { Field::Title } else { Field::Text };
        assert_eq!(slice(document, field, Span::new(at("start"), at("end"))), value["text"].as_str().unwrap(), "{value}");
    }
}

#[test]
fn spans_are_the_text_they_point_at() {
    let corroborator = Corroborator::default();
    for document in articles(ARTICLES) {
        spans_hold(&document, &corroborator.normalize(&document), &corroborator.mentions(&document));
    }
}

#[test]
fn records_survive_a_round_trip() {
    fn round<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(record: &T) {
        let json = serde_json::to_string(record).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), record, "{json}");
    }
    let corroborator = Corroborator::default();
    let documents = articles(22);
    let report = corroborator.corroborate(&documents);
    documents.iter().for_each(round);
    report.claims().iter().for_each(round);
    report.corroborations().iter().for_each(round);
    corroborator.links(report.claims()).iter().for_each(round);
    corroborator.cluster(report.claims()).iter().for_each(round);
}

#[test]
fn nothing_gives_nothing() {
    let corroborator = Corroborator::default();
    for (name, documents) in [
        ("no article", vec![]),
        ("no text", vec![Document::new("a", "")]),
        ("no text and no title", vec![Document::new("a", "").title("")]),
        ("white space", vec![Document::new("a", " \n\t\u{a0}\u{200b}\u{feff}")]),
        ("marks", vec![Document::new("a", "…“”—!?.,;:'\"()[]{}<>&amp;")]),
        ("another script", vec![Document::new("a", "東京で地震があった。")]),
        ("no id", vec![Document::new("", "")]),
    ] {
        let report = corroborator.corroborate(&documents);
        assert!(report.claims().is_empty() && report.corroborations().is_empty(), "{name}: {:?}", report.claims());
        assert!(!report.to_string().is_empty(), "{name}");
    }
}

/// Text without ends of lines or sentences takes time that grows with its length, not with its square.
#[test]
fn one_long_line_is_read_in_time() {
    let corroborator = Corroborator::default();
    const KB: usize = 1 << 10;
    const MB: usize = 1 << 20;
    for (name, piece, length) in [
        ("words", "the river rose again on Monday and the children waited for a bus ", 10 * MB),
        ("claims", "Twelve soldiers were killed near Kharkiv on July 18, officials told AFP and ", 200 * KB),
        ("one word", "a", MB),
        ("digits", "1", MB),
        ("numbers", "1 ", MB),
        ("separators", "1,", MB),
        ("opening quotes", "“", MB),
        ("opening brackets", "(", MB),
        ("capitals", "Kharkiv ", MB),
        ("names", "Ivan Petrenko said ", MB),
        ("abbreviations", "Lt. Gen. ", MB),
        ("months", "May ", MB),
        ("verbs", "killed ", MB),
        ("cues", "according to ", MB),
        ("tolls", "The death toll rose to 14. Nine were killed in the blast. ", 200 * KB),
        ("headings", "Police said\n\nTwo dead\n\nShare this\n\n", 200 * KB),
        ("combining marks", "e\u{301}", MB),
    ] {
        let text = piece.repeat(length / piece.len());
        let begun = Instant::now();
        let document = Document { language: Some("en".into()), ..Document::new("long", text) };
        let claims = corroborator.normalize(&document);
        let took = begun.elapsed();
        // Far more than a slow machine needs without optimization; the square of these lengths would take hours.
        assert!(took < Duration::from_secs(20 + 20 * (length / MB) as u64), "{name}: {took:?} for {} claims", claims.len());
    }
}

/// Pieces of news, to be put together in ways that nobody writes.
const PIECES: &[&str] = &[
    "Twelve soldiers",
    "at least 40 people",
    "were killed",
    "fled",
    "surrendered",
    "near Kharkiv",
    "in Patras,",
    "on July 18",
    "on Friday",
    "yesterday",
    "AFP reported",
    "\"We saw nothing,\"",
    "he said",
    "according to",
    "officials",
    "denied that",
    "(AP)",
    "no",
    "some",
    "1,2",
    "12-",
    "Lt.",
    "U.S.",
    "\n\n",
    ".",
    ",",
    "“",
    "”",
    "\u{200b}",
    "Zürich",
    "Київ",
    "е\u{301}",
    "🚒",
    "&nbsp;",
    "0",
    "–",
];

fn check_any(title: Option<String>, text: String) {
    let document = Document {
        title,
        language: Some("en".into()),
        published: "2025-07-19".parse().ok(),
        ..Document::new("any", text).publisher("any.example")
    };
    let corroborator = Corroborator::default();
    let claims = corroborator.normalize(&document);
    spans_hold(&document, &claims, &corroborator.mentions(&document));
    let report = corroborator.corroborate(&[document]);
    assert_eq!(report.claims(), claims);
    let _ = (report.table().width(0).to_string(), report.check("12 soldiers, Kharkiv, July 18").unwrap().to_string());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(title in proptest::option::of(".{0,40}"), text in "(?s).{0,400}") {
        check_any(title, text);
    }

    #[test]
    fn any_news_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60), tight in any::<bool>()) {
        check_any(None, pieces.join(if tight { "" } else { " " }));
    }

    #[test]
    fn any_question_is_answered(question in ".{0,60}") {
        let report = Corroborator::default().corroborate(&[Document::new("a", "Nine people were killed in Volos on 3 May 2025.")]);
        if let Ok(answer) = report.check(&question) {
            let _ = answer.to_string();
        }
    }
}
