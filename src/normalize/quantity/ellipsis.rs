//! Counts whose noun is understood, and counts without a number: "12 killed", "four of them", "no one", "a man".

use std::ops::Range;

use super::amount::Amount;
use super::numeral::numeral;
use super::{counted, exactly, figure, name};
use crate::claim::{Count, CountModifier};
use crate::lexicon::numbers::Role;
use crate::lexicon::triggers::{Counted as Argument, Form};
use crate::lexicon::words::Class;
use crate::normalize::QuantityMention;
use crate::normalize::reader::Reader;
use crate::normalize::victim::{OLDEST, role_of_age};
use crate::text::Kind;

/// Where the members of a body are named: "300-strong | garrison of conscripts"; the token itself where they are not.
pub(super) fn members(r: Reader<'_, '_>, at: usize) -> usize {
    (at..at + 4).take_while(|t| counted::opens(r, *t) || *t > at).find(|t| r.norm(*t) == "of" && r.together(at, *t)).unwrap_or(at)
}

/// Whether an amount without a noun counts people.
pub(super) fn is_of_people(r: Reader<'_, '_>, a: &Amount, found: &[QuantityMention]) -> bool {
    if a.is_decimal() {
        return false;
    }
    if a.strong {
        return !r.page.has(a.end, Class::Herd);
    }
    // "Of the 12 dead, three were children".
    if let Some(whole) = of_the(r, a, found) {
        return whole.count.unit.as_deref() == Some("person");
    }
    let (before, mut after) = (a.start.checked_sub(1).filter(|b| r.together(*b, a.start)), a.end);
    let same = r.together(a.start, after);
    while same
        && r.is(
            after,
            &[
                "more", "others", "further", "have", "had", "has", "been", "were", "was", "are", "is", "be", "being", "as",
                "remain", "remained", "remains", "still", "since", "later", "may", "might", "could",
            ],
        )
        && after < a.end + 4
    {
        after += 1;
    }
    let skipped = after > a.end;
    // "12 killed", "two more were injured", "40 wounded".
    let state = same
        && r.triggers(after).any(|(t, _)| {
            t.unit == "person"
                && matches!(t.form, Form::Past | Form::Participle | Form::Adjective)
                && matches!(t.counted, Argument::Object | Argument::Before)
                && !t.weak
        });
    if state {
        return true;
    }
    if same && r.norm(a.end) == "of" && r.is(a.end + 1, &["them", "whom", "us"]) {
        // "Nine boats, two of them trawlers": no people.
        let last = found.last().filter(|q| r.together(q.tokens.start, a.start) && q.count.unit.is_some());
        return last.is_none_or(|q| q.count.unit.as_deref() == Some("person"));
    }
    if before.is_some_and(|b| {
        // "of which just 14", "the ferry Selma 2", "older than 50".
        let named = r.page.text.is_capitalized(b)
            && r.kind(b) == Kind::Word
            && !figure::starts_sentence(r, b)
            && r.kind(a.number_at) == Kind::Number;
        r.is(b, &["which", "than", "is", "was", "turned"]) || named && a.start == a.number_at
    }) {
        return false;
    }
    let subject = same
        && r.triggers(after)
            .any(|(t, _)| matches!(t.form, Form::Past | Form::Present) && t.counted == Argument::Subject && !t.weak);
    if subject {
        return true;
    }
    // "All 11 on board".
    if same && (r.norm(a.end) == "aboard" || r.norm(a.end) == "on" && r.norm(a.end + 1) == "board") {
        return true;
    }
    let Some(before) = before else {
        return skipped && last_of_people(r, a, found, 1);
    };
    // "a family of five", "a crew of 12".
    if r.norm(before) == "of"
        && before > 0
        && r.number(before - 1, |role| role == Role::Collective).is_some_and(|(_, end)| end == before)
    {
        return true;
    }
    let bare = !same || ends_phrase(r, a.end);
    if !bare {
        return false;
    }
    // "killed 12", "wounding at least four": the object of a trigger.
    let object = (before.saturating_sub(2)..=before).any(|t| {
        r.triggers(t).any(|(w, end)| {
            end == before + 1
                && w.counted == Argument::Object
                && !w.weak
                && matches!(w.form, Form::Past | Form::Gerund | Form::Present)
        })
    });
    // "Dead: 12", "Injured: 40".
    let listed = r.norm(before) == ":"
        && before > 0
        && (r.noun(before - 1).is_some_and(|(n, _)| n.unit == "person" && !n.event.is_empty())
            || r.triggers(before - 1).any(|(t, _)| t.unit == "person" && t.form == Form::Participle));
    if object || listed || toll(r, a) {
        return true;
    }
    // In the place of people named before: "12 soldiers died; the other side admitted six".
    last_of_people(r, a, found, 0)
        && !a.is_pronoun(r)
        && (skipped || !r.is(before, &["in", "at", "on", "by", "about", "of", "chapter", "-"]))
        && r.kind(before) == Kind::Word
        && a.end < r.len()
}

/// Whether a verb group or a mark ends a noun phrase here: "a Briton |was", "a Syrian|, who".
fn ends_noun(r: Reader<'_, '_>, at: usize) -> bool {
    r.is(at, &["was", "is", "has", "had", "who", "and", "died"]) || r.is(at, &[",", "."]) && r.together(at - 1, at)
}

/// Whether a noun phrase cannot go on here.
fn ends_phrase(r: Reader<'_, '_>, at: usize) -> bool {
    match r.kind(at) {
        Kind::Punct => !r.dash(at) && !r.is(at, &["/", "%", ":"]) || at >= r.len(),
        Kind::Word => r.page.has(at, Class::Closed) && r.norm(at) != "of",
        Kind::Number => false,
    }
}

/// Whether the last quantity in this sentence, or up to `back` sentences before it, counts people.
fn last_of_people(r: Reader<'_, '_>, a: &Amount, found: &[QuantityMention], back: u32) -> bool {
    let Some(last) = found.last() else { return false };
    let sentence = |t: usize| r.page.text.tokens.get(t).map_or(0, |t| t.sentence);
    last.count.unit.as_deref() == Some("person") && sentence(a.start) - sentence(last.tokens.start).min(sentence(a.start)) <= back
}

/// "the death toll climbed from 21 to 33".
fn toll(r: Reader<'_, '_>, a: &Amount) -> bool {
    let from = a.start.saturating_sub(14);
    (from..a.start).any(|t| {
        r.together(t, a.start)
            && (r.page.has(t, Class::DeathToll)
                || r.norm(t) == "number"
                    && r.norm(t + 1) == "of"
                    && counted::noun(r, t + 1).is_some_and(|c| c.noun.unit == "person" && c.tokens.end <= a.start))
    })
}

/// "including three children", "four of them", "two of whom"; also what is joined to such a one.
pub(super) fn is_subset(r: Reader<'_, '_>, a: &Amount, found: &[QuantityMention]) -> bool {
    let mut before = a.start;
    while before > 0 && before + 3 > a.start && r.is(before - 1, &["the", "his", "her", "their", "its", "at", ",", ":"]) {
        before -= 1;
    }
    if before > 0 && r.together(before - 1, a.start) {
        let word = r.norm(before - 1);
        let among = matches!(word, "them" | "whom" | "these" | "which") && before > 1 && r.is(before - 2, &["among", "of"]);
        if matches!(word, "including" | "includes" | "included" | "include" | "incl") || among {
            return true;
        }
    }
    if r.norm(a.end) == "of" && r.is(a.end + 1, &["them", "whom"]) || of_the(r, a, found).is_some() {
        return true;
    }
    found.last().is_some_and(|last| {
        let between = last.tokens.end..a.start;
        // "12 of them in Herat and eight in Kabul".
        let of_them = r.norm(between.start) == "of" && r.is(between.start + 1, &["them", "whom"]);
        let joined = if of_them {
            between.len() <= OF_THEM && r.norm(a.start.saturating_sub(1)) == "and"
        } else {
            between.len() <= 2 && between.clone().all(|t| r.is(t, &[",", "and"]))
        };
        last.subset && last.tokens.end <= a.start && !between.is_empty() && joined && r.together(last.tokens.start, a.start)
    })
}

/// Most words between two parts of one whole: "of whom were in the city of Herat and".
const OF_THEM: usize = 10;

/// "Of the 12 dead, three were children": the 12.
fn of_the<'q>(r: Reader<'_, '_>, a: &Amount, found: &'q [QuantityMention]) -> Option<&'q QuantityMention> {
    let whole = found.last().filter(|q| r.together(q.tokens.start, a.start))?;
    let lead = whole.tokens.start.checked_sub(2)?;
    let opens = r.norm(lead) == "of" && r.is(lead + 1, &["the", "those", "these"]);
    let first = lead == 0 || !r.together(lead - 1, lead) || r.is(lead - 1, &[",", ";", "and", "but"]);
    let gap = whole.tokens.end..a.start;
    (opens && first && gap.len() <= 8 && gap.clone().any(|t| r.norm(t) == ",")).then_some(whole)
}

/// The quantity that another is a part of: the last one of its sentence or the one before that counts the same, is no part itself and not smaller.
pub(super) fn whole(r: Reader<'_, '_>, part: &QuantityMention, found: &[QuantityMention]) -> Option<Range<usize>> {
    let sentence = |t: usize| r.page.text.tokens.get(t).map_or(0, |t| t.sentence);
    let least = part.count.low.unwrap_or(0);
    let near = |q: &&QuantityMention| sentence(part.tokens.start).saturating_sub(sentence(q.tokens.start)) <= 1;
    let same = |q: &QuantityMention| q.count.unit.is_some() && (part.count.unit.is_none() || q.count.unit == part.count.unit);
    let before = found.iter().rev().take_while(near).filter(|q| q.tokens.end <= part.tokens.start);
    let mut wholes = before.filter(|q| !q.subset && same(q) && q.count.high.is_none_or(|high| high >= least));
    wholes.next().map(|q| q.tokens.clone())
}

/// So many people, told without a noun.
fn people(tokens: Range<usize>, number: u64) -> QuantityMention {
    let count = Count { unit: Some("person".into()), ..exactly(number) };
    QuantityMention { tokens, count, head: None, role: None, elliptic: true, subset: false, whole: None }
}

/// "no one", "nobody", "none", "no civilians": a count of zero.
pub(super) fn nobody(r: Reader<'_, '_>, at: usize) -> Option<QuantityMention> {
    let zero = |end: usize| people(at..end, 0);
    match r.norm(at) {
        "nobody" => Some(zero(at + 1)),
        "no" if r.is(at + 1, &["one"]) && r.norm(at + 2) != "of" => Some(zero(at + 2)),
        "none" => match r.norm(at + 1) {
            "of" if r.is(at + 2, &["them", "those", "whom"]) => Some(zero(at + 1)),
            "of" => {
                let c = counted::noun(r, at + 1)?;
                let mut q = QuantityMention { tokens: at..c.tokens.end, elliptic: false, ..zero(at + 1) };
                name(&mut q, r, &c);
                Some(q)
            }
            "was" | "were" => Some(zero(at + 1)),
            _ => None,
        },
        "neither" if r.noun(at + 1).is_some_and(|(n, _)| !n.plural && n.unit == "person") => {
            let c = counted::noun(r, at + 1)?;
            let mut q = QuantityMention { tokens: at..c.tokens.end, elliptic: false, ..zero(at + 1) };
            name(&mut q, r, &c);
            Some(q)
        }
        "no" | "not" => {
            let number = if r.norm(at) == "no" {
                at + 1
            } else if r.is(at + 1, &["a"]) && r.is(at + 2, &["single"]) {
                at + 3
            } else if r.norm(at + 1) == "one" && !(at > 0 && r.is(at - 1, &["is", "was", "are", "were", "'s"])) {
                at + 2
            } else {
                return None;
            };
            let c = counted::noun(r, number).filter(|c| c.tokens.end <= number + 4)?;
            let mut q = QuantityMention { tokens: at..c.tokens.end, elliptic: false, ..zero(number) };
            name(&mut q, r, &c);
            Some(q)
        }
        _ => None,
    }
}

/// "both soldiers", "both were killed": two.
pub(super) fn both(r: Reader<'_, '_>, at: usize) -> Option<QuantityMention> {
    if r.norm(at) != "both" {
        return None;
    }
    let two = |end: usize| people(at..end, 2);
    if let Some(c) = counted::noun(r, at + 1).filter(|c| c.noun.plural) {
        // "both soldiers and civilians" are any number.
        if c.noun.event.is_empty() && c.tokens.end <= at + 5 && r.norm(c.tokens.end) != "and" {
            let mut q = QuantityMention { elliptic: false, ..two(c.tokens.end) };
            name(&mut q, r, &c);
            return Some(q);
        }
        return None;
    }
    let verb = at + 1 + usize::from(r.is(at + 1, &["were", "was", "are"]));
    // "Both were later killed", "both were fatally shot".
    let adverb = usize::from(r.page.is_in_ly(verb) || r.norm(verb) == "later");
    let mut told = r.triggers(verb).chain(r.triggers(verb + adverb)).map(|(t, _)| t);
    let passive = verb > at + 1;
    let suffered = told.any(|t| {
        let object = passive && matches!(t.counted, Argument::Object | Argument::Before) && !t.weak;
        t.unit == "person" && (object || t.kind == "killed" && t.counted == Argument::Subject)
    });
    suffered.then(|| two(at + 1))
}

/// "a couple of 67 and 70": two people and their ages, which end behind them.
pub(super) fn couple(r: Reader<'_, '_>, at: usize) -> Option<(QuantityMention, usize)> {
    let of = at + 2;
    if !r.is(at, &["a", "the"]) || !r.is(at + 1, &["couple"]) || !r.is(of, &["of", "aged"]) {
        return None;
    }
    let age = |t: usize| numeral(r, t).filter(|n| n.value().is_some_and(|v| v <= OLDEST));
    let second = age(age(of + 1).filter(|n| r.is(n.end, &["and"]))?.end + 1)?;
    if counted::noun(r, second.end).is_some() {
        return None;
    }
    let tokens = at..of;
    Some((people(tokens, 2), second.end))
}

/// "the |pair", "the |trio", "a |couple was found"; "arrested the |two": as many people as the word says.
pub(super) fn party(r: Reader<'_, '_>, at: usize) -> Option<QuantityMention> {
    let article = at.checked_sub(1).filter(|t| r.is(*t, &["the", "a"]))?;
    let definite = r.is(article, &["the"]);
    let told = |t: usize| r.triggers(t).next().is_some();
    let number = match r.norm(at) {
        "pair" | "duo" | "couple" => 2,
        "trio" => 3,
        _ if definite && article > 0 && told(article - 1) => {
            let n = numeral(r, at).filter(|n| n.end == at + 1)?;
            n.value().filter(|v| (2..=PARTY).contains(v))?
        }
        _ => return None,
    };
    let next = at + 1;
    let verb = r.is(next, &["was", "were", "has", "had", "have", "who", "died"]) || told(next);
    let closed = definite && (ends_phrase(r, next) || r.page.has(next, Class::Calendar));
    (verb || closed).then(|| people(article..next, number))
}

/// Most people that a number without a noun stands for: "arrested the two".
const PARTY: u64 = 12;

/// "a man", "an army officer", "a 103-year-old tenant"; "an entire signals platoon": one.
pub(super) fn lone(r: Reader<'_, '_>, at: usize) -> Option<QuantityMention> {
    if !r.is(at, &["a", "an", "another", "yet"]) {
        return None;
    }
    let whole = r.is(at + 1, &["entire", "whole", "full"]);
    let number = if whole { at + 2 } else { at + 1 };
    // "a few", "a hundred" are amounts.
    if r.number(at, |role| matches!(role, Role::Vague | Role::Times)).is_some() {
        return None;
    }
    // "A Briton was killed": of a people.
    if !whole && r.side(number).is_some() && r.together(at, number) && ends_noun(r, number + 1) {
        let count = Count { unit: Some("person".into()), ..exactly(1) };
        return Some(QuantityMention {
            tokens: at..number + 1,
            count,
            head: None,
            role: None,
            elliptic: true,
            subset: false,
            whole: None,
        });
    }
    let Some(c) = counted::noun(r, number).filter(|c| c.tokens.start >= number) else {
        // "a 12-year-old was hurt".
        let (years, end) =
            figure::age(r, number, false).filter(|(_, end)| !whole && r.together(at, *end) && !counted::opens(r, *end))?;
        let role = role_of_age(years);
        return Some(QuantityMention { role, ..people(at..end, 1) });
    };
    let person = c.noun.unit == "person" && !c.noun.plural && c.noun.event.is_empty();
    let formation = whole && !c.noun.plural;
    let counts_others = r.norm(c.tokens.end) == "of" && r.kind(c.tokens.end + 1) == Kind::Number;
    let source = at > 0 && r.is(at - 1, &["to", "told", "said", "as", "like"]) && !formation;
    let role = r.page.has(c.tokens.start, Class::Unspecific);
    if !(person || formation) || counts_others || source || role && !formation {
        return None;
    }
    // "a soldier" ends its phrase; "a soldier song" and "a police officer" do not.
    let next = c.tokens.end;
    if !formation
        && r.together(at, next)
        && r.kind(next) == Kind::Word
        && !r.page.has(next, Class::Closed)
        && r.noun(next).is_some()
    {
        return None;
    }
    if figure::starts_sentence(r, at) && r.norm(next) == ":" {
        return None;
    }
    // "A man" is somebody, "one man" a number.
    let modifier = match r.norm(at) {
        _ if formation => Some(CountModifier::Nominal),
        "a" | "an" => None,
        _ => Some(CountModifier::Exact),
    };
    let one = people(at..c.tokens.end, 1);
    let mut q = QuantityMention { count: Count { modifier, ..exactly(1) }, elliptic: false, ..one };
    name(&mut q, r, &c);
    Some(q)
}
