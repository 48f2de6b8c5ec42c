//! Attempts to push a count up by publishing the same thing in more places, against stories with one and with two honest sources.
//! Whatever is added, `best` stays at the honest number: it neither rises nor are honest sources lost.

use std::fmt::Write;

use corroborate::independence::{Flag, Independent};
use corroborate::{Corroboration, Corroborator, Document, Lexicon};

/// An article of a publisher; the publisher is the id as well.
fn article(publisher: &str, published: &str, text: &str) -> Document {
    Document { published: published.parse().ok(), ..Document::new(publisher, text) }.publisher(publisher)
}

/// An article of a publisher that goes by a name.
fn named(name: &str, text: &str) -> Document {
    let host = format!("{}.example", name.to_lowercase().replace(' ', "-"));
    Document { publisher_name: Some(name.into()), ..article(&host, LATE, text) }
}

/// The dispatch that all copies go back to. One source: the rescue chief.
const DISPATCH: &str = "Nine miners were killed on Tuesday when water broke into the lower gallery of a pit near Košice in Slovakia, rescue chief Jan Dorn said. \
The pumps had failed during the night and the shift was not warned in time. \
Two brigades worked until noon to reach the chamber where the crew had gathered. \
The owner of the pit has kept silent since the morning and the gate is locked. \
Families waited in the canteen, where the parish had brought bread and tea.";

/// Somebody else's own eyes.
const WITNESS: &str = "The road to the pit near Košice is lined with candles. \
Our reporter saw nine dead miners being carried out of the shaft on Tuesday and laid side by side in the yard. \
A siren sounded at noon, and nobody spoke. The women of the village stood behind a rope that two policemen held.";

const DAY: &str = "2025-03-04T14:00Z";
const LATE: &str = "2025-03-04T18:00Z";

fn one_source() -> Vec<Document> {
    vec![article("valley-courier.example", DAY, DISPATCH)]
}

fn two_sources() -> Vec<Document> {
    vec![article("valley-courier.example", DAY, DISPATCH), article("upper-post.example", "2025-03-04T15:00Z", WITNESS)]
}

fn corroborations(documents: &[Document]) -> Vec<Corroboration> {
    Corroborator::default().corroborate(documents).corroborations().to_vec()
}

/// The corroboration that holds the deaths in the dispatch.
fn story(documents: &[Document]) -> Corroboration {
    let all = corroborations(documents);
    let told =
        |c: &&Corroboration| c.consensus.event.kind == "killed" && c.claims.iter().any(|id| id.starts_with("valley-courier"));
    all.iter().find(told).unwrap_or_else(|| panic!("no story in {all:#?}")).clone()
}

/// Every `n`th word through a change.
fn every(n: usize, text: &str, change: impl Fn(&str) -> String) -> String {
    let words = text.split(' ').enumerate().map(|(i, w)| if i % n == n - 1 { change(w) } else { w.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").map(str::trim).collect()
}

/// Copies of a text under new names, an hour apart.
fn reprints(text: &str, names: &[&str]) -> Vec<Document> {
    let at = |n: usize| format!("2025-03-04T{:02}:00Z", 16 + n % 8);
    names.iter().enumerate().map(|(n, name)| article(name, &at(n), text)).collect()
}

const MIRRORS: [&str; 4] = ["mirror-one.example", "mirror-two.example", "mirror-three.example", "mirror-four.example"];

fn attacks() -> Vec<(&'static str, Vec<Document>)> {
    let unsourced = DISPATCH.replace(", rescue chief Jan Dorn said", "");
    let mut shuffled = sentences(DISPATCH);
    shuffled.rotate_left(2);
    shuffled.swap(0, 1);
    let padding = "Spring has come late to the valley this year. The orchards are bare, and the market opens an hour later than usual. \
        A choir from the next town sang on Sunday. The museum shows old clocks until May, and children pay nothing.";
    let parts = sentences(DISPATCH);
    let (head, tail) =
        (parts[..2].join(" "), format!("Nine miners were killed near Košice on Tuesday. {}", parts[2..].join(" ")));
    let mut many = String::new();
    for n in 0..6 {
        write!(many, "Nine miners were killed on Tuesday when water broke into a pit near Košice. It was day {n} of the thaw. ")
            .unwrap();
    }
    vec![
        ("reprints under new names", reprints(DISPATCH, &MIRRORS)),
        ("reprints without the source", reprints(&unsourced, &MIRRORS)),
        ("light edits", reprints(&every(12, &unsourced, |_| "indeed".into()), &MIRRORS)),
        (
            "heavy edits that keep the source",
            reprints(
                "Rescue chief Jan Dorn told reporters that nine miners were killed near Košice on Tuesday. Water had entered \
                 their gallery. Dorn blamed old pumps.",
                &MIRRORS,
            ),
        ),
        (
            "heavy edits that drop the source",
            vec![
                article("one.example", LATE, "Nine miners were killed near Košice on Tuesday as a gallery filled with water."),
                article(
                    "two.example",
                    "2025-03-04T19:00Z",
                    "A flooded pit near Košice killed nine miners on Tuesday. Nobody had warned them.",
                ),
            ],
        ),
        (
            "synonyms",
            reprints(
                &unsourced
                    .replace("killed", "left dead")
                    .replace("gallery", "tunnel")
                    .replace("Families", "Relatives")
                    .replace("silent", "quiet"),
                &MIRRORS,
            ),
        ),
        ("look-alike letters", reprints(&unsourced.replace('o', "\u{43e}").replace('e', "\u{435}"), &MIRRORS)),
        ("hidden letters", reprints(&unsourced.replace("in", "i\u{200b}n").replace("er", "e\u{ad}r"), &MIRRORS)),
        ("full-width letters", reprints(&every(5, &unsourced, wide), &MIRRORS)),
        ("shuffled sentences", reprints(&shuffled.join(" ").replace(", rescue chief Jan Dorn said", ""), &MIRRORS)),
        ("numbers in figures", reprints(&unsourced.replace("Nine", "9").replace("Two", "2"), &MIRRORS)),
        (
            "new bylines",
            MIRRORS
                .iter()
                .zip(["Ada Lind", "Bo Karlsen", "Cora Maas", "Dan Oake"])
                .map(|(name, by)| article(name, LATE, &format!("By {by}, staff reporter\n\n{unsourced}")))
                .collect(),
        ),
        ("a false credit on copies", reprints(&format!("KOŠICE, March 4 (Reuters) - {unsourced}"), &MIRRORS)),
        (
            "a false credit on a text of its own",
            reprints(
                "KOŠICE, March 4 (Reuters) - Nine miners were killed near Košice on Tuesday. The pit had been full of water.",
                &MIRRORS[..2],
            ),
        ),
        (
            "according to an agency that is absent",
            reprints(
                "Nine miners were killed near Košice on Tuesday, according to Reuters. Snow lies on the hills.",
                &MIRRORS[..3],
            ),
        ),
        (
            "according to an agency that says otherwise",
            vec![
                article(
                    "reuters.com",
                    "2025-03-04T15:30Z",
                    "KOŠICE, March 4 (Reuters) - Nine miners were killed near Košice on Tuesday, rescue chief Jan Dorn said.",
                ),
                article(
                    "one.example",
                    LATE,
                    "Nine miners were killed near Košice on Tuesday, according to Reuters, which spoke to a doctor.",
                ),
                article(
                    "two.example",
                    "2025-03-04T18:30Z",
                    "Reuters reported that nine miners were killed near Košice on Tuesday.",
                ),
            ],
        ),
        (
            "a ring of citations",
            vec![
                named("Lipova Herald", "Nine miners were killed near Košice on Tuesday, the Tarn Gazette reported."),
                named("Tarn Gazette", "Nine miners were killed near Košice on Tuesday, according to the Ostrov Mirror."),
                named("Ostrov Mirror", "Nine miners were killed near Košice on Tuesday, the Lipova Herald wrote."),
            ],
        ),
        (
            "a ring of citations by address",
            vec![
                article(
                    "lipova-herald.example",
                    LATE,
                    "Nine miners were killed near Košice on Tuesday, tarn-gazette.example reported.",
                ),
                article(
                    "tarn-gazette.example",
                    LATE,
                    "Nine miners were killed near Košice on Tuesday, according to lipova-herald.example.",
                ),
            ],
        ),
        (
            "a chain of relays",
            vec![
                named("Lipova Herald", "Nine miners were killed near Košice on Tuesday, the Valley Courier reported."),
                named("Tarn Gazette", "Nine miners were killed near Košice on Tuesday, according to the Lipova Herald."),
                named(
                    "Ostrov Mirror",
                    "Nine miners were killed near Košice on Tuesday, the Tarn Gazette wrote, citing the Lipova Herald.",
                ),
            ],
        ),
        (
            "subdomains",
            ["m.valley-courier.example", "amp.valley-courier.example", "news.valley-courier.example"]
                .iter()
                .map(|name| article(name, LATE, "Nine miners were killed near Košice on Tuesday. The valley mourns."))
                .collect(),
        ),
        (
            "look-alike domains",
            reprints(DISPATCH, &["valley-courrier.example", "valleycourier.example", "valley-c\u{43e}urier.example"]),
        ),
        (
            "copies dated before the original",
            ["early-one.example", "early-two.example"]
                .iter()
                .map(|name| article(name, "2025-03-04T06:00Z", &unsourced))
                .collect(),
        ),
        ("an article split in two", vec![article("half-one.example", LATE, &head), article("half-two.example", LATE, &tail)]),
        (
            "padding with other text",
            vec![
                article("one.example", LATE, &format!("{padding} {unsourced}")),
                article("two.example", LATE, &format!("{unsourced} {padding}")),
                article(
                    "three.example",
                    LATE,
                    &format!("{padding} {} {padding}", parts[0].replace(", rescue chief Jan Dorn said", "")),
                ),
            ],
        ),
        ("one claim many times in one article", vec![article("one.example", LATE, &many)]),
        (
            "mass rumours",
            ["one.example", "two.example", "three.example", "four.example", "five.example", "six.example"]
                .iter()
                .map(|name| article(name, LATE, "Nine miners were reportedly killed near Košice on Tuesday. Prayers are said."))
                .collect(),
        ),
    ]
}

fn wide(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_lowercase() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }).collect()
}

#[test]
fn best_stays_at_the_honest_count() {
    let mut wrong = String::new();
    for (honest, base) in [(1, one_source()), (2, two_sources())] {
        assert_eq!(story(&base).independent.best, honest, "the story itself");
        for (name, added) in attacks() {
            let total = base.len() + added.len();
            let documents: Vec<Document> = base.iter().cloned().chain(added).collect();
            let got = story(&documents);
            let Independent { best, upper, .. } = got.independent;
            // Nobody can tell who was first when dates lie. The original then counts as a copy without a source, never as one more.
            let sunk = name == "copies dated before the original" && best < honest && upper >= honest;
            if best != honest && !sunk {
                writeln!(wrong, "{name}: {} where {honest} is honest\n{:#?}\n{:#?}", got.independent, got.origins, got.merges)
                    .unwrap();
            }
            if got.articles != total {
                writeln!(wrong, "{name}: {} of {total} articles are in the story", got.articles).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What no text can tell: titles of one owner may each have sent somebody. `lower` holds.
#[test]
fn titles_of_one_owner_are_one_in_the_lower_bound() {
    let table = "id	name	domains	owner
\
        north	North Sheet	north-sheet.example	sheets
\
        south	South Sheet	south-sheet.example	sheets
\
        west	West Sheet	west-sheet.example	sheets
";
    let lexicon = Lexicon::english().extend_outlets(table).unwrap();
    let seen = "Our reporter saw nine dead miners being carried out of a pit near Košice on Tuesday.";
    let scenes = ["The light was going.", "Nobody spoke a word there.", "Dogs barked behind the fence."];
    let titles = ["north-sheet.example", "south-sheet.example", "west-sheet.example"];
    let documents: Vec<Document> =
        titles.iter().zip(scenes).map(|(name, scene)| article(name, DAY, &format!("{scene} {seen}"))).collect();
    let report = Corroborator::new(lexicon).corroborate(&documents);
    let got = &report.corroborations()[0];
    assert_eq!(got.independent, Independent { lower: 1, best: 3, upper: 3 }, "{:#?}", got.merges);
}

#[test]
fn a_ring_of_citations_is_flagged() {
    for (name, ring) in attacks().into_iter().filter(|(name, _)| name.starts_with("a ring of citations")) {
        let got = &corroborations(&ring)[0];
        assert_eq!((got.independent.best, got.flags.contains(&Flag::Circular)), (1, true), "{name}: {:#?}", got.origins);
    }
}

/// Sources that an editor would print as two.
#[test]
fn honest_sources_are_kept() {
    for (name, texts, expected) in [
        (
            "two reporters on the scene",
            vec![
                (
                    "valley-courier.example",
                    "Our reporter saw nine dead miners being carried out of a pit near Košice on Tuesday. It rained.",
                ),
                (
                    "upper-post.example",
                    "Smoke hung over the yard. Our correspondent counted nine dead miners near Košice on Tuesday.",
                ),
            ],
            2,
        ),
        (
            "ministries of two states",
            vec![
                (
                    "valley-courier.example",
                    "Nine miners were killed in a pit near Košice on Tuesday, the Slovak interior ministry said.",
                ),
                (
                    "upper-post.example",
                    "Nine miners were killed in a pit near Košice on Tuesday, the Hungarian foreign ministry said.",
                ),
            ],
            2,
        ),
        (
            "a witness and a document",
            vec![
                (
                    "valley-courier.example",
                    "Nine miners were killed in a pit near Košice on Tuesday, said Eva Hollan, 52, who lives next to the gate.",
                ),
                (
                    "upper-post.example",
                    "Nine miners were killed in a pit near Košice on Tuesday, according to an internal report obtained by the Upper Post.",
                ),
            ],
            2,
        ),
        (
            "a body and its opponent",
            vec![
                (
                    "valley-courier.example",
                    "Nine miners were killed in a pit near Košice on Tuesday, the Slovak interior ministry said.",
                ),
                ("upper-post.example", "Nine miners were killed in a pit near Košice on Tuesday, the miners' union said."),
            ],
            2,
        ),
    ] {
        let documents: Vec<Document> = texts.iter().map(|(name, text)| article(name, DAY, text)).collect();
        let got = story(&documents);
        assert_eq!(got.independent.best, expected, "{name}: {:#?}\n{:#?}", got.origins, got.merges);
    }
}
