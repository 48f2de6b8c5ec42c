//! The place that a name is taken for: the best of its candidates, or one that no table has.

use std::collections::BTreeMap;

use super::Found;
use super::candidate::Candidate;
use super::resolve::Group;
use crate::claim::{Place, PlaceKind};
use crate::gazetteer::{Feature, PlaceEntry};
use crate::normalize::Page;

/// A lead of less than this (natural logarithms) is no decision.
const MARGIN: f64 = 0.7;

/// How near to the other names of the article what is called a neighbourhood lies at least, as a part of the score.
const BESIDE: f64 = 3.0;

/// The place of a name. `around`: what is said to hold it.
pub(super) fn place(
    pages: &[Page<'_>],
    found: &Found<'_>,
    group: Option<&Group<'_>>,
    groups: &[Group<'_>],
    around: Option<&PlaceEntry<'_>>,
) -> Place {
    let written = pages.get(found.page).map(|p| p.text.slice(found.tokens.clone())).unwrap_or_default();
    let best = group.and_then(|g| Some((g, g.candidates.get(g.best?)?)));
    // "Tolver, Vt." is no Tolver in Alaska, even where no other is known.
    let elsewhere = |best: &PlaceEntry<'_>| {
        let area = around.filter(|a| a.feature() <= Feature::FirstOrder);
        let small = best.feature().is_populated_place() || best.feature() == Feature::SecondOrder;
        small && area.is_some_and(|a| !a.contains(best) && a != best)
    };
    // What is called a neighbourhood is no town far from everything else.
    let far = |best: &Candidate<'_>| {
        let beside = best.parts.nearby > BESIDE || best.parts.stated > 0.0 || best.entry.feature() == Feature::Section;
        found.quarter && !beside && best.entry.feature().is_populated_place()
    };
    let listed = |(g, b): &(&Group<'_>, &Candidate<'_>)| !elsewhere(&b.entry) && !is_unknown(g, b, around) && !far(b);
    let Some((group, best)) = best.filter(listed) else {
        return unlisted(written, found, group, groups, around);
    };
    let mut place = best.entry.to_place();
    place.ambiguous = group.margin < MARGIN && is_elsewhere(group, &best.entry);
    if group.kind == Some(PlaceKind::Sector) {
        place.id = None;
        place.name = written.to_owned();
        place.kind = Some(PlaceKind::Sector);
        place.radius_km = place.radius_km.map(|r| r.max(40.0));
    }
    if found.near {
        place.near = true;
        place.radius_km = place.radius_km.map(|r| r + 25.0);
    }
    place
}

/// Whether a small town far from everything else in the article gives way to one of that name which no table has.
pub(super) fn is_unknown(group: &Group<'_>, best: &Candidate<'_>, around: Option<&PlaceEntry<'_>>) -> bool {
    let local = group.around.is_some_and(|a| {
        let clear = a.share > CLEAR && (a.force || a.weight > group.weight * OUTWEIGHS);
        let reused = a.anchor.country().is_some_and(is_reusing);
        clear && reused && a.score > best.score && a.anchor.region_code() != best.entry.region_code()
    });
    // Who says the name of a city of millions at home means the city.
    let home = group.around.is_some_and(|a| a.anchor.country() == best.entry.country());
    let great = home && best.entry.population() >= GREAT;
    // Nor is a town one nearby where the article names its country.
    let abroad = !home && group.support > ABROAD;
    local && around.is_none() && best.parts.stated == 0.0 && best.entry.feature().is_populated_place() && !(great || abroad)
}

/// Whether the runner-up lies somewhere else: a town and its region do not contradict each other.
fn is_elsewhere(group: &Group<'_>, best: &PlaceEntry<'_>) -> bool {
    let other = |c: &&Candidate<'_>| c.entry != *best && !c.entry.contains(best) && !best.contains(&c.entry);
    group
        .candidates
        .iter()
        .filter(other)
        .any(|c| c.entry.distance_km(best).is_none_or(|km| km > best.radius_km() + c.entry.radius_km()))
}

/// A place that the gazetteer does not know: its name, its kind, and the region or country where the article plays, where that is clear.
fn unlisted(
    written: &str,
    found: &Found<'_>,
    group: Option<&Group<'_>>,
    groups: &[Group<'_>],
    around: Option<&PlaceEntry<'_>>,
) -> Place {
    let name = called(written);
    if let Some(around) = around.filter(|a| a.feature() <= Feature::SecondOrder) {
        let outer = around.to_place();
        let region = if around.feature() == Feature::FirstOrder { Some(outer.name) } else { outer.region };
        let kind = found.head.or(Some(PlaceKind::Locality));
        return Place { id: None, name, kind, region, ambiguous: false, ..outer };
    }
    let river = found.head == Some(PlaceKind::Natural) && found.tokens.end > found.name.end;
    let small = matches!(found.head, None | Some(PlaceKind::City | PlaceKind::Locality)) || river;
    let near = group.and_then(|g| g.around).filter(|a| small && a.share > CLEAR);
    if let Some(near) = near {
        let kind = found.head.or(Some(PlaceKind::Locality));
        let anchor = near.anchor.to_place();
        if near.anchor.feature() == Feature::FirstOrder {
            return Place {
                id: None,
                kind,
                region: Some(anchor.name.clone()),
                name,
                near: found.near,
                ambiguous: false,
                ..anchor
            };
        }
        return Place { id: None, name, kind, near: found.near, radius_km: Some(VICINITY_KM), ambiguous: false, ..anchor };
    }
    let mut countries: BTreeMap<&str, f64> = BTreeMap::new();
    for g in groups {
        if let Some(country) = g.best.and_then(|b| g.candidates.get(b)?.entry.country()) {
            *countries.entry(country).or_default() += g.weight;
        }
    }
    let all: f64 = countries.values().sum();
    let country = countries.into_iter().find(|(_, w)| *w > 0.6 * all).map(|(c, _)| c.to_owned());
    Place { name, kind: found.head, country, ..Place::default() }
}

/// The share of an article that must play in a region for what no table has to lie there too.
const CLEAR: f64 = 0.4;
/// What the other names there must weigh against a name that a far town bears, too.
const OUTWEIGHS: f64 = 0.8;
/// The share of an article that speaks of a country from which on its towns are meant.
const ABROAD: f64 = 0.1;
/// From so many people on a city is great.
pub(super) const GREAT: u64 = 1_000_000;
/// Countries whose towns share a stock of names: that a table has one Madison there says little of where the next is.
const REUSING: [&str; 6] = ["US", "CA", "GB", "IE", "AU", "NZ"];

/// Whether the towns of a country share a stock of names.
pub(super) fn is_reusing(country: &str) -> bool {
    REUSING.contains(&country)
}

/// How far from the town that the article is about such a place may lie, in km.
const VICINITY_KM: f64 = 60.0;

/// A name as a table would have it: datelines stand in capitals.
fn called(written: &str) -> String {
    if written.chars().filter(|c| c.is_alphabetic()).count() < 4 || written.chars().any(char::is_lowercase) {
        return written.to_owned();
    }
    let mut name = String::with_capacity(written.len());
    let mut inside = false;
    for c in written.chars() {
        if inside {
            name.extend(c.to_lowercase())
        } else {
            name.push(c)
        }
        inside = c.is_alphabetic() || c == '\'';
    }
    name
}
