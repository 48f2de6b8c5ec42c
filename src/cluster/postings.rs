//! Keys to the claims that have them.

use rustc_hash::FxHashMap;

use crate::cluster::block::{Key, keys};
use crate::cluster::record::Records;

/// Marks a claim that a key compares with probes only.
const BASE: u32 = 1 << 31;

/// For each key the rows that have it: those that were there when it was made in one piece, and those that came later.
#[derive(Clone, Debug, Default)]
pub(crate) struct Postings {
    /// Hashes of keys, in order, each with the end of its rows.
    keys: Vec<u64>,
    ends: Vec<u32>,
    rows: Vec<u32>,
    later: FxHashMap<u64, Vec<u32>>,
}

/// Keys are sorted in parts of so many rows.
const STRETCH: usize = 1 << 18;

fn mark(key: &Key) -> u32 {
    if key.needs_probe() && !key.is_probe() { BASE } else { 0 }
}

impl Postings {
    pub(crate) fn new(records: &Records) -> Postings {
        let mut postings = Postings::default();
        let parts = records.len().div_ceil(STRETCH).max(1) as u64;
        // Parts by the high bits, so that the keys of one part come before those of the next.
        let part_of = |bucket: u64| ((u128::from(bucket) * u128::from(parts)) >> 64) as u64;
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for part in 0..parts {
            entries.clear();
            for (row, record) in records.rows.iter().enumerate() {
                keys(records, record, |key| {
                    let bucket = key.bucket();
                    if part_of(bucket) == part {
                        entries.push((bucket, row as u32 | mark(&key)));
                    }
                });
            }
            // A probe goes before the same row without.
            entries.sort_unstable_by_key(|(bucket, row)| (*bucket, row & !BASE, row & BASE));
            entries.dedup_by_key(|(bucket, row)| (*bucket, *row & !BASE));
            for block in entries.chunk_by(|a, b| a.0 == b.0) {
                postings.rows.extend(block.iter().map(|(_, row)| *row));
                postings.keys.extend(block.first().map(|(bucket, _)| *bucket));
                postings.ends.push(postings.rows.len() as u32);
            }
        }
        postings.rows.shrink_to_fit();
        postings.keys.shrink_to_fit();
        postings.ends.shrink_to_fit();
        postings
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, records: &Records, row: u32) {
        let Some(record) = records.rows.get(row as usize) else { return };
        keys(records, record, |key| self.later.entry(key.bucket()).or_default().push(row | mark(&key)));
    }

    /// The rows that a key asks to compare with, at most so many, evenly spread.
    pub(crate) fn of(&self, key: &Key, most: usize, mut each: impl FnMut(u32)) {
        let bucket = key.bucket();
        let start = |n: usize| n.checked_sub(1).and_then(|n| self.ends.get(n)).map_or(0, |end| *end as usize);
        let found = self.keys.binary_search(&bucket).ok();
        let settled = found.and_then(|n| self.rows.get(start(n)..*self.ends.get(n)? as usize)).unwrap_or(&[]);
        let later = self.later.get(&bucket).map_or(&[][..], Vec::as_slice);
        let base = mark(key);
        let step = (settled.len() + later.len()).div_ceil(most.max(1)).max(1);
        let rows = settled.iter().chain(later).step_by(step);
        rows.filter(|row| *row & base == 0).for_each(|row| each(row & !BASE));
    }

    /// Bytes that it takes.
    pub(crate) fn bytes(&self) -> usize {
        let later: usize = self.later.values().map(|rows| 32 + 4 * rows.capacity()).sum();
        8 * self.keys.capacity() + 4 * (self.ends.capacity() + self.rows.capacity()) + later
    }
}
