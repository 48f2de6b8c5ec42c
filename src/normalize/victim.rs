//! Somebody who was hurt or killed, as far as the words of one claim tell: enough to see that two claims speak of two persons.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::clause::Draft;
use super::inherit::Completed;
use super::quantity::age;
use super::reader::Reader;
use super::{Page, Setting};
use crate::lexicon::words::Class;
use crate::text::Kind;

/// The oldest person, in years.
pub(super) const OLDEST: u64 = 115;
/// The age at which the Convention on the Rights of the Child ends.
const ADULT: u64 = 18;

/// The role that people have by their age.
pub(super) fn role_of_age(years: u64) -> Option<String> {
    (years < ADULT).then(|| "child".to_owned())
}

/// Words between an age and its noun: "a 19-year-old college student".
const REACH: usize = 5;

/// The ages that an article tells: where they stand, and of which named person.
#[derive(Debug, Default)]
pub(super) struct Ages<'p> {
    /// By page, in order: "19-year-old", and how many years.
    told: Vec<Vec<(Range<usize>, u64)>>,
    named: BTreeMap<&'p str, u64>,
}

impl<'p> Ages<'p> {
    /// "Ann Lee, 32,", "32-year-old Ann Lee". Linear.
    pub(super) fn new(pages: &'p [Page<'_>], setting: &Setting<'_>) -> Ages<'p> {
        let mut ages = Ages::default();
        for page in pages {
            let r = Reader { page, lexicon: setting.lexicon };
            let ends = (0..page.text.tokens.len()).filter(|t| page.text.is(*t, &["old"]));
            let told = ends.filter_map(|old| {
                let start =
                    (old.saturating_sub(LONGEST)..old).find(|t| age(r, *t, false).is_some_and(|(_, end)| end == old + 1))?;
                Some((start..old + 1, age(r, start, false)?.0))
            });
            ages.told.push(told.collect());
        }
        for (p, page) in pages.iter().enumerate() {
            for name in &page.names {
                if let Some(age) = ages.beside(p, page, &name.tokens) {
                    ages.named.entry(name.name.as_str()).or_insert(age);
                }
            }
        }
        ages
    }

    /// The age that stands with a name anywhere.
    pub(super) fn named(&self, name: &str) -> Option<u64> {
        self.named.get(name).copied()
    }

    /// The age of the one person whom a claim counts.
    pub(super) fn of(&self, pages: &[Page<'_>], draft: &Draft) -> Option<u64> {
        let (count, words) = draft.count.as_ref().filter(|(c, _)| c.exact() == Some(1))?;
        let person = count.unit.as_deref().is_none_or(|u| u == "person");
        let page = pages.get(draft.page).filter(|_| person)?;
        let named = draft.actor.as_ref().and_then(|(a, _)| self.named.get(a.name.as_deref()?).copied());
        // "A 4-year-old boy shot himself": of who did it.
        let own = || draft.actor.as_ref().filter(|_| draft.anaphoric).map(|(_, words)| words);
        named.or_else(|| self.beside(draft.page, page, words)).or_else(|| self.beside(draft.page, page, own()?))
    }

    /// The age that stands with a noun phrase: "Ann Lee, 32,", "the man (32)", "32-year-old student Ann Lee".
    fn beside(&self, number: usize, page: &Page<'_>, words: &Range<usize>) -> Option<u64> {
        let text = &page.text;
        let age = |t: usize| text.norm(t).parse::<u64>().ok().filter(|n| *n <= OLDEST && text.kind(t) == Kind::Number);
        let end = words.end;
        let closed = || text.is(end + 2, &[",", ")", ".", ";", "of", "and", "was", "were", "is"]);
        if text.is(end, &[",", "("])
            && let Some(age) = age(end + 1).filter(|_| closed())
        {
            return Some(age);
        }
        let told = self.told.get(number)?;
        // "Ann Lee, a 32-year-old nurse".
        let next = told.get(told.partition_point(|(at, _)| at.start < end));
        let apposed = |at: &Range<usize>| at.start == end + 2 && text.is(end, &[","]) && text.is(end + 1, &["a", "an", "the"]);
        if let Some((_, years)) = next.filter(|(at, years)| apposed(at) && *years <= OLDEST) {
            return Some(*years);
        }
        let (at, years) = told.get(told.partition_point(|(at, _)| at.end <= words.end).checked_sub(1)?)?;
        let sentence = text.sentence_of(words.start).tokens.start;
        let clear = |t: usize| !text.is(t, &[",", "and", ";", ":"]);
        // "76-year-old shoots wife": another's.
        let told = at.end < words.start && !page.events_in(at.end..words.start).is_empty();
        let near = at.start >= sentence && at.end + REACH > words.start && !told && (at.end..words.start).all(clear);
        (near && *years <= OLDEST).then_some(*years)
    }
}

/// Most tokens of "twenty-two-year-" before "old".
const LONGEST: usize = 8;

/// One person, as far as the words tell of him.
#[derive(Debug)]
pub(super) struct Victim<'c> {
    /// Page, sentence.
    pub(super) at: (usize, u32),
    words: &'c Range<usize>,
    trigger: usize,
    named: Option<&'c str>,
    role: Option<&'c str>,
    /// "he", "himself".
    pub(super) pronoun: bool,
    /// "himself": by their own hand.
    pub(super) own_hand: bool,
    /// The object of somebody's deed: "killed two women".
    inflicted: bool,
    /// "another", "a third".
    pub(super) further: bool,
    age: Option<u64>,
    male: bool,
    female: bool,
    young: bool,
    grown: bool,
}

impl<'c> Victim<'c> {
    /// `None` where nothing is counted.
    pub(super) fn new(pages: &[Page<'_>], claim: &'c Completed, ages: &Ages<'_>) -> Option<Victim<'c>> {
        let draft = &claim.draft;
        let page = pages.get(draft.page)?;
        let (_, words) = draft.count.as_ref()?;
        let has = |class| (words.start.saturating_sub(1)..words.end).any(|t| page.has(t, class));
        let actor = draft.actor.as_ref().map(|(a, _)| a);
        let named = actor.and_then(|a| a.name.as_deref());
        Some(Victim {
            at: (draft.page, page.text.tokens.get(draft.trigger.start)?.sentence),
            words,
            trigger: draft.trigger.start,
            named,
            role: actor.and_then(|a| a.role.as_deref()).filter(|r| !matches!(*r, "child" | "victim")),
            pronoun: draft.anaphoric,
            inflicted: !draft.nominal && words.start >= draft.trigger.end,
            own_hand: words.clone().chain(draft.trigger.clone()).any(|t| page.has(t, Class::Reflexive)),
            further: has(Class::Further),
            age: ages.of(pages, draft),
            male: has(Class::Male),
            female: has(Class::Female),
            young: has(Class::Young),
            grown: has(Class::Grown),
        })
    }

    /// "The gunman".
    pub(super) fn accused(&self) -> bool {
        self.role == Some("attacker")
    }

    /// Leaves one of those that nothing tells apart, and no more than the first of many: all of them stand for the others in
    /// [`may_be`](Victim::may_be).
    pub(super) fn dedup(all: &mut Vec<Victim<'c>>) {
        let mut looks = BTreeSet::new();
        all.retain(|v| looks.insert((v.named, v.role, v.age, v.male, v.female, v.young, v.grown)) && looks.len() <= MANY);
    }

    /// Two that one sentence tells apart.
    pub(super) fn is_beside(&self, other: &Victim<'_>) -> bool {
        let apart = self.words.end <= other.words.start || other.words.end <= self.words.start;
        self.at == other.at && apart && !(self.pronoun || other.pronoun)
    }

    /// Nothing tells two claims of the same role apart.
    pub(super) fn may_be(&self, other: &Victim<'_>) -> bool {
        let names = self.named.zip(other.named).is_none_or(|(a, b)| a == b);
        names && !self.differs(other) && self.role == other.role
    }

    /// The other sex, another age, a child and a man.
    fn differs(&self, other: &Victim<'_>) -> bool {
        let ages =
            self.young && !self.grown && other.grown && !other.young || self.grown && !self.young && other.young && !other.grown;
        self.is_told_apart(other) || self.age.zip(other.age).is_none() && ages
    }

    /// The other sex, another age.
    fn is_told_apart(&self, other: &Victim<'_>) -> bool {
        let sexes =
            self.male && !self.female && other.female && !other.male || self.female && !self.male && other.male && !other.female;
        sexes || self.age.zip(other.age).is_some_and(|(a, b)| a.abs_diff(b) > 1)
    }

    /// The words prove that these are two persons: two full names, sexes, ages, "another" than the one before; of one sentence one by their own
    /// hand and one to whom it was done ("shot his wife, then himself", not "was hurt after shooting himself").
    pub(super) fn is_other(&self, other: &Victim<'_>) -> bool {
        if let (Some(a), Some(b)) = (self.named, other.named) {
            return differ(a, b);
        }
        let (first, second) =
            if (self.at, self.words.start) <= (other.at, other.words.start) { (self, other) } else { (other, self) };
        let further = second.further && !second.pronoun && first.at.0 == second.at.0;
        let victim = if self.own_hand { other } else { self };
        let by_hand = self.own_hand != other.own_hand && victim.inflicted && self.at == other.at && self.trigger != other.trigger;
        self.is_told_apart(other) || further || by_hand && !(self.pronoun && other.pronoun)
    }

    /// Told close to the other: in the next sentences of the field, or both in the title or the lead.
    pub(super) fn is_near(&self, other: &Victim<'_>) -> bool {
        let lead = |v: &Victim<'_>| v.at.1 < LEAD;
        self.at.0 == other.at.0 && self.at.1.abs_diff(other.at.1) <= CLOSE || lead(self) && lead(other)
    }
}

/// Persons that somebody is compared with: an article that names more is a list.
const MANY: usize = 64;
/// Sentences between two that are told one after the other.
const CLOSE: u32 = 2;
/// Sentences that tell what an article is about.
const LEAD: u32 = 3;

/// Two full names of two persons: surnames that differ, or given names that begin otherwise.
fn differ(a: &str, b: &str) -> bool {
    let parts = |name: &str| {
        let plain = name.replace('\u{2019}', "'").to_lowercase();
        let mut words = plain.split_whitespace().filter(|w| !matches!(w.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii"));
        let first = words.next().and_then(|w| w.chars().next());
        (first, words.next_back().map(str::to_owned))
    };
    let ((a_first, a_last), (b_first, b_last)) = (parts(a), parts(b));
    match a_last.zip(b_last) {
        Some((x, y)) if x == y => a_first != b_first,
        Some(_) => true,
        None => false,
    }
}
