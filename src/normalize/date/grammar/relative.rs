//! Dates that lean on another: "last week", "two days later", "the first Sunday of May".

use super::absolute::*;
use super::apart::*;
use super::word::*;
use super::*;
use crate::lexicon::calendar::Unit;
use crate::lexicon::numbers::Role;
use crate::normalize::date::spec::{Anchor, MonthSpec, Piece, Rel, Spec, YearSpec};
use crate::normalize::quantity::numeral::{numeral, ordinal};
use crate::normalize::reader::Reader;
use crate::text::Kind;

/// Whether a phrase ends before a token.
pub(super) fn ends(r: Reader<'_, '_>, at: usize) -> bool {
    r.kind(at) == Kind::Punct || at >= r.len()
}

/// "last week", "the past three months", "that day", "the following year", "next Friday", "this July", "last summer".
pub(super) fn related(r: Reader<'_, '_>, at: usize, outer: bool) -> Option<Piece> {
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
        return outer.then(|| the_unit(r, at, word)).flatten();
    }
    if r.is(word, &["month", "year"]) {
        return None;
    }
    if r.is(next, &["fiscal", "full", "calendar", "school", "academic"]) {
        next += 1;
    }
    if let Some(((day, common), end)) = r.calendar(next, weekday_word) {
        // "that Sun": a name, not an abbreviation.
        if common && !short_weekday(r, next, end) {
            return None;
        }
        if r.is(next - 1, &["coming", "upcoming"]) {
            return Some(made(at, end, Spec::Weekdays { day, count: 1 }));
        }
        return weekday_from(r, at, day, end, rel);
    }
    if let Some((month, end)) = r
        .calendar(next, month_word)
        .filter(|((_, common), _)| !common || r.page.text.is_capitalized(next))
        .map(|((m, _), e)| (m, e))
    {
        let found = month_from(r, at, month, end, rel)?;
        return Some(found);
    }
    if rel == Rel::Next
        && let Some(p) = day_month(r, next).or_else(|| day_and_month(r, next))
        && matches!(p.spec, Spec::Day { year: None, .. } | Spec::Slashed { year: None, .. })
    {
        return Some(Piece { start: at, ahead: Some((0, 1)), ..p });
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
    let (count, unit_at) = match numeral(r, next).filter(|n| n.value().is_some()) {
        Some(n) => (u16::try_from(n.value()?).ok().filter(|c| (1..=1000).contains(c))?, n.end),
        // "three quarters" is a fraction elsewhere.
        None if r.number(next, |role| matches!(role, Role::Unit | Role::Teen)).is_some_and(|(_, e)| r.norm(e) == "quarters") => (
            r.number(next, |role| matches!(role, Role::Unit | Role::Teen)).and_then(|(w, _)| u16::try_from(w.value).ok())?,
            next + 1,
        ),
        None if vague_length(r, next).is_some() => {
            let (least, most, unit, end) = vague_length(r, next)?;
            let (back, from) = match rel {
                Rel::Last => (true, Anchor::Publication),
                Rel::Previous => (true, Anchor::Focus),
                Rel::Next if the => (false, Anchor::Focus),
                Rel::Next => (false, Anchor::Publication),
                Rel::Following => (false, Anchor::Focus),
                _ => return None,
            };
            return Some(made(at, end, Spec::Vague { least, most, unit, back, from, since: true }));
        }
        None => (1, next),
    };
    let (unit, end) = r.calendar(unit_at, unit_word)?;
    if unit < Unit::Hour || rel == Rel::Same && unit_at != next {
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
    if r.norm(next - 1) == "upcoming"
        && let Some(p) = nth_upcoming(r, at, count, unit, end)
    {
        return Some(p);
    }
    let mut end = end;
    if r.norm(end) == "." && r.joined(end) && r.norm(end - 1).len() <= 3 && !ends(r, end + 1) && r.together(end, end + 1) {
        end += 1;
    }
    // "the next day" and "the next morning" go on from the date in focus.
    let rel = if rel == Rel::Next && unit == Unit::Day && count_is_one { Rel::Following } else { rel };
    let rel = if rel == Rel::Next && the && unit == Unit::Year && count_is_one { Rel::Following } else { rel };
    let rel = if rel == Rel::Next && the && unit == Unit::Month && count_is_one { Rel::Following } else { rel };
    let on = if r.is(end, &["on", "'s"]) || r.dash(end) { end + 1 } else { end };
    if let Some(((day, _), end)) = r.calendar(on, weekday_word).filter(|_| unit == Unit::Week && count_is_one) {
        let week = match rel {
            Rel::Last => -1,
            Rel::Next => 1,
            _ => 0,
        };
        return Some(made(at, end, Spec::Weekday { day, rel: Rel::Bare, week: Some(week) }));
    }
    Some(made(at, end, Spec::Span { unit, rel, count }))
}

/// "the 3 next weeks", "10 previous weeks", "two upcoming months".
pub(super) fn counted_related(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let the = if r.norm(at) == "the" { at + 1 } else { at };
    let n = numeral(r, the)?;
    let rel = match r.norm(n.end) {
        "last" | "past" => Rel::Last,
        "previous" | "preceding" => Rel::Previous,
        "next" | "coming" | "upcoming" | "following" => Rel::Next,
        _ => return None,
    };
    let (unit, end) = r.calendar(n.end + 1, unit_word).filter(|(u, _)| *u >= Unit::Day)?;
    let count = u16::try_from(n.value()?).ok().filter(|c| (2..=1000).contains(c))?;
    if r.norm(n.end) == "upcoming"
        && let Some(p) = nth_upcoming(r, at, count, unit, end)
    {
        return Some(p);
    }
    // "it injured four last year": four of something else.
    if !r.norm(end - 1).ends_with('s') {
        return None;
    }
    Some(made(at, end, Spec::Span { unit, rel, count }))
}

/// "two upcoming month": the unit in the singular is one unit, the second of those to come; "two upcoming months" are both.
fn nth_upcoming(r: Reader<'_, '_>, at: usize, count: u16, unit: Unit, end: usize) -> Option<Piece> {
    let one = count > 1 && !r.norm(end - 1).ends_with('s');
    let count = i16::try_from(count).ok().filter(|_| one)?;
    Some(made(at, end, Spec::UnitAway { unit, count }))
}

/// Most words that describe a weekend: "over the long and bitterly cold weekend".
const DESCRIBED: usize = 5;

/// "over the bitterly cold |weekend": the last one, whatever it was like.
pub(super) fn described_weekend(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (_, end) = r.calendar(at, unit_word).filter(|(unit, _)| *unit == Unit::Weekend)?;
    let plain = |t: usize| r.kind(t) == Kind::Word && !r.page.text.is_capitalized(t) && !r.has_number(t);
    let the = (at.saturating_sub(DESCRIBED + 1)..at).rev().find(|t| r.norm(*t) == "the" || !plain(*t))?;
    let over = the.checked_sub(1).is_some_and(|t| r.is(t, &["over", "during"]));
    (over && the + 1 < at && r.norm(the) == "the")
        .then(|| made(at, end, Spec::Span { unit: Unit::Weekend, rel: Rel::Last, count: 1 }))
}

/// "the week", "the weekend", "the day before", "the year-earlier period".
pub(super) fn the_unit(r: Reader<'_, '_>, start: usize, at: usize) -> Option<Piece> {
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
            let p = core(r, of + 1, false)
                .filter(|p| matches!(p.spec, Spec::Day { .. } | Spec::Weekday { .. } | Spec::Deictic(_)))?;
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
    // "the year after next", "the week before last".
    if unit >= Unit::Day
        && let Some(end) = after_next(r, end)
    {
        return Some(made(start, end, Spec::UnitAway { unit, count: 2 }));
    }
    if unit > Unit::Day && r.norm(end) == "before" && r.norm(end + 1) == "last" && ends_or_closed(r, end + 2) {
        return Some(made(start, end + 2, Spec::UnitAway { unit, count: -2 }));
    }
    if unit == Unit::Quarter && r.norm(at) == "quarter" && r.norm(end) != "of" {
        return Some(made(start, end, Spec::SameQuarter { year: None }));
    }
    if r.is(end, &["before", "earlier", "after", "later"]) && unit >= Unit::Day {
        let back = r.is(end, &["before", "earlier"]);
        if ends_or_closed(r, end + 1) {
            return Some(made(start, end + 1, Spec::Away { count: if back { -1 } else { 1 }, unit, from: Anchor::Focus }));
        }
        let p =
            core(r, end + 1, false).filter(|p| unit == Unit::Day && matches!(p.spec, Spec::Weekday { .. } | Spec::Deictic(_)));
        if let Some(Piece { end, spec: Spec::Deictic(days), .. }) = p {
            return Some(made(start, end, Spec::Deictic(days.saturating_add(if back { -1 } else { 1 }))));
        }
        // "the day after Thanksgiving", "the week before Christmas".
        let base =
            core(r, end + 1, false).filter(|p| matches!(p.spec, Spec::Day { .. } | Spec::Holiday { .. }) && unit == Unit::Day);
        if let Some(p) = base {
            return Some(Piece { offset: Some((0, if back { -1 } else { 1 })), ..made(start, p.end, p.spec) });
        }
        return None;
    }
    if unit == Unit::Week && r.norm(end) == "of" {
        let p = core(r, end + 1, false)?;
        if let Spec::Day { year, month, day } = p.spec {
            return Some(made(start, p.end, Spec::Around { unit, year, month, day }));
        }
        return None;
    }
    // "the week starting February 4".
    if unit == Unit::Week
        && r.is(end, &["starting", "beginning", "commencing"])
        && let Some(Piece { end, spec: Spec::Day { year, month, day }, .. }) =
            core(r, if r.norm(end + 1) == "on" { end + 2 } else { end + 1 }, false)
    {
        return Some(made(start, end, Spec::Starting { year, month, day }));
    }
    if matches!(unit, Unit::Week | Unit::Weekend) && is_alone(r, start..end) {
        return Some(made(start, end, Spec::Span { unit, rel: Rel::This, count: 1 }));
    }
    if unit == Unit::Weekend {
        return Some(made(start, end, Spec::Span { unit, rel: Rel::Last, count: 1 }));
    }
    if unit == Unit::Month && r.norm(end) == "of" {
        let p = core(r, end + 1, false).filter(|p| matches!(p.spec, Spec::Month { .. }))?;
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

/// The token after "after next", "after the next".
pub(super) fn after_next(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let next = if r.norm(at + 1) == "the" { at + 2 } else { at + 1 };
    (r.norm(at) == "after" && r.norm(next) == "next" && ends_or_closed(r, next + 1)).then_some(next + 1)
}

/// "the rest of the week", "the remainder of this year".
pub(super) fn rest(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let word = if r.norm(at) == "the" { at + 1 } else { at };
    if !r.is(word, &["rest", "remainder", "remaining"]) || r.norm(word + 1) != "of" {
        return None;
    }
    let unit_at = if r.is(word + 2, &["the", "this", "current", "my"]) { word + 3 } else { word + 2 };
    let unit_at = if r.norm(unit_at) == "current" { unit_at + 1 } else { unit_at };
    let (unit, end) = r.calendar(unit_at, unit_word)?;
    let known = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade) && ends_or_closed(r, end);
    known.then(|| made(at, end, Spec::Rest(unit)))
}

/// "week 31 of 2024", "epidemiological week 12", "2024 week 31", "the week 31".
pub(super) fn numbered_week(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let led = four(r, at).filter(|_| r.norm(at + 1) == "week");
    let mut word = if led.is_some() { at + 1 } else { at };
    let mut known = led.is_some();
    if r.norm(word) == "the" {
        word += 1;
        known = true;
    }
    if r.is(word, &["epidemiological", "epi", "calendar", "iso"]) {
        word += 1;
        known = true;
    }
    let week = u8::try_from(r.digits(word + 1, 2).filter(|w| r.norm(word) == "week" && (1..=53).contains(w))?).ok()?;
    let end = word + 2;
    if r.joined(end) && r.is(end, &["-", "/", ":", "%"]) {
        return None;
    }
    let dated = if led.is_some() { None } else { year_after(r, end).filter(|_| r.norm(end) != "in" || known) };
    let (year, end) = dated.map_or((led, end), |(y, e)| (Some(y), e));
    (known || dated.is_some() || is_alone(r, at..end)).then(|| made(at, end, Spec::WeekOfYear { year, week }))
}

/// A phrase ends, or a function word follows.
pub(super) fn ends_or_closed(r: Reader<'_, '_>, at: usize) -> bool {
    ends(r, at)
        || !r.together(at.saturating_sub(1), at)
        || r.is(at, &["in", "at", "by", "to", "when", "and", "that", "with", "from", "for", "as", "near", "on", "after"])
}

/// "the first week of October", "last week of 2015", "the last three weeks of this year", "the first six months of 2009", "the first Sunday of
/// May".
pub(super) fn nth(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    let at = if r.norm(at) == "the" { at + 1 } else { at };
    let (nth, end) = if r.is(at, &["last", "final"]) {
        (-1, at + 1)
    } else if r.is(at, &["penultimate"]) {
        (-2, at + 1)
    } else {
        let (n, end) = ordinal(r, at).and_then(|(n, e)| Some((i8::try_from(n).ok()?, e)))?;
        // "the third last week", "the second-to-last Friday".
        match [end, end + 1, end + 2, end + 3].into_iter().take_while(|t| r.is(*t, &["-", "to", "last"])).last() {
            Some(last) if r.norm(last) == "last" && n > 1 => (-n, last + 1),
            _ => (n, end),
        }
    };
    if let Some(((weekday, _), end)) = r.calendar(end, weekday_word) {
        if !r.is(end, &["of", "in"]) {
            // "I'll be back first Sunday".
            let bare =
                nth > 0 && ends(r, end) && start == at && (start == 0 || !r.is(start - 1, &["his", "her", "their", "its", "a"]));
            return bare.then(|| made(start, end, Spec::NthWeekday { nth, weekday, month: MonthSpec::Away(0) }));
        }
        if r.norm(end + 1) == "the" && r.norm(end + 2) == "month" {
            return Some(made(start, end + 3, Spec::NthWeekday { nth, weekday, month: MonthSpec::Away(0) }));
        }
        let p = core(r, end + 1, false)?;
        return Some(made(start, p.end, Spec::NthWeekday { nth, weekday, month: as_month(p.spec)? }));
    }
    let (count, unit_at) = match numeral(r, end).and_then(|n| Some((u8::try_from(n.value()?).ok()?, n.end))) {
        Some((count @ 1..=60, after)) => (count, after),
        _ => (1, end),
    };
    let (unit, end) = r
        .calendar(unit_at, unit_word)
        .filter(|(u, _)| matches!(u, Unit::Week | Unit::Day | Unit::Month) || count == 1 && matches!(u, Unit::Weekend))?;
    if !r.is(end, &["of", "in"]) {
        return None;
    }
    let p = core(r, end + 1, false)?;
    let of = match p.spec {
        Spec::Month { year, month, rel: Rel::Bare } if unit != Unit::Month || count == 1 => Whole::Month(year, month),
        Spec::Years { first, count: 1 } => Whole::Year(first),
        Spec::Span { unit: unit @ (Unit::Month | Unit::Year), rel, count: 1 } => Whole::Span(unit, rel),
        _ => return None,
    };
    Some(made(start, p.end, Spec::Nth { nth, unit, count, of }))
}

/// The month of a date that is one.
pub(super) fn as_month(spec: Spec) -> Option<MonthSpec> {
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

/// "on the 21st".
pub(super) fn day_of_month(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    if r.norm(at) != "the" {
        return None;
    }
    // "for the 27", "on the 27".
    if let Some(day) = r.digits(at + 1, 2).filter(|d| (1..=31).contains(d))
        && ends(r, at + 2)
        && !(r.joined(at + 2) && r.is(at + 2, &["%", "-", "/", ":"]))
        && at > 0
        && r.is(at - 1, &["on", "for", "by", "until"])
    {
        return Some(made(at, at + 2, Spec::DayOfMonth { day: u8::try_from(day).ok()?, weekday: None, months: None }));
    }
    let (n, end) = ordinal(r, at + 1)?;
    let lead = at.checked_sub(1).map_or("", |b| r.norm(b));
    let asked =
        matches!(lead, "on" | "until" | "by" | "of" | "since" | "from" | "to" | "before" | "after" | "and" | "night" | "for")
            && r.kind(at + 1) == Kind::Word;
    let figures = r.norm(at + 1).as_bytes().first().is_some_and(u8::is_ascii_digit);
    let alone = ends(r, end) || !r.together(at, end) || r.is(end, &["and", "in", "at", "by", "when", "with", "to", "the", "as"]);
    let asked = asked || is_alone(r, at..end);
    (asked && (figures || n > 12) && alone && (1..=31).contains(&n))
        .then(|| made(at, end, Spec::DayOfMonth { day: u8::try_from(n).unwrap_or(1), weekday: None, months: None }))
}
