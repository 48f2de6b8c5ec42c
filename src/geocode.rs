//! How exactly a place is known, in the codes of the field's data sets.

use crate::claim::{Place, PlaceKind};

/// A village that may lie this far from its point is known by its neighbourhood, in km: the distance that UCDP names.
const NEAR_KM: f64 = 25.0;

impl Place {
    /// The code `where_prec` of the UCDP Georeferenced Event Dataset ("UCDP GED Codebook version 24.1", variable `where_prec`): 1 the exact place is known, 2 it lies
    /// within about 25 km of a known point, 3 only the second-order division is known, 4 only the first-order division, 5 a linear feature or a
    /// fuzzy area (a river, a border, an informal region, a section of a front), 6 only the country, 7 international waters or airspace.
    /// `None` where not even the kind of place is known.
    ///
    /// ```
    /// use corroborate::Gazetteer;
    /// let places = Gazetteer::embedded();
    /// let code = |id: &str| places.get(id).and_then(|p| p.to_place().where_prec());
    /// assert_eq!((code("geonames:706483"), code("geonames:706482"), code("geonames:690791")), (Some(1), Some(4), Some(6)));
    /// assert_eq!((code("region:donbas"), code("natural:indian-ocean")), (Some(5), Some(7)));
    /// ```
    pub fn where_prec(&self) -> Option<u8> {
        Some(match self.kind? {
            PlaceKind::City | PlaceKind::Locality => match self.radius_km {
                // A village of which only the region is known carries the region's reach.
                _ if self.id.is_none() && self.region.is_some() => 4,
                _ if self.id.is_none() && self.lat.is_none() => return self.country.as_ref().map(|_| 6),
                Some(km) if self.kind == Some(PlaceKind::Locality) && km >= NEAR_KM => 2,
                _ if self.near => 2,
                _ => 1,
            },
            PlaceKind::District => 3,
            PlaceKind::Region if self.is_vernacular() => 5,
            PlaceKind::Region => 4,
            PlaceKind::Natural if self.is_open_water() => 7,
            PlaceKind::Natural | PlaceKind::Sector => 5,
            PlaceKind::Country => 6,
        })
    }

    /// The code `geo_precision` of ACLED ("ACLED Codebook" 2023, variable `geo_precision`): 1 a known town or point, 2 a small part of a region or the neighbourhood of
    /// a town, 3 a larger region or country. `None` where the kind of place is not known.
    ///
    /// ```
    /// use corroborate::Gazetteer;
    /// let places = Gazetteer::embedded();
    /// let code = |id: &str| places.get(id).and_then(|p| p.to_place().geo_precision());
    /// assert_eq!((code("geonames:706483"), code("geonames:706482"), code("geonames:690791")), (Some(1), Some(3), Some(3)));
    /// ```
    pub fn geo_precision(&self) -> Option<u8> {
        self.where_prec().map(|code| match code {
            1 => 1,
            2 | 3 => 2,
            _ => 3,
        })
    }

    /// The code `ActionGeo_Type` of GDELT 2.0 ("Data Format Codebook V2.0" 2015, section "Event Geography"): 1 a country, 2 a state of the United States, 3 a city or landmark there, 4 a city
    /// or landmark elsewhere, 5 a first-order division elsewhere. `None` where the kind of place is not known, or GDELT has no code for it
    /// (seas and regions across borders).
    ///
    /// ```
    /// use corroborate::Gazetteer;
    /// let places = Gazetteer::embedded();
    /// let code = |id: &str| places.get(id).and_then(|p| p.to_place().gdelt_type());
    /// assert_eq!((code("geonames:706483"), code("geonames:706482"), code("geonames:4736286")), (Some(4), Some(5), Some(2)));
    /// ```
    pub fn gdelt_type(&self) -> Option<u8> {
        let home = self.country.as_deref()? == "US";
        Some(match self.kind? {
            PlaceKind::Country => 1,
            PlaceKind::City | PlaceKind::Locality | PlaceKind::Natural | PlaceKind::Sector => {
                if home {
                    3
                } else {
                    4
                }
            }
            PlaceKind::Region | PlaceKind::District => {
                if home {
                    2
                } else {
                    5
                }
            }
        })
    }

    fn is_vernacular(&self) -> bool {
        self.id.as_deref().is_some_and(|id| id.starts_with("region:")) || self.country.is_none()
    }

    /// A sea, and no island or range: those lie in countries or are smaller.
    fn is_open_water(&self) -> bool {
        let water = ["ocean", "sea", "gulf", "strait", "channel", "bay"];
        let name = self.name.to_lowercase();
        self.country.is_none() && name.split(' ').any(|w| water.contains(&w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_kinds() {
        let place = |kind, country: &str, radius_km| Place {
            id: Some("geonames:1".into()),
            name: "X".into(),
            kind: Some(kind),
            country: Some(country.into()),
            radius_km: Some(radius_km),
            ..Place::default()
        };
        for (name, place, expected) in [
            ("town", place(PlaceKind::City, "UA", 5.0), (Some(1), Some(1), Some(4))),
            ("large town", place(PlaceKind::City, "JP", 35.0), (Some(1), Some(1), Some(4))),
            ("near a town", Place { near: true, ..place(PlaceKind::City, "US", 30.0) }, (Some(2), Some(2), Some(3))),
            ("village of a hromada", place(PlaceKind::Locality, "UA", 25.0), (Some(2), Some(2), Some(4))),
            ("raion", place(PlaceKind::District, "UA", 40.0), (Some(3), Some(2), Some(5))),
            ("state", place(PlaceKind::Region, "US", 200.0), (Some(4), Some(3), Some(2))),
            ("front", place(PlaceKind::Sector, "UA", 40.0), (Some(5), Some(3), Some(4))),
            ("country", place(PlaceKind::Country, "UA", 400.0), (Some(6), Some(3), Some(1))),
            (
                "unknown village",
                Place { name: "X".into(), kind: Some(PlaceKind::Locality), ..Place::default() },
                (None, None, None),
            ),
            (
                "unknown village of a state",
                Place { id: None, region: Some("Texas".into()), ..place(PlaceKind::Locality, "US", 400.0) },
                (Some(4), Some(3), Some(3)),
            ),
            ("nothing", Place::default(), (None, None, None)),
        ] {
            assert_eq!((place.where_prec(), place.geo_precision(), place.gdelt_type()), expected, "{name}");
        }
    }
}
