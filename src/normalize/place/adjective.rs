//! Words that say to which country or region something belongs: "Ukrainian", "European". They name a place, but nothing happens there.

use std::ops::Range;

use super::Found;
use crate::claim::PlaceKind;
use crate::gazetteer::{Gazetteer, PlaceEntry};
use crate::lexicon::sides::SideWord;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::Form;
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Senses};
use crate::normalize::{Page, PlaceMention, Setting, Wording};
use crate::text::{Case, Gap, Kind, Text};

/// The adjectives of a page that stand outside the names of places and persons. `named`: what persons are called, not the titles before
/// ("Turkish President"). Linear in the page.
pub(super) fn adjectives(
    page: &Page<'_>,
    number: usize,
    found: &[Found<'_>],
    mut named: Vec<bool>,
    setting: &Setting<'_>,
) -> Vec<PlaceMention> {
    for f in found.iter().filter(|f| f.page == number) {
        for slot in named.get_mut(f.tokens.clone()).into_iter().flatten() {
            *slot = true;
        }
    }
    let mut all = Vec::new();
    let mut next = 0;
    for at in page.capitals() {
        if at < next {
            continue;
        }
        let Some((tokens, place)) = adjective(page, at, setting).filter(|(t, _)| t.clone().all(|t| named.get(t) == Some(&false)))
        else {
            continue;
        };
        next = tokens.end;
        if !is_language(page, &tokens) && !is_brand(page, &tokens) && !is_manner(page, &tokens) {
            all.push(PlaceMention { tokens, place: place.to_place(), adjective: true, outlet: false, wording: Wording::Named });
        }
    }
    all
}

/// The longest adjective at a token.
fn adjective<'g>(page: &Page<'_>, at: usize, setting: &Setting<'g>) -> Option<(Range<usize>, PlaceEntry<'g>)> {
    let text = &page.text;
    if !text.is_capitalized(at) || text.kind(at) != Kind::Word {
        return None;
    }
    let words = Toponyms::english();
    let two = || {
        let place = words.adjective(&[text.norm(at), text.norm(at + 1)].join(" "))?;
        Some((at..at + 2, by_code(setting.places, place)?))
    };
    if words.begins_adjective(text.norm(at))
        && let Some(found) = two()
    {
        return Some(found);
    }
    if let Some(place) = words.adjective(text.norm(at)) {
        return Some((at..at + 1, by_code(setting.places, place)?));
    }
    page.hits_at(at).iter().find_map(|hit| {
        let Sense::Side(row) = hit.sense else { return None };
        let side = setting.lexicon.sides().get(row).filter(|s| s.kind == SideWord::Adjective && s.code.len() == 2)?;
        Some((at..hit.end, setting.places.area(&side.code)?))
    })
}

/// Whether an adjective of two words begins at a token: "Saudi Arabian" is one word more than a place.
pub(super) fn is_pair(text: &Text<'_>, at: usize) -> bool {
    let words = Toponyms::english();
    words.begins_adjective(text.norm(at)) && words.adjective(&[text.norm(at), text.norm(at + 1)].join(" ")).is_some()
}

pub(super) fn by_code<'g>(places: &'g Gazetteer, code: &str) -> Option<PlaceEntry<'g>> {
    if code.contains(':') { places.get(code) } else { places.area(code) }
}

/// Most words from the short name of a country to the noun that it belongs to: "a US |military drone strike".
const NEAR_NOUN: usize = 3;

/// Whether the short name of a country says whose something is, as an adjective would: "a |U.S. strike", "|UK special forces"; not "in the
/// |U.S. on Friday", "a |U.S. hospital".
pub(in crate::normalize) fn is_owner(page: &Page<'_>, name: &Range<usize>) -> bool {
    let text = &page.text;
    let short = name.len() == 1 && text.case(name.start) == Case::Upper && text.norm(name.start).len() <= "u.s.a.".len();
    if !short || !page.hits_at(name.start).iter().any(|h| matches!(h.sense, Sense::Side(_)) && h.end == name.end) {
        return false;
    }
    let plain = |t: &usize| {
        let near = text.tokens.get(*t).is_some_and(|t| t.gap == Gap::Space);
        near && text.kind(*t) == Kind::Word && text.case(*t) == Case::Lower && !page.has(*t, Class::Function)
    };
    (name.end..name.end + NEAR_NOUN).take_while(plain).any(|t| page.has(t, Class::Blow) || page.has(t, Class::Troops))
}

/// Whether a country is said to have struck: "|Russia shelled a port", "|Israel strikes the capital", where the blow did not fall; not "the Kenya
/// |attack", "|Mali attacked by rebels".
pub(super) fn is_striking(page: &Page<'_>, setting: &Setting<'_>, name: &Range<usize>, kind: Option<PlaceKind>) -> bool {
    let text = &page.text;
    let led = name.start.checked_sub(1).filter(|t| text.sentence_of(*t).tokens.contains(&name.start));
    let placed = led.is_some_and(|t| page.has(t, Class::Preposition) || text.norm(t) == "the");
    if kind != Some(PlaceKind::Country) || placed {
        return false;
    }
    let verb = name.end + usize::from(text.is(name.end, &["has", "have", "had"]));
    let by = |end: usize| text.is(end, &["by"]) || page.has(end, Class::Preposition) && !text.is(end, &["at", "into"]);
    // "Mali attacks: what we know", "Israel strikes kill 20": a verb of the present has its object behind it.
    let object = |end: usize| {
        let noun = text.is_capitalized(end) || page.has(end, Class::BeforeNoun);
        noun && text.kind(end) == Kind::Word && !page.begins(end, Senses::TRIGGER)
    };
    page.hits_at(verb).iter().any(|h| {
        let Sense::Trigger(row) = h.sense else { return false };
        setting.lexicon.triggers().get(row).is_some_and(|t| {
            Trait::Assault.of(&t.kind)
                && match t.form {
                    Form::Past => !by(h.end),
                    Form::Present => text.norm(verb).ends_with('s') && object(h.end),
                    _ => false,
                }
        })
    })
}

/// "speaks Russian", "Russian-language".
fn is_language(page: &Page<'_>, adjective: &Range<usize>) -> bool {
    let text = &page.text;
    let speaks = ["speak", "speaks", "spoke", "speaking", "fluent", "in", "into", "learn", "learning", "taught"];
    let before = adjective.start.checked_sub(1).is_some_and(|t| text.is(t, &speaks));
    let alone = text.kind(adjective.end) != Kind::Word && text.norm(adjective.end) != "-";
    let tied = text.norm(adjective.end) == "-" && text.is(adjective.end + 1, &["language", "speaking", "speakers"]);
    tied || before && alone || text.is(adjective.end, &["language", "speakers", "translation", "lessons"])
}

/// "a Mexican restaurant", "Japanese encephalitis", "an Asian-themed casino": made in the way of a country, or called after it.
fn is_manner(page: &Page<'_>, adjective: &Range<usize>) -> bool {
    let word = |t: usize| Toponyms::english().word(page.text.norm(t));
    let next = adjective.end + usize::from(page.text.norm(adjective.end) == "-");
    word(next).manner || word(next).strain
}

/// "American Airlines", "the British Broadcasting Corporation".
fn is_brand(page: &Page<'_>, adjective: &Range<usize>) -> bool {
    let text = &page.text;
    (adjective.end..adjective.end + 3)
        .take_while(|t| text.is_capitalized(*t) && text.kind(*t) == Kind::Word)
        .any(|t| Toponyms::english().word(text.norm(t)).organization)
}
