//! Union-find that keeps the reason of each union.

use super::corroboration::{Level, Reason};

/// Two claims that were made one, by index.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) level: Level,
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) reason: Reason,
    pub(crate) note: String,
}

/// Disjoint sets of claims; the label of a set is its least index, so that the order of unions does not matter.
#[derive(Clone, Debug)]
pub(crate) struct Forest {
    parent: Vec<usize>,
    pub(crate) unions: Vec<Union>,
}

impl Forest {
    pub(crate) fn new(n: usize) -> Forest {
        Forest { parent: (0..n).collect(), unions: Vec::new() }
    }

    /// The label of the set that holds `i`.
    pub(crate) fn find(&mut self, mut i: usize) -> usize {
        while let Some(&p) = self.parent.get(i).filter(|p| **p != i) {
            let grand = self.parent.get(p).copied().unwrap_or(p);
            self.parent[i] = grand;
            i = grand;
        }
        i
    }

    /// Joins two sets and keeps why, unless they are one already.
    pub(crate) fn union(&mut self, a: usize, b: usize, level: Level, reason: Reason, note: impl FnOnce() -> String) {
        let (x, y) = (self.find(a), self.find(b));
        if x != y {
            let (low, high) = (x.min(y), x.max(y));
            self.parent[high] = low;
            self.unions.push(Union { level, a, b, reason, note: note() });
        }
    }

    /// The label of every claim's set as it is now.
    pub(crate) fn labels(&mut self) -> Vec<usize> {
        (0..self.parent.len()).map(|i| self.find(i)).collect()
    }
}
