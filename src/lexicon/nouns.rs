//! Nouns that can be counted: what one counts with them, and which role they give to people.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// A noun, singular or plural.
#[derive(Clone, Debug)]
pub(crate) struct Noun {
    /// What is counted: `person`, `battalion`, `vehicle`, …
    pub unit: String,
    /// The role of the people counted; empty for none ("people").
    pub role: String,
    /// Whether this form is the plural (or the same in both).
    pub plural: bool,
    /// State of the people counted, where the noun itself says what happened: "deaths", "casualties", "detainees".
    pub event: String,
    /// The first form of the row.
    pub word: String,
}

/// The table of nouns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nouns {
    rows: Vec<Noun>,
}

impl Nouns {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<&Noun> {
        self.rows.get(row as usize)
    }

    /// The word for a unit and role: "soldiers", "people", "battalion". Falls back to the role or the unit itself.
    pub fn name(&self, unit: &str, role: &str, plural: bool) -> String {
        let row = self.rows.iter().find(|n| n.unit == unit && n.role == role && n.plural == plural && n.event.is_empty());
        match row {
            Some(noun) => noun.word.clone(),
            None if role.is_empty() => unit.replace('_', " "),
            None => role.replace('_', " "),
        }
    }

    /// Reads rows `singular`, `plural` (lists with `|`; either may be empty), `unit`, `role`, `event` and enters them into the automaton.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["singular", "plural", "unit"])?;
        for row in table.rows() {
            for (plural, column) in [(false, "singular"), (true, "plural")] {
                if row.get(column).is_empty() {
                    continue;
                }
                let noun = Noun {
                    unit: row.get("unit").into(),
                    role: row.get("role").into(),
                    plural,
                    event: row.get("event").into(),
                    word: row.list(column).next().unwrap_or("").into(),
                };
                if noun.unit.is_empty() {
                    return Err(row.error("the noun has no unit; write `person` for people".into()));
                }
                let Ok(id) = u16::try_from(self.rows.len()) else { return Err(row.error("more than 65,535 nouns".into())) };
                self.rows.push(noun);
                for form in row.list(column) {
                    phrases.add(form, Written::Any, Sense::Noun(id));
                }
            }
        }
        Ok(())
    }
}
