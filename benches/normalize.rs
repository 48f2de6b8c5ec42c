//! Articles to claims, beside the two passes over the same text that any reader of news needs.
//!
//! `cargo bench --bench normalize`

mod generate;

use std::collections::HashSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use corroborate::{Document, Normalizer, Prepared};
use divan::Bencher;
use divan::counter::BytesCount;
use rustc_hash::FxBuildHasher;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
    if std::env::args().any(|a| a == "--bench") && !std::env::args().any(|a| a == "--list") {
        numbers_and_dates();
    }
}

/// The recognizers of numbers and of dates alone, over words that are cut already, beside the cutting: UAX #29 over the same text.
/// The passes take turns over slices of the text, and each keeps its best time for each slice, so that what else the machine does
/// weighs on none.
fn numbers_and_dates() {
    const ROUNDS: usize = 12;
    let articles = generate::articles(2_200);
    let fields = |slice: &[Document]| -> Vec<String> {
        slice.iter().flat_map(|a| [a.title.clone().unwrap_or_default(), a.text.clone()]).collect()
    };
    let (mut sum, mut bytes) = ([Duration::ZERO; 5], 0);
    for slice in articles.chunks(44) {
        let texts = fields(slice);
        bytes += texts.iter().map(String::len).sum::<usize>();
        let cut = |text: &String| text.split_word_bound_indices().filter(|(_, w)| black_box(!w.is_empty())).count();
        let mut forms = vec![Default::default(); slice.len()];
        let mut prepared = Prepared::new(slice, &mut forms);
        let mut best = [Duration::MAX; 5];
        for _ in 0..ROUNDS {
            let mut time = |pass: usize, run: &mut dyn FnMut() -> usize| {
                let start = Instant::now();
                black_box(run());
                best[pass] = best[pass].min(start.elapsed());
            };
            time(0, &mut || texts.iter().map(cut).sum());
            time(1, &mut || Prepared::scan(slice));
            time(2, &mut || prepared.recognize(false, true));
            time(3, &mut || prepared.recognize(true, false));
            time(4, &mut || prepared.recognize(true, true));
        }
        sum.iter_mut().zip(best).for_each(|(sum, best)| *sum += best);
    }
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("numbers and dates, {:.1} MB, MB/s on one core (times the segmentation)", bytes as f64 / 1e6);
    for (pass, time) in
        ["segmentation (UAX #29)", "words, sentences, phrases", "numbers", "dates", "numbers and dates"].iter().zip(sum)
    {
        println!("  {pass:<26} {:>7.1}  ({:.2})", speed(time), speed(time) / speed(sum[0]));
    }
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
