//! Why two claims are held to be of one event, or what holds a corroboration together.

#[path = "cli/articles.rs"]
mod articles;
mod cli;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use articles::{Articles, Choice};
use cli::Failure;
use corroborate::cluster::Link;
use corroborate::{Claim, Document, Evidence, Report, Span};
use lexopt::{Arg, Parser, ValueExt};

const HELP: &str = "\
Why two claims are held to be of one event or not: the parts of the weight. Or what holds the claims of a corroboration
together, and why their sources were merged.

usage: explain CLAIM CLAIM [options] [FILE or FOLDER or -]...
       explain CORROBORATION [options] [FILE or FOLDER or -]...

Ids are those of `corroborate --json` and `stage normalize`, such as conflict-1#0; a corroboration has the least of its
claims' ids. Without a file it reads the invented articles that come with the crate.

  --graph FORMAT   of a corroboration: who has it from whom, as text, json, or dot for Graphviz

exit codes: 0 explained, 1 no such id, 2 wrong usage, 3 some input could not be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("explain", &[HELP, articles::HELP, articles::TABLES], explain)
}

fn explain(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut articles, mut ids, mut graph) = (Articles::default(), Vec::new(), None);
    while let Some(arg) = parser.next()? {
        match arg {
            // Claim ids have a number behind the last #, files hardly ever.
            Arg::Value(value) if ids.len() < 2 && articles.paths.is_empty() && is_id(&value.to_string_lossy()) => {
                ids.push(value.string()?);
            }
            Arg::Long("graph") => graph = Some(format_of(&parser.value()?.string()?)?),
            other => {
                let choice = Choice::of(other)?;
                articles.set(choice, &mut parser)?;
            }
        }
    }
    if ids.is_empty() {
        return Err(Failure::Usage("which claims? one or two ids such as conflict-1#0".into()));
    }

    let corroborator = articles.corroborator()?;
    // Of the articles only those that the ids name are kept, to show their text.
    let docs: Vec<&str> = ids.iter().filter_map(|id| Some(id.rsplit_once('#')?.0)).collect();
    let mut texts: BTreeMap<String, Document> = BTreeMap::new();
    let report = articles.report(&corroborator, |article| {
        if docs.contains(&article.id.as_str()) {
            texts.insert(article.id.clone(), article.clone());
        }
    })?;

    let mut out = BufWriter::new(io::stdout().lock());
    let found = match ids.as_slice() {
        [a, b] => pair(&report, &texts, a, b, &mut out)?,
        _ => whole(&report, &ids[0], graph, &mut out)?,
    };
    out.flush()?;
    if let Err(missing) = found {
        eprintln!("explain: {missing:?} is the id of nothing in these articles; `corroborate --json` shows the ids");
        return Ok(articles.code(ExitCode::from(1)));
    }
    Ok(articles.code(ExitCode::SUCCESS))
}

/// How a graph is written.
#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
    Dot,
}

fn format_of(name: &str) -> Result<Format, Failure> {
    match name {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "dot" => Ok(Format::Dot),
        other => Err(Failure::Usage(format!("{other:?} is no format of a graph: text, json or dot"))),
    }
}

fn is_id(value: &str) -> bool {
    value.rsplit_once('#').is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What was asked for, or the id that nothing bears.
type Found<'a> = Result<(), &'a str>;

fn pair<'a>(
    report: &Report,
    texts: &BTreeMap<String, Document>,
    a: &'a str,
    b: &'a str,
    out: &mut impl Write,
) -> io::Result<Found<'a>> {
    let (Some(first), Some(second)) = (report.claim(a), report.claim(b)) else {
        return Ok(Err(if report.claim(a).is_none() { a } else { b }));
    };
    for claim in [first, second] {
        writeln!(out, "{}  {claim}", claim.id)?;
        if let Some(document) = texts.get(&claim.doc) {
            passage(claim, document, out)?;
        }
        writeln!(out)?;
    }
    if let Some(link) = report.explain(a, b) {
        waterfall(&link, out)?;
    }
    let home = |id: &str| {
        report.corroborations().iter().find(|c| {
            let against = c.against.iter().flat_map(|a| &a.claims);
            c.claims.iter().chain(against).any(|claim| claim == id)
        })
    };
    let (Some(x), Some(y)) = (home(a), home(b)) else { return Ok(Ok(())) };
    if x.id != y.id {
        writeln!(out, "\nThey are in two corroborations: {} and {}.", x.id, y.id)?;
        return Ok(Ok(()));
    }
    writeln!(out, "\nThey are in one corroboration: {}.", x.id)?;
    let merges = x.merges.iter().filter(|m| [(a, b), (b, a)].contains(&(m.a.as_str(), m.b.as_str())));
    for merge in merges {
        writeln!(out, "{} one source, {}: {}", word(&merge.level), word(&merge.reason), merge.note)?;
    }
    Ok(Ok(()))
}

fn whole<'a>(report: &Report, id: &'a str, graph: Option<Format>, out: &mut impl Write) -> io::Result<Found<'a>> {
    let holds = |c: &&corroborate::Corroboration| {
        c.id == id || c.claims.iter().chain(c.against.iter().flat_map(|a| &a.claims)).any(|claim| claim == id)
    };
    let Some(corroboration) = report.corroborations().iter().find(holds) else { return Ok(Err(id)) };
    if let Some(format) = graph {
        let graph = report.provenance(corroboration);
        match format {
            Format::Text => write!(out, "{graph}")?,
            Format::Json => writeln!(out, "{}", serde_json::to_string(&graph)?)?,
            Format::Dot => write!(out, "{}", graph.dot())?,
        }
        return Ok(Ok(()));
    }
    writeln!(out, "  lower  best upper  independent sources")?;
    write!(out, "{}", report.detail(corroboration).width(articles::width()).passages(true))?;
    writeln!(
        out,
        "\nConfidence in the count: {}. On the Admiralty scale of credibility: {}.",
        corroboration.confidence(),
        corroboration.credibility()
    )?;
    if !corroboration.merges.is_empty() {
        writeln!(out, "\nWhy sources count as one")?;
    }
    for merge in &corroboration.merges {
        writeln!(out, "  {:<8}  {} = {}  {}: {}", word(&merge.level), merge.a, merge.b, word(&merge.reason), merge.note)?;
    }
    let ties = report.ties(corroboration);
    if !ties.is_empty() {
        writeln!(out, "\nWhat holds the claims together, the weakest first, in bits")?;
    }
    for link in ties {
        let parts: Vec<String> = link.parts.each().map(|(name, bits)| format!("{name} {bits:+.1}")).collect();
        writeln!(out, "  {:>+6.1}  {} and {}  ({})", link.weight, link.a, link.b, parts.join(", "))?;
    }
    Ok(Ok(()))
}

/// Bars that begin where the one before ends.
fn waterfall(link: &Link, out: &mut impl Write) -> io::Result<()> {
    const COLUMNS: f64 = 56.0;
    let parts: Vec<(&str, f64)> = link.parts.each().collect();
    let mut at = 0.0;
    let mut steps: Vec<(&str, f64, f64)> = Vec::new();
    for (name, bits) in parts {
        steps.push((name, at, at + bits));
        at += bits;
    }
    // Where weights are bounded the sum of the parts may lie beyond the weight.
    steps.push(("weight", 0.0, link.weight));
    let ends = steps.iter().flat_map(|(_, from, to)| [*from, *to]);
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), x| (low.min(x), high.max(x)));
    let scale = if high > low { COLUMNS / (high - low) } else { 0.0 };
    let column = |x: f64| ((x - low) * scale).round() as usize;
    writeln!(out, "Evidence for (+) and against (-) one event, in bits: log2 of the odds")?;
    for (name, from, to) in &steps {
        let (left, right) = (column(from.min(*to)), column(from.max(*to)));
        let mut bar = vec![' '; COLUMNS as usize + 1];
        bar[column(0.0)] = '|';
        bar[left..right].fill(if to >= from { '+' } else { '-' });
        if *name == "weight" {
            bar[left..right].fill('=');
        }
        let bar: String = bar.into_iter().collect();
        writeln!(out, "  {name:<8} {:>+6.1}  {}", to - from, bar.trim_end())?;
    }
    let odds = 2f64.powf(link.weight.abs()).round();
    let (more, less) = if link.weight >= 0.0 { ("one event", "two") } else { ("two events", "one") };
    writeln!(out, "Odds of {odds} to 1 that they are of {more} rather than of {less}.")
}

/// The passage with what each field was read from marked below its lines, then the evidence outside of it.
fn passage(claim: &Claim, document: &Document, out: &mut impl Write) -> io::Result<()> {
    let text = document.field(claim.field);
    let inside = |e: &Evidence| e.field.is_none() && claim.span().contains(e.span);
    let mut marks: Vec<(&str, Span)> =
        claim.evidence.iter().filter(|(_, e)| inside(e)).map(|(name, e)| (name.as_str(), e.span)).collect();
    marks.sort_by_key(|(_, span)| (span.start, span.end));
    let mut at = claim.start;
    let width = articles::width() - 4;
    while at < claim.end {
        let end = line_end(text, at, claim.end, width);
        writeln!(out, "    {}", Span::new(at, end).slice(text).replace(char::is_control, " ").trim_end())?;
        for row in rows(text, Span::new(at, end), &marks) {
            writeln!(out, "    {}", row.trim_end())?;
        }
        at = end;
    }
    for (name, evidence) in claim.evidence.iter().filter(|(_, e)| !inside(e)) {
        let field = evidence.field.unwrap_or(claim.field);
        let source = document.field(field);
        let from = if field.is_text() { "text" } else { "title" };
        writeln!(out, "    {name} from the {from}: “{}”", evidence.span.slice(source))?;
    }
    Ok(())
}

/// Where a line of so many columns ends: behind the last space that fits, else wherever it is full.
fn line_end(text: &str, start: usize, end: usize, width: usize) -> usize {
    let (mut columns, mut fits) = (0, None);
    for (i, c) in Span::new(start, end).slice(text).char_indices() {
        columns += unicode_width::UnicodeWidthChar::width(c).unwrap_or(1);
        if columns > width {
            return fits.unwrap_or(start + i.max(c.len_utf8()));
        }
        if c.is_whitespace() {
            fits = Some(start + i + c.len_utf8());
        }
    }
    end
}

/// Lines of marks below a line of text; those that would touch go one below the other.
fn rows(text: &str, line: Span, marks: &[(&str, Span)]) -> Vec<String> {
    let columns = |span: Span| unicode_width::UnicodeWidthStr::width(span.slice(text));
    let mut rows: Vec<String> = Vec::new();
    for (name, mark) in marks.iter().filter(|(_, mark)| mark.overlaps(line)) {
        let (from, to) = (mark.start.max(line.start), mark.end.min(line.end));
        let (before, long) = (columns(Span::new(line.start, from)), columns(Span::new(from, to)));
        // A mark that goes on in the next line is named there.
        let name = if mark.end > line.end { "" } else { name };
        let mark = format!("{} {name}", "~".repeat(long.max(1)));
        match rows.iter_mut().find(|row| row.is_empty() || row.len() < before) {
            Some(row) => *row += &format!("{}{mark}", " ".repeat(before - row.len())),
            None => rows.push(format!("{}{mark}", " ".repeat(before))),
        }
    }
    rows
}

/// A level or a reason in the word that its JSON form has.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).map_or(String::new(), |json| json.trim_matches('"').replace('_', " "))
}
