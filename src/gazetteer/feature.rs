//! What a place is, finer than [`PlaceKind`].

use crate::claim::PlaceKind;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $kind:ident;)*) => {
        /// What a place is: the feature codes of GeoNames that matter here, and those of our own tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Feature { $($(#[$doc])* $name,)* }

        impl Feature {
            const ALL: &'static [Feature] = &[$(Feature::$name,)*];

            /// The GeoNames feature code nearest to it: `PPLC`, `ADM1`, `SEA`, …
            pub fn code(self) -> &'static str {
                match self { $(Feature::$name => $code,)* }
            }

            /// The kind that claims speak of.
            pub fn kind(self) -> PlaceKind {
                match self { $(Feature::$name => PlaceKind::$kind,)* }
            }
        }
    };
}

features! {
    /// A state or dependent territory.
    Country = "PCLI", Country;
    /// First-order unit: oblast, state, province.
    FirstOrder = "ADM1", Region;
    /// Second-order unit: raion, county, district.
    SecondOrder = "ADM2", District;
    /// Unit below the second order.
    LowerOrder = "ADM3", District;
    /// Capital of a country.
    Capital = "PPLC", City;
    /// Seat of a first-order unit.
    FirstOrderSeat = "PPLA", City;
    /// Seat of a second-order unit.
    SecondOrderSeat = "PPLA2", City;
    /// Seat of a unit below the second order.
    LowerSeat = "PPLA3", City;
    /// Town or city.
    Town = "PPL", City;
    /// Village or settlement.
    Village = "PPLL", Locality;
    /// Part of a town.
    Section = "PPLX", Locality;
    /// Abandoned, destroyed or historical place.
    Former = "PPLQ", Locality;
    /// Continent.
    Continent = "CONT", Region;
    /// Region that is no unit of administration: the Donbas, the Sahel.
    Vernacular = "RGN", Region;
    /// Sea, ocean, gulf, bay or strait.
    Sea = "SEA", Natural;
    /// Lake.
    Lake = "LK", Natural;
    /// River or other flowing water.
    River = "STM", Natural;
    /// Island or group of islands.
    Island = "ISL", Natural;
    /// Mountain or range.
    Mountains = "MTS", Natural;
    /// Plain, desert, plateau, peninsula or other land form.
    Land = "LND", Natural;
}

impl Feature {
    pub(super) fn byte(self) -> u8 {
        self as u8
    }

    pub(super) fn from_byte(byte: u8) -> Feature {
        Feature::ALL.get(usize::from(byte)).copied().unwrap_or(Feature::Town)
    }

    /// From class and code of GeoNames. `None`: a feature that news do not speak of as a place (roads, single buildings, sea beds).
    pub(super) fn from_geonames(class: &str, code: &str, population: u64) -> Option<Feature> {
        Some(match (class, code) {
            ("A", code) if code.starts_with("PCL") => Feature::Country,
            ("A", "ADM1") => Feature::FirstOrder,
            ("A", "ADM2") => Feature::SecondOrder,
            ("A", "ADM3" | "ADM4" | "ADM5") => Feature::LowerOrder,
            ("P", "PPLC") => Feature::Capital,
            ("P", "PPLA") => Feature::FirstOrderSeat,
            ("P", "PPLA2") => Feature::SecondOrderSeat,
            ("P", "PPLA3" | "PPLA4" | "PPLA5") => Feature::LowerSeat,
            ("P", "PPLX") => Feature::Section,
            ("P", "PPLQ" | "PPLH" | "PPLW" | "PPLCH") => Feature::Former,
            ("P", _) if population >= 5_000 => Feature::Town,
            ("P", _) => Feature::Village,
            ("L", "CONT") => Feature::Continent,
            ("L", "RGN" | "AREA" | "RGNE" | "TRB") => Feature::Vernacular,
            ("H", "SEA" | "OCN" | "GULF" | "BAY" | "STRT" | "CHN" | "SD") => Feature::Sea,
            ("H", "LK" | "LKS" | "RSV") => Feature::Lake,
            ("H", "STM" | "STMS" | "CNL") => Feature::River,
            ("T", "ISL" | "ISLS" | "ATOL") => Feature::Island,
            ("T", "MT" | "MTS" | "VLC" | "PK" | "HLL" | "HLLS") => Feature::Mountains,
            ("T", "PEN" | "PLAT" | "DSRT" | "PLN" | "VAL" | "CAPE" | "DLTA") => Feature::Land,
            _ => return None,
        })
    }

    /// From the class of a Natural Earth label.
    pub(super) fn from_natural_earth(class: &str) -> Feature {
        match class {
            "Island" | "Island group" => Feature::Island,
            "Range/mtn" | "Foothills" => Feature::Mountains,
            "sea" | "gulf" | "bay" | "strait" | "sound" | "channel" | "lagoon" | "fjord" | "ocean" | "reef" | "inlet" => {
                Feature::Sea
            }
            "Lake" => Feature::Lake,
            "river" => Feature::River,
            "Continent" => Feature::Continent,
            _ => Feature::Land,
        }
    }

    /// Whether people live there as in one town or village.
    pub fn is_populated_place(self) -> bool {
        (Feature::Capital..=Feature::Former).contains(&self)
    }

    /// Whether it is a country or a unit inside one, and so holds other places.
    pub fn is_administrative(self) -> bool {
        self <= Feature::LowerOrder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_there_and_back() {
        for f in Feature::ALL {
            assert_eq!(Feature::from_byte(f.byte()), *f);
        }
        assert_eq!(Feature::from_byte(255), Feature::Town);
    }

    #[test]
    fn from_the_codes_of_geonames() {
        for (class, code, population, feature) in [
            ("P", "PPLC", 1, Some(Feature::Capital)),
            ("P", "PPL", 100, Some(Feature::Village)),
            ("P", "PPL", 10_000, Some(Feature::Town)),
            ("A", "PCLI", 0, Some(Feature::Country)),
            ("H", "STM", 0, Some(Feature::River)),
            ("S", "HTL", 0, None),
            ("", "", 0, None),
        ] {
            assert_eq!(Feature::from_geonames(class, code, population), feature, "{class} {code}");
        }
    }
}
