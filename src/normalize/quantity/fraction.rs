//! A part of a number: "a third of the 900 conscripts", "20 percent of its 2,300 men".

use super::amount::modifiers;
use super::numeral::{is_numeral, numeral};
use crate::claim::{Count, CountModifier};
use crate::lexicon::numbers::Role;
use crate::lexicon::triggers::{Counted as Argument, Form};
use crate::lexicon::words::Class;
use crate::normalize::QuantityMention;
use crate::normalize::reader::Reader;
use crate::text::Kind;

/// Tokens of a fraction before its "of", and of what bounds it: "more than two thirds |of".
const REACH: usize = 4;

/// Words between "of" and the number of the whole: "half of |the village's 200 residents".
const OWNER: usize = 3;

/// Makes of a whole the part that is told: "a third of the 900 conscripts" is about 300 of them, "more than half of 40" is 20 to 40. Anything else is
/// left as it is.
pub(super) fn divide(r: Reader<'_, '_>, mention: &mut QuantityMention) {
    let from = mention.tokens.start;
    let owner = (from.saturating_sub(OWNER + 1)..from).rev().take_while(|t| r.kind(*t) != Kind::Punct || r.norm(*t) == "'s");
    let of = owner.filter(|t| r.together(*t, from)).find(|t| r.norm(*t) == "of");
    let number = mention.count.low.filter(|low| mention.count.high == Some(*low));
    // "A third of the 90 people |hurt in the blast were children": all 90 were.
    if is_told_of(r, mention.tokens.end) {
        return;
    }
    // "The second of the five men": one of them.
    let ordinal = of
        .and_then(|of| of.checked_sub(1))
        .filter(|t| *t > 0 && r.norm(t - 1) == "the" && r.number(*t, |role| role == Role::Ordinal).is_some());
    if let Some(ordinal) = ordinal {
        mention.tokens.start = ordinal;
        mention.count = Count { unit: mention.count.unit.take(), noun: mention.count.noun.take(), ..super::exactly(1) };
        return;
    }
    let Some(((start, parts, all), number)) = of.and_then(|of| ratio(r, of)).zip(number) else { return };
    let part = u64::try_from(u128::from(number) * u128::from(parts) / u128::from(all)).ok();
    let Some(part) = part.filter(|n| *n > 0) else { return };
    let bound = (start.saturating_sub(REACH)..start).find_map(|t| match modifiers(r, t) {
        (Some(role), end) if end == start => Some((t, role)),
        _ => None,
    });
    let (start, role) = bound.unwrap_or((start, Role::About));
    let (low, high) = match role {
        Role::AtLeast => (Some(part), Some(number)),
        Role::MoreThan => (Some(part.saturating_add(1).min(number)), Some(number)),
        Role::AtMost => (None, Some(part)),
        Role::LessThan => (None, Some(part.saturating_sub(1))),
        _ => {
            let kind = if matches!(role, Role::Nearly | Role::JustOver) { role } else { Role::About };
            let (low, high) = r.lexicon.numbers().around(kind, part);
            (Some(low), Some(high.min(number)))
        }
    };
    let best = Some(part.clamp(low.unwrap_or(0), high.unwrap_or(part).max(low.unwrap_or(0))));
    mention.tokens.start = start;
    mention.count = Count { low, high, best, approximate: true, modifier: Some(CountModifier::About), ..mention.count.clone() };
}

/// "All but |two of the 242 passengers": the others, 240.
pub(super) fn all_but(r: Reader<'_, '_>, mention: &mut QuantityMention) {
    let Some(start) = mention.tokens.start.checked_sub(2).filter(|t| r.is(*t, &["all"]) && r.is(t + 1, &["but"])) else { return };
    let of = (mention.tokens.start..mention.tokens.end).find(|t| r.is(*t, &["of"]));
    let whole = of.and_then(|of| (of + 1..(of + OWNER).min(mention.tokens.end)).find_map(|t| numeral(r, t)?.value()));
    let few = mention.count.low.filter(|low| mention.count.high == Some(*low));
    let Some((whole, few)) = whole.zip(few).filter(|(whole, few)| whole > few) else { return };
    mention.tokens.start = start;
    mention.count = Count { unit: mention.count.unit.take(), noun: mention.count.noun.take(), ..super::exactly(whole - few) };
}

/// "Two of the five men |killed on Sunday were brothers": a participle right behind a noun, with no object, tells of all of them.
pub(in crate::normalize) fn is_told_of(r: Reader<'_, '_>, at: usize) -> bool {
    r.triggers(at).any(|(t, end)| {
        let participle = t.counted == Argument::Object && matches!(t.form, Form::Past | Form::Participle);
        let object = r.page.has(end, Class::ObjectOpening) || r.has_number(end) || r.is_figure(end);
        participle && !object
    })
}

/// The first token of a fraction, how many parts it is, and of how many: "two thirds |of".
fn ratio(r: Reader<'_, '_>, of: usize) -> Option<(usize, u64, u64)> {
    let last = of.checked_sub(1)?;
    let tokens = || of.saturating_sub(REACH)..of;
    let percent = if r.is(last, &["percent", "%", "pct"]) { Some(last) } else { None };
    let percent = percent.or_else(|| last.checked_sub(1).filter(|t| r.is(*t, &["per"]) && r.is(last, &["cent"])));
    if let Some(percent) = percent {
        let (start, value) =
            tokens().find_map(|t| numeral(r, t).filter(|n| n.end == percent).and_then(|n| Some((t, n.value()?))))?;
        return (value <= 100).then_some((start, value, 100));
    }
    // "one in four of".
    if let Some(all) = numeral(r, last).filter(|n| n.end == of && r.is(last.saturating_sub(1), &["in"])) {
        let one = last.checked_sub(2).and_then(|t| Some((t, numeral(r, t).filter(|n| n.end < last)?)));
        return one.and_then(|(t, n)| Some((t, n.value()?, all.value()?))).filter(|(_, parts, all)| parts < all);
    }
    let (word, _) = r
        .number(last, |role| matches!(role, Role::Half | Role::Quarter | Role::Fraction | Role::Ordinal))
        .filter(|(_, end)| *end == of)?;
    let all = match word.role {
        Role::Half => 2,
        Role::Quarter => 4,
        _ => word.value,
    };
    let before = last.checked_sub(1).filter(|t| r.together(*t, last)).map(|t| if r.dash(t) { t.saturating_sub(1) } else { t });
    let counted = before.and_then(|t| Some((t, r.number(t, is_numeral)?.0.value)));
    let one = before.filter(|t| r.is(*t, &["a", "an", "one"]));
    let (start, parts) = match (counted, one) {
        (_, Some(t)) => (t, 1),
        (Some(counted), None) => counted,
        // "The fifth of the men" is one of them.
        (None, None) if word.role == Role::Half => (last, 1),
        (None, None) => return None,
    };
    (parts < all).then_some((start, parts, all))
}
