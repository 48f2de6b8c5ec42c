//! Where in a document a thing stands.

use serde::{Deserialize, Serialize};

/// A range of bytes of one field of a document: `start` inclusive, `end` exclusive, both on character boundaries.
///
/// ```
/// use corroborate::Span;
/// let text = "12 soldiers fled.";
/// assert_eq!(Span::new(0, 11).slice(text), "12 soldiers");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies in the span.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The bytes of `text` that the span points at; empty where the span does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The least span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The field of a document that a span points into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The headline. Orders before the text.
    Title,
    /// The running text.
    #[default]
    Text,
}

impl Field {
    /// Whether this is the running text, which records leave out as the default.
    pub fn is_text(&self) -> bool {
        *self == Field::Text
    }
}
