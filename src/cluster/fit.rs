//! Weights learned from claims: without labels, or from pairs that a person has judged.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::cluster::agreement::{Agreement, Aspect};
use crate::cluster::field::mix;
use crate::cluster::prior::{START, prior_of};
use crate::cluster::score::{BIT, Comparison, FIELDS, Lesson};
use crate::cluster::weights::{Level, Weights};

/// Weights that were learned from claims, and what they were learned from. As text it is a table that [`Weights::parse`] reads, with a
/// head that tells how it came about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fit {
    /// The table.
    pub weights: Weights,
    /// log2 of the odds λ that two claims are of one event.
    pub prior: f64,
    /// The levels that could be learned, in order. The others are as they were.
    pub levels: Vec<Fitted>,
    /// Whether pairs that a person has judged were learned from, or the claims alone.
    pub labelled: bool,
    /// Number of claims.
    pub claims: usize,
    /// Pairs that m was learned from: the judged ones of one event, or as many as the compared ones come to when each counts by its probability.
    pub matched: f64,
    /// Random pairs that u was learned from.
    pub random: u64,
    /// Rounds of expectation maximization; 0 where pairs were judged.
    pub rounds: usize,
}

/// A level that was learned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fitted {
    /// The level.
    pub level: Agreement,
    /// Share of the pairs of one event that compare so, of those that state the field.
    pub m: f64,
    /// Share of all other pairs.
    pub u: f64,
    /// Pairs of one event that were seen to compare so.
    pub matched: f64,
    /// What the level weighed in them before, in bits: the mean where it depends on the value.
    pub before: f64,
    /// What it weighs now: log2(m / u); less where the share of the value stands for u and the m beside it would be above 1.
    pub bits: f64,
}

const LEVELS: usize = Agreement::ALL.len();
/// Random pairs that are looked at.
const RANDOM: u64 = 2_000_000;
/// Pairs of one event that the former table stands for, so that few claims move little and nothing becomes impossible.
const STRENGTH: f64 = 30.0;
/// Random pairs that it stands for.
const STRENGTH_U: f64 = 50.0;
/// Least probability.
const FLOOR: f64 = 1e-7;
/// Rounds at most, and the change of m, relative, below which nothing is left to learn.
const ROUNDS: usize = 60;
const SETTLED: f64 = 1e-4;
/// Evidence beside the levels is told apart in steps of half a bit.
const STEP: i32 = 32;

/// Pairs that compare alike.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    levels: [Option<Agreement>; FIELDS],
    pairs: f64,
    /// Evidence beside the levels and rarities, in bits; the mean.
    rest: f64,
    /// Rarity of the value by field, in bits; the mean.
    rarity: [f64; FIELDS],
}

/// Sums of a cell in whole numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    levels: [Option<Agreement>; FIELDS],
    pairs: i64,
    rest: i64,
    rarity: [i64; FIELDS],
}

/// Pairs gathered by the way they compare: with these a round takes no longer for a million claims than for ten thousand.
#[derive(Debug)]
pub(crate) struct Lessons<'w> {
    start: &'w Weights,
    cells: FxHashMap<(u64, i32), Sums>,
    /// By level: random pairs that are not of one event.
    random: [f64; LEVELS],
    /// The share of the value stands for u.
    shared: [bool; LEVELS],
    looked_at: u64,
}

/// log2 m of a level, in 1/64 bit.
fn log_m(weights: &Weights, level: Agreement) -> i32 {
    (weights.get(level).m.max(FLOOR).log2() * BIT).round() as i32
}

impl<'w> Lessons<'w> {
    pub(crate) fn new(start: &'w Weights) -> Lessons<'w> {
        Lessons { start, cells: FxHashMap::default(), random: [0.0; LEVELS], shared: [false; LEVELS], looked_at: 0 }
    }

    /// Adds a pair to learn m from.
    pub(crate) fn add(&mut self, lesson: &Lesson) {
        if lesson.capped {
            return;
        }
        let mut sums = Sums { pairs: 1, ..Sums::default() };
        let (mut pattern, mut rest) = (0u64, lesson.rest);
        for (n, field) in lesson.fields.iter().enumerate() {
            let Some(weight) = field else { continue };
            sums.levels[n] = Some(weight.level);
            pattern |= (weight.level as u64 + 1) << (8 * n);
            if weight.shared {
                self.shared[weight.level as usize] = true;
                sums.rarity[n] = i64::from(weight.bits - log_m(self.start, weight.level));
                rest += weight.bits - log_m(self.start, weight.level);
            }
        }
        sums.rest = i64::from(lesson.rest);
        let cell = self.cells.entry((pattern, rest.div_euclid(STEP))).or_default();
        cell.levels = sums.levels;
        cell.pairs += 1;
        cell.rest += sums.rest;
        cell.rarity.iter_mut().zip(sums.rarity).for_each(|(sum, r)| *sum += r);
    }

    /// Learns u from random pairs of the claims, or from all of them where they are few. A pair that is likely of one event counts less.
    pub(crate) fn look_at_random(&mut self, claims: usize, comparison: &mut Comparison, prior: f64) {
        let n = claims as u64;
        let all = n * n.saturating_sub(1) / 2;
        let mut see = |a: u64, b: u64| {
            let Some(lesson) = comparison.lesson(a as usize, b as usize) else { return };
            self.looked_at += 1;
            let evidence: i32 = lesson.rest + lesson.fields.iter().flatten().map(|f| f.bits).sum::<i32>();
            let matched = if lesson.capped { 0.0 } else { probability(f64::from(evidence) / BIT + prior) };
            for weight in lesson.fields.iter().flatten() {
                self.random[weight.level as usize] += 1.0 - matched;
            }
        };
        if all <= RANDOM {
            (0..n).for_each(|b| (0..b).for_each(|a| see(a, b)));
            return;
        }
        for k in 0..RANDOM {
            let (a, b) = (mix(k, 1) % n, mix(k, 2) % n);
            if a != b {
                see(a.min(b), a.max(b));
            }
        }
    }

    /// By level: the share among random pairs that state the field.
    fn u(&self) -> [f64; LEVELS] {
        let background = |field: Aspect| of(field).map(|a| self.start.get(a).u).sum::<f64>().max(FLOOR);
        let seen = |field: Aspect| of(field).map(|a| self.random[a as usize]).sum::<f64>();
        Agreement::ALL.map(|a| {
            let prior = STRENGTH_U * self.start.get(a).u / background(a.field());
            ((self.random[a as usize] + prior) / (seen(a.field()) + STRENGTH_U)).clamp(FLOOR, 1.0)
        })
    }

    /// Expectation maximization with u fixed (Winkler 1988; Herzog, Scheuren and Winkler 2007, chapter 9): what is likely of one event under the
    /// weights so far tells the next weights, and their share the prior. Pairs that were not compared are of different events.
    pub(crate) fn estimate(self, claims: usize) -> Fit {
        let table = Model::new(&self);
        let mut model = table.clone();
        let mut odds = START;
        let mut rounds = 0;
        let mut tally = model.expect(odds);
        while rounds < ROUNDS {
            rounds += 1;
            let next = table.learned(&tally);
            odds = prior_of(tally.pairs, claims, 1.0);
            let change = Agreement::ALL
                .into_iter()
                .filter(|a| tally.seen[*a as usize] > 0.0)
                .map(|a| (next.m[a as usize] / model.m[a as usize]).ln().abs())
                .fold(0.0, f64::max);
            model = next;
            tally = model.expect(odds);
            if change < SETTLED {
                break;
            }
        }
        let rounds = Some(rounds);
        model.fit(&table, &tally, rounds, prior_of(tally.pairs, claims, 1.0), claims, self.looked_at)
    }

    /// m by the pairs that were added, each of one event.
    pub(crate) fn labelled(self, claims: usize, prior: f64) -> Fit {
        let table = Model::new(&self);
        let mut tally = Tally::default();
        table.cells.iter().for_each(|cell| tally.add(cell, 1.0));
        table.learned(&tally).fit(&table, &tally, None, prior, claims, self.looked_at)
    }
}

/// The levels of a field.
fn of(field: Aspect) -> impl Iterator<Item = Agreement> {
    Agreement::ALL.into_iter().filter(move |a| a.field() == field)
}

/// Six digits: more are noise, and no table to read.
fn rounded(p: f64) -> f64 {
    let scale = 10f64.powf(5.0 - p.log10().floor());
    if scale.is_finite() { (p * scale).round() / scale } else { p }
}

fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// Pairs that are of one event, as far as is known.
#[derive(Clone, Copy, Debug)]
struct Tally {
    pairs: f64,
    /// By level: how many, and the sum of the rarities.
    level: [f64; LEVELS],
    rarity: [f64; LEVELS],
    /// By level: how many were compared at all.
    seen: [f64; LEVELS],
}

impl Default for Tally {
    fn default() -> Tally {
        Tally { pairs: 0.0, level: [0.0; LEVELS], rarity: [0.0; LEVELS], seen: [0.0; LEVELS] }
    }
}

impl Tally {
    fn add(&mut self, cell: &Cell, probability: f64) {
        let pairs = cell.pairs * probability;
        self.pairs += pairs;
        for (n, level) in cell.levels.iter().enumerate() {
            let Some(level) = level.map(|l| l as usize) else { continue };
            self.level[level] += pairs;
            self.rarity[level] += pairs * cell.rarity[n];
            self.seen[level] += cell.pairs;
        }
    }

    /// Mean rarity of what agrees so in pairs of one event.
    fn rarity(&self, level: Agreement) -> f64 {
        self.rarity[level as usize] / self.level[level as usize].max(1e-12)
    }
}

/// The probabilities of the levels while they are learned.
#[derive(Clone, Debug)]
struct Model {
    cells: Vec<Cell>,
    start: Weights,
    shared: [bool; LEVELS],
    /// Share of the pairs of one event, of those that state the field.
    m: [f64; LEVELS],
    u: [f64; LEVELS],
    /// What a level adds to the rest and the rarity of a pair, in bits.
    bits: [f64; LEVELS],
}

impl Model {
    /// The table that is started from.
    fn new(lessons: &Lessons) -> Model {
        let mut cells: Vec<((u64, i32), Sums)> = lessons.cells.iter().map(|(key, sums)| (*key, *sums)).collect();
        cells.sort_unstable_by_key(|(key, _)| *key);
        let mean = |sum: i64, n: i64| sum as f64 / BIT / n.max(1) as f64;
        let cell = |(_, s): &((u64, i32), Sums)| Cell {
            levels: s.levels,
            pairs: s.pairs as f64,
            rest: mean(s.rest, s.pairs),
            rarity: s.rarity.map(|r| mean(r, s.pairs)),
        };
        let start = lessons.start.clone();
        let bits = Agreement::ALL.map(|a| {
            let level = start.get(a);
            if lessons.shared[a as usize] { level.m.max(FLOOR).log2() } else { level.bits() }
        });
        let cells = cells.iter().map(cell).collect();
        Model { cells, shared: lessons.shared, m: start.levels_m(), u: lessons.u(), bits, start }
    }

    /// How likely each pair is of one event.
    fn expect(&self, prior: f64) -> Tally {
        let mut tally = Tally::default();
        for cell in &self.cells {
            let levels: f64 =
                cell.levels.iter().zip(cell.rarity).filter_map(|(l, rarity)| l.map(|l| self.bits[l as usize] + rarity)).sum();
            tally.add(cell, probability(levels + cell.rest + prior));
        }
        tally
    }

    /// What the level weighs on average.
    fn mean_bits(&self, level: Agreement, tally: &Tally) -> f64 {
        self.bits[level as usize] + if self.shared[level as usize] { tally.rarity(level) } else { 0.0 }
    }

    /// The probabilities that these pairs tell, with the table itself for some pairs more.
    fn learned(&self, tally: &Tally) -> Model {
        let mut next = self.clone();
        for field in Aspect::ALL {
            let levels = || of(field).filter(|a| tally.seen[*a as usize] > 0.0);
            // What the table says of how often each level should have been seen.
            let expected = |a: Agreement| self.u[a as usize] * self.mean_bits(a, tally).exp2();
            let (all, seen): (f64, f64) = (levels().map(expected).sum(), levels().map(|a| tally.level[a as usize]).sum());
            for a in levels() {
                let prior = STRENGTH * expected(a) / all.max(FLOOR);
                let m = ((tally.level[a as usize] + prior) / (seen + STRENGTH)).clamp(FLOOR, 1.0);
                next.m[a as usize] = m;
                let bits = (m / self.u[a as usize]).log2();
                // Where the rarity of each value stands for u, m is such that the level weighs as much on average.
                next.bits[a as usize] =
                    if self.shared[a as usize] { (bits - tally.rarity(a)).clamp(FLOOR.log2(), 0.0) } else { bits };
            }
        }
        next
    }

    fn fit(self, table: &Model, tally: &Tally, rounds: Option<usize>, prior: f64, claims: usize, random: u64) -> Fit {
        let mut weights = self.start.clone();
        let mut levels = Vec::new();
        for a in Agreement::ALL.into_iter().filter(|a| tally.seen[*a as usize] > 0.0) {
            let (m, u) = (self.m[a as usize], self.u[a as usize]);
            let level = if self.shared[a as usize] {
                Level { m: rounded(self.bits[a as usize].exp2()), u: self.start.get(a).u }
            } else {
                Level { m: rounded(m), u: rounded(u) }
            };
            weights = weights.with(a, level);
            let before = table.mean_bits(a, tally);
            levels.push(Fitted { level: a, m, u, matched: tally.level[a as usize], before, bits: self.mean_bits(a, tally) });
        }
        let labelled = rounds.is_none();
        Fit { weights, prior, levels, labelled, claims, matched: tally.pairs, random, rounds: rounds.unwrap_or(0) }
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.labelled {
            format!("m from {:.0} pairs that were judged to be of one event", self.matched)
        } else {
            format!(
                "m by expectation maximization without labels, {} rounds, {:.0} pairs of one event",
                self.rounds, self.matched
            )
        };
        writeln!(f, "# Learned from {} claims: {how}; u from {} random pairs.", self.claims, self.random)?;
        writeln!(f, "# log2 odds that two claims are of one event: {:.2}.", self.prior)?;
        writeln!(f, "# level, share of pairs of one event, share of others, mean bits before and now, pairs of one event:")?;
        for l in &self.levels {
            writeln!(f, "# {:<17}{:>10.6}{:>10.6}{:>8.2}{:>8.2}{:>12.0}", l.level.name(), l.m, l.u, l.before, l.bits, l.matched)?;
        }
        write!(f, "{}", self.weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Agreement::*;

    /// Each level with its true m and u.
    const TRUTH: [&[(Agreement, f64, f64)]; 4] = [
        &[(EventSame, 0.95, 0.2), (EventNarrower, 0.05, 0.8)],
        &[(CountSame, 0.7, 0.05), (CountClose, 0.2, 0.15), (CountFar, 0.1, 0.8)],
        &[(PlaceSame, 0.8, 0.01), (PlaceNear, 0.15, 0.04), (PlaceElsewhere, 0.05, 0.95)],
        &[(DateSame, 0.6, 0.02), (DateNext, 0.3, 0.08), (DateFar, 0.1, 0.9)],
    ];

    /// As many pairs of each pattern as the model expects.
    fn lessons(start: &Weights, pairs: f64, share: f64) -> Lessons<'_> {
        let mut lessons = Lessons::new(start);
        let mut pattern = [0usize; 4];
        loop {
            let levels: Vec<&(Agreement, f64, f64)> = TRUTH.iter().zip(pattern).map(|(field, n)| &field[n]).collect();
            let m: f64 = levels.iter().map(|l| l.1).product();
            let u: f64 = levels.iter().map(|l| l.2).product();
            let mut cell = Sums { pairs: (pairs * (share * m + (1.0 - share) * u)).round() as i64, ..Sums::default() };
            levels.iter().zip(&mut cell.levels).for_each(|(l, slot)| *slot = Some(l.0));
            let key = pattern.iter().fold(0, |key, n| key << 8 | *n as u64);
            lessons.cells.insert((key, 0), cell);
            let Some(field) = (0..4).find(|f| pattern[*f] + 1 < TRUTH[*f].len()) else { break };
            pattern[..field].fill(0);
            pattern[field] += 1;
        }
        TRUTH.iter().flat_map(|f| f.iter()).for_each(|(level, _, u)| lessons.random[*level as usize] = 1e6 * u);
        lessons
    }

    #[test]
    fn finds_the_probabilities_that_made_the_claims() {
        let claims = 8_000;
        let pairs = claims as f64 * (claims - 1) as f64 / 2.0;
        let weights = Weights::default();
        let fit = lessons(&weights, pairs, 0.002).estimate(claims);
        for (level, m, u) in TRUTH.into_iter().flatten() {
            let found = fit.levels.iter().find(|l| l.level == *level).unwrap();
            assert!((found.m - m).abs() < 0.01 && (found.u - u).abs() < 0.01, "{found:?} of {m} and {u}");
            assert!((fit.weights.get(*level).bits() - (m / u).log2()).abs() < 0.15, "{found:?}");
        }
        assert!((fit.prior - (0.002f64 / 0.998).log2()).abs() < 0.1, "{}", fit.prior);
        assert!(fit.rounds > 1 && (fit.matched - 0.002 * pairs).abs() < 0.05 * fit.matched);
        // What was not seen is as it was.
        assert_eq!(fit.weights.get(ActorSame), weights.get(ActorSame));
        assert_eq!(fit, lessons(&weights, pairs, 0.002).estimate(claims));
        assert_eq!(Weights::parse(&fit.to_string()).unwrap(), fit.weights);
    }

    #[test]
    fn few_pairs_move_the_table_little() {
        let weights = Weights::default();
        let fit = Lessons::new(&weights).estimate(2);
        assert_eq!((&fit.weights, fit.levels.len()), (&weights, 0));
        let one = lessons(&weights, 20.0, 0.05).estimate(7);
        assert!(one.levels.iter().all(|l| l.m > FLOOR && l.m <= 1.0 && l.u > 0.0), "{:?}", one.levels);
    }
}
