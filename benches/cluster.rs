//! Claims to clusters: how well and how fast, from a hundred thousand claims to millions.
//!
//! `cargo bench --bench cluster` prints 100,000 and 1,000,000 claims; `cargo bench --bench cluster -- 5000000` the sizes that are named,
//! and `cargo bench --bench cluster -- FILE` the claims of a JSON Lines file: without what is known of their events, time and memory alone.
//! Each runs in a process of its own, so that its peak memory is its own.

#[path = "generate/claims.rs"]
mod claims;
#[path = "generate/mix.rs"]
mod mix;
#[path = "../examples/cli/usage.rs"]
mod usage;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use corroborate::cluster::{Cluster, Clusterer, Index};
use corroborate::{Claim, read};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [child, of] = args.as_slice()
        && child == "--of"
    {
        return of.parse().map_or_else(|_| measure_file(Path::new(of)), measure);
    }
    let named: Vec<String> = args.iter().filter(|a| !a.starts_with('-')).cloned().collect();
    let all = if named.is_empty() { vec!["100000".into(), "1000000".into()] } else { named.clone() };
    println!("        claims   inside s  end to end s  peak MB  bytes a claim  pair F1    B3 F1  check, mean and 99 %");
    let mut points: Vec<(f64, f64)> = Vec::new();
    for of in all {
        let own = std::env::current_exe().expect("the path of this program");
        let out = Command::new(own).args(["--of", &of]).output().expect("this program runs");
        let line = String::from_utf8_lossy(&out.stdout);
        print!("{line}{}", String::from_utf8_lossy(&out.stderr));
        let mut figures = line.split_whitespace().map_while(|s| s.parse::<f64>().ok());
        points.extend(figures.next().zip(figures.next()));
    }
    if let [(n, s), .., (m, t)] = points.as_slice() {
        println!("time grows as n^{:.2}", (t / s).ln() / (m / n).ln());
    }
    if named.is_empty() {
        divan::main();
    }
}

/// Seconds of processor time so far; wall time where the system does not tell.
fn cpu(start: Instant) -> f64 {
    usage::cpu().unwrap_or_else(|| start.elapsed().as_secs_f64())
}

/// Peak memory of this process in megabytes.
fn peak() -> f64 {
    usage::peak().unwrap_or(0.0)
}

/// One line for the claims of a file.
fn measure_file(path: &Path) {
    let start = Instant::now();
    let read = || {
        let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        read::claims_from_reader(BufReader::new(file), &path.to_string_lossy()).map(|claim| claim.expect("a claim can be read"))
    };
    let before = cpu(start);
    let clusters = Clusterer::default().cluster(read());
    let mut out = BufWriter::new(std::io::sink());
    for cluster in &clusters {
        serde_json::to_writer(&mut out, cluster).expect("a cluster can be written");
    }
    let whole = cpu(start) - before;
    let memory = peak();
    drop(clusters);
    let before = cpu(start);
    let claims = read().count();
    let reading = cpu(start) - before;
    println!("{claims:>14}{:>11.2}{whole:>14.2}{memory:>9.0}{:>15}{:>9}{:>9}  -", whole - reading, "-", "-", "-");
}

/// One line for a size.
fn measure(size: u64) {
    let start = Instant::now();
    let clusterer = Clusterer::default();
    let mut last = cpu(start);
    let mut lap = || {
        let now = cpu(start);
        now - std::mem::replace(&mut last, now)
    };
    let made = claims::told(size).map(|(claim, _)| claim.id.len()).sum::<usize>();
    let making = lap();
    // Claims go in one by one; making them is taken off.
    let clusters = clusterer.cluster(claims::told(size).map(|(claim, _)| claim));
    let inside = lap() - making;
    let memory = peak();
    let (pairs, b3) = quality(size, &clusters);
    drop(clusters);
    lap();
    let whole = if size <= 1_000_000 { format!("{:>12.2}", end_to_end(size, &mut lap)) } else { format!("{:>12}", "-") };
    let index = if size <= 1_000_000 { asked(size, &clusterer) } else { ("-".into(), "-".into()) };
    assert!(made > 0);
    println!("{size:>14}{inside:>11.2}{whole:>14}{memory:>9.0}{:>15}{pairs:>9.3}{b3:>9.3}  {}", index.0, index.1);
}

/// A file of JSON Lines is read, clustered, and the clusters are written.
fn end_to_end(size: u64, lap: &mut impl FnMut() -> f64) -> f64 {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("claims{size}.jsonl"));
    let mut file = BufWriter::new(File::create(&path).expect("a file can be made"));
    for (claim, _) in claims::told(size) {
        serde_json::to_writer(&mut file, &claim).expect("a claim can be written");
        file.write_all(b"\n").expect("a line can be written");
    }
    drop(file);
    lap();
    let reader = BufReader::new(File::open(&path).expect("the file is there"));
    let claims = read::claims_from_reader(reader, "").map(|claim| claim.expect("a claim can be read"));
    let mut out = BufWriter::new(std::io::sink());
    for cluster in Clusterer::default().cluster(claims) {
        serde_json::to_writer(&mut out, &cluster).expect("a cluster can be written");
    }
    let seconds = lap();
    let _ = fs::remove_file(path);
    seconds
}

/// Bytes a claim of an index, and how long a claim is looked up in it.
fn asked(size: u64, clusterer: &Clusterer) -> (String, String) {
    let index = Index::new(clusterer.clone(), claims::told(size).map(|(claim, _)| claim));
    let asked = claims::told(size).step_by((size / 1_000).max(1) as usize);
    let asked: Vec<Claim> = asked.map(|(claim, _)| Claim { id: "?".into(), doc: "?".into(), ..claim }).collect();
    let mut times: Vec<f64> = asked
        .iter()
        .map(|claim| {
            let start = Instant::now();
            divan::black_box(index.check(claim));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let mean = times.iter().sum::<f64>() / times.len().max(1) as f64;
    let most = times.get(times.len() * 99 / 100).copied().unwrap_or(0.0);
    ((index.bytes() / index.len().max(1)).to_string(), format!("{mean:.3} ms, {most:.3} ms"))
}

/// F1 over pairs of claims, and B³ F1 (Bagga and Baldwin 1998).
fn quality(size: u64, clusters: &[Cluster]) -> (f64, f64) {
    let of: HashMap<&str, u32> =
        clusters.iter().enumerate().flat_map(|(n, c)| c.claims.iter().map(move |id| (id.as_str(), n as u32))).collect();
    let (mut both, mut truth) = (HashMap::<(u64, u32), u64>::new(), HashMap::<u64, u64>::new());
    for (claim, event) in claims::told(size) {
        *both.entry((event, of.get(claim.id.as_str()).copied().unwrap_or(u32::MAX))).or_default() += 1;
        *truth.entry(event).or_default() += 1;
    }
    let pairs = |n: u64| (n * (n - 1) / 2) as f64;
    let f1 = |right: f64, found: f64, gold: f64| 2.0 * right / (found + gold).max(1e-9);
    let right: f64 = both.values().map(|n| pairs(*n)).sum();
    let found: f64 = clusters.iter().map(|c| pairs(c.claims.len() as u64)).sum();
    let gold: f64 = truth.values().map(|n| pairs(*n)).sum();
    let share = |part: &dyn Fn(&(u64, u32)) -> u64| -> f64 {
        both.iter().map(|(key, n)| (n * n) as f64 / part(key).max(1) as f64).sum::<f64>() / size.max(1) as f64
    };
    let precision = share(&|key| clusters.get(key.1 as usize).map_or(1, |c| c.claims.len() as u64));
    let recall = share(&|key| truth.get(&key.0).copied().unwrap_or(1));
    (f1(right, found, gold), 2.0 * precision * recall / (precision + recall).max(1e-9))
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn cluster(bencher: Bencher, n: u64) {
    let claims: Vec<Claim> = claims::told(n).map(|(claim, _)| claim).collect();
    let clusterer = Clusterer::default();
    bencher.counter(ItemsCount::new(n)).bench(|| clusterer.cluster(&claims).len());
}

#[divan::bench(sample_count = 10)]
fn keys(bencher: Bencher) {
    let claims: Vec<Claim> = claims::told(10_000).map(|(claim, _)| claim).collect();
    let clusterer = Clusterer::default();
    bencher.counter(ItemsCount::new(claims.len())).bench(|| claims.iter().map(|c| clusterer.keys(c).len()).sum::<usize>());
}

/// What a batch of a hundred claims costs where a hundred thousand are there.
#[divan::bench(sample_count = 10)]
fn add_to_index(bencher: Bencher) {
    let mut claims: Vec<Claim> = claims::told(100_100).map(|(claim, _)| claim).collect();
    let batch = claims.split_off(100_000);
    let index = Index::new(Clusterer::default(), &claims);
    bencher.counter(ItemsCount::new(batch.len())).with_inputs(|| index.clone()).bench_local_values(|mut index| {
        index.add(&batch);
        index
    });
}
