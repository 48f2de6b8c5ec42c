//! Passages copied from one document into another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which claims stand in passages that are copied, and from where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Copies {
    by_claim: BTreeMap<String, Copy>,
}

/// One copied passage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The document it is copied from.
    pub doc: String,
    /// The claim there whose passage it is, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// Share of the passage's shingles that stand there, from 0 to 1.
    pub containment: f64,
    /// In words.
    pub note: String,
}

impl Copies {
    /// From where the passage of a claim is copied.
    pub fn of(&self, claim: &str) -> Option<&Copy> {
        self.by_claim.get(claim)
    }

    /// Says that the passage of a claim is copied, as a caller may know.
    pub fn insert(&mut self, claim: impl Into<String>, copy: Copy) {
        self.by_claim.insert(claim.into(), copy);
    }

    /// All copied passages by the id of their claim, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Copy)> {
        self.by_claim.iter().map(|(id, c)| (id.as_str(), c))
    }
}
