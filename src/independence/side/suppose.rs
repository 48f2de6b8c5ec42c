//! What an editor would take for one, though no text proves it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::targets::Targets;
use super::{CANDIDATES, Group, Side, is_bare};
use crate::independence::cast::Cast;
use crate::independence::corroboration::{Level, Reason};
use crate::independence::forest::Forest;
use crate::independence::provenance::RootKind;
use crate::independence::settings::Settings;
use crate::lexicon::{Body, BodyClass};

impl Side<'_> {
    /// What an editor would take for one.
    pub(super) fn suppose(&mut self, forest: &mut Forest, cast: &Cast<'_>, settings: &Settings) {
        let groups = self.groups(&self.proven);
        self.suppose_bodies(forest, &groups);
        self.suppose_comments(forest);
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
                self.suppose_fuller(forest, g.head, body, bodies);
            }
        }
    }

    /// "The county emergency inspectorate", where others name the emergency inspectorate in Halden: nobody would count it twice.
    fn suppose_fuller(&self, forest: &mut Forest, i: usize, body: &Body, others: &[(&Group, &Body)]) {
        let core = body.core();
        let fuller = |other: &Body| {
            let theirs = other.core();
            core.is_subset(&theirs) && (core.len(), body.words.len()) < (theirs.len(), other.words.len())
        };
        let held = others.iter().filter(|(o, b)| o.head != i && b.class == body.class && fuller(b) && self.agree(i, o.head));
        let heads: Vec<usize> = held.take(CANDIDATES).map(|(o, _)| o.head).collect();
        if let Some(j) = self.nearest(i, &heads).filter(|_| !core.is_empty() && body.headed) {
            let note = || format!("{} may well be {}", self.roots[i].name, self.roots[j].name);
            forest.union(j, i, Level::Likely, Reason::SameBody, note);
        }
    }

    /// An unnamed source that tells no number, place or day of its own comments on what somebody named tells in the same article.
    fn suppose_comments(&self, forest: &mut Forest) {
        let named = self.named_by_article();
        for i in (0..self.claims.len()).filter(|i| self.kinds[*i] == RootKind::Anonymous && is_bare(self.claims[*i])) {
            if let Some(&j) = named.get(self.claims[i].doc.as_str()) {
                let note =
                    || format!("{:?} comments on what {} tells in the same article", self.roots[i].name, self.roots[j].name);
                forest.union(j, i, Level::Likely, Reason::NoOwnSource, note);
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
        // "Romanian media say" names nobody; media of a state are at least its voice.
        let voice = |i: usize| {
            let root = &self.roots[i];
            root.state.is_some() && root.body.as_ref().is_none_or(|b| b.class != BodyClass::Media || b.words.contains("state"))
        };
        let weak = |g: &&Group| g.kind == RootKind::Weak || (g.kind == RootKind::Class && !voice(g.head));
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
}
