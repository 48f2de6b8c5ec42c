//! Dates that lie so far from another: "three days ago", "two weeks later", "a week after Easter", "two years and three months ago".

use super::word::*;
use super::*;
use crate::lexicon::calendar::{CalendarWord, Unit};
use crate::lexicon::numbers::Role;
use crate::normalize::date::resolve::Tense;
use crate::normalize::date::spec::{Anchor, Piece, Spec, YearSpec};
use crate::normalize::date::tense::tense;
use crate::normalize::quantity::numeral::numeral;
use crate::normalize::reader::Reader;

/// "year-ago", "year-earlier", and the token after it.
pub(super) fn year_ago(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let joined = r.norm(at) == "year" && r.norm(at + 1) == "-" && r.joined(at + 1) && r.is(at + 2, &["ago", "earlier"]);
    joined.then_some(at + 3)
}

/// A number and a unit: "three weeks", "a year", "12-day", and the token after them.
fn length(r: Reader<'_, '_>, at: usize) -> Option<(i32, Unit, usize)> {
    let (count, unit_at) = match numeral(r, at) {
        Some(n) => (i32::try_from(n.value()?).ok().filter(|c| *c <= 10_000)?, n.end),
        None if r.is(at, &["a", "an"]) => (1, at + 1),
        None => return None,
    };
    let unit_at = if r.norm(unit_at) == "-" && r.joined(unit_at) { unit_at + 1 } else { unit_at };
    let (unit, end) = r.calendar(unit_at, unit_word)?;
    Some(if unit == Unit::Fortnight { (count.saturating_mul(2), Unit::Week, end) } else { (count, unit, end) })
}

/// A length in months and days; hours and less are none.
fn months_and_days(count: i32, unit: Unit) -> Option<(i32, i32)> {
    Some(match unit {
        Unit::Day => (0, count),
        Unit::Week => (0, count.checked_mul(7)?),
        Unit::Month => (count, 0),
        Unit::Quarter => (count.checked_mul(3)?, 0),
        Unit::Year => (count.checked_mul(12)?, 0),
        Unit::Decade => (count.checked_mul(120)?, 0),
        _ => return None,
    })
}

/// "three weeks after Easter", "16 days from 18 July", "two days before yesterday"; "2 years, 1 month and 21 days ago".
pub(super) fn moved(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (count, unit, mut end) = length(r, at)?;
    let (mut months, mut days) = months_and_days(count, unit)?;
    let mut parts = 1;
    while parts < 4 {
        let next = if r.norm(end) == "," { end + 1 } else { end };
        let next = if r.norm(next) == "and" { next + 1 } else { next };
        let Some((count, unit, after)) = length(r, next) else { break };
        let (m, d) = months_and_days(count, unit)?;
        (months, days) = (months.checked_add(m)?, days.checked_add(d)?);
        end = after;
        parts += 1;
    }
    let (sign, base, end) = match r.norm(end) {
        "ago" if parts > 1 => (-1, Spec::Deictic(0), end + 1),
        "later" if parts > 1 => (1, Spec::Away { count: 0, unit: Unit::Day, from: Anchor::Focus }, end + 1),
        "earlier" if parts > 1 => (-1, Spec::Away { count: 0, unit: Unit::Day, from: Anchor::Focus }, end + 1),
        lead @ ("before" | "after" | "from") => {
            let the = if r.norm(end + 1) == "the" { end + 2 } else { end + 1 };
            let base = core(r, end + 1, false).or_else(|| core(r, the, false)).filter(is_base)?;
            (if lead == "before" { -1 } else { 1 }, base.spec, base.end)
        }
        _ => return None,
    };
    Some(Piece { offset: Some((months * sign, days * sign)), ..made(at, end, base) })
}

/// "two Thursdays ago", "four Tuesdays from now".
pub(super) fn weekdays(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let n = numeral(r, at)?;
    let count = i16::try_from(n.value()?).ok().filter(|c| (2..=60).contains(c))?;
    let (day, end) = r.calendar(n.end, |w| match w {
        CalendarWord::Weekdays(day) => Some(day),
        _ => None,
    })?;
    let (count, end) = match r.norm(end) {
        "ago" => (-count, end + 1),
        "back" if ends(r, end + 1) => (-count, end + 1),
        "from" if r.is(end + 1, &["now", "today"]) => (count, end + 2),
        _ => return None,
    };
    Some(made(at, end, Spec::Weekdays { day, count }))
}

/// Whether a date is a day that others can be counted from.
fn is_base(p: &Piece) -> bool {
    let day = matches!(p.spec, Spec::Day { .. } | Spec::Slashed { .. } | Spec::Holiday { .. } | Spec::Weekday { .. });
    (day || matches!(p.spec, Spec::Deictic(days) if days != 0)) && p.offset.is_none()
}

/// "three days ago", "two weeks later", "a year earlier", "two days from now", "in two weeks".
pub(super) fn away(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let mut at = at;
    for _ in 0..2 {
        match r.number(at, is_modifier) {
            Some((word, end)) if numeral(r, end).is_some() || r.is(end, &["a", "an"]) || word.role == Role::About => at = end,
            _ => break,
        }
    }
    if r.norm(at) == "in" {
        let (count, unit, end) = length(r, at + 1).filter(|(c, u, _)| *c <= 1000 && *u >= Unit::Day && *u != Unit::Weekend)?;
        let end = if r.norm(end) == "'s" && r.norm(end + 1) == "time" { end + 2 } else { end };
        let ahead = ends(r, end) && tense(r, at..end) == Tense::Future || is_alone(r, at..end);
        return ahead.then(|| made(start, end, Spec::Away { count, unit, from: Anchor::Publication }));
    }
    let Some((count, unit, mut end)) = length(r, at) else {
        let end = year_ago(r, at)?;
        let period = r.is(end, &["period", "quarter"]);
        let spec = if period {
            Spec::SameQuarter { year: Some(YearSpec::Away(-1)) }
        } else {
            Spec::Away { count: -1, unit: Unit::Year, from: Anchor::Publication }
        };
        return Some(made(start, end + usize::from(period), spec));
    };
    if r.is(end, &["or"]) && r.norm(end + 1) == "so" {
        end += 2;
    }
    let (sign, anchor, end) = match (r.norm(end), r.norm(end + 1)) {
        ("ago", _) => (-1, Anchor::Publication, end + 1),
        ("earlier" | "before" | "previously", _) if ends_or_closed(r, end + 1) => (-1, Anchor::Focus, end + 1),
        ("after", "that") => (1, Anchor::Focus, end + 2),
        ("later" | "afterwards" | "afterward", _) => (1, Anchor::Focus, end + 1),
        ("from", "now" | "today") => (1, Anchor::Publication, end + 2),
        ("hence", _) => (1, Anchor::Publication, end + 1),
        _ => return None,
    };
    let (mut count, mut unit) = (count, unit);
    if unit < Unit::Day {
        let hours = match unit {
            Unit::Hour => count,
            _ => return None,
        };
        if anchor == Anchor::Focus || hours < 12 {
            return None;
        }
        unit = Unit::Day;
        count = (hours + 12) / 24;
    }
    Some(made(start, end, Spec::Away { count: count.saturating_mul(sign), unit, from: anchor }))
}

pub(super) fn is_modifier(role: Role) -> bool {
    matches!(
        role,
        Role::AtLeast
            | Role::MoreThan
            | Role::AtMost
            | Role::LessThan
            | Role::About
            | Role::Nearly
            | Role::JustOver
            | Role::Exactly
    )
}
