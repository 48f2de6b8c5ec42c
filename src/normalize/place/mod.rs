//! Places: names of the gazetteer and names with a typed head, resolved together within one article.
//!
//! [`find`] takes the longest names and leaves out what is no place: persons, organizations, teams, streets, months, common words.
//! [`resolve`] then chooses among the places of each name: people and rank first, then countries and regions that the article speaks of,
//! distance to its other places, and what a comma says ("Salem, Ore.").

mod find;
mod resolve;
mod sector;

use std::ops::Range;

use super::{Page, PlaceMention, Setting, Taken};
use crate::claim::PlaceKind;
use crate::gazetteer::Cursor;

/// A name in the text that stands for a place.
#[derive(Clone, Debug)]
struct Found<'g> {
    page: usize,
    /// With its head.
    tokens: Range<usize>,
    /// Without it.
    name: Range<usize>,
    /// Where the gazetteer knows the name: exactly, or in another spelling.
    exact: Option<Cursor<'g>>,
    variant: Option<Cursor<'g>>,
    /// The kind that its head says.
    head: Option<PlaceKind>,
    /// The code of a unit that the words mean by themselves: an abbreviation.
    area: Option<&'static str>,
    near: bool,
    dateline: bool,
    /// In the name of a public body, which says whose and not where.
    of_body: bool,
    /// Nothing but the name speaks for a place.
    weak: bool,
}

/// Finds places. Linear in the length of the article for a bounded number of names.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    let found = find::find(pages, setting);
    let places = resolve::resolve(pages, &found, setting);
    for (found, place) in found.iter().zip(places) {
        let (Some(place), Some(page)) = (place, pages.get_mut(found.page)) else { continue };
        for token in page.taken.get_mut(found.tokens.clone()).into_iter().flatten().filter(|t| **t == Taken::Free) {
            *token = Taken::Place;
        }
        page.places.push(PlaceMention { tokens: found.tokens.clone(), place, adjective: found.of_body });
    }
}

#[cfg(test)]
mod tests;
