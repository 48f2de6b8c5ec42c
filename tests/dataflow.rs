//! Many workers give the answer of one, to the byte: threads, processes, and runs that were broken off.
#![cfg(feature = "dataflow")]

mod program;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use corroborate::dataflow::{Job, Workers};
use corroborate::{Actor, Claim, Corroborator, Count, DateInterval, Event, Naming, Place, Reading, Source, read};
use program::program;

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
                people: if told(&mut mix, 2) { vec![format!("Person {}", fixed.below(2_000))] } else { Vec::new() },
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
    let back: Vec<Claim> = read::claims(&claim_paths).filter_map(Result::ok).collect();
    assert!(claims.iter().all(|claim| back.contains(claim) || n > 1_000), "claims survive their files");
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
    for n in [4, 300, 4_000] {
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

/// Three processes of one run on this machine.
struct Processes(Vec<Child>);

impl Processes {
    fn start(case: &Case, run: &Path) -> Processes {
        // Ports that are free now; whoever listens on them next is most likely the process they are for.
        let listeners: Vec<TcpListener> = (0..3).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
        let hosts: Vec<String> = listeners.iter().map(|l| format!("127.0.0.1:{}\n", l.local_addr().unwrap().port())).collect();
        drop(listeners);
        let file = run.with_extension("hosts");
        fs::write(&file, hosts.concat()).unwrap();
        let start = |p: usize| {
            let mut command = program("cluster");
            command.args(["-n", "3", "-p", &p.to_string(), "-h"]).arg(&file).arg("--folder").arg(run).args(&case.documents);
            case.claims.iter().for_each(|path| _ = command.arg("--claims").arg(path));
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        Processes((0..3).map(start).collect())
    }

    /// Waits until all have ended, for as long as that may take here; whether all ended well.
    fn wait(mut self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        loop {
            let ended: Vec<_> = self.0.iter_mut().map(|child| child.try_wait().unwrap()).collect();
            if ended.iter().all(Option::is_some) {
                return ended.iter().flatten().all(|status| status.success());
            }
            if Instant::now() > until {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The stages that are complete in a folder; `None` where no run has begun.
fn complete(run: &Path) -> Option<Vec<String>> {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(run.join("manifest.json")).ok()?).ok()?;
    Some(manifest["done"].as_array()?.iter().map(|stage| stage.as_str().unwrap().to_owned()).collect())
}

fn shards(run: &Path, stage: &str) -> Vec<PathBuf> {
    (0..3).map(|worker| run.join(format!("{stage}-{worker:05}.jsonl"))).collect()
}

const PATIENCE: Duration = Duration::from_secs(600);

#[test]
fn three_processes_give_the_same_bytes() {
    let case = case("processes", 100_000);
    let run = folder("processes-run");
    assert!(Processes::start(&case, &run).wait(PATIENCE));
    same(&answer(&shards(&run, "corroborations")), &case.expected);
}

#[test]
fn a_run_that_lost_a_process_goes_on_after_its_last_complete_stage() {
    let case = case("killed", 12_000);
    for stages in 0..4 {
        let run = folder(&format!("killed-{stages}"));
        let mut processes = Processes::start(&case, &run);
        let until = Instant::now() + PATIENCE;
        while complete(&run).is_none_or(|done| done.len() < stages) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
        processes.0[2].kill().unwrap();
        // Fail-stop: without one the others end, each in its own time.
        processes.wait(Duration::from_secs(20));
        let done = complete(&run).unwrap();
        assert!(done.len() >= stages, "{done:?}");
        let written = |stage: &String| -> Vec<_> {
            shards(&run, stage).iter().map(|p| fs::metadata(p).unwrap().modified().unwrap()).collect()
        };
        let before: Vec<_> = done.iter().map(written).collect();

        assert!(Processes::start(&case, &run).wait(PATIENCE), "the run that lost a process after {done:?}");
        same(&answer(&shards(&run, "corroborations")), &case.expected);
        assert_eq!(done.iter().map(written).collect::<Vec<_>>(), before, "what was complete is not done again");
    }
}

#[test]
fn a_folder_of_another_run_is_not_gone_on_with() {
    let case = case("other", 50);
    let run = folder("other-run");
    let job = || Job::new(Corroborator::default(), &run).documents(&case.documents);
    job().run(&Workers::threads(2)).unwrap();
    for (job, workers) in [(job().claims(&case.claims), 2), (job().label("other tables"), 2), (job(), 3)] {
        let error = job.run(&Workers::threads(workers)).unwrap_err().to_string();
        assert!(error.contains("holds a run of other files, settings or workers"), "{error}");
    }
    fs::write(run.join("manifest.json"), "{").unwrap();
    let error = job().run(&Workers::threads(2)).unwrap_err().to_string();
    assert!(error.contains("manifest.json:1:1: is no manifest"), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_stops_all_workers_with_its_place() {
    let case = case("faulty", 50);
    let run = folder("faulty-run");
    fs::write(&case.documents[2], "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": 7}\n").unwrap();
    let error = Job::new(Corroborator::default(), &run).documents(&case.documents).run(&Workers::threads(3)).unwrap_err();
    assert_eq!(
        (error.position().path.as_deref(), error.position().line),
        (Some(case.documents[2].as_path()), Some(2)),
        "{error}"
    );
    assert_eq!(complete(&run), Some(vec![]));
    // Mended, the run goes on.
    fs::write(&case.documents[2], "").unwrap();
    fs::remove_dir_all(&run).unwrap();
    let documents = [&case.documents[0], &case.documents[1]];
    Job::new(Corroborator::default(), &run).documents(documents).run(&Workers::threads(3)).unwrap();
}
