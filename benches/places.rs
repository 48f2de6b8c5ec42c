//! Places: opening the embedded table, finding names in running text, and what the table holds in memory.
//!
//! `cargo bench --bench places`. First the three figures by which the table is judged: how long it takes to open, what it holds in memory (the
//! packed bytes, which are read in place: [`Gazetteer::memory_usage`]), and what finding places costs on top of all other recognizers.

mod generate;

use std::hint::black_box;
use std::time::{Duration, Instant};

use corroborate::{Gazetteer, Normalizer};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

const TABLE: &[u8] = include_bytes!("../src/gazetteer/data/places.bin");

fn main() {
    state();
    divan::main();
}

/// Runs of which the fastest counts: the others were disturbed.
const RUNS: usize = 5;

/// Prints the three figures.
fn state() {
    let places = Gazetteer::embedded();
    let copies: Vec<Vec<u8>> = (0..RUNS).map(|_| TABLE.to_vec()).collect();
    let opened =
        copies.into_iter().map(|bytes| timed(|| Gazetteer::from_bytes(bytes).map(|g| g.len()))).min().unwrap_or_default();
    let articles = generate::articles(300);
    let bytes: usize = articles.iter().map(|a| a.text.len() + a.title.as_ref().map_or(0, String::len)).sum();
    let read = |normalizer: Normalizer| {
        let run = |_| timed(|| articles.iter().map(|a| normalizer.mentions(a).len()).sum::<usize>());
        (0..RUNS).map(run).min().unwrap_or_default()
    };
    let (with, without) = (read(Normalizer::default()), read(Normalizer::default().places(Gazetteer::empty())));
    let megabytes = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
    println!("{} embedded places", places.len());
    println!("open          {:.1} ms", opened.as_secs_f64() * 1e3);
    println!("memory        {:.1} MB", places.memory_usage() as f64 / 1e6);
    println!("find places   {:.1} MB/s a core", megabytes(with.saturating_sub(without)));
    println!("all mentions  {:.1} MB/s a core", megabytes(with));
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Checks the table and opens it, as the first use of a program does.
#[divan::bench]
fn open(bencher: Bencher) {
    bencher.with_inputs(|| TABLE.to_vec()).bench_values(|bytes| Gazetteer::from_bytes(bytes).map(|g| g.len()));
}

/// All places of a name, by their spelling and by others.
#[divan::bench]
fn find(bencher: Bencher) {
    let places = Gazetteer::embedded();
    let names = ["Kharkiv", "Zeleniy Hay", "Springfield", "St. Louis", "Nowhereville"];
    bencher.counter(ItemsCount::new(names.len())).bench(|| names.iter().map(|n| places.find(n).count()).sum::<usize>());
}

/// All recognizers with places, and the same with no place to find: the difference is what places cost.
#[divan::bench(args = [true, false], sample_count = 5)]
fn articles(bencher: Bencher, with_places: bool) {
    let articles = generate::articles(1_000);
    let bytes: usize = articles.iter().map(|a| a.text.len() + a.title.as_ref().map_or(0, String::len)).sum();
    let normalizer = Normalizer::default().places(if with_places { Gazetteer::embedded() } else { Gazetteer::empty() });
    bencher.counter(BytesCount::new(bytes)).bench(|| articles.iter().map(|a| normalizer.mentions(a).len()).sum::<usize>());
}
