//! Who says a claim: the voices around its trigger, from the nearest relay to the origin.

use std::ops::Range;

use super::{Page, VoiceMention};
use crate::claim::Source;

/// One source of a claim; parallel sources give several.
#[derive(Clone, Debug, Default)]
pub(super) struct Saying {
    pub chain: Vec<Source>,
    pub denied: bool,
    pub hedged: bool,
    pub first_hand: bool,
    /// The tokens that name the source.
    pub source: Range<usize>,
}

/// The sayings that govern a token: stated voices before inherited ones. Voices over the same words are parallel sources; a voice
/// inside another is relayed by it.
pub(super) fn of(page: &Page<'_>, token: usize) -> Vec<Saying> {
    let around: Vec<&VoiceMention> = page.voices.iter().filter(|v| v.content.contains(&token)).collect();
    let stated = around.iter().any(|v| !v.inherited);
    let mut voices: Vec<&VoiceMention> = around.into_iter().filter(|v| !stated || !v.inherited).collect();
    voices.sort_by_key(|v| (v.content.len(), v.content.start, v.cue.start));
    let Some(innermost) = voices.first().map(|v| v.content.clone()) else { return Vec::new() };
    let (inner, outer): (Vec<_>, Vec<_>) = voices.into_iter().partition(|v| v.content == innermost);
    let relays: Vec<Source> = outer.iter().rev().flat_map(|v| v.chain.iter().cloned()).collect();
    inner
        .into_iter()
        .map(|v| {
            let mut chain = relays.clone();
            chain.extend(v.chain.iter().cloned());
            Saying {
                chain,
                denied: v.denied != outer.iter().any(|o| o.denied),
                hedged: v.hedged || outer.iter().any(|o| o.hedged),
                first_hand: v.first_hand,
                source: v.source.clone(),
            }
        })
        .collect()
}
