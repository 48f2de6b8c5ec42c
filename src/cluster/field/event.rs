//! What happened.

use crate::claim::Event;
use crate::cluster::agreement::Agreement;
use crate::cluster::field::{Compared, hash};
use crate::lexicon::{Relation, Taxonomy};

/// The family of kinds that tell how people came to harm.
const HARM: &str = "casualty";

/// A kind with the broader kinds above it.
#[derive(Clone, Debug)]
pub(crate) struct EventForm {
    pub(crate) kind: u64,
    pub(crate) above: Vec<u64>,
    /// The kind at the top: blocks are made of it, so that a claim of the family meets its kinds.
    pub(crate) top: u64,
    /// It tells of people killed, hurt, missing.
    pub(crate) harm: bool,
    event: Event,
    /// Rarity in bits (−log2 of the share of claims), of claims of this kind or below it, damped for equal kinds.
    pub(crate) rarity: f64,
    pub(crate) breadth: f64,
}

impl EventForm {
    pub(crate) fn new(event: &Event, taxonomy: &Taxonomy) -> EventForm {
        let kind = hash(&event.kind);
        let above: Vec<u64> = taxonomy.line(event).into_iter().map(hash).collect();
        let top = above.last().copied().unwrap_or(kind);
        EventForm {
            kind,
            above,
            top,
            harm: kind == hash(HARM) || top == hash(HARM),
            event: event.clone(),
            rarity: 0.0,
            breadth: 0.0,
        }
    }

    /// The kind as it was told.
    pub(crate) fn event(&self) -> &Event {
        &self.event
    }

    /// How two kinds compare, and the share that a broader one covers.
    pub(crate) fn compare(&self, other: &EventForm, taxonomy: &Taxonomy) -> Option<Compared> {
        if self.event.kind.is_empty() || other.event.kind.is_empty() {
            return None;
        }
        Some(match taxonomy.relation_of(&self.event, &other.event) {
            Relation::Same => (Agreement::EventSame, Some(self.rarity.min(other.rarity))),
            Relation::ParentChild => (Agreement::EventNarrower, Some(self.breadth.min(other.breadth))),
            Relation::Sibling => (Agreement::EventSibling, None),
            _ => (Agreement::EventOther, None),
        })
    }
}
