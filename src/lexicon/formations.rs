//! How strong a formation is by its table of organization.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::table::Table;
use crate::error::Error;

/// The nominal strength of units, in people.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formations {
    rows: BTreeMap<String, (u64, u64)>,
}

impl Formations {
    /// The people of one such unit.
    pub fn strength(&self, unit: &str) -> Option<RangeInclusive<u64>> {
        self.rows.get(unit).map(|(low, high)| *low..=*high)
    }

    /// Reads rows `unit`, `low`, `high`; a later row of a unit takes the place of an earlier one.
    pub fn extend(&mut self, table: &str) -> Result<(), Error> {
        let table = Table::parse(table, &["unit", "low", "high"])?;
        for row in table.rows() {
            let number = |column: &str| {
                let cell = row.get(column);
                cell.parse::<u64>().map_err(|_| row.error(format!("{cell:?} in the column {column:?} is no whole number")))
            };
            let (low, high) = (number("low")?, number("high")?);
            if low > high {
                return Err(row.error(format!("low is {low}, above high, {high}")));
            }
            self.rows.insert(row.get("unit").to_owned(), (low, high));
        }
        Ok(())
    }
}
