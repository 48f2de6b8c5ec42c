//! Words beside a name that say what kind of place it is.

use super::find::Finder;
use crate::claim::PlaceKind;
use crate::gazetteer::Feature;
use crate::lexicon::toponyms::Head;
use crate::lexicon::words::Class;
use crate::text::{Case, Gap, Kind};

/// Tokens of a list of names before its head at most.
const LISTED: usize = 12;

impl Finder<'_, '_, '_> {
    pub(super) fn head_after(&self, at: usize) -> Option<Head> {
        let text = &self.page.text;
        let near = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap == Gap::Space);
        // "Tolver Co., Ohio".
        let county = near(at)
            && text.is(at, &["co.", "co"])
            && self.abbreviation(at + 1 + usize::from(text.norm(at + 1) == ",")).is_some();
        let head = if county { "county" } else { text.norm(at) };
        let head = self.words.head(head).filter(|h| h.after && near(at) && text.kind(at) == Kind::Word)?;
        if county {
            return Some(head);
        }
        // "Tolver State Gazette", "Linmoor City Treasurer": a head that goes on is none, but that of a county is.
        let goes_on = near(at + 1) && text.is_capitalized(at + 1) && !self.is_headline(at);
        // "Tolver County State's Attorney".
        if text.norm(at) == "state" && text.norm(at + 1) == "'s" {
            return None;
        }
        // "Tolver County Council", "Pellbrook School District".
        let council = near(at + 1) && text.is(at + 1, &["council", "councillor", "councillors", "court"]);
        // "Tolver District Judge", "Linmoor District School Board".
        let of_court = text.norm(at) == "district" && text.is_capitalized(at) && goes_on;
        let council = council || of_court;
        // "along the Zaporizhzhia front."; not "the Boston front office".
        let ends = |t: usize| text.kind(t) != Kind::Word || text.is(t, &["and", "in", "on", "has", "is", "was", "where", "as"]);
        let front = head.kind == PlaceKind::Sector && text.is(at, &["front", "frontline"]) && ends(at + 1);
        // "in Niger state on Friday"; not "Niger state television".
        let country = || self.gazetteer.find(text.norm(at - 1)).any(|e| e.feature() == Feature::Country);
        let state = at > 0 && text.is(at, &["state"]) && (ends(at + 1) || self.page.has(at + 1, Class::Function)) && country();
        ((head.small || front || state || text.is_capitalized(at) && !goes_on) && !council).then_some(head)
    }

    /// "the village of X"; "Lake X".
    pub(super) fn head_before(&self, at: usize) -> Option<Head> {
        let text = &self.page.text;
        let lead = text.norm(at.checked_sub(1)?);
        // "four villages: X, Y and Z".
        let of = lead == "of" || lead == ":" && at > 1 && self.words.head(text.norm(at - 2)).is_some_and(|h| h.plural);
        let before = at.checked_sub(if of { 2 } else { 1 })?;
        let head = self.words.head(text.norm(before)).filter(|h| h.before)?;
        // "County Cork", "Oblast Kirov": the head opens the name.
        let opens = matches!(head.kind, PlaceKind::Region | PlaceKind::District)
            && head.small
            && before.checked_sub(1).is_none_or(|t| !text.is_capitalized(t) && text.sentence_of(at).tokens.contains(&t));
        (of || (head.kind == PlaceKind::Natural || opens) && text.is_capitalized(before)).then_some(head)
    }

    /// The head behind a list that the name before a token stands in: "the X and Y districts".
    pub(super) fn head_of_list(&self, end: usize) -> Option<Head> {
        let text = &self.page.text;
        let link = |t: usize| text.is(t, &[",", "and", "or", "&"]);
        let mut t = end;
        while t < end + LISTED && (link(t) || t > end && text.is_capitalized(t) && text.kind(t) == Kind::Word) {
            t += 1;
        }
        let led = || {
            let names = (1..=3).take_while(|n| end.checked_sub(*n).is_some_and(|t| text.is_capitalized(t))).count();
            end.checked_sub(names + 1).is_some_and(|t| names > 0 && text.is(t, &["and", "or", "&"]))
        };
        let head = self.words.head(text.norm(t)).filter(|h| h.plural && text.case(t) == Case::Lower)?;
        (if t == end { led() } else { (end..t).any(|t| text.is(t, &["and", "or", "&"])) }).then_some(head)
    }

    /// The kind of settlement that the words behind a name say that it is: "X, a suburb east of Y", "X is a township in Y".
    pub(super) fn apposed(&self, end: usize) -> Option<Head> {
        let text = &self.page.text;
        if !(text.norm(end) == "," || text.is(end, &["is", "was"])) || !text.is(end + 1, &["a", "an", "the"]) {
            return None;
        }
        let at = (end + 2..end + 6).find(|t| text.case(*t) != Case::Lower || self.words.head(text.norm(*t)).is_some())?;
        let settlement = |h: &Head| h.before && matches!(h.kind, PlaceKind::City | PlaceKind::Locality);
        let head = self
            .words
            .head(text.norm(at))
            .filter(settlement)
            .filter(|_| text.case(at) == Case::Lower && !text.norm(at).ends_with('s'))?;
        (self.words.word(text.norm(at + 1)).lies || text.kind(at + 1) == Kind::Number).then_some(head)
    }

    /// Whether the token before a name is a head with a capital that opens it: "Oblast Kirov".
    pub(super) fn opens(&self, at: usize) -> bool {
        let text = &self.page.text;
        let behind = |t: usize| self.last.is_none_or(|(page, end)| page != self.number || end <= t);
        at.checked_sub(1).is_some_and(|t| text.is_capitalized(t) && self.words.head(text.norm(t)).is_some() && behind(t))
    }
}
