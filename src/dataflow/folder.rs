//! What is finished stands in a folder that all workers see: shards of JSON Lines, and a manifest of the stages that are complete.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::marker::PhantomData;
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
const SCRATCH: &str = "scratch-";

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

    /// Begins a shard that is written record by record.
    pub(super) fn shard_writer(&self, stage: &str, worker: usize) -> Result<Shard, Error> {
        Shard::create(self.shard(stage, worker))
    }

    /// Reads a shard, record by record.
    pub(super) fn lines<T: DeserializeOwned>(&self, stage: &str, worker: usize) -> Result<Lines<T>, Error> {
        Lines::open(self.shard(stage, worker))
    }

    /// Reads a shard that fits into memory.
    pub(super) fn read<T: DeserializeOwned>(&self, stage: &str, worker: usize) -> Result<Vec<T>, Error> {
        self.lines(stage, worker)?.collect()
    }

    /// A file of a worker that lives as long as a stage.
    pub(super) fn scratch(&self, name: &str, worker: usize) -> PathBuf {
        self.path.join(format!("{SCRATCH}{worker:05}-{name}"))
    }

    /// Removes what a run that was killed left of such files.
    pub(super) fn clean(&self, worker: usize) -> Result<(), Error> {
        let own = format!("{SCRATCH}{worker:05}-");
        for entry in fs::read_dir(&self.path).map_err(|e| io(&self.path, e))? {
            let path = entry.map_err(|e| io(&self.path, e))?.path();
            if path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(&own)) {
                fs::remove_file(&path).map_err(|e| io(&path, e))?;
            }
        }
        Ok(())
    }

    /// Writes a file beside its place, and moves it there once it is whole.
    fn whole(&self, path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<(), Error> {
        let mut shard = Shard::create(path.to_owned())?;
        write(&mut shard.out).map_err(|e| io(path, e))?;
        shard.close()
    }
}

/// A file that is being written, and stands in its place once it is whole.
pub(super) struct Shard {
    path: PathBuf,
    aside: PathBuf,
    out: BufWriter<File>,
}

impl Shard {
    fn create(path: PathBuf) -> Result<Shard, Error> {
        let aside = path.with_extension("part");
        let file = File::create(&aside).map_err(|e| io(&aside, e))?;
        Ok(Shard { path, aside, out: BufWriter::with_capacity(1 << 16, file) })
    }

    pub(super) fn push<T: Serialize>(&mut self, record: &T) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut self.out, record).map_err(std::io::Error::from);
        written.and_then(|()| self.out.write_all(b"\n")).map_err(|e| io(&self.path, e))
    }

    pub(super) fn close(self) -> Result<(), Error> {
        let Shard { path, aside, out } = self;
        let written = out.into_inner().map_err(|e| e.into_error()).and_then(|file| file.sync_all());
        written.and_then(|()| fs::rename(&aside, &path)).map_err(|e| io(&path, e))
    }
}

/// A file that is gone when nobody needs it any more.
#[derive(Default)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new(path: PathBuf) -> Scratch {
        Scratch(path)
    }

    pub(super) fn writer(&self) -> Result<Shard, Error> {
        Shard::create(self.0.clone())
    }

    pub(super) fn lines<T: DeserializeOwned>(&self) -> Result<Lines<T>, Error> {
        Lines::open(self.0.clone())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// The records of a file of JSON Lines, one by one.
pub(super) struct Lines<T> {
    path: PathBuf,
    file: BufReader<File>,
    line: Vec<u8>,
    number: u64,
    record: PhantomData<T>,
}

impl<T: DeserializeOwned> Lines<T> {
    pub(super) fn open(path: PathBuf) -> Result<Lines<T>, Error> {
        let file = File::open(&path).map_err(|e| io(&path, e))?;
        Ok(Lines { file: BufReader::with_capacity(1 << 16, file), path, line: Vec::new(), number: 0, record: PhantomData })
    }

    /// Passes over the next record without looking into it.
    pub(super) fn pass(&mut self) -> Result<bool, Error> {
        self.line.clear();
        self.number += 1;
        self.file.read_until(b'\n', &mut self.line).map(|n| n > 0).map_err(|e| io(&self.path, e))
    }
}

impl<T: DeserializeOwned> Iterator for Lines<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Result<T, Error>> {
        match self.pass() {
            Ok(false) => return None,
            Ok(true) => {}
            Err(e) => return Some(Err(e)),
        }
        Some(serde_json::from_slice(&self.line).map_err(|e| {
            let column = Some(e.column() as u64);
            let position = Position { path: Some(self.path.clone()), line: Some(self.number), column };
            Error::new(position, ErrorKind::Record(format!("is no record of this stage: {e}; give the run a new folder")))
        }))
    }
}

pub(super) fn io(path: &Path, error: std::io::Error) -> Error {
    Error::new(Position { path: Some(path.to_owned()), ..Position::default() }, ErrorKind::Io(error))
}
