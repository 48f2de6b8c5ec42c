//! Articles that come and go over time.
#![cfg(feature = "read")]

#[path = "../benches/generate/mod.rs"]
mod generate;

use corroborate::{Corpus, Corroborator, Document, Report};
use generate::articles;
use proptest::prelude::*;

fn json(report: &Report) -> String {
    serde_json::to_string(&(report.corroborations(), report.claims(), report.skipped())).unwrap()
}

fn saved(corpus: &Corpus) -> String {
    let mut file = Vec::new();
    corpus.save(&mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn loaded(file: &str) -> Result<Corpus, String> {
    Corpus::load(file.as_bytes(), Corroborator::default()).map_err(|e| e.to_string())
}

fn fled(id: &str) -> Document {
    Document::new(id, "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.").publisher(format!("{id}.example"))
}

#[test]
fn an_event_keeps_its_ids() {
    let mut corpus = Corpus::new(Corroborator::default());
    assert!(corpus.event("b#0").is_none());
    corpus.add(&[fled("b"), fled("c")]);
    assert_eq!(corpus.event("b#0").unwrap().claims, ["b#0", "c#0"]);
    corpus.add(&[fled("a")]);
    for id in ["a#0", "b#0", "c#0"] {
        assert_eq!(corpus.event(id).unwrap().id, "a#0", "{id}");
    }
    assert!(corpus.remove("a") && corpus.remove("b") && !corpus.remove("b"));
    assert_eq!(corpus.event("c#0").unwrap().claims, ["c#0"]);
    // What was asked for last is forgotten with the articles that nobody asked about in between.
    corpus.add(&[fled("d")]);
    corpus.settle();
    corpus.remove("c");
    let mut back = loaded(&saved(&corpus)).unwrap();
    assert_eq!(back.event("c#0").unwrap().id, "d#0");
    assert!(back.event("e#0").is_none());
    // It comes back, and is itself again; then all go.
    back.add(&[fled("c")]);
    assert_eq!(back.event("c#0").unwrap().id, "c#0");
    back.remove("c");
    back.settle();
    back.remove("d");
    assert!(back.event("c#0").is_none() && back.is_empty());
}

#[test]
fn a_new_version_takes_the_place_of_the_old() {
    let mut corpus = Corpus::new(Corroborator::default());
    corpus.add(&[fled("a"), Document { text: "Nine people were killed in Volos on 3 May 2025.".into(), ..fled("a") }]);
    assert_eq!((corpus.len(), corpus.settle().claims()[0].event.kind.as_str()), (1, "killed"));
    assert_eq!(corpus.check("9 killed, Volos, May 3").unwrap().found.len(), 1);
    assert!(corpus.check("of the and").is_err());
    assert_eq!(corpus.articles().collect::<Vec<_>>(), ["a"]);
}

#[test]
fn damaged_files_are_named() {
    let mut corpus = Corpus::new(Corroborator::default());
    corpus.add(&[fled("a"), fled("b")]);
    let file = saved(&corpus);
    let line = |n: usize| file.lines().nth(n).unwrap();
    for (name, text, expected) in [
        ("empty", String::new(), "input:1: ends where the first line should stand"),
        ("foreign", "{\"id\": \"a\"}\n".into(), "input:1: is no saved corpus"),
        ("another version", file.replacen(":1,", ":2,", 1), "input:1: is a corpus of version 2, not 1"),
        ("cut short", format!("{}\n{}\n", line(0), line(1)), "input:3: ends where an article should stand"),
        ("no end", format!("{}\n{}\n{}\n", line(0), line(1), line(2)), "input:4: ends where the checksum should stand"),
        ("within a line", file[..file.len() / 2].to_owned(), "input:"),
        ("changed", file.replace("b.example", "c.example"), "input:4: does not fit what stands above it"),
        ("twice the same", format!("{}\n{}\n{}\n{}\n", line(0), line(1), line(1), line(3)), "input:4: does not fit"),
    ] {
        let error = loaded(&text).err().unwrap_or_default();
        assert!(error.starts_with(expected), "{name}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_way_to_a_set_of_articles_gives_its_answer(steps in prop::collection::vec((0usize..24, 0usize..6, any::<bool>(), any::<bool>()), 1..10)) {
        let all = articles(24);
        let mut corpus = Corpus::new(Corroborator::default());
        for (from, length, remove, asked) in steps {
            let some = &all[from..(from + length).min(all.len())];
            if remove {
                some.iter().for_each(|d| {
                    corpus.remove(&d.id);
                });
            } else {
                corpus.add(some);
            }
            if asked {
                corpus.settle();
            }
        }
        let left: Vec<Document> = all.iter().filter(|d| corpus.articles().any(|id| id == d.id)).cloned().collect();
        let expected = json(&Corroborator::default().corroborate(&left));
        prop_assert_eq!(&json(corpus.settle()), &expected);
        let mut back = loaded(&saved(&corpus)).unwrap();
        prop_assert_eq!(&json(back.settle()), &expected);
        prop_assert_eq!(saved(&back), saved(&corpus));
    }
}
