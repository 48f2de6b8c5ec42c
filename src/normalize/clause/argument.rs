//! The argument of a trigger: which of the numbers, people and names of the sentence it speaks of.

use std::ops::Range;

use super::candidate::{Candidate, coordination, next_in_line};
use super::fit::{accepts, suits};
use crate::lexicon::Taxonomy;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::{Counted, Form, SAME, Trigger};
use crate::lexicon::words::Class;
use crate::normalize::event::{tells_of_dead, voice};
use crate::normalize::{EventMention, Page, QuantityMention, Setting, Taken, Voice};
use crate::span::Field;
use crate::text::{Gap, Kind, Text};

/// Whether the candidate hangs on a preposition and so is no subject: "a unit of 300 men". "A group of 37 gunmen" is the gunmen, "some of the
/// soldiers" are soldiers.
fn is_prepositional(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let text = &page.text;
    let Some(before) = tokens.start.checked_sub(1) else { return false };
    let preposition = if text.is(before, &["the", "its", "their"]) { before.saturating_sub(1) } else { before };
    // "surrendering to the border guards": not they.
    if !page.has(preposition, Class::Preposition) && !text.is(preposition, &["to"]) {
        return false;
    }
    let some = preposition.checked_sub(1).is_some_and(|t| page.has(t, Class::Fraction) || text.is(t, &["any", "all", "both"]));
    let group = some || (preposition.saturating_sub(2)..preposition).any(|t| page.has(t, Class::Collective));
    !(text.is(preposition, &["of"]) && group)
}

/// "Shot | by this 61-year-old tenant": who did it.
fn is_agent(page: &Page<'_>, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
    let text = &page.text;
    let part = |t: &usize| {
        !text.is(*t, &["and", ",", "then", "also"])
            && (page.has(*t, Class::WithinCoordination) || text.is(*t, &["-", "this", "'s"]))
            || text.kind(*t) == Kind::Number
    };
    let mut before = (sentence.start..tokens.start).rev().skip_while(part);
    let by = before.next().filter(|t| text.is(*t, &["by"]));
    // "Stabbed in the neck by".
    by.is_some_and(|by| page.events_in(by.saturating_sub(AGENT).max(sentence.start)..by).iter().any(|e| e.tokens.end <= by))
}

/// Words between what was done and "by".
const AGENT: usize = 6;

/// Marks that no argument crosses.
fn is_barrier(page: &Page<'_>, token: usize) -> bool {
    page.has(token, Class::Subordinator) || page.text.is(token, &[";", ":"])
}

/// A trigger in its sentence, and all that it may take there.
#[derive(Clone, Copy)]
pub(super) struct Site<'s, 'p> {
    pub(super) page: &'s Page<'s>,
    pub(super) setting: &'s Setting<'s>,
    pub(super) event: &'s EventMention,
    pub(super) trigger: &'s Trigger,
    pub(super) candidates: &'s [Candidate<'p>],
    pub(super) sentence: &'s Range<usize>,
}

/// What a trigger counts or happens to: the noun phrase on the side that its form and voice ask for.
pub(super) fn argument_of<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, setting, event, trigger, candidates, .. } = *site;
    // "12 dead", "31 deaths": the word is part of what is counted.
    let overlapping = candidates.iter().copied().find(|c| {
        let t = c.tokens();
        matches!(c, Candidate::Quantity(_)) && t.start < event.tokens.end && event.tokens.start < t.end
    });
    // "The dead victims": the word belongs to the noun behind it, "two fatally" to those before.
    let attributive = trigger.form == Form::Adjective
        && page.text.is(event.tokens.start.saturating_sub(1), &["the", "two", "three", "four"])
        && page.text.kind(event.tokens.end) == Kind::Word
        // "A father of three |dead in Tampa".
        && page.taken.get(event.tokens.start.saturating_sub(1)) != Some(&Taken::Figure);
    if attributive && overlapping.is_none() {
        return candidates.iter().copied().find(|c| c.tokens().start == event.tokens.end && suits(c, trigger, page, setting));
    }
    // "200 dead |fish".
    let qualifies = trigger.form == Form::Adjective && event.tokens.len() == 1 && page.is_unlisted_noun(event.tokens.end);
    // "14 other dead |birds".
    let counted = event.tokens.start.checked_sub(1);
    let counted = counted.is_some_and(|t| page.taken.get(t) == Some(&Taken::Quantity) || page.text.is(t, &["other", "more"]));
    if qualifies && counted && overlapping.is_none() {
        return None;
    }
    // "Six of the wounded": not all of them; "a total of 90 cases" are all.
    let some = |t: usize| page.text.is(t, &["of"]) && !page.has(t.saturating_sub(1), Class::Collective);
    let part = |c: &Candidate<'_>| (c.tokens().start..event.tokens.start).any(some);
    if let Some(whole) = &overlapping
        && part(whole)
    {
        return None;
    }
    if let Some(Candidate::Quantity(own)) = overlapping {
        // "2,900 cases, including |14 deaths": the noun tells what they are.
        return overlapping.filter(|_| accepts(trigger, page, setting, own));
    }
    if is_numbered(site)
        && let Some(number) = toll(site)
    {
        return Some(number);
    }
    let after = || forward(site);
    let before = || backward(site);
    // "Ann Bo shot for the title": of a person who is named a passive has its auxiliary, but in a headline.
    let named = |c: &Candidate<'_>| matches!(c, Candidate::Name(_)) && trigger.weak && page.field == Field::Text;
    match (trigger.counted, voice(trigger.form, event.passive)) {
        (Counted::Toll, _) => toll(site),
        (_, Voice::Nominal) => nominal(site),
        // "The shooting involved two boys": a noun.
        (_, Voice::Active) if trigger.form == Form::Gerund && is_noun(page, event) => nominal(site),
        (Counted::Before, _) | (_, Voice::Predicate) | (Counted::Subject, _) => before(),
        (_, Voice::Passive) => before(),
        // "Gunmen opened fire, killing three": the object stands within the words.
        (Counted::Of, Voice::Active) if matches!(trigger.form, Form::Past | Form::Present) => None,
        (_, Voice::Active) => match trigger.form {
            // Without an object behind it, a past form is a reduced passive: "three hurt in crash".
            Form::Past | Form::Participle => {
                after().or_else(|| if is_reduced_passive(page, event) { before().filter(|c| !named(c)) } else { None })
            }
            _ => after(),
        },
    }
}

/// "The shooting".
fn is_noun(page: &Page<'_>, event: &EventMention) -> bool {
    let before = event.tokens.start.checked_sub(1);
    before.is_some_and(|t| page.text.is(t, &["the", "a", "this", "that"]))
}

/// Whether a past form without an auxiliary may be a passive: nothing that could be its object follows, and no relative pronoun
/// makes what stands before it its subject ("the boy who shot a friend").
fn is_reduced_passive(page: &Page<'_>, event: &EventMention) -> bool {
    let text = &page.text;
    let next = event.tokens.end;
    let object = match text.kind(next) {
        Kind::Number => true,
        Kind::Punct => false,
        Kind::Word => {
            page.has(next, Class::ObjectOpening)
                // "A man shot into a crowd".
                || text.is(next, &["into", "toward", "towards"])
                || !page.quantities_in(next..next + 1).is_empty()
                || text.is(next, &["at"]) && text.is(next + 1, &["least", "most"])
                || text.is_capitalized(next) && !text.is_capitalized(event.tokens.start)
        }
    };
    // "An officer shot |and wounded a man": the object of both verbs.
    let second = page.events_in(next + 1..next + 2).first().filter(|_| text.is(next, &["and", "then"]));
    let shared = second.is_some_and(|e| {
        page.has(e.tokens.end, Class::ObjectOpening) || !page.quantities_in(e.tokens.end..e.tokens.end + 1).is_empty()
    });
    if shared {
        return false;
    }
    let mut before = event.tokens.start;
    while before > 0
        && (page.is_in_ly(before - 1) || text.is(before - 1, &["also", "then", "later", "allegedly", "not", "n't", "yet"]))
    {
        before -= 1;
    }
    // "Detectives have |released details", "who fired the |shot"; "had |fallen ill" has no object.
    let perfect = event.tokens.len() == 1 && before.checked_sub(1).is_some_and(|t| text.is(t, &["had", "has", "have"]));
    if perfect || is_noun(page, event) {
        return false;
    }
    let relative = before > 0 && page.has(before - 1, Class::ClauseOpening);
    !object && !relative
}

/// Words of a relative clause between a subject and its verb.
const PARENTHESIS: usize = 32;

/// "Ann Bo|, who killed two men, was arrested", "six people|, including a couple and their son, died": where the relative clause or the list
/// of some of them in commas begins that stands right before a verb group.
fn parenthesis(page: &Page<'_>, start: usize, group: usize) -> Option<usize> {
    let text = &page.text;
    let close = group.checked_sub(1).filter(|t| *t > start)?;
    // "Three of whom", "most of them".
    let of_them = |t: usize| (t + 1..t + 4).any(|t| text.is(t, &["of"]) && text.is(t + 1, &["them", "whom", "which"]));
    let some = |t: usize| page.has(t, Class::Partly) || of_them(t) || text.is(t, &["not"]);
    let before = (close.saturating_sub(PARENTHESIS).max(start + 1)..close).rev();
    // "Seven people (a guard and six prisoners) died", "12 people - including a nurse and her sons - drowned".
    let dash = |t: usize| text.is(t, &["-", "\u{2013}", "\u{2014}"]) && is_spaced(text, t);
    match text.norm(close) {
        ")" => return before.into_iter().find(|t| text.is(*t, &["("])),
        "," => {}
        _ if dash(close) => return before.into_iter().find(|t| dash(*t)).filter(|t| some(*t + 1)),
        _ => return None,
    }
    // "after Ann Bo, 37, was shot", "whose son, Cy Bo, was shot": the comma closes an apposition.
    let apposed = |t: &usize| text.kind(*t) == Kind::Number || page.taken.get(*t) == Some(&Taken::Name);
    let last = (start..close).rev().take_while(apposed).last();
    if last.is_some_and(|t| t > start && text.is(t - 1, &[","])) {
        return None;
    }
    let joins = |t: &usize| text.is(*t, &[";", ":", "\""]) || text.is(*t, &["and", "but"]) && text.is(*t - 1, &[","]);
    let opens = |t: &usize| page.has(*t, Class::RelativePronoun) || some(*t);
    let relative = before.into_iter().take_while(|t| !joins(t)).find(|t| opens(t) && text.is(*t - 1, &[","]))?;
    (relative > start + 1).then(|| relative - 1)
}

/// Whether a dash stands between words, not within one.
fn is_spaced(text: &Text<'_>, dash: usize) -> bool {
    text.norm(dash) != "-" || text.tokens.get(dash).is_some_and(|t| t.gap != Gap::None)
}

/// Looks left for a subject.
fn backward<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, setting, event, trigger, candidates, sentence } = *site;
    let text = &page.text;
    let mut prepositional = None;
    // Of one person, where the verb tells of several.
    let mut singular = None;
    // The start of the verb group: auxiliaries and adverbs before the trigger.
    let mut group = event.tokens.start;
    // "Both were killed", not "they were both killed".
    let counted = |t: usize| candidates.iter().any(|c| matches!(c, Candidate::Quantity(_)) && c.tokens() == (t..t + 1));
    while group > sentence.start && is_verb_group(page, group - 1) && !counted(group - 1) {
        group -= 1;
    }
    // "a jet that 'never came back'".
    if group > sentence.start + 1 && text.is(group - 1, &["\""]) && page.has(group - 2, Class::RelativePronoun) {
        group -= 1;
    }
    let relative = group > sentence.start && page.has(group - 1, Class::RelativePronoun);
    let mut limit = if relative { group - 1 } else { parenthesis(page, sentence.start, group).unwrap_or(group) };
    while relative && limit > sentence.start && text.norm(limit - 1) == "," {
        limit -= 1;
    }
    for candidate in candidates.iter().rev() {
        let tokens = candidate.tokens();
        if tokens.end > limit {
            continue;
        }
        let gap = tokens.end..limit;
        // "One man dead|, since many protest".
        let cause = |t: usize| text.is(t, &["since"]) && t > gap.start && text.is(t - 1, &[","]);
        if gap.len() > 32 || gap.clone().any(|t| is_barrier(page, t) || cause(t)) {
            break;
        }
        // "a man is charged after a CEO was shot": who is told behind "after" is the subject; "two died after they were shot" are the two.
        let after = gap.clone().find(|t| text.is(*t, &["after", "before", "as"]));
        // "Officers did not take anybody into custody".
        if !relative && gap.clone().any(|t| page.has(t, Class::Indefinite)) {
            break;
        }
        let subject = |t: usize| t + 1 < limit && !(t + 2 == limit && text.is(t + 1, &["they", "both", "all", "it"]));
        // "Gunmen watched the crowd as they were shot": others.
        let watched = |t: usize| page.has(t, Class::Simultaneous) && t + 2 == limit && text.is(t + 1, &["they"]);
        if !relative && gap.clone().any(watched) {
            break;
        }
        if after.is_some_and(|t| subject(t) && !relative && (t + 1..limit).all(|t| text.kind(t) == Kind::Word)) {
            break;
        }
        // "The man's name was released"; "members of the People's Army were killed".
        if text.is(gap.start, &["'s", "'", "\u{2019}"]) && !gap.is_empty() && !relative {
            if is_prepositional(page, &tokens) {
                continue;
            }
            break;
        }
        // "Two men |who police say fired| were arrested": who says so stands within the clause of the subject, and is none himself.
        let who = |t: usize| text.is(t, &["who", "whom"]);
        let within = |t: usize| (gap.start..t).any(who);
        let clause = tokens.start.saturating_sub(1 + usize::from(text.is(tokens.start.saturating_sub(1), &["the"])));
        if clause > sentence.start && who(clause) && !text.is(clause - 1, &["of"]) {
            continue;
        }
        if !relative && gap.clone().any(|t| text.is(t, &["that"]) || page.has(t, Class::Informing) && !within(t)) {
            break;
        }
        // "The bodies of nine women and |three children were brought ashore": they are dead.
        if befalls_living(trigger) && is_of_dead(page, setting, sentence, &tokens) {
            continue;
        }
        // "640 people (about 150 families) have been evicted".
        let bracketed = tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["("])) && text.is(tokens.end, &[")"]);
        if bracketed {
            continue;
        }
        // "12 people, most of them women, were hurt".
        let aside = tokens.start > 1 && page.has(tokens.start - 1, Class::Inclusion);
        if aside && matches!(candidate, Candidate::Actor(_)) {
            continue;
        }
        // "Ten men, three of them cooks, were hurt": an apposition that tells of a part.
        let apposed =
            tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &[",", "and"])) && gap.clone().any(|t| text.is(t, &[","]));
        if apposed && matches!(candidate, Candidate::Quantity(q) if q.subset && q.whole.is_some()) {
            continue;
        }
        // "Halden, a city of 215,000 residents, was attacked".
        if !relative && is_population(page, &tokens) {
            break;
        }
        // "The girl, who sat with her parents, felt ill and |was taken to a hospital".
        let several = match candidate {
            Candidate::Quantity(q) => q.count.low.is_some_and(|n| n > 1),
            Candidate::Actor(a) => a.plural,
            _ => false,
        };
        if several && !relative && text.is(group, &["was"]) && gap.clone().any(|t| text.is(t, &[","])) {
            continue;
        }
        let bare = matches!(candidate, Candidate::Quantity(q) if q.count.unit.is_none());
        // "Eight sailors, including two who died": the two.
        // "Including 26 in danger".
        // "48 were infected, of whom |31 had died".
        let of_whom = gap.is_empty() && tokens.start > 1 && text.is(tokens.start - 1, &["whom", "which"]);
        let beside = relative && gap.len() <= 1 || gap.is_empty() && (of_whom || trigger.form == Form::Adjective);
        let part = beside && matches!(candidate, Candidate::Quantity(q) if accepts(trigger, page, setting, q));
        // "No other details were released": of something no table has a word for.
        let things = |t: usize| page.is_unlisted_noun(t) && text.norm(t).ends_with('s') && page.events_in(t..t + 1).is_empty();
        let unknown = bare && !relative && gap.clone().any(things);
        if bare && gap.len() > 1 || unknown || !part && !suits(candidate, trigger, page, setting) {
            continue;
        }
        // "Officers found Ann Bo with a wound": not the officers.
        let wounded = text.is(event.tokens.start, &["with"]);
        if wounded && gap.clone().any(|t| text.is(t, &["found", "find", "finds", "finding", "discovered", "located"])) {
            break;
        }
        // "Bo's death was not told".
        let owner = text.is(gap.start, &["'s", "'", "\u{2019}"]);
        if matches!(candidate, Candidate::Name(_)) && (gap.len() > if wounded { 16 } else { 6 } || owner && !gap.is_empty()) {
            continue;
        }
        if let Candidate::They { .. } | Candidate::Those { .. } = candidate {
            if gap.is_empty() {
                return Some(*candidate);
            }
            continue;
        }
        if let Candidate::Pronoun(token) = candidate {
            // "found him with a gunshot wound".
            let object = is_object(page, *token);
            // "A crew pronounced him dead."
            if object && gap.is_empty() && trigger.form == Form::Adjective {
                return Some(*candidate);
            }
            if wounded && object && gap.len() <= 6 || gap.is_empty() && !object && !page.has(*token, Class::Reflexive) {
                return Some(*candidate);
            }
            continue;
        }
        if relative && gap.len() <= 1 {
            return Some(*candidate);
        }
        // The object of a verb in between is that verb's own; "shot five and one of them died" is not.
        let part = matches!(candidate, Candidate::Quantity(q) if q.subset);
        let owned = !part
            && page.events_in(sentence.start..tokens.start).iter().any(|e| {
                !e.passive
                    && e.tokens.end <= tokens.start
                    && tokens.start - e.tokens.end <= 3
                // "Killing civilians and said 14 rebels died".
                && !(e.tokens.end..tokens.start).any(|t| text.is(t, &["and", "but"]))
                    && e.tokens != event.tokens
                    && e.triggers.iter().any(|t| {
                        setting.lexicon.triggers().get(*t).is_some_and(|t| t.counted == Counted::Object && t.form != Form::Noun)
                    })
            });
        if owned && trigger.counted == Counted::Subject || !relative && is_of_clause(page, &tokens, group..event.tokens.start) {
            continue;
        }
        // "with others trapped": the noun of an absolute construction is its subject.
        let absolute = gap.len() <= 1 && tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["with"]));
        // "after four men were shot", "before one died": a clause, not a phrase.
        let temporal = gap.is_empty() && tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["after", "before"]));
        // "Reports of a boy shot dead": the participle belongs to the noun before it.
        let reduced = gap.is_empty()
            && !relative
            && !event.passive
            && matches!(candidate, Candidate::Quantity(_))
            && match trigger.counted {
                Counted::Object => matches!(trigger.form, Form::Past | Form::Participle),
                // "The search for nine sailors missing off Peru".
                // "1,000 were hurt, including 26 in serious condition".
                Counted::Before => {
                    trigger.form == Form::Adjective && text.is(tokens.start.saturating_sub(1), &["for", "including"])
                }
                _ => false,
            };
        if trigger.counted == Counted::Subject && is_agent(page, &tokens, sentence) {
            continue;
        }
        if !absolute && !temporal && !reduced && !of_whom && is_prepositional(page, &tokens) {
            // "No details on a suspect have been |released": the details.
            let noun = (sentence.start..tokens.start).rev().take(NEWS).find(|t| page.has(*t, Class::News));
            if noun.is_some_and(|t| page.has(t + 1, Class::Preposition)) {
                break;
            }
            prepositional = prepositional.or(Some(*candidate)).filter(|_| gap.len() <= 12 || prepositional.is_some());
            continue;
        }
        // "Four men who met to honor a friend were shot": the friend is one.
        let plural = (group..event.tokens.start).any(|t| text.is(t, &["were", "are", "have"]));
        if plural && candidate.is_individual() && coordination(page, candidates, candidate, false).len() < 2 {
            singular = singular.or(Some(*candidate));
            continue;
        }
        let closed = !relative && text.is(group.saturating_sub(1), &[","]);
        let apposed = || apposed_name(page, candidates, candidate).filter(|_| closed);
        let other = beside_number(page, candidates, candidate).or_else(apposed);
        return Some(other.unwrap_or(*candidate));
    }
    // A counted prepositional candidate is better than none; an uncounted one is noise.
    let counted = prepositional
        .filter(|c| matches!(c, Candidate::Quantity(q) if q.count.unit.is_some()) && (relative || c.tokens().end + 2 >= limit));
    counted.or(singular)
}

/// Words from "details" to whom they are about: "details on a possible |suspect".
const NEWS: usize = 5;

/// Words from "bodies" to the last of those whose they are.
const BODIES: usize = 8;

/// "The bodies of nine women and |three children".
fn is_of_dead(page: &Page<'_>, setting: &Setting<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let text = &page.text;
    let near = (tokens.start.saturating_sub(BODIES).max(sentence.start)..tokens.start).rev();
    let mut near = near.take_while(|t| text.kind(*t) != Kind::Punct && !page.has(*t, Class::VerbGroup));
    near.any(|t| text.is(t + 1, &["of"]) && tells_of_dead(page, setting, t))
}

/// What befalls the living alone.
fn befalls_living(trigger: &Trigger) -> bool {
    !Trait::Fatal.of(&trigger.kind) && Taxonomy::embedded().family(&trigger.kind) == Some("custody")
}

/// "The man who shot | two officers | was killed", "a dog that was shot after biting | an officer | is dead": the object of a clause within the
/// subject is none itself, where the verb group behind it is finite.
fn is_of_clause(page: &Page<'_>, tokens: &Range<usize>, mut verbs: Range<usize>) -> bool {
    let text = &page.text;
    let finite = verbs.any(|t| page.has(t, Class::Be) || page.has(t, Class::Auxiliary));
    let near = page.events_in(tokens.start.saturating_sub(4)..tokens.start).last();
    let event = near.filter(|e| !e.passive && e.tokens.end <= tokens.start && tokens.start - e.tokens.end <= 3);
    // "After biting | an officer".
    let other = tokens.start.checked_sub(1).filter(|t| text.norm(*t).ends_with("ing") && text.norm(*t).len() > 4);
    let Some(verb) = event.map(|e| e.tokens.start).or(other) else { return false };
    let mut before = verb;
    while before > 0 && is_verb_group(page, before - 1) {
        before -= 1;
    }
    let gerund = text.norm(verb).ends_with("ing");
    let opens = |t: usize| page.has(t, Class::RelativePronoun) || gerund && text.is(t, &["after", "before", "by", "for", "of"]);
    finite && before.checked_sub(1).is_some_and(opens)
}

/// Words before the number of those who live in a place: "home to some |4,000 people".
const HOME: usize = 4;

/// "a city of |215,000 residents", "home to |4,000 people": how many live there, and nobody to whom anything happens.
fn is_population(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let text = &page.text;
    let lead = (tokens.start.saturating_sub(HOME)..tokens.start).rev();
    let mut lead = lead.skip_while(|t| {
        page.has(*t, Class::Approximator) || text.is(*t, &["about", "some", "around", "roughly", "more", "than", "nearly"])
    });
    let Some(at) = lead.next() else { return false };
    let before = at.checked_sub(1);
    text.is(at, &["of"]) && before.is_some_and(|t| page.has(t, Class::Settlement))
        || text.is(at, &["to"]) && before.is_some_and(|t| text.is(t, &["home"]))
        // "A city on the river with |215,000 residents".
        || text.is(at, &["with"])
            && text.is(tokens.end.saturating_sub(1), &["residents", "inhabitants", "people", "souls"])
            && (at.saturating_sub(2 * HOME)..at).rev().take_while(|t| text.kind(*t) == Kind::Word).any(|t| page.has(t, Class::Settlement))
}

/// "Bo|, a nurse, died": the name that an apposition belongs to.
fn apposed_name<'p>(page: &Page<'_>, candidates: &[Candidate<'p>], chosen: &Candidate<'p>) -> Option<Candidate<'p>> {
    let named = |c: &&Candidate<'_>| matches!(c, Candidate::Name(name) if chosen.is_apposed_to(page, name));
    candidates.iter().rev().find(named).copied()
}

/// "460 patients |and their companions": those who are counted, of whom the others are not told apart.
fn beside_number<'p>(page: &Page<'_>, candidates: &[Candidate<'p>], chosen: &Candidate<'p>) -> Option<Candidate<'p>> {
    let Candidate::Actor(others) = chosen else { return None };
    let start = others.tokens.start;
    let joined = |c: &Candidate<'_>| {
        let gap = c.tokens().end..start;
        c.tokens().end < start && page.text.is(gap.start, &["and"]) && gap.skip(1).all(|t| page.has(t, Class::WithinCoordination))
    };
    let people = |q: &QuantityMention| q.count.unit.as_deref() == Some("person") && q.count.low.is_some_and(|n| n > 1);
    let before = candidates.iter().rev().find(|c| matches!(c, Candidate::Quantity(q) if people(q)) && joined(c));
    before.filter(|_| others.plural).copied()
}

pub(super) fn is_verb_group(page: &Page<'_>, token: usize) -> bool {
    let word = page.text.norm(token);
    // "he's been shot".
    if word == "'s" && token > 0 && page.has(token - 1, Class::SubjectPronoun) {
        return true;
    }
    page.has(token, Class::VerbGroup) || page.is_in_ly(token) || word.ends_with("n't")
}

/// Looks right for an object.
fn forward<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, setting, event, trigger, candidates, sentence } = *site;
    let text = &page.text;
    for candidate in candidates {
        let tokens = candidate.tokens();
        if tokens.start < event.tokens.end || tokens.end > sentence.end {
            continue;
        }
        let gap = event.tokens.end..tokens.start;
        // "Release the |patients' names", "killed the |mayor's wife".
        let owner = text.is(tokens.end, &["'s", "'", "\u{2019}"]) && text.kind(tokens.end + 1) == Kind::Word;
        // "Grazed the |child's arm", "took a |man's life".
        let body = |t: usize| page.has(t, Class::OfBody);
        if owner && matches!(candidate, Candidate::Actor(_)) && !(tokens.end + 1..tokens.end + 4).any(body) {
            continue;
        }
        // "Injured | her 51- and 47-year-old | brothers".
        let aged = |t: usize| {
            let hyphen = |t: usize| text.is(t, &["-"]);
            text.kind(t) == Kind::Number && hyphen(t + 1)
                || hyphen(t)
                || t > 0 && hyphen(t - 1) && (text.is(t, &["year", "old"]) || text.is(t, &["and"]) && hyphen(t + 2))
        };
        let crosses = gap.clone().any(|t| {
            is_barrier(page, t)
                || text.is(t, &[",", "(", "that", "who", "which", "after", "as", "and", "to", "say", "says", "said"]) && !aged(t)
                || page.has(t, Class::Be)
                || page.has(t, Class::Preposition)
        });
        if gap.clone().filter(|t| !aged(*t)).count() > 7 || crosses {
            break;
        }
        // "a shooting suspect", "killing spree": a compound, and another verb in between has its own object.
        let compound = trigger.form == Form::Gerund && gap.is_empty() && matches!(candidate, Candidate::Actor(_));
        if compound || !page.events_in(gap.clone()).is_empty() {
            break;
        }
        if let Candidate::They { .. } | Candidate::Those { .. } = candidate {
            break;
        }
        if let Candidate::Pronoun(token) = candidate {
            // "shot her", not "shot her dog"; "killed two and wounded a third".
            let third = next_in_line(page, setting, *token, sentence.start);
            let whole = page.has(*token, Class::Reflexive) || is_object(page, *token) || third;
            if (gap.is_empty() || third && gap.len() == 1) && whole && suits(candidate, trigger, page, setting) {
                return Some(*candidate);
            }
            break;
        }
        let bare = matches!(candidate, Candidate::Quantity(q) if q.count.unit.is_none());
        let adjacent =
            gap.is_empty() || gap.clone().all(|t| page.is_in_ly(t) || text.is(t, &["another", "some", "also", "a", "further"]));
        // A bare number is an object only at the end of its phrase: "wounded 23", not "hit 3 buildings".
        let ends = !matches!(text.kind(tokens.end), Kind::Word)
            || page.has(tokens.end, Class::Preposition)
            || text.is(tokens.end, &["and", "more", "others", "overnight", "as"]);
        if bare && !(adjacent && ends) {
            continue;
        }
        if suits(candidate, trigger, page, setting) {
            return Some(*candidate);
        }
        if matches!(candidate, Candidate::Name(_)) {
            break;
        }
    }
    None
}

/// Whether a pronoun is an object by itself: "shot him", "killed her and", not "her dog".
pub(super) fn is_object(page: &Page<'_>, token: usize) -> bool {
    let text = &page.text;
    let next = token + 1;
    page.has(token, Class::ObjectPronoun)
        && (text.is(token, &["him"])
            || next >= text.sentence_of(token).tokens.end
            || text.kind(next) == Kind::Punct
            || page.ends_phrase(next)
            // "pronounced her dead at", not "her dead son".
            || text.is(next, &["dead"]) && (text.kind(next + 1) != Kind::Word || page.ends_phrase(next + 1)))
}

/// Words from "number of" to the verb of its relative clause.
const NUMBERED: usize = 8;

/// "The number of people who |fled Halden rose to 18,400": the number stands behind the next verb.
fn is_numbered(site: &Site<'_, '_>) -> bool {
    let Site { page, event, trigger, sentence, .. } = *site;
    let text = &page.text;
    let start = event.tokens.start.saturating_sub(NUMBERED).max(sentence.start);
    let number = (start..event.tokens.start).find(|t| page.has(*t, Class::Figure) && text.is(t + 1, &["of"]));
    let plain = |n: usize| (n..event.tokens.start).all(|t| text.kind(t) == Kind::Word && page.quantities_in(t..t + 1).is_empty());
    let definite = |n: usize| n == sentence.start || !text.is(n - 1, &["a", "any", "no", "large", "small"]);
    trigger.unit == "person" && trigger.form != Form::Noun && number.is_some_and(|n| plain(n) && definite(n))
}

/// "the toll |could rise to 200", "is expected to reach": not yet so; "may have reached" is doubt.
fn is_to_come(page: &Page<'_>, mut between: Range<usize>) -> bool {
    let text = &page.text;
    between.any(|t| {
        page.has(t, Class::Modal) && !text.is(t + 1, &["have"])
            || text.is(t, &["to"]) && page.has(t + 1, Class::Growing) && !page.has(t.saturating_sub(1), Class::Implicative)
    })
}

/// "the deaths of nine miners", "the desertion of a whole signals platoon", "desertions among conscripts".
fn nominal<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, setting, event, trigger, candidates, .. } = *site;
    let text = &page.text;
    candidates.iter().copied().find(|c| {
        let tokens = c.tokens();
        let gap = event.tokens.end..tokens.start;
        // "The killing of 5-year-old Ann Lee".
        let aged = gap.clone().filter(|t| text.kind(*t) == Kind::Number || text.is(*t, &["-", "year", "month", "old"])).count();
        let of = tokens.start > event.tokens.end
            && gap.len() <= 3 + aged
            && text.is(event.tokens.end, &["of", "among", "by", "involving"])
            // "the search for three divers".
            || matches!(c, Candidate::Quantity(_)) && tokens.start == event.tokens.end && text.is(event.tokens.end - 1, &["for"]);
        // "A shooting |involving two cars": what was there, not what was attacked.
        let people = match c {
            Candidate::Quantity(q) => q.count.unit.as_deref() == Some("person"),
            Candidate::Thing { .. } => false,
            _ => true,
        };
        let there = text.is(event.tokens.end, &["involving"]) && !people;
        of && !there && !gap.clone().any(|t| text.is(t, &[",", "what", "how", "whoever"])) && suits(c, trigger, page, setting)
    })
}

/// "the death toll climbed from 21 to 33": the number behind, and of two the later one.
fn toll<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, event, trigger, candidates, sentence, .. } = *site;
    let text = &page.text;
    // "Correcting an earlier toll of 17".
    if event.tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["earlier", "previous", "prior"])) {
        return None;
    }
    let leads = |t: usize| page.has(t, Class::TollLead) || text.norm(t) == ":";
    let mut found = None;
    for candidate in candidates {
        let Candidate::Quantity(quantity) = candidate else { continue };
        let tokens = &quantity.tokens;
        if tokens.start < event.tokens.end || tokens.end > sentence.end || quantity.subset {
            continue;
        }
        let gap = event.tokens.end..tokens.start;
        // "the number of complaints" is none of what was told before.
        let other = trigger.kind == SAME && (gap.len() > 5 || !gap.is_empty() && text.is(gap.start, &["of"]) && gap.len() > 1);
        if other || gap.len() > 16 || gap.clone().any(|t| text.is(t, &[";", "but", "while"])) {
            break;
        }
        if is_to_come(page, gap.clone()) {
            break;
        }
        if quantity.count.unit.as_deref().is_some_and(|u| u != "person") && trigger.unit == "person" {
            continue;
        }
        if trigger.argument.is_some() && !suits(candidate, trigger, page, site.setting) {
            continue;
        }
        let before = tokens.start.checked_sub(1);
        // "The deaths rocked a town of 1,200".
        let far = before.is_some_and(|t| text.is(t, &["of"]) && t > event.tokens.end + 1);
        let led = !far && before.is_some_and(leads)
            || before.and_then(|t| t.checked_sub(1)).is_some_and(|t| leads(t) && text.is(t + 1, &["about", "the", "least"]));
        let from = before.is_some_and(|t| text.is(t, &["from"]));
        // "Raising the number of injured |from 437": the number of before.
        if from && !text.is(tokens.end, &["to", "-", "\u{2013}"]) && event.tokens.end + 1 == tokens.start {
            break;
        }
        // "The toll, initially given as nine, was raised to 15".
        let once = gap.clone().any(|t| page.has(t, Class::Formerly)) && text.is(tokens.end, &[","]);
        if once {
            continue;
        }
        // "Floods death toll 260": a headline leaves the verb out.
        let led = led || page.field == Field::Title && gap.is_empty() && trigger.kind != SAME;
        if led && !from {
            return Some(*candidate);
        }
        if from {
            found = found.or(Some(*candidate));
        }
    }
    found
}
