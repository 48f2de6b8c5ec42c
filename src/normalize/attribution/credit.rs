//! Whose the whole article is: an agency in the dateline, a credit line, "This article originally appeared in …".

use std::ops::Range;

use super::super::VoiceMention;
use super::scene::{Scene, outlet_source};
use super::unknown::capitals;
use crate::claim::{Naming, Source};
use crate::lexicon::cues::CueKind;
use crate::text::Gap;

/// The credit of a page, unless it names the publisher itself.
pub(super) fn credit(scene: &Scene<'_, '_>) -> Option<VoiceMention> {
    let (tokens, source) = dateline(scene).or_else(|| line(scene))?;
    if scene.publisher.is(&source) || scene.publisher.bears(&source, &scene.written(tokens.clone())) {
        return None;
    }
    let content = 0..scene.text().tokens.len();
    Some(VoiceMention {
        cue: tokens.clone(),
        source: tokens,
        content,
        chain: [source].into(),
        inherited: true,
        credit: true,
        ..VoiceMention::default()
    })
}

/// An agency in the dateline or right after it: "KYIV, July 19 (Reuters) —", "MINSK, Feb 3 - BelTA.", "(AP) …".
fn dateline(scene: &Scene<'_, '_>) -> Option<(Range<usize>, Source)> {
    let text = scene.text();
    if let Some(line) = text.dateline.clone() {
        for at in line.clone() {
            if let Some((tokens, outlet)) = scene.outlet_at(at).filter(|(_, o)| o.is_media())
                && (scene.is(at.wrapping_sub(1), &["(", "/", "-", "\u{2014}", "\u{2013}", ",", "."]) || at == line.start)
            {
                return Some((tokens, outlet_source(outlet)));
            }
        }
        if let Some((tokens, outlet)) =
            scene.outlet_at(line.end).filter(|(t, o)| o.is_media() && scene.is(t.end, &[".", ":", "-", "\u{2014}", "\u{2013}"]))
        {
            return Some((tokens, outlet_source(outlet)));
        }
    }
    // "(AP) Nine died", at the very start.
    let start = text.sentences.iter().find(|s| s.layout == crate::text::Layout::Body)?.tokens.start;
    if !scene.is(start, &["(", "/", "["]) {
        return None;
    }
    let (tokens, outlet) = scene.outlet_at(start + 1).filter(|(t, o)| o.is_media() && scene.is(t.end, &[")", "/", "]"]))?;
    Some((tokens, outlet_source(outlet)))
}

/// A line of its own: "(Reporting by Reuters)", "Source: TASS", "With reporting by AFP", or nothing but the name of an agency.
fn line(scene: &Scene<'_, '_>) -> Option<(Range<usize>, Source)> {
    let text = scene.text();
    for sentence in &text.sentences {
        let tokens = sentence.tokens.clone();
        if tokens.len() > 24 || text.tokens.get(tokens.start).is_none_or(|t| t.gap < Gap::Line) {
            continue;
        }
        for at in tokens.clone() {
            let from = match scene.cue_at(at, |c| c.kind == CueKind::Credit) {
                Some((cue, _)) => cue.end,
                None => continue,
            };
            let from = (from..tokens.end).find(|t| !scene.is(*t, &["the", ":", "by"]))?;
            if let Some((name, outlet)) = (from..tokens.end).find_map(|t| scene.outlet_at(t)).filter(|(_, o)| o.is_media()) {
                return Some((name, outlet_source(outlet)));
            }
            let run = capitals(scene, from, tokens.end);
            let originally = !scene.is(at, &["reporting", "with", "additional"]);
            if originally && !run.is_empty() {
                let source = Source { name: Some(scene.written(run.clone())), link: Naming::Named, ..Source::default() };
                return Some((run, source));
            }
        }
        // "Reuters", "- AFP", "(AP)" alone on the last line or on a byline.
        let mut words = tokens.clone().filter(|t| scene.is_word(*t) && !scene.is(*t, &["by", "the"]));
        if let Some((name, outlet)) = words.next().and_then(|w| scene.outlet_at(w)).filter(|(_, o)| o.is_media())
            && words.all(|w| name.contains(&w))
            && outlet.kind == "agency"
        {
            return Some((name, outlet_source(outlet)));
        }
    }
    None
}
