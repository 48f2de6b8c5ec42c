//! Parts of time that have names: quarters, decades, centuries, seasons, feasts.

use super::absolute::*;
use super::word::*;
use super::*;
use crate::lexicon::calendar::{CalendarWord, Unit};
use crate::normalize::date::spec::{Piece, Rel, Spec, YearSpec};
use crate::normalize::quantity::numeral::ordinal;
use crate::normalize::reader::Reader;
use crate::text::Case;

/// "the nearest Christmas", "the third closest Easter to today".
pub(super) fn nearest_feast(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let mut word = if r.norm(at) == "the" { at + 1 } else { at };
    let mut nth = 1;
    if let Some((n, end)) = ordinal(r, word) {
        nth = u8::try_from(n).ok().filter(|n| (1..=20).contains(n))?;
        word = end;
    }
    if !r.is(word, &["closest", "nearest"]) {
        return None;
    }
    let p = holiday(r, word + 1, Rel::Nearest(nth)).filter(|p| matches!(p.spec, Spec::Holiday { year: None, .. }))?;
    let today = r.norm(p.end) == "to" && r.is(p.end + 1, &["today", "now"]);
    Some(Piece { start: at, end: if today { p.end + 2 } else { p.end }, ..p })
}

/// "the third quarter of 2024", "third-quarter", "Q3 2018", "the first half of 2023".
pub(super) fn quarter(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
    let start = at;
    if let Some((nth, halves)) = short_quarter(r.norm(at)) {
        let tied = r.is(at + 1, &["-", "/"]) && r.joined(at + 1) && r.joined(at + 2);
        let year = if tied { four(r, at + 2).map(|y| (y, at + 3)) } else { year_after(r, at + 1) };
        let (year, end) = match year {
            Some((year, end)) => (Some(YearSpec::Year(year)), end),
            None => year_of_quarter(r, at + 1).map_or((None, at + 1), |(y, e)| (Some(y), e)),
        };
        return Some(made(start, end, Spec::Quarter { year, nth, halves }));
    }
    // "2016 Q3".
    if let (Some(year), Some((nth, halves))) = (four(r, at), short_quarter(r.norm(at + 1))) {
        return Some(made(start, at + 2, Spec::Quarter { year: Some(YearSpec::Year(year)), nth, halves }));
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
    let (nth, mut end) = ordinal(r, at).or_else(|| {
        let nth = match r.norm(at) {
            "last" | "latter" => 2,
            "former" => 1,
            _ => return None,
        };
        (r.norm(at + 1) == "half").then_some((nth, at + 1))
    })?;
    if r.norm(end) == "-" {
        end += 1;
    }
    let halves = r.norm(end) == "half";
    let is_quarter = r.calendar(end, unit_word).is_some_and(|(u, _)| u == Unit::Quarter) && r.norm(end) != "quarters";
    if !(halves || is_quarter) || nth == 0 || nth > if halves { 2 } else { 4 } {
        return None;
    }
    end += 1;
    // "the second half of June".
    if halves
        && r.is(end, &["of", "in"])
        && let Some(p) = month(r, end + 1)
        && let Spec::Month { year, month, rel: Rel::Bare } = p.spec
    {
        return Some(made(start, p.end, Spec::HalfMonth { year, month, second: nth == 2 }));
    }
    if let Some((y, e)) = year_after(r, end) {
        year = Some(YearSpec::Year(y));
        end = e;
    } else if let Some((y, e)) = year_of_quarter(r, end) {
        year = Some(y);
        end = e;
    } else if halves {
        return None;
    }
    let nth = u8::try_from(nth).ok()?;
    Some(made(start, end, Spec::Quarter { year, nth, halves }))
}

/// "of last year", "this year", "of the year" after a quarter, and the token after it.
fn year_of_quarter(r: Reader<'_, '_>, at: usize) -> Option<(YearSpec, usize)> {
    let of = r.norm(at) == "of";
    let at = if of { at + 1 } else { at };
    let year = match r.norm(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        "the" if of => 0,
        _ => return None,
    };
    (r.norm(at + 1) == "year").then_some((YearSpec::Away(year), at + 2))
}

/// "the 1990s", "the '90s", "the nineteenth century", "the late 20th century".
pub(super) fn decade(r: Reader<'_, '_>, at: usize) -> Option<Piece> {
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
    } else if r.norm(at + 1) == "'" && r.joined(at + 1) && r.norm(at + 2) == "s" && r.joined(at + 2) && the {
        // "the 70's".
        at + 3
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

/// "2023-24", "of 2023/2024" after a season: the first of the two, and the token after them.
fn split_year(r: Reader<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let at = if r.norm(at) == "of" { at + 1 } else { at };
    let first = four(r, at)?;
    let tied = (r.dash(at + 1) || r.norm(at + 1) == "/") && r.joined(at + 1) && r.joined(at + 2);
    let second = i16::try_from(r.digits(at + 2, 4).filter(|_| tied)?).ok()?;
    (second == first + 1 || second == (first + 1) % 100).then_some((first, at + 3))
}

/// "the summer of 1943", "spring 1920", "in winter".
pub(super) fn season_of(r: Reader<'_, '_>, at: usize, rel: Rel) -> Option<Piece> {
    let start = at;
    let the = r.norm(at) == "the";
    let at = if the { at + 1 } else { at };
    let (season, end) = r.calendar(at, season)?;
    if let Some((year, end)) = split_year(r, end).or_else(|| year_after(r, end)) {
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

/// "Good Friday", "Ramadan 2024", "Passover in 2018", "Labor Day weekend".
pub(super) fn holiday(r: Reader<'_, '_>, at: usize, rel: Rel) -> Option<Piece> {
    let ((feast, common, name), end) = r.calendar(at, |w| match w {
        CalendarWord::Holiday { feast, common, name } => Some((feast, common, name)),
        _ => None,
    })?;
    // A town is called after the feast of Corpus Christi: its police, its state.
    let town = matches!(r.norm(end), "police" | "officers" | "residents" | "firefighters" | "man" | "woman" | "area")
        || r.norm(end) == "," && r.page.text.is_capitalized(end + 1)
        || r.page.text.case(at) == Case::Upper && matches!(r.norm(end), "(" | "-" | "\u{2014}" | "\u{2013}")
        || at.checked_sub(1).is_some_and(|t| r.norm(t) == "in" && r.norm(end) != "," && year_after(r, end).is_none());
    if town && end == at + 2 && r.norm(at) == "corpus" {
        return None;
    }
    let next = if r.norm(end) == "in" { end + 1 } else { end };
    let dated = year_after(r, next);
    let capital = r.page.text.is_capitalized(at) || r.norm(at) == "the" && r.page.text.is_capitalized(at + 1);
    if common && !capital && dated.is_none() && !is_alone(r, at..end) {
        return None;
    }
    if r.norm(end) == "weekend" {
        return Some(made(at, end + 1, Spec::Holiday { feast, name, year: None, rel, weekend: true }));
    }
    if let Some(end) = after_next(r, end).filter(|_| rel == Rel::Bare) {
        return Some(made(at, end, Spec::Holiday { feast, name, year: None, rel: Rel::AfterNext, weekend: false }));
    }
    let (year, end) = dated.map_or((None, end), |(y, e)| (Some(y), e));
    Some(made(at, end, Spec::Holiday { feast, name, year, rel, weekend: false }))
}
