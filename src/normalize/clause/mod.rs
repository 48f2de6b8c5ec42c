//! A trigger and its arguments: who, how many, where, when, within the sentence.

mod ago;
mod candidate;
mod fit;
mod argument;
mod circumstance;
mod gapping;
mod side;
mod told;
mod together;

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::event::{is_given_back, is_incident, voice};
use super::involved::speaks;
use super::quantity::is_told_of;
use super::reader::Reader;
use super::{EventMention, NameMention, Page, QuantityMention, Setting, Voice};
use crate::claim::{Actor, Count, RefersTo};
use crate::lexicon::Taxonomy;
use crate::lexicon::numbers::Role;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::{Counted, SAME, Trigger};
use crate::lexicon::words::Class;
use crate::text::{Kind, Text};
pub(super) use ago::Ago;
use argument::{Site, argument_of, is_verb_group};
use candidate::{Candidate, candidates, coordination, implied, ordinal, role_before};
pub(super) use circumstance::{
    is_aftermath, is_aside, is_attached, is_festivity, is_former, is_on_the_way, is_origin, is_report_date, is_town, names_body,
};
use circumstance::{locate, place_beside};
pub(super) use fit::is_formation;
use fit::{accepts, noun_event};
use gapping::{Gapped, Share, gapped, shares};
use side::{join_formation, owner, side_near, side_word};
use together::{Together, together};
use told::{denials, is_development, same_kind};

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
    /// "Since the war began in April": that day is only the first of the time that is told of.
    pub since: bool,
    /// How long before the article, where that is how it is told.
    pub ago: Option<Ago>,
    /// It is said not to have happened.
    pub negated: bool,
    /// "may have", "feared".
    pub hedged: bool,
    /// The event is told by a noun ("the attack"), which may only refer to what was told before.
    pub nominal: bool,
    /// A statement about many events ("desertions are rising"): no count, nothing inherited.
    pub trend: bool,
    /// It is told that such events grow more or fewer, which refers to no one of them.
    pub development: bool,
    /// A running number ("the toll rose to 14 on Sunday"): the date beside it is that of the count.
    pub toll: bool,
    /// Whether those it befell live is not said ("was shot").
    pub open: bool,
    /// The one it befell is only a pronoun.
    pub anaphoric: bool,
    /// Its parts are told with a place each: it has none of them, and no other than it states.
    pub spread: bool,
    /// It is told of several places at once, of which `place` is one.
    pub together: Option<Together>,
    /// It only answers what was told before.
    pub echo: Option<Echo>,
}

/// What an answer takes from that which it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Echo {
    pub place: bool,
    pub date: bool,
}

impl Draft {
    /// An aircraft, drone or missile brought down.
    pub(super) fn is_aloft(&self) -> bool {
        Trait::Aerial.of(&self.kind)
    }
}

/// A sentence that tells of events, and what its triggers may take.
#[derive(Default)]
struct Here<'p> {
    sentence: Range<usize>,
    candidates: Vec<Candidate<'p>>,
    shares: Vec<Share<'p>>,
}

/// Reads all clauses of a page. Linear in the page for sentences of bounded length.
pub(super) fn read(pages: &[Page<'_>], index: usize, setting: &Setting<'_>) -> Vec<Draft> {
    let Some(page) = pages.get(index) else { return Vec::new() };
    let mut drafts = Vec::with_capacity(page.events.len());
    // The tokens of the numbers that a trigger has taken.
    let mut used: FxHashSet<usize> = FxHashSet::default();
    let mut here = Here::default();
    // Triggers that only say how else it may have ended.
    let mut swallowed: FxHashSet<usize> = FxHashSet::default();
    for event in &page.events {
        if !here.sentence.contains(&event.tokens.start) {
            let sentence = told_with(page, event.tokens.start);
            let (candidates, shares) = (candidates(page, setting, &sentence), shares(page, &sentence));
            here = Here { sentence, candidates, shares };
        }
        if swallowed.contains(&event.tokens.start) {
            continue;
        }
        let others = alternatives(page, setting, event);
        let told = drafts_of(page, index, setting, event, &here);
        // "A total of 40 executions, 12 of them here": the noun tells what they are.
        if told.first().is_some_and(|d| d.kind == SAME && d.count.as_ref().is_some_and(|(_, words)| tells_itself(page, words))) {
            continue;
        }
        for mut draft in told {
            if !others.is_empty() && draft.count.is_some() && is_casualty(&draft.kind) {
                draft.kind = CASUALTY.into();
                swallowed.extend(&others);
            }
            if let Some(kind) = died_later(page, &draft, drafts.last()) {
                draft.kind = kind;
            }
            if draft.kind == SAME {
                let Some(kind) = same_kind(page, &drafts, &draft) else { continue };
                draft.kind = kind;
            }
            used.extend(draft.count.iter().flat_map(|(_, tokens)| tokens.clone()));
            drafts.push(draft);
        }
    }
    drafts.extend(denials(page, index, setting, &drafts));
    // One person who flees is no displacement, and an event that is denied by "no" alone is nothing told.
    drafts.retain(|d| {
        let one = d.count.as_ref().is_some_and(|(c, _)| c.high == Some(1));
        // "No reports of injuries".
        let hurt = Trait::Fatal.of(&d.kind) || Trait::Wounding.of(&d.kind) || d.kind == CASUALTY;
        let nothing = d.nominal && d.negated && d.count.is_none() && !hurt;
        !(one && Trait::Mass.of(&d.kind) || nothing || d.negated && denies_a_reason(page, d))
    });
    // "60,000 cases of absence", "four new infections of the network": only where the article speaks of health.
    let infected = |drafts: &[Draft]| drafts.iter().any(|d| Trait::Disease.of(&d.kind));
    let cases =
        page.quantities.iter().any(|q| q.head.and_then(|h| noun_event(page, setting, h)).is_some_and(|e| Trait::Disease.of(e)));
    let health = (cases || infected(&drafts)) && speaks_of_health(pages, setting);
    drafts.retain(|d| !Trait::Disease.of(&d.kind) || health || !d.nominal && !d.toll);
    // "Nine workers who were hurt later died" are told by what became of them.
    let died: FxHashSet<(usize, usize)> = drafts
        .iter()
        .filter(|d| Trait::Fatal.of(&d.kind) && !d.negated)
        .filter_map(|d| d.count.as_ref().map(|(_, words)| (words.start, words.end)))
        .collect();
    drafts.retain(|d| {
        let passed = |(_, words): &(Count, Range<usize>)| died.contains(&(words.start, words.end));
        // "Lay dead with three stab wounds".
        let open = d.open && !page.text.is(d.trigger.start, &["with"]);
        !(Trait::Wounding.of(&d.kind) && !open && d.count.as_ref().is_some_and(passed))
    });
    // A counted noun may tell of the event itself: "17 bodies", "1,240 cases".
    for quantity in &page.quantities {
        let noun = quantity.head.and_then(|h| noun_event(page, setting, h));
        let free = !quantity.tokens.clone().any(|t| used.contains(&t)) && !is_given_back(page, &quantity.tokens);
        if let (Some(kind), true, false) = (noun.filter(|n| health || !Trait::Disease.of(n)), free, quantity.subset) {
            let sentence = page.text.sentence_of(quantity.tokens.start).tokens.clone();
            let head = quantity.head.unwrap_or(quantity.tokens.start);
            let trigger = head..(head + 1).max(quantity.tokens.end);
            let mut draft = blank(index, kind.to_owned(), trigger);
            set_quantity(&mut draft, page, setting, quantity);
            locate(&mut draft, page, setting, index, &sentence);
            // The day that bodies are found is not the day of the deaths.
            if let Some((_, _, refers)) = draft.date.as_mut().filter(|_| is_incident(&draft.kind)) {
                *refers = RefersTo::Report;
            }
            finish(&mut draft, &page.text);
            drafts.push(draft);
        }
    }
    drafts.retain(|d| {
        let counted = page.quantities.partition_point(|q| q.tokens.end <= d.trigger.start);
        let counted = page.quantities.get(counted).filter(|q| q.head.is_some_and(|h| d.trigger.contains(&h)));
        !counted.is_some_and(|q| {
            Trait::Disease.of(&d.kind) && is_of_court(page, q, &d.trigger) || Trait::Fatal.of(&d.kind) && is_room(page, q)
        })
    });
    once(page, &mut drafts);
    drafts
}

/// Whether what is counted is an event: "40 executions".
fn tells_itself(page: &Page<'_>, words: &Range<usize>) -> bool {
    let head = page.quantities_in(words.start..words.start + 1).first().and_then(|q| q.head);
    !page.events_in(words.end..words.end + 1).is_empty() || head.is_some_and(|h| !page.events_in(h..h + 1).is_empty())
}

const CASUALTY: &str = "casualty";
const ARRESTED: &str = "arrested";
const KIDNAPPED: &str = "kidnapped";

/// Killed, injured, missing: what befell people.
fn is_casualty(kind: &str) -> bool {
    Taxonomy::embedded().family(kind) == Some(CASUALTY)
}

/// "Dead |or missing", "killed|, wounded or missing": the other casualties of which one befell each of the people counted.
fn alternatives(page: &Page<'_>, setting: &Setting<'_>, event: &EventMention) -> Vec<usize> {
    let of = |e: &EventMention, befalls: &dyn Fn(&str) -> bool| {
        e.triggers.iter().any(|t| setting.lexicon.triggers().get(*t).is_some_and(|t| befalls(&t.kind)))
    };
    let casualty = |e: &EventMention| of(e, &is_casualty);
    // "Killed, wounded or captured".
    let lost = |e: &EventMention| casualty(e) || of(e, &|kind| Trait::Loss.of(kind) && Trait::Military.of(kind));
    let (mut others, mut end, mut or) = (Vec::new(), event.tokens.end, false);
    while !or && casualty(event) && page.text.is(end, &[",", "or"]) {
        or = page.text.is(end, &["or"]);
        let next = page.events_in(end + 1..end + 2).first().filter(|e| e.tokens.start == end + 1 && lost(e));
        let Some(next) = next else { break };
        others.push(next.tokens.start);
        end = next.tokens.end;
    }
    if or && end > event.tokens.end + 1 { others } else { Vec::new() }
}

/// The sentence of an event, or of two parts of it that of the event: "Twelve fled on Friday, a development that fits a surge in desertions".
fn told_with(page: &Page<'_>, event: usize) -> Range<usize> {
    let sentence = page.text.sentence_of(event).tokens.clone();
    match sentence.clone().find(|t| sums_up(page, *t)) {
        Some(comma) if comma < event => comma..sentence.end,
        Some(comma) => sentence.start..comma,
        None => sentence,
    }
}

/// Whether a comma opens a noun that sums up the clause before: "|, a development that".
pub(super) fn sums_up(page: &Page<'_>, comma: usize) -> bool {
    let text = &page.text;
    text.is(comma, &[","]) && text.is(comma + 1, &["a", "an"]) && {
        let noun = comma + 2 + usize::from(!page.has(comma + 2, Class::Summary));
        page.has(noun, Class::Summary) && text.is(noun + 1, &["that", "which", "he", "she", "they", "it"])
    }
}

/// "Nobody is detained for singing": the reason is denied, not that somebody was detained.
fn denies_a_reason(page: &Page<'_>, draft: &Draft) -> bool {
    let text = &page.text;
    let after = draft.trigger.end;
    let after = after + usize::from(text.is(after, &["simply", "merely", "solely", "only", "just"]));
    let gerund = text.norm(after + 1).ends_with("ing") && text.norm(after + 1).len() > 4;
    after > draft.trigger.end && text.is(after, &["for", "because", "over"])
        || text.is(after, &["for"]) && gerund
        || text.is(after, &["because"])
}

/// "The cellar fits twenty bodies": how many there is room for.
fn is_room(page: &Page<'_>, quantity: &QuantityMention) -> bool {
    let start = quantity.tokens.start;
    let first = page.text.sentence_of(start).tokens.start.max(start.saturating_sub(3));
    (first..start).any(|t| page.has(t, Class::Capacity))
}

/// "Two shooting cases", "31 cases involving the murder of farmhands": not of a disease.
fn is_of_court(page: &Page<'_>, quantity: &QuantityMention, told: &Range<usize>) -> bool {
    let end = quantity.tokens.end;
    let of = page.text.is(end, &["involving", "against", "concerning", "where"]);
    let named = page.events_in(quantity.tokens.start..quantity.head.unwrap_or(quantity.tokens.start));
    // "1,900 suspected cases" are told by those words.
    named.iter().any(|e| e.tokens != *told) || of && !page.events_in(end..end + 6).is_empty()
}

/// One telling of one event in a sentence: "no arrests" is not told by the number and by the noun, "a massacre leaves 13 dead" is the 13.
fn once(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    let sentence = |d: &Draft| page.text.tokens.get(d.trigger.start).map_or(0, |t| t.sentence);
    let told = |d: &&Draft| d.count.is_some() && !d.negated && !d.nominal && is_incident(&d.kind);
    let counted: FxHashSet<(String, u32)> = drafts.iter().filter(told).map(|d| (d.kind.clone(), sentence(d))).collect();
    let mut denied: FxHashSet<(String, usize)> = FxHashSet::default();
    drafts.retain(|d| {
        let bare = d.count.is_none();
        let again = bare && d.nominal && !d.negated && counted.contains(&(d.kind.clone(), sentence(d)));
        let twice = bare && d.negated && !denied.insert((d.kind.clone(), d.trigger.end));
        !again && !twice
    });
}

/// "Nine died at the scene and two |later in hospital": they died there.
fn died_later(page: &Page<'_>, draft: &Draft, before: Option<&Draft>) -> Option<String> {
    let start = draft.trigger.start;
    let later = start > 0 && page.text.is(start - 1, &["later"]) && page.text.is(start, &["in"]);
    let died = before.filter(|d| Trait::Fatal.of(&d.kind) && page.text.sentence_of(d.trigger.start).tokens.contains(&start))?;
    let counted = draft.count.as_ref().is_some_and(|(_, words)| words.end + 1 == start);
    (later && counted).then(|| died.kind.clone())
}

/// "Shot him |dead", "stabbed two men |to death".
fn is_to_death(page: &Page<'_>, object: usize) -> bool {
    let dead = page.text.is(object, &["dead"]) && (page.text.kind(object + 1) != Kind::Word || page.ends_phrase(object + 1));
    dead || page.text.is(object, &["to"]) && page.text.is(object + 1, &["death"])
}

const KILLED: &str = "killed";
const INJURED: &str = "injured";
const ATTACKED: &str = "attacked";

/// "A |double shooting", "a |triple homicide": the word, and how many.
fn multiple(page: &Page<'_>, setting: &Setting<'_>, event: &EventMention) -> Option<(usize, u64)> {
    let at = event.tokens.start.checked_sub(1)?;
    let reader = Reader { page, lexicon: setting.lexicon };
    reader.number(at, |role| role == Role::Multiple).map(|(word, _)| (at, word.value))
}

/// Whether the article names a disease. Linear in the article.
fn speaks_of_health(pages: &[Page<'_>], setting: &Setting<'_>) -> bool {
    let mut needed = setting.lexicon.triggers().needed(Trait::Disease);
    needed.any(|words| pages.iter().any(|p| (0..p.text.tokens.len()).any(|t| words.contains(p.text.norm(t)))))
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
        since: false,
        ago: None,
        negated: false,
        hedged: false,
        nominal: false,
        trend: false,
        development: false,
        toll: false,
        open: false,
        anaphoric: false,
        spread: false,
        together: None,
        echo: None,
    }
}

fn drafts_of(page: &Page<'_>, index: usize, setting: &Setting<'_>, event: &EventMention, here: &Here<'_>) -> Vec<Draft> {
    let Here { sentence, candidates, shares } = here;
    let mut fallback = None;
    for row in &event.triggers {
        let Some(trigger) = setting.lexicon.triggers().get(*row) else { continue };
        let mut argument = argument_of(&Site { page, setting, event, trigger, candidates, sentence });
        let mut draft = blank(index, trigger.kind.clone(), event.tokens.clone());
        draft.negated = event.negated;
        // "84 suspected cases".
        draft.hedged = event.hedged || event.tokens.clone().any(|t| page.has(t, Class::Supposed));
        let voice = voice(trigger.form, event.passive);
        draft.nominal = voice == Voice::Nominal;
        draft.open = trigger.open;
        if draft.open && page.text.is(event.tokens.end, &["involving"]) {
            // "A shooting involving two boys": one of them may have fired.
            (draft.kind, draft.open) = (ATTACKED.into(), false);
        }
        if draft.open && voice == Voice::Active && argument.is_some_and(|c| is_to_death(page, c.tokens().end)) {
            (draft.kind, draft.open) = (KILLED.into(), false);
        }
        if let Some(chosen) = &argument
            && (trigger.unit == "person" || draft.nominal && trigger.unit.is_empty())
            && trigger.counted != Counted::Toll
        {
            let group = coordination(page, candidates, chosen, draft.nominal);
            if let Some(drafts) = group_drafts(&draft, page, setting, &group, event, sentence) {
                return drafts;
            }
            if let [whole] = group.as_slice() {
                argument = Some(*whole);
            }
        }
        match argument {
            Some(Candidate::Quantity(quantity)) => {
                set_quantity(&mut draft, page, setting, quantity);
                name_apposed(&mut draft, page, &quantity.tokens);
                // "170 confirmed cases" are counted once, and no running number.
                let named = quantity.tokens.start < event.tokens.end && event.tokens.start < quantity.tokens.end;
                draft.toll = trigger.counted == Counted::Toll && !named;
                if draft.count.as_ref().is_some_and(|(c, _)| c.unit.is_none())
                    && !trigger.unit.is_empty()
                    && let Some((count, _)) = draft.count.as_mut()
                {
                    count.unit = Some(trigger.unit.clone());
                }
                locate(&mut draft, page, setting, index, sentence);
                if draft.toll {
                    draft.toll = !is_of_event(page, &draft, event);
                    owner(&mut draft, page, setting, event);
                }
                let shared = gapped(page, setting, trigger, &draft, quantity, shares);
                if let Some(Gapped::Beside { own: Some(place), .. }) = &shared {
                    draft.place = Some((index, *place));
                } else if let Some(Gapped::Parts(parts)) = &shared {
                    draft.place = place_beside(&draft, page, setting, sentence, parts).map(|p| (index, p));
                    draft.spread = true;
                }
                draft.together = draft.place.filter(|_| !draft.spread).and_then(|(_, p)| together(&draft, page, setting, p));
                draft.spread |= draft.together.is_some();
                finish(&mut draft, &page.text);
                let mut all = vec![draft];
                if let Some(shared) = shared {
                    let shares = shared.shares().iter();
                    let told: Vec<Draft> = shares.map(|s| share(page, setting, &all[0], quantity, s)).collect();
                    all.extend(told);
                } else if trigger.counted != Counted::Toll {
                    let first = (quantity.tokens.end, quantity.role.as_deref(), quantity.count.unit.as_deref());
                    all.extend(coordinated(page, setting, &all[0], first, trigger, candidates, sentence));
                }
                return all;
            }
            Some(Candidate::Thing { start, end, noun }) => {
                if let Some(noun) = setting.lexicon.nouns().get(noun) {
                    draft.count = Some((Count { noun: Some(noun.word.clone()), ..Count::exactly(1, &noun.unit) }, start..end));
                }
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                let mut all = vec![draft];
                all.extend(coordinated(page, setting, &all[0], (end, None, None), trigger, candidates, sentence));
                return all;
            }
            Some(Candidate::They { token, of }) => {
                set_quantity(&mut draft, page, setting, of);
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                draft.tokens.start = draft.tokens.start.min(token);
                return vec![draft];
            }
            Some(Candidate::Those { token, people }) => {
                draft.count = Some((Count { noun: None, ..Count::exactly(people, "person") }, token..token + 1));
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            Some(Candidate::Pronoun(token)) => {
                draft.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, token..token + 1));
                draft.anaphoric = !page.text.is(token, &["another"]) && ordinal(page, setting, token).is_none();
                if page.has(token, Class::Reflexive) {
                    draft.actor = doer(page, setting, candidates, &event.tokens);
                }
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            Some(Candidate::Name(name)) if !trigger.unit.is_empty() => {
                draft.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, name.tokens.clone()));
                let role = candidates.iter().find_map(|c| c.role_beside(page, name)).or_else(|| role_before(page, setting, name));
                draft.actor = Some((Actor { name: Some(name.name.clone()), role, ..Actor::default() }, name.tokens.clone()));
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            Some(Candidate::Actor(actor)) => {
                // "Man shot dead in Springfield", "the boy was shot": one person.
                let single = !actor.plural && !actor.formation && trigger.unit == "person";
                let mut who = actor.actor.clone();
                if !actor.formation && actor.plural {
                    join_formation(&mut who, page, &actor.tokens);
                }
                draft.actor = Some((who, actor.tokens.clone()));
                if single {
                    draft.count = Some((Count::exactly(1, "person"), actor.tokens.clone()));
                } else if trigger.unit == "person"
                    && !actor.formation
                    && let Some(people) = implied(page, &actor.tokens)
                {
                    draft.count = Some((Count::exactly(people, "person"), actor.tokens.clone()));
                }
                name_apposed(&mut draft, page, &actor.tokens);
                locate(&mut draft, page, setting, index, sentence);
                draft.trend = draft.count.is_none() && !is_single_incident(&draft, &page.text);
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            None if let Some(tokens) = unlisted_subject(page, event, &draft.kind, sentence) => {
                draft.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, tokens));
                locate(&mut draft, page, setting, index, sentence);
                finish(&mut draft, &page.text);
                return vec![draft];
            }
            None if is_of_anybody(page, event, sentence) => {
                locate(&mut draft, page, setting, index, sentence);
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
                    find_body(&mut draft, page, event);
                    draft.trend = !is_single_incident(&draft, &page.text);
                    draft.development = draft.nominal && is_development(page, event, sentence);
                    if let Some((times, people)) = multiple(page, setting, event) {
                        // "A double shooting": whether the two live is not said.
                        let shot = page.has(event.tokens.end - 1, Class::Assault);
                        let fatal = times.checked_sub(1).is_some_and(|t| page.text.is(t, &["fatal", "deadly"]));
                        if shot {
                            draft.kind = if fatal { ATTACKED.into() } else { INJURED.into() };
                            draft.open = !fatal;
                        }
                        if shot || trigger.unit == "person" {
                            draft.count = Some((Count::exactly(people, "person"), times..event.tokens.end));
                            draft.trend = false;
                        }
                    }
                    let placed = draft.place.is_some() || draft.date.is_some() || !draft.trend;
                    let object = !trigger.needs.is_empty() && !trigger.weak;
                    let ranks = draft.nominal && Trait::Military.of(&draft.kind);
                    if placed && (!trigger.weak || draft.place.is_some() || !draft.trend)
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

/// "A woman and two children were killed", "Ann Bo, 32, and Cy Do, 26, died": one noun phrase is one count, and each who is named a claim
/// of one. People of different roles ("three soldiers and a nurse") are told apart: no group.
fn group_drafts(
    base: &Draft,
    page: &Page<'_>,
    setting: &Setting<'_>,
    group: &[Candidate<'_>],
    event: &EventMention,
    sentence: &Range<usize>,
) -> Option<Vec<Draft>> {
    let (first, last) = (group.first()?, group.last()?);
    if group.len() < 2 || group.iter().any(|c| c.tokens().contains(&event.tokens.start)) {
        return None;
    }
    let mut roles: Vec<&str> = group
        .iter()
        .filter_map(|c| match c {
            Candidate::Quantity(q) => q.role.as_deref(),
            Candidate::Actor(a) => a.actor.role.as_deref(),
            _ => None,
        })
        .filter(|r| *r != "child")
        .collect();
    roles.dedup();
    // "An officer and a suspect" are two, whatever they are, and "four people and the gunman" five.
    let numbers = group.iter().any(|c| matches!(c, Candidate::Quantity(_)));
    let doer = roles.first().is_some_and(|r| matches!(*r, "attacker" | "suspect"));
    if numbers && roles.len() > 1 {
        // An object is followed by those coordinated with it.
        return if last.tokens().end <= event.tokens.start { each(base, page, setting, group, sentence) } else { None };
    }
    if roles.len() == 1 && !doer && group.iter().any(|c| matches!(c, Candidate::Quantity(q) if q.role.is_none())) {
        return None;
    }
    let total = group.iter().map(|c| c.number(page)).fold(0, u64::saturating_add);
    let tokens = first.tokens().start..last.tokens().end;
    let mut whole = base.clone();
    whole.count = Some((Count { noun: None, ..Count::exactly(total, "person") }, tokens.clone()));
    let named = group.iter().filter_map(|c| if let Candidate::Name(n) = c { Some(n) } else { None });
    let mut drafts = vec![whole];
    // The dead are identified one by one; others are told as one.
    let told = |_: &&&NameMention| is_incident(&base.kind);
    drafts.extend(named.filter(told).map(|name| {
        let mut one = base.clone();
        one.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, name.tokens.clone()));
        one.actor = Some((Actor { name: Some(name.name.clone()), ..Actor::default() }, name.tokens.clone()));
        one
    }));
    for draft in &mut drafts {
        locate(draft, page, setting, base.page, sentence);
        finish(draft, &page.text);
    }
    Some(drafts)
}

/// "Sixty passengers and four crew |died", "the captain and two of the crew": numbers of different people, each for itself.
fn each(
    base: &Draft,
    page: &Page<'_>,
    setting: &Setting<'_>,
    group: &[Candidate<'_>],
    sentence: &Range<usize>,
) -> Option<Vec<Draft>> {
    let one = |c: &Candidate<'_>| {
        let mut draft = base.clone();
        match c {
            Candidate::Quantity(quantity) => set_quantity(&mut draft, page, setting, quantity),
            Candidate::Actor(one) if c.is_individual() => {
                draft.count = Some((Count::exactly(1, "person"), one.tokens.clone()));
                draft.actor = Some((one.actor.clone(), one.tokens.clone()));
            }
            _ => return None,
        }
        locate(&mut draft, page, setting, base.page, sentence);
        finish(&mut draft, &page.text);
        Some(draft)
    };
    group.iter().map(one).collect()
}

/// "killed five soldiers and two civilians": the second object, where no other trigger takes it.
fn coordinated(
    page: &Page<'_>,
    setting: &Setting<'_>,
    first: &Draft,
    (mut end, role, unit): (usize, Option<&str>, Option<&str>),
    trigger: &Trigger,
    candidates: &[Candidate<'_>],
    sentence: &Range<usize>,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
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
        let near = page.events_in(end..next.tokens.end + 3);
        let taken = near.iter().any(|e| !first.trigger.contains(&e.tokens.start));
        if !(conjunction && close && own) || taken || next.role.as_deref() == role && next.count.unit.as_deref() == unit {
            break;
        }
        // "Four climbers, three Italians and a German": those before the comma.
        let group = coordination(page, candidates, candidate, false);
        let sum = group.iter().map(|c| c.number(page)).fold(0, u64::saturating_add);
        let whole = first.count.as_ref().and_then(|(c, _)| c.exact());
        let parts = group.len() > 1 || group.iter().any(|c| c.tokens().start < next.tokens.start);
        if page.text.is(end, &[","]) && parts && whole == Some(sum) {
            break;
        }
        let mut draft = blank(first.page, first.kind.clone(), first.trigger.clone());
        (draft.negated, draft.hedged, draft.nominal, draft.open) = (first.negated, first.hedged, first.nominal, first.open);
        set_quantity(&mut draft, page, setting, next);
        locate(&mut draft, page, setting, first.page, sentence);
        finish(&mut draft, &page.text);
        drafts.push(draft);
        end = next.tokens.end;
    }
    drafts
}

/// A number that shares the verb of another, at its own place.
fn share(page: &Page<'_>, setting: &Setting<'_>, first: &Draft, of: &QuantityMention, share: &Share<'_>) -> Draft {
    let mut draft = Draft { count: None, spread: true, ..first.clone() };
    set_quantity(&mut draft, page, setting, share.quantity);
    if let Some((count, _)) = draft.count.as_mut().filter(|(c, _)| c.unit.is_none()) {
        let whole = first.count.as_ref().map(|(c, _)| c);
        count.unit = whole.and_then(|c| c.unit.clone());
        count.noun = of.count.noun.clone();
    }
    draft.place = Some((first.page, share.place));
    // "Five in Goma on Monday and three in Bunia on Tuesday".
    let end = page.places.get(share.place).map_or(0, |p| p.tokens.end);
    let next = page.dates.partition_point(|d| d.tokens.start < end);
    if page.dates.get(next).is_some_and(|d| d.tokens.start <= end + 1) {
        draft.date = Some((first.page, next, RefersTo::Event));
    }
    finish(&mut draft, &page.text);
    draft
}

/// Words of a noun phrase.
const PHRASE: usize = 4;

/// "|The stationmaster has been arrested": only people are, whatever they are called.
fn unlisted_subject(page: &Page<'_>, event: &EventMention, kind: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
    if !event.passive || event.negated || !matches!(kind, ARRESTED | KIDNAPPED) {
        return None;
    }
    let text = &page.text;
    let noun = (sentence.start..event.tokens.start).rev().find(|t| !is_verb_group(page, *t))?;
    let singular = page.is_unlisted_noun(noun) && !text.norm(noun).ends_with('s') && page.is_free(noun..noun + 1);
    let before = (sentence.start..noun).rev().take(PHRASE).find(|t| !page.is_unlisted_noun(*t))?;
    let opens = text.is(before, &["a", "an", "the", "his", "her", "their", "another"]);
    let first = before == sentence.start || !page.has(before - 1, Class::Preposition);
    (singular && opens && first).then_some(before..noun + 1)
}

/// "Denied that |anyone was hurt": nobody is counted, and the event is what is denied.
fn is_of_anybody(page: &Page<'_>, event: &EventMention, sentence: &Range<usize>) -> bool {
    let start = event.tokens.start;
    let subject = (sentence.start..start).rev().find(|t| !page.has(*t, Class::VerbGroup));
    subject.is_some_and(|t| page.has(t, Class::Indefinite))
        && page.voices.near(start).any(|v| v.denied && v.content.contains(&start))
}

/// "|A boy shot himself": who did it.
fn doer(
    page: &Page<'_>,
    setting: &Setting<'_>,
    candidates: &[Candidate<'_>],
    event: &Range<usize>,
) -> Option<(Actor, Range<usize>)> {
    let near = |c: &&Candidate<'_>| c.is_individual() && c.tokens().end <= event.start && c.tokens().end + DOER >= event.start;
    let one = candidates.iter().rev().find(near)?;
    let alone =
        (one.tokens().end..event.start).all(|t| page.events_in(t..t + 1).is_empty() && !page.text.is(t, &[";", ":", "who"]));
    let actor = match one {
        Candidate::Name(name) => {
            Actor { name: Some(name.name.clone()), role: role_before(page, setting, name), ..Actor::default() }
        }
        Candidate::Actor(actor) => actor.actor.clone(),
        Candidate::Quantity(q) => {
            let told = super::actor::of(page, &q.tokens).map(|a| a.actor.clone()).unwrap_or_default();
            Actor { role: told.role.or_else(|| q.role.clone()), ..told }
        }
        _ => return None,
    };
    alone.then(|| (actor, one.tokens()))
}

/// Words from who does something to the verb: "a boy |, 4, accidentally shot".
const DOER: usize = 6;

fn set_quantity(draft: &mut Draft, page: &Page<'_>, setting: &Setting<'_>, quantity: &QuantityMention) {
    let of = |back: usize| quantity.tokens.start.checked_sub(back).filter(|t| page.text.is(*t + 1, &["of"]));
    let owner = |t: usize| (t + 2..quantity.tokens.start).all(|t| page.text.kind(t) == Kind::Word || page.text.is(t, &["'s"]));
    let whole = [2, 3, 4, 5].into_iter().filter_map(of).find(|t| owner(*t));
    // "Neither of the two pilots", "none of the 12 workers".
    let none = whole.is_some_and(|t| page.text.is(t, &["neither", "none"]));
    if quantity.count.high == Some(0) || none {
        draft.negated = true;
    } else if whole.is_some_and(|t| page.has(t, Class::Fraction))
        && !is_told_of(Reader { page, lexicon: setting.lexicon }, quantity.tokens.end)
    {
        // "Half of the village's 200 residents".
        let part = Count { low: None, approximate: true, best: None, modifier: None, ..quantity.count.clone() };
        draft.count = Some((part, quantity.tokens.clone()));
    } else {
        draft.count = Some((quantity.count.clone(), quantity.tokens.clone()));
    }
    let mut actor = super::actor::of(page, &quantity.tokens).map(|a| a.actor.clone()).unwrap_or_default();
    if actor.role.is_none() {
        actor.role.clone_from(&quantity.role);
    }
    if actor.side.is_none() {
        // "14 Russians": the people's name is the noun. "Kenyan and Yemeni sailors" are of no one side.
        let mut sides = quantity.tokens.clone().filter_map(|t| side_word(page, setting, t));
        let side = sides.next();
        actor.side = side.filter(|one| sides.all(|other| other == *one));
    }
    join_formation(&mut actor, page, &quantity.tokens);
    if actor != Actor::default() {
        draft.actor = Some((actor, quantity.tokens.clone()));
    }
}

/// "The |body of Ann Bo was found", "a |body was found": one dead.
fn find_body(draft: &mut Draft, page: &Page<'_>, event: &EventMention) {
    let (first, end) = (event.tokens.start, event.tokens.end);
    if !page.text.is(first, &["body", "corpse"]) {
        return;
    }
    draft.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, event.tokens.clone()));
    let at = end + usize::from(page.text.is(end, &["of"]));
    let name = page.names.get(page.names.partition_point(|n| n.tokens.start < at));
    if let Some(name) = name.filter(|n| at > end && n.tokens.start == at) {
        draft.actor = Some((Actor { name: Some(name.name.clone()), ..Actor::default() }, name.tokens.clone()));
    }
}

/// "The death of his son, |Ann Bo, 14,", "killed her husband |Cy Do": who the one person is.
fn name_apposed(draft: &mut Draft, page: &Page<'_>, person: &Range<usize>) {
    let one = draft.count.as_ref().is_some_and(|(count, _)| count.exact() == Some(1));
    let at = person.end + usize::from(page.text.is(person.end, &[","]));
    let name = page.names.get(page.names.partition_point(|n| n.tokens.start < at));
    let Some(name) = name.filter(|n| one && n.tokens.start == at && n.name.contains(' ') && !speaks(page, n)) else { return };
    let end = name.tokens.end;
    let closed = end >= page.text.sentence_of(at).tokens.end || page.text.is(end, &[",", ".", ";", ")", "(", "\u{2014}"]);
    if person.end == at || closed {
        let (actor, _) = draft.actor.get_or_insert_with(|| (Actor::default(), name.tokens.clone()));
        actor.name.get_or_insert_with(|| name.name.clone());
    }
}

/// "Losses in the raid on Sunday at 40": the date is that of the event named between the toll and its number.
fn is_of_event(page: &Page<'_>, draft: &Draft, event: &EventMention) -> bool {
    let date = draft.date.and_then(|(_, index, _)| page.dates.get(index)).map(|d| d.tokens.clone());
    let count = draft.count.as_ref().map_or(0, |(_, tokens)| tokens.start);
    date.is_some_and(|d| d.end <= count && !page.events_in(event.tokens.end..d.start).is_empty())
}

/// "The shooting", "a blast", "was attacked": one incident, told without a number. "Attacks" and "shootings" may be many.
fn is_single_incident(draft: &Draft, text: &Text<'_>) -> bool {
    let last = text.norm(draft.trigger.end.saturating_sub(1));
    is_incident(&draft.kind) && !(draft.nominal && last.ends_with('s'))
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
    if let Some(places) = draft.together.as_ref().map(|t| &t.tokens).filter(|t| t.contains(&tokens.end)) {
        tokens.end = places.end;
    }
    draft.tokens = tokens;
}
