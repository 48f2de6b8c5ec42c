//! One stage of the way as a filter of JSON Lines: `stage normalize < documents.jsonl > claims.jsonl`.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use corroborate::read::{self, Format};
use corroborate::{Claim, Corroborator, Document};
use serde::Serialize;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("stage: {e}");
            ExitCode::from(3)
        }
    }
}

fn documents() -> impl Iterator<Item = Result<Document, corroborate::Error>> {
    read::from_reader(io::stdin().lock(), Format::JsonLines, "")
}

fn claims() -> Result<Vec<Claim>, corroborate::Error> {
    read::claims_from_reader(io::stdin().lock(), "").collect()
}

#[derive(Serialize)]
struct Keys {
    claim: String,
    keys: Vec<corroborate::cluster::Key>,
}

fn run() -> Result<(), Box<dyn Error>> {
    let stage = std::env::args().nth(1).unwrap_or_default();
    let corroborator = Corroborator::default();
    let mut out = BufWriter::new(io::stdout().lock());
    match stage.as_str() {
        "mentions" => {
            for document in documents() {
                write_all(&mut out, corroborator.mentions(&document?))?;
            }
        }
        "normalize" => {
            for document in documents() {
                write_all(&mut out, corroborator.normalize(&document?))?;
            }
        }
        "keys" => {
            for claim in read::claims_from_reader(io::stdin().lock(), "") {
                let claim = claim?;
                write_all(&mut out, [Keys { keys: corroborator.keys(&claim), claim: claim.id }])?;
            }
        }
        "link" => write_all(&mut out, corroborator.links(&claims()?))?,
        "cluster" => write_all(&mut out, corroborator.cluster(&claims()?))?,
        "count" => write_all(&mut out, corroborator.count(&claims()?))?,
        "corroborate" => {
            let documents = documents().collect::<Result<Vec<_>, _>>()?;
            write_all(&mut out, corroborator.corroborate(&documents).corroborations())?;
        }
        _ => return Err("the stages are mentions, normalize, keys, link, cluster, count, corroborate".into()),
    }
    Ok(out.flush()?)
}

fn write_all<T: Serialize>(out: &mut impl Write, records: impl IntoIterator<Item = T>) -> Result<(), Box<dyn Error>> {
    for record in records {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
