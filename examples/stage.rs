//! One stage of the way as a filter of JSON Lines: `stage normalize < documents.jsonl > claims.jsonl`.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use corroborate::read::{self, Format};
use corroborate::{Claim, Corroborator, Document, Gazetteer, GazetteerBuilder};
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
    let (mut stage, mut places) = (String::new(), GazetteerBuilder::default());
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("places") => places.read_file(PathBuf::from(arguments.value()?))?,
            lexopt::Arg::Value(value) if stage.is_empty() => stage = value.to_string_lossy().into_owned(),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut corroborator = Corroborator::default();
    if !places.is_empty() {
        corroborator = corroborator.with_places(Gazetteer::embedded().extend(places)?);
    }
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
