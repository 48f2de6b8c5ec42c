//! What grammar needs to know of a kind of event besides its place among the others: the column `traits` of the table of kinds.

use std::sync::OnceLock;

use super::table::Table;
use super::taxonomy::KINDS;
use super::word_map::WordMap;

/// What is special about some kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trait {
    /// It befalls persons alone: places and companies are attacked, rescued and released as well.
    Personal = 1,
    /// An arrest or a sentence, which follows the incident of an article by days or years.
    Sequel = 2,
    /// Whom it befalls is accused of something, and who "denies it" denies that.
    Charge = 4,
    /// It befalls members of armed forces.
    Military = 8,
    /// Somebody or something is gone, unless it comes back.
    Loss = 16,
    /// Whom it befalls is dead.
    Fatal = 32,
    /// Whom it befalls is hurt, or in a hospital.
    Wounding = 64,
    /// Who or what it befalls is attacked; whether anybody was hurt is not said.
    Assault = 128,
    /// It befalls things, of which one more or less is told.
    Material = 256,
    /// It befalls what flies.
    Aerial = 512,
    /// It is of many: one person who flees is no displacement.
    Mass = 1024,
    /// It is of a disease, which other words of the article name.
    Disease = 2048,
}

const ALL: [(&str, Trait); 12] = [
    ("personal", Trait::Personal),
    ("sequel", Trait::Sequel),
    ("charge", Trait::Charge),
    ("military", Trait::Military),
    ("loss", Trait::Loss),
    ("fatal", Trait::Fatal),
    ("wounding", Trait::Wounding),
    ("assault", Trait::Assault),
    ("material", Trait::Material),
    ("aerial", Trait::Aerial),
    ("mass", Trait::Mass),
    ("disease", Trait::Disease),
];

impl Trait {
    /// Whether a kind has it; a kind that the table does not know has none.
    pub fn of(self, kind: &str) -> bool {
        static TRAITS: OnceLock<WordMap<u16>> = OnceLock::new();
        let traits = TRAITS.get_or_init(|| {
            let mut traits = WordMap::default();
            let set = |name: &str| ALL.iter().find(|(n, _)| *n == name).map_or(0, |(_, t)| *t as u16);
            for row in Table::parse(KINDS, &["kind", "traits"]).iter().flat_map(Table::rows) {
                *traits.entry(row.get("kind"), 0) = row.list("traits").map(set).fold(0, |all, t| all | t);
            }
            traits
        });
        traits.get(kind).is_some_and(|all| all & self as u16 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_known_traits() {
        let table = Table::parse(KINDS, &["kind", "traits"]).unwrap();
        for row in table.rows() {
            for name in row.list("traits") {
                assert!(ALL.iter().any(|(n, t)| *n == name && t.of(row.get("kind"))), "{}: {name}", row.get("kind"));
            }
        }
        assert!(Trait::Sequel.of("arrested") && !Trait::Sequel.of("killed") && !Trait::Loss.of("no such kind"));
    }
}
