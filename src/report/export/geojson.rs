//! A report on a map.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Row;
use super::claim_row::ClaimRow;
use crate::independence::Corroboration;
use crate::pipeline::Report;

/// Columns of [`ClaimRow`] that are numbers.
const NUMBERS: &[&str] = &[
    "number_low",
    "number_high",
    "lat",
    "lon",
    "radius_km",
    "where_prec",
    "date_prec",
    "articles",
    "publishers",
    "lower",
    "best",
    "upper",
    "denied_lower",
    "denied_best",
    "denied_upper",
    "credibility",
];

/// Writes corroborations as GeoJSON (RFC 7946): one feature each, its place as a point, the columns of [`ClaimRow`] as properties; `radius_km` says how far
/// from the point it reaches or may lie. What has no point has the geometry `null`. One feature a line.
///
/// # Errors
/// Those of the writer.
pub fn write_geojson<'c>(
    report: &Report,
    corroborations: impl IntoIterator<Item = &'c Corroboration>,
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut first = true;
    for c in corroborations {
        let Some(row) = ClaimRow::of(report, c) else { continue };
        let property = |(name, cell): (&&str, String)| {
            let number = NUMBERS.contains(name).then(|| serde_json::from_str(&cell).ok()).flatten();
            let value = if cell.is_empty() { Value::Null } else { number.unwrap_or(Value::String(cell)) };
            ((*name).to_owned(), value)
        };
        let properties: serde_json::Map<String, Value> = ClaimRow::COLUMNS.iter().zip(row.cells()).map(property).collect();
        let point =
            c.consensus.place.as_ref().and_then(|p| p.lat.zip(p.lon)).filter(|(lat, lon)| lat.is_finite() && lon.is_finite());
        let geometry = point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
        out.write_all(if first { b"\n" } else { b",\n" })?;
        first = false;
        serde_json::to_writer(&mut out, &json!({"type": "Feature", "id": c.id, "geometry": geometry, "properties": properties}))?;
    }
    out.write_all(b"\n]}\n")
}
