//! Many workers give the answer of one, to the byte: threads, processes, and runs that were broken off.
#![cfg(feature = "dataflow")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use corroborate::dataflow::{Job, Workers};
use corroborate::{Actor, Claim, Corroborator, Count, DateInterval, Event, Naming, Place, Reading, Source, read};

/// Numbers that look random and are the same in each run (SplitMix64).
struct Mix(u64);

impl Mix {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n.max(1)
    }
}

/// Claims of as many events as a quarter of them, each told with errors and gaps; some blocks are large.
fn claims(n: u64) -> Vec<Claim> {
    let mut mix = Mix(7);
    let kinds = ["killed", "injured", "detained", "deserted", "displaced"];
    let places: Vec<String> = (0..400)
        .map(|i| {
            format!("{}{}", ["Ver", "Lom", "Sar", "Ush", "Bel"][i % 5], ["ino", "ovka", "ets", "hrad"][i / 5 % 4])
                + &i.to_string()
        })
        .collect();
    (0..n)
        .map(|i| {
            let event = mix.below(n / 4 + 1);
            let mut fixed = Mix(event);
            let (kind, place, day, number, country) =
                (fixed.below(5), fixed.below(400), fixed.below(700), fixed.below(300) + 1, fixed.below(12));
            let doc = format!("d{}", mix.below(n / 2 + 1));
            let told = |mix: &mut Mix, share: u64| mix.below(10) < share;
            let start = corroborate::Date::new(2023, 1, 1).unwrap().plus_days(day as i64).unwrap();
            Claim {
                id: format!("{doc}#{i}"),
                publisher: Some(format!("paper{}.example", mix.below(60))),
                published: Some(format!("{start}").parse().unwrap()),
                event: Event { kind: kinds[kind as usize].into(), ..Event::default() },
                count: told(&mut mix, 8).then(|| Count::exactly(number + mix.below(2), "person")),
                place: told(&mut mix, 7).then(|| Place {
                    name: places[place as usize].clone(),
                    country: Some(format!("{}", (b'A' + country as u8) as char).repeat(2)),
                    ..Place::default()
                }),
                date: told(&mut mix, 7).then(|| DateInterval { start: Some(start), end: Some(start), ..DateInterval::default() }),
                actor: told(&mut mix, 4).then(|| Actor { role: Some("soldier".into()), ..Actor::default() }),
                chain: if told(&mut mix, 6) {
                    let name = format!("Agency {}", mix.below(9));
                    vec![Source { name: Some(name), link: Naming::Named, ..Source::default() }]
                } else {
                    Vec::new()
                },
                doc,
                ..Claim::default()
            }
        })
        .collect()
}

fn lines<T: serde::Serialize>(path: &Path, records: impl IntoIterator<Item = T>) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    for record in records {
        serde_json::to_writer(&mut out, &record).unwrap();
        out.write_all(b"\n").unwrap();
    }
}

/// A new folder of this test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Files to read, and the answer of one machine.
struct Case {
    documents: Vec<PathBuf>,
    claims: Vec<PathBuf>,
    expected: Vec<u8>,
}

fn case(name: &str, n: u64) -> Case {
    let folder = folder(&format!("{name}-input"));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let documents: Vec<_> = read::documents([samples]).collect::<Result<_, _>>().unwrap();
    let claims = claims(n);
    let files = |kind: &str| (0..4).map(|k| folder.join(format!("{kind}-{k}.jsonl"))).collect::<Vec<_>>();
    let (paths, claim_paths) = (files("articles"), files("claims"));
    for (k, (path, claim_path)) in paths.iter().zip(&claim_paths).enumerate() {
        lines(path, documents.iter().skip(k).step_by(4));
        lines(claim_path, claims.iter().skip(k).step_by(4));
    }
    let corroborator = Corroborator::default();
    let mut readings: Vec<Reading> = documents.iter().map(|d| corroborator.read(d)).collect();
    readings.extend(Reading::of_claims(claims));
    let mut expected = Vec::new();
    for corroboration in corroborator.conclude(readings).corroborations() {
        serde_json::to_writer(&mut expected, corroboration).unwrap();
        expected.push(b'\n');
    }
    Case { documents: paths, claims: claim_paths, expected }
}

/// The shards of an answer, one after another.
fn answer(shards: &[PathBuf]) -> Vec<u8> {
    shards.iter().flat_map(|path| fs::read(path).unwrap()).collect()
}

fn same(found: &[u8], expected: &[u8]) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (found, expected) = (text(found), text(expected));
    let differ = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert_eq!(differ, None);
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for n in [0, 300, 4_000] {
        let case = case(&format!("threads-{n}"), n);
        for workers in [1, 2, 5] {
            let run = folder(&format!("threads-{n}-{workers}"));
            let job = Job::new(Corroborator::default(), &run).documents(&case.documents).claims(&case.claims);
            let summary = job.clone().run(&Workers::threads(workers)).unwrap();
            same(&answer(&summary.shards), &case.expected);
            // All is complete: nothing is done again.
            let again = job.run(&Workers::threads(workers)).unwrap();
            assert!(again.held.iter().all(|held| held.kept));
            same(&answer(&again.shards), &case.expected);
        }
    }
}
