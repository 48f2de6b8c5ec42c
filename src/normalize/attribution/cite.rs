//! Who has it from whom: "X, citing Y", "X quoted Y as saying".

use super::super::VoiceMention;
use super::cue::Reader;
use super::party::{Party, PartyKind};

impl Reader<'_, '_, '_> {
    /// "X quoted Y as saying that …".
    pub(super) fn quoted_as_saying(&mut self) -> Vec<VoiceMention> {
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
    pub(super) fn cite(&mut self, out: &mut Vec<VoiceMention>, from: usize) {
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
