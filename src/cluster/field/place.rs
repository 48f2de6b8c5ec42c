//! Where.

use crate::claim::{Place, PlaceKind};
use crate::cluster::agreement::Agreement;
use crate::cluster::field::{Compared, fold, hash, mix};

/// A place with what is known of the places around it.
#[derive(Clone, Debug)]
pub(crate) struct PlaceForm {
    /// Hash of the id; 0 where the gazetteer has no such place.
    id: u64,
    /// Folded name without the words that say what kind of place it is.
    name: String,
    pub(crate) named: u64,
    /// Spellings of one name share it: what claims of one place are found by.
    pub(crate) sound: u64,
    pub(crate) level: PlaceLevel,
    /// Hash of the country; 0 where it is not known.
    pub(crate) country: u64,
    /// Hash of the region's bare name; 0 where it is not known.
    pub(crate) region: u64,
    /// On the unit sphere.
    point: Option<[f64; 3]>,
    radius: f64,
    ambiguous: bool,
    /// Its region bears its name.
    capital: bool,
    /// Rarity in bits (−log2 of the share of claims), of claims at this very place.
    pub(crate) rarity: f64,
    /// Rarity in bits (−log2 of the share of claims), of claims in it.
    pub(crate) breadth: f64,
}

/// How much of the map a place takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlaceLevel {
    Country,
    Region,
    /// A district, a sea, a section of a front: larger than a town, in no order with others of its kind.
    Area,
    Settlement,
}

/// Words of a name that say what kind of place it is, not which one.
const TYPE_WORDS: [&str; 34] = [
    "the",
    "of",
    "city",
    "town",
    "village",
    "settlement",
    "hamlet",
    "oblast",
    "region",
    "province",
    "state",
    "county",
    "district",
    "raion",
    "rayon",
    "governorate",
    "prefecture",
    "department",
    "municipality",
    "direction",
    "sector",
    "front",
    "axis",
    "area",
    "republic",
    "krai",
    "canton",
    "voivodeship",
    "commune",
    "ville",
    "kray",
    "near",
    "outskirts",
    "urban",
];

/// A name without words of kind; where nothing else is in it, the whole.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let head = fold(name.split(',').next().unwrap_or(name));
    let kept: Vec<&str> = head.split(' ').filter(|w| !TYPE_WORDS.contains(w)).collect();
    if kept.is_empty() { folded } else { kept.join(" ") }
}

/// The sounds that spellings of one name share: consonants, with those that transliterations exchange made one.
fn skeleton(name: &str) -> u64 {
    let mut kept: Vec<u8> = Vec::with_capacity(8);
    for c in name.chars() {
        let class = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | ' ' => continue,
            'c' | 'k' | 'q' | 'g' | 'x' => b'k',
            'v' | 'w' | 'f' | 'b' | 'p' => b'v',
            'j' | 'z' | 's' => b's',
            'd' | 't' => b't',
            'm' | 'n' => b'n',
            c if c.is_ascii() => c as u8,
            // Other scripts keep their letters.
            c => (c as u32 % 251) as u8 | 0x80,
        };
        if kept.last() != Some(&class) {
            kept.push(class);
        }
        if kept.len() == 8 {
            break;
        }
    }
    if kept.is_empty() { hash(name) } else { kept.iter().fold(7, |h, c| mix(h, u64::from(*c))) }
}

/// How far from a capital its province is still meant by its name, in km.
const PROVINCE: f64 = 60.0;

impl PlaceForm {
    pub(crate) fn new(place: &Place) -> PlaceForm {
        let level = match place.kind {
            Some(PlaceKind::Country) => PlaceLevel::Country,
            Some(PlaceKind::Region) => PlaceLevel::Region,
            Some(PlaceKind::District | PlaceKind::Natural | PlaceKind::Sector) => PlaceLevel::Area,
            _ => PlaceLevel::Settlement,
        };
        let name = bare(&place.name);
        let (named, sound) = (hash(&name), skeleton(&name));
        let some = |text: &Option<String>| text.as_deref().filter(|t| !t.is_empty()).map(str::to_owned);
        let country = some(&place.country).map_or(if level == PlaceLevel::Country { named } else { 0 }, |c| hash(&fold(&c)));
        let region = some(&place.region).map_or(if level == PlaceLevel::Region { named } else { 0 }, |r| hash(&bare(&r)));
        let usual = match (level, place.kind) {
            (PlaceLevel::Country, _) => 500.0,
            (PlaceLevel::Region, _) => 120.0,
            (_, Some(PlaceKind::Natural)) => 100.0,
            (PlaceLevel::Area, _) => 40.0,
            (_, Some(PlaceKind::City)) => 8.0,
            _ => 3.0,
        };
        let point = place.lat.zip(place.lon).filter(|(lat, lon)| lat.is_finite() && lon.is_finite()).map(on_sphere);
        let radius = place.radius_km.filter(|r| r.is_finite() && *r >= 0.0).unwrap_or(usual);
        let id = some(&place.id).map_or(0, |id| hash(&id));
        PlaceForm {
            id,
            name,
            named,
            sound,
            level,
            country,
            region,
            point,
            radius,
            ambiguous: place.ambiguous,
            capital: place.region.as_ref() == Some(&place.name),
            rarity: 0.0,
            breadth: 0.0,
        }
    }

    /// Whether nothing is known of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.name.is_empty() && self.id == 0
    }

    /// What makes two places the same value: the name within its country.
    pub(crate) fn value(&self) -> u64 {
        mix(mix(self.named, self.country), self.level as u64)
    }

    pub(crate) fn compare(&self, other: &PlaceForm) -> Option<Compared> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        if self.id != 0 && self.id == other.id {
            return Some((Agreement::PlaceSame, Some(self.rarity.min(other.rarity))));
        }
        let abroad = self.country != 0 && other.country != 0 && self.country != other.country;
        let (wide, narrow) = if self.level <= other.level { (self, other) } else { (other, self) };
        let found = match (wide.level, narrow.level) {
            // A sea, a river or an ambiguous name may lie across a border.
            _ if abroad && !(self.ambiguous || other.ambiguous) && !self.reaches(other, 20.0) => (Agreement::PlaceAbroad, None),
            _ if abroad => (Agreement::PlaceUnlike, None),
            (PlaceLevel::Country, PlaceLevel::Country) => {
                if wide.named == narrow.named || wide.country != 0 && wide.country == narrow.country {
                    (Agreement::PlaceSame, Some(wide.breadth.min(narrow.breadth)))
                } else {
                    (Agreement::PlaceUnlike, None)
                }
            }
            (PlaceLevel::Country, _) if wide.country != 0 && narrow.country != 0 => (Agreement::PlaceInside, Some(wide.breadth)),
            (PlaceLevel::Country, _) => return None,
            (PlaceLevel::Region, PlaceLevel::Region) => wide.compare_regions(narrow),
            (PlaceLevel::Region, _) => wide.compare_region_with(narrow)?,
            (PlaceLevel::Area, _) => wide.compare_area_with(narrow)?,
            (PlaceLevel::Settlement, _) => wide.compare_settlements(narrow),
        };
        Some(found)
    }

    fn compare_regions(&self, other: &PlaceForm) -> Compared {
        if self.named == other.named {
            (Agreement::PlaceSame, Some(self.breadth.min(other.breadth)))
        } else if !self.resolved_with(other) && self.is_spelled_like(other) {
            (Agreement::PlaceSimilar, Some(self.breadth.min(other.breadth)))
        } else if self.distance(other).is_some_and(|d| d <= self.radius.max(other.radius)) {
            // Vernacular regions overlap the official ones.
            (Agreement::PlaceUnclear, None)
        } else {
            (self.elsewhere(other), None)
        }
    }

    fn compare_region_with(&self, inner: &PlaceForm) -> Option<Compared> {
        if inner.region != 0 && self.named == inner.region {
            return Some((Agreement::PlaceInside, Some(self.breadth)));
        }
        if inner.level == PlaceLevel::Area && self.named == inner.named {
            return Some((Agreement::PlaceNear, None));
        }
        match self.distance(inner) {
            // Vernacular regions are no settlement's `region`; the official ones are, so only a gap there speaks against.
            Some(d) if d <= self.radius + inner.radius => Some((Agreement::PlaceNear, None)),
            Some(_) => Some((self.elsewhere(inner), None)),
            None if inner.region != 0 => Some((self.elsewhere(inner), None)),
            None => None,
        }
    }

    fn compare_area_with(&self, inner: &PlaceForm) -> Option<Compared> {
        if self.named == inner.named {
            // "the Sumy direction" and Sumy; two districts of one name.
            return Some(if inner.level == PlaceLevel::Area {
                (Agreement::PlaceSame, Some(self.rarity.min(inner.rarity)))
            } else {
                (Agreement::PlaceNear, None)
            });
        }
        match self.distance(inner) {
            Some(d) if d <= self.radius + inner.radius => Some((Agreement::PlaceNear, None)),
            Some(d) if d <= 2.0 * self.radius + inner.radius => Some((Agreement::PlaceUnclear, None)),
            Some(_) => Some((self.elsewhere(inner), None)),
            None if self.region != 0 && inner.region != 0 && self.region != inner.region => Some((self.elsewhere(inner), None)),
            None if self.is_spelled_like(inner) => Some((Agreement::PlaceSimilar, Some(self.rarity.min(inner.rarity)))),
            None => None,
        }
    }

    fn compare_settlements(&self, other: &PlaceForm) -> Compared {
        let regions_differ = self.region != 0 && other.region != 0 && self.region != other.region;
        let one_region = self.region != 0 && self.region == other.region;
        let distance = self.distance(other);
        let rarity = self.rarity.min(other.rarity);
        if self.named == other.named {
            let apart = distance.map_or(regions_differ, |d| d > 30.0 + self.radius + other.radius);
            return if apart { (Agreement::PlaceNamesake, None) } else { (Agreement::PlaceSame, Some(rarity)) };
        }
        if !self.resolved_with(other) && !regions_differ && self.is_spelled_like(other) {
            return (Agreement::PlaceSimilar, Some(rarity));
        }
        match distance {
            Some(d) if d <= self.radius + other.radius => (Agreement::PlaceNear, None),
            // "The Leon mine": the province that bears the name of its capital.
            Some(d) if one_region && d <= PROVINCE && (self.capital || other.capital) => (Agreement::PlaceNear, None),
            Some(d) if d <= 25.0 + self.radius + other.radius => (Agreement::PlaceNeighbour, None),
            Some(_) if self.ambiguous || other.ambiguous => (Agreement::PlaceUnlike, None),
            Some(_) => (self.elsewhere(other), None),
            None if regions_differ => (self.elsewhere(other), None),
            None if one_region => (Agreement::PlaceUnclear, None),
            None => (Agreement::PlaceUnlike, None),
        }
    }

    /// Both are known to the gazetteer, so that a likeness of names is no misspelling.
    pub(crate) fn resolved_with(&self, other: &PlaceForm) -> bool {
        self.id != 0 && other.id != 0
    }

    /// Whether the names may be spellings of one: Jaro-Winkler, or two letters' difference in a name of some length.
    fn is_spelled_like(&self, other: &PlaceForm) -> bool {
        let (a, b) = (self.name.as_str(), other.name.as_str());
        let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
        // Two edits in four letters are another name; so are names of two words that share only the first ("Novo Selo").
        if short < 4 || long - short > 4 || a.split(' ').count() != b.split(' ').count() && long - short > 2 {
            return false;
        }
        let alike = strsim::jaro_winkler(a, b);
        let edits = if short >= 7 { 2 } else { 1 };
        alike >= 0.91 || self.sound == other.sound && alike >= 0.8 || long - short <= edits && strsim::osa_distance(a, b) <= edits
    }

    fn elsewhere(&self, other: &PlaceForm) -> Agreement {
        if self.ambiguous || other.ambiguous { Agreement::PlaceUnlike } else { Agreement::PlaceElsewhere }
    }

    fn reaches(&self, other: &PlaceForm, slack: f64) -> bool {
        self.distance(other).is_some_and(|d| d <= self.radius + other.radius + slack)
    }

    /// Kilometres between the points, on a sphere: by the chord between them, which is as exact for near points as the haversine is.
    fn distance(&self, other: &PlaceForm) -> Option<f64> {
        let ([x1, y1, z1], [x2, y2, z2]) = self.point.zip(other.point)?;
        let (x, y, z) = (x2 - x1, y2 - y1, z2 - z1);
        let half = ((x * x + y * y + z * z) / 4.0).clamp(0.0, 1.0).sqrt();
        Some(2.0 * 6371.0 * half.asin())
    }
}

fn on_sphere((lat, lon): (f64, f64)) -> [f64; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, kind: PlaceKind, country: &str, region: &str, point: Option<(f64, f64)>) -> Place {
        let some = |t: &str| (!t.is_empty()).then(|| t.to_string());
        Place {
            name: name.into(),
            kind: Some(kind),
            country: some(country),
            region: some(region),
            lat: point.map(|p| p.0),
            lon: point.map(|p| p.1),
            ..Place::default()
        }
    }

    fn known(name: &str, kind: PlaceKind, country: &str, region: &str, point: (f64, f64)) -> Place {
        Place { id: Some(format!("x:{name}")), ..place(name, kind, country, region, Some(point)) }
    }

    #[test]
    fn levels() {
        use PlaceKind::*;
        let oblast = || known("Kharkiv Oblast", Region, "UA", "Kharkiv Oblast", (49.6, 36.4));
        let kharkiv = || known("Kharkiv", City, "UA", "Kharkiv Oblast", (49.99, 36.23));
        let lozova = || known("Lozova", City, "UA", "Kharkiv Oblast", (48.89, 36.32));
        let sumy = || known("Sumy", City, "UA", "Sumy Oblast", (50.9, 34.8));
        let ukraine = || known("Ukraine", Country, "UA", "", (49.0, 32.0));
        for (name, a, b, expected) in [
            ("same id", kharkiv(), kharkiv(), Some(Agreement::PlaceSame)),
            ("in its region", oblast(), lozova(), Some(Agreement::PlaceInside)),
            ("region told as written", oblast(), place("Kharkiv region", Region, "UA", "", None), Some(Agreement::PlaceSame)),
            ("in its country", ukraine(), lozova(), Some(Agreement::PlaceInside)),
            ("two towns of one region", kharkiv(), lozova(), Some(Agreement::PlaceElsewhere)),
            ("another region", oblast(), sumy(), Some(Agreement::PlaceElsewhere)),
            ("a front and its town", place("the Sumy direction", Sector, "UA", "", None), sumy(), Some(Agreement::PlaceNear)),
            (
                "a front told twice",
                place("the Sumy direction", Sector, "UA", "", None),
                place("Sumy sector", Sector, "", "", None),
                Some(Agreement::PlaceSame),
            ),
            (
                "spellings",
                place("Veselyi Hai", Locality, "UA", "", None),
                place("Veseliy Hay", Locality, "", "", None),
                Some(Agreement::PlaceSimilar),
            ),
            (
                "unlike",
                place("Veselyi Hai", Locality, "UA", "", None),
                place("Bakhmut", Locality, "", "", None),
                Some(Agreement::PlaceUnlike),
            ),
            (
                "namesakes",
                place("Ivanivka", Locality, "UA", "Odesa", None),
                place("Ivanivka", Locality, "UA", "Sumy", None),
                Some(Agreement::PlaceNamesake),
            ),
            ("abroad", kharkiv(), place("Belgorod", City, "RU", "", None), Some(Agreement::PlaceAbroad)),
            ("unlisted in a region", oblast(), place("Veselyi Hai", Locality, "", "", None), None),
            ("no name", place("", Locality, "", "", None), kharkiv(), None),
            (
                "a town, and the province that bears the name of its capital",
                known("Bolu", City, "TR", "Bolu", (40.73, 31.61)),
                known("Mudurnu", City, "TR", "Bolu", (40.47, 31.21)),
                Some(Agreement::PlaceNear),
            ),
            (
                "neighbours",
                kharkiv(),
                known("Merefa", City, "UA", "Kharkiv Oblast", (49.82, 36.06)),
                Some(Agreement::PlaceNeighbour),
            ),
        ] {
            let (a, b) = (PlaceForm::new(&a), PlaceForm::new(&b));
            assert_eq!(a.compare(&b).map(|l| l.0), expected, "{name}");
            assert_eq!(b.compare(&a).map(|l| l.0), expected, "{name}, turned");
        }
    }

    #[test]
    fn odd_places() {
        for name in ["", " ", "the", "—", "\u{200b}", "ⅧⅧ", "東京", "the city of"] {
            let form = PlaceForm::new(&Place {
                name: name.into(),
                lat: Some(f64::NAN),
                lon: Some(1e300),
                radius_km: Some(-1.0),
                ..Place::default()
            });
            let _ = (form.compare(&form), form.sound, form.value());
        }
    }
}
