//! A report for other programs: tables in the columns of the field's data sets, GeoJSON for maps, GraphML for networks.
//!
//! A table is a list of rows, each made from one corroboration; [`write_csv`] writes any of them. The views state the facts in the codes that others use:
//! they are no data of those projects, and who passes them on says so.
//!
//! | row | columns | one row is | codebook |
//! |---|---|---|---|
//! | [`ClaimRow`] | our own | every corroboration | |
//! | [`UcdpEvent`] | UCDP Georeferenced Event Dataset | one that tells of deaths | Högbladh, "UCDP GED Codebook version 24.1" (2024) |
//! | [`AcledEvent`] | ACLED | one of a kind that ACLED codes, or of deaths | "ACLED Codebook" (2023) |
//! | [`GdeltEvent`] | GDELT 2.0 events | one of a kind that has a CAMEO code, or of deaths | "The GDELT Event Database Data Format Codebook V2.0" (2015); Schrodt, "CAMEO Codebook" 1.1b3 (2012) |
//!
//! Each column and code names its variable there. Dates go by TimeML 1.2.1 ([`DateInterval::timex3`](crate::DateInterval::timex3)).
//!
//! ```
//! use corroborate::export::{self, Row, UcdpEvent};
//! use corroborate::{Corroborator, Document};
//!
//! let article = Document::new("a", "Police said 12 people were killed near Kharkiv on July 18, 2025.").publisher("one.example");
//! let report = Corroborator::default().corroborate(&[article]);
//! let mut csv = Vec::new();
//! let rows = report.corroborations().iter().filter_map(|c| UcdpEvent::of(&report, c));
//! export::write_csv(rows, &mut csv)?;
//! let csv = String::from_utf8(csv).unwrap();
//! assert!(csv.starts_with("id,year,number_of_sources,"));
//! assert_eq!(csv.lines().count(), 2);
//! # Ok::<(), std::io::Error>(())
//! ```

mod acled;
mod claim_row;
mod gdelt;
mod geojson;
mod graphml;
mod ucdp;

use std::collections::BTreeSet;
use std::io::{self, Write};

pub use acled::AcledEvent;
pub use claim_row::ClaimRow;
pub use gdelt::GdeltEvent;
pub use geojson::write_geojson;
pub use ucdp::UcdpEvent;

use crate::claim::Claim;
use crate::independence::{Corroboration, Origin, Strength};
use crate::pipeline::Report;

/// One row of a table.
pub trait Row: Sized {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The row of a corroboration; `None` where the table has no place for it.
    fn of(report: &Report, corroboration: &Corroboration) -> Option<Self>;

    /// What stands in each column; empty where it is not known.
    fn cells(&self) -> Vec<String>;
}

/// Writes rows as CSV (RFC 4180) with a header line, UTF-8.
///
/// The file is safe to open in a spreadsheet: text of articles that begins as a formula does (`=`, `+`, `-`, `@`, a tab, or their wide forms) has an
/// apostrophe before it, which a spreadsheet takes for the mark of plain text (OWASP, "CSV Injection"). Numbers stay numbers.
///
/// # Errors
/// Those of the writer.
pub fn write_csv<R: Row>(rows: impl IntoIterator<Item = R>, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(R::COLUMNS)?;
    for row in rows {
        csv.write_record(row.cells().into_iter().map(plain))?;
    }
    csv.flush()
}

/// A cell that runs nothing: one line without controls, and no formula.
fn plain(cell: String) -> String {
    let cell = if cell.contains(char::is_control) { cell.replace(char::is_control, " ") } else { cell };
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'']);
    if formula && cell.parse::<f64>().map_or(true, |n| !n.is_finite()) { format!("'{cell}") } else { cell }
}

/// A value, or nothing.
fn cell<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |v| v.to_string())
}

/// What the table of kinds says of the event.
fn kind(c: &Corroboration) -> Option<&'static crate::lexicon::Kind> {
    crate::lexicon::Taxonomy::embedded().get(&c.consensus.event.kind)
}

/// Whether it tells of deaths that somebody says happened.
fn tells_of_deaths(c: &Corroboration) -> bool {
    c.consensus.event.kind == "killed" && !c.consensus.event.negated && !c.claims.is_empty()
}

/// The supporting claims.
fn claims<'r>(report: &'r Report, c: &'r Corroboration) -> impl Iterator<Item = &'r Claim> {
    c.claims.iter().filter_map(|id| report.claim(id))
}

/// Each of them once, in order, with a semicolon between.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: BTreeSet<String> = words.map(|w| w.replace(';', ",")).collect();
    words.into_iter().collect::<Vec<_>>().join(";")
}

/// The roots by their names, without the way on which each is known; nobody is no root.
fn roots(origins: &[Origin]) -> String {
    joined(origins.iter().filter(|o| o.strength != Strength::Weak).map(|o| super::graph::origin(&o.label)))
}

/// The lowest, the best and the highest number of people that anybody names who is counted as a source.
fn numbers(c: &Corroboration) -> (Option<u64>, Option<u64>, Option<u64>) {
    let people = |unit: &Option<String>| unit.as_deref().is_none_or(|u| u == "person");
    let values = c.values.iter().map(|v| &v.count).filter(|v| people(&v.unit));
    let low = values.clone().filter_map(|v| v.low.or(v.best).or(v.high)).min();
    let high = values.filter_map(|v| v.high.or(v.best).or(v.low)).max();
    let consensus = c.consensus.count.as_ref().filter(|n| people(&n.unit));
    let best = consensus.and_then(|n| n.best.or(n.low).or(n.high)).or(low);
    (low.min(best), best, high.max(best))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Count, CountModifier, Event, Place, PlaceKind};
    use crate::independence::{Independent, ValueCount};
    use crate::{Corroborator, Document};

    #[test]
    fn cells_run_nothing() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("-12.5", "-12.5"),
            ("-inf", "'-inf"),
            ("12", "12"),
            ("a\nb\u{1b}c", "a b c"),
            ("'quoted'", "''quoted'"),
            ("", ""),
        ] {
            assert_eq!(plain(cell.to_owned()), expected, "{cell}");
        }
    }

    /// A report with one article that tells of everything, under names that would be formulas.
    fn report() -> Report {
        let article = Document {
            publisher_name: Some("=Paper;One".into()),
            published: "2025-07-19T10:00Z".parse().ok(),
            ..Document::new("=a", "Police said 12 people were killed in Kharkiv on July 18, 2025.").publisher("one.example")
        };
        Corroborator::default().corroborate(&[article])
    }

    fn told() -> Corroboration {
        let count = |n| Count::exactly(n, "person");
        let value =
            |count| ValueCount { count, claims: vec!["=a#0".into()], independent: Independent { lower: 1, best: 1, upper: 1 } };
        let dozens = Count { low: Some(24), high: Some(99), approximate: true, modifier: Some(CountModifier::Vague), ..count(0) };
        let mut c = report().corroborations()[0].clone();
        c.values = vec![value(count(12)), value(count(15)), value(dozens)];
        c.independent = Independent { lower: 1, best: 2, upper: 3 };
        c
    }

    fn table<R: Row>(c: &Corroboration) -> Vec<(&'static str, String)> {
        let row = R::of(&report(), c).expect("a row");
        R::COLUMNS.iter().copied().zip(row.cells()).collect()
    }

    #[test]
    fn every_table_fills_its_columns() {
        let c = told();
        let get = |table: &[(&str, String)], name: &str| table.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
        for (name, table, expected) in [
            (
                "claims",
                table::<ClaimRow>(&c),
                vec![("event", "killed"), ("place", "Kharkiv"), ("lower", "1"), ("upper", "3"), ("where_prec", "1")],
            ),
            (
                "UCDP",
                table::<UcdpEvent>(&c),
                vec![
                    ("year", "2025"),
                    ("best", "12"),
                    ("low", "12"),
                    ("high", "99"),
                    ("date_prec", "1"),
                    ("where_prec", "1"),
                    ("number_of_sources", "1"),
                    ("independent_best", "2"),
                    ("priogrid_gid", "201313"),
                    ("source_office", "=Paper,One"),
                    ("source_original", "Police"),
                ],
            ),
            (
                "ACLED",
                table::<AcledEvent>(&c),
                vec![
                    ("event_date", "2025-07-18"),
                    ("time_precision", "1"),
                    ("geo_precision", "1"),
                    ("fatalities", "12"),
                    ("country", "Ukraine"),
                ],
            ),
            (
                "GDELT",
                table::<GdeltEvent>(&c),
                vec![
                    ("SQLDATE", "20250718"),
                    ("EventCode", ""),
                    ("QuadClass", ""),
                    ("NumMentions", "1"),
                    ("NumSources", "1"),
                    ("NumArticles", "1"),
                    ("IndependentUpper", "3"),
                    ("ActionGeo_Type", "4"),
                ],
            ),
        ] {
            for (column, value) in expected {
                let found = get(&table, column).unwrap_or_else(|| panic!("{name} has no {column}"));
                assert!(found.eq_ignore_ascii_case(value), "{name}: {column} is {found}, not {value}");
            }
        }
    }

    #[test]
    fn tables_have_no_place_for_some() {
        let mut c = told();
        c.consensus.event = Event { kind: "deserted".into(), ..Event::default() };
        assert!(UcdpEvent::of(&report(), &c).is_none() && AcledEvent::of(&report(), &c).is_none());
        assert!(GdeltEvent::of(&report(), &c).is_none() && ClaimRow::of(&report(), &c).is_some());
        let mut c = told();
        c.claims.clear();
        assert!(UcdpEvent::of(&report(), &c).is_none(), "only denied");
    }

    #[test]
    fn csv_is_read_back() {
        let mut out = Vec::new();
        let (report, c) = (report(), told());
        write_csv(ClaimRow::of(&report, &c), &mut out).unwrap();
        let mut csv = csv::Reader::from_reader(out.as_slice());
        assert_eq!(csv.headers().unwrap(), ClaimRow::COLUMNS);
        let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(&rows[0][0], "'=a#0");
    }

    #[test]
    fn numbers_of_other_things_are_not_people() {
        let mut c = told();
        c.values.iter_mut().for_each(|v| v.count.unit = Some("vehicle".into()));
        c.consensus.count = None;
        assert_eq!(numbers(&c), (None, None, None));
    }

    #[test]
    fn maps_and_networks_hold_what_the_report_holds() {
        let report = report();
        let mut out = Vec::new();
        write_geojson(&report, report.corroborations(), &mut out).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(read["type"], "FeatureCollection");
        assert_eq!(read["features"][0]["geometry"]["type"], "Point");
        assert_eq!(read["features"][0]["properties"]["best"], 1);
        let network = report.network(report.corroborations());
        let xml = network.graphml();
        assert!(xml.contains("<node id=\"article:=a\">") && xml.ends_with("</graphml>\n"), "{xml}");
        assert_eq!(xml.matches("<node ").count(), network.nodes.len());
        assert_eq!(xml.matches("<edge ").count(), network.edges.len());
        assert!(network.dot().contains("digraph"));
    }

    #[test]
    fn unknown_places_have_no_point() {
        let mut c = told();
        c.consensus.place = Some(Place { name: "X".into(), kind: Some(PlaceKind::City), ..Place::default() });
        c.origins.iter_mut().for_each(|o| o.strength = Strength::Weak);
        let mut out = Vec::new();
        write_geojson(&report(), [&c], &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("\"geometry\":null"));
    }
}
