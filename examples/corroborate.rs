//! The whole way: articles in, claims ranked by independent sources out.

#[path = "cli/articles.rs"]
mod articles;
mod cli;
#[path = "cli/format.rs"]
mod format;
#[path = "cli/output.rs"]
mod output;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use articles::{Articles, Choice};
use cli::Failure;
use corroborate::{Corroboration, Report};
use format::Format;
use lexopt::{Arg, Parser, ValueExt};

const HELP: &str = "\
Claims of news articles, ranked by how many independent sources stand behind each.

usage: corroborate [options] [FILE or FOLDER or -]...

Without a file it reads the invented articles that come with the crate. Files are JSON Lines, JSON, CSV, TSV, text,
Markdown or saved web pages (these with the feature html), packed with gzip or not; - is JSON on standard input. Each
article needs an id and a text; publisher and published make the answer better. What cannot be read is named.

  --claim CLAIM    what stands behind this claim, such as \"12 soldiers, Kharkiv, July 18\"
  --top N          show N claims at most
  --html FILE      write a page for a browser: one file that needs no network
  --format FORMAT  table (the default), json, jsonl, csv, html, geojson, graphml, dot; or csv in the columns of
                   ucdp, acled, gdelt
  --json           the same as --format jsonl: one corroboration a line
  -o, --output FILE  write there instead of to standard output: the whole of it, or nothing where the work is cut short

exit codes: 0 done, 1 --claim was not found, 2 wrong usage, 3 some input could not be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("corroborate", &[HELP, articles::HELP, articles::TABLES], corroborate)
}

fn corroborate(mut parser: Parser) -> Result<ExitCode, Failure> {
    let mut articles = Articles::default();
    let (mut format, mut top, mut claim) = (Format::Table, usize::MAX, None);
    let (mut html, mut output) = (None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("format") => format = Format::of(&parser.value()?.string()?)?,
            Arg::Long("json") => format = Format::Jsonl,
            Arg::Long("html") => html = Some(PathBuf::from(parser.value()?)),
            Arg::Long("output") | Arg::Short('o') => output = Some(PathBuf::from(parser.value()?)),
            Arg::Long("top") => top = cli::number(&parser.value()?)?,
            Arg::Long("claim") => claim = Some(parser.value()?.string()?),
            other => {
                let choice = Choice::of(other)?;
                articles.set(choice, &mut parser)?;
            }
        }
    }
    if claim.is_some() && (format == Format::Html || html.is_some()) {
        return Err(Failure::Usage("the page shows a whole report, not the answer to --claim".into()));
    }

    let corroborator = articles.corroborator()?;
    let report = articles.report(&corroborator, |_| {})?;
    if let Some(path) = &html {
        output::write(path, page(&report, &articles, top)?.as_bytes())?;
    }

    let mut out = Vec::new();
    let found = match &claim {
        Some(claim) => {
            let answer = report.check(claim).map_err(|e| Failure::Usage(e.to_string()))?;
            if format == Format::Table {
                write!(out, "{}", answer.reply().width(articles::width()).colour(articles::colour()).top(top))?;
            }
            let shown: Vec<&Corroboration> = answer.found.iter().copied().take(top).collect();
            format.write(&report, &shown, &mut out)?;
            !answer.found.is_empty()
        }
        None => {
            match format {
                // The page was asked for by itself.
                Format::Table if html.is_some() => {}
                Format::Table => write!(out, "{}", report.table().width(articles::width()).colour(articles::colour()).top(top))?,
                Format::Html => out.write_all(page(&report, &articles, top)?.as_bytes())?,
                _ => {
                    let shown: Vec<&Corroboration> = report.corroborations().iter().take(top).collect();
                    format.write(&report, &shown, &mut out)?;
                }
            }
            true
        }
    };
    match output {
        Some(path) => output::write(&path, &out)?,
        None => io::stdout().lock().write_all(&out)?,
    }
    Ok(articles.code(if found { ExitCode::SUCCESS } else { ExitCode::from(1) }))
}

/// The report as a page. The words around its passages come from the articles, which are read again rather than kept; standard input cannot be.
fn page(report: &Report, articles: &Articles, top: usize) -> Result<String, Failure> {
    let page = report.html().top(top);
    // What cannot be read was told the first time.
    let page = if articles.rereadable() { articles.again(|documents| page.articles(documents))? } else { page };
    Ok(page.to_string())
}
