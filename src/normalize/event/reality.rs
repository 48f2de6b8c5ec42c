//! Whether what a word tells of has happened.

use std::ops::Range;

use super::usage::{Usage, is_without};
use crate::lexicon::cues::CueKind;
use crate::lexicon::triggers::Form;
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Senses};
use crate::normalize::{Page, Setting, Taken};
use crate::text::{Kind, Layout, Text};

/// How far behind "no evidence" the words stand that it is about.
const UNSEEN: usize = 14;

/// "Monitors found no evidence that soldiers fled": neither told nor denied.
pub(super) fn is_unseen(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> bool {
    let sentence = page.text.sentence_of(token).tokens.start;
    let near = (token.saturating_sub(UNSEEN).max(sentence)..token).rev();
    let mut near = near.take_while(|t| !page.text.is(*t, &[",", ";", "but"]));
    near.any(|t| cue_end(page, setting, t, CueKind::Unseen).is_some_and(|end| end <= token))
}

/// Where a cue of a kind ends that begins with a token.
fn cue_end(page: &Page<'_>, setting: &Setting<'_>, at: usize, kind: CueKind) -> Option<usize> {
    let of_kind = |row: u16| setting.lexicon.cues().get(row).is_some_and(|c| c.kind == kind);
    page.begins(at, Senses::CUE)
        .then(|| page.hits_at(at).iter().find(|h| matches!(h.sense, Sense::Cue(row) if of_kind(row))))?
        .map(|h| h.end)
}

/// Words from "charged with" to the last of what somebody is charged with.
const CHARGES: usize = 8;

/// "Charged with |murder", "two counts of aggravated |assault": the name of a crime, of whose victims nothing is said. "Charged with |the murder of
/// two women" and "with |killing two women" tell of them.
fn is_charge(page: &Page<'_>, setting: &Setting<'_>, words: Range<usize>, sentence: usize) -> bool {
    let text = &page.text;
    let ends = |t: usize| text.is(t, &["the", "in", ";", "\"", "after", "who"]) || page.has(t, Class::Subordinator);
    let mut near = (words.start.saturating_sub(CHARGES).max(sentence)..words.start).rev().take_while(|t| !ends(*t));
    let charged = near.any(|t| cue_end(page, setting, t, CueKind::Charge).is_some_and(|end| end <= words.start));
    // "Murder |of two women", "assault |on three officers".
    let of = words.end + 1..words.end + 4;
    let nobody = page.quantities_in(of).is_empty() || !text.is(words.end, &["of", "on"]);
    charged && nobody
}

/// "None of those |injured was in danger": that somebody was is not denied.
pub(super) fn is_presupposed(text: &Text<'_>, token: usize) -> bool {
    let words = [&["none", "neither"][..], &["of"], &["those", "the"]];
    token >= words.len() && words.iter().zip(token - words.len()..).all(|(word, t)| text.is(t, word))
}

/// "A non-fatal shooting".
pub(super) fn is_denied_by_prefix(text: &Text<'_>, token: usize) -> bool {
    let word = |n: usize| token.checked_sub(n).map_or("", |t| text.norm(t));
    matches!(word(1), "non" | "nonfatal" | "nonlethal") || word(1) == "-" && word(2) == "non"
}

/// Whether what is told has not happened: it is asked, wished, forbidden or put off, or holds of anybody.
pub(super) fn is_unreal(page: &Page<'_>, setting: &Setting<'_>, start: usize, end: usize, form: Form, u: &Usage) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.clone();
    if form == Form::Noun {
        // "Will desertion weaken the army?", but "What is known of the attack?".
        let definite = start > sentence.start && text.is(start - 1, &["the", "this", "that", "his", "her"]);
        // "By |killing guards": "by" makes a noun of it, what it governs a verb.
        let governs = text.norm(end - 1).ends_with("ing") && text.kind(end) == Kind::Word && !page.has(end, Class::Preposition);
        u.asked && !definite && page.quantities_in(sentence.clone()).is_empty()
            || is_called_off(page, start, end)
            || is_sought(page, start, sentence.start)
            || is_without(page, start, sentence.start, Class::News)
            || !governs && is_charge(page, setting, start..end, sentence.start)
            || governs && is_wished(page, start, Form::Gerund)
    } else {
        let charge = form == Form::Present && is_charge(page, setting, start..end, sentence.start);
        charge || u.irrealis || is_generic(page, start, form) || is_wished(page, start, form)
    }
}

/// Words between a noun and what says that it did not come about: "prevent further |deaths".
const GOVERNED: usize = 3;

/// "The rally was cancelled", "cancelled a rally", "the next protest", "penalties for desertion", "to prevent further deaths".
fn is_called_off(page: &Page<'_>, start: usize, end: usize) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.clone();
    let before = || (sentence.start.max(start.saturating_sub(GOVERNED))..start).rev().take_while(|t| text.kind(*t) == Kind::Word);
    let definite = before().any(|t| text.is(t, &["the", "this", "that", "his", "her", "their", "'s", "and"]));
    let behind = (end..(end + 2).min(sentence.end)).find(|t| page.has(*t, Class::Be) || text.is(*t, &["has", "have"]));
    let put_off = behind.is_some_and(|be| {
        let at = be + 1 + usize::from(page.has(be + 1, Class::Be));
        // "was planned in Kabul" tells of an attack; "was planned for Monday" of none yet.
        let planned = page.has(at, Class::Planned) || text.is(at, &["announced"]);
        planned && text.is(at + 1, &["for", "on"])
            || !planned && (page.has(at, Class::CalledOff) || page.has(at, Class::Upcoming))
            || text.is(at, &["called"]) && text.is(at + 1, &["off"])
    });
    // "cancelled the rally"; but he who "planned the shooting" may have done it, and "the next day clashes broke out".
    let called_off = |t: usize| {
        let ahead = page.has(t, Class::Upcoming) || page.has(t, Class::Planned) && !definite;
        page.has(t, Class::CalledOff) || ahead && t + 1 == start
    };
    put_off || before().any(called_off) || !definite && before().any(|t| page.has(t, Class::Unreal))
}

/// "A guard who wounds or |kills visitors", "rebels who |surrender": a present tense behind "who" in running text holds of anybody.
fn is_generic(page: &Page<'_>, start: usize, form: Form) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(start);
    if form != Form::Present || sentence.layout != Layout::Body || page.field == crate::span::Field::Title {
        return false;
    }
    let (first, mut at) = (sentence.tokens.start, start);
    // "who carelessly wounds or": adverbs, and the verb before.
    while at > first && (page.is_in_ly(at - 1) || page.has(at - 1, Class::Adverb)) {
        at -= 1;
    }
    if at > first + 2 && text.is(at - 1, &["or", "and"]) {
        at -= 2;
        while at > first && (page.is_in_ly(at - 1) || page.has(at - 1, Class::Adverb)) {
            at -= 1;
        }
    }
    at > first && text.is(at - 1, &["who", "whoever"])
}

/// Words of a verb group before its verb: "did not really |die".
const GROUP: usize = 3;

/// "Crews |attack in small groups", "gangs |kill for money", "they |release no names": a plain present in running text, where nothing is counted or
/// dated, tells of a habit.
pub(super) fn is_habit(page: &Page<'_>, words: Range<usize>, use_: &Usage) -> bool {
    let (text, start) = (&page.text, words.start);
    let sentence = text.sentence_of(start);
    let tokens = sentence.tokens.clone();
    let lead = tokens.start == 0 || page.field == crate::span::Field::Title || sentence.layout != Layout::Body;
    // "They did not |die", "|there is no cholera".
    let did = |t: usize| text.is(t, &["did", "didn't"]);
    let dated = || tokens.clone().any(|t| page.taken.get(t) == Some(&Taken::Date));
    !lead
        && !use_.passive
        && !words.clone().any(|t| text.is(t, &["no"]))
        && !text.norm(start).ends_with('s')
        && !(start.saturating_sub(GROUP).max(tokens.start)..start).any(did)
        && page.quantities_in(tokens.clone()).is_empty()
        && !dated()
}

/// "They hoped to win time by |wounding guards", "he would have fetched a rifle and started |shooting", "he meant to come and |kill them".
fn is_wished(page: &Page<'_>, start: usize, form: Form) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.clone();
    let begun = start > sentence.start && text.is(start - 1, &["started", "start", "begun", "begin", "kept"]);
    let at = start - usize::from(begun);
    let Some(link) = at.checked_sub(1).filter(|t| *t > sentence.start && text.is(*t, &["and", "or", "by"])) else { return false };
    let by = text.is(link, &["by"]);
    if by && form != Form::Gerund {
        return false;
    }
    let clause = (sentence.start.max(link.saturating_sub(CLAUSE))..link).rev();
    let mut clause = clause.take_while(|t| !text.is(*t, &[",", ";", ":", "\"", "that", "when", "after", "who"]));
    let bare = form == Form::Present || begun && text.is(start - 1, &["start", "begin"]);
    clause.any(|t| {
        let perfect = text.is(t + 1, &["have"]) && page.has(t, Class::RemoteModal);
        let to = text.is(t, &["to"]) && t > sentence.start && page.has(t - 1, Class::Intent);
        perfect && !by || to && (by || bare) || bare && !by && page.has(t, Class::Modal)
    })
}

/// Words of a clause before "and".
const CLAUSE: usize = 12;

/// Words from what is offered or asked for to what it is to lead to.
const OFFERED: usize = 8;

/// "Information leading to the |arrest of the gunman", "a reward for the |capture of the rebel": not yet so.
fn is_sought(page: &Page<'_>, start: usize, sentence: usize) -> bool {
    let text = &page.text;
    let own = |t: &usize| text.is(*t, &["the", "an", "a", "his", "her", "their", "arrest", "and", "or"]);
    let phrase = (sentence..start).rev().take_while(own).count();
    let Some(link) = start.checked_sub(phrase + 1).filter(|t| phrase > 0 && *t > sentence) else { return false };
    let leads = text.is(link, &["to"]) && text.is(link - 1, &["leading", "lead", "leads"]);
    let offered = |class: Class| (sentence..link).rev().take(OFFERED).any(|t| page.has(t, class));
    leads && offered(Class::Clue) || text.is(link, &["for"]) && offered(Class::Bounty)
}
