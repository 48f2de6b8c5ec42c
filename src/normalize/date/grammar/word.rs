//! The words of dates: months, weekdays, units, days and years, one at a time.

use crate::lexicon::calendar::{CalendarWord, DayPart, Unit};
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::normalize::quantity::counts;
use crate::normalize::quantity::numeral::{numeral, ordinal};
use crate::normalize::reader::Reader;
use crate::text::{Case, Kind};

/// "year-end", "month's end".
pub(super) fn year_end(r: Reader<'_, '_>, at: usize) -> Option<(Unit, usize)> {
    let (unit, end) = r.calendar(at, unit_word)?;
    let end = if r.is(end, &["-", "'s"]) { end + 1 } else { end };
    (matches!(unit, Unit::Year | Unit::Month) && r.norm(end) == "end").then_some((unit, end + 1))
}

// ---- words

pub(super) fn month_word(w: CalendarWord) -> Option<(u8, bool)> {
    match w {
        CalendarWord::Month { month, common } => Some((month, common)),
        _ => None,
    }
}

pub(super) fn weekday_word(w: CalendarWord) -> Option<(u8, bool)> {
    match w {
        CalendarWord::Weekday { day, common } => Some((day, common)),
        _ => None,
    }
}

pub(super) fn unit_word(w: CalendarWord) -> Option<Unit> {
    match w {
        CalendarWord::Unit(unit) => Some(unit),
        _ => None,
    }
}

pub(super) fn day_part(w: CalendarWord) -> Option<DayPart> {
    match w {
        CalendarWord::Part(part) => Some(part),
        _ => None,
    }
}

pub(super) fn season(w: CalendarWord) -> Option<u8> {
    match w {
        CalendarWord::Season(n) => Some(n),
        _ => None,
    }
}

/// The month at a token; a common word ("may", "march") only with a capital that is not that of the sentence alone.
pub(super) fn month_at(r: Reader<'_, '_>, at: usize) -> Option<(u8, usize)> {
    let ((month, common), mut end) = r.calendar(at, month_word)?;
    let capital = r.page.text.is_capitalized(at);
    let august = month == 8 && at > 0 && r.is(at - 1, &["between", "from", "in", "since", "until", "and", "to"]);
    if common && !capital && !august && !beside_day(r, at, end) {
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
    // "Jan Novak", "April Jones": a name; "and Jan Novak" as well.
    let led = led && !(r.norm(at).len() <= 3 && r.is(at - 1, &["and", "of", "to", "from"]));
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
pub(super) fn beside_day(r: Reader<'_, '_>, at: usize, end: usize) -> bool {
    let day = |t: usize| r.digits(t, 4).is_some() || ordinal(r, t).is_some();
    day(end)
        || r.norm(end) == "the" && ordinal(r, end + 1).is_some()
        || at > 0 && (day(at - 1) || r.norm(at - 1) == "of" && at > 1 && day(at - 2))
        || r.norm(end) == "," && r.digits(end + 1, 4).is_some_and(|y| y > 1500)
}

/// A day of the month, as figures or an ordinal: 1 to 31, and the token after it.
pub(super) fn day_at(r: Reader<'_, '_>, at: usize) -> Option<(u8, usize)> {
    if let Some(day) = r.digits(at, 2) {
        let clock = r.joined(at + 1)
            && (r.norm(at + 1) == "%" || r.norm(at + 1) == ":" && r.joined(at + 2) && r.kind(at + 2) == Kind::Number);
        return u8::try_from(day).ok().filter(|d| (1..=31).contains(d) && !clock).map(|d| (d, at + 1));
    }
    let (n, end) = ordinal(r, at)?;
    u8::try_from(n).ok().filter(|d| (1..=31).contains(d)).map(|d| (d, end))
}

/// A year of four figures, 'NN or in words, with a comma or "of" before it, and the token after it.
pub(super) fn year_after(r: Reader<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let mut at = at;
    let comma = r.is(at, &[","]);
    if comma || r.is(at, &["of"]) {
        at += 1;
        if comma && r.is(at, &["in"]) {
            at += 1;
        }
    } else if r.norm(at) == "in" && four(r, at + 1).is_some() && !counts(r, at + 2) && !(r.joined(at + 2) && r.dash(at + 2)) {
        // "28 June in 2020".
        at += 1;
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
    // "October two thousand".
    if r.norm(at) == "two" && r.norm(at + 1) == "thousand" && spelled_year(r, at).is_none() && !counts(r, at + 2) {
        let closed = r.kind(at + 2) == Kind::Punct || at + 2 >= r.len() || r.is(at + 2, &["and", "in", "to", "until"]);
        return (closed && numeral(r, at).is_some_and(|n| n.end == at + 2)).then_some((2000, at + 2));
    }
    // "August 99".
    if let Some(year) = r
        .digits(at, 2)
        .filter(|y| *y > 31 && (at + 1 >= r.len() || r.kind(at + 1) == Kind::Punct && !r.is(at + 1, &["%", "-", "/", "$"])))
    {
        return Some((short_year(year), at + 1));
    }
    spelled_year(r, at)
}

/// Four figures that may be a year.
pub(super) fn four(r: Reader<'_, '_>, at: usize) -> Option<i16> {
    let year = if r.norm(at).len() == 4 { r.digits(at, 4)? } else { return None };
    i16::try_from(year).ok().filter(|y| (1000..=2199).contains(y) && !is_house_number(r, at))
}

/// Most capitalized words between the number of a house and the word for its street: "1900 North Martin King Boulevard".
const STREET_NAME: usize = 4;

/// "The 1800 block of West Avenue", "at 1900 North Elm Street".
fn is_house_number(r: Reader<'_, '_>, at: usize) -> bool {
    let next = at + 1 + usize::from(r.norm(at + 1) == "-");
    if r.is(next, &["block", "blocks"]) {
        return true;
    }
    // "1700 E. 18th St.".
    if r.page.has(next, Class::Compass) {
        return true;
    }
    let placed = at > 0 && r.is(at - 1, &["at", "near", "outside", "inside"]);
    let name = |t: &usize| r.page.text.is_capitalized(*t) || r.norm(*t) == ".";
    placed && (at + 1..at + 2 + STREET_NAME).take_while(name).skip(1).any(|t| r.number(t, |role| role == Role::Street).is_some())
}

/// The century of a year of two figures: 70 to 99 are of the last, 00 to 69 of this one.
pub(super) fn short_year(year: u16) -> i16 {
    let year = i16::try_from(year).unwrap_or(0);
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// "nineteen ninety-six", "twenty twenty-four", "two thousand and eighteen".
pub(super) fn spelled_year(r: Reader<'_, '_>, at: usize) -> Option<(i16, usize)> {
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
    // "nineteen zero one".
    if let Some((_, zero)) = r.number(joined, |role| role == Role::Zero)
        && let Some((unit, end)) = r.number(zero, |role| role == Role::Unit)
    {
        let year = i16::try_from(first.value * 100 + unit.value).ok()?;
        return (!counts(r, end)).then_some((year, end));
    }
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
pub(super) fn bare_year(r: Reader<'_, '_>, at: usize) -> Option<i16> {
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
                && four(r, before.wrapping_sub(1)).is_none())
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
            | "c."
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
    if lead == "of" && counted || modified && !matches!(lead, "about" | "around" | "circa" | "c.") {
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
