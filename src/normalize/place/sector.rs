//! Sections of a front, named by the adjective of a town: "the Borovsky direction".

use crate::gazetteer::{Gazetteer, PlaceEntry};

/// What such an adjective ends in, and what the town may end in instead.
const ENDINGS: [&str; 10] = ["skoye", "skyi", "skiy", "skyy", "skii", "skoe", "sky", "ske", "ski", "ska"];
const NOUNS: [&str; 9] = ["", "a", "ka", "e", "sk", "s'k", "y", "i", "o"];

/// The towns that an adjective may come from: Borova and Borovsk of "Borovsky". A dozen lookups.
pub(super) fn towns<'g>(gazetteer: &'g Gazetteer, adjective: &str) -> Vec<PlaceEntry<'g>> {
    let stem = ENDINGS.iter().find_map(|e| adjective.strip_suffix(e)).filter(|s| s.len() >= 3);
    let names = stem.into_iter().flat_map(|stem| NOUNS.iter().map(move |noun| format!("{stem}{noun}")));
    names.flat_map(|name| gazetteer.find(&name).filter(is_eastern).collect::<Vec<_>>()).collect()
}

/// Such adjectives are Slavic.
fn is_eastern(place: &PlaceEntry<'_>) -> bool {
    matches!(place.country(), Some("UA" | "RU" | "BY")) && place.feature().is_populated_place()
}
