//! A union-find that can be merged with others: components of links found by many workers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Sets of ids that hang together.
///
/// Adding and merging are associative, commutative and idempotent: any split of the links over any number of workers, merged in any
/// order, gives the same sets. The label of a set is its least id.
///
/// ```
/// use corroborate::cluster::Forest;
/// let mut one = Forest::default();
/// one.add("c", "b");
/// let mut two = Forest::default();
/// two.add("b", "a");
/// one.merge(&two);
/// assert_eq!(one.label("c"), Some("a"));
/// assert_eq!(one.sets(), [vec!["a", "b", "c"]]);
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Forest {
    rows: BTreeMap<String, usize>,
    /// The row above; a root is its own. The root of a set may be any of its rows: `least` and `size` hold for roots.
    above: Vec<usize>,
    least: Vec<String>,
    size: Vec<usize>,
}

impl PartialEq for Forest {
    fn eq(&self, other: &Forest) -> bool {
        self.sets() == other.sets()
    }
}

impl Eq for Forest {}

impl Forest {
    fn row(&mut self, id: &str) -> usize {
        if let Some(row) = self.rows.get(id) {
            return *row;
        }
        let row = self.above.len();
        self.rows.insert(id.to_owned(), row);
        self.above.push(row);
        self.least.push(id.to_owned());
        self.size.push(1);
        row
    }

    fn root(&self, mut row: usize) -> usize {
        while let Some(above) = self.above.get(row).copied().filter(|a| *a != row) {
            row = above;
        }
        row
    }

    /// Puts two ids into one set; `add(a, a)` only makes `a` known. Near constant time but for the search of the ids.
    pub fn add(&mut self, a: &str, b: &str) {
        let (a, b) = (self.row(a), self.row(b));
        let (x, y) = (self.root(a), self.root(b));
        if x == y {
            return;
        }
        let (keep, join) = if self.size.get(x) >= self.size.get(y) { (x, y) } else { (y, x) };
        if self.least.get(join) < self.least.get(keep) {
            self.least.swap(keep, join);
        }
        let joined = self.size.get(join).copied().unwrap_or(0);
        if let Some(size) = self.size.get_mut(keep) {
            *size += joined;
        }
        if let Some(above) = self.above.get_mut(join) {
            *above = keep;
        }
    }

    /// Adds all that another forest knows.
    pub fn merge(&mut self, other: &Forest) {
        for (id, row) in &other.rows {
            if let Some(label) = other.least.get(other.root(*row)) {
                self.add(label, id);
            }
        }
    }

    /// The least id of the set that holds `id`.
    pub fn label(&self, id: &str) -> Option<&str> {
        self.rows.get(id).and_then(|row| self.least.get(self.root(*row))).map(String::as_str)
    }

    /// The sets, each in order, by their least ids.
    pub fn sets(&self) -> Vec<Vec<&str>> {
        let mut sets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, row) in &self.rows {
            if let Some(label) = self.least.get(self.root(*row)) {
                sets.entry(label).or_default().push(id);
            }
        }
        sets.into_values().collect()
    }
}

impl From<BTreeMap<String, String>> for Forest {
    fn from(labels: BTreeMap<String, String>) -> Forest {
        let mut forest = Forest::default();
        labels.iter().for_each(|(id, label)| forest.add(id, label));
        forest
    }
}

impl From<Forest> for BTreeMap<String, String> {
    fn from(forest: Forest) -> BTreeMap<String, String> {
        forest.rows.keys().filter_map(|id| Some((id.clone(), forest.label(id)?.to_owned()))).collect()
    }
}
