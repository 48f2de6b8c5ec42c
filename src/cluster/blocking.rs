//! What blocking did: which claims were compared, which were not, and why.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::cluster::block::{Family, Key, SPLITS};

/// What blocking did with a set of claims: pairs by key, the largest blocks, and what was not compared.
///
/// No block is dropped. One that is too large (more than 1,000 claims, or a million pairs with claims that lack a field) is split by its next
/// field: event, count, place, actor, date; the first claims of the parts are compared with one another, so that a claim that lacks the field is
/// not cut off. Where nothing splits it, each claim is compared with 200 to 400 that stand next to it by id. Pairs that a split parts can still
/// meet under another key: `compared` counts each pair once, the figures of keys count it under each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blocking {
    /// Number of claims.
    pub claims: u64,
    /// All their pairs.
    pub pairs: u64,
    /// Pairs that were compared, each once.
    pub compared: u64,
    /// Pairs that share a key and were not compared because they name two sides, each once: they are never one event.
    pub opposed: u64,
    /// So few claims that every pair was compared, whatever its keys.
    pub all: bool,
    /// What the families of keys brought.
    pub families: Vec<KeyFamily>,
    /// The largest blocks, at most twelve, by the pairs in them.
    pub largest: Vec<Block>,
}

/// What a family of keys brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeyFamily {
    /// Its name, as it stands before the colon of a [`Key`].
    pub name: String,
    /// Distinct keys.
    pub keys: u64,
    /// Claims under them; a claim counts under each of its keys.
    pub claims: u64,
    /// Pairs that share a key.
    pub pairs: u64,
    /// Of those, pairs that were left to other keys because both claims have the field that this family does without.
    pub both_known: u64,
    /// Of those, pairs that fell apart when their block was split; the first claims of the parts are compared all the same.
    pub split_apart: u64,
    /// Of those, pairs too far from each other in a block that nothing splits.
    pub out_of_band: u64,
    /// Blocks that were split.
    pub split_blocks: u64,
    /// Claims in the largest block.
    pub largest: u64,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The key that its claims share.
    pub key: Key,
    /// How many claims.
    pub claims: u64,
    /// Pairs that this key asks to compare.
    pub pairs: u64,
    /// What it was split by: nothing, or fields in order, and `order` where only the order of ids was left.
    pub split_by: Vec<&'static str>,
    /// Blocks that were made of it.
    pub parts: u64,
    /// Pairs that no part holds.
    pub not_compared: u64,
}

/// What happens to one block while it is split.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    claims: u64,
    all_pairs: u64,
    pairs: u64,
    parts: u64,
    compared: u64,
    /// A bit for each field that split it.
    pub(crate) by: u32,
    pub(crate) banded: bool,
}

/// Pairs of `rows` claims of which one at least is a probe.
fn asked(rows: usize, probes: usize) -> u64 {
    let (all, base) = (rows as u64, (rows - probes.min(rows)) as u64);
    pairs(all) - pairs(base)
}

fn pairs(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

impl Tally {
    pub(crate) fn new(rows: usize, probes: usize) -> Tally {
        let (claims, pairs, all_pairs) = (rows as u64, asked(rows, probes), pairs(rows as u64));
        Tally { claims, all_pairs, pairs, parts: 0, compared: 0, by: 0, banded: false }
    }

    /// A part that is compared within itself.
    pub(crate) fn part(&mut self, rows: usize, probes: usize) {
        self.parts += 1;
        self.compared += asked(rows, probes);
    }

    /// Rows that are compared already as a part of another.
    pub(crate) fn again(&mut self, rows: usize, probes: usize) {
        self.compared -= asked(rows, probes).min(self.compared);
    }
}

/// Blocks that are shown one by one.
const SHOWN: usize = 12;

impl Blocking {
    pub(crate) fn new(claims: usize, all: bool) -> Blocking {
        let name = |family: Family| KeyFamily { name: family.name().to_owned(), ..KeyFamily::default() };
        let families = if all { Vec::new() } else { Family::ALL.map(name).to_vec() };
        Blocking {
            claims: claims as u64,
            pairs: pairs(claims as u64),
            compared: 0,
            opposed: 0,
            all,
            families,
            largest: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, key: Key, tally: &Tally) {
        let missed = tally.pairs.saturating_sub(tally.compared);
        let Some(family) = self.families.get_mut(key.family() as usize) else { return };
        family.keys += 1;
        family.claims += tally.claims;
        family.pairs += tally.all_pairs;
        family.both_known += tally.all_pairs - tally.pairs;
        if tally.banded {
            family.out_of_band += missed;
        } else {
            family.split_apart += missed;
        }
        let split = tally.by != 0 || tally.banded;
        family.split_blocks += u64::from(split);
        family.largest = family.largest.max(tally.claims);
        let least = self.largest.last().filter(|_| self.largest.len() == SHOWN).map_or(0, |b| b.pairs);
        if tally.pairs > least {
            let fields = SPLITS.into_iter().enumerate().filter(|(n, _)| tally.by & 1 << n != 0).map(|(_, field)| field);
            self.largest.push(Block {
                key,
                claims: tally.claims,
                pairs: tally.pairs,
                split_by: fields.chain(tally.banded.then_some("order")).collect(),
                parts: tally.parts,
                not_compared: missed,
            });
            self.largest.sort_by(|a, b| b.pairs.cmp(&a.pairs).then(a.key.cmp(&b.key)));
            self.largest.truncate(SHOWN);
        }
    }

    /// Pairs that share no key, whose keys left them out, or that name two sides: they count nothing in the linkage.
    pub fn not_compared(&self) -> u64 {
        self.pairs - self.compared.min(self.pairs)
    }

    /// The reasons for which pairs with a common key were left to other keys, with their number; a pair counts under each of its keys.
    pub fn reasons(&self) -> BTreeMap<&'static str, u64> {
        let sum = |of: fn(&KeyFamily) -> u64| self.families.iter().map(of).sum();
        [("both known", sum(|f| f.both_known)), ("split apart", sum(|f| f.split_apart)), ("out of band", sum(|f| f.out_of_band))]
            .into()
    }
}

impl fmt::Display for Blocking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = 100.0 * self.compared as f64 / self.pairs.max(1) as f64;
        writeln!(f, "{} claims, {} pairs, {} compared ({share:.4} %)", self.claims, self.pairs, self.compared)?;
        if self.opposed > 0 {
            writeln!(f, "{} that share a key name two sides and were not compared", self.opposed)?;
        }
        if self.all {
            return writeln!(f, "so few that every pair was compared, whatever its keys");
        }
        writeln!(
            f,
            "\n{:<15}{:>10}{:>11}{:>13}{:>14}{:>13}{:>13}{:>7}{:>9}",
            "key", "keys", "claims", "pairs", "both known", "split apart", "out of band", "split", "largest"
        )?;
        for k in &self.families {
            writeln!(
                f,
                "{:<15}{:>10}{:>11}{:>13}{:>14}{:>13}{:>13}{:>7}{:>9}",
                k.name, k.keys, k.claims, k.pairs, k.both_known, k.split_apart, k.out_of_band, k.split_blocks, k.largest
            )?;
        }
        writeln!(f, "\nboth known: both claims have the field that the key does without, and meet under keys that have it.")?;
        writeln!(
            f,
            "split apart: the block was too large and its parts differ in a field. out of band: nothing was left to split it by."
        )?;
        writeln!(f, "\n{:<32}{:>9}{:>13}{:>7}{:>14}  split by", "largest blocks", "claims", "pairs", "parts", "not compared")?;
        for b in &self.largest {
            let by = if b.split_by.is_empty() { "-".to_owned() } else { b.split_by.join(", ") };
            writeln!(f, "{:<32}{:>9}{:>13}{:>7}{:>14}  {by}", b.key.to_string(), b.claims, b.pairs, b.parts, b.not_compared)?;
        }
        Ok(())
    }
}
