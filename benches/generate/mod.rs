//! Articles and claims without end, the same on every machine: the sample articles with other numbers, places and days.

mod mix;

use std::path::Path;

use corroborate::{Document, read};
pub use mix::Mix;

/// Towns that take the place of those in the sample articles.
const TOWNS: [&str; 12] = [
    "Kharkiv",
    "Banja Luka",
    "Rosario",
    "Piraeus",
    "Durban",
    "Sumy",
    "Mostar",
    "Neuquén",
    "Volos",
    "George",
    "Kupiansk",
    "Tuzla",
];
const SAMPLE_TOWNS: [&str; 6] = ["Vovchansk", "Lyman", "Bihać", "Tandil", "Patras", "Oudtshoorn"];

/// So many articles. Each run of 22 tells the events of the sample articles anew: with other numbers, in other towns.
pub fn articles(n: usize) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let samples: Vec<Document> = read::documents([folder]).map(|d| d.expect("the sample articles can be read")).collect();
    let retold = |(i, sample): (usize, &Document)| {
        let round = i / samples.len();
        Document {
            id: format!("{}/{round}", sample.id),
            title: sample.title.as_deref().map(|title| varied(title, round as u64)),
            text: varied(&sample.text, round as u64),
            ..sample.clone()
        }
    };
    samples.iter().cycle().take(n).enumerate().map(retold).collect()
}

/// The text of a round: every town is another, every number below 1,000 is raised; the same in all articles of the round.
fn varied(text: &str, round: u64) -> String {
    if round == 0 {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (i, town) in SAMPLE_TOWNS.iter().enumerate() {
        let other = Mix(round * 31 + i as u64).below(TOWNS.len() as u64);
        text = text.replace(town, TOWNS[other as usize]);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let (digits, after) = number.split_at(end);
        out += before;
        // Days of a month stay days of a month.
        match digits.parse::<u64>() {
            Ok(value @ 32..=999) => out += &(value + round % 400).to_string(),
            _ => out += digits,
        }
        rest = after;
    }
    out + rest
}
