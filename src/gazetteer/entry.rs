//! One place of a gazetteer.

use std::fmt::Write;

use super::spot::distance_km;
use super::table::Packed;
use super::{Feature, Gazetteer, Layer};
use crate::claim::{Place, PlaceKind};

/// Fewer people than this: the other names of a place are doubtful.
const SMALL: u64 = 500_000;
/// How like its name they must be.
const LIKE: f64 = 0.87;

/// One place of a [`Gazetteer`].
#[derive(Clone, Copy)]
pub struct PlaceEntry<'g> {
    gazetteer: &'g Gazetteer,
    layer: &'g Layer,
    index: u32,
    record: Packed,
    main: bool,
    variant: bool,
}

impl std::fmt::Debug for PlaceEntry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} ({})", self.id(), self.record.feature().code(), self.name(), self.area())
    }
}

impl PartialEq for PlaceEntry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.layer, other.layer)
    }
}

impl<'g> PlaceEntry<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer, layer: &'g Layer, index: u32) -> Option<PlaceEntry<'g>> {
        let record = layer.table.record(index.checked_sub(layer.first)?)?;
        Some(PlaceEntry { gazetteer, layer, index, record, main: true, variant: false })
    }

    pub(super) fn called(self, main: bool, variant: bool) -> PlaceEntry<'g> {
        PlaceEntry { main, variant, ..self }
    }

    /// The same place under its name in another case.
    pub(crate) fn inflected(self) -> PlaceEntry<'g> {
        self.called(false, true)
    }

    /// Index in the gazetteer.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// Whether it was found under a main name, not under some other.
    pub(crate) fn is_main_name(&self) -> bool {
        self.main
    }

    /// Whether it was found as another romanization of its name.
    pub(crate) fn is_variant(&self) -> bool {
        self.variant
    }

    /// Whether it is a small place found under another name than its own. GeoNames lists many that nobody in the place uses.
    pub(crate) fn may_be_nickname(&self) -> bool {
        let small = self.feature().is_populated_place() && self.feature() > Feature::FirstOrderSeat && self.population() < SMALL;
        small && !self.main && !self.variant
    }

    /// Whether a key is no spelling of its name.
    pub(crate) fn is_unlike(&self, key: &str) -> bool {
        !is_like(key, self.name())
    }

    /// Stable id: `geonames:706483`, `katottg:UA63…`, `natural:sea-of-azov`, `region:donbas`.
    pub fn id(&self) -> String {
        // As long as nearly all are.
        let mut out = String::with_capacity(24);
        if let Some(id) = self.layer.table.id(self.index - self.layer.first) {
            let _ = write!(out, "{id}");
        }
        out
    }

    /// Its name in English, or romanized.
    pub fn name(&self) -> &'g str {
        self.layer.table.string(self.record.name())
    }

    /// The key of its name.
    pub(crate) fn key(&self) -> String {
        super::key::key(self.name())
    }

    /// What it is.
    pub fn feature(&self) -> Feature {
        self.record.feature()
    }

    /// What kind of place claims call it.
    pub fn kind(&self) -> PlaceKind {
        self.record.feature().kind()
    }

    /// Code of the unit that it is or lies in: `UA`, `UA.07`, `US.TX.201`; empty where it belongs to no country.
    pub(crate) fn area(&self) -> &'g str {
        self.layer.table.area_code(self.record.area())
    }

    /// The same for all places of one unit in one table.
    pub(crate) fn area_number(&self) -> (u32, u32) {
        (self.layer.first, self.record.area())
    }

    /// ISO 3166-1 alpha-2; `None` for seas and regions across borders.
    pub fn country(&self) -> Option<&'g str> {
        self.area().get(..2)
    }

    /// Code of the first-order unit that it is or lies in: `UA.07`.
    pub fn region_code(&self) -> Option<&'g str> {
        let area = self.area();
        let mut stops = area.bytes().enumerate().filter(|(_, byte)| *byte == b'.').map(|(at, _)| at);
        stops.next()?;
        area.get(..stops.next().unwrap_or(area.len()))
    }

    /// Code of the second-order unit that it is or lies in: `US.TX.201`.
    pub fn district_code(&self) -> Option<&'g str> {
        let area = self.area();
        (area.bytes().filter(|b| *b == b'.').count() > 1).then_some(area)
    }

    /// Name of the first-order unit that it is or lies in.
    pub fn region(&self) -> Option<&'g str> {
        self.gazetteer.area(self.region_code()?).map(|p| p.name())
    }

    /// The second-order unit that it is or lies in.
    pub fn district(&self) -> Option<PlaceEntry<'g>> {
        self.gazetteer.area(self.district_code()?)
    }

    /// Degrees north and east, WGS 84.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.record.point()
    }

    /// People, as far as known, to three digits; 0 where not. For units the sum over their listed places.
    pub fn population(&self) -> u64 {
        self.record.population()
    }

    /// How far from its point it reaches, or may lie, in km.
    pub fn radius_km(&self) -> f64 {
        self.record.radius_km()
    }

    /// Whether it is a unit of administration that the other place lies in. No place holds itself.
    pub fn contains(&self, other: &PlaceEntry<'_>) -> bool {
        let level = |f: Feature| match f {
            Feature::Country => 0,
            Feature::FirstOrder => 1,
            Feature::SecondOrder => 2,
            _ => 3,
        };
        if level(self.feature()) >= level(other.feature()) {
            return false;
        }
        let (own, inner) = (self.area(), other.area());
        let rest = inner.strip_prefix(own).filter(|_| !own.is_empty());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            && level(self.feature()) == own.bytes().filter(|b| *b == b'.').count()
    }

    /// Kilometres between the points of two places.
    pub fn distance_km(&self, other: &PlaceEntry<'_>) -> Option<f64> {
        Some(distance_km(self.point()?, other.point()?))
    }

    /// The place as claims carry it.
    pub fn to_place(&self) -> Place {
        let within = !matches!(self.kind(), PlaceKind::Region | PlaceKind::Country);
        let region = if within { self.region() } else { None };
        Place {
            id: Some(self.id()),
            name: self.name().to_owned(),
            kind: Some(self.kind()),
            country: self.country().map(str::to_owned),
            region: region.map(str::to_owned),
            lat: self.point().map(|p| p.0),
            lon: self.point().map(|p| p.1),
            radius_km: Some(self.radius_km()),
            near: false,
            ambiguous: false,
        }
    }
}

/// Whether two names are spellings of one: "St. Ives" and "Saint Ives".
fn is_like(key: &str, name: &str) -> bool {
    let long = |key: &str| key.strip_prefix("st ").map(|rest| format!("saint {rest}")).unwrap_or_else(|| key.to_owned());
    strsim::jaro_winkler(&long(&super::key::key(key)), &long(&super::key::key(name))) >= LIKE
}

impl Gazetteer {
    /// The unit that bears a code: `UA`, `UA.07`.
    pub(crate) fn area(&self, code: &str) -> Option<PlaceEntry<'_>> {
        let mut layers = self.layers.iter().rev();
        layers.find_map(|l| Some((l, l.table.area_place(code)?))).and_then(|(l, i)| PlaceEntry::new(self, l, l.first + i))
    }
}
