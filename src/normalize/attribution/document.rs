//! Documents that speak: by whom a report, a list, footage is, or who has it.

use std::ops::Range;

use super::cast::Cast;
use super::party::{Head, Party, PartyKind, head_at, party};
use super::people::described;
use super::scene::Scene;
use crate::claim::{Naming, Source};
use crate::lexicon::cues::CueKind;
use crate::lexicon::words::Class;

/// A report, a list, footage: by whom it is, or who has it.
pub(super) fn document(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, region: &Range<usize>) -> Head {
    let words = described(scene, tokens.clone(), region);
    // Whose: "published by X", "from X", "X has published", "obtained by X".
    for t in tokens.end..region.end.min(tokens.end + 16) {
        let got = scene.cue_at(t, |c| matches!(c.kind, CueKind::Agent | CueKind::Got));
        let from = match &got {
            Some((cue, _)) => cue.end,
            None if t == tokens.end
                && (scene.page.has(t, Class::Issuing) || scene.is(t, &["by", "from", "of", "that", "which"])) =>
            {
                t + 1
            }
            None => continue,
        };
        let got = got.is_some_and(|(_, c)| c.kind == CueKind::Got);
        let Some(owner) = party(scene, cast, from..region.end).filter(|p| p.is_named() && p.tokens.start <= from + 8) else {
            continue;
        };
        let document = got.then(|| document_source(scene, words.clone()));
        let chain = owner.chain.iter().cloned().chain(document).collect();
        return Head::Party(Party { tokens: words.start..owner.tokens.end, chain, kind: PartyKind::Document, weak: false });
    }
    // "the police report", "X's data"
    if words.start < tokens.start
        && let Some(Head::Party(owner)) = head_at(scene, cast, words.start, &(words.start..tokens.start))
            .filter(|h| matches!(h, Head::Party(p) if p.is_named() && p.kind != PartyKind::Document))
    {
        return Head::Party(Party { tokens: words, kind: PartyKind::Document, ..owner });
    }
    // "the statement", "the post": of whoever spoke last.
    let definite = words.start > 0 && scene.is(words.start - 1, &["the", "this", "its", "their", "his", "her", "that"]);
    if definite && let Some(party) = cast.last() {
        return Head::Party(Party { tokens, ..party.clone() });
    }
    if scene.is(tokens.start, &["reports"]) && words.len() <= 2 {
        return Head::Weak(Party { tokens: words, chain: [Source::default()].into(), kind: PartyKind::Anonymous, weak: false });
    }
    let source = document_source(scene, words.clone());
    Head::Weak(Party::one(words, source, PartyKind::Document))
}

/// Most tokens of the name of who has a document.
const HOLDER: usize = 12;

/// "The UN |report", "a UN report |seen by Reuters": the document of a body, which who has it passes on.
pub(super) fn of_body(scene: &Scene<'_, '_>, cast: &Cast, body: Party, end: usize, region: &Range<usize>) -> Party {
    let own = Party { kind: PartyKind::Document, ..body };
    let Some((cue, _)) = scene.cue_at(end, |c| c.kind == CueKind::Got) else { return own };
    let region = cue.end..region.end.min(cue.end + HOLDER);
    let holder =
        party(scene, cast, region).filter(|p| p.is_named() && p.kind != PartyKind::Document && p.tokens.start <= cue.end + 2);
    match holder {
        Some(holder) => Party {
            tokens: own.tokens.start..holder.tokens.end,
            chain: holder.chain.iter().chain(own.chain.iter()).cloned().collect(),
            ..own
        },
        None => own,
    }
}

pub(super) fn document_source(scene: &Scene<'_, '_>, words: Range<usize>) -> Source {
    Source { name: Some(scene.written(words)), kind: Some("document".into()), link: Naming::Named, ..Source::default() }
}
