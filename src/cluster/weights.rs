//! How much each way of agreeing or differing weighs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::cluster::agreement::Agreement;
use crate::error::Error;
use crate::lexicon::table::Table;

/// The two probabilities of a level: among pairs that speak of one event, and among all others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// How often pairs of one event compare so, 0 to 1.
    pub m: f64,
    /// How often other pairs do, 0 to 1.
    pub u: f64,
}

impl Level {
    /// log2(m / u): evidence for (+) or against (−) one event, in bits.
    pub fn bits(self) -> f64 {
        (self.m.max(1e-9) / self.u.max(1e-9)).log2()
    }
}

/// The table of levels. The default is a file of the crate, `src/cluster/data/weights.tsv`, that says how it was learned; one's own is learned
/// from claims ([`Clusterer::estimate`](crate::cluster::Clusterer::estimate), [`Clusterer::fit`](crate::cluster::Clusterer::fit)) or set by hand.
///
/// ```
/// use corroborate::cluster::{Agreement, Level, Weights};
/// let weights = Weights::default().with(Agreement::DateNext, Level { m: 0.02, u: 0.04 });
/// assert_eq!(weights.get(Agreement::DateNext).bits(), -1.0);
/// // As a table, to be kept beside the articles.
/// assert_eq!(Weights::parse(&weights.to_string())?, weights);
/// assert_eq!(Weights::parse("level\tm\tu\ndate_next\t0.02\t0.04\n")?, weights);
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Agreement, Level>", into = "BTreeMap<Agreement, Level>")]
pub struct Weights {
    levels: [Level; Agreement::ALL.len()],
}

const SHIPPED: &str = include_str!("data/weights.tsv");

impl Default for Weights {
    /// The shipped table.
    fn default() -> Weights {
        static DEFAULT: OnceLock<Weights> = OnceLock::new();
        let silent = || Weights { levels: [Level { m: 1.0, u: 1.0 }; Agreement::ALL.len()] };
        // The table is part of the crate and checked by a test.
        DEFAULT.get_or_init(|| silent().read(SHIPPED).unwrap_or_else(|_| silent())).clone()
    }
}

impl Weights {
    /// Reads a table with the columns `level`, `m` and `u`, parted by tabs; lines that begin with `#` are remarks, other columns are passed over.
    /// Levels that are not in it stay as they are shipped.
    ///
    /// # Errors
    /// A missing column, a level that does not exist or stands twice, a probability that is not above 0 and at most 1: each with its line and column.
    pub fn parse(text: &str) -> Result<Weights, Error> {
        Weights::default().read(text)
    }

    fn read(mut self, text: &str) -> Result<Weights, Error> {
        let table = Table::parse(text, &["level", "m", "u"])?;
        let mut seen: Vec<Agreement> = Vec::new();
        for row in table.rows() {
            let name = row.get("level");
            let level = Agreement::ALL.into_iter().find(|a| a.name() == name).ok_or_else(|| {
                row.error_at(
                    "level",
                    format!("{name:?} is no level; those there are stand in the table that `Weights::default` writes"),
                )
            })?;
            if seen.contains(&level) {
                return Err(row.error_at("level", format!("{name:?} stands here for the second time; take one out")));
            }
            seen.push(level);
            let probability = |column: &str| {
                let cell = row.get(column);
                let fits = |p: &f64| *p > 0.0 && *p <= 1.0;
                let wrong = || format!("{cell:?} is no probability; write a number above 0 and at most 1");
                cell.parse().ok().filter(fits).ok_or_else(|| row.error_at(column, wrong()))
            };
            self = self.with(level, Level { m: probability("m")?, u: probability("u")? });
        }
        Ok(self)
    }

    /// The level of an agreement.
    pub fn get(&self, agreement: Agreement) -> Level {
        self.levels[agreement as usize]
    }

    /// The table with one level replaced. Probabilities are cut to 0..=1.
    #[must_use]
    pub fn with(mut self, agreement: Agreement, level: Level) -> Weights {
        self.levels[agreement as usize] = Level { m: level.m.clamp(0.0, 1.0), u: level.u.clamp(0.0, 1.0) };
        self
    }

    /// m of each level.
    pub(crate) fn levels_m(&self) -> [f64; Agreement::ALL.len()] {
        self.levels.map(|level| level.m)
    }

    /// For each level its weight in bits, and log2 of m for values whose rarity is known.
    pub(crate) fn table(&self) -> [(f64, f64); Agreement::ALL.len()] {
        self.levels.map(|level| (level.bits(), level.m.max(1e-9).log2()))
    }
}

impl From<BTreeMap<Agreement, Level>> for Weights {
    fn from(levels: BTreeMap<Agreement, Level>) -> Weights {
        levels.into_iter().fold(Weights::default(), |weights, (agreement, level)| weights.with(agreement, level))
    }
}

impl From<Weights> for BTreeMap<Agreement, Level> {
    fn from(weights: Weights) -> BTreeMap<Agreement, Level> {
        Agreement::ALL.into_iter().map(|a| (a, weights.get(a))).collect()
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("level\tm\tu\n")?;
        Agreement::ALL.into_iter().try_for_each(|a| {
            let Level { m, u } = self.get(a);
            writeln!(f, "{}\t{m}\t{u}", a.name())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_in_the_table_once_in_order() {
        let table = Table::parse(SHIPPED, &["level", "m", "u"]).unwrap();
        let names: Vec<&str> = table.rows().map(|row| row.get("level")).collect();
        assert_eq!(names, Agreement::ALL.map(Agreement::name));
        assert!(Weights::parse(SHIPPED).is_ok_and(|w| w == Weights::default()));
        assert_eq!(Weights::default().get(Agreement::EventSame), Level { m: 0.92, u: 0.125 });
    }

    #[test]
    fn faults_name_line_and_column() {
        for (text, expected) in [
            ("", "input:1: the header line has no column \"level\""),
            ("level\tm\n", "input:1: the header line has no column \"u\""),
            ("level\tm\tu\n# ä\ncount_samé\t1\t1\n", "input:3:1: \"count_samé\" is no level"),
            ("level\tm\tu\ncount_same\t0.5\t0\n", "input:2:16: \"0\" is no probability"),
            ("level\tm\tu\ncount_same\t1.5\t0.1\n", "input:2:12: \"1.5\" is no probability"),
            ("level\tm\tu\ncount_same\tNaN\t0.1\n", "input:2:12: \"NaN\" is no probability"),
            ("level\tm\tu\ncount_same\t0.5\n", "input:2:15: \"\" is no probability"),
            (
                "level\tm\tu\ncount_same\t.5\t.1\ncount_same\t.5\t.1\n",
                "input:3:1: \"count_same\" stands here for the second time",
            ),
        ] {
            let error = Weights::parse(text).map(|_| String::new()).unwrap_or_else(|e| e.to_string());
            assert!(error.starts_with(expected), "{error}");
        }
        assert!(Weights::parse("note\tu\tm\tlevel\nx\t0.1\t0.2\tcount_far\n").is_ok());
    }
}
