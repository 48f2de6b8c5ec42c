//! Words of numbers: numerals, modifiers, measures, labels; and the policy for vague words.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// What a word does in or around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// "one" to "nine".
    Unit,
    /// "ten" to "nineteen".
    Teen,
    /// "twenty" to "ninety".
    Ten,
    /// "zero".
    Zero,
    /// "hundred".
    Hundred,
    /// "thousand", "lakh", "million".
    Scale,
    /// "thousands": a scale only after a number ("three millions").
    Scales,
    /// "dozen".
    Dozen,
    /// "half".
    Half,
    /// "quarter".
    Quarter,
    /// "a single".
    Single,
    /// "first", "twentieth".
    Ordinal,
    /// "thirds": makes a fraction of the number before.
    Fraction,
    /// "at least".
    AtLeast,
    /// "more than".
    MoreThan,
    /// "just over".
    JustOver,
    /// "up to".
    AtMost,
    /// "fewer than".
    LessThan,
    /// "nearly".
    Nearly,
    /// "about".
    About,
    /// "a total of", "another": changes nothing.
    Exactly,
    /// "or more".
    OrMore,
    /// "or fewer".
    OrLess,
    /// "or so".
    OrSo,
    /// "percent", "km": after a number that counts nothing.
    Measure,
    /// "dollars": after a sum of money.
    Money,
    /// "$": before a sum of money.
    Currency,
    /// "Flight": before a number that is a name.
    Label,
    /// "Street": after a house number and a name.
    Street,
    /// "crew": a body of people that says how many it has, "a crew of 12", "a five-man crew".
    Collective,
    /// "double": before the noun of an event, how many it befell.
    Multiple,
    /// "a", "no", "between": begins what a recognizer of numbers looks at, says nothing by itself.
    Opener,
    /// "dozens": a vague amount, `value` to `high`.
    Vague,
    /// "several": so many times what follows, or so many.
    Times,
}

impl Role {
    /// Whether a number, or a figure that counts nothing, may start with such a word.
    pub fn starts(self) -> bool {
        use Role::{Collective, Fraction, Measure, Money, Multiple, OrLess, OrMore, OrSo, Scales, Street};
        !matches!(self, Measure | Money | Multiple | Street | Collective | Fraction | OrMore | OrLess | OrSo | Scales)
    }
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberWord {
    /// What it does.
    pub role: Role,
    /// Its value, or the low bound of a vague word.
    pub value: u64,
    /// The high bound of a vague word.
    pub high: u64,
}

/// The tables of number words and of vague words.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    rows: Vec<NumberWord>,
    about: (u64, u64),
    nearly: (u64, u64),
    just_over: (u64, u64),
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers { rows: Vec::new(), about: (90, 110), nearly: (90, 100), just_over: (100, 110) }
    }
}

const ROLES: [(&str, Role); 32] = [
    ("unit", Role::Unit),
    ("teen", Role::Teen),
    ("ten", Role::Ten),
    ("zero", Role::Zero),
    ("hundred", Role::Hundred),
    ("scale", Role::Scale),
    ("scales", Role::Scales),
    ("dozen", Role::Dozen),
    ("half", Role::Half),
    ("quarter", Role::Quarter),
    ("single", Role::Single),
    ("ordinal", Role::Ordinal),
    ("fraction", Role::Fraction),
    ("at_least", Role::AtLeast),
    ("more_than", Role::MoreThan),
    ("just_over", Role::JustOver),
    ("at_most", Role::AtMost),
    ("less_than", Role::LessThan),
    ("nearly", Role::Nearly),
    ("about", Role::About),
    ("exactly", Role::Exactly),
    ("or_more", Role::OrMore),
    ("or_less", Role::OrLess),
    ("or_so", Role::OrSo),
    ("measure", Role::Measure),
    ("money", Role::Money),
    ("currency", Role::Currency),
    ("label", Role::Label),
    ("street", Role::Street),
    ("collective", Role::Collective),
    ("multiple", Role::Multiple),
    ("opener", Role::Opener),
];

impl Numbers {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<&NumberWord> {
        self.rows.get(row as usize)
    }

    /// The bounds of "about", "nearly" or "just over" a number, by the policy: at least one apart, so that "about 3" is 2 to 4.
    pub fn around(&self, role: Role, n: u64) -> (u64, u64) {
        let (low, high) = match role {
            Role::Nearly => self.nearly,
            Role::JustOver => self.just_over,
            _ => self.about,
        };
        let part = |percent: u64| (u128::from(n) * u128::from(percent) / 100).min(u128::from(u64::MAX)) as u64;
        let (low, high) = (part(low), (u128::from(n) * u128::from(high)).div_ceil(100).min(u128::from(u64::MAX)) as u64);
        match role {
            Role::Nearly => (low.min(n.saturating_sub(1)), high.min(n.saturating_sub(1))),
            Role::JustOver => (low.max(n.saturating_add(1)), high.max(n.saturating_add(1))),
            _ => (low, high),
        }
    }

    /// Reads rows `word` (a list with `|`), `role`, `value` and enters them into the automaton.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["word", "role", "value"])?;
        for row in table.rows() {
            let Some((_, role)) = ROLES.iter().find(|(name, _)| *name == row.get("role")) else {
                return Err(row.error(format!("the role {:?} is not known", row.get("role"))));
            };
            let value = match row.get("value") {
                "" => 0,
                cell => cell.parse().map_err(|_| row.error(format!("the value {cell:?} is no whole number")))?,
            };
            let id =
                self.push(NumberWord { role: *role, value, high: value }).ok_or_else(|| row.error("too many rows".into()))?;
            for word in row.list("word") {
                phrases.add(word, Written::Any, Sense::Number(id));
            }
        }
        Ok(())
    }

    /// Reads the policy table: rows `phrase` (a list with `|`), `kind` (amount, times, percent), `low`, `high`.
    pub fn extend_vague(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["phrase", "kind", "low", "high"])?;
        for row in table.rows() {
            let bound = |column: &str| {
                let cell = row.get(column);
                cell.parse::<u64>().map_err(|_| row.error(format!("the bound {cell:?} is no whole number")))
            };
            let (value, high) = (bound("low")?, bound("high")?);
            if value > high {
                return Err(row.error("the low bound is above the high one".into()));
            }
            let role = match row.get("kind") {
                "amount" => Role::Vague,
                "times" => Role::Times,
                "percent" => {
                    match row.get("phrase") {
                        "about" => self.about = (value, high),
                        "nearly" => self.nearly = (value, high),
                        "just over" => self.just_over = (value, high),
                        other => return Err(row.error(format!("{other:?} is none of about, nearly, just over"))),
                    }
                    continue;
                }
                other => return Err(row.error(format!("the kind {other:?} is none of amount, times, percent"))),
            };
            let id = self.push(NumberWord { role, value, high }).ok_or_else(|| row.error("too many rows".into()))?;
            for phrase in row.list("phrase") {
                phrases.add(phrase, Written::Any, Sense::Number(id));
            }
        }
        Ok(())
    }

    fn push(&mut self, word: NumberWord) -> Option<u16> {
        let id = u16::try_from(self.rows.len()).ok()?;
        self.rows.push(word);
        Some(id)
    }
}
