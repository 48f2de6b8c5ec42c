//! Where a claim without a source of its own may belong.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{CANDIDATES, Side};
use crate::independence::provenance::RootKind;

/// Claims to which one without a source of its own may be joined: the first with its number, else the first that agrees, else the first.
pub(super) struct Targets {
    all: Vec<usize>,
    by_count: FxHashMap<u64, usize>,
}

impl Targets {
    pub(super) fn new(side: &Side<'_>, labels: &[usize], heads: impl Iterator<Item = usize>) -> Targets {
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

    pub(super) fn pick(&self, side: &Side<'_>, i: usize) -> Option<usize> {
        let same = side.exact(i).and_then(|n| self.by_count.get(&n)).copied();
        let fits = || self.all.iter().copied().take(CANDIDATES).find(|j| side.agree(i, *j));
        same.or_else(fits).or_else(|| self.all.first().copied())
    }
}
