//! Which words tell of an event, how they are used, and whether they say that it happened.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::{EventMention, Page, Setting, Taken, Voice};
use crate::lexicon::cues::CueKind;
use crate::lexicon::triggers::{Counted, Form, Trigger};
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Senses, Taxonomy};
use crate::text::{Case, Gap, Kind, Layout, Text};

/// How far behind "neither" the verb stands that it denies.
const NEITHER: usize = 12;
/// How far behind "no evidence" the words stand that it is about.
const UNSEEN: usize = 14;
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
            fits(t.form, t.counted, &use_)
                && !(t.form == Form::Present && (named || is_counted(page, token) || is_subject(page, setting, token, end)))
                && stands_alone(text, token, end, t.form)
                && !is_compounded(page, token, end, t.form)
                && !is_attributive(page, token, end, t.form)
                && !(t.kind == ATTACKED && page.has(token, Class::Striking) && is_impersonal(page, token, end, use_.passive))
                && !(t.kind == RELEASED && is_discharged(page, end))
                && !is_regarded(text, token, end)
                && !(t.kind == CAPTURED && is_filmed(page, token, end))
                && !(t.form == Form::Noun && t.weak && tells_of_dead(page, setting, token) && is_given_back(page, &(token..end)))
                && (t.told && told.contains(t.kind.as_str()) || has_need(text, token, end, t, use_.passive))
        }));
        // Rows that ask for more tell more; the order of the table breaks ties.
        // "After the bombing": a noun.
        let verbal = |t: &Trigger| use_.nominal && t.form == Form::Gerund;
        fitting.sort_by_key(|(row, t)| (t.needs.is_empty(), t.argument.is_none(), verbal(t), *row));
        let Some((_, first)) = fitting.first() else { continue };
        if is_unreal(page, token, end, first.form, &use_)
            || fitting.iter().all(|(_, t)| t.form == Form::Present) && is_habit(page, token..end, &use_)
        {
            return None;
        }
        // "The girl was not in critical |condition": that she is in hospital is not denied.
        if use_.negated && text.is(end - 1, &["condition"]) {
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

/// "|Bomb kills cleric": what opens a headline right before a verb is its subject.
fn is_subject(page: &Page<'_>, setting: &Setting<'_>, start: usize, end: usize) -> bool {
    let opens = page.text.sentence_of(start).tokens.start == start && !page.text.norm(end - 1).ends_with('s');
    let verb = |row: u16| setting.lexicon.triggers().get(row).is_some_and(|t| t.form == Form::Present);
    opens
        && page.text.norm(end).ends_with('s')
        && page.hits_at(end).iter().any(|h| matches!(h.sense, Sense::Trigger(row) if verb(row)))
}

/// "dozens of spent |shell casings": the word belongs to what is counted.
fn is_counted(page: &Page<'_>, token: usize) -> bool {
    page.quantities_in(token..token + 1).iter().any(|q| q.tokens.start < token)
}

/// "bodies": a noun that tells of deaths by itself.
fn tells_of_dead(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> bool {
    page.hits_at(token).iter().any(|h| match h.sense {
        Sense::Noun(row) => setting.lexicon.nouns().get(row).is_some_and(|noun| noun.event == "killed"),
        _ => false,
    })
}

/// Words between a verb of giving back and what is given back: "returned to them the |bodies".
const GIVEN: usize = 3;

/// Most words from "bodies" to the verb that tells what was done with them.
const OF: usize = 6;

/// "Returned the bodies of 84 soldiers", "84 bodies were handed over": they died before.
pub(super) fn is_given_back(page: &Page<'_>, words: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(words.start).tokens.clone();
    let gives =
        |t: usize| page.has(t, Class::Handover) || text.is(t, &["handed", "hand", "hands"]) && text.is(t + 1, &["over", "back"]);
    let before = words.start.saturating_sub(GIVEN + 1).max(sentence.start)..words.start;
    let mut verb = words.end;
    // "The bodies |of 1,000 soldiers| were handed over".
    if text.is(verb, &["of"]) {
        let noun = |t: &usize| text.kind(*t) != Kind::Punct && !page.has(*t, Class::Be) && !page.has(*t, Class::Auxiliary);
        verb += (verb..sentence.end.min(verb + OF)).take_while(noun).count();
    }
    let within = |t: usize| page.has(t, Class::Be) || page.has(t, Class::Auxiliary) || page.has(t, Class::Adverb);
    while verb < sentence.end && within(verb) {
        verb += 1;
    }
    before.rev().take_while(|t| !text.is(*t, &["and", ","])).any(gives) || verb > words.end && gives(verb)
}

/// What natural forces seem to do as well.
const ATTACKED: &str = "attacked";

/// Words between a verb and who or what did it.
const AGENT: usize = 5;

/// "A tornado struck the school", "the boat was hit by large waves"; no "waves of drones", and not who was "angered by tariffs".
fn is_impersonal(page: &Page<'_>, start: usize, end: usize, passive: bool) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.clone();
    let leaves = |t: usize| page.has(t, Class::Preposition) || page.has(t, Class::Subordinator) || text.is(t, &["and", "or"]);
    let inside = |t: &usize| text.kind(*t) == Kind::Word && !leaves(*t);
    let force = |t: usize| page.has(t, Class::ImpersonalForce);
    if text.is(end, &["by"]) {
        let head = (end + 1..(end + 1 + AGENT).min(sentence.end)).take_while(inside).last();
        return head.is_some_and(|t| force(t) && !text.is(t + 1, &["of"]));
    }
    let group = (sentence.start..start).rev().find(|t| !page.has(*t, Class::VerbGroup));
    let opens =
        |t: usize| (t.saturating_sub(AGENT).max(sentence.start)..t).all(|t| inside(&t) && !page.has(t, Class::RelativePronoun));
    !passive && group.is_some_and(|t| force(t) && opens(t))
}

/// "An arrest warrant", "a murder trial", "assault rifles", "a heart attack": no event is told.
fn is_compounded(page: &Page<'_>, start: usize, end: usize, form: Form) -> bool {
    // "Rebels attack boats", "mob storms plane": a verb has its subject before it, and one of the two has the "s".
    let text = &page.text;
    let before = start.checked_sub(1).filter(|t| *t >= text.sentence_of(start).tokens.start && text.kind(*t) == Kind::Word);
    let agrees = |t: usize| text.norm(start).ends_with('s') || text.norm(t).ends_with('s') || text.norm(t).ends_with("men");
    let subject = before.is_some_and(|t| !page.has(t, Class::BeforeNoun) && agrees(t));
    let noun = matches!(form, Form::Noun | Form::Gerund) || form == Form::Present && !subject;
    let joined = |t: usize| page.text.tokens.get(t).is_some_and(|t| t.gap <= Gap::Space);
    let head = page.has(end, Class::CompoundHead) || page.has(end, Class::Echelon) && !page.has(end + 1, Class::Preposition);
    let qualifies = noun && head && joined(end);
    let bombing = page.text.norm(start).ends_with("ing");
    // "The truck |crushed two men" is none.
    let noun = matches!(form, Form::Noun | Form::Present) && !bombing;
    let qualified = noun && start > 0 && page.has(start - 1, Class::CompoundModifier) && joined(start);
    qualifies || qualified
}

/// "Killed in nationwide |protests", "466 held at Palestine Action |protest": a noun behind a preposition and the words that describe it, no verb
/// of those who stand before it ("workers at Ford |protest").
fn is_in_phrase(page: &Page<'_>, setting: &Setting<'_>, start: usize) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.start;
    let before = |n: usize| start.checked_sub(n).filter(|t| *t >= sentence);
    let plain = before(1).is_some_and(|t| text.kind(t) == Kind::Word && text.case(t) == Case::Lower);
    let led = (2..=4).find_map(|n| before(n).filter(|t| !text.is(*t, &["-"]) && !text.is(*t + 1, &["-"])));
    if text.norm(start).ends_with('s') {
        // "In the Saba Saba |protests".
        let words = |t: &usize| text.kind(*t) == Kind::Word && !text.is(*t, &["the"]);
        let called = (sentence..start).rev().take(DESCRIBED).take_while(words).count();
        let article = start.checked_sub(called + 1).filter(|t| *t > sentence && text.is(*t, &["the"]));
        return plain && led.is_some_and(|t| page.has(t, Class::Occasion))
            || article.is_some_and(|t| page.has(t - 1, Class::Occasion));
    }
    let described =
        |t: &usize| text.kind(*t) == Kind::Word && !page.has(*t, Class::VerbGroup) && !page.has(*t, Class::RelativePronoun);
    let led = (sentence..start).rev().take(DESCRIBED).take_while(described).find(|t| page.has(*t, Class::Occasion));
    let people = |t: usize| {
        page.hits_at(t)
            .iter()
            .any(|h| matches!(h.sense, Sense::Noun(n) if setting.lexicon.nouns().get(n).is_some_and(|n| n.plural)))
    };
    led.filter(|t| *t + 1 < start && *t > sentence).is_some_and(|t| !people(t - 1))
}

/// Most words that describe a noun behind its preposition, and that.
const DESCRIBED: usize = 4;

/// "Their bombed-out house", "the worst-hit district", "a school housing displaced families": a participle that says what somebody or something
/// is like.
fn is_attributive(page: &Page<'_>, start: usize, end: usize, form: Form) -> bool {
    let text = &page.text;
    let glued = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
    let hyphen = |t: usize| text.is(t, &["-"]) && glued(t) && glued(t + 1);
    let joined = |before: usize| hyphen(before + 1) && text.kind(before) == Kind::Word;
    let compound = hyphen(end) && text.kind(end + 1) == Kind::Word || start > 1 && joined(start - 2);
    let tended = start > 0 && page.has(start - 1, Class::Tending) && text.kind(end) == Kind::Word;
    matches!(form, Form::Past | Form::Participle) && (compound || tended)
}

/// The kind of those whom somebody held.
const RELEASED: &str = "released";

/// "released |from the hospital": nobody held them.
fn is_discharged(page: &Page<'_>, end: usize) -> bool {
    let text = &page.text;
    let from = text.is(end, &["from"]).then(|| end + 1 + usize::from(text.is(end + 1, &["the", "a", "an"])));
    from.is_some_and(|at| (at..at + 3).any(|t| page.has(t, Class::Ward)))
}

/// The kind of those whom somebody took.
const CAPTURED: &str = "captured";

/// "Video |captured the man", "captured |on a security camera".
fn is_filmed(page: &Page<'_>, start: usize, end: usize) -> bool {
    let before = start.saturating_sub(2).max(page.text.sentence_of(start).tokens.start)..start;
    let on = page.text.is(end, &["on", "by"]);
    before.into_iter().any(|t| page.has(t, Class::Filming)) || on && (end + 1..end + 4).any(|t| page.has(t, Class::Filming))
}

/// "Treated him |as his own son", "treated |like prisoners": by no doctor. "As a precaution" is how a doctor did it.
fn is_regarded(text: &Text<'_>, start: usize, end: usize) -> bool {
    let likened = |t: usize| {
        text.is(t, &["like"]) || text.is(t, &["as"]) && text.is(t + 1, &["a", "an", "his", "her", "their", "its", "if", "though"])
    };
    let cared = |t: usize| text.is(t, &["precaution", "patient", "inpatient", "outpatient"]);
    let treated = text.is(start, &["treat", "treats", "treated", "treating"]);
    treated && (end..end + 3).find(|t| likened(*t)).is_some_and(|at| !(at..at + 4).any(cared))
}

/// "Monitors found no evidence that soldiers fled": neither told nor denied.
fn is_unseen(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> bool {
    let sentence = page.text.sentence_of(token).tokens.start;
    (token.saturating_sub(UNSEEN).max(sentence)..token).rev().take_while(|t| !page.text.is(*t, &[",", ";", "but"])).any(|t| {
        page.begins(t, Senses::CUE)
            && page.hits_at(t).iter().any(|h| match h.sense {
                Sense::Cue(row) => h.end <= token && setting.lexicon.cues().get(row).is_some_and(|c| c.kind == CueKind::Unseen),
                _ => false,
            })
    })
}

/// "None of those |injured was in danger": that somebody was is not denied.
fn is_presupposed(text: &Text<'_>, token: usize) -> bool {
    let words = [&["none", "neither"][..], &["of"], &["those", "the"]];
    token >= words.len() && words.iter().zip(token - words.len()..).all(|(word, t)| text.is(t, word))
}

/// "A non-fatal shooting".
fn is_denied_by_prefix(text: &Text<'_>, token: usize) -> bool {
    let word = |n: usize| token.checked_sub(n).map_or("", |t| text.norm(t));
    matches!(word(1), "non" | "nonfatal" | "nonlethal") || word(1) == "-" && word(2) == "non"
}

/// "Five were shot, one fatally": an adverb stands for its verb at the end of a phrase alone.
fn stands_alone(text: &Text<'_>, start: usize, end: usize, form: Form) -> bool {
    form != Form::Adjective
        || !text.norm(start).ends_with("ly")
        || start > 0 && !text.is(start - 1, &["not"]) && is_end_of_phrase(text, start, end)
}

fn is_end_of_phrase(text: &Text<'_>, start: usize, end: usize) -> bool {
    end >= text.sentence_of(start).tokens.end
        || text.kind(end) == Kind::Punct
        || text.is(end, &["and", "in", "at", "on", "during", "outside", "near"])
}

/// "Six nuns were shot at one inn", "7 shot at picnic": "at" tells where, of those who were shot. "Nuns were shot at by guards" and "shot at
/// six wardens" tell of an attack.
fn is_where(page: &Page<'_>, setting: &Setting<'_>, start: usize, end: usize, use_: &Usage) -> bool {
    let text = &page.text;
    if !text.is(end - 1, &["at"]) {
        return false;
    }
    // "Shots fired at 6:15 p.m.": when.
    if page.taken.get(end) == Some(&Taken::Date) || text.kind(end) == Kind::Number && text.is(end + 1, &[":"]) {
        return true;
    }
    let counted = start > 0 && (page.taken.get(start - 1) == Some(&Taken::Quantity) || text.is(start - 1, &["people"]));
    // What follows up to the noun of its phrase.
    let phrase = || (end..end + PHRASE).take_while(|t| text.kind(*t) != Kind::Punct);
    let person = |t: usize| {
        let noun = |sense| matches!(sense, Sense::Noun(n) if setting.lexicon.nouns().get(n).is_some_and(|n| n.unit == "person"));
        page.hits_at(t).iter().any(|h| noun(h.sense)) || text.is(t, &["him", "her", "them", "us", "me", "it"])
    };
    let follows = text.kind(end) != Kind::Punct && !page.has(end, Class::Preposition) && !text.is(end, &["multiple", "several"]);
    let titled = page.field == crate::span::Field::Title && !use_.infinitive;
    follows && (use_.passive || counted || titled) && !phrase().any(person)
}

/// Words of a phrase that are looked at for the noun of a person.
const PHRASE: usize = 5;

/// "Desert Willow Dental Clinic": a capitalized word beside another, within a sentence of running text, is part of a name. Headlines and lines
/// in capitals are written so throughout.
fn is_in_name(text: &Text<'_>, token: usize) -> bool {
    let sentence = text.sentence_of(token);
    let title = |t: usize| sentence.tokens.contains(&t) && text.case(t) == Case::Title;
    let plain = || sentence.tokens.clone().any(|t| text.case(t) == Case::Lower && text.norm(t).len() > 4);
    let inside = token > sentence.tokens.start && title(token) && text.kind(token - 1) == Kind::Word;
    sentence.layout == Layout::Body && inside && title(token + 1) && plain()
}

/// Whether what is told has not happened: it is asked, wished, forbidden or put off, or holds of anybody.
fn is_unreal(page: &Page<'_>, start: usize, end: usize, form: Form, u: &Usage) -> bool {
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
            || governs && is_wished(page, start, Form::Gerund)
    } else {
        u.irrealis || is_generic(page, start, form) || is_wished(page, start, form)
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
fn is_habit(page: &Page<'_>, words: Range<usize>, use_: &Usage) -> bool {
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

/// What stands around a word.
struct Usage {
    /// A determiner, an adjective, a possessive or a preposition stands before it: a noun.
    nominal: bool,
    /// "to kill", a modal, a condition: not said to have happened.
    irrealis: bool,
    passive: bool,
    negated: bool,
    hedged: bool,
    /// "to" or a modal stands directly before: a bare verb.
    infinitive: bool,
    /// The sentence is a question.
    asked: bool,
}

fn usage(page: &Page<'_>, start: usize) -> Usage {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.clone();
    let before = |n: usize| start.checked_sub(n).filter(|t| *t >= sentence.start);
    let first = before(1);
    let nominal = first.is_some_and(|t| page.has(t, Class::BeforeNoun) || text.kind(t) == Kind::Number);
    let mut u =
        Usage { nominal, irrealis: false, passive: false, negated: false, hedged: false, infinitive: false, asked: false };
    // Walk left over auxiliaries and adverbs.
    let mut at = start;
    for _ in 0..7 {
        let Some(t) = at.checked_sub(1).filter(|t| *t >= sentence.start) else { break };
        let word = text.norm(t);
        if page.has(t, Class::Be) {
            u.passive = true;
        } else if matches!(word, "not" | "never" | "n't") || word.ends_with("n't") {
            u.negated = true;
        } else if page.has(t, Class::Modal) {
            u.irrealis |= !text.is(t + 1, &["have"]) || page.has(t, Class::RemoteModal);
            u.hedged = true;
            u.infinitive |= t + 1 == start;
            break;
        } else if word == "to" && text.norm(start).ends_with("ing") {
            // "Confessed to killing".
            break;
        } else if word == "to" {
            u.infinitive = t + 1 == start;
            let governor = t.checked_sub(1);
            let governed = governor.is_some_and(|g| page.has(g, Class::Implicative));
            let fail = governor.is_some_and(|g| page.has(g, Class::NegativeImplicative));
            u.negated |= fail;
            u.irrealis |= !(governed || fail || text.is(t + 1, &["have"]));
            break;
        } else if page.has(t, Class::Approximator) || word.ends_with("'d") && text.is(t + 1, &["be"]) {
            // "nearly died", "he'd be dead".
            u.irrealis = true;
        } else if page.is_in_ly(t) || page.has(t, Class::Adverb) {
            u.hedged |= page.has(t, Class::DoubtAdverb);
        } else if !page.has(t, Class::Auxiliary) {
            break;
        }
        at = t;
    }
    // A condition before it in the clause.
    let from = sentence.start.max(start.saturating_sub(10));
    for t in (from..start).rev() {
        if text.is(t, &[",", ";", ":", "\"", "that"]) {
            break;
        }
        u.irrealis |= page.has(t, Class::Hypothetical);
    }
    u.asked = text.is(sentence.end.saturating_sub(1), &["?"]) || text.is(sentence.end.saturating_sub(2), &["?"]);
    // "Did police shoot 12 people?"
    u.irrealis |= u.asked && page.has(sentence.start, Class::Question);
    u.negated |= before(1).is_some_and(|t| text.is(t, &["without", "no"]));
    // "A bomber reported lost is in service": what was said of it is not so.
    let reported = before(1).is_some_and(|t| page.has(t, Class::Implicative) && !page.has(t, Class::Auxiliary));
    let after = (start..(start + NEITHER).min(sentence.end)).find(|t| page.has(*t, Class::Be));
    u.negated |= reported && !u.passive && after.is_some_and(|be| is_well(page, be + 1));
    // "Neither the driver nor the passenger was hurt."
    u.negated |= text.is(sentence.start, &["neither"]) && start < sentence.start + NEITHER;
    u.negated |= is_without(page, start, sentence.start, Class::Sign);
    u.negated |= is_not_had(page, start, sentence.start) || is_of_none(page, at, sentence.start);
    u
}

/// Words from "no" to the noun of its phrase: "no further rocket".
const NONE: usize = 4;

/// "No shots |were fired": the subject of a verb group is none.
fn is_of_none(page: &Page<'_>, group: usize, sentence: usize) -> bool {
    let text = &page.text;
    let noun = |t: &usize| text.kind(*t) == Kind::Word && !page.has(*t, Class::Closed);
    let words = (sentence..group).rev().take(NONE).take_while(noun).count();
    words > 0 && group.checked_sub(words + 1).is_some_and(|t| t >= sentence && text.is(t, &["no"]))
}

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

/// Words from "no" to "of", and from there to the last noun of a list.
const REPORTED: usize = 4;

/// "No immediate reports of |casualties", "no reports of deaths or |injuries", "no word on |casualties".
fn is_without(page: &Page<'_>, start: usize, sentence: usize, of: Class) -> bool {
    let text = &page.text;
    let listed = |t: &usize| text.is(*t, &["or", "and", ","]) || text.kind(*t) == Kind::Word && !page.has(*t, Class::Preposition);
    let led = (sentence..start).rev().take(REPORTED + 1).find(|t| !listed(t));
    let noun = led.filter(|t| text.is(*t, &["of", "on", "about"])).and_then(|t| t.checked_sub(1)).filter(|t| page.has(*t, of));
    noun.is_some_and(|n| (sentence..n).rev().take(REPORTED).any(|t| text.is(t, &["no", "any", "without"])))
}

/// Words between "have" and what it has in some state.
const HAD: usize = 5;

/// "Police do not have the man |in custody".
fn is_not_had(page: &Page<'_>, start: usize, sentence: usize) -> bool {
    let text = &page.text;
    let object = |t: &usize| text.kind(*t) == Kind::Word && !page.has(*t, Class::Preposition) && !page.has(*t, Class::Be);
    let has = |t: &usize| text.is(*t, &["have", "has", "had", "take", "taken"]);
    let has = (sentence..start).rev().take(HAD).take_while(object).find(has);
    has.and_then(|t| t.checked_sub(1))
        .is_some_and(|t| t >= sentence && (text.is(t, &["not", "never"]) || text.norm(t).ends_with("n't")))
}

/// "is |in service", "was |safe", "are |all alive".
fn is_well(page: &Page<'_>, at: usize) -> bool {
    let text = &page.text;
    let at = at + usize::from(text.is(at, &["all", "still", "both", "in fact", "now"]));
    page.has(at, Class::Unscathed) || text.is(at, &["in"]) && text.is(at + 1, &["service", "operation"])
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
