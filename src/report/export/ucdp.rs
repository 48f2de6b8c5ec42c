//! Events in the columns of the UCDP Georeferenced Event Dataset.

use super::{Row, cell, claims, joined, numbers, roots, tells_of_deaths};
use crate::date::Date;
use crate::independence::{Corroboration, Independent};
use crate::pipeline::Report;

/// Deaths that articles tell of, in columns of the UCDP Georeferenced Event Dataset (GED).
///
/// Names and codes are those of the codebook (Högbladh 2024, "UCDP GED Codebook version 24.1", the variables of the same names; Sundberg and Melander 2013,
/// "Introducing the UCDP Georeferenced Event Dataset", JPR 50(4), on sources and precision). An event of GED has at least one death, so kinds other than `killed` have no row.
/// What takes a coder who knows the conflict is left out: `type_of_violence`, `conflict_name`, `dyad_name`, sides and their deaths, `event_clarity`,
/// `gwnoa`, `gwnob`. So these rows are material for coding, not coded events.
///
/// | column | here |
/// |---|---|
/// | `best` | the number with the most independent sources, the later one on ties |
/// | `low`, `high` | the lowest and the highest number that a source names; bounds of "at least 12" and "dozens" count as named |
/// | `number_of_sources` | articles, as GED counts the reports that were consulted, whether or not they depend on each other |
/// | `independent_lower`, `independent_best`, `independent_upper` | ours, beside it |
/// | `source_article` | publisher, day and id of each article, as GED lists name, date and title |
/// | `source_office`, `source_date` | publishers; days of publication |
/// | `source_original` | the roots: who the information comes from in the end |
/// | `where_prec`, `date_prec` | see [`Place::where_prec`](crate::Place::where_prec), [`DateInterval::date_prec`](crate::DateInterval::date_prec) |
/// | `geom_wkt` | the point, as well-known text |
/// | `priogrid_gid` | the cell of PRIO-GRID, half a degree wide (Tollefsen, Strand and Buhaug 2012) |
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UcdpEvent {
    /// The least claim id.
    pub id: String,
    /// Year of `date_start`.
    pub year: Option<i16>,
    /// Articles.
    pub number_of_sources: usize,
    /// Independent sources.
    pub independent: Independent,
    /// `publisher,day,id` of each article, semicolons between.
    pub source_article: String,
    /// Publishers.
    pub source_office: String,
    /// Days of publication.
    pub source_date: String,
    /// Roots.
    pub source_original: String,
    /// 1 to 7.
    pub where_prec: Option<u8>,
    /// The place.
    pub where_coordinates: String,
    /// First-order unit.
    pub adm_1: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Name of the country.
    pub country: String,
    /// 1 to 5.
    pub date_prec: Option<u8>,
    /// First day.
    pub date_start: Option<Date>,
    /// Last day.
    pub date_end: Option<Date>,
    /// Deaths, best estimate.
    pub best: Option<u64>,
    /// Deaths, highest estimate.
    pub high: Option<u64>,
    /// Deaths, lowest estimate.
    pub low: Option<u64>,
}

impl Row for UcdpEvent {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "year",
        "number_of_sources",
        "independent_lower",
        "independent_best",
        "independent_upper",
        "source_article",
        "source_office",
        "source_date",
        "source_original",
        "where_prec",
        "where_coordinates",
        "adm_1",
        "latitude",
        "longitude",
        "geom_wkt",
        "priogrid_gid",
        "country",
        "date_prec",
        "date_start",
        "date_end",
        "best",
        "high",
        "low",
    ];

    fn of(report: &Report, c: &Corroboration) -> Option<UcdpEvent> {
        if !tells_of_deaths(c) {
            return None;
        }
        let (place, date) = (c.consensus.place.as_ref(), c.consensus.date.as_ref());
        let days = date.and_then(|d| d.narrowed());
        let (low, best, high) = numbers(c);
        let day = |claim: &crate::claim::Claim| cell(claim.published.map(|t| t.date));
        let articles: Vec<String> = claims(report, c)
            .map(|claim| format!("{},{},{}", super::super::detail::publisher(claim).replace(',', " "), day(claim), claim.doc))
            .collect();
        let published: Vec<String> = claims(report, c).map(day).filter(|d| !d.is_empty()).collect();
        let country = place.and_then(|p| p.country.as_deref()).map(super::super::country::country);
        Some(UcdpEvent {
            id: c.id.clone(),
            year: days.map(|(start, _)| start.year()),
            number_of_sources: c.articles,
            independent: c.independent,
            source_article: joined(articles.iter().map(String::as_str)),
            source_office: joined(claims(report, c).map(super::super::detail::publisher)),
            source_date: joined(published.iter().map(String::as_str)),
            source_original: roots(&c.origins),
            where_prec: place.and_then(|p| p.where_prec()),
            where_coordinates: cell(place.map(|p| &p.name)),
            adm_1: cell(place.and_then(|p| p.region.as_deref())),
            latitude: place.and_then(|p| p.lat),
            longitude: place.and_then(|p| p.lon),
            country: cell(country),
            date_prec: date.and_then(|d| d.date_prec()),
            date_start: days.map(|d| d.0),
            date_end: days.map(|d| d.1),
            best,
            high,
            low,
        })
    }

    fn cells(&self) -> Vec<String> {
        let point = self.latitude.zip(self.longitude);
        vec![
            self.id.clone(),
            cell(self.year),
            self.number_of_sources.to_string(),
            self.independent.lower.to_string(),
            self.independent.best.to_string(),
            self.independent.upper.to_string(),
            self.source_article.clone(),
            self.source_office.clone(),
            self.source_date.clone(),
            self.source_original.clone(),
            cell(self.where_prec),
            self.where_coordinates.clone(),
            self.adm_1.clone(),
            cell(self.latitude),
            cell(self.longitude),
            point.map_or(String::new(), |(lat, lon)| format!("POINT ({lon} {lat})")),
            cell(point.and_then(|(lat, lon)| cell_of_prio_grid(lat, lon))),
            self.country.clone(),
            cell(self.date_prec),
            cell(self.date_start),
            cell(self.date_end),
            cell(self.best),
            cell(self.high),
            cell(self.low),
        ]
    }
}

/// Cells of PRIO-GRID are half a degree wide, 720 in a row, counted from the south-west corner on from 1.
fn cell_of_prio_grid(lat: f64, lon: f64) -> Option<u32> {
    if !(-90.0..90.0).contains(&lat) || !(-180.0..180.0).contains(&lon) {
        return None;
    }
    let (row, column) = (((lat + 90.0) * 2.0).floor() as u32, ((lon + 180.0) * 2.0).floor() as u32);
    Some(row * 720 + column + 1)
}

#[cfg(test)]
mod tests {
    use super::cell_of_prio_grid;

    #[test]
    fn cells_of_the_grid() {
        for (lat, lon, expected) in [
            (-89.9, -179.9, Some(1)),
            (-89.9, 179.9, Some(720)),
            (-89.4, -179.9, Some(721)),
            (89.9, 179.9, Some(259_200)),
            (91.0, 0.0, None),
            (f64::NAN, 0.0, None),
        ] {
            assert_eq!(cell_of_prio_grid(lat, lon), expected, "{lat} {lon}");
        }
    }
}
