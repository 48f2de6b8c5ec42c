//! Units of the calendar: moving a day by them, the one that holds a day.

use crate::claim::Precision;
use crate::date::Date;
use crate::lexicon::calendar::Unit;

/// The latest such weekday on or before a day.
pub(super) fn latest(day: Date, weekday: u8) -> Option<Date> {
    day.plus_days(-((7 + i64::from(day.weekday()) - i64::from(weekday)) % 7))
}

/// The next such weekday on or after a day.
pub(super) fn earliest(day: Date, weekday: u8) -> Option<Date> {
    day.plus_days((7 + i64::from(weekday) - i64::from(day.weekday())) % 7)
}

/// A day moved by units.
pub(super) fn shift(day: Date, count: i64, unit: Unit) -> Option<Date> {
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
pub(super) fn whole(day: Date, unit: Unit) -> Option<(Date, Date)> {
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

pub(super) fn precision_of(unit: Unit, count: u16) -> Precision {
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
