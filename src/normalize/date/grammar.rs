//! From words to dates: the forms in which English writes them.

use super::spec::{Anchor, MonthSpec, Piece, Rel, Spec, YearSpec};
use crate::claim::DateModifier;
use crate::lexicon::calendar::{CalendarWord, DayPart, Holiday, Unit};
use crate::lexicon::numbers::Role;
use crate::normalize::Taken;
use crate::normalize::quantity::counts;
use crate::normalize::quantity::numeral::{numeral, ordinal};
use crate::normalize::reader::Reader;
use crate::text::{Case, Gap, Kind};

/// The date that starts at a token. Linear in its length.
pub(super) fn piece(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    if r.page.taken.get(at) == Some(&Taken::Name) || !may_start(r, at) {
        return None;
    }
    let found = narrowed(r, at).or_else(|| core(r, at))?;
    let found = with_part(r, found);
    (found.end > at && (at..found.end).all(|t| r.together(at, t))).then_some(found)
}

fn may_start(r: Reader<'_, '_>, at: usize) -> bool {
    r.kind(at) == Kind::Number
        || r.norm(at).as_bytes().first().is_some_and(u8::is_ascii_digit)
        || r.calendar(at, Some).is_some()
        || r.number(at, |role| !matches!(role, Role::Label | Role::Money | Role::Measure | Role::Street | Role::Currency))
            .is_some()
        || r.is(
            at,
            &[
                "the",
                "a",
                "an",
                "this",
                "last",
                "next",
                "past",
                "previous",
                "following",
                "coming",
                "current",
                "same",
                "that",
                "several",
                "'",
                "q1",
                "q2",
                "q3",
                "q4",
                "h1",
                "h2",
                "some",
                "almost",
                "upcoming",
                "its",
                "latest",
                "preceding",
                "fiscal",
                "in",
            ],
        )
}

fn made(start: usize, end: usize, spec: Spec) -> Piece {
    Piece { start, end, spec, narrow: None, part: None }
}

/// "early July", "the end of next week", "mid-1990s", "late on Friday".
fn narrowed(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (modifier, mut end) = r
        .calendar(at, |w| match w {
            CalendarWord::Early => Some(DateModifier::Early),
            CalendarWord::Mid => Some(DateModifier::Mid),
            CalendarWord::Late => Some(DateModifier::Late),
            _ => None,
        })
        .or_else(|| {
            // "the late 1980s", "the early summer".
            let skipped = r.is(at, &["the", "its"]);
            let inner = r.calendar(at + 1, |w| match w {
                CalendarWord::Early => Some(DateModifier::Early),
                CalendarWord::Mid => Some(DateModifier::Mid),
                CalendarWord::Late => Some(DateModifier::Late),
                _ => None,
            })?;
            skipped.then_some(inner)
        })?;
    if r.norm(end) == "-" && r.joined(end) {
        end += 1;
    }
    let before = end;
    while r.is(end, &["in", "on", "of", "during"]) && end < before + 1 {
        end += 1;
    }
    if r.is(end, &["the"]) && r.calendar(end + 1, season).is_some() {
        end += 1;
    }
    let mut inner = core(r, end).or_else(|| {
        // "the end of the year", "early in the month".
        let (unit, unit_end) = r.calendar(end + 1, unit_word).filter(|(u, _)| r.norm(end) == "the" && *u >= Unit::Week)?;
        Some(made(at, unit_end, Spec::Span { unit, rel: Rel::Bare, count: 1 }))
    })?;
    // "early morning", "late night" are parts of a day.
    inner.start = at;
    let day = matches!(inner.spec, Spec::Day { .. } | Spec::Weekday { .. } | Spec::Deictic(_) | Spec::Overnight { .. });
    if let Spec::Span { unit: Unit::Day, .. } = inner.spec {
        return Some(inner);
    }
    if day && r.is(at, &["earlier", "later"]) && end == at + 1 && !matches!(inner.spec, Spec::Deictic(_)) {
        return None;
    }
    inner.narrow = Some(modifier);
    Some(inner)
}

/// Takes the part of the day after a day: "Friday night", "yesterday afternoon".
fn with_part(r: Reader<'_, '_>, mut p: Piece) -> Piece {
    let day = matches!(
        p.spec,
        Spec::Day { .. } | Spec::Weekday { .. } | Spec::Deictic(_) | Spec::Holiday { .. } | Spec::Span { unit: Unit::Day, .. }
    );
    if day {
        let at = if r.is(p.end, &["early", "late", "mid"]) { p.end + 1 } else { p.end };
        let at = if at > p.end && r.norm(at) == "-" { at + 1 } else { at };
        if let Some((part, end)) = r.calendar(at, day_part) {
            p.part = Some(part);
            p.end = end;
        }
    }
    p
}

fn core(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    if let Some(p) = digits(r, at) {
        return Some(p);
    }
    if let Some(p) = nth(r, at) {
        return Some(p);
    }
    if let Some(p) = weekday(r, at).or_else(|| month(r, at)).or_else(|| day_month(r, at)) {
        return Some(p);
    }
    if let Some((days, end)) = r.calendar(at, |w| match w {
        CalendarWord::Deictic(days) => Some(days),
        _ => None,
    }) {
        return Some(made(start, end, Spec::Deictic(days)));
    }
    if let Some((_, end)) = r.calendar(at, |w| (w == CalendarWord::Overnight).then_some(())) {
        if r.is(end, &["into", "to"])
            && let Some(((day, _), end)) = r.calendar(end + 1, weekday_word)
        {
            return Some(made(start, end, Spec::Overnight { into: Some(day) }));
        }
        return Some(made(start, end, Spec::Overnight { into: None }));
    }
    if let Some(p) = holiday(r, at, Rel::Bare) {
        return Some(p);
    }
    if let Some(p) = quarter(r, at) {
        return Some(p);
    }
    if let Some(p) = away(r, at) {
        return Some(p);
    }
    if let Some(p) = related(r, at) {
        return Some(p);
    }
    if let Some(p) = decade(r, at) {
        return Some(p);
    }
    if let Some(p) = season_of(r, at, Rel::Bare) {
        return Some(p);
    }
    if let Some(p) = day_of_month(r, at) {
        return Some(p);
    }
    if let Some((year, end)) = spelled_year(r, at) {
        return Some(made(start, end, Spec::Years { first: year, count: 1 }));
    }
    if let Some(year) = bare_year(r, at) {
        return Some(made(start, at + 1, Spec::Years { first: year, count: 1 }));
    }
    let (unit, end) = year_end(r, at)?;
    if unit == Unit::Year {
        return Some(made(start, end, Spec::InYear { month: 12, day: None, rel: Rel::This }));
    }
    Some(Piece { narrow: Some(DateModifier::Late), ..made(start, end, Spec::Span { unit, rel: Rel::Bare, count: 1 }) })
}

/// "year-end", "month's end".
fn year_end(r: Reader<'_, '_>, at: usize) -> Option<(Unit, usize)> {
    let (unit, end) = r.calendar(at, unit_word)?;
    let end = if r.is(end, &["-", "'s"]) { end + 1 } else { end };
    (matches!(unit, Unit::Year | Unit::Month) && r.norm(end) == "end").then_some((unit, end + 1))
}

// ---- words

fn month_word(w: CalendarWord) -> Option<(u8, bool)> {
    match w {
        CalendarWord::Month { month, common } => Some((month, common)),
        _ => None,
    }
}

fn weekday_word(w: CalendarWord) -> Option<(u8, bool)> {
    match w {
        CalendarWord::Weekday { day, common } => Some((day, common)),
        _ => None,
    }
}

fn unit_word(w: CalendarWord) -> Option<Unit> {
    match w {
        CalendarWord::Unit(unit) => Some(unit),
        _ => None,
    }
}

fn day_part(w: CalendarWord) -> Option<DayPart> {
    match w {
        CalendarWord::Part(part) => Some(part),
        _ => None,
    }
}

fn season(w: CalendarWord) -> Option<u8> {
    match w {
        CalendarWord::Season(n) => Some(n),
        _ => None,
    }
}

/// The month at a token; a common word ("may", "march") only with a capital that is not that of the sentence alone.
fn month_at(r: Reader<'_, '_>, at: usize) -> Option<(u8, usize)> {
    let ((month, common), mut end) = r.calendar(at, month_word)?;
    let capital = r.page.text.is_capitalized(at);
    if common && !capital && !beside_day(r, at, end) {
        return None;
    }
    let then_named =
        r.page.text.is_capitalized(end) && r.kind(end) == Kind::Word && r.together(at, end) && r.calendar(end, Some).is_none();
    let led = at > 0
        && r.is(
            at - 1,
            &[
                "in", "by", "since", "until", "early", "late", "last", "next", "this", "of", "between", "from", "to", "and",
                "through", "during", "mid", "-",
            ],
        );
    // "Jan Novak", "April Jones": a name.
    if then_named && !led && (r.norm(at).len() <= 3 || matches!(month, 4 | 6 | 8)) {
        return None;
    }
    if common && capital && !beside_day(r, at, end) {
        let before = at.checked_sub(1).filter(|b| r.together(*b, at));
        let first = before.is_none_or(|b| r.kind(b) == Kind::Punct);
        let title = before.is_some_and(|b| {
            r.page.text.is_capitalized(b)
                && r.calendar(b, Some).is_none()
                && !r.is(
                    b,
                    &[
                        "in", "by", "since", "until", "early", "late", "last", "next", "this", "the", "of", "between", "from",
                        "to", "and",
                    ],
                )
        });
        let then = r.norm(end);
        // "March on the capital", "May said": a verb or a name.
        let verb = matches!(
            then,
            "on" | "said"
                | "have"
                | "be"
                | "i"
                | "the"
                | "not"
                | "told"
                | "we"
                | "god"
                | "he"
                | "she"
                | "it"
                | "they"
                | "you"
                | "to"
        );
        if title
            || then_named
            || first && verb
            || before.is_some_and(|b| r.is(b, &["the", "a"])) && matches!(then, "on" | "to" | "for" | "in")
        {
            return None;
        }
    }
    // The stop of an abbreviation that was not joined to it.
    if r.norm(end) == "."
        && r.joined(end)
        && end == at + 1
        && r.norm(at).len() <= 4
        && r.kind(end + 1) == Kind::Number
        && r.together(at, end + 1)
    {
        end += 1;
    }
    Some((month, end))
}

/// Whether a day or a year stands right before or after a month.
fn beside_day(r: Reader<'_, '_>, at: usize, end: usize) -> bool {
    let day = |t: usize| r.digits(t, 4).is_some() || ordinal(r, t).is_some();
    day(end)
        || at > 0 && (day(at - 1) || r.norm(at - 1) == "of" && at > 1 && day(at - 2))
        || r.norm(end) == "," && r.digits(end + 1, 4).is_some_and(|y| y > 1500)
}

/// A day of the month, as figures or an ordinal: 1 to 31, and the token after it.
fn day_at(r: Reader<'_, '_>, at: usize) -> Option<(u8, usize)> {
    if let Some(day) = r.digits(at, 2) {
        let clock = r.joined(at + 1)
            && (r.norm(at + 1) == "%" || r.norm(at + 1) == ":" && r.joined(at + 2) && r.kind(at + 2) == Kind::Number);
        return u8::try_from(day).ok().filter(|d| (1..=31).contains(d) && !clock).map(|d| (d, at + 1));
    }
    let (n, end) = ordinal(r, at)?;
    u8::try_from(n).ok().filter(|d| (1..=31).contains(d)).map(|d| (d, end))
}

/// A year of four figures, 'NN or in words, with a comma or "of" before it, and the token after it.
fn year_after(r: Reader<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let mut at = at;
    let comma = r.is(at, &[","]);
    if comma || r.is(at, &["of"]) {
        at += 1;
        if comma && r.is(at, &["in"]) {
            at += 1;
        }
    }
    if r.norm(at) == "'" && r.joined(at + 1) {
        let year = r.digits(at + 1, 2).filter(|_| r.norm(at + 1).len() == 2)?;
        return Some((short_year(year), at + 2));
    }
    if let Some(year) = four(r, at) {
        // "July 12, 2,000 men" is no year; "July 2000 people" hardly one.
        let tied = r.joined(at + 1) && r.is(at + 1, &["/", ":", "%"]);
        return (!(tied || comma && counts(r, at + 1))).then_some((year, at + 1));
    }
    spelled_year(r, at)
}

/// Four figures that may be a year.
fn four(r: Reader<'_, '_>, at: usize) -> Option<i16> {
    let norm = r.norm(at);
    let year = r.digits(at, 4).filter(|_| norm.len() == 4)?;
    i16::try_from(year).ok().filter(|y| (1000..=2199).contains(y))
}

/// The century of a year of two figures: 70 to 99 are of the last, 00 to 69 of this one.
fn short_year(year: u16) -> i16 {
    let year = i16::try_from(year).unwrap_or(0);
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// "nineteen ninety-six", "twenty twenty-four", "two thousand and eighteen".
fn spelled_year(r: Reader<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let (first, end) = r.number(at, |role| matches!(role, Role::Teen | Role::Ten | Role::Unit))?;
    if first.role == Role::Unit {
        if first.value != 2 || r.norm(end) != "thousand" {
            return None;
        }
        let n = numeral(r, at)?;
        let year = i16::try_from(n.value()?).ok().filter(|y| (2000..=2099).contains(y))?;
        let known = n.end > end + 1 || at > 0 && r.is(at - 1, &["october", "in", "year", ","]);
        return (known && !counts(r, n.end) && n.end > end + 1).then_some((year, n.end));
    }
    if !(first.role == Role::Teen && first.value >= 13 || first.value == 20) {
        return None;
    }
    let joined = if r.norm(end) == "-" { end + 1 } else { end };
    let (second, mut end) = r.number(joined, |role| matches!(role, Role::Ten | Role::Teen))?;
    let mut value = second.value;
    if second.role == Role::Ten {
        let unit_at = if r.norm(end) == "-" { end + 1 } else { end };
        if let Some((unit, unit_end)) = r.number(unit_at, |role| role == Role::Unit) {
            value += unit.value;
            end = unit_end;
        }
    }
    let year = i16::try_from(first.value * 100 + value).ok()?;
    (!counts(r, end)).then_some((year, end))
}

/// A year that stands alone: decided by the words around it.
fn bare_year(r: Reader<'_, '_>, at: usize) -> Option<i16> {
    if r.norm(at) == "'" {
        return None;
    }
    let year = four(r, at)?;
    let before = at.checked_sub(1).filter(|b| r.together(*b, at)).unwrap_or(usize::MAX);
    let lead = r.norm(before);
    if r.joined(at + 1)
        && ((r.is(at + 1, &["%", "\u{B0}"]) || r.is(at + 1, &[":", "/"]) && r.joined(at + 2) && r.kind(at + 2) == Kind::Number)
            || r.norm(at + 1) == "-"
                && r.joined(at + 2)
                && r.kind(at + 2) == Kind::Number
                && r.norm(at + 2).len() != 4
                && r.norm(at + 2).len() != 2)
    {
        return None;
    }
    if r.joined(at)
        && (r.is(before, &["$", "#", "/", ".", ":", "\u{20AC}", "\u{A3}", "+"])
            || r.norm(before) == "-"
                && r.joined(before)
                && !r.is(before.wrapping_sub(1), &["mid", "early", "late", "pre", "post"])
                && four(r, before.wrapping_sub(1)).is_none()
                && r.kind(before.wrapping_sub(1)) != Kind::Number)
    {
        return None;
    }
    if r.is(before, &["$", "\u{20AC}", "\u{A3}"]) {
        return None;
    }
    if r.is(at + 1, &["bc", "b.c.", "bce"]) {
        return None;
    }
    let time = matches!(
        lead,
        "in" | "since"
            | "of"
            | "until"
            | "till"
            | "during"
            | "before"
            | "after"
            | "through"
            | "throughout"
            | "late"
            | "early"
            | "mid"
            | "year"
            | "fiscal"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "as"
            | "pre"
            | "post"
            | "circa"
    );
    if !time && before != usize::MAX && (r.number(before, |role| matches!(role, Role::Label)).is_some() && lead != "in") {
        return None;
    }
    let modified = before != usize::MAX
        && r.number(before, |role| {
            matches!(role, Role::AtLeast | Role::MoreThan | Role::AtMost | Role::LessThan | Role::About | Role::Nearly)
        })
        .is_some();
    let measured = r.number(at + 1, |role| matches!(role, Role::Measure | Role::Money | Role::Scale | Role::Hundred)).is_some()
        || r.calendar(at + 1, unit_word).is_some_and(|(u, _)| !matches!(u, Unit::Quarter)) && lead != "the";
    if measured || r.kind(at + 1) == Kind::Number && !time {
        return None;
    }
    let counted = counts(r, at + 1);
    if counted && !matches!(lead, "in" | "since" | "until" | "during" | "year" | "the") {
        return None;
    }
    if lead == "of" && counted || modified && !matches!(lead, "about" | "around") {
        return None;
    }
    if !(1500..=2100).contains(&year)
        && !time
        && !matches!(lead, "(" | "by" | "from" | "between" | "to" | "and" | "-" | "\u{2013}")
    {
        return None;
    }
    // "2000 pieces": an unknown plural right after a bare figure is what it counts.
    let next = r.norm(at + 1);
    let plural = r.page.text.case(at + 1) == Case::Lower
        && next.len() > 3
        && next.ends_with('s')
        && !next.ends_with("ss")
        && !matches!(
            next,
            "was"
                | "has"
                | "earnings"
                | "results"
                | "sales"
                | "elections"
                | "olympics"
                | "games"
                | "this"
                | "towards"
                | "always"
                | "perhaps"
                | "thus"
                | "alliances"
        );
    if plural && !time && !matches!(lead, "the" | "by" | "from") {
        return None;
    }
    Some(year)
}

/// Dates in figures: "2024-07-18", "18.07.2024", "03/04/2024", "2017-Q1", "11 / 2016".
fn digits(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let norm = r.norm(at);
    if !norm.as_bytes().first().is_some_and(u8::is_ascii_digit)
        || at > 0 && r.joined(at) && r.is(at - 1, &["$", "#", "\u{20AC}", "\u{A3}"])
    {
        return None;
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
        let longer = r.norm(at + 5) == mark && r.joined(at + 5) && r.joined(at + 6);
        if !longer && mark != "\u{2013}" {
            return made_of(a, b, c, false).map(|spec| made(at, at + 5, spec));
        }
        return None;
    }
    // "2017-q1".
    if tight && four(r, at).is_some() {
        let nth = match r.norm(at + 2) {
            "q1" => 1,
            "q2" => 2,
            "q3" => 3,
            "q4" => 4,
            _ => 0,
        };
        if nth > 0 {
            return Some(made(at, at + 3, Spec::Quarter { year: four(r, at).map(YearSpec::Year), nth, halves: false }));
        }
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
    None
}

fn full_year((value, len): (u16, usize)) -> Option<i16> {
    match len {
        4 => i16::try_from(value).ok().filter(|y| (1000..=2199).contains(y)),
        2 => Some(short_year(value)),
        _ => None,
    }
}

/// Three figures with marks between them; with stops the day comes first.
fn made_of(a: (u16, usize), b: (u16, usize), c: (u16, usize), stops: bool) -> Option<Spec> {
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
        (true, true) => Some(Spec::Slashed { first, second, year }),
        (false, true) => Some(Spec::Day { year: Some(year), month: second, day: first }),
        (true, false) => Some(Spec::Day { year: Some(year), month: first, day: second }),
        (false, false) => None,
    }
}

/// "July 18", "July 18, 2025", "July 2025", "July the 4th", "July".
fn month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (month, end) = month_at(r, at)?;
    month_from(r, at, month, end, Rel::Bare)
}

fn month_from(r: Reader<'_, '_>, start: usize, month: u8, end: usize, rel: Rel) -> Option<Piece> {
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
        let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
        return Some(made(start, end, Spec::Day { year, month, day }));
    }
    let year = year_after(r, end).filter(|(y, e)| !(r.norm(end) != "of" && counts(r, *e) && *y < 1900));
    if let Some((year, end)) = year {
        return Some(made(start, end, Spec::Month { year: Some(year), month, rel }));
    }
    if let Some((rel, end)) = in_year(r, end) {
        return Some(made(start, end, Spec::InYear { month, day: None, rel }));
    }
    Some(made(start, end, Spec::Month { year: None, month, rel }))
}

/// "of last year", "this year", "of the same year" after a month or a day, and the token after it.
fn in_year(r: Reader<'_, '_>, at: usize) -> Option<(Rel, usize)> {
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
fn is_no_day(r: Reader<'_, '_>, month_at: usize, at: usize, end: usize) -> bool {
    let measured =
        r.number(end, |role| matches!(role, Role::Measure | Role::Money | Role::Scale | Role::Hundred | Role::Dozen)).is_some()
            || r.norm(end) == "%";
    let inside = month_at > 0 && r.is(month_at - 1, &["in", "since", "during"]);
    measured && r.digits(at, 2).is_some() || inside && counts(r, end) && r.digits(at, 2).is_some()
}

/// "18 July 2025", "the 18th of July", "18th July".
fn day_month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
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
        let rel = match (r.norm(end), r.norm(end + 1)) {
            ("that", "month") => Some((Rel::Same, end + 2)),
            ("this", "month") => Some((Rel::This, end + 2)),
            ("the", "month") => Some((Rel::Same, end + 2)),
            ("last", "month") => Some((Rel::Last, end + 2)),
            ("next", "month") => Some((Rel::Next, end + 2)),
            _ => None,
        };
        let (_, end) = rel?;
        return Some(made(start, end, Spec::DayOfMonth { day, weekday: None }));
    }
    let (month, end) = month_at(r, end)?;
    if let Some((rel, end)) = in_year(r, end) {
        return Some(made(start, end, Spec::InYear { month, day: Some(day), rel }));
    }
    let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
    Some(made(start, end, Spec::Day { year, month, day }))
}

/// Whether an abbreviation that may be another word ("Sun", "Sat", "Mon") stands like a weekday: with a stop, a comma or a figure after it, or
/// alone in a short line.
fn short_weekday(r: Reader<'_, '_>, at: usize, end: usize) -> bool {
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
        || unlike && at > 0 && r.is(at - 1, &["on", "next", "last", "this", "by", "until", "since"])
}

/// "Friday", "Friday, July 18", "Friday the 22nd", "Friday of next week", "Wednesday last week".
fn weekday(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let ((day, common), end) = r.calendar(at, weekday_word)?;
    if common && !short_weekday(r, at, end) {
        return None;
    }
    weekday_from(r, at, day, end, Rel::Bare)
}

fn weekday_from(r: Reader<'_, '_>, start: usize, day: u8, end: usize, rel: Rel) -> Option<Piece> {
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
        return Some(made(start, p.end, p.spec));
    }
    if let Some(p) = digits(r, next).filter(|_| next == end || r.norm(next).len() <= 10) {
        return Some(made(start, p.end, p.spec));
    }
    let the = if r.norm(next) == "the" { next + 1 } else { next };
    if let Some((n, ord_end)) = ordinal(r, the).filter(|(n, e)| {
        (1..=31).contains(n)
            && !counts(r, *e)
            && (r.kind(*e) == Kind::Punct
                || *e >= r.len()
                || !r.together(the, *e)
                || r.is(*e, &["until", "to", "and", "through", "till"]))
    }) {
        let n = u8::try_from(n).ok()?;
        return Some(made(start, ord_end, Spec::DayOfMonth { day: n, weekday: Some(day) }));
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
    if r.norm(of) == "last" && of == end && ends(r, of + 1) {
        return Some(made(start, of + 1, Spec::Weekday { day, rel: Rel::Last, week: None }));
    }
    Some(made(start, end, Spec::Weekday { day, rel, week: None }))
}

/// Whether a phrase ends before a token.
fn ends(r: Reader<'_, '_>, at: usize) -> bool {
    r.kind(at) == Kind::Punct || at >= r.len()
}

/// "last week", "the past three months", "that day", "the following year", "next Friday", "this July", "last summer".
fn related(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let the = r.is(at, &["the", "its", "his", "her", "their"]);
    let word = if the { at + 1 } else { at };
    let rel = match r.norm(word) {
        "last" | "past" | "latest" => Rel::Last,
        "this" if r.norm(word + 1) == "past" => Rel::Last,
        "this" if r.is(word + 1, &["coming", "next", "upcoming"]) => Rel::Next,
        "this" | "current" => Rel::This,
        "next" | "coming" | "upcoming" => Rel::Next,
        "previous" | "preceding" | "prior" => Rel::Previous,
        "following" | "ensuing" | "subsequent" => Rel::Following,
        "that" | "same" => Rel::Same,
        _ if the => Rel::Bare,
        _ => return None,
    };
    let mut next = match rel {
        Rel::Bare => word,
        _ => word + 1,
    };
    if r.is(word, &["this", "that"]) && r.is(next, &["past", "coming", "same", "upcoming", "very", "next", "current"]) {
        next += 1;
    }
    if rel == Rel::Bare {
        return the_unit(r, at, word);
    }
    if r.is(word, &["month", "year"]) {
        return None;
    }
    if r.is(next, &["fiscal", "full", "calendar", "school", "academic"]) {
        next += 1;
    }
    if let Some(((day, _), end)) = r.calendar(next, weekday_word) {
        return weekday_from(r, at, day, end, rel);
    }
    if let Some((month, end)) = r.calendar(next, month_word).map(|((m, _), e)| (m, e)) {
        let found = month_from(r, at, month, end, rel)?;
        return Some(found);
    }
    if let Some(p) = season_of(r, next, rel) {
        return Some(Piece { start: at, ..p });
    }
    if let Some(p) = holiday(r, next, rel) {
        return Some(Piece { start: at, ..p });
    }
    // "the next morning", "that night".
    if let Some((part, end)) = r.calendar(next, day_part) {
        let rel = if rel == Rel::Next { Rel::Following } else { rel };
        let known =
            matches!(rel, Rel::Following | Rel::Previous | Rel::Same) && (the || rel == Rel::Same || rel == Rel::Previous);
        return known.then(|| Piece { part: Some(part), ..made(at, end, Spec::Span { unit: Unit::Day, rel, count: 1 }) });
    }
    // "the latest period", "the current quarter".
    if rel == Rel::Last && r.norm(word) == "latest" && r.is(next, &["period", "quarter"]) {
        return Some(made(at, next + 1, Spec::SameQuarter { year: None }));
    }
    let (count, unit_at) = match numeral(r, next) {
        Some(n) => (u16::try_from(n.value()?).ok().filter(|c| (1..=1000).contains(c))?, n.end),
        None if r.is(next, &["few", "several", "couple"]) => (0, if r.norm(next + 1) == "of" { next + 2 } else { next + 1 }),
        None => (1, next),
    };
    let (unit, end) = r.calendar(unit_at, unit_word)?;
    if unit < Unit::Hour || count == 0 && unit < Unit::Day || rel == Rel::Same && unit_at != next {
        return None;
    }
    if unit == Unit::Hour && count < 12 {
        return None;
    }
    // "this day" of speeches, "that time" are none.
    let count_is_one = unit_at == next;
    if unit == Unit::Day && rel == Rel::Last && count_is_one && !the {
        return None;
    }
    let mut end = end;
    if r.norm(end) == "." && r.joined(end) && r.norm(end - 1).len() <= 3 && !ends(r, end + 1) {
        end += 1;
    }
    // "the next day" and "the next morning" go on from the date in focus.
    let rel = if rel == Rel::Next && unit == Unit::Day && count_is_one { Rel::Following } else { rel };
    let rel = if rel == Rel::Next && the && unit == Unit::Year && count_is_one { Rel::Following } else { rel };
    let rel = if rel == Rel::Next && the && unit == Unit::Month && count_is_one { Rel::Following } else { rel };
    if let Some(((day, _), end)) = r.calendar(end, weekday_word).filter(|_| unit == Unit::Week && count_is_one) {
        let week = match rel {
            Rel::Last => -1,
            Rel::Next => 1,
            _ => 0,
        };
        return Some(made(at, end, Spec::Weekday { day, rel: Rel::Bare, week: Some(week) }));
    }
    if count == 0 {
        return Some(made(at, end, Spec::Span { unit, rel, count: 0 }));
    }
    Some(made(at, end, Spec::Span { unit, rel, count }))
}

/// "the week", "the weekend", "the day before", "the year-earlier period".
fn the_unit(r: Reader<'_, '_>, start: usize, at: usize) -> Option<Piece> {
    if let Some((_, end)) = r.calendar(at, day_part) {
        // "the night before", "the morning of July 18", "the night of 17 to 18 July".
        if r.norm(end) == "before" && ends_or_closed(r, end + 1) {
            return Some(made(start, end + 1, Spec::Away { count: -1, unit: Unit::Day, from: Anchor::Focus }));
        }
        let mut of = end;
        if r.is(of, &["hours"]) {
            of += 1;
        }
        if r.is(of, &["of", "on"]) {
            let p = core(r, of + 1).filter(|p| matches!(p.spec, Spec::Day { .. } | Spec::Weekday { .. } | Spec::Deictic(_)))?;
            let (part, _) = r.calendar(at, day_part)?;
            return Some(Piece { start, part: Some(part), ..p });
        }
        return None;
    }
    // "the 1988 period", "the year-earlier quarter".
    if four(r, at).is_some() && r.is(at + 1, &["period"]) {
        return Some(made(start, at + 2, Spec::SameQuarter { year: four(r, at).map(YearSpec::Year) }));
    }
    if let Some(end) = year_ago(r, at).filter(|e| r.is(*e, &["period", "quarter"])) {
        return Some(made(start, end + 1, Spec::SameQuarter { year: Some(YearSpec::Away(-1)) }));
    }
    let (unit, end) = r.calendar(at, unit_word)?;
    if unit == Unit::Quarter && r.norm(at) == "quarter" && r.norm(end) != "of" {
        return Some(made(start, end, Spec::SameQuarter { year: None }));
    }
    if r.is(end, &["before", "earlier", "after", "later"]) && unit >= Unit::Day {
        let back = r.is(end, &["before", "earlier"]);
        if ends_or_closed(r, end + 1) {
            return Some(made(start, end + 1, Spec::Away { count: if back { -1 } else { 1 }, unit, from: Anchor::Focus }));
        }
        let p = core(r, end + 1).filter(|p| unit == Unit::Day && matches!(p.spec, Spec::Weekday { .. } | Spec::Deictic(_)));
        if let Some(Piece { end, spec: Spec::Deictic(days), .. }) = p {
            return Some(made(start, end, Spec::Deictic(days.saturating_add(if back { -1 } else { 1 }))));
        }
        return None;
    }
    if unit == Unit::Week && r.norm(end) == "of" {
        let p = core(r, end + 1)?;
        if let Spec::Day { year, month, day } = p.spec {
            return Some(made(start, p.end, Spec::Around { unit, year, month, day }));
        }
        return None;
    }
    if unit == Unit::Weekend {
        return Some(made(start, end, Spec::Span { unit, rel: Rel::Last, count: 1 }));
    }
    if unit == Unit::Month && r.norm(end) == "of" {
        let p = core(r, end + 1).filter(|p| matches!(p.spec, Spec::Month { .. }))?;
        return Some(Piece { start, ..p });
    }
    // "sales for the year", "the rest of the week": of publication.
    let lead = start.checked_sub(1).map_or("", |b| r.norm(b));
    let rest = lead == "of" && start > 1 && r.is(start - 2, &["rest", "remainder", "months", "half"]);
    if matches!(unit, Unit::Week | Unit::Month | Unit::Year) && (lead == "for" || rest) && ends_or_closed(r, end) {
        return Some(made(start, end, Spec::Span { unit, rel: Rel::This, count: 1 }));
    }
    None
}

/// "year-ago", "year-earlier", and the token after it.
fn year_ago(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let joined = r.norm(at) == "year" && r.norm(at + 1) == "-" && r.joined(at + 1) && r.is(at + 2, &["ago", "earlier"]);
    joined.then_some(at + 3)
}

/// A phrase ends, or a function word follows.
fn ends_or_closed(r: Reader<'_, '_>, at: usize) -> bool {
    ends(r, at)
        || !r.together(at.saturating_sub(1), at)
        || r.is(at, &["in", "at", "by", "to", "when", "and", "that", "with", "from", "for", "as", "near", "on", "after"])
}

/// "three days ago", "two weeks later", "a year earlier", "two days from now".
fn away(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let mut at = at;
    for _ in 0..2 {
        match r.number(at, |role| {
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
        }) {
            Some((word, end)) if numeral(r, end).is_some() || r.is(end, &["a", "an"]) || word.role == Role::About => at = end,
            _ => break,
        }
    }
    if r.norm(at) == "in" {
        let n = numeral(r, at + 1);
        let (count, unit_at) = match n {
            Some(n) => (i32::try_from(n.value()?).ok().filter(|c| *c <= 1000)?, n.end),
            None if r.is(at + 1, &["a", "an"]) => (1, at + 2),
            None => return None,
        };
        let (unit, end) = r.calendar(unit_at, unit_word).filter(|(u, _)| *u >= Unit::Day && *u != Unit::Weekend)?;
        let fits = ends(r, end) && super::tense::tense(r, at..end) == super::resolve::Tense::Future;
        return fits.then(|| made(start, end, Spec::Away { count, unit, from: Anchor::Publication }));
    }
    let (mut count, mut unit_at) = match numeral(r, at) {
        Some(n) => (i32::try_from(n.value()?).ok().filter(|c| *c <= 10_000)?, n.end),
        None if r.is(at, &["a", "an"]) => (1, at + 1),
        None => {
            let end = year_ago(r, at)?;
            let period = r.is(end, &["period", "quarter"]);
            let spec = if period {
                Spec::SameQuarter { year: Some(YearSpec::Away(-1)) }
            } else {
                Spec::Away { count: -1, unit: Unit::Year, from: Anchor::Publication }
            };
            return Some(made(start, end + usize::from(period), spec));
        }
    };
    if r.is(unit_at, &["couple", "few"]) {
        return None;
    }
    if r.norm(unit_at) == "-" && r.joined(unit_at) {
        unit_at += 1;
    }
    let (mut unit, mut end) = r.calendar(unit_at, unit_word)?;
    if unit == Unit::Fortnight {
        unit = Unit::Week;
        count = count.saturating_mul(2);
    }
    if r.is(end, &["or"]) && r.norm(end + 1) == "so" {
        end += 2;
    }
    let (sign, anchor, end) = match (r.norm(end), r.norm(end + 1)) {
        ("ago", _) => (-1, Anchor::Publication, end + 1),
        ("earlier" | "before" | "previously", _) if ends_or_closed(r, end + 1) => (-1, Anchor::Focus, end + 1),
        ("after", "that") => (1, Anchor::Focus, end + 2),
        ("later" | "afterwards" | "afterward", _) => (1, Anchor::Focus, end + 1),
        ("from", "now" | "today") => (1, Anchor::Publication, end + 2),
        ("from", "tomorrow") if unit == Unit::Day => (1, Anchor::Publication, end + 2),
        _ => return None,
    };
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

/// "the third quarter of 2024", "third-quarter", "Q3 2018", "the first half of 2023".
fn quarter(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let short = match r.norm(at) {
        "q1" => Some((1, false)),
        "q2" => Some((2, false)),
        "q3" => Some((3, false)),
        "q4" => Some((4, false)),
        "h1" => Some((1, true)),
        "h2" => Some((2, true)),
        _ => None,
    };
    if let Some((nth, halves)) = short {
        let (year, end) = year_after(r, at + 1).map_or((None, at + 1), |(y, e)| (Some(YearSpec::Year(y)), e));
        return Some(made(start, end, Spec::Quarter { year, nth, halves }));
    }
    let mut at = if r.is(at, &["the", "its", "a"]) { at + 1 } else { at };
    let mut year = None;
    // "the 1988 second quarter", "this year's third quarter", "last year's".
    if let Some(y) = four(r, at) {
        year = Some(YearSpec::Year(y));
        at += 1;
        if r.norm(at) == "'s" {
            at += 1;
        }
    } else if r.is(at, &["this", "last", "next"]) && r.norm(at + 1) == "year" && r.norm(at + 2) == "'s" {
        year = Some(YearSpec::Away(match r.norm(at) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        }));
        at += 3;
    } else if r.norm(at) == "year" && r.norm(at + 1) == "-" && r.is(at + 2, &["earlier", "ago"]) {
        year = Some(YearSpec::Away(-1));
        at += 3;
    }
    if r.is(at, &["fiscal", "latest", "flat"]) {
        at += 1;
    }
    let (nth, mut end) = ordinal(r, at).or_else(|| (r.norm(at) == "last" && r.norm(at + 1) == "half").then_some((2, at + 1)))?;
    if r.norm(end) == "-" {
        end += 1;
    }
    let halves = r.norm(end) == "half";
    let is_quarter = r.calendar(end, unit_word).is_some_and(|(u, _)| u == Unit::Quarter) && r.norm(end) != "quarters";
    if !(halves || is_quarter) || nth == 0 || nth > if halves { 2 } else { 4 } {
        return None;
    }
    end += 1;
    if let Some((y, e)) = year_after(r, end) {
        year = Some(YearSpec::Year(y));
        end = e;
    } else if r.norm(end) == "of" && r.is(end + 1, &["this", "last", "next", "the"]) && r.norm(end + 2) == "year" {
        year = Some(YearSpec::Away(match r.norm(end + 1) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        }));
        end += 3;
    } else if halves {
        return None;
    }
    let nth = u8::try_from(nth).ok()?;
    Some(made(start, end, Spec::Quarter { year, nth, halves }))
}

/// "the first week of October", "last week of 2015".
fn nth(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let at = if r.norm(at) == "the" { at + 1 } else { at };
    let (nth, end) = if r.is(at, &["last", "final"]) {
        (-1, at + 1)
    } else {
        ordinal(r, at).and_then(|(n, e)| Some((i8::try_from(n).ok()?, e)))?
    };
    if let Some(((weekday, _), end)) = r.calendar(end, weekday_word).filter(|(_, e)| r.is(*e, &["of", "in"])) {
        let p = core(r, end + 1)?;
        return Some(made(start, p.end, Spec::NthWeekday { nth, weekday, month: as_month(p.spec)? }));
    }
    let (unit, end) =
        r.calendar(end, unit_word).filter(|(u, _)| matches!(u, Unit::Week | Unit::Day | Unit::Weekend | Unit::Month))?;
    if !r.is(end, &["of", "in"]) {
        return None;
    }
    let p = core(r, end + 1)?;
    let (year, month) = match p.spec {
        Spec::Month { year, month, rel: Rel::Bare } => (year, Some(month)),
        Spec::Years { first, count: 1 } => (Some(first), None),
        _ => return None,
    };
    Some(made(start, p.end, Spec::Nth { nth, unit, year, month }))
}

/// The month of a date that is one.
fn as_month(spec: Spec) -> Option<MonthSpec> {
    match spec {
        Spec::Month { year, month, rel: Rel::Bare } => Some(MonthSpec::Named(year, month)),
        Spec::Span { unit: Unit::Month, rel, count: 1 } => Some(MonthSpec::Away(match rel {
            Rel::Last | Rel::Previous => -1,
            Rel::Next | Rel::Following => 1,
            _ => 0,
        })),
        _ => None,
    }
}

/// "the 1990s", "the '90s", "the nineteenth century", "the late 20th century".
fn decade(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let the = r.norm(at) == "the";
    let mut at = if the { at + 1 } else { at };
    let quote = r.norm(at) == "'" && r.joined(at + 1);
    if quote {
        at += 1;
    }
    let norm = r.norm(at);
    let end = if norm.ends_with('s') && norm.len() <= 5 {
        at + 1
    } else if r.norm(at + 1) == "'s" && r.digits(at, 4).is_some_and(|d| d % 10 == 0) && the {
        at + 2
    } else {
        0
    };
    let digits = norm.strip_suffix('s').unwrap_or(norm);
    if end > 0 && digits.ends_with('0') && digits.bytes().all(|b| b.is_ascii_digit()) && matches!(digits.len(), 2 | 4) {
        let value: u16 = digits.parse().ok()?;
        if digits.len() == 4 {
            let first = i16::try_from(value).ok().filter(|y| (1000..=2190).contains(y))?;
            return Some(made(start, end, Spec::Years { first, count: 10 }));
        }
        if the || quote {
            let first = if value < 30 { 2000 } else { 1900 } + i16::try_from(value).ok()?;
            return Some(made(start, end, Spec::Years { first, count: 10 }));
        }
        return None;
    }
    if quote && r.digits(at, 2).is_some() && norm.len() == 2 && !(start > 0 && r.joined(start)) {
        return Some(made(start, at + 1, Spec::Years { first: short_year(r.digits(at, 2)?), count: 1 }));
    }
    if let Some((n, end)) = ordinal(r, at) {
        let gap = if r.norm(end) == "-" { end + 1 } else { end };
        if let Some((Unit::Century, end)) = r.calendar(gap, unit_word) {
            let first = i16::try_from(n).ok().filter(|n| (1..=21).contains(n))? * 100 - 100;
            return Some(made(start, end, Spec::Years { first, count: 100 }));
        }
    }
    None
}

/// "the summer of 1943", "spring 1920", "in winter".
fn season_of(r: Reader<'_, '_>, at: usize, rel: Rel) -> Option<Piece> {
    let start = at;
    let the = r.norm(at) == "the";
    let at = if the { at + 1 } else { at };
    let (season, end) = r.calendar(at, season)?;
    if let Some((year, end)) = year_after(r, end) {
        return Some(made(start, end, Spec::Season { year: Some(year), season, rel }));
    }
    let lead = start.checked_sub(1).map_or("", |b| r.norm(b));
    let asked = matches!(
        lead,
        "in" | "this"
            | "last"
            | "next"
            | "early"
            | "late"
            | "mid"
            | "during"
            | "by"
            | "since"
            | "until"
            | "through"
            | "-"
            | "of"
            | "over"
            | "the"
            | "throughout"
    );
    let clear = rel != Rel::Bare || asked && (the || lead != "the");
    // "the fall of the city", "a spring offensive".
    let other = r.norm(end) == "of" || the && !asked || r.norm(end) == "-";
    ((clear || asked) && !other).then(|| made(start, end, Spec::Season { year: None, season, rel }))
}

fn holiday(r: Reader<'_, '_>, at: usize, rel: Rel) -> Option<Piece> {
    let (rule, end) = r.calendar(at, |w| match w {
        CalendarWord::Holiday(rule) => Some(rule),
        _ => None,
    })?;
    let capital = r.page.text.is_capitalized(at) || r.norm(at) == "the" && r.page.text.is_capitalized(at + 1);
    if !capital && at > 0 && matches!(rule, Holiday::Fixed(..)) && r.page.text.case(at) == Case::Lower && end == at + 1 {
        return None;
    }
    let next = if r.norm(end) == "in" { end + 1 } else { end };
    let (year, end) = year_after(r, next).map_or((None, end), |(y, e)| (Some(y), e));
    Some(made(at, end, Spec::Holiday { rule, year, rel }))
}

/// "on the 21st".
fn day_of_month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    if r.norm(at) != "the" {
        return None;
    }
    let (n, end) = ordinal(r, at + 1)?;
    let lead = at.checked_sub(1).map_or("", |b| r.norm(b));
    let asked =
        matches!(lead, "on" | "until" | "by" | "of" | "since" | "from" | "to" | "before" | "after" | "and" | "night" | "for")
            && r.kind(at + 1) == Kind::Word;
    let figures = r.norm(at + 1).as_bytes().first().is_some_and(u8::is_ascii_digit);
    let alone = ends(r, end) || !r.together(at, end) || r.is(end, &["and", "in", "at", "by", "when", "with", "to", "the", "as"]);
    (asked && (figures || n > 12) && alone && (1..=31).contains(&n))
        .then(|| made(at, end, Spec::DayOfMonth { day: u8::try_from(n).unwrap_or(1), weekday: None }))
}

/// Days on end that share a month or a year: "July 3-5", "3 to 5 July", "July 3, 4 and 5", "1995-96", "the night of 17 to 18 July".
pub(super) fn listed(r: Reader<'_, '_>, at: usize) -> Option<(Piece, Piece)> {
    let start = at;
    let mut at = at;
    let mut part = None;
    // "the night of", "from".
    if r.norm(at) == "the"
        && let Some((p, end)) = r.calendar(at + 1, day_part)
        && r.is(end, &["of"])
    {
        part = Some(p);
        at = end + 1;
    }
    if r.is(at, &["from", "between"]) {
        at += 1;
    }
    let with = |a: Piece, b: Piece| Some((Piece { start, part, ..a }, Piece { part, ..b }));
    // "July 3-5", "July 17 to 18".
    if let Some((month, end)) = month_at(r, at) {
        let (first, mid) = day_at(r, end)?;
        let second_at = joint(r, mid)?;
        let second_at = if r.norm(second_at) == "the" { second_at + 1 } else { second_at };
        let (second, end) = day_at(r, second_at).filter(|(d, e)| *d > first && !(r.norm(mid) == "and" && counts(r, *e)))?;
        // "July 3 to 5 August" is another form.
        if month_at(r, end).is_some_and(|_| r.page.text.tokens.get(end).is_some_and(|t| t.gap != Gap::None))
            || is_no_day(r, at, second_at, end)
        {
            return None;
        }
        let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
        return with(
            made(start, mid, Spec::Day { year, month, day: first }),
            made(second_at, end, Spec::Day { year, month, day: second }),
        );
    }
    // "3 to 5 July", "the 17th and 18th of July".
    let the = if r.norm(at) == "the" { at + 1 } else { at };
    if let Some((first, mid)) = day_at(r, the) {
        let second_at = joint(r, mid)?;
        let second_at = if r.norm(second_at) == "the" { second_at + 1 } else { second_at };
        let (second, mut end) = day_at(r, second_at).filter(|(d, _)| *d > first)?;
        if r.norm(end) == "of" {
            end += 1;
        }
        let (month, end) = month_at(r, end)?;
        let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
        return with(
            made(start, mid, Spec::Day { year, month, day: first }),
            made(second_at, end, Spec::Day { year, month, day: second }),
        );
    }
    None
}

/// What joins the two ends of a list of days: "-", "to", "and", "until"; the token after it.
fn joint(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    if r.dash(at) {
        return Some(at + 1);
    }
    r.is(at, &["to", "and", "until", "through", "till", "into"]).then_some(at + 1)
}

/// "1995-96", "1947-54": the second year short.
pub(super) fn short_range(r: Reader<'_, '_>, at: usize) -> Option<(i16, i16, usize)> {
    let first = four(r, at)?;
    if !r.dash(at + 1) || !r.joined(at + 1) || !r.joined(at + 2) || r.norm(at + 2).len() != 2 {
        return None;
    }
    let second = i16::try_from(r.digits(at + 2, 2)?).ok()?;
    let tied = r.joined(at + 3) && (r.dash(at + 3) || r.norm(at + 3) == "/");
    let century = first - first % 100;
    (second > first % 100 && !tied && (first >= 1500)).then_some((first, century + second, at + 3))
}
