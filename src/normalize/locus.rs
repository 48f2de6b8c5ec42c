//! Where the incident of an article happened: the place that it is about, and the town there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::clause::{Draft, is_aside, is_attached, is_on_the_way, is_origin, is_town, names_body};
use super::occasion::{At, LEAD};
use super::quarters::Quarters;
use super::site::{is_before_site, is_behind_address};
use super::{DateMention, Page, PlaceMention, Setting, Wording};
use crate::claim::{Place, PlaceKind};
use crate::date::Date;
use crate::gazetteer::Feature;
use crate::lexicon::words::Class;
use crate::span::Field;

/// Sentences within which an article tells the address of its incident.
const SCENE: usize = 10;
/// What an address weighs, as mentions in the title and the lead do.
const ADDRESS: i64 = 4;

/// A place that an article names, with all its mentions.
struct Named {
    weight: i64,
    /// The mention that stands for it: the first that is told of an event, else the first.
    at: At,
    /// Something may have happened there: not only its police, its people or its hospital are named.
    told: bool,
    /// An address stands beside it.
    scene: bool,
    /// Only where somebody was brought or held, or is from, apart from the dateline.
    aside: bool,
    /// It is named beside the dateline.
    again: bool,
    /// It stands in the dateline.
    dateline: bool,
    /// The title, a claim or "in" says that something is or happened there.
    placed: bool,
}

/// Where the incident of an article happened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Locus {
    /// The place that the article is about.
    pub place: At,
    /// The town there, where the place is its county, a part of it or only near it.
    pub town: At,
    /// An address stands beside that town.
    pub scene: bool,
    /// Only the dateline names that town.
    pub dateline: bool,
    /// The title, a claim or "in" says that something is or happened at the place.
    pub placed: bool,
}

/// Whether an address stands before the place, or it tells where a building is: "on Elm Street in X", "at an X home".
fn is_sited(page: &Page<'_>, place: &PlaceMention) -> bool {
    let text = &page.text;
    let one = || place.tokens.start.checked_sub(1).is_some_and(|t| text.is(t, &["a", "an"]));
    is_town(&place.place) && (is_behind_address(text, place.tokens.start) || one() && is_before_site(text, place.tokens.end))
}

/// The place that the article is about: weighed by how early, how fine, how often, whether a claim states it and an address stands beside it. The
/// dateline of a capital says where the reporter sits; any other dateline is a place like others. `day`: that of the article's incident.
pub(super) fn main_place(
    pages: &[Page<'_>],
    drafts: &[Draft],
    quarters: &Quarters,
    day: Option<Date>,
    setting: &Setting<'_>,
) -> Option<Locus> {
    let mention = |(p, i): At| pages.get(p).and_then(|page| Some((page, page.places.get(i)?)));
    // The town of the paper only where the article names no place at all.
    let outlet = |at: At| mention(at).is_some_and(|(_, m)| m.outlet);
    let sentence = |at: At| {
        let (page, mention) = mention(at)?;
        Some((at.0, page.text.tokens.get(mention.tokens.start)?.sentence))
    };
    // A place of the title, the lead or the dateline, or behind an address soon after, before one that only the background names.
    let is_early = |at: At| {
        let Some((page, m)) = mention(at) else { return false };
        let sentence = sentence(at).map_or(usize::MAX, |(_, s)| s as usize);
        let past = day.is_some_and(|day| is_of_past(page, m, day));
        page.field == Field::Title || !past && (sentence < LEAD || sentence < 2 * LEAD && is_sited(page, m))
    };
    let in_dateline =
        |at: At| mention(at).is_some_and(|(page, m)| page.text.dateline.as_ref().is_some_and(|d| d.contains(&m.tokens.start)));
    let mut places: BTreeMap<String, Named> = BTreeMap::new();
    let mut claimed: BTreeMap<At, i64> = BTreeMap::new();
    for at in drafts.iter().filter_map(|d| d.place) {
        *claimed.entry(at).or_default() += 1;
    }
    for (p, page) in pages.iter().enumerate() {
        for (i, m) in page.places.iter().enumerate() {
            if m.wording == Wording::Whole {
                continue;
            }
            let at = (p, i);
            let dateline = in_dateline(at);
            let is_capital = |id: &str| setting.places.get(id).is_some_and(|e| e.feature() == Feature::Capital);
            let desk = dateline && m.place.id.as_deref().is_some_and(is_capital);
            let told = !m.adjective && !desk && (is_event_place(page, setting, i) || dateline);
            let aside = !told && !m.outlet && is_aside(page, &m.tokens, None);
            let fine = match m.place.kind {
                Some(PlaceKind::Country) => 1,
                Some(PlaceKind::Region | PlaceKind::Natural) => 4,
                _ => 6,
            };
            let line = sentence(at).map_or(0, |(_, s)| s as usize);
            let early = match page.field {
                _ if aside || day.is_some_and(|day| is_of_past(page, m, day)) => 1,
                Field::Title => 4,
                Field::Text if dateline => 2,
                Field::Text if line < LEAD => 4,
                Field::Text => 1,
            };
            let claimed = claimed.get(&at).map_or(0, |n| *n.min(&3));
            let sited = told && is_sited(page, m);
            let scene = sited && line < SCENE;
            // "Africa Command", "Europe's police": no incident is known to be there.
            let vast =
                || m.place.id.as_deref().and_then(|id| setting.places.get(id)).is_some_and(|e| e.feature() == Feature::Continent);
            // "Drones launched by Russia".
            let nation = m.place.kind == Some(PlaceKind::Country);
            let agent = nation && m.tokens.start > 0 && page.text.is(m.tokens.start - 1, &["by"]);
            // "Kabul said nine died": its government, wherever that is.
            let speaks = |t: usize| page.voices.near(t).any(|v| v.source == m.tokens);
            let capital = !told && !dateline && m.place.id.as_deref().is_some_and(is_capital) && speaks(m.tokens.start);
            if agent || capital || is_attached(page, &m.tokens) || !told && vast() {
                continue;
            }
            let place = places.entry(key(&m.place).to_owned()).or_insert(Named {
                weight: 0,
                at,
                told,
                scene,
                aside: true,
                again: false,
                dateline: false,
                placed: false,
            });
            place.weight += fine * (early + 2 * claimed + if sited { ADDRESS } else { 0 });
            if told && !place.told || !m.outlet && outlet(place.at) || scene && !place.scene && !is_early(place.at) {
                place.at = at;
            }
            let past = || day.is_some_and(|day| is_of_past(page, m, day));
            let before = m.tokens.start.checked_sub(1);
            let led = before.is_none_or(|t| page.has(t, Class::Locative) || !page.has(t, Class::Preposition));
            place.placed |= claimed > 0 || page.field == Field::Title || told && led && !past();
            place.told |= told;
            place.scene |= scene;
            place.aside &= aside || dateline;
            place.again |= !dateline;
            place.dateline |= dateline;
        }
    }
    // "Salem police are investigating": whose they are is where it happened, where the title and the sentences up to there name no other place.
    let town = |at: At| mention(at).is_some_and(|(_, m)| is_town(&m.place));
    let told = places.values().filter(|n| n.told && is_early(n.at) && !in_dateline(n.at));
    let first = told.filter_map(|n| sentence(n.at)).min();
    // "LEEDS — …", and then a court in Leeds: the reporter is there, where the article has another town.
    let elsewhere = places.values().any(|n| !n.aside && town(n.at) && !outlet(n.at));
    // "GENEVA - Fighting in South Sudan killed 75": the reporter is abroad.
    let country = |at: At| mention(at).and_then(|(_, m)| m.place.country.clone());
    let scenes: BTreeSet<String> =
        claimed.keys().filter(|at| !in_dateline(**at) && is_early(**at)).filter_map(|at| country(*at)).collect();
    let abroad =
        |n: &Named| n.dateline && !n.again && !scenes.is_empty() && country(n.at).is_some_and(|own| !scenes.contains(&own));
    let parts = of_parts(pages, drafts);
    let rank = |n: &Named| match (is_early(n.at), n.told) {
        _ if outlet(n.at) => -1,
        _ if abroad(n) => 0,
        // "Floods killed 18 across Nepal. In Lodi, ten died": where a part of it happened.
        (true, true) if mention(n.at).is_some_and(|(_, m)| parts.contains(key(&m.place))) => 1,
        // Where somebody was brought or is from says the least.
        _ if n.aside && n.again && (elsewhere || !n.dateline) => 0,
        (true, true) => 4,
        (true, false) if town(n.at) && first.is_none_or(|f| sentence(n.at).is_some_and(|s| s < f)) => 4,
        (_, true) if n.scene => 3,
        (true, false) if town(n.at) => 2,
        (_, true) => 1,
        (_, false) => 0,
    };
    let mut ranked: Vec<Named> = places.into_values().collect();
    ranked.sort_by_key(|n| Reverse((rank(n), n.weight, Reverse(n.at))));
    let best = ranked.first()?;
    let town = ranked.iter().find(|n| quarters.serves(pages, best.at, n.at, n.scene, setting)).unwrap_or(best);
    Some(Locus { place: best.at, town: town.at, scene: town.scene, dateline: town.dateline && !town.again, placed: best.placed })
}

/// The places of which all that is told is a part of what is told before of their country: fewer of the same kind. Linear in `drafts`.
fn of_parts<'p>(pages: &'p [Page<'_>], drafts: &[Draft]) -> FxHashSet<&'p str> {
    let place = |(p, i): At| pages.get(p).and_then(|page| page.places.get(i)).map(|m| &m.place);
    let mut wholes: FxHashMap<(&str, &str), u64> = FxHashMap::default();
    let (mut parts, mut others) = (FxHashSet::default(), FxHashSet::default());
    for draft in drafts {
        let Some(place) = draft.place.and_then(place) else { continue };
        let number = draft.count.as_ref().and_then(|(count, _)| count.low);
        let (Some(country), Some(number)) = (place.country.as_deref(), number) else { continue };
        if place.kind == Some(PlaceKind::Country) {
            let whole = wholes.entry((&draft.kind, country)).or_default();
            *whole = number.max(*whole);
        } else if wholes.get(&(draft.kind.as_str(), country)).is_some_and(|whole| *whole > number) {
            parts.insert(key(place));
        } else {
            others.insert(key(place));
        }
    }
    parts.retain(|place| !others.contains(place));
    parts
}

/// What a place is known by.
fn key(place: &Place) -> &str {
    place.id.as_deref().unwrap_or(&place.name)
}

/// Days before the incident of the article that are long ago.
const LONG_AGO: i64 = 14;

/// "In 2022 a similar crash near |Kenieba killed 16": where something happened long before the incident of the article.
fn is_of_past(page: &Page<'_>, place: &PlaceMention, day: Date) -> bool {
    let sentence = page.text.sentence_of(place.tokens.start).tokens.clone();
    let from = page.dates.partition_point(|d| d.tokens.start < sentence.start);
    let dates = || page.dates.iter().skip(from).take_while(|d| d.tokens.start < sentence.end);
    // "Earlier this month": of what an article looks back at.
    let earlier = |d: &DateMention| d.tokens.clone().chain(d.tokens.start.checked_sub(1)).any(|t| page.text.is(t, &["earlier"]));
    let before = |d: &DateMention| earlier(d) || d.date.end.is_some_and(|end| day.days_since(end) > LONG_AGO);
    dates().next().is_some() && dates().all(before)
}

fn is_event_place(page: &Page<'_>, setting: &Setting<'_>, index: usize) -> bool {
    let Some(place) = page.places.get(index) else { return false };
    let token = place.tokens.start;
    let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&token));
    let source = page.voices.near(token).any(|v| v.source.contains(&token) || v.cue.contains(&token));
    let origin = is_town(&place.place) && is_origin(page, setting, &place.tokens);
    // "Most of the deaths were reported |in Cacuaco": not all.
    let clause = || (page.text.sentence_of(token).tokens.start..token).rev().take_while(|t| page.text.norm(*t) != ",");
    let some = || clause().any(|t| page.has(t, Class::Fraction) && page.text.is(t + 1, &["of"]));
    let away = || is_on_the_way(page, token, &page.text.sentence_of(token).tokens);
    let aside = || is_aside(page, &place.tokens, None) || some() || away();
    !(place.adjective || dateline || source || origin || names_body(page, setting, &place.tokens) || aside())
}
