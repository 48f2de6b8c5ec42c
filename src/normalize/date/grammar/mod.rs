//! From words to dates: the forms in which English writes them.

mod absolute;
mod apart;
mod period;
mod relative;
mod word;

use std::ops::Range;

use super::spec::{Piece, Rel, Spec, Whole};
use crate::claim::DateModifier;
use crate::lexicon::calendar::{CalendarWord, DayPart, Unit};
use crate::lexicon::numbers::Role;
use crate::lexicon::phrases::Hit;
use crate::lexicon::words::{Class, Classes};
use crate::lexicon::{Sense, Senses};
use crate::normalize::Taken;
use crate::normalize::quantity::counts;
use crate::normalize::quantity::numeral::is_numeral;
use crate::normalize::reader::Reader;
use crate::text::{Gap, Kind};
use absolute::*;
use apart::*;
use period::*;
use relative::*;
use word::*;

/// The date that starts at a token. Linear in its length.
pub(super) fn piece(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    if may_start(r, at) { started(r, at) } else { None }
}

/// The same where one may start.
pub(super) fn started(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    if r.page.taken.get(at) == Some(&Taken::Name) {
        return None;
    }
    let found = narrowed(r, at).or_else(|| core(r, at, true))?;
    let found = later_on(r, with_part(r, found));
    (found.end > at && (at..found.end).all(|t| r.together(at, t))).then_some(found)
}

/// What a token alone says about a date at it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hint {
    /// None starts here.
    No,
    /// One may, if the next words are like one: "the", "about".
    Weak,
    /// One may, if the next word goes on with one: "a".
    Opening,
    /// One may, if a word soon behind is like one: "no more than".
    Leading,
    /// A figure, a number, a word of the calendar.
    Strong,
}

/// Whether a date may start at a token. One look at the token and at a few after it at most: most tokens of a text end here.
pub(super) fn may_start(r: Reader<'_, '_>, at: usize) -> bool {
    let strong = |at: usize| match hint(r, at) {
        Hint::Strong => !is_count(r, at),
        Hint::Opening if r.is(at, &["a", "an"]) => hint(r, at + 1) != Hint::No || r.is(at + 1, &["-", "flat"]),
        Hint::Opening | Hint::Weak | Hint::No => false,
        Hint::Leading => (at + 1..at + 6).any(|t| hint(r, t) == Hint::Strong),
    };
    match hint(r, at) {
        Hint::No => false,
        // "'98".
        Hint::Weak if r.norm(at) == "'" => hint(r, at + 1) == Hint::Strong,
        // "just over a year".
        Hint::Weak if hint(r, at + 1) == Hint::Weak => strong(at + 2),
        Hint::Weak => strong(at + 1),
        Hint::Opening | Hint::Leading | Hint::Strong => strong(at),
    }
}

/// "12 soldiers", "five men", "the first man": a number that is no year, and behind it a word with which no date goes on.
fn is_count(r: Reader<'_, '_>, at: usize) -> bool {
    let plain = |role: Role| is_numeral(role) && role != Role::Half || matches!(role, Role::Ordinal | Role::Vague);
    let counts = |hit: &Hit<Sense>| match hit.sense {
        Sense::Number(row) => hit.end == at + 1 && r.lexicon.numbers().get(row).is_some_and(|w| plain(w.role)),
        Sense::Calendar(_) => false,
        _ => true,
    };
    let norm = r.norm(at).as_bytes();
    let figure =
        r.kind(at) == Kind::Number && !matches!(norm.len(), 4 | 8) && norm.iter().all(|b| matches!(b, b'0'..=b'9' | b','));
    (figure || r.has_number(at) && !r.page.has(at, Class::DateOpening))
        && r.kind(at + 1) == Kind::Word
        && hint(r, at + 1) == Hint::No
        && !r.has_number(at + 1)
        && !r.is(at + 1, &GOING_ON)
        && r.page.hits_at(at).iter().all(counts)
}

/// Words with which a date may go on that are of no date by themselves.
const GOING_ON: [&str; 15] =
    ["of", "and", "or", "to", "until", "through", "till", "into", "'s", "s", "at", "by", "when", "with", "as"];

#[inline]
fn hint(r: Reader<'_, '_>, at: usize) -> Hint {
    const OPENS: Classes = Classes::of([Class::DateOpening, Class::DateArticle]);
    // Most words open nothing.
    let opens = r.page.is_figure_or_begins(at, Senses::NUMBER.or(Senses::CALENDAR)) || r.page.classes_of(at).any(OPENS);
    if opens || r.norm(at) == "'" { hint_of(r, at) } else { Hint::No }
}

fn hint_of(r: Reader<'_, '_>, at: usize) -> Hint {
    let (norm, classes, senses) = (r.norm(at), r.page.classes_of(at), r.page.senses_of(at));
    let figure = norm.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if figure || classes.has(Class::DateOpening) || senses.has(Senses::CALENDAR) {
        return Hint::Strong;
    }
    let article = classes.has(Class::DateArticle) || norm == "'";
    let mut found = if article { Hint::Weak } else { Hint::No };
    if !senses.has(Senses::NUMBER) {
        return found;
    }
    let mut modifies = false;
    for hit in r.page.hits_at(at) {
        let Sense::Number(row) = hit.sense else { continue };
        match r.lexicon.numbers().get(row).map(|w| w.role) {
            Some(Role::Label | Role::Money | Role::Measure | Role::Street | Role::Currency | Role::Collective) | None => {}
            Some(Role::Opener) => found = if modifies { Hint::Leading } else { Hint::Opening },
            Some(role) if is_modifier(role) => (found, modifies) = (Hint::Weak, true),
            Some(_) => return Hint::Strong,
        }
    }
    found
}

pub(super) fn made(start: usize, end: usize, spec: Spec) -> Piece {
    Piece { start, end, spec, narrow: None, part: None, offset: None, ahead: None, weekday: None }
}

/// The end of a period that lasts: "to the present", "until now", "to date".
pub(super) fn until_now(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let the = if r.is(at, &["the", "current"]) { at + 1 } else { at };
    let now = if the == at { r.is(at, &["now", "present", "date"]) } else { r.is(the, &["present", "date"]) };
    now.then(|| made(at, the + 1, Spec::Deictic(0)))
}

/// Whether nothing but function words and punctuation stands beside a date.
pub(super) fn is_alone(r: Reader<'_, '_>, date: Range<usize>) -> bool {
    const SMALL: [&str; 18] = [
        "on", "in", "at", "by", "for", "from", "since", "until", "till", "before", "after", "during", "around", "about", "the",
        "sometime", "anytime", "between",
    ];
    r.len() <= date.len() + 6 && (0..r.len()).all(|t| date.contains(&t) || r.kind(t) == Kind::Punct || r.is(t, &SMALL))
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
    // "the end of around next week".
    if r.is(end, &["around", "about"]) {
        end += 1;
    }
    if r.is(end, &["the"]) && r.calendar(end + 1, season).is_some() {
        end += 1;
    }
    let inner = core(r, end, true).or_else(|| {
        // "the end of the year", "early in the month".
        let (unit, unit_end) = r.calendar(end + 1, unit_word).filter(|(u, _)| r.norm(end) == "the" && *u >= Unit::Week)?;
        Some(made(at, unit_end, Spec::Span { unit, rel: Rel::Bare, count: 1 }))
    });
    let mut inner = inner.or_else(|| {
        // "end of month".
        let (unit, unit_end) = r.calendar(end, unit_word).filter(|(u, e)| *u >= Unit::Week && end > at + 1 && ends(r, *e))?;
        Some(made(at, unit_end, Spec::Span { unit, rel: Rel::This, count: 1 }))
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
        Spec::Day { .. }
            | Spec::Weekday { .. }
            | Spec::Weekdays { .. }
            | Spec::Deictic(_)
            | Spec::Holiday { .. }
            | Spec::Span { unit: Unit::Day, .. }
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

/// Tokens from the start of a date to its first word of the calendar at most: "two hundred and seventy-five days ago".
const REACH: usize = 16;

/// A date without what narrows it. `outer`: it may lean on another date within it ("the week after Easter"); that one may not again, so that no
/// text makes this deep.
fn core(r: Reader<'_, '_>, at: usize, outer: bool) -> Option<Piece> {
    // Most numbers count no days: where no word of the calendar is ahead, what needs one is not looked for.
    let ahead = r.page.holds(at..at + REACH, Senses::CALENDAR);
    let timed = |read: fn(Reader<'_, '_>, usize) -> Option<Piece>| if ahead { read(r, at) } else { None };
    if r.kind(at) == Kind::Number && !r.page.begins(at, Senses::CALENDAR) {
        // What begins with a word is not looked for.
        return digits(r, at)
            .or_else(|| if outer { timed(moved).or_else(|| timed(weekdays)) } else { None })
            .or_else(|| timed(numbered_week))
            .or_else(|| timed(day_month))
            .or_else(|| quarter(r, at))
            .or_else(|| timed(away))
            .or_else(|| timed(counted_related))
            .or_else(|| decade(r, at))
            .or_else(|| lone_year(r, at));
    }
    digits(r, at)
        .or_else(|| {
            if outer { timed(moved).or_else(|| timed(weekdays)).or_else(|| timed(nth)).or_else(|| eve(r, at)) } else { None }
        })
        .or_else(|| timed(called))
        .or_else(|| if outer { timed(part_of_day) } else { None })
        .or_else(|| quarter(r, at))
        .or_else(|| timed(away))
        .or_else(|| related(r, at, outer))
        .or_else(|| timed(counted_related))
        .or_else(|| decade(r, at))
        .or_else(|| timed(|r, at| season_of(r, at, Rel::Bare)))
        .or_else(|| day_of_month(r, at))
        .or_else(|| named_year(r, at))
        .or_else(|| timed(month_of))
        .or_else(|| lone_year(r, at))
        .or_else(|| timed(end_of_year))
}

/// A feast, a week by its number, a vague length, a weekday, a month, "yesterday", "overnight".
fn called(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    nearest_feast(r, at)
        .or_else(|| rest(r, at))
        .or_else(|| numbered_week(r, at))
        .or_else(|| vague(r, at))
        .or_else(|| holiday(r, at, Rel::Bare))
        .or_else(|| weekday(r, at))
        .or_else(|| month(r, at))
        .or_else(|| day_month(r, at))
        .or_else(|| deictic(r, at))
        .or_else(|| overnight(r, at))
        .or_else(|| described_weekend(r, at))
}

/// "yesterday", "tonight".
fn deictic(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (days, end) = r.calendar(at, |w| match w {
        CalendarWord::Deictic(days) => Some(days),
        _ => None,
    })?;
    // "last night" may reach into today.
    let part = (r.norm(end - 1) == "night").then_some(DayPart::Night);
    Some(Piece { part, ..made(at, end, Spec::Deictic(days)) })
}

/// "overnight", "overnight into Friday", "overnight on Friday".
fn overnight(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (_, end) = r.calendar(at, |w| (w == CalendarWord::Overnight).then_some(()))?;
    if let Some(day) = weekday(r, end + usize::from(r.is(end, &["on"]))) {
        return Some(Piece { start: at, part: Some(DayPart::Night), ..day });
    }
    let into = if r.is(end, &["into", "to"]) { r.calendar(end + 1, weekday_word) } else { None };
    let (into, end) = into.map_or((None, end), |((day, _), end)| (Some(day), end));
    Some(made(at, end, Spec::Overnight { into }))
}

/// "morning of July 18".
fn part_of_day(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (part, end) = r.calendar(at, day_part).filter(|(_, e)| r.norm(*e) == "of")?;
    let p = core(r, end + 1, false).filter(|p| matches!(p.spec, Spec::Day { .. } | Spec::Holiday { .. } | Spec::Deictic(_)))?;
    Some(Piece { start: at, part: Some(part), ..p })
}

/// "month of July".
fn month_of(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (month, end) = month_at(r, at + 2).filter(|_| r.norm(at) == "month" && r.norm(at + 1) == "of")?;
    month_from(r, at, month, end, Rel::Bare)
}

/// "nineteen ninety-six", "1996".
fn lone_year(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (first, end) = spelled_year(r, at).or_else(|| Some((bare_year(r, at)?, at + 1)))?;
    Some(made(at, end, Spec::Years { first, count: 1 }))
}

/// "year-end", "month's end".
fn end_of_year(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let (unit, end) = year_end(r, at)?;
    if unit == Unit::Year {
        return Some(made(at, end, Spec::InYear { month: 12, day: None, rel: Rel::This }));
    }
    Some(Piece { narrow: Some(DateModifier::Late), ..made(at, end, Spec::Span { unit, rel: Rel::Bare, count: 1 }) })
}

/// Days on end that share a month or a year: "July 3-5", "3 to 5 July", "July 3, 4 and 5", "1995-96", "the night of 17 to 18 July".
pub(super) fn listed(r: Reader<'_, '_>, at: usize) -> Option<(Piece, Piece)> {
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
    if let Some((week, from)) = week_before(r, at) {
        // "next week between Wednesday and Friday".
        let ((first, _), mid) = r.calendar(from, weekday_word)?;
        let ((second, _), end) = r.calendar(joint(r, mid)?, weekday_word)?;
        let day = |start, end, day| made(start, end, Spec::Weekday { day, rel: Rel::Bare, week: Some(week) });
        return Some((day(from, mid, first), day(end - 1, end, second)));
    }
    let led = r.is(at, &["from", "between"]);
    if led {
        at += 1;
    }
    let with = |a: Piece, b: Piece| Some((Piece { part, ..a }, Piece { part, ..b }));
    // "July 3-5", "July 17 to 18".
    if let Some((month, end)) = month_at(r, at) {
        let (first, mid) = day_at(r, end)?;
        let the_at = joint(r, mid)?;
        let second_at = if r.norm(the_at) == "the" { the_at + 1 } else { the_at };
        let (second, end) = day_at(r, second_at).filter(|(_, e)| !(r.norm(mid) == "and" && counts(r, *e)))?;
        if second <= first {
            // "from April 27 to the 3rd": of the next month.
            let next = (second_at > the_at && led && ends(r, end)).then_some(month % 12 + 1)?;
            return with(
                made(at, mid, Spec::Day { year: None, month, day: first }),
                made(second_at, end, Spec::Day { year: None, month: next, day: second }),
            );
        }
        // "July 3 to 5 August" is another form.
        if month_at(r, end).is_some_and(|_| r.page.text.tokens.get(end).is_some_and(|t| t.gap != Gap::None))
            || is_no_day(r, at, second_at, end)
        {
            return None;
        }
        let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
        return with(
            made(at, mid, Spec::Day { year, month, day: first }),
            made(second_at, end, Spec::Day { year, month, day: second }),
        );
    }
    // "3 to 5 July", "the 17th and 18th of July".
    let the = if r.norm(at) == "the" { at + 1 } else { at };
    if let Some((first, mid)) = day_at(r, the) {
        let second_at = joint(r, mid)?;
        let second_at = if r.norm(second_at) == "the" { second_at + 1 } else { second_at };
        if led && let Some((month, end)) = month_at(r, second_at) {
            // "from 4 to January 22, 1995".
            let (second, end) = day_at(r, end).filter(|(d, _)| *d > first)?;
            let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
            return with(
                made(the, mid, Spec::Day { year, month, day: first }),
                made(second_at, end, Spec::Day { year, month, day: second }),
            );
        }
        let (second, mut end) = day_at(r, second_at).filter(|(d, _)| *d > first)?;
        if r.norm(end) == "of" {
            end += 1;
        }
        if let Some((months, end)) = month_away(r, end) {
            // "from 4 to 22 this month".
            let day = |day| Spec::DayOfMonth { day, weekday: None, months: Some(months) };
            return with(made(the, mid, day(first)), made(second_at, end, day(second)));
        }
        let (month, end) = month_at(r, end)?;
        let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
        return with(
            made(the, mid, Spec::Day { year, month, day: first }),
            made(second_at, end, Spec::Day { year, month, day: second }),
        );
    }
    None
}

/// "last week between", "this week from": weeks from this one, and the token after it.
fn week_before(r: Reader<'_, '_>, at: usize) -> Option<(i8, usize)> {
    let week = match r.norm(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (r.norm(at + 1) == "week" && r.is(at + 2, &["between", "from"])).then_some((week, at + 3))
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
