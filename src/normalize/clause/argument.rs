//! The argument of a trigger: which of the numbers, people and names of the sentence it speaks of.

use std::ops::Range;

use crate::lexicon::Sense;
use crate::lexicon::triggers::{Argument, Counted, Form, Trigger};
use crate::normalize::event::voice;
use crate::normalize::{ActorMention, EventMention, NameMention, Page, QuantityMention, Setting, Voice};
use crate::text::{Kind, Text};

/// What a trigger may take as its argument.
#[derive(Clone, Copy, Debug)]
pub(super) enum Candidate<'p> {
    Quantity(&'p QuantityMention),
    Actor(&'p ActorMention),
    Name(&'p NameMention),
    /// "he", "himself": one person whom the text has named before. The token.
    Pronoun(usize),
}

impl Candidate<'_> {
    pub(super) fn tokens(&self) -> Range<usize> {
        match self {
            Candidate::Quantity(q) => q.tokens.clone(),
            Candidate::Actor(a) => a.tokens.clone(),
            Candidate::Name(n) => n.tokens.clone(),
            Candidate::Pronoun(token) => *token..*token + 1,
        }
    }

    /// One person: "a man", "the boy", a name.
    pub(super) fn is_individual(&self) -> bool {
        match self {
            Candidate::Quantity(q) => q.count.exact() == Some(1) && q.count.unit.as_deref() == Some("person"),
            Candidate::Actor(a) => !a.plural && !a.formation,
            Candidate::Name(_) => true,
            Candidate::Pronoun(_) => false,
        }
    }
}

const SUBJECT_PRONOUNS: [&str; 2] = ["he", "she"];
const REFLEXIVES: [&str; 2] = ["himself", "herself"];

/// Everything in the sentence that can be counted or named, by position. An actor inside a quantity is that quantity.
pub(super) fn candidates<'p>(page: &'p Page<'_>, sentence: &Range<usize>) -> Vec<Candidate<'p>> {
    fn within<'m, T>(
        all: &'m [T],
        tokens: impl Fn(&T) -> &Range<usize> + Copy + 'm,
        sentence: &Range<usize>,
    ) -> impl Iterator<Item = &'m T> {
        let (start, end) = (sentence.start, sentence.end);
        let from = all.partition_point(|m| tokens(m).start < start);
        all.get(from..).unwrap_or(&[]).iter().take_while(move |m| tokens(m).start < end)
    }
    let mut all: Vec<Candidate<'p>> = within(&page.quantities, |q| &q.tokens, sentence).map(Candidate::Quantity).collect();
    let counted: Vec<Range<usize>> = all.iter().map(Candidate::tokens).collect();
    let free = |tokens: &Range<usize>| !counted.iter().any(|c| c.start < tokens.end && tokens.start < c.end);
    all.extend(within(&page.actors, |a| &a.tokens, sentence).filter(|a| free(&a.tokens)).map(Candidate::Actor));
    all.extend(within(&page.names, |n| &n.tokens, sentence).filter(|n| free(&n.tokens)).map(Candidate::Name));
    let pronoun = |t: &usize| page.text.is(*t, &SUBJECT_PRONOUNS) || page.text.is(*t, &REFLEXIVES);
    all.extend(sentence.clone().filter(pronoun).map(Candidate::Pronoun));
    all.sort_by_key(|c| (c.tokens().start, c.tokens().end));
    all
}

/// The event that a counted noun tells of.
pub(super) fn noun_event(page: &Page<'_>, setting: &Setting<'_>, head: usize) -> Option<String> {
    (head.saturating_sub(2)..=head).rev().find_map(|t| {
        page.hits_at(t).iter().find_map(|h| match h.sense {
            Sense::Noun(n) if h.end > head => setting.lexicon.nouns().get(n).map(|n| n.event.clone()).filter(|e| !e.is_empty()),
            _ => None,
        })
    })
}

pub(super) const PREPOSITIONS: &[&str] = &[
    "of",
    "from",
    "in",
    "at",
    "with",
    "by",
    "among",
    "including",
    "than",
    "on",
    "for",
    "near",
    "against",
    "between",
    "under",
    "over",
    "into",
    "outside",
    "through",
    "during",
    "after",
    "before",
    "behind",
    "around",
    "within",
    "without",
    "like",
    "besides",
    "alongside",
];
const COLLECTIVES: &[&str] = &[
    "group",
    "platoon",
    "company",
    "squad",
    "unit",
    "team",
    "crowd",
    "total",
    "family",
    "number",
    "crew",
    "band",
    "column",
    "convoy",
    "party",
    "handful",
    "dozens",
    "hundreds",
    "thousands",
    "scores",
    "majority",
    "bodies",
    "remains",
    "minimum",
    "maximum",
    "estimated",
    "batch",
    "list",
];

/// Whether the candidate hangs on a preposition and so is no subject: "a unit of 300 men". "A group of 14 fighters" is the fighters.
fn is_prepositional(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let Some(before) = tokens.start.checked_sub(1) else { return false };
    let preposition = if text.is(before, &["the", "its", "their"]) { before.saturating_sub(1) } else { before };
    if !text.is(preposition, PREPOSITIONS) {
        return false;
    }
    let group = (preposition.saturating_sub(2)..preposition).any(|t| text.is(t, COLLECTIVES));
    !(text.is(preposition, &["of"]) && group)
}

/// Marks that no argument crosses.
fn is_barrier(text: &Text<'_>, token: usize) -> bool {
    text.is(token, &[";", ":", "but", "while", "whereas", "because", "although", "though", "when", "whose", "where", "what"])
}

/// What is coordinated with a candidate in one noun phrase, in order, with it: "a man, two women and a child", "Ann Bo, 32, and Cy Do, 26".
pub(super) fn coordination<'p>(text: &Text<'_>, candidates: &[Candidate<'p>], chosen: &Candidate<'p>) -> Vec<Candidate<'p>> {
    let Some(at) = candidates.iter().position(|c| c.tokens() == chosen.tokens()) else { return vec![*chosen] };
    let joined = |a: &Candidate<'_>, b: &Candidate<'_>| {
        let gap = a.tokens().end..b.tokens().start;
        let within = gap.len() <= 7
            && gap.clone().all(|t| {
                matches!(text.kind(t), Kind::Number)
                    || text.is(
                        t,
                        &[",", "(", ")", "-", "and", "the", "a", "an", "his", "her", "their", "another", "year", "old", "also"],
                    )
            });
        let and = gap.clone().any(|t| text.is(t, &["and"]));
        // "Ann Bo, a teacher": an apposition, not two people.
        let alike = matches!((a, b), (Candidate::Name(_), Candidate::Name(_)) | (Candidate::Quantity(_), Candidate::Quantity(_)));
        let comma = gap.clone().any(|t| text.is(t, &[","])) && alike;
        within && (and || comma)
    };
    let counted = |c: &Candidate<'_>| match c {
        Candidate::Quantity(q) => q.count.exact().is_some() && q.count.unit.as_deref() == Some("person") && !q.subset,
        other => other.is_individual(),
    };
    if !counted(chosen) {
        return vec![*chosen];
    }
    let (mut from, mut to) = (at, at + 1);
    while from > 0 && candidates.get(from - 1).is_some_and(|c| counted(c) && candidates.get(from).is_some_and(|d| joined(c, d))) {
        from -= 1;
    }
    while candidates.get(to).is_some_and(|c| counted(c) && candidates.get(to - 1).is_some_and(|d| joined(d, c))) {
        to += 1;
    }
    let group = candidates.get(from..to).unwrap_or(&[]);
    let and =
        group.iter().zip(group.iter().skip(1)).any(|(a, b)| (a.tokens().end..b.tokens().start).any(|t| text.is(t, &["and"])));
    if and { group.to_vec() } else { vec![*chosen] }
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
    if overlapping.is_some() {
        return overlapping.filter(|c| suits(c, trigger, page, setting));
    }
    let after = || forward(site);
    let before = || backward(site);
    match (trigger.counted, voice(trigger.form, event.passive)) {
        (Counted::Toll, _) => toll(site),
        (_, Voice::Nominal) => nominal(site),
        (Counted::Before, _) | (_, Voice::Predicate) | (Counted::Subject, _) => before(),
        (_, Voice::Passive) => before(),
        (_, Voice::Active) => match trigger.form {
            // Without an object behind it, a past form is a reduced passive: "three hurt in crash".
            Form::Past | Form::Participle => {
                after().or_else(|| if is_reduced_passive(&page.text, event) { before() } else { None })
            }
            _ => after(),
        },
    }
}

/// Words that begin an object behind a verb.
const OBJECTS: [&str; 25] = [
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "him",
    "them",
    "himself",
    "herself",
    "themselves",
    "it",
    "this",
    "those",
    "these",
    "some",
    "several",
    "many",
    "one",
    "another",
    "my",
    "our",
    "me",
    "us",
];

/// Whether a past form without an auxiliary may be a passive: nothing that could be its object follows, and no relative pronoun
/// makes what stands before it its subject ("the boy who shot a friend").
fn is_reduced_passive(text: &Text<'_>, event: &EventMention) -> bool {
    let next = event.tokens.end;
    let object = match text.kind(next) {
        Kind::Number => true,
        Kind::Punct => false,
        Kind::Word => {
            text.is(next, &OBJECTS)
                || text.is(next, &["at"]) && text.is(next + 1, &["least", "most"])
                || text.is_capitalized(next) && !text.is_capitalized(event.tokens.start)
        }
    };
    let mut before = event.tokens.start;
    while before > 0
        && (text.norm(before - 1).ends_with("ly")
            || text.is(before - 1, &["also", "then", "later", "had", "has", "have", "allegedly"]))
    {
        before -= 1;
    }
    let relative = before > 0 && text.is(before - 1, &["who", "which", "that", "he", "she", "they", "it", "we", "i", "to"]);
    !object && !relative
}

/// "including three children": a part that is told beside the whole. "Nine of them died" is told for itself.
fn is_inclusion(text: &Text<'_>, quantity: &QuantityMention) -> bool {
    let before = |n: usize| quantity.tokens.start.checked_sub(n);
    let including = before(1).is_some_and(|t| text.is(t, &["including", "include", "includes", "included", "them", "whom"]));
    quantity.subset && (including || before(2).is_some_and(|t| text.is(t, &["including", "among"])))
}

/// Whether the trigger can take this.
fn suits(candidate: &Candidate<'_>, trigger: &Trigger, page: &Page<'_>, setting: &Setting<'_>) -> bool {
    match candidate {
        Candidate::Quantity(q) => !is_inclusion(&page.text, q) && accepts(trigger, page, setting, q),
        Candidate::Name(_) => match &trigger.argument {
            Some(Argument::Roles(roles)) => roles.iter().any(String::is_empty),
            Some(Argument::Units(_)) => false,
            None => !trigger.weak,
        },
        Candidate::Pronoun(_) => trigger.unit == "person" && trigger.argument.is_none(),
        Candidate::Actor(a) => match &trigger.argument {
            Some(Argument::Roles(roles)) => {
                let role = if a.formation { "formation" } else { a.actor.role.as_deref().unwrap_or("") };
                roles.iter().any(|r| r == role) || a.formation && a.actor.role.as_ref().is_some_and(|r| roles.contains(r))
            }
            Some(Argument::Units(_)) => false,
            None => !trigger.weak || !a.formation,
        },
    }
}

const FORMATIONS: &[&str] =
    &["battalion", "brigade", "regiment", "division", "company", "platoon", "squad", "unit", "battalion staff", "brigade staff"];

/// Whether a unit is a body of soldiers, which deserts or surrenders as people do.
pub(in crate::normalize) fn is_formation(unit: &str) -> bool {
    FORMATIONS.contains(&unit)
}

pub(super) fn accepts(trigger: &Trigger, page: &Page<'_>, setting: &Setting<'_>, quantity: &QuantityMention) -> bool {
    let unit = quantity.count.unit.as_deref();
    let role = quantity.role.as_deref().unwrap_or("");
    // Bodies, cases and the dead tell of their own event: they are not rescued, arrested or infected anew.
    if let Some(event) = quantity.head.and_then(|h| noun_event(page, setting, h)) {
        return event == trigger.kind || event == "casualty" || trigger.kind == "casualty";
    }
    match &trigger.argument {
        Some(Argument::Units(units)) => unit.is_some_and(|u| units.iter().any(|x| x == u)),
        Some(Argument::Roles(roles)) => match unit {
            Some("person") => roles.iter().any(|r| r == role),
            Some(u) if is_formation(u) => roles.iter().any(|r| r == "formation"),
            Some(u) => roles.iter().any(|r| r == u),
            None => roles.iter().any(String::is_empty),
        },
        None if trigger.unit == "person" => unit.is_none_or(|u| u == "person" || u == "family" || is_formation(u)),
        None => unit.is_some() || trigger.unit.is_empty() == (trigger.kind == "destroyed" || trigger.kind == "damaged"),
    }
}

/// Looks left for a subject.
fn backward<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, setting, event, trigger, candidates, sentence } = *site;
    let text = &page.text;
    let mut prepositional = None;
    // The start of the verb group: auxiliaries and adverbs before the trigger.
    let mut group = event.tokens.start;
    while group > sentence.start && is_verb_group(text, group - 1) {
        group -= 1;
    }
    let relative = group > sentence.start && text.is(group - 1, &["who", "that", "which", "whom"]);
    let mut limit = if relative { group - 1 } else { group };
    while relative && limit > sentence.start && text.norm(limit - 1) == "," {
        limit -= 1;
    }
    for candidate in candidates.iter().rev() {
        let tokens = candidate.tokens();
        if tokens.end > limit {
            continue;
        }
        let gap = tokens.end..limit;
        if gap.len() > 32 || gap.clone().any(|t| is_barrier(text, t)) {
            break;
        }
        if !relative && gap.clone().any(|t| text.is(t, &["that"]) || text.is(t, &["said", "says", "told", "added"])) {
            break;
        }
        // "2,300 people (about 390 households) have been displaced".
        let bracketed = tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["("])) && text.is(tokens.end, &[")"]);
        if bracketed {
            continue;
        }
        let bare = matches!(candidate, Candidate::Quantity(q) if q.count.unit.is_none());
        if bare && gap.len() > 1 || !suits(candidate, trigger, page, setting) {
            continue;
        }
        if matches!(candidate, Candidate::Name(_)) && gap.len() > 6 {
            continue;
        }
        if let Candidate::Pronoun(token) = candidate {
            if gap.is_empty() && text.is(*token, &SUBJECT_PRONOUNS) {
                return Some(*candidate);
            }
            continue;
        }
        if relative && gap.len() <= 1 {
            return Some(*candidate);
        }
        // The object of a verb in between is that verb's own.
        let owned = page.events.iter().any(|e| {
            !e.passive
                && e.tokens.end <= tokens.start
                && tokens.start - e.tokens.end <= 3
                && e.tokens.start >= sentence.start
                && e.tokens != event.tokens
                && e.triggers.iter().any(|t| {
                    setting.lexicon.triggers().get(*t).is_some_and(|t| t.counted == Counted::Object && t.form != Form::Noun)
                })
        });
        if owned && trigger.counted == Counted::Subject {
            continue;
        }
        // "with others trapped": the noun of an absolute construction is its subject.
        let absolute = gap.len() <= 1 && tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["with"]));
        if !absolute && is_prepositional(text, &tokens) {
            prepositional = prepositional.or(Some(*candidate)).filter(|_| gap.len() <= 12 || prepositional.is_some());
            continue;
        }
        return Some(*candidate);
    }
    // A counted prepositional candidate is better than none; an uncounted one is noise.
    prepositional
        .filter(|c| matches!(c, Candidate::Quantity(q) if q.count.unit.is_some()) && (relative || c.tokens().end + 2 >= limit))
}

fn is_verb_group(text: &Text<'_>, token: usize) -> bool {
    let word = text.norm(token);
    matches!(
        word,
        "was"
            | "were"
            | "been"
            | "being"
            | "be"
            | "is"
            | "are"
            | "has"
            | "have"
            | "had"
            | "having"
            | "did"
            | "do"
            | "does"
            | "not"
            | "never"
            | "to"
            | "said"
            | "known"
            | "believed"
            | "reported"
            | "thought"
            | "feared"
            | "also"
            | "still"
            | "then"
            | "later"
            | "all"
            | "both"
            | "got"
            | "get"
            | "may"
            | "might"
            | "could"
            | "would"
            | "will"
            | "themselves"
            | "remain"
            | "remained"
            | "remains"
            | "left"
            | "confirmed"
            | "so"
            | "far"
            | "went"
            | "gone"
            | "go"
            | "begun"
            | "began"
            | "listed"
            | "declared"
    ) || word.ends_with("ly") && word.len() > 4
        || word.ends_with("n't")
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
        let crosses = gap.clone().any(|t| {
            is_barrier(text, t)
                || text.is(t, &[",", "(", "that", "who", "which", "after", "as", "and"])
                || text.is(t, PREPOSITIONS)
        });
        if gap.len() > 7 || crosses {
            break;
        }
        // "a shooting suspect", "killing spree": a compound, and another verb in between has its own object.
        let compound = trigger.form == Form::Gerund && gap.is_empty() && matches!(candidate, Candidate::Actor(_));
        if compound || page.events.iter().any(|e| gap.contains(&e.tokens.start)) {
            break;
        }
        if let Candidate::Pronoun(token) = candidate {
            if gap.is_empty() && text.is(*token, &REFLEXIVES) && suits(candidate, trigger, page, setting) {
                return Some(*candidate);
            }
            break;
        }
        let bare = matches!(candidate, Candidate::Quantity(q) if q.count.unit.is_none());
        let adjacent = gap.is_empty()
            || gap.clone().all(|t| text.norm(t).ends_with("ly") || text.is(t, &["another", "some", "also", "a", "further"]));
        // A bare number is an object only at the end of its phrase: "wounded 23", not "hit 3 buildings".
        let ends = !matches!(text.kind(tokens.end), Kind::Word)
            || text.is(tokens.end, PREPOSITIONS)
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

/// "the deaths of two men", "the desertion of an entire battalion staff", "desertions among conscripts".
fn nominal<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, setting, event, trigger, candidates, .. } = *site;
    let text = &page.text;
    candidates.iter().copied().find(|c| {
        let tokens = c.tokens();
        let gap = event.tokens.end..tokens.start;
        let of =
            tokens.start > event.tokens.end && gap.len() <= 3 && text.is(event.tokens.end, &["of", "among", "by", "involving"]);
        of && !gap.clone().any(|t| text.is(t, &[","])) && suits(c, trigger, page, setting)
    })
}

/// "the death toll rose from 9 to 14": the number behind, and of two the later one.
fn toll<'p>(site: &Site<'_, 'p>) -> Option<Candidate<'p>> {
    let Site { page, event, trigger, candidates, sentence, .. } = *site;
    let text = &page.text;
    let leads = |t: usize| {
        text.is(
            t,
            &[
                "to",
                "at",
                "reached",
                "hit",
                ":",
                "exceeded",
                "is",
                "was",
                "stood",
                "surpassed",
                "passed",
                "topped",
                "be",
                "as",
                "of",
                "put",
            ],
        )
    };
    let mut found = None;
    for candidate in candidates {
        let Candidate::Quantity(quantity) = candidate else { continue };
        let tokens = &quantity.tokens;
        if tokens.start < event.tokens.end || tokens.end > sentence.end || quantity.subset {
            continue;
        }
        let gap = event.tokens.end..tokens.start;
        if gap.len() > 16 || gap.clone().any(|t| text.is(t, &[";", "but", "while"])) {
            break;
        }
        if quantity.count.unit.as_deref().is_some_and(|u| u != "person") && trigger.unit == "person" {
            continue;
        }
        let before = tokens.start.checked_sub(1);
        let led = before.is_some_and(leads)
            || before.and_then(|t| t.checked_sub(1)).is_some_and(|t| leads(t) && text.is(t + 1, &["about", "the", "least"]));
        let from = before.is_some_and(|t| text.is(t, &["from"]));
        if led && !from {
            return Some(*candidate);
        }
        if from {
            found = found.or(Some(*candidate));
        }
    }
    found
}
