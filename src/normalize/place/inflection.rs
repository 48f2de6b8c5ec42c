//! Cyrillic names in other cases than the nominative: "в Харькове", "біля Авдіївки", "Белгородской области".

use crate::gazetteer::{Cursor, Gazetteer, PlaceEntry, variant_word};
use crate::lexicon::cases;
use crate::text::{Kind, Text};

/// Most words of a name, and most readings that are followed at a time.
const WORDS: usize = 4;
const READINGS: usize = 64;
/// Without a preposition before it only a region or a city of so many people is known by another case: surnames end like villages.
const PEOPLE: u64 = 20_000;

/// Whether a folded word is written in Cyrillic letters.
pub(super) fn is_cyrillic(word: &str) -> bool {
    word.starts_with(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// The longest name that begins at a token and is written in another case, and its places. `located`: behind a preposition of place.
pub(super) fn longest<'g>(
    gazetteer: &'g Gazetteer,
    text: &Text<'_>,
    at: usize,
    located: bool,
) -> Option<(usize, Vec<PlaceEntry<'g>>)> {
    let mut readings: Vec<Reading<'g>> =
        vec![Reading { exact: Some(gazetteer.cursor()), variant: Some(gazetteer.variant_cursor()), changed: false }];
    let mut best = None;
    let end = text.sentence_of(at).tokens.end.min(at + WORDS);
    for t in at..end {
        let word = text.norm(t);
        if text.kind(t) != Kind::Word || !is_cyrillic(word) {
            break;
        }
        let others = cases::nominatives(word);
        let mut next: Vec<Reading<'g>> = Vec::new();
        for reading in &readings {
            next.extend(reading.push(word, false));
            next.extend(others.iter().filter_map(|other| reading.push(other, true)));
        }
        next.truncate(READINGS);
        if next.is_empty() {
            break;
        }
        let mut places: Vec<PlaceEntry<'g>> = Vec::new();
        for place in next.iter().filter(|r| r.changed).flat_map(Reading::places) {
            let known = located || place.feature().is_administrative() || place.population() >= PEOPLE;
            if known && !places.contains(&place) {
                places.push(place.inflected());
            }
        }
        if !places.is_empty() {
            best = Some((t + 1, places));
        }
        readings = next;
    }
    best
}

/// One way to read the words so far.
struct Reading<'g> {
    exact: Option<Cursor<'g>>,
    variant: Option<Cursor<'g>>,
    /// Whether a word of it is not as it is written.
    changed: bool,
}

impl<'g> Reading<'g> {
    fn push(&self, word: &str, changed: bool) -> Option<Reading<'g>> {
        let mut folded = String::new();
        variant_word(word, &mut folded);
        let exact = self.exact.and_then(|mut c| c.push(word).then_some(c));
        let variant = self.variant.and_then(|mut c| c.push(&folded).then_some(c));
        (exact.is_some() || variant.is_some()).then_some(Reading { exact, variant, changed: changed || self.changed })
    }

    fn places(&self) -> impl Iterator<Item = PlaceEntry<'g>> {
        [self.exact, self.variant].into_iter().flatten().flat_map(|c| c.candidates())
    }
}
