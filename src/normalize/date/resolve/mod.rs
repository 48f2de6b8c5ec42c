//! From what a date says to days, given the day of publication and the dates said before.

mod day;
mod span;
mod unit;
mod yearly;

use super::context::{Context, Tense};
use super::spec::{MonthSpec, Piece, Rel, Spec};
use crate::claim::{Basis, DateInterval, Precision};
use crate::date::Date;
use crate::lexicon::calendar::nth_weekday;
use unit::{precision_of, whole};
use yearly::with_weekend;

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

/// A day so many months and days later.
fn moved(day: Date, (months, days): (i32, i32)) -> Option<Date> {
    day.plus_months(months)?.plus_days(days.into())
}

/// Days by which a day without a year lies ahead that was a year before: nearer ones are those of articles dated wrongly.
const AHEAD: i64 = 30;

impl Context {
    /// The days of a date in the text, moved by what stands before it.
    pub fn place(&self, piece: &Piece, tense: Tense) -> Option<DateInterval> {
        let tense = if self.alone && tense == Tense::Open { Tense::Future } else { tense };
        let mut date = match piece.ahead {
            Some(by) => self.ahead(by).resolve(piece.spec, Tense::Future)?,
            None => self.resolve(self.base(piece, tense), tense)?,
        };
        if let (Spec::Day { year: None, month, day }, Some(weekday)) = (piece.spec, piece.weekday) {
            self.fit_weekday(&mut date, month, day, weekday);
        }
        if let Some((months, days)) = piece.offset {
            let day = if months > 0 || days > 0 { date.end } else { date.start };
            // A day of the year that holds only days: "three days after Easter"; of longer periods the nearer end counts.
            date = one(day.and_then(|d| moved(d, (months, days))), Basis::Relative);
        }
        Some(date)
    }

    /// "Two were found dead on May 9", told in January, and the last Easter in "will go to prison for the Easter shooting": the same date
    /// the last time it came, where it lies well ahead.
    pub fn past(&self, piece: &Piece, date: &DateInterval) -> Option<DateInterval> {
        let back = self.year_back(date)?;
        match piece.spec {
            // A feast moves from year to year.
            Spec::Holiday { .. } => {
                self.place(piece, Tense::Past).filter(|d| d.end.zip(self.published).is_some_and(|(d, p)| d <= p))
            }
            _ => Some(back),
        }
    }

    /// A date without a year that lies well ahead, a year before.
    pub fn year_back(&self, date: &DateInterval) -> Option<DateInterval> {
        let (start, published) = date.start.zip(self.published)?;
        if date.basis != Some(Basis::YearInferred) || start.days_since(published) < AHEAD {
            return None;
        }
        let back = |d: Option<Date>| d.and_then(|d| d.plus_months(-12));
        let past = DateInterval { start: back(date.start), end: back(date.end), alternatives: Vec::new(), ..date.clone() };
        past.end.is_some_and(|end| end <= published).then_some(past)
    }

    /// What a piece is counted from: "a week before Christmas" is told of the nearest one, in the past tense of the last such day.
    fn base(&self, piece: &Piece, tense: Tense) -> Spec {
        let (Spec::Holiday { feast, name, year: None, rel: Rel::Bare, weekend }, Some(by)) = (piece.spec, piece.offset) else {
            return piece.spec;
        };
        let near = Spec::Holiday { feast, name, year: None, rel: Rel::Nearest(1), weekend };
        let come = self.resolve(near, tense).and_then(|d| moved(d.start?, by)).zip(self.published).is_some_and(|(d, p)| d <= p);
        if come || tense != Tense::Past { near } else { piece.spec }
    }

    /// The same article read so many months and days later, where everything is still to come.
    fn ahead(&self, by: (i32, i32)) -> Context {
        let published = self.published.and_then(|p| moved(p, by));
        Context { published, ahead: true, narrative: false, focus: None, ..*self }
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
            Spec::HalfMonth { year, month, second } => {
                // The first half ends on the 15th.
                let whole = self.month(year, month, Rel::Bare, tense);
                let middle = whole.start.and_then(|d| d.plus_days(14));
                let days = if second { middle.and_then(|d| d.plus_days(1)).zip(whole.end) } else { whole.start.zip(middle) };
                interval(days, Precision::Days, whole.basis.unwrap_or(Basis::Relative))
            }
            Spec::Quarter { year, nth, halves } => self.quarter(year, nth, halves, tense),
            Spec::InYear { month, day, rel } => self.in_year(month, day, rel),
            Spec::SameQuarter { year } => self.same_quarter(year),
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
            Spec::Weekdays { day, count } => self.weekdays(day, count)?,
            Spec::Starting { year, month, day } => self.starting(year, month, day, tense)?,
            Spec::Span { unit, rel, count } => self.span(unit, rel, count),
            Spec::UnitAway { unit, count } => self.unit_away(unit, count),
            Spec::Rest(unit) => self.rest(unit),
            Spec::WeekOfYear { year, week } => self.week_of_year(year, week, tense)?,
            Spec::Vague { least, most, unit, back, from, since } => {
                self.vague(i64::from(least)..=i64::from(most), unit, back, from, since)
            }
            Spec::Away { count, unit, from } => self.away(count, unit, from),
            Spec::Deictic(days) => one(self.published.and_then(|p| p.plus_days(days.into())), Basis::Relative),
            Spec::Overnight { into } => self.overnight(into),
            Spec::Holiday { feast, year, rel, weekend, .. } => {
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
}
