//! Passages copied from one document into another.

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

impl Copies {
    /// Finds copied passages among documents.
    ///
    /// Two documents are compared where they share a sampled shingle; a passage is copied where enough of its sentence, and of the passage around it or of the whole article,
    /// stands in the other ([`Settings::copied_share`], [`Settings::copied_shingles`]). The earlier document is the original, at one time the credited
    /// one, then the one that states more, then the one with the lesser id. The answer does not depend on the order of the documents. Near-linear: each sampled shingle leads
    /// to a bounded number of comparisons, however many documents share it.
    pub fn find(prints: &[Fingerprint], settings: &Settings) -> Copies {
        let mut prints: Vec<&Fingerprint> = prints.iter().collect();
        prints.sort_by_key(|p| {
            (p.published.map(|t| t.minutes()).unwrap_or(i64::MAX), !p.credited, std::cmp::Reverse(p.detail), &p.doc)
        });
        prints.dedup_by(|a, b| a.doc == b.doc);
        // Documents are numbered by age: whoever has the lesser number is the original.
        let mut seen: FxHashMap<u64, Bucket> = FxHashMap::default();
        let mut copies = Copies::default();
        let mut olders: FxHashSet<u32> = FxHashSet::default();
        let known: Vec<Vec<u64>> = prints.iter().map(|p| whole(p)).collect();
        for (i, print) in prints.iter().enumerate() {
            let number = u32::try_from(i).unwrap_or(u32::MAX);
            olders.clear();
            for hash in sampled(print) {
                let bucket = seen.entry(hash).or_default();
                // One shingle may come twice in a document.
                if bucket.last == Some(number) {
                    continue;
                }
                olders.extend(bucket.first.iter().chain(&bucket.last));
                if bucket.first.len() < FIRST {
                    bucket.first.push(number);
                }
                bucket.last = Some(number);
            }
            let mut order: Vec<u32> = olders.iter().copied().collect();
            order.sort_unstable();
            let mut open: Vec<&Passage> = print.passages.iter().collect();
            for other in order {
                let (Some(source), Some(all)) = (prints.get(other as usize), known.get(other as usize)) else { continue };
                if open.is_empty() {
                    break;
                }
                if !near(print, source, settings) {
                    continue;
                }
                let sketch = shared(&print.sketch, &source.sketch);
                let article = sketch >= 5 && sketch as f64 >= settings.copied_share * print.sketch.len() as f64;
                open.retain(|passage| match copied(passage, all, article, settings) {
                    Some(containment) => {
                        for claim in &passage.claims {
                            copies.by_claim.insert(claim.clone(), copy(passage, source, containment));
                        }
                        false
                    }
                    None => true,
                });
            }
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
            let near =
                copy.claim.as_deref().and_then(|c| by_id.get(c)).map_or((claim.field, claim.start), |c| (c.field, c.start));
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
            let own = by_doc
                .get(copy.doc.as_str())
                .into_iter()
                .flatten()
                // What a paper asserts, its copy may credit to the paper: only a denial is another claim.
                .filter(|o| o.event.kind == claim.event.kind && denies(o) == denies(claim) && agrees(&o.count, &claim.count));
            copy.claim = own.min_by_key(|o| rank(o)).map(|o| o.id.clone());
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

/// Documents that hold one shingle: the oldest, and the last.
#[derive(Debug, Default)]
struct Bucket {
    first: Vec<u32>,
    last: Option<u32>,
}

/// The shingles by which a document is found: its sketch, and of its claims' own sentences more, since a copy may take no more than one.
fn sampled(print: &Fingerprint) -> impl Iterator<Item = u64> + '_ {
    let cores = print.passages.iter().flat_map(|p| &p.context).filter(|h| *h % 4 == 1);
    print.sketch.iter().chain(cores).copied()
}

/// All shingles kept of a document, ascending.
fn whole(print: &Fingerprint) -> Vec<u64> {
    let mut all: Vec<u64> = print.passages.iter().flat_map(|p| &p.context).copied().collect();
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
fn copied(passage: &Passage, source: &[u64], article: bool, settings: &Settings) -> Option<f64> {
    let share = |part: &[u64]| (shared(part, source), part.len());
    let (core, of_core) = share(&passage.core);
    let (context, of_context) = share(&passage.context);
    let enough = |n: usize, of: usize| n as f64 >= settings.copied_share * of as f64;
    let around = context >= settings.copied_shingles && enough(context, of_context);
    // Where all that stands around it is copied, half as much tells that the sentence was rewritten and not added.
    let rewritten = || around && 2.0 * core as f64 >= settings.copied_share * of_core as f64;
    let sentence = if of_core < SHORT { around } else { enough(core, of_core) || rewritten() };
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
    let claim = own.max_by_key(|(n, p)| (*n, std::cmp::Reverse(&p.claims))).and_then(|(_, p)| p.claims.first());
    // Two decimals: what is shown does not depend on the last bits.
    let containment = (containment * 100.0).round() / 100.0;
    let note = format!("{:.0} % of the passage stands in {}", containment * 100.0, source.doc);
    Copy { doc: source.doc.clone(), claim: claim.cloned(), containment, note }
}
