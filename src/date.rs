//! Civil dates and points of publication, without time zones or a clock.

use std::fmt;
use std::str::FromStr;

use jiff::{ToSpan, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the Gregorian calendar, written `2025-07-18`. Years run from -9999 to 9999.
///
/// ```
/// use corroborate::Date;
/// let day: Date = "2025-07-18".parse().unwrap();
/// assert_eq!(day.plus_days(14).unwrap().to_string(), "2025-08-01");
/// assert!("2025-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(civil::Date);

/// A text that is no date, or no possible one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no possible date: write YYYY-MM-DD, with a time after `T` where it is known")]
pub struct DateError(String);

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Date)
    }

    /// Year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// Day of the week: 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs()
    }

    /// The day `days` later (earlier where negative), if the calendar reaches it.
    pub fn plus_days(self, days: i64) -> Option<Date> {
        if days.unsigned_abs() > 7_000_000 {
            return None;
        }
        self.0.checked_add(days.days()).ok().map(Date)
    }

    /// The same day `months` later, cut to the length of that month.
    pub fn plus_months(self, months: i32) -> Option<Date> {
        if months.unsigned_abs() > 200_000 {
            return None;
        }
        self.0.checked_add(months.months()).ok().map(Date)
    }

    /// Days from `earlier` to this day; negative where this day comes first.
    pub fn days_since(self, earlier: Date) -> i64 {
        self.number() - earlier.number()
    }

    /// Days since 0000-03-01, a dense number for windows and sorting.
    pub fn number(self) -> i64 {
        // Days from civil, H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let (y, m, d) = (i64::from(self.year()), i64::from(self.month()), i64::from(self.day()));
        let y = if m <= 2 { y - 1 } else { y };
        let (era, yoe) = (y.div_euclid(400), y.rem_euclid(400));
        let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy
    }

    /// The first and the last day of a month.
    pub fn month_of(year: i16, month: u8) -> Option<(Date, Date)> {
        let first = Date::new(year, month, 1)?;
        Some((first, Date(first.0.last_of_month())))
    }

    /// The first and the last day of a year.
    pub fn year_of(year: i16) -> Option<(Date, Date)> {
        Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Date, DateError> {
        let wrong = || DateError(s.into());
        let number = |part: Option<&str>, width: usize| -> Result<i16, DateError> {
            part.filter(|p| p.len() == width && p.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|p| p.parse().ok())
                .ok_or_else(wrong)
        };
        let mut parts = s.split('-');
        let (y, m, d) = (number(parts.next(), 4)?, number(parts.next(), 2)?, number(parts.next(), 2)?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        Date::new(y, m.unsigned_abs() as u8, d.unsigned_abs() as u8).ok_or_else(wrong)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads a string without keeping it.
struct FromText<T>(std::marker::PhantomData<T>);

impl<T: FromStr<Err = DateError>> de::Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2025-07-18")
    }

    fn visit_str<E: de::Error>(self, s: &str) -> Result<T, E> {
        s.parse().map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        deserializer.deserialize_str(FromText(std::marker::PhantomData))
    }
}

/// When a document appeared: a day, and where they are known the time of day and the offset from UTC.
///
/// Reads `2025-07-19`, `2025-07-19T08:42`, `2025-07-19 08:42:10Z`, `2025-07-19T08:42:10.5+03:00`. The day is the day at
/// the place of publication: relative dates of the text ("on Friday") start from it.
///
/// ```
/// use corroborate::Timestamp;
/// let a: Timestamp = "2025-07-19T01:30+03:00".parse().unwrap();
/// let b: Timestamp = "2025-07-18T23:00Z".parse().unwrap();
/// assert!(a.minutes() < b.minutes());
/// assert_eq!(a.date.to_string(), "2025-07-19");
/// assert_eq!(a.to_string(), "2025-07-19T01:30+03:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp {
    /// The day.
    pub date: Date,
    /// Seconds since midnight.
    pub time: Option<u32>,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

impl Timestamp {
    /// Midnight of a day, time unknown.
    pub fn day(date: Date) -> Timestamp {
        Timestamp { date, time: None, offset: None }
    }

    /// Minutes on one line of time, for comparing; an unknown time counts as the start of its day, an unknown offset as UTC.
    pub fn minutes(self) -> i64 {
        self.date.number() * 1440 + i64::from(self.time.unwrap_or(0) / 60) - i64::from(self.offset.unwrap_or(0))
    }
}

impl From<Date> for Timestamp {
    fn from(date: Date) -> Timestamp {
        Timestamp::day(date)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date.fmt(f)?;
        let Some(t) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", t / 3600, t / 60 % 60)?;
        if t % 60 > 0 {
            write!(f, ":{:02}", t % 60)?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(o) => write!(f, "{}{:02}:{:02}", if o < 0 { '-' } else { '+' }, o.abs() / 60, o.abs() % 60),
        }
    }
}

impl FromStr for Timestamp {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Timestamp, DateError> {
        let wrong = || DateError(s.into());
        let text = s.trim();
        let (day, rest) = text.split_at_checked(10).ok_or_else(wrong)?;
        let date: Date = day.parse().map_err(|_| wrong())?;
        if rest.is_empty() {
            return Ok(Timestamp::day(date));
        }
        let rest = rest.strip_prefix(['T', 't', ' ']).ok_or_else(wrong)?.trim_start();
        let split = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let (clock, zone) = (rest[..split].trim_end(), &rest[split..]);
        let two = |p: &str| p.get(..2).filter(|p| p.bytes().all(|b| b.is_ascii_digit())).and_then(|p| p.parse::<u32>().ok());
        let mut parts = clock.split(':');
        let (h, m) = (parts.next().and_then(two).ok_or_else(wrong)?, parts.next().and_then(two).ok_or_else(wrong)?);
        let sec = parts.next().map_or(Some(0), two).ok_or_else(wrong)?;
        if h > 23 || m > 59 || sec > 60 || parts.next().is_some() {
            return Err(wrong());
        }
        let offset = match zone.as_bytes().first() {
            None => None,
            Some(b'Z' | b'z') if zone.len() == 1 => Some(0),
            Some(sign) => {
                let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
                let value = match digits.len() {
                    2 => digits.parse::<i16>().ok().map(|h| h * 60),
                    4 => digits.parse::<i16>().ok().map(|n| n / 100 * 60 + n % 100),
                    _ => None,
                };
                let value = value.filter(|v| (0..=18 * 60).contains(v)).ok_or_else(wrong)?;
                Some(if *sign == b'-' { -value } else { value })
            }
        };
        Ok(Timestamp { date, time: Some(h * 3600 + m * 60 + sec.min(59)), offset })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        deserializer.deserialize_str(FromText(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dense() {
        let mut day = Date::new(1899, 12, 28).unwrap();
        let first = day.number();
        for n in 0..80_000 {
            assert_eq!(day.number(), first + n);
            day = day.plus_days(1).unwrap();
        }
    }

    #[test]
    fn timestamps() {
        for (text, shown) in [
            ("2025-07-19", "2025-07-19"),
            ("2025-07-19 08:42", "2025-07-19T08:42"),
            ("2025-07-19T08:42:10.25Z", "2025-07-19T08:42:10Z"),
            ("2025-07-19T08:42-0430", "2025-07-19T08:42-04:30"),
        ] {
            assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), shown, "{text}");
        }
        for text in [
            "",
            "2025",
            "2025-13-01",
            "2025-02-30",
            "2025-07-19T",
            "2025-07-19T25:00",
            "2025-07-19T10:00+99:00",
            "19/07/2025",
            "２０２５-07-19",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }
}
