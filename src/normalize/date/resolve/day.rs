//! Days: of a month, of a week, in figures.

use super::unit::{earliest, latest};
use super::{Context, Tense, interval, one};
use crate::claim::{Basis, DateInterval, Precision};
use crate::date::Date;
use crate::normalize::date::context::Order;
use crate::normalize::date::spec::Rel;

impl Context {
    /// "03/04/2024" by the country of the outlet; both readings are kept where it is not known.
    pub(super) fn slashed(&self, first: u8, second: u8, year: Option<i16>, tense: Tense) -> Option<DateInterval> {
        let read = |month: u8, day: u8| match year {
            Some(year) => Date::new(year, month, day).map(|d| one(Some(d), Basis::Explicit)),
            None => Date::new(2024, month, day).map(|_| self.day_without_year(month, day, tense)),
        };
        let (day_first, month_first) = (read(second, first), read(first, second));
        let (best, other) = if self.order == Order::Day { (day_first, month_first) } else { (month_first, day_first) };
        let Some(mut date) = best else { return other };
        if self.order == Order::Unknown
            && let Some(DateInterval { start: Some(a), end: Some(z), .. }) = other
            && (date.start, date.end) != (Some(a), Some(z))
        {
            date.alternatives.push((a, z));
        }
        Some(date)
    }

    /// A day of a month: the nearest to publication (right 54 times of 55 in news); in a narrative the year of the date before.
    pub(super) fn day_without_year(&self, month: u8, day: u8, tense: Tense) -> DateInterval {
        if let Some(year) = self.told_year(month) {
            return one(
                Date::new(year, month, day).or_else(|| Date::new(year.saturating_add(1), month, day)),
                Basis::YearInferred,
            );
        }
        let Some(p) = self.published else {
            return DateInterval {
                partial: Some(format!("--{month:02}-{day:02}")),
                precision: Some(Precision::Day),
                ..DateInterval::default()
            };
        };
        let at = |k: i16| Date::new(p.year().checked_add(k)?, month, day);
        if self.ahead {
            return one((0..=8).filter_map(at).find(|d| *d >= p), Basis::YearInferred);
        }
        let mut near: Vec<Date> = [-1, 0, 1].into_iter().filter_map(at).collect();
        near.sort_by_key(|d| (d.days_since(p).abs(), *d > p));
        let (Some(best), other) = (near.first().copied(), near.get(1).copied()) else {
            // February 29: the last leap year.
            let leap = (0..8).find_map(|k| at(-k));
            return one(leap, Basis::YearInferred);
        };
        let torn = other.filter(|o| o.days_since(p).abs() - best.days_since(p).abs() < 120);
        let (best, other) = match (tense, torn) {
            (Tense::Past, Some(o)) if best > p && o <= p => (o, Some(best)),
            (Tense::Future, Some(o)) if best < p && o >= p => (o, Some(best)),
            (_, torn) => (best, torn),
        };
        let mut date = one(Some(best), Basis::YearInferred);
        date.alternatives.extend(other.map(|o| (o, o)));
        date
    }

    /// "Friday, July 18" without a year: of readings that are close, the one whose weekday is that; in a query the next such day.
    pub(super) fn fit_weekday(&self, date: &mut DateInterval, month: u8, day: u8, weekday: u8) {
        if date.start.is_none_or(|d| d.weekday() == weekday) {
            return;
        }
        if self.alone
            && let Some(p) = self.published
        {
            let coming = (0..=8).filter_map(|k| Date::new(p.year().checked_add(k)?, month, day));
            if let Some(next) = coming.filter(|d| *d >= p).find(|d| d.weekday() == weekday) {
                *date = one(Some(next), Basis::YearInferred);
            }
        } else if let Some(at) = date.alternatives.iter().position(|(d, _)| d.weekday() == weekday)
            && let (Some(a), Some(z)) = (date.start, date.end)
        {
            let other = std::mem::replace(&mut date.alternatives[at], (a, z));
            (date.start, date.end) = (Some(other.0), Some(other.1));
        }
    }

    pub(super) fn day_of_month(&self, day: u8, weekday: Option<u8>, tense: Tense) -> Option<DateInterval> {
        let anchor = if weekday.is_some() { self.published } else { self.focus.map(|f| f.0).or(self.published) };
        let Some(anchor) = anchor else {
            return Some(DateInterval {
                partial: Some(format!("---{day:02}")),
                precision: Some(Precision::Day),
                ..DateInterval::default()
            });
        };
        const NEAR: [i32; 13] = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6];
        const AHEAD: [i32; 13] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1];
        let ahead = tense == Tense::Future && (weekday.is_some() || self.focus.is_none());
        let found = if ahead { AHEAD } else { NEAR }.into_iter().find_map(|k| {
            let first = Date::new(anchor.year(), anchor.month(), 1)?.plus_months(k)?;
            let date = Date::new(first.year(), first.month(), day)?;
            let fits = weekday.is_none_or(|w| date.weekday() == w);
            let turned = weekday.is_none() && k == 0 && self.focus.is_none() && tense != Tense::Future && date > anchor;
            let gone = ahead && k >= 0 && date < anchor;
            (fits && !turned && !gone).then_some(date)
        });
        Some(one(found, Basis::Relative))
    }

    /// A bare weekday is the latest on or before publication (right in 119 of 129), the next one in the future tense.
    pub(super) fn weekday(&self, day: u8, rel: Rel, week: Option<i8>, tense: Tense) -> DateInterval {
        let Some(p) = self.published else { return interval(None, Precision::Day, Basis::Weekday) };
        let monday = |d: Date| d.plus_days(-i64::from(d.weekday()));
        if let Some(week) = week {
            let day = monday(p).and_then(|m| m.plus_days(7 * i64::from(week) + i64::from(day)));
            return one(day, Basis::Relative);
        }
        let focus = self.focus.map(|f| f.1);
        let before = p.plus_days(-1).and_then(|d| latest(d, day));
        let (found, basis) = match rel {
            Rel::Last => (before, Basis::Relative),
            Rel::Next => (monday(p).and_then(|m| m.plus_days(7 + i64::from(day))), Basis::Relative),
            Rel::AfterNext => (p.plus_days(1).and_then(|d| earliest(d, day)?.plus_days(7)), Basis::Relative),
            Rel::This => (monday(p).and_then(|m| m.plus_days(day.into())), Basis::Relative),
            Rel::Previous => (focus.and_then(|f| f.plus_days(-1)).and_then(|d| latest(d, day)), Basis::Relative),
            Rel::Following => (focus.and_then(|f| f.plus_days(1)).and_then(|d| earliest(d, day)), Basis::Relative),
            Rel::Bare | Rel::Same | Rel::Nearest(_) => match tense {
                Tense::Future => (earliest(p, day), Basis::Weekday),
                _ => (latest(p, day), Basis::Weekday),
            },
        };
        let mut date = one(found, basis);
        if let (Rel::Next, Some(d)) = (rel, found) {
            // "next Friday" is that of next week for most, the nearest for some.
            let near = p.plus_days(1).and_then(|p| earliest(p, day)).filter(|n| *n != d);
            date.alternatives.extend(near.map(|n| (n, n)));
        }
        if let (Rel::Last, Some(d)) = (rel, found) {
            // "last Wednesday" on a Friday may mean that of the week before.
            if p.days_since(d) < 7 && monday(p).is_some_and(|m| d >= m) {
                date.alternatives.extend(d.plus_days(-7).map(|d| (d, d)));
            }
        }
        date
    }

    /// "two Thursdays ago", "four Tuesdays from now".
    pub(super) fn weekdays(&self, day: u8, count: i16) -> Option<DateInterval> {
        let weeks = 7 * (i64::from(count.unsigned_abs()).checked_sub(1)?);
        let found = self.published.and_then(|p| {
            if count < 0 {
                latest(p.plus_days(-1)?, day)?.plus_days(-weeks)
            } else {
                earliest(p.plus_days(1)?, day)?.plus_days(weeks)
            }
        });
        Some(one(found, Basis::Relative))
    }

    /// The night before publication, or that before a weekday.
    pub(super) fn overnight(&self, into: Option<u8>) -> DateInterval {
        let last = match into {
            Some(day) => self.published.and_then(|p| latest(p, day)),
            None => self.published,
        };
        let days = last.and_then(|l| Some((l.plus_days(-1)?, l)));
        interval(days, Precision::Days, Basis::Relative)
    }
}
