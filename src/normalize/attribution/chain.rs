//! From the voices that govern a word to complete chains: who says it, through whom.

use std::ops::Range;

use super::super::{Page, VoiceMention};
use crate::claim::{Naming, Source};
use crate::lexicon::Sense;
use crate::lexicon::words::Class;
use crate::text::Kind;

/// What stands behind a word of the text: one source with all its relays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Statement {
    /// From the nearest relay to the origin, without the publisher. One unattributed link for "reportedly".
    pub chain: Vec<Source>,
    /// The tokens of the source, where it is stated beside the word.
    pub source: Range<usize>,
    /// The source denies it.
    pub denied: bool,
    /// Some word casts doubt.
    pub hedged: bool,
    /// The publisher itself saw it.
    pub first_hand: bool,
    /// From an earlier sentence or the credit of the article.
    pub inherited: bool,
}

/// Whether a denial leaves it as it is: "denied that children were poisoned after the explosion" denies no explosion.
fn is_granted(page: &Page<'_>, trigger: usize) -> bool {
    let text = &page.text;
    let article = determiner(page, trigger, &["the", "a", "an", "this", "that"]).filter(|a| *a > 0);
    // "Denied that anyone was hurt in |the blast".
    let definite = |a: usize| text.is(a, &["the", "this"]) && text.is(a - 1, &["in", "by", "from"]);
    let around = |a: usize| text.is(a - 1, &["after", "following", "since", "during", "before", "amid", "despite"]);
    article.is_some_and(|a| around(a) || definite(a))
}

/// Whether the noun of an event takes it for granted: who "believes the shooting was random" does not doubt the shooting. "The killing of nine" may
/// be told, "for the killing of nine" takes it for granted.
pub(crate) fn is_presupposed(page: &Page<'_>, noun: Range<usize>) -> bool {
    let definite = determiner(page, noun.start, &["the", "this", "his", "her", "their", "'s"]);
    let led = |t: usize| page.has(t, Class::Preposition) && !page.text.is(t, &["of"]);
    definite.is_some_and(|d| !page.text.is(noun.end, &["of"]) || d > 0 && led(d - 1))
}

/// The determiner of a noun: what stands between qualifies it, and none of the words opens something else.
fn determiner(page: &Page<'_>, noun: usize, words: &[&str]) -> Option<usize> {
    let text = &page.text;
    let found = (noun.saturating_sub(QUALIFIED)..noun).rev().find(|t| text.is(*t, words))?;
    let qualifies = |t: usize| {
        text.kind(t) == Kind::Word
            && !page.has(t, Class::SmallWord)
            && page.hits_at(t).iter().all(|h| !matches!(h.sense, Sense::Cue(_)))
    };
    (found + 1..noun).all(qualifies).then_some(found)
}

/// Words between an article and its noun.
const QUALIFIED: usize = 4;

/// Who says what stands at a token: parallel sources are separate statements, nested ones ("Ann said that the police told Bo") one chain. What is
/// stated goes before what is inherited, that before the credit of the article. Empty where the article says it itself. Linear in the voices that the
/// page has in the sentences around.
pub(crate) fn statements(page: &Page<'_>, trigger: usize) -> Vec<Statement> {
    let credit = page.voices.credit();
    let over: Vec<&VoiceMention> = page.voices.near(trigger).filter(|v| !v.credit && v.content.contains(&trigger)).collect();
    let doubted = over.iter().any(|v| v.hedged && v.source.is_empty());
    let rumour = over.iter().any(|v| v.source.is_empty() && v.chain.iter().any(|s| s.link == Naming::Unattributed));
    let mut named: Vec<&VoiceMention> = over.iter().copied().filter(|v| !v.source.is_empty() && !v.inherited).collect();
    if named.is_empty() && !rumour {
        named = over.iter().copied().filter(|v| !v.source.is_empty()).collect();
    }
    let granted = is_granted(page, trigger);
    let mut found: Vec<Statement> = Vec::new();
    for voice in &named {
        if named.iter().any(|other| encloses(voice, other)) {
            continue;
        }
        // From the outermost to the voice itself.
        let around: Vec<&VoiceMention> = named.iter().copied().filter(|o| encloses(o, voice)).collect();
        let outer: Vec<usize> = around.iter().map(|v| around.iter().filter(|o| encloses(o, v)).count()).collect();
        let mut order: Vec<usize> = (0..around.len()).collect();
        order.sort_by_key(|i| {
            let content = around.get(*i).map_or(0, |v| v.content.len());
            (outer.get(*i).copied(), usize::MAX - content, usize::MAX - around.get(*i).map_or(0, |v| v.cue.start))
        });
        let mut around: Vec<&VoiceMention> = order.iter().filter_map(|i| around.get(*i).copied()).collect();
        around.push(voice);
        let mut statement =
            Statement { source: voice.source.clone(), hedged: doubted, inherited: voice.inherited, ..Statement::default() };
        for link in around {
            for source in link.chain.iter() {
                if source.link == Naming::Unattributed && !statement.chain.is_empty() || statement.chain.contains(source) {
                    continue;
                }
                statement.chain.push(source.clone());
            }
            statement.hedged |= link.hedged;
            statement.denied |= link.denied;
            statement.first_hand = link.first_hand && (statement.chain.is_empty() || !link.chain.is_empty());
            if link.denied {
                // Who denies what others say speaks for himself.
                statement.source = link.source.clone();
                break;
            }
        }
        if granted && statement.denied {
            // Whoever denies does not say so either: the article does.
            statement = Statement { inherited: statement.inherited, ..Statement::default() };
        }
        if !found.iter().any(|f| f.chain == statement.chain && f.denied == statement.denied) {
            found.push(statement);
        }
    }
    // "An internal report seen by Reuters shows": who passes it on is no source beside it.
    let passed_on = |s: &Statement| {
        let longer = |o: &&Statement| o.chain.len() > s.chain.len() && o.chain.starts_with(&s.chain);
        !s.chain.is_empty() && found.iter().find(longer).is_some_and(|o| o.denied == s.denied && o.inherited == s.inherited)
    };
    let kept: Vec<bool> = found.iter().map(|s| !passed_on(s)).collect();
    let mut kept = kept.iter();
    found.retain(|_| kept.next().is_none_or(|k| *k));
    if found.is_empty() && rumour {
        found.push(Statement { chain: vec![Source::default()], hedged: true, ..Statement::default() });
    }
    if found.is_empty() && (credit.is_some() || doubted) {
        found.push(Statement { hedged: doubted, inherited: true, ..Statement::default() });
    }
    if let Some(agency) = credit.and_then(|c| c.chain.first()) {
        for statement in &mut found {
            statement.first_hand &= !statement.chain.is_empty();
            if !statement.chain.contains(agency) {
                statement.chain.insert(0, agency.clone());
            }
            if statement.chain.len() > 1 && statement.chain.last().is_some_and(|s| s.link == Naming::Unattributed) {
                statement.chain.pop();
            }
        }
    }
    found
}

/// Whether a voice reports what another says: it governs the other's cue. Where each governs the other's cue ("…, X said, according to Y"),
/// the later one passes on the earlier.
fn encloses(outer: &VoiceMention, inner: &VoiceMention) -> bool {
    // "X's data, corroborated by Y": neither has it from the other.
    let beside = |second: &VoiceMention, first: &VoiceMention| {
        second.second && first.source.end <= second.cue.start && second.cue.start <= first.source.end + 4
            || second.second && first.second && first.cue == second.cue
    };
    if beside(outer, inner) || beside(inner, outer) {
        return false;
    }
    let holds = |a: &VoiceMention, b: &VoiceMention| a.content.contains(&b.cue.start) && a.cue != b.cue;
    // Whoever denies speaks last.
    let later = if outer.denied == inner.denied { outer.cue.start > inner.cue.start } else { outer.denied };
    holds(outer, inner) && (!holds(inner, outer) || later)
}
