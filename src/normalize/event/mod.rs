//! Which words tell of an event, and how they are used.

mod reality;
mod sense;
mod usage;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use self::reality::{is_denied_by_prefix, is_habit, is_presupposed, is_unreal, is_unseen};
pub(super) use self::sense::{is_given_back, tells_of_dead};
use self::sense::{is_in_name, is_in_phrase, is_of_other_sense, is_where};
use self::usage::{Usage, usage};
use super::{EventMention, Page, Setting, Taken, Voice};
use crate::lexicon::triggers::{Counted, Form, Trigger};
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Senses, Taxonomy};
use crate::text::{Kind, Layout, Text};

/// How far the words that a trigger needs may stand behind it.
const REACH: usize = 8;

/// Whether any word of a page may tell of an event, by itself or by what it counts ("17 bodies"): without one there is nothing to claim.
pub(super) fn may_be_told(page: &Page<'_>, setting: &Setting<'_>) -> bool {
    page.hits().iter().any(|hit| match hit.sense {
        Sense::Trigger(_) => true,
        Sense::Noun(row) => setting.lexicon.nouns().get(row).is_some_and(|noun| !noun.event.is_empty()),
        _ => false,
    })
}

/// Finds the words that tell of events. Runs after all recognizers that take names, dates and places. Linear.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    // The kinds that words have told of by themselves so far.
    let mut told: FxHashSet<&str> = FxHashSet::default();
    for page in pages {
        let mut events = Vec::with_capacity(page.text.tokens.len() / 16);
        let mut fitting = Vec::new();
        let mut token = 0;
        while token < page.text.tokens.len() {
            let opens = page.begins(token, Senses::TRIGGER);
            match if opens { event_at(page, setting, token, &told, &mut fitting) } else { None } {
                Some(event) => {
                    let rows = event.triggers.iter().filter_map(|row| setting.lexicon.triggers().get(*row));
                    told.extend(rows.filter(|t| t.needs.is_empty() && !t.told).map(|t| t.kind.as_str()));
                    token = event.tokens.end;
                    events.push(event);
                }
                None => token += 1,
            }
        }
        page.events = events;
    }
}

/// `fitting` is room for the rows of one word.
fn event_at<'s>(
    page: &Page<'_>,
    setting: &Setting<'s>,
    token: usize,
    told: &FxHashSet<&str>,
    fitting: &mut Vec<(u16, &'s Trigger)>,
) -> Option<EventMention> {
    let text = &page.text;
    if text.sentence_of(token).layout == Layout::Boilerplate {
        return None;
    }
    if page.taken.get(token).is_some_and(|t| matches!(t, Taken::Name | Taken::Place | Taken::Body | Taken::Date)) {
        return None;
    }
    if is_unseen(page, setting, token)
        || is_in_name(text, token)
        || is_denied_by_prefix(text, token)
        || is_presupposed(text, token)
    {
        return None;
    }
    let rows = |end: usize| {
        let hits = page.hits_at(token).iter().filter(move |h| h.end == end);
        hits.filter_map(|h| match h.sense {
            Sense::Trigger(row) => setting.lexicon.triggers().get(row).map(|t| (row, t)),
            _ => None,
        })
    };
    let use_ = usage(page, token);
    let mut longer = None;
    for end in page.hits_at(token).iter().filter(|h| matches!(h.sense, Sense::Trigger(_))).map(|h| h.end) {
        if longer.replace(end) == Some(end) {
            continue;
        }
        if end > token + 1 && is_where(page, setting, token, end, &use_) {
            continue;
        }
        fitting.clear();
        let named = rows(end).any(|(_, t)| t.form == Form::Noun) && is_in_phrase(page, setting, token);
        fitting.extend(rows(end).filter(|(_, t)| {
            let phrase = t.form == Form::Present && named;
            fits(t.form, t.counted, &use_)
                && !phrase
                && !is_of_other_sense(page, setting, token..end, t, &use_)
                && (t.told && told.contains(t.kind.as_str()) || has_need(text, token, end, t, use_.passive))
        }));
        // Rows that ask for more tell more; the order of the table breaks ties.
        // "After the bombing": a noun.
        let verbal = |t: &Trigger| use_.nominal && t.form == Form::Gerund;
        fitting.sort_by_key(|(row, t)| (t.needs.is_empty(), t.argument.is_none(), verbal(t), *row));
        let Some((_, first)) = fitting.first() else { continue };
        if is_unreal(page, setting, token, end, first.form, &use_)
            || fitting.iter().all(|(_, t)| t.form == Form::Present) && is_habit(page, token..end, &use_)
        {
            return None;
        }
        // "The girl was not in critical |condition": that she is in hospital is not denied.
        if use_.negated && text.is(end - 1, &["condition"]) {
            return None;
        }
        // "|Did not suffer life-threatening injuries": not that there were any.
        let graded = || {
            (end..end + GRADE)
                .take_while(|t| text.kind(*t) != Kind::Punct || text.is(*t, &["-"]))
                .any(|t| page.has(t, Class::Grave))
        };
        if use_.negated && !first.needs.is_empty() && first.kind == "injured" && graded() {
            return None;
        }
        // "said rescue chief Ann Bo": no verb follows one of saying.
        let said = token.checked_sub(1).is_some_and(|t| text.is(t, &["said", "says", "told"]));
        if said && first.form == Form::Present {
            continue;
        }
        let triggers = fitting.iter().map(|(row, _)| *row).collect();
        return Some(EventMention {
            tokens: token..end,
            triggers,
            passive: use_.passive,
            // "There is no cholera".
            negated: use_.negated || (token..end).any(|t| text.is(t, &["no"])),
            hedged: use_.hedged,
        });
    }
    None
}

/// Words from a verb to what says how badly somebody was hurt.
const GRADE: usize = 5;

/// Whether a kind of event is an incident, which has one place and one day: people hurt, an attack. A flight or a protest may as well be a
/// development.
pub(super) fn is_incident(kind: &str) -> bool {
    static INCIDENTS: OnceLock<FxHashSet<&str>> = OnceLock::new();
    let incidents = INCIDENTS.get_or_init(|| {
        let kinds = Taxonomy::embedded().kinds();
        kinds.filter(|k| matches!(k.family.as_str(), "casualty" | "attack")).map(|k| k.name.as_str()).collect()
    });
    incidents.contains(kind)
}

/// How a form is used.
pub(super) fn voice(form: Form, passive: bool) -> Voice {
    match form {
        Form::Noun => Voice::Nominal,
        Form::Adjective => Voice::Predicate,
        Form::Past | Form::Participle if passive => Voice::Passive,
        _ => Voice::Active,
    }
}

fn fits(form: Form, counted: Counted, u: &Usage) -> bool {
    match form {
        Form::Noun => !u.infinitive && (!u.passive || counted == Counted::Toll),
        Form::Present => !u.nominal && !u.passive && !u.infinitive,
        Form::Participle => true,
        Form::Past => !u.infinitive || u.passive,
        Form::Gerund => true,
        Form::Adjective => true,
    }
}

/// Whether one of the words that the trigger needs stands near: behind it, or for what may also be a passive, before it.
fn has_need(text: &Text<'_>, start: usize, end: usize, trigger: &Trigger, passive: bool) -> bool {
    if trigger.needs.is_empty() {
        return !trigger.told;
    }
    let sentence = text.sentence_of(start).tokens.clone();
    // "life-threatening injuries" are no life.
    let compound = |t: usize| text.norm(t + 1) == "-" || text.is(t + 1, &["threatening"]);
    let near = |t: usize| trigger.needs.iter().any(|n| n == text.norm(t)) && !compound(t);
    // "A 5-year-old girl": each part of a compound is a word.
    let words = (end..sentence.end).filter(|t| !text.is(*t, &["-"])).take(REACH);
    let behind = words.take_while(|t| !text.is(*t, &[";", ":"])).any(near);
    let passive = passive && trigger.counted == Counted::Object;
    behind || passive && (start.saturating_sub(REACH).max(sentence.start)..start).any(near)
}
