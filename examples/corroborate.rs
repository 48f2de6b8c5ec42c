//! The whole way: articles in, claims ranked by independent sources out.

mod cli;
#[path = "cli/articles.rs"]
mod articles;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use articles::{Articles, Progress};
use cli::{Choice, Failure, Tables};
use lexopt::{Arg, Parser, ValueExt};

const HELP: &str = "\
Claims of news articles, ranked by how many independent sources stand behind each.

usage: corroborate [options] [FILE or FOLDER or -]...

Without a file it reads the invented articles that come with the crate. Files are JSON Lines, JSON, CSV, TSV or plain
text; - is JSON on standard input. Each article needs an id and a text; publisher and published make the answer better.

  --claim CLAIM    what stands behind this claim, such as \"12 soldiers, Kharkiv, July 18\"
  --top N          show N claims at most
  --json           one corroboration a line as JSON instead of the table
  --keep-going     name records that cannot be read and go on
  --threads N      threads that read articles; all cores by default
  --lexicon FILE   more words: a table like src/lexicon/data/triggers.tsv, nouns.tsv or vague.tsv; may be repeated
  --outlets FILE   more outlets: a table like src/lexicon/data/outlets.tsv; may be repeated
  --places FILE    more places: GeoNames files as they are, or a table with a header line; may be repeated
  --decisions FILE claims judged to be of one event or not: a table with verdict, a, b; see cluster::Decisions
  --weights FILE   how much each way of agreeing weighs: a table with level, m, u; see cluster::Weights
  --threshold BITS mean weight above which claims are of one event: 0 by default, higher for precision
  -h, --help       this text

exit codes: 0 done, 1 --claim was not found, 2 wrong usage, 3 input that cannot be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("corroborate", HELP, corroborate)
}

fn corroborate(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut articles, mut tables) = (Articles::default(), Tables::default());
    let (mut json, mut top, mut claim) = (false, usize::MAX, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(path) => articles.paths.push(path.into()),
            Arg::Long("json") => json = true,
            Arg::Long("top") => top = cli::number(&parser.value()?)?,
            Arg::Long("claim") => claim = Some(parser.value()?.string()?),
            Arg::Long("keep-going") => articles.keep_going = true,
            other => {
                let choice = Choice::of(other)?;
                tables.set(choice, parser.value()?)?;
            }
        }
    }

    let corroborator = tables.corroborator()?;
    let progress = Progress::new();
    let report = articles.read(|documents| corroborator.corroborate_stream(documents, |n| progress.at(n)))?;
    progress.done();

    let mut out = BufWriter::new(io::stdout().lock());
    let found = match &claim {
        Some(claim) => {
            let answer = report.check(claim).map_err(|e| Failure::Usage(e.to_string()))?;
            if json {
                for corroboration in answer.found.iter().take(top) {
                    serde_json::to_writer(&mut out, corroboration)?;
                    out.write_all(b"\n")?;
                }
            } else {
                write!(out, "{}", answer.reply().width(articles::width()).top(top))?;
            }
            !answer.found.is_empty()
        }
        None if json => {
            for corroboration in report.corroborations().iter().take(top) {
                serde_json::to_writer(&mut out, corroboration)?;
                out.write_all(b"\n")?;
            }
            true
        }
        None => {
            write!(out, "{}", report.table().width(articles::width()).top(top))?;
            true
        }
    };
    out.flush()?;
    Ok(if found { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
