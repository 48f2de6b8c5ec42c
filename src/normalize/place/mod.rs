//! Places: names of the gazetteer and names with a typed head, resolved together within one article.
//!
//! [`find`] takes the longest names and leaves out what is no place: persons, organizations, teams, streets, months, common words.
//! [`resolve`] then chooses among the places of each name: people and rank first, then countries and regions that the article speaks of,
//! distance to its other places, and what a comma says ("Salem, Ore.").

pub(super) mod adjective;
mod candidate;
mod described;
mod enumeration;
mod find;
mod head;
mod inflection;
mod judge;
mod lookup;
mod meaning;
mod resolve;
mod said;
mod sector;
mod settle;
mod stated;
mod unlisted;
mod vote;
mod whole;

use std::ops::Range;
use std::rc::Rc;

use meaning::Meaning;

use super::masthead::{OwnName, masthead};
use super::{Forms, Page, PlaceMention, Setting, Taken, Wording, mentions, recognize_before_places};
use crate::claim::PlaceKind;
use crate::mention::{Mention, MentionValue};
use crate::resolution::Resolution;
use crate::span::Field;

/// A name in the text that stands for a place.
#[derive(Clone, Debug)]
struct Found<'g> {
    page: usize,
    /// With its head.
    tokens: Range<usize>,
    /// Without it.
    name: Range<usize>,
    /// The places of that name in the gazetteer, where it knows any.
    meaning: Option<Rc<Meaning<'g>>>,
    /// The kind that its head says.
    head: Option<PlaceKind>,
    /// The code of a unit that the words mean by themselves: an abbreviation.
    area: Option<&'static str>,
    /// The kind that the names beside it in a list share.
    listed: Option<PlaceKind>,
    near: bool,
    dateline: bool,
    /// In the name of a public body, which says whose and not where.
    of_body: bool,
    /// In the name of a building: it tells where the article plays, and is no place of its own.
    silent: bool,
    /// Nothing but the name speaks for a place.
    weak: bool,
    /// Where it is no place that a table has, it is none: a weak name that is also a word or somebody's, or one of two streets that meet.
    doubtful: bool,
    /// It is called a neighbourhood.
    quarter: bool,
    /// Its police are named.
    force: bool,
    /// It is called a township.
    township: bool,
}

/// Finds places. Linear in the length of the article for a bounded number of names.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    let home = setting.homes.of(setting.document, setting.places);
    let publisher = OwnName::of(setting.document);
    let own_names = find::own_names(pages, setting.places);
    let mut found = find::find(pages, &own_names, setting, home.as_ref(), &publisher);
    enumeration::level(pages, &mut found);
    enumeration::repeat_quarters(pages, &mut found);
    enumeration::repeat_townships(pages, &mut found);
    enumeration::repeat_waters(pages, &mut found);
    enumeration::settle_waters(pages, &mut found);
    let places = resolve::resolve(pages, &found, setting, home, &publisher).places(pages, &found);
    for (number, (page, own_names)) in pages.iter_mut().zip(own_names).enumerate() {
        page.adjectives = adjective::adjectives(page, number, &found, own_names, setting);
    }
    // A town in the name of the outlet still tells which towns the other names may mean.
    let title = pages.iter().position(|p| p.field == Field::Title);
    let masthead = title.and_then(|t| Some((t, masthead(&pages.get(t)?.text, &publisher)?)));
    for (found, place) in found.iter().zip(places) {
        let (Some(place), Some(page)) = (place, pages.get_mut(found.page)) else { continue };
        if found.silent {
            continue;
        }
        for token in page.taken.get_mut(found.tokens.clone()).into_iter().flatten().filter(|t| **t == Taken::Free) {
            *token = Taken::Place;
        }
        let outlet = masthead.as_ref().is_some_and(|(t, tokens)| *t == found.page && tokens.contains(&found.tokens.start));
        let owner = adjective::is_owner(page, &found.tokens) || adjective::is_striking(page, setting, &found.tokens, place.kind);
        let mention = PlaceMention {
            tokens: found.tokens.clone(),
            place,
            adjective: found.of_body || outlet || owner,
            outlet,
            wording: Wording::Named,
        };
        if owner { page.adjectives.push(mention) } else { page.places.push(mention) }
    }
    let mut country = None;
    for page in pages {
        page.adjectives.sort_by_key(|m| m.tokens.start);
        let described = described::described(page, setting);
        let wholes = whole::wholes(page, &mut country, setting);
        if !(wholes.is_empty() && described.is_empty()) {
            page.places.extend(wholes.into_iter().chain(described));
            page.places.sort_by_key(|m| m.tokens.start);
        }
    }
}

/// The places of an article with their rivals.
pub(super) fn resolutions(setting: &Setting<'_>) -> Vec<Resolution> {
    let mut forms = Forms::default();
    let pages = recognize_before_places(setting.document, setting, &mut forms);
    let home = setting.homes.of(setting.document, setting.places);
    let publisher = OwnName::of(setting.document);
    let own_names = find::own_names(&pages, setting.places);
    let mut found = find::find(&pages, &own_names, setting, home.as_ref(), &publisher);
    enumeration::level(&pages, &mut found);
    enumeration::repeat_quarters(&pages, &mut found);
    enumeration::repeat_townships(&pages, &mut found);
    enumeration::repeat_waters(&pages, &mut found);
    enumeration::settle_waters(&pages, &mut found);
    let resolved = resolve::resolve(&pages, &found, setting, home, &publisher);
    let places = resolved.places(&pages, &found);
    let mut all = Vec::new();
    for (number, (found, place)) in found.iter().zip(places).enumerate() {
        let (Some(place), Some(page)) = (place, pages.get(found.page)) else { continue };
        let span = page.text.span(found.tokens.clone());
        if found.silent || span.is_empty() {
            continue;
        }
        let mention = mentions::mention(setting.document, page, span, MentionValue::Place(place));
        let (candidates, margin) = resolved.ranking(number);
        all.push(Resolution { mention: Mention { adjective: found.of_body, ..mention }, margin, candidates });
    }
    all
}

#[cfg(test)]
mod tests;
