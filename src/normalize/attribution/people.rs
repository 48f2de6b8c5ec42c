//! Those who speak by a role, and those who are not named: "the expert", "two officials in Halden".

use std::ops::Range;

use super::super::Chain;
use super::super::NameMention;
use super::super::name::{body_after, body_of_role};
use super::cast::Cast;
use super::party::{Head, Party, PartyKind, head_at, person};
use super::scene::Scene;
use super::unknown::capitals;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::Kind;

/// "the expert", "a coast guard spokesman", "Its director, Ann Bo": a role, with the person where one is named beside it.
pub(super) fn role(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, class: SpeakerClass, region: &Range<usize>) -> Head {
    // A name right after the role, in the apposition after it, or under which the role speaks.
    if let Some(name) = scene
        .name_at(tokens.end)
        .or_else(|| called(scene, tokens.end))
        .or_else(|| (tokens.end..region.end).filter(|t| scene.norm(*t) == ",").take(2).find_map(|t| scene.name_at(t + 1)))
    {
        let voice = class == SpeakerClass::Voice;
        let own = voice
            .then(|| {
                body_of_role(scene.page, scene.setting, tokens.clone(), name.tokens.start)
                    .or_else(|| body_after(scene.page, scene.setting, tokens.end, name.tokens.start))
            })
            .flatten();
        let own = own
            .or_else(|| (class == SpeakerClass::Voice && scene.is(region.start, &["its"])).then(|| cast.last_body()).flatten());
        let body = name.body.clone().or(own);
        return Head::Party(person(name.tokens.clone(), &name.name, body.as_ref(), scene, cast));
    }
    // "Milblogger Rybar", "the analyst Fox": a name of one word, right behind what he is.
    let alone = capitals(scene, tokens.end, region.end);
    let free = scene.page.is_free(alone.clone()) && scene.side_at(alone.start).is_none() && scene.body_at(alone.start).is_none();
    if class == SpeakerClass::Role && alone.len() == 1 && free && alone.end == region.end {
        let name = scene.written(alone.clone());
        return Head::Party(person(tokens.start..alone.end, &name, None, scene, cast));
    }
    let described = described(scene, tokens.clone(), region);
    let before = described.start.checked_sub(1);
    let definite = before.is_some_and(|b| scene.is(b, &["the", "this", "that", "same"]))
        || scene.text().sentence_of(tokens.start).tokens.start == tokens.start && tokens.len() == 1;
    if definite && let Some(party) = cast.by_role(&scene.written(described.clone()).to_lowercase()) {
        return Head::Party(Party { tokens, ..party.clone() });
    }
    if class == SpeakerClass::Voice {
        let its =
            region.contains(&described.start.wrapping_sub(1)) && scene.is(described.start.wrapping_sub(1), &["its", "their"]);
        let body = body_of_role(scene.page, scene.setting, tokens.clone(), region.end)
            .or_else(|| body_after(scene.page, scene.setting, tokens.end, region.end))
            .or_else(|| (its || definite).then(|| cast.last_body()).flatten());
        if let Some(body) = body {
            let body = cast.full(&body);
            if scene.publisher.is(&body) {
                return Head::Party(Party { tokens, chain: Chain::default(), kind: PartyKind::Body, weak: false });
            }
            return Head::Party(Party::one(tokens, body, PartyKind::Body));
        }
    }
    if definite && let Some(party) = cast.person().filter(|_| described.len() == 1 && class != SpeakerClass::Role) {
        return Head::Party(Party { tokens, ..party.clone() });
    }
    // "The coroner" is she whose office the article names.
    let bare = described == tokens && class != SpeakerClass::Voice;
    if bare && let Some(office) = cast.office_of(&scene.written(tokens.clone()).to_lowercase()) {
        return Head::Party(Party::one(tokens, office, PartyKind::Body));
    }
    Head::Party(Party::anonymous(scene, with_place(scene, described, region), "person"))
}

/// "a medic |who asked to be called Ann", "a pilot |with the call sign Fox": the name under which somebody speaks.
fn called<'s>(scene: &Scene<'s, '_>, from: usize) -> Option<&'s NameMention> {
    let sentence = scene.text().tokens.get(from).map(|_| scene.text().sentence_of(from).tokens.end)?;
    let cue = (from..sentence.min(from + 12)).find_map(|t| scene.cue_at(t, |c| c.kind == CueKind::Alias))?.0;
    (cue.end..sentence.min(cue.end + 2)).find_map(|t| scene.name_at(t))
}

/// Unnamed people: "two security sources", "analysts at X".
pub(super) fn people(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, member: bool, region: &Range<usize>) -> Party {
    // "its monitors", "their colleagues": the body itself saw it.
    if member
        && scene.is(tokens.start.wrapping_sub(1), &["its", "their", "his", "her"])
        && let Some(party) = cast.last().filter(|p| p.is_named())
    {
        return Party { tokens, ..party.clone() };
    }
    if member && scene.is(tokens.end, &["at", "of", "from", "with"]) {
        let from = tokens.end + 1 + usize::from(scene.is(tokens.end + 1, &["the"]));
        if from < region.end
            && let Some(Head::Party(party) | Head::Weak(party)) = head_at(scene, cast, from, &(from..region.end))
            && matches!(party.kind, PartyKind::Body | PartyKind::Outlet | PartyKind::Unknown)
        {
            return Party { tokens: tokens.start..party.tokens.end, ..party };
        }
    }
    let described = described(scene, tokens, region);
    Party::anonymous(scene, with_place(scene, described, region), "person")
}

/// The words that qualify a head, to the left up to an article or number.
pub(super) fn described(scene: &Scene<'_, '_>, head: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let mut start = head.start;
    while start > region.start && head.start - start < 5 {
        let left = start - 1;
        let norm = scene.norm(left);
        let joint = norm == "-" || norm == "'s";
        let number = scene.text().kind(left) == Kind::Number
            || matches!(norm, "two" | "three" | "four" | "five" | "several" | "some" | "many");
        if !scene.follows(start)
            || number
            || !joint
                && (!scene.is_word(left)
                    || scene.page.has(left, Class::SmallWord) && !matches!(norm, "local" | "former" | "senior"))
            || scene.page.has(left, Class::Calendar)
            || norm != "state" && scene.cue_at(left, |c| matches!(c.kind, CueKind::Say | CueKind::Tell)).is_some()
        {
            break;
        }
        start = left;
    }
    // What remains begins with a word.
    start += usize::from(start < head.start && !scene.text().word(start).starts_with(char::is_alphanumeric));
    start..head.end
}

/// "officials |in Kano", "a medic |at Gondar General Hospital".
pub(super) fn with_place(scene: &Scene<'_, '_>, tokens: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    if end < region.end && scene.is(end, &["at", "in", "from", "of", "with", "on"]) {
        let mut at = end + 1 + usize::from(scene.is(end + 1, &["the", "a", "an"]));
        let from = at;
        while at < region.end
            && scene.is_word(at)
            && !scene.page.has(at, Class::Calendar)
            && at - from < 6
            && (scene.text().is_capitalized(at)
                || scene.body_at(at).is_some()
                || at == from && scene.text().is_capitalized(at + 1))
        {
            at += 1;
        }
        if at > from {
            end = at;
        }
    }
    tokens.start..end
}
