//! How a report is written.

use std::io::{self, Write};

use corroborate::export::{self, AcledEvent, ClaimRow, GdeltEvent, Row, UcdpEvent};
use corroborate::{Corroboration, Report};

use crate::cli::Failure;

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Ucdp,
    Acled,
    Gdelt,
    Html,
    Geojson,
    Graphml,
    Dot,
}

impl Format {
    const ALL: [(&'static str, Format); 11] = [
        ("table", Format::Table),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("csv", Format::Csv),
        ("ucdp", Format::Ucdp),
        ("acled", Format::Acled),
        ("gdelt", Format::Gdelt),
        ("html", Format::Html),
        ("geojson", Format::Geojson),
        ("graphml", Format::Graphml),
        ("dot", Format::Dot),
    ];

    /// The format of a name.
    pub fn of(name: &str) -> Result<Format, Failure> {
        let found = Format::ALL.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, format)| format).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.into_iter().map(|(name, _)| name).collect();
            Failure::Usage(format!("{name:?} is no format: {}", names.join(", ")))
        })
    }

    /// Writes corroborations of a report. The table and the page show more than them, and are not written here.
    pub fn write(self, report: &Report, shown: &[&Corroboration], out: &mut impl Write) -> io::Result<()> {
        let each = shown.iter().copied();
        match self {
            Format::Table | Format::Html => Ok(()),
            Format::Jsonl => each.into_iter().try_for_each(|c| writeln!(out, "{}", serde_json::to_string(c)?)),
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, shown)?;
                out.write_all(b"\n")
            }
            Format::Csv => rows::<ClaimRow>(report, each, out),
            Format::Ucdp => rows::<UcdpEvent>(report, each, out),
            Format::Acled => rows::<AcledEvent>(report, each, out),
            Format::Gdelt => rows::<GdeltEvent>(report, each, out),
            Format::Geojson => export::write_geojson(report, each, out),
            Format::Graphml => out.write_all(report.network(each).graphml().as_bytes()),
            Format::Dot => out.write_all(report.network(each).dot().as_bytes()),
        }
    }
}

fn rows<'c, R: Row>(report: &Report, shown: impl Iterator<Item = &'c Corroboration>, out: &mut impl Write) -> io::Result<()> {
    export::write_csv(shown.filter_map(|c| R::of(report, c)), out)
}
