//! The claims on one side of a cluster, for or against: from roots to the three counts.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cast::Cast;
use super::corroboration::{Independent, Level, Origin, Reason, Strength};
use super::forest::{Forest, Union};
use super::provenance::{Provenance, RootKind, circles};
use super::reuse::Copies;
use super::settings::Settings;
use crate::claim::{Claim, Count};
use crate::lexicon::{Body, BodyClass};

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
    pub(crate) fn new(claims: Vec<&'a Claim>, cast: &Cast<'_>, copies: &Copies, settings: &Settings) -> Side<'a> {
        let roots: Vec<Provenance> = claims.iter().map(|c| Provenance::of(c, cast)).collect();
        let kinds = roots.iter().map(|r| r.kind).collect();
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
        let distinct = |labels: &[usize]| of.clone().filter_map(|i| labels.get(i)).collect::<FxHashSet<_>>().len();
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

    /// What the texts prove.
    fn prove(&mut self, forest: &mut Forest, copies: &Copies) {
        let copied = self.find_copies(copies);
        let cited = self.find_citations();
        self.relays = self.relays();
        let resolved: FxHashSet<usize> = cited.iter().map(|u| u.b).collect();
        self.prove_roots(forest, &resolved);
        for u in copied.into_iter().chain(cited) {
            forest.union(u.a, u.b, u.level, u.reason, || u.note);
        }
        self.prove_restatements(forest);
    }

    /// Claims that repeat another, but for those that repeat one another in a circle: there nobody is the first.
    fn relays(&self) -> FxHashSet<usize> {
        let mut circle: FxHashSet<usize> = FxHashSet::default();
        let mut walked: FxHashMap<usize, usize> = FxHashMap::default();
        for &start in self.repeats.keys() {
            let mut at = start;
            while let (Some(&next), None) = (self.repeats.get(&at), walked.get(&at)) {
                walked.insert(at, start);
                at = next;
            }
            // The walk came back to where it had been itself: from there on it goes round.
            if self.repeats.contains_key(&at) && walked.get(&at) == Some(&start) {
                while let Some(&next) = self.repeats.get(&at).filter(|_| circle.insert(at)) {
                    at = next;
                }
            }
        }
        self.repeats.keys().copied().filter(|i| !circle.contains(i)).collect()
    }

    /// One key, one root; a person and the body he speaks for are one.
    ///
    /// Who cites an outlet whose articles are here rests on one of them: two who cite it need not mean the same.
    fn prove_roots(&self, forest: &mut Forest, resolved: &FxHashSet<usize>) {
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, root) in self.roots.iter().enumerate() {
            let key = (!resolved.contains(&i)).then_some(&root.key);
            for key in [key, root.voice.as_ref()].into_iter().flatten() {
                let Some(&j) = first.get(key.as_str()) else {
                    first.insert(key, i);
                    continue;
                };
                let other = &self.roots[j];
                let (reason, note) = if self.claims[i].doc == self.claims[j].doc {
                    (Reason::Restated, format!("one article gives {} twice", root.name))
                } else if root.kind == RootKind::Weak {
                    (Reason::SamePublisher, format!("both from {}, without a source", root.name))
                } else if root.kind == RootKind::Anonymous {
                    (Reason::SameAnonymous, format!("{:?}, both times through {}", root.name, root.through))
                } else if root.name != other.name {
                    (Reason::SameBody, format!("{} and {} are one", other.name, root.name))
                } else {
                    (Reason::SameRoot, format!("both go back to {}", root.name))
                };
                forest.union(j, i, Level::Proven, reason, || note);
            }
        }
    }

    /// Copied passages have the root of what they are copied from; copies of a document that is not here are one among themselves.
    fn find_copies(&mut self, copies: &Copies) -> Vec<Union> {
        let mut by_doc: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, c) in self.claims.iter().enumerate() {
            by_doc.entry(&c.doc).or_default().push(i);
            by_id.insert(&c.id, i);
        }
        let mut absent: FxHashMap<&str, usize> = FxHashMap::default();
        let mut copied = Vec::new();
        for (i, c) in self.claims.iter().enumerate() {
            let found = copies.of(&c.id);
            let source = c.copy_of.as_deref().or(found.map(|f| f.doc.as_str())).filter(|d| *d != c.doc);
            let Some(source) = source else { continue };
            let own = found.and_then(|f| f.claim.as_deref()).and_then(|id| by_id.get(id).copied());
            let target = own.or_else(|| by_doc.get(source).and_then(|list| self.nearest(i, list)));
            let Some(j) = target.or_else(|| absent.get(source).copied()) else {
                absent.insert(source, i);
                continue;
            };
            let note = match found {
                Some(f) if !f.note.is_empty() => f.note.clone(),
                _ => format!("the passage is copied from {source}"),
            };
            copied.push(Union { level: Level::Proven, a: j, b: i, reason: Reason::CopiedText, note });
        }
        // Whatever credit a copy bears, it is no firmer than what it was copied from.
        for u in &copied {
            self.kinds[u.b] = RootKind::Weak;
            self.copied.insert(u.b);
            self.repeats.insert(u.b, u.a);
        }
        copied
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

    /// An article that rests on an outlet rests on the outlet's own article, where that is here.
    fn find_citations(&mut self) -> Vec<Union> {
        let mut by_publisher: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (i, root) in self.roots.iter().enumerate() {
            by_publisher.entry(&root.publisher).or_default().push(i);
        }
        // A body too: what it says in its own article has the root that it gives there.
        let rests = |k: RootKind| matches!(k, RootKind::Cited | RootKind::Named);
        let cites = |i: usize| rests(self.roots[i].kind).then_some(self.roots[i].key.as_str());
        let edges: Vec<(&str, &str)> = (0..self.roots.len())
            .filter_map(|i| cites(i).filter(|k| by_publisher.contains_key(k)).map(|k| (self.roots[i].publisher.as_str(), k)))
            .collect();
        let circle: FxHashSet<String> = circles(&edges).into_iter().map(String::from).collect();
        let mut resolved = Vec::new();
        for i in 0..self.roots.len() {
            let Some(list) = cites(i).and_then(|k| by_publisher.get(k)) else { continue };
            let others: Vec<usize> =
                list.iter().copied().filter(|j| self.claims[*j].doc != self.claims[i].doc).take(CANDIDATES).collect();
            let Some(j) = self.nearest(i, &others) else { continue };
            let (here, there) = (&self.roots[i], &self.roots[j]);
            let round = circle.contains(&here.publisher) && circle.contains(&there.publisher) && rests(there.kind);
            let reason = if round { Reason::Circular } else { Reason::CitesArticle };
            let note = format!("{} rests on {}, whose own article is here", self.cited_by(i), here.name);
            resolved.push(Union { level: Level::Proven, a: j, b: i, reason, note });
        }
        self.circular = !circle.is_empty();
        for u in &resolved {
            self.kinds[u.b] = RootKind::Weak;
            self.repeats.entry(u.b).or_insert(u.a);
        }
        resolved
    }

    fn cited_by(&self, i: usize) -> &str {
        let claim = self.claims[i];
        claim.publisher_name.as_deref().or(claim.publisher.as_deref()).unwrap_or(&claim.doc)
    }

    /// What an article says without a source, it has from the source it names elsewhere.
    fn prove_restatements(&self, forest: &mut Forest) {
        let mut by_doc: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (i, c) in self.claims.iter().enumerate() {
            by_doc.entry(&c.doc).or_default().push(i);
        }
        for (i, c) in self.claims.iter().enumerate() {
            let Some(list) = by_doc.get(c.doc.as_str()) else { continue };
            // "TASS: …" in the headline, "TASS reported, citing X" in the text.
            let root = &self.roots[i];
            if root.kind == RootKind::Cited {
                let told: Vec<usize> = list
                    .iter()
                    .copied()
                    .filter(|j| self.roots[*j].newsroom == root.key && self.roots[*j].key != root.key)
                    .collect();
                if let Some(j) = self.nearest(i, &told) {
                    let note = format!("{} says elsewhere whom {} cites", self.cited_by(i), root.name);
                    forest.union(j, i, Level::Proven, Reason::Restated, || note);
                }
                continue;
            }
            if !root.is_unnamed_report() || self.copied.contains(&i) {
                continue;
            }
            let named: Vec<usize> = list.iter().copied().filter(|j| !self.roots[*j].is_unnamed_report()).collect();
            if let Some(j) = self.nearest(i, if named.is_empty() { list } else { &named }) {
                let note = format!("{} says it again without a source", self.cited_by(i));
                forest.union(j, i, Level::Proven, Reason::Restated, || note);
            }
        }
    }

    /// What an editor would take for one.
    fn suppose(&mut self, forest: &mut Forest, cast: &Cast<'_>, settings: &Settings) {
        let groups = self.groups(&self.proven);
        self.suppose_bodies(forest, &groups);
        self.suppose_anonymous(forest, settings);
        self.suppose_members(forest, &groups);
        self.suppose_classes(forest, &groups, cast);
        self.suppose_observations(forest, &groups);
        if !settings.cited_outlets_count {
            self.suppose_citations(forest, &groups, cast);
        }
        let labels = forest.labels();
        self.suppose_rumours(forest, &labels);
    }

    /// A capital that stands for its government speaks through one of its bodies; a headquarters reports what its unit did.
    fn suppose_bodies(&self, forest: &mut Forest, groups: &[Group]) {
        let mut by_state: BTreeMap<&str, Vec<(&Group, &Body)>> = BTreeMap::new();
        for g in groups.iter().filter(|g| matches!(g.kind, RootKind::Named | RootKind::FirstHand)) {
            let root = &self.roots[g.head];
            if let (Some(state), Some(body)) = (root.state.as_deref(), root.body.as_ref()) {
                by_state.entry(state).or_default().push((g, body));
            }
        }
        for bodies in by_state.values() {
            for (g, body) in bodies {
                let superior = |class: BodyClass, b: &Body| match class {
                    BodyClass::Government => b.class.is_state() && b.class != BodyClass::Government,
                    BodyClass::Unit => {
                        b.class == BodyClass::Command || (b.class == BodyClass::Ministry && b.words.contains("defence"))
                    }
                    _ => false,
                };
                let whole = body.class != BodyClass::Government || body.words.iter().eq(["government"]);
                let list =
                    bodies.iter().filter(|(o, b)| o.head != g.head && superior(body.class, b) && self.agree(g.head, o.head));
                let heads: Vec<usize> = list.take(CANDIDATES).map(|(o, _)| o.head).collect();
                if let Some(j) = self.nearest(g.head, &heads).filter(|_| whole) {
                    let (a, b) = (&self.roots[g.head].name, &self.roots[j].name);
                    let note = if body.class == BodyClass::Unit {
                        format!("{b} speaks of what {a}, a unit of it, reports")
                    } else {
                        format!("{a} speaks through {b}")
                    };
                    forest.union(j, g.head, Level::Likely, Reason::SameBody, || note);
                }
            }
        }
    }

    /// One description of somebody unnamed, on one day or with one number, is likely one person.
    fn suppose_anonymous(&self, forest: &mut Forest, settings: &Settings) {
        for list in self.descriptions().values() {
            let mut list = list.clone();
            list.sort_by_key(|i| (self.day(*i), *i));
            let mut by_count: FxHashMap<u64, usize> = FxHashMap::default();
            for (n, &i) in list.iter().enumerate() {
                let before = n.checked_sub(1).and_then(|k| list.get(k).copied());
                let near = |j: &usize| match (self.day(*j), self.day(i)) {
                    (Some(a), Some(b)) => (b - a).abs() <= settings.anonymous_days,
                    _ => true,
                };
                let note = || format!("{:?} in both", self.roots[i].name);
                if let Some(j) = before.filter(near).filter(|j| self.agree(*j, i)) {
                    forest.union(j, i, Level::Likely, Reason::SameAnonymous, note);
                }
                if let Some(count) = self.exact(i) {
                    let j = *by_count.entry(count).or_insert(i);
                    forest.union(j, i, Level::Likely, Reason::SameAnonymous, note);
                }
            }
        }
    }

    /// Claims of unnamed sources, by their description.
    fn descriptions(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut lists: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, r) in self.roots.iter().enumerate().filter(|(i, _)| self.kinds[*i] == RootKind::Anonymous) {
            lists.entry(r.key.split('|').next().unwrap_or("")).or_default().push(i);
        }
        lists
    }

    /// "Officials" with the number of a named body are its officials; "staff of the MSF centre" are of MSF.
    fn suppose_members(&self, forest: &mut Forest, groups: &[Group]) {
        let firm: Vec<&Group> = groups.iter().filter(|g| matches!(g.kind, RootKind::Named | RootKind::FirstHand)).collect();
        let mut by_state: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_sort: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let parsed: Vec<Option<Body>> =
            firm.iter().map(|g| self.roots[g.head].body.clone().or_else(|| Body::parse(&self.roots[g.head].name))).collect();
        for (g, body) in firm.iter().zip(&parsed) {
            let root = &self.roots[g.head];
            if let Some(state) = root.state.as_deref() {
                by_state.entry(state).or_default().push(g.head);
            }
            if let Some(sort) = root.sort.as_deref() {
                by_sort.entry(sort).or_default().push(g.head);
            }
            if let Some(word) = body.as_ref().filter(|b| b.words.len() <= 3).and_then(|b| b.words.iter().next()) {
                by_word.entry(word).or_default().push(g.head);
            }
            for id in g.members.iter().flat_map(|m| self.short_names(*m)) {
                by_word.entry(id).or_default().push(g.head);
            }
        }
        let bodies: FxHashMap<usize, &Body> = firm.iter().zip(&parsed).filter_map(|(g, b)| Some((g.head, b.as_ref()?))).collect();
        for g in groups.iter().filter(|g| g.kind == RootKind::Anonymous) {
            let root = &self.roots[g.head];
            let Some(described) = &root.body else { continue };
            let spoken: Vec<usize> = described
                .words
                .iter()
                .filter_map(|w| by_word.get(w.as_str()))
                .flat_map(|l| l.iter().copied().take(CANDIDATES))
                .filter(|j| {
                    let short = self.short_names(*j).any(|s| described.words.contains(s));
                    short || bodies.get(j).is_some_and(|b| b.words.is_subset(&described.words) && b.words != described.words)
                })
                .collect();
            if let Some(j) = self.nearest(g.head, &spoken) {
                let note = format!("{:?} belongs to {}", root.name, self.roots[j].name);
                forest.union(j, g.head, Level::Likely, Reason::ClassMember, || note);
                continue;
            }
            if described.class.is_state() {
                let fits = |j: &usize| {
                    let body = bodies.get(j);
                    let class = body.map(|b| b.class);
                    let military = |c: BodyClass| matches!(c, BodyClass::Command | BodyClass::Unit);
                    self.agree(g.head, *j)
                        && (described.class == BodyClass::Official
                            || class == Some(described.class)
                            || (military(described.class)
                                && (class.is_some_and(military) || body.is_some_and(|b| b.words.contains("defence")))))
                };
                let list: Vec<usize> = match root.state.as_deref() {
                    Some(state) => by_state.get(state).cloned().unwrap_or_default(),
                    None => by_state.values().flatten().copied().collect(),
                };
                let mut list: Vec<usize> = list.into_iter().filter(fits).collect();
                list.sort_unstable();
                if let Some(j) = self.nearest(g.head, &list) {
                    let note = format!("{:?} may well be {}: the details agree", root.name, self.roots[j].name);
                    forest.union(j, g.head, Level::Likely, Reason::SharedDetails, || note);
                }
                continue;
            }
            // The only society of the cluster whose number fits.
            let sort = root.sort.as_deref().filter(|s| matches!(*s, "ngo" | "think-tank" | "organization"));
            let list: Vec<usize> = sort.and_then(|s| by_sort.get(s)).into_iter().flatten().copied().collect();
            let fits: Vec<usize> =
                list.into_iter().filter(|j| self.claims[*j].count.is_some() && self.agree(g.head, *j)).collect();
            if let [j] = fits.as_slice() {
                let note = format!("{:?} may well be {}: the details agree", root.name, self.roots[*j].name);
                forest.union(*j, g.head, Level::Likely, Reason::SharedDetails, || note);
            }
        }
    }

    /// Short names by which the root of a claim goes: "msf" of Médecins Sans Frontières.
    fn short_names(&self, i: usize) -> impl Iterator<Item = &str> {
        let root = &self.roots[i];
        let id = root.key.strip_prefix("o:").or_else(|| root.key.strip_prefix("n:"));
        id.into_iter().filter(|s| (3..=24).contains(&s.len()) && !s.contains(' '))
    }

    /// "Russian state media" is one of the Russian outlets that are named.
    fn suppose_classes(&self, forest: &mut Forest, groups: &[Group], cast: &Cast<'_>) {
        let mut outlets: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
        for g in groups.iter().filter(|g| g.kind != RootKind::Class) {
            let mut seen: FxHashSet<(String, bool)> = FxHashSet::default();
            for i in g.members.iter().chain(&g.relays) {
                for key in [&self.roots[*i].publisher, &self.roots[*i].newsroom, &self.roots[*i].key] {
                    let state = cast.outlet(key).is_some_and(|o| o.is_media() && o.state().is_some());
                    let unknown = cast.outlet(key).is_none();
                    if let Some(country) = cast.country(key) {
                        seen.insert((country.clone(), false));
                        if state || unknown {
                            seen.insert((country, true));
                        }
                    }
                }
            }
            for key in seen {
                outlets.entry(key).or_default().push(g.head);
            }
        }
        let mut unmet: FxHashMap<String, usize> = FxHashMap::default();
        for g in groups.iter().filter(|g| g.kind == RootKind::Class) {
            let root = &self.roots[g.head];
            let country = root.state.clone().or_else(|| root.body.as_ref().and_then(|b| b.country.clone()));
            let of_state = root.body.as_ref().is_some_and(|b| b.words.contains("state"));
            let Some(country) = country else { continue };
            let list = outlets.get(&(country.clone(), of_state));
            if let Some(j) = list.and_then(|l| self.nearest(g.head, l)) {
                let named = &self.roots[j];
                let member = if named.through.is_empty() { &named.name } else { &named.through };
                let note = format!("{:?}: {member} is one of them", root.name);
                forest.union(j, g.head, Level::Likely, Reason::ClassMember, || note);
                continue;
            }
            let j = *unmet.entry(country).or_insert(g.head);
            let note = || format!("{:?} and {:?}: unnamed both times", self.roots[j].name, root.name);
            forest.union(j, g.head, Level::Likely, Reason::SameAnonymous, note);
        }
    }

    /// What a reporter saw and what somebody on the spot told the same reporter, with one number, is one observation.
    fn suppose_observations(&self, forest: &mut Forest, groups: &[Group]) {
        let mut seen: FxHashMap<(&str, u64), usize> = FxHashMap::default();
        for i in 0..self.claims.len() {
            if let Some(count) = self.exact(i).filter(|_| self.kinds[i] == RootKind::FirstHand) {
                seen.entry((&self.claims[i].doc, count)).or_insert(i);
            }
        }
        for g in groups.iter().filter(|g| g.kind == RootKind::Named) {
            let root = &self.roots[g.head];
            let alone = g.members.iter().all(|i| self.claims[*i].doc == self.claims[g.head].doc);
            if root.sort.as_deref() != Some("person") || root.state.is_some() || !alone {
                continue;
            }
            let Some(count) = self.exact(g.head) else { continue };
            if let Some(&j) = seen.get(&(self.claims[g.head].doc.as_str(), count)) {
                let note = format!("{} tells {} what its reporter saw", root.name, root.through);
                forest.union(j, g.head, Level::Likely, Reason::SharedDetails, || note);
            }
        }
    }

    /// An outlet that is cited without an origin relays, as a rule.
    fn suppose_citations(&self, forest: &mut Forest, groups: &[Group], cast: &Cast<'_>) {
        let targets = Targets::new(self, &self.proven, groups.iter().filter(|g| g.kind < RootKind::Cited).map(|g| g.head));
        let mut by_state: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for g in groups.iter().filter(|g| g.kind < RootKind::Cited) {
            if let Some(state) = self.roots[g.head].state.as_deref() {
                by_state.entry(state).or_default().push(g.head);
            }
        }
        let mut lone: Option<usize> = None;
        for g in groups.iter().filter(|g| g.kind == RootKind::Cited) {
            let root = &self.roots[g.head];
            let target = match cast.outlet(&root.key).and_then(|o| o.state()) {
                // The voice of a state relays that state and no other.
                Some(state) => by_state.get(state).and_then(|l| self.nearest(g.head, l)),
                None => targets.pick(self, g.head).or(lone),
            };
            let note = || format!("{} is cited, and nothing says what it bases it on", root.name);
            match target {
                Some(j) => forest.union(j, g.head, Level::Likely, Reason::UnsupportedCitation, note),
                None if cast.outlet(&root.key).and_then(|o| o.state()).is_none() => lone = Some(g.head),
                None => {}
            }
        }
    }

    /// No source is no evidence of a second one.
    fn suppose_rumours(&self, forest: &mut Forest, labels: &[usize]) {
        // A class that found its member is no rumour, nor is the member: it cannot tie two sources to each other.
        let groups = self.groups(labels);
        let weak = |g: &&Group| g.kind == RootKind::Weak || (g.kind == RootKind::Class && self.roots[g.head].state.is_none());
        let targets = Targets::new(self, labels, groups.iter().filter(|g| !weak(g)).map(|g| g.head));
        let mut first = None;
        for g in groups.iter().filter(weak) {
            let Some(j) = targets.pick(self, g.head).or(first) else {
                first = Some(g.head);
                continue;
            };
            let note = format!("{} names no source of its own", self.cited_by(g.head));
            forest.union(j, g.head, Level::Likely, Reason::NoOwnSource, || note);
        }
    }

    /// What cannot be ruled out.
    fn allow(&self, forest: &mut Forest, settings: &Settings) {
        let mut states: BTreeMap<&str, usize> = BTreeMap::new();
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, root) in self.roots.iter().enumerate().filter(|(i, _)| self.kinds[*i] != RootKind::Weak) {
            if let Some(state) = root.state.as_deref() {
                let side = settings.side(state);
                let j = *states.entry(side).or_insert(i);
                let note = || format!("{} and {} speak for one state ({side})", self.roots[j].name, root.name);
                forest.union(j, i, Level::Possible, Reason::SameState, note);
            }
            if let Some(owner) = root.owner.as_deref() {
                let j = *owners.entry(owner).or_insert(i);
                let note = || format!("{} and {} have one owner ({owner})", self.roots[j].name, root.name);
                forest.union(j, i, Level::Possible, Reason::SameOwner, note);
            }
        }
        for list in self.descriptions().values() {
            for pair in list.windows(2) {
                let note = || format!("{:?} in both, on different days", self.roots[pair[0]].name);
                forest.union(pair[0], pair[1], Level::Possible, Reason::SameAnonymous, note);
            }
        }
        let mut rooms: BTreeMap<&str, usize> = BTreeMap::new();
        for g in self.groups(&self.likely) {
            let mut known =
                g.members.iter().filter(|i| self.kinds[**i] != RootKind::Weak).map(|i| self.roots[*i].newsroom.as_str());
            let Some(room) = known.next() else { continue };
            if known.all(|k| k == room) {
                let j = *rooms.entry(room).or_insert(g.head);
                let (a, b) = (&self.roots[j].name, &self.roots[g.head].name);
                let note = || format!("{a} and {b} are known only through {}", self.roots[g.head].through);
                forest.union(j, g.head, Level::Possible, Reason::SameNewsroom, note);
            }
        }
    }
}

/// Claims to which one without a source of its own may be joined: the first with its number, else the first that agrees, else the first.
struct Targets {
    all: Vec<usize>,
    by_count: FxHashMap<u64, usize>,
}

impl Targets {
    fn new(side: &Side<'_>, labels: &[usize], heads: impl Iterator<Item = usize>) -> Targets {
        let mut all: Vec<usize> = heads.collect();
        all.sort_by_key(|i| (side.kinds[*i], *i));
        let mut by_count = FxHashMap::default();
        let wanted: FxHashSet<usize> = all.iter().map(|i| labels[*i]).collect();
        let mut by_label: FxHashMap<usize, RootKind> = FxHashMap::default();
        for i in &all {
            by_label.insert(labels[*i], side.kinds[*i]);
        }
        let mut members: Vec<usize> =
            (0..side.claims.len()).filter(|i| wanted.contains(&labels[*i]) && !side.relays.contains(i)).collect();
        members.sort_by_key(|i| (by_label.get(&labels[*i]).copied(), *i));
        for i in members {
            if let Some(count) = side.exact(i) {
                by_count.entry(count).or_insert(i);
            }
        }
        Targets { all, by_count }
    }

    fn pick(&self, side: &Side<'_>, i: usize) -> Option<usize> {
        let same = side.exact(i).and_then(|n| self.by_count.get(&n)).copied();
        let fits = || self.all.iter().copied().take(CANDIDATES).find(|j| side.agree(i, *j));
        same.or_else(fits).or_else(|| self.all.first().copied())
    }
}
