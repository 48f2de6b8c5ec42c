//! The whole way: articles in, independent sources out.
//!
//! `cargo bench --bench whole`

mod generate;

use corroborate::{Corroborator, Settings};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

/// A thousand articles, on one thread and on as many as there are.
#[divan::bench(args = [Some(1), None], sample_count = 10)]
fn corroborate(bencher: Bencher, threads: Option<usize>) {
    let articles = generate::articles(1_000);
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let mut settings = Settings::default();
    settings.threads = threads;
    let corroborator = Corroborator::default().with_settings(settings);
    bencher
        .counter(ItemsCount::new(articles.len()))
        .counter(BytesCount::new(bytes))
        .bench(|| corroborator.corroborate(&articles).corroborations().len());
}
