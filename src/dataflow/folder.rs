//! What is finished stands in a folder that all workers see: shards of JSON Lines, and a manifest of the stages that are complete.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Position};

/// What a run is of, and how far it is. Stands in `manifest.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) version: u32,
    /// Each worker has one shard of every stage, so that a run goes on with as many as it began with.
    pub(super) workers: usize,
    /// The settings, and the tables as far as the caller named them.
    pub(super) settings: String,
    /// The files that are read, each with its length in bytes.
    pub(super) input: Vec<(PathBuf, u64)>,
    /// The stages whose shards are all written.
    pub(super) done: Vec<String>,
}

/// The folder of one run.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

const MANIFEST: &str = "manifest.json";

impl Folder {
    pub(super) fn new(path: PathBuf) -> Folder {
        Folder { path }
    }

    pub(super) fn create(&self) -> Result<(), Error> {
        fs::create_dir_all(&self.path).map_err(|e| io(&self.path, e))
    }

    /// The shard of a worker: `STAGE-00003.jsonl`.
    pub(super) fn shard(&self, stage: &str, worker: usize) -> PathBuf {
        self.path.join(format!("{stage}-{worker:05}.jsonl"))
    }

    /// What was found in the folder; nothing in a new one.
    pub(super) fn manifest(&self) -> Result<Option<Manifest>, Error> {
        let path = self.path.join(MANIFEST);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|e| {
                let position = Position { line: Some(e.line() as u64), column: Some(e.column() as u64), path: Some(path) };
                let message = format!("is no manifest: {e}; give the run a folder of its own");
                Error::new(position, ErrorKind::Record(message))
            }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(io(&path, e)),
        }
    }

    pub(super) fn set_manifest(&self, manifest: &Manifest) -> Result<(), Error> {
        self.whole(&self.path.join(MANIFEST), |out| {
            serde_json::to_writer_pretty(&mut *out, manifest)?;
            out.write_all(b"\n")
        })
    }

    /// Writes a shard. It is there as a whole or not at all.
    pub(super) fn write<T: Serialize>(
        &self,
        stage: &str,
        worker: usize,
        records: impl IntoIterator<Item = T>,
    ) -> Result<(), Error> {
        self.whole(&self.shard(stage, worker), |out| {
            for record in records {
                serde_json::to_writer(&mut *out, &record)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })
    }

    /// Reads a shard.
    pub(super) fn read<T: DeserializeOwned>(&self, stage: &str, worker: usize) -> Result<Vec<T>, Error> {
        let path = self.shard(stage, worker);
        let file = File::open(&path).map_err(|e| io(&path, e))?;
        let mut records = Vec::new();
        for (n, line) in BufReader::new(file).lines().enumerate() {
            let line = line.map_err(|e| io(&path, e))?;
            records.push(serde_json::from_str(&line).map_err(|e| {
                let position = Position { path: Some(path.clone()), line: Some(n as u64 + 1), column: Some(e.column() as u64) };
                Error::new(position, ErrorKind::Record(format!("is no record of this stage: {e}; give the run a new folder")))
            })?);
        }
        Ok(records)
    }

    /// Writes a file beside its place, and moves it there once it is whole.
    fn whole(&self, path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<(), Error> {
        let aside = path.with_extension("part");
        let written = File::create(&aside).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 16, file);
            write(&mut out)?;
            out.into_inner().map_err(|e| e.into_error())?.sync_all()?;
            fs::rename(&aside, path)
        });
        written.map_err(|e| io(path, e))
    }
}

fn io(path: &Path, error: std::io::Error) -> Error {
    Error::new(Position { path: Some(path.to_owned()), ..Position::default() }, ErrorKind::Io(error))
}
