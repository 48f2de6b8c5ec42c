//! Stretches of time: "last week", "three days ago", "the first week of October".

use std::ops::RangeInclusive;

use super::unit::{earliest, latest, precision_of, shift, whole};
use super::{Context, Tense, interval, one};
use crate::claim::{Basis, DateInterval, DateModifier, Precision};
use crate::date::Date;
use crate::lexicon::calendar::Unit;
use crate::normalize::date::spec::{Anchor, Rel, Spec, Whole};

impl Context {
    pub(super) fn span(&self, unit: Unit, rel: Rel, count: u16) -> DateInterval {
        let n = i64::from(count);
        let relative = |days: Option<(Date, Date)>| interval(days, precision_of(unit, count), Basis::Relative);
        let focus = self.focus.map(|f| f.0);
        let anchor = match rel {
            Rel::Previous | Rel::Following => focus.or(self.published),
            Rel::Same => focus,
            // In a narrative "this year" and "the end of the month" are those of the story.
            Rel::This | Rel::Bare if self.narrative => focus.or(self.published),
            _ => self.published,
        };
        let Some(p) = anchor else { return relative(None) };
        if count == 0 {
            return relative(None);
        }
        if unit == Unit::Hour {
            let days = (n + 23) / 24;
            return relative(match rel {
                Rel::Next | Rel::Following => p.plus_days(days).map(|z| (p, z)),
                _ => p.plus_days(-days).map(|a| (a, p)),
            });
        }
        if count > 1 && matches!(unit, Unit::Quarter | Unit::Decade | Unit::Century) {
            // Quarters and decades are those of the calendar: "the next two decades" begin with the next one.
            let away = |k: i64| shift(p, k, unit).and_then(|d| whole(d, unit));
            let (first, last) = match rel {
                Rel::Next | Rel::Following => (away(1), away(n)),
                _ => (away(-n), away(-1)),
            };
            return relative(first.zip(last).map(|(a, z)| (a.0, z.1)));
        }
        if count > 1 {
            let (a, z) = match rel {
                Rel::Next | Rel::Following => (p.plus_days(1), shift(p, n, unit)),
                // "the previous ten weeks" end before the day they are told, "the past ten weeks" with it.
                Rel::Previous => (shift(p, -n, unit), p.plus_days(-1)),
                _ => (shift(p, -n, unit), Some(p)),
            };
            return relative(a.zip(z));
        }
        if unit == Unit::Weekend {
            let saturday = match rel {
                Rel::Next | Rel::Following => earliest(p, 5),
                Rel::AfterNext => earliest(p, 5).and_then(|d| d.plus_days(7)),
                Rel::This => p.plus_days(5 - i64::from(p.weekday())),
                _ => p.plus_days(-i64::from(p.weekday() < 5)).and_then(|d| latest(d, 5)),
            };
            return relative(saturday.and_then(|s| Some((s, s.plus_days(1)?))));
        }
        let step = match rel {
            Rel::Last | Rel::Previous => -1,
            Rel::Next | Rel::Following => 1,
            _ => 0,
        };
        if unit == Unit::Day {
            // "the past day" is what "the past 24 hours" are.
            if rel == Rel::Last {
                return interval(p.plus_days(-1).map(|a| (a, p)), Precision::Days, Basis::Relative);
            }
            let base = if rel == Rel::Following { self.focus.map_or(p, |f| f.1) } else { p };
            return one(base.plus_days(step), Basis::Relative);
        }
        relative(shift(p, step, unit).and_then(|d| whole(d, unit)))
    }

    /// The nth unit of the calendar from that of publication.
    pub(super) fn unit_away(&self, unit: Unit, count: i16) -> DateInterval {
        let days = self.published.and_then(|p| {
            if unit == Unit::Weekend {
                let first = if count < 0 { latest(p.plus_days(-1)?, 5)? } else { earliest(p, 5)? };
                let saturday = first.plus_days(7 * (i64::from(count) - i64::from(count.signum())))?;
                return Some((saturday, saturday.plus_days(1)?));
            }
            whole(shift(p, count.into(), unit)?, unit)
        });
        interval(days, precision_of(unit, 1), Basis::Relative)
    }

    /// From publication to the end of its week, month or year.
    pub(super) fn rest(&self, unit: Unit) -> DateInterval {
        let days = self.published.and_then(|p| Some((p, whole(p, unit)?.1)));
        interval(days, precision_of(unit, 1), Basis::Relative)
    }

    /// A week of a year by its number; without a year that of publication, or the year before where the past is told and it is yet to come.
    pub(super) fn week_of_year(&self, year: Option<i16>, week: u8, tense: Tense) -> Option<DateInterval> {
        let of = |year: i16| {
            // The first week holds January 4 (ISO 8601).
            let (monday, _) = whole(Date::new(year, 1, 4)?, Unit::Week)?;
            let start = monday.plus_days(7 * (i64::from(week) - 1))?;
            (start.plus_days(3)?.year() == year).then_some((start, start.plus_days(6)?))
        };
        let Some(year) = year else {
            let days = self.published.and_then(|p| {
                let here = of(p.year())?;
                if tense == Tense::Past && here.0 > p { of(p.year() - 1) } else { Some(here) }
            });
            return Some(interval(days, Precision::Week, Basis::YearInferred));
        };
        Some(interval(Some(of(year)?), Precision::Week, Basis::Explicit))
    }

    /// "the week starting February 4".
    pub(super) fn starting(&self, year: Option<i16>, month: u8, day: u8, tense: Tense) -> Option<DateInterval> {
        let first = self.resolve(Spec::Day { year, month, day }, tense)?;
        // Weeks begin on Monday or Sunday: of the years around, the one where this day is one.
        let near = first.start.filter(|_| year.is_none()).and_then(|d| {
            let all = [0, -1, 1].into_iter().filter_map(|k| Date::new(d.year() + k, month, day));
            [0, 6].into_iter().find_map(|weekday| all.clone().find(|d| d.weekday() == weekday))
        });
        let days = near.or(first.start).and_then(|a| Some((a, a.plus_days(6)?)));
        Some(interval(days, Precision::Week, first.basis.unwrap_or(Basis::Relative)))
    }

    /// "a few days ago": about so many units from an anchor, as an interval; `since`: all the days since then.
    pub(super) fn vague(&self, range: RangeInclusive<i64>, unit: Unit, back: bool, from: Anchor, since: bool) -> DateInterval {
        let anchor = match (from, self.focus) {
            (Anchor::Focus, Some((a, z, _))) => Some(if back { a } else { z }),
            _ => self.published,
        };
        let (least, most) = (*range.start(), *range.end());
        let days = anchor.and_then(|p| {
            let sign = if back { -1 } else { 1 };
            let near = if since { p } else { shift(p, least * sign, unit)? };
            let far = shift(p, most * sign, unit)?;
            Some((near.min(far), near.max(far)))
        });
        let precision = if matches!(unit, Unit::Year | Unit::Decade | Unit::Century) {
            Precision::Years
        } else if matches!(unit, Unit::Month | Unit::Quarter) {
            Precision::Months
        } else {
            Precision::Days
        };
        DateInterval { modifier: Some(DateModifier::About), ..interval(days, precision, Basis::Relative) }
    }

    pub(super) fn away(&self, count: i32, unit: Unit, from: Anchor) -> DateInterval {
        // In a text about a quarter "a year ago" is that quarter of the year before.
        if let (Unit::Year, -1, Some((a, _)), Some(p)) = (unit, count, self.quarter, self.published) {
            let back = if p.days_since(a) < 390 { -12 } else { 0 };
            let days = a.plus_months(back).and_then(|a| whole(a, Unit::Quarter));
            return interval(days, Precision::Quarter, Basis::Relative);
        }
        let anchor = match (from, self.focus) {
            (Anchor::Focus, Some((a, z, precision))) => {
                // "a year earlier" after a quarter is the same quarter of that year.
                if matches!(unit, Unit::Year) && matches!(precision, Precision::Quarter | Precision::Month | Precision::Months) {
                    let a = shift(a, count.into(), unit);
                    let z = shift(z, count.into(), unit).and_then(|z| Date::month_of(z.year(), z.month())).map(|m| m.1);
                    return interval(a.zip(z), precision, Basis::Relative);
                }
                if unit == Unit::Day && count > 0 { Some(z) } else { Some(a) }
            }
            (Anchor::Focus, None) if self.published.is_some() => self.published,
            (Anchor::Focus, None) => None,
            (Anchor::Publication, _) => self.published,
        };
        let day = anchor.and_then(|a| shift(a, count.into(), unit));
        match unit {
            Unit::Year | Unit::Month | Unit::Decade | Unit::Century | Unit::Quarter => {
                let grain = if matches!(unit, Unit::Decade | Unit::Century) { Unit::Year } else { unit };
                interval(day.and_then(|d| whole(d, grain)), precision_of(grain, 1), Basis::Relative)
            }
            _ => one(day, Basis::Relative),
        }
    }

    pub(super) fn nth(&self, nth: i8, unit: Unit, count: u8, of: Whole) -> Option<DateInterval> {
        let precision = precision_of(unit, count.into());
        let whole = match of {
            Whole::Month(year, month) => {
                let of = self.month(year, month, Rel::Bare, if self.alone { Tense::Future } else { Tense::Past });
                of.start.zip(of.end)
            }
            Whole::Year(year) => Date::year_of(year),
            Whole::Span(unit, rel) => {
                let of = self.span(unit, rel, 1);
                of.start.zip(of.end)
            }
        };
        let Some((first, last)) = whole else { return Some(interval(None, precision, Basis::Relative)) };
        // The unit counted from the start, or from the end, and the last of them.
        let (n, more) = (i64::from(nth), i64::from(count.max(1)) - 1);
        let days = match unit {
            Unit::Day if nth > 0 => (first.plus_days(n - 1)?, first.plus_days(n - 1 + more)?),
            Unit::Day => (last.plus_days(n + 1 - more)?, last.plus_days(n + 1)?),
            Unit::Weekend => {
                let saturday = if nth > 0 {
                    earliest(first, 5)?.plus_days(7 * (n - 1))?
                } else {
                    latest(last, 5)?.plus_days(7 * (n + 1))?
                };
                (saturday, saturday.plus_days(1)?)
            }
            // The first week holds the first Thursday (ISO 8601).
            Unit::Week => {
                let thursday = if nth > 0 {
                    earliest(first, 3)?.plus_days(7 * (n - 1))?
                } else {
                    latest(last, 3)?.plus_days(7 * (n + 1 - more))?
                };
                (thursday.plus_days(-3)?, thursday.plus_days(3 + 7 * more)?)
            }
            _ => {
                let (n, more) = (i32::from(nth), i32::from(count.max(1)) - 1);
                let from = if nth > 0 { first.plus_months(n - 1)? } else { last.plus_months(n + 1 - more)? };
                let to = from.plus_months(more)?;
                (Date::month_of(from.year(), from.month())?.0, Date::month_of(to.year(), to.month())?.1)
            }
        };
        Some(interval(Some(days), precision, Basis::Explicit))
    }
}
