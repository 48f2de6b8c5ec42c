//! The cues of one sentence: each is read for its source and for the words that it governs.

use std::ops::Range;

use super::super::{Chain, VoiceMention};
use super::cast::Cast;
use super::content::part;
use super::party::{Party, PartyKind};
use super::scene::Scene;
use crate::lexicon::cues::{Cue, CueKind};
use crate::lexicon::speakers::SpeakerClass;

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
        // "Officer, suspect injured": the noun.
        let noun = row.kind == CueKind::Say && at > clause.start && scene.is(at - 1, &[","]) && scene.counts_at(at);
        if cue.end > clause.end || named || noun || capital && scene.page.field.is_text() && !matches!(row.kind, CueKind::Hedge) {
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
            | CueKind::Accuse
            | CueKind::Call => self.verb(kind),
            CueKind::Saying => self.saying(),
            CueKind::Prep => self.prep(),
            CueKind::Agent | CueKind::Got => self.agent(),
            CueKind::Second => self.second(),
            CueKind::Hedge | CueKind::Doubt if self.is_of_manner() => Vec::new(),
            CueKind::Hedge => vec![self.unnamed()],
            CueKind::Charge => vec![self.charged()],
            CueKind::Untrue => vec![self.denial(self.cue.end..self.clause.end)],
            CueKind::Rumour => self.rumour().into_iter().collect(),
            CueKind::Doubt => {
                let mut voice = self.unnamed();
                voice.chain = Chain::default();
                vec![voice]
            }
            CueKind::Cite | CueKind::Fake | CueKind::Silence | CueKind::Unseen | CueKind::Credit | CueKind::Alias => Vec::new(),
        }
    }

    /// Remembers the party under the roles that stand around its name.
    pub(super) fn hear(&mut self, party: &Party) {
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
}
