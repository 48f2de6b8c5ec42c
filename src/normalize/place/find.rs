//! Names that stand for places.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Found;
use crate::claim::PlaceKind;
use crate::gazetteer::{Cursor, Feature, Gazetteer, variant_word};
use crate::lexicon::Sense;
use crate::lexicon::toponyms::{Head, Toponyms};
use crate::normalize::{Page, Setting, Taken};
use crate::text::{Case, Gap, Kind, Layout};

/// Most words of a name.
const LONGEST: usize = 9;

/// All names of places in an article, by page and start.
pub(super) fn find<'g>(pages: &[Page<'_>], setting: &Setting<'g>) -> Vec<Found<'g>> {
    let surnames = surnames(pages, setting.places);
    let mut found = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        Finder {
            page,
            number,
            gazetteer: setting.places,
            words: Toponyms::english(),
            surnames: &surnames,
            positions: positions(page),
            folded: String::new(),
            last: None,
            own_names: own_names(page, setting.places),
        }
        .run(&mut found);
    }
    found
}

/// The words that follow a given name somewhere in the article, and those that the recognizer of names took.
fn surnames<'p>(pages: &'p [Page<'_>], gazetteer: &Gazetteer) -> FxHashSet<&'p str> {
    let mut surnames = FxHashSet::default();
    for page in pages {
        let text = &page.text;
        for i in 1..text.tokens.len() {
            let name = |t: usize| text.case(t) == Case::Title && text.kind(t) == Kind::Word;
            let near = text.tokens.get(i).is_some_and(|t| t.gap == Gap::Space);
            if name(i)
                && (near && name(i - 1) && gazetteer.is_given_name(text.norm(i - 1)) && !is_large(gazetteer, text.norm(i - 1)))
            {
                surnames.insert(text.norm(i));
            }
        }
        // Of "Springfield Mayor Jane Roe" only what belongs to the name.
        for person in &page.names {
            let own = person.tokens.clone().filter(|t| text.case(*t) == Case::Title && person.name.contains(text.word(*t)));
            surnames.extend(own.map(|t| text.norm(t)));
        }
    }
    surnames
}

/// Whether a name that is also a given name is first of all a country or a city of millions.
pub(super) fn is_large(gazetteer: &Gazetteer, name: &str) -> bool {
    let mut cursor = gazetteer.cursor();
    cursor.push(name)
        && cursor.candidates().any(|c| c.is_main_name() && (c.feature() == Feature::Country || c.population() > 3_000_000))
}

pub(super) struct Finder<'a, 'p, 'g> {
    pub(super) page: &'a Page<'p>,
    pub(super) number: usize,
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) words: &'static Toponyms,
    pub(super) surnames: &'a FxHashSet<&'a str>,
    pub(super) positions: FxHashMap<&'a str, u32>,
    folded: String,
    /// Page and end of the last place found.
    pub(super) last: Option<(usize, usize)>,
    /// For each token, whether it belongs to the name of a person itself, and not to the title before it.
    own_names: Vec<bool>,
}

/// The longest name at a token.
#[derive(Clone)]
pub(super) struct Match<'g> {
    pub(super) tokens: Range<usize>,
    pub(super) exact: Option<Cursor<'g>>,
    pub(super) variant: Option<Cursor<'g>>,
}

impl<'g> Match<'g> {
    pub(super) fn entries(&self) -> impl Iterator<Item = crate::gazetteer::PlaceEntry<'g>> + use<'g> {
        let exact = self.exact.map(|c| c.candidates());
        let variant = self.variant.map(|c| c.candidates());
        exact.into_iter().flatten().chain(variant.into_iter().flatten())
    }

    pub(super) fn people(&self) -> u64 {
        self.entries().map(|e| e.population()).max().unwrap_or(0)
    }

    pub(super) fn is_country(&self) -> bool {
        self.entries().any(|e| matches!(e.feature(), Feature::Country | Feature::Continent))
    }
}

impl<'g> Finder<'_, '_, 'g> {
    fn run(&mut self, found: &mut Vec<Found<'g>>) {
        let text = &self.page.text;
        let mut at = 0;
        while at < text.tokens.len() {
            if text.kind(at) != Kind::Word || !text.is_capitalized(at) || text.sentence_of(at).layout == Layout::Boilerplate {
                at += 1;
                continue;
            }
            match self.place_at(at, found.last()) {
                Some(place) => {
                    at = place.tokens.end.max(at + 1);
                    self.last = Some((self.number, at));
                    found.push(place);
                }
                None => at += self.skip(at),
            }
        }
    }

    /// After a name that is no place, how far to go: over the whole of a name of an organization.
    fn skip(&mut self, at: usize) -> usize {
        match self.longest(at) {
            Some(m) if m.tokens.len() > 1 && self.is_part_of_organization(&m.tokens) => m.tokens.len(),
            _ => 1,
        }
    }

    fn place_at(&mut self, at: usize, last: Option<&Found<'g>>) -> Option<Found<'g>> {
        let text = &self.page.text;
        if !self.is_open(at..at + 1) {
            return None;
        }
        // "Salem, Ore."
        let after_place =
            last.is_some_and(|l| l.page == self.number && l.tokens.end + 1 == at) && text.norm(at.wrapping_sub(1)) == ",";
        if after_place && let Some(area) = self.abbreviation(at) {
            return Some(self.found(at..at + 1, at..at + 1, Some(area)));
        }
        let dotted = text.norm(at).trim_end_matches('.').contains('.');
        if dotted
            && let Some(area) =
                self.abbreviation(at).filter(|_| !self.gazetteer.find(text.norm(at)).any(|e| e.feature() == Feature::Country))
        {
            return Some(self.found(at..at + 1, at..at + 1, Some(area)));
        }
        let name = self.longest(at);
        if let Some(name) = name
            && self.is_open(name.tokens.clone())
        {
            let end = name.tokens.end;
            // A head that fits none of the places is a word of its own, unless it is part of the name: "Indiana counties", "Kisumu County".
            let fits = |h: &Head| h.kind == PlaceKind::Sector || name.entries().any(|e| super::resolve::fits(h.kind, &e));
            let proper = |h: &Head| {
                text.is_capitalized(end) && !name.is_country() && matches!(h.kind, PlaceKind::District | PlaceKind::Region)
            };
            let after = self.head_after(end).filter(|h| fits(h) || proper(h));
            let head = after.or_else(|| self.head_before(at).filter(fits));
            let after = after.is_some();
            if self.is_place(&name, head, after) {
                // A small head is no part of the name.
                let part = after && (text.is_capitalized(end) || head.is_some_and(|h| h.kind == PlaceKind::Sector));
                let small =
                    !part && end > at + 1 && !text.is_capitalized(end - 1) && self.words.head(text.norm(end - 1)).is_some();
                let last = if part { end + 1 } else { end - usize::from(small) };
                let mut place = self.found(self.modifiers(at)..last, name.tokens.clone(), None);
                place.of_body = self.is_part_of_body(&name.tokens) || self.page.taken.get(at) == Some(&Taken::Body);
                place.weak = self.is_weak(&name, head);
                (place.exact, place.variant) = (name.exact, name.variant);
                place.head = head.map(|h| h.kind);
                return Some(place);
            }
            if after || !self.entirely_unknown(&name) {
                return None;
            }
        }
        self.unlisted(at)
    }

    /// Whether no earlier recognizer took the tokens for something else; a place may stand inside a quantity ("12 Texas men"), in the name of
    /// a body, and in the title of a person ("Montreal Mayor Jane Roe").
    pub(super) fn is_open(&self, tokens: Range<usize>) -> bool {
        let open = |t: usize| match self.page.taken.get(t) {
            Some(Taken::Free | Taken::Quantity | Taken::Body) => true,
            Some(Taken::Name) => !self.is_own_name(t),
            _ => false,
        };
        tokens.end <= self.page.taken.len() && tokens.into_iter().all(open)
    }

    /// Whether the token is part of what a person is called.
    pub(super) fn is_own_name(&self, token: usize) -> bool {
        self.own_names.get(token).copied().unwrap_or(false)
    }

    /// Where the capitalized words of direction before a name begin: "South Charleston".
    fn modifiers(&self, at: usize) -> usize {
        let text = &self.page.text;
        let Some(before) = at.checked_sub(1) else { return at };
        let space = text.tokens.get(at).is_some_and(|t| t.gap == Gap::Space);
        let opens = text.sentence_of(at).tokens.start == before;
        let modifier = space && !opens && text.is_capitalized(before) && self.words.word(text.norm(before)).modifier;
        if modifier && self.is_open(before..at) && !self.is_headline(at) { before } else { at }
    }

    /// Whether nothing but the name itself speaks for a place.
    fn is_weak(&mut self, name: &Match<'g>, head: Option<Head>) -> bool {
        let large = name.entries().any(|e| {
            matches!(
                e.feature(),
                Feature::Country | Feature::Continent | Feature::Vernacular | Feature::FirstOrder | Feature::Sea
            )
        });
        !(head.is_some()
            || large
            || self.is_located(name)
            || self.is_attributive(name)
            || name.people() > 2_000_000
            || self.is_contained(name))
    }

    fn entirely_unknown(&self, name: &Match<'g>) -> bool {
        name.entries().next().is_none()
    }

    pub(super) fn found(&self, tokens: Range<usize>, name: Range<usize>, area: Option<&'static str>) -> Found<'g> {
        let dateline = self.page.text.dateline.as_ref().is_some_and(|d| d.contains(&tokens.start));
        let near = self.is_near(tokens.start);
        Found {
            page: self.number,
            tokens,
            name,
            exact: None,
            variant: None,
            head: None,
            area,
            near,
            dateline,
            of_body: false,
            weak: false,
        }
    }

    /// "near X", "north of X", "on the outskirts of X".
    fn is_near(&self, at: usize) -> bool {
        let text = &self.page.text;
        let Some(before) = at.checked_sub(1) else { return false };
        if self.words.word(text.norm(before)).near {
            return true;
        }
        let Some(two) = at.checked_sub(2) else { return false };
        text.norm(before) == "of"
            && (self.words.word(text.norm(two)).modifier || text.is(two, &["outskirts", "suburbs", "vicinity"]))
            || text.norm(before) == "from" && text.is(two, &["km", "kilometers", "kilometres", "miles"])
    }

    pub(super) fn abbreviation(&self, at: usize) -> Option<&'static str> {
        let text = &self.page.text;
        let norm = text.norm(at);
        let short = text.case(at) == Case::Upper || norm.ends_with('.');
        if !short || norm.len() > 7 {
            return None;
        }
        let plain: String = norm.chars().filter(|c| *c != '.').collect();
        self.words.state(&plain)
    }

    /// The longest name that begins at a token; an exact key before another spelling of the same length.
    fn longest(&mut self, at: usize) -> Option<Match<'g>> {
        let text = &self.page.text;
        let (mut exact, mut variant) = (Some(self.gazetteer.cursor()), Some(self.gazetteer.variant_cursor()));
        let mut best: Option<Match<'g>> = None;
        let sentence = text.sentence_of(at).tokens.end;
        for t in at..sentence.min(at + LONGEST) {
            let norm = text.norm(t);
            let joined = text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
            if norm == "-" && joined && t > at {
                continue;
            }
            if text.kind(t) == Kind::Punct || norm == "'s" {
                break;
            }
            exact = exact.and_then(|mut c| c.push(norm).then_some(c));
            variant_word(norm, &mut self.folded);
            variant = variant.and_then(|mut c| c.push(&self.folded).then_some(c));
            if exact.is_none() && variant.is_none() {
                break;
            }
            let whole = text.is_capitalized(t) || text.kind(t) == Kind::Number || self.words.head(norm).is_some_and(|h| h.small);
            let (e, v) = (exact.filter(|c| c.is_key()), variant.filter(|c| c.is_key()));
            if whole && (e.is_some() || v.is_some()) {
                best = Some(Match { tokens: at..t + 1, exact: e, variant: v });
            }
        }
        best
    }

    pub(super) fn head_after(&self, at: usize) -> Option<Head> {
        let text = &self.page.text;
        let near = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let head = self.words.head(text.norm(at)).filter(|h| h.after && near(at) && text.kind(at) == Kind::Word)?;
        // "Lansing State Journal", "Dublin City Manager": a head that goes on is none, but that of a county is.
        let goes_on = near(at + 1) && text.is_capitalized(at + 1) && !self.is_headline(at);
        (head.small || text.is_capitalized(at) && !goes_on).then_some(head)
    }

    /// "the village of X"; "Lake X".
    pub(super) fn head_before(&self, at: usize) -> Option<Head> {
        let text = &self.page.text;
        let of = text.norm(at.checked_sub(1)?) == "of";
        let head = self.words.head(text.norm(at.checked_sub(if of { 2 } else { 1 })?)).filter(|h| h.before)?;
        (of || head.kind == PlaceKind::Natural && text.is_capitalized(at - 1)).then_some(head)
    }

    /// Whether the sentence writes most words with capitals, as headlines do.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let text = &self.page.text;
        let tokens = text.sentence_of(at).tokens.clone();
        let words = tokens.clone().filter(|t| text.kind(*t) == Kind::Word && text.norm(*t).len() > 3);
        let (all, capital) = words.fold((0, 0), |(n, c), t| (n + 1, c + usize::from(text.is_capitalized(t))));
        all >= 4 && capital * 10 > all * 7
    }

    pub(super) fn locative(&self, at: usize) -> bool {
        let text = &self.page.text;
        let Some(mut before) = at.checked_sub(1) else { return false };
        while before > 0 && self.words.word(text.norm(before)).modifier {
            before -= 1;
        }
        // "from the Leeds prison": the place of a building.
        let building =
            text.norm(before) == "the" && before + 1 == at && before > 0 && self.words.word(text.norm(at + 1)).facility;
        if building && text.case(at + 1) == Case::Lower {
            before -= 1;
        }
        self.words.word(text.norm(before)).locative || self.is_of(before)
    }

    /// "Jane Roe, of X", "parts of X", "the mayor of X".
    fn is_of(&self, of: usize) -> bool {
        let text = &self.page.text;
        let Some(before) = of.checked_sub(1).filter(|_| text.norm(of) == "of") else { return false };
        let word = self.words.word(text.norm(before));
        self.is_own_name(before)
            || matches!(text.norm(before), "," | ")")
            || text.kind(before) == Kind::Number
            || word.local
            || word.modifier
            || word.title
            || self.words.head(text.norm(before)).is_some()
            || text.is(before, &["part", "parts", "rest", "most", "much", "all", "out", "outside", "outskirts", "people", "streets", "coast"])
    }

    /// ", Y" where Y holds the place, or is the abbreviation of a state.
    pub(super) fn is_contained(&mut self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let end = name.tokens.end;
        if text.norm(end) != "," || !text.is_capitalized(end + 1) {
            return false;
        }
        if self.abbreviation(end + 1).is_some() {
            return true;
        }
        let Some(outer) = self.longest(end + 1) else { return false };
        outer.entries().any(|o| name.entries().any(|i| o.contains(&i)))
    }
}

/// The tokens of names of persons that belong to the name itself. What a country, a region or a city of millions is called is no person.
fn own_names(page: &Page<'_>, gazetteer: &Gazetteer) -> Vec<bool> {
    let text = &page.text;
    let mut own = vec![false; text.tokens.len()];
    for person in &page.names {
        let called = |t: &usize| person.name.split(' ').any(|w| w == text.word(*t));
        let part = |t: &usize| text.case(*t) != Case::Lower && (called(t) || person.name.contains(text.word(*t)) && text.kind(*t) == Kind::Word);
        let Some(first) = person.tokens.clone().find(|t| part(t)) else { continue };
        let last = person.tokens.clone().rfind(|t| part(t)).unwrap_or(first);
        let known = gazetteer.find(text.slice(first..last + 1)).any(|e| {
            let large = matches!(e.feature(), Feature::Country | Feature::FirstOrder | Feature::Vernacular | Feature::Continent);
            e.is_main_name() && !e.is_variant() && (large || e.population() > 1_000_000)
        });
        if known && !gazetteer.is_given_name(text.norm(first)) {
            continue;
        }
        for t in person.tokens.clone().filter(part) {
            if let Some(slot) = own.get_mut(t) {
                *slot = true;
            }
        }
    }
    own
}

/// How often each capitalized word stands behind a locative preposition.
fn positions<'p>(page: &'p Page<'_>) -> FxHashMap<&'p str, u32> {
    let text = &page.text;
    let mut counts = FxHashMap::default();
    for at in 1..text.tokens.len() {
        if text.case(at) == Case::Title && text.is(at - 1, &["in", "at", "from", "to", "near", "off", "outside", "around"]) {
            *counts.entry(text.norm(at)).or_insert(0) += 1;
        }
    }
    counts
}
