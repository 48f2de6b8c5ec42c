//! Passages copied from one document into another.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::settings::Settings;
use crate::claim::{Claim, Count, Stance};
use crate::fingerprint::{Fingerprint, Passage};
use crate::lexicon::fold_name;

/// Documents that share a shingle are compared with so many of the first that have it, and with the one before.
const FIRST: usize = 4;

/// A sentence with fewer shingles than this says nothing on its own.
const SHORT: usize = 4;

/// Which claims stand in passages that are copied, and from where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Copies {
    by_claim: BTreeMap<String, Copy>,
}

/// One copied passage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The document it is copied from.
    pub doc: String,
    /// The claim there that it repeats, where there is one; before [`Copies::pair`] the first claim of the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// Share of the passage's shingles that stand there, from 0 to 1.
    pub containment: f64,
    /// In words.
    pub note: String,
}

impl Copy {
    /// Finds the claim that a copied claim repeats among those of the document it is copied from.
    pub(crate) fn pair<'c>(&mut self, claim: &Claim, source: impl Iterator<Item = &'c Claim> + Clone) {
        let passage = self.claim.as_deref().and_then(|id| source.clone().find(|c| c.id == id));
        let near = passage.map_or((claim.field, claim.start), |c| (c.field, c.start));
        let agrees = |a: &Option<Count>, b: &Option<Count>| match (a, b) {
            (Some(a), Some(b)) => a.overlaps(b),
            (None, None) => true,
            _ => false,
        };
        let name = |c: &Claim| c.place.as_ref().map(|p| fold_name(&p.name));
        let denies = |c: &Claim| c.stance == Stance::Denied;
        let rank = |o: &Claim| {
            let number = o.count != claim.count;
            let words = fold_name(&o.text) != fold_name(&claim.text);
            (number, name(o) != name(claim), words, o.field != near.0, o.start.abs_diff(near.1), o.start)
        };
        // What a paper asserts, its copy may credit to the paper: only a denial is another claim.
        let own =
            source.filter(|o| o.event.kind == claim.event.kind && denies(o) == denies(claim) && agrees(&o.count, &claim.count));
        self.claim = own.min_by_key(|o| rank(o)).map(|o| o.id.clone());
    }
}

impl Copies {
    /// Finds copied passages among documents.
    ///
    /// Two documents are compared where they share a sampled shingle; a passage is copied where enough of its sentence, and of the passage around it or of the whole article,
    /// stands in the other ([`Settings::copied_share`], [`Settings::copied_shingles`]). The earlier document is the original, at one time the credited
    /// one, then the one that states more, then the one with the lesser id. The answer does not depend on the order of the documents. Near-linear: each sampled shingle leads
    /// to a bounded number of comparisons, however many documents share it.
    pub fn find(prints: &[Fingerprint], settings: &Settings) -> Copies {
        let mut prints: Vec<(Age, &Fingerprint)> = prints.iter().map(|p| (Age::of(p), p)).collect();
        prints.sort_by(|a, b| a.0.cmp(&b.0));
        prints.dedup_by(|a, b| a.1.doc == b.1.doc);
        // Documents are numbered by age: whoever has the lesser number is the original.
        let mut seen: FxHashMap<u64, Bucket<u32>> = FxHashMap::default();
        let mut copies = Copies::default();
        let mut olders: FxHashSet<u32> = FxHashSet::default();
        let known: Vec<Original<'_>> = prints.iter().map(|(_, p)| Original::new(p)).collect();
        for (i, (_, print)) in prints.iter().enumerate() {
            let number = u32::try_from(i).unwrap_or(u32::MAX);
            olders.clear();
            sampled(print).for_each(|hash| seen.entry(hash).or_default().meet(number, |older| _ = olders.insert(older)));
            let mut order: Vec<u32> = olders.iter().copied().collect();
            order.sort_unstable();
            copies.by_claim.extend(taken(print, order.iter().filter_map(|older| known.get(*older as usize)), settings));
        }
        copies
    }

    /// Finds for each copied claim the claim that it repeats: of its source's claims of one kind and with a number that agrees, the one
    /// with the same number, the same place, the same words, nearest to the passage. A claim that its source does not make loses nothing and
    /// stands for itself. Linear in the number of claims of each source.
    pub fn pair(&mut self, claims: &[Claim]) {
        let mut by_doc: FxHashMap<&str, Vec<&Claim>> = FxHashMap::default();
        for claim in claims {
            by_doc.entry(&claim.doc).or_default().push(claim);
        }
        let by_id: FxHashMap<&str, &Claim> = claims.iter().map(|c| (c.id.as_str(), c)).collect();
        for (id, copy) in &mut self.by_claim {
            let Some(claim) = by_id.get(id.as_str()) else { continue };
            copy.pair(claim, by_doc.get(copy.doc.as_str()).into_iter().flatten().copied());
        }
    }

    /// The claim that a copied claim repeats in the end: where that is a copy itself, what it is copied from.
    pub fn original(&self, claim: &str) -> Option<&str> {
        let next = |id: &str| self.by_claim.get(id).and_then(|c| c.claim.as_deref());
        let mut at = next(claim)?;
        // Sources are older than their copies; the bound guards against what callers insert.
        for _ in 0..self.by_claim.len() {
            match next(at) {
                Some(older) => at = older,
                None => break,
            }
        }
        (at != claim).then_some(at)
    }

    /// From where the passage of a claim is copied.
    pub fn of(&self, claim: &str) -> Option<&Copy> {
        self.by_claim.get(claim)
    }

    /// Says that the passage of a claim is copied, as a caller may know.
    pub fn insert(&mut self, claim: impl Into<String>, copy: Copy) {
        self.by_claim.insert(claim.into(), copy);
    }

    /// All copied passages by the id of their claim, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Copy)> {
        self.by_claim.iter().map(|(id, c)| (id.as_str(), c))
    }

    /// How many claims stand in copied passages.
    pub fn len(&self) -> usize {
        self.by_claim.len()
    }

    /// Whether nothing is copied.
    pub fn is_empty(&self) -> bool {
        self.by_claim.is_empty()
    }
}

/// Who of two documents is the original: the lesser. The earlier, at one time the credited one, then the one that states more, then the
/// one with the lesser id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Age(i64, bool, Reverse<usize>, String);

impl Age {
    pub(crate) fn of(print: &Fingerprint) -> Age {
        let minutes = print.published.map_or(i64::MAX, |t| t.minutes());
        Age(minutes, !print.credited, Reverse(print.detail), print.doc.clone())
    }

    #[cfg(feature = "dataflow")]
    pub(crate) fn doc(&self) -> &str {
        &self.3
    }
}

/// Documents that hold one shingle: the oldest, and the last.
#[derive(Debug, Default)]
pub(crate) struct Bucket<D> {
    first: Vec<D>,
    last: Option<D>,
}

impl<D: Clone + PartialEq> Bucket<D> {
    /// Adds a document, none of which came younger; `each` is called with the older ones that it is to be compared with.
    pub(crate) fn meet(&mut self, document: D, each: impl FnMut(D)) {
        // One shingle may come twice in a document.
        if self.last.as_ref() == Some(&document) {
            return;
        }
        self.first.iter().chain(&self.last).cloned().for_each(each);
        if self.first.len() < FIRST {
            self.first.push(document.clone());
        }
        self.last = Some(document);
    }
}

/// The shingles by which a document is found: its sketch, and of its claims' own sentences more, since a copy may take no more than one.
pub(crate) fn sampled(print: &Fingerprint) -> impl Iterator<Item = u64> + '_ {
    let cores = print.passages.iter().flat_map(|p| &p.context).filter(|h| *h % 4 == 1);
    print.sketch.iter().chain(cores).copied()
}

/// A document that others may have copied.
#[derive(Debug)]
pub(crate) struct Original<'p> {
    print: &'p Fingerprint,
    /// All shingles kept of it, ascending.
    shingles: Vec<u64>,
    /// Those of what its claims quote, ascending.
    quoted: Vec<u64>,
}

impl<'p> Original<'p> {
    pub(crate) fn new(print: &'p Fingerprint) -> Original<'p> {
        let quoted = whole(print.passages.iter().flat_map(|p| &p.quoted));
        Original { print, shingles: whole(print.passages.iter().flat_map(|p| &p.context)), quoted }
    }
}

/// The copied passages of a document, by claim: each from the first of the older documents, in the order of their age, that holds it; one that holds
/// the whole article comes before all others.
pub(crate) fn taken<'o, 'p: 'o>(
    print: &Fingerprint,
    olders: impl IntoIterator<Item = &'o Original<'p>>,
    settings: &Settings,
) -> Vec<(String, Copy)> {
    let mut found = Vec::new();
    let mut open: Vec<&Passage> = print.passages.iter().collect();
    let mut near: Vec<&Original<'_>> = olders.into_iter().filter(|older| near(print, older.print, settings)).collect();
    // Where all of an article stands in one, it was taken from there, and tells what that tells, whoever that took parts of it from.
    let holds_all = |older: &Original<'_>| print.passages.iter().all(|p| shared(&p.context, &older.shingles) == p.context.len());
    near.sort_by_cached_key(|older| !holds_all(older));
    for original in near {
        let source = original.print;
        if open.is_empty() {
            break;
        }
        let sketch = shared(&print.sketch, &source.sketch);
        let article = sketch >= 5 && sketch as f64 >= settings.copied_share * print.sketch.len() as f64;
        open.retain(|passage| match copied(passage, original, article, settings) {
            Some(containment) => {
                let copy = copy(passage, source, containment);
                found.extend(passage.claims.iter().map(|claim| (claim.clone(), copy.clone())));
                false
            }
            None => true,
        });
    }
    found
}

/// Each of some shingles once, ascending.
fn whole<'p>(shingles: impl Iterator<Item = &'p u64>) -> Vec<u64> {
    let mut all: Vec<u64> = shingles.copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn near(a: &Fingerprint, b: &Fingerprint, settings: &Settings) -> bool {
    match (a.published, b.published) {
        (Some(a), Some(b)) => (a.minutes() - b.minutes()).abs() <= settings.copied_hours.saturating_mul(60),
        _ => true,
    }
}

/// The containment of a passage in another document, where it is copied from there.
fn copied(passage: &Passage, source: &Original<'_>, article: bool, settings: &Settings) -> Option<f64> {
    let share = |part: &[u64]| (shared(part, &source.shingles), part.len());
    let (core, of_core) = share(&passage.core);
    let (context, of_context) = share(&passage.context);
    let enough = |n: usize, of: usize| n as f64 >= settings.copied_share * of as f64;
    let around = context >= settings.copied_shingles && enough(context, of_context);
    // Where all that stands around it is copied, half as much tells that the sentence was rewritten and not added.
    let rewritten = || around && 2.0 * core as f64 >= settings.copied_share * of_core as f64;
    // A sentence that is nothing but a quotation is copied with it: what somebody tells the copier himself stands nowhere else.
    let words = || passage.quoted.len() < SHORT || enough(shared(&passage.quoted, &source.quoted), passage.quoted.len());
    let sentence = if of_core < SHORT { around && words() } else { enough(core, of_core) || rewritten() };
    (sentence && of_context > 0 && (around || article)).then(|| context as f64 / of_context as f64)
}

/// How many elements two ascending lists share.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
}

fn copy(passage: &Passage, source: &Fingerprint, containment: f64) -> Copy {
    let own = source.passages.iter().map(|p| (shared(&passage.core, &p.core), p)).filter(|(n, _)| *n > 0);
    // On ties the first of the text.
    let claim = own.max_by_key(|(n, p)| (*n, Reverse(&p.claims))).and_then(|(_, p)| p.claims.first());
    // Two decimals: what is shown does not depend on the last bits.
    let containment = (containment * 100.0).round() / 100.0;
    let note = format!("{:.0} % of the passage stands in {}", containment * 100.0, source.doc);
    Copy { doc: source.doc.clone(), claim: claim.cloned(), containment, note }
}
