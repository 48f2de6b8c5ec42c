//! Dates as others write them: TIMEX3 values, precision codes of UCDP, the days that "early" or "late" leave of a period.

use crate::claim::{DateInterval, DateModifier, Precision};
use crate::date::Date;

impl DateInterval {
    /// The value that TIMEX3 gives to such a date: `2025-07-18`, `2025-07`, `2025-W29`, `2025-W29-WE`, `2025-Q3`, `2025-H1`, `2025-SU`, `2025`, `199`
    /// (the 1990s), `19` (the 20th century); `XXXX-07-18` where the year is not known. A period that is none of these is written with both days,
    /// `2025-07-03/2025-07-05` (TIMEX3 has a duration with two anchors there). A period that is open to one side has the value of the end it has,
    /// see [`timex3_mod`](Self::timex3_mod). `None` where nothing is known.
    ///
    /// TimeML 1.2.1 annotation guidelines (Saurí et al. 2006), section 2.2.
    ///
    /// ```
    /// use corroborate::{Date, DateInterval, Precision};
    /// let day: Date = "2025-07-18".parse().unwrap();
    /// assert_eq!(DateInterval::day(day).timex3().as_deref(), Some("2025-07-18"));
    /// let (start, end) = Date::month_of(2025, 7).unwrap();
    /// let july = DateInterval { start: Some(start), end: Some(end), precision: Some(Precision::Month), ..DateInterval::default() };
    /// assert_eq!(july.timex3().as_deref(), Some("2025-07"));
    /// ```
    pub fn timex3(&self) -> Option<String> {
        if let Some(partial) = &self.partial {
            // `--07-18` and `---18` of ISO 8601 name the missing parts by dashes, TIMEX3 by X.
            return Some(match partial.strip_prefix("---") {
                Some(day) => format!("XXXX-XX-{day}"),
                None => format!("XXXX-{}", partial.trim_start_matches('-')),
            });
        }
        let day = match (self.start, self.end) {
            (Some(start), None) => start,
            (None, Some(end)) => end,
            (Some(start), Some(_)) => start,
            (None, None) => return None,
        };
        let half = match (self.start, self.end) {
            (Some(a), Some(z)) if a.year() == z.year() && (a.month(), a.day()) == (1, 1) && (z.month(), z.day()) == (6, 30) => {
                Some(1)
            }
            (Some(a), Some(z)) if a.year() == z.year() && (a.month(), a.day()) == (7, 1) && (z.month(), z.day()) == (12, 31) => {
                Some(2)
            }
            _ => None,
        };
        let year = day.year();
        Some(match self.precision {
            Some(Precision::Week) => iso_week(day)?,
            Some(Precision::Weekend) => format!("{}-WE", iso_week(day)?),
            Some(Precision::Month) => format!("{year:04}-{:02}", day.month()),
            Some(Precision::Quarter) => format!("{year:04}-Q{}", (day.month() - 1) / 3 + 1),
            Some(Precision::Season) => {
                let season = match day.month() {
                    3..=5 => "SP",
                    6..=8 => "SU",
                    9..=11 => "FA",
                    _ => "WI",
                };
                format!("{year:04}-{season}")
            }
            Some(Precision::Year) => format!("{year:04}"),
            Some(Precision::Decade) => format!("{:03}", year.div_euclid(10)),
            Some(Precision::Century) => format!("{:02}", year.div_euclid(100)),
            _ => match (self.start, self.end, half) {
                (Some(_), Some(_), Some(half)) => format!("{year:04}-H{half}"),
                (Some(start), Some(end), None) if start != end => format!("{start}/{end}"),
                _ => day.to_string(),
            },
        })
    }

    /// The attribute `mod` of TIMEX3: `START`, `MID`, `END` for "early", "mid", "late", `APPROX` for "around", `ON_OR_AFTER` and `ON_OR_BEFORE` for
    /// what is open to one side.
    ///
    /// ```
    /// use corroborate::{Date, DateInterval, DateModifier};
    /// let since = DateInterval { end: None, modifier: Some(DateModifier::Since), ..DateInterval::day("2022-02-24".parse().unwrap()) };
    /// assert_eq!((since.timex3().as_deref(), since.timex3_mod()), (Some("2022-02-24"), Some("ON_OR_AFTER")));
    /// ```
    pub fn timex3_mod(&self) -> Option<&'static str> {
        self.modifier.map(|modifier| match modifier {
            DateModifier::Since => "ON_OR_AFTER",
            DateModifier::Until => "ON_OR_BEFORE",
            DateModifier::Early => "START",
            DateModifier::Mid => "MID",
            DateModifier::Late => "END",
            DateModifier::About => "APPROX",
        })
    }

    /// The code `date_prec` of the UCDP Georeferenced Event Dataset ("UCDP GED Codebook version 24.1", variable `date_prec`): 1 the day is known, 2 it lies within two to six
    /// days, 3 only the week is known, 4 it lies within eight to thirty days or only the month is known, 5 within more than a month, at most a
    /// year. `None` for what is longer, open, or not known; "early", "mid" and "late" narrow a period first, see [`narrowed`](Self::narrowed).
    ///
    /// ```
    /// use corroborate::{DateInterval, Precision};
    /// let week = DateInterval {
    ///     start: Some("2025-07-14".parse().unwrap()),
    ///     end: Some("2025-07-20".parse().unwrap()),
    ///     precision: Some(Precision::Week),
    ///     ..DateInterval::default()
    /// };
    /// assert_eq!(week.date_prec(), Some(3));
    /// ```
    pub fn date_prec(&self) -> Option<u8> {
        let (start, end) = self.narrowed()?;
        match end.days_since(start) + 1 {
            1 => Some(1),
            2..=6 => Some(2),
            7 => Some(3),
            8..=31 => Some(4),
            32..=366 => Some(5),
            _ => None,
        }
    }

    /// The code `time_precision` of ACLED ("ACLED Codebook" 2023, variable `time_precision`): 1 the day is known, 2 the week or weekend, 3 the month. `None` for what is longer,
    /// open, or not known.
    ///
    /// ```
    /// use corroborate::{Date, DateInterval};
    /// let day: Date = "2025-07-18".parse().unwrap();
    /// assert_eq!(DateInterval::day(day).time_precision(), Some(1));
    /// ```
    pub fn time_precision(&self) -> Option<u8> {
        match self.date_prec()? {
            1 => Some(1),
            2 | 3 => Some(2),
            4 => Some(3),
            _ => None,
        }
    }

    /// The first and last day, with "early", "mid" and "late" taken as the first, middle and last third: of a month the days 1 to 10, 11 to 20, and
    /// from 21 on. `None` where an end is open or not known.
    ///
    /// ```
    /// use corroborate::{Date, DateInterval, DateModifier, Precision};
    /// let (start, end) = Date::month_of(2025, 7).unwrap();
    /// let late = DateInterval {
    ///     start: Some(start),
    ///     end: Some(end),
    ///     precision: Some(Precision::Month),
    ///     modifier: Some(DateModifier::Late),
    ///     ..DateInterval::default()
    /// };
    /// assert_eq!(late.narrowed().map(|d| d.0.to_string()).as_deref(), Some("2025-07-21"));
    /// ```
    pub fn narrowed(&self) -> Option<(Date, Date)> {
        let (start, end) = (self.start?, self.end?);
        let days = end.days_since(start) + 1;
        let third = if self.precision == Some(Precision::Month) { 10 } else { days / 3 };
        if third == 0 {
            return Some((start, end));
        }
        match self.modifier {
            Some(DateModifier::Early) => Some((start, start.plus_days(third - 1)?)),
            Some(DateModifier::Mid) => Some((start.plus_days(third)?, start.plus_days(2 * third - 1)?)),
            Some(DateModifier::Late) => Some((start.plus_days(2 * third)?, end)),
            _ => Some((start, end)),
        }
    }
}

/// The week of ISO 8601 that a day is in: `2025-W29`. The week belongs to the year of its Thursday.
fn iso_week(day: Date) -> Option<String> {
    let thursday = day.plus_days(3 - i64::from(day.weekday()))?;
    let first = Date::new(thursday.year(), 1, 1)?;
    Some(format!("{:04}-W{:02}", thursday.year(), thursday.days_since(first) / 7 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(start: &str, end: &str, precision: Precision) -> DateInterval {
        let day = |d: &str| d.parse().ok();
        DateInterval { start: day(start), end: day(end), precision: Some(precision), ..DateInterval::default() }
    }

    #[test]
    fn values_and_codes() {
        for (start, end, precision, value, code) in [
            ("2025-07-18", "2025-07-18", Precision::Day, Some("2025-07-18"), Some(1)),
            ("2025-07-18", "2025-07-20", Precision::Days, Some("2025-07-18/2025-07-20"), Some(2)),
            ("2024-12-30", "2025-01-05", Precision::Week, Some("2025-W01"), Some(3)),
            ("2021-01-02", "2021-01-03", Precision::Weekend, Some("2020-W53-WE"), Some(2)),
            ("2024-02-01", "2024-02-29", Precision::Month, Some("2024-02"), Some(4)),
            ("2024-07-01", "2024-09-30", Precision::Quarter, Some("2024-Q3"), Some(5)),
            ("2024-01-01", "2024-06-30", Precision::Months, Some("2024-H1"), Some(5)),
            ("2024-12-01", "2025-02-28", Precision::Season, Some("2024-WI"), Some(5)),
            ("2024-01-01", "2024-12-31", Precision::Year, Some("2024"), Some(5)),
            ("1990-01-01", "1999-12-31", Precision::Decade, Some("199"), None),
            ("1900-01-01", "1999-12-31", Precision::Century, Some("19"), None),
            ("1993-01-01", "", Precision::Year, Some("1993"), None),
            ("", "2018-12-31", Precision::Year, Some("2018"), None),
            ("", "", Precision::Day, None, None),
        ] {
            let date = date(start, end, precision);
            assert_eq!((date.timex3().as_deref(), date.date_prec()), (value, code), "{start} {end}");
        }
    }

    #[test]
    fn what_is_not_known_is_crossed_out() {
        for (partial, value) in [("--07-18", "XXXX-07-18"), ("--07", "XXXX-07"), ("---18", "XXXX-XX-18")] {
            let date = DateInterval { partial: Some(partial.into()), ..DateInterval::default() };
            assert_eq!((date.timex3().as_deref(), date.date_prec()), (Some(value), None));
        }
    }

    #[test]
    fn thirds_of_a_period() {
        let july = |modifier| DateInterval { modifier: Some(modifier), ..date("2025-07-01", "2025-07-31", Precision::Month) };
        for (modifier, days, code) in [
            (DateModifier::Early, "2025-07-01..2025-07-10", "START"),
            (DateModifier::Mid, "2025-07-11..2025-07-20", "MID"),
            (DateModifier::Late, "2025-07-21..2025-07-31", "END"),
            (DateModifier::About, "2025-07-01..2025-07-31", "APPROX"),
        ] {
            let (a, z) = july(modifier).narrowed().unwrap();
            assert_eq!((format!("{a}..{z}").as_str(), july(modifier).timex3_mod()), (days, Some(code)));
        }
    }
}
