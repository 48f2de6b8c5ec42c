//! "he", "they", "it": who of the article is meant.

use super::cast::Cast;
use super::institution::whole;
use super::party::{Head, Party, person};
use super::people::described;
use super::scene::Scene;
use crate::lexicon::speakers::SpeakerClass;

/// How many tokens one looks back for somebody who has no name.
const REACH: usize = 80;

pub(super) fn pronoun(scene: &Scene<'_, '_>, cast: &Cast, at: usize) -> Option<Head> {
    // "one of them" is somebody else.
    if at > 0 && scene.is(at - 1, &["of", "among"]) {
        return None;
    }
    let known = match scene.norm(at) {
        "he" | "she" | "him" | "her" | "his" => cast
            .person()
            .cloned()
            .or_else(|| {
                let names = &scene.page.names;
                let last = names.get(names.partition_point(|n| n.tokens.end <= at).checked_sub(1)?)?;
                Some(person(last.tokens.clone(), &last.name, last.body.as_ref(), scene, cast))
            })
            .or_else(|| somebody(scene, at)),
        "they" | "them" | "their" => cast.group().cloned(),
        "it" | "its" => cast.thing().cloned().or_else(|| {
            // "The coast guard recovered two bodies, it said": the body that the paragraph names.
            let bodies = &scene.page.bodies;
            let last = bodies.get(bodies.partition_point(|b| b.tokens.end <= at).checked_sub(1)?)?;
            let sentence = scene.text().sentence_of(at).tokens.start;
            let first = bodies.get(bodies.partition_point(|b| b.tokens.end <= sentence)).unwrap_or(last);
            let near = scene.text().sentence_of(first.tokens.start).paragraph == scene.text().sentence_of(at).paragraph;
            near.then(|| whole(scene, cast, first.tokens.clone(), first.tokens.start))
        }),
        "i" if cast.person().is_some() => cast.person().cloned(),
        _ => None,
    }?;
    // "his lawyer", "its director": the noun decides.
    let possessive = matches!(scene.norm(at), "his" | "their" | "its") || scene.norm(at) == "her" && scene.is_word(at + 1);
    if possessive && scene.norm(at.wrapping_sub(1)) != "of" && !scene.is(at.wrapping_sub(1), &["to"]) {
        return None;
    }
    Some(Head::Party(Party { tokens: at..at + 1, ..known }))
}

/// The last one described by a role, where the article names nobody: "a miner … he said".
fn somebody(scene: &Scene<'_, '_>, at: usize) -> Option<Party> {
    let from = at.saturating_sub(REACH);
    let role = (from..at)
        .rev()
        .find_map(|t| scene.speaker_at(t, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice)).map(|(tokens, _)| tokens))?;
    let region = scene.text().sentence_of(role.start).tokens.clone();
    Some(Party::anonymous(scene, described(scene, role, &region), "person"))
}
