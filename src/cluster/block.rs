//! A claim to its keys: which claims are compared at all.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::cluster::blocking::{Blocking, Tally};
use crate::cluster::field::mix;
use crate::cluster::field::place::PlaceLevel;
use crate::cluster::record::{NO_DAY, Record, Records};

/// Claims that share a key are compared; those that share none are not.
///
/// A key is a family and a hash, written `place:0123456789abcdef`, the same on every machine. Days are cut into overlapping
/// stretches of six days, so that any two days up to three apart have a key in common.
///
/// Some families exist for claims in which a field is missing: there a claim that has the field is compared with those that
/// lack it only ([`Key::is_probe`]), and two claims that both have it are left to the other families.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    family: Family,
    hash: u64,
    probe: bool,
}

/// What the claims under a key share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Article and family of events.
    Article,
    /// Sound of the place's name, and days.
    Place,
    /// Region, family of events, days.
    Region,
    /// Country, side, number, days.
    Number,
    /// Country, side, kind, days.
    People,
    /// Side, kind, days; for claims without a place.
    Nowhere,
    /// Country, kind, days; for claims without actor, or with no place below a region.
    Nobody,
    /// Sound of the place's name, family of events; for claims without days.
    Anytime,
    /// Number and family of events; for claims without days.
    NumberAnytime,
    /// A person named with it, family of events.
    Person,
    /// Side and kind; for claims without days and place.
    Trend,
}

impl Family {
    pub(crate) const ALL: [Family; 11] = [
        Family::Article,
        Family::Place,
        Family::Region,
        Family::Number,
        Family::People,
        Family::Nowhere,
        Family::Nobody,
        Family::Anytime,
        Family::NumberAnytime,
        Family::Person,
        Family::Trend,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Family::Article => "article",
            Family::Place => "place",
            Family::Region => "region",
            Family::Number => "number",
            Family::People => "people",
            Family::Nowhere => "nowhere",
            Family::Nobody => "nobody",
            Family::Anytime => "anytime",
            Family::NumberAnytime => "number_anytime",
            Family::Person => "person",
            Family::Trend => "trend",
        }
    }

    /// Whether only pairs with a probe are compared.
    fn needs_probe(self) -> bool {
        matches!(self, Family::Nowhere | Family::Nobody | Family::Anytime | Family::NumberAnytime | Family::Trend)
    }
}

impl Key {
    /// Whether the claim lacks the field that its family of keys does without. In such a family two claims of which neither is a
    /// probe need no comparison.
    pub fn is_probe(&self) -> bool {
        self.probe
    }

    /// Whether this key compares only pairs with a probe.
    pub(crate) fn needs_probe(&self) -> bool {
        self.family.needs_probe()
    }

    pub(crate) fn family(&self) -> Family {
        self.family
    }

    /// The block of all claims with this key.
    pub(crate) fn bucket(&self) -> u64 {
        mix(self.hash, self.family as u64)
    }

    /// Whether a claim with this key and another are compared under it: where a field is missing, one of the two lacks it.
    pub(crate) fn admits(&self, other: &Key) -> bool {
        !self.family.needs_probe() || self.probe || other.probe
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:016x}", self.family.name(), self.hash)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Days from one stretch to the next; a stretch is twice as long.
const STRIDE: i32 = 3;
/// A claim without a date is looked for this many days before its publication.
const BEFORE: i32 = 4;

/// The stretches of days of a claim; `None` where it has no days, or too many to find others by.
fn stretches(records: &Records, row: &Record) -> Option<std::ops::RangeInclusive<i32>> {
    let (start, end) = match records.dates.get(row.date) {
        Some(date) if date.is_narrow() => (date.start, date.end),
        Some(_) => return None,
        None if row.published != NO_DAY => (row.published.saturating_sub(BEFORE), row.published),
        None => return None,
    };
    Some(start.div_euclid(STRIDE).saturating_sub(1)..=end.div_euclid(STRIDE))
}

/// Calls `each` with every key of a row.
pub(crate) fn keys(records: &Records, row: &Record, mut each: impl FnMut(Key)) {
    let mut key = |family: Family, parts: &[u64], probe: bool| {
        let hash = parts.iter().fold(0x5eed, |h, p| mix(h, *p));
        each(Key { family, hash, probe });
    };
    let Some(event) = records.events.get(row.event) else { return };
    let place = records.places.get(row.place);
    let actor = records.actors.get(row.actor).filter(|a| a.is_told());
    let count = records.counts.get(row.count).map(|c| if c.low == 0 { c.high } else { c.low });
    let side = actor.map(|a| if a.side != 0 { a.side } else { a.block() });
    let sound = place.filter(|p| p.level >= PlaceLevel::Area).map(|p| p.sound);
    let country = place.map_or(0, |p| p.country);
    let vague = place.is_some_and(|p| p.level <= PlaceLevel::Region);
    key(Family::Article, &[row.doc, event.top], false);
    let days = stretches(records, row);
    let timeless = days.is_none();
    for day in days.into_iter().flatten() {
        let day = day as u64;
        if let Some(sound) = sound {
            key(Family::Place, &[sound, day], false);
        }
        if let Some(place) = place.filter(|p| p.region != 0) {
            key(Family::Region, &[place.region, event.top, day], false);
        }
        if let (Some(side), Some(count), true) = (side, count, country != 0) {
            key(Family::Number, &[country, side, count, day], false);
        }
        if let (Some(side), true) = (side, country != 0) {
            key(Family::People, &[country, side, event.kind, day], false);
        }
        if let Some(side) = side {
            key(Family::Nowhere, &[side, event.kind, day], place.is_none());
        }
        if country != 0 {
            key(Family::Nobody, &[country, event.kind, day], side.is_none() || vague);
        }
    }
    for name in records.people.get(row.people).into_iter().flat_map(|p| p.values()) {
        key(Family::Person, &[name, event.top], false);
    }
    if let Some(sound) = sound {
        key(Family::Anytime, &[sound, event.top], timeless);
    }
    if let Some(count) = count.filter(|c| *c >= 10) {
        key(Family::NumberAnytime, &[count, event.top], timeless);
    }
    if let Some(side) = side {
        key(Family::Trend, &[side, event.kind], timeless && place.is_none_or(|p| p.level == PlaceLevel::Country));
    }
}

/// The keys of a row, each once, in order.
pub(crate) fn keys_of(records: &Records, row: &Record) -> Vec<Key> {
    let mut out = Vec::new();
    keys(records, row, |key| out.push(key));
    out.sort_unstable();
    out.dedup();
    out
}

/// The blocks of a set of records, ready to be walked row by row.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// The rows with their numbers, those of one day and country next to each other: most of what a row is compared with lies close by in
    /// memory. All else here counts them by their places in this list.
    rows: Vec<(u32, Record)>,
    /// Rows, block after block, in order within each; `LAST` marks the end of a block. After a block in which `BASE` marks the rows that
    /// are only compared with probes come its probes once more.
    members: Vec<u32>,
    /// For each row the places in `members` from which on, to the end of the block, it is compared.
    starts: Vec<u32>,
    /// Where the starts of each row begin.
    first: Vec<u32>,
}

/// Marks a member of a probe family that is itself no probe.
const BASE: u32 = 1 << 31;
/// Marks the last member of a block.
const LAST: u32 = 1 << 30;
/// A row without marks.
const ROW: u32 = LAST - 1;
/// Keys of so many rows are sorted at a time.
const STRETCH: usize = 1 << 18;
/// Blocks with more members are split by their next field.
const LARGEST: usize = 1000;
/// What a block is split by that is too large, one after the other.
pub(crate) const SPLITS: [&str; 5] = ["event", "count", "place", "actor", "date"];
/// In a block that no field splits each row is compared with so many that follow.
const BAND: usize = 200;
/// Up to so many claims every pair is compared.
pub(crate) const FEW: usize = 600;

/// What rows of a block have in common that stay together when it is split by a field of [`SPLITS`]; numbers and days in their order.
fn split_value(records: &Records, row: &Record, depth: usize) -> u64 {
    match depth {
        0 => records.events.get(row.event).map_or(0, |e| e.kind),
        1 => records.counts.get(row.count).map_or(0, |c| c.low.saturating_add(1)),
        2 => records.places.get(row.place).map_or(0, |p| p.sound),
        3 => records.actors.get(row.actor).map_or(0, |a| a.block()),
        _ => (i64::from(records.dates.get(row.date).map_or(row.published, |d| d.start)) - i64::from(i32::MIN)) as u64,
    }
}

/// The rows by day, country and kind; what is equal in these stays in the order in which it came.
fn near_each_other(records: &Records) -> Vec<(u32, Record)> {
    let near = |row: &Record| {
        let day = records.dates.get(row.date).filter(|date| date.is_narrow()).map_or(row.published, |date| date.start);
        (day, records.places.get(row.place).map_or(0, |p| p.country), records.events.get(row.event).map_or(0, |e| e.kind))
    };
    let mut order: Vec<((i32, u64, u64), u32)> = records.rows.iter().zip(0..).map(|(row, n)| (near(row), n)).collect();
    order.sort_unstable();
    order.into_iter().filter_map(|(_, n)| Some((n, *records.rows.get(n as usize)?))).collect()
}

impl Blocks {
    pub(crate) fn new(records: &Records) -> Blocks {
        Blocks::told(records, records.len() <= FEW, |_| true, |_, _, _| {})
    }

    /// The blocks of records that are a part of so many.
    pub(crate) fn of_part(records: &Records, all: usize) -> Blocks {
        Blocks::told(records, all <= FEW, |_| true, |_, _, _| {})
    }

    /// The blocks that are `mine`, of which all claims must be here, or one of every row; and those that were too large to compare every two
    /// claims in them.
    pub(crate) fn share(records: &Records, every: bool, mine: impl Fn(u64) -> bool) -> (Blocks, Vec<u64>) {
        let mut parted = Vec::new();
        let blocks = Blocks::told(records, every, mine, |bucket, _, tally| {
            if tally.by != 0 || tally.banded {
                parted.push(bucket);
            }
        });
        (blocks, parted)
    }

    /// The blocks, and what was done with them.
    pub(crate) fn report(records: &Records) -> (Blocks, Blocking) {
        let mut report = Blocking::new(records.len(), records.len() <= FEW);
        let blocks = Blocks::told(
            records,
            records.len() <= FEW,
            |_| true,
            |bucket, row, tally| {
                // Blocks are gathered by their hashes; a row of the block still knows the key.
                let mut found = None;
                keys(records, row, |key| found = found.or(Some(key).filter(|k| k.bucket() == bucket)));
                if let Some(key) = found {
                    report.add(key, tally);
                }
            },
        );
        (blocks, report)
    }

    /// The blocks that are `mine`, or one of every row; `tell` hears of each with its bucket and one of its rows.
    fn told(records: &Records, every: bool, mine: impl Fn(u64) -> bool, mut tell: impl FnMut(u64, &Record, &Tally)) -> Blocks {
        let mut blocks = Blocks { rows: near_each_other(records), ..Blocks::default() };
        if every {
            blocks.add((0..blocks.rows.len() as u32).collect());
            blocks.index(records.len());
            return blocks;
        }
        // One part of the hashes after the other: the keys of all rows at once would be the largest thing in memory.
        let parts = records.len().div_ceil(STRETCH).next_power_of_two() as u64;
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for part in 0..parts {
            entries.clear();
            for ((_, row), at) in blocks.rows.iter().zip(0u32..) {
                keys(records, row, |key| {
                    let bucket = key.bucket();
                    if bucket % parts == part && mine(bucket) {
                        let mark = if key.family.needs_probe() && !key.probe { BASE } else { 0 };
                        entries.push((bucket, at | mark));
                    }
                });
            }
            // Rows came in order, and stay so within a block. One that is a probe there by any of its keys is a probe.
            entries.sort_by_key(|(bucket, _)| *bucket);
            entries.dedup_by(|again, kept| {
                let same = again.0 == kept.0 && (again.1 ^ kept.1) & ROW == 0;
                if same {
                    kept.1 &= again.1;
                }
                same
            });
            for block in entries.chunk_by(|a, b| a.0 == b.0) {
                let Some((bucket, first)) = block.first() else { continue };
                let probes = block.iter().filter(|(_, row)| row & BASE == 0).count();
                let mut tally = Tally::new(block.len(), probes);
                if block.len() > 1 && probes > 0 {
                    blocks.split(records, block.iter().map(|(_, row)| *row).collect(), 0, &mut tally);
                }
                if let Some((_, row)) = blocks.rows.get((first & ROW) as usize) {
                    tell(*bucket, row, &tally);
                }
            }
        }
        drop(entries);
        blocks.index(records.len());
        blocks
    }

    /// Adds a block as it is.
    fn add(&mut self, rows: Vec<u32>) {
        let probes = rows.iter().filter(|row| *row & BASE == 0).count();
        if probes == 0 {
            return;
        }
        let again: Vec<u32> =
            if probes < rows.len() { rows.iter().filter(|row| *row & BASE == 0).copied().collect() } else { Vec::new() };
        for list in [rows, again] {
            self.members.extend(&list);
            if let Some(last) = self.members.last_mut().filter(|_| !list.is_empty()) {
                *last |= LAST;
            }
        }
    }

    /// Adds a block, split by one field after another while it is too large.
    fn split(&mut self, records: &Records, rows: Vec<u32>, depth: usize, tally: &mut Tally) {
        let probes = rows.iter().filter(|row| *row & BASE == 0).count();
        if rows.len() < 2 || probes == 0 {
            return;
        }
        let small = rows.len() <= LARGEST || probes.saturating_mul(rows.len()) <= LARGEST * LARGEST;
        if small {
            tally.part(rows.len(), probes);
            self.add(rows);
            return;
        }
        if depth >= SPLITS.len() {
            // Nothing sets these apart: a band along their order still holds them together.
            tally.banded = true;
            for (n, start) in (0..rows.len()).step_by(BAND).enumerate() {
                let band: Vec<u32> = rows.iter().skip(start).take(2 * BAND).copied().collect();
                // What the band before it holds already is compared once.
                let again = if n == 0 { &[][..] } else { band.get(..BAND.min(band.len())).unwrap_or(&[]) };
                let probes = |rows: &[u32]| rows.iter().filter(|row| *row & BASE == 0).count();
                tally.part(band.len(), probes(&band));
                tally.again(again.len(), probes(again));
                self.add(band);
            }
            return;
        }
        let value = |row: &u32| self.rows.get((row & ROW) as usize).map_or(0, |(_, r)| split_value(records, r, depth));
        let mut keyed: Vec<(u64, u32)> = rows.iter().map(|row| (value(row), *row)).collect();
        keyed.sort_unstable_by_key(|(value, row)| (*value, row & ROW));
        if keyed.first().map(|k| k.0) != keyed.last().map(|k| k.0) {
            tally.by |= 1 << depth;
        }
        for part in keyed.chunk_by(|a, b| a.0 == b.0) {
            self.split(records, part.iter().map(|(_, row)| *row).collect(), depth + 1, tally);
        }
        // The first of each part stay together, so that a claim that lacks the field is not cut off from all others; where there are too many
        // parts each meets those next to it in the order of the field (the sorted neighbourhood of Hernández and Stolfo 1995).
        if keyed.first().map(|k| k.0) != keyed.last().map(|k| k.0) {
            let firsts = keyed.chunk_by(|a, b| a.0 == b.0).flat_map(|part| part.iter().take(2).map(|(_, row)| *row));
            let heads: Vec<u32> = firsts.collect();
            let band = if heads.len() <= LARGEST { LARGEST } else { BAND };
            for start in (0..heads.len()).step_by(band) {
                let mut heads: Vec<u32> = heads.iter().skip(start).take(2 * band).copied().collect();
                heads.sort_unstable_by_key(|row| row & ROW);
                self.add(heads);
            }
        }
    }

    fn index(&mut self, rows: usize) {
        let mut first = vec![0u32; rows + 1];
        starts(&self.members, |row, _| {
            if let Some(n) = first.get_mut(row + 1) {
                *n += 1;
            }
        });
        for n in 1..first.len() {
            first[n] += first[n - 1];
        }
        let mut next = first.clone();
        self.starts = vec![0; first.last().map_or(0, |n| *n as usize)];
        starts(&self.members, |row, start| {
            let Some(slot) = next.get_mut(row) else { return };
            if let Some(place) = self.starts.get_mut(*slot as usize) {
                *place = start as u32;
            }
            *slot += 1;
        });
        self.first = first;
    }

    /// Calls `each` with every pair of rows that share a block, once; the pairs of its first come together.
    pub(crate) fn pairs(&self, mut each: impl FnMut((u32, &Record), (u32, &Record))) {
        let mut seen = vec![u32::MAX; self.rows.len()];
        for (a, (row, record)) in self.rows.iter().enumerate() {
            let starts =
                self.first.get(a).zip(self.first.get(a + 1)).and_then(|(x, y)| self.starts.get(*x as usize..*y as usize));
            for start in starts.unwrap_or(&[]) {
                for member in self.members.get(*start as usize..).unwrap_or(&[]) {
                    let b = (member & ROW) as usize;
                    if let Some((mark, (other, with))) = seen.get_mut(b).filter(|mark| **mark != a as u32).zip(self.rows.get(b)) {
                        *mark = a as u32;
                        each((*row, record), (*other, with));
                    }
                    if member & LAST != 0 {
                        break;
                    }
                }
            }
        }
    }
}

/// Calls `each` with every member that is compared with others of its block, and where these begin: a probe is compared with all that follow, another
/// row with the probes that follow.
fn starts(members: &[u32], mut each: impl FnMut(usize, usize)) {
    let mut blocks = members.split_inclusive(|member| member & LAST != 0);
    let mut start = 0;
    while let Some(block) = blocks.next() {
        let end = start + block.len();
        let probes = if block.iter().any(|member| member & BASE != 0) { blocks.next().map_or(0, <[u32]>::len) } else { 0 };
        let mut behind = end;
        for (member, next) in block.iter().zip(start + 1..) {
            let (row, base) = ((member & ROW) as usize, member & BASE != 0);
            behind += usize::from(!base);
            match base {
                true if behind < end + probes => each(row, behind),
                false if next < end => each(row, next),
                _ => {}
            }
        }
        start = end + probes;
    }
}
