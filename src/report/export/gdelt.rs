//! Events in the columns of GDELT 2.0.

use super::{Row, cell, kind, tells_of_deaths};
use crate::date::Date;
use crate::independence::{Corroboration, Independent};
use crate::pipeline::Report;

/// What has a CAMEO code, and deaths, in columns of the event table of GDELT 2.0, with our counts beside its own.
///
/// Names are those of "The GDELT Event Database Data Format Codebook V2.0" (2015), sections "EventID and Date Attributes", "Event Action Attributes" and
/// "Event Geography". GDELT's three counts are stated in the same words here: all of them count copies, which is why ours stand beside them.
///
/// | column | here |
/// |---|---|
/// | `NumMentions` | claims: mentions of the event in all articles |
/// | `NumSources` | publishers with one or more mentions |
/// | `NumArticles` | articles with one or more mentions |
/// | `IndependentLower`, `IndependentBest`, `IndependentUpper` | ours |
/// | `EventCode`, `EventBaseCode`, `EventRootCode` | the CAMEO code of the kind, its first three and two digits; empty for deaths: a flood is no assault (18), and what killed them another row may tell |
/// | `QuadClass` | by the root code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict |
/// | `ActionGeo_Type` | see [`Place::gdelt_type`](crate::Place::gdelt_type) |
/// | `ActionGeo_FullName`, `ActionGeo_Lat`, `ActionGeo_Long` | the place |
///
/// Actors, tone and `GoldsteinScale` are not told here. `ActionGeo_CountryCode` would be FIPS 10-4, which is withdrawn: `CountryISO` is beside it
/// instead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GdeltEvent {
    /// The least claim id, where GDELT has a number.
    pub global_event_id: String,
    /// First day of the event.
    pub day: Option<Date>,
    /// CAMEO; empty for deaths.
    pub event_code: String,
    /// Claims.
    pub num_mentions: usize,
    /// Publishers.
    pub num_sources: usize,
    /// Articles.
    pub num_articles: usize,
    /// Independent sources.
    pub independent: Independent,
    /// 1 to 5.
    pub geo_type: Option<u8>,
    /// Place, first-order unit, country.
    pub geo_full_name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

impl Row for GdeltEvent {
    const COLUMNS: &'static [&'static str] = &[
        "GLOBALEVENTID",
        "SQLDATE",
        "MonthYear",
        "Year",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "IndependentLower",
        "IndependentBest",
        "IndependentUpper",
        "ActionGeo_Type",
        "ActionGeo_FullName",
        "CountryISO",
        "ActionGeo_Lat",
        "ActionGeo_Long",
    ];

    fn of(_: &Report, c: &Corroboration) -> Option<GdeltEvent> {
        let event_code = kind(c).and_then(|k| k.cameo.clone()).unwrap_or_default();
        if c.claims.is_empty() || event_code.is_empty() && !tells_of_deaths(c) {
            return None;
        }
        let place = c.consensus.place.as_ref();
        let country = place.and_then(|p| p.country.as_deref()).map(super::super::country::country);
        let names = [place.map(|p| p.name.as_str()), place.and_then(|p| p.region.as_deref()), country];
        let mut full_name: Vec<&str> = names.into_iter().flatten().collect();
        full_name.dedup();
        Some(GdeltEvent {
            global_event_id: c.id.clone(),
            day: c.consensus.date.as_ref().and_then(|d| d.narrowed()).map(|d| d.0),
            event_code,
            num_mentions: c.claims.len(),
            num_sources: c.publishers,
            num_articles: c.articles,
            independent: c.independent,
            geo_type: place.and_then(|p| p.gdelt_type()),
            geo_full_name: full_name.join(", "),
            country: cell(place.and_then(|p| p.country.as_deref())),
            latitude: place.and_then(|p| p.lat),
            longitude: place.and_then(|p| p.lon),
        })
    }

    fn cells(&self) -> Vec<String> {
        let code = &self.event_code;
        let digits = |n: usize| code.get(..n).unwrap_or(code).to_owned();
        let day = cell(self.day).replace('-', "");
        vec![
            self.global_event_id.clone(),
            day.clone(),
            day.get(..6).unwrap_or("").to_owned(),
            cell(self.day.map(Date::year)),
            code.clone(),
            digits(3),
            digits(2),
            cell(quad_class(code)),
            self.num_mentions.to_string(),
            self.num_sources.to_string(),
            self.num_articles.to_string(),
            self.independent.lower.to_string(),
            self.independent.best.to_string(),
            self.independent.upper.to_string(),
            cell(self.geo_type),
            self.geo_full_name.clone(),
            self.country.clone(),
            cell(self.latitude),
            cell(self.longitude),
        ]
    }
}

fn quad_class(code: &str) -> Option<u8> {
    match code.get(..2)?.parse::<u8>().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::quad_class;

    #[test]
    fn classes_of_codes() {
        for (code, class) in [("0841", Some(2)), ("14", Some(4)), ("010", Some(1)), ("111", Some(3)), ("1", None), ("", None)] {
            assert_eq!(quad_class(code), class, "{code}");
        }
    }
}
