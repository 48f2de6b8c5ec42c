//! What the article says of where a name lies: behind a comma, "near", or once for all its repeats.

use std::collections::BTreeMap;

use super::Found;
use super::resolve::{Group, Name};
use super::settle::GREAT;
use crate::claim::PlaceKind;
use crate::gazetteer::{Feature, PlaceEntry};
use crate::lexicon::toponyms::Toponyms;
use crate::normalize::Page;
use crate::text::{Kind, Text};

/// What the weight of evidence can add at most.
const CONTAINED: f64 = 12.0;
const LINKED: f64 = 8.0;
const ACCOMPANIED: f64 = 9.0;
const LINK_KM: f64 = 100.0;

/// The name that is told to hold another: "X, Y", "the village of X in the Y mountains in western Z".
pub(super) fn container(pages: &[Page<'_>], found: &[Found<'_>], i: usize) -> Option<usize> {
    beside(pages, found, i).or_else(|| {
        let (inner, next) = (found.get(i)?, found.get(i + 1)?);
        let text = &pages.get(inner.page)?.text;
        let gap = inner.tokens.end..next.tokens.start;
        let led = inner.head.is_some() && inner.page == next.page && matches!(gap.len(), 1..=2);
        let led = led && text.is(gap.start, &["in"]) && gap.clone().skip(1).all(|t| text.is(t, &["the"]));
        beside(pages, found, i + 1).filter(|k| led && found.get(*k).is_some_and(|around| is_directed(pages, next, around)))
    })
}

/// The next name, where it holds this one: "X, Y".
fn beside(pages: &[Page<'_>], found: &[Found<'_>], i: usize) -> Option<usize> {
    let (inner, outer) = (found.get(i)?, found.get(i + 1)?);
    let text = &pages.get(inner.page)?.text;
    let comma = inner.page == outer.page && inner.tokens.end + 1 == outer.tokens.start && text.norm(inner.tokens.end) == ",";
    // "Salem, Ohio governor at odds": nothing says that one lies in the other.
    let comma = comma
        && (outer.area.is_some()
            || is_closed(pages, outer)
            || holds(inner, outer)
            || inner.tokens.start > text.sentence_of(inner.tokens.start).tokens.start);
    // "Oklahoma, Pennsylvania and Wisconsin".
    let comma = comma && !(inner.listed.is_some() && inner.listed == outer.listed);
    let bracket = inner.page == outer.page && inner.tokens.end + 1 == outer.tokens.start && text.norm(inner.tokens.end) == "(";
    (comma || bracket || is_in(text, inner, outer)).then_some(i + 1)
}

/// "X in Y" where one of those that X may be lies in Y, "X in northern Y".
fn is_in(text: &Text<'_>, inner: &Found<'_>, outer: &Found<'_>) -> bool {
    let gap = inner.tokens.end..outer.tokens.start;
    let direction = |t: usize| Toponyms::english().word(text.norm(t)).modifier || text.norm(t) == "the";
    let told = inner.page == outer.page
        && matches!(gap.len(), 1..=3)
        && text.norm(gap.start) == "in"
        && gap.clone().skip(1).all(direction)
        && inner.name.start > 0
        // "The town of X in central Y".
        && (inner.head.is_some() || Toponyms::english().word(text.norm(inner.name.start - 1)).locative);
    told && (gap.len() > 1 + usize::from(text.norm(gap.start + 1) == "the") || holds(inner, outer))
}

/// "X in northern |Y": what goes on behind Y takes nothing from it.
pub(super) fn is_directed(pages: &[Page<'_>], inner: &Found<'_>, outer: &Found<'_>) -> bool {
    let direction = |t: usize| pages.get(outer.page).is_some_and(|p| Toponyms::english().word(p.text.norm(t)).modifier);
    outer.tokens.start.checked_sub(1).is_some_and(|t| t > inner.tokens.end && direction(t))
}

/// Whether one of the places that the outer name may mean holds one of the inner name.
fn holds(inner: &Found<'_>, outer: &Found<'_>) -> bool {
    let (Some(within), Some(around)) = (inner.meaning.as_ref(), outer.meaning.as_ref()) else { return false };
    around.entries.iter().any(|o| within.entries.iter().any(|i| o.contains(i)))
}

/// Most words between a place and the one that it is told to lie near.
const LINK: usize = 7;

/// Whether the next place tells where a place lies: "X in the Y direction", "X, 15 miles south of Y", "X just outside Y".
pub(super) fn is_linked(pages: &[Page<'_>], found: &[Found<'_>], i: usize) -> bool {
    let (Some(inner), Some(outer)) = (found.get(i), found.get(i + 1)) else { return false };
    let Some(text) = pages.get(inner.page).map(|p| &p.text).filter(|_| inner.page == outer.page) else { return false };
    let gap = inner.tokens.end..outer.tokens.start;
    let words = Toponyms::english();
    let leads = |t: usize| text.is(t, &["in", "of", "near", "outside", "from"]);
    let link = |t: usize| {
        let norm = text.norm(t);
        let distance = matches!(norm, "km" | "kilometers" | "kilometres" | "miles" | "about" | "some" | "just" | "an" | "a");
        leads(t)
            || distance
            || words.word(norm).modifier
            || matches!(norm, "," | "the" | "suburb")
            || text.kind(t) == Kind::Number
    };
    !gap.is_empty() && gap.len() <= LINK && gap.clone().any(leads) && gap.clone().all(link)
}

/// What is told to lie near a place lies near one of its candidates.
pub(super) fn link(groups: &mut [Group<'_>], inner: usize, outer: usize) {
    if inner == outer {
        return;
    }
    let around: Vec<(f64, f64)> = groups
        .get(outer)
        .into_iter()
        .flat_map(|g| &g.candidates)
        .filter(|c| c.entry.feature() > Feature::FirstOrder)
        .filter_map(|c| c.entry.point())
        .collect();
    for c in groups.get_mut(inner).into_iter().flat_map(|g| &mut g.candidates) {
        let Some(point) = c.entry.point() else { continue };
        let near = around.iter().map(|p| 1.0 - crate::gazetteer::distance_km(point, *p) / LINK_KM).fold(0.0, f64::max);
        c.parts.stated = c.parts.stated.max(LINKED * near);
    }
}

/// What a comma says: the inner place lies in the outer one. `closed`: nothing goes on behind the outer one.
pub(super) fn contain(inner: &mut Group<'_>, outer: &mut Group<'_>, closed: bool) {
    let mut holds = vec![false; outer.candidates.len()];
    for candidate in &mut inner.candidates {
        for (o, holds) in outer.candidates.iter().zip(&mut holds) {
            // Washington is in D.C., which is Washington.
            if o.entry.contains(&candidate.entry) || o.entry == candidate.entry {
                candidate.parts.stated = CONTAINED;
                *holds = true;
            }
        }
    }
    let within = is_area(outer) || is_suburb(inner, outer);
    if closed && !holds.contains(&true) && within && likeliest(inner).is_some_and(is_small) {
        inner.candidates.clear();
        inner.bound = true;
    }
    for (o, _) in outer.candidates.iter_mut().zip(holds).filter(|(_, holds)| *holds) {
        o.parts.stated = CONTAINED / 2.0;
    }
}

/// "Newtown, Johannesburg": a part of a great city that no table has, where all places of its name lie in other countries.
fn is_suburb(inner: &Group<'_>, outer: &Group<'_>) -> bool {
    let abroad = |city: &PlaceEntry<'_>| inner.candidates.iter().all(|c| c.entry.country() != city.country());
    let millions = outer.candidates.iter().any(|c| c.entry.population() >= GREAT);
    millions && !is_great(inner) && likeliest(outer).is_some_and(abroad)
}

/// Whether a place can hold others, by what it is first of all: a country, a state or a county.
fn is_area(group: &Group<'_>) -> bool {
    likeliest(group).is_some_and(|e| matches!(e.feature(), Feature::Country | Feature::FirstOrder | Feature::SecondOrder))
}

/// Whether a sentence or a phrase ends behind a place: "in Tolver, Vermont." and not "Tolver, Vermont Gov. Roe".
pub(super) fn is_closed(pages: &[Page<'_>], found: &Found<'_>) -> bool {
    let Some(text) = pages.get(found.page).map(|p| &p.text) else { return false };
    let end = found.tokens.end;
    end >= text.sentence_of(found.tokens.start).tokens.end || text.kind(end) == Kind::Punct && text.norm(end) != "'s"
}

fn likeliest<'a, 'g>(group: &'a Group<'g>) -> Option<&'a PlaceEntry<'g>> {
    group.candidates.iter().max_by(|a, b| a.score.total_cmp(&b.score)).map(|c| &c.entry)
}

/// Whether it is a town or a county, or a water after which towns are called.
fn is_small(place: &PlaceEntry<'_>) -> bool {
    place.feature().is_populated_place() || matches!(place.feature(), Feature::SecondOrder | Feature::River)
}

/// Whether a name first of all means a city of millions or a capital.
fn is_great(group: &Group<'_>) -> bool {
    group.candidates.iter().any(|c| c.entry.feature() == Feature::Capital || c.entry.population() >= GREAT)
}

fn is_great_city(place: &PlaceEntry<'_>) -> bool {
    place.feature() == Feature::Capital || place.feature().is_populated_place() && place.population() >= GREAT
}

/// A bare name means what the same name with its region means elsewhere in the article.
pub(super) fn repeat(of_name: &BTreeMap<Name<'_>, usize>, groups: &mut [Group<'_>]) {
    let mut sure: BTreeMap<(&str, Option<PlaceKind>), Vec<u32>> = BTreeMap::new();
    let mut outers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut bound: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ((name, kind, around), group) in of_name {
        if let Some(around) = around {
            outers.entry(*name).or_insert(*around);
        }
        if let Some(around) = around
            && let Some(g) = groups.get(*group)
        {
            if g.bound {
                bound.entry(*name).or_insert((*around, g.first));
            }
            let stated = g.candidates.iter().filter(|c| c.parts.stated >= CONTAINED).map(|c| c.entry.index());
            sure.entry((*name, *kind)).or_default().extend(stated);
        }
    }
    for ((name, kind, around), group) in of_name {
        if around.is_some() {
            continue;
        }
        let Some(g) = groups.get_mut(*group) else { continue };
        let known = sure.get(&(*name, *kind)).filter(|indices| !indices.is_empty());
        // "Tolver, Vt." once, and then Tolver: it is no namesake elsewhere.
        let town = matches!(kind, None | Some(PlaceKind::City | PlaceKind::Locality)) && likeliest(g).is_some_and(is_small);
        let meant = |(_, first): &&(usize, usize)| *first < g.first || !is_great(g);
        if known.is_none() && town && bound.get(name).filter(meant).is_some() {
            g.candidates.clear();
        }
        // What no table has lies where it is said to lie once.
        if g.candidates.is_empty() {
            g.outer = bound.get(name).map(|(around, _)| around).or_else(|| outers.get(name)).copied();
        }
        for c in &mut g.candidates {
            if known.is_some_and(|indices| indices.contains(&c.entry.index())) {
                c.parts.stated += CONTAINED / 2.0;
            }
        }
    }
}

/// "In France … in Paris": where a country is named, its great cities are no towns of that name at home.
pub(super) fn accompany(groups: &mut [Group<'_>], home: Option<&str>) {
    let country = |g: &Group<'_>| likeliest(g).filter(|e| e.feature() == Feature::Country)?.country().map(str::to_owned);
    let mut named: Vec<String> = groups.iter().filter_map(country).filter(|c| home != Some(c.as_str())).collect();
    named.sort_unstable();
    named.dedup();
    // Singapore is named itself.
    for g in groups.iter_mut().filter(|g| country(g).is_none()) {
        for c in &mut g.candidates {
            let here = c.entry.country().is_some_and(|c| named.iter().any(|n| n == c));
            if here && is_great_city(&c.entry) && c.entry.is_main_name() {
                c.parts.stated = c.parts.stated.max(ACCOMPANIED);
            }
        }
    }
}

/// Links the groups of one name that may be the same town, with and without its region or a word for a settlement.
pub(super) fn relate(of_name: &BTreeMap<Name<'_>, usize>, groups: &mut [Group<'_>]) {
    let mut last: BTreeMap<(&str, Option<PlaceKind>), usize> = BTreeMap::new();
    for ((name, kind, _), group) in of_name {
        let kind = kind.filter(|k| !matches!(k, PlaceKind::City | PlaceKind::Locality));
        let Some(other) = last.insert((*name, kind), *group) else { continue };
        let next = groups.get(other).map_or(other, |g| g.kin);
        if let Some(g) = groups.get_mut(*group) {
            g.kin = next;
        }
        if let Some(g) = groups.get_mut(other) {
            g.kin = *group;
        }
    }
}
