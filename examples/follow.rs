//! A story day by day: what stood behind a claim each evening, as articles came in.
//!
//! `cargo run --release --example follow -- "11 people, killed, Bihać, May 4" [FILE or FOLDER]...`

use std::collections::BTreeMap;
use std::error::Error;

use corroborate::{Corpus, Corroborator, Document, read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let claim = arguments.next().unwrap_or_else(|| "11 people, killed, Bihać, May 4".into());
    let mut paths: Vec<String> = arguments.collect();
    if paths.is_empty() {
        paths.push(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/flood").into());
    }

    // Articles by the day on which they appeared. Those without a date come first.
    let mut days: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for document in read::documents(paths) {
        let document = document?;
        let day = document.published.map_or("undated".into(), |p| p.date.to_string());
        days.entry(day).or_default().push(document);
    }

    // Each article is read once, on its day; the answer of each evening is that of a run over all articles until then.
    let mut corpus = Corpus::new(Corroborator::default());
    for (day, articles) in &days {
        corpus.add(articles);
        let read = corpus.len();
        let answer = corpus.check(&claim)?;
        match answer.found.first() {
            None => println!("{day}  none of {read} articles says so"),
            Some(event) => {
                let figures: Vec<String> = event.values.iter().filter_map(|value| Some(value.count.low?.to_string())).collect();
                let (articles, sources) = (event.articles, event.independent);
                println!(
                    "{day}  {articles} of {read} articles on it, independent sources: {sources}, figures: {}",
                    figures.join(", ")
                );
            }
        }
    }
    Ok(())
}
