//! One cluster of claims, counted.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cast::Cast;
use super::consensus;
use super::corroboration::{Against, Corroboration, Flag, Merge, ValueCount};
use super::forest::Union;
use super::reuse::Copies;
use super::settings::Settings;
use super::side::Side;
use super::values::{self, Value};
use crate::claim::{Claim, Count, Stance};
use crate::lexicon::Outlets;

/// Counts the independent sources of one cluster of claims.
///
/// In: the claims of one event, in any order; what is known of copied passages; the outlet table; the policies. Out: the three nested counts with every merge and its
/// reason. Denials are counted apart and never added; what a publisher took back counts for nothing; a hedge does not change the count. The answer does not depend on the order of the claims.
/// Near-linear in the total length of the chains.
///
/// ```
/// use corroborate::independence::{Copies, Settings, count};
/// use corroborate::{Claim, Naming, Outlets, Source};
/// let from = |id: &str, publisher: &str, chain: &[&str]| Claim {
///     id: format!("{id}#0"),
///     doc: id.into(),
///     publisher: Some(publisher.into()),
///     chain: chain.iter().map(|n| Source { name: Some(n.to_string()), link: Naming::Named, ..Source::default() }).collect(),
///     ..Claim::default()
/// };
/// let claims = [
///     from("a", "tass.com", &["Russian Defense Ministry"]),
///     from("b", "one.example", &["TASS"]),
///     from("c", "two.example", &["RIA Novosti", "Ministry of Defence of Russia"]),
///     from("d", "three.example", &[]),
/// ];
/// let answer = count(&claims, &Copies::default(), Outlets::embedded(), &Settings::default());
/// assert_eq!((answer.articles, answer.independent.best, answer.independent.upper), (4, 1, 2));
/// ```
pub fn count(claims: &[Claim], copies: &Copies, outlets: &Outlets, settings: &Settings) -> Corroboration {
    let mut all: Vec<&Claim> = claims.iter().collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    let cast = Cast::new(&all, outlets);
    let id = all.first().map(|c| c.id.clone()).unwrap_or_default();
    let (denials, assertions): (Vec<&Claim>, Vec<&Claim>) = all.iter().partition(|c| c.stance == Stance::Denied);
    let side = Side::new(assertions, &denials, &cast, copies, settings);
    let other = Side::new(denials, &[], &cast, copies, settings);

    let values = values::group(&side.claims);
    let latest = latest(&side, &values);
    let weights: Vec<usize> = latest.iter().map(|l| l.iter().filter(|(_, current)| *current).count()).collect();
    let only_denied = side.claims.is_empty() && !other.claims.is_empty();
    let consensus = consensus::of(if only_denied { &other } else { &side }, &values, &weights);

    let mut flags = Vec::new();
    if contested(&side, &values, &latest) {
        flags.push(Flag::Contested);
    }
    if side.circular || other.circular {
        flags.push(Flag::Circular);
    }
    if side.rootless() {
        flags.push(Flag::Rootless);
    }
    if latest.iter().flatten().any(|(_, current)| !current) {
        flags.push(Flag::Updated);
    }
    if only_denied {
        flags.push(Flag::OnlyDenied);
    }
    if consensus.place.as_ref().is_some_and(|p| p.ambiguous) {
        flags.push(Flag::Ambiguous);
    }

    let ids = |s: &Side<'_>| s.claims.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
    let whole = |s: &Side<'_>| s.independent(0..s.claims.len());
    let origins = side.origins(1);
    let against = (!other.claims.is_empty()).then(|| Against {
        claims: ids(&other),
        independent: whole(&other),
        origins: other.origins(origins.len() + 1),
    });
    Corroboration {
        id,
        claims: ids(&side),
        consensus,
        articles: side.claims.iter().map(|c| c.doc.as_str()).collect::<FxHashSet<_>>().len(),
        publishers: side.roots.iter().map(|r| r.publisher.as_str()).collect::<FxHashSet<_>>().len(),
        independent: whole(&side),
        against,
        origins,
        merges: side.unions.iter().map(|u| merge(&side, u)).chain(other.unions.iter().map(|u| merge(&other, u))).collect(),
        values: values
            .iter()
            .map(|v| ValueCount {
                count: v.count.clone(),
                claims: v.claims.iter().map(|i| side.claims[*i].id.clone()).collect(),
                independent: side.independent(v.claims.iter().copied()),
            })
            .collect(),
        flags,
        died: None,
    }
}

fn merge(side: &Side<'_>, union: &Union) -> Merge {
    let id = |i: usize| side.claims[i].id.clone();
    Merge { level: union.level, a: id(union.a), b: id(union.b), reason: union.reason, note: union.note.clone() }
}

/// For each value the likely sources that name it, and whether it is their latest: a later number of one source supersedes the earlier one. Who tells
/// of one person, by name or age, does not say that there was no other: that supersedes no number of several.
fn latest(side: &Side<'_>, values: &[Value]) -> Vec<Vec<(usize, bool)>> {
    let time = |i: usize| side.claims[i].published.map(|p| p.minutes());
    type Newest<'u> = FxHashMap<(usize, Option<&'u str>), (bool, Option<i64>, usize)>;
    let (mut last, mut first) = (Newest::default(), FxHashMap::<(usize, usize), Option<i64>>::default());
    for (v, value) in values.iter().enumerate() {
        for &i in value.claims.iter().filter(|i| !side.withdrawn.contains(*i)) {
            let unit = value.count.unit.as_deref();
            let toll = !is_somebody(side.claims[i]);
            let held = last.entry((side.proven[i], unit)).or_insert((false, None, v));
            if (toll, time(i)) >= (held.0, held.1) {
                *held = (toll, time(i), v);
            }
            let earliest = first.entry((side.proven[i], v)).or_insert(time(i));
            *earliest = (*earliest).min(time(i));
        }
    }
    let of = |(v, value): (usize, &Value)| {
        let mut sources: Vec<(usize, bool)> = Vec::new();
        for &i in &value.claims {
            let (_, time, newest) = last.get(&(side.proven[i], value.count.unit.as_deref())).copied().unwrap_or((false, None, v));
            // Two numbers of one time are no update.
            let latest = newest == v || first.get(&(side.proven[i], v)).copied().flatten() >= time;
            let current = latest && !side.withdrawn.contains(&i);
            sources.push((side.likely[i], current));
        }
        // A source that names it now is not outdated by a relay that lags behind.
        sources.sort_by_key(|(s, current)| (*s, !current));
        sources.dedup_by_key(|(s, _)| *s);
        sources
    };
    values.iter().enumerate().map(of).collect()
}

/// One person who is named or described: a part of any number of several.
fn is_somebody(claim: &Claim) -> bool {
    let known = claim.actor.as_ref().is_some_and(|a| a.name.is_some() || a.age.is_some());
    claim.count.as_ref().is_some_and(|c| c.exact() == Some(1) && (known || c.modifier.is_none()))
}

/// Whether two sources name numbers, neither superseded, that cannot both hold.
fn contested(side: &Side<'_>, values: &[Value], latest: &[Vec<(usize, bool)>]) -> bool {
    let mut bounds: BTreeMap<Option<&str>, Vec<(u64, u64, usize)>> = BTreeMap::new();
    for (value, sources) in values.iter().zip(latest) {
        let current: FxHashSet<usize> = sources.iter().filter(|(_, c)| *c).map(|(s, _)| *s).collect();
        for &i in value.claims.iter().filter(|i| current.contains(&side.likely[**i])) {
            if let Some(c) = side.claims[i].count.as_ref().filter(|c: &&Count| !c.approximate) {
                let list = bounds.entry(value.count.unit.as_deref()).or_default();
                list.push((c.low.unwrap_or(0), c.high.unwrap_or(u64::MAX), side.likely[i]));
            }
        }
    }
    // The greatest low and the least high decide, unless one source gives both: then the next of another source does.
    bounds.values().any(|list| {
        list.iter().min_by_key(|b| b.1).is_some_and(|least| list.iter().any(|b| b.2 != least.2 && b.0 > least.1))
            || list.iter().max_by_key(|b| b.0).is_some_and(|most| list.iter().any(|b| b.2 != most.2 && b.1 < most.0))
    })
}
