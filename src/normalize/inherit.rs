//! What a claim takes from outside its sentence: place, date, side. Each is marked as inherited.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::{Draft, is_aftermath, is_formation, is_report_date, names_body};
use super::event::is_incident;
use super::{DateMention, Page, Setting};
use crate::claim::{Basis, DateInterval, PlaceKind, Precision, RefersTo};
use crate::date::Date;
use crate::gazetteer::{Feature, distance_km};
use crate::span::Field;

/// A field that came from outside the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inherited {
    Place,
    Date,
    Actor,
}

/// A draft with what it inherits.
#[derive(Clone, Debug)]
pub(super) struct Completed {
    pub draft: Draft,
    pub inherited: Vec<Inherited>,
    /// A date that no mention carries: the dateline or the time of publication.
    pub fallback_date: Option<DateInterval>,
    /// It happened days before the incident that the article is about.
    pub background: bool,
}

/// Completes the drafts of an article. `drafts` are in order of page and trigger. A statement about many events inherits nothing.
pub(super) fn complete(pages: &[Page<'_>], drafts: Vec<Draft>, setting: &Setting<'_>) -> Vec<Completed> {
    let place = main_place(pages, &drafts, setting);
    let date = main_date(pages, &drafts, setting);
    // Only an incident that is told with its day or place lets others be seen as history.
    let anchor = Anchor::new(pages, &drafts, place, date);
    // What the claims before state themselves, by page and paragraph.
    let mut told: Option<Told> = None;
    drafts
        .into_iter()
        .map(|mut draft| {
            let mut inherited = Vec::new();
            let paragraph = pages.get(draft.page).map_or(0, |p| p.text.sentence_of(draft.trigger.start).paragraph);
            if draft.actor.as_ref().is_none_or(|(a, _)| a.side.is_none()) && inherit_side(pages, &mut draft, setting) {
                inherited.push(Inherited::Actor);
            }
            let mut fallback_date = None;
            // Who denies that it happened speaks of what the article tells, with or without a number.
            let denied = draft.negated || pages.get(draft.page).is_some_and(|p| is_denied(p, draft.trigger.start));
            if !draft.trend || denied && !draft.nominal {
                let stated = draft.place.filter(|at| kind_of(pages, *at) != Some(PlaceKind::Country));
                match (stated, draft.place) {
                    (Some(at), _) => told = Some(Told { page: draft.page, paragraph, kind: draft.kind.clone(), at }),
                    // Where only the country is said, the place in it that the article is about says more.
                    (None, own) => {
                        let before = told.as_ref().filter(|t| t.serves(&draft, paragraph)).map(|t| t.at);
                        // Where the text says the country, the dateline only says where the reporter sits.
                        let fits =
                            |at: &(usize, usize)| own.is_none_or(|own| lies_in(pages, *at, own) && !is_dateline(pages, *at));
                        let finer = before.or(place).filter(fits);
                        if let Some(at) = finer {
                            draft.place = Some(at);
                            inherited.push(Inherited::Place);
                        }
                    }
                }
                // The day a toll is told is not the day of the event, where the article gives that.
                let reported = draft.date.is_some_and(|(_, _, refers)| refers == RefersTo::Report);
                if (draft.toll || reported && is_incident(&draft.kind)) && date.is_some() {
                    draft.date = None;
                }
                if draft.date.is_none() {
                    draft.date = earlier_date(pages, &draft).or(date).map(|(p, d)| (p, d, RefersTo::Event));
                    if draft.date.is_none() {
                        fallback_date = publication(setting);
                    }
                    inherited.extend((draft.date.is_some() || fallback_date.is_some()).then_some(Inherited::Date));
                }
            }
            inherited.sort_unstable();
            let background = anchor.is_history(pages, &draft, &inherited, setting);
            Completed { draft, inherited, fallback_date, background }
        })
        .collect()
}

/// Days by which another incident must lie before that of the article to be its history.
const HISTORY: i64 = 3;
/// How far from the place of the article's incident another one is elsewhere, in km.
const ELSEWHERE: f64 = 100.0;

/// What the article is about: the day and the place of an incident that its title or lead tells with them.
struct Anchor {
    day: Option<Date>,
    place: Option<(f64, f64)>,
    /// The place is that of an incident in the title or lead, not only of the article.
    told: bool,
}

impl Anchor {
    fn new(pages: &[Page<'_>], drafts: &[Draft], place: Option<(usize, usize)>, date: Option<(usize, usize)>) -> Anchor {
        let dated =
            |at: &(usize, usize)| drafts.iter().any(|d| is_incident(&d.kind) && d.date == Some((at.0, at.1, RefersTo::Event)));
        let name = |(p, i): (usize, usize)| pages.get(p).and_then(|p| p.places.get(i)).map(|m| &m.place.name);
        let told = drafts.iter().any(|d| {
            let early = !is_late(pages, d);
            early && is_incident(&d.kind) && d.place.zip(place).is_some_and(|(own, main)| name(own) == name(main))
        });
        Anchor {
            day: date.filter(dated).and_then(|(p, i)| pages.get(p)?.dates.get(i)?.date.start),
            place: place.and_then(|at| point_of(pages, at)),
            told,
        }
    }

    /// Whether an incident past the lead is the history of that of the article: it happened days before, or far from it.
    fn is_history(&self, pages: &[Page<'_>], draft: &Draft, inherited: &[Inherited], setting: &Setting<'_>) -> bool {
        if !is_late(pages, draft) || !is_incident(&draft.kind) {
            return false;
        }
        let date =
            draft.date.filter(|(_, _, refers)| *refers == RefersTo::Event).and_then(|(p, i, _)| pages.get(p)?.dates.get(i));
        let end = date.and_then(|m| m.date.end);
        let before =
            |day: Option<Date>, days: i64| end.zip(day).is_some_and(|(end, day)| end.plus_days(days).is_some_and(|d| d <= day));
        let own = draft.place.filter(|_| !inherited.contains(&Inherited::Place)).and_then(|at| point_of(pages, at));
        let far = own.zip(self.place).is_some_and(|(a, b)| distance_km(a, b) > ELSEWHERE);
        before(self.day, HISTORY) || far && (self.told || before(setting.published.map(|p| p.date), HISTORY))
    }
}

/// Whether a claim stands past the title and the lead.
fn is_late(pages: &[Page<'_>], draft: &Draft) -> bool {
    let Some(page) = pages.get(draft.page) else { return false };
    page.field == Field::Text && page.text.tokens.get(draft.trigger.start).is_some_and(|t| t.sentence as usize >= LEAD)
}

/// Where a place that is no country or region lies.
fn point_of(pages: &[Page<'_>], (p, i): (usize, usize)) -> Option<(f64, f64)> {
    let place = &pages.get(p)?.places.get(i)?.place;
    let fine = !matches!(place.kind, Some(PlaceKind::Country | PlaceKind::Region | PlaceKind::Natural));
    place.lat.zip(place.lon).filter(|_| fine)
}

fn is_denied(page: &Page<'_>, trigger: usize) -> bool {
    page.voices.near(trigger).any(|v| v.denied && v.content.contains(&trigger))
}

/// The last place that a claim states itself.
struct Told {
    page: usize,
    paragraph: u32,
    kind: String,
    at: (usize, usize),
}

impl Told {
    /// Another claim of the paragraph, or the same story going on in the next ones.
    fn serves(&self, draft: &Draft, paragraph: u32) -> bool {
        let reach = if self.kind == draft.kind { 2 } else { 0 };
        self.page == draft.page && paragraph - self.paragraph.min(paragraph) <= reach
    }
}

fn kind_of(pages: &[Page<'_>], (page, place): (usize, usize)) -> Option<PlaceKind> {
    pages.get(page)?.places.get(place)?.place.kind
}

fn is_dateline(pages: &[Page<'_>], (page, place): (usize, usize)) -> bool {
    let Some(page) = pages.get(page) else { return false };
    let token = page.places.get(place).map_or(usize::MAX, |p| p.tokens.start);
    page.text.dateline.as_ref().is_some_and(|d| d.contains(&token))
}

/// Whether a place lies in the country of another.
fn lies_in(pages: &[Page<'_>], (p, i): (usize, usize), (q, j): (usize, usize)) -> bool {
    let country = |page: usize, place: usize| pages.get(page)?.places.get(place)?.place.country.as_deref();
    country(p, i).is_some() && country(p, i) == country(q, j)
}

/// The first sentences of the text, which tell of the event of the article.
const LEAD: usize = 3;

fn is_event_place(page: &Page<'_>, setting: &Setting<'_>, index: usize) -> bool {
    let Some(place) = page.places.get(index) else { return false };
    let token = place.tokens.start;
    let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&token));
    let source = page.voices.near(token).any(|v| v.source.contains(&token) || v.cue.contains(&token));
    !(place.adjective || dateline || source || names_body(page, setting, &place.tokens))
}

/// The place that the article is about: weighed by how early, how fine, how often, and whether a claim states it. The dateline of a
/// capital says where the reporter sits; any other dateline is a place like others.
fn main_place(pages: &[Page<'_>], drafts: &[Draft], setting: &Setting<'_>) -> Option<(usize, usize)> {
    let mut weights: BTreeMap<String, (i64, (usize, usize), bool)> = BTreeMap::new();
    let mut claimed: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for at in drafts.iter().filter_map(|d| d.place) {
        *claimed.entry(at).or_default() += 1;
    }
    for (p, page) in pages.iter().enumerate() {
        for (i, mention) in page.places.iter().enumerate() {
            let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&mention.tokens.start));
            let desk = dateline
                && mention
                    .place
                    .id
                    .as_deref()
                    .is_some_and(|id| setting.places.get(id).is_some_and(|e| e.feature() == Feature::Capital));
            let told = !mention.adjective && !desk && (is_event_place(page, setting, i) || dateline);
            let fine = match mention.place.kind {
                Some(PlaceKind::Country) => 1,
                Some(PlaceKind::Region | PlaceKind::Natural) => 4,
                _ => 6,
            };
            let sentence = page.text.tokens.get(mention.tokens.start).map_or(0, |t| t.sentence as usize);
            let early = match page.field {
                Field::Title => 4,
                Field::Text if dateline => 2,
                Field::Text if sentence < LEAD => 4,
                Field::Text => 1,
            };
            let claimed = claimed.get(&(p, i)).map_or(0, |n| *n.min(&3));
            let key = mention.place.id.clone().unwrap_or_else(|| mention.place.name.clone());
            let entry = weights.entry(key).or_insert((0, (p, i), told));
            entry.0 += fine * (early + 2 * claimed);
            if told && !entry.2 {
                (entry.1, entry.2) = ((p, i), true);
            }
        }
    }
    // A place of the title, the lead or the dateline, before one that only the background names.
    let is_early = |(p, i): (usize, usize)| {
        let Some((page, mention)) = pages.get(p).and_then(|page| Some((page, page.places.get(i)?))) else { return false };
        page.field == Field::Title || page.text.tokens.get(mention.tokens.start).is_some_and(|t| (t.sentence as usize) < LEAD)
    };
    // "Salem police are investigating": whose they are is where it happened, where the lead names no other place.
    let town = |(p, i): (usize, usize)| matches!(kind_of(pages, (p, i)), Some(PlaceKind::City | PlaceKind::Locality));
    let rank = |at: (usize, usize), told: bool| match (is_early(at), told) {
        (true, true) => 3,
        (true, false) if town(at) => 2,
        (_, true) => 1,
        (_, false) => 0,
    };
    let best = weights.into_values().max_by_key(|(weight, at, told)| (rank(*at, *told), *weight, std::cmp::Reverse(*at)))?;
    Some(best.1)
}

/// Which dates of an article are looked for: the page, the date, and its place among all.
type Wanted<'w> = &'w dyn Fn(&Page<'_>, &DateMention, (usize, usize)) -> bool;

/// The date of the article's event: the first in the lead that is not the dateline, else the first day that an incident or "happened" stands
/// beside, in the whole article. A day that lies in a longer period of the lead ("last month") is that day.
fn main_date(pages: &[Page<'_>], drafts: &[Draft], setting: &Setting<'_>) -> Option<(usize, usize)> {
    let published = setting.published.map(|t| t.date);
    let told = |page: &Page<'_>, mention: &DateMention| {
        let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&mention.tokens.start));
        // A line that holds little but a date is that of the printing, and what is to come has not happened.
        let one = mention.date.start == mention.date.end;
        let byline = one && page.text.sentence_of(mention.tokens.start).tokens.len() <= mention.tokens.len() + BYLINE;
        let to_come = published.zip(mention.date.start).is_some_and(|(p, d)| d > p);
        let reported = is_report_date(page, &mention.tokens) || is_aftermath(page, &mention.tokens, None);
        !dateline && !byline && !to_come && is_usable(&mention.date) && !reported
    };
    let lead = |page: &Page<'_>, mention: &DateMention| {
        page.text.tokens.get(mention.tokens.start).map_or(0, |t| t.sentence as usize) < LEAD
    };
    // The day that a toll is told is not that of the event.
    let own: BTreeSet<(usize, usize)> = drafts
        .iter()
        .filter(|d| is_incident(&d.kind) && !d.toll)
        .filter_map(|d| d.date.filter(|(_, _, refers)| *refers == RefersTo::Event).map(|(p, i, _)| (p, i)))
        .collect();
    let find = |wanted: Wanted<'_>| {
        pages.iter().enumerate().rev().find_map(|(p, page)| {
            let mut dates = page.dates.iter().enumerate();
            dates.find(|(i, m)| told(page, m) && wanted(page, m, (p, *i))).map(|(i, _)| (p, i))
        })
    };
    let first = find(&|page, m, at| lead(page, m) && own.contains(&at)).or_else(|| find(&|page, m, _| lead(page, m)));
    let date_of = |(p, i): (usize, usize)| pages.get(p).and_then(|page| page.dates.get(i)).map(|m| &m.date);
    let period = first.and_then(date_of);
    if period.is_some_and(|d| d.precision.is_none_or(|p| p <= Precision::Days)) {
        return first;
    }
    let later = find(&|page, m, at| {
        let day = m.date.start.filter(|_| m.date.precision.is_none_or(|p| p <= Precision::Days));
        let inside = match period {
            Some(long) => day.is_some_and(|d| long.start.is_none_or(|s| s <= d) && long.end.is_none_or(|e| d <= e)),
            None => day.is_some_and(|d| published.is_none_or(|p| d.plus_days(FRESH).is_some_and(|d| d >= p))),
        };
        inside && (own.contains(&at) || happened(page, m))
    });
    later.or(first)
}

/// How many tokens besides the date stand in a line that holds little else.
const BYLINE: usize = 4;
/// Days before publication that the news goes back.
const FRESH: i64 = 60;

/// Whether the sentence of a date says that something happened.
fn happened(page: &Page<'_>, mention: &DateMention) -> bool {
    let mut sentence = page.text.sentence_of(mention.tokens.start).tokens.clone();
    sentence.any(|t| {
        page.text.is(
            t,
            &["happened", "occurred", "unfolded", "place", "responded", "called", "began", "incident", "shooting", "broke"],
        )
    })
}

/// A date that can serve another sentence: known, and not longer than a month.
fn is_usable(date: &DateInterval) -> bool {
    let short = date.precision.is_none_or(|p| p <= Precision::Month);
    short && (date.partial.is_some() || date.start.is_some() && date.end.is_some())
}

/// The last usable date before the trigger in its paragraph.
fn earlier_date(pages: &[Page<'_>], draft: &Draft) -> Option<(usize, usize)> {
    let page = pages.get(draft.page)?;
    let paragraph = page.text.sentence_of(draft.trigger.start).paragraph;
    let before = page.dates.partition_point(|m| m.tokens.start < draft.trigger.start);
    let near = (0..before).rev().filter_map(|i| page.dates.get(i).map(|m| (i, m)));
    let mut near = near.take_while(|(_, m)| page.text.sentence_of(m.tokens.start).paragraph == paragraph);
    let found = near.find(|(_, m)| {
        let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&m.tokens.start));
        let aftermath = is_incident(&draft.kind) && is_aftermath(page, &m.tokens, None);
        let told = !is_report_date(page, &m.tokens) && !aftermath;
        !dateline && is_usable(&m.date) && told
    });
    found.map(|(i, _)| (draft.page, i))
}

/// What one knows of a recent event from the day of publication: not after it, and news is rarely older than some days.
fn publication(setting: &Setting<'_>) -> Option<DateInterval> {
    let end = setting.published?.date;
    let start = end.plus_days(-3)?;
    Some(DateInterval {
        start: Some(start),
        end: Some(end),
        precision: Some(Precision::Days),
        basis: Some(Basis::Publication),
        ..DateInterval::default()
    })
}

/// Roles whose side the article states once and then takes for granted.
fn takes_sides(role: Option<&str>) -> bool {
    matches!(role, Some("soldier" | "fighter" | "officer" | "conscript" | "mercenary"))
}

/// Kinds of events that befall members of armed forces.
pub(super) fn is_military(kind: &str) -> bool {
    matches!(kind, "deserted" | "defected" | "surrendered" | "captured")
}

/// The side of soldiers: that of the last such actor before them in the article, else of the title.
fn inherit_side(pages: &[Page<'_>], draft: &mut Draft, setting: &Setting<'_>) -> bool {
    let role = draft.actor.as_ref().and_then(|(a, _)| a.role.clone());
    let unit = draft.count.as_ref().and_then(|(c, _)| c.unit.clone());
    let formation = unit.as_deref().is_some_and(|u| is_formation(u, setting));
    if !(takes_sides(role.as_deref()) || formation || is_military(&draft.kind) && role.is_none()) {
        return false;
    }
    let side_in = |page: &Page<'_>, before: usize| {
        let index = page.actors.partition_point(|a| a.tokens.start < before);
        page.actors.get(..index)?.iter().rev().find_map(|a| {
            let fits = a.formation || takes_sides(a.actor.role.as_deref());
            a.actor.side.clone().filter(|_| fits)
        })
    };
    let own = pages.get(draft.page).and_then(|page| side_in(page, draft.trigger.start));
    let side = own.or_else(|| pages.iter().take(draft.page).rev().find_map(|page| side_in(page, usize::MAX)));
    let Some(side) = side else { return false };
    match draft.actor.as_mut() {
        Some((actor, _)) => actor.side = Some(side),
        None => draft.actor = Some((crate::claim::Actor { side: Some(side), ..Default::default() }, draft.trigger.clone())),
    }
    true
}
