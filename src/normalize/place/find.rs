//! Names that stand for places.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Found, sector};
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
fn is_large(gazetteer: &Gazetteer, name: &str) -> bool {
    let mut cursor = gazetteer.cursor();
    cursor.push(name)
        && cursor.candidates().any(|c| c.is_main_name() && (c.feature() == Feature::Country || c.population() > 3_000_000))
}

struct Finder<'a, 'p, 'g> {
    page: &'a Page<'p>,
    number: usize,
    gazetteer: &'g Gazetteer,
    words: &'static Toponyms,
    surnames: &'a FxHashSet<&'a str>,
    positions: FxHashMap<&'a str, u32>,
    folded: String,
}

/// The longest name at a token.
#[derive(Clone)]
struct Match<'g> {
    tokens: Range<usize>,
    exact: Option<Cursor<'g>>,
    variant: Option<Cursor<'g>>,
}

impl<'g> Match<'g> {
    fn entries(&self) -> impl Iterator<Item = crate::gazetteer::PlaceEntry<'g>> + use<'g> {
        let exact = self.exact.map(|c| c.candidates());
        let variant = self.variant.map(|c| c.candidates());
        exact.into_iter().flatten().chain(variant.into_iter().flatten())
    }

    fn people(&self) -> u64 {
        self.entries().map(|e| e.population()).max().unwrap_or(0)
    }

    fn is_country(&self) -> bool {
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

    /// Whether no earlier recognizer took the tokens for something else; a place may stand inside a quantity ("12 Texas men"), and in the name of a body.
    fn is_open(&self, tokens: Range<usize>) -> bool {
        self.page.taken.get(tokens).is_some_and(|t| t.iter().all(|t| matches!(t, Taken::Free | Taken::Quantity | Taken::Body)))
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
        let start = name.tokens.start;
        let dateline = self.page.text.dateline.as_ref().is_some_and(|d| d.contains(&start));
        let large = name.entries().any(|e| {
            matches!(
                e.feature(),
                Feature::Country | Feature::Continent | Feature::Vernacular | Feature::FirstOrder | Feature::Sea
            )
        });
        !(head.is_some() || dateline || large || self.locative(start) || name.people() > 2_000_000 || self.is_contained(name))
    }

    fn entirely_unknown(&self, name: &Match<'g>) -> bool {
        name.entries().next().is_none()
    }

    fn found(&self, tokens: Range<usize>, name: Range<usize>, area: Option<&'static str>) -> Found<'g> {
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

    fn abbreviation(&self, at: usize) -> Option<&'static str> {
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

    fn head_after(&self, at: usize) -> Option<Head> {
        let text = &self.page.text;
        let near = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let head = self.words.head(text.norm(at)).filter(|h| h.after && near(at) && text.kind(at) == Kind::Word)?;
        // "Lansing State Journal", "Dublin City Manager": a head that goes on is none, but that of a county is.
        let goes_on = near(at + 1) && text.is_capitalized(at + 1) && !self.is_headline(at);
        (head.small || text.is_capitalized(at) && !goes_on).then_some(head)
    }

    /// "the village of X"; "Lake X".
    fn head_before(&self, at: usize) -> Option<Head> {
        let text = &self.page.text;
        let of = text.norm(at.checked_sub(1)?) == "of";
        let head = self.words.head(text.norm(at.checked_sub(if of { 2 } else { 1 })?)).filter(|h| h.before)?;
        (of || head.kind == PlaceKind::Natural && text.is_capitalized(at - 1)).then_some(head)
    }

    /// Whether the sentence writes most words with capitals, as headlines do.
    fn is_headline(&self, at: usize) -> bool {
        let text = &self.page.text;
        let tokens = text.sentence_of(at).tokens.clone();
        let words = tokens.clone().filter(|t| text.kind(*t) == Kind::Word && text.norm(*t).len() > 3);
        let (all, capital) = words.fold((0, 0), |(n, c), t| (n + 1, c + usize::from(text.is_capitalized(t))));
        all >= 4 && capital * 10 > all * 7
    }

    fn locative(&self, at: usize) -> bool {
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
        self.words.word(text.norm(before)).locative
    }

    /// ", Y" where Y holds the place, or is the abbreviation of a state.
    fn is_contained(&mut self, name: &Match<'g>) -> bool {
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

    /// Whether a name that the gazetteer knows means a place here.
    fn is_place(&mut self, name: &Match<'g>, head: Option<Head>, head_after: bool) -> bool {
        let text = &self.page.text;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let single = name.tokens.len() == 1;
        let norm = text.norm(start);
        if single {
            let word = self.words.word(norm.trim_end_matches('.'));
            if word.month
                || word.modifier
                || word.brand
                || word.organization
                || word.body
                || norm.chars().filter(|c| *c != '.').count() < 2
            {
                return false;
            }
            // Short names in capitals are those of countries and regions ("UK", "EU"); written like words they are words ("Us").
            let short = norm.chars().filter(|c| c.is_alphanumeric()).count() <= 3;
            let upper = text.case(start) == Case::Upper;
            let known = name.is_country() || name.entries().any(|e| e.feature() == Feature::Vernacular);
            if short && (upper && !known || !upper && name.is_country()) {
                return false;
            }
        }
        // A word for a people or a group, not for a country.
        let side = |h: &crate::lexicon::phrases::Hit<Sense>| h.end >= end && matches!(h.sense, Sense::Side(_));
        if self.page.hits_at(start).iter().any(side) && !name.is_country() && name.people() < 500_000 {
            return false;
        }
        if head.is_some() && (head_after || !single) {
            return !self.is_part_of_organization(&(start..end + usize::from(head_after)));
        }
        if self.is_part_of_organization(&name.tokens) || self.is_street(end) {
            return false;
        }
        let last = self.words.word(text.norm(end - 1));
        if !single
            && (last.organization || last.body || last.facility)
            && !name.entries().any(|e| e.is_main_name() && e.population() > 50_000)
        {
            return false;
        }
        let country = name.is_country();
        let headline = self.is_headline(start);
        let contained = self.is_contained(name);
        if contained {
            return true;
        }
        let first = text.sentence_of(start).tokens.start == start;
        let locative =
            self.locative(start) || self.page.text.dateline.as_ref().is_some_and(|d| d.contains(&start)) || head.is_some();
        let word = self.gazetteer.word(norm);
        if !single {
            // "Victoria Nuland", "San Jose": two words are a person where the first is a given name and the place is small.
            let given = self.gazetteer.is_given_name(norm) && self.gazetteer.is_surname(text.norm(end - 1));
            return locative || !given || name.people() > 200_000;
        }
        if !country && word.is_common() && (first || headline || !locative) && !(name.people() > 1_000_000 && locative) {
            return false;
        }
        if !country && self.is_person(start, end, headline, locative) {
            return false;
        }
        let people = name.people();
        if !locative && !country && (word.is_surname() && people < 250_000 || word.is_given_name() && people < 700_000) {
            return false;
        }
        // Villages are named in places where one looks for them, or beside their region.
        locative || country || people >= 1_000 || !first && !headline
    }

    fn is_person(&self, start: usize, end: usize, headline: bool, locative: bool) -> bool {
        let text = &self.page.text;
        let name = |t: usize| text.is_capitalized(t) && text.kind(t) == Kind::Word;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let norm = text.norm(start);
        if let Some(before) = start.checked_sub(1).filter(|b| space(start) && text.sentence_of(*b).tokens.contains(&start)) {
            let b = text.norm(before);
            if self.page.taken.get(before) == Some(&Taken::Name) {
                return true;
            }
            let initial = b.len() == 2 && b.ends_with('.') || b.len() == 1 && name(before) && b != "a" && b != "i";
            let title = self.words.word(b).title;
            if initial || title && (name(before) || !locative) {
                return true;
            }
            if name(before) && self.gazetteer.is_given_name(b) && !is_large(self.gazetteer, b) {
                return true;
            }
            // An unknown name before it: "Zara London". The first word of a sentence is capitalized anyway.
            let known =
                self.words.word(b).modifier || self.words.head(b).is_some() || self.page.taken.get(before) == Some(&Taken::Place);
            let opens = text.sentence_of(before).tokens.start == before;
            let side = self.page.hits_at(before).iter().any(|h| matches!(h.sense, Sense::Side(_)));
            if name(before)
                && text.case(before) == Case::Title
                && !opens
                && !headline
                && !known
                && !side
                && !self.words.word(b).month
            {
                let place = before > 0 && { self.gazetteer.find(b).any(|c| c.population() > 100_000) };
                if !place {
                    return true;
                }
            }
        }
        // "Abdel-Ghani".
        let joined = start >= 2
            && text.norm(start - 1) == "-"
            && text.tokens.get(start).is_some_and(|t| t.gap == Gap::None)
            && name(start - 2);
        if joined
            && self.page.taken.get(start - 2) != Some(&Taken::Place)
            && text.tokens.get(start - 1).is_some_and(|t| t.gap == Gap::None)
        {
            return true;
        }
        let follows = name(end) && space(end) && text.case(end) == Case::Title;
        if follows
            && !headline
            && self.gazetteer.is_given_name(norm)
            && !self.words.word(text.norm(end)).title
            && self.words.head(text.norm(end)).is_none()
        {
            return true;
        }
        self.surnames.contains(norm) && !locative
    }

    fn is_street(&self, end: usize) -> bool {
        let text = &self.page.text;
        let near = text.tokens.get(end).is_some_and(|t| t.gap == Gap::Space);
        near && text.is_capitalized(end) && self.words.word(text.norm(end).trim_end_matches('.')).street
    }

    /// Whether the words stand in the name of an organization, team or event: "Kyiv Independent", "University of Leeds".
    fn is_part_of_organization(&self, tokens: &Range<usize>) -> bool {
        let text = &self.page.text;
        let capital = |t: usize| text.is_capitalized(t) && text.kind(t) == Kind::Word;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let sentence = text.sentence_of(tokens.start).tokens.clone();
        if self.is_headline(tokens.start) {
            let next = text.norm(tokens.end);
            return self.words.word(next).team && capital(tokens.end);
        }
        let mut t = tokens.end;
        while sentence.contains(&t)
            && t < tokens.end + 6
            && space(t)
            && (capital(t) || text.is(t, &["and", "for"]) && capital(t + 1))
        {
            let word = self.words.word(text.norm(t));
            if capital(t) && (word.organization || word.team || word.brand) {
                return true;
            }
            if word.title {
                break;
            }
            t += 1;
        }
        // "Bank of X", "University of X"; the mayor of X is in X.
        let of = tokens.start.checked_sub(2).filter(|of| sentence.contains(of) && text.norm(of + 1) == "of");
        of.is_some_and(|w| capital(w) && self.words.word(text.norm(w)).organization)
    }

    /// Whether the words stand in the name of a public body: "Leeds City Council", "University of Leeds".
    fn is_part_of_body(&self, tokens: &Range<usize>) -> bool {
        let text = &self.page.text;
        let capital = |t: usize| text.is_capitalized(t) && text.kind(t) == Kind::Word;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let body = |t: usize| {
            let word = self.words.word(text.norm(t));
            word.body || word.facility
        };
        let mut t = tokens.end;
        while t < tokens.end + 4 && space(t) && capital(t) {
            if body(t) {
                return true;
            }
            t += 1;
        }
        tokens.start.checked_sub(2).is_some_and(|of| text.norm(of + 1) == "of" && capital(of) && body(of))
    }

    /// A name that the gazetteer does not know, with a head: "the village of X", "the X settlement", "X Oblast", "the X direction".
    fn unlisted(&mut self, at: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        if text.norm(at).len() < 4 || !matches!(text.case(at), Case::Title) || self.words.head(text.norm(at)).is_some() {
            return None;
        }
        if self.words.word(text.norm(at)).modifier
            || self.words.word(text.norm(at)).month
            || self.words.word(text.norm(at)).organization
        {
            return None;
        }
        let mut end = at + 1;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        while end < at + 3 && space(end) && text.case(end) == Case::Title && self.words.head(text.norm(end)).is_none() {
            end += 1;
        }
        let side = self.page.hits_at(at).iter().any(|h| matches!(h.sense, Sense::Side(_)));
        let opens = text.sentence_of(at).tokens.start == at;
        if side || !self.is_open(at..end) {
            return None;
        }
        let after = self.head_after(end);
        let before =
            self.head_before(at).filter(|h| matches!(h.kind, PlaceKind::City | PlaceKind::Locality | PlaceKind::Natural));
        let Some(head) = after.or(before) else { return self.unlisted_by_position(at, end) };
        let tokens = if after.is_some() { at..end + 1 } else { at..end };
        let common = opens || self.gazetteer.word(text.norm(at)).is_common() || self.is_part_of_organization(&tokens);
        let town = if head.kind == PlaceKind::Sector { sector::town(self.gazetteer, text.norm(at)) } else { None };
        // "Ticao Island" names itself; "the Northern river" does not.
        let natural = head.kind == PlaceKind::Natural && !(before.is_some() || text.is_capitalized(end));
        if town.is_none() && (common || natural || head.kind == PlaceKind::Sector) {
            return None;
        }
        // Only heads that are said of small places speak of unlisted ones.
        let plain = text.is(end, &["city", "town", "state", "community", "region", "republic", "department", "borough", "front"]);
        if after.is_some() && plain && town.is_none() {
            return None;
        }
        let mut found = self.found(tokens, at..end, None);
        found.head = Some(head.kind);
        Some(found)
    }

    /// A name that nothing but its position says to be a place: "off X", "near X"; "in X" where the article says so more than once.
    fn unlisted_by_position(&self, at: usize, end: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        let before = at.checked_sub(1).filter(|t| text.sentence_of(at).tokens.contains(t))?;
        let compass = |t: usize| {
            text.is(t, &["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "coast"])
        };
        let bearing = text.is(before, &["of"]) && before.checked_sub(1).is_some_and(compass);
        let certain = bearing || text.is(before, &["off", "near", "outside"]);
        let often = text.is(before, &["in", "at", "from"]) && self.positions.get(text.norm(at)).is_some_and(|n| *n > 1);
        let other = self.page.hits_at(at).iter().any(|h| h.end > at) || self.gazetteer.word(text.norm(at)).is_common();
        let plain = (at..end).all(|t| self.page.taken.get(t) == Some(&Taken::Free));
        if !(certain || often)
            || other
            || !plain
            || self.is_headline(at)
            || self.is_part_of_organization(&(at..end))
            || self.is_street(end)
        {
            return None;
        }
        let mut found = self.found(at..end, at..end, None);
        found.head = Some(PlaceKind::Locality);
        Some(found)
    }
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
