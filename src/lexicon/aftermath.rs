//! Words for what follows an event or tells of it: the day of an arrest, a hearing, a funeral or a statement is not that of the event.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// Reads rows `forms` (lists with `|`) and enters every form into the automaton.
pub(super) fn extend(table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
    for row in Table::parse(table, &["forms"])?.rows() {
        for form in row.list("forms") {
            phrases.add(form, Written::Any, Sense::Aftermath);
        }
    }
    Ok(())
}
