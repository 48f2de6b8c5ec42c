//! The noun phrase that speaks: before its verb, after it, or in appositions around it.

use std::ops::Range;

use super::cue::Reader;
use super::institution::cast_short;
use super::party::{Party, PartyKind, party};
use super::unknown::capitals;
use crate::claim::{Naming, Source};
use crate::lexicon::Senses;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::span::Field;
use crate::text::Kind;

/// Most words that name who speaks at the end of a headline.
const HEADLINED: usize = 6;

impl Reader<'_, '_, '_> {
    /// "Boy dies |say Leeds police": what happened stands before the verb, and nothing behind it but who says so.
    fn ends_headline(&self) -> bool {
        let s = self.scene;
        let tells = |mut range: Range<usize>| range.any(|t| s.page.begins(t, Senses::TRIGGER));
        let rest = self.cue.end..self.clause.end;
        let titled = s.page.field == Field::Title && s.is(self.cue.start, &["say", "says"]);
        titled && rest.len() <= HEADLINED && tells(self.clause.start..self.cue.start) && !tells(rest)
    }

    /// `"…," said X`, `…, said X, a spokesman for Y`: the subject after the verb.
    pub(super) fn inverted(&self) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1)?;
        let opens = self.cue.start == self.clause.start || s.is(before, &["\"", ",", "-", "\u{2014}", "\u{2013}"]);
        let start = self.cue.end;
        let opens = opens || self.ends_headline();
        if !opens || start >= self.clause.end || !s.is_word(start) && s.text().kind(start) != Kind::Number {
            return None;
        }
        if s.is(before, &[","]) && self.apposition(before).is_some() {
            return None;
        }
        // Up to the comma, and over appositions.
        let mut end = start;
        let mut commas = 0;
        while end < self.clause.end && end - start < 40 {
            let norm = s.norm(end);
            if matches!(
                norm,
                "." | ";" | ":" | "\"" | "\u{2014}" | "\u{2013}" | "that" | "when" | "after" | "as" | "while" | "if"
            ) {
                break;
            }
            if norm == "," {
                commas += 1;
                let next = end + 1;
                let role = (next..next + 6).find(|t| {
                    s.speaker_at(*t, |c| {
                        !matches!(c, SpeakerClass::Thing | SpeakerClass::Document | SpeakerClass::Modifier | SpeakerClass::Body)
                    })
                    .is_some()
                });
                let age = s.text().kind(next) == Kind::Number && matches!(s.norm(next + 1), "," | ".");
                let more = age
                    || s.is(next, &["a", "an", "the", "its", "who", "one", "another", "from", "of"]) && role.is_some()
                    || role.is_some_and(|r| r <= next + 1)
                    || s.name_at(next).is_some();
                if commas > 3 || !more {
                    break;
                }
            }
            end += 1;
        }
        let head = s.norm(start);
        let plausible = s.text().is_capitalized(start)
            || matches!(head, "the" | "a" | "an" | "one" | "its" | "his" | "her" | "two" | "he" | "she" | "they" | "local")
            || s.speaker_at(start, |_| true).is_some()
            || s.body_at(start).is_some();
        if !plausible || end == start {
            return None;
        }
        let found = party(s, self.cast, start..end)?;
        // ", state |prosecutors said": they have a verb of their own.
        let spoken = s.cue_at(found.tokens.end, |c| matches!(c.kind, CueKind::Say | CueKind::Tell)).is_some();
        if spoken && s.norm(self.cue.start) == "state" {
            return None;
        }
        // The head must stand near the verb: "said there were officials" has no speaker here.
        let near = found.tokens.start <= start + 12
            && !(start..found.tokens.start.min(end)).any(|t| s.page.has(t, Class::Finite) || s.norm(t) == "there");
        (near && (found.kind != PartyKind::Anonymous || found.tokens.start <= start + 4)).then(|| (start..end, vec![found]))
    }

    /// The subject before the verb.
    pub(super) fn before(&self) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        let floor = self.clause.start;
        let mut end = self.cue.start;
        while end > floor
            && (s.page.is_in_ly(end - 1) && !s.text().is_capitalized(end - 1)
                || (s.page.has(end - 1, Class::BeforeSaying) || s.is(end - 1, &["who", "which"]))
                    && !(s.norm(end - 1) == "first" && end < 2))
        {
            end -= 1;
        }
        if end == floor {
            return None;
        }
        if s.norm(end - 1) == "," {
            return self.apposition(end - 1);
        }
        if s.norm(end - 1) == "\"" {
            return None;
        }
        let start = self.walk_left(end);
        // "incidents that were listed by X reported": a passive between noun and cue makes it a participle.
        let found = self.parties(start, end)?;
        let passive = found.1.first().is_some_and(|p| {
            (p.tokens.end..end).take_while(|t| !s.is(*t, &["who", "whose"])).any(|t| s.is(t, &["is", "was", "are", "were"]))
        });
        (!passive).then_some(found)
    }

    /// "Footage that X published and that Y placed in Z, shows": the document at the beginning of the clause.
    pub(super) fn document_before(&self, kind: CueKind) -> Option<(Range<usize>, Vec<Party>)> {
        let range = self.clause.start..self.cue.start;
        let found = (kind == CueKind::Show).then(|| party(self.scene, self.cast, range.clone())).flatten()?;
        let first = found.kind == PartyKind::Document && found.tokens.start <= range.start + 6;
        first.then(|| (range, vec![found]))
    }

    /// Walks left to the beginning of the noun phrase that ends at `end`.
    pub(super) fn walk_left(&self, end: usize) -> usize {
        let s = self.scene;
        let mut at = end;
        while at > self.clause.start {
            let left = at - 1;
            let norm = s.norm(left);
            if norm == ")" {
                let open = (self.clause.start..left).rev().take(12).find(|t| s.norm(*t) == "(");
                if let Some(open) = open {
                    at = open;
                    continue;
                }
            }
            // "Who |they say fired", "whom |officials blamed": the speaker stands behind the pronoun.
            let speaks =
                |t: usize| s.page.has(t, Class::SubjectPronoun) || s.speaker_at(t, |_| true).is_some_and(|(w, _)| w.end == end);
            if norm == "whom" || norm == "who" && at < end && speaks(at) {
                break;
            }
            let inside =
                s.name_at(left).is_some_and(|n| n.tokens.start < left) || s.body_at(left).is_some_and(|b| b.tokens.start < left);
            if inside {
                at = left;
                continue;
            }
            if matches!(norm, "that" | "which") && left + 1 < end && self.relates(left) {
                at = left;
                continue;
            }
            if matches!(
                norm,
                "," | ";" | ":" | "\"" | "\u{2014}" | "\u{2013}" | "." | "(" | "/" | "\u{2026}" | "!" | "?" | "\u{2022}"
            ) || norm == "-" && s.text().tokens.get(at).is_some_and(|t| t.gap != crate::text::Gap::None)
                || s.page.has(left, Class::Subordinator)
                || matches!(norm, "that" | "if" | "which" | "than" | "how" | "whether")
                || norm == "as" && s.norm(at) != "well" && s.norm(left.wrapping_sub(1)) != "well"
            {
                break;
            }
            if norm == "and" && !self.coordinated(left) {
                break;
            }
            let verb = s.cue_at(left, |c| matches!(c.kind, CueKind::Say | CueKind::Tell | CueKind::Saying | CueKind::Prep));
            if verb.is_some_and(|(c, _)| c.end <= end)
                && s.text().case(left) == crate::text::Case::Lower
                && s.speaker_at(left, |_| true).is_none()
            {
                break;
            }
            at = left;
        }
        at
    }

    /// Whether "that" or "which" opens a relative clause of a speaker: "a monitor that analyses images said".
    pub(super) fn relates(&self, that: usize) -> bool {
        let s = self.scene;
        let Some(last) = that.checked_sub(1).filter(|l| *l >= self.clause.start) else { return false };
        let body = s.body_at(last).is_some_and(|b| b.tokens.end == that);
        let word = (1..=3usize).filter_map(|n| that.checked_sub(n)).any(|t| {
            s.speaker_at(t, |c| !matches!(c, SpeakerClass::Thing | SpeakerClass::Modifier)).is_some_and(|(w, _)| w.end == that)
        });
        body || word
    }

    /// Whether "and" joins two speakers, not two clauses: there is no verb in what stands before it.
    pub(super) fn coordinated(&self, and: usize) -> bool {
        let s = self.scene;
        let mut at = and;
        while at > self.clause.start && and - at < 8 {
            let left = at - 1;
            if s.is(left, &[",", ";", "that", "\"", "but", "while", ":", "\u{2014}"]) {
                break;
            }
            if s.page.has(left, Class::Finite) || s.norm(left) == "be" || s.text().kind(left) == Kind::Number {
                return false;
            }
            let verb = s.page.hits_at(left).iter().any(|h| match h.sense {
                crate::lexicon::Sense::Trigger(_) => true,
                crate::lexicon::Sense::Cue(row) => s
                    .setting
                    .lexicon
                    .cues()
                    .get(row)
                    .is_some_and(|c| matches!(c.kind, CueKind::Say | CueKind::Tell | CueKind::Tally)),
                _ => false,
            });
            if verb && s.body_at(left).is_none() {
                return false;
            }
            at = left;
        }
        and - at < 8 && and > at && party(s, self.cast, at..and).is_some_and(|p| p.tokens.start <= at + 3)
    }

    /// A subject that ends with a comma before the verb: "X, who …, said", "X, a spokesman for Y, said", "The head of Y, X, said".
    pub(super) fn apposition(&self, comma: usize) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        let mut end = comma;
        let mut starts = Vec::new();
        for _ in 0..4 {
            if end <= self.clause.start {
                break;
            }
            let mut start = self.walk_left(end);
            if start > self.clause.start && s.is(start - 1, &["which", "where", "who", "whose"]) {
                start -= 1;
            }
            starts.push(start);
            if start == self.clause.start || s.norm(start - 1) != "," {
                break;
            }
            end = start - 1;
        }
        let last = *starts.first()?;
        let verbal = |range: Range<usize>| {
            let verb = |t| s.page.has(t, Class::Finite);
            range.clone().any(|t| verb(t) && !s.text().is_capitalized(t))
        };
        let role_first = |range: &Range<usize>| {
            let head = range.start..(range.start + 7).min(range.end);
            head.clone().find(|t| {
                s.speaker_at(*t, |c| {
                    matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office | SpeakerClass::Outlet)
                })
                .is_some()
            })
        };
        let seg = last..comma;
        let is_name = |range: &Range<usize>| {
            s.name_at(range.start).is_some_and(|n| n.tokens.end >= range.end)
                || capitals(s, range.start, range.end).end == range.end && range.len() <= 4 && !range.is_empty()
        };
        // "Fars, cited by the BBC, reported": the second has it from the first.
        if s.is(seg.start, &["cited", "quoted", "carried", "relayed"]) && s.is(seg.start + 1, &["by"]) {
            let relay = party(s, self.cast, seg.start + 2..comma)?;
            let origin = starts.get(1).and_then(|from| party(s, self.cast, *from..last - 1))?;
            let chain = relay.chain.iter().chain(origin.chain.iter()).cloned().collect();
            return Some((origin.tokens.start..comma, vec![Party { chain, ..origin }]));
        }
        // ", Roman Halchenko, said" after a role
        if is_name(&seg) {
            if let Some(prev) = starts.get(1).map(|p| *p..last - 1) {
                if role_first(&prev).is_some_and(|r| !verbal(prev.start..r)) && !verbal(prev.clone()) && prev.len() <= 16 {
                    return self.parties(prev.start, comma);
                }
                if s.body_at(prev.end.wrapping_sub(1)).is_some() && prev.len() <= 8 && !verbal(prev.clone()) {
                    return self.parties(prev.start, comma);
                }
            }
            return self.parties(last, comma);
        }
        // "The inspectors, who met miners, clerks and others and saw the shaft, verified": what stands before the relative clause.
        let parted = |t: &usize| s.norm(*t) == "," && s.is(t + 1, &["who", "which", "whose"]);
        if let Some(head) = (self.clause.start..last.saturating_sub(1)).find(parted).map(|end| self.clause.start..end)
            && head.len() <= 12
            && !verbal(head.clone())
            && party(s, self.cast, head.clone()).is_some_and(|p| p.tokens.start <= head.start + 5)
        {
            return self.parties(head.start, head.end);
        }
        let relative = s.page.has(seg.start, Class::Parenthetic) || s.is(seg.start, &["who", "which", "whose", "where"]);
        let age = s.text().kind(seg.start) == Kind::Number && seg.len() == 1;
        let apposed = role_first(&seg).is_some()
            || s.is(seg.start, &["a", "an", "the", "its", "one"])
            || s.speaker_at(seg.start, |_| true).is_some();
        if relative || age || apposed {
            // The noun phrase before it, one more parenthesis allowed.
            for (i, start) in starts.iter().enumerate().skip(1) {
                let end = starts.get(i - 1)?.checked_sub(1)?;
                let range = *start..end;
                let age = s.text().kind(range.start) == Kind::Number && range.len() == 1;
                let relative = s.is(range.start, &["who", "which", "whose", "from", "of"]);
                let citing = s.cue_at(range.start, |c| c.kind == CueKind::Cite).is_some();
                if age || relative || citing {
                    continue;
                }
                if verbal(range.clone()) || range.len() > 16 {
                    break;
                }
                let found = party(s, self.cast, range.clone()).filter(|p| p.tokens.start <= range.start + 5);
                if found.is_some() {
                    return self.parties(range.start, comma).or_else(|| self.parties(range.start, range.end));
                }
                break;
            }
        }
        // "the coast guard, said" does not occur; a role or body alone may: "The ministry, for its part,".
        None
    }

    /// The speakers in a noun phrase: one, or two joined by "and".
    pub(super) fn parties(&self, start: usize, end: usize) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        // "the man who police say", "a blast that the mayor called": whoever stands right before the verb.
        let relative = (start + 1..end).rev().find(|t| s.is(*t, &["who", "whom", "which", "that", "where"]));
        let nearest = relative.and_then(|r| {
            let first = r + 1 + usize::from(s.is(r + 1, &["the", "a", "an", "his", "her", "their", "its"]));
            party(s, self.cast, r + 1..end)
                .filter(|p| !p.weak && p.kind != PartyKind::Unknown && p.tokens.start <= first && p.tokens.end == end)
        });
        if let Some(nearest) = nearest {
            return Some((nearest.tokens.start..end, vec![nearest]));
        }
        // "a medic who would not be named": what follows belongs to the medic.
        let end = (start + 1..end)
            .find(|t| s.is(*t, &["who", "whose"]) || s.norm(*t) == "which" && s.norm(t - 1) == ",")
            .unwrap_or(end);
        let end = (start + 1..end).find(|t| s.is(*t, &["that", "which"]) && self.relates(*t)).unwrap_or(end);
        // "sources like X and Y": X and Y.
        let like = (start..end.min(start + 4))
            .find(|t| s.is(*t, &["like", "including"]) || s.is(*t, &["as"]) && *t > start && s.is(*t - 1, &["such"]));
        let several = |t: usize| {
            s.norm(t) == "such" || s.speaker_at(t, |c| matches!(c, SpeakerClass::Person | SpeakerClass::Media)).is_some()
        };
        let start = like.filter(|t| several(t.saturating_sub(1))).map_or(start, |t| t + 1);
        let first = match party(s, self.cast, start..end) {
            Some(first) => first,
            None => self.anybody(start..end)?,
        };
        let and = (first.tokens.end..end).find(|t| s.norm(*t) == "and");
        let mut all = vec![first];
        if let Some(and) = and.filter(|a| *a < end && s.body_at(*a).is_none())
            && let Some(second) =
                party(s, self.cast, and + 1..end).filter(|p| p.tokens.start <= and + 5 && (p.is_named() || !p.weak))
        {
            all.push(second);
        }
        Some((start..end, all))
    }

    /// Whoever "said" something is a speaker, even if no table has the word: "a falconer from Luga said".
    pub(super) fn anybody(&self, range: Range<usize>) -> Option<Party> {
        let s = self.scene;
        let strong = s.page.has(self.cue.start, Class::Utterance);
        let opener = s.is(range.start, &["a", "an", "the", "another", "one", "two", "several", "some"]);
        let short = range.len() >= 2 && range.len() <= 9;
        let pronoun = (range.start..range.end).any(|t| s.is(t, &["this", "there", "which", "it", "what"]));
        if !strong || !opener || !short || pronoun || !s.is_word(range.end - 1) {
            return None;
        }
        // "One of them" is what he is called.
        let tokens = range.start + usize::from(!s.is(range.start + 1, &["of"]))..range.end;
        // "the PCG southern district": a part of what the article explains by its short form.
        let first = tokens.start..tokens.start + 1;
        if s.text().case(first.start) == crate::text::Case::Upper
            && let Some(known) = cast_short(s, &first)
        {
            return Some(Party { tokens, ..known });
        }
        let name = s.written(tokens.clone());
        let source = Source { name: Some(name), link: Naming::Anonymous, ..Source::default() };
        Some(Party { tokens, chain: [source].into(), kind: PartyKind::Anonymous, weak: false })
    }
}
