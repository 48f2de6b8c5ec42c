//! The casualties of an article's incident reckoned together: those told one by one are parts of the toll that the article states, or make one up
//! where it states none. Who of them has a name or an age is told beside it.

use std::ops::Range;

use super::Page;
use super::gather::ATTACKED;
use super::inherit::{Completed, Inherited};
use super::victim::{Ages, Victim};
use crate::claim::{Count, PlaceKind, Precision};
use crate::gazetteer::distance_km;
use crate::lexicon::Senses;
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;
use crate::span::Field;
use crate::text::Kind;

/// What becomes of who is struck.
const KILLED: &str = "killed";
const INJURED: &str = "injured";

/// How far two places may lie apart for one incident, in km.
const NEAR: f64 = 25.0;
/// Days between the deaths of one incident: who dies of wounds dies later.
const WEEKS: i64 = 14;

/// Reckons the casualties of an article. Quadratic in the persons told one by one, of whom the first are looked at.
pub(super) fn reckon(pages: &[Page<'_>], claims: &mut Vec<Completed>, ages: &Ages<'_>) {
    if is_roundup(pages) {
        return;
    }
    die_by_own_hand(pages, claims, ages);
    let mut change = Change { drop: vec![false; claims.len()], ..Change::default() };
    let dead = reckon_dead(pages, claims, ages, &mut change);
    reckon_hurt(pages, claims, ages, dead, &mut change);
    change.apply(claims);
}

/// "Murder-suicide": who shot himself died of it.
fn die_by_own_hand(pages: &[Page<'_>], claims: &mut [Completed], ages: &Ages<'_>) {
    let dies = |c: &Completed| {
        let struck = c.draft.kind == ATTACKED || c.draft.kind == INJURED;
        let hurt = struck && c.draft.open && !c.background && !c.draft.negated;
        hurt && Victim::new(pages, c, ages).is_some_and(|v| v.own_hand)
    };
    let at: Vec<usize> = (0..claims.len()).filter(|n| claims.get(*n).is_some_and(dies)).collect();
    if at.is_empty() || !tells_of_suicide(pages) {
        return;
    }
    for n in at {
        if let Some(claim) = claims.get_mut(n) {
            claim.draft.kind = KILLED.into();
            claim.draft.open = false;
        }
    }
}

/// "Murder-suicide".
fn tells_of_suicide(pages: &[Page<'_>]) -> bool {
    let told = |page: &Page<'_>| {
        let at = |t: usize| page.has(t, Class::Murder) && page.text.is(t + 2, &["suicide"]);
        (0..page.text.tokens.len()).any(at)
    };
    pages.iter().any(told)
}

/// What the reckoning makes of the claims of an article.
#[derive(Default)]
struct Change {
    /// Told as a part of a toll.
    drop: Vec<bool>,
    /// Tolls that are made up of what is told, each with the claim that it stands before.
    add: Vec<(usize, Completed)>,
    /// Who was shot beside the dead is hurt.
    hurt: Vec<usize>,
}

impl Change {
    fn drop(&mut self, at: usize) {
        if let Some(drop) = self.drop.get_mut(at) {
            *drop = true;
        }
    }

    fn keep(&mut self, at: usize) {
        if let Some(drop) = self.drop.get_mut(at) {
            *drop = false;
        }
    }

    fn apply(mut self, claims: &mut Vec<Completed>) {
        for at in self.hurt {
            if let Some(claim) = claims.get_mut(at) {
                claim.draft.kind = INJURED.into();
            }
        }
        self.add.sort_by_key(|(at, _)| *at);
        let mut add = self.add.into_iter().peekable();
        let mut kept = Vec::with_capacity(claims.len());
        for (at, claim) in claims.drain(..).enumerate() {
            while let Some((_, sum)) = add.next_if(|(before, _)| *before <= at) {
                kept.push(sum);
            }
            if !self.drop.get(at).copied().unwrap_or(false) {
                kept.push(claim);
            }
        }
        *claims = kept;
    }
}

/// Persons told one by one that are compared with each other: an article that lists more states its toll.
const LIST: usize = 24;

/// A claim with its number of people.
#[derive(Clone, Copy)]
struct Told<'c> {
    at: usize,
    claim: &'c Completed,
    people: u64,
}

/// The claims of some kinds that count people, told of the incident.
fn told<'c>(claims: &'c [Completed], kinds: Trait) -> Vec<Told<'c>> {
    let counted = |(at, claim): (usize, &'c Completed)| {
        let draft = &claim.draft;
        let (count, _) = draft.count.as_ref()?;
        let people = count.exact().filter(|n| *n > 0 && count.unit.as_deref().is_none_or(|u| u == "person"))?;
        let told = kinds.of(&draft.kind) && !draft.negated && !claim.background && !draft.trend;
        told.then_some(Told { at, claim, people })
    };
    claims.iter().enumerate().filter_map(counted).collect()
}

/// The dead: who is told alone beside a toll is one of it; without a toll those who are surely different persons make one.
fn reckon_dead(pages: &[Page<'_>], claims: &[Completed], ages: &Ages<'_>, change: &mut Change) -> Option<u64> {
    let all = told(claims, Trait::Fatal);
    let (mut tolls, singles): (Vec<_>, Vec<_>) = all.into_iter().partition(|t| t.people > 1);
    tolls.retain(|t| is_toll(pages, t.claim));
    let Some(most) = tolls.iter().max_by_key(|t| (t.people, std::cmp::Reverse(t.at))).copied() else {
        let one = singles.first().map(|_| 1);
        return sum_up(pages, &singles, ages, change).or(one);
    };
    let mut sum = None;
    let of_toll = |s: &&Told<'_>| tolls.iter().any(|t| is_part(t.claim, s.claim) && is_one_incident(pages, t.claim, s.claim));
    for single in singles.iter().filter(of_toll) {
        if !is_known(pages, single.claim, ages) {
            change.drop(single.at);
        }
        // "Killed three, then himself": the toll of the others' deaths leaves out who caused them, unless another tells of one more. In another
        // sentence than his death, only where no toll of as many tells of no doer: "three dead".
        let others = |t: &Told<'_>| is_inflicted(pages, t.claim) && !names_oneself(pages, t.claim);
        let beside = |t: &Told<'_>| others(t) && is_beside(pages, t.claim, single.claim);
        let rest: Vec<_> = tolls.iter().filter(|t| t.people.saturating_add(1) == most.people && others(t)).collect();
        let mut high = tolls.iter().filter(|t| t.people == most.people);
        // Who did it: "himself", "the gunman", "he was shot dead by police".
        let doer = Victim::new(pages, single.claim, ages)
            .is_some_and(|v| v.own_hand || v.accused() || v.pronoun && high.clone().chain(rest.iter().copied()).any(beside));
        // "Two were killed. The attacker was shot dead by police": told for himself, whether the two are with him or without.
        let shot = Victim::new(pages, single.claim, ages).is_some_and(|v| v.accused() && !v.own_hand)
            && is_by_police(pages, single.claim);
        if shot && rest.is_empty() && !high.clone().any(beside) && !high.clone().all(others) {
            change.keep(single.at);
            continue;
        }
        if !doer || sum.is_some() {
            continue;
        } else if !rest.is_empty() {
            rest.iter().for_each(|t| change.drop(t.at));
        } else if high.clone().any(beside) || high.clone().all(others) {
            let whole = most.people.saturating_add(1);
            sum = Some(whole);
            for part in high.by_ref().filter(|t| others(t)) {
                change.drop(part.at);
                change.add.push((part.at, joined(part.claim, &[*single], whole, &part.claim.draft.kind)));
            }
        }
    }
    sum.or(Some(most.people))
}

/// Those hurt: as the dead; where only those shot are counted, who of them did not die.
fn reckon_hurt(pages: &[Page<'_>], claims: &[Completed], ages: &Ages<'_>, dead: Option<u64>, change: &mut Change) {
    let (mut tolls, mut singles): (Vec<_>, Vec<_>) = told(claims, Trait::Wounding).into_iter().partition(|t| t.people > 1);
    tolls.retain(|t| is_toll(pages, t.claim));
    let shot = told(claims, Trait::Assault).into_iter();
    let shot: Vec<Told<'_>> = shot.filter(|t| t.claim.draft.open && (t.people == 1 || is_of_one(pages, t.claim))).collect();
    let fallen: Vec<Victim<'_>> =
        told(claims, Trait::Fatal).iter().take(LIST).filter_map(|t| Victim::new(pages, t.claim, ages)).collect();
    if !tolls.is_empty() {
        // "Two were shot, and one was flown to a hospital" says more than that one was shot.
        let of_toll = |s: &&Told<'_>| {
            let part = |t: &Told<'_>| t.claim.draft.kind == s.claim.draft.kind && is_part(t.claim, s.claim);
            tolls.iter().any(|t| part(t) && is_one_incident(pages, t.claim, s.claim))
        };
        singles.iter().filter(of_toll).filter(|s| !is_known(pages, s.claim, ages)).for_each(|s| change.drop(s.at));
        return;
    }
    if let (Some(all), Some(dead)) =
        (shot.iter().max_by_key(|t| (t.people, std::cmp::Reverse(t.at))).filter(|t| t.people > 1), dead)
    {
        // "The man who shot two officers was killed": he is none of the two.
        let words = |c: &Completed| c.draft.count.as_ref().map(|(_, words)| words.clone());
        let object = words(all.claim).is_some_and(|w| w.start >= all.claim.draft.trigger.end);
        let doer = |t: &Told<'_>| {
            let before = words(t.claim).is_some_and(|w| w.end <= all.claim.draft.trigger.start);
            t.people == 1 && object && before && is_beside(pages, t.claim, all.claim)
        };
        let dead = dead.saturating_sub(told(claims, Trait::Fatal).iter().filter(|t| doer(t)).count() as u64);
        // "Two men died and a boy was wounded. Two men were shot": the dead, and the boy is none of them.
        if all.people > dead {
            let of_all = |s: &&Told<'_>| is_part(all.claim, s.claim) && is_one_incident(pages, all.claim, s.claim);
            singles.iter().filter(of_all).for_each(|s| change.drop(s.at));
        }
        if dead == 0 {
            change.hurt.push(all.at);
        } else if all.people > dead {
            change.add.push((all.at + 1, joined(all.claim, &[], all.people - dead, INJURED)));
        }
        return;
    }
    // Of those shot, who is surely none of the dead.
    let alive = |t: &Told<'_>| {
        let victim = Victim::new(pages, t.claim, ages);
        !fallen.is_empty() && victim.is_some_and(|v| !v.pronoun && fallen.iter().all(|f| f.is_other(&v)))
    };
    let alive: Vec<Told<'_>> = shot.into_iter().filter(|t| t.people == 1 && alive(t)).collect();
    change.hurt.extend(alive.iter().map(|t| t.at));
    singles.extend(alive);
    singles.sort_by_key(|t| t.at);
    sum_up(pages, &singles, ages, change);
}

/// Those who are surely different persons, as one toll.
fn sum_up(pages: &[Page<'_>], singles: &[Told<'_>], ages: &Ages<'_>, change: &mut Change) -> Option<u64> {
    let mut all: Vec<(Told<'_>, Victim<'_>)> = Vec::new();
    all.extend(singles.iter().take(LIST).filter_map(|t| Some((*t, Victim::new(pages, t.claim, ages)?))));
    let mut found: Vec<&(Told<'_>, Victim<'_>)> = Vec::new();
    let suicide = tells_of_suicide(pages);
    for (n, next) in all.iter().enumerate() {
        let (single, victim) = next;
        // A headline tells the toll of its incident: who is told below is no further one, but for its doer.
        let below = found.first().is_some_and(|(t, _)| t.claim.draft.page != single.claim.draft.page);
        let new = (!below || suicide || victim.own_hand)
            && found.iter().all(|(t, v)| {
                v.is_other(victim) && is_like(t.claim, single.claim) && is_one_incident(pages, t.claim, single.claim)
            });
        let mut before = all.iter().take(n);
        let near = n == 0 || before.any(|(t, v)| v.is_near(victim) && !is_elsewhere(pages, t.claim, single.claim));
        if new && near && (!victim.pronoun || victim.own_hand) {
            found.push(next);
        }
    }
    let (first, rest) = found.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let rest: Vec<Told<'_>> = rest.iter().map(|(t, _)| *t).collect();
    let number = found.len() as u64;
    change.add.push((first.0.at, joined(first.0.claim, &rest, number, &first.0.claim.draft.kind)));
    singles
        .iter()
        .filter(|s| is_like(first.0.claim, s.claim) && is_one_incident(pages, first.0.claim, s.claim))
        .for_each(|s| change.drop(s.at));
    Some(number)
}

/// A toll that no words state: its passage begins with that of its first part, and covers those of the same sentence.
fn joined(first: &Completed, rest: &[Told<'_>], people: u64, kind: &str) -> Completed {
    let mut sum = first.clone();
    let draft = &mut sum.draft;
    draft.kind = kind.to_owned();
    draft.open = false;
    draft.anaphoric = false;
    for part in rest.iter().map(|t| &t.claim.draft).filter(|d| d.page == draft.page) {
        if part.tokens.start < draft.tokens.end + SENTENCE && part.tokens.start >= draft.tokens.start {
            draft.tokens.end = draft.tokens.end.max(part.tokens.end);
        }
    }
    let words = draft.count.as_ref().map_or(draft.trigger.clone(), |(_, words)| words.clone());
    draft.count = Some((Count { noun: None, ..Count::exactly(people, "person") }, words));
    if rest.iter().any(|t| t.people == 1) {
        draft.actor = None;
    }
    sum.inherited.push(Inherited::Count);
    sum.inherited.sort_unstable();
    sum.inherited.dedup();
    sum
}

/// Words between two parts of one passage.
const SENTENCE: usize = 12;

/// "Two civilians and a soldier": who has another role is none of those counted, and the whole and its part are not told with one word.
fn is_part(whole: &Completed, part: &Completed) -> bool {
    let same = (whole.draft.page, &whole.draft.trigger) == (part.draft.page, &part.draft.trigger);
    let named = part.draft.actor.as_ref().is_some_and(|(a, _)| a.name.is_some());
    (!same || named) && is_like(whole, part)
}

/// "Ann Bo, 32", "a 19-year-old man": known beside the number of whom he is one.
fn is_known(pages: &[Page<'_>], claim: &Completed, ages: &Ages<'_>) -> bool {
    let named = claim.draft.actor.as_ref().is_some_and(|(a, _)| a.name.is_some());
    named || ages.of(pages, &claim.draft).is_some()
}

/// Nothing tells of two roles.
fn is_like(a: &Completed, b: &Completed) -> bool {
    let role = |c: &Completed| c.draft.actor.as_ref().and_then(|(a, _)| a.role.clone()).filter(|r| r != "victim" && r != "child");
    role(a).zip(role(b)).is_none_or(|(a, b)| a == b)
}

/// Somebody caused it: "killed three", "left three dead", where the number is the object.
fn is_inflicted(pages: &[Page<'_>], claim: &Completed) -> bool {
    let draft = &claim.draft;
    let left = |words: &Range<usize>| {
        let before = words.start.checked_sub(1).zip(pages.get(draft.page));
        before.is_some_and(|(t, page)| page.text.is(t, &["left", "leaves", "leaving"]))
    };
    !draft.nominal && draft.count.as_ref().is_some_and(|(_, words)| words.start >= draft.trigger.end || left(words))
}

/// Tokens around the words of an event within which it is told who did it.
const AGENT: usize = 5;

/// "Shot dead |by police", "|officers shot dead".
fn is_by_police(pages: &[Page<'_>], claim: &Completed) -> bool {
    let (trigger, page) = (&claim.draft.trigger, pages.get(claim.draft.page));
    page.is_some_and(|page| {
        let sentence = page.text.sentence_of(trigger.start).tokens.clone();
        let near = trigger.start.saturating_sub(AGENT).max(sentence.start)..(trigger.end + AGENT).min(sentence.end);
        near.into_iter().any(|t| page.has(t, Class::Police))
    })
}

/// Two claims of one sentence.
fn is_beside(pages: &[Page<'_>], a: &Completed, b: &Completed) -> bool {
    let sentence = |c: &Completed| {
        let page = pages.get(c.draft.page)?;
        Some((c.draft.page, page.text.tokens.get(c.draft.trigger.start)?.sentence))
    };
    sentence(a).zip(sentence(b)).is_some_and(|(a, b)| a == b)
}

/// "His son and himself": who did it is counted.
fn names_oneself(pages: &[Page<'_>], claim: &Completed) -> bool {
    let counted = claim.draft.count.as_ref().zip(pages.get(claim.draft.page));
    counted.is_some_and(|((_, words), page)| words.clone().any(|t| page.has(t, Class::Reflexive)))
}

/// Neither place nor day of two claims tells of two incidents.
fn is_one_incident(pages: &[Page<'_>], a: &Completed, b: &Completed) -> bool {
    let point = |c: &Completed| {
        let own = c.draft.place.filter(|_| !c.inherited.contains(&Inherited::Place));
        let place = own.and_then(|(p, i)| pages.get(p)?.places.get(i)).map(|m| &m.place);
        let fine = place.filter(|p| !matches!(p.kind, Some(PlaceKind::Country | PlaceKind::Region | PlaceKind::Natural)))?;
        Some((fine.lat.zip(fine.lon)?, fine.radius_km.unwrap_or(0.0)))
    };
    let far = point(a).zip(point(b)).is_some_and(|((x, r), (y, s))| distance_km(x, y) > NEAR + r + s);
    let days = |c: &Completed| {
        let date = c.draft.date.and_then(|(p, i, _)| pages.get(p)?.dates.get(i)).map(|m| &m.date)?;
        date.start.zip(date.end)
    };
    let apart = days(a)
        .zip(days(b))
        .is_some_and(|(x, y)| x.1.plus_days(WEEKS).is_some_and(|d| d < y.0) || y.1.plus_days(WEEKS).is_some_and(|d| d < x.0));
    !far && !apart && !is_separate(pages, a) && !is_separate(pages, b)
}

/// Each states a town of its own.
fn is_elsewhere(pages: &[Page<'_>], a: &Completed, b: &Completed) -> bool {
    let own = |c: &Completed| {
        let own = c.draft.place.filter(|_| !c.inherited.contains(&Inherited::Place));
        own.and_then(|(p, i)| pages.get(p)?.places.get(i)?.place.id.as_deref())
    };
    own(a).zip(own(b)).is_some_and(|(a, b)| a != b)
}

/// "In a separate incident", in the sentence of the claim.
fn is_separate(pages: &[Page<'_>], claim: &Completed) -> bool {
    let Some(page) = pages.get(claim.draft.page) else { return false };
    let mut sentence = page.text.sentence_of(claim.draft.trigger.start).tokens.clone();
    sentence.any(|t| page.has(t, Class::Separate))
}

/// A number of the incident: told early, not of a month or a year, and not of several incidents.
fn is_toll(pages: &[Page<'_>], claim: &Completed) -> bool {
    let draft = &claim.draft;
    let Some(page) = pages.get(draft.page) else { return false };
    let early =
        page.field == Field::Title || page.text.tokens.get(draft.trigger.start).is_some_and(|t| (t.sentence as usize) < EARLY);
    early && is_of_one(pages, claim)
}

/// A number of one incident: not of a month or a year, and not of several incidents.
fn is_of_one(pages: &[Page<'_>], claim: &Completed) -> bool {
    // "Last month", told elsewhere, is when it happened.
    let own = claim.draft.date.filter(|_| !claim.inherited.contains(&Inherited::Date));
    let date = own.and_then(|(p, i, _)| pages.get(p)?.dates.get(i)).map(|m| &m.date);
    let long = date.is_some_and(|d| d.precision.is_some_and(|p| p > Precision::Week));
    !long && !is_of_many(pages, claim)
}

/// Sentences in which an article states the toll of its incident.
const EARLY: usize = 8;

/// "17 dead in weekend shootings", "two killed in three incidents": a number of several incidents.
fn is_of_many(pages: &[Page<'_>], claim: &Completed) -> bool {
    let Some(page) = pages.get(claim.draft.page) else { return false };
    let text = &page.text;
    let sentence = text.sentence_of(claim.draft.trigger.start).tokens.clone();
    // "In the shootings" may be one spree.
    let many = |t: usize| {
        page.has(t, Class::Incidents)
            && !(sentence.start.max(t.saturating_sub(3))..t)
                .any(|t| text.is(t, &["the", "these", "those", "his", "her", "their"]))
    };
    // "In the past four days", "over nine weeks".
    let period = |t: usize| {
        let number = page.quantities_in(t..t + 1).is_empty() && page.begins(t, Senses::NUMBER) || text.kind(t) == Kind::Number;
        page.has(t + 1, Class::Period)
            && number
            && (sentence.start.max(t.saturating_sub(2))..t).any(|t| page.has(t, Class::Through))
    };
    sentence.clone().any(many) || sentence.clone().any(period)
}

/// Title or first sentences tell of separate incidents: "four shootings overnight".
fn is_roundup(pages: &[Page<'_>]) -> bool {
    pages.iter().any(|page| {
        let end = page.text.sentences.get(LEAD).map_or(page.text.tokens.len(), |s| s.tokens.start);
        (0..end).any(|t| page.has(t, Class::Separate))
    })
}

/// Sentences that tell what an article is about.
const LEAD: usize = 3;

#[cfg(test)]
mod tests {
    use crate::{Document, Normalizer};

    /// Kind, number, and whether it was reckoned, of each claim that counts people.
    fn told(title: &str, text: &str) -> Vec<(String, u64, bool)> {
        let article = Document { title: Some(title.into()).filter(|t: &String| !t.is_empty()), ..Document::new("a", text) };
        let claims = Normalizer::default().normalize(&article);
        let reckoned = |c: &crate::Claim| c.inherited.iter().any(|i| i == "count");
        claims.iter().filter_map(|c| Some((c.event.kind.clone(), c.count.as_ref()?.exact()?, reckoned(c)))).collect()
    }

    #[test]
    fn tolls() {
        for (name, title, text, expected) in [
            ("parts of a stated toll", "Three dead in fire", "One man died at the scene.", vec![("killed", 3, false)]),
            (
                "who is known of them",
                "Three dead in fire",
                "Ann Lee, 30, died at the scene.",
                vec![("killed", 3, false), ("killed", 1, false)],
            ),
            (
                "one by one",
                "",
                "A 19-year-old man was shot dead. A second man, 24, died at a hospital.",
                vec![("killed", 2, true)],
            ),
            (
                "by their own hand",
                "",
                "A man killed his two sons on Friday before fatally shooting himself.",
                vec![("killed", 3, true)],
            ),
            ("counted with the others", "", "A man killed his two sons and himself on Friday.", vec![("killed", 3, false)]),
            (
                "hurt by his own hand",
                "Boy hurt after shooting himself",
                "The boy, 9, shot himself in the foot.",
                vec![("injured", 1, false), ("injured", 1, false), ("injured", 1, false)],
            ),
            (
                "below a headline of one",
                "Man, 30, killed in Salem",
                "The man was shot dead on Friday. A 12-year-old girl died in May.",
                vec![("killed", 1, false), ("killed", 1, false), ("killed", 1, false)],
            ),
            (
                "who of the shot live",
                "",
                "Five people were shot, one fatally, in Milford.",
                vec![("attacked", 5, false), ("injured", 4, true), ("killed", 1, false)],
            ),
            (
                "shot beside the dead",
                "",
                "Two people were killed and three others were shot.",
                vec![("killed", 2, false), ("injured", 3, false)],
            ),
            (
                "two incidents",
                "",
                "A man was shot dead on Monday. Separately, a woman was killed.",
                vec![("killed", 1, false), ("killed", 1, false)],
            ),
            (
                "one person told twice",
                "",
                "A 6-year-old boy was killed. The boy, 6, died of his wounds.",
                vec![("killed", 1, false), ("killed", 1, false)],
            ),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(kind, n, reckoned)| (kind.to_owned(), n, reckoned)).collect();
            assert_eq!(told(title, text), expected, "{name}");
        }
    }

    #[test]
    fn ages_and_sites() {
        let claim = |text: &str| Normalizer::default().normalize(&Document::new("a", text)).remove(0);
        let age = |text: &str| claim(text).actor.and_then(|a| a.age);
        for (text, expected) in [
            ("A 19-year-old college student was killed.", Some(19)),
            ("A six-year-old boy was killed.", Some(6)),
            ("A 7-month-old girl was killed.", Some(0)),
            ("Ann Lee, 32, was killed.", Some(32)),
            ("Two men were killed.", None),
        ] {
            assert_eq!(age(text), expected, "{text}");
        }
        let sites = claim("A man was killed in the 300 block of West Lamar Street, near Riverside Park, on Friday.").sites;
        assert_eq!(sites, ["Lamar Street", "Riverside Park"]);
    }
}
