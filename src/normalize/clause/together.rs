//! Places told together, of which one number is told: "12 people died in Bihar and Assam".

use std::ops::Range;

use super::Draft;
use crate::claim::{Place, PlaceKind};
use crate::gazetteer::PlaceEntry;
use crate::lexicon::Senses;
use crate::lexicon::words::Class;
use crate::normalize::{Page, PlaceMention, Setting};
use crate::text::{Kind, Text};

/// Several places, and the smallest that holds all of them.
#[derive(Clone, Debug)]
pub(in crate::normalize) struct Together {
    /// From the first of them to the last.
    pub tokens: Range<usize>,
    /// The region or the country that they lie in; `None` where no one state holds them.
    pub within: Option<Place>,
}

/// The places of which `place` is one, where a number of several is told of all of them. Linear in the places.
pub(super) fn together(draft: &Draft, page: &Page<'_>, setting: &Setting<'_>, place: usize) -> Option<Together> {
    let (count, _) = draft.count.as_ref()?;
    count.low.filter(|n| *n > 1)?;
    let text = &page.text;
    let joined = |n: usize| {
        let (a, b) = page.places.get(n).zip(page.places.get(n + 1))?;
        let link = link(text, a.tokens.end..b.tokens.start)?;
        (level(a) == level(b) && !a.adjective && !b.adjective && a.place.id != b.place.id).then_some(link)
    };
    let first = (0..place).rev().take_while(|n| joined(*n).is_some()).last().unwrap_or(place);
    let last = (place..page.places.len()).take_while(|n| joined(*n).is_some()).last().map_or(place, |n| n + 1);
    let members = page.places.get(first..=last)?;
    let tokens = members.first()?.tokens.start..members.last()?.tokens.end;
    let anded = last > first && joined(last - 1) == Some(Link::And);
    if !anded || !is_led(page, tokens.start) || goes_on(page, tokens.end) {
        return None;
    }
    let entries: Option<Vec<PlaceEntry<'_>>> =
        members.iter().map(|m| m.place.id.as_deref().and_then(|id| setting.places.get(id))).collect();
    let entries = entries?;
    let common = |code: fn(&PlaceEntry<'_>) -> Option<String>| {
        let mut codes = entries.iter().map(code);
        let first = codes.next()??;
        codes.all(|c| c.as_ref() == Some(&first)).then_some(first)
    };
    let country = common(|e| e.country().map(str::to_owned));
    // "Delhi and Haryana" are not both in Delhi.
    let towns = members.iter().all(|m| level(m) == Level::Town);
    let region = if towns { common(|e| e.region_code().map(str::to_owned)) } else { None };
    let nations = members.iter().any(|m| level(m) == Level::Country);
    let within = region.or(country.filter(|_| !nations)).and_then(|code| setting.places.area(&code)).map(|e| e.to_place());
    Some(Together { tokens, within })
}

/// What two places must share to be told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Country,
    Region,
    Town,
    Other,
}

fn level(mention: &PlaceMention) -> Level {
    match mention.place.kind {
        Some(PlaceKind::Country) => Level::Country,
        Some(PlaceKind::Region | PlaceKind::District) => Level::Region,
        Some(PlaceKind::City | PlaceKind::Locality) => Level::Town,
        _ => Level::Other,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    And,
    Comma,
}

/// What joins two places: a comma or "and", and small words.
fn link(text: &Text<'_>, gap: Range<usize>) -> Option<Link> {
    let and = |t: usize| text.is(t, &["and", "&"]);
    let small = |t: usize| and(t) || text.is(t, &[",", "the", "neighbouring", "neighboring", "nearby", "in", "both"]);
    let plain = !gap.is_empty() && gap.len() <= 3 && gap.clone().all(small);
    // ", in |Bihar": where the first lies.
    let led = gap.clone().any(|t| text.is(t, &["in"])) && !gap.clone().any(and);
    let link = if gap.clone().any(and) { Link::And } else { Link::Comma };
    (plain && !led).then_some(link)
}

/// Most words from "in" to the first of several places: "in the southern Indian states of".
const LED: usize = 6;

/// "In |Bihar and Assam", "the states of |Bihar and Assam": where, and not who or whose.
fn is_led(page: &Page<'_>, start: usize) -> bool {
    let text = &page.text;
    let leads = |t: usize| text.is(t, &["in", "across", "throughout", "near", "around", "at", "between"]);
    // "The southern Indian states of".
    let small = |t: usize| {
        text.is_capitalized(t)
            || page.has(t, Class::PartOfPlace)
            || text.is(t, &["both", "states", "provinces", "regions", "cities", "towns", "districts", "counties", "of"])
    };
    let mut before = (text.sentence_of(start).tokens.start..start).rev().take(LED);
    before.find(|t| leads(*t) || !small(*t)).is_some_and(leads)
}

/// "And |Assam declared an emergency", "and |Assam's governor": the last of them belongs to what follows.
fn goes_on(page: &Page<'_>, end: usize) -> bool {
    let text = &page.text;
    if text.kind(end) != Kind::Word {
        return text.is(end, &["'s", "'", "\u{2019}"]);
    }
    let known = page.has(end, Class::Preposition)
        || page.has(end, Class::Calendar)
        || page.has(end, Class::VerbGroup)
        || page.has(end, Class::Subordinator)
        || page.begins(end, Senses::TRIGGER)
        || text.is(
            end,
            &[
                "states",
                "provinces",
                "regions",
                "cities",
                "towns",
                "districts",
                "counties",
                "after",
                "this",
                "last",
                "and",
                "alone",
                "since",
            ],
        );
    !known
}
