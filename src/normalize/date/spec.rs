//! What a date says before it is known which day that is.

use crate::claim::DateModifier;
use crate::lexicon::calendar::{DayPart, Unit};
use crate::lexicon::feasts::Feast;

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spec {
    /// "18 July 2025", "July 18".
    Day { year: Option<i16>, month: u8, day: u8 },
    /// "03/04/2024", "4/22": which of the two is the month is not said.
    Slashed { first: u8, second: u8, year: Option<i16> },
    /// "the 21st", "Friday the 22nd", "the 20th of next month" (`months` from this one).
    DayOfMonth { day: u8, weekday: Option<u8>, months: Option<i8> },
    /// "July", "July 2025", "last July".
    Month { year: Option<i16>, month: u8, rel: Rel },
    /// "October of last year", "July 5 this year": a month or day in a year that is said by its place.
    InYear { month: u8, day: Option<u8>, rel: Rel },
    /// "the quarter", "the 1988 period", "the year-ago quarter": the quarter that is spoken of, moved by years.
    SameQuarter { year: Option<YearSpec> },
    /// "the third quarter of 2024"; `halves` for "the first half".
    Quarter { year: Option<YearSpec>, nth: u8, halves: bool },
    /// "the second half of June".
    HalfMonth { year: Option<i16>, month: u8, second: bool },
    /// "the summer of 1943", "last spring".
    Season { year: Option<i16>, season: u8, rel: Rel },
    /// Years on end: a year, a decade, a century.
    Years { first: i16, count: i16 },
    /// "Friday", "last Friday", "Friday of next week" (`week`: weeks from this one).
    Weekday { day: u8, rel: Rel, week: Option<i8> },
    /// "two Thursdays ago", "four Tuesdays from now": so many of them from publication.
    Weekdays { day: u8, count: i16 },
    /// "the week starting February 4": seven days from one.
    Starting { year: Option<i16>, month: u8, day: u8 },
    /// "last week", "this year", "the past three months".
    Span { unit: Unit, rel: Rel, count: u16 },
    /// "the week after next", "two upcoming month": the nth unit from this one, negative before it.
    UnitAway { unit: Unit, count: i16 },
    /// "the rest of the week": from publication to the end of the unit.
    Rest(Unit),
    /// "week 31", "week 5 of 2024": of the year, as ISO 8601 counts.
    WeekOfYear { year: Option<i16>, week: u8 },
    /// "a few days ago", "several weeks later", "the past few months": between so many and so many units.
    Vague { least: u8, most: u8, unit: Unit, back: bool, from: Anchor, since: bool },
    /// "three days ago", "two weeks later".
    Away { count: i32, unit: Unit, from: Anchor },
    /// "yesterday": days from publication.
    Deictic(i8),
    /// "overnight", from the day before; `into` a weekday.
    Overnight { into: Option<u8> },
    /// "Good Friday", "Ramadan 2024"; `weekend` for "Labor Day weekend". A state may keep another day under that name.
    Holiday { feast: Feast, name: u16, year: Option<i16>, rel: Rel, weekend: bool },
    /// "the first week of October", "the last three weeks of this year": so many units of a month or year from the nth; negative from the end.
    Nth { nth: i8, unit: Unit, count: u8, of: Whole },
    /// "the first Monday of October"; negative from the end.
    NthWeekday { nth: i8, weekday: u8, month: MonthSpec },
    /// "the week of March 6": the unit that holds a day.
    Around { unit: Unit, year: Option<i16>, month: u8, day: u8 },
}

/// What units are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// "October", "October 2025".
    Month(Option<i16>, u8),
    /// "2025".
    Year(i16),
    /// "last month", "this year".
    Span(Unit, Rel),
}

/// A month, or a month said by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthSpec {
    /// "October 2025", "October".
    Named(Option<i16>, u8),
    /// "next month": months from this one.
    Away(i8),
}

/// A year, or a year said by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearSpec {
    /// "2024".
    Year(i16),
    /// "last year": years from this one.
    Away(i8),
}

/// Which one of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rel {
    /// "Friday".
    Bare,
    /// "last", "past".
    Last,
    /// "this", "current".
    This,
    /// "next", "coming".
    Next,
    /// "the previous", before the date in focus.
    Previous,
    /// "the following", after the date in focus.
    Following,
    /// "that", "the same": the date in focus.
    Same,
    /// "March after next".
    AfterNext,
    /// "the nearest Christmas", "the third closest Easter".
    Nearest(u8),
}

/// What a distance is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Publication.
    Publication,
    /// The date last mentioned.
    Focus,
}

/// A date in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it says.
    pub spec: Spec,
    /// "early", "mid", "late".
    pub narrow: Option<DateModifier>,
    /// "morning", "night".
    pub part: Option<DayPart>,
    /// Months and days from there: "three weeks after" of "three weeks after Easter".
    pub offset: Option<(i32, i32)>,
    /// The first one from so many months and days after publication: "Easter nine months from now", "next 6th of April".
    pub ahead: Option<(i32, i32)>,
    /// The weekday that is written beside a day of a month.
    pub weekday: Option<u8>,
}
