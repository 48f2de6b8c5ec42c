//! Copied text among articles of 3 kB, a third of which are copies: articles a second on one core, with recall and precision.
//!
//! `cargo bench --bench copies`

#[path = "generate/mix.rs"]
mod mix;
#[path = "generate/rewritten.rs"]
mod rewritten;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// Articles in a run.
const ARTICLES: usize = 6_000;

fn main() {
    for share in [0.1, 0.25, 0.4] {
        let (recall, precision) = rewritten::quality(&rewritten::news(ARTICLES, share));
        println!("up to {share} rewritten: recall {recall:.4}, precision {precision:.4}");
    }
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn search(bencher: Bencher) {
    let news = rewritten::news(ARTICLES, 0.4);
    let bytes: usize = news.articles.iter().map(|(document, _)| document.text.len()).sum();
    bencher.counter(ItemsCount::new(ARTICLES)).counter(BytesCount::new(bytes)).bench(|| rewritten::search(&news.articles).len());
}
