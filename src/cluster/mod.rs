//! Claims to clusters: which claims speak of one event.
//!
//! Three steps, each of which can be used by itself:
//! 1. **Blocking** ([`Clusterer::keys`]): claims that share no key are not compared. Several keys a claim, so that claims that lack a
//!    field still meet.
//! 2. **Scoring** ([`Scorer`]): each field of two claims compares at a graded level, each level has a weight in bits (Fellegi and Sunter
//!    1969), the weight of the pair is their sum. A missing field is no information, never disagreement; a vaguer value (a region against
//!    its village, "over 10" against 12) counts by the share of claims that fall inside it.
//! 3. **Partition**: mean linkage inside connected components. Claims that contradict each other stay apart: opposite sides, or one
//!    article that tells two incidents.
//!
//! ```
//! use corroborate::{Claim, Count, Event, Place};
//! use corroborate::cluster::Clusterer;
//! let claim = |id: &str, place: &str| Claim {
//!     id: id.into(),
//!     doc: id.into(),
//!     event: Event { kind: "deserted".into(), ..Event::default() },
//!     count: Some(Count::exactly(12, "person")),
//!     place: Some(Place { name: place.into(), country: Some("UA".into()), ..Place::default() }),
//!     ..Claim::default()
//! };
//! let claims = [claim("a#0", "Veselyi Hai"), claim("b#0", "Veseliy Hay"), claim("c#0", "Odesa")];
//! let clusters = Clusterer::default().cluster(&claims);
//! assert_eq!(clusters[0].claims, ["a#0", "b#0"]);
//! assert_eq!(clusters[1].claims, ["c#0"]);
//! ```
//!
//! # Weights
//! The default weights are a table of the crate, `src/cluster/data/weights.tsv`, whose head says how they were learned. One's own are read from
//! such a table ([`Weights::parse`]) and written as one. From a few hundred claims on, the shares of values and the prior are those of the
//! corpus: those of days, and the prior, over pairs less than a year apart, so that a long archive clusters as its years would. Weights are
//! learned from one's own claims without labels ([`Clusterer::estimate`]) or from judged pairs ([`Clusterer::fit`]); what they were is part of
//! [`Settings::fingerprint`].
//!
//! # Review
//! [`Clusterer::explain`] and [`Clusterer::links`] tell what each field adds to a pair, [`Clusterer::quality`] where a cluster would fall apart
//! first and whether it stays under other thresholds, [`Clusterer::blocking`] which pairs were compared and which were not and why.
//! What a reviewer finds is kept in [`Decisions`].
//!
//! # Over time
//! [`Index`] answers where a claim belongs without going through all claims, and takes claims in and out.
//!
//! # In parts
//! For engines of many processes each step is a function of its own: [`Clusterer::sums`] for what must be known of the whole corpus,
//! [`Clusterer::parts`] for where a claim is compared, [`Part::pairs`] for what is compared there, [`Clusterer::forest`] for what hangs together,
//! [`Clusterer::cluster_part`] for the clusters of some components. Together they give what [`Clusterer::cluster`] gives; [`bare`] is what has to travel.
//!
//! # Coded data sets
//! [`Window`] is the rule of MELTT, for data sets in which each event has a point and a day.

mod agreement;
mod block;
mod blocking;
mod decisions;
mod field;
mod fit;
mod forest;
mod index;
mod linkage;
mod matrix;
mod partition;
mod postings;
mod prior;
mod quality;
mod record;
mod score;
mod sets;
mod share;
mod sides;
mod statistics;
mod sums;
mod weights;
mod window;

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::lexicon::Taxonomy;

pub use agreement::{Agreement, Aspect};
use block::Blocks;
pub use block::Key;
pub use blocking::{Block, Blocking, KeyFamily};
pub use decisions::{Decisions, Verdict};
#[cfg(feature = "dataflow")]
pub(crate) use field::hash;
use fit::Lessons;
pub use fit::{Fit, Fitted};
pub use forest::Forest;
pub use index::{Found, Index, Placement};
use partition::{Edge, Edges, Judged, partition};
use prior::Histogram;
pub use quality::{Cut, Quality};
#[cfg(not(feature = "dataflow"))]
use record::Records;
#[cfg(feature = "dataflow")]
pub(crate) use record::{Record, Records};
use score::{BIT, Comparison, Score, bits};
pub use score::{Link, PRIOR, Parts, Scorer};
#[cfg(feature = "dataflow")]
pub(crate) use sets::Sets;
#[cfg(feature = "dataflow")]
pub(crate) use share::Scored;
pub use share::{Part, ScoredPair, bare};
pub use statistics::Statistics;
use statistics::Whole;
pub use sums::Sums;
pub use weights::{Level, Weights};
pub use window::{Sighting, Window};

/// How claims are clustered.
///
/// ```
/// use corroborate::cluster::Settings;
/// let strict = Settings::default().threshold(3.0);
/// assert_eq!(strict.threshold, 3.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Settings {
    /// Bits that the mean weight of two clusters must exceed for a merge. 0 by default; higher for precision, lower for search.
    pub threshold: f64,
    /// The table of levels.
    pub weights: Weights,
    /// log2 odds that any two claims less than a year apart are of one event; `None` estimates it, near [`PRIOR`] for few claims.
    pub prior: Option<f64>,
    /// Pairs that a person has judged. They go before any weight.
    pub decisions: Decisions,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { threshold: 0.0, weights: Weights::default(), prior: None, decisions: Decisions::default() }
    }
}

impl Settings {
    /// Sets the threshold, in bits.
    #[must_use]
    pub fn threshold(mut self, bits: f64) -> Settings {
        self.threshold = bits;
        self
    }

    /// Sets the table of levels.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Settings {
        self.weights = weights;
        self
    }

    /// A name for these settings, of 16 hexadecimal digits: two results can be compared where it is the same. It covers the threshold, the
    /// table of weights, the prior and what was judged.
    ///
    /// ```
    /// use corroborate::cluster::Settings;
    /// let settings = Settings::default();
    /// assert_eq!(settings.fingerprint(), Settings::default().fingerprint());
    /// assert_ne!(settings.fingerprint(), Settings::default().threshold(1.0).fingerprint());
    /// ```
    pub fn fingerprint(&self) -> String {
        let levels = Agreement::ALL.into_iter().map(|a| self.weights.get(a)).flat_map(|l| [l.m.to_bits(), l.u.to_bits()]);
        let rest = [self.threshold.to_bits(), self.prior.map_or(1, f64::to_bits), field::hash(&self.decisions.to_string())];
        format!("{:016x}", rest.into_iter().chain(levels).fold(0x5eed, field::mix))
    }

    /// Sets what a person has judged.
    #[must_use]
    pub fn decisions(mut self, decisions: Decisions) -> Settings {
        self.decisions = decisions;
        self
    }

    /// Sets the prior, in bits.
    #[must_use]
    pub fn prior(mut self, bits: f64) -> Settings {
        self.prior = Some(bits);
        self
    }
}

/// Claims that speak of one event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// The least of the claims' ids.
    pub id: String,
    /// The ids of the claims, in order.
    pub claims: Vec<String>,
}

/// Clusters claims.
#[derive(Clone, Debug, Default)]
pub struct Clusterer {
    settings: Settings,
    taxonomy: Taxonomy,
}

/// A compared pair as it is kept beside one of its rows: 8 bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// The other row.
    b: u32,
    /// Evidence without prior, 1/64 bit; `APART` for a pair that must not be in one cluster.
    evidence: i16,
    /// The most that evidence and prior may come to.
    cap: i16,
}

const APART: i16 = i16::MIN;
/// No pair weighs more than this for or against, in bits: no single one outvotes a cluster.
const CLAMP: f64 = 12.0;

impl Pair {
    fn new(b: u32, score: &Score) -> Pair {
        let short = |n: i32| n.clamp(-32_000, 32_000) as i16;
        let evidence = if score.apart { APART } else { short(score.evidence()) };
        Pair { b, evidence, cap: score.cap.map_or(i16::MAX, short) }
    }

    /// Adds the pair to those that the prior is found by: what is capped or apart says nothing of it.
    fn tell(&self, histogram: &mut Histogram) {
        if self.evidence != APART && self.cap == i16::MAX {
            histogram.add(self.evidence);
        }
    }

    fn weight(&self, prior: i32) -> Option<i32> {
        let cap = if self.cap == i16::MAX { i32::MAX } else { i32::from(self.cap) };
        (self.evidence != APART).then(|| (i32::from(self.evidence) + prior).min(cap).clamp(-bits(CLAMP), bits(CLAMP)))
    }
}

/// All compared pairs of a set of claims.
struct Compared {
    pairs: Pairs,
    prior: i32,
}

/// Pairs in pieces: a list that grows by copying itself would for a while take three times the memory.
#[derive(Default)]
struct Pairs(Vec<Piece>);

#[derive(Default)]
struct Piece {
    /// Rows, each with the end of its pairs.
    rows: Vec<(u32, u32)>,
    pairs: Vec<Pair>,
}

impl Pairs {
    const PIECE: usize = 1 << 16;

    /// Adds a pair of a row; the pairs of one row come together.
    fn push(&mut self, a: u32, pair: Pair) {
        if self.0.last().is_none_or(|piece| piece.pairs.len() >= Pairs::PIECE) {
            let room = if self.0.is_empty() { 0 } else { Pairs::PIECE };
            self.0.push(Piece { rows: Vec::new(), pairs: Vec::with_capacity(room) });
        }
        let Some(piece) = self.0.last_mut() else { return };
        piece.pairs.push(pair);
        let end = piece.pairs.len() as u32;
        match piece.rows.last_mut().filter(|row| row.0 == a) {
            Some(row) => row.1 = end,
            None => piece.rows.push((a, end)),
        }
    }
}

impl Piece {
    fn each(&self, prior: i32, mut each: impl FnMut(Edge)) {
        let mut start = 0;
        for (a, end) in &self.rows {
            for pair in self.pairs.get(start..*end as usize).unwrap_or(&[]) {
                each(Edge { a: *a.min(&pair.b), b: *a.max(&pair.b), weight: pair.weight(prior) });
            }
            start = *end as usize;
        }
    }
}

impl Edges for &Compared {
    fn each(&self, each: impl FnMut(Edge)) {
        Edges::each(*self, each);
    }

    fn last(self, each: impl FnMut(Edge)) {
        Edges::each(self, each);
    }
}

impl Edges for Compared {
    fn each(&self, mut each: impl FnMut(Edge)) {
        for piece in &self.pairs.0 {
            piece.each(self.prior, &mut each);
        }
    }

    fn last(self, mut each: impl FnMut(Edge)) {
        for piece in self.pairs.0 {
            piece.each(self.prior, &mut each);
        }
    }
}

impl Clusterer {
    /// A clusterer with settings and kinds of event.
    pub fn new(settings: Settings, taxonomy: Taxonomy) -> Clusterer {
        Clusterer { settings, taxonomy }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The keys of a claim, each once, in order. Claims that share a key are worth comparing; for engines that join on keys.
    pub fn keys(&self, claim: &Claim) -> Vec<Key> {
        let mut records = Records::new(&self.taxonomy);
        records.push(claim);
        records.rows.first().map_or_else(Vec::new, |row| block::keys_of(&records, row))
    }

    /// The clusters of these claims, by their ids; every claim is in exactly one. The order of the claims does not matter; of
    /// claims with one id one is kept.
    ///
    /// Takes claims or references to them, so that a reader can drop each claim once it is passed on: about 200 bytes stay of each, and 8
    /// of each compared pair. Time grows near n log n.
    pub fn cluster<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Vec<Cluster> {
        self.cluster_at(claims, &[self.settings.threshold]).pop().unwrap_or_default()
    }

    /// The clusters under each of several thresholds, in their order; the pairs are compared once.
    ///
    /// ```
    /// use corroborate::{Claim, cluster::Clusterer};
    /// let claims = ["a#0", "b#0"].map(|id| Claim { id: id.into(), doc: id.into(), ..Claim::default() });
    /// let [loose, strict] = &Clusterer::default().cluster_at(&claims, &[-20.0, 20.0])[..] else { panic!() };
    /// assert_eq!((loose.len(), strict.len()), (1, 2));
    /// ```
    pub fn cluster_at<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>, thresholds: &[f64]) -> Vec<Vec<Cluster>> {
        let (records, whole) = self.records(claims);
        let name = |row: &u32| records.id(*row as usize).to_owned();
        let named =
            |rows: &Vec<u32>| Cluster { id: rows.first().map(name).unwrap_or_default(), claims: rows.iter().map(name).collect() };
        let found = self.partitions(&records, self.compare(&records, whole), whole, thresholds);
        found.iter().map(|clusters| clusters.iter().map(named).collect()).collect()
    }

    /// How well each cluster holds together, in the order of the clusters: for review, the doubtful first to be found.
    ///
    /// ```
    /// use corroborate::{Claim, Event, Place, cluster::Clusterer};
    /// let claim = |id: &str| Claim {
    ///     id: id.into(),
    ///     doc: id.into(),
    ///     event: Event { kind: "deserted".into(), ..Event::default() },
    ///     place: Some(Place { name: "Veselyi Hai".into(), ..Place::default() }),
    ///     ..Claim::default()
    /// };
    /// let found = &Clusterer::default().quality([claim("a#0"), claim("b#0")])[0];
    /// assert_eq!(found.mean, found.weakest.as_ref().map(|w| w.mean));
    /// assert!(found.holds_looser);
    /// ```
    pub fn quality<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Vec<Quality> {
        let (records, whole) = self.records(claims);
        let compared = self.compare(&records, whole);
        let prior = compared.prior;
        let own = self.settings.threshold;
        let found = self.partitions(&records, compared, whole, &[own - quality::STEP, own, own + quality::STEP]);
        let [looser, clusters, stricter] = found.as_slice() else { return Vec::new() };
        let mut comparison = Comparison::new(&records, &self.settings.weights, whole.companions);
        let name = |row: &u32| records.id(*row as usize).to_owned();
        let mut of = |rows: &Vec<u32>| {
            let some = quality::sample(rows);
            let mut weight = |a: &u32, b: &u32| {
                let pair = Pair::new(*b, &comparison.compare(*a as usize, *b as usize));
                f64::from(pair.weight(prior).unwrap_or(0)) / BIT
            };
            let weights: Vec<Vec<f64>> =
                some.iter().enumerate().map(|(j, b)| some.iter().take(j).map(|a| weight(a, b)).collect()).collect();
            let cut = quality::cut(some.len(), |i, j| weights.get(j).and_then(|row| row.get(i)).copied().unwrap_or(0.0));
            Quality {
                id: rows.first().map(name).unwrap_or_default(),
                mean: cut.as_ref().map(|c| c.0),
                weakest: cut
                    .map(|(_, part, mean)| Cut { mean, part: part.iter().filter_map(|i| some.get(*i)).map(name).collect() }),
                holds_looser: looser.binary_search(rows).is_ok(),
                holds_stricter: stricter.binary_search(rows).is_ok(),
            }
        };
        clusters.iter().map(&mut of).collect()
    }

    /// The clusters of rows under each threshold.
    fn partitions(&self, records: &Records, compared: Compared, whole: Whole, thresholds: &[f64]) -> Vec<Vec<Vec<u32>>> {
        let prior = compared.prior;
        let mut comparison = Comparison::new(records, &self.settings.weights, whole.companions);
        let mut score = |a: u32, b: u32| Pair::new(b, &comparison.compare(a as usize, b as usize)).weight(prior);
        let side = |row: u32| records.side(row as usize);
        let judged = self.judged(records);
        let whole = |threshold: &f64| bits(if threshold.is_finite() { *threshold } else { 0.0 });
        let Some((last, first)) = thresholds.split_last() else { return Vec::new() };
        let mut found: Vec<Vec<Vec<u32>>> =
            first.iter().map(|t| partition(records.len(), &compared, &mut score, side, whole(t), &judged)).collect();
        found.push(partition(records.len(), compared, &mut score, side, whole(last), &judged));
        found
    }

    /// The pairs whose weight is above the threshold, by the ids of their claims. Pairs that contradict each other are left out.
    pub fn links<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Vec<Link> {
        let (records, whole) = self.records(claims);
        let compared = self.compare(&records, whole);
        let mut comparison = Comparison::new(&records, &self.settings.weights, whole.companions);
        comparison.prior = compared.prior;
        let least = self.settings.threshold * BIT;
        let mut above: Vec<(u32, u32)> = Vec::new();
        compared.each(|edge| above.extend(edge.weight.filter(|w| f64::from(*w) > least).map(|_| (edge.a, edge.b))));
        above.sort_unstable();
        above
            .into_iter()
            .map(|(a, b)| comparison.compare(a as usize, b as usize).link_of(&records, a as usize, b as usize))
            .collect()
    }

    /// Weights learned from these claims alone, without labels, from the table in the settings on.
    ///
    /// The model is that of Fellegi and Sunter (1969): fields are independent, once it is known whether two claims are of one event. u is the share of
    /// each level among random pairs (two million, chosen by a hash; all where there are fewer). m and the prior λ come by expectation
    /// maximization over all compared pairs, u fixed (Winkler 1988); pairs that share no key count as those of different events. Claims of one
    /// article, fields taken from elsewhere in the article, and kinds that can never be one are not learned from. The table stands for 30
    /// pairs more, so that few claims move it little and no level becomes impossible.
    ///
    /// Claims that were copied agree in everything and are no independent evidence: leave them out where they are known. Learned weights are
    /// no better than the claims: look at what moved ([`Fit::levels`]) before use.
    ///
    /// ```
    /// use corroborate::{Claim, cluster::{Clusterer, Weights}};
    /// let claims = ["a#0", "b#0"].map(|id| Claim { id: id.into(), doc: id.into(), ..Claim::default() });
    /// let fit = Clusterer::default().estimate(&claims);
    /// assert_eq!(Weights::parse(&fit.to_string())?, fit.weights);
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    pub fn estimate<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Fit {
        let (records, whole) = self.records(claims);
        let mut comparison = Comparison::new(&records, &self.settings.weights, whole.companions);
        let mut lessons = Lessons::new(&self.settings.weights);
        Blocks::new(&records).pairs(|(a, _), (b, _)| {
            if let Some(lesson) = comparison.lesson(a.min(b) as usize, a.max(b) as usize) {
                lessons.add(&lesson);
            }
        });
        lessons.look_at_random(records.len(), &mut comparison, self.settings.prior.unwrap_or(PRIOR));
        lessons.estimate(records.len())
    }

    /// Weights learned from pairs of these claims that a person has judged, from the table in the settings on.
    ///
    /// m is the share of each level among the pairs that are `together`; u comes from random pairs as in [`Clusterer::estimate`], since pairs
    /// that somebody found worth judging to be `apart` are look-alikes and no sample of all others. The table stands for 30 pairs more.
    /// Pairs of claims that are not here are passed over.
    ///
    /// ```
    /// use corroborate::{Claim, Date, DateInterval};
    /// use corroborate::cluster::{Agreement, Clusterer, Decisions, Verdict};
    /// let day = |n: u32| "2025-07-01".parse().ok().and_then(|d: Date| d.plus_days(n.into())).map(DateInterval::day);
    /// let claim = |n: u32, day| Claim { id: format!("c{n:02}"), doc: format!("c{n:02}"), date: day, ..Claim::default() };
    /// // Who judges that claims a day apart are of one event makes that weigh more.
    /// let claims: Vec<Claim> = (0..40).map(|n| claim(n, day(n / 2 * 10 + n % 2))).collect();
    /// let mut labels = Decisions::default();
    /// claims.chunks(2).for_each(|pair| labels.decide(&pair[0].id, &pair[1].id, Verdict::Together, ""));
    /// let fit = Clusterer::default().fit(&claims, &labels);
    /// let next = fit.levels.iter().find(|l| l.level == Agreement::DateNext).unwrap();
    /// assert!(next.bits > next.before + 2.0);
    /// ```
    pub fn fit<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>, labels: &Decisions) -> Fit {
        let (records, whole) = self.records(claims);
        let mut comparison = Comparison::new(&records, &self.settings.weights, whole.companions);
        let mut lessons = Lessons::new(&self.settings.weights);
        for (a, b) in labels.together().filter_map(|(a, b)| records.row(a).zip(records.row(b))) {
            if let Some(lesson) = comparison.lesson(a as usize, b as usize) {
                lessons.add(&lesson);
            }
        }
        let prior = f64::from(self.compare(&records, whole).prior) / BIT;
        lessons.look_at_random(records.len(), &mut comparison, prior);
        lessons.labelled(records.len(), prior)
    }

    /// Which pairs of these claims are compared, under which keys, and which are not and why. Nothing is scored: the time is that of blocking.
    ///
    /// ```
    /// use corroborate::{Claim, cluster::Clusterer};
    /// let claims = ["a#0", "b#0"].map(|id| Claim { id: id.into(), doc: id.into(), ..Claim::default() });
    /// let blocking = Clusterer::default().blocking(&claims);
    /// assert_eq!((blocking.compared, blocking.not_compared()), (1, 0));
    /// println!("{blocking}");
    /// ```
    pub fn blocking<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Blocking {
        let (records, _) = self.records(claims);
        let (blocks, mut report) = Blocks::report(&records);
        blocks.pairs(|(_, x), (_, y)| *if x.opposes(y) { &mut report.opposed } else { &mut report.compared } += 1);
        report
    }

    /// What speaks for and against one event in two claims, with the shares of the news at large.
    pub fn explain(&self, a: &Claim, b: &Claim) -> Link {
        let prior = self.settings.prior.filter(|p| p.is_finite()).unwrap_or(PRIOR);
        score::score(a, b, &self.taxonomy, &self.settings.weights, &Statistics::default(), prior)
    }

    /// The claims in compact form, and what holds for all of them.
    fn records<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> (Records<'_>, Whole) {
        let mut records = Records::new(&self.taxonomy);
        claims.into_iter().for_each(|claim| records.push(claim.borrow()));
        records.sort();
        let statistics = Statistics::of_records(&records);
        statistics.apply(&mut records, &self.settings.weights);
        (records, statistics.whole())
    }

    /// The rows that were judged. Two that are tied through a claim that is not here are tied all the same.
    fn judged(&self, records: &Records) -> Judged {
        let decisions = &self.settings.decisions;
        let mut forest = Forest::default();
        decisions.together().for_each(|(a, b)| forest.add(a, b));
        let mut judged = Judged::default();
        for set in forest.sets() {
            let rows: Vec<u32> = set.iter().filter_map(|id| records.row(id)).collect();
            judged.together.extend(rows.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
        }
        judged.apart.extend(decisions.apart().filter_map(|(a, b)| records.row(a).zip(records.row(b))));
        judged
    }

    /// The prior that was set, or that of the pairs.
    fn prior(&self, histogram: &Histogram, claims: usize, whole: Whole) -> i32 {
        let set = self.settings.prior.filter(|p| p.is_finite());
        set.map_or_else(|| prior::prior(histogram.counts(), claims, whole.near), bits)
    }

    fn compare(&self, records: &Records, whole: Whole) -> Compared {
        self.compare_in(&Blocks::new(records), records, whole)
    }

    fn compare_in(&self, blocks: &Blocks, records: &Records, whole: Whole) -> Compared {
        let mut comparison = Comparison::new(records, &self.settings.weights, whole.companions);
        let mut pairs = Pairs::default();
        let mut histogram = Histogram::default();
        blocks.pairs(|(a, x), (b, y)| {
            // Two sides are two events, whatever else agrees.
            if x.opposes(y) {
                return;
            }
            let pair = Pair::new(b, &comparison.compare_rows(x, y));
            pair.tell(&mut histogram);
            pairs.push(a, pair);
        });
        let prior = self.prior(&histogram, records.len(), whole);
        Compared { pairs, prior }
    }
}
