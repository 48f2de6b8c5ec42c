//! Feasts: days that a rule gives for each year, and days of the moon year by year from a table.

use std::sync::OnceLock;

use super::calendar::nth_weekday;
use super::table::Table;
use crate::date::Date;

const TABLE: &str = include_str!("data/feasts.tsv");

/// A feast: which day it is in a year, and how many days it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Feast {
    rule: Rule,
    /// Days from what the rule gives.
    plus: i16,
    /// How many days it lasts.
    days: u8,
    /// Where it falls on this weekday, it is kept so many days later: a king's birthday is never on a Sunday.
    moved: Option<(u8, i8)>,
}

/// What a feast is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// The same day of each year.
    Fixed(u8, u8),
    /// Easter of the Western churches.
    Easter,
    /// Easter of the Orthodox churches.
    Orthodox,
    /// The nth weekday of a month; negative: from its end.
    Weekday { month: u8, nth: i8, weekday: u8 },
    /// A row of the table of feasts that follow the moon.
    Moon(u8),
    /// One day of history.
    Once(Date),
    /// Only some states keep it, each on a day of its own.
    Elsewhere,
}

impl Feast {
    /// A name that means a day in some states only, where the state is not known.
    pub const ELSEWHERE: Feast = Feast::of(Rule::Elsewhere);

    const fn of(rule: Rule) -> Feast {
        Feast { rule, plus: 0, days: 1, moved: None }
    }

    /// Its days in a year, first and last; two where a year of the moon begins twice in one of the sun.
    pub fn days(self, year: i16) -> [Option<(Date, Date)>; 2] {
        let [first, second] = match self.rule {
            Rule::Fixed(month, day) => [Date::new(year, month, day), None],
            Rule::Easter => [easter(year), None],
            Rule::Orthodox => [orthodox_easter(year), None],
            Rule::Weekday { month, nth, weekday } => [nth_weekday(year, month, nth, weekday), None],
            Rule::Moon(row) => moons().get(usize::from(row)).map_or([None, None], |moon| moon.days(year)),
            Rule::Once(day) => [Some(day), None],
            Rule::Elsewhere => [None, None],
        };
        let whole = |day: Option<Date>| {
            let start = day?.plus_days(self.plus.into())?;
            let by = self.moved.filter(|(weekday, _)| *weekday == start.weekday()).map_or(0, |(_, by)| by);
            let start = start.plus_days(by.into())?;
            Some((start, start.plus_days(i64::from(self.days) - 1)?))
        };
        [whole(first), whole(second)]
    }

    /// Whether it lasts one day.
    pub fn is_day(self) -> bool {
        self.days == 1
    }

    /// Reads a cell of the table of words: `12-25`, `easter-2`, `11/4/3+1` (the day after the fourth Thursday of November), `moon:passover`,
    /// `2001-09-11`, each with days to go from there (`+1`), from there where it falls on a weekday (`?6-1`: on a Sunday the day before), and days that
    /// it lasts (`*8`); `-`: only some states keep it.
    pub fn parse(cell: &str) -> Option<Feast> {
        if let Ok(day) = cell.parse::<Date>() {
            return Some(Feast::of(Rule::Once(day)));
        }
        if cell == "-" {
            return Some(Feast::ELSEWHERE);
        }
        let (cell, days) = match cell.split_once('*') {
            Some((cell, days)) => (cell, days.parse().ok().filter(|d| *d > 0)?),
            None => (cell, 1),
        };
        let (cell, moved) = match cell.split_once('?') {
            Some((cell, moved)) => {
                let (weekday, by) = moved.split_at_checked(1)?;
                (cell, Some((weekday.parse().ok().filter(|w| *w < 7)?, by.parse().ok()?)))
            }
            None => (cell, None),
        };
        // A sign before the last figures, but not that of a month and day or of the end of a month.
        let sign = cell.rfind(['+', '-']).filter(|at| *at > 0 && !cell[..*at].ends_with('/') && !is_month(&cell[..*at]));
        let (rule, plus) = match sign {
            Some(at) if cell[at + 1..].bytes().all(|b| b.is_ascii_digit()) => (&cell[..at], cell[at..].parse().ok()?),
            _ => (cell, 0),
        };
        let rule = match rule {
            "easter" => Rule::Easter,
            "orthodox" => Rule::Orthodox,
            _ => {
                if let Some(name) = rule.strip_prefix("moon:") {
                    let row = moons().iter().position(|m| m.name == name)?;
                    Rule::Moon(u8::try_from(row).ok()?)
                } else if let Some((month, day)) = rule.split_once('-').filter(|(m, _)| is_month(m)) {
                    Rule::Fixed(month.parse().ok()?, day.parse().ok()?)
                } else {
                    let mut parts = rule.split('/');
                    let (month, nth) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
                    Rule::Weekday { month, nth, weekday: parts.next()?.parse().ok().filter(|w| *w < 7)? }
                }
            }
        };
        Some(Feast { rule, plus, days, moved })
    }
}

fn is_month(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A feast that follows the moon: its days from a first year on.
#[derive(Debug)]
struct Moon {
    name: &'static str,
    first: i16,
    /// Month and day, twice where a year has two; zero where it has none.
    days: Vec<[(u8, u8); 2]>,
}

impl Moon {
    fn days(&self, year: i16) -> [Option<Date>; 2] {
        let row = usize::try_from(i32::from(year) - i32::from(self.first)).ok().and_then(|i| self.days.get(i));
        row.map_or([None, None], |row| row.map(|(month, day)| Date::new(year, month, day)))
    }
}

/// The table of feasts that follow the moon. Parsed once; checked by a test.
fn moons() -> &'static [Moon] {
    static MOONS: OnceLock<Vec<Moon>> = OnceLock::new();
    MOONS.get_or_init(|| {
        let Ok(table) = Table::parse(TABLE, &["feast", "first", "days"]) else { return Vec::new() };
        let day = |cell: &str| {
            let (month, day) = cell.split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        };
        let days = |cell: &str| {
            let (first, second) = cell.split_once('/').unwrap_or((cell, ""));
            [day(first).unwrap_or((0, 0)), day(second).unwrap_or((0, 0))]
        };
        let row = |row: super::table::Row<'_, 'static>| Moon {
            name: row.get("feast"),
            first: row.get("first").parse().unwrap_or(i16::MAX),
            days: row.get("days").split(' ').map(days).collect(),
        };
        table.rows().map(row).collect()
    })
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, "Astronomical Algorithms", ch. 8).
fn easter(year: i16) -> Option<Date> {
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
            ("12-25-1", 1999, "1999-12-24"),
            ("2001-09-11", 2010, "2001-09-11"),
            ("moon:lunar-new-year", 2024, "2024-02-10"),
            ("moon:diwali", 2023, "2023-11-12"),
            ("moon:fitr", 2024, "2024-04-10"),
            ("moon:passover+1", 2024, "2024-04-24"),
            ("04-27?6-1", 2025, "2025-04-26"),
            ("04-27?6-1", 2024, "2024-04-27"),
        ] {
            let day = Feast::parse(rule).and_then(|f| f.days(year)[0]).map(|d| d.0.to_string());
            assert_eq!(day.as_deref(), Some(wanted), "{rule}");
        }
    }

    #[test]
    fn some_feasts_last_and_some_come_twice() {
        let ramadan = Feast::parse("moon:ramadan*30").unwrap();
        let [first, second] = ramadan.days(2030).map(|d| d.map(|(a, z)| format!("{a}..{z}")));
        assert_eq!((first.as_deref(), second.as_deref()), (Some("2030-01-05..2030-02-03"), Some("2030-12-26..2031-01-24")));
        assert_eq!(Feast::parse("moon:diwali").unwrap().days(1900), [None, None]);
        for wrong in ["", "moon:nothing", "easter*0", "13", "a/b/c", "11/4/9", "04-27?7-1", "04-27?"] {
            assert_eq!(Feast::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_moon_keeps_its_season() {
        for moon in moons() {
            assert!((1900..2002).contains(&moon.first) && moon.days.len() > 30, "{}", moon.name);
            for (i, row) in moon.days.iter().enumerate() {
                let year = moon.first + i16::try_from(i).unwrap();
                let known = row.iter().filter(|d| **d != (0, 0)).count();
                assert_eq!(moon.days(year).iter().flatten().count(), known, "{} {year}", moon.name);
            }
        }
    }
}
