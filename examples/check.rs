//! What stands behind a claim: `check "12 soldiers, Kharkiv, July 18" articles/`.

#[path = "cli/articles.rs"]
mod articles;
mod cli;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use articles::{Articles, Choice};
use cli::Failure;
use lexopt::{Arg, Parser, ValueExt};

const HELP: &str = "\
Who stands behind a claim: its independent sources, what was merged and why, who denies it, and the passages.

usage: check CLAIM [options] [FILE or FOLDER or -]...

CLAIM is shorthand: what, where, when in any order, any of them missing, such as \"12 soldiers, Kharkiv, July 18\" or
\"killed, Patras\". Without a file it reads the invented articles that come with the crate. Where nothing supports the
claim, the nearest ones are shown with what differs.

  --top N          show N answers at most

exit codes: 0 found, 1 not found, 2 wrong usage, 3 some input could not be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("check", &[HELP, articles::HELP, articles::TABLES], check)
}

fn check(mut parser: Parser) -> Result<ExitCode, Failure> {
    let mut articles = Articles::default();
    let (mut claim, mut top) = (None, usize::MAX);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(text) if claim.is_none() => claim = Some(text.string()?),
            Arg::Long("top") => top = cli::number(&parser.value()?)?,
            other => {
                let choice = Choice::of(other)?;
                articles.set(choice, &mut parser)?;
            }
        }
    }
    let claim = claim.ok_or_else(|| Failure::Usage("which claim? for example \"12 soldiers, Kharkiv, July 18\"".into()))?;

    let corroborator = articles.corroborator()?;
    // A question that says nothing is found out before thousands of articles are read.
    corroborator.parse(&claim, None).map_err(|e| Failure::Usage(e.to_string()))?;
    let report = articles.report(&corroborator, |_| {})?;

    let answer = report.check(&claim)?;
    let mut out = BufWriter::new(io::stdout().lock());
    write!(out, "{}", answer.reply().width(articles::width()).colour(articles::colour()).top(top))?;
    out.flush()?;
    Ok(articles.code(if answer.found.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS }))
}
