//! Dates of publication as tables, feeds and pages write them.

use jiff::civil;
use jiff::fmt::{rfc2822, strtime};

use crate::date::{Date, DateError, Timestamp};

/// Reads the forms of [`Timestamp`], that of mail and feeds (RFC 2822: `Sat, 19 Jul 2025 08:00:00 GMT`), `20250719`, and days in words
/// (`July 19, 2025`, `19 July 2025`), these with whatever clock stands behind them left out. Figures such as `03/04/2024` mean one day here and another
/// there and are an error.
pub(super) fn parse(text: &str) -> Result<Timestamp, DateError> {
    let text = text.trim();
    text.parse().or_else(|error| mail(text).or_else(|| figures(text)).or_else(|| words(text)).ok_or(error))
}

fn mail(text: &str) -> Option<Timestamp> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?;
    let clock = zoned.time();
    Some(Timestamp {
        time: Some(
            u32::try_from(i32::from(clock.hour()) * 3600 + i32::from(clock.minute()) * 60 + i32::from(clock.second())).ok()?,
        ),
        offset: Some(i16::try_from(zoned.offset().seconds() / 60).ok()?),
        ..Timestamp::day(day(zoned.date())?)
    })
}

/// `20250719`, and `20250719T080000` with its clock left out.
fn figures(text: &str) -> Option<Timestamp> {
    let (figures, rest) = text.split_at_checked(8)?;
    let apart = rest.is_empty() || rest.starts_with(['T', ' ']);
    let number = |from: usize, to: usize| figures.get(from..to)?.parse().ok();
    (apart && figures.bytes().all(|b| b.is_ascii_digit()))
        .then(|| Date::new(number(0, 4)?, number(4, 6)? as u8, number(6, 8)? as u8))
        .flatten()
        .map(Timestamp::day)
}

fn words(text: &str) -> Option<Timestamp> {
    let plain: String = text.chars().map(|c| if c == ',' || c.is_whitespace() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    // Words before the day ("Published on Saturday") and the clock behind it are passed over.
    words.windows(3).find_map(|three| {
        let three = three.iter().map(|word| word.trim_end_matches('.')).collect::<Vec<_>>().join(" ");
        let three = three.replace("Sept ", "Sep ");
        ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"].iter().find_map(|form| {
            let date = strtime::parse(form, &three).ok()?.to_date().ok()?;
            day(date).map(Timestamp::day)
        })
    })
}

fn day(date: civil::Date) -> Option<Date> {
    Date::new(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, expected) in [
            ("2025-07-19", Some("2025-07-19")),
            (" 2025-07-19 08:00:00 ", Some("2025-07-19T08:00")),
            ("2025-07-19T08:00:00.000Z", Some("2025-07-19T08:00Z")),
            ("2025-07-19T08:00:00+0300", Some("2025-07-19T08:00+03:00")),
            ("Sat, 19 Jul 2025 08:00:00 GMT", Some("2025-07-19T08:00Z")),
            ("Sat, 19 Jul 2025 08:00:05 +0300", Some("2025-07-19T08:00:05+03:00")),
            ("Fri, 19 Jul 2025 08:00:00 +0000", Some("2025-07-19T08:00Z")),
            ("20250719", Some("2025-07-19")),
            ("20250719T080000Z", Some("2025-07-19")),
            ("July 19, 2025", Some("2025-07-19")),
            ("Published on Saturday, July 19, 2025, 8:00 a.m.", Some("2025-07-19")),
            ("19 July 2025 at 10:30", Some("2025-07-19")),
            ("19 Jul. 2025", Some("2025-07-19")),
            ("Sept. 3, 2025", Some("2025-09-03")),
            ("February 30, 2025", None),
            ("20251319", None),
            ("202507190", None),
            ("19/07/2025", None),
            ("yesterday", None),
            ("", None),
            ("１９ July 2025", None),
        ] {
            assert_eq!(parse(text).ok().map(|t| t.to_string()).as_deref(), expected, "{text}");
        }
    }
}
