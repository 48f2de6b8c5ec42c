//! Dates that name their day, month or year: in digits, by months, by weekdays.

use super::word::*;
use super::*;
use crate::lexicon::numbers::Role;
use crate::normalize::date::spec::{Piece, Rel, Spec, YearSpec};
use crate::normalize::quantity::counts;
use crate::normalize::quantity::numeral::{numeral, ordinal};
use crate::normalize::reader::Reader;
use crate::text::{Case, Kind};

/// Dates in figures: "2024-07-18", "18.07.2024", "03/04/2024", "2017-Q1", "11 / 2016".
pub(super) fn digits(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let norm = r.norm(at);
    if !norm.as_bytes().first().is_some_and(u8::is_ascii_digit)
        || at > 0 && r.joined(at) && r.is(at - 1, &["$", "#", "\u{20AC}", "\u{A3}"])
    {
        return None;
    }
    // "18q4", "4q18".
    if let Some((year, nth)) = glued_quarter(norm) {
        return Some(made(at, at + 1, Spec::Quarter { year: Some(YearSpec::Year(year)), nth, halves: false }));
    }
    // "20170302".
    if norm.len() == 8 && r.kind(at) == Kind::Number {
        let part = |range: std::ops::Range<usize>| norm.get(range)?.parse::<u8>().ok();
        let year = norm.get(..4)?.parse::<i16>().ok().filter(|y| (1900..2100).contains(y))?;
        let (month, day) = (part(4..6)?, part(6..8)?);
        crate::date::Date::new(year, month, day)?;
        return (!counts(r, at + 1)).then(|| made(at, at + 1, Spec::Day { year: Some(year), month, day }));
    }
    // "06.06.2023" is one token.
    if norm.matches('.').count() == 2 && r.kind(at) == Kind::Number {
        let mut parts = norm.split('.');
        let part = |p: Option<&str>| {
            p.filter(|p| !p.is_empty() && p.len() <= 4).and_then(|p| p.parse::<u16>().ok().map(|v| (v, p.len())))
        };
        let (a, b, c) = (part(parts.next())?, part(parts.next())?, part(parts.next())?);
        return made_of(a, b, c, true).map(|spec| made(at, at + 1, spec));
    }
    let part = |t: usize| {
        let norm = r.norm(t);
        let digits = norm.split('t').next().unwrap_or("");
        let len = digits.len();
        let plain = len > 0 && len <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
        if plain { digits.parse::<u16>().ok().map(|v| (v, len)) } else { None }
    };
    let mark = r.norm(at + 1);
    if !matches!(mark, "-" | "/" | "\u{2013}") {
        return None;
    }
    if r.norm(at).contains('t') {
        return None;
    }
    let tight = r.joined(at + 1) && r.joined(at + 2);
    if tight && r.norm(at + 3) == mark && r.joined(at + 3) && r.joined(at + 4) {
        // "22/Jan/2019", "2019-aug-1".
        if let Some((month, end)) = r.calendar(at + 2, month_word).map(|((m, _), e)| (m, e)).filter(|(_, e)| *e == at + 3) {
            let (a, b) = (part(at)?, part(end + 1)?);
            let (year, day) = if a.1 == 4 { (a, b) } else { (b, a) };
            let year = full_year(year)?;
            let day = u8::try_from(day.0).ok()?;
            return Some(made(at, end + 2, Spec::Day { year: Some(year), month, day }));
        }
        let (a, b, c) = (part(at)?, part(at + 2)?, part(at + 4)?);
        let longer = r.norm(at + 5) == mark && r.joined(at + 5) && r.joined(at + 6)
            || at > 1 && r.norm(at - 1) == mark && r.joined(at) && r.joined(at - 1) && r.kind(at - 2) == Kind::Number;
        if !longer && mark != "\u{2013}" {
            return made_of(a, b, c, false).map(|spec| made(at, at + 5, spec));
        }
        return None;
    }
    // "2017-q1".
    if let (true, Some(year), Some((nth, halves))) = (tight, four(r, at), short_quarter(r.norm(at + 2))) {
        return Some(made(at, at + 3, Spec::Quarter { year: Some(YearSpec::Year(year)), nth, halves }));
    }
    // "9/11" is a day of history; "11/2016" and "2016-11" are months.
    if mark == "/" && tight && r.norm(at) == "9" && r.norm(at + 2) == "11" {
        return Some(made(at, at + 3, Spec::Day { year: Some(2001), month: 9, day: 11 }));
    }
    if mark == "/"
        && let (Some((month, 1..=2)), Some(year)) = (part(at), four(r, at + 2))
    {
        let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        return Some(made(at, at + 3, Spec::Month { year: Some(year), month, rel: Rel::Bare }));
    }
    // "2016-11", "2016 / 11", "11 - 2016"; with spaces only where the phrase ends.
    let month = |t: usize| part(t).filter(|(m, len)| *len == 2 && (1..=12).contains(m)).and_then(|(m, _)| u8::try_from(m).ok());
    let closed = tight && !(r.joined(at + 3) && r.is(at + 3, &["-", "/"])) || !tight && ends(r, at + 3);
    if closed && let (Some(year), Some(month)) = (four(r, at), month(at + 2)) {
        return Some(made(at, at + 3, Spec::Month { year: Some(year), month, rel: Rel::Bare }));
    }
    if !tight
        && closed
        && let (Some(month), Some(year)) = (month(at), four(r, at + 2))
    {
        return Some(made(at, at + 3, Spec::Month { year: Some(year), month, rel: Rel::Bare }));
    }
    let asked =
        at > 0 && r.is(at - 1, &["on", "by", "until", "till", "since", "before", "after", "from", "to", "through", "dated"]);
    day_and_month(r, at).filter(|p| (asked && mark == "/" && tight) || is_alone(r, p.start..p.end))
}

/// "4/22", "7-6" without a year, where something says that it is a date: a weekday or "on" before it, or nothing else in the text. A likely fraction
/// ("1/2", "3/4") is none.
pub(super) fn day_and_month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let part = |t: usize| r.digits(t, 2).and_then(|v| u8::try_from(v).ok()).filter(|v| (1..=31).contains(v));
    let (first, second) = (part(at)?, part(at + 2)?);
    let tied = r.joined(at) && at > 0 && r.is(at - 1, &["/", "-", ".", ":", "$"])
        || r.joined(at + 3) && r.is(at + 3, &["/", "-", "%", ":", "."]) && r.joined(at + 4);
    let fraction = first == 1 && second < 10 || first == 2 && second == 3 || first == 3 && second == 4;
    if !r.is(at + 1, &["/", "-"]) || tied || first > 12 && second > 12 || fraction && !is_alone(r, at..at + 3) {
        return None;
    }
    let spec = match (first <= 12, second <= 12) {
        (true, true) if first != second => Spec::Slashed { first, second, year: None },
        (false, _) => Spec::Day { year: None, month: second, day: first },
        _ => Spec::Day { year: None, month: first, day: second },
    };
    Some(made(at, at + 3, spec))
}

/// "18q4", "2018q4", "4q18": the year and the quarter of one token.
fn glued_quarter(norm: &str) -> Option<(i16, u8)> {
    let (before, after) = norm.split_once('q').filter(|(a, z)| a.len() + z.len() <= 5)?;
    let (year, nth) = if after.len() == 1 { (before, after) } else { (after, before) };
    let figures = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let nth = nth.parse().ok().filter(|n| nth.len() == 1 && (1..=4).contains(n))?;
    let year = if matches!(year.len(), 2 | 4) && figures(year) { year.parse::<u16>().ok()? } else { return None };
    Some((if year < 100 { short_year(year) } else { i16::try_from(year).ok().filter(|y| (1900..2200).contains(y))? }, nth))
}

/// "Q3", "H1": which, and whether it is a half.
pub(super) fn short_quarter(norm: &str) -> Option<(u8, bool)> {
    Some(match norm {
        "q1" => (1, false),
        "q2" => (2, false),
        "q3" => (3, false),
        "q4" => (4, false),
        "h1" => (1, true),
        "h2" => (2, true),
        _ => return None,
    })
}

/// "fiscal 1988", "the fiscal year 2008", "the year 1812": a year with what it is called.
pub(super) fn named_year(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let the = if r.norm(at) == "the" { at + 1 } else { at };
    let kind = if r.is(the, &["fiscal", "financial", "calendar", "school", "academic"]) { the + 1 } else { the };
    let year_at = if r.norm(kind) == "year" { kind + 1 } else { kind };
    let year = four(r, year_at).filter(|_| year_at > the)?;
    Some(made(at, year_at + 1, Spec::Years { first: year, count: 1 }))
}

pub(super) fn full_year((value, len): (u16, usize)) -> Option<i16> {
    match len {
        4 => i16::try_from(value).ok().filter(|y| (1000..=2199).contains(y)),
        2 => Some(short_year(value)),
        _ => None,
    }
}

/// Three figures with marks between them; with stops the day comes first.
pub(super) fn made_of(a: (u16, usize), b: (u16, usize), c: (u16, usize), stops: bool) -> Option<Spec> {
    let byte = |v: u16, max: u8| u8::try_from(v).ok().filter(|v| (1..=max).contains(v));
    if a.1 == 4 {
        return Some(Spec::Day { year: Some(full_year(a)?), month: byte(b.0, 12)?, day: byte(c.0, 31)? });
    }
    if a.1 > 2 || b.1 > 2 || c.1 == 3 || stops && c.1 == 1 {
        return None;
    }
    let year = full_year(c)?;
    let (first, second) = (byte(a.0, 31)?, byte(b.0, 31)?);
    match (first <= 12, second <= 12) {
        (_, true) if stops => Some(Spec::Day { year: Some(year), month: second, day: first }),
        (true, true) if first == second => Some(Spec::Day { year: Some(year), month: first, day: second }),
        (true, true) => Some(Spec::Slashed { first, second, year: Some(year) }),
        (false, true) => Some(Spec::Day { year: Some(year), month: second, day: first }),
        (true, false) => Some(Spec::Day { year: Some(year), month: first, day: second }),
        (false, false) => None,
    }
}

/// "July 18", "July 18, 2025", "July 2025", "July the 4th", "July".
pub(super) fn month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (month, end) = month_at(r, at)?;
    month_from(r, at, month, end, Rel::Bare)
}

pub(super) fn month_from(r: Reader<'_, '_>, start: usize, month: u8, end: usize, rel: Rel) -> Option<Piece> {
    // "Dec-2018", "Dec/2018".
    if r.is(end, &["-", "/"])
        && r.joined(end)
        && r.joined(end + 1)
        && let Some(year) = four(r, end + 1)
        && !r.is(end + 2, &["-", "/"])
    {
        return Some(made(start, end + 2, Spec::Month { year: Some(year), month, rel }));
    }
    let mut day_from = if r.norm(end) == "the" && ordinal(r, end + 1).is_some() { end + 1 } else { end };
    if r.norm(end) == "," && ordinal(r, end + 1).is_some() && r.digits(end + 1, 2).is_none() {
        day_from = end + 1;
    }
    if r.is(end, &["-", "/"]) && r.joined(end) && r.joined(end + 1) && r.digits(end + 1, 2).is_some() {
        day_from = end + 1;
    }
    let spoken = spelled_year(r, end);
    let spelled = || {
        // "January twenty five".
        let n = numeral(r, day_from)?;
        let value = n.value().filter(|v| (1..=31).contains(v))?;
        let words = r.page.text.case(day_from) != Case::None && !counts(r, n.end) && spoken.is_none();
        (words && (value > 12 || year_after(r, n.end).is_some())).then(|| (u8::try_from(value).unwrap_or(1), n.end))
    };
    let day =
        day_at(r, day_from).filter(|(_, e)| four(r, day_from).is_none() && !is_no_day(r, start, day_from, *e)).or_else(spelled);
    if let Some((day, end)) = day {
        if let Some((rel, end)) = in_year(r, end) {
            return Some(made(start, end, Spec::InYear { month, day: Some(day), rel }));
        }
        // "Sep-23-2020".
        let tied = r.is(end, &["-", "/"]) && r.joined(end) && r.joined(end + 1) && r.is(day_from - 1, &["-", "/"]);
        let year = if tied { four(r, end + 1).map(|y| (y, end + 2)) } else { year_after(r, end) };
        let (year, end) = year.map_or((None, end), |(y, e)| (Some(y), e));
        return Some(made(start, end, Spec::Day { year, month, day }));
    }
    let year = year_after(r, end).filter(|(y, e)| !(r.norm(end) != "of" && counts(r, *e) && *y < 1900));
    if let Some((year, end)) = year {
        return Some(made(start, end, Spec::Month { year: Some(year), month, rel }));
    }
    if let Some((rel, end)) = in_year(r, end) {
        return Some(made(start, end, Spec::InYear { month, day: None, rel }));
    }
    if let Some(end) = after_next(r, end).filter(|_| rel == Rel::Bare) {
        return Some(made(start, end, Spec::Month { year: None, month, rel: Rel::AfterNext }));
    }
    Some(made(start, end, Spec::Month { year: None, month, rel }))
}

/// "of last year", "this year", "of the same year" after a month or a day, and the token after it.
pub(super) fn in_year(r: Reader<'_, '_>, at: usize) -> Option<(Rel, usize)> {
    let mut at = if r.is(at, &["of", "in"]) { at + 1 } else { at };
    if r.norm(at) == "the" {
        at += 1;
    }
    let rel = match r.norm(at) {
        "last" => Rel::Last,
        "this" => Rel::This,
        "next" => Rel::Next,
        "that" | "same" => Rel::Same,
        "previous" => Rel::Previous,
        "following" => Rel::Following,
        _ => return None,
    };
    (r.norm(at + 1) == "year").then_some((rel, at + 2))
}

/// "In July 12 soldiers died", "July 50 percent": a figure after a month that is no day.
pub(super) fn is_no_day(r: Reader<'_, '_>, month_at: usize, at: usize, end: usize) -> bool {
    let measured =
        r.number(end, |role| matches!(role, Role::Measure | Role::Money | Role::Scale | Role::Hundred | Role::Dozen)).is_some()
            || r.norm(end) == "%";
    let inside = month_at > 0 && r.is(month_at - 1, &["in", "since", "during"]);
    measured && r.digits(at, 2).is_some() || inside && counts(r, end) && r.digits(at, 2).is_some()
}

/// "18 July 2025", "the 18th of July", "18th July".
pub(super) fn day_month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let the = r.norm(at) == "the";
    let at = if the { at + 1 } else { at };
    if at > 0 && r.is(at - 1, &["$", "\u{20AC}", "\u{A3}"]) {
        return None;
    }
    let (day, mut end) = day_at(r, at)?;
    if r.norm(end) == "." && r.joined(end) {
        end += 1;
    }
    if r.is(end, &["of", "-", "/"]) {
        end += 1;
    }
    if r.norm(end - 1) == "of" && r.is(end, &["that", "this", "the", "last", "next"]) {
        if let Some((months, end)) = month_away(r, end) {
            return Some(made(start, end, Spec::DayOfMonth { day, weekday: None, months: Some(months) }));
        }
        let same = r.is(end, &["that", "the"]) && r.norm(end + 1) == "month";
        return same.then(|| made(start, end + 2, Spec::DayOfMonth { day, weekday: None, months: None }));
    }
    let (month, end) = month_at(r, end)?;
    if let Some((rel, end)) = in_year(r, end) {
        return Some(made(start, end, Spec::InYear { month, day: Some(day), rel }));
    }
    // "14th April 15": two figures after an ordinal, where nothing else follows.
    let short = || {
        let year = r.digits(end, 2).filter(|_| r.norm(end).len() == 2 && r.digits(at, 2).is_none() && ends(r, end + 1))?;
        (!(r.joined(end + 1) && r.is(end + 1, &["%", "-", "/", ":", "$"]))).then(|| (short_year(year), end + 1))
    };
    let (year, end) = year_after(r, end).or_else(short).map_or((None, end), |(y, e)| (Some(y), e));
    Some(made(start, end, Spec::Day { year, month, day }))
}

/// "this month", "the next month" after a day: months from this one, and the token after it.
pub(super) fn month_away(r: Reader<'_, '_>, at: usize) -> Option<(i8, usize)> {
    let at = if r.norm(at) == "the" { at + 1 } else { at };
    let months = match r.norm(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (r.norm(at + 1) == "month").then_some((months, at + 2))
}

/// Whether an abbreviation that may be another word ("Sun", "Sat", "Mon") stands like a weekday: with a stop, a comma or a figure after it, or
/// alone in a short line.
pub(super) fn short_weekday(r: Reader<'_, '_>, at: usize, end: usize) -> bool {
    let dotted = r.norm(end - 1).ends_with('.') || r.norm(end) == "." && r.together(at, end + 1);
    let next = if r.is(end, &[",", "."]) { end + 1 } else { end };
    let dated = r.together(at, next)
        && (day_at(r, next).is_some()
            || r.calendar(next, month_word).is_some()
            || r.is(next, &["the"]) && ordinal(r, next + 1).is_some());
    let unlike = !matches!(r.norm(at), "sun" | "sat" | "mon" | "wed") && r.page.text.case(at) != Case::Upper;
    dotted
        || dated
        || r.page.text.sentence_of(at).tokens.len() <= 3
        || unlike && at > 0 && r.is(at - 1, &["on", "next", "last", "this", "by", "until", "since", "or"])
}

/// "Friday", "Friday, July 18", "Friday the 22nd", "Friday of next week", "Wednesday last week".
pub(super) fn weekday(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let ((day, common), end) = r.calendar(at, weekday_word)?;
    if common && !short_weekday(r, at, end) {
        return None;
    }
    weekday_from(r, at, day, end, Rel::Bare)
}

pub(super) fn weekday_from(r: Reader<'_, '_>, start: usize, day: u8, end: usize, rel: Rel) -> Option<Piece> {
    let weekday_of = day;
    let mut end = end;
    if r.norm(end) == "." && r.joined(end) && end == start + 1 && r.norm(start).len() <= 5 {
        end += 1;
    }
    let mut next = if r.norm(end) == "," { end + 1 } else { end };
    let part = r.calendar(next, day_part).filter(|_| next == end);
    if let Some((_, part_end)) = part {
        let after = if r.norm(part_end) == "," { part_end + 1 } else { part_end };
        if month_at(r, after).is_some() || day_at(r, after).is_some() {
            next = after;
        }
    }
    if let Some(p) = month(r, next).filter(|p| matches!(p.spec, Spec::Day { .. })).or_else(|| day_month(r, next)) {
        return Some(Piece { weekday: Some(day), ..made(start, p.end, p.spec) });
    }
    if let Some(p) = digits(r, next).filter(|_| next == end || r.norm(next).len() <= 10) {
        return Some(made(start, p.end, p.spec));
    }
    if let Some(p) = day_and_month(r, next)
        .filter(|p| next == end && r.joined(next + 1) && (r.norm(next + 1) == "/" || ends(r, p.end) || r.norm(p.end) == "with"))
    {
        return Some(made(start, p.end, p.spec));
    }
    // "Friday (June 15)", "Friday-Jun-15".
    if r.is(end, &["(", "-"])
        && let Some(p) = month(r, end + 1).filter(|p| matches!(p.spec, Spec::Day { .. }))
    {
        let bracket = r.norm(end) == "(";
        if !bracket || r.norm(p.end) == ")" {
            return Some(made(start, p.end + usize::from(bracket), p.spec));
        }
    }
    // "Sunday 31".
    if let Some((day, day_end)) = day_at(r, end).filter(|(_, e)| {
        r.digits(end, 2).is_some() && ends(r, *e) && !r.joined(*e) | (*e >= r.len()) | r.is(*e, &[".", ",", "!", "?"])
    }) {
        return Some(made(start, day_end, Spec::DayOfMonth { day, weekday: Some(weekday_of), months: None }));
    }
    let the = if r.norm(next) == "the" { next + 1 } else { next };
    if let Some((n, ord_end)) = ordinal(r, the).filter(|(n, e)| {
        (1..=31).contains(n)
            && !counts(r, *e)
            && (r.kind(*e) == Kind::Punct
                || *e >= r.len()
                || !r.together(the, *e)
                || r.is(*e, &["until", "to", "and", "through", "till", "with", "for", "at", "in", "when"]))
    }) {
        let n = u8::try_from(n).ok()?;
        return Some(made(start, ord_end, Spec::DayOfMonth { day: n, weekday: Some(weekday_of), months: None }));
    }
    let of = if r.norm(end) == "of" { end + 1 } else { end };
    let week = match (r.norm(of), r.norm(of + 1)) {
        ("last", "week") => Some((-1, of + 2)),
        ("this", "week") => Some((0, of + 2)),
        ("next", "week") => Some((1, of + 2)),
        _ => None,
    };
    if let Some((week, end)) = week {
        return Some(made(start, end, Spec::Weekday { day, rel: Rel::Bare, week: Some(week) }));
    }
    if let Some(end) = after_next(r, end).filter(|_| rel == Rel::Bare) {
        return Some(made(start, end, Spec::Weekday { day, rel: Rel::AfterNext, week: None }));
    }
    if r.norm(of) == "last" && of == end && ends(r, of + 1) {
        return Some(made(start, of + 1, Spec::Weekday { day, rel: Rel::Last, week: None }));
    }
    Some(made(start, end, Spec::Weekday { day, rel, week: None }))
}
