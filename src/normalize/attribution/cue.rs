//! One sentence: its cues, the source beside each, and the words each governs.

use std::ops::Range;

use super::super::{Chain, VoiceMention};
use super::cast::Cast;
use super::party::{Party, PartyKind, party};
use super::scene::Scene;
use crate::claim::{Naming, Source};
use crate::lexicon::Senses;
use crate::lexicon::cues::{Cue, CueKind};
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::Kind;

/// Reads the cues of a stretch of text: a sentence, or the part of one that is inside or outside a quotation.
pub(super) fn read(scene: &Scene<'_, '_>, cast: &mut Cast, clause: Range<usize>, out: &mut Vec<VoiceMention>) {
    let from = out.len();
    let mut used = clause.start;
    let mut cites = Vec::new();
    for at in clause.clone() {
        if at < used {
            continue;
        }
        let Some((cue, row)) = scene.cue_at(at, |_| true) else { continue };
        // "the state emergency agency", "Unity State": part of a name is no verb.
        let longer = scene.speaker_at(at, |_| true).is_some_and(|(word, _)| word.end > cue.end);
        let named = longer || scene.body_at(at).is_some() || scene.name_at(at).is_some();
        let capital = scene.text().is_capitalized(at) && at > clause.start && !scene.is(at - 1, &["\"", ",", ":"]);
        if cue.end > clause.end || named || capital && scene.page.field.is_text() && !matches!(row.kind, CueKind::Hedge) {
            continue;
        }
        let mut reader = Reader { scene, cast: &mut *cast, clause: clause.clone(), cue: cue.clone(), row };
        let voices = match row.kind {
            CueKind::Silence => {
                used = cue.end;
                Vec::new()
            }
            CueKind::Cite => {
                cites.push((cue.clone(), row));
                // What is cited is no speaker of the verbs that follow.
                let quoting = reader.quoted_as_saying();
                used = if quoting.is_empty() { reader.right(cue.end) } else { cue.end };
                quoting
            }
            CueKind::Fake => reader.called_untrue().into_iter().collect(),
            CueKind::Credit | CueKind::Alias => Vec::new(),
            CueKind::Say | CueKind::Tell | CueKind::Deny => {
                let shared = out.get(from..).and_then(|v| reader.shared(v));
                shared.map_or_else(|| reader.voices(row.kind), |voice| vec![voice])
            }
            kind => reader.voices(kind),
        };
        for voice in voices {
            used = used.max(voice.cue.end).max(if voice.source.start > voice.cue.start { voice.source.end } else { 0 });
            out.push(voice);
        }
    }
    for (cue, row) in cites {
        let mut reader = Reader { scene, cast: &mut *cast, clause: clause.clone(), cue, row };
        reader.cite(out, from);
    }
    part(scene, &clause, out.get_mut(from..).unwrap_or(&mut []));
}

/// One cue of a clause, and what is around it.
pub(super) struct Reader<'r, 's, 'a> {
    pub(super) scene: &'r Scene<'s, 'a>,
    pub(super) cast: &'r mut Cast,
    pub(super) clause: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) row: &'r Cue,
}

pub(super) const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "'s"];
/// Verbs that only somebody who speaks has for a subject.
pub(super) const STRONG: &[&str] =
    &["said", "told", "says", "say", "added", "explained", "recalled", "wrote", "insisted", "recounted", "testified"];
/// What somebody or something is reported.
const LOST: &[&str] = &["lost", "dead", "missing", "killed", "destroyed", "downed", "captured", "sunk", "wounded", "injured"];
pub(super) const CONTRAST: &[&str] = &["while", "but", "whereas", "although", "though", ";"];

impl Reader<'_, '_, '_> {
    fn voices(&mut self, kind: CueKind) -> Vec<VoiceMention> {
        match kind {
            CueKind::Say
            | CueKind::Tell
            | CueKind::Tally
            | CueKind::Show
            | CueKind::Deny
            | CueKind::Put
            | CueKind::Give
            | CueKind::Call => self.verb(kind),
            CueKind::Saying => self.saying(),
            CueKind::Prep => self.prep(),
            CueKind::Agent | CueKind::Got => self.agent(),
            CueKind::Second => self.second(),
            CueKind::Hedge | CueKind::Doubt if self.is_of_manner() => Vec::new(),
            CueKind::Hedge => vec![self.unnamed()],
            CueKind::Untrue => vec![VoiceMention {
                cue: self.cue.clone(),
                source: self.cue.clone(),
                content: self.cue.end..self.clause.end,
                denied: true,
                ..VoiceMention::default()
            }],
            CueKind::Rumour => self.rumour().into_iter().collect(),
            CueKind::Doubt => {
                let mut voice = self.unnamed();
                voice.chain = Chain::default();
                vec![voice]
            }
            CueKind::Cite | CueKind::Fake | CueKind::Silence | CueKind::Unseen | CueKind::Credit | CueKind::Alias => Vec::new(),
        }
    }

    /// "The army denied losses and |said 14 rebels died": the subject of the verb before, which says one thing and denies another.
    fn shared(&self, voices: &[VoiceMention]) -> Option<VoiceMention> {
        let and = self.cue.start.checked_sub(1).filter(|t| self.scene.is(*t, &["and", "but"]))?;
        let told = voices.last().filter(|v| !v.source.is_empty() && v.source.end <= v.cue.start && v.cue.end < and)?;
        (told.denied != self.row.denial).then(|| VoiceMention {
            cue: self.cue.clone(),
            content: self.cue.end..self.clause.end,
            denied: self.row.denial,
            hedged: self.row.doubt,
            ..told.clone()
        })
    }

    /// "The claim that twelve fled is false": whoever says so denies it.
    fn called_untrue(&self) -> Option<VoiceMention> {
        let s = self.scene;
        let is = (self.clause.start..self.cue.start).rev().take(4).find(|t| s.is(*t, BE))?;
        let told = |t: &usize| s.page.has(*t, Class::ToldBefore) && s.is(t + 1, &["that", "of", "about", "on"]);
        let claim = (self.clause.start..is).find(told)?;
        (claim < self.clause.start + 4).then(|| VoiceMention {
            cue: self.cue.clone(),
            source: self.cue.clone(),
            content: claim + 1..is,
            denied: true,
            ..VoiceMention::default()
        })
    }

    /// Nobody is named: the clause around the cue is hedged.
    fn unnamed(&self) -> VoiceMention {
        let bound = |t: usize| self.scene.is(t, CONTRAST) || self.scene.is(t, &["\u{2014}", "\u{2013}", ":"]);
        let mut start = self.cue.start;
        let first = if self.is_of_adjunct() { start } else { self.clause.start };
        // "killed in what may have been a raid": what it was is in doubt.
        let opens = |t: usize| {
            let clause = self.scene.norm(t) == "and" && t > 0 && self.scene.norm(t - 1) == ",";
            bound(t) || clause || self.scene.is(t, &["what"])
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
        VoiceMention {
            cue: self.cue.clone(),
            content: start..end,
            chain: [Source::default()].into(),
            hedged: true,
            ..VoiceMention::default()
        }
    }

    /// "were said to", "is believed to", "are feared dead".
    fn rumour(&self) -> Option<VoiceMention> {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1)?;
        let before =
            if s.page.is_in_ly(before) || s.is(before, &["also", "still", "now"]) { before.checked_sub(1)? } else { before };
        let passive = s.is(before, BE) && before >= self.clause.start;
        let plain =
            s.is(self.cue.start, &["believed", "thought", "feared", "presumed", "suspected", "alleged", "rumored", "rumoured"]);
        // "was reported missing" by his family: no rumour.
        let plain = plain || s.is(self.cue.start, &["reported"]) && !s.is(self.cue.end, &["missing"]);
        let to = s.norm(self.cue.end) == "to" || s.norm(before.wrapping_sub(1)) == "it" && s.norm(self.cue.end) == "that";
        let state =
            s.is(self.cue.end, &["dead", "killed", "missing", "trapped", "drowned", "lost", "buried", "injured", "wounded"]);
        // "the blaze is thought to be deliberate".
        if s.norm(self.cue.end) == "to" && s.is(self.cue.end + 1, &["be", "have"]) && !self.leads_to_event(self.cue.end + 1) {
            return None;
        }
        (passive && (to || plain && state) || plain && to && s.norm(self.cue.end + 1) == "be" || plain && state)
            .then(|| self.unnamed())
    }

    /// "The blast appears to |be accidental", "may have |begun in a stairwell": how it came about is in doubt, not that it did.
    fn is_of_manner(&self) -> bool {
        let s = self.scene;
        let verbal = self.cue.len() > 1 && s.is(self.cue.end - 1, &["to", "have"]);
        verbal && !self.leads_to_event(self.cue.end)
    }

    /// "was shot, allegedly |by a neighbour": what the adverb stands before is in doubt, not what stands before it.
    fn is_of_adjunct(&self) -> bool {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1).filter(|t| *t >= self.clause.start);
        let led = s.page.has(self.cue.end, Class::Preposition) || s.is(self.cue.end, &["because"]);
        s.page.is_in_ly(self.cue.start) && led && before.is_some_and(|t| !s.is(t, BE))
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
        s.is(at, LOST) || s.text().kind(at) == Kind::Number || s.page.begins(at, Senses::TRIGGER)
    }

    /// A verb with its subject before, after or around it.
    fn verb(&mut self, kind: CueKind) -> Vec<VoiceMention> {
        let s = self.scene;
        let Some(before) = self.cue.start.checked_sub(1) else { return Vec::new() };
        if s.is(before, BE) || s.page.is_in_ly(before) && before > 0 && s.is(before - 1, BE) {
            if s.norm(self.cue.end) == "by" {
                return self.agent();
            }
            if let Some(voice) = self.rumour() {
                return vec![voice];
            }
            if !matches!(kind, CueKind::Tell) || s.norm(before) != "'s" {
                return Vec::new();
            }
        }
        // "over alleged links".
        let attributive = self.cue.len() == 1
            && s.page.has(before, Class::Preposition)
            && s.is_word(self.cue.end)
            && s.norm(self.cue.start).ends_with("ed");
        if (attributive || s.is(before, &["the", "a", "an", "to", "no", "this", "these", "those", "of"]))
            && before >= self.clause.start
        {
            // "the reported desertions", "a claim": no finite verb. "to say" has no speaker of its own.
            return Vec::new();
        }
        if s.norm(self.cue.end) == "by" && self.cue.end < self.clause.end {
            return self.agent();
        }
        // "a bomber reported lost": it does not speak.
        if kind == CueKind::Say
            && s.is(self.cue.start, &["reported", "declared", "alleged", "claimed"])
            && s.is(self.cue.end, LOST)
        {
            return Vec::new();
        }
        // "Nine deaths confirmed in Halden": they are told of.
        let told =
            s.page.begins(before, Senses::TRIGGER) && !s.page.quantities_in(before.saturating_sub(1)..before + 1).is_empty();
        let object =
            s.is_word(self.cue.end) && !s.page.has(self.cue.end, Class::Preposition) && !s.is(self.cue.end, &["and", "so"]);
        if kind == CueKind::Say && told && !object {
            return Vec::new();
        }
        // "the debts of the Varnian state."
        if s.is(self.cue.start, &["state"]) && (s.side_at(before).is_some() || !s.is_word(self.cue.end)) {
            return Vec::new();
        }
        // "19 states", "does not indicate": a noun, and nothing that is shown.
        let plural = s.norm(self.cue.start).ends_with('s') && self.cue.len() == 1;
        if plural && s.text().kind(before) == Kind::Number && before >= self.clause.start
            || kind == CueKind::Show && s.norm(before) == "not"
        {
            return Vec::new();
        }
        // "claims from", "reports of", "states": a noun or a country, where nobody stands before it.
        let inverted = self.inverted();
        let (subject, parties) = match inverted {
            Some(found) => found,
            None => match self.before().or_else(|| self.document_before(kind)) {
                Some(found) => found,
                // "He denied that twelve fled": denied, whoever he is.
                None if kind == CueKind::Deny && s.page.has(before, Class::SubjectPronoun) => {
                    return vec![VoiceMention {
                        cue: self.cue.clone(),
                        source: self.cue.clone(),
                        content: self.cue.end..self.clause.end,
                        denied: true,
                        ..VoiceMention::default()
                    }];
                }
                None => return Vec::new(),
            },
        };
        let fits = parties.iter().all(|p| match kind {
            CueKind::Show => {
                // "The Red Cross's figures show".
                let owner = s.norm(p.tokens.end) == "'s"
                    && (p.tokens.end + 1..p.tokens.end + 4)
                        .any(|t| t < self.cue.start && s.speaker_at(t, |c| c == SpeakerClass::Document).is_some());
                p.kind == PartyKind::Document
                    || owner
                    || !p.tokens.is_empty() && p.chain.iter().any(|c| c.kind.as_deref() == Some("document"))
            }
            CueKind::Tally => {
                // "The men may have witnessed the shooting": nobody tells of it.
                let unsure = (p.tokens.end..self.cue.start).any(|t| s.page.has(t, Class::Modal));
                let theirs = p.tokens.start > 0 && s.is(p.tokens.start - 1, &["their", "his", "her", "its"]);
                let saw = s.is(self.cue.end - 1, &["saw", "seen", "witnessed", "watched"]) && !theirs;
                // "The country has recorded 40 cases": where, not who.
                let country = s.side_at(p.tokens.start).is_some_and(|(end, _)| end >= p.tokens.end);
                let people = !p.weak && s.is(self.cue.start, &["counted", "tallied", "documented", "logged"]);
                // "Lancashire has recorded 40 cases".
                let place = p.kind == PartyKind::Unknown && s.setting.places.find(&s.written(p.tokens.clone())).next().is_some();
                p.is_named() && p.kind != PartyKind::Document && !country && !place
                    || (saw || people) && !unsure && p.kind == PartyKind::Anonymous
            }
            CueKind::Put => {
                let after = || self.cue.end..(self.cue.end + 14).min(self.clause.end);
                let moved = !s.is(self.cue.start, &["put", "puts", "set", "sets"]);
                after().any(|t| s.is(t, &["at", "to"])) && (!moved || after().any(|t| s.page.has(t, Class::Figure)))
            }
            CueKind::Give => (self.cue.end..(self.cue.end + 5).min(self.clause.end)).any(|t| {
                let led = s.is(t + 1, &["of", ":"]) || s.text().kind(t + 1) == Kind::Number;
                // "a number of warnings".
                s.page.has(t, Class::Figure) && led && !(s.is(t, &["number"]) && s.is(t - 1, &["a"]))
            }),
            CueKind::Say if p.weak => s.is(self.cue.start, STRONG),
            CueKind::Call => (self.cue.end..(self.cue.end + 10).min(self.clause.end))
                .any(|t| s.cue_at(t, |c| c.kind == CueKind::Fake).is_some()),
            _ => true,
        });
        if !fits {
            return Vec::new();
        }
        let (relay, rest) =
            if kind == CueKind::Tell || s.is(self.cue.end, &["to"]) { self.hearer() } else { (None, self.cue.end) };
        let content = match kind {
            CueKind::Say | CueKind::Tell if self.points_back(rest) => self.sentence_before(),
            CueKind::Call => self.clause.clone(),
            // "rejected a report by X that …": whoever is named there has no say in the denial.
            CueKind::Deny => {
                let content = self.content(&subject, rest);
                if content.start > rest { rest..content.end } else { content }
            }
            CueKind::Say | CueKind::Tell | CueKind::Show => self.content(&subject, rest),
            // "a fisherman who saw the blast, said": what he saw ends with the relative clause.
            CueKind::Tally if s.norm(self.cue.start - 1) == "who" => {
                rest..(rest..self.clause.end).find(|t| s.norm(*t) == ",").unwrap_or(self.clause.end)
            }
            // "it counted 7,200 tents": the verb is told, too.
            CueKind::Tally | CueKind::Put | CueKind::Give => self.cue.start..self.clause.end,
            _ => rest..self.clause.end,
        };
        let content = content.start..self.summed_up(&content);
        // "Officials have not confirmed that twelve died": they neither say nor deny it. "They did not say when he died": that he died is no doubt.
        if self.negated(&subject) {
            let open =
                s.is(rest, &["that", "whether", "if"]) || s.is(self.cue.start, &["confirmed", "confirm", "verified", "verify"]);
            if !open {
                return Vec::new();
            }
            return vec![VoiceMention { cue: self.cue.clone(), content, hedged: true, ..VoiceMention::default() }];
        }
        let denied = self.row.denial || kind == CueKind::Call;
        let mut voices = Vec::new();
        for party in parties {
            let relayed = relay.as_ref().map(|r| std::iter::once(r).chain(party.chain.iter()).cloned().collect::<Chain>());
            let relayed = relayed.unwrap_or_else(|| party.chain.clone());
            let own = party.kind == PartyKind::Own || kind == CueKind::Tally && party.chain.is_empty();
            voices.push(VoiceMention {
                cue: self.cue.clone(),
                source: party.tokens.clone(),
                content: content.clone(),
                chain: relayed.clone(),
                denied,
                hedged: self.row.doubt,
                first_hand: own,
                ..VoiceMention::default()
            });
            // Who has no name is known by the newsroom that heard him.
            let chain = if party.kind == PartyKind::Anonymous { relayed } else { party.chain };
            self.hear(&Party { chain, ..party });
        }
        voices
    }

    /// Whether a "not" stands between a subject and its verb.
    fn negated(&self, subject: &Range<usize>) -> bool {
        let s = self.scene;
        (subject.end.min(self.cue.start).max(self.cue.start.saturating_sub(4))..self.cue.start)
            .any(|t| s.is(t, &["not", "n't", "never"]) && !s.is(t + 1, &["only", "just", "to"]))
    }

    /// Remembers the party under the roles that stand around its name.
    fn hear(&mut self, party: &Party) {
        let s = self.scene;
        let mut roles = Vec::new();
        if matches!(party.kind, PartyKind::Person | PartyKind::Anonymous | PartyKind::Unknown) {
            // Up to what parts the words from the name.
            let ends = |t: &usize| s.is(*t, &[".", ";", "\"", "that"]);
            let first = party.tokens.start.saturating_sub(12).max(self.clause.start);
            let last = (party.tokens.end + 12).min(self.clause.end);
            let first = (first..party.tokens.start).rev().find(ends).map_or(first, |t| t + 1);
            let last = (party.tokens.end..last).find(|t| ends(t) || s.is(*t, &["said"])).map_or(last, |t| t + 1);
            for t in first..last {
                if let Some((role, word)) =
                    s.speaker_at(t, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office))
                {
                    roles.push(s.norm(role.end - 1).to_owned());
                    let whole: Vec<&str> = role.clone().map(|t| s.norm(t)).collect();
                    roles.push(whole.join(" "));
                    if word.class == SpeakerClass::Voice {
                        roles.push("official".to_owned());
                    }
                }
            }
        }
        self.cast.hear(party, roles.into_iter());
        // "The energy minister denied it": the ministry, and yet "he".
        let head = |t: usize| s.speaker_at(t, |c| matches!(c, SpeakerClass::Office | SpeakerClass::Role | SpeakerClass::Voice));
        if party.kind == PartyKind::Body && party.tokens.clone().any(|t| head(t).is_some_and(|(w, _)| w.end >= party.tokens.end))
        {
            self.cast.speaks_in_person();
        }
    }

    /// "…, saying that": the source is that of the sentence.
    fn saying(&mut self) -> Vec<VoiceMention> {
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
        let voice = VoiceMention {
            cue: self.cue.clone(),
            source: found.tokens.clone(),
            content: self.cue.end..self.clause.end,
            chain: found.chain.clone(),
            denied: self.row.denial,
            hedged: self.row.doubt,
            first_hand: found.kind == PartyKind::Own,
            ..VoiceMention::default()
        };
        self.hear(&found);
        vec![voice]
    }

    /// "according to X": the source follows; it may be one of several joined by "and".
    fn prep(&mut self) -> Vec<VoiceMention> {
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
        let Some((subject, parties)) = self.parties(self.cue.end, end) else { return Vec::new() };
        let content = if self.resumes(end) { self.sentence_before() } else { self.around(subject.end.max(end), false) };
        self.build(parties, content)
    }

    /// Whether a token is more than the adjective of a country: "Russian reports from".
    fn side_only(&self, at: usize) -> bool {
        self.scene.outlet_at(at).is_some() || self.scene.side_at(at).is_none()
    }

    /// "reported by X", "footage published by X" that is no part of another source.
    fn agent(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
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
    fn second(&mut self) -> Vec<VoiceMention> {
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

    fn build(&mut self, parties: Vec<Party>, content: Range<usize>) -> Vec<VoiceMention> {
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

    /// "X quoted Y as saying that …".
    fn quoted_as_saying(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        if !s.is(self.cue.start, &["quoted", "quotes", "cited", "cites"]) || s.norm(self.cue.end) == "by" {
            return Vec::new();
        }
        // "Reuters, which quoted Y": Y belongs to whom the clause is about.
        if self.cue.start > 0 && s.is(self.cue.start - 1, &["which", "who"]) {
            return Vec::new();
        }
        let Some((_, relays)) = self.before() else { return Vec::new() };
        let Some(relay) = relays.into_iter().next() else { return Vec::new() };
        let voice = VoiceMention {
            cue: self.cue.clone(),
            source: relay.tokens.clone(),
            content: self.cue.end..self.clause.end,
            chain: relay.chain.clone(),
            ..VoiceMention::default()
        };
        self.hear(&relay);
        vec![voice]
    }

    /// "citing Y": the voice beside it has it from Y.
    fn cite(&mut self, out: &mut Vec<VoiceMention>, from: usize) {
        let s = self.scene;
        let end = self.right(self.cue.end);
        if s.is(self.cue.end, &["each", "one"]) && s.is(self.cue.end + 1, &["other", "another"]) {
            return;
        }
        let Some((_, parties)) = self.parties(self.cue.end, end) else { return };
        let voices = out.get(from..).unwrap_or(&[]);
        // The reporter stands right before it, else speaks next, else last.
        let named = |v: &VoiceMention| !v.source.is_empty();
        let by_cue = voices.iter().position(|v| v.cue == self.cue);
        let nearest = voices
            .iter()
            .enumerate()
            .filter(|(_, v)| named(v) && v.source.end <= self.cue.start + 1 && v.source.end + 12 > self.cue.start)
            .max_by_key(|(_, v)| v.source.end);
        let spoken =
            voices.iter().enumerate().filter(|(_, v)| named(v) && v.cue.end <= self.cue.start).max_by_key(|(_, v)| v.cue.end);
        let next = voices.iter().enumerate().find(|(_, v)| named(v) && v.cue.start >= self.cue.end);
        let index = by_cue.or(nearest.map(|n| n.0)).or(spoken.map(|n| n.0)).or(next.map(|n| n.0));
        match index.and_then(|i| out.get(from + i).cloned()) {
            Some(voice) => {
                for (n, found) in parties.iter().enumerate() {
                    let mut deeper = voice.clone();
                    deeper.first_hand = false;
                    deeper.chain = deeper.chain.iter().chain(found.chain.iter()).cloned().collect();
                    let same = out.iter_mut().skip(from).filter(|v| v.cue == voice.cue && v.source == voice.source);
                    if n == 0 {
                        same.for_each(|v| v.clone_from(&deeper));
                    } else {
                        out.push(deeper);
                    }
                    self.hear(found);
                }
                if let Some(last) = out.last().filter(|v| !v.chain.is_empty()).cloned() {
                    // Whoever "the outlet" is from now on, the reporter was heard last.
                    let kind = PartyKind::Outlet;
                    self.cast.hear(
                        &Party { tokens: last.source.clone(), chain: voice.chain.clone(), kind, weak: false },
                        std::iter::empty(),
                    );
                }
            }
            None => {
                let content = self.around(end, false);
                let voices = self.build(parties, content);
                out.extend(voices);
            }
        }
    }
}

/// Parts the contents of one sentence: where a second voice begins after a contrast, the first one ends.
fn part(scene: &Scene<'_, '_>, clause: &Range<usize>, voices: &mut [VoiceMention]) {
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
                scene.is(*t, CONTRAST)
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
