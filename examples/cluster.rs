//! The whole way on many workers: `cluster -w 4 --folder run/ news-*.jsonl`.

mod cli;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/tables.rs"]
mod tables;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use cli::{Failure, number};
use corroborate::dataflow::{Held, Job, Workers};
use indicatif::{ProgressBar, ProgressStyle};
use lexopt::{Arg, Parser, ValueExt};
use tables::{Choice, Tables};

const HELP: &str = "\
The whole way on many workers: threads, processes, machines.

usage: cluster --folder DIR [options] [FILE …]

FILE … are articles, one shard each: JSON Lines, CSV, text, or folders. Worker k reads every file whose number is k modulo
the workers. DIR is a folder that all processes see: what is finished stands there, and a run that was broken off goes on
when it is started again. The answer is DIR/corroborations-*.jsonl: read one after another they are what `corroborate` and
`stage corroborate` give, byte for byte.

  --folder DIR     where finished stages are kept
  --claims FILE    claims of any extractor, as JSON Lines; may be repeated
  -w NUM           threads of each process; 1 by default
  -n NUM           processes; 1 by default
  -p NUM           the number of this process, from 0
  -h FILE          a text file with host:port of each process, a line each; localhost from port 2101 on by default

Every process is started with the same arguments but -p.
exit codes: 0 done, 2 wrong usage, 3 input that cannot be read or another worker that failed, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("cluster", &[HELP, tables::HELP], cluster)
}

fn cluster(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut folder, mut documents, mut claims) = (None, Vec::<PathBuf>::new(), Vec::<PathBuf>::new());
    let (mut threads, mut processes, mut process, mut hosts) = (1, 1, 0, None::<PathBuf>);
    let mut tables = Tables::default();
    let mut label: Vec<String> = Vec::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(path) => documents.push(path.into()),
            Arg::Long("folder") => folder = Some(parser.value()?),
            Arg::Long("claims") => claims.push(parser.value()?.into()),
            Arg::Short('w') => threads = number(&parser.value()?)?,
            Arg::Short('n') => processes = number(&parser.value()?)?,
            Arg::Short('p') => process = parser.value()?.parse()?,
            Arg::Short('h') => hosts = Some(parser.value()?.into()),
            other => {
                let choice = Choice::of(other)?;
                let value = parser.value()?;
                label.push(format!("{choice:?} {}", value.to_string_lossy()));
                tables.set(choice, value)?;
            }
        }
    }
    let folder = folder.ok_or_else(|| Failure::Usage("--folder DIR: where are finished stages to be kept?".into()))?;
    if process >= processes {
        return Err(Failure::Usage(format!("-p {process}: processes are numbered from 0 to {}", processes - 1)));
    }
    if documents.is_empty() && claims.is_empty() {
        return Err(Failure::Usage("which FILE, or --claims FILE?".into()));
    }
    let workers = Workers { threads, process, hosts: addresses(hosts, processes)? };
    let job = Job::new(tables.corroborator()?, folder).documents(documents).claims(claims).label(label.join("\n"));
    let bar = progress(process);
    let begin = Instant::now();
    let told = bar.clone();
    let summary = job.on_progress(move |held| told.set_message(line(held))).run(&workers)?;
    bar.finish_and_clear();
    let out = &mut BufWriter::new(io::stdout().lock());
    writeln!(out, "{}", heading())?;
    for held in &summary.held {
        writeln!(out, "{}", row(held))?;
    }
    let wall = begin.elapsed().as_secs_f64();
    write!(out, "process {process}: {wall:.1} s")?;
    if let Some((cpu, peak)) = usage::cpu().zip(usage::peak()) {
        write!(out, ", {cpu:.1} s of processor time, {peak:.0} MB at most")?;
    }
    writeln!(out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// `host:port` of every process; none for a single one.
fn addresses(file: Option<PathBuf>, processes: usize) -> Result<Vec<String>, Failure> {
    if processes == 1 {
        return Ok(Vec::new());
    }
    let Some(path) = file else {
        return Ok((0..processes).map(|n| format!("localhost:{}", 2101 + n)).collect());
    };
    let text = cli::text(&path)?;
    let hosts: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(String::from).collect();
    if hosts.len() != processes {
        let message = format!("{} names {} hosts for {processes} processes (-n)", path.display(), hosts.len());
        return Err(Failure::Usage(message));
    }
    Ok(hosts)
}

/// A line on standard error that tells how far the first process is, where somebody looks on.
fn progress(process: usize) -> ProgressBar {
    if process != 0 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn line(held: &Held) -> String {
    format!("{}: worker {}, {} articles, {} claims, {} pairs", held.stage, held.worker, held.articles, held.claims, held.pairs)
}

fn heading() -> String {
    format!(
        "{:<16}{:>7}{:>10}{:>10}{:>10}{:>12}{:>10}{:>10}{:>14}",
        "stage", "worker", "articles", "claims", "compared", "pairs", "links", "clusters", "bytes sent"
    )
}

/// What a worker held in a stage.
fn row(held: &Held) -> String {
    let stage = format!("{:<16}{:>7}", held.stage, held.worker);
    if held.kept {
        return format!("{stage}  complete before");
    }
    let Held { articles, claims, compared_claims, pairs, links, clusters, sent, .. } = held;
    format!("{stage}{articles:>10}{claims:>10}{compared_claims:>10}{pairs:>12}{links:>10}{clusters:>10}{sent:>14}")
}
