//! What a reviewer decided: which claims are of one event, and which are not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::cluster::forest::Forest;
use crate::error::Error;
use crate::lexicon::table::Table;

/// Pairs of claims that a person has judged, by their ids; they go before any weight.
///
/// A small file to keep beside the articles: it can be read, corrected and reviewed like any text. Claims that are not among those at hand
/// are passed over, so that one file serves a growing corpus.
///
/// ```
/// use corroborate::cluster::Decisions;
/// let decisions = Decisions::parse("verdict\ta\tb\tnote\ntogether\tx#0\ty#1\tthe same raid\napart\tx#0\tz#0\n")?;
/// assert_eq!((decisions.together().count(), decisions.apart().count()), (1, 1));
/// assert_eq!(Decisions::parse(&decisions.to_string())?, decisions);
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Row>", into = "Vec<Row>")]
pub struct Decisions {
    /// The lesser id first.
    pairs: BTreeMap<(String, String), (Verdict, String)>,
}

/// A decision as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Row {
    verdict: Verdict,
    a: String,
    b: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

impl From<Vec<Row>> for Decisions {
    fn from(rows: Vec<Row>) -> Decisions {
        let mut decisions = Decisions::default();
        rows.iter().for_each(|r| decisions.decide(&r.a, &r.b, r.verdict, &r.note));
        decisions
    }
}

impl From<Decisions> for Vec<Row> {
    fn from(decisions: Decisions) -> Vec<Row> {
        decisions.pairs.into_iter().map(|((a, b), (verdict, note))| Row { verdict, a, b, note }).collect()
    }
}

/// What was decided of two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are of one event: must-link.
    Together,
    /// They are of two events: cannot-link.
    Apart,
}

impl Decisions {
    /// Decides of two claims. A later decision of the same two takes the place of the earlier; of a claim and itself there is nothing to
    /// decide.
    pub fn decide(&mut self, a: &str, b: &str, verdict: Verdict, note: &str) {
        if a != b {
            let (a, b) = (a.min(b), a.max(b));
            self.pairs.insert((a.into(), b.into()), (verdict, note.replace(['\t', '\n', '\r'], " ")));
        }
    }

    /// Reads a table with the columns `verdict` (`together` or `apart`), `a`, `b` and, where wanted, `note`, parted by tabs; lines that begin
    /// with `#` are remarks.
    ///
    /// # Errors
    /// A missing column, another verdict, an empty id, or a line that contradicts the lines before it: each with its line.
    pub fn parse(text: &str) -> Result<Decisions, Error> {
        let table = Table::parse(text, &["verdict", "a", "b"])?;
        let mut decisions = Decisions::default();
        for row in table.rows() {
            let verdict = match row.get("verdict") {
                "together" => Verdict::Together,
                "apart" => Verdict::Apart,
                other => return Err(row.error(format!("{other:?} is no verdict; write `together` or `apart`"))),
            };
            let (a, b) = (row.get("a"), row.get("b"));
            if a.is_empty() || b.is_empty() {
                return Err(row.error("an id of a claim is missing; write one in column `a` and one in `b`".into()));
            }
            decisions.decide(a, b, verdict, row.get("note"));
        }
        if let Some((x, y)) = decisions.contradiction()
            && let Some(row) = table.rows().find(|r| [(x, y), (y, x)].contains(&(r.get("a"), r.get("b"))))
        {
            return Err(row.error(format!("{x:?} and {y:?} are to be apart, but other lines put them together; take one out")));
        }
        Ok(decisions)
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Pairs that are of one event.
    pub fn together(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(Verdict::Together)
    }

    /// Pairs that are not.
    pub fn apart(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(Verdict::Apart)
    }

    fn of(&self, verdict: Verdict) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().filter(move |(_, d)| d.0 == verdict).map(|((a, b), _)| (a.as_str(), b.as_str()))
    }

    /// Two claims that are to be apart although others tie them together. Clustering then keeps them together.
    pub fn contradiction(&self) -> Option<(&str, &str)> {
        let mut forest = Forest::default();
        self.together().for_each(|(a, b)| forest.add(a, b));
        let labels: BTreeSet<&str> = self.together().flat_map(|(a, b)| [a, b]).collect();
        self.apart().find(|(a, b)| labels.contains(a) && labels.contains(b) && forest.label(a) == forest.label(b))
    }
}

impl fmt::Display for Decisions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("verdict\ta\tb\tnote\n")?;
        for ((a, b), (verdict, note)) in &self.pairs {
            let verdict = if *verdict == Verdict::Together { "together" } else { "apart" };
            writeln!(f, "{verdict}\t{a}\t{b}\t{note}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_their_line() {
        for (text, expected) in [
            ("", "input:1: the header line has no column \"verdict\""),
            ("verdict\ta\tb\nmaybe\tx\ty\n", "input:2: \"maybe\" is no verdict"),
            ("verdict\ta\tb\n# a remark\n\napart\tx\t\n", "input:4: an id of a claim is missing"),
            ("verdict\ta\tb\ntogether\tx\ty\napart\tz\tx\ntogether\ty\tz\n", "input:3: \"x\" and \"z\" are to be apart"),
        ] {
            let error = Decisions::parse(text).map(|_| String::new()).unwrap_or_else(|e| e.to_string());
            assert!(error.starts_with(expected), "{error}");
        }
        assert!(Decisions::parse("verdict\ta\tb\napart\tx\tx\n").is_ok_and(|d| d.is_empty()));
    }
}
