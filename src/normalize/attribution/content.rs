//! The words that a cue governs, and to whom they were said.

use std::ops::Range;

use super::super::VoiceMention;
use super::super::clause::sums_up;
use super::cue::Reader;
use super::newsroom::named_outlet;
use super::scene::{Scene, outlet_source};
use super::unknown::capitals;
use crate::claim::Source;
use crate::lexicon::Senses;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::Kind;

impl Reader<'_, '_, '_> {
    /// "X disclosed this on Monday": what is said stands in the sentence before.
    pub(super) fn points_back(&self, rest: usize) -> bool {
        let s = self.scene;
        let ends = |t: usize| {
            t >= self.clause.end
                || s.is(t, &[".", ",", "known"])
                || s.page.has(t, Class::AfterSaying)
                || s.page.has(t, Class::Calendar)
        };
        s.is(rest, &["this", "so"]) && ends(rest + 1)
    }

    /// "This was reported by X", "That is according to X", "The deaths were confirmed by X": nothing is told but who says what stands before.
    pub(super) fn resumes(&self, end: usize) -> bool {
        let s = self.scene;
        let before = self.clause.start..self.cue.start;
        let small = |t: usize| {
            s.is(t, &["was", "were", "is", "are", "has", "have", "been", "also", "later", "the", "both", "then", "all"])
        };
        let taken_up = |t: usize| s.page.has(t, Class::TakenUp);
        let opens = before.clone().find(|t| s.norm(*t) != "the").is_some_and(taken_up);
        let rest = (end..self.clause.end).filter(|t| s.is_word(*t)).count();
        opens && before.len() <= 7 && rest < 3 && before.clone().all(|t| small(t) || taken_up(t))
    }

    /// The sentence before this one, with this one.
    pub(super) fn sentence_before(&self) -> Range<usize> {
        let before = self.clause.start.checked_sub(1).map(|t| self.scene.text().sentence_of(t).tokens.start);
        before.unwrap_or(self.clause.start)..self.clause.end
    }

    /// To whom it was told: an outlet is a relay, reporters are nobody. Returns the relay and where the content may begin.
    pub(super) fn hearer(&self) -> (Option<Source>, usize) {
        let s = self.scene;
        let mut at = self.cue.end;
        if s.is(at, &["to"]) {
            at += 1;
        }
        at += usize::from(s.is(at, &["the"]));
        if let Some((tokens, outlet)) = s.outlet_at(at) {
            let source = outlet_source(outlet);
            let relay = (outlet.is_media() && !s.publisher.is(&source)).then_some(source);
            return (relay, tokens.end);
        }
        if let Some((word, _)) = s.speaker_at(at, |c| c == SpeakerClass::Outlet) {
            // "told Radio Halden": a capital word belongs to the name.
            let capital = s.text().is_capitalized(word.start) && word.len() == 1;
            let run = capitals(s, if capital { word.start } else { word.end }, self.clause.end);
            if run.end > word.end {
                let end = run.end;
                return (named_outlet(s, run).chain.first().cloned(), end);
            }
        }
        let run = capitals(s, at, self.clause.end);
        // "told KXQZ |radio".
        let mut end = run.end;
        while let Some((word, _)) = s.speaker_at(end, |c| c == SpeakerClass::Outlet) {
            end = word.end;
        }
        let classed = end > run.end;
        let known = || s.name_at(at).is_some() || s.body_at(at).is_some() || s.side_at(at).is_some();
        if !run.is_empty() && (classed || !known()) && !s.publisher.is_named(&s.written(run.clone())) {
            let follows = s.norm(end);
            let parliament = s.is(run.start, &["Parliament", "parliament", "congress"]);
            if !parliament && (matches!(follows, "that" | "," | "." | "on" | "in" | "by" | "\"" | "this") || s.is_word(end)) {
                return (named_outlet(s, run).chain.first().cloned(), end);
            }
        }
        if !run.is_empty() {
            return (None, end);
        }
        // "reporters", "our correspondent", "the coast guard": up to what begins the clause.
        let mut end = at;
        while end < self.clause.end && end - at < 5 && !s.is(end, &["that", ",", ":", "\"", ".", "how", "of"]) {
            if end > at && s.is(end, &["the", "a", "an", "he", "she", "they", "it", "his", "her", "in", "on", "at", "by"])
                || s.text().kind(end) == Kind::Number
            {
                break;
            }
            end += 1;
        }
        (None, if s.is(at, &["that", "how"]) { at } else { end.min(self.clause.end) })
    }

    /// What the verb governs: the clause after it, what stands before, or both around a parenthesis.
    pub(super) fn content(&self, subject: &Range<usize>, rest: usize) -> Range<usize> {
        let s = self.scene;
        let end = self.clause.end;
        let left = subject.start.min(self.cue.start);
        let right = rest.max(if subject.start >= self.cue.end { subject.end } else { 0 });
        // Before: something that ends with a comma, a quote or a dash.
        let parted = left > self.clause.start && s.is(left - 1, &[",", "\"", "\u{2014}", "\u{2013}", "-", "!", "?"]);
        let before = (self.clause.start..left.saturating_sub(1)).filter(|t| s.is_word(*t)).count();
        let before = if parted && before >= 3 { before } else { 0 };
        // After: the clause itself, or first an adjunct.
        let mut at = right;
        // "Said |at least 50 were killed, including six soldiers": a number.
        let number = |t: usize| !s.page.quantities_in(t..t + 1).is_empty();
        let adjunct = |t: usize| (s.page.has(t, Class::AfterSaying) || s.page.has(t, Class::Calendar)) && !number(t);
        // "said on Friday 27 people had fled": the day is that of saying it, what follows is what was said.
        let day = at + usize::from(s.is(at, &["on", "late", "early"]));
        if s.page.has(day, Class::Calendar) {
            let after = day + 1 + usize::from(s.is(day + 1, &["morning", "afternoon", "evening", "night"]));
            let clause = after < end && !adjunct(after) && (s.is_word(after) || s.text().kind(after) == Kind::Number);
            if clause && !s.is(after, &["and", "or", "but"]) {
                return after..end;
            }
        }
        // "Claimed |to have killed 40 in Goma, which the army denied".
        let infinitive = s.is(at, &["to"]) && s.is(at + 1, &["have", "be"]);
        let direct = at < end && (!adjunct(at) || infinitive) && (s.is_word(at) || s.text().kind(at) == Kind::Number);
        if direct || s.norm(at) == "that" || s.norm(at) == ":" {
            // "…, he said, adding": a participle is no clause.
            return at..end;
        }
        let mut found = None;
        while at < end {
            if s.norm(at) == "that" || s.norm(at) == ":" {
                found = Some((at, true));
                break;
            }
            if s.norm(at) == "," || s.norm(at) == "\"" {
                found = Some((at, false));
                break;
            }
            at += 1;
        }
        let rest_words = |from: usize| (from..end).filter(|t| s.is_word(*t)).count();
        match found {
            Some((at, true)) => at..end,
            Some((at, false)) if before == 0 && rest_words(at) >= 3 => at..end,
            Some(_) if before > 0 => self.clause.start..end,
            _ if before > 0 => self.clause.start..left,
            _ if rest_words(right) >= 5 => right..end,
            _ => self.clause.start..end,
        }
    }

    /// Where what is said ends: "…, a development that fits his earlier words" is the writer's.
    pub(super) fn summed_up(&self, content: &Range<usize>) -> usize {
        let from = content.start.max(self.cue.end);
        (from..content.end).find(|t| sums_up(self.scene.page, *t)).unwrap_or(content.end)
    }

    /// The end of a noun phrase that follows a cue.
    pub(super) fn right(&self, from: usize) -> usize {
        let s = self.scene;
        let mut at = from;
        let mut commas = 0;
        while at < self.clause.end && at - from < 40 {
            let inside = s.body_at(at).is_some_and(|b| b.tokens.start < at) || s.name_at(at).is_some_and(|n| n.tokens.start < at);
            if !inside
                && (s.is(
                    at,
                    &[";", ":", "\"", ".", "that", "who", "which", "while", "but", "\u{2014}", "\u{2013}", "as", "when", "after"],
                ) || at > from
                    && s.cue_at(at, |c| {
                        matches!(
                            c.kind,
                            CueKind::Say | CueKind::Tell | CueKind::Deny | CueKind::Show | CueKind::Cite | CueKind::Saying
                        )
                    })
                    .is_some_and(|_| {
                        s.text().case(at) == crate::text::Case::Lower
                            && s.speaker_at(at, |_| true).is_none()
                            && s.body_at(at).is_none()
                    }))
            {
                break;
            }
            if s.norm(at) == "," {
                commas += 1;
                let next = at + 1;
                let one = |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office);
                let mut near = (next..(next + 6).min(self.clause.end)).take_while(|t| s.norm(*t) != ",");
                let role = near.find_map(|t| s.speaker_at(t, one)).map(|(role, _)| role);
                // "police, a man was shot": a clause, and nobody apposed.
                let clause = role
                    .as_ref()
                    .is_some_and(|r| s.page.has(r.end, Class::Copula) || s.page.holds(r.end..r.end + 1, Senses::TRIGGER));
                let of_one = self.is_one(from..at);
                let apposed = role.is_some()
                    && !clause
                    && of_one
                    && (s.is(next, &["a", "an", "the", "its"]) || role.as_ref().is_some_and(|r| r.start == next))
                    // "the sheriff, Ann Bo, …", but "troopers, Ann Bo, 23, fled": a name tells who is who of one person only.
                    || of_one && s.name_at(next).is_some_and(|n| s.is(n.tokens.end, &[",", "."]));
                if commas > 1 || !apposed {
                    break;
                }
            }
            at += 1;
        }
        at
    }

    /// Whether a noun phrase may be one person: a name, a role or an office, "the mayor of Lodi"; no "troopers" and no "ministry".
    fn is_one(&self, mut phrase: Range<usize>) -> bool {
        let s = self.scene;
        let one = |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office);
        let named = |t: usize| s.name_at(t).is_some() || s.text().is_capitalized(t) && s.body_at(t).is_none();
        phrase.any(|t| named(t) || s.speaker_at(t, one).is_some())
    }

    /// What a phrase with its source governs: what follows at the beginning of a clause, what precedes at its end, both in the middle.
    pub(super) fn around(&self, end: usize, verbal: bool) -> Range<usize> {
        let s = self.scene;
        let mut start = self.cue.start;
        while start > self.clause.start && !s.contrasts(start - 1) && s.norm(start - 1) != ":" {
            start -= 1;
        }
        let before = (start..self.cue.start).filter(|t| s.is_word(*t)).count();
        let after = (end..self.clause.end).filter(|t| s.is_word(*t)).count();
        let initial = before < 3 || before < 6 && s.norm(self.cue.start.wrapping_sub(1)) != "," && verbal && after > before;
        if initial {
            end..self.clause.end
        } else if after < 3 {
            start..self.cue.start
        } else {
            start..self.clause.end
        }
    }
}

/// Parts the contents of one sentence: where a second voice begins after a contrast, the first one ends.
pub(super) fn part(scene: &Scene<'_, '_>, clause: &Range<usize>, voices: &mut [VoiceMention]) {
    for i in 0..voices.len() {
        for j in 0..voices.len() {
            let (Some(first), Some(second)) = (voices.get(i), voices.get(j)) else { continue };
            if first.cue.end > second.cue.start
                || first.source.is_empty()
                || second.source.is_empty()
                || first.source == second.source && first.denied == second.denied
            {
                continue;
            }
            // "He said that twelve died, according to the police": he passes on the police.
            let says = first.content.start >= first.cue.end && first.content.end > second.cue.start;
            let after = second.source.start >= second.cue.end
                && second.content.start <= first.cue.start
                && second.content.end <= second.cue.start
                && second.cue.len() > 1;
            // "Russia said it downed twelve, |a claim Kyiv denied": what she said ends before the word for it.
            if says && second.denied && second.content.end <= second.source.start && second.content.start > first.content.start {
                let end = second.content.start - usize::from(scene.is(second.content.start - 1, &["a", "an"]));
                if let Some(first) = voices.get_mut(i) {
                    first.content.end = end;
                }
                continue;
            }
            let from = first.content.start;
            if says && after {
                if let Some(second) = voices.get_mut(j) {
                    second.content.start = from.min(second.content.end);
                }
                continue;
            }
            let shared = first.source == second.source;
            let second_start = if shared { second.cue.start } else { second.source.start.min(second.cue.start) };
            let Some(cut) = (first.cue.end..second_start).rev().find(|t| {
                scene.contrasts(*t)
                    || scene.norm(*t) == "and"
                        && (scene.norm(t.wrapping_sub(1)) == ","
                            || *t + 4 >= second_start && second.content.start >= second.cue.end)
            }) else {
                continue;
            };
            if let Some(first) = voices.get_mut(i)
                && first.content.end > cut
                && first.content.start < cut
            {
                first.content.end = cut;
            }
            if let Some(second) = voices.get_mut(j)
                && second.content.start < cut
                && second.content.end > cut
                && second.content.start >= clause.start
            {
                second.content.start = cut;
            }
        }
    }
}
