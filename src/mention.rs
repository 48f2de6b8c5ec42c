//! What a recognizer found, as a record.

use serde::Serialize;

use crate::claim::{Actor, Count, DateInterval, Event, Place, Source};
use crate::span::Field;

/// A number, date, place, actor, event or attribution in a text, with its bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Id of the document.
    pub doc: String,
    /// The field that the offsets refer to.
    #[serde(skip_serializing_if = "Field::is_text")]
    pub field: Field,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Of a place: the words say whose something is, not where ("Ukrainian", the Leeds of "Leeds City Council"). No claim has such a place.
    #[serde(skip_serializing_if = "is_false")]
    pub adjective: bool,
    /// Of a quantity that is a part of another ("including three children"): the bytes of the whole, in the same field. The two are never added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<(usize, usize)>,
    /// What they mean.
    #[serde(flatten)]
    pub value: MentionValue,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[non_exhaustive]
pub enum MentionValue {
    /// A number that counts no noun.
    Number(Count),
    /// A number with what it counts.
    Quantity(Count),
    /// A date.
    Date(DateInterval),
    /// A place.
    Place(Place),
    /// A side, a role, a formation.
    Actor(Actor),
    /// A word that tells of an event.
    Event(Event),
    /// Who says it.
    Attribution(Attribution),
}

/// Somebody says something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribution {
    /// Who, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Part>,
    /// The word that shows it: "said", "according to".
    pub cue: Part,
    /// What is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Part>,
    /// From the nearest relay to the origin.
    pub chain: Vec<Source>,
}

/// A part of an attribution, in the field of its mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
}
