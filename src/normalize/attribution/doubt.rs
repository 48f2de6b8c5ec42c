//! What nobody in particular says: rumours, hedges, claims that the writer calls untrue; and what of a clause a hedge leaves in doubt.

use std::ops::Range;

use super::super::VoiceMention;
use super::cue::Reader;
use crate::claim::Source;
use crate::lexicon::Senses;
use crate::lexicon::words::Class;
use crate::text::Kind;

/// Words from "in" to the deed that a charge is about: "in the fatal |shooting".
const DEED: usize = 5;
/// Most words of an aside between two commas.
const ASIDE: usize = 8;

impl Reader<'_, '_, '_> {
    /// "The claim that twelve fled is false": whoever says so denies it.
    pub(super) fn called_untrue(&self) -> Option<VoiceMention> {
        let s = self.scene;
        let is = (self.clause.start..self.cue.start).rev().take(4).find(|t| s.page.has(*t, Class::Copula))?;
        let told = |t: &usize| s.page.has(*t, Class::ToldBefore) && s.is(t + 1, &["that", "of", "about", "on"]);
        let claim = (self.clause.start..is).find(told)?;
        (claim < self.clause.start + 4).then(|| self.denial(claim + 1..is))
    }

    /// Nobody is named, and yet what the cue governs is denied.
    pub(super) fn denial(&self, content: Range<usize>) -> VoiceMention {
        VoiceMention { cue: self.cue.clone(), source: self.cue.clone(), content, denied: true, ..VoiceMention::default() }
    }

    /// "Accused of |killing two women in Leeds", "on charges |he hurt a girl": who is said to have done it may not have, and whether it was done
    /// is said nowhere. "Charged with murder |in the shooting of a boy": the boy was shot.
    pub(super) fn charged(&self) -> VoiceMention {
        let s = self.scene;
        let charge = self.cue.end..self.clause.end;
        let of_deed = |t: usize| {
            s.is(t, &["in"])
                && (s.is(t + 1, &["connection", "relation"]) || (t + 1..t + 1 + DEED).any(|t| s.page.begins(t, Senses::TRIGGER)))
        };
        let ends =
            |t: &usize| s.is(*t, &[",", ";", "\"", "after", "following"]) || s.page.has(*t, Class::Subordinator) || of_deed(*t);
        let end = charge.into_iter().find(ends).unwrap_or(self.clause.end);
        // "The men |accused of shooting a boy| were arrested".
        let predicate = (self.clause.start..self.cue.start).rev().take(2).any(|t| s.page.has(t, Class::Copula));
        let content = self.cue.end..if predicate { end } else { self.verb_behind(self.cue.end..end) };
        let chain = [Source::default()].into();
        VoiceMention { cue: self.cue.clone(), content, chain, hedged: true, ..VoiceMention::default() }
    }

    /// Where the clause before a verb ends, which follows on another verb with its own: "shot a boy |were arrested".
    pub(super) fn verb_behind(&self, clause: Range<usize>) -> usize {
        let s = self.scene;
        let group = |t: &usize| s.page.has(*t, Class::VerbGroup);
        let own = clause.start + clause.clone().take_while(group).count();
        // "who was there and |is wanted".
        let finite = |t: &usize| {
            s.page.has(*t, Class::Copula) && !s.is(t - 1, &["and", "who", "which", "that", "he", "she", "they", "it"])
        };
        (own + 1..clause.end).find(finite).unwrap_or(clause.end)
    }

    /// Nobody is named: the clause around the cue is hedged.
    pub(super) fn unnamed(&self) -> VoiceMention {
        if let Some(content) = self.aside() {
            let chain = [Source::default()].into();
            return VoiceMention { cue: self.cue.clone(), content, chain, hedged: true, ..VoiceMention::default() };
        }
        let bound = |t: usize| self.scene.contrasts(t) || self.scene.is(t, &["\u{2014}", "\u{2013}", ":"]);
        let mut start = self.cue.start;
        let first = if self.is_of_adjunct() { start } else { self.clause.start };
        // "killed in what may have been a raid": what it was is in doubt.
        let opens = |t: usize| {
            let clause = self.scene.norm(t) == "and" && t > 0 && self.scene.norm(t - 1) == ",";
            // "Eight died after a wire |reportedly fell": that they died is no rumour.
            let led = self.scene.page.has(t, Class::Subordinator) || self.scene.is(t, &["after", "before", "since", "until"]);
            let subordinate = led && t > self.clause.start;
            bound(t) || clause || subordinate || self.scene.is(t, &["what"])
        };
        while start > first && !opens(start - 1) {
            start -= 1;
        }
        let mut end = self.cue.end;
        while end < self.clause.end
            && !bound(end)
            && !(self.scene.norm(end) == "," && self.scene.is(end + 1, &["and", "but", "while"]))
        {
            end += 1;
        }
        // "The men |who allegedly shot a boy| were arrested".
        let who = self.cue.start.checked_sub(1).filter(|t| *t >= start && self.scene.is(*t, &["who"]));
        if let Some(who) = who {
            (start, end) = (who, self.verb_behind(self.cue.end..end));
        }
        VoiceMention {
            cue: self.cue.clone(),
            content: start..end,
            chain: [Source::default()].into(),
            hedged: true,
            ..VoiceMention::default()
        }
    }

    /// "A boat, |allegedly overloaded,| sank": what stands between two commas, where it tells of no event.
    fn aside(&self) -> Option<Range<usize>> {
        let s = self.scene;
        let led = self.cue.start > self.clause.start && s.is(self.cue.start - 1, &[","]);
        let close = (self.cue.end..(self.cue.end + ASIDE).min(self.clause.end)).find(|t| s.is(*t, &[","]))?;
        let plain = (self.cue.end..close).all(|t| !s.page.begins(t, Senses::TRIGGER));
        (led && plain && close > self.cue.end).then_some(self.cue.start..close)
    }

    /// "were said to", "is believed to", "are feared dead".
    pub(super) fn rumour(&self) -> Option<VoiceMention> {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1)?;
        let before =
            if s.page.is_in_ly(before) || s.is(before, &["also", "still", "now"]) { before.checked_sub(1)? } else { before };
        let passive = s.page.has(before, Class::Copula) && before >= self.clause.start;
        let plain = s.page.has(self.cue.start, Class::Supposed);
        // "was reported missing" by his family: no rumour.
        let plain = plain || s.is(self.cue.start, &["reported"]) && !s.is(self.cue.end, &["missing"]);
        let to = s.norm(self.cue.end) == "to" || s.norm(before.wrapping_sub(1)) == "it" && s.norm(self.cue.end) == "that";
        let state = s.page.has(self.cue.end, Class::Fate);
        // "the blaze is thought to be deliberate".
        if s.norm(self.cue.end) == "to" && s.is(self.cue.end + 1, &["be", "have"]) && !self.leads_to_event(self.cue.end + 1) {
            return None;
        }
        (passive && (to || plain && state) || plain && to && s.norm(self.cue.end + 1) == "be" || plain && state)
            .then(|| self.unnamed())
    }

    /// "The blast appears to |be accidental", "may have |begun in a stairwell": how it came about is in doubt, not that it did.
    pub(super) fn is_of_manner(&self) -> bool {
        let s = self.scene;
        let verbal = self.cue.len() > 1 && s.is(self.cue.end - 1, &["to", "have"]);
        verbal && !self.leads_to_event(self.cue.end)
    }

    /// "was shot, allegedly |by a neighbour": what the adverb stands before is in doubt, not what stands before it.
    fn is_of_adjunct(&self) -> bool {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1).filter(|t| *t >= self.clause.start);
        let led = s.page.has(self.cue.end, Class::Preposition) || s.is(self.cue.end, &["because"]);
        s.page.is_in_ly(self.cue.start) && led && before.is_some_and(|t| !s.page.has(t, Class::Copula))
    }

    /// Whether the verb phrase that begins here tells of an event.
    fn leads_to_event(&self, from: usize) -> bool {
        let s = self.scene;
        let phrase = from..(from + 8).min(self.clause.end);
        let ends = |t: &usize| s.is(*t, &[",", ";", "\"", "\u{2014}", "\u{2013}"]) || s.page.has(*t, Class::Subordinator);
        phrase.take_while(|t| !ends(t)).any(|t| self.happens(t))
    }

    /// Whether a token tells of an event, of a state that one leaves, or of a number.
    fn happens(&self, at: usize) -> bool {
        let s = self.scene;
        s.page.has(at, Class::Fate) || s.text().kind(at) == Kind::Number || s.page.begins(at, Senses::TRIGGER)
    }
}
