//! What comes once a year: months, quarters, seasons, feasts.

use super::unit::whole;
use super::{Context, Tense, interval, one};
use crate::claim::{Basis, DateInterval, Precision};
use crate::date::Date;
use crate::lexicon::calendar::Unit;
use crate::lexicon::feasts::Feast;
use crate::normalize::date::spec::{Rel, YearSpec};

impl Context {
    pub(super) fn month(&self, year: Option<i16>, month: u8, rel: Rel, tense: Tense) -> DateInterval {
        let of = |y: i16| Date::month_of(y, month);
        if let Some(year) = year {
            return interval(of(year), Precision::Month, Basis::Explicit);
        }
        let focus = self.focus.map(|f| f.1);
        if let (Rel::Bare | Rel::This, Some(year)) = (rel, self.told_year(month)) {
            return interval(of(year), Precision::Month, Basis::YearInferred);
        }
        if let (Rel::Previous | Rel::Following | Rel::Same, Some(focus)) = (rel, focus) {
            // "the previous October", "May of that year".
            let year = match rel {
                Rel::Previous if month >= focus.month() => focus.year() - 1,
                Rel::Following if month <= focus.month() => focus.year() + 1,
                _ => focus.year(),
            };
            return interval(of(year), Precision::Month, Basis::Relative);
        }
        let Some(p) = self.published else {
            return DateInterval {
                partial: Some(format!("--{month:02}")),
                precision: Some(Precision::Month),
                ..DateInterval::default()
            };
        };
        let ahead = i16::from(month > p.month());
        let past = of(p.year() - ahead);
        let next = of(p.year() + i16::from(month <= p.month()));
        let (best, other) = match rel {
            Rel::Last => (of(p.year() - i16::from(month >= p.month())), None),
            Rel::This => (of(p.year()), None),
            Rel::Next => (next, None),
            Rel::AfterNext => (next.and_then(|n| of(n.0.year().checked_add(1)?)), None),
            _ if month == p.month() => (past, None),
            _ => match tense {
                Tense::Future => (next, past),
                Tense::Past => (past, next),
                Tense::Open => {
                    let until = i16::from(month) - i16::from(p.month());
                    let until = if until < 0 { until + 12 } else { until };
                    if until <= 3 { (next, past) } else { (past, next) }
                }
            },
        };
        let mut date = interval(best, Precision::Month, Basis::YearInferred);
        date.alternatives.extend(other);
        date
    }

    pub(super) fn quarter(&self, year: Option<YearSpec>, nth: u8, halves: bool, tense: Tense) -> DateInterval {
        let months = if halves { 6 } else { 3 };
        let of = |y: i16| {
            let first = Date::new(y, (nth - 1) * months + 1, 1)?;
            Some((first, first.plus_months(months.into())?.plus_days(-1)?))
        };
        let precision = if halves { Precision::Months } else { Precision::Quarter };
        let here = self.published.map(Date::year);
        let days = match year {
            Some(YearSpec::Year(y)) => return interval(of(y), precision, Basis::Explicit),
            Some(YearSpec::Away(k)) => here.and_then(|y| of(y + i16::from(k))),
            // The nearest one; what is past in tense has begun.
            None => self.published.and_then(|p| {
                let gap = |q: &(Date, Date)| if q.1 < p { p.days_since(q.1) } else { q.0.days_since(p).max(0) };
                let all = [-1, 0, 1].into_iter().filter_map(|k| of(p.year() + k));
                all.filter(|q| (tense != Tense::Past || q.0.days_since(p) <= 31) && (!self.alone || q.1 >= p)).min_by_key(gap)
            }),
        };
        interval(days, precision, Basis::YearInferred)
    }

    /// A month or a day in a year that is said by its place: "October of last year".
    pub(super) fn in_year(&self, month: u8, day: Option<u8>, rel: Rel) -> DateInterval {
        let base = match rel {
            Rel::Same | Rel::Previous | Rel::Following => self.focus.map(|f| f.1.year()),
            _ if self.narrative => self.year.map(|y| y.0).or(self.published.map(Date::year)),
            _ => self.published.map(Date::year),
        };
        let step = match rel {
            Rel::Last | Rel::Previous => -1,
            Rel::Next | Rel::Following => 1,
            _ => 0,
        };
        let year = base.and_then(|y| y.checked_add(step));
        match day {
            Some(day) => one(year.and_then(|y| Date::new(y, month, day)), Basis::Relative),
            None => interval(year.and_then(|y| Date::month_of(y, month)), Precision::Month, Basis::Relative),
        }
    }

    /// The quarter that is spoken of, else the one before publication, moved by years.
    pub(super) fn same_quarter(&self, year: Option<YearSpec>) -> DateInterval {
        let base = self.quarter.or_else(|| self.published.and_then(|p| whole(p.plus_months(-3)?, Unit::Quarter)));
        let in_year = |y: i16| {
            let month = base?.0.month();
            whole(Date::new(y, month, 1)?, Unit::Quarter)
        };
        let days = match year {
            None => base,
            Some(YearSpec::Year(y)) => in_year(y),
            // From publication, not from another comparison: two of them in a row are the same quarter.
            Some(YearSpec::Away(k)) => self.published.and_then(|p| {
                let year = base?.0.year();
                in_year(if p.days_since(base?.1) < 300 { year.checked_add(k.into())? } else { year })
            }),
        };
        interval(days, Precision::Quarter, Basis::Relative)
    }

    pub(super) fn season(&self, year: Option<i16>, season: u8, rel: Rel, tense: Tense) -> DateInterval {
        let of = |y: i16| {
            let first = Date::new(y, season.checked_mul(3)?, 1)?;
            Some((first, first.plus_months(3)?.plus_days(-1)?))
        };
        if let Some(year) = year {
            return interval(of(year), Precision::Season, Basis::Explicit);
        }
        if let (true, Some((year, last))) = (self.narrative, self.year) {
            let last = last.unwrap_or(6);
            let year = match rel {
                Rel::Next | Rel::Following if last >= season * 3 => year.saturating_add(1),
                Rel::Last | Rel::Previous if last <= season * 3 => year.saturating_sub(1),
                // "the winter" told after January is the one that began the year before.
                Rel::Bare | Rel::This if season == 4 && last <= 4 => year.saturating_sub(1),
                _ => year,
            };
            return interval(of(year), Precision::Season, Basis::YearInferred);
        }
        let Some(p) = self.published else { return interval(None, Precision::Season, Basis::Relative) };
        interval(nearest(p, rel, tense, 100, around(p, of)), Precision::Season, Basis::YearInferred)
    }

    /// A feast of a year, else the latest one, or one that comes within weeks; in a narrative that of its year.
    pub(super) fn holiday(&self, feast: Feast, year: Option<i16>, rel: Rel, tense: Tense) -> DateInterval {
        let precision = if feast.is_day() { Precision::Day } else { Precision::Days };
        let of = |days: Option<(Date, Date)>, basis| interval(days, precision, basis);
        if let Some(year) = year {
            let [first, second] = feast.days(year);
            let mut date = of(first, Basis::Explicit);
            date.alternatives.extend(second);
            return date;
        }
        if self.narrative {
            let year = self.focus.map(|f| f.0.year()).or(self.published.map(Date::year));
            return of(year.and_then(|y| feast.days(y)[0]), Basis::YearInferred);
        }
        let Some(p) = self.published else { return of(None, Basis::Relative) };
        let (before, after) = if let Rel::Nearest(n) = rel { (-i16::from(n), i16::from(n)) } else { (-1, 2) };
        let all = (before..=after).filter_map(|k| p.year().checked_add(k)).flat_map(|y| feast.days(y)).flatten();
        of(nearest(p, rel, tense, 45, all), Basis::YearInferred)
    }
}

/// Of the periods of the years around publication: by what the words say, else the nearest, where a coming one may be at most `reach` days ahead
/// unless the tense is future.
fn nearest(p: Date, rel: Rel, tense: Tense, reach: i64, mut all: impl Iterator<Item = (Date, Date)>) -> Option<(Date, Date)> {
    match (rel, tense) {
        (Rel::Nearest(n), _) => {
            let mut all: Vec<_> = all.collect();
            all.sort_by_key(|d| d.0.days_since(p).abs());
            all.get(usize::from(n).checked_sub(1)?).copied()
        }
        (Rel::Last | Rel::Previous, _) => all.filter(|d| d.1 < p).last(),
        (Rel::This, Tense::Future) => all.find(|d| d.1 >= p),
        (Rel::This, _) => all.find(|d| d.0.year() == p.year()),
        (Rel::Next | Rel::Following, _) => all.find(|d| d.0 > p),
        (Rel::AfterNext, _) => all.filter(|d| d.0 > p).nth(1),
        (_, Tense::Future) => all.find(|d| d.1 >= p),
        _ => all.filter(|d| d.0.days_since(p) <= if tense == Tense::Past { 0 } else { reach }).last(),
    }
}

/// The years around one, for [`nearest`].
fn around(p: Date, at: impl Fn(i16) -> Option<(Date, Date)>) -> impl Iterator<Item = (Date, Date)> {
    (-1..=2).filter_map(move |k| at(p.year().checked_add(k)?))
}

/// The days off around a feast: the weekend it touches, with the feast itself where it falls on a Friday or Monday.
pub(super) fn with_weekend(day: Date) -> DateInterval {
    let days = match day.weekday() {
        weekday @ 0..=2 => day.plus_days(-2 - i64::from(weekday)).map(|saturday| (saturday, day)),
        weekday => day.plus_days(6 - i64::from(weekday)).map(|sunday| (day.min(sunday.plus_days(-1).unwrap_or(sunday)), sunday)),
    };
    interval(days, Precision::Weekend, Basis::YearInferred)
}
