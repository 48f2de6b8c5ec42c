//! What cannot be ruled out: one state, one owner, one newsroom.

use std::collections::BTreeMap;

use super::Side;
use crate::independence::corroboration::{Level, Reason};
use crate::independence::forest::Forest;
use crate::independence::provenance::RootKind;
use crate::independence::settings::Settings;

impl Side<'_> {
    /// What cannot be ruled out.
    pub(super) fn allow(&self, forest: &mut Forest, settings: &Settings) {
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
            // Who merely cites knows nothing that the newsroom does not tell.
            let firm = g.members.iter().any(|i| self.kinds[*i] < RootKind::Cited);
            let knows = |i: &&usize| self.kinds[**i] != RootKind::Weak && !(firm && self.kinds[**i] == RootKind::Cited);
            let mut known = g.members.iter().filter(knows).map(|i| self.roots[*i].newsroom.as_str());
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
