//! Readings to copied passages: articles that share a shingle meet, and who repeats a claim learns whose it was.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Stage;
use super::job::Share;
use super::net::Net;
use crate::claim::Claim;
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::independence::{Age, Bucket, Copy, Original, sampled, taken};
use crate::pipeline::Reading;

/// A claim in a copied passage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Copied {
    pub(super) claim: String,
    pub(super) copy: Copy,
    /// The claim that it repeats in the end, with its article.
    pub(super) original: Option<Home>,
}

/// A claim, and the article whose owner knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Home {
    pub(super) claim: String,
    pub(super) doc: String,
}

/// Finds the copied claims among those of this worker, in the order of their ids.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    // An article of which no text is known copies nothing, and is copied by nobody.
    let told = |r: &Result<Reading, Error>| {
        !r.as_ref().is_ok_and(|r| r.fingerprint.passages.is_empty() && r.fingerprint.sketch.is_empty())
    };
    let readings = share.folder.lines::<Reading>(Stage::Read.name(), net.index())?;
    let readings = readings.filter(told).collect::<Result<Vec<Reading>, Error>>()?;
    let meetings = meet(net, &readings);
    let copies = take(net, share, &readings, meetings);
    let originals = originals(net, &readings, &copies);
    let copied = copies.into_iter().map(|(claim, copy)| {
        let original = originals.get(&claim).cloned();
        Copied { claim, copy, original }
    });
    share.folder.write(Stage::Copies.name(), net.index(), copied)
}

/// Which articles of this worker are to be compared with which older ones: for each older article that is its own, the younger.
fn meet(net: &mut Net<'_>, readings: &[Reading]) -> BTreeMap<String, BTreeSet<String>> {
    let (peers, owners) = (net.peers(), net.owners());
    let mut sent: Vec<(usize, (Age, Vec<u64>))> = Vec::new();
    for reading in readings {
        let mut by_owner: Vec<Vec<u64>> = vec![Vec::new(); peers];
        sampled(&reading.fingerprint).for_each(|shingle| by_owner[owners.of_number(shingle)].push(shingle));
        let age = Age::of(&reading.fingerprint);
        sent.extend(by_owner.into_iter().enumerate().filter(|(_, s)| !s.is_empty()).map(|(to, s)| (to, (age.clone(), s))));
    }
    let mut ages: Vec<(Age, Vec<u64>)> = Vec::new();
    net.exchange(sent, |article| ages.push(article));
    ages.sort();
    let mut buckets: FxHashMap<u64, Bucket<u32>> = FxHashMap::default();
    let mut pairs: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (young, (_, shingles)) in ages.iter().enumerate() {
        for shingle in shingles {
            buckets.entry(*shingle).or_default().meet(young as u32, |older| _ = pairs.insert((older, young as u32)));
        }
    }
    drop(buckets);
    let doc = |n: u32| ages.get(n as usize).map_or("", |(age, _)| age.doc()).to_owned();
    let found = pairs.into_iter().map(|(older, young)| (doc(older), doc(young)));
    let mut meetings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    net.exchange(found.map(|pair| (owners.of(&pair.0), pair)), |(older, young)| {
        meetings.entry(older).or_default().insert(young);
    });
    meetings
}

/// An older article with its claims, and those that may have copied it.
type Source = (Fingerprint, Vec<Claim>, Vec<String>);

/// The older articles travel to the younger, which find what they took.
fn take(
    net: &mut Net<'_>,
    share: &Share<'_>,
    readings: &[Reading],
    meetings: BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<String, Copy> {
    let owners = net.owners();
    let of_doc = |doc: &str| readings.binary_search_by(|r| r.fingerprint.doc.as_str().cmp(doc)).ok().map(|at| &readings[at]);
    let sent = meetings.into_iter().flat_map(|(older, young)| {
        let mut by_owner: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        young.into_iter().for_each(|doc| by_owner.entry(owners.of(&doc)).or_default().push(doc));
        let reading = of_doc(&older);
        by_owner.into_iter().filter_map(move |(to, young)| {
            let reading = reading?;
            Some((to, (reading.fingerprint.clone(), reading.claims.clone(), young)))
        })
    });
    let mut sources: Vec<Source> = Vec::new();
    net.exchange(sent, |source| sources.push(source));
    sources.sort_by_cached_key(|(print, _, _)| Age::of(print));
    let mut olders: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (n, (_, _, young)) in sources.iter().enumerate() {
        young.iter().for_each(|doc| olders.entry(doc).or_default().push(n));
    }
    let originals: Vec<Original<'_>> = sources.iter().map(|(print, _, _)| Original::new(print)).collect();
    let mut copies = BTreeMap::new();
    for reading in readings {
        let Some(older) = olders.get(reading.fingerprint.doc.as_str()) else { continue };
        let candidates = older.iter().filter_map(|n| originals.get(*n));
        for (id, mut copy) in taken(&reading.fingerprint, candidates, &share.job.corroborator.settings().independence) {
            let source = older.iter().filter_map(|n| sources.get(*n)).find(|(print, _, _)| print.doc == copy.doc);
            let claims = source.map_or(&[][..], |(_, claims, _)| claims);
            if let Some(claim) = reading.claims.iter().find(|c| c.id == id) {
                copy.pair(claim, claims.iter());
            }
            copies.insert(id, copy);
        }
    }
    copies
}

/// The claim that each copied claim repeats in the end. Each round asks the owner of where a claim has got to how far that one has got, so
/// that a chain of copies is walked in as many rounds as its length has binary digits.
fn originals(net: &mut Net<'_>, readings: &[Reading], copies: &BTreeMap<String, Copy>) -> BTreeMap<String, Home> {
    let (here, owners) = (net.index(), net.owners());
    let doc_of: FxHashMap<&str, &str> =
        readings.iter().flat_map(|r| r.claims.iter().map(|c| (c.id.as_str(), c.doc.as_str()))).collect();
    let mut at: BTreeMap<String, Home> = copies
        .iter()
        .filter(|(id, _)| doc_of.contains_key(id.as_str()))
        .filter_map(|(id, copy)| Some((id.clone(), Home { claim: copy.claim.clone()?, doc: copy.doc.clone() })))
        .collect();
    loop {
        let wanted: BTreeSet<Home> = at.values().cloned().collect();
        let mut asked: Vec<(usize, Home)> = Vec::new();
        net.exchange(wanted.into_iter().map(|home| (owners.of(&home.doc), (here, home))), |question| asked.push(question));
        let answers: Vec<(usize, (Home, Home))> =
            asked.into_iter().filter_map(|(from, home)| Some((from, (home.clone(), at.get(&home.claim)?.clone())))).collect();
        let mut further: BTreeMap<Home, Home> = BTreeMap::new();
        net.exchange(answers, |(home, next)| _ = further.insert(home, next));
        at.values_mut().filter_map(|home| Some((further.get(home)?.clone(), home))).for_each(|(next, home)| *home = next);
        if net.share(further.len()).iter().all(|n| *n == 0) {
            return at;
        }
    }
}
