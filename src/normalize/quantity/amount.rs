//! A number with what bounds it: "at least 12", "12 to 15", "several hundred", "dozens".

use super::counted::opens;
use super::numeral::{Form, Numeral, is_numeral, numeral};
use crate::claim::{Count, CountModifier};
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::normalize::reader::Reader;
use crate::text::Kind;

/// An interval of numbers as it is written.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// First token, of a modifier where there is one.
    pub start: usize,
    /// First token of the number itself.
    pub number_at: usize,
    /// One past the last token.
    pub end: usize,
    low: Option<u64>,
    high: Option<u64>,
    best: Option<u64>,
    soft: bool,
    modifier: CountModifier,
    /// "2,000-strong", "five-member": the number itself says that it is of people.
    pub strong: bool,
    /// How the number is written, where it is one number.
    form: Option<Form>,
}

impl Amount {
    /// The interval.
    pub fn count(&self) -> Count {
        Count {
            low: self.low,
            high: self.high,
            best: self.best,
            approximate: self.soft,
            modifier: Some(self.modifier),
            ..Count::default()
        }
    }

    /// The interval with what follows the noun, and where that ends: "12 people or more", "two soldiers each".
    pub fn after(&self, r: Reader<'_, '_>, end: usize) -> (usize, Count) {
        let mut a = Amount { end, ..self.clone() };
        if r.norm(end) == "each" && r.together(self.start, end) && a.low == a.high && !a.soft {
            let stops = end + 1 >= r.len() || !r.together(end, end + 1) || r.kind(end + 1) == Kind::Punct;
            if stops || r.is(end + 1, &["in", "from", "at", "on", "near", "for", "and"]) {
                (a.high, a.modifier) = (None, CountModifier::Each);
            }
        } else if a.low == a.high && r.number(end, |role| matches!(role, Role::OrMore | Role::OrLess)).is_some() {
            suffix(r, &mut a);
        }
        (a.end, a.count())
    }

    /// Whether a noun in this number (singular or plural) fits: "12 soldier" does not, nor does "one soldiers".
    pub fn may_count(&self, plural: bool) -> bool {
        if self.is_decimal() {
            return false;
        }
        let one = self.high == Some(1) || self.low == Some(1) && self.modifier != CountModifier::Exact || self.best == Some(1);
        plural || one || self.low == Some(2) && self.modifier == CountModifier::MoreThan
    }

    /// Whether it is written as "5.00": a whole number that counts nothing.
    pub fn is_decimal(&self) -> bool {
        self.form == Some(Form::Decimal)
    }

    /// Whether this is "one" as a pronoun: "the one", "no one", "one another".
    pub fn is_pronoun(&self, r: Reader<'_, '_>) -> bool {
        let before = self.start.checked_sub(1).filter(|b| r.together(*b, self.start));
        self.form == Some(Form::One)
            && self.start == self.number_at
            && (before.is_some_and(|b| r.page.has(b, Class::BeforeOne)) || r.is(self.end, &["another", "'s"]))
    }
}

/// The amount that starts at a token. Linear in its length.
pub(super) fn amount(r: Reader<'_, '_>, start: usize) -> Option<Amount> {
    let (role, number_at) = modifiers(r, start);
    let mut found = if r.norm(start) == "between" || r.norm(start) == "from" && number_at == start {
        between(r, start)?
    } else {
        vague(r, number_at).or_else(|| plain(r, number_at))?
    };
    found.start = start;
    if let Some(role) = role {
        bound(r, &mut found, role);
    }
    suffix(r, &mut found);
    both_bounds(r, &mut found);
    // "forty-five (45)".
    if r.norm(found.end) == "("
        && found.low == found.high
        && let Some(again) = numeral(r, found.end + 1).filter(|n| n.value() == found.low && r.norm(n.end) == ")")
    {
        found.end = again.end + 1;
    }
    Some(found)
}

fn is_modifier(role: Role) -> bool {
    matches!(
        role,
        Role::AtLeast
            | Role::MoreThan
            | Role::JustOver
            | Role::AtMost
            | Role::LessThan
            | Role::Nearly
            | Role::About
            | Role::Exactly
    )
}

/// The modifiers at a token: the strongest of them, and the token after the last.
pub(super) fn modifiers(r: Reader<'_, '_>, start: usize) -> (Option<Role>, usize) {
    let (mut role, mut at) = (None, start);
    for _ in 0..4 {
        // "a" may begin both "a total of" and "a hundred".
        let Some((word, end)) = r.number(at, is_modifier) else { break };
        if !r.together(at, end) {
            break;
        }
        role = match (role, word.role) {
            (None, Role::Exactly) => None,
            (None | Some(Role::About), other) if other != Role::Exactly => Some(other),
            (kept, _) => kept,
        };
        at = end;
        if r.is(at, &["the", "a"]) && r.is(at + 1, &["estimated"]) {
            at += 1;
        }
    }
    (role, at)
}

/// "between 10 and 15", "from 10 to 15".
fn between(r: Reader<'_, '_>, start: usize) -> Option<Amount> {
    let (_, at) = modifiers(r, start + 1);
    let lower = numeral(r, at)?;
    let (_, low_end) = modifiers(r, lower.end + 1);
    let joint = if r.norm(start) == "between" { &["and", "to"][..] } else { &["to", "through", "up"][..] };
    if !r.is(lower.end, joint) && !r.dash(lower.end) {
        return None;
    }
    if r.norm(start) == "from" && (change(r, start) || r.dash(lower.end)) {
        return None;
    }
    let upper = numeral(r, low_end)?;
    range(&lower, &upper, start)
}

/// Whether a verb of change stands before: "rose from 21 to 33" are two numbers of two times.
fn change(r: Reader<'_, '_>, at: usize) -> bool {
    let from = at.saturating_sub(6);
    (from..at).any(|t| r.together(t, at) && r.page.has(t, Class::Change))
}

fn range(lower: &Numeral, upper: &Numeral, start: usize) -> Option<Amount> {
    let (low, high) = (lower.value_before(upper)?, upper.value()?);
    (low < high).then_some(Amount {
        start,
        number_at: lower.start,
        end: upper.end,
        low: Some(low),
        high: Some(high),
        best: None,
        soft: false,
        modifier: CountModifier::Between,
        strong: false,
        form: None,
    })
}

/// A number, or a range of two.
fn plain(r: Reader<'_, '_>, at: usize) -> Option<Amount> {
    let lower = numeral(r, at)?;
    let joint = lower.end;
    let dashed = r.dash(joint);
    // "two- to three-hundred".
    let word = if dashed && r.is(joint + 1, &["to"]) { joint + 1 } else { joint };
    let rises = r.is(word, &["to", "or", "through"])
        && !(at > 0 && r.norm(at - 1) == "from" && change(r, at - 1))
        && !(r.norm(word) == "to" && change(r, at));
    if (dashed || rises) && lower.form != Form::Fraction {
        let next = if dashed && word == joint { joint + 1 } else { word + 1 };
        let (_, next) = if r.norm(word) == "or" { modifiers(r, next) } else { (None, next) };
        if let Some(upper) = numeral(r, next).filter(|u| r.together(at, u.start)) {
            let either =
                r.norm(word) == "or" && upper.value().zip(lower.value()).is_none_or(|(u, l)| u > l.saturating_mul(2).max(l + 2));
            let apart = dashed && word == joint && r.joined(joint) != r.joined(joint + 1);
            // A long dash with spaces parts clauses: "five - two parents and three children".
            let spaced = dashed
                && !r.joined(joint)
                && !r.joined(joint + 1)
                && super::counted::noun(r, upper.end).is_some()
                && r.kind(at) != Kind::Number;
            if !either
                && !apart
                && !spaced
                && let Some(found) = range(&lower, &upper, at)
            {
                return Some(found);
            }
        }
    }
    let value = lower.grouped_value()?;
    let dotted = lower.form == Form::Dotted && super::counted::noun(r, lower.end).is_none();
    (!dotted).then_some(Amount {
        start: at,
        number_at: at,
        end: lower.end,
        low: Some(value),
        high: Some(value),
        best: None,
        soft: false,
        modifier: CountModifier::Exact,
        strong: false,
        form: Some(lower.form),
    })
}

/// "dozens", "several hundred", "a few".
fn vague(r: Reader<'_, '_>, at: usize) -> Option<Amount> {
    let (word, end) = r.number(at, |role| matches!(role, Role::Vague | Role::Times))?;
    let mut found = Amount {
        start: at,
        number_at: at,
        end,
        low: Some(word.value),
        high: Some(word.high),
        best: None,
        soft: true,
        modifier: CountModifier::Vague,
        strong: false,
        form: None,
    };
    if word.role == Role::Times {
        let scaled = r.number(end, |role| matches!(role, Role::Hundred | Role::Scale | Role::Dozen));
        if let Some(n) = scaled.and_then(|_| numeral(r, end)) {
            let base = n.value()?;
            found.low = base.checked_mul(word.value);
            found.high = base.checked_mul(word.high.checked_add(1)?).map(|h| h.saturating_sub(1));
            found.end = n.end;
        } else if r.number(end, is_numeral).is_some() {
            return None;
        }
    }
    // "scores" is a verb and a noun of its own.
    if word.role == Role::Vague && r.norm(at) == "scores" && !is_of_many(r, end) {
        return None;
    }
    let mut joint = end + usize::from(r.norm(end) == ",");
    if r.is(joint, &["or", "if", "to", "and"]) && r.together(at, joint) && word.role == Role::Vague {
        // "dozens or even hundreds", "hundreds, if not thousands", "thousands and thousands".
        joint += 1;
        while r.is(joint, &["even", "not", "possibly", "perhaps"]) {
            joint += 1;
        }
        if let Some((more, end)) = r.number(joint, |role| role == Role::Vague).filter(|(w, _)| w.value >= word.value) {
            found.high = Some(more.high);
            found.end = end;
        }
    }
    Some(found)
}

/// Whether "scores" before a token are many of something: "scores of", "scores more", "scores were killed".
fn is_of_many(r: Reader<'_, '_>, at: usize) -> bool {
    r.is(at, &["of", "more", "others", "dead", "were", "are", "have"])
        || super::counted::noun(r, at).is_some()
        || r.triggers(at).next().is_some()
}

/// Applies a modifier.
fn bound(r: Reader<'_, '_>, a: &mut Amount, role: Role) {
    let exact = a.low == a.high;
    match role {
        Role::AtLeast => {
            a.high = None;
            a.modifier = CountModifier::AtLeast;
        }
        Role::MoreThan => {
            a.low = if a.soft { a.low } else { a.low.or(a.high).and_then(|v| v.checked_add(1)) };
            a.high = None;
            a.modifier = CountModifier::MoreThan;
        }
        Role::AtMost => {
            a.low = None;
            a.modifier = CountModifier::AtMost;
        }
        Role::LessThan => {
            a.high = if a.soft { a.high } else { a.high.map(|v| v.saturating_sub(1)) };
            a.low = None;
            a.modifier = CountModifier::LessThan;
        }
        Role::About | Role::Nearly | Role::JustOver if exact => {
            if let Some(n) = a.low.filter(|n| *n > 1) {
                let (low, high) = r.lexicon.numbers().around(role, n);
                (a.low, a.high, a.best, a.soft) = (Some(low), Some(high), Some(n.clamp(low, high.max(low))), true);
                a.modifier = CountModifier::About;
            }
        }
        _ => {}
    }
}

/// "more than 10 but fewer than 40": two bounds of one number.
fn both_bounds(r: Reader<'_, '_>, a: &mut Amount) {
    if a.high.is_some()
        || !matches!(a.modifier, CountModifier::AtLeast | CountModifier::MoreThan)
        || !r.is(a.end, &["and", "but", ","])
    {
        return;
    }
    let (role, at) = modifiers(r, a.end + 1);
    if !matches!(role, Some(Role::AtMost | Role::LessThan)) || !r.together(a.start, at) {
        return;
    }
    let upper = numeral(r, at).and_then(|n| Some((n.value()?, n.end)));
    let Some((high, end)) = upper.filter(|(h, _)| a.low.is_some_and(|l| l < *h)) else { return };
    a.high = Some(if role == Some(Role::LessThan) { high.saturating_sub(1) } else { high });
    a.modifier = CountModifier::Between;
    a.form = None;
    a.end = end;
}

/// "or more", "or so", "+", "-plus", "-odd", "-strong".
fn suffix(r: Reader<'_, '_>, a: &mut Amount) {
    if let Some((word, mut end)) = r.number(a.end, |role| matches!(role, Role::OrMore | Role::OrLess | Role::OrSo)) {
        let than = word.role != Role::OrSo && r.norm(end) == "than";
        if than && numeral(r, modifiers(r, end + 1).1).is_some() {
            // "200 or more than 190" are two numbers.
            return;
        }
        end += usize::from(than);
        if r.together(a.start, a.end) {
            a.end = end;
            bound(
                r,
                a,
                match word.role {
                    Role::OrMore => Role::AtLeast,
                    Role::OrLess => Role::AtMost,
                    _ => Role::About,
                },
            );
        }
        return;
    }
    if r.norm(a.end) == "or" && r.norm(a.end + 1) == "equal" {
        // "less than 5,000 or equal to it".
        match a.modifier {
            CountModifier::MoreThan => (a.low, a.modifier) = (a.low.map(|l| l.saturating_sub(1)), CountModifier::AtLeast),
            CountModifier::LessThan => (a.high, a.modifier) = (a.high.and_then(|h| h.checked_add(1)), CountModifier::AtMost),
            _ => return,
        }
        a.end += 2 + usize::from(r.norm(a.end + 2) == "to");
    } else if r.norm(a.end) == "+" && r.joined(a.end) {
        a.end += 1;
        bound(r, a, Role::AtLeast);
    } else if r.norm(a.end) == "-" && r.joined(a.end) {
        match r.norm(a.end + 1) {
            "plus" => {
                a.end += 2;
                bound(r, a, Role::AtLeast);
            }
            "odd" | "some" => {
                a.end += 2;
                bound(r, a, Role::About);
            }
            "strong" => (a.end, a.strong) = (a.end + 2, true),
            "member" | "person" | "man" | "woman" if r.number(a.end + 2, |role| role == Role::Collective).is_some() => {
                (a.end, a.strong) = (a.end + 3, true);
            }
            _ => {}
        }
    } else if r.norm(a.end) == "strong"
        && r.together(a.start.saturating_sub(1), a.end)
        && a.low > Some(1)
        && (!opens(r, a.end + 1) || a.start > 0 && r.kind(a.start - 1) == Kind::Word && !r.page.has(a.start - 1, Class::Closed))
    {
        // "a crowd 2,000 strong", not "two strong men".
        (a.end, a.strong) = (a.end + 1, true);
    } else if r.norm(a.end) == "plus" && super::counted::noun(r, a.end + 1).is_some() {
        a.end += 1;
        bound(r, a, Role::AtLeast);
    }
}
