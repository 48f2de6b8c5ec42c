//! When.

use crate::claim::{DateInterval, RefersTo};
use crate::cluster::agreement::Agreement;
use crate::cluster::field::Compared;
use crate::date::Date;

/// An interval of day numbers.
#[derive(Clone, Debug)]
pub(crate) struct DateForm {
    pub(crate) start: i32,
    pub(crate) end: i32,
    /// The year is not known: `start` and `end` lie in a year of reference, or in none.
    pub(crate) partial: Partial,
    /// The date is that of the report.
    pub(crate) report: bool,
    /// Other readings.
    others: Vec<(i32, i32)>,
    /// Rarity in bits (−log2 of the share of claims), of claims with this day or interval.
    pub(crate) rarity: f64,
    /// Rarity in bits (−log2 of the share of claims), of claims whose dates meet this one.
    pub(crate) breadth: f64,
}

/// What is known of a date without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Partial {
    /// The year is known.
    No,
    /// Month, and day where it is not 0.
    Month(u8, u8),
    /// Day of an unknown month.
    Day(u8),
}

/// Longest interval, in days, that still says when; a longer one ("since the start of the war") is blocked without it.
pub(crate) const LONG: i32 = 21;

fn number(date: Date) -> i32 {
    i32::try_from(date.number()).unwrap_or(0)
}

impl DateForm {
    /// `None` where nothing is known. `published` is the day of the report: it closes what is told to go on since a day before it.
    pub(crate) fn new(date: &DateInterval, published: Option<i32>) -> Option<DateForm> {
        let partial = date.partial.as_deref().filter(|_| date.is_unresolved()).map_or(Some(Partial::No), parse)?;
        if partial == Partial::No && date.is_unresolved() {
            return None;
        }
        let start = date.start.map_or(i32::MIN, number);
        let until_now = || published.filter(|day| start <= *day && start > i32::MIN).unwrap_or(i32::MAX);
        let end = date.end.map_or_else(until_now, number);
        let others = date.alternatives.iter().map(|(s, e)| (number(*s).min(number(*e)), number(*e).max(number(*s)))).collect();
        Some(DateForm {
            start: start.min(end),
            end: end.max(start),
            partial,
            report: date.refers_to == RefersTo::Report,
            others,
            rarity: 0.0,
            breadth: 0.0,
        })
    }

    /// Whether the interval is short enough to find others by.
    pub(crate) fn is_narrow(&self) -> bool {
        self.partial == Partial::No && self.end.saturating_sub(self.start) < LONG
    }

    /// Days between the two; 0 where they meet. The best of the readings counts.
    pub(crate) fn gap(&self, other: &DateForm) -> i32 {
        let gap = |a: (i32, i32), b: (i32, i32)| a.0.saturating_sub(b.1).max(b.0.saturating_sub(a.1)).max(0);
        if self.others.is_empty() && other.others.is_empty() {
            return gap((self.start, self.end), (other.start, other.end));
        }
        let own = || std::iter::once((self.start, self.end)).chain(self.others.iter().copied());
        let theirs = || std::iter::once((other.start, other.end)).chain(other.others.iter().copied());
        own().flat_map(|a| theirs().map(move |b| gap(a, b))).min().unwrap_or(0)
    }

    pub(crate) fn compare(&self, other: &DateForm) -> Option<Compared> {
        if self.partial != Partial::No || other.partial != Partial::No {
            return self.compare_partial(other);
        }
        if self.report != other.report {
            let (report, event) = if self.report { (self, other) } else { (other, self) };
            // A report follows its event, mostly within a week.
            return Some(match report.end.saturating_sub(event.start) {
                ..0 => (Agreement::DateFar, None),
                _ if report.start.saturating_sub(event.end) <= 7 => (Agreement::DateReported, None),
                8..=30 => (Agreement::DateUnpublished, None),
                _ => (Agreement::DateNear, None),
            });
        }
        if (self.start, self.end) == (other.start, other.end) {
            return Some((Agreement::DateSame, Some(self.rarity.min(other.rarity))));
        }
        Some(match self.gap(other) {
            0 => (Agreement::DateOverlap, Some(self.breadth.min(other.breadth))),
            gap => (apart(gap), None),
        })
    }

    fn compare_partial(&self, other: &DateForm) -> Option<Compared> {
        const DAY: f64 = 5.5;
        const MONTH: f64 = 1.3;
        Some(match (self.partial, other.partial) {
            (Partial::Month(a, 0), Partial::Month(b, _)) | (Partial::Month(a, _), Partial::Month(b, 0)) => {
                if a == b {
                    (Agreement::DateOverlap, Some(MONTH))
                } else {
                    (Agreement::DateWeek, None)
                }
            }
            (Partial::Month(a, d), Partial::Month(b, e)) => match (day_of_year(a, d) - day_of_year(b, e)).rem_euclid(366) {
                0 => (Agreement::DateSame, Some(DAY)),
                gap => (apart(gap.min(366 - gap)), None),
            },
            (Partial::Day(a), Partial::Day(b) | Partial::Month(_, b)) | (Partial::Month(_, b), Partial::Day(a)) => match b {
                0 => return None,
                b if a == b => (Agreement::DateOverlap, Some(2.0)),
                _ => (Agreement::DateWeek, None),
            },
            (partial, Partial::No) => other.against(partial)?,
            (Partial::No, partial) => self.against(partial)?,
        })
    }

    /// This interval against a date without a year.
    fn against(&self, partial: Partial) -> Option<Compared> {
        if !self.is_narrow() {
            return None;
        }
        let days = || (self.start..=self.end).filter_map(calendar);
        Some(match partial {
            Partial::No => return None,
            Partial::Day(day) if days().any(|d| d.day() == day) => (Agreement::DateOverlap, Some(2.0)),
            Partial::Month(month, 0) if days().any(|d| d.month() == month) => (Agreement::DateOverlap, Some(1.3)),
            Partial::Day(_) | Partial::Month(_, 0) => (Agreement::DateWeek, None),
            Partial::Month(month, day) => {
                let gap = days()
                    .map(|d| (day_of_year(d.month(), d.day()) - day_of_year(month, day)).rem_euclid(366))
                    .map(|g| g.min(366 - g))
                    .min()?;
                match gap {
                    0 if self.start == self.end => (Agreement::DateSame, Some(self.rarity.min(5.5))),
                    0 => (Agreement::DateOverlap, Some(self.breadth)),
                    gap => (apart(gap), None),
                }
            }
        })
    }
}

fn apart(gap: i32) -> Agreement {
    match gap {
        ..=1 => Agreement::DateNext,
        2..=3 => Agreement::DateNear,
        4..=7 => Agreement::DateWeek,
        8..=92 => Agreement::DateFar,
        _ => Agreement::DateDistant,
    }
}

/// `--07-18`, `--07`, `---18`.
fn parse(text: &str) -> Option<Partial> {
    if let Some(day) = text.strip_prefix("---") {
        return day.parse().ok().filter(|d| (1..=31).contains(d)).map(Partial::Day);
    }
    let mut parts = text.strip_prefix("--")?.split('-').map(|p| p.parse::<u8>().ok());
    let month = parts.next()??;
    let day = parts.next().unwrap_or(Some(0))?;
    ((1..=12).contains(&month) && day <= 31).then_some(Partial::Month(month, day))
}

/// Day of a leap year, so that every month and day has one.
fn day_of_year(month: u8, day: u8) -> i32 {
    Date::new(2024, month, day.max(1)).zip(Date::new(2024, 1, 1)).map_or(0, |(d, first)| number(d) - number(first))
}

fn calendar(day: i32) -> Option<Date> {
    let epoch = Date::new(2000, 1, 1)?;
    epoch.plus_days(i64::from(day) - epoch.number())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateForm {
        let (start, end) = text.split_once("..").unwrap_or((text, text));
        let date = |t: &str| t.parse().ok();
        DateForm::new(&DateInterval { start: date(start), end: date(end), ..DateInterval::default() }, None).unwrap()
    }

    fn partial(text: &str) -> DateForm {
        DateForm::new(&DateInterval { partial: Some(text.into()), ..DateInterval::default() }, None).unwrap()
    }

    #[test]
    fn levels() {
        let report = |text| DateForm { report: true, ..day(text) };
        for (name, a, b, expected) in [
            ("same", day("2025-07-18"), day("2025-07-18"), Some(Agreement::DateSame)),
            ("overnight", day("2025-07-18"), day("2025-07-18..2025-07-19"), Some(Agreement::DateOverlap)),
            ("open", day("2025-07-18"), day("2022-02-24.."), Some(Agreement::DateOverlap)),
            ("open, earlier", day("2021-07-18"), day("2022-02-24.."), Some(Agreement::DateDistant)),
            ("a season", day("2025-07-18"), day("2025-10-18"), Some(Agreement::DateFar)),
            ("more than a season", day("2025-07-18"), day("2025-10-19"), Some(Agreement::DateDistant)),
            ("next day", day("2025-07-31"), day("2025-08-01"), Some(Agreement::DateNext)),
            ("three days", day("2025-07-31"), day("2025-08-03"), Some(Agreement::DateNear)),
            ("reported", day("2025-07-18"), report("2025-07-20"), Some(Agreement::DateReported)),
            ("reported before", day("2025-07-18"), report("2025-07-10"), Some(Agreement::DateFar)),
            ("without year", day("2025-07-18"), partial("--07-18"), Some(Agreement::DateSame)),
            ("without year, other day", day("2025-07-18"), partial("--07-19"), Some(Agreement::DateNext)),
            ("over new year", day("2025-12-31"), partial("--01-01"), Some(Agreement::DateNext)),
            ("both without year", partial("--07-18"), partial("--07-18"), Some(Agreement::DateSame)),
            ("month", partial("--07"), day("2025-07-18"), Some(Agreement::DateOverlap)),
            ("other month", partial("--06"), partial("--07-18"), Some(Agreement::DateWeek)),
            ("day of a month", partial("---18"), day("2025-07-18"), Some(Agreement::DateOverlap)),
            ("day and month", partial("---18"), partial("--07"), None),
            ("no year, long interval", partial("--07-18"), day("2022-02-24.."), None),
        ] {
            assert_eq!(a.compare(&b).map(|l| l.0), expected, "{name}");
            assert_eq!(b.compare(&a).map(|l| l.0), expected, "{name}, turned");
        }
    }

    #[test]
    fn a_report_closes_what_goes_on_since_a_day_before_it() {
        let since = |start: &str, published| {
            DateForm::new(&DateInterval { start: start.parse().ok(), ..DateInterval::default() }, published).unwrap().end
        };
        let told = day("2025-07-18").start;
        assert_eq!(since("2025-07-11", Some(told)), told);
        assert_eq!(since("2025-07-18", Some(told)), told);
        assert_eq!(since("2025-07-11", None), i32::MAX);
        assert_eq!(since("2025-08-01", Some(told)), i32::MAX, "what is still to come stays open");
    }

    #[test]
    fn odd_dates() {
        assert!(DateForm::new(&DateInterval::default(), None).is_none());
        for text in ["", "--", "--13", "---0", "--07-99", "07-18", "--七"] {
            assert!(
                DateForm::new(&DateInterval { partial: Some(text.into()), ..DateInterval::default() }, None).is_none(),
                "{text}"
            );
        }
    }
}
