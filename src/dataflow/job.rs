//! One run: its files, its workers, and the stages one after another.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use timely::{CommunicationConfig, WorkerConfig};

use super::folder::{Folder, Manifest};
use super::net::Net;
use super::{Stage, copies, count, link, read};
use crate::error::{Error, ErrorKind, Position};
use crate::pipeline::Corroborator;

/// What a run reads, how, and where it keeps what is finished.
///
/// ```no_run
/// use corroborate::Corroborator;
/// use corroborate::dataflow::{Job, Workers};
/// let job = Job::new(Corroborator::default(), "run/").documents(["news-0.jsonl", "news-1.jsonl"]);
/// let summary = job.run(&Workers::threads(2))?;
/// for shard in &summary.shards {
///     println!("{}", shard.display());
/// }
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Job {
    pub(super) corroborator: Corroborator,
    pub(super) documents: Vec<PathBuf>,
    pub(super) claims: Vec<PathBuf>,
    folder: PathBuf,
    label: String,
    /// Claims that each worker clusters at a time: it holds the pairs of so many.
    pub(super) round: usize,
    progress: Progress,
}

/// Who is told how far the workers are.
#[derive(Clone)]
struct Progress(Arc<dyn Fn(&Held) + Send + Sync>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

/// The workers of a run: threads of this process, or of several on one or many machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workers {
    /// Threads of each process.
    pub threads: usize,
    /// The number of this process among all, from 0.
    pub process: usize,
    /// `host:port` of every process, in the order of their numbers; empty for a single one.
    pub hosts: Vec<String>,
}

impl Workers {
    /// Threads of this process alone.
    pub fn threads(threads: usize) -> Workers {
        Workers { threads: threads.max(1), process: 0, hosts: Vec::new() }
    }

    fn config(&self) -> timely::Config {
        let communication = match self.hosts.len() {
            0 | 1 if self.threads == 1 => CommunicationConfig::Thread,
            0 | 1 => CommunicationConfig::Process(self.threads),
            _ => CommunicationConfig::Cluster {
                threads: self.threads,
                process: self.process,
                addresses: self.hosts.clone(),
                report: false,
                zerocopy: false,
            },
        };
        timely::Config { communication, worker: WorkerConfig::default() }
    }
}

/// What a worker held at most, and what it sent, in one stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The stage.
    pub stage: String,
    /// The worker, from 0.
    pub worker: usize,
    /// Whether the stage was complete before the run began.
    pub kept: bool,
    /// Articles read from files.
    pub articles: usize,
    /// Claims of its own.
    pub claims: usize,
    /// Claims that came to be compared, those of other workers among them.
    pub compared_claims: usize,
    /// Pairs scored.
    pub pairs: usize,
    /// Links that it sent to be merged.
    pub links: usize,
    /// Clusters.
    pub clusters: usize,
    /// Bytes sent to other workers.
    pub sent: u64,
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The shards of the answer: read one after another they are the corroborations of [`Corroborator::corroborate`], in its order.
    pub shards: Vec<PathBuf>,
    /// What the workers of this process held, stage by stage.
    pub held: Vec<Held>,
}

/// What a worker has at hand in a stage.
pub(super) struct Share<'j> {
    pub(super) job: &'j Job,
    pub(super) folder: &'j Folder,
    pub(super) held: Held,
    /// The first thing that went wrong.
    fault: Option<Error>,
}

impl Share<'_> {
    /// What came of a step, where all went well. A worker in which something went wrong still takes part in the exchanges that follow: the others
    /// wait for it.
    pub(super) fn hold<T>(&mut self, done: Result<T, Error>) -> Option<T> {
        done.map_err(|e| self.fault = self.fault.take().or(Some(e))).ok()
    }

    /// Whether something went wrong with any worker: then all end the stage.
    pub(super) fn halted(&self, net: &mut Net<'_>) -> bool {
        net.share(self.fault.is_some()).contains(&true)
    }
}

/// Manifests of other versions are not understood.
const VERSION: u32 = 2;

/// Some 500 bytes a claim: a gigabyte.
const ROUND: usize = 1 << 21;

impl Job {
    /// A run without any files yet. All processes must see the folder under this path, and only one run may use it at a time.
    pub fn new(corroborator: Corroborator, folder: impl Into<PathBuf>) -> Job {
        Job {
            corroborator,
            documents: Vec::new(),
            claims: Vec::new(),
            folder: folder.into(),
            label: String::new(),
            round: ROUND,
            progress: Progress(Arc::new(|_| {})),
        }
    }

    /// Files or folders with articles, of the kinds of [`read::documents`](crate::read::documents). Worker `k` reads every file whose number
    /// is `k` modulo the workers: give at least as many as there are workers.
    #[must_use]
    pub fn documents<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Job {
        self.documents.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Files with claims of any extractor, as JSON Lines.
    #[must_use]
    pub fn claims<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Job {
        self.claims.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Names the tables that the corroborator was made with (their paths and dates, say). A folder whose run had another label is not gone on with.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Job {
        self.label = label.into();
        self
    }

    /// Calls `tell` from the workers of this process with what they hold, while they read and after each stage.
    #[must_use]
    pub fn on_progress(mut self, tell: impl Fn(&Held) + Send + Sync + 'static) -> Job {
        self.progress = Progress(Arc::new(tell));
        self
    }

    /// Tells how far a worker is.
    pub(super) fn tell(&self, held: &Held) {
        (self.progress.0)(held);
    }

    /// Runs what is not yet complete in the folder, and returns when all workers of this process are done.
    ///
    /// Every process calls it with the same job and its own number. The answer does not depend on the number of workers, nor on how the
    /// articles are spread over files.
    ///
    /// # Errors
    /// Where a file cannot be read or written, where the folder holds a run of other files, settings or workers, and where another worker
    /// had such an error: all stop together. A process that is killed takes the others with it (timely is fail-stop); running the job again
    /// goes on after the last stage that was complete.
    pub fn run(self, workers: &Workers) -> Result<Summary, Error> {
        let folder = Folder::new(self.folder.clone());
        folder.create()?;
        let job = Arc::new(self);
        let work = {
            let job = Arc::clone(&job);
            move |worker: &mut timely::worker::Worker| job.work(worker)
        };
        let failed = |message: String| {
            let position = Position { path: Some(job.folder.clone()), ..Position::default() };
            Error::new(position, ErrorKind::Record(message))
        };
        let guards = timely::execute(workers.config(), work).map_err(|e| failed(format!("workers cannot start: {e}")))?;
        let mut summary = Summary::default();
        let all = workers.threads * workers.hosts.len().max(1);
        summary.shards = (0..all).map(|worker| folder.shard(Stage::Count.name(), worker)).collect();
        let mut fault: Option<Error> = None;
        for done in guards.join() {
            match done {
                Ok(Ok(held)) => summary.held.extend(held),
                // An error of its own tells more than that another worker had one.
                Ok(Err((own, error))) => fault = if own { Some(error) } else { fault.or(Some(error)) },
                Err(panic) => fault = fault.or_else(|| Some(failed(format!("a worker failed: {panic}")))),
            }
        }
        summary.held.sort_by_key(|h| (Stage::ALL.iter().position(|s| s.name() == h.stage), h.worker));
        fault.map_or(Ok(summary), Err)
    }

    /// All stages, as one worker does its share of them. An error comes with whether it is this worker's own.
    fn work(&self, worker: &mut timely::worker::Worker) -> Result<Vec<Held>, (bool, Error)> {
        let mut net = Net::new(worker);
        let folder = Folder::new(self.folder.clone());
        let mut manifest = self.begin(&mut net, &folder)?;
        let cleaned = folder.clean(net.index());
        agree(&mut net, cleaned)?;
        let mut all = Vec::new();
        for stage in Stage::ALL {
            let held = Held { stage: stage.name().to_owned(), worker: net.index(), ..Held::default() };
            let mut share = Share { job: self, folder: &folder, held, fault: None };
            if manifest.done.iter().any(|done| done == stage.name()) {
                share.held.kept = true;
                all.push(share.held);
                continue;
            }
            let before = net.sent;
            let done = match stage {
                Stage::Read => read::stage(&mut net, &mut share),
                Stage::Copies => copies::stage(&mut net, &mut share),
                Stage::Link => link::stage(&mut net, &mut share),
                Stage::Count => count::stage(&mut net, &mut share),
            };
            let done = share.fault.take().map_or(done, Err);
            agree(&mut net, done)?;
            share.held.sent = net.sent - before;
            self.tell(&share.held);
            all.push(share.held);
            manifest.done.push(stage.name().to_owned());
            let written = if net.index() == 0 { folder.set_manifest(&manifest) } else { Ok(()) };
            agree(&mut net, written)?;
        }
        Ok(all)
    }

    /// The manifest of the run that is gone on with, or of a new one. The first worker reads it, so that all go on at one stage.
    fn begin(&self, net: &mut Net<'_>, folder: &Folder) -> Result<Manifest, (bool, Error)> {
        let (index, peers) = (net.index(), net.peers());
        let own = self.manifest(peers);
        let mut found = None;
        let checked = own.and_then(|own| {
            if index == 0 {
                let stored = folder.manifest()?;
                let same = |m: &Manifest| Manifest { done: Vec::new(), ..m.clone() } == own;
                if stored.as_ref().is_some_and(|m| !same(m)) {
                    let position = Position { path: Some(self.folder.clone()), ..Position::default() };
                    let message = "holds a run of other files, settings or workers; go on with those, or take a new folder";
                    return Err(Error::new(position, ErrorKind::Record(message.to_owned())));
                }
                let manifest = stored.unwrap_or(own);
                folder.set_manifest(&manifest)?;
                found = Some(manifest);
            }
            Ok(())
        });
        agree(net, checked)?;
        Ok(net.share(found).into_iter().flatten().next().unwrap_or_default())
    }

    fn manifest(&self, workers: usize) -> Result<Manifest, Error> {
        let mut input = Vec::new();
        for path in self.documents.iter().chain(&self.claims) {
            let length = fs::metadata(path)
                .map_err(|e| Error::new(Position { path: Some(path.clone()), ..Position::default() }, ErrorKind::Io(e)))?;
            input.push((path.clone(), length.len()));
        }
        let settings = self.corroborator.settings();
        let settings = format!("{} {:?} {}", settings.cluster.fingerprint(), settings.independence, self.label);
        Ok(Manifest { version: VERSION, workers, settings, input, done: Vec::new() })
    }
}

/// Whether all workers are well: an error of one stops all.
fn agree(net: &mut Net<'_>, own: Result<(), Error>) -> Result<(), (bool, Error)> {
    let unreadable = net.fault.take().map(|e| {
        let message = format!("another worker sent what is no record: {e}; start the same program on all machines");
        Error::new(Position::default(), ErrorKind::Record(message))
    });
    let own = own.and(unreadable.map_or(Ok(()), Err));
    let index = net.index();
    let all = net.share(own.as_ref().err().map(ToString::to_string));
    if let Err(error) = own {
        return Err((true, error));
    }
    match all.into_iter().enumerate().find_map(|(worker, message)| Some((worker, message?))) {
        Some((worker, message)) if worker != index => {
            Err((false, Error::new(Position::default(), ErrorKind::Record(format!("worker {worker}: {message}")))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Claim, Count, Event, Place};
    use crate::pipeline::Reading;

    /// Whatever a worker holds at a time, the answer is one.
    #[test]
    fn components_go_in_rounds() {
        let claims: Vec<Claim> = (0..800u64)
            .map(|n| {
                let event = n * n % 379;
                Claim {
                    id: format!("d{n}#0"),
                    doc: format!("d{n}"),
                    event: Event { kind: ["killed", "injured"][(event % 2) as usize].into(), ..Event::default() },
                    count: (n % 3 > 0).then(|| Count::exactly(10 + event % 40, "person")),
                    place: (n % 4 > 0).then(|| Place { name: format!("Ver{}hrad", event % 60), ..Place::default() }),
                    people: if n % 5 == 0 { vec![format!("Person {event}")] } else { Vec::new() },
                    published: Some(format!("2024-03-{:02}", 1 + event % 28).parse().unwrap()),
                    ..Claim::default()
                }
            })
            .collect();
        let corroborator = Corroborator::default();
        let expected = corroborator.conclude(Reading::of_claims(claims.clone())).corroborations().to_vec();
        let folder = std::env::temp_dir().join(format!("corroborate-rounds-{}", std::process::id()));
        for (workers, round) in [(1, 200), (3, 90)] {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            let file = folder.join("claims.jsonl");
            fs::write(&file, claims.iter().map(|c| serde_json::to_string(c).unwrap() + "\n").collect::<String>()).unwrap();
            let mut job = Job::new(corroborator.clone(), folder.join("run")).claims([file]);
            job.round = round;
            let summary = job.run(&Workers::threads(workers)).unwrap();
            let shards: String = summary.shards.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
            let found: Vec<crate::Corroboration> = shards.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert!(found == expected, "{workers} workers, {round} claims a round");
            let left = fs::read_dir(folder.join("run")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
            assert_eq!(left.filter(|name| name.starts_with("scratch")).count(), 0);
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
