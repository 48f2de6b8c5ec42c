//! Who: sides by country words and groups, roles by nouns, formations by their numbers and names.

use std::ops::Range;

use super::victim::role_of_age;
use super::{ActorMention, Page, Setting, Taken};
use crate::claim::Actor;
use crate::lexicon::sides::SideWord;
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Senses};
use crate::text::{Case, Kind};

/// Finds actors. Runs after quantities, dates and places. Linear.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    for page in pages {
        let mut actors = Vec::with_capacity(page.text.tokens.len() / 16);
        let mut token = 0;
        while token < page.text.tokens.len() {
            const OPENS: Senses = Senses::NUMBER.or(Senses::NOUN).or(Senses::SIDE);
            let opens = page.is_figure_or_begins(token, OPENS);
            match if opens { actor_at(page, setting, token) } else { None } {
                Some(actor) => {
                    token = actor.tokens.end.max(token + 1);
                    actors.push(actor);
                }
                None => token += 1,
            }
        }
        page.actors = actors;
    }
}

/// An actor begins with a figure or with a word of the tables.
fn actor_at(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<ActorMention> {
    formation(page, setting, token)
        .or_else(|| person_noun(page, setting, token))
        .or_else(|| aged(page, token))
        .or_else(|| side_alone(page, setting, token))
}

/// "20th Guards Motor Rifle Division", "14th brigade".
fn formation(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<ActorMention> {
    let text = &page.text;
    let ordinal = text.norm(token);
    if !ordinal.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let digits = ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &ordinal[digits.len()..];
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(suffix, "st" | "nd" | "rd" | "th") {
        return None;
    }
    let mut end = token + 1;
    while end < token + 9 && (page.has(end, Class::Branch) || text.norm(end) == "-") {
        end += 1;
    }
    if !page.has(end, Class::Echelon) {
        return None;
    }
    let (start, side) = side_before(page, setting, token);
    let name = text.written(token..end + 1);
    let actor = Actor { side, name: Some(name), ..Actor::default() };
    Some(ActorMention { tokens: start..end + 1, plural: true, formation: true, actor })
}

/// "a 5-year-old", "two six-year-olds": a person told by an age alone, where no noun and no name follows.
fn aged(page: &Page<'_>, token: usize) -> Option<ActorMention> {
    let text = &page.text;
    let hyphen = |t: usize| usize::from(text.norm(t) == "-");
    let unit = token + 1 + hyphen(token + 1);
    let old = unit + 1 + hyphen(unit + 1);
    if !text.is(unit, &["year", "month", "week", "day"]) || !text.is(old, &["old", "olds"]) {
        return None;
    }
    // Ages in words are those of children.
    let word = page.begins(token, Senses::NUMBER);
    let age = text.norm(token).parse::<u64>().ok().or(word.then_some(0))?;
    let end = old + 1;
    // "15-year-old Ukrainian boy", but "the 15-year-olds were arrested".
    let noun = page.begins(end, Senses::NOUN) || !page.has(end, Class::Closed) && page.begins(end + 1, Senses::NOUN);
    let follows = noun || text.is_capitalized(end) && page.taken.get(end) == Some(&Taken::Name);
    if follows {
        return None;
    }
    let years = if text.is(unit, &["year"]) { age } else { 0 };
    let actor = Actor { role: role_of_age(years), ..Actor::default() };
    Some(ActorMention { tokens: token..end, plural: text.is(old, &["olds"]), formation: false, actor })
}

/// "Ukrainian soldiers", "police", "three of its fighters".
fn person_noun(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<ActorMention> {
    let (end, noun) = page.hits_at(token).iter().find_map(|h| match h.sense {
        Sense::Noun(n) => setting.lexicon.nouns().get(n).filter(|n| n.unit == "person").map(|n| (h.end, n)),
        _ => None,
    })?;
    if page.taken.get(token).is_some_and(|t| matches!(t, Taken::Name | Taken::Place | Taken::Body | Taken::Date)) {
        return None;
    }
    // "The |general hospital".
    if page.hits_at(token).iter().any(|h| matches!(h.sense, Sense::Noun(_)) && h.end > end) {
        return None;
    }
    // An adjective of the table ("dead", "injured") is no actor by itself.
    if !noun.event.is_empty() && noun.role.is_empty() {
        return None;
    }
    // "Other details".
    if noun.word == "other" && !noun.plural && page.is_unlisted_noun(end) {
        return None;
    }
    let (start, side) = side_before(page, setting, token);
    let role = Some(noun.role.clone()).filter(|r| !r.is_empty());
    Some(ActorMention {
        tokens: start..end,
        plural: noun.plural,
        formation: false,
        actor: Actor { side, role, ..Actor::default() },
    })
}

/// "the Ukrainians", "Hamas", "Russian forces", "Ukrainian troops" where the noun is a collective.
fn side_alone(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<ActorMention> {
    let (end, row) = side_at(page, setting, token)?;
    let collective = |t: usize| page.has(t, Class::Force);
    match row.kind {
        SideWord::Group | SideWord::People => {
            let role = Some(row.role.clone()).filter(|r| !r.is_empty());
            let actor = Actor { side: Some(row.code.clone()), role, ..Actor::default() };
            Some(ActorMention { tokens: token..end, plural: true, formation: row.kind == SideWord::Group, actor })
        }
        SideWord::Adjective => {
            let mut at = end;
            while at < end + 3 && page.has(at, Class::KindOfForce) {
                at += 1;
            }
            let noun = if collective(at) { at } else { at.checked_sub(1).filter(|t| *t >= end && collective(*t))? };
            let soldiers = page.has(noun, Class::Troops);
            let role = soldiers.then(|| "soldier".to_owned());
            let actor = Actor { side: Some(row.code.clone()), role, ..Actor::default() };
            Some(ActorMention { tokens: token..noun + 1, plural: true, formation: soldiers, actor })
        }
        SideWord::Name => None,
    }
}

/// The side word that stands at a token.
fn side_at<'l>(page: &Page<'_>, setting: &Setting<'l>, token: usize) -> Option<(usize, &'l crate::lexicon::sides::Side)> {
    if !page.begins(token, Senses::SIDE) {
        return None;
    }
    page.hits_at(token).iter().find_map(|h| match h.sense {
        Sense::Side(s) => setting.lexicon.sides().get(s).map(|row| (h.end, row)),
        _ => None,
    })
}

/// Walks left over adjectives and numbers to a side word: "12 [Ukrainian] long-range drone operators", "[Russia's] 20th Division".
fn side_before(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> (usize, Option<String>) {
    let text = &page.text;
    let mut at = token;
    // "Ukrainian troops captured |12 soldiers": a number begins its phrase, only whose they are stands before it.
    let mut counted = false;
    for _ in 0..5 {
        let Some(before) = at.checked_sub(1) else { break };
        if text.sentence_of(before).tokens.start > before || text.tokens.get(before).is_none() {
            break;
        }
        if let Some((end, row)) =
            (0..3).find_map(|back| side_at(page, setting, before.checked_sub(back)?).filter(|(end, _)| *end == before + 1))
        {
            let possessive = row.kind == SideWord::Name;
            // "Kenyan and Yemeni sailors" are of no one side.
            let start = (0..3).map(|back| before.saturating_sub(back)).find(|t| side_at(page, setting, *t).is_some());
            let joined = start.and_then(|s| s.checked_sub(1)).filter(|t| text.is(*t, &["and", ",", "or"]));
            let other = joined
                .and_then(|and| (1..3).find_map(|b| side_at(page, setting, and.checked_sub(b)?).filter(|(e, _)| *e == and)));
            if other.is_some_and(|(_, o)| o.code != row.code && o.kind == SideWord::Adjective) {
                return (token, None);
            }
            // "12 |U.S. soldiers": the short name of a country is its adjective as well.
            let short = !counted && end == before + 1 && text.case(before) == Case::Upper && text.kind(token) == Kind::Word;
            let short = short && text.norm(before).len() <= "u.s.a.".len();
            if !possessive || text.norm(before) == "'s" || short {
                return (end.min(before), Some(row.code.clone()));
            }
            return (token, None);
        }
        let possessive = text.norm(before) == "'s";
        let plain = text.kind(before) == Kind::Word && text.case(before) == Case::Lower && !page.has(before, Class::Function);
        let adjective = plain && !counted && !page.begins(before, Senses::TRIGGER);
        counted |= text.kind(before) == Kind::Number || page.begins(before, Senses::NUMBER);
        let hyphen = text.norm(before) == "-";
        if !(possessive || adjective || hyphen || text.kind(before) == Kind::Number) {
            break;
        }
        if possessive {
            let name = before
                .checked_sub(1)
                .and_then(|t| (0..3).find_map(|b| side_at(page, setting, t.checked_sub(b)?).filter(|(e, _)| *e == t + 1)));
            return match name {
                Some((_, row)) => (token, Some(row.code.clone())),
                None => (token, None),
            };
        }
        at = before;
    }
    (token, None)
}

/// The actor that a range of tokens speaks of: the one inside it, or the formation its members belong to.
pub(super) fn of<'p>(page: &'p Page<'_>, tokens: &Range<usize>) -> Option<&'p ActorMention> {
    let from = page.actors.partition_point(|a| a.tokens.end <= tokens.start);
    page.actors.get(from..)?.iter().take_while(|a| a.tokens.start < tokens.end).find(|a| !a.formation)
}
