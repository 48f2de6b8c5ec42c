//! What an article is about: the place and the day of its incident, and what in it is the history of another.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::clause::{Draft, is_aftermath, is_festivity, is_former, is_report_date};
use super::event::is_incident;
use super::locus::{Locus, main_place};
use super::quarters::Quarters;
use super::reader::Reader;
use super::{DateMention, Page, Setting};
use crate::claim::{Basis, DateInterval, PlaceKind, Precision, RefersTo};
use crate::date::Date;
use crate::gazetteer::distance_km;
use crate::lexicon::Sense;
use crate::lexicon::aftermath::Stage;
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::span::Field;
use crate::text::{Kind, Layout, Text};

/// A mention: its page, and its index there.
pub(super) type At = (usize, usize);

/// What an article is about.
pub(super) struct Occasion {
    /// Where.
    locus: Option<Locus>,
    quarters: Quarters,
    /// When.
    pub date: Option<At>,
    /// The article tells of an arrest, a trial or a sentence, which may follow its incident by years.
    sequel: bool,
    /// "Six days after the derailment": days between the incident and the article, where the lead says no more.
    after: Option<i64>,
    anchor: Anchor,
}

impl Occasion {
    /// Reads it from all claims and mentions. Linear.
    pub(super) fn new(pages: &[Page<'_>], drafts: &[Draft], setting: &Setting<'_>) -> Occasion {
        let sequel = is_sequel(pages);
        let quarters = Quarters::default();
        let date = main_date(pages, drafts, setting, sequel);
        let day = date.and_then(|at| date_of(pages, at)?.start);
        let locus = main_place(pages, drafts, &quarters, day, setting);
        // Only an incident that is told with its day or place lets others be seen as history.
        let after = if date.is_none() { days_after(pages, setting) } else { None };
        let anchor = Anchor::new(pages, drafts, locus.map(|l| l.place), date);
        Occasion { locus, quarters, date, sequel, after, anchor }
    }

    /// Whether an incident past the lead is the history of that of the article. `placed`: it states its place itself.
    pub(super) fn is_history(&self, pages: &[Page<'_>], draft: &Draft, placed: bool, setting: &Setting<'_>) -> bool {
        self.anchor.is_history(pages, draft, placed, setting)
    }

    /// Where the article is about, for a claim that states no place: for an incident the town.
    pub(super) fn place_for(&self, draft: &Draft) -> Option<At> {
        self.locus.map(|l| if is_local(draft) { l.town } else { l.place })
    }

    /// Whether the article tells that something is or happened at that place.
    pub(super) fn is_placed(&self) -> bool {
        self.locus.is_some_and(|l| l.placed)
    }

    /// The town of the article's incident, where a claim states only its county or the part of it: "Kern County", "the East End".
    pub(super) fn settle(&self, pages: &[Page<'_>], draft: &Draft, at: At, setting: &Setting<'_>) -> Option<At> {
        // "SYDNEY - Three died in New South Wales": of a whole state the dateline is only the reporter's town.
        let state = pages.get(at.0).and_then(|p| p.places.get(at.1)).is_some_and(|m| {
            m.place.kind == Some(PlaceKind::Region) && m.place.region.as_ref().is_none_or(|r| *r == m.place.name)
        });
        let locus = self.locus.filter(|l| !(state && l.dateline));
        let locus = locus.filter(|l| is_local(draft) && self.quarters.serves(pages, at, l.town, l.scene, setting));
        locus.map(|l| l.town)
    }

    /// What one knows of a recent event from the day of publication: not after it, and news is rarely older than some days. Of a trial one
    /// knows nothing.
    pub(super) fn publication(&self, draft: &Draft, setting: &Setting<'_>) -> Option<DateInterval> {
        let published = setting.published?.date;
        if let Some(day) = self.after.filter(|_| is_incident(&draft.kind)).and_then(|n| published.plus_days(-n)) {
            return Some(DateInterval {
                start: Some(day),
                end: Some(day),
                precision: Some(Precision::Day),
                basis: Some(Basis::Relative),
                ..DateInterval::default()
            });
        }
        let end = Some(published).filter(|_| !self.sequel)?;
        // Who is missing or trapped is so for days.
        let fresh = is_incident(&draft.kind) && !draft.toll && !matches!(draft.kind.as_str(), "missing" | "trapped");
        let start = end.plus_days(if fresh { -RECENT } else { -LATELY })?;
        Some(DateInterval {
            start: Some(start),
            end: Some(end),
            precision: Some(Precision::Days),
            basis: Some(Basis::Publication),
            ..DateInterval::default()
        })
    }

    /// From the day of the article's incident to that of publication: when what followed it took place.
    pub(super) fn since(&self, pages: &[Page<'_>], incident: At, setting: &Setting<'_>) -> Option<DateInterval> {
        let (start, end) = (date_of(pages, incident)?.start?, setting.published?.date);
        let near = start <= end && start.plus_days(SOON).is_none_or(|d| d >= end);
        near.then(|| DateInterval {
            start: Some(start),
            end: Some(end),
            precision: Some(Precision::Days),
            basis: Some(Basis::Publication),
            ..DateInterval::default()
        })
    }

    /// The day of the article's incident, where it lies in a longer period that a claim states: "last month", "in 2014".
    pub(super) fn narrow(&self, pages: &[Page<'_>], at: (usize, usize), setting: &Setting<'_>) -> Option<(usize, usize)> {
        let day = self.date?;
        let (wide, narrow) = (date_of(pages, at)?, date_of(pages, day)?);
        let long = wide.modifier.is_none() && wide.precision.is_some_and(|p| p > Precision::Days);
        let ((from, to), (first, last)) = (wide.start.zip(wide.end)?, narrow.start.zip(narrow.end)?);
        // A year that is not over counts what happens in it.
        let over = wide.precision.is_none_or(|p| p <= Precision::Month) || setting.published.is_none_or(|p| to < p.date);
        let inside = from <= first && last <= to && narrow.precision.is_none_or(|p| p <= Precision::Days);
        (long && over && inside).then_some(day)
    }
}

/// "A day after gunfire in …", at the head of a text: how many days.
fn days_after(pages: &[Page<'_>], setting: &Setting<'_>) -> Option<i64> {
    let page = pages.iter().find(|p| p.field.is_text())?;
    let text = &page.text;
    let mut words = text.sentences.iter().filter(|s| s.layout == Layout::Body).take(1).flat_map(|s| s.tokens.clone());
    let at = words.find(|t| text.is(*t, &["day", "days"]) && text.is(t + 1, &["after"]))?;
    let number = at.checked_sub(1)?;
    let unit = || Reader { page, lexicon: setting.lexicon }.number(number, |role| role == Role::Unit);
    let n = if text.is(number, &["a"]) { 1 } else { i64::try_from(unit()?.0.value).ok()? };
    let near = page.events_in(at + 2..at + 7);
    (!near.is_empty()).then_some(n)
}

/// More people than this are seldom hurt in one place.
const FEW: u64 = 25;
/// Days before publication that the incident of a report without a date goes back, and that a development does.
const RECENT: i64 = 1;
const LATELY: i64 = 3;
/// Days within which an arrest that is told without its day mostly follows.
const SOON: i64 = 14;

/// An incident, in one place: not a number of a whole county or region.
fn is_local(draft: &Draft) -> bool {
    is_incident(&draft.kind) && draft.count.as_ref().is_none_or(|(c, _)| c.high.is_some_and(|n| n <= FEW))
}

/// Whether title or lead tell of an arrest or of a court: the article follows its incident.
fn is_sequel(pages: &[Page<'_>]) -> bool {
    pages.iter().any(|page| {
        let end = if page.field == Field::Title { usize::MAX } else { lead_end(&page.text) };
        let late = |h: &&crate::lexicon::phrases::Hit<Sense>| matches!(h.sense, Sense::Aftermath(Stage::Court));
        page.hits().iter().take_while(|h| h.start < end).any(|h| late(&h))
    })
}

/// The kind of a place that was found.
pub(super) fn kind_of(pages: &[Page<'_>], (page, place): (usize, usize)) -> Option<PlaceKind> {
    pages.get(page)?.places.get(place)?.place.kind
}

fn date_of<'p>(pages: &'p [Page<'_>], (p, i): (usize, usize)) -> Option<&'p DateInterval> {
    Some(&pages.get(p)?.dates.get(i)?.date)
}

/// The first token past the lead: its first sentences of running text, with the headings between.
fn lead_end(text: &Text<'_>) -> usize {
    let body = text.sentences.iter().filter(|s| s.layout == Layout::Body);
    body.take(LEAD).last().map_or(text.tokens.len(), |s| s.tokens.end)
}

/// The first token past the first sentence of running text.
fn first_end(text: &Text<'_>) -> usize {
    text.sentences.iter().find(|s| s.layout == Layout::Body).map_or(text.tokens.len(), |s| s.tokens.end)
}

/// A period of more days than one incident mostly takes.
fn is_long(date: &DateInterval) -> bool {
    date.start.zip(date.end).is_some_and(|(first, last)| first.plus_days(PERIOD).is_some_and(|day| day < last))
}

/// Days from the first to the last of a weekend, or of a battle.
const PERIOD: i64 = 3;

/// Days by which another incident must lie before that of the article to be its history.
const HISTORY: i64 = 3;
/// How far from the place of the article's incident another one is elsewhere, in km.
const ELSEWHERE: f64 = 100.0;

/// What the article is about: the day and the place of an incident that its title or lead tells with them.
struct Anchor {
    day: Option<Date>,
    place: Option<(f64, f64)>,
    country: Option<String>,
    region: Option<String>,
    /// The place is that of an incident in the title or lead, or named there, not only of the article.
    told: bool,
}

impl Anchor {
    fn new(pages: &[Page<'_>], drafts: &[Draft], place: Option<At>, date: Option<At>) -> Anchor {
        let dated =
            |at: &(usize, usize)| drafts.iter().any(|d| is_incident(&d.kind) && d.date == Some((at.0, at.1, RefersTo::Event)));
        let name = |(p, i): (usize, usize)| pages.get(p).and_then(|p| p.places.get(i)).map(|m| &m.place.name);
        let told = drafts.iter().any(|d| {
            let early = !is_late(pages, d);
            early && is_incident(&d.kind) && d.place.zip(place).is_some_and(|(own, main)| name(own) == name(main))
        });
        let named = place.and_then(name).is_some_and(|main| {
            pages.iter().any(|page| {
                let beginning = if page.field == Field::Title { usize::MAX } else { lead_end(&page.text) };
                let dateline = |t: usize| page.text.dateline.as_ref().is_some_and(|d| d.contains(&t));
                page.places.iter().any(|m| m.place.name == *main && m.tokens.start < beginning && !dateline(m.tokens.start))
            })
        });
        let told = told || named;
        Anchor {
            day: date.filter(dated).and_then(|(p, i)| pages.get(p)?.dates.get(i)?.date.start),
            place: place.and_then(|at| point_of(pages, at)),
            country: place.and_then(|(p, i)| pages.get(p)?.places.get(i)?.place.country.clone()),
            region: place.and_then(|(p, i)| pages.get(p)?.places.get(i)?.place.region.clone()),
            told,
        }
    }

    /// Whether an incident past the lead is the history of that of the article: it happened days before, or far from it.
    fn is_history(&self, pages: &[Page<'_>], draft: &Draft, placed: bool, setting: &Setting<'_>) -> bool {
        if !is_late(pages, draft) || !is_incident(&draft.kind) {
            return false;
        }
        let date =
            draft.date.filter(|(_, _, refers)| *refers == RefersTo::Event).and_then(|(p, i, _)| pages.get(p)?.dates.get(i));
        let end = date.and_then(|m| m.date.end);
        let before =
            |day: Option<Date>, days: i64| end.zip(day).is_some_and(|(end, day)| end.plus_days(days).is_some_and(|d| d <= day));
        let own = draft.place.filter(|_| placed).and_then(|at| point_of(pages, at));
        let far =
            own.zip(self.place).is_some_and(|(a, b)| distance_km(a, b) > ELSEWHERE) || placed && self.is_abroad(pages, draft);
        before(self.day, HISTORY)
            || placed && is_apart(pages, draft, setting)
            || far && (self.told || before(setting.published.map(|p| p.date), HISTORY))
    }
}

impl Anchor {
    /// Whether a claim names another country or region than that of the article's incident.
    fn is_abroad(&self, pages: &[Page<'_>], draft: &Draft) -> bool {
        let own = draft.place.and_then(|(p, i)| pages.get(p)?.places.get(i)).map(|m| &m.place);
        own.is_some_and(|own| match own.kind {
            Some(PlaceKind::Country) => self.country.is_some() && own.country.is_some() && own.country != self.country,
            Some(PlaceKind::Region) => self.region.is_some() && self.region.as_deref() != Some(own.name.as_str()),
            _ => false,
        })
    }
}

/// Whether a claim stands past the title and the lead.
fn is_late(pages: &[Page<'_>], draft: &Draft) -> bool {
    let Some(page) = pages.get(draft.page) else { return false };
    page.field == Field::Text && page.text.tokens.get(draft.trigger.start).is_some_and(|t| t.sentence as usize >= LEAD)
}

/// A line by itself past the beginning of the text, the words of which the article does not use: it leads to another article.
pub(super) struct Teasers<'p> {
    /// For each page where the last sentence of its beginning starts, where it has so many.
    leads: Vec<Option<usize>>,
    /// The longer words of the title and of the running text of each page.
    words: Vec<FxHashSet<&'p str>>,
}

impl<'p> Teasers<'p> {
    /// Looks for claims in such lines; reads the words of the article only where there are some. Linear.
    pub(super) fn new(pages: &'p [Page<'_>], drafts: &[Draft]) -> Teasers<'p> {
        let body = |page: &'p Page<'_>| page.text.sentences.iter().filter(|s| s.layout == Layout::Body);
        let leads = pages.iter().map(|page| body(page).nth(LEAD - 1).map(|s| s.tokens.start)).collect();
        let mut teasers = Teasers { leads, words: Vec::new() };
        if !drafts.iter().any(|d| teasers.line_of(pages, d).is_some()) {
            return teasers;
        }
        let words = |page: &'p Page<'_>| {
            let text = &page.text;
            let told = text.sentences.iter().filter(|s| page.field == Field::Title || s.layout == Layout::Body);
            let mut words = FxHashSet::with_capacity_and_hasher(text.tokens.len() / 2, FxBuildHasher);
            words.extend(told.flat_map(|s| s.tokens.clone()).map(|t| text.norm(t)).filter(|w| w.len() > SHORT));
            words
        };
        teasers.words = pages.iter().map(words).collect();
        teasers
    }

    /// Whether a claim stands in such a line.
    pub(super) fn holds(&self, pages: &[Page<'_>], draft: &Draft) -> bool {
        let Some((page, line)) = self.line_of(pages, draft) else { return false };
        let known = |t: usize| self.words.iter().any(|w| w.contains(page.text.norm(t)));
        let telling = line.filter(|t| page.text.kind(*t) == Kind::Word && page.text.norm(*t).len() > SHORT);
        let (all, ours) = telling.fold((0, 0), |(all, ours), t| (all + 1, ours + usize::from(known(t))));
        ours * 5 < all * 3
    }

    /// The line by itself in which a claim stands, past the beginning of the text. O(1).
    fn line_of<'a, 't>(&self, pages: &'a [Page<'t>], draft: &Draft) -> Option<(&'a Page<'t>, Range<usize>)> {
        let page = pages.get(draft.page)?;
        let lead = (*self.leads.get(draft.page)?)?;
        let sentence = page.text.sentence_of(draft.trigger.start);
        (sentence.layout == Layout::Heading && lead < sentence.tokens.start).then(|| (page, sentence.tokens.clone()))
    }
}

/// Words that tell nothing of what a line is about are short.
const SHORT: usize = 3;

/// Whether a claim past the lead tells of another incident: with a day of its own, days before publication, and a place that neither title nor
/// lead names.
fn is_apart(pages: &[Page<'_>], draft: &Draft, setting: &Setting<'_>) -> bool {
    let Some(((p, i), (q, j, RefersTo::Event))) = draft.place.zip(draft.date) else { return false };
    let page = |p: usize| pages.get(p);
    let (Some(place), Some(date)) = (page(p).and_then(|x| x.places.get(i)), page(q).and_then(|x| x.dates.get(j))) else {
        return false;
    };
    let sentence = |p: usize, t: usize| page(p).and_then(|x| x.text.tokens.get(t)).map(|t| (p, t.sentence));
    let here = sentence(draft.page, draft.trigger.start);
    let own = here.is_some() && sentence(p, place.tokens.start) == here && sentence(q, date.tokens.start) == here;
    let old = setting.published.zip(date.date.end).is_some_and(|(p, end)| end.plus_days(HISTORY).is_some_and(|d| d <= p.date));
    if !own || !old || !is_late(pages, draft) || !is_incident(&draft.kind) {
        return false;
    }
    let named = |page: &Page<'_>| {
        let early =
            |t: usize| page.field == Field::Title || page.text.tokens.get(t).is_some_and(|t| (t.sentence as usize) < LEAD);
        page.places.iter().any(|m| m.place.name == place.place.name && early(m.tokens.start))
    };
    !pages.iter().any(named)
}

/// Where a place that is no country or region lies.
fn point_of(pages: &[Page<'_>], (p, i): (usize, usize)) -> Option<(f64, f64)> {
    let place = &pages.get(p)?.places.get(i)?.place;
    let fine = !matches!(place.kind, Some(PlaceKind::Country | PlaceKind::Region | PlaceKind::Natural));
    place.lat.zip(place.lon).filter(|_| fine)
}

/// The first sentences of the text, which tell of the event of the article.
pub(super) const LEAD: usize = 3;

/// Which dates of an article are looked for: the page, the date, and its place among all.
type Wanted<'w> = &'w dyn Fn(&Page<'_>, &DateMention, (usize, usize)) -> bool;

/// The date of the article's event: the first in the lead that an incident stands beside, else the first there that is not the dateline; a
/// sequel has its own days in the lead, so there only those of an incident, in the whole article. Else the first day that an incident or
/// "happened" stands beside. A day that lies in a longer period of the lead ("last month") is that day.
fn main_date(pages: &[Page<'_>], drafts: &[Draft], setting: &Setting<'_>, sequel: bool) -> Option<(usize, usize)> {
    let published = setting.published.map(|t| t.date);
    let told = |page: &Page<'_>, mention: &DateMention| {
        let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&mention.tokens.start));
        // A line that holds little but a date is that of the printing, and what is to come has not happened.
        let one = mention.date.start == mention.date.end;
        let byline = one && page.text.sentence_of(mention.tokens.start).tokens.len() <= mention.tokens.len() + BYLINE;
        let to_come = published.zip(mention.date.start).is_some_and(|(p, d)| d > p);
        let former = is_former(page, page.text.sentence_of(mention.tokens.start).tokens.start..mention.tokens.start);
        !dateline && !byline && !to_come && !former && is_usable(&mention.date)
    };
    let reported = |page: &Page<'_>, m: &DateMention| is_report_date(page, &m.tokens) || is_aftermath(page, &m.tokens, None);
    let leads: Vec<usize> = pages.iter().map(|p| lead_end(&p.text)).collect();
    let firsts: Vec<usize> = pages.iter().map(|p| first_end(&p.text)).collect();
    // "Over the past week, nine have been killed": a sum of other days, unless the article begins with it.
    let lead = |page: usize, mention: &DateMention| {
        let ends = if is_long(&mention.date) { &firsts } else { &leads };
        ends.get(page).is_some_and(|end| mention.tokens.start < *end)
    };
    // The day that a toll is told is not that of the event.
    let own: BTreeSet<(usize, usize)> = drafts
        .iter()
        .filter(|d| is_incident(&d.kind) && !d.toll && !is_apart(pages, d, setting))
        .filter_map(|d| d.date.filter(|(_, _, refers)| *refers == RefersTo::Event).map(|(p, i, _)| (p, i)))
        .collect();
    // "Detained over Tuesday's derailment": the day belongs to the noun that follows it.
    let nouns: BTreeSet<(usize, usize)> = drafts
        .iter()
        .filter(|d| d.nominal)
        .filter_map(|d| {
            let (p, i, _) = d.date?;
            let words = &pages.get(p)?.dates.get(i)?.tokens;
            // Also "a shooting two days ago", "the shooting on Monday".
            let before = words.end <= d.trigger.start && d.trigger.start - words.end <= 2;
            let after = d.trigger.end <= words.start && words.start - d.trigger.end <= 1;
            (p == d.page && (before || after)).then_some((p, i))
        })
        .collect();
    let find = |wanted: Wanted<'_>| {
        pages.iter().enumerate().rev().find_map(|(p, page)| {
            let mut dates = page.dates.iter().enumerate();
            // Where an incident has the day, it is its day, whoever was arrested beside it.
            let beside = |i: usize| own.contains(&(p, i)) && nouns.contains(&(p, i));
            dates
                .find(|(i, m)| told(page, m) && (!reported(page, m) || beside(*i)) && wanted(page, m, (p, *i)))
                .map(|(i, _)| (p, i))
        })
    };
    // A Halloween party is held around the feast: any other day comes before that. "The toll climbed to 26 on Saturday": the day of the count, where
    // the lead has one before it.
    let counts: BTreeSet<At> = drafts.iter().filter(|d| d.toll).filter_map(|d| d.date.map(|(p, i, _)| (p, i))).collect();
    let last_count = counts.iter().filter_map(|at| date_of(pages, *at)?.start).max();
    let feast = |page: &Page<'_>, m: &DateMention| is_festivity(page, m);
    let before_count =
        |m: &DateMention, at: At| last_count.is_none_or(|count| !counts.contains(&at) && m.date.start.is_some_and(|d| d < count));
    let first = find(&|page, m, at| lead(at.0, m) && own.contains(&at) && !feast(page, m)).or_else(|| {
        if sequel {
            return None;
        }
        find(&|page, m, at| lead(at.0, m) && !feast(page, m) && before_count(m, at)).or_else(|| find(&|_, m, at| lead(at.0, m)))
    });
    let period = first.and_then(|at| date_of(pages, at));
    if period.is_some_and(|d| d.precision.is_none_or(|p| p <= Precision::Days)) {
        return first;
    }
    let later = |claimed: bool| {
        find(&|page, m, at| {
            let day = m.date.start.filter(|_| m.date.precision.is_none_or(|p| p <= Precision::Days));
            let inside = match period {
                Some(long) => day.is_some_and(|d| long.start.is_none_or(|s| s <= d) && long.end.is_none_or(|e| d <= e)),
                None => day.is_some_and(|d| sequel || published.is_none_or(|p| d.plus_days(FRESH).is_some_and(|d| d >= p))),
            };
            inside && if claimed { own.contains(&at) } else { happened(page, m) }
        })
    };
    later(true).or_else(|| later(false)).or(first)
}

/// How many tokens besides the date stand in a line that holds little else.
const BYLINE: usize = 4;
/// Days before publication that the news goes back.
const FRESH: i64 = 60;

/// Whether the sentence of a date says that something happened.
fn happened(page: &Page<'_>, mention: &DateMention) -> bool {
    let mut sentence = page.text.sentence_of(mention.tokens.start).tokens.clone();
    sentence.any(|t| page.has(t, Class::Happening))
}

/// A date that can serve another sentence: known, and not longer than a month.
pub(super) fn is_usable(date: &DateInterval) -> bool {
    let short = date.precision.is_none_or(|p| p <= Precision::Month);
    short && (date.partial.is_some() || date.start.is_some() && date.end.is_some())
}

#[cfg(test)]
mod tests {
    use crate::{Document, Normalizer};

    /// Kind and whether it is background, of each claim.
    fn told(text: &str) -> Vec<(String, bool)> {
        let article = Document { published: "2024-07-05".parse().ok(), ..Document::new("a", text) };
        Normalizer::default().normalize(&article).into_iter().map(|c| (c.event.kind, c.background)).collect()
    }

    /// The last claim of a kind of an article of Saturday, 2025-06-21: its first and last day.
    fn days(text: &str, kind: &str) -> Option<String> {
        let article = Document { published: "2025-06-21".parse().ok(), ..Document::new("a", text) };
        let claims = Normalizer::default().normalize(&article);
        let date = claims.iter().rfind(|c| c.event.kind == kind)?.date.clone()?;
        Some(format!("{} {}", date.start?, date.end?))
    }

    #[test]
    fn the_day_of_the_event() {
        for (name, text, kind, expected) in [
            (
                "a toll is told after it",
                "The toll of the landslide above Kotagiri climbed to 26 on Saturday. The slope gave way on Thursday.",
                "killed",
                "2025-06-19 2025-06-19",
            ),
            (
                "what is to come has not happened",
                "Pumping will resume on Sunday. Miners saw five bodies in a tunnel. The shaft flooded on Friday.",
                "killed",
                "2025-06-20 2025-06-20",
            ),
            (
                "a feast says which party",
                "Four people were shot at a Juneteenth party late on Friday.",
                "injured",
                "2025-06-20 2025-06-20",
            ),
            (
                "the first since another day",
                "Norland reported three cholera cases on Thursday, its first since May 3. One patient died.",
                "killed",
                "2025-06-19 2025-06-19",
            ),
            ("the day after", "A girl was shot in Halden on Friday. She died the next day.", "killed", "2025-06-21 2025-06-21"),
            (
                "who speaks stands behind the event",
                "The mother of a girl wounded in a shooting Sunday said she was asleep.",
                "injured",
                "2025-06-15 2025-06-15",
            ),
            (
                "an arrest has its own day",
                "Karl Brandt was booked Friday. He is accused of shooting Paul Reed on Tuesday. He was arrested in Mobile.",
                "arrested",
                "2025-06-20 2025-06-20",
            ),
            (
                "an arrest without a day follows",
                "Paul Reed was shot dead on Tuesday. A man was arrested in Mobile.",
                "arrested",
                "2025-06-17 2025-06-21",
            ),
            (
                "a protest and its arrests are of one day",
                "Thousands protested in Halden on Friday. Police detained 37 people.",
                "detained",
                "2025-06-20 2025-06-20",
            ),
        ] {
            assert_eq!(days(text, kind).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_of_another_incident() {
        let lead = "Two men were killed in Seattle on Thursday. Police found them in a garage. They have no suspects. Neighbours heard cries.";
        for (name, text, expected) in [
            (
                "a link to another article",
                format!("{lead}\n\nGrandmother wounded at lakeside concert\n\nThe garage is closed."),
                vec![("killed", false)],
            ),
            (
                "far away",
                format!("{lead} It had nothing to do with the death of Ann Lee in Boston."),
                vec![("killed", false), ("killed", true)],
            ),
            ("days before", format!("{lead} A woman was killed on May 3."), vec![("killed", false), ("killed", true)]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(kind, b)| (kind.to_owned(), b)).collect();
            assert_eq!(told(&text), expected, "{name}");
        }
    }
}
