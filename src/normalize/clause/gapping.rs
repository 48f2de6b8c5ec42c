//! Numbers that share a verb, each with its own place: "killed at least 12 people in Haiti and three in Cuba".
//!
//! Grammar calls it gapping (Ross 1970): the verb is told once and left out of every further conjunct. Each conjunct is a claim of its own, and
//! what they are parts of ("15 people, 12 in Haiti and three in Cuba") happened at none of their places.

use std::ops::Range;

use super::super::{Page, QuantityMention, Setting};
use super::{Draft, accepts};
use crate::lexicon::triggers::Trigger;
use crate::lexicon::words::Class;
use crate::text::Kind;

/// A number and its place: "three in Cuba".
#[derive(Clone, Copy, Debug)]
pub(super) struct Share<'p> {
    pub quantity: &'p QuantityMention,
    /// Index of the place.
    pub place: usize,
    /// Where the one trigger starts that stands in it or just behind it, if any does.
    told: Option<usize>,
}

/// How the shares of a sentence stand to a draft.
#[derive(Debug)]
pub(super) enum Gapped<'p> {
    /// The number of the draft is the first or another of them: these are the others.
    Beside {
        /// Where the number of the draft has its own place: the index of that.
        own: Option<usize>,
        shares: Vec<Share<'p>>,
    },
    /// They are parts of the number of the draft.
    Parts(Vec<Share<'p>>),
}

/// Most words between a number and the name of its place: "in the northern city of".
const LED: usize = 5;

/// The shares that follow a number, or that it is one of. Linear in the shares of the sentence.
pub(super) fn gapped<'p>(
    page: &'p Page<'_>,
    setting: &Setting<'_>,
    trigger: &Trigger,
    draft: &Draft,
    quantity: &QuantityMention,
    shares: &[Share<'p>],
) -> Option<Gapped<'p>> {
    let own = |s: &&Share<'_>| {
        s.told.is_none_or(|start| start == draft.trigger.start)
            && (s.quantity.count.unit.is_none() || accepts(trigger, page, setting, s.quantity))
    };
    let shares: Vec<Share<'p>> = shares.iter().filter(own).copied().collect();
    let start = |s: &Share<'_>| s.quantity.tokens.start;
    if let Some(at) = shares.iter().position(|s| start(s) == quantity.tokens.start) {
        let joined = |pair: &[Share<'_>]| end_of(page, &pair[0]).is_some_and(|end| joins(page, end..start(&pair[1])));
        let first = at - shares.get(..=at)?.windows(2).rev().take_while(|p| joined(p)).count();
        let last = at + shares.get(at..)?.windows(2).take_while(|p| joined(p)).count();
        // "12 people in Kenya, including three in Nairobi": parts of them.
        // "Nine across Ukraine: four in Sumy".
        let included = |s: &Share<'_>| {
            let behind = members(page, s.quantity.tokens.end);
            end_of(page, &shares[at]).is_some_and(|end| includes(page, end..behind) || is_list(page, end))
        };
        if shares.get(at + 1).filter(|_| at < last).is_some_and(included) {
            return Some(Gapped::Parts(shares.get(at + 1..=last)?.to_vec()));
        }
        let others = shares.get(first..=last)?.iter().filter(|s| start(s) != quantity.tokens.start).copied().collect();
        let own = shares.get(at).map(|s| s.place);
        return Some(Gapped::Beside { own, shares: others }).filter(|g| !g.shares().is_empty());
    }
    let run = |from: usize| {
        let mut end = from;
        let mut run = Vec::new();
        for share in shares.iter().filter(|s| start(s) >= from) {
            if !joins(page, end..start(share)) {
                break;
            }
            end = end_of(page, share).unwrap_or(end);
            run.push(*share);
        }
        run
    };
    // "15 people, 12 in Haiti and three in Cuba", "12 people in Kenya, including three in Nairobi".
    let place = draft.place.and_then(|(_, p)| page.places.get(p)).filter(|p| p.tokens.start >= quantity.tokens.end);
    let told = quantity.tokens.end.max(draft.trigger.end);
    for from in [Some(told), Some(quantity.tokens.end), place.map(|p| p.tokens.end)].into_iter().flatten() {
        let parts = run(from);
        let sum = parts.iter().filter_map(|s| s.quantity.count.exact()).fold(0, u64::saturating_add);
        let included = parts.first().is_some_and(|s| includes(page, from..members(page, s.quantity.tokens.end)));
        let listed = Some(from) != place.map(|p| p.tokens.end) && parts.len() > 1;
        if quantity.count.low.is_some_and(|whole| sum <= whole) && (included || listed) {
            return Some(Gapped::Parts(parts));
        }
    }
    // "20 died in floods in Nepal, with 12 in Herat and eight in Kabul", "16 people - ten in Lodi, six in Fresno -".
    let first = shares.iter().position(|s| start(s) >= told && is_led_in(page, told, start(s)));
    if let Some(first) = first {
        let from = shares.get(first).and_then(|s| end_of(page, s))?;
        let parts: Vec<Share<'p>> = shares.get(first).copied().into_iter().chain(run(from)).collect();
        let sum = parts.iter().filter_map(|s| s.quantity.count.exact()).fold(0, u64::saturating_add);
        if quantity.count.low.is_some_and(|whole| sum <= whole) {
            return Some(Gapped::Parts(parts));
        }
    }
    // "Two died in Lodi and one in Fresno": the verb stands between the first number and its place.
    Some(Gapped::Beside { own: None, shares: run(place?.tokens.end) }).filter(|g| !g.shares().is_empty())
}

impl<'p> Gapped<'p> {
    pub(super) fn shares(&self) -> &[Share<'p>] {
        match self {
            Gapped::Beside { shares, .. } | Gapped::Parts(shares) => shares,
        }
    }
}

/// Every number of a sentence that a place follows, and no more than one event. Linear in the numbers of the sentence.
pub(super) fn shares<'p>(page: &'p Page<'_>, sentence: &Range<usize>) -> Vec<Share<'p>> {
    let text = &page.text;
    let share = |quantity: &'p QuantityMention| {
        let lead = members(page, quantity.tokens.end);
        if !page.has(lead, Class::SharePlace) {
            return None;
        }
        let next = page.places.partition_point(|p| p.tokens.start <= lead);
        let place = page.places.get(next).filter(|p| !p.adjective && p.tokens.end <= sentence.end)?;
        let led = lead + 1..place.tokens.start;
        let plain =
            led.len() <= LED && led.clone().all(|t| !text.is(t, &[",", "and"]) && page.quantities_in(t..t + 1).is_empty());
        // "30 in hospital in Damascus".
        let nursed = led.clone().any(|t| page.has(t, Class::Aftercare) || page.has(t, Class::Ward));
        // "12 in Haiti and 3 in Cuba were hurt" is told of the hurt.
        let joined = (place.tokens.end..place.tokens.end + 3).take_while(|t| text.kind(*t) == Kind::Word).count();
        let behind = page.events_in(place.tokens.end..place.tokens.end + joined);
        // "Nine were killed in Haiti and |14 injured in Cuba".
        let inside = page.events_in(quantity.tokens.clone());
        let mut told = inside.iter().chain(page.events_in(led)).chain(behind).map(|e| e.tokens.start);
        let first = told.next();
        (plain && !nursed && told.all(|start| Some(start) == first)).then_some(Share { quantity, place: next, told: first })
    };
    page.quantities_in(sentence.clone()).iter().filter_map(share).collect()
}

/// The end of "of them", "of whom were" behind a number.
fn members(page: &Page<'_>, end: usize) -> usize {
    let text = &page.text;
    if !(text.is(end, &["of"]) && page.has(end + 1, Class::Inclusion)) {
        return end;
    }
    end + 2 + usize::from(page.has(end + 2, Class::Be))
}

/// Whether what stands between a number and another makes the second a part of the first.
fn includes(page: &Page<'_>, mut between: Range<usize>) -> bool {
    between.any(|t| page.has(t, Class::Inclusion))
}

/// "20 died in Nepal|, with |12", "69 drones|, including |18", "16 people| - |ten": the parts of a number told before.
fn is_led_in(page: &Page<'_>, from: usize, part: usize) -> bool {
    let text = &page.text;
    let Some(last) = part.checked_sub(1).filter(|t| *t >= from) else { return false };
    let word = text.is(last, &["with", "including"]);
    let mark = if word { last.checked_sub(1).filter(|t| *t >= from) } else { Some(last) };
    let dash = mark.is_some_and(|t| text.is(t, &["-", "\u{2013}", "\u{2014}", ":", "("]));
    dash || word && mark.is_some_and(|t| text.is(t, &[","]))
}

/// Whether a mark opens the list of what was told.
fn is_list(page: &Page<'_>, at: usize) -> bool {
    page.text.is(at, &[":", "-", "\u{2013}", "\u{2014}"])
}

/// Where the words of a share end.
fn end_of(page: &Page<'_>, share: &Share<'_>) -> Option<usize> {
    let end = page.places.get(share.place)?.tokens.end;
    // "In Donetsk region".
    Some(end + usize::from(page.has(end, Class::Container) && !page.has(end, Class::Conjunct)))
}

/// Whether nothing but a conjunction, a mark or a date stands between two conjuncts.
fn joins(page: &Page<'_>, between: Range<usize>) -> bool {
    let text = &page.text;
    let dated = |t: usize| {
        let next = page.dates.partition_point(|d| d.tokens.end <= t);
        text.is(t, &["on"]) || page.dates.get(next).is_some_and(|d| d.tokens.contains(&t))
    };
    let joint = |t: usize| text.is(t, &[","]) || is_list(page, t) || page.has(t, Class::Conjunct);
    let marked = between.clone().any(joint);
    marked && between.into_iter().all(|t| joint(t) || dated(t))
}
