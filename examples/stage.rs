//! One stage of the way as a filter of JSON Lines: `stage mentions < documents.jsonl > mentions.jsonl`.

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use corroborate::{Document, Normalizer};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("stage: {e}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let stage = std::env::args().nth(1).unwrap_or_default();
    let normalizer = Normalizer::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: Document = serde_json::from_str(&line?)?;
        match stage.as_str() {
            "mentions" => {
                for mention in normalizer.mentions(&document) {
                    serde_json::to_writer(&mut out, &mention)?;
                    out.write_all(b"\n")?;
                }
            }
            "normalize" => {
                for claim in normalizer.normalize(&document) {
                    serde_json::to_writer(&mut out, &claim)?;
                    out.write_all(b"\n")?;
                }
            }
            _ => return Err("the stages are mentions and normalize".into()),
        }
    }
    Ok(out.flush()?)
}
