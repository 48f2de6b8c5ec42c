//! Sources in a phrase beside what they tell: "according to X", "reported by X", "…, saying that".

use std::ops::Range;

use super::super::{QuantityMention, VoiceMention};
use super::cue::Reader;
use super::party::{Party, PartyKind, party};
use crate::claim::Naming;
use crate::lexicon::Senses;
use crate::lexicon::cues::CueKind;
use crate::lexicon::words::Class;
use crate::text::Case;

/// Most words of a source that no table has.
const WHOEVER: usize = 4;

/// Words of a verb group before its verb: "have not yet been".
const GROUP: usize = 5;

impl Reader<'_, '_, '_> {
    /// "…, saying that": the source is that of the sentence.
    pub(super) fn saying(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        // "flood warning alerts": no participle of speech.
        let apart = self.cue.start > self.clause.start
            && s.is(self.cue.start - 1, &[",", "in", "by", "and", "telegram", "\u{2014}", "statement", "reporters"]);
        // "called 911 saying |he was shot".
        let clause = s.norm(self.cue.end) == "that" || s.page.has(self.cue.end, Class::SubjectPronoun);
        if !apart && !clause {
            return Vec::new();
        }
        let found = party(s, self.cast, self.clause.start..self.cue.start)
            .filter(|p| p.is_named() || p.tokens.start <= self.clause.start + 4);
        let Some(found) = found else { return Vec::new() };
        self.build(vec![found], self.cue.end..self.clause.end)
    }

    /// "according to X": the source follows; it may be one of several joined by "and".
    pub(super) fn prep(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        // "…, Reuters reports from the scene": a verb after all.
        let before = self.cue.start.wrapping_sub(1);
        if s.is(self.cue.start, &["reports"])
            && before >= self.clause.start
            && before < self.cue.start
            && (s.text().is_capitalized(before) || s.body_at(before).is_some())
            && self.side_only(before)
        {
            self.cue.end = self.cue.start + 1;
            return self.verb(CueKind::Say);
        }
        let end = self.right(self.cue.end);
        let whoever = || self.whoever(self.cue.end..end).map(|p| (p.tokens.clone(), vec![p]));
        let Some((subject, parties)) = self.parties(self.cue.end, end).or_else(whoever) else { return Vec::new() };
        let content = if self.resumes(end) { self.sentence_before() } else { self.around(subject.end.max(end), false) };
        self.build(parties, content)
    }

    /// "According to |the guild": whoever that is, no table has the word. "According to the plan" nobody says so.
    fn whoever(&self, range: Range<usize>) -> Option<Party> {
        let s = self.scene;
        let words = range.start + 1..range.end;
        let opened = s.is(range.start, &["the", "a", "an", "his", "her", "their", "its"]) && s.is(self.cue.end - 1, &["to"]);
        let phrase = words.clone().all(|t| s.is_word(t) && s.text().case(t) == Case::Lower && !s.page.has(t, Class::SmallWord));
        let agreed = words.clone().any(|t| s.page.has(t, Class::Accordance));
        let fits = opened && phrase && !agreed && (1..=WHOEVER).contains(&words.len());
        fits.then(|| Party::anonymous(s, words, "unknown"))
    }

    /// Whether a token is more than the adjective of a country: "Russian reports from".
    fn side_only(&self, at: usize) -> bool {
        self.scene.outlet_at(at).is_some() || self.scene.side_at(at).is_none()
    }

    /// "reported by X", "footage published by X" that is no part of another source.
    pub(super) fn agent(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        // "Three hostages released by Hamas": nobody published them.
        let before = s.page.quantities.partition_point(|q| q.tokens.end < self.cue.start);
        let people = |q: &QuantityMention| q.tokens.end == self.cue.start && q.count.unit.as_deref() == Some("person");
        if s.page.begins(self.cue.start, Senses::TRIGGER) && s.page.quantities.get(before).is_some_and(people) {
            return Vec::new();
        }
        // "Names have not yet been |released by police": they do not say.
        let group = (self.clause.start..self.cue.start).rev().take(GROUP).take_while(|t| s.is_word(*t));
        if group.into_iter().any(|t| s.is(t, &["not", "never"]) || s.norm(t).ends_with("n't")) {
            return Vec::new();
        }
        let start = self.cue.end + usize::from(s.norm(self.cue.end) == "by");
        let end = self.right(start);
        let Some((_, parties)) = self.parties(start, end) else { return Vec::new() };
        if parties.iter().any(|p| p.kind == PartyKind::Anonymous && p.tokens.start > start + 4) {
            return Vec::new();
        }
        let content = if self.resumes(end) { self.sentence_before() } else { self.around(end, true) };
        self.build(parties, content)
    }

    /// "X's data, corroborated by Y": one more source beside X; without an X before it a source like any other.
    pub(super) fn second(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        let before = self.cue.start.wrapping_sub(1);
        let before = if s.is(before, &["and", "also", "later", "independently"]) { before.wrapping_sub(1) } else { before };
        let beside = self.cue.start > self.clause.start && s.is(before, &[",", "("]);
        let mut voices = self.agent();
        voices.iter_mut().for_each(|v| v.second = beside);
        // The first of them: "the army's data, corroborated by …".
        let first = if beside { self.before_comma(before) } else { None };
        if let Some((first, content)) = first.zip(voices.first().map(|v| v.content.clone())) {
            let second = self.build(vec![first], content);
            voices.splice(0..0, second);
        }
        voices
    }

    /// Whose document it is that a comma ends: "the army's data|,".
    fn before_comma(&self, comma: usize) -> Option<Party> {
        let start = self.walk_left(comma);
        let found = party(self.scene, self.cast, start..comma)?;
        (found.kind == PartyKind::Document && !found.chain.is_empty() && found.tokens.start <= start + 3).then_some(found)
    }

    pub(super) fn build(&mut self, parties: Vec<Party>, content: Range<usize>) -> Vec<VoiceMention> {
        let mut voices = Vec::new();
        for found in parties {
            voices.push(VoiceMention {
                cue: self.cue.clone(),
                source: found.tokens.clone(),
                content: content.clone(),
                chain: found.chain.clone(),
                denied: self.row.denial,
                // "according to some reports": nobody.
                hedged: self.row.doubt || found.chain.iter().any(|s| s.link == Naming::Unattributed),
                first_hand: found.kind == PartyKind::Own,
                ..VoiceMention::default()
            });
            self.hear(&found);
        }
        voices
    }
}
