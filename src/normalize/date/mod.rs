//! Dates: absolute, partial, weekdays, relative, parts of years, holidays, ranges; always as intervals of days with both ends inclusive.
//!
//! Rules for what is left open follow measurements on news text (TempEval-3): a bare weekday looks back, a day without a
//! year is the nearest one, a bare month follows the tense. A text that tells of the past year by year carries its last year. Without a
//! day of publication nothing is made up: relative dates stay unresolved, and "July 18" is `--07-18`.

mod context;
mod grammar;
mod resolve;
mod spec;
mod tense;

#[cfg(test)]
mod tests;

use std::cell::LazyCell;
use std::ops::Range;

use context::{Context, Lead, Order, Tense};
use spec::{Piece, Rel, Spec};

use super::reader::Reader;
use super::{DateMention, Page, Setting, Taken};
use crate::claim::{Basis, DateInterval, DateModifier, Precision};
use crate::date::Date;
use crate::lexicon::calendar::{DayPart, Unit};
use crate::lexicon::words::Class;
use crate::lexicon::{country_of_domain, is_host};
use crate::text::{Kind, Layout};

/// Finds the dates of an article. Linear in its length.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    // Few dates hang on the country of the publisher.
    let home = LazyCell::new(|| home(setting));
    let mut published = setting.published.map(|p| p.date);
    for page in pages {
        let r = Reader { page, lexicon: setting.lexicon };
        let pieces = pieces(r);
        let slashed = pieces.iter().any(|p| p.is_slashed());
        let order = if slashed { order(home.as_deref()).unwrap_or_else(|| order_of_text(r)) } else { Order::default() };
        let alone = matches!(pieces.as_slice(), [only] if grammar::is_alone(r, only.start()..only.end()));
        let mut context = Context { published, order, alone, narrative: is_narrative(&pieces, published), ..Context::default() };
        let mut found: Vec<DateMention> = Vec::with_capacity(pieces.len());
        for (n, group) in pieces.iter().enumerate() {
            let group = &group.told_on(r, pieces.get(n + 1));
            let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&group.start()));
            let Some(mut mention) = group.at_home(r, || home.as_deref()).resolve(r, &context) else { continue };
            if dateline {
                mention.date.basis = Some(Basis::Dateline);
                // A dated dateline stands in where the day of publication is not known.
                if published.is_none() && mention.date.start == mention.date.end {
                    published = mention.date.start;
                    context.published = published;
                }
            } else {
                let bounds = ["(", "until", "by", "before", "since", "after", "till", "from", "of"];
                let lead = if r.is(mention.tokens.start.wrapping_sub(1), &bounds) {
                    Lead::Aside
                } else if leads(r, mention.tokens.start) {
                    Lead::First
                } else {
                    Lead::Within
                };
                context.keep(group.last_spec(), &mention.date, lead);
            }
            let mut mention = open(r, mention);
            // "Until May 9" names no day on which something happened.
            mention.past = mention.past.filter(|_| mention.date.start.is_some() && mention.date.end.is_some());
            found.push(mention);
        }
        let taken: Vec<Range<usize>> = found.iter().map(|d| d.tokens.clone()).collect();
        for tokens in taken {
            page.take(tokens, Taken::Date);
        }
        page.dates = found;
    }
}

/// The country of the publisher (ISO 3166-1 alpha-2): from the table of outlets, else by its domain.
fn home(setting: &Setting<'_>) -> Option<String> {
    let key = setting.document.publisher_key()?.to_ascii_lowercase();
    if [".gov", ".mil"].iter().any(|top| key.ends_with(top)) {
        return Some("US".into());
    }
    let outlet = setting.lexicon.outlets().publisher(&key).and_then(|o| o.country.clone());
    outlet.or_else(|| if is_host(&key) { country_of_domain(&key) } else { None })
}

/// How a country writes days and months in figures: in the United States the month goes first, in nearly all other countries the day
/// (CLDR, short date formats); Canada and the Philippines write both ways, and East Asia begins with the year.
fn order(country: Option<&str>) -> Option<Order> {
    match country {
        None | Some("CA" | "PH" | "CN" | "JP" | "KR" | "KP" | "TW" | "HU" | "LT" | "MN" | "SE" | "ZA") => None,
        Some("US" | "PR" | "GU" | "VI" | "AS" | "MP" | "FM" | "MH" | "PW") => Some(Order::Month),
        Some(_) => Some(Order::Day),
    }
}

/// The day that the country named right before a holiday keeps ("Kenya's Independence Day"), else that of the outlet's country.
fn at_home<'h>(r: Reader<'_, '_>, home: impl Fn() -> Option<&'h str>, mut piece: Piece) -> Piece {
    if let Spec::Holiday { feast, name, .. } = &mut piece.spec {
        let owner = if r.norm(piece.start.wrapping_sub(1)) == "'s" { 2 } else { 1 };
        let named = piece.start.checked_sub(owner).filter(|at| r.together(*at, piece.start)).and_then(|at| r.side(at));
        let kept_in = |country: &str| r.lexicon.calendar().kept_in(*name, country);
        let kept = if let Some(country) = named { kept_in(country) } else { home().and_then(kept_in) };
        *feast = kept.unwrap_or(*feast);
    }
    piece
}

/// What the text itself shows: a date such as 25/10/2024 can be read one way only, and its others are written like it.
fn order_of_text(r: Reader<'_, '_>) -> Order {
    let shown = (0..r.len()).filter(|t| r.norm(t + 1) == "/").find_map(|t| {
        let (first, second) = (r.digits(t, 2)?, r.digits(t + 2, 2)?);
        let dated = r.norm(t + 3) == "/" && r.joined(t + 3) && r.digits(t + 4, 4).is_some();
        match (first, second) {
            (13..=31, 1..=12) if dated => Some(Order::Day),
            (1..=12, 13..=31) if dated => Some(Order::Month),
            _ => None,
        }
    });
    shown.unwrap_or_default()
}

/// Most words from a night to the day on which it was told.
const TOLD: usize = 24;

/// One date, or the two ends of a period.
#[derive(Clone, Copy, Debug)]
enum Group {
    One(Piece),
    Two { start: usize, first: Piece, last: Piece, list: bool },
}

/// All dates of a page as they are written.
fn pieces(r: Reader<'_, '_>) -> Vec<Group> {
    let mut all = Vec::with_capacity(r.len() / 32);
    let mut at = 0;
    while at < r.len() {
        match group(r, at) {
            Some(group) => {
                at = group.end().max(at + 1);
                all.push(group);
            }
            None => at += 1,
        }
    }
    all
}

fn group(r: Reader<'_, '_>, at: usize) -> Option<Group> {
    let lead = r.is(at, &["from", "between"]);
    if !grammar::may_start(r, at + usize::from(lead)) || r.page.text.sentence_of(at).layout == Layout::Boilerplate {
        return None;
    }
    if let Some((first, last)) = grammar::listed(r, at).filter(|(a, b)| r.together(a.start, b.end - 1)) {
        return Some(Group::Two { start: at, first, last, list: true });
    }
    if let Some((from, to, end)) = grammar::short_range(r, at) {
        let year = |start, end, y| grammar::made(start, end, Spec::Years { first: y, count: 1 });
        return Some(Group::Two { start: at, first: year(at, at + 1, from), last: year(end - 1, end, to), list: true });
    }
    let first = grammar::started(r, at + usize::from(lead))?;
    let between = r.norm(at) == "between";
    // "Between December, 2012, and December, 2013".
    let joint =
        first.end + usize::from(lead && r.norm(first.end) == "," && r.is(first.end + 1, &["and", "to", "until", "through"]));
    let slash = r.norm(joint) == "/" && matches!(first.spec, Spec::Month { .. });
    let joined = slash
        || r.norm(joint) == "~"
        || r.dash(joint)
        || r.is(joint, &["to", "until", "through", "till"])
        || between && r.norm(joint) == "and";
    if joined && r.together(at, joint + 1) {
        let skip =
            if r.is(joint + 1, &["the", "about"]) && grammar::piece(r, joint + 1).is_none() { joint + 2 } else { joint + 1 };
        let last = grammar::piece(r, skip).or_else(|| grammar::until_now(r, skip));
        if let Some(last) = last.filter(|l| ranges(&first, l)) {
            return Some(Group::Two { start: if lead { at } else { first.start }, first, last, list: false });
        }
    }
    if lead { None } else { Some(Group::One(first)) }
}

/// Whether two dates can be the ends of a period.
fn ranges(first: &Piece, last: &Piece) -> bool {
    let relative = |s: &Spec| matches!(s, Spec::Away { .. } | Spec::Span { unit: Unit::Day, .. });
    !relative(&first.spec) && !relative(&last.spec)
}

impl Group {
    fn start(&self) -> usize {
        match self {
            Group::One(p) => p.start,
            Group::Two { start, .. } => *start,
        }
    }

    fn end(&self) -> usize {
        match self {
            Group::One(p) => p.end,
            Group::Two { last, .. } => last.end,
        }
    }

    fn last_spec(&self) -> Spec {
        match self {
            Group::One(p) => p.spec,
            Group::Two { last, .. } => last.spec,
        }
    }

    /// Whether a day and a month stand in it that may be the other way round.
    fn is_slashed(&self) -> bool {
        let slashed = |piece: &Piece| matches!(piece.spec, Spec::Slashed { .. });
        match self {
            Group::One(p) => slashed(p),
            Group::Two { first, last, .. } => slashed(first) || slashed(last),
        }
    }

    /// "Killed overnight, the mayor said on Thursday": the night before the day on which that was said.
    fn told_on(&self, r: Reader<'_, '_>, next: Option<&Group>) -> Group {
        let (Group::One(night), Some(Group::One(day))) = (self, next) else { return *self };
        let (Spec::Overnight { into: None }, Spec::Weekday { day: weekday, rel: Rel::Bare, week: None }) = (night.spec, day.spec)
        else {
            return *self;
        };
        let said = |t: usize| r.page.has(t, Class::Utterance);
        let told = day.start < night.end + TOLD && r.together(night.start, day.start) && (night.end..day.start).any(said);
        if told { Group::One(Piece { spec: Spec::Overnight { into: Some(weekday) }, ..*night }) } else { *self }
    }

    /// With the holidays of a country.
    fn at_home<'h>(&self, r: Reader<'_, '_>, home: impl Fn() -> Option<&'h str>) -> Group {
        match *self {
            Group::One(p) => Group::One(at_home(r, home, p)),
            Group::Two { start, first, last, list } => {
                Group::Two { start, first: at_home(r, &home, first), last: at_home(r, &home, last), list }
            }
        }
    }

    /// The days, with what narrows them.
    fn resolve(&self, r: Reader<'_, '_>, context: &Context) -> Option<DateMention> {
        let tokens = self.start()..self.end();
        let tense = tense::tense(r, tokens.clone());
        match self {
            Group::One(p) => {
                let mut date = context.place(p, tense)?;
                date.modifier = p.narrow.or(date.modifier);
                if p.part == Some(DayPart::Night) {
                    // A night may reach into the next day; "the night of July 18" may also be the one before that day.
                    let day = date.start.filter(|s| Some(*s) == date.end);
                    date.alternatives.extend(day.and_then(|s| Some((s, s.plus_days(1)?))));
                    let of = (p.start..p.end).any(|t| r.norm(t) == "of") && matches!(p.spec, Spec::Day { .. });
                    date.alternatives.extend(day.filter(|_| of).and_then(|s| Some((s.plus_days(-1)?, s))));
                }
                let past = context.past(p, &date);
                Some(DateMention { tokens, date, past, bounds: Vec::new() })
            }
            Group::Two { first, last, list, .. } => {
                let (start, end) = ends(first, last, context, tense)?;
                let mut date = period(&start, &end)?;
                if *list && first.part == Some(DayPart::Night) {
                    // One night, not two dates.
                    date.precision = Some(Precision::Days);
                    return Some(DateMention { tokens, date, past: None, bounds: Vec::new() });
                }
                let bound = |p: &Piece, date: DateInterval| (p.start..p.end, DateInterval { modifier: p.narrow, ..date });
                let past = context.year_back(&date);
                Some(DateMention { tokens, date, past, bounds: vec![bound(first, start), bound(last, end)] })
            }
        }
    }
}

/// The two ends of a period: the first takes the year of the second where it has none.
fn ends(first: &Piece, last: &Piece, context: &Context, tense: Tense) -> Option<(DateInterval, DateInterval)> {
    let mut end = context.place(last, tense)?;
    let year = end.start.map(Date::year);
    let explicit = matches!(
        last.spec,
        Spec::Day { year: Some(_), .. } | Spec::Month { year: Some(_), .. } | Spec::Season { year: Some(_), .. }
    );
    let with_year = |spec: Spec| match (spec, year) {
        (Spec::Day { year: None, month, day }, Some(y)) => Spec::Day { year: Some(y), month, day },
        (Spec::Month { year: None, month, rel: Rel::Bare }, Some(y)) => Spec::Month { year: Some(y), month, rel: Rel::Bare },
        (Spec::Season { year: None, season, rel: Rel::Bare }, Some(y)) => Spec::Season { year: Some(y), season, rel: Rel::Bare },
        (other, _) => other,
    };
    let mut start = context.place(&Piece { spec: with_year(first.spec), ..*first }, tense)?;
    if start.start > end.end && !explicit {
        // "December to February", "Friday to Monday": the end lies after the start.
        start = context.place(first, tense)?;
        if start.start > end.end {
            if let (Spec::Weekday { .. }, Some(a), Some(z)) = (last.spec, start.start, end.end) {
                let ahead = (7 - (a.days_since(z) % 7)) % 7;
                let day = a.plus_days(ahead);
                (end.start, end.end) = (day, day);
            } else {
                let ended = end.end;
                let shifted = with_shift(first.spec, ended, context, tense);
                start = shifted.unwrap_or(start);
            }
        }
    }
    Some((start, end))
}

/// From one date to another.
fn period(start: &DateInterval, end: &DateInterval) -> Option<DateInterval> {
    if let (None, Some(a), Some(z)) = (start.start, &start.partial, &end.partial) {
        // Two days of one month share that month; of two months nothing common is left.
        let partial = if a == z {
            Some(a.clone())
        } else {
            a.get(..4).filter(|m| z.starts_with(m) && !m.ends_with('-')).map(str::to_owned)
        };
        return Some(DateInterval { partial, precision: Some(Precision::Days), ..DateInterval::default() });
    }
    let precision = match (start.precision, end.precision) {
        (Some(Precision::Day), _) | (_, Some(Precision::Day)) => Precision::Days,
        (Some(Precision::Year), Some(Precision::Year)) => Precision::Years,
        (Some(Precision::Decade), _) => Precision::Years,
        _ => Precision::Months,
    };
    let (a, z) = (start.start, end.end);
    if a.is_some() && z.is_some() && a > z {
        return None;
    }
    let basis = if start.basis == end.basis { start.basis } else { end.basis };
    Some(DateInterval {
        start: a.filter(|_| z.is_some()),
        end: z.filter(|_| a.is_some()),
        precision: Some(precision),
        basis,
        ..DateInterval::default()
    })
}

/// The start of a period whose month comes later in the year than that of its end.
fn with_shift(spec: Spec, end: Option<Date>, context: &Context, tense: Tense) -> Option<DateInterval> {
    let year = end?.year() - 1;
    match spec {
        Spec::Day { year: None, month, day } => context.resolve(Spec::Day { year: Some(year), month, day }, tense),
        Spec::Month { year: None, month, rel } => context.resolve(Spec::Month { year: Some(year), month, rel }, tense),
        _ => None,
    }
}

/// Opens a date to one side: "since July 18", "until Friday", "after 2018".
fn open(r: Reader<'_, '_>, mut mention: DateMention) -> DateMention {
    if r.is(mention.tokens.end, &["and", "or"])
        && r.is(mention.tokens.end + 1, &["later", "onwards", "onward", "beyond", "greater"])
        && (r.kind(mention.tokens.end + 2) == Kind::Punct || mention.tokens.end + 2 >= r.len())
        && r.together(mention.tokens.start, mention.tokens.end + 1)
        && !r.is(mention.tokens.start.wrapping_sub(1), &["until", "till", "since", "by"])
        && mention.date.start.is_some()
    {
        // "2016 and later".
        mention.bounds = vec![(mention.tokens.clone(), mention.date.clone())];
        mention.date.end = None;
        mention.date.modifier = Some(DateModifier::Since);
        mention.date.alternatives.clear();
        mention.tokens.end += 2;
        return mention;
    }
    let Some(mut before) = mention.tokens.start.checked_sub(1) else { return mention };
    if r.norm(before) == "on" && before > 0 && r.is(before - 1, &["starting", "beginning"]) {
        before -= 1;
    }
    if !r.together(before, mention.tokens.start)
        || mention.date.modifier.is_some() && !r.is(before, &["since", "until", "till", "before", "by"])
    {
        return mention;
    }
    if r.norm(mention.tokens.end) == "'s" {
        return mention;
    }
    let bound = (mention.tokens.clone(), mention.date.clone());
    let date = &mut mention.date;
    match r.norm(before) {
        // "The worst since 1996, when 349 died": in that year.
        "since" if r.norm(bound.0.end) == "," && r.is(bound.0.end + 1, &["when"]) => {}
        "since" | "starting" | "beginning" if date.start.is_some() => {
            date.end = None;
            date.modifier = Some(DateModifier::Since);
            date.alternatives.clear();
            mention.tokens.start = before;
        }
        "until" | "till" | "til" | "through" if date.end.is_some() && (r.norm(before) != "through" || before == 0) => {
            date.start = None;
            date.modifier = Some(DateModifier::Until);
            date.alternatives.clear();
            mention.tokens.start = before;
        }
        "before" if date.start.is_some() && stands_alone(r, mention.tokens.end) => {
            // "before the end of the year" is in it, "before early September" is not.
            if date.modifier != Some(DateModifier::Late) {
                date.end = date.start.and_then(|d| d.plus_days(-1));
            }
            date.start = None;
            date.modifier = Some(DateModifier::Until);
            date.alternatives.clear();
            mention.tokens.start = before;
        }
        "by" if date.end.is_some() && r.page.text.sentences.len() == 1 && stands_alone(r, mention.tokens.end) => {
            // In running text "by Friday" is a point of the story.
            date.start = None;
            date.modifier = Some(DateModifier::Until);
            date.alternatives.clear();
            mention.tokens.start = before;
        }
        "after"
            if date.end.is_some()
                && matches!(date.basis, Some(Basis::Explicit | Basis::YearInferred))
                && stands_alone(r, mention.tokens.end) =>
        {
            date.start = date.end.and_then(|d| d.plus_days(1));
            date.end = None;
            date.modifier = Some(DateModifier::Since);
            date.alternatives.clear();
            mention.tokens.start = before;
        }
        "than" if date.end.is_some() && before > 0 && r.norm(before - 1) == "later" => {
            date.start = date.end.and_then(|d| d.plus_days(1));
            date.end = None;
            date.modifier = Some(DateModifier::Since);
            date.alternatives.clear();
            mention.tokens.start = before - 1;
        }
        "around" | "about" | "circa" => {
            date.modifier = Some(DateModifier::About);
        }
        _ => {}
    }
    // "anytime after 2018".
    if mention.tokens.start < bound.0.start && mention.tokens.start > 0 {
        let lead = mention.tokens.start - 1;
        if r.is(lead, &["anytime", "sometime", "sometimes"]) && r.together(lead, mention.tokens.start) {
            mention.tokens.start = lead;
        }
    }
    if mention.tokens.start < bound.0.start && mention.bounds.is_empty() {
        mention.bounds.push(bound);
    }
    mention
}

/// Whether a year at a token moves a story on: it opens a sentence or a heading ("In 1917 …", "1918: …").
fn leads(r: Reader<'_, '_>, at: usize) -> bool {
    let first = r.page.text.sentence_of(at).tokens.start;
    at <= first + 3 && !r.is(at.wrapping_sub(1), &["since", "until", "before", "after", "by", "from", "("])
}

/// Whether a phrase ends before a token: "after 2018 elections" opens no date.
fn stands_alone(r: Reader<'_, '_>, at: usize) -> bool {
    at >= r.len()
        || r.kind(at) == Kind::Punct
        || r.is(at, &["and", "or", "in", "at", "to", "the", "by", "with", "when", "he", "she", "it", "they"])
}

/// Whether a text tells of the past year by year: most of its full dates and years lie before the year of publication, and hardly
/// anything is said from the day of publication.
fn is_narrative(pieces: &[Group], published: Option<Date>) -> bool {
    let (mut past, mut now) = (0usize, 0usize);
    for group in pieces {
        let (first, last) = match group {
            Group::One(p) => (p, None),
            Group::Two { first, last, .. } => (first, Some(last)),
        };
        for p in std::iter::once(first).chain(last) {
            match p.spec {
                Spec::Day { year: Some(y), .. } | Spec::Month { year: Some(y), .. } | Spec::Season { year: Some(y), .. } => {
                    if published.is_none_or(|d| y < d.year()) {
                        past += 2;
                    } else {
                        now += 2;
                    }
                }
                Spec::Years { first, count: 1 } if published.is_none_or(|d| first < d.year()) => past += 1,
                Spec::Deictic(_) | Spec::Weekday { .. } | Spec::Overnight { .. } => now += 2,
                Spec::Span { rel: Rel::Last | Rel::This | Rel::Next, .. } => now += 1,
                _ => {}
            }
        }
    }
    past >= 6 && past >= 3 * now
}
