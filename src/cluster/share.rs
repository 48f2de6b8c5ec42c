//! Clustering in parts: the steps of [`Clusterer::cluster`], each on the claims that one of many workers has.

use std::borrow::Borrow;
use std::cmp::Ordering;

#[cfg(feature = "dataflow")]
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, Source};
use crate::cluster::block::{self, Blocks, FEW};
use crate::cluster::partition::{Edge, Edges, partition};
#[cfg(feature = "dataflow")]
use crate::cluster::prior;
use crate::cluster::record::{Record, Records};
use crate::cluster::score::{Comparison, bits};
use crate::cluster::sums::Sums;
use crate::cluster::{APART, Cluster, Clusterer, Forest, Pair};

/// Two claims that were compared.
///
/// The weight of the pair is `evidence` and the prior, no more than `cap`; the prior is known when the evidence of all pairs is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScoredPair {
    /// The claim with the lesser id.
    pub a: String,
    /// The other.
    pub b: String,
    /// What the fields say, in 1/64 bit; absent where the two must not be in one cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<i16>,
    /// The most that the weight may be, in 1/64 bit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<i16>,
    /// Another part may have found the pair as well: of such pairs, equal ones count once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
}

impl ScoredPair {
    pub(crate) fn pair(&self) -> Pair {
        Pair { b: 0, evidence: self.evidence.unwrap_or(APART), cap: self.cap.unwrap_or(i16::MAX) }
    }
}

/// A scored pair of claims that bear numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Scored(pub(crate) u32, pub(crate) u32, i16, i16);

impl Scored {
    #[cfg(feature = "dataflow")]
    pub(crate) fn new(a: u32, b: u32, pair: &Pair) -> Scored {
        Scored(a, b, pair.evidence, pair.cap)
    }

    pub(crate) fn pair(&self) -> Pair {
        Pair { b: self.1, evidence: self.2, cap: self.3 }
    }

    /// What links are sought by when the prior is not known yet: the more evidence, the sooner the two hang together.
    #[cfg(feature = "dataflow")]
    pub(crate) fn evidence(&self) -> i16 {
        self.2
    }
}

/// The claims that came to one of several workers to be compared.
///
/// Each block of claims with one key belongs to one part; a claim is in each part that has one of its blocks ([`Clusterer::parts`]).
///
/// ```
/// use corroborate::{Claim, Count, Place, cluster::Clusterer};
/// let place = Place { name: "Veselyi Hai".into(), ..Place::default() };
/// let (place, count) = (Some(place), Some(Count::exactly(12, "person")));
/// let claim = |doc: &str| Claim { id: format!("{doc}#0"), doc: doc.into(), count: count.clone(), place: place.clone(), ..Claim::default() };
/// let claims = ["a", "b", "c"].map(claim);
/// let clusterer = Clusterer::default();
/// let mut sums = clusterer.sums(&claims);
/// let mut pairs = Vec::new();
/// for part in 0..2 {
///     let here = claims.iter().filter(|c| clusterer.parts(c, 2, &sums).contains(&part));
///     clusterer.part(here, part, 2, &sums).pairs(&sums, |pair| pairs.push(pair));
/// }
/// pairs.iter().for_each(|pair| sums.tell(pair));
/// // Each of these sets can be clustered by itself.
/// assert_eq!(clusterer.forest(&pairs, &sums).sets(), [["a#0", "b#0", "c#0"]]);
/// assert_eq!(clusterer.cluster_part(&claims, &pairs, &sums), clusterer.cluster(&claims));
/// ```
#[derive(Debug)]
pub struct Part<'c> {
    clusterer: &'c Clusterer,
    records: Records<'c>,
    blocks: Blocks,
    crowded: Vec<u64>,
    index: usize,
    count: usize,
}

/// The part that compares a block.
fn owner(bucket: u64, parts: usize) -> usize {
    (bucket % parts.max(1) as u64) as usize
}

/// Few claims are all compared, by the first part.
fn few(sums: &Sums) -> bool {
    sums.claims() <= FEW
}

impl<'c> Part<'c> {
    /// `records` are the claims as they came.
    pub(crate) fn new(clusterer: &'c Clusterer, mut records: Records<'c>, index: usize, count: usize, sums: &Sums) -> Part<'c> {
        clusterer.know(&mut records, sums);
        let (blocks, crowded) = Blocks::share(&records, few(sums), |bucket| owner(bucket, count) == index);
        Part { clusterer, records, blocks, crowded, index, count }
    }

    /// How many claims came.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether none came.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The blocks of this part that are too large to compare all pairs in, to be merged into the sums of all.
    ///
    /// Claims that share several blocks meet in several parts: where all know which blocks are crowded, the part with the least of the others
    /// compares them, and nobody else. Without it the answer is the same, and more pairs are found twice.
    pub fn crowded(&self) -> Sums {
        Sums { crowded: self.crowded.iter().copied().collect(), ..Sums::default() }
    }

    /// The pairs that fall to this part, scored. Time and number: those of the pairs that share a block.
    pub fn pairs(&self, sums: &Sums, mut each: impl FnMut(ScoredPair)) {
        let id = |row: u32| self.records.id(row as usize).to_owned();
        self.compare(
            sums,
            |_, _| true,
            |a, b, pair, once| {
                let evidence = Some(pair.evidence).filter(|e| *e != APART);
                let cap = Some(pair.cap).filter(|c| *c != i16::MAX);
                each(ScoredPair { a: id(a), b: id(b), evidence, cap, again: !once });
            },
        );
    }

    /// Scores the pairs of rows that fall to this part and that are `wanted`. `each` is told the rows, the lesser first, and whether no other part has
    /// the pair.
    pub(crate) fn compare(
        &self,
        sums: &Sums,
        wanted: impl Fn(&Record, &Record) -> bool,
        mut each: impl FnMut(u32, u32, &Pair, bool),
    ) {
        let companions = sums.statistics.whole().companions;
        let mut comparison = Comparison::new(&self.records, &self.clusterer.settings.weights, companions);
        let everywhere = self.count == 1 || few(sums);
        let mut buckets = Buckets::new(&self.records);
        let mut own: (u32, Vec<(u64, bool)>) = (u32::MAX, Vec::new());
        self.blocks.pairs(|(a, x), (b, y)| {
            if x.opposes(y) || !wanted(x, y) {
                return;
            }
            let mut once = true;
            if !everywhere {
                if own.0 != a {
                    own = (a, buckets.of(a, x).to_vec());
                }
                match least_block(&own.1, buckets.of(b, y), sums) {
                    Some(bucket) if owner(bucket, self.count) != self.index => return,
                    found => once = found.is_some(),
                }
            }
            each(a.min(b), a.max(b), &Pair::new(b, &comparison.compare_rows(x, y)), once);
        });
    }

    /// As which of the claims that came the one in this row did.
    #[cfg(feature = "dataflow")]
    pub(crate) fn arrival(&self, row: u32) -> u32 {
        self.records.rows.get(row as usize).map_or(u32::MAX, |r| r.id)
    }
}

/// The blocks of rows, kept for rows that were asked for lately: those of one block are asked for again and again.
struct Buckets<'r> {
    records: &'r Records<'r>,
    /// By the last bits of the row: the row, and its blocks in order, each with whether the row is only compared with probes there.
    known: Vec<(u32, Vec<(u64, bool)>)>,
}

impl<'r> Buckets<'r> {
    const KEPT: usize = 1 << 16;

    fn new(records: &'r Records<'r>) -> Buckets<'r> {
        Buckets { records, known: vec![(u32::MAX, Vec::new()); Buckets::KEPT.min(records.len().next_power_of_two())] }
    }

    fn of(&mut self, row: u32, record: &Record) -> &[(u64, bool)] {
        let at = row as usize & (self.known.len() - 1);
        let (kept, buckets) = &mut self.known[at];
        if *kept != row {
            *kept = row;
            buckets.clear();
            block::keys(self.records, record, |key| buckets.push((key.bucket(), !key.admits(&key))));
            buckets.sort_unstable();
            buckets.dedup();
        }
        buckets
    }
}

/// The least block that two claims share and in which all pairs are compared.
fn least_block(a: &[(u64, bool)], b: &[(u64, bool)], sums: &Sums) -> Option<u64> {
    let (mut i, mut j) = (0, 0);
    while let (Some((x, base)), Some((y, other))) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal if (*base && *other) || sums.crowded.contains(x) => (i, j) = (i + 1, j + 1),
            Ordering::Equal => return Some(*x),
        }
    }
    None
}

/// For engines of many processes: [`Clusterer::cluster`] in parts.
impl Clusterer {
    /// The parts that compare a claim, of so many, each once.
    pub fn parts(&self, claim: &Claim, count: usize, sums: &Sums) -> Vec<usize> {
        if few(sums) {
            return vec![0];
        }
        let mut parts: Vec<usize> = self.keys(claim).iter().map(|key| owner(key.bucket(), count)).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The part of a number among so many, with the claims that belong there; others do no harm. Memory: about 200 bytes a claim.
    pub fn part<'c, C: Borrow<Claim>>(
        &'c self,
        claims: impl IntoIterator<Item = C>,
        number: usize,
        count: usize,
        sums: &Sums,
    ) -> Part<'c> {
        let mut records = Records::new(&self.taxonomy);
        claims.into_iter().for_each(|claim| records.push(claim.borrow()));
        Part::new(self, records, number, count, sums)
    }

    /// Which claims hang together by these pairs, and by what a person judged. `sums` has the evidence of all pairs.
    pub fn forest<P: Borrow<ScoredPair>>(&self, pairs: impl IntoIterator<Item = P>, sums: &Sums) -> Forest {
        let mut forest = Forest::default();
        let prior = self.prior_of(sums);
        for pair in pairs {
            let pair = pair.borrow();
            if self.joins(&pair.pair(), prior) {
                forest.add(&pair.a, &pair.b);
            }
        }
        self.settings.decisions.together().for_each(|(a, b)| forest.add(a, b));
        forest
    }

    /// The clusters of whole components ([`Clusterer::forest`]), by their ids: `pairs` are those of which both claims are in one of the components,
    /// linked or not. Pairs with a claim that is not here are passed over, and of equal pairs one counts.
    pub fn cluster_part<C: Borrow<Claim>, P: Borrow<ScoredPair>>(
        &self,
        claims: impl IntoIterator<Item = C>,
        pairs: impl IntoIterator<Item = P>,
        sums: &Sums,
    ) -> Vec<Cluster> {
        let mut records = Records::new(&self.taxonomy);
        claims.into_iter().for_each(|claim| records.push(claim.borrow()));
        self.know(&mut records, sums);
        let scored = |p: &ScoredPair| {
            let (a, b) = (records.row(&p.a)?, records.row(&p.b)?);
            Some(Scored(a.min(b), a.max(b), p.pair().evidence, p.pair().cap))
        };
        let mut rows: Vec<Scored> = pairs.into_iter().filter_map(|p| scored(p.borrow())).collect();
        rows.sort_unstable();
        rows.dedup();
        let name = |row: &u32| records.id(*row as usize).to_owned();
        let found = self.cluster_records(&records, &rows, sums);
        let named =
            |rows: Vec<u32>| Cluster { id: rows.first().map(name).unwrap_or_default(), claims: rows.iter().map(name).collect() };
        found.into_iter().map(named).collect()
    }

    /// Whether a pair is above the threshold: such claims hang together.
    pub(crate) fn joins(&self, pair: &Pair, prior: i32) -> bool {
        pair.weight(prior).is_some_and(|w| w > self.least())
    }

    /// Whether a pair may be above the threshold once the prior is known.
    #[cfg(feature = "dataflow")]
    pub(crate) fn may_join(&self, pair: &Pair) -> bool {
        let most = self.settings.prior.filter(|p| p.is_finite()).unwrap_or(prior::RANGE.1);
        self.joins(pair, bits(most))
    }

    /// The prior by the evidence of all pairs.
    pub(crate) fn prior_of(&self, sums: &Sums) -> i32 {
        self.prior(&sums.evidence, sums.claims(), sums.statistics.whole())
    }

    /// The clusters of rows, by pairs of rows.
    pub(crate) fn cluster_records(&self, records: &Records, pairs: &[Scored], sums: &Sums) -> Vec<Vec<u32>> {
        let (prior, companions) = (self.prior_of(sums), sums.statistics.whole().companions);
        let mut comparison = Comparison::new(records, &self.settings.weights, companions);
        let mut score = |a: u32, b: u32| Pair::new(b, &comparison.compare(a as usize, b as usize)).weight(prior);
        let side = |row: u32| records.side(row as usize);
        partition(records.len(), Listed { pairs, prior }, &mut score, side, self.least(), &self.judged(records))
    }

    /// The clusters of the components whose claims came, each with its number among all: the id of each, and the numbers of its claims.
    #[cfg(feature = "dataflow")]
    pub(crate) fn cluster_numbers(
        &self,
        mut records: Records<'_>,
        numbers: &[u32],
        mut pairs: Vec<Scored>,
        sums: &Sums,
        mut each: impl FnMut(&str, &[u32]),
    ) {
        self.know(&mut records, sums);
        let number = |row: u32| records.rows.get(row as usize).and_then(|r| numbers.get(r.id as usize)).copied();
        let rows = 0..records.len() as u32;
        let row_of: FxHashMap<u32, u32> = rows.filter_map(|row| Some((number(row)?, row))).collect();
        pairs.retain_mut(|pair| {
            let (Some(x), Some(y)) = (row_of.get(&pair.0), row_of.get(&pair.1)) else { return false };
            (pair.0, pair.1) = (*x.min(y), *x.max(y));
            true
        });
        drop(row_of);
        let mut found: Vec<u32> = Vec::new();
        for cluster in self.cluster_records(&records, &pairs, sums) {
            found.clear();
            found.extend(cluster.iter().filter_map(|row| number(*row)));
            each(cluster.first().map_or("", |row| records.id(*row as usize)), &found);
        }
    }

    fn least(&self) -> i32 {
        bits(if self.settings.threshold.is_finite() { self.settings.threshold } else { 0.0 })
    }

    /// No claims yet.
    #[cfg(feature = "dataflow")]
    pub(crate) fn no_records(&self) -> Records<'_> {
        Records::new(&self.taxonomy)
    }

    /// Puts records in order and writes into them how common their values are.
    fn know(&self, records: &mut Records, sums: &Sums) {
        records.sort();
        sums.statistics.apply(records, &self.settings.weights);
    }
}

/// Scored pairs of rows in a list.
struct Listed<'e> {
    pairs: &'e [Scored],
    prior: i32,
}

impl Edges for Listed<'_> {
    fn each(&self, mut each: impl FnMut(Edge)) {
        self.pairs.iter().for_each(|p| each(Edge { a: p.0, b: p.1, weight: p.pair().weight(self.prior) }));
    }

    fn last(self, each: impl FnMut(Edge)) {
        self.each(each);
    }
}

/// What clustering reads of a claim: it travels without its text and without what its fields were read from.
///
/// ```
/// use corroborate::{Claim, cluster::{Clusterer, bare}};
/// let claim = Claim { id: "a#0".into(), doc: "a".into(), text: "Twelve were hurt.".into(), ..Claim::default() };
/// assert_eq!(bare(&claim).text, "");
/// assert_eq!(Clusterer::default().keys(&bare(&claim)), Clusterer::default().keys(&claim));
/// ```
pub fn bare(claim: &Claim) -> Claim {
    // Each field by its name: one that is added has to be thought of here.
    let Claim {
        id,
        doc,
        publisher: _,
        publisher_name: _,
        published,
        field,
        start: _,
        end: _,
        text: _,
        event,
        count,
        actor,
        people,
        sites,
        place,
        date,
        stance,
        hedged: _,
        first_hand: _,
        background,
        copy_of: _,
        chain: _,
        evidence: _,
        inherited,
    } = claim;
    let origin = claim.origin().map(|o| Source { name: o.name.clone(), ..Source::default() });
    Claim {
        id: id.clone(),
        doc: doc.clone(),
        published: *published,
        field: *field,
        event: event.clone(),
        count: count.clone(),
        actor: actor.clone(),
        people: people.clone(),
        sites: sites.clone(),
        place: place.clone(),
        date: date.clone(),
        stance: *stance,
        background: *background,
        chain: origin.into_iter().collect(),
        inherited: inherited.clone(),
        ..Claim::default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::claim::{Actor, Count, DateInterval, Event, Place, Stance};
    use crate::span::Field;

    /// Enough claims that not all are compared, most of them without place and time: one block has more than can be compared pair by pair.
    fn claims() -> Vec<Claim> {
        let claim = |n: u64| {
            let event = n * n % 311;
            let known = n.is_multiple_of(4);
            let day = || "2024-03-05".parse().ok().and_then(|d: crate::Date| d.plus_days((event % 90) as i64));
            let place = || Place { name: format!("Ver{}hrad", event % 50), country: Some("AA".into()), ..Place::default() };
            Claim {
                id: format!("d{}#{n}", n / 2),
                doc: format!("d{}", n / 2),
                field: if n.is_multiple_of(7) { Field::Title } else { Field::Text },
                event: Event { kind: if known { "injured" } else { "killed" }.into(), ..Event::default() },
                count: Some(Count::exactly(1 + event % 200, "person")),
                place: known.then(place),
                date: known.then(day).flatten().map(DateInterval::day),
                actor: Some(Actor { role: Some("soldier".into()), ..Actor::default() }),
                people: if n.is_multiple_of(6) { vec![format!("Person {event}")] } else { Vec::new() },
                stance: if n.is_multiple_of(11) { Stance::Denied } else { Stance::Asserted },
                background: n.is_multiple_of(13),
                inherited: if n.is_multiple_of(9) { vec!["date".into()] } else { Vec::new() },
                chain: vec![Source { name: Some(format!("Agency {}", n % 5)), ..Source::default() }],
                text: "Not read.".into(),
                ..Claim::default()
            }
        };
        (0..1400).map(claim).collect()
    }

    #[test]
    fn parts_give_what_the_whole_gives() {
        let all = claims();
        let clusterer = Clusterer::default();
        let expected = clusterer.cluster(&all);
        assert!(expected.len() > 20 && expected.len() < all.len());
        let all: Vec<Claim> = all.iter().map(bare).collect();
        assert_eq!(clusterer.cluster(&all), expected, "what is bare clusters as the whole claim does");
        for (parts, told) in [(1, false), (3, false), (3, true)] {
            let mut sums = Sums::default();
            // Both claims of an article in one.
            all.chunks(200).for_each(|some| sums.merge(&clusterer.sums(some)));
            let part = |number: usize, sums: &Sums| {
                let here = all.iter().filter(|c| clusterer.parts(c, parts, sums).contains(&number));
                clusterer.part(here, number, parts, sums)
            };
            if told {
                let crowded: Vec<Sums> = (0..parts).map(|number| part(number, &sums).crowded()).collect();
                crowded.iter().for_each(|one| sums.merge(one));
                assert!(!sums.crowded.is_empty());
            }
            let mut pairs: Vec<ScoredPair> = Vec::new();
            (0..parts).for_each(|number| part(number, &sums).pairs(&sums, |pair| pairs.push(pair)));
            let ids = |p: &ScoredPair| (p.a.clone(), p.b.clone());
            if told {
                let once: Vec<_> = pairs.iter().filter(|p| !p.again).map(ids).collect();
                assert_eq!(once.iter().collect::<BTreeSet<_>>().len(), once.len(), "these are found once");
                assert!(once.len() < pairs.len());
            }
            let pairs: BTreeMap<_, ScoredPair> = pairs.into_iter().map(|p| (ids(&p), p)).collect();
            let mut found = Sums::default();
            pairs.values().for_each(|pair| found.tell(pair));
            sums.merge(&found);
            let back: Sums = serde_json::from_str(&serde_json::to_string(&sums).unwrap()).unwrap();
            assert!(back == sums);
            // Every component by itself.
            let forest = clusterer.forest(pairs.values(), &sums);
            let label = |id: &str| forest.label(id).unwrap_or(id).to_owned();
            let mut components: BTreeMap<String, (Vec<&Claim>, Vec<&ScoredPair>)> = BTreeMap::new();
            all.iter().for_each(|c| components.entry(label(&c.id)).or_default().0.push(c));
            for pair in pairs.values() {
                if label(&pair.a) == label(&pair.b) {
                    components.entry(label(&pair.a)).or_default().1.push(pair);
                }
            }
            let mut clusters: Vec<Cluster> = Vec::new();
            for (claims, pairs) in components.into_values() {
                clusters.extend(clusterer.cluster_part(claims, pairs, &sums));
            }
            clusters.sort_by(|a, b| a.id.cmp(&b.id));
            assert!(clusters == expected, "{parts} parts, crowded blocks known: {told}");
        }
    }
}
