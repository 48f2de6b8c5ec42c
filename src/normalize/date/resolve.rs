//! From what a date says to days, given the day of publication and the dates said before.

use super::spec::{Anchor, MonthSpec, Piece, Rel, Spec, Whole, YearSpec};
use crate::claim::{Basis, DateInterval, Precision};
use crate::date::Date;
use crate::lexicon::calendar::{Unit, nth_weekday};
use crate::lexicon::feasts::Feast;

/// What a date of the text is read against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The day of publication.
    pub published: Option<Date>,
    /// The date last mentioned, and its grain.
    pub focus: Option<(Date, Date, Precision)>,
    /// The quarter last spoken of.
    pub quarter: Option<(Date, Date)>,
    /// The year that a narrative has come to, and its last month where one was said.
    pub year: Option<(i16, Option<u8>)>,
    /// The text tells of the past year by year: dates without a year are of the year last named.
    pub narrative: bool,
    /// How the outlet writes days and months in figures.
    pub order: Order,
    /// Nothing stands in the text but this date: a query, a plan, a cell of a table. It is read forward.
    pub alone: bool,
}

/// Which comes first in "03/04/2024".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The outlet's country is not known: the month, as most English text that writes such dates is American; the other reading is kept.
    #[default]
    Unknown,
    /// The day.
    Day,
    /// The month.
    Month,
}

/// How a date stands in its sentence, for what it says about the time of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// It opens the sentence or is a heading.
    First,
    /// It stands within.
    Within,
    /// In brackets, or the bound of something: "until 1919", "the borders of 1812".
    Aside,
}

/// Whether the words around a date speak of the past or of the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "was hit on Friday".
    Past,
    /// "will open on Friday".
    Future,
    /// Nothing says.
    Open,
}

fn interval(days: Option<(Date, Date)>, precision: Precision, basis: Basis) -> DateInterval {
    DateInterval {
        start: days.map(|d| d.0),
        end: days.map(|d| d.1),
        precision: Some(precision),
        basis: Some(basis),
        ..DateInterval::default()
    }
}

fn one(day: Option<Date>, basis: Basis) -> DateInterval {
    interval(day.map(|d| (d, d)), Precision::Day, basis)
}

impl Context {
    /// Keeps a date as the one in focus.
    pub fn keep(&mut self, spec: Spec, date: &DateInterval, lead: Lead) {
        let (Some(start), Some(end), Some(precision)) = (date.start, date.end, date.precision) else { return };
        self.focus = Some((start, end, precision));
        if matches!(spec, Spec::Quarter { halves: false, .. } | Spec::SameQuarter { .. }) && precision == Precision::Quarter {
            self.quarter = Some((start, end));
        }
        // A lone year in brackets, of a bound ("until 1919"), back or far from the story ("the borders of 1812") does not move it.
        let month = matches!(precision, Precision::Day | Precision::Days | Precision::Month | Precision::Season);
        let far = self.year.is_some_and(|(y, _)| (i32::from(y) - i32::from(end.year())).abs() > 4);
        let back = self.year.is_some_and(|(y, _)| end.year() < y);
        let told = match spec {
            Spec::Years { .. } => lead == Lead::First || lead == Lead::Within && !far && !back,
            // A full date of an earlier year within a sentence looks back.
            Spec::Day { year: Some(_), .. } | Spec::Month { year: Some(_), .. } => lead == Lead::First || !back,
            Spec::Season { year: None, .. } => false,
            _ => true,
        };
        let backward =
            matches!(spec, Spec::Away { .. } | Spec::Deictic(_) | Spec::Span { rel: Rel::Last | Rel::This | Rel::Next, .. });
        if told && !backward && precision <= Precision::Year {
            let same = self.year.and_then(|(y, m)| if y == end.year() { m } else { None });
            let year = if precision == Precision::Season { start.year() } else { end.year() };
            self.year = Some((year, if month { Some(end.month()) } else { same }));
        }
    }

    /// The year of a month in a narrative: that of the date before, or the next where the story goes on over new year.
    fn told_year(&self, month: u8) -> Option<i16> {
        let (year, last) = self.year.filter(|_| self.narrative)?;
        Some(if last.is_some_and(|l| l >= 11) && month <= 2 { year.saturating_add(1) } else { year })
    }

    /// The days of a date in the text, moved by what stands before it.
    pub fn place(&self, piece: &Piece, tense: Tense) -> Option<DateInterval> {
        let tense = if self.alone && tense == Tense::Open { Tense::Future } else { tense };
        let mut date = self.resolve(piece.spec, tense)?;
        if let Some((months, days)) = piece.offset {
            let moved = |d: Date| d.plus_months(months)?.plus_days(days.into());
            let day = if months > 0 || days > 0 { date.end } else { date.start };
            // A day of the year that holds only days: "three days after Easter"; of longer periods the nearer end counts.
            date = one(day.and_then(moved), Basis::Relative);
        }
        Some(date)
    }

    /// "03/04/2024" by the country of the outlet; both readings are kept where it is not known.
    fn slashed(&self, first: u8, second: u8, year: Option<i16>, tense: Tense) -> Option<DateInterval> {
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

    /// The days of what a date says. `None` where the calendar has no such day.
    pub fn resolve(&self, spec: Spec, tense: Tense) -> Option<DateInterval> {
        Some(match spec {
            Spec::Day { year: Some(year), month, day } => one(Some(Date::new(year, month, day)?), Basis::Explicit),
            Spec::Day { year: None, month, day } => {
                Date::new(2024, month, day)?;
                self.day_without_year(month, day, tense)
            }
            Spec::Slashed { first, second, year } => self.slashed(first, second, year, tense)?,
            Spec::DayOfMonth { day, months: Some(months), .. } => {
                // "the 20th of that month": of the date in focus, unless it is said from now.
                let month = self.published.and_then(|p| p.plus_months(months.into()));
                one(month.and_then(|m| Date::new(m.year(), m.month(), day)), Basis::Relative)
            }
            Spec::DayOfMonth { day, weekday, months: None } => self.day_of_month(day, weekday, tense)?,
            Spec::Month { year, month, rel } => self.month(year, month, rel, tense),
            Spec::Quarter { year, nth, halves } => self.quarter(year, nth, halves, tense),
            Spec::InYear { month, day, rel } => {
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
            Spec::SameQuarter { year } => {
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
            Spec::Season { year, season, rel } => self.season(year, season, rel, tense),
            Spec::Years { first, count } => {
                let last = first.checked_add(count.checked_sub(1)?)?;
                let precision = match count {
                    1 => Precision::Year,
                    10 => Precision::Decade,
                    100 => Precision::Century,
                    _ => Precision::Years,
                };
                interval(Some((Date::year_of(first)?.0, Date::year_of(last)?.1)), precision, Basis::Explicit)
            }
            Spec::Weekday { day, rel, week } => self.weekday(day, rel, week, tense),
            Spec::Weekdays { day, count } => {
                let weeks = 7 * (i64::from(count.unsigned_abs()).checked_sub(1)?);
                let found = self.published.and_then(|p| {
                    if count < 0 {
                        latest(p.plus_days(-1)?, day)?.plus_days(-weeks)
                    } else {
                        earliest(p.plus_days(1)?, day)?.plus_days(weeks)
                    }
                });
                one(found, Basis::Relative)
            }
            Spec::Starting { year, month, day } => {
                let first = self.resolve(Spec::Day { year, month, day }, tense)?;
                // Weeks begin on Monday or Sunday: of the years around, the one where this day is one.
                let near = first.start.filter(|_| year.is_none()).and_then(|d| {
                    let all = [0, -1, 1].into_iter().filter_map(|k| Date::new(d.year() + k, month, day));
                    [0, 6].into_iter().find_map(|weekday| all.clone().find(|d| d.weekday() == weekday))
                });
                let start = near.or(first.start);
                interval(start.and_then(|a| Some((a, a.plus_days(6)?))), Precision::Week, first.basis.unwrap_or(Basis::Relative))
            }
            Spec::Span { unit, rel, count } => self.span(unit, rel, count),
            Spec::Away { count, unit, from } => self.away(count, unit, from),
            Spec::Deictic(days) => one(self.published.and_then(|p| p.plus_days(days.into())), Basis::Relative),
            Spec::Overnight { into } => {
                let last = match into {
                    Some(day) => self.published.and_then(|p| latest(p, day)),
                    None => self.published,
                };
                let days = last.and_then(|l| Some((l.plus_days(-1)?, l)));
                interval(days, Precision::Days, Basis::Relative)
            }
            Spec::Holiday { feast, year, rel, weekend } => {
                let date = self.holiday(feast, year, rel, tense);
                if weekend { date.start.map_or(date, with_weekend) } else { date }
            }
            Spec::Nth { nth, unit, count, of } => self.nth(nth, unit, count, of)?,
            Spec::NthWeekday { nth, weekday, month } => {
                let first = match month {
                    MonthSpec::Named(year, month) => self.month(year, month, Rel::Bare, tense).start,
                    MonthSpec::Away(k) => self.published.and_then(|p| p.plus_months(k.into())),
                };
                one(first.and_then(|d| nth_weekday(d.year(), d.month(), nth, weekday)), Basis::Relative)
            }
            Spec::Around { unit, year, month, day } => {
                let inner = self.resolve(Spec::Day { year, month, day }, tense)?;
                interval(inner.start.and_then(|d| whole(d, unit)), precision_of(unit, 1), Basis::Relative)
            }
        })
    }

    /// A day of a month: the nearest to publication (right 54 times of 55 in news); in a narrative the year of the date before.
    fn day_without_year(&self, month: u8, day: u8, tense: Tense) -> DateInterval {
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
        let at = |k: i16| Date::new(p.year() + k, month, day);
        let mut near: Vec<Date> = [-1, 0, 1].into_iter().filter_map(at).collect();
        near.sort_by_key(|d| (d.days_since(p).abs(), *d > p));
        let (Some(best), other) = (near.first().copied(), near.get(1).copied()) else {
            // February 29: the last leap year.
            let leap = (0..8).find_map(|k| Date::new(p.year() - k, month, day));
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

    fn day_of_month(&self, day: u8, weekday: Option<u8>, tense: Tense) -> Option<DateInterval> {
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

    fn month(&self, year: Option<i16>, month: u8, rel: Rel, tense: Tense) -> DateInterval {
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

    fn quarter(&self, year: Option<YearSpec>, nth: u8, halves: bool, tense: Tense) -> DateInterval {
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

    fn season(&self, year: Option<i16>, season: u8, rel: Rel, tense: Tense) -> DateInterval {
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
    fn holiday(&self, feast: Feast, year: Option<i16>, rel: Rel, tense: Tense) -> DateInterval {
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
        let all = (-1..=1).filter_map(|k| p.year().checked_add(k)).flat_map(|y| feast.days(y)).flatten();
        of(nearest(p, rel, tense, 45, all), Basis::YearInferred)
    }

    /// A bare weekday is the latest on or before publication (right in 119 of 129), the next one in the future tense.
    fn weekday(&self, day: u8, rel: Rel, week: Option<i8>, tense: Tense) -> DateInterval {
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
            Rel::This => (monday(p).and_then(|m| m.plus_days(day.into())), Basis::Relative),
            Rel::Previous => (focus.and_then(|f| f.plus_days(-1)).and_then(|d| latest(d, day)), Basis::Relative),
            Rel::Following => (focus.and_then(|f| f.plus_days(1)).and_then(|d| earliest(d, day)), Basis::Relative),
            Rel::Bare | Rel::Same => match tense {
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

    fn span(&self, unit: Unit, rel: Rel, count: u16) -> DateInterval {
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
        if count > 1 {
            let (a, z) = match rel {
                Rel::Next | Rel::Following => (p.plus_days(1), shift(p, n, unit)),
                _ => (shift(p, -n, unit), Some(p)),
            };
            return relative(a.zip(z));
        }
        if unit == Unit::Weekend {
            let saturday = match rel {
                Rel::Next | Rel::Following => earliest(p, 5),
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

    fn away(&self, count: i32, unit: Unit, from: Anchor) -> DateInterval {
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

    fn nth(&self, nth: i8, unit: Unit, count: u8, of: Whole) -> Option<DateInterval> {
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

/// The latest such weekday on or before a day.
fn latest(day: Date, weekday: u8) -> Option<Date> {
    day.plus_days(-((7 + i64::from(day.weekday()) - i64::from(weekday)) % 7))
}

/// The next such weekday on or after a day.
fn earliest(day: Date, weekday: u8) -> Option<Date> {
    day.plus_days((7 + i64::from(weekday) - i64::from(day.weekday())) % 7)
}

/// Of the periods of last, this and next year: by what the words say, else the nearest, where a coming one may be at most `reach`
/// days ahead unless the tense is future.
fn nearest(p: Date, rel: Rel, tense: Tense, reach: i64, mut all: impl Iterator<Item = (Date, Date)>) -> Option<(Date, Date)> {
    match (rel, tense) {
        (Rel::Last | Rel::Previous, _) => all.filter(|d| d.1 < p).last(),
        (Rel::This, Tense::Future) => all.find(|d| d.1 >= p),
        (Rel::This, _) => all.find(|d| d.0.year() == p.year()),
        (Rel::Next | Rel::Following, _) => all.find(|d| d.0 > p),
        (_, Tense::Future) => all.find(|d| d.1 >= p),
        _ => all.filter(|d| d.0.days_since(p) <= if tense == Tense::Past { 0 } else { reach }).last(),
    }
}

/// The years around one, for [`nearest`].
fn around(p: Date, at: impl Fn(i16) -> Option<(Date, Date)>) -> impl Iterator<Item = (Date, Date)> {
    (-1..=1).filter_map(move |k| at(p.year().checked_add(k)?))
}

/// The days off around a feast: the weekend it touches, with the feast itself where it falls on a Friday or Monday.
fn with_weekend(day: Date) -> DateInterval {
    let days = match day.weekday() {
        weekday @ 0..=2 => day.plus_days(-2 - i64::from(weekday)).map(|saturday| (saturday, day)),
        weekday => day.plus_days(6 - i64::from(weekday)).map(|sunday| (day.min(sunday.plus_days(-1).unwrap_or(sunday)), sunday)),
    };
    interval(days, Precision::Weekend, Basis::YearInferred)
}

/// A day moved by units.
fn shift(day: Date, count: i64, unit: Unit) -> Option<Date> {
    let months = |m: i64| i32::try_from(count.checked_mul(m)?).ok().and_then(|m| day.plus_months(m));
    match unit {
        Unit::Day | Unit::Weekend => day.plus_days(count),
        Unit::Week => day.plus_days(count.checked_mul(7)?),
        Unit::Fortnight => day.plus_days(count.checked_mul(14)?),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
    }
}

/// The unit of the calendar that holds a day.
fn whole(day: Date, unit: Unit) -> Option<(Date, Date)> {
    match unit {
        Unit::Week | Unit::Fortnight => {
            let monday = day.plus_days(-i64::from(day.weekday()))?;
            Some((monday, monday.plus_days(if unit == Unit::Week { 6 } else { 13 })?))
        }
        Unit::Month => Date::month_of(day.year(), day.month()),
        Unit::Quarter => {
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)?;
            Some((first, first.plus_months(3)?.plus_days(-1)?))
        }
        Unit::Year => Date::year_of(day.year()),
        Unit::Decade | Unit::Century => {
            let size = if unit == Unit::Decade { 10 } else { 100 };
            let first = day.year() - day.year().rem_euclid(size);
            Some((Date::year_of(first)?.0, Date::year_of(first + size - 1)?.1))
        }
        _ => Some((day, day)),
    }
}

fn precision_of(unit: Unit, count: u16) -> Precision {
    match (unit, count) {
        (Unit::Second | Unit::Minute | Unit::Day, 1) => Precision::Day,
        (Unit::Second | Unit::Minute | Unit::Hour | Unit::Day, _) => Precision::Days,
        (Unit::Weekend, _) => Precision::Weekend,
        (Unit::Week, 1) => Precision::Week,
        (Unit::Week | Unit::Fortnight, _) => Precision::Days,
        (Unit::Month, 1) => Precision::Month,
        (Unit::Month, _) => Precision::Months,
        (Unit::Quarter, 1) => Precision::Quarter,
        (Unit::Quarter, _) => Precision::Months,
        (Unit::Year, 1) => Precision::Year,
        (Unit::Year, _) => Precision::Years,
        (Unit::Decade, 1) => Precision::Decade,
        (Unit::Decade, _) => Precision::Years,
        (Unit::Century, _) => Precision::Century,
    }
}
