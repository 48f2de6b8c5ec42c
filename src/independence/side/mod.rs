//! The claims on one side of a cluster, for or against: from roots to the three counts.

mod allow;
mod members;
mod prove;
mod retraction;
mod suppose;
mod targets;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cast::Cast;
use super::corroboration::{Independent, Origin, Strength};
use super::forest::{Forest, Union};
use super::provenance::{Provenance, RootKind};
use super::reuse::Copies;
use super::settings::Settings;
use crate::claim::{Claim, Count};

/// No more candidates than this are looked at for one claim.
const CANDIDATES: usize = 64;

/// One side, counted.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    pub(crate) claims: Vec<&'a Claim>,
    pub(crate) roots: Vec<Provenance>,
    /// The label of each claim's set when only proven unions are made, then also likely ones, then also possible ones.
    pub(crate) proven: Vec<usize>,
    pub(crate) likely: Vec<usize>,
    pub(crate) possible: Vec<usize>,
    pub(crate) unions: Vec<Union>,
    /// Articles cite each other in a circle.
    pub(crate) circular: bool,
    /// Claims whose firmness is their own: citations of articles of the cluster and copies have none.
    kinds: Vec<RootKind>,
    /// Claims in copied passages.
    copied: FxHashSet<usize>,
    /// The claim of this cluster that each copy, or citation of an article, repeats.
    repeats: FxHashMap<usize, usize>,
    /// Claims that their publisher took back: they count for nothing.
    pub(crate) withdrawn: FxHashSet<usize>,
    /// Claims that only repeat another: they follow it wherever it goes and decide nothing.
    relays: FxHashSet<usize>,
}

/// What a set of claims is, for choosing among sets.
#[derive(Clone, Debug)]
struct Group {
    kind: RootKind,
    /// The claim that stands for it: the firmest, then the first.
    head: usize,
    /// Its claims, without those that only repeat another.
    members: Vec<usize>,
    relays: Vec<usize>,
}

impl<'a> Side<'a> {
    /// Counts the claims, which come ordered by id.
    ///
    /// What a publisher took back counts for nothing: `denials` are the other side.
    pub(crate) fn new(
        claims: Vec<&'a Claim>,
        denials: &[&'a Claim],
        cast: &Cast<'_>,
        copies: &Copies,
        settings: &Settings,
    ) -> Side<'a> {
        let mut roots: Vec<Provenance> = claims.iter().map(|c| Provenance::of(c, cast)).collect();
        share_states(&mut roots);
        let withdrawn = retraction::withdrawn(&claims, &roots, denials, cast);
        let firmness = |(i, r): (usize, &Provenance)| if withdrawn.contains(&i) { RootKind::Weak } else { r.kind };
        let kinds = roots.iter().enumerate().map(firmness).collect();
        let n = claims.len();
        let mut side = Side {
            claims,
            roots,
            proven: Vec::new(),
            likely: Vec::new(),
            possible: Vec::new(),
            unions: Vec::new(),
            circular: false,
            kinds,
            copied: FxHashSet::default(),
            repeats: FxHashMap::default(),
            withdrawn,
            relays: FxHashSet::default(),
        };
        let mut forest = Forest::new(n);
        side.prove(&mut forest, copies);
        side.proven = forest.labels();
        side.suppose(&mut forest, cast, settings);
        side.likely = forest.labels();
        side.allow(&mut forest, settings);
        side.possible = forest.labels();
        side.unions = forest.unions;
        side
    }

    /// Sources of some of the claims, by index.
    pub(crate) fn independent(&self, of: impl Iterator<Item = usize> + Clone) -> Independent {
        let standing = of.filter(|i| !self.withdrawn.contains(i));
        let distinct = |labels: &[usize]| standing.clone().filter_map(|i| labels.get(i)).collect::<FxHashSet<_>>().len();
        Independent { lower: distinct(&self.possible), best: distinct(&self.likely), upper: distinct(&self.proven) }
    }

    /// Whether nobody on this side says where it comes from.
    pub(crate) fn rootless(&self) -> bool {
        !self.claims.is_empty() && self.kinds.iter().all(|k| *k == RootKind::Weak || *k == RootKind::Class)
    }

    /// The roots, numbered from `first`.
    pub(crate) fn origins(&self, first: usize) -> Vec<Origin> {
        let groups = self.groups(&self.proven);
        let of = |(n, g): (usize, &Group)| {
            let root = &self.roots[g.head];
            let through = root.through != root.name && root.kind != RootKind::FirstHand;
            let label = match root.kind {
                RootKind::Weak => format!("no source, in {}", root.through),
                RootKind::FirstHand => format!("{}, first hand", root.name),
                _ if through => format!("{}, through {}", root.name, root.through),
                _ => root.name.clone(),
            };
            let strength = match g.kind {
                RootKind::FirstHand => Strength::FirstHand,
                RootKind::Named | RootKind::Cited => Strength::Named,
                RootKind::Anonymous => Strength::Anonymous,
                RootKind::Class => Strength::Class,
                RootKind::Weak => Strength::Weak,
            };
            let mut all: Vec<usize> = g.members.iter().chain(&g.relays).copied().collect();
            all.sort_unstable();
            let claims = all.iter().map(|i| self.claims[*i].id.clone()).collect();
            Origin { id: format!("o{}", first + n), label, strength, claims }
        };
        groups.iter().enumerate().map(of).collect()
    }

    /// The sets under some labels, by their first claim.
    fn groups(&self, labels: &[usize]) -> Vec<Group> {
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        for (i, label) in labels.iter().enumerate() {
            let kind = self.kinds[i];
            let empty = || Group { kind, head: i, members: Vec::new(), relays: Vec::new() };
            let group = groups.entry(*label).or_insert_with(empty);
            if self.relays.contains(&i) {
                group.relays.push(i);
                continue;
            }
            if group.members.is_empty() || kind < group.kind {
                (group.kind, group.head) = (kind, i);
            }
            group.members.push(i);
        }
        groups.into_values().collect()
    }

    fn exact(&self, i: usize) -> Option<u64> {
        self.claims[i].count.as_ref().and_then(Count::exact)
    }

    fn day(&self, i: usize) -> Option<i64> {
        self.claims[i].published.map(|p| p.date.number())
    }

    /// Whether the numbers of two claims can both hold.
    fn agree(&self, a: usize, b: usize) -> bool {
        match (&self.claims[a].count, &self.claims[b].count) {
            (Some(a), Some(b)) => a.overlaps(b),
            _ => true,
        }
    }

    /// Of some claims the one that `i` most likely repeats: the same root, then the same number, then a firm root, then the first.
    fn nearest(&self, i: usize, list: &[usize]) -> Option<usize> {
        let rank = |j: usize| {
            let root = self.roots[j].key != self.roots[i].key;
            let count = self.exact(j) != self.exact(i);
            (root, count, !self.agree(i, j), self.kinds[j], j)
        };
        list.iter().copied().filter(|j| *j != i).take(CANDIDATES).min_by_key(|j| rank(*j))
    }

    /// The first claim of each article that has a named root.
    fn named_by_article(&self) -> FxHashMap<&str, usize> {
        let mut named: FxHashMap<&str, usize> = FxHashMap::default();
        for i in (0..self.claims.len()).filter(|i| self.kinds[*i] <= RootKind::Named) {
            named.entry(&self.claims[i].doc).or_insert(i);
        }
        named
    }

    fn cited_by(&self, i: usize) -> &str {
        let claim = self.claims[i];
        claim.publisher_name.as_deref().or(claim.publisher.as_deref()).unwrap_or(&claim.doc)
    }

    /// Claims of unnamed sources, by their description.
    fn descriptions(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut lists: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, r) in self.roots.iter().enumerate().filter(|(i, _)| self.kinds[*i] == RootKind::Anonymous) {
            lists.entry(r.key.split('|').next().unwrap_or("")).or_default().push(i);
        }
        lists
    }
}

/// A claim without a number, place or day of its own.
fn is_bare(claim: &Claim) -> bool {
    let taken = |field: &str| claim.inherited.iter().any(|f| f == field);
    claim.count.is_none() && (claim.place.is_none() || taken("place")) && (claim.date.is_none() || taken("date"))
}

/// One root speaks for one state, whichever of its names says so.
fn share_states(roots: &mut [Provenance]) {
    let firm = |r: &Provenance| matches!(r.kind, RootKind::Named | RootKind::FirstHand | RootKind::Cited);
    let mut states: FxHashMap<String, String> = FxHashMap::default();
    for root in roots.iter().filter(|r| firm(r)) {
        if let Some(state) = &root.state {
            states.entry(root.key.clone()).or_insert_with(|| state.clone());
        }
    }
    for root in roots.iter_mut().filter(|r| r.state.is_none()) {
        if firm(root) {
            root.state = states.get(&root.key).cloned();
        }
    }
}
