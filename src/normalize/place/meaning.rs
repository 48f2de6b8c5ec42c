//! The places that a name may mean, looked up once an article.

use std::cell::LazyCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::gazetteer::{Candidates, Cursor, Feature, PlaceEntry};

/// The places of a name.
#[derive(Debug)]
pub(super) struct Meaning<'g> {
    /// Those of that spelling before those of others.
    pub entries: Vec<PlaceEntry<'g>>,
    /// People of the largest of them; counties are called so, and a nickname is another's name first of all.
    pub people: u64,
    /// Whether a country or a continent bears the name.
    pub country: bool,
    /// Whether all that bear it are small places that it is but another name of, and not like their own: "Google" of Topeka.
    pub nickname: bool,
}

impl<'g> Meaning<'g> {
    /// What a name of these places means, of which the key is asked for few.
    pub fn of(entries: Vec<PlaceEntry<'g>>, key: impl FnOnce() -> String) -> Meaning<'g> {
        let key = LazyCell::new(key);
        let mut meaning = Meaning { people: 0, country: false, nickname: !entries.is_empty(), entries };
        for e in &meaning.entries {
            meaning.country |= matches!(e.feature(), Feature::Country | Feature::Continent);
            let called = !(e.may_be_nickname() && e.is_unlike(&key));
            meaning.nickname &= !called;
            if called && !matches!(e.feature(), Feature::SecondOrder | Feature::LowerOrder) {
                meaning.people = meaning.people.max(e.population());
            }
        }
        meaning
    }
}

/// The names looked up so far, by their folded words run together and the number of words.
#[derive(Debug, Default)]
pub(super) struct Meanings<'p, 'g> {
    known: FxHashMap<(&'p str, usize), Rc<Meaning<'g>>>,
}

impl<'p, 'g> Meanings<'p, 'g> {
    /// The places of a name of so many words, which the cursors stand at.
    pub fn get(
        &mut self,
        (run, words): (&'p str, usize),
        key: impl FnOnce() -> String,
        exact: Option<Cursor<'g>>,
        variant: Option<Cursor<'g>>,
        arabic: Option<Cursor<'g>>,
    ) -> Rc<Meaning<'g>> {
        let known = self
            .known
            .entry((run, words))
            .or_insert_with(|| Rc::new(Meaning::of(Candidates::of(exact, variant, arabic).collect(), key)));
        Rc::clone(known)
    }
}
