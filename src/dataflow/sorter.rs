//! Records in order that need not fit into memory: sorted stretches in files, merged while they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::marker::PhantomData;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::folder::{Lines, io};
use crate::error::Error;

/// Bytes that are held before they go to a file.
const HELD: usize = 1 << 26;

/// What is held beside each record: its key and where it ends, near enough.
const ENTRY: usize = 80;

/// Sorts records by a key: what does not fit into 64 MB goes to files as sorted stretches, which are merged in one pass (external merge sort, Knuth
/// 1973, 5.4).
/// Records with one key come together, in no order of their own.
pub(super) struct Sorter<K, T> {
    /// Where stretches are put, with a number behind it.
    path: PathBuf,
    /// Records as JSON, one after another, and of each the key and where it ends.
    bytes: Vec<u8>,
    ends: Vec<(K, usize, usize)>,
    stretches: Vec<PathBuf>,
    /// The first thing that went wrong.
    fault: Option<Error>,
    record: PhantomData<T>,
}

impl<K: Ord + Serialize + DeserializeOwned, T: Serialize + DeserializeOwned> Sorter<K, T> {
    /// The files of the stretches stand under this path with a number behind it, and are gone when all is read.
    pub(super) fn new(path: PathBuf) -> Sorter<K, T> {
        Sorter { path, bytes: Vec::new(), ends: Vec::new(), stretches: Vec::new(), fault: None, record: PhantomData }
    }

    /// Adds a record. What goes wrong is told by [`Sorter::sorted`].
    pub(super) fn push(&mut self, key: K, record: &T) {
        let start = self.bytes.len();
        let written = serde_json::to_writer(&mut self.bytes, &(&key, record)).map_err(|e| io(&self.path, e.into()));
        self.bytes.push(b'\n');
        self.ends.push((key, start, self.bytes.len()));
        if self.bytes.len() + self.ends.len() * ENTRY >= HELD || written.is_err() {
            let spilled = written.and_then(|()| self.spill());
            self.fault = self.fault.take().or(spilled.err());
        }
    }

    fn spill(&mut self) -> Result<(), Error> {
        let path = self.path.with_extension(format!("{}.jsonl", self.stretches.len()));
        self.stretches.push(path.clone());
        self.ends.sort_by(|a, b| a.0.cmp(&b.0));
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 16, file);
            for (_, start, end) in self.ends.drain(..) {
                out.write_all(self.bytes.get(start..end).unwrap_or_default())?;
            }
            out.flush()
        });
        self.bytes.clear();
        written.map_err(|e| io(&path, e))
    }

    /// The records in the order of their keys.
    pub(super) fn sorted(mut self) -> Result<Sorted<K, T>, Error> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        if !self.ends.is_empty() {
            self.spill()?;
        }
        let mut sorted = Sorted { stretches: Vec::new(), next: BinaryHeap::new(), heads: Vec::new() };
        (self.bytes, self.ends) = (Vec::new(), Vec::new());
        for (n, path) in self.stretches.iter().enumerate() {
            sorted.stretches.push(Lines::open(path.clone())?);
            sorted.heads.push(None);
            sorted.pull(n)?;
        }
        Ok(sorted)
    }
}

impl<K, T> Drop for Sorter<K, T> {
    fn drop(&mut self) {
        // On the systems that this runs on a file that is open stays until it is read.
        for path in &self.stretches {
            let _ = fs::remove_file(path);
        }
    }
}

/// Records in the order of their keys.
pub(super) struct Sorted<K, T> {
    stretches: Vec<Lines<(K, T)>>,
    /// The next key of each stretch.
    next: BinaryHeap<Reverse<(K, usize)>>,
    /// Its record.
    heads: Vec<Option<T>>,
}

impl<K: Ord + DeserializeOwned, T: DeserializeOwned> Sorted<K, T> {
    fn pull(&mut self, stretch: usize) -> Result<(), Error> {
        let Some(line) = self.stretches.get_mut(stretch).and_then(Iterator::next) else { return Ok(()) };
        let (key, record) = line?;
        if let Some(head) = self.heads.get_mut(stretch) {
            *head = Some(record);
            self.next.push(Reverse((key, stretch)));
        }
        Ok(())
    }

    fn step(&mut self) -> Result<Option<(K, T)>, Error> {
        let Some(Reverse((key, stretch))) = self.next.pop() else { return Ok(None) };
        let head = self.heads.get_mut(stretch).and_then(Option::take);
        self.pull(stretch)?;
        Ok(head.map(|record| (key, record)))
    }

    /// All records of the next key.
    pub(super) fn group(&mut self) -> Result<Option<(K, Vec<T>)>, Error> {
        let Some((key, first)) = self.step()? else { return Ok(None) };
        let mut all = vec![first];
        while self.next.peek().is_some_and(|Reverse((next, _))| *next == key) {
            all.extend(self.step()?.map(|(_, record)| record));
        }
        Ok(Some((key, all)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_merged() {
        let path = std::env::temp_dir().join(format!("corroborate-sorter-{}", std::process::id()));
        let mut sorter: Sorter<u64, String> = Sorter::new(path.clone());
        for n in 0..1000u64 {
            sorter.push(n * 7 % 500, &format!("record {n}"));
            if n % 300 == 299 {
                sorter.spill().unwrap();
            }
        }
        assert_eq!(sorter.stretches.len(), 3);
        let files = [0, 3].map(|n| path.with_extension(format!("{n}.jsonl")));
        assert!(files[0].exists() && !files[1].exists());
        let mut sorted = sorter.sorted().unwrap();
        assert!(!files.iter().any(|f| f.exists()), "nothing is left behind");
        let mut keys = Vec::new();
        while let Some((key, mut records)) = sorted.group().unwrap() {
            records.sort();
            let mut expected: Vec<String> = (0..1000).filter(|n| n * 7 % 500 == key).map(|n| format!("record {n}")).collect();
            expected.sort();
            assert_eq!(records, expected);
            keys.push(key);
        }
        assert_eq!(keys, (0..500).collect::<Vec<_>>());
        assert!(Sorter::<u64, String>::new(path).sorted().unwrap().group().unwrap().is_none());
    }
}
