//! The persons whom the article names with the event, and the streets and venues.

use super::{Compared, fold, hash, mix};
use crate::cluster::agreement::Agreement;

/// One name: given name and surname, without those between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    full: u64,
    surname: u64,
    initial: u64,
    /// A street or a venue.
    site: bool,
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
/// How much of its rarity the name of a street or venue keeps: other towns have one too.
const SITE: f64 = 0.7;

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
        Some(Name { full: mix(hash(given), hash(surname)), surname: hash(surname), initial, site: false })
    }

    /// A street by its name without the word for its kind, which is as often shortened.
    fn site(name: &str) -> Option<Name> {
        let folded = fold(name);
        let mut words: Vec<&str> = folded.split(' ').collect();
        let kind = words.pop().filter(|_| !words.is_empty())?;
        // "Elm St." and "Elm Street" are one, "Elm Park" is another.
        let initial = kind.chars().next().map_or(0, |c| u64::from(u32::from(c)));
        let full = mix(words.iter().fold(9, |h, w| mix(h, hash(w))), initial);
        Some(Name { full, surname: full, initial, site: true })
    }
}

impl PeopleForm {
    /// `None` where nobody is named in full.
    pub(crate) fn new(people: &[String], sites: &[String]) -> Option<PeopleForm> {
        let people = people.iter().filter_map(|n| Name::new(n));
        let mut names: Vec<Name> = people.chain(sites.iter().filter_map(|n| Name::site(n))).collect();
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
    pub(crate) fn compare(&self, other: &PeopleForm) -> Option<Compared> {
        let shared: Vec<f64> = self
            .names
            .iter()
            .zip(&self.rarity)
            .filter(|(n, _)| other.names.binary_search_by_key(&n.full, |o| o.full).is_ok())
            .map(|(n, rarity)| if n.site { rarity * SITE } else { *rarity })
            .collect();
        if let Some(rarest) = shared.iter().copied().max_by(f64::total_cmp) {
            let further = (shared.len() - 1).min(FURTHER.1) as f64 * FURTHER.0;
            return Some((Agreement::PeopleSame, Some(rarest + further)));
        }
        let alike = |a: &Name| other.names.iter().any(|b| a.surname == b.surname && a.initial == b.initial);
        let family = |a: &Name| other.names.iter().any(|b| a.surname == b.surname);
        // One that names persons and one that names streets cannot be compared.
        let both = |site: bool| self.names.iter().any(|n| n.site == site) && other.names.iter().any(|n| n.site == site);
        let level = if self.names.iter().any(alike) {
            Agreement::PeopleAlike
        } else if self.names.iter().any(family) {
            Agreement::PeopleFamily
        } else if both(false) || both(true) {
            Agreement::PeopleOther
        } else {
            return None;
        };
        Some((level, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        let people = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            PeopleForm::new(&names, &[])
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
            assert_eq!((a.compare(&b).map(|l| l.0), b.compare(&a).map(|l| l.0)), (Some(expected), Some(expected)), "{name}");
        }
        assert!(people(&["Ann"]).is_none() && people(&["", "—"]).is_none());
    }
}
