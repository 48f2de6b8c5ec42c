//! Which places of an article are parts of its towns, and which town says better where something happened.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::clause::is_aside;
use super::occasion::At;
use super::site::is_behind_address;
use super::{Page, PlaceMention, Setting};
use crate::claim::PlaceKind;
use crate::gazetteer::{Feature, distance_km};
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::words::Class;
use crate::text::Case;

/// How far beyond the usual reach of a town its quarters lie, in km.
const QUARTER: f64 = 10.0;
/// How far beyond its reach something happened that is told to have happened near a town, in km.
const BESIDE: f64 = 40.0;

/// What an article says of each of its places, read from all mentions when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Quarters {
    told: OnceCell<Told>,
}

#[derive(Debug)]
struct Told {
    /// For each page the places of its mentions, by number.
    numbers: Vec<Vec<usize>>,
    traits: Vec<Traits>,
    /// The id of the town of the outlet.
    home: Option<String>,
}

/// What one of the mentions of a place says of it.
#[derive(Clone, Copy, Debug, Default)]
struct Traits {
    /// It has its police, or stands in the dateline.
    police: bool,
    /// It opens a sentence in capitals, has its state behind it or a mayor: a town of its own.
    alone: bool,
    /// An address stands before it.
    sited: bool,
    /// It is called a neighbourhood, a district or a side.
    part: bool,
    /// The article plays there: it is named, and not only in the name of the outlet or for its hospital.
    named: bool,
}

impl Traits {
    fn of(page: &Page<'_>, index: usize, mention: &PlaceMention) -> Traits {
        let (text, at) = (&page.text, &mention.tokens);
        let word = |t: usize| Toponyms::english().word(text.norm(t));
        let next = at.end + usize::from(word(at.end).metropolitan);
        let dateline = text.dateline.as_ref().is_some_and(|d| d.contains(&at.start));
        let opens = text.sentence_of(at.start).tokens.start == at.start && text.case(at.start) == Case::Upper;
        // "Ostrel, Vermont".
        let stated = text.norm(at.end) == "," && page.places.get(index + 1).is_some_and(|m| m.tokens.start == at.end + 1);
        let district = text.is(at.end, &["district"]) && text.is_capitalized(at.end);
        // "the South Side".
        let side = text.is(at.end.saturating_sub(1), &["side"]) && page.has(at.start, Class::Bearing);
        let called = word(at.end).quarter || word(at.end.saturating_sub(1)).quarter;
        Traits {
            police: dateline || page.has(next, Class::Police),
            alone: opens || stated || page.has(at.end, Class::TownOffice),
            sited: is_behind_address(text, at.start),
            part: side || called || district || at.start.checked_sub(2).is_some_and(|t| word(t).quarter),
            named: !mention.outlet && !is_aside(page, at, None),
        }
    }

    fn or(self, other: Traits) -> Traits {
        Traits {
            police: self.police || other.police,
            alone: self.alone || other.alone,
            sited: self.sited || other.sited,
            part: self.part || other.part,
            named: self.named || other.named,
        }
    }
}

impl Told {
    fn of(pages: &[Page<'_>], setting: &Setting<'_>) -> Told {
        let mut known: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        let mut traits: Vec<Traits> = Vec::new();
        let mut numbers = Vec::with_capacity(pages.len());
        for page in pages {
            let mut of_page = Vec::with_capacity(page.places.len());
            for (index, mention) in page.places.iter().enumerate() {
                let next = traits.len();
                let number = *known.entry((mention.place.id.as_deref(), &mention.place.name)).or_insert(next);
                let own = Traits::of(page, index, mention);
                match traits.get_mut(number) {
                    Some(before) => *before = before.or(own),
                    None => traits.push(own),
                }
                of_page.push(number);
            }
            numbers.push(of_page);
        }
        Told { numbers, traits, home: setting.homes.of(setting.document, setting.places).map(|h| h.id()) }
    }

    fn traits(&self, (page, place): At) -> Traits {
        let number = self.numbers.get(page).and_then(|numbers| numbers.get(place));
        number.and_then(|n| self.traits.get(*n)).copied().unwrap_or_default()
    }

    /// Whether a place that no table has is a part of a town rather than one of its own: it is called a neighbourhood, or the police are those
    /// of the town, and it has none.
    fn is_quarter(&self, of: At, unlisted: bool, town: At, id: Option<&str>) -> bool {
        let (quarter, town) = (self.traits(of), self.traits(town));
        let home = town.named && id.is_some() && self.home.as_deref() == id;
        // A town that has a table entry of its own must be called a part of the other.
        !quarter.alone && (quarter.part || unlisted && (town.police || !quarter.sited && home))
    }
}

impl Quarters {
    /// Whether a town says where something happened better than another place of the article: it lies in that county, or that quarter in it.
    /// `scene`: an address stands beside it, so that it says more than the town that all this is near. O(log n) in the places of the tables.
    pub(super) fn serves(&self, pages: &[Page<'_>], at: At, town: At, scene: bool, setting: &Setting<'_>) -> bool {
        let place = |(p, i): (usize, usize)| Some(&pages.get(p)?.places.get(i)?.place);
        let (here, there) = (at, town);
        let (Some(of), Some(town)) = (place(at), place(town)) else { return false };
        // A town that no table has, where the article says in which state it lies.
        let unlisted = town.id.is_none() && town.kind == Some(PlaceKind::Locality) && !town.near;
        if unlisted {
            return match of.kind {
                Some(PlaceKind::District) => of.region.is_some() && of.region == town.region,
                Some(PlaceKind::Region) => town.region.as_deref() == Some(of.name.as_str()),
                _ => scene && of.near && of.region.is_some() && of.region == town.region,
            };
        }
        let told = || self.told.get_or_init(|| Told::of(pages, setting));
        let quarter = || of.radius_km.is_some() && told().is_quarter(here, of.id.is_none(), there, town.id.as_deref());
        if town.kind != Some(PlaceKind::City) || town.id.is_none() || of.country != town.country && of.country.is_some() {
            return false;
        }
        let distance = of.lat.zip(of.lon).zip(town.lat.zip(town.lon)).map(|(a, b)| distance_km(a, b));
        let reach =
            |slack: f64| distance.is_some_and(|d| d <= of.radius_km.unwrap_or(0.0) + town.radius_km.unwrap_or(0.0) + slack);
        let section = || of.id.as_deref().and_then(|id| setting.places.get(id)).is_some_and(|e| e.feature() == Feature::Section);
        let vernacular =
            || of.id.as_deref().and_then(|id| setting.places.get(id)).is_some_and(|e| e.feature() == Feature::Vernacular);
        match of.kind {
            // "In the suburbs of X", and then the suburb.
            _ if of.near && scene => town.id != of.id && !town.near && of.region == town.region && reach(BESIDE),
            Some(PlaceKind::District) => (of.region.is_none() || of.region == town.region) && reach(0.0),
            Some(PlaceKind::Region) => town.region.as_deref() == Some(of.name.as_str()) || vernacular() && reach(0.0),
            Some(PlaceKind::Locality) if of.id.is_none() => distance.is_some_and(|d| d < QUARTER) && quarter(),
            Some(PlaceKind::Locality) => reach(QUARTER) && (section() || quarter()),
            Some(PlaceKind::City) => of.id != town.id && reach(0.0) && quarter(),
            _ => false,
        }
    }
}
