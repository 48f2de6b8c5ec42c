//! Words of the calendar: months, weekdays, spans of time, parts of the day, seasons, holidays.

use std::collections::{BTreeMap, HashMap};

use super::Sense;
use super::feasts::Feast;
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
    /// "Mondays": a date only with a number and "ago" or "from now".
    Weekdays(u8),
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
    /// A feast; `common`: also a common word ("lent"), a feast only with a capital or beside a year. `name` is what [`Calendar::kept_in`] asks for.
    Holiday { feast: Feast, common: bool, name: u16 },
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

/// The months and weekdays of a table of the calendar, in lower case: in full, or short with a full stop. "Jan" without one may be somebody's name.
pub(crate) fn names(table: &str) -> Result<Vec<String>, Error> {
    let table = Table::parse(table, &["word", "kind"])?;
    let rows = table.rows().filter(|row| matches!(row.get("kind"), "month" | "weekday"));
    let forms: Vec<String> = rows.flat_map(|row| row.list("word").map(str::to_lowercase).collect::<Vec<_>>()).collect();
    let is_name = |form: &&String| form.ends_with('.') || !forms.contains(&format!("{form}."));
    Ok(forms.iter().filter(is_name).cloned().collect())
}

/// The tables of calendar words and of holidays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    rows: Vec<CalendarWord>,
    /// The row of a holiday by its name in lower case.
    holidays: HashMap<String, u16>,
    /// Holidays that a state keeps on a day of its own, by name and state.
    local: BTreeMap<(u16, String), Feast>,
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
                "weekdays" => CalendarWord::Weekdays(number(0, 6)?),
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

    /// The day that a state keeps under a name, where it is another than that of most.
    pub fn kept_in(&self, name: u16, country: &str) -> Option<Feast> {
        if self.local.is_empty() { None } else { self.local.get(&(name, country.to_owned())).copied() }
    }

    /// Reads rows `word` (a list with `|`), `day`, `country` (ISO 3166-1 alpha-2, or nothing for all others), `written` and enters new names into
    /// the automaton. A later row without a country takes the place of an earlier one of that name.
    pub fn extend_holidays(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["word", "day"])?;
        for row in table.rows() {
            let (day, country) = (row.get("day"), row.get("country"));
            let feast =
                Feast::parse(day).ok_or_else(|| row.error(format!("{day:?} is no day of a year that the calendar has")))?;
            if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase())) {
                return Err(row.error(format!("{country:?} is no country of two capitals (ISO 3166-1)")));
            }
            let common = !row.get("written").is_empty();
            // The name of the row: that of its first word where it is known.
            let known = row.list("word").find_map(|form| self.holidays.get(&form.to_lowercase()).copied());
            let mut new = None;
            for form in row.list("word") {
                let key = form.to_lowercase();
                let id = match (self.holidays.get(&key), country.is_empty()) {
                    (Some(id), _) => *id,
                    (None, false) if known.is_some() => known.unwrap_or_default(),
                    (None, _) => match new {
                        Some(id) => id,
                        None => {
                            let Ok(id) = u16::try_from(self.rows.len()) else {
                                return Err(row.error("more than 65,535 words".into()));
                            };
                            let feast = if country.is_empty() { feast } else { Feast::ELSEWHERE };
                            self.rows.push(CalendarWord::Holiday { feast, common, name: id });
                            new = Some(id);
                            id
                        }
                    },
                };
                if self.holidays.insert(key, id).is_none() {
                    phrases.add(form, Written::Any, Sense::Calendar(id));
                }
                if !country.is_empty() {
                    self.local.insert((id, country.to_owned()), feast);
                } else if let Some(CalendarWord::Holiday { feast: kept, .. }) = self.rows.get_mut(usize::from(id)) {
                    *kept = feast;
                }
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
