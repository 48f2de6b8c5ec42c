//! Verbs of speech, of showing, of counting: whether one has a speaker, and what he says with it.

use std::ops::Range;

use super::super::{Chain, Taken, VoiceMention};
use super::cue::Reader;
use super::party::{Party, PartyKind};
use crate::lexicon::Senses;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::Kind;

/// Most words that name who is accused.
const ACCUSED: usize = 10;

/// Words that qualify a document: "a confidential United Nations report".
const QUALIFIED: usize = 4;

impl Reader<'_, '_, '_> {
    /// "The army denied losses and |said 14 rebels died": the subject of the verb before, which says one thing and denies another.
    pub(super) fn shared(&self, voices: &[VoiceMention]) -> Option<VoiceMention> {
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

    /// A verb with its subject before, after or around it.
    pub(super) fn verb(&mut self, kind: CueKind) -> Vec<VoiceMention> {
        let s = self.scene;
        let Some(before) = self.cue.start.checked_sub(1) else { return Vec::new() };
        if s.page.has(before, Class::Copula) || s.page.is_in_ly(before) && before > 0 && s.page.has(before - 1, Class::Copula) {
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
        if self.is_told_of(before, kind) {
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
                    return vec![self.denial(self.cue.end..self.clause.end)];
                }
                None => return Vec::new(),
            },
        };
        if !parties.iter().all(|p| self.fits(p, kind)) {
            return Vec::new();
        }
        // "Claimed to have killed 200": no hearer.
        let hearer = s.is(self.cue.end, &["to"]) && !s.is(self.cue.end + 1, &["have", "be"]);
        let (relay, rest) = if kind == CueKind::Tell || hearer { self.hearer() } else { (None, self.cue.end) };
        let content = self.governed(kind, &subject, rest);
        // "No group has claimed the attack": nobody says so. "Denied any part in the raid": not the raid.
        let none = subject.start > self.clause.start && s.is(subject.start - 1, &["no"])
            || s.is(subject.start, &["no", "nobody", "none"]);
        if none && kind != CueKind::Deny || kind == CueKind::Deny && self.is_of_part(rest) {
            return Vec::new();
        }
        // "Officials have not confirmed that twelve died": they neither say nor deny it. "They did not say when he died": that he died is no doubt.
        if self.negated(&subject) {
            let open = s.is(rest, &["that", "whether", "if"]) || s.page.has(self.cue.start, Class::Confirming);
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

    /// ", |a claim |that Lima denied", ", |which |the army denied": the words for what was told before, behind a comma and right before a subject.
    fn told_before(&self, subject: usize) -> Option<Range<usize>> {
        let s = self.scene;
        let article = usize::from(s.is(subject.checked_sub(1)?, &["the"]));
        let at = subject.checked_sub(article + 1)?;
        let at = if s.is(at, &["that", "which"]) && s.page.has(at.checked_sub(1)?, Class::ToldBefore) { at - 1 } else { at };
        let which = s.is(at, &["which"]);
        let first = if s.is(at.checked_sub(1)?, &["a", "an"]) && !which { at - 1 } else { at };
        let told = which || s.page.has(at, Class::ToldBefore) && first < at;
        let parted = first.checked_sub(1).is_some_and(|t| t > self.clause.start && s.is(t, &[",", "\u{2014}", "\u{2013}"]));
        (told && parted).then_some(at..at + 1)
    }

    /// "Denied |any involvement in the blast": what is denied is whose the deed was.
    fn is_of_part(&self, rest: usize) -> bool {
        let s = self.scene;
        let mut words = (rest..self.clause.end)
            .skip_while(|t| s.is(*t, &["any", "all", "direct", "having", "had", "a", "its", "his", "her", "their"]));
        words.next().is_some_and(|t| s.page.has(t, Class::Involvement))
    }

    /// "accused |the rebels of killing nine": where what they are charged with begins.
    fn charge(&self) -> Option<usize> {
        let s = self.scene;
        let object = self.cue.end..(self.cue.end + ACCUSED).min(self.clause.end);
        let of = object
            .take_while(|t| !s.is(*t, &[",", ";", "that"]))
            .find(|t| s.is(*t, &["of", "with"]) && s.norm(t + 1).ends_with("ing"))?;
        (of > self.cue.end).then_some(of + 1)
    }

    /// Whether a word that looks like a verb of speech is none here, or tells of its subject, which does not speak.
    fn is_told_of(&self, before: usize, kind: CueKind) -> bool {
        let s = self.scene;
        // "a bomber reported lost".
        let reported = s.page.has(self.cue.start, Class::Declaring) && s.page.has(self.cue.end, Class::Fate);
        // "Nine deaths confirmed in Halden".
        let told =
            s.page.begins(before, Senses::TRIGGER) && !s.page.quantities_in(before.saturating_sub(1)..before + 1).is_empty();
        let object =
            s.is_word(self.cue.end) && !s.page.has(self.cue.end, Class::Preposition) && !s.is(self.cue.end, &["and", "so"]);
        // "the debts of the Varnian state."
        // "Kaduna state and", "the northern states of".
        let placed = s.page.taken.get(before) == Some(&Taken::Place) || s.is(self.cue.end, &["of"]);
        let country =
            s.is(self.cue.start, &["state", "states"]) && (placed || s.side_at(before).is_some() || !s.is_word(self.cue.end));
        // "A UN report said", "the army's claim that".
        let article =
            || (before.saturating_sub(QUALIFIED).max(self.clause.start)..=before).rev().find(|t| s.page.has(*t, Class::Closed));
        let noun = s.speaker_at(self.cue.start, |c| c == SpeakerClass::Document).is_some_and(|(noun, _)| noun == self.cue)
            && (article().is_some_and(|t| s.is(t, &["a", "an", "this", "that", "another"]))
                || s.cue_at(self.cue.end, |c| matches!(c.kind, CueKind::Say | CueKind::Got | CueKind::Show | CueKind::Agent))
                    .is_some());
        // "19 states".
        let plural = s.norm(self.cue.start).ends_with('s') && self.cue.len() == 1;
        let counted = plural && s.text().kind(before) == Kind::Number && before >= self.clause.start;
        // "does not indicate": nothing is shown.
        let hidden = kind == CueKind::Show && s.norm(before) == "not";
        kind == CueKind::Say && (reported || told && !object) || country || counted || hidden || noun
    }

    /// What a verb of a kind governs.
    fn governed(&self, kind: CueKind, subject: &Range<usize>, rest: usize) -> Range<usize> {
        let s = self.scene;
        let content = match kind {
            CueKind::Say | CueKind::Tell if self.points_back(rest) => self.sentence_before(),
            CueKind::Call => self.clause.clone(),
            // "rejected a report by X that …": whoever is named there has no say in the denial.
            // "Twelve fled, |a claim Lima denied", ", |which Lima denied": what was told before is another's word.
            CueKind::Deny if let Some(claim) = self.told_before(subject.start) => claim,
            CueKind::Deny => {
                let content = self.content(subject, rest);
                if content.start > rest { rest..content.end } else { content }
            }
            CueKind::Say | CueKind::Tell | CueKind::Show => self.content(subject, rest),
            // "a fisherman who saw the blast, said": what he saw ends with the relative clause.
            CueKind::Tally if s.norm(self.cue.start - 1) == "who" => {
                rest..(rest..self.clause.end).find(|t| s.norm(*t) == ",").unwrap_or(self.clause.end)
            }
            // "it counted 7,200 tents": the verb is told, too.
            CueKind::Tally | CueKind::Put | CueKind::Give => self.cue.start..self.clause.end,
            CueKind::Accuse => self.charge().unwrap_or(self.clause.end)..self.clause.end,
            _ => rest..self.clause.end,
        };
        // "The men |who police say shot a boy| were arrested".
        let relative = kind == CueKind::Say && subject.start > self.clause.start && s.is(subject.start - 1, &["who", "whom"]);
        let content = if relative && content.start >= rest { content.start..self.verb_behind(content.clone()) } else { content };
        // "Claimed responsibility for the blast, which killed nine": the blast alone.
        let avowed = s.page.has(rest, Class::Involvement) && s.is(rest + 1, &["for"]);
        let aside =
            |t: &usize| s.norm(*t) == "," || s.page.has(*t, Class::RelativePronoun) || s.page.has(*t, Class::Subordinator);
        let avowal = || (rest..content.end).find(aside).unwrap_or(content.end);
        content.start..if avowed { avowal() } else { self.summed_up(&content) }
    }

    /// Whether a party may be the subject of a verb of a kind.
    fn fits(&self, p: &Party, kind: CueKind) -> bool {
        let s = self.scene;
        match kind {
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
                let saw = s.page.has(self.cue.end - 1, Class::Sighting) && !theirs;
                // "The country has recorded 40 cases": where, not who.
                let country = s.side_at(p.tokens.start).is_some_and(|(end, _)| end >= p.tokens.end);
                let people = !p.weak && s.page.has(self.cue.start, Class::Tallying);
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
                let led = s.is(t + 1, &["of", "as", ":"]) || s.text().kind(t + 1) == Kind::Number;
                // "a number of warnings".
                s.page.has(t, Class::Figure) && led && !(s.is(t, &["number"]) && s.is(t - 1, &["a"]))
            }),
            CueKind::Accuse => self.charge().is_some(),
            CueKind::Say if p.weak => s.page.has(self.cue.start, Class::Utterance),
            CueKind::Call => (self.cue.end..(self.cue.end + 10).min(self.clause.end))
                .any(|t| s.cue_at(t, |c| c.kind == CueKind::Fake).is_some()),
            _ => true,
        }
    }

    /// Whether a "not" stands between a subject and its verb.
    fn negated(&self, subject: &Range<usize>) -> bool {
        let s = self.scene;
        (subject.end.min(self.cue.start).max(self.cue.start.saturating_sub(4))..self.cue.start)
            .any(|t| s.is(t, &["not", "n't", "never"]) && !s.is(t + 1, &["only", "just", "to"]))
    }
}
