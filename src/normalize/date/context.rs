//! What the dates of a text are read against: the day of publication, the dates said before, the ways of the outlet.

use super::spec::{Rel, Spec};
use crate::claim::{DateInterval, Precision};
use crate::date::Date;

/// What a date of the text is read against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The day of publication.
    pub published: Option<Date>,
    /// The date last mentioned, and its grain.
    pub focus: Option<(Date, Date, Precision)>,
    /// The quarter last spoken of.
    pub quarter: Option<(Date, Date)>,
    /// The year that a narrative has come to, and its last month where one was said.
    pub year: Option<(i16, Option<u8>)>,
    /// The text tells of the past year by year: dates without a year are of the year last named.
    pub narrative: bool,
    /// How the outlet writes days and months in figures.
    pub order: Order,
    /// Nothing stands in the text but this date: a query, a plan, a cell of a table. It is read forward.
    pub alone: bool,
    /// A date is the first one on or after `published`: "Easter nine months from now" is read from there.
    pub ahead: bool,
}

/// Which comes first in "03/04/2024".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The outlet's country is not known: the month, as most English text that writes such dates is American; the other reading is kept.
    #[default]
    Unknown,
    /// The day.
    Day,
    /// The month.
    Month,
}

/// How a date stands in its sentence, for what it says about the time of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// It opens the sentence or is a heading.
    First,
    /// It stands within.
    Within,
    /// In brackets, or the bound of something: "until 1919", "the borders of 1812".
    Aside,
}

/// Whether the words around a date speak of the past or of the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "was hit on Friday".
    Past,
    /// "will open on Friday".
    Future,
    /// Nothing says.
    Open,
}

impl Context {
    /// Keeps a date as the one in focus.
    pub fn keep(&mut self, spec: Spec, date: &DateInterval, lead: Lead) {
        let (Some(start), Some(end), Some(precision)) = (date.start, date.end, date.precision) else { return };
        if matches!(spec, Spec::Vague { .. }) {
            return;
        }
        self.focus = Some((start, end, precision));
        if matches!(spec, Spec::Quarter { halves: false, .. } | Spec::SameQuarter { .. }) && precision == Precision::Quarter {
            self.quarter = Some((start, end));
        }
        // A lone year in brackets, of a bound ("until 1919"), back or far from the story ("the borders of 1812") does not move it.
        let month = matches!(precision, Precision::Day | Precision::Days | Precision::Month | Precision::Season);
        let far = self.year.is_some_and(|(y, _)| (i32::from(y) - i32::from(end.year())).abs() > 4);
        let back = self.year.is_some_and(|(y, _)| end.year() < y);
        let told = match spec {
            Spec::Years { .. } => lead == Lead::First || lead == Lead::Within && !far && !back,
            // A full date of an earlier year within a sentence looks back.
            Spec::Day { year: Some(_), .. } | Spec::Month { year: Some(_), .. } => lead == Lead::First || !back,
            Spec::Season { year: None, .. } => false,
            _ => true,
        };
        let backward = matches!(
            spec,
            Spec::Away { .. }
                | Spec::UnitAway { .. }
                | Spec::Rest(_)
                | Spec::Deictic(_)
                | Spec::Span { rel: Rel::Last | Rel::This | Rel::Next, .. }
        );
        if told && !backward && precision <= Precision::Year {
            let same = self.year.and_then(|(y, m)| if y == end.year() { m } else { None });
            let year = if precision == Precision::Season { start.year() } else { end.year() };
            self.year = Some((year, if month { Some(end.month()) } else { same }));
        }
    }

    /// The year of a month in a narrative: that of the date before, or the next where the story goes on over new year.
    pub fn told_year(&self, month: u8) -> Option<i16> {
        let (year, last) = self.year.filter(|_| self.narrative)?;
        Some(if last.is_some_and(|l| l >= 11) && month <= 2 { year.saturating_add(1) } else { year })
    }
}
