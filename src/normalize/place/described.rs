//! Places told without their names, by the country that they lie in: "a Syrian city", "the Lebanese capital".

use std::ops::Range;

use super::adjective::by_code;
use crate::claim::{Place, PlaceKind};
use crate::gazetteer::{Feature, Gazetteer};
use crate::lexicon::capitals_of;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::words::Class;
use crate::normalize::{Page, PlaceMention, Setting, Wording};
use crate::text::{Case, Gap, Kind};

/// Words between the adjective and what it describes: "a Syrian |northern border| town".
const BETWEEN: usize = 2;

/// The places of a page that an adjective and a word for a kind of place tell, without a name. Linear in the adjectives.
pub(super) fn described(page: &Page<'_>, setting: &Setting<'_>) -> Vec<PlaceMention> {
    let mention = |m: &PlaceMention| {
        let (tokens, place) = place_of(page, m, setting.places)?;
        Some(PlaceMention { tokens, place, adjective: false, outlet: false, wording: Wording::Described })
    };
    page.adjectives.iter().filter_map(mention).collect()
}

/// What the adjective of a country and the noun behind it mean: the capital, or somewhere in the country.
fn place_of(page: &Page<'_>, adjective: &PlaceMention, places: &Gazetteer) -> Option<(Range<usize>, Place)> {
    let text = &page.text;
    let country = adjective.place.country.as_deref().filter(|_| adjective.place.kind == Some(PlaceKind::Country))?;
    let end = adjective.tokens.end;
    let word = |t: usize| {
        text.kind(t) == Kind::Word && text.case(t) == Case::Lower && text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space)
    };
    let noun = (end..=end + BETWEEN).take_while(|t| word(*t)).find(|t| is_settlement(text.norm(*t)) || is_built(page, *t))?;
    if is_named(page, noun + 1) || goes_on(page, noun + 1) {
        return None;
    }
    let the = adjective.tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["the"]));
    let tokens = noun..noun + 1;
    if text.is(noun, &["capital"]) {
        let capital = |name: &str| places.find(name).find(|e| e.feature() == Feature::Capital && e.country() == Some(country));
        return the.then(|| capitals_of(country).find_map(capital)).flatten().map(|e| (tokens, e.to_place()));
    }
    Some((tokens, by_code(places, country)?.to_place()))
}

/// Whether a word says that a place is a town, a village, a region or a port.
fn is_settlement(noun: &str) -> bool {
    let head = |word: &str| {
        let fits = |k: PlaceKind| matches!(k, PlaceKind::City | PlaceKind::Locality | PlaceKind::District | PlaceKind::Region);
        Toponyms::english().head(word).is_some_and(|h| fits(h.kind))
    };
    let singular = || noun.strip_suffix("ies").map(|stem| format!("{stem}y")).or(noun.strip_suffix('s').map(str::to_owned));
    head(noun) || singular().is_some_and(|word| head(&word))
}

/// Whether a word is for what is built where the adjective says: "a Russian |refinery". Bases and camps stand in other countries too, and to
/// a hospital one is taken.
fn is_built(page: &Page<'_>, noun: usize) -> bool {
    let built = Toponyms::english().word(page.text.norm(noun)).facility;
    built && !page.has(noun, Class::Ward) && !page.text.is(noun, &["base", "camp", "field", "route", "pipeline"])
}

/// "the Syrian city |of Aleppo", "the port city |Odesa", "the capital|, Kyiv,": the name that follows says more.
fn is_named(page: &Page<'_>, next: usize) -> bool {
    let text = &page.text;
    let comma = next + usize::from(matches!(text.norm(next), "," | "(" | "\u{2013}" | "\u{2014}" | "-"));
    let dated = page.has(comma, Class::Calendar) || comma == next && text.sentence_of(next).tokens.start == next;
    text.is(next, &["of", "called", "named", "known"]) || text.is_capitalized(comma) && !dated
}

/// "Ukrainian port |workers": the noun only describes the next.
fn goes_on(page: &Page<'_>, next: usize) -> bool {
    let text = &page.text;
    let ends = text.kind(next) != Kind::Word && text.norm(next) != "-";
    let other = [Class::Preposition, Class::VerbGroup, Class::Subordinator, Class::Closed];
    !ends && !other.iter().any(|c| page.has(next, *c)) && !page.begins(next, crate::lexicon::Senses::TRIGGER)
}
