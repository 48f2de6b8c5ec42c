//! Articles to claims, beside the two passes over the same text that any reader of news needs.
//!
//! `cargo bench --bench normalize`

mod generate;

use std::collections::HashSet;
use std::hint::black_box;

use corroborate::{Document, Normalizer};
use divan::Bencher;
use divan::counter::BytesCount;
use rustc_hash::FxBuildHasher;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

/// About 3 MB.
fn articles() -> (Vec<Document>, BytesCount) {
    let articles = generate::articles(2_200);
    let bytes: usize = articles.iter().map(|a| a.text.len() + a.title.as_ref().map_or(0, String::len)).sum();
    (articles, BytesCount::new(bytes))
}

/// All claims, with places, dates, counts, actors and sources.
#[divan::bench(sample_count = 10)]
fn normalize(bencher: Bencher) {
    let (articles, bytes) = articles();
    let normalizer = Normalizer::default();
    bencher.counter(bytes).bench(|| articles.iter().map(|a| normalizer.normalize(a).len()).sum::<usize>());
}

/// What the recognizers find, as records of their own.
#[divan::bench(sample_count = 10)]
fn mentions(bencher: Bencher) {
    let (articles, bytes) = articles();
    let normalizer = Normalizer::default();
    bencher.counter(bytes).bench(|| articles.iter().map(|a| normalizer.mentions(a).len()).sum::<usize>());
}

/// The floor: word boundaries by UAX #29, then one look into a dictionary for each word.
#[divan::bench(sample_count = 10)]
fn two_bare_passes(bencher: Bencher) {
    let (articles, bytes) = articles();
    let dictionary: HashSet<&str, FxBuildHasher> = articles.iter().take(22).flat_map(|a| a.text.unicode_words()).collect();
    bencher.counter(bytes).bench(|| {
        let fields = articles.iter().flat_map(|a| [a.title.as_deref().unwrap_or(""), &a.text]);
        let known = |text: &str| {
            let words = text.split_word_bound_indices().filter(|(_, word)| black_box(!word.is_empty())).count();
            words + text.split_word_bounds().filter(|word| dictionary.contains(word)).count()
        };
        fields.map(known).sum::<usize>()
    });
}
