//! One stage of the way as a filter of JSON Lines: `stage normalize < documents.jsonl > claims.jsonl`.

mod cli;
#[path = "cli/parts.rs"]
mod parts;
#[path = "cli/tables.rs"]
mod tables;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::thread;

use cli::{Failure, number};
use corroborate::read::{self, Format};
use corroborate::{Claim, Document, Error, Homes};
use lexopt::{Arg, Parser, ValueExt};
use parts::Whole;
use serde::Serialize;
use tables::{Choice, Tables};

const HELP: &str = "\
One stage of the way as a filter of JSON Lines.

usage: stage STAGE [options] < in.jsonl > out.jsonl

  STAGE         in         out
  mentions      documents  what the recognizers found
  places        documents  places with the other places of their names, and what speaks for each
  homes         documents  where publishers are at home, for --homes
  normalize     documents  claims
  keys          claims     the blocking keys of each claim
  link          claims     scored pairs of claims
  cluster       claims     the claims of each event
  quality       claims     how well each event holds together: its weakest cut, and whether other thresholds keep it
  count         claims     corroborations, without the comparison of texts
  corroborate   documents  corroborations

mentions, places, normalize and keys answer in the order of the input and in constant memory. count and corroborate are ordered
by their independent sources, link, cluster and quality by ids.

For engines that link and count in parts; examples/spark/pipes.sh is the way through them. KEY is a part, a component, a cluster: whatever has one key
has to come to one process. What is known of the whole corpus comes in files: each concatenated from what the parts wrote, or merged.

  read          documents  readings: the claims of an article, and the hashed shingles of its text
  copies        readings   copied claims, each with its original; all readings at once
  bare          readings   the claims that are clustered, without what clustering does not read; --copies
  statistics    claims     sums: how common values are; an article must be in one part
  share         claims     KEY and claim, for each part that compares it; --parts, --sums
  crowded       KEY claim  sums: keys under which there are too many claims to compare all; --parts, --sums
  pairs         KEY claim  scored pairs; equal lines count once; --parts, --sums
  evidence      pairs      sums: the evidence of all pairs, of which the prior is estimated
  sum           sums       their sum
  forest        pairs      sets of claims that hang together; --sums, those of the evidence among them
  merge         sets       sets
  label         claims and pairs  KEY and record, for pairs within one set; --sets
  partition     KEY record clusters; --sums
  place         readings   KEY and claim, for the cluster of each; --sets, --copies
  sources       KEY claim  corroborations
  order         corroborations    the same, in order; all at once

  --keep-going     name lines that are no record, and go on
  --threads N      threads; all cores by default
  --parts N        among how many parts claims are shared
  --sums FILE      sums of the whole corpus; may be repeated
  --sets FILE      sets of claims, or clusters
  --copies FILE    copied claims

exit codes: 0 done, 2 wrong usage, 3 input that cannot be read, 70 internal failure
";

/// Records that a thread works on at a time, and the bytes of text in them at most, so that long articles fill no memory.
const BATCH: usize = 128;
const BATCH_BYTES: usize = 4 << 20;

fn main() -> ExitCode {
    cli::run("stage", &[HELP, tables::HELP], stage)
}

fn stage(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut stage, mut keep_going, mut tables, mut whole) = (None, false, Tables::default(), Whole::default());
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(name) if stage.is_none() => stage = Some(name.string()?),
            Arg::Long("keep-going") => keep_going = true,
            Arg::Long("parts") => whole.parts = number(&parser.value()?)?,
            Arg::Long("sums") => whole.sums.push(parser.value()?.into()),
            Arg::Long("sets") => whole.sets = Some(parser.value()?.into()),
            Arg::Long("copies") => whole.copies = Some(parser.value()?.into()),
            other => {
                let choice = Choice::of(other)?;
                tables.set(choice, parser.value()?)?;
            }
        }
    }
    let stage = stage.ok_or_else(|| Failure::Usage("which stage?".into()))?;

    let corroborator = tables.corroborator()?;
    let threads = tables.threads.or_else(|| thread::available_parallelism().ok().map(Into::into)).unwrap_or(1);
    let documents = || Input::new(read::from_reader(io::stdin().lock(), Format::JsonLines, ""), keep_going);
    let claims = || Input::new(read::claims_from_reader(io::stdin().lock(), ""), keep_going);
    let out = &mut BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match stage.as_str() {
        "mentions" => filter(documents(), out, threads, |d: &Document, lines| lines.all(corroborator.mentions(d)))?,
        "places" => filter(documents(), out, threads, |d: &Document, lines| lines.all(corroborator.resolutions(d)))?,
        "homes" => documents().whole(out, |documents| {
            let mut homes = Homes::default();
            documents.for_each(|d| homes.add(&d, &corroborator.mentions(&d)));
            vec![homes]
        })?,
        "normalize" => filter(documents(), out, threads, |d: &Document, lines| lines.all(corroborator.normalize(d)))?,
        "read" => filter(documents(), out, threads, |d: &Document, lines| lines.all([corroborator.read(d)]))?,
        "keys" => filter(claims(), out, threads, |claim: &Claim, lines| {
            lines.all([Keys { claim: &claim.id, keys: corroborator.keys(claim) }])
        })?,
        "link" => claims().whole(out, |claims| corroborator.links(claims))?,
        "cluster" => claims().whole(out, |claims| corroborator.cluster(claims))?,
        "quality" => claims().whole(out, |claims| corroborator.clusterer().quality(claims))?,
        "count" => claims().whole(out, |claims| corroborator.count(&claims.collect::<Vec<_>>()))?,
        "corroborate" => {
            documents().whole(out, |documents| corroborator.corroborate_stream(documents, |_| {}).corroborations().to_vec())?
        }
        other if parts::run(other, &corroborator, &whole, out)? => {}
        other => return Err(Failure::Usage(format!("{other:?} is no stage"))),
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The keys of one claim.
#[derive(Serialize)]
struct Keys<'c, K> {
    claim: &'c str,
    keys: K,
}

/// Records of standard input. The first that cannot be read ends them, or all of those are named and counted.
struct Input<R> {
    records: R,
    keep_going: bool,
    bad: usize,
    fault: Option<Error>,
}

impl<T, R: Iterator<Item = Result<T, Error>>> Iterator for Input<R> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.fault.is_some() {
            return None;
        }
        loop {
            match self.records.next()? {
                Ok(record) => return Some(record),
                Err(error) if self.keep_going => {
                    eprintln!("{error}");
                    self.bad += 1;
                }
                Err(error) => {
                    self.fault = Some(error);
                    return None;
                }
            }
        }
    }
}

impl<T, R: Iterator<Item = Result<T, Error>>> Input<R> {
    fn new(records: R, keep_going: bool) -> Self {
        Input { records, keep_going, bad: 0, fault: None }
    }

    /// A stage that needs all records before it can answer.
    fn whole<A: Serialize>(mut self, out: &mut impl Write, stage: impl FnOnce(&mut Self) -> Vec<A>) -> Result<(), Failure> {
        let answer = stage(&mut self);
        self.end()?;
        for record in answer {
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Whether all that was read is good.
    fn end(self) -> Result<(), Failure> {
        if self.bad > 0 {
            eprintln!("stage: {} {} skipped", self.bad, if self.bad == 1 { "line" } else { "lines" });
        }
        match self.fault {
            None => Ok(()),
            Some(error) => Err(Failure::Input(format!("{error}\n--keep-going skips what cannot be read"))),
        }
    }
}

/// What is written for a record: lines of JSON.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    fault: Option<serde_json::Error>,
}

impl Lines {
    fn all<A: Serialize>(&mut self, records: impl IntoIterator<Item = A>) {
        for record in records {
            if let Err(error) = serde_json::to_writer(&mut self.bytes, &record) {
                self.fault = Some(error);
            }
            self.bytes.push(b'\n');
        }
    }
}

/// How much of a batch a record fills.
trait Size {
    fn size(&self) -> usize;
}

impl Size for Document {
    fn size(&self) -> usize {
        self.text.len()
    }
}

impl Size for Claim {
    fn size(&self) -> usize {
        self.text.len()
    }
}

/// A stage that answers record by record: threads take shares of a batch, answers go out in the order of the input.
fn filter<T, R>(
    mut input: Input<R>,
    out: &mut impl Write,
    threads: usize,
    stage: impl Fn(&T, &mut Lines) + Sync,
) -> Result<(), Failure>
where
    T: Size + Sync,
    R: Iterator<Item = Result<T, Error>>,
{
    let mut batch = Vec::with_capacity(BATCH * threads);
    loop {
        let mut bytes = 0;
        while batch.len() < BATCH * threads && bytes < BATCH_BYTES * threads {
            let Some(record) = input.next() else { break };
            bytes += record.size();
            batch.push(record);
        }
        if batch.is_empty() {
            return input.end();
        }
        let work = |share: &[T]| {
            let mut lines = Lines::default();
            share.iter().for_each(|record| stage(record, &mut lines));
            lines
        };
        let shares = batch.chunks(batch.len().div_ceil(threads));
        let answers: Vec<Lines> = if threads == 1 {
            shares.map(work).collect()
        } else {
            thread::scope(|scope| {
                let running: Vec<_> = shares.map(|share| scope.spawn(move || work(share))).collect();
                running.into_iter().map(|thread| thread.join()).collect::<Result<_, _>>()
            })
            .map_err(|_| Failure::Internal("a thread failed; this is a fault of the program".into()))?
        };
        for lines in answers {
            out.write_all(&lines.bytes)?;
            if let Some(error) = lines.fault {
                return Err(error.into());
            }
        }
        batch.clear();
    }
}
