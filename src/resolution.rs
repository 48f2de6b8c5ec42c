//! Why a name was taken for one place and not for another.

use serde::Serialize;

use crate::claim::Place;
use crate::mention::Mention;

/// A place that an article names, with the places of that name and what speaks for each.
///
/// ```
/// use corroborate::{Document, Normalizer};
/// let article = Document::new("a", "A barn burned in Paris, Texas, on Monday.");
/// let found = Normalizer::default().resolutions(&article);
/// let paris = &found[0];
/// assert_eq!(paris.candidates[0].place.region.as_deref(), Some("Texas"));
/// assert!(paris.candidates[0].parts.stated > 0.0, "the comma says it");
/// assert!(paris.margin.is_some_and(|lead| lead > 1.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resolution {
    /// The words, and the place they were taken for.
    #[serde(flatten)]
    pub mention: Mention,
    /// By how much the first candidate leads the second; `None` where there is only one or none. Below 0.7 between places that lie apart the
    /// place is `ambiguous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<f64>,
    /// The likeliest places of that name, at most five, best first; none where the gazetteer knows no such name.
    pub candidates: Vec<ScoredPlace>,
}

/// A place with its score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoredPlace {
    /// The place.
    pub place: Place,
    /// The sum of the parts: log of the odds, up to a constant (natural logarithm, weights set on development data).
    pub score: f64,
    /// What speaks for it.
    pub parts: PlaceParts,
}

/// What speaks for a place, in natural logarithms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlaceParts {
    /// Before the article is read: its people, its rank, and whether the name is its main one.
    pub prior: f64,
    /// What the words around say: "X, Y", "X near Y", the same name with its region elsewhere.
    pub stated: f64,
    /// How much of the article plays in its country.
    pub country: f64,
    /// … in its first-order unit.
    pub region: f64,
    /// How near another place of the article lies, within 160 km.
    pub nearby: f64,
    /// It is the town of the publisher.
    pub home: f64,
}

impl PlaceParts {
    pub(crate) fn sum(&self) -> f64 {
        self.prior + self.stated + self.country + self.region + self.nearby + self.home
    }
}
