//! Names that stand for places.

use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lookup::{Match, is_shortened};
use super::meaning::{Meaning, Meanings};
use super::{Found, unlisted};
use crate::claim::PlaceKind;
use crate::gazetteer::{Candidates, Feature, Gazetteer, PlaceEntry};
use crate::lexicon::toponyms::{Head, Toponyms};
use crate::lexicon::words::Class;
use crate::normalize::masthead::OwnName;
use crate::normalize::{Page, Setting, Taken};
use crate::span::Field;
use crate::text::{Case, Gap, Kind, Layout};

/// All names of places in an article, by page and start. `own_names` are those of its pages. `publisher`: what it is called.
pub(super) fn find<'p, 'g>(
    pages: &'p [Page<'p>],
    own_names: &[Vec<bool>],
    setting: &Setting<'g>,
    home: Option<&PlaceEntry<'g>>,
    publisher: &OwnName<'_>,
) -> Vec<Found<'g>> {
    let surnames = surnames(pages, setting.places);
    let positions = unlisted::positions(pages);
    let mut found = Vec::new();
    let mut meanings = Meanings::default();
    let lands = OnceCell::new();
    let home = home.map(|h| h.key().replace(' ', "")).unwrap_or_default();
    for (number, (page, own_names)) in pages.iter().zip(own_names).enumerate() {
        Finder {
            page,
            number,
            gazetteer: setting.places,
            words: Toponyms::english(),
            surnames: &surnames,
            positions: &positions,
            pages,
            lands: &lands,
            meanings: &mut meanings,
            publisher,
            home: &home,
            longest: None,
            folded: String::new(),
            last: None,
            within: None,
            list: None,
            headline: Cell::new((usize::MAX, false)),
            datelines: Vec::new(),
            own_names,
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
        for i in page.capitals().filter(|i| *i > 0) {
            let name = |t: usize| text.case(t) == Case::Title && text.kind(t) == Kind::Word;
            let near = text.tokens.get(i).is_some_and(|t| t.gap == Gap::Space);
            if !(near && name(i) && name(i - 1) && gazetteer.is_given_name(text.norm(i - 1))) {
                continue;
            }
            if !is_large(gazetteer, text.norm(i - 1)) {
                surnames.insert(text.norm(i));
            }
            // "Georgia Tolver": a country that is a given name, before a surname.
            if gazetteer.is_surname(text.norm(i)) {
                let whole = gazetteer.opening(text.norm(i - 1)).exact.and_then(|c| c.pushed(text.norm(i)));
                let place = whole.is_some_and(|c| c.is_key());
                let word = Toponyms::english().word(text.norm(i));
                if !(place || word.body || word.organization || word.street || word.local || word.facility) {
                    surnames.insert(text.norm(i - 1));
                }
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
    let mut places = Candidates::of(gazetteer.opening(name).exact, None, None);
    places.any(|c| c.is_main_name() && (c.feature() == Feature::Country || c.population() > 3_000_000))
}

pub(super) struct Finder<'a, 'p, 'g> {
    pub(super) page: &'p Page<'p>,
    pub(super) number: usize,
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) words: &'static Toponyms,
    pub(super) surnames: &'a FxHashSet<&'a str>,
    pub(super) positions: &'a FxHashMap<&'a str, u32>,
    pub(super) pages: &'a [Page<'a>],
    /// The countries that the article names, once they are asked for.
    pub(super) lands: &'a OnceCell<FxHashSet<&'g str>>,
    pub(super) meanings: &'a mut Meanings<'p, 'g>,
    /// What the publisher is called.
    pub(super) publisher: &'a OwnName<'a>,
    /// The name of its town, run together.
    pub(super) home: &'a str,
    /// The token that was looked up last, and the longest name there.
    pub(super) longest: Option<(usize, Option<Match<'g>>)>,
    pub(super) folded: String,
    /// Page and end of the last place found.
    pub(super) last: Option<(usize, usize)>,
    /// What the last place may be.
    within: Option<Rc<Meaning<'g>>>,
    /// Where a list of places goes on: "the villages of X, Y and Z".
    pub(super) list: Option<(usize, PlaceKind)>,
    /// Whether the sentence that was asked about last, by its first token, is a headline.
    headline: Cell<(usize, bool)>,
    /// The first words of the towns that datelines name and no table has.
    pub(super) datelines: Vec<&'p str>,
    /// For each token, whether it belongs to the name of a person itself, and not to the title before it.
    own_names: &'a [bool],
}

impl<'p, 'g> Finder<'_, 'p, 'g> {
    fn run(&mut self, found: &mut Vec<Found<'g>>) {
        let page = self.page;
        let text = &page.text;
        let mut next = 0;
        for at in page.capitals() {
            if at < next
                || text.kind(at) != Kind::Word
                || !text.is_capitalized(at)
                || text.sentence_of(at).layout == Layout::Boilerplate
            {
                continue;
            }
            // "The" and "In" that open a sentence; "The Hague" goes on.
            if text.case(at) == Case::Title && !text.is_capitalized(at + 1) && page.has(at, Class::SmallWord) {
                continue;
            }
            // "Near el-Fasher": the article of an Arabic name is written small.
            let glued = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
            let article = at.checked_sub(2).filter(|t| *t >= next && text.norm(at - 1) == "-" && glued(at - 1) && glued(at));
            let article = article.filter(|t| page.has(*t, Class::ArabicArticle));
            let whole = article.and_then(|t| self.place_at(t, found.last())).filter(|place| place.name.end > at);
            match whole.or_else(|| self.place_at(at, found.last())) {
                Some(place) => {
                    next = place.tokens.end.max(at + 1);
                    self.last = Some((self.number, next));
                    self.within.clone_from(&place.meaning);
                    self.go_on_with_list(&place);
                    found.push(place);
                }
                None => next = at + self.skip(at),
            }
        }
    }

    /// Remembers the plural head before a list, and how far the list has come.
    fn go_on_with_list(&mut self, place: &Found<'_>) {
        let text = &self.page.text;
        let start = place.name.start;
        let head = start
            .checked_sub(2)
            .filter(|t| matches!(text.norm(t + 1), "of" | ":"))
            .and_then(|t| self.words.head(text.norm(t)).filter(|h| h.plural));
        let going = self.list.filter(|(end, _)| (*end..end + 3).contains(&start));
        self.list = match (head, going) {
            (Some(head), _) => Some((place.tokens.end, head.kind)),
            (None, Some((_, kind))) => Some((place.tokens.end, kind)),
            (None, None) => None,
        };
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
        // "Saudi Arabian guards", but "the Central African Republic".
        if super::adjective::is_pair(text, at) && self.longest(at).is_none_or(|name| name.tokens.len() < 3) {
            return None;
        }
        if let Some((area, end)) = self.area(at, last) {
            return Some(self.found(at..end, at..end, Some(area)));
        }
        let name = self.articled(at).or_else(|| self.longest(at));
        // "Ft. Linmoor", of which the table has nothing but Linmoor.
        let opens = name.is_none() && is_shortened(text.norm(at)) && text.is_capitalized(at + 1);
        if opens && let Some(town) = self.unlisted_in_area(at, at + 2).or_else(|| self.unlisted_at_address(at, at + 2)) {
            return Some(town);
        }
        if self.is_rest(at) {
            return None;
        }
        if let Some(lake) = self.unlisted_natural(at, name.as_ref()) {
            return Some(lake);
        }
        if let Some(mut name) = name
            && self.is_open(name.tokens.clone())
        {
            let end = name.tokens.end;
            // "LINDEN CREEK, Ohio -" where the table has Linden.
            if text.case(at) == Case::Upper
                && text.case(end) == Case::Upper
                && let Some(town) =
                    self.unlisted_dateline(at).filter(|t| t.tokens.end > end && !(end..t.tokens.end).any(|t| self.is_area(t)))
            {
                return Some(town);
            }
            if let Some(longer) = self.unlisted_beyond(at, end) {
                return Some(longer);
            }
            let said = self.head_after(end).or_else(|| self.head_before(at));
            if let Some(head) = said.filter(|h| !name.is_country() && !name.entries().any(|e| super::candidate::fits(h.kind, e)))
            {
                name = self.headed(&name, head.kind).unwrap_or(name);
            }
            // A head that fits none of the places is a word of its own, unless it is part of the name: "Indiana counties", "Kisumu County".
            let fits = |h: &Head| h.kind == PlaceKind::Sector || name.entries().any(|e| super::candidate::fits(h.kind, e));
            let proper = |h: &Head| {
                text.is_capitalized(end) && !name.is_country() && matches!(h.kind, PlaceKind::District | PlaceKind::Region)
            };
            // "the Tolver river" is no town, though a table has one of its name.
            let water = |h: &Head| h.kind == PlaceKind::Natural && h.small && !fits(h);
            let valley = || text.is_capitalized(end + 1) && self.words.head(text.norm(end + 1)).is_some();
            let article = || at.checked_sub(1).is_some_and(|t| text.norm(t) == "the");
            if self.head_after(end).is_some_and(|h| water(&h)) && article() && !self.is_headline(at) && !valley() {
                let mut river = self.found(at..end + 1, at..end, None);
                river.head = Some(PlaceKind::Natural);
                return Some(river);
            }
            let after = self.head_after(end).filter(|h| fits(h) || proper(h));
            let head = after.or_else(|| self.head_before(at).filter(fits));
            let after = after.is_some();
            if self.is_place(&name, head, after) {
                // A small head is no part of the name.
                let part = after && (text.is_capitalized(end) || head.is_some_and(|h| h.kind == PlaceKind::Sector));
                let small =
                    !part && end > at + 1 && !text.is_capitalized(end - 1) && self.words.head(text.norm(end - 1)).is_some();
                let last = if part { end + 1 } else { end - usize::from(small) };
                let large = |e: &PlaceEntry<'_>| {
                    e.is_main_name() && matches!(e.feature(), Feature::Country | Feature::FirstOrder | Feature::Continent)
                };
                // "Oblast Kirov" is called so as a whole.
                let led =
                    head.is_some_and(|h| matches!(h.kind, PlaceKind::Region | PlaceKind::District)) && !after && self.opens(at);
                let first = if led {
                    at - 1
                } else if name.entries().any(large) {
                    at
                } else {
                    self.modifiers(at)
                };
                let mut place = self.found(first..last, name.tokens.clone(), None);
                // "Merced County Juvenile Hall" stands in its county.
                place.silent = self.is_part_of_facility(end) && !text.is(end - 1, &["county", "parish"]);
                place.of_body = self.is_part_of_body(&name.tokens) || self.page.taken.get(at) == Some(&Taken::Body);
                place.weak = self.is_weak(&name, head);
                place.quarter = self.is_quarter(end) || self.is_side(&name.tokens);
                place.force = self.has_police(end);
                place.township = text.is(end, &["township", "twp", "twp."]) && head.is_some();
                let word = self.gazetteer.word(text.norm(at));
                let called = word.is_common() || word.is_surname() || word.is_given_name();
                place.doubtful = place.weak && called && name.tokens.len() == 1
                    || at.checked_sub(1).is_some_and(|before| self.is_corner(before, end));
                place.meaning = Some(Rc::clone(&name.meaning));
                place.head = head.map(|h| h.kind);
                place.listed = self.head_of_list(end).filter(fits).map(|h| h.kind);
                return Some(place);
            }
            if after || name.is_country() {
                return None;
            }
            if !self.entirely_unknown(&name) {
                // Another place of that name, where the words around it say that it is one.
                return self.unlisted_in_area(at, end).or_else(|| self.unlisted_at_address(at, end));
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

    /// Where the capitalized words of direction before a name begin: "South Linmoor".
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
            ) || name.tokens.len() > 1 && e.kind() == PlaceKind::Natural
        });
        !(head.is_some()
            || large
            || self.is_located(name)
            || self.is_attributive(name)
            || name.people() > 300_000
            || self.is_contained(name))
    }

    fn entirely_unknown(&self, name: &Match<'g>) -> bool {
        name.entries().next().is_none()
    }

    pub(super) fn found(&self, tokens: Range<usize>, name: Range<usize>, area: Option<&'static str>) -> Found<'g> {
        let dateline = self.page.text.dateline.as_ref().is_some_and(|d| d.contains(&tokens.start));
        let near = self.is_near(tokens.start) || self.has_suburb(tokens.end);
        Found {
            page: self.number,
            tokens,
            name,
            meaning: None,
            head: None,
            area,
            listed: None,
            near,
            dateline,
            of_body: false,
            silent: false,
            weak: false,
            quarter: false,
            force: false,
            township: false,
            doubtful: false,
        }
    }

    /// "X suburb", "X's northeastern suburbs", "the X-area shooting".
    fn has_suburb(&self, end: usize) -> bool {
        let text = &self.page.text;
        let tied = text.norm(end) == "-" && text.norm(end + 1) == "area";
        let of = end + usize::from(text.norm(end) == "'s");
        let at = of + usize::from(self.words.word(text.norm(of)).modifier);
        tied || text.is(at, &["suburb", "suburbs"])
    }

    /// "X police", "X Metro Police Department".
    fn has_police(&self, end: usize) -> bool {
        let text = &self.page.text;
        let at = end + usize::from(self.words.word(text.norm(end)).metropolitan);
        text.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && text.is(at, &["police"])
    }

    /// "near X", "north of X", "on the outskirts of X".
    fn is_near(&self, at: usize) -> bool {
        let text = &self.page.text;
        let Some(before) = at.checked_sub(1) else { return false };
        if self.words.word(text.norm(before)).near || text.is(before, &["suburban"]) {
            return true;
        }
        let Some(two) = at.checked_sub(2) else { return false };
        text.norm(before) == "of"
            && (self.words.word(text.norm(two)).modifier || text.is(two, &["outskirts", "suburbs", "vicinity"]))
            || text.norm(before) == "from" && text.is(two, &["km", "kilometers", "kilometres", "miles"])
    }

    /// The state that an abbreviation means here, and the token after it: behind a place or a party ("Salem, Ore.", "D-Calif."), or
    /// written with stops that tell it from a word ("N.Y.", "W. Va.", "a Minn. pastor").
    fn area(&self, at: usize, last: Option<&Found<'g>>) -> Option<(&'static str, usize)> {
        let text = &self.page.text;
        // "W. Va."
        if matches!(text.norm(at), "w." | "w") && text.norm(at + 1) == "va." {
            return Some(("US.WV", at + 2));
        }
        let area = self.abbreviation(at)?;
        let comma = at.checked_sub(1).is_some_and(|c| text.norm(c) == ",");
        let after_place = comma && last.is_some_and(|l| l.page == self.number && l.tokens.end + 1 == at);
        let norm = text.norm(at);
        let stopped = norm.ends_with('.');
        // "Linmoor, La.": behind a capital even where nobody knows the town.
        let after_capital =
            comma && stopped && at.checked_sub(2).is_some_and(|t| text.is_capitalized(t)) && !self.is_own_name(at - 2);
        let dotted = norm.trim_end_matches('.').contains('.');
        let country = || self.gazetteer.find(norm).any(|e| e.feature() == Feature::Country);
        // "the NJ delegation", where not all is written in capitals.
        let capitals = text.case(at) == Case::Upper && self.words.is_plain_in_capitals(norm) && !self.is_headline(at);
        let alone = (dotted || capitals || stopped && norm.len() > 3 && text.case(at) == Case::Title)
            && !self.words.word(norm.trim_end_matches('.')).title;
        // "a crash in Wash. and Ore."
        let led = stopped && norm.len() > 3 && text.case(at) == Case::Title && at > 0 && text.is(at - 1, &["in", "from", "near"]);
        let certain = led && !self.words.word(norm.trim_end_matches('.')).title
            || after_place
            || after_capital
            || self.is_of_party(at)
            || alone && self.words.is_plain(norm) && !country();
        // The last stop of "W.Va" stands alone.
        let stop = dotted && !stopped && text.norm(at + 1) == "." && text.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None);
        certain.then_some((area, at + 1 + usize::from(stop)))
    }

    pub(super) fn abbreviation(&self, at: usize) -> Option<&'static str> {
        let text = &self.page.text;
        let norm = text.norm(at);
        // "W.Va" has lost its last stop to the sentence.
        // "Linmoor County, Ind (WQXZ)": it has lost its stop.
        let ends = || {
            matches!(text.norm(at + 1), "(" | ")" | "," | "-" | "\u{2014}" | "\u{2013}" | "." | ":")
                || text.sentence_of(at).tokens.end == at + 1
        };
        let bare = || text.case(at) == Case::Title && at > 1 && text.norm(at - 1) == "," && text.is_capitalized(at - 2) && ends();
        let short = text.case(at) == Case::Upper || norm.contains('.') || self.is_of_party(at) || bare();
        if !short || norm.len() > 7 {
            return None;
        }
        // "M.D." is a degree.
        if norm.trim_end_matches('.').contains('.') && !self.words.is_plain(norm) {
            return None;
        }
        if norm.contains('.') { self.words.state(&norm.replace('.', "")) } else { self.words.state(norm) }
    }

    /// Whether the sentence writes most words with capitals, as headlines do.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let tokens = self.page.text.sentence_of(at).tokens.clone();
        let (start, known) = self.headline.get();
        if start == tokens.start {
            return known;
        }
        let headline = self.reads_as_headline(tokens.clone());
        self.headline.set((tokens.start, headline));
        headline
    }

    fn reads_as_headline(&self, tokens: Range<usize>) -> bool {
        let text = &self.page.text;
        let calendar = |t: usize| self.words.word(text.norm(t)).month;
        let words = tokens.clone().filter(|t| text.kind(*t) == Kind::Word && text.norm(*t).len() > 3 && !calendar(*t));
        let (all, capital) = words.fold((0, 0), |(n, c), t| (n + 1, c + usize::from(text.is_capitalized(t))));
        let enough = if self.page.field == Field::Title { 3 } else { 4 };
        all >= enough && capital * 10 > all * 7
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
            || text.is(
                before,
                &["part", "parts", "rest", "most", "much", "all", "out", "outside", "outskirts", "people", "streets", "coast"],
            )
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
        outer.entries().any(|o| name.entries().any(|i| o.contains(i)))
    }

    /// Whether it holds the place right before the comma: "Nashville, Tennessee".
    pub(super) fn is_container(&self, name: &Match<'g>) -> bool {
        let Some(comma) = name.tokens.start.checked_sub(1).filter(|t| self.page.text.norm(*t) == ",") else { return false };
        let behind = self.last == Some((self.number, comma));
        behind && self.within.as_ref().is_some_and(|w| name.entries().any(|o| w.entries.iter().any(|i| o.contains(i))))
    }
}

/// For each page its tokens that belong to the names of persons themselves. What a country, a region or a city of millions is called is no
/// person.
pub(super) fn own_names(pages: &[Page<'_>], gazetteer: &Gazetteer) -> Vec<Vec<bool>> {
    let mut places = FxHashMap::default();
    pages.iter().map(|page| own_names_of(page, gazetteer, &mut places)).collect()
}

/// `places`: whether a name is first of all that of a place, for those asked about before.
fn own_names_of<'p>(page: &'p Page<'_>, gazetteer: &Gazetteer, places: &mut FxHashMap<&'p str, bool>) -> Vec<bool> {
    let text = &page.text;
    let mut own = vec![false; text.tokens.len()];
    for person in &page.names {
        let called = |t: &usize| person.name.split(' ').any(|w| w == text.word(*t));
        let part = |t: &usize| {
            text.case(*t) != Case::Lower && (called(t) || person.name.contains(text.word(*t)) && text.kind(*t) == Kind::Word)
        };
        if *places.entry(&person.name).or_insert_with(|| is_first_a_place(&person.name, gazetteer)) {
            continue;
        }
        // "Peru-administered Linmoor" is nobody, and after "QXR Peru" the country is still one.
        let joined = |t: &usize| text.norm(*t) == "-" && text.case(*t + 1) == Case::Lower && text.norm(*t + 1).ends_with("ed");
        let first = || person.name.split(' ').next().unwrap_or("").to_lowercase();
        let alone = person.tokens.len() == 1 && person.name.contains(' ') && !gazetteer.is_given_name(&first());
        let country = || {
            let mut places = Candidates::of(gazetteer.opening(text.norm(person.tokens.start)).exact, None, None);
            places.any(|e| e.is_main_name() && e.feature() == Feature::Country)
        };
        if person.tokens.clone().any(|t| joined(&t)) || alone && country() {
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

/// Whether what a person is called is first of all a country, a region or a city of millions, and no given name opens it.
fn is_first_a_place(name: &str, gazetteer: &Gazetteer) -> bool {
    // Of two words one is no surname alone: "Las Vegas".
    let people = if name.contains(' ') { 100_000 } else { 1_000_000 };
    let known = gazetteer.find(name).any(|e| {
        let large = matches!(e.feature(), Feature::Country | Feature::FirstOrder | Feature::Vernacular | Feature::Continent);
        let called = e.is_main_name() && !e.is_variant() && (large || e.population() > people);
        called || e.feature() == Feature::Country
    });
    known && !gazetteer.is_given_name(&name.split(' ').next().unwrap_or("").to_lowercase())
}
