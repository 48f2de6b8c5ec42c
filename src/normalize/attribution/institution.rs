//! Bodies that speak, and those who are introduced by one.

use std::iter;
use std::ops::Range;

use super::super::Chain;
use super::super::name::source_of;
use super::cast::Cast;
use super::document;
use super::party::{Head, Party, PartyKind};
use super::people::{described, role};
use super::scene::Scene;
use crate::claim::{Naming, Source};
use crate::lexicon::speakers::SpeakerClass;

/// A body, or a person introduced by one: "police", "police officials", "the coast guard spokesman".
pub(super) fn body(scene: &Scene<'_, '_>, cast: &Cast, at: usize, region: &Range<usize>) -> Option<Head> {
    let body = scene.body_at(at)?;
    if at > body.tokens.start && at > region.start {
        return None;
    }
    let mut next = body.tokens.end;
    if let Some(short) = &body.short {
        next = next.max(short.end + usize::from(scene.norm(short.end) == ")"));
    }
    let joint = usize::from(scene.norm(next) == "'s");
    let next = next + joint;
    if next < region.end {
        let word = scene.speaker_at(next, |c| {
            matches!(
                c,
                SpeakerClass::Role
                    | SpeakerClass::Voice
                    | SpeakerClass::Person
                    | SpeakerClass::Document
                    | SpeakerClass::Office
                    | SpeakerClass::Title
            )
        });
        if let Some((tokens, word)) = word {
            return match word.class {
                // "the mission's monitors verified": the mission did.
                SpeakerClass::Person if (joint > 0 || body.full) && word.member => {
                    Some(Head::Party(whole(scene, cast, body.tokens.clone(), at)))
                }
                SpeakerClass::Person => {
                    let all = body.tokens.start..tokens.end;
                    Some(Head::Party(Party::anonymous(scene, described(scene, all, region), "person")))
                }
                SpeakerClass::Document => {
                    let own = whole(scene, cast, body.tokens.clone(), at);
                    Some(Head::Party(document::of_body(scene, cast, own, tokens.end, region)))
                }
                SpeakerClass::Title => None,
                class => Some(role(scene, cast, tokens, class, region)),
            };
        }
        if scene.name_at(next).is_some() {
            return None;
        }
    }
    Some(Head::Party(whole(scene, cast, body.tokens.clone(), at)))
}

pub(super) fn whole(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, at: usize) -> Party {
    let Some(body) = scene.body_at(at) else {
        return Party { tokens, chain: Chain::default(), kind: PartyKind::Body, weak: false };
    };
    let indefinite = tokens.start > 0 && scene.is(tokens.start - 1, &["a", "an", "another", "one"]);
    let mut source = cast.full(&source_of(body));
    let resolved = source.name.as_deref() != Some(body.name.as_str());
    if !resolved && !body.full && (body.generic || indefinite) {
        source.link = Naming::Anonymous;
    }
    if source.id.is_none() {
        let row = crate::lexicon::Outlets::embedded().by_name(source.name.as_deref().unwrap_or(""));
        if let Some(row) = row.filter(|r| !r.is_media()) {
            source.id = Some(row.id.clone());
            source.side = source.side.or_else(|| row.state().map(str::to_owned));
        }
    }
    let kind = if source.link == Naming::Anonymous { PartyKind::Anonymous } else { PartyKind::Body };
    let chain = if scene.publisher.is(&source) {
        Chain::default()
    } else {
        std::iter::once(source).chain(holder(scene, cast, &tokens)).collect()
    };
    Party { tokens, chain, kind, weak: false }
}

/// Most words of a role that has an office.
const ROLE: usize = 3;

/// "the mayor's office": the mayor whom the article names, whose voice it is.
fn holder(scene: &Scene<'_, '_>, cast: &Cast, body: &Range<usize>) -> Option<Source> {
    let of = body.clone().find(|t| scene.norm(*t) == "'s" && scene.is(t + 1, &["office"]))?;
    let words: Vec<&str> = (of.saturating_sub(ROLE).max(body.start)..of).map(|t| scene.norm(t)).collect();
    let longest = words.join(" ");
    // "the deputy mayor's office": the deputy mayor before the mayor.
    let mut roles = iter::successors(Some(longest.as_str()), |role| role.split_once(' ').map(|(_, shorter)| shorter));
    let person = |role| cast.by_role(role).filter(|p| p.kind == PartyKind::Person);
    roles.find_map(|role| person(role)?.chain.first().cloned())
}

/// A short form that the page explains: "(NFA)".
pub(super) fn cast_short(scene: &Scene<'_, '_>, run: &Range<usize>) -> Option<Party> {
    if run.len() != 1 {
        return None;
    }
    let body =
        scene.page.bodies.iter().find(|b| b.short.as_ref().is_some_and(|s| scene.norm(s.start) == scene.norm(run.start)))?;
    let source = source_of(body);
    let chain = if scene.publisher.is(&source) || scene.publisher.is_named(scene.text().word(run.start)) {
        Chain::default()
    } else {
        [source].into()
    };
    Some(Party { tokens: run.clone(), chain, kind: PartyKind::Body, weak: false })
}
