//! The voices of a page, found by the sentence that they touch.

use std::ops::Range;

use super::VoiceMention;
use crate::text::Text;

/// Who says what on one page. A page of a long article has thousands of voices, of which few touch a sentence.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    /// In order of their content.
    all: Vec<VoiceMention>,
    /// Sentences and the voices whose cue, source or content lies in them, in order; the content of a credit is everywhere and left out.
    touching: Vec<(u32, u32)>,
    credit: Option<usize>,
    /// For each token its sentence.
    sentences: Vec<u32>,
}

impl Voices {
    /// Orders the voices of a page. Linear in the voices and the sentences that each touches, but for the sorting.
    pub fn new(text: &Text<'_>, mut all: Vec<VoiceMention>) -> Voices {
        all.sort_by_key(|v| (v.content.start, v.content.end, v.cue.start));
        let sentences: Vec<u32> = text.tokens.iter().map(|t| t.sentence).collect();
        let over = |tokens: &Range<usize>| {
            let last = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start);
            match (sentences.get(tokens.start), last.and_then(|last| sentences.get(last))) {
                (Some(first), Some(last)) => *first..last + 1,
                _ => 0..0,
            }
        };
        let mut touching = Vec::new();
        for (voice, index) in all.iter().zip(0u32..) {
            let content = if voice.credit { 0..0 } else { over(&voice.content) };
            for sentences in [over(&voice.cue), over(&voice.source), content] {
                touching.extend(sentences.map(|s| (s, index)));
            }
        }
        touching.sort_unstable();
        touching.dedup();
        let credit = all.iter().position(|v| v.credit);
        Voices { all, touching, credit, sentences }
    }

    /// All of them, in order of their content.
    pub fn iter(&self) -> impl Iterator<Item = &VoiceMention> {
        self.all.iter()
    }

    /// Those whose cue, source or content touches the sentence of a token, in order. Other voices neither hold the token nor stand in
    /// its sentence, but for the content of the credit.
    pub fn near(&self, token: usize) -> impl Iterator<Item = &VoiceMention> {
        let sentence = self.sentences.get(token).copied().unwrap_or(u32::MAX);
        let from = self.touching.partition_point(|(s, _)| *s < sentence);
        let these = self.touching.get(from..).unwrap_or(&[]).iter().take_while(move |(s, _)| *s == sentence);
        these.filter_map(|(_, voice)| self.all.get(*voice as usize))
    }

    /// The credit of the whole article.
    pub fn credit(&self) -> Option<&VoiceMention> {
        self.credit.and_then(|index| self.all.get(index))
    }
}
