//! What stands behind a claim: `check "12 soldiers, Kharkiv, July 18" articles/`.

mod cli;
#[path = "cli/articles.rs"]
mod articles;
#[path = "cli/progress.rs"]
mod progress;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use articles::Articles;
use cli::{Choice, Failure, Tables};
use lexopt::{Arg, Parser, ValueExt};

const HELP: &str = "\
Who stands behind a claim: its independent sources, what was merged and why, who denies it, and the passages.

usage: check CLAIM [options] [FILE or FOLDER or -]...

CLAIM is shorthand: what, where, when in any order, any of them missing, such as \"12 soldiers, Kharkiv, July 18\" or
\"killed, Patras\". Without a file it reads the invented articles that come with the crate. Where nothing supports the
claim, the nearest ones are shown with what differs.

  --top N          show N answers at most
  --columns MAP    under which names the fields come: id=uuid,text=body,published=date
  --encoding NAME  that of all files, such as windows-1251; without it, it is recognized
  --keep-going     records that cannot be read are named all the same, and are no failure
  --threads N      threads that read articles; all cores by default
  --lexicon FILE   more words: a table like triggers.tsv, nouns.tsv, vague.tsv, holidays.tsv or formations.tsv of
                   src/lexicon/data; may be repeated
  --outlets FILE   more outlets: a table like src/lexicon/data/outlets.tsv; may be repeated
  --places FILE    more places: GeoNames files as they are, or a table with a header line; may be repeated
  --decisions FILE claims judged to be of one event or not: a table with verdict, a, b; see cluster::Decisions
  --weights FILE   how much each way of agreeing weighs: a table with level, m, u; see cluster::Weights
  --threshold BITS mean weight above which claims are of one event: 0 by default, higher for precision
  -h, --help       this text

exit codes: 0 found, 1 not found, 2 wrong usage, 3 some input could not be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("check", HELP, check)
}

fn check(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut articles, mut tables) = (Articles::default(), Tables::default());
    let (mut claim, mut top) = (None, usize::MAX);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(text) if claim.is_none() => claim = Some(text.string()?),
            Arg::Value(path) => articles.paths.push(path.into()),
            Arg::Long("top") => top = cli::number(&parser.value()?)?,
            Arg::Long("columns") => articles.columns(&parser.value()?.string()?)?,
            Arg::Long("encoding") => articles.encoding(&parser.value()?.string()?)?,
            Arg::Long("keep-going") => articles.keep_going = true,
            other => {
                let choice = Choice::of(other)?;
                tables.set(choice, parser.value()?)?;
            }
        }
    }
    let claim = claim.ok_or_else(|| Failure::Usage("which claim? for example \"12 soldiers, Kharkiv, July 18\"".into()))?;

    let corroborator = tables.corroborator()?;
    // A question that says nothing is found out before thousands of articles are read.
    corroborator.parse(&claim, None).map_err(|e| Failure::Usage(e.to_string()))?;
    let report = articles.read(|documents, progress| corroborator.corroborate_stream(documents, |read| progress.add(read)))?;

    let answer = report.check(&claim)?;
    let mut out = BufWriter::new(io::stdout().lock());
    write!(out, "{}", answer.reply().width(articles::width()).colour(articles::colour()).top(top))?;
    out.flush()?;
    Ok(articles.code(if answer.found.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS }))
}
