//! Sections of a front, named by the adjective of a town: "the Borovsky direction".

use crate::gazetteer::{Candidates, Gazetteer, PlaceEntry};

/// What such an adjective ends in, and what the town may end in instead.
const ENDINGS: [&str; 10] = ["skoye", "skyi", "skiy", "skyy", "skii", "skoe", "sky", "ske", "ski", "ska"];
const NOUNS: [&str; 9] = ["", "a", "ka", "e", "sk", "s'k", "y", "i", "o"];

/// The towns that an adjective may come from, the most peopled of the first ending that gives any. A dozen lookups.
pub(super) fn town<'g>(gazetteer: &'g Gazetteer, adjective: &str) -> Option<Candidates<'g>> {
    let stem = ENDINGS.iter().find_map(|e| adjective.strip_suffix(e)).filter(|s| s.len() >= 3)?;
    NOUNS.iter().map(|noun| gazetteer.find(&format!("{stem}{noun}"))).find(|towns| towns.clone().any(|t| is_eastern(&t)))
}

/// Such adjectives are Slavic.
pub(super) fn is_eastern(place: &PlaceEntry<'_>) -> bool {
    matches!(place.country(), Some("UA" | "RU" | "BY")) && place.feature().is_populated_place()
}
