//! Places: opening the embedded table, finding names in running text, and what the table holds in memory.
//!
//! `cargo bench --bench places`. The memory is that of the packed bytes, which are read in place: [`Gazetteer::memory_usage`].

mod generate;

use corroborate::{Gazetteer, Normalizer};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

const TABLE: &[u8] = include_bytes!("../src/gazetteer/data/places.bin");

fn main() {
    println!("embedded places: {} in {} bytes", Gazetteer::embedded().len(), Gazetteer::embedded().memory_usage());
    divan::main();
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
