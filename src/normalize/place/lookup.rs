//! The longest name that begins at a token, and the places that bear it.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::find::Finder;
use super::inflection;
use super::meaning::Meaning;
use crate::claim::PlaceKind;
use crate::gazetteer::{Candidates, Cursor, Feature, Gazetteer, Opening, PlaceEntry, arabic_word, is_article, variant_word};
use crate::lexicon::country_of_word;
use crate::lexicon::words::Class;
use crate::normalize::Page;
use crate::text::{Case, Gap, Kind};

/// Most words of a name.
const LONGEST: usize = 9;

/// From so many people on a city is known by its name with a small article: "the Villages" are some.
const CITY: u64 = 300_000;

/// From so few people on a territory is rather meant by another name.
const HAMLET: u64 = 1_000;
/// From so many people on the parts of a state are spoken of as such.
const MILLION: u64 = 1_000_000;

/// Words that open names and are written short, and whole.
const SHORTENED: [(&str, &str); 3] = [("st", "saint"), ("ft", "fort"), ("mt", "mount")];

/// Whether a folded word opens a name so: "Mt.", "St.", "Sault Ste.".
pub(super) fn is_shortened(norm: &str) -> bool {
    let word = norm.trim_end_matches('.');
    word == "ste" || SHORTENED.iter().any(|(short, _)| *short == word)
}

/// The words for units under which a table may have one.
const REGIONS: [&str; 9] =
    ["oblast", "region", "province", "krai", "governorate", "state", "prefecture", "republic", "voivodeship"];
const DISTRICTS: [&str; 4] = ["raion", "district", "county", "municipality"];

/// The longest name at a token.
#[derive(Clone)]
pub(super) struct Match<'g> {
    pub(super) tokens: Range<usize>,
    pub(super) meaning: Rc<Meaning<'g>>,
}

impl<'g> Match<'g> {
    pub(super) fn entries(&self) -> impl Iterator<Item = &PlaceEntry<'g>> {
        self.meaning.entries.iter()
    }

    /// Of the largest place; counties are called so.
    pub(super) fn people(&self) -> u64 {
        self.meaning.people
    }

    pub(super) fn is_country(&self) -> bool {
        self.meaning.country
    }
}

/// From so many people on a city is known to be in its country.
const KNOWN: u64 = 100_000;

/// The countries that an article names, and those of the large cities that it names by one word.
fn lands<'g>(pages: &[Page<'_>], gazetteer: &'g Gazetteer) -> FxHashSet<&'g str> {
    let mut lands = FxHashSet::default();
    for page in pages {
        for word in page.capitals().map(|at| page.text.norm(at)) {
            let named = country_of_word(word).and_then(|code| gazetteer.area(code)?.country());
            let places = || gazetteer.opening(word).exact.into_iter().flat_map(|c| c.candidates());
            let is_known = |e: &PlaceEntry<'_>| e.is_main_name() && e.population() >= KNOWN && e.feature().is_populated_place();
            let other = gazetteer.word(word);
            let called = !(other.is_common() || other.is_given_name() || other.is_surname());
            lands.extend(named);
            lands.extend(places().filter(|e| called && is_known(e)).filter_map(|e| e.country()));
        }
    }
    lands
}

impl<'p, 'g> Finder<'_, 'p, 'g> {
    /// The longest name that begins at a token; an exact key before another spelling of the same length.
    pub(super) fn longest(&mut self, at: usize) -> Option<Match<'g>> {
        if let Some((_, known)) = self.longest.as_ref().filter(|(token, _)| *token == at) {
            return known.clone();
        }
        let found = self.look_up(at).filter(|name| !self.is_part_of_state(name));
        self.longest = Some((at, found.clone()));
        found
    }

    /// "South Georgia", where hardly anybody lives: rather the south of a state than the islands that are called so.
    fn is_part_of_state(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let (at, end) = (name.tokens.start, name.tokens.end);
        let part = name.tokens.len() == 2 && name.people() < HAMLET && self.page.has(at, Class::Bearing);
        let whole = || Candidates::of(self.gazetteer.opening(text.norm(at + 1)).exact, None, None);
        part && !text.is(end, &["island", "islands", "and", "&"])
            && whole().any(|e| e.is_main_name() && e.feature() == Feature::FirstOrder && e.population() > MILLION)
    }

    /// "in the |Hague": a city that has the article in its name, here written small.
    pub(super) fn articled(&mut self, at: usize) -> Option<Match<'g>> {
        let text = &self.page.text;
        let article = at.checked_sub(1).filter(|t| text.norm(*t) == "the" && !text.is_capitalized(*t));
        let cursor = self.gazetteer.opening(article.map(|t| text.norm(t))?).exact?.pushed(text.norm(at))?;
        let entries: Vec<PlaceEntry<'g>> = cursor.candidates().filter(|e| e.population() > CITY).collect();
        let meaning = || Rc::new(Meaning::of(entries.clone(), || text.run(at..at + 1).to_owned()));
        (!entries.is_empty()).then(|| Match { tokens: at..at + 1, meaning: meaning() })
    }

    fn look_up(&mut self, at: usize) -> Option<Match<'g>> {
        let norm = self.page.text.norm(at);
        let whole = SHORTENED.iter().find(|(short, _)| *short == norm.trim_end_matches('.')).map(|(_, whole)| *whole);
        let found = self.look_up_as(at, norm).or_else(|| self.look_up_as(at, whole?));
        if inflection::is_cyrillic(norm) { self.look_up_inflected(at, found) } else { found }
    }

    /// The same with what a Cyrillic name may mean in another case: more words win, and of as many those of that very name stand first.
    pub(super) fn look_up_inflected(&self, at: usize, found: Option<Match<'g>>) -> Option<Match<'g>> {
        let text = &self.page.text;
        let located = at.checked_sub(1).is_some_and(|t| self.words.word(text.norm(t)).locative);
        let Some((end, others)) = inflection::longest(self.gazetteer, text, at, located) else { return found };
        let exact = match found {
            Some(found) if found.tokens.end > end => return Some(found),
            Some(found) if found.tokens.end == end => found.meaning.entries.clone(),
            _ => Vec::new(),
        };
        let new = others.into_iter().filter(|o| !exact.contains(o)).collect::<Vec<_>>();
        let entries = exact.iter().copied().chain(new).collect();
        Some(Match { tokens: at..end, meaning: Rc::new(Meaning::of(entries, || text.run(at..end).to_owned())) })
    }

    /// The units that are called by a name and the word for what they are: "Kirov Oblast" for "Kirov region" and "Oblast Kirov".
    pub(super) fn headed(&self, name: &Match<'g>, head: PlaceKind) -> Option<Match<'g>> {
        let text = &self.page.text;
        let words: &[&str] = match head {
            PlaceKind::Region => &REGIONS,
            PlaceKind::District => &DISTRICTS,
            _ => return None,
        };
        let mut stem = self.gazetteer.cursor();
        if !name.tokens.clone().filter(|t| text.kind(*t) == Kind::Word).all(|t| stem.push(text.norm(t))) {
            return None;
        }
        let mut entries: Vec<PlaceEntry<'g>> = Vec::new();
        for word in words {
            let mut cursor = stem;
            if cursor.push(word) {
                entries.extend(cursor.candidates().filter(|e| super::candidate::fits(head, e)));
            }
        }
        entries.sort_by_key(PlaceEntry::index);
        entries.dedup();
        if entries.is_empty() {
            return None;
        }
        let meaning = Rc::new(Meaning::of(entries, || text.run(name.tokens.clone()).to_owned()));
        Some(Match { tokens: name.tokens.clone(), meaning })
    }

    /// The longest name that begins with a word, which stands for a token, and goes on with the next.
    fn look_up_as(&mut self, at: usize, word: &'p str) -> Option<Match<'g>> {
        let text = &self.page.text;
        let Opening { mut exact, mut variant, mut arabic } = self.gazetteer.opening(word);
        // "As Salem said": an article that is also an English word stands with a hyphen.
        arabic = arabic.filter(|c| !c.is_at_root() || matches!(word, "al" | "el") || text.is(at + 1, &["-"]));
        let mut best: Option<(usize, Opening<'g>)> = None;
        // Words of the name that are no articles.
        let mut counted = usize::from(!is_article(word));
        let sentence = text.sentence_of(at).tokens.end;
        for t in at..sentence.min(at + LONGEST) {
            let norm = text.norm(t);
            let joined = text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
            if norm == "-" && joined && t > at {
                continue;
            }
            if norm == "'s" && joined && t > at {
                // "the People's Republic of China".
                exact = exact.and_then(|mut c| c.extend("s").then_some(c));
                (variant, arabic) = (None, None);
                if exact.is_none() {
                    break;
                }
                continue;
            }
            if text.kind(t) == Kind::Punct {
                break;
            }
            if t > at {
                exact = exact.and_then(|c| c.pushed(norm));
                // Few names go on: their next words alone are folded.
                variant = variant.filter(|c| c.goes_on()).and_then(|c| {
                    variant_word(norm, &mut self.folded);
                    c.pushed(&self.folded)
                });
                arabic = arabic.filter(|c| c.goes_on()).and_then(|c| {
                    arabic_word(norm, false, &mut self.folded);
                    counted += usize::from(!self.folded.is_empty());
                    if self.folded.is_empty() { Some(c) } else { c.pushed(&self.folded) }
                });
            }
            if exact.is_none() && variant.is_none() && arabic.is_none() {
                break;
            }
            // "d'Ivoire" has its capital inside.
            let whole = text.is_capitalized(t)
                || text.case(t) == Case::Mixed
                || text.kind(t) == Kind::Number
                || self.words.head(norm).is_some_and(|h| h.small);
            let (e, v) = (exact.filter(|c| c.is_key()), variant.filter(|c| c.is_key()));
            let a = arabic
                .filter(|c| whole && e.is_none() && !is_article(norm) && c.is_key() && (counted > 1 || self.is_of_land(c, norm)));
            if whole && (e.is_some() || v.is_some() || a.is_some()) && !(best.is_some() && self.is_head_of_more(t, e)) {
                best = Some((t + 1, Opening { exact: e, variant: v, arabic: a }));
            }
        }
        let (end, Opening { exact, variant, arabic }) = best?;
        let page = self.page;
        let key = || [word].into_iter().chain((at + 1..end).map(|t| text.norm(t))).collect::<Vec<_>>().join(" ");
        let meaning = self.meanings.get((page.text.run(at..end), end - at), key, exact, variant, arabic);
        Some(Match { tokens: at..end, meaning })
    }

    /// Whether a name of one word that is spelled like an Arabic one may be one: it is no other word, and the article names the country of
    /// such a place. "Break" is no Brak where nothing is told of Libya.
    fn is_of_land(&self, name: &Cursor<'g>, norm: &str) -> bool {
        let word = self.gazetteer.word(norm);
        if word.is_common() || word.is_given_name() || word.is_surname() {
            return false;
        }
        let lands = self.lands.get_or_init(|| lands(self.pages, self.gazetteer));
        name.candidates().any(|e| e.country().is_some_and(|land| lands.contains(land)))
    }

    /// Whether the last word of a key is the head of what follows: "Tolver City Council", "Linmoor State Troopers". "Kansas City" is
    /// called so.
    fn is_head_of_more(&self, last: usize, exact: Option<Cursor<'g>>) -> bool {
        let text = &self.page.text;
        let state = text.norm(last) == "state";
        let head = state || text.is(last, &["city", "county", "town", "district"]);
        let main = || exact.is_some_and(|c| c.candidates().any(|e| e.is_main_name() && !state));
        let space = text.tokens.get(last + 1).is_some_and(|t| t.gap == Gap::Space);
        let goes_on = space
            && text.is_capitalized(last + 1)
            && (state || self.words.word(text.norm(last + 1)).body || text.is(last + 1, &["council", "councillor", "schools"]));
        head && goes_on && !main()
    }
}
