//! Places that the gazetteer does not know.

use rustc_hash::FxHashMap;

use super::find::Finder;
use super::lookup::{Match, is_shortened};
use super::{Found, sector};
use crate::claim::PlaceKind;
use crate::gazetteer::Feature;
use crate::lexicon::Sense;
use crate::lexicon::words::Class;
use crate::normalize::site::is_behind_address;
use crate::normalize::{Page, Taken};
use crate::text::{Case, Gap, Kind, Text};

/// Sentences within which a line in capitals before a dash is a dateline.
const EARLY: u32 = 6;

/// Most words of the name of a street.
const STREET: usize = 3;

impl<'g> Finder<'_, '_, 'g> {
    /// A name that the gazetteer does not know, with a head: "the village of X", "the X settlement", "X Oblast", "the X direction".
    pub(super) fn unlisted(&mut self, at: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        if let Some(town) = self.unlisted_dateline(at) {
            return Some(town);
        }
        let mixed = text.case(at) == Case::Mixed;
        if text.norm(at).len() < 4 || !(mixed || text.case(at) == Case::Title) || self.words.head(text.norm(at)).is_some() {
            return None;
        }
        // "Then Qwertovu".
        if self.page.has(at, Class::SmallWord) {
            return None;
        }
        if self.words.word(text.norm(at)).modifier
            || self.words.word(text.norm(at)).month
            || self.words.word(text.norm(at)).organization
        {
            return None;
        }
        // "a South Ossetian village" has no name here.
        let begins = |t: &usize| self.words.begins_adjective(text.norm(*t));
        let two = at.checked_sub(1).filter(begins).map(|t| [text.norm(t), text.norm(at)].join(" "));
        if self.words.adjective(text.norm(at)).or_else(|| self.words.adjective(&two?)).is_some() {
            return None;
        }
        let mut end = at + 1;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        while end < at + 3
            && space(end)
            && matches!(text.case(end), Case::Title | Case::Mixed)
            && self.words.head(text.norm(end)).is_none()
            && !self.words.word(text.norm(end)).month
        {
            end += 1;
        }
        // "Qwert-Tovu".
        let glued = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
        while text.is(end, &["-"]) && glued(end) && glued(end + 1) && text.case(end + 1) == Case::Title {
            end += 2;
        }
        let side = self.page.hits_at(at).iter().any(|h| matches!(h.sense, Sense::Side(_)));
        let opens = text.sentence_of(at).tokens.start == at;
        if side || !self.is_open(at..end) {
            return None;
        }
        if let Some(found) = self.unlisted_at_address(at, end) {
            return Some(found);
        }
        // "McTarn, Nevada"; of other words with capitals inside few are places.
        if mixed {
            return self.unlisted_in_area(at, end);
        }
        if self.leads_to_building(end) {
            return None;
        }
        let after = self.head_after(end);
        // "Dead After Linden County Fire": of a headline nobody knows where the name begins.
        if after.is_some() && end > at + 1 && self.is_headline(at) {
            return None;
        }
        let before =
            self.head_before(at).filter(|h| matches!(h.kind, PlaceKind::City | PlaceKind::Locality | PlaceKind::Natural));
        if after.or(before).is_none()
            && let Some(found) = self.unlisted_in_list(at, end)
        {
            return Some(found);
        }
        let listed =
            self.head_of_list(end).filter(|h| matches!(h.kind, PlaceKind::District | PlaceKind::Locality | PlaceKind::City));
        let beside = if opens { None } else { listed }.or_else(|| self.apposed(end));
        let Some(head) = after.or(before).or(beside) else {
            return self.unlisted_in_area(at, end).or_else(|| self.unlisted_by_position(at, end));
        };
        // A small head is no part of the name, but that of a front.
        let named = after.is_some_and(|h| text.is_capitalized(end) || h.kind == PlaceKind::Sector);
        let tokens = if named { at..end + 1 } else { at..end };
        let word = |t: usize| {
            let word = self.words.word(text.norm(t));
            let built = word.body || word.facility || word.housing || word.street;
            let said = built || word.local || word.organization || word.title || word.modifier || word.qualifier;
            said || self.gazetteer.word(text.norm(t)).is_common() && end == at + 1
        };
        let goes_on = after.is_some() && (end + 1..end + 3).any(|t| text.is_capitalized(t) && self.words.word(text.norm(t)).body);
        // "Tolver Township, Pa.": the state behind it says that it is one.
        let stated = after.is_some() && text.norm(end + 1) == "," && self.is_area(end + 2);
        let opens = opens && !stated && self.apposed(end).is_none();
        let common = opens || !stated && (at..end).any(word) || goes_on || self.is_part_of_organization(&tokens);
        let town = head.kind == PlaceKind::Sector && !sector::towns(self.gazetteer, text.norm(at)).is_empty();
        // "Hazelmoor Island" names itself; "the Northern river" does not.
        let natural = head.kind == PlaceKind::Natural && !(before.is_some() || text.is_capitalized(end));
        if !town && (common || natural || head.kind == PlaceKind::Sector) {
            return None;
        }
        // Only heads that are said of small places speak of unlisted ones.
        let plain = text.is(end, &["city", "town", "state", "community", "region", "republic", "department", "borough", "front"]);
        if after.is_some() && plain && !town {
            return None;
        }
        let mut found = self.found(tokens, at..end, None);
        found.head = Some(head.kind);
        Some(found)
    }

    /// A town in capitals that opens a paragraph: "LINDEN, Ohio - Two men", "LINDEN (AP) - Two men". Without its state the article must name
    /// it otherwise too, since "UPDATE -" stands there as well.
    pub(super) fn unlisted_dateline(&mut self, at: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        // "TOWN OF LINDEN, N.Y. -".
        let led =
            at.checked_sub(2).filter(|t| text.is(t + 1, &["of"]) && self.words.head(text.norm(*t)).is_some_and(|h| h.before));
        let first = led.unwrap_or(at);
        let opens = text.sentence_of(at).tokens.start == first
            && text.tokens.get(first).is_some_and(|t| first == 0 || t.gap >= Gap::Line);
        if !opens || text.case(at) != Case::Upper || text.norm(at).len() < 3 {
            return None;
        }
        let mut end = at + 1;
        let capital = |t: usize| text.case(t) == Case::Upper && text.kind(t) == Kind::Word && text.norm(t).len() > 1;
        while end < at + 4 && capital(end) && text.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) {
            end += 1;
        }
        let other = |t: usize| {
            let word = self.words.word(text.norm(t));
            word.body || word.organization || word.month || word.title || word.locative || word.facility
        };
        if (at..end).any(other) || !self.is_open(at..end) || text.is(at + 1, &["of"]) {
            return None;
        }
        let spaced = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap != Gap::None);
        let dash =
            |t: usize| matches!(text.norm(t), "\u{2014}" | "\u{2013}") || text.norm(t) == "-" && (spaced(t) || spaced(t + 1));
        let closes = |from: usize| (from..from + 9).find(|t| dash(*t) || text.norm(*t) == "(");
        let stated = text.norm(end) == "," && closes(end + 1).is_some() && self.is_area(end + 1);
        if !stated {
            let closed = dash(end) || text.norm(end) == "(";
            let named = |t: usize| {
                let same = |i: usize| text.case(t + i) == Case::Title && text.norm(t + i) == text.norm(at + i);
                (0..end - at).all(same) && text.sentence_of(t).tokens.start != t
            };
            let sentence = text.tokens.get(at).map_or(u32::MAX, |t| t.sentence);
            let label = |t: usize| self.words.word(text.norm(t)).label || text.norm(t).len() < 3;
            let early = dash(end) && sentence < EARLY && !(at..end).any(label);
            if !closed || !early && !(end..text.tokens.len()).any(named) {
                return None;
            }
        }
        let mut found = self.found(at..end, at..end, None);
        found.head = Some(PlaceKind::Locality);
        found.dateline = true;
        self.datelines.push(text.norm(at));
        Some(found)
    }

    /// Whether the name of a region or a country, or the abbreviation of a state, begins at a token.
    pub(super) fn is_area(&mut self, at: usize) -> bool {
        self.abbreviation(at).is_some()
            || self.longest(at).is_some_and(|m| {
                m.entries().any(|e| e.is_main_name() && matches!(e.feature(), Feature::FirstOrder | Feature::Country))
            })
    }

    /// "Lake Linmoor", "Mount Tolver" where no such lake or mountain is known: not the town of that name.
    pub(super) fn unlisted_natural(&self, at: usize, name: Option<&Match<'g>>) -> Option<Found<'g>> {
        let text = &self.page.text;
        let head = self.words.head(text.norm(at)).filter(|h| h.before && h.kind == PlaceKind::Natural)?;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let known = name.is_some_and(|m| m.tokens.len() > 1);
        if known
            || text.case(at) != Case::Title
            || text.case(at + 1) != Case::Title
            || !space(at + 1)
            || !self.is_open(at..at + 2)
        {
            return None;
        }
        let next = self.words.word(text.norm(at + 1).trim_end_matches('.'));
        if next.housing
            || next.month
            || next.local
            || next.street
            || next.facility
            || next.body
            || next.organization
            || self.is_headline(at)
        {
            return None;
        }
        let mut end = at + 2;
        // "Lake Linmoor Area": the third word of a name is no head of its own.
        if space(end) && text.case(end) == Case::Title && self.gazetteer.find(text.slice(at + 1..end + 1)).next().is_some() {
            end += 1;
        }
        if self.is_street(end) || self.is_part_of_organization(&(at..end)) {
            return None;
        }
        let mut found = self.found(at..end, at..end, None);
        found.head = Some(head.kind);
        Some(found)
    }

    /// The next of "the villages of X, Y and Z".
    fn unlisted_in_list(&self, at: usize, end: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        let (_, kind) = self.list.filter(|(end, _)| *end + 1 == at || *end + 2 == at)?;
        let link = |t: usize| text.is(t, &[",", "and", "or"]);
        let linked = at.checked_sub(1).is_some_and(link);
        let small = matches!(kind, PlaceKind::Locality | PlaceKind::City | PlaceKind::District);
        (linked && small && !self.is_part_of_organization(&(at..end))).then(|| {
            let mut found = self.found(at..end, at..end, None);
            found.head = Some(kind);
            found
        })
    }

    /// A name before the name or abbreviation of a region or country: "in Tolver, Texas", "of Linmor, La.".
    pub(super) fn unlisted_in_area(&mut self, at: usize, end: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        // "In Tolver|, in the eastern |Varnia".
        let led = end + 1 + usize::from(text.is(end + 1, &["in"]));
        let led = led + usize::from(led > end + 1 && text.is(led, &["the"]));
        let area_at = (led..led + 4).find(|t| !(self.words.word(text.norm(*t)).modifier || text.is(*t, &["-"])))?;
        if text.norm(end) != "," || !text.is_capitalized(area_at) || self.is_headline(at) {
            return None;
        }
        if area_at > end + 1 && !self.locative(at) {
            return None;
        }
        let plain = (at..end).all(|t| self.page.taken.get(t) == Some(&Taken::Free) && !self.words.word(text.norm(t)).title);
        let before = at.checked_sub(1);
        let placed = self.locative(at) || before.is_some_and(|t| text.is(t, &["of", ",", "-", "and"]) && t > 0);
        let placed = placed || text.dateline.as_ref().is_some_and(|d| d.start == at);
        let abbreviation = text.norm(area_at).ends_with('.') && self.abbreviation(area_at).is_some();
        if !(plain && (placed || abbreviation))
            || self.is_street(end)
            || self.is_street(end - 1)
            || self.is_part_of_organization(&(at..end))
        {
            return None;
        }
        let area = abbreviation
            || self.longest(area_at).is_some_and(|m| {
                // A comma or a stop behind it, too: "in Paris, Germany said".
                let closed =
                    matches!(text.norm(m.tokens.end), "," | "." | ";" | "(" | ")" | "" | ":" | "-" | "\u{2014}" | "\u{2013}");
                closed
                    && m.entries().any(|e| {
                        e.is_main_name() && matches!(e.feature(), Feature::FirstOrder | Feature::Country | Feature::SecondOrder)
                    })
            });
        area.then(|| {
            let mut found = self.found(at..end, at..end, None);
            found.head = Some(PlaceKind::Locality);
            found
        })
    }

    /// A name that begins like a known one and goes on: "in Fennel Beach, Oregon", "on Elm Street in Fennel Beach", where the table has Fennel.
    pub(super) fn unlisted_beyond(&mut self, at: usize, end: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        let goes_on = |t: usize| {
            let word = self.words.word(text.norm(t));
            let other = word.body || word.local || word.title || word.organization || word.team || word.month || word.street;
            let other = other || self.page.has(t, Class::SmallWord) || !text.norm(t).chars().all(char::is_alphabetic);
            matches!(text.case(t), Case::Title | Case::Mixed)
                && text.kind(t) == Kind::Word
                && text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space)
                && !other
                && self.words.head(text.norm(t)).is_none_or(|h| h.kind == PlaceKind::Natural || h.kind == PlaceKind::City)
        };
        if !goes_on(end) || self.is_headline(at) {
            return None;
        }
        let last = (end + 1..at + 4).take_while(|t| goes_on(*t)).last().map_or(end + 1, |t| t + 1);
        // "Dayton Ohio" without its comma is two names.
        if !self.is_open(at..last) || (end..last).any(|t| self.is_area(t)) {
            return None;
        }
        self.unlisted_in_area(at, last).or_else(|| self.unlisted_at_address(at, last))
    }

    /// A name behind an address: "on Elm Street in X", "at a home in X".
    pub(super) fn unlisted_at_address(&mut self, at: usize, end: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        if !is_behind_address(text, at) || self.is_headline(at) || text.norm(at).len() < 4 && !is_shortened(text.norm(at)) {
            return None;
        }
        let mut end = (at + 1..end).find(|t| self.is_area(*t)).unwrap_or(end);
        // "in Dunmere City", "in Tolver Hills"; a township or an island is found by its head.
        if let Some(head) = self.words.head(text.norm(end)).filter(|_| text.is_capitalized(end)) {
            if !matches!(head.kind, PlaceKind::City | PlaceKind::Natural)
                || self.head_after(end).is_some() && text.norm(end) != "city"
            {
                return None;
            }
            end += 1;
        }
        let plain = (at..end).all(|t| {
            let word = self.words.word(text.norm(t));
            let other = word.title || word.month || word.modifier || word.street || word.body || word.brand || word.organization;
            let other = other || !text.norm(t).chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'));
            self.page.taken.get(t) == Some(&Taken::Free) && !other
        });
        let common = end == at + 1 && self.gazetteer.word(text.norm(at)).is_common();
        let built = self.is_street(end) || self.leads_to_building(end) || self.is_part_of_organization(&(at..end));
        (plain && !common && !built && !self.is_area(at) && text.norm(end) != "'s").then(|| {
            let mut found = self.found(at..end, at..end, None);
            found.head = Some(PlaceKind::Locality);
            found
        })
    }

    /// Whether the capitals go on to the word for a street or a building: "Otter Pond Road", "Larkmoor Village Apartments".
    fn leads_to_building(&self, end: usize) -> bool {
        let text = &self.page.text;
        let capital = |t: &usize| {
            text.is_capitalized(*t) && text.kind(*t) == Kind::Word && text.tokens.get(*t).is_some_and(|t| t.gap == Gap::Space)
        };
        let built = |t: usize| {
            let word = self.words.word(text.norm(t).trim_end_matches('.'));
            word.road || word.housing
        };
        (end..end + 3).take_while(capital).any(built) && !self.is_headline(end)
    }

    /// "near Elm and Lamar", "on Elm near Lamar": two streets.
    pub(super) fn is_corner(&self, before: usize, end: usize) -> bool {
        let text = &self.page.text;
        let name = |t: usize| text.is_capitalized(t) && text.kind(t) == Kind::Word;
        // "On Elm |near".
        let street = (text.sentence_of(before).tokens.start..before).rev().take(STREET).take_while(|t| name(*t)).count();
        let led = before.checked_sub(street + 1).is_some_and(|t| street > 0 && text.is(t, &["on"]));
        text.is(before, &["near", "at"]) && (text.is(end, &["and", "&"]) && name(end + 1) || led && !text.is(end, &[","]))
    }

    /// A name that nothing but its position says to be a place: "off X", "near X"; "in X" where the article says so more than once.
    fn unlisted_by_position(&self, at: usize, end: usize) -> Option<Found<'g>> {
        let text = &self.page.text;
        let norm = text.norm(at);
        let often = || self.positions.get(norm).is_some_and(|n| *n > 1) || self.datelines.contains(&norm);
        let police = is_before_police(text, end) && end <= at + 2;
        let before = match at.checked_sub(1).filter(|t| text.sentence_of(at).tokens.contains(t)) {
            Some(before) => before,
            None if police => at,
            None => return None,
        };
        let compass = |t: usize| {
            text.is(t, &["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "coast"])
        };
        let bearing = text.is(before, &["of"]) && before.checked_sub(1).is_some_and(compass);
        let landed = text.is(before, &["to"])
            && before.checked_sub(1).is_some_and(|t| text.is(t, &["brought", "towed", "ferried", "escorted"]));
        // "in the X area".
        let article = usize::from(text.is(before, &["the"]));
        let area = text.is(end, &["area"]) && before.checked_sub(article).is_some_and(|t| text.is(t, &["in", "from", "around"]));
        let certain = bearing || landed || area || text.is(before, &["off", "near", "outside"]);
        let certain = certain && !self.is_corner(before, end);
        let often = (text.is(before, &["in", "from"]) && text.norm(end) != "of" || police) && often();
        let other = self.page.hits_at(at).iter().any(|h| h.end > at) || self.gazetteer.word(text.norm(at)).is_common();
        // "near Elm Avenue", "near Leeds High School".
        let built = |t: usize| {
            let word = self.words.word(text.norm(t));
            word.street || word.facility || word.body || word.organization || word.title || word.brand
        };
        let named = |t: usize| text.is_capitalized(t) && (built(t) || self.words.word(text.norm(t)).housing);
        let grounds = text.norm(end) == "'s" && named(end + 1);
        let other = other
            || (at..end + usize::from(!police)).any(|t| named(t) && !(police && t > at))
            || self.words.word(text.norm(end)).street
            || grounds
            || self.is_address(at);
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

/// How often each capitalized word stands where names of towns do: behind a preposition of place, or before its police.
pub(super) fn positions<'p>(pages: &'p [Page<'_>]) -> FxHashMap<&'p str, u32> {
    let mut counts = FxHashMap::default();
    for page in pages {
        let text = &page.text;
        for at in page.capitals() {
            if text.case(at) != Case::Title {
                continue;
            }
            let behind = at > 0 && text.is(at - 1, &["in", "at", "from", "to", "near", "off", "outside", "around"]);
            if behind || is_before_police(text, at + 1) {
                *counts.entry(text.norm(at)).or_insert(0) += 1;
            }
        }
    }
    counts
}

/// Whether a token begins what the police of a town are called: "Linden police", "Linden Police Department".
fn is_before_police(text: &Text<'_>, at: usize) -> bool {
    text.is(at, &["police"]) && text.tokens.get(at).is_some_and(|t| t.gap == Gap::Space)
}
