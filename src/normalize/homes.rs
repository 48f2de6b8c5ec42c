//! Where publishers are at home, learned from what they print.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::claim::PlaceKind;
use crate::document::Document;
use crate::gazetteer::{Cursor, Gazetteer, PlaceEntry};
use crate::lexicon::homes::seat;
use crate::lexicon::registrable;
use crate::lexicon::toponyms::Toponyms;
use crate::mention::{Mention, MentionValue};

/// Articles that must name a town before it can be home.
const LEAST: u64 = 3;

/// Where publishers are at home, learned from a corpus: a paper names its own town without saying which of that name it means.
///
/// Sums over articles: adding articles and merging parts of a corpus give the same in any order. Off unless it is handed to a
/// [`Normalizer`](crate::Normalizer::homes), since learning takes a pass over the corpus before the one that reads claims; a stream that is read
/// once has none, or those of an earlier run. The towns of about a thousand local papers and stations are known without it.
///
/// ```
/// use corroborate::{Document, Normalizer};
/// let article = |id: &str, text: &str| Document::new(id, text).publisher("gazer.example");
/// let corpus = [
///     article("a", "A barn burned in Dayton, Ohio."),
///     article("b", "The mayor of Dayton, Ohio, spoke."),
///     article("c", "Roads in Dayton, Ohio, were closed."),
/// ];
/// let normalizer = Normalizer::default();
/// let homes = normalizer.learn_homes(&corpus);
/// assert_eq!(homes.home("gazer.example"), Some("geonames:4509884"));
/// let normalizer = normalizer.homes(homes);
/// # let _ = normalizer;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Homes {
    publishers: BTreeMap<String, Tally>,
}

/// What one publisher names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tally {
    /// Articles seen.
    articles: u64,
    /// In how many of them each town was named.
    places: BTreeMap<String, u64>,
}

impl Homes {
    /// Nothing learned.
    pub(crate) const NONE: &'static Homes = &Homes { publishers: BTreeMap::new() };

    /// Counts the towns that an article names. Nothing where the article has no publisher.
    pub fn add(&mut self, document: &Document, mentions: &[Mention]) {
        let Some(publisher) = document.publisher_key() else { return };
        let tally = self.publishers.entry(key(publisher)).or_default();
        tally.articles += 1;
        let town = |m: &Mention| match &m.value {
            MentionValue::Place(p) if !p.near && !p.ambiguous => {
                p.id.clone().filter(|_| matches!(p.kind, Some(PlaceKind::City | PlaceKind::Locality)))
            }
            _ => None,
        };
        for id in mentions.iter().filter_map(town).collect::<BTreeSet<_>>() {
            *tally.places.entry(id).or_default() += 1;
        }
    }

    /// Adds what was learned from other articles.
    pub fn merge(&mut self, other: Homes) {
        for (publisher, tally) in other.publishers {
            let own = self.publishers.entry(publisher).or_default();
            own.articles += tally.articles;
            for (id, n) in tally.places {
                *own.places.entry(id).or_default() += n;
            }
        }
    }

    /// The id of a publisher's town: the one that most of its articles name, at least three of them and a third of all; of equals the least id.
    pub fn home(&self, publisher: &str) -> Option<&str> {
        let tally = self.publishers.get(&key(publisher))?;
        let most = tally.places.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        most.filter(|(_, n)| **n >= LEAST && **n * 3 >= tally.articles).map(|(id, _)| id.as_str())
    }

    /// Number of publishers.
    pub fn len(&self) -> usize {
        self.publishers.len()
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.publishers.is_empty()
    }

    /// The home of an article: the seat of its outlet, else what was learned.
    pub(super) fn of<'g>(&self, document: &Document, places: &'g Gazetteer) -> Option<PlaceEntry<'g>> {
        let host = document
            .url
            .as_deref()
            .and_then(|u| u.split_once("://"))
            .map(|(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or(""));
        let publisher = document.publisher_key();
        if let Some(seat) = host.and_then(seat).or_else(|| publisher.and_then(seat)) {
            let inside = |e: &PlaceEntry<'_>| e.feature().is_populated_place() && e.area().starts_with(seat.area);
            return places.find(seat.town).filter(inside).max_by_key(PlaceEntry::population);
        }
        places.get(publisher.filter(|_| !self.is_empty()).and_then(|p| self.home(p))?)
    }
}

/// Fewer letters are no town that a paper is called after.
const SHORT: usize = 5;
/// And more bytes no name of a paper.
const LONG: usize = 64;

/// The towns that a paper may be called after, and what of its name they are called: `publisher`, run together, begins with the name of a town and
/// goes on with words for papers, "daytondailygazer". Tries each end of the town and each space in it; O(1), since longer names than
/// 64 bytes are of no town.
pub(super) fn namesake<'p, 'g>(publisher: &'p str, places: &'g Gazetteer) -> Option<(&'p str, Vec<PlaceEntry<'g>>)> {
    if publisher.len() > LONG {
        return None;
    }
    let words = Toponyms::english();
    let opening = ["the", "my"].iter().find_map(|w| publisher.strip_prefix(w)).unwrap_or(publisher);
    [publisher, opening].into_iter().find_map(|name| {
        // The words for a paper, from the end.
        let mut town = name;
        while let Some(cut) = (SHORT.min(town.len())..town.len()).find(|c| town.get(*c..).is_some_and(|w| words.word(w).paper)) {
            town = town.get(..cut)?;
        }
        if town.len() == name.len() || town.len() < SHORT {
            return None;
        }
        // Run together its letters are folded already.
        let mut whole = places.cursor();
        let whole = whole.push(town).then_some(whole);
        // The way to the end of the first word goes on from letter to letter.
        let (mut first, mut walked) = (Some(places.cursor()), 0);
        let spaced = (2..town.len() - 1).filter(|c| town.is_char_boundary(*c)).filter_map(|c| {
            let (mut word, letters) = (first.take()?, town.get(walked..c)?);
            let on = if walked == 0 { word.push(letters) } else { word.extend(letters) };
            (first, walked) = (on.then_some(word), c);
            first?.pushed(town.get(c..)?)
        });
        let called = |e: &PlaceEntry<'_>| e.feature().is_populated_place() && e.is_main_name() && !e.is_variant();
        let found = whole.into_iter().chain(spaced).filter(Cursor::is_key).find_map(|name| {
            let entries: Vec<PlaceEntry<'g>> = name.candidates().filter(called).collect();
            (!entries.is_empty()).then_some(entries)
        });
        found.map(|entries| (town, entries))
    })
}

/// Hosts of one publisher are one.
fn key(publisher: &str) -> String {
    registrable(publisher)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::Normalizer;

    /// Articles of one paper, each naming one town, by the number of them.
    fn learned(towns: &[(&str, usize)]) -> Homes {
        let normalizer = Normalizer::default();
        let named = towns.iter().flat_map(|(town, n)| std::iter::repeat_n(*town, *n));
        let articles: Vec<Document> = named
            .enumerate()
            .map(|(i, town)| Document::new(format!("a{i}"), format!("A barn burned in {town}.")).publisher("gazer.example"))
            .collect();
        normalizer.learn_homes(&articles)
    }

    #[test]
    fn the_town_that_most_articles_name_is_home() {
        for (name, towns, expected) in [
            ("nothing", &[][..], None),
            ("too few", &[("Dayton, Ohio", 2)], None),
            ("enough", &[("Dayton, Ohio", 3)], Some("geonames:4509884")),
            ("most of two", &[("Dayton, Ohio", 3), ("Salem, Oregon", 4)], Some("geonames:5750162")),
            ("of equals the least id", &[("Salem, Oregon", 3), ("Dayton, Ohio", 3)], Some("geonames:4509884")),
            ("less than a third", &[("Dayton, Ohio", 3), ("Salem, Oregon", 2), ("Ohio", 8)], None),
            ("a country is no town", &[("Ukraine", 9)], None),
        ] {
            assert_eq!(learned(towns).home("gazer.example"), expected, "{name}");
        }
    }

    #[test]
    fn the_town_that_a_paper_is_called_after() {
        let places = Gazetteer::embedded();
        for (name, publisher, expected) in [
            ("one word", "kokomotribune", Some("Kokomo")),
            ("two words for a paper", "kokomodailyherald", Some("Kokomo")),
            ("a town of two words", "grandforksherald", Some("Grand Forks")),
            ("with an article", "thekokomonews", Some("Kokomo")),
            ("no town", "qwertonnews", None),
            ("no paper", "kokomo", None),
            ("too short", "usatoday", None),
            ("nothing but a paper", "dailynews", None),
            ("other letters", "\u{41a}\u{438}\u{435}\u{432}news", None),
            ("empty", "", None),
        ] {
            let found = namesake(publisher, &places).and_then(|(_, entries)| entries.first().map(|e| e.name()));
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn parts_of_a_corpus_add_up_in_any_order() {
        let (a, b) = (learned(&[("Dayton, Ohio", 2)]), learned(&[("Dayton, Ohio", 1), ("Salem, Oregon", 1)]));
        let (mut one, mut other) = (a.clone(), b.clone());
        one.merge(b);
        other.merge(a);
        assert_eq!(one, other);
        assert_eq!((one.len(), one.home("news.gazer.example")), (1, Some("geonames:4509884")));
    }

    #[test]
    fn home_decides_which_town_of_a_name_is_meant() {
        let normalizer = Normalizer::default();
        let homes = learned(&[("Columbus, Georgia", 3)]);
        assert_eq!(homes.home("gazer.example"), Some("geonames:4188985"));
        let columbus = Document::new("c", "Two barns burned in Columbus.").publisher("gazer.example");
        let of = |normalizer: &Normalizer| {
            let value = |m: Mention| if let MentionValue::Place(p) = m.value { p.id } else { None };
            normalizer.mentions(&columbus).into_iter().find_map(value)
        };
        assert_eq!(of(&normalizer).as_deref(), Some("geonames:4509177"));
        let normalizer = normalizer.homes(homes);
        assert_eq!(of(&normalizer).as_deref(), Some("geonames:4188985"));
    }
}
