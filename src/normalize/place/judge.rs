//! Whether a name that the gazetteer knows means a place where it stands.

use std::ops::Range;

use super::find::Finder;
use super::lookup::{Match, is_shortened};
use super::settle::is_reusing;
use crate::claim::PlaceKind;
use crate::gazetteer::Feature;
use crate::lexicon::Sense;
use crate::lexicon::toponyms::Head;
use crate::lexicon::words::Class;
use crate::normalize::Taken;
use crate::normalize::site::is_before_site;
use crate::text::{Case, Gap, Kind};

/// Tokens from "corner of" to its "and" at most.
const CORNER: usize = 8;

impl<'g> Finder<'_, '_, 'g> {
    /// Whether a name that the gazetteer knows means a place here.
    pub(super) fn is_place(&mut self, name: &Match<'g>, head: Option<Head>, head_after: bool) -> bool {
        let text = &self.page.text;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let single = name.tokens.len() == 1;
        let norm = text.norm(start);
        if single && !self.is_name(name) {
            return false;
        }
        // "The Saba Saba rally": neither half of it.
        let twin = |t: usize| text.norm(t) == norm && text.is_capitalized(t) && text.sentence_of(start).tokens.contains(&t);
        if single && (twin(end) || start.checked_sub(1).is_some_and(twin)) {
            return false;
        }
        // A word for a people or a group, not for a country.
        let side = |h: &crate::lexicon::phrases::Hit<Sense>| h.end >= end && matches!(h.sense, Sense::Side(_));
        if self.page.hits_at(start).iter().any(side) && !name.is_country() && name.people() < 500_000 {
            return false;
        }
        if self.is_joined(name) || head.is_none() && self.is_address(start) || self.is_strain(name) || self.is_money(start) {
            return false;
        }
        if single && head.is_none() && (self.is_bare_county(name) || self.is_articled(name)) {
            return false;
        }
        if head.is_some() && (head_after || !single) {
            return !self.is_part_of_organization(&(start..end + usize::from(head_after)));
        }
        // "near Twain and Maryland": the second of two streets, the first of which is no place.
        let second = start.checked_sub(2).filter(|t| text.is(*t + 1, &["and", "&"]) && text.is_capitalized(*t));
        let crossing =
            second.is_some_and(|t| t > 0 && text.is(t - 1, &["near", "at"]) && self.last != Some((self.number, t + 1)));
        let crossing = crossing && text.norm(end) != "," || !name.is_country() && self.is_second_of_corner(start);
        if crossing && head.is_none() {
            return false;
        }
        // "Salem and Dayton streets": the second of them.
        let corner = text.is(end, &["streets", "avenues", "roads"]) && start > 0 && text.is(start - 1, &["and", "&"]);
        let street = self.is_street(end) && !self.is_before_venue(&name.tokens);
        if corner || self.is_part_of_organization(&name.tokens) || street {
            return false;
        }
        let last = self.words.word(text.norm(end - 1));
        // "in Quill Park": the town; "in the Quill Park" is a park.
        let town = last.facility && start > 0 && text.norm(start - 1) == "in";
        if !single
            && !town
            && (last.organization || last.body || last.facility)
            && !name.entries().any(|e| {
                e.is_main_name() && (e.population() > 50_000 || matches!(e.feature(), Feature::Vernacular | Feature::Continent))
            })
        {
            return false;
        }
        if self.is_contained(name) || self.is_container(name) {
            return true;
        }
        let country = name.is_country();
        let headline = self.is_headline(start);
        let first = text.sentence_of(start).tokens.start == start;
        let located = head.is_some() || self.is_located(name);
        let locative = located || self.is_attributive(name) || self.is_own_town(name);
        let word = self.gazetteer.word(norm);
        if name.meaning.nickname && !located {
            return false;
        }
        if !single {
            // "The City approved it": a town that is called so where nothing but a capital at the start of a sentence says so.
            if norm == "the" && (first || headline) && !located && name.people() < 300_000 {
                return false;
            }
            // "St. Michael's": a church or a school.
            let saint = text.is(start, &["st.", "st", "saint"]) && self.gazetteer.is_given_name(text.norm(end - 1));
            if saint && text.norm(end) == "'s" && name.people() < 1_000_000 {
                return false;
            }
            // "Victoria Nuland", "San Jose": two words are a person where the first is a given name and the place is small.
            let given = self.gazetteer.is_given_name(norm) && self.gazetteer.is_surname(text.norm(end - 1));
            return locative || !given || name.people() > 200_000;
        }
        if !country && word.is_common() {
            // "City Council", "Minister of Justice": what a body is for.
            let of = start.checked_sub(1).is_some_and(|t| text.norm(t) == "of");
            let placed = located && !(of && head.is_none()) || locative && name.people() > 100_000 || name.people() > 1_000_000;
            let known = name.entries().any(|e| e.is_main_name() && !e.is_variant() && e.population() > 30_000);
            let opens = (first || headline) && !(known && self.is_heading_dateline(name));
            if (opens || !placed) && !(name.people() > 1_000_000 && locative) {
                return false;
            }
        }
        if self.is_model(start) && name.people() < 500_000 && !country {
            return false;
        }
        if self.is_speaker(name) && !located {
            return false;
        }
        let named = country && word.is_given_name() && self.surnames.contains(norm);
        if (!country || named) && self.is_person(start, end, headline, locative) {
            return false;
        }
        let people = name.people();
        if !locative && !country && (word.is_surname() && people < 250_000 || word.is_given_name() && people < 700_000) {
            return false;
        }
        // Villages are named in places where one looks for them, or beside their region.
        locative || country || people >= 1_000 || !first && !headline
    }

    /// "2 Hurt In |Salem Bar Shooting": where all words have capitals, what stands behind "in" is the town, and no house is called so.
    fn is_before_venue(&self, name: &Range<usize>) -> bool {
        let text = &self.page.text;
        let within = name.start.checked_sub(1).is_some_and(|t| text.norm(t) == "in");
        within && self.is_headline(name.start) && self.words.word(text.norm(name.end)).housing
    }

    /// "Mt. |Oliver": the rest of a name that nobody knows.
    pub(super) fn is_rest(&self, start: usize) -> bool {
        let text = &self.page.text;
        let opening = start.checked_sub(1).filter(|t| text.is_capitalized(*t) && is_shortened(text.norm(*t)));
        let near = text.tokens.get(start).is_some_and(|t| t.gap == Gap::Space);
        near && opening.is_some_and(|t| self.last != Some((self.number, t + 1)))
    }

    /// Whether only counties bear the name, which are called so with their head or in a list of counties: "Rankin" is somebody else.
    fn is_bare_county(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let run = text.run(name.tokens.clone());
        let county = |e: &crate::gazetteer::PlaceEntry<'_>| e.feature() == Feature::SecondOrder && e.key() != run;
        // "Tolver County police said that it began in Rankin": a county beside it makes it none.
        let reused = name.entries().any(|e| e.country().is_some_and(is_reusing));
        let plural = |t: usize| text.is(t, &["counties", "districts"]);
        let listed = |t: usize| plural(t) || !reused && text.is(t, &["county", "co.", "district", "raion"]);
        let sentence = || text.sentence_of(name.tokens.start).tokens.clone();
        !name.meaning.entries.is_empty() && name.entries().all(county) && !sentence().any(listed)
    }

    /// "the corner of 5th Street and |Tolver", "the intersection of Twain and |Maryland": the second of two streets.
    fn is_second_of_corner(&self, start: usize) -> bool {
        let text = &self.page.text;
        let Some(and) = start.checked_sub(1).filter(|t| text.is(*t, &["and", "&"])) else { return false };
        let first = text.sentence_of(start).tokens.start.max(and.saturating_sub(CORNER));
        let street = |t: &usize| text.is_capitalized(*t) || text.norm(*t).starts_with(|c: char| c.is_ascii_digit());
        let named = (first..and).rev().take_while(street).count();
        let of = and.checked_sub(named + 1).filter(|_| named > 0);
        of.is_some_and(|of| text.is(of, &["of"]) && of > first && text.is(of - 1, &["corner", "intersection"]))
    }

    /// "the Oskil |was crossed": towns stand without an article where nothing follows that they tell the place of; rivers, ships and papers have one.
    fn is_articled(&mut self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let article = start.checked_sub(1).is_some_and(|t| text.norm(t) == "the");
        let town = |e: &crate::gazetteer::PlaceEntry<'_>| e.feature().is_populated_place() && e.feature() != Feature::Section;
        if !article || self.is_headline(start) || !name.entries().all(town) {
            return false;
        }
        // "in the Bronx": its name has the article.
        let called = self.gazetteer.opening("the").exact.and_then(|c| c.pushed(text.norm(start)));
        if called.is_some_and(|c| c.is_key()) {
            return false;
        }
        let sentence = text.sentence_of(start).tokens.end;
        let closed = end >= sentence
            || matches!(text.norm(end), "," | "." | ";" | ":" | ")" | "!" | "?")
            || [Class::Preposition, Class::Be, Class::Modal, Class::Auxiliary, Class::Subordinator]
                .iter()
                .any(|c| self.page.has(end, *c))
            || text.is(end, &["and", "or"]);
        closed && self.head_of_list(end).is_none() && !self.is_contained(name) && self.head_before(start).is_none()
    }

    /// "a 1987 Cadillac": behind the year that it was built.
    fn is_model(&self, start: usize) -> bool {
        let text = &self.page.text;
        // "an older model Pontiac".
        if start.checked_sub(1).is_some_and(|t| text.is(t, &["model"])) {
            return true;
        }
        let Some(year) = start.checked_sub(1).filter(|t| text.kind(*t) == Kind::Number) else { return false };
        let space = text.tokens.get(start).is_some_and(|t| t.gap == Gap::Space);
        let built = text.norm(year).len() == 4 && matches!(text.norm(year).get(..2), Some("19" | "20"));
        let one = year.checked_sub(1).is_some_and(|t| {
            text.is(t, &["a", "the", "his", "her", "their", "silver", "black", "white", "red", "blue", "green"])
        });
        space && built && one
    }

    /// "Edison said": a surname with a verb of saying behind it.
    fn is_speaker(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let word = self.gazetteer.word(text.norm(name.tokens.start));
        let says = text.is(
            name.tokens.end,
            &["said", "says", "told", "added", "asked", "wrote", "testified", "continues", "explained", "recalled"],
        );
        let called = word.is_surname() || word.is_given_name();
        says && called && !name.is_country() && name.people() < 1_000_000
    }

    /// Whether the name goes on as that of a building or grounds, where no event of the town itself is meant: "Tolver Stadium".
    pub(super) fn is_part_of_facility(&self, end: usize) -> bool {
        let text = &self.page.text;
        let capital = |t: usize| {
            text.is_capitalized(t) && text.kind(t) == Kind::Word && text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space)
        };
        let facility = |t: usize| self.words.word(text.norm(t)).facility || text.norm(t) == "university";
        capital(end) && (facility(end) || capital(end + 1) && facility(end + 1) && !self.words.word(text.norm(end)).local)
    }

    /// Whether one word is written as names are, and is first of all one.
    fn is_name(&mut self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let (start, norm) = (name.tokens.start, text.norm(name.tokens.start));
        let word = self.words.word(norm.trim_end_matches('.'));
        let letters = norm.chars().filter(|c| c.is_alphanumeric()).count();
        // "M.D." is a degree.
        let dotted = norm.trim_end_matches('.').contains('.') && letters <= 3;
        if dotted && !name.is_country() && !self.words.is_plain(norm) {
            return false;
        }
        if word.month || word.modifier || word.brand || word.organization || word.body || letters < 2 {
            return false;
        }
        // Short names in capitals are those of countries and regions ("UK", "EU"); written like words they are words ("Us").
        let upper = text.case(start) == Case::Upper;
        let known = name.is_country() || name.entries().any(|e| e.feature() == Feature::Vernacular);
        if letters > 3 || !upper {
            return letters > 3 || !name.is_country();
        }
        // "UFA, Russia -".
        let dateline = text.dateline.as_ref().is_some_and(|d| d.contains(&start));
        known || dateline && matches!(text.norm(name.tokens.end), "," | "(") && self.is_area(name.tokens.end + 1)
    }

    /// Whether a hyphen ties the name to something that is no place: "US-24", "Wal-Mart", "Al-Hazmoor".
    fn is_joined(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let end = name.tokens.end;
        let tied = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
        let hyphen = matches!(text.norm(end), "-" | "\u{2011}") && tied(end) && tied(end + 1);
        let short = text.slice(name.tokens.clone()).chars().count() <= 3;
        hyphen && (text.kind(end + 1) == Kind::Number || short && !name.is_country() && text.is_capitalized(end + 1))
    }

    /// Whether a disease or its germ is called so: "the Linmoor flu", "Ebola-Tolver", "B/Hazelmoor/3/2011".
    fn is_strain(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let tied = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
        let strain = |t: usize| self.words.word(text.norm(t)).strain;
        // The WHO writes type, place, number and year between slashes.
        let slashes = text.norm(end) == "/"
            && text.kind(end + 1) == Kind::Number
            && start.checked_sub(2).is_some_and(|t| text.norm(t + 1) == "/" && text.norm(t).len() <= 2);
        let behind = start.checked_sub(2).is_some_and(|t| text.norm(t + 1) == "-" && tied(start) && strain(t))
            || start.checked_sub(1).is_some_and(|t| strain(t) && text.is_capitalized(t));
        let next = if text.norm(end) == "-" && tied(end) { end + 1 } else { end };
        // "the Portugal flu outbreak".
        slashes || behind || strain(next) && (!name.is_country() || text.is_capitalized(next))
    }

    /// "$US", "US$".
    fn is_money(&self, start: usize) -> bool {
        let text = &self.page.text;
        let tied = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
        text.norm(start + 1) == "$" && tied(start + 1)
            || start.checked_sub(1).is_some_and(|t| matches!(text.norm(t), "$" | "\u{a3}" | "\u{20ac}")) && tied(start)
    }

    /// Whether something before the name says that it is a place: a preposition, a dateline, a party's hyphen, a list of places.
    pub(super) fn is_located(&self, name: &Match<'g>) -> bool {
        let start = name.tokens.start;
        let dateline = self.page.text.dateline.as_ref().is_some_and(|d| d.contains(&start));
        dateline
            || self.apposed(name.tokens.end).is_some()
            || self.locative(start)
            || self.is_heading_dateline(name)
            || self.is_of_party(start)
            || self.is_enumerated(start)
            || self.is_offshore(name)
    }

    /// "sank off |Sulawesi": an island or a sea.
    fn is_offshore(&self, name: &Match<'g>) -> bool {
        let off = name.tokens.start.checked_sub(1).is_some_and(|t| self.page.text.is(t, &["off"]));
        off && name.entries().any(|e| e.kind() == PlaceKind::Natural)
    }

    /// "LINMOOR, Ore. (AP) --" behind a headline: capitals that open a sentence and end at a dash or a bracket.
    fn is_heading_dateline(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let start = name.tokens.start;
        let sentence = text.sentence_of(start).tokens.clone();
        let capitals = sentence.start == start && text.case(start) == Case::Upper && text.norm(start).len() > 3;
        let ends = |t: usize| matches!(text.norm(t), "\u{2014}" | "\u{2013}" | "-" | "(");
        let spaced = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap != Gap::None);
        capitals
            && (name.tokens.end..name.tokens.end + 6).any(|t| ends(t) && spaced(t))
            && (name.tokens.end..name.tokens.end + 6)
                .take_while(|t| !ends(*t))
                .all(|t| text.is_capitalized(t) || text.kind(t) != Kind::Word)
    }

    /// "D-Calif.", "R-Linmoor": where a member of a parliament was elected.
    pub(super) fn is_of_party(&self, start: usize) -> bool {
        let text = &self.page.text;
        let Some(before) = start.checked_sub(2) else { return false };
        let tied = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::None);
        text.norm(before + 1) == "-" && tied(before + 1) && tied(start) && text.is(before, &["d", "r", "i", "dfl"])
    }

    /// "Tolver and Linmoor", "Asia-Pacific": right behind a place, tied to it.
    fn is_enumerated(&self, start: usize) -> bool {
        let text = &self.page.text;
        let Some(before) = start.checked_sub(1) else { return false };
        let behind_place = self.last == Some((self.number, before));
        let tied = text.tokens.get(start).is_some_and(|t| t.gap == Gap::None);
        let listed = text.norm(before) == "," && self.goes_on_as_list(start);
        behind_place && (listed || text.is(before, &["and", "or", "&"]) || text.is(before, &["-", "/", "\u{2013}"]) && tied)
    }

    /// "…, X, Y", "…, X and Y": a comma or an "and" behind a name of one or two words.
    fn goes_on_as_list(&self, start: usize) -> bool {
        let text = &self.page.text;
        let end = if text.is_capitalized(start + 1) && text.kind(start + 1) == Kind::Word { start + 2 } else { start + 1 };
        let comma = text.norm(end) == ",";
        let next = if comma && text.norm(end + 1) == "and" { end + 2 } else { end + 1 };
        (comma || text.norm(end) == "and") && text.is_capitalized(next)
    }

    /// Whether it is the town of the paper, or the paper is called after it; where the article has a Mr. Wilson, who knows.
    fn is_own_town(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let (run, norm) = (text.run(name.tokens.clone()), text.norm(name.tokens.start));
        let called = run.len() > 4 && {
            let publisher = self.publisher.get();
            publisher.len() > run.len() && publisher.starts_with(run)
        };
        (called || run.len() > 3 && run == self.home) && !self.surnames.contains(norm) && !self.gazetteer.word(norm).is_common()
    }

    /// Whether what follows speaks of people or bodies of a place: "a Linmoor man", "Tolver Police Department", "the Hazelmoor area".
    pub(super) fn is_attributive(&self, name: &Match<'g>) -> bool {
        let text = &self.page.text;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let space = text.tokens.get(end).is_some_and(|t| t.gap == Gap::Space);
        let tied = text.norm(end) == "-" && text.is(end + 1, &["based", "area", "born"]);
        // "a Wilson home": "the Wilson home" is that of a family.
        let one = start.checked_sub(1).is_some_and(|t| text.is(t, &["a", "an"]));
        if one && is_before_site(text, end) {
            return true;
        }
        // "Wilson residents" lives in Wilson; where the article has a Mr. Wilson, who knows.
        (space && self.words.word(text.norm(end)).local || tied) && !self.surnames.contains(text.norm(start))
    }

    /// Whether the name is called a part of a town: "the Salem neighborhood".
    pub(super) fn is_quarter(&self, end: usize) -> bool {
        let text = &self.page.text;
        let space = text.tokens.get(end).is_some_and(|t| t.gap == Gap::Space);
        space && text.case(end) == Case::Lower && self.words.word(text.norm(end)).quarter
    }

    /// "the East Side": a part of a town is called so, whatever else is.
    pub(super) fn is_side(&self, name: &Range<usize>) -> bool {
        let text = &self.page.text;
        name.len() > 1 && text.is(name.end - 1, &["side"]) && self.words.word(text.norm(name.start)).modifier
    }

    fn is_person(&self, start: usize, end: usize, headline: bool, locative: bool) -> bool {
        let text = &self.page.text;
        let name = |t: usize| text.is_capitalized(t) && text.kind(t) == Kind::Word;
        let space = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let norm = text.norm(start);
        if let Some(before) = start.checked_sub(1).filter(|b| space(start) && text.sentence_of(*b).tokens.contains(&start)) {
            let b = text.norm(before);
            if self.is_own_name(before) {
                return true;
            }
            let initial = b.len() == 2 && b.ends_with('.') || b.len() == 1 && name(before) && b != "a" && b != "i";
            let title = self.words.word(b).title;
            if initial || title && (name(before) || !locative) {
                return true;
            }
            if name(before) && self.gazetteer.is_given_name(b) && !self.is_large(b) {
                return true;
            }
            // An unknown name before it: "Zara London". The first word of a sentence is capitalized anyway.
            let word = self.words.word(b);
            let known = word.modifier || word.facility || word.local || word.month || self.words.head(b).is_some();
            let known = known || b == "side" || self.is_quarter(end);
            let place = self.last == Some((self.number, start)) || self.page.taken.get(before) == Some(&Taken::Place);
            let opens = text.sentence_of(before).tokens.start == before;
            let side = self.page.hits_at(before).iter().any(|h| matches!(h.sense, Sense::Side(_)));
            let article = text.is(before, &["the", "an", "a"]);
            if name(before) && text.case(before) == Case::Title && !(opens || headline || known || place || side || article) {
                let place = before > 0 && self.gazetteer.find(b).any(|c| c.population() > 100_000);
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
            && !(self.last == Some((self.number, start - 1)) || self.is_of_party(start))
            && text.tokens.get(start - 1).is_some_and(|t| t.gap == Gap::None)
        {
            return true;
        }
        // "In Dallas |Thursday night", "in Dallas |May 3"; "Austin May" is somebody.
        let dated = self.page.has(end, Class::Calendar) && (locative || text.norm(end).ends_with("day"));
        let follows = name(end) && space(end) && text.case(end) == Case::Title && !dated;
        if follows
            && !headline
            && self.gazetteer.is_given_name(norm)
            && !self.words.word(text.norm(end)).title
            && !self.words.word(text.norm(end)).local
            && !self.words.word(text.norm(end)).body
            && self.words.head(text.norm(end)).is_none()
        {
            return true;
        }
        // "Paris Hilton said": a town before a surname, where nothing says that it is one.
        let next = self.words.word(text.norm(end));
        let other = next.title || next.local || next.body || next.facility || next.street || next.housing || next.team;
        let called = follows && !headline && !locative && self.gazetteer.is_surname(text.norm(end));
        if called && !other && self.words.head(text.norm(end)).is_none() && self.is_subject(start, end) {
            return true;
        }
        // "in addition to Dixon", "close to Dixon".
        let to = start.checked_sub(1).is_some_and(|t| text.is(t, &["to"]));
        self.surnames.contains(norm) && (!locative || to && self.apposed(end).is_none())
    }

    /// Whether what stands behind two words is what stands behind a full name: a possessive or an age, or where they open a sentence its verb.
    fn is_subject(&self, first: usize, last: usize) -> bool {
        let text = &self.page.text;
        let next = last + 1;
        let ends = text.norm(next) == "'s" || text.norm(next) == "," && text.kind(next + 1) == Kind::Number;
        let verb = text.kind(next) == Kind::Word && text.case(next) == Case::Lower && !self.words.word(text.norm(next)).locative;
        let opens = text.sentence_of(first).tokens.start == first && !text.is(next, &["and", "or", "county", "area"]);
        ends || opens && verb && text.tokens.get(next).is_some_and(|t| t.gap == Gap::Space)
    }

    /// Whether a name that is also a given name is first of all a country or a city of millions.
    fn is_large(&self, name: &str) -> bool {
        super::find::is_large(self.gazetteer, name)
    }

    /// Whether the name goes on as that of a street or of a house: "Salem Avenue", "Salem and Dayton streets", "Salem Lake Apartments".
    pub(super) fn is_street(&self, end: usize) -> bool {
        let text = &self.page.text;
        let near = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        let capital = |t: usize| near(t) && text.is_capitalized(t) && text.kind(t) == Kind::Word;
        let word = |t: usize| self.words.word(text.norm(t).trim_end_matches('.'));
        let named = |t: usize| capital(t) && (word(t).street || word(t).housing);
        // "Salem and Dayton streets" has the word once, and in the plural.
        let corner = text.is(end, &["and", "&"])
            && capital(end + 1)
            && near(end + 2)
            && word(end + 2).street
            && (text.is_capitalized(end + 2) || text.norm(end + 2).ends_with('s'));
        // "Copper Thistle Trail"; in a headline everything has capitals.
        let road = || word(end + 1).road && !word(end).local;
        let second = capital(end) && capital(end + 1) && (word(end + 1).housing || road());
        let owned = text.norm(end) == "'s" && (end + 1..end + 4).take_while(|t| capital(*t)).any(|t| word(t).housing);
        named(end) || owned || corner || second && !self.is_headline(end)
    }

    /// "the 300 block of West Salem", "the 300 block of Salem": an address.
    pub(super) fn is_address(&self, start: usize) -> bool {
        let text = &self.page.text;
        let modifier = start
            .checked_sub(1)
            .is_some_and(|t| self.words.word(text.norm(t)).modifier || text.is(t, &["n", "n.", "s", "s.", "e", "e.", "w", "w."]));
        let of = start.checked_sub(1 + usize::from(modifier)).filter(|t| text.norm(*t) == "of");
        of.and_then(|t| t.checked_sub(1)).is_some_and(|t| text.is(t, &["block", "blocks"]))
    }

    /// Whether the words stand in the name of an organization, team or event: "Kyiv Independent", "University of Leeds".
    pub(super) fn is_part_of_organization(&self, tokens: &Range<usize>) -> bool {
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
            if word.title || word.local || word.body {
                break;
            }
            t += 1;
        }
        // "Bank of X", "University of X"; the mayor of X is in X.
        let of = tokens.start.checked_sub(2).filter(|of| sentence.contains(of) && text.norm(of + 1) == "of");
        of.is_some_and(|w| capital(w) && self.words.word(text.norm(w)).organization)
    }

    /// Whether the words stand in the name of a public body: "Leeds City Council", "University of Leeds".
    pub(super) fn is_part_of_body(&self, tokens: &Range<usize>) -> bool {
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
}
