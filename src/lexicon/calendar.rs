//! Words of the calendar: months, weekdays, spans of time, parts of the day, seasons, holidays.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::date::Date;
use crate::error::Error;

/// A word of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// 1 to 12; `common`: also a common word or name, a month only with a capital or beside a day ("may", "march").
    Month { month: u8, common: bool },
    /// 0 (Monday) to 6; `common`: an abbreviation that may be another word ("sun").
    Weekday { day: u8, common: bool },
    /// "weeks".
    Unit(Unit),
    /// "morning".
    Part(DayPart),
    /// 1 (spring) to 4 (winter).
    Season(u8),
    /// "yesterday": days from publication.
    Deictic(i8),
    /// "overnight".
    Overnight,
    /// "early", "the beginning of".
    Early,
    /// "mid", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
    /// A day that a rule gives for each year.
    Holiday(Holiday),
}

/// A span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// 1/86,400 of a day.
    Second,
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month of the calendar.
    Month,
    /// Three months.
    Quarter,
    /// January to December.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    /// Before noon.
    Morning,
    /// From noon.
    Afternoon,
    /// Before the night.
    Evening,
    /// May reach into the next day.
    Night,
}

/// The rule of a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// The same day of each year.
    Fixed(u8, u8),
    /// Days from the Easter of the Western churches.
    Easter(i16),
    /// Days from the Easter of the Orthodox churches.
    Orthodox(i16),
    /// The nth weekday of a month (negative: from its end), and days from there.
    Weekday { month: u8, nth: i8, weekday: u8, plus: i8 },
    /// One day of history.
    Once(Date),
}

impl Holiday {
    /// The day in a year.
    pub fn day(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed(month, day) => Date::new(year, month, day),
            Holiday::Easter(days) => easter(year)?.plus_days(days.into()),
            Holiday::Orthodox(days) => orthodox_easter(year)?.plus_days(days.into()),
            Holiday::Weekday { month, nth, weekday, plus } => nth_weekday(year, month, nth, weekday)?.plus_days(plus.into()),
            Holiday::Once(day) => Some(day),
        }
    }

    /// Reads the cell of the table.
    fn parse(cell: &str) -> Option<Holiday> {
        if let Ok(day) = cell.parse::<Date>() {
            return Some(Holiday::Once(day));
        }
        let days = |rest: &str| if rest.is_empty() { Some(0) } else { rest.parse().ok() };
        if let Some(rest) = cell.strip_prefix("easter") {
            return days(rest).map(Holiday::Easter);
        }
        if let Some(rest) = cell.strip_prefix("orthodox") {
            return days(rest).map(Holiday::Orthodox);
        }
        if let Some((month, day)) = cell.split_once('-').filter(|(m, _)| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit())) {
            return Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?));
        }
        let (rule, plus) = cell.split_once('+').unwrap_or((cell, "0"));
        let mut parts = rule.split('/');
        let month = parts.next()?.parse().ok()?;
        let nth = parts.next()?.parse().ok()?;
        let weekday = parts.next()?.parse().ok()?;
        Some(Holiday::Weekday { month, nth, weekday, plus: plus.parse().ok()? })
    }
}

/// The nth weekday of a month; from its end where `nth` is negative.
pub(crate) fn nth_weekday(year: i16, month: u8, nth: i8, weekday: u8) -> Option<Date> {
    let (first, last) = Date::month_of(year, month)?;
    let day = match nth {
        1.. => {
            let skip = (7 + i64::from(weekday) - i64::from(first.weekday())) % 7;
            first.plus_days(skip + 7 * i64::from(nth - 1))?
        }
        _ => {
            let skip = (7 + i64::from(last.weekday()) - i64::from(weekday)) % 7;
            last.plus_days(-skip + 7 * (i64::from(nth) + 1))?
        }
    };
    (day.month() == month).then_some(day)
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, "Astronomical Algorithms", ch. 8).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e, f) = (b.div_euclid(4), b.rem_euclid(4), (b + 8).div_euclid(25));
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}

/// Easter Sunday of the Julian calendar, as a day of the Gregorian one (Meeus, ch. 8).
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(4), y.rem_euclid(7), y.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let n = d + e + 114;
    let julian = Date::new(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)?;
    let apart = y.div_euclid(100) - y.div_euclid(400) - 2;
    julian.plus_days(apart.into())
}

/// The table of calendar words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    rows: Vec<CalendarWord>,
}

impl Calendar {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<CalendarWord> {
        self.rows.get(row as usize).copied()
    }

    /// Reads rows `word` (a list with `|`), `kind`, `value`, `written` and enters them into the automaton.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["word", "kind", "value", "written"])?;
        for row in table.rows() {
            let value = row.get("value");
            let bad = || row.error(format!("{value:?} is no value of the kind {:?}", row.get("kind")));
            let number = |low: u8, high: u8| value.parse::<u8>().ok().filter(|v| (low..=high).contains(v)).ok_or_else(bad);
            let common = !row.get("written").is_empty();
            let word = match row.get("kind") {
                "month" => CalendarWord::Month { month: number(1, 12)?, common },
                "weekday" => CalendarWord::Weekday { day: number(0, 6)?, common },
                "season" => CalendarWord::Season(number(1, 4)?),
                "unit" => CalendarWord::Unit(unit(value).ok_or_else(bad)?),
                "part" => CalendarWord::Part(match value {
                    "am" => DayPart::Morning,
                    "pm" => DayPart::Afternoon,
                    "eve" => DayPart::Evening,
                    "night" => DayPart::Night,
                    _ => return Err(bad()),
                }),
                "deictic" => CalendarWord::Deictic(value.parse().map_err(|_| bad())?),
                "overnight" => CalendarWord::Overnight,
                "part_early" => CalendarWord::Early,
                "part_mid" => CalendarWord::Mid,
                "part_late" => CalendarWord::Late,
                "holiday" => CalendarWord::Holiday(Holiday::parse(value).ok_or_else(bad)?),
                kind => return Err(row.error(format!("the kind {kind:?} is not known"))),
            };
            let Ok(id) = u16::try_from(self.rows.len()) else { return Err(row.error("more than 65,535 words".into())) };
            self.rows.push(word);
            for form in row.list("word") {
                let short = row.get("written") == "short";
                phrases.add(form, if short { Written::Capitalized } else { Written::Any }, Sense::Calendar(id));
            }
        }
        Ok(())
    }
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts() {
        for (rule, year, wanted) in [
            ("easter", 2024, "2024-03-31"),
            ("easter", 1961, "1961-04-02"),
            ("easter-2", 2025, "2025-04-18"),
            ("orthodox", 2024, "2024-05-05"),
            ("orthodox", 2025, "2025-04-20"),
            ("11/4/3", 2024, "2024-11-28"),
            ("11/4/3+1", 2024, "2024-11-29"),
            ("5/-1/0", 2024, "2024-05-27"),
            ("12-25", 1999, "1999-12-25"),
        ] {
            assert_eq!(Holiday::parse(rule).and_then(|h| h.day(year)).map(|d| d.to_string()).as_deref(), Some(wanted), "{rule}");
        }
    }
}
