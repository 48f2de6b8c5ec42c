//! Dates that lie so far from another: "three days ago", "two weeks later", "a week after Easter", "two years and three months ago".

use super::word::*;
use super::*;
use crate::lexicon::calendar::{CalendarWord, Unit};
use crate::lexicon::numbers::Role;
use crate::normalize::date::context::Tense;
use crate::normalize::date::spec::{Anchor, Piece, Rel, Spec, YearSpec};
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
            // "64 days from 21 November to 31 January": the period, not a day.
            if lead == "from" && r.is(base.end, &["to", "until", "through", "till"]) && core(r, base.end + 1, false).is_some() {
                return None;
            }
            (if lead == "before" { -1 } else { 1 }, base.spec, base.end)
        }
        _ => return None,
    };
    Some(Piece { offset: Some((months * sign, days * sign)), ..made(at, end, base) })
}

/// "Easter nine months from now", "March in two years" where nothing else is said: the first one after that.
pub(super) fn later_on(r: Reader<'_, '_>, mut p: Piece) -> Piece {
    let yearly =
        matches!(p.spec, Spec::Holiday { year: None, rel: Rel::Bare, .. } | Spec::Month { year: None, rel: Rel::Bare, .. });
    let led = r.norm(p.end) == "in";
    if !yearly || !r.together(p.start, p.end) {
        return p;
    }
    let Some((count, unit, end)) = length(r, if led { p.end + 1 } else { p.end }) else { return p };
    let end = match (led, r.norm(end), r.norm(end + 1)) {
        (true, _, _) if is_alone(r, p.start..end) => end,
        (false, "from", "now" | "today") => end + 2,
        (false, "hence", _) => end + 1,
        _ => return p,
    };
    if let Some(by) = months_and_days(count, unit) {
        (p.ahead, p.end) = (Some(by), end);
    }
    p
}

/// "the eve of July 18", "the eve of Easter": the day before.
pub(super) fn eve(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let word = if r.norm(at) == "the" { at + 1 } else { at };
    if r.norm(word) != "eve" || r.norm(word + 1) != "of" {
        return None;
    }
    let the = if r.norm(word + 2) == "the" { word + 3 } else { word + 2 };
    let base = core(r, word + 2, false).or_else(|| core(r, the, false)).filter(is_base)?;
    Some(Piece { offset: Some((0, -1)), ..made(at, base.end, base.spec) })
}

/// "a few days ago", "several weeks later", "a couple of months earlier": bounds of the vague words as for counts.
pub(super) fn vague(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    // "in recent days": all of them till now.
    if r.norm(at) == "recent"
        && let Some((unit @ (Unit::Day | Unit::Week), end)) =
            r.calendar(at + 1, unit_word).filter(|(_, e)| r.norm(e - 1).ends_with('s'))
    {
        let most = if unit == Unit::Day { 7 } else { 6 };
        return Some(made(at, end, Spec::Vague { least: 1, most, unit, back: true, from: Anchor::Publication, since: true }));
    }
    let (least, most, unit, end) = vague_length(r, at)?;
    let (back, from, end) = match (r.norm(end), r.norm(end + 1)) {
        ("ago", _) => (true, Anchor::Publication, end + 1),
        ("earlier" | "before" | "previously", _) if ends_or_closed(r, end + 1) => (true, Anchor::Focus, end + 1),
        ("later" | "afterwards" | "afterward", _) => (false, Anchor::Focus, end + 1),
        ("from", "now" | "today") => (false, Anchor::Publication, end + 2),
        _ => return None,
    };
    Some(made(at, end, Spec::Vague { least, most, unit, back, from, since: false }))
}

/// "a few days", "several weeks", "a couple of months": at least and at most so many, the unit, and the token after it.
pub(super) fn vague_length(r: Reader<'_, '_>, at: usize) -> Option<(u8, u8, Unit, usize)> {
    let word = if r.is(at, &["a", "the"]) { at + 1 } else { at };
    let (least, most) = match r.norm(word) {
        "few" => (3, 7),
        "several" => (3, 9),
        "couple" => (2, 3),
        _ => return None,
    };
    let unit_at = if r.norm(word + 1) == "of" { word + 2 } else { word + 1 };
    let (unit, end) = r.calendar(unit_at, unit_word).filter(|(u, _)| *u >= Unit::Day && *u != Unit::Weekend)?;
    Some((least, most, unit, end))
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
