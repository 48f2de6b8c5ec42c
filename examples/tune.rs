//! Weights learned from one's own claims: `stage normalize < news.jsonl | tune - > weights.tsv`.

mod cli;
#[path = "cli/tables.rs"]
mod tables;

use std::fs;
use std::io::{self, BufReader, Write};
use std::process::ExitCode;

use cli::Failure;
use corroborate::cluster::Decisions;
use corroborate::{Claim, read};
use lexopt::{Arg, Parser, ValueExt};
use tables::{Choice, Tables};

const HELP: &str = "\
How much each way of agreeing weighs, learned from claims: a table for --weights of the other programs.

usage: tune [options] FILE or -

The claims are JSON Lines, as `stage normalize` writes them; - is standard input. Without --labels nobody needs to have
judged anything: expectation maximization finds which pairs are of one event and what they agree in. What was learned from,
and what each level weighed before and weighs now, stands in the head of the table. A few thousand claims are needed.

  --labels FILE    claims judged to be of one event or not: learn from these pairs; a table with verdict, a, b
  --blocking       instead of learning, show which pairs are compared, under which keys, and which are not and why
  --keep-going     name lines that are no claim, and go on
  --threads N      threads; all cores by default

exit codes: 0 done, 2 wrong usage, 3 input that cannot be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("tune", &[HELP, tables::HELP], tune)
}

fn tune(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut path, mut labels, mut tables) = (None, None, Tables::default());
    let (mut blocking, mut keep_going) = (false, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(value) if path.is_none() => path = Some(value.string()?),
            Arg::Long("labels") => labels = Some(parser.value()?.string()?),
            Arg::Long("blocking") => blocking = true,
            Arg::Long("keep-going") => keep_going = true,
            other => {
                let choice = Choice::of(other)?;
                tables.set(choice, parser.value()?)?;
            }
        }
    }
    let path = path.ok_or_else(|| Failure::Usage("which claims? a file, or - for standard input".into()))?;
    let labels = labels.map(|path| cli::table(path.as_ref(), Decisions::parse)).transpose()?;
    let corroborator = tables.corroborator()?;

    let mut claims: Vec<Claim> = Vec::new();
    let lines: Box<dyn Iterator<Item = _>> = if path == "-" {
        Box::new(read::claims_from_reader(io::stdin().lock(), ""))
    } else {
        let file = fs::File::open(&path).map_err(|e| Failure::Input(format!("{path}: cannot be read: {e}; check the path")))?;
        Box::new(read::claims_from_reader(BufReader::new(file), path.as_str()))
    };
    for claim in lines {
        match claim {
            Ok(claim) => claims.push(claim),
            Err(error) if keep_going => eprintln!("{error}"),
            Err(error) => return Err(error.into()),
        }
    }
    let clusterer = corroborator.clusterer();
    let mut out = io::stdout().lock();
    match labels {
        _ if blocking => write!(out, "{}", clusterer.blocking(&claims))?,
        Some(labels) => write!(out, "{}", clusterer.fit(&claims, &labels))?,
        None => write!(out, "{}", clusterer.estimate(&claims))?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
