//! What befalls persons alone, beside a name: "Ann Bo, who was shot", "Ann Bo died", "police arrested Ann Bo", "the death of Ann Bo".

use std::ops::Range;

use super::super::reader::Reader;
use super::super::{Page, Setting};
use super::found::is_particle;
use crate::lexicon::numbers::Role;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::{Counted, Form, Trigger};
use crate::lexicon::words::Class;
use crate::span::Field;
use crate::text::{Case, Kind, Layout};

/// Most tokens of a list of persons that share a verb: "Ann Bo, 32, Cy Do, 26, and Di Fo".
const LIST: usize = 24;

/// Whether the words around a name of several words tell what befalls persons. Of running text, where not every word has a capital.
pub(super) fn befalls(page: &Page<'_>, setting: &Setting<'_>, name: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(name.start);
    // Where all is written in capitals they tell no names.
    let shouted = name.clone().all(|t| text.case(t) == Case::Upper && text.word(t).len() > 1 || text.norm(t) == "-");
    if sentence.layout != Layout::Body || page.field != Field::Text || text.case(name.end) == Case::Title || shouted {
        return false;
    }
    // "The deaths of Ann Bo and |Cy Do".
    let first = start_of_list(page, setting, name);
    let of = first > sentence.tokens.start + 1
        && text.is(first - 1, &["of"])
        && (1..4).any(|n| first.checked_sub(1 + n).is_some_and(|t| is(page, setting, t, |t| t.form == Form::Noun)));
    of || follows(page, setting, end_of_list(page, setting, name)) || precedes(page, setting, name)
}

/// Whether a name of one word is the subject of a passive that befalls one person: "Marisol was killed".
pub(super) fn befalls_one(page: &Page<'_>, setting: &Setting<'_>, name: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(name.start);
    let one = text.is(name.end, &["was", "is"]) || text.is(name.end, &["has", "had"]) && text.is(name.end + 1, &["been"]);
    let plain = sentence.layout == Layout::Body && !sentence.headline && page.field == Field::Text;
    // "Ann Bo of Salem was held": whoever stands before the preposition.
    let led = name.start > sentence.tokens.start && page.has(name.start - 1, Class::Locative);
    plain && !led && one && text.case(name.start) != Case::Upper && follows(page, setting, name.end)
}

/// Whether a trigger at a token tells what befalls persons alone: places and companies are attacked, rescued and released as well.
fn is(page: &Page<'_>, setting: &Setting<'_>, at: usize, wanted: impl Fn(&Trigger) -> bool) -> bool {
    Reader { page, lexicon: setting.lexicon }.triggers(at).any(|(t, end)| is_personal(page, t, end) && wanted(t))
}

/// Words behind those of an event within which what they need stands.
const NEEDED: usize = 8;

/// "Killed", "booked |into the county jail".
fn is_personal(page: &Page<'_>, t: &Trigger, end: usize) -> bool {
    let needed = || (end..end + NEEDED).any(|at| t.needs.iter().any(|word| word == page.text.norm(at)));
    let custody = Trait::Sequel.of(&t.kind) && !t.needs.is_empty() && needed();
    Trait::Personal.of(&t.kind) && t.unit == "person" && (custody || t.needs.is_empty() && (!t.weak || t.open))
}

/// Behind a subject: "|, who was later shot", "| died", "| had been arrested".
fn follows(page: &Page<'_>, setting: &Setting<'_>, end: usize) -> bool {
    let text = &page.text;
    let start = end + 2 * usize::from(text.is(end, &[","]) && text.is(end + 1, &["who"]));
    let mut at = start;
    let group = |t: usize| page.has(t, Class::Be) || text.is(t, &["has", "had", "later", "also"]) || page.is_in_ly(t);
    while at < start + 4 && group(at) {
        at += 1;
    }
    let passive = (start..at).any(|t| page.has(t, Class::Be));
    let own = |t: &Trigger| Trait::Fatal.of(&t.kind) || Trait::Sequel.of(&t.kind);
    let dies = |t: &Trigger| own(t) && t.counted == Counted::Subject && t.form != Form::Noun;
    at < text.sentence_of(end).tokens.end && is(page, setting, at, |t| passive && t.form != Form::Noun || dies(t))
}

/// Before an object: "arrested |", "killing Cy Do and |". What follows is no noun: "killed Palm Beach |deputies".
fn precedes(page: &Page<'_>, setting: &Setting<'_>, name: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(name.start).tokens.clone();
    let next = name.end;
    let closed = next >= sentence.end
        || text.kind(next) != Kind::Word && !text.is(next, &["'s", "-", "'"])
        || page.ends_phrase(next)
        || page.has(next, Class::Calendar);
    let active = |t: &Trigger| t.counted == Counted::Object && t.form != Form::Noun && (!Trait::Wounding.of(&t.kind) || t.open);
    let start = start_of_list(page, setting, name);
    closed
        && (1..=3).any(|n| {
            let Some(at) = start.checked_sub(n).filter(|t| *t >= sentence.start) else { return false };
            let ends = Reader { page, lexicon: setting.lexicon }.triggers(at).any(|(_, end)| end == start);
            // "was killed Ann Bo": no object follows a passive.
            ends && is(page, setting, at, active) && !at.checked_sub(1).is_some_and(|t| page.has(t, Class::Be))
        })
}

/// Whether a token may stand within a list of persons with their ages.
fn is_listed(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> bool {
    let text = &page.text;
    text.is_capitalized(at) || is_age(page, setting, at) || is_particle(text.norm(at)) || text.is(at, &[",", "and"])
}

/// "32", "thirty", the hyphen of "thirty-two".
fn is_age(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> bool {
    let numeral = |t: usize| {
        let small = |role| matches!(role, Role::Unit | Role::Teen | Role::Ten);
        Reader { page, lexicon: setting.lexicon }.number(t, small).is_some()
    };
    page.text.kind(at) == Kind::Number || numeral(at) || page.text.is(at, &["-"]) && numeral(at + 1)
}

/// The end of a list of persons that begins with a name: "|Ann Bo, 32, and Cy Do, 26,|".
fn end_of_list(page: &Page<'_>, setting: &Setting<'_>, name: &Range<usize>) -> usize {
    let text = &page.text;
    let limit = text.sentence_of(name.start).tokens.end.min(name.end + LIST);
    let (mut at, mut and) = (name.end, false);
    while at < limit && is_listed(page, setting, at) {
        and |= text.is(at, &["and"]);
        at += 1;
    }
    if and { at } else { after_age(page, setting, name.end) }
}

/// Behind the age of a person: ", 32,|".
fn after_age(page: &Page<'_>, setting: &Setting<'_>, end: usize) -> usize {
    let mut at = end + 1;
    while at <= end + LONGEST_AGE && is_age(page, setting, at) {
        at += 1;
    }
    let age = page.text.is(end, &[","]) && at > end + 1 && page.text.is(at, &[","]);
    if age { at + 1 } else { end }
}

/// Tokens of "thirty-two".
const LONGEST_AGE: usize = 3;

/// The start of a list of persons that goes on with a name: "|Ann Bo, 32, and |Cy Do".
fn start_of_list(page: &Page<'_>, setting: &Setting<'_>, name: &Range<usize>) -> usize {
    let text = &page.text;
    let first = text.sentence_of(name.start).tokens.start.max(name.start.saturating_sub(LIST));
    let joined =
        name.start.checked_sub(1).is_some_and(|t| text.is(t, &["and"]) || text.is(t, &[","]) && text.is(name.end, &[",", "and"]));
    if !joined {
        return name.start;
    }
    let mut at = name.start;
    while at > first && is_listed(page, setting, at - 1) {
        at -= 1;
    }
    at
}
