//! Whether a word that may tell of an event has another sense where it stands.

use std::ops::Range;

use super::usage::Usage;
use crate::lexicon::Sense;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::{Form, Trigger};
use crate::lexicon::words::Class;
use crate::normalize::{Page, Setting, Taken};
use crate::text::{Case, Gap, Kind, Layout, Text};

/// The kind of those of whom bodies are found.
const KILLED: &str = "killed";

/// What natural forces seem to do as well.
const ATTACKED: &str = "attacked";

/// The kind of what is bombed.
const AIR_STRIKE: &str = "air_strike";

/// The kind of those whom somebody held.
const RELEASED: &str = "released";

/// The kind of those whom somebody took.
const CAPTURED: &str = "captured";

/// The kind of those who took to the streets.
const PROTESTED: &str = "protested";

/// Whether the words have another sense here than that of a row of the table.
pub(super) fn is_of_other_sense(
    page: &Page<'_>,
    setting: &Setting<'_>,
    words: Range<usize>,
    row: &Trigger,
    use_: &Usage,
) -> bool {
    let (start, end, form) = (words.start, words.end, row.form);
    let of_verb = || match row.kind.as_str() {
        ATTACKED => {
            is_accident(page, &words)
                || page.has(start, Class::Striking) && is_impersonal(page, start, end, use_.passive)
                || use_.passive && is_scene(page, &words)
                || !use_.passive && page.has(start, Class::Striking) && is_dealt(page, setting, start)
        }
        RELEASED => is_discharged(page, end) || form == Form::Noun && is_of_thing(page, end),
        AIR_STRIKE => form == Form::Present && is_device(page, start),
        CAPTURED => is_filmed(page, start, end),
        PROTESTED => is_shown(&page.text, start, end, use_.passive),
        // "The death |rate" tells of no death.
        KILLED if form == Form::Noun && page.text.is(end, &["rate", "rates"]) => true,
        KILLED if row.weak && form == Form::Noun => is_committee(page, start),
        _ => is_regarded(&page.text, start, end),
    };
    let returned = || row.weak && tells_of_dead(page, setting, start) && is_given_back(page, &words);
    form == Form::Present && (is_counted(page, start) || is_subject(page, setting, start, end))
        || form == Form::Noun && returned()
        || !stands_alone(&page.text, start, end, form)
        || is_compounded(page, start, end, form)
        || is_attributive(page, start, end, form)
        || is_chance(page, start)
        || form == Form::Present && is_written_as_name(&page.text, start)
        || of_verb()
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
pub(in crate::normalize) fn tells_of_dead(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> bool {
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
pub(in crate::normalize) fn is_given_back(page: &Page<'_>, words: &Range<usize>) -> bool {
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

/// Words between a verb and who or what did it.
const AGENT: usize = 5;

/// "Was shot |at a party", "at close range": where and how. Who was "shot at by gunmen", or just "shot at", was missed.
fn is_scene(page: &Page<'_>, words: &Range<usize>) -> bool {
    let (at, next) = (words.end - 1, words.end);
    let missed = page.text.kind(next) == Kind::Punct || page.has(next, Class::Preposition) || page.has(next, Class::Subordinator);
    words.len() > 1 && page.text.is(at, &["at"]) && (!missed || page.text.is(next, &["around", "about"]))
}

/// Words from "release" to those who are released.
const FREED: usize = 6;

/// "The release |of water"; not "of all four hostages", "of Ann Bo".
fn is_of_thing(page: &Page<'_>, of: usize) -> bool {
    let near = of..of + FREED;
    let someone = |t: usize| page.taken.get(t) == Some(&Taken::Name) || page.has(t, Class::ObjectPronoun);
    let people = || page.quantities_in(near.clone()).iter().any(|q| q.count.unit.as_deref() == Some("person"));
    page.text.is(of, &["of"]) && !near.clone().any(someone) && page.actors_in(near.clone()).is_empty() && !people()
}

/// "An airstrike |hit a school", "shells |struck a market": the blow is told by its noun.
fn is_dealt(page: &Page<'_>, setting: &Setting<'_>, start: usize) -> bool {
    let sentence = page.text.sentence_of(start).tokens.start;
    let subject = (sentence..start).rev().find(|t| !page.has(*t, Class::VerbGroup));
    let blow = |row: u16| setting.lexicon.triggers().get(row).is_some_and(|t| t.form == Form::Noun && Trait::Assault.of(&t.kind));
    let of = |t: usize, last: usize| {
        page.hits_at(t).iter().any(|h| h.end == last + 1 && matches!(h.sense, Sense::Trigger(row) if blow(row)))
    };
    subject.is_some_and(|last| (last.saturating_sub(1).max(sentence)..=last).any(|t| of(t, last)))
}

/// "A car |bomb", "the |bombs": no verb.
fn is_device(page: &Page<'_>, start: usize) -> bool {
    let before = start.checked_sub(1).filter(|t| page.text.sentence_of(start).tokens.contains(t));
    before.is_some_and(|t| page.has(t, Class::BeforeNoun) || page.has(t, Class::BombKind))
}

/// Words from "body" to those that say what became of it.
const FOUND: usize = 12;

/// "The technical |body", "shot in the |body": one that nobody found, identified or buried.
fn is_committee(page: &Page<'_>, start: usize) -> bool {
    let sentence = page.text.sentence_of(start).tokens.clone();
    let near = start.saturating_sub(FOUND).max(sentence.start)..(start + FOUND).min(sentence.end);
    let counted = page.quantities_in(start.saturating_sub(1)..start + 1).iter().any(|q| q.tokens.contains(&start));
    page.text.is(start, &["body", "corpse"]) && !counted && !near.into_iter().any(|t| page.has(t, Class::Finding))
}

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
    // What stands before it is no other noun's: "the people of the storm".
    let opens = |t: usize| {
        let before =
            (t.saturating_sub(AGENT).max(sentence.start)..t).rev().find(|t| !inside(t) || page.has(*t, Class::RelativePronoun));
        before.is_none_or(|t| page.has(t, Class::Subordinator) || text.is(t, &["after", "as", "before"]))
    };
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
pub(super) fn is_in_phrase(page: &Page<'_>, setting: &Setting<'_>, start: usize) -> bool {
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

/// "The accidental |shooting", "was accidentally |shot": nobody was attacked.
fn is_accident(page: &Page<'_>, words: &Range<usize>) -> bool {
    let before = words.start.saturating_sub(2).max(page.text.sentence_of(words.start).tokens.start)..words.start;
    before.chain(words.end..words.end + 1).any(|t| page.has(t, Class::Accident))
}

/// "A silver |Ram pickup": no verb is capitalized within running text.
fn is_written_as_name(text: &Text<'_>, token: usize) -> bool {
    let sentence = text.sentence_of(token);
    let inside = token > sentence.tokens.start && text.kind(token - 1) == Kind::Word && text.case(token - 1) == Case::Lower;
    sentence.layout == Layout::Body && inside && text.case(token) == Case::Title
}

/// "After a brief |shot at a career": no shot was fired.
fn is_chance(page: &Page<'_>, start: usize) -> bool {
    let text = &page.text;
    text.is(start, &["shot", "shots", "stab"]) && text.is(start + 1, &["at"]) && start > 0 && page.has(start - 1, Class::Chance)
}

/// "released |from the hospital": nobody held them.
fn is_discharged(page: &Page<'_>, end: usize) -> bool {
    let text = &page.text;
    let from = text.is(end, &["from"]).then(|| end + 1 + usize::from(text.is(end + 1, &["the", "a", "an"])));
    from.is_some_and(|at| (at..at + 3).any(|t| page.has(t, Class::Ward)))
}

/// "Video |captured the man", "captured |on a security camera".
fn is_filmed(page: &Page<'_>, start: usize, end: usize) -> bool {
    let before = start.saturating_sub(2).max(page.text.sentence_of(start).tokens.start)..start;
    let on = page.text.is(end, &["on", "by"]);
    before.into_iter().any(|t| page.has(t, Class::Filming)) || on && (end + 1..end + 4).any(|t| page.has(t, Class::Filming))
}

/// "To demonstrate |the safety of beef", "was demonstrated by": to show, and not in the streets.
fn is_shown(text: &Text<'_>, start: usize, end: usize, passive: bool) -> bool {
    let shows = text.is(start, &["demonstrate", "demonstrates", "demonstrated", "demonstrating"]);
    shows && (passive || text.is(end, &["the", "a", "an", "that", "how", "its", "their", "his", "her", "by", "what", "why"]))
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
pub(super) fn is_where(page: &Page<'_>, setting: &Setting<'_>, start: usize, end: usize, use_: &Usage) -> bool {
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
pub(super) fn is_in_name(text: &Text<'_>, token: usize) -> bool {
    let sentence = text.sentence_of(token);
    let title = |t: usize| sentence.tokens.contains(&t) && text.case(t) == Case::Title;
    let plain = || sentence.tokens.clone().any(|t| text.case(t) == Case::Lower && text.norm(t).len() > 4);
    let inside = token > sentence.tokens.start && title(token) && text.kind(token - 1) == Kind::Word;
    sentence.layout == Layout::Body && inside && title(token + 1) && plain()
}
