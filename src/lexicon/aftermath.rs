//! Words for what follows an event or tells of it: the day of an arrest, a hearing, a funeral or a statement is not that of the event.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// What a word of the aftermath tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The printing of the report.
    Print,
    /// What the police say and do.
    Police,
    /// Arrests.
    Custody,
    /// Charges, trials, sentences.
    Court,
    /// Funerals, vigils, anniversaries.
    Mourning,
}

impl Stage {
    fn parse(name: &str) -> Option<Stage> {
        Some(match name {
            "print" => Stage::Print,
            "police" => Stage::Police,
            "custody" => Stage::Custody,
            "court" => Stage::Court,
            "mourning" => Stage::Mourning,
            _ => return None,
        })
    }
}

/// Reads rows `stage` and `forms` (lists with `|`) and enters every form into the automaton.
pub(super) fn extend(table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
    for row in Table::parse(table, &["stage", "forms"])?.rows() {
        let name = row.get("stage");
        let stage = Stage::parse(name).ok_or_else(|| row.error(format!("{name:?} is no stage")))?;
        for form in row.list("forms") {
            phrases.add(form, Written::Any, Sense::Aftermath(stage));
        }
    }
    Ok(())
}
