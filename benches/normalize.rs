//! Articles to claims, beside the passes over the same text that any reader of news needs.
//!
//! `cargo bench --bench normalize`

mod generate;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use corroborate::{Document, Normalizer, Prepared};
use divan::Bencher;
use divan::counter::BytesCount;
use rustc_hash::FxBuildHasher;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
    if std::env::args().any(|a| a == "--bench") && !std::env::args().any(|a| a == "--list") {
        whole();
        numbers_and_dates();
        growth();
    }
}

/// How the time grows with the length of an article that tells one thing again and again: 4 where no step looks at all pairs of anything.
fn growth() {
    const SHORT: usize = 250_000;
    let normalizer = Normalizer::default();
    println!("time for four times the text in one article");
    for (name, piece) in [
        ("claims", "Twelve soldiers were killed near Kharkiv on July 18, officials said.\n\n"),
        ("one by one", "A man was shot. He was taken to a hospital. He died. "),
        ("tolls", "The death toll rose to 14. Nine were killed in the blast. "),
        ("quotations", "“We saw nothing at all there,” he said. Reuters reported that ten soldiers fled. "),
        ("denials", "The ministry denied that 12 soldiers fled. No one was hurt. "),
        ("headings", "Police said\n\nTwo dead\n\nShare this\n\n"),
        ("relative dates", "Two days later he fled. A week after that 5 men deserted near Sumy. "),
        ("persons and places", "Ivan Petrenko, 34, was hurt in Lyman. Mayor Anna Bondar saw Sumy, Mostar and Tuzla. "),
        ("relative clauses", "Ray Lund, who came to Leeds in 2012, killed two men in Oslo on Friday, by hand. "),
        ("told again", "Three people were shot in Patras on Friday. The attack was the third this week. A man was held.\n\n"),
    ] {
        let time = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let document = Document { published: "2025-07-19".parse().ok(), ..Document::new("long", text) };
            let begun = Instant::now();
            black_box(normalizer.normalize(&document).len());
            begun.elapsed().as_secs_f64()
        };
        println!("{name:>28}{:>8.1}", time(4 * SHORT) / time(SHORT).max(1e-9));
    }
}

/// All of normalizing, beside what no reader of news can do without: words and sentences by UAX #29, and one scan for the words of a dictionary.
fn whole() {
    let articles = generate::articles(2_200);
    let normalizer = Normalizer::default();
    let dictionary: BTreeSet<&str> = articles.iter().take(22).flat_map(|a| a.text.unicode_words()).collect();
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&dictionary).expect("a small dictionary");
    let mut turns = Turns::new(4);
    // Short turns: a pass that takes longer than the machine lets it run alone has no undisturbed time.
    for slice in articles.chunks(2) {
        let texts = fields(slice);
        turns.take(
            &texts,
            &mut [
                &mut || texts.iter().map(|t| words(t)).sum(),
                &mut || texts.iter().map(|t| t.split_sentence_bounds().filter(|s| black_box(!s.is_empty())).count()).sum(),
                &mut || texts.iter().map(|t| automaton.find_iter(t).filter(|m| black_box(!m.is_empty())).count()).sum(),
                &mut || slice.iter().map(|a| normalizer.normalize(a).len()).sum(),
            ],
        );
    }
    let bare = turns.best.iter().take(3).sum();
    println!("articles to claims, {:.1} MB, MB/s on one core (times the three bare passes together)", turns.bytes as f64 / 1e6);
    turns.print(["words (UAX #29)", "sentences (UAX #29)", "dictionary (Aho-Corasick)", "all of normalizing"], bare);
    turns.print_one("the three bare passes", bare, bare);
}

/// The recognizers of numbers and of dates alone, over words that are cut already, beside the cutting: UAX #29 over the same text.
fn numbers_and_dates() {
    let articles = generate::articles(2_200);
    let mut turns = Turns::new(5);
    for slice in articles.chunks(44) {
        let texts = fields(slice);
        let mut forms = vec![Default::default(); slice.len()];
        let prepared = RefCell::new(Prepared::new(slice, &mut forms));
        let recognize = |dates, numbers| prepared.borrow_mut().recognize(dates, numbers);
        turns.take(
            &texts,
            &mut [
                &mut || texts.iter().map(|t| words(t)).sum(),
                &mut || Prepared::scan(slice),
                &mut || recognize(false, true),
                &mut || recognize(true, false),
                &mut || recognize(true, true),
            ],
        );
    }
    let segmentation = turns.best.first().copied().unwrap_or_default();
    println!("numbers and dates, {:.1} MB, MB/s on one core (times the segmentation)", turns.bytes as f64 / 1e6);
    turns.print(["words (UAX #29)", "words, sentences, phrases", "numbers", "dates", "numbers and dates"], segmentation);
}

fn fields(articles: &[Document]) -> Vec<String> {
    articles.iter().flat_map(|a| [a.title.clone().unwrap_or_default(), a.text.clone()]).collect()
}

fn words(text: &str) -> usize {
    text.split_word_bound_indices().filter(|(_, w)| black_box(!w.is_empty())).count()
}

/// Passes over the same text take turns over slices of it, and each keeps its best time for each slice, so that what else the machine does
/// weighs on none.
struct Turns {
    best: Vec<Duration>,
    bytes: usize,
}

impl Turns {
    const ROUNDS: usize = 12;

    fn new(passes: usize) -> Turns {
        Turns { best: vec![Duration::ZERO; passes], bytes: 0 }
    }

    fn take(&mut self, texts: &[String], passes: &mut [&mut dyn FnMut() -> usize]) {
        let mut best = vec![Duration::MAX; passes.len()];
        for _ in 0..Turns::ROUNDS {
            for (pass, best) in passes.iter_mut().zip(&mut best) {
                let start = Instant::now();
                black_box(pass());
                *best = start.elapsed().min(*best);
            }
        }
        self.best.iter_mut().zip(best).for_each(|(sum, best)| *sum += best);
        self.bytes += texts.iter().map(String::len).sum::<usize>();
    }

    fn print<const N: usize>(&self, names: [&str; N], beside: Duration) {
        names.iter().zip(&self.best).for_each(|(name, time)| self.print_one(name, *time, beside));
    }

    fn print_one(&self, name: &str, time: Duration, beside: Duration) {
        let speed = |time: Duration| self.bytes as f64 / 1e6 / time.as_secs_f64();
        println!("  {name:<26} {:>7.1}  ({:.2})", speed(time), speed(time) / speed(beside));
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
