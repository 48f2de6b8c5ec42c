//! The persons whom the article names with the event.

use super::{Compared, fold, hash, mix};
use crate::cluster::agreement::Agreement;

/// One name: given name and surname, without those between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    full: u64,
    surname: u64,
    initial: u64,
}

/// The persons named with a claim.
#[derive(Clone, Debug)]
pub(crate) struct PeopleForm {
    /// In order of value.
    names: Vec<Name>,
    /// Rarity in bits of each name among the claims, beside it.
    pub(crate) rarity: Vec<f64>,
}

/// What follows a surname without being one.
const SUFFIXES: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "junior", "senior"];
/// What each further shared name adds, in bits, and how many do.
const FURTHER: (f64, usize) = (2.0, 3);

impl Name {
    /// `None` for a single word: a given name, or a surname of many.
    fn new(name: &str) -> Option<Name> {
        let folded = fold(name);
        let mut words: Vec<&str> = folded.split(' ').collect();
        while words.len() > 2 && words.last().is_some_and(|w| SUFFIXES.contains(w)) {
            words.pop();
        }
        let (given, surname) = (words.first()?, words.last().filter(|_| words.len() > 1)?);
        let initial = given.chars().next().map_or(0, |c| u64::from(u32::from(c)));
        Some(Name { full: mix(hash(given), hash(surname)), surname: hash(surname), initial })
    }
}

impl PeopleForm {
    /// `None` where nobody is named in full.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n String>) -> Option<PeopleForm> {
        let mut names: Vec<Name> = names.into_iter().filter_map(|n| Name::new(n)).collect();
        names.sort_unstable();
        names.dedup();
        let rarity = vec![0.0; names.len()];
        (!names.is_empty()).then_some(PeopleForm { names, rarity })
    }

    /// The values whose shares are counted.
    pub(crate) fn values(&self) -> impl Iterator<Item = u64> + '_ {
        self.names.iter().map(|n| n.full)
    }

    /// The rarest shared full name, with a little for each further one; a surname with its initial; or nobody in common.
    pub(crate) fn compare(&self, other: &PeopleForm) -> Compared {
        let shared: Vec<f64> = self
            .names
            .iter()
            .zip(&self.rarity)
            .filter(|(n, _)| other.names.binary_search_by_key(&n.full, |o| o.full).is_ok())
            .map(|(_, rarity)| *rarity)
            .collect();
        if let Some(rarest) = shared.iter().copied().max_by(f64::total_cmp) {
            let further = (shared.len() - 1).min(FURTHER.1) as f64 * FURTHER.0;
            return (Agreement::PeopleSame, Some(rarest + further));
        }
        let alike = |a: &Name| other.names.iter().any(|b| a.surname == b.surname && a.initial == b.initial);
        let family = |a: &Name| other.names.iter().any(|b| a.surname == b.surname);
        if self.names.iter().any(alike) {
            (Agreement::PeopleAlike, None)
        } else if self.names.iter().any(family) {
            (Agreement::PeopleFamily, None)
        } else {
            (Agreement::PeopleOther, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        let people = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            PeopleForm::new(&names)
        };
        for (name, a, b, expected) in [
            ("same", &["Ann Lee"][..], &["Ann Lee"][..], Agreement::PeopleSame),
            ("middle name", &["Ann Lee"], &["Ann B. Lee", "Cy Do"], Agreement::PeopleSame),
            ("suffix", &["Cy Do Jr."], &["Cy Do"], Agreement::PeopleSame),
            ("short form", &["Dan Rowe"], &["Daniel Rowe"], Agreement::PeopleAlike),
            ("brothers", &["Dan Rowe"], &["Ed Rowe"], Agreement::PeopleFamily),
            ("others", &["Ann Lee"], &["Cy Do"], Agreement::PeopleOther),
        ] {
            let (a, b) = (people(a).unwrap(), people(b).unwrap());
            assert_eq!((a.compare(&b).0, b.compare(&a).0), (expected, expected), "{name}");
        }
        assert!(people(&["Ann"]).is_none() && people(&["", "—"]).is_none());
    }
}
