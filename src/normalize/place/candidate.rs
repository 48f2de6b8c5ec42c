//! The places that a name may mean, and how likely each is before anything else is known.

use super::settle::is_reusing;
use super::{Found, sector};
use crate::claim::PlaceKind;
use crate::gazetteer::{Feature, PlaceEntry};
use crate::lexicon::fronts::front;
use crate::lexicon::toponyms::Toponyms;
use crate::normalize::{Page, Setting};
use crate::resolution::PlaceParts;

/// What a county loses that is named without the word for it.
const BARE: f64 = -2.0;

/// From how many inhabitants a town is known by its own name, and what another place loses that is only called so as well.
const KNOWN: u64 = 50_000;
const BORROWED: f64 = -1.5;

#[derive(Clone, Copy)]
pub(super) struct Candidate<'g> {
    pub(super) entry: PlaceEntry<'g>,
    pub(super) parts: PlaceParts,
    /// All parts together.
    pub(super) score: f64,
}

impl<'g> Candidate<'g> {
    pub(super) fn new(entry: PlaceEntry<'g>, prior: f64) -> Candidate<'g> {
        Candidate { entry, parts: PlaceParts { prior, ..PlaceParts::default() }, score: prior }
    }
}

/// The places that a name may mean by what stands with it.
pub(super) fn candidates<'g>(pages: &[Page<'_>], found: &Found<'g>, setting: &Setting<'g>) -> Vec<Candidate<'g>> {
    if let Some(area) = found.area {
        let entry = if area.contains(':') { setting.places.get(area) } else { setting.places.area(area) };
        return entry.into_iter().map(|entry| Candidate::new(entry, 0.0)).collect();
    }
    let mut entries: Vec<PlaceEntry<'g>> = found.meaning.as_ref().map(|m| m.entries.clone()).unwrap_or_default();
    if found.head == Some(PlaceKind::Sector) {
        if let Some(page) = pages.get(found.page) {
            for town in sector::towns(setting.places, page.text.norm(found.name.start)) {
                if !entries.contains(&town) {
                    entries.push(town);
                }
            }
        }
        entries.retain(|e| e.feature().is_populated_place());
    } else if let Some(kind) = found.head.or(found.listed) {
        entries.retain(|e| fits(kind, e));
    }
    // "Comanche" is seldom Comanche County, where counties are called so.
    let run = pages.get(found.page).map_or("", |p| p.text.run(found.name.clone()));
    let plain = found.head.is_none() && found.listed.is_none();
    let bare = |e: &PlaceEntry<'_>| {
        let county = plain && e.feature() == Feature::SecondOrder && e.country().is_some_and(is_reusing);
        if county && !e.key().split(' ').flat_map(str::bytes).eq(run.bytes()) { BARE } else { 0.0 }
    };
    // "The California neighborhood".
    if found.quarter {
        entries.retain(|e| e.feature().is_populated_place() || matches!(e.feature(), Feature::Section | Feature::LowerOrder));
    }
    // Where towns share a stock of names a township is not the city of its name.
    if found.township {
        entries.retain(|e| !(e.feature().is_populated_place() && e.country().is_some_and(is_reusing)));
    }
    // "New York Gov. Roe": a state has one.
    let of_state = pages.get(found.page).is_some_and(|p| Toponyms::english().word(p.text.norm(found.name.end)).state_office);
    if of_state && entries.iter().any(|e| e.feature() == Feature::FirstOrder) {
        entries.retain(|e| matches!(e.feature(), Feature::FirstOrder | Feature::Country));
    }
    // Armies speak of directions where the front of a war is.
    let front = |e: &PlaceEntry<'_>| match found.head {
        Some(PlaceKind::Sector) => e.region_code().and_then(front).or_else(|| front(e.country()?)).unwrap_or(0.0),
        _ => 0.0,
    };
    // "Puno" is called so itself, and Pune only in some other language.
    let own = |e: &PlaceEntry<'_>| e.is_main_name() && e.feature().is_populated_place() && e.population() >= KNOWN;
    let taken = entries.iter().any(own);
    let borrowed = |e: &PlaceEntry<'_>| if taken && !e.is_main_name() { BORROWED } else { 0.0 };
    entries
        .into_iter()
        .map(|entry| Candidate::new(entry, prior(&entry) + front(&entry) + bare(&entry) + borrowed(&entry)))
        .collect()
}

/// Whether a place can be what a head says.
pub(super) fn fits(head: PlaceKind, place: &PlaceEntry<'_>) -> bool {
    match head {
        PlaceKind::Country => place.feature() == Feature::Country,
        PlaceKind::Region => matches!(place.feature(), Feature::FirstOrder | Feature::Vernacular | Feature::Continent),
        PlaceKind::District => matches!(place.feature(), Feature::SecondOrder | Feature::LowerOrder | Feature::Section),
        PlaceKind::City | PlaceKind::Locality => place.feature().is_populated_place(),
        // Islands are also regions and states, and bear their names as a whole: no "Mount Tolver" is Tolver County.
        PlaceKind::Natural => place.kind() == PlaceKind::Natural,
        _ => true,
    }
}

/// How likely a name means a place when nothing else is known: people, rank, and whether it is what the place is called.
pub(super) fn prior(place: &PlaceEntry<'_>) -> f64 {
    let people = (place.population() as f64).max(300.0).ln();
    let rank = match place.feature() {
        Feature::Country => 4.0_f64.max(17.0 - people),
        Feature::Continent => 8.0,
        Feature::FirstOrder => -1.5,
        Feature::SecondOrder => -4.0,
        Feature::LowerOrder => -5.0,
        // "Philadelphia" is seldom Amman.
        Feature::Capital if !place.is_main_name() => 1.0,
        Feature::Capital => 3.0,
        Feature::FirstOrderSeat => 1.0,
        Feature::SecondOrderSeat => 0.3,
        Feature::Section => -2.0,
        Feature::Former => -2.0,
        Feature::Vernacular => 8.0,
        Feature::Sea => 6.0,
        Feature::River | Feature::Lake => 3.0,
        Feature::Island | Feature::Mountains | Feature::Land => 2.0,
        _ => 0.0,
    };
    let called = if place.is_main_name() { 0.0 } else { -2.0 };
    let spelled = if place.is_variant() { -0.7 } else { 0.0 };
    people + rank + called + spelled
}
