//! Words for countries, peoples and armed groups: which side an actor is on.

use rustc_hash::FxHashMap;

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// A word for a side.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// ISO 3166-1 alpha-2 code, or the id of a group.
    pub code: String,
    /// What kind of word it is.
    pub kind: SideWord,
    /// The role of its members, where the group has one.
    pub role: String,
    /// The first form of the row.
    pub word: String,
}

/// What kind of word names a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SideWord {
    /// "Ukraine".
    Name,
    /// "Ukrainian".
    Adjective,
    /// "Ukrainians".
    People,
    /// "Hamas", "Rapid Support Forces".
    Group,
}

/// The table of sides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    rows: Vec<Side>,
    /// By code the row that says whose something is, and whether it is an adjective.
    owners: FxHashMap<String, (usize, bool)>,
}

impl Sides {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<&Side> {
        self.rows.get(row as usize)
    }

    /// The adjective of a country ("Ukrainian"), or the name of a group.
    pub fn adjective(&self, code: &str) -> Option<String> {
        self.owners.get(code).and_then(|(row, _)| self.rows.get(*row)).map(|row| row.word.clone())
    }

    /// Reads rows `word`, `side`, `kind` (name, adj, noun, group), `role` and enters them into the automaton.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["word", "side", "kind"])?;
        for row in table.rows() {
            let kind = match row.get("kind") {
                "name" => SideWord::Name,
                "adj" => SideWord::Adjective,
                "noun" => SideWord::People,
                "group" => SideWord::Group,
                other => return Err(row.error(format!("the kind {other:?} is none of name, adj, noun, group"))),
            };
            let Ok(id) = u16::try_from(self.rows.len()) else { return Err(row.error("more than 65,535 words".into())) };
            // The first row of a code; an adjective before a name.
            let adjective = kind == SideWord::Adjective;
            if kind != SideWord::People {
                let owner = self.owners.entry(row.get("side").into()).or_insert((self.rows.len(), adjective));
                if adjective && !owner.1 {
                    *owner = (self.rows.len(), true);
                }
            }
            self.rows.push(Side {
                code: row.get("side").into(),
                kind,
                role: row.get("role").into(),
                word: row.list("word").next().unwrap_or("").into(),
            });
            for form in row.list("word") {
                let written = if form.len() <= 3 { Written::Exact } else { Written::Capitalized };
                phrases.add(form, written, Sense::Side(id));
            }
        }
        Ok(())
    }
}
