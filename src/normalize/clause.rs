//! A trigger and its arguments: who, how many, where, when, within the sentence.

use std::ops::Range;

use super::event::voice;
use super::{ActorMention, EventMention, Page, PlaceMention, Setting, Voice};
use crate::claim::{Actor, Count, PlaceKind, RefersTo};
use crate::lexicon::Sense;
use crate::lexicon::sides::SideWord;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::triggers::{Argument, Counted, Form, Trigger};
use crate::text::{Kind, Text};

/// A claim in the making: everything points at tokens and mentions of a page.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Index of the page.
    pub page: usize,
    /// The passage.
    pub tokens: Range<usize>,
    /// The words of the event.
    pub trigger: Range<usize>,
    /// The kind of event.
    pub kind: String,
    /// How many, with the tokens that say so.
    pub count: Option<(Count, Range<usize>)>,
    /// Who, with the tokens that say so.
    pub actor: Option<(Actor, Range<usize>)>,
    /// Where: page, index of the place.
    pub place: Option<(usize, usize)>,
    /// When: page, index of the date, and what it is the date of.
    pub date: Option<(usize, usize, RefersTo)>,
    /// It is said not to have happened.
    pub negated: bool,
    /// "may have", "feared".
    pub hedged: bool,
    /// The event is told by a noun ("the attack"), which may only refer to what was told before.
    pub nominal: bool,
    /// A statement about many events ("desertions are rising"): no count, nothing inherited.
    pub trend: bool,
    /// A running number ("the toll rose to 14 on Sunday"): the date beside it is that of the count.
    pub toll: bool,
}

/// What a trigger may take as its argument.
#[derive(Clone, Copy, Debug)]
enum Candidate<'p> {
    Quantity(&'p super::QuantityMention),
    Actor(&'p ActorMention),
    Name(&'p super::NameMention),
}

impl Candidate<'_> {
    fn tokens(&self) -> Range<usize> {
        match self {
            Candidate::Quantity(q) => q.tokens.clone(),
            Candidate::Actor(a) => a.tokens.clone(),
            Candidate::Name(n) => n.tokens.clone(),
        }
    }
}

/// Reads all clauses of a page. Linear in the page for sentences of bounded length.
pub(super) fn read(pages: &[Page<'_>], index: usize, setting: &Setting<'_>) -> Vec<Draft> {
    let Some(page) = pages.get(index) else { return Vec::new() };
    let mut drafts = Vec::new();
    let mut used: Vec<Range<usize>> = Vec::new();
    for event in &page.events {
        let sentence = page.text.sentence_of(event.tokens.start).tokens.clone();
        let candidates = candidates(page, &sentence);
        for draft in drafts_of(page, index, setting, event, &candidates, &sentence) {
            used.extend(draft.count.iter().map(|(_, tokens)| tokens.clone()));
            drafts.push(draft);
        }
    }
    // One person who flees is no displacement, and an event that is denied by "no" alone is nothing told.
    drafts.retain(|d| {
        let one = d.count.as_ref().is_some_and(|(c, _)| c.high == Some(1));
        !(one && d.kind == "displaced" || d.nominal && d.negated && d.count.is_none())
    });
    // A counted noun may tell of the event itself: "17 bodies", "1,240 cases".
    for quantity in &page.quantities {
        let noun = quantity.head.and_then(|h| noun_event(page, setting, h));
        let free = !used.iter().any(|u| u.start < quantity.tokens.end && quantity.tokens.start < u.end);
        if let (Some(kind), true, false) = (noun, free, quantity.subset) {
            let sentence = page.text.sentence_of(quantity.tokens.start).tokens.clone();
            let head = quantity.head.unwrap_or(quantity.tokens.start);
            let trigger = head..(head + 1).max(quantity.tokens.end);
            let mut draft = blank(index, kind, trigger);
            set_quantity(&mut draft, page, setting, quantity);
            locate(&mut draft, page, setting, index, &sentence);
            finish(&mut draft, &page.text);
            drafts.push(draft);
        }
    }
    drafts
}

fn blank(page: usize, kind: String, trigger: Range<usize>) -> Draft {
    Draft {
        page,
        tokens: trigger.clone(),
        trigger,
        kind,
        count: None,
        actor: None,
        place: None,
        date: None,
        negated: false,
        hedged: false,
        nominal: false,
        trend: false,
        toll: false,
    }
}

/// Everything in the sentence that can be counted or named, by position. An actor inside a quantity is that quantity.
fn candidates<'p>(page: &'p Page<'_>, sentence: &Range<usize>) -> Vec<Candidate<'p>> {
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
    all.sort_by_key(|c| (c.tokens().start, c.tokens().end));
    all
}

fn drafts_of(
    page: &Page<'_>,
    index: usize,
    setting: &Setting<'_>,
    event: &EventMention,
    candidates: &[Candidate<'_>],
    sentence: &Range<usize>,
) -> Vec<Draft> {
    let mut fallback = None;
    for row in &event.triggers {
        let Some(trigger) = setting.lexicon.triggers().get(*row) else { continue };
        let argument = argument_of(page, setting, event, trigger, candidates, sentence);
        let mut draft = blank(index, trigger.kind.clone(), event.tokens.clone());
        draft.negated = event.negated;
        draft.hedged = event.hedged;
        let voice = voice(trigger.form, event.passive);
        draft.nominal = voice == Voice::Nominal;
        match argument {
            Some(Candidate::Quantity(quantity)) => {
                set_quantity(&mut draft, page, setting, quantity);
                draft.toll = trigger.counted == Counted::Toll;
                if draft.count.as_ref().is_some_and(|(c, _)| c.unit.is_none())
                    && !trigger.unit.is_empty()
                    && let Some((count, _)) = draft.count.as_mut()
                {
                    count.unit = Some(trigger.unit.clone());
                }
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                let mut all = vec![draft];
                if trigger.counted != Counted::Toll {
                    all.extend(coordinated(page, setting, &all[0], quantity, trigger, candidates, sentence));
                }
                return all;
            }
            Some(Candidate::Name(name)) if !trigger.unit.is_empty() && voice != Voice::Nominal => {
                draft.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, name.tokens.clone()));
                draft.actor = Some((Actor { name: Some(name.name.clone()), ..Actor::default() }, name.tokens.clone()));
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            Some(Candidate::Actor(actor)) => {
                // A headline leaves out the article: "Man shot dead in Springfield" is one man.
                let single =
                    !actor.plural && !actor.formation && page.field == crate::span::Field::Title && trigger.unit == "person";
                draft.actor = Some((actor.actor.clone(), actor.tokens.clone()));
                if single {
                    draft.count = Some((Count::exactly(1, "person"), actor.tokens.clone()));
                }
                locate(&mut draft, page, setting, index, sentence);
                draft.trend = draft.count.is_none();
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            _ => {
                let told = match voice {
                    Voice::Nominal => true,
                    Voice::Predicate => false,
                    _ => trigger.unit.is_empty(),
                };
                if fallback.is_none() && told && trigger.argument.is_none() && trigger.counted != Counted::Toll {
                    locate(&mut draft, page, setting, index, sentence);
                    draft.actor = side_near(page, setting, event, sentence);
                    draft.trend = true;
                    let placed = draft.place.is_some() || draft.date.is_some();
                    let object = !trigger.needs.is_empty() && !trigger.weak;
                    let ranks = draft.nominal && super::inherit::is_military(&draft.kind);
                    if placed && (!trigger.weak || draft.place.is_some())
                        || (draft.actor.is_some() || object || ranks) && !trigger.weak
                    {
                        finish(&mut draft, &page.text);
                        fallback = Some(draft);
                    }
                }
            }
        }
    }
    fallback.into_iter().collect()
}

/// "killed five soldiers and two civilians": the second object, where no other trigger takes it.
fn coordinated(
    page: &Page<'_>,
    setting: &Setting<'_>,
    first: &Draft,
    quantity: &super::QuantityMention,
    trigger: &Trigger,
    candidates: &[Candidate<'_>],
    sentence: &Range<usize>,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut end = quantity.tokens.end;
    for candidate in candidates {
        let Candidate::Quantity(next) = candidate else { continue };
        if next.tokens.start < end || next.subset {
            continue;
        }
        let conjunction = (end..next.tokens.start).all(|t| page.text.is(t, &[",", "and", "as", "well", "plus"]));
        let close = next.tokens.start > end && next.tokens.start - end <= 3;
        let own = next.count.unit.is_some()
            && next.head.is_some_and(|h| noun_event(page, setting, h).is_none())
            && accepts(trigger, page, setting, next);
        // "killed two and wounded three people": what a trigger directly follows or precedes is its own.
        let taken = page
            .events
            .iter()
            .any(|e| e.tokens.start >= end && e.tokens.start <= next.tokens.end + 2 && !first.trigger.contains(&e.tokens.start));
        if !(conjunction && close && own) || taken || next.role == quantity.role {
            break;
        }
        let mut draft = blank(first.page, first.kind.clone(), first.trigger.clone());
        (draft.negated, draft.hedged, draft.nominal) = (first.negated, first.hedged, first.nominal);
        set_quantity(&mut draft, page, setting, next);
        locate(&mut draft, page, setting, first.page, sentence);
        finish(&mut draft, &page.text);
        drafts.push(draft);
        end = next.tokens.end;
    }
    drafts
}

fn set_quantity(draft: &mut Draft, page: &Page<'_>, setting: &Setting<'_>, quantity: &super::QuantityMention) {
    if quantity.count.high == Some(0) {
        draft.negated = true;
    } else {
        draft.count = Some((quantity.count.clone(), quantity.tokens.clone()));
    }
    let mut actor = super::actor::of(page, &quantity.tokens).map(|a| a.actor.clone()).unwrap_or_default();
    if actor.role.is_none() {
        actor.role.clone_from(&quantity.role);
    }
    if actor.side.is_none() {
        // "14 Russians": the people's name is the noun.
        let side = quantity.tokens.clone().find_map(|t| side_word(page, setting, t));
        actor.side = side;
    }
    // "of the 14th Brigade", "from the 20th Division", "Russia's 20th Division" directly behind.
    let behind = page.actors.iter().find(|a| {
        a.formation
            && a.actor.name.is_some()
            && a.tokens.start >= quantity.tokens.end
            && a.tokens.start <= quantity.tokens.end + 12
    });
    if let Some(formation) = behind.filter(|f| page.text.sentence_of(f.tokens.start).tokens.contains(&quantity.tokens.start)) {
        let between: Vec<&str> = (quantity.tokens.end..formation.tokens.start).map(|t| page.text.norm(t)).collect();
        let belongs = between.iter().any(|w| matches!(*w, "of" | "from" | "'s" | "deserted"))
            && !between.iter().any(|w| matches!(*w, ";" | "by"));
        if belongs {
            actor.name.clone_from(&formation.actor.name);
            actor.side = actor.side.take().or_else(|| formation.actor.side.clone());
        }
    }
    if actor != Actor::default() {
        draft.actor = Some((actor, quantity.tokens.clone()));
    }
}

/// The code of a side word at a token.
fn side_word(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<String> {
    page.hits_at(token).iter().find_map(|h| match h.sense {
        Sense::Side(s) => setting.lexicon.sides().get(s).filter(|row| row.kind != SideWord::Name).map(|row| row.code.clone()),
        _ => None,
    })
}

/// The side of an event told by a noun: "Ukrainian desertions", "desertions in the Russian army".
fn side_near(
    page: &Page<'_>,
    setting: &Setting<'_>,
    event: &EventMention,
    sentence: &Range<usize>,
) -> Option<(Actor, Range<usize>)> {
    let before = (event.tokens.start.saturating_sub(3).max(sentence.start)..event.tokens.start).rev();
    for t in before {
        if let Some(code) = side_word(page, setting, t) {
            return Some((Actor { side: Some(code), ..Actor::default() }, t..t + 1));
        }
        if page.text.kind(t) == Kind::Punct && page.text.norm(t) != "-" {
            break;
        }
    }
    let behind = page.actors.iter().find(|a| {
        let between = event.tokens.end..a.tokens.start;
        a.tokens.start >= event.tokens.end
            && between.len() <= 3
            && between.clone().any(|t| page.text.is(t, &["of", "among", "by", "in", "within", "from"]))
    });
    behind.filter(|a| a.tokens.end <= sentence.end).map(|a| (a.actor.clone(), a.tokens.clone()))
}

/// The event that a counted noun tells of.
fn noun_event(page: &Page<'_>, setting: &Setting<'_>, head: usize) -> Option<String> {
    (head.saturating_sub(2)..=head).rev().find_map(|t| {
        page.hits_at(t).iter().find_map(|h| match h.sense {
            Sense::Noun(n) if h.end > head => setting.lexicon.nouns().get(n).map(|n| n.event.clone()).filter(|e| !e.is_empty()),
            _ => None,
        })
    })
}

const PREPOSITIONS: &[&str] = &[
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

fn argument_of<'p>(
    page: &Page<'_>,
    setting: &Setting<'_>,
    event: &EventMention,
    trigger: &Trigger,
    candidates: &[Candidate<'p>],
    sentence: &Range<usize>,
) -> Option<Candidate<'p>> {
    // "12 dead", "31 deaths": the word is part of what is counted.
    let overlapping = candidates.iter().copied().find(|c| {
        let t = c.tokens();
        matches!(c, Candidate::Quantity(_)) && t.start < event.tokens.end && event.tokens.start < t.end
    });
    if overlapping.is_some() {
        return overlapping.filter(|c| suits(c, trigger, page, setting));
    }
    let after = || forward(page, setting, event, trigger, candidates, sentence);
    let before = || backward(page, setting, event, trigger, candidates, sentence);
    match (trigger.counted, voice(trigger.form, event.passive)) {
        (Counted::Toll, _) => toll(page, event, trigger, candidates, sentence),
        (_, Voice::Nominal) => nominal(page, setting, event, trigger, candidates),
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

/// Whether the trigger can take this.
fn suits(candidate: &Candidate<'_>, trigger: &Trigger, page: &Page<'_>, setting: &Setting<'_>) -> bool {
    match candidate {
        Candidate::Quantity(q) => !q.subset && accepts(trigger, page, setting, q),
        Candidate::Name(_) => match &trigger.argument {
            Some(Argument::Roles(roles)) => roles.iter().any(String::is_empty),
            Some(Argument::Units(_)) => false,
            None => !trigger.weak,
        },
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

fn accepts(trigger: &Trigger, page: &Page<'_>, setting: &Setting<'_>, quantity: &super::QuantityMention) -> bool {
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
            Some(u) if FORMATIONS.contains(&u) => roles.iter().any(|r| r == "formation"),
            Some(u) => roles.iter().any(|r| r == u),
            None => roles.iter().any(String::is_empty),
        },
        None if trigger.unit == "person" => unit.is_none_or(|u| u == "person" || u == "family" || FORMATIONS.contains(&u)),
        None => unit.is_some() || trigger.unit.is_empty() == (trigger.kind == "destroyed" || trigger.kind == "damaged"),
    }
}

/// Looks left for a subject.
fn backward<'p>(
    page: &Page<'_>,
    setting: &Setting<'_>,
    event: &EventMention,
    trigger: &Trigger,
    candidates: &[Candidate<'p>],
    sentence: &Range<usize>,
) -> Option<Candidate<'p>> {
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
            | "have'nt"
    ) || word.ends_with("ly") && word.len() > 4
        || word.ends_with("n't")
}

/// Looks right for an object.
fn forward<'p>(
    page: &Page<'_>,
    setting: &Setting<'_>,
    event: &EventMention,
    trigger: &Trigger,
    candidates: &[Candidate<'p>],
    sentence: &Range<usize>,
) -> Option<Candidate<'p>> {
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
fn nominal<'p>(
    page: &Page<'_>,
    setting: &Setting<'_>,
    event: &EventMention,
    trigger: &Trigger,
    candidates: &[Candidate<'p>],
) -> Option<Candidate<'p>> {
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
fn toll<'p>(
    page: &Page<'_>,
    event: &EventMention,
    trigger: &Trigger,
    candidates: &[Candidate<'p>],
    sentence: &Range<usize>,
) -> Option<Candidate<'p>> {
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

/// Chooses place and date in the sentence.
fn locate(draft: &mut Draft, page: &Page<'_>, setting: &Setting<'_>, index: usize, sentence: &Range<usize>) {
    draft.place = best_place(page, setting, &draft.trigger, sentence).map(|p| (index, p));
    draft.date = best_date(page, &draft.trigger, sentence).map(|(d, refers)| (index, d, refers));
}

/// Whether a token belongs to the source or the cue of an attribution: what stands there is not of the event.
fn is_source(page: &Page<'_>, token: usize) -> bool {
    page.voices.iter().any(|v| v.source.contains(&token) || v.cue.contains(&token))
}

fn best_place(page: &Page<'_>, setting: &Setting<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
    let text = &page.text;
    let in_dateline = |t: usize| text.dateline.as_ref().is_some_and(|d| d.contains(&t));
    let from = page.places.partition_point(|p| p.tokens.start < sentence.start);
    let places = page.places.iter().enumerate().skip(from).take_while(|(_, p)| p.tokens.start < sentence.end);
    let own = places.filter(|(_, p)| {
        !p.adjective && !in_dateline(p.tokens.start) && !is_source(page, p.tokens.start) && !names_body(page, setting, &p.tokens)
    });
    own.map(|(i, p)| (place_score(page, i, p, trigger), std::cmp::Reverse(i))).filter(|(s, _)| *s > 0).max().map(|(_, i)| i.0)
}

/// What stands between a place and the larger one that holds it: "Numan, headquarters of Numan Local Government Area of Adamawa".
const CONTAINER: &[&str] = &[
    ",",
    "of",
    "in",
    "the",
    "a",
    "province",
    "district",
    "region",
    "state",
    "city",
    "county",
    "town",
    "village",
    "municipality",
    "area",
    "local",
    "government",
    "headquarters",
    "capital",
    "seat",
    "southern",
    "northern",
    "eastern",
    "western",
    "central",
    "part",
    "and",
];

/// Whether the place is part of the name of somebody who speaks: "the Poltava regional administration", "Ankara police".
pub(super) fn names_body(page: &Page<'_>, setting: &Setting<'_>, place: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(place.start).tokens.clone();
    for t in place.end..(place.end + 4).min(sentence.end) {
        if text.kind(t) == Kind::Punct && text.norm(t) != "'s"
            || PREPOSITIONS.contains(&text.norm(t))
            || text.is(t, &["and", "was", "were", "has", "had", "said"])
        {
            break;
        }
        let speaks = |row: u16| {
            let class = setting.lexicon.speakers().get(row).map(|s| s.class);
            matches!(class, Some(SpeakerClass::Body | SpeakerClass::Office | SpeakerClass::Voice | SpeakerClass::Media))
        };
        if page.hits_at(t).iter().any(|h| matches!(h.sense, Sense::Speaker(row) if speaks(row))) {
            return true;
        }
    }
    // "the Human Rights Committee of Guayaquil says": the place belongs to the subject of a verb of saying right behind it.
    place.start > sentence.start
        && text.is(place.start - 1, &["of"])
        && page.voices.iter().any(|v| !v.cue.is_empty() && v.cue.start >= place.end && v.cue.start - place.end <= 1)
}

fn place_score(page: &Page<'_>, index: usize, place: &PlaceMention, trigger: &Range<usize>) -> i64 {
    let text = &page.text;
    // "Zonguldak's Kilimli district", "Kilimli, Zonguldak", "Kilimli district of Zonguldak": the second place holds the first, or the other way
    // round; the part is meant.
    let next = index.checked_add(1).and_then(|i| page.places.get(i));
    let holds_next = text.norm(place.tokens.end) == "'s" && next.is_some_and(|n| n.tokens.start == place.tokens.end + 1);
    let before_it = index.checked_sub(1).and_then(|i| page.places.get(i)).filter(|b| !b.adjective);
    let holds_last = before_it.is_some_and(|b| {
        let gap = b.tokens.end..place.tokens.start;
        !gap.is_empty() && gap.len() <= 6 && gap.clone().all(|t| text.is(t, CONTAINER))
    });
    let (between, behind) = if place.tokens.start >= trigger.end {
        (trigger.end..place.tokens.start, true)
    } else {
        (place.tokens.end..trigger.start, false)
    };
    let before = place.tokens.start.checked_sub(1);
    let article =
        before.filter(|t| text.is(*t, &["the", "southern", "northern", "eastern", "western", "central", "downtown", "nearby"]));
    let preposition = article.and_then(|t| t.checked_sub(1)).or(before);
    let led = preposition.is_some_and(|t| {
        text.is(
            t,
            &[
                "in", "at", "near", "outside", "on", "around", "off", "from", "of", "across", "over", "towards", "inside",
                "through", "into",
            ],
        )
    });
    let fine = match place.place.kind {
        Some(PlaceKind::City | PlaceKind::Locality) => 8,
        Some(PlaceKind::District | PlaceKind::Sector) => 7,
        Some(PlaceKind::Region | PlaceKind::Natural) => 5,
        Some(PlaceKind::Country) => 0,
        _ => 4,
    };
    let barriers =
        between.clone().filter(|t| text.is(*t, &[";", ",", "but", "while", "that", "said", "who", "which"])).count() as i64;
    // "citizens of Croatia" says who, "60 km west of Zonguldak" says where from.
    let before_of = place.tokens.start.checked_sub(2).filter(|t| text.is(*t + 1, &["of"]));
    let whose = place.place.kind == Some(PlaceKind::Country)
        && before_of.is_some_and(|t| {
            text.is(t, &["citizens", "citizen", "nationals", "national", "people", "residents", "natives", "soldiers", "troops"])
        });
    let bearing = before_of
        .is_some_and(|t| text.is(t, &["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"]));
    let container = if whose {
        60
    } else if holds_next || holds_last || bearing {
        14
    } else {
        0
    };
    30 + fine - container + if led { 8 } else { -4 } + i64::from(behind) * 3 - (between.len() as i64).min(40) / 2 - barriers * 3
}

/// Whether a date says when somebody spoke: "said on Monday", "the minister on Monday denied", "On Monday, TASS reported".
pub(super) fn is_report_date(page: &Page<'_>, date: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(date.start).tokens.clone();
    let loose = |gap: Range<usize>| gap.len() <= 3 && !gap.clone().any(|t| text.is(t, &[",", "that", ";", ":", "\""]));
    page.voices.iter().filter(|v| !v.inherited && sentence.contains(&v.cue.start) && !v.cue.is_empty()).any(|v| {
        let behind_cue = date.start >= v.cue.end && loose(v.cue.end..date.start);
        let inside = !v.source.is_empty() && v.source.end <= date.start && date.end <= v.cue.start;
        let leads = !v.source.is_empty()
            && date.end <= v.source.start
            && v.source.start - date.end <= 2
            && date.start <= sentence.start + 2;
        // "according to X on Monday" does not date the words of X.
        let verb = !text.is(v.cue.start, &["according", "per", "citing"]);
        verb && (behind_cue || inside || leads && v.cue.start >= v.source.end)
    })
}

/// The date of the event, else that of the report.
fn best_date(page: &Page<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Option<(usize, RefersTo)> {
    let text = &page.text;
    let in_dateline = |t: usize| text.dateline.as_ref().is_some_and(|d| d.contains(&t));
    let from = page.dates.partition_point(|d| d.tokens.start < sentence.start);
    let dates = page.dates.iter().enumerate().skip(from).take_while(|(_, d)| d.tokens.start < sentence.end);
    let scored = dates.filter(|(_, d)| !in_dateline(d.tokens.start)).map(|(i, d)| {
        let report = is_report_date(page, &d.tokens);
        let gap =
            if d.tokens.start >= trigger.end { d.tokens.start - trigger.end } else { trigger.start.saturating_sub(d.tokens.end) };
        let open = i64::from(d.date.is_unresolved() && d.date.partial.is_none()) * 20;
        (-(gap as i64) - i64::from(report) * 30 - open, std::cmp::Reverse(i), report)
    });
    scored
        .max_by_key(|(score, i, _)| (*score, *i))
        .map(|(_, i, report)| (i.0, if report { RefersTo::Report } else { RefersTo::Event }))
}

/// The passage: from the first to the last of what the claim is made of, in its sentence, and not across a barrier.
fn finish(draft: &mut Draft, text: &Text<'_>) {
    let sentence = text.sentence_of(draft.trigger.start).tokens.clone();
    let mut tokens = draft.trigger.clone();
    for part in draft.count.iter().map(|c| &c.1).chain(draft.actor.iter().map(|a| &a.1)) {
        if sentence.contains(&part.start) {
            tokens = tokens.start.min(part.start)..tokens.end.max(part.end);
        }
    }
    // What follows up to the next mark belongs to the clause: where, when, how.
    while tokens.end < sentence.end
        && !text.is(tokens.end, &[",", ";", ":", ".", "!", "?", "\"", ")", "\u{2014}", "\u{2013}"])
        && tokens.len() < 40
    {
        if text.is(tokens.end, &["and", "but", "while"]) {
            break;
        }
        tokens.end += 1;
    }
    draft.tokens = tokens;
}
