//! What must be known of a whole corpus before a part of it is compared.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::cluster::prior::Histogram;
use crate::cluster::record::Records;
use crate::cluster::share::ScoredPair;
use crate::cluster::statistics::Statistics;
use crate::cluster::{Clusterer, Pair};

/// Numbers of a whole corpus that everybody who compares or clusters a part of it is given: how common each value is, which blocks are too large
/// to compare all pairs in, and how much evidence the compared pairs have, of which the prior is estimated.
///
/// All of them are sums. Each part is counted by itself; merging is associative and commutative, so that any split of the corpus, merged in any
/// order, gives the same numbers. Size: some 20 bytes for each distinct value, and 64 KB.
///
/// ```
/// use corroborate::{Claim, Count, cluster::{Clusterer, Sums}};
/// let claims = ["a", "b"].map(|doc| Claim { id: format!("{doc}#0"), doc: doc.into(), count: Some(Count::exactly(12, "person")), ..Claim::default() });
/// let clusterer = Clusterer::default();
/// let mut sums = clusterer.sums(&claims[..1]);
/// sums.merge(&clusterer.sums(&claims[1..]));
/// assert_eq!(sums, clusterer.sums(&claims));
/// assert_eq!(sums.claims(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sums {
    pub(crate) statistics: Statistics,
    pub(crate) crowded: BTreeSet<u64>,
    pub(crate) evidence: Histogram,
}

impl Sums {
    /// Adds what was counted of another part.
    pub fn merge(&mut self, other: &Sums) {
        self.statistics.merge(&other.statistics);
        self.crowded.extend(&other.crowded);
        self.evidence.merge(&other.evidence);
    }

    /// Claims whose values were counted.
    pub fn claims(&self) -> usize {
        self.statistics.claims() as usize
    }

    /// Adds the evidence of a compared pair.
    pub fn tell(&mut self, pair: &ScoredPair) {
        self.tell_pair(&pair.pair());
    }

    pub(crate) fn tell_pair(&mut self, pair: &Pair) {
        pair.tell(&mut self.evidence);
    }
}

impl Clusterer {
    /// The shares of values among these claims. All claims of an article belong into one part. Memory: about 200 bytes a claim.
    pub fn sums<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Sums {
        let mut records = Records::new(&self.taxonomy);
        claims.into_iter().for_each(|claim| records.push(claim.borrow()));
        records.sort();
        Sums { statistics: Statistics::of_records(&records), ..Sums::default() }
    }
}
