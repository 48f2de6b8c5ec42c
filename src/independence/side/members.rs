//! Unnamed people and the bodies they belong to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{CANDIDATES, Group, Side};
use crate::independence::corroboration::{Level, Reason};
use crate::independence::forest::Forest;
use crate::independence::provenance::RootKind;
use crate::lexicon::{Body, BodyClass};

impl Side<'_> {
    /// "Officials" with the number of a named body are its officials; "staff of the MSF centre" are of MSF.
    pub(super) fn suppose_members(&self, forest: &mut Forest, groups: &[Group]) {
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
        let told: FxHashMap<usize, Vec<usize>> = firm.iter().map(|g| (g.head, self.numbers(g))).collect();
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
            let own = self.numbers(g);
            // Any number of theirs: which of them comes first is chance.
            let shares =
                |j: &usize| told.get(j).is_some_and(|theirs| theirs.iter().any(|t| own.iter().any(|o| self.agree(*o, *t))));
            if described.class.is_state() {
                let fits = |j: &usize| {
                    let body = bodies.get(j);
                    let class = body.map(|b| b.class);
                    let military = |c: BodyClass| matches!(c, BodyClass::Command | BodyClass::Unit);
                    shares(j)
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
            let fits: Vec<usize> = list.into_iter().filter(|j| self.claims[*j].count.is_some() && shares(j)).collect();
            if let [j] = fits.as_slice() {
                let note = format!("{:?} may well be {}: the details agree", root.name, self.roots[*j].name);
                forest.union(*j, g.head, Level::Likely, Reason::SharedDetails, || note);
            }
        }
    }

    /// One claim of a group for each number that it tells.
    fn numbers(&self, group: &Group) -> Vec<usize> {
        let mut seen = FxHashSet::default();
        let number = |i: usize| self.claims[i].count.as_ref().map(|c| (c.low, c.high));
        group.members.iter().copied().filter(|i| seen.insert(number(*i))).collect()
    }

    /// Short names by which the root of a claim goes: "msf" of Médecins Sans Frontières.
    fn short_names(&self, i: usize) -> impl Iterator<Item = &str> {
        let root = &self.roots[i];
        let id = root.key.strip_prefix("o:").or_else(|| root.key.strip_prefix("n:"));
        id.into_iter().filter(|s| (3..=24).contains(&s.len()) && !s.contains(' '))
    }
}
