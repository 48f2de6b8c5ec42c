//! What refers to what was told before: a further number, a denial of it all, a development of such events.

use std::ops::Range;

use super::circumstance::locate;
use super::{Draft, Echo, blank, finish};
use crate::claim::Naming;
use crate::lexicon::Sense;
use crate::lexicon::phrases::Hit;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::SAME;
use crate::lexicon::words::Class;
use crate::normalize::{EventMention, Page, Setting};
use crate::text::Kind;

/// The kind of the last number of people told before: "Ministers count 12 dead. A monitor puts the toll at 19."
pub(super) fn same_kind(page: &Page<'_>, drafts: &[Draft], draft: &Draft) -> Option<String> {
    let paragraph = |d: &Draft| page.text.sentence_of(d.trigger.start).paragraph;
    let told = |d: &&Draft| d.count.as_ref().is_some_and(|(c, _)| c.unit.as_deref() == Some("person") && c.exact() != Some(1));
    let last = drafts.iter().rev().take(4).find(told)?;
    (paragraph(draft) - paragraph(last).min(paragraph(draft)) <= 1).then(|| last.kind.clone())
}

/// Sentences between what is told and its denial.
const REPLY: u32 = 2;

/// "The junta called that an invention", "Lima denied the reports": who denies what was told just before, and names no event anew.
pub(super) fn denials(page: &Page<'_>, index: usize, setting: &Setting<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let sentence = |token: usize| page.text.tokens.get(token).map_or(0, |t| t.sentence);
    let mut denials = Vec::new();
    for voice in page.voices.iter().filter(|v| v.denied && !v.inherited && !v.credit && !v.source.is_empty()) {
        let own = voice.content.clone();
        let public = voice.chain.first().is_some_and(|s| s.kind.as_deref().is_some_and(|k| k != "person"));
        // "That number" is what was told before.
        let tells =
            |e: &EventMention| e.triggers.iter().any(|row| setting.lexicon.triggers().get(*row).is_some_and(|t| t.kind != SAME));
        let refers = |t: usize| page.has(t, Class::ToldBefore) || page.has(t, Class::Figure);
        // "Denied that any hospital had closed": a clause of its own.
        let opens = |t: usize| page.text.is(t, &["that"]) && page.text.kind(t + 1) == Kind::Word && !refers(t + 1);
        let Some(word) = own.clone().find(|t| refers(*t) && !opens(*t)).filter(|_| public) else {
            continue;
        };
        if sentence(own.end.saturating_sub(1)) != sentence(own.start) || page.events_in(own).iter().any(tells) {
            continue;
        }
        // "The ministry rejected the figures": a number.
        let figure = page.has(word, Class::Figure);
        let last = drafts.iter().rev().find(|d| d.trigger.start < voice.cue.start && (d.count.is_some() || !figure));
        // "At least 22 were killed and 100 injured": first of all the dead.
        let toll = |l: &&Draft| {
            drafts.iter().find(|d| {
                figure && d.count.is_some() && Trait::Fatal.of(&d.kind) && sentence(d.trigger.start) == sentence(l.trigger.start)
            })
        };
        let last = last.map(|l| toll(&l).unwrap_or(l));
        // "Two were arrested on a boat whose passengers were rescued. They deny it": what the main clause tells.
        let aside = |d: &&Draft| {
            let main = drafts
                .iter()
                .find(|m| sentence(m.trigger.start) == sentence(d.trigger.start) && m.trigger.start < d.trigger.start);
            let opens = |t: usize| page.has(t, Class::RelativePronoun) || page.text.is(t, &["whose"]);
            main.filter(|m| (m.trigger.end..d.trigger.start).any(opens))
        };
        let before = last.map(|d| aside(&d).unwrap_or(d));
        let Some(told) = before.filter(|d| sentence(word) - sentence(d.trigger.start) <= REPLY && !d.negated) else { continue };
        // "Two were arrested. They deny it": the charge, not the arrest.
        let accused = page.text.is(voice.source.start, &["he", "she", "they"]);
        if accused && Trait::Charge.of(&told.kind) {
            continue;
        }
        let mut draft = blank(index, told.kind.clone(), word..word + 1);
        locate(&mut draft, page, setting, index, &page.text.sentence_of(word).tokens.clone());
        answer(&mut draft, told);
        finish(&mut draft, &page.text);
        denials.push(draft);
    }
    denials.extend(returns(page, index, setting, drafts));
    denials
}

/// "The navy insisted that both crews came home unharmed": what was told to be lost is not, says somebody who has a name.
fn returns(page: &Page<'_>, index: usize, setting: &Setting<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let sentence = |token: usize| page.text.tokens.get(token).map_or(0, |t| t.sentence);
    let mut denials: Vec<Draft> = Vec::new();
    for voice in page.voices.iter().filter(|v| !v.credit && v.chain.last().is_some_and(|s| s.link == Naming::Named)) {
        let own = voice.content.clone();
        if !own.clone().any(|t| page.text.is(t, &["all", "every"])) {
            continue;
        }
        let Some(word) = own.clone().find(|t| page.has(*t, Class::Unscathed) || is_back(page, *t)) else { continue };
        let counted = |h: &Hit<Sense>| match h.sense {
            Sense::Noun(row) => setting.lexicon.nouns().get(row).map(|n| n.unit.clone()),
            _ => None,
        };
        let Some(unit) = own.clone().take_while(|t| *t < word).find_map(|t| page.hits_at(t).iter().find_map(counted)) else {
            continue;
        };
        let told = drafts
            .iter()
            .rev()
            .filter(|d| d.trigger.start < word && !d.negated)
            .find(|d| Trait::Loss.of(&d.kind) && d.count.as_ref().is_some_and(|(c, _)| c.unit.as_deref() == Some(&unit)));
        let Some(told) = told.filter(|d| sentence(word) - sentence(d.trigger.start) <= REPLY) else { continue };
        if denials.iter().any(|d| d.trigger.contains(&word)) {
            continue;
        }
        let mut draft = blank(index, told.kind.clone(), word..word + 1);
        draft.negated = true;
        locate(&mut draft, page, setting, index, &page.text.sentence_of(word).tokens.clone());
        answer(&mut draft, told);
        finish(&mut draft, &page.text);
        denials.push(draft);
    }
    denials
}

/// Who denies speaks of where and when that is which he denies, unless he says so himself.
fn answer(denial: &mut Draft, told: &Draft) {
    let echo = Echo { place: denial.place.is_none() && told.place.is_some(), date: denial.date.is_none() && told.date.is_some() };
    denial.place = denial.place.or(told.place);
    denial.date = denial.date.or(told.date);
    denial.echo = Some(echo);
}

/// "returned to their hangars", "came back to base".
fn is_back(page: &Page<'_>, at: usize) -> bool {
    let home = page.has(at + 2, Class::Base) || page.text.is(at + 2, &["their", "its", "his"]);
    page.text.is(at, &["returned", "back"]) && page.text.is(at + 1, &["to"]) && home
}

/// How far before a noun the word stands that makes of it a development.
const DEVELOPMENT: usize = 9;

/// "A surge in Malian desertions", "the desertion rate", "desertions have risen".
pub(super) fn is_development(page: &Page<'_>, event: &EventMention, sentence: &Range<usize>) -> bool {
    let from = event.tokens.start.saturating_sub(DEVELOPMENT).max(sentence.start);
    let clause = (from..event.tokens.start).rev().take_while(|t| !page.text.is(*t, &[",", ";", ":", "that"]));
    let behind = event.tokens.end..(event.tokens.end + 4).min(sentence.end);
    clause.chain(behind).any(|t| page.has(t, Class::Trend))
}
