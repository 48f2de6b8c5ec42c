//! To whom: side, role, name, and the age of one person.

use crate::claim::Actor;
use crate::cluster::agreement::Agreement;
use crate::cluster::field::{Compared, fold, hash, mix};
use crate::lexicon::Taxonomy;

/// Side, role and name.
#[derive(Clone, Debug)]
pub(crate) struct ActorForm {
    /// 0 where it is not known.
    pub(crate) side: u64,
    role: Option<String>,
    role_hash: u64,
    /// Hashes of the words of the name, in order of value.
    name: Vec<u64>,
    age: Option<u8>,
    /// Rarity in bits (−log2 of the share) of claims with this side, role, side and role, name.
    pub(crate) side_rarity: f64,
    pub(crate) role_rarity: f64,
    pub(crate) both_rarity: f64,
    pub(crate) name_rarity: f64,
}

impl ActorForm {
    /// `None` where nothing is known.
    pub(crate) fn new(actor: &Actor) -> Option<ActorForm> {
        let some = |text: &Option<String>| text.as_deref().map(fold).filter(|t| !t.is_empty());
        let role = actor.role.clone().filter(|r| !r.is_empty());
        let mut name: Vec<u64> =
            some(&actor.name).iter().flat_map(|n| n.split(' ')).filter(|w| *w != "the" && *w != "of").map(hash).collect();
        name.sort_unstable();
        name.dedup();
        let side = some(&actor.side).map_or(0, |s| hash(&s));
        let role_hash = role.as_deref().map_or(0, hash);
        (side != 0 || role_hash != 0 || !name.is_empty() || actor.age.is_some()).then_some(ActorForm {
            side,
            role,
            role_hash,
            name,
            age: actor.age,
            side_rarity: 0.0,
            role_rarity: 0.0,
            both_rarity: 0.0,
            name_rarity: 0.0,
        })
    }

    /// The values whose shares are counted: side, role, side and role, name; 0 where one is not known.
    pub(crate) fn values(&self) -> [u64; 4] {
        let both = if self.side != 0 && self.role_hash != 0 { mix(self.side, self.role_hash) } else { 0 };
        let name = if self.name.is_empty() { 0 } else { self.name.iter().fold(3, |h, w| mix(h, *w)) };
        let seal = |n: u64, v: u64| if v == 0 { 0 } else { mix(v, n) };
        [seal(11, self.side), seal(12, self.role_hash), seal(13, both), seal(14, name)]
    }

    /// What claims about the same people are found by: side and role, as far as they are known.
    pub(crate) fn block(&self) -> u64 {
        mix(self.side, self.role_hash)
    }

    /// Side or role is known.
    pub(crate) fn is_told(&self) -> bool {
        self.side != 0 || self.role_hash != 0
    }

    pub(crate) fn sides_differ(&self, other: &ActorForm) -> bool {
        self.side != 0 && other.side != 0 && self.side != other.side
    }

    /// Both are named in full, with no name in common.
    pub(crate) fn is_another_person(&self, other: &ActorForm) -> bool {
        let (short, long) = (self.name.len().min(other.name.len()), self.name.len().max(other.name.len()));
        (2..=4).contains(&short) && long <= 4 && !self.name.iter().any(|w| other.name.binary_search(w).is_ok())
    }

    pub(crate) fn compare(&self, other: &ActorForm, taxonomy: &Taxonomy) -> Option<Compared> {
        if self.sides_differ(other) {
            return Some((Agreement::ActorSides, None));
        }
        if !self.name.is_empty() && !other.name.is_empty() {
            let shared = self.name.iter().filter(|w| other.name.binary_search(w).is_ok()).count();
            let shorter = self.name.len().min(other.name.len());
            return Some(if shared == self.name.len() && shared == other.name.len() {
                (Agreement::ActorSame, Some(self.name_rarity))
            } else if shared == shorter && shared > 0 {
                (Agreement::ActorNarrower, Some(self.name_rarity.min(other.name_rarity)))
            } else {
                // Two formations, or two people: also the part against the whole.
                (Agreement::ActorOther, None)
            });
        }
        // A birthday may lie between two reports, and infants are told in months.
        if let Some((a, b)) = self.age.zip(other.age) {
            return Some((if a.abs_diff(b) <= 1 { Agreement::ActorAge } else { Agreement::ActorAges }, None));
        }
        let sides = self.side != 0 && self.side == other.side;
        if let (Some(a), Some(b)) = (&self.role, &other.role) {
            if a != b {
                let related = taxonomy.role_is(a, b) || taxonomy.role_is(b, a);
                return Some(match (related, sides) {
                    (true, true) => (Agreement::ActorNarrower, Some(self.side_rarity)),
                    (true, false) => (Agreement::ActorRole, Some(self.role_rarity.min(other.role_rarity))),
                    (false, _) => (Agreement::ActorOther, None),
                });
            }
            return Some(if sides {
                (Agreement::ActorSame, Some(self.both_rarity))
            } else {
                (Agreement::ActorRole, Some(self.role_rarity))
            });
        }
        sides.then_some((Agreement::ActorNarrower, Some(self.side_rarity)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        let taxonomy = Taxonomy::default();
        let actor = |side: &str, role: &str, name: &str| {
            let some = |t: &str| (!t.is_empty()).then(|| t.to_string());
            ActorForm::new(&Actor { side: some(side), role: some(role), name: some(name), age: None }).unwrap()
        };
        for (name, a, b, expected) in [
            ("same", actor("UA", "soldier", ""), actor("UA", "soldier", ""), Some(Agreement::ActorSame)),
            ("sides", actor("UA", "soldier", ""), actor("RU", "soldier", ""), Some(Agreement::ActorSides)),
            ("a case of it", actor("UA", "officer", ""), actor("UA", "soldier", ""), Some(Agreement::ActorNarrower)),
            ("side alone", actor("UA", "", ""), actor("UA", "soldier", ""), Some(Agreement::ActorNarrower)),
            ("other roles", actor("UA", "civilian", ""), actor("UA", "soldier", ""), Some(Agreement::ActorOther)),
            ("no sides", actor("", "miner", ""), actor("TR", "worker", ""), Some(Agreement::ActorRole)),
            ("nothing shared", actor("UA", "", ""), actor("", "soldier", ""), None),
            (
                "formation",
                actor("RU", "soldier", "the 20th Guards Division"),
                actor("RU", "", "20th Guards Division"),
                Some(Agreement::ActorSame),
            ),
            (
                "shorter name",
                actor("UA", "", "93rd Mechanized Brigade"),
                actor("UA", "", "93rd Brigade"),
                Some(Agreement::ActorNarrower),
            ),
            ("two formations", actor("UA", "", "93rd Brigade"), actor("UA", "", "14th Brigade"), Some(Agreement::ActorOther)),
        ] {
            assert_eq!(a.compare(&b, &taxonomy).map(|l| l.0), expected, "{name}");
            assert_eq!(b.compare(&a, &taxonomy).map(|l| l.0), expected, "{name}, turned");
        }
        assert!(ActorForm::new(&Actor { side: Some(" ".into()), role: Some(String::new()), ..Actor::default() }).is_none());
    }
}
