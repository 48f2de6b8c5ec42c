//! How near the events of a run are to your own gold: `evaluate gold.csv events.jsonl`.

#[allow(dead_code, reason = "no tables are brought here")]
#[path = "../cli/mod.rs"]
mod cli;
mod scores;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cli::Failure;
use lexopt::{Arg, Parser};
use scores::{Partition, scores};
use serde::Deserialize;

const HELP: &str = "\
How near clusters are to your own: B3, LEA, CEAF-e, MUC, their mean as in CoNLL, and pairs.

usage: evaluate GOLD SYSTEM [options]

Both files are either JSON Lines with \"claims\" (as `corroborate --json`, `stage cluster` and `stage corroborate` write) or a
table (.csv, .tsv) whose columns `item` and `cluster` say where each item belongs. Items of the gold that the system does
not have stand alone; items that the gold does not know are left out.

  --articles       cluster articles instead of claims: two are together where an event has claims of both
  --as-is          leave out nothing and add nothing, as the papers define the scores
  -h, --help       this text

exit codes: 0 done, 2 wrong usage, 3 input that cannot be read, 70 internal failure
";

fn main() -> ExitCode {
    cli::run("evaluate", &[HELP], evaluate)
}

fn evaluate(mut parser: Parser) -> Result<ExitCode, Failure> {
    let (mut files, mut articles, mut as_is) = (Vec::new(), false, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(path) => files.push(PathBuf::from(path)),
            Arg::Long("articles") => articles = true,
            Arg::Long("as-is") => as_is = true,
            Arg::Long("help") | Arg::Short('h') => return Err(Failure::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    let [gold, system] = files.as_slice() else {
        return Err(Failure::Usage("which two files? the gold first, then what is to be scored".into()));
    };
    let (gold, system) = (partition(gold, articles)?, partition(system, articles)?);
    let system = if as_is { system } else { system.of_the_items_of(&gold) };

    println!("gold    {} items in {} clusters", gold.items(), gold.len());
    println!("system  {} items in {} clusters\n", system.items(), system.len());
    println!("         precision  recall     F1");
    let (scores, conll) = scores(&gold, &system);
    for (name, score) in scores {
        println!("{name:8} {:9.4} {:7.4} {:6.4}", score.precision, score.recall, score.f1());
    }
    println!("CoNLL    {conll:24.4}");
    Ok(ExitCode::SUCCESS)
}

/// An event as the programs write it: more fields may be there.
#[derive(Deserialize)]
struct Event {
    claims: Vec<String>,
    #[serde(default)]
    against: Option<Against>,
}

#[derive(Deserialize)]
struct Against {
    claims: Vec<String>,
}

/// A row of a table.
#[derive(Deserialize)]
struct Row {
    item: String,
    cluster: String,
}

fn partition(path: &Path, articles: bool) -> Result<Partition, Failure> {
    let told = |line: usize, message: String| Failure::Input(format!("{}:{line}: {message}", path.display()));
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    let delimiter = if extension == "tsv" { b'\t' } else { b',' };
    let text = fs::read_to_string(path).map_err(|e| Failure::Input(format!("{}: cannot be read: {e}", path.display())))?;
    let mut clusters: Vec<(usize, Vec<String>)> = Vec::new();
    if extension == "csv" || extension == "tsv" {
        let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        for (n, row) in reader.deserialize::<Row>().enumerate() {
            let row = row.map_err(|e| told(n + 2, format!("{e}; the columns are `item` and `cluster`")))?;
            let at = *by_name.entry(row.cluster).or_insert_with(|| {
                clusters.push((n + 2, Vec::new()));
                clusters.len() - 1
            });
            clusters[at].1.push(row.item);
        }
    } else {
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let event: Event =
                serde_json::from_str(line).map_err(|e| told(n + 1, format!("no event with its \"claims\": {e}")))?;
            clusters.push((n + 1, event.claims.into_iter().chain(event.against.into_iter().flat_map(|a| a.claims)).collect()));
        }
    }
    let clusters = if articles { joined(clusters) } else { clusters };
    let mut partition = Partition::default();
    for (line, items) in clusters {
        partition.add(items).map_err(|twice| told(line, format!("{twice:?} stands in two clusters; an item has one")))?;
    }
    Ok(partition)
}

/// The articles of claims, where two that an event has in common are of one cluster.
fn joined(clusters: Vec<(usize, Vec<String>)>) -> Vec<(usize, Vec<String>)> {
    let mut joined: Vec<(usize, Vec<String>)> = Vec::new();
    let mut of: BTreeMap<String, usize> = BTreeMap::new();
    for (line, claims) in clusters {
        let docs: Vec<String> =
            claims.iter().map(|id| id.rsplit_once('#').map_or(id.as_str(), |(doc, _)| doc).to_owned()).collect();
        let mut met: Vec<usize> = docs.iter().filter_map(|doc| of.get(doc).copied()).collect();
        met.sort_unstable();
        met.dedup();
        let to = met.first().copied().unwrap_or(joined.len());
        if to == joined.len() {
            joined.push((line, Vec::new()));
        }
        let moved: Vec<String> = met.iter().skip(1).flat_map(|from| std::mem::take(&mut joined[*from].1)).collect();
        for doc in moved.into_iter().chain(docs) {
            if of.insert(doc.clone(), to) != Some(to) {
                joined[to].1.push(doc);
            }
        }
    }
    joined
}
