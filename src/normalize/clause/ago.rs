//! How long ago something happened that another event is counted from: "two weeks after 18 people were killed", "a year after the blast", "the
//! tenth anniversary of the flood".

use std::ops::Range;

use super::candidate::ordinal;
use crate::claim::{Basis, DateInterval, Precision};
use crate::date::Date;
use crate::lexicon::calendar::{CalendarWord, Unit};
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::normalize::reader::Reader;
use crate::normalize::{Page, Setting};

/// How long before another day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::normalize) struct Ago {
    /// So many units; none where only "the anniversary" is told.
    units: Option<(u64, Unit)>,
    /// The day that is counted from, where it is told; else that of the article.
    pub from: Option<Date>,
}

/// Most words from "after" to the words of what happened before.
const REACH: usize = 14;

/// Whether the words of an event stand in a phrase that tells how long ago it was. Linear in the words of the clause.
pub(super) fn ago(page: &Page<'_>, setting: &Setting<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Option<Ago> {
    let text = &page.text;
    // "After the blast, which killed 200, …": a relative clause tells of the same.
    let relative = |t: usize| page.has(t + 1, Class::RelativePronoun) && !text.is(t + 1, &["that"]);
    let ends = |t: usize| text.is(t, &[";", ":"]) || text.is(t, &[","]) && !relative(t);
    let near = trigger.start.saturating_sub(REACH).max(sentence.start)..trigger.start;
    let mut before = near.rev().take_while(|t| !ends(*t));
    let at = before.find(|t| text.is(*t, &["after"]) || page.has(*t, Class::Anniversary))?;
    if page.has(at, Class::Anniversary) {
        if !text.is(at + 1, &["of", "after"]) {
            return None;
        }
        let years = at.checked_sub(1).and_then(|t| ordinal(page, setting, t));
        return Some(Ago { units: years.map(|n| (n, Unit::Year)), from: None });
    }
    let reader = Reader { page, lexicon: setting.lexicon };
    let unit = at.checked_sub(1).filter(|t| *t > sentence.start)?;
    let (kind, _) = reader.calendar(unit, |w| if let CalendarWord::Unit(u) = w { Some(u) } else { None })?;
    if kind < Unit::Day {
        return None;
    }
    let number = unit - 1;
    let small = |role| matches!(role, Role::Unit | Role::Teen | Role::Ten);
    let n = match text.norm(number) {
        "a" | "an" => 1,
        digits if reader.is_figure(number) => digits.parse().ok()?,
        _ => reader.number(number, small).map(|(word, _)| word.value)?,
    };
    Some(Ago { units: Some((n, kind)), from: None })
}

impl Ago {
    /// The days that are meant, counted back from the day that is told, else from that of the article; wider the longer ago.
    pub(in crate::normalize) fn date(self, published: Option<Date>) -> Option<DateInterval> {
        let (n, unit) = self.units?;
        let from = self.from.or(published)?;
        let n = i64::try_from(n).ok()?;
        let months = |n: i64| from.plus_months(i32::try_from(-n).ok()?);
        let (day, width) = match unit {
            Unit::Day => (from.plus_days(-n)?, 0),
            Unit::Week => (from.plus_days(n.checked_mul(-7)?)?, 3),
            Unit::Month => (months(n)?, 15),
            Unit::Year => (months(n.checked_mul(12)?)?, 15),
            _ => return None,
        };
        let precision = if width == 0 { Precision::Day } else { Precision::Days };
        Some(DateInterval {
            start: day.plus_days(-width),
            end: day.plus_days(width),
            precision: Some(precision),
            basis: Some(Basis::Relative),
            ..DateInterval::default()
        })
    }
}
